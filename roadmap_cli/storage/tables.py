"""The tables, said once. Both adapters stand on them: texts and numbers only, so that any database holds them.

Times are ISO 8601 in UTC with microseconds, days are ISO dates, `data` is JSON.
"""

from sqlalchemy import Index, Text, func, literal_column, text
from sqlmodel import AutoString, Field, SQLModel


def _some(name: str, condition: str, *columns: str) -> Index:
    """An index of some rows, for the statements that say the same condition in the same words."""
    return Index(name, *columns, sqlite_where=text(condition), postgresql_where=text(condition))


class EventRow(SQLModel, table=True):
    """The truth: append-only. Its indexes are what tests/storage/test_plans.py shows to be needed, and no column longer: those
    of the roadmap, the device and the topic hold the id, because the newest are asked for; those of the roadmap and the topic tell
    of rows that have gone.

    `arrived` numbers the events of a learner as this database got them: it says what is new here, and is no part of the event.
    """

    __tablename__ = "event"
    __table_args__ = (
        Index("event_of_roadmap", "user", "roadmap", "id"),
        Index("event_of_device", "user", "roadmap", "device", "id"),
        Index("event_of_topic", "user", "roadmap", "topic", "id", "kind"),
        _some("event_of_kind", "kind != 'logged'", "user", "roadmap", "kind", "day"),
        _some("event_of_timer", "kind = 'timed'", "user", "roadmap", "id"),
        _some("event_of_rename", "kind = 'renamed'", "user", "id"),
        Index("event_of_batch", "user", "batch"),
        Index("event_of_arrival", "user", "arrived"),
        Index("event_of_ending", "user", func.substr(literal_column("id"), literal_column("33"))),
    )

    user: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    batch: str
    roadmap: str
    kind: str
    topic: str | None
    at: str
    day: str
    data: str
    device: str | None = None
    arrived: int | None = None


class TopicProgressRow(SQLModel, table=True):
    __tablename__ = "topic_progress"

    user: str = Field(primary_key=True)
    roadmap: str = Field(primary_key=True)
    topic: str = Field(primary_key=True)
    status: str
    decided: str
    started_at: str | None
    finished_at: str | None
    minutes: int
    notes: int
    links: int
    proofs: int
    last_day: str | None
    placed: int
    ticks: str
    first_finished: str


class StudyDayRow(SQLModel, table=True):
    __tablename__ = "study_day"
    __table_args__ = (Index("study_day_of_topic", "user", "roadmap", "topic"),)

    user: str = Field(primary_key=True)
    roadmap: str = Field(primary_key=True)
    day: str = Field(primary_key=True)
    topic: str = Field(primary_key=True)
    minutes: int
    events: int
    grades: int


class CardRow(SQLModel, table=True):
    """A card that was graded or written; `question` and `answer` only of the learner's own."""

    __tablename__ = "card"

    user: str = Field(primary_key=True)
    roadmap: str = Field(primary_key=True)
    topic: str = Field(primary_key=True)
    card: str = Field(primary_key=True)
    question: str | None
    answer: str | None
    written: str
    stability: float | None
    difficulty: float | None
    reviews: int
    lapses: int
    first_day: str | None
    last_day: str | None


class TopicMemoryRow(SQLModel, table=True):
    """The memory of all cards of a topic in one row, as JSON, because thousands of rows are slow to read."""

    __tablename__ = "topic_memory"

    user: str = Field(primary_key=True)
    roadmap: str = Field(primary_key=True)
    topic: str = Field(primary_key=True)
    memory: str


class ChoiceRow(SQLModel, table=True):
    __tablename__ = "choice"

    user: str = Field(primary_key=True)
    roadmap: str = Field(primary_key=True)
    choice: str = Field(primary_key=True)
    option: str | None
    decided: str


class UndoneBatchRow(SQLModel, table=True):
    """Batches that do not count at present, so that a query can leave them out."""

    __tablename__ = "undone_batch"

    user: str = Field(primary_key=True)
    roadmap: str = Field(primary_key=True)
    batch: str = Field(primary_key=True)


class SealRow(SQLModel, table=True):
    """What the rows of a part add up to, so that others than those are noticed: see `seal.py`. `name` is the month of days,
    the topic of cards. The part `log` has the newest event and the sum of the other seals.
    """

    __tablename__ = "seal"

    user: str = Field(primary_key=True)
    roadmap: str = Field(primary_key=True)
    part: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    value: str


class SummaryRow(SQLModel, table=True):
    """What mentors read of one learner on one roadmap: see `domain/summary.py`. Days are counted from 1970-01-01 on, so that
    any database reckons with them. `minutes` are sums of six digits each, `phases` and `facts` JSON. Of files it is derived,
    and made anew when a cohort is asked for; on a server every command of the learner keeps it, and no refold drops it.
    """

    __tablename__ = "summary"

    user: str = Field(primary_key=True)
    roadmap: str = Field(primary_key=True)
    newest: str
    made_with: str
    percent: float
    done: int
    topics: int
    hours_done: float
    hours: float
    proven: int
    seen: int | None
    minutes: str
    topic: str | None
    stuck: str | None
    due: int | None
    phase: str
    phases: str
    facts: str


class MembershipRow(SQLModel, table=True):
    """Who belongs to which group. Derived of nothing, and no event: a group is the mentors' affair."""

    __tablename__ = "membership"

    user: str = Field(primary_key=True)
    group: str = Field(primary_key=True)
    role: str


class MetaRow(SQLModel, table=True):
    """`schema` and `projection`: the versions of the event table and of everything derived from it."""

    __tablename__ = "roadmap_meta"

    key: str = Field(primary_key=True)
    value: str


for _column in (each for table in SQLModel.metadata.tables.values() for each in table.columns):
    if isinstance(_column.type, AutoString):  # which a server may sort as people of its country do
        _column.type = _column.type.with_variant(Text(collation="C"), "postgresql")
