"""From IGF1R to S6K1 and back to IRS1: one bar, no stable state in two-valued logic."""

from igf1r.explorer import Explorer


def figure():
    """The explorer of the negative feedback."""
    return Explorer("feedback")
