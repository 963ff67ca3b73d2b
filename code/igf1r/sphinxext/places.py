"""Lists of all records on the page, each record with links to where the book teaches it."""

import json

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from igf1r.places import LISTS, Book, pages, places, sources
from igf1r.sphinxext.exhibits import exhibit, restored


def lists(document):
    """The exhibits of a document that list all records."""
    return [node for node in document.findall(exhibit) if json.loads(node["reference"])["kind"] in LISTS]


def depend_on_all_pages(app, doctree):
    """Read a page of records again when any page has changed: its links lead there."""
    if lists(doctree):
        for path in [app.srcdir / "_toc.yml", *sources(app.srcdir)]:
            app.env.note_dependency(str(path))


class PlaceLists(SphinxPostTransform):
    """Runs before the other exhibits are put in their places."""

    default_priority = 399
    formats = ("html",)

    def run(self, **options):
        found = lists(self.document)
        if not found:
            return
        here, builder = self.env.docname, self.app.builder
        book = Book(places(pages(self.app.srcdir)), lambda page: builder.get_relative_uri(here, page))
        for node in found:
            html = restored(node["reference"]).in_book(book).html()
            node.replace_self(nodes.raw("", html, format="html", reference=node["reference"]))


def setup(app):
    app.connect("doctree-read", depend_on_all_pages)
    app.add_post_transform(PlaceLists)
