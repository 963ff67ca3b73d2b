// Walking through a diagram by keyboard: it is one tab stop, and what is pointed at is announced.

function diagramWalk(figure, { evidence, choose }) {
  const { spec, net, drawing, svg, shapes, lines, inputs, say } = figure;
  let at = null; // id of the node that the walk is at
  let edge = null; // the arrow of that node that is pointed at, if any

  function point(group, message) {
    svg.querySelector(".is-cursor")?.classList.remove("is-cursor");
    group.classList.add("is-cursor");
    say(message);
  }

  function goTo(i) {
    const node = spec.nodes[i];
    const arrows = spec.edges.filter((e) => e.source === node.id || e.target === node.id).length;
    at = node.id;
    edge = null;
    point(shapes.get(at), `${node.text}, ${figure.valueText(i)}. ${arrows} arrows.`);
  }

  /** To the nearest node in a direction; what lies aside counts as farther. */
  function walk(dx, dy) {
    if (at === null) return goTo(0);
    const here = net.index.get(at);
    const places = spec.nodes.map((node) => {
      const box = shapes.get(node.id).getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2];
    });
    let best = here;
    let least = Infinity;
    places.forEach(([x, y], i) => {
      const [u, v] = [x - places[here][0], y - places[here][1]];
      const along = u * dx + v * dy;
      const distance = along + 2.5 * (Math.abs(u * dy) + Math.abs(v * dx));
      if (i !== here && along > 4 && distance < least) [least, best] = [distance, i];
    });
    goTo(best);
  }

  function walkArrows(direction) {
    at ??= spec.nodes[0].id;
    const mine = spec.edges.filter((e) => e.source === at || e.target === at);
    if (!mine.length) return;
    const now = edge ? mine.indexOf(edge) : direction > 0 ? -1 : 0;
    edge = mine[(now + direction + mine.length) % mine.length];
    point(lines.get(edge.id), `${evidence.sentence(edge)}. Enter opens the evidence.`);
  }

  const open = () => (edge ? evidence.showEdge(edge) : at !== null && choose(net.index.get(at)));
  const keys = {
    ArrowLeft: () => walk(-1, 0), ArrowRight: () => walk(1, 0), ArrowUp: () => walk(0, -1), ArrowDown: () => walk(0, 1),
    ".": () => walkArrows(1), ",": () => walkArrows(-1),
    Enter: open,
    " ": () => (!edge && inputs.has(at) ? inputs.get(at).click() : open()),
    Escape: () => { evidence.panel.hidden = true; },
  };
  drawing.tabIndex = 0;
  drawing.setAttribute("role", "application");
  drawing.setAttribute("aria-roledescription", "diagram");
  drawing.setAttribute("aria-label",
    `${spec.title}. Arrow keys walk through the nodes, comma and full stop through the arrows of a node, Enter opens the evidence.`);
  svg.setAttribute("aria-hidden", "true");
  drawing.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });
}
