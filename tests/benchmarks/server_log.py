"""What the server says each statement took: to parse, plan and run it, a commit with what it waits for the disk. How long the
lines on it take to write is not in them.
"""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

SETTING = "log_line_prefix=%a|"
OPTIONS = "-c log_min_duration_statement=0 -c log_parameter_max_length=0"
LINE = re.compile(
    r"(?P<who>[^|]*)\|LOG: +duration: (?P<took>[\d.]+) ms +(?P<step>parse|bind|execute|statement)[^:]*: (?P<words>.*)"
)


class Step(NamedTuple):
    """`asks` where the client waited for it: what is parsed and bound for it comes with it."""

    who: str
    milliseconds: float
    asks: bool
    words: str


class Sum(NamedTuple):
    milliseconds: float = 0.0
    trips: int = 0

    def with_(self, step: Step) -> "Sum":
        return Sum(self.milliseconds + step.milliseconds, self.trips + step.asks)


@contextmanager
def told_as(name: str) -> Iterator[None]:
    """Every connection that is made meanwhile has its statements in the log, under this name."""
    given = {"PGAPPNAME": name, "PGOPTIONS": OPTIONS}
    os.environ.update(given)
    yield
    for each in given:
        del os.environ[each]


def steps(lines: Iterable[str]) -> Iterator[Step]:
    """A line that begins with a tab goes on with the statement of the one before it."""
    found: Step | None = None
    for line in lines:
        if found and line.startswith("\t"):
            found = found._replace(words=f"{found.words} {line.strip()}")
            continue
        if found:
            yield found
        said = LINE.fullmatch(line.rstrip("\n"))
        found = said and Step(
            said["who"], float(said["took"]), said["step"] in {"execute", "statement"}, " ".join(said["words"].split())
        )
    if found:
        yield found


def read(log: Path, offset: int) -> list[Step]:
    with log.open(encoding="utf-8", errors="replace") as file:
        file.seek(offset)
        return list(steps(file))


def by_name(found: Iterable[Step]) -> dict[str, Sum]:
    sums: dict[str, Sum] = defaultdict(Sum)
    for step in found:
        sums[step.who] = sums[step.who].with_(step)
    return dict(sums)


def by_statement(found: Iterable[Step]) -> dict[str, Sum]:
    """In the order in which they were first said."""
    sums: dict[str, Sum] = defaultdict(Sum)
    for step in found:
        sums[step.words] = sums[step.words].with_(step)
    return dict(sums)
