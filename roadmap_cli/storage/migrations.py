"""From an older database to today's: an ordered list of steps, each in its own transaction, each recorded.

The step at index n brings schema n + 1 to n + 2. A new database is created at the newest schema. Projections are never
migrated: they carry a version, and are folded anew when it changes.
"""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from roadmap_cli.domain.pieces import in_pieces
from roadmap_cli.errors import DatabaseUnusable
from roadmap_cli.storage.rows import Row
from roadmap_cli.storage.seal import Scope, Unsound
from roadmap_cli.storage.statements import KINDS_SUM
from roadmap_cli.storage.store import Store
from roadmap_cli.storage.touched import Touched

META = "roadmap_meta"
PROJECTION_VERSION = f"10.{KINDS_SUM}"
"""Of how events are folded, and of which of them can be: see `later_event.py`."""
PROJECTIONS = ("topic_progress", "study_day", "card", "topic_memory", "choice", "undone_batch", "seal")
DERIVED = (*PROJECTIONS, "summary")
"""With what mentors read, which an owner of a server cannot make anew: it takes the roadmap of the learner."""
EVENT_COLUMNS = ("user", "id", "batch", "roadmap", "kind", "topic", "at", "day", "data", "device")


class Migratable(Store):
    """What a migration needs of an adapter, beyond running statements."""

    place: str
    """What to call the database in a sentence: its path or its URL without the password."""

    @abstractmethod
    def tables(self) -> set[str]: ...

    @abstractmethod
    def create_tables(self) -> None: ...

    @abstractmethod
    def recreate_projections(self) -> None:
        """Drop everything derived, and make its tables empty as they are today."""

    @abstractmethod
    def reindex(self) -> None:
        """Make every index of the log anew, also one that is missing."""

    @abstractmethod
    def fit_indexes(self) -> None:
        """Make those of the log as they are today. They are no part of a schema: a program that knows others only takes longer."""

    @abstractmethod
    def assert_nothing_gone(self) -> None:
        """Raises DatabaseUnusable where less can be read than is known to have been there."""

    @abstractmethod
    def transaction(self) -> AbstractContextManager[None]: ...

    @abstractmethod
    def backup(self, label: str) -> Path | None:
        """Copy the database beside itself, where it is a file."""

    @abstractmethod
    def add_columns(self) -> None:
        """Those of the log that an older program did not know: it goes on without them."""

    @abstractmethod
    def number_arrivals(self) -> None:
        """Of events that have no number, because an older program wrote them, or somebody took them as they are."""

    @abstractmethod
    def every_row(self) -> Iterator[Row]:
        """Of the log as it is, whichever columns it has."""

    def take(self, events: Iterable[Row]) -> None:
        """Rows of events as they are, whatever they hold. They have no number before the next `rebuild`."""
        for row in events:
            self.run("insert_event", [{**dict(zip(EVENT_COLUMNS, row, strict=True)), "arrived": None}])

    def rebuild(self) -> int:
        """Fold everything derived anew, one learner on one roadmap after the other. How many events have gone since they were
        sealed, as far as that can still be told.
        """
        before = self.sealed_in_all()
        self.number_arrivals()
        self.recreate_projections()
        self.scopes.clear()
        events = sum(self.fold_anew(user, roadmap) for user, roadmap in self.learners())
        self.run("put_meta", [{"key": "projection", "value": PROJECTION_VERSION}])
        return max(before - events, 0)

    def fold_anew(self, user: str, roadmap: str) -> int:
        """Where nothing derived is left. How many events there are."""
        (newest,) = self.select("newest_id", {"user": user, "roadmap": roadmap})
        self.scopes[user, roadmap] = Scope(newest[0])
        touched, events = Touched(), 0
        for some in in_pieces(self._each("events", user=user, roadmap=roadmap)):
            self.count(user, roadmap, some)
            touched.add(some)
            events += len(some)
        self.project(user, roadmap, touched)
        self.seal(user, roadmap, None)
        del self.scopes[user, roadmap]
        return events

    def sealed_in_all(self) -> int:
        """As many events as can be told to have been sealed."""
        return sum(self._sealed_events(self.learners()))

    def _sealed_events(self, scopes: Iterable[tuple[str, str]]) -> Iterator[int]:
        for user, roadmap in scopes:
            with suppress(Unsound):
                yield self.sealed_events(user, roadmap)


Prepared = TypeVar("Prepared", bound=Migratable)
Step = Callable[[Migratable], None]
STEPS: tuple[Step, ...] = ()
Meta = Mapping[str, str]
"""The versions that a database says it is of."""


def needs_preparation(store: Migratable) -> bool:
    """Whether anything must be written before this database can be used. Raises DatabaseUnusable for a foreign one."""
    names = store.tables()
    if META not in names:
        if names.issuperset({"event", *PROJECTIONS}):
            raise Unsound("it does not say which version of roadmap wrote it", can_be_written=False)
        if names:
            sentence = f"{store.place} is a database of another program"
            raise DatabaseUnusable(sentence, "where its name comes from is told by: roadmap config database")
        return True
    meta = meta_of(store)
    return is_of_older_schema(store, meta) or is_of_other_projection(meta)


def is_of_older_schema(store: Migratable, meta: Meta) -> bool:
    """Raises DatabaseUnusable for a newer one."""
    schema = schema_of(store, meta)
    if schema > len(STEPS) + 1:
        sentence = f"{store.place} was written by a newer version of roadmap"
        raise DatabaseUnusable(sentence, "upgrade roadmap: python -m pip install --upgrade learning-roadmap")
    return schema <= len(STEPS)


def is_of_other_projection(meta: Meta) -> bool:
    """Whether what is derived in it is not as this version has it."""
    return meta.get("projection") != PROJECTION_VERSION


def prepare(store: Migratable) -> None:
    """Create what is missing, migrate what is old, fold projections of another version anew."""
    with store.transaction():
        if META not in store.tables():
            store.create_tables()
            newest = {"schema": str(len(STEPS) + 1), "projection": PROJECTION_VERSION}
            store.run("put_meta", [{"key": key, "value": value} for key, value in newest.items()])
    meta = meta_of(store)
    schema = schema_of(store, meta)
    if schema <= len(STEPS):
        store.backup(f"schema-{schema}")
    for number, step in enumerate(STEPS[schema - 1 :], start=schema + 1):
        with store.transaction():
            step(store)
            store.run("put_meta", [{"key": "schema", "value": str(number)}])
    if schema <= len(STEPS) or is_of_other_projection(meta):
        with store.transaction():
            store.assert_nothing_gone()
            store.add_columns()
            store.fit_indexes()
            store.rebuild()


def meta_of(store: Store) -> Meta:
    return {str(key): str(value) for key, value in store.rows("meta")}


def schema_of(store: Migratable, meta: Meta) -> int:
    schema = meta.get("schema", "")
    if not schema.isdecimal() or int(schema) < 1:
        sentence = f"{store.place} is damaged: it does not say which version of roadmap wrote it"
        raise DatabaseUnusable(sentence, "see what can be saved, which changes nothing: roadmap doctor")
    return int(schema)


@contextmanager
def in_transaction(opened: AbstractContextManager[Prepared]) -> Iterator[Prepared]:
    """One transaction on a database that is fit for use: committed at the end of the block, or nothing has happened."""
    with opened as store:
        if needs_preparation(store):
            prepare(store)
        with store.transaction():
            yield store
            store.settle_names()
