"""`roadmap report`: what happened in a time, short enough to paste into a chat."""

from typing import Annotated

import typer

from roadmap_cli.cli.arguments import AsJson, parse_day
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import hint, say, session_of, show, show_json
from roadmap_cli.domain.periods import CalendarPeriod, Told, any_days, calendar_period
from roadmap_cli.errors import WrongUsage
from roadmap_cli.services import report as service
from roadmap_cli.use_cases.session import Session

app = typer.Typer(add_completion=False)


@app.command(
    "report",
    epilog=examples(
        "roadmap report",
        "roadmap report week --now",
        "roadmap report month --markdown",
        "roadmap report --since monday",
    ),
)
def report(
    context: typer.Context,
    period: Annotated[
        CalendarPeriod | None,
        typer.Argument(
            metavar="[week|month|year]", help="The last one that is over; default: week.", show_default=False
        ),
    ] = None,
    now: Annotated[bool, typer.Option("--now", help="The one of today, as far as it has gone.")] = False,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="From this day on.", show_default=False)] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DAY", help="To this day; default: today.", show_default=False)
    ] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown for a chat.")] = False,
    as_json: AsJson = False,
) -> None:
    """What happened, to read or to send.

    Hours, topics, reviews, how the forecast moved and why, and what comes next; beside it the time before.
    """
    if markdown and as_json:
        sentence = "--json and --markdown cannot both have the terminal"
        raise WrongUsage(sentence, "leave one of them out")
    session = session_of(context)
    told = _told(session, period, since, until, now=now)
    found = session.read(lambda workspace: service.report(workspace, told))
    if markdown:
        from roadmap_cli.exports.report import render as render_markdown

        say(render_markdown(found))
    elif as_json:
        show_json(found)
    else:
        from roadmap_cli.views.report import render

        show(session, render, found)
        if found.quiet and not (found.so_far or found.period == "range"):
            hint(f"this {found.period} is told so far with: roadmap report {found.period} --now")


def _told(session: Session, period: CalendarPeriod | None, since: str | None, until: str | None, *, now: bool) -> Told:
    """Raises WrongUsage for what asks for two times at once, or for none."""
    if since is None and until is None:
        return calendar_period(period or "week", session.today, session.settings.rhythm.week_starts, so_far=now)
    if period or now:
        sentence = "a report is of a week, month or year, or of the days since one, not of both"
        raise WrongUsage(sentence, "leave out one of them: roadmap report --since 2026-11-01 --until 2026-11-20")
    if since is None:
        sentence = "--until needs the day on which the time begins"
        raise WrongUsage(sentence, f"name it: roadmap report --since DAY --until {until}")
    first, last = parse_day(since, session.today), parse_day(until or "today", session.today)
    if last < first:
        sentence = f"the time would end on {last.isoformat()}, before it begins on {first.isoformat()}"
        raise WrongUsage(sentence, "swap --since and --until")
    return any_days(first, last)
