"""The bibliography: every reference of both reviews and of the book, with what it is used for."""

from html import escape
from urllib.parse import quote_plus

from igf1r.browser import Browser, Filter, Group, row
from igf1r.evidence import review_name
from igf1r.records import REVIEWS
from igf1r.references import short

PUBMED = "https://pubmed.ncbi.nlm.nih.gov/?term="
DOI = "https://doi.org/"

OTHER = "Cited from elsewhere"

FIELDS = {
    "author": "an author", "year": "the year", "title": "the title", "journal": "the journal",
    "volume": "the volume", "pages": "the pages",
}  # fmt: skip
"""The fields that a review can print wrongly, in words."""


def bibliography():
    """Every reference of both reviews and of the book."""
    return Bibliography("references")


def address(reference):
    """Where a reader can look a reference up: PubMed's search for a paper's title; empty for a book.

    Parameters
    ----------
    reference : Reference

    Returns
    -------
    str
    """
    if reference.volume or reference.pages:
        return f"{PUBMED}{quote_plus(reference.title)}%5BTitle%5D"
    return reference.url


class Bibliography(Browser):
    """Every reference, each review's list in its own order. `bibliography` makes it."""

    kind = "bibliography"
    noun = ("reference", "references")
    part = ("list", "lists")

    def __init__(self, name, *book):
        super().__init__(name, *book)
        self.claims, self.critiques = {}, {}
        for claim in self.knowledge.claims.values():
            for number in claim.references:
                key = self.knowledge.reference(claim.review, number).key
                self.claims.setdefault(key, []).append(claim.id)
        for one in self.knowledge.critiques.values():
            for key in one.sources:
                self.critiques.setdefault(key, []).append(one.id)

    @property
    def title(self):
        return f"All {len(self.knowledge.references)} references"

    def filters(self):
        lists = ((review, f"the list of {review_name(review)}") for review in REVIEWS)
        uses = ("claim", "a claim rests on it"), ("critique", "a critique rests on it")
        states = ("corrected", "corrected here"), ("both", "cited by both reviews")
        return [
            Filter("search", "Search", "text"),
            Filter("in", "List", "choice", (*lists, ("other", OTHER.lower()))),
            Filter("only", "Only where", "choice", (*uses, *states)),
        ]

    def groups(self):
        found = []
        for review in REVIEWS:
            numbered = sorted(self._of(review), key=lambda one: one.numbers[review])
            rows = tuple(self._listed(review, one) for one in numbered)
            found.append(Group(f"The list of {review_name(review)}", (f"in:{review}",), rows))
        others = sorted(self._of(None), key=alphabetical)
        return [*found, Group(OTHER, ("in:other",), tuple(map(self._row, others)))]

    def overview(self):
        rows = [["List", "References", "Claims rest on", "Critiques rest on"]]
        for review in (*REVIEWS, None):
            listed = self._of(review)
            used = (sum(one.key in uses for one in listed) for uses in (self.claims, self.critiques))
            title = f"The list of {review_name(review)}" if review else OTHER
            rows.append([title, *map(str, (len(listed), *used))])
        return rows

    def _of(self, review):
        """The references of a review's list, or those of neither list."""
        known = self.knowledge.references.values()
        return [one for one in known if (review in one.numbers if review else not one.numbers)]

    def _listed(self, review, one):
        """A row of a review's list; a paper of both lists stands in the first, the second leads there."""
        home, number = next(iter(one.numbers)), one.numbers[review]
        if home == review:
            return self._row(one)
        link = f'<a href="#ref-{escape(one.key)}">{escape(short(one))}</a>'
        there = f"{link}, reference {one.numbers[home]} of {review_name(home)}"
        return row(f"ref-{review}-{number}", ["only:both"], f"[{number}] See {there}.")

    def _row(self, one):
        facets = [
            *(["only:claim"] if one.key in self.claims else []),
            *(["only:critique"] if one.key in self.critiques else []),
            *(["only:corrected"] if one.printed else []),
            *(["only:both"] if len(one.numbers) > 1 else []),
        ]
        return row(f"ref-{one.key}", facets, self._entry(one), self._notes(one), self._uses(one))

    def _entry(self, one):
        """Number, authors, year, title, journal."""
        number = f"[{next(iter(one.numbers.values()))}] " if one.numbers else ""
        title = escape(one.title)
        if address(one):
            title = f'<a href="{escape(address(one))}">{title}</a>'
        place = (f" {one.volume}" if one.volume else "") + (f": {one.pages}" if one.pages else "")
        doi = f' <a href="{escape(DOI + one.doi)}">doi:{escape(one.doi)}</a>.' if one.doi else ""
        authors = f"{number}{', '.join(one.authors)}"
        stop = "" if one.title.endswith(("?", ".")) else "."
        return (
            f"{escape(authors)} ({one.year}). {title}{stop} "
            f"<cite>{escape(one.journal)}</cite>{escape(place)}.{doi}"
        )

    def _notes(self, one):
        """The numbers in the reviews' lists, and what they print otherwise."""
        numbers = [f"{review_name(review)}: reference {number}" for review, number in one.numbers.items()]
        for field, said in one.printed.items():
            home = review_name(next(iter(one.numbers)))
            numbers.append(f"Corrected here; {home} prints {FIELDS[field]} as “{said}”")
        own = [] if one.numbers or not one.note else [one.note]
        return escape(". ".join([*numbers, *own, f"Key: {one.key}"]))

    def _uses(self, one):
        """The claims, critiques and pages that rest on it."""
        book = self.book
        claims, critiques = self.claims.get(one.key, ()), self.critiques.get(one.key, ())
        pages = book.places.uses.get(one.key, ())
        lists = {
            "Claims": [book.record("claims-browser", f"claim-{id_}", id_) for id_ in claims],
            "Critiques": [self.critique(id_) for id_ in critiques],
            "Pages": [book.link(place, place.title) for place in pages],
        }
        return ". ".join(f"{name}: {', '.join(items)}" for name, items in lists.items() if items)


def alphabetical(reference):
    """The order of a list without numbers."""
    return [name.casefold() for name in reference.surnames], reference.year, reference.key
