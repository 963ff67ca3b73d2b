"""A table that becomes a list of cards where the page is narrow."""

from html import escape


def cards(caption, columns, rows, look=""):
    """The table's HTML; roles say again what a table is, for the cards' style takes it away.

    Parameters
    ----------
    caption : str
    columns : iterable of str
    rows : iterable of (dict, iterable of str)
        For each row its ``data-`` attributes and its cells as HTML; the first cell heads the row.
    look : str
        A class besides ``igf1r-table``.
    """
    columns = list(columns)
    heads = "".join(f'<th role="columnheader" scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(_row(columns, data, cells) for data, cells in rows)
    return (
        f'<table role="table" class="{" ".join(filter(None, ["igf1r-table", look]))}">'
        f"<caption>{escape(caption)}</caption>"
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def critique_links(ids):
    """Links to the boxes of critiques, as HTML; they lead to another page where the box stands there."""
    return " ".join(f'<a href="#critique-{escape(id_)}">{escape(id_)}</a>' for id_ in ids) or "none"


def _row(columns, data, cells):
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
    head, *rest = cells
    shown = "".join(
        f'<td role="cell" data-label="{escape(column)}">{cell}</td>'
        for column, cell in zip(columns[1:], rest)
    )
    return f'<tr role="row"{attributes}><th role="rowheader" scope="row">{head}</th>{shown}</tr>'
