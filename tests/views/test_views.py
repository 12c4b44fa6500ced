"""What a learner sees: every view on screens of several widths, without colour, in ASCII, and in a pipe."""

import time
from pathlib import Path

import pytest
from conftest import Clock
from scenes import CHANGES, CHOSEN, MIDDLE, SCENES, VIEWS
from syrupy.assertion import SnapshotAssertion
from views_helpers import COLOUR, TREES, Diary, Screen, bare, visible_codes

from roadmap_cli import cli


@pytest.fixture(autouse=True)
def _trees(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(TREES))
    time.tzset()


@pytest.fixture
def diary(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Diary:
    return Diary(clock, monkeypatch)


@pytest.mark.parametrize("scene", VIEWS)
def test_a_view_looks_like_this(
    diary: Diary, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, scene: str
) -> None:
    shown = diary.ends(scene)
    for width in ("60", "80", "120"):
        monkeypatch.setenv("COLUMNS", width)
        assert bare(shown.on(Screen())) == snapshot(name=width)
    monkeypatch.setenv("COLUMNS", "80")
    assert bare(shown.on(Screen("ascii"))) == snapshot(name="ascii")
    assert shown.on(Screen(terminal=False)) == snapshot(name="pipe")


@pytest.mark.parametrize("scene", CHANGES)
def test_what_a_command_did_looks_like_this(
    diary: Diary, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, scene: str
) -> None:
    shown = diary.ends(scene)
    monkeypatch.setenv("COLUMNS", "60")
    assert bare(shown.on(Screen())) == snapshot(name="60")
    assert shown.on(Screen(terminal=False)) == snapshot(name="pipe")


@pytest.mark.parametrize("command", ["import {} --dry-run", "import {}", "import {} again"])
def test_what_an_import_did_looks_like_this(
    diary: Diary, tmp_path: Path, snapshot: SnapshotAssertion, command: str
) -> None:
    file = tmp_path / "progress.json"
    diary(f"{MIDDLE}0 export json -o {file}\n")
    without_soil = TREES.read_text(encoding="utf-8").replace('"soil-types"', '"earth"')
    edited = tmp_path / "edited.toml"
    edited.write_text(without_soil, encoding="utf-8")
    if command.endswith("again"):
        diary(f"0 --user eve --file {edited} import {file}\n")
    shown = diary.shows(f"--user eve --file {edited} {command.removesuffix(' again').format(file)}")
    assert shown.on(Screen(terminal=False)) == snapshot


def test_progress_on_a_topic_that_left_the_file_is_shown_as_kept(
    diary: Diary, tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    diary(MIDDLE)
    edited = tmp_path / "edited.toml"
    edited.write_text(TREES.read_text(encoding="utf-8").replace('"ten-species"', '"species"'), encoding="utf-8")
    assert bare(diary.shows(f"--file {edited} status").on(Screen())) == snapshot


@pytest.mark.parametrize("command", ["status", "next", "show parts", "list", "choose", "history", "done fungi"])
def test_colours_are_few_and_quiet(diary: Diary, snapshot: SnapshotAssertion, command: str) -> None:
    diary(MIDDLE)
    assert visible_codes(diary.shows(command).on(Screen(), color=True)) == snapshot


@pytest.mark.parametrize("scene", VIEWS)
def test_a_very_wide_screen_is_not_filled(diary: Diary, monkeypatch: pytest.MonkeyPatch, scene: str) -> None:
    shown = diary.ends(scene)
    monkeypatch.setenv("COLUMNS", "120")
    on_120 = shown.on(Screen())
    monkeypatch.setenv("COLUMNS", "200")
    assert shown.on(Screen()) == on_120


@pytest.mark.parametrize("scene", SCENES)
def test_without_colour_the_same_is_said(diary: Diary, scene: str) -> None:
    shown = diary.ends(scene)
    plain = shown.on(Screen(), color=False)
    assert COLOUR.search(plain) is None
    assert _words(plain) == _words(shown.on(Screen(), color=True))


def _words(text: str) -> list[str]:
    """Without the bars, whose rest is drawn in colour only."""
    return [word for word in bare(text).split() if not set(word) <= set("━╸╺")]


@pytest.mark.parametrize("scene", SCENES)
def test_on_a_screen_without_unicode_the_program_itself_says_everything_in_ascii(diary: Diary, scene: str) -> None:
    assert diary.ends(scene).on(Screen("ascii")).isascii()


@pytest.mark.parametrize("switch", ["NO_COLOR", "--no-color", "TERM=dumb"])
def test_colour_can_be_switched_off(clock: Clock, monkeypatch: pytest.MonkeyPatch, switch: str) -> None:
    def said(*words: str) -> str:
        with monkeypatch.context() as patch:
            screen = Screen()
            patch.setattr("sys.stdout", screen)
            assert cli.run(words) == 0
            return screen.getvalue()

    assert COLOUR.search(said("status"))
    if switch.startswith("--"):
        assert COLOUR.search(said(switch, "status")) is None
    else:
        name, _, value = switch.partition("=")
        monkeypatch.setenv(name, value or "1")
        assert COLOUR.search(said("status")) is None


def test_a_dumb_terminal_gets_the_plain_page_of_a_pipe(diary: Diary, monkeypatch: pytest.MonkeyPatch) -> None:
    diary(CHOSEN)
    shown = diary.shows("status --all")
    piped = shown.on(Screen(terminal=False))
    monkeypatch.setenv("TERM", "dumb")
    assert shown.on(Screen()) == piped


def test_one_line_for_a_prompt_stays_one_line(diary: Diary, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = diary.ends("status-short")
    assert shown.on(Screen(terminal=False)) == "4 % next: Ten species by leaf and bark\n"
    monkeypatch.setenv("COLUMNS", "24")
    assert bare(shown.on(Screen())) == "4 % next: Ten species b…"


def test_a_note_of_several_lines_is_one_line_of_history_in_a_pipe(diary: Diary) -> None:
    diary("1 note growth 'first\\nsecond\\n\\nthird'")
    (line,) = diary.shows("history").on(Screen(terminal=False)).splitlines()
    assert line.endswith(": first second third")
