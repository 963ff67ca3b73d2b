"""The front end's files, joined for each host.

Every module ``<module>.js`` here is plain script that defines ``const <module> = { render }`` and may use
what the `PARTS` define. A kernel gets one ES module per exhibit; the built page gets one classic
script with all of them and ``host.js``, which works over ``file://`` and under a strict content policy.
"""

import json
from pathlib import Path

FRONT = Path(__file__).parent

MODULES = ("explorer", "plate", "quiz", "map", "doses", "browser")
PARTS = ("shared", "picture", "boolean", "views", "evidence", "walk", "tasks", "tally")
DRAWING_STYLES = ("drawing", "plates")
STYLES = ("shared", *DRAWING_STYLES, "explorer", "views", "quiz", "boxes", "response", "map", "browser")


def _read(name):
    return (FRONT / name).read_text("utf8")


def _styles(names):
    return "\n".join(_read(f"{name}.css") for name in names)


def style_source():
    """The style sheet of all exhibits."""
    return _styles(STYLES)


def drawing_style():
    """The look of a drawing, which a stored SVG carries along."""
    return _styles(DRAWING_STYLES)


def module_source(module):
    """The ES module that anywidget loads for exhibits of one module.

    Raises
    ------
    LookupError
        Where the module does not exist.
    """
    if module not in MODULES:
        raise LookupError(f"front-end module {module!r} is not known; known are {', '.join(MODULES)}")
    return "\n".join([_parts(), _read(f"{module}.js"), f"export default {module};"])


def page_source():
    """The classic script of the built pages: every module, and the host that starts them."""
    return (
        "(() => {\n"
        + "\n".join([_parts(), *(_read(f"{m}.js") for m in MODULES), _read("host.js")])
        + "\n})();\n"
    )


def _parts():
    """What every module may use."""
    style = f"const DRAWING_STYLE = {json.dumps(drawing_style())};"
    return "\n".join([style, *(_read(f"{part}.js") for part in PARTS)])
