"""What every page carries: its description, its launch links, one heading of the first level."""

from html import escape
from pathlib import Path
from urllib.parse import quote, urlsplit

from docutils import nodes
from sphinx.util import logging

logger = logging.getLogger(__name__)

LONGEST_DESCRIPTION = 160


def launch_links(address, branch, path):
    """Where a notebook of a public repository can be opened, as (label, address) pairs.

    Parameters
    ----------
    address : str
        The repository's address; an empty one gives no links.
    branch, path : str
        Branch, and the notebook's path within the repository.
    """
    if not address:
        return []
    host, repository = urlsplit(address).netloc, urlsplit(address).path.strip("/")
    binder = {
        "github.com": f"gh/{repository}",
        "gitlab.com": f"gl/{quote(repository, safe='')}",
    }.get(host, f"git/{quote(address, safe='')}")
    links = [
        (
            "Binder",
            f"https://mybinder.org/v2/{binder}/{quote(branch, safe='')}?labpath={quote(path, safe='')}",
        )
    ]
    if host == "github.com":
        links.append(("Colab", f"https://colab.research.google.com/github/{repository}/blob/{branch}/{path}"))
        links.append(("GitHub", f"{address}/blob/{branch}/{path}"))
    elif host == "gitlab.com":
        links.append(("GitLab", f"{address}/-/blob/{branch}/{path}"))
    else:
        links.append((host, address))
    return links


def description(doctree):
    """A page's first paragraph, cut to the length that search engines show."""
    text = next((node.astext() for node in doctree.findall(nodes.paragraph)), "")
    text = " ".join(text.split())
    if len(text) <= LONGEST_DESCRIPTION:
        return text
    return text[: LONGEST_DESCRIPTION - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def complete(app, pagename, templatename, context, doctree):
    """Fill in what the templates show."""
    source = app.env.doc2path(pagename, base=False) if pagename in app.env.found_docs else ""
    if source.endswith(".ipynb"):
        context["launch_links"] = launch_links(app.config.igf1r_repository, app.config.igf1r_branch, source)
    meta = context.get("meta") or {}
    summary = meta.get("description") or (description(doctree) if doctree else "")
    summary = summary or f"{context.get('title', '')}: {app.config.html_title}"
    context["metatags"] = f'<meta name="description" content="{escape(summary)}">'


def one_heading(app, doctree):
    """Warn of a page with no heading of the first level or with several."""
    headings = sum(isinstance(node, nodes.section) for node in doctree.children)
    if headings != 1:
        logger.warning(
            "a page has exactly one heading of the first level; here are %d", headings, location=doctree
        )


ROOT_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="refresh" content="0; url={page}">
<link rel="icon" href="_static/favicon.svg">
<title>{title}</title>
</head>
<body><h1><a href="{page}">{title}</a></h1></body>
</html>
"""


def redirect_root(app, exception):
    """Lead from the folder's own address to the landing page."""
    if exception or app.builder.name != "html" or app.config.root_doc == "index":
        return
    page = app.builder.get_target_uri(app.config.root_doc)
    text = ROOT_PAGE.format(page=escape(page), title=escape(app.config.html_title))
    Path(app.outdir, "index.html").write_text(text, "utf8", newline="\n")


def setup(app):
    app.connect("html-page-context", complete)
    app.connect("doctree-read", one_heading)
    app.connect("build-finished", redirect_root)
