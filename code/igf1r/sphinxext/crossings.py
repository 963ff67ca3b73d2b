"""Links from one exhibit to another that stands on another page.

A table names the critiques of its claims; the box of a critique may stand in another chapter. In a notebook the
link points to the same page. On the built page it points to the page that has the box, or is plain text where
none has it.
"""

import re

from sphinx.util.osutil import relative_uri

from igf1r.sphinxext.exhibits import exhibit, restored

LINK = re.compile(r'<a href="#(critique-[^"]+)">([^<]*)</a>')
BOX = re.compile(r'id="(critique-[^"]+)"')


def find_boxes(app, env):
    """Remember the first page on which each critique's box stands."""
    env.igf1r_boxes = {}
    for page in sorted(env.found_docs):
        for node in env.get_doctree(page).findall(exhibit):
            shown = restored(node["reference"])
            if shown.kind == "critique":
                for box in BOX.findall(shown.html()):
                    env.igf1r_boxes.setdefault(box, page)


def mend_links(app, pagename, templatename, context, doctree):
    """Point the links of a page to where the boxes are."""
    if app.builder.format != "html" or "body" not in context:
        return
    here = set(BOX.findall(context["body"]))
    pages = getattr(app.env, "igf1r_boxes", {})

    def mended(link):
        box, text = link.groups()
        if box in here:
            return link[0]
        if box not in pages:
            return text
        address = relative_uri(app.builder.get_target_uri(pagename), app.builder.get_target_uri(pages[box]))
        return f'<a href="{address}#{box}">{text}</a>'

    context["body"] = LINK.sub(mended, context["body"])


def setup(app):
    app.connect("env-updated", find_boxes)
    app.connect("html-page-context", mend_links)
