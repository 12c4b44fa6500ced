"""A week or a month as a few lines of Markdown, for a chat: bold names and lists, which chats know."""

from collections.abc import Iterator

from roadmap_cli.domain.advice import Action, Suggestion
from roadmap_cli.domain.phrasing import long_day, or_nothing, span_text
from roadmap_cli.exports.markdown_text import link, safe
from roadmap_cli.reports.report import PeriodReport, days_text, facts, forecast_text
from roadmap_cli.reports.status import at_the_end, ready_text

_VERBS: dict[Action, str] = {"review": "refresh ", "choose": "choose: "}


def render(report: PeriodReport) -> str:
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: PeriodReport) -> Iterator[str]:
    yield f"**{safe(report.roadmap.title)}: {span_text(report.first, report.last)}**"
    yield ""
    yield from (f"- **{name}:** {safe(said)}" for name, said in facts(report))
    if report.evidence:
        links = (f"{link(each.link.title or each.topic.title, each.link.url)}" for each in report.evidence)
        yield f"- **Evidence:** {', '.join(links)}"
    if not report.forecast.done:
        yield f"- **Forecast:** {safe(forecast_text(report, long_day(report.first, report.today)))}"
        yield from (f"  - {days_text(part.days)}: {safe(part.text)}" for part in report.move.parts)
    yield f"- **Next:**{'' if report.next else f' {safe(at_the_end(report.counted, report.ready))}'}"
    yield from (f"  - {_step(step)}" for step in report.next)
    if report.ready and report.next:
        name, _, said = ready_text(report.ready).partition(": ")
        yield f"- **{name}:** {safe(said)}"


def _step(step: Suggestion) -> str:
    hours = or_nothing(step.hours_left, " ({})")
    reasons = safe("; ".join(reason.text for reason in step.reasons))
    return f"{_VERBS.get(step.action, '')}{safe(step.title)}{hours}: {reasons}"
