"""Update rules: the `.bnet` format, read without running anything, and truth tables.

A file holds one rule a line, ``target, factors``: the target is on when its factors are true.
``!`` is not, ``&`` and, ``|`` or; an input is written ``X, X``, a constant ``X, 0`` or ``X, 1``.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from operator import and_, or_

import numpy as np

from igf1r.records import DataError, Fault, hint
from igf1r.slip import Slip

MOST_REGULATORS = 12
MOST_NESTING = 100

_ALL = np.uint64(2**64 - 1)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_TOKEN = re.compile(r"\s*(?:([A-Za-z0-9_]+)|([!&|()])|(\S))")
_WORDS = {"and": "&", "or": "|", "not": "!", "true": "1", "false": "0"}
_OPERATORS = {"&": and_, "|": or_}
_TARGET = "letters, digits and _, not beginning with a digit; not and, or, not, true, false"


@dataclass(frozen=True)
class Expression:
    """One rule.

    Parameters
    ----------
    tree : str, int or tuple
        A name, 0, 1, ``("!", tree)``, ``("&", tree, …)`` or ``("|", tree, …)``.

    Examples
    --------
    >>> rule = parse("PIP3, PIP3 \\n drug, drug \\n AKT, PIP3 & !drug")["AKT"]
    >>> print(rule)
    PIP3 & !drug
    >>> rule.regulators
    ('PIP3', 'drug')
    >>> rule.evaluate({"PIP3": 1, "drug": 0})
    1
    >>> rule.table()
    '0100'
    >>> rule.signs
    {'PIP3': '+', 'drug': '-'}
    """

    tree: str | int | tuple

    @cached_property
    def regulators(self):
        """The names in the rule, in order of first appearance."""
        return tuple(dict.fromkeys(_names(self.tree)))

    def evaluate(self, values):
        """The rule's value for given values of its regulators.

        Parameters
        ----------
        values : mapping of str to (int or bool or ndarray of uint64)
            Either all single values, or all machine words with one case a bit.

        Returns
        -------
        int or ndarray of uint64
            Of the kind that the values are.
        """
        sample = next(iter(values.values()), 0)
        if isinstance(sample, np.ndarray):
            value = _value(self.tree, values, _ALL)
            return value if self.regulators else np.full_like(sample, value)
        return int(_value(self.tree, values, 1))

    def table(self):
        """The truth table as a text of 0 and 1, of length ``2 ** len(regulators)``.

        Character ``i`` is the value where regulator ``k`` has the value ``(i >> k) & 1``.

        Raises
        ------
        ValueError
            Where the rule has more than 12 regulators.
        """
        return format(self._bits, f"0{2 ** len(self.regulators)}b")[::-1]

    @cached_property
    def signs(self):
        """What each regulator does to the target, from the table.

        ``+`` raises, ``-`` lowers, ``±`` raises in some rows and lowers in others, ``0`` does nothing.
        """
        signs = {}
        for k, (regulator, pattern) in enumerate(zip(self.regulators, _patterns(len(self.regulators)))):
            with_it = (self._bits & pattern) >> (1 << k)
            without_it = self._bits & (pattern >> (1 << k))
            signs[regulator] = _SIGNS[bool(with_it & ~without_it), bool(without_it & ~with_it)]
        return signs

    @cached_property
    def _bits(self):
        count = len(self.regulators)
        if count > MOST_REGULATORS:
            raise Slip(f"a rule of {count} regulators has no table; allowed: at most {MOST_REGULATORS}")
        return _value(self.tree, dict(zip(self.regulators, _patterns(count))), 2**2**count - 1)

    def __str__(self):
        return _text(self.tree)

    def __repr__(self):
        return f"<Expression {self}>"


_SIGNS = {(True, False): "+", (False, True): "-", (True, True): "±", (False, False): "0"}


def parse(text, file="rules.bnet", allow_dual=False):
    """Read the rules of a network.

    Parameters
    ----------
    text : str
        A `.bnet` text. The header line, blank lines and ``#`` comments may be there or not.
    file : str
        What the faults call the text.
    allow_dual : bool
        Whether a regulator may raise its target in some rows of the table and lower it in others.

    Returns
    -------
    dict of str to Expression
        By target, in the order of the text.

    Raises
    ------
    DataError
        With every fault of the text; nothing is built from a text with a fault.

    Examples
    --------
    >>> rules = parse("targets, factors \\n AKT, AKT \\n TSC2, !AKT")
    >>> {target: str(rule) for target, rule in rules.items()}
    {'AKT': 'AKT', 'TSC2': '!AKT'}
    >>> try:
    ...     parse("AKT, PIP3 &")
    ... except DataError as error:
    ...     print(error.faults[0].problem)
    lacks an operand after &
    """
    rules, rows, faults = [], {}, []

    def add(row, column, value, problem, allowed):
        faults.append(Fault(file, row, column, value, allowed, problem))

    for row, target, factors in lines(text):
        if factors is None:
            add(row, "targets", target, "has no comma", "a target, a comma and its rule")
            continue
        if not target:
            add(row, "targets", None, "the target is missing", _TARGET)
        elif not _NAME.fullmatch(target) or target.lower() in _WORDS:
            add(row, "targets", target, "is no name", _TARGET)
        elif target in rows:
            add(row, "targets", target, f"has a rule in row {rows[target]} already", "each target once")
        rows.setdefault(target, row)
        tokens, slips = _tokens(factors)
        if not slips:
            try:
                rules.append((row, target, _Reader(tokens, factors).expression()))
            except _Slip as slip:
                slips = [slip.args]
        for slip in slips:
            add(row, "factors", *slip)

    undefined = {}
    for row, target, rule in rules:
        for name in rule.regulators:
            if name not in rows:
                undefined.setdefault(name, []).append(row)
        for slip in _idle(target, rule, allow_dual):
            add(row, "factors", *slip)
    for name, used in undefined.items():
        allowed = f"targets of this file; an input has the line {name}, {name}"
        times = f" and stands in {len(used)} rules" if len(used) > 1 else ""
        add(used[0], "factors", name, f"has no rule{hint(name, rows)}{times}", allowed)
    if not rows and not faults:
        add(None, None, None, "there is no rule", "at least one line with a target, a comma and its rule")
    if faults:
        raise DataError(sorted(faults, key=lambda fault: fault.row or 0))
    return {target: rule for _, target, rule in rules}


def lines(text):
    """Row number, target and factors (None where the comma is missing) of each line that holds a rule."""
    header = True
    for row, line in enumerate(re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")), start=1):
        line = line.partition("#")[0].strip()
        target, comma, factors = (part.strip() for part in line.partition(","))
        if line and not (header and (target.lower(), factors.lower()) == ("targets", "factors")):
            yield row, target, factors if comma else None
        header = header and not line


def _tokens(factors):
    """The names, constants and operators of a rule, and (value, problem, allowed) of each slip among them."""
    tokens, slips = [], {}
    for word, operator, other in _TOKEN.findall(factors):
        if other:
            slips[other] = "has no meaning in a rule", "names of letters, digits and _, 0, 1, !, &, |, (, )"
        elif word.lower() in _WORDS:
            slips[word] = "is a word", _WORDS[word.lower()]
        elif word not in ("", "0", "1") and not _NAME.fullmatch(word):
            slips[word] = "begins with a digit", "names that begin with a letter or _; the constants 0 and 1"
        tokens.append(word or operator)
    return tokens, [(value, *slip) for value, slip in slips.items()]


class _Slip(Exception):
    """A rule that cannot be read: value, problem, allowed."""


class _Reader:
    """Recursive descent over the tokens of one rule: ``|`` over ``&`` over ``!``."""

    def __init__(self, tokens, factors):
        self.tokens = tokens
        self.factors = factors
        self.place = 0
        self.depth = 0

    def expression(self):
        if not self.tokens:
            raise _Slip(None, "the rule is missing", "0 or 1 for a constant, the target itself for an input")
        tree = self.chain()
        if self.token == ")":
            raise _Slip(self.factors, "lacks a (", "a ( for each )")
        if self.token:
            raise _Slip(self.factors, f"lacks an operator before {self.token}", "& |")
        return Expression(tree)

    @property
    def token(self):
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self, token):
        taken = self.token == token
        self.place += taken
        return taken

    def chain(self, operator="|"):
        """Operands joined by one operator; the operands of ``|`` are chains of ``&``."""
        parts = []
        while not parts or self.take(operator):
            parts.append(self.operand() if operator == "&" else self.chain("&"))
        return join(operator, parts)

    def operand(self):
        token = self.token
        if token in ("", "&", "|", ")"):
            where = f"after {self.tokens[self.place - 1]}" if self.place else "at the start"
            raise _Slip(self.factors, f"lacks an operand {where}", "a name, 0, 1, !, (")
        self.place += 1
        if token in ("!", "("):
            return self.nested(token)
        return int(token) if token in ("0", "1") else token

    def nested(self, opening):
        self.depth += 1
        if self.depth > MOST_NESTING:
            raise _Slip(self.factors, "is nested too deep", f"{MOST_NESTING} of ( and ! within each other")
        tree = ("!", self.operand()) if opening == "!" else self.chain()
        if opening == "(" and not self.take(")"):
            if self.token:
                raise _Slip(self.factors, f"lacks an operator before {self.token}", "& |")
            raise _Slip(self.factors, "lacks a )", "a ) for each (")
        self.depth -= 1
        return tree


def join(operator, parts):
    """The tree of operands joined by ``&`` or ``|``, without brackets that change nothing."""
    if len(parts) == 1:
        return parts[0]
    flat = [part[1:] if isinstance(part, tuple) and part[0] == operator else (part,) for part in parts]
    return (operator, *sum(flat, ()))


def _idle(target, rule, allow_dual):
    """(value, problem, allowed) of each regulator that has no influence, or influence of both signs."""
    count = len(rule.regulators)
    if count > MOST_REGULATORS:
        yield None, f"the rule has {count} regulators", f"at most {MOST_REGULATORS}"
        return
    for regulator, sign in rule.signs.items():
        if sign == "0":
            yield regulator, f"never changes {target} in this rule", "regulators that do"
        elif sign == "±" and not allow_dual:
            yield regulator, f"both raises and lowers {target} in this rule", "regulators of one sign"


@lru_cache
def _patterns(count):
    """For each of `count` regulators, the rows of the table in which it is on, one bit a row."""
    rows = range(2**count)
    return tuple(sum(1 << row for row in rows if row >> k & 1) for k in range(count))


def _names(tree):
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, tuple):
        for part in tree[1:]:
            yield from _names(part)


def _value(tree, values, ones):
    """The value of a tree, bit by bit; `ones` has every bit on."""
    if isinstance(tree, str):
        return values[tree]
    if isinstance(tree, int):
        return ones if tree else ones ^ ones
    parts = [_value(part, values, ones) for part in tree[1:]]
    return parts[0] ^ ones if tree[0] == "!" else reduce(_OPERATORS[tree[0]], parts)


def _text(tree, within=""):
    if not isinstance(tree, tuple):
        return str(tree)
    if tree[0] == "!":
        return "!" + _text(tree[1], "!")
    text = f" {tree[0]} ".join(_text(part, tree[0]) for part in tree[1:])
    return f"({text})" if within in ("!", "&") else text
