"""The main mechanisms of resistance that Yuan 2018 names, in one tumour cell."""

from igf1r.explorer import Explorer


def figure():
    """The explorer of the tumour cell."""
    return Explorer("tumour")
