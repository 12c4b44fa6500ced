"""How a grade changes the memory of a card: FSRS-6, as the package `fsrs` computes it. Its only owner and door.

Only stability and difficulty are taken from it. They depend on nothing but the grades and their days, so that memory is
a fold of events; desired retention and maximum interval count only when an interval is read off them.
"""

from datetime import UTC, date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, cast

from roadmap_cli.domain.memory import Memory

if TYPE_CHECKING:
    from fsrs import Scheduler


def schedule(memory: Memory | None, rating: int, day: date) -> Memory:
    """The memory after a grade, 1 again to 4 easy. Without learning steps every card is in review from its first grade
    on; a second grade on the same day counts as FSRS counts it, by its short-term rule.
    """
    import fsrs

    moment = _moment(day)
    before = (
        fsrs.Card(card_id=0, due=moment)
        if memory is None
        else fsrs.Card(0, fsrs.State.Review, None, memory.stability, memory.difficulty, moment, _moment(memory.day))
    )
    after, _ = _scheduler().review_card(before, fsrs.Rating(rating), moment)
    return Memory(cast("float", after.stability), cast("float", after.difficulty), day)  # never None after a review


@cache
def _scheduler() -> "Scheduler":
    import fsrs

    return fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _moment(day: date) -> datetime:
    """FSRS counts whole spans of 24 hours; the learner's days are put at midnight, so that it counts days."""
    return datetime.combine(day, time(), UTC)
