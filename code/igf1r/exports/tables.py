"""Tables as CSV, and the schemas that say what their columns hold.

Types, allowed values and keys come from the models that the book's own files are checked with; what a column
means to a reader stands in ``columns.csv``.

References
----------
.. [1] Table Schema, version 2, https://datapackage.org/standard/table-schema/
"""

import csv
import io
import re
from dataclasses import dataclass
from typing import Annotated, ClassVar

from igf1r.consistency import FILES, naming
from igf1r.exports.bibliography import pubmed
from igf1r.figures import clinical
from igf1r.figures.body_axis import Site
from igf1r.figures.physiology import Tissue
from igf1r.knowledge import read_table
from igf1r.locators import Fingerprint
from igf1r.records import (
    DATA,
    BibKey,
    BibKeys,
    Claim,
    Column,
    DataError,
    Edge,
    Fault,
    Home,
    Names,
    Node,
    Number,
    Record,
    Review,
    Spellings,
    Study,
    TableRow,
    Text,
    WholeNumber,
    Words,
    hint,
    one_of,
    scan_csv,
)  # fmt: skip
from igf1r.references import short
from igf1r.sequence import Feature

SIDE_TABLES = {
    "features": Feature,
    "tissues": Tissue,
    "sites": Site,
    "clinical": clinical.Study,
    "trials": clinical.Trial,
    "locators": Fingerprint,
    "columns": Column,
}
"""Tables of a data folder, where it has them, that single figures and checks read."""

KEPT = ("locators", "columns")
"""Those of them that are not taken away."""

SEPARATOR = ";"
"""What stands between the items of a list in one cell."""

TABLE_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"


# What a row says that the book's files say otherwise


class Stated(Record):
    """The review that a claim is from."""

    review: Review


class Citing(Record):
    """The papers behind the numbers that a review prints."""

    papers: BibKeys


class CitingOne(Record):
    """The paper behind a number that a review prints."""

    paper: BibKey


class Paper(Record):
    """A paper of the bibliography."""

    id: BibKey
    short: Text
    authors: Spellings
    year: WholeNumber
    title: Text
    journal: Words
    volume: Words
    issue: Words
    pages: Words
    doi: Words
    pmid: Words
    url: Words
    yuan2018: WholeNumber | None
    ma2023: WholeNumber | None
    printed: Words
    note: Words
    pubmed: Text


class Drawn(Record):
    """A network."""

    id: Text
    title: Text
    description: Text
    width: Number
    height: Number


class Belonging(Record):
    """The network that a node or an edge is of."""

    network: Annotated[Text, Names("networks")]


class NetworkNode(Node, Belonging):
    """A node among those of all networks."""

    key: ClassVar = ("network", "id")


class NetworkEdge(Edge, Belonging):
    """An edge among those of all networks."""

    key: ClassVar = ("network", "source", "target")


class NetworkHome(Home, Belonging):
    """The place on the body of a node among those of all networks."""

    key: ClassVar = ("network", "id")


MODELS = {
    **{name: [model] for name, (model, _) in FILES.items() if model},
    "claims": [Claim, Stated, Citing],
    "studies": [Study, CitingOne],
    "printed": [TableRow, Citing],
    "references": [Paper],
    "networks": [Drawn],
    "nodes": [NetworkNode],
    "edges": [NetworkEdge],
    "homes": [NetworkHome],
    **{name: [model] for name, model in SIDE_TABLES.items() if name not in KEPT},
}
"""For each table to take away the models that have its columns."""


@dataclass(frozen=True)
class Table:
    """A table to take away.

    Parameters
    ----------
    name : str
    key : tuple of str
        No two rows share their values in these columns.
    columns : dict of str to dict
        By column, in order, the JSON Schema of its values.
    names : dict of str to str
        By column, the table whose rows its cells name. Where that table's key has several columns, the cells
        stand for the last of them, and the others have the same names here.
    rows : list of dict
        Values by column.
    about : str
        What its rows are, where ``columns.csv`` does not say it.
    folder : str
        The folder of its file, with a slash at the end.
    """

    name: str
    key: tuple
    columns: dict
    names: dict
    rows: list
    about: str = ""
    folder: str = ""

    @property
    def path(self):
        """Where its file lies in the archive."""
        return f"{self.folder}{self.name}.csv"

    def csv(self):
        """The text of its file."""
        return written([self.columns, *([cell(row[name]) for name in self.columns] for row in self.rows)])


def all_tables(known, items, networks, folder=DATA):
    """All tables, those that say which rows of one belong to which rows of another among them.

    Parameters
    ----------
    known : Knowledge
    items : list of dict
        The bibliography in CSL-JSON.
    networks : list of Network
    folder : pathlib.Path
        The data folder.

    Returns
    -------
    dict of str to Table
    """
    found = [
        _table(name, (_row(each, known) for each in getattr(known, name).values()))
        for name, (model, _) in FILES.items()
        if model
    ] + [
        _table("references", map(_paper, known.references.values(), items)),
        _table("networks", ({"id": each.name, **vars(each.figure)} for each in networks)),
        *(_table(name, _in_networks(networks, name)) for name in ("nodes", "edges", "homes")),
    ]
    for name, model in SIDE_TABLES.items():
        path = folder / f"{name}.csv"
        if name not in KEPT and path.is_file():
            found.append(_table(name, map(dict, read_table(path, model))))
    found.sort(key=lambda table: table.name != "claims")
    links = (link for table in found for link in _links(table))
    return {table.name: table for table in (*found, *links)}


def check_meanings(folder=DATA):
    """Refuse a ``columns.csv`` that does not fit the tables.

    Raises
    ------
    DataError
        With every fault of its rows, every table and column that there is not, and every one without a row.
    """
    rows, faults = scan_csv(folder / "columns.csv", Column, folder)
    columns = {
        name: {column: "" for model in models for column in model.model_fields}
        for name, models in MODELS.items()
    }
    for row, said in rows.items():
        if said.table not in columns:
            allowed = one_of(*columns) + hint(said.table, columns)
            faults.append(Fault("columns.csv", row, "table", said.table, allowed))
        elif said.column and said.column not in columns[said.table]:
            known = columns[said.table]
            allowed = f"a column of {said.table}: {one_of(*known)}{hint(said.column, known)}"
            faults.append(Fault("columns.csv", row, "column", said.column, allowed))
    if not faults:
        told = {(said.table, said.column) for said in rows.values()}
        for table, names in columns.items():
            for column in ("", *names):
                if (table, column) not in told:
                    allowed = "a row for each table, with no column, and for each column"
                    place = f"{table}, {column}" if column else table
                    faults.append(Fault("columns.csv", None, None, place, allowed, "has no row"))
    if faults:
        raise DataError(faults)


def _table(name, rows):
    models, columns = MODELS[name], {}
    for model in models:
        columns |= model.model_json_schema()["properties"]
    marks = {column: mark for model in models for column, mark in naming(model).items() if not mark.besides}
    key = models[0].key
    names = {column: mark.table for column, mark in marks.items() if (mark.table, (column,)) != (name, key)}
    return Table(name, key, columns, names, list(rows))


def _links(table):
    """For each column that names several rows of another table, the pairs of rows."""
    for column, other in table.names.items():
        if table.columns[column].get("type") == "array":
            single = singular(other)
            columns = {part: table.columns[part] for part in table.key}
            columns[single] = table.columns[column]["items"]
            pairs = [
                {**{part: row[part] for part in table.key}, single: item}
                for row in table.rows for item in row[column]
            ]  # fmt: skip
            names = {table.key[-1]: table.name, single: other}
            about = f"Column {column} of {table.name}.csv, one item a row"
            yield Table(f"{table.name}-{column}", tuple(columns), columns, names, pairs, about, "links/")


def singular(table):
    """What one row of a table is called.

    >>> singular("claims"), singular("studies")
    ('claim', 'study')
    """
    return re.sub("s$", "", re.sub("ies$", "ys", table))


def _row(record, known):
    """A record's values, its review, and the keys of the papers whose numbers in that review it gives."""
    row, review = dict(record), getattr(record, "review", "ma2023")
    numbers = row.get("references", ())
    row |= {"review": review, "papers": tuple(known.reference(review, number).key for number in numbers)}
    return row | ({"paper": known.reference(review, row["reference"]).key} if "reference" in row else {})


def _paper(reference, item):
    return {
        **vars(reference),
        "id": reference.key,
        "short": short(reference),
        "issue": item.get("issue"),
        "pmid": item.get("PMID"),
        "yuan2018": reference.numbers.get("yuan2018"),
        "ma2023": reference.numbers.get("ma2023"),
        "printed": "; ".join(f"{field}: {said}" for field, said in reference.printed.items()),
        "pubmed": pubmed(item),
    }


def _in_networks(networks, part):
    for network in networks:
        for record in getattr(network, part).values():
            yield {"network": network.name, **dict(record)}


# Files


def cell(value):
    """A value as it stands in a cell.

    >>> cell(("a", "b")), cell(150.50), cell(100.0), cell(((1.0, 2.5), (3.0, 4.0))), cell(None)
    ('a;b', '150.5', '100', '1 2.5;3 4', '')
    """
    if value is None:
        return ""
    if isinstance(value, tuple):
        items = (" ".join(map(cell, item)) if isinstance(item, tuple) else cell(item) for item in value)
        return SEPARATOR.join(items)
    return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def written(rows, delimiter=","):
    """Rows as the text of a CSV file."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return text.getvalue()


# Schemas


def schema(table, keys, meanings):
    """The Table Schema of a table.

    Parameters
    ----------
    table : Table
    keys : dict of str to tuple of str
        The key of each table.
    meanings : dict of (str, str) to str
        What the columns mean, by table and column.

    Returns
    -------
    dict
    """
    foreign = [
        {
            "fields": [*keys[other][:-1], column],
            "reference": ({"resource": other} if other != table.name else {}) | {"fields": [*keys[other]]},
        }
        for column, other in table.names.items()
        if table.columns[column].get("type") != "array"
    ]
    said = {name: f"one of the {other}" for name, other in table.names.items() if len(keys[other]) == 1}
    said |= {column: meaning for (name, column), meaning in meanings.items() if name == table.name}
    fields = [_field(name, rule, said.get(name)) for name, rule in table.columns.items()]
    described = {"$schema": TABLE_SCHEMA, "fields": fields, "primaryKey": [*table.key], "missingValues": [""]}
    return described | ({"foreignKeys": foreign} if foreign else {})


def _field(name, rule, meaning):
    """One column of a schema."""
    choices = rule.get("anyOf", [rule])
    rule = next(choice for choice in choices if choice["type"] != "null") | {
        key: value for key, value in rule.items() if key == "description"
    }
    described = {"name": name, "type": "list" if rule["type"] == "array" else rule["type"]}
    if meaning:
        described["description"] = meaning
    if rule["type"] == "array":
        item = rule["items"]["type"]
        return described | {"delimiter": SEPARATOR, "itemType": "string" if item == "array" else item}
    constraints = _constraints(rule, may_be_empty=len(choices) > 1)
    return described | ({"constraints": constraints} if constraints else {})


def _constraints(rule, may_be_empty):
    if rule["type"] == "string":
        may_be_empty = not rule.get("minLength") and "" in rule.get("enum", [""])
        if "pattern" in rule:
            may_be_empty = bool(re.match(rule["pattern"], ""))
    constraints = {} if may_be_empty else {"required": True}
    for name in ("enum", "pattern"):
        if name in rule:
            constraints[name] = [each for each in rule[name] if each != ""] if name == "enum" else rule[name]
    if "ge" in rule or "minimum" in rule:
        constraints["minimum"] = rule.get("ge", rule.get("minimum"))
    return constraints
