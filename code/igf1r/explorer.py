"""The explorer: a pathway that the reader switches, in the built page and in a kernel."""

import re
from html import escape
from itertools import groupby

from igf1r.body import PLACES, draw_body, lines
from igf1r.boolean import challenge
from igf1r.draw import draw
from igf1r.evidence import review_name
from igf1r.exhibit import Exhibit
from igf1r.knowledge import load
from igf1r.network import Network, network
from igf1r.records import shown
from igf1r.references import short
from igf1r.slip import Slip
from igf1r.svg import inline

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
BODY = "On the body, from the skin to the brain"
VERBS = {"+": "raises", "-": "lowers", "0": "does not change", "?": "acts on (sign not given)"}


class Explorer(Exhibit):
    """A network with switches.

    Parameters
    ----------
    name : str
        A network of the book, or a name for a network of one's own: letters, digits and hyphens.
    rules : str, optional
        Rules of a network of one's own, in the .bnet format.
    on : sequence of str
        Inputs that are on at the start; for `rules` only.

    Raises
    ------
    DataError, Slip
        Where there is no such network, or the rules or arguments are not possible.

    Examples
    --------
    >>> Explorer("my-loop", rules="A, !B\\nB, !A").network.settled()
    {'A': 1, 'B': 0}
    """

    kind = "explorer"
    module = "explorer"

    def __init__(self, name, rules=None, on=()):
        if not isinstance(name, str) or not NAME.fullmatch(name):
            raise Slip(f"the name {shown(name)} is not possible; allowed: letters, digits and hyphens")
        if rules is None and on:
            raise Slip(f"on is for rules of your own; {name} starts as its data say")
        super().__init__(name)
        if rules is None:
            self.network = network(name)
        else:
            self.network = Network.own(name, rules, on)
            self.arguments = {"rules": rules, "on": list(on)}

    def svg(self):
        return draw(self.network.diagram, self._on())

    def body_svg(self):
        """The same state on the body, as an SVG text; None for a network that is not put on a body."""
        return draw_body(self.network, self._on()) if self.network.axis else None

    def text(self):
        """Title, description, every node with its state and its arrows, as plain lines."""
        figure, state = self.network.figure, self.network.settled()
        told = [figure.title, "", figure.description.strip(), ""]
        for id_ in self.network.nodes:
            told.append(f"{self._word(id_)}: {'on' if state[id_] else 'off'}.")
            told += [f"  {self._sentence(edge)}" for edge in self._incoming(id_)]
        if self.network.axis:
            places, elsewhere = lines(self.network)
            told += ["", BODY + ":", *(f"{name}: {self._listed(ids)}." for name, ids in places)]
            told += [f"On no place: {self._listed(ids)}. {reason}" for reason, ids in elsewhere]
        return "\n".join(told)

    def body(self):
        figure, state = self.network.figure, self.network.settled()
        items = "".join(self._item(id_, state[id_]) for id_ in self.network.nodes)
        left_out = "".join(f"<li>{escape(line)}</li>" for line in figure.leaves_out)
        return (
            f'<div class="igf1r-drawing" data-width="{figure.width:g}">{inline(self.svg())}</div>'
            f'<details class="igf1r-list"><summary>The diagram as a list, with the source of every arrow'
            f"</summary><ul>{items}</ul></details>"
            + (self._on_the_body(state) if self.network.axis else "")
            + ('<details class="igf1r-left-out"><summary>What this model leaves out</summary>'
               f"<ul>{left_out}</ul></details>" if left_out else "")
        )  # fmt: skip

    def spec(self):
        net, base = self.network, load()
        edges = [self._edge(edge) for edge in net.edges.values()]
        claims = sorted({id_ for edge in net.edges.values() for id_ in edge.claims})
        critiques = sorted({id_ for edge in edges for id_ in edge["critiques"]})
        return {
            "kind": self.kind,
            "name": self.name,
            "title": net.figure.title,
            "nodes": [self._node(id_) for id_ in net.nodes],
            "tables": {
                id_: [list(rule.regulators), rule.table()]
                for id_, rule in net.rules.items()
                if id_ not in net.boolean.inputs
            },
            "edges": edges,
            "claims": {id_: self._claim(base.claims[id_]) for id_ in claims},
            "critiques": {
                id_: {
                    key: getattr(base.critiques[id_], key) for key in ("problem", "correction", "certainty")
                }
                for id_ in critiques
            },
            "challenges": [self._challenge(record) for record in net.figure.challenges],
        }

    def check_settings(self, settings):
        self.network.switched(self.network.start, settings)

    def _on(self):
        return {id_ for id_, value in self.network.settled().items() if value}

    def _word(self, id_):
        return self.network.word(id_)

    def _listed(self, ids):
        return ", ".join(map(self._word, ids))

    def _incoming(self, id_):
        return [edge for edge in self.network.edges.values() if edge.target == id_]

    def _sentence(self, edge):
        sources = self._sources(edge)
        cited = f" [{sources}]" if sources else ""
        return f"{self._word(edge.source)} {VERBS[edge.sign]} {self._word(edge.target)}{cited}."

    def _sources(self, edge):
        """Where an arrow comes from, in one short text."""
        base = load()
        parts = []
        for review, claims in groupby(
            (base.claims[id_] for id_ in edge.claims), key=lambda claim: claim.review
        ):
            numbers = sorted({number for claim in claims for number in claim.references})
            cited = f", references {', '.join(map(str, numbers))}" if numbers else ""
            parts.append(review_name(review) + cited)
        parts += [short(base.references[key]) for key in edge.sources]
        parts += [f"critique {id_}" for id_ in self.network.critiques_of(edge)]
        return "; ".join(parts)

    def _on_the_body(self, state):
        """The body axis and its list, folded; the front end takes the axis to the side of the pathway."""
        places, elsewhere = lines(self.network)
        lived = "".join(
            f"<li>{escape(name)}<ul>"
            + "".join(self._state(id_, state[id_]) + "</li>" for id_ in ids)
            + "</ul></li>"
            for name, ids in places
        )
        nowhere = "".join(
            f"<li>{escape(self._listed(ids))}: {escape(reason)}</li>" for reason, ids in elsewhere
        )
        return (
            f'<details class="igf1r-on-body"><summary>{BODY}</summary>'
            f'<div class="igf1r-drawing" data-width="{self.network.axis.width:g}">'
            f"{inline(self.body_svg())}</div>"
            f'<details class="igf1r-list"><summary>The body axis as a list</summary><ul>{lived}</ul>'
            f"<p>On no place of the body:</p><ul>{nowhere}</ul></details></details>"
        )

    def _state(self, id_, value):
        """A list item, not yet closed, that says a node's state."""
        word = "on" if value else "off"
        return f'<li data-node="{id_}">{escape(self._word(id_))}: <span class="state">{word}</span>'

    def _item(self, id_, value):
        arrows = "".join(
            f'<li>{escape(self._sentence(edge))} <button type="button" class="igf1r-link" '
            f'data-evidence="{edge.source}&gt;{edge.target}" hidden>evidence</button></li>'
            for edge in self._incoming(id_)
        )
        return self._state(id_, value) + (f"<ul>{arrows}</ul>" if arrows else "") + "</li>"

    def _node(self, id_):
        node = self.network.nodes[id_]
        return {
            "id": id_,
            "text": self._word(id_),
            "kind": node.kind,
            "tone": node.tone,
            "group": node.group,
            "choice": node.choice,
            "rank": node.rank,
            "default": node.default or 0,
            "note": node.note,
            **({"place": self._place(id_)} if id_ in self.network.homes else {}),
            "rule": ""
            if id_ in self.network.boolean.inputs
            else in_words(str(self.network.rules[id_]), self._word),
        }

    def _place(self, id_):
        """Where on the body a node is and what says so, in words."""
        home, base = self.network.homes[id_], load()
        named = [*home.claims, *(short(base.references[key]) for key in home.sources)]
        place = (
            f"In the drawing of the body: {PLACES[home.place]}." if home.place else "On no place of the body."
        )
        return " ".join(filter(None, [place, home.note, f"[{'; '.join(named)}]" if named else ""]))

    def _edge(self, edge):
        base = load()
        return {
            "id": f"{edge.source}>{edge.target}",
            "source": edge.source,
            "target": edge.target,
            "sign": edge.sign,
            "claims": list(edge.claims),
            "critiques": list(self.network.critiques_of(edge)),
            "sources": [
                f"{short(base.references[key])}, {base.references[key].title}" for key in edge.sources
            ],
            "note": edge.note,
        }

    def _claim(self, claim):
        base = load()
        context = [
            f"{field}: {getattr(claim, field)}"
            for field in ("species", "cells", "model", "region", "time", "dose", "route")
            if getattr(claim, field)
        ]
        return {
            "text": claim.paraphrase,
            "review": review_name(claim.review),
            "section": f"section {claim.section}",
            "sign": {"+": "raises", "-": "lowers", "0": "no effect", "?": "not given"}[claim.sign],
            "stance": {"title": "Only in the reference's title"}.get(claim.stance, claim.stance.capitalize()),
            "context": "; ".join(context),
            "references": [
                f"{short(base.reference(claim.review, number))} ({number})" for number in claim.references
            ],
            "critiques": list(claim.critiques),
        }

    def _challenge(self, record):
        net = self.network
        solutions = challenge(
            net.boolean, net.settled(**record.start), record.goal, record.allowed, record.most
        )
        turned = [{id_: v for id_, v in each.items() if v or not net.nodes[id_].choice} for each in solutions]
        return {**record.model_dump(), "solutions": turned}


def in_words(rule, word):
    """A rule of the .bnet format as an English phrase.

    >>> in_words("PIP3 & !AKT_inhibitor", lambda id_: id_.replace("_", " "))
    'PIP3 and not AKT inhibitor'
    """
    spoken = {"&": "and", "|": "or", "!": "not "}
    parts = re.findall(r"[A-Za-z_]\w*|[&|!()]|[01]", rule)
    text = " ".join(
        spoken.get(part, word(part) if part[0].isalpha() or part[0] == "_" else part) for part in parts
    )
    return text.replace("not  ", "not ").replace("( ", "(").replace(" )", ")")
