"""The data that readers can take away: the archive and its files under ``_static/data``, and lists of them.

The directive ``{igf1r-data}`` lists one part of them. The files are made when a page uses it, and again only
when the library, the data, the licence or the citation changed.
"""

import json
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from igf1r import exports
from igf1r.records import DataError
from igf1r.sphinxext.boxes import fold, fold_title

PLACE = "_static/data"
PARTS = ("archive", "tables", "links", "bibliography", "graphs", "networks", "columns")

COLUMNS = ("Column", "Type", "What it says", "What may stand there")
CYTOSCAPE = {"sif": "SIF", "nodes.tsv": "nodes", "edges.tsv": "edges"}
GRAPH = {"Cytoscape": CYTOSCAPE, "GraphML": {"graphml": "GraphML"}, "JSON": {"json": "JSON"}}
NETWORK = {"Rules": {"bnet": ".bnet"}, "SBML-qual": {"sbml": "SBML"}, **GRAPH}
"""By column of a list of graphs: the ends of the files' names, with what their links say."""


def contents(app):
    """All files by path, from the last build's archive where nothing changed since."""
    if not hasattr(app, "igf1r_data"):
        stored, stamp = archive_of(app), Path(app.doctreedir, "igf1r-data.inputs")
        inputs = fingerprint(app.config.igf1r_inputs)
        if not (stored.is_file() and stamp.is_file() and stamp.read_text() == inputs):
            try:
                stored.write_bytes(exports.archive(exports.files()))
            except DataError as error:
                raise ExtensionError(str(error)) from error
            stamp.write_text(inputs)
        with ZipFile(BytesIO(stored.read_bytes())) as packed:
            inside = f"{exports.ARCHIVE}/"
            app.igf1r_data = {name.removeprefix(inside): packed.read(name) for name in packed.namelist()}
    return app.igf1r_data


def archive_of(app):
    """Where the archive is kept from build to build."""
    return Path(app.doctreedir, f"{exports.ARCHIVE}.zip")


def fingerprint(library):
    """Fingerprint of all that the files depend on."""
    digest = sha256(library.encode())
    for name in exports.BESIDE:
        digest.update((exports.ROOT / name).read_bytes())
    return digest.hexdigest()


class DataDirective(SphinxDirective):
    """``{igf1r-data}`` with the name of a part: what it holds, with links to the files."""

    required_arguments = 1

    def run(self):
        part = self.arguments[0]
        if part not in PARTS:
            raise self.error(f"igf1r-data: {part!r} is not known; allowed: {', '.join(PARTS)}")
        self.env.metadata[self.env.docname]["igf1r-data"] = "used"
        self.up = "../" * self.env.docname.count("/")
        files = contents(self.env.app)
        self.resources = json.loads(files[exports.DESCRIPTOR])["resources"]
        return getattr(self, part)(files)

    def link(self, path, text=None):
        """A link to a file of the archive, which says the file's name where there is no other text."""
        shown = nodes.Text(text) if text else nodes.literal("", PurePosixPath(path).name)
        return nodes.reference("", "", shown, refuri=f"{self.up}{PLACE}/{path}", internal=True)

    def archive(self, files):
        size = archive_of(self.env.app).stat().st_size / 1e6
        line = nodes.paragraph("", "", self.link(f"{exports.ARCHIVE}.zip"))
        line += nodes.Text(f" ({size:.1f} MB): all {len(files)} files, with licence and citation")
        return [line]

    def tables(self, files):
        return [self.listed(files, [each for each in self.resources if "schema" in each and not joins(each)])]

    def links(self, files):
        title = fold_title("", "", nodes.literal("", "links"), nodes.Text(": its tables"))
        return [fold("", title, self.listed(files, filter(joins, self.resources)), classes=["dropdown"])]

    def listed(self, files, resources):
        """A row for each table, with its number of rows."""
        rows = (
            [self.link(each["path"]), str(files[each["path"]].count(b"\n") - 1), each["description"]]
            for each in resources
        )
        return table(["Table", "Rows", "What it holds"], rows)

    def bibliography(self, files):
        rows = [
            [self.link(each["path"]), kilobytes(each), each["description"]]
            for each in self.resources
            if each["path"].startswith("references.") and "schema" not in each
        ]
        return [table(["File", "Size", "What it is"], rows)]

    def graphs(self, files):
        return self.sets("graphs/", "Graph", GRAPH)

    def networks(self, files):
        return self.sets("networks/", "Network", NETWORK)

    def sets(self, folder, what, columns):
        """A row for each graph in a folder, with a link to each of its files."""
        paths = [each["path"] for each in self.resources if each["path"].startswith(folder)]
        stems = dict.fromkeys(path.partition(".")[0] for path in paths)
        rows = []
        for stem in stems:
            cells = (
                [self.link(f"{stem}.{end}", said) for end, said in ends.items()] for ends in columns.values()
            )
            rows.append([PurePosixPath(stem).name, *cells])
        return [table([what, *columns], rows)]

    def columns(self, files):
        """For each table a folded list of its columns."""
        return [
            fold(
                "",
                fold_title("", "", nodes.literal("", each["path"]), nodes.Text(": its columns")),
                keys(each["schema"]),
                table(COLUMNS, map(column, each["schema"]["fields"])),
                classes=["dropdown"],
            )
            for each in self.resources
            if "schema" in each and not joins(each)
        ]


def joins(resource):
    """Whether a file says which rows of two tables belong together."""
    return resource["path"].startswith("links/")


def kilobytes(resource):
    """A file's size as a reader wants it.

    >>> kilobytes({"bytes": 51234})
    '51 kB'
    """
    return f"{max(1, round(resource['bytes'] / 1000))} kB"


def column(field):
    """A column of a table as a row of the list of its columns."""
    return [nodes.literal("", field["name"]), field["type"], field.get("description", ""), allowed(field)]


def allowed(field):
    """What a cell may hold besides what its type says."""
    rules = field.get("constraints", {})
    said = ["one or more with ; between"] if field["type"] == "list" else []
    said += [" ".join(map(str, rules["enum"]))] if "enum" in rules else []
    said += [] if rules.get("required") else ["or empty"]
    return ", ".join(said)


def keys(schema):
    """The keys of a table in one paragraph."""
    line = nodes.paragraph("", "", nodes.Text("Primary key: "), *codes(schema["primaryKey"]), nodes.Text("."))
    for key in schema.get("foreignKeys", ()):
        other = key["reference"].get("resource", "this table")
        line += [nodes.Text(" "), *codes(key["fields"]), nodes.Text(f" names a row of {other}.")]
    return line


def codes(names):
    """Names as code, with commas between them."""
    shown = [(nodes.literal("", name), nodes.Text(", ")) for name in names]
    return [node for pair in shown for node in pair][:-1]


def table(header, rows):
    """A table as nodes; a cell is a text, a node or a list of nodes."""
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in header), cols=len(header))
    head, body = nodes.thead(), nodes.tbody()
    for part, lines in ((head, [header]), (body, rows)):
        part += [nodes.row("", *map(entry, line)) for line in lines]
    group += [head, body]
    return nodes.table("", group)


def entry(cell):
    """One cell."""
    parts = cell if isinstance(cell, list) else [cell]
    line = nodes.paragraph()
    for number, part in enumerate(parts):
        line += [nodes.Text(" ")] * bool(number) + [nodes.Text(part) if isinstance(part, str) else part]
    return nodes.entry("", line)


def place(app, exception):
    """Write the files into the built book, where a page lists them."""
    used = any("igf1r-data" in metadata for metadata in app.env.metadata.values())
    if not exception and app.builder.format == "html" and used:
        exports.write(Path(app.outdir, PLACE), contents(app))


def setup(app):
    app.add_directive("igf1r-data", DataDirective)
    app.connect("build-finished", place)
