"""Questions in a chapter: its quiz at the end, and single ones to answer before reading on."""

import json
from html import escape

from igf1r import questions as bank
from igf1r.evidence import pick, source_line
from igf1r.exhibit import Exhibit
from igf1r.knowledge import load

HOW = {
    "single": "Choose one.",
    "multiple": "Choose all that are right.",
    "order": "Put these in the right order.",
    "number": "Give a number.",
    "text": "Answer in a word or two.",
}

TITLES = {"quiz": "Quiz", "predict": "Predict first"}

VERDICTS = {True: ("right", "✓ Right"), False: ("wrong", "✗ Wrong")}


def quiz(chapter):
    """A chapter's questions, without those to predict first.

    Parameters
    ----------
    chapter : str
        Such as ``pi3k``, for the questions of ``data/questions/pi3k.yaml``.

    Raises
    ------
    Slip
        Where the chapter has no questions.
    """
    return Quiz(f"quiz-{chapter}", chapter=chapter)


def predict(question):
    """One question that the reader answers before reading on: once, then the answer and why are shown.

    Parameters
    ----------
    question : str
        Id of a question with ``predict: true``.

    Raises
    ------
    Slip
        Where there is no such question.
    """
    return Quiz(f"predict-{question}", question=question)


class Quiz(Exhibit):
    """Questions that answer back; `quiz` and `predict` make them.

    The live form's ``settings`` are the chosen answers by question: a letter, a list of letters, or what was
    typed. Its ``values`` are ``score``, ``of``, ``first_try``, ``finished`` and the state of each question.
    """

    kind = "quiz"
    module = "quiz"

    def __init__(self, name, chapter=None, question=None):
        self.mode = "quiz" if question is None else "predict"
        super().__init__(name, **({"chapter": chapter} if question is None else {"question": question}))
        asked = {one.id: one for one in bank.load().values() if one.predict == (self.mode == "predict")}
        if self.mode == "predict":
            self.questions = [pick("predict-first question", question, asked)]
        else:
            pick("quiz", chapter, {one.chapter: one for one in asked.values()})
            self.questions = [one for one in asked.values() if one.chapter == chapter]

    def spec(self):
        return {
            "kind": self.kind,
            "name": self.name,
            "mode": self.mode,
            "questions": [_spec(question) for question in self.questions],
        }

    def text(self):
        """The questions with the answers to choose from; not which are right."""
        lines = [TITLES[self.mode]]
        for number, question in enumerate(self.questions, start=1):
            lines.append(f"{number}. {question.prompt} {how(question)}")
            lines += [f"   {letter}. {answer.text}" for letter, answer in _choices(question).items()]
        return "\n".join(lines)

    def body(self):
        items = "".join(_item(question) for question in self.questions)
        title = f'<p class="igf1r-quiz-title">{TITLES["predict"]}</p>' if self.mode == "predict" else ""
        return f'{title}<ol class="igf1r-questions">{items}</ol>'

    def html(self, instance=1):
        spec = json.dumps(self.spec(), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        script = f'<script type="application/json" class="igf1r-spec">{spec}</script>'
        return super().html(instance).removesuffix("</div>") + script + "</div>"


def how(question):
    """What the reader has to do."""
    return f"Give a number, in {question.unit}." if question.unit else HOW[question.kind]


def _choices(question):
    """The answers that a reader sees before answering, by letter."""
    return question.shown() if question.kind in bank.LISTED else {}


def _spec(question):
    answers = [
        {
            "letter": letter,
            "text": answer.text,
            "feedback": answer.feedback,
            "correct": bool(answer.correct),
            "accepted": list(answer.accepted),
            "place": question.answers.index(answer),
        }
        for letter, answer in question.shown().items()
    ]
    return {
        "id": question.id,
        "kind": question.kind,
        "unit": question.unit or "",
        "tolerance": question.tolerance,
        "otherwise": question.otherwise or "",
        "answers": answers,
    }


def _item(question):
    """One question as it stands before any script runs: the answers are folded."""
    choices = "".join(f"<li>{escape(answer.text)}</li>" for answer in _choices(question).values())
    unit = f" {escape(question.unit)}" if question.unit else ""
    blank = f'<p class="igf1r-blank">Your answer: ____________{unit}</p>'
    return (
        f'<li class="igf1r-question" data-question="{escape(question.id)}">'
        f'<p class="igf1r-prompt">{escape(question.prompt)}</p>'
        f'<p class="igf1r-how">{escape(how(question))}</p>'
        + (f'<ol class="igf1r-answers" type="a">{choices}</ol>' if choices else blank)
        + f'<details class="igf1r-key"><summary>Answers and why</summary>{_key(question)}</details></li>'
    )


def _key(question):
    """Which answers are right, why, and what that rests on."""
    tag = "ol" if question.kind == "order" else "ul"
    letters = {answer: letter for letter, answer in _choices(question).items()}
    entries = "".join(_entry(question, answer, letters.get(answer)) for answer in question.answers)
    otherwise = f"<li><b>Anything else.</b> {escape(question.otherwise)}</li>" if question.otherwise else ""
    rests_on = "; ".join(filter(None, [*question.claims, source_line(question.sources, load())]))
    return f'<{tag}>{entries}{otherwise}</{tag}><p class="igf1r-rests">Rests on: {escape(rests_on)}.</p>'


def _entry(question, answer, letter):
    spellings = " or ".join([answer.text, *answer.accepted])
    said = " ".join(filter(None, [letter and f"{letter}.", spellings, question.unit]))
    told = f"<b>{escape(said)}</b> {escape(answer.feedback)}"
    if question.kind == "order":
        return f"<li>{told}</li>"
    state, word = VERDICTS[answer.correct]
    return f'<li data-state="{state}"><span class="igf1r-verdict">{word}:</span> {told}</li>'
