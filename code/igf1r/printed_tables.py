"""The two tables of Ma 2023 as our copy prints them and as corrected, difference by difference."""

from html import escape

from igf1r.cards import cards, critique_links
from igf1r.consistency import CELLS
from igf1r.evidence import pick
from igf1r.exhibit import Exhibit
from igf1r.knowledge import load

TITLES = {
    "tab1": "Table 1 of Ma 2023: where the pathway aggravates pain",
    "tab2": "Table 2 of Ma 2023: where the pathway relieves pain",
}
HEADS = {
    "axis": "IGF or receptor",
    "model": "Pain model",
    "expression": "Expression",
    "localisation": "Localisation",
    "references": "References",
}


def printed_table(table):
    """A table of Ma 2023, row by row, with its corrections.

    Parameters
    ----------
    table : str
        ``tab1`` or ``tab2``.

    Raises
    ------
    Slip
        Where there is no such table.
    """
    pick("table", table, TITLES)
    return PrintedTable(f"printed-{table}", table=table)


class PrintedTable(Exhibit):
    """A table as printed and as corrected; `printed_table` makes it."""

    kind = "printed"

    def __init__(self, name, table):
        super().__init__(name, table=table)
        self.table = table
        self.knowledge = load()

    def rows(self):
        """The rows by number: the printed and the corrected version, each None where it is missing."""
        versions = self.knowledge.printed
        numbers = sorted({number for of, number, _ in versions if of == self.table})
        return {
            number: tuple(versions.get((self.table, number, version)) for version in ("printed", "corrected"))
            for number in numbers
        }

    def differences(self):
        """(row, column, printed, corrected) of every cell that differs; what is missing is empty."""
        for number, versions in self.rows().items():
            for column in CELLS:
                printed, corrected = (_said(one, column) for one in versions)
                if printed != corrected:
                    yield number, column, printed, corrected

    def text(self):
        """The rows, a line each, with what differs."""
        lines = [TITLES[self.table]]
        for number, versions in self.rows().items():
            cells = []
            for column in CELLS:
                printed, corrected = (_said(one, column) for one in versions)
                same = printed == corrected
                cells.append(
                    f"{HEADS[column]}: "
                    + (
                        printed
                        if same
                        else f"printed: {printed or 'nothing'}, corrected: {corrected or 'nothing'}"
                    )
                )
            why = ", ".join(self._critiques(versions))
            lines.append(f"Row {number}: " + "; ".join(cells) + (f" [{why}]" if why else ""))
        return "\n".join(lines)

    def body(self):
        columns = ["Row", *HEADS.values(), "Our records", "Critiques"]
        rows = (({}, self._cells(number, versions)) for number, versions in self.rows().items())
        return cards(TITLES[self.table], columns, rows)

    def _critiques(self, versions):
        return list(dict.fromkeys(id_ for one in versions if one for id_ in one.critiques))

    def _cells(self, number, versions):
        printed, corrected = versions
        state = " (not printed)" if not printed else " (to be deleted)" if not corrected else ""
        yield f"{number}{state}"
        for column in CELLS:
            yield _cell(*(_said(one, column) for one in versions))
        yield escape(", ".join((corrected or printed).studies) or "none")
        yield critique_links(self._critiques(versions))


def _said(row, column):
    """A cell as a text; empty where the row is missing."""
    value = getattr(row, column) if row else ""
    return "".join(f"[{number}]" for number in value) if isinstance(value, tuple) else value


def _cell(printed, corrected):
    if printed == corrected:
        return escape(printed) or "none"
    parts = [("del", printed), ("ins", corrected)]
    return "".join(f"<{tag}>{escape(said)}</{tag}>" for tag, said in parts if said)
