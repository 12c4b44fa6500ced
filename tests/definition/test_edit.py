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
NEW: dict[str, Any] = {
    "id": "new",
    "title": 'A "new" one',
    "hours": 1.5,
    "resources": [{"title": "R", "url": "https://x.org"}],
}


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
    text = edited(TEMPLATE, "my.toml", lambda _: [PutTable(("phase", 0, "module", 0, "topic", 2), NEW)])
    assert lines_gone(TEMPLATE, text) == []
    assert tomli.loads(text)["phase"][0]["module"][0]["topic"][2] == NEW


def test_a_topic_takes_the_comment_over_it_along_and_no_other() -> None:
    text = edited(TEMPLATE, "my.toml", lambda _: [MoveTable(FIRST, ("phase", 1, "module", 0, "topic", 1))])
    assert sorted(text.split("\n")) == sorted(TEMPLATE.split("\n"))
    assert '# The smallest topic: an id and a title.\n[[phase.module.topic]]\nid = "flour"' in text


def test_a_topic_that_goes_leaves_the_heading_of_the_next_module() -> None:
    builtin = definition.builtin().read_text(encoding="utf-8")
    text = edited(builtin, "phases.toml", lambda _: [TakeTable(at_of(builtin, "git-github"))])
    assert "# ---------- Python ----------\n" in text
    assert "git-github" not in {each["id"] for each in tomli.loads(text)["phase"][0]["module"][0]["topic"]}


def test_a_value_keeps_the_remark_behind_it() -> None:
    text = edited(
        TEMPLATE, "my.toml", lambda _: [MendTable(at_of(TEMPLATE, "kneading"), saying({"hours": 4, "why": None}))]
    )
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
    text = edited('[roadmap]\nid = "x"\ntitle = "X"', "my.toml", lambda _: edits)
    assert tomli.loads(text)["phase"] == [
        {"id": "p", "title": "P", "module": [{"id": "m", "title": "M", "topic": [NEW]}]}
    ]


def test_line_ends_of_windows_stay() -> None:
    text = edited(TEMPLATE.replace("\n", "\r\n"), "my.toml", lambda _: [PutTable(FIRST, NEW)])
    assert text.count("\n") == text.count("\r\n") > TEMPLATE.count("\n")


def test_line_ends_of_both_kinds_stay_where_they_are() -> None:
    before, after = TEMPLATE[:400], TEMPLATE[400:].replace("\n", "\r\n")
    text = edited(before + after, "my.toml", lambda _: [PutTable(FIRST, NEW)])
    assert lines_gone(before + after, text) == []


INLINE = """\
[roadmap]
id = "x"
title = "X"
[[phase]]
id = "p"
title = "P"
[[phase.module]]
id = "m"
title = "M"
topic = [  # mine
    # first
    { id = "a", title = "A" },
    { id = "b", title = "B", requires = ["a"] },   # last
]
[[phase]]
id = "q"
title = "Q"
module = [{id = "n", title = "N"}]
"""
SECOND = (*FIRST[:-1], 1)
OF_LATER = ("phase", 1, "module", 0, "topic", 0)


A, B = '    { id = "a", title = "A" },', '    { id = "b", title = "B", requires = ["a"] },   # last'


@pytest.mark.parametrize(
    ("edit", "gone", "come"),
    [
        (MendTable(SECOND, saying({"title": "C"})), [B], B.replace('"B"', '"C"')),
        (TakeTable(FIRST), [A], "    # first"),
        (PutTable(SECOND, {"id": "c", "title": "C"}), [], '    {id = "c", title = "C"},'),
        (
            MoveTable(FIRST, OF_LATER),
            [A, 'module = [{id = "n", title = "N"}]'],
            'module = [{id = "n", title = "N", topic = [{id = "a", title = "A"}]}]',
        ),
    ],
)
def test_topics_in_a_list_are_changed_as_others_are(edit: Edit, gone: list[str], come: str) -> None:
    text = edited(INLINE, "my.toml", lambda _: [edit])
    assert lines_gone(INLINE, text) == gone
    assert come in text.split("\n")


def test_a_topic_with_a_remark_is_not_put_where_that_would_have_no_place() -> None:
    remarked = '[[phase.module]]\nid = "z"\n[[phase.module.topic]]\nid = "o" # mine\n'
    text = f'[[phase]]\nid = "p"\n{remarked}{INLINE[INLINE.index("[[phase]]") :]}'
    move = MoveTable(FIRST, ("phase", 1, "module", 0, "topic", 0))
    with pytest.raises(CannotBeDone, match=r"my\.toml is written in a way that cannot be changed here"):
        edited(text, "my.toml", lambda _: [move])
    assert "# mine" not in edited(text.replace(" # mine", ""), "my.toml", lambda _: [move])


def test_what_stands_between_other_tables_is_left_to_an_editor() -> None:
    parted = '[[phase]]\nid = "p"\n[roadmap]\nid = "x"\n[[phase.module]]\nid = "m"\n'
    with pytest.raises(CannotBeDone, match=r"my\.toml is written in a way that cannot be changed here"):
        edited(parted, "my.toml", lambda _: [PutTable(FIRST, NEW)])


def test_a_list_over_several_lines_keeps_what_stands_beside_its_entries() -> None:
    at = at_of(SMALL, "b")
    text = edited(SMALL, "my.toml", lambda _: [MendTable(at, saying({"stretch": True}))])
    listed = text.replace("stretch = true", 'known_as = [\n  "x", # why x\n  "y",\n  # and\n  "z", # why z\n]')
    wanted = ["new", "x", "z", "last"]
    after = edited(listed, "my.toml", lambda _: [MendTable(at, saying({"known_as": wanted}))])
    assert lines_gone(listed, after) == ['  "y",']


def test_links_that_are_tables_of_their_own_keep_their_remarks_too() -> None:
    link = {"title": "R", "url": "https://r.org"}
    table = '[[phase.module.topic.resources]] # mine\ntitle = "R"\nurl = "https://r.org"\n'
    text = f'[[phase]]\nid = "p"\n[[phase.module]]\nid = "m"\n[[phase.module.topic]]\nid = "a"\n{table}'
    more = edited(text, "my.toml", lambda _: [MendTable(FIRST, saying({"resources": [link, NEW["resources"][0]]}))])
    assert lines_gone(text, more) == []
    none = edited(more, "my.toml", lambda _: [MendTable(FIRST, saying({"resources": [], "hours": 2}))])
    assert none.endswith('id = "a"\nresources = []\nhours = 2\n')


LISTS = st.lists(st.sampled_from("uvwxyz"), unique=True, max_size=5)


@given(LISTS.filter(bool), LISTS)
def test_any_list_becomes_any_other_one_and_what_stays_in_place_keeps_its_remark(
    old: list[str], new: list[str]
) -> None:
    entries = "".join(f'  "{each}", # why {each}\n' for each in old)
    text = f"[roadmap]\nlist = [\n{entries}]\n"
    after = edited(text, "my.toml", lambda _: [MendTable(("roadmap",), saying({"list": new}))])
    assert tomli.loads(after)["roadmap"]["list"] == new
    if [each for each in new if each in old] == old:
        assert lines_gone(text, after) == []


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
    new = edited(text, "my.toml", lambda _: [edit])  # which refuses what would not come to the same as the values do
    comments = [
        line
        for line in text.splitlines()
        if line.startswith("#") and "smallest" not in line and "More that" not in line
    ]
    assert [line for line in new.splitlines() if line in comments] == comments


def test_the_built_in_roadmap_can_be_changed_everywhere(tmp_path: Path) -> None:
    text = definition.builtin().read_text(encoding="utf-8")
    edits = [PutTable(("phase", phase, "module", 1, "topic", 0), NEW) for phase in range(4)]
    assert lines_gone(text, edited(text, "phases.toml", lambda _: edits)) == []
