"""Clients of a shared database, each a process of its own, and how long each of their answers took."""

import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from random import Random
from typing import NamedTuple, TypeVar

from benchmarks.cohort_made_up import name_of
from benchmarks.server_sides import Ask, Client, Took, took

FORK = get_context("fork")
"""What was loaded is shared: 64 interpreters of their own would measure the memory of the machine."""
PATIENCE = 900.0
"""Seconds for all to be ready: who waits for somebody who was ended would do so for ever."""
Told = TypeVar("Told")


class Load(NamedTuple):
    """`odd` says which half of the learners is asked for: what is written by hand is not sealed."""

    address: str
    ask: Ask
    learners: int
    odd: bool
    seconds: float


class Asked(NamedTuple):
    """By all clients; those that failed say why."""

    answers: tuple[Took, ...]
    a_second: float
    failed: tuple[str, ...]


def under_load(load: Load, clients: int) -> Asked:
    told = from_clients(clients, partial(_ask, load))
    return Asked(
        answers=tuple(each for its in told for each in its.answers),
        a_second=sum(its.a_second for its in told),
        failed=tuple(each for its in told for each in its.failed),
    )


def from_clients(clients: int, work: Callable[[int, Barrier], Told]) -> list[Told]:
    """What each of them has to tell in the end. All wait at the barrier until everybody is ready."""
    barrier, processes, lines = FORK.Barrier(clients), [], []
    for number in range(clients):
        mine, its = FORK.Pipe(duplex=False)
        processes.append(FORK.Process(target=_send, args=(its, work, number, barrier), daemon=True))
        processes[-1].start()
        its.close()
        lines.append(mine)
    found = [line.recv() for line in lines]
    for process in processes:
        process.join()
    return found


def _send(line: Connection, work: Callable[[int, Barrier], object], number: int, barrier: Barrier) -> None:
    line.send(work(number, barrier))


def _ask(load: Load, number: int, barrier: Barrier) -> Asked:
    """Once before it counts: what is loaded and compiled then is there for all that follow. The last answer may come late."""
    client, draw = Client(load.address), Random(number)
    answers: list[Took] = []
    failed: list[str] = []

    def ask() -> None:
        try:
            answers.append(took(client, load.ask, learner(draw, load.learners, odd=load.odd), draw.randrange(1000)))
        except Exception as error:  # noqa: BLE001 - that is told, and the others go on
            failed.append(repr(error))

    ask()
    answers.clear()
    barrier.wait(PATIENCE)
    began = time.monotonic()
    while time.monotonic() < began + load.seconds:
        ask()
    return Asked(tuple(answers), len(answers) / (time.monotonic() - began), tuple(failed))


def learner(draw: Random, learners: int, *, odd: bool) -> str:
    return name_of(draw.randrange(learners // 2) * 2 + odd)


def quantile(values: Sequence[float], percent: int) -> float:
    if len(values) == 1:
        return values[0]
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]
