"""What to do next, and why. The whole rule stands here.

A suggestion is a topic whose prerequisites are all done or skipped. Suggestions come in this order:

1. What is in progress, the most recently touched first: an unfinished topic is the cheapest to finish, and every
   further open topic costs attention.
2. Ready topics that a started but blocked topic stands on: they free what is already begun.
3. Then the core before stretch topics that nothing of it needs: done early, each of these puts off the day on which one is
   ready for a job. Both by weight, greatest first: one more than the number of later topics on the path that stand on it, directly or
   not. What carries most of the path comes early, because being late with it makes everything late. The weight is
   - quartered for every phase that the topic lies ahead of the first unfinished one: phases are meant to be walked in
     order, and a later one may begin early only where it carries much more;
   - halved for each topic of the same module already in the list, and for the module of the last evenings once the
     same module filled at least three of them: interleaving beats blocking for later retention (Rohrer, Dedrick &
     Stershic 2015, d = 0.42 on the next day, 0.79 after a month);
   - with a time budget, doubled where the topic fits into it, and halved for a project where the budget is short,
     since a project needs long stretches.
   Ties go to the longer chain of hours to the end, then to the order of the file.

A topic of an open choice is never suggested under an assumed option: the choice itself takes its place, since it has
become the bottleneck of that place in the list.

A topic done that has faded below FADED comes right before the first suggestion that stands on it: whoever learns on sand
learns twice.

What is done towards a job takes every second place, after the first step that is a topic or a choice, and all places where
no such step is left. It never counts toward a percentage. Of its steps (`advice_hired`)
- what is due of applications comes first; of the other sorts the one that rested longest, then the one of fewest hours;
- a sort is suggested while `ready` lacks it and its time has come. A practice: the topic of the format is done. A project:
  it waits at a stage whose topic is done; a new one where fewer are begun than wanted and the first topic of a stage is
  done. A story: the topic of a format whose questions have tags is done. Once the phase of `ready` is current or behind,
  it is time for all of them. An application: one is due, or nothing is missing.
- a topic that was weak in practice and not answered better since is said to be so: one to learn weighs twice as much, one
  done is to be reviewed, until it was touched on a later day.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from math import fsum
from typing import TYPE_CHECKING, Literal, NamedTuple

from roadmap_cli.domain.advice_graph import longest_chains, needed_for, stand_on, weights
from roadmap_cli.domain.advice_queue import Queue
from roadmap_cli.domain.candidacy import Candidacy, is_near
from roadmap_cli.domain.phrasing import amount, count, in_words, on_day, percent
from roadmap_cli.domain.progress import StudyDay
from roadmap_cli.domain.review import has_faded, minutes_for
from roadmap_cli.domain.roadmap import PROJECT, Choice, Topic
from roadmap_cli.domain.standing import Standing

if TYPE_CHECKING:
    from roadmap_cli.domain.ready_row import ReadyRow

MONOTONY_EVENINGS = 3
SHORT_BUDGET_MINUTES = 120


Action = Literal["continue", "learn", "review", "choose", "project", "story", "practise", "apply"]
STUDYING: frozenset[Action] = frozenset({"continue", "learn"})
TOWARDS_A_JOB: frozenset[Action] = frozenset({"project", "story", "practise", "apply"})
TargetKind = Literal["project", "story", "format", "application"]
ReasonCode = Literal[
    "bottleneck",
    "faded",
    "stood_on",
    "unblocks_started",
    "in_progress",
    "met",
    "opens",
    "longest_chain",
    "stretch",
    "module",
    "change",
    "fits",
    "advances",
    "weak",
    "due",
    "asked_for",
    "stage",
    "practised",
    "open",
    "nothing_missing",
    "lacks",
]


class Reason(NamedTuple):
    code: ReasonCode
    text: str


class StepTarget(NamedTuple):
    """What a step towards a job is about; without an id it is a new one."""

    kind: TargetKind
    id: str | None = None


class Suggestion(NamedTuple):
    """`topic` is a topic id, or the id of a choice where `action` is `choose`, or None where there is a target."""

    topic: str | None
    title: str
    action: Action
    hours_left: float
    reasons: tuple[Reason, ...]
    target: StepTarget | None = None


def name_of(step: Suggestion) -> str | None:
    """The id of what a step is about, None for something new."""
    return step.target.id if step.target else step.topic


class Moment(NamedTuple):
    """What advice depends on besides the standing. `evenings` is (module, how many evenings in a row); `candidacy` is what
    was done towards a job, None where that is not asked about; `rows` is what of it is asked for, where somebody has worked
    that out already.
    """

    today: date
    evenings: tuple[str, int] = ("", 0)
    minutes: int | None = None
    candidacy: Candidacy | None = None
    rows: "tuple[ReadyRow, ...] | None" = None


def suggest(standing: Standing, moment: Moment, limit: int) -> tuple[Suggestion, ...]:
    """At most `limit` suggestions, best first. Empty when nothing counted is left, and nothing is to be done for a job."""
    ranking = Ranking(standing, moment)
    if moment.candidacy is None or not is_near(standing, moment.candidacy):
        return _topics(ranking, limit)
    from roadmap_cli.domain.advice_hired import hired_steps, laid_between

    stood_on = {
        key for topic in standing.ready if not _open_choice(standing, topic) for key in standing.requires(topic)
    }
    rows = moment.rows
    if rows is None:
        from roadmap_cli.domain.ready import rows as work_out

        rows = work_out(standing, moment.candidacy, moment.today)
    hired = hired_steps(standing, moment._replace(rows=rows), ranking.weak, stood_on)
    return laid_between(_topics(ranking, limit), hired)[:limit]


def _topics(ranking: "Ranking", limit: int) -> tuple[Suggestion, ...]:
    standing = ranking.standing
    candidates = Queue(ranking.key, standing.ready)
    found: list[Suggestion] = []
    offered: set[str] = set()
    refreshed: set[str] = set()
    modules: dict[str, int] = {}
    while len(found) < limit and (best := candidates.pop()) is not None:
        choice = _open_choice(standing, best)
        if choice is None:
            faded = [key for key in standing.requires(best) if key not in refreshed and has_faded(standing, key)]
            found += [*(_review(ranking, key, best) for key in faded), _suggestion(ranking, best)]
            refreshed.update(faded)
            modules[best.module] = modules.get(best.module, 0) + 1
            candidates.list_module(best.module, modules[best.module])
        elif choice.id not in offered:
            found.append(_choose(standing, choice))
            offered.add(choice.id)
    return tuple(found[:limit])


def in_order(standing: Standing, moment: Moment, evening: float) -> tuple[Topic, ...]:
    """Every topic left, as whoever always does the first suggestion takes them: each to its end, in evenings of so many
    hours. Topics of an open choice stand where its effective option has them.

    Only what module the last evenings filled changes on the way: whatever else a rank is made of is the same for what is
    left, or (the phase that one is in) moves all ranks alike. What is done towards a job is no part of it.
    """
    ranking = Ranking(standing, moment._replace(evenings=("", 0), minutes=None))
    waiting = {key: len(standing.missing(topic)) for key, topic in standing.left.items()}
    ready, (module, evenings) = Queue(ranking.key, standing.ready), moment.evenings
    hours, found, tired = evenings * evening, list[Topic](), ""
    while True:
        ready.list_module(tired, 0)
        tired = module if hours > (MONOTONY_EVENINGS - 1) * evening else ""
        ready.list_module(tired, 1)
        best = ready.pop()
        if best is None:
            return tuple(found)
        found.append(best)
        hours = standing.hours_left(best) + (hours if best.module == module else 0.0)
        module = best.module
        for key in standing.dependents.get(best.id, ()):
            waiting[key] -= 1
            if not waiting[key]:
                ready.push(standing.left[key])


class Ranking:
    """The order of rule 1 to 3 over the topics that could be done now."""

    def __init__(self, standing: Standing, moment: Moment) -> None:
        self.standing = standing
        self.moment = moment

    @cached_property
    def chains(self) -> dict[str, float]:
        return longest_chains(self.standing)

    @cached_property
    def weights(self) -> dict[str, int]:
        return weights(self.standing)

    @cached_property
    def ranks(self) -> dict[str, int]:
        return {topic: index for index, topic in enumerate(self.standing.path)}

    @cached_property
    def rescued(self) -> dict[str, str]:
        return _stood_on_by_started(self.standing)

    def key(self, topic: Topic, listed: int = 0) -> tuple[float, ...]:
        """Smallest first. `listed` is how many topics of the same module stand in the list already."""
        state = self.standing.states.get(topic.id)
        doing = state is not None and state.status == "doing"
        touched = state.last_day.toordinal() if doing and state and state.last_day else 0
        weight = self.weights[topic.id] * self._factor(topic) / 2**listed
        rescues = topic.id in self.rescued
        extra = topic.id not in self.standing.core
        return (not doing, -touched, not rescues, extra, -weight, -self.chains[topic.id], self.ranks[topic.id])

    @cached_property
    def weak(self) -> Mapping[str, str]:
        """Topics that were weak in practice, with how that is told."""
        if self.moment.candidacy is None or not self.moment.candidacy.practice:
            return {}
        from roadmap_cli.domain.advice_hired import weak_reasons

        return weak_reasons(self.standing, self.moment.candidacy.practice, self.moment.today)

    @cached_property
    def _phases_ahead(self) -> dict[str, int]:
        unfinished = {topic.phase for topic in self.standing.left.values()}
        phases = self.standing.roadmap.phases
        current = next((phase.number for phase in phases if phase.id in unfinished), 0)
        return {phase.id: phase.number - current for phase in phases}

    def _factor(self, topic: Topic) -> float:
        factor = 0.25 ** self._phases_ahead[topic.phase]
        if topic.id in self.weak:
            factor *= 2
        module, evenings = self.moment.evenings
        if topic.module == module and evenings >= MONOTONY_EVENINGS:
            factor /= 2
        if self.moment.minutes is not None:
            if self.standing.hours_left(topic) * 60 <= self.moment.minutes:
                factor *= 2
            elif topic.kind == PROJECT and self.moment.minutes < SHORT_BUDGET_MINUTES:
                factor /= 2
        return factor


def evenings_in_a_row(modules_by_topic: Mapping[str, str], days: Iterable[StudyDay]) -> tuple[str, int]:
    """The module that every one of the last study days touched, and how many days that is."""
    by_day: dict[date, set[str]] = {}
    for each in days:
        if each.topic in modules_by_topic:
            by_day.setdefault(each.day, set()).add(modules_by_topic[each.topic])
    newest_first = [by_day[day] for day in sorted(by_day, reverse=True)]
    common = set(newest_first[0]) if newest_first else set()
    evenings = 0
    for modules in newest_first:
        if not common & modules:
            break
        common &= modules
        evenings += 1
    return (min(common), evenings) if common else ("", 0)


def _stood_on_by_started(standing: Standing) -> dict[str, str]:
    """Topics left that a started topic needs, directly or not, with the title of that topic."""
    found: dict[str, str] = {}
    started = {key for key, state in standing.states.items() if state.status == "doing"}
    for key in reversed(standing.left):  # where several stand on it, the last of the file is named
        if key in started and standing.missing(topic := standing.left[key]):
            found |= {each.id: topic.title for each in needed_for(standing, topic, found)}
    return found


def _open_choice(standing: Standing, topic: Topic) -> Choice | None:
    if topic.option is None or standing.status(topic.id) == "doing":
        return None
    choice = standing.roadmap.choice_of[topic.option]
    return choice if standing.chosen(choice) is None else None


def _choose(standing: Standing, choice: Choice) -> Suggestion:
    waiting = [topic for topic in standing.left.values() if topic.option == standing.effective[choice.id]]
    *others, last = (option.title for option in choice.options)
    titles = f"{', '.join(others)} or {last}" if others else last
    ready = sum(map(standing.is_ready, waiting))
    wait = "waits" if len(waiting) == 1 else "wait"
    text = f"{count(len(waiting), 'topic')} {wait} for it, {in_words(ready)} could start now: {titles}"
    return Suggestion(
        topic=choice.id, title=choice.title, action="choose", hours_left=0.0, reasons=(Reason("bottleneck", text),)
    )


def _review(ranking: Ranking, topic: str, on_it: Topic) -> Suggestion:
    recall = ranking.standing.recall(topic) or 0.0
    reasons = [
        *([Reason("weak", ranking.weak[topic])] if topic in ranking.weak else []),
        Reason("faded", f"you would recall {percent(100 * recall)} of it now"),
        Reason("stood_on", f"{on_it.title} stands on it"),
    ]
    return review_of(ranking.standing, topic, reasons)


def review_of(standing: Standing, topic: str, reasons: Iterable[Reason]) -> Suggestion:
    """Of a topic done: of what is due of it, else of all there is."""
    found = standing.roadmap.topics[topic]
    minutes = minutes_for(standing.recollection.due_counts.get(topic, 0) or len(found.cards))
    return Suggestion(
        topic=topic, title=found.title, action="review", hours_left=round(minutes / 60, 2), reasons=tuple(reasons)
    )


def _suggestion(ranking: Ranking, topic: Topic) -> Suggestion:
    standing, moment = ranking.standing, ranking.moment
    doing = standing.status(topic.id) == "doing"
    rescued = ranking.rescued.get(topic.id)
    longest = ranking.chains[topic.id] >= max(ranking.chains.values())
    reasons = [
        *_progress_reasons(standing, topic, moment),
        *_part_reasons(standing, topic),
        *([Reason("weak", ranking.weak[topic.id])] if topic.id in ranking.weak else []),
        *([Reason("unblocks_started", f"{rescued}, which you started, stands on it")] if rescued else []),
        *_weight_reasons(standing, topic, longest=longest),
        *_moment_reasons(standing, topic, moment),
    ]
    return Suggestion(
        topic=topic.id,
        title=topic.title,
        action="continue" if doing else "learn",
        hours_left=standing.told(standing.hours_left(topic)),
        reasons=tuple(reasons),
    )


def _progress_reasons(standing: Standing, topic: Topic, moment: Moment) -> Iterable[Reason]:
    state = standing.states.get(topic.id)
    if state is None or state.status != "doing":
        return
    day = state.last_day or moment.today
    if state.minutes:
        yield Reason("in_progress", f"you are {amount(state.minutes / 60)} into it, last {on_day(day, moment.today)}")
    else:
        yield Reason("in_progress", f"you started it {on_day(day, moment.today)}")


def _part_reasons(standing: Standing, topic: Topic) -> Iterable[Reason]:
    if met := standing.met(topic):
        yield Reason(
            "met", f"{met} of {len(topic.criteria)} {'criterion' if len(topic.criteria) == 1 else 'criteria'} met"
        )


def _weight_reasons(standing: Standing, topic: Topic, *, longest: bool) -> Iterable[Reason]:
    left, opened = standing.left, stand_on(standing, topic.id)
    if opened:
        hours = standing.told(fsum([left[each].hours for each in opened]))
        of_path = f", {amount(hours)} of the path" if hours else ""
        yield Reason("opens", f"opens {count(len(opened), 'later topic')}{of_path}")
    if longest and opened:
        yield Reason("longest_chain", "on the longest chain to the end")
    if topic.stretch:
        what = ", but others need it" if topic.id in standing.core else ": worth it, but not needed for the rest"
        yield Reason("stretch", f"a stretch topic{what}")
    if not opened:
        module = standing.roadmap.modules[topic.module]
        here = sum(each.id in left for each in module.topics)
        text = f"completes {module.title}" if here == 1 else f"one of {here} left in {module.title}"
        yield Reason("module", text)


def _moment_reasons(standing: Standing, topic: Topic, moment: Moment) -> Iterable[Reason]:
    module, evenings = moment.evenings
    if evenings >= MONOTONY_EVENINGS and topic.module != module:
        title = standing.roadmap.modules[module].title
        yield Reason("change", f"a change from {in_words(evenings)} evenings of {title}")
    if moment.minutes is not None and topic.is_estimated:
        minutes = standing.hours_left(topic) * 60
        if minutes <= moment.minutes:
            yield Reason("fits", f"fits into {amount(moment.minutes / 60)}")
        elif 100 * moment.minutes >= minutes:
            further = percent(100 * moment.minutes / minutes)
            yield Reason("advances", f"{amount(moment.minutes / 60)} take you {further} further")
