"""What topic, module and phase have in common: where a change may go, and how it is told."""

import typer

from roadmap_cli.cli.screen import recorded, session_of, show_done, show_json
from roadmap_cli.reports.redefine import RedefineReport
from roadmap_cli.use_cases.session import Session


def session_to_edit(context: typer.Context) -> Session:
    """Raises where the roadmap takes no change, before any advice is given or question asked that leads there."""
    from roadmap_cli.use_cases.redefine import edited_file

    session = session_of(context)
    edited_file(session)
    return session


def tell(session: Session, report: RedefineReport, *, as_json: bool) -> None:
    if as_json:
        with recorded():
            show_json(report)
        return
    from roadmap_cli.views.redefine import render

    show_done(session, render, report)
