import pytest

from igf1r.records import DATA, DataError
from igf1r.references import Reference, read_bib, scan_bib, short
from small_folder import TEXT, make

FILE = "references/yuan2018.bib"
NAMES = "Surname, Given with and between names, or {A Group}"
ENTRY = "@article{key, name = {value}, ...} with every brace closed and a comma after each value"


def test_entries_become_references(tmp_path):
    references = read_bib(make(tmp_path) / FILE, tmp_path)
    assert [*references] == ["wan2007rapamycin", "chen2013igf"]
    assert references["wan2007rapamycin"] == Reference(
        key="wan2007rapamycin",
        authors=("Wan X", "Harkavy B", "Helman LJ"),
        surnames=("Wan", "Harkavy", "Helman"),
        year="2007",
        title="Rapamycin and IGF-1R",
        journal="Oncogene",
        pages="1932–1940",
        numbers={"yuan2018": 1},
    )
    assert references["chen2013igf"].numbers == {"yuan2018": 2, "ma2023": 3}


def test_what_a_review_printed_otherwise_is_kept_apart(tmp_path):
    reference = read_bib(make(tmp_path) / "references/ma2023.bib", tmp_path)["kehlet2018postoperative"]
    assert (reference.year, reference.printed) == ("2018", {"year": "2081"})


def test_a_book_has_its_publisher_as_its_place(tmp_path):
    assert read_bib(make(tmp_path) / "references/other.bib", tmp_path)["manning2017akt"].journal == "A Press"


@pytest.mark.parametrize(
    "authors, named",
    [
        ("Pollak, M.", "Pollak 2007"),
        ("Chen, H. X. and Sharon, E.", "Chen & Sharon 2007"),
        ("Wan, X. and Harkavy, B. and Helman, L. J.", "Wan et al. 2007"),
        ("Wan, X. and others", "Wan et al. 2007"),
        ("Wan, X. and Harkavy, B. and others", "Wan et al. 2007"),
        ("van der Berg, J.-P.", "van der Berg 2007"),
        ("Roberts, Jr., C. T. and De Meyts, P.", "Roberts & De Meyts 2007"),
        ("{Nobel Committee and Friends}", "Nobel Committee and Friends 2007"),
        ('L{\\"o}nn, Maria', "Lönn 2007"),
    ],
)
def test_short(tmp_path, authors, named):
    make(tmp_path, FILE, "Wan, X. and Harkavy, B. and Helman, L. J.", authors)
    assert short(read_bib(tmp_path / FILE, tmp_path)["wan2007rapamycin"]) == named


@pytest.mark.parametrize(
    "written, author",
    [
        ("Massagu{\\'e}, J.", "Massagué J"),
        ("Massagué, J.", "Massagué J"),
        ("van der Berg, J.-P.", "van der Berg J-P"),
        ("Roberts, Jr., C. T.", "Roberts CT Jr"),
        ("Hänzelmann, Sonja", "Hänzelmann Sonja"),
        ("O'Connor, R.", "O'Connor R"),
        ("{HapMap Consortium}", "HapMap Consortium"),
    ],
)
def test_authors_are_shown_as_pubmed_shows_them(tmp_path, written, author):
    make(tmp_path, FILE, "Wan, X.", written)
    assert read_bib(tmp_path / FILE, tmp_path)["wan2007rapamycin"].authors[0] == author


@pytest.mark.parametrize(
    "written, title",
    [
        ("Fever \\& pain at 5\\%", "Fever & pain at 5%"),
        ("the {IGF}-{IR}", "the IGF-IR"),
        ("<script>alert('x')</script> & <b>", "<script>alert('x')</script> & <b>"),
        ("what\n    a break", "what a break"),
        ("NF-$\\kappa$B", "NF-κB"),
    ],
)
def test_titles_are_plain_text_and_markup_stays_text(tmp_path, written, title):
    make(tmp_path, FILE, "Rapamycin and {IGF-1R}", written)
    assert read_bib(tmp_path / FILE, tmp_path)["wan2007rapamycin"].title == title


MALFORMED = {
    "bad key": ("wan2007rapamycin,", "Wan2007,",
        "line 1: 'Wan2007' is not allowed; allowed: surname, year and first word of the title, as "
        "wan2007rapamycin"),
    "key twice": ("{chen2013igf,", "{wan2007rapamycin,",
        "line 10: 'wan2007rapamycin' stands in line 1 already; allowed: each key once"),
    "no author": ("  author = {Wan, X. and Harkavy, B. and Helman, L. J.},\n", "",
        "line 1, wan2007rapamycin.author: is missing"),
    "no title": ("  title = {Rapamycin and {IGF-1R}},\n", "", "line 1, wan2007rapamycin.title: is missing"),
    "no journal": ("  journal = {Oncogene},\n", "", "line 1, wan2007rapamycin.journal: is missing"),
    "no year": ("  year = {2007},\n", "",
        "line 1, wan2007rapamycin.year: '' is not allowed; allowed: a year in four digits"),
    "bad year": ("{2007}", "{207}",
        "line 1, wan2007rapamycin.year: '207' is not allowed; allowed: a year in four digits"),
    "empty journal": ("{Oncogene}", "{}", "line 1, wan2007rapamycin.journal: is empty; allowed: some text"),
    "number zero": ("yuan = {1}", "yuan = {0}",
        "line 1, wan2007rapamycin.yuan: '0' is not allowed; "
        "allowed: the number in the review's list, a whole number from 1"),
    "number in words": ("yuan = {1}", "yuan = {one}",
        "line 1, wan2007rapamycin.yuan: 'one' is not allowed; "
        "allowed: the number in the review's list, a whole number from 1"),
    "field twice": ("yuan = {1},", "yuan = {1}, year = {2008},",
        "line 1, wan2007rapamycin.year: stands there twice; allowed: each field once"),
    "name without comma": ("Wan, X. and", "X. Wan and",
        f"line 1, wan2007rapamycin.author: 'X. Wan' is no name; allowed: {NAMES}"),
    "names with commas between": ("{Wan, X. and Harkavy, B. and", "{Wan, X., Harkavy, B. and",
        f"line 1, wan2007rapamycin.author: 'Wan, X., Harkavy, B.' is no name; allowed: {NAMES}"),
    "initials with a comma between": ("Helman, L. J.", "Helman, L., J.",
        f"line 1, wan2007rapamycin.author: 'Helman, L., J.' is no name; allowed: {NAMES}"),
    "and too many": ("Helman, L. J.", "Helman, L. J. and",
        f"line 1, wan2007rapamycin.author: 'Helman, L. J. and' is no name; allowed: {NAMES}"),
    "TeX command": ("Rapamycin and", "\\unknown and",
        r"line 1, wan2007rapamycin.title: '\\unknown and {IGF-1R}' has an unknown TeX command; "
        "allowed: UTF-8 characters in place of TeX commands"),
    "percent sign": ("Rapamycin and", "50% and",
        r"line 1, wan2007rapamycin.title: '50% and {IGF-1R}' would end at the percent sign; "
        r"allowed: \% for a percent sign"),
    "zero-width space": ("Rapamycin and", "Rapamycin\u200b and",
        r"line 1, wan2007rapamycin.title: 'Rapamycin\u200b and {IGF-1R}' has an invisible character; "
        "allowed: visible characters and plain spaces"),
    "brace left open": ("  title = {{IGF-1R} as a target},", "  title = {{IGF-1R} as a target,",
        f"line 10: syntax error: premature end of file; allowed: {ENTRY}"),
    "comma left out": ("{Oncogene},", "{Oncogene}", f"line 5: syntax error: '}}' expected; allowed: {ENTRY}"),
    "month that is none": ("yuan = {1},", "yuan = {1}, month = foo,",
        f"line 7: undefined string: foo; allowed: {ENTRY}"),
    "Latin-1": ("Oncogene", "Oncog\udce9ne", "line 4: byte 0xe9 is not UTF-8; allowed: UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize("case", MALFORMED)
def test_one_slip_gives_one_line(tmp_path, case):
    old, new, line = MALFORMED[case]
    make(tmp_path, FILE, old, new)
    with pytest.raises(DataError) as caught:
        read_bib(tmp_path / FILE, tmp_path)
    assert str(caught.value).splitlines() == [f"{FILE}, {line}"]


def test_all_faults_of_all_entries_are_told_at_once(tmp_path):
    make(tmp_path, FILE, TEXT[FILE], TEXT[FILE].replace("{2007}", "{07}").replace("Sharon, E.", "E. Sharon"))
    references, faults = scan_bib(tmp_path / FILE, tmp_path)
    assert references == {} and [fault.column for fault in faults] == [
        "wan2007rapamycin.year",
        "chen2013igf.author",
    ]


@pytest.mark.parametrize("review, most", [("yuan2018", 103), ("ma2023", 127)])
def test_the_reviews_lists_are_whole(review, most):
    files = [read_bib(DATA / f"references/{name}.bib") for name in ("yuan2018", "ma2023")]
    numbers = [reference.numbers.get(review) for file in files for reference in file.values()]
    assert sorted(filter(None, numbers)) == [*range(1, most + 1)]
