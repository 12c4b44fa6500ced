"""Homes of one learner, each with a data folder, a database and a device of its own, and what they share."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from conftest import NOW
from storage_helpers import Address, embedded

from roadmap_cli import storage
from roadmap_cli.domain.events import Event, Fact
from roadmap_cli.reports.sync import RemoteSync
from roadmap_cli.settings import Flags
from roadmap_cli.use_cases import session as sessions
from roadmap_cli.use_cases import sync_memory
from roadmap_cli.use_cases.session import Session
from roadmap_cli.use_cases.sync import Synced, sync
from roadmap_cli.use_cases.sync_memory import Remote

SHARED = "shared"


class Home:
    def __init__(self, root: Path, name: str, at: Address = embedded, user: str = "ada") -> None:
        self.root = root / name
        self.root.mkdir(exist_ok=True)
        self.device = f"{name}.{name * 6}"[:30]
        self.name = name
        self.user = user
        self.path = self.root / "progress.db"
        self.database = at(self.path)
        self.hints: list[str] = []

    @contextmanager
    def entered(self, now: datetime = NOW) -> Iterator[Session]:
        with pytest.MonkeyPatch.context() as patched:
            for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
                patched.setenv(variable, str(self.root / variable[4:8].casefold()))
            patched.setenv("ROADMAP_DEVICE", self.device)
            if not self.device:  # which it keeps itself
                patched.delenv("ROADMAP_DEVICE")
            patched.setattr(sessions, "clock", lambda: now)
            yield Session(Flags(user=self.user, database=self.database), self.hints.append)

    def add(self, place: Path | str, name: str = SHARED, user: str = "ada") -> None:
        with self.entered() as session:
            sync_memory.keep(session, Remote(name=name, place=str(place), user=user))

    def sync(self, *names: str, dry_run: bool = False, now: datetime = NOW) -> Synced:
        with self.entered(now) as session:
            return sync(session, names, dry_run=dry_run)

    def synced(self, *names: str) -> RemoteSync:
        """With one remote, without a fault."""
        done = self.sync(*names)
        assert done.errors == ()
        (remote,) = done.report.remotes
        return remote

    def write(self, *facts: Fact, roadmap: str = "r", now: datetime = NOW) -> list[Event]:
        with storage.writing(self.database) as log:
            return log.append(self.user, roadmap, facts, now)

    def events(self, roadmap: str = "r") -> list[Event]:
        with storage.reading(self.database) as log:
            return [each._replace(user="ada") for each in log.events(self.user, roadmap)]

    def remote(self, name: str = SHARED) -> Remote:
        with self.entered() as session:
            (found,) = (each for each in sync_memory.remotes(session) if each.name == name)
            return found


def two_homes(root: Path, shared: Path | str) -> tuple[Home, Home]:
    """That share a folder or a database."""
    homes = Home(root, "a"), Home(root, "b")
    for home in homes:
        home.add(shared)
    return homes


def files_of(shared: Path, user: str = "ada") -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted((shared / "roadmap" / user).iterdir())}
