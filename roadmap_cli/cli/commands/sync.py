"""`roadmap sync`: the same progress on several machines."""

import sys
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer
from typer._click import Command, Context

from roadmap_cli import settings
from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson, json_stands_behind
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
from roadmap_cli.cli.subcommands import SPELLINGS, SpelledGroup
from roadmap_cli.domain.phrasing import listed
from roadmap_cli.errors import CannotBeDone, WrongUsage
from roadmap_cli.reports.sync import SyncReport
from roadmap_cli.use_cases.session import Session

if TYPE_CHECKING:  # `--help` loads every command
    from roadmap_cli.use_cases.sync_remotes import PlaceToSync

WHO = "say which of them you are, or who you will be there: --as USER"
LONG = 2.0
"""Seconds after which somebody who waits is told how it goes."""


class SyncCommands(SpelledGroup):
    """What is none of them is a remote to sync with."""

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        name = SPELLINGS.get(args[0], args[0])
        known = name in self.commands or name.startswith("-")
        return super().resolve_command(ctx, args if known else ["now", *args])


app = typer.Typer(
    name="sync",
    cls=SyncCommands,
    help="Bring your devices together.\n\n"
    "What each has recorded comes and goes, by a folder that they share, another database file, or a PostgreSQL server. "
    "It can be stopped at any moment and repeated; nothing is lost, and nothing counts twice.",
    epilog=examples("roadmap sync", "roadmap sync --dry-run", "roadmap sync add home shared-folder"),
    add_completion=False,
)
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would come and go.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="What it is called.", autocompletion=completion.remotes)]


@app.callback(invoke_without_command=True)
def begin(context: typer.Context, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    command = context.invoked_subcommand
    if command == "now":  # it looks itself at what stands before it: the name of a remote may be all that follows
        return
    json_stands_behind(context, as_json=as_json)
    if command is None:
        _sync(session_of(context), [], dry_run=dry_run, as_json=as_json)
    elif dry_run:
        sentence = f"roadmap sync {command} knows no --dry-run"
        raise WrongUsage(sentence, f"see: roadmap sync {command} --help")


@app.command("now", epilog=examples("roadmap sync now", "roadmap sync now home --dry-run"))
def now(
    context: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME...]", help="Only with these.", autocompletion=completion.remotes, show_default=False
        ),
    ] = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Sync with all remotes, or those named.

    The same as roadmap sync, or roadmap sync NAME.
    """
    before = context.parent.params if context.parent else {}
    dry_run, as_json = dry_run or before.get("dry_run", False), as_json or before.get("as_json", False)
    _sync(session_of(context), names or [], dry_run=dry_run, as_json=as_json)


@app.command("add", epilog=examples("roadmap sync add home shared-folder", "roadmap sync add stick stick.db --as ada"))
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call it.")],
    place: Annotated[
        str, typer.Argument(metavar="PLACE", help="A folder, a database file (.db), or postgresql://HOST/DATABASE.")
    ],
    user: Annotated[
        str | None, typer.Option("--as", metavar="USER", help="Which of those who have progress there you are.")
    ] = None,
) -> None:
    """Name a place to sync with.

    A folder that is kept the same on your devices (Syncthing, Dropbox, a USB stick, git), another database, or a server.
    Nothing is written before you have said who you are there.
    """
    from roadmap_cli.use_cases.sync_remotes import add as add_remote
    from roadmap_cli.use_cases.sync_remotes import candidate, known_as, risks

    session = session_of(context)
    chosen = candidate(session, name, place)
    who = known_as(chosen, settings.user_name(user)) if user is not None else _who(session, chosen)
    report = add_remote(session, chosen, who)
    from roadmap_cli.views.sync import render_added

    show_done(session, render_added, report)
    for each in risks(session, chosen):
        hint(each)


@app.command("list", epilog=examples("roadmap sync list", "roadmap sync list --json"))
def list_remotes(context: typer.Context, as_json: AsJson = False) -> None:
    """What you sync with."""
    from roadmap_cli.use_cases.sync_remotes import listing

    session = session_of(context)
    report = listing(session)
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.sync import render_list

        show(session, render_list, report)


@app.command("remove", epilog=examples("roadmap sync remove home"))
def remove(context: typer.Context, name: Name) -> None:
    """Forget a remote.

    What is there stays there, and what has come from it stays here.
    """
    from roadmap_cli.use_cases.sync_remotes import remove as forget

    session = session_of(context)
    report = forget(session, name)
    from roadmap_cli.views.sync import render_forgotten

    show_done(session, render_forgotten, report)


def _who(session: Session, chosen: "PlaceToSync") -> str:
    """Raises CannotBeDone where there is nobody to ask, or nobody answers."""
    from roadmap_cli.use_cases.sync_remotes import known_as

    own = session.settings.user
    if not chosen.users:
        return own
    who = f"{chosen.place} holds progress of {listed(chosen.users)}"
    if not has_terminal():
        raise CannotBeDone(who, WHO)
    say_aside(f"{who}.\n")
    answer = known_as(chosen, settings.user_name(_said()))
    if answer not in chosen.users and not confirmed(f"Nothing is there of {answer} yet. Begin there as {answer}?"):
        sentence = "nothing was changed"
        raise CannotBeDone(sentence, "say who you are there: --as USER")
    return answer


def _said() -> str:
    with suppress(typer.Abort):
        if answer := asked("Which of them are you? "):
            return answer
    sentence = "there was no answer, so nothing was done"
    raise CannotBeDone(sentence, WHO)


def _sync(session: Session, names: list[str], *, dry_run: bool, as_json: bool) -> None:
    from roadmap_cli.use_cases.sync import sync

    done = sync(session, names, dry_run=dry_run, tell=_Telling())
    if len(done.report.remotes) > 1 or any(not each.fault or each.came.events for each in done.report.remotes):
        _answer(session, done.report, as_json=as_json)
    if done.errors:
        raise done.errors[0]


def _answer(session: Session, report: SyncReport, *, as_json: bool) -> None:
    if as_json:
        with recorded():
            show_json(report)
    else:
        from roadmap_cli.views.sync import render

        (show if report.dry_run else show_done)(session, render, report)
    for remote in report.remotes:
        for number, each in enumerate(remote.left_out):
            if number < MOST_TOLD:
                hint(f"{each.place} is no event and left out: {each.fault}")
        if len(remote.left_out) > MOST_TOLD:
            hint(f"{remote.name}: {len(remote.left_out) - MOST_TOLD} more are left out")


MOST_TOLD = 3


class _Telling:
    """How it goes, for somebody who has waited a while."""

    def __init__(self) -> None:
        self.next = monotonic() + LONG

    def __call__(self, events: int) -> None:
        if monotonic() >= self.next and sys.stderr.isatty():
            self.next = monotonic() + LONG
            say_aside(f"{events:,} events so far\n")
