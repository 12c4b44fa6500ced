"""What a learner's own grades say, over a log that is a list."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from list_log import workspace
from review_helpers import CARDED, RENAMED, A, B, C, graded, later, learner, lesson, names, queued

from roadmap_cli.domain.review_stats import BANDS, Share
from roadmap_cli.services.mark import mark
from roadmap_cli.services.review import grade, take_back
from roadmap_cli.services.review_stats import LOAD_DAYS, stats
from roadmap_cli.services.undo import redo, undo
from roadmap_cli.services.workspace import Workspace

AGAIN, GOOD = 1, 3


def test_without_a_grade_there_is_nothing_to_say_but_what_is_to_come() -> None:
    report = stats(workspace(CARDED), lesson)
    assert (report.reviews, report.first, report.later) == (0, Share(), Share())
    assert (report.months, report.bands, report.confidence) == ((), (), ())
    assert [each.cards for each in report.load] == [0] * LOAD_DAYS
    assert report.desired_retention == 0.9


def test_first_reviews_are_told_apart_from_those_that_were_predicted() -> None:
    here = learner("a")
    graded(here, ["a-1", "a-2"])
    graded(here, ["a-3"], AGAIN)
    again = [*graded(later(here, 5), ["a-1"]), *graded(later(here, 5), ["a-2"], AGAIN)]
    report = stats(here, lesson)
    assert (report.reviews, report.first) == (5, Share(3, 2, 0.0))
    assert report.later[:2] == (2, 1)
    assert report.later.predicted == pytest.approx(sum(each.recall or 0 for each in again), abs=2e-4)


def test_a_second_grade_on_the_same_day_says_nothing_of_memory() -> None:
    here = learner("a")
    graded(here, ["a-1", "a-1"])
    report = stats(here, lesson)
    assert (report.reviews, report.first.reviews, report.later.reviews, report.months) == (2, 1, 0, ())


def test_reviews_are_told_by_month_the_earliest_first() -> None:
    here = learner("a", "b")
    graded(here, ["a-1", "a-2"])
    for days, card, rating in ((3, "a-1", GOOD), (7, "a-2", AGAIN), (8, "a-2", GOOD), (50, "a-1", AGAIN)):
        grade(later(here, days), card, rating)
    months = {line.month: (line.share.reviews, line.share.recalled) for line in stats(here, lesson).months}
    assert months == {date(2026, 11, 1): (2, 1), date(2026, 12, 1): (1, 1), date(2027, 1, 1): (1, 0)}
    assert list(months) == sorted(months)


def test_reviews_are_told_by_what_was_predicted() -> None:
    here = learner("a")
    graded(here, ["a-1", "a-2", "a-3"])
    expected: dict[float, list[float]] = {}
    for days, card in ((1, "a-1"), (6, "a-2"), (300, "a-3")):
        foretold = grade(later(here, days), card, GOOD).recall or 0
        expected.setdefault(max(edge for edge in BANDS if foretold >= edge), []).append(foretold)
    bands = stats(here, lesson).bands
    assert [line.least for line in bands] == sorted(expected) == [0.0, 0.8, 0.9]
    sums = [sum(expected[each]) for each in sorted(expected)]
    assert [line.share.predicted for line in bands] == pytest.approx(sums, abs=1e-4)


@given(
    st.lists(
        st.tuples(st.sampled_from(("a-1", "a-2", "b-1")), st.integers(1, 4), st.sampled_from((0, 0, 1, 5, 60))),
        min_size=1,
        max_size=12,
    )
)
def test_months_and_bands_each_add_up_to_all_that_was_predicted(steps: list[tuple[str, int, int]]) -> None:
    here = then = learner("a", "b")
    for card, rating, days in steps:
        then = later(then, days)
        grade(then, card, rating)
    report = stats(here, lesson)
    assert report.reviews == len(steps) >= report.first.reviews + report.later.reviews
    assert report.first.reviews == len({card for card, _, _ in steps})
    for lines in (report.months, report.bands):
        assert sum(line.share.reviews for line in lines) == report.later.reviews
        assert sum(line.share.recalled for line in lines) == report.later.recalled
        assert sum(line.share.predicted for line in lines) == pytest.approx(report.later.predicted, abs=1e-3)
    assert all(0 <= line.share.predicted_percent <= 100 for line in report.bands)


def sure(here: Workspace) -> dict[int, tuple[int, int]]:
    """Reviews and what was recalled of them, by confidence."""
    return {line.confidence: line.share[:2] for line in stats(here, lesson).confidence}


def test_confidence_is_held_against_the_first_review() -> None:
    here = workspace(CARDED)
    for topic, confidence in ((A, 5), (B, 2), (C, None)):
        said = {} if confidence is None else {"confidence": confidence}
        mark(here, "finished", [topic], **said)
    graded(later(here, 1), ["a-1", "b-1", "c-1"])
    graded(later(here, 1), ["a-2"], AGAIN)
    graded(later(here, 9), ["a-1"], AGAIN)
    assert sure(here) == {2: (1, 1), 5: (2, 1)}
    assert list(sure(here)) == [2, 5]


def test_confidence_is_what_was_last_said_and_not_what_was_taken_back() -> None:
    here = workspace(CARDED)
    mark(here, "finished", [A], confidence=2)
    mark(here, "reset", [A])
    mark(here, "finished", [A], confidence=4)
    graded(later(here, 1), ["a-1"])
    assert sure(here) == {4: (1, 1)}
    undo(here)
    undo(here)
    graded(later(here, 1), ["a-1"], AGAIN)
    assert sure(here) == {2: (1, 0)}


def test_confidence_in_a_topic_is_that_in_it_after_it_was_renamed() -> None:
    here = workspace(CARDED)
    mark(here, "finished", [A], confidence=3)
    here = here._replace(roadmap=RENAMED)
    graded(later(here, 1), ["a-1"])
    assert sure(here) == {3: (1, 1)}


def test_grades_that_were_taken_back_do_not_count() -> None:
    here = learner("a", "b")
    graded(here, ["a-1", "a-2"])
    before = stats(here, lesson)
    (report,) = graded(later(here, 4), ["a-1"], AGAIN)
    after = stats(here, lesson)
    assert after != before
    take_back(here, report)
    assert stats(here, lesson) == before
    redo(here)
    assert stats(here, lesson) == after


def test_other_learners_and_roadmaps_do_not_count() -> None:
    here = learner("a")
    graded(here, ["a-1"])
    assert stats(here._replace(user="bob"), lesson).reviews == 0
    assert stats(here._replace(roadmap=CARDED._replace(id="other")), lesson).reviews == 0


def test_the_load_of_the_coming_days_is_what_is_due_on_each_within_the_limits_of_a_day() -> None:
    here = learner("a", "b", "c", new_cards_per_day=2, reviews_per_day=3)
    reports = graded(here, ["a-1"], 4)
    load = stats(here, lesson).load
    assert [each.day for each in load] == [here.today + timedelta(days=ahead) for ahead in range(LOAD_DAYS)]
    expected = [0] * LOAD_DAYS
    expected[:3] = [1, 2, 2]
    expected[reports[0].days] += 1
    assert [each.cards for each in load] == expected


def test_today_is_loaded_with_what_waits_and_tomorrow_with_what_had_no_room() -> None:
    here = learner("a", "b", ago=60, reviews_per_day=2)
    graded(later(here, -50), ["a-1", "a-2", "a-3"], AGAIN)
    load = [each.cards for each in stats(here, lesson).load]
    assert load[0] == len(queued(here).cards) == 2
    assert load[:4] == [2, 2, 1, 0]


def test_what_was_finished_today_is_a_load_from_tomorrow_on() -> None:
    here = learner("a", ago=0, new_cards_per_day=2)
    assert [each.cards for each in stats(here, lesson).load][:4] == [0, 2, 1, 0]


def test_a_card_that_is_due_today_is_no_load_of_another_day() -> None:
    here = learner("a", new_cards_per_day=0)
    (report,) = graded(here, ["a-1"])
    then = later(here, report.days)
    assert names(queued(then)) == ["a-1"]
    assert [each.cards for each in stats(then, lesson).load] == [1] + [0] * (LOAD_DAYS - 1)
