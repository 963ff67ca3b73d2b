"""Where IGF1R works in the body: what the reviews say of each place, and what their sources show."""

import math
from itertools import groupby
from typing import Annotated, Literal

from pydantic import BeforeValidator

from igf1r.draw import write
from igf1r.evidence import review_name
from igf1r.geometry import LINE_HEIGHT, outline, towards
from igf1r.knowledge import load
from igf1r.marks import disc, line, polygon, rectangle
from igf1r.plate import Control, Option, Part, Plate
from igf1r.records import (
    DATA,
    BibKeys,
    ClaimIds,
    CritiqueIds,
    DataError,
    Fault,
    Record,
    Text,
    WholeNumber,
    matching,
    read_csv,
)  # fmt: skip
from igf1r.references import short

FILE = "tissues.csv"
WIDTH, HEIGHT, BOX, TALL, PITCH = 420, 494, 124, 44, 67
COLUMNS = {"left": 66, "right": 354}
BODY = [
    (12, 60), (12, 90), (50, 98), (63, 150), (73, 250), (58, 254), (49, 178), (41, 132), (35, 204), (44, 262),
    (38, 350), (36, 474), (10, 474), (8, 350), (0, 278),
]  # fmt: skip
"""Corners of the right half of a standing body, as distances from its middle and from the top."""

PRINTED = (
    "In the second line, “helps”, “needed” and “drives” mean that the review gives IGF1R a positive effect. "
    "“Linked” is an association, “has a part” an effect without a sign."
)
CHECKED = (
    "In the second line, “fits” means that title or abstract carry the statement, “in part” that they carry "
    "a part of it. “Both ways”: the sources point in opposite directions. “Not carried”: the abstract "
    "reports something else. “Title silent”: we read the title only, and it does not name the thing."
)
Spot = Annotated[int | None, BeforeValidator(lambda value: int(value) if str(value).isdigit() else None)]


class Tissue(Record):
    """A place in the body: where it stands in the figure, and what reviews and sources say of it."""

    id: matching("[a-z-]+", "small letters and hyphens")
    name: Text
    kind: Literal["health", "disease"]
    side: Literal["left", "right"]
    row: WholeNumber
    x: Spot
    y: Spot
    printed: Literal["helps", "needed", "drives", "linked", "has a part"]
    checked: Literal["fits", "in part", "both ways", "title silent", "not carried"]
    claims: ClaimIds
    sources: BibKeys
    critiques: CritiqueIds
    finding: Text

    @property
    def centre(self):
        return COLUMNS[self.side], 30 + self.row * PITCH


def tissues():
    """The places, in the order in which the reader walks through them (list of Tissue)."""
    places, known = read_csv(DATA / FILE, Tissue), load()
    used = {"claims": known.claims, "sources": known.references, "critiques": known.critiques}
    unknown = [
        Fault(FILE, row, column, name, f"one of the {column} of the book", "is not known")
        for row, place in enumerate(places, start=2) for column, there in used.items()
        for name in getattr(place, column) if name not in there
    ]  # fmt: skip
    if unknown:
        raise DataError(unknown)
    return places


def figure():
    """The body map."""
    places = tissues()
    return Plate(
        "physiology",
        title="Where IGF1R works in the body",
        description=(
            "A standing body with a box for each place or process at which the reviews put IGF1R to work. "
            "Rounded boxes are healthy functions, six-sided boxes are disease. The second line of a box says "
            "either what the review says IGF1R does there, or how far the sources that it cites carry that."
        ),
        paint=lambda axes: paint(axes, places),
        controls=[
            Control("place", "Place", (
                Option("all", "The whole body", "Choose a place, or go through them with Next."),
                *(Option(place.id, place.name.capitalize(), said(place)) for place in places),
            ), sequence=True),
            Control("reading", "Second line", (
                Option("printed", "As the review has it", PRINTED),
                Option("checked", "Checked against its sources", CHECKED),
            )),
        ],
        parts={place.id: Part(place.name.capitalize(), said(place), sources(place)) for place in places},
        width=WIDTH,
        height=HEIGHT,
    )  # fmt: skip


def said(place):
    """What the reviews say of a place, and what the sources show, in one text."""
    claims = (load().claims[id_] for id_ in place.claims)
    reviews = (
        f"{review_name(review)} says: {' '.join(claim.paraphrase for claim in group)}"
        for review, group in groupby(claims, key=lambda claim: claim.review)
    )
    return f"{' '.join(reviews)} Checked ({place.checked}): {place.finding}"


def sources(place):
    """Claims, papers and critiques behind that text, in one line."""
    known = load()
    papers = (short(known.references[key]) for key in place.sources)
    return "; ".join([*place.claims, *papers, *(f"critique {id_}" for id_ in place.critiques)])


def paint(axes, places):
    paint_body(axes)
    every = ["all", *(place.id for place in places)]
    for place in places:
        others = "|".join(id_ for id_ in every if id_ != place.id)
        for reading in ("printed", "checked"):
            paint_place(axes, place, reading, f"place:{others}", "")
            paint_place(axes, place, reading, f"place:{place.id}", " is-on")


def paint_body(axes):
    keys = {"class_": "tone-neutral"}
    middle = WIDTH / 2
    half = [(middle + dx, y) for dx, y in BODY]
    polygon(axes, rounded(half + [(2 * middle - x, y) for x, y in reversed(half)]), keys, "tinted")
    disc(axes, middle, 44, 28, keys, "tinted")


def rounded(corners, radius=13, steps=6):
    """A closed outline with its corners rounded, as points."""
    points = []
    for before, corner, after in zip(corners[-1:] + corners[:-1], corners, corners[1:] + corners[:1]):
        cut = min(radius, math.dist(before, corner) / 2, math.dist(corner, after) / 2)
        start, end = towards(corner, before, cut), towards(corner, after, cut)
        for k in range(steps + 1):
            t = k / steps
            bend = towards(start, corner, t * cut), towards(corner, end, t * cut)
            points.append(tuple((1 - t) * a + t * b for a, b in zip(*bend)))
    return points


def paint_place(axes, place, reading, when, state):
    """The box of a place in one reading, with the line to its spot on the body."""
    tone = "receptor" if place.kind == "health" else "phenotype"
    keys = {"class_": f"node tone-{tone}{state}", "about": place.id, "when": f"{when},reading:{reading}"}
    x, y = place.centre
    if place.x is not None:
        edge = x + BOX / 2 if place.side == "left" else x - BOX / 2
        line(axes, [(edge, y), (place.x, place.y)], keys, "line")
        disc(axes, place.x, place.y, 3, keys, "shape")
    if place.kind == "health":
        rectangle(axes, x - BOX / 2, y - TALL / 2, x + BOX / 2, y + TALL / 2, keys, "shape", radius=7)
    else:
        polygon(axes, outline("phenotype", x, y, BOX, TALL), keys, "shape")
    write(axes, x, y + 4.5 - LINE_HEIGHT / 2, place.name, keys, part="label strong")
    write(axes, x, y + 4.5 + LINE_HEIGHT / 2, getattr(place, reading), keys)
