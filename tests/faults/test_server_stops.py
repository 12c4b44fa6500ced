"""A server that is stopped at once, as by a power cut, while several write: nothing acknowledged is lost."""

import random
import time
from pathlib import Path

import pytest
from faults_helpers import counted, often
from postgres_helpers import SURE, own_cluster
from storage_helpers import events_of, fact, hear, holds_the_fold, say, start, write

from roadmap_cli.storage.owner import init

STOPS = often(1, 12)
USERS = ("ada", "bob")


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_server_that_stops_at_once_has_lost_nothing_that_it_acknowledged() -> None:
    dice, acknowledged = random.Random(5), {user: set[str]() for user in USERS}
    with own_cluster(*SURE) as cluster:
        cluster.connection("postgres").execute("CREATE DATABASE d")
        database = cluster.address("d")
        init(database)
        for _ in range(STOPS):
            writers = {user: start("append", database, user) for user in USERS}
            for writer in writers.values():
                assert hear(writer) == "ready"
                say(writer)
            for user, writer in writers.items():
                acknowledged[user] |= {hear(writer) for _ in range(3)}
            time.sleep(dice.uniform(0, 0.3))
            cluster.stop_at_once()
            for user, writer in writers.items():
                acknowledged[user] |= set(writer.communicate()[0].split())
            cluster.connection("d")  # waits until it is there again
            for user in USERS:
                assert acknowledged[user] <= {event.batch for event in events_of(database, user)}
                write(database, fact("noted", "a", text="still here"), user=user)
                assert holds_the_fold(database, user)
        assert Path(cluster.folder).exists()
    assert not Path(cluster.folder).exists()
    counted("a server stopped at once", stops=STOPS, acknowledged=sum(map(len, acknowledged.values())), lost=0)
