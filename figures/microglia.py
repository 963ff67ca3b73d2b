"""Recovery and relapse after an injury of a nerve: CD11c-positive microglia, IGF-1 and time."""

from igf1r.explorer import Explorer


def figure():
    """The explorer of recovery after a nerve injury."""
    return Explorer("microglia")
