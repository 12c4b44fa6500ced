"""Everything about one topic, or about a phase or a module."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.phrasing import NO_HOURS, amount, count, memory_text, percent
from roadmap_cli.domain.roadmap import Status
from roadmap_cli.reports.show import CardText, ScopeLine, ScopeReport, ShowReport
from roadmap_cli.reports.tick import TickLine
from roadmap_cli.reports.topic_line import LinkLine
from roadmap_cli.views.history import entries
from roadmap_cli.views.hyperlinks import titled
from roadmap_cli.views.question import material
from roadmap_cli.views.tick import box, tick_line, tick_sections
from roadmap_cli.views.widgets import (
    ACCENT,
    DOING,
    DONE,
    QUIET,
    STRONG,
    Look,
    grid,
    heading,
    indented,
    mark,
    quiet,
    skipped_text,
    stances,
)


def render(report: ShowReport, look: Look, *, everything: bool = False) -> RenderableType:
    """With `everything` also where its hours and itself come from, which whoever learns it need not know."""
    parts: list[RenderableType] = [heading(report.topic.title), quiet(_where(report)), Text(), _standing(report, look)]
    if report.why:
        parts += [Text(), Text(report.why)]
    kinds = {(each.title, each.url): each.kind for each in report.resources}
    parts += tick_sections(report.ticks, look, lambda line: _tick(line, kinds.get((line.text, line.url), ""), look))
    parts += _cards(report.cards, look)
    parts += [Text(), heading("Stands on"), stances(report.requires, look)] if report.requires else []
    parts += [Text(), heading("Opens"), stances(report.unlocks, look)] if report.unlocks else []
    parts += _section("Notes", (_item(f"{look.day(each.day)}  {each.text}") for each in report.notes))
    parts += _section("Links", (_link(each, look) for each in report.links))
    parts += _section("History", [entries(report.history, look)] if report.history else [])
    sources = (("Hours", report.hours_basis), ("Origin", report.origin)) if everything else ()
    rest = [quiet(_source(name, text)) for name, text in sources if text]
    return Group(*parts, *([Text(), *rest] if rest else []))


def render_scope(report: ScopeReport, look: Look) -> RenderableType:
    parts: list[RenderableType] = [heading(_scope_title(report)), quiet(_scope_where(report)), Text()]
    parts += [Text(report.goal)] if report.goal else []
    parts += [Text.assemble(("Mind: ", DOING), report.warning)] if report.warning else []
    parts += [quiet(f"Skills of the role: {'; '.join(each.title for each in report.skills)}")] if report.skills else []
    parts += [Text()] if report.goal or report.warning or report.skills else []
    parts.append(_scope_standing(report))
    for module in report.modules:
        name = (module.title, f"  {module.id}") if report.sort == "phase" else ("Topics", "")
        parts += [Text(), Text.assemble((name[0], STRONG), (name[1], ACCENT)), stances(module.topics, look)]
    parts += [Text(), heading("Stands on"), _scopes(report.stands_on, look)] if report.stands_on else []
    parts += [Text(), heading("Opens"), _scopes(report.opens, look)] if report.opens else []
    return Group(*parts, Text(), heading("You are done when"), *_done_when(report, look))


def _scope_title(report: ScopeReport) -> str:
    return f"{report.number}  {report.title}" if report.number else report.title


def _scope_where(report: ScopeReport) -> str:
    like = [f"like {report.metaphor}"] if report.metaphor else []
    where = [report.sort] if report.sort == "phase" else [f"module of {report.phase.title}"]
    return ", ".join([report.id, *where, *like])


def _scope_standing(report: ScopeReport) -> Text:
    topics = report.totals.topics
    if not report.counted:
        return Text("Not counted: it belongs to an option that is not chosen", QUIET)
    said = [f"{topics.done} of {count(topics.counted, 'topic')} done"]
    said += [f"{report.totals.proven} proven"] if report.totals.proven else []
    said += [f"{amount(report.hours_left)} left"] if report.hours_left else []
    said += [skipped_text(report.totals)] if topics.skipped else []
    return Text.assemble((percent(report.totals.percent), STRONG), (f"  {', '.join(said)}", QUIET))


def _scopes(lines: Iterable[ScopeLine], look: Look) -> RenderableType:
    table = grid("left", "left*", "right", padding=2 if look.plain else 1)
    for each in lines:
        topics = each.totals.topics
        status: Status = "doing" if topics.done or topics.doing else "todo"
        sign = mark("done" if topics.counted and topics.done == topics.counted else status, None, look)
        name = Text.assemble(each.title, "  ", (each.id, ACCENT))
        done = f"{topics.done} of {topics.counted}{' done' if look.plain else ''}"
        table.add_row(" " if look.plain else Text.assemble("   ", sign), name, quiet(done))
    return table


def _done_when(report: ScopeReport, look: Look) -> Iterator[RenderableType]:
    """What a project asks for says it best; the rest is that nothing is left."""
    for project in report.projects:
        yield Text.assemble("   ", (project.topic.title, STRONG), "  ", (project.topic.id, ACCENT))
        table = grid("left", "left*")
        for each in project.criteria:
            sign = Text.assemble("      ", box(look, ticked=each.ticked or project.done))
            table.add_row(sign, Text(each.text))
        yield table
    left = report.totals.topics.doing + report.totals.topics.todo
    rest = f"{count(left, 'topic')} to go" if left else "so it is" if report.totals.topics.done else ""
    yield quiet(f"   nothing counted in it is left{f': {rest}' if rest else ''}")


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
    facts = [f"{topic.hours:g} h" if topic.hours else NO_HOURS]
    facts += [f"{amount(topic.minutes / 60)} logged"] if topic.minutes else []
    if topic.placed and report.finished_at:
        facts += [f"known before, by placement on {look.day(report.finished_at.astimezone())}"]
    else:
        facts += [f"started {look.day(report.started_at.astimezone())}"] if report.started_at else []
        facts += [f"finished {look.day(report.finished_at.astimezone())}"] if report.finished_at else []
    facts += ["hidden by a change of your own"] if report.hidden else []
    facts += ["not counted: belongs to an option that is not chosen"] if not report.counted else []
    sign = "" if look.plain else Text.assemble(mark(topic.status, topic.ready, look), " ")
    proven = (", proven", DONE) if topic.proven else ""
    memory = memory_text(topic.memory, topic.fresh)
    facts += [memory] if memory else []
    return Text.assemble(sign, said, proven, (f", {', '.join(facts)}", QUIET))


def _section(title: str, items: Iterable[RenderableType]) -> list[RenderableType]:
    lines = [indented(item) for item in items]
    return [Text(), heading(title), *lines] if lines else []


def _cards(cards: Iterable[CardText], look: Look) -> list[RenderableType]:
    lines = [part for card in cards for part in (indented(Text(card.question)), *material(card, look))]
    return [Text(), heading("Can you answer?"), *lines] if lines else []


def _item(text: str) -> RenderableType:
    return Text(text)


def _tick(line: TickLine, kind: str, look: Look) -> RenderableType:
    return titled(line.text, line.url, f" ({kind})", look) if kind else tick_line(line, look)


def _link(link: LinkLine, look: Look) -> RenderableType:
    return titled(link.title or look.day(link.day), link.url, " (proves it)" if link.proves else "", look)
