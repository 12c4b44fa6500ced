"""One page that holds everything: no script, no request, nothing of it acts. The only owner of jinja2."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from roadmap_cli.domain.phrasing import FEW_WEEKS, amount, around, count, full_day, in_month, memory_text, percent
from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.exports.charts import burnup, year
from roadmap_cli.exports.colours import DARK, LIGHT
from roadmap_cli.exports.path_picture import NARROW, WIDE, picture
from roadmap_cli.exports.phrases import no_evidence_text, no_step_text, readiness_text
from roadmap_cli.exports.safe_text import ems, one_line
from roadmap_cli.reports.activity import best_streak_text
from roadmap_cli.reports.event_text import texts_for_others
from roadmap_cli.reports.export import ProgressReport
from roadmap_cli.reports.status import NO_HOURS_NO_DATE

_CHARTS = ((760, 300), (320, 240))


def render(report: ProgressReport, *, opened: bool = False) -> str:
    """`opened` unfolds every phase, for readers that cannot."""
    return page_text(
        "page.html",
        report=report,
        opened=opened,
        forecast=f"{forecast_text(report)}{core_text(report)}",
        effective={choice.effective for choice in report.status.choices},
        pictures=[("wide", picture(report, WIDE)), ("narrow", picture(report, NARROW))],
        charts=[(name, burnup(report, *size)) for name, size in zip(("wide", "narrow"), _CHARTS, strict=True)],
        year=year(report.activity.days),
    )


def page_text(template: str, **values: object) -> str:
    return _environment().get_template(template).render(values)


def forecast_text(report: ProgressReport) -> str:
    """When the path, or the phase that is told, is done."""
    line, today = report.status.forecast, report.activity.today
    if line.done:
        return no_step_text(report)
    if line.no_hours:
        return f"{NO_HOURS_NO_DATE}."
    if line.p50 is None:
        return (
            "No hours in the last weeks, so no date." if not line.hours_per_week else "No date within a hundred years."
        )
    pace = {"record": "the pace of the last weeks", "plan": "the pace of the plan"}.get(line.basis, "an assumed pace")
    end = around(line.p50, line.p80, today, weeks=line.weeks)
    hours = amount(line.expected)
    whose = f"{pace}," if hours == amount(line.hours_per_week) else "an expected"
    return f"Expected end: {end}, at {whose} {hours} a week."


def core_text(report: ProgressReport) -> str:
    """When all is done that one needs for a job, where that is another month than the end of the path."""
    line, today = report.status.forecast, report.activity.today
    core = line.core
    if core is None or core.p50 is None or line.p50 is None:
        return ""
    coarse = line.weeks < FEW_WEEKS
    day, end = (in_month(each, today, coarse=coarse) for each in (core.p50, line.p50))
    return "" if day == end else f" {core.title} around {day}."


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        finalize=_finalized,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "amount": amount,
        "day": full_day,
        "ems": ems,
        "percent": percent,
        "web": lambda url: url if leads_to_the_web(url) else "",
        "lines": lambda text: [one_line(line) for line in text.splitlines()],
    }
    environment.globals |= {
        "best_streak_text": best_streak_text,
        "light": LIGHT,
        "dark": DARK,
        "count": count,
        "memory_text": memory_text,
        "no_evidence_text": no_evidence_text,
        "no_step_text": no_step_text,
        "readiness_text": readiness_text,
        "event_texts": texts_for_others,
    }
    return environment


def _finalized(value: object) -> object:
    """Whatever comes from a file or a person is one line of letters that do not act; autoescape does the rest."""
    return one_line(value) if isinstance(value, str) and not isinstance(value, Markup) else value
