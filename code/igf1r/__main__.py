"""The commands: ``python -m igf1r COMMAND``.

Each is a function of its options that returns the exit code, or None for success.
"""

import argparse
import sys
from pathlib import Path


def check(options):
    """Read all data; print every fault in one line each, or one line with the counts."""
    from igf1r import knowledge, questions
    from igf1r.network import Network
    from igf1r.records import DATA, DataError

    folder = options.folder or DATA
    places = knowledge.networks(folder)
    faults = []
    for read, *arguments in (
        (knowledge.load, folder),
        *((Network.read, place.name, place.parent) for place in places),
        (questions.load, folder),
    ):
        try:
            read(*arguments)
        except DataError as error:
            faults += error.faults
    if faults:
        print(*dict.fromkeys(map(str, faults)), sep="\n")
        return 1
    known = knowledge.load(folder)
    print(
        f"{len(known.claims)} claims, {len(known.critiques)} critiques, {len(known.entities)} entities, "
        f"{len(known.references)} references, {len(places)} networks, "
        f"{len(questions.load(folder))} questions: no fault"
    )


def locators(options):
    """Find every locator in the reviews' texts and record a fingerprint of its sentence."""
    from igf1r.locators import FILE, record
    from igf1r.records import DATA, DataError

    try:
        print(f"{FILE}: {record(options.reviews, options.folder or DATA)} locators found")
    except DataError as error:
        print(error)
        return 1


def notebooks(options):
    """Run the chapters whose stored outputs are stale; with --check only list them."""
    from igf1r import notebooks

    return notebooks.update(options.paths, options.check)


def argument(*names, **settings):
    """One command-line argument, as `argparse` takes it."""
    return names, settings


FOLDER = argument("folder", nargs="?", type=Path, help="a data folder; the package's own where none is given")

COMMANDS = {
    "notebooks": (
        notebooks,
        [
            argument("--check", action="store_true", help="run nothing; exit with 1 where one is stale"),
            argument("paths", nargs="*", type=Path, help="notebooks; all chapters where none is named"),
        ],
    ),
    "check": (check, [FOLDER]),
    "locators": (
        locators,
        [
            argument("--reviews", type=Path, required=True, help="the folder with the reviews' .txt files"),
            FOLDER,
        ],
    ),
}


def main(words=None):
    """Run the command that `words` (by default those of the command line) name; return its exit code."""
    about = "Tools of the IGF-1 receptor textbook."
    parser = argparse.ArgumentParser(prog="python -m igf1r", description=about)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, (run, arguments) in COMMANDS.items():
        command = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        for names, settings in arguments:
            command.add_argument(*names, **settings)
        command.set_defaults(run=run)
    options = parser.parse_args(words)
    return options.run(options)


if __name__ == "__main__":
    sys.exit(main())
