"""Boolean networks: nodes that are on or off, each set by a rule over its regulators.

Nodes are updated layer by layer, in the order in which the signal travels. Within a layer every node is
computed from the state as it stood before that layer; each layer reads the newest values of those before it.
Updating all nodes at once instead makes loops oscillate that do not oscillate when nodes act one by one.

`BooleanNetwork.run` follows one setting of the inputs through the truth tables, as the page does.
`BooleanNetwork.scan` follows every setting at once, one bit a setting in machine words.
"""

from dataclasses import dataclass
from functools import reduce
from itertools import combinations, product
from math import prod
from operator import or_

import numpy as np

from igf1r.records import hint
from igf1r.slip import Slip

MOST_SETTINGS = 2**24
MOST_SWEEPS = 2**16
_PATIENCE = 8
_ALL = np.uint64(2**64 - 1)
_NONE = np.uint64(0)


@dataclass(frozen=True)
class Run:
    """Where a state leads.

    Attributes
    ----------
    states : tuple of dict
        The state at the start and after each sweep, up to the last one that is new.
    cycle : tuple of dict
        The end of `states` that repeats for ever. One state is a fixed point.
    """

    states: tuple
    cycle: tuple

    @property
    def settled(self):
        """Whether the run ends in a fixed point."""
        return len(self.cycle) == 1


@dataclass(frozen=True, eq=False)
class Scan:
    """Where every setting leads, one bit a setting.

    Setting ``i`` is bit ``i % 64`` of word ``i // 64``; bits from `size` on mean nothing.

    Attributes
    ----------
    size : int
        Number of settings.
    inputs : dict of str to ndarray of uint64
        The settings themselves.
    on : dict of str to ndarray of uint64
        For each node, where it is on for good: in the fixed point, or in every state of the cycle.
    varies : dict of str to ndarray of uint64
        For each node, where it goes on and off for ever.
    cycling : ndarray of uint64
        Where at least one node varies: the settings that reach no fixed point.
    """

    size: int
    inputs: dict
    on: dict
    varies: dict
    cycling: np.ndarray

    def bits(self, words):
        """One boolean for each setting, shape ``(size,)``, from one bit for each."""
        return np.unpackbits(words.view(np.uint8), count=self.size, bitorder="little").astype(bool)

    def count(self, words):
        """The number of settings whose bit is on."""
        return int(np.count_nonzero(self.bits(words)))

    def where(self, goal):
        """One bit for each setting: whether every node of `goal` ends, for good, at its value there.

        Parameters
        ----------
        goal : mapping of str to int
        """
        held = np.full_like(self.cycling, _ALL)
        for node, value in goal.items():
            held &= self.on[node] if value else ~(self.on[node] | self.varies[node])
        return held

    def setting(self, index):
        """Setting number `index` as a dict of inputs."""
        word, bit = divmod(index, 64)
        return {node: int(words[word]) >> bit & 1 for node, words in self.inputs.items()}


class BooleanNetwork:
    """Rules, and the order in which they act.

    Parameters
    ----------
    rules : dict of str to Expression
        As `igf1r.rules.parse` gives them. A node whose rule only keeps its value is an input.
    ranks : mapping of str to int
        For each node its place in the order of update; those of inputs are not used.
    choices : mapping of str to tuple of str
        Inputs of which exactly one is on, under a name for each group.

    Attributes
    ----------
    nodes, inputs : tuple of str
    switches : tuple of tuple of str
        What a reader sets, one at a time: ``(input,)``, or all options of a choice.
    layers : tuple of tuple of str
        The nodes other than inputs, by rank.
    regulators : dict of str to tuple of str
    tables : dict of str to str
        Truth tables, as `Expression.table` gives them.

    Raises
    ------
    ValueError
        Where ranks or choices do not fit the rules.

    Examples
    --------
    >>> from igf1r.rules import parse
    >>> rules = parse("IGF1, IGF1 \\n drug, drug \\n IGF1R, IGF1 & !drug \\n AKT, IGF1R")
    >>> network = BooleanNetwork(rules, {"IGF1": 0, "drug": 0, "IGF1R": 1, "AKT": 2})
    >>> network.run(network.state(IGF1=1)).cycle
    ({'IGF1': 1, 'drug': 0, 'IGF1R': 1, 'AKT': 1},)
    >>> network.why({"IGF1": 1, "drug": 1}, "IGF1R")
    (frozenset({'drug'}),)
    >>> scan = network.scan()
    >>> scan.count(scan.on["AKT"]), scan.size
    (1, 4)
    >>> challenge(network, {"IGF1": 1}, {"AKT": 0}, ["IGF1", "drug"])
    ({'IGF1': 0}, {'drug': 1})
    """

    def __init__(self, rules, ranks, choices=None):
        self.rules = dict(rules)
        self.choices = {name: tuple(options) for name, options in (choices or {}).items()}
        self.nodes = tuple(rules)
        self.inputs = tuple(node for node, rule in rules.items() if rule.signs == {node: "+"})
        self.regulators = {node: rule.regulators for node, rule in rules.items()}
        self.tables = {node: rule.table() for node, rule in rules.items()}
        self._check(ranks)
        self.switches = tuple(dict.fromkeys(self._choice_of(node) or (node,) for node in self.inputs))
        inner = [node for node in self.nodes if node not in self.inputs]
        self.layers = tuple(
            tuple(node for node in inner if ranks[node] == rank)
            for rank in sorted({ranks[node] for node in inner})
        )

    def _check(self, ranks):
        for node in [*self.nodes, *ranks]:
            if node not in ranks:
                raise Slip(f"node {node} has no rank")
            if node not in self.rules:
                raise Slip(f"ranks name {node}, which has no rule{hint(node, self.nodes)}")
        taken = {}
        for name, options in self.choices.items():
            if len(options) < 2:
                raise Slip(f"choice {name} has {len(options)} options; allowed: at least 2")
            for node in options:
                if node not in self.inputs:
                    raise Slip(f"choice {name} names {node}, no input{hint(node, self.inputs)}")
                if taken.setdefault(node, name) != name:
                    raise Slip(f"input {node} is in two choices, {taken[node]} and {name}")

    def _choice_of(self, node):
        return next((options for options in self.choices.values() if node in options), None)

    def __repr__(self):
        return f"<BooleanNetwork of {len(self.nodes)} nodes, {len(self.inputs)} of them inputs>"

    # One state

    def state(self, default=None, /, **settings):
        """A complete state.

        Parameters
        ----------
        default : mapping of str to int, optional
            Values of some or all nodes. Other nodes are 0; of a choice, the first option is on.
        **settings
            Values that differ from `default`. Turning an option of a choice on turns the others off.

        Raises
        ------
        ValueError
            Where a node is not known, a value is not 0 or 1, or not exactly one option of a choice is on.
        """
        state = dict.fromkeys(self.nodes, 0)
        for options in self.choices.values():
            state[options[0]] = 1
        for given in (default or {}, settings):
            self._check_values(given)
            for name, options in self.choices.items():
                if any(given.get(option) for option in options):
                    state.update(dict.fromkeys(options, 0))
            state.update({node: int(value) for node, value in given.items()})
        for name, options in self.choices.items():
            if sum(state[option] for option in options) != 1:
                raise Slip(f"choice {name} needs exactly one of {', '.join(options)} on")
        return state

    def _check_values(self, values):
        for node, value in values.items():
            if node not in self.rules:
                raise Slip(f"{node} is no node of this network{hint(node, self.nodes)}")
            if value not in (0, 1):
                raise Slip(f"{node} cannot be {value!r}; allowed: 0 1")

    def step(self, state, layer):
        """The state after one layer has been updated, all its nodes from `state` as it is.

        Parameters
        ----------
        state : dict of str to int
            Complete, as `state` makes it.
        layer : tuple of str
            One of `layers`.
        """
        return {**state, **{node: self._look_up(state, node) for node in layer}}

    def _look_up(self, state, node):
        row = sum(state[regulator] << k for k, regulator in enumerate(self.regulators[node]))
        return int(self.tables[node][row])

    def sweep(self, state):
        """The state after all layers have been updated, in order."""
        for layer in self.layers:
            state = self.step(state, layer)
        return state

    def run(self, state):
        """Sweep until a state comes again.

        Parameters
        ----------
        state : mapping of str to int
            Where to start; completed by `state`.

        Returns
        -------
        Run
        """
        state = self.state(state)
        seen = {}
        while (key := tuple(state.values())) not in seen:
            seen[key] = state
            state = self.sweep(state)
        states = tuple(seen.values())
        return Run(states, states[states.index(state) :])

    def why(self, state, node):
        """The smallest sets of regulators whose present values alone fix what the node's rule gives.

        Parameters
        ----------
        state : mapping of str to int
            Holds at least the node's regulators.
        node : str

        Returns
        -------
        tuple of frozenset of str
            All sets of the smallest size. A constant has one, the empty set.
        """
        regulators = self.regulators[node]
        table = np.array([int(value) for value in self.tables[node]])
        table = table.reshape((2,) * len(regulators), order="F")
        value = table[tuple(state[regulator] for regulator in regulators)]

        def fixed_by(chosen):
            rows = table[tuple(state[each] if each in chosen else slice(None) for each in regulators)]
            return np.all(rows == value)

        for size in range(len(regulators) + 1):
            found = tuple(frozenset(chosen) for chosen in combinations(regulators, size) if fixed_by(chosen))
            if found:
                return found

    # Every setting

    def settings(self, free=None, start=None):
        """Every setting of the inputs as a dict, in the order of `scan`; arguments as there."""
        start = self.state(start)
        fixed = {node: start[node] for node in self.inputs}
        for positions in product(*reversed(self._moves(free))):
            yield reduce(or_, positions, fixed)

    def scan(self, free=None, start=None, settings=None):
        """Run every setting of the inputs, one bit a setting.

        Parameters
        ----------
        free : iterable of str, optional
            Inputs and choices to vary; all where not given. The first changes fastest. Of a choice exactly
            one option is on, in their order.
        start : mapping of str to int, optional
            Where each run starts, and the values of the inputs that do not vary; completed by `state`.
        settings : array_like of int, shape (number of settings, number of inputs), optional
            Run these settings instead; columns are in the order of `inputs`.

        Returns
        -------
        Scan

        Raises
        ------
        ValueError
            Where a name or a setting is not possible, or there are more than 2**24 settings.
        RuntimeError
            Where a cycle is not closed within 2**16 sweeps.
        """
        size, words = self.words(free, start, settings)
        inputs = {node: words[node] for node in self.inputs}
        for _ in range(_PATIENCE):
            before, words = words, self._sweep_words(words)
            moving = self._difference(before, words)
            if not moving.any():
                break
        on, varies = self._close_cycles(words, moving)
        return Scan(size, inputs, on, varies, reduce(or_, varies.values()))

    def words(self, free=None, start=None, settings=None):
        """The states in which the runs of a scan start; arguments as for `scan`.

        Returns
        -------
        size : int
            Number of settings.
        words : dict of str to ndarray of uint64
            For each node one bit a setting. Bits after the last setting repeat the first ones.
        """
        start = self.state(start)
        if settings is None:
            size, bits = self._all_settings(self._moves(free))
        elif free is None:
            size, bits = self._given_settings(np.asarray(settings))
        else:
            raise Slip("free and settings are both given; allowed: one of them")
        length = -(-size // 64)
        words = {node: np.full(length, _ALL if value else _NONE) for node, value in start.items()}
        for node, values in bits.items():
            filled = np.tile(values, -(-length * 64 // len(values)))[: length * 64]
            words[node] = np.packbits(filled, bitorder="little").view(np.uint64)
        return size, words

    def step_words(self, words, layer):
        """`step` for one bit a setting, through the rules in place of their tables."""
        return {**words, **{node: self.rules[node].evaluate(words) for node in layer}}

    def _sweep_words(self, words):
        for layer in self.layers:
            words = self.step_words(words, layer)
        return words

    def _difference(self, one, other):
        """Where any node differs."""
        return reduce(or_, (one[node] ^ other[node] for node in self.nodes))

    def _close_cycles(self, words, moving):
        """Where each node is on for good and where it varies, once every setting's cycle is closed.

        Brent's method on all settings that still move, at once: the states are compared with an anchor, which
        is renewed after 1, 2, 4, … sweeps. When a setting's state comes again, its cycle is what came since.
        """
        on = {node: each.copy() for node, each in words.items()}
        varies = {node: np.zeros_like(moving) for node in self.nodes}
        places = np.arange(moving.size)
        stretch = 1
        while moving.any():
            if stretch > MOST_SWEEPS:
                raise RuntimeError(f"a cycle is not closed after {MOST_SWEEPS} sweeps")
            kept = np.flatnonzero(moving)
            places, moving = places[kept], moving[kept]
            anchor = always = ever = words = {node: each[kept] for node, each in words.items()}
            for _ in range(stretch):
                words = self._sweep_words(words)
                closed = moving & ~self._difference(words, anchor)
                if closed.any():
                    for node in self.nodes:
                        on[node][places] = on[node][places] & ~closed | always[node] & closed
                        varies[node][places] |= (always[node] ^ ever[node]) & closed
                    moving &= ~closed
                always = {node: always[node] & words[node] for node in self.nodes}
                ever = {node: ever[node] | words[node] for node in self.nodes}
            stretch *= 2
        return on, varies

    def _moves(self, free):
        """For each switch that `free` names, the positions it can take."""
        if free is None:
            return [_positions(switch) for switch in self.switches]
        return [_positions(switch) for switch in dict.fromkeys(map(self._switch, free))]

    def _switch(self, name):
        """The switch of an input or a choice."""
        for switch in self.switches:
            if name in switch or self.choices.get(name) == switch:
                return switch
        known = [*self.inputs, *self.choices]
        raise Slip(f"{name} is no input or choice of this network{hint(name, known)}")

    def _all_settings(self, moves):
        size = prod(map(len, moves))
        if size > MOST_SETTINGS:
            raise Slip(f"{size} settings are too many; allowed: at most {MOST_SETTINGS} (use free)")
        bits, stride = {}, 1
        for positions in moves:
            for node in positions[0]:
                bits[node] = np.repeat(np.array([each[node] for each in positions], np.uint8), stride)
            stride *= len(positions)
        return size, bits

    def _given_settings(self, settings):
        if settings.ndim != 2 or settings.shape[1] != len(self.inputs) or not len(settings):
            allowed = f"(1 or more, {len(self.inputs)})"
            raise Slip(f"settings have the shape {settings.shape}; allowed: {allowed}")
        if not np.isin(settings, (0, 1)).all():
            raise Slip("settings hold other values than 0 and 1")
        bits = dict(zip(self.inputs, settings.T.astype(np.uint8)))
        for name, options in self.choices.items():
            if (sum(bits[option] for option in options) != 1).any():
                raise Slip(f"settings have a row without exactly one option of choice {name}")
        return len(settings), bits


def challenge(network, start, goal, allowed, most=4):
    """The fewest changes of inputs that reach a goal; all sets of that size.

    The network first settles under `start`. The changes are made to the state that it is in then, so what it
    remembers counts, and it settles again.

    Parameters
    ----------
    network : BooleanNetwork
    start : mapping of str to int
        Values of inputs, and of other nodes that do not start at 0; completed by `BooleanNetwork.state`.
    goal : mapping of str to int
        What must hold in the fixed point, or in every state of the cycle.
    allowed : iterable of str
        Inputs that may be changed. An option of a choice may be turned on; the name of a choice stands for
        all of its options. Going from one option to another is one change.
    most : int
        Largest number of changes to try.

    Returns
    -------
    tuple of dict
        The values that change, by input: both inputs where a choice goes from one option to another.
        ``({},)`` where the goal holds already, ``()`` where `most` changes do not reach it.

    Raises
    ------
    ValueError
        Where a name or a value is not possible.
    """
    network._check_values(goal)
    settled = network.run(start).cycle[0]
    moves = _changes(network, settled, allowed)
    for size in range(most + 1):
        tried = [reduce(or_, picked, {}) for group in combinations(moves, size) for picked in product(*group)]
        if not tried:
            break
        settings = [[{**settled, **changes}[node] for node in network.inputs] for changes in tried]
        scan = network.scan(start=settled, settings=settings)
        reached = tuple(changes for changes, held in zip(tried, scan.bits(scan.where(goal))) if held)
        if reached:
            return reached
    return ()


def _changes(network, state, allowed):
    """For each switch the changes from `state` that are allowed, where there are any."""
    named = [[name] if name in network.inputs else network._switch(name) for name in allowed]
    permitted = {node for nodes in named for node in nodes}
    moves = []
    for switch in network.switches:
        found = []
        for position in _positions(switch):
            changed = {node: value for node, value in position.items() if value != state[node]}
            chosen = next((node for node in changed if changed[node]), next(iter(changed), None))
            if chosen in permitted:
                found.append(changed)
        moves.append(found)
    return [found for found in moves if found]


def _positions(switch):
    """The values that a switch can take, each as a dict of its inputs."""
    if len(switch) == 1:
        return [{switch[0]: 0}, {switch[0]: 1}]
    return [{node: int(node == chosen) for node in switch} for chosen in switch]
