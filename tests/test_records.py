import csv
import io
from typing import get_args

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from igf1r.records import (
    IMPLIED_SIGNS,
    Claim,
    DataError,
    Edge,
    Entity,
    Fault,
    Node,
    Sign,
    hint,
    read_csv,
    read_text,
    read_yaml,
    scan_csv,
    shown,
)
from small_folder import MODELS, TEXT, make

ENTITIES = "entities.csv"
CLAIMS = "claims/yuan2018.csv"
CRITIQUES = "critiques.csv"
GLOSSARY = "glossary.csv"
COVERAGE = "coverage.csv"
NODES = "networks/loop/nodes.csv"
EDGES = "networks/loop/edges.csv"
ENTITY_COLUMNS = "id name kind compartment uniprot synonyms note"
KINDS = (
    "gene protein family complex rna ion-channel drug molecule process phenotype cell tissue disease "
    "model organism "
    "concept measure"
)
RELATIONS = (
    "activates inhibits increases decreases has-no-effect-on regulates binds phosphorylates interacts-with "
    "associated-with expressed-in localises-to part-of is-a has-property requires causes prevents "
    "relieves aggravates "
    "encodes produces"
)
ID = "letters, digits, hyphens and points, beginning with a letter or digit"
NUMBERS = "whole numbers from 1 with ; between them, or empty"
VISIBLE = "visible characters and plain spaces"


def faults_of(folder, file):
    """The fault lines of one file."""
    with pytest.raises(DataError) as caught:
        read_csv(folder / file, MODELS[file], folder)
    return str(caught.value).splitlines()


@pytest.mark.parametrize("file", MODELS)
def test_good_files_have_a_record_for_each_row(tmp_path, file):
    records = read_csv(make(tmp_path) / file, MODELS[file], tmp_path)
    rows = list(csv.DictReader(io.StringIO(TEXT[file])))
    assert [str(getattr(record, MODELS[file].key[0])) for record in records] == [
        row[MODELS[file].key[0]] for row in rows
    ]


def test_cells_become_what_they_mean(tmp_path):
    first, second, _ = read_csv(make(tmp_path) / CLAIMS, Claim, tmp_path)
    assert (first.references, first.critiques, first.review) == ((1, 2), (), "yuan2018")
    assert (second.critiques, second.species, second.sign) == (("Y-17",), "human", "-")
    igf1, *_ = read_csv(tmp_path / ENTITIES, Entity, tmp_path)
    assert igf1.synonyms == ("IGF-I", "IGF-1")
    _, drug, _, akt = read_csv(tmp_path / NODES, Node, tmp_path)
    assert (drug.label, drug.default, drug.rank) == ("a\\ndrug", 0, 0)
    assert (akt.default, akt.y) == (None, 150.5)
    _, blocked, _ = read_csv(tmp_path / EDGES, Edge, tmp_path)
    assert blocked.via == ((300, 60), (100, 60))


# Each: what is broken (file, old text, new text) and the one line that tells it.
MALFORMED = {
    "bad kind": (ENTITIES, ",protein,ext", ",protien,ext",
        f"entities.csv, row 2, column kind: 'protien' is not allowed; allowed: {KINDS} (did you mean "
        f"protein?)"),
    "kind in capitals": (ENTITIES, ",drug,", ",Drug,",
        f"entities.csv, row 5, column kind: 'Drug' is not allowed; allowed: {KINDS} (did you mean drug?)"),
    "empty kind": (ENTITIES, ",drug,", ",,",
        f"entities.csv, row 5, column kind: the cell is empty; allowed: {KINDS}"),
    "bad compartment": (ENTITIES, ",membrane,", ",skin,",
        "entities.csv, row 3, column compartment: 'skin' is not allowed; "
        "allowed: extracellular membrane cytoplasm nucleus, or empty"),
    "bad entity id": (ENTITIES, "\ncisplatin,", "\ncis platin,",
        f"entities.csv, row 5, column id: 'cis platin' is not allowed; allowed: {ID}"),
    "empty id": (ENTITIES, "\nIGF1R,", "\n,",
        f"entities.csv, row 3, column id: the cell is empty; allowed: {ID}"),
    "duplicate id": (ENTITIES, "\nIGF1R,", "\nIGF1,",
        "entities.csv, row 3, column id: 'IGF1' stands in row 2 already; allowed: each one once"),
    "bad accession": (ENTITIES, "P08069", "P8069",
        "entities.csv, row 3, column uniprot: 'P8069' is not allowed; "
        "allowed: a UniProt accession such as P08069, or empty"),
    "empty item": (ENTITIES, "IGF-I;IGF-1", "IGF-I;;IGF-1",
        "entities.csv, row 2, column synonyms: 'IGF-I;;IGF-1' has an empty item; "
        "allowed: spellings with ; between them, or empty"),
    "list that ends in ;": (ENTITIES, "IGF-I;IGF-1", "IGF-I;",
        "entities.csv, row 2, column synonyms: 'IGF-I;' has an empty item; "
        "allowed: spellings with ; between them, or empty"),
    "space around an item": (ENTITIES, "IGF-I;IGF-1", "IGF-I; IGF-1",
        "entities.csv, row 2, column synonyms: 'IGF-I; IGF-1' has a space around an item; "
        "allowed: spellings with ; between them, or empty"),
    "item twice": (ENTITIES, "IGF-I;IGF-1", "IGF-I;IGF-I",
        "entities.csv, row 2, column synonyms: 'IGF-I;IGF-I' names IGF-I twice; "
        "allowed: spellings with ; between them, or empty"),
    "cell too few": (ENTITIES, ",drug,,,,", ",drug,,,",
        "entities.csv, row 5: the row has 6 cells; allowed: 7, one for each column"),
    "cell too many": (ENTITIES, ",drug,,,,", ",drug,,,,,",
        "entities.csv, row 5: the row has 8 cells; allowed: 7, one for each column"),
    "comma without quotes": (ENTITIES, '"What is felt, not measured"', "What is felt, not measured",
        "entities.csv, row 6: the row has 8 cells; allowed: 7, one for each column"),
    "quote left open": (ENTITIES, 'not measured"', "not measured",
        "entities.csv, row 6: the quoting is broken (unexpected end of data); allowed: "
        'a cell that holds a comma or a quote stands in "…", with "" for each quote in it'),
    "text after a quote": (ENTITIES, 'not measured"', 'not" measured',
        "entities.csv, row 6: the quoting is broken (',' expected after '\"'); allowed: "
        'a cell that holds a comma or a quote stands in "…", with "" for each quote in it'),
    "empty row": (ENTITIES, "\nAKT", "\n\nAKT",
        "entities.csv, row 4: the row is empty; allowed: no empty row"),
    "row of empty cells": (ENTITIES, "\nAKT", "\n,,,,,,\nAKT",
        "entities.csv, row 4: the row is empty; allowed: no empty row"),
    "missing column": (ENTITIES, "id,name,", "id,",
        f"entities.csv, row 1, column name: the column is missing; allowed: {ENTITY_COLUMNS}"),
    "duplicate column": (ENTITIES, ",synonyms,note", ",synonyms,note,note",
        "entities.csv, row 1, column note: the column stands there 2 times; allowed: each column once"),
    "no header": (ENTITIES, "id,name,kind,compartment,uniprot,synonyms,note\n", "",
        "entities.csv, row 1: 'IGF1,IGF-1,protein,extracellular,P05019,IGF-I;IGF-1,' is no header row; "
        f"allowed: the columns {ENTITY_COLUMNS}"),
    "semicolons": (ENTITIES, TEXT[ENTITIES], TEXT[ENTITIES].replace(",", ";"),
        "entities.csv, row 1: 'id;name;kind;compartment;uniprot;synonyms;note' has no comma between its "
        "cells; "
        f"allowed: the columns {ENTITY_COLUMNS}"),
    "tabs": (ENTITIES, TEXT[ENTITIES], TEXT[ENTITIES].replace(",", "\t"),
        r"entities.csv, row 1: 'id\tname\tkind\tcompartment\tuniprot\tsynonyms\tnote' has no comma "
        r"between its cells; "
        f"allowed: the columns {ENTITY_COLUMNS}"),
    "empty file": (ENTITIES, TEXT[ENTITIES], "",
        "entities.csv: the file is empty"),
    "file of blank lines": (ENTITIES, TEXT[ENTITIES], " \n\n",
        "entities.csv: the file is empty"),
    "Latin-1": (ENTITIES, "What is felt", "What is f\udce9lt",
        "entities.csv, row 6: byte 0xe9 is not UTF-8; allowed: UTF-8"),
    "UTF-16": (ENTITIES, TEXT[ENTITIES], "\udcff\udcfei\0d\0",
        "entities.csv: the file is UTF-16; allowed: UTF-8"),
    "NUL": (ENTITIES, "What is felt", "What is\0 felt",
        r"entities.csv, row 6: '\x00' stands in the line; allowed: text"),
    "control character": (ENTITIES, "What is felt", "What is\x07 felt",
        rf"entities.csv, row 6, column note: 'What is\x07 felt, not measured' has an invisible character; "
        f"allowed: {VISIBLE}"),
    "line break in a cell": (ENTITIES, "felt, not", "felt,\nnot",
        rf"entities.csv, row 6, column note: 'What is felt,\nnot measured' has an invisible character; "
        f"allowed: {VISIBLE}"),
    "zero-width space": (ENTITIES, ",IGF-1 receptor,", ",IGF-1\u200b receptor,",
        rf"entities.csv, row 3, column name: 'IGF-1\u200b receptor' has an invisible character; allowed: "
        rf"{VISIBLE}"),
    "text turned right to left": (ENTITIES, ",IGF-1 receptor,", ",\u202eIGF-1 receptor,",
        rf"entities.csv, row 3, column name: '\u202eIGF-1 receptor' has an invisible character; allowed: "
        rf"{VISIBLE}"),
    "space before a value": (ENTITIES, ",drug,", ", drug,",
        "entities.csv, row 5, column kind: ' drug' has a space around it; allowed: no space around a value"),
    "space after a value": (ENTITIES, ",IGF-1 receptor,", ",IGF-1 receptor ,",
        "entities.csv, row 3, column name: 'IGF-1 receptor ' has a space around it; allowed: no space "
        "around a value"),
    "long value": (ENTITIES, ",drug,", f",{'drug' * 30},",
        f"entities.csv, row 5, column kind: 'drugdrugdrugdrugdrugdrugdrugdrugdrugdrugdrugdrugdrugdru...' "
        f"is not "
        f"allowed; allowed: {KINDS}"),
    "glossary without a definition": (GLOSSARY, '"What binds a receptor, and does not switch it on."', "",
        "glossary.csv, row 3, column definition: the cell is empty; allowed: some text"),
    "glossary without a source": (GLOSSARY, ",textbook,", ",,",
        "glossary.csv, row 3, column source: the cell is empty; "
        "allowed: a key of references/*.bib, or textbook"),
    "glossary with a bad source": (GLOSSARY, ",textbook,", ",Textbook,",
        "glossary.csv, row 3, column source: 'Textbook' is not allowed; "
        "allowed: a key of references/*.bib, or textbook"),
    "glossary with a spelling twice": (GLOSSARY, "IGF-1R;IGF-1 receptor", "IGF-1R;IGF-1R",
        "glossary.csv, row 2, column abbreviation: 'IGF-1R;IGF-1R' names IGF-1R twice; "
        "allowed: spellings with ; between them, or empty"),
    "term twice": (GLOSSARY, "\nantagonist,", "\nIGF1R,",
        "glossary.csv, row 3, column term: 'IGF1R' stands in row 2 already; allowed: each one once"),
    "uncovered sentence of no review": (COVERAGE, "ma2023,3.1", "ma2024,3.1",
        "coverage.csv, row 3, column review: 'ma2024' is not allowed; allowed: yuan2018 ma2023 (did you "
        "mean ma2023?)"),
    "six words of a sentence": (COVERAGE, "A last word of thanks", "A last word of thanks goes",
        "coverage.csv, row 3, column words: 'A last word of thanks goes' is not allowed; "
        "allowed: the first five words of the sentence, one space between them"),
    "uncovered sentence without a reason": (COVERAGE, "It thanks the reader.", "",
        "coverage.csv, row 3, column reason: the cell is empty; allowed: some text"),
    "uncovered sentence twice": (COVERAGE, "ma2023,3.1,A last word of thanks", "yuan2018,1,It begins.",
        "coverage.csv, row 3, column review and section and words: 'yuan2018 1 It begins.' stands in row 2 "
        "already; allowed: each one once"),
    "bad sign": (CLAIMS, "IGF1R,+,stated", "IGF1R,plus,stated",
        "claims/yuan2018.csv, row 2, column sign: 'plus' is not allowed; allowed: + - 0 ?"),
    "minus of a typesetter": (CLAIMS, "AKT,-,stated", "AKT,−,stated",
        "claims/yuan2018.csv, row 3, column sign: '−' is not allowed; allowed: + - 0 ?"),
    "empty sign": (CLAIMS, "IGF1R,+,stated", "IGF1R,,stated",
        "claims/yuan2018.csv, row 2, column sign: the cell is empty; allowed: + - 0 ?"),
    "bad relation": (CLAIMS, "inhibits", "Inhibit",
        f"claims/yuan2018.csv, row 3, column relation: 'Inhibit' is not allowed; allowed: {RELATIONS} "
        "(did you mean inhibits?)"),
    "bad stance": (CLAIMS, "hedged", "hegded",
        "claims/yuan2018.csv, row 4, column stance: 'hegded' is not allowed; "
        "allowed: stated hedged association hypothesis title (did you mean hedged?)"),
    "sign against activates": (CLAIMS, "IGF1R,+,stated", "IGF1R,-,stated",
        "claims/yuan2018.csv, row 2, column sign: '-' contradicts the relation activates; allowed: +"),
    "sign against inhibits": (CLAIMS, "AKT,-,stated", "AKT,?,stated",
        "claims/yuan2018.csv, row 3, column sign: '?' contradicts the relation inhibits; allowed: -"),
    "sign against has-no-effect-on": (CLAIMS, "inhibits", "has-no-effect-on",
        "claims/yuan2018.csv, row 3, column sign: '-' contradicts the relation has-no-effect-on; allowed: 0"),
    "sign against is-a": (CLAIMS, "inhibits", "is-a",
        "claims/yuan2018.csv, row 3, column sign: '-' contradicts the relation is-a; allowed: ?"),
    "claim id without number": (CLAIMS, "yuan-1-01,1", "yuan-1,1",
        "claims/yuan2018.csv, row 2, column id: 'yuan-1' is not allowed; "
        "allowed: yuan-SECTION-NN or ma-SECTION-NN, such as yuan-2.2-03"),
    "section against id": (CLAIMS, "yuan-2.2-01,2.2", "yuan-2.2-01,1",
        "claims/yuan2018.csv, row 3, column section: '1' contradicts the id yuan-2.2-01; allowed: 2.2"),
    "locator of three words": (CLAIMS, "receptor then holds AKT down", "receptor then holds",
        "claims/yuan2018.csv, row 3, column locator: 'receptor then holds' is not allowed; "
        "allowed: 4 to 9 words copied from the review, one space between them"),
    "locator of ten words": (CLAIMS, "receptor then holds AKT down", "a b c d e f g h i j",
        "claims/yuan2018.csv, row 3, column locator: 'a b c d e f g h i j' is not allowed; "
        "allowed: 4 to 9 words copied from the review, one space between them"),
    "reference zero": (CLAIMS, "1;2", "0;2",
        f"claims/yuan2018.csv, row 2, column references: '0' is not allowed; allowed: {NUMBERS}"),
    "reference range": (CLAIMS, "1;2", "1-2",
        f"claims/yuan2018.csv, row 2, column references: '1-2' is not a number; allowed: {NUMBERS}"),
    "number as only Python reads it": (CLAIMS, "1;2", "1_0",
        f"claims/yuan2018.csv, row 2, column references: '1_0' is not a number; allowed: {NUMBERS}"),
    "number without end": (CLAIMS, "1;2", "9" * 5000,
        f"claims/yuan2018.csv, row 2, column references: '{'9' * 55}...' is not a number; allowed: "
        f"{NUMBERS}"),
    "references with commas": (CLAIMS, "1;2", '"1,2"',
        f"claims/yuan2018.csv, row 2, column references: '1,2' is not a number; allowed: {NUMBERS}"),
    "bad critique id": (CLAIMS, "Y-17", "Y17",
        "claims/yuan2018.csv, row 3, column critiques: 'Y17' is not allowed; "
        "allowed: critique ids with ; between them, or empty"),
    "empty paraphrase": (CLAIMS, "The receptor holds AKT down.", "",
        "claims/yuan2018.csv, row 3, column paraphrase: the cell is empty; allowed: some text"),
    "bad certainty": (CRITIQUES, "certain,Check", "sure,Check",
        "critiques.csv, row 2, column certainty: 'sure' is not allowed; allowed: certain likely check"),
    "bad basis": (CRITIQUES, "abstract-read", "abstract read",
        "critiques.csv, row 2, column basis: 'abstract read' is not allowed; allowed: abstract-read "
        "title database "
        "sequence internal textbook computed (did you mean abstract-read?)"),
    "critique in the other review": (CRITIQUES, "Y-17,yuan2018", "Y-17,ma2023",
        "critiques.csv, row 2, column review: 'ma2023' contradicts the id Y-17; allowed: yuan2018"),
    "bad key": (CRITIQUES, "manning2017akt", "Manning 2017",
        "critiques.csv, row 2, column sources: 'Manning 2017' is not allowed; "
        "allowed: keys of references/*.bib with ; between them, or empty"),
    "node id with a hyphen": (NODES, "\nAKT,AKT", "\nAKT-1,AKT",
        "networks/loop/nodes.csv, row 5, column id: 'AKT-1' is not allowed; "
        "allowed: letters, digits and _, not beginning with a digit"),
    "rank of minus one": (NODES, ",,2,,", ",,-1,,",
        "networks/loop/nodes.csv, row 5, column rank: '-1' is not a number; allowed: a whole number"),
    "broken rank": (NODES, ",,2,,", ",,1.5,,",
        "networks/loop/nodes.csv, row 5, column rank: '1.5' is not allowed; allowed: a whole number"),
    "x that is no number": (NODES, "300,30", "NaN,30",
        "networks/loop/nodes.csv, row 3, column x: 'NaN' is not a number; allowed: a number from 0"),
    "y below zero": (NODES, "300,30", "300,-30",
        "networks/loop/nodes.csv, row 3, column y: '-30' is not a number; allowed: a number from 0"),
    "y without limit": (NODES, "300,30", "300,1e999",
        "networks/loop/nodes.csv, row 3, column y: '1e999' is not a number; allowed: a number from 0"),
    "default of an input is missing": (NODES, ",0,0,300", ",0,,300",
        "networks/loop/nodes.csv, row 3, column default: the cell is empty at an input (rank 0); "
        "allowed: 0 1"),
    "default in words": (NODES, ",0,0,300", ",0,on,300",
        "networks/loop/nodes.csv, row 3, column default: 'on' is not allowed; "
        "allowed: 0 or 1; a node that is no input starts at 0 where the cell is empty"),
    "group of an input is missing": (NODES, ",Drugs,", ",,",
        "networks/loop/nodes.csv, row 3, column group: the cell is empty at an input (rank 0); "
        "allowed: the heading of a group of switches, such as Drugs"),
    "group of a node that is no input": (NODES, "pi3k,,,2", "pi3k,Drugs,,2",
        "networks/loop/nodes.csv, row 5, column group: 'Drugs' stands at a node that is no input; "
        "allowed: empty"),
    "choice of a node that is no input": (NODES, "pi3k,,,2", "pi3k,,p53,2",
        "networks/loop/nodes.csv, row 5, column choice: 'p53' stands at a node that is no input; "
        "allowed: empty"),
    "edge with unknown sign": (EDGES, "IGF1R,AKT,+", "IGF1R,AKT,?",
        "networks/loop/edges.csv, row 4, column sign: '?' is not allowed; allowed: + -"),
    "edge without evidence": (EDGES, "+,yuan-2.2-01,manning2017akt,Y-17,", "+,,,,Because.",
        "networks/loop/edges.csv, row 4, column claims: nothing justifies the edge; "
        "allowed: at least one of claims, sources and critique"),
    "edge on a review alone": (EDGES, "+,yuan-2.2-01,manning2017akt,Y-17,", "+,,yuan2018function,,Said.",
        "networks/loop/edges.csv, row 4, column sources: 'yuan2018function' is a review, which does not "
        "justify an edge alone; allowed: the review's claims, a source from elsewhere, or a critique"),
    "edge without a note": (EDGES, "The drug blocks the receptor.", "",
        "networks/loop/edges.csv, row 3, column note: the cell is empty although no claim is named; "
        "allowed: one sentence of evidence"),
    "edge twice": (EDGES, "drug,IGF1R", "IGF1,IGF1R",
        "networks/loop/edges.csv, row 3, column source and target: 'IGF1 IGF1R' stands in row 2 already; "
        "allowed: each one once"),
    "corner of one number": (EDGES, "300 60;", "300;",
        "networks/loop/edges.csv, row 3, column via: '300' has a corner that is not two numbers; "
        "allowed: corners x y with ; between them, or empty"),
}  # fmt: skip


@pytest.mark.parametrize("case", MALFORMED)
def test_one_slip_gives_one_line(tmp_path, case):
    file, old, new, line = MALFORMED[case]
    make(tmp_path, file, old, new)
    assert faults_of(tmp_path, file) == [line]


def test_a_faulty_header_does_not_hide_the_rows_faults(tmp_path):
    make(tmp_path, ENTITIES, "protein,membrane", "protien,membrane")
    rows = list(csv.reader(io.StringIO((tmp_path / ENTITIES).read_text())))
    with (tmp_path / ENTITIES).open("w", newline="") as file:
        csv.writer(file).writerows([[*rows[0], "remark"], *([*row, "new"] for row in rows[1:])])
    assert faults_of(tmp_path, ENTITIES) == [
        f"entities.csv, row 1: 'remark' is not a column; allowed: {ENTITY_COLUMNS}",
        f"entities.csv, row 3, column kind: 'protien' is not allowed; allowed: {KINDS} (did you mean "
        f"protein?)",
    ]


def test_a_misspelt_column_is_told_with_the_one_that_is_missing(tmp_path):
    make(tmp_path, ENTITIES, ",kind,", ",kinds,")
    assert faults_of(tmp_path, ENTITIES) == [
        f"entities.csv, row 1: 'kinds' is not a column (did you mean kind?); allowed: {ENTITY_COLUMNS}",
        f"entities.csv, row 1, column kind: the column is missing; allowed: {ENTITY_COLUMNS}",
    ]


def test_all_faults_of_all_rows_are_told_at_once(tmp_path):
    make(tmp_path)
    rows = TEXT[ENTITIES].replace("protein,membrane", "protien,skin").replace(",drug,", ",drugs,")
    (tmp_path / ENTITIES).write_text(rows + "pain,pain,phenotype,,,\n")
    assert [line.partition(":")[0] for line in faults_of(tmp_path, ENTITIES)] == [
        "entities.csv, row 3, column kind",
        "entities.csv, row 3, column compartment",
        "entities.csv, row 5, column kind",
        "entities.csv, row 7",
        "entities.csv, row 7, column id",
    ]


def test_good_rows_survive_beside_bad_ones(tmp_path):
    make(tmp_path, ENTITIES, ",drug,", ",drugs,")
    records, faults = scan_csv(tmp_path / ENTITIES, Entity, tmp_path)
    assert [*records] == [2, 3, 4, 6] and len(faults) == 1


def test_a_missing_file_is_one_line(tmp_path):
    with pytest.raises(DataError) as caught:
        read_csv(tmp_path / "claims" / "none.csv", Claim, tmp_path)
    assert str(caught.value) == "claims/none.csv: the file cannot be read (No such file or directory)"


def test_a_folder_in_place_of_a_file_is_one_line(tmp_path):
    with pytest.raises(DataError, match=r"^x: the file cannot be read \(Is a directory\)$"):
        (tmp_path / "x").mkdir()
        read_text(tmp_path / "x", tmp_path)


def test_what_spreadsheets_write_is_read(tmp_path):
    make(tmp_path)
    plain = read_csv(tmp_path / ENTITIES, Entity, tmp_path)
    (tmp_path / ENTITIES).write_bytes(b"\xef\xbb\xbf" + TEXT[ENTITIES].replace("\n", "\r\n").encode())
    assert read_csv(tmp_path / ENTITIES, Entity, tmp_path) == plain


def test_columns_may_stand_in_any_order(tmp_path):
    make(tmp_path)
    plain = read_csv(tmp_path / ENTITIES, Entity, tmp_path)
    rows = [row[::-1] for row in csv.reader(io.StringIO(TEXT[ENTITIES]))]
    with (tmp_path / ENTITIES).open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    assert read_csv(tmp_path / ENTITIES, Entity, tmp_path) == plain


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "a < b & c > d", "=1+1", "$x^2$ `code` {{ braces }}", "κB, “β” – 5 µM"],
)
def test_markup_and_script_stay_text(tmp_path, text):
    make(tmp_path, ENTITIES, ",IGF-1 receptor,", f',"{text}",')
    assert read_csv(tmp_path / ENTITIES, Entity, tmp_path)[1].name == text


def test_every_implied_sign_belongs_to_a_relation():
    relations = get_args(Claim.model_fields["relation"].annotation)
    assert set(IMPLIED_SIGNS) < set(relations) and set(IMPLIED_SIGNS.values()) == set(get_args(Sign))
    assert set(relations) - set(IMPLIED_SIGNS) == {
        "binds", "phosphorylates", "regulates", "requires", "interacts-with", "associated-with",
    }  # fmt: skip


def test_records_cannot_be_changed(tmp_path):
    record = read_csv(make(tmp_path) / ENTITIES, Entity, tmp_path)[0]
    with pytest.raises(ValidationError):
        record.name = "other"


def test_a_fault_has_its_place_its_value_and_what_is_allowed():
    assert str(Fault("claims/yuan2018.csv", 12, "sign", "plus", "+ - 0 ?")) == (
        "claims/yuan2018.csv, row 12, column sign: 'plus' is not allowed; allowed: + - 0 ?"
    )
    assert str(Fault("a.yaml", 3, "bands.0.y0", "x", "a number")) == (
        "a.yaml, line 3, bands.0.y0: 'x' is not allowed; allowed: a number"
    )


@pytest.mark.parametrize(
    "value", ["a\nb", "a\rb", "\x1b[31mred", "\u2028", "x" * 1000, "'\"", {"k": ["v"] * 99}]
)
def test_a_shown_value_is_one_short_visible_line(value):
    assert len(shown(value)) <= 60 and shown(value).isprintable()


@pytest.mark.parametrize(
    "value, meant",
    [("IGF-1R", " (did you mean IGF1R?)"), ("igf1r", " (did you mean IGF1R?)"), ("zebra", ""), ("", "")],
)
def test_hint(value, meant):
    assert hint(value, ["AKT", "IGF1", "IGF1R"]) == meant


def test_a_notebook_shows_lines_instead_of_a_traceback():
    error = DataError([Fault("a.csv", 2, "x", "1", "2"), Fault("a.csv", 3, "x", "1", "2")])
    assert error._render_traceback_() == str(error).splitlines() and len(error.faults) == 2


# YAML


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    size: int = Field(ge=1)
    weight: float = 0


class Whole(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: str
    parts: list[Part] = []
    notes: dict[str, str] = Field({}, description="notes by name")


YAML = "title: A\nparts:\n  - name: b\n    size: 1\n  - {name: c, size: 2}\n"


def test_yaml_becomes_a_record(tmp_path):
    (tmp_path / "a.yaml").write_text(YAML)
    assert read_yaml(tmp_path / "a.yaml", Whole, tmp_path) == Whole(
        title="A", parts=[Part(name="b", size=1), Part(name="c", size=2)]
    )


@pytest.mark.parametrize(
    "old, new, line",
    [
        ("me: c", "me: no", "a.yaml, line 5, parts.1.name: False is not allowed; allowed: text"),
        (
            "size: 1",
            "size: 0",
            "a.yaml, line 4, parts.0.size: 0 is not allowed; allowed: greater than or equal to 1",
        ),
        ("    size: 1\n", "", "a.yaml, line 3, parts.0.size: is missing"),
        ("title", "titel", "a.yaml, line 1, title: is missing"),
        (
            "size: 1",
            "size: big",
            "a.yaml, line 4, parts.0.size: 'big' is not allowed; allowed: a whole number",
        ),
        (
            ": 1",
            ": 1\n    weight: heavy",
            "a.yaml, line 5, parts.0.weight: 'heavy' is not allowed; allowed: a number",
        ),
        (
            "{name: c, size: 2}",
            "c",
            "a.yaml, line 5, parts.1: 'c' is not allowed; allowed: the keys name size weight",
        ),
        (
            ": 1",
            ": 1\n    sise: 2",
            "a.yaml, line 5, parts.0.sise: is not a key that may stand there (did you mean size?); "
            "allowed: name size weight",
        ),
        (YAML[9:], "notes: 5\n", "a.yaml, line 2, notes: 5 is not allowed; allowed: notes by name"),
        (
            ": 1",
            ": 1\n    size: 2",
            "a.yaml, line 5: the file is not YAML (the key size stands there twice)",
        ),
        (
            "{name: c, size: 2}",
            "{name: c",
            "a.yaml, line 6: the file is not YAML (did not find expected ',' or '}')",
        ),
        ("title: A", "title: 2023-13-45", "a.yaml, line 1: the file is not YAML (month must be in 1..12)"),
        (
            "title: A",
            "title: !!python/object/apply:os.getcwd []",
            "a.yaml, line 1: the file is not YAML (could not determine a constructor for the tag "
            "'tag:yaml.org,2002:python/object/apply:os.getcwd')",
        ),
        (
            YAML,
            "- a\n",
            "a.yaml, line 1: ['a'] is not allowed; allowed: the keys title parts notes",
        ),
        (YAML, "# nothing\n", "a.yaml: the file is empty"),
        (YAML, "\n", "a.yaml: the file is empty"),
        ("title: A", "title: *none", "a.yaml, line 1: the file is not YAML (found undefined alias)"),
    ],
)
def test_a_slip_in_yaml_gives_one_line(tmp_path, old, new, line):
    (tmp_path / "a.yaml").write_text(YAML.replace(old, new))
    with pytest.raises(DataError) as caught:
        read_yaml(tmp_path / "a.yaml", Whole, tmp_path)
    lines = str(caught.value).splitlines()
    assert line in lines and len(lines) == 1 + ("titel" in new)
