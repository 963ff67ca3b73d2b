"""Networks for programs that simulate them: SBML-qual as GINsim, BoolNet and AEON read it.

References
----------
.. [1] Chaouiya et al. 2013, SBML qualitative models: a model representation format and infrastructure to
   foster interactions between qualitative modelling formalisms and tools, BMC Syst Biol 7:135.
"""

from lxml import etree

from igf1r.attractors import to_sbml

_CORE = "{http://www.sbml.org/sbml/level3/version1/core}"
_QUAL = "{http://www.sbml.org/sbml/level3/version1/qual/version1}"
_LAYOUT = "{http://www.sbml.org/sbml/level3/version1/layout/version1}"
_XHTML = "{http://www.w3.org/1999/xhtml}"

_WITHOUT_SIZE = {"spatialDimensions": "0", "units": "dimensionless"}

SIZE = (90, 28)
"""Width and height of a node in the layout."""


def sbml(network):
    """A network as SBML-qual with its notes, start and places.

    Inputs are constant species that no transition sets, which is how GINsim tells them from nodes that
    regulate themselves. The layout keeps each node where the book draws it. The name of a species is its id,
    since AEON takes the name for the variable; what the book writes on the node stands in the notes.

    Parameters
    ----------
    network : Network

    Returns
    -------
    str
        An XML text; the same network gives the same text.
    """
    root = etree.fromstring(to_sbml(network.boolean).encode())
    model = root.find(f"{_CORE}model")
    model.set("id", network.name.replace("-", "_"))
    model.set("name", network.figure.title)
    model.insert(0, _notes([network.figure.description, *network.figure.leaves_out]))
    model.find(f"{_CORE}listOfCompartments/{_CORE}compartment").attrib.update(_WITHOUT_SIZE)
    for species in model.iter(f"{_QUAL}qualitativeSpecies"):
        node = network.nodes[species.get(f"{_QUAL}id")]
        species.set(f"{_QUAL}initialLevel", str(network.start[node.id]))
        species.set(f"{_QUAL}constant", "true" if node.rank == 0 else "false")
        species.append(_notes([node.label.replace("\\n", " "), *([node.note] if node.note else [])]))
    transitions = model.find(f"{_QUAL}listOfTransitions")
    for transition in list(transitions):
        output = transition.find(f"{_QUAL}listOfOutputs/{_QUAL}output").get(f"{_QUAL}qualitativeSpecies")
        if network.nodes[output].rank == 0:
            transitions.remove(transition)
    model.append(_layout(network))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8").decode()


def _notes(paragraphs):
    notes = etree.Element(f"{_CORE}notes")
    body = etree.SubElement(notes, f"{_XHTML}body", nsmap={None: _XHTML.strip("{}")})
    for paragraph in paragraphs:
        etree.SubElement(body, f"{_XHTML}p").text = paragraph
    return notes


def _layout(network):
    layouts = etree.Element(f"{_LAYOUT}listOfLayouts")
    layout = etree.SubElement(layouts, f"{_LAYOUT}layout", {f"{_LAYOUT}id": "layout"})
    _sized(layout, network.figure.width, network.figure.height)
    glyphs = etree.SubElement(layout, f"{_LAYOUT}listOfAdditionalGraphicalObjects")
    for node in network.nodes.values():
        named = {f"{_LAYOUT}id": f"layout_{node.id}", f"{_LAYOUT}reference": node.id}
        glyph = etree.SubElement(glyphs, f"{_LAYOUT}generalGlyph", named)
        box = etree.SubElement(glyph, f"{_LAYOUT}boundingBox")
        corner = {f"{_LAYOUT}x": f"{node.x - SIZE[0] / 2:g}", f"{_LAYOUT}y": f"{node.y - SIZE[1] / 2:g}"}
        etree.SubElement(box, f"{_LAYOUT}position", corner)
        _sized(box, *SIZE)
    return layouts


def _sized(parent, width, height):
    size = {f"{_LAYOUT}width": f"{width:g}", f"{_LAYOUT}height": f"{height:g}"}
    etree.SubElement(parent, f"{_LAYOUT}dimensions", size)
