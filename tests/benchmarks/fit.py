"""What FSRS fitted to a learner predicts better: simulated learners, half a year of reviews, then two months to come.

    python tests/benchmarks/fit.py            30 learners in each of five worlds (about two minutes)
    python tests/benchmarks/fit.py 5          fewer

As in memory.py each learner remembers by FSRS with a strength of their own, and the program sees the grades alone. After
half a year it fits as `roadmap review --fit` does. Whether it takes the fit is told, and how well what it then uses
predicts the sixty days that follow, against FSRS as for everybody, in log loss.
"""

import sys
from datetime import UTC, date, datetime, timedelta
from math import log
from random import Random
from statistics import mean
from time import perf_counter
from typing import NamedTuple

from memory import Card, World, _recall, _true

from roadmap_cli.domain.events import Event
from roadmap_cli.domain.fit import Fit, fitted
from roadmap_cli.domain.memory import AGAIN, GOOD, Parameters, Reviewing, interval
from roadmap_cli.domain.review_stats import replay
from roadmap_cli.scheduling import by, fit, schedule

FIRST, STUDIES, SEED, NEW, MOST = date(2027, 1, 4), 0.85, 1885, 3, 20
SEEN, AHEAD = 180, 60
REVIEWING = Reviewing()
WORLDS = (
    World("as FSRS assumes"),
    World("remembers twice as long", strength=2.0),
    World("forgets twice as fast", strength=0.5),
    World("forgets four times as fast", strength=0.25),
    World("80 % at best", best=0.8),
)


class Outcome(NamedTuple):
    fit: Fit
    seconds: float
    before: float
    after: float


def practised(world: World, chance: Random) -> list[Event]:
    cards, events = dict[str, Card](), list[Event]()
    for ahead in range(SEEN + AHEAD):
        today = FIRST + timedelta(days=ahead)
        if chance.random() >= STUDIES:
            continue
        due = [name for name, card in cards.items() if card.known and _is_due(card, today)][:MOST]
        for name in [*due, *(f"c{len(cards) + number}" for number in range(NEW))]:
            before = cards.get(name)
            expected = _recall(before, today, world) if before else world.understood
            rating = GOOD if chance.random() < expected else AGAIN
            true = _true(before.true if before else None, rating, today, world)
            cards[name] = Card(true, schedule(before.known if before else None, rating, today))
            events.append(_graded(len(events), today, name, rating))
    return events


def _is_due(card: Card, today: date) -> bool:
    known = card.known
    return known is not None and (today - known.day).days >= interval(known.stability, REVIEWING)


def _graded(number: int, day: date, card: str, rating: int) -> Event:
    at = datetime(day.year, day.month, day.day, 19, tzinfo=UTC)
    return Event("ada", f"{number:09}", "b", "r", "graded", "t", at, day, {"card": card, "rating": rating})


def outcome(world: World, number: int) -> Outcome:
    events = practised(world, Random(f"{SEED} {world.name} {number}"))
    seen = [each for each in events if each.day < FIRST + timedelta(days=SEEN)]
    began = perf_counter()
    found = fitted(seen, by, fit, ())
    seconds = perf_counter() - began
    return Outcome(found, seconds, _loss(events, len(seen), ()), _loss(events, len(seen), found.parameters))


def _loss(events: list[Event], seen: int, parameters: Parameters) -> float:
    told = [(each.predicted, each.recalled) for each in replay(events, by(parameters))[seen:]]
    return mean(-log(each if recalled else 1 - each) for each, recalled in told if each is not None)


def main() -> None:
    learners = int(sys.argv[1]) if sys.argv[1:] else 30
    print(f"{learners} learners a row; log loss of the {AHEAD} days after the fit, less is better")
    print(f"{'':<28}  grades   used   as for everybody   as fitted    worse   seconds")
    for world in WORLDS:
        found = [outcome(world, number) for number in range(learners)]
        used = [each for each in found if each.fit.parameters]
        worse = sum(each.after > each.before for each in used)
        print(
            f"{world.name:<28}{mean(each.fit.grades for each in found):>8,.0f}{100 * len(used) / learners:>5.0f} %"
            f"{mean(each.before for each in found):>19.4f}{mean(each.after for each in found):>12.4f}"
            f"{worse:>6} of {len(used):<3}{mean(each.seconds for each in found):>6.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
