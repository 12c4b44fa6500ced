"""`roadmap break`: days that are free."""

from contextlib import nullcontext
from datetime import date, timedelta
from typing import Annotated

import typer

from roadmap_cli.cli.arguments import AsJson, parse_any_day, parse_day_ahead, parse_length, parse_text
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import recorded, session_of, show, show_done, show_json
from roadmap_cli.errors import WrongUsage
from roadmap_cli.reports.break_ import BreakReport
from roadmap_cli.services import break_ as service
from roadmap_cli.use_cases.session import Session

app = typer.Typer(add_completion=False)


USAGE = "write how long or until when: roadmap break 10d, or roadmap break --until sunday"


@app.command(
    "break", epilog=examples("roadmap break 10d skiing", "roadmap break --until sunday", "roadmap break --end")
)
def take_break(
    context: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[LENGTH] [REASON]...", help="10d or 2w, and why.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="The last day of the break.")] = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Its first day, if not today.", show_default=False)
    ] = None,
    end: Annotated[bool, typer.Option("--end", help="End it today, or call off the next one.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take days off, without breaking a streak.

    Forecasts leave them out. Without anything: show the breaks there are.
    """
    session = session_of(context)
    report = _report(session, list(words or ()), until, start, end=end)
    if as_json:
        with recorded() if report.change else nullcontext():
            show_json(report)
    else:
        from roadmap_cli.views.break_ import render

        (show_done if report.change else show)(session, render, report)


def _report(session: Session, said: list[str], until: str | None, start: str | None, *, end: bool) -> BreakReport:
    given = bool(said or until is not None or start is not None)
    if end and given:
        sentence = "--end stands alone"
        raise WrongUsage(sentence, "see: roadmap break --help")
    if end:
        return session.write(service.end_break)
    if not given:
        return session.read(service.breaks)
    first, last = _days(said, until, start, session.today)
    return session.write(service.take_break, first, last, parse_text(" ".join(said)) if said else "")


def _days(words: list[str], until: str | None, start: str | None, today: date) -> tuple[date, date]:
    """Takes the length, where there is one, out of the words."""
    first = today if start is None else parse_any_day(start, today)
    length = parse_length(words[0]) if words else None
    if length is None and len(words) > 1 and (length := parse_length(" ".join(words[:2]))) is not None:
        words.pop(0)
    if until is not None and length is not None:
        sentence = "a break has a length or a last day, not both"
        raise WrongUsage(sentence, USAGE)
    if until is not None:
        return first, (parse_any_day if first < today else parse_day_ahead)(until, today)
    if not length:
        odd = bool(words) and words[0][:1].isdigit()
        sentence = f"{words[0]!r} is not the length of a break" if odd else "a break needs an end"
        raise WrongUsage(sentence, USAGE)
    words.pop(0)
    return first, first + timedelta(days=length - 1)
