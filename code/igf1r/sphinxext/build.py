"""Builds the book as its settings say: ``python -m igf1r.sphinxext.build SOURCE OUT DOCTREES``."""

import gc
import sys
from pathlib import Path

from jupyter_book.sphinx import build_sphinx


def build(source, out, doctrees, builder="html"):
    """Build the book in the folder `source` into the folder `out`; any warning makes it fail.

    Returns
    -------
    int
        The exit code; what went wrong is on the error stream.
    """
    result = build_sphinx(
        source,
        out,
        doctreedir=doctrees,
        path_config=Path(source, "_config.yml"),
        confoverrides={"external_toc_path": "_toc.yml", "latex_individualpages": False, "nitpicky": True},
        noconfig=True,
        builder=builder,
        quiet=True,
        warningiserror=True,
        keep_going=True,
    )
    return 1 if isinstance(result, BaseException) else result


if __name__ == "__main__":
    gc.set_threshold(100_000, 50, 100)  # page trees live to the end; to look for garbage in them is in vain
    sys.exit(build(*map(Path, sys.argv[1:])))
