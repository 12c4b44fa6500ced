"""A year of one learner, simulated through the real commands: how many reviews a day, and how much is remembered.

    python tests/benchmarks/year.py            four learners (about five minutes)

The learner studies 45 minutes on most evenings, first what `roadmap review` asks, then what `roadmap next` says, and
takes two breaks, one of two weeks and one of four. They remember by FSRS: each card has a true memory of its own, which
grows with every review, and an answer comes to mind with the probability of its true recall. The program sees only the
grades. For the second and third learner true memory is weaker and stronger than what FSRS assumes of everybody; the fourth
writes cards of their own, so that the limits of a day are felt.
"""

import io
import json
import os
import random
import statistics
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from roadmap_cli import cli
from roadmap_cli.domain.memory import Memory, recall
from roadmap_cli.scheduling import schedule
from roadmap_cli.use_cases import session

FIRST = datetime(2027, 1, 4, 19, 30, tzinfo=UTC)
DAYS = 365
BREAKS = ((120, 14), (240, 28))
"""The first day of each, and how many days."""
EVENING = 45.0
STUDIES = 0.85
"""The share of evenings outside a break on which the learner studies."""
CARD_MINUTES = 0.5
LEARNERS = (
    ("as FSRS assumes", 1.0, 0),
    ("forgets twice as fast", 0.5, 0),
    ("remembers twice as long", 2.0, 0),
    ("as FSRS assumes, and writes three cards an evening", 1.0, 3),
)


class Evening(NamedTuple):
    """`waiting` is the whole backlog before the first review, `fresh` and `done` count topics after the last."""

    day: int
    reviews: int
    waiting: int
    fresh: int
    done: int


class Learner:
    """`strength` is by how much true stability differs from what FSRS assumes; `own` cards are written every evening."""

    def __init__(self, strength: float, own: int) -> None:
        self.strength, self.own, self.chance = strength, own, random.Random(1885)
        self.memories: dict[str, Memory] = {}
        self.minutes: dict[str, float] = {}
        self.now = FIRST
        self.foretold: list[tuple[float, bool]] = []
        self.evenings: list[Evening] = []
        session.clock = lambda: self.now

    def live(self) -> None:
        for day in range(DAYS):
            self.now = FIRST + timedelta(days=day)
            begins = [days for first, days in BREAKS if first == day]
            if begins:
                command("break", f"{begins[0]}d")
            away = any(first <= day < first + days for first, days in BREAKS)
            if not away and self.chance.random() < STUDIES:
                self.study(day)

    def study(self, day: int) -> None:
        queue = command("review", "--json", "-n", "1000")
        waits = queue["waiting"]["cards"] + queue["waiting"]["later"]
        left, reviews = EVENING, 0
        for card in queue["cards"]:
            self.answer(card)
            left, reviews = left - CARD_MINUTES, reviews + 1
        while left > 0:
            step = command("next", "--json", "-n", "1")["suggestions"]
            if not step:
                break
            if step[0]["action"] == "review":
                for card in command("review", step[0]["topic"], "--json")["cards"]:
                    self.answer(card)
                    left, reviews = left - CARD_MINUTES, reviews + 1
            else:
                left -= self.learn(step[0], left)
        totals = command("status", "--json")["totals"]
        self.evenings.append(Evening(day, reviews, waits, totals["fresh"], totals["topics"]["done"]))

    def answer(self, card: dict[str, Any]) -> None:
        """Grade a card by what comes to mind."""
        today, name = self.now.date(), card["id"]
        before = self.memories.get(name)
        true = 0.75 if before is None else recall(before.stability * self.strength, (today - before.day).days)
        knows = self.chance.random() < true
        rating = self.chance.choices((2, 3, 4), (15, 70, 15))[0] if knows else 1
        if card["recall"] is not None:
            self.foretold.append((card["recall"], knows))
        self.memories[name] = schedule(before, rating, today)
        command("review", "grade", name, str(rating), "--json")

    def learn(self, step: dict[str, Any], left: float) -> float:
        """Minutes that went into a step."""
        topic = step["topic"]
        if step["action"] == "choose":
            command("choose", "nlp")
            return 0.0
        took = max(min(left, self.minutes.setdefault(topic, step["hours_left"] * 60)), 1.0)
        self.minutes[topic] -= took
        for number in range(self.own):
            command("card", "add", topic, "-q", f"Question {number} of {self.now:%d %B}?", "-a", "An answer.")
        command("log", topic, f"{round(took)}m")
        if self.minutes[topic] < 1:
            command("done", topic)
        return took


def command(*words: str) -> Any:
    """Run a command; its JSON, where it is asked for. A command that fails ends the simulation."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = cli.run(words)
    if code:
        raise SystemExit(f"roadmap {' '.join(words)}: {err.getvalue()}")
    return json.loads(out.getvalue()) if "--json" in words else None


def tell(name: str, learner: Learner) -> None:
    evenings = learner.evenings
    reviews = [each.reviews for each in evenings]
    print(f"\n{name}: {len(evenings)} evenings, {sum(reviews):,} reviews, {evenings[-1].done} topics done")
    print(f"  reviews an evening: median {statistics.median(reviews):g}, most {max(reviews)}")
    last = [each.reviews for each in evenings if each.day >= DAYS - 90]
    print(f"  the last 90 days: median {statistics.median(last):g}, most {max(last)}")
    observed = statistics.mean(knows for _, knows in learner.foretold)
    predicted = statistics.mean(foretold for foretold, _ in learner.foretold)
    print(f"  recall of repeated cards: observed {observed:.1%}, predicted {predicted:.1%}, desired 90 %")
    shares = [each.fresh / each.done for each in evenings if each.done]
    print(
        f"  topics fresh, of those done: median evening {statistics.median(shares):.0%}, least {min(shares[20:]):.0%}, ",
        end="",
    )
    print(f"at the end {shares[-1]:.0%}")
    for first, days in BREAKS:
        before = [each.waiting for each in evenings if first - 28 <= each.day < first]
        after = [each for each in evenings if each.day >= first + days]
        usual = max(before)
        normal = next((each.day for each in after if each.waiting <= usual), None)
        back = "not again" if normal is None else f"{normal - first - days + 1} days"
        print(
            f"  after a break of {days} days {after[0].waiting} wait (before: median {statistics.median(before):g}, most {usual}); ",
            end="",
        )
        print(f"normal again within {back}, at most {max(each.reviews for each in after[:28])} an evening")


def main() -> None:
    for name, strength, own in LEARNERS:
        with tempfile.TemporaryDirectory() as home:
            os.environ |= {"HOME": home, "LOGNAME": "ada", "TZ": "UTC"}
            learner = Learner(strength, own)
            learner.live()
            tell(name, learner)


if __name__ == "__main__":
    main()
