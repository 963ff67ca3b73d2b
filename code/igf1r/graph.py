"""The claims as a graph: entities are its nodes, each claim is an edge from subject to object."""

from typing import NamedTuple

import networkx as nx

from igf1r.records import hint
from igf1r.slip import Unknown


def claims_graph(knowledge, claims=None):
    """The graph of claims.

    Parameters
    ----------
    knowledge : Knowledge
    claims : iterable of Claim, optional
        The claims to take; all where none are given.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes are the ids of the entities that the claims name, with the attributes ``name``, ``kind`` and
        ``compartment``. The key of an edge is the claim's id; its attributes are ``relation``, ``sign``,
        ``stance``, ``review`` and ``references`` (keys of the bibliography).
    """
    graph = nx.MultiDiGraph()
    for claim in knowledge.claims.values() if claims is None else claims:
        for id_ in (claim.subject, claim.object):
            entity = knowledge.entities[id_]
            graph.add_node(id_, name=entity.name, kind=entity.kind, compartment=entity.compartment)
        graph.add_edge(
            claim.subject,
            claim.object,
            key=claim.id,
            relation=claim.relation,
            sign=claim.sign,
            stance=claim.stance,
            review=claim.review,
            references=tuple(knowledge.reference(claim.review, number).key for number in claim.references),
        )
    return graph


def neighbourhood(graph, entity):
    """All that a graph of claims says of one entity.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
    entity : str
        An entity's id.

    Returns
    -------
    networkx.MultiDiGraph
        The entity, those that a claim joins to it, and these claims; none between the others.

    Raises
    ------
    LookupError
        Where no claim names the entity.
    """
    if entity not in graph:
        raise Unknown(f"no claim names {entity!r}{hint(entity, graph)}")
    touching = [*graph.in_edges(entity, keys=True), *graph.out_edges(entity, keys=True)]
    around = graph.edge_subgraph(touching).copy()
    around.add_node(entity, **graph.nodes[entity])
    return around


class Disagreement(NamedTuple):
    """Claims that give one influence different signs: claim ids by sign."""

    subject: str
    object: str
    claims: dict[str, tuple[str, ...]]


def disagreements(knowledge):
    """Every pair of entities on whose sign the claims disagree.

    A claim without a sign (``?``) disagrees with none.

    Parameters
    ----------
    knowledge : Knowledge

    Returns
    -------
    tuple of Disagreement
        In the order in which the reviews first name the pairs.
    """
    pairs = {}
    for claim in knowledge.claims.values():
        if claim.sign != "?":
            signs = pairs.setdefault((claim.subject, claim.object), {})
            signs[claim.sign] = (*signs.get(claim.sign, ()), claim.id)
    return tuple(Disagreement(*pair, signs) for pair, signs in pairs.items() if len(signs) > 1)
