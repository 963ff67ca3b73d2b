"""The receptor and its two arms in fourteen nodes: the first figure of the book."""

from igf1r.explorer import Explorer


def figure():
    """The explorer of the landing page."""
    return Explorer("core")
