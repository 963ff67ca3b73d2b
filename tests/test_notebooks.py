"""Stored outputs: what makes a notebook stale, and how one is run and stored."""

import base64
import json
import os
import re

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbconvert import HTMLExporter

from igf1r import notebooks
from igf1r.__main__ import main
from igf1r.front import DRAWING_STYLES


def cells(*sources):
    return [nbformat.v4.new_code_cell(source, id=f"code-{number}") for number, source in enumerate(sources)]


def store(path, *sources, **metadata):
    """A notebook of a title and some code cells, as an editor stores it: no outputs yet."""
    title = nbformat.v4.new_markdown_cell("# A page", id="title")
    notebook = nbformat.v4.new_notebook(cells=[title, *cells(*sources)], metadata=metadata)
    path.write_text(nbformat.writes(notebook), "utf8")
    return path


library_hash = notebooks.library_hash


@pytest.fixture(autouse=True)
def settled(monkeypatch):
    """No address is set, and the library is as it was."""
    monkeypatch.setattr(notebooks, "repository", lambda: "")
    monkeypatch.setattr(notebooks, "library_hash", lambda: "library")


@pytest.fixture
def current(tmp_path):
    """A notebook whose stored output is up to date, made without a kernel."""
    path = store(tmp_path / "page.ipynb", "6 * 7")
    notebook = notebooks.read(path)
    output = nbformat.v4.new_output("execute_result", {"text/plain": "42"}, execution_count=1)
    notebook["cells"][1]["outputs"] = [output]
    notebook["metadata"]["igf1r"] = notebooks.fingerprints(notebook, notebooks.library_hash())
    path.write_text(json.dumps(notebook), "utf8")
    return path


def edit(path, change):
    content = json.loads(path.read_text("utf8"))
    change(content["cells"])
    path.write_text(json.dumps(content), "utf8")


def test_up_to_date_notebook_is_not_run(current):
    before = current.read_bytes()
    assert notebooks.stale([current]) == []
    assert main(["notebooks", str(current)]) == 0
    assert current.read_bytes() == before


@pytest.mark.parametrize(
    "change",
    [
        lambda cells: cells[1].update(source="6 * 8"),
        lambda cells: cells[1]["outputs"][0]["data"].update({"text/plain": "43"}),
        lambda cells: cells[1].update(outputs=[]),
        lambda cells: cells.append(dict(cells[1], id="another")),
    ],
    ids=["cell", "output", "output lost", "new cell"],
)
def test_change_of_a_cell_or_an_output_makes_a_notebook_stale(current, change):
    edit(current, change)
    assert notebooks.stale([current]) == [current]


def test_slips_in_the_data_are_told_before_a_chapter_runs(current, monkeypatch, capsys):
    edit(current, lambda cells: cells[1].update(source="6 * 8"))
    before = current.read_bytes()
    assert notebooks.update([current], faults=lambda: ["claims/yuan2018.csv, row 3: a slip"]) == 1
    assert capsys.readouterr().out == "claims/yuan2018.csv, row 3: a slip\n"
    assert current.read_bytes() == before


def test_a_notebook_that_is_not_there(tmp_path, capsys):
    assert main(["notebooks", "--check", str(tmp_path / "none.ipynb")]) == 1
    assert capsys.readouterr().out == f"{tmp_path / 'none.ipynb'}: there is no such notebook\n"


def test_change_of_the_library_makes_a_notebook_stale(current, monkeypatch):
    monkeypatch.setattr(notebooks, "library_hash", lambda: "changed library")
    assert notebooks.stale([current]) == [current]


def test_change_of_the_text_does_not(current):
    edit(current, lambda cells: cells[0].update(source="# Another title"))
    assert notebooks.stale([current]) == []


READ = [
    "code/igf1r/rules.py",
    "code/igf1r/data/claims/a.csv",
    "figures/plot.py",
    "requirements.txt",
    *(f"code/igf1r/front/{name}.css" for name in DRAWING_STYLES),
]
NOT_READ = ["code/igf1r/front/quiz.js", "code/igf1r/sphinxext/pages.py", "README.md"]


def tree(root):
    """The skeleton of a checkout."""
    for name in [*READ, *NOT_READ]:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("old", "utf8")
    return root


@pytest.mark.parametrize("name", READ)
def test_library_hash_covers_what_a_cell_can_read(tmp_path, name):
    before = library_hash(tree(tmp_path))
    (tmp_path / name).write_text("new", "utf8")
    assert library_hash(tmp_path) != before


def test_library_hash_notices_a_new_and_a_renamed_file(tmp_path):
    seen = {library_hash(tree(tmp_path))}
    (tmp_path / "code/igf1r/data/claims/b.csv").write_text("new", "utf8")
    seen.add(library_hash(tmp_path))
    (tmp_path / "code/igf1r/data/claims/b.csv").rename(tmp_path / "code/igf1r/data/claims/c.csv")
    seen.add(library_hash(tmp_path))
    assert len(seen) == 3


@pytest.mark.parametrize("name", NOT_READ)
def test_library_hash_leaves_out_the_page_side(tmp_path, name):
    before = library_hash(tree(tmp_path))
    (tmp_path / name).write_text("new", "utf8")
    assert library_hash(tmp_path) == before


def test_run_notebook_is_stored_in_one_canonical_form(tmp_path, capsys):
    sources = (
        "import os; os.environ['IGF1R_DISPLAY'], os.environ['PYTHONHASHSEED']",
        "import ipywidgets; slider = ipywidgets.IntSlider()\nprint('one')\nprint('two')",
    )
    first = store(
        tmp_path / "first.ipynb", *sources, kernelspec={"name": "mine", "display_name": "Mine"}, author="x"
    )
    edit(
        first,
        lambda cells: cells[1]["metadata"].update(execution={"iopub.execute_input": "2020-01-01T00:00:00Z"}),
    )
    second = store(tmp_path / "second.ipynb", *sources, author="x")
    assert main(["notebooks", str(first), str(second)]) == 0
    assert capsys.readouterr().out.count(": run in ") == 2
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().endswith(b"}\n")
    content = json.loads(first.read_text("utf8"))
    assert list(content) == sorted(content)
    assert content["metadata"]["kernelspec"]["name"] == "python3"
    assert content["metadata"]["author"] == "x"
    assert [cell["id"] for cell in content["cells"]] == ["title", "code-0", "code-1"]
    assert content["cells"][1]["outputs"][0]["data"]["text/plain"] == ["('static', '0')"]
    assert "execution" not in content["cells"][1]["metadata"] and "widgets" not in content["metadata"]
    assert notebooks.stale([first, second]) == []
    assert sorted(os.listdir(tmp_path)) == ["first.ipynb", "second.ipynb"]


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("1 / 0", "page.ipynb, cell 3: ZeroDivisionError: division by zero"),
        ("import sys; print('no good', file=sys.stderr)", "page.ipynb, cell 3: writes to stderr: no good"),
        ("import os; os._exit(1)", "page.ipynb: the kernel died"),
    ],
)
def test_failing_cell_gives_one_line_and_leaves_the_file(tmp_path, capsys, source, line):
    path = store(tmp_path / "page.ipynb", "x = 1", source)
    before = path.read_bytes()
    assert main(["notebooks", str(path)]) == 1
    assert capsys.readouterr().out.strip().endswith(line)
    assert path.read_bytes() == before


def test_cell_that_does_not_end_is_stopped(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(notebooks, "SECONDS_A_CELL", 1)
    path = store(tmp_path / "page.ipynb", "while True: pass")
    assert main(["notebooks", str(path)]) == 1
    assert "a cell took longer than 1 s" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["", "{", "[]", '{"cells": 1}', '{"cells": [{"cell_type": "code"}]}'])
def test_file_that_is_no_notebook_gives_one_line(tmp_path, capsys, content):
    path = tmp_path / "page.ipynb"
    path.write_text(content, "utf8")
    assert main(["notebooks", str(path)]) == 1
    assert path.read_text("utf8") == content
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1 and "page.ipynb: not a notebook" in lines[0]


def test_check_lists_the_stale_ones_and_runs_nothing(tmp_path, current, capsys):
    stale = store(tmp_path / "stale.ipynb", "1")
    before = stale.read_bytes()
    assert main(["notebooks", "--check", str(current), str(stale)]) == 1
    assert capsys.readouterr().out.splitlines() == [f"{stale}: stale"]
    assert stale.read_bytes() == before
    assert main(["notebooks", "--check", str(current)]) == 0


def test_cells_without_ids_get_the_same_ones_each_time(tmp_path):
    path = tmp_path / "page.ipynb"
    old = {"cells": [{"cell_type": "markdown", "metadata": {}, "source": "# Old"}], "metadata": {}}
    path.write_text(json.dumps({**old, "nbformat": 4, "nbformat_minor": 2}), "utf8")
    assert [cell["id"] for cell in notebooks.read(path)["cells"]] == ["cell-01"]


ADDRESS = "https://github.com/someone/some-book"


def test_colab_cell_comes_and_goes_with_the_address(current):
    with_cell = notebooks.read(current, ADDRESS)
    assert [cell["id"] for cell in with_cell["cells"]] == ["title", notebooks.COLAB_ID, "code-0"]
    assert f"git+{ADDRESS}" in with_cell["cells"][1]["source"]
    assert with_cell["cells"][1]["metadata"] == {"tags": ["remove-cell"]}
    assert notebooks.stale([current], ADDRESS) == [current]
    current.write_text(json.dumps(with_cell), "utf8")
    assert [cell["id"] for cell in notebooks.read(current)["cells"]] == ["title", "code-0"]


def test_colab_cell_does_nothing_elsewhere(tmp_path, monkeypatch):
    monkeypatch.setattr(notebooks, "repository", lambda: ADDRESS)
    path = store(tmp_path / "page.ipynb", "1 + 1")
    assert main(["notebooks", str(path)]) == 0
    stored = notebooks.read(path, ADDRESS)["cells"][1]
    assert stored["outputs"] == [] and stored["execution_count"] == 1
    assert notebooks.stale([path], ADDRESS) == []
    assert notebooks.stale([path], f"{ADDRESS}-moved") == [path]


def exhibits(notebook):
    """The mime type and the stored form of each exhibit in a notebook."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            for mime, notes in output.get("metadata", {}).items():
                if "igf1r" in notes:
                    yield mime, output.data[mime]


@pytest.mark.parametrize("path", notebooks.chapters(), ids=lambda path: path.stem)
def test_other_viewers_show_every_exhibit_of_a_chapter(path):
    """nbconvert is the engine of nbviewer; it shows a drawing as an image and HTML as it is."""
    notebook = nbformat.read(path, as_version=4)
    body, _ = HTMLExporter(template_name="basic").from_notebook_node(notebook)
    page = BeautifulSoup(body, "html.parser")
    images = {image["src"] for image in page.find_all("img")}
    shown = list(exhibits(notebook))
    for mime, content in shown:
        if mime == "image/svg+xml":
            assert f"data:{mime};base64,{base64.b64encode(content.encode()).decode()}" in images
        else:
            assert BeautifulSoup(content, "html.parser").get_text() in page.get_text()
    assert shown or "igf1r.figures" not in path.read_text("utf8")
    assert "application/vnd.jupyter.widget" not in body
    assert not re.search(r"""(src|data|srcset)=["']?(\w+:)?//""", body)
