"""What a store promises, whichever adapter serves it."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest
from conftest import NOW
from list_log import ListLog
from storage_helpers import (
    Address,
    change,
    derived_of,
    events_of,
    everywhere,
    fact,
    holds_the_fold,
    later,
    merge,
    state_of,
    tables,
    write,
)

from roadmap_cli import storage
from roadmap_cli.domain import pieces
from roadmap_cli.domain.device import OfDevice
from roadmap_cli.domain.edit import LEAST_LETTERS
from roadmap_cli.domain.events import Fact, milliseconds_of
from roadmap_cli.domain.intentions import Break, Intentions, Plan, PlanFrom, Timer
from roadmap_cli.domain.progress import DayTotal, RoadmapTotal, State, StudyDay
from roadmap_cli.storage import log_reader
from roadmap_cli.storage.store import Store

pytestmark = everywhere


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "progress.db"


def test_what_was_appended_is_read_back_as_it_was(at: Address, path: Path) -> None:
    texts = ["naïve \u202e 语 'quoted' \"double\" %s :name ?", "two\nlines\x00\x1b[0m", ""]
    written = write(at(path), *(fact("logged", "a", minutes=5, note=text, undated=None) for text in texts))
    assert events_of(at(path)) == written


def test_the_facts_of_one_command_share_a_batch_that_is_older_than_each_of_them(at: Address, path: Path) -> None:
    written = write(at(path), fact("started", "a"), fact("logged", "a", minutes=5), fact("finished", "a"))
    assert len({each.batch for each in written}) == 1
    assert [written[0].batch, *(each.id for each in written)] == sorted({written[0].batch, *(e.id for e in written)})


def test_what_a_database_begins_with_is_added_up_once(at: Address, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    added_up = []
    project = Store.project
    monkeypatch.setattr(Store, "project", lambda *given: (added_up.append(given[1:3]), project(*given)))
    write(at(path.with_name("other.db")), fact("logged", "a", minutes=5))
    events = events_of(at(path.with_name("other.db")))
    merge(at(path), events)
    assert (events_of(at(path)), added_up) == (events, [("ada", "r")])
    merge(at(path), [each._replace(user="bob") for each in events])
    assert len(added_up) == 2


def test_many_are_appended_while_they_are_read(at: Address, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "AT_ONCE", 2)
    for number in range(7):
        write(at(path), fact("logged", "abc"[number % 3], NOW - timedelta(days=number % 2), minutes=number + 1))
    before = events_of(at(path))
    with storage.writing(at(path)) as store:
        said = (Fact(*each[4:-1]) for each in store.streamed("ada", "r"))
        appended = store.append_many("ada", "copy", said, NOW)
    copied = events_of(at(path), roadmap="copy")
    assert [each[4:] for each in copied] == [each[4:] for each in before]
    assert (len(copied), {each.batch for each in copied}) == (appended.events, {appended.batch})
    assert str(appended.batch) < copied[0].id
    assert events_of(at(path)) == before
    assert state_of(at(path), roadmap="copy").days == state_of(at(path)).days


def test_a_command_that_asks_on_keeps_its_batch(at: Address, path: Path) -> None:
    (first,) = write(at(path), fact("projected", None, project="churn", name="Churn"))
    with storage.writing(at(path)) as store:
        (second,) = store.append(
            "ada", "small", [fact("projected", None, project="churn", metric="F1")], NOW, first.batch
        )
    assert (second.batch, second.id > first.id) == (first.batch, True)
    write(at(path), fact("undone", None, batch=first.batch))
    with storage.reading(at(path)) as store:
        assert store.candidacy("ada", "r").projects == ()


def test_an_id_says_when_it_was_made(at: Address, path: Path) -> None:
    (event,) = write(at(path), fact("started", "a"), now=NOW)
    assert milliseconds_of(event.id) == int(NOW.timestamp() * 1000)


def test_ids_stay_in_the_order_of_causes_when_the_clock_jumps_back(at: Address, path: Path) -> None:
    moments = [NOW, NOW - timedelta(days=400), NOW + timedelta(seconds=1), NOW]
    ids = [write(at(path), fact("logged", "a", minutes=1), now=moment)[0].id for moment in moments]
    assert ids == sorted(ids)
    assert [each.id for each in events_of(at(path))] == ids


def test_ids_come_after_those_that_were_merged_from_a_clock_ahead(at: Address, path: Path, tmp_path: Path) -> None:
    merge(at(path), write(at(tmp_path / "other.db"), fact("finished", "a"), now=later(600)))
    write(at(path), fact("reset", "a"), now=NOW)
    assert state_of(at(path)).topics["a"].status == "todo"


def test_a_topic_adds_up(at: Address, path: Path) -> None:
    write(at(path), fact("started", "a"), fact("logged", "a", minutes=25))
    write(at(path), fact("logged", "a", minutes=35), fact("noted", "a", text="hm"))
    proof = fact("linked", "a", url="https://example.org", proves=True)
    write(at(path), proof, fact("linked", "a", url="https://example.org/2", proves=False), now=later(1))
    write(at(path), fact("finished", "a", at=later(2)), now=later(2))
    topic = state_of(at(path)).topics["a"]
    assert (topic.status, topic.minutes, topic.notes, topic.links, topic.proofs) == ("done", 60, 1, 2, 1)
    assert (topic.started_at, topic.finished_at, topic.last_day) == (NOW, later(2), NOW.date())


def test_the_last_choice_counts_and_can_be_taken_back(at: Address, path: Path) -> None:
    for option in ("x", "y", None):
        write(at(path), fact("chose", choice="way", option=option))
        assert state_of(at(path)).choices["way"].option == option


def test_study_days_are_read_from_a_day_on(at: Address, path: Path) -> None:
    days = [NOW - timedelta(days=ago) for ago in (3, 2, 1)]
    write(at(path), *(fact("logged", topic, at=day, minutes=10) for day in days for topic in ("b", "a")))
    with storage.reading(at(path)) as store:
        since = store.state("ada", "r", days[1].date()).days
    assert since == tuple(StudyDay(day.date(), topic, 10, 1) for day in days[1:] for topic in ("a", "b"))


def test_events_are_found_by_topic_by_kind_and_by_batch(at: Address, path: Path) -> None:
    first = write(at(path), fact("started", "a"), fact("started", "b"))
    second = write(at(path), fact("chose", choice="way", option="x"), fact("finished", "a"))
    with storage.reading(at(path)) as store:
        assert store.events("ada", "r", topic="a") == [first[0], second[1]]
        assert store.events("ada", "r", kind="started") == first
        assert store.batch("ada", second[0].batch) == second


def test_the_roadmaps_with_progress_are_told_with_their_topics_and_last_day(at: Address, path: Path) -> None:
    write(at(path), fact("finished", "b", at=later(-2 * 24 * 60)), fact("logged", "a", minutes=5), roadmap="z")
    (only,) = write(at(path), fact("finished", "a", at=later(-24 * 60)), roadmap="r")
    write(at(path), fact("chose", choice="way", option="x"), roadmap="without-topics")
    write(at(path), fact("timed", "a", action="start"), roadmap="timed")
    write(at(path), fact("finished", "a"), roadmap="r", user="eve")
    today = NOW.date()
    others = [RoadmapTotal("timed", 1, None), RoadmapTotal("z", 2, today)]
    with storage.writing(at(path)) as store:
        assert store.roadmaps("ada") == [RoadmapTotal("r", 1, today - timedelta(days=1)), *others]
        assert store.roadmaps("eve") == [RoadmapTotal("r", 1, today)]
        assert store.roadmaps("nobody") == []
        store.append("ada", "r", [fact("undone", batch=only.batch)], NOW)
        assert store.roadmaps("ada") == others


def test_a_list_of_events_tells_the_same_roadmaps(at: Address, path: Path) -> None:
    for number, roadmap in enumerate(("b", "a", "b")):
        write(at(path), fact("finished", f"t{number}", at=later(number)), roadmap=roadmap)
    log = ListLog()
    log.merge([*events_of(at(path), roadmap="a"), *events_of(at(path), roadmap="b")])
    with storage.reading(at(path)) as store:
        assert store.roadmaps("ada") == log.roadmaps("ada") != []


def test_commands_that_say_nothing_of_a_day_are_left_out_and_others_are_whole(at: Address, path: Path) -> None:
    today, days = NOW.date(), timedelta(days=1)
    write(at(path), fact("logged", "a", minutes=1)._replace(day=today - 9 * days), now=NOW - 9 * days)
    both = (fact("logged", "a", minutes=minutes) for minutes in (2, 3))
    both_days = [each._replace(day=day) for each, day in zip(both, (today - 9 * days, today), strict=True)]
    whole = write(at(path), *both_days)[::-1]
    (back_dated,) = write(at(path), fact("noted", "a", text="so")._replace(day=today - 2 * days))
    with storage.reading(at(path)) as store:
        for topic in (None, "a"):
            assert store.newest("ada", "r", 9, topic, today) == whole
            assert store.newest("ada", "r", 9, topic, today - 2 * days) == [back_dated, *whole]
            assert store.newest("ada", "r", 2, topic, today) == [back_dated, whole[0]]
            assert store.newest("ada", "r", 9, topic, today + 4 * days) == []
            assert len(store.newest("ada", "r", 9, topic)) == 4


def test_the_newest_events_come_first_and_no_more_than_asked_for(at: Address, path: Path) -> None:
    events = [write(at(path), fact("logged", topic, minutes=1))[0] for topic in ("a", "b", "a", "b")]
    with storage.reading(at(path)) as store:
        assert store.newest("ada", "r", 3) == events[:0:-1]
        assert store.newest("ada", "r", 3, topic="a") == [events[2], events[0]]
        assert store.newest("ada", "r", 0) == []


def test_the_newest_ordinary_event_is_never_an_undo(at: Address, path: Path) -> None:
    first, second = (write(at(path), fact("started", topic))[0] for topic in ("a", "b"))
    write(at(path), fact("undone", batch=second.batch))
    with storage.reading(at(path)) as store:
        assert store.undone("ada", "r") == {second.batch}
        assert store.newest_in_effect("ada", "r", OfDevice("", nameless=True)) == first
        assert store.newest_ordinary("ada", "r") == second


def test_there_is_no_newest_event_before_the_first_and_after_all_are_undone(at: Address, path: Path) -> None:
    with storage.writing(at(path)) as store:
        assert store.newest_ordinary("ada", "r") is None
        (event,) = store.append("ada", "r", [fact("started", "a")], NOW)
        store.append("ada", "r", [fact("undone", batch=event.batch)], NOW)
        assert store.newest_in_effect("ada", "r", OfDevice("", nameless=True)) is None


def test_an_undo_takes_back_the_whole_command_and_its_undo_restores_it(at: Address, path: Path) -> None:
    write(at(path), fact("logged", "a", minutes=5), fact("chose", choice="way", option="x"))
    before = state_of(at(path))
    taken = write(at(path), fact("finished", "a"), fact("finished", "b"), fact("chose", choice="way", option="y"))
    after = state_of(at(path))
    undo = write(at(path), fact("undone", batch=taken[0].batch))
    assert state_of(at(path)) == before
    write(at(path), fact("undone", batch=undo[0].batch))
    assert state_of(at(path)) == after != before


def test_undoing_all_leaves_no_row_of_progress(at: Address, path: Path) -> None:
    (event, *_) = write(at(path), fact("finished", "a"), fact("chose", choice="way", option="x"))
    write(at(path), fact("undone", batch=event.batch))
    assert state_of(at(path)) == State({}, {}, ())
    assert (tables(path)["topic_progress"], tables(path)["choice"], tables(path)["study_day"]) == ([], [], [])


def test_an_undo_that_arrives_before_its_command_is_remembered(at: Address, path: Path, tmp_path: Path) -> None:
    elsewhere = at(tmp_path / "elsewhere.db")
    command = write(elsewhere, fact("finished", "a"))
    undo = write(elsewhere, fact("undone", batch=command[0].batch))
    merge(at(path), undo)
    merge(at(path), command)
    assert state_of(at(path)) == State({}, {}, ())


def test_a_merge_returns_what_was_new_and_changes_nothing_the_second_time(at: Address, path: Path) -> None:
    events = write(at(path), fact("started", "a"), fact("logged", "a", minutes=5))
    other = at(path.with_name("other.db"))
    assert merge(other, [events[1], events[1]]) == [events[1]]
    assert merge(other, events) == [events[0]]
    before = tables(path.with_name("other.db"))
    assert merge(other, events) == []
    assert tables(path.with_name("other.db")) == before == tables(path)


def test_learners_and_roadmaps_do_not_see_each_other(at: Address, path: Path) -> None:
    scopes = [("ada", "r"), ("ada", "s"), ("O'Bob %_;--", "r"), ("语 ✓", "r")]
    for number, (user, roadmap) in enumerate(scopes, start=1):
        write(at(path), fact("logged", "a", minutes=number), user=user, roadmap=roadmap)
    (first,) = events_of(at(path), "ada", "r")
    write(at(path), fact("undone", batch=first.batch), user="ada", roadmap="s")
    minutes = [state_of(at(path), user, roadmap).topics["a"].minutes for user, roadmap in scopes]
    assert minutes == [1, 2, 3, 4]


def test_rebuilding_mends_whatever_was_wrong_with_the_projections(at: Address, path: Path) -> None:
    gone = write(at(path), fact("finished", "a"), fact("chose", choice="way", option="x"))
    write(at(path), fact("undone", batch=gone[0].batch))
    write(at(path), fact("logged", "b", minutes=5), user="bob")
    right = tables(path)
    change(path, "UPDATE topic_progress SET minutes = 9", "DELETE FROM undone_batch", "DELETE FROM study_day")
    change(path, "INSERT INTO choice VALUES ('ada', 'r', 'way', 'x', 'never')")
    with storage.writing(at(path)) as store:
        store.rebuild()
    assert tables(path) == right


def _interrupted(database: str) -> None:
    with storage.writing(database) as store:
        store.append("ada", "r", [fact("finished", "a"), fact("finished", "b")], NOW)
        raise KeyboardInterrupt


def test_an_interrupt_in_the_middle_takes_back_everything(at: Address, path: Path) -> None:
    write(at(path), fact("started", "a"))
    before = tables(path)
    with pytest.raises(KeyboardInterrupt):
        _interrupted(at(path))
    assert tables(path) == before


def test_a_reader_sees_one_moment_while_others_write(at: Address, path: Path) -> None:
    write(at(path), fact("started", "a"))
    with storage.reading(at(path)) as store:
        before = store.state("ada", "r")
        write(at(path), fact("finished", "a"))
        assert store.state("ada", "r") == before
    assert state_of(at(path)).topics["a"].status == "done"


def test_what_a_command_wrote_it_reads_before_it_ends(at: Address, path: Path) -> None:
    for topic in ("a", "b"):
        with storage.writing(at(path)) as store:
            store.append("ada", "r", [fact("finished", topic)], NOW)
            assert store.state("ada", "r").topics[topic].status == "done"


def test_days_of_the_far_past_and_future_survive(at: Address, path: Path) -> None:
    days = [date(2, 1, 1), date(9998, 12, 31)]
    write(at(path), *(fact("logged", "a", minutes=1)._replace(day=day) for day in days))
    assert [each.day for each in state_of(at(path)).days] == days


TODAY = NOW.date()


def paused(first: int, last: int, **data: str) -> Fact:
    """A break in days from today on."""
    days = {"first": TODAY + timedelta(days=first), "last": TODAY + timedelta(days=last)}
    return fact("paused", **{key: day.isoformat() for key, day in days.items()}, **data)


def intentions_of(database: str, user: str = "ada", roadmap: str = "r") -> Intentions:
    with storage.reading(database) as store:
        return store.intentions(user, roadmap)


def test_there_are_no_intentions_before_the_first(at: Address, path: Path) -> None:
    write(at(path), fact("logged", "a", minutes=5))
    assert intentions_of(at(path)) == Intentions()


def test_breaks_the_plan_and_the_timer_are_read_at_once(at: Address, path: Path) -> None:
    write(at(path), paused(0, 9, reason="ill"), paused(20, 25))
    week = {"hours_per_week": 6, "days": "mon,sat", "at": "19:30", "cue": "after dinner"}
    write(at(path), fact("planned")._replace(data=week), now=later(1))
    write(at(path), fact("timed", "a", at=later(2), action="start"), now=later(2))
    plan = Plan(6, (0, 5), time(19, 30), "after dinner")
    assert intentions_of(at(path)) == Intentions(
        (
            Break(TODAY, TODAY + timedelta(days=9), "ill"),
            Break(TODAY + timedelta(days=20), TODAY + timedelta(days=25)),
        ),
        plan,
        Timer("a", later(2), TODAY),
        (PlanFrom(TODAY, plan),),
    )


def test_a_user_is_renamed_in_every_table(at: Address, path: Path) -> None:
    mine = (fact("started", "a"), fact("logged", "a", minutes=5), fact("chose", choice="c", option="x"))
    write(at(path), *mine)
    write(at(path), fact("written", "a", card="k", question="q", answer="a"), fact("graded", "a", card="k", rating=3))
    (gone,) = write(at(path), fact("finished", "b"), now=later(1))
    write(at(path), fact("undone", batch=gone.batch), now=later(2))
    write(at(path), *mine, user="bob")
    before, bob, ada = tables(path), derived_of(at(path), "bob"), derived_of(at(path))
    with storage.writing(at(path)) as store:
        store.rename_user("ada", "lovelace")
        assert list(store.users()) == ["bob", "lovelace"]
        assert not store.is_new("lovelace")
    assert (derived_of(at(path), "bob"), derived_of(at(path), "lovelace")) == (bob, ada)
    after = tables(path)
    for name, rows in before.items():
        renamed = [("lovelace", *row[1:]) if row[0] == "ada" else tuple(row) for row in rows]
        assert sorted(map(str, after[name])) == sorted(map(str, renamed)), name
    assert any(row[0] == "lovelace" for row in after["undone_batch"])


def test_users_are_found_one_after_the_other(at: Address, path: Path) -> None:
    for user in ("zoe", "\u00e5sa", "ada", "Bob"):
        write(at(path), fact("started", "a"), user=user)
    with storage.reading(at(path)) as store:
        assert list(store.users()) == ["Bob", "ada", "zoe", "\u00e5sa"]
        assert [store.is_user(user) for user in ("ada", "eve")] == [True, False]
        assert [store.is_new(user) for user in ("ada", "eve")] == [False, True]


def test_a_break_is_cut_only_by_an_end_that_was_said_after_it(at: Address, path: Path) -> None:
    for said in (paused(-5, 9), fact("resumed", on=TODAY.isoformat()), paused(0, 3)):
        write(at(path), said)
    days = [((each.first - TODAY).days, (each.last - TODAY).days) for each in intentions_of(at(path)).breaks]
    assert days == [(-5, -1), (0, 3)]


def test_intentions_that_were_taken_back_do_not_count(at: Address, path: Path) -> None:
    write(at(path), paused(0, 9), fact("planned", hours_per_week=6), fact("timed", "a", action="start"))
    before = intentions_of(at(path))
    for taken in (
        [fact("resumed", on=TODAY.isoformat())],
        [fact("planned", hours_per_week=9)],
        [fact("timed", "a", action="stop"), fact("logged", "a", minutes=5)],
    ):
        batch = write(at(path), *taken)[0].batch
        assert intentions_of(at(path)) != before
        write(at(path), fact("undone", batch=batch))
        assert intentions_of(at(path)) == before


def test_days_are_totalled_over_topics_from_a_day_on(at: Address, path: Path) -> None:
    for ago in (3, 2, 1):
        moment = NOW - timedelta(days=ago)
        write(at(path), *(fact("logged", topic, at=moment, minutes=10 * ago) for topic in ("a", "b")))
    write(at(path), fact("finished", "a"), fact("noted", "b", text="hm"), fact("timed", "b", action="start"))
    (gone, *_) = write(at(path), fact("logged", "b", at=NOW - timedelta(days=9), minutes=5), fact("finished", "b"))
    write(at(path), fact("undone", batch=gone.batch))
    all_of_them = [
        DayTotal(TODAY - timedelta(days=3), 60, 2),
        DayTotal(TODAY - timedelta(days=2), 40, 2),
        DayTotal(TODAY - timedelta(days=1), 20, 2),
        DayTotal(TODAY, 0, 1),
    ]
    with storage.reading(at(path)) as store:
        assert store.day_totals("ada", "r") == all_of_them
        assert store.day_totals("ada", "r", TODAY - timedelta(days=2)) == all_of_them[1:]
        assert store.day_totals("ada", "s") == store.day_totals("bob", "r") == []


def test_the_first_day_with_logged_time_is_the_earliest_that_counts(at: Address, path: Path) -> None:
    days = {ago: NOW - timedelta(days=ago) for ago in (2, 5, 9, 12)}
    write(at(path), fact("logged", "a", at=days[2], minutes=5), fact("logged", "b", at=days[5], minutes=5))
    (gone,) = write(at(path), fact("logged", "a", at=days[9], minutes=5))
    write(at(path), fact("finished", "b", at=days[12]), fact("undone", batch=gone.batch))
    with storage.reading(at(path)) as store:
        assert store.first_logged("ada", "r") == days[5].date()
        assert store.first_logged("ada", "s") is None


def test_a_topic_knows_the_finished_that_was_recorded_first_of_those_that_count(at: Address, path: Path) -> None:
    (gone,) = write(at(path), fact("finished", "a"))
    (withdrawn,) = write(at(path), fact("finished", "a"))
    (first,) = write(at(path), fact("finished", "a"))
    write(at(path), fact("finished", "a", at=NOW - timedelta(days=400)), fact("undone", batch=gone.batch))
    write(at(path), fact("withdrawn", "a", event=withdrawn.id))
    assert state_of(at(path)).topics["a"].first_finished == first.id


def test_events_are_found_by_the_end_of_their_id(at: Address, path: Path) -> None:
    one, other = write(at(path), fact("logged", "a", minutes=45), fact("logged", "b", minutes=5))
    with storage.reading(at(path)) as store:
        assert store.ending_in("ada", "r", one.id[-12:]) == [one]
        assert store.ending_in("ada", "r", other.id) == [other]
        least = one.id[-LEAST_LETTERS:]
        assert one in store.ending_in("ada", "r", least)
        assert store.ending_in("bob", "r", least) == store.ending_in("ada", "s", least) == []
        assert store.ending_in("ada", "r", one.id[:-1]) == []
        ends = [each.id[-LEAST_LETTERS:] for each in (one, other)]
        assert store.ids_ending_in("ada", "r", [*ends, "zzzz"]) == [one.id, other.id]
        assert store.ids_ending_in("ada", "r", ends[:1]) == [one.id]
        assert store.ids_ending_in("bob", "r", ends) == store.ids_ending_in("ada", "s", ends) == []


def test_the_commands_of_events_are_found_at_once_and_whole(
    at: Address, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_reader, "IDS_AT_ONCE", 2)
    first = write(at(path), fact("started", "a"), fact("logged", "a", minutes=45))
    write(at(path), fact("logged", "b", minutes=5))
    last = write(at(path), fact("noted", "a", text="x"), fact("noted", "b", text="y"))
    write(at(path), fact("noted", "a", text="z"), roadmap="s")
    with storage.reading(at(path)) as store:
        asked = [last[1].id, last[0].id, "no id", first[1].id]
        assert store.commands_of("ada", "r", asked) == [*first, *last]
        assert store.commands_of("ada", "s", asked) == store.commands_of("bob", "r", asked) == []
        assert store.commands_of("ada", "r", []) == []


def test_an_edit_folds_its_own_topic_anew_and_no_other(at: Address, path: Path) -> None:
    (logged,) = write(at(path), fact("logged", "a", minutes=45))
    (other,) = write(at(path), fact("logged", "b", minutes=7))
    change(path, f"""UPDATE event SET data = '{{"minutes": 500}}' WHERE id = '{other.id}'""")  # noqa: S608
    day, moment = NOW.date() - timedelta(days=2), (NOW - timedelta(days=2)).isoformat()
    write(at(path), fact("corrected", "a", event=logged.id, minutes=50, day=day.isoformat(), moment=moment))
    state = state_of(at(path))
    assert [(each.day, each.topic, each.minutes) for each in state.days] == [(day, "a", 50), (NOW.date(), "b", 7)]
    assert [each.minutes for each in state.topics.values()] == [50, 7]


def test_a_topic_of_which_all_was_withdrawn_leaves_nothing_behind(at: Address, path: Path) -> None:
    written = write(at(path), fact("logged", "a", minutes=45), fact("graded", "a", card="a-1", rating=3))
    assert len(derived_of(at(path))[0].topics) == 1
    (gone, _) = write(at(path), *(fact("withdrawn", "a", event=each.id) for each in written))
    assert derived_of(at(path)) == (State(), [], [])
    write(at(path), fact("undone", batch=gone.batch))
    assert holds_the_fold(at(path))
    assert len(derived_of(at(path))[1]) == 1
