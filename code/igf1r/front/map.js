// The evidence map: filters, rules and contested classifications; the tally follows, and a mark opens its study.

const map = {
  render({ model, el }) {
    const root = stage(model, el);
    const spec = model.get("spec");
    const onPage = root === el;
    const drawing = root.querySelector(".igf1r-drawing");
    const svg = drawing.querySelector("svg");
    const marks = [...svg.querySelectorAll("[data-study]")];
    const study = Object.fromEntries(spec.studies.map((one) => [one.id, one]));
    const start = Object.fromEntries([
      ...Object.keys(spec.filters).map((name) => [name, ""]),
      ...Object.entries(spec.rules).map(([name, options]) => [name, options[0][0]]),
      ...spec.studies.map((one) => [one.id, "review"]),
    ]);
    const choices = { ...start };
    const say = announcer(root);
    const notice = h("p", { class: "igf1r-notice", hidden: true });
    const tell = (text) => { notice.textContent = text; notice.hidden = !text; };
    const contested = spec.studies.filter((one) => one.readings.length > 1);
    const unique = `${spec.name}-${Math.random().toString(36).slice(2)}`;
    const fields = new Map(); // by choice: what shows its value
    let opened = "";

    const allowed = (name) => {
      if (name in spec.filters) return spec.options[name];
      if (name in spec.rules) return spec.rules[name].map(([value]) => value);
      return study[name]?.readings.map((one) => one.id) ?? [];
    };

    // Controls

    function filter([name, label]) {
      const select = h("select", { onchange: () => set({ [name]: select.value }) },
        spec.options[name].map((value) => h("option", { value }, value || "all")));
      fields.set(name, [(value) => { select.value = value; }]);
      return h("label", {}, h("span", {}, label), select);
    }

    /** A choice of one among several as radio buttons; `place` tells two of one choice apart. */
    function radios(name, legend, options, place) {
      const boxes = options.map(([value]) =>
        h("input", { type: "radio", name: `${unique}-${name}-${place}`, value, onchange: () => set({ [name]: value }) }));
      const show = (now) => boxes.forEach((box) => { box.checked = box.value === now; });
      fields.set(name, place === "panel" ? [...(fields.get(name) ?? []), show] : [show]);
      show(choices[name]);
      return h("fieldset", { class: "igf1r-choice" }, h("legend", {}, legend),
        options.map(([, ...said], k) => h("label", {}, boxes[k], h("span", {}, said))));
    }

    const readingOptions = (one) => one.readings.map((reading) => {
      const place = reading.site !== one.readings[0].site ? `; place: ${spec.places[reading.site]}` : "";
      const source = reading.critiques.length ? ` (${reading.critiques.join(", ")})` : "";
      return [reading.id, h("b", {}, `${reading.label}: ${spec.roles[reading.role]}${place}. `), `${reading.rule}${source}`];
    });

    const readings = (wanted) => Object.fromEntries(contested.map((one) =>
      [one.id, (wanted && one.readings.find((reading) => reading.advised)?.id) || "review"]));
    const PRESETS = [["As the review reports", readings(false)], ["As the critiques read", readings(true)]];
    const presets = PRESETS.map(([text, wanted]) => textButton(text, () => set(wanted)));
    const noFilter = () => Object.fromEntries(Object.keys(spec.filters).map((name) => [name, ""]));

    const controls = h("div", { class: "igf1r-controls" },
      h("div", { class: "igf1r-filters" }, Object.entries(spec.filters).map(filter)),
      h("div", { class: "igf1r-row" },
        textButton("Show all studies", () => set(noFilter())),
        presets));
    const rules = h("details", {}, h("summary", {}, "Rules of counting"),
      radios("time", "Time", spec.rules.time, "rules"),
      radios("systemic", "Place", spec.rules.systemic, "rules"),
      radios("tests", "Evidence", spec.rules.tests, "rules"));
    const disputes = h("details", {}, h("summary", {}, `Contested classifications (${contested.length} studies)`),
      contested.map((one) => radios(one.id, one.label, readingOptions(one), "list")));

    // The tally

    const score = root.querySelector(".igf1r-tally");
    const SIDES = [["for", "For"], ["against", "Against"], ["out", "Not counted"]];
    const numbers = (ids) => ids.map((id) => study[id].number).join(", ") || "none";
    function card([name, title], counts) {
      const width = (side) => `flex-grow: ${counts[side].length}`;
      const bar = h("div", { class: "igf1r-bar", "aria-hidden": "true" });
      for (const side of ["for", "against"]) {
        const part = h("span", { class: `is-${side}` }, counts[side].length ? `${counts[side].length} ${side}` : "");
        part.style.cssText = width(side);
        if (counts[side].length) bar.append(part);
      }
      return h("div", { role: "group", class: "igf1r-card", "aria-label": title }, h("p", { class: "igf1r-heading" }, title), bar,
        h("dl", {}, SIDES.flatMap(([side, label]) =>
          [h("dt", {}, `${label}: ${counts[side].length}`), h("dd", {}, numbers(counts[side]))])));
    }

    const total = h("p", { class: "igf1r-meta" });
    const list = h("ul", { class: "igf1r-studies" }, spec.studies.map((one) =>
      h("li", { "data-study": one.id }, textButton("", (event) => open(one.id, event.currentTarget)))));

    function paint() {
      for (const [name, shows] of fields) for (const show of shows) show(choices[name]);
      PRESETS.forEach(([, wanted], k) => presets[k].setAttribute("aria-pressed", contested.every(({ id }) => choices[id] === wanted[id])));
      const result = tally.count(spec.studies, choices, spec.logic);
      const shown = new Set(result.shown);
      for (const mark of marks) {
        const { study: id, reading } = mark.dataset;
        setClasses(mark, { "is-hidden": !shown.has(id) || (reading ?? choices[id]) !== choices[id], "is-chosen": id === opened });
      }
      for (const item of list.children) {
        const one = study[item.dataset.study];
        item.hidden = !shown.has(one.id);
        setText(item.firstChild, `[${one.number}] ${one.label.replace(/ \[.*/, "")}: ${spec.roles[tally.reading(one, choices).role]}`);
      }
      total.textContent = `${shown.size} of ${spec.studies.length} studies are shown.`;
      score.replaceChildren(total, ...Object.entries(spec.hypotheses).map((each) => card(each, result[each[0]])));
      return result;
    }

    function set(changes, silent) {
      Object.assign(choices, changes);
      tell("");
      const result = paint();
      const values = { shown: result.shown.length };
      for (const name of Object.keys(spec.hypotheses)) {
        for (const [side] of SIDES) values[`${name}_${side}`] = result[name][side].length;
      }
      model.set("settings", changed());
      model.set("values", values);
      model.save_changes();
      const sides = (name) => `${values[`${name}_for`]} for, ${values[`${name}_against`]} against`;
      if (!silent) say(`${values.shown} studies. Place: ${sides("place")}. Time: ${sides("time")}.`);
    }
    const changed = () => Object.fromEntries(Object.entries(choices).filter(([name, value]) => value !== start[name]));

    // A study

    const panel = h("div", { role: "group", class: "igf1r-panel igf1r-evidence", hidden: true, "aria-label": "Study" });
    const visit = visits(panel, drawing);
    function open(id, opener) {
      if (opened) fields.set(opened, fields.get(opened)?.slice(0, 1) ?? []);
      opened = id;
      const one = study[id];
      const close = textButton("Close", leave);
      close.classList.add("igf1r-close");
      const warning = (name) => {
        const [certainty, problem, correction] = spec.critiques[name];
        return h("p", { class: "igf1r-warning" }, h("strong", {}, `⚠ ${name} (${certainty}): `), `${problem} ${correction}`);
      };
      panel.replaceChildren(close, h("p", { class: "igf1r-heading" }, one.label),
        h("p", { class: "igf1r-meta" }, `Title: ${one.paper}.`),
        h("dl", {}, one.lines.flatMap(([term, said]) => [h("dt", {}, term), h("dd", {}, said)])),
        h("p", {}, one.note),
        one.readings.length > 1 ? radios(id, "How it is classified", readingOptions(one), "panel")
          : h("p", {}, `By the review: ${spec.roles[one.readings[0].role]}.`),
        ...one.critiques.map(warning),
        h("details", {}, h("summary", {}, `What the review says of it (${counted(one.claims.length, "claim")})`),
          h("ul", {}, one.claims.map(([name, text]) => h("li", {}, `${text} [${name}]`)))));
      paint();
      say(`Study ${one.label} opened: ${spec.roles[tally.reading(one, choices).role]}.`);
      visit.go(opener);
    }
    function leave() {
      fields.set(opened, fields.get(opened)?.slice(0, 1) ?? []);
      opened = "";
      paint();
      visit.comeBack();
    }

    // Together

    const main = h("div", { class: "igf1r-beside-main" });
    const side = h("div", { class: "igf1r-beside-side" }, score, panel, h("details", {}, h("summary", {}, "The studies as a list"), list), rules, disputes);
    drawing.before(h("div", { class: "igf1r-beside" }, controls, main, side));
    main.append(drawing, notice, pictureTools({
      root, say, tell, pictures: () => [{ svg, name: spec.name }],
      link: onPage && (() => `#${spec.name}:${Object.entries(changed()).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join(",")}`),
    }));
    root.style.setProperty("--igf1r-ratio", svg.viewBox.baseVal.width / svg.viewBox.baseVal.height);
    root.classList.add("is-live");
    svg.addEventListener("click", (event) => {
      const mark = event.target.closest("[data-study]");
      if (mark) open(mark.dataset.study);
    });

    paint();
    return heedChoices({ model, root, onPage, name: spec.name, tell, set, start, present: choices, allowed });
  },
};
