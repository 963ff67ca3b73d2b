"""A user's slip gives one line that says what is allowed, and in a notebook nothing but that line."""

import pytest

import igf1r
from igf1r import Explorer
from igf1r.doses import per_animal
from igf1r.exhibit import find
from igf1r.network import Network

TWO = "A, A\nB, A"

SLIPS = {
    "settled, unknown": (
        lambda: igf1r.network("pi3k").settled(AKTT=1),
        "'AKTT' is no switch of pi3k; switches: IGF1",
    ),
    "settled, no input": (lambda: igf1r.network("pi3k").settled(AKT=0), "'AKT' is no switch of pi3k"),
    "settled, value": (lambda: igf1r.network("pi3k").settled(IGF1=2), "IGF1 cannot be 2; allowed: 0 1"),
    "choice, none on": (
        lambda: igf1r.network("dilemma").settled(By_text=0),
        "exactly one of By_text, By_title",
    ),
    "choice, two on": (
        lambda: settings("dilemma", By_text=1, By_title=1),
        "exactly one of By_text, By_title",
    ),
    "widget, choice, none on": (lambda: settings("dilemma", By_text=0), "exactly one of By_text, By_title"),
    "widget, unknown": (lambda: settings("pi3k", x=1), "'x' is no switch of pi3k; switches: IGF1"),
    "scan": (lambda: igf1r.network("pi3k").boolean.scan(free=["nope"]), "nope is no input or choice"),
    "no such network": (lambda: Explorer("pi4k"), "'pi4k' is not a network; allowed: abc-transporters"),
    "a path": (lambda: igf1r.network("../networks/pi3k"), "'../networks/pi3k' is not a network"),
    "empty name": (lambda: igf1r.network(""), "'' is not a network; allowed: abc-transporters"),
    "on without rules": (lambda: Explorer("pi3k", on=["IGF1"]), "on is for rules of your own"),
    "no rules": (lambda: Explorer("mine", rules=""), "there is no rule"),
    "rules as a list": (lambda: Explorer("mine", rules=["A, A"]), "allowed: a text such as"),
    "on as a text": (lambda: Explorer("mine", rules=TWO, on="A"), "allowed: a list of inputs, such as ['A']"),
    "on as a truth": (
        lambda: Explorer("mine", rules=TWO, on=True),
        "allowed: a list of inputs, such as ['A']",
    ),
    "on, no input": (lambda: Explorer("mine", rules=TWO, on=["B"]), "'B' is no input; allowed: A"),
    "markup as a name": (lambda: Explorer('<b>"x', rules=TWO), "allowed: letters, digits and hyphens"),
    "number as a name": (lambda: Explorer(3, rules=TWO), "allowed: letters, digits and hyphens"),
    "reference": (lambda: igf1r.load().reference("ma2023", 999), "ma2023 has no reference 999"),
    "unit": (lambda: per_animal(1, "kg", 20), "unit 'kg' is not known; allowed: mg/kg, µg/kg"),
    "kind": (lambda: find("drawing", "x"), "exhibit kind 'drawing' is not known"),
}


def settings(name, **values):
    Explorer(name).check_settings(values)


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_one_line(name):
    call, told = SLIPS[name]
    with pytest.raises(ValueError) as slip:
        call()
    assert told in str(slip.value) and "\n" not in str(slip.value)
    assert slip.value._render_traceback_() == [str(slip.value)]


def test_every_name_that_is_no_input_is_told():
    with pytest.raises(ValueError) as slip:
        Network.own("mine", TWO, on=["B", "C"])
    assert [line.split(": ")[1].split(" ")[0] for line in str(slip.value).splitlines()] == ["'B'", "'C'"]


def test_a_network_says_what_it_is():
    assert repr(igf1r.network("core")) == f"<Network core of {len(igf1r.network('core').nodes)} nodes>"
