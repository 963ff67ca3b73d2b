"""The papers cited: the reviews' own lists and everything cited from elsewhere, from BibTeX files."""

import re
from dataclasses import dataclass, field

from pybtex.bibtex.utils import split_name_list
from pybtex.database import Person
from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text
from pybtex.scanner import PrematureEOF

from igf1r.records import BIB_KEY, DATA, REVIEWS, DataError, Fault, name_in, read_text

ET_AL = "et al."

_SOURCES = ("journal", "booktitle", "publisher", "howpublished", "institution", "school")
_ENTRY = "@article{key, name = {value}, ...} with every brace closed and a comma after each value"
_LINEAGES = ("", "Jr", "Sr", "II", "III", "IV")


@dataclass(frozen=True)
class Reference:
    """One paper, as printed where it was taken from.

    Parameters
    ----------
    key : str
    authors : tuple of str
        As ``Wan X``; the last is ``et al.`` where the list is cut short.
    surnames : tuple of str
        The same without given names.
    year, title, journal, volume, pages, doi, url, note : str
        Plain text, empty where the entry has none; `journal` is the publisher where there is no journal.
    numbers : dict of str to int
        The paper's number in each review that cites it.
    printed : dict of str to str
        What the review printed where it differs from the paper itself, by field.
    """

    key: str
    authors: tuple[str, ...]
    surnames: tuple[str, ...]
    year: str
    title: str
    journal: str = ""
    volume: str = ""
    pages: str = ""
    doi: str = ""
    url: str = ""
    note: str = ""
    numbers: dict[str, int] = field(default_factory=dict, hash=False)
    printed: dict[str, str] = field(default_factory=dict, hash=False)


def short(reference):
    """The reference in a few words: ``Wan et al. 2007``, ``Chen & Sharon 2013``, ``Pollak 2012``."""
    names = reference.surnames
    if len(names) > 2 or ET_AL in names:
        return f"{names[0]} {ET_AL} {reference.year}"
    return f"{' & '.join(names)} {reference.year}"


def read_bib(path, folder=DATA):
    """The entries of a BibTeX file.

    Parameters
    ----------
    path : path-like
    folder : path-like
        Faults name `path` below this folder.

    Returns
    -------
    dict of str to Reference
        By key, in the order of the file.

    Raises
    ------
    DataError
        With every fault of every entry.
    """
    references, faults = scan_bib(path, folder)
    if faults:
        raise DataError(faults)
    return {reference.key: reference for reference in references.values()}


def scan_bib(path, folder=DATA):
    """The good entries of a BibTeX file, and its faults.

    Returns
    -------
    references : dict of int to Reference
        By the line on which the entry begins.
    faults : list of Fault
    """
    file = name_in(path, folder)
    try:
        text = read_text(path, folder)
    except DataError as error:
        return {}, list(error.faults)
    references, faults, first, broken = {}, [], {}, set()

    def line_of_entry():
        return text.count("\n", 0, parser.command_start) + 1

    def syntax_fault(error):
        line = line_of_entry() if isinstance(error, PrematureEOF) else error.lineno
        faults.append(Fault(file, line, None, None, _ENTRY, f"{error.error_type}: {error.args[0]}"))
        broken.add(line_of_entry())

    parser = LowLevelParser(text, handle_error=syntax_fault, macros=dict(month_names))
    for command, content in parser:
        if command.lower() in ("string", "preamble"):
            continue
        key, parts = content
        line = line_of_entry()
        entry = _Entry(file, line, key or "", [(name.lower(), "".join(value)) for name, value in parts])
        if key in first:
            entry.fault(None, key, "each key once", f"stands in line {first[key]} already")
        first.setdefault(key, line)
        if line in broken:
            continue
        reference = entry.reference()
        if not entry.faults:
            references[line] = reference
        faults += entry.faults
    return references, sorted(faults, key=lambda fault: fault.row)


class _Entry:
    """One entry of a file, with the faults that are found while it is read."""

    def __init__(self, file, line, key, parts):
        self.file = file
        self.line = line
        self.key = key
        self.parts = dict(parts)
        self.faults = []
        for name in dict.fromkeys(name for name, _ in parts):
            if sum(name == other for other, _ in parts) > 1:
                self.fault(name, None, "each field once", "stands there twice")

    def fault(self, name, value, allowed, problem="is not allowed"):
        place = f"{self.key}.{name}" if name else None
        self.faults.append(Fault(self.file, self.line, place, value, allowed, problem))

    def reference(self):
        if not re.fullmatch(BIB_KEY, self.key):
            self.fault(None, self.key, "surname, year and first word of the title, as wan2007rapamycin")
        authors = self.people("author") or self.people("editor")
        if not authors and not {"author", "editor"} & set(self.parts):
            self.fault("author", None, "", "is missing")
        if "title" not in self.parts:
            self.fault("title", None, "", "is missing")
        if not any(name in self.parts for name in _SOURCES):
            self.fault("journal", None, "", "is missing")
        year = self.text("year")
        if not re.fullmatch("(1[89]|20)[0-9]{2}", year):
            self.fault("year", year, "a year in four digits")
        return Reference(
            key=self.key,
            authors=tuple(author for author, _ in authors),
            surnames=tuple(surname for _, surname in authors),
            year=year,
            title=self.text("title"),
            journal=next((self.text(name) for name in _SOURCES if name in self.parts), ""),
            volume=self.text("volume"),
            pages=self.text("pages"),
            doi=self.text("doi"),
            url=self.text("url"),
            note=self.text("note"),
            numbers={review: self.number(word) for review, word in REVIEWS.items() if word in self.parts},
            printed={
                name.removeprefix("printed_"): self.text(name)
                for name in self.parts
                if name.startswith("printed_")
            },
        )

    def number(self, name):
        value = self.parts[name]
        if re.fullmatch("[1-9][0-9]{0,3}", value):
            return int(value)
        self.fault(name, value, "the number in the review's list, a whole number from 1")

    def text(self, name):
        """A field as plain text."""
        value = " ".join(self.parts.get(name, "").split())
        if name in self.parts and not value:
            self.fault(name, None, "some text", "is empty")
        if not value.isprintable():
            self.fault(name, value, "visible characters and plain spaces", "has an invisible character")
        if re.search(r"(?<!\\)%", value):
            self.fault(name, value, r"\% for a percent sign", "would end at the percent sign")
        elif "\\" in _plain(value):
            self.fault(name, value, "UTF-8 characters in place of TeX commands", "has an unknown TeX command")
        return _plain(value)

    def people(self, name):
        """(``Wan X``, ``Wan``) of each name in a field."""
        people = []
        for written in split_name_list(self.parts.get(name, "")) if self.text(name) else ():
            try:
                person = Person(written)
            except PybtexError:
                person = Person()
            given = _initials(person.first_names + person.middle_names)
            surname = _plain(" ".join(person.prelast_names + person.last_names))
            lineage = " ".join(person.lineage_names).rstrip(".")
            single = "," in written and "and" not in written.split() and lineage in _LINEAGES
            if written == "others":
                people.append((ET_AL, ET_AL))
            elif not surname or not (single or written.startswith("{")):
                allowed = "Surname, Given with and between names, or {A Group}"
                self.fault(name, written, allowed, "is no name")
            else:
                people.append((" ".join(part for part in (surname, given, lineage) if part), surname))
        return people


def _initials(given):
    """``H. X.`` as ``HX``; names written out stay as they are."""
    written = _plain(" ".join(given))
    return re.sub("[. ]", "", written) if re.fullmatch(r"(\w\.?[ -]?)+", written) else written


def _plain(value):
    """TeX's escapes resolved, braces gone."""
    if re.search(r"[\\$~`]", value):
        value = str(Text.from_latex(value))
    return re.sub("[{}]", "", value).replace("--", "–")
