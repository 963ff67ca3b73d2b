"""The glossary: a Sphinx glossary from ``data/glossary.csv``, and links to it that carry the definition."""

from html import escape

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.domains.std import Glossary
from sphinx.transforms.post_transforms import SphinxPostTransform

from igf1r.knowledge import load
from igf1r.records import DATA

FILE = DATA / "glossary.csv"


class term_link(nodes.reference):
    """A link to a term, with the term and its definition."""


def spellings(term):
    """A term and its abbreviations, each once."""
    return dict.fromkeys((term.term, *term.abbreviation))


def lines():
    """The source that Sphinx's own directive reads: terms on lines, the definition indented under them."""
    for term in load().glossary.values():
        yield from spellings(term)
        yield f"   {term.definition}"
        yield ""


class BookGlossary(Glossary):
    """The directive ``{igf1r-glossary}``."""

    has_content = False
    option_spec = {}

    def run(self):
        self.env.note_dependency(str(FILE))
        self.content = StringList()
        for number, line in enumerate(lines(), start=1):
            self.content.append(line, str(FILE), number)
        self.options["sorted"] = None
        made = super().run()
        return [letters(made), *made]


def letters(glossary):
    """A line with the letters that terms begin with, each a link to its first term."""
    first = {}
    for part in glossary:
        for item in part.findall(nodes.definition_list_item):
            term = item.next_node(nodes.term)
            letter = term.astext()[0]
            first.setdefault(letter.upper() if letter.isascii() else letter, term["ids"][0])
    links = [
        nodes.reference("", letter, internal=True, refid=place) for letter, place in sorted(first.items())
    ]
    return nodes.paragraph("", "", *links, classes=["letters"])


class DefineTerms(SphinxPostTransform):
    """Turns each resolved ``{term}`` into a `term_link`."""

    default_priority = 500
    formats = ("html",)

    def run(self, **options):
        defined = self._terms_by_anchor()
        for link in list(self.document.findall(nodes.reference)):
            address = link.get("refuri") or f"#{link.get('refid')}"
            term = defined.get(address.partition("#")[2])
            if term and any("std-term" in part["classes"] for part in link.findall(nodes.inline)):
                link.replace_self(term_link("", "", *link.children, address=address, term=term))

    def _terms_by_anchor(self):
        known = {spelling: term for term in load().glossary.values() for spelling in spellings(term)}
        places = self.env.get_domain("std").objects.items()
        return {anchor: known.get(name) for (kind, name), (_, anchor) in places if kind == "term"}


def visit_term_link(writer, node):
    term = node["term"]
    told = f'data-term="{escape(term.term)}" data-definition="{escape(term.definition)}"'
    writer.body.append(f'<a class="reference internal" href="{escape(node["address"])}" {told}>')


def depart_term_link(writer, node):
    writer.body.append("</a>")


def add_tooltips(app, pagename, templatename, context, doctree):
    """Give a page with links to terms the script that shows their definitions."""
    if doctree is not None and any(True for _ in doctree.findall(term_link)):
        app.add_css_file("glossary.css")
        app.add_js_file("glossary.js", loading_method="defer")


def setup(app):
    app.add_directive("igf1r-glossary", BookGlossary)
    app.add_node(term_link, html=(visit_term_link, depart_term_link))
    app.add_post_transform(DefineTerms)
    app.connect("html-page-context", add_tooltips)
