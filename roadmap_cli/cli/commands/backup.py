"""`roadmap backup`: a copy of everything that is recorded, and the copies that there are."""

from pathlib import Path
from typing import Annotated

import typer
from typer._click import Command, Context

from roadmap_cli.cli.arguments import AsJson, json_stands_behind, parse_file
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import session_of, show, show_done, show_json
from roadmap_cli.cli.subcommands import SPELLINGS, SpelledGroup
from roadmap_cli.errors import WrongUsage
from roadmap_cli.use_cases.session import Session


class BackupCommands(SpelledGroup):
    """What is none of them is a file to write to."""

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        name = SPELLINGS.get(args[0], args[0])
        known = name in self.commands or name.startswith("-")
        return super().resolve_command(ctx, args if known else ["make", *args])


app = typer.Typer(
    name="backup",
    cls=BackupCommands,
    help="Copy the database now, or list its copies.\n\n"
    "All users and roadmaps, beside the database or in the backup_folder; roadmap backup FILE names another place.\n\n"
    "One is made by itself after the first record of a day.",
    epilog=examples("roadmap backup", "roadmap backup everything.db", "roadmap backup list"),
    add_completion=False,
)


@app.callback(invoke_without_command=True)
def begin(context: typer.Context, as_json: AsJson = False) -> None:
    json_stands_behind(context, as_json=as_json)
    if context.invoked_subcommand is None:
        _make(session_of(context), None, as_json=as_json)


@app.command("make", epilog=examples("roadmap backup make", "roadmap backup make everything.db --force"))
def make(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", parser=parse_file, help="A file or a folder to copy to.", show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Also over a file that exists.")] = False,
    fewer: Annotated[
        bool, typer.Option("--fewer", help="With --force: also where the file holds more than is copied.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Copy the database, to FILE or to its usual place.

    The copy is opened and counted before it gets its name, and never cleared away.
    """
    if fewer and not force:
        sentence = "--fewer stands beside --force"
        raise WrongUsage(sentence, "write: roadmap backup FILE --force --fewer")
    _make(session_of(context), file, force=force, fewer=fewer, as_json=as_json)


@app.command("list", epilog=examples("roadmap backup list", "roadmap backup list --verify"))
def list_copies(
    context: typer.Context,
    verify: Annotated[
        bool, typer.Option("--verify", help="Read each from end to end, to see that it is whole.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """All copies, newest first."""
    from roadmap_cli.use_cases.backup import backups

    report = backups(session_of(context), verify=verify)
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.backup import render_list

        show(session_of(context), render_list, report)


def _make(session: Session, file: Path | None, *, force: bool = False, fewer: bool = False, as_json: bool) -> None:
    from roadmap_cli.use_cases.backup import back_up

    report = back_up(session, file, force=force, fewer=fewer)
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.backup import render

        show_done(session, render, report)
