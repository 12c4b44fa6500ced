"""A topic picked from a list, by somebody who sits there: letters narrow it down, arrows move, Enter takes."""

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from roadmap_cli.cli.screen import has_terminal
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.reports.topic_line import Named

if TYPE_CHECKING:
    import questionary
from roadmap_cli.use_cases.session import Session


def can_pick(session: Session) -> bool:
    """A reader of plain words is told what there is; a list that is drawn anew with each key reads badly."""
    return not session.settings.plain and has_terminal() and os.environ.get("TERM") not in {"dumb", "unknown"}


def pick(question: str, topics: Iterable[Named], *, color: bool) -> str:
    """The id of a topic. Raises KeyboardInterrupt for Ctrl-C."""
    import questionary  # brings prompt_toolkit, so only where somebody picks
    from prompt_toolkit.output import ColorDepth, create_output

    choices = [questionary.Choice(f"{title_line(each.title)}  {each.id}", value=each.id) for each in topics]
    asked = questionary.select(
        question,
        choices,
        instruction="(type to filter, arrows, Enter)",
        use_search_filter=True,
        use_jk_keys=False,
        output=create_output(stdout=sys.stderr),
        color_depth=None if color else ColorDepth.DEPTH_1_BIT,
    )
    _take_only_what_is_found(asked)
    answer: str = asked.unsafe_ask()
    return answer


def _take_only_what_is_found(asked: "questionary.Question") -> None:
    """Where nothing has the letters that were typed, questionary lists everything again, and Enter would take the first of
    it. And Escape and Ctrl-D leave, as Ctrl-C does.
    """
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.keys import Keys
    from questionary.prompts.common import InquirerControl

    keys = asked.application.key_bindings
    (shown,) = (each for each in asked.application.layout.find_all_controls() if isinstance(each, InquirerControl))
    assert isinstance(keys, KeyBindings)  # noqa: S101 - it has just made them

    def finds_nothing() -> bool:
        return bool(shown.search_filter) and shown.filtered_choices is shown.choices

    @keys.add(Keys.ControlM, eager=True, filter=Condition(finds_nothing))
    def stay(event: KeyPressEvent) -> None:
        event.app.output.bell()

    @keys.add(Keys.Escape)
    @keys.add(Keys.ControlD, eager=True)
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt)
