"""Progress as one line in a README."""

from roadmap_cli.domain.phrasing import percent
from roadmap_cli.exports.html import page_text
from roadmap_cli.exports.safe_text import begun, letters_for
from roadmap_cli.exports.svg import since_text
from roadmap_cli.reports.export import ProgressReport

MOST_LETTERS = 30
_LETTER = 6.6
"""How wide a letter of 11 pixels is drawn: every reader has other fonts, so the text is fitted to it."""
_EDGES = 14


def render(report: ProgressReport) -> str:
    name = begun(report.phase.title if report.phase else "roadmap", MOST_LETTERS)
    value = percent(report.status.totals.percent)
    said = f"{value}. {since_text(report)}" if report.since else value
    texts = [
        (text, round(len(text) * _LETTER * MOST_LETTERS / letters_for(text, MOST_LETTERS))) for text in (name, said)
    ]
    return page_text("badge.svg", parts=[(text, width, width + _EDGES) for text, width in texts], report=report)
