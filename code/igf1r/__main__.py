"""The commands: ``python -m igf1r COMMAND``.

Each is a function of its options that returns the exit code, or None for success.
"""

import argparse
import sys
from pathlib import Path


def faults_of(folder):
    """Every fault of a data folder, each told once (list of str)."""
    from igf1r import knowledge, questions, sequence
    from igf1r.consistency import faults_of_files
    from igf1r.exports.tables import SIDE_TABLES, check_meanings
    from igf1r.notebooks import chapters
    from igf1r.records import DataError

    places = knowledge.networks(folder)
    beside = {f"{name}.csv": model for name, model in SIDE_TABLES.items()}
    readers = [
        (knowledge.load, folder),
        *((knowledge.check_network, place) for place in places),
        (questions.load, folder),
        *((knowledge.read_table, folder / file, model) for file, model in beside.items()),
        (check_meanings, folder),
        (sequence.read_sequence, folder),
    ]
    faults = []
    for read, *arguments in readers if folder.is_dir() else readers[:1]:
        try:
            read(*arguments)
        except DataError as error:
            faults += error.faults
    if folder.is_dir():
        faults += faults_of_files(folder, [*beside, sequence.FILE], {path.stem for path in chapters()})
    return list(dict.fromkeys(map(str, faults)))


def check(options):
    """Read all data; print every fault in one line each, or one line with the counts."""
    from igf1r import knowledge, questions
    from igf1r.records import DATA

    folder = options.folder or DATA
    if faults := faults_of(folder):
        print(*faults, sep="\n")
        return 1
    known = knowledge.load(folder)
    print(
        f"{len(known.claims)} claims, {len(known.critiques)} critiques, {len(known.entities)} entities, "
        f"{len(known.references)} references, {len(knowledge.networks(folder))} networks, "
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


def coverage(options):
    """Say for each section of the reviews which sentences have no claim; exit with 1 where one needs one."""
    from igf1r.coverage import report
    from igf1r.records import DATA, DataError

    try:
        lines, whole = report(options.reviews, options.folder or DATA)
    except DataError as error:
        print(error)
        return 1
    print(*lines, sep="\n")
    return None if whole else 1


def data(options):
    """Write the data to take away, file by file and in one archive."""
    from igf1r import exports
    from igf1r.records import DataError

    try:
        packed = exports.write(options.target, exports.files())
    except DataError as error:
        print(error)
        return 1
    except OSError as error:
        print(f"{options.target}: cannot be written ({error.strerror}); allowed: a folder")
        return 1
    print(f"{packed}: {packed.stat().st_size / 1e6:.1f} MB")


def notebooks(options):
    """Run the chapters whose stored outputs are stale; with --check only list them."""
    from igf1r import notebooks
    from igf1r.records import DATA, DataError

    try:
        return notebooks.update(options.paths, options.check, lambda: faults_of(DATA))
    except DataError as error:
        print(error)
        return 1


def argument(*names, **settings):
    """One command-line argument, as `argparse` takes it."""
    return names, settings


FOLDER = argument("folder", nargs="?", type=Path, help="a data folder; the package's own where none is given")
TEXTS = argument("--reviews", type=Path, required=True, help="the folder with the reviews' .txt files")
TARGET = argument(
    "target", nargs="?", type=Path, default=Path("_build", "data"), help="a folder; by default %(default)s"
)

COMMANDS = {
    "notebooks": (
        notebooks,
        [
            argument("--check", action="store_true", help="run nothing; exit with 1 where one is stale"),
            argument("paths", nargs="*", type=Path, help="notebooks; all chapters where none is named"),
        ],
    ),
    "check": (check, [FOLDER]),
    "coverage": (coverage, [TEXTS, FOLDER]),
    "data": (data, [TARGET]),
    "locators": (locators, [TEXTS, FOLDER]),
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
