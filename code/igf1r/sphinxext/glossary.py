"""The glossary page: a Sphinx glossary, so that ``{term}`` links to it, filled from ``data/glossary.csv``."""

import csv
from pathlib import Path

from docutils.statemachine import StringList
from sphinx.domains.std import Glossary

import igf1r

GLOSSARY = Path(igf1r.__file__).parent / "data" / "glossary.csv"


def lines(path):
    """The source that Sphinx's own directive reads: terms on lines, the definition indented under them."""
    with open(path, encoding="utf8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["term"]
            yield from (short for short in row["abbreviation"].split(";") if short not in ("", row["term"]))
            yield f"   {row['definition']}"
            yield ""


class BookGlossary(Glossary):
    """The directive ``{igf1r-glossary}``."""

    has_content = False
    option_spec = {}

    def run(self):
        self.env.note_dependency(str(GLOSSARY))
        self.content = StringList()
        for number, line in enumerate(lines(GLOSSARY), start=1):
            self.content.append(line, str(GLOSSARY), number)
        self.options["sorted"] = None
        return super().run()


def setup(app):
    app.add_directive("igf1r-glossary", BookGlossary)
