// What a reader can see go wrong on a page. Any browser driver can call `checkLayout()`, which looks, and
// `checkUse()`, which uses every control; each gives a list of problems, one line each. Motion should be
// reduced, so that runs end at once. `checkLayout()` looks at the page as it stands: open first what is folded.

function checkLayout() {
  const problems = [];
  const tell = (where, what) => problems.push(`${where}: ${what}`);

  if (document.documentElement.scrollWidth > document.documentElement.clientWidth + 1) {
    const wide = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1);
    tell("page", `scrolls sideways (${wide.slice(0, 3).map((e) => e.className || e.tagName).join(", ")})`);
  }
  // What reaches farther over the edge of its part than the margin of a phone is cut off.
  for (const part of document.querySelectorAll("article section > :not(section)")) {
    const over = part.scrollWidth - part.clientWidth;
    if (over > 12 && getComputedStyle(part).overflowX === "visible") tell(part.className || part.tagName, `is ${over} px too wide for the page`);
  }
  if (document.querySelectorAll("h1").length !== 1) tell("page", "has not exactly one h1");
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) tell("page", `id ${id} stands twice`);

  for (const svg of document.querySelectorAll(".igf1r-svg")) {
    const where = svg.closest("[data-exhibit]").id;
    const named = (svg.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "");
    if (named.length !== 2 || named.some((text) => text.trim().length < 10)) tell(where, "drawing has no name and description");
    const scale = svg.getScreenCTM().a;
    const texts = [...svg.querySelectorAll("text")].filter((t) => t.getClientRects().length && t.getBBox().width);
    for (const text of texts) {
      const size = parseFloat(getComputedStyle(text).fontSize) * scale;
      if (size < 10.99) tell(where, `"${text.textContent}" is ${size.toFixed(1)} px`);
    }
    const boxes = texts.map((t) => t.getBoundingClientRect());
    for (let i = 0; i < boxes.length; i++) {
      for (let j = i + 1; j < boxes.length; j++) {
        const across = Math.min(boxes[i].right, boxes[j].right) - Math.max(boxes[i].left, boxes[j].left);
        const down = Math.min(boxes[i].bottom, boxes[j].bottom) - Math.max(boxes[i].top, boxes[j].top);
        if (across > 1 && down > 4 * scale) tell(where, `"${texts[i].textContent}" and "${texts[j].textContent}" overlap`);
      }
    }
  }

  return problems;
}

async function checkUse() {
  const problems = [];
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 5))); // words come after the picture
  const tell = (where, what) => problems.push(`${where}: ${what}`);

  for (const root of document.querySelectorAll("[data-module='explorer']")) {
    if (!root.classList.contains("is-live")) { tell(root.id, "is not alive"); continue; }
    const spoken = root.querySelector("[role=status]");
    const shape = (id) => root.querySelector(`.igf1r-svg [data-node="${id}"]`);
    const picture = () => [...root.querySelectorAll(".igf1r-svg [data-node]")].map((g) => `${g.dataset.node}${g.classList.contains("is-on")}`).join();
    const first = picture();
    const button = (text) => [...root.querySelectorAll("button")].find((b) => b.textContent === text);
    const agree = () => {
      for (const g of root.querySelectorAll(".igf1r-svg [data-node]")) {
        const word = root.querySelector(`li[data-node="${g.dataset.node}"] > .state`).textContent;
        if (word !== "keeps switching" && (word === "on") !== g.classList.contains("is-on")) tell(root.id, `${g.dataset.node} is drawn otherwise than the list says`);
        if (g.classList.contains("is-on") === g.classList.contains("is-off")) tell(root.id, `${g.dataset.node} is both on and off`);
      }
      agreeOnBody(root, tell);
    };
    for (const box of root.querySelectorAll(".igf1r-switch input")) {
      const before = picture();
      const was = box.checked;
      if (was && box.type === "radio") continue;
      spoken.textContent = "";
      box.click();
      await frame();
      agree();
      if (!was && picture() === before) tell(root.id, `"${box.parentNode.textContent}" changes nothing in the drawing`);
      if (!spoken.textContent || spoken.textContent.length > 200) tell(root.id, `"${box.parentNode.textContent}" announces ${spoken.textContent.length} characters`);
      button("Reset").click();
      await frame();
      if (picture() !== first) tell(root.id, `reset after "${box.parentNode.textContent}" does not come back to the start`);
    }
    const edges = [...root.querySelectorAll(".igf1r-svg [data-edge]")];
    for (const edge of edges) {
      edge.querySelector(".hit").dispatchEvent(new MouseEvent("click", { bubbles: true }));
      const panel = root.querySelector(".igf1r-evidence");
      if (panel.hidden || panel.textContent.length < 45) tell(root.id, `${edge.dataset.edge} opens no evidence`);
    }
    const drawing = root.querySelector(".igf1r-drawing");
    const key = (name) => drawing.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
    if (drawing.tabIndex !== 0 || root.querySelectorAll(".igf1r-svg [tabindex]").length) tell(root.id, "the diagram is not one tab stop");
    const reached = new Set();
    drawing.focus();
    for (const name of ["ArrowDown", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft", "ArrowDown", "ArrowUp"]) {
      key(name);
      reached.add(root.querySelector(".is-cursor")?.dataset.node);
    }
    if (reached.size < 3 || reached.has(undefined)) tell(root.id, "arrow keys do not walk the nodes");
    key(".");
    if (!root.querySelector(".is-cursor")?.dataset.edge) tell(root.id, "the full stop does not walk the arrows");
    button("Close")?.click();
    key("Enter");
    if (root.querySelector(".igf1r-evidence").hidden) tell(root.id, "Enter opens no evidence");
    button("Close").click();
    if (button("On the body")) useBody(root, button, tell);

    button("Predict").click();
    const asked = root.querySelectorAll(".igf1r-guesses select");
    for (const select of asked) { select.value = "1"; select.dispatchEvent(new Event("change", { bubbles: true })); }
    button("Check my prediction").click();
    if (!/^Your prediction: \d+ of \d+ right\.$/.test(root.querySelector(".igf1r-task .igf1r-heading").textContent)) tell(root.id, "the prediction is not scored");
    button("Close")?.click();
    const spec = window.igf1rSpecs[root.dataset.exhibit];
    for (const [i, challenge] of spec.challenges.entries()) {
      button(spec.challenges.length > 1 ? `Challenge ${i + 1}` : "Challenge").click();
      await frame();
      const solution = challenge.solutions[0];
      if (!solution || !Object.keys(solution).length) { tell(root.id, `challenge ${challenge.id} has no solution or needs none`); continue; }
      for (const [id, value] of Object.entries(solution)) {
        const at = [...root.querySelectorAll(".igf1r-switch input")][spec.nodes.filter((n) => n.group)
          .sort((a, b) => groupOrder(spec, a) - groupOrder(spec, b)).findIndex((n) => n.id === id)];
        if (at.checked !== Boolean(value)) at.click();
        await frame();
      }
      const verdict = root.querySelector(".igf1r-verdict").textContent;
      const ways = challenge.solutions.length > 1 ? `1 of ${challenge.solutions.length} ways found.` : "No other way is as short.";
      if (!/^[^.]* the fewest possible\. /.test(verdict) || !verdict.endsWith(ways)) tell(root.id, `challenge ${challenge.id}: ${verdict}`);
      button("Reset").click();
    }
  }

  for (const root of document.querySelectorAll("[data-module='plate']")) {
    if (!root.classList.contains("is-live")) { tell(root.id, "is not alive"); continue; }
    const picture = () => [...root.querySelectorAll(".igf1r-svg [data-when]")].map((g) => g.classList.contains("is-hidden")).join();
    const seen = new Set();
    for (const box of root.querySelectorAll(".igf1r-switch input")) { box.click(); await frame(); seen.add(picture()); }
    if (root.querySelectorAll(".igf1r-switch input").length && seen.size < 2) tell(root.id, "its choices change nothing");
    for (const part of root.querySelectorAll(".igf1r-svg [data-about]")) {
      part.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      if (root.querySelector(".igf1r-evidence").hidden) tell(root.id, `${part.dataset.about} tells nothing`);
    }
  }

  for (const root of document.querySelectorAll("[data-module='quiz']")) {
    if (!root.querySelector("button")) tell(root.id, "is not alive");
  }
  return problems;
}

/** The body axis shows each of its nodes as the pathway does, and a line heavy when a node that sends it is on. */
function agreeOnBody(root, tell) {
  const [pathway, body] = root.querySelectorAll(".igf1r-drawing .igf1r-svg");
  if (!body) return;
  const look = (g) => ["is-on", "is-off", "is-blocked", "is-cycling"].filter((name) => g.classList.contains(name)).join(" ");
  const inPathway = (id) => pathway.querySelector(`[data-node="${id}"]`);
  for (const g of body.querySelectorAll("[data-node]")) {
    const wanted = look(inPathway(g.dataset.node));
    if (look(g) !== wanted) tell(root.id, `${g.dataset.node} is ${look(g)} on the body and ${wanted} in the pathway`);
    for (const word of root.querySelectorAll(`li[data-node="${g.dataset.node}"] > .state`)) {
      if (word.textContent !== "keeps switching" && (word.textContent === "on") !== g.classList.contains("is-on")) tell(root.id, `${g.dataset.node} is told otherwise in a list`);
    }
  }
  for (const g of body.querySelectorAll("[data-carries]")) {
    const sends = g.dataset.carries.split(" ").some((edge) => inPathway(edge.split(">")[0]).classList.contains("is-on"));
    if (g.classList.contains("is-on") !== sends) tell(root.id, `the line "${g.dataset.route}" is not as the nodes that send it`);
  }
}

/** The body axis by mouse and keyboard. */
function useBody(root, button, tell) {
  const [pathway, body] = root.querySelectorAll(".igf1r-drawing");
  const panel = root.querySelector(".igf1r-evidence");
  button("On the body").click();
  if (!pathway.hidden || body.hidden) tell(root.id, "the body axis is not shown in place of the pathway");
  for (const part of body.querySelectorAll("[data-node] .shape, [data-carries] .hit")) {
    panel.hidden = true;
    part.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    if (panel.hidden || panel.textContent.length < 30) tell(root.id, `${Object.values(part.parentNode.dataset)[0]} on the body opens no evidence`);
  }
  const key = (name) => body.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
  body.focus();
  const reached = new Set();
  for (const name of ["ArrowDown", "ArrowDown", "ArrowRight", "ArrowUp", "ArrowDown", "ArrowLeft"]) {
    key(name);
    reached.add(body.querySelector(".is-cursor")?.dataset.node);
  }
  if (body.tabIndex !== 0 || reached.size < 3 || reached.has(undefined)) tell(root.id, "arrow keys do not walk the body axis");
  for (const name of [...Array(12).fill("ArrowUp"), ".", "ArrowLeft", ".", "ArrowLeft", "."]) {
    if (!body.querySelector(".is-cursor")?.dataset.carries) key(name);
  }
  if (!body.querySelector(".is-cursor")?.dataset.carries) tell(root.id, "the full stop does not walk the lines of the body axis");
  button("Both").click();
  button("Close").click();
  if (document.activeElement !== body) tell(root.id, "closing the evidence does not come back to the body axis");
  button("Pathway").click();
  if (pathway.hidden || !body.hidden) tell(root.id, "the pathway does not come back");
}

function groupOrder(spec, node) {
  return [...new Set(spec.nodes.map((n) => n.group).filter(Boolean))].indexOf(node.group);
}
