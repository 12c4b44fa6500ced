"""The commands that look ahead: when will I be there, and what do I do on which evening."""

from datetime import date, time
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from roadmap_cli.cli import completing
from roadmap_cli.cli.files import Force, write_out
from roadmap_cli.cli.options import AsJson
from roadmap_cli.cli.parsing import parse_clock, parse_day_ahead, parse_file, parse_hours_per_week, parse_weekdays
from roadmap_cli.cli.shell import Shell, shell_of
from roadmap_cli.domain.finding import find_option
from roadmap_cli.errors import CannotBeDone, WrongUsage
from roadmap_cli.reports.habits import PlanReport
from roadmap_cli.services import forecasting, intending
from roadmap_cli.services.workspace import Workspace

app = typer.Typer()
MOST_WEEKS = 26
MOST_CUE = 100
HoursPerWeek = Annotated[
    float | None,
    typer.Option(
        "--hours-per-week", metavar="H", parser=parse_hours_per_week, help="Hours a week.", show_default=False
    ),
]


@app.command("forecast")
def forecast(
    context: typer.Context,
    hours_per_week: HoursPerWeek = None,
    by: Annotated[str | None, typer.Option(metavar="DATE", help="What it takes to be there by then.")] = None,
    options: Annotated[
        list[str] | None,
        typer.Option(
            "--option",
            metavar="OPTION",
            help="As if this were chosen; again to compare.",
            autocompletion=completing.options,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """When will I be there, from my own pace."""
    shell = shell_of(context)
    found = tuple(dict.fromkeys(find_option(shell.roadmap.choices, option) for option in options or ()))
    question = forecasting.Question(hours_per_week, None if by is None else _later(by, shell.today), found)
    bands = shell.definition.bands
    shell.answer(lambda workspace: forecasting.forecast(workspace, question, bands), as_json=as_json)


@app.command("plan")
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
    weeks: Annotated[int, typer.Option(min=1, max=MOST_WEEKS, help="How many weeks to lay out.")] = 2,
    ics: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", parser=parse_file, help="Write a calendar; - for the terminal.", show_default=False
        ),
    ] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Keep a weekly goal and an if-then plan, and lay out the coming study blocks."""
    shell = shell_of(context)
    if as_json and str(ics) == "-":
        sentence = "--json and --ics - cannot both have the terminal"
        raise WrongUsage(sentence, "write the calendar to a file")
    wish = intending.Wish(hours_per_week, days, at, None if cue is None else _one_line(cue))
    run = shell.read if wish == intending.Wish() else shell.write

    def keep(workspace: Workspace) -> PlanReport:
        report = intending.plan(workspace, wish, weeks)
        if ics is not None:  # before the plan is stored: a file that cannot be written leaves everything as it was
            write_out(ics, calendar_text(shell, report), force=force)
        return report

    report = run(keep)
    if str(ics) != "-":
        shell.present(report, as_json=as_json)


def calendar_text(shell: Shell, report: PlanReport) -> str:
    """Raises CannotBeDone where there is nothing to write: a calendar without any event is none."""
    if not any(block.entries for block in report.blocks):
        sentence = "there is no study block to write into a calendar"
        raise CannotBeDone(sentence, "see: roadmap plan")
    owner = shell.settings.user, shell.roadmap
    text: str = import_module("roadmap_cli.exports.calendar").render(
        report, *owner, shell.now, shell.settings.rhythm.day_start
    )
    return text


def _later(words: str, today: date) -> date:
    day = parse_day_ahead(words, today)
    if day == today:
        sentence = "by today there is no time left"
        raise WrongUsage(sentence, "name a later day")
    return day


def _one_line(cue: str) -> str:
    line = " ".join(cue.encode("utf-8", "replace").decode().replace("\0", "").split())
    if len(line) > MOST_CUE:
        sentence = "the cue is too long for a line"
        raise WrongUsage(sentence, 'a few words will do: --cue "after dinner"')
    return line
