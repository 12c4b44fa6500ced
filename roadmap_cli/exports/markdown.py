"""A progress report that a person would send to a mentor."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.phrasing import NO_HOURS, NOT_KNOWN, amount, count, full_day, memory_text, percent
from roadmap_cli.domain.roadmap import ID, Status
from roadmap_cli.domain.standing import Totals
from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.exports.markdown_text import link, safe
from roadmap_cli.exports.phrases import no_evidence_text, no_step_text, readiness_text, study_text
from roadmap_cli.reports.choose import ChoiceStatus
from roadmap_cli.reports.event_text import texts_for_others
from roadmap_cli.reports.export import ProgressReport
from roadmap_cli.reports.status import PhaseStatus
from roadmap_cli.reports.tick import TickLine
from roadmap_cli.reports.topic_line import TopicLine

_BOXES: dict[Status, str] = {"todo": "[ ]", "doing": "[ ]", "done": "[x]", "skipped": "[ ]"}
_IDS = re.compile(f"{ID}(?::{ID})?")
"""One, or two of which the first says under which option the other holds."""
_MARKS: dict[Status, str] = {"doing": "in progress", "skipped": "skipped"}


def render(report: ProgressReport) -> str:
    parts = (_summary(report), _phases(report), _next(report), _recent(report), _evidence(report), _private(report))
    return "\n".join(line for part in parts for line in part)


def _summary(report: ProgressReport) -> Iterator[str]:
    status = report.status
    yield f"# {safe(status.roadmap.title)}"
    yield ""
    part = f', phase "{safe(report.phase.title)}"' if report.phase else ""
    since = f", what happened since {full_day(report.since)}" if report.since else ""
    yield f"Progress of {safe(status.user)} on {full_day(status.as_of.date())}{part}{since}."
    yield ""
    yield "| Phase | Done | Topics | Hours done | Hours left | Skipped |"
    yield "|---|---:|---:|---:|---:|---:|"
    for phase in status.phases:
        yield _row(f"{phase.number}. {safe(phase.title)}", phase.totals)
    if report.phase is None:
        yield _row("**All**", status.totals)
    yield ""
    yield from _choices(status.choices)
    yield f"{study_text(report)}. {count(status.totals.proven, 'topic')} proven by evidence."
    totals = status.totals
    if totals.fresh or totals.fading or totals.unsure or totals.untested:
        unsure = f", of {totals.unsure} {NOT_KNOWN}" if totals.unsure else ""
        yield f"Of what is done, {totals.fresh} still fresh in memory, {totals.fading} fading{unsure}, {totals.untested} untested."
    yield ""


def _choices(choices: Sequence[ChoiceStatus]) -> Iterator[str]:
    for choice in choices:
        state = "chosen" if choice.chosen else "open"
        yield f"- {safe(choice.title)} ({state}){_remark(choice.id, topic=[choice.topic] if choice.topic else [])}"
        for option in choice.options:
            counted = "chosen" if choice.chosen else "counted for now"
            yield f"  - {safe(option.title)} ({counted if option.id == choice.effective else 'not counted'}){_remark(option.id)}"
    if choices:
        yield ""


def _row(name: str, totals: Totals) -> str:
    topics, hours = totals.topics, totals.hours
    skipped = f"{topics.skipped}{f' ({hours.skipped:g} h)' if hours.skipped else ''}" if topics.skipped else ""
    cells = (
        percent(totals.percent),
        f"{topics.done} of {topics.counted}",
        f"{hours.done:g}" if totals.has_hours else "",
        f"{hours.left:g}" if totals.has_hours else "",
        skipped,
    )
    return f"| {name} | {' | '.join(cells)} |"


def _phases(report: ProgressReport) -> Iterator[str]:
    for phase in report.status.phases:
        yield f"## Phase {phase.number}: {safe(phase.title)}{_remark(phase.id)}"
        yield ""
        yield from _modules(report, phase, {choice.effective for choice in report.status.choices})


def _modules(report: ProgressReport, phase: PhaseStatus, effective: set[str]) -> Iterator[str]:
    for module in phase.modules:
        yield f"### {safe(module.title)} ({percent(module.totals.percent)}){_remark(module.id)}"
        yield ""
        for topic in module.topics:
            option = [topic.option] if topic.option else []
            remark = _remark(topic.id, requires=report.needs[topic.id], option=option)
            yield f"{_topic(topic, effective)}{remark}"
            ticks = report.ticks.get(topic.id, ())
            yield from _ticks(ticks)
            if not any(line.ticked and line.sort == "resource" for line in ticks if not line.orphaned):
                yield from _links(report.resources.get(topic.id, ()))
        yield ""


def _topic(topic: TopicLine, effective: set[str]) -> str:
    hours = f"{topic.hours:g} h" if topic.hours else NO_HOURS
    logged = [f"{amount(topic.minutes / 60)} logged"] if topic.minutes else []
    mark = [_MARKS[topic.status]] if topic.status in _MARKS else []
    proof = ["proven"] if topic.proven else []
    placed = ["known before"] if topic.placed else []
    memory = [memory_text(topic.memory, topic.fresh)] if topic.memory else []
    special = ["stretch"] if topic.stretch else []
    special += ["not counted"] if topic.option is not None and topic.option not in effective else []
    details = ", ".join([hours, *logged, *mark, *proof, *placed, *memory, *special])
    return f"- {_BOXES[topic.status]} {safe(topic.title)} ({details})"


def _remark(name: str, **more: Sequence[str]) -> str:
    """What no reader sees, and a roadmap can be made of again; ids alone, which hold nothing that could end it."""
    if not all(map(_IDS.fullmatch, (name, *chain(*more.values())))):
        return ""
    told = "".join(f"; {key}: {' '.join(names)}" for key, names in more.items() if names)
    return f" <!-- id: {name}{told} -->"


def _links(resources: Sequence[Resource]) -> Iterator[str]:
    """Those that lead to the web in one line, and any other in one of its own."""
    leading = [link(each.title, each.url) for each in resources if leads_to_the_web(each.url)]
    if leading:
        yield f"  - {'; '.join(leading)}"
    yield from (f"  - {link(each.title, each.url)}" for each in resources if not leads_to_the_web(each.url))


def _ticks(lines: Sequence[TickLine]) -> Iterator[str]:
    """Criteria or resources as boxes of their own, where one of that sort is ticked; what the file has no more is left out."""
    here = [line for line in lines if not line.orphaned]
    ticked = {line.sort for line in here if line.ticked}
    for line in here:
        if line.sort in ticked:
            text = link(line.text, line.url) if line.url else safe(line.text)
            yield f"  - {'[x]' if line.ticked else '[ ]'} {text}"


def _next(report: ProgressReport) -> Iterator[str]:
    yield "## Next steps"
    yield ""
    for number, step in enumerate(report.status.next, start=1):
        reasons = "; ".join(reason.text for reason in step.reasons)
        yield f"{number}. {safe(step.title)}: {safe(reasons)}"
    if not report.status.next:
        yield safe(no_step_text(report))
    yield ""
    if readiness := readiness_text(report):
        yield safe(readiness)
        yield ""


def _recent(report: ProgressReport) -> Iterator[str]:
    yield "## Recent activity"
    yield ""
    if not report.recent:
        yield "Nothing yet."
    for entry in sorted(report.recent, key=lambda each: each.day, reverse=True):
        told = "; ".join(safe(each) for each in texts_for_others(entry.events))
        yield f"- {full_day(entry.day)}: {told}"
    yield ""


def _evidence(report: ProgressReport) -> Iterator[str]:
    yield "## Evidence"
    yield ""
    if not report.evidence:
        yield no_evidence_text(report)
    for each in report.evidence:
        yield f"- {safe(each.topic.title)}: {link(each.link.title or each.link.url, each.link.url)}"
    yield ""


def _private(report: ProgressReport) -> Iterator[str]:
    """Without lists, so that nothing of it could be taken for a topic."""
    for section in report.private:
        yield f"## {section.part.capitalize()}"
        yield ""
        for entry in section.entries:
            yield f"### {safe(entry.title)}"
            yield ""
            yield from (f"_{safe(entry.about)}_", "") if entry.about else ()
            for name, said in entry.texts:
                yield f"**{safe(name)}:** {safe(said)}"
                yield ""
