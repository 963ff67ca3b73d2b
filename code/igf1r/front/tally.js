// How many studies speak for and against each hypothesis; the same as tally.py.

const tally = {
  /** The reading of a study that the choices name. */
  reading: (entry, choices) => entry.readings.find((one) => one.id === (choices[entry.id] ?? "review")),

  passes: (entry, choices) =>
    Object.entries(entry.facts).every(([name, values]) => !choices[name] || values.includes(choices[name])),

  /** The group of a study for each hypothesis; empty where it has none. */
  groups(entry, choices, rules) {
    let place = rules.sides[tally.reading(entry, choices).site];
    if (place === "systemic") place = choices.systemic === "peripheral" ? "peripheral" : "";
    if (choices.time === "filing") return { place, time: entry.phase };
    if (entry.high !== null && entry.high <= rules.early) return { place, time: "early" };
    return { place, time: entry.low !== null && entry.low >= rules.late ? "late" : "" };
  },

  count(entries, choices, rules) {
    const result = { shown: [] };
    for (const name of Object.keys(rules.expected)) result[name] = { for: [], against: [], out: [] };
    for (const entry of entries.filter((one) => tally.passes(one, choices))) {
      result.shown.push(entry.id);
      const { role } = tally.reading(entry, choices);
      const counts = ["promotes", "relieves"].includes(role) && (choices.tests === "all" || entry.tested);
      for (const [name, group] of Object.entries(tally.groups(entry, choices, rules))) {
        let verdict = "out";
        if (counts && group) verdict = rules.expected[name][group] === role ? "for" : "against";
        result[name][verdict].push(entry.id);
      }
    }
    return result;
  },
};
