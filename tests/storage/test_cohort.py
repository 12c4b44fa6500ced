"""Summaries and groups in their tables: sorted, narrowed and summed by the database as Python would, at a bounded cost."""

import sqlite3
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest
from conftest import NOW, examples
from hypothesis import given
from hypothesis import strategies as st
from storage_helpers import Address, ask, both, change, embedded, fact, watched, write

from roadmap_cli import storage
from roadmap_cli.domain.cohort import CohortPage, CohortPart, GroupSize, Member, Numbers, Order
from roadmap_cli.domain.intentions import Break
from roadmap_cli.domain.summary import (
    Finish,
    Foresight,
    InProgress,
    PhaseSums,
    Summary,
    hours_of_days,
)
from roadmap_cli.storage.sqlite import apart

TODAY = date(2026, 11, 23)
NAMES = ("ada", "=1+1", "<b>bo</b>", "o'neil", "zoë", "Ünal", "a b", "%", "_")
DAYS = st.integers(0, 200).map(lambda ago: TODAY - timedelta(days=ago))
BEGUN = st.builds(
    InProgress, st.sampled_from(["a", "b"]), DAYS, DAYS.map(lambda day: day + timedelta(50)), st.just(5), st.just(2.5)
)
PHASES = st.lists(
    st.builds(PhaseSums, st.sampled_from(["one", "two"]), st.integers(0, 3), st.just(3), st.just(1.5), st.just(4.0)),
    unique_by=lambda each: each.phase,
).map(tuple)


@st.composite
def summaries(draw: st.DrawFn) -> Summary:
    begun = tuple(draw(st.lists(BEGUN, max_size=2, unique_by=lambda each: each.topic)))
    seen = draw(st.none() | DAYS)
    sums = sorted(draw(st.lists(st.integers(0, 2000), min_size=90, max_size=90))) if seen else []
    return Summary(
        user=draw(st.sampled_from(NAMES)),
        roadmap=draw(st.sampled_from(["r", "r", "other"])),
        newest="01a22393-56f5-75c1-88d2-bd86d98cad39",
        made_with="1",
        percent=draw(st.sampled_from([0.0, 12.5, 99.9, 100.0])),
        proven=draw(st.integers(0, 3)),
        seen=seen,
        minutes=tuple(sums),
        topic=begun[0] if begun else None,
        stuck=min(begun, key=lambda each: each.due, default=None),
        phase=draw(st.sampled_from(["one", "two", ""])),
        phases=draw(PHASES),
        in_progress=begun,
        fades=(TODAY,),
        foresight=Foresight(10.5, 1.1, 7.0, TODAY, (Finish(TODAY, 2.0),), (Break(TODAY, TODAY),)),
    )


COHORTS = st.lists(summaries(), max_size=9, unique_by=lambda each: (each.user, each.roadmap))
PARTS = st.builds(
    CohortPart,
    st.just("r"),
    st.sampled_from([None, "spring", "autumn"]),
    st.sampled_from([None, "one", "two"]),
    st.none() | DAYS,
)
MEMBERS = st.lists(
    st.builds(
        Member, st.sampled_from(NAMES), st.sampled_from(["spring", "autumn"]), st.sampled_from(["learner", "mentor"])
    ),
    unique_by=lambda each: (each.user, each.group),
    max_size=9,
)


def wanted(cohort: list[Summary], members: list[Member], part: CohortPart) -> list[Summary]:
    return [
        each
        for each in sorted(cohort, key=lambda its: its.user)
        if each.roadmap == part.roadmap
        and (part.group is None or Member(each.user, part.group) in members)
        and part.phase in {None, each.phase}
        and (part.idle_since is None or each.seen is None or each.seen <= part.idle_since)
    ]


def need(order: Order, summary: Summary) -> float:
    return {
        "name": 0,
        "percent": summary.percent,
        "hours": hours_of_days(summary, TODAY),
        "seen": summary.seen.toordinal() if summary.seen else 0,
        "stuck": summary.stuck.due.toordinal() if summary.stuck else 10**7,
        "proven": summary.proven,
    }[order]


@given(summaries())
def test_a_summary_comes_back_from_its_row_as_it_was(summary: Summary) -> None:
    with apart() as store, store.transaction():
        store.cohort.put(summary)
        assert store.cohort.of(summary.user, summary.roadmap).summaries == (summary,)


@given(COHORTS, MEMBERS, PARTS, st.sampled_from(get_args(Order)), st.booleans(), st.integers(0, 4), st.integers(1, 4))
@examples(60)
def test_a_database_sorts_narrows_and_pages_as_python_does(
    cohort: list[Summary],
    members: list[Member],
    part: CohortPart,
    order: Order,
    reverse: bool,  # noqa: FBT001 - drawn
    after: int,
    limit: int,
) -> None:
    with apart() as store, store.transaction():
        for each in cohort:
            store.cohort.put(each)
        store.cohort.add(members)
        page = CohortPage(today=TODAY, order=order, reverse=reverse, after=after, limit=limit)
        found = store.cohort.page(part, page).summaries
        numbers, phases = store.cohort.numbers(part, TODAY), store.cohort.phases(part)
        stuck = store.cohort.stuck(part, TODAY, 5)
    its = wanted(cohort, members, part)
    sign = -1 if reverse else 1
    expected = its[::sign] if order == "name" else sorted(its, key=lambda each: (sign * need(order, each), each.user))
    late = [each.stuck.topic for each in its if each.stuck and each.stuck.due < TODAY]
    assert found == tuple(expected[after : after + limit])
    assert numbers == Numbers(len(its), sum(each.percent == 100 for each in its), len(late))
    assert sorted(stuck) == sorted((topic, late.count(topic)) for topic in {*late})
    of_all = [phase for each in its for phase in each.phases]
    assert {each.phase: (each.done, each.topics) for each in phases} == {
        name: (sum(each.done for each in of_all if each.phase == name), 3 * [each.phase for each in of_all].count(name))
        for name in {each.phase for each in of_all}
    }


@both
def test_groups_know_their_members(at: Address, tmp_path: Path) -> None:
    database = at(tmp_path / "progress.db")
    with storage.writing(database) as store:
        store.cohort.add([Member("ada", "spring"), Member("bo", "spring", "mentor"), Member("ada", "autumn")])
        store.cohort.add([Member("ada", "autumn", "mentor")])
    with storage.writing(database) as store:
        store.cohort.remove([Member("bo", "spring")])
    with storage.reading(database) as store:
        assert store.cohort.groups() == [GroupSize("autumn", 0, 1), GroupSize("spring", 1, 0)]
        assert store.cohort.groups_of("ada") == [Member("ada", "autumn", "mentor"), Member("ada", "spring")]
        assert store.cohort.members("spring") == [Member("ada", "spring")]


@both
def test_a_rename_takes_summary_and_groups_along_over_what_was_left_there(at: Address, tmp_path: Path) -> None:
    database = at(tmp_path / "progress.db")
    write(database, fact("started", "a"))
    mine = Summary(user="ada", roadmap="r", newest="n", made_with="m", percent=5.0)
    with storage.writing(database) as store:
        store.cohort.put(mine)
        store.cohort.put(mine._replace(user="lovelace", percent=1.0))
        store.cohort.add([Member("ada", "spring"), Member("lovelace", "spring", "mentor"), Member("lovelace", "old")])
        store.rename_user("ada", "lovelace")
        assert store.cohort.of("ada", "r").summaries == ()
        assert store.cohort.of("lovelace", "r").summaries == (mine._replace(user="lovelace"),)
        assert store.cohort.groups_of("lovelace") == [Member("lovelace", "old"), Member("lovelace", "spring")]


@both
def test_a_refold_empties_the_summaries_of_a_file_and_keeps_its_groups(at: Address, tmp_path: Path) -> None:
    database = at(tmp_path / "progress.db")
    write(database, fact("started", "a"))
    with storage.writing(database) as store:
        store.cohort.put(Summary(user="ada", roadmap="r", newest="n", made_with="m"))
        store.cohort.add([Member("ada", "spring")])
    assert storage.refold(database, NOW) == 0
    with storage.reading(database) as store:
        assert store.cohort.of("ada", "r").summaries == ()
        assert store.cohort.members("spring") == [Member("ada", "spring")]
        assert store.cohort.stale("r", "m") == ["ada"]


@both
def test_a_database_of_before_gets_the_tables_when_they_are_missed(at: Address, tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    write(at(path), fact("started", "a"))
    change(path, "DROP TABLE summary", "DROP TABLE membership")
    with pytest.raises(storage.Unsound), storage.reading(at(path)) as store:
        store.cohort.groups()
    storage.refold(at(path), NOW)
    with storage.reading(at(path)) as store:
        assert (store.cohort.groups(), store.cohort.stale("r", "m")) == ([], ["ada"])


def test_groups_outlast_damage_that_is_mended_in_all_pages(tmp_path: Path) -> None:
    from roadmap_cli.storage.anew import in_all_pages  # noqa: PLC0415 - only here

    path = tmp_path / "progress.db"
    write(str(path), fact("started", "a"))
    with storage.writing(str(path)) as store:
        store.cohort.add([Member("ada", "spring", "mentor")])
    in_all_pages(path)
    assert ask(path, "SELECT * FROM membership") == [("ada", "spring", "mentor")]


@pytest.mark.parametrize("column", ["minutes", "phases", "facts", "percent", "seen"])
def test_a_row_that_somebody_else_wrote_is_unsound(tmp_path: Path, column: str) -> None:
    path = tmp_path / "progress.db"
    write(str(path), fact("started", "a"))
    with storage.writing(str(path)) as store:
        store.cohort.put(Summary(user="ada", roadmap="r", newest="n", made_with="m"))
    change(path, f"UPDATE summary SET {column} = 'odd'")  # noqa: S608
    with pytest.raises(storage.Unsound, match="did not write"), storage.reading(str(path)) as store:
        store.cohort.page(CohortPart("r"), CohortPage(TODAY))


def test_a_page_of_two_thousand_learners_is_one_statement_and_a_page_of_rows(tmp_path: Path) -> None:
    database = embedded(tmp_path / "progress.db")
    mine = Summary(user="", roadmap="r", newest="n", made_with="m", phases=(PhaseSums("one", 1, 2, 3.0, 4.0),))
    write(database, fact("started", "a"))
    with storage.writing(database) as store:
        for number in range(2000):
            store.cohort.put(mine._replace(user=f"learner-{number:04}", percent=float(number % 101)))
    statements: list[str] = []
    with watched(lambda its: its.set_trace_callback(statements.append)), storage.reading(database) as store:
        before = len(statements)
        for order in get_args(Order):
            found = store.cohort.page(CohortPart("r"), CohortPage(TODAY, order, limit=12))
            assert len(found.summaries) == 12
        assert store.cohort.numbers(CohortPart("r"), TODAY).learners == 2000
        assert store.cohort.phases(CohortPart("r")) == [PhaseSums("one", 2000, 4000, 6000.0, 8000.0)]
        assert len(statements) - before == len(get_args(Order)) + 2


def test_the_first_page_by_name_reads_no_more_rows_of_many_learners_than_of_few() -> None:
    def steps(learners: int) -> int:
        taken: list[None] = []
        with apart() as store, store.transaction():
            mine = Summary(user="", roadmap="r", newest="n", made_with="m")
            for number in range(learners):
                store.cohort.put(mine._replace(user=f"{number:05}"))
            connection: sqlite3.Connection = store.connection
            connection.set_progress_handler(lambda: taken.append(None), 1)
            store.cohort.page(CohortPart("r"), CohortPage(TODAY, limit=10))
            connection.set_progress_handler(None, 0)
        return len(taken)

    assert steps(2000) <= steps(100) + 5
