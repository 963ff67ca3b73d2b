"""A tiny book, built as the real one is: what its pages hold, and what stops a build."""

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
import yaml

from igf1r import notebooks
from igf1r.knowledge import DATA
from igf1r.records import DataError
from igf1r.references import read_bib
from igf1r.sphinxext.build import build
from igf1r.sphinxext.exhibits import STILLS, restored
from igf1r.sphinxext.pages import launch_links

ROOT = Path(__file__).parents[1]
PARTS = Path(__file__).parent / "tiny_book"
KEY = next(iter(read_bib(DATA / "references" / "yuan2018.bib")))


def output(kind, name, **arguments):
    """A stored output of an exhibit, as `Exhibit._repr_mimebundle_` writes it."""
    reference = {"kind": kind, "name": name, **({"arguments": arguments} if arguments else {})}
    data = {"text/plain": f"a sample called {name}", "text/html": "<p>stored</p>"}
    metadata = {"text/html": {"igf1r": reference}}
    return nbformat.v4.new_output("execute_result", data, metadata=metadata, execution_count=1)


class Book:
    """A book of one page in a folder of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.settings = yaml.safe_load((ROOT / "_config.yml").read_text("utf8"))
        self.settings["repository"]["url"] = ""
        self.settings["sphinx"]["config"]["extensions"].append("sample")
        self.text = (PARTS / "notebook.md").read_text("utf8").replace("KEY", KEY)
        self.outputs = [output("sample", "first"), output("sample", "first"), output("still", "second")]
        self.fresh = True

    def build(self, builder="html"):
        """Build as the real book is built; return the exit code and the built folder."""
        out = self.folder / "_build" / builder
        (self.folder / "chapters").mkdir(exist_ok=True)
        shutil.copytree(ROOT / "theme", self.folder / "theme", dirs_exist_ok=True)
        (self.folder / "_config.yml").write_text(yaml.safe_dump(self.settings), "utf8")
        (self.folder / "_toc.yml").write_text("format: jb-book\nroot: chapters/index\n", "utf8")
        (self.folder / "chapters" / "index.ipynb").write_text(json.dumps(self.notebook()), "utf8")
        result = build(self.folder, out, self.folder / "_build" / "doctrees", builder)
        return result, out

    def notebook(self):
        cells = [
            nbformat.v4.new_markdown_cell(self.text, id="text"),
            nbformat.v4.new_code_cell("show()", id="code", outputs=self.outputs, execution_count=1),
        ]
        notebook = nbformat.v4.new_notebook(cells=cells, metadata={"language_info": {"name": "python"}})
        notebooks.place_colab_cell(notebook, self.settings["repository"]["url"])
        notebook.metadata.igf1r = notebooks.fingerprints(
            notebook, notebooks.library_hash() if self.fresh else ""
        )
        return notebook


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(PARTS)
    return Book(tmp_path)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The page of the tiny book as it stands, built once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(PARTS)
        result, out = Book(tmp_path_factory.mktemp("tiny book é")).build()
    assert result == 0
    return out / "chapters" / "index.html"


class Tags(HTMLParser):
    """All start tags of a page, and the text of its inline scripts."""

    def __init__(self, path):
        super().__init__()
        self.tags, self.inline, self._in_script = [], [], False
        self.feed(path.read_text("utf8"))

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append((tag, attributes))
        self._in_script = tag == "script" and "src" not in attributes

    def handle_data(self, data):
        if self._in_script and data.strip():
            self.inline.append(data)

    def of(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def test_page_loads_nothing_from_elsewhere(page):
    loaded = [a.get("src") or a.get("href") for tag, a in Tags(page).tags if tag not in ("a", "form", "use")]
    assert [address for address in loaded if address and re.match(r"(\w+:)?//", address)] == []


def test_scripts_are_files_and_handlers_are_none(page):
    tags = Tags(page)
    assert tags.inline == []
    assert [a for _, attributes in tags.tags for a in attributes if a.startswith("on")] == []
    assert tags.of("style") == []


def test_every_file_a_page_names_exists(page):
    tags = Tags(page)
    named = [a["src"] for a in tags.of("script")] + [
        a["href"] for a in tags.of("link") if a["rel"] == "stylesheet"
    ]
    assert [name for name in named if not (page.parent / name.split("?")[0]).is_file()] == []
    assert any("figures/first.js" in name for name in named)
    assert not any("second.js" in name for name in named)


def test_page_has_one_heading_a_language_and_a_description(page):
    tags = Tags(page)
    assert len(tags.of("h1")) == 1
    assert tags.of("html")[0]["lang"] == "en"
    descriptions = [a["content"] for a in tags.of("meta") if a.get("name") == "description"]
    assert descriptions == ["The first paragraph is the description of the page."]


def test_exhibits_stand_in_the_page_each_copy_with_its_own_ids(page):
    html = page.read_text("utf8")
    ids = [a["id"] for _, a in Tags(page).tags if "id" in a]
    assert len(ids) == len(set(ids))
    assert html.count("The static form of first") == 2
    assert {"first", "first--text", "first-2", "first-2--text", "second"} <= set(ids)
    assert "stored" not in html


def test_figure_that_fails_keeps_its_static_form_and_says_so_once(page, browser):
    tab = browser.new_page()
    messages = []
    tab.on("console", lambda message: messages.append(message.text))
    tab.goto(page.as_uri())
    assert tab.locator("#first").inner_text() == "The static form of first"
    assert [message.split(":")[0] for message in messages] == [
        "Figure first stays still",
        "Figure first-2 stays still",
    ]
    assert tab.evaluate("document.body.dataset.theme") == "auto"
    tab.close()


def test_spec_is_a_classic_script_from_which_no_markup_escapes(page):
    script = (page.parents[1] / "_static" / "figures" / "first.js").read_text("utf8")
    assert script.startswith('(window.igf1rSpecs ??= {})["first"] = {')
    assert "</script>" not in script


def test_mathematics_is_mathml(page):
    html = page.read_text("utf8")
    assert html.count("<math") == 2 and "<mfrac>" in html
    assert "(1)" in html and "mathjax" not in html.lower()


def test_solution_is_folded_without_a_script(page):
    html = page.read_text("utf8")
    folded = re.search(r'<details class="[^"]*solution[^"]*"[^>]*>(.*?)</details>', html, re.DOTALL)
    assert "The signal dies." in folded[1] and "<summary" in folded[1]


def test_folded_box_without_a_title_gets_that_of_its_kind(page):
    box = (
        r'<details class="dropdown warning admonition">\s*<summary class="admonition-title">Warning</summary>'
    )
    assert re.search(box, page.read_text("utf8"))


def test_citation_is_a_footnote(page):
    html = page.read_text("utf8")
    assert 'role="doc-noteref"' in html and "footnote" in html


def test_other_builders_show_the_text_equivalent(tiny):
    tiny.text = "# A page\n"
    result, out = tiny.build("text")
    assert result == 0
    assert "a sample called first" in (out / "chapters" / "index.txt").read_text("utf8")


def test_glossary_terms_and_abbreviations_can_be_linked(tiny):
    tiny.text = "# A page\n\n{term}`IGF1R` and {term}`apoptosis`.\n\n```{igf1r-glossary}\n```\n"
    result, out = tiny.build()
    assert result == 0
    html = (out / "chapters" / "index.html").read_text("utf8")
    assert len(re.findall(r'href="#term-[^"]*" data-term=', html)) == 2
    assert '<dl class="simple glossary">' in html or '<dl class="glossary">' in html


def failure(tiny, capsys):
    """What a build that has to fail says."""
    result, _ = tiny.build()
    assert result != 0
    return capsys.readouterr().err


def test_warning_stops_the_build(tiny, capsys):
    tiny.text += "\n[nowhere](no-such-page.md)\n"
    assert "no-such-page" in failure(tiny, capsys)


def test_unknown_key_stops_the_build(tiny, capsys):
    tiny.text = tiny.text.replace(KEY, "nobody1900nothing")
    assert "nobody1900nothing" in failure(tiny, capsys)


def test_unknown_term_stops_the_build(tiny, capsys):
    tiny.text = "# A page\n\n{term}`no such term`\n\n```{igf1r-glossary}\n```\n"
    assert "no such term" in failure(tiny, capsys)


def test_unknown_mathematics_stops_the_build(tiny, capsys):
    tiny.text += "\n$\\nosuchcommand$\n"
    assert "nosuchcommand" in failure(tiny, capsys)


def test_second_first_level_heading_stops_the_build(tiny, capsys):
    tiny.text += "\n# Another title\n"
    assert "first level" in failure(tiny, capsys)


def test_two_exhibits_of_one_name_stop_the_build(tiny, capsys):
    tiny.outputs.append(output("sample", "first", colour="red"))
    assert "two different exhibits" in failure(tiny, capsys)


def test_unknown_kind_of_exhibit_stops_the_build(tiny, capsys):
    tiny.outputs.append(output("nonsense", "third"))
    assert "'nonsense' is not known" in failure(tiny, capsys)


def test_stale_notebook_stops_the_build(tiny, capsys):
    tiny.fresh = False
    assert "stale in chapters/index.ipynb" in failure(tiny, capsys)


def links(page):
    return [a["href"] for a in Tags(page).of("a") if a.get("href", "").startswith("http")]


def test_still_forms_are_kept_until_the_library_changes(tiny):
    kept = tiny.folder / "_build" / "doctrees" / STILLS

    def second_still():
        restored.cache_clear()
        shutil.rmtree(tiny.folder / "_build" / "html", ignore_errors=True)
        result, out = tiny.build()
        assert result == 0
        return re.search(
            '<p id="second--text">(.*?)</p>', (out / "chapters" / "index.html").read_text("utf8")
        )[1]

    assert second_still() == "The static form of second"
    kept.write_text(kept.read_text("utf8").replace("The static form of second", "kept"), "utf8")
    assert second_still() == "kept"
    kept.write_text(re.sub('"inputs": ".', '"inputs": "x', kept.read_text("utf8")), "utf8")
    assert second_still() == "The static form of second"


def test_no_launch_link_while_no_address_is_set(page):
    assert not any(site in link for link in links(page) for site in ("binder", "colab"))


def test_launch_links_come_from_the_one_setting(tiny):
    tiny.settings["repository"]["url"] = "https://github.com/someone/some-book"
    result, out = tiny.build()
    assert result == 0
    found = links(out / "chapters" / "index.html")
    assert "https://mybinder.org/v2/gh/someone/some-book/main?labpath=chapters%2Findex.ipynb" in found
    assert (
        "https://colab.research.google.com/github/someone/some-book/blob/main/chapters/index.ipynb" in found
    )


@pytest.mark.parametrize(
    ("address", "binder"),
    [
        ("https://gitlab.com/group/book", "gl/group%2Fbook/main"),
        ("https://example.org/book.git", "git/https%3A%2F%2Fexample.org%2Fbook.git/main"),
    ],
)
def test_launch_links_of_other_hosts(address, binder):
    shown = dict(launch_links(address, "main", "chapters/index.ipynb"))
    assert shown["Binder"].startswith(f"https://mybinder.org/v2/{binder}?")
    assert "Colab" not in shown and list(shown.values())[1].startswith(address)


@pytest.mark.parametrize(
    ("given", "address"),
    [
        (None, ""),
        ("", ""),
        ("https://github.com/someone/some-book", "https://github.com/someone/some-book"),
        (" https://github.com/someone/some-book.git", "https://github.com/someone/some-book"),
        ("https://github.com/someone/some-book/", "https://github.com/someone/some-book"),
        ("https://gitlab.com/group/part/book", "https://gitlab.com/group/part/book"),
        ("https://example.org/book.git", "https://example.org/book.git"),
    ],
)
def test_an_address_is_taken_as_the_links_need_it(given, address):
    assert notebooks.address(given) == address


@pytest.mark.parametrize(
    "given",
    [
        "github.com/someone/some-book",
        "git@github.com:someone/some-book.git",
        "https://github.com/someone",
        "https://github.com/someone/some-book/tree/main",
        "https://gitlab.com/group/book/-/tree/main",
        "https://github.com/some one/book",
        "javascript:alert(1)",
        5,
        ["a"],
    ],
)
def test_what_is_no_address_gives_one_line_and_no_book(given, tmp_path):
    (tmp_path / "_config.yml").write_text(yaml.safe_dump({"repository": {"url": given}}), "utf8")
    with pytest.raises(DataError) as error:
        notebooks.repository(tmp_path)
    told = f"_config.yml, column repository: url: {str(given)!r} is not allowed; allowed: empty, or https://"
    assert str(error.value).startswith(told) and "\n" not in str(error.value)


@pytest.mark.parametrize("text", ["repository: [", None])
def test_settings_that_cannot_be_read_give_one_line(text, tmp_path):
    if text:
        (tmp_path / "_config.yml").write_text(text, "utf8")
    with pytest.raises(DataError, match=r"^_config.yml: cannot be read \(.*\); allowed: a YAML file$"):
        notebooks.repository(tmp_path)


def test_a_build_with_no_address_of_a_repository_stops_with_that_line(tiny, capsys):
    tiny.settings["repository"]["url"] = "my book"
    assert "repository: url: 'my book' is not allowed" in failure(tiny, capsys)


@pytest.fixture
def elsewhere(commands, tmp_path, monkeypatch):
    """The book's commands, building in an empty folder."""
    for name, path in {"BUILD": "_build", "HTML": "_build/html", "DOCTREES": "_build/doctrees"}.items():
        monkeypatch.setattr(commands, name, tmp_path / path)
    return commands


def builds(module, text, fails=False):
    """A stand-in for the command that builds: writes one page where it is told."""

    def run(command, failure, **settings):
        html, doctrees = map(Path, command[-2:])
        html.mkdir()
        doctrees.mkdir(exist_ok=True)
        (html / "index.html").write_text(text, "utf8")
        if fails:
            raise module.Stop(failure)

    return run


def test_failed_build_leaves_the_previous_book(elsewhere, monkeypatch):
    monkeypatch.setattr(elsewhere, "run", builds(elsewhere, "first"))
    elsewhere.make_html("python")
    monkeypatch.setattr(elsewhere, "run", builds(elsewhere, "second", fails=True))
    with pytest.raises(elsewhere.Stop):
        elsewhere.make_html("python")
    assert (elsewhere.HTML / "index.html").read_text("utf8") == "first"
    assert sorted(path.name for path in elsewhere.BUILD.iterdir()) == ["html"]


def test_whole_build_replaces_the_previous_book(elsewhere, monkeypatch):
    for text in ("first", "second"):
        monkeypatch.setattr(elsewhere, "run", builds(elsewhere, text))
        elsewhere.make_html("python")
    assert (elsewhere.HTML / "index.html").read_text("utf8") == "second"
    assert sorted(path.name for path in elsewhere.BUILD.iterdir()) == ["doctrees", "html"]
