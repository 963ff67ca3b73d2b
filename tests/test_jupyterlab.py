"""A figure in a real JupyterLab: it runs, a click repaints it, Python sees the state and sets it."""

import nbformat
import pytest

import lab
from igf1r.notebooks import chapters

CELLS = (
    "from igf1r.figures import core\nw = core.figure().widget()\nw",
    "print('seen', w.settings['MEK_inhibitor'], w.values['ERK'])",
    "w.settings = {'IGF1R_inhibitor': 1}",
    "print('then', w.values['AKT'], w.values['Apoptosis'])",
    "try:\n    w.settings = {'IGF1R_inhibitr': 1}\nexcept ValueError as error:\n    print(error)",
    "from igf1r.figures import incision\nb = incision.figure().widget()\nb",
    "b.settings = {'PPP': 1}",
)


def test_a_figure_is_alive_in_jupyterlab(browser, tmp_path):
    with lab.jupyterlab(tmp_path, CELLS) as address:
        use_the_figure(browser, address)


def use_the_figure(browser, address):
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, reduced_motion="reduce")
    page = context.new_page()
    cells = lab.open_notebook(page, address)

    def run(number):
        lab.run_cell(page, cells.nth(number))

    def printed(number, text):
        cells.nth(number).locator(".jp-OutputArea-output", has_text=text).wait_for(timeout=30_000)

    def shows(figure, node, on):
        wanted = "is-on" if on else "is-off"
        figure.locator(f".igf1r-svg g.{wanted}[data-node='{node}']").wait_for(
            state="attached", timeout=30_000
        )

    run(0)
    figure = cells.nth(0).locator(".igf1r-explorer.is-live")
    figure.wait_for(timeout=60_000)
    shows(figure, "ERK", True)
    figure.locator(".igf1r-switch", has_text="MEK inhibitor").locator("input").click()
    shows(figure, "ERK", False)
    run(1)
    printed(1, "seen 1 0")
    run(2)
    shows(figure, "AKT", False)
    run(3)
    printed(3, "then 0 1")
    run(4)
    printed(4, "'IGF1R_inhibitr' is no switch of core; switches: IGF1, IGF1R_inhibitor")
    run(5)
    second = cells.nth(5).locator(".igf1r-explorer.is-live")
    second.get_by_role("button", name="On the body").click()
    body = second.locator(".igf1r-drawing:visible")
    shows(body, "IGF1R", True)
    run(6)
    shows(body, "IGF1R", False)
    body.locator("g.is-blocked[data-node='IGF1R']").wait_for(timeout=30_000)
    context.close()


CLICK_EVERY_FIGURE = """() => [...document.querySelectorAll(".igf1r-explorer")].filter((figure) => {
  const picture = () => figure.querySelector(".igf1r-svg").outerHTML;
  const before = picture();
  figure.querySelector(".igf1r-switch input:not(:checked)").click();
  return !figure.classList.contains("is-live") || picture() === before;
}).length"""


@pytest.mark.audit
@pytest.mark.parametrize("path", chapters(), ids=lambda path: path.stem)
def test_every_cell_of_a_chapter_runs_in_jupyterlab_and_shows_what_it_made(browser, tmp_path, path):
    stored = [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
    with lab.jupyterlab(tmp_path, [cell.source for cell in stored]) as address:
        context = browser.new_context(viewport={"width": 1400, "height": 1000}, reduced_motion="reduce")
        page = context.new_page()
        cells = lab.open_notebook(page, address)
        for number, cell in enumerate(stored):
            lab.run_cell(page, cells.nth(number))
            metadata = [output.get("metadata", {}) for output in cell.outputs]
            if any("igf1r" in about for each in metadata for about in each.values()):
                cells.nth(number).locator(".jp-OutputArea .igf1r, .jp-OutputArea svg").first.wait_for()
        assert page.locator("[data-mime-type='application/vnd.jupyter.error']").count() == 0
        assert page.evaluate(CLICK_EVERY_FIGURE) == 0
        context.close()
