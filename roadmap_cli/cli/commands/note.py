"""`roadmap note`: write a note on a topic."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import parse_text
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.picker import can_pick
from roadmap_cli.cli.screen import hint, session_of, show_done
from roadmap_cli.cli.topics import Meant, topic_meant, topic_named
from roadmap_cli.domain.lookup import exact_topic, is_number
from roadmap_cli.domain.phrasing import count
from roadmap_cli.domain.roadmap import Roadmap, Topic
from roadmap_cli.errors import CannotBeDone, WrongUsage
from roadmap_cli.reports.change import ChangeReport
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services import note as service
from roadmap_cli.services.topic_line import in_progress
from roadmap_cli.use_cases.draft import About, KeptNote, kept_notes
from roadmap_cli.use_cases.session import Session

app = typer.Typer(add_completion=False)
QUESTION = "A note on which topic?"
LETTERS = 3
"""From so many on a word can be the beginning of an id; a shorter one begins too many sentences."""
TITLE_LETTERS = 5
"""From so many on a word of a title can be the title's."""
NEAR = 0.8
"""How like an id a word is that was probably meant as one."""


@app.command(
    "note",
    epilog=examples("roadmap note vectors The norm is the length.", "roadmap note The norm is the length."),
)
def note(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TOPIC] [TEXT]...",
            help="Without a text your editor opens.",
            autocompletion=completion.topics,
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with what was written and could not be kept.")
    ] = False,
) -> None:
    """Write a note on a topic.

    Where the first word is the id of a topic or its number in the last list, the rest is the text; where it is another
    name of one, too, unless another topic is in progress: then it is refused with both readings. Other words are a note
    on the topic in progress, and a single word is the name of a topic.
    """
    session = session_of(context)
    if resume:
        _resume(session, words or [])
        return
    meant, text = _parted(session, words or [])
    if text:
        report = session.write(service.note, meant.topic, parse_text(" ".join(text)))
    else:
        from roadmap_cli.cli.editor import written_note

        about = About(meant.topic.id, session.roadmap.id, session.settings.user)
        with written_note(session, meant.topic.title, about) as typed:
            report = session.write(service.note, meant.topic, parse_text(typed))
    _tell(session, report._replace(assumed=meant.assumed))
    if left := _kept(session):
        hint(
            f"{count(len(left), 'note')} that you wrote {'is' if len(left) == 1 else 'are'} not recorded yet: roadmap note --resume"
        )


def _tell(session: Session, report: ChangeReport) -> None:
    from roadmap_cli.views.change import render

    show_done(session, render, report)


def _kept(session: Session) -> list[KeptNote]:
    """Of this user, on this roadmap; the newest first."""
    mine = (session.roadmap.id, session.settings.user)
    return [each for each in kept_notes() if each.about[1:] == mine]


def _resume(session: Session, words: Sequence[str]) -> None:
    """Raises WrongUsage and CannotBeDone."""
    from roadmap_cli.cli.editor import resumed_note

    if words:
        sentence = "--resume goes on with a note that is kept, and takes no topic and no text"
        raise WrongUsage(sentence, "write: roadmap note --resume")
    kept = _kept(session)
    if not kept:
        sentence = f"no note of {session.settings.user} on this roadmap waits to be recorded"
        raise CannotBeDone(sentence, "write one: roadmap note TOPIC")
    file, about = kept[0]
    topic = session.roadmap.topic_of(about.topic)
    if topic is None:
        sentence = f"this roadmap has no topic {about.topic} any more, which the note in {file} is on"
        raise CannotBeDone(sentence, "copy it from there: roadmap note TOPIC TEXT")
    with resumed_note(session, file) as typed:
        report = session.write(service.note, topic, parse_text(typed))
    _tell(session, report)
    for each in kept[1:]:
        hint(f"also kept is a note on {each.about.topic}: {each.file}")


def _parted(session: Session, words: Sequence[str]) -> tuple[Meant, Sequence[str]]:
    """Raises WrongUsage for words that could be a topic or the text, and CannotBeDone for an unknown topic."""
    if not words:
        return topic_meant(session, QUESTION), ()
    first, rest = words[0], words[1:]
    if is_number(first) or exact_topic(session.roadmap, first) or not first.strip():
        return Meant(topic_named(session, first)), rest
    begun, alike = session.read(in_progress), _like_a_topic(session.roadmap, first)
    quoted = len(first.split()) > 1
    if rest and len(begun) == 1 and not quoted:
        _refuse_two_readings(first, begun[0], alike)
    elif not begun or not rest or alike or quoted:
        try:
            return Meant(topic_named(session, first)), rest
        except CannotBeDone:
            if alike or not (rest or quoted) or not (begun or can_pick(session)):
                raise
    return topic_meant(session, QUESTION), words


def _refuse_two_readings(word: str, current: Named, alike: Sequence[Topic]) -> None:
    """Raises WrongUsage, unless the word can only belong to a note on the topic in progress."""
    for topic in alike:
        if topic.id != current.id:
            sentence = f'"{word}" could be the topic {topic.title}, or the first word of the note'
            raise WrongUsage(sentence, f"begin with roadmap note {topic.id}, or with roadmap note {current.id} {word}")


def _like_a_topic(roadmap: Roadmap, word: str) -> list[Topic]:
    """Topics that a word may name: the beginning of an id, a word of a title, or an id with a slip."""
    said = word.casefold()
    topics = roadmap.topics.values()
    if len(said) < LETTERS:
        return []
    begun = [each for each in topics if each.id.startswith(said)]
    titled = [each for each in topics if said in re.findall(r"\w+", each.title.casefold())]
    near = get_close_matches(said, roadmap.topics, n=1, cutoff=NEAR)
    return [*begun, *(titled if len(said) >= TITLE_LETTERS else []), *(roadmap.topics[each] for each in near)]
