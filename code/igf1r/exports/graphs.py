"""Graphs for Cytoscape (SIF and tables), GraphML and networkx's node-link JSON.

In Cytoscape's SIF an edge is named ``source (interaction) target``, so there can be one edge only for each
such triple: claims that agree in all three become one edge, and the table of edges lists them. GraphML and
JSON keep every claim as an edge of its own.

References
----------
.. [1] Cytoscape User Manual, Supported Network File Formats; Node and Edge Column Data,
   https://manual.cytoscape.org/
"""

import json

import networkx as nx

from igf1r.exports.tables import cell, written
from igf1r.graph import claims_graph

INTERACTIONS = {"+": "activates", "-": "inhibits"}
"""What Cytoscape calls an edge of a network."""

ITEMS = "|"
"""What Cytoscape expects between the items of a list."""


def of_claims(known, claims):
    """Claims as a graph that carries all that is recorded of them and of the entities that they name.

    Parameters
    ----------
    known : Knowledge
    claims : iterable of Claim

    Returns
    -------
    networkx.MultiDiGraph
        As `claims_graph` makes it, with every column as an attribute; lists are lists.
    """
    graph = claims_graph(known, claims)
    for id_, attributes in graph.nodes(data=True):
        attributes.clear()
        attributes |= _plain(known.entities[id_])
    for *_, id_, attributes in graph.edges(keys=True, data=True):
        papers = [*attributes.pop("references")]
        attributes |= _plain(known.claims[id_]) | {"papers": papers}
    return graph


def of_network(network):
    """A network as a graph, with every column of its nodes and edges as an attribute.

    Returns
    -------
    networkx.DiGraph
    """
    graph = nx.DiGraph(name=network.name, title=network.figure.title, description=network.figure.description)
    for id_, node in network.nodes.items():
        graph.add_node(id_, **_plain(node))
    for (source, target), edge in network.edges.items():
        graph.add_edge(source, target, interaction=INTERACTIONS[edge.sign], **_plain(edge))
    return graph


def _plain(record):
    """A record's values as attributes, without those that say what the graph itself says, and empty ones."""
    values = record.model_dump(mode="json", exclude={"id", "subject", "object", "source", "target", "via"})
    return {column: value for column, value in values.items() if value not in ("", None, [])}


def merged(graph):
    """A graph of claims with one edge for each subject, relation and object.

    Returns
    -------
    networkx.DiGraph or networkx.MultiDiGraph
        A network's graph has no parallel edges and stays as it is. The attributes of merged edges are lists
        of what the claims say, each value once.
    """
    if not graph.is_multigraph():
        return graph
    single = nx.MultiDiGraph(**graph.graph)
    single.add_nodes_from(graph.nodes(data=True))
    for source, target, id_, claim in graph.edges(keys=True, data=True):
        if not single.has_edge(source, target, claim["relation"]):
            single.add_edge(source, target, claim["relation"], interaction=claim["relation"], claims=[])
        edge = single.edges[source, target, claim["relation"]]
        edge["claims"].append(id_)
        for name in ("sign", "stance", "review", "papers", "critiques"):
            said = claim.get(name, [])
            held = edge.setdefault(name, [])
            held += [value for value in (said if isinstance(said, list) else [said]) if value not in held]
    return single


def sif(graph):
    """A graph in Cytoscape's simple interaction format.

    Parameters
    ----------
    graph : networkx.DiGraph or networkx.MultiDiGraph
        As `merged` gives it.
    """
    edges = graph.edges(data="interaction")
    lines = [f"{source}\t{interaction}\t{target}" for source, target, interaction in edges]
    return "\n".join([*lines, *nx.isolates(graph)]) + "\n"


def node_table(graph):
    """The attributes of the nodes, to import beside `sif`; the first column is Cytoscape's key."""
    return _attributes(graph.nodes(data=True))


def edge_table(graph):
    """The attributes of the edges, to import beside `sif`; the first column is Cytoscape's key."""
    edges = ((f"{a} ({said['interaction']}) {b}", said) for a, b, said in graph.edges(data=True))
    return _attributes(list(edges))


def _attributes(rows):
    columns = list(dict.fromkeys(column for _, attributes in rows for column in attributes))
    cells = ([name, *(_joined(values.get(column), ITEMS) for column in columns)] for name, values in rows)
    return written([["shared name", *columns], *cells], delimiter="\t")


def _joined(value, between):
    return between.join(map(cell, value)) if isinstance(value, list) else cell(value)


def graphml(graph):
    """A graph as GraphML; the items of a list are in one text, with ; between them."""
    flat = graph.copy()
    for *_, attributes in (*flat.nodes(data=True), *flat.edges(data=True)):
        for name, value in attributes.items():
            attributes[name] = _joined(value, ";") if isinstance(value, list) else value
    return "\n".join(nx.generate_graphml(flat)) + "\n"


def node_link(graph):
    """A graph as node-link JSON, for ``networkx.node_link_graph(data, edges="edges")``."""
    return json.dumps(nx.node_link_data(graph, edges="edges"), ensure_ascii=False, indent=1) + "\n"
