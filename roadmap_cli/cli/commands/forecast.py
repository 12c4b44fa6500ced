"""`roadmap forecast`: when will I be there."""

from datetime import date
from typing import Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson, HoursPerWeek, parse_day_ahead
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import session_of, show, show_json
from roadmap_cli.domain.lookup import find_option
from roadmap_cli.errors import WrongUsage
from roadmap_cli.services import forecast as service

app = typer.Typer(add_completion=False)


@app.command(
    "forecast",
    epilog=examples("roadmap forecast", "roadmap forecast --by 2028-06-01", "roadmap forecast --hours-per-week 8"),
)
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
            autocompletion=completion.options,
        ),
    ] = None,
    chart: Annotated[bool, typer.Option("--chart", help="The way so far and the way to come, drawn.")] = False,
    as_json: AsJson = False,
) -> None:
    """When will I be there, at my own pace."""
    session = session_of(context)
    found = tuple(dict.fromkeys(find_option(session.roadmap.choices, option) for option in options or ()))
    question = service.Question(
        hours_per_week=hours_per_week, by=None if by is None else _later(by, session.today), options=found, chart=chart
    )
    bands = session.definition.bands
    report = session.read(service.forecast, question, bands)
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.forecast import render

        show(session, render, report)


def _later(words: str, today: date) -> date:
    day = parse_day_ahead(words, today)
    if day == today:
        sentence = "by today there is no time left"
        raise WrongUsage(sentence, "name a later day")
    return day
