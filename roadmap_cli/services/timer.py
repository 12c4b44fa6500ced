"""A timer that outlives the terminal."""

from datetime import UTC

from roadmap_cli.domain.events import Fact
from roadmap_cli.domain.intentions import Timer
from roadmap_cli.domain.phrasing import amount, clock_text, on_day
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.change import ChangeReport
from roadmap_cli.reports.timer import TimerReport
from roadmap_cli.services.log import fit_into_day, keep_time, logged
from roadmap_cli.services.prompt import timer_line
from roadmap_cli.services.workspace import Workspace

SAY_HOW_LONG = "say how long it was: roadmap timer stop --minutes 45m, or roadmap timer cancel"
FORGOTTEN = 4 * 60
"""Minutes after which a timer was probably left running."""


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

    Raises CannotBeDone where none runs, where its day would hold more than 24 h, or where it cannot have measured study
    time: over FORGOTTEN, or begun later than now. `minutes` is needed then.
    """
    running = _running(workspace)
    topic = workspace.roadmap.topic_of(running.topic)
    if topic is None:
        sentence = f"the timer runs on {running.topic}, which is no longer in the roadmap file"
        raise CannotBeDone(sentence, "end it with: roadmap timer cancel")
    measured = _measured(workspace, running) if minutes is None else minutes
    fit_into_day(workspace, running.day, measured, f"the timer goes on; {SAY_HOW_LONG}")
    stop = Fact(
        kind="timed",
        topic=running.topic,
        at=workspace.now.astimezone(UTC),
        day=workspace.today,
        data={"action": "stop"},
    )
    return keep_time(workspace, topic, logged(topic, measured, note, running.at, running.day), stop)


def _measured(workspace: Workspace, running: Timer) -> int:
    """What a timer measured, unless nobody would believe it. Raises CannotBeDone then."""
    minutes = round((workspace.now - running.at).total_seconds() / 60)
    since = clock_text(running.at.astimezone(workspace.now.tzinfo).time(), workspace.rhythm.clock)
    began = f"{on_day(running.day, workspace.today)} at {since}"
    if minutes < 0:
        sentence = f"the timer was started {began}, which is later than now: the clock was changed meanwhile"
        raise CannotBeDone(sentence, SAY_HOW_LONG)
    if minutes > FORGOTTEN:
        sentence = f"the timer was started {began}, {amount(minutes / 60)} ago, and may have been forgotten"
        raise CannotBeDone(sentence, SAY_HOW_LONG)
    return max(minutes, 1)


def _running(workspace: Workspace) -> Timer:
    timer = workspace.intentions().timer
    if timer is None:
        sentence = "no timer is running"
        raise CannotBeDone(sentence, "start one with: roadmap timer start TOPIC")
    return timer
