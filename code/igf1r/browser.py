"""Browsers: every record of a kind in one list that the reader narrows down, complete without a script.

The rows stand once, in the HTML. Each row's ``data-facets`` say what a filter can ask of it.
"""

import os
from abc import abstractmethod
from dataclasses import dataclass
from html import escape
from typing import get_args

from igf1r.evidence import SIGNS, context, review_name, section_name, sign, stance
from igf1r.exhibit import STATIC_MODE, Exhibit
from igf1r.knowledge import load
from igf1r.places import Book
from igf1r.records import REVIEWS, Claim, one_of, shown
from igf1r.references import short
from igf1r.slip import Slip

STANCES = {"title": "only in a reference's title"}
"""Stances that are told in other words than the data have."""


@dataclass(frozen=True)
class Filter:
    """One question that the reader asks of every row.

    Parameters
    ----------
    id : str
        What stands before the colon in the facets that it asks for.
    label : str
    kind : str
        ``text`` (any words of a row), ``choice`` (one of the options) or ``suggest`` (options that the typed
        words name).
    options : tuple of tuple of str
        Value, label, and for ``suggest`` other spellings.
    """

    id: str
    label: str
    kind: str
    options: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Group:
    """Rows under one heading that opens and closes; `facets` are those of all its rows."""

    title: str
    facets: tuple[str, ...]
    rows: tuple[str, ...]


class Browser(Exhibit):
    """A list of records with filters.

    A subclass sets `noun` and `part` (what one record and one group are called, and several) and `title`, and
    gives `filters`, `groups` and `overview`.

    Parameters
    ----------
    name : str
    book : Book
        Where in the book the records stand; outside the built page, nowhere.
    """

    module = "browser"
    noun = ("record", "records")
    part = ("part", "parts")
    title = ""

    def __init__(self, name, book=Book()):
        super().__init__(name)
        self.book = book
        self.knowledge = load()

    def in_book(self, book):
        """The same browser with links to where the records stand."""
        return type(self)(self.name, book)

    @abstractmethod
    def filters(self):
        """The filters, in their order (list of Filter)."""

    @abstractmethod
    def groups(self):
        """The rows as HTML, in groups (list of Group)."""

    @abstractmethod
    def overview(self):
        """How many records there are, by group: rows of cells, the first row naming the columns."""

    def spec(self):
        return {
            "kind": self.kind,
            "name": self.name,
            "noun": self.noun,
            "part": self.part,
            "filters": [vars(one) for one in self.filters()],
        }

    def text(self):
        return "\n".join([self.title, *("; ".join(row) for row in self.overview())])

    def body(self):
        heading = f'<p class="igf1r-heading">{escape(self.title)}</p>'
        return heading + "".join(map(self._group, self.groups()))

    def _group(self, group):
        title = escape(group.title)
        count = f'<span class="igf1r-count">{self.count(len(group.rows))}</span>'
        return (
            f'<details class="igf1r-records" data-facets="{escape(" ".join(group.facets))}">'
            f"<summary>{title} {count}</summary>"
            f'<ul aria-label="{title}">{"".join(group.rows)}</ul></details>'
        )

    def critique(self, id_):
        """A link to the box of a critique (HTML)."""
        boxes = self.book.places.boxes.get(id_)
        return self.book.link(boxes and boxes[0], id_)

    def html(self, instance=1):
        shown = super().html(instance)
        return shown if instance == 1 else shown.replace('<li id="', f'<li id="copy-{instance}-')

    def count(self, number):
        """``1 claim``, ``5 claims``."""
        return f"{number} {self.noun[number != 1]}"

    def check_settings(self, settings):
        filters = {one.id: one for one in self.filters()}
        for id_, value in settings.items():
            if id_ not in filters:
                raise Slip(f"{id_!r} is no filter of {self.name}; filters: {', '.join(filters)}")
            options = [option[0] for option in filters[id_].options]
            chosen = filters[id_].kind == "choice"
            if value not in ("", *options) if chosen else not isinstance(value, str):
                allowed = one_of(*options) if chosen else "some text"
                raise Slip(f"{id_} cannot be {shown(value)}; allowed: {allowed}")

    def _repr_mimebundle_(self, include=None, exclude=None):
        """A stored notebook holds the overview only: the built page has the list itself."""
        bundle = super()._repr_mimebundle_(include, exclude)
        if os.environ.get(STATIC_MODE) == "static":
            bundle[0]["text/html"] = self._overview_html()
        return bundle

    def _overview_html(self):
        head, *rows = self.overview()
        columns = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
        lines = ""
        for first, *rest in rows:
            cells = "".join(f"<td>{escape(cell)}</td>" for cell in rest)
            lines += f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>'
        return (
            f'<table class="igf1r-table"><caption>{escape(self.title)}</caption>'
            f"<thead><tr>{columns}</tr></thead><tbody>{lines}</tbody></table>"
        )


def row(anchor, facets, *paragraphs):
    """One record as HTML: the first paragraph is what it says, the others stand smaller under it."""
    said, *others = filter(None, paragraphs)
    rest = "".join(f'<p class="igf1r-context">{paragraph}</p>' for paragraph in others)
    asked = escape(" ".join(facets))
    return f'<li id="{escape(anchor)}" data-facets="{asked}"><p>{said}</p>{rest}</li>'


def claims_browser():
    """Every claim of both reviews, to be searched and filtered."""
    return ClaimsBrowser("evidence")


class ClaimsBrowser(Browser):
    """Every claim of both reviews, by review and section. `claims_browser` makes it."""

    kind = "claims-browser"
    noun = ("claim", "claims")
    part = ("section", "sections")

    @property
    def title(self):
        return f"All {len(self.knowledge.claims)} claims of both reviews, in their order"

    def filters(self):
        known, claims = self.knowledge, self.knowledge.claims.values()
        named = {id_ for claim in claims for id_ in (claim.subject, claim.object)}
        entities = tuple(spellings(known.entities[id_]) for id_ in sorted(named, key=str.casefold))
        signs = tuple((value, word) for value, (_, word) in SIGNS.items())
        known_stances = get_args(Claim.model_fields["stance"].annotation)
        stances = tuple((value, STANCES.get(value, value)) for value in known_stances)
        return [
            Filter("search", "Search", "text"),
            Filter("in", "Review and section", "choice", tuple(self._parts())),
            Filter("entity", "Entity", "suggest", entities),
            Filter("sign", "Sign", "choice", signs),
            Filter("stance", "Stance", "choice", stances),
            Filter("reference", "Reference", "suggest", tuple(self._references())),
            Filter("critique", "Critique", "choice", tuple(self._critiques())),
        ]

    def groups(self):
        found = []
        for review, id_ in self.knowledge.sections:
            claims = self.knowledge.claims_of(review=review, section=id_)
            facets = f"in:{review}", f"in:{review}-{id_}"
            found.append(Group(self._section(review, id_), facets, tuple(map(self._row, claims))))
        return found

    def overview(self):
        words = [word for _, word in SIGNS.values()]
        rows = [["Section", "Claims", *words, "with a critique"]]
        for review, id_ in self.knowledge.sections:
            claims = self.knowledge.claims_of(review=review, section=id_)
            signs = [sum(claim.sign == value for claim in claims) for value in SIGNS]
            doubted = sum(bool(claim.critiques) for claim in claims)
            rows.append([self._section(review, id_), *map(str, (len(claims), *signs, doubted))])
        return rows

    def _section(self, review, id_):
        return f"{review_name(review)}, {section_name(self.knowledge.sections[review, id_])}"

    def _parts(self):
        """The reviews and, after each, its sections."""
        for review in REVIEWS:
            yield review, f"{review_name(review)}, all sections"
            own = (id_ for of, id_ in self.knowledge.sections if of == review)
            yield from ((f"{review}-{id_}", self._section(review, id_)) for id_ in own)

    def _references(self):
        for one in self.knowledge.references.values():
            numbers = (f"{review_name(review)} [{number}]" for review, number in one.numbers.items())
            if one.numbers:
                yield one.key, f"{short(one)}, {'; '.join(numbers)}"

    def _critiques(self):
        yield "any", "with a critique"
        yield "none", "without a critique"
        named = {id_ for claim in self.knowledge.claims.values() for id_ in claim.critiques}
        yield from ((id_, id_) for id_ in self.knowledge.critiques if id_ in named)

    def _row(self, claim):
        named = (self.knowledge.reference(claim.review, number).key for number in claim.references)
        facets = [
            f"sign:{claim.sign}",
            f"stance:{claim.stance}",
            *(f"entity:{id_}" for id_ in dict.fromkeys((claim.subject, claim.object))),
            *(f"reference:{key}" for key in named),
            *(f"critique:{id_}" for id_ in (*claim.critiques, "any" if claim.critiques else "none")),
        ]
        address = f'<a href="#claim-{escape(claim.id)}">{escape(claim.id)}</a>'
        said = f"{address} {escape(claim.paraphrase)}"
        return row(f"claim-{claim.id}", facets, said, self._record(claim), self._taught(claim))

    def _record(self, claim):
        """The claim as the network of claims has it, with its context, references and critiques."""
        known = self.knowledge
        subject, object_ = known.entities[claim.subject].name, known.entities[claim.object].name
        parts = [
            escape(f"{subject} {claim.relation.replace('-', ' ')} {object_}"),
            f"sign {sign(claim)}",
            escape(stance(claim)),
            self._context(claim),
            *(self._cited(claim.review, number) for number in claim.references),
            *(f"critique {self.critique(id_)}" for id_ in claim.critiques),
        ]
        return "; ".join(filter(None, parts))

    def _context(self, claim):
        told = escape(context(claim))
        link = f'<a href="#claim-{escape(claim.repeats)}">{escape(claim.repeats)}</a>'
        return told.removesuffix(escape(claim.repeats)) + link if claim.repeats else told

    def _cited(self, review, number):
        one = self.knowledge.reference(review, number)
        return self.book.record("bibliography", f"ref-{one.key}", f"{short(one)} [{number}]")

    def _taught(self, claim):
        """Where the book teaches the claim, and the arrows that rest on it."""
        places, link = self.book.places, self.book.link
        parts = [link(place, place.title) for place in places.taught(claim.id)]
        for place, words in places.arrows.get(claim.id, ()):
            parts.append(f"arrow {link(place, words)} ({escape(place.title)})")
        return f"In the book: {'; '.join(parts)}" if parts else ""


def spellings(entity):
    """An entity as an option of a filter: id, name, and its other spellings."""
    others = (one for one in entity.synonyms if one not in (entity.id, entity.name))
    return (entity.id, entity.name, *others)
