"""`roadmap import`: progress and whole roadmaps from where people have kept them so far."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from roadmap_cli.cli.arguments import AsJson
from roadmap_cli.cli.at_hand import at_hand
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import (
    asked,
    confirmed,
    has_terminal,
    hint,
    recorded,
    say_aside,
    session_of,
    show,
    show_done,
    show_json,
)
from roadmap_cli.domain.outline import DateOrder, Outline
from roadmap_cli.domain.phrasing import full_day, listed
from roadmap_cli.errors import WrongUsage
from roadmap_cli.files import STANDARD_INPUT
from roadmap_cli.reports.import_ import ImportFormat
from roadmap_cli.services.log import overfull_days
from roadmap_cli.use_cases.session import Session

if TYPE_CHECKING:
    from roadmap_cli.definition.merge import Side, Sides
    from roadmap_cli.use_cases.import_ import ImportOptions, ImportPlan
    from roadmap_cli.use_cases.import_again import HasConflicts
    from roadmap_cli.use_cases.import_target import Source

app = typer.Typer(add_completion=False)
MOST_DAYS = 3


@app.command("import", epilog=examples("roadmap import everything.json", "roadmap import checklist.md --dry-run"))
def import_file(
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE|URL", help="What is to be brought in, here or on the web; - for the standard input."
        ),
    ],
    format_name: Annotated[
        ImportFormat | None,
        typer.Option(
            "--as",
            metavar="FORMAT",
            help="roadmap, archive, roadmap.sh, roadmap.sh-progress, roadmap.sh-content, markdown, org, csv, todotxt, lines, course, exercism, taskwarrior, trello or opml.",
        ),
    ] = None,
    dates: Annotated[
        DateOrder | None,
        typer.Option(metavar="ORDER", help="How 1/5/2026 is meant in a table: day-first or month-first."),
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="Make a roadmap of its own of it.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Also over a roadmap file that was edited.")] = False,
    mine: Annotated[bool, typer.Option("--mine", help="Where you and the file changed the same: keep yours.")] = False,
    theirs: Annotated[bool, typer.Option("--theirs", help="The same: take what the file says.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before it is written.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Name everything that has no place.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring in progress, or a whole roadmap.

    From what `roadmap export json` wrote, a roadmap file, a roadmap.sh roadmap or its progress, a Markdown checklist, a CSV
    table, a todo.txt, or the JSON of a course. From the web, over https, only after a yes.

    A roadmap file is copied. Of other files, topics that the roadmap in use knows get their progress; a file of other topics
    becomes a roadmap of its own. Importing twice changes nothing, and nothing is taken away: what is done here stays done.
    """
    from roadmap_cli.use_cases.offer import is_own_form

    session = session_of(context)
    with at_hand(session, file, yes=yes) as given:
        if format_name == "roadmap" or (format_name is None and is_own_form(given.file)):
            if new:
                sentence = "--new is for what other programs wrote"
                raise WrongUsage(sentence, "a roadmap file is one by itself")
            from roadmap_cli.cli.own_form import bring_in

            bring_in(session, given, force=force, dry_run=dry_run, yes=yes, as_json=as_json)
        else:
            from roadmap_cli.use_cases.import_ import ImportOptions
            from roadmap_cli.use_cases.import_again import Settling

            settling = Settling(_side(mine=mine, theirs=theirs))
            options = ImportOptions(new=new, force=force, dry_run=dry_run, settling=settling)
            telling = ImportTelling(file=given.typed, yes=yes, as_json=as_json, verbose=verbose)
            found = _read(given.file, format_name, dates, asks=not (yes or as_json))
            _import_other(session, given.file, found, options, telling)


def _import_other(
    session: Session,
    file: Path,
    found: tuple[ImportFormat, Outline | None],
    options: "ImportOptions",
    telling: "ImportTelling",
) -> None:
    """Raises WrongUsage, CannotBeDone and InvalidFile; then nothing is written."""
    from roadmap_cli.use_cases.import_ import source_of

    name, outline = found
    if outline is None:  # an archive of our own
        if options.new or options.force:
            sentence = "--new and --force are for what other programs wrote"
            raise WrongUsage(sentence, "an archive belongs to the roadmap that it names")
        _restore(session, file, dry_run=options.dry_run, as_json=telling.as_json)
    else:
        source = source_of(file, name, outline)
        _bring_in(session, source, options, telling)


class ImportTelling(NamedTuple):
    """How an import is to be told, and whether somebody is asked before. `file` is what the file is called to them."""

    file: str
    yes: bool
    as_json: bool
    verbose: bool


def _read(
    file: Path, format_name: ImportFormat | None, dates: DateOrder | None, *, asks: bool
) -> tuple[ImportFormat, Outline | None]:
    """Read once more where somebody had to say how its days are meant."""
    from roadmap_cli.imports.formats import read

    name, outline = read(file, format_name, dates)
    order = _order_of(outline) if asks and outline is not None and dates is None and file.is_file() else None
    return read(file, name, order) if order else (name, outline)


def _order_of(outline: Outline) -> DateOrder | None:
    """Asked where some day could be two, and there is somebody to ask."""
    from roadmap_cli.imports.dates import DOUBTFUL, days_in

    doubtful = next((each.text for each in outline.unplaced if each.why == DOUBTFUL), None)
    if doubtful is None or not has_terminal():
        return None
    meant: dict[str, DateOrder] = {"d": "day-first", "m": "month-first"}
    days = {letter: full_day(days_in([doubtful], order)[doubtful]) for letter, order in meant.items()}
    said = asked(f"{doubtful} is {days['d']} (d), or {days['m']} (m)? [d/m, else it is left out] ")
    return meant.get(said.casefold()[:1])


def _bring_in(session: Session, source: "Source", options: "ImportOptions", telling: ImportTelling) -> None:
    """Once more where what was agreed to has become something else in the meantime."""
    from roadmap_cli.use_cases.import_ import PlanHasChanged, carry_out, plan
    from roadmap_cli.use_cases.import_again import HasConflicts, Settling
    from roadmap_cli.views.import_ import render

    try:
        planned = plan(session, source, options)
    except HasConflicts as error:
        if not has_terminal() or telling.yes or telling.as_json:
            raise
        sides = _settled(error)
        _bring_in(session, source, options._replace(settling=Settling(single=sides)), telling)
        return
    for each in planned.target.hints:
        hint(each)
    report, silent = planned.report, telling.yes or telling.as_json or source.file is STANDARD_INPUT
    asks = has_terminal() and not silent
    writes = report.is_new and not options.dry_run
    if writes and asks:
        show(session, render, report, verbose=telling.verbose)
        if not confirmed("Import this?"):
            return
    if writes:
        try:
            report = carry_out(session, planned)
        except PlanHasChanged as error:
            if not asks:
                raise
            hint(f"{error.sentence}; now it would be this")
            _bring_in(session, source, options, telling)
            return
    if telling.as_json:
        with recorded():
            show_json(report)
    else:
        (show_done if writes else show)(session, render, report, brief=writes and asks, verbose=telling.verbose)
    _say_what_next(session, planned, telling.file, writes=writes)


def _side(*, mine: bool, theirs: bool) -> "Side | None":
    if mine and theirs:
        sentence = "--mine and --theirs exclude each other"
        raise WrongUsage(sentence, "without both of them each difference is asked about on a terminal")
    return "mine" if mine else "theirs" if theirs else None


def _settled(error: "HasConflicts") -> "Sides":
    """What somebody at the terminal says of each."""
    say_aside(f"{error.sentence.splitlines()[0]}\n")
    sides: dict[tuple[str, str], Side] = {}
    for each in error.conflicts:
        say_aside(f"  {each.title}, {each.key}: {each.mine} / {each.theirs}\n")
        sides[each.place] = _asked_side()
    return sides


def _asked_side() -> "Side":
    """Enter keeps what is here."""
    while True:
        said = asked("  Keep yours or take theirs? [Y/t] ").casefold()
        if said in {"", "y", "yours", "m", "mine"}:
            return "mine"
        if said in {"t", "theirs"}:
            return "theirs"
        say_aside("  y or Enter keeps yours, t takes theirs\n")


def _say_what_next(session: Session, planned: "ImportPlan", said: str, *, writes: bool) -> None:
    from roadmap_cli.imports.dates import DOUBTFUL

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
    if writes and report.has_progress and any(each.why == DOUBTFUL for each in report.unplaced):
        hint("the days that are asked for above come in if you take this back, and then say --dates")
    if planned.leaves_some:
        hint(f"a roadmap of its own: roadmap import {said} --new")


def _restore(session: Session, file: Path, *, dry_run: bool, as_json: bool) -> None:
    """What comes in keeps its own history: undo goes back through it command by command, in the order in which they
    were given, and does not take back the import as a whole.
    """
    from roadmap_cli.use_cases.restore_archive import hints, restore

    report, there = restore(session, file, dry_run=dry_run)
    if as_json:
        with recorded():
            show_json(report)
    else:
        from roadmap_cli.views.archive import render

        (show if dry_run else show_done)(session, render, report)
    for each in hints(report):
        hint(each)
    if report.new_events and not dry_run:
        _remark(there)


def _remark(session: Session) -> None:
    """What is brought in is never refused, so it is said where it cannot be right."""
    days = session.read(overfull_days)
    if days:
        names = listed([full_day(day) for day in reversed(days)], MOST_DAYS)
        hint(f"more than 24 h was logged on {names}; see: roadmap history")
