"""The bibliography for reference managers: BibTeX as it is kept, and CSL-JSON.

References
----------
.. [1] Citation Style Language 1.0.2, JSON schema for input data, https://citationstyles.org/developers/
"""

from urllib.parse import quote_plus

from pybtex.database import parse_string

from igf1r.consistency import FILES
from igf1r.records import DATA, read_text
from igf1r.references import ET_AL

TYPES = {"article": "article-journal", "book": "book", "misc": "webpage"}
"""The CSL type of each type of BibTeX entry; any other becomes a ``document``."""

PLACES = {"article": "container-title", "book": "publisher", "misc": "container-title"}
"""The CSL name of what `Reference` calls the journal, by type of BibTeX entry."""


def bibtex(folder=DATA):
    """All BibTeX files of a data folder in one text."""
    return "\n".join(read_text(folder / file, folder) for file in FILES["references"][1])


def csl(references, text):
    """Papers as CSL-JSON.

    Parameters
    ----------
    references : dict of str to Reference
        By key.
    text : str
        The same papers in BibTeX, for what `Reference` does not keep: given names, issue, PubMed number.

    Returns
    -------
    list of dict
        In the order of `references`. The number that a paper has in a review stands under ``custom``.
    """
    entries = parse_string(text, "bibtex").entries
    return [_item(reference, entries[key]) for key, reference in references.items()]


def _item(reference, entry):
    fields = {
        "id": reference.key,
        "citation-key": reference.key,
        "type": TYPES.get(entry.type, "document"),
        "title": reference.title,
        "author": [*map(_name, reference.surnames, entry.persons.get("author") or entry.persons["editor"])],
        "issued": {"date-parts": [[int(reference.year)]]},
        PLACES.get(entry.type, "publisher"): reference.journal,
        "publisher-place": entry.fields.get("address"),
        "edition": entry.fields.get("edition"),
        "volume": reference.volume,
        "issue": entry.fields.get("number"),
        "page": reference.pages.replace("–", "-"),
        "DOI": reference.doi,
        "PMID": entry.fields.get("pmid"),
        "URL": reference.url,
        "language": entry.fields.get("language"),
        "note": reference.note,
        "custom": reference.numbers | {f"printed-{name}": said for name, said in reference.printed.items()},
    }
    return {name: value for name, value in fields.items() if value}


def _name(surname, person):
    if surname == ET_AL:
        return {"literal": ET_AL}
    given = " ".join(person.first_names + person.middle_names)
    suffix = " ".join(person.lineage_names)
    if not given:
        return {"literal": surname}
    return {"family": surname, "given": given} | ({"suffix": suffix} if suffix else {})


def pubmed(item):
    """Where PubMed has a paper: at its own address where its number is known, else a search for its title.

    Parameters
    ----------
    item : dict
        As `csl` gives it.

    >>> pubmed({"title": "IGF-1 & pain"})
    'https://pubmed.ncbi.nlm.nih.gov/?term=IGF-1+%26+pain%5Bti%5D'
    """
    own = f"{item['PMID']}/" if "PMID" in item else f"?term={quote_plus(item['title'] + '[ti]')}"
    return f"https://pubmed.ncbi.nlm.nih.gov/{own}"
