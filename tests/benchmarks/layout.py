"""Which tables there are, what their columns are, and what is said of the machine."""

import os
import platform
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks import parts
from benchmarks.measure import Spread
from benchmarks.parts import Bench
from benchmarks.tables import Line, Table, number

SIZES = (100_000, 1_000_000)
TOPICS = (1_000, 10_000)
ITEMS = (10, 1_000, 100_000)


class Part(NamedTuple):
    name: str
    title: str
    text: str
    columns: Callable[[Bench], tuple[str, ...]]
    lines: Callable[[Bench], Iterator[Line]]


COSTS = ("CPU, of a bare interpreter", "CPU, of the floor", "wall, of a bare interpreter", "peak MiB")


def of_commands(bench: Bench) -> tuple[str, ...]:
    grown = (f"CPU with {size:,} events, of none" for size in bench.sizes)
    return (*COSTS, *grown, f"peak MiB with {bench.sizes[-1]:,}")


def of_whole(bench: Bench) -> tuple[str, ...]:
    each = ((f"CPU for 1,000 of {size:,} events, of a bare interpreter", "peak MiB") for size in bench.sizes)
    return tuple(column for columns in each for column in columns)


def of_records(_: Bench) -> tuple[str, ...]:
    return (*COSTS, "CPU, of none")


def of_topics(bench: Bench) -> tuple[str, ...]:
    each = ((f"CPU with {count:,}, of 110", "peak MiB") for count in bench.topics)
    return tuple(column for columns in each for column in columns)


def of_doctor(_: Bench) -> tuple[str, ...]:
    return "CPU of the process", "CPU of the part within"


def of_peers(bench: Bench) -> tuple[str, ...]:
    cpu = (f"CPU with {items:,}, of a bare interpreter" for items in bench.items)
    return (*cpu, f"wall with {bench.items[1]:,}", f"peak MiB with {bench.items[-1]:,}")


PARTS = (
    Part(
        "commands",
        "Every command",
        "In a home with a dozen events, and the same again with a history. At most 1.5 times its cost with none.",
        of_commands,
        parts.commands,
    ),
    Part(
        "whole",
        "What reads or writes the whole history",
        "Linear in events where a thousand of them cost the same at every size; at most 150 MiB.",
        of_whole,
        parts.whole,
    ),
    Part(
        "cards",
        "With 5,000 graded cards",
        "Half of the topics done, each card graded four times.",
        of_records,
        parts.cards,
    ),
    Part(
        "job",
        "On the way to a job",
        "All topics done but twenty, 300 answers practised, 60 applications, projects and stories.",
        of_records,
        parts.job,
    ),
    Part(
        "topics",
        "With a roadmap of many topics",
        "A made-up roadmap beside the built-in one of 110 topics. At most 2 times that for status and next.",
        of_topics,
        parts.topics,
    ),
    Part(
        "doctor",
        "Looking after the record",
        "`roadmap doctor`, as a multiple of `PRAGMA integrity_check` of the same database; at most 10.",
        of_doctor,
        parts.doctor,
    ),
    Part(
        "peers",
        "Beside other programs",
        "An everyday look and an everyday addition of each, with so many items (this program: events) in its own format.",
        of_peers,
        parts.beside,
    ),
)


def machine() -> dict[str, str]:
    cpu = Path("/proc/cpuinfo")
    models = (
        [line for line in cpu.read_text(encoding="utf-8").splitlines() if line.startswith("model name")]
        if cpu.exists()
        else []
    )
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "system": f"{platform.system()} {platform.release().partition('-')[0]}",
        "processor": f"{os.cpu_count()} times {models[0].partition(':')[2].strip() if models else platform.machine()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "sqlite": sqlite3.sqlite_version,
    }


def told_of(machine: Mapping[str, str]) -> str:
    return (
        f"Measured on {machine['date']} with {machine['python']} and SQLite {machine['sqlite']} "
        f"on {machine['system']}, {machine['processor']}."
    )


SUMMED = ("`roadmap next`, repeated", "`roadmap next`", "`roadmap done dev-environment matrices`")


def summary(table: Table) -> str:
    """Two lines for the README, from the table of commands."""
    cells = {line.name: line.cells for line in table.lines}
    repeated, anew, done = (cells[name][0].value for name in SUMMED)
    largest = max(
        (each.median for each in (cells[name][-2].value for name in SUMMED) if isinstance(each, Spread)), default=0
    )
    of = (number(each.median, whole=False) if isinstance(each, Spread) else each for each in (repeated, anew, done))
    return (
        "`roadmap next` costs {} times the CPU of a Python that does nothing while nothing has changed, else {}; "
        "`roadmap done` {}.\nWith a million events they cost at most {} times that: "
        "[performance](docs/performance.md), wins and losses alike."
    ).format(*of, number(largest, whole=False))
