"""The evidence browser: its rows, its links, and the script that finds and filters them."""

import json
import re
from importlib import import_module
from urllib.parse import urlsplit

import pytest

from igf1r.bibliography import bibliography
from igf1r.browser import claims_browser
from igf1r.doses import doses
from igf1r.evidence import SIGNS
from igf1r.exhibit import STATIC_MODE, find
from igf1r.front import module_source, page_source, style_source
from igf1r.knowledge import load
from igf1r.places import Book, Place, Places
from links import Links
from small_folder import make

HOSTILE = "The receptor holds <b>AKT</b> down & 'more'."


@pytest.fixture
def small(tmp_path, monkeypatch):
    """The book's records are the small folder's."""
    knowledge = load(make(tmp_path, "claims/yuan2018.csv", "The receptor holds AKT down.", HOSTILE))
    monkeypatch.setattr(import_module("igf1r.browser"), "load", lambda: knowledge)
    return knowledge


# Rows


def test_a_row_says_all_of_a_claim(small):
    html = claims_browser().body()
    row = re.search('<li id="claim-ma-1-01".*?</li>', html)[0]
    assert re.sub("<[^>]+>", "|", row).replace("||", "|").strip("|") == (
        "ma-1-01| IGF-1 eases pain.|IGF-1 relieves pain; sign |↓| lowers; hedged; species: mouse; "
        "region: spinal cord; time: day 7; dose: 10 ng; route: intrathecal; Raja et al. 2020 [1]; "
        "critique M-42"
    )
    facets = re.search('data-facets="(.*?)"', row)[1].split()
    assert facets == [
        "sign:-", "stance:hedged", "entity:IGF1", "entity:pain", "reference:raja2020revised", "critique:M-42",
        "critique:any",
    ]  # fmt: skip


def test_rows_stand_in_their_sections_in_the_reviews_order(small):
    html = claims_browser().body()
    assert re.findall("<summary>(.*?) <span[^>]*>(.*?)</span>", html) == [
        ("Yuan 2018, section 1, Introduction", "1 claim"),
        ("Yuan 2018, section 2.2, Gene regulation", "2 claims"),
        ("Ma 2023, section 1, Introduction", "1 claim"),
        ("Ma 2023, section 3.1, Pain", "2 claims"),
    ]
    assert Links(html).rows == [f"claim-{id_}" for id_ in small.claims]
    assert 'data-facets="in:ma2023 in:ma2023-3.1"' in html


def test_what_comes_from_data_is_escaped(small):
    html = claims_browser().html()
    assert "<b>AKT" not in html and "&lt;b&gt;AKT&lt;/b&gt; down &amp; &#x27;more&#x27;" in html


def test_outside_the_book_a_claim_links_to_itself_and_to_what_it_restates(small):
    html = claims_browser().body()
    assert set(Links(html).targets) == {f"#claim-{id_}" for id_ in small.claims}
    assert 'restates <a href="#claim-yuan-1-01">yuan-1-01</a>' in html
    assert html.count("restates") == 1


def test_in_the_book_a_claim_links_to_chapter_arrow_critique_and_reference(small):
    figure, table = (
        Place("chapters/f", "net", "A figure"),
        Place("chapters/t", "claim-yuan-2.2-01", "A table"),
    )
    places = Places(
        rows={"yuan-2.2-01": [table]},
        arrows={"yuan-2.2-01": [(figure, "IGF1R lowers AKT")]},
        boxes={"Y-17": [Place("chapters/t", "critique-Y-17", "A table")]},
        lists={"bibliography": [Place("chapters/b", "references", "Bibliography")]},
    )
    html = claims_browser().in_book(Book(places, lambda page: f"../{page}.html")).body()
    row = re.search('<li id="claim-yuan-2.2-01".*?</li>', html)[0]
    assert Links(row).targets == [
        "#claim-yuan-2.2-01",
        "../chapters/b.html#ref-chen2013igf",
        "../chapters/t.html#critique-Y-17",
        "../chapters/t.html#claim-yuan-2.2-01",
        "../chapters/f.html#net",
    ]
    assert "In the book: " in row and "IGF1R lowers AKT</a> (A figure)" in row


def test_every_claim_of_the_book_has_one_row_and_one_address():
    html = claims_browser().html()
    known = [f"claim-{id_}" for id_ in load().claims]
    assert sorted(Links(html).rows) == sorted(known)
    assert set(known) == {target[1:] for target in Links(html).targets}


def test_two_copies_share_no_ids(small):
    ids = Links(claims_browser().html() + claims_browser().html(2)).ids
    assert len(ids) == len(set(ids))


def test_a_stored_notebook_holds_the_overview_and_the_page_the_list(small, monkeypatch):
    monkeypatch.setenv(STATIC_MODE, "static")
    data, metadata = claims_browser()._repr_mimebundle_()
    assert "<li" not in data["text/html"] and "<td>2</td>" in data["text/html"]
    assert data["text/plain"].splitlines()[:3] == [
        "All 6 claims of both reviews, in their order",
        "Section; Claims; raises; lowers; no effect; not given; with a critique",
        "Yuan 2018, section 1, Introduction; 1; 1; 0; 0; 0; 0",
    ]
    reference = metadata["text/html"]["igf1r"]
    assert find(reference["kind"], reference["name"]).html() == claims_browser().html()


def test_the_overview_counts_every_claim_once():
    head, *rows = claims_browser().overview()
    numbers = [[int(cell) for cell in row[1:]] for row in rows]
    assert sum(row[0] for row in numbers) == len(load().claims)
    assert all(row[0] == sum(row[1:5]) for row in numbers)


@pytest.mark.parametrize(
    "settings, line",
    [
        (
            {"entty": "AKT"},
            "'entty' is no filter of evidence; "
            "filters: search, in, entity, sign, stance, reference, critique",
        ),
        ({"sign": "plus"}, "sign cannot be 'plus'; allowed: + - 0 ?"),
        ({"search": 3}, "search cannot be 3; allowed: some text"),
        (
            {"in": "yuan2018-9"},
            "in cannot be 'yuan2018-9'; allowed: yuan2018 yuan2018-1 yuan2018-2.2 ma2023 ma2023-1 ma2023-3.1",
        ),
    ],
)
def test_a_wrong_setting_gives_one_line(small, settings, line):
    with pytest.raises(ValueError) as error:
        claims_browser().check_settings(settings)
    assert str(error.value) == line


def test_good_settings_are_taken(small):
    claims_browser().check_settings({"search": "any", "sign": "", "in": "ma2023-3.1", "entity": "what?"})


# In a browser, on a page of its own

FRAME = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Evidence</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'">
<link rel="stylesheet" href="/page.css"></head><body data-theme="auto"><main><h1>Evidence</h1>{body}</main>
<script src="/spec.js"></script><script src="/page.js"></script></body></html>"""


@pytest.fixture
def open_page(browser):
    """Open exhibits on a page of their own, under a strict content policy."""
    contexts = []

    def open_it(shown=None, address="/", width=390):
        context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("console", lambda message: page.faults.append(message.text))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        spec = json.dumps({shown.name: shown.spec()} if shown else {})
        files = {
            "/": ("text/html", FRAME.format(body=shown.html() if shown else '<div id="cell"></div>')),
            "/spec.js": ("text/javascript", f"window.igf1rSpecs = {spec};"),
            "/page.css": ("text/css", style_source()),
            "/page.js": ("text/javascript", page_source()),
            "/module.js": ("text/javascript", module_source("browser")),
        }

        def answer(route):
            kind, text = files.get(urlsplit(route.request.url).path, ("text/plain", ""))
            route.fulfill(content_type=f"{kind}; charset=utf-8", body=text)

        page.route("**/*", answer)
        page.goto(f"http://book.test{address}")
        return page

    yield open_it
    for context in contexts:
        context.close()


def rows(page):
    """The ids of the rows that are not filtered out."""
    return page.evaluate("[...document.querySelectorAll('li[data-facets]:not([hidden])')].map(row => row.id)")


def fill(page, **settings):
    """Set filters as a reader does, who unfolds them first on a phone."""
    page.locator(".igf1r-find details").evaluate("one => { one.open = true; }")
    for id_, value in settings.items():
        control = page.locator(f".igf1r-find [name={id_}]")
        if control.evaluate("one => one.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)


@pytest.mark.parametrize(
    "settings, wanted",
    [
        ({"search": "receptor"}, "yuan-1-01 yuan-2.2-01 yuan-2.2-02"),
        ({"search": "down RECEPTOR"}, "yuan-2.2-01"),
        ({"search": "igf1 PAIN"}, "ma-1-01 ma-3.1-01 ma-3.1-02"),
        ({"search": "PKB"}, "yuan-2.2-01"),
        ({"search": "intrathecal"}, "ma-1-01"),
        ({"search": "no such word"}, ""),
        ({"in": "yuan2018"}, "yuan-1-01 yuan-2.2-01 yuan-2.2-02"),
        ({"in": "ma2023-3.1"}, "ma-3.1-01 ma-3.1-02"),
        ({"entity": "akt"}, "yuan-2.2-01"),
        ({"entity": "igf-i"}, "yuan-1-01 yuan-2.2-02 ma-1-01 ma-3.1-01 ma-3.1-02"),
        ({"entity": "igf1 rec"}, "yuan-1-01 yuan-2.2-01 yuan-2.2-02"),
        ({"entity": "nobody"}, ""),
        ({"entity": "1 receptor"}, "yuan-1-01 yuan-2.2-01 yuan-2.2-02"),
        ({"sign": "-"}, "yuan-2.2-01 ma-1-01"),
        ({"sign": "?"}, "ma-3.1-02"),
        ({"stance": "hypothesis"}, "ma-3.1-02"),
        ({"reference": "chen"}, "yuan-1-01 yuan-2.2-01 ma-3.1-01"),
        ({"reference": "Ma 2023 [3]"}, "ma-3.1-01 yuan-1-01 yuan-2.2-01"),
        ({"reference": "chen2013igf"}, "yuan-1-01 yuan-2.2-01 ma-3.1-01"),
        ({"critique": "any"}, "yuan-2.2-01 ma-1-01"),
        ({"critique": "none"}, "yuan-1-01 yuan-2.2-02 ma-3.1-01 ma-3.1-02"),
        ({"critique": "M-42"}, "ma-1-01"),
        ({"sign": "+", "entity": "pain"}, "ma-3.1-01"),
    ],
)
def test_filters_find(small, open_page, settings, wanted):
    page = open_page(claims_browser())
    fill(page, **settings)
    assert sorted(rows(page)) == sorted(f"claim-{id_}" for id_ in wanted.split())
    open_boxes = page.locator("details[open] li:not([hidden])").count()
    assert open_boxes == len(wanted.split())
    boxes = page.locator(".igf1r-records:visible")
    assert boxes.count() == len({id_.rpartition("-")[0] for id_ in wanted.split()})
    page.get_by_role("button", name="Clear all filters").click()
    assert len(rows(page)) == 6 and page.locator(".igf1r-records[open]").count() == 0
    assert page.evaluate("document.activeElement.name") == "search"
    assert page.faults == []


def test_the_result_is_counted_and_announced_once(small, open_page):
    page = open_page(claims_browser())
    result, status = page.locator(".igf1r-result"), page.get_by_role("status")
    assert result.inner_text() == "All 6 claims." and status.inner_text() == ""
    assert page.get_by_role("button").count() == 0
    for words, line in [
        ("pain", "3 of 6 claims, in 2 sections."),
        ("intrathecal", "1 of 6 claims, in 1 section."),
        ("zzz", "No claim fits."),
        ("", "All 6 claims."),
    ]:
        fill(page, search=words)
        assert result.inner_text() == line
        assert status.inner_text() != line
        page.wait_for_function(
            "line => document.querySelector('[role=status]').textContent === line", arg=line
        )
    fill(page, search="pain")
    assert page.locator("details:visible .igf1r-count").all_inner_texts() == ["1 claim", "2 claims"]
    fill(page, search="worse")
    assert page.locator("details:visible .igf1r-count").all_inner_texts() == ["1 of 2 claims"]


def test_the_keyboard_is_enough(small, open_page):
    page = open_page(claims_browser())
    page.keyboard.press("Tab")
    page.keyboard.type("pain")
    page.keyboard.press("Enter")
    assert len(rows(page)) == 3
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in range(6):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "critique"
    page.keyboard.press("ArrowDown")
    assert rows(page) == ["claim-ma-1-01"]
    for _ in range(7):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert len(rows(page)) == 6 and page.evaluate("document.activeElement.name") == "search"
    page.locator(".igf1r-records summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#claim-yuan-1-01").is_visible()


def test_on_a_phone_the_result_stands_under_the_field_and_the_other_filters_are_folded(small, open_page):
    page = open_page(claims_browser())
    field, result = (page.locator(part).bounding_box() for part in ("[name=search]", ".igf1r-result"))
    assert result["y"] - field["y"] - field["height"] < 20
    fold = page.locator(".igf1r-find details")
    assert page.locator("[name=sign]").is_hidden() and fold.locator("summary").inner_text() == "More filters"
    fill(page, sign="-")
    assert fold.locator("summary").inner_text() == "More filters (1 in use)"
    assert open_page(claims_browser(), width=1280).locator("[name=sign]").is_visible()


def test_when_no_dose_fits_the_table_goes_and_all_filters_can_be_cleared(open_page):
    page = open_page(doses())
    result, clear = page.locator(".igf1r-result"), page.get_by_role("button", name="Clear all filters")
    everything = result.inner_text()
    assert clear.is_hidden()
    for label, value in (("Agent", "adds IGF"), ("Species", "mouse"), ("Route", "bath")):
        page.get_by_label(label).select_option(value)
    assert result.inner_text() == page.get_by_role("status").inner_text() == "No dose fits."
    assert page.locator(".igf1r-all-doses").is_hidden()
    clear.click()
    assert page.locator(".igf1r-all-doses").is_visible() and result.inner_text() == everything
    assert page.get_by_label("Agent").evaluate("one => one === document.activeElement") and page.faults == []


def test_enter_stays_on_the_page_where_a_form_has_one_field(open_page):
    page = open_page(bibliography())
    fill(page, search="rapamycin")
    page.keyboard.press("Enter")
    assert "ref-wan2007rapamycin" in rows(page) and "?" not in page.url


def test_every_control_and_list_has_a_name(small, open_page):
    page = open_page(claims_browser())
    fill(page, search="receptor")
    for name in ("Search", "Entity", "Reference"):
        assert page.get_by_label(name, exact=True).count() == 1
    for name in ("Review and section", "Sign", "Stance", "Critique"):
        assert page.get_by_role("combobox", name=name, exact=True).count() == 1
    assert page.get_by_role("search", name="Find claims").count() == 1
    assert page.get_by_role("list", name="Yuan 2018, section 2.2, Gene regulation").count() == 1


def test_an_address_opens_its_claim_whatever_the_filter(small, open_page):
    page = open_page(claims_browser(), "/#claim-ma-3.1-02")
    row = page.locator("[id='claim-ma-3.1-02']")
    assert row.is_visible() and row.evaluate(
        "one => one === document.activeElement && one.matches(':target')"
    )
    fill(page, search="eases")
    page.wait_for_function("() => location.hash === '#evidence:search=eases'")
    assert row.is_hidden()
    page.evaluate("location.hash = 'claim-yuan-2.2-02'")
    page.wait_for_function("() => document.activeElement.id === 'claim-yuan-2.2-02'")
    assert len(rows(page)) == 6 and page.locator("[name=search]").input_value() == ""
    page.get_by_role("link", name="yuan-2.2-02").click()
    assert page.evaluate("location.hash") == "#claim-yuan-2.2-02"
    assert page.faults == []


@pytest.mark.parametrize(
    "settings",
    [
        {"search": "a, b=c % #d"},
        {"in": "ma2023-3.1", "sign": "?"},
        {"entity": "β & 1 receptor", "critique": "Y-17"},
    ],
)
def test_a_filtered_list_has_an_address_that_comes_back(small, open_page, settings):
    page = open_page(claims_browser())
    fill(page, **settings)
    page.wait_for_function("() => location.hash")
    again = open_page(claims_browser(), "/" + page.evaluate("location.hash"))
    found = {id_: again.locator(f"[name={id_}]").input_value() for id_ in settings}
    assert found == settings and rows(again) == rows(page)
    fill(page, **dict.fromkeys(settings, ""))
    page.wait_for_function("() => !location.hash")


@pytest.mark.parametrize(
    "fragment", ["sign=plus", "sign", "none=1", "sign=+=1", "entity=", "in=%25E0%25A4", "search=%E0%A4%A"]
)
def test_a_bad_address_changes_nothing_and_says_so(small, open_page, fragment):
    page = open_page(claims_browser(), f"/#evidence:{fragment}")
    assert len(rows(page)) == 6 and page.locator(".igf1r-result").inner_text() == "All 6 claims."
    if "%E0" not in fragment:
        notice = page.locator(".igf1r-notice").inner_text()
        assert notice.startswith("Link ignored: ") and "\n" not in notice
    assert page.faults == []


def test_in_a_kernel_python_sets_filters_and_sees_what_is_found(small, open_page):
    page = open_page()
    page.evaluate(
        """async (spec) => {
            const { default: module } = await import("/module.js");
            const heard = {};
            window.state = { spec, settings: { entity: "pain" }, values: {} };
            window.model = {
                get: (key) => state[key],
                set(key, value) {
                    state[key] = value;
                    for (const one of heard[`change:${key}`] ?? []) one();
                },
                on: (event, one) => (heard[event] ??= []).push(one),
                off: (event) => { heard[event] = []; },
                save_changes: () => { window.saved = (window.saved ?? 0) + 1; },
            };
            window.leave = module.render({ model, el: document.getElementById("cell") });
        }""",
        claims_browser().widget().spec,
    )
    assert len(rows(page)) == 3
    page.evaluate("model.set('settings', { sign: '-' })")
    page.wait_for_function("() => window.saved")
    assert page.evaluate("state.values") == {"found": 2, "rows": ["claim-yuan-2.2-01", "claim-ma-1-01"]}
    fill(page, search="eases")
    page.wait_for_function("() => state.values.found === 1")
    assert page.evaluate("state.settings") == {"sign": "-", "search": "eases"}
    page.get_by_role("link", name="ma-1-01").click()
    assert page.evaluate("location.hash") == ""
    page.evaluate("leave()")
    page.evaluate("model.set('settings', {})")
    assert rows(page) == ["claim-ma-1-01"] and page.faults == []


# The built page


@pytest.fixture
def opened(browser, html):
    """A function that opens the built page from the file system, offline."""
    contexts = []

    def open_page(fragment="", width=390, page="evidence", **options):
        context = browser.new_context(viewport={"width": width, "height": 844}, offline=True, **options)
        contexts.append(context)
        shown = context.new_page()
        shown.goto((html / "chapters" / "reference" / f"{page}.html").as_uri() + fragment)
        return shown

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_address_of_a_claim_opens_the_page_at_it(opened, scripts):
    page = opened("#claim-yuan-2.2-03", java_script_enabled=scripts)
    row = page.locator("[id='claim-yuan-2.2-03']")
    row.wait_for(state="visible")
    if scripts:
        assert row.evaluate("one => one === document.activeElement")
        box = row.bounding_box()
        assert 0 <= box["y"] and box["y"] + box["height"] <= 844


def test_the_page_finds_what_the_data_hold(opened):
    page, known = opened(), load()
    claims = known.claims.values()
    wanted = {
        **{("sign", sign): [one.id for one in claims if one.sign == sign] for sign in SIGNS},
        **{("in", f"{r}-{s}"): [one.id for one in known.claims_of(r, s)] for r, s in known.sections},
        **{
            ("critique", each): [one.id for one in known.claims_of(critique=each)]
            for each in list(known.critiques)[::9]
        },
    }  # fmt: skip
    for (filter_, value), ids in wanted.items():
        if ids:
            fill(page, **{filter_: value})
        assert not ids or sorted(rows(page)) == sorted(f"claim-{id_}" for id_ in ids)
        fill(page, **{filter_: ""})
    for id_ in ("IGF1R", "BRCA1", "AKT"):
        fill(page, entity=id_)
        assert sorted(rows(page)) == sorted(
            f"claim-{one.id}" for one in claims if id_ in (one.subject, one.object)
        )


def test_the_bibliography_finds_references(opened):
    page = opened("#ref-wan2007rapamycin", page="bibliography")
    assert page.evaluate("document.activeElement.id") == "ref-wan2007rapamycin"
    fill(page, only="corrected")
    assert sorted(rows(page)) == sorted(f"ref-{one.key}" for one in load().references.values() if one.printed)
    fill(page, only="", search="wan 2007")
    assert "ref-wan2007rapamycin" in rows(page)


def test_without_scripts_every_row_is_there(opened):
    page = opened(java_script_enabled=False)
    assert page.locator("li[data-facets]").count() == len(load().claims)
    page.locator("summary", has_text="Yuan 2018, section 2.2").click()
    assert page.locator("[id='claim-yuan-2.2-03']").is_visible()
    assert page.locator("form.igf1r-find").count() == 0


def test_claims_stand_on_the_page_once(html):
    page = html / "chapters" / "reference" / "evidence.html"
    told = page.read_text("utf8") + (html / "_static" / "figures" / "evidence.js").read_text("utf8")
    said = max((claim.paraphrase for claim in load().claims.values() if "'" not in claim.paraphrase), key=len)
    assert told.count(said) == 1
