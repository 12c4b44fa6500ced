"""Projects and what is proven, for whoever hires: one page that needs nothing else."""

from roadmap_cli.domain.phrasing import count
from roadmap_cli.domain.portfolio import LINK_NAMES, TEXT_NAMES
from roadmap_cli.exports.html import page_text
from roadmap_cli.exports.portfolio_markdown import NOTHING, RESULTS, ROWS
from roadmap_cli.reports.portfolio import Showcase


def render(report: Showcase) -> str:
    return page_text(
        "portfolio.html",
        report=report,
        lead=summary(report),
        nothing=NOTHING,
        results=RESULTS,
        rows=ROWS,
        text_names=TEXT_NAMES,
        link_names=LINK_NAMES,
    )


def summary(report: Showcase) -> str:
    """How much there is to see."""
    shown = sum(bool(each.proofs) for each in report.skills)
    shipped, number = sum(each.shipped for each in report.projects), len(report.projects)
    share = "shipped" if number == 1 else "all shipped" if shipped == number else f"{shipped} of them shipped"
    parts = [count(number, "project"), *([share] if shipped else [])] if number else []
    parts += [f"{count(shown, 'skill')} with evidence"] if shown else []
    return ", ".join(parts)
