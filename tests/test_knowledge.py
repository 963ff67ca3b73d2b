import subprocess
import sys

import pytest

from igf1r.__main__ import main
from igf1r.knowledge import Knowledge, check_network, load, networks
from igf1r.records import DATA, DataError
from small_folder import WHOLE, make


@pytest.fixture
def small(tmp_path):
    return load(make(tmp_path))


def test_records_stand_by_id_in_the_order_of_the_files(small):
    assert [*small.sections] == [("yuan2018", "1"), ("yuan2018", "2.2"), ("ma2023", "1"), ("ma2023", "3.1")]
    assert [*small.entities] == ["IGF1", "IGF1R", "AKT", "cisplatin", "pain"]
    assert [*small.claims] == ["yuan-1-01", "yuan-2.2-01", "yuan-2.2-02", "ma-1-01", "ma-3.1-01", "ma-3.1-02"]
    assert [*small.critiques] == ["Y-17", "M-42"]
    assert [*small.references] == [
        "wan2007rapamycin", "chen2013igf", "raja2020revised", "kehlet2018postoperative", "manning2017akt",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wanted, ids",
    [
        ({}, "yuan-1-01 yuan-2.2-01 yuan-2.2-02 ma-1-01 ma-3.1-01 ma-3.1-02"),
        ({"review": "ma2023"}, "ma-1-01 ma-3.1-01 ma-3.1-02"),
        ({"section": "1"}, "yuan-1-01 ma-1-01"),
        ({"section": "1", "review": "ma2023"}, "ma-1-01"),
        ({"subject": "IGF1R"}, "yuan-2.2-01"),
        ({"subject": "IGF1", "object": "IGF1R"}, "yuan-1-01 yuan-2.2-02"),
        ({"critique": "Y-17"}, "yuan-2.2-01"),
        ({"object": "nothing"}, ""),
        ({"subject": ""}, ""),
    ],
)
def test_claims_of(small, wanted, ids):
    assert [claim.id for claim in small.claims_of(**wanted)] == ids.split()


def test_a_paper_of_both_lists_is_found_by_either_number(small):
    assert small.reference("yuan2018", 2) is small.reference("ma2023", 3) is small.references["chen2013igf"]


@pytest.mark.parametrize("review, number", [("yuan2018", 3), ("ma2023", 0), ("nobody", 1)])
def test_a_number_that_is_not_in_the_list(small, review, number):
    with pytest.raises(LookupError, match=f"^{review} has no reference {number}$"):
        small.reference(review, number)


def test_another_folder_is_read_again_each_time(tmp_path):
    make(tmp_path)
    first = load(tmp_path)
    make(tmp_path, "entities.csv", "\npain,pain,", "\npain,ache,")
    assert (first.entities["pain"].name, load(tmp_path).entities["pain"].name) == ("pain", "ache")


def test_networks_are_the_folders_below_networks(tmp_path):
    make(tmp_path)
    (tmp_path / "networks" / "README").write_text("not a network")
    (tmp_path / "networks" / "alone").mkdir()
    assert [place.name for place in networks(tmp_path)] == ["alone", "loop"]


# The book's own data


def test_the_books_own_data_have_no_fault():
    assert isinstance(load(), Knowledge) and load() is load(DATA)
    for place in networks():
        check_network(place)


def test_every_section_of_the_reviews_has_claims():
    own = load()
    assert {(claim.review, claim.section) for claim in own.claims.values()} == set(own.sections)


# Command


def test_check_prints_the_counts(capsys, tmp_path):
    assert main(["check", str(make(tmp_path, texts=WHOLE))]) is None
    assert capsys.readouterr().out == (
        "6 claims, 2 critiques, 5 entities, 5 references, 1 networks, 1 questions: no fault\n"
    )


def test_check_prints_every_fault_once(capsys, tmp_path):
    make(tmp_path, "networks/loop/nodes.csv", "drug,cisplatin,", "drug,cisplatine,", WHOLE)
    (tmp_path / "claims/ma2023.csv").unlink()
    assert main(["check", str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "claims/ma2023.csv: the file cannot be read (No such file or directory)",
        "networks/loop/nodes.csv, row 3, column entity: 'cisplatine' is not allowed; "
        "allowed: an id in entities.csv (did you mean cisplatin?)",
    ]


def test_check_of_a_folder_that_is_not_there(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "igf1r", "check", str(tmp_path / "none")], capture_output=True, text=True
    )
    said = f"{tmp_path}/none: there is no such folder\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, said, "")


def test_a_fault_in_the_data_is_an_error_that_says_so(tmp_path):
    make(tmp_path, "sections.csv", "Introduction", "")
    with pytest.raises(DataError, match="^sections.csv, row 2, column title: the cell is empty; allowed: "):
        load(tmp_path)
