"""A cohort of any size on the built-in roadmap: `python tests/benchmarks/cohort_made_up.py ADDRESS LEARNERS`.

A few learners are made up in full, through the storage's own fold; everybody else is one of them under another name, which the
database copies by itself. So a hundred thousand have every row, seal and summary that they would have.
"""

import random
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from roadmap_cli import definition, storage
from roadmap_cli.domain.cohort import Member
from roadmap_cli.domain.events import Event, next_id
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.scheduling import by
from roadmap_cli.services.cohort import keep
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.storage.migrations import DERIVED
from roadmap_cli.storage.sqlite import SqliteStore
from roadmap_cli.storage.store import Store

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.cohort_copied import TABLES, copied

MODELS = 40
"""Learners that differ in more than their names."""
AT_ONCE = 500
GROUPS = ("autumn", "evening", "spring")
COPIED = ("event", *DERIVED)


def fill(address: str, learners: int, now: datetime | None = None, processes: int = 1, models: int = MODELS) -> None:
    """A database that is begun by it, or has nobody of these names yet. A server is filled by several at once."""
    now, models = now or datetime.now(UTC), min(models, learners)
    with TemporaryDirectory() as folder:
        made = Path(folder) / "models.db"
        _make(made, definition.load(definition.builtin(), Path(folder)).roadmap, models, now)
        with storage.writing(address) as store:  # begins it, where need be
            store.cohort.add([Member(name_of(0), GROUPS[0])])
        with closing(sqlite3.connect(made)) as source, storage.writing(address) as store:
            for table in COPIED:
                _put(store, table, source.execute(f"SELECT {', '.join(_columns(table))} FROM {table}").fetchall())  # noqa: S608
    if storage.is_file(address):
        _copy_in_file(address, range(models, learners))
    else:
        copied(address, COPIED, range(models, learners), GROUPS, processes)


def _copy_in_file(address: str, numbers: range) -> None:
    models = numbers.start
    for first in range(models, numbers.stop, AT_ONCE):
        with storage.writing(address) as store:
            _copy(store, [(number, number % models) for number in range(first, min(first + AT_ONCE, numbers.stop))])
    for first in range(0, numbers.stop, AT_ONCE):
        names = map(name_of, range(first, min(first + AT_ONCE, numbers.stop)))
        with storage.writing(address) as store:
            store.cohort.add(Member(name, GROUPS[int(name[-2:]) % len(GROUPS)]) for name in names)


def name_of(number: int) -> str:
    return f"learner-{number:06}"


def _make(path: Path, roadmap: Roadmap, models: int, now: datetime) -> None:
    with storage.writing(str(path)) as store:
        store.merge(_events(roadmap, 0, now))
    with storage.writing(str(path)) as store:
        for number in range(models):
            store.merge(_events(roadmap, number, now))
            keep(_workspace(roadmap, store, number, now))


def _columns(table: str) -> list[str]:
    return [f'"{column.name}"' for column in TABLES[table].columns]


def _put(store: Store, table: str, rows: Sequence[Sequence[Any]]) -> None:
    """Into a table of either adapter, as they are."""
    if isinstance(store, SqliteStore):
        marks = ", ".join("?" * len(TABLES[table].columns))
        store.connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
    elif rows:
        names = [column.name for column in TABLES[table].columns]
        told = [dict(zip(names, row, strict=True)) for row in rows]
        store.session.connection().execute(TABLES[table].insert(), told)


def _copy(store: Store, pairs: list[tuple[int, int]]) -> None:
    assert isinstance(store, SqliteStore)
    values = ", ".join(f"('{name_of(new)}', '{name_of(model)}')" for new, model in pairs)
    for table in COPIED:
        columns = _columns(table)[1:]
        told = ", ".join(f"its.{column}" for column in columns)
        store.connection.execute(
            f'INSERT INTO {table} ("user", {", ".join(columns)}) WITH names(new, model) AS (VALUES {values})'  # noqa: S608
            f' SELECT names.new, {told} FROM names JOIN {table} AS its ON its."user" = names.model ORDER BY names.new'
        )


def _workspace(roadmap: Roadmap, store: Store, number: int, now: datetime) -> Workspace:
    return Workspace(roadmap=roadmap, user=name_of(number), log=store, now=now, chance=Random(0), scheduling=by)


def _events(roadmap: Roadmap, number: int, now: datetime) -> Iterator[Event]:
    """Some topics done, about one in three days, and perhaps one in progress."""
    last = None
    for kind, topic, data, ago in sorted(_said(roadmap, number), key=lambda each: -each[3]):
        at = now - timedelta(days=ago)
        last = next_id(last, int(at.timestamp() * 1000), number)
        yield Event(
            user=name_of(number),
            id=last,
            batch=last,
            roadmap=roadmap.id,
            kind=kind,
            topic=topic,
            at=at,
            day=at.date(),
            data=data,
        )


def _said(roadmap: Roadmap, number: int) -> Iterator[tuple[str, str, dict[str, object], float]]:
    draw = random.Random(number)
    topics = list(roadmap.topics.values())
    done, idle, pace = draw.randrange(len(topics)), draw.choice((0, 0, 1, 3, 10, 40)), draw.uniform(2, 5)
    for place, topic in enumerate(topics[: done + 1]):
        ago = idle + (done - place) * pace
        yield "started", topic.id, {}, ago + 2
        yield "logged", topic.id, {"minutes": draw.randint(20, 120)}, ago + 1.5
        yield "logged", topic.id, {"minutes": draw.randint(20, 120)}, ago + 1
        if place == done:
            return
        yield "finished", topic.id, {}, ago + 1
        if draw.random() < 0.1:
            yield "linked", topic.id, {"url": "https://example.org/proof", "proves": True}, ago + 0.9
        for card in topic.cards[:2]:
            yield "graded", topic.id, {"card": card, "rating": draw.choice((1, 3, 3, 4))}, ago + 0.8


if __name__ == "__main__":
    fill(sys.argv[1], int(sys.argv[2]))
