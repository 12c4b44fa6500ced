"""Skills covered, proven and fresh, as `ready` asks for them."""

from collections.abc import Iterator

from roadmap_cli.domain.job import Skill
from roadmap_cli.domain.ready_row import ReadyRow, Seeker, hours_of_topics, topics_before
from roadmap_cli.domain.review import minutes_for, unseen_of
from roadmap_cli.domain.roadmap import PROJECT, Topic, TopicKind
from roadmap_cli.domain.skills import SkillStanding
from roadmap_cli.domain.standing import Standing

LINK_HOURS = 0.25
"""To find what was made and to link it. An assumption, as there is something to show where a topic is done."""


def skill_rows(seeker: Seeker) -> Iterator[ReadyRow]:
    if not seeker.skills:
        return
    standing, number = seeker.standing, len(seeker.skills)
    uncovered = [skill.title for skill, its in seeker.skills if not its.covered]
    yield ReadyRow(
        code="covered",
        title="Skills covered",
        have=number - len(uncovered),
        want=number,
        met=not uncovered,
        missing=tuple(uncovered),
        command="roadmap next" if uncovered else "",
        hours=hours_of_topics(standing, topics_before(standing, uncovered_topics(seeker))),
    )
    if seeker.wanted.proven:
        yield _proven(seeker, min(seeker.wanted.proven, number))
    stale = [skill.title for skill, its in seeker.skills if not its.fresh]
    days, more = _review_days(seeker)
    yield ReadyRow(
        code="fresh",
        title="Skills fresh",
        have=number - len(stale),
        want=number,
        met=not stale,
        missing=tuple(stale),
        command=_refreshing(seeker, more=more) if stale else "",
        hours=review_hours(seeker) + _hours_to_begin(seeker),
        days=days,
    )


def _proven(seeker: Seeker, want: int) -> ReadyRow:
    unproven = [(skill, its) for skill, its in seeker.skills if not its.proven]
    have = len(seeker.skills) - len(unproven)
    its_topics = [_best_to_prove(seeker.standing, skill) for skill, _ in unproven]
    hours = [_hours_to_prove(seeker.standing, skill, its) for skill, its in unproven]
    order = sorted(range(len(unproven)), key=lambda place: (hours[place], _shows_little(its_topics[place])))
    nearest = order[: max(want - have, 0)]
    return ReadyRow(
        code="proven",
        title="Skills proven",
        have=have,
        want=want,
        met=have >= want,
        missing=tuple(skill.title for skill, _ in unproven) if nearest else (),
        command=_proving(its_topics[nearest[0]]) if nearest else "",
        hours=sum(hours[place] for place in nearest),
    )


def _hours_to_prove(standing: Standing, skill: Skill, its: SkillStanding) -> float:
    if its.covered_topics:
        return LINK_HOURS
    return LINK_HOURS + min(
        hours_of_topics(standing, topics_before(standing, [key])) for key in _teaching(standing, skill)
    )


def _best_to_prove(standing: Standing, skill: Skill) -> Topic | None:
    done = (standing.roadmap.topics[key] for key in _teaching(standing, skill) if standing.status(key) == "done")
    return min(done, key=_shows_little, default=None)


def _shows_little(topic: Topic | None) -> int:
    """A project shows most, then whatever was done by hand."""
    kinds: tuple[TopicKind, ...] = (PROJECT, "practice", "skill")
    return kinds.index(topic.kind) if topic and topic.kind in kinds else len(kinds)


def _proving(topic: Topic | None) -> str:
    return "roadmap next" if topic is None else f"roadmap link {topic.id} URL --proves"


def _teaching(standing: Standing, skill: Skill) -> list[str]:
    return [key for key in skill.topics if key in standing.path]


def uncovered_topics(seeker: Seeker) -> Iterator[str]:
    """Where everything of a skill is skipped, all of it comes back."""
    for skill, its in seeker.skills:
        if not its.covered:
            yield from its.missing if its.counted_topics else _teaching(seeker.standing, skill)


def review_hours(seeker: Seeker) -> float:
    """Of the cards that are due or were never seen on topics that have faded or were not tested."""
    due = seeker.standing.recollection.due_counts
    return minutes_for(sum(due.get(key, 0) for key in _stale(seeker)) + _new_cards(seeker)) / 60


def _stale(seeker: Seeker) -> dict[str, None]:
    return dict.fromkeys(topic for _, its in seeker.skills for topic in its.stale)


def _new_cards(seeker: Seeker) -> int:
    return sum(len(unseen_of(seeker.standing, key)) for key in _stale(seeker))


def _review_days(seeker: Seeker) -> tuple[int, bool]:
    """Over which `roadmap review` brings the new cards, and whether there are more than it brings in a day. Where it brings
    none at all, there are no days to tell.
    """
    cards, a_day = _new_cards(seeker), seeker.standing.recollection.reviewing.new_a_day
    return -(-cards // a_day) if a_day else 0, cards > a_day


def _refreshing(seeker: Seeker, *, more: bool) -> str:
    if not _stale(seeker):
        return "roadmap next"
    return "roadmap review --ahead" if more else "roadmap review"


def _hours_to_begin(seeker: Seeker) -> float:
    """Of skills of which there is nothing to remember yet."""
    topics = seeker.standing.roadmap.topics
    blank = (skill for skill, its in seeker.skills if not its.covered_topics)
    return sum(
        min(seeker.standing.hours_left(topics[key]) for key in _teaching(seeker.standing, skill)) for skill in blank
    )
