"""Every plate in every state: what a reader sees, measured on the SVG."""

import itertools
import os
import re
import subprocess
import sys
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from lxml import etree

from igf1r import figures
from igf1r.front import drawing_style, style_source
from igf1r.geometry import FONT_SIZE, text_width
from igf1r.marks import spread
from igf1r.sequence import NUMBERINGS, features, residue, sequence

MODULES = [
    path.stem
    for path in sorted(Path(figures.__file__).parent.glob("*.py"))
    if "Plate(" in path.read_text("utf8")
]
RECEPTOR = ["receptor_activation", "receptor_assembly", "receptor_map"]
GROUP, TEXT, PATH = (f"{{http://www.w3.org/2000/svg}}{tag}" for tag in ("g", "text", "path"))


@cache
def plate(module):
    return import_module(f"igf1r.figures.{module}").figure()


@cache
def drawing(module):
    return etree.fromstring(plate(module).svg().encode())


def states(controls):
    """Every setting of the controls."""
    for values in itertools.product(*([option.value for option in control.options] for control in controls)):
        yield dict(zip([control.id for control in controls], values))


def conditions(group):
    when = group.get("data-when")
    return [condition.split(":") for condition in when.split(",")] if when else []


def visible(module, state):
    """The groups that one state shows."""
    return [
        group
        for group in drawing(module).iter(GROUP)
        if all(state[control] in values.split("|") for control, values in conditions(group))
    ]


def box(text):
    """The room that a line of text takes: x0, y0, x1, y1."""
    size = float(text.get("font-size", FONT_SIZE))
    bold = {"bold", "strong", "inverse"} & set(text.get("class").split())
    width = text_width(text.text, size, "bold" if bold else "normal")
    x, y = float(text.get("x")), float(text.get("y"))
    x0 = x - width * {"middle": 0.5, "end": 1}.get(text.get("text-anchor"), 0)
    return x0, y - 0.76 * size, x0 + width, y + 0.2 * size


def texts(groups):
    return [text for group in groups for text in group.iter(TEXT)]


def test_the_plates_of_the_receptor_are_there():
    assert set(RECEPTOR) <= set(MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_no_two_labels_touch_and_all_are_inside(module):
    for state in states(plate(module).controls):
        boxes = [(text.text, box(text)) for text in texts(visible(module, state))]
        for label, (x0, y0, x1, y1) in boxes:
            inside = 2 <= x0 and x1 <= plate(module).width - 2 and 2 <= y0 and y1 <= plate(module).height - 2
            assert inside, f"{label!r} leaves the picture in {state}"
        for (one, a), (other, b) in itertools.combinations(boxes, 2):
            apart = a[2] + 2 <= b[0] or b[2] + 2 <= a[0] or a[3] <= b[1] or b[3] <= a[1]
            assert apart, f"{one!r} and {other!r} touch in {state}"


@pytest.mark.parametrize("module", MODULES)
def test_type_is_large_and_upright(module):
    for text in texts(drawing(module).iter(GROUP)):
        assert float(text.get("font-size", FONT_SIZE)) >= FONT_SIZE
        assert text.get("transform") is None and text.text.strip()


@pytest.mark.parametrize("module", MODULES)
def test_every_choice_changes_what_is_shown(module):
    controls = plate(module).controls
    start = {control.id: control.options[0].value for control in controls}
    for control in controls:
        shown = [
            {etree.tostring(group) for group in visible(module, {**start, control.id: option.value})}
            for option in control.options
        ]
        for one, other in itertools.combinations(shown, 2):
            assert one - other or other - one, f"two options of {control.id} look the same"


@pytest.mark.parametrize("module", MODULES)
def test_conditions_and_parts_name_what_exists(module):
    known = {control.id: {option.value for option in control.options} for control in plate(module).controls}
    told = set()
    for group in drawing(module).iter(GROUP):
        for control, values in conditions(group):
            assert set(values.split("|")) <= known[control]
        told |= {group.get("data-about")} - {None}
    assert told == set(plate(module).parts)


@pytest.mark.parametrize("module", MODULES)
def test_before_any_script_the_first_state_stands(module):
    first = next(states(plate(module).controls))
    hidden = [g for g in drawing(module).iter(GROUP) if "is-hidden" in g.get("class", "").split()]
    assert set(hidden) == set(drawing(module).iter(GROUP)) - set(visible(module, first))


@pytest.mark.parametrize("module", MODULES)
def test_every_control_and_part_is_told_in_words(module):
    said = plate(module).text()
    for control in plate(module).controls:
        assert all(option.label in said and option.says in said for option in control.options)
    assert all(
        part.title in said and part.text in said and part.source for part in plate(module).parts.values()
    )


@pytest.mark.parametrize("module", MODULES)
def test_the_same_bytes_each_time_and_in_each_process(module):
    program = f"from igf1r.figures import {module}; print({module}.figure().svg())"
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    other = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert plate(module).svg() == import_module(f"igf1r.figures.{module}").figure().svg()
    assert other.stdout.rstrip("\n") == plate(module).svg()


def test_a_stored_drawing_has_the_look_of_plates():
    assert ".tinted" in drawing_style() and ".tinted" in style_source()
    assert ".tinted" in plate(RECEPTOR[0]).svg()
    looks = {name for m in RECEPTOR for path in drawing(m).iter(PATH) for name in path.get("class").split()}
    assert all(f".{look} " in drawing_style() for look in looks)


# The receptor's plates


@pytest.mark.parametrize("module", RECEPTOR)
def test_one_numbering_at_a_time_and_every_letter_fits_it(module):
    for state in states(plate(module).controls):
        numbering = state["numbering"]
        said = [text.text for text in texts(visible(module, state))]
        names = [text for text in said if text.startswith("Residue numbers")]
        assert len(names) == 1 and (numbering in names[0] or "INSR are not shown" in names[0])
        for label in said:
            for letter, numbers in re.findall(r"\b([ACDEFGHIKLMNPQRSTVWY])(\d{3,4}(?:/\d{3,4})*)", label):
                if "UniProt" not in label:
                    found = {residue(int(number), numbering) for number in numbers.split("/")}
                    assert found == {letter}, f"{label!r} in {numbering} numbering"


def extent(path):
    """Lowest and highest y of a shape."""
    numbers = [float(number) for number in re.findall(r"-?\d+\.?\d*", path.get("d"))]
    return min(numbers[1::2]), max(numbers[1::2])


def shapes(about, look):
    return [
        path
        for group in drawing("receptor_map").iter(GROUP)
        if group.get("data-about") == about
        for path in group.iter(PATH)
        if look in path.get("class").split()
    ]


def test_the_map_is_to_scale():
    first = extent(shapes("signal-peptide", "tinted")[0])
    last = extent(shapes("c-tail", "tinted")[0])
    unit = (last[1] - first[0]) / len(sequence())
    assert unit > 0.5
    for feature in features().values():
        look = {
            "chain": "tinted",
            "domain": "deep" if feature.id in ("kinase", "transmembrane") else "tinted",
        }
        if feature.kind in look:
            y0, y1 = extent(shapes(feature.id, look[feature.kind])[0])
            assert y0 == pytest.approx(first[0] + (feature.start - 1) * unit, abs=0.11)
            assert y1 == pytest.approx(first[0] + feature.end * unit, abs=0.11)


def test_every_site_of_the_map_is_marked_at_its_residue():
    top, bottom = extent(shapes("signal-peptide", "tinted")[0])[0], extent(shapes("c-tail", "tinted")[0])[1]
    unit = (bottom - top) / len(sequence())
    wanted = sorted(
        top + (feature.start + feature.end - 1) / 2 * unit
        for feature in features().values()
        if feature.kind not in ("chain", "domain")
    )
    groups = drawing("receptor_map").iter(GROUP)
    marks = [path for g in groups for path in g.iter(PATH) if path.get("class") == "solid"]
    assert sorted(sum(extent(path)) / 2 for path in marks) == pytest.approx(wanted, abs=0.11)


def test_the_map_shows_every_feature():
    shown = {text.text for text in texts(drawing("receptor_map").iter(GROUP))}
    for numbering in NUMBERINGS:
        for feature in features().values():
            if feature.kind != "chain":
                place = feature.place(numbering)
                assert any(place.lstrip("CYKD") in text for text in shown), feature.id


def test_only_alpha_is_joined_to_alpha():
    """Bonds between the halves of the assembled receptor run from one α chain to the other."""
    from igf1r.figures import receptor_assembly as assembly

    bonds = [
        path
        for group in drawing("receptor_assembly").iter(GROUP)
        if group.get("data-about") == "between"
        for path in group.iter(PATH)
    ]
    assert len(bonds) == 2
    for path in bonds:
        xs = [float(number) for number in re.findall(r"-?\d+\.?\d*", path.get("d"))][::2]
        inner = assembly.ALPHA + assembly.HALF
        assert sorted(xs) == [inner, assembly.WIDTH - inner]


def test_phosphates_follow_in_order():
    order = {
        "free": "",
        "bound": "",
        "close": "",
        "first": "y1165",
        "second": "y1161",
        "third": "y1166",
        "dock": "y980",
    }
    done = set()
    for step, next_one in order.items():
        done |= {next_one} - {""}
        shown = visible("receptor_activation", {"step": step, "numbering": "precursor"})
        marked = {group.get("data-about") for group in shown if any(t.text == "P" for t in group.iter(TEXT))}
        assert marked == done


def test_spread_keeps_order_gap_and_bounds():
    assert spread([10, 11, 40], gap=5, low=0, high=100) == [8.0, 13.0, 40.0]
    assert spread([1, 1, 1], gap=10, low=0, high=100) == [0, 10, 20]
    assert spread([98, 99], gap=10, low=0, high=100) == [90, 100]
    assert spread([2, 18], gap=15, low=5, high=100) == [5, 20]
    assert spread([], gap=10, low=0, high=100) == []


# The built page


CHAPTERS = {
    "body-axis": "pain/overview", "clinical": "chemoresistance/clinical", "physiology": "receptor/physiology",
    "receptor-activation": "receptor/structure", "receptor-assembly": "receptor/structure",
    "receptor-map": "receptor/structure",
}  # fmt: skip
"""The plates, each with a page that has it."""


@pytest.fixture
def opened(browser, html):
    """A function that opens a plate's page, offline, and gives the page and the plate."""
    pages = []

    def open_plate(name, width=1280, height=800):
        page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
        pages.append(page)
        page.goto((html / "chapters" / f"{CHAPTERS[name]}.html").as_uri())
        page.locator("article.is-settled").wait_for()
        plate = page.locator(f"#{name}")
        plate.evaluate("root => root.scrollIntoView()")
        return page, plate

    yield open_plate
    for page in pages:
        page.close()


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_drawing_is_seen_with_what_is_told_of_it(opened, name):
    page, plate = opened(name)
    told, drawing = (plate.locator(part).bounding_box() for part in (".igf1r-told", ".igf1r-svg"))
    assert drawing["height"] <= 800 and drawing["x"] + drawing["width"] <= told["x"]
    assert told["y"] + told["height"] <= 800
    assert plate.locator(".igf1r-svg").evaluate("svg => 13 * svg.getScreenCTM().a") >= 10.99


@pytest.mark.parametrize("name", CHAPTERS)
def test_in_full_screen_a_plate_fits_a_projector(opened, name):
    page, plate = opened(name)
    plate.get_by_role("button", name="Full screen").click()
    page.wait_for_function("document.fullscreenElement")
    assert plate.evaluate("root => root.scrollHeight") <= 800


@pytest.mark.parametrize("width, height", [(390, 844), (1280, 800)])
def test_what_a_part_tells_is_brought_into_view_and_the_part_is_marked(opened, width, height):
    page, plate = opened("receptor-activation", width, height)
    before = page.evaluate("scrollY")
    plate.locator("[data-about=l1] .label").first.dispatch_event("click")
    page.wait_for_timeout(200)
    box = plate.locator(".igf1r-panel").bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= height
    marked = "root => [...root.querySelectorAll('.is-chosen')].map((part) => part.dataset.about)"
    assert set(plate.evaluate(marked)) == {"l1"}
    plate.get_by_role("button", name="Close").click()
    page.wait_for_timeout(100)
    assert page.evaluate("scrollY") == pytest.approx(before, abs=2) and plate.evaluate(marked) == []
    assert page.evaluate("document.activeElement.className") == "igf1r-drawing"


def test_closing_comes_back_to_the_button_that_asked(opened):
    page, plate = opened("receptor-activation")
    plate.get_by_text("Ask about a part").click()
    button = plate.get_by_role("button", name="L1", exact=True)
    button.press("Enter")
    plate.get_by_role("button", name="Close").press("Enter")
    assert button.evaluate("one => one === document.activeElement")
