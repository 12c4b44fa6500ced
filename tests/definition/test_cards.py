"""The cards of the built-in roadmap: enough of them, of every kind, and what they say is so. Their snippets are run here, and
nowhere else.
"""

import contextlib
import io
import math
import shutil
import sqlite3
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from roadmap_cli.definition import Definition, builtin
from roadmap_cli.definition.reader import read
from roadmap_cli.domain.lesson import Card, Choose, Code, Compute, SnippetLanguage
from roadmap_cli.domain.question import RESULT, draw, drawn, judge, named_in, shown, worked
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.errors import InvalidFile

BUILT_IN: Definition = read(builtin())
TOPICS = BUILT_IN.roadmap.topics
CARDS = {card.id: card for topic in TOPICS for card in BUILT_IN.lesson(topic).cards}
LEAST, MOST = 6, 15
AN_HOUR = 0.6
"""Cards, of a topic that is learned and not built."""
BUILT = ("project", "decision")
SEEDS = 200
LEAST_DRAWS = 8
"""Different questions that a card to compute can ask."""
LEAST_WRONG = 2
MOST_LINES, LONGEST_LINE, MOST_WORDS = 16, 72, 60


def of(task: type[Any]) -> list[str]:
    return [name for name, card in CARDS.items() if isinstance(card.task, task)]


def faults_of(topic: Topic) -> list[str]:
    lesson = BUILT_IN.lesson(topic.id)
    cards, criteria = lesson.cards, len(lesson.criteria)
    wanted = LEAST if topic.kind in BUILT else max(LEAST, math.ceil(AN_HOUR * topic.hours))
    least = min(MOST, max(wanted, criteria))
    untested = set(range(1, criteria + 1)) - {card.criterion for card in cards}
    others = sum(card.kind != "recall" for card in cards)
    return [
        *([] if least <= len(cards) <= MOST else [f"{len(cards)} cards, wanted {least} to {MOST}"]),
        *(f"no card of criterion {number}" for number in sorted(untested)),
        *(
            []
            if 3 * others >= len(cards)
            else [f"{others} of {len(cards)} cards are other than recall, wanted a third"]
        ),
    ]


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_has_enough_cards_of_all_it_asks_for(topic: str) -> None:
    assert faults_of(TOPICS[topic]) == []


def test_no_answer_is_a_lecture() -> None:
    assert {name: words for name, card in CARDS.items() if (words := len(card.answer.split())) > MOST_WORDS} == {}


def test_formulas_are_in_letters_and_not_in_the_language_of_a_press() -> None:
    assert [name for name, card in CARDS.items() if "$" in (said := card.question + card.answer) and "\\" in said] == []


def test_there_are_two_or_more_to_be_taken_in_by() -> None:
    assert [name for name in of(Choose) if len(CARDS[name].task.wrong) < LEAST_WRONG] == []


def faults_of_computed(card: Card, task: Compute) -> list[str]:
    """Its own solution is right whatever is drawn, and a number further off is not."""
    draws = set()
    for seed in range(SEEDS):
        numbers = drawn(card.id, task, seed)
        draws.add(tuple(numbers.values()))
        try:
            result = worked(task, numbers)[RESULT]
        except InvalidFile as fault:
            return [f"{fault.sentence}, with {numbers}"]
        asked = draw(card, seed)
        if judge(asked, shown(result)) is not True or judge(asked, asked.right) is not True:
            return [f"{asked.right} is not right, with {numbers}"]
        off = result + 3 * max(task.tolerance, 1e-3) * (abs(result) or 1)
        if judge(asked, repr(off)) is not False:
            return [f"{off} is right, too, with {numbers}"]
    return [
        *(f"{{{name}}} is not in the question" for name in task.parameters.keys() - set(named_in(card.question))),
        *([] if RESULT in named_in(card.answer) else ["{result} is not in the answer"]),
        *([] if len(draws) >= LEAST_DRAWS else [f"it asks {len(draws)} different questions only"]),
    ]


def test_every_card_to_compute_has_a_result_for_every_seed() -> None:
    found = {name: faults_of_computed(CARDS[name], CARDS[name].task) for name in of(Compute)}
    assert {name: faults for name, faults in found.items() if faults} == {}


def snippets(language: SnippetLanguage) -> list[str]:
    """Those that run to an end, and in Python those with a bug as well."""
    tasks = {name: CARDS[name].task for name in of(Code)}
    return [name for name, task in tasks.items() if task.language == language and (task.prints or language == "python")]


def test_every_snippet_can_be_taken_in_at_a_glance() -> None:
    lines = {name: CARDS[name].task.code.strip("\n").split("\n") for name in of(Code)}
    too_large = {name for name, code in lines.items() if len(code) > MOST_LINES or max(map(len, code)) > LONGEST_LINE}
    assert too_large == set()


def printed(code: str, name: str) -> str:
    """By Python: where it raises, what was printed before, and the class of the exception."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(code, name, "exec"), {"__name__": "__main__"})  # noqa: S102 - it is our own
        except Exception as raised:  # noqa: BLE001 - whichever it is
            out.write(f"\n{type(raised).__name__}")
    return out.getvalue()


def rows_of(code: str) -> str:
    """What the queries of a script give, row by row."""
    out = []
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        statement = ""
        for line in code.strip().splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                out += database.execute(statement).fetchall()
                statement = ""
        out += database.execute(statement).fetchall() if statement.strip() else []
    return "\n".join(" ".join("NULL" if value is None else str(value) for value in row) for row in out)


def said_by_shell(code: str, folder: Path) -> str:
    shell = shutil.which("sh")
    assert shell
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C"}
    done = subprocess.run(
        [shell, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, timeout=30, check=False
    )
    return done.stdout


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # a snippet may show what libraries warn of
@pytest.mark.parametrize("name", snippets("python"))
def test_a_snippet_in_python_prints_what_its_card_says(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    task = CARDS[name].task
    found = printed(task.code, name)
    assert not task.prints or found.split() == task.prints.split()


@pytest.mark.parametrize("name", snippets("sql"))
def test_a_snippet_in_sql_gives_what_its_card_says(name: str) -> None:
    task = CARDS[name].task
    assert rows_of(task.code).split() == task.prints.split()


@pytest.mark.process
@pytest.mark.parametrize("name", snippets("sh"))
def test_a_snippet_for_the_shell_prints_what_its_card_says(name: str, tmp_path: Path) -> None:
    task = CARDS[name].task
    assert said_by_shell(task.code, tmp_path).split() == task.prints.split()


def test_cards_are_of_every_kind() -> None:
    kinds = Counter(card.kind for card in CARDS.values())
    assert kinds.keys() == {"recall", "compute", "code", "choose"}
    assert len(CARDS) == sum(len(topic.cards) for topic in TOPICS.values())
