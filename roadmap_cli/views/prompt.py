"""The line of a prompt on a terminal, where the next step may be cut off."""

from rich.text import Text

from roadmap_cli.reports.prompt import PromptLine, prompt_text
from roadmap_cli.views.widgets import Look


def render(report: PromptLine, look: Look) -> Text:  # noqa: ARG001 - as every view is called
    return Text(prompt_text(report), no_wrap=True, overflow="ellipsis")
