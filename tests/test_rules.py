import doctest
from random import Random

import numpy as np
import pytest

from igf1r import rules
from igf1r.attractors import tables
from igf1r.records import DataError
from igf1r.rules import parse
from random_rules import random_network, random_rule

NAMES = ["A", "B", "C", "D", "E"]


def faults(text, **options):
    with pytest.raises(DataError) as caught:
        parse(text, **options)
    return [(each.row, each.column, each.value, each.problem, each.allowed) for each in caught.value.faults]


def test_docstrings():
    tested = doctest.testmod(rules)
    assert tested.attempted and not tested.failed


# Reading


def test_reads_header_comments_blank_lines_and_any_line_ending():
    plain = parse("A, A\nB, !A")
    for text in (
        "targets, factors\nA, A\nB, !A",
        "Targets,Factors\r\nA,A\r\nB,!A\r\n",
        "\ufeff# a network\n\n  targets , factors  \n\tA ,\tA # the input\n\nB, ! A\n",
        "A, A\rB, ((!(A)))",
    ):
        assert parse(text) == plain


def test_not_binds_tighter_than_and_and_and_tighter_than_or():
    text = "A, A\nB, B\nC, C\nD, !A & B | C\nE, !(A & (B | C))"
    read = parse(text)
    assert read["D"].tree == ("|", ("&", ("!", "A"), "B"), "C")
    assert read["E"].tree == ("!", ("&", "A", ("|", "B", "C")))


def test_brackets_that_change_nothing_leave_no_trace():
    assert parse("A, (A)\nB, B\nC, A | (B | (A | B)) | C")["C"].tree == ("|", "A", "B", "A", "B", "C")


def test_constants():
    read = parse("A, 0\nB, 1\nC, A & 1 | 0")
    found = [(rule.regulators, rule.table()) for rule in read.values()]
    assert found == [((), "0"), ((), "1"), (("A",), "01")]


def test_text_has_only_the_brackets_that_matter():
    text = "!(A & B) & (C | A) | !C & B"
    assert str(parse(f"A, A\nB, B\nC, C\nT, ({text})", allow_dual=True)["T"]) == text


def test_regulators_in_order_of_first_appearance():
    assert parse("B, B\nA, A\nC, B & A | B & C")["C"].regulators == ("B", "A", "C")


@pytest.mark.parametrize("seed", range(40))
def test_text_reads_back_as_the_same_rules(seed):
    network = random_network(seed)
    text = "\n".join(f"{node}, {rule}" for node, rule in network.rules.items())
    assert parse(text, allow_dual=True) == network.rules


def test_repr_is_the_same_every_time():
    assert repr(parse("A, A\nB, !A")["B"]) == "<Expression !A>"


# Tables, values, signs


@pytest.mark.parametrize("seed", range(40))
def test_every_row_of_every_table_is_as_biodivine_aeon_has_it(seed):
    network = random_network(seed)
    assert network.tables == tables(network)


def rule_with_rows(seed):
    """A random rule, and each row of its table as values of the regulators."""
    rule = random_rule(Random(seed), NAMES, "T")
    numbers = range(2 ** len(rule.regulators))
    return rule, [{name: row >> k & 1 for k, name in enumerate(rule.regulators)} for row in numbers]


@pytest.mark.parametrize("seed", range(40))
def test_single_values_booleans_and_words_give_the_table(seed):
    rule, rows = rule_with_rows(seed)
    for kind in (int, bool):
        values = [rule.evaluate({name: kind(value) for name, value in row.items()}) for row in rows]
        assert {type(value) for value in values} == {int}
        assert "".join(map(str, values)) == rule.table()
    packed = {name: sum(row[name] << i for i, row in enumerate(rows)) for name in rule.regulators}
    words = {name: np.full(3, value, np.uint64) for name, value in packed.items()}
    value = rule.evaluate(words)
    assert value.dtype == np.uint64 and value.shape == (3,)
    mask = 2 ** len(rows) - 1
    assert [int(word) & mask for word in value] == [int(rule.table()[::-1], 2)] * 3


def test_constants_fill_the_words():
    words = {"A": np.zeros(2, np.uint64)}
    read = parse("A, 1\nB, 0")
    assert read["A"].evaluate(words).tolist() == [2**64 - 1] * 2
    assert read["B"].evaluate(words).tolist() == [0, 0]


@pytest.mark.parametrize("seed", range(40))
def test_signs_are_those_of_the_table(seed):
    rule, rows = rule_with_rows(seed)
    for name in rule.regulators:
        changes = {rule.evaluate({**row, name: 1}) - rule.evaluate({**row, name: 0}) for row in rows} - {0}
        assert rule.signs[name] == {(1,): "+", (-1,): "-", (-1, 1): "±"}[tuple(sorted(changes))]


# Faults

NAME = "letters, digits and _, not beginning with a digit; not and, or, not, true, false"
OPERAND = "a name, 0, 1, !, ("
DIGIT = "names that begin with a letter or _; the constants 0 and 1"
SIGNS = "names of letters, digits and _, 0, 1, !, &, |, (, )"
CONSTANT = "0 or 1 for a constant, the target itself for an input"
ONE_SIGN = "regulators of one sign"
INPUTS = "A, A\nB, B\nC, C\n"


def on_line_4(value, problem, allowed, column="factors"):
    return [(4, column, value, problem, allowed)]


@pytest.mark.parametrize(
    "line, expected",
    [
        ("AKT B", on_line_4("AKT B", "has no comma", "a target, a comma and its rule", "targets")),
        (", B", on_line_4(None, "the target is missing", NAME, "targets")),
        ("2A, B", on_line_4("2A", "is no name", NAME, "targets")),
        ("p-AKT, B", on_line_4("p-AKT", "is no name", NAME, "targets")),
        ("α, B", on_line_4("α", "is no name", NAME, "targets")),
        ("Not, B", on_line_4("Not", "is no name", NAME, "targets")),
        ("B, A", on_line_4("B", "has a rule in row 2 already", "each target once", "targets")),
        ("D,", on_line_4(None, "the rule is missing", CONSTANT)),
        ("D, # later", on_line_4(None, "the rule is missing", CONSTANT)),
        ("D, A & ", on_line_4("A &", "lacks an operand after &", OPERAND)),
        ("D, | A", on_line_4("| A", "lacks an operand at the start", OPERAND)),
        ("D, A & | B", on_line_4("A & | B", "lacks an operand after &", OPERAND)),
        ("D, A && B", on_line_4("A && B", "lacks an operand after &", OPERAND)),
        ("D, !", on_line_4("!", "lacks an operand after !", OPERAND)),
        ("D, ()", on_line_4("()", "lacks an operand after (", OPERAND)),
        ("D, A B", on_line_4("A B", "lacks an operator before B", "& |")),
        ("D, A !B", on_line_4("A !B", "lacks an operator before !", "& |")),
        ("D, A (B)", on_line_4("A (B)", "lacks an operator before (", "& |")),
        ("D, (A B)", on_line_4("(A B)", "lacks an operator before B", "& |")),
        ("D, (A | B", on_line_4("(A | B", "lacks a )", "a ) for each (")),
        ("D, A | B)", on_line_4("A | B)", "lacks a (", "a ( for each )")),
        ("D, A ^ B", on_line_4("^", "has no meaning in a rule", SIGNS)),
        ("D, A, B", on_line_4(",", "has no meaning in a rule", SIGNS)),
        ("D, A & \u0412", on_line_4("\u0412", "has no meaning in a rule", SIGNS)),
        ("D, __import__('os')", on_line_4("'", "has no meaning in a rule", SIGNS)),
        ("D, A AND B", on_line_4("AND", "is a word", "&")),
        ("D, A or B", on_line_4("or", "is a word", "|")),
        ("D, not A", on_line_4("not", "is a word", "!")),
        ("D, true", on_line_4("true", "is a word", "1")),
        ("D, 2", on_line_4("2", "begins with a digit", DIGIT)),
        ("D, X", on_line_4("X", "has no rule", "targets of this file; an input has the line X, X")),
        ("D, A | A & B", on_line_4("B", "never changes D in this rule", "regulators that do")),
        ("D, A | !A | B", [
            *on_line_4("A", "never changes D in this rule", "regulators that do"),
            *on_line_4("B", "never changes D in this rule", "regulators that do"),
        ]),
        ("D, A & B | !A & C", on_line_4("A", "both raises and lowers D in this rule", ONE_SIGN)),
    ],
)  # fmt: skip
def test_each_fault_is_told(line, expected):
    assert faults(INPUTS + line) == expected


def test_a_name_without_a_rule_is_told_with_the_one_that_was_meant():
    told = faults("targets, factors\nIGF1R, IGF1R\nAKT, Igf1r & AKTT")
    allowed = "targets of this file; an input has the line {0}, {0}"
    assert told == [
        (3, "factors", "Igf1r", "has no rule (did you mean IGF1R?)", allowed.format("Igf1r")),
        (3, "factors", "AKTT", "has no rule (did you mean AKT?)", allowed.format("AKTT")),
    ]


def test_a_text_without_rules():
    allowed = "at least one line with a target, a comma and its rule"
    for text in ("", "targets, factors\n", "# nothing\n\n"):
        assert faults(text) == [(None, None, None, "there is no rule", allowed)]


def test_all_faults_are_told_at_once_in_the_order_of_the_rows():
    told = faults("targets, factors\nA, A &\nB, C & é & ?\nB, X\n2, B B\nC, C | !C\nB, 1")
    assert [(row, value) for row, _, value, _, _ in told] == [
        (2, "A &"), (3, "é"), (3, "?"), (4, "B"), (4, "X"), (5, "2"), (5, "B B"), (6, "C"), (7, "B"),
    ]  # fmt: skip
    assert faults("A, 0\nA, 0\nA, 0")[1][3] == "has a rule in row 1 already"


def test_a_fault_is_one_line_that_names_file_row_and_column():
    with pytest.raises(DataError) as caught:
        parse("targets, factors\nA, (A", file="networks/demo/rules.bnet")
    line = str(caught.value)
    assert "\n" not in line
    assert line.startswith("networks/demo/rules.bnet, row 2, column factors: '(A' lacks a )")


def test_at_most_12_regulators():
    names = [f"r{k}" for k in range(13)]
    inputs = "".join(f"{name}, {name}\n" for name in names)
    assert len(parse(f"{inputs}T, {' & '.join(names[:12])}")["T"].table()) == 4096
    told = faults(f"{inputs}T, {' & '.join(names)}")
    assert told == [(14, "factors", None, "the rule has 13 regulators", "at most 12")]
    with pytest.raises(ValueError, match="a rule of 13 regulators has no table; allowed: at most 12"):
        rules.Expression(("&", *names)).table()


@pytest.mark.parametrize("opening, closing", [("(", ")"), ("!", ""), ("!(", ")"), ("(0 | 1 & ", ")")])
def test_nesting_has_a_limit(opening, closing):
    def nested(depth):
        return f"A, A\nT, {opening * depth}A{closing * depth}"

    deepest = 100 // (opening.count("(") + opening.count("!"))
    rule = parse(nested(deepest))["T"]
    assert (rule.table(), rule.evaluate({"A": 1})) == ("01", 1)
    assert parse(f"A, A\nT, {rule}")["T"] == rule
    for depth in (deepest + 1, 100_000):
        ((row, column, _, problem, allowed),) = faults(nested(depth))
        assert (row, column, problem) == (2, "factors", "is nested too deep")
        assert allowed == "100 of ( and ! within each other"


def test_brackets_side_by_side_are_not_nested():
    text = " & ".join(["!(A | B)"] * 200)
    assert parse(f"A, A\nB, B\nT, {text}")["T"].table() == "1000"


def test_both_signs_are_possible_where_they_are_asked_for():
    text = "A, A\nB, B\nT, A & !B | !A & B"
    assert len(faults(text)) == 2
    assert parse(text, allow_dual=True)["T"].signs == {"A": "±", "B": "±"}
