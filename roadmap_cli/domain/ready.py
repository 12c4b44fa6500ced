"""What it takes to be hired, against what a learner has. The whole rule stands here, and it is a table, never one number.

A roadmap asks for a row by its tables, and only where it says what is wanted (`[ready]`):

1. Skills covered, fresh, and so many of them proven, as `skills` has them. All that have a topic on the path are asked for,
   also one whose topics are all skipped: leaving something out is no way of having it. So skipping never proves a skill.
2. Projects that have reached the stage which means shipped, and the one which means written up, each with a link that shows
   it. One that follows a tutorial shows nothing of one's own and is not counted.
3. Stories, told to the end and with a number, and how many of the tags they are about.
4. Each format of interviews, practised well enough and not too long ago, as `interview.format_standing` has it.
5. Each choice, made.

What closes a row takes hours: those of the topics that it still needs, with all that stands before them; a choice takes
its decision alone, since nothing keeps anybody from making it; those of the file for a project (as many as stages are left
of it), a story (a part of it where only the number is missing) and a format, besides the topics on which it stands; of a link that proves LINK_HOURS, and of a card what a review takes. A row's hours are what it
takes by itself. New cards come up only so many in a day, so that a row of them takes days however few its hours are.
Together it is less: a topic learned serves several rows, a project written up is shipped, a story has a tag.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from roadmap_cli.domain.candidacy import Candidacy
from roadmap_cli.domain.interview import format_standing
from roadmap_cli.domain.job import InterviewFormat, Job, Stage, StageMeaning
from roadmap_cli.domain.phrasing import on_day
from roadmap_cli.domain.portfolio import Project, counts_as, is_at_least
from roadmap_cli.domain.ready_row import ReadyRow, Seeker, hours_of_topics, topics_before
from roadmap_cli.domain.ready_skills import LINK_HOURS, review_hours, skill_rows, uncovered_topics
from roadmap_cli.domain.roadmap import Choice
from roadmap_cli.domain.skills import skill_standing
from roadmap_cli.domain.standing import Standing
from roadmap_cli.domain.step_commands import command_for
from roadmap_cli.domain.story import Story, has_number

_MEANINGS: dict[StageMeaning, str] = {"shipped": "Projects shipped", "written": "Projects written up"}


def rows(standing: Standing, candidacy: Candidacy, today: date) -> tuple[ReadyRow, ...]:
    """In the order of the rule; none where the roadmap asks for nothing."""
    seeker = _seeker(standing, candidacy, today)
    return () if seeker is None else _rows(seeker)


def _rows(seeker: Seeker) -> tuple[ReadyRow, ...]:
    return (
        *skill_rows(seeker),
        *_project_rows(seeker),
        *_story_rows(seeker),
        *_format_rows(seeker),
        *_choice_rows(seeker),
    )


def readiness(standing: Standing, candidacy: Candidacy, today: date) -> tuple[tuple[ReadyRow, ...], float]:
    """The rows, and the hours of all that is missing together, by the estimates: each thing once."""
    seeker = _seeker(standing, candidacy, today)
    if seeker is None:
        return (), 0.0
    its = _rows(seeker)
    return its, _together(seeker, its)


def gaps(standing: Standing, candidacy: Candidacy, today: date) -> tuple[ReadyRow, ...]:
    """What is missing, nearest first."""
    return nearest_first(rows(standing, candidacy, today))


def nearest_first(its: Iterable[ReadyRow]) -> tuple[ReadyRow, ...]:
    return tuple(sorted((row for row in its if not row.met), key=lambda row: row.hours))


def hours_to_ready(standing: Standing, candidacy: Candidacy, today: date) -> float:
    return readiness(standing, candidacy, today)[1]


def _together(seeker: Seeker, its: Iterable[ReadyRow]) -> float:
    standing, missing_rows = seeker.standing, [row for row in its if not row.met]
    missing = {row.code: row for row in missing_rows}
    choices = (each for each in standing.roadmap.choices if standing.chosen(each) is None)
    lacking = {row.id for row in missing_rows if row.code == "format"}
    to_practise = (topic for each in seeker.job.formats if each.id in lacking for topic in _prepares(standing, each))
    topics = topics_before(standing, (*uncovered_topics(seeker), *to_practise)).union(_to_decide(standing, choices))
    alone = seeker.job.effort.format * len(lacking)
    links = LINK_HOURS * (missing["proven"].want - missing["proven"].have) if "proven" in missing else 0.0
    cards = review_hours(seeker) if "fresh" in missing else 0.0
    return (
        hours_of_topics(standing, topics)
        + links
        + cards
        + _project_hours(seeker, topics)
        + _story_hours(seeker)
        + alone
    )


def _seeker(standing: Standing, candidacy: Candidacy, today: date) -> Seeker | None:
    job = standing.roadmap.job
    if job.wanted is None:
        return None
    here = (skill for skill in job.skills if any(topic in standing.path for topic in skill.topics))
    lacks = [bool(what_lacks(each, job)) for each in candidacy.stories]
    return Seeker(
        standing=standing,
        candidacy=candidacy,
        today=today,
        wanted=job.wanted,
        job=job,
        skills=tuple((skill, skill_standing(standing, skill)) for skill in here),
        told=tuple(each for each, lacking in zip(candidacy.stories, lacks, strict=True) if not lacking),
        drafts=tuple(each for each, lacking in zip(candidacy.stories, lacks, strict=True) if lacking),
    )


def _project_rows(seeker: Seeker) -> Iterator[ReadyRow]:
    for means, title in _MEANINGS.items():
        place = _place_of(seeker, means)
        if seeker.wanted.projects and place is not None:
            yield _projects(seeker, means, title, place)


def _projects(seeker: Seeker, means: StageMeaning, title: str, place: int) -> ReadyRow:
    stages, want = seeker.job.project_stages, seeker.wanted.projects
    there = [each for each in _own(seeker) if counts_as(each, means, stages)]
    waiting = [each for each in _own(seeker) if each not in there]
    nearest = max(waiting, key=lambda each: (_place(seeker, each), each.last_day), default=None)
    copies = tuple(f"{each.name} follows a tutorial" for each in seeker.candidacy.projects if each.copy)
    command = command_for("project", nearest.id if nearest else None)
    if nearest and is_at_least(nearest, means, stages):
        command = f"roadmap portfolio link {nearest.id} URL"
    met = len(there) >= want
    return ReadyRow(
        code=means,
        title=title,
        have=len(there),
        want=want,
        met=met,
        missing=() if met else (*(_what_lacks(each, means, stages) for each in waiting), *copies),
        command="" if met else command,
        hours=max(_hours_to_stage(seeker, place), LINK_HOURS * max(want - len(there), 0)),
    )


def _what_lacks(project: Project, means: StageMeaning, stages: Sequence[Stage]) -> str:
    return f"{project.name} lacks a link to {_SHOWN[means]}" if is_at_least(project, means, stages) else project.name


_SHOWN: dict[StageMeaning, str] = {"shipped": "it", "written": "its write-up"}


def _own(seeker: Seeker) -> list[Project]:
    return [each for each in seeker.candidacy.projects if not each.copy]


def _place(seeker: Seeker, project: Project) -> int:
    """Of the stage that a project has reached."""
    return next((place for place, stage in enumerate(seeker.job.project_stages) if stage.id == project.stage), 0)


def _place_of(seeker: Seeker, means: StageMeaning) -> int | None:
    return next((place for place, stage in enumerate(seeker.job.project_stages) if stage.means == means), None)


def _hours_to_stage(seeker: Seeker, place: int) -> float:
    """For as many projects as are wanted, the furthest ones first, from the stage of each."""
    last, want = max(len(seeker.job.project_stages) - 1, 1), seeker.wanted.projects
    reached = sorted((_place(seeker, each) for each in _own(seeker)), reverse=True)
    reached = (reached + [0] * want)[:want]
    return seeker.job.effort.project * sum(max(place - each, 0) for each in reached) / last


def _project_hours(seeker: Seeker, topics: frozenset[str]) -> float:
    """To the furthest stage that is wanted, less the topics that teach stages: their hours are those of a project."""
    places = [place for means in ("shipped", "written") if (place := _place_of(seeker, means)) is not None]
    if not seeker.wanted.projects or not places:
        return 0.0
    taught = {stage.topic for stage in seeker.job.project_stages if stage.topic in topics}
    whole = _hours_to_stage(seeker, max(places))
    return max(
        whole - min(hours_of_topics(seeker.standing, (key for key in taught if key)), seeker.job.effort.project), 0.0
    )


def _story_rows(seeker: Seeker) -> Iterator[ReadyRow]:
    told, drafts = seeker.told, seeker.drafts
    if want := seeker.wanted.stories:
        yield ReadyRow(
            code="stories",
            title="Stories with a number",
            have=len(told),
            want=want,
            met=len(told) >= want,
            missing=() if len(told) >= want else tuple(_lacking(each, seeker.job) for each in drafts),
            command="" if len(told) >= want else command_for("story", drafts[0].id if drafts else None),
            hours=sum(_story_costs(seeker, want - len(told))),
        )
    if want := _tags_wanted(seeker):
        tags = tags_of(seeker.told, seeker.job)
        missing = max(want - len(tags), 0)
        closing, new = drafts_about(seeker.drafts, tags, missing, seeker.job)
        yield ReadyRow(
            code="tags",
            title="Tags of stories",
            have=len(tags),
            want=want,
            met=not missing,
            missing=tuple(tag for tag in seeker.job.story_tags if tag not in tags) if missing else (),
            command=command_for("story", closing[0].id if closing else None) if missing else "",
            hours=_hours_of_drafts(closing, seeker.job) + new * seeker.job.effort.story,
        )


def what_lacks(story: Story, job: Job) -> tuple[str, ...]:
    """The parts of a story that are not told yet, and its number."""
    number = () if has_number(story, job.numbered) else ("a number",)
    return (*(part for part in job.story_parts if not story.texts.get(part)), *number)


def _lacking(story: Story, job: Job) -> str:
    return f"{story.title} lacks {', '.join(what_lacks(story, job))}"


def _story_costs(seeker: Seeker, missing: int, besides: Sequence[Story] = ()) -> list[float]:
    """Of as many stories, the nearest ones first."""
    drafts = (hours_to_tell(each, seeker.job) for each in seeker.drafts if each not in besides)
    return sorted([*drafts, *[seeker.job.effort.story] * max(missing, 0)])[: max(missing, 0)]


def hours_to_tell(draft: Story, job: Job) -> float:
    """Of the parts that are open; where only the number is missing one part has to be told anew."""
    untold = sum(not draft.texts.get(part) for part in job.story_parts)
    return job.effort.story * max(untold, 1) / max(len(job.story_parts), 1)


def tags_of(stories: Iterable[Story], job: Job) -> set[str]:
    """Those of the file that stories are about; any, where it names none."""
    tags = {tag for each in stories for tag in each.tags}
    return tags.intersection(job.story_tags or tags)


def drafts_about(drafts: Iterable[Story], have: set[str], more: int, job: Job) -> tuple[list[Story], int]:
    """Which drafts to finish for so many more tags, the one first that brings most in an hour; and how many stories are to
    be told besides, each about one tag.
    """
    left, found, have = list(drafts), list[Story](), set(have)
    while more > 0 and left:
        brings = {each.id: min(len(tags_of([each], job) - have), more) for each in left}
        best = max(left, key=lambda each: brings[each.id] / (hours_to_tell(each, job) or 1))
        if not brings[best.id]:
            break
        found.append(best)
        left.remove(best)
        have |= tags_of([best], job)
        more -= brings[best.id]
    return found, more


def _hours_of_drafts(drafts: Iterable[Story], job: Job) -> float:
    return sum(hours_to_tell(each, job) for each in drafts)


def _tags_wanted(seeker: Seeker) -> int:
    known = len(seeker.job.story_tags)
    return min(seeker.wanted.tags, known) if known else seeker.wanted.tags


def _story_hours(seeker: Seeker) -> float:
    """What closes the tags is told too, so that fewer others are missing."""
    tags = tags_of(seeker.told, seeker.job)
    closing, new = drafts_about(seeker.drafts, tags, max(_tags_wanted(seeker) - len(tags), 0), seeker.job)
    missing = seeker.wanted.stories - len(seeker.told) - len(closing) - new
    others = sum(_story_costs(seeker, missing, closing))
    return _hours_of_drafts(closing, seeker.job) + new * seeker.job.effort.story + others


def _format_rows(seeker: Seeker) -> Iterator[ReadyRow]:
    if seeker.wanted.days or seeker.wanted.score:
        yield from (_format(seeker, each) for each in seeker.job.formats)


def _format(seeker: Seeker, its: InterviewFormat) -> ReadyRow:
    practice = seeker.candidacy.practice
    found = format_standing(its, practice, seeker.wanted, seeker.today)
    never = "no mock yet" if any(each.format == its.id for each in practice) else "never practised"
    last = never if found.last is None else f"last {on_day(found.last, seeker.today)}"
    return ReadyRow(
        code="format",
        title=its.title,
        have=found.score or 0.0,
        want=max(seeker.wanted.score, 1),
        met=found.is_ready,
        missing=() if found.is_ready else (last,),
        command="" if found.is_ready else command_for("practise", its.id),
        hours=0.0 if found.is_ready else seeker.job.effort.format + _hours_before(seeker.standing, its),
        id=its.id,
    )


def _hours_before(standing: Standing, its: InterviewFormat) -> float:
    return hours_of_topics(standing, topics_before(standing, _prepares(standing, its)))


def _prepares(standing: Standing, its: InterviewFormat) -> Iterator[str]:
    """The topics left on which a format stands; one that is skipped is held to be known."""
    topics = dict.fromkeys((*([its.topic] if its.topic else []), *its.topics))
    return (key for key in topics if key in standing.left)


def _choice_rows(seeker: Seeker) -> Iterator[ReadyRow]:
    yield from (_choice(seeker.standing, each) for each in seeker.standing.roadmap.choices)


def _choice(standing: Standing, choice: Choice) -> ReadyRow:
    made = standing.chosen(choice) is not None
    return ReadyRow(
        code="choice",
        title=choice.title,
        have=int(made),
        want=1,
        met=made,
        missing=() if made else (" or ".join(option.title for option in choice.options),),
        command="" if made else command_for("choose", choice.id),
        hours=0.0 if made else hours_of_topics(standing, _to_decide(standing, [choice])),
        id=choice.id,
    )


def _to_decide(standing: Standing, choices: Iterable[Choice]) -> Iterator[str]:
    """The topics left at which choices are made."""
    return (each.topic for each in choices if each.topic and each.topic in standing.left)
