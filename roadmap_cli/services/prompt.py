"""Where a learner stands in one line, and the lines that are told there and elsewhere."""

from roadmap_cli.domain.advice import Moment, suggest
from roadmap_cli.domain.intentions import Timer
from roadmap_cli.domain.review import Waiting, minutes_for, waiting
from roadmap_cli.reports.prompt import PromptLine
from roadmap_cli.reports.status import ReviewLine, TimerLine
from roadmap_cli.services.ready import due_line, ready_line, with_rows
from roadmap_cli.services.workspace import Workspace

STEPS_ON_STATUS = 3


def prompt(workspace: Workspace) -> PromptLine:
    """No forecast, no habits, no phases: this is asked for at every prompt of a shell."""
    standing = workspace.standing()
    moment = with_rows(standing, workspace.moment(standing))
    return PromptLine(
        totals=standing.whole,
        next=next(iter(suggest(standing, calm(moment), 1)), None),
        timer=timer_line(workspace, workspace.intentions().timer),
        review=review_line(waiting(standing, workspace.day_of)),
        ready=ready_line(standing, moment),
        due=due_line(moment.candidacy, workspace.today),
    )


def calm(moment: Moment) -> Moment:
    """Without the applications that are due, which have a line of their own."""
    if moment.candidacy is None:
        return moment
    applications = (each._replace(due=None) for each in moment.candidacy.applications)
    return moment._replace(candidacy=moment.candidacy._replace(applications=tuple(applications)))


def review_line(waits: Waiting) -> ReviewLine:
    return ReviewLine(cards=waits.cards, new=waits.new_today, minutes=minutes_for(waits.cards), later=waits.later)


def timer_line(workspace: Workspace, timer: Timer | None) -> TimerLine | None:
    if timer is None:
        return None
    topic = workspace.roadmap.topic_of(timer.topic)
    minutes = round((workspace.now - timer.at).total_seconds() / 60)
    return TimerLine(
        topic=timer.topic, title=topic.title if topic else timer.topic, started_at=timer.at, minutes=minutes
    )
