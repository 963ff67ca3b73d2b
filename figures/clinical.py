"""What stands behind IGF1R in resistance, tumour by tumour: the review, its sources, and the trials."""

import math
from itertools import groupby
from typing import Annotated, Literal

from igf1r.figures.receptor_map import capital
from pydantic import BeforeValidator, Field

from igf1r.draw import write
from igf1r.geometry import LINE_HEIGHT, outline
from igf1r.knowledge import load
from igf1r.marks import disc, line, polygon, rectangle
from igf1r.plate import Control, Option, Part, Plate
from igf1r.records import (
    DATA,
    BibKey,
    BibKeys,
    ClaimIds,
    CritiqueIds,
    DataError,
    Fault,
    Number,
    Record,
    Text,
    WholeNumber,
    Words,
    read_csv,
)  # fmt: skip
from igf1r.references import short

WIDTH, HEIGHT, BOX, TALL = 420, 548, 130, 42
RUNGS = {
    "cells": (72, "cells in culture"),
    "patients": (210, "patients observed"),
    "trial": (348, "randomised trial"),
}
PITCH, FIRST = 84, 54
LEFT, RIGHT, TOP, STEP = 214, 408, 88, 45
HEADINGS = {
    "chemotherapy": "added to chemotherapy",
    "other": "added to erlotinib, or alone",
    "together": "taken together",
}
TICKS = (0.5, 0.7, 1, 1.4, 2)

VIEWS = (
    Option(
        "printed",
        "As the review has it",
        "Nothing stands under randomised trial: section 3 of the review names none.",
    ),
    Option(
        "checked",
        "Checked against the sources",
        "A box without filling is a statement that its reference does not carry. Boxes under randomised "
        "trial are later than the review or not cited in it. An empty place means that this page has no "
        "study there.",
    ),
    Option(
        "trials",
        "What trials found",
        "A disc is survival, a diamond progression-free survival: the time until the disease progressed or "
        "the patient died. A mark right of 1 means that patients with the drug fared worse. The line is the "
        "95 per cent interval; where it crosses 1, chance can explain the difference.",
    ),
)

Lines = Annotated[
    tuple[str, ...],
    BeforeValidator(lambda value: tuple(value.split(" / ")) if value else ()),
    Field(max_length=2, description="one or two lines with ' / ' between them, or empty"),
]


class Study(Record):
    """What stands on one rung for one tumour: as the review has it, and as its source has it."""

    id: Text
    tumour: Text
    row: WholeNumber
    rung: Literal["cells", "patients", "trial"]
    printed: Lines
    checked: Lines
    verdict: Literal["fits", "in part", "not carried"]
    claims: ClaimIds
    sources: BibKeys
    critiques: CritiqueIds
    finding: Text


class Trial(Record):
    """A randomised trial of a drug against IGF1R; a ratio above 1 means that patients fared worse with it."""

    id: Text
    group: Literal["chemotherapy", "other", "together"]
    drug: Text
    partner: Words
    tumour: Text
    size: Text
    outcome: Literal["survival", "progression-free survival"]
    ratio: Number
    low: Number
    high: Number
    source: BibKey
    finding: Text


def studies():
    """The studies, row by row (list of Study)."""
    return known("clinical.csv", Study, lambda study: study.sources)


def trials():
    """The trials, group by group (list of Trial)."""
    return known("trials.csv", Trial, lambda trial: (trial.source,))


def known(file, model, sources):
    """The records of a file whose claims, critiques and sources are all in the book."""
    records, base = read_csv(DATA / file, model), load()
    faults = []
    for record in records:
        named = {"source": (sources(record), base.references)}
        named["claims"] = getattr(record, "claims", ()), base.claims
        named["critiques"] = getattr(record, "critiques", ()), base.critiques
        for column, (ids, there) in named.items():
            faults += [
                Fault(file, None, f"{record.id}, {column}", id_, "one that the book has", "is not known")
                for id_ in ids if id_ not in there
            ]  # fmt: skip
    if faults:
        raise DataError(faults)
    return records


def figure():
    """The plate of the clinical evidence."""
    rungs, tested = studies(), trials()
    return Plate(
        "clinical",
        title="IGF1R and resistance: evidence by tumour, and the trials",
        description=(
            "Three views. In the first two, each tumour has a row with a box on every rung of evidence "
            "that it has: cells in culture, patients observed, randomised trial. The first view has what "
            "the review says, the second what its sources and later trials found. The third view has the "
            "hazard ratio of each randomised trial of a drug against IGF1R, with its interval."
        ),
        controls=[Control("view", "View", VIEWS, sequence=True)],
        paint=lambda axes: paint(axes, rungs, tested),
        parts={
            **{study.id: part_of_study(study) for study in rungs},
            **{trial.id: part_of_trial(trial) for trial in tested},
        },
        width=WIDTH,
        height=HEIGHT,
    )


def part_of_study(study):
    """What a box tells: the review's claims, and what the source shows."""
    base = load()
    said = " ".join(base.claims[id_].paraphrase for id_ in study.claims)
    text = f"The review says: {said} Checked ({study.verdict}): {study.finding}" if said else study.finding
    papers = [short(base.references[key]) for key in study.sources]
    source = [*study.claims, *papers, *(f"critique {id_}" for id_ in study.critiques)]
    return Part(f"{capital(study.tumour)}: {RUNGS[study.rung][1]}", text, "; ".join(source))


def part_of_trial(trial):
    """What a trial's row tells."""
    drug = f"{trial.drug} with {trial.partner}" if trial.partner else f"{trial.drug} alone"
    text = (
        f"{capital(drug)}. {capital(trial.outcome)}, hazard ratio {trial.ratio:.2f}, "
        f"95 per cent interval {trial.low:.2f} to {trial.high:.2f}; {trial.size}. {trial.finding}"
    )
    return Part(f"{capital(trial.drug)}: {trial.tumour}", text, short(load().references[trial.source]))


def paint(axes, rungs, tested):
    for x, title in RUNGS.values():
        write(axes, x, 20, title, {"class_": "side", "when": "view:printed|checked"}, part="label strong")
    for _, row in groupby(rungs, key=lambda study: study.row):
        paint_row(axes, list(row))
    paint_axis(axes)
    y = TOP
    for group, members in groupby(tested, key=lambda trial: trial.group):
        keys = {"class_": "side", "when": "view:trials"}
        write(axes, 8, y - 24, HEADINGS[group], keys, part="label strong", align="left")
        for trial in members:
            paint_trial(axes, trial, y)
            y += STEP
        y += 26


def paint_row(axes, row):
    """One tumour with its boxes."""
    y = FIRST + row[0].row * PITCH
    keys = {"class_": "side", "when": "view:printed|checked"}
    line(axes, [(8, y - 14), (WIDTH - 8, y - 14)], keys, "leader")
    write(axes, 8, y + 2, row[0].tumour, keys, part="label strong", align="left")
    for study in row:
        for view in ("printed", "checked"):
            if getattr(study, view):
                paint_box(axes, study, view, RUNGS[study.rung][0], y + 32)


def paint_box(axes, study, view, x, y):
    """A box in one view: rounded for cells, plain for patients, eight corners for a trial of a drug."""
    tone = "drug" if study.rung == "trial" else "receptor"
    keys = {"class_": f"tone-{tone}", "about": study.id, "when": f"view:{view}"}
    look = "hollow" if view == "checked" and study.verdict == "not carried" else "tinted"
    if study.rung == "trial":
        polygon(axes, outline("drug", x, y, BOX, TALL), keys, look)
    else:
        radius = 9 if study.rung == "cells" else 0
        rectangle(axes, x - BOX / 2, y - TALL / 2, x + BOX / 2, y + TALL / 2, keys, look, radius=radius)
    lines = getattr(study, view)
    for k, text in enumerate(lines):
        write(axes, x, y + 4.5 + (k - (len(lines) - 1) / 2) * LINE_HEIGHT, text, keys)


def place(ratio):
    """The x of a ratio: equal factors are equally far apart."""
    return LEFT + (RIGHT - LEFT) * math.log(ratio / TICKS[0]) / math.log(TICKS[-1] / TICKS[0])


def paint_axis(axes):
    keys = {"class_": "scale", "when": "view:trials"}
    bottom = HEIGHT - 46
    write(axes, (LEFT + place(1)) / 2, 20, "better with it", keys, part="note")
    write(axes, (place(1) + RIGHT) / 2, 20, "worse with it", keys, part="note")
    line(axes, [(place(1), 32), (place(1), bottom)], keys, "leader")
    line(axes, [(LEFT, bottom), (RIGHT, bottom)], keys, "leader")
    for tick in TICKS:
        line(axes, [(place(tick), bottom), (place(tick), bottom + 5)], keys, "leader")
        write(axes, min(place(tick), WIDTH - 10), bottom + 19, f"{tick:g}", keys, part="note")
    write(axes, place(1), bottom + 37, "hazard ratio", keys)


def paint_trial(axes, trial, y):
    """A trial: what was tested in whom, its ratio and the interval."""
    keys = {"class_": "tone-drug", "about": trial.id, "when": "view:trials"}
    write(axes, 8, y - 3, trial.drug, keys, align="left")
    write(axes, 8, y + 12, f"{trial.tumour}, {trial.size}", keys, part="note", align="left")
    line(axes, [(place(trial.low), y), (place(trial.high), y)], keys, "arrow")
    x = place(trial.ratio)
    if trial.outcome == "survival":
        disc(axes, x, y, 5, keys, "solid")
    else:
        polygon(axes, [(x - 6.5, y), (x, y - 6.5), (x + 6.5, y), (x, y + 6.5)], keys, "solid")
