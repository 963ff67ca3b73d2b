"""How two chains become the receptor of four: joined first, cut afterwards."""

from igf1r.figures.receptor_map import NUMBERING

from igf1r.draw import write
from igf1r.marks import curve, disc, line, polygon, rectangle
from igf1r.plate import Control, Option, Part, Plate
from igf1r.sequence import NUMBERINGS, TITLES, features, sequence, together

WIDTH, HEIGHT = 420, 590
ALPHA, BETA, HALF = 146, 52, 12
ALPHA_TOP, ALPHA_BOTTOM = 92, 248
MEMBRANE, KINASE, TAIL_END = (280, 302), (330, 400), 428
ROW = 480

STEPS = {
    "pro": (
        "1 Proreceptor",
        "Each proreceptor is one chain; that of IGF1R has {length} residues. The signal peptide is gone.",
    ),
    "dimer": (
        "2 Joined",
        "Disulphide bonds have formed: within each chain, and between the α parts of the two chains.",
    ),
    "cut": (
        "3 Cut",
        "In the Golgi apparatus furin cuts each chain. Now there are four, and bonds hold them together.",
    ),
    "mature": (
        "4 At the surface",
        "The receptor has reached the cell surface. Its chains stand in the order β–α–α–β.",
    ),
}
PLACES = {
    "pro|dimer": ("Lumen of the ER", "ER membrane"),
    "cut": ("Lumen of the Golgi", "Golgi membrane"),
    "mature": ("Outside the cell", "Cell membrane"),
}
KINDS = {
    "igf1r": ("IGF1R", ("IGF1R", "IGF1R"), "Both halves are IGF1R."),
    "hybrid": ("Hybrid", ("IGF1R", "INSR"), "One half is IGF1R, the other is the insulin receptor (INSR)."),
    "insr": (
        "INSR",
        ("INSR", "INSR"),
        "Both halves are INSR. It has its own residue numbers, which are not shown.",
    ),
}
TONES = {"IGF1R": "tone-receptor", "INSR": "tone-neutral"}


def figure():
    """The plate of assembly and processing."""
    return Plate(
        "receptor-assembly",
        title="How the receptor is assembled and cut",
        description=(
            "Two chains stand side by side in a membrane, mirror images of each other. In each, the α part "
            "lies on the inner side and wholly above the membrane; the β part lies on the outer side, "
            "crosses the membrane and ends in the kinase. The steps show the two chains alone, then joined "
            "by disulphide bonds between the α parts, then cut by furin between α and β, then at the cell "
            "surface. Below, the order of the chains is written out. The drawing shows connections, not "
            "lengths; the map of the chain is to scale."
        ),
        controls=[
            Control(
                "step",
                "Step",
                tuple(
                    Option(step, label, says.format(length=len(sequence("mature"))))
                    for step, (label, says) in STEPS.items()
                ),
                sequence=True,
            ),
            Control(
                "kind",
                "Receptor",
                tuple(Option(kind, label, says) for kind, (label, _, says) in KINDS.items()),
            ),
            NUMBERING,
        ],
        paint=paint,
        parts=parts(),
        height=HEIGHT,
    )


def parts():
    """What the parts of the drawing tell; every number comes from the features of the chain."""
    at = {id_: feature.places() for id_, feature in features().items()}
    return {
        "alpha": Part(
            "α chain",
            f"It lies wholly outside the cell ({at['alpha-chain']}). Its cysteines join it to the other α "
            "chain and to its own β chain.",
            "Ullrich et al. 1986",
        ),
        "beta": Part(
            "β chain",
            "It begins outside the cell, crosses the membrane once and carries the kinase inside "
            f"({at['beta-chain']}).",
            "Ullrich et al. 1986",
        ),
        "insr": Part(
            "A half of the insulin receptor",
            "INSR is built, joined and cut in the same way. Hybrid receptors have one half of each kind.",
            "Belfiore et al. 2009; Soos and Siddle 1989",
        ),
        "between": Part(
            "Bonds between the halves",
            "All bonds between the halves join α to α. One is between the two copies of one cysteine "
            f"({at['c544']}). The others are in a group of three ({at['c699']}; {at['c700']}; {at['c702']}).",
            "UniProt P08069",
        ),
        "within": Part(
            "Bond within a half",
            f"A cysteine of the α chain ({at['c663']}) is bound to one of the β chain ({at['c879']}). This "
            "bond holds α and β together after the cut.",
            "UniProt P08069",
        ),
        "site": Part(
            "Cutting site",
            f"Four residues, RKRR, stand between α and β ({at['furin-site']}). The protease furin cuts "
            "here, and the four are lost.",
            "Ullrich et al. 1986; Adams et al. 2000",
        ),
        "order": Part(
            "Order of the chains",
            "Read from one end to the other along the bonds, the order is β–α–α–β. The order α–β–β–α would "
            "need a bond between the β chains.",
            "Massagué and Czech 1982",
        ),
    }


def paint(axes):
    paint_membrane(axes)
    for side in (0, 1):
        for name, tone in TONES.items():
            paint_half(axes, side, name, tone, kinds_with(side, name))
    paint_bonds(axes)
    paint_numbers(axes)
    paint_order(axes)


def kinds_with(side, name):
    """The condition under which a half is of one kind."""
    return "kind:" + "|".join(kind for kind, (_, halves, _) in KINDS.items() if halves[side] == name)


def across(side, x):
    """An x of the left half, or its mirror image in the right half."""
    return WIDTH - x if side else x


def height_of(number):
    """The y of a residue (precursor numbering): the α chain runs upwards, the β chain downwards."""
    alpha, beta, membrane = (features()[id_] for id_ in ("alpha-chain", "beta-chain", "transmembrane"))
    if number <= alpha.end:
        return ALPHA_TOP + (alpha.end - number) / (alpha.end - alpha.start) * (ALPHA_BOTTOM - ALPHA_TOP)
    return ALPHA_TOP + (number - beta.start) / (membrane.start - beta.start) * (MEMBRANE[0] - ALPHA_TOP)


def paint_membrane(axes):
    top, bottom = MEMBRANE
    keys = {"class_": "membranes"}
    rectangle(axes, 0, bottom, WIDTH, TAIL_END + 14, keys, "inside")
    rectangle(axes, 0, top, WIDTH, bottom, keys, "membrane")
    write(axes, WIDTH / 2, bottom + 22, "Cytosol", keys, part="note")
    for steps, (above, membrane) in PLACES.items():
        shown = {**keys, "when": f"step:{steps}"}
        write(axes, WIDTH / 2, top - 10, above, shown, part="note")
        write(axes, WIDTH / 2, top + 15.5, membrane, shown)


def paint_half(axes, side, name, tone, when):
    """One chain of α and β, or the two that it becomes."""
    alpha, beta = across(side, ALPHA), across(side, BETA)
    keys = {"class_": tone, "when": when}
    own = {"IGF1R": ("alpha", "beta"), "INSR": ("insr", "insr")}[name]
    first, second = ({**keys, "about": about} for about in own)
    write(axes, (alpha + beta) / 2, 42, f"{name} half", keys, part="label strong")
    middle, top = (alpha + beta) / 2, ALPHA_TOP
    joined = {"class_": tone, "about": "site", "when": f"{when},step:pro|dimer"}
    curve(axes, (beta, top), (beta, top - 26), (middle, top - 26), joined, "thread")
    curve(axes, (alpha, top), (alpha, top - 26), (middle, top - 26), joined, "thread")
    paint_furin(axes, side, {"class_": tone, "about": "site", "when": f"{when},step:cut"})
    rectangle(axes, alpha - HALF, top, alpha + HALF, ALPHA_BOTTOM, first, "tinted", radius=7)
    write(axes, alpha, ALPHA_BOTTOM - 40, "α", first, part="label strong")
    line(axes, [(beta, KINASE[1]), (beta, TAIL_END)], second, "thread")
    rectangle(axes, beta - HALF, top, beta + HALF, KINASE[0] + 6, second, "deep", radius=7)
    rectangle(axes, beta - 34, KINASE[0], beta + 34, KINASE[1], second, "deep", radius=16)
    write(axes, beta, (top + MEMBRANE[0]) / 2 - 20, "β", second, part="label strong")
    write(axes, beta, sum(KINASE) / 2 + 4.5, "kinase", second)


def paint_furin(axes, side, keys):
    """The two stubs that the cut leaves, and the protease between them."""
    alpha, beta, top = across(side, ALPHA), across(side, BETA), ALPHA_TOP
    middle, towards = (alpha + beta) / 2, -1 if side else 1
    curve(axes, (beta, top), (beta, top - 16), (beta + towards * 14, top - 22), keys, "thread")
    curve(axes, (alpha, top), (alpha, top - 16), (alpha - towards * 14, top - 22), keys, "thread")
    protease = {**keys, "class_": "tone-event"}
    polygon(axes, [(middle - 33, top - 38), (middle + 33, top - 38), (middle, top - 2)], protease, "hollow")
    write(axes, middle, top - 25, "furin", protease)


def paint_bonds(axes):
    """Disulphide bonds: between the α chains, and between α and β of each half."""
    joined = "step:dimer|cut|mature"
    between = {"class_": "tone-neutral", "about": "between", "when": joined}
    within = {**between, "about": "within"}
    for id_ in ("c544", "c700"):
        y = height_of(features()[id_].start)
        line(axes, [(ALPHA + HALF, y), (WIDTH - ALPHA - HALF, y)], between, "bond")
    for side in (0, 1):
        ends = [
            (across(side, ALPHA - HALF), height_of(features()["c663"].start)),
            (across(side, BETA + HALF), height_of(features()["c879"].start)),
        ]
        line(axes, ends, within, "bond")
        for x, y in ends:
            disc(axes, x, y, 3.5, within, "solid")
    alone = {"class_": "alone", "when": "step:pro"}
    write(axes, WIDTH / 2, height_of(features()["c544"].start), "no bond yet", alone, part="note")


def paint_numbers(axes):
    """Names of the cysteines and of the cutting site, where the half is one of IGF1R."""
    found = features()
    for numbering in NUMBERINGS:
        number = {id_: feature.place(numbering) for id_, feature in found.items()}
        left = {"class_": "numbers", "when": f"kind:igf1r|hybrid,numbering:{numbering}"}
        write(axes, WIDTH / 2, 18, f"Residue numbers: {TITLES[numbering]}", left, part="note")
        site = {**left, "about": "site", "when": left["when"] + ",step:pro|dimer"}
        write(axes, (ALPHA + BETA) / 2, ALPHA_TOP - 12, "RKRR", site)
        write(axes, (ALPHA + BETA) / 2, ALPHA_TOP + 3, number["furin-site"], site)
        within = {**left, "about": "within", "when": left["when"] + ",step:dimer|cut|mature"}
        write(
            axes, ALPHA - HALF - 16, height_of(found["c663"].start) + 5, number["c663"], within, align="right"
        )
        write(
            axes, BETA + HALF + 7, height_of(found["c879"].start) + 16, number["c879"], within, align="left"
        )
        between = {
            **left,
            "about": "between",
            "when": f"kind:igf1r,numbering:{numbering},step:dimer|cut|mature",
        }
        group = together([found[id_] for id_ in ("c699", "c700", "c702")], numbering)
        write(axes, WIDTH / 2, height_of(found["c700"].start) + 15, group, between)
        write(axes, WIDTH / 2, height_of(found["c544"].start) + 15, number["c544"], between)
    unnumbered = {"class_": "numbers", "when": "kind:hybrid|insr,step:dimer|cut|mature", "about": "between"}
    write(axes, WIDTH / 2, height_of(found["c544"].start) + 15, "S–S bonds", unnumbered)
    write(
        axes,
        WIDTH / 2,
        18,
        "Residue numbers of INSR are not shown",
        {"class_": "numbers", "when": "kind:insr"},
        part="note",
    )


def paint_order(axes):
    """The chains in a row, as a formula; beside the right one, at the end, the wrong one."""
    said = {
        "pro": ("Two chains, each in one piece", "In each, α comes first and β follows."),
        "dimer": ("Two chains, joined at α", "The bonds between the halves join α to α."),
        "cut": ("Four chains: β–α–α–β", "A bond still holds each β to its α."),
        "mature": ("Four chains: β–α–α–β", None),
    }
    for step, (title, note) in said.items():
        keys = {"class_": "order", "when": f"step:{step}"}
        write(axes, WIDTH / 2, ROW - 22, title, keys, part="label strong")
        if note:
            write(axes, WIDTH / 2, ROW + 54, note, keys, part="note")
    for side in (0, 1):
        for name, tone in TONES.items():
            keys = {"class_": tone, "about": "order", "when": kinds_with(side, name)}
            paint_boxes(
                axes, ROW, ("αβ" if side else "βα"), box_edges()[2 * side :], keys, ("tinted", "deep")
            )
    for step, middle, ends in (
        ("pro", None, "thread"),
        ("dimer", "bond", "thread"),
        ("cut|mature", "bond", "bond"),
    ):
        keys = {"class_": "tone-neutral", "about": "order", "when": f"step:{step}"}
        paint_links(axes, ROW, middle, ends, keys)
    wrong = {"class_": "tone-neutral", "about": "order", "when": "step:mature"}
    y = ROW + 50
    paint_boxes(axes, y, "αββα", box_edges(), wrong, ("hollow", "hollow"))
    paint_links(axes, y, "bond", "bond", wrong, named=False)
    for slope in (-1, 1):
        line(
            axes,
            [(WIDTH / 2 - 9, y + 12 - 9 * slope), (WIDTH / 2 + 9, y + 12 + 9 * slope)],
            wrong,
            "crossing",
        )
    write(axes, WIDTH / 2, y + 46, "not α–β–β–α: no bond joins β to β", wrong)


def box_edges():
    """Left edges of the four boxes of a row."""
    return 16, 116, 250, 350


def paint_boxes(axes, y, letters, edges, keys, looks):
    for x, letter in zip(edges, letters):
        rectangle(axes, x, y, x + 54, y + 24, keys, looks["αβ".index(letter)], radius=5)
        write(axes, x + 27, y + 16.5, letter, keys, part="label strong")


def paint_links(axes, y, middle, ends, keys, named=True):
    """What joins the boxes: two bonds in the middle, a bond or the chain itself at the ends."""
    first, second, third, fourth = box_edges()
    for x0, x1 in ((first + 54, second), (third + 54, fourth)):
        line(axes, [(x0, y + 12), (x1, y + 12)], keys, ends)
        if ends == "bond":
            write(axes, (x0 + x1) / 2, y + 6, "S–S", keys, part="note")
    if middle:
        for dy in (8, 16):
            line(axes, [(second + 54, y + dy), (third, y + dy)], keys, middle)
        if named:
            write(axes, (second + 54 + third) / 2, y + 3, "S–S", keys, part="note")
