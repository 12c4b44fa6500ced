"""Stories on the command line."""

import json
import os
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from acting_letters import ACTING
from cli_helpers import (
    PROGRAM,
    assert_refused,
    assert_walks_back_and_forward,
    events_in,
    histories,
    in_terminal,
    json_of,
    run_in_terminal,
    run_program,
    talk_in_terminal,
)
from conftest import Cli
from json_shapes import COUNT, DAY, FLAG, NAMED, TEXT, listing, table

from roadmap_cli.settings.folders import drafts_folder

NEW = 'story new Rare churners --tag impact --part "result=Recall rose to 65 %."'
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
PART = table(id=TEXT, title=TEXT, prompt=TEXT, text=TEXT)
REMARK = table(code={"enum": ["open", "no-number", "we", "long", "short", "untagged"]}, text=TEXT)
STORY = table(
    id=TEXT,
    title=TEXT,
    parts=listing(PART),
    tags=listing(TEXT),
    projects=listing(NAMED),
    topics=listing(NAMED),
    words=COUNT,
    minutes={"type": "number", "minimum": 0},
    aim=COUNT,
    remarks=listing(REMARK),
    first_day=DAY,
    last_day=DAY,
)
CONTRACT = {
    "story": table(stories=listing(STORY), tags=listing(TEXT), missing_tags=listing(TEXT), asks=FLAG),
    "story list": table(stories=listing(STORY)),
    "story show rare": STORY,
    "story example": table(title=TEXT, tags=listing(TEXT), parts=listing(PART)),
}
PROMPTS = (("> ", "A shop.\n"), ("> ", "I was to help.\n"), ("> ", "\n"), ("> ", "15 %\n"), ("about?", "impact\n"))


def story(cli: Cli, name: str = "rare") -> Any:
    return json_of(cli, f"story show {name}")


def texts(cli: Cli, name: str = "rare") -> list[str]:
    return [each["text"] for each in story(cli, name)["parts"]]


def played(*arguments: str, keys: list[tuple[str, str]]) -> tuple[int, str]:
    return in_terminal([*PROGRAM, *arguments], os.environ, keys)


@pytest.mark.parametrize("command", CONTRACT)
def test_json_keeps_its_keys(cli: Cli, command: str) -> None:
    assert cli(NEW).code == 0
    jsonschema.validate(json_of(cli, command), CONTRACT[command])


def test_a_new_story_is_asked_for_part_by_part_and_one_undo_takes_it_back(cli: Cli) -> None:
    code, said = talk_in_terminal("story", "new", "Rare", "churners", answers=PROMPTS)
    assert (code, "Kept: Rare churners" in said, "Still open: Action" in said) == (0, True, True)
    assert texts(cli) == ["A shop.", "I was to help.", "", "15 %"]
    assert story(cli)["tags"] == ["impact"]
    assert len(histories(cli)) == 1
    cli("undo")
    assert json_of(cli, "story")["stories"] == []


def test_ctrl_c_keeps_what_was_answered_and_says_how_to_go_on(cli: Cli) -> None:
    code, said = played("story", "new", "Rare churners", keys=[PROMPTS[0], ("2 of 4", "\x03")])
    assert (code, "go on with: roadmap story edit rare-churners" in said) == (130, True)
    assert texts(cli) == ["A shop.", "", "", ""]


def test_answers_come_from_a_pipe_as_far_as_they_go(cli: Cli) -> None:
    result = run_program("story", "new", stdin="Rare churners\nA shop.\n\nI counted.\n")
    assert (result.code, result.out.splitlines()[0]) == (0, "Kept: Rare churners  rare-churners, 4 words")
    assert texts(cli) == ["A shop.", "", "I counted.", ""]


def test_lines_that_are_pasted_together_are_one_answer(cli: Cli) -> None:
    keys = [("> ", "One\nTwo\n"), ("Enter ends it", "Three\n"), ("2 of 4", "Another\n"), ("3 of 4", "\x03")]
    assert played("story", "new", "Rare", keys=keys)[0] == 130
    assert texts(cli)[:2] == ["One\nTwo\nThree", "Another"]


def test_a_tag_that_there_is_not_is_asked_again(cli: Cli) -> None:
    answers = [*PROMPTS[:4], ("about?", "conflct\n"), ("did you mean conflict?", "conflict impact\n")]
    assert talk_in_terminal("story", "new", "Rare", answers=answers)[0] == 0
    assert story(cli)["tags"] == ["conflict", "impact"]


def test_with_parts_nothing_is_asked(cli: Cli) -> None:
    result = cli(NEW)
    assert (result.code, result.err) == (0, "")
    assert texts(cli) == ["", "", "", "Recall rose to 65 %."]


@pytest.mark.parametrize(
    ("command", "code", "message"),
    [
        ("story new X --tag conflct --part task=x", 1, "did you mean conflict?"),
        ("story new X --part tsk=x", 1, "did you mean task?"),
        ("story new X --part task", 2, "does not say which part"),
        ("story new X --part task=x --topic nope-nope", 1, "there is no topic"),
        ("story new X --part task=x --project nope", 1, 'there is no project "nope"'),
        ("story new ' ' --part task=x", 2, "a story needs a title"),
        ("story new X --edit", 2, "no terminal"),
        ("story edit rare --title ' '", 2, "a story needs a title"),
        ("story show foo", 1, "story list"),
        ("story practise", 1, "nobody to ask"),
        ("story new --json", 2, "a story needs a title"),
        ("story edit rare --json", 2, "nothing is said of the story"),
        ("story --json list", 2, "write: roadmap story list --json"),
        ("story practise foo", 1, 'there is no story "foo"'),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(cli: Cli, command: str, code: int, message: str) -> None:
    cli(NEW)
    before = cli("history").out
    assert_refused(cli(command), code, message)
    assert cli("history").out == before


def test_options_take_the_place_of_what_was_there(cli: Cli) -> None:
    cli(NEW)
    cli("story edit rare --tag conflict,failure --title 'Rarer churners' --part task=x --part result= --topic vectors")
    said = story(cli)
    assert (said["title"], said["tags"], texts(cli)) == ("Rarer churners", ["conflict", "failure"], ["", "x", "", ""])
    assert said["topics"] == [{"id": "vectors", "title": "Vectors, dot products, norms"}]
    cli("story edit rare --tag ''")
    assert story(cli)["tags"] == []
    assert cli("story edit rare --title 'Rarer churners'").out.startswith("Nothing new: ")


def test_without_options_each_part_is_asked_with_what_stands_there(cli: Cli) -> None:
    cli(NEW)
    answers = [("> ", "A shop.\n"), ("> ", "\n"), ("> ", "\n"), ("Recall rose to 65 %.", "\n")]
    code, _ = talk_in_terminal("story", "edit", "rare", answers=answers)
    assert (code, texts(cli)) == (0, ["A shop.", "", "", "Recall rose to 65 %."])


def test_one_undo_takes_back_all_answers(cli: Cli) -> None:
    cli(NEW)
    talk_in_terminal("story", "edit", "rare", answers=PROMPTS[:4])
    assert texts(cli) == ["A shop.", "I was to help.", "", "15 %"]
    cli("undo")
    assert texts(cli) == ["", "", "", "Recall rose to 65 %."]


def test_the_end_of_the_input_ends_all_questions(cli: Cli) -> None:
    code, said = played("story", "new", "Rare", keys=[("1 of 4", "A shop.\n"), ("2 of 4", "\x04")])
    assert (code, "What is it about" in said, "Kept: Rare" in said) == (0, False, True)
    assert texts(cli) == ["A shop.", "", "", ""]


def test_for_a_script_nothing_is_asked(cli: Cli) -> None:
    code, said = run_in_terminal("story", "new", "Rare", "--json")
    assert (code, "1 of 4" in said, texts(cli)) == (0, False, ["", "", "", ""])


@pytest.mark.parametrize("command", ["story edit rare", "story edit rare --edit"])
def test_where_the_roadmap_asks_for_no_parts_any_more_nothing_is_asked(
    cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    small.write_text(small.read_text(encoding="utf-8").replace('id = "small"', 'id = "ml-scientist"'), encoding="utf-8")
    cli("story new Rare --json")
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    assert len(json_of(cli, "story")["stories"]) == 1
    assert_refused(cli(command), 1, "[[story.part]]")


def test_undo_and_redo_walk_through_it_all(cli: Cli) -> None:
    commands = (NEW, "story edit rare --part task=x", "story edit rare --tag failure", "story delete rare")
    assert_walks_back_and_forward(cli, commands, lambda cli: json_of(cli, "story"))


def editor(tmp_path: Path, script: str) -> dict[str, str]:
    file = tmp_path / "editor"
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)
    return {"EDITOR": str(file)}


def test_an_editor_has_all_parts_as_headings(cli: Cli, tmp_path: Path) -> None:
    cli(NEW)
    writes = editor(tmp_path, "sed -i -e 's/^## Task$/## Task\\nI was to help./' -e 's/^# Rare/# Rarer/' \"$1\"")
    code, _ = run_in_terminal("story", "edit", "rare", "--edit", environment=writes)
    assert (code, texts(cli), story(cli)["title"]) == (
        *(0, ["", "I was to help.", "", "Recall rose to 65 %."]),
        "Rarer churners",
    )


def test_an_editor_that_writes_nothing_keeps_no_story(cli: Cli, tmp_path: Path) -> None:
    code, said = run_in_terminal("story", "new", "X", "--edit", environment=editor(tmp_path, "sleep 1.1"))
    assert (code, "nothing was written" in said, json_of(cli, "story")["stories"]) == (1, True, [])
    assert not drafts_folder().exists()


def test_without_an_editor_it_is_said_what_to_do(cli: Cli) -> None:
    cli(NEW)
    code, said = run_in_terminal("story", "edit", "rare", "--edit", environment={"EDITOR": "no-such-editor"})
    assert (code, "set EDITOR, or say it with options" in said) == (1, True)


def test_what_was_written_is_left_where_it_could_not_be_kept(cli: Cli, tmp_path: Path) -> None:
    writes = editor(tmp_path, 'echo "All of it" >> "$1"; exit 3')
    code, said = run_in_terminal("story", "new", "X", "--edit", environment=writes)
    assert (code, "what you wrote is left in" in said, "so nothing is recorded" in said) == (1, True, True)
    (left,) = drafts_folder().glob("*/story.md")
    assert "All of it" in left.read_text(encoding="utf-8")


def test_a_story_is_practised_against_the_clock(cli: Cli) -> None:
    cli(NEW)
    code, said = talk_in_terminal("story", "practise", answers=[("0:01 of 2:00", "\n")])
    said = COLOURS.sub("", said)
    assert (code, "You took 0:0" in said, "Recall rose to 65 %." in said.partition("You took")[2]) == (0, True, True)
    assert len(histories(cli)) == 1


def test_ctrl_c_ends_practice_and_leaves_nothing_behind(cli: Cli) -> None:
    cli(NEW)
    code, said = played("story", "practise", keys=[("0:01 of 2:00", "\x03")])
    assert (code, "You took" in said, len(histories(cli))) == (130, False, 1)


def test_practice_is_practise(cli: Cli) -> None:
    cli(NEW)
    assert talk_in_terminal("story", "practice", "rare", answers=[("Enter when", "\n")])[0] == 0
    assert "practice" not in cli("story --help").out


def test_a_list_says_what_no_story_is_about(cli: Cli) -> None:
    cli(NEW)
    out = cli("story").out
    assert "No story yet about conflict, failure, leadership, ambiguity or learning" in out
    assert "open parts" in out


def test_a_roadmap_without_parts_says_so(cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    for command in ("story", "story example"):
        result = cli(command)
        assert (result.code, result.out, result.err) == (0, "This roadmap does not say which parts a story has.\n", "")
    for command in ("story new X", "story practise", "story practise x"):
        assert_refused(cli(command), 1, "[[story.part]]")
    for form in ("", " --html"):
        said = cli(f"export stories{form}").out
        assert ("does not say which parts" in said, "story new" in said) == (True, False)


def test_an_empty_title_is_refused_with_the_command_that_was_meant(cli: Cli) -> None:
    cli(NEW)
    assert_refused(cli("story", "edit", "rare", "--title", ""), 2, "roadmap story edit NAME --title TITLE")


def test_the_example_is_told_part_by_part(cli: Cli) -> None:
    parts = json_of(cli, "story example")["parts"]
    assert [each["id"] for each in parts] == ["situation", "task", "action", "result"]
    assert all(each["text"] and each["prompt"] for each in parts)


@pytest.mark.parametrize("name", ["markdown", "html", "csv", "svg", "ics", "anki", "mermaid", "todotxt"])
def test_no_other_export_has_a_story(cli: Cli, name: str) -> None:
    cli("story new Secretstory --part task=Hiddenword --tag impact")
    said = cli(f"export {name}").out
    assert not {"Secretstory", "secretstory", "Hiddenword"} & set(said.split())
    assert "Hiddenword" not in said


def test_the_sheet_is_markdown_or_a_page(cli: Cli, tmp_path: Path) -> None:
    cli(NEW)
    assert "## Rare churners" in cli("export stories").out
    assert cli("export stories --html").out.startswith("<!doctype html>")
    file = tmp_path / "sheet.html"
    assert cli("export", "stories", "-o", str(file)).code == 0
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert_refused(cli("export stories --since today"), 2, "always of everything")
    assert_refused(cli("export html --html"), 2, "belong to portfolio and stories")


def test_the_archive_brings_stories_back(cli: Cli, tmp_path: Path) -> None:
    cli(NEW)
    before, file = json_of(cli, "story"), tmp_path / "all.json"
    file.write_text(cli("export json").out, encoding="utf-8")
    assert events_in(file.read_text(encoding="utf-8"))
    assert cli("--user", "eve", "import", str(file), "--yes").code == 0
    assert json.loads(cli("--user", "eve", "story", "--json").out) == before


SAID = "[/x]\x1b]0;owned\x07\x9b31m\u202eevil\u0085\x7f\r\x08"


@pytest.mark.parametrize("command", ["story", "story show evil", "export stories", "export stories --html", "history"])
def test_hostile_text_does_not_act(cli: Cli, command: str) -> None:
    for words in (
        ("story", "new", f"evil {SAID}", "--part", f"task={SAID}", "--tag", "impact"),
        ("story", "edit", "evil", "--part", f"result={SAID}\n{SAID}"),
        (*command.split(),),
    ):
        result = cli(*words)
        assert result.code == 0, result
        assert ACTING.search(result.out + result.err) is None, result


def test_hostile_text_does_not_act_in_a_terminal(cli: Cli) -> None:
    cli("story", "new", f"evil {SAID}", "--part", f"task={SAID}", "--tag", "impact")
    _, said = played(
        "story", "edit", "evil", keys=[("1 of 4", "\n"), ("2 of 4", "\n"), ("3 of 4", "\n"), ("4 of 4", "\n")]
    )
    assert ACTING.search(COLOURS.sub("", said.replace("\r\n", "\n"))) is None, said
