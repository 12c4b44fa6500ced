"""A real PostgreSQL server, started by the first test that needs one; a path means a database of its own on it."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from shutil import which
from typing import Any

import psycopg
from postgres_server import OWNER

from roadmap_cli.storage.owner import init

SERVER = Path(__file__).with_name("postgres_server.py")
INSTALLED = Path("/usr/lib/postgresql")
"""Where Debian puts each version, out of the way of PATH."""
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "shared_buffers=32MB")
SURE = ("shared_buffers=32MB",)
"""As it comes: what it has acknowledged outlasts it."""
PATIENCE = 60
TABLES = (
    *("card", "choice", "event", "membership", "roadmap_meta", "seal"),
    *("study_day", "summary", "topic_memory", "topic_progress", "undone_batch"),
)


class Cluster:
    """One server; its databases are handed out again once the folder that they stand for is gone."""

    def __init__(self, folder: Path, process: subprocess.Popen[str]) -> None:
        self.folder, self.process = folder, process
        assert self.process.stdout is not None
        self.pid = int(self.process.stdout.readline())
        self.databases: dict[Path, str] = {}
        self.spoilt: set[str] = set()
        self.number, self.has_model = 0, False
        self.connections: dict[str, psycopg.Connection[Any]] = {}

    def address(self, name: str, user: str = OWNER) -> str:
        return f"postgresql://{user}@/{name}?host={self.folder}"

    def stop_at_once(self) -> None:
        """And start it again."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        self.pid = int(self.process.stdout.readline())

    def connection(self, name: str) -> psycopg.Connection[Any]:
        """Kept open, for what tests ask for themselves."""
        known = self.connections.get(name)
        if known is None or known.closed or known.broken:
            known = self.connections[name] = self._patient(name)
        return known

    def _patient(self, name: str) -> psycopg.Connection[Any]:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return psycopg.connect(host=str(self.folder), user=OWNER, dbname=name, autocommit=True)
            except psycopg.OperationalError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.02)

    def empty(self, name: str) -> None:
        """Row by row, which is quicker than TRUNCATE for the few that there are."""
        those = (*(each for each in TABLES if each != "roadmap_meta"), "membership", "summary")
        self.connection(name).execute("; ".join(f"DELETE FROM {each}" for each in those))  # noqa: S608 - constants

    def new(self) -> str:
        """With the tables of roadmap, and nothing in them."""
        if not self.has_model:
            self.connection("postgres").execute("CREATE DATABASE model")
            init(self.address("model"))
            self.has_model = True
        self.number += 1
        name = f"db{self.number}"
        self.connection("postgres").execute(f"CREATE DATABASE {name} TEMPLATE model STRATEGY file_copy")
        return name

    def of(self, path: Path) -> str:
        """The database that a path stands for, by its name."""
        if path not in self.databases:
            self.databases[path] = self._free() or self.new()
        return self.databases[path]

    def bare(self, path: Path) -> str:
        """The same without the tables of roadmap."""
        self.number += 1
        name = self.databases[path] = f"db{self.number}"
        self.spoilt.add(name)
        self.connection("postgres").execute(f"CREATE DATABASE {name} STRATEGY file_copy")
        return name

    def _free(self) -> str | None:
        for path, name in list(self.databases.items()):
            if not path.parent.exists():
                del self.databases[path]
                if name not in self.spoilt:
                    self.empty(name)
                    return name
                self._drop(name)
        return None

    def _drop(self, name: str) -> None:
        with suppress(KeyError):
            self.connections.pop(name).close()
        self.connection("postgres").execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@cache
def programs() -> Path:
    found = which("postgres")
    folders = (
        [Path(found).resolve().parent]
        if found
        else sorted(INSTALLED.glob("*/bin"), key=lambda each: float(each.parts[-2]))
    )
    return folders[-1]


def started(*settings: str, within: Path | None = None) -> Cluster:
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=within))
    process = subprocess.Popen(
        [sys.executable, str(SERVER), str(folder), str(programs()), *settings],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is for the tests
    )
    return Cluster(folder, process)


@cache
def cluster() -> Cluster:
    """For all tests of this process."""
    return started(*QUICK)


def postgres(path: Path) -> str:
    """The address of a database of its own for each path."""
    return cluster().address(cluster().of(path))


def without_tables(path: Path) -> str:
    return cluster().address(cluster().bare(path))


def is_on_server(path: Path) -> bool:
    return bool(cluster.cache_info().currsize) and path in cluster().databases


def asked(path: Path, statement: str) -> list[tuple[Any, ...]]:
    """What a statement finds in the database of a path."""
    return cluster().connection(cluster().of(path)).execute(statement).fetchall()


def changed(path: Path, *statements: str) -> None:
    """Whatever shape is left is of no use for another test."""
    name = cluster().of(path)
    cluster().spoilt.add(name)
    for statement in statements:
        cluster().connection(name).execute(statement)


@contextmanager
def own_cluster(*settings: str, within: Path | None = None) -> Iterator[Cluster]:
    """For a test that does something to it."""
    made = started(*settings, within=within)
    try:
        yield made
    finally:
        for each in made.connections.values():
            each.close()
        made.process.communicate()
