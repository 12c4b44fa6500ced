"""`roadmap status`: where am I."""

import sys
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import console_on, is_watched, say, session_of, show, show_json, show_numbers
from roadmap_cli.domain.job import Tip
from roadmap_cli.errors import WrongUsage
from roadmap_cli.reports.status import StatusReport
from roadmap_cli.use_cases.session import LastingAnswer, Session

if TYPE_CHECKING:
    from roadmap_cli.reports.prompt import PromptLine

app = typer.Typer(add_completion=False)


@app.command("status", epilog=examples("roadmap status", "roadmap status linear-algebra", "roadmap status --short"))
def status(
    context: typer.Context,
    scope: Annotated[
        str | None,
        typer.Argument(metavar="[PHASE|MODULE]", help="Open one phase or module.", autocompletion=completion.scopes),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Open everything down to topics.")] = False,
    short: Annotated[bool, typer.Option("--short", help="One line, for a shell prompt.")] = False,
    due: Annotated[
        bool, typer.Option("--due", help="With --short: nothing, unless something is due or a timer is running.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Where am I: progress and the next steps."""
    if due and (as_json or not short):
        sentence = "--due belongs to --short"
        raise WrongUsage(sentence, "write: roadmap status --short --due")
    session = session_of(context)
    session.greets = not short  # in a prompt there is nobody to tell
    focus = None if scope is None else _focus(session, scope)
    if short and not as_json:
        _show_prompt(session, only_due=due)
        return
    from roadmap_cli.services import status as service

    tells = not (everything or as_json or scope or session.flags.quiet) and is_watched()
    extent: service.Extent = "whole" if everything or as_json else "with tips" if tells else "folded"
    report = session.read(partial(service.status, extent=extent), focus)
    if as_json:
        show_json(report, without=("tips",))
        return
    from roadmap_cli.views.status import render

    tip = _tip(session, report)
    said = show(session, render, report, everything=everything, tip=tip.id if tip else None)
    numbers = None if report.focus else show_numbers(session, report.next)
    if tip:
        from roadmap_cli.use_cases.last_tip import tip_told

        tip_told(session, tip)
    elif not report.timer:
        session.answer = LastingAnswer(said, numbers, _until(session, report))


def _until(session: Session, report: StatusReport) -> datetime | None:
    """Until when no other tip is told."""
    if not report.tips:
        return None
    from roadmap_cli.use_cases.last_tip import pauses_until

    return pauses_until(session)


def _focus(session: Session, scope: str) -> str:
    from roadmap_cli.domain.lookup import find_scope

    return find_scope(session.roadmap, scope).id


def _show_prompt(session: Session, *, only_due: bool) -> None:
    """Where it goes into a prompt there is nothing to cut off, and no reason to load what draws."""
    from roadmap_cli.services.prompt import prompt

    report = session.read(prompt)
    said: str | None = ""
    if report.urges or not only_due:
        said = _shown(session, report)
    if not report.timer:
        session.answer = LastingAnswer(said)


def _shown(session: Session, report: "PromptLine") -> str | None:
    if sys.stdout.isatty():
        from roadmap_cli.views.prompt import render

        return show(session, render, report)
    from roadmap_cli.domain.safe_text import title_line
    from roadmap_cli.reports.prompt import prompt_text

    said = f"{title_line(prompt_text(report))}\n"
    say(said)
    return said


def _tip(session: Session, report: StatusReport) -> Tip | None:
    """One that helps now, if there is room for it, and the last one is a week ago."""
    if not report.tips:
        return None
    from roadmap_cli.use_cases.last_tip import tip_to_tell
    from roadmap_cli.views import look_of
    from roadmap_cli.views.status import has_room_for

    look, tip = look_of(console_on(session, sys.stdout)), tip_to_tell(session, report.tips)
    return tip if tip and not look.plain and has_room_for(tip, report, look) else None
