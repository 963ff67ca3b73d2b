"""A JupyterLab for one notebook, as tests and benchmarks need it."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

PRIVATE = (
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_RUNTIME_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
    "IPYTHONDIR",
)
OPTIONS = (
    "--no-browser",
    "--allow-root",
    "--IdentityProvider.token=",
    "--ServerApp.disable_check_xsrf=True",
    "--LabApp.news_url=",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
)
WAIT = 60
EVERY_CELL = ("@jupyterlab/notebook-extension/tracker.jupyterlab-settings", '{"windowingMode": "none"}')
"""The setting by which a notebook keeps every cell in the page, seen or not."""


@contextlib.contextmanager
def jupyterlab(folder, cells):
    """Serve a folder with one notebook, ``page.ipynb``; gives the notebook's address in JupyterLab.

    Parameters
    ----------
    folder : Path
        An empty folder; JupyterLab's own files go there too.
    cells : iterable of str
        Code of the notebook's cells.

    Raises
    ------
    RuntimeError
        Where JupyterLab does not answer; with what it printed.
    """
    import nbformat

    folder = Path(folder)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / "page.ipynb")
    settings = folder / "jupyter" / "JUPYTERLAB_SETTINGS_DIR" / EVERY_CELL[0]
    settings.parent.mkdir(parents=True)
    settings.write_text(EVERY_CELL[1])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    environment = {key: value for key, value in os.environ.items() if key != "IGF1R_DISPLAY"}
    environment |= {name: str(folder / "jupyter" / name) for name in PRIVATE}
    command = [sys.executable, "-m", "jupyter", "lab", *OPTIONS]
    command += [f"--port={address.rpartition(':')[2]}", f"--ServerApp.root_dir={folder}"]
    with open(folder / "lab.log", "wb") as log:
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            _await(server, address, folder / "lab.log")
            yield f"{address}/lab/tree/page.ipynb?reset"
        finally:
            server.terminate()
            server.wait(20)


def _await(server, address, log):
    """Return when the server answers."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{address}/api", timeout=2)
            return
        time.sleep(0.25)
    raise RuntimeError(f"JupyterLab does not answer: {log.read_text()}")


def open_notebook(page, address):
    """Open the notebook in a Playwright page; returns its code cells when its kernel is ready."""
    page.goto(address)
    cells = page.locator(".jp-Notebook .jp-CodeCell")
    cells.first.wait_for(timeout=90_000)
    page.locator(".jp-StatusBar-Widget", has_text="| Idle").wait_for(timeout=90_000)
    return cells


def run_cell(page, cell):
    """Run a code cell; returns when its number stands beside it."""
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    page.wait_for_function(
        "cell => /\\[\\d+\\]/.test(cell.querySelector('.jp-InputPrompt').textContent)",
        arg=cell.element_handle(),
        timeout=60_000,
    )
