"""From the skin to the brain: where IGF-1, IGF1R and IGF-2 were reported, and where the reports conflict."""

from dataclasses import dataclass

from igf1r.draw import write
from igf1r.geometry import LINE_HEIGHT
from igf1r.knowledge import load
from igf1r.marks import curve, disc, line, rectangle
from igf1r.plate import Control, Option, Part, Plate
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


@dataclass(frozen=True)
class Site:
    """A place between skin and brain: its spot in the drawing, and in a few words what was reported there."""

    id: str
    name: str
    spot: tuple
    igf1: str
    igf1r: str
    igf2: str
    conflict: str
    claims: list
    critiques: list
    finding: str


SITES = (
    Site(
        "cortex", "cerebral cortex", (62, 38),
        igf1="more than in nerve", igf1r="reported", igf2="no report",
        conflict="no study of pain",
        claims="ma-3.1-05 ma-3.1-06 ma-3.1-25 ma-3.1-28".split(),
        critiques="M-16 M-17".split(),
        finding=(
            "Reference 59 sequenced neurons of the ganglion and cannot compare cortex with nerve. The "
            "references for the receptor are, by title, about stress before birth, ageing synapses "
            "and the embryo."
        ),
    ),
    Site(
        "hippocampus", "hippocampus", (88, 64),
        igf1="no report", igf1r="reported", igf2="no report",
        conflict="no study of pain",
        claims="ma-3.1-27".split(),
        critiques="M-17".split(),
        finding=(
            "The references are, by title, about old rats, an Alzheimer mouse, and a drug in old "
            "gerbils. The title of one of them says that the receptor is lower there in old rats."
        ),
    ),
    Site(
        "tg", "trigeminal ganglion", (136, 142),
        igf1="up after nerve injury", igf1r="reported", igf2="no report",
        conflict="wrong reference",
        claims="ma-tab1-14 ma-tab1-17 ma-tab1-24".split(),
        critiques="M-T1.5 M-T1.8".split(),
        finding=(
            "Table 1 cites reference 73 for trigeminal neurons, which is about bone cancer pain; "
            "reference 72 is the trigeminal study. Its glial cells for reference 76 have no support "
            "in the text."
        ),
    ),
    Site(
        "dorsal-horn", "dorsal horn: neurons", (80, 214),
        igf1="in nuclei, and elsewhere", igf1r="reported", igf2="reported",
        conflict="secreted, but in nuclei",
        claims="ma-3.1-03 ma-3.1-04 ma-3.1-13 ma-tab1-29 ma-tab1-30 ma-tab1-40 ma-tab2-11 ma-tab2-16".split(),
        critiques="M-13 M-15".split(),
        finding=(
            "A secreted peptide in nuclei raises the question of what the antibody binds. Reference "
            "53, cited for receptor and ligand, is about the IGF-2 receptor."
        ),
    ),
    Site(
        "spinal-glia", "dorsal horn: glia", (92, 252),
        igf1="depends on the model", igf1r="no report", igf2="microglia",
        conflict="depends on the model",
        claims=("ma-3.1-14 ma-tab1-27 ma-tab1-28 ma-tab1-41 ma-tab2-06 ma-tab2-10 ma-tab2-15 "
                "ma-tab2-17").split(),
        critiques="M-15 M-T1.12 M-T2.4".split(),
        finding=(
            "The glial cell that holds IGF-1 changes with the model: microglia and astrocytes after "
            "constriction, CD11c microglia after nerve injury, astrocytes after chemotherapy, mostly "
            "microglia in diabetes. IGF-2 stands with CD11b, which marks microglia in general."
        ),
    ),
    Site(
        "drg-neurons", "DRG: neurons", (134, 322),
        igf1="all sizes; most in small", igf1r="reported", igf2="no report",
        conflict="up or down by injury",
        claims=("ma-3.1-01 ma-3.1-02 ma-3.1-10 ma-3.1-11 ma-3.1-12 ma-3.1-15 ma-3.1-16 ma-3.1-17 "
                "ma-3.1-18 ma-3.1-19 ma-3.1-21 ma-3.1-23 ma-3.1-26 ma-tab1-33").split(),
        critiques="M-13 M-14 M-T1.10".split(),
        finding=(
            "The abstract of reference 57 has IGF-1 and its receptor mostly in small neurons, and "
            "lower after injury: in diabetes both, after a cut nerve IGF-1 alone. After a herniated "
            "disc IGF-1 is said to rise."
        ),
    ),
    Site(
        "satellite-glia", "DRG: satellite glia", (150, 338),
        igf1="yes and no", igf1r="reported", igf2="no report",
        conflict="no (58), yes (59, 60)",
        claims="ma-3.1-22 ma-3.1-24 ma-tab1-34".split(),
        critiques="M-16".split(),
        finding=(
            "One staining finds no IGF-1 in these cells, sequencing and in situ hybridisation are "
            "said to find much. Reference 59 sequenced neurons, so it cannot show glia. Table 1 gives "
            "the receptor here, not IGF-1."
        ),
    ),
    Site(
        "nerve", "nerve", (118, 430),
        igf1="fibres; macrophages", igf1r="no report", igf2="no report",
        conflict="none found",
        claims="ma-3.1-20 ma-tab1-15 ma-tab1-16".split(),
        critiques=[],
        finding=(
            "The sciatic nerve has less IGF-1 than cortex or ganglion in mice. After injury of the "
            "infraorbital nerve IGF-1 rises in the nerve, in macrophages."
        ),
    ),
    Site(
        "skin", "skin of the paw", (92, 520),
        igf1="up after a cut", igf1r="no report", igf2="no report",
        conflict="none found",
        claims="ma-3.2.1-07 ma-3.2.2-01".split(),
        critiques=[],
        finding=(
            "Two studies of the plantar incision agree that IGF-1 rises in the paw. It does not rise "
            "in plasma in one, nor in the ganglion in the other."
        ),
    ),
)  # fmt: skip
"""From the brain down to the skin. What is said of a place comes from its claims."""


def figure():
    """The axis from skin to brain."""
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
        paint=paint,
        controls=[
            Control("view", "Reports of", VIEWS),
            Control("site", "Place", (
                Option("all", "The whole axis", "Choose a place, or go through them with Next."),
                *(Option(site.id, capital(site.name), said(site)) for site in SITES),
            ), sequence=True),
        ],
        parts={site.id: Part(capital(site.name), said(site), sources(site)) for site in SITES},
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


def paint(axes):
    paint_axis(axes)
    every = ["all", *(site.id for site in SITES)]
    for row, site in enumerate(SITES):
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
    line(axes, [(LEFT, y), site.spot], keys, "line")
    disc(axes, *site.spot, 3, keys, "shape")
    rectangle(axes, LEFT, y - TALL / 2, RIGHT, y + TALL / 2, keys, "shape", radius=7)
    middle = (LEFT + RIGHT) / 2
    write(axes, middle, y + 4.5 - LINE_HEIGHT / 2, site.name, keys, part="label strong")
    write(axes, middle, y + 4.5 + LINE_HEIGHT / 2, report, keys)
