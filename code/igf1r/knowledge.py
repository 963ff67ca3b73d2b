"""All that the book states, in one place, checked as a whole: every name that is used must be there."""

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from hashlib import sha256
from pathlib import Path

from igf1r.consistency import FILES, faults_between, faults_of_names, faults_of_network, read_tables
from igf1r.records import (
    DATA,
    Claim,
    Critique,
    DataError,
    Entity,
    Fault,
    Intervention,
    Reading,
    Section,
    Study,
    TableRow,
    Term,
    Uncovered,
    name_in,
    scan_csv,
)  # fmt: skip
from igf1r.references import Reference
from igf1r.slip import Unknown


@dataclass(frozen=True)
class Knowledge:
    """The records of a data folder.

    Parameters
    ----------
    sections : dict of (str, str) to Section
        By review and section id, in reading order.
    entities : dict of str to Entity
    claims : dict of str to Claim
        Those of one review after those of the other, each in reading order.
    critiques : dict of str to Critique
    references : dict of str to Reference
        By key.
    glossary : dict of str to Term
    uncovered : dict of (str, str, str) to Uncovered
        By review, section and first words of the sentence.
    studies : dict of str to Study
        The evidence on pain, in the order of Ma 2023's text.
    interventions : dict of str to Intervention
    readings : dict of (str, str) to Reading
        By study and reading.
    printed : dict of (str, int, str) to TableRow
        The rows of Ma 2023's tables by table, row and version.
    """

    sections: dict[tuple[str, str], Section]
    entities: dict[str, Entity]
    claims: dict[str, Claim]
    critiques: dict[str, Critique]
    references: dict[str, Reference]
    glossary: dict[str, Term]
    uncovered: dict[tuple[str, str, str], Uncovered]
    studies: dict[str, Study]
    interventions: dict[str, Intervention]
    readings: dict[tuple[str, str], Reading]
    printed: dict[tuple[str, int, str], TableRow]

    def claims_of(self, review=None, section=None, subject=None, object=None, critique=None):
        """The claims that have all the given properties, in order.

        Parameters
        ----------
        review, section, subject, object : str, optional
            What the claim must have in that column.
        critique : str, optional
            Id of a critique that must concern the claim.

        Returns
        -------
        tuple of Claim
        """
        wanted = {"review": review, "section": section, "subject": subject, "object": object}
        wanted = {name: value for name, value in wanted.items() if value is not None}
        return tuple(
            claim
            for claim in self.claims.values()
            if all(getattr(claim, name) == value for name, value in wanted.items())
            and (critique is None or critique in claim.critiques)
        )

    def reference(self, review, number):
        """The reference that has a number in a review's list.

        Raises
        ------
        LookupError
            Where the review's list has no such number.
        """
        try:
            return self._numbered[review, number]
        except KeyError:
            raise Unknown(f"{review} has no reference {number}") from None

    @cached_property
    def _numbered(self):
        return {
            (review, number): reference
            for reference in self.references.values()
            for review, number in reference.numbers.items()
        }


def load(folder=DATA):
    """The records of a data folder; those of the book's own are read once.

    Parameters
    ----------
    folder : path-like

    Returns
    -------
    Knowledge

    Raises
    ------
    DataError
        With every fault of every file, and every name that is used but is not there. Networks have a check
        of their own, `check_network`.
    """
    return _own() if Path(folder) == DATA else _read(Path(folder))


def check_network(place):
    """Refuse a network that contradicts itself or the records beside it.

    Parameters
    ----------
    place : pathlib.Path
        The network's folder below ``networks`` of a data folder.

    Raises
    ------
    DataError
        With every fault of its files.
    """
    folder = place.parent.parent
    tables, _ = tables_of(folder)
    faults = list(faults_of_network(place, tables, folder))
    if faults:
        raise DataError(faults)


def read_table(path, model):
    """The rows of a table that a single figure or check reads, checked against the records beside it.

    Parameters
    ----------
    path : pathlib.Path
        A CSV file in a data folder.
    model : type of Record

    Returns
    -------
    list of Record

    Raises
    ------
    DataError
        With every fault of every row.
    """
    tables, _ = tables_of(path.parent)
    records, faults = scan_csv(path, model, path.parent)
    for row, record in records.items():
        faults += faults_of_names(name_in(path, path.parent), row, record, tables)
    if faults:
        raise DataError(faults)
    return list(records.values())


@cache
def _own():
    return _knowledge(*_own_tables())


def _read(folder):
    if not folder.is_dir():
        raise DataError([Fault(folder.as_posix(), None, None, None, "", "there is no such folder")])
    return _knowledge(*tables_of(folder))


def tables_of(folder):
    """The tables of a folder and their faults, read again where a file changed."""
    return _own_tables() if folder == DATA else _tables(folder, _fingerprint(folder))


@cache
def _own_tables():
    return _tables(DATA, _fingerprint(DATA))


def _fingerprint(folder):
    """What tells whether a file of the tables changed."""
    paths = [folder / file for _, files in FILES.values() for file in files]
    return tuple(sha256(path.read_bytes()).digest() if path.is_file() else None for path in paths)


@lru_cache(maxsize=1)
def _tables(folder, fingerprint):
    tables, faults = read_tables(folder)
    return tables, [*faults, *faults_between(tables)]


def _knowledge(tables, faults):
    if faults:
        raise DataError(faults)
    return Knowledge(**{name: table.records() for name, table in tables.items()})


def networks(folder=DATA):
    """The folders of the networks, by name (list of pathlib.Path)."""
    return sorted(path for path in Path(folder).glob("networks/[!.]*") if path.is_dir())
