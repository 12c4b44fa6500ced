"""A topic picked from a list, by somebody who sits there: letters narrow it down, arrows move, Enter takes."""

import os
import sys
from collections.abc import Iterable

from roadmap_cli.cli.screen import has_terminal
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.reports.topic import Named
from roadmap_cli.use_cases.session import Session


def can_pick(session: Session) -> bool:
    """A reader of plain words is told what there is; a list that is drawn anew with each key reads badly."""
    return not session.settings.plain and has_terminal() and os.environ.get("TERM") not in {"dumb", "unknown"}


def pick(question: str, topics: Iterable[Named], *, color: bool) -> str:
    """The id of a topic. Raises KeyboardInterrupt for Ctrl-C."""
    import questionary  # brings prompt_toolkit, so only where somebody picks
    from prompt_toolkit.output import ColorDepth, create_output

    choices = [questionary.Choice(f"{title_line(each.title)}  {each.id}", value=each.id) for each in topics]
    answer: str = questionary.select(
        question,
        choices,
        instruction="(type to filter, arrows, Enter)",
        use_search_filter=True,
        use_jk_keys=False,
        output=create_output(stdout=sys.stderr),
        color_depth=None if color else ColorDepth.DEPTH_1_BIT,
    ).unsafe_ask()
    return answer
