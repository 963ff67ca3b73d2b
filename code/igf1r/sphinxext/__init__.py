"""The Sphinx side of the book.

Exhibits, boxes, the data to take away, the glossary, mathematics, and what every page carries.
"""

from igf1r.sphinxext import boxes, crossings, data, exhibits, glossary, mathml, pages, places, settings


def setup(app):
    """Connect the parts to Sphinx."""
    for part in (settings, exhibits, places, crossings, boxes, data, glossary, mathml, pages):
        part.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": False}
