"""Links from one exhibit to another that stands on another page.

A table names the critiques of its claims, a critique its sources, and an analysis its claims. The box of a
critique and the row of a claim may stand in another chapter, and a source in the bibliography. In a notebook
the link points to the same page. On the built page it points to the page that has the place, or is plain text
where none has it.
"""

import re

from sphinx.util.osutil import relative_uri

from igf1r.sphinxext.exhibits import exhibit, restored

LINK = re.compile(r'<a href="#((?:claim|critique|ref)-[^"]+)">([^<]*)</a>')
PLACE = re.compile(r'id="((?:claim|critique|ref)-[^"]+)"')
KINDS = ("critique", "bibliography", "claims", "claims-browser")


def find_places(app, env):
    """Remember the first page on which each critique's box, each reference and each claim stands."""
    env.igf1r_crossings = {}
    for page in sorted(env.found_docs):
        for node in env.get_doctree(page).findall(exhibit):
            shown = restored(node["reference"])
            if shown.kind in KINDS:
                for place in PLACE.findall(shown.html()):
                    env.igf1r_crossings.setdefault(place, page)


def mend_links(app, pagename, templatename, context, doctree):
    """Point the links of a page to where the places are."""
    if app.builder.format != "html" or "body" not in context:
        return
    here = set(PLACE.findall(context["body"]))
    pages = getattr(app.env, "igf1r_crossings", {})

    def mended(link):
        place, text = link.groups()
        if place in here:
            return link[0]
        if place not in pages:
            return text
        address = relative_uri(app.builder.get_target_uri(pagename), app.builder.get_target_uri(pages[place]))
        return f'<a href="{address}#{place}">{text}</a>'

    context["body"] = LINK.sub(mended, context["body"])


def setup(app):
    app.connect("env-updated", find_places)
    app.connect("html-page-context", mend_links)
