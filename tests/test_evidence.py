"""The tables of what the reviews say."""

import re
from html.parser import HTMLParser
from importlib import import_module

import pytest

from igf1r.evidence import FOLDED_FROM, SIGNS, Slip, claims_table, compare
from igf1r.exhibit import find
from igf1r.front import style_source
from igf1r.knowledge import load
from igf1r.records import Claim
from small_folder import make

HOSTILE = "The receptor holds <b>AKT</b> down & 'more'."


@pytest.fixture
def small(tmp_path, monkeypatch):
    """The book's records are the small folder's."""
    knowledge = load(make(tmp_path, "claims/yuan2018.csv", "The receptor holds AKT down.", HOSTILE))
    monkeypatch.setattr(import_module("igf1r.evidence"), "load", lambda: knowledge)
    return knowledge


class Cells(HTMLParser):
    """The text of a table's cells, row by row, each with its data-label."""

    def __init__(self, html):
        super().__init__()
        self.rows, self.inside = [], False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            self.inside = True
            self.rows[-1].append([dict(attributes).get("data-label"), ""])

    def handle_endtag(self, tag):
        self.inside = self.inside and tag not in ("th", "td")

    def handle_data(self, data):
        if self.inside:
            self.rows[-1][-1][1] += data


def test_a_row_tells_what_the_review_says_and_how(small):
    rows = Cells(claims_table("yuan2018").body()).rows
    heads = ["Claim", "What the review says", "Sign", "Stance", "References", "Critique"]
    first = "IGF-1 switches the receptor on."
    again = f"Again: {first}restates yuan-1-01"
    assert [text for _, text in rows[0]] == heads
    assert [[text for _, text in row] for row in rows[1:]] == [
        ["yuan-1-01", first, "↑ raises", "stated", "Wan et al. 2007 [1]; Chen & Sharon 2013 [2]", "none"],
        ["yuan-2.2-01", f"{HOSTILE}species: human", "↓ lowers", "stated", "Chen & Sharon 2013 [2]", "Y-17"],
        ["yuan-2.2-02", again, "↑ raises", "hedged", "no reference given", "none"],
    ]
    assert all([label for label, _ in row] == [None, *heads[1:]] for row in rows[1:])


def test_a_reference_has_the_number_of_the_review_that_the_claim_is_from(small):
    assert "Chen & Sharon 2013 [3]" in claims_table("ma2023").text()
    assert "Chen & Sharon 2013 [2]" in claims_table("yuan2018").text()


def test_every_sign_has_a_symbol_and_a_word():
    assert set(SIGNS) == set(Claim.model_fields["sign"].annotation.__args__)
    assert [word for _, word in SIGNS.values()] == ["raises", "lowers", "no effect", "not given"]
    assert len({symbol for symbol, _ in SIGNS.values()}) == 4


def test_a_table_is_made_for_a_review_a_section_or_some_claims(small):
    def ids(*given, **named):
        return [claim.id for claim in claims_table(*given, **named).claims]

    assert ids() == list(small.claims)
    assert ids("ma2023", "3.1") == ["ma-3.1-01", "ma-3.1-02"]
    assert ids(ids=["ma-1-01", "yuan-1-01"]) == ["ma-1-01", "yuan-1-01"]
    assert ids(ids="ma-1-01") == ids(ids=["ma-1-01", "ma-1-01"]) == ["ma-1-01"]


def test_the_caption_says_what_the_table_shows(small):
    assert claims_table().caption == "What the reviews say"
    assert claims_table("ma2023").caption == "What Ma 2023 says"
    assert claims_table("ma2023", "3.1").caption == "What Ma 2023 says: section 3.1, Pain"
    assert "<caption>A &lt;b&gt;</caption>" in claims_table(caption="A <b>").body()


def test_cells_have_scopes_rows_have_ids_and_critiques_have_links(small):
    html = claims_table("yuan2018").html()
    assert html.count('scope="col"') == 6
    assert html.count('scope="row"') == 3
    assert not re.search(r"<(?:table|thead|tbody|tr|th|td)\b(?! role=)", html)
    assert re.findall(r' id="(.*?)"', html) == [
        "claims-yuan2018", "claim-yuan-1-01", "claim-yuan-2.2-01", "claim-yuan-2.2-02",
    ]  # fmt: skip
    assert re.findall('<a href="(.*?)">(.*?)</a>', html) == [("#critique-Y-17", "Y-17")]
    assert "Critique" not in claims_table(ids=["yuan-1-01"]).body()


def test_a_long_table_is_folded_and_says_how_long_it_is(small):
    ids = list(small.claims)
    assert len(ids) == FOLDED_FROM
    folded = claims_table(ids=ids, caption="A & B").body()
    assert folded.startswith(
        '<details class="igf1r-fold"><summary>A &amp; B (6 claims)</summary><table role="table"'
    )
    assert claims_table(ids=ids[1:]).body().startswith("<table")


def test_a_table_is_still_and_safe_and_may_stand_twice(small):
    for table in (claims_table(), compare(["yuan-1-01"], ["ma-3.1-01"])):
        html = table.html() + table.html(2) + table.html(3)
        ids = re.findall(r' id="(.*?)"', html)
        assert len(ids) == len(set(ids))
        assert 'data-module=""' in html
        assert "<b>" not in html
        assert not re.search(r"<script| style=| on[a-z]+=", html)


def test_names_depend_on_the_arguments_alone(small):
    assert claims_table("yuan2018", "2.2").name == "claims-yuan2018-2-2"
    first, again, other = (claims_table(ids=ids).name for ids in (["yuan-1-01"], ["yuan-1-01"], ["ma-1-01"]))
    assert first == again != other
    assert re.fullmatch("claims-[0-9a-f]{8}", first)


def test_a_comparison_sets_claims_side_by_side(small):
    table = compare(["yuan-2.2-01", "yuan-1-01"], ["ma-3.1-02"])
    head, first, second = Cells(table.body()).rows
    assert [text for _, text in head] == ["Yuan 2018", "Ma 2023"]
    around = "sign ↓ lowers; stated; species: human; Chen & Sharon 2013 [2]; critique Y-17"
    assert first == [
        ["Yuan 2018", f"{HOSTILE}yuan-2.2-01: {around}"],
        ["Ma 2023", "IGF-1 changes pain.ma-3.1-02: sign ? not given; hypothesis; no reference given"],
    ]
    assert second[1] == ["Ma 2023", "(no claim beside this one)"]
    assert table.text().splitlines()[:2] == ["Yuan 2018 and Ma 2023, side by side", "Yuan 2018"]


@pytest.mark.parametrize(
    "call, line",
    [
        (lambda: claims_table("yuan2O18"), "review 'yuan2O18' is not known (did you mean yuan2018?)"),
        (lambda: claims_table("yuan2018", "3.1"), "section of Yuan 2018 '3.1' is not known"),
        (lambda: claims_table(section="2.2"), "section '2.2' needs its review: yuan2018 or ma2023"),
        (lambda: claims_table(ids="ma-1-1"), "claim 'ma-1-1' is not known (did you mean ma-1-01?)"),
        (lambda: claims_table(ids=[]), "the table has no claim"),
        (lambda: claims_table(ids=["ma-9-01"]), "claim 'ma-9-01' is not known (did you mean ma-1-01?)"),
        (lambda: compare([], "ma-1-01"), "left_ids: no claim is not allowed; allowed: claims of one review"),
        (
            lambda: compare(["yuan-1-01"], ["ma-1-01", "yuan-1-01"]),
            "right_ids: ma-1-01, yuan-1-01 is not allowed; allowed: claims of one review",
        ),
    ],
)
def test_a_wrong_argument_gives_one_line(small, call, line):
    with pytest.raises(Slip) as error:
        call()
    assert str(error.value) == line


def test_a_stored_output_gives_the_same_table_again(small):
    section, one = claims_table("ma2023", "3.1", caption="C"), claims_table(ids="ma-1-01")
    for table in (section, one, compare("ma-1-01", "yuan-1-01")):
        shown, metadata = table._repr_mimebundle_()
        stored = metadata["text/html"]["igf1r"]
        assert find(stored["kind"], stored["name"], **stored["arguments"]).html() == shown["text/html"]


def test_every_claim_of_the_book_has_its_row():
    knowledge = load()
    rows = Cells(claims_table().body()).rows
    assert [row[0][1] for row in rows[1:]] == list(knowledge.claims)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_tables_and_boxes_fit_the_page_and_are_accessible(browser, width, theme):
    from axe_playwright_python.sync_playwright import Axe

    from igf1r.critique import critique

    knowledge = load()
    claims = knowledge.claims.values()
    longest = sorted(claims, key=lambda claim: len(claims_table(ids=claim.id).body()))[-12:]
    boxes = sorted({id_ for claim in longest for id_ in claim.critiques})
    left = [claim.id for claim in knowledge.claims_of(review="yuan2018")][:3]
    right = [claim.id for claim in knowledge.claims_of(review="ma2023")][:3]
    table = claims_table(ids=[claim.id for claim in longest])
    exhibits = "".join(one.html() for one in (table, compare(left, right), *map(critique, boxes)))
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.set_content(
        f'<!doctype html><html lang="en"><head><title>Tables</title><style>{style_source()}'
        "body { margin: 0 16px; } body[data-theme=dark] { background: #14181d; color: #e8ecf1; }"
        "</style></head>"
        f'<body data-theme="{theme}"><main><h1>Tables</h1>{exhibits}</main></body></html>'
    )
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    values = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
    tags = {"runOnly": {"type": "tag", "values": values}}
    assert Axe().run(page, options=tags).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator(".igf1r-claims tbody tr").first.evaluate("one => getComputedStyle(one).display") == (
        "block" if width == 390 else "table-row"
    )
    assert page.get_by_role("row").count() == 12 + 1 + 3 + 1
    sizes = page.evaluate(
        """[...document.querySelectorAll(".igf1r *")].filter((one) => one.textContent.trim())
        .map((one) => parseFloat(getComputedStyle(one).fontSize))"""
    )
    assert min(sizes) >= 14
    page.close()
