"""Tumour, chemotherapy and pain together, with two readings of one reference."""

from igf1r.explorer import Explorer


def figure():
    """The explorer that joins the two reviews."""
    return Explorer("dilemma")
