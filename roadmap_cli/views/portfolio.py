"""Projects to show: their list, one of them with what it lacks, ideas, and what was changed."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from roadmap_cli.domain.phrasing import count, listed, or_nothing
from roadmap_cli.domain.portfolio import LINK_NAMES, TEXT_NAMES, Lack, ProjectLink
from roadmap_cli.domain.roadmap import SETTLED
from roadmap_cli.reports.portfolio import (
    IdeaLine,
    IdeasReport,
    PortfolioReport,
    ProjectChange,
    ProjectLine,
    ProjectReport,
)
from roadmap_cli.reports.topic_line import TopicLine
from roadmap_cli.views.hyperlinks import linked
from roadmap_cli.views.widgets import ACCENT, DOING, DONE, PROVEN, QUIET, STRONG, Look, bar, grid, heading, mark, quiet

UNKNOWN = "This roadmap knows no stages of projects: they are said in its file, as [[portfolio.stage]]."
FEW_LACKS = 3
BAR = 7
"""Letters of the bar that stages fill."""


def render(report: PortfolioReport, look: Look) -> RenderableType:
    return Group(*_portfolio(report, look))


def render_project(report: ProjectReport, look: Look) -> RenderableType:
    return Group(*_project(report, look))


def render_ideas(report: IdeasReport, look: Look) -> RenderableType:
    return Group(*_ideas(report, look))


def render_change(report: ProjectChange, look: Look) -> RenderableType:
    return Group(*_change(report, look))


def _portfolio(report: PortfolioReport, look: Look) -> Iterator[RenderableType]:
    if not report.known:
        yield Text(UNKNOWN)
    elif not report.projects:
        yield Text("No project yet. Add one: roadmap portfolio add NAME")
        if report.ideas:
            yield quiet(f"{count(report.ideas, 'idea')} of the roadmap: roadmap portfolio ideas")
    if look.plain:
        yield from (_plain_line(each) for each in report.projects)
    else:
        yield from _projects(report.projects, look)


def _projects(projects: Sequence[ProjectLine], look: Look) -> Iterator[RenderableType]:
    if projects:
        yield heading(f"Projects: {len(projects)}")
    for each in projects:
        yield _indented(Text.assemble(each.name, "  ", (each.id, ACCENT)), 3)
        yield _indented(_stage_line(each, look), 5)
        yield from (_indented(_link_line(link.sort, link.url, look), 5) for link in each.links)
    if any(each.lacks for each in projects):
        yield quiet("What is missing, and what mends it: roadmap portfolio show NAME")


def _plain_line(project: ProjectLine) -> Text:
    parts = [project.id, project.stage.id, project.name, f"missing: {_short(project.lacks, len(project.lacks))}"]
    return Text("  ".join([*parts, *(f"{LINK_NAMES[each.sort]} {each.url}" for each in project.links)]))


def _stage_line(project: ProjectLine, look: Look) -> Text:
    share = 100 * project.place / project.stages if project.stages else 0
    drawn = Text.assemble(bar(share, BAR, look, DONE if not project.lacks else ACCENT), "  ")
    lacks = quiet(f"{look.separator}missing: {_short(project.lacks, FEW_LACKS)}")
    return Text.assemble(drawn, project.stage.title, lacks)


def _short(lacks: Sequence[Lack], most: int) -> str:
    return listed([each.short for each in lacks], most) if lacks else "nothing"


def _link_line(sort: ProjectLink, url: str, look: Look) -> Text:
    return Text.assemble((f"{LINK_NAMES[sort]}  ", QUIET), linked(url, url, look, ACCENT), overflow="fold")


def _project(report: ProjectReport, look: Look) -> Iterator[RenderableType]:
    project = report.project
    yield Text.assemble((project.name, STRONG if not look.plain else ""), "  ", (project.id, ACCENT))
    yield _where(report, look)
    rows = [(TEXT_NAMES[each.field].capitalize(), Text(each.text)) for each in report.texts]
    rows += [(LINK_NAMES[each.sort].capitalize(), linked(each.url, each.url, look, ACCENT)) for each in project.links]
    if report.copy is not None:
        rows.append(("Tutorial", Text("follows one" if report.copy else "follows none")))
    if rows:
        yield Text()
        table = grid("left", "left*", padding=2)
        for label, text in rows:
            text.overflow = "fold"
            table.add_row(quiet(f"   {label}"), text)
        yield table
    yield from _topics("Shows", report.topics, look)
    yield Text()
    yield from _lacks(project.lacks)


def _where(report: ProjectReport, look: Look) -> Text:
    project = report.project
    day = next((each.day for each in report.stages if each.id == project.stage.id), None)
    since = f", since {look.day(day)}" if day else ""
    ahead = report.stages[project.place : project.place + 1]
    then = f"{look.separator}next: {ahead[0].title}" if ahead else ""
    idea = f"{look.separator}idea: {report.idea.title}" if report.idea else ""
    return Text.assemble(project.stage.title, (f"{since}{then}{idea}", QUIET))


def _lacks(lacks: Sequence[Lack]) -> Iterator[RenderableType]:
    if not lacks:
        yield Text("Nothing is missing: it convinces from end to end.", DONE)
        return
    yield heading(f"Missing, before it convinces: {len(lacks)}")
    for each in lacks:
        yield _indented(Text.assemble((each.short[:1].upper() + each.short[1:], DOING)), 3)
        yield _indented(Text(each.reason), 5)
        yield _indented(Text(each.command, ACCENT), 5)


def _topics(title: str, topics: Sequence[TopicLine], look: Look) -> Iterator[RenderableType]:
    if not topics:
        return
    yield Text()
    yield heading(title)
    for each in topics:
        yield _indented(_topic(each, look), 3)


def _topic(topic: TopicLine, look: Look) -> Text:
    proven = ("  proven", PROVEN) if topic.proven else ""
    return Text.assemble(mark(topic.status, topic.ready, look), " ", topic.title, "  ", (topic.id, ACCENT), proven)


def _ideas(report: IdeasReport, look: Look) -> Iterator[RenderableType]:
    if not report.known:
        yield Text(UNKNOWN)
    elif not report.ideas:
        yield Text("This roadmap has no ideas for projects. One of your own: roadmap portfolio add NAME")
    for each in report.ideas:
        yield Text.assemble((each.title, "" if look.plain else STRONG), "  ", (each.id, ACCENT), _taken(each))
        if each.example:
            yield _indented(quiet(f"for example {each.example}"), 3)
        yield _indented(_missing(each), 3)
        yield from (_indented(_topic(topic, look), 5) for topic in each.topics if topic.status not in SETTLED)
    if report.ideas:
        yield quiet("Begin one with: roadmap portfolio add --idea ID")


def _taken(idea: IdeaLine) -> Text:
    return quiet(f"  yours: {idea.project}") if idea.project else Text()


def _missing(idea: IdeaLine) -> Text:
    if not idea.missing:
        return Text(
            "all that it shows is covered" if idea.topics else "it names no topics", DONE if idea.topics else QUIET
        )
    which = "1 topic is missing" if idea.missing == 1 else f"{idea.missing} topics are missing"
    return Text(f"{which}{or_nothing(idea.hours_left, ', {}')}")


def _change(report: ProjectChange, look: Look) -> Iterator[RenderableType]:
    project = report.project
    yield Text.assemble(_said(report, look), "  ", (project.id, ACCENT))
    if report.instead:
        yield quiet(f"In the place of {report.instead}")
    if report.guessed and report.link:
        other = "writeup" if report.link.sort != "writeup" else "demo"
        yield quiet(f"Taken for the {LINK_NAMES[report.link.sort]}; say otherwise with --as {other}")
    for title, topics in (("Marked as done", report.marked), ("Proves", report.proves), ("Left behind", report.behind)):
        if topics:
            yield Text.assemble(f"{title}: ", listed([each.title for each in topics]))
    if report.change == "dropped":
        yield quiet("Its links still prove what they proved; roadmap undo brings it back")
    elif project.lacks and report.change != "known":
        first = project.lacks[0]
        yield quiet(f"Missing: {_short(project.lacks, FEW_LACKS)}")
        yield Text.assemble(("Next: ", QUIET), first.command)


def _said(report: ProjectChange, look: Look) -> str:
    project, arrow = report.project, "->" if look.plain or look.ascii_only else "→"
    match report.change:
        case "added":
            return f"Added: {project.name}"
        case "moved":
            before = report.before.title if report.before and report.before.title else "nowhere"
            return f"{project.name}: {before} {arrow} {project.stage.title}"
        case "edited":
            return f"{project.name}: {', '.join(report.fields)}"
        case "linked":
            return f"{project.name}: linked {report.link.url if report.link else ''}"
        case "dropped":
            return f"Dropped: {project.name}"
        case "known":
            return f"Already so: {project.name}"


def _indented(text: Text, by: int) -> Padding:
    return Padding(text, (0, 0, 0, by), expand=False)
