"""Tasks of Taskwarrior become topics with what they wait for."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from imports_helpers import items, known, refusal, told, unplaced


def test_tasks_of_taskwarrior_keep_what_they_wait_for_and_what_was_noted() -> None:
    found = known("taskwarrior.json", "taskwarrior")
    assert [(each.title, each.status, each.phase, each.module) for each in found.items] == [
        ("Read about norms", "doing", "maths", "vectors"),
        ("Solve ten systems", "todo", "maths", "systems: linear"),
        ("Install the tools", "done", "python", "python"),
    ]
    norms, systems, tools = found.items
    assert (norms.started, norms.why) == (
        date(2026, 1, 6),
        "chapter 2, see https://example.org/two; ask about the second proof",
    )
    assert [each.url for each in norms.resources] == ["https://example.org/norms", "https://example.org/two"]
    assert systems.requires == norms.known_as
    assert (tools.started, tools.finished) == (None, date(2026, 1, 4))
    assert told(found) == [
        ("Buy a fourth book", "it is deleted there"),
        ("Review cards", "it is the pattern of others"),
        ("due", "nothing is made of it"),
        ("priority", "nothing is made of it"),
        ("wait", "nothing is made of it"),
        ("tag book", "nothing is made of it"),
        ("tag next", "nothing is made of it"),
    ]


def test_attributes_that_somebody_gave_another_type_are_told(tmp_path: Path) -> None:
    content = [{"description": "a", "uuid": "b", "estimate": 3, "topic": 4, "depends": "c,d", "status": "odd"}]
    (found,) = items(tmp_path, content)
    assert (found.hours, found.id, found.requires, found.status) == (None, "", ("c", "d"), "todo")
    assert [each[1:] for each in unplaced(tmp_path, content)] == [
        ("odd", "this is no status"),
        ("3", "this is no length of time such as PT1H30M"),
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ([{"description": 1, "uuid": "a"}], "[0].description must be text"),
    ],
)
def test_what_is_malformed_is_refused_with_its_place(tmp_path: Path, content: Any, sentence: str) -> None:
    assert refusal(tmp_path, content) == sentence
