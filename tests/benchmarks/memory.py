"""How soon, and how rightly, a topic done is called fresh: simulated learners, each with one topic of so many cards.

    python tests/benchmarks/memory.py            400 learners in each of five worlds (about two minutes)
    python tests/benchmarks/memory.py 40         fewer

A learner reviews on most evenings, at most five new cards a day, and the next ones as they come due. They remember by
FSRS with a strength of their own: each card has a true memory, which grows with every review, and an answer comes to mind
with the probability of its true recall; the first one with that of how well the topic was understood. The program sees
the grades alone. Day after day what it says is held against the mean true recall of all cards of the topic, those
included that were never reviewed. Beside it stands the rule of before: fresh by the mean of the predictions alone.
"""

import sys
from collections import Counter
from datetime import date, timedelta
from functools import cache
from random import Random
from statistics import median
from typing import NamedTuple

from roadmap_cli.domain.memory import (
    AGAIN,
    GOOD,
    Memory,
    Recollection,
    Reviewing,
    TopicMemory,
    Traces,
    interval,
    recall,
)
from roadmap_cli.domain.roadmap import Module, Phase, Roadmap, Topic
from roadmap_cli.scheduling import schedule

FIRST, DAYS, STUDIES, SEED = date(2027, 1, 4), 180, 0.85, 1885
SIZES = (3, 6, 8, 10)
REVIEWING = Reviewing()


class World(NamedTuple):
    """`understood` is the probability of the first answer, `strength` how much longer than by FSRS one remembers; `best` is
    the recall on the day after an answer, which FSRS takes for nearly certain.
    """

    name: str
    understood: float = 0.9
    strength: float = 1.0
    best: float = 1.0


WORLDS = (
    World("as FSRS assumes"),
    World("remembers twice as long", strength=2.0),
    World("forgets four times as fast", strength=0.25),
    World("half understood at first", understood=0.5),
    World("80 % at best", best=0.8),
    World("65 % at best", best=0.65),
)


class Card(NamedTuple):
    """`known` is what the program takes its memory for, `true` what it is."""

    true: Memory
    known: Memory | None = None


class Day(NamedTuple):
    """What is said, what was said before, and whether the topic is still remembered."""

    now: str
    before: str
    is_fresh: bool


def simulated(world: World, size: int, chance: Random) -> list[Day]:
    cards = [
        Card(_true(None, GOOD if chance.random() < world.understood else AGAIN, FIRST, world)) for _ in range(size)
    ]
    days = []
    for ahead in range(1, DAYS + 1):
        today = FIRST + timedelta(days=ahead)
        if chance.random() < STUDIES:
            cards = _reviewed(cards, today, world, chance)
        days.append(_told(cards, today, world))
    return days


def _true(before: Memory | None, rating: int, day: date, world: World) -> Memory:
    """By FSRS, on a clock that runs slower for who remembers longer."""
    if before is None:
        first = schedule(None, rating, day)
        return first._replace(stability=first.stability * world.strength)
    scaled = before._replace(stability=before.stability / world.strength)
    elapsed = max(round((day - before.day).days / world.strength), 1)
    after = schedule(scaled._replace(day=day - timedelta(days=elapsed)), rating, day)
    return after._replace(stability=after.stability * world.strength)


def _reviewed(cards: list[Card], today: date, world: World, chance: Random) -> list[Card]:
    found, new = [], 0
    for card in cards:
        is_new = card.known is None and new < REVIEWING.new_cards_per_day
        new += is_new
        if is_new or (card.known and (today - card.known.day).days >= interval(card.known.stability, REVIEWING)):
            rating = GOOD if chance.random() < _recall(card, today, world) else AGAIN
            found.append(Card(_true(card.true, rating, today, world), schedule(card.known, rating, today)))
        else:
            found.append(card)
    return found


def _recall(card: Card, today: date, world: World) -> float:
    return world.best * recall(card.true.stability, (today - card.true.day).days)


def _told(cards: list[Card], today: date, world: World) -> Day:
    known = [each.known for each in cards if each.known]
    names = tuple(f"c{number}" for number in range(len(known)))
    traces = Traces(names, tuple(each.stability for each in known), tuple(each.day.toordinal() for each in known))
    roadmap = _roadmap(len(cards))
    told = Recollection(memories=(TopicMemory("t", traces),), roadmap=roadmap, day=today, reviewing=REVIEWING)
    mean, least = told.recall.get("t"), REVIEWING.fresh_from
    true = sum(_recall(each, today, world) for each in cards) / len(cards)
    before = "untested" if mean is None else "fresh" if mean >= least else "fading"
    return Day(told.freshness("t"), before, true >= least)


@cache
def _roadmap(size: int) -> Roadmap:
    topic = Topic(id="t", title="T", phase="p", module="m", cards=tuple(f"c{number}" for number in range(size)))
    return Roadmap("r", "R", (Phase("p", "P", 1, "", (Module("m", "M", "p", (topic,)),)),))


def row(world: World, size: int, learners: int) -> str:
    lives = [simulated(world, size, Random(f"{SEED} {world.name} {size} {number}")) for number in range(learners)]
    firsts = sorted(next((n for n, each in enumerate(life, 1) if each.now == "fresh"), DAYS) for life in lives)
    days = [each for life in lives for each in life]
    said = Counter(each.now for each in days)
    shares = "".join(f"{100 * said[name] / len(days):>8.0f}" for name in ("fresh", "fading", "unsure"))
    early = [each for life in lives for each in life[:30]]
    return (
        f"{world.name:<28}{size:>5}{median(firsts):>8.0f}{firsts[9 * len(firsts) // 10]:>6}{shares}"
        f"{_wrong(early, before=False):>9}{_wrong(early, before=True):>8}"
        f"{_wrong(days, before=False):>9}{_wrong(days, before=True):>8}"
    )


def _wrong(days: list[Day], *, before: bool) -> str:
    """How much of what is called fresh is not."""
    called = [each for each in days if (each.before if before else each.now) == "fresh"]
    return f"{100 * sum(not each.is_fresh for each in called) / len(called):.0f}" if called else "-"


def main() -> None:
    learners = int(sys.argv[1]) if sys.argv[1:] else 400
    print(
        f"{learners} learners a row, {DAYS} days; shares of days in %; wrong: of the days called fresh (before: by the mean)"
    )
    print(f"{'':<28}cards   fresh after     days that are said        wrong in 30 days    wrong in all")
    print(f"{'':<28}      median   90 %  fresh  fading  unsure      now  before      now  before")
    for world in WORLDS:
        for size in SIZES:
            print(row(world, size, learners), flush=True)


if __name__ == "__main__":
    main()
