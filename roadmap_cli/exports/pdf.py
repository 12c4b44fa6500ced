"""The page on paper. The only owner of weasyprint."""

import logging

from roadmap_cli.errors import CannotBeDone
from roadmap_cli.exports import html
from roadmap_cli.reports.export import ProgressReport

MOST_TOPICS = 2000
"""WeasyPrint takes 100 KB of memory and 10 milliseconds for each."""


def render(report: ProgressReport) -> bytes:
    """Raises CannotBeDone where WeasyPrint, or a library of the system that it needs, is not installed, and for more topics
    than it lays out in a minute.
    """
    topics = sum(len(module.topics) for phase in report.status.phases for module in phase.modules)
    if topics > MOST_TOPICS:
        sentence = f"{topics:,} topics are too many for a PDF, which holds {MOST_TOPICS:,}"
        raise CannotBeDone(sentence, "take a part with --phase, or print the page: roadmap export html --open")
    try:
        import weasyprint  # an extra, and large
    except (ImportError, OSError) as error:
        sentence = f"a PDF needs WeasyPrint: {str(error).splitlines()[0]}"
        raise CannotBeDone(sentence, 'install it with: pip install "learning-roadmap[pdf]"') from error
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # it tells of every rule that only a browser knows
    document: bytes = weasyprint.HTML(string=html.render(report, opened=True), url_fetcher=_nothing).write_pdf()
    return document


def _nothing(url: str) -> None:
    """The page needs nothing from elsewhere, and so gets nothing."""
    message = f"{url} is not read"
    raise ValueError(message)
