"""Every dose that Ma 2023 gives, in its own unit and converted, and opposite outcomes side by side."""

from html import escape

from igf1r.cards import cards
from igf1r.exhibit import Exhibit
from igf1r.knowledge import load
from igf1r.references import short
from igf1r.slip import Slip

MASSES = {"mouse": (20, 25), "rat": (200, 300)}
"""Grams that the conversions assume; the review gives none."""

IGF1_KDA = 7.65
"""Mass of IGF-1: 1 nM is 7.65 ng/mL."""

MICROGRAMS = {"mg/kg": 1000, "µg/kg": 1, "µg": 1, "ng": 0.001}
OPPOSITE = (
    ("ma-75-1", "ma-83-1", "IGF-1 under the skin"),
    ("ma-67-1", "ma-69-1", "IGF-1 into the sole"),
)
"""Pairs of interventions that are alike and have opposite outcomes."""

PAIN = {"raises": "▲ rose", "relieves": "▼ fell", "none": "stayed", "mixed": "mixed", "": "not tested"}
DOES = {"adds": "adds IGF", "blocks": "blocks IGF or receptor", "other": "another agent"}
FILTERS = {"does": "Agent", "species": "Species", "route": "Route", "effect": "Pain"}


def doses():
    """The dose table."""
    return Doses()


def per_animal(dose, unit, grams):
    """Micrograms in one animal.

    Parameters
    ----------
    dose : float
    unit : str
        ``mg/kg``, ``µg/kg``, ``µg`` or ``ng``.
    grams : float
        The animal's mass.

    Raises
    ------
    Slip
        Where the unit is another one.

    >>> per_animal(50, "µg/kg", 20)
    1.0
    """
    if unit not in MICROGRAMS:
        raise Slip(f"unit {unit!r} is not known; allowed: {', '.join(MICROGRAMS)}")
    micrograms = dose * MICROGRAMS[unit]
    return micrograms * grams / 1000 if unit.endswith("/kg") else micrograms


def per_kilogram(dose, unit, grams):
    """Micrograms per kilogram of an animal; arguments as in `per_animal`.

    >>> per_kilogram(1, "µg", 25)
    40.0
    """
    return per_animal(dose, unit, grams) / grams * 1000


def nanograms_per_ml(nanomolar):
    """The concentration of IGF-1 in ng/mL.

    >>> nanograms_per_ml(100)
    765.0
    """
    return nanomolar * IGF1_KDA


class Doses(Exhibit):
    """Doses with their conversions; `doses` makes it. ``settings`` are a value for a filter (empty: all)."""

    kind = "doses"
    module = "doses"
    caption = "The doses that Ma 2023 gives"

    def __init__(self, name="doses"):
        super().__init__(name)
        self.knowledge = load()
        self.interventions = [one for one in self.knowledge.interventions.values() if one.dose]

    def study(self, one):
        """The study of an intervention."""
        return self.knowledge.studies[one.study]

    def check_settings(self, settings):
        for name, value in settings.items():
            options = ["", *self.filters()[name]["options"]] if name in FILTERS else []
            if value not in options:
                allowed = ", ".join(filter(None, options)) or ", ".join(FILTERS)
                raise Slip(f"{name}={value!r} does not fit {self.name}; allowed: {allowed}")

    def facts(self, one):
        """What an intervention is filtered by."""
        route = one.route.partition(" (")[0].partition(" or ")[0]
        if ";" in one.route or " or " in one.route:
            route = "two routes given"
        return {
            "does": DOES[one.does],
            "species": self.study(one).species or "not given",
            "route": route or "not given",
            "effect": PAIN[one.effect],
        }

    def filters(self):
        """Label and options of each filter."""
        found = [self.facts(one) for one in self.interventions]
        return {
            name: {"label": label, "options": sorted({facts[name] for facts in found})}
            for name, label in FILTERS.items()
        }

    def row(self, one):
        """What is told of an intervention, by column."""
        study = self.study(one)
        return {
            "Study": f"{short(self.knowledge.reference('ma2023', study.reference))} [{study.reference}]",
            "Agent": self.knowledge.entities[one.agent].name,
            "Dose as given": given(one),
            "Converted": self.converted(one),
            "Route": one.route or "not given",
            "Model": study.model + (f" ({study.species})" if study.species else ""),
            "Time": one.time or "not given",
            "Pain": PAIN[one.effect],
        }

    def converted(self, one):
        """The dose in another unit, with what the conversion assumes; a concentration only of IGF-1."""
        if one.setting == "dish":
            if one.agent not in ("IGF1", "rIGF1"):
                return "not converted"
            if one.unit == "ng/mL":
                return " or ".join(f"{_plain(dose / IGF1_KDA)} nM" for dose in one.dose)
            factor = {"nM": 1, "µM": 1000}[one.unit]
            return " or ".join(f"{_plain(nanograms_per_ml(dose * factor))} ng/mL" for dose in one.dose)
        species = self.study(one).species or "mouse"
        masses = MASSES[species]
        to, unit = (per_animal, "µg") if one.unit.endswith("/kg") else (per_kilogram, "µg/kg")
        ranges = [_range([to(dose, one.unit, grams) for grams in masses], unit) for dose in one.dose]
        doubt = "" if self.study(one).species else "; the species is not given"
        return f"{' or '.join(ranges)} (a {species} of {masses[0]} to {masses[1]} g{doubt})"

    def pairs(self):
        """Opposite outcomes: for each pair its title and (what, first, second, whether they differ)."""
        for first, second, title in OPPOSITE:
            both = [self.knowledge.interventions[id_] for id_ in (first, second)]
            rows = [self._compared(one) for one in both]
            lines = [(what, rows[0][what], rows[1][what], rows[0][what] != rows[1][what]) for what in rows[0]]
            ratio = _range(
                [_kilogram(both[1], grams) / _kilogram(both[0], grams) for grams in MASSES["mouse"]], "times"
            )
            yield title, [*lines, ("Second dose to first, per kg", "", ratio, True)]

    def _compared(self, one):
        study, row = self.study(one), self.row(one)
        return {
            "Study": row["Study"],
            "Agent": row["Agent"],
            "Route": row["Route"],
            "Dose as given": row["Dose as given"],
            "Converted": row["Converted"],
            "Species": study.species or "not given",
            "Model": study.model,
            "Time": row["Time"],
            "Read": study.readout,
            "Pain": row["Pain"],
        }

    def text(self):
        """The pairs and the doses, a line each."""
        lines = [self.caption]
        for title, pair in self.pairs():
            lines.append(
                f"{title}: " + "; ".join(f"{what}: {first} | {second}" for what, first, second, _ in pair)
            )
        for one in self.interventions:
            lines.append("; ".join(f"{column}: {said}" for column, said in self.row(one).items() if said))
        return "\n".join(lines)

    def body(self):
        pairs = "".join(_pair(title, rows) for title, rows in self.pairs())
        told = [(self.facts(one), self.row(one)) for one in self.interventions]
        rows = ((facts, map(escape, row.values())) for facts, row in told)
        return pairs + cards(self.caption, told[0][1], rows, "igf1r-all-doses")

    def spec(self):
        return {"kind": self.kind, "name": self.name, "filters": self.filters()}


def _kilogram(one, grams):
    return per_kilogram(one.dose[0], one.unit, grams)


def given(one):
    """A dose as the review gives it: ``250 or 500 µg/kg``."""
    dose = " or ".join(f"{each:g}" for each in one.dose)
    return " ".join(filter(None, [dose, one.unit, one.schedule]))


def _range(values, unit):
    low, high = _plain(min(values)), _plain(max(values))
    return f"{low} {unit}" if low == high else f"{low} to {high} {unit}"


def _plain(value):
    """A number with three digits that count, without an exponent."""
    return f"{float(f'{value:.3g}'):g}"


def _pair(title, rows):
    """Two interventions side by side; what is the same is set in a soft colour and said so."""
    body = "".join(f"<tr{look}>{cells}</tr>" for look, cells in (_line(*row) for row in rows))
    return (
        f'<table class="igf1r-versus"><caption>{escape(title)}: opposite outcomes</caption>'
        f"<tbody>{body}</tbody></table>"
    )


def _line(what, first, second, differs):
    """The look and the cells of a line: two cells where something differs, one where it does not."""
    head = f'<th scope="row">{escape(what)}</th>'
    if first and differs:
        return "", f"{head}<td>{escape(first)}</td><td>{escape(second)}</td>"
    if differs:
        return "", f'{head}<td colspan="2">{escape(second)}</td>'
    return ' class="is-same"', f'{head}<td colspan="2">{escape(first)} (the same in both)</td>'
