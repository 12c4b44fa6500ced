"""A program is killed in the middle of a write to a server, and the server is stopped at once in the middle of one."""

import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from cli_helpers import PROGRAM
from conftest import Cli
from faults_helpers import counted, often
from postgres_helpers import SURE, Cluster, own_cluster
from postgres_proxy import Cut, proxied
from process_helpers import PATIENCE, impatient
from storage_helpers import events_of, holds_the_fold

from roadmap_cli import storage
from roadmap_cli.domain.later_event import AnyEvent
from roadmap_cli.storage import again, server
from roadmap_cli.storage.owner import init

pytestmark = [pytest.mark.process, pytest.mark.timeout(often(600, 7200))]
KILLS = often(2, 400)
"""Beside those at the commit."""
BEGIN, INSERT, COMMIT = b"BEGIN", b"INSERT INTO event", b"COMMIT"
HASTY = "authentication_timeout=5s"
"""For so long a server that is to stop waits for who has not said yet who they are."""
VICTIMS = (("done a b", 2), ("log b 45m what I learned", 2), ("undo", 1))
"""Commands, and how many events each records as a whole."""
FORGETS = """
from contextlib import contextmanager
from roadmap_cli.storage import server
@contextmanager
def transaction(self):
    yield
    self.session.rollback()
server.ServerStore.transaction = transaction
from roadmap_cli.__main__ import main
main()
"""
"""A program that answers, and has stored nothing."""


class Moment(NamedTuple):
    """When the program is killed: as it sends so many messages, or at the commit, which the server hears or not. Two commands
    may send the same in one message more.
    """

    message: int | None
    is_heard: bool


class Killing(Cut):
    """It keeps what is sent; without a moment nobody is killed."""

    def __init__(self, moment: Moment | None = None) -> None:
        super().__init__(b"", 1, before=not (moment and moment.is_heard))
        self.moment = moment
        self.sent: list[bytes] = []
        self.victim: subprocess.Popen[bytes] | None = None

    def meets(self, data: bytes) -> bool:
        self.sent.append(data)
        if self.moment is None or not self._is_now(self.moment.message):
            return False
        assert self.victim
        self.victim.kill()
        self.done = 1
        return True

    def _is_now(self, message: int | None) -> bool:
        return not self.done and (commits(self.sent) if message is None else len(self.sent) == message)


def commits(sent: Sequence[bytes]) -> bool:
    """Whether what was inserted is to stay."""
    return COMMIT in b"".join(sent).partition(INSERT)[2]


class Stopping(Cut):
    """The server is stopped at once: in the stead of hearing the word, or once it has answered what nobody hears any more."""

    def __init__(self, cluster: Cluster, word: bytes, *, before: bool) -> None:
        super().__init__(word, 1, before=before)
        self.cluster = cluster

    def meets(self, data: bytes) -> bool:
        is_met = super().meets(data)
        if is_met and self.before:
            self.cluster.stop_at_once()
        return is_met

    def answered(self) -> None:
        self.cluster.stop_at_once()


class Served(NamedTuple):
    cluster: Cluster
    folder: Path
    """For what stands between."""

    @property
    def address(self) -> str:
        return self.cluster.address("d")

    def events(self) -> dict[tuple[str, str], AnyEvent]:
        with storage.reading(self.address) as store:
            return {(each.user, each.id): each for each in store.everything()}


@pytest.fixture(scope="module", name="cluster")
def _cluster() -> Iterator[Cluster]:
    with own_cluster(*SURE, HASTY) as made:
        made.connection("postgres").execute("CREATE DATABASE d")
        init(made.address("d"))
        yield made


@pytest.fixture
def served(cluster: Cluster, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Served:
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    monkeypatch.setenv("ROADMAP_DATABASE", cluster.address("d"))
    folder = tmp_path / "line"
    folder.mkdir()
    return Served(cluster, folder)


def killed(served: Served, words: Sequence[str], killing: Killing, program: Sequence[str] = PROGRAM) -> bytes:
    """What it had said."""
    for each in served.folder.iterdir():
        each.unlink()
    with proxied(served.cluster.folder, served.folder, killing) as folder:
        there = served.address.replace(str(served.cluster.folder), str(folder))
        command = [*program, "--database", there, *words]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            killing.victim = process
            impatient(process)
            assert process.stdout is not None
            return process.stdout.read()


def kill_and_look(
    cli: Cli, served: Served, user: str, victim: tuple[str, int], killing: Killing, program: Sequence[str] = PROGRAM
) -> int:
    """What it had recorded. Everything that has to hold afterwards is looked at."""
    command, whole = victim
    assert cli(f"--user {user} log a 5m").code == 0
    before = served.events()
    said = killed(served, ["--user", user, *command.split()], killing, program)
    assert cli(f"--user {user} note c so it is").code == 0  # it waits for whatever is under way there
    after = served.events()
    assert {key: after[key] for key in before} == before
    *new, _ = [each for name, each in sorted(after.items()) if name not in before]
    left = len(new)
    assert left in {0, whole}, new
    assert left == whole or not said
    assert holds_the_fold(served.address, user, "small")
    return left


def moments(sent: Sequence[bytes]) -> list[Moment]:
    """At the commit, and at any message since the transaction began."""
    inserts = next(number for number, each in enumerate(sent, 1) if INSERT in each)
    begins = max(number for number, each in enumerate(sent[:inserts], 1) if BEGIN in each)
    every = [Moment(number, is_heard) for number in range(begins, len(sent) - 1) for is_heard in (False, True)]
    some = random.Random(17).sample(every, min(KILLS, len(every)))
    return [Moment(None, is_heard=False), Moment(None, is_heard=True), *some]


def test_nothing_acknowledged_is_lost_when_the_program_is_killed_in_a_write(cli: Cli, served: Served) -> None:
    victims = VICTIMS if often(0, 1) else VICTIMS[:1]
    kills = recorded = 0
    for number, victim in enumerate(victims):
        seen = Killing()
        assert kill_and_look(cli, served, f"seen-{number}", victim, seen) == victim[1]
        for at, moment in enumerate(moments(seen.sent)):
            left = kill_and_look(cli, served, f"user-{number}-{at}", victim, killing := Killing(moment))
            is_heard = moment.is_heard or not killing.done  # it may have come to its end in fewer messages
            assert bool(left) == commits(killing.sent if is_heard else killing.sent[:-1])
            kills, recorded = kills + killing.done, recorded + bool(left)
    counted("killed in a write to a server", kills=kills, after_it_had_recorded=recorded, lost=0)
    assert kills > recorded > 0


def log_and_stop(cli: Cli, served: Served, user: str, *, before: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(again, "SECONDS", PATIENCE)  # whoever starts it again may have other things to do
    monkeypatch.setattr(again, "PAUSES", (*again.PAUSES, *(0.5 for _ in range(2 * PATIENCE))))
    stopping = Stopping(served.cluster, COMMIT, before=before)
    with proxied(served.cluster.folder, served.folder, stopping) as folder:
        there = served.address.replace(str(served.cluster.folder), str(folder))
        done = cli("--database", there, "--user", user, "log", "a", "45m")
    assert (stopping.done, done.code, done.err) == (1, 0, "")
    assert [event.kind for event in events_of(served.address, user, "small")].count("logged") == 1
    assert holds_the_fold(served.address, user, "small")


@pytest.mark.parametrize("when", ["before it is heard", "before it is answered"])
def test_a_command_is_recorded_once_whose_server_stops_at_its_commit(
    cli: Cli, served: Served, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_and_stop(cli, served, when, before=when == "before it is heard", monkeypatch=monkeypatch)


def test_a_program_that_answers_before_it_stores_is_found_out(cli: Cli, served: Served) -> None:
    program = (sys.executable, "-c", FORGETS)
    with pytest.raises(AssertionError):
        kill_and_look(cli, served, "forgetful", VICTIMS[0], Killing(), program)


def test_a_program_that_asks_nobody_what_became_of_a_commit_is_found_out(
    cli: Cli, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "_is_recorded", lambda *_: False)
    with pytest.raises(AssertionError):
        log_and_stop(cli, served, "careless", before=False, monkeypatch=monkeypatch)
