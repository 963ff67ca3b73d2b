import doctest
from collections import Counter
from itertools import combinations, product

import numpy as np
import pytest

from igf1r import boolean
from igf1r.boolean import BooleanNetwork, challenge
from igf1r.rules import parse
from random_rules import random_network

SEEDS = range(30)


def network_of(text, ranks=None, choices=None):
    """A network from rules; where no ranks are given, each node is a layer, in the order of the text."""
    rules = parse(text, allow_dual=True)
    return BooleanNetwork(rules, ranks or {node: k for k, node in enumerate(rules)}, choices)


# Wild-type p53 stops Sp1 from raising IGF1R; IGF1R signals through AKT to MDM2, which lowers p53.
LOOP = "TP53, !MDM2\nSP1, !TP53\nIGF1R, SP1\nAKT, IGF1R\nMDM2, AKT"


def every_state(network):
    for values in product((0, 1), repeat=len(network.nodes)):
        yield dict(zip(network.nodes, values))


def test_docstrings():
    tested = doctest.testmod(boolean)
    assert tested.attempted and not tested.failed


# The order of update


def test_all_at_once_sends_30_of_32_states_of_the_p53_loop_into_a_five_cycle():
    nodes = ("TP53", "SP1", "IGF1R", "AKT", "MDM2")
    network = network_of(LOOP, dict.fromkeys(nodes, 1))
    runs = [network.run(state) for state in every_state(network)]
    assert Counter(len(run.cycle) for run in runs) == {5: 30, 1: 2}


def test_signal_order_brings_all_32_states_of_the_p53_loop_to_a_fixed_point():
    network = network_of(LOOP)
    runs = [network.run(state) for state in every_state(network)]
    assert all(run.settled for run in runs)
    ends = Counter(tuple(run.cycle[0].values()) for run in runs)
    assert ends == {(1, 0, 0, 0, 0): 16, (0, 1, 1, 1, 1): 16}


def test_a_layer_reads_the_state_before_it_and_the_next_layer_reads_the_newest():
    network = network_of("A, B\nB, A\nC, A & !B", {"A": 1, "B": 1, "C": 2})
    assert network.layers == (("A", "B"), ("C",))
    first = network.step({"A": 0, "B": 1, "C": 0}, network.layers[0])
    assert first == {"A": 1, "B": 0, "C": 0}
    assert network.sweep({"A": 0, "B": 1, "C": 0}) == {"A": 1, "B": 0, "C": 1}


def test_layers_follow_ranks_and_leave_the_inputs_out():
    network = network_of("late, early\nX, X\nearly, X\nother, X", {"late": 9, "X": 0, "early": 2, "other": 2})
    assert network.inputs == ("X",)
    assert network.layers == (("early", "other"), ("late",))


def test_an_input_is_a_node_that_only_keeps_its_value():
    network = network_of("A, A\nB, !!B & B\nC, !C\nD, D | A\nE, 1")
    assert network.inputs == ("A", "B") and sum(network.layers, ()) == ("C", "D", "E")


def test_stepping_changes_neither_the_given_state_nor_the_inputs():
    network = network_of("X, X\nA, !X")
    state = {"X": 1, "A": 1}
    assert network.step(state, ("A",)) == {"X": 1, "A": 0}
    assert state == {"X": 1, "A": 1}


# Runs


def test_a_run_holds_the_way_and_the_cycle():
    network = network_of("A, !B\nB, A")
    run = network.run({"A": 1, "B": 1})
    assert run.states == ({"A": 1, "B": 1}, {"A": 0, "B": 0})
    assert run.cycle == run.states and not run.settled
    delayed = network_of("C, C\nA, A | C\nB, !B & A", {"C": 0, "A": 2, "B": 1})
    run = delayed.run({"C": 1})
    assert [tuple(state.values()) for state in run.states] == [(1, 0, 0), (1, 1, 0), (1, 1, 1)]
    assert run.cycle == run.states[1:]


def test_memory_is_kept_from_run_to_run():
    network = network_of("pulse, pulse\nswitch, switch | pulse")
    before = network.run({"pulse": 0}).cycle[0]
    during = network.run({**before, "pulse": 1}).cycle[0]
    after = network.run({**during, "pulse": 0}).cycle[0]
    assert [state["switch"] for state in (before, during, after)] == [0, 1, 1]


# States

CHOICE = "wild, wild\nmutant, mutant\nlost, lost\ndrug, drug\nMDM2, wild & !drug"


def p53_choice():
    return network_of(CHOICE, choices={"TP53": ("wild", "mutant", "lost")})


def test_a_state_is_complete_and_a_choice_has_one_option_on():
    network = p53_choice()
    assert network.switches == (("wild", "mutant", "lost"), ("drug",))
    assert network.state() == {"wild": 1, "mutant": 0, "lost": 0, "drug": 0, "MDM2": 0}
    assert network.state(lost=1) == {"wild": 0, "mutant": 0, "lost": 1, "drug": 0, "MDM2": 0}
    default = network.state({"mutant": True, "MDM2": 1}, drug=True)
    assert list(default.values()) == [0, 1, 0, 1, 1] and set(map(type, default.values())) == {int}
    assert network.state(default, wild=1)["mutant"] == 0
    assert default["mutant"] == 1


@pytest.mark.parametrize(
    "settings, message",
    [
        ({"MDM_2": 1}, "MDM_2 is no node of this network (did you mean MDM2?)"),
        ({"drug": 2}, "drug cannot be 2; allowed: 0 1"),
        ({"drug": "1"}, "drug cannot be '1'; allowed: 0 1"),
        ({"wild": 0}, "choice TP53 needs exactly one of wild, mutant, lost on"),
        ({"wild": 1, "lost": 1}, "choice TP53 needs exactly one of wild, mutant, lost on"),
    ],
)
def test_impossible_states_are_refused(settings, message):
    with pytest.raises(ValueError) as caught:
        p53_choice().state(**settings)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "ranks, choices, message",
    [
        ({"X": 0, "Y": 0}, {}, "node AKT has no rank"),
        ({"X": 0, "Y": 0, "AKT": 1, "AKT1": 2}, {}, "ranks name AKT1, which has no rule (did you mean AKT?)"),
        ({"X": 0, "Y": 0, "AKT": 1}, {"one": ["X"]}, "choice one has 1 options; allowed: at least 2"),
        ({"X": 0, "Y": 0, "AKT": 1}, {"one": ["X", "AKT"]}, "choice one names AKT, no input"),
        ({"X": 0, "Y": 0, "AKT": 1}, {"p": "XY", "q": "YX"}, "input Y is in two choices, p and q"),
    ],
)
def test_ranks_and_choices_must_fit_the_rules(ranks, choices, message):
    with pytest.raises(ValueError) as caught:
        network_of("X, X\nY, Y\nAKT, X & Y", ranks, choices)
    assert str(caught.value) == message


# Why


@pytest.mark.parametrize("seed", SEEDS)
def test_why_is_every_smallest_set_that_fixes_the_rule(seed):
    network = random_network(seed, inputs=3, nodes=4)
    for state in every_state(network):
        for node in network.nodes:
            rule, regulators = network.rules[node], network.regulators[node]
            fixing = []
            for size in range(len(regulators) + 1):
                for chosen in combinations(regulators, size):
                    others = [each for each in regulators if each not in chosen]
                    values = {
                        rule.evaluate({**state, **dict(zip(others, row))})
                        for row in product((0, 1), repeat=len(others))
                    }
                    if len(values) == 1:
                        fixing.append(frozenset(chosen))
            smallest = min(map(len, fixing))
            assert network.why(state, node) == tuple(each for each in fixing if len(each) == smallest)


def test_why_of_a_constant_is_the_empty_set_and_of_an_input_itself():
    network = network_of("X, X\nA, 1\nB, X | A")
    assert network.why({}, "A") == (frozenset(),)
    assert network.why({"X": 0}, "X") == (frozenset({"X"}),)
    assert network.why({"X": 1, "A": 1}, "B") == (frozenset({"X"}), frozenset({"A"}))
    assert network.why({"X": 0, "A": 0}, "B") == (frozenset({"X", "A"}),)


def test_why_with_12_regulators():
    names = [f"r{k}" for k in range(12)]
    network = network_of("".join(f"{name}, {name}\n" for name in names) + f"T, {' | '.join(names)}")
    assert network.why(dict.fromkeys(names, 0), "T") == (frozenset(names),)
    assert network.why({**dict.fromkeys(names, 0), "r7": 1}, "T") == (frozenset({"r7"}),)


# Scans


def compare(network, scan, settings, start=None):
    """Assert that a scan is what one run after another gives."""
    assert scan.size == len(settings)
    on = {node: scan.bits(words) for node, words in scan.on.items()}
    varies = {node: scan.bits(words) for node, words in scan.varies.items()}
    cycling = scan.bits(scan.cycling)
    for index, setting in enumerate(settings):
        run = network.run(network.state({**network.state(start), **setting}))
        assert scan.setting(index) == {node: run.states[0][node] for node in network.inputs}
        assert cycling[index] == (not run.settled)
        for node in network.nodes:
            seen = {state[node] for state in run.cycle}
            assert (bool(on[node][index]), bool(varies[node][index])) == (seen == {1}, len(seen) == 2)
    return int(cycling.sum())


def test_a_scan_is_what_one_run_after_another_gives():
    cycling = 0
    for seed in range(60):
        network = random_network(seed, inputs=3 + seed % 5, nodes=7, layers=1 + seed % 4)
        cycling += compare(network, network.scan(), list(network.settings()))
    assert cycling > 100


def test_a_scan_with_choices_a_start_and_some_inputs_free():
    choices = {"one": ("i1", "i2", "i5"), "two": ("i0", "i6")}
    cycling = 0
    for seed in SEEDS:
        network = random_network(seed, inputs=8, nodes=6, choices=choices)
        start = network.state({node: (seed + k) % 2 for k, node in enumerate(network.nodes[8:])}, i5=1, i4=1)
        settings = list(network.settings(start=start))
        assert len(settings) == 2 * 3 * 2**3
        assert all(sum(each[node] for node in ("i1", "i2", "i5")) == 1 for each in settings)
        cycling += compare(network, network.scan(start=start), settings, start)
        free = ["i7", "one", "i0"]
        settings = list(network.settings(free, start))
        assert len(settings) == 2 * 3 * 2 and {each["i4"] for each in settings} == {1}
        cycling += compare(network, network.scan(free, start), settings, start)
    assert cycling


def test_a_scan_of_given_settings():
    random = np.random.default_rng(5)
    for seed in SEEDS:
        network = random_network(seed, inputs=5, nodes=7)
        rows = random.integers(0, 2, (70, 5))
        settings = [dict(zip(network.inputs, map(int, row))) for row in rows]
        compare(network, network.scan(settings=rows), settings)
        compare(network, network.scan(settings=rows.tolist()[:1]), settings[:1])


def test_the_first_switch_changes_fastest():
    network = p53_choice()
    order = [(each["wild"], each["mutant"], each["lost"], each["drug"]) for each in network.settings()]
    assert order == [(1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (1, 0, 0, 1), (0, 1, 0, 1), (0, 0, 1, 1)]
    assert list(network.settings(["drug", "lost"], {"mutant": 1}))[:2] == [
        {"wild": 1, "mutant": 0, "lost": 0, "drug": 0},
        {"wild": 1, "mutant": 0, "lost": 0, "drug": 1},
    ]
    assert network.scan(["wild", "TP53", "lost"]).size == 3


def test_a_network_without_inputs_has_one_setting():
    network = network_of(LOOP)
    scan = network.scan(start={"AKT": 1})
    assert scan.size == 1 and list(network.settings()) == [{}]
    compare(network, scan, [{}], {"AKT": 1})


def test_a_network_of_inputs_only():
    network = network_of("X, X\nY, Y")
    scan = network.scan()
    assert scan.bits(scan.on["X"]).tolist() == [False, True, False, True]
    assert network.run({"X": 1}).cycle == ({"X": 1, "Y": 0},)


def test_long_transients_and_long_cycles():
    rings = []
    for length in (3, 4, 5, 7):
        names = [f"r{length}_{k}" for k in range(length)]
        rings += [f"{names[0]}, !{names[-1]} & on"] + [f"{b}, {a}" for a, b in zip(names, names[1:])]
    chain = ["c0, on"] + [f"c{k}, c{k - 1}" for k in range(1, 40)]
    text = "\n".join(["on, on", "x, x", *rings, *chain])
    network = network_of(text, dict.fromkeys(parse(text), 1))
    run = network.run({"on": 1})
    assert len(run.cycle) == 840 and len(run.states) > 840
    assert compare(network, network.scan(), list(network.settings())) == 2


def test_long_ways_to_a_fixed_point_beside_short_cycles():
    ring = ["r0, !r2 & go", "r1, r0", "r2, r1"]
    chain = ["c0, on"] + [f"c{k}, c{k - 1}" for k in range(1, 40)]
    text = "\n".join(["on, on", "go, go", *ring, *chain])
    network = network_of(text, dict.fromkeys(parse(text), 1))
    assert compare(network, network.scan(), list(network.settings())) == 2


def test_where_a_goal_holds():
    network = network_of("on, on\nbrake, brake\nA, on & !(B & brake)\nB, A\nC, on")
    scan = network.scan()
    assert scan.count(scan.cycling) == 1
    assert scan.bits(scan.where({"A": 1})).tolist() == [False, True, False, False]
    assert scan.bits(scan.where({"A": 0})).tolist() == [True, False, True, False]
    assert scan.bits(scan.where({"C": 1, "brake": 1})).tolist() == [False, False, False, True]
    assert scan.count(scan.where({})) == 4


@pytest.mark.parametrize(
    "arguments, message",
    [
        ({"free": ["drugs"]}, "drugs is no input or choice of this network (did you mean drug?)"),
        ({"free": ["MDM2"]}, "MDM2 is no input or choice of this network"),
        ({"free": [], "settings": [[1, 0, 0, 0]]}, "free and settings are both given; allowed: one of them"),
        ({"settings": [[1, 0, 0]]}, "settings have the shape (1, 3); allowed: (1 or more, 4)"),
        ({"settings": []}, "settings have the shape (0,); allowed: (1 or more, 4)"),
        ({"settings": [[1, 0, 0, 2]]}, "settings hold other values than 0 and 1"),
        ({"settings": [[0, 0, 0, 0]]}, "settings have a row without exactly one option of choice TP53"),
        ({"settings": [[1, 0, 1, 0]]}, "settings have a row without exactly one option of choice TP53"),
    ],
)
def test_impossible_scans_are_refused(arguments, message):
    with pytest.raises(ValueError) as caught:
        p53_choice().scan(**arguments)
    assert str(caught.value) == message


def test_a_scan_has_a_limit():
    text = "\n".join(f"i{k}, i{k}" for k in range(25))
    with pytest.raises(ValueError, match="33554432 settings are too many; allowed: at most 16777216"):
        network_of(text).scan()


# Challenges


def brute_force(network, start, goal, inputs, most):
    """All smallest sets of flipped inputs, by trying each with a run of its own."""
    settled = network.run(start).cycle[0]
    for size in range(most + 1):
        found = []
        for chosen in combinations(inputs, size):
            changes = {node: 1 - settled[node] for node in chosen}
            cycle = network.run({**settled, **changes}).cycle
            if all(state[node] == value for state in cycle for node, value in goal.items()):
                found.append(changes)
        if found:
            return tuple(found)
    return ()


def test_a_challenge_has_all_smallest_solutions():
    sizes = Counter()
    for seed in range(40):
        network = random_network(seed, inputs=6, nodes=8)
        inputs = network.inputs[:5]
        start = {node: seed >> k & 1 for k, node in enumerate(network.inputs)}
        for goal in ({"n7": 1}, {"n6": 0, "n5": 1}, {"n1": 1, "n2": 1, "n3": 0}):
            found = challenge(network, start, goal, reversed(inputs))
            assert found == brute_force(network, start, goal, inputs, 4)
            sizes[len(found[0]) if found else None] += 1
    assert set(sizes) >= {0, 1, 2, None}


def test_going_from_one_option_to_another_is_one_change():
    network = p53_choice()
    to_mutant, to_lost = {"wild": 0, "mutant": 1}, {"wild": 0, "lost": 1}
    assert challenge(network, {}, {"MDM2": 0}, ["TP53"]) == (to_mutant, to_lost)
    assert challenge(network, {}, {"MDM2": 0}, ["drug", "lost", "TP53"]) == (to_mutant, to_lost, {"drug": 1})
    assert challenge(network, {}, {"MDM2": 0}, ["lost"]) == (to_lost,)
    assert challenge(network, {"lost": 1}, {"MDM2": 1}, ["mutant", "drug"]) == ()
    assert challenge(network, {"lost": 1, "drug": 1}, {"MDM2": 1}, ["TP53", "drug"]) == (
        {"wild": 1, "lost": 0, "drug": 0},
    )


def test_a_challenge_starts_from_what_the_network_remembers():
    network = network_of("pulse, pulse\ndrug, drug\nswitch, (switch | pulse) & !drug")
    assert challenge(network, {"pulse": 1}, {"switch": 0}, ["pulse", "drug"]) == ({"drug": 1},)
    assert challenge(network, {"switch": 1}, {"switch": 0}, ["pulse"]) == ()
    assert challenge(network, {"switch": 1}, {"switch": 1}, ["pulse"]) == ({},)


def test_a_challenge_stops_at_the_most_changes():
    network = network_of("A, A\nB, B\nC, C\nT, A & B & C")
    assert challenge(network, {}, {"T": 1}, "ABC", most=2) == ()
    assert challenge(network, {}, {"T": 1}, "ABC", most=3) == ({"A": 1, "B": 1, "C": 1},)


def test_a_goal_must_hold_throughout_a_cycle():
    network = network_of("on, on\nstop, stop\nA, on & !B\nB, A & !stop")
    assert challenge(network, {}, {"A": 1}, ["on", "stop"]) == ({"on": 1, "stop": 1},)


@pytest.mark.parametrize(
    "goal, allowed, message",
    [
        ({"MDM": 1}, ["drug"], "MDM is no node of this network (did you mean MDM2?)"),
        ({"MDM2": None}, ["drug"], "MDM2 cannot be None; allowed: 0 1"),
        ({"MDM2": 1}, ["MDM2"], "MDM2 is no input or choice of this network"),
    ],
)
def test_impossible_challenges_are_refused(goal, allowed, message):
    with pytest.raises(ValueError) as caught:
        challenge(p53_choice(), {}, goal, allowed)
    assert str(caught.value) == message
