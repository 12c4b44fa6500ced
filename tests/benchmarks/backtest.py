"""How honest the forecast is: simulated learners whose true end is known, asked at 10, 30, 50 and 70 % of the path.

    python tests/benchmarks/backtest.py [LEARNERS]     300 unless said (about two minutes)

A learner has hours a week of their own that change for good now and then, good and bad weeks in runs, idle weeks,
pauses without and with a declared break, a bias of their own against the estimates, and topics that differ from them
besides. None of this is known to the forecast, which sees what the program would: logged days, finished topics, breaks.

Printed for each part of the path: how often the true end lay within P20 to P80 (should be near 60 %), before P80
(should be near 80 %), and the median error of P50 in per cent of the time that was really left, against two rivals: a
straight line over topic counts, and hours left over the mean pace.
"""

import random
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from math import exp
from pathlib import Path

from roadmap_cli import definition
from roadmap_cli.domain import forecast
from roadmap_cli.domain.intentions import Break, break_on
from roadmap_cli.domain.progress import ChoiceState, DayTotal, State, TopicState
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.domain.standing import Standing

PARTS = (0.1, 0.3, 0.5, 0.7)
START = date(2024, 1, 1)
MOST_DAYS = 40 * 365
SEED = 20_261_124


@dataclass
class Learner:
    """`usual` hours a week; `bias` multiplies every estimate."""

    draw: random.Random
    usual: float
    bias: float
    mood: float = 0.0
    paused: int = 0
    breaks: list[Break] = field(default_factory=list)

    def week(self, monday: date) -> float:
        """Hours of the next week; now and then it begins a pause, or a break that is declared."""
        draw = self.draw
        if draw.random() < 1 / 40:
            self.usual *= exp(draw.gauss(0, 0.35))
        if draw.random() < 1 / 30:
            self.breaks.append(Break(monday, monday + timedelta(days=draw.randint(6, 20))))
        self.mood = 0.5 * self.mood + draw.gauss(0, 0.4)
        self.paused = max(self.paused - 1, draw.randint(2, 5) if draw.random() < 1 / 40 else 0)
        idle = self.paused or draw.random() < 0.06
        return 0.0 if idle else min(self.usual * exp(self.mood), 60.0)


@dataclass
class Record:
    """What the program would know on a day, and when the path was at its end."""

    states: dict[str, TopicState] = field(default_factory=dict)
    totals: list[DayTotal] = field(default_factory=list)


@dataclass
class Asked:
    part: float
    today: date
    standing: Standing
    totals: list[DayTotal]
    breaks: tuple[Break, ...]


def main(learners: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        roadmap = definition.load(definition.builtin(), Path(folder)).roadmap
    answers: dict[float, list[tuple[float, ...]]] = {part: [] for part in PARTS}
    for number in range(learners):
        questions, end = walk(roadmap, person(random.Random(SEED + number)))
        for asked in questions:
            answers[asked.part].append(judge(asked, end))
    print(f"{learners} simulated learners\n")
    print("of the path   within P20-P80   by P80   median error: forecast   topic counts   mean pace")
    for part, rows in answers.items():
        inside, early, *errors = zip(*rows, strict=True)
        medians = "   ".join(f"{100 * statistics.median(each):10.0f} %" for each in errors)
        print(f"{part:11.0%}   {statistics.mean(inside):14.0%}   {statistics.mean(early):6.0%}   {medians}")


def person(draw: random.Random) -> Learner:
    return Learner(draw, usual=5 * exp(draw.gauss(0, 0.5)), bias=1.15 * exp(draw.gauss(0, 0.35)))


def walk(roadmap: Roadmap, learner: Learner) -> tuple[list[Asked], date]:
    """The questions on the way, and the day of the true end."""
    record, questions, draw = Record(), [], learner.draw
    choices = {each.id: ChoiceState(each.id, each.options[0].id, "0") for each in roadmap.choices}
    path = list(Standing(roadmap, State({}, choices)).path.values())
    truth = {topic.id: topic.hours * learner.bias * exp(draw.gauss(0, 0.4)) for topic in path}
    whole, done, parts = sum(topic.hours for topic in path), 0.0, list(PARTS)
    waiting = iter(path)
    topic = next(waiting)
    spent = 0.0
    for day, hours in evenings(learner):
        spent += hours
        record.totals.append(DayTotal(day, round(hours * 60), 1))
        while spent >= truth[topic.id]:
            at = datetime.combine(day, time(20), UTC)
            minutes = max(round(truth[topic.id] * 60), 1)
            record.states[topic.id] = TopicState(topic.id, "done", str(day), at, at, minutes)
            done, spent = done + topic.hours, spent - truth[topic.id]
            if (following := next(waiting, None)) is None:
                return questions, day
            topic = following
        minutes = round(spent * 60)
        record.states[topic.id] = TopicState(topic.id, "doing", str(day), None, None, minutes, last_day=day)
        if parts and done >= parts[0] * whole:
            standing = Standing(roadmap, State(dict(record.states), choices))
            known = tuple(each for each in learner.breaks if each.first <= day)
            questions.append(Asked(parts.pop(0), day + timedelta(days=1), standing, list(record.totals), known))
    return questions, START + timedelta(days=MOST_DAYS)


def evenings(learner: Learner) -> Iterator[tuple[date, float]]:
    """Days with their hours: each week's hours on some of its days."""
    for week in range(MOST_DAYS // 7):
        monday = START + timedelta(days=7 * week)
        hours = learner.week(monday)
        days = sorted(learner.draw.sample(range(7), learner.draw.randint(2, 5)))
        for place in days if hours else ():
            day = monday + timedelta(days=place)
            if break_on(day, learner.breaks) is None:
                yield day, hours / len(days)


def judge(asked: Asked, end: date) -> tuple[float, ...]:
    """Whether the end lay within P20 to P80, whether before P80, and the errors of the three ways to tell it."""
    first = asked.totals[0].day
    standing, today = asked.standing, asked.today
    calibration = forecast.calibrate(standing)
    hours = forecast.hours_by_day(standing, calibration.factor, asked.totals, first, datetime.date)
    pace = forecast.pace_of(hours, first, today, asked.breaks, 7.0)
    futures = forecast.draw(random.Random(SEED), pace, calibration)
    left = sum(standing.hours_left(topic) for topic in standing.left.values())
    dates = forecast.finish(futures, left, today, asked.breaks)
    latest = date.max
    p20, p50, p80 = (each or latest for each in dates)
    elapsed, really = (today - first).days, max((end - today).days, 1)
    topics = standing.whole.topics
    by_count = elapsed / topics.done * (topics.counted - topics.done)
    by_pace = left / (sum(each.minutes for each in asked.totals) / 60 / elapsed)
    guesses = ((p50 - today).days, by_count, by_pace)
    return (p20 <= end <= p80, end <= p80, *(abs(guess - really) / really for guess in guesses))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
