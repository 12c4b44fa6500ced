"""A story asked for in a terminal, part by part, and told aloud against the clock."""

import sys
from collections.abc import Sequence
from datetime import datetime

import typer

from roadmap_cli.cli.arguments import parse_optional_text
from roadmap_cli.cli.line import Keep, is_waiting, read_line, text_of
from roadmap_cli.cli.picker import can_pick
from roadmap_cli.cli.screen import asked, hint, say_aside, tell
from roadmap_cli.cli.typed import typed
from roadmap_cli.domain.story import StoryPart
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.story import PartLine, PromptReport, StoryReport, ToldReport, ToTellReport
from roadmap_cli.services import story as service
from roadmap_cli.use_cases.session import Session
from roadmap_cli.views.story import render_prompt, render_question, timer_text

AT_ONCE = 0.05
"""Seconds: lines that are there so soon were pasted together."""
TICK = 1.0


class Ended(Exception):
    """The answers are at an end."""


class StoryAnswers:
    """Each answer is kept at once, all of them in one batch, so that one undo takes back the sitting."""

    def __init__(self, session: Session, parts: Sequence[StoryPart], story: StoryReport, batch: str = "") -> None:
        """`batch` is that of what the command has written already."""
        self.session = session
        self.parts = parts
        self.story = story
        self.batch = batch

    def ask(self, tags: Sequence[str]) -> None:
        """For each part, and then for what it is about, if there are tags to choose from."""
        self.session.is_sitting = True
        try:
            self._ask_parts()
            if tags:
                self._ask_tags(tags)
        except Ended:
            pass
        except KeyboardInterrupt:
            say_aside("\n")
            hint(f"what was answered is kept; go on with: roadmap story edit {self.story.id}")
            raise

    def _ask_parts(self) -> None:
        hint("an answer is kept with Enter; an empty one leaves its part as it is")
        for number, part in enumerate(self.story.parts, start=1):
            tell(self.session, render_prompt, PromptReport(part, number, len(self.story.parts)))
            pieces: list[str] = []
            try:
                _answer("> ", pieces.append)
            finally:
                if answer := parse_optional_text(text_of(pieces)):
                    self._keep_text(part, answer)

    def _ask_tags(self, tags: Sequence[str]) -> None:
        """Again until every tag is one; nothing is none."""
        while words := _answer(f"\nWhat is it about? {', '.join(tags)}: ").replace(",", " ").split():
            try:
                self._keep(service.Telling(tags=tuple(words)))
            except CannotBeDone as error:
                hint(f"{error.sentence}; {error.hint}")
            else:
                return

    def _keep_text(self, part: PartLine, text: str) -> None:
        """In a file, where that fails: the story may have been taken away in another terminal."""
        with typed(f"story-{self.story.id}", self.story.title) as keep:
            self._keep(service.Telling(texts={part.id: keep(part.title, text)}))

    def _keep(self, told: service.Telling) -> None:
        self.session.look_at_the_clock()
        report = self.session.write(service.tell, self.parts, self.story.id, told, self.batch or None)
        self.batch = report.batch


def practise(session: Session, parts: Sequence[StoryPart], asks: ToTellReport) -> ToldReport:
    tell(session, render_question, asks)
    session.look_at_the_clock()
    start = session.now
    try:
        _wait(session, asks.aim, start)
    except KeyboardInterrupt:
        say_aside("\n")
        raise
    seconds = _since(session, start)
    return ToldReport(session.read(service.story, parts, asks.story.id), seconds)


def _wait(session: Session, aim: int, start: datetime) -> None:
    """Until Enter, with the time as it runs where the terminal can write over it."""
    while can_pick(session) and not is_waiting(TICK):
        typer.echo(f"\r{timer_text(_since(session, start))} of {aim}:00  ", err=True, nl=False)
    read_line()


def _since(session: Session, start: datetime) -> int:
    """In seconds; a clock that is set back meanwhile takes no time away."""
    session.look_at_the_clock()
    return max(int((session.now - start).total_seconds()), 0)


def _answer(question: str, keep: Keep = lambda _: None) -> str:
    """With all lines that were pasted together; `keep` gets each. Raises Ended where nobody answers any more."""
    try:
        lines = [asked(question, keep)]
        while sys.stdin.isatty() and is_waiting(AT_ONCE):
            lines.append(asked("", keep))
        if len(lines) > 1:  # the last of them may not have ended yet
            say_aside("\n")
            hint("lines that were pasted together are one answer; Enter ends it")
            lines.append(asked("", keep))
    except typer.Abort:
        raise Ended from None
    return parse_optional_text("\n".join(lines))
