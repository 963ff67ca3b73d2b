"""Time to read and check all data, as ``python -m igf1r check`` does, in a fresh process each time.

import    the libraries and the package
check     every file of the data folder read, and every name, sign and rule held against the others

Each number is the median of the processes, with the fastest and the slowest. ``python benchmarks/loading.py``
prints the table.
"""

import json
import subprocess
import sys
from statistics import median

PROCESSES = 9

MEASURED = """
import contextlib, io, json
from time import perf_counter
start = perf_counter()
import igf1r.exports.tables, igf1r.knowledge, igf1r.network, igf1r.questions
from igf1r.__main__ import main
imported = perf_counter()
with contextlib.redirect_stdout(io.StringIO()) as said:
    code = main(["check"])
checked = perf_counter()
spent = {"import": imported - start, "check": checked - imported}
print(json.dumps({"code": code, "said": said.getvalue(), **spent}))
"""


def measure():
    """The seconds of one fresh process, and what the check says.

    Raises
    ------
    ValueError
        Where the data have a fault.
    """
    done = subprocess.run([sys.executable, "-c", MEASURED], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    if found["code"]:
        raise ValueError(found["said"])
    return found


def main():
    """Print the table."""
    measured = [measure() for _ in range(PROCESSES)]
    print(measured[0]["said"], end="")
    print(f"seconds in {PROCESSES} fresh processes   median  fastest  slowest")
    for part in ("import", "check"):
        spent = [each[part] for each in measured]
        print(f"{part:<30}{median(spent):9.2f}{min(spent):9.2f}{max(spent):9.2f}")


if __name__ == "__main__":
    main()
