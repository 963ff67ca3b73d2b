// What a reader can be asked to do with an explorer: predict the outcome, or reach a goal with few changes.

function explorerTasks(figure) {
  const { spec, net, inputs, say, tell } = figure;
  const panel = h("div", { role: "group", class: "igf1r-panel igf1r-task", hidden: true, "aria-label": "Task" });
  const predictButton = textButton("Predict", () => (predicting() ? leave() : predict()));
  const challengeButtons = spec.challenges.map((each, k) => textButton(spec.challenges.length > 1 ? `Challenge ${k + 1}` : "Challenge",
    () => (each === challenge ? leave() : begin(each))));
  const buttons = h("div", { class: "igf1r-row igf1r-tasks" }, predictButton, challengeButtons);
  const verdictLine = h("p", { class: "igf1r-verdict" });
  const heading = (text) => h("p", { class: "igf1r-heading", tabindex: -1 }, text);
  let guesses = null; // while predicting: the values marked so far, by node
  let challenge = null; // the challenge under way
  let started = null; // the state in which it began
  let found = new Set(); // the shortest ways that the reader has found, by number

  const predicting = () => guesses !== null;
  const buttonOf = (task) => challengeButtons[spec.challenges.indexOf(task)] ?? predictButton;
  const word = (value) => (value ? "on" : "off");

  function open(...parts) {
    panel.replaceChildren(...parts);
    panel.hidden = false;
  }

  /** Mark the button of the task under way, and only that one. */
  function press(pressed) {
    for (const button of [predictButton, ...challengeButtons]) {
      if (button === pressed) button.setAttribute("aria-pressed", "true");
      else button.removeAttribute("aria-pressed");
    }
    figure.hold(predicting());
  }

  function leave() {
    guesses = challenge = null;
    press();
    for (const box of inputs.values()) box.disabled = false;
    panel.hidden = true;
    figure.paint();
  }

  /** A button that leaves the task; the keyboard goes on at the button that began it. */
  const leaveButton = (text) => textButton(text, () => {
    const button = buttonOf(challenge);
    button.focus({ preventScroll: true });
    leave();
    afterPaint(() => button.scrollIntoView({ block: "nearest" }));
  });

  /** The keyboard goes on at the top of the panel, since what it was on has gone. */
  const toHeading = () => afterPaint(() => panel.querySelector(".igf1r-heading").focus());

  // ------------------------------------------------------------------ predict
  function predict() {
    leave();
    figure.rest();
    guesses = new Map();
    press(predictButton);
    const rows = spec.nodes.flatMap((node, i) => figure.isInput(i) ? [] : [h("label", {}, `${node.text} `,
      h("select", { "data-guess": i, onchange: (e) => guess(i, e.target.value === "" ? undefined : Number(e.target.value)) },
        h("option", { value: "" }, "?"), h("option", { value: "1" }, "on"), h("option", { value: "0" }, "off")))]);
    open(heading("Predict first"),
      h("p", {}, "Change one or more switches: nothing moves yet. Then mark nodes: click a node once for on, twice for off. Then check."),
      h("details", {}, h("summary", {}, "Mark nodes in a list"), h("div", { class: "igf1r-guesses" }, rows)),
      h("div", { class: "igf1r-row" }, textButton("Check my prediction", check), leaveButton("Leave")));
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
    press();
    figure.settle();
    const misses = marked.filter(([i, value]) => figure.valueText(i) !== word(value));
    const score = `${marked.length - misses.length} of ${marked.length} right.`;
    open(heading(`Your prediction: ${score}`),
      h("ol", {}, misses.map(([i, value]) => h("li", {}, `You said ${spec.nodes[i].text} ${word(value)}. It ` +
        (figure.isCycling(i) ? "keeps switching." : `is ${figure.valueText(i)} ${figure.reason(i)}.`)))),
      h("div", { class: "igf1r-row" }, textButton("Predict again", () => { predict(); toHeading(); }), leaveButton("Close")));
    figure.explain(score);
    toHeading();
  }

  // ------------------------------------------------------------------ challenge
  function begin(chosen) {
    leave();
    challenge = chosen;
    found = new Set();
    const button = buttonOf(challenge);
    press(button);
    for (const [id, box] of inputs) box.disabled = !challenge.allowed.includes(id);
    open(heading(button.textContent), h("p", {}, challenge.prompt), verdictLine,
      h("div", { class: "igf1r-row" }, textButton("Show the solutions", solutions), leaveButton("Leave")));
    start();
    say(`${button.textContent}. ${challenge.prompt}`);
  }

  function start() {
    figure.restart(challenge.start);
    started = figure.state().slice();
    judge();
  }

  /** Start the challenge under way afresh, if there is one; the ways found stay found. */
  function again() {
    if (!challenge) return false;
    start();
    say(`${buttonOf(challenge).textContent} starts again.`);
    return true;
  }

  /** The switches that differ from the start; of a choice, the option that is on now. */
  function changesMade() {
    const [now, then] = [figure.state(), started].map((state) => (id) => state[net.index.get(id)]);
    return challenge.allowed.filter((id) => now(id) !== then(id) && (now(id) || !figure.node(id).choice));
  }

  /** Write how far the challenge is, and give it; nothing while the signal is on its way. */
  function judge() {
    if (!challenge) return "";
    const text = figure.isSettled() ? verdict() : "";
    setText(verdictLine, text);
    return text;
  }

  function verdict() {
    const { goal, solutions: ways } = challenge;
    const changes = changesMade();
    const made = counted(changes.length, "change");
    if (Object.entries(goal).some(([id, value]) => figure.valueText(net.index.get(id)) !== word(value))) return `Goal not reached yet (${made} so far).`;
    const fewest = ways.length ? Object.keys(ways[0]).length : changes.length;
    if (changes.length > fewest) return `Goal reached with ${made}. It can be done with ${fewest}.`;
    const way = ways.findIndex((each) => Object.keys(each).length === changes.length && changes.every((id) => id in each));
    if (way >= 0) found.add(way);
    const others = ways.length > 1 ? `${found.size} of ${ways.length} ways found.` : "No other way is as short.";
    return `Goal reached with ${made}: the fewest possible.${way >= 0 ? ` ${others}` : ""}`;
  }

  function solutions() {
    const list = challenge.solutions.map((solution) => h("li", {},
      Object.entries(solution).map(([id, value]) => `${figure.node(id).text} ${word(value)}`).join(" and ")));
    const text = list.length ? "All solutions with the fewest changes, computed by trying every one:"
      : `No set of up to ${challenge.most} changes reaches the goal: every one was tried.`;
    panel.querySelector(".igf1r-solutions")?.remove();
    verdictLine.after(h("div", { class: "igf1r-solutions" }, h("p", {}, text), h("ul", {}, list)));
    say(`${counted(list.length, "solution")} shown.`);
  }

  return { buttons, panel, predicting, guess, guessed: (i) => guesses?.get(i), judge, leave, again };
}
