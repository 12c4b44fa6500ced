"""`roadmap career`: what the roadmap knows about the job that it leads to."""

from typing import Annotated, get_args

import typer

from roadmap_cli.cli.arguments import AsJson
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import session_of, show, show_json
from roadmap_cli.definition.job import career_of
from roadmap_cli.domain.job import Part
from roadmap_cli.services import career as service

app = typer.Typer(add_completion=False)


@app.command("career", epilog=examples("roadmap career", "roadmap career skills", "roadmap career faq"))
def career(
    context: typer.Context,
    part: Annotated[
        Part | None,
        typer.Argument(metavar="[PART]", help=f"One part in full: {', '.join(get_args(Part))}.", show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """The job ahead, and where you stand towards it.

    A day in it, the ladder, pay by stage and what a specialty adds; every figure names who says so and when.
    """
    session = session_of(context)
    report = session.read(service.career, career_of(session.definition))
    if as_json:
        others = tuple(each for each in get_args(Part) if part is not None and each != part)
        show_json(report, without=others)
    else:
        from roadmap_cli.views.career import render

        show(session, render, report, part=part)
