"""Shapes of nodes and the routes of arrows between them, in diagram units (y grows downwards)."""

import math
from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

FONT_SIZE = 13
LINE_HEIGHT = 15
GAP = 3.5
"""Distance between an arrow's tip and the shape that it meets."""

SHAPES = {
    "ligand": "stadium",
    "receptor": "receptor",
    "adaptor": "rounded",
    "kinase": "rounded",
    "gtpase": "rounded",
    "protein": "rounded",
    "factor": "rounded",
    "lipid": "ellipse",
    "gene": "box",
    "rna": "slanted",
    "drug": "octagon",
    "event": "notched",
    "process": "box",
    "phenotype": "hexagon",
}
"""Shape of each kind of node. Phenotype and perturbation (drug, event) follow SBGN Activity Flow."""


@lru_cache(maxsize=4096)
def text_width(text, size=FONT_SIZE, weight="normal"):
    """Width of one line of text in diagram units, in the font that matplotlib ships (wider than most)."""
    if not text.strip():
        return 0.0
    return (
        TextPath((0, 0), text, size=size, prop=FontProperties(family="DejaVu Sans", weight=weight))
        .get_extents()
        .width
    )


def box(label, kind):
    """Width and height of the shape that holds a label."""
    lines = label.split("\n")
    width = max(text_width(line, weight="bold") for line in lines)
    padding = {"hexagon": 30, "octagon": 24, "notched": 32, "slanted": 30, "ellipse": 28}.get(
        SHAPES[kind], 18
    )
    return max(40.0, round(width + padding)), 13.0 + LINE_HEIGHT * len(lines)


def outline(kind, x, y, width, height):
    """Corner points of a node's shape; round parts are given as many short sides."""
    w, h = width / 2, height / 2
    shape = SHAPES[kind]
    if shape in ("rounded", "box", "receptor"):
        return [(x - w, y - h), (x + w, y - h), (x + w, y + h), (x - w, y + h)]
    if shape == "hexagon":
        c = min(12, w / 3)
        return [
            (x - w + c, y - h),
            (x + w - c, y - h),
            (x + w, y),
            (x + w - c, y + h),
            (x - w + c, y + h),
            (x - w, y),
        ]
    if shape == "notched":
        c = min(10, w / 3)
        return [
            (x - w, y - h),
            (x + w, y - h),
            (x + w - c, y),
            (x + w, y + h),
            (x - w, y + h),
            (x - w + c, y),
        ]
    if shape == "slanted":
        c = min(9, w / 3)
        return [(x - w + c, y - h), (x + w, y - h), (x + w - c, y + h), (x - w, y + h)]
    if shape == "octagon":
        c = min(8, h / 2)
        return [
            (x - w + c, y - h), (x + w - c, y - h), (x + w, y - h + c), (x + w, y + h - c),
            (x + w - c, y + h), (x - w + c, y + h), (x - w, y + h - c), (x - w, y - h + c),
        ]  # fmt: skip
    turn = [2 * math.pi * k / 48 for k in range(48)]
    if shape == "ellipse":
        return [(x + w * math.cos(t), y + h * math.sin(t)) for t in turn]
    r = h
    return [(x + math.copysign(w - r, math.cos(t)) + r * math.cos(t), y + r * math.sin(t)) for t in turn]


def crossing(start, end, corners):
    """Where the segment from `start` (outside) to `end` (inside) first meets a closed outline, or None."""
    (x1, y1), (x2, y2) = start, end
    best = None
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1]):
        det = (x2 - x1) * (by - ay) - (y2 - y1) * (bx - ax)
        if abs(det) < 1e-9:
            continue
        t = ((ax - x1) * (by - ay) - (ay - y1) * (bx - ax)) / det
        u = ((ax - x1) * (y2 - y1) - (ay - y1) * (x2 - x1)) / det
        if 0 <= t <= 1 and -1e-9 <= u <= 1 + 1e-9 and (best is None or t < best):
            best = t
    return None if best is None else (x1 + best * (x2 - x1), y1 + best * (y2 - y1))


def towards(start, end, distance):
    """The point `distance` away from `start` on the way to `end`."""
    length = math.dist(start, end) or 1.0
    return tuple(a + (b - a) * distance / length for a, b in zip(start, end))


def route(source, target, via=()):
    """Points of an arrow from one node's outline to another's.

    Parameters
    ----------
    source, target : Placed
        Nodes with `centre` and `corners`.
    via : sequence of (float, float)
        Corners of the route.

    Returns
    -------
    list of (float, float)
        At least two points. The ends keep `GAP` from the shapes.

    Notes
    -----
    Without `via`, an arrow between shapes that face each other runs straight up, down or sideways.
    """
    if source.id == target.id and not via:
        (x, y), w, h = source.centre, source.width / 2, source.height / 2
        via = [(x + w + 16, y - 6), (x + w + 16, y + h + 14), (x + w / 2, y + h + 14)]
    first, last = _aim(source, target, via)
    points = [first, *via, last]
    head = crossing(points[1], points[0], source.corners) or points[0]
    tail = crossing(points[-2], points[-1], target.corners) or points[-1]
    points[0], points[-1] = towards(head, points[1], 1.0), towards(tail, points[-2], GAP)
    return points


def _aim(source, target, via):
    """Points inside the two shapes to aim at: straight across where the shapes overlap in x or in y."""
    ends = [list(source.centre), list(target.centre)]
    if via:
        pairs = [(source, 0, via[0]), (target, 1, via[-1])]
        for node, k, point in pairs:
            for axis, half in ((0, node.width / 2 - 8), (1, node.height / 2 - 6)):
                if abs(point[axis] - node.centre[axis]) < half:
                    ends[k][axis] = point[axis]
                    break
        return tuple(ends[0]), tuple(ends[1])
    for axis, other in ((0, 1), (1, 0)):
        size = (lambda n: n.width) if axis == 0 else (lambda n: n.height)
        low = max(n.centre[axis] - size(n) / 2 + 7 for n in (source, target))
        high = min(n.centre[axis] + size(n) / 2 - 7 for n in (source, target))
        if low <= high:
            middle = min(max((ends[0][axis] + ends[1][axis]) / 2, low), high)
            if low <= ends[1][axis] <= high:
                middle = ends[1][axis]
            elif low <= ends[0][axis] <= high:
                middle = ends[0][axis]
            ends[0][axis] = ends[1][axis] = middle
            break
    return tuple(ends[0]), tuple(ends[1])


def segments_cross_box(points, x0, y0, x1, y1):
    """Whether a polyline enters a rectangle."""
    corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    for a, b in zip(points, points[1:]):
        if any(x0 < x < x1 and y0 < y < y1 for x, y in (a, b)):
            return True
        if crossing(a, b, corners) is not None:
            return True
    return False
