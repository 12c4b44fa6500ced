"""What processes cost beside each other: run in turn, so that what else the machine does falls on all of them.

CPU is user and system time of the child alone. A figure is the median of the ratios of two processes of one round, with
the quartiles of these.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

RUNNER = Path(__file__).with_name("runner.py")
ALARM = -14
"""The exit code of a process that its alarm has ended."""


class Command(NamedTuple):
    words: tuple[str, ...]
    environment: Mapping[str, str]
    folder: Path
    codes: tuple[int, ...] = (0,)


class Cost(NamedTuple):
    cpu: float
    wall: float
    peak: float
    """MiB."""


class Side(NamedTuple):
    """One of what is run in turn, with what is not measured: what brings its state before and takes it back after."""

    command: Command
    before: tuple[Command, ...] = ()
    after: tuple[Command, ...] = ()


class Taken(NamedTuple):
    """What one side cost, round by round; or why it did not get there."""

    costs: tuple[Cost, ...]
    failed: str = ""


class Patience(NamedTuple):
    """The most rounds, the seconds that all rounds may take (the first one counts whatever it took), and one process."""

    rounds: int
    budget: float
    process: int
    uncounted: int = 1
    """Rounds before these, after which everything is in the caches of the machine and of the program."""


class Spread(NamedTuple):
    median: float
    low: float
    high: float
    rounds: int


class DidNotEnd(Exception):
    """A process failed, or was ended since it took too long."""


class Runner:
    def __init__(self, errors: Path) -> None:
        self.errors = errors

    def __enter__(self) -> Self:
        words = [sys.executable, "-I", "-S", str(RUNNER)]
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.__exit__(kind, value, trace)

    def cost(self, command: Command, seconds: int) -> Cost:
        """DidNotEnd where the exit code is none of those that are right."""
        variables = [f"{name}={value}" for name, value in command.environment.items()]
        fields = [seconds, command.folder, self.errors, len(variables), *variables, *command.words]
        request = "\0".join(str(each) for each in fields).encode()
        self.process.stdin.write(b"%d\n%b" % (len(request), request))
        self.process.stdin.flush()
        code, cpu, wall, peak = self.process.stdout.readline().split()
        if int(code) == ALARM:
            raise DidNotEnd(f"over {seconds} s")
        if int(code) not in command.codes:
            raise DidNotEnd(f"failed: exit code {int(code)}{self.said(command.folder)}")
        return Cost(float(cpu), float(wall), float(peak) / 1024)

    def said(self, folder: Path) -> str:
        """The line with the error, else the last one of what it said, without the names of folders."""
        text = self.errors.read_text(encoding="utf-8", errors="replace") if self.errors.exists() else ""
        lines = [line.strip().replace(f"{folder}/", "") for line in text.splitlines() if line.strip()]
        errors = [line for line in lines if line.startswith("error: ")]
        return f", {(errors or lines)[-1][:80]}" if lines else ""

    def prepare(self, commands: Sequence[Command], seconds: int) -> None:
        """Whether they succeed shows in what comes after them."""
        for command in commands:
            try:
                self.cost(command, seconds)
            except DidNotEnd:
                continue


def in_turn(runner: Runner, sides: Sequence[Side], patience: Patience) -> list[Taken]:
    """A side that fails is left out from then on, and so is one that has used up its share of the time."""
    costs: list[list[Cost]] = [[] for _ in sides]
    failed: dict[int, str] = {}
    spent = [0.0] * len(sides)
    for number in range(patience.rounds + patience.uncounted):
        for place, side in enumerate(sides):
            is_over = number > patience.uncounted and spent[place] > patience.budget / len(sides)
            if place in failed or is_over:
                continue
            began = time.perf_counter()
            try:
                costs[place].append(run(runner, side, patience.process))
            except DidNotEnd as error:
                failed[place] = str(error)
            spent[place] += time.perf_counter() - began
    return [Taken(tuple(taken[patience.uncounted :]), failed.get(place, "")) for place, taken in enumerate(costs)]


def run(runner: Runner, side: Side, seconds: int) -> Cost:
    """What has failed is not taken back, for it has changed nothing."""
    runner.prepare(side.before, seconds)
    cost = runner.cost(side.command, seconds)
    runner.prepare(side.after, seconds)
    return cost


def ratio(one: Taken, other: Taken, of: Callable[[Cost], float] = lambda cost: cost.cpu) -> Spread | str:
    """Of one to the other, in the rounds that both were in; what failed, if one of them did."""
    if one.failed or other.failed:
        return one.failed or f"nothing to compare with: {other.failed}"
    return spread([of(mine) / of(its) for mine, its in zip(one.costs, other.costs, strict=False)])


def peak(taken: Taken) -> Spread | str:
    return taken.failed or spread([cost.peak for cost in taken.costs])


def spread(values: Sequence[float]) -> Spread:
    """The median and the quartiles around it; of a single value, that."""
    if len(values) == 1:
        return Spread(values[0], values[0], values[0], 1)
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return Spread(middle, low, high, len(values))
