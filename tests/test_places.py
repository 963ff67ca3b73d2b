"""Where records stand: read from pages made here, and from the book's own."""

import json
import re
import shutil
from pathlib import Path

import nbformat
import pytest
import yaml

from igf1r import notebooks
from igf1r.browser import claims_browser
from igf1r.evidence import claims_table
from igf1r.exhibit import STATIC_MODE
from igf1r.knowledge import load
from igf1r.network import network
from igf1r.places import Book, Page, Place, Places, pages, places
from igf1r.sphinxext.build import build

ROOT = Path(__file__).parents[1]


def stored(kind, name, text, **arguments):
    """An exhibit of a page with the text of its stored output."""
    return {"kind": kind, "name": name, **({"arguments": arguments} if arguments else {})}, text


def test_a_row_of_a_table_is_where_a_claim_is_taught():
    table = stored("claims", "t", '<tr id="claim-yuan-2.2-03"><td>restates <a href="#claim-yuan-2.2-01">')
    found = places([Page("a", "A", (), (table,))])
    assert found.taught("yuan-2.2-03") == [Place("a", "claim-yuan-2.2-03", "A")]
    assert found.taught("yuan-2.2-01") == [Place("a", "t", "A")]
    assert found.taught("yuan-2.2-04") == []


def test_a_row_counts_more_than_a_mention_and_a_quiz_does_not_count():
    mention = stored("comparison", "c", "yuan-1-01 ma-2-45")
    table = stored("claims", "t", '<tr id="claim-yuan-1-01">')
    quiz = stored("quiz", "q", "It rests on yuan-1-02.")
    found = places([Page("a", "A", (), (mention, quiz)), Page("b", "B", (), (table,))])
    assert found.taught("yuan-1-01") == [Place("b", "claim-yuan-1-01", "B")]
    assert found.taught("ma-2-45") == [Place("a", "c", "A")]
    assert found.taught("yuan-1-02") == []


def test_every_arrow_of_a_network_names_its_figure():
    found = places([Page("a", "A", (), (stored("explorer", "pi3k", ""),))])
    here = Place("a", "pi3k", "A")
    for edge in network("pi3k").edges.values():
        for claim in edge.claims:
            verb = {"+": "raises", "-": "lowers"}[edge.sign]
            names = (
                network("pi3k").nodes[id_].label.replace("\\n", " ") for id_ in (edge.source, edge.target)
            )
            assert (here, f" {verb} ".join(names)) in found.arrows[claim]
            assert found.taught(claim) == [here]


def test_a_network_of_a_readers_own_is_no_figure_of_the_book():
    own = stored("explorer", "pi3k", "", rules="A, !B\nB, !A")
    assert not places([Page("a", "A", (), (own,))]).arrows


def test_boxes_tell_critiques_and_links_to_them_do_not():
    frame = '<div id="critique-Y-01-and-M-06c"><div id="critique-Y-01"><div id="critique-M-06c">'
    boxes, link = stored("critique", "c", frame), stored("x", "x", '<a href="#critique-Y-09">')
    found = places([Page("a", "A", (), (boxes, link))])
    assert found.boxes == {id_: [Place("a", f"critique-{id_}", "A")] for id_ in ("Y-01", "M-06c")}


def test_pages_use_what_they_cite_show_and_draw():
    key, other = "yuan2018function", "ma2023igf"
    drawn = next(key for edge in network("pi3k").edges.values() for key in edge.sources)
    shown = stored("quiz", "q", f"Yuan et al. 2018 ({other}); nobody1900nothing")
    found = places([Page("a", "A", (key, "nobody1900nothing"), (shown, stored("explorer", "pi3k", "")))])
    assert found.uses[key] == found.uses[other] == found.uses[drawn] == [Place("a", "", "A")]
    assert "nobody1900nothing" not in found.uses


def test_lists_of_all_records_are_found_and_teach_nothing():
    found = places([Page("a", "A", (), (stored("claims-browser", "evidence", '<li id="claim-yuan-1-01">'),))])
    assert found.lists == {"claims-browser": [Place("a", "evidence", "A")]}
    assert not found.rows and not found.mentions


def test_links_are_words_where_there_is_no_address():
    place = Place("chapters/a", "x", "A")
    book = Book(Places(lists={"bibliography": [place]}), lambda page: f"../{page}.html?<")
    assert book.link(place, "A & B") == '<a href="../chapters/a.html?&lt;#x">A &amp; B</a>'
    assert book.record("bibliography", "ref-k", "K") == '<a href="../chapters/a.html?&lt;#ref-k">K</a>'
    assert book.record("claims-browser", "claim-k", "K") == book.link(None, "K") == "K"
    assert Book().link(place, "A & B") == "A &amp; B"


@pytest.fixture
def small(tmp_path):
    """A book of a text, a notebook, and a page that the table of contents does not name."""
    toc = {"root": "start", "parts": [{"chapters": [{"file": "in/side", "sections": [{"file": "in/deep"}]}]}]}
    table = {
        "output_type": "execute_result",
        "execution_count": 1,
        "data": {"text/html": ['<tr id="claim-', 'yuan-1-01">'], "text/plain": "x"},
        "metadata": {"text/html": {"igf1r": {"kind": "claims", "name": "t"}}},
    }
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": ["# The *side*\n", "{footcite}`a2000b, c2001d`"]},
        {
            "cell_type": "code",
            "metadata": {},
            "source": "# no title",
            "outputs": [table],
            "execution_count": 1,
        },
    ]
    (tmp_path / "in").mkdir()
    (tmp_path / "_toc.yml").write_text(yaml.safe_dump(toc), "utf8")
    (tmp_path / "start.md").write_text(
        "# Start\n\n{footcite:t}`a2000b`\n\n```{igf1r-glossary}\n```\n", "utf8"
    )
    (tmp_path / "in" / "deep.md").write_text("# Deep\n", "utf8")
    (tmp_path / "unlisted.md").write_text("# Unlisted\n", "utf8")
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "in" / "side.ipynb").write_text(json.dumps(notebook), "utf8")
    return tmp_path


def test_pages_are_those_of_the_table_of_contents_in_its_order(small):
    start, side, deep = pages(small)
    glossary = {term.source for term in load().glossary.values()}
    assert (start.name, start.title, set(start.cited)) == ("start", "Start", {"a2000b", *glossary})
    assert (side.name, side.title, side.cited) == ("in/side", "The side", ("a2000b", "c2001d"))
    assert side.shown == (({"kind": "claims", "name": "t"}, '<tr id="claim-yuan-1-01">\nx'),)
    assert (deep.name, deep.title) == ("in/deep", "Deep")


def test_the_books_own_pages_name_only_what_is_there():
    found, known = places(pages()), load()
    assert found.rows and found.arrows and found.boxes and found.uses
    assert found.rows.keys() | found.mentions.keys() | found.arrows.keys() <= known.claims.keys()
    assert found.boxes.keys() <= known.critiques.keys()
    assert places(pages()) == found


def exhibit_page(title, shown):
    """An up-to-date notebook that shows an exhibit."""
    data, metadata = shown._repr_mimebundle_()
    output = nbformat.v4.new_output("execute_result", data, metadata=metadata, execution_count=1)
    cells = [
        nbformat.v4.new_markdown_cell(f"# {title}", id="text"),
        nbformat.v4.new_code_cell("show()", id="code", outputs=[output], execution_count=1),
    ]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"language_info": {"name": "python"}})
    notebook.metadata.igf1r = notebooks.fingerprints(notebook, notebooks.library_hash())
    return json.dumps(notebook)


def test_a_list_of_records_follows_the_pages_from_build_to_build(tmp_path, monkeypatch):
    monkeypatch.setenv(STATIC_MODE, "static")
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    settings = yaml.safe_load((ROOT / "_config.yml").read_text("utf8")) | {"repository": {"url": ""}}
    (tmp_path / "_config.yml").write_text(yaml.safe_dump(settings), "utf8")
    chapters = tmp_path / "chapters"
    chapters.mkdir()
    files = [{"file": "chapters/list"}, {"file": "chapters/other"}]
    toc = {"format": "jb-book", "root": "chapters/index", "chapters": files}
    (tmp_path / "_toc.yml").write_text(yaml.safe_dump(toc), "utf8")
    (chapters / "index.md").write_text("# Start\n", "utf8")
    (chapters / "list.ipynb").write_text(exhibit_page("A list", claims_browser()), "utf8")

    def linked(claim):
        (chapters / "other.ipynb").write_text(exhibit_page("Other", claims_table(ids=claim)), "utf8")
        out = tmp_path / "_build"
        assert build(tmp_path, out / "html", out / "trees") == 0
        html = (out / "html" / "chapters" / "list.html").read_text("utf8")
        return re.findall('In the book: <a href="(.*?)">', html)

    for claim in ("yuan-2.2-03", "ma-1-27"):
        assert linked(claim) == [f"other.html#claim-{claim}"]
