"""How IGF1R holds apoptosis back, with two readings of BIM and p21."""

from igf1r.explorer import Explorer


def figure():
    """The explorer of apoptosis."""
    return Explorer("apoptosis")
