"""Where a review says what a claim or critique says: locators, and fingerprints of the sentences they begin.

The reviews' texts are not part of the book. `locators.csv` keeps a SHA-256 of each sentence, so that whoever
has the texts can tell whether they are the same and whether every locator still stands in them.
"""

import csv
import io
import re
from hashlib import sha256

from igf1r.consistency import read_tables
from igf1r.records import CLAIM_ID, CRITIQUE_ID, DATA, REVIEWS, DataError, Fault, Record, matching, read_text

FILE = "locators.csv"

_END = re.compile(r"[.?!] (?=[A-Z(])")


class Fingerprint(Record):
    """The fingerprint of the sentence in which a claim's or critique's locator stands."""

    id: matching(f"{CLAIM_ID}|{CRITIQUE_ID}", "the id of a claim or critique")
    sha256: matching("[0-9a-f]{64}", "64 hexadecimal digits")


def normalised(text):
    """`text` without asterisks, each stretch of white space one space."""
    return " ".join(text.replace("*", "").split())


def read_texts(reviews):
    """The text of each review, as it is.

    Parameters
    ----------
    reviews : pathlib.Path
        A folder with one ``.txt`` file a review, its name beginning with the review's.

    Returns
    -------
    dict of str to str

    Raises
    ------
    DataError
        Where a text is missing or cannot be read.
    """
    texts = {}
    for review in REVIEWS:
        found = sorted(reviews.glob(f"{review}*.txt"))
        if not found:
            raise DataError([Fault(f"{review}*.txt", None, None, None, "", f"is not in {reviews}")])
        texts[review] = read_text(found[0], reviews)
    return texts


def read_reviews(reviews):
    """The normalised text of each review; arguments and errors as for `read_texts`."""
    return {review: normalised(text) for review, text in read_texts(reviews).items()}


def find(text, locator):
    """Where a locator first stands in a normalised text, as a match, or None."""
    return re.search(rf"(?<!\w){re.escape(locator)}(?!\w)", text)


def sentence(text, locator):
    """The sentence of a normalised text in which a locator first stands, or None where it does not stand.

    Examples
    --------
    >>> sentence("Cells grow. IGF-1 binds the receptor (1). AKT follows.", "IGF-1 binds the")
    'IGF-1 binds the receptor (1).'
    """
    place = find(text, locator)
    if not place:
        return None
    starts = [end.end() for end in _END.finditer(text, 0, place.start() + 1)]
    after = _END.search(text, place.end() - 1)
    return text[starts[-1] if starts else 0 : after.end() if after else len(text)].strip()


def fingerprints(folder, texts):
    """The fingerprint of every claim and critique of a data folder.

    Parameters
    ----------
    folder : pathlib.Path
    texts : dict of str to str
        Normalised, by review.

    Returns
    -------
    dict of str to str
        SHA-256 in hexadecimal digits by id.

    Raises
    ------
    DataError
        With every locator that does not stand in its review, and every fault of the files themselves.
    """
    tables, faults = read_tables(folder, ("claims", "critiques"))
    found = {}
    for file, row, record in (*tables["claims"], *tables["critiques"]):
        stated = sentence(texts[record.review], normalised(record.locator))
        if stated is None:
            allowed = f"words that stand in the text of {record.review}"
            faults.append(Fault(file, row, "locator", record.locator, allowed))
        else:
            found[record.id] = sha256(stated.encode()).hexdigest()
    if faults:
        raise DataError(faults)
    return found


def record(reviews, folder=DATA):
    """Write ``locators.csv`` of a data folder from the reviews' texts; return the number of its rows."""
    found = fingerprints(folder, read_reviews(reviews))
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows([tuple(Fingerprint.model_fields), *found.items()])
    (folder / FILE).write_text(table.getvalue(), encoding="utf-8", newline="\n")
    return len(found)
