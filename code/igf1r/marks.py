"""The marks that a plate is drawn with, in diagram units.

Each takes the keys of its group (see `igf1r.svg.gid`) and, as `part`, the class of the mark
itself, whose look is in ``front/plates.css``.
"""

import math

from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path

from igf1r.svg import gid


def polygon(axes, corners, keys, part):
    """A closed shape."""
    _put(axes, Path([*corners, corners[0]], closed=True), keys, part)


def rectangle(axes, x0, y0, x1, y1, keys, part, radius=0):
    """A rectangle between two opposite corners; `radius` rounds it."""
    if not radius:
        return polygon(axes, [(x0, y0), (x1, y0), (x1, y1), (x0, y1)], keys, part)
    style = f"round,pad={radius},rounding_size={radius}"
    inner = FancyBboxPatch(
        (x0 + radius, y0 + radius), x1 - x0 - 2 * radius, y1 - y0 - 2 * radius, boxstyle=style
    )
    _put(axes, inner.get_path(), keys, part)


def disc(axes, x, y, radius, keys, part):
    """A circle."""
    _put(axes, Path.circle((x, y), radius), keys, part)


def line(axes, points, keys, part):
    """A line through points."""
    _put(axes, Path(points), keys, part, fill=False)


def curve(axes, start, control, end, keys, part):
    """A line from `start` to `end` that bends towards `control`."""
    _put(axes, Path([start, control, end], [Path.MOVETO, Path.CURVE3, Path.CURVE3]), keys, part, fill=False)


def arrow(axes, start, end, keys):
    """A straight arrow with an open head."""
    line(axes, [start, end], keys, "arrow")
    turn = math.atan2(start[1] - end[1], start[0] - end[0])
    sides = [(end[0] + 8 * math.cos(turn + by), end[1] + 8 * math.sin(turn + by)) for by in (-0.55, 0.55)]
    line(axes, [sides[0], end, sides[1]], keys, "arrow")


def spread(wanted, gap, low, high):
    """Places as near as they can be to the wanted ones, each at least `gap` after the one before.

    Parameters
    ----------
    wanted : sequence of float
        In rising order.
    gap : float
    low, high : float
        Where the first and the last may stand at the utmost.

    Returns
    -------
    list of float

    >>> spread([10, 11, 40], gap=5, low=0, high=100)
    [8.0, 13.0, 40.0]
    """

    def start(block):
        middle, count = block
        length = (count - 1) * gap
        return min(max(middle - length / 2, low), high - length)

    blocks = []
    for place in wanted:
        blocks.append((place, 1))
        while len(blocks) > 1 and start(blocks[-2]) + blocks[-2][1] * gap > start(blocks[-1]):
            (first, many), (second, more) = blocks[-2:]
            blocks[-2:] = [((first * many + second * more) / (many + more), many + more)]
    return [start(block) + k * gap for block in blocks for k in range(block[1])]


def _put(axes, path, keys, part, fill=True):
    axes.add_patch(PathPatch(path, gid=gid(**keys, part=part), fill=fill))
