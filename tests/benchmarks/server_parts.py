"""The parts of the benchmark of a shared database: each measures its lines, and gives them one by one."""

import os
import time
from collections.abc import Iterator
from random import Random
from typing import Any, NamedTuple

import psycopg
from benchmarks import server_layout, server_log
from benchmarks.cohort_made_up import GROUPS, fill
from benchmarks.measure import Spread, spread
from benchmarks.server_killed import killed
from benchmarks.server_load import Asked, Load, learner, quantile, under_load
from benchmarks.server_log import Sum, by_name, by_statement, told_as
from benchmarks.server_sides import MENTOR, OPERATIONS, TIMED, Client, Operation, overheard, said_again
from benchmarks.tables import NOTHING, Cell, Line
from postgres_helpers import Cluster

from roadmap_cli import storage
from roadmap_cli.domain.cohort import Member
from roadmap_cli.storage.owner import init
from roadmap_cli.storage.rights import grant

ROUNDS, FEWEST_ROUNDS, BUDGET = 41, 5, 60.0
"""In which both sides are asked for the server's time: fewer once so many seconds are over."""
KILLED_CLIENTS = 16
GIB = 2**30
PROGRAM, SAME, BY_HAND = SIDES = ("roadmap", "the same", "by hand")
Found = dict[str, float]


class Place(NamedTuple):
    """A database on a server, and how it is to be asked. `fewest` learners are what others are compared with."""

    cluster: Cluster
    name: str
    learners: int
    fewest: int
    clients: tuple[int, ...]
    seconds: float
    partitions: int
    tells_statements: bool

    @property
    def address(self) -> str:
        return self.cluster.address(self.name)

    def address_of(self, role: str) -> str:
        return self.cluster.address(self.name, role) if role else self.address


def of(place: Place, kill: int, found: Found) -> Iterator[tuple[str, Line]]:
    """`found` is what the server took with other numbers of learners, by the name of the line."""
    yield "filled", filled(place)
    for operation in TIMED:
        yield "server-time", server_time(place, operation, found)
    for clients in place.clients:
        for operation in OPERATIONS:
            yield f"loaded-{operation.name}", loaded(place, operation, clients)
    if kill:
        yield "killed", stopped(place, kill)


def filled(place: Place) -> Line:
    """What is left to be tidied up is tidied up at once, so that nothing measured has to wait for it."""
    began = time.perf_counter()
    init(place.address, place.partitions)
    fill(place.address, place.learners, processes=os.cpu_count() or 1)
    took = time.perf_counter() - began
    connection = place.cluster.connection(place.name)
    _let_a_mentor_in(place, connection)
    connection.execute("VACUUM (ANALYZE)")
    connection.execute("CHECKPOINT")
    ((events, size),) = connection.execute(
        "SELECT (SELECT count(*) FROM event), pg_database_size(current_database())"
    ).fetchall()
    figures = (took / 60, place.learners / took, events / 1000, size / GIB)
    return Line(server_layout.filled_name(place.learners), tuple(Cell(_one(each)) for each in figures))


def _let_a_mentor_in(place: Place, connection: psycopg.Connection[Any]) -> None:
    """Who may have their statements in the log."""
    grant(place.address, "mentor", MENTOR)
    with storage.writing(place.address) as store:
        store.cohort.add(Member(MENTOR, group, "mentor") for group in GROUPS)
    connection.execute(f"GRANT SET ON PARAMETER log_min_duration_statement, log_parameter_max_length TO {MENTOR}")


def server_time(place: Place, operation: Operation, found: Found) -> Line:
    """In turn, with one client. Each time as a command: nothing is known of the server from before."""
    sums = by_name(_logged(place, operation))
    program, same, hand = ([sums[f"{side} {each}"] for each in range(_rounds(sums))] for side in SIDES)
    name = server_layout.server_name(operation.name, place.learners)
    its = found[name] = _times(program).median
    first = found.get(server_layout.server_name(operation.name, place.fewest), its)
    limit = server_layout.MOST_OF_FEWEST if operation.name in server_layout.OF_ONE else None
    cells = (
        *(Cell(_times(each)) for each in (program, same, hand)),
        *(Cell(_ratio(program, each), limit=server_layout.MOST_OF_HAND) for each in (same, hand)),
        Cell(_one(its / first), limit=limit) if place.learners != place.fewest else Cell(NOTHING),
        *(Cell(spread([each.trips for each in side]), whole=True, spread=False) for side in (program, hand)),
    )
    return Line(name, cells)


def _ratio(one: list[Sum], other: list[Sum]) -> Spread:
    return spread([mine.milliseconds / its.milliseconds for mine, its in zip(one, other, strict=True)])


def _logged(place: Place, operation: Operation) -> list[server_log.Step]:
    log = place.cluster.folder / "log"
    before, end, draw = log.stat().st_size, time.perf_counter() + BUDGET, Random(1)
    for number in range(ROUNDS):
        if number >= FEWEST_ROUNDS and time.perf_counter() > end:
            break
        _ask_each_side(place, operation, number, draw)
    time.sleep(0.2)  # what a server that has been left still has to say
    steps = server_log.read(log, before)
    if place.tells_statements:
        tell(operation, steps)
    return steps


def _ask_each_side(place: Place, operation: Operation, number: int, draw: Random) -> None:
    address, topic = place.address_of(operation.role), draw.randrange(1000)
    user, other, third = (learner(draw, place.learners, odd=odd) for odd in (False, True, True))
    for each in (user, other, third) if operation.again else ():
        operation.program(Client(address), each, topic)
    client = Client(address)
    with overheard(address) as said, told_as(f"{PROGRAM} {number}"):
        operation.program(client, user, topic)
    with told_as(f"{SAME} {number}"):
        said_again(client, other, said, writes=operation.name == "done")
    with told_as(f"{BY_HAND} {number}"):
        operation.by_hand(client, third, topic)


def _rounds(sums: dict[str, Sum]) -> int:
    return sum(name.startswith(PROGRAM) for name in sums)


def tell(operation: Operation, steps: list[server_log.Step]) -> None:
    rounds = _rounds(by_name(steps))
    for side in SIDES:
        print(f"\n{operation.name}, {side}: times and milliseconds of an answer")
        for words, its in by_statement(step for step in steps if step.who.startswith(side)).items():
            print(f"  {its.trips / rounds:5.1f} {its.milliseconds / rounds:8.3f}  {words[:120]}")


def _times(sums: list[Sum]) -> Spread:
    return spread([each.milliseconds for each in sums])


def loaded(place: Place, operation: Operation, clients: int) -> Line:
    program, hand = (
        under_load(Load(place.address, ask, place.learners, odd, place.seconds), clients)
        for ask, odd in ((operation.program, False), (operation.by_hand, True))
    )
    cells = (
        *_waited(program),
        *_waited(hand),
        _let_in(program),
        *(Cell(_one(each.a_second)) for each in (program, hand)),
    )
    return Line(server_layout.loaded_name(place.learners, clients), cells)


def _waited(asked: Asked) -> tuple[Cell, Cell]:
    if asked.failed or not asked.answers:
        fault = f"failed: {len(asked.failed)} times, {asked.failed[0][:80]}" if asked.failed else "nothing answered"
        return Cell(fault), Cell(NOTHING)
    whole = [each.whole * 1000 for each in asked.answers]
    return Cell(_one(quantile(whole, 50))), Cell(_one(quantile(whole, 99)))


def _let_in(asked: Asked) -> Cell:
    return Cell(_one(quantile([each.connecting * 1000 for each in asked.answers], 50)) if asked.answers else NOTHING)


def stopped(place: Place, times: int) -> Line:
    its = killed(place.cluster, place.name, place.learners, KILLED_CLIENTS, times)
    for fault, number in its.faults.most_common(5):
        print(f"  {number} times {fault}")
    name = server_layout.killed_name(times, KILLED_CLIENTS, place.learners)
    cells = (
        Cell(_one(its.acknowledged), whole=True),
        Cell(_one(its.lost), limit=0, whole=True),
        Cell(_one(its.unheard), whole=True),
        Cell(_one(its.refused), whole=True),
        Cell(_one(its.unsound), limit=0, whole=True),
        Cell(its.away),
    )
    return Line(name, cells)


def _one(value: float) -> Spread:
    return Spread(value, value, value, 1)
