"""`roadmap user`: whose progress there is, and another name for it."""

from typing import Annotated

import typer

from roadmap_cli import settings, storage
from roadmap_cli.cli.arguments import AsJson, json_stands_behind
from roadmap_cli.cli.consent import ask_first
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import hint, session_of, show, show_done, show_json
from roadmap_cli.domain.roadmap import NO_ROADMAP
from roadmap_cli.services import user as service
from roadmap_cli.use_cases.session import Session
from roadmap_cli.use_cases.user import is_usual_database
from roadmap_cli.use_cases.user import rename as rename_user

app = typer.Typer(
    name="user",
    help="Whose progress is kept here.\n\nWithout a command: everybody who has some.",
    epilog=examples("roadmap user", "roadmap user rename ada lovelace"),
    add_completion=False,
)


@app.callback(invoke_without_command=True)
def begin(context: typer.Context, as_json: AsJson = False) -> None:
    json_stands_behind(context, as_json=as_json)
    session_of(context).greets = False  # who is here is what is asked
    if context.invoked_subcommand is None:
        _list(session_of(context), as_json=as_json)


@app.command("list", epilog=examples("roadmap user list"))
def list_users(context: typer.Context, as_json: AsJson = False) -> None:
    """Everybody who has progress."""
    _list(session_of(context), as_json=as_json)


@app.command("rename", epilog=examples("roadmap user rename ada lovelace"))
def rename(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="Whose progress.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Of whom nothing is recorded yet.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask where no copy can be made.")] = False,
) -> None:
    """Give progress another name, on every roadmap.

    A copy of the database is made before. The old name still finds everything, here and where the rename arrives. It is taken
    back by renaming again.
    """
    session = session_of(context)
    if not storage.is_file(session.settings.database) and not yes:
        ask_first(
            "of a database on a server no copy can be made here",
            "Rename all the same?",
            "make one with the tools of the server, then give --yes",
        )
    report = rename_user(session, old, new)
    from roadmap_cli.views.user import render_rename

    show_done(session, render_rename, report)
    if advice := _advice(session, old, report.new):
        hint(advice)


def _advice(session: Session, old: str, new: str) -> str:
    """What to change where something other than the database still names the old user."""
    lasting = settings.given(session.flags._replace(user=None))["user"]
    if lasting.value != old:
        return f"--user still names {old}: from here on say --user {new}" if session.flags.user == old else ""
    named = {"environment": "ROADMAP_USER", "default": "the default"}.get(lasting.source, lasting.source)
    if not is_usual_database(session):
        return f"{named} still names {old}, for the usual database; for this one say --user {new}"
    if lasting.source == "environment":
        return f"{named} still names {old}: change it there to {new}"
    return f"{named} still names {old} as the user; change it with: roadmap config user {new}"


def _list(session: Session, *, as_json: bool) -> None:
    report = session.on(NO_ROADMAP).read(service.users)
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.user import render

        show(session, render, report)
