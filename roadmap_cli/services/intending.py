"""What a learner means to do: take a break, study by a plan, and let a timer run."""

from datetime import UTC, date, time, timedelta
from typing import Any, NamedTuple

from roadmap_cli.domain.days import WEEKDAYS
from roadmap_cli.domain.events import Fact
from roadmap_cli.domain.forecast import calibrate
from roadmap_cli.domain.intentions import Break, Plan, Timer, break_on, break_until, weekdays_text
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.domain.schedule import fill, gathered, study_dates
from roadmap_cli.domain.words import amount, on_day
from roadmap_cli.errors import CannotBeDone, WrongUsage
from roadmap_cli.reports.changes import ChangeReport
from roadmap_cli.reports.habits import BreakReport, PlanReport, TimerReport
from roadmap_cli.services.reading import timer_line
from roadmap_cli.services.retaining import coming_cards
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.services.writing import keep_time, logged

MOST_BREAK = timedelta(days=366)
MOST_BLOCK = 12 * 60
FORGOTTEN = 4 * 60
"""Minutes after which a timer was probably left running."""


def breaks(workspace: Workspace) -> BreakReport:
    return BreakReport(workspace.today, workspace.intentions().breaks)


def take_break(workspace: Workspace, first: date, last: date, reason: str) -> BreakReport:
    """A break from the first day to the last; one that reaches beyond a running one makes that longer.

    Raises WrongUsage for days that make no break, CannotBeDone where it only repeats what is declared already.
    """
    if last < first:
        sentence = f"a break from {first.isoformat()} cannot end on {last.isoformat()}, which is before it"
        raise WrongUsage(sentence, "the last day of a break must not lie before its first")
    known = workspace.intentions().breaks
    around = break_on(first, known)
    if around is not None and around.last >= last:
        raise CannotBeDone(f"this lies within the break {_span(around)}", "end that one with: roadmap break --end")
    start = around.first if around else first
    if last - start >= MOST_BREAK:
        sentence = f"a break {_span(Break(start, last))} would last more than a year"
        raise WrongUsage(sentence, "declare a shorter one; another can follow")
    inside = next((each for each in known if each != around and start <= each.first <= last), None)
    if inside is not None:
        raise CannotBeDone(
            f"there is a break {_span(inside)} already",
            "let the new one end before it, or call off the next: roadmap break --end",
        )
    taken = Break(start, last, reason or (around.reason if around else ""))
    said: dict[str, str] = {"reason": taken.reason} if taken.reason else {}
    workspace.append([workspace.fact("paused", first=start.isoformat(), last=last.isoformat(), **said)])
    return breaks(workspace)._replace(change="extended" if around else "taken", subject=taken)


def end_break(workspace: Workspace) -> BreakReport:
    """Today is a day like any other again. Outside a break, the next one that is declared is called off.

    Raises CannotBeDone where there is none.
    """
    today, known = workspace.today, workspace.intentions().breaks
    running = break_on(today, known)
    ahead = next((each for each in known if each.first > today), None)
    subject = running or ahead
    if subject is None:
        sentence = "there is no break to end"
        raise CannotBeDone(sentence, "see: roadmap break")
    start = today if running else subject.first
    workspace.append([workspace.fact("resumed", on=start.isoformat())])
    return breaks(workspace)._replace(change="ended" if running else "cancelled", subject=subject)


class Wish(NamedTuple):
    """What a plan is changed to; None leaves a part as it is."""

    hours_per_week: float | None = None
    days: frozenset[int] | None = None
    at: time | None = None
    cue: str | None = None


def plan(workspace: Workspace, wish: Wish, weeks: int) -> PlanReport:
    """Keep what is wished, if anything, and lay out the coming weeks. Raises WrongUsage for blocks of half a day."""
    intentions = workspace.intentions()
    before = intentions.plan or Plan()
    wished = Plan(
        before.hours_per_week if wish.hours_per_week is None else wish.hours_per_week,
        before.days if wish.days is None else tuple(sorted(wish.days)),
        before.at if wish.at is None else wish.at,
        before.cue if wish.cue is None else wish.cue,
    )
    changes = wished != before
    goal, source = workspace.goal(wished)
    days = wished.days or _usual_days(workspace)
    minutes = _block_minutes(goal, days)
    if changes:
        workspace.append([workspace.fact("planned", **_data(wished))])
    standing = workspace.standing()
    dates = tuple(study_dates(workspace.today, weeks, days, intentions.breaks))
    cards = gathered(coming_cards(workspace, standing, 7 * weeks), workspace.today, dates)
    blocks = tuple(fill(standing, dates, minutes, calibrate(standing).factor, cards))
    until = break_until(workspace.today, intentions.breaks)
    return PlanReport(
        workspace.today, goal, source, days, wished.at, wished.cue, minutes, weeks, blocks, changes, until
    )


def timer(workspace: Workspace) -> TimerReport:
    return TimerReport(timer_line(workspace, workspace.intentions().timer))


def start_timer(workspace: Workspace, topic: Topic) -> TimerReport:
    """Raises CannotBeDone while another timer runs."""
    running = timer_line(workspace, workspace.intentions().timer)
    if running is not None:
        sentence = f"a timer is running already, on {running.title}"
        raise CannotBeDone(sentence, "end it with: roadmap timer stop, or roadmap timer cancel")
    workspace.append([workspace.fact("timed", topic.id, action="start")])
    return timer(workspace)._replace(change="started")


def cancel_timer(workspace: Workspace) -> TimerReport:
    """Without logging anything. Raises CannotBeDone where none runs."""
    running = _running(workspace)
    workspace.append([workspace.fact("timed", running.topic, action="cancel")])
    return TimerReport(timer_line(workspace, running), "cancelled")


def stop_timer(workspace: Workspace, note: str, minutes: int | None) -> ChangeReport:
    """Log what it measured, or `minutes`, on the day on which it was started.

    Raises CannotBeDone where none runs, or where it cannot have measured study time: over FORGOTTEN, or begun later than
    now. `minutes` is needed then.
    """
    running = _running(workspace)
    topic = workspace.roadmap.topic_of(running.topic)
    if topic is None:
        sentence = f"the timer runs on {running.topic}, which is no longer in the roadmap file"
        raise CannotBeDone(sentence, "end it with: roadmap timer cancel")
    measured = _measured(workspace, running) if minutes is None else minutes
    stop = Fact("timed", running.topic, workspace.now.astimezone(UTC), workspace.today, {"action": "stop"})
    return keep_time(workspace, topic, logged(topic, measured, note, running.at, running.day), stop)


def _measured(workspace: Workspace, running: Timer) -> int:
    """What a timer measured, unless nobody would believe it. Raises CannotBeDone then."""
    minutes = round((workspace.now - running.at).total_seconds() / 60)
    began = f"{on_day(running.day, workspace.today)} at {running.at.astimezone(workspace.now.tzinfo):%H:%M}"
    if minutes < 0:
        sentence = f"the timer was started {began}, which is later than now: the clock was changed meanwhile"
        raise CannotBeDone(sentence, "say how long it was: roadmap timer stop --minutes 45m, or roadmap timer cancel")
    if minutes > FORGOTTEN:
        sentence = f"the timer was started {began}, {amount(minutes / 60)} ago, and may have been forgotten"
        raise CannotBeDone(sentence, "say how long it was: roadmap timer stop --minutes 45m, or roadmap timer cancel")
    return max(minutes, 1)


def _running(workspace: Workspace) -> Timer:
    timer = workspace.intentions().timer
    if timer is None:
        sentence = "no timer is running"
        raise CannotBeDone(sentence, "start one with: roadmap timer start TOPIC")
    return timer


def _usual_days(workspace: Workspace) -> tuple[int, ...]:
    return tuple(place for place in range(len(WEEKDAYS)) if place not in workspace.rhythm.rest_days)


def _block_minutes(goal: float, days: tuple[int, ...]) -> int:
    """To five minutes, so that it can be kept in mind."""
    minutes = max(5 * round(goal * 60 / len(days) / 5), 5)
    if minutes > MOST_BLOCK:
        sentence = f"{goal:g} hours a week on {weekdays_text(days)} would be {amount(minutes / 60)} a day"
        raise WrongUsage(sentence, "name more days, or fewer hours")
    return minutes


def _data(wished: Plan) -> dict[str, Any]:
    return {
        "hours_per_week": wished.hours_per_week,
        "days": ",".join(WEEKDAYS[place] for place in wished.days),
        "at": wished.at.isoformat("minutes") if wished.at else None,
        "cue": wished.cue,
    }


def _span(each: Break) -> str:
    return f"from {each.first.isoformat()} to {each.last.isoformat()}"


def kept_plan(workspace: Workspace) -> Plan:
    return workspace.intentions().plan or Plan()
