"""Pathway diagrams: nodes, arrows and compartment bands drawn once with matplotlib.

Reading conventions follow SBGN Activity Flow (Le Novere et al. 2009): an open arrowhead raises, a bar lowers,
a diamond says that the sign is not given, a hexagon is a phenotype.
"""

import math
from dataclasses import dataclass, field

from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path

from igf1r.geometry import (
    FONT_SIZE,
    LINE_HEIGHT,
    SHAPES,
    box,
    outline,
    route,
    segments_cross_box,
    text_width,
    towards,
)  # fmt: skip
from igf1r.svg import gid, render

WIDTHS = (420, 560, 720, 960, 1280)
"""Widths of drawings in units; the style sheet keeps the type of each readable."""
WIDTH = WIDTHS[0]


@dataclass(frozen=True)
class Placed:
    """A node at its place. `centre`, `width` and `height` in diagram units."""

    id: str
    label: str
    kind: str
    tone: str
    centre: tuple
    width: float = field(default=None)
    height: float = field(default=None)

    def __post_init__(self):
        width, height = box(self.label, self.kind)
        object.__setattr__(self, "width", self.width or width)
        object.__setattr__(self, "height", self.height or height)

    @property
    def corners(self):
        return outline(self.kind, *self.centre, self.width, self.height)

    @property
    def bounds(self):
        (x, y), w, h = self.centre, self.width / 2, self.height / 2
        return x - w, y - h, x + w, y + h


@dataclass(frozen=True)
class Arrow:
    """An influence with its route. `sign` is ``+``, ``-``, ``0`` or ``?``."""

    source: str
    target: str
    sign: str
    points: tuple
    contested: bool = False

    @property
    def id(self):
        return f"{self.source}>{self.target}"


@dataclass(frozen=True)
class Band:
    """A compartment: a strip from `y0` to `y1`."""

    label: str
    y0: float
    y1: float


@dataclass(frozen=True)
class Diagram:
    """All that is drawn, placed. Layout makes it, `draw` only draws it."""

    name: str
    title: str
    description: str
    nodes: tuple
    arrows: tuple
    bands: tuple = ()
    width: float = WIDTH
    height: float = 400

    def node(self, name):
        return next(node for node in self.nodes if node.id == name)


def canvas(width, height):
    """A matplotlib figure and axes in diagram units, y growing downwards."""
    figure = Figure(figsize=(width / 72, height / 72), dpi=72)
    FigureCanvasSVG(figure)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
    axes.axis("off")
    return figure, axes


def draw(diagram, on=frozenset()):
    """The diagram as a deterministic SVG text.

    Parameters
    ----------
    diagram : Diagram
        What to draw.
    on : set of str
        Nodes that are active in the state shown.
    """
    figure, axes = canvas(diagram.width, diagram.height)
    for band in diagram.bands:
        draw_band(axes, band, diagram.width)
    for arrow in diagram.arrows:
        draw_arrow(axes, arrow, arrow.source in on)
    for node in diagram.nodes:
        draw_node(axes, node, node.id in on)
    return render(figure, diagram.name, diagram.title, diagram.description)


def draw_band(axes, band, width):
    """A compartment strip with its name in the upper left corner."""
    keys = {"class_": "band", "band": band.label}
    corners = [(0, band.y0), (width, band.y0), (width, band.y1), (0, band.y1)]
    axes.add_patch(PathPatch(_closed(corners), gid=gid(**keys, part="strip")))
    write(axes, 22, band.y0 + 15, band.label, keys, part="band-name", align="left")


def draw_node(axes, node, active):
    """A node: its shape, the bar that marks it as blocked, and its label."""
    keys = {"class_": f"node tone-{node.tone} {'is-on' if active else 'is-off'}", "node": node.id}
    (x, y), w, h = node.centre, node.width, node.height
    if SHAPES[node.kind] in ("rounded", "receptor"):
        patch = FancyBboxPatch(
            (x - w / 2 + 7, y - h / 2 + 7), w - 14, h - 14, boxstyle="round,pad=7,rounding_size=7"
        )
        axes.add_patch(PathPatch(patch.get_path(), gid=gid(**keys, part="shape")))
    else:
        axes.add_patch(PathPatch(_closed(node.corners), gid=gid(**keys, part="shape")))
    strike = Path([(x - w / 2 + 3, y + h / 2 - 3), (x + w / 2 - 3, y - h / 2 + 3)])
    axes.add_patch(PathPatch(strike, gid=gid(**keys, part="strike"), fill=False))
    lines = node.label.split("\n")
    for k, line in enumerate(lines):
        write(axes, x, y + 4.5 + (k - (len(lines) - 1) / 2) * LINE_HEIGHT, line, keys)


def draw_arrow(axes, arrow, active):
    """An influence, as `draw_line` draws it."""
    keys = {"class_": "edge is-contested" if arrow.contested else "edge", "edge": arrow.id}
    draw_line(axes, arrow.points, arrow.sign, active, keys)


def draw_line(axes, points, sign, active, keys):
    """A line with a head by sign, and an invisible wide line that is easy to hit."""
    names = {"+": "raises", "-": "lowers", "0": "no-effect", "?": "unsigned"}
    look, *more = keys["class_"].split(" ")
    keys = {**keys, "class_": " ".join([look, names[sign], "is-on" if active else "is-off", *more])}
    line = Path(*_rounded(points))
    for part in ("line", "hit"):
        axes.add_patch(PathPatch(line, gid=gid(**keys, part=part), fill=False))
    axes.add_patch(PathPatch(_head(points, sign), gid=gid(**keys, part="head"), fill=sign == "?"))


def write(axes, x, y, text, keys, part="label", size=FONT_SIZE, align="center", bold=False):
    """A line of text whose baseline starts at, ends at or is centred on (x, y)."""
    axes.text(
        x, y, text, ha=align, va="baseline", size=size, gid=gid(**keys, part=part), parse_math=False,
        family="DejaVu Sans", weight="bold" if bold else "normal",
    )  # fmt: skip


def faults(diagram):
    """What a reader would see as a defect, one line each; empty for a sound diagram.

    Labels must fit their shapes and not touch each other, arrows must not run through a node that they
    do not join, nodes must lie inside the picture.
    """
    found = []
    for k, a in enumerate(diagram.nodes):
        x0, y0, x1, y1 = a.bounds
        if x0 < 1 or y0 < 1 or x1 > diagram.width - 1 or y1 > diagram.height - 1:
            found.append(
                f"{diagram.name}: node {a.id} leaves the picture ({x0:.0f}..{x1:.0f}, {y0:.0f}..{y1:.0f})"
            )
        if max(text_width(line) for line in a.label.split("\n")) > a.width - 4:
            found.append(f"{diagram.name}: label of {a.id} is wider than its shape")
        for b in diagram.nodes[k + 1 :]:
            u0, v0, u1, v1 = b.bounds
            if x0 - 3 < u1 and u0 - 3 < x1 and y0 - 3 < v1 and v0 - 3 < y1:
                found.append(f"{diagram.name}: nodes {a.id} and {b.id} overlap")
        for band in diagram.bands:
            right = 24 + text_width(band.label)
            if x0 < right and x1 > 20 and y0 < band.y0 + 18 and y1 > band.y0 + 5:
                found.append(f"{diagram.name}: node {a.id} covers the name of band {band.label}")
    for arrow in diagram.arrows:
        for node in diagram.nodes:
            x0, y0, x1, y1 = node.bounds
            if node.id not in (arrow.source, arrow.target) and segments_cross_box(
                arrow.points, x0 - 2, y0 - 2, x1 + 2, y1 + 2
            ):
                found.append(f"{diagram.name}: arrow {arrow.id} runs through {node.id}")
        for band in diagram.bands:
            right = 22 + text_width(band.label)
            if segments_cross_box(arrow.points, 22, band.y0 + 5, right, band.y0 + 17):
                found.append(f"{diagram.name}: arrow {arrow.id} runs through the name of band {band.label}")
        if math.dist(arrow.points[-2], arrow.points[-1]) < 9:
            found.append(f"{diagram.name}: arrow {arrow.id} has no room for its head")
    for k, a in enumerate(diagram.arrows):
        for b in diagram.arrows[k + 1 :]:
            if math.dist(a.points[-1], b.points[-1]) < 6 and a.target == b.target:
                found.append(f"{diagram.name}: arrows {a.id} and {b.id} end at the same point")
    return found


def place_arrow(nodes, source, target, sign, via=(), contested=False):
    """An arrow between two placed nodes (a dict by id)."""
    return Arrow(source, target, sign, tuple(route(nodes[source], nodes[target], via)), contested)


def _closed(corners):
    return Path([*corners, corners[0]], closed=True)


def _rounded(points, radius=9):
    """Vertices and codes of a polyline with rounded corners."""
    vertices, codes = [points[0]], [Path.MOVETO]
    for before, corner, after in zip(points, points[1:], points[2:]):
        cut = min(radius, math.dist(before, corner) / 2, math.dist(corner, after) / 2)
        vertices += [towards(corner, before, cut), corner, towards(corner, after, cut)]
        codes += [Path.LINETO, Path.CURVE3, Path.CURVE3]
    return [*vertices, points[-1]], [*codes, Path.LINETO]


def _head(points, sign):
    """Open arrowhead, bar or diamond at the end of a line."""
    (x0, y0), (x, y) = points[-2:]
    length = math.dist((x0, y0), (x, y)) or 1.0
    dx, dy = (x - x0) / length, (y - y0) / length

    def at(back, side):
        return x - back * dx - side * dy, y - back * dy + side * dx

    if sign == "+":
        return Path([at(7, 4.5), at(0, 0), at(7, -4.5)])
    if sign == "-":
        return Path([at(0, 6), at(0, -6)])
    if sign == "0":
        return Path([at(3, 4), at(9, -4)])
    return _closed([at(0, 0), at(5, 4), at(10, 0), at(5, -4)])
