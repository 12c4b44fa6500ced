"""How a grade changes the memory of a card: FSRS-6, as the package `fsrs` computes it. Its only owner and door.

Only stability and difficulty are taken from it. They depend on nothing but the grades and their days, so that memory is
a fold of events; desired retention and maximum interval count only when an interval is read off them.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast

from roadmap_cli.domain.memory import Memory

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

_BEFORE = datetime.min.replace(tzinfo=UTC)
"""The day before every grade: only how long ago the last one was makes a difference. FSRS counts whole spans of 24 hours."""
MOST_KEPT = 1 << 16
"""Grades whose outcome is kept: cards that were graded alike on like days share it, and those are most."""


def schedule(memory: Memory | None, rating: int, day: date) -> Memory:
    """The memory after a grade, 1 again to 4 easy. Without learning steps every card is in review from its first grade
    on; a second grade on the same day counts as FSRS counts it, by its short-term rule.
    """
    if memory is None:
        return Memory(*_first(rating), day)
    elapsed = max((day - memory.day).days, 0)
    return Memory(*_next(memory.stability, memory.difficulty, elapsed, rating), day)


@cache
def _first(rating: int) -> tuple[float, float]:
    import fsrs

    return _graded(fsrs.Card(card_id=0, due=_BEFORE), rating, _BEFORE)


@lru_cache(MOST_KEPT)
def _next(stability: float, difficulty: float, elapsed: int, rating: int) -> tuple[float, float]:
    import fsrs

    before = fsrs.Card(0, fsrs.State.Review, None, stability, difficulty, _BEFORE, _BEFORE)
    return _graded(before, rating, _BEFORE + timedelta(days=elapsed))


def _graded(card: "Card", rating: int, moment: datetime) -> tuple[float, float]:
    import fsrs

    after, _ = _scheduler().review_card(card, fsrs.Rating(rating), moment)
    return cast("float", after.stability), cast("float", after.difficulty)  # never None after a review


@cache
def _scheduler() -> "Scheduler":
    import fsrs

    return fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
