// The Boolean network: the same tables and the same order of update as boolean.py.

/** A network from the spec's nodes and tables; states are arrays of 0 and 1 in the order of the nodes. */
function booleanNetwork(nodes, tables) {
  const index = new Map(nodes.map((node, i) => [node.id, i]));
  const rules = nodes.map((node) => {
    const [regulators, bits] = tables[node.id] ?? [[node.id], "01"];
    return { regulators: regulators.map((id) => index.get(id)), bits };
  });
  const ranks = [...new Set(nodes.map((node) => node.rank))].sort((a, b) => a - b);
  const layers = ranks
    .map((rank) => nodes.flatMap((node, i) => (node.rank === rank && node.id in tables ? [i] : [])))
    .filter((layer) => layer.length);

  const value = (state, i) => {
    const { regulators, bits } = rules[i];
    return Number(bits[regulators.reduce((row, r, k) => row + (state[r] << k), 0)]);
  };
  const step = (state, layer) => {
    const next = state.slice();
    for (const i of layers[layer]) next[i] = value(state, i);
    return next;
  };
  const sweep = (state) => layers.reduce((now, _, layer) => step(now, layer), state);

  /** Sweeps until a state comes back: the states passed, and those that repeat (one: a fixed point). */
  const run = (state) => {
    const states = [state];
    const seen = new Map([[state.join(""), 0]]);
    for (;;) {
      const next = sweep(states[states.length - 1]);
      const before = seen.get(next.join(""));
      if (before !== undefined) return { states, cycle: states.slice(before) };
      seen.set(next.join(""), states.length);
      states.push(next);
    }
  };

  /** All smallest sets of regulators whose present values alone fix the node's value. */
  const why = (state, i) => {
    const { regulators, bits } = rules[i];
    const n = regulators.length;
    const present = regulators.reduce((row, r, k) => row + (state[r] << k), 0);
    for (let size = 0; size <= n; size++) {
      const found = [];
      for (let mask = 0; mask < 1 << n; mask++) {
        if (popcount(mask) !== size) continue;
        let fixed = true;
        for (let row = 0; row < 1 << n && fixed; row++) {
          if ((row & mask) === (present & mask)) fixed = bits[row] === bits[present];
        }
        if (fixed) found.push(regulators.filter((_, k) => (mask >> k) & 1));
      }
      if (found.length) return found;
    }
    return [];
  };
  return { index, layers, step, sweep, run, why };
}

function popcount(mask) {
  let count = 0;
  for (; mask; mask &= mask - 1) count++;
  return count;
}
