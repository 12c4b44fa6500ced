"""`roadmap import`: progress and whole roadmaps from where people have kept them so far."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from roadmap_cli.cli.arguments import AsJson, parse_input
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import confirmed, has_terminal, hint, recorded, session_of, show, show_done, show_json
from roadmap_cli.domain.outline import DateOrder
from roadmap_cli.domain.phrasing import full_day, listed
from roadmap_cli.errors import WrongUsage
from roadmap_cli.files import STANDARD_INPUT, as_typed
from roadmap_cli.reports.import_ import ImportFormat
from roadmap_cli.services import archive as service
from roadmap_cli.services.log import overfull_days
from roadmap_cli.use_cases.session import Session

if TYPE_CHECKING:
    from roadmap_cli.use_cases.import_ import ImportOptions, ImportPlan
    from roadmap_cli.use_cases.import_target import Source

app = typer.Typer(add_completion=False)
MOST_DAYS = 3


@app.command("import", epilog=examples("roadmap import everything.json", "roadmap import checklist.md --dry-run"))
def import_file(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", parser=parse_input, help="What is to be brought in; - for the standard input."),
    ],
    format_name: Annotated[
        ImportFormat | None,
        typer.Option(
            "--as",
            metavar="FORMAT",
            help="archive, roadmap.sh, roadmap.sh-progress, markdown, org, csv, todotxt, lines, course, exercism, taskwarrior, trello or opml.",
        ),
    ] = None,
    dates: Annotated[
        DateOrder | None,
        typer.Option(metavar="ORDER", help="How 1/5/2026 is meant in a table: day-first or month-first."),
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="Make a roadmap of its own of it.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Also over a roadmap file that was edited.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before it is written.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring in progress, or a whole roadmap.

    From what `roadmap export json` wrote, a roadmap.sh roadmap or its progress, a Markdown list, an outline in Org, a
    CSV table, a todo.txt, a plain list with a topic a line, or the JSON of a course.

    Topics that the roadmap in use knows get their progress; a file of other topics becomes a roadmap of its own.
    Importing twice changes nothing, and nothing is taken away: what is done here stays done.
    """
    from roadmap_cli.imports.formats import read

    session = session_of(context)
    found, outline = read(file, format_name, dates)
    if outline is None:  # an archive of our own
        if new or force:
            sentence = "--new and --force are for what other programs wrote"
            raise WrongUsage(sentence, "an archive belongs to the roadmap that it names")
        _restore(session, file, dry_run=dry_run, as_json=as_json)
    else:
        from roadmap_cli.use_cases.import_ import ImportOptions, source_of

        source = source_of(file, found, outline)
        _bring_in(session, source, ImportOptions(new=new, force=force, dry_run=dry_run), yes=yes, as_json=as_json)


def _bring_in(session: Session, source: "Source", options: "ImportOptions", *, yes: bool, as_json: bool) -> None:
    """Asked again where what was agreed to has become something else in the meantime."""
    from roadmap_cli.use_cases.import_ import PlanHasChanged, carry_out, plan
    from roadmap_cli.views.import_ import render

    planned = plan(session, source, options)
    for each in planned.target.hints:
        hint(each)
    report, asks = planned.report, has_terminal() and not (yes or as_json or source.file is STANDARD_INPUT)
    writes = report.is_new and not options.dry_run
    if writes and asks:
        show(session, render, report)
        if not confirmed("Import this?"):
            return
    if writes:
        try:
            report = carry_out(session, planned)
        except PlanHasChanged as error:
            if not asks:
                raise
            hint(f"{error.sentence}; now it would be this")
            _bring_in(session, source, options, yes=yes, as_json=as_json)
            return
    if as_json:
        with recorded():
            show_json(report)
    else:
        (show_done if writes else show)(session, render, report, brief=writes and asks)
    _say_what_next(session, planned, writes=writes)


def _say_what_next(session: Session, planned: "ImportPlan", *, writes: bool) -> None:
    making, report = planned.target.making, planned.report
    if writes and making and making.former.is_edited:
        hint(f"what you had edited is kept: {making.former.backup}")
    if writes and report.minutes:
        _remark(session.on(planned.target.roadmap))
    if writes and not report.origin.in_use:
        name = report.roadmap.id
        if making:
            hint(f"to work on it: roadmap use {name}")
        if report.has_progress:
            hint(f"to take the progress back: roadmap --file {name} undo")
    if planned.leaves_some:
        hint(f"a roadmap of its own: roadmap import {as_typed(planned.source.file)} --new")


def _restore(session: Session, file: Path, *, dry_run: bool, as_json: bool) -> None:
    """What comes in keeps its own history: undo goes back through it command by command, in the order in which they
    were given, and does not take back the import as a whole.
    """
    from roadmap_cli.imports.archive import read

    parsed = read(file, session.settings.user)
    run = session.read if dry_run else session.write
    report = run(service.restore, parsed.roadmap, parsed.events, dry_run=dry_run)
    if as_json:
        with recorded():
            show_json(report)
    else:
        from roadmap_cli.views.archive import render

        (show if dry_run else show_done)(session, render, report)
    if report.new_events and not dry_run:
        _remark(session)


def _remark(session: Session) -> None:
    """What is brought in is never refused, so it is said where it cannot be right."""
    days = session.read(overfull_days)
    if days:
        names = listed([full_day(day) for day in reversed(days)], MOST_DAYS)
        hint(f"more than 24 h was logged on {names}; see: roadmap history")
