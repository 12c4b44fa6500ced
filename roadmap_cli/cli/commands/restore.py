"""`roadmap restore`: a copy of the database brought back."""

from typing import Annotated

import typer

from roadmap_cli.cli.arguments import AsJson, day_given, parse_file
from roadmap_cli.cli.consent import ask_first
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import confirmed, has_terminal, hint, recorded, session_of, show, show_done, show_json
from roadmap_cli.domain.phrasing import listed
from roadmap_cli.errors import CannotBeDone, WrongUsage
from roadmap_cli.reports.restore import RestoreReport
from roadmap_cli.storage.copies import Copy
from roadmap_cli.use_cases.restore import carry_out, copy_at, newest, others_alone, plan
from roadmap_cli.use_cases.session import Session
from roadmap_cli.views.restore import render

app = typer.Typer(add_completion=False)


@app.command(
    "restore",
    epilog=examples(
        "roadmap restore",
        "roadmap restore today --dry-run",
        "roadmap restore copy.db",
        "roadmap restore --replace --yes",
    ),
)
def restore(
    context: typer.Context,
    which: Annotated[
        str | None,
        typer.Argument(
            metavar="[WHEN|FILE]",
            help="A day, for the newest copy up to then, or a copy; default: the newest copy.",
            show_default=False,
        ),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put the copy in the place of the database, which is kept beside it.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before it is done.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring back what a copy of the database holds.

    What is here stays: what the copy has besides is added, of all users and on all roadmaps, as it was said. Where the
    database is gone, the copy becomes the database.
    """
    session = session_of(context)
    planned = plan(session, _copy(session, which), replace=replace)
    report = planned.report._replace(dry_run=dry_run)
    does = not (dry_run or report.changes_nothing)
    asks = does and has_terminal() and not (yes or as_json)
    if asks:
        show(session, render, report._replace(dry_run=True))
        if not confirmed("Bring this back?"):
            return
    elif does and replace and report.how == "replaced" and not yes:
        ask_first(f"{report.database} would be replaced", "Replace it?", "to replace it all the same, give --yes")
    if does:
        report = carry_out(session, planned)
    _show(session, report, does=does, brief=asks, as_json=as_json)


def _show(session: Session, report: RestoreReport, *, does: bool, brief: bool, as_json: bool) -> None:
    if as_json:
        with recorded():
            show_json(report)
    else:
        (show_done if does else show)(session, render, report, brief=brief)
    if does and (others := others_alone(session)):
        hint(
            f"the progress is of {listed(others)}, not of {report.user}: roadmap config user {others[0]}, or --user {others[0]}"
        )


def _copy(session: Session, which: str | None) -> Copy:
    """A file goes before a day."""
    if which is None:
        return newest(session)
    file = parse_file(which)
    if copy := copy_at(session, file):
        return copy
    try:
        return newest(session, day_given(which, session))
    except WrongUsage as error:
        if file.suffix or file.name != which:
            sentence = f"there is no file {file}"
            raise CannotBeDone(sentence, "see which copies there are: roadmap backup list") from error
        raise
