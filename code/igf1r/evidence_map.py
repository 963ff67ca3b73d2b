"""The evidence map: every study of pain at its place and time, and how the studies bear on two hypotheses."""

import math
from dataclasses import dataclass, replace
from html import escape

from igf1r import tally
from igf1r.cards import cards, critique_links
from igf1r.draw import WIDTH, canvas, write
from igf1r.exhibit import Exhibit
from igf1r.geometry import text_width
from igf1r.knowledge import load
from igf1r.marks import disc, line, polygon, rectangle
from igf1r.references import short
from igf1r.slip import Slip
from igf1r.svg import inline, render

LANES = {
    "Periphery": {
        "skin": "Skin",
        "nerve": "Nerve",
        "drg": "Dorsal root ganglion",
        "tg": "Trigeminal ganglion",
        "other-tissue": "Bone, peritoneum",
    },
    "Centre": {"spinal-cord": "Spinal cord", "brain": "Brain"},
    "Neither side": {"systemic": "Whole body", "": "Not given"},
}
"""The lanes of the map from top to bottom, by site."""

SITES = {
    "skin": "skin", "nerve": "nerve", "drg": "dorsal root ganglion", "tg": "trigeminal ganglion",
    "other-tissue": "bone or peritoneum", "spinal-cord": "spinal cord", "brain": "brain",
    "systemic": "whole body",
}  # fmt: skip

ROLES = {
    "promotes": ("pain-up", "▲", "promotes pain"),
    "relieves": ("pain-down", "▼", "relieves pain"),
    "none": ("neutral", "■", "no effect"),
    "mixed": ("neutral", "◆", "mixed"),
    "open": ("neutral", "○", "no verdict"),
}
"""Tone, mark and words of each role of the IGF axis."""

EFFECTS = {"raises": "pain rose", "relieves": "pain fell", "none": "pain stayed", "mixed": "mixed", "": ""}

HYPOTHESES = {
    "place": "Periphery promotes, centre relieves",
    "time": "Early promotes, late relieves",
}

HOW = {
    "Mark": (
        "▲ the review takes the IGF axis to promote pain; ▼ to relieve it; ■ no effect; ○ no verdict. "
        "The number is that of the reference in Ma 2023; m and w tell the mice and the women of 77 apart. "
        "A star says that the study can be classified otherwise."
    ),
    "Place": (
        "Where IGF was raised, lowered or given. A dose for the whole body with no place named stands under "
        "Whole body. A second place is told after the word also."
    ),
    "Time": (
        "From the injury or injection that began the pain, as the review gives it; where pain was there "
        "before, from the start of the treatment. The days of a treatment alone are not such a time."
    ),
    "Count": (
        "A study is for a hypothesis where its group does what the hypothesis says, against it where it "
        "does the opposite. It does not count where the group is unknown or there is no verdict."
    ),
}
"""The rules by which a study gets its mark, its place and its time."""

LEFT, AXIS, RIGHT = 14, 218, 412
FIRST, LAST = 1 / 24, 730
TICKS = ((1 / 24, "1 h"), (1, "1 d"), (7, "7 d"), (365, "1 y"))
TOP, HEADING, LABEL, ALSO, PITCH, GLYPH = 60, 20, 22, 17, 24, 7


@dataclass(frozen=True)
class Slot:
    """The place of a mark: the middle of its glyph, its number, and the ends of its time, if any."""

    x: float
    y: float
    label: str
    left: bool
    ends: tuple = ()
    gap: float = 4

    @property
    def extent(self):
        """Left and right end of what is drawn."""
        room = self.gap + text_width(self.label)
        low, high = self.x - GLYPH, self.x + GLYPH
        low, high = (low - room, high) if self.left else (low, high + room)
        return min((low, *self.ends)), max((high, *self.ends))


def number(study):
    """A study's number on the map: that of its reference, with a letter where the reference has two."""
    return str(study.reference) + "".join(word[0] for word in study.id.split("-")[2:])


def across(days):
    """The x of a time."""
    share = math.log(max(days, FIRST) / FIRST) / math.log(LAST / FIRST)
    return AXIS + 6 + share * (RIGHT - 8 - AXIS)


class EvidenceMap(Exhibit):
    """Every study of pain as a mark, with filters, contested classifications and the count.

    The live form's ``settings`` are a value for a filter (empty: all), a rule, or a study's reading; its
    ``values`` are the numbers for and against each hypothesis.
    """

    kind = "map"
    module = "map"
    title = "The evidence on IGF and pain by place and time"

    def __init__(self, name="evidence-map"):
        super().__init__(name)
        self.knowledge = known = load()
        self.studies = known.studies
        self.interventions = {
            id_: [one for one in known.interventions.values() if one.study == id_] for id_ in self.studies
        }
        self.readings = {
            id_: [one for one in known.readings.values() if one.study == id_] for id_ in self.studies
        }
        self.entries = [
            tally.entry(
                study,
                self.interventions[id_],
                self.readings[id_],
                [known.claims[claim] for claim in study.claims],
            )
            for id_, study in self.studies.items()
        ]

    @classmethod
    def restore(cls, name):
        return cls(name)

    def tally(self, **choices):
        """The counts under some choices, as `igf1r.tally.tally` gives them.

        Parameters
        ----------
        **choices
            Filters and rules by name, such as ``ligand="IGF-2"`` or ``time="filing"``; a study's reading by
            its id with an underscore, such as ``ma_82="title"``.

        Raises
        ------
        ValueError
            With one line that says what is allowed.
        """
        given = {
            name.replace("_", "-") if name.startswith("ma_") else name: value
            for name, value in choices.items()
        }
        self.check_settings(given)
        return tally.tally(self.entries, tally.start() | given)

    def advised(self):
        """The readings that the critiques lead to, by study with an underscore: what `tally` takes."""
        found = (one for each in self.readings.values() for one in each if one.advised == "yes")
        return {one.study.replace("-", "_"): one.reading for one in found}

    def options(self):
        """What each choice can be."""
        filters = {
            name: ["", *sorted({value for one in self.entries for value in one["facts"][name]})]
            for name in tally.FILTERS
        }
        rules = {name: list(options) for name, options in tally.RULES.items()}
        readings = {one["id"]: [each["id"] for each in one["readings"]] for one in self.entries}
        return filters | rules | readings

    def check_settings(self, settings):
        options = self.options()
        for name, value in settings.items():
            if value not in options.get(name, ()):
                allowed = ", ".join(each or "(empty)" for each in options.get(name, ()))
                allowed = allowed or f"{', '.join(tally.FILTERS)}, {', '.join(tally.RULES)} or a study's id"
                raise Slip(f"{name}={value!r} does not fit {self.name}; allowed: {allowed}")

    # The drawing

    def layout(self):
        """The lanes and the slot of each study under each of its readings.

        Returns
        -------
        lanes : dict of str to (float, float)
            Top and bottom by site.
        slots : dict of (str, str) to Slot
            By study and reading. Readings of one study at one place share a slot.
        """
        lanes, slots, top = {}, {}, TOP
        for group in LANES.values():
            top += HEADING
            for site, name in group.items():
                here = {
                    one["id"]: [r["id"] for r in one["readings"] if r["site"] == site] for one in self.entries
                }
                inside = sorted((id_ for id_ in here if here[id_]), key=lambda id_: "review" not in here[id_])
                label = LABEL + ALSO * _wraps(name, self._also(site))
                placed, bottom = _lane(top, [self._item(id_) for id_ in inside], label)
                slots |= {(id_, reading): placed[id_] for id_ in inside for reading in here[id_]}
                lanes[site] = top, bottom
                top = bottom
        return lanes, slots

    def _item(self, id_):
        """Id, label and ends in time of a study."""
        study = self.studies[id_]
        low, high = study.time_days_low, study.time_days_high
        ends = () if low is None else (across(low), across(high))
        return id_, number(study) + ("*" if self.readings[id_] else ""), ends

    def svg(self):
        lanes, slots = self.layout()
        bottom = lanes[""][1]
        figure, axes = canvas(WIDTH, bottom + 4)
        for heading, group in LANES.items():
            write(
                axes,
                LEFT - 4,
                lanes[next(iter(group))][0] - 5,
                heading,
                {"class_": "scale"},
                "bold",
                align="left",
            )
            for site, name in group.items():
                self._draw_lane(axes, name, site, *lanes[site])
        _draw_axis(axes, bottom)
        for one in self.entries:
            for reading in one["readings"]:
                _draw_mark(axes, one["id"], reading, slots[one["id"], reading["id"]])
        return render(figure, self.name, self.title, self.description())

    def _draw_lane(self, axes, name, site, top, bottom):
        """A lane's strip, its name, and the studies that were read there too."""
        keys = {"class_": "band", "band": name}
        rectangle(axes, 0, top, WIDTH, bottom, keys, "strip")
        also = self._also(site)
        write(axes, LEFT - 4, top + 16, name, keys, part="band-name", align="left")
        x, y = LEFT + 4 + text_width(name), top + 16
        if _wraps(name, also):
            x, y = LEFT - 4, y + ALSO
        for id_, said in also:
            write(axes, x, y, said, {"class_": "also", "study": id_}, align="left")
            x += text_width(said) + 5

    def _also(self, site):
        """The studies whose second place is a site, each with its number in brackets."""
        return [(id_, f"({number(study)})") for id_, study in self.studies.items() if site in study.site[1:]]

    def description(self):
        """What the drawing shows, in words."""
        roles = [one["readings"][0]["role"] for one in self.entries]
        said = ", ".join(f"{ROLES[role][2]} {roles.count(role)}" for role in ROLES if role in roles)
        timed = sum(one["low"] is not None for one in self.entries)
        return (
            f"A map of {len(self.entries)} studies as Ma 2023 reports them. Each row is a place: those of "
            "the periphery, from the skin to bone, those of the centre, then the whole body and place not "
            f"given. Studies with a time, {timed} of them, stand at the right on a logarithmic axis from one "
            f"hour to two years; the others stand at the left. How many, by the review: {said}."
        )

    # Words

    def verdicts(self, **choices):
        """The tally in words, a line for each hypothesis."""
        counts = self.tally(**choices)
        return [
            f"{said}: {len(counts[name]['for'])} for, {len(counts[name]['against'])} against, "
            f"{len(counts[name]['out'])} not counted"
            for name, said in HYPOTHESES.items()
        ]

    def text(self):
        """Title, description, rules, the tally as the review reports, and each study on a line."""
        rows = [
            "; ".join(f"{term}: {said}" for term, said in self.row(id_).items() if said)
            for id_ in self.studies
        ]
        rules = [f"{term}: {said}" for term, said in HOW.items()]
        return "\n".join([self.title, "", self.description(), "", *rules, "", *self.verdicts(), "", *rows])

    def row(self, id_):
        """A study's row of the table: what is said by column."""
        study = self.studies[id_]
        paper = self.knowledge.reference("ma2023", study.reference)
        part = "".join(f", {word}" for word in id_.split("-")[2:])
        return {
            "Study": f"{short(paper)} [{study.reference}]{part}",
            "Model": study.model + (f" ({study.species})" if study.species else ""),
            "Place": ", ".join(SITES[site] for site in study.site),
            "Time": study.time,
            "What was done": "; ".join(map(self.deed, self.interventions[id_])) or "nothing: observed",
            "Read": study.readout,
            "IGF axis": f"{ROLES[study.role][1]} {ROLES[study.role][2]}"
            + ("*" if self.readings[id_] else ""),
            "Critiques": ", ".join(study.critiques),
        }

    def deed(self, one):
        """An intervention in words: agent, dose, schedule, route, time, and what happened to pain."""
        dose = " or ".join(f"{each:g}" for each in one.dose) + (f" {one.unit}" if one.unit else "")
        parts = [dose, one.schedule, one.route, one.time, EFFECTS[one.effect]]
        return ", ".join(filter(None, [self.knowledge.entities[one.agent].name, *parts]))

    def body(self):
        rules = [f"<strong>{escape(term)}</strong>: {escape(said)}" for term, said in HOW.items()]
        rules += [
            f"<strong>Choice</strong>: {escape('; or '.join(each.values()))}."
            for each in tally.RULES.values()
        ]
        contested = [self._contested(one) for each in self.readings.values() for one in each]
        return (
            f'<div class="igf1r-drawing" data-width="{WIDTH}">{inline(self.svg())}</div>'
            '<div class="igf1r-tally"><p>Studies for and against two hypotheses on pain, as the review '
            f"reports them:</p>{_list(map(escape, self.verdicts()))}</div>"
            '<details class="igf1r-list"><summary>The rules, and what can be classified otherwise</summary>'
            f"{_list(rules)}{_list(contested)}</details>"
            f'<details class="igf1r-list"><summary>All studies as a table</summary>{self._table()}</details>'
        )

    def _contested(self, one):
        """A reading as HTML: what it puts in place of the review's own, and why."""
        parts = [ROLES[one.role][2] if one.role else "", ", ".join(SITES[site] for site in one.site)]
        instead = "; ".join(filter(None, parts))
        named = f"[{number(self.studies[one.study])}] {one.label}: {instead}."
        return f"{escape(f'{named} {one.rule}')} ({critique_links(one.critiques)})"

    def _table(self):
        columns = self.row(next(iter(self.studies)))
        caption = "The studies of pain in Ma 2023, as the review reports them"
        return cards(caption, columns, (({}, self._cells(id_)) for id_ in self.studies))

    def _cells(self, id_):
        *said, _ = self.row(id_).values()
        return [*map(escape, said), critique_links(self.studies[id_].critiques)]

    def spec(self):
        known = self.knowledge
        critiques = {id_ for study in self.studies.values() for id_ in study.critiques}
        critiques |= {id_ for each in self.readings.values() for one in each for id_ in one.critiques}
        return {
            "kind": self.kind,
            "name": self.name,
            "filters": tally.FILTERS,
            "options": {name: self.options()[name] for name in tally.FILTERS},
            "rules": {name: list(options.items()) for name, options in tally.RULES.items()},
            "hypotheses": HYPOTHESES,
            "logic": {
                "sides": tally.SIDES,
                "expected": tally.EXPECTED,
                "early": tally.EARLY,
                "late": tally.LATE,
            },
            "places": {site: name for group in LANES.values() for site, name in group.items()},
            "roles": {role: said for role, (_, _, said) in ROLES.items()},
            "studies": [self._study(one) for one in self.entries],
            "critiques": {
                id_: [
                    known.critiques[id_].certainty,
                    known.critiques[id_].problem,
                    known.critiques[id_].correction,
                ]
                for id_ in sorted(critiques)
            },
        }

    def _study(self, entry):
        """An entry with what the panel shows of the study."""
        id_ = entry["id"]
        study, row = self.studies[id_], self.row(id_)
        own = {"label": "As the review reports", "rule": "", "critiques": [], "advised": False}
        told = [own, *(_told(one) for one in self.readings[id_])]
        return entry | {
            "number": number(study),
            "label": row["Study"],
            "paper": self.knowledge.reference("ma2023", study.reference).title,
            "lines": [
                [term, said]
                for term, said in row.items()
                if term not in ("Study", "IGF axis", "Critiques") and said
            ],
            "note": study.note,
            "claims": [[claim, self.knowledge.claims[claim].paraphrase] for claim in study.claims],
            "critiques": list(study.critiques),
            "readings": [{**one, **said} for one, said in zip(entry["readings"], told)],
        }


def _told(one):
    """What the page tells of a reading."""
    return {
        "label": one.label,
        "rule": one.rule,
        "critiques": list(one.critiques),
        "advised": one.advised == "yes",
    }


def _list(items):
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _wraps(name, also):
    """Whether a lane's name and its numbers in brackets are too long for one line left of the time axis."""
    return LEFT + 4 + text_width(name) + sum(text_width(said) + 5 for _, said in also) > AXIS - 6


def _gap(x, label):
    """Room between a mark and the number at its right, which keeps clear of the lines of early and late."""
    start, width = x + GLYPH + 4, text_width(label)
    guides = (across(days) for days in (tally.EARLY, tally.LATE))
    return next((guide + 4 - x - GLYPH for guide in guides if start - 3 < guide < start + width + 3), 4)


def _lane(top, items, label_height):
    """The slots of a lane by study, and the lane's bottom."""
    untimed = [(id_, label) for id_, label, ends in items if not ends]
    timed = [(id_, label, ends) for id_, label, ends in items if ends]
    slots, step = {}, (AXIS - 8 - LEFT) / 4
    for k, (id_, label) in enumerate(untimed):
        x, y = LEFT + GLYPH + k % 4 * step, top + label_height + 13 + k // 4 * PITCH
        slots[id_] = Slot(x, y, label, left=False)
    lines = []
    for id_, label, ends in sorted(timed, key=lambda item: (item[2], item[1])):
        x = sum(ends) / 2 if ends[0] > across(FIRST) else ends[1]
        ends, gap = tuple(dict.fromkeys(ends)), _gap(x, label)
        left = x + GLYPH + 4 + text_width(label) > RIGHT or (gap > 4 and len(ends) == 1)
        slot = Slot(x, 0, label, left, ends, 4 if left else gap)
        low, high = slot.extent
        row = next((k for k, end in enumerate(lines) if end + 4 < low), len(lines))
        lines[row : row + 1] = [high]
        slots[id_] = replace(slot, y=top + 14 + row * PITCH)
    bottoms = [slot.y + PITCH / 2 for slot in slots.values()]
    return slots, max([top + label_height + 4, *bottoms]) + 3


def _draw_axis(axes, bottom):
    """The names of the two halves, the early and the late stretch, and the ticks of the time axis."""
    keys = {"class_": "scale"}
    write(axes, LEFT - 4, 18, "Time not given", keys, part="bold", align="left")
    write(axes, (AXIS + RIGHT) / 2, 18, "Time (log scale)", keys, part="bold")
    line(axes, [(AXIS - 6, 6), (AXIS - 6, bottom)], keys, "leader")
    write(axes, (across(FIRST) + across(tally.EARLY)) / 2, 36, "early", keys, part="note")
    write(axes, (across(tally.LATE) + across(LAST)) / 2, 36, "late", keys, part="note")
    for days in (tally.EARLY, tally.LATE):
        line(axes, [(across(days), TOP + 2), (across(days), bottom)], keys, "leader")
    for days, said in TICKS:
        write(axes, across(days), 56, said, keys, part="note")


def _draw_mark(axes, study, reading, slot):
    """A mark under one reading: time, glyph and number. Only the review's own is shown at first."""
    tone = ROLES[reading["role"]][0]
    hidden = "" if reading["id"] == "review" else " is-hidden"
    keys = {"class_": f"mark tone-{tone}{hidden}", "study": study, "reading": reading["id"]}
    low, high = slot.extent
    if len(slot.ends) == 2:
        line(axes, [(slot.ends[0], slot.y), (slot.ends[1], slot.y)], keys, "leader")
    _glyph(axes, reading["role"], slot.x, slot.y, keys)
    at = slot.x - GLYPH - slot.gap if slot.left else slot.x + GLYPH + slot.gap
    write(axes, at, slot.y + 4.5, slot.label, keys, align="right" if slot.left else "left")
    line(axes, [(low + 6, slot.y), (high - 6, slot.y)], keys, "hit")


def _glyph(axes, role, x, y, keys):
    r = GLYPH
    if role == "open":
        return disc(axes, x, y, r - 1, keys, "hollow")
    corners = {
        "promotes": [(x - r, y + r - 1), (x + r, y + r - 1), (x, y - r)],
        "relieves": [(x - r, y - r + 1), (x + r, y - r + 1), (x, y + r)],
        "none": [
            (x - r + 1, y - r + 1),
            (x + r - 1, y - r + 1),
            (x + r - 1, y + r - 1),
            (x - r + 1, y + r - 1),
        ],
        "mixed": [(x, y - r), (x + r, y), (x, y + r), (x - r, y)],
    }
    polygon(axes, corners[role], keys, "solid")
