"""Attractors under asynchronous update (one node at a time, in any order), found by biodivine_aeon.

They do not depend on the order of update that `igf1r.boolean` uses, so they can judge it: what a run ends in
must be an attractor here too. Networks travel to and from other programs as SBML-qual.

References
----------
.. [1] Beneš et al. 2022, AEON.py: Python library for attractor analysis in asynchronous Boolean networks,
   Bioinformatics 38:4978-4980.
"""

from dataclasses import dataclass
from itertools import accumulate

import biodivine_aeon as aeon
from lxml import etree

from igf1r.records import DataError, Fault
from igf1r.rules import Expression, join

_CORE = "{http://www.sbml.org/sbml/level3/version1/core}"
_QUAL = "{http://www.sbml.org/sbml/level3/version1/qual/version1}"


@dataclass(frozen=True, eq=False)
class Attractor:
    """States that the network cannot leave and between which it wanders for ever.

    Iterating gives the states as dicts; ``state in attractor`` asks without listing them.

    Attributes
    ----------
    nodes : tuple of str
    graph : biodivine_aeon.AsynchronousGraph
    vertices : biodivine_aeon.VertexSet
    """

    nodes: tuple
    graph: aeon.AsynchronousGraph
    vertices: aeon.VertexSet

    @property
    def size(self):
        """Number of states; 1 is a fixed point, more is a complex attractor."""
        return int(self.vertices.cardinality())

    def __contains__(self, state):
        return self.graph.mk_subspace_vertices(_booleans(state)).is_subset(self.vertices)

    def __iter__(self):
        return (_state(self.nodes, vertex) for vertex in self.vertices)

    def __repr__(self):
        return f"<Attractor of {self.size} state{'s' if self.size > 1 else ''}>"


def to_aeon(network, inputs=None):
    """The network for biodivine_aeon.

    Parameters
    ----------
    network : BooleanNetwork
    inputs : mapping of str to int, optional
        Inputs to write as constants; the others stay inputs.

    Returns
    -------
    biodivine_aeon.BooleanNetwork
        With the sign of each regulation. Its variables are in alphabetical order.
    """
    rules = {**network.rules, **{node: int(value) for node, value in (inputs or {}).items()}}
    lines = [f"{node}, {rule}" for node, rule in rules.items()]
    return aeon.BooleanNetwork.from_bnet("\n".join(["targets, factors", *lines]), repair_graph=True)


def attractors(network, setting):
    """All attractors under a setting of the inputs.

    Parameters
    ----------
    network : BooleanNetwork
    setting : mapping of str to int
        Completed by `BooleanNetwork.state`; values of nodes other than inputs do not matter.

    Returns
    -------
    tuple of Attractor
        In the order of their first states.

    Examples
    --------
    >>> from igf1r.boolean import BooleanNetwork
    >>> from igf1r.rules import parse
    >>> network = BooleanNetwork(parse("drug, drug \\n A, !B & !drug \\n B, A"), {"drug": 0, "A": 1, "B": 2})
    >>> attractors(network, {"drug": 0}), attractors(network, {"drug": 1})
    ((<Attractor of 4 states>,), (<Attractor of 1 state>,))
    """
    graph, possible = _restricted(network, setting)
    sets = [found.vertices() for found in aeon.Attractors.attractors(graph, possible)]
    found = [Attractor(network.nodes, graph, vertices) for vertices in sets]
    return tuple(sorted(found, key=lambda attractor: tuple(next(iter(attractor)).values())))


def fixed_points(network, setting):
    """All states under a setting that no rule changes, as dicts; arguments as for `attractors`."""
    vertices = aeon.FixedPoints.symbolic_vertices(*_restricted(network, setting))
    states = [_state(network.nodes, vertex) for vertex in vertices]
    return tuple(sorted(states, key=lambda state: tuple(state.values())))


def agrees(network, setting):
    """Whether a run in signal order ends where asynchronous update may stay.

    A fixed point must be one of `fixed_points`. A cycle must lie, with the states between its layers, in
    one complex attractor.

    Parameters
    ----------
    network : BooleanNetwork
    setting : mapping of str to int
        Where the run starts; completed by `BooleanNetwork.state`.
    """
    run = network.run(setting)
    if run.settled:
        return run.cycle[0] in fixed_points(network, setting)
    sweeps = [accumulate(network.layers, network.step, initial=state) for state in run.cycle]
    passed = [state for sweep in sweeps for state in sweep]
    return any(all(state in attractor for state in passed) for attractor in attractors(network, setting))


def tables(network):
    """The truth table of every rule as biodivine_aeon reads it, to compare with `BooleanNetwork.tables`."""
    graph = aeon.AsynchronousGraph(to_aeon(network))
    variable = graph.symbolic_context().find_network_bdd_variable
    found = {}
    for node, regulators in network.regulators.items():
        function = graph.mk_update_function(node)
        variables = [variable(regulator) for regulator in regulators]
        rows = range(2 ** len(variables))
        cases = [{each: bool(row >> k & 1) for k, each in enumerate(variables)} for row in rows]
        found[node] = "".join("1" if function.r_restrict(case).is_true() else "0" for case in cases)
    return found


def to_sbml(network):
    """The network as SBML Level 3 with qualitative models, version 1.

    Returns
    -------
    str
        An XML text; the same network gives the same text. The order of update has no place in it.
    """
    root = etree.fromstring(to_aeon(network).to_sbml().encode())
    model = root.find(f"{_CORE}model")
    compartments = etree.Element(f"{_CORE}listOfCompartments")
    etree.SubElement(compartments, f"{_CORE}compartment", id="cell", constant="true")
    model.insert(0, compartments)
    for species in model.iter(f"{_QUAL}qualitativeSpecies"):
        species.set(f"{_QUAL}compartment", "cell")
    for inputs in model.iter(f"{_QUAL}listOfInputs"):
        for each in inputs:
            each.attrib.pop("essential", None)
        if not len(inputs):
            inputs.getparent().remove(inputs)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8").decode()


def from_sbml(text, file="network.sbml"):
    """Rules from an SBML-qual text.

    Parameters
    ----------
    text : str
    file : str
        What a fault calls the text.

    Returns
    -------
    dict of str to Expression
        In alphabetical order. A species that nothing sets is an input.

    Raises
    ------
    DataError
        Where the text is not an SBML-qual model of on-off species.
    """
    try:
        network = aeon.BooleanNetwork.from_sbml(text)
        names = {variable: network.get_variable_name(variable) for variable in network.variables()}
        functions = {name: network.get_update_function(variable) for variable, name in names.items()}
        return {
            name: Expression(_tree(function.to_and_or_normal_form(), names) if function else name)
            for name, function in functions.items()
        }
    except RuntimeError as error:
        problem = f"cannot be read ({' '.join(str(error).split())})"
        allowed = "SBML-qual with two levels a species"
        raise DataError([Fault(file, None, None, None, allowed, problem)]) from None


def _tree(function, names):
    if function.is_const():
        return int(function.as_const())
    if function.is_var():
        return names[function.as_var()]
    if function.is_not():
        return ("!", _tree(function.as_not(), names))
    operator, parts = ("&", function.as_and()) if function.is_and() else ("|", function.as_or())
    return join(operator, [_tree(part, names) for part in parts])


def _restricted(network, setting):
    """The asynchronous graph, and its states in which the inputs have the values of the setting."""
    graph = aeon.AsynchronousGraph(to_aeon(network))
    state = network.state(setting)
    return graph, graph.mk_subspace(_booleans({node: state[node] for node in network.inputs}))


def _booleans(state):
    return {node: bool(value) for node, value in state.items()}


def _state(nodes, vertex):
    values = vertex.to_named_dict()
    return {node: int(values[node]) for node in nodes}
