"""The plan as a calendar (RFC 5545). The only owner of icalendar."""

from datetime import UTC, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from roadmap_cli.domain.advice import Action
from roadmap_cli.domain.days import DAY_START
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.domain.study_blocks import Block, Entry
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.exports.safe_text import one_line
from roadmap_cli.reports.plan import PlanReport

USUAL_TIME = time(19, 30)
"""For a plan without a time of day: a calendar needs one."""
SEQUENCE_SINCE = datetime(2020, 1, 1, tzinfo=UTC)
_VERBS: dict[Action, str] = {"learn": "Begin", "continue": "Go on with", "choose": "Decide", "review": "Recall"}


def render(report: PlanReport, user: str, roadmap: Roadmap, now: datetime, day_start: timedelta = DAY_START) -> str:
    """A block's UID depends on its day alone, and its sequence number on the time of writing: importing a later
    calendar updates the days that both have.

    Times are written in UTC, each worked out with the rules of the local time zone on its own day, so that a block stays
    at its hour when the clocks change. One before `day_start` belongs to the night at the end of the learner's day.

    Raises CannotBeDone where there is nothing to write: a calendar without any event is none.
    """
    if not any(block.entries for block in report.blocks):
        sentence = "there is no study block to write into a calendar"
        raise CannotBeDone(sentence, "see: roadmap plan")
    at = report.at or USUAL_TIME
    late = timedelta(days=timedelta(hours=at.hour, minutes=at.minute) < day_start)
    calendar = Calendar()
    calendar.add("prodid", "-//learning-roadmap//roadmap//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", one_line(f"Study: {roadmap.title}"))
    for block in report.blocks:
        if block.entries:
            start = _in_utc(datetime.combine(block.day + late, at))
            calendar.add_component(_event(block, start, f"learning-roadmap/{roadmap.id}/{user}", now))
    text: str = calendar.to_ical().decode()
    return text


def _in_utc(local: datetime) -> datetime:
    """The first of an hour that exists twice; an hour that the clocks leap over comes as much later."""
    there = local.astimezone()
    if there.replace(tzinfo=None) < local:
        there = local.replace(fold=1).astimezone()
    return there.astimezone(UTC)


def _event(block: Block, start: datetime, owner: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{uuid5(NAMESPACE_URL, f'{owner}/{block.day.isoformat()}')}@learning-roadmap")
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", int((now - SEQUENCE_SINCE).total_seconds() // 60))
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=block.minutes))
    titles = [one_line(entry.title) for entry in block.entries if entry.action != "review"]
    event.add("summary", titles[0] if titles else f"{_VERBS['review']} {block.entries[0].title}")
    event.add("description", "\n".join(_line(entry) for entry in block.entries))
    return event


def _line(entry: Entry) -> str:
    verb = "Finish" if entry.finishes and entry.action == "continue" else _VERBS[entry.action]
    command = {"choose": "choose", "review": "review"}.get(entry.action, "show")
    return f"{verb}: {one_line(entry.title)} ({f'roadmap {command} {entry.topic}'.strip()})"
