"""Every statement of the storage, by name, built from the tables. `sql.py` runs them; `statements.py` is their text."""

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    String,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    update,
)
from sqlmodel import SQLModel

from roadmap_cli.domain.edit import LEAST_LETTERS
from roadmap_cli.domain.events import CANDIDACY_KINDS
from roadmap_cli.domain.user_name import PASSED_OVER
from roadmap_cli.storage import tables as _tables  # noqa: F401 - defines the tables of the metadata
from roadmap_cli.storage.clauses import Insert, Query, equal, upsert
from roadmap_cli.storage.cohort_queries import cohort_queries
from roadmap_cli.storage.rows import AFTER_IDS

ID_LETTERS = 36

_EVENT = SQLModel.metadata.tables["event"]
_TOPIC = SQLModel.metadata.tables["topic_progress"]
_DAY = SQLModel.metadata.tables["study_day"]
_CARD = SQLModel.metadata.tables["card"]
_MEMORY = SQLModel.metadata.tables["topic_memory"]
_CHOICE = SQLModel.metadata.tables["choice"]
_UNDONE = SQLModel.metadata.tables["undone_batch"]
_SEAL = SQLModel.metadata.tables["seal"]
_SUMMARY = SQLModel.metadata.tables["summary"]
_MEMBER = SQLModel.metadata.tables["membership"]
_META = SQLModel.metadata.tables["roadmap_meta"]
_SAID = [each for each in _EVENT.c if each.name != "arrived"]
"""What an event says, wherever it is."""
_NOT_LOGGED = _EVENT.c.kind != literal_column("'logged'")
"""In the words of the index by kind, which leaves out what is logged: that is most of a log, and never asked for by kind."""
_END = func.substr(_EVENT.c.id, literal_column(str(ID_LETTERS - LEAST_LETTERS + 1)))
"""In the words of the index by ending."""


def queries(insert: Insert) -> dict[str, Query]:
    """Statements by name. `insert` is the dialect's own, for ON CONFLICT; parameters are named like the columns."""
    return {**_event_queries(insert), **_projection_queries(insert), **cohort_queries(insert), **_renames()}


def _event_queries(insert: Insert) -> dict[str, Query]:
    here = _match(_EVENT, "user", "roadmap")
    events = select(*_SAID)
    gone = exists().where(*equal(_UNDONE, "user", "roadmap"), _UNDONE.c.batch == _EVENT.c.batch)
    newest = here.order_by(_EVENT.c.id.desc())
    since = newest.where(_EVENT.c.id >= bindparam("after")).limit(bindparam("limit"))
    return {
        "insert_event": insert(_EVENT).on_conflict_do_nothing(),
        "last_id": _last_id(),
        "newest_id": select(_newest_id()),
        "all_events": events,
        "events": here.order_by(_EVENT.c.id),
        "events_of_topic": _match(_EVENT, "user", "roadmap", "topic").order_by(_EVENT.c.id),
        "events_of_topic_and_kinds": here.where(*equal(_EVENT, "topic"), _of_given_kinds()).order_by(_EVENT.c.id),
        "events_of_kinds": here.where(_of_given_kinds(), _NOT_LOGGED, *_within(_EVENT)),
        "days_of_kind": _days_of_kind(),
        "events_of_batch": events.where(*equal(_EVENT, "user", "batch")),
        "commands_of_events": _commands_of(),
        "events_by_id": events.where(*equal(_EVENT, "user"), _EVENT.c.id.in_(bindparam("ids", expanding=True))),
        "oldest_events": here.order_by(_EVENT.c.id).limit(bindparam("limit")),
        "newest_events": since,
        "newest_events_of_topic": since.where(*equal(_EVENT, "topic")),
        "newest_ordinary": newest.where(*_ordinary()).limit(bindparam("limit")),
        "events_ending_in": events.where(*equal(_EVENT, "user"), _END.in_(bindparam("ends", expanding=True))),
        "candidacy": _candidacy(here),
        "newest_timed": newest.where(_EVENT.c.kind == literal_column("'timed'"), ~gone).limit(bindparam("limit")),
        **_of_devices(gone),
        "renames": events.where(_EVENT.c.kind == literal_column("'renamed'")),
        "arrivals": _arrivals(events),
        "arrival": select(_EVENT.c.id).where(*equal(_EVENT, "user", "arrived")),
        "last_arrival": select(_last_arrival()),
        "next_user": select(func.min(_EVENT.c.user)).where(_EVENT.c.user > bindparam("after")),
        "next_roadmap": select(func.min(_EVENT.c.roadmap)).where(
            *equal(_EVENT, "user"), _EVENT.c.roadmap > bindparam("after")
        ),
        "scopes": select(_EVENT.c.user, _EVENT.c.roadmap).distinct(),
    }


def _last_id() -> Query:
    """With the number of the newest arrival, which whoever writes needs as well."""
    return select(_greatest(_EVENT.c.id, _EVENT.c.id < bindparam("before")), _last_arrival())


def _last_arrival() -> Query:
    return _greatest(_EVENT.c.arrived, _EVENT.c.arrived.is_not(None))


def _arrivals(events: Query) -> Query:
    """What one learner's log got after one number, up to another."""
    within = _EVENT.c.arrived > bindparam("after"), _EVENT.c.arrived <= bindparam("last")
    return events.where(*equal(_EVENT, "user"), *within).order_by(_EVENT.c.arrived)


def _days_of_kind() -> Query:
    """How many of a kind are recorded for each day, and how many of these are undone."""
    undone = _EVENT.outerjoin(_UNDONE, and_(*(_UNDONE.c[key] == _EVENT.c[key] for key in ("user", "roadmap", "batch"))))
    its = (*equal(_EVENT, "user", "roadmap", "kind"), _NOT_LOGGED, *_within(_EVENT))
    numbers = select(_EVENT.c.day, func.count(), func.count(_UNDONE.c.batch)).select_from(undone)
    return numbers.where(*its).group_by(_EVENT.c.day)


def _commands_of() -> Query:
    """Not limited to the roadmap, or else SQLite would read its whole history: a batch is of one roadmap anyhow."""
    its = _EVENT.alias("its")
    mine = (its.c.user == bindparam("user"), its.c.roadmap == bindparam("roadmap"))
    batches = select(its.c.batch).where(*mine, its.c.id.in_(bindparam("ids", expanding=True)))
    return select(*_SAID).where(*equal(_EVENT, "user"), _EVENT.c.batch.in_(batches))


def _ordinary() -> list[ColumnElement[bool]]:
    """What undo takes back."""
    return [_EVENT.c.kind != kind for kind in sorted(PASSED_OVER)]


def _of_given_kinds() -> ColumnElement[bool]:
    return _EVENT.c.kind.in_(bindparam("kinds", expanding=True))


def _of_devices(gone: ColumnElement[bool]) -> dict[str, Query]:
    """Of one as it is written, and of none. Sorted by the device as well, although it is the same: PostgreSQL does not know that of
    none, and would rather walk the log from its end than sort what it finds in the index.
    """
    by_device = _EVENT.c.device.desc(), _EVENT.c.id.desc()
    newest = _match(_EVENT, "user", "roadmap").order_by(*by_device).limit(bindparam("limit"))
    its = newest.where(*equal(_EVENT, "device"))
    nameless = newest.where(_EVENT.c.device.is_(None))
    return {
        "newest_of_device": its,
        "newest_of_no_device": nameless,
        "in_effect_of_device": its.where(*_ordinary(), ~gone),
        "in_effect_of_no_device": nameless.where(*_ordinary(), ~gone),
        "next_device": select(func.min(_EVENT.c.device)).where(
            *equal(_EVENT, "user", "roadmap"), _EVENT.c.device > bindparam("after")
        ),
    }


def _candidacy(here: Query) -> Query:
    """Practice since a day, and all of the rest, which is little."""
    its = or_(
        *(_EVENT.c.kind == kind for kind in sorted(CANDIDACY_KINDS))
    )  # by itself, so that the index is searched for each of them
    return here.where(its, _NOT_LOGGED, or_(_EVENT.c.kind != "practised", _EVENT.c.day >= bindparam("day")))


def _projection_queries(insert: Insert) -> dict[str, Query]:
    return {
        **_part_queries(insert),
        "days_of_topic": _match(_DAY, "user", "roadmap", "topic"),
        "sum_of_days": select(func.sum(_DAY.c.minutes), func.max(_DAY.c.day)).where(
            *equal(_DAY, "user", "roadmap", "topic")
        ),
        "cards": _match(_CARD, "user", "roadmap").order_by(_CARD.c.topic, _CARD.c.card),
        "seals": _seals(),
        "card_seals": _match(_SEAL, "user", "roadmap").where(_SEAL.c.part == "cards"),
        "put_seal": upsert(insert, _SEAL),
        "drop_seal": delete(_SEAL).where(*equal(_SEAL, "user", "roadmap", "part", "name")),
        "meta": select(_META.c.key, _META.c.value),
        "put_meta": upsert(insert, _META),
    }


def _part_queries(insert: Insert) -> dict[str, Query]:
    """Of each part that has seals: what reads it, and what changes one row of it."""
    return {
        "topics": _match(_TOPIC, "user", "roadmap"),
        "put_topic": upsert(insert, _TOPIC),
        "drop_topic": delete(_TOPIC).where(*equal(_TOPIC, "user", "roadmap", "topic")),
        "days": _match(_DAY, "user", "roadmap").where(*_within(_DAY)).order_by(_DAY.c.day, _DAY.c.topic),
        "put_day": upsert(insert, _DAY),
        "drop_day": delete(_DAY).where(*equal(_DAY, "user", "roadmap", "day", "topic")),
        "cards_of_topic": _match(_CARD, "user", "roadmap", "topic").order_by(_CARD.c.card),
        "put_card": upsert(insert, _CARD),
        "drop_card": delete(_CARD).where(*equal(_CARD, "user", "roadmap", "topic", "card")),
        "memories": _match(_MEMORY, "user", "roadmap"),
        "put_memory": upsert(insert, _MEMORY),
        "drop_memory": delete(_MEMORY).where(*equal(_MEMORY, "user", "roadmap", "topic")),
        "choices": _match(_CHOICE, "user", "roadmap"),
        "put_choice": upsert(insert, _CHOICE),
        "drop_choice": delete(_CHOICE).where(*equal(_CHOICE, "user", "roadmap", "choice")),
        "undone": _match(_UNDONE, "user", "roadmap"),
        "put_undone": insert(_UNDONE).on_conflict_do_nothing(),
        "drop_undone": delete(_UNDONE).where(*equal(_UNDONE, "user", "roadmap", "batch")),
    }


def _newest_id() -> Query:
    """Of texts that can be ids; one that a foreign hand gave may be anything. Any `at` will do, and is asked for so that the
    row itself is looked at: that it is in the index shows nothing.
    """
    can_be = _EVENT.c.id < AFTER_IDS, _EVENT.c.at >= ""
    return _greatest(_EVENT.c.id, *equal(_EVENT, "roadmap"), *can_be)


def _greatest(column: ColumnElement[str], *conditions: ColumnElement[bool]) -> ScalarSelect[str]:
    """Of one learner. A server would think twice of how to find a maximum: as one, and as the last in an index."""
    its = select(column).where(*equal(_EVENT, "user"), *conditions)
    return its.order_by(column.desc()).limit(literal_column("1")).scalar_subquery()


def _seals() -> Query:
    """But those of cards, which are many, with the newest event as it is."""
    its = select(_SEAL.c.part, _SEAL.c.name, _SEAL.c.value).where(*equal(_SEAL, "user", "roadmap"))
    return its.where(_SEAL.c.part != "cards").union_all(select(literal("event"), literal(""), _newest_id()))


def _renames() -> dict[str, Query]:
    """Of whom nothing is recorded there may be a summary that was left, and a place in a group that was prepared."""
    tables = (_EVENT, _TOPIC, _DAY, _CARD, _MEMORY, _CHOICE, _UNDONE, _SEAL, _SUMMARY, _MEMBER)
    whose = {table: update(table).where(table.c.user == bindparam("old")) for table in tables}
    renames = {f"rename_in_{table.name}": rows.values(user=bindparam("new")) for table, rows in whose.items()}
    ours = select(_MEMBER.c.group).where(_MEMBER.c.user == bindparam("old"))
    new, old = bindparam("new", type_=String), bindparam("old", type_=String)
    return {
        "clear_summary": delete(_SUMMARY).where(_SUMMARY.c.user == new, new != old),
        "clear_membership": delete(_MEMBER).where(_MEMBER.c.user == bindparam("new"), _MEMBER.c.group.in_(ours)),
        **renames,
    }


def _within(table: Table) -> tuple[ColumnElement[bool], ...]:
    """Of days or whole months, from one up to another."""
    return table.c.day >= bindparam("since"), table.c.day < bindparam("before")


def _match(table: Table, *columns: str) -> Query:
    """The rows of one learner on one roadmap, or of narrower ones; of what is derived without these two columns."""
    its = _SAID if table is _EVENT else [each for each in table.c if each.name not in {"user", "roadmap"}]
    return select(*its).where(*equal(table, *columns))
