"""`roadmap update`: roadmaps that were fetched, as they are on the web by now."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson
from roadmap_cli.cli.at_hand import agreed_fetch, provenance
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import confirmed, session_of, show, show_done, show_json, warn
from roadmap_cli.errors import CannotBeDone, RoadmapError
from roadmap_cli.reports.update import UpdateReport, UpdatesReport
from roadmap_cli.use_cases.session import Session

if TYPE_CHECKING:
    from roadmap_cli.use_cases.update import FetchedCopy

app = typer.Typer(add_completion=False)
QUESTION = "Put it in the place of the copy here?"


@app.command("update", epilog=examples("roadmap update", "roadmap update tea --dry-run --verbose"))
def update(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="A roadmap that was fetched. Default: all of them.",
            autocompletion=completion.roadmaps,
        ),
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show the lines that changed, too.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before fetching and before writing.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what is new.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring a roadmap from the web up to date.

    It is fetched again from where it came. You see what is new and agree before the copy here is replaced. Your progress
    stays, and what you edited in the copy is kept beside it.
    """
    from roadmap_cli.use_cases.update import fetched_copies

    session = session_of(context)
    copies = fetched_copies(session, name)
    reports = tuple(_each(session, copies, verbose=verbose, yes=yes, dry_run=dry_run, as_json=as_json))
    if as_json:
        show_json(UpdatesReport(reports))
    if len(reports) < len(copies):
        sentence = f"{len(copies) - len(reports)} of {len(copies)} could not be brought up to date"
        raise CannotBeDone(sentence, "the others are as told above")


def _each(
    session: Session, copies: tuple["FetchedCopy", ...], *, verbose: bool, yes: bool, dry_run: bool, as_json: bool
) -> Iterator[UpdateReport]:
    """Of several, one that cannot be had keeps no other from it."""
    for copy in copies:
        try:
            yield _one(session, copy, verbose=verbose, yes=yes, dry_run=dry_run, as_json=as_json)
        except RoadmapError as error:
            if len(copies) == 1:
                raise
            warn(f"{copy.id}: {error.sentence}; {error.hint}")


def _one(
    session: Session, copy: "FetchedCopy", *, verbose: bool, yes: bool, dry_run: bool, as_json: bool
) -> UpdateReport:
    from roadmap_cli.use_cases.update import carry_out, renewal
    from roadmap_cli.views.update import render

    fetched = agreed_fetch(copy.provenance.address, yes=yes, purpose="compared with the copy here")
    planned = renewal(session, copy, fetched.content, provenance(fetched, session), verbose=verbose)
    report = planned.report._replace(dry_run=dry_run)
    if not as_json:
        show(session, render, report)
    if report.state == "same" or dry_run or not (yes or (not as_json and confirmed(QUESTION))):
        return report
    report = carry_out(planned)
    if not as_json:
        show_done(session, render, report)
    return report
