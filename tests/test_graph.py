import networkx as nx
import pytest

from igf1r.graph import claims_graph, disagreements, neighbourhood
from igf1r.knowledge import load
from small_folder import make


@pytest.fixture
def small(tmp_path):
    return load(make(tmp_path))


def test_claims_are_the_edges_of_the_graph(small):
    graph = claims_graph(small)
    assert isinstance(graph, nx.MultiDiGraph)
    assert [(*edge[:2], edge[2]) for edge in graph.edges(keys=True)] == [
        ("IGF1", "IGF1R", "yuan-1-01"),
        ("IGF1", "IGF1R", "yuan-2.2-02"),
        ("IGF1", "pain", "ma-1-01"),
        ("IGF1", "pain", "ma-3.1-01"),
        ("IGF1", "pain", "ma-3.1-02"),
        ("IGF1R", "AKT", "yuan-2.2-01"),
    ]
    assert graph.edges["IGF1", "IGF1R", "yuan-1-01"] == {
        "relation": "activates",
        "sign": "+",
        "stance": "stated",
        "review": "yuan2018",
        "references": ("wan2007rapamycin", "chen2013igf"),
    }


def test_a_number_means_the_list_of_the_claims_own_review(small):
    graph = claims_graph(small)
    assert graph.edges["IGF1", "pain", "ma-1-01"]["references"] == ("raja2020revised",)


def test_nodes_are_the_entities_that_the_claims_name(small):
    assert dict(claims_graph(small, small.claims_of(subject="IGF1R")).nodes(data=True)) == {
        "IGF1R": {"name": "IGF-1 receptor", "kind": "protein", "compartment": "membrane"},
        "AKT": {"name": "AKT", "kind": "family", "compartment": "cytoplasm"},
    }


def test_a_neighbourhood_has_what_touches_the_entity_only(small):
    graph = claims_graph(small)
    around = neighbourhood(graph, "IGF1R")
    assert set(around) == {"IGF1", "IGF1R", "AKT"}
    assert {key for *_, key in around.edges(keys=True)} == {"yuan-1-01", "yuan-2.2-01", "yuan-2.2-02"}
    assert around.nodes["AKT"] == graph.nodes["AKT"]
    around.nodes["AKT"]["name"] = "changed"
    around.remove_node("IGF1")
    assert graph.nodes["AKT"]["name"] == "AKT" and "IGF1" in graph


def test_a_neighbourhood_leaves_out_what_joins_two_neighbours(small):
    graph = claims_graph(small)
    graph.add_edge("IGF1", "AKT", key="between")
    assert not neighbourhood(graph, "IGF1R").has_edge("IGF1", "AKT")


@pytest.mark.parametrize("entity, hint", [("igf1r", r" \(did you mean IGF1R\?\)"), ("zebra", "")])
def test_the_neighbourhood_of_an_entity_that_no_claim_names(small, entity, hint):
    with pytest.raises(LookupError, match=f"^no claim names '{entity}'{hint}$"):
        neighbourhood(claims_graph(small), entity)


def test_claims_disagree_where_one_pair_has_two_signs(small):
    assert disagreements(small) == (("IGF1", "pain", {"-": ("ma-1-01",), "+": ("ma-3.1-01",)}),)


def test_a_claim_without_a_sign_disagrees_with_none(tmp_path):
    small = load(make(tmp_path, "claims/ma2023.csv", "aggravates,pain,+", "regulates,pain,?"))
    assert disagreements(small) == ()


def test_no_effect_disagrees_with_an_effect(tmp_path):
    small = load(make(tmp_path, "claims/ma2023.csv", "aggravates,pain,+", "has-no-effect-on,pain,0"))
    assert disagreements(small)[0].claims == {"-": ("ma-1-01",), "0": ("ma-3.1-01",)}


def test_the_books_graph_has_every_claim():
    own = load()
    graph = claims_graph(own)
    assert graph.number_of_edges() == len(own.claims)
    assert neighbourhood(graph, "IGF1R").degree("IGF1R") == graph.degree("IGF1R") > 0
