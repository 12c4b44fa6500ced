"""Stories: which there are, one of them, and what it may lack."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from roadmap_cli.domain.phrasing import count, listed
from roadmap_cli.domain.story import RemarkCode
from roadmap_cli.reports.story import (
    PHRASES,
    ExampleReport,
    PartLine,
    PromptReport,
    StoriesReport,
    StoryChangeReport,
    StoryReport,
    ToldReport,
    ToTellReport,
)
from roadmap_cli.views.widgets import ACCENT, DOING, DONE, QUIET, Look, grid, heading, quiet

MINUTE = 60
LEAST_MINUTES = 0.5
"""What is shorter is told in words."""
LACKS: dict[RemarkCode, str] = {
    "open": "open parts",
    "no-number": "no number",
    "we": "more we than I",
    "long": "too long",
    "short": "short",
    "untagged": "no tag",
}
"""A remark in a list."""


def render(report: StoriesReport, look: Look) -> RenderableType:
    return Group(*_list(report, look))


def render_one(report: StoryReport, _: Look) -> RenderableType:
    return Group(*_one(report))


def render_change(report: StoryChangeReport, _: Look) -> RenderableType:
    return Group(*_change(report))


def render_example(report: ExampleReport, _: Look) -> RenderableType:
    return Group(*_example(report))


def render_prompt(report: PromptReport, _: Look) -> RenderableType:
    return Group(*_prompt(report))


def render_question(report: ToTellReport, _: Look) -> RenderableType:
    asks = Text(report.question) if report.question else Text(f'Tell the story "{report.story.title}".')
    return Group(asks, quiet(f"Aloud, in about {count(report.aim, 'minute')}; Enter when you have told it."))


def render_told(report: ToldReport, look: Look) -> RenderableType:
    within = report.seconds <= report.story.aim * MINUTE + MINUTE // 2
    said = Text.assemble(
        "You took ", (timer_text(report.seconds), DONE if within else DOING), f"; aim at {report.story.aim}:00"
    )
    return Group(said, Text(), render_one(report.story, look))


def timer_text(seconds: int) -> str:
    return f"{seconds // MINUTE}:{seconds % MINUTE:02}"


def missing_text(tags: tuple[str, ...]) -> str:
    return f"No story yet about {', '.join(tags[:-1])}{' or ' if len(tags) > 1 else ''}{tags[-1]}"


def _list(report: StoriesReport, look: Look) -> Iterator[RenderableType]:
    if report.stories:
        yield _plain_table(report) if look.plain else Group(*(_line(each, look) for each in report.stories))
    elif report.asks:
        yield Text("No story is kept yet.")
        yield Text.assemble(("Write one with: ", QUIET), ("roadmap story new", ACCENT))
        yield Text.assemble(("See one with: ", QUIET), ("roadmap story example", ACCENT))
    else:
        yield Text("This roadmap does not say which parts a story has.")
    if report.missing_tags and report.stories:
        yield from (Text(), Text(missing_text(report.missing_tags), DOING))


def _plain_table(report: StoriesReport) -> RenderableType:
    table = grid("left", "left", "right", "left", "left", padding=2)
    for each in report.stories:
        cells = (each.id, each.title, _length(each), ", ".join(each.tags), ", ".join(_lacks(each)))
        table.add_row(*map(Text, cells))
    return table


def _line(story: StoryReport, look: Look) -> RenderableType:
    facts = look.separator.join([_length(story), *([", ".join(story.tags)] if story.tags else [])])
    lacks = look.separator.join(["", *_lacks(story)])
    return Group(
        Text.assemble(story.title, "  ", (story.id, ACCENT), overflow="fold"),
        Padding(Text.assemble((facts, QUIET), (lacks, DOING)), (0, 0, 0, 3), expand=False),
    )


def _length(story: StoryReport) -> str:
    if story.minutes < LEAST_MINUTES:
        return count(story.words, "word") if story.words else "nothing told"
    return f"{story.minutes:g} min"


def _lacks(story: StoryReport) -> list[str]:
    return [LACKS[each.code] for each in story.remarks]


def _one(story: StoryReport) -> Iterator[RenderableType]:
    yield Text.assemble(heading(story.title), "  ", (story.id, ACCENT), overflow="fold")
    yield quiet("; ".join(_facts(story)))
    for part in story.parts:
        yield from (Text(), *_part(part))
    if story.remarks:
        yield from (Text(), *_remarks(story))


def _facts(story: StoryReport) -> Iterator[str]:
    if story.tags:
        yield ", ".join(story.tags)
    if story.projects:
        yield f"from {listed([each.title for each in story.projects])}"
    if story.topics:
        yield f"on {listed([each.title for each in story.topics])}"
    about = f", about {story.minutes:g} min" if story.minutes >= LEAST_MINUTES else ""
    yield f"{count(story.words, 'word')}{about}"


def _part(part: PartLine) -> Iterator[RenderableType]:
    yield heading(part.title)
    yield Padding(Text(part.text) if part.text else quiet(f"open: {part.prompt}"), (0, 0, 0, 3), expand=False)


def _remarks(story: StoryReport) -> Iterator[RenderableType]:
    yield from (Text(each.text, DOING) for each in story.remarks)


def _change(report: StoryChangeReport) -> Iterator[RenderableType]:
    story = report.story
    told = f", {count(story.words, 'word')}" if story.words else ""
    yield Text.assemble(f"{PHRASES[report.change]}: {story.title}  ", (story.id, ACCENT), (told, QUIET))
    if report.change == "deleted":
        return
    yield from _remarks(story)
    if report.missing_tags and report.change == "kept":
        yield quiet(missing_text(report.missing_tags))


def _example(report: ExampleReport) -> Iterator[RenderableType]:
    if not report.parts:
        yield Text("This roadmap does not say which parts a story has.")
        return
    if report.title:
        yield heading(report.title)
        yield quiet(", ".join(report.tags))
    for number, part in enumerate(report.parts):
        if number or report.title:
            yield Text()
        yield Text.assemble(heading(part.title), "  ", (part.prompt, QUIET))
        if part.text:
            yield Padding(Text(part.text), (0, 0, 0, 3), expand=False)
    yield from (
        Text(),
        Text.assemble(("Yours: ", QUIET), ("roadmap story list" if report.kept else "roadmap story new", ACCENT)),
    )


def _prompt(report: PromptReport) -> Iterator[RenderableType]:
    part = report.part
    yield Text()
    yield Text.assemble(heading(part.title), (f"  {report.number} of {report.parts}", QUIET))
    if part.prompt:
        yield Text(part.prompt)
    if part.text:
        yield Padding(quiet(part.text), (0, 0, 0, 3), expand=False)
