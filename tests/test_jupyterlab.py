"""A figure in a real JupyterLab: it runs, a click repaints it, Python sees the state and sets it."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request

import nbformat
import pytest

CELLS = (
    "from igf1r.figures import core\nw = core.figure().widget()\nw",
    "print('seen', w.settings['MEK_inhibitor'], w.values['ERK'])",
    "w.settings = {'IGF1R_inhibitor': 1}",
    "print('then', w.values['AKT'], w.values['Apoptosis'])",
    "try:\n    w.settings = {'IGF1R_inhibitr': 1}\nexcept ValueError as error:\n    print(error)",
    "from igf1r.figures import incision\nb = incision.figure().widget()\nb",
    "b.settings = {'PPP': 1}",
)


@pytest.fixture
def lab(tmp_path):
    """The address of a JupyterLab that serves a folder with one notebook, ``page.ipynb``."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, tmp_path / "page.ipynb")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {key: value for key, value in os.environ.items() if key != "IGF1R_DISPLAY"}
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR"):
        environment[name] = str(tmp_path / "jupyter" / name)
    command = [
        sys.executable, "-m", "jupyter", "lab", f"--port={port}", "--no-browser", "--allow-root", "--IdentityProvider.token=",
        "--ServerApp.disable_check_xsrf=True", f"--ServerApp.root_dir={tmp_path}", "--LabApp.news_url=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]  # fmt: skip
    log = open(tmp_path / "lab.log", "wb")
    server = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{address}/api", timeout=2)
            break
        except OSError:
            assert server.poll() is None, (tmp_path / "lab.log").read_text()
            time.sleep(0.25)
    yield address
    server.terminate()
    server.wait(20)
    log.close()


def test_a_figure_is_alive_in_jupyterlab(browser, lab):
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{lab}/lab/tree/page.ipynb?reset")
    cells = page.locator(".jp-Notebook .jp-CodeCell")
    cells.first.wait_for(timeout=90_000)
    page.locator(".jp-StatusBar-Widget", has_text="| Idle").wait_for(timeout=90_000)

    def run(number):
        cells.nth(number).locator(".cm-content").click()
        page.keyboard.press("Control+Enter")
        cells.nth(number).locator(".jp-InputPrompt", has_text=re.compile(r"\[\d+\]")).wait_for(timeout=60_000)

    def printed(number, text):
        cells.nth(number).locator(".jp-OutputArea-output", has_text=text).wait_for(timeout=30_000)

    def shows(figure, node, on):
        wanted = "is-on" if on else "is-off"
        figure.locator(f".igf1r-svg g.{wanted}[data-node='{node}']").wait_for(state="attached", timeout=30_000)

    run(0)
    figure = cells.nth(0).locator(".igf1r-explorer.is-live")
    figure.wait_for(timeout=60_000)
    shows(figure, "ERK", True)
    figure.locator(".igf1r-switch", has_text="MEK inhibitor").locator("input").click()
    shows(figure, "ERK", False)
    run(1)
    printed(1, "seen 1 0")
    run(2)
    shows(figure, "AKT", False)
    run(3)
    printed(3, "then 0 1")
    run(4)
    printed(4, "'IGF1R_inhibitr' is no switch of core; switches: IGF1, IGF1R_inhibitor")
    run(5)
    second = cells.nth(5).locator(".igf1r-explorer.is-live")
    second.get_by_role("button", name="On the body").click()
    body = second.locator(".igf1r-drawing:visible")
    shows(body, "IGF1R", True)
    run(6)
    shows(body, "IGF1R", False)
    body.locator("g.is-blocked[data-node='IGF1R']").wait_for(timeout=30_000)
    context.close()
