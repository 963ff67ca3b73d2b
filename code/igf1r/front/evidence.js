// What stands behind an arrow or a node: claims of the reviews, other sources, critiques.

const MEANING = { "+": "raises", "-": "lowers", 0: "does not change", "?": "acts on (sign not given)" };

function evidencePanel(figure) {
  const { spec, say } = figure;
  const panel = h("div", { role: "group", class: "igf1r-panel igf1r-evidence", hidden: true, "aria-label": "Evidence" });

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

  function showEdge(edge) {
    const own = edge.critiques.filter((id) => !edge.claims.some((claim) => spec.claims[claim].critiques.includes(id)));
    const origin = edge.claims.length ? "Also: " : "Source outside the two reviews: ";
    open(`Evidence: ${sentence(edge)}. ${edge.claims.length} claims of the reviews, ${edge.sources.length} other sources.`,
      h("p", { class: "igf1r-heading" }, sentence(edge)),
      edge.note && h("p", {}, edge.note),
      edge.claims.map(claimCard),
      edge.sources.length > 0 && h("p", { class: "igf1r-sources" }, origin, edge.sources.join("; ")),
      own.map(critiqueCard));
  }

  const arrows = (edges, words) => h("ul", { class: "igf1r-arrows" },
    edges.map((edge) => h("li", {}, textButton(`${words(edge)}: evidence`, () => showEdge(edge)))));

  /** The arrows that one line of the body axis stands for. */
  function showRoute(title, edges) {
    open(`From ${title}: ${edges.map(sentence).join("; ")}.`, h("p", { class: "igf1r-heading" }, `From ${title}`), arrows(edges, sentence));
  }

  function showNode(i) {
    const node = spec.nodes[i];
    const incoming = spec.edges.filter((edge) => edge.target === node.id);
    const rule = !figure.isInput(i) && `It is ${figure.valueText(i)} ${figure.reason(i)}. Rule: ${node.rule}.`;
    open([node.text, figure.valueText(i), rule].filter(Boolean).join(", "),
      h("p", { class: "igf1r-heading" }, `${node.text}: ${figure.valueText(i)}`),
      node.note && h("p", {}, node.note),
      rule && h("p", {}, rule),
      node.place && h("p", { class: "igf1r-meta" }, node.place),
      incoming.length > 0 && arrows(incoming, (edge) => `${figure.node(edge.source).text} ${MEANING[edge.sign]} it`));
  }

  function open(message, ...parts) {
    const close = textButton("Close", () => { panel.hidden = true; figure.drawing.focus(); });
    close.classList.add("igf1r-close");
    panel.replaceChildren(close, ...parts.flat().filter(Boolean));
    panel.hidden = false;
    say(message);
    const { top, bottom } = panel.getBoundingClientRect();
    if (bottom > innerHeight || top < 0) panel.scrollIntoView({ block: "nearest", behavior: prefersStill() ? "auto" : "smooth" });
  }

  return { panel, sentence, showEdge, showRoute, showNode };
}
