"""A story asked for in a terminal, part by part, and told aloud against the clock."""

import sys
from collections.abc import Sequence
from select import select

import typer

from roadmap_cli.cli.arguments import parse_text
from roadmap_cli.cli.picker import can_pick
from roadmap_cli.cli.screen import asked, hint, say_aside, tell
from roadmap_cli.domain.story import StoryPart
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.story import PromptReport, StoryReport, ToldReport, ToTellReport
from roadmap_cli.services import story as service
from roadmap_cli.use_cases.session import Session
from roadmap_cli.views.story import render_prompt, render_question, timer_text

AT_ONCE = 0.05
"""Seconds: lines that are there so soon were pasted together."""
TICK = 1.0


class Ended(Exception):
    """The answers are at an end."""


def ask_parts(session: Session, parts: Sequence[StoryPart], story: StoryReport) -> None:
    """Each answer is kept at once; an empty one leaves its part as it is."""
    hint("an answer is kept with Enter; an empty one leaves its part as it is")
    try:
        for number, part in enumerate(story.parts, start=1):
            tell(session, render_prompt, PromptReport(part, number, len(story.parts)))
            answer = _answer("> ")
            if answer:
                session.look_at_the_clock()
                session.write(service.tell, parts, story.id, service.Telling(texts={part.id: answer}))
    except Ended:
        pass
    except KeyboardInterrupt:
        _leave(story.id)
        raise


def ask_tags(session: Session, parts: Sequence[StoryPart], story: str, tags: Sequence[str]) -> None:
    """Asked again until every tag is one; nothing is none."""
    try:
        while words := _answer(f"\nWhat is it about? {', '.join(tags)}: ").replace(",", " ").split():
            try:
                found = tuple(dict.fromkeys(session.read(service.find_tag, word) for word in words))
            except CannotBeDone as error:
                hint(f"{error.sentence}; {error.hint}")
                continue
            session.look_at_the_clock()
            session.write(service.tell, parts, story, service.Telling(tags=found))
            return
    except Ended:
        return
    except KeyboardInterrupt:
        _leave(story)
        raise


def practise(session: Session, parts: Sequence[StoryPart], asks: ToTellReport) -> ToldReport:
    tell(session, render_question, asks)
    session.look_at_the_clock()
    start = session.now
    try:
        _wait(session, asks.aim)
    except KeyboardInterrupt:
        say_aside("\n")
        raise
    session.look_at_the_clock()
    seconds = int((session.now - start).total_seconds())
    return ToldReport(session.read(service.story, parts, asks.story.id), seconds)


def _wait(session: Session, aim: int) -> None:
    """Until Enter, with the time as it runs where the terminal can write over it."""
    session.look_at_the_clock()
    start = session.now
    while can_pick(session) and not _is_waiting(TICK):
        session.look_at_the_clock()
        seconds = int((session.now - start).total_seconds())
        typer.echo(f"\r{timer_text(seconds)} of {aim}:00  ", err=True, nl=False)
    sys.stdin.readline()


def _answer(question: str) -> str:
    """With all lines that were pasted together. Raises Ended where nobody answers any more."""
    try:
        lines = [asked(question)]
        while sys.stdin.isatty() and _is_waiting(AT_ONCE):
            lines.append(asked(""))
        if len(lines) > 1:  # the last of them may not have ended yet
            say_aside("\n")
            hint("lines that were pasted together are one answer; Enter ends it")
            lines.append(asked(""))
    except typer.Abort:
        raise Ended from None
    text = "\n".join(lines).strip()
    return parse_text(text) if text.replace("\0", "").strip() else ""


def _is_waiting(seconds: float) -> bool:
    """Whether a line is there within so many seconds. A console of Windows cannot be asked."""
    return sys.platform != "win32" and bool(select([sys.stdin], [], [], seconds)[0])


def _leave(story: str) -> None:
    say_aside("\n")
    hint(f"what was answered is kept; go on with: roadmap story edit {story}")
