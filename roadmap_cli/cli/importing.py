"""`roadmap import`: progress and whole roadmaps from where people have kept them so far."""

from importlib import import_module
from pathlib import Path
from typing import Annotated, Literal

import typer

from roadmap_cli.cli.options import AsJson
from roadmap_cli.cli.parsing import parse_file
from roadmap_cli.cli.shell import Shell, shell_of
from roadmap_cli.errors import WrongUsage
from roadmap_cli.services import moving

app = typer.Typer()
Format = Literal["archive", "roadmap.sh", "roadmap.sh-progress", "markdown", "csv", "todotxt", "course"]


@app.command("import")
def import_file(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", parser=parse_file, help="What is to be brought in.")],
    format_name: Annotated[
        Format | None,
        typer.Option(
            "--as", metavar="FORMAT", help="archive, roadmap.sh, roadmap.sh-progress, markdown, csv, todotxt or course."
        ),
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="Make a roadmap of its own of it.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Also over a roadmap file that was edited.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before it is written.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring in progress, or a whole roadmap: from what `roadmap export json` wrote, a roadmap.sh roadmap or its progress,
    a Markdown checklist, a CSV table, a todo.txt, or the JSON of a course.

    Topics that the roadmap in use knows get their progress; a file of other topics becomes a roadmap of its own.
    Importing twice changes nothing, and nothing is taken away: what is done here stays done.
    """
    shell = shell_of(context)
    found, outline = import_module("roadmap_cli.imports.recognising").read(file, format_name)
    if outline is None:  # an archive of our own
        if new or force:
            sentence = "--new and --force are for what other programs wrote"
            raise WrongUsage(sentence, "an archive belongs to the roadmap that it names")
        _restore(shell, file, dry_run=dry_run, as_json=as_json)
    else:
        taking_in = import_module("roadmap_cli.cli.taking_in")
        taking_in.take_in(shell, file, found, outline, taking_in.Options(new, force, yes, dry_run, as_json))


def _restore(shell: Shell, file: Path, *, dry_run: bool, as_json: bool) -> None:
    """What comes in keeps its own history: undo goes back through it command by command, in the order in which they
    were given, and does not take back the import as a whole.
    """
    parsed = import_module("roadmap_cli.imports.archive").read(file, shell.settings.user)
    shell.change(
        lambda workspace: moving.restore(workspace, parsed.roadmap, parsed.events, dry_run=dry_run),
        dry_run=dry_run,
        as_json=as_json,
    )
