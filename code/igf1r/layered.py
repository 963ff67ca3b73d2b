"""An automatic layered layout for networks that come without places (after Sugiyama et al. 1981).

Nodes stand in rows. Every arrow runs from row to row, downwards or, as feedback, upwards, and passes the rows
between its ends in a lane beside their nodes. Arrows of one node share its lanes, as they share its state.
"""

from itertools import accumulate, combinations, pairwise
from math import ceil, inf

import networkx as nx

from igf1r.draw import WIDTH, WIDTHS, Diagram, Placed, place_arrow

EDGE = 24
"""Room above the first row and below the last."""
SPACE, LANE = 9, 6
"""Room on either side of a node and of a lane."""
MORE = 10
"""Further room of each where the drawing is wide enough."""
PORT = 16
"""Distance between the ends of two arrows on one side of a node."""
STUB = 14
"""Length of the straight way out of a node and into one, which holds the head."""
LOOP = 16
"""How far the arrow from a node to itself stands out."""
SWEEPS = 30
"""How often the places along the rows are put in order, and how often they are moved."""


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
        As wide as the first of `WIDTHS` that holds its rows; a layer too wide for the first has several rows.
    """
    shapes = {id_: Placed(id_, *nodes[id_], (0, 0)) for id_ in nodes}
    rows = _wrapped(ranks(nodes, signs), shapes)
    row_of = {id_: k for k, row in enumerate(rows) for id_ in row}
    paths = {edge: _path(edge, row_of) for edge in signs if edge[0] != edge[1]}
    _add_lanes(rows, row_of, paths)
    ports = _ports(nodes, paths)
    widths = {
        id_: max(shapes[id_].width, PORT * max(len(ports[id_, -1]), len(ports[id_, 1])) + 4) for id_ in nodes
    }
    loops = {id_ for id_ in nodes if (id_, id_) in signs}
    reach, width = _reach(rows, widths, loops)
    joined = _joined(paths)
    rows = _ordered(rows, row_of, joined)
    x = _across(rows, joined, reach, width)
    _set_ports(ports, paths, widths, x)
    tops, bottoms = _down(rows, row_of, paths, shapes, x)
    placed = {}
    for id_ in nodes:
        centre = round(x[id_], 1), (tops[row_of[id_]] + bottoms[row_of[id_]]) / 2
        placed[id_] = Placed(id_, *nodes[id_], centre, widths[id_])
    bends = {edge: _bends(path, row_of, tops, bottoms, x) for edge, path in paths.items()}
    bends.update({(id_, id_): _loop(placed[id_]) for id_ in loops})
    arrows = tuple(place_arrow(placed, *edge, sign, bends[edge]) for edge, sign in signs.items())
    return Diagram(name, title, description, tuple(placed.values()), arrows, (), width, bottoms[-1] + EDGE)


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


def spread(wanted, gaps, low, high, weights=None):
    """Places as near as can be to those wanted (least squares), in the same order and `gaps` apart.

    Parameters
    ----------
    wanted : sequence of float
    gaps : sequence of float
        Least distance of each place from the one before it; one fewer than `wanted`.
    low, high : float
        Bounds of the first place and of the last.
    weights : sequence of float, optional

    Returns
    -------
    list of float

    Notes
    -----
    Isotonic regression of the places less their offsets, by pooling neighbours in the wrong order.

    Examples
    --------
    >>> spread([50, 50, 90], [20, 20], 0, 100)
    [40.0, 60.0, 90]
    """
    offsets = [0, *accumulate(gaps)]
    pools = []
    for place, offset, weight in zip(wanted, offsets, weights or [1] * len(wanted)):
        pools.append((place - offset, weight, 1))
        while len(pools) > 1 and pools[-2][0] >= pools[-1][0]:
            (a, v, m), (b, w, n) = pools[-2:]
            pools[-2:] = [((a * v + b * w) / (v + w), v + w, m + n)]
    levels = [level for level, _, count in pools for _ in range(count)]
    return [min(max(level, low), high - offsets[-1]) + offset for level, offset in zip(levels, offsets)]


def _wrapped(layer, shapes):
    """Rows of nodes from their layers; a layer too wide for the narrowest drawing makes several rows."""
    rows = []
    for depth in range(max(layer.values(), default=0) + 1):
        ids = [id_ for id_ in shapes if layer[id_] == depth]
        lines = ceil(sum(shapes[id_].width + 2 * SPACE for id_ in ids) / (WIDTH - 2 * LANE))
        length = ceil(len(ids) / lines)
        rows += [ids[k : k + length] for k in range(0, len(ids), length)]
    return rows


def _path(edge, row_of):
    """Steps of an arrow: out of a node's side (1 is below, -1 above), lane by lane, into a node's side."""
    source, target = edge
    low, high = row_of[source], row_of[target]
    step = 1 if high > low else -1
    lanes = [("lane", source, step, row) for row in range(low + step, high, step)]
    return [("out", source, step, lanes[0] if lanes else target), *lanes, ("in", target, -step, source)]


def _add_lanes(rows, row_of, paths):
    """Put the lanes of all arrows into the rows: down in the middle, feedback to the right."""
    for lane in dict.fromkeys(lane for path in paths.values() for lane in path[1:-1]):
        _, _, step, k = lane
        row_of[lane] = k
        rows[k].insert(len(rows[k]) // 2 if step == 1 else len(rows[k]), lane)


def _ports(nodes, paths):
    """Where arrows begin and end, by node and side; arrows that share a lane begin together."""
    ports = {(id_, side): [] for id_ in nodes for side in (-1, 1)}
    for port in dict.fromkeys(port for path in paths.values() for port in (path[0], path[-1])):
        ports[port[1:3]].append(port)
    return ports


def _reach(rows, widths, loops):
    """How far each node and lane reaches to its left and right, and the width of the drawing."""
    reach = {item: (LANE, LANE) for row in rows for item in row}
    for id_, width in widths.items():
        half = width / 2 + SPACE
        reach[id_] = half, half + LOOP * (id_ in loops)
    needed = [2 * LANE + sum(sum(reach[item]) for item in row) for row in rows]
    width = next((each for each in WIDTHS if each >= max(needed)), max(needed))
    more = min(MORE, *((width - least) / len(row) / 2 for least, row in zip(needed, rows)))
    return {item: (left + more, right + more) for item, (left, right) in reach.items()}, width


def _joined(paths):
    """What each node and lane is joined to, with a weight: lanes are kept straightest."""
    joined = {}
    for path in paths.values():
        for a, b in pairwise([path[0][1], *path[1:-1], path[-1][1]]):
            weight = (4, 1, 9)[isinstance(a, tuple) + isinstance(b, tuple)]
            joined.setdefault(a, {})[b] = weight
            joined.setdefault(b, {})[a] = weight
    return joined


def _ordered(rows, row_of, joined):
    """Rows in an order with few crossings: sweeps to the mean place of neighbours, then swaps of two."""

    def near(item, step):
        return [place[other] for other in joined.get(item, ()) if row_of[other] == row_of[item] + step]

    def crossings(a, b, step):
        return sum(u > v for u in near(a, step) for v in near(b, step))

    def total():
        return sum(crossings(a, b, -1) for row in rows for a, b in combinations(row, 2))

    place = {item: k for row in rows for k, item in enumerate(row)}
    best, fewest = [list(row) for row in rows], total()
    for sweep in range(SWEEPS):
        step = 1 if sweep % 2 else -1
        for row in rows[::-step]:
            means = {
                item: sum(places) / len(places) if (places := near(item, step)) else place[item]
                for item in row
            }
            row.sort(key=means.get)
            place.update((item, k) for k, item in enumerate(row))
        for row in rows:
            for k in range(len(row) - 1):
                a, b = row[k : k + 2]
                if sum(crossings(a, b, s) - crossings(b, a, s) for s in (-1, 1)) > 0:
                    row[k : k + 2] = b, a
                    place[a], place[b] = k + 1, k
        if (count := total()) < fewest:
            best, fewest = [list(row) for row in rows], count
    return best


def _across(rows, joined, reach, width):
    """Where each node and lane stands from left to right: near the mean of what it is joined to."""
    x = {item: width / 2 for row in rows for item in row}
    for sweep in range(SWEEPS):
        for row in rows[:: 1 if sweep % 2 else -1]:
            links = [joined.get(item, {item: 1}) for item in row]
            weights = [sum(link.values()) for link in links]
            wanted = [sum(x[b] * w for b, w in link.items()) / sum(link.values()) for link in links]
            gaps = [reach[a][1] + reach[b][0] for a, b in pairwise(row)]
            low, high = LANE + reach[row[0]][0], width - LANE - reach[row[-1]][1]
            x.update(zip(row, spread(wanted, gaps, low, high, weights)))
    _straighten(rows, reach, width, x)
    left = min(x[row[0]] - reach[row[0]][0] for row in rows)
    right = max(x[row[-1]] + reach[row[-1]][1] for row in rows)
    return {item: place + (width - left - right) / 2 for item, place in x.items()}


def _straighten(rows, reach, width, x):
    """Give the lanes of a chain the same place, in stretches as long as the neighbours leave room for."""
    beside, chains = {}, {}
    for row in rows:
        for before, item, after in zip([None, *row], row, [*row[1:], None]):
            if isinstance(item, tuple):
                beside[item] = before, after
                chains.setdefault(item[:3], []).append(item)

    def room(lane):
        before, after = beside[lane]
        low = x[before] + reach[before][1] if before else LANE
        high = x[after] - reach[after][0] if after else width - LANE
        return low + reach[lane][0], high - reach[lane][1]

    for chain in 3 * list(chains.values()):
        low, high, stretch = -inf, inf, []
        for lane in [*chain, None]:
            least, most = room(lane) if lane else (inf, -inf)
            if max(low, least) > min(high, most) + 1e-6:
                mean = sum(x[each] for each in stretch) / len(stretch)
                x.update(dict.fromkeys(stretch, min(max(mean, low), high)))
                low, high, stretch = -inf, inf, []
            low, high, stretch = max(low, least), min(high, most), [*stretch, lane]


def _set_ports(ports, paths, widths, x):
    """Add to `x` where arrows meet the nodes: opposite their other ends where there is room."""
    opposite = {}
    for path in paths.values():
        for a, b in pairwise(path):
            opposite.setdefault(a, []).append(b)
            opposite.setdefault(b, []).append(a)
    for (id_, _), side in ports.items():
        x.update(dict.fromkeys(side, x[id_]))

    def wanted(port):
        return round(sum(x[other] for other in opposite[port]) / len(opposite[port]), 1)

    def order(port):
        """Of two arrows between the same nodes the one that runs down is on the left."""
        return wanted(port), (port[0] == "out") != (port[2] == 1)

    for _ in range(8):
        for (id_, _), side in ports.items():
            side.sort(key=order)
            half = widths[id_] / 2 - 10
            gaps = [PORT] * (len(side) - 1)
            x.update(zip(side, spread([wanted(port) for port in side], gaps, x[id_] - half, x[id_] + half)))


def _legs(path, row_of):
    """The ways of an arrow from row to row: where from and in which row, where to and in which row."""
    step, first = path[0][2], row_of[path[0][1]]
    return [(a, first + k * step, b, first + k * step + step) for k, (a, b) in enumerate(pairwise(path))]


def _down(rows, row_of, paths, shapes, x):
    """Tops and bottoms of the rows: the more the arrows between two rows slant, the more room is there."""
    slants = [0] * len(rows)
    for path in paths.values():
        for a, j, b, k in _legs(path, row_of):
            slants[max(j, k)] = max(slants[max(j, k)], abs(x[a] - x[b]))
    tops, bottoms = [], []
    for row, slant in zip(rows, slants):
        tops.append(bottoms[-1] + 2 * STUB + min(max(10, round(0.3 * slant)), 90) if bottoms else EDGE)
        bottoms.append(tops[-1] + max(shapes[item].height for item in row if item in shapes))
    return tops, bottoms


def _bends(path, row_of, tops, bottoms, x):
    """Corners of an arrow's route; those on a straight line down or up are left out."""
    points = []
    for a, j, b, k in _legs(path, row_of):
        ends = (bottoms[j] + STUB, tops[k] - STUB) if k > j else (tops[j] - STUB, bottoms[k] + STUB)
        points += zip((round(x[a], 1), round(x[b], 1)), ends)
    corners = [
        point
        for before, point, after in zip([points[0], *points], points, [*points[1:], points[-1]])
        if not before[0] == point[0] == after[0]
    ]
    return corners or points[:1]


def _loop(node):
    """Corners of the arrow from a node to itself, on its right."""
    x, y = node.centre
    right = x + node.width / 2 + LOOP
    return [(right, y - 6), (right, y + 6)]
