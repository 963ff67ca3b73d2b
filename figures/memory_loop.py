"""The loop of p53, Sp1, IGF1R, AKT and MDM2: two bars, two stable states, a memory."""

from igf1r.explorer import Explorer


def figure():
    """The explorer of the loop that remembers."""
    return Explorer("memory-loop")
