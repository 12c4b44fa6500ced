"""Where a learner stands, in a line for the prompt of a shell."""

from typing import NamedTuple

from roadmap_cli.domain.advice import Suggestion
from roadmap_cli.domain.phrasing import amount, count, percent
from roadmap_cli.domain.standing import Totals
from roadmap_cli.reports.status import READY, DueLine, ReadyLine, ReviewLine, TimerLine


class PromptLine(NamedTuple):
    """`next` is the first step, None where none is left; the others are as on `status`."""

    totals: Totals
    next: Suggestion | None
    timer: TimerLine | None
    review: ReviewLine
    ready: ReadyLine | None
    due: DueLine | None

    @property
    def urges(self) -> bool:
        """Whether anything is due, or a timer is running."""
        return bool(self.review.cards or self.timer or (self.due and self.due.number))


def prompt_text(report: PromptLine) -> str:
    """A percentage, what is due, and the next step."""
    due = [timer_text(report.timer)] if report.timer else []
    due += [f"{count(report.review.cards, 'card')} due"] if report.review.cards else []
    due += [f"{count(report.due.number, 'application')} due"] if report.due and report.due.number else []
    before = "".join(f", {each}" for each in due) + "," * bool(due)
    return f"{percent(report.totals.percent)}{before} {_step(report)}"


def _step(report: PromptLine) -> str:
    step, ready = report.next, report.ready
    if step is not None:
        return f"next: {'refresh ' if step.action == 'review' else ''}{step.title}"
    if ready is None or not report.totals.topics.counted:
        return "all done" if report.totals.topics.counted else "no topic counts"
    return READY if ready.is_ready else f"all done, {ready.have} of {ready.want} to be {READY}"


def timer_text(timer: TimerLine) -> str:
    return f"timer {amount(timer.minutes / 60)}" if timer.minutes > 0 else "timer running"
