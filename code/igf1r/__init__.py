"""Data, networks and figures of an executable textbook of the IGF-1 receptor."""

from igf1r.analysis import analysis
from igf1r.bibliography import bibliography
from igf1r.browser import claims_browser
from igf1r.critique import critique
from igf1r.doses import doses
from igf1r.evidence import claims_table, compare
from igf1r.evidence_map import EvidenceMap
from igf1r.explorer import Explorer
from igf1r.knowledge import load
from igf1r.network import Network, network
from igf1r.plate import Plate
from igf1r.printed_tables import printed_table
from igf1r.quiz import predict, quiz
from igf1r.response import response

__all__ = [
    "EvidenceMap", "Explorer", "Network", "Plate", "analysis", "bibliography", "claims_browser",
    "claims_table", "compare", "critique", "doses", "load",
    "network", "predict", "printed_table", "quiz", "response",
]  # fmt: skip
