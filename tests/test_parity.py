"""The page's JavaScript and the library's Python take the same steps, setting by setting, in each network."""

import itertools
import random

import numpy as np
import pytest

from igf1r.attractors import attractors
from igf1r.explorer import Explorer
from igf1r.front import FRONT
from igf1r.network import names, network

MOST = 2**16
SEEDED = 100_000
BATCH = 2**14
PRIME = 16777619

HASHES = (
    """({nodes, tables, inputs, words, start, sweeps}) => {
  const net = booleanNetwork(nodes, tables);
  const at = inputs.map((id) => net.index.get(id));
  const first = nodes.map((n) => (start === "on" ? 1 : n.default));
  return words.map((word) => {
    let state = first.slice();
    at.forEach((i, k) => { state[i] = Number((BigInt(word) >> BigInt(k)) & 1n); });
    let hash = 2166136261;
    for (let sweep = 0; sweep < sweeps; sweep++) {
      for (let layer = 0; layer < net.layers.length; layer++) {
        state = net.step(state, layer);
        for (const value of state) hash = Math.imul(hash ^ value, %d) >>> 0;
      }
    }
    return hash;
  });
}"""
    % PRIME
)


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page()
    page.add_script_tag(content=(FRONT / "boolean.js").read_text("utf8"))
    yield page
    page.close()


def settings_of(net):
    """Every setting, or those within three changes of the default and many seeded ones, as rows of inputs."""
    boolean = net.boolean
    count = np.prod([max(2, len(switch)) for switch in boolean.switches], dtype=float)
    default = {id_: net.start[id_] for id_ in boolean.inputs}
    options = [
        [{switch[0]: 0}, {switch[0]: 1}]
        if len(switch) == 1
        else [{i: int(i == on) for i in switch} for on in switch]
        for switch in boolean.switches
    ]
    if count <= MOST:
        chosen = itertools.product(*options)
    else:
        near = (
            combination
            for changed in itertools.combinations(range(len(options)), 3)
            for combination in itertools.product(
                *(
                    option if k in changed else [{i: default[i] for i in option[0]}]
                    for k, option in enumerate(options)
                )
            )
        )
        dice = random.Random(20180517)
        seeded = ([dice.choice(option) for option in options] for _ in range(SEEDED))
        chosen = itertools.chain(near, seeded)
    rows = {
        tuple({**default, **{k: v for part in parts for k, v in part.items()}}.values()) for parts in chosen
    }
    return np.array(sorted(rows), dtype=np.uint8)


def python_hashes(net, rows, start, sweeps):
    """What `HASHES` computes, from the library's rules."""
    boolean = net.boolean
    first = dict.fromkeys(net.nodes, 1) if start == "on" else net.start
    inner = {id_: first[id_] for id_ in net.nodes if id_ not in boolean.inputs}
    size, words = boolean.words(start=inner, settings=rows)
    hashes = np.full(size, 2166136261, dtype=np.uint32)
    for _ in range(sweeps):
        for layer in boolean.layers:
            words = boolean.step_words(words, layer)
            for id_ in net.nodes:
                bits = np.unpackbits(words[id_].view(np.uint8), bitorder="little")[:size]
                hashes = (hashes ^ bits) * np.uint32(PRIME)
    return hashes


def page_hashes(page, net, rows, start, sweeps):
    spec = Explorer(net.name).spec()
    words = [str(sum(int(bit) << k for k, bit in enumerate(row))) for row in rows]
    found = []
    for k in range(0, len(words), BATCH):
        arguments = {
            "nodes": spec["nodes"],
            "tables": spec["tables"],
            "inputs": list(net.boolean.inputs),
            "words": words[k : k + BATCH],
            "start": start,
            "sweeps": sweeps,
        }
        found += page.evaluate(HASHES, arguments)
    return np.array(found, dtype=np.uint32)


@pytest.mark.parametrize("start", ["default", "on"])
@pytest.mark.parametrize("name", names())
def test_every_step_is_the_same(page, name, start):
    net = network(name)
    rows = settings_of(net)
    sweeps = 4
    different = page_hashes(page, net, rows, start, sweeps) != python_hashes(net, rows, start, sweeps)
    assert not different.any(), dict(zip(net.boolean.inputs, rows[different.argmax()]))


@pytest.mark.parametrize("name", names())
def test_run_and_reasons_are_the_same(page, name):
    net, spec = network(name), Explorer(name).spec()
    rows = settings_of(net)
    dice = random.Random(7)
    ids = list(net.nodes)
    for row in dice.sample(list(map(tuple, rows)), min(25, len(rows))):
        state = {**net.start, **dict(zip(net.boolean.inputs, map(int, row)))}
        run = net.boolean.run(state)
        found = page.evaluate(
            """({nodes, tables, state}) => {
              const net = booleanNetwork(nodes, tables);
              const { states, cycle } = net.run(state);
              const why = nodes.map((_, i) => nodes[i].id in tables ? net.why(cycle[0], i) : []);
              return { states, cycle, why };
            }""",
            {"nodes": spec["nodes"], "tables": spec["tables"], "state": [state[id_] for id_ in ids]},
        )
        assert found["states"] == [list(each.values()) for each in run.states]
        assert found["cycle"] == [list(each.values()) for each in run.cycle]
        for id_, sets in zip(ids, found["why"]):
            if id_ not in net.boolean.inputs:
                expected = {frozenset(each) for each in net.boolean.why(run.cycle[0], id_)}
                assert {frozenset(ids[i] for i in each) for each in sets} == expected


@pytest.mark.parametrize("name", names())
def test_no_cycle_that_asynchronous_updating_does_not_have(name):
    """Every setting settles, or the cycle it falls into lies in an asynchronous attractor."""
    net = network(name)
    rows = settings_of(net)
    for start in (net.start, dict.fromkeys(net.nodes, 1)):
        inner = {id_: start[id_] for id_ in net.nodes if id_ not in net.boolean.inputs}
        scan = net.boolean.scan(start=inner, settings=rows)
        cycling = np.flatnonzero(scan.bits(scan.cycling))
        for index in cycling[:: max(1, len(cycling) // 20)]:
            setting = scan.setting(int(index))
            cycle = net.boolean.run({**inner, **setting}).cycle
            complex_ = [each for each in attractors(net.boolean, setting) if each.size > 1]
            assert any(all(state in each for state in cycle) for each in complex_), setting
