"""Analyses of all claims: their numbers add up, and they show what they count."""

import re
from collections import Counter

import pytest

from igf1r.analysis import (
    ANALYSES,
    analysis,
    arrows_by_papers,
    claims_by_section,
    claims_by_sign,
    critiques_by_kind,
)
from igf1r.evidence import Slip
from igf1r.knowledge import load
from small_folder import make

CLAIM = "(?:yuan|ma)-[a-z0-9.]+-[0-9]{2}"


def test_sections_hold_every_claim_once():
    columns, rows = claims_by_section(load())
    assert sum(row[columns.index("Claims")] for row in rows) == len(load().claims)
    assert all(max(row[3:]) <= row[2] for row in rows)


def test_signs_are_those_of_the_claims():
    _, rows = claims_by_sign(load())
    counted = Counter(claim.sign for claim in load().claims.values())
    assert {row[0]: row[-1] for row in rows} == {
        {"+": "raises", "-": "lowers", "0": "no effect", "?": "not given"}[sign]: n
        for sign, n in counted.items()
    }
    assert all(row[1] + row[2] == row[3] for row in rows)


def test_papers_are_counted_once_for_each_arrow(tmp_path):
    knowledge = load(make(tmp_path))
    _, rows = arrows_by_papers(knowledge)
    arrows = {(c.subject, c.object, c.sign) for c in knowledge.claims.values() if c.sign in "+-"}
    assert sum(row[1] for row in rows) == len(arrows)


def test_critiques_are_all_counted():
    _, rows = critiques_by_kind(load())
    assert sum(row[-1] for row in rows) == len(load().critiques)


@pytest.mark.parametrize("name", ANALYSES)
def test_every_row_is_in_the_table_and_in_the_text(name):
    shown = analysis(name)
    assert shown.body().count("<tr") == len(shown.rows) + 1
    assert all(str(row[0]) in shown.text() for row in shown.rows) and shown.rows


def test_each_claim_that_a_table_names_leads_to_its_row(html):
    named = set(re.findall(CLAIM, analysis("disputes").text()))
    page = html / "chapters" / "both" / "critical-reading.html"
    links = re.findall(rf'href="([^"#]*)#claim-({CLAIM})"', page.read_text("utf8"))
    assert named and named <= {claim for _, claim in links}
    for address, claim in links:
        assert f'id="claim-{claim}"' in (page.parent / (address or page.name)).read_text("utf8")


def test_unknown_analysis_is_one_line():
    with pytest.raises(Slip) as slip:
        analysis("sign")
    assert "\n" not in str(slip.value) and "signs" in str(slip.value)
