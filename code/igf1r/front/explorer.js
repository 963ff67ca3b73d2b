// A pathway that the reader switches: the drawing is already there, this changes its classes only.

const explorer = {
  render({ model, el }) {
    const root = stage(model, el);
    const spec = model.get("spec");
    const figure = explorerFigure(root, spec, model, root === el);
    return () => figure.stop();
  },
};

const LAYER_PAUSE = 150; // ms; long enough to follow a signal by eye

function explorerFigure(root, spec, model, onPage) {
  const net = booleanNetwork(spec.nodes, spec.tables);
  const node = (id) => spec.nodes[net.index.get(id)];
  const isInput = (i) => !(spec.nodes[i].id in spec.tables);
  const word = (value) => (value ? "on" : "off");
  const settled = (state) => net.run(state).cycle;
  const fromDefault = () => settled(spec.nodes.map((n) => n.default))[0];

  let state = fromDefault();
  let cycling = new Set();
  let changes = []; // switches changed since the reset, in order: memory depends on the order
  let mode = null; // null, "predict" or "challenge"
  let guesses = new Map();
  let before = state; // what the last action started from
  let playing = 0; // number of the animation in progress; a newer action outdates it
  let layerAt = 0; // the layer that the next single step updates
  let cursor = null;
  let stopped = false;

  // ------------------------------------------------------------------ the parts of the page
  const drawing = root.querySelector(".igf1r-drawing");
  const svg = drawing.querySelector("svg");
  const shapes = new Map([...svg.querySelectorAll("[data-node]")].map((g) => [g.dataset.node, g]));
  const lines = new Map([...svg.querySelectorAll("[data-edge]")].map((g) => [g.dataset.edge, g]));
  const words = new Map([...root.querySelectorAll("li[data-node] > .state")].map((s) => [s.parentNode.dataset.node, s]));
  const say = announcer(root);
  const inputs = new Map();
  const outcome = h("ul", { class: "igf1r-outcome", "aria-label": "Outcome" });
  const why = h("ol", { class: "igf1r-why" });
  const whyBox = h("section", { class: "igf1r-panel", "aria-label": "What changed and why" },
    h("h4", {}, "What changed and why"), why);
  const evidence = h("section", { class: "igf1r-panel igf1r-evidence", hidden: true, "aria-label": "Evidence" });
  const task = h("section", { class: "igf1r-panel igf1r-task", hidden: true, "aria-label": "Task" });
  const notice = h("p", { class: "igf1r-notice", hidden: true });
  const auto = h("input", { type: "checkbox", checked: true });
  const button = (text, onclick, title) => h("button", { type: "button", class: "igf1r-button", onclick, title }, text);
  const stepButton = button("Step", () => stepOnce(), "Update the next layer of nodes");
  const runButton = button("Run", () => play(), "Update until nothing changes");
  const predictButton = button("Predict", () => (mode === "predict" ? leave() : predict()));
  const controls = h("div", { class: "igf1r-controls" }, h("div", { class: "igf1r-groups" }, ...groups()),
    h("div", { class: "igf1r-row" }, stepButton, runButton, button("Reset", reset),
      h("label", { class: "igf1r-auto" }, auto, " run after each change")));
  const tasks = h("div", { class: "igf1r-row igf1r-tasks" }, predictButton,
    spec.challenges.map((c, i) => button(spec.challenges.length > 1 ? `Challenge ${i + 1}` : "Challenge", () => challenge(c))));
  const tools = pictureTools({ root, svg, name: spec.name, link: onPage && stateLink, say, tell });
  const side = h("div", { class: "igf1r-side" }, h("h4", { class: "igf1r-outcome-title" }, "Outcome"), outcome, tasks, task, whyBox, evidence);
  const layout = h("div", { class: "igf1r-layout" });
  drawing.before(layout);
  layout.append(controls, h("div", { class: "igf1r-main" }, drawing, notice, tools), side);
  root.classList.add("is-live");
  drawing.tabIndex = 0;
  drawing.setAttribute("role", "application");
  drawing.setAttribute("aria-roledescription", "diagram");
  drawing.setAttribute("aria-label",
    `${spec.title}. Arrow keys walk through the nodes, comma and full stop through the arrows of a node, Enter opens the evidence.`);
  svg.setAttribute("aria-hidden", "true");

  function groups() {
    const order = [...new Set(spec.nodes.map((n) => n.group).filter(Boolean))];
    return order.map((group) => {
      const members = spec.nodes.filter((n) => n.group === group);
      const rows = members.map((n) => {
        const radio = Boolean(n.choice);
        const box = h("input", {
          type: radio ? "radio" : "checkbox", role: radio ? null : "switch",
          name: radio ? `${spec.name}-${n.choice}-${Math.random().toString(36).slice(2)}` : null,
          onchange: () => change({ [n.id]: radio ? 1 : Number(box.checked) }),
        });
        inputs.set(n.id, box);
        return h("label", { class: `igf1r-switch tone-${n.tone}`, title: n.note || null }, box, h("span", {}, n.text));
      });
      const names = new Map();
      for (const n of members.filter((m) => m.choice)) {
        const shared = names.get(n.choice) ?? inputs.get(n.id).name;
        names.set(n.choice, shared);
        inputs.get(n.id).name = shared;
      }
      return h("fieldset", { class: "igf1r-group" }, h("legend", {}, group), ...rows);
    });
  }

  // ------------------------------------------------------------------ what the reader sees
  function paint() {
    spec.nodes.forEach((n, i) => {
      const shape = shapes.get(n.id);
      const on = Boolean(state[i]);
      const blocked = !on && spec.edges.some((e) => e.target === n.id && e.sign === "-" &&
        node(e.source).kind === "drug" && state[net.index.get(e.source)]);
      toggleClass(shape, { "is-on": on, "is-off": !on, "is-blocked": blocked, "is-cycling": cycling.has(i) });
      const guess = guesses.get(i);
      toggleClass(shape, { "is-guess-on": guess === 1, "is-guess-off": guess === 0 });
      const box = inputs.get(n.id);
      if (box) box.checked = on;
      const text = words.get(n.id);
      if (text) text.textContent = cycling.has(i) ? "keeps switching" : word(on);
    });
    for (const [id, line] of lines) {
      const on = Boolean(state[net.index.get(id.split(">")[0])]);
      toggleClass(line, { "is-on": on, "is-off": !on });
    }
    outcome.replaceChildren(...spec.nodes.flatMap((n, i) => n.kind === "phenotype"
      ? [h("li", { class: `tone-${n.tone} ${state[i] ? "is-on" : "is-off"}` }, h("span", {}, n.text), " ",
          h("strong", {}, cycling.has(i) ? "keeps switching" : word(state[i])))] : []));
  }

  function toggleClass(shape, classes) {
    for (const [name, on] of Object.entries(classes)) {
      if (shape && shape.classList.contains(name) !== on) shape.classList.toggle(name, on);
    }
  }

  function reason(i, inState = state) {
    const sets = net.why(inState, i);
    const one = (set) => set.map((r) => `${spec.nodes[r].text} is ${word(inState[r])}`).join(" and ");
    return sets[0].length ? `because ${sets.map(one).join("; also because ")}` : "always";
  }

  function explain(headline) {
    const changed = spec.nodes.map((_, i) => i).filter((i) => state[i] !== before[i] && !isInput(i))
      .sort((a, b) => spec.nodes[a].rank - spec.nodes[b].rank);
    const items = changed.map((i) => `${spec.nodes[i].text} ${word(state[i])} ${reason(i)}`);
    why.replaceChildren(...items.map((text) => h("li", {}, text)));
    if (cycling.size) {
      const names = [...cycling].map((i) => spec.nodes[i].text).join(", ");
      why.append(h("li", {}, `The signal does not settle: ${names} keep switching.`));
    }
    if (!why.children.length) why.append(h("li", {}, "No other node changed."));
    const count = changed.length === 1 ? "1 node changed" : `${changed.length} nodes changed`;
    say(`${headline}${count}. ${cycling.size ? "The signal does not settle. " : ""}${items.join(". ")}`);
  }

  function publish() {
    const set = (wanted) => Object.fromEntries(spec.nodes.flatMap((n, i) => (wanted(i) ? [[n.id, state[i]]] : [])));
    model.set("settings", set(isInput));
    model.set("values", set(() => true));
    model.save_changes();
  }

  // ------------------------------------------------------------------ the model's moves
  function setInputs(from, settings) {
    const next = from.slice();
    for (const [id, value] of Object.entries(settings)) {
      const i = net.index.get(id);
      if (node(id).choice) spec.nodes.forEach((n, k) => { if (n.choice === node(id).choice) next[k] = 0; });
      next[i] = Number(value);
    }
    return next;
  }

  function change(settings) {
    playing++;
    before = state;
    changes.push(settings);
    state = setInputs(state, settings);
    layerAt = 0;
    cycling = new Set();
    tell("");
    paint();
    if (mode === "predict") return;
    if (auto.checked) play();
    else {
      publish();
      explain("Switched. Press Step. ");
    }
  }

  function stepOnce() {
    playing++;
    before = state;
    let next = state;
    for (let tried = 0; tried < net.layers.length && next.join() === state.join(); tried++) {
      next = net.step(state, layerAt);
      layerAt = (layerAt + 1) % net.layers.length;
    }
    state = next;
    cycling = new Set();
    paint();
    publish();
    explain("Step. ");
  }

  async function play() {
    const turn = ++playing;
    const { cycle, states } = net.run(state);
    const still = prefersStill() || document.hidden;
    const shown = [];
    for (let sweeps = 0, now = state; !still && sweeps < Math.min(states.length, 12); sweeps++) {
      for (let layer = 0; layer < net.layers.length; layer++) {
        const next = net.step(now, layer);
        if (next.join() !== now.join()) shown.push(next);
        now = next;
      }
    }
    for (const next of shown) {
      state = next;
      paint();
      await new Promise((done) => setTimeout(done, LAYER_PAUSE));
      if (turn !== playing || stopped) return;
    }
    state = cycle[0];
    layerAt = 0;
    cycling = new Set(cycle.length > 1 ? spec.nodes.map((_, i) => i).filter((i) => cycle.some((s) => s[i] !== cycle[0][i])) : []);
    paint();
    publish();
    explain("");
    if (mode === "challenge") judge();
  }

  function reset() {
    playing++;
    leave();
    changes = [];
    before = state = fromDefault();
    cycling = new Set();
    tell("");
    paint();
    publish();
    why.replaceChildren();
    say("Reset to the default state.");
  }

  // ------------------------------------------------------------------ evidence
  const MEANING = { "+": "raises", "-": "lowers", 0: "does not change", "?": "acts on (sign not given)" };

  function showEdge(edge) {
    const parts = [h("h4", {}, `${node(edge.source).text} ${MEANING[edge.sign]} ${node(edge.target).text}`)];
    if (edge.note) parts.push(h("p", {}, edge.note));
    for (const id of edge.claims) parts.push(claimCard(id, spec.claims[id]));
    if (edge.sources.length) parts.push(h("p", { class: "igf1r-sources" }, edge.claims.length ? "Also: " : "Source outside the two reviews: ", edge.sources.join("; ")));
    for (const id of edge.critiques) parts.push(critiqueCard(id));
    open(parts, `Evidence: ${parts[0].textContent}. ${edge.claims.length} claims of the reviews, ${edge.sources.length} other sources.`);
  }

  function claimCard(id, claim) {
    return h("article", { class: "igf1r-claim" }, h("p", {}, claim.text),
      h("p", { class: "igf1r-meta" }, `${claim.review}, ${claim.section}. Sign: ${claim.sign}. ${claim.stance}.`,
        claim.context ? ` ${claim.context}.` : "", claim.references.length ? ` References: ${claim.references.join("; ")}.` : " No reference given there.",
        ` [${id}]`),
      claim.critiques.map(critiqueCard));
  }

  function critiqueCard(id) {
    const c = spec.critiques[id];
    return h("p", { class: "igf1r-warning" }, h("strong", {}, `⚠ ${id} (${c.certainty}): `), `${c.problem} ${c.correction}`);
  }

  function showNode(i) {
    const n = spec.nodes[i];
    const incoming = spec.edges.filter((e) => e.target === n.id);
    const parts = [h("h4", {}, `${n.text}: ${cycling.has(i) ? "keeps switching" : word(state[i])}`)];
    if (n.note) parts.push(h("p", {}, n.note));
    if (!isInput(i)) parts.push(h("p", {}, `It is ${word(state[i])} ${reason(i)}. Rule: ${n.rule}.`));
    if (incoming.length) {
      parts.push(h("ul", { class: "igf1r-arrows" }, incoming.map((e) =>
        h("li", {}, button(`${node(e.source).text} ${MEANING[e.sign]} it: evidence`, () => showEdge(e))))));
    }
    open(parts, parts.slice(0, 3).map((p) => p.textContent).join(" "));
  }

  function open(parts, message) {
    evidence.replaceChildren(button("Close", () => { evidence.hidden = true; drawing.focus(); }), ...parts);
    evidence.firstChild.classList.add("igf1r-close");
    evidence.hidden = false;
    say(message);
    const { top, bottom } = evidence.getBoundingClientRect();
    if (bottom > innerHeight || top < 0) evidence.scrollIntoView({ block: "nearest", behavior: prefersStill() ? "auto" : "smooth" });
  }

  function pick(target) {
    const shape = target.closest("[data-node], [data-edge]");
    if (!shape) return;
    if (shape.dataset.edge) return showEdge(spec.edges.find((e) => e.id === shape.dataset.edge));
    choose(net.index.get(shape.dataset.node));
  }

  function choose(i) {
    if (mode === "predict" && !isInput(i)) return guess(i);
    showNode(i);
  }

  // ------------------------------------------------------------------ predict
  function predict() {
    playing++;
    leave();
    mode = "predict";
    predictButton.setAttribute("aria-pressed", "true");
    before = state;
    const rows = spec.nodes.flatMap((n, i) => isInput(i) ? [] : [h("label", {}, `${n.text} `,
      h("select", { "data-guess": i, onchange: (e) => guess(i, e.target.value === "" ? undefined : Number(e.target.value)) },
        h("option", { value: "" }, "?"), h("option", { value: "1" }, "on"), h("option", { value: "0" }, "off")))]);
    openTask(h("h4", {}, "Predict first"),
      h("p", {}, "Change one or more switches: nothing moves yet. Then mark nodes: click a node once for on, twice for off. Then check."),
      h("details", {}, h("summary", {}, "Mark nodes in a list"), h("div", { class: "igf1r-guesses" }, rows)),
      h("div", { class: "igf1r-row" }, button("Check my prediction", check), button("Leave", leave)));
    say("Predict. Change switches, then mark nodes on or off, then check.");
  }

  function guess(i, value = guesses.has(i) ? (guesses.get(i) === 1 ? 0 : undefined) : 1) {
    if (value === undefined) guesses.delete(i);
    else guesses.set(i, value);
    const box = task.querySelector(`[data-guess="${i}"]`);
    if (box) box.value = value === undefined ? "" : String(value);
    paint();
    say(`${spec.nodes[i].text}: ${value === undefined ? "no prediction" : `predicted ${word(value)}`}`);
  }

  function check() {
    if (!guesses.size) return say("Mark at least one node on or off first."), tell("Mark at least one node on or off first.");
    const result = net.run(state).cycle;
    const marked = [...guesses];
    state = result[0];
    cycling = new Set(result.length > 1 ? spec.nodes.map((_, i) => i).filter((i) => result.some((s) => s[i] !== state[i])) : []);
    const right = ([i, value]) => !cycling.has(i) && state[i] === value;
    const misses = marked.filter((m) => !right(m));
    guesses = new Map();
    mode = null;
    paint();
    publish();
    predictButton.removeAttribute("aria-pressed");
    const score = `${marked.length - misses.length} of ${marked.length} right.`;
    openTask(h("h4", {}, `Your prediction: ${score}`),
      h("ol", {}, misses.map(([i, value]) => h("li", {}, `You said ${spec.nodes[i].text} ${word(value)}. ` +
        (cycling.has(i) ? "It keeps switching." : `It is ${word(state[i])} ${reason(i)}.`)))),
      h("div", { class: "igf1r-row" }, button("Predict again", predict), button("Close", leave)));
    explain(`${score} `);
  }

  // ------------------------------------------------------------------ challenge
  let current = null;
  let startInputs = null;

  function challenge(c) {
    playing++;
    leave();
    mode = "challenge";
    current = c;
    before = state;
    state = settled(setInputs(fromDefault(), c.start))[0];
    changes = [c.start];
    cycling = new Set();
    startInputs = state.slice();
    for (const [id, box] of inputs) box.disabled = !c.allowed.includes(id);
    why.replaceChildren();
    openTask(h("h4", {}, "Challenge"), h("p", {}, c.prompt), h("p", { class: "igf1r-verdict" }, ""),
      h("div", { class: "igf1r-row" }, button("Show the solutions", () => solutions()), button("Leave", () => { leave(); say("Left the challenge."); })));
    auto.checked = true;
    paint();
    publish();
    judge();
    say(`Challenge. ${c.prompt}`);
  }

  const changesMade = () => {
    const made = new Set();
    current.allowed.forEach((id) => {
      if (state[net.index.get(id)] !== startInputs[net.index.get(id)]) made.add(node(id).choice || id);
    });
    return made.size;
  };

  function judge() {
    const reached = Object.entries(current.goal).every(([id, value]) =>
      state[net.index.get(id)] === value && !cycling.has(net.index.get(id)));
    const used = changesMade();
    const fewest = current.solutions.length ? Object.keys(current.solutions[0]).length : null;
    const plural = used === 1 ? "1 change" : `${used} changes`;
    const text = !reached ? `Goal not reached yet (${plural} so far).`
      : used > fewest ? `Goal reached with ${plural}. It can be done with ${fewest}.` : `Goal reached with ${plural}: the fewest possible.`;
    task.querySelector(".igf1r-verdict").textContent = text;
    if (used) say(text);
  }

  function solutions() {
    const list = current.solutions.map((s) => h("li", {}, Object.entries(s).map(([id, v]) => `${node(id).text} ${word(v)}`).join(" and ")));
    const text = list.length ? "All solutions with the fewest changes, computed by trying every one:" : `No set of up to ${current.most} changes reaches the goal: every one was tried.`;
    task.querySelector(".igf1r-verdict").replaceChildren(text, h("ul", {}, list));
    say(`${list.length} solutions shown.`);
  }

  function openTask(...parts) {
    task.replaceChildren(...parts);
    task.hidden = false;
  }

  function leave() {
    mode = null;
    current = null;
    guesses = new Map();
    predictButton.removeAttribute("aria-pressed");
    for (const box of inputs.values()) box.disabled = false;
    task.hidden = true;
    paint();
  }

  // ------------------------------------------------------------------ links
  function tell(text) {
    notice.textContent = text;
    notice.hidden = !text;
  }

  function stateLink() {
    const base = fromDefault();
    const plain = spec.nodes.flatMap((n, i) => isInput(i) && state[i] !== base[i] && !(n.choice && !state[i]) ? [`${n.id}=${state[i]}`] : []);
    const direct = settled(setInputs(base, Object.fromEntries(plain.map((p) => p.split("=")))))[0];
    const steps = direct.join() === state.join() ? plain
      : changes.flatMap((c) => Object.entries(c).map(([id, v]) => `${id}=${v}`)).slice(-40);
    return `#${spec.name}${steps.length ? ":" + steps.join(",") : ""}`;
  }

  /** Apply `NAME:switch=value,…`; a bad part is refused with one line and nothing changes. */
  function follow() {
    const parts = linkedParts(spec.name);
    if (!parts) return;
    const switches = spec.nodes.filter((_, i) => isInput(i)).map((n) => n.id);
    const bad = parts.find(([id, value, ...rest]) => !switches.includes(id) || !["0", "1"].includes(value) || rest.length);
    if (bad) {
      const known = switches.includes(bad[0]) ? "allowed values: 0 and 1" : `switches here: ${switches.join(", ")}`;
      tell(`Link ignored: "${bad.join("=").slice(0, 60)}" does not fit this figure; ${known}.`);
      say("The link does not fit this figure and was ignored.");
      return;
    }
    before = state;
    state = fromDefault();
    changes = [];
    const choices = parts.every(([id], k) => parts.findIndex(([other]) => other === id) === k);
    if (choices) state = settled(setInputs(state, Object.fromEntries(parts)))[0];
    else for (const [id, value] of parts) state = settled(setInputs(state, { [id]: value }))[0];
    changes = parts.map(([id, value]) => ({ [id]: Number(value) }));
    const cycle = settled(state);
    cycling = new Set(spec.nodes.map((_, i) => i).filter((i) => cycle.some((s) => s[i] !== cycle[0][i])));
    paint();
    publish();
    explain("State from the link. ");
    root.scrollIntoView();
  }

  // ------------------------------------------------------------------ keyboard
  function point(kind, id, message) {
    svg.querySelector(".is-cursor")?.classList.remove("is-cursor");
    (kind === "node" ? shapes : lines).get(id).classList.add("is-cursor");
    cursor = { kind, id };
    say(message);
  }

  function pointNode(i) {
    const n = spec.nodes[i];
    const arrows = spec.edges.filter((e) => e.source === n.id || e.target === n.id).length;
    point("node", n.id, `${n.text}, ${cycling.has(i) ? "keeps switching" : word(state[i])}. ${arrows} arrows.`);
  }

  function walk(dx, dy) {
    const boxes = spec.nodes.map((n) => shapes.get(n.id).getBoundingClientRect());
    const centre = (b) => [b.x + b.width / 2, b.y + b.height / 2];
    const here = cursor && net.index.get(cursor.kind === "node" ? cursor.id : cursor.id.split(">")[0]);
    if (here === null || here === undefined) return pointNode(0);
    const [x, y] = centre(boxes[here]);
    let best = here, least = Infinity;
    boxes.forEach((b, i) => {
      const [u, v] = centre(b);
      const along = (u - x) * dx + (v - y) * dy;
      const across = Math.abs((u - x) * dy) + Math.abs((v - y) * dx);
      if (i !== here && along > 4 && along + 2.5 * across < least) { least = along + 2.5 * across; best = i; }
    });
    pointNode(best);
  }

  function walkArrows(direction) {
    const at = cursor ? (cursor.kind === "node" ? cursor.id : cursor.home) : spec.nodes[0].id;
    const mine = spec.edges.filter((e) => e.source === at || e.target === at);
    if (!mine.length) return;
    const now = cursor?.kind === "edge" ? mine.findIndex((e) => e.id === cursor.id) : (direction > 0 ? -1 : 0);
    const edge = mine[(now + direction + mine.length) % mine.length];
    point("edge", edge.id, `${node(edge.source).text} ${MEANING[edge.sign]} ${node(edge.target).text}. Enter opens the evidence.`);
    cursor.home = at;
  }

  const KEYS = {
    ArrowLeft: () => walk(-1, 0), ArrowRight: () => walk(1, 0), ArrowUp: () => walk(0, -1), ArrowDown: () => walk(0, 1),
    ".": () => walkArrows(1), ",": () => walkArrows(-1),
    Enter: () => cursor && pick((cursor.kind === "node" ? shapes : lines).get(cursor.id)),
    " ": () => cursor && (cursor.kind === "node" && inputs.has(cursor.id) ? inputs.get(cursor.id).click() : KEYS.Enter()),
    Escape: () => { evidence.hidden = true; },
  };
  drawing.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in KEYS)) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  svg.addEventListener("click", (event) => pick(event.target));
  root.addEventListener("click", (event) => {
    const item = event.target.closest("button[data-evidence]");
    if (item) showEdge(spec.edges.find((e) => e.id === item.dataset.evidence));
  });

  // ------------------------------------------------------------------ the kernel and the address bar
  const fromKernel = () => {
    const wanted = model.get("settings");
    const news = Object.entries(wanted).filter(([id, value]) =>
      net.index.has(id) && isInput(net.index.get(id)) && state[net.index.get(id)] !== Number(value) && !(node(id).choice && !value));
    if (news.length) change(Object.fromEntries(news));
  };
    model.on("change:settings", fromKernel);
  if (onPage && root.id === spec.name) addEventListener("hashchange", follow);
  paint();
  if (Object.keys(model.get("settings")).length) fromKernel();
  else publish();
  if (onPage && root.id === spec.name) follow();

  return {
    stop() {
      stopped = true;
      model.off("change:settings", fromKernel);
      removeEventListener("hashchange", follow);
    },
  };
}
