"""From the skin to the brain: where IGF-1, IGF1R and IGF-2 were reported, and where the reports conflict."""

from igf1r.draw import write
from igf1r.geometry import LINE_HEIGHT
from igf1r.knowledge import load, read_table
from igf1r.marks import curve, disc, line, rectangle
from igf1r.plate import Control, Option, Part, Plate
from igf1r.records import DATA, ClaimIds, CritiqueIds, Record, Text, WholeNumber, matching
from igf1r.references import short

WIDTH, HEIGHT, PITCH = 420, 576, 62
LEFT, RIGHT, TALL = 196, 412, 46
NOTHING = ("no report", "none found")

VIEWS = (
    Option("igf1", "IGF-1", "The second line says whether and how IGF-1 was reported there."),
    Option("igf1r", "IGF1R", "The second line says whether the receptor was reported there."),
    Option("igf2", "IGF-2", "The second line says whether IGF-2 was reported there."),
    Option("conflict", "Conflicts", "The second line says what speaks against the reports, or between them."),
)
TONES = {"igf1": "ligand", "igf1r": "receptor", "igf2": "ligand", "conflict": "event"}


class Site(Record):
    """A place between skin and brain: its spot in the drawing, and in a few words what was reported there."""

    id: matching("[a-z-]+", "small letters and hyphens")
    name: Text
    x: WholeNumber
    y: WholeNumber
    igf1: Text
    igf1r: Text
    igf2: Text
    conflict: Text
    claims: ClaimIds
    critiques: CritiqueIds
    finding: Text


def sites():
    """The places from brain to skin (list of Site). What is said of one comes from its claims."""
    return read_table(DATA / "sites.csv", Site)


def figure():
    """The axis from skin to brain."""
    places = sites()
    return Plate(
        "body-axis",
        title="Where IGF-1 and its receptor were reported, from the skin to the brain",
        description=(
            "The path of a pain signal, from the skin at the bottom through a nerve and the dorsal root "
            "ganglion into the spinal cord and up to the brain; the trigeminal ganglion stands beside the "
            "brain stem. Each place has a box. Its second line says what was reported there about IGF-1, "
            "IGF1R or IGF-2, or what conflicts. A dashed box has no report, or no conflict that we found. "
            "It covers section 3.1 of Ma 2023, its two tables and its sections on acute pain."
        ),
        paint=lambda axes: paint(axes, places),
        controls=[
            Control("view", "Reports of", VIEWS),
            Control("site", "Place", (
                Option("all", "The whole axis", "Choose a place, or go through them with Next."),
                *(Option(site.id, capital(site.name), said(site)) for site in places),
            ), sequence=True),
        ],
        parts={site.id: Part(capital(site.name), said(site), sources(site)) for site in places},
        width=WIDTH,
        height=HEIGHT,
    )  # fmt: skip


def capital(text):
    return text[0].upper() + text[1:]


def said(site):
    """What the review reports of a place, and what we find when it is checked."""
    reports = " ".join(load().claims[id_].paraphrase for id_ in site.claims)
    return f"Ma 2023 says: {reports} Checked: {site.finding}"


def sources(site):
    """References, claims and critiques behind that text, in one line."""
    known = load()
    numbers = sorted({number for id_ in site.claims for number in known.claims[id_].references})
    papers = (f"{short(known.reference('ma2023', number))} ({number})" for number in numbers)
    return "; ".join([*papers, *site.claims, *(f"critique {id_}" for id_ in site.critiques)])


def paint(axes, places):
    paint_axis(axes)
    every = ["all", *(site.id for site in places)]
    for row, site in enumerate(places):
        y = 28 + row * PITCH
        others = "|".join(id_ for id_ in every if id_ != site.id)
        for view in VIEWS:
            paint_site(axes, site, y, view.value, f"site:{others}", False)
            paint_site(axes, site, y, view.value, f"site:{site.id}", True)


def paint_axis(axes):
    """Skin, nerve, ganglia, cord and brain, as simple shapes."""
    keys = {"class_": "tone-neutral"}
    rectangle(axes, 66, 92, 106, 300, keys, "tinted", radius=12)
    disc(axes, 78, 56, 46, keys, "tinted")
    curve(axes, (104, 116), (124, 122), (136, 142), keys, "thread")
    disc(axes, 136, 142, 15, keys, "tinted")
    curve(axes, (102, 262), (132, 270), (140, 318), keys, "thread")
    curve(axes, (140, 330), (126, 440), (88, 512), keys, "thread")
    disc(axes, 140, 328, 21, keys, "tinted")
    rectangle(axes, 24, 510, 160, 536, keys, "tinted", radius=6)
    for text, x, y in (("brain", 40, 116), ("cord", 34, 234), ("skin", 38, 556)):
        write(axes, x, y, text, {"class_": "side"}, part="note")


def paint_site(axes, site, y, view, when, chosen):
    """The box of a place in one view, with a line to its spot."""
    report = getattr(site, view)
    state = "is-on" if chosen else "is-off" if report in NOTHING else ""
    look = f"node tone-{TONES[view]} {state}".strip()
    keys = {"class_": look, "about": site.id, "when": f"{when},view:{view}"}
    line(axes, [(LEFT, y), (site.x, site.y)], keys, "line")
    disc(axes, site.x, site.y, 3, keys, "shape")
    rectangle(axes, LEFT, y - TALL / 2, RIGHT, y + TALL / 2, keys, "shape", radius=7)
    middle = (LEFT + RIGHT) / 2
    write(axes, middle, y + 4.5 - LINE_HEIGHT / 2, site.name, keys, part="label strong")
    write(axes, middle, y + 4.5 + LINE_HEIGHT / 2, report, keys)
