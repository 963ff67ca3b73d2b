"""The studies of pain: their records, doses and the two printed tables."""

import pytest

import igf1r
from igf1r.consistency import CELLS
from igf1r.doses import MASSES, Doses, nanograms_per_ml, per_animal, per_kilogram
from igf1r.exhibit import find
from igf1r.knowledge import load
from igf1r.printed_tables import TITLES
from igf1r.records import DataError
from small_folder import make

STUDIES, DONE, READINGS, TABLES = "studies.csv", "interventions.csv", "readings.csv", "tables.csv"

BROKEN = {
    "unknown species": (STUDIES, ",mouse,", ",mice,",
        "row 2, column species: 'mice' is not allowed; allowed: mouse rat human"),
    "unknown site": (STUDIES, "skin;drg", "skin;ganglion",
        "row 2, column site: 'ganglion' is not allowed"),
    "one time missing": (STUDIES, ",7,7,", ",7,,",
        "row 2, column time_days_high: one of the two times is missing"),
    "times reversed": (STUDIES, ",7,7,", ",7,3,",
        "row 2, column time_days_high: '3' is below time_days_low; allowed: 7 or more"),
    "a time that is no number": (STUDIES, ",7,7,", ",7,1e1,",
        "row 2, column time_days_high: '1e1' is not a number"),
    "people that are mice": (STUDIES, "mouse,no", "mouse,yes",
        "row 2, column human: 'yes' contradicts the species mouse"),
    "title of nothing": (STUDIES, ",,,,,,pain score,promotes,,", ",,,,,,pain score,promotes,cells,",
        "row 3, column titled: 'cells' names an empty cell"),
    "reference beyond the list": (STUDIES, "ma-1,1,", "ma-1,9,",
        "row 2, column reference: '9' is not allowed; allowed: a number in the list of ma2023"),
    "claim of another paper": (STUDIES, "pain score,promotes,,ma-1-01", "pain score,promotes,,ma-3.1-01",
        "row 3, column claims: 'ma-3.1-01' cites 2 and 3"),
    "claim of the other review": (STUDIES, "pain score,promotes,,ma-1-01", "pain score,promotes,,yuan-1-01",
        "row 3, column claims: 'yuan-1-01' cites 1 and 2"),
    "dose without unit": (DONE, "1;2.5,µg,", "1;2.5,,",
        "row 2, column unit: dose and unit do not go together"),
    "unknown unit": (DONE, ",µg,", ",ug,",
        "row 2, column unit: 'ug' is not allowed; allowed: mg/kg"),
    "intervention of another study": (DONE, "ma-1-1,ma-1,", "ma-1-1,ma-1-women,",
        "row 2, column study: 'ma-1-women' contradicts the id ma-1-1"),
    "unknown agent": (DONE, ",cisplatin,", ",cisplatine,",
        "row 3, column agent: 'cisplatine' is not allowed"),
    "reading of no study": (READINGS, "ma-1,route", "ma-9,route",
        "row 3, column study: 'ma-9' is not allowed; allowed: an id in studies.csv"),
    "reading that changes nothing": (READINGS, ",,systemic,", ",,,",
        "row 3, column role: the reading changes nothing"),
    "reading like the study's own": (READINGS, ",promotes,,yes", ",relieves,,yes",
        "row 2, column role: 'relieves' is that of ma-1 already"),
    "two readings advised": (READINGS, "systemic,no", "systemic,yes",
        "row 3, column advised: 'yes' stands in row 2 already"),
    "difference without a critique": (TABLES, "neuron,,ma-1,M-42", "neuron,,ma-1,",
        "row 2, column critiques: the corrected row differs or is missing"),
    "row without its twin": (TABLES, "tab1,2,corrected", "tab2,2,corrected",
        "row 4, column critiques: the corrected row differs or is missing"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_slip_gives_one_clear_line(tmp_path, case):
    file, old, new, line = BROKEN[case]
    with pytest.raises(DataError) as told:
        load(make(tmp_path, file, old, new))
    assert any(str(fault).startswith(f"{file}, {line}") for fault in told.value.faults), str(told.value)


# The book's own records


def studied(section):
    return section.startswith(("3.2", "4.")) or section in ("tab1", "tab2")


def test_every_claim_that_cites_a_study_is_among_its_claims():
    """Except where the printed number is wrong, as a critique that the claim names says."""
    known = load()
    of_number = {}
    for study in known.studies.values():
        of_number.setdefault(study.reference, set()).update(study.claims)
    for claim in known.claims.values():
        if claim.review == "ma2023" and studied(claim.section):
            for number in set(claim.references) & set(of_number):
                assert (
                    claim.id in of_number[number]
                    or {"M-T1.8", "M-T2.3"} & set(claim.critiques)
                    or (claim.id in ("ma-tab2-10", "ma-tab2-11"))
                ), f"{claim.id} cites {number}"


def test_every_reference_of_the_tables_is_a_study():
    known = load()
    numbers = {study.reference for study in known.studies.values()}
    assert {number for row in known.printed.values() for number in row.references} <= numbers
    for row in known.printed.values():
        if row.version == "corrected":
            assert {known.studies[id_].reference for id_ in row.studies} == set(row.references)


def test_values_from_a_title_stand_in_no_claim():
    """Species that text or tables give are not marked as known from the title."""
    spoken = {"mouse": ("mice", "mouse"), "rat": ("rat", "rats"), "human": ("human",)}
    known = load()
    for study in known.studies.values():
        given = {known.claims[id_].species for id_ in study.claims} - {""}
        words = spoken.get(study.species, ())
        if study.species and "species" not in study.titled:
            assert given & set(words) or study.id in ("ma-74", "ma-58", "ma-77-women"), study.id
        else:
            assert not given, f"{study.id}: {given}"


def test_doses_and_units_are_the_reviews():
    known = load()
    for one in known.interventions.values():
        said = " ".join(known.claims[id_].dose for id_ in one.claims)
        for dose in one.dose:
            assert f"{dose:g}" in said and one.unit in said, one.id


def test_readings_name_a_critique_of_the_study():
    known = load()
    for reading in known.readings.values():
        assert set(reading.critiques) & set(known.studies[reading.study].critiques), reading


# Doses


@pytest.mark.parametrize(
    "dose, unit, grams, micrograms, per_kg",
    [
        (50, "µg/kg", 20, 1, 50),
        (50, "µg/kg", 25, 1.25, 50),
        (2, "mg/kg", 25, 50, 2000),
        (1, "µg", 20, 1, 50),
        (20, "ng", 20, 0.02, 1),
    ],
)
def test_units_are_converted(dose, unit, grams, micrograms, per_kg):
    assert per_animal(dose, unit, grams) == pytest.approx(micrograms)
    assert per_kilogram(dose, unit, grams) == pytest.approx(per_kg)


def test_nanomolar_igf1():
    assert nanograms_per_ml(100) == pytest.approx(765)


def test_the_dose_table_says_what_each_conversion_assumes():
    table = Doses()
    rows = {one.id: table.row(one) for one in table.interventions}
    assert rows["ma-67-1"]["Converted"] == "1 to 1.25 µg (a mouse of 20 to 25 g)"
    assert (
        rows["ma-69-1"]["Converted"].startswith("40 to 50 µg/kg")
        and "not given" in rows["ma-69-1"]["Converted"]
    )
    assert rows["ma-73-2"]["Converted"] == "3.92 nM or 13.1 nM"
    for one in table.interventions:
        if one.setting == "body":
            low, high = MASSES[table.study(one).species or "mouse"]
            assert f"{low} to {high} g" in rows[one.id]["Converted"]


def test_pairs_are_alike_and_opposite():
    for _, lines in Doses().pairs():
        same = {what: not differs for what, _, _, differs in lines}
        assert same["Agent"] and same["Route"] and not same["Pain"] and not same["Model"]


def test_the_dose_table_refuses_what_it_cannot_show():
    with pytest.raises(
        ValueError, match="^unit='mg' does not fit doses; allowed: does, species, route, effect$"
    ):
        Doses().check_settings({"unit": "mg"})
    Doses().check_settings({"species": "rat", "effect": ""})


# The printed tables


@pytest.mark.parametrize("table", TITLES)
def test_every_difference_is_shown_and_has_a_reason(table):
    shown = igf1r.printed_table(table)
    body = shown.body()
    differences = list(shown.differences())
    assert differences
    assert body.count("<del>") == sum(bool(printed) for *_, printed, _ in differences)
    assert body.count("<ins>") == sum(bool(corrected) for *_, corrected in differences)
    for number, versions in shown.rows().items():
        same = all(versions) and all(getattr(versions[0], c) == getattr(versions[1], c) for c in CELLS)
        assert same or any(one.critiques for one in versions if one)
    assert find("printed", shown.name, **shown.arguments).text() == shown.text()


def test_the_known_slips_of_the_tables():
    first, second = (set(igf1r.printed_table(table).differences()) for table in TITLES)
    assert (8, "references", "[73]", "[72]") in first
    assert (3, "references", "[82][83]", "[82]") in second and (
        4,
        "references",
        "[85][87]",
        "[83][85][87]",
    ) in second
    assert {row for row, *_ in first} >= {1, 2, 3, 5, 6, 8, 10, 11, 13, 14} and 9 not in {
        row for row, *_ in first
    }


def test_a_table_that_is_not_there():
    with pytest.raises(igf1r.evidence.Slip, match="^table 'tab3' is not known"):
        igf1r.printed_table("tab3")
