"""Seconds that the book takes: every notebook afresh, a cold build, a rebuild, one after editing a chapter.

Works on a copy of the checkout without what was built, with this Python as it is.
``python benchmarks/builds.py`` prints the table.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from reader import ROOT

CHAPTER = "chapters/signalling/pi3k.ipynb"


def seconds(folder, *words):
    """How long a command of the book takes in the copy."""
    copied = {**os.environ, "PYTHONPATH": str(folder / "code")}
    start = perf_counter()
    done = subprocess.run([sys.executable, *words], cwd=folder, env=copied, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"builds.py: {' '.join(words)}: {(done.stderr or done.stdout).strip().splitlines()[-1]}")
    return perf_counter() - start


def edit(path):
    """Add a sentence to a chapter's first cell of text."""
    notebook = json.loads(path.read_text("utf8"))
    cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    cell["source"] = [*cell["source"], "\n\nOne more sentence."]
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", "utf8")


def main():
    """Print the table."""
    build = ("tools/book.py", "build", "--here", "--stored")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "book"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "_build", "__pycache__"))
        lines = [("cold build from stored outputs", seconds(copy, *build))]
        lines.append(("build again, nothing changed", seconds(copy, *build)))
        edit(copy / CHAPTER)
        lines.append(("build after one chapter was edited", seconds(copy, *build)))
        for path in (copy / "chapters").rglob("*.ipynb"):
            notebook = json.loads(path.read_text("utf8"))
            notebook["metadata"].pop("igf1r", None)
            path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", "utf8")
        lines.append(("every notebook executed afresh", seconds(copy, "-m", "igf1r", "notebooks")))
    for name, spent in lines:
        print(f"{name:36} {spent:6.1f} s")


if __name__ == "__main__":
    main()
