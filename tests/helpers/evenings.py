"""A year of evenings of one learner, through the real commands, on a terminal that keeps what is shown.

The learner plans Monday, Wednesday and Saturday, comes on most of them and sometimes on another day, takes two breaks, does
what `roadmap status` puts first, answers the cards of the day, keeps notes and proofs, makes mistakes and takes them back.
Everything follows from the seed: each run lives the same year.
"""

import io
import json
import os
import random
import shlex
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from unittest.mock import patch

from roadmap_cli import cli
from roadmap_cli.use_cases import session

FIRST = datetime(2026, 1, 5, 19, 30, tzinfo=UTC)
"""A Monday."""
DAYS = 364
PLANNED = (0, 2, 5)
BREAKS = ((110, 14), (230, 21))
"""The first day of each, and how many days."""


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Said(NamedTuple):
    code: int
    out: str
    err: str


class Learner:
    """`evenings` are the days of study so far; `reviews` are the cards answered, at most so many an evening as `patience`;
    who has more `stamina` stays longer.
    """

    def __init__(self, seed: int = 12, stamina: float = 1, patience: int = 20) -> None:
        self.chance, self.stamina, self.patience = random.Random(seed), stamina, patience
        self.now = FIRST
        self.evenings: list[date] = []
        self.reviews = 0
        self.left: dict[str, float] = {}

    def year(self, days: int = DAYS) -> Iterator[datetime]:
        """Each day of the year, before anything is recorded on it; whoever looks may run commands that only read."""
        with patch.object(session, "clock", lambda: self.now):
            for day in range(days):
                self.now = FIRST + timedelta(days=day)
                yield self.now
                self._day(day)

    def _day(self, day: int) -> None:
        if day == 0:
            self.run("plan --hours-per-week 5 --days mon,wed,sat --at 19:30 --cue 'after dinner'")
        for first, length in BREAKS:
            if day == first:
                self.run(f"break {length}d away")
            if first <= day < first + length:
                return
        planned = self.now.weekday() in PLANNED
        if self.chance.random() < (0.92 if planned else 0.2):
            self._evening()

    def _evening(self) -> None:
        self.evenings.append(self.now.date())
        self._answer()
        if self.chance.random() < 0.04:
            self.run("log python-basics 3h")  # a slip
            self.run("undo")
        minutes = round(self.stamina * self.chance.choice((45, 60, 75, 90, 120, 150)))
        while minutes > 0:
            steps = self.asked("next -n 1")["suggestions"]
            if not steps or steps[0]["topic"] is None:  # at the end of the path what is left is no study
                return
            minutes -= self._take(steps[0], minutes)

    def _answer(self) -> None:
        for card in self.asked(f"review -n {self.patience}")["cards"]:
            rating = self.chance.choices((1, 2, 3, 4), (12, 13, 65, 10))[0]
            self.run(f"review grade {card['id']} {rating}")
            self.reviews += 1

    def _take(self, step: dict[str, Any], minutes: int) -> int:
        topic = step["topic"]
        if step["action"] == "choose":
            self.run("choose nlp")
            return 0
        if step["action"] == "review":
            self.run(f"log {topic} 15m again")
            for card in self.asked(f"review {topic}")["cards"]:
                self.run(f"review grade {card['id']} 3")
                self.reviews += 1
            return 15
        hours = self.left.setdefault(topic, step["hours_left"] * self.chance.uniform(0.7, 1.3))
        took = max(5, min(minutes, round(hours * 60)))
        yesterday = f" --on {self.now.date() - timedelta(days=1)}" if self.chance.random() < 0.05 else ""
        self.run(f"log {topic} {took}m{yesterday}")
        self.left[topic] = hours - took / 60
        if self.left[topic] < 1 / 12:
            self.run(f"done {topic}")
            if self.chance.random() < 0.3:
                self.run(f"link {topic} https://example.org/{topic} --proves")
        elif self.chance.random() < 0.1:
            self.run(f"note {topic} To look at again: the second half.")
        return took

    def asked(self, words: str) -> Any:
        return json.loads(self.run(f"{words} --json").out)

    def run(self, words: str) -> Said:
        said = _run(words, io.StringIO(), io.StringIO())
        assert said.code == 0, (words, said)
        return said

    def typed(self, words: str) -> Said:
        """As somebody types it at a terminal."""
        with patch.object(session, "clock", lambda: self.now):
            return self.seen(words)

    def seen(self, words: str, width: int = 80) -> Said:
        """What a terminal of this width shows."""
        with environment(COLUMNS=str(width), LINES="24", TERM="xterm-256color", COLORTERM=""):
            return _run(words, Terminal(), Terminal())


def _run(words: str, out: io.StringIO, err: io.StringIO) -> Said:
    with redirect_stdout(out), redirect_stderr(err):
        code = cli.run(shlex.split(words))
    return Said(code, out.getvalue(), err.getvalue())


@contextmanager
def environment(**values: str) -> Iterator[None]:
    kept = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)
