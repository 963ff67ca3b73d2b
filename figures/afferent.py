"""How IGF-1 makes a sensory neuron fire more: T-type, A-type and TRPV1 currents, antagonists and wash-out."""

from igf1r.explorer import Explorer


def figure():
    """The explorer of the primary afferent."""
    return Explorer("afferent")
