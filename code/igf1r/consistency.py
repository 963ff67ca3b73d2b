"""Whether the files of a data folder agree: every name that is used is there, and every sign fits.

`read_tables` reads all files and keeps the good rows with their places; the other functions compare them.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import get_args

from igf1r.boolean import BooleanNetwork, challenge
from igf1r.records import (
    REVIEWS,
    Claim,
    Critique,
    DataError,
    Edge,
    Entity,
    Fault,
    FigureRecord,
    Home,
    Intervention,
    Names,
    Node,
    Reading,
    Section,
    Study,
    TableRow,
    Term,
    Uncovered,
    hint,
    name_in,
    one_of,
    read_text,
    scan_csv,
    scan_yaml,
)
from igf1r.references import scan_bib
from igf1r.rules import lines, parse
from igf1r.slip import Slip

FILES = {
    "sections": (Section, ("sections.csv",)),
    "entities": (Entity, ("entities.csv",)),
    "claims": (Claim, tuple(f"claims/{review}.csv" for review in REVIEWS)),
    "critiques": (Critique, ("critiques.csv",)),
    "references": (None, tuple(f"references/{name}.bib" for name in (*REVIEWS, "other"))),
    "glossary": (Term, ("glossary.csv",)),
    "uncovered": (Uncovered, ("coverage.csv",)),
    "studies": (Study, ("studies.csv",)),
    "interventions": (Intervention, ("interventions.csv",)),
    "readings": (Reading, ("readings.csv",)),
    "printed": (TableRow, ("tables.csv",)),
}
"""For each table its records' model (None: BibTeX) and its files."""

NETWORK_FILES = ("rules.bnet", "nodes.csv", "edges.csv", "figure.yaml", "body.csv")
"""The files of a network's folder; it may lack the last."""


@dataclass
class Table:
    """The good rows of some files by name, with their places.

    Attributes
    ----------
    rows : dict
        By name: the file, the row and the record.
    complete : bool
        Whether no row is left out. Where one is, any name may be its name, so `in` says yes to all:
        one slip in a row is not told again wherever the row is named.
    """

    rows: dict = field(default_factory=dict)
    complete: bool = True

    def __iter__(self):
        return iter(self.rows.values())

    def __contains__(self, name):
        return name in self.rows or not self.complete

    def get(self, name):
        """The record of that name, or None."""
        return self.rows[name][2] if name in self.rows else None

    def records(self):
        """The records by name."""
        return {name: record for name, (_, _, record) in self.rows.items()}


def read_tables(folder, names=tuple(FILES)):
    """The tables of a data folder, and the faults that each file has by itself.

    Parameters
    ----------
    folder : pathlib.Path
    names : iterable of str
        Which tables to read; all where none are named.

    Returns
    -------
    tables : dict of str to Table
    faults : list of Fault
    """
    tables, faults = {}, []
    for name in names:
        model, files = FILES[name]
        tables[name] = table = Table()
        for file in files:
            path = folder / file
            records, found = scan_csv(path, model, folder) if model else scan_bib(path, folder)
            key = model.key if model else ("key",)
            for row, record in records.items():
                values = tuple(getattr(record, column) for column in key)
                named = values[0] if len(values) == 1 else values
                if named in table.rows:
                    problem = f"stands in {table.rows[named][0]} already"
                    found.append(Fault(file, row, key[0], named, "each one once", problem))
                table.rows.setdefault(named, (file, row, record))
            table.complete = table.complete and not found
            faults += found
    return tables, faults


def faults_of_files(folder, besides=(), chapters=()):
    """A fault for each folder of a data folder that is not there, and for each file that nothing reads.

    Parameters
    ----------
    folder : pathlib.Path
    besides : iterable of str
        Files that may stand there beside those of `FILES`, of networks and of questions.
    chapters : iterable of str
        Names of the chapters that may have questions; any where none are named.

    Yields
    ------
    Fault
    """
    for name in ("networks", "questions"):
        if not any((folder / name).glob("[!.]*")):
            yield Fault(f"{name}/", None, None, None, "", "the folder is missing or empty")
    wanted = [*besides, *(file for _, files in FILES.values() for file in files)]
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        file = name_in(path, folder)
        place, _, name = file.rpartition("/")
        top = place.partition("/")[0]
        if any(part.startswith(".") for part in file.split("/")):
            continue
        if top == "networks" and place.count("/") == 1:
            known = NETWORK_FILES
        elif place == "questions" and (chapters or path.suffix == ".yaml"):
            known = [f"{chapter}.yaml" for chapter in sorted(chapters)] or [name]
        elif place == "questions":
            known = [f"{path.stem}.yaml"]
        else:
            known = [other.rpartition("/")[2] for other in wanted if other.rpartition("/")[0] == place]
        if name not in known:
            yield Fault(file, None, None, None, one_of(*known), "nothing reads this file" + hint(name, known))


def faults_between(tables):
    """Every fault that two records together show.

    Parameters
    ----------
    tables : dict of str to Table

    Yields
    ------
    Fault
    """
    yield from _of_entities(tables["entities"])
    yield from _of_references(tables["references"])
    numbers = _numbers(tables["references"])
    for name, table in tables.items():
        if name != "references":
            for file, row, record in table:
                yield from faults_of_names(file, row, record, tables)
    for file, row, claim in tables["claims"]:
        yield from _of_claim(file, row, claim, tables)
        if tables["references"].complete:
            yield from _of_citations(file, row, claim, numbers[claim.review])
    for name in ("critiques", "uncovered"):
        for file, row, record in tables[name]:
            yield from _of_place(file, row, record, tables["sections"])
    for name in ("studies", "interventions"):
        for file, row, record in tables[name]:
            study = tables["studies"].get(record.id if name == "studies" else record.study)
            if study:
                yield from _of_study_claims(file, row, record.claims, study, tables["claims"])
    if tables["references"].complete:
        for file, row, study in tables["studies"]:
            yield from _of_number(file, row, "reference", study.reference, numbers["ma2023"])
        for file, row, record in tables["printed"]:
            for number in record.references:
                yield from _of_number(file, row, "references", number, numbers["ma2023"])
    for file, row, record in tables["printed"]:
        yield from _of_table_row(file, row, record, tables["printed"])
    yield from _of_readings(tables["readings"], tables["studies"])


NAMED = {
    "entities": "an id in entities.csv",
    "claims": "a claim's id",
    "critiques": "an id in critiques.csv",
    "references": "a key of references/*.bib",
    "studies": "an id in studies.csv",
}
"""For each table what may stand in a column that names its rows. Sections are checked by `_of_place`."""


@cache
def naming(model):
    """The columns of a model whose cells name rows of a table, with the mark that says of which.

    Parameters
    ----------
    model : type of Record

    Returns
    -------
    dict of str to Names
    """
    found = {}
    for column, field_ in model.model_fields.items():
        items = getattr(next(iter(get_args(field_.annotation)), None), "__metadata__", ())
        for mark in (*field_.metadata, *items):
            if isinstance(mark, Names):
                found[column] = mark
    return found


def faults_of_names(file, row, record, tables):
    """A fault for each name in a record that the table it is meant to be of does not have.

    Parameters
    ----------
    file : str
    row : int
    record : Record
    tables : dict of str to Table

    Yields
    ------
    Fault
    """
    for column, mark in naming(type(record)).items():
        if mark.table not in NAMED or column == "repeats":
            continue
        table, value = tables[mark.table], getattr(record, column)
        for name in value if isinstance(value, tuple) else (value,):
            if name and name not in mark.besides and name not in table:
                yield Fault(file, row, column, name, NAMED[mark.table] + hint(name, table.rows))


def _of_entities(entities):
    first = {}
    for file, row, entity in entities:
        folded = entity.id.casefold()
        if folded in first:
            problem = f"differs from {first[folded]} by capitals only"
            yield Fault(file, row, "id", entity.id, "one id for one thing", problem)
        first.setdefault(folded, entity.id)


def _numbers(references):
    """The numbers that are taken in each review's list, with the keys that have them."""
    numbers = {review: {} for review in REVIEWS}
    for _, _, reference in references:
        for review, number in reference.numbers.items():
            numbers[review].setdefault(number, reference.key)
    return numbers


def _of_references(references):
    """The numbers of each review's list: in the right file, each once, none missing."""
    numbers = _numbers(references)
    for file, row, reference in references:
        own = file.removeprefix("references/").removesuffix(".bib")
        home = next((review for review in REVIEWS if review in reference.numbers), "other")
        if own in REVIEWS and own not in reference.numbers:
            field = f"{reference.key}.{REVIEWS[own]}"
            yield Fault(file, row, field, None, f"the paper's number in {own}", "is missing")
        elif own != home:
            yield Fault(file, row, None, reference.key, "", f"belongs into references/{home}.bib")
        for review, number in reference.numbers.items():
            taken = numbers[review][number]
            if taken != reference.key:
                field, problem = f"{reference.key}.{REVIEWS[review]}", f"is the number of {taken} already"
                yield Fault(file, row, field, str(number), "each number once", problem)
    for review in REVIEWS if references.complete else ():
        most = max(numbers[review], default=0)
        for number in range(1, most):
            if number not in numbers[review]:
                allowed, problem = f"each number from 1 to {most}", f"number {number} is missing"
                yield Fault(f"references/{review}.bib", None, None, None, allowed, problem)


def _of_place(file, row, record, sections):
    """The section of a claim or critique must be one of its review's."""
    if (record.review, record.section) not in sections:
        own = [id_ for review, id_ in sections.rows if review == record.review]
        yield Fault(file, row, "section", record.section, f"a section of {record.review}: {one_of(*own)}")


def _of_claim(file, row, claim, tables):
    if file != f"claims/{claim.review}.csv":
        yield Fault(file, row, "id", claim.id, "", f"belongs into claims/{claim.review}.csv")
    yield from _of_place(file, row, claim, tables["sections"])
    if claim.repeats:
        yield from _of_repeat(file, row, claim, tables["claims"])


def _of_citations(file, row, claim, numbers):
    for number in claim.references:
        yield from _of_number(file, row, "references", number, numbers, claim.review)


def _of_number(file, row, column, number, numbers, review="ma2023"):
    if number not in numbers:
        allowed = f"a number in the list of {review}, 1 to {max(numbers, default=0)}"
        yield Fault(file, row, column, str(number), allowed)


def _of_study_claims(file, row, names, study, claims):
    """A study's claims cite its reference or none; a critique that both name explains another number."""
    for name in names:
        claim = claims.get(name)
        if not claim:
            continue
        cites = study.reference in claim.references or not claim.references
        if claim.review != "ma2023" or not (cites or set(claim.critiques) & set(study.critiques)):
            numbers = " and ".join(map(str, claim.references)) or "none of its references"
            allowed = (
                f"claims of ma2023 that cite {study.reference} or nothing, "
                f"or share a critique with {study.id}"
            )
            yield Fault(file, row, "claims", name, allowed, f"cites {numbers}")


def _of_readings(readings, studies):
    """A reading differs from its study's own; at most one of a study is advised."""
    advised = {}
    for file, row, reading in readings:
        study = studies.get(reading.study)
        for column in ("role", "site"):
            if study and getattr(reading, column) and getattr(reading, column) == getattr(study, column):
                told = ";".join(study.site) if column == "site" else study.role
                problem = f"is that of {study.id} already"
                yield Fault(file, row, column, told, "another value, or empty", problem)
        if reading.advised == "yes" and advised.setdefault(reading.study, row) != row:
            yield Fault(file, row, "advised", "yes", "no", f"stands in row {advised[reading.study]} already")


CELLS = ("axis", "model", "expression", "localisation", "references")
"""The columns of a row of a table that a reader of the review sees."""


def _of_table_row(file, row, record, rows):
    """Where print and correction differ, or one of them is missing, a critique says why."""
    other = "corrected" if record.version == "printed" else "printed"
    twin = rows.get((record.table, record.row, other))
    if twin is None and not rows.complete:
        return
    same = twin is not None and all(getattr(record, cell) == getattr(twin, cell) for cell in CELLS)
    if not same and not record.critiques:
        problem = f"the {other} row differs or is missing"
        yield Fault(file, row, "critiques", None, "a critique that says why", problem)


def _of_repeat(file, row, claim, claims):
    allowed = "the id of another claim of the same review"
    if claim.repeats not in claims.rows:
        if claims.complete:
            yield Fault(file, row, "repeats", claim.repeats, allowed + hint(claim.repeats, claims.rows))
        return
    other_file, other_row, other = claims.rows[claim.repeats]
    if other_file != file:
        yield Fault(file, row, "repeats", claim.repeats, allowed, "is a claim of the other review")
    elif other_row == row:
        yield Fault(file, row, "repeats", claim.repeats, allowed, "is the claim itself")
    elif other.repeats:
        yield Fault(file, row, "repeats", claim.repeats, other.repeats, "is itself a restatement")


def faults_of_network(place, tables, folder):
    """Every fault of a network's files, alone, against each other and against the tables.

    Parameters
    ----------
    place : pathlib.Path
        The network's folder.
    tables : dict of str to Table
    folder : pathlib.Path
        The data folder.

    Yields
    ------
    Fault
    """
    nodes, node_faults = scan_csv(place / "nodes.csv", Node, folder)
    edges, edge_faults = scan_csv(place / "edges.csv", Edge, folder)
    yield from node_faults
    yield from edge_faults
    files = {name: name_in(place / name, folder) for name in NETWORK_FILES}
    file = files["nodes.csv"]
    for row, node in nodes.items():
        yield from faults_of_names(file, row, node, tables)
    ids, rules = {node.id for node in nodes.values()}, {}
    slips = [] if node_faults else list(_of_choices(file, nodes))
    try:
        text = read_text(place / "rules.bnet", folder)
        rules = parse(text, files["rules.bnet"])
    except DataError as error:
        slips += error.faults
    else:
        slips += _of_inputs(file, nodes, rules)
        if not node_faults:
            slips += _of_targets(files, nodes, {row: target for row, target, _ in lines(text)})
    yield from slips
    named = ids | rules.keys()
    if (place / "body.csv").is_file():
        yield from _of_homes(place / "body.csv", ids, named, tables, folder, complete=not node_faults)
    file = files["edges.csv"]
    for row, edge in edges.items():
        for column in ("source", "target"):
            name = getattr(edge, column)
            if name not in named and not node_faults:
                yield Fault(file, row, column, name, "an id in nodes.csv" + hint(name, ids))
        yield from _of_evidence(file, row, edge, tables)
    if rules:
        both = {id_: rule for id_, rule in rules.items() if id_ in ids or node_faults}
        fitting = {row: edge for row, edge in edges.items() if {edge.source, edge.target} <= both.keys()}
        yield from faults_of_edges(file, fitting, both, complete=not edge_faults)
    try:
        figure, line = scan_yaml(place / "figure.yaml", FigureRecord, folder)
    except DataError as error:
        yield from error.faults
        return
    file = files["figure.yaml"]
    yield from _of_bands(file, figure, line)
    yield from _of_places(files, nodes, edges, figure)
    yield from _of_challenge_ids(file, figure, line)
    if not node_faults:
        logic = logic_of(rules, nodes.values()) if rules and not slips else None
        yield from _of_challenges(file, figure, line, nodes.values(), named, logic)


def logic_of(rules, nodes):
    """The logic of a network.

    Parameters
    ----------
    rules : dict of str to Expression
    nodes : iterable of Node

    Returns
    -------
    BooleanNetwork
    """
    choices = {}
    for node in nodes:
        if node.choice:
            choices[node.choice] = (*choices.get(node.choice, ()), node.id)
    return BooleanNetwork(rules, {node.id: node.rank for node in nodes}, choices)


def _of_targets(files, nodes, targets):
    """Every node has a rule, and every rule a node."""
    ids, known = {node.id for node in nodes.values()}, set(targets.values())
    for row, target in targets.items():
        if target not in ids:
            allowed = "an id in nodes.csv" + hint(target, ids)
            yield Fault(files["rules.bnet"], row, "targets", target, allowed)
    for row, node in nodes.items():
        if node.id not in known:
            allowed = "a target in rules.bnet" + hint(node.id, known)
            yield Fault(files["nodes.csv"], row, "id", node.id, allowed, "has no rule")


def _plain(number):
    """A number without the .0 that a reader did not write."""
    return int(number) if number == int(number) else number


def _of_bands(file, figure, line):
    """A band ends below its begin and inside of the drawing."""
    for number, band in enumerate(figure.bands):
        place, end = f"bands.{number}.y1", _plain(band.y1)
        row = line("bands", number, "y1")
        if band.y1 <= band.y0:
            yield Fault(file, row, place, end, f"more than its y0, {band.y0:g}")
        if band.y1 > figure.height:
            yield Fault(file, row, place, end, f"at most the drawing's height, {figure.height:g}")


def _of_places(files, nodes, edges, figure):
    """Nodes and corners of arrows are inside of the drawing."""
    most = {"x": f"at most the drawing's width, {figure.width:g}"}
    most["y"] = f"at most the drawing's height, {figure.height:g}"
    for row, node in nodes.items():
        for column, size in (("x", figure.width), ("y", figure.height)):
            if getattr(node, column) > size:
                yield Fault(files["nodes.csv"], row, column, _plain(getattr(node, column)), most[column])
    for row, edge in edges.items():
        for x, y in edge.via:
            if x > figure.width or y > figure.height:
                allowed = f"corners in the drawing, up to {figure.width:g} {figure.height:g}"
                yield Fault(files["edges.csv"], row, "via", f"{x:g} {y:g}", allowed)


def _of_challenge_ids(file, figure, line):
    first = {}
    for number, record in enumerate(figure.challenges):
        row = line("challenges", number, "id")
        if first.setdefault(record.id, number) != number:
            problem = f"stands in line {line('challenges', first[record.id], 'id')} already"
            yield Fault(file, row, f"challenges.{number}.id", record.id, "each id once", problem)


def _of_challenges(file, figure, line, nodes, named, logic):
    """Challenges name what is there and, where the network has a `logic`, can be solved."""
    start = {node.id: node.default or 0 for node in nodes}
    for number, record in enumerate(figure.challenges):
        found = list(_of_challenge(file, number, record, line, nodes, named))
        yield from found
        if logic and not found:
            yield from _of_goal(file, line("challenges", number), record, logic, start)


def _of_challenge(file, number, record, line, nodes, named):
    """A challenge starts from inputs, changes inputs, and aims at nodes."""
    ids = [node.id for node in nodes]
    inputs = [node.id for node in nodes if node.rank == 0]
    for part, known, allowed in (
        ("start", inputs, f"an input: {one_of(*inputs)}"),
        ("goal", ids, "an id in nodes.csv"),
        ("allowed", inputs, f"an input: {one_of(*inputs)}"),
    ):
        for place, name in enumerate(getattr(record, part)):
            if name not in known and (name in ids or name not in named):
                row = line("challenges", number, part, place if part == "allowed" else name)
                yield Fault(file, row, f"challenge {record.id}, {part}", name, allowed + hint(name, known))


def _of_goal(file, row, record, logic, start):
    """Some allowed changes, and not too many, reach a challenge's goal."""
    place = f"challenge {record.id}"
    settled = logic.run(start).cycle[0]
    try:
        begun = logic.run(logic.state(settled, **record.start)).cycle[0] if record.start else settled
        found = challenge(logic, begun, record.goal, record.allowed, record.most)
    except Slip as slip:
        yield Fault(file, row, place, None, "inputs that go together", str(slip))
        return
    if found == ({},):
        yield Fault(file, row, place, None, "a goal that needs a change", "the goal holds at the start")
    elif not found:
        allowed = f"a goal that the inputs under allowed can reach, with most: {record.most}"
        yield Fault(file, row, place, None, allowed, "no changes reach the goal")


def _of_homes(path, ids, named, tables, folder, complete):
    """Every node has a row that says where on the body it is, or why nowhere."""
    homes, faults = scan_csv(path, Home, folder)
    yield from faults
    file = name_in(path, folder)
    for row, home in homes.items():
        yield from faults_of_names(file, row, home, tables)
        if complete and home.id not in named:
            yield Fault(file, row, "id", home.id, "an id in nodes.csv" + hint(home.id, ids))
    if complete and not faults:
        for id_ in sorted(ids - {home.id for home in homes.values()}):
            yield Fault(file, None, "id", id_, "a row for every node", "has no row")


def _of_choices(file, nodes):
    """Of the inputs that share a choice exactly one is on by default."""
    choices = {}
    for row, node in nodes.items():
        if node.choice:
            choices.setdefault(node.choice, []).append((row, node))
    for choice, members in choices.items():
        if len(members) == 1:
            allowed = "a choice of at least two inputs"
            yield Fault(file, members[0][0], "choice", choice, allowed, "stands at one input only")
            continue
        on = sum(node.default for _, node in members)
        if on != 1:
            allowed = f"1 for exactly one of the {len(members)} inputs of the choice {choice}"
            yield Fault(file, members[0][0], "default", None, allowed, f"{on} inputs are on")


def _of_inputs(file, nodes, rules):
    for row, node in nodes.items():
        if node.id in rules and (str(rules[node.id]) == node.id) != (node.rank == 0):
            problem = f"contradicts the rule {rules[node.id]}"
            allowed = "0 for an input, above 0 for any other"
            yield Fault(file, row, "rank", str(node.rank), allowed, problem)


def _of_evidence(file, row, edge, tables):
    """What justifies an edge must be there; a claim has the edge's sign or a critique calls it wrong."""
    yield from faults_of_names(file, row, edge, tables)
    for name in edge.claims:
        claim = tables["claims"].get(name)
        if claim and claim.sign != edge.sign and edge.critique not in claim.critiques:
            allowed = "claims of the edge's sign, or in column critique a critique of the claim"
            problem = f"has the sign {claim.sign}, the edge {edge.sign}"
            yield Fault(file, row, "claims", name, allowed, problem)


def faults_of_edges(file, edges, rules, complete=True):
    """Whether edges and rules name the same regulators with the same signs.

    Parameters
    ----------
    file : str
        What the faults call the edges' file.
    edges : dict of int to Edge
        By row.
    rules : dict of str to Expression
        As `igf1r.rules.parse` gives them.
    complete : bool
        Whether no row of the file is left out.

    Yields
    ------
    Fault
    """
    signs = {
        (source, target): sign
        for target, rule in rules.items()
        if str(rule) != target
        for source, sign in rule.signs.items()
    }
    for row, edge in edges.items():
        sign = signs.pop((edge.source, edge.target), None)
        if edge.target in rules and sign is None:
            yield Fault(file, row, "source", edge.source, _regulators(edge.target, rules[edge.target]))
        elif sign not in (None, edge.sign):
            yield Fault(file, row, "sign", edge.sign, f"{sign}, as in the rule of {edge.target}")
    for source, target in signs if complete else ():
        if source in rules:
            allowed = "a row for each regulator in each rule"
            yield Fault(file, None, None, f"{source} -> {target}", allowed, "has no row")


def _regulators(target, rule):
    if str(rule) == target:
        return f"no regulator, as {target} is an input"
    return f"a regulator in the rule of {target}: {one_of(*rule.regulators)}"
