"""What the theme and the style sheets do on the built pages."""

import pytest

SIZES = {390: 844, 1280: 800, 1920: 1080}


@pytest.fixture
def opened(browser, html):
    """A function that opens a page of the built book, offline."""
    contexts = []

    def open_page(name, width=1280):
        context = browser.new_context(
            viewport={"width": width, "height": SIZES[width]}, offline=True, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.goto((html / name).as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", SIZES)
def test_the_search_page_has_a_field_that_keeps_the_words(opened, width):
    page = opened("search.html", width)
    field = page.get_by_role("searchbox", name="Words to find in the book")
    field.fill("afferent")
    field.press("Enter")
    page.locator("#search-results li").first.wait_for()
    assert field.input_value() == "afferent"
    field.fill("qqqq")
    page.get_by_role("button", name="Search", exact=True).click()
    page.get_by_text("did not match any documents").wait_for()
    assert field.input_value() == "qqqq" and field.bounding_box()["y"] < 300


@pytest.mark.parametrize("width", SIZES)
def test_the_way_back_to_the_top_stands_in_the_corner(opened, width):
    page = opened("chapters/signalling/mapk.html", width)
    page.locator("article.is-settled").wait_for()
    for down in (3000, -300):
        page.mouse.wheel(0, down)
        page.wait_for_timeout(200)
    box = page.get_by_role("link", name="Back to top").bounding_box()
    assert 24 <= box["width"] == box["height"] <= 48
    assert width - 70 < box["x"] and box["x"] + box["width"] < width
    assert SIZES[width] - 70 < box["y"] and box["y"] + box["height"] < SIZES[width]
    text = page.locator("article").bounding_box()
    assert width == 390 or text["x"] + text["width"] < box["x"]


@pytest.mark.parametrize("box", [".igf1r-groups", ".igf1r-drawing"])
def test_the_edge_fades_where_more_stands_at_the_side(opened, box):
    page = opened("chapters/chemoresistance/system.html", 390)
    page.locator("article.is-settled").wait_for()
    box = page.locator(f"#tumour {box}").first
    mask = "one => getComputedStyle(one).maskImage"
    box.evaluate("one => one.scrollIntoView()")
    page.wait_for_timeout(100)
    assert "gradient" in box.evaluate(mask)
    box.evaluate("one => { one.scrollLeft = one.scrollWidth; }")
    page.wait_for_timeout(100)
    assert box.evaluate(mask) == "none"


def test_what_fits_has_no_faded_edge(opened):
    page = opened("chapters/index.html")
    page.locator("article.is-settled").wait_for()
    drawing = page.locator("#core .igf1r-drawing").first
    assert drawing.evaluate("one => getComputedStyle(one).maskImage") == "none"


def test_the_name_of_a_group_of_switches_stays_in_view(opened):
    page = opened("chapters/chemoresistance/system.html", 390)
    page.locator("article.is-settled").wait_for()
    page.locator("#tumour .igf1r-groups").evaluate("one => { one.scrollIntoView(); one.scrollLeft = 400; }")
    legends = [legend.bounding_box() for legend in page.locator("#tumour .igf1r-groups legend").all()]
    assert any(0 <= box["x"] < 60 for box in legends)


def test_short_names_in_an_analysis_stay_on_one_line(opened):
    page = opened("chapters/both/critical-reading.html")
    heights = page.locator("#analysis-sections tbody th").evaluate_all(
        "cells => cells.map((cell) => { const line = document.createRange(); line.selectNodeContents(cell);"
        " return line.getClientRects().length; })"
    )
    assert set(heights) == {1}


def test_no_gap_follows_a_prediction(opened):
    page = opened("chapters/signalling/mapk.html")
    page.locator("article.is-settled").wait_for()
    gap = page.locator(".igf1r-quiz[id^=predict]").first.evaluate(
        "quiz => quiz.closest('.cell').getBoundingClientRect().bottom"
        " - quiz.querySelector('form .igf1r-button').getBoundingClientRect().bottom"
    )
    assert gap < 16
