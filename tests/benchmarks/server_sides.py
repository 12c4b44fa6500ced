"""What is asked of a shared database, by the program and by hand: the statements that somebody would write for the same answer
who trusts the tables, through psycopg alone. Either side opens a connection each time, as a command does.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import psycopg
from psycopg import IsolationLevel
from sqlalchemy import event

from roadmap_cli import definition
from roadmap_cli.definition import Definition
from roadmap_cli.domain.events import CANDIDACY_KINDS, INTENTION_KINDS
from roadmap_cli.services.cohort import CohortAsked, cohort
from roadmap_cli.services.mark import mark
from roadmap_cli.services.status import status
from roadmap_cli.services.workspace import WINDOW_DAYS, Workspace
from roadmap_cli.settings import Flags
from roadmap_cli.settings.folders import cache_folder
from roadmap_cli.storage.server import engine_of
from roadmap_cli.use_cases.session import Session

LINES = 30
"""Of a page: a screen."""
MENTOR = "grace"
"""Of all groups."""
KINDS = sorted(INTENTION_KINDS | CANDIDACY_KINDS)
TOPICS = 'SELECT * FROM topic_progress WHERE "user" = %s AND roadmap = %s'
STATUS = (
    'SELECT * FROM choice WHERE "user" = %s AND roadmap = %s',
    'SELECT DISTINCT day FROM study_day WHERE "user" = %s AND roadmap = %s',
    'SELECT * FROM topic_memory WHERE "user" = %s AND roadmap = %s',
)
RECENT = 'SELECT * FROM study_day WHERE "user" = %s AND roadmap = %s AND day >= %s'
INTENDED = (
    "SELECT * FROM event WHERE \"user\" = %s AND roadmap = %s AND kind = ANY(%s) AND kind != 'logged' AND NOT EXISTS"
    ' (SELECT FROM undone_batch AS gone WHERE gone."user" = event."user" AND gone.roadmap = event.roadmap'
    " AND gone.batch = event.batch) ORDER BY id"
)
INSERT = "INSERT INTO event VALUES (%s, %s, %s, %s, 'finished', %s, %s, %s, '{}', 'laptop.k3f9a2', %s)"
ARRIVED = 'SELECT max(arrived) FROM event WHERE "user" = %s'
MARK = (
    "INSERT INTO topic_progress VALUES (%s, %s, %s, 'done', %s, NULL, %s, 0, 0, 0, 0, %s, 0, '', '')"
    ' ON CONFLICT ("user", roadmap, topic) DO UPDATE SET status = excluded.status, decided = excluded.decided,'
    " finished_at = excluded.finished_at, last_day = excluded.last_day"
)
DAY = (
    "INSERT INTO study_day VALUES (%s, %s, %s, %s, 0, 1, 0)"
    ' ON CONFLICT ("user", roadmap, day, topic) DO UPDATE SET events = study_day.events + 1'
)
SUMMARY = (
    "UPDATE summary SET newest = %s, done = done + 1, hours_done = hours_done + 1, percent = 100 * hours_done / hours,"
    ' seen = %s WHERE "user" = %s AND roadmap = %s'
)
PAGE = (
    "SELECT count(*), count(*) FILTER (WHERE percent >= 100), count(*) FILTER (WHERE due < %s) FROM summary WHERE roadmap = %s",
    "SELECT stuck, count(*) FROM summary WHERE due < %s AND roadmap = %s GROUP BY stuck ORDER BY 2 DESC, 1 LIMIT 5",
)
PHASES = (
    "SELECT its->>0, sum((its->>1)::int), sum((its->>2)::int), sum((its->>3)::float), sum((its->>4)::float)"
    " FROM summary, jsonb_array_elements(phases::jsonb) AS its WHERE roadmap = %s GROUP BY 1"
)
LEARNERS = 'SELECT * FROM summary WHERE roadmap = %s ORDER BY "user" LIMIT %s'


class Took(NamedTuple):
    """Seconds: all of it, and those of it until the server let one in."""

    whole: float
    connecting: float


class Client:
    """One process that asks. The roadmap is read before, and once: what that costs is measured elsewhere."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.definition = builtin()
        self.roadmap = self.definition.roadmap
        self.topics = list(self.roadmap.topics)
        self.connecting = 0.0
        engine_of.cache_clear()  # those of a process that this one was forked from tell that one
        for writes in (False, True):
            event.listen(engine_of(address, writes=writes), "do_connect", self.connected)

    def connected(self, dialect: Any, _: object, words: Any, options: Any) -> Any:
        began = time.perf_counter()
        connection = dialect.connect(*words, **options)
        self.connecting = time.perf_counter() - began
        return connection

    def session(self, user: str) -> Session:
        made = Session(Flags(user=user, database=self.address))
        made.greets = False
        made.definition = self.definition
        return made

    def connection(self, *, writes: bool) -> psycopg.Connection[Any]:
        began = time.perf_counter()
        made = psycopg.connect(self.address)
        self.connecting = time.perf_counter() - began
        if not writes:
            made.isolation_level, made.read_only = IsolationLevel.REPEATABLE_READ, True
        return made


Ask = Callable[[Client, str, int], object]
"""By a client, of a learner; the number is of a topic."""


class Operation(NamedTuple):
    """`role` is who asks, where that is not the owner; with `again` of whom the same has been asked a moment before."""

    name: str
    program: Ask
    by_hand: Ask
    role: str = ""
    again: bool = False


def builtin() -> Definition:
    return definition.load(definition.builtin(), Path(cache_folder()))


def today() -> date:
    return datetime.now(UTC).date()


def days(day: date) -> int:
    """As summaries count them."""
    return (day - date(1970, 1, 1)).days


def took(client: Client, ask: Ask, user: str, topic: int) -> Took:
    began = time.perf_counter()
    ask(client, user, topic)
    return Took(time.perf_counter() - began, client.connecting)


def _status(client: Client, user: str, _: int) -> object:
    return client.session(user).read(status, extent="folded")


def _status_by_hand(client: Client, user: str, _: int) -> None:
    whose = user, client.roadmap.id
    with client.connection(writes=False) as connection:
        for statement in (TOPICS, *STATUS):
            connection.execute(statement, whose).fetchall()
        connection.execute(RECENT, (*whose, (today() - timedelta(days=WINDOW_DAYS)).isoformat())).fetchall()
        connection.execute(INTENDED, (*whose, KINDS)).fetchall()


def _done(client: Client, user: str, topic: int) -> None:
    client.session(user).write(mark_another, client.topics[topic % len(client.topics)])


def mark_another(workspace: Workspace, topic: str) -> None:
    """Done, or to do again where it is done: each time something is recorded."""
    state = workspace.log.state(workspace.user, workspace.roadmap.id).topics.get(topic)
    kind = "reset" if state and state.status == "done" else "finished"
    mark(workspace, kind, [workspace.roadmap.topics[topic]])


def _done_by_hand(client: Client, user: str, topic: int) -> None:
    whose, now, its = (user, client.roadmap.id), datetime.now(UTC), client.topics[topic % len(client.topics)]
    identifier, at, day = f"f{str(uuid4())[1:]}", now.isoformat(), f"{now:%Y-%m-%d}"
    with client.connection(writes=True) as connection:
        connection.execute(TOPICS, whose).fetchall()
        (arrived,) = connection.execute(ARRIVED, (user,)).fetchone() or (0,)
        connection.execute(INSERT, (user, identifier, identifier, client.roadmap.id, its, at, day, arrived + 1))
        connection.execute(MARK, (*whose, its, identifier, at, day))
        connection.execute(DAY, (*whose, day, its))
        connection.execute(SUMMARY, (identifier, days(now.date()), *whose))


def _page(client: Client, user: str, _: int) -> object:
    return client.session(user).read(cohort, CohortAsked(lines=LINES))


def _page_by_hand(client: Client, _: str, __: int) -> None:
    with client.connection(writes=False) as connection:
        for statement in PAGE:
            connection.execute(statement, (days(today()), client.roadmap.id)).fetchall()
        connection.execute(PHASES, (client.roadmap.id,)).fetchall()
        connection.execute(LEARNERS, (client.roadmap.id, LINES)).fetchall()


class Said(NamedTuple):
    """A statement of the program, with what was given for it, once or many times."""

    words: str
    given: Any


@contextmanager
def overheard(address: str) -> Iterator[list[Said]]:
    """What the program says meanwhile, on engines that have not been used yet."""
    found: list[Said] = []

    def hear(_: object, __: object, words: str, given: Any, *___: object) -> None:
        found.append(Said(words, given))

    for writes in (False, True):
        event.listen(engine_of(address, writes=writes), "before_cursor_execute", hear)
    yield found


def said_again(client: Client, user: str, said: Sequence[Said], *, writes: bool) -> None:
    """The very same statements, of another learner, with psycopg alone."""
    with client.connection(writes=writes) as connection, connection.cursor() as cursor:
        for words, given in said:
            if isinstance(given, list):
                cursor.executemany(words, [_of(each, user) for each in given])
            else:
                cursor.execute(words, _of(given, user))
            if cursor.description:
                cursor.fetchall()


def _of(given: dict[str, Any], user: str) -> dict[str, Any]:
    return {key: user if key.startswith("user") else value for key, value in given.items()}


OPERATIONS = OF_STATUS, OF_DONE, OF_PAGE = (
    Operation("status", _status, _status_by_hand),
    Operation("done", _done, _done_by_hand),
    Operation("page", _page, _page_by_hand),
)
AGAIN = OF_STATUS._replace(name="status again", again=True)
BY_MENTOR = OF_PAGE._replace(name="page by a mentor", role=MENTOR)
TIMED = (OF_STATUS, AGAIN, OF_DONE, OF_PAGE, BY_MENTOR)
"""Those of which the server's time is told, in the order of the table."""
