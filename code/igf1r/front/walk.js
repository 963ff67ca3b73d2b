// Walking through a diagram by keyboard: it is one tab stop, and what is pointed at is announced.

function diagramWalk(figure, view, { evidence, choose }) {
  const { spec, net, inputs, say } = figure;
  const { drawing, svg, shapes, lineOf, title } = view;
  const first = spec.nodes.findIndex((node) => shapes.has(node.id));
  const arrowsAt = (id) => spec.edges.filter((e) => lineOf.has(e.id) && (e.source === id || e.target === id));
  let at = null; // id of the node that the walk is at
  let edge = null; // the arrow of that node that is pointed at, if any

  function point(group, message) {
    svg.querySelector(".is-cursor")?.classList.remove("is-cursor");
    group.classList.add("is-cursor");
    afterPaint(() => group.scrollIntoView({ block: "nearest", inline: "nearest" }));
    say(message);
  }

  function goTo(i) {
    const node = spec.nodes[i];
    at = node.id;
    edge = null;
    point(shapes.get(at), `${node.text}, ${figure.valueText(i)}. ${counted(arrowsAt(at).length, "arrow")}.`);
  }

  /** To the nearest node in a direction; what lies aside counts as farther. */
  function walk(dx, dy) {
    if (at === null) return goTo(first);
    const here = net.index.get(at);
    const places = spec.nodes.map((node) => {
      const box = shapes.get(node.id)?.getBoundingClientRect();
      return box ? [box.x + box.width / 2, box.y + box.height / 2] : [NaN, NaN]; // no place is never the nearest
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
    at ??= spec.nodes[first].id;
    const mine = arrowsAt(at);
    if (!mine.length) return;
    const now = edge ? mine.indexOf(edge) : direction > 0 ? -1 : 0;
    edge = mine[(now + direction + mine.length) % mine.length];
    point(lineOf.get(edge.id), `${evidence.sentence(edge)}. Enter opens the evidence.`);
  }

  const open = () => (edge ? evidence.showEdge(edge, drawing) : at !== null && choose(net.index.get(at), drawing));
  const keys = {
    ArrowLeft: () => walk(-1, 0), ArrowRight: () => walk(1, 0), ArrowUp: () => walk(0, -1), ArrowDown: () => walk(0, 1),
    ".": () => walkArrows(1), ",": () => walkArrows(-1),
    Enter: open,
    " ": () => (!edge && inputs.has(at) ? inputs.get(at).click() : open()),
    Escape: evidence.close,
  };
  drawing.tabIndex = 0;
  drawing.setAttribute("role", "application");
  drawing.setAttribute("aria-roledescription", "diagram");
  drawing.setAttribute("aria-label",
    `${title}. Arrow keys walk through the nodes, comma and full stop through the arrows of a node, Enter opens the evidence.`);
  svg.setAttribute("aria-hidden", "true");
  drawing.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });
}
