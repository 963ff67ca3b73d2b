import doctest
import os
from pathlib import Path

import pytest

from igf1r import coverage
from igf1r.__main__ import main
from igf1r.coverage import cover, report, split
from igf1r.knowledge import load
from igf1r.records import DATA
from small_folder import make

TEXTS = os.environ.get("IGF1R_REVIEWS")

YUAN = """\
# A title

**Abstract.** Not asked for. IGF-1 binds to its receptor elsewhere.

## 1. Introduction

It *begins*. IGF-1 binds to its

---

*Key words:* one, two

receptor (1). p53 is not named.

Figure 1. A legend. It explains.

*Gene regulation.* Yet the *receptor* then holds AKT down; as
was said IGF-1 binds it.

### References

1. IGF-1 binds to its receptor. Oncogene.
"""

MA = """\
## 1. Introduction

IGF-1 eases pain, it seems (Fig. 1).

Keywords: pain

### 3. Something else

Not asked for.

#### 3.1 More about pain

IGF-1 makes the pain worse. IGF-1 may change the pain. A last word of thanks to all.
"""

SOUND = {"yuan2018": YUAN, "ma2023": MA}


@pytest.fixture
def reviews(tmp_path):
    """A folder with both texts."""
    folder = tmp_path / "reviews"
    folder.mkdir()
    for review, text in SOUND.items():
        (folder / f"{review}.txt").write_text(text)
    return folder


def covered(tmp_path, texts=SOUND, file=None, old=None, new=None):
    """What the claims of the small folder cover, by section, and the fault lines."""
    found, faults = cover(load(make(tmp_path, file, old, new)), texts)
    return {(each.section.review, each.section.id): each for each in found}, [*map(str, faults)]


def test_docstrings():
    tested = doctest.testmod(coverage)
    assert tested.attempted and not tested.failed


# The book's own claims


@pytest.mark.skipif(not TEXTS, reason="IGF1R_REVIEWS is not set: no review texts to hold the claims against")
def test_every_sentence_of_the_reviews_has_a_claim_or_a_reason():
    lines, whole = report(Path(TEXTS))
    assert whole, "\n".join(lines)


def test_every_reason_is_said_in_a_sentence():
    reasons = [each.reason for each in load().uncovered.values()]
    assert reasons and all(reason[0].isupper() and reason.endswith(".") for reason in reasons)


# Sections and sentences


def test_a_text_is_split_into_the_sections_asked_for():
    titles = {"1": "Introduction", "2.2": "Gene regulation", "fig1": "Figure 1"}
    assert split(YUAN, titles) == {
        "1": ("It begins.", "IGF-1 binds to its receptor (1).", "p53 is not named."),
        "2.2": ("Yet the receptor then holds AKT down; as was said IGF-1 binds it.",),
        "fig1": ("A legend.", "It explains."),
    }


def test_a_section_is_known_by_its_number_or_its_title():
    assert split(MA, {"3.1": "Pain"})["3.1"][0] == "IGF-1 makes the pain worse."
    assert split(MA, {"x": "More about pain"})["x"] == split(MA, {"3.1": "Pain"})["3.1"]
    assert split(YUAN, {"abs": "Abstract"})["abs"] == (
        "Not asked for.",
        "IGF-1 binds to its receptor elsewhere.",
    )


def test_each_row_of_a_table_is_a_sentence_and_the_text_goes_on_behind_it():
    tables = "**Table 1.** Its title.\n\na\tb\nc. D\td\n\n**Table 2.** Two.\n\ne\tf"
    text = f"## 1. A\n\nFirst half\n\n{tables}\n\nother half."
    found = split(text, {"1": "A", "tab1": "Table 1", "tab2": "Table 2"})
    assert found == {
        "1": ("First half other half.",),
        "tab1": ("Its title.", "a b", "c. D d"),
        "tab2": ("Two.", "e f"),
    }


def test_a_section_that_the_text_does_not_have_is_empty():
    assert split(MA, {"9": "Nothing"}) == {"9": ()}


# What is covered


def test_what_is_covered(tmp_path):
    found, faults = covered(tmp_path)
    assert faults == []
    assert {key: (each.claims, each.titles, len(each.sentences)) for key, each in found.items()} == {
        ("yuan2018", "1"): (1, 0, 3),
        ("yuan2018", "2.2"): (2, 0, 1),
        ("ma2023", "1"): (1, 0, 1),
        ("ma2023", "3.1"): (2, 0, 3),
    }
    assert found["yuan2018", "1"].missing == ("p53 is not named.",)
    assert found["yuan2018", "1"].listed == ("It begins.",)
    assert found["ma2023", "3.1"].listed == ("A last word of thanks to all.",)
    assert sum(len(each.missing) for each in found.values()) == 1


def test_a_claim_covers_only_the_sentence_in_which_it_begins(tmp_path):
    old, new = "IGF-1 may change the pain", "change the pain. A last word"
    found, faults = covered(tmp_path, SOUND, "claims/ma2023.csv", old, new)
    assert faults == [] and found["ma2023", "3.1"].listed == ("A last word of thanks to all.",)


def test_a_claim_from_a_title_covers_no_sentence(tmp_path):
    row = "ma-3.1-02,3.1,IGF-1 may change the pain,IGF1,regulates,pain,?,hypothesis"
    found, _ = covered(tmp_path, SOUND, "claims/ma2023.csv", row, row.replace("hypothesis", "title"))
    section = found["ma2023", "3.1"]
    assert (section.claims, section.titles, section.missing) == (1, 1, ("IGF-1 may change the pain.",))


def test_a_locator_must_stand_in_its_own_section(tmp_path):
    old, new = "IGF-1 makes the pain worse", '"IGF-1 eases pain, it seems"'
    _, faults = covered(tmp_path, SOUND, "claims/ma2023.csv", old, new)
    assert faults == [
        "claims/ma2023.csv, column locator of ma-3.1-01: 'IGF-1 eases pain, it seems' is not allowed; "
        "allowed: words that stand in section 3.1 of ma2023"
    ]


@pytest.mark.parametrize("words", ["No such words here at", "IGF-1 makes the pain worse."])
def test_a_row_that_excuses_nothing_is_a_fault(tmp_path, words):
    words = " ".join(words.split()[:5])
    _, faults = covered(tmp_path, SOUND, "coverage.csv", "A last word of thanks", words)
    assert faults == [
        f"coverage.csv, row 3, column words: {words!r} is not allowed; "
        "allowed: the first 5 words of a sentence of section 3.1 without a claim"
    ]


# Command


def test_the_command_lists_what_is_missing(capsys, tmp_path, reviews):
    assert main(["coverage", "--reviews", str(reviews), str(make(tmp_path))]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == ["yuan2018", "1", "1", "0", "3", "1", "1", "Introduction"]
    assert lines[5:] == ["yuan2018, section 1: no claim from the sentence 'p53 is not named.'"]


def test_the_command_succeeds_where_nothing_is_missing(capsys, tmp_path, reviews):
    row = "yuan2018,1,It begins.,"
    make(tmp_path, "coverage.csv", row, f"yuan2018,1,p53 is not named.,It names nothing.\n{row}")
    assert main(["coverage", "--reviews", str(reviews), str(tmp_path)]) is None
    assert len(capsys.readouterr().out.splitlines()) == 5


def test_the_command_without_texts_or_with_bad_data(capsys, tmp_path, reviews):
    make(tmp_path, "coverage.csv", "It thanks the reader.", "")
    assert main(["coverage", "--reviews", str(tmp_path / "none"), str(make(tmp_path))]) == 1
    assert capsys.readouterr().out == f"yuan2018*.txt: is not in {tmp_path / 'none'}\n"
    make(tmp_path, "coverage.csv", "It thanks the reader.", "")
    assert main(["coverage", "--reviews", str(reviews), str(tmp_path)]) == 1
    assert capsys.readouterr().out.startswith("coverage.csv, row 3, column reason: the cell is empty")


def test_the_books_own_list_is_part_of_its_data():
    assert (DATA / coverage.FILE).is_file()
