"""The receptor's chain from its first residue to its last, to scale, in either numbering."""

from itertools import groupby

from igf1r.draw import write
from igf1r.geometry import LINE_HEIGHT
from igf1r.knowledge import load
from igf1r.marks import disc, line, rectangle, spread
from igf1r.plate import Control, Option, Part, Plate
from igf1r.references import short
from igf1r.sequence import NUMBERINGS, TITLES, features, renumber, sequence, together

TOP, SCALE, HEIGHT = 44, 0.55, 820
AXIS, STRIP, BOND, BAR, LABELS = 34, (44, 58), 62, (71, 177), 200
TONES = {"cysteine": "neutral", "active-site": "receptor", "tyrosine": "event", "motif": "receptor"}

NUMBERING = Control(
    "numbering",
    "Numbering",
    (
        Option(
            "precursor",
            "Precursor",
            "Residues of IGF1R are counted as in UniProt P08069, from the first methionine.",
        ),
        Option(
            "mature",
            "Mature",
            "Residues of IGF1R are counted from the first one after the signal peptide: 30 less.",
        ),
    ),
)
"""The choice that every plate of the receptor has."""


def figure():
    """The map of the human precursor."""
    return Plate(
        "receptor-map",
        title="The chain of the human IGF-1 receptor, to scale",
        description=(
            "A vertical bar shows the precursor of the human IGF-1 receptor from its first residue at the "
            "top to residue 1367 (precursor numbering) at the bottom; one length stands for the same "
            "number of residues everywhere. A strip beside it shows the α chain and the β chain. Domains, "
            "cysteines with their bonds, the cut between the chains and the residues that matter for the "
            "kinase are named. The grey strip across is the cell membrane: above it is the outside of the "
            "cell, below it the inside."
        ),
        controls=[NUMBERING],
        paint=paint,
        parts=parts(),
        height=HEIGHT,
    )


def top(number):
    """The y at which a residue begins (precursor numbering)."""
    return TOP + (number - 1) * SCALE


def middle(feature):
    return (top(feature.start) + top(feature.end + 1)) / 2


def centre(site):
    """The y of several features taken together."""
    return sum(map(middle, site)) / len(site)


def groups():
    """Features that stand together under one label: neighbours in the chain that share kind and name."""
    sites = [feature for feature in features().values() if feature.kind not in ("chain", "domain")]
    return [tuple(same) for _, same in groupby(sites, key=lambda feature: (feature.kind, feature.name))]


def in_bar(feature):
    """Whether a domain is long enough to hold its name and its residues."""
    return (feature.end - feature.start) * SCALE > 2 * LINE_HEIGHT + 4


def paint(axes):
    membrane = features()["transmembrane"]
    rectangle(axes, 0, top(membrane.end + 1), 420, HEIGHT, {"class_": "side"}, "inside")
    rectangle(axes, 0, top(membrane.start), 420, top(membrane.end + 1), {"class_": "side"}, "membrane")
    write(axes, 412, TOP + 60, "Outside the cell", {"class_": "side"}, part="note", align="right")
    write(axes, 412, HEIGHT - 60, "Inside the cell", {"class_": "side"}, part="note", align="right")
    middle_of_bar = sum(BAR) / 2
    write(axes, middle_of_bar, TOP - 7, "N-terminus", {"class_": "side"}, part="note")
    write(axes, middle_of_bar, top(len(sequence())) + 16, "C-terminus", {"class_": "side"}, part="note")
    paint_axes(axes)
    for feature in features().values():
        if feature.kind == "chain":
            paint_chain(axes, feature)
        if feature.kind == "domain":
            paint_domain(axes, feature)
    paint_bond(axes)
    paint_labels(axes)


def paint_axes(axes):
    """The two scales, of which one is shown."""
    for numbering in NUMBERINGS:
        keys = {"class_": "scale", "when": f"numbering:{numbering}"}
        write(
            axes, 412, 18, f"Residue numbers: {TITLES[numbering]}", keys, align="right", part="label strong"
        )
        last = renumber(len(sequence()), numbering)
        for number in (1, *range(100, last - 30, 100), last):
            y = top(number + NUMBERINGS[numbering]) + SCALE / 2
            line(axes, [(AXIS + 3, y), (STRIP[0] - 1, y)], keys, "leader")
            write(axes, AXIS, y + 4.5, str(number), keys, part="note", align="right")


def paint_chain(axes, chain):
    keys = {"class_": "tone-neutral", "about": chain.id}
    y0, y1 = top(chain.start), top(chain.end + 1)
    rectangle(axes, STRIP[0], y0, STRIP[1], y1, keys, "tinted")
    write(axes, sum(STRIP) / 2, (y0 + y1) / 2, chain.name[0], keys, part="label strong")


def paint_domain(axes, domain):
    keys = {"class_": f"tone-{'neutral' if domain.id == 'insert-domain' else 'receptor'}", "about": domain.id}
    deep = domain.id in ("transmembrane", "kinase")
    rectangle(
        axes, BAR[0], top(domain.start), BAR[1], top(domain.end + 1), keys, "deep" if deep else "tinted"
    )
    if in_bar(domain):
        x, y = sum(BAR) / 2, middle(domain)
        write(axes, x, y - 3, domain.name, keys)
        for numbering in NUMBERINGS:
            write(axes, x, y + 12, domain.place(numbering), {**keys, "when": f"numbering:{numbering}"})


def paint_bond(axes):
    """The disulphide bond between the chains of one half."""
    ends = [features()[id_] for id_ in ("c663", "c879")]
    y0, y1 = map(middle, ends)
    x = BAR[0] - 2
    line(axes, [(x, y0), (BOND, y0), (BOND, y1), (x, y1)], {"class_": "tone-neutral"}, "bond")


def paint_labels(axes):
    """Names beside the bar, moved apart where they would touch, each with a line to its place."""
    rows = [(site, f"tone-{TONES[site[0].kind]}") for site in groups()]
    rows += [((d,), "tone-receptor") for d in features().values() if d.kind == "domain" and not in_bar(d)]
    rows.sort(key=lambda row: centre(row[0]))
    wanted = [centre(site) for site, _ in rows]
    gap, membrane = LINE_HEIGHT + 1.5, middle(features()["transmembrane"])
    outside = [y for y in wanted if y <= membrane]
    inside = wanted[len(outside) :]
    places = spread(outside, gap, TOP, membrane) + spread(inside, gap, membrane + gap, HEIGHT - 30)
    for (site, tone), y in zip(rows, places):
        keys = {"class_": tone, "about": site[0].id}
        for feature in site:
            if feature.kind != "domain":
                disc(axes, BAR[1], middle(feature), 2.6, keys, "solid")
            line(
                axes,
                [(BAR[1], middle(feature)), (BAR[1] + 6, middle(feature)), (LABELS - 4, y)],
                keys,
                "leader",
            )
        for numbering in NUMBERINGS:
            shown = {**keys, "when": f"numbering:{numbering}"}
            write(axes, LABELS, y + 4.5, label(site, numbering), shown, align="left")


def label(site, numbering):
    """The words beside the bar: ``C699/700/702 bonds to the other α``."""
    place = together(site, numbering)
    if site[0].kind in ("domain", "motif"):
        return f"{site[0].name} {place or '(cut off)'}"
    return f"{place} {site[0].name}"


def parts():
    """What every part of the map tells."""
    references = load().references
    told = {}
    for group in [*((f,) for f in features().values() if f.kind in ("chain", "domain")), *groups()]:
        said = (f"{capital(feature.places())}: {feature.note}" for feature in group)
        sources = dict.fromkeys(short(references[feature.source]) for feature in group)
        told[group[0].id] = Part(capital(group[0].name), " ".join(said), "; ".join(sources))
    return told


def capital(text):
    """The text with a capital letter first; a Greek letter stays as it is."""
    return text[0].upper() + text[1:] if text[0].isascii() else text
