// Questions that answer back: a chapter's quiz, or one question to answer before reading on.

const quiz = (() => {
  /** A spelling without what does not matter: case, spaces, hyphens, sub- and superscripts. */
  function plain(text) {
    return text.normalize("NFKC").toLowerCase().replace(/[ \t\n\r\u00ad\u2010-\u2015\u2212-]+/g, "");
  }

  /** The number in a reader's text as {value}; or, as {line}, why it cannot be read. */
  function readNumber(text, unit = "") {
    let digits = text.normalize("NFKC").replace(/\u2212/g, "-").trim();
    const suffix = unit.normalize("NFKC");
    if (suffix && digits.endsWith(suffix)) digits = digits.slice(0, -suffix.length).trim();
    if (!digits) return { line: "Give a number first." };
    if (/^[+-]?[1-9]\d{0,2}([ ,]\d{3})+(\.\d*)?$/.test(digits)) {
      return { line: `“${text.trim()}”: leave out the separators between thousands, as in 1367.` };
    }
    if (!/^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i.test(digits)) {
      return { line: `“${text.trim()}” is not a number. Write digits, as in 70 or 0.5.` };
    }
    return { value: Number(digits.replace(",", ".")) };
  }

  const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;
  const note = (label, { feedback }) => ({ label, feedback });

  function gradeChoices({ kind, answers }, chosen) {
    const picked = answers.filter(({ letter }) => chosen.includes(letter));
    const wrong = picked.filter(({ correct }) => !correct);
    const missing = answers.filter(({ letter, correct }) => correct && !chosen.includes(letter)).length;
    const notes = (some) => some.map((answer) => note(`${answer.letter}.`, answer));
    if (!picked.length) return { state: "open", line: "Choose an answer first.", notes: [] };
    if (!wrong.length && !missing) return { state: "right", line: "", notes: notes(picked) };
    const tally = [
      wrong.length && count(wrong.length, "choice is wrong.", "choices are wrong."),
      missing && count(missing, "right answer is missing.", "right answers are missing."),
    ];
    const line = kind === "multiple" ? tally.filter(Boolean).join(" ") : "";
    return { state: "wrong", line, notes: notes(wrong) };
  }

  function gradeMatch({ otherwise }, answer) {
    const state = answer?.correct ? "right" : "wrong";
    return { state, line: "", notes: [note("", answer ?? { feedback: otherwise })] };
  }

  const graders = {
    single: (question, chosen) => gradeChoices(question, chosen ? [chosen] : []),
    multiple: gradeChoices,
    number(question, chosen) {
      const { value, line } = readNumber(chosen, question.unit);
      if (line) return { state: "open", line, notes: [] };
      const slack = question.tolerance + 1e-9 * Math.abs(value);
      const near = question.answers.filter(({ text }) => Math.abs(value - Number(text)) <= slack);
      return gradeMatch(question, near.find(({ correct }) => correct) ?? near[0]);
    },
    text(question, chosen) {
      if (!plain(chosen)) return { state: "open", line: "Write an answer first.", notes: [] };
      const fits = ({ text, accepted }) => [text, ...accepted].some((one) => plain(one) === plain(chosen));
      return gradeMatch(question, question.answers.find(fits));
    },
    order({ answers }, chosen) {
      const ranked = chosen.map((letter) => answers.find((answer) => answer.letter === letter));
      const inPlace = ranked.filter(({ place }, at) => place === at).length;
      const notes = (some) => some.map((answer) => note(`${answer.text}:`, answer));
      if (inPlace === ranked.length) return { state: "right", line: "", notes: notes(ranked) };
      if (answers.every(({ letter }, at) => letter === chosen[at])) return { state: "open", line: "Move the steps first.", notes: [] };
      const first = ranked.find(({ place }, at) => place !== at);
      const line = `${inPlace} of ${ranked.length} stand in the right place. The first that does not:`;
      return { state: "wrong", line, notes: notes([first]) };
    },
  };

  /** What a choice is worth: {state: open, wrong or right; line; notes: [{label, feedback}]}. */
  const grade = (question, chosen) => graders[question.kind](question, chosen);

  function choices({ kind, answers }, { changed }) {
    const type = kind === "single" ? "radio" : "checkbox";
    const input = ({ letter }) => h("input", { type, name: "answer", value: letter, onchange: changed });
    const inputs = answers.map(input);
    const items = answers.map(({ text }, k) => h("li", {}, h("label", {}, inputs[k], h("span", {}, text))));
    const picked = () => inputs.filter((input) => input.checked).map((input) => input.value);
    return {
      node: h("ol", { class: "igf1r-answers", type: "a" }, items),
      blank: kind === "single" ? "" : [],
      get: () => (kind === "single" ? (picked()[0] ?? "") : picked()),
      set(chosen) {
        for (const input of inputs) input.checked = chosen.includes(input.value);
      },
      mark(state) {
        items.forEach((item, k) => {
          if (state && inputs[k].checked) item.dataset.state = answers[k].correct ? "right" : "wrong";
          else delete item.dataset.state;
        });
      },
    };
  }

  function blank({ kind, unit }, { changed, describedBy }) {
    const mode = kind === "number" ? "decimal" : "text";
    const input = h("input", {
      type: "text", inputmode: mode, autocomplete: "off", spellcheck: "false",
      "aria-describedby": describedBy, oninput: changed,
    });
    const label = unit ? `Your answer (${unit})` : "Your answer";
    return {
      node: h("p", { class: "igf1r-blank" }, h("label", {}, h("span", {}, label), input)),
      blank: "",
      get: () => input.value,
      set(chosen) {
        input.value = chosen;
      },
      mark(state) {
        input.setAttribute("aria-invalid", state === "open");
        if (state === "open") input.focus();
      },
    };
  }

  function ranking({ answers }, { changed, say }) {
    const list = h("ol", { class: "igf1r-ranking" });
    const items = Object.fromEntries(answers.map((answer) => [answer.letter, item(answer)]));

    function item({ letter, text }) {
      const button = (word, step) =>
        h("button", {
          type: "button", class: "igf1r-button", "aria-label": `${word}: ${text}`,
          onclick: (event) => move(letter, text, step, event.currentTarget),
        }, word);
      return h("li", { "data-letter": letter },
        h("span", {}, text), h("span", { class: "igf1r-moves" }, button("Up", -1), button("Down", 1)));
    }

    function move(letter, text, step, button) {
      const row = items[letter];
      const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
      if (!other) return;
      if (step < 0) other.before(row);
      else other.after(row);
      button.focus();
      mute();
      changed();
      say(`${text}: now ${[...list.children].indexOf(row) + 1} of ${answers.length}.`);
    }

    function mute() {
      for (const button of list.querySelectorAll("button")) button.removeAttribute("aria-disabled");
      list.firstElementChild.querySelector("button").setAttribute("aria-disabled", "true");
      list.lastElementChild.querySelector("button:last-child").setAttribute("aria-disabled", "true");
    }

    return {
      node: list,
      blank: answers.map(({ letter }) => letter),
      get: () => [...list.children].map((row) => row.dataset.letter),
      set(chosen) {
        list.replaceChildren(...chosen.map((letter) => items[letter]));
        mute();
      },
      mark() {},
    };
  }

  const controls = { single: choices, multiple: choices, number: blank, text: blank, order: ranking };

  const WORDS = {
    quiz: { act: "Check", right: "Right.", wrong: "Not right. Try again." },
    predict: { act: "Commit", right: "Your prediction is right.", wrong: "Your prediction is not right." },
  };

  /** Bring one question of the static body to life. */
  function ask(question, { item, mode, called, describedBy, say, changed }) {
    const words = WORDS[mode];
    const part = { id: question.id };
    const control = controls[question.kind](question, { say, describedBy, changed: edited });
    const prompt = item.querySelector(".igf1r-prompt");
    const key = item.querySelector("details");
    const name = () => h("span", { class: "igf1r-sr" }, called);
    const group = h("fieldset", {},
      h("legend", { class: "igf1r-prompt" }, prompt.textContent),
      item.querySelector(".igf1r-how"), control.node);
    const act = h("button", { type: "submit", class: "igf1r-button" }, words.act, name());
    const show = h("button", { type: "button", class: "igf1r-button", onclick: () => close("shown") },
      "Show the answer", name());
    const buttons = h("p", { class: "igf1r-act" }, act, show);
    const feedback = h("div", { class: "igf1r-feedback", id: describedBy, tabindex: "-1" });
    prompt.remove();
    item.querySelector(".igf1r-answers, .igf1r-blank").remove();
    item.prepend(h("form", { novalidate: true, onsubmit: check }, group, buttons, feedback));

    function edited() {
      quiet();
      changed();
    }

    function quiet() {
      feedback.hidden = true;
      control.mark("");
    }

    function tell(state, title, { line = "", notes = [] } = {}) {
      feedback.dataset.state = state;
      feedback.replaceChildren(
        h("p", {}, h("strong", {}, title), line ? ` ${line}` : ""),
        ...notes.map(({ label, feedback: why }) => h("p", {}, label ? h("b", {}, `${label} `) : "", why)));
      feedback.hidden = false;
      control.mark(state);
    }

    function check(event) {
      event.preventDefault();
      const result = grade(question, control.get());
      quiet();
      if (result.state === "open") {
        tell("open", result.line);
        say(result.line);
        return;
      }
      part.tries += 1;
      part.state = result.state;
      tell(result.state, words[result.state], result);
      if (result.state === "right" || mode === "predict") {
        close(result.state);
        return;
      }
      show.hidden = false;
      const why = result.notes.map((one) => `${one.label} ${one.feedback}`.trim());
      changed();
      say([words.wrong, result.line, ...why].filter(Boolean).join(" "));
    }

    function close(state) {
      Object.assign(part, { state, closed: true });
      group.disabled = true;
      buttons.hidden = true;
      if (state === "shown") tell(state, "The answer is shown below.");
      key.hidden = false;
      key.open = state === "shown" || mode === "predict";
      feedback.focus();
      changed();
    }

    part.get = control.get;
    part.set = (chosen) => {
      if (part.closed || JSON.stringify(chosen) === JSON.stringify(control.get())) return;
      control.set(chosen);
      quiet();
    };
    part.reset = () => {
      Object.assign(part, { state: "open", tries: 0, closed: false });
      group.disabled = false;
      buttons.hidden = false;
      show.hidden = true;
      key.hidden = true;
      key.open = false;
      control.set(control.blank);
      quiet();
    };
    part.reset();
    return part;
  }

  /** How the reader stands: what `values` holds and Python sees. */
  function tally(parts) {
    const right = parts.filter(({ state }) => state === "right");
    return {
      score: right.length,
      of: parts.length,
      first_try: right.filter(({ tries }) => tries === 1).length,
      finished: parts.every(({ closed }) => closed),
      questions: Object.fromEntries(parts.map(({ id, state }) => [id, state])),
    };
  }

  function sentence({ finished, score, of, first_try: first }) {
    return `${finished ? "Finished" : "So far"}: ${score} of ${of} right, ${first} at the first try.`;
  }

  function render({ model, el }) {
    const root = stage(model, el);
    const { questions, mode } = model.get("spec");
    const say = announcer(root);
    const unique = root.id || `igf1r-${Math.random().toString(36).slice(2)}`;
    const score = h("span", {});
    const again = h("button", { type: "button", class: "igf1r-button", onclick: restart }, "Start again");

    const parts = questions.map((question, at) =>
      ask(question, {
        item: root.querySelector(`[data-question="${question.id}"]`),
        called: mode === "quiz" ? ` to question ${at + 1}` : "",
        describedBy: `${unique}--feedback-${question.id}`,
        mode, say, changed,
      }));

    function changed() {
      const values = tally(parts);
      const line = sentence(values);
      if (mode === "quiz" && score.textContent && line !== score.textContent) say(line);
      score.textContent = line;
      model.set("settings", Object.fromEntries(parts.map((part) => [part.id, part.get()])));
      model.set("values", values);
      model.save_changes();
    }

    function restart() {
      for (const part of parts) part.reset();
      changed();
      root.querySelector("input, button").focus();
    }

    function follow() {
      const settings = model.get("settings");
      for (const part of parts) if (part.id in settings) part.set(settings[part.id]);
    }

    if (mode === "quiz") root.append(h("p", { class: "igf1r-score" }, score, again));
    follow();
    changed();
    model.on("change:settings", follow);
    return () => model.off("change:settings", follow);
  }

  return { plain, readNumber, grade, render };
})();
