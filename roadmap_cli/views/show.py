"""Everything about one topic."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from roadmap_cli.domain.phrasing import amount, memory_text
from roadmap_cli.reports.show import ShowReport
from roadmap_cli.reports.tick import TickLine
from roadmap_cli.reports.topic import LinkLine
from roadmap_cli.views.history import entries
from roadmap_cli.views.hyperlinks import titled
from roadmap_cli.views.tick import tick_line, tick_sections
from roadmap_cli.views.widgets import DONE, QUIET, Look, heading, mark, quiet, stances


def render(report: ShowReport, look: Look) -> RenderableType:
    parts: list[RenderableType] = [heading(report.topic.title), quiet(_where(report)), Text(), _standing(report, look)]
    if report.why:
        parts += [Text(), Text(report.why)]
    kinds = {(each.title, each.url): each.kind for each in report.resources}
    parts += tick_sections(report.ticks, look, lambda line: _tick(line, kinds.get((line.text, line.url), ""), look))
    parts += _section("Can you answer?", (_item(card.question) for card in report.cards))
    parts += [Text(), heading("Stands on"), stances(report.requires, look)] if report.requires else []
    parts += [Text(), heading("Opens"), stances(report.unlocks, look)] if report.unlocks else []
    parts += _section("Notes", (_item(f"{look.day(each.day)}  {each.text}") for each in report.notes))
    parts += _section("Links", (_link(each, look) for each in report.links))
    parts += _section("History", [entries(report.history, look)] if report.history else [])
    sources = (("Hours", report.hours_basis), ("Origin", report.origin))
    rest = [quiet(_source(name, text)) for name, text in sources if text]
    return Group(*parts, *([Text(), *rest] if rest else []))


def _source(name: str, text: str) -> str:
    """`derived: half of a course` as `Hours (derived): half of a course`."""
    sort, colon, basis = text.partition(": ")
    return f"{name} ({sort}): {basis}" if colon else f"{name}: {text}"


def _where(report: ShowReport) -> str:
    topic = report.topic
    option = [f"option {topic.option}"] if topic.option else []
    stretch = ["stretch"] if topic.stretch else []
    return ", ".join([topic.id, f"{report.phase.title} > {report.module.title}", report.kind, *option, *stretch])


def _standing(report: ShowReport, look: Look) -> Text:
    topic = report.topic
    said = topic.status if topic.status != "todo" else "ready" if topic.ready else "blocked"
    facts = [f"{topic.hours:g} h"]
    facts += [f"{amount(topic.minutes / 60)} logged"] if topic.minutes else []
    if topic.placed and report.finished_at:
        facts += [f"known before, by placement on {look.day(report.finished_at.astimezone())}"]
    else:
        facts += [f"started {look.day(report.started_at.astimezone())}"] if report.started_at else []
        facts += [f"finished {look.day(report.finished_at.astimezone())}"] if report.finished_at else []
    facts += ["not counted: belongs to an option that is not chosen"] if not report.counted else []
    sign = "" if look.plain else Text.assemble(mark(topic.status, topic.ready, look), " ")
    proven = (", proven", DONE) if topic.proven else ""
    memory = memory_text(topic.memory, topic.fresh)
    facts += [memory] if memory else []
    return Text.assemble(sign, said, proven, (f", {', '.join(facts)}", QUIET))


def _section(title: str, items: Iterable[RenderableType]) -> list[RenderableType]:
    lines = [Padding(item, (0, 0, 0, 3), expand=False) for item in items]
    return [Text(), heading(title), *lines] if lines else []


def _item(text: str) -> RenderableType:
    return Text(text)


def _tick(line: TickLine, kind: str, look: Look) -> RenderableType:
    return titled(line.text, line.url, f" ({kind})", look) if kind else tick_line(line, look)


def _link(link: LinkLine, look: Look) -> RenderableType:
    return titled(link.title or look.day(link.day), link.url, " (proves it)" if link.proves else "", look)
