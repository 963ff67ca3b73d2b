"""The boxes that read the reviews critically."""

import re
from importlib import import_module

import pytest

from igf1r.critique import BASES, CERTAINTIES, KINDS, critique
from igf1r.exhibit import find
from igf1r.knowledge import load
from igf1r.records import Critique
from small_folder import make

HOSTILE = "The receptor inhibits <b>AKT</b> & 'more'."


@pytest.fixture
def small(tmp_path, monkeypatch):
    """The book's records are the small folder's."""
    knowledge = load(make(tmp_path, "critiques.csv", "The receptor inhibits AKT.", HOSTILE))
    monkeypatch.setattr(import_module("igf1r.critique"), "load", lambda: knowledge)
    return knowledge


def test_every_word_of_the_records_has_its_phrase():
    for field, phrases in (("kind", KINDS), ("basis", BASES), ("certainty", CERTAINTIES)):
        assert set(Critique.model_fields[field].annotation.__args__) == set(phrases)


def test_a_box_tells_all_that_the_record_holds(small):
    assert critique("Y-17").text().splitlines() == [
        "Reading the review critically: Y-17",
        "Where: Yuan 2018, section 2.2, Gene regulation (wrong sign)",
        f"Our copy prints: {HOSTILE}",
        "What is wrong: The sign is wrong.",
        "What is right: It activates AKT.",
        "Who says so: Manning & Toker 2017 – the abstract was read",
        "How sure: certain: what is named above settles it",
        "Lesson: Check signs.",
    ]
    body = critique("Y-17").body()
    told = [re.sub("<.*?>", "", line) for line in re.findall("<dd>.*?</dd>", body)]
    assert told[0] == "The receptor inhibits &lt;b&gt;AKT&lt;/b&gt; &amp; &#x27;more&#x27;."
    shown, folded = body.split("<details>")
    assert re.findall("<dt>(.*?)</dt>", shown) == [
        "Our copy prints",
        "What is wrong",
        "What is right",
        "Lesson",
    ]
    assert re.findall("<dt>(.*?)</dt>", folded) == ["Where", "Who says so", "How sure"]
    assert '<a href="#ref-manning2017akt">Manning &amp; Toker 2017</a> – the abstract was read' in folded
    assert "Reading the review critically: Y-17<span>wrong sign; certain</span>" in shown


def test_a_box_without_sources_says_what_it_rests_on(small):
    assert "Who says so: judged by the title only" in critique("M-42").text()
    assert "How sure: likely: a strong inference, not a proof" in critique("M-42").text()
    assert CERTAINTIES["check"] == "check: not settled without the primary paper"


def test_each_critique_has_one_anchor_even_where_a_box_stands_twice(small):
    html = critique("Y-17").html()
    assert re.findall(' id="(.*?)"', html) == ["critique-Y-17"]
    both = critique("Y-17", "M-42")
    anchors = ["critique-Y-17-and-M-42", "critique-Y-17", "critique-M-42"]
    assert re.findall(' id="(.*?)"', both.html()) == anchors
    assert critique("Y-17", "M-42", "Y-17").html() == both.html()
    ids = re.findall(' id="(.*?)"', both.html() + both.html(2) + both.html(3))
    assert len(ids) == len(set(ids)) == 9


def test_a_box_is_still_and_safe(small):
    html = critique("Y-17", "M-42").html()
    assert 'data-module=""' in html
    assert "<b>" not in html
    assert not re.search(r"<script| style=| on[a-z]+=", html)
    assert critique("Y-17", "M-42").html() == html


@pytest.mark.parametrize(
    "ids, line",
    [
        (["Y-71"], "critique 'Y-71' is not known (did you mean Y-17?)"),
        (["y-17"], "critique 'y-17' is not known (did you mean Y-17?)"),
        (["Y-17", 42], "critique '42' is not known"),
        ([["Y-17"]], """critique "['Y-17']" is not known"""),
        ([], "critique() needs at least one id, such as Y-17"),
    ],
)
def test_a_wrong_id_gives_one_line(small, ids, line):
    with pytest.raises(ValueError) as error:
        critique(*ids)
    assert str(error.value).startswith(line)
    assert "\n" not in str(error.value)
    assert error.value._render_traceback_() == [str(error.value)]


def test_a_stored_output_gives_the_same_box_again(small):
    box = critique("Y-17", "M-42")
    shown, metadata = box._repr_mimebundle_()
    stored = metadata["text/html"]["igf1r"]
    assert find(stored["kind"], stored["name"], **stored["arguments"]).html() == shown["text/html"]


def test_every_critique_of_the_book_makes_a_box():
    for id_ in load().critiques:
        assert critique(id_).text().count("\n") == 7
