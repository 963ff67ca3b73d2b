"""Which drug lets chemotherapy work in which tumour: every event by every drug, computed by one scan."""

from dataclasses import dataclass
from html import escape

from igf1r.exhibit import Exhibit
from igf1r.network import network

NETWORK = "tumour"
EVENTS = ("Tumour", "State of p53", "Environment")
"""Groups of switches that make a tumour what it is; what is on by default there is no event."""


@dataclass(frozen=True)
class Reading:
    """What a settled state says of the chosen chemotherapy.

    Parameters
    ----------
    id, symbol, words : str
    meaning : str
        One sentence for the key to the table.
    """

    id: str
    symbol: str
    words: str
    meaning: str


RESPONDS = Reading("responds", "✓", "responds", "Cells die and do not multiply.")
GROWS = Reading("grows", "◐", "dies, yet grows", "Cells die, and others multiply.")
SURVIVES = Reading("survives", "✗", "survives", "The drug is in the cell and does not kill it.")
EXPORTED = Reading(
    "exported", "↗", "pumped out", "The drug does not stay in the cell. What it would do there does not show."
)
READINGS = (RESPONDS, GROWS, SURVIVES, EXPORTED)


def reading(state):
    """The reading of a settled state: the first thing that stands in the way of a response, or none.

    Parameters
    ----------
    state : mapping of str to int
        Holds at least the nodes Response, Drug_inside and Apoptosis.

    >>> reading({"Response": 0, "Drug_inside": 1, "Apoptosis": 0}).words
    'survives'
    """
    if state["Response"]:
        return RESPONDS
    if not state["Drug_inside"]:
        return EXPORTED
    return GROWS if state["Apoptosis"] else SURVIVES


def response():
    """The table of responses, each cell a link that opens the figure of the tumour in that state."""
    return Responses("responses")


class Responses(Exhibit):
    """Tables, one a chemotherapy: every event of the tumour by every drug. `response` makes it.

    Attributes
    ----------
    chemotherapies, events, drugs : tuple of str
        Inputs of the network. The first event and the first drug are empty: none.
    readings : dict of (str, str, str) to Reading
        By chemotherapy, event and drug.
    """

    kind = "response"

    def __init__(self, name):
        super().__init__(name)
        self.network = network(NETWORK)
        self.chemotherapies = self._inputs("Chemotherapy")
        self.events = ("", *self._inputs(*EVENTS))
        self.drugs = ("", *self._inputs("Drugs"))
        self.readings = self._scan()

    def _inputs(self, *groups):
        nodes = self.network.nodes.values()
        return tuple(node.id for node in nodes if node.group in groups and not node.default)

    def _scan(self):
        boolean, start = self.network.boolean, self.network.settled()
        cells = [(c, e, d) for c in self.chemotherapies for e in self.events for d in self.drugs]
        states = (boolean.state(start, **dict.fromkeys(filter(None, cell), 1)) for cell in cells)
        settings = [[state[id_] for id_ in boolean.inputs] for state in states]
        scan = boolean.scan(start=start, settings=settings)
        bits = {id_: scan.bits(scan.on[id_]) for id_ in ("Response", "Drug_inside", "Apoptosis")}
        return {cell: reading({id_: each[k] for id_, each in bits.items()}) for k, cell in enumerate(cells)}

    def text(self):
        """The key, then for each chemotherapy and each event one line."""
        lines = [f"{one.symbol} {one.words}: {one.meaning}" for one in READINGS]
        for chemotherapy in self.chemotherapies:
            lines += ["", self._caption(chemotherapy)]
            for event in self.events:
                found = (self.readings[chemotherapy, event, drug].words for drug in self.drugs)
                said = (f"{self._drug(drug)}: {words}" for drug, words in zip(self.drugs, found))
                lines.append(f"{self._event(event)}. {'; '.join(said)}")
        return "\n".join(lines)

    def body(self):
        key = "".join(f"<li>{_shown(one)}: {escape(one.meaning)}</li>" for one in READINGS)
        parts = "".join(
            f"<details{'' if k else ' open'}><summary>{escape(self._caption(chemotherapy))}</summary>"
            f"{self._table(chemotherapy)}</details>"
            for k, chemotherapy in enumerate(self.chemotherapies)
        )
        return f'<ul class="igf1r-key">{key}</ul>{parts}'

    def _table(self, chemotherapy):
        columns = ("Tumour", *map(self._drug, self.drugs))
        heads = "".join(f'<th role="columnheader" scope="col">{escape(column)}</th>' for column in columns)
        rows = "".join(self._row(chemotherapy, event) for event in self.events)
        return (
            f'<table role="table"><caption class="igf1r-sr">{escape(self._caption(chemotherapy))}</caption>'
            f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
            f'<tbody role="rowgroup">{rows}</tbody></table>'
        )

    def _row(self, chemotherapy, event):
        head = f'<th role="rowheader" scope="row">{escape(self._event(event))}</th>'
        cells = "".join(self._cell(chemotherapy, event, drug) for drug in self.drugs)
        return f'<tr role="row">{head}{cells}</tr>'

    def _cell(self, chemotherapy, event, drug):
        one = self.readings[chemotherapy, event, drug]
        state = ",".join(f"{id_}=1" for id_ in (event, drug, chemotherapy) if id_)
        where = f"{self._event(event)}, {self._drug(drug)}, {self._word(chemotherapy)}"
        link = f'href="#{NETWORK}:{state}" data-label="{escape(self._drug(drug))}"'
        return (
            f'<td role="cell" class="is-{one.id}"><a {link}>{_shown(one)}'
            f'<span class="igf1r-sr">: {escape(where)}</span></a></td>'
        )

    def _word(self, id_):
        return self.network.nodes[id_].label.replace("\\n", " ")

    def _event(self, event):
        return self._word(event) if event else "no event"

    def _drug(self, drug):
        return self._word(drug) if drug else "no other drug"

    def _caption(self, chemotherapy):
        return f"Response to {self._word(chemotherapy)}"


def _shown(one):
    """A reading as HTML, symbol and words."""
    return f'<span><span class="igf1r-sign" aria-hidden="true">{one.symbol}</span> {escape(one.words)}</span>'
