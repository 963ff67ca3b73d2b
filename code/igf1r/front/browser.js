// A long list that the reader narrows down: the rows are on the page already, this shows and hides them.

const browser = (() => {
  const ENOUGH = 30; // rows that open by themselves; the other groups say how many they hold
  const PAUSE = 400; // ms without a keystroke before the result is announced
  const NARROW = "(max-width: 700px)"; // as in browser.css, which keeps room for the filters
  const SLICE = 60; // rows read in one go while the page is idle

  const GREEK = { α: "alpha", β: "beta", γ: "gamma", δ: "delta", ε: "epsilon", κ: "kappa", μ: "mu" };

  /** A spelling without what does not matter: case, hyphens, accents, Greek letters. */
  function fold(text) {
    return text.normalize("NFKD").toLowerCase()
      .replace(/[\u0300-\u036f\u00ad\u2010-\u2015\u2212-]/g, "")
      .replace(/[αβγδεκμ]/g, (letter) => GREEK[letter]);
  }

  const words = (text) => fold(text).split(/\s+/).filter(Boolean);

  /** The values of those options that a typed text names: by one whole spelling, else by a part of any. */
  function named(options, text) {
    const typed = fold(text).trim();
    const whole = options.filter((option) => option.some((one) => fold(one).trim() === typed));
    const part = options.filter(([, ...spellings]) => spellings.some((one) => fold(one).includes(typed)));
    return (whole.length ? whole : part).map(([value]) => value);
  }

  const facetsOf = (element) => element.dataset.facets.split(" ");

  /** The rows by group. What a row says is read when it is first asked for: 1000 rows take a phone long. */
  function readGroups(root, filters) {
    const suggested = filters.filter(({ kind }) => kind === "suggest");
    const spellings = new Map(suggested.flatMap(({ id, options }) =>
      options.map((option) => [`${id}:${option[0]}`, option.join(" ")])));
    return [...root.querySelectorAll(".igf1r-records")].map((box) => ({
      box,
      count: box.querySelector(".igf1r-count"),
      open: box.open,
      rows: [...box.querySelectorAll("li[data-facets]")].map((element) => ({
        element,
        get facets() {
          return keep(this, "facets", new Set([...facetsOf(box), ...facetsOf(element)]));
        },
        get text() {
          const also = [...this.facets].map((facet) => spellings.get(facet) ?? "");
          return keep(this, "text", fold([element.textContent, ...also].join(" ")));
        },
      })),
    }));
  }

  function keep(row, name, value) {
    Object.defineProperty(row, name, { value });
    return value;
  }

  /** Read the rows in the pauses of the page; a filter that comes first reads the rest at once. */
  function readAhead(rows) {
    const later = window.requestIdleCallback ?? ((work) => setTimeout(work, 50));
    let at = 0;
    function next() {
      for (const { text } of rows.slice(at, at + SLICE)) void text;
      at += SLICE;
      if (at < rows.length) later(next);
    }
    later(next);
  }

  /** A test of a row for each setting. */
  function tests(filters, settings) {
    return filters.filter(({ id }) => settings[id]).map(({ id, kind, options }) => {
      if (kind === "text") {
        const asked = words(settings[id]);
        return ({ text }) => asked.every((word) => text.includes(word));
      }
      const values = kind === "choice" ? [settings[id]] : named(options, settings[id]);
      return ({ facets }) => values.some((value) => facets.has(`${id}:${value}`));
    });
  }

  function choice({ id, options }, { changed }) {
    return [h("select", { name: id, onchange: () => changed(0) },
      h("option", { value: "" }, "all"), options.map(([value, text]) => h("option", { value }, text)))];
  }

  function field({ id, kind, options }, { changed, unique }) {
    const list = kind === "suggest" && h("datalist", { id: `${unique}--${id}` });
    const suggestions = () => options.map(([, value]) => h("option", { value }));
    const fill = () => list.children.length || list.append(...suggestions());
    const input = h("input", {
      type: "search", name: id, autocomplete: "off", spellcheck: "false", enterkeyhint: "search",
      list: list && list.id, onfocus: list && fill, oninput: () => changed(PAUSE),
    });
    return [input, list];
  }

  const makers = { choice, text: field, suggest: field };

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return "";
    }
  }

  function render({ model, el }) {
    const root = stage(model, el);
    const onPage = root === el;
    const { name, filters, noun, part } = model.get("spec");
    const groups = readGroups(root, filters);
    const all = groups.flatMap(({ rows }) => rows);
    const unique = root.id || `igf1r-${Math.random().toString(36).slice(2)}`;
    const say = announcer(root);
    const amount = (n) => `${n} ${noun[Number(n !== 1)]}`;
    let pause;

    const inputs = {};
    const [first, ...others] = filters.map((filter) => {
      const [input, ...rest] = makers[filter.kind](filter, { changed, unique });
      inputs[filter.id] = input;
      return h("label", {}, h("span", {}, filter.label), input, rest);
    });
    const result = h("p", { class: "igf1r-result" });
    const clear = textButton("Clear all filters", clearAll);
    const more = h("summary", {});
    const fold = h("details", { open: !matchMedia(NARROW).matches }, more, h("div", { class: "igf1r-more" }, others));
    const form = h("form", {
      class: "igf1r-find igf1r-controls", role: "search", "aria-label": `Find ${noun[1]}`,
      onsubmit: (event) => event.preventDefault(),
    }, first, h("div", { class: "igf1r-row" }, result, clear), fold);
    const notice = h("p", { class: "igf1r-notice", hidden: true });
    groups[0].box.before(form, notice);
    root.classList.add("is-live");

    function settings() {
      const pairs = Object.entries(inputs).map(([id, input]) => [id, input.value.trim()]);
      return Object.fromEntries(pairs.filter(([, value]) => value));
    }

    function set(wanted) {
      for (const [id, input] of Object.entries(inputs)) input.value = wanted[id] ?? "";
    }

    /** Show the rows that pass the filters, and say how many there are. */
    function show(now) {
      const asked = tests(filters, now);
      let found = 0;
      let within = 0;
      let opened = 0;
      for (const { box, rows, count, open } of groups) {
        let here = 0;
        for (const row of rows) {
          const fits = asked.every((test) => test(row));
          if (row.element.hidden === fits) row.element.hidden = !fits;
          here += fits;
        }
        found += here;
        within += here > 0;
        box.hidden = !here;
        box.open = asked.length ? here > 0 && opened < ENOUGH : open;
        if (box.open) opened += here;
        count.textContent = here < rows.length ? `${here} of ${amount(rows.length)}` : amount(here);
      }
      tellResult(found, within);
    }

    function tellResult(found, within) {
      const some = `${found} of ${amount(all.length)}, in ${within} ${part[Number(within !== 1)]}.`;
      const none = `No ${noun[0]} fits.`;
      result.textContent = found === all.length ? `All ${amount(found)}.` : found ? some : none;
      const used = Object.keys(settings());
      const folded = used.filter((id) => id !== filters[0].id).length;
      setText(more, folded ? `More filters (${folded} in use)` : "More filters");
      clear.hidden = !used.length;
      notice.hidden = true;
    }

    /** After the reader's change: show at once; announce, address and publish after a pause. */
    function changed(wait) {
      const now = settings();
      show(now);
      clearTimeout(pause);
      pause = setTimeout(() => {
        say(result.textContent);
        if (onPage) history.replaceState(null, "", addressOf(now));
        const shown = all.filter(({ element }) => !element.hidden).map(({ element }) => element.id);
        model.set("settings", now);
        model.set("values", { found: shown.length, rows: shown });
        model.save_changes();
      }, wait);
    }

    function clearAll() {
      set({});
      changed(0);
      form.elements[0].focus();
    }

    /** A link to these settings; a value may hold what separates them, so it is encoded twice. */
    function addressOf(now) {
      const twice = (value) => encodeURIComponent(encodeURIComponent(value));
      const pairs = Object.entries(now).map(([id, value]) => `${id}=${twice(value)}`);
      return pairs.length ? `#${name}:${pairs.join(",")}` : location.pathname + location.search;
    }

    /** The row that an address means, if it is one of this list. */
    function rowOf(hash) {
      const row = document.getElementById(decoded(hash.slice(1)));
      return row && root.contains(row) && row.matches("li[data-facets]") ? row : null;
    }

    /** Show one row, whatever the filters are, and move there. */
    function reveal(row) {
      if (row.hidden) {
        set({});
        show({});
      }
      row.closest("details").open = true;
      row.tabIndex = -1;
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: "center", behavior: "instant" });
    }

    /** Follow the page's address: to a row, or to settings; a bad link changes nothing and gets one line. */
    function follow() {
      const row = rowOf(location.hash);
      if (row) return reveal(row);
      const linked = linkedParts(name);
      if (!linked) return;
      const bad = linked.find((pair) => pair.length !== 2 || !allowed(pair[0], decoded(pair[1])));
      if (bad) {
        notice.textContent = `Link ignored: ${bad.join("=")} is no filter of this list.`;
        notice.hidden = false;
        return;
      }
      set(Object.fromEntries(linked.map(([id, value]) => [id, decoded(value)])));
      changed(0);
      root.scrollIntoView({ behavior: "instant" });
    }

    function allowed(id, value) {
      const filter = filters.find((one) => one.id === id);
      const known = () => filter.kind !== "choice" || filter.options.some(([option]) => option === value);
      return filter && value && known();
    }

    /** A link to a row works a second time too, and in a kernel leaves the notebook's address alone. */
    function pressed(event) {
      const link = event.target.closest('a[href^="#"]');
      const row = link && rowOf(link.hash);
      if (!row) return;
      if (!onPage) event.preventDefault();
      setTimeout(() => reveal(row));
    }

    function heard() {
      const wanted = model.get("settings");
      if (JSON.stringify(wanted) === JSON.stringify(settings())) return;
      set(wanted);
      changed(0);
    }

    set(model.get("settings"));
    if (Object.keys(settings()).length) show(settings());
    else tellResult(all.length);
    root.addEventListener("click", pressed);
    model.on("change:settings", heard);
    if (onPage) {
      addEventListener("hashchange", follow);
      follow();
    }
    readAhead(all);
    return () => {
      clearTimeout(pause);
      removeEventListener("hashchange", follow);
      model.off("change:settings", heard);
    };
  }

  return { render };
})();
