"""Topics started, done, skipped or put back. It decides before it writes, and says what changed."""

from collections.abc import Iterable, Sequence
from datetime import date

from roadmap_cli.domain.advice_graph import needed_for
from roadmap_cli.domain.events import STATUS_KINDS, Data, Event, Fact, StatusKind
from roadmap_cli.domain.progress import TopicState, fold_topic
from roadmap_cli.domain.roadmap import PROJECT, Choice, Topic
from roadmap_cli.domain.standing import Standing
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.change import OPEN, ChangeReport, Gap, change_of
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.workspace import Workspace


def mark(  # noqa: PLR0913 - what may be said of a mark has a name each
    workspace: Workspace,
    kind: StatusKind,
    topics: Sequence[Topic],
    day: date | None = None,
    *,
    reason: str = "",
    confidence: int | None = None,
    dry_run: bool = False,
) -> ChangeReport:
    """Start, finish, skip or reset topics, all of them or none; what is so already makes no event. Raises CannotBeDone for
    one that is hidden: nothing that is said of it would show.
    """
    _refuse_hidden(topics)
    data: Data = {"reason": reason} if reason else {}
    if confidence is not None:
        data["confidence"] = confidence
    on, after = day or workspace.today, STATUS_KINDS[kind]
    standing = workspace.standing()
    changes = tuple(
        change_of(each, standing.status(each.id), after) for each in {each.id: each for each in topics}.values()
    )
    changed = tuple(each for each in changes if each.before != after)
    at = workspace.moment_on(on)
    facts = [Fact(kind=kind, topic=each.topic, at=at, day=on, data=data) for each in changed]
    later = _foresee(standing, facts)
    if facts and not dry_run:
        workspace.append(facts)
    marked = [standing.roadmap.topics[each.topic] for each in changed]
    return ChangeReport(
        command=kind,
        day=on,
        today=workspace.today,
        changes=changed,
        unchanged=tuple(each for each in changes if each.before == after),
        opened=opened(standing, later),
        gaps=_gaps_of(kind, standing, later, marked),
        totals=later.whole,
        dry_run=dry_run,
        uncounted=tuple(Named(each.id, each.title) for each in marked if each.id not in later.path),
        unproven=_unproven(later, marked) if kind == "finished" else (),
        unmet=_unmet(later, marked) if kind == "finished" else (),
    )


def _refuse_hidden(topics: Iterable[Topic]) -> None:
    hidden = next((topic for topic in topics if topic.hidden), None)
    if hidden is not None:
        sentence = f"{hidden.title} is hidden"
        raise CannotBeDone(sentence, f"show it again: roadmap topic edit {hidden.id} --shown")


def reset_all(workspace: Workspace, topics: Iterable[Topic], *, with_choices: bool, dry_run: bool) -> ChangeReport:
    """Back to todo for every topic with a status, and for the choices too. Logged time, notes and links stay."""
    standing = workspace.standing()
    touched = [topic for topic in topics if standing.status(topic.id) != "todo" and not topic.hidden]
    chosen = [choice for choice in workspace.roadmap.choices if with_choices and standing.chosen(choice)]
    facts = [workspace.fact("reset", topic.id) for topic in touched]
    facts += [workspace.fact("chose", choice=choice.id, option=None) for choice in chosen]
    if facts and not dry_run:
        workspace.append(facts)
    changes = [change_of(topic, standing.status(topic.id), "todo") for topic in touched]
    changes += [change_of(choice, chosen_title(standing, choice), OPEN) for choice in chosen]
    today, later = workspace.today, _foresee(standing, facts)
    return ChangeReport(
        command="reset", day=today, today=today, changes=tuple(changes), totals=later.whole, dry_run=dry_run
    )


def _foresee(standing: Standing, facts: Iterable[Fact]) -> Standing:
    """The standing after these facts, without writing them."""
    topics, choices = dict(standing.state.topics), dict(standing.state.choices)
    for fact in facts:
        if fact.topic is not None:
            event = Event(
                user="",
                id="~",
                batch="",
                roadmap="",
                kind=fact.kind,
                topic=fact.topic,
                at=fact.at,
                day=fact.day,
                data=fact.data,
            )
            topics[fact.topic] = fold_topic(topics.get(fact.topic, TopicState(fact.topic)), [event])
        elif fact.kind == "chose":
            choices.pop(fact.data["choice"], None)
    return standing._replace(state=standing.state._replace(topics=topics, choices=choices))


def opened(before: Standing, after: Standing) -> tuple[Named, ...]:
    """Topics that became ready, apart from those that were started or done."""
    return tuple(
        Named(topic.id, topic.title)
        for topic in after.path.values()
        if after.status(topic.id) == "todo" and not after.missing(topic) and not _was_ready(before, topic)
    )


def _unproven(standing: Standing, topics: Iterable[Topic]) -> tuple[Named, ...]:
    """Projects that nothing proves yet."""
    projects = (topic for topic in topics if topic.kind == PROJECT and not standing.states[topic.id].proofs)
    return tuple(Named(topic.id, topic.title) for topic in projects)


def _unmet(standing: Standing, topics: Iterable[Topic]) -> tuple[Named, ...]:
    """Where somebody ticks, and has not ticked all: of who never does, nothing is known."""
    partly = (
        topic for topic in topics if standing.states[topic.id].ticks and standing.met(topic) < len(topic.criteria)
    )
    return tuple(Named(topic.id, topic.title) for topic in partly)


def _was_ready(before: Standing, topic: Topic) -> bool:
    return topic.id in before.path and (not before.missing(topic) or before.status(topic.id) != "todo")


def gap_before(workspace: Workspace, topic: Topic) -> Gap | None:
    """What is not done yet and stands before a topic that is still to do."""
    standing = workspace.standing()
    found = _gaps_of("started", standing, standing, [topic] if standing.status(topic.id) == "todo" else [])
    return found[0] if found else None


def _gaps_of(kind: StatusKind, standing: Standing, later: Standing, topics: Iterable[Topic]) -> tuple[Gap, ...]:
    """Whoever begins has all of it before them, in an order that works; whoever is done is told what it stands on."""
    names = later.roadmap.topics
    match kind:
        case "started":
            found = [(topic, [each.id for each in needed_for(standing, topic)]) for topic in topics]
        case "finished":
            found = [(topic, list(later.missing(topic))) for topic in topics]
        case _:
            found = []
    return tuple(
        Gap(Named(topic.id, topic.title), tuple(Named(each, names[each].title) for each in missing))
        for topic, missing in found
        if missing
    )


def chosen_title(standing: Standing, choice: Choice) -> str:
    chosen = standing.chosen(choice)
    return next((option.title for option in choice.options if option.id == chosen), OPEN)
