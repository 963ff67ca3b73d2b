"""The receptor's sequence and features against facts that were checked apart from this code."""

import re

import pytest

from igf1r.evidence import Slip
from igf1r.knowledge import load
from igf1r.records import DATA
from igf1r.sequence import NUMBERINGS, features, renumber, residue, sequence, together


def test_the_precursor_is_that_of_uniprot():
    header = (DATA / "P08069.fasta").read_text("utf8").splitlines()[0]
    assert "P08069" in header and "UniProt" in header and "CC BY 4.0" in header
    assert len(sequence()) == 1367
    assert set(sequence()) <= set("ACDEFGHIKLMNPQRSTVWY")


def test_mature_numbering_begins_after_the_signal_peptide():
    assert sequence("mature").startswith("EICGPG")
    assert len(sequence("mature")) == 1337
    assert features()["signal-peptide"].end == NUMBERINGS["mature"] == 30


@pytest.mark.parametrize(("number", "trap"), [(1131, "F"), (1135, "D"), (1136, "L")])
def test_the_numbering_trap(number, trap):
    assert residue(number) == trap
    assert residue(number + 30) == residue(number, numbering="mature") == "Y"


@pytest.mark.parametrize(
    ("motif", "start", "feature", "offset"),
    [
        ("RKRR", 737, "furin-site", 0),
        ("NPEY", 977, "y980", 3),
        ("GQGSFG", 1006, None, 0),
        ("VAIK", 1030, "k1033", 3),
        ("HRD", 1133, "d1135", 2),
        ("DFG", 1153, None, 0),
        ("DIYETDYY", 1159, "y1161", 2),
    ],
)
def test_each_motif_stands_once_and_where_its_feature_says(motif, start, feature, offset):
    assert [match.start() + 1 for match in re.finditer(motif, sequence())] == [start]
    if feature:
        assert features()[feature].start == start + offset


@pytest.mark.parametrize("number", [544, 663, 699, 700, 702, 879])
def test_the_bonds_are_at_cysteines(number):
    assert residue(number) == "C"
    assert features()[f"c{number}"].start == number


def test_names_of_single_residues_are_their_letters_and_numbers():
    single = [f for f in features().values() if f.kind in ("cysteine", "active-site", "tyrosine")]
    assert len(single) == 12
    assert [feature.place() for feature in single] == [feature.id.upper() for feature in single]


def test_the_chains_are_what_the_cut_leaves():
    alpha, cut, beta = (features()[id_] for id_ in ("alpha-chain", "furin-site", "beta-chain"))
    assert (alpha.end + 1, cut.end + 1) == (cut.start, beta.start)
    assert (alpha.end - alpha.start + 1, beta.end - beta.start + 1) == (706, 627)
    assert features()["alpha-ct"].end == alpha.end


def test_the_domains_follow_one_another_without_overlap():
    domains = [feature for feature in features().values() if feature.kind == "domain"]
    assert (domains[0].start, domains[-1].end) == (1, 1367)
    for before, after in zip(domains, domains[1:]):
        assert before.start <= before.end < after.start
        assert after.start - before.end <= 9


def test_the_membrane_helix_holds_no_charge():
    helix = features()["transmembrane"]
    inside = sequence()[helix.start - 1 : helix.end]
    assert not set(inside[:-1]) & set("DEKR") and helix.end - helix.start + 1 == 24


def test_the_insert_domain_holds_the_cut_and_the_cysteines_of_the_chains():
    insert = features()["insert-domain"]
    for id_ in ("c663", "c699", "c702", "alpha-ct", "furin-site"):
        assert insert.start < features()[id_].start <= features()[id_].end < insert.end


def test_every_source_is_in_the_references():
    assert {feature.source for feature in features().values()} <= set(load().references)


def test_places_name_both_numberings():
    assert features()["y980"].places() == "precursor Y980, mature Y950"
    assert features()["kinase"].places() == "precursor 999–1274, mature 969–1244"
    assert features()["signal-peptide"].places() == "precursor 1–30, mature none"
    assert together([features()[id_] for id_ in ("c699", "c700", "c702")], "mature") == "C669/670/672"
    assert renumber(1161, "mature") == 1131


@pytest.mark.parametrize("number", [0, -1, 1368, 1.5, "1131", True, None])
def test_a_residue_that_is_not_there_gives_one_clear_line(number):
    with pytest.raises(Slip) as slip:
        residue(number)
    assert str(slip.value) == f"residue {number!r} is not known; allowed in precursor numbering: 1 to 1367"


def test_an_unknown_numbering_gives_one_clear_line():
    with pytest.raises(Slip, match="^numbering 'matur' is not known \\(did you mean mature\\?\\)$"):
        residue(5, numbering="matur")
    with pytest.raises(Slip, match="1 to 1337$"):
        residue(1338, numbering="mature")
