"""Random networks for tests, from a seed."""

from random import Random

from igf1r.boolean import BooleanNetwork
from igf1r.rules import Expression, join


def random_tree(random, names, depth=3):
    """A random tree over some of `names`."""
    kind = random.choice("n!&|") if depth else "n"
    if kind == "n":
        return random.choice(names)
    if kind == "!":
        return ("!", random_tree(random, names, depth - 1))
    return join(kind, [random_tree(random, names, depth - 1) for _ in range(random.choice((2, 2, 3)))])


def random_rule(random, names, target):
    """A random rule that is no input and in which every regulator counts."""
    while True:
        regulators = random.sample(names, min(len(names), random.randint(1, 4)))
        rule = Expression(random_tree(random, regulators))
        if rule.signs != {target: "+"} and "0" not in rule.signs.values():
            return rule


def random_network(seed, inputs=4, nodes=6, layers=3, choices=None):
    """A network with random rules and ranks; many of them have cycles."""
    random = Random(seed)
    outer = [f"i{k}" for k in range(inputs)]
    inner = [f"n{k}" for k in range(nodes)]
    rules = {name: Expression(name) for name in outer}
    rules.update({name: random_rule(random, outer + inner, name) for name in inner})
    ranks = {**dict.fromkeys(outer, 0), **{name: random.randint(1, layers) for name in inner}}
    return BooleanNetwork(rules, ranks, choices)
