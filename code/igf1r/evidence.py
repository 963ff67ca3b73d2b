"""What the reviews say, claim by claim, as tables that need no script."""

import re
from abc import abstractmethod
from hashlib import sha256
from html import escape
from itertools import zip_longest

from igf1r.exhibit import Exhibit
from igf1r.knowledge import load
from igf1r.records import REVIEWS, hint, shown
from igf1r.references import short
from igf1r.slip import Slip, Unknown

SIGNS = {"+": ("↑", "raises"), "-": ("↓", "lowers"), "0": ("=", "no effect"), "?": ("?", "not given")}
"""Each sign's symbol and word."""

FOLDED_FROM = 6
"""A table of so many claims or more is folded, for it is looked up more often than read."""

CONTEXT = ("species", "cells", "model", "region", "time", "dose", "route")


def pick(noun, name, known):
    """The one of `known` that `name` means.

    Parameters
    ----------
    noun : str
        What is looked for, such as ``critique``.
    name : str
    known : mapping of str to object

    Raises
    ------
    Unknown
        Where there is none; with the name that was probably meant.
    """
    if not isinstance(name, str) or name not in known:
        raise Unknown(f"{noun} {shown(name)} is not known{hint(str(name), known)}")
    return known[name]


def review_name(review):
    """A review as the text names it: ``Yuan 2018``."""
    word = REVIEWS[review]
    return f"{word.capitalize()} {review.removeprefix(word)}"


def section_name(section):
    """A section as the text names it: ``section 2.2, Gene regulation``; a figure by its title alone."""
    return f"section {section.id}, {section.title}" if section.id[0].isdigit() else section.title


def source_line(keys, knowledge):
    """Sources as the bibliography names them: ``Maor et al. 2006; Sarfstein et al. 2006``."""
    return "; ".join(short(knowledge.references[key]) for key in keys)


def claims_table(review=None, section=None, ids=None, caption=None):
    """What the reviews say, as a table: all of it, one review, one section, or some claims.

    Parameters
    ----------
    review : str, optional
        ``yuan2018`` or ``ma2023``.
    section : str, optional
        A section of that review.
    ids : list of str, optional
        Claims, in the order in which they shall stand.
    caption : str, optional
        What the table shows; made from the other arguments where it is missing.

    Raises
    ------
    Slip
        Where there is no such review, section or claim.
    """
    ids = None if ids is None else _listed(ids)
    return ClaimsTable(
        _name("claims", review, section, ids), review=review, section=section, ids=ids, caption=caption
    )


def compare(left_ids, right_ids, caption=None):
    """What the reviews say about one thing, side by side: the first claims, the second claims, and so on.

    Parameters
    ----------
    left_ids, right_ids : list of str
        Claims; those of one side are from one review.
    caption : str, optional

    Raises
    ------
    Slip
        Where there is no such claim, or a side is empty or has claims of both reviews.
    """
    left, right = _listed(left_ids), _listed(right_ids)
    name = _name("comparison", ids=[*left, "and", *right])
    return Comparison(name, left=left, right=right, caption=caption)


def _listed(ids):
    """A list of ids; a single id may stand for itself."""
    return [ids] if isinstance(ids, str) else [str(id_) for id_ in ids]


def _name(kind, review=None, section=None, ids=None):
    """The name that these arguments always get."""
    mark = ids and sha256(" ".join(ids).encode()).hexdigest()[:8]
    return re.sub("[^a-z0-9]+", "-", "-".join(str(word) for word in (kind, review, section, mark) if word))


class Table(Exhibit):
    """Claims of the reviews in a table that becomes a list of cards where the page is narrow."""

    def __init__(self, name, caption=None, **arguments):
        given = {**arguments, "caption": caption}
        super().__init__(name, **{key: value for key, value in given.items() if value is not None})
        self.knowledge = load()
        self.caption = caption or self.title()

    @abstractmethod
    def title(self):
        """The caption of a table that was given none."""

    def references(self, claim):
        """The references of a claim as ``Wan et al. 2007 [5]``, the number being the review's."""
        found = [self.knowledge.reference(claim.review, number) for number in claim.references]
        cited = (f"{short(one)} [{number}]" for one, number in zip(found, claim.references))
        return "; ".join(cited) or "no reference given"

    def line(self, claim):
        """A claim as one line of plain text."""
        parts = [f"sign: {SIGNS[claim.sign][1]}", stance(claim), self.references(claim), context(claim)]
        parts += [f"see critique {id_}" for id_ in claim.critiques]
        return f"{claim.id}: {claim.paraphrase} [{'; '.join(filter(None, parts))}]"

    def table(self, columns, rows):
        """The table's HTML; roles say again what a table is, for the cards' style takes it away."""
        heads = "".join(f'<th role="columnheader" scope="col">{escape(column)}</th>' for column in columns)
        return (
            f'<table role="table" class="igf1r-table"><caption>{escape(self.caption)}</caption>'
            f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
            f'<tbody role="rowgroup">{"".join(rows)}</tbody></table>'
        )


class ClaimsTable(Table):
    """What the reviews say, one claim a row. `claims_table` makes it."""

    kind = "claims"

    def __init__(self, name, review=None, section=None, ids=None, caption=None):
        self.claims = _claims(load(), review, section, ids)
        super().__init__(name, caption, review=review, section=section, ids=ids)

    def title(self):
        review, section = self.arguments.get("review"), self.arguments.get("section")
        said = f"What {review_name(review)} says" if review else "What the reviews say"
        return f"{said}: {section_name(self.knowledge.sections[review, section])}" if section else said

    def text(self):
        return "\n".join([self.caption, *map(self.line, self.claims)])

    def body(self):
        columns = ["Claim", "What the review says", "Sign", "Stance", "References"]
        if any(claim.critiques for claim in self.claims):
            columns.append("Critique")
        table = self.table(columns, (self._row(claim, columns) for claim in self.claims))
        if len(self.claims) < FOLDED_FROM:
            return table
        summary = f"{escape(self.caption)} ({len(self.claims)} claims)"
        return f'<details class="igf1r-fold"><summary>{summary}</summary>{table}</details>'

    def html(self, instance=1):
        shown = super().html(instance)
        return shown if instance == 1 else shown.replace(' id="claim-', f' id="copy-{instance}-claim-')

    def _row(self, claim, columns):
        said = escape(claim.paraphrase)
        if context(claim):
            said += f'<span class="igf1r-context">{escape(context(claim))}</span>'
        cited = escape(self.references(claim))
        contents = said, sign(claim), escape(stance(claim)), cited, critique_links(claim)
        cells = "".join(
            f'<td role="cell" data-label="{escape(column)}">{content}</td>'
            for column, content in zip(columns[1:], contents)
        )
        head = f'<th role="rowheader" scope="row"><code>{escape(claim.id)}</code></th>'
        return f'<tr role="row" id="claim-{escape(claim.id)}">{head}{cells}</tr>'


class Comparison(Table):
    """What the reviews say about one thing, side by side. `compare` makes it."""

    kind = "comparison"

    def __init__(self, name, left, right, caption=None):
        self.sides = [_side("left", left), _side("right", right)]
        super().__init__(name, caption, left=left, right=right)

    def title(self):
        left, right = (review_name(claims[0].review) for claims in self.sides)
        return f"{left} and {right}, side by side"

    def text(self):
        blocks = ([review_name(claims[0].review), *map(self.line, claims)] for claims in self.sides)
        return "\n".join([self.caption, *(line for block in blocks for line in block)])

    def body(self):
        columns = [review_name(claims[0].review) for claims in self.sides]
        pairs = zip_longest(*self.sides)
        rows = ("".join(map(self._cell, columns, pair)) for pair in pairs)
        return self.table(columns, (f'<tr role="row">{cells}</tr>' for cells in rows))

    def _cell(self, column, claim):
        if claim is None:
            return f'<td role="cell" data-label="{column}">(no claim beside this one)</td>'
        plain = filter(None, (stance(claim), context(claim), self.references(claim)))
        parts = [f"sign {sign(claim)}", *map(escape, plain)]
        if claim.critiques:
            parts.append(f"critique {critique_links(claim)}")
        return (
            f'<td role="cell" data-label="{column}">{escape(claim.paraphrase)}'
            f'<span class="igf1r-context"><code>{escape(claim.id)}</code>: {"; ".join(parts)}</span></td>'
        )


def sign(claim):
    """A claim's sign as HTML, symbol and word."""
    symbol, word = SIGNS[claim.sign]
    return f'<span aria-hidden="true">{symbol}</span> {word}'


def stance(claim):
    """How the review says it, in words."""
    return "only in a reference's title" if claim.stance == "title" else claim.stance


def context(claim):
    """Where and how it was found, as far as the review tells, and which claim it restates."""
    parts = [f"{field}: {getattr(claim, field)}" for field in CONTEXT if getattr(claim, field)]
    return "; ".join(parts + ([f"restates {claim.repeats}"] if claim.repeats else []))


def critique_links(claim):
    """Links to the critique boxes of a claim, as HTML."""
    links = (f'<a href="#critique-{escape(id_)}">{escape(id_)}</a>' for id_ in claim.critiques)
    return " ".join(links) or "none"


def _claims(knowledge, review, section, ids):
    """The claims that a table's arguments name."""
    if section is not None and review is None:
        raise Slip(f"section {shown(section)} needs its review: {' or '.join(REVIEWS)}")
    if review is not None:
        pick("review", review, REVIEWS)
    if section is not None:
        known = {id_: one for (of, id_), one in knowledge.sections.items() if of == review}
        pick(f"section of {review_name(review)}", section, known)
    if ids is not None:
        claims = tuple(pick("claim", id_, knowledge.claims) for id_ in dict.fromkeys(ids))
    else:
        claims = knowledge.claims_of(review=review, section=section)
    if not claims:
        raise Slip("the table has no claim")
    return claims


def _side(side, ids):
    """The claims of one side of a comparison."""
    claims = [pick("claim", id_, load().claims) for id_ in ids]
    if len({claim.review for claim in claims}) != 1:
        named = ", ".join(ids) or "no claim"
        raise Slip(f"{side}_ids: {named} is not allowed; allowed: claims of one review")
    return claims
