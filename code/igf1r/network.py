"""A network as the book teaches it: rules, nodes with their places, and the evidence of every arrow."""

from collections.abc import Iterable
from functools import cache, cached_property

from igf1r.body import place_on_body
from igf1r.consistency import logic_of
from igf1r.draw import Band, Diagram, Placed, place_arrow
from igf1r.knowledge import check_network, load
from igf1r.layered import layered, ranks
from igf1r.records import (
    DATA,
    DataError,
    Edge,
    Fault,
    FigureRecord,
    Home,
    Node,
    read_csv,
    read_text,
    read_yaml,
    shown,
)  # fmt: skip
from igf1r.rules import parse
from igf1r.slip import Slip


class Network:
    """A network of the book.

    Parameters
    ----------
    name : str
    rules : dict of str to Expression
    nodes : dict of str to Node
    edges : dict of (str, str) to Edge
    figure : FigureRecord
    homes : dict of str to Home
        Where on the body each node is; empty for a network that is not put on a body.
    """

    def __init__(self, name, rules, nodes, edges, figure, homes=None):
        self.name, self.rules, self.nodes, self.edges, self.figure = name, rules, nodes, edges, figure
        self.homes = homes or {}

    @classmethod
    def read(cls, name, folder=DATA / "networks"):
        """The network in the folder `name` below `folder`.

        Raises
        ------
        DataError
            With every fault of its files.
        """
        place = folder / name
        known = sorted(path.name for path in folder.iterdir() if path.is_dir())
        if name not in known:
            allowed = " ".join(known)
            raise DataError([Fault(f"networks/{name}", None, None, name, allowed, "is not a network")])
        check_network(place)
        body = place / "body.csv"
        return cls(
            name,
            parse(read_text(place / "rules.bnet"), f"networks/{name}/rules.bnet"),
            {node.id: node for node in read_csv(place / "nodes.csv", Node)},
            {(edge.source, edge.target): edge for edge in read_csv(place / "edges.csv", Edge)},
            read_yaml(place / "figure.yaml", FigureRecord),
            {home.id: home for home in read_csv(body, Home)} if body.is_file() else None,
        )

    @classmethod
    def own(cls, name, rules, on=()):
        """A reader's network from the text of its rules, laid out by itself.

        Parameters
        ----------
        name : str
        rules : str
            Rules in the .bnet format. A node that is its own only regulator is an input.
        on : sequence of str
            Inputs that are on at the start.

        Raises
        ------
        DataError
            With every fault of the rules, and every name in `on` that is no input.
        Slip
            Where `rules` is no text or `on` no list.
        """
        if not isinstance(rules, str):
            raise Slip(f"rules are {shown(rules)}; allowed: a text such as 'IGF1, IGF1\\nIGF1R, IGF1'")
        parsed = parse(rules, "your rules")
        inputs = [id_ for id_, rule in parsed.items() if rule.regulators == (id_,) and rule.signs[id_] == "+"]
        if isinstance(on, str) or not isinstance(on, Iterable):
            raise Slip(f"on is {shown(on)}; allowed: a list of inputs, such as {inputs[:1]}")
        on = list(on)
        allowed = " ".join(inputs)
        unknown = [id_ for id_ in on if id_ not in inputs]
        if unknown:
            raise DataError(Fault("your rules", None, "on", id_, allowed, "is no input") for id_ in unknown)
        signs = {
            (source, id_): sign
            for id_, rule in parsed.items() if id_ not in inputs
            for source, sign in rule.signs.items()
        }  # fmt: skip
        kinds = {
            id_: (id_.replace("_", " "), "event" if id_ in inputs else "protein", "neutral") for id_ in parsed
        }
        title = f"Your own network: {name.replace('-', ' ')}"
        description = f"A network of {len(parsed)} nodes and {len(signs)} arrows, laid out from its rules."
        diagram = layered(name, title, description, kinds, signs)
        depth = ranks(parsed, signs)
        nodes = {
            id_: Node.model_construct(
                id=id_, label=kinds[id_][0], entity="", kind=kinds[id_][1], tone="neutral",
                group="Inputs" if id_ in inputs else "", choice="",
                rank=0 if id_ in inputs else depth[id_] + 1,
                default=int(id_ in on), x=diagram.node(id_).centre[0], y=diagram.node(id_).centre[1], note="",
            )
            for id_ in parsed
        }  # fmt: skip
        edges = {
            pair: Edge.model_construct(
                source=pair[0], target=pair[1], sign=sign, claims=(), sources=(), critique="",
                note="This arrow stands in your own rules.", via=(),
            )
            for pair, sign in signs.items()
        }  # fmt: skip
        made = cls(
            name,
            parsed,
            nodes,
            edges,
            FigureRecord(title=title, description=description, width=diagram.width, height=diagram.height),
        )
        made.diagram = diagram
        return made

    def __repr__(self):
        return f"<Network {self.name} of {len(self.nodes)} nodes>"

    @cached_property
    def boolean(self):
        """The network's logic, without places and evidence."""
        return logic_of(self.rules, self.nodes.values())

    @cached_property
    def start(self):
        """The state before anything has happened: every node at its default (dict of str to int)."""
        return {id_: node.default or 0 for id_, node in self.nodes.items()}

    def settled(self, **settings):
        """The state reached from the settled default state under changed inputs (dict of str to int).

        Raises
        ------
        Slip
            As `switched` does.
        """
        state = self.boolean.run(self.start).cycle[0]
        return self.boolean.run(self.switched(state, settings)).cycle[0] if settings else state

    def switched(self, state, settings):
        """A state with other values of inputs (dict of str to int).

        Parameters
        ----------
        state, settings : mapping of str to int

        Raises
        ------
        Slip
            Where a name is no input, a value is not 0 or 1, or not exactly one option of a choice is on.
        """
        inputs = self.boolean.inputs
        for id_ in settings:
            if id_ not in inputs:
                raise Slip(f"{id_!r} is no switch of {self.name}; switches: {', '.join(inputs)}")
        return self.boolean.state(state, **settings)

    @cached_property
    def diagram(self):
        """The network placed for drawing."""
        placed = {
            id_: Placed(id_, node.label.replace("\\n", "\n"), node.kind, node.tone, (node.x, node.y))
            for id_, node in self.nodes.items()
        }
        arrows = (
            place_arrow(placed, edge.source, edge.target, edge.sign, edge.via, bool(edge.critique))
            for edge in self.edges.values()
        )
        figure = self.figure
        bands = tuple(Band(band.label, band.y0, band.y1) for band in figure.bands)
        return Diagram(
            self.name, figure.title, figure.description, tuple(placed.values()), tuple(arrows), bands,
            figure.width, figure.height,
        )  # fmt: skip

    @cached_property
    def axis(self):
        """The network on the body, placed for drawing; None where no node has a home."""
        return place_on_body(self) if self.homes else None

    def word(self, id_):
        """A node's label on one line."""
        return self.nodes[id_].label.replace("\\n", " ")

    def critiques_of(self, edge):
        """Ids of the critiques that concern an edge: its own and those of its claims, each once."""
        claims = load().claims
        own = (edge.critique,) if edge.critique else ()
        return tuple(dict.fromkeys([*own, *(c for claim in edge.claims for c in claims[claim].critiques)]))


@cache
def network(name):
    """The book's network of that name."""
    return Network.read(name)


def names():
    """Names of the book's networks."""
    return tuple(sorted(path.name for path in (DATA / "networks").iterdir() if path.is_dir()))
