"""Lighthouse's four scores for the built pages, mobile preset, served gzipped from this machine.

``python benchmarks/lighthouse.py`` takes every page, ``python benchmarks/lighthouse.py PAGE …`` those that
are named, such as ``chapters/signalling/pi3k.html``. The book must be built, and the npm package lighthouse
must be found on the path or in the environment variable IGF1R_LIGHTHOUSE.
"""

import functools
import gzip
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

from reader import HTML, browser_program

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CHROME = "--headless=new --no-sandbox --disable-gpu"
PACKED = {".html", ".css", ".js", ".json", ".svg", ".txt", ".csv"}


class Gzipped(http.server.SimpleHTTPRequestHandler):
    """Files of the book, text gzipped as a web server would send it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in PACKED:
            content = gzip.compress(content, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *words):
        """Say nothing: the table is what is printed."""


def scores(lighthouse, program, address):
    """The page's scores from 0 to 100, and the audits that cost points."""
    command = [lighthouse, address, "--output=json", "--quiet", f"--chrome-flags={CHROME}"]
    command.append(f"--only-categories={','.join(CATEGORIES)}")
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "CHROME_PATH": program})
    if done.returncode:
        sys.exit(f"lighthouse.py: {address}: {done.stderr.strip().splitlines()[-1]}")
    report = json.loads(done.stdout)
    weighed = (
        each["id"]
        for name in CATEGORIES[1:]
        for each in report["categories"][name]["auditRefs"]
        if each["weight"]
    )
    lost = [each for each in weighed if report["audits"][each]["score"] not in (None, 1)]
    return [round(100 * report["categories"][name]["score"]) for name in CATEGORIES], lost


def main(names):
    """Print the table."""
    program = browser_program()
    lighthouse = shutil.which(os.environ.get("IGF1R_LIGHTHOUSE", "lighthouse"))
    if not lighthouse:
        print(
            "Lighthouse was not run: install the npm package lighthouse, or name its program "
            "in IGF1R_LIGHTHOUSE."
        )
        return
    handler = functools.partial(Gzipped, directory=str(HTML))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    names = names or [
        path.relative_to(HTML).as_posix() for path in sorted((HTML / "chapters").rglob("*.html"))
    ]
    print(f"{'page':48} " + " ".join(f"{name:>14}" for name in CATEGORIES))
    for name in names:
        found, lost = scores(lighthouse, program, f"http://127.0.0.1:{server.server_port}/{name}")
        print(f"{name:48} " + " ".join(f"{score:14}" for score in found), *lost, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
