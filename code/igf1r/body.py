"""A network on the body: its nodes at their places from skin to brain, and the arrows from place to place.

Which node is where stands in ``body.csv`` of the network. A network without that file has no body axis.
"""

import re
from dataclasses import dataclass
from itertools import groupby

from igf1r.draw import WIDTHS, Placed, canvas, draw_line, draw_node, write
from igf1r.marks import curve, line, rectangle
from igf1r.svg import render

LEFT, EDGE, PAD = 110, 6, 8
HEAD, GAP, APART, SLIM = 24, 8, 9, 26
MIDDLE, TUBE, LANE, PORT = 60, 28, 12, 12
TALLEST = 1.75
"""A drawing higher than that many times its width is made wider."""

PLACES = {
    "brain": "brain and behaviour",
    "horn": "dorsal horn: cells not told apart",
    "astrocytes": "dorsal horn: astrocytes",
    "microglia": "dorsal horn: microglia",
    "neurons": "dorsal horn: neurons",
    "ganglion": "ganglion (dorsal root or trigeminal)",
    "nerve": "nerve",
    "skin": "skin",
    "bone": "bone",
    "tumour": "tumour, beside the axis",
}
"""Every place from the brain down, as the drawing names it."""

CORD = ("horn", "astrocytes", "microglia", "neurons")
ENDS = ("skin", "bone")
"""Where the axis begins: the first of these that has nodes, or else the skin."""
ASIDE = "tumour"
"""A place that no line of the axis joins."""

SILHOUETTES = {
    "brain": (50, 40), "cord": (40, 16), "ganglion": (48, 30),
    "skin": (52, 5), "bone": (46, 14), "tumour": (46, 40),
}  # fmt: skip
"""Half the width of a place's silhouette, and how round its corners are at most."""


@dataclass(frozen=True)
class Station:
    """A place in the drawing: the strip from `y0` to `y1`, with its nodes."""

    id: str
    name: str
    y0: float
    y1: float
    nodes: tuple = ()


@dataclass(frozen=True)
class Route:
    """All arrows of one sign from one place to another, as one line."""

    source: str
    target: str
    sign: str
    edges: tuple
    points: tuple = ()


@dataclass(frozen=True)
class Axis:
    """A network's body axis, placed. `elsewhere` has the reasons of the nodes that are on no place."""

    stations: tuple
    routes: tuple
    elsewhere: dict
    width: float
    height: float


def place_on_body(network):
    """The body axis of a network that has homes for its nodes.

    Parameters
    ----------
    network : Network

    Returns
    -------
    Axis
    """
    width, stations = next(
        (width, stations)
        for width, stations in ((width, _stations(network, width)) for width in WIDTHS)
        if stations[-1].y1 <= TALLEST * width
    )
    places = {id_: home.place for id_, home in network.homes.items()}
    carried = {}
    for (source, target), edge in network.edges.items():
        ends = places[source], places[target]
        if all(ends) and ends[0] != ends[1] and ASIDE not in ends:
            carried.setdefault((*ends, edge.sign), []).append(f"{source}>{target}")
    elsewhere = {}
    for id_, home in network.homes.items():
        if not home.place:
            elsewhere.setdefault(home.note, []).append(id_)
    routes = _routed([Route(*key, tuple(edges)) for key, edges in carried.items()], stations)
    return Axis(stations, routes, elsewhere, width, stations[-1].y1 + GAP)


def draw_body(network, on=frozenset()):
    """The body axis of a network as a deterministic SVG text; `on` has the nodes that are active."""
    axis = network.axis
    figure, axes = canvas(axis.width, axis.height)
    _silhouettes(axes, axis.stations)
    names = {station.id: station.name for station in axis.stations}
    for route in axis.routes:
        active = any(edge.split(">")[0] in on for edge in route.edges)
        way = f"{names[route.source]} to {names[route.target]}"
        keys = {"class_": "route", "route": way, "carries": " ".join(route.edges)}
        draw_line(axes, route.points, route.sign, active, keys)
    for station in axis.stations:
        keys = {"class_": "station" if station.nodes else "station is-empty", "station": station.id}
        if station.nodes:
            rectangle(axes, LEFT, station.y0, axis.width - EDGE, station.y1, keys, "strip", radius=6)
        write(axes, LEFT + PAD, station.y0 + 17, station.name, keys, part="band-name", align="left")
    for station in axis.stations:
        for node in station.nodes:
            draw_node(axes, node, node.id in on)
    return render(figure, f"{network.name}--body", title(network), description(network))


def title(network):
    """The accessible name of the drawing."""
    return f"On the body: {network.figure.title}"


def description(network):
    """What the drawing shows, in words, whatever the state."""
    held = "; ".join(f"{name}: {', '.join(map(network.word, ids))}" for name, ids in lines(network)[0])
    return (
        "The nodes and the state of the pathway, at their places on the way from the periphery, "
        "at the bottom, to the brain, at the top. A line from place to place stands for the arrows of the "
        f"pathway between them, and is heavy while a node that sends them is on. {held}."
    )


def lines(network):
    """What the drawing says, for a text.

    Returns
    -------
    places : list of (str, list of str)
        From the periphery to the brain, the name of each place that has nodes, and their ids.
    elsewhere : list of (str, list of str)
        Each reason for which nodes are on no place, and their ids.
    """
    axis = network.axis
    lived = [
        (station.name, [node.id for node in station.nodes]) for station in axis.stations if station.nodes
    ]
    return lived[::-1], list(axis.elsewhere.items())


def _stations(network, width):
    """The places from the brain down, each with room for its nodes, those in the order of the signal."""
    homes = network.homes
    order = sorted(homes, key=lambda id_: network.nodes[id_].rank)
    lived = {place: [id_ for id_ in order if homes[id_].place == place] for place in PLACES}
    end = next((place for place in ENDS if lived[place]), ENDS[0])
    cells = [place for place in CORD if lived[place]]
    always = ("brain", "ganglion", "nerve", end, *(() if cells else ("horn",)))
    empty = [PLACES[place].partition(": ")[2] for place in CORD[1:] if not lived[place]]
    stations, y = [], GAP
    for place in PLACES:
        if lived[place]:
            nodes, y1 = _rows(network, lived[place], y + HEAD, width - EDGE - LEFT - 2 * PAD)
            stations.append(Station(place, PLACES[place], y, y1 + PAD, nodes))
        elif place in always:
            name = re.match("[a-z ]*[a-z]", PLACES[place])[0]
            stations.append(Station(place, f"{name}: no node here", y, y + SLIM))
        else:
            continue
        y = stations[-1].y1 + GAP
        if empty and cells[-1:] == [place]:
            stations.append(Station("cells", f"dorsal horn: none in {' or '.join(empty)}", y, y + SLIM))
            y += SLIM + GAP
    return tuple(stations)


def _rows(network, ids, y, room):
    """Nodes in rows as wide as there is room, and where the last row ends."""
    rows = [[]]
    for node in map(network.diagram.node, ids):
        if rows[-1] and sum(other.width + APART for other in rows[-1]) + node.width > room:
            rows.append([])
        rows[-1].append(node)
    placed = []
    for row in rows:
        tall, x = max(node.height for node in row), LEFT + PAD
        for node in row:
            centre = (x + node.width / 2, y + tall / 2)
            placed.append(Placed(node.id, node.label, node.kind, node.tone, centre, node.width, node.height))
            x += node.width + APART
        y += tall + APART
    return tuple(placed), y - APART


def _routed(routes, stations):
    """Routes with their lines: short ones near the places, long ones further out, no two on one another."""
    at = {station.id: k for k, station in enumerate(stations)}
    span = {route: sorted((at[route.source], at[route.target])) for route in routes}
    lanes = {}
    for route in sorted(routes, key=lambda route: (span[route][1] - span[route][0], span[route], route.sign)):
        low, high = span[route]
        taken = {lane for other, lane in lanes.items() if span[other][0] < high and low < span[other][1]}
        lanes[route] = next(lane for lane in range(len(routes)) if lane not in taken)
    ports = {}
    for station in stations:
        mine = [route for route in lanes if station.id in (route.source, route.target)]
        up = sorted((route for route in mine if span[route][1] == at[station.id]), key=lanes.get)
        down = sorted(
            (route for route in mine if span[route][0] == at[station.id]), key=lanes.get, reverse=True
        )
        middle = (station.y0 + station.y1) / 2
        for k, route in enumerate([*up, *down]):
            ports[route, station.id] = middle + (k - (len(mine) - 1) / 2) * PORT
    placed = []
    for route in routes:
        x = LEFT - 28 - LANE * lanes[route]
        y0, y1 = ports[route, route.source], ports[route, route.target]
        points = ((LEFT - 2, y0), (x, y0), (x, y1), (LEFT - 3, y1))
        placed.append(Route(route.source, route.target, route.sign, route.edges, points))
    return tuple(placed)


def _silhouettes(axes, stations):
    """Silhouettes of brain, cord, ganglion, nerve and skin, with one tube through all of them."""
    keys = {"class_": "silhouette"}
    spine = [station for station in stations if station.id != ASIDE]
    rectangle(axes, MIDDLE - TUBE, spine[0].y0 + 10, MIDDLE + TUBE, spine[-1].y1 - 4, keys, "body")
    for part, group in groupby(stations, lambda each: "cord" if each.id in (*CORD, "cells") else each.id):
        group = list(group)
        if part in SILHOUETTES:
            half, radius = SILHOUETTES[part]
            y0, y1 = group[0].y0, group[-1].y1
            radius = min(radius, (y1 - y0) / 2 - 1)
            rectangle(axes, MIDDLE - half, y0, MIDDLE + half, y1, keys, "body", radius=radius)
        if part == "brain":
            for x, y in ((22, 0.3), (17, 0.55), (24, 0.8)):
                level = y0 + y * (y1 - y0)
                curve(axes, (x, level - 7), (x + 16, level), (x + 6, level + 9), keys, "fold")
        if part == "skin":
            line(axes, [(MIDDLE - half, y0 + 7), (MIDDLE + half, y0 + 7)], keys, "fold")
