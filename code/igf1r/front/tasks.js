// What a reader can be asked to do with an explorer: predict the outcome, or reach a goal with few changes.

function explorerTasks(figure) {
  const { spec, net, inputs, say, tell } = figure;
  const panel = h("div", { role: "group", class: "igf1r-panel igf1r-task", hidden: true, "aria-label": "Task" });
  const predictButton = textButton("Predict", () => (predicting() ? leave() : predict()));
  const label = (k) => (spec.challenges.length > 1 ? `Challenge ${k + 1}` : "Challenge");
  const buttons = h("div", { class: "igf1r-row igf1r-tasks" }, predictButton,
    spec.challenges.map((challenge, k) => textButton(label(k), () => begin(challenge))));
  let guesses = null; // while predicting: the values marked so far, by node
  let challenge = null; // the challenge under way
  let started = null; // the state in which it began

  const predicting = () => guesses !== null;
  const word = (value) => (value ? "on" : "off");

  function open(...parts) {
    panel.replaceChildren(...parts);
    panel.hidden = false;
  }

  function leave() {
    guesses = challenge = null;
    predictButton.removeAttribute("aria-pressed");
    for (const box of inputs.values()) box.disabled = false;
    panel.hidden = true;
    figure.paint();
  }

  // ------------------------------------------------------------------ predict
  function predict() {
    leave();
    figure.rest();
    guesses = new Map();
    predictButton.setAttribute("aria-pressed", "true");
    const rows = spec.nodes.flatMap((node, i) => figure.isInput(i) ? [] : [h("label", {}, `${node.text} `,
      h("select", { "data-guess": i, onchange: (e) => guess(i, e.target.value === "" ? undefined : Number(e.target.value)) },
        h("option", { value: "" }, "?"), h("option", { value: "1" }, "on"), h("option", { value: "0" }, "off")))]);
    open(h("p", { class: "igf1r-heading" }, "Predict first"),
      h("p", {}, "Change one or more switches: nothing moves yet. Then mark nodes: click a node once for on, twice for off. Then check."),
      h("details", {}, h("summary", {}, "Mark nodes in a list"), h("div", { class: "igf1r-guesses" }, rows)),
      h("div", { class: "igf1r-row" }, textButton("Check my prediction", check), textButton("Leave", leave)));
    say("Predict. Change switches, then mark nodes on or off, then check.");
  }

  const nextGuess = (i) => (!guesses.has(i) ? 1 : guesses.get(i) === 1 ? 0 : undefined);

  function guess(i, value = nextGuess(i)) {
    if (value === undefined) guesses.delete(i);
    else guesses.set(i, value);
    panel.querySelector(`[data-guess="${i}"]`).value = value ?? "";
    figure.paint();
    say(`${spec.nodes[i].text}: ${value === undefined ? "no prediction" : `predicted ${word(value)}`}`);
  }

  function check() {
    if (!guesses.size) {
      tell("Mark at least one node on or off first.");
      return say("Mark at least one node on or off first.");
    }
    const marked = [...guesses];
    guesses = null;
    predictButton.removeAttribute("aria-pressed");
    figure.settle();
    const misses = marked.filter(([i, value]) => figure.valueText(i) !== word(value));
    const score = `${marked.length - misses.length} of ${marked.length} right.`;
    open(h("p", { class: "igf1r-heading" }, `Your prediction: ${score}`),
      h("ol", {}, misses.map(([i, value]) => h("li", {}, `You said ${spec.nodes[i].text} ${word(value)}. It ` +
        (figure.isCycling(i) ? "keeps switching." : `is ${figure.valueText(i)} ${figure.reason(i)}.`)))),
      h("div", { class: "igf1r-row" }, textButton("Predict again", predict), textButton("Close", leave)));
    figure.explain(`${score} `);
  }

  // ------------------------------------------------------------------ challenge
  function begin(chosen) {
    leave();
    figure.restart(chosen.start);
    challenge = chosen;
    started = figure.state().slice();
    for (const [id, box] of inputs) box.disabled = !chosen.allowed.includes(id);
    open(h("p", { class: "igf1r-heading" }, "Challenge"), h("p", {}, chosen.prompt), h("p", { class: "igf1r-verdict" }),
      h("div", { class: "igf1r-row" }, textButton("Show the solutions", solutions), textButton("Leave", leave)));
    judge();
    say(`Challenge. ${chosen.prompt}`);
  }

  /** Number of switches that differ from the start; a choice is one switch. */
  function changesMade() {
    const changed = challenge.allowed.filter((id) => figure.state()[net.index.get(id)] !== started[net.index.get(id)]);
    return new Set(changed.map((id) => figure.node(id).choice || id)).size;
  }

  function judge() {
    if (!challenge) return;
    const reached = Object.entries(challenge.goal).every(([id, value]) => figure.valueText(net.index.get(id)) === word(value));
    const used = changesMade();
    const fewest = challenge.solutions.length ? Object.keys(challenge.solutions[0]).length : used;
    const made = used === 1 ? "1 change" : `${used} changes`;
    const verdict = !reached ? `Goal not reached yet (${made} so far).`
      : used > fewest ? `Goal reached with ${made}. It can be done with ${fewest}.` : `Goal reached with ${made}: the fewest possible.`;
    panel.querySelector(".igf1r-verdict").textContent = verdict;
    if (used) say(verdict);
  }

  function solutions() {
    const list = challenge.solutions.map((solution) => h("li", {},
      Object.entries(solution).map(([id, value]) => `${figure.node(id).text} ${word(value)}`).join(" and ")));
    const text = list.length ? "All solutions with the fewest changes, computed by trying every one:"
      : `No set of up to ${challenge.most} changes reaches the goal: every one was tried.`;
    panel.querySelector(".igf1r-verdict").replaceChildren(text);
    panel.querySelector(".igf1r-verdict + ul")?.remove();
    panel.querySelector(".igf1r-verdict").after(h("ul", {}, list));
    say(`${list.length} solutions shown.`);
  }

  return { buttons, panel, predicting, guess, guessed: (i) => guesses?.get(i), judge, leave };
}
