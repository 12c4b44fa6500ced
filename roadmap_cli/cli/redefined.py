"""What topic, module and phase have in common: how a change of a roadmap is told."""

from roadmap_cli.cli.screen import recorded, show_done, show_json
from roadmap_cli.reports.redefine import RedefineReport
from roadmap_cli.use_cases.session import Session


def tell(session: Session, report: RedefineReport, *, as_json: bool) -> None:
    if as_json:
        with recorded():
            show_json(report)
        return
    from roadmap_cli.views.redefine import render

    show_done(session, render, report)
