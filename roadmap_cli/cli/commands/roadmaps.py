"""`roadmap roadmaps`: which roadmaps there are, and one less."""

from shlex import quote
from typing import Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson, json_stands_behind
from roadmap_cli.cli.consent import ask_first
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import hint, recorded, session_of, show, show_done, show_json
from roadmap_cli.domain.phrasing import count
from roadmap_cli.domain.roadmap import NO_ROADMAP
from roadmap_cli.reports.library import RemovedReport
from roadmap_cli.reports.roadmaps import RoadmapsReport
from roadmap_cli.services import roadmaps as service
from roadmap_cli.use_cases.find_roadmap import known
from roadmap_cli.use_cases.session import Session

app = typer.Typer(
    name="roadmaps",
    help="List your roadmaps, and how far you are.\n\nEach with where it is, and where it came from.",
    epilog=examples("roadmap roadmaps", "roadmap roadmaps remove my-path --dry-run"),
    add_completion=False,
)


@app.callback(invoke_without_command=True)
def roadmaps(context: typer.Context, as_json: AsJson = False) -> None:
    json_stands_behind(context, as_json=as_json)
    if context.invoked_subcommand is None:
        list_roadmaps(session_of(context), as_json=as_json)


@app.command("list", epilog=examples("roadmap roadmaps list"))
def list_all(context: typer.Context, as_json: AsJson = False) -> None:
    """All of them, as without a command."""
    list_roadmaps(session_of(context), as_json=as_json)


@app.command(
    "remove",
    epilog=examples("roadmap roadmaps remove my-path --dry-run", "roadmap roadmaps remove my-path --yes"),
)
def remove(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="An id, its beginning, or words of the title; with --yes its id.",
            autocompletion=completion.roadmaps,
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    as_json: AsJson = False,
) -> None:
    """Remove a roadmap from the list.

    A copy that was imported or fetched is put aside. Of a file that `use` points at only the name is forgotten: the file
    stays. So does your progress.
    """
    from roadmap_cli.use_cases.remove import carry_out, plan

    session = session_of(context)
    planned = plan(session, name, asks=dry_run or not yes)
    report = planned.report._replace(dry_run=dry_run)
    if not dry_run:
        if not yes:
            ask_first(_what(report), "Remove it?", "to agree beforehand: --yes")
        report = carry_out(planned)
    _answer(session, report, as_json=as_json)


def list_roadmaps(session: Session, *, as_json: bool) -> None:
    from roadmap_cli.use_cases.file_text import with_hashes

    every = tuple(map(with_hashes, known(session)))
    report = session.on(NO_ROADMAP).read(service.overview, every)  # any may be a faulty one
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.roadmaps import render

        show(session, render, report)
        _tell_of_texts(report)


def _tell_of_texts(report: RoadmapsReport) -> None:
    """Those that stand beside each other."""
    if any(line.heads for line in report.roadmaps):
        from roadmap_cli.use_cases.roadmap_text import beside

        for line in report.roadmaps:
            for text in beside(line.id, line.heads):
                hint(text)


def _what(report: RemovedReport) -> str:
    done = f"{report.file} be put aside" if report.copy else f"its name be forgotten, while {report.file} stays"
    kept = f"; progress on {count(report.touched, 'topic')} stays on record" if report.touched else ""
    return f"{report.roadmap.title} ({report.roadmap.id}) would leave the list, and {done}{kept}"


def _answer(session: Session, report: RemovedReport, *, as_json: bool) -> None:
    if as_json:
        with recorded():
            show_json(report)
        return
    from roadmap_cli.views.library import render_removed

    (show if report.dry_run else show_done)(session, render_removed, report)
    if report.aside:
        hint(f"to have it again: roadmap import {quote(report.aside)}")
