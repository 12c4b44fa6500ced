"""Which of a roadmap's tips help now."""

from collections.abc import Iterable
from datetime import date

from roadmap_cli.domain.days import WEEK
from roadmap_cli.domain.intentions import Break, break_on
from roadmap_cli.domain.job import Tip
from roadmap_cli.domain.roadmap import PROJECT, Choice, Roadmap, TopicKind
from roadmap_cli.domain.standing import Standing

STUDIED: frozenset[TopicKind] = frozenset({"concept", "skill", "practice"})
"""What one can go on finishing without ever making something."""
_SHORTEST_FIRST = ("after-break", "open-choice", "tutorial-trap")


def tips_for(standing: Standing, breaks: Iterable[Break], today: date, shipped: date | None = None) -> tuple[Tip, ...]:
    """The one whose occasion passes soonest first; none on a break, which is for rest. `shipped` is the day of the last
    project that was, besides those that are topics.
    """
    breaks = tuple(breaks)
    if not standing.roadmap.job.tips or break_on(today, breaks):
        return ()
    tips = standing.roadmap.job.tips
    ordered = [each for when in _SHORTEST_FIRST for each in tips if each.when == when]
    return tuple(each for each in ordered if _fits(each, standing, breaks, today, shipped))


def _fits(tip: Tip, standing: Standing, breaks: tuple[Break, ...], today: date, shipped: date | None) -> bool:
    if tip.when == "after-break":
        return any(0 < (today - each.last).days <= WEEK for each in breaks)
    if tip.when == "open-choice":
        return _is_before_a_choice(standing)
    return _has_reached(standing, tip.phase) and _without_a_project(standing, shipped) >= tip.topics


def _is_before_a_choice(standing: Standing) -> bool:
    """From the phase on in which it is to be made: before that it is far away."""
    open_choices = (each for each in standing.roadmap.choices if standing.chosen(each) is None)
    return any(_has_reached(standing, _phase_of(choice, standing.roadmap)) for choice in open_choices)


def _phase_of(choice: Choice, roadmap: Roadmap) -> str | None:
    """Where it is made: at its topic, or else before the first topic that belongs to one of its options."""
    options = {option.id for option in choice.options}
    found = (each for each in roadmap.topics.values() if each.id == choice.topic or each.option in options)
    return next((each.phase for each in sorted(found, key=lambda each: each.id != choice.topic)), None)


def _has_reached(standing: Standing, phase: str | None) -> bool:
    """Whether the first phase with something left is this one or a later one; never where nothing is left."""
    unfinished = {topic.phase for topic in standing.left.values()}
    ids = [each.id for each in standing.roadmap.phases]
    current = next((place for place, each in enumerate(ids) if each in unfinished), None)
    return current is not None and (phase is None or current >= ids.index(phase))


def _without_a_project(standing: Standing, shipped: date | None) -> int:
    """How many topics were finished since the last project was; what was known before is none of them."""
    topics = standing.roadmap.topics
    done = [(topics[key].kind, each) for key, each in standing.states.items() if each.status == "done"]
    projects = [each.finished_at for kind, each in done if kind == PROJECT and each.finished_at]
    studied = [each.finished_at for kind, each in done if kind in STUDIED and each.finished_at and not each.placed]
    later = (each for each in studied if shipped is None or each.date() > shipped)
    return sum(not projects or each > max(projects) for each in later)
