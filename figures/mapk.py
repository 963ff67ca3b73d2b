"""From IGF1R through RAS, RAF and MEK to ERK, with four drugs, two mutations and the feedback on SOS1."""

from igf1r.explorer import Explorer


def figure():
    """The explorer of the MAPK arm."""
    return Explorer("mapk")
