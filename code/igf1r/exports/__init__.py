"""The book's data to take away: tables, bibliography, graphs and networks, for other programs.

The same data give the same bytes, the archive among them.

References
----------
.. [1] Data Package, version 2, https://datapackage.org/standard/data-package/
"""

import io
import json
import zipfile
from hashlib import sha256
from pathlib import Path, PurePosixPath

import yaml

from igf1r.exports import bibliography, graphs, qualitative
from igf1r.exports.tables import SIDE_TABLES, all_tables, schema
from igf1r.knowledge import load, networks, read_table
from igf1r.network import Network
from igf1r.notebooks import ROOT
from igf1r.records import DATA, REVIEW_KEYS, REVIEWS, read_text
from igf1r.references import short

ARCHIVE = "igf1r-data"
"""The archive's name, without ``.zip``, and that of the folder in it."""

DESCRIPTION = "What two reviews of the IGF-1 receptor say, claim by claim, checked, with its sources."
DESCRIPTOR = "datapackage.json"
UNIX = 3
BESIDE = ("LICENSE", "CITATION.cff")
"""Files of the repository that go with the data."""

PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 International",
}

FORMATS = {
    ".bib": ("text/x-bibtex", "the bibliography in BibTeX"),
    ".csl.json": ("application/vnd.citationstyles.csl+json", "the bibliography in CSL-JSON"),
    ".sif": ("text/tab-separated-values", "a graph in Cytoscape's simple interaction format"),
    ".nodes.tsv": ("text/tab-separated-values", "attributes of a graph's nodes, for Cytoscape"),
    ".edges.tsv": ("text/tab-separated-values", "attributes of a graph's edges, for Cytoscape"),
    ".graphml": ("application/graphml+xml", "a graph in GraphML"),
    ".json": ("application/json", "a graph in networkx's node-link JSON"),
    ".bnet": ("text/plain", "the rules of a network, as BoolNet, PyBoolNet, AEON and GINsim read them"),
    ".sbml": ("application/sbml+xml", "a network in SBML-qual, as GINsim and others read it"),
}
"""By the end of a file's name: its media type and what it is. The first end that fits counts."""


def files(folder=DATA):
    """All files of the archive.

    Parameters
    ----------
    folder : pathlib.Path
        A data folder.

    Returns
    -------
    dict of str to bytes
        By path, in a fixed order.

    Raises
    ------
    DataError
        With every fault of the data.
    """
    known = load(folder)
    drawn = [Network.read(place.name, place.parent) for place in networks(folder)]
    text = bibliography.bibtex(folder)
    items = bibliography.csl(known.references, text)
    found = all_tables(known, items, drawn, folder)
    texts = {table.path: table.csv() for table in found.values()}
    texts["references.bib"] = text
    texts["references.csl.json"] = json.dumps(items, ensure_ascii=False, indent=1) + "\n"
    for name in ("claims", *REVIEWS):
        claims = known.claims_of(review=name if name in REVIEWS else None)
        texts |= _graph(f"graphs/{name}", graphs.of_claims(known, claims))
    for network in drawn:
        place = f"networks/{network.name}/{network.name}"
        texts[f"{place}.bnet"] = read_text(folder / "networks" / network.name / "rules.bnet", folder)
        texts[f"{place}.sbml"] = qualitative.sbml(network)
        texts |= _graph(place, graphs.of_network(network))
    about = yaml.safe_load(read_text(ROOT / "CITATION.cff", ROOT))
    about["sources"] = [known.references[key] for key in REVIEW_KEYS if key in known.references]
    described = descriptor(about, found, texts, meanings(folder))
    first = {
        "README.md": readme(described),
        **{name: read_text(ROOT / name, ROOT) for name in BESIDE},
        DESCRIPTOR: json.dumps(described, ensure_ascii=False, indent=1) + "\n",
    }
    return {path: text.encode() for path, text in {**first, **texts}.items()}


def _graph(place, graph):
    simple = graphs.merged(graph)
    return {
        f"{place}.sif": graphs.sif(simple),
        f"{place}.nodes.tsv": graphs.node_table(simple),
        f"{place}.edges.tsv": graphs.edge_table(simple),
        f"{place}.graphml": graphs.graphml(graph),
        f"{place}.json": graphs.node_link(graph),
    }


def meanings(folder=DATA):
    """What the columns mean by table and column; under an empty column, what the table is."""
    path = folder / "columns.csv"
    rows = read_table(path, SIDE_TABLES["columns"]) if path.is_file() else ()
    return {(row.table, row.column): row.meaning for row in rows}


def descriptor(about, found, texts, meant):
    """The Frictionless descriptor of the archive.

    Parameters
    ----------
    about : dict
        What ``CITATION.cff`` says, and under ``sources`` the reviews as `Reference`.
    found : dict of str to Table
    texts : dict of str to str
        All files that it describes, by path.
    meant : dict of (str, str) to str
        As `meanings` gives it.

    Returns
    -------
    dict
    """
    keys = {name: table.key for name, table in found.items()}
    by_path = {table.path: table for table in found.values()}
    resources = []
    for path, text in texts.items():
        table = by_path.get(path)
        data = text.encode()
        resource = {"name": table.name if table else path.replace("/", "-").lower(), "path": path}
        if table:
            what = table.about or meant.get((table.name, ""), table.name)
            resource |= {"type": "table", "description": what, "mediatype": "text/csv"}
        else:
            mediatype, what = next(said for end, said in FORMATS.items() if path.endswith(end))
            resource |= {"description": what, "mediatype": mediatype}
        resource |= {
            "format": PurePosixPath(path).suffix[1:],
            "encoding": "utf-8",
            "bytes": len(data),
            "hash": f"sha256:{sha256(data).hexdigest()}",
        }
        if table:
            resource["schema"] = schema(table, keys, meant)
        resources.append(resource)
    return {
        "$schema": PACKAGE,
        "name": ARCHIVE,
        "title": f"{about['title']}: data",
        "description": DESCRIPTION,
        "version": str(about["version"]),
        "licenses": [LICENCE],
        "contributors": [{"title": author["name"]} for author in about["authors"]],
        "sources": [
            {"title": f"{short(paper)}: {paper.title}", "path": f"https://doi.org/{paper.doi}"}
            for paper in about["sources"]
        ],
        "keywords": about["keywords"],
        "resources": resources,
    }


def readme(described):
    """What the archive says of itself."""
    lines = [f"# {described['title']}", "", described["description"], ""]
    lines += [f"Version {described['version']}. Licence of the data: {LICENCE['title']} ({LICENCE['path']})."]
    lines += [f"How to cite it: `CITATION.cff`. What every column means: `{DESCRIPTOR}`.", ""]
    lines += [f"- `{each['path']}`: {each['description']}" for each in described["resources"]]
    return "\n".join(lines) + "\n"


def archive(contents):
    """Files in one zip archive, the same bytes for the same files.

    Parameters
    ----------
    contents : dict of str to bytes

    Returns
    -------
    bytes
    """
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        for path, content in contents.items():
            entry = zipfile.ZipInfo(f"{ARCHIVE}/{path}", date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = UNIX, 0o644 << 16
            packed.writestr(entry, content, zipfile.ZIP_DEFLATED, compresslevel=9)
    return data.getvalue()


def write(target, contents):
    """Write the files, and the archive of all of them, below a folder; leave those alone that are the same.

    Parameters
    ----------
    target : pathlib.Path
    contents : dict of str to bytes

    Returns
    -------
    pathlib.Path
        The archive.
    """
    packed = Path(target, f"{ARCHIVE}.zip")
    for path, content in {**contents, packed.name: archive(contents)}.items():
        place = Path(target, path)
        if not (place.is_file() and place.read_bytes() == content):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    return packed
