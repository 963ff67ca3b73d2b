"""An automatic layered layout for networks that come without places (after Sugiyama et al. 1981)."""

import math

import networkx as nx

from igf1r.draw import WIDTHS, Diagram, Placed, place_arrow

ROW = 66
SPACE = 16


def layered(name, title, description, nodes, signs):
    """A diagram with the signal running downwards.

    Parameters
    ----------
    name, title, description : str
    nodes : dict of str to (label, kind, tone)
        In reading order.
    signs : dict of (str, str) to str
        Sign of every arrow by source and target.

    Returns
    -------
    Diagram
        Wider than 420 units only where a layer needs it. Arrows that span layers bend around nodes.
    """
    layer = ranks(nodes, signs)
    chains = {edge: _chain(edge, layer) for edge in signs if edge[0] != edge[1]}
    rows = _ordered(nodes, layer, chains)
    shapes = {id_: Placed(id_, *nodes[id_], (0, 0)) for id_ in nodes}
    sizes = {id_: shapes[id_].width if id_ in shapes else 10.0 for row in rows for id_ in row}
    needed = max(sum(sizes[id_] + SPACE for id_ in row) + SPACE for row in rows)
    width = next((each for each in WIDTHS if each >= needed), needed)
    places = {}
    for depth, row in enumerate(rows):
        free = (width - sum(sizes[id_] for id_ in row)) / (len(row) + 1)
        x = free
        for id_ in row:
            places[id_] = (round(x + sizes[id_] / 2, 1), 40.0 + ROW * depth)
            x += sizes[id_] + free
    placed = {id_: Placed(id_, *nodes[id_], places[id_]) for id_ in nodes}
    bends = {edge: [places[step] for step in chain] for edge, chain in chains.items()}
    for source, target in signs:
        if source != target and (target, source) in signs and not bends[source, target]:
            bends[source, target] = [_aside(places[source], places[target])]
    arrows = tuple(place_arrow(placed, *edge, sign, bends.get(edge, ())) for edge, sign in signs.items())
    return Diagram(
        name, title, description, tuple(placed.values()), arrows, (), width, 40.0 + ROW * len(rows) - 10
    )


def ranks(nodes, signs):
    """Layer of each node: one below the lowest that acts on it, feedback arrows left out of the count."""
    graph = nx.DiGraph()
    graph.add_nodes_from(nodes)
    for source, target in signs:
        if source != target and not nx.has_path(graph, target, source):
            graph.add_edge(source, target)
    layer = {}
    for id_ in nx.lexicographical_topological_sort(graph, key=list(nodes).index):
        layer[id_] = max((layer[before] + 1 for before in graph.predecessors(id_)), default=0)
    return layer


def _aside(start, end, distance=16):
    """A bend to the right of the way, so that two arrows between the same nodes do not lie on each other."""
    (x0, y0), (x1, y1) = start, end
    length = math.dist(start, end)
    return (x0 + x1) / 2 - distance * (y1 - y0) / length, (y0 + y1) / 2 + distance * (x1 - x0) / length


def _chain(edge, layer):
    """Bends of an arrow that spans layers, one in each layer between its ends."""
    source, target = edge
    low, high = layer[source], layer[target]
    step = 1 if high >= low else -1
    between = range(low + step, high, step) if low != high else ()
    return tuple((source, target, depth) for depth in between)


def _ordered(nodes, layer, chains):
    """Rows of nodes and bends; four sweeps move each to the mean place of what it is joined to."""
    rows = [[] for _ in range(max(layer.values(), default=0) + 1)]
    for id_ in nodes:
        rows[layer[id_]].append(id_)
    joined = {}
    for (source, target), chain in chains.items():
        for bend in chain:
            rows[bend[2]].append(bend)
        path = [source, *chain, target]
        for a, b in zip(path, path[1:]):
            joined.setdefault(a, []).append(b)
            joined.setdefault(b, []).append(a)
    for _ in range(4):
        place = {id_: (k + 0.5) / len(row) for row in rows for k, id_ in enumerate(row)}
        for row in rows:
            row.sort(
                key=lambda id_: sum(map(place.get, joined.get(id_, [id_]))) / len(joined.get(id_, [id_]))
            )
            place.update({id_: (k + 0.5) / len(row) for k, id_ in enumerate(row)})
    return rows
