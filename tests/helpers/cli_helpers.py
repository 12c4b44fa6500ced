"""The program as a real process, and what of it a test may look at."""

import atexit
import json
import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import ask_forked
from conftest import Cli, Clock, Result
from process_helpers import PATIENCE

PROGRAM = (sys.executable, "-m", "roadmap_cli")
STARTED = ()
"""The prefix of a program that is started, and not forked."""
FORKED_PROGRAM = Path(__file__).with_name("forked_program.py")
BEGUN_WITH = {**os.environ}
"""The environment before any test."""
ENDED = re.compile(rb"\x1b\]ended;(-?\d+)\x07")

Files = dict[str, bytes]
_happened: dict[tuple[str, ...], bytes] = {}
TINY = '[roadmap]\nid = "{id}"\ntitle = "{title}"\n\n[[phase]]\nid = "p"\ntitle = "P"\n[[phase.module]]\nid = "m"\ntitle = "M"\n[[phase.module.topic]]\nid = "t"\ntitle = "T"\n'


def files_in(folder: Path) -> Files:
    """Every file below a folder, except what says nothing about content: locks, shared memory, an empty journal."""
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {
        name: content
        for name, content in files.items()
        if not name.endswith((".lock", "-shm")) and (content or not name.endswith("-wal"))
    }


@cache
def forked() -> tuple[str, ...]:
    """What stands before a command that is to be forked from a process which has loaded the program; it begins when it is
    first needed, and ends with this one.
    """
    place = str(Path(tempfile.mkdtemp()) / "socket")
    words = [sys.executable, "-W", "ignore", FORKED_PROGRAM, place]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=BEGUN_WITH)
    assert process.stdin
    assert process.stdout
    assert process.stdout.readline() == b"ready\n"
    atexit.register(process.communicate)
    return sys.executable, "-I", "-S", ask_forked.__file__, place


def run_program(
    *arguments: str,
    stdin: str = "",
    environment: Mapping[str, str] | None = None,
    prefix: Sequence[str] | None = None,
) -> Result:
    """With a prefix, be it empty, as a process that was started; else as one that was forked, which is quicker."""
    done = subprocess.run(
        [*(forked() if prefix is None else prefix), *PROGRAM, *arguments],
        input=stdin.encode(),
        capture_output=True,
        env={**os.environ, **(environment or {})},
        check=False,
        timeout=PATIENCE,
    )
    return Result(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


def run_shell(
    script: str, shell: str = "sh", environment: Mapping[str, str] | None = None, prefix: Sequence[str] | None = None
) -> Result:
    """A shell script in which `$ROADMAP_RUN` is the program, as in `run_program`."""
    program = " ".join([*(forked() if prefix is None else prefix), *PROGRAM])
    done = subprocess.run(
        [shell, "-c", script],
        capture_output=True,
        env={**os.environ, "ROADMAP_RUN": program, **(environment or {})},
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=PATIENCE,
    )
    return Result(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


def run_in_terminal(
    *arguments: str, environment: dict[str, str] | None = None, interrupt_at: str | None = None, typed: str = ""
) -> tuple[int, str]:
    """The program with a terminal as all its streams: its exit code, and all that it wrote."""
    keys = [("", typed)] if typed else []
    keys += [(interrupt_at, "\x03")] if interrupt_at else []
    return in_terminal([*PROGRAM, *arguments], {**os.environ, **(environment or {})}, keys)


def talk_in_terminal(*arguments: str, answers: Sequence[tuple[str, str]]) -> tuple[int, str]:
    """As `run_in_terminal`, with each answer given once its question stands there.

    An answer without a line end is a key; what was typed before the program waits for a key is lost, as in life.
    """
    return in_terminal([*PROGRAM, *arguments], os.environ, answers, by_key=True)


def in_terminal(
    command: Sequence[str], environment: Mapping[str, str], answers: Sequence[tuple[str, str]], *, by_key: bool = False
) -> tuple[int, str]:
    """A command with a terminal as all its streams: its exit code, and all that it wrote.

    Each answer is typed once its question stands behind the one before.
    """
    terminal, follower = pty.openpty()
    with closing(ask_forked.asked(forked()[-1], command, environment, [follower] * 3, leads=True)):
        os.close(follower)
        try:
            said, waiting = _talk(terminal, list(answers), by_key=by_key)
        finally:
            os.close(terminal)
    end = ENDED.search(said)
    assert end, said
    screen = said[: end.start()].decode(errors="replace")
    assert not waiting, screen
    return int(end[1]), screen


def _talk(terminal: int, waiting: list[tuple[str, str]], *, by_key: bool) -> tuple[bytes, list[tuple[str, str]]]:
    """All that is said until the leader tells of the end, and the answers that were left."""
    said, seen, last = b"", 0, time.monotonic() + PATIENCE
    while ENDED.search(said) is None:
        if waiting and (place := said.find(waiting[0][0].encode(), seen)) >= 0:
            question, answer = waiting.pop(0)
            seen = place + len(question)
            if by_key and not answer.endswith("\n"):
                wait_for_keys(terminal)
            os.write(terminal, answer.encode())
        assert select.select([terminal], [], [], max(0, last - time.monotonic()))[0], said
        said += os.read(terminal, 65536)
    return said, waiting


def wait_for_keys(terminal: int) -> None:
    """What is typed before the program waits for a key is lost."""
    end = time.monotonic() + PATIENCE
    while termios.tcgetattr(terminal)[3] & termios.ICANON and time.monotonic() < end:
        time.sleep(0.005)


def has_happened(cli: Cli, database: Path, *commands: str) -> None:
    """In a database that is new: the commands run once, and later what they left is put there, byte for byte."""
    if commands not in _happened:
        for command in commands:
            assert cli(command).code == 0, command
        _happened[commands] = database.read_bytes()
    else:
        database.parent.mkdir(mode=0o700, parents=True)
        database.write_bytes(_happened[commands])


def a_command_a_day(cli: Cli, clock: Clock, commands: Iterable[str]) -> None:
    """A day without a command where it is empty."""
    for command in commands:
        assert not command or cli(command).code == 0
        clock.move(days=1)


def assert_refused(result: Result, code: int, message: str) -> None:
    """Nothing on stdout; on stderr one error, that says what is meant, and perhaps a hint."""
    assert (result.out, result.code) == ("", code), result
    lines = [line for line in result.err.splitlines() if not line.startswith("  ")]
    assert lines[0].startswith("error: "), result.err
    assert message in result.err
    assert all(line.startswith("hint: ") for line in lines[1:]), result.err
    assert len(lines) <= 2, result.err
    assert_no_traceback(result)


def assert_no_traceback(result: Result) -> None:
    said = result.out + result.err
    assert "Traceback" not in said
    assert "nobody foresaw" not in said


def json_of(cli: Cli, command: str) -> Any:
    """What a reading command prints as JSON, and nothing else on either stream, unless a process of the same test has
    recorded something by the clock of this computer, which the standing one is behind.
    """
    result = cli(f"{command} --json")
    assert (result.code, re.sub(r"hint: the newest event has an id of .*\n", "", result.err)) == (0, ""), result
    return json.loads(result.out)


def assert_walks_back_and_forward(cli: Cli, commands: Sequence[str], state: Callable[[Cli], object]) -> None:
    """Each command changes the state; undo takes them back one by one, and redo brings them back."""
    states = [state(cli)]
    for command in commands:
        assert cli(command).code == 0
        states.append(state(cli))
        assert states[-1] != states[-2]
    for earlier in states[-2::-1]:
        assert cli("undo").out.startswith("Took back: ")
        assert state(cli) == earlier
    assert_refused(cli("undo"), 1, "there is nothing to undo")
    for later in states[1:]:
        assert cli("redo").out.startswith("Brought back: ")
        assert state(cli) == later
    assert_refused(cli("redo"), 1, "there is nothing to redo")


def give_cards(file: Path, **counts: int) -> None:
    """Topics of the small roadmap get so many cards, a-1 and on; Beta has one, and keeps it."""
    text = file.read_text(encoding="utf-8")
    for topic, count in counts.items():
        names = [f"{topic}-{number}" for number in range(1, count + 1)]
        cards = ", ".join(
            f'{{id = "{each}", question = "What is {each}?", answer = "It is {each}."}}' for each in names
        )
        text = text.replace(f'id = "{topic}"\ntitle', f'id = "{topic}"\ncards = [{cards}]\ntitle')
    file.write_text(text, encoding="utf-8")


def events_in(archive: str | bytes, roadmap: str | None = None) -> list[Any]:
    """Of a roadmap, or of every one that an archive holds."""
    roadmaps = json.loads(archive)["roadmaps"]
    return [event for each in roadmaps if roadmap in {None, each["id"]} for event in each["events"]]


def grades(cli: Cli) -> list[tuple[str, int]]:
    """Card and rating of every grade that counts, in the order in which they were given."""
    events = events_in(cli("export json").out)
    gone: set[str] = set()
    for each in reversed(events):  # what takes back an undo comes after it
        gone |= {each["data"]["batch"]} if each["kind"] == "undone" and each["batch"] not in gone else set()
    kept = [each["data"] for each in events if each["kind"] == "graded" and each["batch"] not in gone]
    return [(each["card"], each["rating"]) for each in kept]


def status_of(cli: Cli, topic: str) -> str:
    return str(json_of(cli, f"show {topic}")["status"])


def histories(cli: Cli) -> list[Any]:
    """One entry a command, newest first."""
    entries: list[Any] = json_of(cli, "history")["entries"]
    return entries


def tiny(name: str, title: str = "Tiny") -> str:
    """A roadmap of one topic, t."""
    return TINY.format(id=name, title=title)
