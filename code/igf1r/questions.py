"""The question bank: one file a chapter, every answer with its feedback.

A file ``data/questions/<chapter>.yaml`` is a list of questions. Each has

- ``id``: the chapter's name, a hyphen and one more word, such as ``pi3k-1``;
- ``kind``: ``single``, ``multiple``, ``order``, ``number`` or ``text``;
- ``prompt``;
- ``objective``: what the question is for;
- ``predict: true`` where it is to be answered before reading on;
- ``claims``, ``sources``: what the answer rests on; at least one of the two;
- ``answers``: each with ``text``, ``feedback`` and ``correct``. Those of kind ``order`` stand in the right
  order and have no ``correct``; those of kind ``text`` may list other spellings under ``accepted``;
- for ``number``: ``unit`` and ``tolerance`` (absolute);
- for ``number`` and ``text``: ``otherwise``, the feedback for an answer that is not in the list.
"""

import re
import string
import unicodedata
from collections import Counter
from functools import cache
from hashlib import sha256
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, RootModel, StrictBool, ValidationError

from igf1r.knowledge import tables_of
from igf1r.records import DATA, DataError, Fault, hint, name_in, one_of, scan_yaml

Kind = Literal["single", "multiple", "order", "number", "text"]
LISTED = ("single", "multiple", "order")
"""Kinds whose answers are all shown; a reader types the answer to the others."""

LEAST = {"single": 2, "multiple": 2, "order": 3, "number": 1, "text": 1}
MOST = 10
"""How many answers a question has."""

NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?")


def _one_line(value):
    """Text with its line breaks folded; a number as YAML reads it becomes its digits."""
    if type(value) in (int, float):
        return str(value)
    return " ".join(value.split()) if isinstance(value, str) else value


TEXT = "some text, in quotes where YAML would read it as true, false, null or a list"
Line = Annotated[str, BeforeValidator(_one_line), Field(min_length=1, description=TEXT)]
Lines = Annotated[tuple[Line, ...], Field(description="a list of texts")]
Tolerance = Annotated[float, Field(strict=True, ge=0, allow_inf_nan=False, description="a number from 0")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Answer(_Part):
    """One answer, right or wrong, and what the reader is told who gives it."""

    text: Line
    feedback: Line
    correct: Annotated[StrictBool | None, Field(description="true or false")] = None
    accepted: Lines = ()


class Question(_Part):
    """One question, what it is for and what its answer rests on."""

    id: Annotated[str, Field(description="the chapter, a hyphen and one word, such as pi3k-1")]
    kind: Kind
    prompt: Line
    answers: Annotated[tuple[Answer, ...], Field(description="a list of answers")]
    objective: Line
    claims: Lines = ()
    sources: Lines = ()
    predict: Annotated[StrictBool, Field(description="true or false")] = False
    tolerance: Tolerance = 0
    unit: Line | None = None
    otherwise: Line | None = None

    @property
    def chapter(self):
        """The chapter that asks the question."""
        return self.id.rpartition("-")[0]

    def shown(self):
        """The answers by letter, as a reader meets them.

        Those of kind ``order`` are mixed: always in the same way, and never in the right order.

        Returns
        -------
        dict of str to Answer
        """
        answers = list(self.answers)
        if self.kind == "order":
            answers.sort(key=lambda answer: sha256(f"{self.id} {answer.text}".encode()).hexdigest())
            if answers == list(self.answers):
                answers.append(answers.pop(0))
        return dict(zip(string.ascii_lowercase, answers))


def plain(text):
    """A spelling without what does not matter: case, spaces, hyphens, sub- and superscripts.

    >>> plain("IGF‑1 R") == plain("igf1r")
    True
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    return re.sub("[ \t\n\r\u00ad\u2010-\u2015\u2212-]+", "", folded)


@cache
def load(folder=DATA):
    """All questions, in the order of the files' names and, within a file, of its lines.

    Returns
    -------
    dict of str to Question

    Raises
    ------
    DataError
        With every fault of every file.
    """
    questions, faults = scan(folder)
    if faults:
        raise DataError(faults)
    return questions


def scan(folder=DATA):
    """The good questions of a data folder, and the faults of the others.

    Returns
    -------
    questions : dict of str to Question
    faults : list of Fault
    """
    tables, _ = tables_of(folder)
    questions, faults = {}, []
    for path in sorted((folder / "questions").glob("*.yaml")):
        file = name_in(path, folder)
        try:
            record, line = scan_yaml(path, RootModel[list[dict[str, Any]]], folder)
        except DataError as error:
            faults += error.faults
            continue
        items = record.root
        if not items:
            faults.append(Fault(file, 1, None, None, "at least one question", "the list is empty"))
        ids = Counter(str(item.get("id")) for item in items)
        for number, item in enumerate(items, start=1):
            name = f"question {item.get('id', number)}"
            try:
                question = Question.model_validate(item)
            except ValidationError as error:
                found = [_finding(detail) for detail in error.errors()]
            else:
                found = [
                    *_of_question(question, path.stem),
                    *_of_answers(question),
                    *_of_evidence(question, tables),
                ]
                if ids[question.id] > 1:
                    problem = f"stands there {ids[question.id]} times"
                    found.append(("id", question.id, "each id once", problem))
                questions[question.id] = question
            for field, value, allowed, problem in found:
                row = line(number - 1, *_path(field))
                faults.append(Fault(file, row, f"{name}, {field}", value, allowed, problem))
    return questions, faults


def _path(field):
    """Where a question holds what a fault calls ``answer 3 text``."""
    words = field.replace("answer ", "answers ").split()
    return [int(word) - 1 if word.isdigit() else word for word in words]


def _finding(detail):
    """One of pydantic's findings as field, value, what is allowed and the problem."""
    names = [part if isinstance(part, str) else part + 1 for part in detail["loc"]]
    place = " ".join(map(str, names)).replace("answers ", "answer ")
    fields = (Answer if names[0] == "answers" and len(names) > 2 else Question).model_fields
    if detail["type"] == "missing":
        return place, None, "", "is missing"
    if detail["type"] in ("extra_forbidden", "invalid_key"):
        return place, names[-1], one_of(*fields), "is not a field" + hint(str(names[-1]), fields)
    if detail["type"] == "literal_error":
        return place, detail["input"], one_of(*get_args(Kind)), "is not allowed"
    field = next(fields[name] for name in reversed(names) if name in fields)
    return place, detail["input"], field.description or TEXT, "is not allowed"


def _of_question(question, chapter):
    """Faults of a question's own fields."""
    kind = question.kind
    if not re.fullmatch(re.escape(chapter) + "-[a-z0-9]+", question.id):
        yield "id", question.id, f"{chapter}- and one word of small letters and digits", "is not allowed"
    if kind in LISTED and question.otherwise:
        yield "otherwise", question.otherwise, "kind number or text", f"does not go with kind {kind}"
    if kind not in LISTED and not question.otherwise:
        yield "otherwise", None, "feedback for an answer that is not in the list", "is missing"
    for field in ("unit", "tolerance"):
        if kind != "number" and getattr(question, field):
            yield field, getattr(question, field), "kind number", f"does not go with kind {kind}"


def _of_answers(question):
    """Faults of the answers taken together."""
    kind, number = question.kind, len(question.answers)
    least = LEAST[kind]
    if not least <= number <= MOST:
        yield "answers", number, f"{least} to {MOST}", "answers are not allowed"
    right = sum(answer.correct is True for answer in question.answers)
    if kind == "single" and right != 1:
        yield "answers", right, "exactly one with correct: true", "right answers are not allowed"
    if kind in ("multiple", "number", "text") and not right:
        yield "answers", right, "at least one with correct: true", "right answers are not allowed"
    first = {}
    for number, answer in enumerate(question.answers, start=1):
        yield from ((f"answer {number} {field}", *rest) for field, *rest in _of_answer(answer, kind))
        for spelling in (answer.text, *answer.accepted):
            same = plain(spelling) if kind == "text" else spelling
            if not same:
                yield f"answer {number} text", spelling, "at least one letter or digit", "is not allowed"
            elif first.setdefault(same, number) != number:
                problem = f"is answer {first[same]} already"
                yield f"answer {number} text", spelling, "each answer once", problem
    if kind == "number":
        yield from _of_tolerance(question)


def _of_answer(answer, kind):
    """Faults of one answer."""
    if kind == "order" and answer.correct is not None:
        yield "correct", answer.correct, "the answers in the right order", "does not go with kind order"
    if kind != "order" and answer.correct is None:
        yield "correct", None, "true or false", "is missing"
    if kind != "text" and answer.accepted:
        yield "accepted", answer.accepted[0], "kind text", f"does not go with kind {kind}"
    if kind == "number" and not NUMBER.fullmatch(answer.text):
        yield "text", answer.text, "digits, such as 70 or 0.5", "is not a number"


def _of_tolerance(question):
    """Wrong numbers that the tolerance would take for right."""
    read = [(answer, float(answer.text)) for answer in question.answers if NUMBER.fullmatch(answer.text)]
    right = [value for answer, value in read if answer.correct]
    for answer, value in read:
        if not answer.correct and any(abs(value - goal) <= question.tolerance for goal in right):
            problem = f"takes the wrong answer {answer.text} for right"
            yield "tolerance", question.tolerance, "a smaller number", problem


def _of_evidence(question, tables):
    """Claims and sources that do not exist."""
    if not (question.claims or question.sources):
        yield "claims", None, "at least one of claims and sources", "nothing carries the answer"
    for field, known, named in (
        ("claims", tables["claims"], "a claim's id"),
        ("sources", tables["references"], "a key of references/*.bib"),
    ):
        for value in getattr(question, field):
            if value not in known:
                yield field, value, named, "is not known" + hint(value, known.rows)
