"""Mathematics as MathML at build time: no script, and a build that stops at a command it does not know."""

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

logger = logging.getLogger(__name__)


def markup(node, block):
    """The MathML of a node; the source itself, and a warning, where it cannot be read."""
    try:
        return tex2mathml(node.astext(), as_block=block)
    except MathError as error:
        logger.warning("mathematics %r: %s", node.astext(), error, location=node)
        return ""


def visit_inline(writer, node):
    writer.body.append(
        writer.starttag(node, "span", "", CLASS="math") + markup(node, block=False) + "</span>"
    )
    raise nodes.SkipNode


def visit_block(writer, node):
    writer.body.append(writer.starttag(node, "div", CLASS="math"))
    if node["number"]:
        writer.body.append(f'<span class="eqno">({get_node_equation_number(writer, node)})')
        writer.add_permalink_ref(node, "Link to this equation")
        writer.body.append("</span>")
    writer.body.append(markup(node, block=True) + "</div>\n")
    raise nodes.SkipNode


def setup(app):
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
