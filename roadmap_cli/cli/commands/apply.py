"""`roadmap apply`: applications for a job."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated

import typer

from roadmap_cli.cli.arguments import (
    AsJson,
    On,
    day_given,
    json_stands_behind,
    parse_day_ahead,
    parse_optional_text,
    parse_text,
    parse_url,
)
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.names import fresh_id
from roadmap_cli.cli.screen import asked, has_terminal, recorded, session_of, show, show_done, show_json
from roadmap_cli.cli.typed import Keep, typed
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.errors import WrongUsage
from roadmap_cli.reports.apply import ApplyReport
from roadmap_cli.services import apply as service
from roadmap_cli.use_cases.session import Session

app = typer.Typer(
    name="apply",
    help="Keep applications, and see what is due.\n\nNo page and no report tells anybody where you apply.",
    epilog=examples("roadmap apply", 'roadmap apply add Acme "ML engineer" --due friday', "roadmap apply move acme"),
    add_completion=False,
)
NONE = "none"
ADD = 'roadmap apply add "Company" "Role"'
Name = Annotated[list[str], typer.Argument(metavar="NAME", help="An id, its beginning, or words of company and role.")]
Due = Annotated[
    str | None, typer.Option("--due", metavar="DAY", help='Until when you have something to do: friday, "in 3 days".')
]


@app.callback(invoke_without_command=True)
def begin(context: typer.Context, as_json: AsJson = False) -> None:
    json_stands_behind(context, as_json=as_json)
    if context.invoked_subcommand is None:
        _list(session_of(context), only_open=True, as_json=as_json)


@app.command(
    "add",
    epilog=examples(
        'roadmap apply add Acme "ML engineer" --due friday',
        'roadmap apply add Acme "ML engineer" --stage applied --source "a friend" --on yesterday',
    ),
)
def add(
    context: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="COMPANY ROLE", help="In quotes where one has several words.")
    ] = None,
    url: Annotated[
        str | None, typer.Option(metavar="URL", parser=parse_url, help="Where it is advertised.", show_default=False)
    ] = None,
    stage: Annotated[
        str | None, typer.Option(metavar="STAGE", help="Where it stands, if not at the first.", show_default=False)
    ] = None,
    source: Annotated[str | None, typer.Option(metavar="WORDS", help="How you found it.", show_default=False)] = None,
    due: Due = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="What you want to keep.", show_default=False)] = None,
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """Keep an application, or a job you may want.

    There is no need to wait until the path is done.
    """
    session = session_of(context)
    wanted = None if stage is None else session.read(service.find_stage, stage)
    ahead = None if due is None else parse_day_ahead(due, session.today)
    day = day_given(on, session)
    with typed("application", "An application") as keep:
        company, role = _company_and_role(words or [], keep, ask=not as_json)
        job = service.Position(
            company=company,
            role=role,
            stage=wanted,
            url=url or "",
            source=title_line(source or ""),
            due=ahead,
            note=parse_optional_text(note or ""),
        )
        report = session.write(service.add, job, fresh_id, day)
    _tell(session, report, as_json=as_json)


@app.command("list", epilog=examples("roadmap apply list", "roadmap apply list --all"))
def list_applications(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Closed ones, too.")] = False,
    as_json: AsJson = False,
) -> None:
    """List open applications, what is due first."""
    _list(session_of(context), only_open=not everything, as_json=as_json)


@app.command("show", epilog=examples("roadmap apply show acme"))
def show_application(context: typer.Context, name: Name, as_json: AsJson = False) -> None:
    """Show one application with its notes."""
    session = session_of(context)
    report = session.read(service.application, " ".join(name))
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.apply import render_one

        show(session, render_one, report)


@app.command("move", epilog=examples("roadmap apply move acme", "roadmap apply move acme screening --due friday"))
def move(
    context: typer.Context,
    words: Annotated[
        list[str], typer.Argument(metavar="NAME [STAGE]", help="Which one, and where to if not the next stage.")
    ],
    due: Due = None,
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """Move an application to its next stage, or any.

    What was due by today is settled by it, and one that was closed is open again.
    """
    session = session_of(context)
    ahead = None if due is None else parse_day_ahead(due, session.today)
    report = session.write(service.move, words, ahead, day_given(on, session))
    _tell(session, report, as_json=as_json)


@app.command("note", epilog=examples("roadmap apply note acme They use PyTorch and pair a lot."))
def note(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="An id, its beginning, or a word of it.")],
    text: Annotated[
        list[str] | None, typer.Argument(metavar="TEXT", help="What to keep; asked for if missing.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Keep a note on an application."""
    session = session_of(context)
    with typed("application", f"A note on {name}") as keep:
        if text:
            said = parse_text(" ".join(text))
        else:
            known = session.read(service.application, name).application
            said = _asked("Note", f"roadmap apply note {known.id} TEXT", keep, ask=not as_json)
        report = session.write(service.note, name, said)
    _tell(session, report, as_json=as_json)


@app.command("due", epilog=examples("roadmap apply due acme friday", "roadmap apply due acme none"))
def due(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="An id, its beginning, or a word of it.")],
    day: Annotated[list[str], typer.Argument(metavar="DAY", help='friday, in 3 days, 2026-11-30; or "none".')],
    as_json: AsJson = False,
) -> None:
    """Say until when you have something to do."""
    session = session_of(context)
    words = " ".join(day)
    ahead = None if words.strip().casefold() == NONE else parse_day_ahead(words, session.today)
    _tell(session, session.write(service.due, name, ahead), as_json=as_json)


@app.command("close", epilog=examples('roadmap apply close acme --reason "no reply"'))
def close(
    context: typer.Context,
    name: Name,
    reason: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why: no reply, declined, accepted.", show_default=False)
    ] = None,
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """Close an application; it is kept.

    In a terminal you are asked for the reason; Enter gives none.
    """
    session = session_of(context)
    words, day = " ".join(name), day_given(on, session)
    with typed("application", f"Why {words} is closed") as keep:
        if reason is None and has_terminal() and not as_json:
            reason = _reason(session, words)
            keep("Reason", reason or "")
        why = None if reason is None else title_line(reason)
        report = session.write(service.close, words, why, day)
    _tell(session, report, as_json=as_json)


@app.command("funnel", epilog=examples("roadmap apply funnel"))
def funnel(context: typer.Context, as_json: AsJson = False) -> None:
    """Count how far applications come, by source too."""
    session = session_of(context)
    report = session.read(service.funnel)
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.apply import render_funnel

        show(session, render_funnel, report)


def _company_and_role(words: Sequence[str], keep: Keep, *, ask: bool) -> tuple[str, str]:
    """Raises WrongUsage."""
    if len(words) > 2:  # noqa: PLR2004 - a company and a role
        sentence = f"of {len(words)} words it is not clear which are the company and which the role"
        raise WrongUsage(sentence, f"put each into quotes: {ADD}")
    said = [title_line(parse_text(each)) for each in words]
    said += [title_line(_asked(name, ADD, keep, ask=ask)) for name in ("Company", "Role")[len(said) :]]
    for name, text in zip(("company", "role"), said, strict=True):
        if not text:
            sentence = f"an application needs a {name}"
            raise WrongUsage(sentence, f"write: {ADD}")
    return said[0], said[1]


def _reason(session: Session, words: str) -> str | None:
    """None where none is given, or the application is closed already."""
    known = session.read(service.application, words).application
    if known.closed is not None:
        return None
    try:
        return parse_optional_text(asked(f"Why is {known.title} closed? (Enter: no reason) ")) or None
    except typer.Abort:
        return None


def _asked(name: str, usage: str, keep: Keep, *, ask: bool) -> str:
    """Raises WrongUsage where nobody is to be asked, or nobody answers."""
    try:
        text = parse_optional_text(asked(f"{name}: ", partial(keep, name)) if ask else "")
    except typer.Abort:
        text = ""
    if not text:
        sentence = f"the {name.casefold()} is missing"
        raise WrongUsage(sentence, f"write: {usage}")
    return text


def _list(session: Session, *, only_open: bool, as_json: bool) -> None:
    report = session.read(service.applications, only_open=only_open)
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.apply import render

        show(session, render, report)


def _tell(session: Session, report: ApplyReport, *, as_json: bool) -> None:
    if as_json:
        with recorded():
            show_json(report)
    else:
        from roadmap_cli.views.apply import render_change

        show_done(session, render_change, report)
