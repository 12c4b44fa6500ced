"""How a card is asked, as people write it in Markdown: what is understood, and what is told with its line."""

from typing import Any

import pytest
from documents import texts
from hypothesis import given

from roadmap_cli.definition.markdown_writer import markdown_of
from roadmap_cli.definition.problems import InvalidDefinition
from roadmap_cli.definition.reader import check_text, document_of

HEAD = "---\nroadmap: tea\n---\n# Tea\n## Basics\n- Leaves {#x}\n  - [ ] You can.\n"
LINE = HEAD.count("\n") + 1
"""That of what follows."""


def card(text: str) -> dict[str, Any]:
    document = document_of(HEAD + text, "tea.md")
    (found,) = document["phase"][0]["module"][0]["topic"][0]["cards"]
    return found


def asked(*lines: str, question: str = "How? {#a}", answer: str = "So.") -> str:
    return "\n".join((f"  - Q: {question}", *(f"    {line}" for line in lines), f"    A: {answer}", ""))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["tests: 1"], {"criterion": 1}),
        (["kind: recall"], {"kind": "recall"}),
        (["", "KIND: recall", ""], {"kind": "recall"}),
        (
            ["kind: compute", "where n: 10 to 50", "let q: 1 - n", "result: sqrt(n) * q", "  / 2"],
            {
                "kind": "compute",
                "parameters": {"n": {"from": 10, "to": 50}},
                "steps": {"q": "1 - n"},
                "expression": "sqrt(n) * q / 2",
            },
        ),
        (
            [
                "kind: compute",
                "where p: -0.5 to .5 by 0.1",
                "where k: 2, 4,8",
                "result: p*k",
                "tolerance: 0",
                "unit: %",
            ],
            {
                "kind": "compute",
                "parameters": {"p": {"from": -0.5, "to": 0.5, "step": 0.1}, "k": [2, 4, 8]},
                "expression": "p*k",
                "tolerance": 0,
                "unit": "%",
            },
        ),
        (
            [
                "kind: code",
                "```python",
                "def f():",
                "    A: int = 1",
                "",
                "    # kind: x",
                "```",
                "prints: 1 2",
                "tests: 1",
            ],
            {
                "kind": "code",
                "code": "def f():\n    A: int = 1\n\n    # kind: x",
                "language": "python",
                "prints": "1 2",
                "criterion": 1,
            },
        ),
        (["kind: code", "```", "x", "```", "line: 1"], {"kind": "code", "code": "x", "line": 1}),
        (["kind: code", "code: ls -l", "language: sh"], {"kind": "code", "code": "ls -l", "language": "sh"}),
        (["kind: code", "````", "```", "````"], {"kind": "code", "code": "```"}),
        (
            [
                "tests: 1",
                "kind: choose",
                "right: Tea",
                "  of course",
                "wrong: a: b",
                "wrong: https://c.d",
                "wrong: *e*",
            ],
            {
                "criterion": 1,
                "kind": "choose",
                "right": "Tea of course",
                "wrong": ["a: b", "https://c.d", "*e*"],
            },
        ),
    ],
)
def test_short_lines_say_how_a_card_is_asked(lines: list[str], said: dict[str, Any]) -> None:
    assert card(asked(*lines)) == {"id": "a", "question": "How?", "answer": "So.", **said}


def test_an_answer_may_stand_apart_and_an_id_be_made() -> None:
    text = "  - Q: How?\n    kind: choose\n    right: a\n    wrong: b\n  - A: So.\n"
    assert card(text) == {
        "id": "x-how", "question": "How?", "answer": "So.", "kind": "choose", "right": "a", "wrong": ["b"],
    }  # fmt: skip


@pytest.mark.parametrize(
    "question",
    [
        "Which\n    result: is it? {#a}",
        "Which kind: of tea? {#a}",
        "kind: code {#a}",
        "Which?\n    ```\n    kind: code\n    ```\n    {#a}",
        "Which\n    kind\\: code {#a}",
    ],
)
def test_a_question_of_several_lines_is_none_of_them(question: str) -> None:
    assert card(asked(question=question)).keys() == {"id", "question", "answer"}


def test_an_answer_may_hold_such_lines() -> None:
    assert card(asked(answer="So.\n    - kind: code\n    - tests: 2"))["answer"] == "So.\n- kind: code\n- tests: 2"


@given(texts)
def test_any_question_stays_a_question(text: str) -> None:
    one = {"id": "a", "question": f"{text}\nkind: code\ntests: 1\nA: b\nright: c", "answer": text, "criterion": 1}
    topic = {"id": "x", "title": "X", "criteria": ["You can."], "cards": [one]}
    module = {"id": "m", "title": "M", "topic": [topic]}
    document = {"roadmap": {"id": "r", "title": "R"}, "phase": [{"id": "p", "title": "P", "module": [module]}]}
    assert document_of(markdown_of(document), "x.md") == document


@pytest.mark.parametrize(
    ("lines", "further", "sentence"),
    [
        (
            ["kind: guess"],
            1,
            'card "a" in topic "x": "kind" must be one of recall, compute, code, choose, not \'guess\'',
        ),
        (["kind: recall", "kind: code"], 2, '"kind" is said twice of the card "a"'),
        (["kind: compute", "where n: some"], 2, '"some" is nothing to draw a number from: write 10 to 50, '),
        (["kind: compute", "where: 1 to 2"], 2, 'a card has no "where"'),
        (["kind: compute", "resullt: 1"], 2, 'a card has no "resullt"; did you mean result?'),
        (["kind: compute", "result q: 1"], 2, 'a card has no "result q"'),
        (["kind: compute", "where n: 1 to 2", "where n: 3", "result: n"], 3, '"n" is said twice of the card "a"'),
        (["kind: compute", "where n: 2 to 1", "result: n"], 2, 'card "a" in topic "x": "n" goes from 2 to 1'),
        (["kind: compute", "let m: 1", "let n: w", "result: n"], 3, 'card "a" in topic "x": "w" is no number of it'),
        (["kind: compute", "result: 1 / 0"], 2, 'card "a" in topic "x": `1 / 0` divides by 0'),
        (["tests: 2"], 1, 'card "a" in topic "x": it tests criterion 2, and the topic has 1 criterion'),
        (["tests: all"], 1, 'card "a" in topic "x": "criterion" must be a whole number from 1 to 1,000, not \'all\''),
        (["kind: code", "```", "x", "```", "```", "y", "```"], 5, '"code" is said twice of the card "a"'),
        (["kind: code", "```", "x", "line: 1"], 2, "a block of code is not closed: "),
        (["kind: code", "```", "x", "```", "y"], 5, '"y" is nothing that a card says'),
        (
            ["kind: code", "```", "x", "```", "line: 2"],
            5,
            'card "a" in topic "x": line 2 is not in the code, which has 1',
        ),
        (["kind: choose", "right: a", "wrong: b", "wrong: a"], 3, 'card "a" in topic "x": "a" is said twice'),
        (["kind: choose", "right: a <!-- b -->", "wrong: b"], 0, "<!-- begins a remark"),
    ],
)
def test_what_is_not_understood_is_told_with_its_line(lines: list[str], further: int, sentence: str) -> None:
    with pytest.raises(InvalidDefinition) as raised:
        check_text(HEAD + asked(*lines), "tea.md")
    (problem,) = raised.value.problems
    assert problem.startswith(f"tea.md:{LINE + further}: {sentence}")
