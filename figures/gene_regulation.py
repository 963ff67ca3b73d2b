"""How the IGF1R gene is switched on and up, with two readings of the effect of oestrogen."""

from igf1r.explorer import Explorer


def figure():
    """The explorer of the IGF1R gene."""
    return Explorer("gene-regulation")
