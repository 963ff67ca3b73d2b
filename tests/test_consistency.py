"""One slip that two records show together gives one line. Each case breaks a sound folder in one place."""

import pytest

from igf1r.__main__ import main
from igf1r.consistency import faults_of_edges
from igf1r.knowledge import check_network, load
from igf1r.records import DataError, Edge
from igf1r.rules import parse
from small_folder import TEXT, WHOLE, make

YUAN = "claims/yuan2018.csv"
MA = "claims/ma2023.csv"
CRITIQUES = "critiques.csv"
GLOSSARY = "glossary.csv"
COVERAGE = "coverage.csv"
NODES = "networks/loop/nodes.csv"
EDGES = "networks/loop/edges.csv"
RULES = "networks/loop/rules.bnet"
FIGURE = "networks/loop/figure.yaml"
OTHER = "the id of another claim of the same review"
SIGNED = "claims of the edge's sign, or in column critique a critique of the claim"

CHOICE = TEXT[NODES], TEXT[NODES].replace("s,,0,", "s,one,0,")
"""The nodes as they are, and the same with both inputs in one exclusive choice."""

HEIGHT = "height: 200\n"
BANDS = """\
height: 200
bands:
  - {label: outside, y0: 0, y1: 60}
  - {label: inside, y0: 60, y1: 200}
"""
CHALLENGES = """\
height: 200
challenges:
  - id: stop
    prompt: Stop AKT.
    start: {drug: 0}
    goal: {AKT: 0}
    allowed: [IGF1, drug]
    most: 1
  - id: again
    prompt: Start AKT again.
    start: {IGF1: 0, drug: 1}
    goal: {AKT: 1}
    allowed:
      - IGF1
      - drug
"""

BROKEN = {
    "unknown subject": (YUAN, "IGF1R,inhibits", "IGFR1,inhibits",
        "claims/yuan2018.csv, row 3, column subject: 'IGFR1' is not allowed; "
        "allowed: an id in entities.csv (did you mean IGF1?)"),
    "unknown object": (MA, "relieves,pain", "relieves,pains",
        "claims/ma2023.csv, row 2, column object: 'pains' is not allowed; "
        "allowed: an id in entities.csv (did you mean pain?)"),
    "unknown section": (MA, "ma-3.1-02,3.1", "ma-3.9-02,3.9",
        "claims/ma2023.csv, row 4, column section: '3.9' is not allowed; allowed: a section of ma2023: 1 "
        "3.1"),
    "section of the other review": (MA, "ma-3.1-02,3.1", "ma-2.2-02,2.2",
        "claims/ma2023.csv, row 4, column section: '2.2' is not allowed; allowed: a section of ma2023: 1 "
        "3.1"),
    "reference beyond the list": (MA, "2;3", "2;128",
        "claims/ma2023.csv, row 3, column references: '128' is not allowed; "
        "allowed: a number in the list of ma2023, 1 to 3"),
    "reference of the other review": (YUAN, "1;2", "1;3",
        "claims/yuan2018.csv, row 2, column references: '3' is not allowed; "
        "allowed: a number in the list of yuan2018, 1 to 2"),
    "unknown critique": (MA, "M-42", "M-43",
        "claims/ma2023.csv, row 2, column critiques: 'M-43' is not allowed; "
        "allowed: an id in critiques.csv (did you mean M-42?)"),
    "claim in the other review's file": (MA, "ma-3.1-02,3.1", "yuan-1-02,1",
        "claims/ma2023.csv, row 4, column id: 'yuan-1-02' belongs into claims/yuan2018.csv"),
    "repeat of nothing": (YUAN, ",,yuan-1-01,", ",,yuan-1-09,",
        f"claims/yuan2018.csv, row 4, column repeats: 'yuan-1-09' is not allowed; allowed: {OTHER} "
        "(did you mean yuan-1-01?)"),
    "repeat of itself": (YUAN, ",,yuan-1-01,", ",,yuan-2.2-02,",
        f"claims/yuan2018.csv, row 4, column repeats: 'yuan-2.2-02' is the claim itself; allowed: {OTHER}"),
    "repeat of a repeat": (YUAN, ",2,Y-17,,", ",2,Y-17,yuan-2.2-02,",
        "claims/yuan2018.csv, row 3, column repeats: 'yuan-2.2-02' is itself a restatement; allowed: "
        "yuan-1-01"),
    "repeat of the other review": (YUAN, ",,yuan-1-01,", ",,ma-1-01,",
        f"claims/yuan2018.csv, row 4, column repeats: 'ma-1-01' is a claim of the other review; allowed: "
        f"{OTHER}"),
    "critique in an unknown section": (CRITIQUES, "Y-17,yuan2018,2.2", "Y-17,yuan2018,3.1",
        "critiques.csv, row 2, column section: '3.1' is not allowed; allowed: a section of yuan2018: 1 2.2"),
    "critique with an unknown key": (CRITIQUES, "manning2017akt", "maning2017akt",
        "critiques.csv, row 2, column sources: 'maning2017akt' is not allowed; "
        "allowed: a key of references/*.bib (did you mean manning2017akt?)"),
    "term with an unknown key": (GLOSSARY, "manning2017akt", "maning2017akt",
        "glossary.csv, row 2, column source: 'maning2017akt' is not allowed; "
        "allowed: a key of references/*.bib (did you mean manning2017akt?)"),
    "term of an unknown entity": (GLOSSARY, "manning2017akt,IGF1R", "manning2017akt,IGFR1",
        "glossary.csv, row 2, column entity: 'IGFR1' is not allowed; "
        "allowed: an id in entities.csv (did you mean IGF1?)"),
    "uncovered sentence of an unknown section": (COVERAGE, "ma2023,3.1", "ma2023,2.2",
        "coverage.csv, row 3, column section: '2.2' is not allowed; allowed: a section of ma2023: 1 3.1"),
    "entities that differ by capitals": ("entities.csv", "\ncisplatin,", "\nakt,a,drug,,,,\ncisplatin,",
        "entities.csv, row 5, column id: 'akt' differs from AKT by capitals only; allowed: one id for "
        "one thing"),
    "section twice": ("sections.csv", "3.1,ma2023,Pain", "1,ma2023,Pain",
        "sections.csv, row 5, column review and id: 'ma2023 1' stands in row 4 already; allowed: each "
        "one once"),
    "key in two files": ("references/other.bib", "manning2017akt", "wan2007rapamycin",
        "references/other.bib, line 1, key: 'wan2007rapamycin' stands in references/yuan2018.bib already; "
        "allowed: each one once"),
    "paper without a number": ("references/ma2023.bib", "  ma = {2},\n", "",
        "references/ma2023.bib, line 9, kehlet2018postoperative.ma: is missing; allowed: the paper's "
        "number in ma2023"),
    "paper in the wrong list": ("references/other.bib", "  year = {2017},", "  year = {2017}, yuan = {3},",
        "references/other.bib, line 1: 'manning2017akt' belongs into references/yuan2018.bib"),
    "paper of both lists in the second": ("references/ma2023.bib", "  ma = {1},", "  ma = {1}, yuan = {3},",
        "references/ma2023.bib, line 1: 'raja2020revised' belongs into references/yuan2018.bib"),
    "number taken": ("references/ma2023.bib", "ma = {2}", "ma = {1}",
        "references/ma2023.bib, line 9, kehlet2018postoperative.ma: '1' is the number of raja2020revised "
        "already; "
        "allowed: each number once"),
    "number left out": ("references/yuan2018.bib", "yuan = {2}", "yuan = {4}",
        "references/yuan2018.bib: number 2 is missing; allowed: each number from 1 to 4"),
    "node of an unknown entity": (NODES, "drug,cisplatin,", "drug,cisplatine,",
        "networks/loop/nodes.csv, row 3, column entity: 'cisplatine' is not allowed; "
        "allowed: an id in entities.csv (did you mean cisplatin?)"),
    "edge from an unknown node": (EDGES, "drug,IGF1R", "drugs,IGF1R",
        "networks/loop/edges.csv, row 3, column source: 'drugs' is not allowed; "
        "allowed: an id in nodes.csv (did you mean drug?)"),
    "edge to an unknown node": (EDGES, "drug,IGF1R", "drug,IGF2R",
        "networks/loop/edges.csv, row 3, column target: 'IGF2R' is not allowed; "
        "allowed: an id in nodes.csv (did you mean IGF1R?)"),
    "edge of an unknown claim": (EDGES, "yuan-1-01;", "yuan-1-07;",
        "networks/loop/edges.csv, row 2, column claims: 'yuan-1-07' is not allowed; "
        "allowed: a claim's id (did you mean yuan-1-01?)"),
    "edge of an unknown source": (EDGES, "-,,manning2017akt", "-,,manning2018akt",
        "networks/loop/edges.csv, row 3, column sources: 'manning2018akt' is not allowed; "
        "allowed: a key of references/*.bib (did you mean manning2017akt?)"),
    "edge of an unknown critique": (EDGES, ";yuan-2.2-02,,,", ",,Y-99,",
        "networks/loop/edges.csv, row 2, column critique: 'Y-99' is not allowed; "
        "allowed: an id in critiques.csv"),
    "claim of another sign": (EDGES, "manning2017akt,Y-17", "manning2017akt,",
        "networks/loop/edges.csv, row 4, column claims: 'yuan-2.2-01' has the sign -, the edge +; "
        f"allowed: {SIGNED}"),
    "claim without a sign": (EDGES, "yuan-1-01;", "ma-3.1-02;",
        "networks/loop/edges.csv, row 2, column claims: 'ma-3.1-02' has the sign ?, the edge +; "
        f"allowed: {SIGNED}"),
    "critique that is not the claim's": (EDGES, "manning2017akt,Y-17", "manning2017akt,M-42",
        "networks/loop/edges.csv, row 4, column claims: 'yuan-2.2-01' has the sign -, the edge +; "
        f"allowed: {SIGNED}"),
    "edge that no rule has": (EDGES, "IGF1R,AKT", "drug,AKT,-,,manning2017akt,,It blocks.,\nIGF1R,AKT",
        "networks/loop/edges.csv, row 4, column source: 'drug' is not allowed; "
        "allowed: a regulator in the rule of AKT: IGF1R"),
    "edge to an input": (EDGES, "IGF1R,AKT", "AKT,drug,-,,manning2017akt,,It blocks.,\nIGF1R,AKT",
        "networks/loop/edges.csv, row 4, column source: 'AKT' is not allowed; "
        "allowed: no regulator, as drug is an input"),
    "regulator that no edge has": (RULES, "AKT, IGF1R", "AKT, IGF1R & !drug",
        "networks/loop/edges.csv: 'drug -> AKT' has no row; allowed: a row for each regulator in each rule"),
    "self-regulation that no edge has": (RULES, "AKT, IGF1R", "AKT, IGF1R | AKT",
        "networks/loop/edges.csv: 'AKT -> AKT' has no row; allowed: a row for each regulator in each rule"),
    "sign against the rule": (RULES, "IGF1 & !drug", "IGF1 & drug",
        "networks/loop/edges.csv, row 3, column sign: '-' is not allowed; allowed: +, as in the rule of "
        "IGF1R"),
    "rank of an input that has a rule": (RULES, "drug, drug", "drug, 0",
        "networks/loop/nodes.csv, row 3, column rank: '0' contradicts the rule 0; "
        "allowed: 0 for an input, above 0 for any other"),
    "name without a rule, in two rules": (RULES, "AKT, IGF1R", "AKT, IGF2R\nAKT, IGF2R",
        "networks/loop/rules.bnet, row 5, column factors: 'IGF2R' has no rule (did you mean IGF1R?) and "
        "stands in 2 rules; allowed: targets of this file; an input has the line IGF2R, IGF2R"),
    "rule of an unknown node": (RULES, "AKT, IGF1R", "AKT1, IGF1R",
        "networks/loop/rules.bnet, row 5, column targets: 'AKT1' is not allowed; "
        "allowed: an id in nodes.csv (did you mean AKT?)"),
    "unknown node in rule after rule": (RULES, "IGF1R, IGF1 & !drug\nAKT, IGF1R",
        "IGF2R, IGF1 & !drug\nAKT, IGF2R",
        "networks/loop/rules.bnet, row 4, column targets: 'IGF2R' is not allowed; "
        "allowed: an id in nodes.csv (did you mean IGF1R?)"),
    "node without a row": (NODES, "IGF1R,IGF1R,IGF1R,receptor,receptor,,,1,,100,90,The receptor.\n", "",
        "networks/loop/rules.bnet, row 4, column targets: 'IGF1R' is not allowed; "
        "allowed: an id in nodes.csv (did you mean IGF1?)"),
    "node without a rule": (NODES, "AKT,AKT,AKT,", "PKB,AKT,AKT,",
        "networks/loop/nodes.csv, row 5, column id: 'PKB' has no rule; allowed: a target in rules.bnet"),
    "node right of the drawing": (NODES, "300,30", "9999,30",
        "networks/loop/nodes.csv, row 3, column x: 9999 is not allowed; "
        "allowed: at most the drawing's width, 420"),
    "node below the drawing": (NODES, "100,150.5", "100,200.5",
        "networks/loop/nodes.csv, row 5, column y: 200.5 is not allowed; "
        "allowed: at most the drawing's height, 200"),
    "corner outside of the drawing": (EDGES, "300 60;", "300 600;",
        "networks/loop/edges.csv, row 3, column via: '300 600' is not allowed; "
        "allowed: corners in the drawing, up to 420 200"),
    "height below zero": (FIGURE, "200", "-5",
        "networks/loop/figure.yaml, line 3, height: -5 is not allowed; allowed: a number above 0"),
    "height that is not finite": (FIGURE, "200", ".nan",
        "networks/loop/figure.yaml, line 3, height: nan is not allowed; allowed: a number above 0"),
    "height in words": (FIGURE, "200", "tall",
        "networks/loop/figure.yaml, line 3, height: 'tall' is not allowed; allowed: a number above 0"),
    "width of nothing": (FIGURE, HEIGHT, HEIGHT + "width: 0\n",
        "networks/loop/figure.yaml, line 4, width: 0 is not allowed; allowed: a number above 0"),
    "band upside down": (FIGURE, HEIGHT, BANDS.replace("y0: 0, y1: 60", "y0: 60, y1: 0"),
        "networks/loop/figure.yaml, line 5, bands.0.y1: 0 is not allowed; allowed: more than its y0, 60"),
    "band beyond the drawing": (FIGURE, HEIGHT, BANDS.replace("y1: 200", "y1: 999"),
        "networks/loop/figure.yaml, line 6, bands.1.y1: 999 is not allowed; "
        "allowed: at most the drawing's height, 200"),
    "band that begins in words": (FIGURE, HEIGHT, BANDS.replace("y0: 60", "y0: x"),
        "networks/loop/figure.yaml, line 6, bands.1.y0: 'x' is not allowed; allowed: a number from 0"),
    "two challenges of one id": (FIGURE, HEIGHT, CHALLENGES.replace("id: again", "id: stop"),
        "networks/loop/figure.yaml, line 11, challenges.1.id: 'stop' stands in line 5 already; "
        "allowed: each id once"),
    "challenge without a solution": (FIGURE, HEIGHT, CHALLENGES.replace("{AKT: 0}", "{AKT: 0, IGF1R: 1}"),
        "networks/loop/figure.yaml, line 5, challenge stop: no changes reach the goal; "
        "allowed: a goal that the inputs under allowed can reach, with most: 1"),
    "challenge with too few changes": (FIGURE, HEIGHT, CHALLENGES + "    most: 1\n",
        "networks/loop/figure.yaml, line 11, challenge again: no changes reach the goal; "
        "allowed: a goal that the inputs under allowed can reach, with most: 1"),
    "challenge that is none": (FIGURE, HEIGHT, CHALLENGES.replace("{AKT: 0}", "{AKT: 1}"),
        "networks/loop/figure.yaml, line 5, challenge stop: the goal holds at the start; "
        "allowed: a goal that needs a change"),
    "challenge from no input": (FIGURE, HEIGHT, CHALLENGES.replace("{drug: 0}", "{drugs: 0}"),
        "networks/loop/figure.yaml, line 7, challenge stop, start: 'drugs' is not allowed; "
        "allowed: an input: IGF1 drug (did you mean drug?)"),
    "challenge for an unknown node": (FIGURE, HEIGHT, CHALLENGES.replace("{AKT: 1}", "{AKTT: 1}"),
        "networks/loop/figure.yaml, line 14, challenge again, goal: 'AKTT' is not allowed; "
        "allowed: an id in nodes.csv (did you mean AKT?)"),
    "challenge that changes no input": (FIGURE, HEIGHT, CHALLENGES.replace("- drug", "- AKT"),
        "networks/loop/figure.yaml, line 17, challenge again, allowed: 'AKT' is not allowed; "
        "allowed: an input: IGF1 drug"),
    "goal of two": (FIGURE, HEIGHT, CHALLENGES.replace("{AKT: 1}", "{AKT: 2}"),
        "networks/loop/figure.yaml, line 14, challenges.1.goal.AKT: 2 is not allowed; "
        "allowed: nodes, each with 0 or 1"),
    "choice of one input": (NODES, "Drugs,,0,0", "Drugs,one,0,0",
        "networks/loop/nodes.csv, row 3, column choice: 'one' stands at one input only; "
        "allowed: a choice of at least two inputs"),
    "two defaults in a choice": (NODES, CHOICE[0], CHOICE[1].replace(",0,0,", ",0,1,"),
        "networks/loop/nodes.csv, row 2, column default: 2 inputs are on; "
        "allowed: 1 for exactly one of the 2 inputs of the choice one"),
    "no default in a choice": (NODES, CHOICE[0], CHOICE[1].replace(",0,1,", ",0,0,"),
        "networks/loop/nodes.csv, row 2, column default: 0 inputs are on; "
        "allowed: 1 for exactly one of the 2 inputs of the choice one"),
}  # fmt: skip


FOLLOWS = {
    "paper without a number": ["references: '2' is not", "number 2 is missing", "references: '3' is not"],
    "number taken": ["column references: '2' is not", "number 2 is missing"],
    "number left out": ["column references: '2' is not", "number 3 is missing"],
    "edge from an unknown node": ["'drug -> IGF1R' has no row"],
    "edge to an unknown node": ["'drug -> IGF1R' has no row"],
    "name without a rule, in two rules": ["'AKT' has a rule in row 5 already"],
    "rule of an unknown node": ["'AKT' has no rule; allowed: a target in rules.bnet (did you mean AKT1?)"],
    "unknown node in rule after rule": ["'IGF1R' has no rule; allowed: a target in rules.bnet"],
    "node without a rule": ["row 5, column targets: 'AKT' is not allowed", "body.csv, column id: 'PKB'"],
}
"""What some slips cannot but bring with them."""


def faults_of(folder):
    """All fault lines of a folder and its network."""
    lines = []
    for read, place in ((load, folder), (check_network, folder / "networks" / "loop")):
        try:
            read(place)
        except DataError as error:
            lines += str(error).splitlines()
    return lines


def test_a_sound_folder_has_no_fault(tmp_path):
    assert faults_of(make(tmp_path)) == []


@pytest.mark.parametrize("case", BROKEN)
def test_one_slip_gives_one_line(tmp_path, case):
    file, old, new, line = BROKEN[case]
    lines = faults_of(make(tmp_path, file, old, new))
    follows = FOLLOWS.get(case, [])
    assert line in lines
    assert [other for other in lines if other != line and not any(part in other for part in follows)] == []


@pytest.mark.parametrize(
    "file, old, new",
    [
        ("entities.csv", "\nIGF1R,IGF-1 receptor,protein", "\nIGF1R,IGF-1 receptor,protien"),
        ("sections.csv", "Gene regulation", ""),
        ("critiques.csv", "certain,Check", "sure,Check"),
        ("glossary.csv", ",textbook,", ",book,"),
        ("coverage.csv", "It thanks the reader.", ""),
        ("references/yuan2018.bib", "year = {2007}", "year = {07}"),
        ("references/other.bib", "{AKT/PKB signaling}", "{AKT/PKB signaling"),
        (YUAN, "IGF1R,+,stated", "IGF1R,plus,stated"),
        (NODES, "drug,a\\ndrug,cisplatin,drug", "drug,a\\ndrug,cisplatin,drugs"),
        (EDGES, "drug,IGF1R,-", "drug,IGF1R,minus"),
        (RULES, "IGF1 & !drug", "IGF1 & "),
    ],
)
def test_a_slip_in_a_row_is_not_told_again_where_the_row_is_named(tmp_path, file, old, new):
    assert len(faults_of(make(tmp_path, file, old, new))) == 1


@pytest.mark.parametrize("file", TEXT)
def test_a_missing_file_is_told_in_one_line(tmp_path, file):
    (make(tmp_path) / file).unlink()
    if file.endswith("body.csv"):
        assert faults_of(tmp_path) == []
    else:
        assert faults_of(tmp_path) == [f"{file}: the file cannot be read (No such file or directory)"]


def test_faults_of_all_files_are_told_at_once(tmp_path):
    make(tmp_path)
    for file, old, new in (
        (YUAN, "IGF1R,inhibits", "IGFR1,inhibits"),
        (MA, "M-42", "M-43"),
        ("critiques.csv", "Y-17,yuan2018,2.2", "Y-17,yuan2018,3.1"),
        (NODES, "drug,cisplatin,", "drug,cisplatine,"),
    ):
        path = tmp_path / file
        path.write_text(path.read_text().replace(old, new, 1))
    assert [line.partition(",")[0] for line in faults_of(tmp_path)] == [YUAN, MA, "critiques.csv", NODES]


def test_faults_of_one_network_are_told_at_once(tmp_path):
    make(tmp_path)
    for file, old, new in (
        (NODES, "cisplatin", "cisplatine"),
        (EDGES, "IGF1R,AKT,+", "IGF1R,AKT,?"),
        (RULES, "IGF1 & !drug", "IGF1 &"),
        ("networks/loop/body.csv", "AKT,ganglion", "AKT,gangly"),
        (FIGURE, HEIGHT, CHALLENGES.replace("[IGF1", "[IGF2")),
    ):
        path = tmp_path / file
        path.write_text(path.read_text().replace(old, new, 1))
    told = {line.partition(",")[0] for line in faults_of(tmp_path)}
    assert told == {NODES, EDGES, RULES, "networks/loop/body.csv", FIGURE}


@pytest.mark.parametrize("text", [BANDS, CHALLENGES])
def test_a_sound_figure_has_no_fault(tmp_path, text):
    assert faults_of(make(tmp_path, FIGURE, HEIGHT, text)) == []


# The files of a folder: what is there and should not be, and the other way round


QUESTIONS = WHOLE["questions/pi3k.yaml"]
SEQUENCE = WHOLE["P08069.fasta"]
FILES = {
    "file of no review": ("claims/new2024.csv", None, "id\n",
        "claims/new2024.csv: nothing reads this file; allowed: yuan2018.csv ma2023.csv"),
    "file of no network": (FIGURE.replace("yaml", "yml"), None, "id\n",
        "networks/loop/figure.yml: nothing reads this file (did you mean figure.yaml?); "
        "allowed: rules.bnet nodes.csv edges.csv figure.yaml body.csv"),
    "questions with the wrong ending": ("questions/mapk.yml", None, "- id: mapk-1\n",
        "questions/mapk.yml: nothing reads this file (did you mean mapk.yaml?); allowed: abc-transp"),
    "questions of no chapter": ("questions/mapkk.yaml", None, QUESTIONS.replace("pi3k", "mapkk"),
        "questions/mapkk.yaml: nothing reads this file (did you mean mapk.yaml?); allowed: abc-transp"),
    "questions without a question": ("questions/mapk.yaml", None, "[]\n",
        "questions/mapk.yaml, line 1: the list is empty; allowed: at least one question"),
    "no questions": ("questions/pi3k.yaml", None, None,
        "questions/: the folder is missing or empty"),
    "no sequence": ("P08069.fasta", None, None,
        "P08069.fasta: the file cannot be read (No such file or directory)"),
    "sequence cut short": ("P08069.fasta", SEQUENCE[-20:], "",
        f"P08069.fasta: the sequence has {1367 - len(SEQUENCE[-20:].strip())} residues; allowed: 1367"),
    "letter of no amino acid": ("P08069.fasta", "MKSG", "MKSB",
        "P08069.fasta, line 2: 'B' is no amino acid; allowed: ACDEFGHIKLMNPQRSTVWY"),
    "sequence of another protein": ("P08069.fasta", "P08069", "P06213",
        "P08069.fasta, line 1: '>sp|P06213|IGF1R_HUMAN Insulin-like growth factor 1 rec...' is no "
        "header; allowed: > and a title with P08069"),
    "feature beyond the sequence": ("features.csv", "980,980", "980,9000",
        "features.csv, row 2, column end: '9000' is not allowed; "
        "allowed: a residue's number in the precursor, 1 to 1367"),
    "feature backwards": ("features.csv", "980,980", "980,970",
        "features.csv, row 2, column end: '970' is before start; allowed: 980 or more"),
    "column of an unknown table": ("columns.csv", "sections,id", "section,id",
        "columns.csv, row 3, column table: 'section' is not allowed; allowed: sections entities claims"),
    "unknown column": ("columns.csv", "sections,title", "sections,titel",
        "columns.csv, row 5, column column: 'titel' is not allowed; "
        "allowed: a column of sections: id review title (did you mean title?)"),
    "column without a meaning": ("columns.csv", "sections,review,the review\n", "",
        "columns.csv: 'sections, review' has no row; "
        "allowed: a row for each table, with no column, and for each column"),
    **{f"no {file}": (file, None, None, f"{file}: the file cannot be read (No such file or directory)")
       for file in WHOLE if file not in TEXT and file.endswith(".csv")},
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_a_fault_of_the_files_gives_one_line(tmp_path, capsys, case):
    file, old, new, line = FILES[case]
    if old:
        make(tmp_path, file, old, new, WHOLE)
    elif new:
        (make(tmp_path, texts=WHOLE) / file).write_text(new)
    else:
        (make(tmp_path, texts=WHOLE) / file).unlink()
    assert main(["check", str(tmp_path)]) == 1
    (told,) = capsys.readouterr().out.splitlines()
    assert told.startswith(line)


def test_a_folder_without_networks(tmp_path, capsys):
    texts = {file: text for file, text in WHOLE.items() if not file.startswith("networks/")}
    assert main(["check", str(make(tmp_path, texts=texts))]) == 1
    assert capsys.readouterr().out == "networks/: the folder is missing or empty\n"


def test_files_that_systems_leave_behind_are_no_fault(tmp_path):
    make(tmp_path, texts=WHOLE)
    (tmp_path / "claims" / ".DS_Store").write_text("x")
    (tmp_path / "networks" / ".ipynb_checkpoints").mkdir()
    assert main(["check", str(tmp_path)]) is None


def test_faults_of_questions_are_told_beside_those_of_claims(tmp_path, capsys):
    make(tmp_path, YUAN, "IGF1R,+,stated", "IGF1R,plus,stated", WHOLE)
    path = tmp_path / "questions" / "pi3k.yaml"
    path.write_text(path.read_text().replace("manning2017akt", "maning2017akt"))
    assert main(["check", str(tmp_path)]) == 1
    assert [line.partition(",")[0] for line in capsys.readouterr().out.splitlines()] == [
        YUAN, "questions/pi3k.yaml",
    ]  # fmt: skip


def test_edges_are_held_against_rules_that_a_reader_typed():
    cells = dict.fromkeys(Edge.model_fields, "") | {"source": "A", "target": "B", "sign": "+"}
    edges = {2: Edge(**cells | {"claims": "yuan-1-01"})}
    rules = parse("A, A\nC, C\nB, A & C")
    (fault,) = faults_of_edges("edges.csv", edges, rules)
    assert str(fault) == "edges.csv: 'C -> B' has no row; allowed: a row for each regulator in each rule"
    assert list(faults_of_edges("edges.csv", edges, rules, complete=False)) == []
