"""Stored outputs: run the chapters whose outputs no longer belong to their cells and to the library.

Each notebook remembers two fingerprints under ``metadata.igf1r``: ``inputs``, of its code cells and of all
that they can read (library, figures, data, pinned libraries), and ``outputs``, of the stored outputs.
A notebook is up to date when both still hold.
"""

import asyncio
import hashlib
import json
import os
import re
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import yaml

from igf1r.exhibit import STATIC_MODE
from igf1r.front import DRAWING_STYLES
from igf1r.records import DataError, Fault

ROOT = Path(__file__).resolve().parents[2]

AT_A_TIME = 2
SECONDS_A_CELL = 300

NOT_READ_BY_CELLS = ("sphinxext", "__pycache__")
"""Folders of the package whose files cannot change a stored output."""

COLAB_ID = "colab-setup"
COLAB_CELL = """\
# Only in Google Colab: install the book's library and switch its live figures on.
import sys
if "google.colab" in sys.modules:
    %pip install --quiet git+{address}
    from google.colab import output; output.enable_custom_widget_manager()"""


class NotebookError(Exception):
    """What is wrong with one notebook, in one line."""


def chapters(root=ROOT):
    """The book's notebooks, in the order of their paths."""
    return [
        path
        for path in sorted((root / "chapters").rglob("*.ipynb"))
        if ".ipynb_checkpoints" not in path.parts
    ]


def repository(root=ROOT):
    """The address set in ``_config.yml``; empty where none is set.

    Raises
    ------
    DataError
        Where the file cannot be read or the address is none.
    """
    try:
        settings = yaml.safe_load((root / "_config.yml").read_text("utf8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        problem = f"cannot be read ({' '.join(str(error).split())})"
        raise DataError([Fault("_config.yml", None, None, None, "a YAML file", problem)]) from error
    place = settings.get("repository") if isinstance(settings, dict) else None
    return address(place.get("url") if isinstance(place, dict) else place)


def address(value):
    """The address of a repository, as the links need it: without a final slash or ``.git``.

    Raises
    ------
    DataError
        Where the value is neither empty nor the address of a repository.
    """
    if value in (None, ""):
        return ""
    scheme, _, place = str(value).strip().rstrip("/").partition("://")
    host, *parts = place.split("/")
    if parts and host in ("github.com", "gitlab.com"):
        parts[-1] = parts[-1].removesuffix(".git")
        fits = len(parts) == 2 if host == "github.com" else len(parts) > 1 and "-" not in parts
    else:
        fits = bool(parts)
    if not (fits and scheme == "https" and all(re.fullmatch(r"[\w.-]+", part) for part in (host, *parts))):
        allowed = "empty, or https://HOST/OWNER/NAME"
        raise DataError([Fault("_config.yml", None, "repository: url", str(value), allowed)])
    return "/".join((f"https://{host}", *parts))


def library_hash(root=ROOT):
    """Fingerprint of all that a cell's output can depend on, the cell itself apart."""
    package = root / "code" / "igf1r"
    files = [path for path in package.rglob("*.py")]
    files += [path for path in (package / "data").rglob("*") if path.is_file()]
    files += [package / "front" / f"{name}.css" for name in DRAWING_STYLES]
    files += [*(root / "figures").rglob("*.py"), root / "requirements.txt"]
    digest = hashlib.sha256()
    for path in sorted(set(files)):
        if not any(folder in path.relative_to(root).parts for folder in NOT_READ_BY_CELLS):
            digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def fingerprints(notebook, library):
    """The two fingerprints that an up-to-date notebook carries."""
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return {
        "inputs": _digest([library, *(cell["source"] for cell in code)]),
        "outputs": _digest([cell["outputs"] for cell in code]),
    }


def _digest(value):
    return hashlib.sha256(json.dumps(_joined(value), sort_keys=True).encode()).hexdigest()


def _joined(value):
    """The value with texts in one piece; stored notebooks keep them as lists of lines."""
    if isinstance(value, dict):
        return {key: _joined(part) for key, part in value.items()}
    if isinstance(value, list):
        parts = [_joined(part) for part in value]
        return "".join(parts) if parts and all(isinstance(part, str) for part in parts) else parts
    return value


def read(path, address=""):
    """A stored notebook with the book's conventions applied: format, kernel, ids, and the Colab cell.

    Raises
    ------
    NotebookError
        Where the file is no notebook.
    """
    try:
        notebook = json.loads(Path(path).read_text("utf8"))
        for number, cell in enumerate(notebook["cells"], start=1):
            cell.setdefault("id", f"cell-{number:02}")
        metadata = notebook["metadata"]
        metadata.pop("widgets", None)
    except OSError as error:
        raise NotebookError(f"{path}: cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotebookError(f"{path}: not a notebook ({type(error).__name__}: {error})") from error
    notebook["nbformat"], notebook["nbformat_minor"] = 4, 5
    metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata["language_info"] = {"name": "python"}
    place_colab_cell(notebook, address)
    return notebook


def place_colab_cell(notebook, address):
    """Put in the cell that installs the book in Google Colab; take it out where no address is set."""
    former = [cell for cell in notebook["cells"] if cell["id"] == COLAB_ID]
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] != COLAB_ID]
    if address:
        blank = {"cell_type": "code", "id": COLAB_ID, "outputs": [], "execution_count": None}
        settled = {"metadata": {"tags": ["remove-cell"]}, "source": COLAB_CELL.format(address=address)}
        notebook["cells"].insert(1, {**(former[0] if former else blank), **settled})


def stale(paths, address=""):
    """Those of the notebooks whose stored outputs are not those of their cells and of the library."""
    library = library_hash()
    return [path for path in paths if not _holds(path, address, library)]


def _holds(path, address, library):
    try:
        notebook = read(path, address)
        return notebook["metadata"].get("igf1r") == fingerprints(notebook, library)
    except (NotebookError, KeyError):
        return False


async def execute(path, address, library):
    """Run one notebook in the static mode and store it, whole or not at all.

    Raises
    ------
    NotebookError
        Where a cell fails, takes too long, kills the kernel, or writes to the error stream.
    """
    import nbformat

    notebook = read(path, address)
    for cell in notebook["cells"]:
        cell.get("metadata", {}).pop("execution", None)
        if cell.get("cell_type") == "code":
            cell["outputs"], cell["execution_count"] = [], None
    try:
        notebook = nbformat.reads(json.dumps(notebook), as_version=4)
        nbformat.validate(notebook)
    except (ValueError, AttributeError, nbformat.ValidationError) as error:
        raise NotebookError(f"{path}: not a notebook ({_first_line(str(error))})") from error
    if any(cell.cell_type == "code" and cell.source.strip() for cell in notebook.cells):
        await _run_cells(path, notebook)
    notebook.metadata.language_info = {"name": "python"}  # not the version that happened to run it
    notebook.metadata.igf1r = fingerprints(notebook, library)
    write(path, nbformat.writes(notebook).rstrip("\n") + "\n")


async def _run_cells(path, notebook):
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    client = NotebookClient(
        notebook,
        kernel_name="python3",
        extra_arguments=["--log-level=ERROR"],
        timeout=SECONDS_A_CELL,
        record_timing=False,
        store_widget_state=False,
        resources={"metadata": {"path": str(Path(path).resolve().parent)}},
    )
    environment = {**os.environ, STATIC_MODE: "static", "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
    try:
        await client.async_execute(env=environment)
    except CellExecutionError as error:
        raise NotebookError(
            f"{path}, {_failing(notebook)}: {error.ename}: {_first_line(error.evalue)}"
        ) from error
    except CellTimeoutError as error:
        raise NotebookError(f"{path}: a cell took longer than {SECONDS_A_CELL} s") from error
    except DeadKernelError as error:
        raise NotebookError(f"{path}: the kernel died") from error
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                raise NotebookError(f"{path}, cell {number}: writes to stderr: {_first_line(output.text)}")


def _failing(notebook):
    for number, cell in enumerate(notebook.cells, start=1):
        if any(output.output_type == "error" for output in cell.get("outputs", [])):
            return f"cell {number}"
    return "a cell"


def _first_line(message):
    return next(iter(message.strip().splitlines()), "")


def write(path, content):
    """Write a text file whole or not at all."""
    handle, name = tempfile.mkstemp(dir=Path(path).parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf8", newline="\n") as file:
            file.write(content)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


async def _execute_all(paths, address):
    import matplotlib.font_manager  # noqa: F401  (its first import on a machine writes to stderr)

    library, places, faults = library_hash(), asyncio.Semaphore(AT_A_TIME), []

    async def one(path):
        async with places:
            start = time.perf_counter()
            try:
                await execute(path, address, library)
            except NotebookError as fault:
                faults.append(str(fault))
                print(fault, flush=True)
            else:
                print(f"{_shown(path)}: run in {time.perf_counter() - start:.1f} s", flush=True)

    await asyncio.gather(*map(one, paths))
    return faults


def _shown(path):
    path = Path(path).resolve()
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


def update(paths=(), check=False, faults=list):
    """Run the stale ones among the notebooks; return the exit code.

    Parameters
    ----------
    paths : sequence of Path
        All chapters where none is named.
    check : bool
        Only list them.
    faults : callable
        Gives what is wrong with the data, a line each; where something is, no chapter could run.
    """
    address = repository()
    missing = [path for path in paths if not Path(path).is_file()]
    if missing:
        print(*(f"{_shown(path)}: there is no such notebook" for path in missing), sep="\n")
        return 1
    out_of_date = stale(paths or chapters(), address)
    if out_of_date and (wrong := faults()):
        print(*wrong, sep="\n")
        return 1
    if check:
        for path in out_of_date:
            print(f"{_shown(path)}: stale")
        return 1 if out_of_date else 0
    if not out_of_date:
        return 0
    with ThreadPoolExecutor(1) as worker:  # a thread of its own: the caller may run an event loop
        return int(bool(worker.submit(asyncio.run, _execute_all(out_of_date, address)).result()))
