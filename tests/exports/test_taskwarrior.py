"""The tasks in Taskwarrior itself, in a folder of its own."""

import json
import os
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from browser_helpers import builtin, told, year
from conftest import Cli, Clock
from exports_helpers import HOSTILE, titles
from graph_helpers import clean, titled
from hypothesis import given
from hypothesis import strategies as st
from markdown_shape import CONTROLS

from roadmap_cli.exports import taskwarrior

Tasks = dict[str, dict[str, Any]]
Take = Callable[[str], Tasks]
ACTING = (
    "+tag project:x due:tomorrow",
    "status:deleted",
    "rc.confirmation:off",
    "uuid:1",
    '"],"status":"deleted"',
    "\\u0022",
    "\\n",
    "a\\",
    "(x or y)",
    "/a/b/",
    "$(id) `id` ;",
    "Ünïcödé → 日本語 👩\u200d💻",
    "\x1b",
)
"""Words of Taskwarrior, of JSON and of a shell."""


@pytest.fixture
def take(tmp_path: Path) -> Take:
    """What Taskwarrior knows by topic once it has taken in an export."""
    folder = tmp_path / "tasks"
    folder.mkdir()
    settings = folder / "taskrc"
    settings.write_text("confirmation=off\nnews.version=99.0.0\n", encoding="utf-8")
    environment = {**os.environ, "TASKDATA": str(folder), "TASKRC": str(settings)}

    def task(*words: str, said: str = "") -> str:
        done = subprocess.run(
            ["task", *words], input=said.encode(), capture_output=True, env=environment, check=False, timeout=60
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.decode()

    def run(export: str) -> Tasks:
        task("import", "-", said=export)
        known = {each["topic"]: each for each in json.loads(task("export"))}
        return {
            topic: {key: each[key] for key in each if key not in {"id", "urgency"}} for topic, each in known.items()
        }

    return run


@pytest.fixture
def _small(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


def do(cli: Cli, clock: Clock, *commands: str) -> None:
    for command in commands:
        assert cli(command).code == 0, command
        clock.move(minutes=10)


def statuses(tasks: Tasks) -> dict[str, str]:
    return {topic: each["status"] for topic, each in tasks.items()}


@pytest.mark.usefixtures("_small")
def test_topics_become_tasks(cli: Cli, clock: Clock, take: Take) -> None:
    do(cli, clock, "choose x", "done a --on 2026-11-20", "start b", "note b 'two\nlines'", "skip extra")
    do(cli, clock, "link b https://example.org --title Notebook --proves", "note b again")
    tasks = take(cli("export taskwarrior").out)
    assert statuses(tasks) == {
        "a": "completed",
        "b": "pending",
        "c": "pending",
        "x-topic": "pending",
        "end": "pending",
        "extra": "deleted",
    }
    known = {topic: each.pop("uuid") for topic, each in tasks.items()}
    for each in tasks.values():
        del each["modified"]
        each["tags"].sort()
    assert tasks["a"] == {
        "description": "Alpha",
        "status": "completed",
        "entry": "20261120T120000Z",
        "end": "20261120T120000Z",
        "project": "one.letters",
        "tags": ["roadmap"],
        "estimate": "PT120M",
        "topic": "a",
    }
    assert tasks["b"] == {
        "description": "Beta",
        "status": "pending",
        "entry": "20261123T195000Z",
        "start": "20261123T195000Z",
        "project": "one.letters",
        "tags": ["proven", "roadmap"],
        "priority": "H",
        "depends": [known["a"]],
        "annotations": [
            {"entry": "20261123T200000Z", "description": "two lines"},
            {"entry": "20261123T202000Z", "description": "Notebook https://example.org"},
            {"entry": "20261123T203000Z", "description": "again"},
        ],
        "estimate": "PT240M",
        "topic": "b",
    }
    assert sorted(tasks["end"]["depends"]) == sorted([known["c"], known["x-topic"]])
    assert sorted(tasks["extra"]["tags"]) == ["roadmap", "stretch"]


def test_a_year_is_taken_in_and_taking_it_in_again_changes_nothing(take: Take) -> None:
    export = taskwarrior.render(told(builtin().roadmap, year()))
    tasks = take(export)
    assert {*statuses(tasks).values()} == {"completed", "pending", "deleted"}
    assert len(tasks) == len(json.loads(export))
    assert take(export) == tasks


@pytest.mark.usefixtures("_small")
def test_later_progress_brings_the_same_tasks_up_to_date(cli: Cli, clock: Clock, take: Take) -> None:
    do(cli, clock, "choose x", "start a", "skip b")
    before = take(cli("export taskwarrior").out)
    do(cli, clock, "done a", "reset b", "start b", "note b hm", "skip c")
    after = take(cli("export taskwarrior").out)
    assert {topic: each["uuid"] for topic, each in after.items()} == {t: each["uuid"] for t, each in before.items()}
    assert (before["a"]["priority"], "start" in before["a"]) == ("H", True)
    assert (after["a"]["status"], "priority" in after["a"], "start" in after["a"]) == ("completed", False, False)
    assert (before["b"]["status"], "end" in before["b"]) == ("deleted", True)
    assert (after["b"]["status"], "end" in after["b"], after["b"]["priority"]) == ("pending", False, "H")
    assert [each["description"] for each in after["b"]["annotations"]] == ["hm"]
    assert (before["c"]["status"], after["c"]["status"], "end" in after["c"]) == ("pending", "deleted", True)


@pytest.mark.usefixtures("_small")
def test_another_user_has_other_tasks(cli: Cli) -> None:
    ours, theirs = (json.loads(cli(f"--user {user} export taskwarrior").out) for user in ("ada", "bob"))
    assert not {each["uuid"] for each in ours} & {each["uuid"] for each in theirs}


@pytest.mark.usefixtures("_small")
def test_the_moment_of_the_export_says_nothing(cli: Cli, clock: Clock) -> None:
    do(cli, clock, "choose x", "start a", "note a x", "skip extra")
    first = cli("export taskwarrior").out
    clock.move(hours=3)
    assert cli("export taskwarrior").out == first


@pytest.mark.usefixtures("_small")
def test_notes_of_one_second_stay_apart(cli: Cli, take: Take) -> None:
    for text in ("one", "two", "three"):
        assert cli(f"note a {text}").code == 0
    said = take(cli("export taskwarrior").out)["a"]["annotations"]
    assert sorted(each["description"] for each in said) == ["one", "three", "two"]
    assert len({each["entry"] for each in said}) == 3


def test_words_of_taskwarrior_are_words(take: Take) -> None:
    names = [*HOSTILE, *ACTING]
    tasks = take(taskwarrior.render(titled(names)))
    assert [tasks[f"t{place}"]["description"] for place in range(len(names))] == [clean(name) for name in names]
    assert [*statuses(tasks).values()].count("deleted") == len(names) // 4


@given(names=st.lists(titles, min_size=1, max_size=4))
def test_no_title_breaks_the_json(names: list[str]) -> None:
    text = taskwarrior.render(titled(names))
    assert [each["description"] for each in json.loads(text)] == [clean(name) for name in names]
    assert len(text.splitlines()) == len(names) + 2
    assert CONTROLS.search(text) is None


@pytest.mark.usefixtures("_small")
def test_a_part_of_it(cli: Cli, take: Take) -> None:
    assert cli("done b").code == 0
    nothing = cli("export taskwarrior --phase two --since today")
    assert (nothing.code, take(nothing.out)) == (0, {})
    second = take(cli("export taskwarrior --phase two").out)
    assert {*second} == {"c", "x-topic", "end", "extra"}
    assert "depends" not in second["c"]
    assert len(second["end"]["depends"]) == 2
    (only,) = json.loads(cli("export taskwarrior --since today").out)
    assert (only["topic"], datetime.strptime(only["end"], "%Y%m%dT%H%M%S%z").hour) == ("b", 19)
