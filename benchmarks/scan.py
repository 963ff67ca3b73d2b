"""Settings a second of `BooleanNetwork.scan` as toggles and nodes grow, beside other ways.

scan          one bit a setting, on a network in which every setting settles
with cycles   the same with a negative feedback that a toggle switches on: a quarter of the settings cycle
numpy         truth-table look-ups, one byte a setting, on the first network; the results are compared
run           `BooleanNetwork.run` on 200 of its settings, one after another
AEON          biodivine_aeon's fixed points of the first network, all inputs free, its graph made beforehand.
              Another question: which fixed points exist, not which one is reached; none is listed.

Each number is the median of three. ``python benchmarks/scan.py`` prints the table.
"""

from itertools import count, islice
from random import Random
from statistics import median
from time import perf_counter

import biodivine_aeon as aeon
import numpy as np

from igf1r.attractors import to_aeon
from igf1r.boolean import BooleanNetwork
from igf1r.rules import parse

TOGGLES = (8, 12, 16, 20)
NODES = (15, 30, 60)
REPEATS = 3
SAMPLE = 200


def pathway(toggles, nodes, seed, feedback=False):
    """A network in the shape of a pathway.

    Nodes stand five to a rank; each has one to four regulators, of which one in eight comes from anywhere
    and the others from earlier ranks. `feedback` makes of the first two nodes a loop that the second input
    closes.
    """
    random = Random(seed)
    inputs = [f"i{k}" for k in range(toggles)]
    inner = [f"n{k}" for k in range(nodes)]
    lines = [f"{node}, {node}" for node in inputs]
    for k, node in enumerate(inner):
        before = inputs + inner[: k - k % 5]
        number = random.choice((1, 2, 2, 3, 3, 4))
        sources = [random.choice(inner if random.random() < 1 / 8 else before) for _ in range(number)]
        factors = [random.choice(("", "", "!")) + source for source in dict.fromkeys(sources)]
        lines.append(f"{node}, {random.choice((' & ', ' | ')).join(factors)}")
    if feedback:
        lines[toggles : toggles + 2] = ["n0, i0 & !(i1 & n1)", "n1, n0"]
    ranks = {**dict.fromkeys(inputs, 0), **{node: 1 + k // 5 for k, node in enumerate(inner)}}
    return BooleanNetwork(parse("\n".join(lines)), ranks)


def settling_seed(toggles, nodes):
    """The first seed whose network settles under every setting."""
    return next(seed for seed in count() if not pathway(toggles, nodes, seed).scan().cycling.any())


def by_bytes(network):
    """The values that every setting settles to, one byte a setting; `network` must not cycle."""
    index = np.arange(2 ** len(network.inputs))
    state = {node: np.zeros(len(index), np.uint8) for node in network.nodes}
    state.update({node: (index >> k & 1).astype(np.uint8) for k, node in enumerate(network.inputs)})
    tables = {node: np.array([*map(int, table)], np.uint8) for node, table in network.tables.items()}

    def value(node):
        regulators = enumerate(network.regulators[node])
        return tables[node][sum(state[each].astype(np.uint16) << k for k, each in regulators)]

    while True:
        before = state
        for layer in network.layers:
            state = {**state, **{node: value(node) for node in layer}}
        if all(np.array_equal(before[node], state[node]) for node in network.nodes):
            return state


def seconds(work):
    """Median seconds of a call."""
    spent = []
    for _ in range(REPEATS):
        start = perf_counter()
        work()
        spent.append(perf_counter() - start)
    return median(spent)


def rows(toggles=TOGGLES, nodes=NODES):
    """The measurements: one dict for each pair of a number of toggles and a number of nodes.

    Raises
    ------
    ValueError
        Where the ways do not give the same values, or a network does not cycle as it should.
    """
    return [row(switches, size) for switches in toggles for size in nodes]


def row(toggles, nodes):
    """The measurements on one pair of networks."""
    seed = settling_seed(toggles, nodes)
    network, looped = pathway(toggles, nodes, seed), pathway(toggles, nodes, seed, feedback=True)
    scan, cycling, settled = network.scan(), looped.scan(), by_bytes(network)
    if cycling.count(cycling.cycling) < scan.size // 4:
        raise ValueError(f"{toggles} toggles, {nodes} nodes: fewer than a quarter of the settings cycle")
    if any((scan.bits(scan.on[node]) != settled[node]).any() for node in network.nodes):
        raise ValueError(f"{toggles} toggles, {nodes} nodes: scan and numpy differ")
    sample = list(islice(network.settings(), SAMPLE))
    graph = aeon.AsynchronousGraph(to_aeon(network))
    return {
        "toggles": toggles,
        "nodes": nodes,
        "settings": scan.size,
        "scan": scan.size / seconds(network.scan),
        "with cycles": scan.size / seconds(looped.scan),
        "numpy": scan.size / seconds(lambda: by_bytes(network)),
        "run": len(sample) / seconds(lambda: [network.run(setting) for setting in sample]),
        "AEON": scan.size / seconds(lambda: aeon.FixedPoints.symbolic_vertices(graph)),
    }


def main():
    """Print the table."""
    measured = rows()
    print("settings a second (median of three)")
    print("  ".join(f"{name:>13}" for name in measured[0]))
    for row in measured:
        print("  ".join(f"{value:13,.0f}" for value in row.values()))


if __name__ == "__main__":
    main()
