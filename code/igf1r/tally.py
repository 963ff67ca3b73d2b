"""How many studies of pain speak for and against two hypotheses of Ma 2023, by rules that can be changed.

`tally` works on plain data, so that ``front/tally.js`` can do the same on the page.
"""

EARLY, LATE = 3, 7
"""Days. Section 3.2.2 of the review sets a study of the first 3 days against one of day 7."""

SIDES = {
    "skin": "peripheral", "nerve": "peripheral", "drg": "peripheral", "tg": "peripheral",
    "other-tissue": "peripheral", "spinal-cord": "central", "brain": "central", "systemic": "systemic",
    "": "",
}  # fmt: skip
"""The side of each place; an empty place is one that the review does not give."""

EXPECTED = {
    "place": {"peripheral": "promotes", "central": "relieves"},
    "time": {"early": "promotes", "late": "relieves"},
}
"""What each hypothesis expects."""

RULES = {
    "time": {
        "days": f"by the days given: early up to day {EARLY}, late from day {LATE}",
        "filing": "by the review's own filing: acute pain is early, chronic pain is late",
    },
    "systemic": {
        "out": "whole-body studies do not count for place",
        "peripheral": "whole-body studies count as peripheral",
    },
    "tests": {
        "all": "every study counts",
        "tests": "only studies count that add or block IGF or its receptor in a body",
    },
}
"""Each rule with its options; the first stands before a reader changes it."""

FILTERS = {
    "ligand": "Ligand",
    "species": "Species",
    "human": "People or animals",
    "model": "Model",
    "cells": "Cells",
    "intervention": "What was done",
}
"""What the studies can be filtered by."""

NOT_GIVEN = "not given"
WORDS = {
    "yes": "people", "no": "animals or cells", "satellite-glia": "satellite glia", "adds": "IGF added",
    "blocks": "IGF or its receptor blocked", "other": "another treatment", "dish": "in a dish",
    "observed": "observed only",
}  # fmt: skip


def entry(study, interventions, readings, claims):
    """A study as plain data.

    Parameters
    ----------
    study : Study
    interventions : iterable of Intervention
        Those of the study.
    readings : iterable of Reading
        Those of the study.
    claims : iterable of Claim
        Those of the study.

    Returns
    -------
    dict
        ``facts`` by filter, ``phase``, ``low`` and ``high`` in days, ``tested``, and the ``readings``, of
        which the first is the review's.
    """
    own = {"id": "review", "role": study.role, "site": next(iter(study.site), "")}
    done = ["dish" if one.setting == "dish" else one.does for one in interventions]
    return {
        "id": study.id,
        "facts": {
            "ligand": _values(study.ligand),
            "species": _values([study.species]),
            "human": _values([study.human]),
            "model": _values([study.model]),
            "cells": _values(study.cells),
            "intervention": _values(done or ["observed"]),
        },
        "phase": _phase(claims),
        "low": study.time_days_low,
        "high": study.time_days_high,
        "tested": any(one.setting == "body" and one.does in ("adds", "blocks") for one in interventions),
        "readings": [own, *(_other(reading, own) for reading in readings)],
    }


def _values(words):
    return list(dict.fromkeys(WORDS.get(word, word) for word in words if word)) or [NOT_GIVEN]


def _other(reading, own):
    site = reading.site[0] if reading.site else own["site"]
    return {"id": reading.reading, "role": reading.role or own["role"], "site": site}


def _phase(claims):
    """Early or late by the section in which the review tells of the study; empty where that is neither."""
    sections = {claim.section for claim in claims}
    if sections & {"3.2.1", "3.2.2"}:
        return "early"
    return "late" if sections & {"3.2.3", "3.2.4"} else ""


def start():
    """The choices before a reader makes any: no filter, the first option of each rule."""
    return dict.fromkeys(FILTERS, "") | {rule: next(iter(options)) for rule, options in RULES.items()}


def reading(entry, choices):
    """The reading of a study that the choices name."""
    wanted = choices.get(entry["id"], "review")
    return next(one for one in entry["readings"] if one["id"] == wanted)


def passes(entry, choices):
    """Whether a study is shown under the filters."""
    return all(not choices[name] or choices[name] in entry["facts"][name] for name in FILTERS)


def groups(entry, choices):
    """The group of a study for each hypothesis; empty where it has none."""
    side = SIDES[reading(entry, choices)["site"]]
    if side == "systemic":
        side = "peripheral" if choices["systemic"] == "peripheral" else ""
    if choices["time"] == "filing":
        return {"place": side, "time": entry["phase"]}
    low, high = entry["low"], entry["high"]
    early = high is not None and high <= EARLY
    late = low is not None and low >= LATE
    return {"place": side, "time": "early" if early else "late" if late else ""}


def tally(entries, choices):
    """What the studies that are shown say.

    Parameters
    ----------
    entries : list of dict
        As `entry` makes them.
    choices : dict of str to str
        A value for each filter (empty: all) and rule; for a study the reading, if it is not the review's.

    Returns
    -------
    dict
        For each hypothesis ``for``, ``against`` and ``out`` (not counted): lists of ids; and ``shown``.
    """
    shown = [one for one in entries if passes(one, choices)]
    result = {name: {"for": [], "against": [], "out": []} for name in EXPECTED}
    for one in shown:
        role = reading(one, choices)["role"]
        counts = role in ("promotes", "relieves") and (choices["tests"] == "all" or one["tested"])
        for name, group in groups(one, choices).items():
            verdict = "out"
            if counts and group:
                verdict = "for" if EXPECTED[name][group] == role else "against"
            result[name][verdict].append(one["id"])
    return {"shown": [one["id"] for one in shown], **result}
