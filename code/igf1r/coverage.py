"""Which sentences of the reviews the claims are made from, and which sentences need none.

The reviews' texts are not part of the book; whoever has them can ask. A sentence from which no claim is made
is listed in ``coverage.csv`` by its section and its first five words, with the reason why it needs none.
"""

import re
from dataclasses import dataclass

from igf1r.knowledge import load
from igf1r.locators import find, normalised, read_texts
from igf1r.records import DATA, REVIEWS, Fault, Section

FILE = "coverage.csv"
WORDS = 5
"""How many words of a sentence `coverage.csv` names it by."""

_BLANK = re.compile(r"\n\s*\n")
_HEADING = re.compile(r"#+ (?:([0-9]+(?:\.[0-9]+)*)\.? )?(.*)")
_RUN_IN = re.compile(r"\*+([^*]+)\.\*+ ")
_LEGEND = re.compile(r"\**(Figure|Table) ([0-9]+)\.\** ")
_ASIDE = re.compile(r"---|\*Correspondence to:|\*Key words:|Keywords:")
_END = re.compile(r"[.?!] (?=[A-Z(“]|[a-z]+-?[A-Z0-9])")


@dataclass(frozen=True)
class Coverage:
    """One section of a review.

    Parameters
    ----------
    section : Section
    claims, titles : int
        How many claims are made from its text, and how many from the titles of references that it cites.
    sentences : tuple of str
        All of its sentences; each row of a table counts as one.
    listed : tuple of str
        Those that `coverage.csv` says need no claim.
    missing : tuple of str
        Those that have neither a claim nor a reason.
    """

    section: Section
    claims: int
    titles: int
    sentences: tuple[str, ...]
    listed: tuple[str, ...]
    missing: tuple[str, ...]


def sentences(text):
    """The sentences of a text.

    >>> sentences("IGF-1 binds it (1). *AKT* follows (Fig. 1). p53 falls, e.g. in tumours.")
    ('IGF-1 binds it (1).', 'AKT follows (Fig. 1).', 'p53 falls, e.g. in tumours.')
    """
    text = normalised(text)
    starts = [0, *(end.end() for end in _END.finditer(text))]
    return tuple(text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)]) if text)


def first_words(sentence):
    """The words that `coverage.csv` names a sentence by.

    >>> first_words("IGF-1 binds its receptor (1), and AKT follows.")
    'IGF-1 binds its receptor (1),'
    """
    return " ".join(sentence.split()[:WORDS])


def split(text, titles):
    """The sentences of a review by section.

    Parameters
    ----------
    text : str
        In Markdown. A section begins with a heading that has its number or its title, or with its title in
        bold or italics at the start of a paragraph. Legends of figures and tables are sections of their own.
    titles : dict of str to str
        The title of each section by its id.

    Returns
    -------
    dict of str to tuple of str
    """
    ids = {title: id_ for id_, title in titles.items()}
    prose, rows = {id_: [] for id_ in titles}, {id_: [] for id_ in titles}
    here = table = None
    for paragraph in map(str.strip, _BLANK.split(text)):
        heading, legend, run_in = (form.match(paragraph) for form in (_HEADING, _LEGEND, _RUN_IN))
        if heading:
            number, title = heading.groups()
            here = number if number in titles else ids.get(title)
        elif legend:
            place = legend[1][:3].lower() + legend[2]
            table = place if legend[1] == "Table" else None
            prose.setdefault(place, []).append(paragraph[legend.end() :])
        elif table and "\t" in paragraph:
            rows.setdefault(table, []).extend(map(normalised, paragraph.splitlines()))
        elif not _ASIDE.match(paragraph):
            if run_in and run_in[1] in ids:
                here, paragraph = ids[run_in[1]], paragraph[run_in.end() :]
            prose.setdefault(here, []).append(paragraph)
    return {id_: (*sentences(" ".join(prose[id_])), *rows[id_]) for id_ in titles}


def cover(knowledge, texts):
    """What the claims cover of each section.

    Parameters
    ----------
    knowledge : Knowledge
    texts : dict of str to str
        The reviews' texts.

    Returns
    -------
    covered : list of Coverage
        In the order of the sections.
    faults : list of Fault
        Claims whose locator does not stand in their section, and rows of `coverage.csv` that name no sentence
        without a claim.
    """
    covered, faults, excused = [], [], set()
    stated = {review: split(texts[review], _titles(knowledge, review)) for review in REVIEWS}
    for (review, id_), section in knowledge.sections.items():
        claims = knowledge.claims_of(review=review, section=id_)
        own = [claim for claim in claims if claim.stance != "title"]
        used, strays = _used(stated[review][id_], own)
        faults += strays
        without = [sentence for place, sentence in enumerate(stated[review][id_]) if place not in used]
        keys = {sentence: (review, id_, first_words(sentence)) for sentence in without}
        excused |= {*keys.values()} & {*knowledge.uncovered}
        listed = tuple(sentence for sentence in without if keys[sentence] in excused)
        missing = tuple(sentence for sentence in without if keys[sentence] not in excused)
        covered.append(
            Coverage(section, len(own), len(claims) - len(own), stated[review][id_], listed, missing)
        )
    for row, (key, record) in enumerate(knowledge.uncovered.items(), start=2):
        if key not in excused:
            allowed = f"the first {WORDS} words of a sentence of section {record.section} without a claim"
            faults.append(Fault(FILE, row, "words", record.words, allowed))
    return covered, faults


def _titles(knowledge, review):
    """The titles of a review's sections by id."""
    return {id_: section.title for (name, id_), section in knowledge.sections.items() if name == review}


def _used(stated, claims):
    """The places of the sentences in which claims begin, and a fault for each that begins in none."""
    starts, position = [], 0
    for sentence in stated:
        starts.append(position)
        position += len(sentence) + 1
    text, used, strays = " ".join(stated), set(), []
    for claim in claims:
        match = find(text, normalised(claim.locator))
        if match:
            used.add(max(place for place, start in enumerate(starts) if start <= match.start()))
        else:
            allowed = f"words that stand in section {claim.section} of {claim.review}"
            file = f"claims/{claim.review}.csv"
            strays.append(Fault(file, None, f"locator of {claim.id}", claim.locator, allowed))
    return used, strays


def report(reviews, folder=DATA):
    """The report as lines, and whether every sentence has a claim or a reason.

    Parameters
    ----------
    reviews : pathlib.Path
        A folder with the reviews' texts.
    folder : path-like
        A data folder.

    Returns
    -------
    lines : list of str
    whole : bool

    Raises
    ------
    DataError
        Where a text or the data cannot be read.
    """
    covered, faults = cover(load(folder), read_texts(reviews))
    lines = ["review    section   claims  from titles  sentences  need none  missing  title"]
    for each in covered:
        sentences, listed, missing = map(len, (each.sentences, each.listed, each.missing))
        counts = f"{each.claims:8}{each.titles:13}{sentences:11}{listed:11}{missing:9}"
        lines.append(f"{each.section.review:10}{each.section.id:8}{counts}  {each.section.title}")
    for each in covered:
        place = f"{each.section.review}, section {each.section.id}"
        lines += [f"{place}: no claim from the sentence {first_words(text)!r}" for text in each.missing]
    return [*lines, *map(str, faults)], not faults and not any(each.missing for each in covered)
