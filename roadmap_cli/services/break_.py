"""Breaks: days off that are declared."""

from datetime import date, timedelta

from roadmap_cli.domain.events import Data
from roadmap_cli.domain.intentions import Break, break_on
from roadmap_cli.errors import CannotBeDone, WrongUsage
from roadmap_cli.reports.break_ import BreakReport
from roadmap_cli.services.workspace import Workspace

MOST_BREAK = timedelta(days=366)


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
    data: Data = {"first": start.isoformat(), "last": last.isoformat()}
    if taken.reason:
        data["reason"] = taken.reason
    workspace.append([workspace.fact("paused", **data)])
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


def _span(each: Break) -> str:
    return f"from {each.first.isoformat()} to {each.last.isoformat()}"
