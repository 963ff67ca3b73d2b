"""How IGF-1 switches the receptor on: from the ectodomain through the membrane to the kinases."""

from igf1r.figures.receptor_map import NUMBERING

from igf1r.draw import write
from igf1r.marks import arrow, disc, line, rectangle
from igf1r.plate import Control, Option, Part, Plate
from igf1r.sequence import NUMBERINGS, TITLES, features

WIDTH, HEIGHT = 420, 590
MEMBRANE = (300, 322)
KINASE, TAIL_END = (394, 526), 550
ACTIVE_SITE = 432
LOOP = {"y1161": 460, "y1165": 484, "y1166": 508}
DOCK = 359

CHAIN = ("l1", "cr", "l2", "fniii-1", "fniii-2-first", "fniii-3")
SHORT = {"l1": "L1", "cr": "CR", "l2": "L2", "fniii-1": "Fn1", "fniii-2-first": "Fn2", "fniii-3": "Fn3"}
HALVES = {"": "deep", "′": "tinted"}
"""Each half's mark after the names of its domains, with its shade."""

FREE = dict(zip(CHAIN, [(100, 186), (94, 128), (118, 72), (252, 112), (276, 172), (296, 236)]))
LIGANDED = dict(zip(CHAIN, [(82, 148), (82, 94), (124, 56), (248, 128), (240, 186), (233, 244)]))
PARTNER = dict(zip(CHAIN, [(318, 186), (336, 128), (300, 72), (172, 128), (180, 186), (187, 244)]))
IGF1, IGF1_RADIUS = (127, 120), 22

STEPS = {
    "free": (
        "1 No ligand",
        "Without ligand the ectodomain holds the two membrane helices apart. The kinases are off.",
    ),
    "bound": (
        "2 IGF-1 binds",
        "One IGF-1 sits between L1 and CR of one half and αCT and FnIII-1 of the other. The membrane "
        "helices come together.",
    ),
    "close": (
        "3 Kinases meet",
        "The kinases now stand close enough for one to reach the other's activation loop.",
    ),
    "first": (
        "4 First phosphate",
        "Each kinase phosphorylates the middle tyrosine of its partner's loop: in trans.",
    ),
    "second": (
        "5 Second phosphate",
        "The first tyrosine of the loop follows. Each phosphate makes the kinase faster.",
    ),
    "third": (
        "6 Third phosphate",
        "The third tyrosine follows. The loop is held open, and the kinase is fully active.",
    ),
    "dock": (
        "7 Docking",
        "The tyrosine of NPEY, next to the membrane, is phosphorylated. IRS1 and SHC dock there, not on "
        "the loop.",
    ),
}
CAPTIONS = {
    "free": "kinases apart: off",
    "bound": "membrane helices together",
    "close": "kinases face to face",
    "first": "first phosphate, in trans",
    "second": "second phosphate, in trans",
    "third": "third phosphate: fully active",
    "dock": "adaptors dock at NPEY",
}
PHOSPHATE = {"y1165": "first", "y1161": "second", "y1166": "third", "y980": "dock"}
"""The step at which each tyrosine is phosphorylated."""

POSES = {"free": (124, 84), "bound": (192, 112), "|".join(list(STEPS)[2:]): (192, 138)}
"""For each group of steps: x of the left membrane helix and of the left kinase. The right ones mirror "
"them."""


def figure():
    """The plate of activation."""
    return Plate(
        "receptor-activation",
        title="How IGF-1 activates its receptor",
        description=(
            "Two halves of the receptor, one darker and one lighter with a prime after each name, cross "
            "the membrane side by side. Without ligand their membrane helices and kinases stand apart. The "
            "steps show one IGF-1 binding between both halves, the membrane helices coming together, the "
            "kinases meeting, three tyrosines of each activation loop being phosphorylated one after the "
            "other by the kinase of the other half, and IRS1 and SHC docking at the tyrosine next to the "
            "membrane. Fn1 to Fn3 are the domains FnIII-1 to FnIII-3. The drawing is a scheme, not a "
            "structure."
        ),
        controls=[
            Control(
                "step",
                "Step",
                tuple(Option(step, label, says) for step, (label, says) in STEPS.items()),
                sequence=True,
            ),
            NUMBERING,
        ],
        paint=paint,
        parts=parts(),
        height=HEIGHT,
    )


def parts():
    """What the parts of the drawing tell; every number comes from the features of the chain."""
    found = features()
    at = {id_: feature.places() for id_, feature in found.items()}
    told = {
        id_: Part(found[id_].name.split(",")[0], found[id_].note, source)
        for id_, source in {
            "l1": "Garrett et al. 1998; Li et al. 2019",
            "cr": "Garrett et al. 1998; Li et al. 2019",
            "l2": "Garrett et al. 1998",
            "fniii-1": "Li et al. 2019",
            "fniii-2-first": "Adams et al. 2000",
            "fniii-3": "UniProt P08069",
            "alpha-ct": "Li et al. 2019",
        }.items()
    }
    return told | {
        "igf1": Part(
            "IGF-1",
            "One molecule is bound by both halves at once. The bound half keeps the other αCT helix from "
            "moving, and so hinders a second IGF-1: this is one source of negative cooperativity.",
            "Li et al. 2019",
        ),
        "transmembrane": Part(
            "Membrane helices",
            f"One helix a half ({at['transmembrane']}). The ectodomain without ligand keeps the two apart; "
            "with ligand they come together, and the parts inside phosphorylate each other.",
            "Kavran et al. 2014",
        ),
        "kinase": Part(
            "Kinase",
            f"The tyrosine kinase ({at['kinase']}). It phosphorylates the activation loop of its partner, "
            "not its own.",
            "Favelyukis et al. 2001; Wu et al. 2008",
        ),
        **{
            id_: Part(f"Tyrosine of the {place}", f"{found[id_].note} Its number: {at[id_]}.", source)
            for id_, place, source in (
                ("y1161", "activation loop", "Favelyukis et al. 2001"),
                ("y1165", "activation loop", "Favelyukis et al. 2001; Wu et al. 2008"),
                ("y1166", "activation loop", "Favelyukis et al. 2001"),
                ("y980", "NPEY motif", "Craparo et al. 1995"),
            )
        },
        "irs1": Part(
            "IRS1",
            "An adaptor: it binds the phosphorylated NPEY motif and is then phosphorylated by the "
            "receptor. Either half can hold it.",
            "Craparo et al. 1995",
        ),
        "shc": Part(
            "SHC",
            "An adaptor: it binds the phosphorylated NPEY motif and is then phosphorylated by the "
            "receptor. It uses the same site as IRS1.",
            "Craparo et al. 1995",
        ),
    }


def paint(axes):
    paint_membrane(axes)
    paint_ectodomain(axes, "free", FREE, mirrored(FREE))
    paint_ectodomain(axes, from_step("bound"), LIGANDED, PARTNER)
    paint_ligand(axes)
    for steps, (helix, kinase) in POSES.items():
        for side in (0, 1):
            paint_inside(axes, steps, side, across(side, helix), across(side, kinase))
    paint_transfer(axes)
    paint_adaptors(axes)
    for step, caption in CAPTIONS.items():
        write(
            axes,
            WIDTH / 2,
            HEIGHT - 14,
            caption,
            {"class_": "caption", "when": f"step:{step}"},
            part="label strong",
        )
    for numbering in NUMBERINGS:
        keys = {"class_": "caption", "when": f"numbering:{numbering}"}
        write(axes, WIDTH / 2, 18, f"Residue numbers: {TITLES[numbering]}", keys, part="note")


def across(side, x):
    """An x of the left side, or its mirror image on the right."""
    return WIDTH - x if side else x


def mirrored(places):
    return {id_: (WIDTH - x, y) for id_, (x, y) in places.items()}


def from_step(first):
    """The steps from one on, as a condition names them."""
    steps = list(STEPS)
    return "|".join(steps[steps.index(first) :])


def common(steps, others):
    """The steps of a group that are among others, as a condition names them."""
    return "|".join(step for step in steps.split("|") if step in others.split("|"))


def paint_membrane(axes):
    top, bottom = MEMBRANE
    keys = {"class_": "membranes"}
    rectangle(axes, 0, bottom, WIDTH, HEIGHT, keys, "inside")
    rectangle(axes, 0, top, WIDTH, bottom, keys, "membrane")
    write(axes, 10, top - 10, "Outside", keys, part="note", align="left")
    write(axes, 10, top + 15.5, "Membrane", keys, align="left")
    write(axes, 10, bottom + 18, "Cytoplasm", keys, part="note", align="left")


def paint_ectodomain(axes, steps, first, second):
    """The domains outside, and the thread of each chain through them."""
    halves = dict(zip(HALVES, (first, second)))
    helix = next(x for group, (x, _) in POSES.items() if group.split("|")[0] in steps)
    for places in halves.values():
        keys = {"class_": "tone-receptor", "when": f"step:{steps}"}
        end = (across(places["fniii-3"][0] > WIDTH / 2, helix), MEMBRANE[0])
        line(axes, [*(places[id_] for id_ in CHAIN), end], keys, "thread")
    for mark, places in halves.items():
        for id_ in CHAIN:
            keys = {"class_": "tone-receptor", "about": id_, "when": f"step:{steps}"}
            x, y = places[id_]
            rectangle(axes, x - 22, y - 17, x + 22, y + 17, keys, HALVES[mark], radius=9)
            write(axes, x, y + 4.5, SHORT[id_] + mark, keys)
        paint_tail(axes, steps, mark, halves)


def paint_tail(axes, steps, mark, halves):
    """The αCT helix of one half, which lies on L1 of the other."""
    other = next(name for name in HALVES if name != mark)
    x, y = halves[other]["l1"]
    keys = {"class_": "tone-receptor", "about": "alpha-ct", "when": f"step:{steps}"}
    if mark == "′" and steps != "free":
        x, y = IGF1[0] + 2, y + 12
        rectangle(axes, x - 20, y - 6, x + 20, y + 6, keys, HALVES[mark], radius=6)
        return write(axes, x, y + 20, f"αCT{mark}", keys)
    towards = 1 if x > WIDTH / 2 else -1
    rectangle(axes, x + towards * 32 - 6, y - 17, x + towards * 32 + 6, y + 17, keys, HALVES[mark], radius=6)
    write(axes, x + towards * 44, y + 4.5, f"αCT{mark}", keys, align="left" if towards > 0 else "right")


def paint_ligand(axes):
    keys = {"class_": "tone-ligand", "about": "igf1", "when": f"step:{from_step('bound')}"}
    disc(axes, *IGF1, IGF1_RADIUS, keys, "deep")
    write(axes, IGF1[0], IGF1[1] + 4.5, "IGF-1", keys)
    write(axes, WIDTH - 10, PARTNER["l1"][1] + 44, "second site empty", keys, part="note", align="right")


def paint_inside(axes, steps, side, helix, kinase):
    """Membrane helix, juxtamembrane stretch, kinase and tail of one half."""
    look = HALVES["′" if side == 0 else ""]
    thread = {"class_": "tone-receptor", "when": f"step:{steps}"}
    root = kinase + (16 if side == 0 else -16)
    line(axes, [(helix, MEMBRANE[1]), (root, KINASE[0])], thread, "thread")
    line(axes, [(kinase, KINASE[1]), (kinase, TAIL_END)], thread, "thread")
    helices = {**thread, "about": "transmembrane"}
    rectangle(axes, helix - 8, MEMBRANE[0] - 4, helix + 8, MEMBRANE[1] + 4, helices, look, radius=6)
    body = {**thread, "about": "kinase"}
    rectangle(axes, kinase - 48, KINASE[0], kinase + 48, KINASE[1], body, look, radius=16)
    inner = kinase + (48 if side == 0 else -48)
    write(axes, kinase, KINASE[0] + 19, "kinase", body, part="label strong")
    towards, align = (-1, "right") if side == 0 else (1, "left")
    write(axes, inner + towards * 12, ACTIVE_SITE + 4.5, "active site", body, align=align)
    rectangle(axes, inner - 5, ACTIVE_SITE - 7, inner + 5, ACTIVE_SITE + 7, body, "solid")
    for id_, y in LOOP.items():
        paint_tyrosine(axes, id_, steps, (inner, y))
        paint_name(axes, id_, steps, (inner + towards * 14, y + 4.5), align)
    place = ((helix + root) / 2, DOCK)
    paint_tyrosine(axes, "y980", steps, place)
    if steps in ("free", "bound"):
        paint_name(axes, "y980", steps, (place[0] + towards * 14, DOCK + 4.5), align)
    elif side == 0:
        paint_name(axes, "y980", steps, (WIDTH / 2, DOCK + 4.5), "center")


def paint_tyrosine(axes, id_, steps, place):
    """A tyrosine: an open circle before its phosphate, a full one with a P after it."""
    done = from_step(PHOSPHATE[id_])
    before = "|".join(step for step in steps.split("|") if step not in done.split("|"))
    after = common(steps, done)
    if before:
        disc(axes, *place, 7, {"class_": "tone-event", "about": id_, "when": f"step:{before}"}, "hollow")
    if after:
        keys = {"class_": "tone-event", "about": id_, "when": f"step:{after}"}
        disc(axes, *place, 9, keys, "solid")
        write(axes, place[0], place[1] + 4.7, "P", keys, part="inverse")


def paint_name(axes, id_, steps, place, align):
    """A tyrosine's number, in either numbering."""
    for numbering in NUMBERINGS:
        keys = {"class_": "tone-event", "about": id_, "when": f"step:{steps},numbering:{numbering}"}
        write(axes, *place, features()[id_].place(numbering), keys, align=align)


def paint_transfer(axes):
    """Arrows from each active site to the tyrosine of the other half that it phosphorylates."""
    _, kinase = list(POSES.values())[-1]
    for id_, y in LOOP.items():
        keys = {"class_": "transfer", "when": f"step:{PHOSPHATE[id_]}"}
        for side in (0, 1):
            start = across(side, kinase + 48 + 6), ACTIVE_SITE
            arrow(axes, start, (across(side, WIDTH - kinase - 48 - 10), y - 8), keys)


def paint_adaptors(axes):
    """IRS1 and SHC at the phosphorylated NPEY motifs."""
    helix, kinase = list(POSES.values())[-1]
    edge = (helix + kinase + 16) / 2 - 9
    for side, (id_, name, tone) in enumerate((("irs1", "IRS1", "tone-pi3k"), ("shc", "SHC", "tone-mapk"))):
        keys = {"class_": tone, "about": id_, "when": "step:dock"}
        left, right = sorted((across(side, edge), across(side, edge - 64)))
        rectangle(axes, left, DOCK - 15, right, DOCK + 15, keys, "tinted", radius=9)
        write(axes, (left + right) / 2, DOCK + 4.5, name, keys)
