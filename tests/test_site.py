"""Every built page: where its links lead, and how much it loads."""

import gzip
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from igf1r.notebooks import ROOT
from links import Links

BUDGET = 250_000
"""Bytes of a page with all that it loads, gzipped."""


def pages():
    """Every page of the table of contents."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text("utf8"))
    return [toc["root"], *(chapter["file"] for part in toc["parts"] for chapter in part["chapters"])]


@cache
def read(path):
    return Links(path.read_text("utf8"))


@pytest.mark.parametrize("name", pages())
def test_every_link_within_the_book_leads_to_an_anchor(html, name):
    """Links to a record, a figure and its state, a box or a page."""
    here = html / f"{name}.html"
    broken = []
    for target in read(here).targets:
        parts = urlsplit(target)
        if parts.scheme:
            continue
        path = (here.parent / unquote(parts.path)).resolve() if parts.path else here
        place = unquote(parts.fragment)
        places = read(path).ids if path.suffix == ".html" and path.is_file() else ()
        if not path.is_file() or (place and not {place, place.partition(":")[0]} & set(places)):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("name", pages())
def test_a_page_with_all_that_it_loads_is_light(html, name):
    here = html / f"{name}.html"
    loaded = {(here.parent / Path(path.partition("?")[0])).resolve() for path in read(here).loaded}
    assert len(loaded) > 5
    assert sum(len(gzip.compress(path.read_bytes(), 6)) for path in [here, *loaded]) <= BUDGET
