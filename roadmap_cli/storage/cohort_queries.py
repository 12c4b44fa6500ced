"""The statements about cohorts: of summaries a page in an order, and sums over all; of groups their members."""

from sqlalchemy import (
    ColumnElement,
    Float,
    Integer,
    String,
    TableValuedAlias,
    and_,
    bindparam,
    case,
    cast,
    delete,
    exists,
    func,
    literal_column,
    or_,
    select,
    true,
    type_coerce,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import SQLModel

from roadmap_cli.storage import tables as _tables  # noqa: F401 - defines the tables of the metadata
from roadmap_cli.storage.clauses import Insert, Query, equal, upsert

SUM_LETTERS = 6
"""Of each sum of minutes."""
FAR = 4_000_000
"""A day that is later than any: of a topic that is not due."""
_ITS = SQLModel.metadata.tables["summary"]
_MEMBER = SQLModel.metadata.tables["membership"]
_SEAL = SQLModel.metadata.tables["seal"]
_NONE: ColumnElement[str] = literal_column("''")
"""What is given for a condition that is not asked for."""


def cohort_queries(insert: Insert) -> dict[str, Query]:
    here = select(_ITS).where(*_wanted())
    page = here.limit(bindparam("limit")).offset(bindparam("after"))
    return {
        "put_summary": upsert(insert, _ITS),
        "summary": select(_ITS).where(*equal(_ITS, "user", "roadmap")),
        "cohort_by_name": page.order_by(_ITS.c.user),
        "cohort_from_last_name": page.order_by(_ITS.c.user.desc()),
        "cohort_by_need": page.order_by(bindparam("sign", type_=Integer) * _need(), _ITS.c.user),
        "cohort_numbers": _numbers(),
        "cohort_phases": _phases(is_sqlite=insert is sqlite.insert),
        "cohort_stuck": _stuck(),
        "stale_summaries": _stale(),
        "groups": _groups(),
        "groups_of_user": select(_MEMBER).where(*equal(_MEMBER, "user")).order_by(_MEMBER.c.group),
        "members": select(_MEMBER).where(*equal(_MEMBER, "group")).order_by(_MEMBER.c.user),
        "put_member": upsert(insert, _MEMBER),
        "drop_member": delete(_MEMBER).where(*equal(_MEMBER, "user", "group")),
    }


def _wanted() -> tuple[ColumnElement[bool], ...]:
    """Of the learners those that are asked for. Of a group each membership is found by its key."""
    group, phase = bindparam("group", type_=String), bindparam("phase", type_=String)
    idle = bindparam("idle", type_=Integer)
    its = _MEMBER.c.user == _ITS.c.user, _MEMBER.c.group == group, _MEMBER.c.role == literal_column("'learner'")
    return (
        _ITS.c.roadmap == bindparam("roadmap"),
        or_(group == _NONE, exists().where(*its)),
        or_(phase == _NONE, _ITS.c.phase == phase),
        or_(idle < 0, func.coalesce(_ITS.c.seen, 0) <= idle),
    )


def _need() -> ColumnElement[float]:
    """A number for each order, the least of whom should be looked at first. Sorted in the database, which keeps no more of it
    than a page.
    """
    order = bindparam("order", type_=String)
    numbers: dict[str, ColumnElement[float]] = {
        "percent": _ITS.c.percent,
        "hours": cast(_recent_minutes(), Float),
        "seen": cast(func.coalesce(_ITS.c.seen, literal_column("0")), Float),
        "stuck": cast(func.coalesce(_ITS.c.due, literal_column(str(FAR))), Float),
        "proven": cast(_ITS.c.proven, Float),
    }
    return case(*((order == literal_column(repr(name)), number) for name, number in numbers.items()), else_=None)


def _recent_minutes() -> ColumnElement[int]:
    """Those from the day `since` up to the last one: the sum that begins where so many others end."""
    since = bindparam("since", type_=Integer)
    place: ColumnElement[int] = literal_column("1") + literal_column(str(SUM_LETTERS)) * (_ITS.c.seen - since)
    letters = func.substr(_ITS.c.minutes, place, literal_column(str(SUM_LETTERS)))
    # a clock that is ahead may have seen a day to come
    is_within = and_(_ITS.c.seen >= since, place < func.length(_ITS.c.minutes))
    return case((is_within, cast(letters, Integer)), else_=literal_column("0"))


def _numbers() -> Query:
    done = case((_ITS.c.percent >= literal_column("100"), literal_column("1")))
    stuck = case((_ITS.c.due < bindparam("today", type_=Integer), literal_column("1")))
    return select(func.count(), func.count(done), func.count(stuck)).select_from(_ITS).where(*_wanted())


def _phases(*, is_sqlite: bool) -> Query:
    """What the phases of all add up to, by id."""
    each = _each_phase(is_sqlite=is_sqlite)

    def part(place: int) -> ColumnElement[str]:
        if is_sqlite:
            return type_coerce(func.json_extract(each.c.value, literal_column(f"'$[{place}]'")), String)
        return each.c.value.op("->>")(literal_column(str(place)))

    name = part(0)
    topics = [func.sum(cast(part(place), Integer)) for place in (1, 2)]
    hours = [func.sum(cast(part(place), Float)) for place in (3, 4)]
    its = select(name, *topics, *hours).select_from(_ITS.join(each, true())).where(*_wanted())
    return its.group_by(name)


def _each_phase(*, is_sqlite: bool) -> TableValuedAlias:
    """Of a text as JSON a server would look for each number from the beginning again."""
    if is_sqlite:
        return func.json_each(_ITS.c.phases).table_valued("value", name="each")
    return func.jsonb_array_elements(cast(_ITS.c.phases, JSONB)).table_valued("value", name="each")


def _stuck() -> Query:
    """Topics that learners are stuck at, those of most learners first."""
    number = func.count().label("number")
    its = select(_ITS.c.stuck, number).where(*_wanted(), _ITS.c.due < bindparam("today", type_=Integer))
    return its.group_by(_ITS.c.stuck).order_by(number.desc(), _ITS.c.stuck).limit(bindparam("limit"))


def _groups() -> Query:
    learner, mentor = (
        func.count(case((_MEMBER.c.role == literal_column(f"'{role}'"), literal_column("1"))))
        for role in ("learner", "mentor")
    )
    return select(_MEMBER.c.group, learner, mentor).group_by(_MEMBER.c.group).order_by(_MEMBER.c.group)


def _stale() -> Query:
    """Whose summary is missing, or of an event or a roadmap that is not theirs any more. One seek in an index for each learner,
    whatever they have recorded.
    """
    learner = select(func.min(_SEAL.c.user).label("user")).cte("learner", recursive=True)
    following = select(func.min(_SEAL.c.user)).where(_SEAL.c.user > learner.c.user).scalar_subquery()
    learner = learner.union_all(select(following).where(learner.c.user.is_not(None)))
    its = (
        _SEAL.c.user == learner.c.user,
        _SEAL.c.roadmap == bindparam("roadmap"),
        _SEAL.c.part == literal_column("'log'"),
    )
    here = _ITS.c.user == _SEAL.c.user, _ITS.c.roadmap == _SEAL.c.roadmap
    found = learner.join(_SEAL, and_(*its, _SEAL.c.name == _NONE)).outerjoin(_ITS, and_(*here))
    newest = func.substr(_SEAL.c.value, literal_column("1"), func.length(_ITS.c.newest))
    others = _ITS.c.newest != newest, _ITS.c.made_with != bindparam("made_with")
    return select(_SEAL.c.user).select_from(found).where(or_(_ITS.c.user.is_(None), *others)).order_by(_SEAL.c.user)
