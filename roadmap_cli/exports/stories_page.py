"""The sheet of stories as one page that prints well."""

from roadmap_cli.exports.html import page_text
from roadmap_cli.exports.stories import facts_text, nothing_text
from roadmap_cli.reports.story import StorySheet


def render(sheet: StorySheet) -> str:
    return page_text("stories.html", sheet=sheet, nothing=nothing_text(sheet), facts_text=facts_text)
