"""`roadmap group`: who belongs together, and who their mentors are."""

from typing import Annotated

import typer

from roadmap_cli.cli.arguments import AsJson, json_stands_behind
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import recorded, session_of, show, show_done, show_json
from roadmap_cli.domain.cohort import MemberRole
from roadmap_cli.domain.roadmap import NO_ROADMAP
from roadmap_cli.reports.group import GroupChange
from roadmap_cli.services import group as service
from roadmap_cli.settings import user_name
from roadmap_cli.use_cases.session import Session

app = typer.Typer(
    name="group",
    help="Groups of learners, with their mentors.\n\nWithout a command: all groups. They are kept in the database, "
    "apart from what anybody has recorded.",
    epilog=examples("roadmap group add spring ada grace", "roadmap group add spring barbara --mentor", "roadmap group"),
    add_completion=False,
)
GroupName = Annotated[str, typer.Argument(metavar="GROUP", help="Its name.")]
Users = Annotated[list[str], typer.Argument(metavar="NAME...", help="Users of this database.")]


@app.callback(invoke_without_command=True)
def begin(context: typer.Context, as_json: AsJson = False) -> None:
    json_stands_behind(context, as_json=as_json)
    session_of(context).greets = False  # others are what it is about
    if context.invoked_subcommand is None:
        _list(session_of(context), None, as_json=as_json)


@app.command("add", epilog=examples("roadmap group add spring ada grace"))
def add(
    context: typer.Context,
    group: GroupName,
    names: Users,
    mentor: Annotated[bool, typer.Option("--mentor", help="As mentors, and not as learners.")] = False,
    as_json: AsJson = False,
) -> None:
    """Add users to a group, which begins with its first.

    Who is in it already gets the role that is named.
    """
    session = session_of(context)
    role: MemberRole = "mentor" if mentor else "learner"
    named = service.group_name(group)
    users = [user_name(each) for each in names]
    _tell(session, session.on(NO_ROADMAP).write(service.add, named, users, role), as_json=as_json)


@app.command("remove", epilog=examples("roadmap group remove spring grace"))
def remove(context: typer.Context, group: GroupName, names: Users, as_json: AsJson = False) -> None:
    """Remove users from a group.

    Nothing that they recorded changes. A group ends with its last.
    """
    session = session_of(context)
    users = [user_name(each) for each in names]
    _tell(session, session.on(NO_ROADMAP).write(service.remove, group.strip(), users), as_json=as_json)


@app.command("list", epilog=examples("roadmap group list", "roadmap group list spring"))
def list_groups(
    context: typer.Context,
    group: Annotated[str | None, typer.Argument(metavar="[GROUP]", help="Who is in it.")] = None,
    as_json: AsJson = False,
) -> None:
    """All groups, or who is in one."""
    _list(session_of(context), group, as_json=as_json)


def _list(session: Session, group: str | None, *, as_json: bool) -> None:
    here = session.on(NO_ROADMAP)
    if group is None:
        report = here.read(service.groups)
        if as_json:
            show_json(report)
        else:
            from roadmap_cli.views.group import render

            show(session, render, report)
        return
    members = here.read(service.group, group.strip())
    if as_json:
        show_json(members)
    else:
        from roadmap_cli.views.group import render_one

        show(session, render_one, members)


def _tell(session: Session, report: GroupChange, *, as_json: bool) -> None:
    if as_json:
        with recorded():
            show_json(report)
    else:
        from roadmap_cli.views.group import render_change

        show_done(session, render_change, report)
