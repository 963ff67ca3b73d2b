// The page's host: gives each exhibit on the page a model, as anywidget gives it one in a kernel.

function pageModel(state) {
  const listeners = {};
  const heard = (event) => (listeners[event] ??= new Set());
  return {
    get: (key) => state[key],
    set(key, value) {
      state[key] = value;
      for (const listener of [...heard(`change:${key}`), ...heard("change")]) listener();
    },
    on: (event, listener) => void heard(event).add(listener),
    off: (event, listener) => void (listener ? heard(event).delete(listener) : heard(event).clear()),
    save_changes() {},
  };
}

function specOf(el) {
  const inPage = el.querySelector(":scope > script.igf1r-spec");
  return inPage ? JSON.parse(inPage.textContent) : window.igf1rSpecs[el.dataset.exhibit];
}

const pageModules = { explorer, plate, quiz, map, doses, browser };

for (const el of document.querySelectorAll('.igf1r[data-module]:not([data-module=""])')) {
  const still = el.innerHTML;
  try {
    const model = pageModel({ spec: specOf(el), settings: {}, values: {} });
    pageModules[el.dataset.module].render({ model, el });
  } catch (error) {
    el.innerHTML = still;
    console.error(`Figure ${el.id} stays still: ${error.message}`);
  }
}

// A link to something in a closed box opens the box; not every browser does that by itself.
function openTarget() {
  const target = document.getElementById(location.hash.slice(1));
  const boxes = [];
  for (let box = target?.closest("details:not([open])"); box; box = box.parentElement.closest("details:not([open])")) boxes.push(box);
  for (const box of boxes) box.open = true;
  if (boxes.length) target.scrollIntoView({ behavior: "instant" });
}
addEventListener("hashchange", openTarget);
openTarget();

// A link to what the address names already changes no address; figures and boxes hear of it all the same.
addEventListener("click", (event) => {
  const link = event.target.closest("a[href*='#']");
  const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey; // in another tab or window
  if (link?.href !== location.href || elsewhere || event.defaultPrevented) return;
  setTimeout(() => dispatchEvent(new HashChangeEvent("hashchange")));
});
