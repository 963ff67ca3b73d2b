"""What acts on IGF1R from outside and beside, with the two readings of its effect on Wnt."""

from igf1r.explorer import Explorer


def figure():
    """The explorer of crosstalk."""
    return Explorer("crosstalk")
