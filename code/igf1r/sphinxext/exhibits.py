"""Exhibits on the page: the static form in place, and the scripts of those that move."""

import json
from functools import lru_cache
from pathlib import Path

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from igf1r.exhibit import find
from igf1r.front import page_source, style_source

STILLS = "stills.json"

logger = logging.getLogger(__name__)


class exhibit(nodes.General, nodes.Element):
    """The place of an exhibit in a document, with what `find` needs to make it again."""


class ExhibitMime:
    """Turns a stored output of an exhibit into an `exhibit` node; an entry point of MyST-NB."""

    mime_priority_overrides = ()

    @staticmethod
    def handle_mime(renderer, data, inline):
        reference = data.output_metadata.get(data.mime_type, {}).get("igf1r")
        if inline or reference is None:
            return None
        return [exhibit(reference=json.dumps(reference, sort_keys=True))]


@lru_cache(maxsize=None)
def restored(reference):
    """The exhibit of a reference in JSON."""
    reference = json.loads(reference)
    return find(reference["kind"], reference["name"], **reference.get("arguments", {}))


class PlaceExhibits(SphinxPostTransform):
    """Puts each exhibit's static form in its place, as HTML that the search index can read too."""

    default_priority = 400
    formats = ("html",)

    def run(self, **options):
        copies = {}
        for node in list(self.document.findall(exhibit)):
            shown = restored(node["reference"])
            self.app.builder.igf1r_shown.add(node["reference"])
            copies[shown.name] = copies.get(shown.name, 0) + 1
            html = shown.html(copies[shown.name])
            node.replace_self(nodes.raw("", html, format="html", reference=node["reference"]))


def add_assets(app, pagename, templatename, context, doctree):
    """Give a page the style of its exhibits and, where one of them moves, the scripts."""
    if doctree is None or app.builder.format != "html":
        return
    references = [node["reference"] for node in doctree.findall(nodes.raw) if "reference" in node]
    if not references:
        return
    static = Path(app.outdir, "_static")
    write(static / "igf1r.css", style_source())
    app.add_css_file("igf1r.css")
    moving = [shown for shown in map(restored, dict.fromkeys(references)) if shown.module]
    apart = [shown for shown in moving if 'class="igf1r-spec"' not in shown.html()]
    for shown in apart:
        text = spec_script(shown)
        if app.builder.igf1r_specs.setdefault(shown.name, text) != text:
            logger.warning("the name %r stands for two different exhibits", shown.name, location=pagename)
        write(static / "figures" / f"{shown.name}.js", text)
    if moving:
        write(static / "igf1r.js", page_source())
    # The landing page's figure fills the first screen: shown before it is alive, it would jump when its
    # switches come.
    waiting = {"blocking": "render"} if pagename == app.config.root_doc else {}
    for script in [
        *dict.fromkeys(f"figures/{shown.name}.js" for shown in apart),
        *(["igf1r.js"] if moving else []),
    ]:
        app.add_js_file(script, loading_method="defer", **waiting)


def spec_script(shown):
    """A classic script, which works over ``file://``, that holds an exhibit's spec."""
    spec = json.dumps(shown.spec(), ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return f"(window.igf1rSpecs ??= {{}})[{json.dumps(shown.name)}] = {spec};\n"


def write(path, text):
    """Write a text file, unless it holds that text already."""
    if not path.is_file() or path.read_text("utf8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf8", newline="\n")


def recall(app):
    """Start with the still forms of the last build, where library, figures and data are what they were."""
    app.builder.igf1r_specs, app.builder.igf1r_shown = {}, set()
    kept = Path(app.doctreedir, STILLS)
    found = json.loads(kept.read_text("utf8")) if kept.is_file() else {}
    if found.get("inputs") == app.config.igf1r_inputs:
        for reference, still in found["stills"].items():
            vars(restored(reference)).setdefault("still", still)


def keep(app, exception):
    """Keep the still forms beside the page trees, for to draw them takes long."""
    if exception is None and app.builder.format == "html":
        stills = {reference: restored(reference).still for reference in sorted(app.builder.igf1r_shown)}
        write(Path(app.doctreedir, STILLS), json.dumps({"inputs": app.config.igf1r_inputs, "stills": stills}))


def setup(app):
    app.connect("builder-inited", recall, priority=900)
    app.connect("build-finished", keep)
    app.add_node(exhibit)
    app.add_post_transform(PlaceExhibits)
    app.connect("html-page-context", add_assets)
