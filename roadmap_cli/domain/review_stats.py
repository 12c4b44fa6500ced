"""How well the prediction of recall holds, from a learner's own grades; and what the coming days bring."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple, TypeVar

from roadmap_cli.domain.events import Event
from roadmap_cli.domain.memory import AGAIN, Memory, Schedule, recall
from roadmap_cli.domain.review import Waiting
from roadmap_cli.domain.standing import Standing

Key = TypeVar("Key", date, float, int)
BANDS = (0.0, 0.7, 0.8, 0.9)
"""Lower edges of the bands of predicted recall; the last one reaches up to 1."""


class Review(NamedTuple):
    """One grade. `predicted` is the recall right before it: None for the first grade of a card, and for a second on the
    same day, which says nothing about memory.
    """

    topic: str
    card: str
    day: date
    recalled: bool
    predicted: float | None
    first: bool


class Share(NamedTuple):
    """How many of so many reviews were recalled, and how many were predicted to be."""

    reviews: int = 0
    recalled: int = 0
    predicted: float = 0.0

    @property
    def percent(self) -> float:
        return 100 * self.recalled / self.reviews if self.reviews else 0.0

    @property
    def predicted_percent(self) -> float:
        return 100 * self.predicted / self.reviews if self.reviews else 0.0


def replay(events: Iterable[Event], schedule: Schedule) -> list[Review]:
    """Every grade with what was predicted before it. Events in effect, in the order of ids; others are passed over."""
    memories: dict[tuple[str, str], Memory] = {}
    reviews = []
    for event in events:
        if event.kind == "graded" and event.topic is not None:
            card, rating = event.data["card"], event.data["rating"]
            before = memories.get((event.topic, card))
            reviews.append(
                Review(
                    topic=event.topic,
                    card=card,
                    day=event.day,
                    recalled=rating > AGAIN,
                    predicted=foretold(before, event.day),
                    first=before is None,
                )
            )
            memories[event.topic, card] = schedule(before, rating, event.day)
    return reviews


def foretold(before: Memory | None, day: date) -> float | None:
    """The recall that a memory predicts for a day; None where it cannot tell, on the day itself."""
    return recall(before.stability, (day - before.day).days) if before and before.day < day else None


def share(reviews: Iterable[Review]) -> Share:
    found = list(reviews)
    predicted = sum(each.predicted or 0.0 for each in found)
    return Share(len(found), sum(each.recalled for each in found), round(predicted, 4))


def shares(reviews: Iterable[Review], key: Callable[[Review], Key]) -> dict[Key, Share]:
    """Grouped, and in the order of the keys."""
    groups: dict[Key, list[Review]] = {}
    for review in reviews:
        groups.setdefault(key(review), []).append(review)
    return {each: share(groups[each]) for each in sorted(groups)}


def band(predicted: float) -> float:
    """The lower edge of the band that a predicted recall lies in."""
    return max(each for each in BANDS if predicted >= each)


def load(standing: Standing, waiting: Waiting, tomorrow: int, days: int) -> list[int]:
    """Cards on each of so many days from today on, if every day were reviewed: what is known to come, within the limits
    of a day. `tomorrow` are the new cards of topics finished today. What today's reviews will bring back is not in it.
    """
    coming, reviewing = [0] * days, standing.recollection.reviewing
    for each in standing.recollection.reviewed:
        ahead = each.interval - each.elapsed
        if 0 < ahead < days and each.topic in standing.learned:
            coming[ahead] += 1
    due, new, loads = waiting.due, len(waiting.new), []
    for day in range(days):
        due += coming[day]
        new += tomorrow if day == 1 else 0
        reviewed = waiting.due_today if day == 0 else min(due, reviewing.reviews_per_day)
        room = reviewing.reviews_per_day - reviewed
        introduced = waiting.new_today if day == 0 else min(new, reviewing.new_cards_per_day, room)
        due, new = due - reviewed, new - introduced
        loads.append(reviewed + introduced)
    return loads
