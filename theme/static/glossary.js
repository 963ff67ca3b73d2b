// Links to the glossary show the definition: on hover and on focus at once, on touch at the first tap.
(() => {
  const LINK = "a[data-definition]";
  const LEAVE = 250; // ms to move the pointer from the word to its definition
  const GAP = 6;

  const box = document.createElement("div");
  const words = document.createElement("p");
  const hint = document.createElement("p");
  box.id = "glossary-definition";
  box.className = "glossary-definition";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  hint.className = "hint";
  hint.textContent = "Tap the word again to open the glossary.";
  box.append(words, hint);
  document.body.append(box);

  let shown = null;
  let leaving;
  let tapped = null; // the link under a finger, if its definition was not shown before

  function show(link, byTouch = false) {
    clearTimeout(leaving);
    if (shown === link) return;
    hide();
    shown = link;
    box.setAttribute("aria-live", byTouch ? "polite" : "off");
    box.hidden = false;
    hint.hidden = !byTouch;
    const term = document.createElement("strong");
    term.textContent = link.dataset.term;
    words.replaceChildren(term, `: ${link.dataset.definition}`);
    link.setAttribute("aria-describedby", box.id);
    place(link);
  }

  /** Under the word, or over it where there is no room. */
  function place(link) {
    const lines = link.getClientRects();
    const line = lines[lines.length - 1];
    const wide = document.documentElement.clientWidth;
    const left = Math.max(GAP, Math.min(line.left, wide - box.offsetWidth - GAP));
    const below = line.bottom + GAP;
    const above = lines[0].top - GAP - box.offsetHeight;
    const top = below + box.offsetHeight > innerHeight && above > 0 ? above : below;
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${top + scrollY}px`;
  }

  function hide() {
    clearTimeout(leaving);
    box.hidden = true;
    shown?.removeAttribute("aria-describedby");
    shown = null;
  }

  function leave() {
    clearTimeout(leaving);
    leaving = setTimeout(() => shown !== document.activeElement && hide(), LEAVE);
  }

  const linkOf = (event) => (event.target instanceof Element ? event.target.closest(LINK) : null);
  const byMouse = (handle) => (event) => event.pointerType === "mouse" && handle(event);

  document.addEventListener("pointerover", byMouse((event) => {
    const link = linkOf(event);
    if (link) show(link);
    else if (box.contains(event.target)) clearTimeout(leaving);
    else if (shown) leave();
  }));
  document.addEventListener("pointerdown", (event) => {
    const link = linkOf(event);
    tapped = event.pointerType !== "mouse" && link !== shown ? link : null;
    if (!link && !box.contains(event.target)) hide();
  });
  document.addEventListener("click", (event) => {
    const link = linkOf(event);
    if (!link || link !== tapped) return;
    event.preventDefault();
    hide();
    show(link, true);
    tapped = null;
  });
  document.addEventListener("focusin", (event) => {
    const link = linkOf(event);
    if (link) show(link);
    else if (shown) hide();
  });
  document.addEventListener("focusout", (event) => {
    if (linkOf(event) === shown && !box.matches(":hover")) hide();
  });
  document.addEventListener("keydown", (event) => {
    tapped = null;
    if (event.key === "Escape") hide();
  });
})();
