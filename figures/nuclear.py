"""IGF1R in the nucleus, Wnt signals, and HIF-1α."""

from igf1r.explorer import Explorer


def figure():
    """The explorer of nuclear IGF1R and HIF-1α."""
    return Explorer("nuclear")
