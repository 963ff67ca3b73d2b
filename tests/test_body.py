"""The body axis: which node is where, what the drawing shows in a state, and what it says in words."""

import os
import subprocess
import sys
from itertools import combinations

import pytest
from lxml import etree

from igf1r.__main__ import main
from igf1r.body import PLACES, draw_body, lines
from igf1r.explorer import Explorer
from igf1r.geometry import FONT_SIZE, segments_cross_box, text_width
from igf1r.network import names, network
from igf1r.records import Home
from small_folder import make

SVG = "{http://www.w3.org/2000/svg}"
WITH = [name for name in names() if network(name).homes]


def drawn(name, on=frozenset()):
    return etree.fromstring(draw_body(network(name), on))


def groups(root, key):
    return {group.get(f"data-{key}"): group for group in root.iter(SVG + "g") if group.get(f"data-{key}")}


def states(net):
    """The default state, and the one that each input leads to when it is switched alone."""
    start = net.settled()
    yield start
    for id_ in net.boolean.inputs:
        if not (net.nodes[id_].choice and start[id_]):
            yield net.settled(**{id_: 1 - start[id_]})


def test_the_explorers_of_the_pain_part_have_one():
    assert {"incision", "afferent", "microglia", "spinal-inflammation", "dilemma"} <= set(WITH)


def test_a_network_without_places_has_none():
    core = Explorer("core")
    assert core.body_svg() is None and "igf1r-on-body" not in core.body() and "On the body" not in core.text()
    assert Explorer("my-own", rules="A, A\nB, A").body_svg() is None


def test_every_place_that_data_may_name_is_drawn():
    (allowed,) = (field for name, field in Home.model_json_schema()["properties"].items() if name == "place")
    assert set(allowed["enum"]) == {"", *PLACES}


@pytest.mark.parametrize(
    "old, new, told",
    [
        (
            "AKT,ganglion",
            "AKT,ganlgion",
            "row 5, column place: 'ganlgion' is not allowed; allowed: brain horn",
        ),
        (
            "AKT,",
            "AKTT,",
            "row 5, column id: 'AKTT' is not allowed; allowed: an id in nodes.csv (did you mean AKT?)",
        ),
        (
            "AKT,ganglion,,,The neuron's body is there.\n",
            "",
            "column id: 'AKT' has no row; allowed: a row for every node",
        ),
        ("skin,yuan-1-01", "skin,", "row 2, column note: nothing says why"),
        ("skin,yuan-1-01", ",yuan-1-01", "row 2, column note: the cell is empty at a node without a place"),
        ("yuan-1-01", "yuan-9-99", "row 2, column claims: 'yuan-9-99' is not allowed"),
        ("id,place", "id,palce", "row 1: 'palce' is not a column (did you mean place?)"),
    ],
)
def test_a_slip_in_the_data_is_told_in_one_line(capsys, tmp_path, old, new, told):
    folder = make(tmp_path / "data", "networks/loop/body.csv", old, new)
    assert main(["check", str(folder)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith(f"networks/loop/body.csv, {told}"), said


@pytest.mark.parametrize("name", WITH)
def test_each_node_stands_once_in_the_strip_of_its_place(name):
    net = network(name)
    placed = {node.id: station for station in net.axis.stations for node in station.nodes}
    assert {id_: station.id for id_, station in placed.items()} == {
        id_: home.place for id_, home in net.homes.items() if home.place
    }
    assert set(groups(drawn(name), "node")) == set(placed)
    for station in net.axis.stations:
        for node in station.nodes:
            x0, y0, x1, y1 = node.bounds
            assert station.y0 < y0 and y1 < station.y1 and 100 < x0 and x1 < net.axis.width - 6, node.id
        for a, b in combinations(station.nodes, 2):
            (p0, q0, p1, q1), (u0, v0, u1, v1) = a.bounds, b.bounds
            assert p1 < u0 or u1 < p0 or q1 < v0 or v1 < q0, f"{a.id} and {b.id} overlap"
    tops = [station.y0 for station in net.axis.stations]
    assert tops == sorted(tops) and net.axis.stations[0].id == "brain"


@pytest.mark.parametrize("name", WITH)
def test_routes_carry_every_arrow_from_place_to_place_once(name):
    net = network(name)
    place = {id_: home.place for id_, home in net.homes.items()}
    wanted = {
        f"{a}>{b}": (place[a], place[b], edge.sign)
        for (a, b), edge in net.edges.items()
        if place[a] and place[b] and place[a] != place[b] and "tumour" not in (place[a], place[b])
    }
    carried = {
        edge: (route.source, route.target, route.sign) for route in net.axis.routes for edge in route.edges
    }
    assert carried == wanted and sum(len(route.edges) for route in net.axis.routes) == len(wanted)
    assert sorted(groups(drawn(name), "carries")) == sorted(
        " ".join(route.edges) for route in net.axis.routes
    )


@pytest.mark.parametrize("name", WITH)
def test_routes_run_through_no_node_and_not_along_one_another(name):
    axis = network(name).axis
    parts = []
    for route in axis.routes:
        assert min(x for x, _ in route.points) > 8, f"{route.edges} leaves the body"
        for node in (node for station in axis.stations for node in station.nodes):
            assert not segments_cross_box(route.points, *node.bounds), f"{route.edges} runs through {node.id}"
        parts += [(route, sorted(pair)) for pair in zip(route.points, route.points[1:])]
    for (one, ((x0, y0), (x1, y1))), (other, ((u0, v0), (u1, v1))) in combinations(parts, 2):
        if one is other:
            continue
        if x0 == x1 == u0 == u1:
            assert min(y1, v1) <= max(y0, v0), f"{one.edges} and {other.edges} lie on one another"
        if y0 == y1 and v0 == v1:
            assert abs(y0 - v0) > 5 or min(x1, u1) <= max(x0, u0), (
                f"{one.edges} and {other.edges} lie on one another"
            )


@pytest.mark.parametrize("name", WITH)
def test_names_are_large_and_touch_neither_nodes_nor_the_edge(name):
    root, axis = drawn(name), network(name).axis
    assert all(float(text.get("font-size", FONT_SIZE)) >= FONT_SIZE for text in root.iter(SVG + "text"))
    for group in groups(root, "station").values():
        (text,) = group.iter(SVG + "text")
        x, y = float(text.get("x")), float(text.get("y"))
        weight = "normal" if "is-empty" in group.get("class") else "bold"
        assert x + text_width(text.text, FONT_SIZE, weight) < axis.width - 6, text.text
        for node in (node for station in axis.stations for node in station.nodes):
            assert node.bounds[1] > y + 2 or node.bounds[3] < y - 10, f"{text.text} touches {node.id}"


@pytest.mark.parametrize("name", WITH)
def test_the_drawing_shows_the_state(name):
    net = network(name)
    for state in states(net):
        root = drawn(name, {id_ for id_, value in state.items() if value})
        for id_, group in groups(root, "node").items():
            assert ("is-on" in group.get("class").split()) == bool(state[id_]), id_
        for edges, group in groups(root, "carries").items():
            sends = any(state[edge.split(">")[0]] for edge in edges.split(" "))
            assert ("is-on" in group.get("class").split()) == sends, edges


def test_same_bytes_in_two_processes():
    code = "from igf1r import Explorer; import sys; sys.stdout.write(Explorer('dilemma').body_svg())"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout == Explorer("dilemma").body_svg().encode()


@pytest.mark.parametrize("name", WITH)
def test_it_has_a_name_a_description_and_ids_of_its_own(name):
    root = drawn(name)
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    title, description = (by_id[id_].text for id_ in root.get("aria-labelledby").split())
    assert root.get("role") == "img" and title.startswith("On the body: ")
    assert all(place in description for place, _ in lines(network(name))[0])
    assert not [element for element in root.iter() if element.get("style")]
    page = etree.HTML(Explorer(name).html(1) + Explorer(name).html(2))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for drawing in page.iter("svg"):
        assert drawing.get("aria-labelledby").split() == drawing.xpath(".//@id")


@pytest.mark.parametrize("name", WITH)
def test_every_node_is_told_in_words(name):
    explorer, net = Explorer(name), network(name)
    text, html = explorer.text(), etree.HTML(explorer.body()).find(".//details[@class='igf1r-on-body']")
    state = net.settled()
    told = {item.get("data-node"): item.findtext("span") for item in html.iter("li") if item.get("data-node")}
    assert told == {id_: "on" if state[id_] else "off" for id_, home in net.homes.items() if home.place}
    places = {node["id"]: node["place"] for node in explorer.spec()["nodes"]}
    for id_, home in net.homes.items():
        where = PLACES[home.place] if home.place else "On no place"
        said = [line for line in text.splitlines() if line.startswith(f"{where}: ") and net.word(id_) in line]
        assert said and (home.place or any(line.endswith(home.note) for line in said)), id_
        assert home.place or home.note in "".join(html.itertext()), id_
        assert where.lower() in places[id_].lower() and home.note in places[id_], id_
