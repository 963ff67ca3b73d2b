"""The package as pip, the standard library and other people's tools see it."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
LOCK = (ROOT / "requirements.txt").read_text("utf8").splitlines()


def python(code, **settings):
    """What a fresh interpreter prints."""
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, **settings
    )
    return answer.stdout.strip()


def test_code_is_the_standard_library_module():
    assert not (ROOT / "code" / "__init__.py").exists()
    where = python("import code, pdb; print(code.__file__); code.InteractiveConsole", cwd=ROOT)
    assert not Path(where).is_relative_to(ROOT)


def test_nothing_imports_from_code():
    sources = [
        path for folder in ("code", "figures", "tests", "tools") for path in (ROOT / folder).rglob("*.py")
    ]
    guilty = [
        path
        for path in sources
        if re.search(r"^\s*(from|import) code\.", path.read_text("utf8"), re.MULTILINE)
    ]
    assert guilty == []


@pytest.mark.parametrize("asked", [["check"], ["format", "--check"]], ids=["slips", "layout"])
def test_ruff_finds_nothing(asked):
    answer = subprocess.run([sys.executable, "-m", "ruff", *asked, str(ROOT)], capture_output=True, text=True)
    assert answer.returncode == 0, answer.stdout


def pins():
    lines = [line for line in LOCK if line and not line.startswith(("#", "-e"))]
    return {Requirement(line).name.lower().replace("_", "-"): Requirement(line) for line in lines}


def test_every_dependency_is_pinned_within_its_range():
    wanted = [
        *PROJECT["dependencies"],
        *(line for extra in PROJECT["optional-dependencies"].values() for line in extra),
    ]
    locked = pins()
    for requirement in map(Requirement, wanted):
        (pin,) = locked[requirement.name.lower().replace("_", "-")].specifier
        assert pin.operator == "==" and requirement.specifier.contains(pin.version), requirement


def test_lock_pins_exactly_names_no_host_and_ends_with_the_project():
    assert all(re.fullmatch(r"==[\w.+!]+", str(pin.specifier)) for pin in pins().values())
    assert not any("://" in line or line.startswith("--") for line in LOCK)
    assert LOCK[-1] == "-e ."


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The project's wheel, built from a copy of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in ("code", "figures"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        folder,
        source,
    ]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_wheel_works_away_from_the_checkout(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "import igf1r, igf1r.figures, igf1r.sphinxext\n"
        "from igf1r.front import page_source, style_source\n"
        "from igf1r.knowledge import load\n"
        "assert page_source() and style_source() and load().claims\n"
        "print(igf1r.__file__, igf1r.figures.__file__, sep='\\n')"
    )
    where = python(code, cwd=tmp_path).splitlines()
    assert all(Path(path).is_relative_to(tmp_path) for path in where)


def test_wheel_holds_every_data_file_and_module(wheel):
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    files = [
        path
        for path in (ROOT / "code" / "igf1r").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ]
    expected = {f"igf1r/{path.relative_to(ROOT / 'code' / 'igf1r').as_posix()}" for path in files}
    expected |= {f"igf1r/figures/{path.name}" for path in (ROOT / "figures").glob("*.py")}
    assert expected - inside == set()


def test_files_of_a_release_agree():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf8"))
    assert citation["version"] == PROJECT["version"]
    book = yaml.safe_load((ROOT / "_config.yml").read_text("utf8"))
    assert citation["title"] == book["title"]


def test_binder_gets_a_supported_python():
    (major_minor,) = re.findall(r"^python-(3\.\d+)$", (ROOT / "runtime.txt").read_text("utf8"), re.MULTILINE)
    assert Requirement(f"python{PROJECT['requires-python']}").specifier.contains(major_minor)


def test_readme_commands_exist(commands):
    text = (ROOT / "README.md").read_text("utf8") + (ROOT / "CONTRIBUTING.md").read_text("utf8")
    named = set(re.findall(r"tools/book\.py ([\w-]+)", text))
    assert {"build", "test"} <= named <= set(commands.COMMANDS)
    targets = set(re.findall(r"^([\w -]+):", (ROOT / "Makefile").read_text("utf8"), re.MULTILINE))
    targets = {target for line in targets for target in line.split()}
    assert set(re.findall(r"(?:^|`)make ([\w-]+)", text, re.MULTILINE)) <= targets


def test_data_files_have_unix_line_ends_on_every_system():
    assert "eol=lf" in (ROOT / ".gitattributes").read_text("utf8")
    files = [path for path in (ROOT / "code" / "igf1r" / "data").rglob("*") if path.is_file()]
    assert files and not any(b"\r" in path.read_bytes() for path in files)
