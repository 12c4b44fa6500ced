"""Steps towards a job, and topics that were weak in practice: the part of the rule in `advice` that is about no topic."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from roadmap_cli.domain.advice import Action, Moment, Reason, StepTarget, Suggestion, review_of
from roadmap_cli.domain.application import Application, due_applications
from roadmap_cli.domain.candidacy import Candidacy, is_time
from roadmap_cli.domain.interview import BEST, Practice, weak_topics
from roadmap_cli.domain.phrasing import count, on_day
from roadmap_cli.domain.portfolio import Project
from roadmap_cli.domain.review import has_faded
from roadmap_cli.domain.roadmap import SETTLED
from roadmap_cli.domain.standing import Standing

if TYPE_CHECKING:
    from roadmap_cli.domain.ready_row import ReadyRow


class _Sort(NamedTuple):
    """Steps of one sort, the best first, and the last day on which anything of it was done."""

    steps: tuple[Suggestion, ...]
    last: date


def hired_steps(
    standing: Standing, moment: Moment, weak: Mapping[str, str], stood_on: Container[str]
) -> tuple[Suggestion, ...]:
    """What is due, then weak topics done, unless they have faded and come before what stands on them; then the sorts in turn."""
    candidacy, today = moment.candidacy or Candidacy(), moment.today
    due = [_due(each, today) for each in due_applications(candidacy.applications, today)]
    elsewhere = {key for key in weak if key in stood_on and has_faded(standing, key)}
    learned = [key for key in weak if key in standing.learned and key not in elsewhere]
    weakest = [review_of(standing, key, [Reason("weak", weak[key])]) for key in learned]
    return (*due, *weakest, *_in_turn(_sorts(standing, candidacy, moment.rows or ())))


def laid_between(topics: Sequence[Suggestion], hired: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """One behind every topic or choice; what is left of either at the end."""
    waiting, found = list(hired), list[Suggestion]()
    for step in topics:
        found.append(step)
        if waiting and step.action != "review":
            found.append(waiting.pop(0))
    return (*found, *waiting)


def weak_reasons(standing: Standing, practice: Sequence[Practice], today: date) -> dict[str, str]:
    """Topics that are weak in practice, with how that is told; one done is left in peace once it was touched on a later day."""
    job, found = standing.roadmap.job, dict[str, str]()
    titles = {each.id: each.title for each in job.formats}
    for each in weak_topics(practice, job.wanted, today):
        topic = standing.roadmap.topic_of(each.topic)
        if topic is None or topic.id in found or standing.status(topic.id) == "skipped":
            continue
        if not (topic.id in standing.learned and _touched_since(standing, topic.id, each.day)):
            found[topic.id] = f"weak in practice {on_day(each.day, today)}: {titles.get(each.format, each.format)}"
    return found


def _touched_since(standing: Standing, topic: str, day: date) -> bool:
    state = standing.states.get(topic)
    return state is not None and state.last_day is not None and state.last_day > day


def _due(application: Application, today: date) -> Suggestion:
    due = application.due or today
    reason = Reason("due", f"{'was due' if due < today else 'due'} {on_day(due, today)}")
    return _step("apply", application.title, 0.0, [reason], StepTarget("application", application.id))


def _step(action: Action, title: str, hours: float, reasons: Iterable[Reason], target: StepTarget) -> Suggestion:
    return Suggestion(
        topic=None, title=title, action=action, hours_left=round(hours, 2), reasons=tuple(reasons), target=target
    )


def _sorts(standing: Standing, candidacy: Candidacy, its: "Sequence[ReadyRow]") -> Iterator[_Sort]:
    lacking = [row for row in its if not row.met]
    formats = [row for row in lacking if row.code == "format"]
    if its and not lacking:
        yield _Sort((_apply(candidacy),), max((each.last_day for each in candidacy.applications), default=date.min))
    practised = max((each.day for each in candidacy.practice), default=date.min)
    yield _Sort(tuple(_practise(standing, row) for row in formats if _is_time_to_practise(standing, row.id)), practised)
    told = max((each.last_day for each in candidacy.stories), default=date.min)
    yield _Sort(tuple(_story(standing, candidacy, lacking)), told)
    made = max((each.last_day for each in candidacy.projects), default=date.min)
    yield _Sort(tuple(_projects(standing, candidacy.projects, lacking)), made)


def _is_settled(standing: Standing, topic: str | None) -> bool:
    """Also what needs no topic."""
    return topic is None or standing.status(topic) in SETTLED


def _apply(candidacy: Candidacy) -> Suggestion:
    number = sum(each.closed is None for each in candidacy.applications)
    reasons = [Reason("nothing_missing", "nothing that is asked for is missing")]
    reasons += [Reason("open", f"{count(number, 'application')} open")] if number else []
    return _step("apply", "Apply for a job", 0.0, reasons, StepTarget("application"))


def _is_time_to_practise(standing: Standing, name: str) -> bool:
    topic = next((each.topic for each in standing.roadmap.job.formats if each.id == name), None)
    return is_time(standing) or (topic is not None and standing.status(topic) == "done")


def _practise(standing: Standing, row: "ReadyRow") -> Suggestion:
    wanted = standing.roadmap.job.wanted
    within = f" within {count(wanted.days, 'day')}" if wanted and wanted.days else ""
    last = f"{row.missing[0]}, {row.have:g} of {BEST}" if row.have else "no mock lately"
    reasons = [Reason("practised", last), Reason("asked_for", f"{row.want:g} of {BEST}{within} is asked for")]
    hours = standing.roadmap.job.effort.format  # topics before it are steps of their own
    return _step("practise", f"Practise {row.title}", hours, reasons, StepTarget("format", row.id))


def _story(standing: Standing, candidacy: Candidacy, lacking: Iterable["ReadyRow"]) -> Iterator[Suggestion]:
    """One at a time: a draft that lacks anything, else a new one, about what no story is about yet."""
    from roadmap_cli.domain.ready import drafts_about, hours_to_tell, tags_of, what_lacks

    job, its = standing.roadmap.job, {row.code: row for row in lacking}
    asking = any(each.asks_stories and standing.status(each.topic or "") == "done" for each in job.formats)
    row = its.get("stories") or its.get("tags")
    if row is None or not (asking or is_time(standing)):
        return
    reasons = [Reason("asked_for", f"{row.have:g} of {row.want:g} {_STORIES[row.code]}")]
    drafts = [each for each in candidacy.stories if what_lacks(each, job)]
    if "stories" not in its:
        told = tags_of((each for each in candidacy.stories if each not in drafts), job)
        drafts, _ = drafts_about(drafts, told, round(row.want - row.have), job)
    if drafts:
        draft = drafts[0]
        lacks = Reason("lacks", f"it lacks {', '.join(what_lacks(draft, job))}")
        hours = hours_to_tell(draft, job)
        yield _step("story", f"Finish {draft.title}", hours, [lacks, *reasons], StepTarget("story", draft.id))
        return
    about = f"A story about {its['tags'].missing[0]}" if "tags" in its and its["tags"].missing else "A story to tell"
    yield _step("story", about, job.effort.story, reasons, StepTarget("story"))


_STORIES = {"stories": "stories have a number", "tags": "tags have a story"}


def _projects(standing: Standing, projects: Iterable[Project], lacking: Iterable["ReadyRow"]) -> Iterator[Suggestion]:
    """Those that are furthest first; a new one where fewer are begun than wanted."""
    job, rows = standing.roadmap.job, [row for row in lacking if row.code in {"shipped", "written"}]
    if job.wanted is None or not rows:
        return
    stages, own = [each.id for each in job.project_stages], [each for each in projects if not each.copy]
    until = max(place for place, each in enumerate(job.project_stages) if each.means)
    asked_for = Reason(
        "asked_for", f"{rows[-1].have:g} of {rows[-1].want:g} {rows[-1].title[:1].lower()}{rows[-1].title[1:]}"
    )
    each_hours = job.effort.project / max(len(stages) - 1, 1)
    reached = {each: stages.index(each.stage) if each.stage in stages else 0 for each in own}
    for each, place in sorted(reached.items(), key=lambda item: -item[1]):
        stage = job.project_stages[place]
        if place < until and (is_time(standing) or _is_settled(standing, stage.topic)):
            at = Reason("stage", f"at {stage.title}, next is {job.project_stages[place + 1].title}")
            yield _step(
                "project",
                f"Go on with {each.name}",
                each_hours * (until - place),
                [at, asked_for],
                StepTarget("project", each.id),
            )
    first = next((each.topic for each in job.project_stages if each.topic), None)
    if len(own) < job.wanted.projects and (is_time(standing) or (first and standing.status(first) == "done")):
        yield _step("project", "A project to show", each_hours * until, [asked_for], StepTarget("project"))


def _in_turn(sorts: Iterable[_Sort]) -> Iterator[Suggestion]:
    """The sort that rested longest first, then the one whose first step takes fewest hours; one of each, then again."""
    some = sorted((each for each in sorts if each.steps), key=lambda each: (each.last, each.steps[0].hours_left))
    rounds = zip_longest(*(each.steps for each in some))
    return (step for step in chain.from_iterable(rounds) if step is not None)
