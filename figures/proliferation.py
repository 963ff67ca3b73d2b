"""How IGF1R comes to drive division too hard, with two readings of the study on WT1."""

from igf1r.explorer import Explorer


def figure():
    """The explorer of proliferation."""
    return Explorer("proliferation")
