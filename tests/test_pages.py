"""The built pages in a real browser: from the file system with the network off, and from a server."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from igf1r.front import FRONT

CHECKS = (Path(__file__).parent / "page_checks.js").read_text("utf8")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
EVERY_RULE = {"runOnly": STANDARDS}
COLOURS = {"runOnly": COLOUR_RULES}
NO_COLOURS = {"runOnly": STANDARDS, "rules": {rule: {"enabled": False} for rule in COLOUR_RULES}}
WIDTHS = {390: 844, 1280: 800, 1920: 1080}
TABLET = 768
ROOT = Path(__file__).parents[1]

FEWER_RECORDS = "document.querySelectorAll('.igf1r-records li:nth-child(n+6)').forEach((row) => row.remove())"
"""A thousand rows of one make take axe five minutes: the first five of each list stand for all."""


def pages():
    """Every page of the book as the table of contents names it, with the search page."""
    import yaml

    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf8"))
    chapters = [chapter["file"] for part in toc.get("parts", []) for chapter in part["chapters"]]
    return [f"{path}.html" for path in [toc["root"], *chapters]] + ["search.html"]


@pytest.fixture
def opened(browser, html):
    """A function that opens a page from the file system, offline; its `complaints` are what went wrong."""
    contexts = []

    def open_page(name, width=1280, scheme="light", motion="reduce", **options):
        context = browser.new_context(
            viewport={"width": width, "height": WIDTHS[width]}, color_scheme=scheme, offline=True,
            reduced_motion=motion, **options,
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on(
            "request",
            lambda request: (
                request.url.startswith(("file:", "data:", "blob:")) or page.complaints.append(request.url)
            ),
        )
        target, _, fragment = name.partition("#")
        page.goto((html / target).as_uri() + ("#" + fragment if fragment else ""))
        return page

    yield open_page
    for context in contexts:
        context.close()


UNFOLD = """() => {
  document.dispatchEvent(new Event("toggle")); // wakes the whole page
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  for (const both of document.querySelectorAll(".igf1r-views button:last-child")) both.click();
}"""


def show(page, width, scheme):
    """Show an open page at another width or in another scheme, its folded parts open."""
    page.set_viewport_size({"width": width, "height": WIDTHS.get(width, 1024)})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.wait_for_function("(width) => innerWidth === width", arg=width)
    page.evaluate(UNFOLD)
    page.locator("article.is-settled").wait_for()
    page.evaluate(
        "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
    )  # observers have told


@pytest.mark.parametrize("name", pages())
def test_nothing_is_cut_too_small_or_in_the_way(opened, name):
    page = opened(name)
    for width in (*WIDTHS, TABLET):
        show(page, width, "light")
        assert page.evaluate(f"() => {{ {CHECKS}; return checkLayout(); }}") == [], width
    assert page.complaints == []


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", pages())
def test_every_control_works(opened, name, width):
    page = opened(name, width)
    assert page.evaluate(f"async () => {{ {CHECKS}; return checkUse(); }}") == []
    assert page.complaints == []


def looks(at, audit):
    """Where axe looks at the page of this number, and for what: width, scheme and axe's options.

    The audit takes every rule at every width in both schemes. Else the rules about colours, which take most
    of the time, are left to one width in light and the next one in dark, with another pair on the next page.
    """
    if audit:
        return [(width, scheme, EVERY_RULE) for width in WIDTHS for scheme in ("light", "dark")]
    light, dark = (list(WIDTHS)[(at + step) % len(WIDTHS)] for step in (0, 1))
    shapes = [(width, "light", NO_COLOURS) for width in WIDTHS]
    return [*shapes, (light, "light", COLOURS), (dark, "dark", COLOURS)]


@pytest.mark.parametrize("at, name", list(enumerate(pages())))
def test_axe_finds_nothing(opened, audit, at, name):
    page = opened(name)
    page.evaluate(FEWER_RECORDS)
    page.evaluate(Axe().axe_script)
    found = []
    for width, scheme, options in looks(at, audit):
        show(page, width, scheme)
        run = {**options, "resultTypes": ["violations"]}
        for violation in page.evaluate("(run) => axe.run(run).then((results) => results.violations)", run):
            nodes = [node["html"][:120] for node in violation["nodes"]]
            found += [f"{width} {scheme}, {violation['id']}: {html}" for html in nodes]
    assert found == []


@pytest.mark.parametrize("name", pages())
def test_over_http_nothing_is_asked_of_other_hosts(browser, site, name):
    context = browser.new_context()
    asked, complaints = [], []
    context.route(
        lambda url: not url.startswith(site), lambda route: (asked.append(route.request.url), route.abort())
    )
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "response", lambda response: response.ok or complaints.append(f"{response.status} {response.url}")
    )
    page.goto(site + name)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith(("data:", "blob:"))] == [] and complaints == []
    context.close()


@pytest.mark.parametrize("name", pages()[:-1])
def test_without_scripts_every_figure_stands_complete(opened, name):
    page = opened(name, java_script_enabled=False)
    for figure in page.locator(".igf1r-drawing").all():
        folded = figure.locator("xpath=ancestor::details[not(@open)]").count()
        assert (folded or figure.locator("svg").is_visible()) and figure.locator("svg text").count() > 1
        assert figure.locator("xpath=..").locator("details.igf1r-list li").count() > 2
    assert page.locator("main, [role=main]").first.inner_text().strip()


def state(page, figure):
    return page.evaluate(
        "id => Object.fromEntries([...document.querySelectorAll(`#${id} .igf1r-svg [data-node]`)]"
        ".map(g => [g.dataset.node, g.classList.contains('is-on')]))",
        figure,
    )


def switch(page, figure, label):
    return page.locator(f"#{figure} .igf1r-switch", has_text=label).locator("input")


def test_a_click_on_a_drug_stops_the_signal(opened):
    page = opened("chapters/index.html")
    assert state(page, "core")["ERK"]
    switch(page, "core", "MEK inhibitor").click()
    after = state(page, "core")
    assert not after["ERK"] and not after["Proliferation"] and after["AKT"]
    page.locator("#core .igf1r-why").get_by_text("MEK off because MEK inhibitor is on").wait_for()


def test_words_that_come_too_late_are_not_shown(opened):
    page = opened("chapters/index.html")
    page.evaluate("""() => {
      document.querySelector("#core .igf1r-switch input").click();
      [...document.querySelectorAll("#core button")].find((button) => button.textContent === "Reset").click();
    }""")
    page.wait_for_timeout(100)
    assert page.locator("#core .igf1r-why").inner_text() == ""
    assert page.locator("#core [role=status]").inner_text() == "Reset to the default state."


BODIES = {
    "incision": "pain/acute", "afferent": "pain/excitability", "microglia": "pain/glia",
    "spinal-inflammation": "pain/neuroinflammation", "dilemma": "both/dilemma",
}  # fmt: skip
"""The explorers with a body axis, each with a page that has it."""


@pytest.mark.parametrize("figure, chapter", list(BODIES.items()))
def test_in_full_screen_the_body_stands_beside_the_pathway_and_is_read_from_the_back_row(
    opened, figure, chapter
):
    page = opened(f"chapters/{chapter}.html", 1920)
    assert page.locator(f"#{figure} .igf1r-drawing").last.is_hidden()
    page.locator(f"#{figure}").get_by_role("button", name="Full screen").click()
    page.wait_for_function("document.fullscreenElement")
    pathway, body = (drawing.bounding_box() for drawing in page.locator(f"#{figure} .igf1r-drawing").all())
    assert pathway["x"] + pathway["width"] <= body["x"] and pathway["y"] == body["y"]
    assert max(box["y"] + box["height"] for box in (pathway, body)) <= 1080
    assert (
        page.locator(f"#{figure} .igf1r-drawing svg").last.evaluate("svg => 13 * svg.getScreenCTM().a") >= 17
    )
    page.evaluate("document.exitFullscreen()")
    page.wait_for_function("!document.fullscreenElement")
    page.locator(f"#{figure} .igf1r-drawing").last.wait_for(state="hidden")


def test_a_drug_bars_the_receptor_on_the_body_and_stills_the_path(opened):
    page = opened("chapters/pain/acute.html")
    figure = page.locator("#incision")
    figure.get_by_role("button", name="On the body").click()
    look = "g => g.getAttribute('class')"
    line, receptor = (
        figure.locator("[data-route^='nerve to']"),
        figure.locator(".igf1r-drawing >> nth=1").locator("[data-node=IGF1R]"),
    )
    assert "is-on" in line.evaluate(look) and "is-on" in receptor.evaluate(look)
    switch(page, "incision", "PPP").click()
    assert "is-off" in line.evaluate(look) and "is-blocked" in receptor.evaluate(look)
    assert receptor.locator(".strike").is_visible()
    figure.get_by_role("button", name="Save SVG").wait_for()
    with page.expect_download() as download:
        figure.get_by_role("button", name="Save SVG").click()
    assert download.value.suggested_filename == "incision-body.svg"


def test_keyboard_alone_does_the_same(opened):
    page = opened("chapters/index.html")
    switch(page, "core", "MEK inhibitor").focus()
    page.keyboard.press("Space")
    assert not state(page, "core")["ERK"]
    page.locator("#core .igf1r-drawing").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press(".")
    page.keyboard.press("Enter")
    assert page.locator("#core .igf1r-evidence").is_visible()


def test_link_to_a_state_comes_back(opened):
    page = opened("chapters/index.html")
    switch(page, "core", "PI3K inhibitor").click()
    page.locator("#core").get_by_role("button", name="Link to this state").click()
    fragment = page.evaluate("location.hash")
    assert fragment == "#core:PI3K_inhibitor=1"
    again = opened(f"chapters/index.html{fragment}")
    assert state(again, "core") == state(page, "core")


@pytest.mark.parametrize(
    "fragment",
    [
        "core:NONE=1",
        "core:IGF1=7",
        "core:IGF1",
        "core:IGF1R=0",
        "core:IGF1=1=1",
        "core:<b>=1",
        "core:%E0%A4%A",
    ],
)
def test_a_bad_link_changes_nothing_and_says_so(opened, fragment):
    page = opened(f"chapters/index.html#{fragment}")
    assert state(page, "core") == state(opened("chapters/index.html"), "core")
    notice = page.locator("#core .igf1r-notice").inner_text()
    assert notice.startswith("Link ignored: ") and "\n" not in notice
    assert page.complaints == []


@pytest.mark.parametrize(
    "link, allowed",
    [
        ("both/dilemma#dilemma:By_text=0", "allowed: one of By_text, By_title with the value 1."),
        ("both/dilemma#dilemma:By_text=1,By_title=1", "allowed: one of By_text, By_title with the value 1."),
        (
            "pain/place-and-time#evidence-map:species=cat",
            "allowed for species: human, mouse, not given, rat.",
        ),
    ],
)
def test_a_link_to_what_cannot_be_says_what_can(opened, link, allowed):
    chapter, fragment = link.split("#")
    figure = fragment.split(":")[0]
    page = opened(f"chapters/{chapter}.html#{fragment}")
    notice = page.locator(f"#{figure} .igf1r-notice").inner_text()
    assert notice.startswith("Link ignored: ") and "\n" not in notice and allowed in notice
    assert state(page, figure) == state(opened(f"chapters/{chapter}.html"), figure)


@pytest.mark.parametrize(
    "figure, chapter, switches",
    [
        ("matrix", "chemoresistance/matrix", ["IGF-1", "fibronectin"]),
        ("memory-loop", "signalling/boolean", ["DNA damage", "DNA damage"]),
    ],
)
def test_a_link_to_a_state_that_depends_on_the_way_comes_back(opened, figure, chapter, switches):
    page = opened(f"chapters/{chapter}.html")
    for label in switches:
        switch(page, figure, label).first.click()
    page.locator(f"#{figure}").get_by_role("button", name="Link to this state").click()
    fragment = page.evaluate("location.hash")
    named = [part.split("=")[0] for part in fragment.partition(":")[2].split(",")]
    assert len(set(named)) < len(named)
    again = opened(f"chapters/{chapter}.html{fragment}")
    assert state(again, figure) == state(page, figure) != state(opened(f"chapters/{chapter}.html"), figure)


TOP = "(id) => document.getElementById(id).getBoundingClientRect().top"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "link",
    [
        "index.html#core:MEK_inhibitor=1", "chemoresistance/system.html#tumour:Doxorubicin=1",
        "pain/place-and-time.html#evidence-map:species=mouse",
    ],
)  # fmt: skip
def test_a_link_to_a_state_lands_on_the_figure_also_when_loaded_again(opened, link, width):
    page = opened(f"chapters/{link}", width, motion="no-preference")
    figure = link.partition("#")[2].partition(":")[0]
    page.locator("article.is-settled").wait_for()
    assert abs(page.evaluate(TOP, figure)) < 2
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    page.reload()
    page.locator("article.is-settled").wait_for()
    assert abs(page.evaluate(TOP, figure)) < 2


def test_a_link_to_the_state_in_the_address_works_a_second_time(opened):
    page = opened("chapters/chemoresistance/system.html", 390)
    link = page.locator("a[href='#tumour:Cisplatin=1']")
    link.click()
    page.wait_for_timeout(100)
    wanted = state(page, "tumour")
    switch(page, "tumour", "IGF1R TKI").click()
    assert state(page, "tumour") != wanted
    link.click()
    page.wait_for_timeout(100)
    assert state(page, "tumour") == wanted and abs(page.evaluate(TOP, "tumour")) < 2


def test_a_link_into_a_folded_box_opens_it(opened):
    page = opened("chapters/pain/overview.html#claim-ma-3.1-22")
    row = page.locator("[id='claim-ma-3.1-22']")
    assert row.is_visible() and page.locator("details.igf1r-fold[open]").count() == 1
    assert 0 <= row.bounding_box()["y"] < 400
    page.evaluate("location.hash = 'claim-ma-1-01'")
    page.wait_for_timeout(100)
    assert page.locator("[id='claim-ma-1-01']").is_visible()


PARTS = """[...document.querySelectorAll("article section > *")]
  .map((part) => part.getBoundingClientRect().top + scrollY)"""
SHIFTS = """new Promise((done) => new PerformanceObserver((list, observer) => {
  observer.disconnect();
  done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0));
}).observe({ type: "layout-shift", buffered: true }) ?? setTimeout(done, 100, 0))"""
RESTING = """[...document.querySelectorAll("article section > .cell > *")]
  .filter((part) => !part.checkVisibility({ contentVisibilityAuto: true })).length"""

RESTING_PARTS = {
    "index": 0,
    "chemoresistance/system": 10,
    "reference/evidence": 0,
    "reference/bibliography": 0,
}
"""Pages, each with how many of its parts are at rest at least."""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name, resting", list(RESTING_PARTS.items()))
def test_a_page_does_not_move_while_it_wakes_and_comes_to_rest(opened, name, resting, width):
    page = opened(f"chapters/{name}.html", width)
    before = page.evaluate(PARTS)
    page.locator("article.is-settled").wait_for()
    page.wait_for_timeout(100)
    assert page.evaluate(PARTS) == pytest.approx(before, abs=1) and page.evaluate(SHIFTS) < 0.05
    assert page.evaluate(RESTING) >= resting


@pytest.mark.parametrize("way", ["address", "link"])
def test_a_link_to_a_part_at_rest_ends_at_it(opened, way):
    page = opened("chapters/pain/place-and-time.html", 390)
    follow = {
        "address": "(id) => { location.hash = id; }",
        "link": "(id) => { const a = document.createElement('a'); a.href = `#${id}`; "
        "document.body.append(a); a.click(); }",
    }[way]
    for part in ("critique-M-T1.1", "key-points", "claim-ma-5-35"):
        page.locator("article.is-settled").wait_for()
        page.evaluate(follow, part)
        page.wait_for_timeout(100)
        assert (
            0 <= page.evaluate("(id) => document.getElementById(id).getBoundingClientRect().top", part) < 150
        ), part


def test_on_a_phone_the_switches_stay_in_view(opened):
    page = opened("chapters/chemoresistance/system.html", 390)
    page.locator("#tumour .igf1r-tools").evaluate("(row) => row.scrollIntoView({ block: 'center' })")
    switches, drawing = (
        page.locator(f"#tumour {part}").first.bounding_box() for part in (".igf1r-controls", ".igf1r-drawing")
    )
    assert drawing["y"] < switches["y"] < 60 and switches["height"] < 200


def test_step_shows_the_signal_travelling(opened):
    page = opened("chapters/index.html")
    page.locator("#core .igf1r-auto input").uncheck()
    switch(page, "core", "IGF-1").first.click()
    off = []
    for _ in range(5):
        page.locator("#core").get_by_role("button", name="Step").click()
        off.append(sorted(id_ for id_, on in state(page, "core").items() if not on))
    assert "IGF1R" in off[0] and "ERK" not in off[1] and "ERK" in off[4]


def press(page, figure, name):
    """Press a button of a figure, and wait until its words are there."""
    page.locator(f"#{figure}").get_by_role("button", name=name, exact=True).click()
    page.wait_for_timeout(50)


def said(page, figure):
    return page.locator(f"#{figure} [role=status]").inner_text()


def focused(page):
    return page.evaluate("document.activeElement.textContent")


def test_a_challenge_is_judged_by_the_settled_state_and_counts_the_ways_found(opened):
    page = opened("chapters/chemoresistance/apoptosis.html")
    panel, drug = page.locator("#apoptosis .igf1r-task"), switch(page, "apoptosis", "IGF1R TKI")
    verdict = panel.locator(".igf1r-verdict")
    press(page, "apoptosis", "Challenge 1")
    marked = page.locator("#apoptosis .igf1r-tasks [aria-pressed=true]")
    assert marked.all_inner_texts() == ["Challenge 1"] == panel.locator(".igf1r-heading").all_inner_texts()
    drug.click()
    page.wait_for_timeout(50)
    reached = "Goal reached with 1 change: the fewest possible. "
    assert verdict.inner_text() == f"{reached}1 of 2 ways found."
    assert said(page, "apoptosis").startswith(f"{reached}1 of 2 ways found. ")
    page.locator("#apoptosis .igf1r-auto input").uncheck()
    drug.click()
    page.wait_for_timeout(50)
    assert verdict.inner_text() == "" and said(page, "apoptosis") == "Switched. Press Step or Run."
    for _ in range(30):
        press(page, "apoptosis", "Step")
        if "Settled" in said(page, "apoptosis"):
            break
        assert "Goal reached" not in verdict.inner_text()
    not_yet = "Goal not reached yet (0 changes so far)."
    assert verdict.inner_text() == not_yet
    assert said(page, "apoptosis") == f"Step. {not_yet} Settled: nothing left to update."
    press(page, "apoptosis", "Reset")
    assert said(page, "apoptosis") == "Challenge 1 starts again." and panel.is_visible()
    assert state(page, "apoptosis")["Cisplatin"] and switch(page, "apoptosis", "IGFBP7").is_disabled()
    switch(page, "apoptosis", "AKT inhibitor").click()
    page.wait_for_timeout(50)
    assert verdict.inner_text() == f"{reached}2 of 2 ways found."


def test_who_predicts_cannot_look_at_the_outcome_first(opened):
    page = opened("chapters/index.html")
    moves = page.locator("#core").get_by_role("button", name="Step").or_(
        page.locator("#core").get_by_role("button", name="Run", exact=True)
    ).or_(page.locator("#core .igf1r-auto input"))  # fmt: skip
    press(page, "core", "Predict")
    assert moves.count() == 3 and all(move.is_disabled() for move in moves.all())
    press(page, "core", "Leave")
    assert all(move.is_enabled() for move in moves.all())


def test_the_keyboard_stays_with_the_task(opened):
    page = opened("chapters/index.html")
    press(page, "core", "Challenge")
    press(page, "core", "Leave")
    assert focused(page) == "Challenge"
    press(page, "core", "Predict")
    page.locator("#core summary", has_text="Mark nodes in a list").click()
    page.locator("#core .igf1r-guesses select").first.select_option("1")
    press(page, "core", "Check my prediction")
    assert focused(page).startswith("Your prediction: ")
    press(page, "core", "Predict again")
    assert focused(page) == "Predict first"
    press(page, "core", "Leave")
    assert focused(page) == "Predict"


def test_the_cursor_in_a_diagram_stays_in_view(opened):
    page = opened("chapters/chemoresistance/system.html", 390)
    page.locator("#tumour .igf1r-drawing").focus()
    for key in ["ArrowRight"] * 7 + ["ArrowUp"] * 7:
        page.keyboard.press(key)
        page.wait_for_timeout(50)
        cursor, frame, switches = (
            page.locator(f"#tumour {part}").first.evaluate("one => one.getBoundingClientRect().toJSON()")
            for part in (".is-cursor", ".igf1r-drawing", ".igf1r-controls")
        )
        assert frame["left"] <= cursor["left"] and cursor["right"] <= frame["right"]
        assert switches["bottom"] <= cursor["top"] and cursor["bottom"] <= 844


def test_by_keyboard_the_evidence_is_entered_and_left(opened):
    page = opened("chapters/chemoresistance/system.html")
    page.locator("#tumour .igf1r-drawing").focus()
    for key in ("ArrowDown", "."):
        page.keyboard.press(key)
    page.wait_for_timeout(50)
    before = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    page.wait_for_timeout(50)
    panel = page.locator("#tumour .igf1r-evidence")
    heading = panel.locator(".igf1r-heading").inner_text()
    assert (
        panel.evaluate("panel => panel === document.activeElement && panel.ariaLabel")
        == f"Evidence: {heading}"
    )
    page.keyboard.press("Tab")
    assert focused(page) == "Close"
    page.keyboard.press("Escape")
    page.wait_for_timeout(50)
    assert panel.is_hidden() and page.evaluate("scrollY") == before
    assert page.evaluate("document.activeElement === document.querySelector('#tumour .igf1r-drawing')")


def test_what_the_evidence_is_about_is_marked_and_closing_comes_back_to_it(opened):
    page = opened("chapters/chemoresistance/system.html", 390, has_touch=True)
    arrow = page.locator("#tumour [data-edge='p53_wt>p53']")
    page.locator("#tumour .igf1r-drawing").evaluate("one => one.scrollIntoView({ block: 'end' })")
    before = page.evaluate("scrollY")
    line = arrow.locator(".hit")
    line.dispatch_event("click")
    page.wait_for_timeout(50)
    assert page.evaluate("scrollY") > before + 100
    assert said(page, "tumour").endswith(" raises p53. 0 claims of the reviews, 1 other source.")
    marked = page.locator("#tumour .is-chosen")
    assert marked.evaluate_all("all => all.map((one) => one.dataset.edge)") == ["p53_wt>p53"]
    assert arrow.locator(".line").first.evaluate("line => getComputedStyle(line).strokeWidth") == "5px"
    press(page, "tumour", "Close")
    assert marked.count() == 0 and page.evaluate("scrollY") == before


def test_one_arrow_is_one_arrow(opened):
    page = opened("chapters/index.html")
    page.locator("#core .igf1r-drawing").focus()
    heard = set()
    for _ in range(12):
        page.keyboard.press("ArrowDown")
        heard.add(said(page, "core"))
    assert any(words.endswith(" 1 arrow.") for words in heard)
    assert not any(words.endswith(" 1 arrows.") for words in heard)


def test_pictures_are_saved(opened):
    page = opened("chapters/index.html")
    for label, first in (("Save SVG", b"<svg"), ("Save PNG", b"\x89PNG")):
        with page.expect_download() as download:
            page.locator("#core").get_by_role("button", name=label).click()
        assert Path(download.value.path()).read_bytes().startswith(first)


def test_two_copies_share_no_ids_and_no_state(browser):
    import json

    from igf1r.explorer import Explorer
    from igf1r.front import page_source, style_source

    explorer = Explorer("core")
    page = browser.new_page()
    page.set_content(f"<style>{style_source()}</style><h1>t</h1>{explorer.html(1)}{explorer.html(2)}")
    page.evaluate(f"window.igf1rSpecs = {json.dumps({'core': explorer.spec()})}")
    page.add_script_tag(content=page_source())
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids)) and "core-2" in ids
    switch(page, "core-2", "MEK inhibitor").click()
    page.wait_for_timeout(1500)
    assert state(page, "core")["ERK"] and not state(page, "core-2")["ERK"]
    page.close()


def test_the_pages_script_is_what_the_library_has(html):
    script = (html / "_static" / "igf1r.js").read_text("utf8")
    assert (FRONT / "boolean.js").read_text("utf8") in script
