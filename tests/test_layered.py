"""The layout of a reader's own rules: no faults whatever the rules, and the same drawing each time."""

import math
import subprocess
import sys
from itertools import combinations, pairwise
from random import Random

import pytest

from igf1r.draw import WIDTH, WIDTHS, draw, faults
from igf1r.layered import spread
from igf1r.network import Network


def random_rules(seed):
    """Rules of 3 to 14 nodes, up to a third of them inputs; the others may act on all and on themselves."""
    random = Random(seed)
    ids = [f"N{k}" for k in range(3 + seed % 12)]
    inputs = ids[: random.randint(0, len(ids) // 3)]
    rules = {id_: id_ for id_ in inputs}
    for id_ in ids[len(inputs) :]:
        regulators = random.sample(ids, random.randint(1, min(4, len(ids))))
        rules[id_] = random.choice((" & ", " | ")).join(
            random.choice(("", "!")) + each for each in regulators
        )
    return "\n".join(f"{id_}, {rule}" for id_, rule in rules.items())


CASES = {
    "one": "A, A",
    "pair": "A, !B\nB, !A",
    "loops": "A, A & !B\nB, !B | A\nC, A & B & !C",
    "hub": "\n".join(["Hub, Hub", *(f"T{k}, Hub" for k in range(30))]),
    "chain": "\n".join(["C0, C0", *(f"C{k}, C{k - 1}" for k in range(1, 15))]),
    "ring": "\n".join(f"R{k}, R{(k - 1) % 9}" for k in range(9)),
    "complete": "\n".join(f"{a}, {' | '.join(b for b in 'ABCDEF' if b != a)}" for a in "ABCDEF"),
    "long": "Growth_factor_of_the_blood, Growth_factor_of_the_blood\n"
    + "\n".join(
        f"Kinase_{k}_of_the_long_way, Growth_factor_of_the_blood & !Kinase_{(k + 1) % 6}_of_the_long_way"
        for k in range(6)
    ),
    **{f"seed-{seed}": random_rules(seed) for seed in range(72)},
}


def diagram(case):
    return Network.own("my-network", CASES[case]).diagram


def length_together(a, b, near=3, step=4):
    """Length of the longest stretch of the route `a` that lies nearer than `near` to the route `b`."""
    best = length = 0
    for start, end in pairwise(a):
        count = max(1, round(math.dist(start, end) / step))
        for k in range(count):
            point = [u + (v - u) * k / count for u, v in zip(start, end)]
            length = length + step if any(_distance(point, *leg) < near for leg in pairwise(b)) else 0
            best = max(best, length)
    return best


def _distance(point, start, end):
    """Distance of a point from the line between two others."""
    along = [v - u for u, v in zip(start, end)]
    share = sum((p - u) * d for p, u, d in zip(point, start, along)) / (sum(d * d for d in along) or 1)
    return math.dist(point, [u + d * min(max(share, 0), 1) for u, d in zip(start, along)])


@pytest.mark.parametrize("case", CASES)
def test_no_layout_faults(case):
    assert faults(diagram(case)) == []


@pytest.mark.parametrize("case", CASES)
def test_arrows_are_in_the_picture_and_its_width_is_one_of_the_style_sheet(case):
    shown = diagram(case)
    assert shown.width in WIDTHS
    for arrow in shown.arrows:
        assert all(4 < x < shown.width - 4 and 4 < y < shown.height - 4 for x, y in arrow.points), arrow.id


@pytest.mark.parametrize("case", CASES)
def test_arrows_of_different_nodes_do_not_lie_on_each_other(case):
    for a, b in combinations(diagram(case).arrows, 2):
        if a.source != b.source:
            assert length_together(a.points, b.points) < 24, f"{a.id} and {b.id}"


@pytest.mark.parametrize("case", CASES)
def test_arrows_never_turn_back(case):
    """An arrow runs down or, as feedback, up all the way; only one from a node to itself returns."""
    for arrow in diagram(case).arrows:
        rises = [v - u for (_, u), (_, v) in pairwise(arrow.points)]
        assert arrow.source == arrow.target or min(rises) >= 0 or max(rises) <= 0, arrow.id


def test_a_chain_is_one_straight_line():
    assert all(len({x for x, _ in arrow.points}) == 1 for arrow in diagram("chain").arrows)


def test_a_layer_of_many_nodes_stands_in_rows_as_wide_as_a_phone_shows():
    shown = diagram("hub")
    assert shown.width == WIDTH and len({node.centre[1] for node in shown.nodes}) == 6


def test_a_loop_stands_on_the_right_of_its_node():
    shown = diagram("loops")
    for id_ in "ABC":
        right = shown.node(id_).bounds[2]
        points = next(arrow.points for arrow in shown.arrows if arrow.id == f"{id_}>{id_}")
        assert all(x > right for x, _ in points)


def test_places_are_spread_no_more_than_they_must():
    assert spread([50, 50, 90], [20, 20], 0, 100) == [40, 60, 90]
    assert spread([5, 0], [10], 10, 100) == [10, 20]
    assert spread([99, 99], [10], 0, 100, [3, 1]) == [90, 100]
    assert spread([], [], 0, 100) == []


def test_spread_is_the_least_squares():
    """No small shift of one place or of all after it is nearer to what is wanted."""
    random = Random(1)
    for _ in range(50):
        wanted = [random.uniform(0, 100) for _ in range(6)]
        gaps = [random.uniform(0, 30) for _ in range(5)]
        found = spread(wanted, gaps, -1000, 1000)
        assert all(b - a > gap - 1e-9 for (a, b), gap in zip(pairwise(found), gaps))
        for low, high in combinations(range(7), 2):
            for shift in (-0.01, 0.01):
                other = [place + shift * (low <= k < high) for k, place in enumerate(found)]
                if all(b - a >= gap for (a, b), gap in zip(pairwise(other), gaps)):
                    assert math.dist(found, wanted) <= math.dist(other, wanted) + 1e-9


def test_same_bytes_in_two_processes():
    code = (
        "from igf1r.draw import draw; from igf1r.network import Network; import sys;"
        f"sys.stdout.write(draw(Network.own('my-network', {CASES['seed-59']!r}).diagram))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, env={"PYTHONHASHSEED": seed}, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] == draw(diagram("seed-59")).encode()
