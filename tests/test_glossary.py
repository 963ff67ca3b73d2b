"""Links to the glossary: what they carry, and the definition that they show to mouse, keyboard and finger."""

import re
from html import unescape
from pathlib import Path

import pytest

from igf1r.knowledge import load
from igf1r.sphinxext.glossary import lines, spellings

THEME = Path(__file__).parents[1] / "theme" / "static"

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Terms</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'">
<link rel="stylesheet" href="/page.css"></head><body><article><h1>Terms</h1>
<p><button>Before</button> <a id="one" class="reference internal" href="#there"
data-term="kinase" data-definition="It adds a &lt;b&gt;phosphate&lt;/b&gt;.">kinases</a></p>
<p class="right">and <a id="two" class="reference internal" href="#there"
data-term="ligand"
data-definition="It binds to a receptor, which then does something in the cell.">ligands</a></p>
<p id="plain">Some other text.</p><div class="space"></div>
<p><a id="low" class="reference internal" href="#there"
data-term="low" data-definition="Far down.">low</a></p>
<p id="there">The glossary.</p></article><script src="/page.js"></script></body></html>"""

LAYOUT = ".right { text-align: right; } .space { height: 600px; } #there { margin: 0; height: 4px; }"


def test_the_glossary_page_lists_every_term_with_its_abbreviations():
    source = list(lines())
    for term in load().glossary.values():
        at = source.index(term.term)
        named = len(spellings(term))
        assert tuple(source[at : at + named]) == tuple(spellings(term))
        assert source[at + named : at + named + 2] == [f"   {term.definition}", ""]


def test_links_in_the_book_carry_their_terms_definition(html):
    """As many as there are in the chapters; each with the definition of the term that its anchor is about."""
    definitions = {term.term: term.definition for term in load().glossary.values()}
    found = 0
    for path in (html / "chapters").rglob("*.html"):
        text = re.sub('<p class="letters">.*?</p>', "", path.read_text("utf8"))
        links = re.findall(r'<a class="reference internal" href="[^"]*#term-[^"]*"([^>]*)>', text)
        told = [re.fullmatch(' data-term="(.*?)" data-definition="(.*?)"', one) for one in links]
        assert all(told)
        assert all(definitions[unescape(one[1])] == unescape(one[2]) for one in told)
        assert ("glossary.js" in text) == bool(links)
        found += len(links)
    assert found > 20


def headed(term):
    """The letter under which a term stands; a Greek one, which in capitals looks Latin, as it is."""
    return term[0].upper() if term[0].isascii() else term[0]


def test_letters_lead_to_the_first_term_of_each(html):
    text = (html / "chapters" / "reference" / "glossary.html").read_text("utf8")
    letters = re.findall(
        '<a class="reference internal" href="#term-([^"]*)">(.)</a>', text.split("<dl", 1)[0]
    )
    assert [letter for _, letter in letters] == sorted(
        {headed(term.term) for term in load().glossary.values()}
    )
    first = [re.search(f'<dt id="term-{re.escape(place)}">([^<]*)', text)[1] for place, _ in letters]
    assert [headed(term) for term in first] == [letter for _, letter in letters]


@pytest.fixture
def open_page(browser):
    """Open the page above; with `touch` it is a phone's."""
    contexts = []

    def open_it(touch=False):
        context = browser.new_context(
            viewport={"width": 390, "height": 500}, has_touch=touch, is_mobile=touch
        )
        contexts.append(context)
        page = context.new_page()
        page.requests, page.faults = [], []
        page.on("console", lambda message: page.faults.append(message.text))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        style = (THEME / "glossary.css").read_text("utf8") + LAYOUT
        files = {
            "/": ("text/html", PAGE),
            "/page.css": ("text/css", style),
            "/page.js": ("text/javascript", (THEME / "glossary.js").read_text("utf8")),
        }

        def answer(route):
            path = "/" + route.request.url.split("/", 3)[3]
            page.requests.append(path)
            kind, text = files.get(path, ("text/plain", ""))
            route.fulfill(content_type=f"{kind}; charset=utf-8", body=text)

        page.route("**/*", answer)
        page.goto("http://book.test/")
        return page

    yield open_it
    for context in contexts:
        context.close()


def shown(page):
    """The text of the definition that is shown, or an empty text."""
    box = page.locator("#glossary-definition")
    return box.inner_text() if box.is_visible() else ""


def test_the_mouse_shows_it_can_move_onto_it_and_leaves_it(open_page):
    page = open_page()
    assert shown(page) == ""
    page.locator("#one").hover()
    assert shown(page) == "kinase: It adds a <b>phosphate</b>."
    page.locator("#glossary-definition").hover()
    page.wait_for_timeout(400)
    assert shown(page)
    page.locator("#plain").hover(force=True, position={"x": 350, "y": 8})
    page.wait_for_function("() => document.getElementById('glossary-definition').hidden")
    page.locator("#one").click()
    assert page.evaluate("location.hash") == "#there"
    assert page.requests[3:] in ([], ["/favicon.ico"]) and page.faults == []


def test_the_keyboard_shows_it_and_escape_closes_it(open_page):
    page = open_page()
    page.locator("button").focus()
    page.keyboard.press("Tab")
    assert shown(page).startswith("kinase: ")
    link = page.locator("#one")
    assert link.get_attribute("aria-describedby") == page.get_by_role("tooltip").get_attribute("id")
    page.keyboard.press("Escape")
    assert shown(page) == "" and link.get_attribute("aria-describedby") is None
    assert page.evaluate("document.activeElement.id") == "one"
    page.keyboard.press("Tab")
    assert shown(page).startswith("ligand: It binds to")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#there"


def test_escape_closes_what_the_mouse_opened(open_page):
    page = open_page()
    page.locator("#one").hover()
    page.keyboard.press("Escape")
    assert shown(page) == ""


def test_the_first_tap_shows_it_and_the_second_follows_the_link(open_page):
    page = open_page(touch=True)
    page.locator("#one").tap()
    assert shown(page).startswith("kinase: ") and "Tap the word again" in shown(page)
    assert page.evaluate("location.hash") == ""
    page.locator("h1").tap()
    assert shown(page) == ""
    page.locator("#low").tap()
    page.locator("#two").tap()
    assert shown(page).startswith("ligand: ") and page.evaluate("location.hash") == ""
    page.locator("#two").tap()
    assert page.evaluate("location.hash") == "#there"


@pytest.mark.parametrize("id_", ["one", "two", "low"])
def test_it_stays_on_the_screen_and_does_not_cover_its_word(open_page, id_):
    """One word at the left edge, one at the right edge, one at the bottom of the screen."""
    page = open_page()
    page.locator(f"#{id_}").focus()
    box, word = page.get_by_role("tooltip").bounding_box(), page.locator(f"#{id_}").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    assert box["y"] >= 0 and box["y"] + box["height"] <= 500
    assert box["y"] >= word["y"] + word["height"] or box["y"] + box["height"] <= word["y"]
    assert page.evaluate("document.documentElement.scrollWidth") == 390
