"""Inflammation in the spinal cord in four models of neuropathic pain, in which IGF-1 has opposite signs."""

from igf1r.explorer import Explorer


def figure():
    """The explorer of inflammation in the spinal cord."""
    return Explorer("spinal-inflammation")
