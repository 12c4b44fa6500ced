"""`roadmap log`: record study time."""

import re
from contextlib import suppress
from typing import Annotated, NamedTuple

import typer
from typer._click.core import Context
from typer.core import TyperCommand

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import On, day_given, minutes_of, parse_text
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import session_of, show_done
from roadmap_cli.cli.topics import only_topic_in_progress, topic_meant, topic_named
from roadmap_cli.domain.duration import Duration, TimedWords, is_doubtful, read_duration, timed
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.errors import CannotBeDone, WrongUsage
from roadmap_cli.services import log as service
from roadmap_cli.use_cases.session import Session

app = typer.Typer(add_completion=False)
MOST_WORDS = 20
"""By which anybody would name a topic; what stands further behind is the note."""
EXAMPLES = "write 45m, 1h30, 1.5h or 90"


class LogCommand(TyperCommand):
    """A time below none looks like an option, which nobody would understand."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        before = args[: args.index("--")] if "--" in args else args
        for word in before:
            if re.match(r"-[0-9.,]", word):
                sentence = f"{word!r} is not a length of time; {EXAMPLES}"
                raise WrongUsage(sentence, "what was logged wrongly is mended with: roadmap edit")
        return super().parse_args(ctx, args)


class TimeEntry(NamedTuple):
    """`assumed` is that no topic was named, and the only one in progress is meant."""

    topic: Topic
    duration: Duration
    note: str
    assumed: bool = False


@app.command(
    "log",
    cls=LogCommand,
    epilog=examples("roadmap log vectors 45m", "roadmap log vectors 1h30 the dot product", "roadmap log 45m"),
)
def log(
    context: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[TOPIC] TIME [NOTE]...",
            help="45m, 1h30, 1:30, 1.5 hours or, behind a topic, 90.",
            autocompletion=completion.topics,
        ),
    ],
    on: On = None,
) -> None:
    """Record study time.

    It starts a topic that is still to do.

    Words that as a whole are a time with a unit or a colon are a time for the topic in progress: roadmap log 1 h 30.
    Otherwise the first word or words name the topic, or its number in the last list, and a time follows, in which a mere
    number is minutes: roadmap log vectors 45, roadmap log 2 30. What stands behind the time is the note.
    """
    session = session_of(context)
    day, entry = day_given(on, session), read_entry(session, words)
    minutes = minutes_of(entry.duration)
    said = parse_text(entry.note) if entry.note else ""
    report = session.write(service.log_time, entry.topic, minutes, said, day)._replace(assumed=entry.assumed)
    from roadmap_cli.views.change import render

    show_done(session, render, report)


def read_entry(session: Session, words: list[str]) -> TimeEntry:
    """Raises WrongUsage for what has two meanings or none, and CannotBeDone for an unknown topic."""
    text = " ".join(words)
    whole, found = read_duration(text), timed(text)
    if not words[0].strip():  # an empty variable of a script
        topic_named(session, words[0])
    if whole and whole.ending == "bare":
        sentence = f"{text} could be minutes, or step {text} of the last list"
        raise WrongUsage(sentence, f"write roadmap log {text}m for the topic in progress, or roadmap log {text} TIME")
    if whole:
        topic, assumed = topic_meant(session, f"{whole.text} on which topic?")
        return TimeEntry(topic=topic, duration=whole, note="", assumed=assumed)
    first = next((each for each in found if not each.before and each.duration.ending != "bare"), None)
    return _time_first(session, first) if first else _topic_first(session, words, found)


def _topic_first(session: Session, words: list[str], found: list[TimedWords]) -> TimeEntry:
    refused: CannotBeDone | None = None
    for said in found:
        if not 0 < len(said.before.split()) <= MOST_WORDS:
            continue
        try:
            topic = topic_named(session, said.before)
        except CannotBeDone as error:
            refused = refused or error
            continue
        if is_doubtful(said):
            time, rest = said.duration.text, said.after
            sentence = f'"{time} {rest}" could be the time, or "{time}" could be, with "{rest}" as the note'
            raise WrongUsage(
                sentence, "write the time in one word with its unit, such as 45m or 1h30, and the note behind"
            )
        return TimeEntry(topic=topic, duration=said.duration, note=said.after)
    raise refused or _no_time(session, words)


def _no_time(session: Session, words: list[str]) -> WrongUsage:
    if len(words) > 1 and words[0].isdigit():
        with suppress(CannotBeDone):
            topic = topic_named(session, " ".join(words[1:]))
            sentence = f'the time "{words[0]}" stands where the topic belongs'
            return WrongUsage(sentence, f"write roadmap log {topic.id} {words[0]}m")
    if len(words) > 1:
        sentence = f"{' '.join(words[1:])!r} is not a length of time; {EXAMPLES}"
        return WrongUsage(sentence, "the topic comes first, then the time, then the note: roadmap log dev 45m reading")
    if re.match(r"[0-9]", words[0]):
        sentence = f"{words[0]!r} is neither a length of time nor a topic with one"
        return WrongUsage(sentence, "write 45m, 1h30, 1:30 or 1.5h, or the topic first: roadmap log dev 45m")
    sentence = f"{words[0]!r} says no length of time; {EXAMPLES}"
    return WrongUsage(sentence, f"the time stands behind the topic: roadmap log {words[0]} 45m")


def _time_first(session: Session, said: TimedWords) -> TimeEntry:
    """The topic may stand behind the time, unless what stands there could be a note on the topic in progress."""
    time, rest = said.duration.text, said.after
    current = only_topic_in_progress(session)
    try:
        topic = topic_named(session, rest)
    except CannotBeDone:
        topic = None
    if topic and (current is None or current.id == topic.id):
        return TimeEntry(topic=topic, duration=said.duration, note="")
    note = f"roadmap log {current.id if current else 'TOPIC'} {time} {rest}"
    ways = f"write {note}" if topic is None else f"write roadmap log {topic.id} {time}, or for a note {note}"
    sentence = f'the time "{time}" stands where the topic belongs'
    raise WrongUsage(sentence, ways)
