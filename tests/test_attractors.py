import doctest
import re
from itertools import product

import networkx as nx
import pytest

from igf1r import attractors as module
from igf1r.attractors import agrees, attractors, fixed_points, from_sbml, tables, to_aeon, to_sbml
from igf1r.boolean import BooleanNetwork
from igf1r.records import DataError
from igf1r.rules import parse
from random_rules import random_network

SEEDS = range(20)


def network_of(text, ranks=None, choices=None):
    """A network from rules; where no ranks are given, each node is a layer, in the order of the text."""
    rules = parse(text, allow_dual=True)
    return BooleanNetwork(rules, ranks or {node: k for k, node in enumerate(rules)}, choices)


# Wild-type p53 stops Sp1 from raising IGF1R; IGF1R signals through AKT to MDM2, which lowers p53.
LOOP = "TP53, !MDM2\nSP1, !TP53\nIGF1R, SP1\nAKT, IGF1R\nMDM2, AKT"
BRAKE = "IGF1, IGF1\nfeedback, feedback\nIRS1, IGF1 & !(S6K1 & feedback)\nAKT, IRS1\nS6K1, AKT"


def step_by_step(network, setting):
    """The graph of all states under a setting, one node changing at a time."""
    inner = [node for node in network.nodes if node not in network.inputs]
    graph = nx.DiGraph()
    for values in product((0, 1), repeat=len(inner)):
        state = {**setting, **dict(zip(inner, values))}
        key = tuple(state[node] for node in network.nodes)
        graph.add_node(key)
        for node in inner:
            changed = {**state, node: network.rules[node].evaluate(state)}
            graph.add_edge(key, tuple(changed[each] for each in network.nodes))
    return graph


def keys(states):
    return {tuple(state.values()) for state in states}


def test_docstrings():
    tested = doctest.testmod(module)
    assert tested.attempted and not tested.failed


# Attractors


@pytest.mark.parametrize("seed", SEEDS)
def test_attractors_are_the_sets_of_states_that_cannot_be_left(seed):
    network = random_network(seed, inputs=2, nodes=6)
    for setting in network.settings():
        expected = {frozenset(each) for each in nx.attracting_components(step_by_step(network, setting))}
        found = attractors(network, setting)
        assert {frozenset(keys(attractor)) for attractor in found} == expected
        assert sorted(attractor.size for attractor in found) == sorted(map(len, expected))
        single = {key for each in expected if len(each) == 1 for key in each}
        assert keys(fixed_points(network, setting)) == single


@pytest.mark.parametrize("seed", SEEDS)
def test_a_state_is_in_an_attractor_or_not(seed):
    network = random_network(seed, inputs=1, nodes=5)
    for setting in network.settings():
        for attractor in attractors(network, setting):
            inside = keys(attractor)
            for values in product((0, 1), repeat=len(network.nodes)):
                assert (dict(zip(network.nodes, values)) in attractor) == (values in inside)


def test_attractors_come_in_a_fixed_order_as_states_in_the_order_of_the_network():
    first, second = attractors(network_of(LOOP), {})
    assert list(first) == [{"TP53": 0, "SP1": 1, "IGF1R": 1, "AKT": 1, "MDM2": 1}]
    assert list(second) == [{"TP53": 1, "SP1": 0, "IGF1R": 0, "AKT": 0, "MDM2": 0}]
    assert fixed_points(network_of(LOOP), {}) == (*first, *second)
    assert repr(first) == "<Attractor of 1 state>"


def test_a_setting_is_completed_with_its_choices():
    network = network_of("a, a\nb, b\nT, b", choices={"ab": ("a", "b")})
    assert fixed_points(network, {}) == ({"a": 1, "b": 0, "T": 0},)
    assert fixed_points(network, {"b": 1, "T": 0}) == ({"a": 0, "b": 1, "T": 1},)
    with pytest.raises(ValueError, match="a2 is no node of this network"):
        attractors(network, {"a2": 1})


# Judging runs


def test_the_p53_loop_agrees_in_signal_order_from_every_state_and_all_at_once_from_two():
    nodes = ("TP53", "SP1", "IGF1R", "AKT", "MDM2")
    states = [dict(zip(nodes, values)) for values in product((0, 1), repeat=5)]
    in_order, at_once = network_of(LOOP), network_of(LOOP, dict.fromkeys(nodes, 1))
    assert all(agrees(in_order, state) for state in states)
    assert sum(agrees(at_once, state) for state in states) == 2


def test_a_negative_feedback_cycles_in_both_ways_of_updating():
    network = network_of(BRAKE)
    for setting in network.settings():
        assert network.run(setting).settled == (not (setting["IGF1"] and setting["feedback"]))
        assert agrees(network, setting)


def test_a_run_through_a_wrong_table_does_not_agree():
    network = network_of("IGF1, IGF1\nAKT, IGF1")
    assert agrees(network, {})
    network.tables["AKT"] = "11"
    assert network.run({}).settled and not agrees(network, {})


@pytest.mark.parametrize("seed", SEEDS)
def test_agrees_is_whether_the_end_lies_in_an_attractor(seed):
    network = random_network(seed, inputs=2, nodes=5, layers=1)
    for setting in network.settings():
        cycle = network.run(setting).cycle
        components = list(nx.attracting_components(step_by_step(network, setting)))
        assert agrees(network, setting) == any(keys(cycle) <= set(each) for each in components)


def test_states_between_layers_count():
    odd = "A & B & C | A & !B & !C | !A & B & !C | !A & !B & C"
    network = network_of(f"A, {odd}\nB, A | C\nC, !(B & C)", {"A": 1, "B": 1, "C": 2})
    run = network.run({"B": 1})
    (attractor,) = attractors(network, {})
    assert len(run.cycle) == 2 and all(state in attractor for state in run.cycle)
    assert network.step(run.cycle[0], ("A", "B")) not in attractor
    assert not agrees(network, {"B": 1})


# Other programs


@pytest.mark.parametrize("seed", SEEDS)
def test_biodivine_aeon_has_the_same_tables(seed):
    network = random_network(seed, inputs=3, nodes=8)
    assert tables(network) == network.tables


def test_given_inputs_become_constants():
    network = to_aeon(network_of("X, X\nY, Y\nA, X & !Y"), {"X": 1})
    values = {name: str(network.get_update_function(name)) for name in network.variable_names()}
    assert (values["X"], values["Y"]) == ("true", "Y")


@pytest.mark.parametrize("seed", SEEDS)
def test_sbml_round_trip(seed):
    network = random_network(seed, inputs=3, nodes=8)
    read = from_sbml(to_sbml(network))
    assert set(read) == set(network.nodes)
    again = BooleanNetwork(read, dict.fromkeys(read, 1))
    assert set(again.inputs) == set(network.inputs)
    for node, rule in network.rules.items():
        assert set(read[node].regulators) == set(rule.regulators)
        assert read[node].signs == rule.signs
        for values in product((0, 1), repeat=len(rule.regulators)):
            row = dict(zip(rule.regulators, values))
            assert read[node].evaluate(row) == rule.evaluate(row)


def test_sbml_keeps_constants():
    read = from_sbml(to_sbml(network_of("A, 1\nB, 0\nC, A & !B")))
    assert {node: str(rule) for node, rule in read.items()} == {"A": "1", "B": "0", "C": "A & !B"}


def test_sbml_is_the_same_every_time_and_has_what_the_standard_asks_for():
    text = to_sbml(network_of(BRAKE))
    assert text == to_sbml(network_of(BRAKE))
    assert text.startswith("<?xml version='1.0' encoding='UTF-8'?>")
    assert text.count('<compartment id="cell" constant="true"/>') == 1
    species = re.findall("<qual:qualitativeSpecies [^>]*>", text)
    assert len(species) == 5 and all('qual:compartment="cell"' in each for each in species)
    assert 'qual:sign="negative"' in text and "essential" not in text
    assert "listOfInputs" not in to_sbml(network_of("A, 1"))


def test_libsbml_finds_no_error():
    libsbml = pytest.importorskip("libsbml")
    for text in (BRAKE, LOOP, "A, 1\nB, 0\nC, !A | B"):
        document = libsbml.readSBMLFromString(to_sbml(network_of(text)))
        document.checkConsistency()
        found = [document.getError(k) for k in range(document.getNumErrors())]
        assert [each.getMessage() for each in found if each.getSeverityAsString() == "Error"] == []


def test_a_species_that_nothing_sets_is_an_input():
    text = re.sub('<qual:transition qual:id="tr_IGF1">.*?</qual:transition>', "", to_sbml(network_of(BRAKE)))
    assert str(from_sbml(text)["IGF1"]) == "IGF1"


@pytest.mark.parametrize(
    "text, told",
    [
        ("", "NoRootNode"),
        ("a, b", "UnknownToken"),
        ("<a/>", "sbml"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "x">]><a>&x;</a>', "DtdDetected"),
        (to_sbml(network_of(BRAKE)).replace('maxLevel="1"', 'maxLevel="2"', 1), "not Boolean"),
    ],
)
def test_other_texts_are_refused_in_one_line(text, told):
    with pytest.raises(DataError) as caught:
        from_sbml(text, "mine.sbml")
    line = str(caught.value)
    assert line.startswith("mine.sbml: cannot be read (") and told in line and "\n" not in line
    assert line.endswith("); allowed: SBML-qual with two levels a species")
