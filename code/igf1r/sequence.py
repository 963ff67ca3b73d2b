"""The human receptor's sequence (UniProt P08069), residue by residue, in either numbering.

Precursor numbering counts from the first methionine, as UniProt does. Mature numbering counts from the first
residue after the signal peptide (Ullrich et al. 1986).
"""

from functools import cache
from typing import Annotated, Literal

from pydantic import Field, model_validator

from igf1r.evidence import pick
from igf1r.records import (
    DATA,
    BibKey,
    DataError,
    Fault,
    Record,
    Text,
    contradiction,
    matching,
    read_csv,
    read_text,
)  # fmt: skip
from igf1r.slip import Slip

FILE = "P08069.fasta"
AMINO_ACIDS = "ACDEFGHIKLMNPQRSTVWY"

SIGNAL_PEPTIDE = 30
"""Residues that are cut off at the start."""

NUMBERINGS = {"precursor": 0, "mature": SIGNAL_PEPTIDE}
"""Each numbering, with what it lags behind the precursor's."""

TITLES = {"precursor": "precursor (UniProt P08069)", "mature": f"mature (precursor minus {SIGNAL_PEPTIDE})"}
"""What a figure calls the numbering that it uses."""

LENGTH = 1367
"""Residues of the precursor."""

Place = Annotated[
    int, Field(ge=1, le=LENGTH, description=f"a residue's number in the precursor, 1 to {LENGTH}")
]


class Feature(Record):
    """A stretch of the receptor or a single residue; `start` and `end` in precursor numbering."""

    id: matching(r"[a-z0-9-]+", "small letters, digits and hyphens")
    name: Text
    kind: Literal["chain", "domain", "motif", "cysteine", "active-site", "tyrosine"]
    start: Place
    end: Place
    source: BibKey
    note: Text

    @model_validator(mode="after")
    def _holds_together(self):
        if self.end < self.start:
            raise contradiction("end", str(self.end), "is before start", f"{self.start} or more")
        return self

    def place(self, numbering="precursor"):
        """Where it lies: ``31–179``, ``Y980``, or an empty text for what the mature receptor has lost.

        >>> features()["y1165"].place("mature")
        'Y1135'
        """
        start, end = (renumber(place, numbering) for place in (self.start, self.end))
        if end < 1:
            return ""
        return f"{residue(self.start)}{start}" if start == end else f"{start}–{end}"

    def places(self):
        """Where it lies in both numberings, each named.

        >>> features()["y1165"].places()
        'precursor Y1165, mature Y1135'
        """
        return ", ".join(f"{numbering} {self.place(numbering) or 'none'}" for numbering in NUMBERINGS)


def together(group, numbering="precursor"):
    """Where several single residues lie, in few letters: ``C699/700/702``.

    >>> together([features()[id_] for id_ in ("y1161", "y1165")])
    'Y1161/1165'
    """
    first, *others = (feature.place(numbering) for feature in group)
    return "/".join([first, *(place[1:] for place in others)])


@cache
def sequence(numbering="precursor"):
    """The sequence in one-letter code: all of it, or without the signal peptide.

    >>> len(sequence()), sequence("mature")[:6]
    (1367, 'EICGPG')
    """
    return read_sequence()[pick("numbering", numbering, NUMBERINGS) :]


def read_sequence(folder=DATA):
    """The precursor's sequence in a data folder, in one-letter code.

    Raises
    ------
    DataError
        With every fault of the file.
    """
    header, *lines = read_text(folder / FILE, folder).splitlines()
    faults, length = [], sum(map(len, lines))
    if not header.startswith(">") or "P08069" not in header:
        faults.append(Fault(FILE, 1, None, header, "> and a title with P08069", "is no header"))
    for row, text in enumerate(lines, start=2):
        for letter in sorted({*text} - {*AMINO_ACIDS}):
            faults.append(Fault(FILE, row, None, letter, AMINO_ACIDS, "is no amino acid"))
    if length != LENGTH:
        faults.append(Fault(FILE, None, None, None, str(LENGTH), f"the sequence has {length} residues"))
    if faults:
        raise DataError(faults)
    return "".join(lines)


def residue(number, numbering="precursor"):
    """The amino acid at a number, in one-letter code.

    Raises
    ------
    Slip
        Where there is no such numbering or residue.

    >>> residue(1131), residue(1131, numbering="mature")
    ('F', 'Y')
    """
    chain = sequence(numbering)
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= len(chain):
        raise Slip(f"residue {number!r} is not known; allowed in {numbering} numbering: 1 to {len(chain)}")
    return chain[number - 1]


def renumber(place, numbering):
    """A precursor's number in another numbering; 0 and below for the signal peptide in the mature one."""
    return place - pick("numbering", numbering, NUMBERINGS)


@cache
def features():
    """Domains, motifs and single residues of the receptor by id, in the file's order.

    Returns
    -------
    dict of str to Feature
    """
    return {feature.id: feature for feature in read_csv(DATA / "features.csv", Feature)}
