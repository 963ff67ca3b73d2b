"""The question bank, its static form, and the script that answers."""

import json
import os
import re
import subprocess
import sys
from importlib import import_module
from itertools import permutations

import pytest

from igf1r import questions as bank
from igf1r.exhibit import find
from igf1r.front import FRONT, module_source, page_source, style_source
from igf1r.knowledge import load as load_knowledge
from igf1r.quiz import Quiz, predict, quiz
from igf1r.records import DataError
from small_folder import make

QUESTIONS = """\
- id: akt-1
  kind: single
  objective: Know AKT & its <b>receptor</b>.
  prompt: What does the <i>receptor</i> do & why?
  answers:
    - {text: It raises "AKT" <1>., correct: true, feedback: Feedback right one.}
    - {text: It lowers AKT., correct: false, feedback: Feedback </script> wrong two.}
    - {text: Nothing., correct: false, feedback: Feedback wrong three.}
  claims: [yuan-1-01, yuan-2.2-01]
- id: akt-2
  kind: multiple
  objective: Choose.
  prompt: Which two?
  answers:
    - {text: One., correct: true, feedback: Feedback of one.}
    - {text: Two., correct: true, feedback: Feedback of two.}
    - {text: Three., correct: false, feedback: Feedback of three.}
  sources: [manning2017akt]
- id: akt-3
  kind: order
  objective: Order.
  prompt: In which order?
  answers:
    - {text: First., feedback: Feedback of first.}
    - {text: Second., feedback: Feedback of second.}
    - {text: Third., feedback: Feedback of third.}
    - {text: Fourth., feedback: Feedback of fourth.}
  sources: [manning2017akt]
- id: akt-4
  kind: number
  objective: Count.
  prompt: How heavy is it?
  unit: kDa
  tolerance: 0.5
  answers:
    - {text: 71, correct: false, feedback: Feedback of seventy-one.}
    - {text: 70, correct: true, feedback: Feedback of seventy.}
  otherwise: Feedback of any number.
  sources: [manning2017akt]
- id: akt-5
  kind: text
  objective: Name it.
  prompt: Which complex?
  answers:
    - {text: mTORC2, accepted: [mTOR complex 2], correct: true, feedback: Feedback of complex two.}
    - {text: mTORC1, correct: false, feedback: Feedback of complex one.}
  otherwise: Feedback of any text.
  sources: [manning2017akt]
- id: akt-p1
  kind: single
  predict: true
  objective: Predict.
  prompt: What will happen?
  answers:
    - {text: It rises., correct: true, feedback: Feedback of a rise.}
    - {text: It falls., correct: false, feedback: Feedback of a fall.}
  sources: [manning2017akt]
"""


def write(folder, text=QUESTIONS, name="akt.yaml"):
    """A data folder with one file of questions."""
    if not (folder / "claims").exists():
        make(folder)
    (folder / "questions").mkdir(exist_ok=True)
    (folder / "questions" / name).write_text(text, "utf8")
    return folder


@pytest.fixture
def small(tmp_path, monkeypatch):
    """The book's questions are those above."""
    folder = write(tmp_path)
    questions, knowledge = bank.load(folder), load_knowledge(folder)
    monkeypatch.setattr(bank, "load", lambda: questions)
    monkeypatch.setattr(import_module("igf1r.quiz"), "load", lambda: knowledge)
    return questions


# The bank


def test_the_books_own_questions_are_without_a_fault():
    questions = bank.load()
    assert questions
    for id_, question in questions.items():
        shown = predict(id_) if question.predict else quiz(question.chapter)
        assert question in shown.questions


@pytest.mark.parametrize(
    "old, new, line",
    [
        (
            "kind: multiple",
            "kind: multi",
            "question akt-2, kind: 'multi' is not allowed; allowed: single multiple order number text",
        ),
        (
            "feedback: Feedback wrong three.",
            "feedback: ''",
            "question akt-1, answer 3 feedback: '' is not allowed; allowed: some text",
        ),
        (", feedback: Feedback wrong three.", "", "question akt-1, answer 3 feedback: is missing"),
        (
            "feedback: Feedback right one.",
            "fedback: x",
            "question akt-1, answer 1 fedback: 'fedback' is not a field (did you mean feedback?)",
        ),
        (
            "text: Nothing.",
            "text: no",
            "question akt-1, answer 3 text: False is not allowed; allowed: some text, in quotes",
        ),
        (
            "correct: false, feedback: Feedback wrong three",
            "correct: true, feedback: x",
            "question akt-1, answers: 2 right answers are not allowed; allowed: exactly one",
        ),
        (
            "correct: true, feedback: Feedback right one",
            "correct: false, feedback: x",
            "question akt-1, answers: 0 right answers are not allowed; allowed: exactly one",
        ),
        (
            "correct: true, feedback: Feedback of seventy.",
            "correct: false, feedback: x",
            "question akt-4, answers: 0 right answers are not allowed; allowed: at least one",
        ),
        (
            "correct: true, feedback: Feedback of two",
            "correct: 1, feedback: x",
            "question akt-2, answer 2 correct: 1 is not allowed; allowed: true or false",
        ),
        ("text: Two., correct: true,", "text: Two.,", "question akt-2, answer 2 correct: is missing"),
        (
            "text: Two.",
            "text: One.",
            "question akt-2, answer 2 text: 'One.' is answer 1 already; allowed: each answer once",
        ),
        (
            "text: mTORC1",
            "text: mTOR Complex-2",
            "question akt-5, answer 2 text: 'mTOR Complex-2' is answer 1 already",
        ),
        (
            "text: mTORC1",
            "text: '--'",
            "question akt-5, answer 2 text: '--' is not allowed; allowed: at least one letter or digit",
        ),
        (
            "{text: First.,",
            "{text: First., correct: true,",
            "question akt-3, answer 1 correct: True does not go with kind order",
        ),
        (
            "    - {text: Third., feedback: Feedback of third.}\n"
            "    - {text: Fourth., feedback: Feedback of fourth.}\n",
            "",
            "question akt-3, answers: 2 answers are not allowed; allowed: 3 to 10",
        ),
        ("text: 71", "text: many", "question akt-4, answer 1 text: 'many' is not a number; allowed: digits"),
        (
            "tolerance: 0.5",
            "tolerance: -1",
            "question akt-4, tolerance: -1 is not allowed; allowed: a number from 0",
        ),
        (
            "tolerance: 0.5",
            "tolerance: 2",
            "question akt-4, tolerance: 2.0 takes the wrong answer 71 for right; allowed: a smaller number",
        ),
        (
            "  otherwise: Feedback of any number.\n",
            "",
            "question akt-4, otherwise: is missing; allowed: feedback "
            "for an answer that is not in the list",
        ),
        (
            "prompt: Which two?",
            "prompt: Which two?\n  otherwise: x",
            "question akt-2, otherwise: 'x' does not go with kind multiple",
        ),
        (
            "prompt: Which two?",
            "prompt: Which two?\n  unit: kDa",
            "question akt-2, unit: 'kDa' does not go with kind multiple",
        ),
        (
            "text: One.,",
            "text: One., accepted: [Uno],",
            "question akt-2, answer 1 accepted: 'Uno' does not go with kind multiple",
        ),
        (
            "yuan-2.2-01",
            "yuan-2.2-10",
            "question akt-1, claims: 'yuan-2.2-10' is not known (did you "
            "mean yuan-2.2-02?); allowed: a claim's id",
        ),
        (
            "[manning2017akt]",
            "[maning2017akt]",
            "question akt-2, sources: 'maning2017akt' is not known (did you mean manning2017akt?)",
        ),
        (
            "  claims: [yuan-1-01, yuan-2.2-01]\n",
            "",
            "question akt-1, claims: nothing carries the answer; "
            "allowed: at least one of claims and sources",
        ),
        ("id: akt-2", "id: akt-1", "question akt-1, id: 'akt-1' stands there 2 times; allowed: each id once"),
        (
            "id: akt-2",
            "id: pi3k-2",
            "question pi3k-2, id: 'pi3k-2' is not allowed; allowed: akt- and one word",
        ),
        ("- id: akt-2\n  kind", "- kind", "question 2, id: is missing"),
        ("  objective: Choose.\n", "", "question akt-2, objective: is missing"),
        (
            "objective: Choose.",
            "objective: Choose.\n  goal: x",
            "question akt-2, goal: 'goal' is not a field; allowed: id kind prompt",
        ),
        (
            "predict: true",
            "predict: 'yes'",
            "question akt-p1, predict: 'yes' is not allowed; allowed: true or false",
        ),
        (
            "sources: [manning2017akt]",
            "sources: manning2017akt",
            "question akt-2, sources: 'manning2017akt' is not allowed; allowed: a list of texts",
        ),
        (
            "- id: akt-1\n",
            "- id: akt-1\n  id: akt-1\n",
            "line 2: the file is not YAML (the key id stands there twice)",
        ),
        ("- id: akt-1", "- text\n- id: akt-1", "line 1, 0: 'text' is not allowed"),
    ],
)  # fmt: skip
def test_a_slip_in_the_bank_gives_one_line_that_names_it(tmp_path, old, new, line):
    assert old in QUESTIONS
    with pytest.raises(DataError) as error:
        bank.load(write(tmp_path, QUESTIONS.replace(old, new, 1)))
    told = str(error.value).splitlines()
    assert all(one.startswith("questions/akt.yaml, line ") for one in told)
    told = [re.sub("line [0-9]+, (?=question)", "", one) for one in told]
    assert any(one.startswith(f"questions/akt.yaml, {line}") for one in told), told
    assert all(one.startswith("questions/akt.yaml, ") for one in told)


def test_all_slips_of_all_files_are_told_at_once(tmp_path):
    write(tmp_path, QUESTIONS.replace("kind: multiple", "kind: x").replace("text: 71", "text: y"))
    write(tmp_path, QUESTIONS.replace("akt-", "b-").replace("manning2017akt", "nobody2017x", 1), "b.yaml")
    with pytest.raises(DataError) as error:
        bank.load(tmp_path)
    assert [str(fault).split(":")[0] for fault in error.value.faults] == [
        "questions/akt.yaml, line 11, question akt-2, kind",
        "questions/akt.yaml, line 36, question akt-4, answer 1 text",
        "questions/b.yaml, line 18, question b-2, sources",
    ]


def test_answers_to_be_ordered_are_mixed_always_alike_and_never_in_order():
    answers = [{"text": text, "feedback": "x"} for text in "ABC"]
    for number in range(60):
        fields = {"id": f"q-{number}", "kind": "order", "prompt": "?", "objective": "o", "answers": answers}
        question = bank.Question.model_validate(fields)
        shown = [answer.text for answer in question.shown().values()]
        assert sorted(shown) == ["A", "B", "C"] != shown
        assert list(question.shown()) == ["a", "b", "c"]


# The static form


def folded_away(html):
    """The HTML without its folded parts and without the data of the script."""
    return re.sub(r"<details.*?</details>|<script.*?</script>", "", html, flags=re.DOTALL)


def test_nothing_is_revealed_before_the_fold_is_opened(small):
    for exhibit in (quiz("akt"), predict("akt-p1")):
        html = exhibit.html()
        assert html.count("<summary>Answers and why</summary>") == len(exhibit.questions)
        assert html.count("<details") == len(exhibit.questions)
        assert "<details open" not in html
        for revealing in ("Feedback", "Right", "Wrong", "mTORC2", "70"):
            assert revealing not in folded_away(html)
            assert revealing not in exhibit.text()


def test_the_fold_holds_every_answer_with_its_verdict_and_feedback(small):
    body = quiz("akt").body()
    for question in (one for one in small.values() if not one.predict):
        for answer in question.answers:
            assert answer.feedback.replace("<", "&lt;").replace(">", "&gt;") in body
    assert body.count("✓ Right:") == 1 + 2 + 1 + 1
    assert body.count("✗ Wrong:") == 2 + 1 + 1 + 1
    assert "mTORC2 or mTOR complex 2" in body
    assert "70 kDa" in body
    assert "Rests on: Manning &amp; Toker 2017." in body
    assert "Rests on: yuan-1-01; yuan-2.2-01." in body


def test_text_of_the_bank_is_escaped(small):
    html = quiz("akt").html()
    assert "What does the &lt;i&gt;receptor&lt;/i&gt; do &amp; why?" in html
    assert "It raises &quot;AKT&quot; &lt;1&gt;." in html
    assert html.count("</script>") == 1
    assert "<i>" not in html and "<1>" not in html


def test_the_data_in_the_page_are_the_spec(small):
    exhibit = quiz("akt")
    script = '<script type="application/json" class="igf1r-spec">(.*?)</script>'
    (data,) = re.findall(script, exhibit.html(2))
    assert "<" not in data
    assert json.loads(data) == exhibit.spec()
    assert exhibit.spec()["mode"] == "quiz"
    assert predict("akt-p1").spec()["mode"] == "predict"


def test_two_copies_share_no_id_and_nothing_is_inline(small):
    html = quiz("akt").html() + quiz("akt").html(2) + predict("akt-p1").html()
    ids = re.findall(r' id="([^"]*)"', html)
    assert ids == ["quiz-akt", "quiz-akt-2", "predict-akt-p1"]
    assert not re.search(r" style=| on[a-z]+=", html)


def test_a_stored_output_gives_the_same_exhibit_again(small, monkeypatch):
    monkeypatch.setenv("IGF1R_DISPLAY", "static")
    for exhibit in (quiz("akt"), predict("akt-p1")):
        shown, metadata = exhibit._repr_mimebundle_()
        stored = metadata["text/html"]["igf1r"]
        again = find(stored["kind"], stored["name"], **stored["arguments"])
        assert isinstance(again, Quiz)
        assert again.html() == shown["text/html"]


def test_a_wrong_name_gives_one_line(small):
    for call, line in (
        (lambda: quiz("aktt"), "quiz 'aktt' is not known (did you mean akt?)"),
        (lambda: predict("akt-1"), "predict-first question 'akt-1' is not known (did you mean akt-p1?)"),
        (lambda: predict(3), "predict-first question 3 is not known"),
    ):
        with pytest.raises(ValueError) as error:
            call()
        assert str(error.value) == line


def test_the_same_bytes_from_another_process():
    chapter = next(question.chapter for question in bank.load().values() if not question.predict)
    code = f"from igf1r import quiz; print(quiz('{chapter}').html(), quiz('{chapter}').text())"
    settings = ({**os.environ, "PYTHONUTF8": "1", "PYTHONHASHSEED": seed} for seed in ("1", "2"))
    first, second = (subprocess.check_output([sys.executable, "-c", code], env=env) for env in settings)
    assert first == second


# The script


@pytest.fixture(scope="module")
def ask(browser):
    """Call functions of the shipped quiz.js: a list of [name, *arguments] gives the list of results."""
    page = browser.new_page()
    source = (FRONT / "quiz.js").read_text("utf8")
    script = f"(calls) => {{ {source}\nreturn calls.map(([name, ...given]) => quiz[name](...given)); }}"
    yield lambda *calls: page.evaluate(script, calls)
    page.close()


SPELLINGS = [
    "IGF-1", "IGF 1", "igf1", "IGF‑1", "IGF–1", "IGF−1", "PIP₃", "pip3", "PIP³",
    "β-catenin", "Β-Catenin", "ﬁbronectin", "İGF", "ẞ", "soft\u00adhyphen", "non\u00a0breaking", " padded\t",
    "\u212b", "A\u030a", "\u00b5g", "\u03bcg", "100%", "a.b", "", "-", "Σας",
]  # fmt: skip


def test_python_and_the_script_fold_spellings_alike(ask):
    assert ask(*(["plain", text] for text in SPELLINGS)) == [bank.plain(text) for text in SPELLINGS]


def test_the_script_calls_every_answer_what_the_bank_calls_it(small, ask):
    calls, expected = [], []
    for question in quiz("akt").spec()["questions"] + predict("akt-p1").spec()["questions"]:
        if question["kind"] in ("single", "number", "text"):
            for answer in question["answers"]:
                chosen = answer["letter"] if question["kind"] == "single" else answer["text"]
                calls.append(["grade", question, chosen])
                expected.append(("right" if answer["correct"] else "wrong", [answer["feedback"]]))
    results = ask(*calls)
    assert [(one["state"], [note["feedback"] for note in one["notes"]]) for one in results] == expected


def test_all_choices_of_several_are_graded(small, ask):
    question = next(one for one in quiz("akt").spec()["questions"] if one["kind"] == "multiple")
    subsets = [[], ["a"], ["b"], ["c"], ["a", "b"], ["a", "c"], ["b", "c"], ["a", "b", "c"]]
    states = [one["state"] for one in ask(*(["grade", question, chosen] for chosen in subsets))]
    assert states == ["open", "wrong", "wrong", "wrong", "right", "wrong", "wrong", "wrong"]
    one, both = ask(["grade", question, ["a"]], ["grade", question, ["a", "c"]])
    assert one["line"] == "1 right answer is missing."
    assert one["notes"] == []
    assert both["line"] == "1 choice is wrong. 1 right answer is missing."
    assert [note["feedback"] for note in both["notes"]] == ["Feedback of three."]


def test_only_the_right_order_is_right(small, ask):
    question = next(one for one in quiz("akt").spec()["questions"] if one["kind"] == "order")
    place = {answer["letter"]: answer["place"] for answer in question["answers"]}
    orders = list(permutations(place))
    results = ask(*(["grade", question, order] for order in orders))
    for order, result in zip(orders, results):
        right = [place[letter] for letter in order] == [0, 1, 2, 3]
        if order == orders[0]:  # as they stand when nothing was moved
            assert (result["state"], result["line"]) == ("open", "Move the steps first.")
            continue
        assert result["state"] == ("right" if right else "wrong")
        in_place = sum(place[letter] == at for at, letter in enumerate(order))
        assert right or result["line"].startswith(f"{in_place} of 4 stand in the right place.")
    assert sum(result["state"] == "right" for result in results) == 1


@pytest.mark.parametrize(
    "typed, state",
    [
        *((typed, "right") for typed in ("70", "70.5", "70,5", "69.5 kDa", "７０", "7e1", " 70 ")),
        *((typed, "wrong") for typed in ("70.51", "71", "-70", "−70", "0", "154793")),
        *((typed, "open") for typed in ("", "kDa", "seventy", "70 or 71", "1,367", "1 367", "70kg", "0x46")),
        *((typed, "open") for typed in ("Infinity", "NaN", "--70", "7..0")),
    ],
)
def test_numbers_are_read_as_people_write_them(small, ask, typed, state):
    question = next(one for one in quiz("akt").spec()["questions"] if one["kind"] == "number")
    (result,) = ask(["grade", question, typed])
    assert result["state"] == state
    assert ("\n" not in result["line"] and len(result["line"]) > 10) == (state == "open")


# In a browser

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Quiz</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'">
<link rel="stylesheet" href="/page.css"></head><body data-theme="{theme}"><main><h1>Quiz</h1>{body}</main>
<script src="/page.js"></script></body></html>"""

DARK_PAGE = "body[data-theme=dark] { background: #14181d; color: #e8ecf1; }"


@pytest.fixture
def open_page(browser):
    """Open exhibits on a page of their own, under a strict content policy."""
    contexts = []

    def open_it(body, width=390, theme="light"):
        context = browser.new_context(viewport={"width": width, "height": 800})
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("console", lambda message: page.faults.append(message.text))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        files = {
            "/": ("text/html", PAGE.format(theme=theme, body=body)),
            "/page.css": ("text/css", style_source() + DARK_PAGE),
            "/page.js": ("text/javascript", page_source()),
            "/module.js": ("text/javascript", module_source("quiz")),
        }

        def answer(route):
            kind, text = files.get("/" + route.request.url.split("/", 3)[3], ("text/plain", ""))
            route.fulfill(content_type=f"{kind}; charset=utf-8", body=text)

        page.route("**/*", answer)
        page.goto("http://book.test/")
        return page

    yield open_it
    for context in contexts:
        context.close()


def test_a_reader_answers_with_the_keyboard(small, open_page):
    page = open_page(quiz("akt").html() + quiz("akt").html(2))
    shown, copy = page.locator("#quiz-akt"), page.locator("#quiz-akt-2")
    status, score = shown.get_by_role("status"), shown.locator(".igf1r-score span")
    assert shown.locator("details:visible").count() == 0
    assert status.inner_text() == ""

    one = shown.locator('[data-question="akt-1"]')
    one.locator("input").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert status.inner_text() == "Choose an answer first."
    one.locator("input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert status.inner_text() == "Not right. Try again. b. Feedback </script> wrong two."
    assert one.locator(".igf1r-feedback").inner_text().startswith("Not right. Try again.")
    assert one.locator("details").is_hidden()
    page.keyboard.press("ArrowUp")
    assert one.locator(".igf1r-feedback").is_hidden()
    page.keyboard.press("Enter")
    assert one.locator(".igf1r-feedback").inner_text().startswith("Right.")
    assert page.evaluate("document.activeElement.className") == "igf1r-feedback"
    assert status.inner_text() == score.inner_text() == "So far: 1 of 5 right, 0 at the first try."

    two = shown.locator('[data-question="akt-2"]')
    for number in (0, 1):
        two.locator("input").nth(number).focus()
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    assert status.inner_text() == "So far: 2 of 5 right, 1 at the first try."

    three = shown.locator('[data-question="akt-3"]')
    rows = three.locator(".igf1r-ranking li > span:first-child")
    for place, text in enumerate(("First.", "Second.", "Third.", "Fourth.")):
        three.get_by_role("button", name=f"Up: {text}").focus()
        while rows.all_inner_texts().index(text) > place:
            page.keyboard.press("Enter")
            assert page.evaluate("document.activeElement.ariaLabel") == f"Up: {text}"
            assert re.fullmatch(rf"{re.escape(text)}: now \d of 4\.", status.inner_text())
    assert rows.all_inner_texts() == ["First.", "Second.", "Third.", "Fourth."]
    three.get_by_role("button", name="Check").press("Enter")
    assert status.inner_text() == "So far: 3 of 5 right, 2 at the first try."

    four = shown.locator('[data-question="akt-4"]').get_by_role("textbox")
    four.fill("seventy")
    four.press("Enter")
    assert status.inner_text() == "“seventy” is not a number. Write digits, as in 70 or 0.5."
    assert four.get_attribute("aria-invalid") == "true"
    assert page.evaluate("document.activeElement.tagName") == "INPUT"
    described = page.locator(f"#{four.get_attribute('aria-describedby')}")
    assert described.inner_text() == status.inner_text()
    four.fill("70")
    four.press("Enter")

    five = shown.locator('[data-question="akt-5"]')
    five.get_by_role("textbox").fill("PDK1")
    five.get_by_role("textbox").press("Enter")
    assert "Feedback of any text." in status.inner_text()
    five.get_by_role("button", name="Show the answer").press("Enter")
    assert five.locator("details").get_attribute("open") is not None
    assert score.inner_text() == "Finished: 4 of 5 right, 3 at the first try."

    assert copy.locator(".igf1r-score span").inner_text() == "So far: 0 of 5 right, 0 at the first try."
    shown.get_by_role("button", name="Start again").press("Enter")
    assert score.inner_text() == "So far: 0 of 5 right, 0 at the first try."
    assert shown.locator("input:checked, details:visible, .igf1r-feedback:visible, :disabled").count() == 0
    assert page.faults == []


def test_a_prediction_is_made_once(small, open_page):
    page = open_page(predict("akt-p1").html())
    assert page.locator("details:visible").count() == 0
    page.get_by_label("It falls.").check()
    page.get_by_role("button", name="Commit").click()
    assert page.locator(".igf1r-feedback").inner_text().startswith("Your prediction is not right.")
    assert "Feedback of a rise." in page.locator("details").inner_text()
    assert page.get_by_label("It rises.").is_disabled()
    assert page.get_by_role("button", name="Commit").count() == 0
    assert page.faults == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_it_is_accessible_and_fits_the_page_at_every_stage(small, open_page, theme, width):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(quiz("akt").html() + predict("akt-p1").html(), width, theme)
    values = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
    tags = {"runOnly": {"type": "tag", "values": values}}
    for stage in ("start", "wrong", "shown"):
        if stage == "wrong":
            page.get_by_label("It lowers AKT.").check()
            page.get_by_role("textbox").first.fill("x")
        wanted = {"start": "none", "wrong": "Check", "shown": "Show the answer"}[stage]
        for button in reversed(page.get_by_role("button", name=wanted).all()):
            button.click()
        assert Axe().run(page, options=tags).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        small_type = page.evaluate(
            """[...document.querySelectorAll(".igf1r :not(script, .igf1r-sr)")]
            .filter((one) => [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
            .filter((one) => parseFloat(getComputedStyle(one).fontSize) < 14).map((one) => one.outerHTML)"""
        )
        assert small_type == []


def test_in_a_kernel_python_sets_and_sees_the_answers(small, open_page):
    widget = quiz("akt").widget()
    page = open_page('<div id="cell"></div>')
    page.evaluate(
        """async (spec) => {
            const { default: quiz } = await import("/module.js");
            const heard = {};
            window.state = { spec, settings: { "akt-1": "b", "akt-4": "12" }, values: {} };
            window.model = {
                get: (key) => state[key],
                set(key, value) {
                    state[key] = value;
                    for (const one of heard[`change:${key}`] ?? []) one();
                },
                on: (event, one) => (heard[event] ??= []).push(one),
                off: (event) => { heard[event] = []; },
                save_changes: () => { window.saved = (window.saved ?? 0) + 1; },
            };
            window.leave = quiz.render({ model, el: document.getElementById("cell") });
        }""",
        widget.spec,
    )
    assert page.get_by_label("It lowers AKT.").is_checked()
    assert page.get_by_label("Your answer (kDa)").input_value() == "12"
    page.get_by_label('It raises "AKT" <1>.').check()
    assert page.evaluate("state.settings['akt-1']") == "a"
    page.evaluate("model.set('settings', { 'akt-2': ['a', 'b'] })")
    page.locator('[data-question="akt-2"]').get_by_role("button", name="Check").click()
    assert page.evaluate("state.values") == {
        "score": 1,
        "of": 5,
        "first_try": 1,
        "finished": False,
        "questions": {"akt-1": "open", "akt-2": "right", "akt-3": "open", "akt-4": "open", "akt-5": "open"},
    }
    assert page.evaluate("saved") > 1
    page.evaluate("leave()")
    page.evaluate("model.set('settings', { 'akt-1': 'c' })")
    assert not page.get_by_label("Nothing.").is_checked()
    assert page.faults == []
