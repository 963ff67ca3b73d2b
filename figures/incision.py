"""A cut in the paw: IGF-1 in the skin, a fast arm that sensitises, a slow one through GRK2 that relieves."""

from igf1r.explorer import Explorer


def figure():
    """The explorer of the incision."""
    return Explorer("incision")
