"""Which topic a command means when none is named."""

from roadmap_cli.domain.phrasing import listed
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.services.topic import in_progress
from roadmap_cli.use_cases.session import Session


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
