"""From IGF1R to five drug pumps, and what each of them exports."""

from igf1r.explorer import Explorer


def figure():
    """The explorer of the drug pumps."""
    return Explorer("abc-transporters")
