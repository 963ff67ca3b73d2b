"""From IGF1R through PI3K and AKT to mTORC1, with drugs, PTEN loss and the S6K1 feedback."""

from igf1r.explorer import Explorer


def figure():
    """The explorer of the PI3K arm."""
    return Explorer("pi3k")
