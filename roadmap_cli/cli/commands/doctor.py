"""`roadmap doctor`: is the record sound, and what to do where it is not."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from roadmap_cli.cli.arguments import AsJson, parse_file
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import console_on, session_of, show, show_json
from roadmap_cli.cli.shells import has_completion
from roadmap_cli.errors import WrongUsage
from roadmap_cli.reports.doctor import Finding, remark, sound
from roadmap_cli.use_cases import doctor as use_case
from roadmap_cli.use_cases.session import Session

app = typer.Typer(add_completion=False)


@app.command(
    "doctor",
    epilog=examples("roadmap doctor", "roadmap doctor --fix", "roadmap doctor --rescue saved.db"),
)
def doctor(
    context: typer.Context,
    fix: Annotated[bool, typer.Option("--fix", help="Put right what can be without losing anything.")] = False,
    rescue: Annotated[
        Path | None,
        typer.Option(metavar="NEW", parser=parse_file, help="Save all that can be read into a new database."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check that nothing is wrong with your record.

    Exit code 1 where something is. It writes nothing without --fix, which makes a copy first.
    """
    session = session_of(context)
    if fix and rescue:
        raise WrongUsage("--fix and --rescue do not go together", "save first, with --rescue")
    if rescue:
        _rescue(session, rescue, as_json=as_json)
        return
    faults = use_case.steady(session)
    report = use_case.doctor(session, faults, _here(session), fix=fix)
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.doctor import render

        show(session, render, report)
    if not report.sound:
        raise typer.Exit(1)


def _rescue(session: Session, new: Path, *, as_json: bool) -> None:
    report = use_case.rescue(session, new)
    if as_json:
        show_json(report)
        return
    from roadmap_cli.views.doctor import render_rescue

    show(session, render_rescue, report)


def _here(session: Session) -> list[Finding]:
    """What only who runs the program can know."""
    from roadmap_cli.views import look_of

    console = console_on(session, sys.stdout)
    look = look_of(console)
    if look.plain:
        return [*_completion(), sound("terminal", f"none; the answer is {console.encoding} text")]
    colours = f"{console.color_system or 'no'} colours" if not console.no_color else "no colours"
    links = "links can be followed" if look.links else "links are written out"
    unicode = "" if not look.ascii_only else " (not UTF-8: marks are letters)"
    what = f"{console.width} columns, {colours}, {console.encoding}{unicode}, {links}"
    return [*_completion(), sound("terminal", what)]


def _completion() -> list[Finding]:
    shell = Path(os.environ.get("SHELL", "")).name
    is_there = has_completion(shell)
    if is_there is None:
        return []
    if is_there:
        return [sound("completion", f"installed for {shell}")]
    todo = f"roadmap --install-completion {shell}"
    return [remark("completion", f"Tab completes nothing in {shell} yet", todo)]
