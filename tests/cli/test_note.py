"""What is written in an editor, or typed at a question, stays in a file until it is recorded."""

import fcntl
import json
import os
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from cli_helpers import PROGRAM, assert_refused, json_of, run_in_terminal, talk_in_terminal
from conftest import Cli

from roadmap_cli.settings.folders import drafts_folder

RESUME = ("note", "--resume")
Editor = Callable[..., dict[str, str]]


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    def made(script: str, name: str = "editor") -> dict[str, str]:
        file = tmp_path / name
        file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        file.chmod(0o755)
        return {"EDITOR": str(file)}

    return made


@contextmanager
def damaged(database: Path) -> Iterator[None]:
    """Nothing can be recorded meanwhile."""
    database.parent.mkdir(parents=True, exist_ok=True)
    before = database.read_bytes() if database.exists() else None
    database.write_bytes(b"no database at all, and never was")
    yield
    database.unlink()
    if before is not None:
        database.write_bytes(before)


def kept() -> list[Path]:
    return sorted(drafts_folder().glob("note-*/note.md"))


def notes(cli: Cli, topic: str = "b") -> list[str]:
    return [each["text"] for each in json_of(cli, f"show {topic}")["notes"]]


def write_in_vain(database: Path, environment: dict[str, str], topic: str = "b") -> str:
    with damaged(database):
        code, said = run_in_terminal("note", topic, environment=environment)
    assert code == 4
    return " ".join(said.split())


def test_a_note_that_could_not_be_recorded_is_gone_on_with(cli: Cli, database: Path, editor: Editor) -> None:
    said = write_in_vain(database, editor('echo "An evening of work" >> "$1"'))
    (file,) = kept()
    assert f"what you wrote is left in {file}; go on with: roadmap note --resume".replace(" ", "") in said.replace(
        " ", ""
    )
    assert "An evening of work" in file.read_text(encoding="utf-8")
    again = editor('grep -q "An evening of work" "$1" && echo "and more" >> "$1"')
    assert run_in_terminal(*RESUME, environment=again)[0] == 0
    assert (notes(cli), drafts_folder().exists()) == (["An evening of work\nand more"], False)


def test_what_is_left_once_is_left_again(cli: Cli, database: Path, editor: Editor) -> None:
    writes = editor('echo "a line" >> "$1"')
    write_in_vain(database, writes)
    with damaged(database):
        assert run_in_terminal(*RESUME, environment=writes)[0] == 4
    (file,) = kept()
    assert file.read_text(encoding="utf-8").count("a line") == 2


def test_without_a_kept_note_there_is_nothing_to_go_on_with(cli: Cli) -> None:
    assert_refused(cli("note --resume"), 1, "no note of ada on this roadmap waits to be recorded")
    assert_refused(cli("note --resume b"), 2, "takes no topic and no text")


def test_the_newest_is_first_and_the_others_are_told(cli: Cli, database: Path, editor: Editor) -> None:
    for number, topic in enumerate("abc"):
        write_in_vain(database, editor(f'echo "on {topic}" >> "$1"'), topic)
        newest = max(kept(), key=lambda each: each.stat().st_mtime_ns)
        os.utime(newest, (1_700_000_000 + number, 1_700_000_000 + number))
    assert (
        cli("note b said at once").err == "hint: 3 notes that you wrote are not recorded yet: roadmap note --resume\n"
    )
    code, said = run_in_terminal(*RESUME, environment=editor("sleep 1.1"))
    assert (code, notes(cli, "c")) == (0, ["on c"])
    said = "".join(said.split())
    assert said.index("alsokeptisanoteonb:") < said.index("alsokeptisanoteona:")
    assert len(kept()) == 2


def test_a_note_of_another_user_or_roadmap_is_left_to_them(
    cli: Cli, database: Path, editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_in_vain(database, editor('echo "mine" >> "$1"'))
    assert_refused(cli("--user bob note --resume"), 1, "no note of bob")
    monkeypatch.delenv("ROADMAP_FILE")
    assert_refused(cli("note --resume"), 1, "no note of ada on this roadmap")
    assert len(kept()) == 1


def test_without_a_terminal_the_file_is_named(cli: Cli, database: Path, editor: Editor) -> None:
    write_in_vain(database, editor('echo "mine" >> "$1"'))
    (file,) = kept()
    assert_refused(cli("note --resume"), 2, f"what you wrote is in {file}")
    assert len(kept()) == 1


def test_a_topic_that_has_left_the_roadmap_leaves_the_note(
    cli: Cli, database: Path, editor: Editor, small: Path
) -> None:
    write_in_vain(database, editor('echo "mine" >> "$1"'), "extra")
    small.write_text(small.read_text(encoding="utf-8").replace('id = "extra"', 'id = "other"'), encoding="utf-8")
    assert_refused(cli("note --resume"), 1, f"which the note in {kept()[0]} is on")


@pytest.mark.parametrize(
    ("name", "command", "flag"),
    [
        ("code", "{}", "--wait"),
        ("subl", "{} -n", "--wait"),
        ("gedit", "{}", "--wait"),
        ("zed", "{}", "--wait"),
        ("kate", "{}", "--block"),
    ],
)
def test_a_window_that_does_not_wait_is_noticed(cli: Cli, editor: Editor, name: str, command: str, flag: str) -> None:
    there = editor("sleep 0.1", name)["EDITOR"]
    command = command.format(there)
    code, said = run_in_terminal("note", "b", environment={"EDITOR": command, "COLUMNS": "500"})
    (file,) = kept()
    assert (code, "nothing was written" in said) == (1, True)
    assert f'make it wait: EDITOR="{command} {flag}"; what you save there is in {file}' in said
    assert run_in_terminal("note", "--resume", environment={"EDITOR": command})[0] == 1  # nothing is there yet
    file.write_text(f"{file.read_text(encoding='utf-8')}saved in the window\n", encoding="utf-8")
    code, said = run_in_terminal("note", "--resume", environment={"EDITOR": command, "COLUMNS": "500"})
    assert (code, "the note is taken as it is" in said) == (0, True)
    assert notes(cli) == ["saved in the window"]


@pytest.mark.parametrize("flag", ["--wait", "-w"])
def test_a_window_that_waits_is_an_editor_like_others(cli: Cli, editor: Editor, flag: str) -> None:
    there = editor('sleep 1.1; echo "said" >> "$2"', "code")["EDITOR"]
    assert run_in_terminal("note", "b", environment={"EDITOR": f"{there} {flag}"})[0] == 0
    assert (notes(cli), drafts_folder().exists()) == (["said"], False)


def test_an_unknown_editor_that_ends_at_once_leaves_the_file_to_its_window(editor: Editor) -> None:
    code, said = run_in_terminal("note", "b", environment={**editor("true"), "COLUMNS": "500"})
    assert (code, "ended at once" in said, "it has to wait until that is closed" in said) == (1, True, True)
    assert len(kept()) == 1


@pytest.mark.parametrize("script", ["sleep 1.1", 'echo "# only a remark" > "$1"', ': > "$1"', 'rm "$1"', "exit 3"])
def test_where_nothing_was_written_nothing_is_left(cli: Cli, database: Path, editor: Editor, script: str) -> None:
    code, said = run_in_terminal("note", "b", environment=editor(script))
    assert (code, "Traceback" in said, drafts_folder().exists(), database.exists()) == (1, False, False, False)


def test_an_editor_that_fails_takes_no_text_with_it(editor: Editor) -> None:
    code, said = run_in_terminal("note", "b", environment=editor('echo "mine" >> "$1"; exit 3'))
    assert (code, "so nothing is recorded" in said, len(kept())) == (1, True, 1)


def test_ctrl_c_is_for_the_editor(cli: Cli, editor: Editor) -> None:
    writes = editor('trap "echo more >> $1" INT; echo "mine" >> "$1"; echo ready; sleep 1; sleep 1')
    code, _ = run_in_terminal("note", "b", environment=writes, interrupt_at="ready")
    assert (code, notes(cli)) == (0, ["mine\nmore"])


def test_an_editor_that_dies_of_ctrl_c_leaves_its_text(editor: Editor) -> None:
    code, said = run_in_terminal("note", "b", environment=editor('echo "mine" >> "$1"; kill -INT $$'))
    assert (code, len(kept()), "what you wrote is left in" in said) == (130, 1, True)


def test_killed_while_it_waits_for_the_lock_it_leaves_the_text(cli: Cli, database: Path, editor: Editor) -> None:
    cli("done a")
    with Path(f"{database}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        leader, follower = os.openpty()
        environment = {**os.environ, **editor('echo "mine" >> "$1"; echo ready')}
        process = subprocess.Popen(
            [*PROGRAM, "note", "b"], stdin=follower, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGKILL)
        process.communicate()
        os.close(leader)
        os.close(follower)
    assert "mine" in kept()[0].read_text(encoding="utf-8")
    assert run_in_terminal(*RESUME, environment=editor("sleep 1.1"))[0] == 0
    assert notes(cli) == ["mine"]


def test_a_note_that_is_being_written_elsewhere_is_not_taken_away(cli: Cli, editor: Editor) -> None:
    inner = f"{' '.join(PROGRAM)} note --resume < /dev/null; echo inner $?"
    code, said = run_in_terminal("note", "b", environment=editor(f'echo "mine" >> "$1"; {inner}'))
    assert (code, "inner 1" in said, notes(cli)) == (0, True, ["mine"])


ASKED = {
    "card add vectors": [("Question: ", "What is it?\n"), ("Answer: ", "A letter.\n")],
    "apply add": [("Company: ", "Acme\n"), ("Role: ", "Engineer\n")],
}


@pytest.mark.parametrize("command", ASKED)
def test_what_was_typed_at_questions_is_left_where_it_could_not_be_recorded(
    database: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ROADMAP_FILE")
    with damaged(database):
        code, said = talk_in_terminal(*command.split(), answers=ASKED[command])
    (file,) = drafts_folder().glob("*.md")
    text = file.read_text(encoding="utf-8")
    assert (code, "what you typed is left in" in said) == (4, True)
    assert all(answer.strip() in text for _, answer in ASKED[command])
    assert talk_in_terminal(*command.split(), answers=ASKED[command])[0] == 0
    assert list(drafts_folder().glob("*.md")) == [file]


def test_a_card_that_is_being_reworded_is_left_too(cli: Cli, database: Path) -> None:
    cli("card add b -q Old? -a Old.")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(FAIL, 'disk full'); END")
        connection.commit()
    code, _ = talk_in_terminal("card", "edit", "b", answers=[("Question", "New?\n"), ("Answer", "\n")])
    (file,) = drafts_folder().glob("card-*.md")
    assert (code, "New?" in file.read_text(encoding="utf-8")) == (4, True)


def test_whose_a_note_is_and_on_what_lies_beside_it(database: Path, editor: Editor) -> None:
    write_in_vain(database, editor('echo "mine" >> "$1"'))
    (file,) = kept()
    assert json.loads((file.parent / "about.json").read_text(encoding="utf-8")) == ["b", "small", "ada"]
    assert file.parent.stat().st_mode & 0o077 == 0
