"""Events that come back from a copy of the database, of all learners and roadmaps."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from roadmap_cli.domain.cohort import Member
from roadmap_cli.domain.event_log import Log
from roadmap_cli.domain.later_event import AnyEvent, LaterEvent
from roadmap_cli.domain.pieces import in_pieces
from roadmap_cli.reports.restore import RestoredLine
from roadmap_cli.services.workspace import Workspace


class Returned(NamedTuple):
    """What was not here, how much was, how much is here alone, and how much stays away, since a row of its id is here that is
    no event; and who was in no such group here.
    """

    lines: tuple[RestoredLine, ...]
    known: int
    left_out: int
    barred: int = 0
    members: tuple[Member, ...] = ()


def compare(workspace: Workspace, events: Iterable[AnyEvent], members: Sequence[Member] = ()) -> Returned:
    """What a merge would bring. Nothing is written."""
    returning = _Returning(workspace.log)
    for some in in_pieces(_by_present_names(workspace.log, events)):
        here = _known(workspace.log, some)
        returning.add(some, [each for each in some if (each.user, each.id) not in here], here)
    found = returning.returned(workspace.log.number_of_events())
    return found._replace(members=_in_no_such_group(workspace.log, members))


def merge(workspace: Workspace, events: Iterable[AnyEvent], members: Sequence[Member] = ()) -> Returned:
    """Whatever was not here is added with its id and batch, so that undo goes back through it command by command. Under which
    other name it was here is told by `compare` alone: by now more may be. Who is in a group here keeps the role.
    """
    log, here = workspace.log, workspace.log.number_of_events()
    returning = _Returning(None)

    def tell(some: Sequence[AnyEvent], new: Sequence[AnyEvent]) -> None:
        returning.add(some, new, _known(log, some) - {(each.user, each.id) for each in new})

    log.bring_in(events, tell)
    if come := _in_no_such_group(log, members):
        log.cohort.add(come)
    return returning.returned(here)._replace(members=come)


def _in_no_such_group(log: Log, members: Sequence[Member]) -> tuple[Member, ...]:
    """Under the names of now."""
    here = {(each.user, name) for name in {each.group for each in members} for each in log.cohort.members(name)}
    told = {each._replace(user=log.present_name(each.user)) for each in members}
    return tuple(sorted(each for each in told if (each.user, each.group) not in here))


def all_new(events: Iterable[AnyEvent], members: Sequence[Member] = ()) -> Returned:
    """Where nothing is here."""
    returning = _Returning(None)
    for some in in_pieces(events):
        returning.add(some, some, set())
    return returning.returned(0)._replace(members=tuple(sorted(members)))


def _by_present_names(log: Log, events: Iterable[AnyEvent]) -> Iterator[AnyEvent]:
    """As `bring_in` takes them: a copy may be older than a rename."""
    names: dict[str, str] = {}
    for each in events:
        if each.user not in names:
            names[each.user] = log.present_name(each.user)
        yield each._replace(user=names[each.user])


def _known(log: Log, events: Iterable[AnyEvent]) -> set[tuple[str, str]]:
    """Which of these are in the log."""
    by_user: dict[str, list[str]] = {}
    for each in events:
        by_user.setdefault(each.user, []).append(each.id)
    return {(user, each) for user, ids in by_user.items() for each in log.known_ids(user, ids)}


class _Returning:
    """What comes back, a few events at a time; names are looked for in the log."""

    def __init__(self, log: Log | None) -> None:
        self.log = log
        self.lines: dict[tuple[str, str], RestoredLine] = {}
        self.known = self.counted = self.barred = 0

    def add(self, some: Sequence[AnyEvent], new: Sequence[AnyEvent], known: Collection[tuple[str, str]]) -> None:
        """`known` are the names of those that were here."""
        self.known += len(known)
        self.counted += sum((each.user, each.id) in known for each in some if not isinstance(each, LaterEvent))
        self.barred += len(some) - len(new) - len(known)
        by_scope: dict[tuple[str, str], list[AnyEvent]] = {}
        for each in new:
            by_scope.setdefault((each.user, each.roadmap), []).append(each)
        for scope, its in by_scope.items():
            self.lines[scope] = self._line(*scope, its)

    def _line(self, user: str, roadmap: str, events: Sequence[AnyEvent]) -> RestoredLine:
        """The one so far with more events."""
        before = self.lines.get((user, roadmap))
        days = [each.day for each in events] + ([before.first, before.last] if before else [])
        return RestoredLine(
            user=user,
            roadmap=roadmap,
            events=len(events) + (before.events if before else 0),
            first=min(days),
            last=max(days),
            here_as=self._other_name(user, events, before),
        )

    def _other_name(self, user: str, events: Sequence[AnyEvent], before: RestoredLine | None) -> str:
        """Under which other name all of them are here."""
        if self.log is None or (before and not before.here_as):
            return ""
        first, others = events[0].id, (each for each in self.log.users() if each != user)
        name = before.here_as if before else next((each for each in others if self.log.known_ids(each, [first])), "")
        return name if name and len(self.log.known_ids(name, [each.id for each in events])) == len(events) else ""

    def returned(self, here: int) -> Returned:
        """With so many events that count here before."""
        lines = tuple(self.lines[scope] for scope in sorted(self.lines))
        return Returned(lines=lines, known=self.known, left_out=here - self.counted, barred=self.barred)
