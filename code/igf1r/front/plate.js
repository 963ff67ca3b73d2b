// A plate: one drawing whose parts are shown or hidden by a few choices, and whose parts tell about themselves.

const plate = {
  render({ model, el }) {
    const root = stage(model, el);
    const spec = model.get("spec");
    const onPage = root === el;
    const drawing = root.querySelector(".igf1r-drawing");
    const svg = drawing.querySelector("svg");
    const say = announcer(root);
    const notice = h("p", { class: "igf1r-notice", hidden: true });
    const tell = (text) => { notice.textContent = text; notice.hidden = !text; };
    const told = h("div", { class: "igf1r-told" });
    const info = h("div", { role: "group", class: "igf1r-panel igf1r-evidence", hidden: true, "aria-label": "About this part" });
    const settings = Object.fromEntries(spec.controls.map((c) => [c.id, c.options[0].value]));
    const fields = new Map();
    const visit = visits(info, drawing);

    const option = (c) => c.options.find((o) => o.value === settings[c.id]);
    function paint() {
      for (const part of svg.querySelectorAll("[data-when]")) {
        const shown = part.dataset.when.split(",").every((condition) => {
          const [id, values] = condition.split(":");
          return values.split("|").includes(settings[id]);
        });
        part.classList.toggle("is-hidden", !shown);
      }
      for (const c of spec.controls) fields.get(c.id).get(settings[c.id]).checked = true;
      told.replaceChildren(...spec.controls.map((c) => option(c).says).filter(Boolean).map((says) => h("p", {}, says)));
    }
    function set(changes, silent) {
      Object.assign(settings, changes);
      paint();
      model.set("settings", { ...settings });
      model.set("values", { ...settings });
      model.save_changes();
      if (!silent) say(Object.keys(changes).map((id) => {
        const o = option(spec.controls.find((c) => c.id === id));
        return `${o.label}. ${o.says}`;
      }).join(" "));
    }
    function about(id, opener) {
      const part = spec.parts[id];
      if (!part) return;
      const close = textButton("Close", leave);
      close.classList.add("igf1r-close");
      info.replaceChildren(close, h("p", { class: "igf1r-heading" }, part.title), h("p", {}, part.text),
        part.source ? h("p", { class: "igf1r-meta" }, `Source: ${part.source}`) : "");
      choose(id);
      say(`${part.title}. ${part.text}`);
      visit.go(opener);
    }
    function leave() {
      choose("");
      visit.comeBack();
    }
    function choose(id) {
      for (const shape of svg.querySelectorAll("[data-about]")) setClasses(shape, { "is-chosen": shape.dataset.about === id });
    }

    const controls = h("div", { class: "igf1r-controls" }, spec.controls.map((c) => {
      const name = `${spec.name}-${c.id}-${Math.random().toString(36).slice(2)}`;
      fields.set(c.id, new Map());
      const move = (by) => {
        const at = c.options.findIndex((o) => o.value === settings[c.id]);
        set({ [c.id]: c.options[(at + by + c.options.length) % c.options.length].value });
      };
      return h("fieldset", { class: "igf1r-group" }, h("legend", {}, c.label),
        c.options.map((o) => {
          const box = h("input", { type: "radio", name, value: o.value, onchange: () => set({ [c.id]: o.value }) });
          fields.get(c.id).set(o.value, box);
          return h("label", { class: "igf1r-switch" }, box, h("span", {}, o.label));
        }),
        c.sequence ? h("div", { class: "igf1r-row" }, textButton("Back", () => move(-1)), textButton("Next", () => move(1))) : null);
    }));
    controls.append(told);
    const parts = Object.entries(spec.parts).map(([id, part]) => textButton(part.title, (event) => about(id, event.currentTarget)));
    const main = h("div", { class: "igf1r-beside-main" });
    const side = h("div", { class: "igf1r-beside-side" }, info,
      parts.length > 0 && h("details", {}, h("summary", {}, "Ask about a part"), h("div", { class: "igf1r-row" }, parts)));
    side.append(root.querySelector(":scope > .igf1r-list"));
    drawing.before(h("div", { class: "igf1r-beside" }, controls, main, side));
    main.append(drawing, notice, pictureTools({
      root, say, tell, pictures: () => [{ svg, name: spec.name }],
      link: onPage && (() => `#${spec.name}:${Object.entries(settings).map(([id, value]) => `${id}=${value}`).join(",")}`),
    }));
    root.style.setProperty("--igf1r-ratio", svg.viewBox.baseVal.width / svg.viewBox.baseVal.height);
    root.classList.add("is-live");
    svg.addEventListener("click", (event) => {
      const shape = event.target.closest("[data-about]");
      if (shape) about(shape.dataset.about);
    });

    paint();
    return heedChoices({ model, root, onPage, name: spec.name, tell, set, present: settings, allowed: (id) => [...(fields.get(id)?.keys() ?? [])] });
  },
};
