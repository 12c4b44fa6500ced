"""Recalling cards, over a log that is a list: the queue, the grades, and what comes of them."""

from datetime import date, timedelta

import pytest
from domain_helpers import roadmap, topic
from hypothesis import given
from hypothesis import strategies as st
from list_log import SMALL, kept, state, workspace
from review_helpers import CARDED, RENAMED, A, B, C, graded, later, learner, lesson, names, queued

from roadmap_cli.domain.memory import RATINGS, recall
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.history import HistoryEntry
from roadmap_cli.reports.review import GradeReport, LeechLine
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.card import add, delete, edit, find
from roadmap_cli.services.choose import choose
from roadmap_cli.services.history import history
from roadmap_cli.services.list import Conditions, list_topics
from roadmap_cli.services.log import log_time
from roadmap_cli.services.mark import mark
from roadmap_cli.services.next import what_next
from roadmap_cli.services.plan import Wish, plan
from roadmap_cli.services.review import grade, options, summary, take_back
from roadmap_cli.services.review_stats import stats
from roadmap_cli.services.status import status
from roadmap_cli.services.topic_line import topic_line
from roadmap_cli.services.undo import redo, undo
from roadmap_cli.services.workspace import Workspace

TODAY = date(2026, 11, 23)


def day(ahead: int) -> date:
    return TODAY + timedelta(days=ahead)


def test_the_cards_of_a_topic_wait_from_the_day_after_it_was_finished() -> None:
    here = learner("a", ago=0)
    assert (names(queued(here)), queued(here).next_due) == ([], day(1))
    tomorrow = queued(later(here, 1))
    assert names(tomorrow) == ["a-1", "a-2", "a-3"]
    first = tomorrow.cards[0]
    assert (first.topic.id, first.question, first.answer, first.own, first.recall, first.due) == (
        *("a", "a-1?", "a-1!", False, None, None),
    )


def test_resetting_a_topic_takes_its_cards_out_and_keeps_their_memory() -> None:
    here = learner("a")
    graded(here, ["a-1"])
    mark(here, "reset", [A])
    assert names(queued(later(here, 9))) == []
    mark(here, "finished", [A])
    assert queued(later(here, 9)).cards[0].recall is not None


def test_a_reviewed_card_comes_back_on_the_day_that_its_grade_named() -> None:
    here = learner("a")
    (report,) = graded(here, ["a-1"])
    assert queued(here).next_due == report.due == day(report.days)
    assert "a-1" not in names(queued(later(here, report.days - 1)))
    back = queued(later(here, report.days), topics=[A])
    line = next(each for each in back.cards if each.id == "a-1")
    assert (line.due, line.recall is not None and line.recall < 1) == (report.due, True)


def test_the_next_card_is_the_first_that_is_not_due_yet() -> None:
    here = learner("a", "b")
    graded(here, ["a-1"], rating=1)
    (soon, _) = [*graded(here, ["a-2"]), *graded(here, ["b-1"], rating=4)]
    then = later(here, 1)
    assert queued(then).next_due == soon.due == day(2)
    assert queued(then, topics=[B]).next_due == day(8)
    assert queued(later(here, 60)).next_due is None


def test_a_day_has_room_for_so_many_cards_and_so_many_new_ones() -> None:
    here = learner("a", "b", "c", reviews_per_day=4, new_cards_per_day=3)
    report = queued(here)
    assert (len(report.cards), report.waiting) == (3, (3, 3, 2, 3))
    graded(here, names(report))
    assert (names(queued(here)), queued(here).waiting) == ([], (0, 0, 0, 3))
    due = queued(later(here, 30))
    assert (due.waiting.cards, due.waiting.new, due.waiting.later) == (4, 1, 2)


def test_an_empty_queue_says_what_there_would_have_to_be_first() -> None:
    nothing = workspace()._replace(roadmap=SMALL)
    assert [queued(here).lack for here in (nothing, learner(), learner("a"))] == ["cards", "done", ""]
    assert queued(learner("a"), topics=[B]).lack == "done"


def test_what_is_asked_for_is_narrowed_to_topics_and_to_a_number_of_cards() -> None:
    here = learner("a", "b", "c", new_cards_per_day=0)
    assert names(queued(here)) == []
    assert sorted(names(queued(here, topics=[B, C]))) == ["b-1", "b-2", "c-1"]
    assert len(queued(here, topics=[A, B], limit=2).cards) == 2
    assert queued(here, topics=[A]).waiting == queued(here).waiting


def test_ahead_of_time_there_is_every_card_of_what_is_done_due_ones_first() -> None:
    here = learner("a", "b", ago=40)
    graded(later(here, -30), ["a-1"])
    graded(here, ["a-2"], rating=4)
    assert names(queued(here, ahead=True)) == ["a-1", "a-3", "b-1", "b-2", "a-2"]
    assert names(queued(here, ahead=True, topics=[C])) == ["c-1"]


def test_only_what_counts_is_asked() -> None:
    here = learner("x-topic", "y-topic")
    assert names(queued(here)) == ["x-1"]
    choose(here, CARDED.choices[0], CARDED.choices[0].options[1])
    assert names(queued(here)) == names(queued(here, ahead=True)) == ["y-1"]


@given(
    st.lists(
        st.tuples(st.sampled_from(("a-1", "b-1")), st.sampled_from(sorted(RATINGS)), st.integers(0, 40)), max_size=6
    )
)
def test_each_rating_gives_the_days_that_were_shown_before_it(steps: list[tuple[str, int, int]]) -> None:
    here, last = learner("a", "b"), dict[str, tuple[float, date]]()
    for card, rating, days in steps:
        here = later(here, days)
        shown = options(here, card)
        report = grade(here, card, rating)
        assert (report.days, report.due) == (shown[rating - 1], here.today + timedelta(days=report.days))
        assert list(shown) == sorted(shown)
        state = next(each for each in here.log.cards("ada", "test", card))
        stability, before = last.get(card, (0.0, here.today))
        foretold = None if before == here.today else round(recall(stability, (here.today - before).days), 4)
        assert report.recall == foretold
        assert state.stability is not None
        last[card] = state.stability, here.today


def test_a_grade_is_one_event_of_its_own_command() -> None:
    here = learner("a")
    one, other = graded(here, ["a-1", "a-1"])
    events = here.log.events("ada", "test", kind="graded")
    assert [(each.topic, each.batch, dict(each.data)) for each in events] == [
        ("a", report.batch, {"card": "a-1", "rating": 3}) for report in (one, other)
    ]
    assert one.batch != other.batch
    assert (one.topic.title, one.rating, other.recall) == ("A", 3, None)


def test_the_longest_interval_and_the_recall_to_keep_are_the_learners_own() -> None:
    here = learner("a")
    usual = options(here, "a-1")
    often = here._replace(reviewing=here.reviewing._replace(maximum_interval=3))
    seldom = here._replace(reviewing=here.reviewing._replace(desired_retention=0.7))
    assert options(often, "a-1") == (1, 1, 2, 3)
    assert options(seldom, "a-1") > usual
    assert grade(often, "a-1", 4).days == 3
    assert grade(seldom, "a-2", 4).days == options(seldom, "a-3")[3] > usual[3]


def test_a_grade_taken_back_leaves_everything_as_it_was() -> None:
    here = learner("a")
    before = state(here), here.log.cards("ada", "test"), here.log.memories("ada", "test"), queued(here)
    (report,) = graded(here, ["a-1"], rating=1)
    take_back(here, report)
    assert (state(here), here.log.cards("ada", "test"), here.log.memories("ada", "test"), queued(here)) == before
    assert graded(here, ["a-1"], rating=1)[0]._replace(batch="") == report._replace(batch="")


def test_undo_takes_back_the_last_grade_alone_and_redo_brings_it_back() -> None:
    here = learner("a")
    graded(here, ["a-1", "a-2"])
    after = here.log.cards("ada", "test")
    assert [each.kind for each in undo(here).events] == ["graded"]
    assert [each.card for each in here.log.cards("ada", "test")] == ["a-1"]
    redo(here)
    assert here.log.cards("ada", "test") == after


@pytest.mark.parametrize(("card", "hint"), [("a-11", "did you mean a-1?"), ("quaternion", "see the cards of a topic")])
def test_an_unknown_card_is_refused_with_the_nearest_name_and_writes_nothing(card: str, hint: str) -> None:
    here = learner("a")
    before = kept(here)
    with pytest.raises(CannotBeDone, match=f'there is no card "{card}"') as caught:
        grade(here, card, 3)
    assert caught.value.hint.startswith(hint)
    assert kept(here) == before


def test_a_card_of_a_topic_that_is_still_to_do_can_be_graded_and_waits_until_it_is_done() -> None:
    here = learner()
    graded(here, ["c-1"])
    assert names(queued(later(here, 50))) == []
    mark(later(here, 49), "finished", [C])
    assert names(queued(later(here, 50))) == ["c-1"]


def test_a_grade_after_its_topic_was_renamed_goes_on_with_the_memory() -> None:
    here = learner("a", ago=20)
    graded(later(here, -10), ["a-1"])
    expected = options(here, "a-1")
    here = here._replace(roadmap=RENAMED)
    assert options(here, "a-1") == expected
    one, new = graded(here, ["a-1", "a-2"])
    assert (one.topic.id, one.recall is not None, one.days) == ("alpha", True, expected[2])
    assert [(each.topic, each.card, each.reviews) for each in here.log.cards("ada", "test")] == [
        ("a", "a-1", 2),
        ("alpha", "a-2", 1),
    ]
    assert names(queued(later(here, 1), ahead=True)) == ["a-3", "a-2", "a-1"]
    assert new.recall is None


def test_a_session_sums_up_what_was_recalled_and_what_was_foretold() -> None:
    here = learner("a", "b", ago=20)
    graded(later(here, -10), ["a-1", "a-2"])
    reports = [*graded(here, ["a-1", "b-1"]), *graded(here, ["a-2"], rating=1)]
    said = summary(here, reports, 1, lesson)
    foretold = [each.recall for each in reports if each.recall is not None]
    assert (said.cards, said.recalled, said.topics) == (3, 2, 2)
    assert (said.foretold, said.kept, said.expected) == (2, 1, round(sum(foretold), 1))
    assert said.tomorrow == sum(each.days == 1 for each in reports) == 1
    assert said.waiting == queued(here).waiting
    assert (said.caught, said.leeches) == (1, ())


def forgotten(here: Workspace, card: str, lapses: int) -> list[GradeReport]:
    """Recalled once, and then no more."""
    return [*graded(here, [card]), *(report for _ in range(lapses) for report in graded(here, [card], rating=1))]


def test_a_card_forgotten_eight_times_is_named_where_it_failed_in_the_list_and_in_the_statistics() -> None:
    here = learner("a", "b", ago=20)
    forgotten(here, "a-1", 7)
    assert queued(here).leeches == summary(here, graded(here, ["b-1"], rating=1), 0, lesson).leeches == ()
    failed = graded(here, ["a-1"], rating=1)
    leech = LeechLine("a-1", Named("a", "A"), "a-1?", 8, own=False)
    assert summary(here, failed, 0, lesson).leeches == (leech,)
    assert summary(here, graded(here, ["a-1"]), 0, lesson).leeches == ()
    assert queued(here).leeches == queued(here, topics=[A]).leeches == stats(here, lesson).leeches == (leech,)
    assert queued(here, topics=[B]).leeches == ()


@pytest.mark.parametrize(("least", "leeches"), [(2, ["a-2", "a-1"]), (3, ["a-2"]), (4, []), (0, [])])
def test_how_often_makes_a_leech_is_a_setting_and_nought_is_never(least: int, leeches: list[str]) -> None:
    here = learner("a", leech_lapses=least)
    forgotten(here, "a-1", 2)
    forgotten(here, "a-2", 3)
    assert [each.id for each in queued(here).leeches] == leeches


def test_a_card_of_ones_own_is_no_leech_any_more_once_it_is_reworded_or_deleted() -> None:
    here = learner("a", leech_lapses=2)
    own = [add(here, A, f"{number}?", "One.").card.id for number in (1, 2)]
    for card in own:
        forgotten(here, card, 2)
    assert {each.id: (each.question, each.own) for each in queued(here).leeches} == {
        own[0]: ("1?", True),
        own[1]: ("2?", True),
    }
    edit(here, find(here, own[0]), "In other words?", "One.")
    delete(here, find(here, own[1]))
    assert queued(here).leeches == ()
    forgotten(here, own[0], 2)
    assert [(each.question, each.lapses) for each in queued(here).leeches] == [("In other words?", 2)]


def test_a_leech_follows_its_topic_to_a_new_name_and_is_left_out_with_it() -> None:
    here = learner("a", leech_lapses=2)
    forgotten(here, "a-1", 2)
    assert [each.topic.id for each in queued(here._replace(roadmap=RENAMED)).leeches] == ["alpha"]
    gone = here._replace(roadmap=roadmap(topic("b", "one/letters")))
    assert queued(gone).leeches == ()


def test_a_session_without_grades_says_nothing_of_them() -> None:
    said = summary(learner("a"), [], 0, lesson)
    assert said[:7] == (0, 0, 0, 0, 0, 0.0, 0)
    assert said.waiting.cards == 3


def test_freshness_is_counted_apart_in_the_totals_and_the_lines() -> None:
    here = learner("a", "b", "c", "bare", ago=60)
    graded(later(here, -50), ["a-1"], rating=1)
    graded(here, ["b-1"])
    totals = status(here).totals
    assert (totals.fresh, totals.fading, totals.unsure, totals.untested, totals.topics.done) == (0, 1, 1, 1, 4)
    lines = {topic: topic_line(here.standing(), CARDED.topics[topic]) for topic in ("a", "b", "c", "bare", "end")}
    assert {key: line.memory for key, line in lines.items()} == {
        "a": "fading",
        "b": "unsure",
        "c": "untested",
        "bare": None,
        "end": None,
    }
    assert {key for key, line in lines.items() if line.fresh is not None} == {"a", "b"}
    (memory,) = here.log.cards("ada", "test", "b-1")
    assert lines["b"].fresh == round(recall(memory.stability or 0, 1), 4)


def test_the_fresh_share_of_a_topic_is_the_mean_of_its_reviewed_cards() -> None:
    here = learner("a", ago=40)
    graded(later(here, -30), ["a-1"])
    graded(here, ["a-2"])
    recalls = [line.recall for line in queued(here, ahead=True, topics=[A]).cards if line.recall is not None]
    assert len(set(recalls)) == 2
    assert topic_line(here.standing(), A).fresh == pytest.approx(sum(recalls) / 2, abs=1e-4)


def test_a_topic_that_is_not_done_is_neither_fresh_nor_fading() -> None:
    here = learner()
    graded(here, ["a-1"])
    mark(here, "started", [A])
    line = topic_line(here.standing(), A)
    assert (line.memory, line.fresh is not None) == (None, True)
    assert status(here).totals.fresh == 0


def test_stale_topics_are_those_that_fade() -> None:
    here = learner("a", "b", "c", ago=60)
    graded(later(here, -50), ["a-1"], rating=1)
    graded(here, ["b-1"])

    def stale(**conditions: object) -> list[str]:
        lines = list_topics(here, Conditions(stale=True, **conditions)).topics  # type: ignore[arg-type]
        return [line.topic.id for line in lines]

    assert (stale(), stale(module=CARDED.modules["ways"]), stale(status="done"), stale(status="todo")) == (
        *(["a"], [], ["a"], []),
    )


def test_a_faded_ground_is_suggested_for_review_before_what_stands_on_it() -> None:
    here = learner("a", ago=60)
    graded(later(here, -50), ["a-1", "a-2"], rating=1)
    review, learn = what_next(here, 2).suggestions
    assert (review.topic, review.action, [reason.code for reason in review.reasons]) == (
        *("a", "review", ["faded", "stood_on"]),
    )
    assert review.hours_left == round(1 / 60, 2)
    assert (learn.topic, learn.action) == ("b", "learn")
    assert what_next(here, 2).review == queued(here).waiting
    graded(here, ["a-1", "a-2"])
    assert "review" not in {each.action for each in what_next(here, 9).suggestions}


def test_reviews_alone_are_no_evening_of_a_module() -> None:
    here = learner("a", "b", ago=20)
    for ago in (3, 2, 1, 0):
        graded(later(here, -ago), ["a-1"])
    assert here.moment(here.standing()).evenings == ("letters", 1)
    for ago in (2, 1, 0):
        log_time(here, C, 10, day=day(-ago))
    module, evenings = here.moment(here.standing()).evenings
    assert (module, evenings) == ("ways", 3)


def entries(here: Workspace) -> list[tuple[str, int, bool]]:
    """What each entry begins with, how many events it has, and whether it was taken back."""

    def told(entry: HistoryEntry) -> tuple[str, int, bool]:
        return entry.events[0].kind, len(entry.events), entry.undone

    return [told(entry) for entry in history(here, 20).entries]


def test_reviews_that_follow_each_other_on_a_day_are_one_entry_of_history() -> None:
    here = learner("a")
    graded(here, ["a-1", "a-2"])
    log_time(here, B, 10)
    graded(here, ["a-3", "a-1"])
    graded(later(here, 1), ["a-1"])
    assert entries(here) == [
        ("graded", 1, False),
        ("graded", 2, False),
        ("started", 2, False),
        ("graded", 2, False),
        ("finished", 1, False),
    ]


def test_a_review_that_was_taken_back_stands_apart() -> None:
    here = learner("a")
    _, gone, _ = graded(here, ["a-1", "a-2", "a-3"])
    take_back(here, gone)
    graded(here, ["a-2"])
    assert entries(here) == [
        ("graded", 1, False),
        ("undone", 1, False),
        ("graded", 1, False),
        ("graded", 1, True),
        ("graded", 1, False),
        ("finished", 1, False),
    ]


def test_the_blocks_of_a_plan_begin_with_the_reviews_of_the_days_up_to_them() -> None:
    here = learner("a", "b")
    graded(here, ["a-1"])
    blocks = plan(here, Wish(days=frozenset({0, 3}), hours_per_week=4), 2).blocks
    first = [(block.day, *block.entries[0][:4]) for block in blocks[:2]]
    assert first == [(TODAY, "review", "", "4 cards", 2), (day(3), "review", "", "1 card", 1)]
    assert [sum(entry.minutes for entry in block.entries) for block in blocks[:2]] == [120, 120]
    assert not any(entry.action == "review" for block in blocks[2:] for entry in block.entries)
