"""Stories as a sheet to take along."""

from collections.abc import Iterator

from roadmap_cli.domain.phrasing import count, full_day
from roadmap_cli.exports.markdown_text import safe
from roadmap_cli.reports.story import StoryReport, StorySheet

NOTHING = "No story is told yet: roadmap story new."
NOT_ASKED = "This roadmap does not say which parts a story has."


def render(sheet: StorySheet) -> str:
    return "".join(f"{line}\n" for line in _lines(sheet))


def facts_text(story: StoryReport) -> str:
    """`impact, failure; from Churn model; 105 words`."""
    return "; ".join(_facts(story))


def nothing_text(sheet: StorySheet) -> str:
    """Why there is no story."""
    return NOTHING if sheet.asks else NOT_ASKED


def _lines(sheet: StorySheet) -> Iterator[str]:
    yield "# Stories to tell"
    yield ""
    yield f"Of {safe(sheet.user)}, {full_day(sheet.today)}. {safe(sheet.roadmap.title)}."
    if not sheet.stories:
        yield from ("", nothing_text(sheet))
        return
    if sheet.tags:
        yield from ("", "| Asked about | Tell |", "|---|---|")
        for each in sheet.tags:
            yield f"| {safe(each.tag)} | {'; '.join(map(safe, each.stories)) or 'no story yet'} |"
    for story in sheet.stories:
        yield from ("", f"## {safe(story.title)}", "", f"{safe(facts_text(story))}")
        for part in story.parts:
            if part.text:
                yield from ("", f"**{safe(part.title)}.** {_paragraphs(part.text)}")


def _paragraphs(text: str) -> str:
    """Each line by itself, as it was typed; none underlines the one before."""
    lines = filter(None, (safe(line) for line in text.splitlines()))
    return "\\\n".join(f"\\{line}" if line[0] in "-=+" else line for line in lines)


def _facts(story: StoryReport) -> Iterator[str]:
    if story.tags:
        yield ", ".join(story.tags)
    if story.projects:
        yield f"from {', '.join(each.title for each in story.projects)}"
    if story.topics:
        yield f"on {', '.join(each.title for each in story.topics)}"
    yield count(story.words, "word")
