"""Who binds whom in the IGF family: sources of ligand, binding proteins, receptors and the two outcomes."""

from igf1r.explorer import Explorer


def figure():
    """The explorer of the IGF family."""
    return Explorer("igf-family")
