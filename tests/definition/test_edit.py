"""Roadmap files changed in their text: what was asked for, and nothing else."""

from pathlib import Path
from typing import Any

import pytest
import tomli
from conftest import SMALL
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli import definition
from roadmap_cli.definition.edit import Edit, MendTable, MoveTable, PutTable, TakeTable, edited, saying
from roadmap_cli.definition.template import TEMPLATE
from roadmap_cli.errors import CannotBeDone

FIRST = ("phase", 0, "module", 0, "topic", 0)
NEW = {"id": "new", "title": 'A "new" one', "hours": 1.5, "resources": [{"title": "R", "url": "https://x.org"}]}


def lines_gone(before: str, after: str) -> list[str]:
    left = after.split("\n")
    gone = []
    for line in before.split("\n"):
        if line in left:
            left.remove(line)
        else:
            gone.append(line)
    return gone


def at_of(text: str, topic: str) -> tuple[Any, ...]:
    for number, phase in enumerate(tomli.loads(text)["phase"]):
        for index, module in enumerate(phase["module"]):
            for place, each in enumerate(module["topic"]):
                if each["id"] == topic:
                    return ("phase", number, "module", index, "topic", place)
    raise AssertionError(topic)


def test_a_new_topic_leaves_every_line_as_it_was() -> None:
    text = edited(TEMPLATE, "my.toml", [PutTable(("phase", 0, "module", 0, "topic", 2), NEW)])
    assert lines_gone(TEMPLATE, text) == []
    assert tomli.loads(text)["phase"][0]["module"][0]["topic"][2] == NEW


def test_a_topic_takes_the_comment_over_it_along_and_no_other() -> None:
    text = edited(TEMPLATE, "my.toml", [MoveTable(FIRST, ("phase", 1, "module", 0, "topic", 1))])
    assert sorted(text.split("\n")) == sorted(TEMPLATE.split("\n"))
    assert '# The smallest topic: an id and a title.\n[[phase.module.topic]]\nid = "flour"' in text


def test_a_topic_that_goes_leaves_the_heading_of_the_next_module() -> None:
    builtin = definition.builtin().read_text(encoding="utf-8")
    text = edited(builtin, "phases.toml", [TakeTable(at_of(builtin, "git-github"))])
    assert "# ---------- Python ----------\n" in text
    assert "git-github" not in {each["id"] for each in tomli.loads(text)["phase"][0]["module"][0]["topic"]}


def test_a_value_keeps_the_remark_behind_it() -> None:
    text = edited(TEMPLATE, "my.toml", [MendTable(at_of(TEMPLATE, "kneading"), saying({"hours": 4, "why": None}))])
    assert "hours = 4                  # your estimate; 1 unless said\n" in text
    assert lines_gone(TEMPLATE, text) == [
        "hours = 3                  # your estimate; 1 unless said",
        'why = "Structure comes from here."',
    ]


def test_a_file_that_says_nothing_yet_gets_all_of_it() -> None:
    edits: list[Edit] = [
        PutTable(("phase", 0), {"id": "p", "title": "P"}),
        PutTable(("phase", 0, "module", 0), {"id": "m", "title": "M"}),
        PutTable(FIRST, NEW),
    ]
    text = edited('[roadmap]\nid = "x"\ntitle = "X"', "my.toml", edits)
    assert tomli.loads(text)["phase"] == [
        {"id": "p", "title": "P", "module": [{"id": "m", "title": "M", "topic": [NEW]}]}
    ]


def test_line_ends_of_windows_stay() -> None:
    text = edited(TEMPLATE.replace("\n", "\r\n"), "my.toml", [PutTable(FIRST, NEW)])
    assert text.count("\n") == text.count("\r\n") > TEMPLATE.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        '[roadmap]\nid = "x"\ntitle = "X"\n[[phase]]\nid = "p"\ntitle = "P"\nmodule = [{id = "m", title = "M"}]\n',
        '[[phase]]\nid = "p"\ntitle = "P"\n[[phase.module]]\nid = "m"\ntitle = "M"\ntopic = [{id = "a", title = "A"}]\n',
    ],
)
def test_what_is_written_on_one_line_is_left_to_an_editor(text: str) -> None:
    with pytest.raises(CannotBeDone, match=r"my\.toml is written in a way that cannot be changed here"):
        edited(text, "my.toml", [PutTable(FIRST, NEW)])


SAID = st.dictionaries(
    st.sampled_from(("title", "why", "hours", "requires", "criteria", "stretch")),
    st.none() | st.text(max_size=8) | st.integers(-9, 9) | st.booleans() | st.lists(st.text(max_size=8), max_size=3),
    max_size=4,
)
PLACES = st.sampled_from(("a", "b", "c", "d"))


@given(PLACES, SAID, st.sampled_from((SMALL, TEMPLATE, SMALL.replace("\n", "\r\n"))), st.data())
def test_any_change_of_any_topic_says_that_and_keeps_the_comments(
    topic: str, said: dict[str, Any], text: str, data: st.DataObject
) -> None:
    names = [each["id"] for phase in tomli.loads(text)["phase"] for m in phase["module"] for each in m["topic"]]
    at = at_of(text, data.draw(st.sampled_from(names)))
    to = at_of(text, data.draw(st.sampled_from(names)))
    edit = data.draw(st.sampled_from((MendTable(at, saying(said)), TakeTable(at), PutTable(to, {"id": topic, **NEW}))))
    new = edited(text, "my.toml", [edit])  # which refuses what would not come to the same as the values do
    comments = [
        line
        for line in text.splitlines()
        if line.startswith("#") and "smallest" not in line and "More that" not in line
    ]
    assert [line for line in new.splitlines() if line in comments] == comments


def test_the_built_in_roadmap_can_be_changed_everywhere(tmp_path: Path) -> None:
    text = definition.builtin().read_text(encoding="utf-8")
    for phase in range(4):
        at = ("phase", phase, "module", 1, "topic", 0)
        assert lines_gone(text, edited(text, "phases.toml", [PutTable(at, NEW)])) == []
