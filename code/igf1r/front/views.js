// The drawings of one network: its pathway and, where it has one, its body axis. Both show the same state.

/** One drawing: the group of each node, and each line with the arrows that it stands for. */
function diagramView(drawing) {
  const svg = drawing.querySelector("svg");
  const shapes = new Map([...svg.querySelectorAll("[data-node]")].map((group) => [group.dataset.node, group]));
  const lines = [...svg.querySelectorAll("[data-edge], [data-carries]")]
    .map((group) => ({ group, edges: (group.dataset.edge ?? group.dataset.carries).split(" ") }));
  const lineOf = new Map(lines.flatMap(({ group, edges }) => edges.map((id) => [id, group])));
  return { drawing, svg, shapes, lines, lineOf, title: svg.querySelector("title").textContent };
}

/** Buttons that show the pathway, the body axis or both; in full screen both stand side by side at first. */
function viewSwitch(root, [pathway, axis], say) {
  const views = { pathway: "Pathway", body: "On the body", both: "Both" };
  let shown;
  let outside = "pathway"; // what to come back to from full screen
  const show = (view) => {
    shown = view;
    pathway.drawing.hidden = view === "body";
    axis.drawing.hidden = view === "pathway";
    for (const [name, button] of buttons) button.setAttribute("aria-pressed", name === view);
  };
  const buttons = new Map(Object.entries(views).map(([view, text]) => [view, textButton(text, () => {
    show(view);
    say(`View: ${text}.`);
  })]));
  root.addEventListener("fullscreenchange", () => {
    const full = document.fullscreenElement === root;
    if (full) outside = shown;
    show(full ? "both" : outside);
  });
  show(outside);
  return h("div", { class: "igf1r-row igf1r-views", role: "group", "aria-label": "View" }, [...buttons.values()]);
}
