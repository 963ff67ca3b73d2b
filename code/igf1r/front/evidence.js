// What stands behind an arrow or a node: claims of the reviews, other sources, critiques.

const MEANING = { "+": "raises", "-": "lowers", 0: "does not change", "?": "acts on (sign not given)" };

function evidencePanel(figure) {
  const { spec, views, say } = figure;
  const panel = h("div", { role: "group", class: "igf1r-panel igf1r-evidence", hidden: true, tabindex: -1, "aria-label": "Evidence" });
  let marked = []; // the shapes that the panel is about
  let opener; // where the keyboard came from
  let place; // how far the page was scrolled before

  const sentence = (edge) => `${figure.node(edge.source).text} ${MEANING[edge.sign]} ${figure.node(edge.target).text}`;

  const critiqueCard = (id) => {
    const { certainty, problem, correction } = spec.critiques[id];
    return h("p", { class: "igf1r-warning" }, h("strong", {}, `⚠ ${id} (${certainty}): `), `${problem} ${correction}`);
  };

  const claimCard = (id) => {
    const claim = spec.claims[id];
    const cited = claim.references.length ? `References: ${claim.references.join("; ")}.` : "No reference given there.";
    const about = [`${claim.review}, ${claim.section}. Sign: ${claim.sign}. ${claim.stance}.`, claim.context && `${claim.context}.`, cited, `[${id}]`];
    return h("article", { class: "igf1r-claim" }, h("p", {}, claim.text),
      h("p", { class: "igf1r-meta" }, about.filter(Boolean).join(" ")), claim.critiques.map(critiqueCard));
  };

  const linesOf = (edges) => views.flatMap(({ lineOf }) => edges.map((edge) => lineOf.get(edge.id)));

  // Each takes what it is about and, where the keyboard or a button asks, the element to come back to.

  function showEdge(edge, from) {
    const own = edge.critiques.filter((id) => !edge.claims.some((claim) => spec.claims[claim].critiques.includes(id)));
    const origin = edge.claims.length ? "Also: " : "Source outside the two reviews: ";
    const message = `Evidence: ${sentence(edge)}. ${counted(edge.claims.length, "claim")} of the reviews, ${counted(edge.sources.length, "other source")}.`;
    open({ from, shapes: linesOf([edge]), message, heading: sentence(edge) },
      edge.note && h("p", {}, edge.note),
      edge.claims.map(claimCard),
      edge.sources.length > 0 && h("p", { class: "igf1r-sources" }, origin, edge.sources.join("; ")),
      own.map(critiqueCard));
  }

  const arrows = (edges, words) => h("ul", { class: "igf1r-arrows" },
    edges.map((edge) => h("li", {}, textButton(`${words(edge)}: evidence`, () => showEdge(edge, panel)))));

  /** The arrows that one line of the body axis stands for. */
  function showRoute(title, edges, from) {
    const heading = `From ${title}`;
    open({ from, shapes: linesOf(edges), message: `${heading}: ${edges.map(sentence).join("; ")}.`, heading }, arrows(edges, sentence));
  }

  function showNode(i, from) {
    const node = spec.nodes[i];
    const incoming = spec.edges.filter((edge) => edge.target === node.id);
    const rule = !figure.isInput(i) && `It is ${figure.valueText(i)} ${figure.reason(i)}. Rule: ${node.rule}.`;
    const message = [node.text, figure.valueText(i), rule].filter(Boolean).join(", ");
    open({ from, shapes: views.map(({ shapes }) => shapes.get(node.id)), message, heading: `${node.text}: ${figure.valueText(i)}` },
      node.note && h("p", {}, node.note),
      rule && h("p", {}, rule),
      node.place && h("p", { class: "igf1r-meta" }, node.place),
      incoming.length > 0 && arrows(incoming, (edge) => `${figure.node(edge.source).text} ${MEANING[edge.sign]} it`));
  }

  function mark(shapes) {
    for (const shape of marked) shape.classList.remove("is-chosen");
    marked = shapes.filter(Boolean);
    for (const shape of marked) shape.classList.add("is-chosen");
  }

  const behavior = () => (prefersStill() ? "auto" : "smooth");

  function open({ from, shapes, message, heading }, ...parts) {
    const onward = from === panel; // the way back stays as it is
    const button = textButton("Close", close);
    button.classList.add("igf1r-close");
    panel.replaceChildren(button, h("p", { class: "igf1r-heading" }, heading), ...parts.flat().filter(Boolean));
    panel.setAttribute("aria-label", `Evidence: ${heading}`);
    panel.hidden = false;
    mark(shapes);
    say(message);
    if (!onward) opener = from;
    afterPaint(() => {
      const box = scrollerOf(panel);
      if (!onward) place = { box, top: box.scrollTop };
      if (from) panel.focus({ preventScroll: true });
      panel.scrollIntoView({ block: "nearest", behavior: behavior() });
    });
  }

  /** Close the panel and come back: the keyboard to where it was, the page to how far it was scrolled. */
  function close() {
    if (panel.hidden) return;
    const back = opener?.checkVisibility() ? opener : figure.drawing;
    back.focus({ preventScroll: true });
    panel.hidden = true;
    mark([]);
    afterPaint(() => place?.box.scrollTo({ top: place.top, behavior: behavior() }));
  }

  panel.addEventListener("keydown", ({ key }) => key === "Escape" && close());

  return { panel, sentence, showEdge, showRoute, showNode, close };
}
