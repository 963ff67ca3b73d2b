"""From a click to the new picture: the explorer in the page and in JupyterLab, and ipywidgets.interact there.

All three show the same thirteen-node pathway. `interact` runs the same model and redraws the same graph with
networkx and matplotlib. Each switch is clicked, on and off, until there are as many clicks as wanted; the
table has the median and the 95th percentile in milliseconds, with the processor as it is and throttled four
times (the browser's part only: a kernel is not throttled).

``python benchmarks/jupyterlab.py`` prints the table. The book must be built.
"""

import tempfile
from statistics import median

from playwright.sync_api import sync_playwright

import lab
from reader import BROWSER_ARGUMENTS, HTML, browser_program, percentile

CLICKS = 24
THROTTLES = (1, 4)

EXPLORER = "from igf1r.figures import core\ncore.figure().widget()"
INTERACT = """import ipywidgets, matplotlib.pyplot as plt, networkx as nx
from igf1r.network import network
core = network("core")
graph = nx.DiGraph([(source, target) for source, target in core.edges])
places = {id_: (node.x, -node.y) for id_, node in core.nodes.items()}
def draw(**switches):
    values = core.settled(**{name: int(on) for name, on in switches.items()})
    plt.figure(figsize=(6, 6))
    nx.draw(graph, places, with_labels=True, node_size=1500,
            node_color=["orange" if values[node] else "lightgrey" for node in graph])
    plt.show()
ipywidgets.interact(draw, **{name: bool(core.start[name]) for name in core.boolean.inputs})"""

CLICK = """async ({switches, picture, at}) => {
  const root = [...document.querySelectorAll(switches)];
  const box = root[at % root.length];
  const seen = () => document.querySelector(picture)?.[picture.endsWith("img") ? "src" : "innerHTML"];
  const before = seen();
  const start = performance.now();
  box.click();
  while (seen() === before || seen() === undefined) {
    await new Promise((done) => requestAnimationFrame(done));
    if (performance.now() - start > 20000) throw new Error("no new picture");
  }
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const spent = performance.now() - start;
  await new Promise((done) => setTimeout(done, 300));
  return spent;
}"""


def measure(page, name, switches, picture):
    """Print the lines of one way to show the pathway."""
    session = page.context.new_cdp_session(page)
    for throttle in THROTTLES:
        session.send("Emulation.setCPUThrottlingRate", {"rate": throttle})
        given = {"switches": switches, "picture": picture}
        spent = [page.evaluate(CLICK, {**given, "at": at // 2}) for at in range(CLICKS)]
        print(f"{name:36} {throttle:7}x {median(spent):8.1f} {percentile(spent):8.1f}", flush=True)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})


def main():
    """Print the table."""
    program = browser_program()
    print(f"{'click to new picture, ms':36} {'throttle':>8} {'p50':>8} {'p95':>8}")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=program, args=BROWSER_ARGUMENTS)
        context = browser.new_context(reduced_motion="reduce", viewport={"width": 1400, "height": 1000})
        page = context.new_page()
        page.goto((HTML / "chapters" / "index.html").as_uri())
        measure(page, "explorer in the page", "#core .igf1r-switch input", "#core .igf1r-svg")
        with lab.jupyterlab(folder, [EXPLORER, INTERACT]) as address:
            cells = lab.open_notebook(page, address)
            for cell in (cells.nth(0), cells.nth(1)):
                lab.run_cell(page, cell)
            figure = ".igf1r-explorer.is-live"
            page.locator(figure).wait_for()
            measure(page, "explorer in JupyterLab", f"{figure} .igf1r-switch input", f"{figure} .igf1r-svg")
            picture = ".widget-interact .jp-OutputArea-output img"
            page.locator(picture).wait_for()
            measure(
                page, "ipywidgets.interact in JupyterLab", ".widget-interact input[type=checkbox]", picture
            )
        browser.close()


if __name__ == "__main__":
    main()
