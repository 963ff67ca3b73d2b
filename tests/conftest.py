"""What several tests share: the built book, a server that shows it, and a browser."""

import functools
import http.server
import importlib.util
import os
import threading
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

BROWSER_ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
]


def pytest_addoption(parser):
    parser.addoption("--audit", action="store_true", help="also what takes too long for every time")


def pytest_configure(config):
    config.addinivalue_line("markers", "audit: what only the audit runs")


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--audit"):
        items[:] = [item for item in items if not item.get_closest_marker("audit")]


@pytest.fixture
def audit(pytestconfig):
    """Whether this is the audit, which takes its time."""
    return pytestconfig.getoption("--audit")


def load_commands():
    """The module tools/book.py, which is no part of the package."""
    description = importlib.util.spec_from_file_location("book_commands", ROOT / "tools" / "book.py")
    module = importlib.util.module_from_spec(description)
    description.loader.exec_module(module)
    return module


@pytest.fixture
def commands():
    """The book's commands, a module of its own for each test."""
    return load_commands()


@pytest.fixture(scope="session")
def html(tmp_path_factory):
    """The folder of the built book: the one that IGF1R_BOOK names, else one built now."""
    if "IGF1R_BOOK" in os.environ:
        return Path(os.environ["IGF1R_BOOK"])
    module = load_commands()
    module.BUILD = tmp_path_factory.mktemp("built")
    module.HTML, module.DOCTREES = module.BUILD / "html", module.BUILD / "doctrees"
    module.main(["build", "--here", "--stored"])
    return module.HTML


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="session")
def site(html):
    """The address of a server on this machine that shows the built book; it ends with a slash."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(html)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium or Chrome of the system, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    program = os.environ.get("IGF1R_BROWSER") or load_commands().find_browser()
    if not program:
        pytest.fail(
            "no Chromium or Chrome was found: run `python tools/book.py test`, which installs one",
            pytrace=False,
        )
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=BROWSER_ARGUMENTS)
        yield chromium
        chromium.close()
