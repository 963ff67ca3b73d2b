// The dose table: filters that show some of its rows.

const doses = {
  render({ model, el }) {
    const root = stage(model, el);
    const { filters } = model.get("spec");
    const table = root.querySelector(".igf1r-all-doses");
    const rows = [...table.querySelectorAll("tr[data-effect]")];
    const start = Object.fromEntries(Object.keys(filters).map((name) => [name, ""]));
    const chosen = { ...start };
    const say = announcer(root);
    const count = h("p", { class: "igf1r-result" });
    const clear = textButton("Clear all filters", () => {
      set(start);
      Object.values(selects)[0].focus();
    });
    const selects = Object.fromEntries(Object.entries(filters).map(([name, { options }]) =>
      [name, h("select", { onchange: () => set({ [name]: selects[name].value }) },
        ["", ...options].map((value) => h("option", { value }, value || "all")))]));

    function paint() {
      for (const [name, select] of Object.entries(selects)) select.value = chosen[name];
      for (const row of rows) row.hidden = Object.entries(chosen).some(([name, value]) => value && row.dataset[name] !== value);
      const shown = rows.filter((row) => !row.hidden).length;
      table.hidden = !shown;
      count.textContent = shown ? `${shown} of ${rows.length} doses are shown.` : "No dose fits.";
      clear.hidden = Object.values(chosen).every((value) => !value);
      return shown;
    }
    function set(changes) {
      Object.assign(chosen, changes);
      const shown = paint();
      model.set("settings", { ...chosen });
      model.set("values", { shown });
      model.save_changes();
      say(count.textContent);
    }
    table.before(
      h("div", { class: "igf1r-controls igf1r-filters" }, Object.entries(filters).map(([name, { label }]) =>
        h("label", {}, h("span", {}, label), selects[name]))),
      h("div", { class: "igf1r-row" }, count, clear));
    root.classList.add("is-live");
    const fromKernel = () => {
      const news = Object.entries(model.get("settings")).filter(([name, value]) => name in chosen && chosen[name] !== value);
      if (news.length) set(Object.fromEntries(news));
    };
    model.on("change:settings", fromKernel);
    paint();
    fromKernel();
    return () => model.off("change:settings", fromKernel);
  },
};
