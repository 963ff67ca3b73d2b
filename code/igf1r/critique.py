"""Boxes that read the reviews critically: what is printed, what is right, who says so, how sure that is."""

from html import escape

from igf1r.evidence import pick, review_name, section_name
from igf1r.exhibit import Exhibit
from igf1r.knowledge import load
from igf1r.references import short
from igf1r.slip import Slip

KINDS = {
    "sign": "wrong sign",
    "type": "wrong kind of thing",
    "citation": "the reference does not carry it",
    "wording": "wording",
    "omission": "something is left out",
    "numbering": "numbering",
    "overclaim": "says more than its evidence",
    "inconsistency": "the review contradicts itself",
    "table": "slip in a table",
    "update": "later evidence",
}

BASES = {
    "abstract-read": "the abstract was read",
    "title": "judged by the title only",
    "database": "a database entry",
    "sequence": "the protein's sequence",
    "internal": "the review itself",
    "textbook": "textbook knowledge",
    "computed": "our own computation",
}

CERTAINTIES = {
    "certain": "certain: what is named above settles it",
    "likely": "likely: a strong inference, not a proof",
    "check": "check: not settled without the primary paper",
}

FOLDED = ("Where", "Who says so", "How sure")
"""The lines of a box that a reader opens."""


def critique(*ids):
    """A box for one or several critiques.

    Parameters
    ----------
    *ids : str
        Such as ``Y-17``.

    Raises
    ------
    Slip
        Where there is no such critique; with the one that was probably meant.
    """
    ids = list(dict.fromkeys(map(str, ids)))
    return CritiqueBox("critique-" + "-and-".join(ids), ids=ids)


class CritiqueBox(Exhibit):
    """Critiques of the reviews, each with an anchor ``critique-<id>``. `critique` makes it."""

    kind = "critique"

    def __init__(self, name, ids):
        if not ids:
            raise Slip("critique() needs at least one id, such as Y-17")
        super().__init__(name, ids=ids)
        self.knowledge = load()
        self.critiques = [pick("critique", id_, self.knowledge.critiques) for id_ in ids]

    def text(self):
        """Every critique's title and lines, as plain text."""
        return "\n\n".join(
            "\n".join([self._title(one), *(f"{term}: {said}" for term, said in self._lines(one))])
            for one in self.critiques
        )

    def body(self):
        if len(self.critiques) == 1:
            return self._box(self.critiques[0])
        return "".join(self._box(one, f' id="critique-{escape(one.id)}"') for one in self.critiques)

    def html(self, instance=1):
        shown = super().html(instance)
        if instance > 1:
            return shown.replace('"note" id="critique-', f'"note" id="copy-{instance}-critique-')
        return shown

    def _box(self, one, anchor=""):
        lines = self._lines(one, cite=_linked, say=escape)
        return (
            f'<div role="note"{anchor} class="igf1r-reading">'
            f'<p class="igf1r-reading-title">{escape(self._title(one))}'
            f"<span>{escape(KINDS[one.kind])}; {one.certainty}</span></p>"
            f"{_listed(line for line in lines if line[0] not in FOLDED)}"
            f"<details><summary>{escape(', '.join(FOLDED))}</summary>"
            f"{_listed(line for line in lines if line[0] in FOLDED)}</details></div>"
        )

    def _title(self, one):
        return f"Reading the review critically: {one.id}"

    def _lines(self, one, cite=short, say=str):
        """(term, what is said) of a critique, in the order in which a reader wants them.

        `cite` writes a reference and `say` any other text.
        """
        section = self.knowledge.sections[one.review, one.section]
        sources = "; ".join(cite(self.knowledge.references[key]) for key in one.sources)
        basis = say(BASES[one.basis])
        return (
            ("Where", say(f"{review_name(one.review)}, {section_name(section)} ({KINDS[one.kind]})")),
            ("Our copy prints", say(one.printed)),
            ("What is wrong", say(one.problem)),
            ("What is right", say(one.correction)),
            ("Who says so", f"{sources} – {basis}" if sources else basis),
            ("How sure", say(CERTAINTIES[one.certainty])),
            ("Lesson", say(one.lesson)),
        )


def _linked(reference):
    """A reference with a link to its place in the bibliography."""
    return f'<a href="#ref-{escape(reference.key)}">{escape(short(reference))}</a>'


def _listed(lines):
    """Terms and what is said of them, both as HTML, in a list."""
    return "<dl>" + "".join(f"<dt>{term}</dt><dd>{said}</dd>" for term, said in lines) + "</dl>"
