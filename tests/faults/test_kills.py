"""The program is killed: at any moment, and before any of the system calls that change a file."""

import json
import os
import pty
import random
import re
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

import pytest
from cli_helpers import PROGRAM, assert_no_traceback, give_cards, wait_for_keys
from conftest import Cli
from faults_helpers import (
    LONG,
    STRACE,
    assert_sound,
    assert_whole_batches,
    counted,
    needs_strace,
    often,
    rows,
)
from process_helpers import PATIENCE, impatient

MOMENTS, WRITES = often(20, 540), often(20, 500)
CHANGES = ("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "rename", "unlink", "openat")
"""What a program changes files by, and makes them durable."""
QUESTION, ANSWER = b"Any key shows it", b"easy"
FORGETS = """
import sys
from contextlib import contextmanager
from roadmap_cli.storage import sqlite
@contextmanager
def transaction(self):
    self.connection.execute("BEGIN IMMEDIATE")
    yield
    self.connection.execute("ROLLBACK")
sqlite.SqliteStore.transaction = transaction
from roadmap_cli.__main__ import main
main()
"""
"""A program that answers, and has stored nothing."""
UNSAFE = """
import sys
from roadmap_cli.storage import sqlite
safely = sqlite.connect_to_write
def unsafely(path, place):
    connection = safely(path, place)
    connection.execute("PRAGMA journal_mode = OFF")
    return connection
sqlite.connect_to_write = unsafely
from roadmap_cli.__main__ import main
main()
"""
"""A program without a journal."""


class Victim(NamedTuple):
    """A command, what has to have happened before it, and how many events it records as a whole."""

    command: str
    before: str = ""
    whole: int = 0
    keeps: str = ""


VICTIMS = (
    Victim("done a b", whole=2),
    Victim("log a 45m what I learned", whole=2),
    Victim(f"note a {'long ' * 1500}", whole=1),
    Victim("undo", before="log a 5m", whole=1),
    Victim("edit --last --minutes 25", before="log a 5m", whole=1),
    Victim("import FILE", whole=40),
    Victim("export json -o OUT --force", keeps="OUT"),
    Victim("config day_start 03:00", keeps="CONFIG"),
    Victim("reset --all --yes", before="done a b", whole=2),
)


class Death(NamedTuple):
    """What a killed program had said, whether it had come to its end before, and how many events it left."""

    said: bytes
    ended: bool
    left: int = 0


Killing = Callable[[Sequence[str]], Death]


@pytest.fixture
def folder(cli: Cli, small: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where files of a user lie, with everything compiled and cached that a first command would write."""
    give_cards(small, a=4, c=3)
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "config/learning-roadmap").mkdir(parents=True)
    for _ in range(20):
        assert cli("--user reference log a 5m").code == 0
    for _ in range(20):
        assert cli("--user reference log b 5m --on 2026-11-20").code == 0
    (tmp_path / "reference.json").write_text(cli("--user reference export json").out, encoding="utf-8")
    return tmp_path


def words_of(victim: Victim, user: str, folder: Path) -> list[str]:
    """The command of a user of its own, with the files that it names."""
    archive = json.loads((folder / "reference.json").read_text(encoding="utf-8"))
    (roadmap,) = archive["roadmaps"]
    events = [each for each in roadmap["events"] if each["kind"] == "logged"]
    for each in events:
        each["batch"] = each["id"]
    (folder / "in.json").write_text(
        json.dumps({**archive, "user": user, "roadmaps": [{**roadmap, "events": events}]}), encoding="utf-8"
    )
    words = victim.command.replace("FILE", str(folder / "in.json")).replace("OUT", str(folder / "out.json"))
    return ["--user", user, *words.split()]


def kept_file(victim: Victim, folder: Path) -> Path | None:
    places = {"OUT": folder / "out.json", "CONFIG": folder / "config/learning-roadmap/config.toml", "": None}
    return places[victim.keeps]


def kill_and_look(cli: Cli, victim: Victim, number: int, folder: Path, database: Path, killing: Killing) -> Death:
    """Kill it, then look at everything that has to hold, and go on as if nothing had been."""
    user = f"user-{number}"
    assert not victim.before or cli(f"--user {user} {victim.before}").code == 0
    file = kept_file(victim, folder)
    if file:
        file.write_text('{"old": true}' if victim.keeps == "OUT" else 'user = "ada"\n', encoding="utf-8")
    before, text = rows(database), file.read_text(encoding="utf-8") if file else ""
    death = killing(words_of(victim, user, folder))
    after = rows(database)
    assert {key: after.get(key) for key in before} == before
    new = len(after) - len(before)
    assert new in {0, victim.whole}
    assert new == victim.whole or not (death.said or death.ended)
    if file:
        assert_not_half(file, text, said=bool(death.said))
    assert_sound(database, user)
    result = cli(f"--user {user} log a 10m")
    assert_no_traceback(result)
    assert (result.code, len(rows(database)) > len(after)) == (0, True), result
    return death._replace(left=new)


def assert_not_half(file: Path, before: str, *, said: bool) -> None:
    text = file.read_text(encoding="utf-8")
    assert not said or text != before
    assert text == before or (
        json.loads(text)["roadmaps"] is not None if file.suffix == ".json" else "day_start" in text
    )


def at_a_moment(dice: random.Random, times: dict[str, float], command: Sequence[str] = PROGRAM) -> Killing:
    """Somewhere between the start and a little after the end; half of them where the writing is done."""

    def kill(words: Sequence[str]) -> Death:
        name = words[2]
        began = time.monotonic()
        with subprocess.Popen([*command, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            impatient(process)
            if name in times:
                moment = times[name] * dice.uniform(*dice.choice(((0, 1), (0.5, 1.1))))
                with suppress(subprocess.TimeoutExpired):
                    process.wait(moment)
                process.kill()
            assert process.stdout is not None
            said = process.stdout.read()
        assert name in times or process.returncode == 0
        if process.returncode == 0:  # and tells how long the next may take, however busy the computer was before
            times[name] = time.monotonic() - began
        return Death(said, process.returncode == 0)

    return kill


def test_nothing_acknowledged_is_lost_when_the_program_is_killed_at_any_moment(
    cli: Cli, folder: Path, database: Path
) -> None:
    kill = at_a_moment(random.Random(14), {})
    deaths = [
        kill_and_look(cli, victim, number, folder, database, kill)
        for number, victim in enumerate(islice(cycle(VICTIMS), len(VICTIMS) + MOMENTS))
    ][len(VICTIMS) :]  # the first of each shows how long it takes, and is not killed
    assert_sound(database)
    assert told("killed at any moment", deaths) > len(deaths) // 2


def told(fault: str, deaths: Sequence[Death]) -> int:
    """How many were killed before their end."""
    killed = [each for each in deaths if not each.ended]
    counted(
        fault,
        kills=len(killed),
        after_it_had_recorded=sum(each.left > 0 for each in killed),
        after_it_had_answered=sum(bool(each.said) for each in killed),
        lost=0,
    )
    return len(killed)


@pytest.fixture
def calls(cli: Cli, folder: Path) -> Callable[[Victim], list[tuple[str, int]]]:
    """Every system call of a command that changes a file, as its name and how many of that name it is."""

    def recorded(victim: Victim) -> list[tuple[str, int]]:
        file, trace = kept_file(victim, folder), folder / "trace"
        if file:
            file.write_text("{}" if victim.keeps == "OUT" else "", encoding="utf-8")
        assert not victim.before or cli(f"--user recorded {victim.before}").code == 0
        words = words_of(victim, "recorded", folder)
        subprocess.run(
            [*traced(f"trace={','.join(CHANGES)}", trace), *PROGRAM, *words], check=True, capture_output=True
        )
        seen: Counter[str] = Counter()
        found = []
        for name, rest in re.findall(r"^\d+ +(\w+)\((.*)$", trace.read_text(encoding="utf-8"), re.MULTILINE):
            seen[name] += 1
            if name != "openat" or "O_CREAT" in rest:
                found.append((name, seen[name]))
        return found

    return recorded


def traced(expression: str, trace: Path) -> list[str]:
    assert STRACE
    return [STRACE, "-f", "-o", str(trace), "-e", expression]


def before_a_call(call: str, number: int, folder: Path, program: Sequence[str] = PROGRAM) -> Killing:
    def kill(words: Sequence[str]) -> Death:
        command = traced(f"inject={call}:signal=SIGKILL:when={number}", folder / "trace")
        done = subprocess.run(
            [*command, *program, *words], capture_output=True, check=False, timeout=PATIENCE, stdin=subprocess.DEVNULL
        )
        return Death(done.stdout, done.returncode == 0)

    return kill


@needs_strace
def test_nothing_acknowledged_is_lost_when_the_program_is_killed_at_a_write(
    cli: Cli, folder: Path, database: Path, calls: Callable[[Victim], list[tuple[str, int]]]
) -> None:
    """In the long run at every one of them, else at some of each command."""
    dice = random.Random(14)
    points = [(victim, *call) for victim in (VICTIMS if LONG else VICTIMS[::2]) for call in calls(victim)]
    some = points if len(points) <= WRITES else sorted(dice.sample(points, WRITES), key=points.index)
    deaths = [
        kill_and_look(cli, victim, number, folder, database, before_a_call(call, at, folder))
        for number, (victim, call, at) in enumerate(some)
    ]
    assert_sound(database)
    assert told("killed at a write", deaths) > len(deaths) // 2


def test_a_program_that_answers_before_it_stores_is_found_out(cli: Cli, folder: Path, database: Path) -> None:
    forgets = at_a_moment(random.Random(1), {}, (sys.executable, "-c", FORGETS))
    with pytest.raises(AssertionError):
        kill_and_look(cli, VICTIMS[0], 0, folder, database, forgets)


@needs_strace
def test_a_program_without_a_journal_is_found_out(
    cli: Cli, folder: Path, database: Path, calls: Callable[[Victim], list[tuple[str, int]]]
) -> None:
    """First of all when it is killed before the second of the pages that it writes, and has written one."""
    victim = VICTIMS[1]
    program = (sys.executable, "-c", UNSAFE)
    last = max(at for name, at in calls(victim) if name == "pwrite64")

    def kill_at_each() -> None:
        for number in range(2, last + 1):
            kill_and_look(cli, victim, number, folder, database, before_a_call("pwrite64", number, folder, program))

    with pytest.raises((AssertionError, sqlite3.DatabaseError)):
        kill_at_each()


def review_until_killed(grades: int, moment: float) -> tuple[int, bool]:
    """It is killed a moment after so many grades. How many it had gone on from, and whether it had ended."""
    leader, follower = pty.openpty()
    process = subprocess.Popen([*PROGRAM, "review"], stdin=follower, stdout=follower, stderr=follower)
    os.close(follower)
    impatient(process)
    said, seen = b"", 0
    with suppress(OSError):  # the terminal is gone with the program
        while said.count(ANSWER) <= grades:
            said += os.read(leader, 65536)
            while found := re.search(QUESTION + b"|" + ANSWER, said[seen:]):
                seen += found.end()
                wait_for_keys(leader)
                os.write(leader, b" " if found[0] == QUESTION else b"3")
    with suppress(subprocess.TimeoutExpired):
        process.wait(moment)
    process.kill()
    code = process.wait()
    with suppress(OSError):
        said += os.read(leader, 65536)
    os.close(leader)
    return max(said.count(QUESTION) - 1, 0), code == 0


def test_every_grade_is_kept_that_a_review_went_on_from(
    cli: Cli, folder: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(14)
    kills = gone_on = 0
    for number in range(often(4, 60)):
        assert cli(f"--user learner-{number} done a b c --on 2020-01-01").code == 0
        monkeypatch.setenv("ROADMAP_USER", f"learner-{number}")
        before = rows(database)
        went_on, ended = review_until_killed(dice.randint(0, 5), dice.uniform(0, 0.03))
        after = rows(database)
        new = [row for key, row in after.items() if key not in before]
        assert {row[4] for row in new} <= {"graded"}
        assert went_on <= len(new) <= went_on + 1
        assert_whole_batches(after, before, 1)
        assert_sound(database, f"learner-{number}")
        kills, gone_on = kills + (not ended), gone_on + went_on
    counted("killed in a review", kills=kills, grades_it_went_on_from=gone_on, lost=0)
    assert gone_on
    assert kills > often(4, 60) // 2
