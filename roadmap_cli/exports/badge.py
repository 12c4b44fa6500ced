"""Progress as one line in a README."""

from roadmap_cli.domain.phrasing import percent
from roadmap_cli.exports.html import page_text
from roadmap_cli.exports.safe_text import begun, ems
from roadmap_cli.exports.svg import since_text
from roadmap_cli.reports.export import ProgressReport

MOST = 18
"""How many ems of a name are shown."""
_FONT = 11
_EDGES = 14


def render(report: ProgressReport) -> str:
    name = begun(report.phase.title if report.phase else "roadmap", MOST)
    value = percent(report.status.totals.percent)
    said = f"{value}. {since_text(report)}" if report.since else value
    texts = [(text, round(ems(text) * _FONT)) for text in (name, said)]
    return page_text("badge.svg", parts=[(text, width, width + _EDGES) for text, width in texts], report=report)
