"""Where in the book each record stands, read from the pages and their stored outputs."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import yaml

from igf1r.explorer import VERBS
from igf1r.knowledge import load
from igf1r.network import network
from igf1r.notebooks import ROOT, read
from igf1r.records import BIB_KEY, CLAIM_ID, CRITIQUE_ID

LISTS = ("claims-browser", "bibliography")
"""Kinds of exhibit that list every record: a record is not taught there."""


@dataclass(frozen=True)
class Page:
    """A page of the book.

    Parameters
    ----------
    name : str
        Its path without the suffix, such as ``chapters/signalling/pi3k``.
    title : str
    cited : tuple of str
        Keys of the references that its text cites.
    shown : tuple of (dict, str)
        Each exhibit as its stored output refers to it, with the texts of that output.
    """

    name: str
    title: str
    cited: tuple[str, ...] = ()
    shown: tuple[tuple[dict, str], ...] = ()


@dataclass(frozen=True)
class Place:
    """An anchor on a page (empty for the page as a whole), with the page's title."""

    page: str
    anchor: str
    title: str


def _lists():
    return field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True)
class Places:
    """Where each record stands; each place once, in the book's order.

    Parameters
    ----------
    rows : dict of str to list of Place
        By claim: its rows in the chapters' tables.
    mentions : dict of str to list of Place
        By claim: other exhibits that name it; a quiz does not count.
    arrows : dict of str to list of (Place, str)
        By claim: the figures with an arrow that rests on it, and the arrow in words.
    boxes : dict of str to list of Place
        By critique: the boxes that tell it.
    uses : dict of str to list of Place
        By reference: the pages that cite it or show something that rests on it.
    lists : dict of str to list of Place
        By kind of exhibit: the pages that list every record.
    """

    rows: dict[str, list] = _lists()
    mentions: dict[str, list] = _lists()
    arrows: dict[str, list] = _lists()
    boxes: dict[str, list] = _lists()
    uses: dict[str, list] = _lists()
    lists: dict[str, list] = _lists()

    def taught(self, claim):
        """Where a reader learns of a claim: its rows in tables, else whatever names it."""
        figures = [place for place, _ in self.arrows.get(claim, ())]
        return self.rows.get(claim) or list(dict.fromkeys([*self.mentions.get(claim, ()), *figures]))


@dataclass(frozen=True)
class Book:
    """The places of the records as one page links to them. Without an address, links are their words only.

    Parameters
    ----------
    places : Places
    address : callable, optional
        From a page's name to its address relative to the page that links.
    """

    places: Places = field(default_factory=Places)
    address: Callable[[str], str] | None = None

    def link(self, place, words):
        """A link to a place, or its words where there is none (HTML)."""
        if place is None or self.address is None:
            return escape(words)
        anchor = f"#{place.anchor}" if place.anchor else ""
        return f'<a href="{escape(self.address(place.page) + anchor)}">{escape(words)}</a>'

    def record(self, kind, anchor, words):
        """A link to a record in the list of a kind."""
        homes = self.places.lists.get(kind)
        return self.link(homes and Place(homes[0].page, anchor, homes[0].title), words)


def pages(root=ROOT):
    """The pages that the table of contents names, in its order (list of Page)."""
    root = Path(root)
    return [_page(root, path) for path in sources(root)]


def sources(root=ROOT):
    """The files of these pages (list of pathlib.Path)."""
    toc = yaml.safe_load((Path(root) / "_toc.yml").read_text("utf8"))
    paths = (Path(root, f"{name}{suffix}") for name in _names(toc) for suffix in (".ipynb", ".md"))
    return [path for path in paths if path.is_file()]


def _names(part):
    """Every file of a part of the table of contents: its own before those below it."""
    if isinstance(part, dict):
        yield from (part[key] for key in ("root", "file") if key in part)
        for value in part.values():
            yield from _names(value)
    elif isinstance(part, list):
        for one in part:
            yield from _names(one)


def _page(root, path):
    cells = read(path)["cells"] if path.suffix == ".ipynb" else [_text_cell(path)]
    text = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    name = path.relative_to(root).with_suffix("").as_posix()
    return Page(name, _title(text), tuple(_cited(text)), tuple(_shown(cells)))


def _text_cell(path):
    return {"cell_type": "markdown", "source": path.read_text("utf8")}


def _title(text):
    return re.sub("[*`]", "", re.search("^# (.+)$", text, re.M)[1]).strip()


def _cited(text):
    """The keys that a text cites; the glossary cites what its definitions rest on."""
    for role in re.findall(r"\{footcite(?::[a-z]+)?\}`([^`]+)`", text):
        yield from (key.strip() for key in role.split(","))
    if "{igf1r-glossary}" in text:
        yield from (term.source for term in load().glossary.values())


def _shown(cells):
    for cell in cells:
        for output in cell.get("outputs", ()):
            for about in output.get("metadata", {}).values():
                if "igf1r" in about:
                    yield about["igf1r"], "\n".join("".join(text) for text in output["data"].values())


def places(book):
    """Where each record stands in some pages.

    Parameters
    ----------
    book : iterable of Page

    Returns
    -------
    Places
    """
    found, known = Places(), load().references
    for page in book:
        keys = list(page.cited)
        for exhibit, texts in page.shown:
            if exhibit["kind"] in LISTS:
                _add(found.lists[exhibit["kind"]], Place(page.name, exhibit["name"], page.title))
                continue
            _add_named(found, page, exhibit, texts)
            keys += _matches(BIB_KEY, texts)
            if exhibit["kind"] == "explorer" and "arguments" not in exhibit:
                drawn = network(exhibit["name"])
                _add_arrows(found, page, drawn)
                keys += (key for edge in drawn.edges.values() for key in edge.sources)
        for key in keys:
            if key in known:
                _add(found.uses[key], Place(page.name, "", page.title))
    return found


def _add_named(found, page, exhibit, texts):
    """The claims and critiques that a stored output names."""
    rows = [id_.removeprefix("claim-") for id_ in _matches(f'(?<= id=")claim-{CLAIM_ID}', texts)]
    for claim in rows:
        _add(found.rows[claim], Place(page.name, f"claim-{claim}", page.title))
    if exhibit["kind"] != "quiz":
        for claim in _matches(CLAIM_ID, texts):
            if claim not in rows:
                _add(found.mentions[claim], Place(page.name, exhibit["name"], page.title))
    for anchor in _matches(f'(?<= id=")critique-{CRITIQUE_ID}', texts):
        _add(found.boxes[anchor.removeprefix("critique-")], Place(page.name, anchor, page.title))


def _add_arrows(found, page, drawn):
    """The arrows of a network and the claims that they rest on."""
    here = Place(page.name, drawn.name, page.title)
    for edge in drawn.edges.values():
        source, target = (drawn.nodes[id_].label.replace("\\n", " ") for id_ in (edge.source, edge.target))
        for claim in edge.claims:
            _add(found.arrows[claim], (here, f"{source} {VERBS[edge.sign]} {target}"))


def _matches(pattern, texts):
    """Each word that matches a pattern, once, in order."""
    return list(dict.fromkeys(match[0] for match in re.finditer(rf"\b(?:{pattern})\b", texts)))


def _add(listed, one):
    if one not in listed:
        listed.append(one)
