import csv
import doctest
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from hashlib import sha256
from itertools import product

import networkx as nx
import pytest
from frictionless import Package
from pybtex.database import parse_string

from igf1r import exports
from igf1r.__main__ import main
from igf1r.attractors import from_sbml
from igf1r.attractors import tables as truth
from igf1r.boolean import BooleanNetwork
from igf1r.consistency import FILES, naming
from igf1r.exports import bibliography, graphs, qualitative, tables
from igf1r.knowledge import load
from igf1r.network import Network, names, network
from igf1r.records import DATA, Edge, Node, read_csv
from igf1r.references import read_bib
from igf1r.rules import parse
from igf1r.sphinxext import data as pages
from small_folder import make
from test_build import PARTS, Book

MODELED = [name for name, (model, _) in FILES.items() if model]


@pytest.fixture(scope="module")
def files():
    """All files of the book's own archive."""
    return exports.files()


@pytest.fixture(scope="module")
def described(files):
    """The descriptor of the book's own archive."""
    return json.loads(files[exports.DESCRIPTOR])


@pytest.fixture
def small(tmp_path):
    """The files of the small folder, by path."""
    return exports.files(make(tmp_path / "data"))


def rows(content, delimiter=","):
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), delimiter=delimiter))


def unpacked(folder, contents):
    """The files below a folder, as a reader has them."""
    exports.write(folder, contents)
    return folder


def faults(folder):
    """What the frictionless library says of an unpacked archive, by kind of fault."""
    report = Package(str(folder / exports.DESCRIPTOR)).validate()
    return [*(error.type for error in report.errors), *(row[0] for row in report.flatten(["type"]))]


@pytest.mark.parametrize("module", [tables, bibliography, pages])
def test_docstrings(module):
    tested = doctest.testmod(module)
    assert tested.attempted and not tested.failed


# Tables


@pytest.mark.parametrize("name", MODELED)
def test_tables_come_back_as_the_same_records(files, tmp_path, name):
    model = FILES[name][0]
    first, *others = csv.reader(io.StringIO(files[f"{name}.csv"].decode(), newline=""))
    known = [first.index(column) for column in model.model_fields]
    kept = [[row[place] for place in known] for row in (first, *others)]
    (tmp_path / "table.csv").write_text(tables.written(kept), "utf8")
    assert read_csv(tmp_path / "table.csv", model, tmp_path) == [*getattr(load(), name).values()]


def test_nodes_and_edges_of_all_networks_come_back(files, tmp_path):
    for name, model, key in (
        ("nodes", Node, lambda each: each.id),
        ("edges", Edge, lambda each: (each.source, each.target)),
    ):
        by_network = {}
        for row in rows(files[f"{name}.csv"]):
            by_network.setdefault(row.pop("network"), []).append(row)
        assert [*by_network] == list(names())
        for place, records in by_network.items():
            table = tables.written([records[0], *(row.values() for row in records)])
            (tmp_path / "table.csv").write_text(table, "utf8")
            read = {key(each): each for each in read_csv(tmp_path / "table.csv", model, tmp_path)}
            assert read == getattr(network(place), name)


def test_no_item_of_a_list_holds_what_stands_between_items():
    known = load()
    items = bibliography.csl(known.references, bibliography.bibtex())
    for table in tables.all_tables(known, items, [network(name) for name in names()]).values():
        for row in table.rows:
            for value in row.values():
                if isinstance(value, tuple):
                    assert not any(tables.SEPARATOR in item for item in value if isinstance(item, str)), row


def test_the_bibliography_as_a_table(files):
    by_key = {row["id"]: row for row in rows(files["references.csv"])}
    assert [*by_key] == [*load().references]
    wan = by_key["wan2007rapamycin"]
    assert (wan["short"], wan["yuan2018"], wan["ma2023"], wan["year"]) == ("Wan et al. 2007", "5", "", "2007")
    assert wan["pubmed"].startswith("https://pubmed.ncbi.nlm.nih.gov/")
    assert by_key["raja2020revised"]["authors"].endswith(";et al.")
    corrected = [row for row in by_key.values() if row["printed"].startswith("title: ")]
    assert len(corrected) == 1 and corrected[0]["yuan2018"] == "70"


def test_a_claim_names_the_papers_behind_its_numbers(small):
    found = {row["id"]: row for row in rows(small["claims.csv"])}
    assert (found["yuan-1-01"]["references"], found["yuan-1-01"]["papers"]) == (
        "1;2",
        "wan2007rapamycin;chen2013igf",
    )
    assert (found["ma-1-01"]["review"], found["ma-1-01"]["papers"]) == ("ma2023", "raja2020revised")


def test_a_list_has_a_table_of_its_own_with_an_item_a_row(small):
    found = rows(small["links/claims-papers.csv"])
    assert [(row["id"], row["reference"]) for row in found][:3] == [
        ("yuan-1-01", "wan2007rapamycin"), ("yuan-1-01", "chen2013igf"), ("yuan-2.2-01", "chen2013igf"),
    ]  # fmt: skip
    edges = rows(small["links/edges-claims.csv"])
    assert edges[0] == {"network": "loop", "source": "IGF1", "target": "IGF1R", "claim": "yuan-1-01"}


# The descriptor


def test_frictionless_finds_no_fault(files, tmp_path):
    assert faults(unpacked(tmp_path, files)) == []


BROKEN = {
    "a value that is not allowed": ("claims.csv", ",hedged,", ",hegded,", "constraint-error"),
    "a number that is none": ("references.csv", ",2013,", ",MMXIII,", "type-error"),
    "a list with an item of another type": ("claims.csv", ",1;2,", ",1;two,", "type-error"),
    "an empty cell that must not be": ("entities.csv", "\nIGF1,IGF-1,", "\nIGF1,,", "constraint-error"),
    "a pattern that does not match": ("entities.csv", "P05019", "P5019", "constraint-error"),
    "a key twice": ("entities.csv", "\nIGF1R,", "\nIGF1,", "primary-key"),
    "an entity that is not there": ("claims.csv", ",inhibits,AKT,", ",inhibits,AKT1,", "foreign-key"),
    "a section of the other review": ("claims.csv", "ma-3.1-02,3.1,", "ma-3.1-02,2.2,", "foreign-key"),
    "a claim that repeats nothing": ("claims.csv", ",,yuan-1-01,Again", ",,yuan-1-07,Again", "foreign-key"),
    "a critique that is not there": ("links/claims-critiques.csv", "Y-17", "Y-18", "foreign-key"),
    "a paper that is not there": ("links/claims-papers.csv", "raja2020", "raja2021", "foreign-key"),
    "a node of another network": ("edges.csv", "loop,IGF1,IGF1R", "loop,IGF2,IGF1R", "foreign-key"),
    "a cell too few": ("sections.csv", "1,ma2023,Introduction", "1,ma2023", "missing-cell"),
    "a column without its name": ("sections.csv", "id,review,title", "id,review,name", "incorrect-label"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_frictionless_finds_what_is_broken(small, tmp_path, case):
    path, old, new, kind = BROKEN[case]
    text = small[path].decode()
    assert old in text
    descriptor = json.loads(small[exports.DESCRIPTOR])
    for resource in descriptor["resources"]:
        del resource["hash"], resource["bytes"]
    changed = {path: text.replace(old, new, 1).encode(), exports.DESCRIPTOR: json.dumps(descriptor).encode()}
    assert kind in faults(unpacked(tmp_path, small | changed))


@pytest.mark.parametrize("path", ["claims.csv", "graphs/claims.graphml", "networks/loop/loop.sbml"])
def test_frictionless_finds_a_file_that_was_changed(small, tmp_path, path):
    changed = small | {path: small[path].replace(b"IGF-1", b"IGF-2", 1)}
    assert faults(unpacked(tmp_path, changed)) == ["hash-count"]


def test_types_values_and_keys_are_those_of_the_models(described):
    schemas = {each["name"]: each["schema"] for each in described["resources"] if "schema" in each}
    claims = {each["name"]: each for each in schemas["claims"]["fields"]}
    assert [*claims] == [*FILES["claims"][0].model_fields, "review", "papers"]
    assert claims["sign"]["constraints"] == {"required": True, "enum": ["+", "-", "0", "?"]}
    assert (claims["references"]["type"], claims["references"]["itemType"]) == ("list", "integer")
    assert "constraints" not in claims["species"]
    entities = {each["name"]: each for each in schemas["entities"]["fields"]}
    assert "" not in entities["compartment"]["constraints"]["enum"]
    assert "required" not in entities["compartment"]["constraints"]
    nodes = {each["name"]: each for each in schemas["nodes"]["fields"]}
    assert nodes["default"]["constraints"] == {"enum": [0, 1]}
    assert nodes["x"] | {"description": ""} == {
        "name": "x", "type": "number", "description": "", "constraints": {"required": True, "minimum": 0},
    }  # fmt: skip
    assert schemas["edges"]["primaryKey"] == ["network", "source", "target"]
    assert schemas["claims"]["foreignKeys"] == [
        {"fields": ["review", "section"], "reference": {"resource": "sections", "fields": ["review", "id"]}},
        {"fields": ["subject"], "reference": {"resource": "entities", "fields": ["id"]}},
        {"fields": ["object"], "reference": {"resource": "entities", "fields": ["id"]}},
        {"fields": ["repeats"], "reference": {"fields": ["id"]}},
    ]


def test_every_column_of_every_table_has_a_meaning_and_every_meaning_a_column(described):
    columns = {
        (each["name"], field["name"])
        for each in described["resources"] if "schema" in each and not each["path"].startswith("links/")
        for field in [{"name": ""}, *each["schema"]["fields"]]
    }  # fmt: skip
    assert set(exports.meanings()) == columns


def test_the_descriptor_names_licence_version_sources_and_every_file(files, described):
    assert described["licenses"][0]["name"] == "CC-BY-4.0" and described["version"]
    assert [each["path"] for each in described["sources"]] == [
        "https://doi.org/10.3892/ol.2017.7276", "https://doi.org/10.7150/ijbs.84353",
    ]  # fmt: skip
    rest = {"README.md", "LICENSE", "CITATION.cff", exports.DESCRIPTOR}
    assert {each["path"] for each in described["resources"]} == set(files) - rest
    for path in (each["path"] for each in described["resources"]):
        assert f"`{path}`" in files["README.md"].decode()


# What names what


def test_a_wrong_name_is_a_fault_in_every_column_that_names_rows(capsys, tmp_path):
    marked = 0
    for name, (model, paths) in FILES.items():
        for column, mark in naming(model).items() if model else ():
            if mark.table == "sections" or column == model.key[0]:
                continue
            folder = make(tmp_path / f"{name}-{column}")
            path = folder / paths[0]
            header, *lines = csv.reader(io.StringIO(path.read_text("utf8"), newline=""))
            if lines:
                wrong = {"claims": "ma-9-99", "critiques": "Y-99", "studies": "ma-999"}.get(
                    mark.table, "none1999x"
                )
                lines[0][header.index(column)] = wrong
                path.write_text(tables.written([header, *lines]), "utf8")
                assert main(["check", str(folder)]) == 1
                assert f"{paths[0]}, row 2, column {column}: '{wrong}' " in capsys.readouterr().out
                marked += 1
    assert marked >= 6


CHECKED = sorted(
    path.relative_to(DATA).as_posix()
    for path in DATA.rglob("*.csv")
    if "networks" not in path.relative_to(DATA).parts
)


@pytest.mark.parametrize("file", [*CHECKED, "networks/core/nodes.csv", "networks/core/edges.csv"])
def test_every_table_of_the_book_is_checked(capsys, tmp_path, file):
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    header, _, rest = (folder / file).read_text("utf8").partition("\n")
    (folder / file).write_text(f"{header},surplus\n{rest}", "utf8")
    assert main(["check", str(folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(";")[0] for line in lines][0] == f"{file}, row 1: 'surplus' is not a column"


def test_a_table_of_a_figure_is_held_against_the_other_records(capsys, tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    text = (folder / "features.csv").read_text("utf8")
    (folder / "features.csv").write_text(text.replace("ullrich1986insulin", "ullrich1985insulin", 1), "utf8")
    assert main(["check", str(folder)]) == 1
    assert capsys.readouterr().out.startswith(
        "features.csv, row 2, column source: 'ullrich1985insulin' is not allowed"
    )


# Graphs


def same(graph, other):
    """Whether two graphs have the same nodes, edges and attributes."""
    edges = [
        list(each.edges(data=True, **({"keys": True} if each.is_multigraph() else {})))
        for each in (graph, other)
    ]
    return (
        graph.is_multigraph() == other.is_multigraph()
        and dict(graph.nodes(data=True)) == dict(other.nodes(data=True))
        and edges[0] == edges[1]
    )


def every_graph():
    known = load()
    yield graphs.of_claims(known, known.claims.values())
    yield from (graphs.of_network(network(name)) for name in names())


def test_node_link_json_comes_back_as_the_same_graph():
    for graph in every_graph():
        read = nx.node_link_graph(json.loads(graphs.node_link(graph)), edges="edges")
        assert same(graph, read) and read.graph == graph.graph


def test_graphml_comes_back_as_the_same_graph():
    for graph in every_graph():
        read = nx.parse_graphml(graphs.graphml(graph), force_multigraph=graph.is_multigraph())
        for *_, attributes in (*graph.nodes(data=True), *graph.edges(data=True)):
            for name, value in attributes.items():
                attributes[name] = ";".join(map(str, value)) if isinstance(value, list) else value
        assert same(graph, read)


def test_an_edge_says_all_that_its_claim_says():
    known = load()
    graph = graphs.of_claims(known, known.claims.values())
    for subject, object_, id_, edge in graph.edges(keys=True, data=True):
        claim = known.claims[id_]
        assert (claim.subject, claim.object, claim.sign) == (subject, object_, edge["sign"])
        for column, value in claim.model_dump(mode="json", exclude={"id", "subject", "object"}).items():
            assert edge.get(column, value or "") == (value or "")
        assert edge.get("papers", []) == [known.reference(claim.review, n).key for n in claim.references]


def sif(text):
    """Nodes and edges of a SIF text, read as Cytoscape's manual says."""
    nodes, edges = {}, []
    for line in text.splitlines():
        source, *rest = line.split("\t") if "\t" in text else line.split()
        nodes[source] = True
        for target in rest[1:]:
            nodes[target] = True
            edges.append(f"{source} ({rest[0]}) {target}")
    return set(nodes), edges


def test_sif_and_its_tables_agree_in_every_name(files):
    found = [path.removesuffix(".sif") for path in files if path.endswith(".sif")]
    assert len(found) == 3 + len(names())
    for place in found:
        nodes, edges = sif(files[f"{place}.sif"].decode())
        assert len(edges) == len(set(edges))
        assert edges == [row["shared name"] for row in rows(files[f"{place}.edges.tsv"], "\t")]
        assert nodes == {row["shared name"] for row in rows(files[f"{place}.nodes.tsv"], "\t")}


def test_claims_that_agree_are_one_edge_for_cytoscape(small):
    found = {row["shared name"]: row for row in rows(small["graphs/claims.edges.tsv"], "\t")}
    assert found["IGF1 (activates) IGF1R"]["claims"] == "yuan-1-01|yuan-2.2-02"
    assert found["IGF1 (activates) IGF1R"]["stance"] == "stated|hedged"
    assert found["IGF1 (activates) IGF1R"]["sign"] == "+"
    assert "yuan" not in small["graphs/ma2023.edges.tsv"].decode().replace("yuan2018", "")


def test_every_claim_is_in_an_edge_of_the_whole_and_of_its_review(files):
    by_graph = {
        name: [
            id_ for row in rows(files[f"graphs/{name}.edges.tsv"], "\t") for id_ in row["claims"].split("|")
        ]
        for name in ("claims", "yuan2018", "ma2023")
    }
    assert sorted(by_graph["claims"]) == sorted(load().claims)
    assert sorted(by_graph["yuan2018"] + by_graph["ma2023"]) == sorted(load().claims)


def test_a_node_without_an_edge_stands_on_a_line_of_its_own():
    graph = nx.DiGraph()
    graph.add_edge("a", "b", interaction="activates")
    graph.add_node("c")
    assert graphs.sif(graph) == "a\tactivates\tb\nc\n"
    assert sif(graphs.sif(graph)) == ({"a", "b", "c"}, ["a (activates) b"])


def test_signs_become_arrows_that_cytoscape_can_tell_apart(small):
    lines = small["networks/loop/loop.sif"].decode().splitlines()
    assert lines == ["IGF1\tactivates\tIGF1R", "drug\tinhibits\tIGF1R", "IGF1R\tactivates\tAKT"]


# Networks


@pytest.mark.parametrize("name", names())
def test_bnet_comes_back_as_the_same_rules(files, name):
    assert parse(files[f"networks/{name}/{name}.bnet"].decode()) == network(name).rules


@pytest.mark.parametrize("name", names())
def test_sbml_comes_back_through_aeon_as_the_same_network(files, name):
    read = from_sbml(files[f"networks/{name}/{name}.sbml"].decode())
    own = network(name).boolean
    again = BooleanNetwork(read, dict.fromkeys(read, 1))
    assert set(again.nodes) == set(own.nodes) and set(again.inputs) == set(own.inputs)
    for node, rule in own.rules.items():
        assert read[node].signs == rule.signs
        if len(rule.regulators) <= 8:
            for values in product((0, 1), repeat=len(rule.regulators)):
                state = dict(zip(rule.regulators, values))
                assert read[node].evaluate(state) == rule.evaluate(state)
    assert truth(again).keys() == truth(own).keys()


@pytest.mark.parametrize("name", names())
def test_libsbml_has_nothing_to_say_against_a_network(files, name):
    import libsbml

    document = libsbml.readSBMLFromString(files[f"networks/{name}/{name}.sbml"].decode())
    document.checkConsistency()
    assert [document.getError(k).getMessage() for k in range(document.getNumErrors())] == []


def test_libsbml_finds_what_is_broken(files):
    import libsbml

    text = (
        files["networks/core/core.sbml"]
        .decode()
        .replace('qual:qualitativeSpecies="PI3K"', 'qual:qualitativeSpecies="none"')
    )
    document = libsbml.readSBMLFromString(text)
    document.checkConsistency()
    assert document.getNumErrors(libsbml.LIBSBML_SEV_ERROR)


def test_sbml_says_what_ginsim_reads(tmp_path):
    import libsbml

    drawn = Network.read("loop", make(tmp_path) / "networks")
    model = libsbml.readSBMLFromString(qualitative.sbml(drawn)).getModel()
    qual, layout = model.getPlugin("qual"), model.getPlugin("layout").getLayout(0)
    species = [qual.getQualitativeSpecies(k) for k in range(qual.getNumQualitativeSpecies())]
    levels = {
        each.getId(): (each.getConstant(), each.getInitialLevel(), each.getMaxLevel()) for each in species
    }
    assert levels == {
        "IGF1": (True, 1, 1), "drug": (True, 0, 1), "IGF1R": (False, 0, 1), "AKT": (False, 0, 1),
    }  # fmt: skip
    set_by = [
        qual.getTransition(k).getOutput(0).getQualitativeSpecies() for k in range(qual.getNumTransitions())
    ]
    assert sorted(set_by) == ["AKT", "IGF1R"]
    glyphs = [
        layout.getAdditionalGraphicalObject(k) for k in range(layout.getNumAdditionalGraphicalObjects())
    ]
    width, height = qualitative.SIZE
    centres = {
        each.getReferenceId(): (
            each.getBoundingBox().getX() + width / 2,
            each.getBoundingBox().getY() + height / 2,
        )
        for each in glyphs
    }
    assert centres == {node.id: (node.x, node.y) for node in drawn.nodes.values()}
    assert "a drug" in model.getPlugin("qual").getQualitativeSpecies("drug").getNotesString()
    assert model.getId() == "loop" and "IGF-1 switches its receptor on" in model.getNotesString()


# Bibliography


def test_bibtex_comes_back_as_the_same_papers(files, tmp_path):
    (tmp_path / "references.bib").write_bytes(files["references.bib"])
    assert read_bib(tmp_path / "references.bib", tmp_path) == load().references
    assert [*parse_string(files["references.bib"].decode(), "bibtex").entries] == [*load().references]


def test_csl_comes_back_as_the_same_papers(files):
    items = json.loads(files["references.csl.json"])
    for item, paper in zip(items, load().references.values(), strict=True):
        surnames = [author.get("family") or author["literal"] for author in item["author"]]
        assert (item["id"], item["title"], tuple(surnames)) == (paper.key, paper.title, paper.surnames)
        assert item["issued"]["date-parts"] == [[int(paper.year)]]
        assert paper.journal in (item.get("container-title"), item.get("publisher"))
        for name, value in {
            "volume": paper.volume,
            "DOI": paper.doi,
            "URL": paper.url,
            "note": paper.note,
        }.items():
            assert item.get(name, "") == value
        assert item.get("page", "").replace("-", "–") == paper.pages.replace("-", "–")
        numbers = {
            name: number for name, number in item.get("custom", {}).items() if not name.startswith("printed-")
        }
        assert numbers == paper.numbers


CSL_NAMES = {
    "id", "citation-key", "type", "title", "author", "issued", "container-title", "publisher",
    "publisher-place", "edition", "volume", "issue", "page", "DOI", "PMID", "URL", "language", "note",
    "custom",
}  # fmt: skip


def test_csl_is_plain_text_under_names_of_the_standard(files):
    for item in json.loads(files["references.csl.json"]):
        assert set(item) <= CSL_NAMES and item["type"] in ("article-journal", "book", "webpage")
        assert not any(
            sign in json.dumps(item, ensure_ascii=False).replace('\\"', "") for sign in ("\\", "{{", "}}}")
        )
        for author in item["author"]:
            assert set(author) in ({"literal"}, {"family", "given"}, {"family", "given", "suffix"})


def test_given_names_stay_as_they_are_written(small):
    items = {item["id"]: item for item in json.loads(small["references.csl.json"])}
    assert items["wan2007rapamycin"]["author"][2] == {"family": "Helman", "given": "L. J."}
    assert items["raja2020revised"]["author"][-1] == {"literal": "et al."}
    assert items["manning2017akt"]["publisher"] == "A Press"
    assert items["kehlet2018postoperative"]["custom"] == {"ma2023": 2, "printed-year": "2081"}


# The archive


def test_the_archive_holds_every_file_in_one_folder(files):
    with zipfile.ZipFile(io.BytesIO(exports.archive(files))) as packed:
        assert packed.testzip() is None
        assert {name: packed.read(name) for name in packed.namelist()} == {
            f"igf1r-data/{path}": content for path, content in files.items()
        }
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    for name in ("LICENSE", "CITATION.cff"):
        assert files[name] == (exports.ROOT / name).read_bytes()


def test_the_same_data_give_the_same_bytes(files, tmp_path):
    settings = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Kathmandu", "LC_ALL": "C"}
    command = [sys.executable, "-m", "igf1r", "data", str(tmp_path)]
    said = subprocess.run(
        command, env=settings, capture_output=True, text=True, check=True, cwd=tmp_path
    ).stdout
    packed = (tmp_path / "igf1r-data.zip").read_bytes()
    assert sha256(packed).digest() == sha256(exports.archive(files)).digest()
    assert said == f"{tmp_path / 'igf1r-data.zip'}: {len(packed) / 1e6:.1f} MB\n"
    assert all((tmp_path / path).read_bytes() == content for path, content in files.items())


def test_text_is_utf8_with_plain_line_ends(files):
    for path, content in files.items():
        assert b"\r" not in content and content.decode().endswith(("\n", ">")), path


def test_only_what_changed_is_written_again(small, tmp_path):
    folder = unpacked(tmp_path / "out", small)
    for path in folder.rglob("*"):
        os.utime(path, (0, 0))
    exports.write(folder, small | {"README.md": b"other\n"})
    changed = {path.name for path in folder.rglob("*") if path.is_file() and path.stat().st_mtime}
    assert changed == {"README.md", "igf1r-data.zip"}


def test_a_folder_that_cannot_be_written_is_told_in_one_line(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(exports, "files", lambda: {"README.md": b"short"})
    (tmp_path / "file").write_text("here already")
    assert main(["data", str(tmp_path / "file")]) == 1
    said = capsys.readouterr().out
    assert said.count("\n") == 1 and str(tmp_path / "file") in said


def test_bad_data_are_told_in_one_line_and_nothing_is_written(capsys, monkeypatch, tmp_path):
    folder = make(tmp_path / "data", "sections.csv", "Introduction", "")
    whole = exports.files
    monkeypatch.setattr(exports, "files", lambda: whole(folder))
    assert main(["data", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().out.startswith("sections.csv, row 2, column title: the cell is empty")
    assert not (tmp_path / "out").exists()


# The page


LISTS = "\n".join(f"```{{igf1r-data}} {part}\n```" for part in pages.PARTS)


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(PARTS)
    book = Book(tmp_path)
    book.text, book.outputs = f"# Data\n\nWords.\n\n{LISTS}\n", []
    return book


def test_the_page_links_to_files_that_are_there_and_makes_them_once(tiny, monkeypatch, files):
    made = []
    monkeypatch.setattr(exports, "files", lambda: made.append(1) or files)
    for _ in range(2):
        shutil.rmtree(tiny.folder / "_build" / "html", ignore_errors=True)
        result, out = tiny.build()
        assert result == 0
    assert len(made) == 1
    html = (out / "chapters" / "index.html").read_text("utf8")
    linked = {part.partition('"')[0] for part in html.split('href="../_static/data/')[1:]}
    assert linked == {*files, "igf1r-data.zip"} - {"README.md", "LICENSE", "CITATION.cff", exports.DESCRIPTOR}
    for path, content in files.items():
        assert (out / "_static" / "data" / path).read_bytes() == content
    assert (out / "_static" / "data" / "igf1r-data.zip").read_bytes() == exports.archive(files)


def test_a_book_without_the_page_has_no_such_files(tiny, monkeypatch):
    monkeypatch.setattr(exports, "files", lambda: 1 / 0)
    tiny.text = "# A page\n\nWords.\n"
    result, out = tiny.build()
    assert result == 0 and not (out / "_static" / "data").exists()


def test_a_part_that_is_none_stops_the_build(tiny, capfd):
    tiny.text = "# A page\n\nWords.\n\n```{igf1r-data} everything\n```\n"
    assert tiny.build()[0] != 0
    assert "everything" in capfd.readouterr().err


def test_files_are_made_again_where_licence_or_library_changed(monkeypatch, tmp_path):
    for name in exports.BESIDE:
        shutil.copy(exports.ROOT / name, tmp_path)
    monkeypatch.setattr(exports, "ROOT", tmp_path)
    first = pages.fingerprint("library")
    assert first == pages.fingerprint("library") != pages.fingerprint("other library")
    (tmp_path / "LICENSE").write_text("another")
    assert pages.fingerprint("library") != first


def test_the_examples_on_the_page_run(files, tmp_path):
    page = (exports.ROOT / "chapters" / "reference" / "data.md").read_text("utf8")
    examples = [part.partition("```")[0] for part in page.split("```python\n")[1:]]
    without = [text for text in examples if "pandas" not in text]  # pandas is no library of this book
    assert len(without) == 2
    for path in ("graphs/claims.json", "graphs/claims.graphml", "networks/pi3k/pi3k.sbml"):
        (tmp_path / path.rpartition("/")[2]).write_bytes(files[path])
    for text in without:
        subprocess.run([sys.executable, "-c", text], cwd=tmp_path, check=True)
