"""Data, networks and figures of an executable textbook of the IGF-1 receptor."""

from igf1r.critique import critique
from igf1r.evidence import claims_table, compare
from igf1r.explorer import Explorer
from igf1r.knowledge import load
from igf1r.network import Network, network
from igf1r.plate import Plate
from igf1r.quiz import predict, quiz

__all__ = [
    "Explorer", "Network", "Plate", "claims_table", "compare", "critique", "load", "network", "predict", "quiz",
]  # fmt: skip
