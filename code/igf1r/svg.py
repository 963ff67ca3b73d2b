"""From matplotlib's SVG to the book's: no style attributes, no random ids, groups that a page can switch.

A drawing marks its artists with a gid of the form ``key=value;key=value``. The keys become what a page needs:
``class`` the class (its look is in ``front/drawing.css``), every other key a ``data-`` attribute.
"""

import io
import re
from html import escape

import matplotlib
from lxml import etree

from igf1r.front import drawing_style

SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+\.\d+")


def gid(**keys):
    """The gid of an artist: ``gid(class_="node tone-drug", node="AKT")``."""
    return ";".join(f"{key.rstrip('_')}={value}" for key, value in keys.items())


def render(figure, name, title, description):
    """A matplotlib figure as a clean SVG text, the same bytes every time.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Drawn in diagram units (one unit is 1/72 inch). Only artists with a gid are kept.
    name : str
        Prefix of the two ids, ``name--title`` and ``name--desc``.
    title, description : str
        The accessible name and description.
    """
    buffer = io.BytesIO()
    with matplotlib.rc_context({"svg.hashsalt": name, "svg.fonttype": "none"}):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    root = etree.fromstring(buffer.getvalue())
    id_ = escape(name)
    width, height = (float(root.get(side).removesuffix("pt")) for side in ("width", "height"))
    shapes = [_shape(group) for group in root.iter(SVG + "g") if "=" in group.get("id", "")]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="igf1r-svg" viewBox="0 0 {width:g} {height:g}" '
            f'role="img" aria-labelledby="{id_}--title {id_}--desc">',
            f'<title id="{id_}--title">{escape(title)}</title>',
            f'<desc id="{id_}--desc">{escape(description)}</desc>',
            f"<style>{drawing_style()}</style>",
            f'<rect class="ground" width="{width:g}" height="{height:g}"/>',
            *_grouped(shapes),
            "</svg>",
        ]
    )


def inline(drawing):
    """The drawing for a page whose own style sheet has the look: without its style element."""
    return re.sub(r"<style>.*?</style>\n", "", drawing, flags=re.DOTALL)


def _keys(group):
    return dict(part.split("=", 1) for part in group.get("id").split(";"))


def _attributes(keys):
    return "".join(f' {"class" if k == "class" else "data-" + k}="{escape(v)}"' for k, v in keys.items())


def _shape(group):
    """(keys of the group it belongs to, markup of the shape itself)."""
    keys = _keys(group)
    part = {key: keys.pop(key) for key in ("part",) if key in keys}
    css = f' class="{escape(part["part"])}"' if part else ""
    pieces = []
    for path in group.iter(SVG + "path"):
        data = " ".join(path.get("d").split())
        pieces.append(
            f'<path{css} d="{_NUMBER.sub(lambda m: f"{float(m[0]):.1f}".removesuffix(".0"), data)}"/>'
        )
    for text in group.iter(SVG + "text"):
        pieces.append(_text(text, css))
    return keys, "".join(pieces)


def _text(text, css):
    """A text element: place, anchor and turn kept, style left to the style sheet."""
    style = text.get("style") or ""
    anchor = re.search(r"text-anchor: (\w+)", style)
    size = re.search(r"([\d.]+)px", style)
    bold = " bold" if re.search(r"font(-weight)?: (bold|[5-9]00)", style) else ""
    place = text.get("transform") or ""
    moved = re.search(r"translate\(([-\d.]+)[ ,]+([-\d.]+)\)", place)
    x, y = moved.groups() if moved else (text.get("x"), text.get("y"))
    turned = re.search(r"rotate\(([-\d.]+)", place)
    attributes = f' x="{float(x):.1f}" y="{float(y):.1f}"'
    if anchor and anchor[1] != "start":
        attributes += f' text-anchor="{anchor[1]}"'
    if size and float(size[1]) != 13:
        attributes += f' font-size="{float(size[1]):g}"'
    if turned and float(turned[1]) % 360:
        attributes += f' transform="rotate({float(turned[1]):g} {float(x):.1f} {float(y):.1f})"'
    classes = (css.removeprefix(' class="').removesuffix('"') + bold).strip()
    return f'<text class="{classes or "label"}"{attributes}>{escape("".join(text.itertext()))}</text>'


def _grouped(shapes):
    """Shapes that carry the same keys share one group, which stands where its first shape was drawn."""
    groups = {}
    for keys, markup in shapes:
        groups.setdefault(_attributes(keys), []).append(markup)
    return [f"<g{attributes}>{''.join(pieces)}</g>" for attributes, pieces in groups.items()]
