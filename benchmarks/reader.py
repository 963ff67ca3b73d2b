"""What the benchmarks of built pages share: the book's folder, its commands and a browser."""

import sys
from pathlib import Path
from statistics import quantiles

ROOT = Path(__file__).parents[1]
HTML = ROOT / "_build" / "html"
BROWSER_ARGUMENTS = ["--no-sandbox", "--disable-gpu"]

sys.path.append(str(ROOT / "tools"))


def browser_program():
    """The browser's program; stops with one line where there is none, or no book to read."""
    import book

    script = Path(sys.argv[0]).name
    program = book.find_browser()
    if not program:
        sys.exit(
            f"{script}: no Chromium or Chrome was found: run `python tools/book.py test`, which installs one"
        )
    if not (HTML / "chapters").is_dir():
        sys.exit(f"{script}: the book is not built: run `python tools/book.py build`")
    return program


def percentile(values, part=95):
    """The given percentile of some numbers."""
    return quantiles(values, n=100, method="inclusive")[part - 1] if len(values) > 1 else values[0]
