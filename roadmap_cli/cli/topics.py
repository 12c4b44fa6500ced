"""Which topic a command means: by name, by its number in the last list, or the one in progress."""

from collections.abc import Iterable

from roadmap_cli.cli.screen import is_watched
from roadmap_cli.domain.advice import Suggestion
from roadmap_cli.domain.lookup import exact_topic, find_topic, is_number
from roadmap_cli.domain.phrasing import count, listed
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.services.topic import in_progress
from roadmap_cli.use_cases.last_list import MOST_AGE, LastList, Step, last_list, remember
from roadmap_cli.use_cases.session import Session

MOST_DIGITS = 4
"""Of a place in a list."""


def topic_named(session: Session, words: str) -> Topic:
    """As `find_topic`; a number is first an id, else the place in the list shown last. Raises CannotBeDone."""
    return find_topic(session.roadmap, id_for(session, words))


def id_for(session: Session, words: str, *, to_mark: bool = False) -> str:
    """The id that stands in the place of a number; any other words as they are.

    `to_mark` is for what changes a status: of a topic that is suggested for review it would be a mistake. Raises CannotBeDone.
    """
    if not is_number(words) or exact_topic(session.roadmap, words):
        return words
    number, shown = words.strip(), last_list(session)
    if shown is None:
        raise _no_list(session, number)
    step = _step(number, shown)
    if step.action == "choose":
        sentence = f"step {number} is a choice, and no topic"
        raise CannotBeDone(sentence, f"compare its options with: roadmap choose {step.topic}")
    topic = exact_topic(session.roadmap, step.topic)
    if topic is None:
        sentence = f"step {number} was {step.topic}, which is no longer in the roadmap file"
        raise CannotBeDone(sentence, "see what comes next with: roadmap next")
    if to_mark and step.action == "review":
        sentence = f"step {number} is to refresh {topic.title}, which is done"
        raise CannotBeDone(sentence, f"recall its cards with: roadmap review {topic.id}")
    return topic.id


def show_numbers(session: Session, suggestions: Iterable[Suggestion]) -> None:
    """Remember which number stands beside what; a script changes nobody's numbers."""
    if is_watched():
        remember(session, suggestions)


def only_topic_in_progress(session: Session) -> Topic | None:
    topics = session.read(in_progress)
    return session.roadmap.topics[topics[0].id] if len(topics) == 1 else None


def topic_in_progress(session: Session) -> Topic:
    """The only one. Raises CannotBeDone where there are none or several."""
    topics = session.read(in_progress)
    if len(topics) == 1:
        return session.roadmap.topics[topics[0].id]
    if not topics:
        sentence = "no topic is in progress, so one has to be named"
        raise CannotBeDone(sentence, "see what comes next with: roadmap next")
    names = listed([f"{each.title} ({each.id})" for each in topics])
    sentence = f"several topics are in progress, so one has to be named: {names}"
    raise CannotBeDone(sentence, "name it by its id, the beginning of its id, or words of its title")


def _step(number: str, shown: LastList) -> Step:
    place = int(number) if len(number) <= MOST_DIGITS else 0
    if not 0 < place <= len(shown.steps):
        sentence = f"there is no step {number}: the last list had {count(len(shown.steps), 'step')}"
        raise CannotBeDone(sentence, "a longer list: roadmap next -n 10")
    return shown.steps[place - 1]


def _no_list(session: Session, number: str) -> CannotBeDone:
    """With the steps as they are now, which is the list from here on."""
    from roadmap_cli.services.next import what_next
    from roadmap_cli.services.status import STEPS_ON_STATUS

    steps = session.read(what_next, STEPS_ON_STATUS).suggestions
    show_numbers(session, steps)
    hours = MOST_AGE.seconds // 3600
    sentence = f"{number} is a place in a list of steps, and none was shown in the last {hours} hours; now they are:"
    lines = [f"{place}  {each.title}  {each.topic}" for place, each in enumerate(steps, 1)]
    hint = "name it again if it is one of these" if is_watched() else "name the topic by its id"
    return CannotBeDone("\n  ".join([sentence, *(lines or ["none, nothing is left"])]), hint)
