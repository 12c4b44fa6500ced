"""A server that is stopped at once in the middle of the load, again and again: what it has acknowledged is there afterwards."""

import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from multiprocessing import parent_process
from multiprocessing.synchronize import Barrier, Event
from random import Random
from typing import NamedTuple

from benchmarks.measure import Spread, spread
from benchmarks.server_load import FORK, PATIENCE, from_clients, learner
from benchmarks.server_sides import Client, builtin, mark_another
from postgres_helpers import Cluster

from roadmap_cli import storage
from roadmap_cli.services.workspace import Workspace

BETWEEN = 2.0
"""Seconds, about, from one stop to the next."""
MOST_LOOKED_AT = 200
"""Learners of whom everything is folded anew to see that it is sound."""


class Answers(NamedTuple):
    """Ids of events that a client heard of, and what else it heard."""

    acknowledged: list[str]
    refused: list[str]


class Killed(NamedTuple):
    """`unheard` are there although no client was told so; `unsound` the learners whose derived rows are not of their events;
    `away` seconds from a stop until somebody is let in again.
    """

    acknowledged: int
    lost: int
    refused: int
    unheard: int
    unsound: int
    away: Spread
    faults: Counter[str]


def killed(cluster: Cluster, name: str, learners: int, clients: int, times: int) -> Killed:
    before, has_ended = _marked(cluster, name), FORK.Event()
    away: list[float] = []
    stopping = threading.Thread(target=_stop_again_and_again, args=(cluster, times, away, has_ended))
    stopping.start()
    told = from_clients(clients, partial(_record, cluster.address(name), learners, has_ended))
    stopping.join()
    acknowledged = [each for answers in told for each in answers.acknowledged]
    faults = Counter(each for answers in told for each in answers.refused)
    come = {each: user for each, user in _marked(cluster, name).items() if each not in before}
    return Killed(
        acknowledged=len(acknowledged),
        lost=len(set(acknowledged) - come.keys()),
        refused=faults.total(),
        unheard=len(come.keys() - set(acknowledged)),
        unsound=len(list(_unsound(cluster.address(name), sorted(set(come.values()))[:MOST_LOOKED_AT]))),
        away=spread(away),
        faults=faults,
    )


def _stop_again_and_again(cluster: Cluster, times: int, away: list[float], has_ended: Event) -> None:
    """At any moment of what it does, once it lets anybody in again: it has to look through its log before."""
    draw = Random(times)
    for _ in range(times):
        time.sleep(draw.uniform(0.5, 1.5) * BETWEEN)
        began = time.perf_counter()
        cluster.stop_at_once()
        cluster.connections.clear()  # each of them was cut off
        cluster.connection("postgres")
        away.append(time.perf_counter() - began)
    time.sleep(BETWEEN)
    has_ended.set()


def _record(address: str, learners: int, has_ended: Event, number: int, barrier: Barrier) -> Answers:
    client, draw = Client(address), Random(number)
    acknowledged: list[str] = []
    refused: list[str] = []
    barrier.wait(PATIENCE)
    parent = parent_process()
    while not has_ended.is_set() and parent and parent.is_alive():
        session = client.session(learner(draw, learners, odd=False))
        try:
            acknowledged.append(session.write(_mark_and_tell, draw.choice(client.topics)))
        except Exception as error:  # noqa: BLE001 - whatever it is, nothing was acknowledged
            refused.append(str(error).rpartition(": ")[2] or repr(error))
    return Answers(acknowledged, refused)


def _mark_and_tell(workspace: Workspace, topic: str) -> str:
    mark_another(workspace, topic)
    (event,) = workspace.log.newest(workspace.user, workspace.roadmap.id, 1)
    return event.id


def _marked(cluster: Cluster, name: str) -> dict[str, str]:
    """Events that may have come in the load, and whose they are; the few models have made up all others."""
    found = cluster.connection(name).execute('SELECT id, "user" FROM event WHERE device IS NOT NULL AND batch != id')
    return dict(found.fetchall())


def _unsound(address: str, users: Sequence[str]) -> Iterator[str]:
    roadmap = builtin().roadmap.id
    with storage.reading(address) as store:
        yield from (user for user in users if store.unsealed(user, roadmap))
