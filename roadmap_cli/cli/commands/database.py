"""`roadmap database`: where progress is kept, and another place to begin."""

from typing import Annotated

import typer

from roadmap_cli.cli.arguments import AsJson, json_stands_behind
from roadmap_cli.cli.consent import ask_first
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import hint, session_of, show, show_done, show_json
from roadmap_cli.domain.cohort import MemberRole
from roadmap_cli.domain.phrasing import listed
from roadmap_cli.settings import user_name
from roadmap_cli.use_cases import database as use_case

MOST_PARTITIONS = 1024

Role = Annotated[MemberRole, typer.Argument(metavar="learner|mentor", help="Who records, or who looks at groups.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="A role of the server, which is the user as well.")]

app = typer.Typer(
    name="database",
    help="Where progress is kept, and what is known of it.\n\nAlso of a database that is missing or cannot be used.",
    epilog=examples("roadmap database", "roadmap database --json", "roadmap database begin"),
    add_completion=False,
)


@app.callback(invoke_without_command=True)
def look(context: typer.Context, as_json: AsJson = False) -> None:
    json_stands_behind(context, as_json=as_json)
    if context.invoked_subcommand is not None:
        return
    session = session_of(context)
    report = use_case.look(session)
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.database import render

        show(session, render, report)


@app.command("begin", epilog=examples("roadmap database begin", "roadmap database begin --yes"))
def begin(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask where somebody has progress in it.")] = False,
) -> None:
    """Begin an empty database, the old one aside.

    What stands there is moved beside itself, and nothing is removed.
    """
    session = session_of(context)
    if not yes and (users := use_case.users_in_the_way(session)):
        ask_first(
            f"{session.settings.database} can be read, and holds progress of {listed(users)}",
            "Put it aside and begin an empty one?",
            "to put it aside all the same, give --yes",
        )
    report = use_case.begin(session)
    from roadmap_cli.views.database import render_begin

    show_done(session, render_begin, report)


@app.command("init", epilog=examples("roadmap database init --partitions 16"))
def init(
    context: typer.Context,
    partitions: Annotated[
        int,
        typer.Option("--partitions", metavar="N", min=0, max=MOST_PARTITIONS, help="Spread each table over N by user."),
    ] = 0,
) -> None:
    """Make the tables on a server, as its owner.

    A database in a file needs none of this.
    """
    session = session_of(context)
    report = use_case.init(session, partitions)
    from roadmap_cli.views.database import render_init

    show_done(session, render_init, report)
    if partitions and not report.made:
        hint("--partitions is for tables that are made: those that are there stay as they are")


@app.command("upgrade", epilog=examples("roadmap database upgrade"))
def upgrade(context: typer.Context) -> None:
    """Bring a server up to date, as its owner.

    After a new version of roadmap. Learners go on meanwhile; what was interrupted goes on where it ended.
    """
    session = session_of(context)
    report = use_case.upgrade(session)
    from roadmap_cli.views.database import render_upgrade

    show_done(session, render_upgrade, report)


@app.command("grant", epilog=examples("roadmap database grant learner ada", "roadmap database grant mentor grace"))
def grant(context: typer.Context, role: Role, name: Name) -> None:
    """Let somebody in on a server, as its owner.

    A learner gets at what is their own and nothing else; a mentor at the summaries of the groups that they are a mentor of.
    Somebody may be both.
    """
    session = session_of(context)
    report = use_case.grant(session, role, user_name(name))
    from roadmap_cli.views.database import render_grant

    show_done(session, render_grant, report)


@app.command("revoke", epilog=examples("roadmap database revoke learner ada"))
def revoke(context: typer.Context, role: Role, name: Name) -> None:
    """Take back what was granted, as a server's owner.

    What somebody has recorded stays.
    """
    session = session_of(context)
    report = use_case.revoke(session, role, user_name(name))
    from roadmap_cli.views.database import render_revoke

    show_done(session, render_revoke, report)
