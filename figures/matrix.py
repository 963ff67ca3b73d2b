"""The extracellular matrix and IGF1R, which hold each other up, with two readings of FAK."""

from igf1r.explorer import Explorer


def figure():
    """The explorer of matrix and receptor."""
    return Explorer("matrix")
