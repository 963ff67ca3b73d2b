#!/usr/bin/env python3
"""The book's commands on any system: python tools/book.py COMMAND

build|serve|notebooks|test|audit|bench|data|coverage-of-reviews|clean

Needs Python itself and nothing else: the commands make the virtual environment that they run in.
"""

import argparse
import functools
import glob
import hashlib
import http.server
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BUILD = ROOT / "_build"
HTML = BUILD / "html"
DOCTREES = BUILD / "doctrees"

SUPPORTED = ((3, 13), (3, 12), (3, 11))
BENCHMARKS = ("loading", "scan", "builds", "clicks", "jupyterlab", "lighthouse")
PORTS = range(8000, 8020)
ABANDONED = 3600
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
BROWSER_FILES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)


class Stop(Exception):
    """What went wrong and what to do about it, in one line."""


def say(line):
    print(line, flush=True)


# The Python and the virtual environment


def candidates():
    """Interpreters worth asking, this one first."""
    yield [sys.executable]
    for major, minor in SUPPORTED:
        found = shutil.which(f"python{major}.{minor}")
        if found:
            yield [found]
        root = os.environ.get("PYENV_ROOT") or os.path.expanduser("~/.pyenv")
        for path in sorted(glob.glob(os.path.join(root, "versions", f"{major}.{minor}.*", "bin", "python"))):
            yield [path]
        if shutil.which("py"):
            yield ["py", f"-{major}.{minor}"]


def version(command, modules="ensurepip, venv"):
    """The (major, minor) version of an interpreter that has some modules, else None."""
    code = f"import json, sys, {modules}; print(json.dumps(sys.version_info[:2]))"
    try:
        answer = subprocess.run([*command, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return tuple(json.loads(answer.stdout.decode())) if answer.returncode == 0 else None
    except (OSError, ValueError):
        return None


def find_python():
    """An interpreter for the virtual environment."""
    for command in candidates():
        if version(command) in SUPPORTED:
            return command
    this = platform.python_version()
    if sys.version_info[:2] in SUPPORTED:
        raise Stop(
            f"Python {this} lacks the module venv or ensurepip: install it (Debian: apt install python3-venv)"
        )
    raise Stop(
        f"Python 3.11, 3.12 or 3.13 is needed; this is {this} and no other was found: install one of them"
    )


def venv_python():
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def pins():
    """Fingerprint of what the environment has to hold, and of where this checkout lies."""
    digest = hashlib.sha256(str(ROOT).encode())
    for name in ("requirements.txt", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def environment(here):
    """The interpreter that has everything, after installing what is missing."""
    if here:
        return sys.executable
    python, record = venv_python(), VENV / "igf1r-pins"
    if VENV.exists() and version([str(python)], "pip") not in SUPPORTED:
        say("Making .venv anew: the one here is broken, half-made or of another Python version.")
        shutil.rmtree(VENV)
    if not VENV.exists():
        say("Making the virtual environment .venv.")
        run([*find_python(), "-m", "venv", str(VENV)], "the virtual environment could not be made: see above")
    if not (record.is_file() and record.read_text() == pins()):
        say("Installing the pinned libraries; the first time this takes some minutes.")
        if record.exists():
            record.unlink()
        install = ["-m", "pip", "install", "-qq", "--disable-pip-version-check", "-r", "requirements.txt"]
        run([str(python), *install], "the pinned libraries could not be installed: see pip's message above")
        record.write_text(pins())
    return str(python)


def run(command, failure, **settings):
    """Run a command in the checkout; stop with one line where it fails."""
    if subprocess.run(command, cwd=ROOT, **settings).returncode:
        raise Stop(failure)


# The commands


def notebooks(options):
    """Run the chapters whose stored outputs are stale."""
    python = environment(options.here)
    run(
        [python, "-m", "igf1r", "notebooks"], "a notebook failed: see above; its stored outputs are unchanged"
    )


def build(options):
    """Bring the notebooks up to date and build the book."""
    if not options.stored:
        notebooks(options)
    make_html(environment(options.here))
    say(f"The book: {HTML / 'index.html'}")


def make_html(python):
    """Build into a fresh folder; put it in the place of the previous book only when it is whole."""
    BUILD.mkdir(exist_ok=True)
    for folder in BUILD.glob("next-*"):
        if time.time() - folder.stat().st_mtime > ABANDONED:
            shutil.rmtree(folder, ignore_errors=True)
    fresh = Path(tempfile.mkdtemp(prefix="next-", dir=BUILD))
    html, doctrees = fresh / "html", fresh / "doctrees"
    try:
        if DOCTREES.exists():
            DOCTREES.rename(doctrees)
        command = [python, "-m", "igf1r.sphinxext.build", str(ROOT), str(html), str(doctrees)]
        settings = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "MPLBACKEND": "Agg"}
        run(
            command, "the book was not built: see above; the previous one, if any, is unchanged", env=settings
        )
        swap(html, HTML, fresh / "former")
        doctrees.rename(DOCTREES)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def swap(new, place, former):
    """Put the folder `new` in its place."""
    if place.exists():
        place.rename(former)
    try:
        new.rename(place)
    except OSError:
        if former.exists():
            former.rename(place)
        raise


def serve(options):
    """Show the book on localhost."""
    if not HTML.exists():
        raise Stop("there is no book yet: run the command build")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(HTML))
    server = listen([options.port] if options.port else PORTS, handler)
    say(f"The book: http://localhost:{server.server_port}/ (stop with Ctrl-C)")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say("")


def listen(ports, handler):
    """A server on the first free port."""
    why = "is taken"
    for port in ports:
        try:
            return http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
        except PermissionError:
            why = "may not be used by you"
        except OSError:
            continue
    raise Stop(f"port {ports[0]} {why}: choose another with --port")


def port(text):
    """A port as the command line gives it."""
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not allowed; allowed: 1 to 65535")
    return number


def test(options):
    """Run all tests, or those that are named."""
    if not options.tests:
        run_all_tests(options)
        return
    command = [environment(options.here), "-m", "pytest", *options.tests]
    run(command, "a test failed: see above", env=test_settings())


def audit(options):
    """Run all tests with what takes too long for every time: every colour, every chapter in JupyterLab."""
    run_all_tests(options, "--audit")


def test_settings():
    return {**os.environ, "IGF1R_BROWSER": browser(), "PYTHONHASHSEED": "0"}


def run_all_tests(options, *more):
    python = environment(options.here)
    settings = test_settings()
    run(
        [python, "-m", "igf1r", "notebooks", "--check"], "stored outputs are stale: run the command notebooks"
    )
    make_html(python)
    settings["IGF1R_BOOK"] = str(HTML)
    pytest = [python, "-m", "pytest", "--numprocesses=auto", "--dist=worksteal"]
    run([*pytest, *more, "tests"], "a test failed: see above", env=settings)
    static = {**settings, "IGF1R_DISPLAY": "static"}
    nbval = [*pytest, "--dist=loadfile", "--nbval", "chapters"]
    run(nbval, "a chapter's outputs differ: see above", env=static)


def browser():
    """A Chromium or Chrome; Debian's is installed where there is none and it may be."""
    named = os.environ.get("IGF1R_BROWSER")
    found = find_browser() if not named else shutil.which(named)
    if named and not found:
        raise Stop(f"IGF1R_BROWSER names {named}, which is no program")
    rights = installing_rights() if not found and shutil.which("apt-get") else None
    if rights is not None:
        say("Installing Chromium for the tests.")
        quiet = {"stdout": subprocess.DEVNULL}
        for step in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
            run(
                [*rights, "apt-get", "-qq", *step],
                "Chromium could not be installed: see apt-get's message",
                **quiet,
            )
        found = find_browser()
    if not found:
        raise Stop(
            "the tests need Chromium or Chrome, and it may not be installed from here: install it yourself"
        )
    return found


def find_browser():
    return next(filter(None, map(shutil.which, (*BROWSERS, *BROWSER_FILES))), None)


def installing_rights():
    """What stands before apt-get: nothing for root, sudo where it asks nothing; None without the right."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], stderr=subprocess.DEVNULL).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def bench(options):
    """Run the benchmarks; each prints its table."""
    python = environment(options.here)
    for name in BENCHMARKS:
        say(f"\n{name}")
        run([python, f"benchmarks/{name}.py"], f"the benchmark {name} failed: see above")


def data(options):
    """Write the data to take away into _build/data."""
    command = [environment(options.here), "-m", "igf1r", "data", str(BUILD / "data")]
    run(command, "the data were not written: see above")


def coverage(options):
    """Say which sentences of the reviews have no claim."""
    reviews = options.reviews or os.environ.get("IGF1R_REVIEWS")
    if not reviews:
        raise Stop("the reviews' texts are not part of the book: name their folder in IGF1R_REVIEWS")
    command = [environment(options.here), "-m", "igf1r", "coverage", "--reviews", os.path.abspath(reviews)]
    run(command, "the claims do not cover the reviews: see above")


def clean(options):
    """Remove the built book; with --all the virtual environment too."""
    for folder in (BUILD, VENV) if options.all else (BUILD,):
        shutil.rmtree(folder, ignore_errors=True)


COMMANDS = {
    "build": build,
    "serve": serve,
    "notebooks": notebooks,
    "test": test,
    "audit": audit,
    "bench": bench,
    "data": data,
    "coverage-of-reviews": coverage,
    "clean": clean,
}


def main(words=None):
    parser = argparse.ArgumentParser(prog="book.py", description="Commands of the book.")
    commands = parser.add_subparsers(metavar="COMMAND", dest="command")
    commands.required = True
    for name, function in COMMANDS.items():
        command = commands.add_parser(name, help=function.__doc__, description=function.__doc__)
        command.set_defaults(run=function)
        command.add_argument("--here", action="store_true", help="use this Python as it is, without .venv")
        if name == "build":
            command.add_argument(
                "--stored", action="store_true", help="run no notebook; stop where one is stale"
            )
        if name == "serve":
            command.add_argument("--port", type=port, help="by default the first free one from 8000")
        if name == "test":
            command.add_argument(
                "tests", nargs="*", help="what to pass to pytest; everything where nothing is named"
            )
        if name == "coverage-of-reviews":
            command.add_argument("--reviews", help="the folder with the texts; by default IGF1R_REVIEWS")
        if name == "clean":
            command.add_argument("--all", action="store_true", help="remove .venv too")
    options = parser.parse_args(words)
    try:
        options.run(options)
    except Stop as stop:
        sys.exit(f"book.py: {stop}")
    except KeyboardInterrupt:
        sys.exit("book.py: interrupted; the previous book, if any, is unchanged")


if __name__ == "__main__":
    main()
