"""The bibliography: every reference once, with its numbers, its corrections and what rests on it."""

import re
from importlib import import_module
from urllib.parse import parse_qs, urlsplit

import pytest

from igf1r.bibliography import address, bibliography
from igf1r.exhibit import find
from igf1r.knowledge import load
from igf1r.places import Book, Place, Places
from igf1r.references import Reference
from links import Links
from small_folder import make


@pytest.fixture
def small(tmp_path, monkeypatch):
    """The book's records are the small folder's."""
    knowledge = load(
        make(tmp_path, "references/other.bib", "AKT/PKB signaling", "AKT/PKB <b>signaling</b> & more")
    )
    monkeypatch.setattr(import_module("igf1r.browser"), "load", lambda: knowledge)
    return knowledge


def row(html, id_):
    """The paragraphs of a row, without their tags."""
    paragraphs = re.findall("<p.*?>(.*?)</p>", re.search(f'<li id="{id_}".*?</li>', html)[0])
    return [re.sub("<.*?>", "", one) for one in paragraphs]


def test_a_row_says_who_what_where_and_what_rests_on_it(small):
    html = bibliography().body()
    assert row(html, "ref-wan2007rapamycin") == [
        "[1] Wan X, Harkavy B, Helman LJ (2007). Rapamycin and IGF-1R. Oncogene: 1932–1940.",
        "Yuan 2018: reference 1. Key: wan2007rapamycin",
        "Claims: yuan-1-01",
    ]
    assert row(html, "ref-chen2013igf") == [
        "[2] Chen HX, Sharon E (2013). IGF-1R as a target. Chin J Cancer.",
        "Yuan 2018: reference 2. Ma 2023: reference 3. Key: chen2013igf",
        "Claims: yuan-1-01, yuan-2.2-01, ma-3.1-01",
    ]
    assert row(html, "ref-manning2017akt")[2] == "Critiques: Y-17"


def test_what_a_review_prints_otherwise_is_said(small):
    assert row(bibliography().body(), "ref-kehlet2018postoperative")[1] == (
        "Ma 2023: reference 2. Corrected here; Ma 2023 prints the year as “2081”. "
        "Key: kehlet2018postoperative"
    )


def test_each_list_keeps_its_numbers_and_a_paper_of_both_stands_once(small):
    html = bibliography().body()
    assert Links(html).rows == [
        "ref-wan2007rapamycin", "ref-chen2013igf", "ref-raja2020revised", "ref-kehlet2018postoperative",
        "ref-ma2023-3", "ref-manning2017akt",
    ]  # fmt: skip
    assert row(html, "ref-ma2023-3") == [
        "[3] See Chen & Sharon 2013, reference 2 of Yuan 2018.".replace("&", "&amp;")
    ]
    assert "#ref-chen2013igf" in Links(html).targets


def test_what_comes_from_data_is_escaped(small):
    assert "<b>" not in bibliography().html()
    assert "&lt;b&gt;signaling&lt;/b&gt; &amp; more" in bibliography().html()


def test_a_paper_is_looked_up_by_its_title_and_a_book_is_not():
    paper = Reference("k2000", ("A",), ("A",), "2000", "β & γ? 100% [review]", "J", pages="1–2")
    assert parse_qs(urlsplit(address(paper)).query) == {"term": ["β & γ? 100% [review][Title]"]}
    assert address(Reference("k2000", ("A",), ("A",), "2000", "T", "P")) == ""
    assert (
        address(Reference("k2000", ("A",), ("A",), "2000", "T", "P", url="https://a.org/"))
        == "https://a.org/"
    )


def test_in_the_book_it_leads_to_claims_critiques_and_pages(small):
    places = Places(
        uses={"manning2017akt": [Place("chapters/a", "", "A"), Place("chapters/b", "", "B")]},
        boxes={"Y-17": [Place("chapters/a", "critique-Y-17", "A")]},
        lists={"claims-browser": [Place("chapters/e", "evidence", "Evidence")]},
    )
    html = bibliography().in_book(Book(places, lambda page: f"../{page}.html")).body()
    assert row(html, "ref-manning2017akt")[2] == "Critiques: Y-17. Pages: A, B"
    targets = Links(html).targets
    assert {
        "../chapters/e.html#claim-ma-3.1-01",
        "../chapters/a.html#critique-Y-17",
        "../chapters/b.html",
    } <= set(targets)


def test_the_overview_counts_every_reference_once(small):
    assert bibliography().overview() == [
        ["List", "References", "Claims rest on", "Critiques rest on"],
        ["The list of Yuan 2018", "2", "2", "0"],
        ["The list of Ma 2023", "3", "3", "0"],
        ["Cited from elsewhere", "1", "0", "1"],
    ]
    assert find("bibliography", "references").html() == bibliography().html()


def test_every_reference_of_the_book_has_one_row_and_every_number_a_place():
    known, html = load().references, bibliography().body()
    ids = Links(html).rows
    assert len(ids) == len(set(ids)) and {f"ref-{key}" for key in known} <= set(ids)
    for review in ("yuan2018", "ma2023"):
        group = re.search(f'<details class="igf1r-records" data-facets="in:{review}">.*?</details>', html)[0]
        numbers = [int(number) for number in re.findall(r"<p>\[(\d+)\]", group)]
        assert numbers == list(range(1, 1 + max(one.numbers.get(review, 0) for one in known.values())))


def test_every_reference_of_a_review_carries_a_claim():
    assert [
        one.key for one in load().references.values() if one.numbers and one.key not in bibliography().claims
    ] == []
