"""The way of an answer into a file, or to whoever reads it."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from roadmap_cli.cli.screen import hint, say
from roadmap_cli.errors import WrongUsage
from roadmap_cli.files import write_file
from roadmap_cli.reports.plan import PlanReport
from roadmap_cli.use_cases.session import Session

Force = Annotated[bool, typer.Option("--force", help="Write over an existing file.")]


def write_out(session: Session, output: Path | None, text: str | bytes | Iterator[str], *, force: bool) -> None:
    """To a file, or to whoever reads the answer. Raises WrongUsage for bytes that a terminal cannot show, and CannotBeDone."""
    if output is None or str(output) == "-":
        if isinstance(text, bytes) and sys.stdout.isatty():
            sentence = "this is nothing that a terminal can show"
            raise WrongUsage(sentence, "name a file for it: -o FILE")
        say(text)
    else:
        from roadmap_cli.use_cases.output import assert_no_record

        assert_no_record(session, output)
        write_file(output, text, force=force)
        hint(f"written to {output}")


def calendar_of(session: Session, report: PlanReport) -> str:
    from roadmap_cli.exports.ics import render

    return render(report, session.settings.user, session.roadmap, session.now, session.settings.rhythm.day_start)
