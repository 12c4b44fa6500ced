"""FSRS is fitted to a learner where that predicts better, by itself once a month, and every memory follows."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

import pytest
from list_log import later
from review_helpers import graded, learner, lesson

from roadmap_cli.domain.events import Fact
from roadmap_cli.domain.fit import EVERY, LEAST_GRADES, Histories, fitted, histories
from roadmap_cli.domain.memory import Memory, Parameters, Reviewing, fold_cards, interval, recall
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.scheduling import by, fit, schedule
from roadmap_cli.services import fit as service
from roadmap_cli.services.review import grade
from roadmap_cli.services.review_stats import stats
from roadmap_cli.services.undo import undo
from roadmap_cli.services.workspace import Workspace


def practised(grades: int, best: float = 1.0) -> Workspace:
    """Three new cards each evening and those that are due, recalled as FSRS expects or only so often, up to so many grades."""
    here, chance, facts = learner("a", "b", "c", ago=10), Random(1), list[Fact]()
    true, known = dict[str, Memory](), dict[str, Memory]()
    while len(facts) < grades:
        here = later(here, days=1)
        new = [f"a-{len(known) + number}" for number in (1, 2, 3)]
        due = [each for each, memory in known.items() if memory.day + span(memory) <= here.today]
        for card in [*due, *new][: grades - len(facts)]:
            before = true.get(card)
            expected = recall(before.stability, (here.today - before.day).days) if before else 0.9
            rating = 3 if chance.random() < best * expected else 1
            true[card] = schedule(before, rating, here.today)
            known[card] = schedule(known.get(card), rating, here.today)
            facts.append(here.fact("graded", "a", card=card, rating=rating))
    here.log.append("ada", "test", facts, here.now)
    return here


def span(memory: Memory) -> timedelta:
    return timedelta(days=interval(memory.stability, Reviewing()))


OTHERS = fit([[(1, 0), (1, 3)] * 20])


def test_a_learner_whom_fsrs_takes_wrongly_is_fitted_and_every_memory_follows() -> None:
    here = practised(480, best=0.7)
    before = here.log.cards("ada", "test")
    report = service.fit(here, fit)
    assert (report.grades, report.held_out, report.used) == (480, report.held_out, True)
    assert 0 < report.held_out < 96
    assert report.loss < report.loss_before
    parameters = here.log.parameters("ada", "test")
    assert len(parameters) == 21
    after = here.log.cards("ada", "test")
    assert [each.card for each in after] == [each.card for each in before]
    assert all(one.memory != other.memory for one, other in zip(before, after, strict=True))
    events = here.log.events("ada", "test")
    assert after == sorted(fold_cards(events, by(parameters)), key=lambda each: each.card)


def test_a_learner_who_is_as_fsrs_assumes_is_left_as_one_is() -> None:
    here = practised(480)
    before = here.log.cards("ada", "test")
    assert service.fit(here, fit).used is False
    assert here.log.cards("ada", "test") == before
    line = stats(here, lesson).fit
    assert line is not None
    assert (line.grades, line.used_since) == (480, None)


def test_undo_brings_back_what_was_before_and_the_last_fit_counts() -> None:
    here = practised(480, best=0.7)
    before = here.log.cards("ada", "test")
    service.fit(here, fit)
    first, parameters = here.log.cards("ada", "test"), here.log.parameters("ada", "test")
    said = here._replace(now=here.now + timedelta(minutes=1))
    fact = said.fact("fitted", grades=480, loss=0.1, loss_before=0.2, parameters=",".join(["1"] * 21))
    said.append([fact])
    assert here.log.parameters("ada", "test") == (1,) * 21
    undo(said)
    assert (here.log.cards("ada", "test"), here.log.parameters("ada", "test")) == (first, parameters)
    undo(said)
    assert (here.log.cards("ada", "test"), here.log.parameters("ada", "test")) == (before, ())


def test_few_grades_are_refused_with_their_number() -> None:
    here = learner("a")
    graded(here, ["a-1"])
    with pytest.raises(CannotBeDone, match="there is 1 grade, and it takes 400"):
        service.fit(here, fit)


def test_it_fits_by_itself_once_a_month_with_the_grade_that_undo_takes_back() -> None:
    here = practised(LEAST_GRADES - 1)
    service.fit_in_time(here, fit)
    assert here.events("fitted") == []
    here = practised(LEAST_GRADES)
    report = service.grade_and_fit(here, "a-1", 3, fit)
    (event,) = here.events("fitted")
    assert event.batch == report.batch
    soon, late = (later(here, days=EVERY.days - less) for less in (1, 0))
    assert [service.is_due(each) for each in (here, soon, late)] == [False, False, True]
    assert {each.kind for each in undo(here).events} == {"graded", "fitted"}
    assert service.is_due(here)


def test_where_the_package_is_missing_a_grade_is_kept_all_the_same() -> None:
    def missing(_: Histories) -> Parameters:
        raise ImportError

    here = practised(LEAST_GRADES)
    service.grade_and_fit(here, "a-1", 3, missing)
    assert here.events("fitted") == []
    assert len(here.events("graded")) == LEAST_GRADES + 1


def test_the_next_grade_is_scheduled_by_what_was_fitted() -> None:
    here = practised(480, best=0.7)
    service.fit(here, fit)
    parameters, then = here.log.parameters("ada", "test"), later(here, days=9)
    (memory,) = (each.memory for each in here.log.cards("ada", "test", "a-1"))
    report = grade(then, "a-1", 3)
    (now,) = here.log.cards("ada", "test", "a-1")
    assert now.memory == schedule(memory, 3, then.today, parameters)
    assert memory is not None
    assert report.recall == round(recall(memory.stability, (then.today - memory.day).days), 4)


def test_the_held_out_grades_are_never_seen_by_what_is_tried_on_them() -> None:
    here, seen = practised(420), list[int]()

    def fitter(its: Histories) -> Parameters:
        seen.append(sum(map(len, its)))
        return OTHERS

    events = here.events("graded")
    found = fitted(events, by, fitter, ())
    assert seen[0] == int(0.8 * len(events))
    assert found.grades == len(events)
    assert 0 < found.held_out <= len(events) - seen[0]


@pytest.mark.parametrize("odd", [[], [[(3, 0)]], [[(4, 0)] * 50], [[(1, 0), (1, 0), (4, 900)]] * 300])
def test_whatever_was_graded_there_are_parameters_within_bounds(odd: Sequence[Sequence[tuple[int, int]]]) -> None:
    parameters = fit(odd)
    assert len(parameters) == 21
    assert schedule(schedule(None, 3, learner().today, parameters), 4, learner().today, parameters).stability > 0


@pytest.mark.parametrize("wild", [0.0, 1e9, -1e9])
def test_parameters_of_a_foreign_hand_leave_a_memory_a_number(wild: float) -> None:
    memory, day = None, learner().today
    for number in range(100):
        memory = schedule(memory, 4, day + timedelta(days=number * number), (wild,) * 21)
    assert memory is not None
    assert 0 < memory.stability <= 36_500
    assert 1 <= memory.difficulty <= 10


def test_histories_are_of_each_card_with_the_days_between() -> None:
    here = learner("a", "b")
    graded(here, ["a-1", "b-1"])
    graded(later(here, days=4), ["a-1"], rating=1)
    assert [list(each) for each in histories(here.events("graded"))] == [[(3, 0), (1, 4)], [(3, 0)]]
