"""Which topic a command means: by name, by its number in the last list, the one in progress, or by asking."""

from collections.abc import Collection
from typing import NamedTuple

from roadmap_cli.cli.picker import can_pick, pick
from roadmap_cli.cli.screen import is_watched, show_numbers
from roadmap_cli.domain.advice import TOWARDS_A_JOB
from roadmap_cli.domain.lookup import exact_topic, find_topic, is_number
from roadmap_cli.domain.phrasing import count, listed
from roadmap_cli.domain.roadmap import SETTLED, UNFINISHED, Status, Topic
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.topic_line import in_progress
from roadmap_cli.use_cases.last_list import MOST_AGE, LastList, Step, last_list
from roadmap_cli.use_cases.session import Session

MOST_DIGITS = 4
"""Of a place in a list."""


class Meant(NamedTuple):
    """`assumed` is that nobody named or picked it: it is the only one in progress."""

    topic: Topic
    assumed: bool = False


def topic_named(session: Session, words: str) -> Topic:
    """As `find_topic`; a number is first an id, else the place in the list shown last. Raises CannotBeDone."""
    return find_topic(session.roadmap, id_for(session, words))


def id_for(session: Session, words: str, *, to_mark: bool = False, renumber: bool = True) -> str:
    """The id that stands in the place of a number; any other words as they are.

    `to_mark` is for what changes a status: of a topic that is suggested for review it would be a mistake. `renumber` gives
    new numbers to the steps where there are none. Raises CannotBeDone.
    """
    if not is_number(words) or exact_topic(session.roadmap, words):
        return words
    number, shown = words.strip(), last_list(session)
    if shown is None:
        raise _no_list(session, number) if renumber else CannotBeDone(_belongs(number), "see them with: roadmap next")
    step = _step(number, shown)
    if step.action == "choose":
        sentence = f"step {number} is a choice, and no topic"
        raise CannotBeDone(sentence, f"compare its options with: roadmap choose {step.topic}")
    if step.action in TOWARDS_A_JOB:
        raise _towards_a_job(number, step)
    topic = exact_topic(session.roadmap, step.topic)
    if topic is None:
        sentence = f"step {number} was {step.topic}, which is no longer in the roadmap file"
        raise CannotBeDone(sentence, "see what comes next with: roadmap next")
    if to_mark and step.action == "review":
        sentence = f"step {number} is to refresh {topic.title}, which is done"
        raise CannotBeDone(sentence, f"recall its cards with: roadmap review {topic.id}")
    return topic.id


def only_topic_in_progress(session: Session) -> Topic | None:
    topics = session.read(in_progress)
    return session.roadmap.topics[topics[0].id] if len(topics) == 1 else None


def topic_meant(session: Session, question: str, statuses: Collection[Status] = UNFINISHED | SETTLED) -> Meant:
    """Where none is named: the only one in progress, if it may be meant, else what is picked out of these statuses.

    Raises CannotBeDone where nobody sits there.
    """
    current = session.read(in_progress) if "doing" in statuses else ()
    if len(current) == 1:
        return Meant(session.roadmap.topics[current[0].id], assumed=True)
    if not can_pick(session):
        raise _unnamed(current)
    from roadmap_cli.services.next import to_pick_from

    topics = session.read(to_pick_from, statuses)
    if not topics:
        sentence = "there is no such topic left"
        raise CannotBeDone(sentence, "see them all with: roadmap list")
    return Meant(session.roadmap.topics[pick(question, topics, color=session.settings.color != "never")])


def _unnamed(current: tuple[Named, ...]) -> CannotBeDone:
    if current:
        names = listed([f"{each.title} ({each.id})" for each in current])
        sentence = f"several topics are in progress, so one has to be named: {names}"
        return CannotBeDone(sentence, "name it by its id, the beginning of its id, or words of its title")
    sentence = "no topic is named, and none is in progress"
    return CannotBeDone(sentence, "see what comes next with: roadmap next")


def _towards_a_job(number: str, step: Step) -> CannotBeDone:
    from roadmap_cli.domain.step_commands import SORTS, command_for

    action, sort = next(each for each in SORTS.items() if each[0] == step.action)
    return CannotBeDone(f"step {number} is {sort}, and no topic", f"this does it: {command_for(action, step.topic)}")


def _step(number: str, shown: LastList) -> Step:
    place = int(number) if len(number) <= MOST_DIGITS else 0
    if not 0 < place <= len(shown.steps):
        sentence = f"there is no step {number}: the last list had {count(len(shown.steps), 'step')}"
        raise CannotBeDone(sentence, "a longer list: roadmap next -n 10")
    return shown.steps[place - 1]


def _belongs(number: str) -> str:
    return f"there is no list of the last {MOST_AGE.seconds // 3600} hours to which {number} belongs"


def _no_list(session: Session, number: str) -> CannotBeDone:
    """With the steps as they are now, which is the list from here on."""
    from roadmap_cli.domain.step_commands import step_command
    from roadmap_cli.services.next import what_next
    from roadmap_cli.services.prompt import STEPS_ON_STATUS

    steps = session.read(what_next, STEPS_ON_STATUS).suggestions
    show_numbers(session, steps)
    sentence = f"{_belongs(number)}; the next steps are:"
    lines = [f"{place}  {each.title}  {each.topic or step_command(each)}" for place, each in enumerate(steps, 1)]
    hint = "name it again if it is one of these" if is_watched() else "name the topic by its id"
    return CannotBeDone("\n  ".join([sentence, *(lines or ["none, nothing is left"])]), hint)
