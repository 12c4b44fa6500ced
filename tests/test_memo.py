"""A repeated look comes out of a memo, and never once anything has changed."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from errno import ENOSPC
from io import BytesIO, TextIOWrapper
from pathlib import Path
from types import SimpleNamespace
from zlib import crc32

import pytest
from career_tables import CAREER
from cli_helpers import run_program
from conftest import SMALL
from memo_helpers import Home, Reply, worker
from process_helpers import PATIENCE

from roadmap_cli import memo

Change = Callable[[Home], object]
TERMINAL = (0, 1, 2)
WATCHED = (0, 2)
LOOKS = [
    ("status",),
    ("next",),
    ("status", "--short"),
    ("status", "--short", "--due"),
    ("status", "--all"),
    ("list",),
    ("list", "--ready"),
    ("next", "-n", "5"),
    ("next", "--why", "matrices"),
    ("status", "linear-algebra"),
    (),
]
"""What is kept."""


@pytest.fixture(scope="module")
def started() -> Iterator["subprocess.Popen[str]"]:
    with worker() as process:
        yield process


@pytest.fixture
def ada(home: Path, started: "subprocess.Popen[str]") -> Home:
    found = Home(home, started)
    assert found("done", "vectors").code == 0
    return found


def kept(ada: Home, *words: str) -> Reply:
    """Once it is told out of the memo."""
    first = ada(*words)
    again = ada(*words)
    assert (first.known, again.known) == (False, True)
    assert again.said == first.said == ada.anew(*words).said
    return again


@pytest.mark.parametrize("words", LOOKS, ids=" ".join)
@pytest.mark.parametrize("terminals", [(), TERMINAL, (1,), WATCHED], ids=str)
def test_a_repeated_look_is_told_from_the_memo(ada: Home, words: tuple[str, ...], terminals: tuple[int, ...]) -> None:
    ada.terminals = terminals
    ada.size = (500, 100)
    assert kept(ada, *words).code == 0


def test_flags_before_the_command_and_an_alias_are_words_too(ada: Home) -> None:
    ada.config.parent.mkdir(parents=True)
    ada.config.write_text('[alias]\ns = "status"\n', encoding="utf-8")
    assert kept(ada, "--plain", "status").out == kept(ada, "s").out


# --- everything that an answer depends on, changed alone ---


def say(ada: Home, path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def configure(key: str, value: str) -> Change:
    return lambda ada: ada("config", key, value)


def set_clock(**later: float) -> Change:
    def change(ada: Home) -> None:
        ada.now += timedelta(**later).total_seconds()

    return change


def environment(**values: str) -> Change:
    return lambda ada: ada.environment.update(values)


def resize(lines: int, columns: int) -> Change:
    return lambda ada: setattr(ada, "size", (lines, columns))


def turn_to(*terminals: int) -> Change:
    return lambda ada: setattr(ada, "terminals", terminals)


CHANGES: dict[str, tuple[tuple[int, ...], Change]] = {
    "the database": ((), lambda ada: ada("done", "matrices")),
    "what is taken back": ((), lambda ada: ada("undo")),
    "another user": ((), environment(LOGNAME="ben")),
    "ROADMAP_USER": ((), environment(ROADMAP_USER="ben")),
    "ROADMAP_DATABASE": ((), environment(ROADMAP_DATABASE="other.db")),
    "ROADMAP_FILE": ((), lambda ada: environment(ROADMAP_FILE=str(small(ada)))(ada)),
    "a setting that counts in the answer": ((), configure("hours_per_week", "20")),
    "the roadmap in use": ((), lambda ada: ada("use", str(small(ada)))),
    "the learner's own changes": ((), lambda ada: ada("topic", "edit", "dev-environment", "--title", "Shells")),
    "the day": ((), set_clock(hours=24)),
    "colours": (TERMINAL, environment(NO_COLOR="1")),
    "the width": (TERMINAL, resize(50, 60)),
    "the sort of terminal": (TERMINAL, environment(TERM="dumb")),
    "its shades": (TERMINAL, environment(COLORTERM="truecolor")),
    "a pipe for the answer": (TERMINAL, turn_to(0, 2)),
    "plain words": (TERMINAL, environment(ROADMAP_PLAIN="1")),
}


def small(ada: Home) -> Path:
    path = ada.folder / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", CHANGES)
def test_what_changes_the_answer_is_seen(ada: Home, name: str) -> None:
    ada.terminals, change = CHANGES[name]
    ada("status")
    before = ada("status")
    assert before.known
    change(ada)
    after = ada("status")
    assert not after.known
    assert after.out != before.out
    assert after.said == ada.anew("status").said


SILENT: dict[str, Change] = {
    "the roadmaps that are known": lambda ada: say(ada, ada.data / "roadmaps/other.toml", SMALL),
    "a roadmap on its way": lambda ada: say(ada, ada.data / "roadmaps/.arriving", "{}"),
    "config.toml, though it says the same": lambda ada: say(ada, ada.config, "# nothing\n"),
    "an empty config.toml": lambda ada: say(ada, ada.config, ""),
    "own changes that change nothing": lambda ada: say(ada, ada.data / "own/ml-scientist.toml", ""),
    "a journal": lambda ada: say(ada, ada.data / "progress.db-journal", "x"),
    "the mark of the database": lambda ada: next((ada.data / "begun").iterdir()).unlink(),
    "the time zone": environment(TZ="Europe/Berlin"),
    "its name alone": environment(TZ="GMT0"),
    "the language": environment(LANG="de_DE.UTF-8"),
    "a clock that was put back": set_clock(hours=-1),
    "midnight, though the learner's day goes on": set_clock(hours=4.6),
    "the height": resize(20, 100),
    "who looks on": turn_to(1),
    "who sits there": turn_to(1, 2),
    "who is told what went wrong": turn_to(0, 1),
}


@pytest.mark.parametrize("name", SILENT)
def test_what_might_change_it_is_looked_at(ada: Home, name: str) -> None:
    ada.terminals = TERMINAL
    ada("status")
    ada("status")
    assert ada("status").known
    SILENT[name](ada)
    again = ada("status")
    assert not again.known
    assert again.said == ada.anew("status").said


@pytest.mark.parametrize("name", sorted({*memo.ENVIRONMENT, *(f"{each}X" for each in memo.FAMILIES)} - {"HOME"}))
def test_each_variable_of_the_environment_alone(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LNAME", "ada")
    seen = {memo.circumstances(["status"])}
    for value in ("", "1", "2"):
        monkeypatch.setenv(name, value)
        seen.add(memo.circumstances(["status"]))
    assert len(seen) == (3 if name in memo.SIGNS else 4)
    assert None not in seen


@pytest.mark.parametrize(
    ("where", "name", "value"),
    [
        (memo, "__version__", "0.3"),
        (memo, "__file__", "/elsewhere"),
        (sys, "version", "4"),
        (sys, "executable", "/elsewhere"),
        (sys, "getfilesystemencoding", lambda: "latin-1"),
    ],
    ids=["version", "file", "python", "executable", "names of files"],
)
def test_the_program_and_who_runs_it(monkeypatch: pytest.MonkeyPatch, where: object, name: str, value: object) -> None:
    before = memo.circumstances(["status"])
    monkeypatch.setattr(where, name, value)
    assert memo.circumstances(["status"]) not in {before, None}


@pytest.mark.parametrize("value", [("CET", 0), ("UTC", 3600)])
def test_a_time_zone_that_no_variable_names(monkeypatch: pytest.MonkeyPatch, value: tuple[str, int]) -> None:
    """As when somebody has travelled, or the clocks go back tonight."""
    before, local = memo.circumstances(["status"]), time.localtime
    zone = SimpleNamespace(tm_zone=value[0], tm_gmtoff=value[1])
    monkeypatch.setattr(time, "localtime", lambda *at: zone if at else local())
    assert memo.circumstances(["status"]) not in {before, None}


def test_the_words_stay_apart() -> None:
    told = [["a", "b"], ["a b"], ["ab"], ["b", "a"], [], ["a", "b", ""], ["LANG=x"], [os.fsdecode(b"\xff")]]
    assert len({memo.circumstances(words) for words in told}) == len(told)


def test_an_answer_by_a_path_is_that_of_its_folder(ada: Home) -> None:
    words = ("--database", "here.db", "status")
    for name in ("one", "two"):
        (ada.folder / name).mkdir()
    ada.place = ada.folder / "one"
    ada("--database", "here.db", "done", "matrices")
    kept(ada, *words)
    ada.place = ada.folder / "two"
    ada("--database", "here.db", "done", "vectors")
    assert not ada(*words).known
    assert ada("status").code == ada("status").code == 0
    ada.place = ada.folder / "one"
    assert ada("status").known, "what is named by no path is the same everywhere"


def test_a_file_of_the_name_of_an_id_comes_first(ada: Home) -> None:
    other = SMALL.replace('id = "small"', 'id = "other"')
    ada("import", str(small(ada)))
    kept(ada, "--file", "small", "status")
    (ada.folder / "small").write_text(other, encoding="utf-8")
    again = ada("--file", "small", "status")
    assert not again.known
    assert again.said == ada.anew("--file", "small", "status").said


def test_settings_that_an_editor_writes_in_their_place(ada: Home) -> None:
    say(ada, ada.config, "hours_per_week = 5\n")
    before = kept(ada, "status")
    with ada.config.open("r+", encoding="utf-8") as file:
        file.write("hours_per_week = 9")
    again = ada("status")
    assert not again.known
    assert again.out != before.out


@pytest.mark.parametrize("words", [("--file", "small.toml", "status"), ("status",)], ids=" ".join)
def test_the_roadmap_file(ada: Home, words: tuple[str, ...]) -> None:
    file = small(ada)
    ada("use", "small.toml")
    before = kept(ada, *words)
    file.write_text(SMALL.replace("title = ", 'title = "X" #', 1), encoding="utf-8")
    again = ada(*words)
    assert not again.known
    assert again.out != before.out


@pytest.mark.parametrize("name", ["", "link.db"])
def test_what_a_program_that_is_open_has_just_written(ada: Home, name: str) -> None:
    """Into the journal, while the database itself stays as it is."""
    (ada.folder / "link.db").symlink_to(ada.data / "progress.db")
    ada.environment["ROADMAP_DATABASE"] = name and str(ada.folder / name)
    kept(ada, "status")
    with closing(sqlite3.connect(ada.data / "progress.db")) as connection:
        connection.execute("SELECT count(*) FROM event").fetchone()
        state = memo.state_of(str(ada.data / "progress.db"))
        ada("done", "matrices")
        assert memo.state_of(str(ada.data / "progress.db")) == state
        assert memo.state_of(str(ada.data / "progress.db-wal"))
        again = ada("status")
    assert not again.known
    assert "2 of 112 topics" in again.out


def test_another_database_behind_a_link(ada: Home) -> None:
    link = ada.folder / "link.db"
    link.symlink_to(ada.data / "progress.db")
    kept(ada, "--database", str(link), "status")
    ada("--database", "other.db", "done", "matrices")
    link.unlink()
    link.symlink_to(ada.folder / "other.db")
    assert not ada("--database", str(link), "status").known


# --- what is not kept ---


def test_a_running_timer_is_not_kept(ada: Home) -> None:
    ada("timer", "start", "matrices")
    for words in ((), ("status",), ("status", "--short"), ("status", "--short", "--due")):
        assert "timer" in ada(*words).out.lower()
        assert not ada(*words).known


@pytest.mark.parametrize(
    "words", [("status", "--json"), ("next", "--json"), ("list", "--json"), ("show", "vectors"), ("history",)]
)
def test_other_answers_are_not_kept(ada: Home, words: tuple[str, ...]) -> None:
    ada(*words)
    assert not ada(*words).known
    assert ada.kept == []


@pytest.mark.parametrize(
    "words", [("status", "nonsense"), ("next", "-n", "0"), ("list", "--phase", "9"), ("--file", "none", "status")]
)
def test_errors_are_not_kept(ada: Home, words: tuple[str, ...]) -> None:
    assert ada(*words).code != 0
    assert ada.kept == []


def test_an_answer_with_a_hint_is_not_kept(ada: Home) -> None:
    ada.config.parent.mkdir(parents=True)
    ada.config.write_text("hours = 3\n", encoding="utf-8")
    assert "unknown setting" in ada("status").err
    assert "unknown setting" in ada("status").err
    ben = {"LOGNAME": "ben"}
    ada.config.unlink()
    assert "is new here" in ada("next", **ben).err
    assert "is new here" in ada("next", **ben).err
    assert ada.kept == []


@pytest.fixture
def tipped(ada: Home) -> Home:
    """To whom a tip can be told."""
    file = ada.folder / "job.toml"
    file.write_text(SMALL + CAREER, encoding="utf-8")
    ada.environment["ROADMAP_FILE"] = str(file)
    ada("choose", "x")
    ada("done", "a", "b")
    ada.terminals = TERMINAL
    return ada


def test_a_tip_is_told_once(tipped: Home) -> None:
    first, second = tipped("status"), tipped("status")
    assert "A master:" in first.out
    assert "A master:" not in second.out
    assert not second.known
    assert tipped("status").known
    (tip,) = (tipped.folder / ".cache/learning-roadmap").glob("tip-*")
    tip.unlink()
    again = tipped("status")
    assert not again.known
    assert again.out == first.out


def test_another_tip_is_told_a_week_later_to_the_minute(tipped: Home) -> None:
    tipped("status")
    tipped.now += timedelta(days=6, hours=23, minutes=59).total_seconds()
    tipped("status")
    assert tipped("status").known
    tipped.now += 120
    again = tipped("status")
    assert not again.known
    assert "A master:" in again.out


def test_what_a_pager_has_is_not_kept(ada: Home) -> None:
    ada.terminals, ada.size = TERMINAL, (10, 100)
    ada.environment["PAGER"] = "tail -n 1"
    assert ada("list").out.count("\n") == 1
    assert ada("list").out.count("\n") == 1
    assert ada.kept == []


def test_nothing_is_kept_where_nothing_is_recorded_yet(home: Path, started: "subprocess.Popen[str]") -> None:
    ada = Home(home, started)
    ada("status")
    assert not ada("status").known
    assert ada.kept == []


@pytest.mark.parametrize(
    "values",
    [
        {"ROADMAP_NO_MEMO": "1"},
        {"HOME": ""},
        {"LOGNAME": ""},
        {"ROADMAP_DATABASE": "sqlite:///other.db"},
        {"ROADMAP_DATABASE": "postgresql://ada:secret@localhost/learning"},
    ],
    ids=str,
)
def test_nothing_is_kept_then(monkeypatch: pytest.MonkeyPatch, values: dict[str, str]) -> None:
    for name in memo.LOGINS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LOGNAME", "ada")
    assert memo.circumstances(["status"])
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    assert memo.circumstances(["status"]) is None


@pytest.mark.parametrize(
    ("encoding", "kept"), [("utf-8", True), ("latin-1", True), ("utf-16", False), ("utf-8-sig", False)]
)
def test_nothing_is_kept_of_a_stream_that_begins_with_a_mark(
    monkeypatch: pytest.MonkeyPatch, encoding: str, *, kept: bool
) -> None:
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(BytesIO(), encoding=encoding))
    assert bool(memo.circumstances(["status"])) == kept


def test_a_database_by_its_address_is_never_kept(ada: Home) -> None:
    words = ("--database", f"sqlite:///{ada.folder}/other.db", "status")
    assert ada(*words[:2], "done", "vectors").code == 0
    ada(*words)
    assert not ada(*words).known
    assert ada.kept == []


def test_what_changed_a_moment_ago_may_change_again_unseen(ada: Home) -> None:
    ada.young = 2.0
    ada.now = (ada.data / "progress.db").stat().st_mtime + 1
    ada("next")
    assert ada.kept == []
    ada.now += 60
    kept(ada, "next")


@pytest.mark.parametrize("later", [-5.0, 0.1])
def test_what_changed_while_the_clock_was_put_back_looks_old(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, later: float
) -> None:
    begun = Path(__file__).stat().st_ctime + 60
    monkeypatch.setattr(memo, "folder", lambda: str(tmp_path))
    monkeypatch.setattr(memo, "clock", lambda: begun + later)
    memo.keep(b"key", b"text", [__file__], (begun, begun + 60), ("", "", "", ""))
    assert any(tmp_path.glob("memo/*")) == (later > 0)


# --- the numbers that go with it ---


def test_numbers_are_those_of_the_list_that_was_seen_last(ada: Home) -> None:
    ada.terminals, ada.size = TERMINAL, (60, 100)
    kept(ada, "next", "-n", "1")
    kept(ada, "next", "-n", "3")
    assert ada("next", "-n", "1").known
    assert "the last list had 1 step" in ada("done", "2").err
    assert ada("next", "-n", "3").known
    assert ada("done", "2").code == 0


def test_numbers_hold_from_the_last_look_on(ada: Home) -> None:
    ada.terminals, ada.size = TERMINAL, (60, 100)
    ada.now -= timedelta(hours=15).total_seconds()  # half past four in the morning
    ada("done", "matrices")
    kept(ada, "next")
    ada.now += timedelta(hours=13).total_seconds()
    assert ada("next").known
    ada.now += timedelta(hours=11).total_seconds()
    assert ada("done", "1").code == 0


def test_a_script_changes_nobodys_numbers(ada: Home) -> None:
    ada.terminals, ada.size = TERMINAL, (60, 100)
    kept(ada, "next", "-n", "1")
    ada.terminals = ()
    kept(ada, "next", "-n", "3")
    ada.terminals = TERMINAL
    assert "the last list had 1 step" in ada("done", "2").err


def test_numbers_that_cannot_be_renewed_are_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Those of another list would be taken for those of this one."""
    monkeypatch.setattr(memo, "folder", lambda: str(tmp_path / "cache"))
    monkeypatch.setattr(memo, "YOUNG", -1e12)
    monkeypatch.setenv("LOGNAME", "ada")
    numbers, in_the_way = tmp_path / "steps.json", tmp_path / f"steps.json.{os.getpid()}"
    key = memo.circumstances(["next"])
    assert key
    memo.keep(key, b"said\n", [__file__], (0.0, 1e12), ("", str(numbers), "new", ""))
    numbers.write_text("old", encoding="utf-8")
    assert memo.tell(["next"]) == 0
    assert numbers.read_text(encoding="utf-8") == "new"
    in_the_way.mkdir()
    assert memo.tell(["next"]) == 0
    assert not numbers.exists()
    assert capfd.readouterr().out == "said\n" * 2


# --- the file ---


def test_a_link_at_its_temporary_name_leads_nowhere(tmp_path: Path) -> None:
    """Where others may write into the cache folder."""
    other = tmp_path / "other"
    other.write_text("of somebody else", encoding="utf-8")
    (tmp_path / f"place.{os.getpid()}").symlink_to(other)
    with pytest.raises(FileExistsError):
        memo.put(str(tmp_path / "place"), b"content")
    memo.put(str(tmp_path / "place"), b"content")
    assert other.read_text(encoding="utf-8") == "of somebody else"
    assert [*tmp_path.glob("place*")] == [tmp_path / "place"]


def test_of_what_is_cut_off_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, write = tmp_path / "place", os.write
    left = [3, 0]

    def cut_off(file: int, content: bytes) -> int:
        if not (room := left.pop(0)):
            raise OSError(ENOSPC, os.strerror(ENOSPC))
        return write(file, content[:room])

    memo.put(str(place), b"before")
    with monkeypatch.context() as full:
        full.setattr(os, "write", cut_off)
        with pytest.raises(OSError, match="No space left"):
            memo.put(str(place), b"content")
    assert [*tmp_path.glob("place*")] == []


def damaged(content: bytes) -> Iterator[bytes]:
    yield from (b"", b"\n", content[:-1], content[:40], b"x" + content, content + b"x", content.replace(b"1", b"2"))
    yield from (
        bytes([*content[:at], content[at] ^ 1, *content[at + 1 :]]) for at in (*range(40), *range(40, len(content), 97))
    )
    lengths, _, body = content[9:].partition(b"\n")
    for wrong in (b"", b"9 9", b"-1" + lengths, lengths.replace(b" ", b" 9"), b"a b"):
        rest = wrong + b"\n" + body
        yield b"%08x %b" % (crc32(rest), rest)


def test_a_damaged_memo_is_ignored(ada: Home) -> None:
    told = kept(ada, "next")
    (file,) = ada.kept
    content = file.read_bytes()
    for each in damaged(content):
        file.write_bytes(each)
        again = ada("next")
        assert again.said == told.said
        assert not again.known or each == content
    assert ada("next").known, "and kept anew"


def test_only_its_owner_can_read_it_and_what_others_wrote_is_ignored(ada: Home) -> None:
    kept(ada, "next")
    (file,) = ada.kept
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    file.chmod(0o644)
    assert not ada("next").known
    elsewhere = ada.folder / "elsewhere"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    assert not ada("next").known
    if os.geteuid() == 0:
        assert ada("next").known
        os.chown(file, 4711, -1)
        assert not ada("next").known


def test_where_it_cannot_be_written_everything_goes_on(ada: Home) -> None:
    cache = ada.folder / ".cache/learning-roadmap/memo"
    cache.write_text("in the way", encoding="utf-8")
    assert ada("next").said == ada("next").said
    assert cache.read_text(encoding="utf-8") == "in the way"


def test_what_cannot_be_put_in_its_place_is_not_left_beside_it(ada: Home) -> None:
    kept(ada, "next")
    (file,) = ada.kept
    file.unlink()
    (file / "in the way").mkdir(parents=True)
    ada("next")
    ada("next")
    assert ada.kept == [file]


@pytest.mark.skipif(os.geteuid() != 0, reason="nobody else can give a home away")
def test_in_the_home_of_somebody_else_nothing_is_left(ada: Home) -> None:
    os.chown(ada.folder, 4711, -1)
    ada("next")
    assert not ada("next").known
    assert ada.kept == []


def test_another_answer_in_its_place_is_not_told(ada: Home) -> None:
    """Places are few, and two that are asked may have the same one."""
    kept(ada, "next")
    kept(ada, "list")
    first, second = ada.kept
    content = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(content)
    assert not ada("next").known
    assert not ada("list").known


def test_no_more_than_so_many_are_kept(ada: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "PLACES", 8)
    monkeypatch.setattr(memo, "folder", lambda: str(ada.folder))
    for number in range(100):
        memo.keep(b"%d" % number, b"text", [], (0.0, 0.0), ("", "", "", ""))
    assert len([*(ada.folder / "memo").iterdir()]) == 8


def test_the_cache_folder_is_that_of_the_platform(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from platformdirs import PlatformDirs  # noqa: PLC0415 - after HOME has moved

    for value in (None, str(tmp_path), f" {tmp_path} ", ""):
        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
        if value is not None:
            monkeypatch.setenv("XDG_CACHE_HOME", value)
        assert memo.folder() == PlatformDirs("learning-roadmap", appauthor=False).user_cache_dir


def test_where_platforms_keep_caches_elsewhere_nothing_is_kept(ada: Home) -> None:
    """As with a folder that is named as seen from where one is."""
    ada.environment["XDG_CACHE_HOME"] = "relative"
    ada("next")
    again = ada("next")
    assert again.said == ada.anew("next").said


# --- as a process of its own ---


def test_a_process_tells_it_without_loading_the_program(home: Path, tmp_path: Path) -> None:
    run_program("done", "vectors")
    program = "import os; from roadmap_cli import __main__, memo; memo.YOUNG = -1e12; __main__.main()"
    watched = (
        "import os, sys; from roadmap_cli import __main__, memo; leave = os._exit\n"
        "os._exit = lambda code: (print(*sorted(sys.modules), file=sys.stderr), sys.stderr.flush(), leave(code)); __main__.main()"
    )
    first = run_python(program, "status")
    again = run_python(watched, "status")
    assert again.stdout == first.stdout == run_program("status").out
    bare = run_python("import sys; print(*sorted(sys.modules))")
    loaded = {*again.stderr.split()} - {*bare.stdout.split()}
    assert loaded <= {"roadmap_cli", "roadmap_cli.__main__", "roadmap_cli.memo", "time", "binascii"}


def run_python(code: str, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=True, timeout=PATIENCE
    )


@pytest.mark.parametrize(
    ("output", "code", "told"),
    [
        ("> list", "0", ""),
        ("| true", "0", ""),
        ("> /dev/full", "None", ""),  # the program says it
        ("> list", "1", "error: cannot write the answer: file too large\n"),
    ],
)
def test_an_output_that_takes_no_more(ada: Home, output: str, code: str, told: str) -> None:
    """What has gone out already is not said again."""
    ada.environment["LC_ALL"] = "C.UTF-8"  # or Python says so itself
    answer = kept(ada, "list").out
    program = f"import roadmap_cli.memo as m; m.clock = lambda: {ada.now}; code = m.tell(['list'])"
    script = f"cd {ada.folder}; {'ulimit -f 4;' * bool(told)} {sys.executable} -c \"{program}; open('code', 'w').write(str(code))\" {output}"
    done = subprocess.run(["bash", "-c", script], env=ada.environment, capture_output=True, text=True, check=True)
    assert (done.stderr, (ada.folder / "code").read_text(encoding="utf-8")) == (told, code)
    if output == "> list":
        assert (ada.folder / "list").read_text(encoding="latin-1") == (answer[: 4 * 1024] if told else answer)


def test_of_a_full_disk_and_a_closed_output_the_program_tells(ada: Home) -> None:
    ada.environment["LC_ALL"] = "C.UTF-8"
    kept(ada, "list")
    for output in ("> /dev/full", ">&-"):
        script = f"{sys.executable} -m roadmap_cli list {output}"
        done = subprocess.run(["bash", "-c", script], env=ada.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert done.stderr.startswith("error: cannot write the answer")


def test_what_is_kept_is_a_text_and_no_program(ada: Home) -> None:
    told = kept(ada, "next")
    (file,) = ada.kept
    content = file.read_bytes()
    assert content.endswith(told.out.encode("latin-1"))
    assert json.dumps("next")[1:-1].encode() in content
