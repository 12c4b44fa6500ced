"""How a grade changes the memory of a card: FSRS-6, as the package `fsrs` computes it, by parameters that `fsrs-rs-python` finds
in a learner's own grades. The only owner and door of both.

Only stability and difficulty are taken from it. They depend on nothing but the grades and their days, so that memory is
a fold of events; desired retention and maximum interval count only when an interval is read off them.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, cast

from roadmap_cli.domain.memory import DECAY, Memory, Parameters, Schedule

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

    from roadmap_cli.domain.fit import Histories

_BEFORE = datetime.min.replace(tzinfo=UTC)
"""The day before every grade: only how long ago the last one was makes a difference. FSRS counts whole spans of 24 hours."""
MOST_KEPT = 1 << 16
"""Grades whose outcome is kept: cards that were graded alike on like days share it, and those are most."""


MOST_STABILITY = 36_500.0
"""Days, of fitted parameters: whatever a foreign hand wrote for them, a memory stays a number."""


def schedule(memory: Memory | None, rating: int, day: date, parameters: Parameters = ()) -> Memory:
    """The memory after a grade, 1 again to 4 easy, by the parameters of FSRS or by fitted ones. Without learning steps every card
    is in review from its first grade on; a second grade on the same day counts as FSRS counts it, by its short-term rule.
    """
    if memory is None:
        return Memory(*_first(rating, parameters), day)
    elapsed = max((day - memory.day).days, 0)
    return Memory(*_next(memory.stability, memory.difficulty, elapsed, rating, parameters), day)


def by(parameters: Parameters) -> Schedule:
    return partial(schedule, parameters=parameters)


def fit(histories: "Histories") -> Parameters:
    """What predicts these best, each the grades of one card. Raises ImportError on a platform that the package is not made for."""
    from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview

    def items() -> Iterator[FSRSItem]:
        for history in histories:
            reviews = [FSRSReview(rating, days) for rating, days in history]
            yield from (FSRSItem(reviews[: number + 1]) for number, (_, days) in enumerate(history) if days > 0)

    found = FSRS(DEFAULT_PARAMETERS).compute_parameters(list(items()))
    return tuple(round(each, 4) for each in _within_bounds(found))


def _within_bounds(parameters: Iterable[float]) -> tuple[float, ...]:
    """Those that the package takes. The last one, the shape of the forgetting curve, stays: every command that reads would have
    to ask for it, and grades hardly tell it.
    """
    from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS as LEAST
    from fsrs.scheduler import UPPER_BOUNDS_PARAMETERS as MOST

    found = tuple(min(max(each, least), most) for each, least, most in zip(parameters, LEAST, MOST, strict=True))
    return (*found[:-1], -DECAY)


@lru_cache(MOST_KEPT)
def _first(rating: int, parameters: Parameters) -> tuple[float, float]:
    import fsrs

    return _graded(fsrs.Card(card_id=0, due=_BEFORE), rating, _BEFORE, parameters)


@lru_cache(MOST_KEPT)
def _next(
    stability: float, difficulty: float, elapsed: int, rating: int, parameters: Parameters
) -> tuple[float, float]:
    import fsrs

    before = fsrs.Card(0, fsrs.State.Review, None, stability, difficulty, _BEFORE, _BEFORE)
    return _graded(before, rating, _BEFORE + timedelta(days=elapsed), parameters)


def _graded(card: "Card", rating: int, moment: datetime, parameters: Parameters) -> tuple[float, float]:
    import fsrs

    after, _ = _scheduler(parameters).review_card(card, fsrs.Rating(rating), moment)
    stability, difficulty = cast("float", after.stability), cast("float", after.difficulty)  # never None after a review
    return (min(stability, MOST_STABILITY) if parameters else stability), difficulty


@cache
def _scheduler(parameters: Parameters) -> "Scheduler":
    import fsrs

    its = _within_bounds(parameters or fsrs.scheduler.DEFAULT_PARAMETERS)
    return fsrs.Scheduler(its, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
