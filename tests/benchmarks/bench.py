"""What a command costs, as a multiple of importing the libraries it stands on, measured in the same run.

    python tests/benchmarks/bench.py            all of it (about ten minutes)
    python tests/benchmarks/bench.py commands   only what the commands cost
    python tests/benchmarks/bench.py cards      the same with 5,000 graded cards
    python tests/benchmarks/bench.py job        the same with 300 answers practised, and all else towards a job
    python tests/benchmarks/bench.py events     only how the cost grows with events
    python tests/benchmarks/bench.py topics     only how the cost grows with topics
    python tests/benchmarks/bench.py doctor     only what it costs to look at the whole record

Machines are shared and noisy, so a figure is the median of ratios of CPU time (user and system) of two processes run
in turn, never a time. The program is measured as it is installed, with its byte code compiled. POSIX only: the
accounting is the operating system's own (os.wait4). A child's peak memory starts at that of its parent, so whatever is
large is made in a process of its own.
"""

import compileall
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import roadmap_cli

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
import made_up  # noqa: E402 - beside this file

FLOOR = "import typer, sqlite3, json, rich.console, rich.table, rich.progress_bar"
RUNS = 21
CARDS = 5_000
ANSWERS = 300
LIMITS = {"status": 1.35, "next": 1.35, "list": 1.35, "completion": 1.35, "done": 1.5, "log": 1.5, "undo": 1.5}
Command = tuple[list[str], dict[str, str]]


def main(parts: Sequence[str]) -> None:
    compileall.compile_dir(Path(roadmap_cli.__file__).parent, quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        if not parts or "commands" in parts:
            measure_commands(home / "commands")
        if not parts or "cards" in parts:
            measure_cards(home / "cards")
        if not parts or "job" in parts:
            measure_job(home / "job")
        if not parts or "events" in parts:
            measure_events(home / "events")
        if not parts or "topics" in parts:
            measure_topics(home / "topics")
        if not parts or "doctor" in parts:
            measure_doctor(home / "doctor")


def measure_commands(home: Path) -> None:
    run(roadmap(home, "done", "vectors"))
    print(f"CPU as a multiple of `{FLOOR}`, median of {RUNS}; peak memory")
    measure(home)


def measure_cards(home: Path) -> None:
    print(f"\nThe same with {CARDS:,} graded cards")
    run(([sys.executable, str(HERE / "made_up.py"), "cards", str(database(home)), str(CARDS)], environment(home)))
    measure(home)


def measure_job(home: Path) -> None:
    print(f"\nThe same with {ANSWERS:,} answers practised, projects, stories and applications")
    run(([sys.executable, str(HERE / "made_up.py"), "job", str(database(home)), str(ANSWERS)], environment(home)))
    measure(home)


def measure(home: Path) -> None:
    floor = [sys.executable, "-c", FLOOR], environment(home)
    bare = [sys.executable, "-c", "pass"], environment(home)
    say("a bare interpreter", ratio(bare, floor), None, floor)
    arguments = {
        "status": ("status",),
        "next": ("next",),
        "list": ("list",),
        "done": ("done", "dev-environment", "matrices"),
        "log": ("log", "vectors", "45m"),
        "undo": ("undo",),
    }
    for name, words in arguments.items():
        prepare = roadmap(home, "done", "eigenvectors") if name == "undo" else None
        prepare = roadmap(home, "reset", "dev-environment", "matrices") if name == "done" else prepare
        command = roadmap(home, *words)
        say(name, ratio(command, floor, prepare), LIMITS[name], command)
    completion = roadmap(home)
    words = {"_ROADMAP_COMPLETE": "complete_bash", "COMP_WORDS": "roadmap show vec", "COMP_CWORD": "2"}
    completion[1].update(words)
    say("completion", ratio(completion, floor), LIMITS["completion"], completion)


def measure_events(home: Path) -> None:
    print("\n`status`, `next`, `done` with a history, as a multiple of the same with none (limit 1.3)")
    empty = home / "0"
    run(roadmap(empty, "undo"), check=False)
    for events in (1_000, 100_000, 1_000_000):
        full = home / str(events)
        run(([sys.executable, str(HERE / "made_up.py"), "events", str(database(full)), str(events)], environment(full)))
        for words in (("status",), ("next",), ("log", "vectors", "5m")):
            command = roadmap(full, *words)
            say(f"{words[0]}, {events:,} events", ratio(command, roadmap(empty, *words)), 1.3, command)


def measure_topics(home: Path) -> None:
    print("\n`status` of a made-up roadmap, as a multiple of the built-in one of 110 topics (limit 3 for 10,000)")
    small = home / "110"
    run(roadmap(small, "status"))
    for topics in (1_000, 10_000):
        file = home / f"{topics}.toml"
        file.write_text(made_up.roadmap_file(topics), encoding="utf-8")
        for words in (("status",), ("next",)):
            command = roadmap(small, "--file", str(file), *words)
            run(command)
            limit = 3.0 if topics == 10_000 else None
            say(f"{words[0]}, {topics:,} topics", ratio(command, roadmap(small, *words)), limit, command)


def measure_doctor(home: Path) -> None:
    """A process that starts is the most of it where there are few events, so the part within is measured, too."""
    print("\n`doctor`, as a multiple of `PRAGMA integrity_check` of the same database (limit 10)")
    for events in (100, 10_000, 100_000):
        full = home / str(events)
        place = database(full)
        run(([sys.executable, str(HERE / "made_up.py"), "events", str(place), str(events)], environment(full)))
        check = [sys.executable, "-c", CHECK, str(place)], environment(full)
        command = roadmap(full, "doctor")
        say(f"as a process, {events:,} events", ratio(command, check), 10.0, command)
        within = [sys.executable, "-c", WITHIN, str(place)], environment(full)
        shares = subprocess.run(within[0], env=within[1], check=True, capture_output=True, text=True).stdout
        say(f"the part within, {events:,} events", float(shares), 10.0, within)


CHECK = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('PRAGMA integrity_check').fetchall()"
WITHIN = """\
import sqlite3, statistics, sys, time
from datetime import UTC, datetime
from roadmap_cli.storage.doctor import examine
from roadmap_cli.storage.guard import UNGUARDED
def cost(action):
    before = time.process_time()
    action()
    return time.process_time() - before
def check():
    sqlite3.connect(sys.argv[1]).execute("PRAGMA integrity_check").fetchall()
def doctor():
    examine(sys.argv[1], UNGUARDED, datetime.now(UTC))
doctor()
print(statistics.median(cost(doctor) / cost(check) for _ in range(7)))
"""


def roadmap(home: Path, *words: str) -> Command:
    return [sys.executable, "-m", "roadmap_cli", *words], environment(home)


def environment(home: Path) -> dict[str, str]:
    """A home of its own, nothing inherited that changes what is loaded."""
    home.mkdir(parents=True, exist_ok=True)
    return {"HOME": str(home), "LOGNAME": "ada", "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}


def database(home: Path) -> Path:
    environment(home)
    return home / ".local/share/learning-roadmap/progress.db"


def ratio(one: Command, other: Command, prepare: Command | None = None) -> float:
    """Median of pairwise ratios of CPU time, the two commands in turn, after one run of each that does not count."""
    ratios = []
    for _ in range(RUNS + 1):
        if prepare:
            run(prepare)
        ratios.append(cpu(one) / cpu(other))
    return statistics.median(ratios[1:])


def cpu(command: Command) -> float:
    usage = finished(command)
    return usage.ru_utime + usage.ru_stime


def finished(command: Command) -> "os.struct_rusage":  # type: ignore[name-defined]
    words, variables = command
    process = subprocess.Popen(words, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage


def run(command: Command, *, check: bool = True) -> None:
    subprocess.run(command[0], env=command[1], check=check, capture_output=True)


def say(name: str, value: float, limit: float | None, command: Command) -> None:
    peak = finished(command).ru_maxrss / 1024
    verdict = "" if limit is None else f"  limit {limit}  {'ok' if value <= limit else 'TOO MUCH'}"
    print(f"  {name:<28} {value:5.2f} x  {peak:4.0f} MiB{verdict}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
