"""The table of responses: every cell is what the figure of the tumour shows in the state that it links to."""

import doctest
import json
import random
import re
from collections import Counter
from importlib import import_module

import pytest
from lxml import html as parser

from igf1r.exhibit import find
from igf1r.explorer import Explorer
from igf1r.front import page_source, style_source
from igf1r.network import network
from igf1r.response import EXPORTED, GROWS, READINGS, RESPONDS, SURVIVES, reading, response

PHENOTYPES = ("Response", "Drug_inside", "Apoptosis")


@pytest.fixture(scope="module")
def table():
    return response()


@pytest.fixture(scope="module")
def root(table):
    return parser.fromstring(table.html())


def test_docstrings():
    assert doctest.testmod(import_module("igf1r.response")) == (0, 1)


@pytest.mark.parametrize(
    "values, expected",
    [
        ((1, 1, 1), RESPONDS),
        ((0, 1, 1), GROWS),
        ((0, 1, 0), SURVIVES),
        ((0, 0, 0), EXPORTED),
    ],
)
def test_a_reading_names_what_stands_in_the_way(values, expected):
    assert reading(dict(zip(PHENOTYPES, values))) is expected


def test_readings_differ_in_symbol_and_in_words():
    assert len({one.symbol for one in READINGS}) == len({one.words for one in READINGS}) == len(READINGS)


def test_rows_columns_and_tables_are_the_switches_of_the_tumour(table):
    tumour = network("tumour")
    shown = {*table.events, *table.drugs, *table.chemotherapies} - {""}
    ligands = {id_ for id_, node in tumour.nodes.items() if node.group == "Ligands"}
    assert shown == {id_ for id_ in tumour.boolean.inputs if not tumour.nodes[id_].default} - ligands
    assert len(table.readings) == len(table.events) * len(table.drugs) * len(table.chemotherapies)


def test_every_cell_is_what_a_run_of_its_own_ends_in(table):
    tumour = network("tumour")
    for cell, found in table.readings.items():
        state = tumour.settled(**dict.fromkeys(filter(None, cell), 1))
        assert tumour.boolean.sweep(state) == state, cell
        assert found is reading(state), cell


def test_it_does_not_matter_whether_the_event_comes_first(table):
    tumour = network("tumour")
    for chemotherapy, event, drug in table.readings:
        state = tumour.settled()
        for id_ in filter(None, (event, drug, chemotherapy)):
            state = tumour.boolean.run(tumour.boolean.state(state, **{id_: 1})).cycle[0]
        assert reading(state) is table.readings[chemotherapy, event, drug], (chemotherapy, event, drug)


def test_the_table_is_not_the_same_everywhere(table):
    assert {*Counter(table.readings.values())} == {*READINGS}
    assert {one for (_, event, _), one in table.readings.items() if not event} == {RESPONDS}
    rows = {tuple(table.readings["Cisplatin", event, drug] for drug in table.drugs) for event in table.events}
    assert len(rows) > 4


def test_each_cell_says_its_reading_and_links_to_its_state(table, root):
    cells = iter(root.iter("td"))
    for chemotherapy in table.chemotherapies:
        for event in table.events:
            for drug in table.drugs:
                cell, one = next(cells), table.readings[chemotherapy, event, drug]
                (link,) = cell.iter("a")
                settings = [part.split("=") for part in link.get("href").removeprefix("#tumour:").split(",")]
                assert settings == [[id_, "1"] for id_ in (event, drug, chemotherapy) if id_]
                assert link.text_content().startswith(f"{one.symbol} {one.words}: ")
                assert cell.get("class") == f"is-{one.id}"
    assert next(cells, None) is None


def test_rows_and_columns_have_headings(table, root):
    tables = root.findall(".//table")
    assert [each.find("caption").text for each in tables] == [
        "Response to cisplatin", "Response to doxorubicin", "Response to oxaliplatin, 5-FU",
    ]  # fmt: skip
    for each in tables:
        assert len(each.findall("thead//th[@scope='col']")) == len(table.drugs) + 1
        rows = [head.text for head in each.findall("tbody//th[@scope='row']")]
        assert rows[:2] == ["no event", "WT1 silenced"]
    assert len(root.findall("ul[@class='igf1r-key']/li")) == len(READINGS)


def test_the_text_says_the_same(table):
    lines = table.text().splitlines()
    assert "✗ survives: The drug is in the cell and does not kill it." in lines
    start = lines.index("Response to cisplatin") + 1
    for line, event in zip(lines[start:], table.events):
        said = [part.split(": ")[1] for part in line.split(". ", 1)[1].split("; ")]
        assert said == [table.readings["Cisplatin", event, drug].words for drug in table.drugs]


def test_it_is_made_again_from_a_stored_output(table):
    assert find(**table.reference()).html() == table.html()


def test_its_style_is_in_the_style_sheet():
    used = set(re.findall(r'class="(is-[a-z]+)"', response().html()))
    assert {f"is-{one.id}" for one in READINGS} == used
    assert ".igf1r-response td.is-responds" in style_source()


def test_a_click_opens_the_figure_in_that_state(browser, table):
    figure = Explorer("tumour")
    page = browser.new_page()
    spec = json.dumps(figure.spec()).replace("</", "<\\/")
    page.set_content(
        f"<!doctype html><style>{style_source()}</style>{table.html()}{figure.html()}"
        f'<script>(window.igf1rSpecs ??= {{}})["tumour"] = {spec};</script><script>{page_source()}</script>'
    )
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    links, cells = page.locator("td a"), list(table.readings)
    for k in random.Random(3).sample(range(len(cells)), 12):
        links.nth(k).click()
        shown = page.evaluate(
            """async () => {
                 await new Promise((done) => setTimeout(done, 60));
                 return Object.fromEntries([...document.querySelectorAll('#tumour svg [data-node]')]
                   .map((g) => [g.dataset.node, Number(g.classList.contains('is-on'))]));
               }"""
        )
        assert reading(shown) is table.readings[cells[k]], cells[k]
        settings = dict.fromkeys(filter(None, cells[k]), 1)
        assert shown == network("tumour").settled(**settings), cells[k]
    page.close()


def test_it_holds_in_a_narrow_column(browser, table):
    page = browser.new_page(viewport={"width": 360, "height": 800})
    head = '<!doctype html><meta name="viewport" content="width=device-width">'
    page.set_content(f"{head}<style>{style_source()}</style>{table.html()}")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    label = page.evaluate("getComputedStyle(document.querySelector('td a'), '::before').content")
    assert "no other drug" in label
    page.close()
