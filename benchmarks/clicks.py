"""Bytes of every page, and the time from a click in a figure to the next frame.

pages     bytes of a page with all that it loads, raw and gzipped (gzip -6), from the built book
clicks    the switches of a figure clicked in turn: the script's own time and the time to the next frame, in
          milliseconds, median and 95th percentile, with the processor as it is and throttled four times

``python benchmarks/clicks.py`` prints the tables. The book must be built.
"""

import gzip
from math import ceil
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from reader import BROWSER_ARGUMENTS, HTML, browser_program, percentile

THROTTLES = (1, 4)
CLICKS = 40  # at least so many of each figure, so that a 95th percentile is one

CLICK = """async ({figure, at}) => {
  const box = document.querySelectorAll(`#${figure} .igf1r-switch input`)[at];
  const start = performance.now();
  box.click();
  const script = performance.now() - start;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const frame = performance.now() - start;
  [...document.querySelectorAll(`#${figure} button`)].find((b) => b.textContent === "Reset").click();
  await new Promise((done) => setTimeout(done, 60));
  return { script, frame };
}"""

SHOW = """(figure) => {
  const shown = document.getElementById(figure);
  for (let fold = shown; (fold = fold.parentElement.closest("details")); ) fold.open = true;
  document.dispatchEvent(new Event("toggle")); // the whole page awake, until it has its new height
  shown.scrollIntoView();
}"""


def weights(page, path):
    """Raw and gzipped bytes of a page and of all that it loaded."""
    loaded = []
    page.on("response", lambda response: loaded.append(response.url))
    page.goto(path.as_uri())
    page.wait_for_load_state("networkidle")
    files = {
        Path(url.split("#")[0].removeprefix("file://").split("?")[0])
        for url in loaded
        if url.startswith("file:")
    }
    contents = [file.read_bytes() for file in sorted(files)]
    return sum(map(len, contents)), sum(len(gzip.compress(each, 6, mtime=0)) for each in contents)


def pages(browser):
    """Table of bytes."""
    print(f"{'page':48} {'raw kB':>8} {'gzip kB':>8}")
    for path in sorted((HTML / "chapters").rglob("*.html")):
        page = browser.new_page()
        raw, packed = weights(page, path)
        print(f"{path.relative_to(HTML).as_posix():48} {raw / 1000:8.0f} {packed / 1000:8.0f}")
        page.close()


def clicks(browser):
    """Table of times."""
    columns = f"{'throttle':>8} {'script p50':>10} {'p95':>6} {'frame p50':>10} {'p95':>6}"
    print(f"{'figure':20} {'nodes':>5} {columns}")
    for path in sorted((HTML / "chapters").rglob("*.html")):
        context = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 800})
        page = context.new_page()
        page.goto(path.as_uri())
        session = context.new_cdp_session(page)
        for figure in page.evaluate(
            "[...document.querySelectorAll('[data-module=explorer]')].map(e => e.id)"
        ):
            count = page.locator(f"#{figure} .igf1r-switch input").count()
            nodes = page.locator(f"#{figure} .igf1r-drawing").first.locator("[data-node]").count()
            page.evaluate(SHOW, figure)
            page.locator("article.is-settled").wait_for()
            switches = [at for _ in range(ceil(CLICKS / count)) for at in range(count)]
            for throttle in THROTTLES:
                session.send("Emulation.setCPUThrottlingRate", {"rate": throttle})
                found = [page.evaluate(CLICK, {"figure": figure, "at": at}) for at in switches]
                script, frame = ([each[key] for each in found] for key in ("script", "frame"))
                print(
                    f"{figure:20} {nodes:5} {throttle:7}x {median(script):10.1f} {percentile(script):6.1f}"
                    f" {median(frame):10.1f} {percentile(frame):6.1f}"
                )
        context.close()


def main():
    program = browser_program()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=BROWSER_ARGUMENTS)
        pages(browser)
        print()
        clicks(browser)
        browser.close()


if __name__ == "__main__":
    main()
