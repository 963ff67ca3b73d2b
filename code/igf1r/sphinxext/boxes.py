"""Boxes: each id once on a page; those of the class ``dropdown`` fold without a script, open on paper."""

from docutils import nodes
from sphinx.locale import admonitionlabels
from sphinx.transforms.post_transforms import SphinxPostTransform


class fold(nodes.General, nodes.Element):
    """A folded box; its first child is the title."""


class fold_title(nodes.Part, nodes.TextElement):
    """The line that opens a folded box."""


class UnwrapContents(SphinxPostTransform):
    """Takes out the section inside each exercise and solution, which has the same id in all of them."""

    default_priority = 299
    formats = ("html",)

    def run(self, **options):
        for box in list(self.document.findall(nodes.Admonition)):
            for section in [child for child in box.children if isinstance(child, nodes.section)]:
                place = box.index(section)
                box[place : place + 1] = section.children


class OneIdEach(SphinxPostTransform):
    """The theme wraps tables and equations and gives the wrapper their ids too; only they keep them."""

    default_priority = 501
    formats = ("html",)

    def run(self, **options):
        for wrapper in self.document.findall(nodes.container):
            if {"table-wrapper", "math-wrapper"} & set(wrapper["classes"]):
                wrapper["ids"] = []


class FoldDropdowns(SphinxPostTransform):
    """Runs after the titles of exercises and solutions are resolved."""

    default_priority = 300
    formats = ("html",)

    def run(self, **options):
        boxes = [node for node in self.document.findall(nodes.Admonition) if "dropdown" in node["classes"]]
        for box in boxes:
            title, *body = box.children if isinstance(box[0], nodes.title) else (kind_of(box), *box.children)
            folded = fold("", fold_title("", "", *title.children), *body)
            folded.update_basic_atts(box)
            folded["classes"] += [box.tagname] if box.tagname in admonitionlabels else []
            box.replace_self(folded)


def kind_of(box):
    """The title of a box that has none of its own: Note, Warning and so on."""
    return nodes.title("", admonitionlabels[box.tagname])


def visit_fold(writer, node):
    writer.body.append(writer.starttag(node, "details", CLASS="admonition"))


def depart_fold(writer, node):
    writer.body.append("</details>\n")


def visit_fold_title(writer, node):
    writer.body.append(writer.starttag(node, "summary", "", CLASS="admonition-title"))


def depart_fold_title(writer, node):
    writer.body.append("</summary>\n")


def setup(app):
    app.add_node(fold, html=(visit_fold, depart_fold))
    app.add_node(fold_title, html=(visit_fold_title, depart_fold_title))
    app.add_post_transform(UnwrapContents)
    app.add_post_transform(OneIdEach)
    app.add_post_transform(FoldDropdowns)
