import doctest
import os
from pathlib import Path

import pytest

from igf1r import locators
from igf1r.__main__ import main
from igf1r.locators import FILE, Fingerprint, fingerprints, normalised, read_reviews, sentence
from igf1r.records import DATA, DataError, read_csv
from small_folder import REVIEWS, make

TEXTS = os.environ.get("IGF1R_REVIEWS")


@pytest.fixture
def reviews(tmp_path):
    folder = tmp_path / "reviews"
    folder.mkdir()
    for name, text in REVIEWS.items():
        (folder / name).write_text(text)
    return folder


def test_docstrings():
    tested = doctest.testmod(locators)
    assert tested.attempted and not tested.failed


# The book's own locators


def test_every_claim_and_critique_has_a_fingerprint():
    recorded = [one.id for one in read_csv(DATA / FILE, Fingerprint)]
    tables, faults = locators.read_tables(DATA, ("claims", "critiques"))
    assert faults == []
    assert recorded == [*tables["claims"].rows, *tables["critiques"].rows]


@pytest.mark.skipif(not TEXTS, reason="IGF1R_REVIEWS is not set: no review texts to look the locators up in")
def test_every_locator_stands_in_its_review():
    recorded = {one.id: one.sha256 for one in read_csv(DATA / FILE, Fingerprint)}
    assert fingerprints(DATA, read_reviews(Path(TEXTS))) == recorded


# How they are found


def test_normalised_text_has_neither_asterisks_nor_line_breaks():
    assert normalised("The *IGF1R*\n\n gene **is**\there. ") == "The IGF1R gene is here."


@pytest.mark.parametrize(
    "locator, found",
    [
        ("The first one stands", "The first one stands here (1,2)."),
        ("one stands here", "The first one stands here (1,2)."),
        ("second e.g. this", "A second e.g. this, is it?"),
        ("(Third) has vs. no", "(Third) has vs. no capital"),
        ("here (1,2). A second", "The first one stands here (1,2). A second e.g. this, is it?"),
        ("irst one stands", None),
        ("The first one stan", None),
        ("the first one stands", None),
        ("a+b", None),
    ],
)
def test_sentence(locator, found):
    text = "The first one stands here (1,2). A second e.g. this, is it? (Third) has vs. no capital"
    assert sentence(text, locator) == found


def test_fingerprints_are_of_sentences(tmp_path, reviews):
    found = fingerprints(make(tmp_path), read_reviews(reviews))
    assert [*found] == [
        "yuan-1-01", "yuan-2.2-01", "yuan-2.2-02", "ma-1-01", "ma-3.1-01", "ma-3.1-02", "Y-17", "M-42",
    ]  # fmt: skip
    assert found["yuan-2.2-01"] == found["yuan-2.2-02"] == found["Y-17"] != found["yuan-1-01"]


def test_a_locator_that_is_not_in_the_text(tmp_path, reviews):
    make(tmp_path, "claims/yuan2018.csv", "receptor then holds AKT down", "receptor then holds AKT up")
    with pytest.raises(DataError) as caught:
        fingerprints(tmp_path, read_reviews(reviews))
    assert str(caught.value) == (
        "claims/yuan2018.csv, row 3, column locator: 'receptor then holds AKT up' is not allowed; "
        "allowed: words that stand in the text of yuan2018"
    )


def test_locators_are_looked_up_in_their_own_review(tmp_path, reviews):
    make(tmp_path, "claims/ma2023.csv", "IGF-1 may change the pain", "IGF-1 binds to its receptor")
    with pytest.raises(DataError, match="^claims/ma2023.csv, row 4, column locator: .* the text of ma2023$"):
        fingerprints(tmp_path, read_reviews(reviews))


def test_the_command_writes_a_row_for_each(capsys, tmp_path, reviews):
    make(tmp_path)
    assert main(["locators", "--reviews", str(reviews), str(tmp_path)]) is None
    assert capsys.readouterr().out == "locators.csv: 8 locators found\n"
    first = (tmp_path / FILE).read_bytes()
    assert len(read_csv(tmp_path / FILE, Fingerprint, tmp_path)) == 8 and b"\r" not in first
    main(["locators", "--reviews", str(reviews), str(tmp_path)])
    assert (tmp_path / FILE).read_bytes() == first


def test_the_command_writes_nothing_where_a_locator_is_not_found(capsys, tmp_path, reviews):
    make(tmp_path, "critiques.csv", "receptor then holds AKT down", "receptor then holds AKT up")
    assert main(["locators", "--reviews", str(reviews), str(tmp_path)]) == 1
    assert capsys.readouterr().out.startswith("critiques.csv, row 2, column locator: ")
    assert not (tmp_path / FILE).exists()


def test_the_command_without_the_texts(capsys, tmp_path):
    assert main(["locators", "--reviews", str(tmp_path), str(make(tmp_path))]) == 1
    assert capsys.readouterr().out == f"yuan2018*.txt: is not in {tmp_path}\n"
