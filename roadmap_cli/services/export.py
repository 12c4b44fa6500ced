"""One learner's way as a whole, or a part of it: what every export is made of."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from roadmap_cli.domain.days import WEEK
from roadmap_cli.domain.edit import EDITS, as_edited, counted, edits_by_event, in_order_of_days
from roadmap_cli.domain.events import Event, Kind
from roadmap_cli.domain.forecast import Dates, finish
from roadmap_cli.domain.habits import Streaks
from roadmap_cli.domain.later_event import AnyEvent, LaterEvent
from roadmap_cli.domain.progress import State, TopicState, day_totals, fold_choices, fold_topic
from roadmap_cli.domain.roadmap import Phase, Roadmap, Topic
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.activity import ActivityReport
from roadmap_cli.reports.archive import Archive, ArchivedText, WholeArchive
from roadmap_cli.reports.burnup import Burnup
from roadmap_cli.reports.card import Deck
from roadmap_cli.reports.export import PIECES, Piece, ProgressReport, TopicNote
from roadmap_cli.reports.history import EventLine, HistoryEntry
from roadmap_cli.reports.plan import PlanReport
from roadmap_cli.reports.show import NoteLine
from roadmap_cli.reports.status import PhaseStatus, StatusReport
from roadmap_cli.reports.tick import TickLine
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services import card
from roadmap_cli.services import plan as study_plan
from roadmap_cli.services.activity import activity
from roadmap_cli.services.burnup import burnup
from roadmap_cli.services.evidence import proofs
from roadmap_cli.services.history import history
from roadmap_cli.services.pace import NEVER, Ahead, hours_to_phases
from roadmap_cli.services.prompt import STEPS_ON_STATUS
from roadmap_cli.services.review import Lessons
from roadmap_cli.services.status import ahead_of_core, status
from roadmap_cli.services.tick import tick_lines
from roadmap_cli.services.topic_line import named
from roadmap_cli.services.workspace import Workspace

RECENT_COMMANDS = 10
MOST_COMMANDS = 1000
RECENT_NOTES = 12
NOTES_WITHIN = (30, 900)
"""In how many days the newest are looked for first."""
OWN_AFFAIRS: frozenset[Kind] = EDITS | {"planned", "timed", "renamed", "projected", "told", "practised", "applied"}
YEAR_WEEKS = 53


class Part(NamedTuple):
    """What is told: one phase, and what happened since a day; None leaves nothing out."""

    phase: Phase | None = None
    since: date | None = None


EVERYTHING = Part()


class Carried(NamedTuple):
    """What goes with the progress on a roadmap: its title, its file, and what the learner has changed of it."""

    title: str = ""
    definition: ArchivedText | None = None
    own: str | None = None


def progress(
    workspace: Workspace, lessons: Lessons, part: Part = EVERYTHING, pieces: Collection[Piece] = PIECES
) -> ProgressReport:
    """With these pieces; the others, for which the log is read, are empty."""
    standing, topics = workspace.standing(), topics_of(workspace, part)
    needs_futures = part.phase is not None or "burnup" in pieces
    ahead = ahead_of_core(workspace, standing, workspace.intentions()) if needs_futures else None
    steps = len(standing.left) if part.phase else STEPS_ON_STATUS
    whole = status(workspace, extent="for others", steps=steps, forecast=ahead and ahead.line)
    told = _narrowed(whole, standing, part, topics)
    return ProgressReport(
        status=_of_phase(told, workspace, standing, ahead, part.phase) if ahead and part.phase else told,
        recent=tuple(_recent(workspace, part)) if "recent" in pieces else (),
        evidence=tuple(
            each
            for each in proofs(workspace, standing)
            if _is_of(workspace.roadmap, each.topic.id, part.phase) and _is_since(each.link.day, part)
        ),
        notes=tuple(_notes(workspace, standing, part)) if "notes" in pieces else (),
        dates={key: (state.started_at, state.finished_at) for key, state in standing.states.items() if key in topics},
        requires={key: standing.requires(topic) for key, topic in workspace.roadmap.topics.items() if key in topics},
        needs={key: tuple(_needs(workspace.roadmap.topics[key])) for key in topics},
        activity=_activity(workspace, part, told.habits.streaks),
        burnup=_burnup(workspace, standing, ahead) if ahead and part.phase is None else None,
        ticks=_ticks(standing, lessons, topics),
        phase=Named(part.phase.id, part.phase.title) if part.phase else None,
        since=part.since,
    )


def _needs(topic: Topic) -> Iterator[str]:
    yield from topic.requires
    yield from (f"{option}:{needed}" for option, ids in topic.requires_option.items() for needed in ids)


def _ticks(standing: Standing, lessons: Lessons, topics: frozenset[str]) -> dict[str, tuple[TickLine, ...]]:
    """Texts are read only where something is ticked."""
    ticked = (
        key for key, state in standing.states.items() if key in topics and not all(each.off for each in state.ticks)
    )
    return {key: tick_lines(standing, key, lessons(key)) for key in ticked}


def with_resources(report: ProgressReport, lessons: Lessons) -> ProgressReport:
    """For the formats out of which a roadmap can be made again: all of its texts are read."""
    topics = [each.id for phase in report.status.phases for module in phase.modules for each in module.topics]
    return report._replace(resources={topic: lessons(topic).resources for topic in topics})


def archive(workspace: Workspace, part: Part) -> Archive:
    """The events of a part keep the edits and undos that are about them, so that they come back as they were."""
    roadmap, gone = workspace.roadmap, workspace.log.undone(workspace.user, workspace.roadmap.id)
    edited = _edited(workspace, gone)
    kept = (each for each in _kept(workspace, edited, part) if isinstance(each, Event))
    alive = (each for each in kept if each.batch not in gone)
    return Archive(
        roadmap=Named(roadmap.id, roadmap.title),
        user=workspace.user,
        events=_kept(workspace, edited, part),
        state=_state_of(counted(alive, edited.edits)),
    )


def everything(workspace: Workspace, carried: Mapping[str, Carried], in_use: str) -> WholeArchive:
    """On every roadmap: also on those of which nothing but progress is here."""
    user = workspace.user
    names = {*carried, in_use, *workspace.log.roadmaps_of(user)}
    return WholeArchive(user, in_use, tuple(_whole(workspace, name, carried) for name in sorted(names)))


def _whole(workspace: Workspace, name: str, carried: Mapping[str, Carried]) -> Archive:
    its = carried.get(name, Carried())
    return Archive(
        roadmap=Named(name, its.title),
        user=workspace.user,
        events=workspace.log.recorded(workspace.user, name),
        state=_state(workspace, name),
        definition=its.definition,
        own=its.own,
    )


def _state(workspace: Workspace, name: str) -> State:
    """Without days; its choices in the order in which they were first made, which is the one of the archive."""
    log, user = workspace.log, workspace.user
    gone = log.undone(user, name)
    choices = fold_choices(each for each in log.events(user, name, kind="chose") if each.batch not in gone)
    return log.state(user, name, date.max)._replace(choices=choices)


def plan(workspace: Workspace, part: Part, weeks: int) -> PlanReport:
    """The coming study blocks, with what is of the phase; all of it is since any day, because it lies ahead."""
    report = study_plan.plan(workspace, study_plan.Wish(), weeks)
    if part.phase is None:
        return report
    blocks = (
        block._replace(
            entries=tuple(each for each in block.entries if _is_of(workspace.roadmap, each.topic, part.phase))
        )
        for block in report.blocks
    )
    return report._replace(blocks=tuple(blocks))


def deck(workspace: Workspace, lessons: Lessons, part: Part) -> Deck:
    return card.deck(workspace, lessons, topics_of(workspace, part))


def topics_of(workspace: Workspace, part: Part) -> frozenset[str]:
    """Ids of the topics that a part is about, whether they count or not."""
    roadmap = workspace.roadmap
    here = frozenset(topic.id for topic in (part.phase.topics if part.phase else roadmap.topics.values()))
    if part.since is None:
        return here
    states = workspace.standing().states
    return frozenset(
        key for key in here if (state := states.get(key)) and state.last_day and state.last_day >= part.since
    )


def _is_of(roadmap: Roadmap, topic: str, phase: Phase | None) -> bool:
    found = roadmap.topic_of(topic)
    return phase is None or (found is not None and found.phase == phase.id)


def _is_since(day: date, part: Part) -> bool:
    return part.since is None or day >= part.since


class _Edited(NamedTuple):
    """The entries that edits are about, by id, the edits that count, and the days on which those entries that count do."""

    entries: Mapping[str, Event]
    edits: Mapping[str, Sequence[Event]]
    days: Mapping[str, date]


def _edited(workspace: Workspace, gone: frozenset[str]) -> _Edited:
    log, user, roadmap = workspace.log, workspace.user, workspace.roadmap.id
    edits = log.edits(user, roadmap)
    found = {each.id: each for each in log.with_ids(user, (edit.data["event"] for edit in edits))}
    entries = {key: each for key, each in found.items() if each.roadmap == roadmap}
    in_force = edits_by_event(each for each in edits if each.batch not in gone)
    counting = (as_edited(each, in_force.get(key, ())) for key, each in entries.items() if each.batch not in gone)
    return _Edited(entries, in_force, {each.id: each.day for each in counting if each})


def _kept(workspace: Workspace, edited: _Edited, part: Part) -> Iterator[AnyEvent]:
    """Entries of a part, whether they count or not, by the day that they count for, with the edits and undos about them. What
    an event of a later version is about nobody knows here: it is an entry.
    """
    log, user, roadmap = workspace.log, workspace.user, workspace.roadmap
    held = {(key, each.topic) for key, each in edited.entries.items() if _is_entry(roadmap, each, edited, part)}
    named = {each.data["batch"] for each in log.events(user, roadmap.id, kind="undone")}
    batches: set[str] = set()
    for event in log.recorded(user, roadmap.id):
        if isinstance(event, LaterEvent):
            keep = _is_entry(roadmap, event, edited, part)
        elif event.kind == "undone":
            keep = event.data["batch"] in batches
        elif event.kind in EDITS:
            keep = (event.data["event"], event.topic) in held
        else:
            keep = _is_entry(roadmap, event, edited, part)
        if keep:
            batches |= {event.batch} & named
            yield event


def _is_entry(roadmap: Roadmap, event: AnyEvent, edited: _Edited, part: Part) -> bool:
    here = part.phase is None if event.topic is None else _is_of(roadmap, event.topic, part.phase)
    return here and event.kind not in EDITS and _is_since(edited.days.get(event.id, event.day), part)


def _state_of(alive: Iterable[Event]) -> State:
    """`fold`, without days, of events that count as they do, and are never held."""
    states, chosen = dict[str, TopicState](), list[Event]()
    for each in alive:
        if each.topic is not None:
            states[each.topic] = fold_topic(states.get(each.topic) or TopicState(each.topic), (each,))
        elif each.kind == "chose":
            chosen.append(each)
    return State({topic: states[topic] for topic in sorted(states)}, fold_choices(chosen), ())


def _activity(workspace: Workspace, part: Part, runs: Streaks) -> ActivityReport:
    if part == EVERYTHING:
        return activity(workspace, YEAR_WEEKS, runs=runs)
    since = part.since or date.min
    days = workspace.log.state(workspace.user, workspace.roadmap.id, since).days
    here = day_totals(day for day in days if _is_of(workspace.roadmap, day.topic, part.phase))
    weeks = min(YEAR_WEEKS, (workspace.today - since).days // WEEK + 2)
    return activity(workspace, weeks, here)


def _narrowed(whole: StatusReport, standing: Standing, part: Part, topics: frozenset[str]) -> StatusReport:
    """The totals of a part are those of its phase: what is left of it does not depend on when one looked."""
    phases = (phase for phase in whole.phases if part.phase is None or phase.id == part.phase.id)
    return whole._replace(
        ready=None if part.phase else whole.ready,
        totals=standing.totals(part.phase.topics) if part.phase else whole.totals,
        phases=tuple(told for phase in phases if (told := _with_topics(phase, topics)).modules),
    )


def _with_topics(phase: PhaseStatus, topics: frozenset[str]) -> PhaseStatus:
    modules = (
        module._replace(topics=told)
        for module in phase.modules
        if (told := tuple(line for line in module.topics if line.id in topics))
    )
    return phase._replace(modules=tuple(modules))


def _of_phase(told: StatusReport, workspace: Workspace, standing: Standing, ahead: Ahead, phase: Phase) -> StatusReport:
    """A phase is reached when its last topic is done; its next steps are those that lie in it."""
    inside = (step for step in told.next if _is_of(workspace.roadmap, step.topic or "", phase))
    done = not any(topic.id in standing.left for topic in phase.topics)
    line = ahead.line._replace(done=done, core=None)
    if ahead.futures and not done:
        reached = hours_to_phases(workspace, standing, line.hours_per_week, ahead.intentions.plan)
        dates = finish(ahead.futures, reached[phase.id], workspace.today, ahead.intentions.breaks)
        line = line._replace(**dates._asdict())
    nearest = () if done else told.next[:1]  # what the phase waits for, where nothing of it is open yet
    return told._replace(forecast=line, next=tuple(inside)[:STEPS_ON_STATUS] or nearest)


def _recent(workspace: Workspace, part: Part) -> Iterable[HistoryEntry]:
    most = 6 * RECENT_COMMANDS if part.since is None else MOST_COMMANDS
    entries = history(workspace, most, part.since or date.min).entries
    told = (
        entry._replace(events=events)
        for entry in entries
        if not entry.undone and not entry.about and _is_since(entry.day, part)
        if (events := _for_a_mentor(workspace.roadmap, entry, part))
    )
    return list(told)[: RECENT_COMMANDS if part.since is None else MOST_COMMANDS]


def _for_a_mentor(roadmap: Roadmap, entry: HistoryEntry, part: Part) -> tuple[EventLine, ...]:
    """What a learner plans, how they measure time and what they mended is their own affair."""
    events = (event for event in entry.events if event.kind not in OWN_AFFAIRS and not event.deleted)
    return tuple(event for event in events if part.phase is None or _is_of(roadmap, event.topic or "", part.phase))


def _notes(workspace: Workspace, standing: Standing, part: Part) -> list[TopicNote]:
    """Newest first; since a day all of them."""

    def those(since: date) -> list[TopicNote]:
        events = in_order_of_days(workspace.during(["noted"], since))[::-1]
        return [
            TopicNote(named(standing, event.topic or ""), NoteLine(event.at, event.day, event.data["text"]))
            for event in events
            if _is_of(workspace.roadmap, event.topic or "", part.phase)
        ]

    if part.since is not None:
        return those(part.since)
    lately = (those(workspace.today - timedelta(days=days)) for days in NOTES_WITHIN)
    enough = next((notes for notes in lately if len(notes) >= RECENT_NOTES), None)
    return (enough or those(date.min))[:RECENT_NOTES]


def _burnup(workspace: Workspace, standing: Standing, ahead: Ahead) -> Burnup:
    def ends(hours: float) -> Dates:
        return finish(ahead.futures, hours, workspace.today, ahead.intentions.breaks) if ahead.futures else NEVER

    return burnup(workspace, standing, ends)
