// What every front end uses. No module keeps state outside its `render`.

/** Make an element: h("button", {type: "button", onclick: f}, "Run"). Text is never parsed as HTML. */
function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child || child === 0));
  return node;
}

/** A button of the book's look. */
function textButton(text, onclick, title) {
  return h("button", { type: "button", class: "igf1r-button", onclick, title }, text);
}

/** Give and take classes; only those that change are touched. */
function setClasses(element, classes) {
  if (!element) return;
  const { classList } = element;
  for (const name in classes) {
    if (classList.contains(name) !== classes[name]) classList.toggle(name);
  }
}

function setText(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

const counted = (n, one) => `${n} ${one}${n === 1 ? "" : "s"}`;

/** Do something once the reader sees what is on the page now. */
function afterPaint(act) {
  requestAnimationFrame(() => setTimeout(act));
}

/** Land on the figure that the address names; while the page loads, again when it stands. */
function arrive(root) {
  const land = () => root.scrollIntoView({ behavior: "instant" });
  land();
  if (document.readyState === "complete") return;
  const again = performance.getEntriesByType("navigation")[0]?.type === "reload"; // would go back to where it was
  if (again) history.scrollRestoration = "manual";
  addEventListener("load", () => {
    land();
    afterPaint(() => { history.scrollRestoration = "auto"; });
  }, { once: true });
}

/** The box that scrolls an element up and down: the page, a figure in full screen, or the notebook in JupyterLab. */
function scrollerOf(element) {
  for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
    if (box.scrollHeight > box.clientHeight && /auto|scroll/.test(getComputedStyle(box).overflowY)) return box;
  }
  return document.scrollingElement;
}

/** The way to a panel that tells of a part of a drawing, and back to where the reader was. */
function visits(panel, drawing) {
  let back = null; // while the panel is open: what opened it, and how far the page was scrolled

  function go(opener = drawing) {
    back = { ...back, opener };
    panel.hidden = false;
    afterPaint(() => {
      if (!back) return;
      const box = scrollerOf(panel);
      back = { box, top: box.scrollTop, ...back };
      const tall = panel.offsetHeight > innerHeight;
      panel.scrollIntoView({ block: tall ? "start" : "nearest", behavior: prefersStill() ? "instant" : "smooth" });
    });
  }

  function comeBack() {
    const { opener, box, top } = back;
    back = null;
    panel.hidden = true;
    drawing.focus({ preventScroll: true });
    opener.focus({ preventScroll: true }); // does nothing where it is folded or filtered away
    afterPaint(() => box?.scrollTo({ top, behavior: "instant" }));
  }

  drawing.tabIndex = -1; // the focus comes back to it
  return { go, comeBack };
}

/** The element that holds the static body: already there on a page, put in from the spec in a kernel. */
function stage(model, el) {
  if (!el.classList.contains("igf1r")) {
    const spec = model.get("spec");
    el.innerHTML = `<div class="igf1r igf1r-${spec.kind}">${spec.html}</div>`;
    el.dataset.lmSuppressShortcuts = "true"; // in JupyterLab keys belong to the figure, not to the notebook
    return el.firstElementChild;
  }
  return el;
}

/** A polite live region: at most one message an action, at most 200 characters. */
function announcer(root) {
  const region = h("p", { class: "igf1r-sr", role: "status", "aria-live": "polite" });
  root.append(region);
  return (text) => {
    region.textContent = text.length > 200 ? text.slice(0, 199) + "…" : text;
  };
}

/** Save text as a file, from the page, with no server. */
function save(filename, type, content) {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const url = URL.createObjectURL(blob);
  const link = h("a", { href: url, download: filename });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

const stillness = matchMedia("(prefers-reduced-motion: reduce)"); // asked at every click, so looked up once
const prefersStill = () => stillness.matches;

/** Take over the choices that a kernel or, on a page, the address asks for, now and later; gives the function that ends it.
 * `present` has the choices of the moment and `start` those that hold where nothing else is asked for; `allowed` gives
 * the values that a choice can take, an empty list where there is no such choice. */
function heedChoices({ model, root, onPage, name, tell, set, present, allowed, start = {} }) {
  const allows = (id, value) => allowed(id).includes(value);
  const fromKernel = () => {
    const news = Object.entries({ ...start, ...model.get("settings") }).filter(([id, value]) => present[id] !== value && allows(id, value));
    if (news.length) set(Object.fromEntries(news));
  };
  const fromAddress = () => {
    const parts = onPage && root.id === name ? linkedParts(name) : null;
    if (!parts) return;
    arrive(root);
    const bad = parts.find(([id, value]) => !allows(id, value));
    if (bad) {
      const values = allowed(bad[0]);
      const why = values.length ? `allowed for ${bad[0]}: ${values.filter(Boolean).join(", ")}` : `choices here: ${Object.keys(present).join(", ")}`;
      return tell(`Link ignored: "${bad.join("=").slice(0, 60)}" does not fit this figure; ${why}.`);
    }
    set({ ...start, ...Object.fromEntries(parts) });
  };
  model.on("change:settings", fromKernel);
  if (onPage) addEventListener("hashchange", fromAddress);
  fromKernel();
  fromAddress();
  return () => {
    model.off("change:settings", fromKernel);
    removeEventListener("hashchange", fromAddress);
  };
}
