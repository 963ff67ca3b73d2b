// A pathway that the reader switches: the drawing is already there, this changes its classes only.

const explorer = {
  render({ model, el }) {
    const root = stage(model, el);
    return explorerFigure(root, model.get("spec"), model, root === el);
  },
};

const LAYER_PAUSE = 150; // ms; long enough to follow a signal by eye
const SWEEPS_SHOWN = 12; // of a run that does not settle

/** Bring one explorer to life; gives the function that ends it. */
function explorerFigure(root, spec, model, onPage) {
  const net = booleanNetwork(spec.nodes, spec.tables);
  const node = (id) => spec.nodes[net.index.get(id)];
  const isInput = (i) => !(spec.nodes[i].id in spec.tables);
  const settledDefault = net.run(spec.nodes.map((n) => n.default)).cycle[0];

  let state = settledDefault;
  let cycling = new Set(); // nodes that keep switching
  let before = state; // what the last action started from
  let changes = []; // switches changed since the reset, in order: memory depends on the order
  let layerAt = 0; // the layer that the next single step updates
  let playing = 0; // number of the action in progress; a newer one outdates its animation and its words

  const views = [...root.querySelectorAll(".igf1r-drawing")].map(diagramView); // the pathway, and the body axis if there is one
  const pathway = views[0].drawing;
  let usedLast = pathway;
  const words = [...root.querySelectorAll("li[data-node] > .state")].map((word) => [word, net.index.get(word.parentNode.dataset.node)]);
  const inputs = new Map();
  const painted = new Map(); // how each node and line looks now
  const blockers = new Map(spec.nodes.map((n) => [n.id, spec.edges
    .filter((e) => e.target === n.id && e.sign === "-" && node(e.source).kind === "drug").map((e) => net.index.get(e.source))]));
  const senders = new Map(spec.edges.map((edge) => [edge.id, net.index.get(edge.source)]));
  const say = announcer(root);
  const notice = h("p", { class: "igf1r-notice", hidden: true });

  const figure = {
    spec, net, inputs, node, isInput, views, say, tell, paint, explain, reason, settle, rest, restart, isSettled, hold,
    get drawing() { return usedLast.hidden ? pictures()[0].drawing : usedLast; },
    state: () => state,
    isCycling: (i) => cycling.has(i),
    valueText: (i) => (cycling.has(i) ? "keeps switching" : state[i] ? "on" : "off"),
  };
  const { valueText } = figure;
  const evidence = evidencePanel(figure);
  const tasks = explorerTasks(figure);

  // ------------------------------------------------------------------ the parts of the page
  const outcomes = new Map(spec.nodes.flatMap((n, i) => {
    const word = h("strong");
    return n.kind === "phenotype" ? [[i, { word, item: h("li", {}, h("span", {}, n.text), " ", word) }]] : [];
  }));
  const outcome = h("ul", { class: "igf1r-outcome", "aria-label": "Outcome" }, [...outcomes.values()].map(({ item }) => item));
  const why = h("ol", { class: "igf1r-why" });
  const auto = h("input", { type: "checkbox", checked: true });
  const moves = [textButton("Step", step, "Update the next layer of nodes"), textButton("Run", play, "Update until nothing changes")];
  const layout = h("div", { class: "igf1r-layout", "data-width": pathway.dataset.width });
  const axis = root.querySelector(".igf1r-on-body");
  pathway.before(layout);
  layout.append(
    h("div", { class: "igf1r-controls" }, h("div", { class: "igf1r-groups" }, switches()),
      h("div", { class: "igf1r-row" }, moves, textButton("Reset", reset), h("label", { class: "igf1r-auto" }, auto, " run after each change"))),
    h("div", { class: "igf1r-main" }, axis && viewSwitch(root, views, say),
      h("div", { class: "igf1r-drawings" }, views.map((view) => view.drawing)), notice,
      pictureTools({ root, pictures, link: onPage && stateLink, say, tell })),
    h("div", { class: "igf1r-side" }, outcomes.size > 0 && h("p", { class: "igf1r-heading" }, "Outcome"), outcomes.size > 0 && outcome, tasks.buttons, tasks.panel,
      h("div", { role: "group", class: "igf1r-panel", "aria-label": "What changed and why" },
        h("p", { class: "igf1r-heading" }, "What changed and why"), why),
      evidence.panel));
  axis?.replaceWith(axis.querySelector(".igf1r-list"));
  root.classList.add("is-live");

  /** The drawings that are shown, each with a name for its file. */
  function pictures() {
    return views.map(({ svg, drawing }, k) => ({ svg, drawing, name: k ? `${spec.name}-body` : spec.name })).filter((each) => !each.drawing.hidden);
  }

  /** The switches in their groups; the inputs of a choice are radio buttons with one name. */
  function switches() {
    const mark = Math.random().toString(36).slice(2);
    return [...new Set(spec.nodes.map((n) => n.group).filter(Boolean))].map((group) =>
      h("fieldset", { class: "igf1r-group" }, h("legend", {}, group), spec.nodes.filter((n) => n.group === group).map((n) => {
        const kind = n.choice ? { type: "radio", name: `${n.choice}-${mark}` } : { type: "checkbox", role: "switch" };
        const box = h("input", { ...kind, onchange: () => change({ [n.id]: Number(box.checked) }) });
        inputs.set(n.id, box);
        return h("label", { class: `igf1r-switch tone-${n.tone}`, title: n.note || null }, box, h("span", {}, n.text));
      })));
  }

  // ------------------------------------------------------------------ what the reader sees
  /** Show the state; what looks as before is left alone, since a phone pays for every look at the page. */
  function paint() {
    const fresh = new Set();
    spec.nodes.forEach((n, i) => {
      const on = state[i] === 1;
      const guess = tasks.guessed(i);
      const look = {
        "is-on": on, "is-off": !on, "is-cycling": cycling.has(i),
        "is-blocked": !on && blockers.get(n.id).some((drug) => state[drug]),
        "is-guess-on": guess === 1, "is-guess-off": guess === 0,
      };
      if (inputs.has(n.id)) inputs.get(n.id).checked = on;
      const seen = Object.values(look).join();
      if (painted.get(n.id) === seen) return;
      painted.set(n.id, seen);
      fresh.add(i);
      for (const { shapes } of views) setClasses(shapes.get(n.id), look);
    });
    for (const [word, i] of words) if (fresh.has(i)) setText(word, valueText(i));
    for (const { lines } of views) {
      for (const { group, edges } of lines) {
        const on = edges.some((id) => state[senders.get(id)] === 1);
        if (painted.get(group) === on) continue;
        painted.set(group, on);
        setClasses(group, { "is-on": on, "is-off": !on });
      }
    }
    for (const [i, { item, word }] of outcomes) {
      if (!fresh.has(i)) continue;
      setClasses(item, { "is-on": state[i] === 1 });
      setText(word, valueText(i));
    }
  }

  /** Why a node has its value: the smallest sets of regulators that fix it. */
  function reason(i) {
    const sets = net.why(state, i);
    const all = (set) => set.map((r) => `${spec.nodes[r].text} is ${state[r] ? "on" : "off"}`).join(" and ");
    return sets[0].length ? `because ${sets.map(all).join("; also because ")}` : "always";
  }

  /** Tell what changed since the last action, and how far a challenge is: in the panels, and in one message. */
  function explain(headline, nothing = "No other node changed.") {
    const changed = spec.nodes.map((_, i) => i).filter((i) => state[i] !== before[i] && !isInput(i))
      .sort((a, b) => spec.nodes[a].rank - spec.nodes[b].rank);
    const items = changed.map((i) => `${spec.nodes[i].text} ${state[i] ? "on" : "off"} ${reason(i)}`);
    if (cycling.size) items.push(`The signal does not settle: ${[...cycling].map((i) => spec.nodes[i].text).join(", ")} keep switching`);
    const turn = playing;
    afterPaint(() => { // the picture first: the list moves all that stands below it, and that takes a phone its time
      if (turn !== playing) return;
      why.replaceChildren(...(items.length ? items : [nothing]).map((text) => h("li", {}, text)));
      const count = changed.length && `${counted(changed.length, "node")} changed.`;
      say([headline, tasks.judge(), count, items.length ? items.join(". ") : nothing].filter(Boolean).join(" "));
    });
  }

  function tell(text) {
    setText(notice, text);
    if (notice.hidden !== !text) notice.hidden = !text;
  }

  function publish() {
    const values = Object.fromEntries(spec.nodes.map((n, i) => [n.id, state[i]]));
    model.set("settings", Object.fromEntries([...inputs.keys()].map((id) => [id, values[id]])));
    model.set("values", values);
    model.save_changes();
  }

  // ------------------------------------------------------------------ the model's moves
  function withInputs(from, settings) {
    const next = from.slice();
    for (const [id, value] of Object.entries(settings)) {
      const { choice } = node(id);
      if (choice) spec.nodes.forEach((n, i) => { if (n.choice === choice) next[i] = 0; });
      next[net.index.get(id)] = Number(value);
    }
    return next;
  }

  /** What comes next starts from the present state; an animation in progress ends. */
  function rest() {
    playing++;
    before = state;
    layerAt = 0;
    tell("");
  }

  /** Whether the signal has come to rest, or to a cycle that it stays in. */
  function isSettled() {
    return cycling.size > 0 || net.sweep(state).join() === state.join();
  }

  /** Keep the signal still, or let it go again. */
  function hold(still) {
    for (const control of [...moves, auto]) control.disabled = still;
  }

  /** Go to where `from` leads. */
  function settle(from = state) {
    const { cycle } = net.run(from);
    state = cycle[0];
    cycling = new Set(spec.nodes.map((_, i) => i).filter((i) => cycle.some((each) => each[i] !== state[i])));
    paint();
    publish();
  }

  function change(settings) {
    rest();
    changes.push(settings);
    state = withInputs(state, settings);
    cycling = new Set();
    if (auto.checked && !tasks.predicting()) return play();
    paint();
    if (tasks.predicting()) return;
    publish();
    explain("Switched.", "Press Step or Run.");
  }

  function step() {
    playing++;
    before = state;
    for (let tried = 0; tried < net.layers.length && state === before; tried++) {
      const next = net.step(state, layerAt);
      if (next.join() !== state.join()) state = next;
      layerAt = (layerAt + 1) % net.layers.length;
    }
    cycling = new Set();
    paint();
    publish();
    explain("Step.", "Settled: nothing left to update.");
  }

  /** The states on the way, layer by layer, for the reader to follow. */
  function frames() {
    const shown = [state];
    const sweeps = Math.min(net.run(state).states.length, SWEEPS_SHOWN);
    for (let k = 0; k < sweeps * net.layers.length; k++) {
      const now = shown[shown.length - 1];
      const next = net.step(now, k % net.layers.length);
      if (next.join() !== now.join()) shown.push(next);
    }
    return shown.slice(1);
  }

  async function play() {
    const turn = ++playing;
    const shown = prefersStill() || document.hidden ? [] : frames();
    if (shown.length) {
      paint();
      tasks.judge();
    }
    for (const next of shown) {
      state = next;
      paint();
      await new Promise((done) => setTimeout(done, LAYER_PAUSE));
      if (turn !== playing) return;
    }
    settle();
    explain("");
  }

  /** Begin again from the default state with some switches changed. */
  function restart(settings = {}) {
    rest();
    changes = Object.entries(settings).map(([id, value]) => ({ [id]: Number(value) }));
    auto.checked = true;
    why.replaceChildren();
    settle(withInputs(settledDefault, settings));
    before = state;
  }

  function reset() {
    if (tasks.again()) return;
    tasks.leave();
    restart();
    say("Reset to the default state.");
  }

  // ------------------------------------------------------------------ links
  /** The switches as they are; where memory makes the way matter, the changes in their order, the first one twice. */
  function stateLink() {
    const differing = spec.nodes.filter((n, i) => isInput(i) && state[i] !== settledDefault[i] && !(n.choice && !state[i]));
    const plain = Object.fromEntries(differing.map((n) => [n.id, state[net.index.get(n.id)]]));
    const direct = net.run(withInputs(settledDefault, plain)).cycle[0];
    const last = changes.slice(-40);
    const parts = direct.join() === state.join() ? [plain] : [last[0], ...last]; // a switch named twice says: in this order
    const told = parts.flatMap(Object.entries).filter(([id, value]) => value || !node(id).choice);
    const text = told.map(([id, value]) => `${id}=${value}`).join();
    return `#${spec.name}${text && `:${text}`}`;
  }

  /** Apply `#NAME:switch=value,…`; where a part does not fit, say so in one line and change nothing. */
  function follow() {
    const parts = linkedParts(spec.name);
    if (!parts) return;
    arrive(root);
    const inOrder = new Set(parts.map(([id]) => id)).size < parts.length;
    const options = (id) => spec.nodes.filter((n) => n.choice && n.choice === node(id).choice).map((n) => n.id);
    const bad = parts.find(([id, value, ...rest], k) => {
      if (!inputs.has(id) || !["0", "1"].includes(value) || rest.length) return true;
      const before = parts.slice(0, k).some(([other]) => options(id).includes(other));
      return node(id).choice && (value === "0" || (before && !inOrder)); // of a choice exactly one option is on
    });
    if (bad) {
      const [id] = bad;
      let allowed = `switches here: ${[...inputs.keys()].join(", ")}`;
      if (inputs.has(id)) allowed = node(id).choice ? `allowed: one of ${options(id).join(", ")} with the value 1` : "allowed values: 0 and 1";
      tell(`Link ignored: "${bad.join("=").slice(0, 60)}" does not fit this figure; ${allowed}.`);
      return say("The link does not fit this figure and was ignored.");
    }
    tasks.leave();
    restart();
    if (inOrder) for (const [id, value] of parts) settle(withInputs(state, { [id]: value }));
    else settle(withInputs(state, Object.fromEntries(parts)));
    changes = parts.map(([id, value]) => ({ [id]: Number(value) }));
    explain("State from the link.");
  }

  // ------------------------------------------------------------------ mouse, keyboard, kernel, address
  const edgeOf = (id) => spec.edges.find((e) => e.id === id);
  const choose = (i, from) => (tasks.predicting() && !isInput(i) ? tasks.guess(i) : evidence.showNode(i, from));
  for (const view of views) {
    diagramWalk(figure, view, { evidence, choose });
    view.drawing.addEventListener("focus", () => { usedLast = view.drawing; });
    view.svg.addEventListener("click", ({ target }) => {
      const { edge, route, carries, node: id } = target.closest("[data-node], [data-edge], [data-carries]")?.dataset ?? {};
      if (edge) evidence.showEdge(edgeOf(edge));
      else if (carries) evidence.showRoute(route, carries.split(" ").map(edgeOf));
      else if (id) choose(net.index.get(id));
    });
  }
  root.addEventListener("click", ({ target }) => {
    const item = target.closest("button[data-evidence]");
    if (item) evidence.showEdge(edgeOf(item.dataset.evidence), item);
  });
  const fromKernel = () => {
    const news = Object.entries(model.get("settings")).filter(([id, value]) =>
      inputs.has(id) && state[net.index.get(id)] !== Number(value) && !(node(id).choice && !value));
    if (news.length) change(Object.fromEntries(news));
  };
  const fromAddress = () => onPage && root.id === spec.name && follow();
  model.on("change:settings", fromKernel);
  addEventListener("hashchange", fromAddress);
  paint();
  if (Object.keys(model.get("settings")).length) fromKernel();
  else publish();
  fromAddress();

  return () => {
    playing++;
    model.off("change:settings", fromKernel);
    removeEventListener("hashchange", fromAddress);
  };
}
