"""What every service works on: a roadmap, a learner, a log of events, and the time."""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Unpack

from roadmap_cli.domain.advice import MONOTONY_EVENINGS, Moment, evenings_in_a_row
from roadmap_cli.domain.days import Rhythm, local_day, moment_on
from roadmap_cli.domain.device import ThisDevice
from roadmap_cli.domain.edit import EDITS, RETARGETS, as_edited, edits_by_event, mended
from roadmap_cli.domain.event_log import Log
from roadmap_cli.domain.events import Data, Event, Fact, Kind
from roadmap_cli.domain.intentions import Intentions, Plan
from roadmap_cli.domain.job import NO_JOB, days_of_practice
from roadmap_cli.domain.memory import Recollection, Reviewing, Schedule, Scheduling
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.domain.standing import Standing

WINDOW_DAYS = 28
EVENTS_AT_ONCE = 8
"""That are read first where nobody knows how many it takes."""


if TYPE_CHECKING:
    from roadmap_cli.domain.candidacy import Candidacy
    from roadmap_cli.domain.forecast import Chance
    from roadmap_cli.reports.status import GoalSource


class Workspace(NamedTuple):
    """`now` is aware, in the learner's own time zone; `chance` is seeded, so that the same record gives the same answer;
    `scheduling` is how a grade changes memory, by any parameters.
    """

    roadmap: Roadmap
    user: str
    log: Log
    now: datetime
    chance: "Chance"
    scheduling: Scheduling
    rhythm: Rhythm = Rhythm()
    reviewing: Reviewing = Reviewing()
    device: ThisDevice = ThisDevice()

    @property
    def today(self) -> date:
        return local_day(self.now, self.rhythm.day_start)

    def schedule(self) -> Schedule:
        """By the parameters that were fitted to the learner, if any were."""
        return self.scheduling(self.log.parameters(self.user, self.roadmap.id))

    def standing(self) -> Standing:
        """With the study days of the last four weeks, and what is remembered today."""
        since = self.today - timedelta(days=WINDOW_DAYS - 1)
        memories = self.log.memories(self.user, self.roadmap.id)
        recollection = Recollection(memories=memories, roadmap=self.roadmap, day=self.today, reviewing=self.reviewing)
        state = self.log.state(self.user, self.roadmap.id, since)
        return Standing(self.roadmap, state, recollection)

    def moment(self, standing: Standing, minutes: int | None = None, *, with_job: bool = True) -> Moment:
        """With what was done towards a job, unless the roadmap says nothing of one: others are advised on topics alone."""
        days = [day for day in standing.state.days if day.day <= self.today and day.events > day.grades]
        evenings = sorted({day.day for day in days})[-2 * MONOTONY_EVENINGS :]
        recent = [day for day in days if day.day in evenings]
        touched = {day.topic: self.roadmap.topic_of(day.topic) for day in recent}
        modules = {name: topic.module for name, topic in touched.items() if topic}
        candidacy = self._recent_candidacy() if with_job and self.roadmap.job != NO_JOB else None
        in_a_row = evenings_in_a_row(modules, recent)
        return Moment(today=self.today, evenings=in_a_row, minutes=minutes, candidacy=candidacy)

    def intentions(self) -> Intentions:
        return self.log.intentions(self.user, self.roadmap.id)

    def candidacy(self) -> "Candidacy":
        return self.log.candidacy(self.user, self.roadmap.id)

    def _recent_candidacy(self) -> "Candidacy":
        """With the practice that still says anything: what a learner is told every evening costs no more after years."""
        since = self.today - timedelta(days=days_of_practice(self.roadmap.job.wanted))
        return self.log.candidacy(self.user, self.roadmap.id, since)

    def events(self, kind: Kind) -> list[Event]:
        """Of a kind, those that count, as they count."""
        return self.during([kind])

    def of_topic(self, topic: str, kinds: Collection[Kind]) -> list[Event]:
        """Of a topic those of some kinds that count, as they count."""
        gone = self.log.undone(self.user, self.roadmap.id)
        read = self.log.of_topic(self.user, self.roadmap.id, topic, {*kinds, *EDITS})
        return [each for each in mended(each for each in read if each.batch not in gone) if each.kind in kinds]

    def during(self, kinds: Collection[Kind], first: date = date.min, last: date = date.max) -> list[Event]:
        """Of some kinds, those that count for the days from one to another, as they count. No others are read."""
        whose = self.user, self.roadmap.id
        gone = self.log.undone(*whose)
        edits = [each for each in self.log.edits(*whose) if each.batch not in gone]
        here = self.log.of_kinds(*whose, kinds, first, last)
        moved = [] if (first, last) == (date.min, date.max) else _moved_into(edits, first, last)
        read = chain(here, self.log.commands_of(*whose, moved))
        found = {each.id: each for each in read if each.kind in kinds and each.batch not in gone}
        alive = mended(chain((found[key] for key in sorted(found)), edits))
        return [each for each in alive if first <= each.day <= last]

    def number_of(self, kind: Kind, first: date, last: date) -> int:
        """How many `during` would find of a kind: only those are read that were deleted or given another day."""
        whose = self.user, self.roadmap.id
        gone = self.log.undone(*whose)
        moving = (each for each in self.log.edits(*whose) if each.kind == "withdrawn" or each.data.get("day"))
        edits = edits_by_event(each for each in moving if each.batch not in gone)
        read = (each for each in self.log.with_ids(self.user, edits) if each.roadmap == self.roadmap.id)
        said = [each for each in read if each.kind == kind and each.batch not in gone]
        now = filter(None, (as_edited(each, edits[each.id]) for each in said))
        before, after = (sum(first <= each.day <= last for each in its) for its in (said, now))
        return self.log.number_of(*whose, kind, first, last) - before + after

    def oldest(self) -> Event | None:
        """Of the events that count, the one that was recorded first, as it counts."""
        whose = self.user, self.roadmap.id
        gone, edits, limit = self.log.undone(*whose), self.log.edits(*whose), EVENTS_AT_ONCE
        while True:
            read = self.log.oldest(*whose, limit)
            known = {each.id: each for each in (*read, *edits) if each.batch not in gone}
            counting = mended(known[key] for key in sorted(known))
            found = next((each for each in counting if each.kind not in RETARGETS), None)
            if found is not None or len(read) < limit:
                return found
            limit *= EVENTS_AT_ONCE

    def batch(self, batch: str) -> list[Event]:
        """Of this roadmap, whatever an import says of another."""
        return [each for each in self.log.batch(self.user, batch) if each.roadmap == self.roadmap.id]

    def goal(self, plan: Plan | None) -> tuple[float, "GoalSource"]:
        """The hours a week that are meant to be studied, and what says so."""
        if plan is not None and plan.hours_per_week is not None:
            return plan.hours_per_week, "plan"
        return self.rhythm.hours_per_week, "settings"

    def day_of(self, moment: datetime) -> date:
        """The learner's day of a time, by the time zone of now."""
        return local_day(moment.astimezone(self.now.tzinfo), self.rhythm.day_start)

    def moment_on(self, day: date) -> datetime:
        return moment_on(day, self.now, self.rhythm.day_start)

    def append(self, facts: Iterable[Fact], batch: str | None = None) -> list[Event]:
        """`batch` is that of what the same command has written already, so that undo takes all of it back. Where that was undone
        meanwhile, in another terminal, a new one begins: what is said now counts.
        """
        if batch is not None and batch in self.log.undone(self.user, self.roadmap.id):
            batch = None
        said = list(facts)
        log = self.recorder() if said else self.log
        return log.append(self.user, self.roadmap.id, said, self.now, batch)

    def recorder(self) -> Log:
        """The log, told on which device it is: that is made for the first event, and by no command that records nothing."""
        self.log.device = self.device.begun()
        return self.log

    def fact(self, kind: Kind, topic: str | None = None, **data: Unpack[Data]) -> Fact:
        return Fact(kind=kind, topic=topic, at=self.now.astimezone(UTC), day=self.today, data=data)


def _moved_into(edits: Iterable[Event], first: date, last: date) -> list[str]:
    """The ids of what was given a day from one to another."""
    said = ((each.data["event"], each.data.get("day")) for each in edits)
    return [its for its, day in said if day and first <= date.fromisoformat(day) <= last]
