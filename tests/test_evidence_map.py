"""The evidence map: where marks stand, what is counted, and that the page counts as the library does."""

import itertools
import json
import random
import re
from html import escape

import pytest
from lxml import etree

from igf1r import tally
from igf1r.evidence_map import LANES, EvidenceMap, number
from igf1r.exhibit import find
from igf1r.front import FRONT, page_source, style_source
from igf1r.geometry import FONT_SIZE, text_width

SEEDED = 3000
COUNT = "({entries, choices, rules}) => choices.map((one) => tally.count(entries, one, rules))"


@pytest.fixture(scope="module")
def shown():
    return EvidenceMap()


@pytest.fixture(scope="module")
def drawing(shown):
    return etree.fromstring(shown.svg().encode())


def groups(drawing, **data):
    for group in drawing.iter("{http://www.w3.org/2000/svg}g"):
        if all(group.get(f"data-{key}") == value for key, value in data.items()):
            yield group


# The drawing


def test_every_reading_of_every_study_has_a_mark_and_the_reviews_is_shown(shown, drawing):
    marks = [g for g in groups(drawing) if g.get("data-reading")]
    wanted = {(one["id"], each["id"]) for one in shown.entries for each in one["readings"]}
    assert {(g.get("data-study"), g.get("data-reading")) for g in marks} == wanted and len(marks) == len(
        wanted
    )
    for mark in marks:
        assert ("is-hidden" in mark.get("class").split()) == (mark.get("data-reading") != "review")


def box(text):
    """The room that a line of text takes: x0, y0, x1, y1."""
    size = float(text.get("font-size", FONT_SIZE))
    width = text_width(text.text, size, "bold" if "bold" in text.get("class") else "normal")
    x, y = float(text.get("x")), float(text.get("y"))
    x0 = x - width * {"middle": 0.5, "end": 1}.get(text.get("text-anchor"), 0)
    return x0, y - 0.76 * size, x0 + width, y + 0.2 * size


def test_no_two_texts_touch_whatever_is_chosen(drawing):
    texts = [
        (group.get("data-study"), text.text, box(text))
        for group in groups(drawing)
        for text in group.iter("{http://www.w3.org/2000/svg}text")
    ]
    for _, said, (x0, y0, x1, y1) in texts:
        assert 2 <= x0 and x1 <= 418 and y0 >= 0, said
    for (one, said, a), (other, told, b) in itertools.combinations(texts, 2):
        if one is None or one != other:
            assert a[2] + 2 <= b[0] or b[2] + 2 <= a[0] or a[3] <= b[1] or b[3] <= a[1], (
                f"{said} and {told} touch"
            )


def test_no_two_marks_touch_whatever_is_chosen(shown):
    lanes, slots = shown.layout()
    places = {(id_, slot.x, slot.y): slot for (id_, _), slot in slots.items()}
    for (one, a), (other, b) in itertools.combinations(places.items(), 2):
        if one[0] != other[0] and abs(a.y - b.y) < 14:
            assert a.extent[1] <= b.extent[0] or b.extent[1] <= a.extent[0], f"{one[0]} and {other[0]} touch"
    for (id_, reading), slot in slots.items():
        entry = next(one for one in shown.entries if one["id"] == id_)
        top, bottom = lanes[tally.reading(entry, {id_: reading})["site"]]
        assert top + 7 <= slot.y <= bottom - 7


def test_type_is_large_and_the_bytes_are_the_same_each_time(shown, drawing):
    for text in drawing.iter("{http://www.w3.org/2000/svg}text"):
        assert float(text.get("font-size", FONT_SIZE)) >= FONT_SIZE
    assert EvidenceMap().svg() == shown.svg() and EvidenceMap().spec() == shown.spec()


def test_later_stands_further_right(shown):
    _, slots = shown.layout()
    place = {
        id_: slots[id_, "review"].x for id_ in ("ma-67", "ma-34", "ma-69", "ma-35", "ma-94", "ma-90", "ma-95")
    }
    assert list(place.values()) == sorted(place.values())


def test_the_static_body_has_every_study_and_both_counts(shown):
    body, text = shown.body(), shown.text()
    for one in shown.entries:
        label = shown.row(one["id"])["Study"]
        assert body.count(f">{escape(label)}<") == 1 and label in text
    assert all(line in body and line in text for line in shown.verdicts())
    assert find("map", "evidence-map").html() == shown.html()


def test_numbers_tell_studies_apart(shown):
    numbers = [number(study) for study in shown.studies.values()]
    assert len(set(numbers)) == len(numbers)


# The count


def test_every_place_has_a_side_and_a_lane():
    lanes = {site for group in LANES.values() for site in group}
    assert lanes == set(tally.SIDES)
    assert {tally.SIDES[site] for site in LANES["Periphery"]} == {"peripheral"}
    assert {tally.SIDES[site] for site in LANES["Centre"]} == {"central"}


def test_what_chapter_and_questions_say_of_the_counts(shown):
    by_days, by_filing = shown.tally(), shown.tally(time="filing")
    assert not by_days["time"]["against"] and len(by_days["time"]["out"]) > len(by_days["shown"]) / 2
    assert len(by_filing["time"]["against"]) >= 0.8 * len(by_filing["time"]["for"])
    assert by_days["place"]["against"] == ["ma-69", "ma-78", "ma-79", "ma-80", "ma-88"]
    assert shown.tally(ligand="IGF-2")["shown"] == ["ma-68", "ma-79", "ma-80"]
    people = shown.tally(human="people", tests="tests")
    assert not any(people[name][side] for name in ("place", "time") for side in ("for", "against"))
    moved = shown.tally(ma_83="route")["place"]
    assert "ma-83" in by_days["place"]["for"] and "ma-83" in moved["out"]
    assert "ma-83" in shown.tally(ma_83="route", systemic="peripheral")["place"]["against"]


def test_each_study_shown_is_counted_once_for_each_hypothesis(shown):
    for choices in settings(shown, 200):
        result = tally.tally(shown.entries, choices)
        for name in tally.EXPECTED:
            assert sorted(itertools.chain(*result[name].values())) == sorted(result["shown"])


@pytest.mark.parametrize(
    "change, place, time",
    [
        ({}, "for", "for"),
        ({"role": "relieves"}, "against", "against"),
        ({"role": "open"}, "out", "out"),
        ({"role": "none"}, "out", "out"),
        ({"site": "spinal-cord"}, "against", "for"),
        ({"site": "systemic"}, "out", "for"),
        ({"site": ""}, "out", "for"),
        ({"low": 7, "high": 9}, "for", "against"),
        ({"low": 3, "high": 7}, "for", "out"),
        ({"low": None, "high": None}, "for", "out"),
    ],
)
def test_one_study_by_the_rules(change, place, time):
    reading = {"id": "review", "role": change.get("role", "promotes"), "site": change.get("site", "skin")}
    entry = {
        "id": "ma-1", "facts": {name: ["x"] for name in tally.FILTERS}, "phase": "", "tested": False,
        "low": change.get("low", 1), "high": change.get("high", 3), "readings": [reading],
    }  # fmt: skip
    result = tally.tally([entry], tally.start())
    assert result["place"][place] == ["ma-1"] and result["time"][time] == ["ma-1"]
    assert tally.tally([entry], tally.start() | {"tests": "tests"})["place"]["out"] == ["ma-1"]
    assert tally.tally([entry], tally.start() | {"species": "y"})["shown"] == []


def settings(shown, many):
    """Seeded choices, after the first ones and each single change of them."""
    options, first = shown.options(), tally.start()
    yield first
    for name, values in options.items():
        yield from (first | {name: value} for value in values)
    dice = random.Random(20230703)
    for _ in range(many):
        names = dice.sample(list(options), dice.randrange(1, len(options)))
        yield first | {name: dice.choice(options[name]) for name in names}


def test_the_page_counts_as_the_library_does(browser, shown):
    page = browser.new_page()
    page.add_script_tag(
        content=(FRONT / "tally.js").read_text("utf8").replace("const tally =", "window.tally =")
    )
    spec, chosen = shown.spec(), list(settings(shown, SEEDED))
    counted = page.evaluate(COUNT, {"entries": spec["studies"], "choices": chosen, "rules": spec["logic"]})
    page.close()
    for choices, count in zip(chosen, counted, strict=True):
        assert count == tally.tally(shown.entries, choices), choices


def test_choices_that_do_not_exist_give_one_line(shown):
    with pytest.raises(ValueError, match="^ligand='IGF-3' does not fit evidence-map; allowed: .*IGF-2"):
        shown.tally(ligand="IGF-3")
    with pytest.raises(
        ValueError, match="^ma-82='maybe' does not fit evidence-map; allowed: review, title, out$"
    ):
        shown.tally(ma_82="maybe")
    with pytest.raises(ValueError, match="^dose='x' does not fit evidence-map; allowed: ligand"):
        shown.tally(dose="x")


def test_links_can_carry_every_choice(shown):
    for values in shown.options().values():
        assert not any(re.search("[,=]", value) for value in values)


# The page


@pytest.fixture
def live(browser, shown):
    """The map alone on a page, alive."""
    page = browser.new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    faults = []
    page.on("pageerror", lambda error: faults.append(error))
    spec = json.dumps({"evidence-map": shown.spec()}).replace("</", "<\\/")
    page.set_content(
        f"<!doctype html><html lang=en><style>{style_source()}</style><body>{shown.html()}"
        f"<script>window.igf1rSpecs = {spec};</script><script>{page_source()}</script>"
    )
    yield page
    assert not faults
    page.close()


MARKS = """[...document.querySelectorAll("[data-reading]:not(.is-hidden)")]
  .map((mark) => `${mark.dataset.study} ${mark.dataset.reading}`)"""


def marks(page):
    return set(page.evaluate(MARKS))


def test_a_filter_shows_its_studies_and_says_the_count(live, shown):
    live.select_option("label:has-text('Ligand') select", "IGF-2")
    wanted = shown.tally(ligand="IGF-2")
    assert marks(live) == {f"{id_} review" for id_ in wanted["shown"]}
    said = live.inner_text("[role=status]")
    assert (
        said.startswith(f"{len(wanted['shown'])} studies. Place: {len(wanted['place']['for'])} for")
        and len(said) <= 200
    )


def test_the_critiques_readings_move_marks_and_counts(live, shown):
    live.get_by_role("button", name="As the critiques read").click()
    wanted = shown.tally(**shown.advised())
    assert f"Against: {len(wanted['place']['against'])}" in live.inner_text(".igf1r-card >> nth=0")
    assert "ma-83 route" in marks(live) and "ma-83 review" not in marks(live)
    live.get_by_role("button", name="As the review reports").click()
    assert marks(live) == {f"{one['id']} review" for one in shown.entries}


def test_a_preset_says_whether_it_holds(live):
    presets = [
        live.get_by_role("button", name=f"As the {who}") for who in ("review reports", "critiques read")
    ]
    pressed = lambda: [preset.get_attribute("aria-pressed") for preset in presets]  # noqa: E731
    assert pressed() == ["true", "false"]
    presets[1].click()
    assert pressed() == ["false", "true"]
    live.get_by_text("Contested classifications").click()
    live.locator("input[name*='ma-83'][value=review]").check()
    assert pressed() == ["false", "false"]


def test_a_study_opens_by_mark_and_by_keyboard_and_can_be_read_otherwise(live):
    live.locator("[data-study='ma-82'][data-reading=review] .hit").dispatch_event("click")
    panel = live.locator(".igf1r-panel")
    assert (
        "Chemotherapy-induced peripheral neuropathy is promoted" in panel.inner_text()
        and "M-24" in panel.inner_text()
    )
    panel.get_by_role("radio", name=re.compile("^As its title reads")).check()
    assert "ma-82 title" in marks(live)
    panel.get_by_role("button", name="Close").click()
    assert live.evaluate("document.activeElement.className") == "igf1r-drawing"
    live.get_by_text("The studies as a list").click()
    button = live.locator(".igf1r-studies li[data-study='ma-69'] button")
    button.focus()
    live.keyboard.press("Enter")
    assert "Takemura" in panel.inner_text() and "1 µg" in panel.inner_text()
    panel.get_by_role("button", name="Close").click()
    assert button.evaluate("(element) => element === document.activeElement")


@pytest.fixture
def opened(browser, html):
    """A function that opens the built page at the map, offline."""
    pages = []

    def open_page(width, height):
        page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
        pages.append(page)
        page.goto((html / "chapters" / "pain" / "place-and-time.html").as_uri())
        page.locator("article.is-settled").wait_for()
        page.locator("#evidence-map svg").scroll_into_view_if_needed()
        return page

    yield open_page
    for page in pages:
        page.close()


@pytest.mark.parametrize("width, height", [(390, 844), (1280, 800)])
def test_a_study_opens_at_its_beginning_and_closing_comes_back(opened, width, height):
    page = opened(width, height)
    before = page.evaluate("scrollY")
    page.locator("[data-study='ma-69'][data-reading=review] .hit").dispatch_event("click")
    page.wait_for_timeout(200)
    panel = page.locator("#evidence-map .igf1r-panel")
    assert 0 <= panel.bounding_box()["y"] < 100
    panel.get_by_role("button", name="Close").click()
    page.wait_for_timeout(100)
    assert page.evaluate("scrollY") == pytest.approx(before, abs=2)
    assert page.evaluate("document.activeElement.className") == "igf1r-drawing"


def test_in_full_screen_the_map_fits_a_projector(opened):
    page = opened(1280, 800)
    page.locator("#evidence-map").get_by_role("button", name="Full screen").click()
    page.wait_for_function("document.fullscreenElement")
    assert page.locator("#evidence-map").evaluate("root => root.scrollHeight") <= 800


def test_the_page_does_not_scroll_sideways(live):
    live.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    live.locator("[data-study='ma-35'][data-reading=review] .hit").dispatch_event("click")
    assert live.evaluate("document.documentElement.scrollWidth <= innerWidth")
