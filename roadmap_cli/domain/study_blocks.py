"""The coming study blocks, and what advice would put into each if everything went as estimated.

If-then plans help, d = .27 to .66 (Sheeran et al. 2024): a block has a cue, a time, and one thing to do.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from roadmap_cli.domain.advice import Action, Moment, suggest
from roadmap_cli.domain.intentions import Break, break_on
from roadmap_cli.domain.memory import NOTHING
from roadmap_cli.domain.phrasing import count
from roadmap_cli.domain.progress import TopicState
from roadmap_cli.domain.review import minutes_for
from roadmap_cli.domain.roadmap import Status
from roadmap_cli.domain.standing import Standing

LEAST_MINUTES = 5
"""Less is not worth beginning something new for."""


class Entry(NamedTuple):
    """`topic` is the id of a choice where `action` is `choose`, and empty where it is `review`. `minutes` of this block go
    to it.
    """

    action: Action
    topic: str
    title: str
    minutes: int
    finishes: bool


class Block(NamedTuple):
    """No entry means that the path is at its end."""

    day: date
    minutes: int
    entries: tuple[Entry, ...]


class _Midway(NamedTuple):
    """How things would stand in the middle of a plan: the topic at hand, and the minutes that it still takes."""

    standing: Standing
    topic: str | None = None
    minutes: float = 0.0


def study_dates(today: date, weeks: int, weekdays: Collection[int], breaks: Sequence[Break] = ()) -> Iterator[date]:
    """The days of the plan from today on, those in breaks left out."""
    days = (today + timedelta(days=ahead) for ahead in range(7 * weeks))
    return (day for day in days if day.weekday() in weekdays and break_on(day, breaks) is None)


def gathered(cards: Sequence[int], today: date, days: Iterable[date]) -> dict[date, int]:
    """The cards of every day from today on, on the study days: those of a day without study come on the next with."""
    found: dict[date, int] = {}
    reached = 0
    for day in days:
        until = (day - today).days + 1
        found[day] = sum(cards[reached:until])
        reached = until
    return found


def fill(
    standing: Standing,
    days: Iterable[date],
    minutes: int,
    factor: float,
    cards: Mapping[date, int] = MappingProxyType({}),
) -> Iterator[Block]:
    """A block for each day, the cards to recall first. Estimates are multiplied by `factor`, the learner's calibration;
    where there are none nothing but cards can be laid out.
    """
    midway = _Midway(standing._replace(recollection=NOTHING))
    for day in days:
        entries = [*_recall(cards.get(day, 0), minutes)]
        left = float(minutes - sum(entry.minutes for entry in entries))
        while (
            not standing.no_hours and left >= LEAST_MINUTES and (found := _step(midway, day, left, factor)) is not None
        ):
            entry, midway = found
            entries.append(entry)
            left -= entry.minutes
        yield Block(day, minutes, tuple(entries))


def _recall(cards: int, minutes: int) -> Iterator[Entry]:
    if cards:
        yield Entry(
            action="review",
            topic="",
            title=count(cards, "card"),
            minutes=min(minutes_for(cards), minutes),
            finishes=True,
        )


def _step(midway: _Midway, day: date, left: float, factor: float) -> tuple[Entry, _Midway] | None:
    """The next thing in a block, and how things stand after it; None at the end of the path."""
    standing, topic, needed = midway
    if topic is None:
        first = next(iter(suggest(standing, Moment(day), 1)), None)
        if first is None or first.topic is None:
            return None
        if first.action == "choose":
            counted = standing.assuming({first.topic: standing.effective[first.topic]})
            return Entry(action="choose", topic=first.topic, title=first.title, minutes=0, finishes=True), _Midway(
                counted
            )
        topic, needed = first.topic, first.hours_left * factor * 60
    took, title = min(needed, left), standing.roadmap.topics[topic].title
    finishes = needed - took < 1
    action: Action = "continue" if standing.status(topic) == "doing" else "learn"
    after = _worked_on(standing, topic, "done" if finishes else "doing", day)
    entry = Entry(action=action, topic=topic, title=title, minutes=round(took), finishes=finishes)
    return entry, _Midway(after, None if finishes else topic, needed - took)


def _worked_on(standing: Standing, topic: str, status: Status, day: date) -> Standing:
    """Former ids are left behind: what they hold is part of the states by today's ids."""
    state = standing.states.get(topic, TopicState(topic))
    topics = {**standing.states, topic: state._replace(topic=topic, status=status, last_day=day)}
    return standing._replace(state=standing.state._replace(topics=topics))
