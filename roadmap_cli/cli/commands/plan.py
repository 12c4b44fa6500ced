"""`roadmap plan`: what do I do on which evening."""

from datetime import time
from pathlib import Path
from typing import Annotated

import typer

from roadmap_cli.cli.arguments import AsJson, HoursPerWeek, parse_clock, parse_file, parse_weekdays
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.output import Force, calendar_of, write_out
from roadmap_cli.cli.screen import session_of, show, show_done, show_json
from roadmap_cli.errors import WrongUsage
from roadmap_cli.reports.plan import PlanReport
from roadmap_cli.services import plan as service
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.use_cases.session import Session

app = typer.Typer(add_completion=False)
MOST_WEEKS = 26
MOST_CUE = 100


@app.command(
    "plan",
    epilog=examples("roadmap plan --hours-per-week 6 --days mon,wed,sat --at 19:30", "roadmap plan --ics evenings.ics"),
)
def plan(
    context: typer.Context,
    hours_per_week: HoursPerWeek = None,
    days: Annotated[
        frozenset[int] | None,
        typer.Option(metavar="DAYS", parser=parse_weekdays, help="On which days: mon,wed,sat.", show_default=False),
    ] = None,
    at: Annotated[
        time | None, typer.Option(metavar="TIME", parser=parse_clock, help="When: 19:30.", show_default=False)
    ] = None,
    cue: Annotated[
        str | None, typer.Option(metavar="TEXT", help='After or before what: "after dinner".', show_default=False)
    ] = None,
    weeks: Annotated[int, typer.Option(metavar="N", min=1, max=MOST_WEEKS, help="How many weeks to lay out.")] = 2,
    ics: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", parser=parse_file, help="Write a calendar; - for the terminal.", show_default=False
        ),
    ] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Keep a weekly goal, and lay out the evenings.

    A goal and an if-then line make the coming study blocks, with what to do in each.
    """
    session = session_of(context)
    if as_json and str(ics) == "-":
        sentence = "--json and --ics - cannot both have the terminal"
        raise WrongUsage(sentence, "write the calendar to a file")
    wish = service.Wish(hours_per_week=hours_per_week, days=days, at=at, cue=None if cue is None else _one_line(cue))
    report = _plan(session, wish, weeks, ics, force=force)
    if as_json:
        show_json(report)
    elif str(ics) != "-":
        from roadmap_cli.views.plan import render

        (show if wish == service.Wish() else show_done)(session, render, report)


def _plan(session: Session, wish: service.Wish, weeks: int, ics: Path | None, *, force: bool) -> PlanReport:
    run = session.read if wish == service.Wish() else session.write

    def keep(workspace: Workspace) -> PlanReport:
        report = service.plan(workspace, wish, weeks)
        if ics is not None:  # before the plan is stored: a file that cannot be written leaves everything as it was
            write_out(session, ics, calendar_of(session, report), force=force)
        return report

    return run(keep)


def _one_line(cue: str) -> str:
    line = " ".join(cue.encode("utf-8", "replace").decode().replace("\0", "").split())
    if len(line) > MOST_CUE:
        sentence = "the cue is too long for a line"
        raise WrongUsage(sentence, 'a few words will do: --cue "after dinner"')
    return line
