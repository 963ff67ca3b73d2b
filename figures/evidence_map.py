"""Every study of pain in Ma 2023 at its place and time, with the tally of the review's two hypotheses."""

from igf1r.evidence_map import EvidenceMap


def figure():
    """The evidence map."""
    return EvidenceMap()
