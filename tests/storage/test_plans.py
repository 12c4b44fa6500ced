"""Which index each statement is found by: the indexes that there are, and no others, are needed."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from roadmap_cli.storage.statements import SCHEMA, STATEMENTS, Statement
from roadmap_cli.storage.tables import EventRow

HERE = "user=? AND roadmap=?"
IN_GROUP = "SEARCH membership_1 (user=? AND group=?)"
BY_KIND = f"event_of_kind ({HERE} AND kind=?"
BY_DEVICE = f"event_of_device ({HERE} AND device=?)"
PLANS: dict[str, tuple[str, ...]] = {
    "insert_event": (),
    "last_id": ("sqlite_autoindex_event_1 (user=? AND id<?)", "event_of_arrival (user=? AND arrived>?)"),
    "newest_id": (f"event_of_roadmap ({HERE} AND id<?)",),
    "events": (f"event_of_roadmap ({HERE})",),
    "events_of_topic": (f"event_of_topic ({HERE} AND topic=?)",),
    "events_of_topic_and_kinds": (f"event_of_topic ({HERE} AND topic=?)",),
    "events_of_kinds": (f"{BY_KIND} AND day>? AND day<?)",),
    "days_of_kind": (f"{BY_KIND} AND day>? AND day<?)", f"undone_batch_1 ({HERE} AND batch=?) LEFT-JOIN"),
    "events_of_batch": ("event_of_batch (user=? AND batch=?)",),
    "commands_of_events": ("event_of_batch (user=? AND batch=?)", f"event_of_roadmap ({HERE} AND id=?)"),
    "events_by_id": ("sqlite_autoindex_event_1 (user=? AND id=?)",),
    "oldest_events": (f"event_of_roadmap ({HERE})",),
    "newest_events": (f"event_of_roadmap ({HERE} AND id>?)",),
    "newest_events_of_topic": (f"event_of_topic ({HERE} AND topic=? AND id>?)",),
    "newest_ordinary": (f"event_of_roadmap ({HERE})",),
    "newest_of_device": (BY_DEVICE,),
    "newest_of_no_device": (BY_DEVICE,),
    "in_effect_of_device": (BY_DEVICE, f"undone_batch_1 ({HERE} AND batch=?)"),
    "in_effect_of_no_device": (BY_DEVICE, f"undone_batch_1 ({HERE} AND batch=?)"),
    "next_device": (f"event_of_device ({HERE} AND device>?)",),
    "newest_timed": (f"event_of_timer ({HERE})", f"undone_batch_1 ({HERE} AND batch=?)"),
    "events_ending_in": ("event_of_ending (user=? AND <expr>=?)",),
    "candidacy": (f"{BY_KIND})",),
    "arrivals": ("event_of_arrival (user=? AND arrived>? AND arrived<?)",),
    "arrival": ("event_of_arrival (user=? AND arrived=?)",),
    "last_arrival": ("event_of_arrival (user=? AND arrived>?)",),
    "next_user": ("event_of_ending (user>?)",),  # any index will do
    "next_roadmap": (f"event_of_roadmap ({HERE.replace('roadmap=', 'roadmap>')})",),
    "topics": (f"topic_progress_1 ({HERE})",),
    "days": (f"study_day_1 ({HERE} AND day>? AND day<?)",),
    "days_of_topic": (f"study_day_of_topic ({HERE} AND topic=?)",),
    "sum_of_days": (f"study_day_of_topic ({HERE} AND topic=?)",),
    "cards": (f"card_1 ({HERE})",),
    "cards_of_topic": (f"card_1 ({HERE} AND topic=?)",),
    "memories": (f"topic_memory_1 ({HERE})",),
    "choices": (f"choice_1 ({HERE})",),
    "undone": (f"undone_batch_1 ({HERE})",),
    "seals": (f"seal_1 ({HERE})", f"event_of_roadmap ({HERE} AND id<?)"),
    "card_seals": (f"seal_1 ({HERE} AND part=?)",),
}
"""What is asked by a command that looks or writes. The order of the steps is that of SQLite."""
COHORT: dict[str, tuple[str, ...]] = {
    "summary": (f"SEARCH summary_1 ({HERE})",),
    "cohort_by_name": ("SCAN summary_1", IN_GROUP),
    "cohort_from_last_name": ("SCAN summary_1", IN_GROUP),
    "cohort_by_need": ("SCAN summary_1", IN_GROUP, "USE TEMP B-TREE FOR ORDER BY"),
    "cohort_numbers": ("SCAN summary", IN_GROUP),
    "cohort_phases": ("SCAN summary", IN_GROUP, "SCAN each VIRTUAL TABLE INDEX 1:"),
    "cohort_stuck": ("SCAN summary", IN_GROUP, "USE TEMP B-TREE FOR ORDER BY"),
    "stale_summaries": (
        "SEARCH seal_1",
        "SCAN learner",
        "SEARCH seal_1 (user>?)",
        "SCAN learner",
        f"SEARCH seal_1 ({HERE} AND part=? AND name=?)",
        f"SEARCH summary_1 ({HERE}) LEFT-JOIN",
        "USE TEMP B-TREE FOR ORDER BY",
    ),
    "groups": ("SCAN membership",),
    "groups_of_user": ("SEARCH membership_1 (user=?)",),
    "members": ("SCAN membership_1",),
    "clear_summary": ("SEARCH summary_1 (user=?)",),
    "clear_membership": ("SEARCH membership_1 (user=? AND group=?)", "SEARCH membership_1 (user=?)"),
}
"""What mentors ask reads one row of every learner and keeps a page; what learners ask is found by their names."""
WHOLE = {"all_events": "SCAN event", "scopes": "SCAN event USING COVERING INDEX event_of_roadmap"}
"""What reads every event: an export, a fold of everything, `doctor`."""
SMALL = {"meta": "SCAN roadmap_meta", "renames": "SCAN event USING INDEX event_of_rename"}
NO_TABLE = ("SCAN json_each", "SCAN CONSTANT", "USE TEMP B-TREE FOR GROUP BY")
"""The groups are devices, phases and topics, which are few."""


@pytest.fixture(scope="module", name="schema")
def _schema() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        for _, text in SCHEMA:
            connection.execute(text)
        yield connection


def plan_of(schema: sqlite3.Connection, name: Statement) -> list[str]:
    given = {key: 1 if key == "limit" else "[]" for key in re.findall(r":(\w+)", STATEMENTS[name])}
    steps = [row[3] for row in schema.execute(f"EXPLAIN QUERY PLAN {STATEMENTS[name]}", given)]
    return [each for each in steps if each.startswith(("SCAN", "SEARCH", "USE")) and not each.startswith(NO_TABLE)]


@pytest.mark.parametrize("name", [each for each in STATEMENTS if not each.startswith(("put_", "drop_", "rename_"))])
def test_a_statement_is_found_by_its_index_and_sorts_nothing(schema: sqlite3.Connection, name: Statement) -> None:
    plan = plan_of(schema, name)
    if name in WHOLE | SMALL:
        assert plan == [(WHOLE | SMALL)[name]]
        return
    if name in COHORT:
        assert [re.sub(r"USING (COVERING )?INDEX sqlite_autoindex_", "", each) for each in plan] == [
            each if "_1" not in each else re.sub(r"(\w+)_1", r"\1 \1_1", each) for each in COHORT[name]
        ]
        return
    assert len(plan) == len(PLANS[name]), plan
    for step, index in zip(plan, PLANS[name], strict=True):
        assert step.startswith("SEARCH"), plan
        assert step.endswith(index), plan


@pytest.mark.parametrize("name", [each for each in STATEMENTS if each.startswith("drop_")])
def test_what_is_written_is_found_by_its_whole_key(schema: sqlite3.Connection, name: Statement) -> None:
    (step,) = plan_of(schema, name)
    assert step.startswith("SEARCH"), step
    assert step.count("=?") == STATEMENTS[name].count(":")


def test_every_index_of_the_log_is_needed_by_a_statement() -> None:
    needed = " ".join([*(each for steps in PLANS.values() for each in steps), *SMALL.values()])
    indexes = {str(index.name) for index in EventRow.__table__.indexes}  # type: ignore[attr-defined]
    assert {each for each in indexes if each not in needed} == set()


ASKED: tuple[tuple[Statement, str, dict[str, str | int]], ...] = (
    ("newest_id", "event_of_roadmap", {"roadmap": "left"}),
    ("newest_events", "event_of_roadmap", {"roadmap": "left", "limit": 1, "after": ""}),
    ("newest_events_of_topic", "event_of_topic", {"topic": "left", "limit": 8, "after": ""}),
    ("events_of_topic_and_kinds", "event_of_topic", {"topic": "left", "kinds": '["logged"]'}),
    ("events_of_kinds", "event_of_kind", {"kinds": '["noted"]', "since": "2026-11", "before": "2026-12"}),
    ("candidacy", "event_of_kind", {"day": "2026-11-01"}),
    ("newest_timed", "event_of_timer", {"limit": 1}),
    ("newest_of_device", "event_of_device", {"device": "b.bb", "limit": 1}),
    ("newest_of_no_device", "event_of_device", {"limit": 1}),
    ("in_effect_of_device", "event_of_device", {"device": "b.bb", "limit": 1}),
    ("in_effect_of_no_device", "event_of_device", {"limit": 1}),
    ("next_device", "event_of_device", {"after": ""}),
    ("events_of_batch", "event_of_batch", {"batch": "b1"}),
    ("events_ending_in", "event_of_ending", {"ends": '["0001"]'}),
)


@pytest.mark.parametrize(("name", "index", "given"), ASKED)
def test_what_is_asked_takes_no_more_steps_in_a_long_log_as_long_as_its_index_is_there(
    name: Statement, index: str, given: dict[str, str | int]
) -> None:
    few, many, without = (steps_of(name, given, events, gone) for events, gone in ((50, ""), (2000, ""), (2000, index)))
    assert many <= few + 20
    assert without > 20 * many


def steps_of(name: Statement, given: dict[str, str | int], events: int, gone: str) -> int:
    """How many steps of its machine SQLite takes, after so many logged events of another topic and device, and one on another
    roadmap.
    """
    steps: list[None] = []
    with closing(sqlite3.connect(":memory:")) as connection:
        for _, text in SCHEMA:
            connection.execute(text)
        told = [(f"{number:036}", f"b{number}", "r", "logged", "a") for number in range(1, events)]
        told += [("0" * 36, "b0", "left", "logged", "a"), ("0" * 34 + "-0", "b-0", "r", "noted", "left")]
        insert = "INSERT INTO event VALUES ('ada', ?, ?, ?, ?, ?, '', '2026-11-23', '', 'a.aa', NULL)"
        connection.executemany(insert, told)
        connection.execute(f"DROP INDEX {gone}" if gone else "SELECT 1")
        connection.set_progress_handler(lambda: steps.append(None), 1)
        connection.execute(STATEMENTS[name], {"user": "ada", "roadmap": "r", **given}).fetchall()
    return len(steps)
