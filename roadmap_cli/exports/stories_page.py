"""The sheet of stories as one page that prints well."""

from roadmap_cli.exports.html import page_text
from roadmap_cli.exports.stories import NOTHING, facts_text
from roadmap_cli.reports.story import StorySheet


def render(sheet: StorySheet) -> str:
    return page_text("stories.html", sheet=sheet, nothing=NOTHING, facts_text=facts_text)
