"""Every network's drawing: nothing overlaps, nothing is cut, the same bytes each time."""

import math
import subprocess
import sys

import pytest
from lxml import etree

from igf1r.draw import Band, Diagram, Placed, draw, faults, place_arrow
from igf1r.explorer import Explorer
from igf1r.geometry import FONT_SIZE, segments_cross_box, text_width
from igf1r.network import Network, names, network

SVG = "{http://www.w3.org/2000/svg}"


def drawn(name):
    return etree.fromstring(Explorer(name).svg())


def boxes(root):
    """Bounds of every line of text in an SVG, by its text and place."""
    found = []
    for text in root.iter(SVG + "text"):
        size = float(text.get("font-size", FONT_SIZE))
        width = text_width(text.text, size)
        x, y = float(text.get("x")), float(text.get("y"))
        left = {"middle": x - width / 2, "end": x - width}.get(text.get("text-anchor"), x)
        found.append((text.text, left, y - 0.75 * size, left + width, y + 0.2 * size))
    return found


def points(path):
    numbers = [float(part) for part in path.get("d").replace(",", " ").split() if part[0] in "-.0123456789"]
    return list(zip(numbers[::2], numbers[1::2]))


@pytest.mark.parametrize("name", names())
def test_no_layout_faults(name):
    assert faults(network(name).diagram) == []


@pytest.mark.parametrize("name", names())
def test_labels_do_not_overlap_in_the_svg(name):
    labels = boxes(drawn(name))
    for k, (a, x0, y0, x1, y1) in enumerate(labels):
        for b, u0, v0, u1, v1 in labels[k + 1 :]:
            assert x1 <= u0 or u1 <= x0 or y1 <= v0 or v1 <= y0, f"{a} and {b} overlap"


@pytest.mark.parametrize("name", names())
def test_arrows_do_not_run_through_nodes_in_the_svg(name):
    root = drawn(name)
    shapes = {}
    for group in root.iter(SVG + "g"):
        if group.get("data-node"):
            corners = points(group.find(f"{SVG}path[@class='shape']"))
            xs, ys = zip(*corners)
            shapes[group.get("data-node")] = min(xs), min(ys), max(xs), max(ys)
    for group in root.iter(SVG + "g"):
        if group.get("data-edge"):
            line = points(group.find(f"{SVG}path[@class='line']"))
            for id_, box in shapes.items():
                if id_ not in group.get("data-edge").split(">"):
                    assert not segments_cross_box(line, *box), f"{group.get('data-edge')} runs through {id_}"


@pytest.mark.parametrize("name", names())
def test_every_node_and_arrow_is_one_group(name):
    net, root = network(name), drawn(name)
    groups = [
        g.get("data-node") or g.get("data-edge") for g in root.iter(SVG + "g") if not g.get("data-band")
    ]
    assert sorted(groups) == sorted([*net.nodes, *(f"{a}>{b}" for a, b in net.edges)])
    for group in root.iter(SVG + "g"):
        parts = {path.get("class") for path in group.iter(SVG + "path")}
        if group.get("data-node"):
            assert parts == {"shape", "strike"}
        elif group.get("data-edge"):
            assert parts == {"line", "hit", "head"}


@pytest.mark.parametrize("name", names())
def test_type_is_never_small(name):
    """At 390 px a drawing is at least 11/13 of its units wide, so 13 units are 11 CSS pixels."""
    for text in drawn(name).iter(SVG + "text"):
        assert float(text.get("font-size", FONT_SIZE)) >= FONT_SIZE


@pytest.mark.parametrize("name", names())
def test_drawing_has_a_name_a_description_and_no_inline_style(name):
    root = drawn(name)
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    title, description = (by_id[id_].text for id_ in root.get("aria-labelledby").split())
    assert root.get("role") == "img" and len(title) > 10 and len(description) > 60
    assert not [element for element in root.iter() if element.get("style")]


def test_same_bytes_in_two_processes():
    code = "from igf1r import Explorer; import sys; sys.stdout.write(Explorer('pi3k').svg())"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, env={"PYTHONHASHSEED": seed}, check=True
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout != b""


def test_faults_are_found():
    """The checks above would see a defect: each kind is made once."""
    a = Placed("A", "first", "protein", "neutral", (60, 60))
    b = Placed("B", "second", "protein", "neutral", (80, 60))
    c = Placed("C", "third", "protein", "neutral", (60, 260))
    d = Placed("D", "fourth", "protein", "neutral", (60, 160))
    e = Placed("E", "fifth", "protein", "neutral", (415, 160))
    nodes = {node.id: node for node in (a, b, c, d, e)}
    arrows = (place_arrow(nodes, "A", "C", "+"), place_arrow(nodes, "D", "C", "-"))
    found = "\n".join(faults(Diagram("bad", "t", "d", (a, b, c, d, e), arrows, (Band("inside", 150, 300),))))
    for told in (
        "A and B overlap",
        "A>C runs through D",
        "E leaves the picture",
        "end at the same point",
        "covers the name",
    ):
        assert told in found


def test_arrow_heads_by_sign():
    nodes = {
        id_: Placed(id_, id_ * 3, "protein", "neutral", place)
        for id_, place in (("A", (60, 60)), ("B", (60, 160)))
    }
    for sign, name in (("+", "raises"), ("-", "lowers"), ("?", "unsigned"), ("0", "no-effect")):
        text = draw(
            Diagram(
                "one", "title", "description", tuple(nodes.values()), (place_arrow(nodes, "A", "B", sign),)
            )
        )
        assert f'class="edge {name} is-off"' in text


def test_labels_are_escaped():
    nodes = (Placed("A", "<script>&", "protein", "neutral", (80, 60)),)
    text = draw(Diagram("one", "<b>title", "a & b", nodes, ()))
    assert "<script>" not in text and "&lt;script&gt;&amp;" in text and "&lt;b&gt;title" in text


def test_arrows_stop_at_shapes():
    for name in names():
        diagram = network(name).diagram
        for arrow in diagram.arrows:
            target = diagram.node(arrow.target)
            x0, y0, x1, y1 = target.bounds
            x, y = arrow.points[-1]
            outside = max(x0 - x, 0, x - x1), max(y0 - y, 0, y - y1)
            assert not (x0 + 1 < x < x1 - 1 and y0 + 1 < y < y1 - 1) or target.kind in (
                "ligand",
                "lipid",
                "drug",
                "event",
                "phenotype",
                "rna",
            )
            assert math.hypot(*outside) < 8, arrow.id


OWN = """IGF1, IGF1
Drug, Drug
IGF1R, IGF1 & !Drug
AKT, IGF1R | MYC
MYC, AKT
S6K, AKT
IRS, IGF1R & !S6K
X, IRS & IGF1"""


def test_a_network_of_ones_own_is_laid_out_without_faults():
    net = Network.own("my-network", OWN, on=["IGF1"])
    assert faults(net.diagram) == []
    assert net.settled()["AKT"] == 1 and net.settled(IGF1=0)["AKT"] == 1
    found = Explorer("my-network", rules=OWN, on=["IGF1"])
    assert "IGF1R: on." in found.text() and found.reference()["arguments"] == {"rules": OWN, "on": ["IGF1"]}
