"""What the benchmarks of built pages share: the book's folder and a browser to read it with."""

import importlib.util
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
HTML = ROOT / "_build" / "html"


def commands():
    """The book's commands, ``tools/book.py``."""
    description = importlib.util.spec_from_file_location("book_commands", ROOT / "tools" / "book.py")
    module = importlib.util.module_from_spec(description)
    description.loader.exec_module(module)
    return module


def browser_program():
    """The browser's program; stops with one line where there is none, or no book to read."""
    script = Path(sys.argv[0]).name
    program = commands().find_browser()
    if not program:
        sys.exit(f"{script}: no Chromium or Chrome was found: run `python tools/book.py test`, which installs one")
    if not (HTML / "chapters").is_dir():
        sys.exit(f"{script}: the book is not built: run `python tools/book.py build`")
    return program
