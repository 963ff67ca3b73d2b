"""The records that the book is made of, and how their files are read.

Every file is checked whole. Each slip gives one clear line, and nothing is built from a file with a slip.
"""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, ClassVar, Literal, get_args

import yaml
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

DATA = Path(__file__).parent / "data"
"""The folder of the book's own data."""

REVIEWS = {"yuan2018": "yuan", "ma2023": "ma"}
"""Each review, with the word that its claims' ids begin with. Its critiques' ids begin with that initial."""

REVIEW_KEYS = ("yuan2018function", "ma2023igf")
"""The reviews' own keys among the references."""

IMPLIED_SIGNS = {
    **dict.fromkeys(("activates", "increases", "causes", "aggravates", "produces"), "+"),
    **dict.fromkeys(("inhibits", "decreases", "prevents", "relieves"), "-"),
    "has-no-effect-on": "0",
    **dict.fromkeys(("expressed-in", "localises-to", "part-of", "is-a", "has-property", "encodes"), "?"),
}
"""The sign that a relation carries by its meaning. A relation that is not here takes any sign."""


# Faults


@dataclass(frozen=True)
class Fault:
    """One slip in one place, told in one line.

    Parameters
    ----------
    file : str
        Path below the data folder.
    row : int or None
        The row as a spreadsheet shows it (the header is row 1); in YAML, BibTeX and FASTA files the line.
    column : str or None
        The column; in YAML and BibTeX files the path to the value.
    value : object
        The offending value; None where there is none to show.
    allowed : str
        What may stand there.
    problem : str
        What is wrong with it.
    """

    file: str
    row: int | None
    column: str | None
    value: object
    allowed: str
    problem: str = "is not allowed"

    def __str__(self):
        by_line = self.file.endswith((".yaml", ".bib", ".fasta"))
        row, column = ("line ", "") if by_line else ("row ", "column ")
        place = [self.file]
        if self.row:
            place.append(f"{row}{self.row}")
        if self.column:
            place.append(f"{column}{self.column}")
        said = self.problem if self.value is None else f"{shown(self.value)} {self.problem}"
        return f"{', '.join(place)}: {said}" + (f"; allowed: {self.allowed}" if self.allowed else "")


class DataError(ValueError):
    """Data that cannot be used; its text has one line for each fault.

    Parameters
    ----------
    faults : iterable of Fault
    """

    def __init__(self, faults):
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))

    def _render_traceback_(self):
        """What a notebook shows: the lines, without the way through the library."""
        return str(self).splitlines()


def shown(value, width=60):
    """`value` on one line, quoted, with invisible characters spelt out, cut at `width` characters."""
    text = repr(value)
    closing = text[-1] if isinstance(value, str) else ""
    return text if len(text) <= width else text[: width - 4] + "..." + closing


@cache
def nearest(value, known):
    """The one of `known` (a tuple of str) that `value` was probably meant to be, or None."""
    folded = {name.casefold(): name for name in known}
    close = get_close_matches(value.casefold()[:80], folded, n=1, cutoff=0.7)
    return folded[close[0]] if close else None


def hint(value, known):
    """`` (did you mean …?)`` where one of `known` is close to `value`, else an empty text."""
    meant = nearest(value, tuple(known))
    return f" (did you mean {meant}?)" if meant else ""


# Cells


def _items(value):
    """A cell's list: its items stand between semicolons."""
    if not isinstance(value, str):
        return value
    items = tuple(value.split(";")) if value else ()
    if "" in items:
        raise PydanticCustomError("list", "has an empty item")
    if any(item != item.strip() for item in items):
        raise PydanticCustomError("list", "has a space around an item")
    twice = [item for item, times in Counter(items).items() if times > 1]
    if twice:
        raise PydanticCustomError("list", "names {item} twice", {"item": twice[0]})
    return items


def _number(value):
    """Digits and a point, nothing that only Python would take for a number."""
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", value):
        raise PydanticCustomError("number", "is not a number")
    return value


@dataclass(frozen=True)
class Names:
    """Marks a column whose cells name rows of a table.

    Parameters
    ----------
    table : str
        A table of `igf1r.consistency.FILES`.
    besides : tuple of str
        Values that name no row and may stand there all the same.
    """

    table: str
    besides: tuple[str, ...] = ()


ENTITY_ID = r"[A-Za-z0-9][A-Za-z0-9.+-]*"
CLAIM_ID = r"(yuan|ma)-[a-z0-9.]+-[0-9]{2}"
CRITIQUE_ID = r"[YM]-([0-9]{2,3}[a-z]?|T[12]\.[0-9]{1,2})"
STUDY_ID = r"ma-[0-9]{1,3}(?:-[a-z]+)?"
BIB_KEY = r"[a-z][a-z0-9-]*[0-9]{4}[a-z0-9]*"
ACCESSION = r"[OPQ][0-9][A-Z0-9]{3}[0-9]|[A-NR-Z][0-9]([A-Z][A-Z0-9]{2}[0-9]){1,2}"


def matching(pattern, allowed):
    """A text column whose cells match a pattern as a whole; `allowed` tells a reader what that means."""
    return Annotated[str, StringConstraints(pattern=f"^(?:{pattern})$"), Field(description=allowed)]


def _or_empty(pattern, allowed):
    return matching(f"|{pattern}", f"{allowed}, or empty")


def one_of(*values):
    """A list of allowed values as faults show it."""
    return " ".join(values)


Text = Annotated[str, Field(min_length=1, description="some text")]
Words = Annotated[str, Field(description="text, or empty")]
Number = Annotated[float, BeforeValidator(_number)]
WholeNumber = Annotated[int, BeforeValidator(_number), Field(ge=0, description="a whole number")]

Review = Literal["yuan2018", "ma2023"]
Sign = Literal["+", "-", "0", "?"]
SectionId = Annotated[
    matching(r"[a-z0-9]+(\.[0-9]+)*", "a section's id as in sections.csv, such as 2.2 or fig1"),
    Names("sections"),
]
EntityId = Annotated[
    matching(ENTITY_ID, "letters, digits, hyphens and points, beginning with a letter or digit"),
    Names("entities"),
]
ClaimId = Annotated[
    matching(CLAIM_ID, "yuan-SECTION-NN or ma-SECTION-NN, such as yuan-2.2-03"), Names("claims")
]
CritiqueId = Annotated[
    matching(CRITIQUE_ID, "such as Y-17, M-30b or (for a row of a table) M-T1.8"), Names("critiques")
]
BibKey = Annotated[matching(BIB_KEY, "a key of references/*.bib"), Names("references")]
Locator = matching(r"\S+( \S+){3,8}", "4 to 9 words copied from the review, one space between them")

ClaimIds = Annotated[
    tuple[ClaimId, ...], BeforeValidator(_items), Field(description="claim ids with ; between them, or empty")
]
CritiqueIds = Annotated[
    tuple[CritiqueId, ...],
    BeforeValidator(_items),
    Field(description="critique ids with ; between them, or empty"),
]
BibKeys = Annotated[
    tuple[BibKey, ...],
    BeforeValidator(_items),
    Field(description="keys of references/*.bib with ; between them, or empty"),
]
ReferenceNumbers = Annotated[
    tuple[Annotated[int, BeforeValidator(_number), Field(ge=1)], ...],
    BeforeValidator(_items),
    Field(description="whole numbers from 1 with ; between them, or empty"),
]
Spellings = Annotated[
    tuple[Text, ...], BeforeValidator(_items), Field(description="spellings with ; between them, or empty")
]


Numbers = Annotated[
    tuple[Number, ...], BeforeValidator(_items), Field(description="numbers with ; between them, or empty")
]
NumberOrNone = Annotated[
    float | None,
    BeforeValidator(lambda value: _number(value) if value != "" else None),
    Field(description="a number, or empty"),
]
StudyId = Annotated[
    matching(STUDY_ID, "ma- and a number of the review's list, such as ma-34 or ma-77-mice"), Names("studies")
]


def tuple_of(*words):
    """A column whose cells list some of a few words."""
    allowed = f"with ; between them, or empty: {one_of(*words)}"
    return Annotated[tuple[Literal[words], ...], BeforeValidator(_items), Field(description=allowed)]


def _point(value):
    """A corner `x y` of an arrow's route."""
    if isinstance(value, str):
        if not re.fullmatch(r"[0-9]+(\.[0-9]+)? [0-9]+(\.[0-9]+)?", value):
            raise PydanticCustomError("list", "has a corner that is not two numbers")
        return tuple(float(part) for part in value.split())
    return value


Corners = Annotated[
    tuple[Annotated[tuple[float, float], BeforeValidator(_point)], ...],
    BeforeValidator(_items),
    Field(description="corners x y with ; between them, or empty"),
]


# Records


class Record(BaseModel):
    """One row of a file: its fields are the columns, and no two rows share their `key`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    key: ClassVar[tuple[str, ...]] = ("id",)


def contradiction(column, value, problem, allowed):
    """A fault that only several cells together show; it is told of `column`."""
    told = {"column": column, "value": value, "problem": problem, "allowed": allowed}
    return PydanticCustomError("contradiction", "{problem}", told)


class Section(Record):
    """A section of a review. The two reviews number theirs alike, so only review and id together name one."""

    key: ClassVar = ("review", "id")
    id: SectionId
    review: Review
    title: Text


class Entity(Record):
    """Anything that a claim is about: a gene, a complex, a drug, a process, a cell, an animal model."""

    id: EntityId
    name: Text
    kind: Literal[
        "gene",
        "protein",
        "family",
        "complex",
        "rna",
        "ion-channel",
        "drug",
        "molecule",
        "process",
        "phenotype",
        "cell",
        "tissue",
        "disease",
        "model",
        "organism",
        "concept",
        "measure",
    ]
    compartment: Literal["", "extracellular", "membrane", "cytoplasm", "nucleus"]
    uniprot: _or_empty(ACCESSION, "a UniProt accession such as P08069")
    synonyms: Spellings
    note: Words


class Claim(Record):
    """What a review says in one place: subject, relation, object, sign, context and our paraphrase."""

    id: ClaimId
    section: SectionId
    locator: Locator
    subject: EntityId
    relation: Literal[
        "activates",
        "inhibits",
        "increases",
        "decreases",
        "has-no-effect-on",
        "regulates",
        "binds",
        "phosphorylates",
        "interacts-with",
        "associated-with",
        "expressed-in",
        "localises-to",
        "part-of",
        "is-a",
        "has-property",
        "requires",
        "causes",
        "prevents",
        "relieves",
        "aggravates",
        "encodes",
        "produces",
    ]
    object: EntityId
    sign: Sign
    stance: Literal["stated", "hedged", "association", "hypothesis", "title"]
    species: Words
    cells: Words
    model: Words
    region: Words
    time: Words
    dose: Words
    route: Words
    references: ReferenceNumbers
    critiques: CritiqueIds
    repeats: Annotated[_or_empty(CLAIM_ID, "the id of another claim of the same review"), Names("claims")]
    paraphrase: Text

    @property
    def review(self):
        """The review that the claim is from."""
        return next(review for review, word in REVIEWS.items() if self.id.startswith(word))

    @model_validator(mode="after")
    def _holds_together(self):
        implied = IMPLIED_SIGNS.get(self.relation, self.sign)
        if self.sign != implied:
            raise contradiction("sign", self.sign, f"contradicts the relation {self.relation}", implied)
        stated = self.id.split("-")[1]
        if self.section != stated:
            raise contradiction("section", self.section, f"contradicts the id {self.id}", stated)
        return self


class Critique(Record):
    """What is wrong or doubtful in a review, what is right, who says so and how sure that is."""

    id: CritiqueId
    review: Review
    section: SectionId
    locator: Locator
    kind: Literal[
        "sign",
        "type",
        "citation",
        "wording",
        "omission",
        "numbering",
        "overclaim",
        "inconsistency",
        "table",
        "update",
    ]
    printed: Text
    problem: Text
    correction: Text
    sources: BibKeys
    basis: Literal["abstract-read", "title", "database", "sequence", "internal", "textbook", "computed"]
    certainty: Literal["certain", "likely", "check"]
    lesson: Text

    @model_validator(mode="after")
    def _holds_together(self):
        if REVIEWS[self.review][0].upper() != self.id[0]:
            right = next(review for review, word in REVIEWS.items() if word[0].upper() == self.id[0])
            raise contradiction("review", self.review, f"contradicts the id {self.id}", right)
        return self


class Term(Record):
    """A term or abbreviation of the reviews or of this book, and what it means."""

    key: ClassVar = ("term",)
    term: Text
    abbreviation: Spellings
    definition: Text
    source: Annotated[
        matching(f"textbook|{BIB_KEY}", "a key of references/*.bib, or textbook"),
        Names("references", besides=("textbook",)),
    ]
    entity: Annotated[_or_empty(ENTITY_ID, "an id in entities.csv"), Names("entities")]


class Uncovered(Record):
    """A sentence of a review that no claim is made from, and why it needs none."""

    key: ClassVar = ("review", "section", "words")
    review: Review
    section: SectionId
    words: matching(r"\S+( \S+){0,4}", "the first five words of the sentence, one space between them")
    reason: Text


class Column(Record):
    """What a column of a table means to a reader; where `column` is empty, what the table is."""

    key: ClassVar = ("table", "column")
    table: Text
    column: Words
    meaning: Text


class Study(Record):
    """A body of evidence on pain as Ma 2023 reports it: one of its references, or one part of one.

    `site` begins with the place where IGF was raised, lowered or given. The times count from the injury or
    injection that began the pain; where the pain was there before, from the start of the treatment. `role` is
    what the review takes the IGF axis to do to pain. `titled` names the columns whose value stands in
    the reference's title only.
    """

    id: StudyId
    reference: Annotated[WholeNumber, Field(ge=1, description="a number of the review's list")]
    species: Literal["", "mouse", "rat", "human"]
    human: Literal["yes", "no"]
    model: Text
    ligand: tuple_of("IGF-1", "IGF-2")
    site: tuple_of("skin", "nerve", "drg", "tg", "spinal-cord", "brain", "systemic", "other-tissue")
    cells: tuple_of("neuron", "satellite-glia", "macrophage", "microglia", "astrocyte")
    time: Words
    time_days_low: NumberOrNone
    time_days_high: NumberOrNone
    readout: Text
    role: Literal["promotes", "relieves", "none", "mixed", "open"]
    titled: tuple_of("species", "model", "cells")
    claims: ClaimIds
    critiques: CritiqueIds
    note: Words

    @model_validator(mode="after")
    def _holds_together(self):
        low, high = self.time_days_low, self.time_days_high
        if (low is None) != (high is None):
            problem = "one of the two times is missing"
            raise contradiction("time_days_high", None, problem, "both, or neither")
        if low is not None and low > high:
            raise contradiction("time_days_high", f"{high:g}", "is below time_days_low", f"{low:g} or more")
        if self.species and (self.species == "human") != (self.human == "yes"):
            right = "yes" if self.species == "human" else "no"
            raise contradiction("human", self.human, f"contradicts the species {self.species}", right)
        if self.human == "yes" and not self.species:
            raise contradiction("species", None, "the cell is empty although human is yes", "human")
        for column in self.titled:
            if not getattr(self, column):
                raise contradiction("titled", column, "names an empty cell", "columns with a value")
        return self


class Intervention(Record):
    """One thing done in a study: what was given or taken away, how much, and what it did to pain."""

    id: matching(rf"{STUDY_ID}-[0-9]", "a study's id and a digit, such as ma-67-1")
    study: StudyId
    agent: EntityId
    does: Literal["adds", "blocks", "other"]
    setting: Literal["body", "dish"]
    dose: Numbers
    unit: Literal["", "mg/kg", "µg/kg", "µg", "ng", "µM", "nM", "ng/mL"]
    schedule: Words
    route: Words
    time: Words
    effect: Literal["", "raises", "relieves", "none", "mixed"]
    claims: ClaimIds
    note: Words

    @model_validator(mode="after")
    def _holds_together(self):
        stated = self.id.rpartition("-")[0]
        if self.study != stated:
            raise contradiction("study", self.study, f"contradicts the id {self.id}", stated)
        if bool(self.dose) != bool(self.unit):
            problem = "dose and unit do not go together"
            raise contradiction("unit", self.unit or None, problem, "both, or neither")
        return self


class Reading(Record):
    """Another way to classify a study: what it puts in place of the study's own `role` or `site`, and why.

    `advised` marks the one that the critiques of the review lead to.
    """

    key: ClassVar = ("study", "reading")
    study: StudyId
    reading: matching("[a-z]{1,12}", "one word of small letters, other than review")
    label: Text
    role: Literal["", "promotes", "relieves", "none", "mixed", "open"]
    site: tuple_of("skin", "nerve", "drg", "tg", "spinal-cord", "brain", "systemic", "other-tissue")
    advised: Literal["yes", "no"]
    rule: Text
    critiques: CritiqueIds

    @model_validator(mode="after")
    def _holds_together(self):
        if not (self.role or self.site):
            raise contradiction("role", None, "the reading changes nothing", "role, site or both")
        if self.reading == "review":
            raise contradiction("reading", "review", "is the study's own reading", "another word")
        return self


class TableRow(Record):
    """A row of one of Ma 2023's two tables, as our copy prints it or as corrected."""

    key: ClassVar = ("table", "row", "version")
    table: Literal["tab1", "tab2"]
    row: WholeNumber
    version: Literal["printed", "corrected"]
    axis: Text
    model: Text
    expression: Text
    localisation: Text
    references: ReferenceNumbers
    studies: Annotated[
        tuple[StudyId, ...],
        BeforeValidator(_items),
        Field(description="study ids with ; between them, or empty"),
    ]
    critiques: CritiqueIds


class Node(Record):
    """A node of a network and its place in the diagram. An input has rank 0, a group and a default."""

    id: matching(r"[A-Za-z_][A-Za-z0-9_]*", "letters, digits and _, not beginning with a digit")
    label: Text
    entity: EntityId
    kind: Literal[
        "ligand",
        "receptor",
        "adaptor",
        "kinase",
        "lipid",
        "gtpase",
        "factor",
        "gene",
        "rna",
        "protein",
        "drug",
        "event",
        "process",
        "phenotype",
    ]
    tone: Literal[
        "ligand",
        "receptor",
        "pi3k",
        "mapk",
        "transcription",
        "drug",
        "event",
        "phenotype",
        "pain-up",
        "pain-down",
        "neutral",
    ]
    group: _or_empty(r"[A-Z][A-Za-z0-9 -]{0,23}", "the heading of a group of switches, such as Drugs")
    choice: _or_empty(r"[A-Za-z][A-Za-z0-9_-]*", "the name that exclusive inputs share")
    rank: WholeNumber
    default: Annotated[
        Literal[0, 1] | None,
        BeforeValidator(lambda value: {"": None, "0": 0, "1": 1}.get(value, value)),
        Field(description="0 or 1; a node that is no input starts at 0 where the cell is empty"),
    ]
    x: Annotated[Number, Field(ge=0, description="a number from 0")]
    y: Annotated[Number, Field(ge=0, description="a number from 0")]
    note: Words

    @model_validator(mode="after")
    def _holds_together(self):
        heading = "the heading of a group of switches, such as Drugs"
        for column, allowed in (("group", heading), ("default", "0 1")):
            if self.rank == 0 and getattr(self, column) in ("", None):
                raise contradiction(column, None, "the cell is empty at an input (rank 0)", allowed)
        for column in ("group", "choice"):
            value = getattr(self, column)
            if self.rank > 0 and value:
                raise contradiction(column, value, "stands at a node that is no input", "empty")
        return self


class Edge(Record):
    """One regulator in one rule, with what justifies it."""

    key: ClassVar = ("source", "target")
    source: Annotated[Text, Names("nodes")]
    target: Annotated[Text, Names("nodes")]
    sign: Literal["+", "-"]
    claims: ClaimIds
    sources: BibKeys
    critique: Annotated[_or_empty(CRITIQUE_ID, "a critique's id"), Names("critiques")]
    note: Words
    via: Corners

    @model_validator(mode="after")
    def _holds_together(self):
        if not (self.claims or self.sources or self.critique):
            allowed = "at least one of claims, sources and critique"
            raise contradiction("claims", None, "nothing justifies the edge", allowed)
        review = next((key for key in self.sources if key in REVIEW_KEYS), None)
        if review and not (self.claims or self.critique):
            allowed = "the review's claims, a source from elsewhere, or a critique"
            raise contradiction(
                "sources", review, "is a review, which does not justify an edge alone", allowed
            )
        if not (self.claims or self.note):
            allowed = "one sentence of evidence"
            raise contradiction("note", None, "the cell is empty although no claim is named", allowed)
        return self


class Home(Record):
    """Where on the body a node of a network is, and what says so; without a place, the note says why."""

    id: Annotated[Text, Names("nodes")]
    place: Literal[
        "",
        "brain",
        "horn",
        "astrocytes",
        "microglia",
        "neurons",
        "ganglion",
        "nerve",
        "skin",
        "bone",
        "tumour",
    ]
    claims: ClaimIds
    sources: BibKeys
    note: Words

    @model_validator(mode="after")
    def _holds_together(self):
        if not (self.claims or self.sources or self.note):
            raise contradiction("note", None, "nothing says why", "claims, sources or a note")
        if not (self.place or self.note):
            raise contradiction("note", None, "the cell is empty at a node without a place", "the reason")
        return self


# Figures

Length = Annotated[float, Field(strict=True, gt=0, allow_inf_nan=False, description="a number above 0")]
Depth = Annotated[float, Field(strict=True, ge=0, allow_inf_nan=False, description="a number from 0")]
OnOrOff = Annotated[int, Field(strict=True, ge=0, le=1)]


class BandRecord(BaseModel):
    """A compartment of the diagram."""

    model_config = ConfigDict(extra="forbid")
    label: Text
    y0: Depth
    y1: Depth


class ChallengeRecord(BaseModel):
    """A task for the reader: reach `goal` from `start` by changing inputs among `allowed`."""

    model_config = ConfigDict(extra="forbid")
    id: matching("[a-z0-9-]+", "small letters, digits and hyphens")
    prompt: Text
    start: Annotated[dict[str, OnOrOff], Field(description="inputs, each with 0 or 1")] = {}
    goal: Annotated[dict[str, OnOrOff], Field(min_length=1, description="nodes, each with 0 or 1")]
    allowed: Annotated[list[str], Field(min_length=1, description="a list of inputs")]
    most: Annotated[int, Field(strict=True, ge=1, le=4, description="a whole number from 1 to 4")] = 3


class FigureRecord(BaseModel):
    """What ``figure.yaml`` of a network holds."""

    model_config = ConfigDict(extra="forbid")
    title: Text
    description: Text
    width: Length = 420
    height: Length
    bands: Annotated[list[BandRecord], Field(description="a list of bands")] = []
    challenges: Annotated[list[ChallengeRecord], Field(description="a list of challenges")] = []
    leaves_out: Annotated[list[Text], Field(description="a list of texts")] = []


# Files


def name_in(path, folder=DATA):
    """`path` as faults name it: below `folder` where it lies there."""
    path, folder = Path(path), Path(folder)
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name


def read_text(path, folder=DATA):
    """The text of a UTF-8 file, without a byte-order mark.

    Parameters
    ----------
    path : path-like
    folder : path-like
        Faults name `path` below this folder.

    Raises
    ------
    DataError
        Where the file is missing or empty, or holds bytes that are not UTF-8 text; one fault for each line.
    """
    file = name_in(path, folder)
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        problem = f"the file cannot be read ({error.strerror})"
        raise DataError([Fault(file, None, None, None, "", problem)]) from None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DataError([Fault(file, None, None, None, "UTF-8", "the file is UTF-16")])
    faults = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        if b"\0" in line:
            faults.append(Fault(file, number, None, "\0", "text", "stands in the line"))
        try:
            line.decode()
        except UnicodeDecodeError as error:
            byte = f"byte 0x{line[error.start]:02x} is not UTF-8"
            faults.append(Fault(file, number, None, None, "UTF-8", byte))
    if faults:
        raise DataError(faults)
    text = data.decode("utf-8-sig")
    if not text.strip():
        raise DataError([Fault(file, None, None, None, "", "the file is empty")])
    return text


def read_csv(path, model, folder=DATA):
    """The rows of a CSV file as records.

    Parameters
    ----------
    path : path-like
    model : type of Record
        Its fields are the columns that the file must have.
    folder : path-like
        Faults name `path` below this folder.

    Returns
    -------
    list of Record

    Raises
    ------
    DataError
        With every fault of every row.
    """
    records, faults = scan_csv(path, model, folder)
    if faults:
        raise DataError(faults)
    return list(records.values())


def scan_csv(path, model, folder=DATA):
    """The good rows of a CSV file, and its faults.

    Returns
    -------
    records : dict of int to Record
        By row number, the header being row 1.
    faults : list of Fault
    """
    file = name_in(path, folder)
    try:
        text = read_text(path, folder)
    except DataError as error:
        return {}, list(error.faults)
    rows, broken = _rows(text, file)
    if 1 not in rows:
        return {}, broken
    columns = rows.pop(1)
    faults = _header_faults(columns, list(model.model_fields), file)
    if not set(columns) & set(model.model_fields):
        return {}, faults
    if faults:
        rows = {number: cells for number, cells in rows.items() if len(cells) == len(columns)}
    records, first = {}, {}
    for number, cells in rows.items():
        row = dict(zip(columns, cells))
        record, row_faults = None, _row_faults(cells, columns, file, number)
        if not row_faults:
            record, row_faults = _record(row, model, file, number)
        key = tuple(row.get(column) for column in model.key)
        if all(key) and first.setdefault(key, number) != number:
            problem, named = f"stands in row {first[key]} already", " and ".join(model.key)
            row_faults.append(Fault(file, number, named, " ".join(key), "each one once", problem))
        faults += row_faults
        if record and not row_faults:
            records[number] = record
    return records, faults + broken


def _record(row, model, file, number):
    """A row's record and its faults; columns that are missing or unknown have been told before."""
    known = {column: cell for column, cell in row.items() if column in model.model_fields}
    try:
        return model.model_validate(known), []
    except ValidationError as error:
        found = [detail for detail in error.errors() if detail["type"] != "missing"]
        return None, [_cell_fault(detail, model, file, number) for detail in found]


def _rows(text, file):
    """All rows by number, and the fault at which reading stopped, if any."""
    rows = {}
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), start=1):
            rows[number] = cells
    except csv.Error as error:
        problem = f"the quoting is broken ({error})"
        allowed = 'a cell that holds a comma or a quote stands in "…", with "" for each quote in it'
        return rows, [Fault(file, len(rows) + 1, None, None, allowed, problem)]
    return rows, []


def _header_faults(columns, wanted, file):
    named = one_of(*wanted)
    if not set(columns) & set(wanted):
        problem = "is no header row"
        if len(columns) == 1 and re.search(r"[;\t]", columns[0]):
            problem = "has no comma between its cells"
        return [Fault(file, 1, None, ",".join(columns), f"the columns {named}", problem)]
    faults = []
    missing = [column for column in wanted if column not in columns]
    for column in columns:
        if column not in wanted:
            problem = "is not a column" + hint(column, missing)
            faults.append(Fault(file, 1, None, column, named, problem))
    for column in missing:
        faults.append(Fault(file, 1, column, None, named, "the column is missing"))
    for column, times in Counter(columns).items():
        if column in wanted and times > 1:
            problem = f"the column stands there {times} times"
            faults.append(Fault(file, 1, column, None, "each column once", problem))
    return faults


def _row_faults(cells, columns, file, number):
    """What is wrong with a row before its cells' meaning is looked at."""
    if not any(cells):
        return [Fault(file, number, None, None, "no empty row", "the row is empty")]
    if len(cells) != len(columns):
        problem = f"the row has {len(cells)} cells"
        return [Fault(file, number, None, None, f"{len(columns)}, one for each column", problem)]
    faults = []
    for column, cell in zip(columns, cells):
        if not cell.isprintable():
            allowed = "visible characters and plain spaces"
            faults.append(Fault(file, number, column, cell, allowed, "has an invisible character"))
        elif cell != cell.strip():
            allowed = "no space around a value"
            faults.append(Fault(file, number, column, cell, allowed, "has a space around it"))
    return faults


def _cell_fault(detail, model, file, number):
    """One of pydantic's findings as a fault."""
    if detail["type"] == "contradiction":
        return Fault(file, number, **detail["ctx"])
    column = detail["loc"][0]
    field = model.model_fields[column]
    value = detail["input"]
    allowed = field.description
    if allowed is None:
        choices = [choice for choice in get_args(field.annotation) if choice]
        allowed = one_of(*choices)
        if value:
            allowed += hint(value, choices)
        if "" in get_args(field.annotation):
            allowed += ", or empty"
    if value == "":
        return Fault(file, number, column, None, allowed, "the cell is empty")
    problem = detail["msg"] if detail["type"] in ("list", "number") else "is not allowed"
    return Fault(file, number, column, str(value), allowed, problem)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Plain data only, and no key twice in one mapping."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                problem = f"the key {key.value} stands there twice"
                raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)

    def construct_object(self, node, deep=False):
        try:
            return super().construct_object(node, deep)
        except ValueError as error:
            raise yaml.constructor.ConstructorError(None, None, str(error), node.start_mark) from None


def read_yaml(path, model, folder=DATA):
    """A YAML file as a record.

    Parameters
    ----------
    path : path-like
    model : type of pydantic.BaseModel
        What the file must hold. A field's ``description`` is told as what is allowed.
    folder : path-like
        Faults name `path` below this folder.

    Raises
    ------
    DataError
        With every fault of the file, or with the one at which reading had to stop.
    """
    return scan_yaml(path, model, folder)[0]


def scan_yaml(path, model, folder=DATA):
    """A YAML file as a record, and where in the file its values stand; arguments and faults as `read_yaml`.

    Returns
    -------
    record : pydantic.BaseModel
    line : function
        ``line("bands", 0, "y1")`` is the line on which that value begins, or what should hold it.
    """
    file = name_in(path, folder)
    text = read_text(path, folder)
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            raise DataError([Fault(file, None, None, None, "", "the file is empty")])
        data = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark or error.context_mark).line + 1
        problem = f"the file is not YAML ({error.problem})"
        raise DataError([Fault(file, line, None, None, "", problem)]) from None
    except yaml.YAMLError as error:
        problem = f"the file is not YAML ({' '.join(str(error).split())})"
        raise DataError([Fault(file, None, None, None, "", problem)]) from None
    except RecursionError:
        raise DataError([Fault(file, None, None, None, "", "the file is nested too deeply")]) from None
    try:
        return model.model_validate(data), lambda *place: _line(node, place)
    except ValidationError as error:
        raise DataError(_yaml_fault(detail, node, model, file) for detail in error.errors()) from None


_KINDS = {
    "string": "text",
    "list": "a list",
    "dict": "keys with values",
    "int": "a whole number",
    "float": "a number",
}
"""What is allowed by the first word of pydantic's name for a finding."""


def _yaml_fault(detail, node, model, file):
    """One of pydantic's findings as a fault."""
    path, kind = detail["loc"], detail["type"]
    place = ".".join(map(str, path)) or None
    line = _line(node, path)
    inner, field = _field(model, path)
    keys = getattr(inner, "model_fields", {})
    if kind == "missing":
        return Fault(file, line, place, None, "", "is missing")
    if kind in ("extra_forbidden", "invalid_key"):
        problem = "is not a key that may stand there" + hint(str(path[-1]), keys)
        return Fault(file, line, place, None, one_of(*keys), problem)
    if kind == "model_type":
        return Fault(file, line, place, detail["input"], f"the keys {one_of(*keys)}")
    told = re.sub("^(Input should be|Value error,) ", "", detail["msg"])
    allowed = field and field.description or _KINDS.get(kind.partition("_")[0], told)
    return Fault(file, line, place, detail["input"], allowed)


def _field(model, path):
    """The model that holds the value at `path`, and its field there (None outside of all fields)."""
    field = None
    for part in path:
        if part in getattr(model, "model_fields", {}):
            field = model.model_fields[part]
            kinds = (field.annotation, *get_args(field.annotation))
            model = next((kind for kind in kinds if hasattr(kind, "model_fields")), model)
    return model, field


def _line(node, path):
    """The line on which the value at `path` begins; of what holds it, where it is missing."""
    for part in path:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        elif isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == str(part)), node)
    return node.start_mark.line + 1
