"""What it takes to be hired, against what a learner has. The whole rule stands here, and it is a table, never one number.

A roadmap asks for a row by its tables, and only where it says what is wanted (`[ready]`):

1. Skills covered, fresh, and so many of them proven, as `skills` has them. All that have a topic on the path are asked for,
   also one whose topics are all skipped: leaving something out is no way of having it. So skipping never proves a skill.
2. Projects that have reached the stage which means shipped, and the one which means written up. One that follows a
   tutorial shows nothing of one's own and is not counted.
3. Stories with a number, and how many of the tags they are about.
4. Each format of interviews, practised well enough and not too long ago, as `interview.format_standing` has it.
5. Each choice, made.

What closes a row takes hours: those of the topics that it still needs, with all that stands before them (a choice, of its
decision); those of the file for a project (as many as stages are left of it), a story (a part of it where only the number
is missing) and a format; of a link that proves LINK_HOURS, and of a card what a review takes. A row's hours are what it
takes by itself.
Together it is less: a topic learned serves several rows, a project written up is shipped, a story has a tag.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from roadmap_cli.domain.hiring import Hiring, InterviewFormat, Skill, StageMeaning, Wanted
from roadmap_cli.domain.interview import format_standing
from roadmap_cli.domain.phrasing import on_day
from roadmap_cli.domain.portfolio import Project, is_at_least
from roadmap_cli.domain.review import minutes_for, unseen_of
from roadmap_cli.domain.roadmap import PROJECT, Choice
from roadmap_cli.domain.skills import SkillStanding, skill_standing
from roadmap_cli.domain.standing import Standing
from roadmap_cli.domain.story import Story, has_number

if TYPE_CHECKING:
    from roadmap_cli.domain.candidacy import Candidacy

LINK_HOURS = 0.25
"""To find what was made and to link it. An assumption, as there is something to show where a topic is done."""

RowCode = Literal["covered", "proven", "fresh", "shipped", "written", "stories", "tags", "format", "choice"]
BY_THE_FILE: frozenset[RowCode] = frozenset({"shipped", "written", "stories", "tags", "format"})
"""Whose hours are the file's own estimate of one of them."""


class Row(NamedTuple):
    """`id` is that of the format or the choice; `missing` says what is, `command` does the next of it, and the hours are
    those of this row by itself.
    """

    code: RowCode
    title: str
    have: float
    want: float
    met: bool
    missing: tuple[str, ...] = ()
    command: str = ""
    hours: float = 0.0
    id: str = ""


_MEANINGS: dict[StageMeaning, str] = {"shipped": "Projects shipped", "written": "Projects written up"}


class _Asked(NamedTuple):
    """One learner's standing with all that the rows are made of."""

    standing: Standing
    candidacy: "Candidacy"
    today: date
    wanted: Wanted
    hiring: Hiring
    skills: tuple[tuple[Skill, SkillStanding], ...]


def rows(standing: Standing, candidacy: "Candidacy", today: date) -> tuple[Row, ...]:
    """In the order of the rule; none where the roadmap asks for nothing."""
    asked = _asked(standing, candidacy, today)
    if asked is None:
        return ()
    return (*_skill_rows(asked), *_project_rows(asked), *_story_rows(asked), *_format_rows(asked), *_choice_rows(asked))


def gaps(standing: Standing, candidacy: "Candidacy", today: date) -> tuple[Row, ...]:
    """What is missing, nearest first."""
    return nearest_first(rows(standing, candidacy, today))


def nearest_first(its: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted((row for row in its if not row.met), key=lambda row: row.hours))


def hours_to_ready(standing: Standing, candidacy: "Candidacy", today: date) -> float:
    """Of all that is missing together, by the estimates: each thing once."""
    asked = _asked(standing, candidacy, today)
    if asked is None:
        return 0.0
    missing = {row.code: row for row in nearest_first((*_skill_rows(asked), *_story_rows(asked)))}
    choices = (each for each in standing.roadmap.choices if standing.chosen(each) is None)
    topics = topics_before(standing, (*_uncovered_topics(asked), *_to_decide(standing, choices)))
    alone = sum(row.hours for row in _format_rows(asked))
    links = LINK_HOURS * (missing["proven"].want - missing["proven"].have) if "proven" in missing else 0.0
    cards = _review_hours(asked) if "fresh" in missing else 0.0
    return _hours(standing, topics) + links + cards + _project_hours(asked, topics) + _story_hours(asked) + alone


def is_phase_reached(standing: Standing) -> bool:
    """Whether the phase from which on readiness is told is the current one or behind; the last one unless said."""
    wanted, phases = standing.roadmap.hiring.wanted, [phase.id for phase in standing.roadmap.phases]
    if wanted is None or not phases:
        return False
    unfinished = {topic.phase for topic in standing.left.values()}
    until = phases[: phases.index(wanted.phase)] if wanted.phase in phases else phases[:-1]
    return bool(standing.learned) and not unfinished.intersection(until)


def topics_before(standing: Standing, topics: Iterable[str]) -> frozenset[str]:
    """These topics and all that still stands before them, directly or not."""
    found: set[str] = set()
    waiting = list(topics)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += standing.missing(standing.roadmap.topics[key])
    return frozenset(found)


def _asked(standing: Standing, candidacy: "Candidacy", today: date) -> _Asked | None:
    hiring = standing.roadmap.hiring
    if hiring.wanted is None:
        return None
    here = (skill for skill in hiring.skills if any(topic in standing.path for topic in skill.topics))
    return _Asked(
        standing=standing,
        candidacy=candidacy,
        today=today,
        wanted=hiring.wanted,
        hiring=hiring,
        skills=tuple((skill, skill_standing(standing, skill)) for skill in here),
    )


def _skill_rows(asked: _Asked) -> Iterator[Row]:
    if not asked.skills:
        return
    standing, number = asked.standing, len(asked.skills)
    uncovered = [skill.title for skill, its in asked.skills if not its.covered]
    yield Row(
        code="covered",
        title="Skills covered",
        have=number - len(uncovered),
        want=number,
        met=not uncovered,
        missing=tuple(uncovered),
        command="roadmap next" if uncovered else "",
        hours=_hours(standing, topics_before(standing, _uncovered_topics(asked))),
    )
    if asked.wanted.proven:
        yield _proven(asked, min(asked.wanted.proven, number))
    stale = [skill.title for skill, its in asked.skills if not its.fresh]
    learned = any(its.stale for _, its in asked.skills)
    yield Row(
        code="fresh",
        title="Skills fresh",
        have=number - len(stale),
        want=number,
        met=not stale,
        missing=tuple(stale),
        command=("roadmap review" if learned else "roadmap next") if stale else "",
        hours=_review_hours(asked) + _hours_to_begin(asked),
    )


def _proven(asked: _Asked, want: int) -> Row:
    unproven = [(skill, its) for skill, its in asked.skills if not its.proven]
    have = len(asked.skills) - len(unproven)
    costs = sorted((_hours_to_prove(asked.standing, skill, its), place) for place, (skill, its) in enumerate(unproven))
    nearest = costs[: max(want - have, 0)]
    return Row(
        code="proven",
        title="Skills proven",
        have=have,
        want=want,
        met=have >= want,
        missing=tuple(skill.title for skill, _ in unproven) if nearest else (),
        command=_proving(asked.standing, unproven[nearest[0][1]][0]) if nearest else "",
        hours=sum(hours for hours, _ in nearest),
    )


def _hours_to_prove(standing: Standing, skill: Skill, its: SkillStanding) -> float:
    if its.covered_topics:
        return LINK_HOURS
    return LINK_HOURS + min(_hours(standing, topics_before(standing, [key])) for key in _teaching(standing, skill))


def _proving(standing: Standing, skill: Skill) -> str:
    """A project shows most, then whatever was done by hand."""
    done = [standing.roadmap.topics[key] for key in _teaching(standing, skill) if standing.status(key) == "done"]
    best = max(done, key=lambda topic: (topic.kind == PROJECT, topic.kind in {"practice", "skill"}), default=None)
    return "roadmap next" if best is None else f"roadmap link {best.id} URL --proves"


def _teaching(standing: Standing, skill: Skill) -> list[str]:
    return [key for key in skill.topics if key in standing.path]


def _uncovered_topics(asked: _Asked) -> Iterator[str]:
    """Where everything of a skill is skipped, all of it comes back."""
    for skill, its in asked.skills:
        if not its.covered:
            yield from its.missing if its.counted_topics else _teaching(asked.standing, skill)


def _review_hours(asked: _Asked) -> float:
    """Of the cards that are due or were never seen on topics that have faded or were not tested."""
    standing, due = asked.standing, asked.standing.recollection.due_counts
    stale = dict.fromkeys(topic for _, its in asked.skills for topic in its.stale)
    return minutes_for(sum(due.get(key, 0) + len(unseen_of(standing, key)) for key in stale)) / 60


def _hours_to_begin(asked: _Asked) -> float:
    """Of skills of which there is nothing to remember yet."""
    topics = asked.standing.roadmap.topics
    blank = (skill for skill, its in asked.skills if not its.covered_topics)
    return sum(
        min(asked.standing.hours_left(topics[key]) for key in _teaching(asked.standing, skill)) for skill in blank
    )


def _hours(standing: Standing, topics: Iterable[str]) -> float:
    return sum(standing.hours_left(standing.roadmap.topics[key]) for key in topics)


def _project_rows(asked: _Asked) -> Iterator[Row]:
    for means, title in _MEANINGS.items():
        place = _place_of(asked, means)
        if asked.wanted.projects and place is not None:
            yield _projects(asked, means, title, place)


def _projects(asked: _Asked, means: StageMeaning, title: str, place: int) -> Row:
    stages, want = asked.hiring.project_stages, asked.wanted.projects
    there = [each for each in _own(asked) if is_at_least(each, means, stages)]
    waiting = [each for each in _own(asked) if each not in there]
    nearest = max(waiting, key=lambda each: (_place(asked, each), each.last_day), default=None)
    copies = tuple(f"{each.name} follows a tutorial" for each in asked.candidacy.projects if each.copy)
    command = "roadmap portfolio add NAME" if nearest is None else f"roadmap portfolio stage {nearest.id}"
    met = len(there) >= want
    return Row(
        code=means,
        title=title,
        have=len(there),
        want=want,
        met=met,
        missing=() if met else (*(each.name for each in waiting), *copies),
        command="" if met else command,
        hours=_hours_to_stage(asked, place),
    )


def _own(asked: _Asked) -> list[Project]:
    return [each for each in asked.candidacy.projects if not each.copy]


def _place(asked: _Asked, project: Project) -> int:
    """Of the stage that a project has reached."""
    return next((place for place, stage in enumerate(asked.hiring.project_stages) if stage.id == project.stage), 0)


def _place_of(asked: _Asked, means: StageMeaning) -> int | None:
    return next((place for place, stage in enumerate(asked.hiring.project_stages) if stage.means == means), None)


def _hours_to_stage(asked: _Asked, place: int) -> float:
    """For as many projects as are wanted, the furthest ones first, from the stage of each."""
    last, want = max(len(asked.hiring.project_stages) - 1, 1), asked.wanted.projects
    reached = sorted((_place(asked, each) for each in _own(asked)), reverse=True)
    reached = (reached + [0] * want)[:want]
    return asked.hiring.effort.project * sum(max(place - each, 0) for each in reached) / last


def _project_hours(asked: _Asked, topics: frozenset[str]) -> float:
    """To the furthest stage that is wanted, less the topics that teach stages: their hours are those of a project."""
    places = [place for means in ("shipped", "written") if (place := _place_of(asked, means)) is not None]
    if not asked.wanted.projects or not places:
        return 0.0
    taught = {stage.topic for stage in asked.hiring.project_stages if stage.topic in topics}
    whole = _hours_to_stage(asked, max(places))
    return max(whole - min(_hours(asked.standing, (key for key in taught if key)), asked.hiring.effort.project), 0.0)


def _story_rows(asked: _Asked) -> Iterator[Row]:
    told, drafts = _stories(asked)
    if want := asked.wanted.stories:
        yield Row(
            code="stories",
            title="Stories with a number",
            have=len(told),
            want=want,
            met=len(told) >= want,
            missing=() if len(told) >= want else tuple(f"{each.title} has no number" for each in drafts),
            command=""
            if len(told) >= want
            else f"roadmap story edit {drafts[0].id}"
            if drafts
            else "roadmap story new",
            hours=sum(_story_costs(asked, want - len(told))),
        )
    if want := _tags_wanted(asked):
        tags = _tags(asked)
        missing = max(want - len(tags), 0)
        yield Row(
            code="tags",
            title="Tags of stories",
            have=len(tags),
            want=want,
            met=not missing,
            missing=tuple(tag for tag in asked.hiring.story_tags if tag not in tags) if missing else (),
            command="roadmap story new" if missing else "",
            hours=missing * asked.hiring.effort.story,
        )


def _stories(asked: _Asked) -> tuple[list[Story], list[Story]]:
    """Those with a number, and those without one."""
    told = [each for each in asked.candidacy.stories if has_number(each, asked.hiring.numbered)]
    return told, [each for each in asked.candidacy.stories if each not in told]


def _story_costs(asked: _Asked, missing: int) -> list[float]:
    """Of as many stories, the nearest ones first: of what is told already one part has to be told anew."""
    whole, parts = asked.hiring.effort.story, max(len(asked.hiring.story_parts), 1)
    drafts = (whole * max(parts - len(each.texts), 1) / parts for each in _stories(asked)[1])
    return sorted([*drafts, *[whole] * max(missing, 0)])[: max(missing, 0)]


def _tags(asked: _Asked) -> set[str]:
    """Those of the file that a story with a number is about; any, where it names none."""
    tags = {tag for each in _stories(asked)[0] for tag in each.tags}
    return tags.intersection(asked.hiring.story_tags or tags)


def _tags_wanted(asked: _Asked) -> int:
    known = len(asked.hiring.story_tags)
    return min(asked.wanted.tags, known) if known else asked.wanted.tags


def _story_hours(asked: _Asked) -> float:
    """A story that is still to be told can be about a tag that is missing."""
    missing = max(asked.wanted.stories - len(_stories(asked)[0]), 0)
    more = max(_tags_wanted(asked) - len(_tags(asked)) - missing, 0)
    return sum(_story_costs(asked, missing)) + more * asked.hiring.effort.story


def _format_rows(asked: _Asked) -> Iterator[Row]:
    if asked.wanted.days or asked.wanted.score:
        yield from (_format(asked, each) for each in asked.hiring.formats)


def _format(asked: _Asked, its: InterviewFormat) -> Row:
    found = format_standing(its.id, asked.candidacy.practice, asked.wanted, asked.today)
    last = "never practised" if found.last is None else f"last {on_day(found.last, asked.today)}"
    return Row(
        code="format",
        title=its.title,
        have=found.score or 0.0,
        want=max(asked.wanted.score, 1),
        met=found.is_ready,
        missing=() if found.is_ready else (last,),
        command="" if found.is_ready else f"roadmap interview practise {its.id}",
        hours=0.0 if found.is_ready else asked.hiring.effort.format,
        id=its.id,
    )


def _choice_rows(asked: _Asked) -> Iterator[Row]:
    yield from (_choice(asked.standing, each) for each in asked.standing.roadmap.choices)


def _choice(standing: Standing, choice: Choice) -> Row:
    made = standing.chosen(choice) is not None
    return Row(
        code="choice",
        title=choice.title,
        have=int(made),
        want=1,
        met=made,
        missing=() if made else (" or ".join(option.title for option in choice.options),),
        command="" if made else f"roadmap choose {choice.id}",
        hours=0.0 if made else _hours(standing, topics_before(standing, _to_decide(standing, [choice]))),
        id=choice.id,
    )


def _to_decide(standing: Standing, choices: Iterable[Choice]) -> Iterator[str]:
    """The topics left at which choices are made."""
    return (each.topic for each in choices if each.topic and each.topic in standing.left)
