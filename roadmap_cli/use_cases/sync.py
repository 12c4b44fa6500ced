"""One learner's log and its remotes, each with all that the other has."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from roadmap_cli import storage
from roadmap_cli.domain.heads import CHANGING
from roadmap_cli.domain.later_event import AnyEvent
from roadmap_cli.domain.phrasing import listed
from roadmap_cli.domain.pieces import in_pieces
from roadmap_cli.domain.roadmap import NO_ROADMAP
from roadmap_cli.errors import CannotBeDone, RoadmapError, did_you_mean
from roadmap_cli.reports.sync import LeftOut, RemoteSync, SyncReport
from roadmap_cli.services import sync as service
from roadmap_cli.services.sync import Came, Going, Span
from roadmap_cli.storage.database_replica import DatabaseReplica
from roadmap_cli.storage.folder import FolderReplica
from roadmap_cli.storage.names import ManyNames, many_names
from roadmap_cli.storage.replica import News, Replica
from roadmap_cli.use_cases import roadmap_text, summaries, sync_memory
from roadmap_cli.use_cases.session import Session
from roadmap_cli.use_cases.sync_memory import Remote

Tell = Callable[[int], object]
"""Hears how many events have been looked at, while it takes."""


class _Trial(NamedTuple):
    """Of a dry run: what a sync would record `first`, and what came that texts of roadmaps follow from."""

    first: list[AnyEvent]
    came: list[AnyEvent]


class Synced(NamedTuple):
    """What was done, and what went wrong: the others are not kept from it."""

    report: SyncReport
    errors: tuple[RoadmapError, ...]


class _Shown:
    """News, and by the way which ids they have."""

    def __init__(self, news: News, seen: ManyNames, tell: Tell) -> None:
        self.news, self.seen, self.tell = news, seen, tell

    def __iter__(self) -> Iterator[AnyEvent]:
        looked_at = 0
        for some in in_pieces(self.news):
            self.seen.add(each.id.encode() for each in some)
            yield from some
            looked_at += len(some)
            self.tell(looked_at)


def sync(session: Session, names: Sequence[str], *, dry_run: bool, tell: Tell = lambda _: None) -> Synced:
    """With all remotes, or those that are named. Raises CannotBeDone where there is none, or none of a name."""
    wanted = named(sync_memory.remotes(session), names)
    if dry_run:
        return _tried(session, wanted, tell)
    session.is_sitting = True  # who interrupts a sync has not had all of it, whatever is recorded
    begins = roadmap_text.begins(session)
    with sync_memory.alone():
        roadmap_text.record(session)
        synced = _with_each(session, named(sync_memory.remotes(session), names), tell)
        texts = roadmap_text.bring_forward(session, begins=begins)
    for each in roadmap_text.hints(texts):
        session.hint(each)
    return synced


def _tried(session: Session, remotes: Iterable[Remote], tell: Tell) -> Synced:
    trial = _Trial(roadmap_text.unrecorded(session), [])
    synced = _with_each(session, remotes, tell, trial)
    for each in roadmap_text.hints(roadmap_text.foreseen(session, [*trial.first, *trial.came]), would=True):
        session.hint(each)
    return synced


def named(known: Sequence[Remote], names: Sequence[str]) -> list[Remote]:
    """All of them where none is named. Raises CannotBeDone."""
    by_name = {each.name: each for each in known}
    if not known:
        sentence = "there is nothing to sync with yet"
        raise CannotBeDone(
            sentence, "name a folder that your devices share, or a database: roadmap sync add NAME PLACE"
        )
    for name in names:
        if name not in by_name:
            sentence = f"no remote is called {name}"
            raise CannotBeDone(sentence, did_you_mean(name, list(by_name)) or f"there is {listed(list(by_name))}")
    return [by_name[name] for name in dict.fromkeys(names or by_name)]


def _with_each(session: Session, remotes: Iterable[Remote], tell: Tell, trial: _Trial | None = None) -> Synced:
    done, errors = list[RemoteSync](), list[RoadmapError]()
    for remote in remotes:
        report, error = _with_one(session, remote, tell, trial)
        done.append(report)
        errors += [error] if error else []
    last = max((place for place, each in enumerate(done) if each.came.events), default=0)
    for place, before in enumerate(done[:last]):  # what came from a later one has to go there too
        if not (before.fault or trial):
            (remote,) = named(sync_memory.remotes(session), [before.name])
            report, error = _with_one(session, remote, tell, None)
            done[place] = service.together(before, report)
            errors += [error] if error else []
    told = SyncReport(tuple(done), dry_run=trial is not None, device=session.device.known())
    return Synced(told, tuple(errors))


def _with_one(
    session: Session, remote: Remote, tell: Tell, trial: _Trial | None
) -> tuple[RemoteSync, RoadmapError | None]:
    exchange = _Exchange(session.on(NO_ROADMAP), remote, tell, trial)
    try:
        exchange.run()
    except RoadmapError as error:
        return exchange.report._replace(fault=error.sentence), error
    return exchange.report, None


class _Exchange:
    """With one remote: what it has comes, what it lacks goes, and last it is noted how far. Whatever dies in between is done
    again the next time, since an event that is there already is not taken twice.
    """

    def __init__(self, session: Session, remote: Remote, tell: Tell, trial: _Trial | None) -> None:
        self.session = session
        self.remote = remote
        self.tell = tell
        self.trial = trial
        self.report = RemoteSync(name=remote.name, place=remote.place, user=remote.user)

    def run(self) -> None:
        remote, session = self.remote, self.session
        self.replica = opened(session, remote.place, dry_run=self.trial is not None)
        is_same_log = session.read(service.stand, remote.here)
        with many_names() as seen:
            with self.replica.news(remote.user, remote.read if is_same_log else None) as news:
                came = self._pull(news, seen)
            left_out = tuple(LeftOut(*each) for each in news.damage)
            self.report = self.report._replace(came=came.moved, is_whole=news.is_whole, left_out=left_out)
            if remote.read and news.is_whole and not self.replica.users():  # as a folder is that a drive was taken from
                session.hint(f"nothing is left in {remote.place}: if a drive belongs there, it is away")
            reached = Remote(name=remote.name, place=remote.place, user=remote.user, read=news.cursor, here=came.last)
            spans = [(0, came.before)]
            if not news.is_whole:
                spans = service.joined([*remote.unsent, (remote.here[0] if remote.here else 0, came.before)])
            self._push(spans, news, seen, reached)

    def _pull(self, news: News, seen: ManyNames) -> Came:
        shown = _Shown(news, seen, self.tell)
        if self.trial or not news.has_any():
            return self.session.read(service.would_come, map(self._noticed, shown))
        came = self.session.write(service.come, shown, news.own)
        if came.is_forked:
            self.session.device.renew()
            self.replica = opened(self.session, self.remote.place)
        return came

    def _noticed(self, event: AnyEvent) -> AnyEvent:
        if self.trial and event.kind in CHANGING:
            self.trial.came.append(event)
        return event

    def _push(self, spans: Sequence[Span], news: News, seen: ManyNames, reached: Remote) -> None:
        """What did not go is known to be missing, so that what came need not be read again."""

        def unseen(ids: list[str]) -> set[str]:
            return {each.decode() for each in seen.without(each.encode() for each in ids)}

        with storage.reading(self.session.settings.database, self.session.guard) as log:
            going = Going(log, log.present_name(self.session.settings.user), spans, unseen)
            try:
                if self.trial:
                    deque(going, maxlen=0)
                elif going.has_any():
                    read = self.replica.take(self.remote.user, going, news)
                    reached = reached._replace(read=read)
            except RoadmapError:
                self.report = self.report._replace(unsent=sum(1 for _ in going))
                self._keep(reached._replace(unsent=tuple(spans)))
                raise
            first = self.trial.first if self.trial else ()
            self.report = self.report._replace(went=service.with_more(going.moved, first))
        self._keep(reached)

    def _keep(self, reached: Remote) -> None:
        if not self.trial:
            sync_memory.keep(self.session, reached)


def opened(session: Session, place: str, *, dry_run: bool = False) -> Replica:
    if is_database(place):
        guard = storage.Guard(marks=session.guard.marks)
        return DatabaseReplica(place, guard, session.now, partial(summaries.keep, session))
    return FolderReplica(Path(place), device_of(session, begins=not dry_run))


def is_database(place: str) -> bool:
    """Of an absolute place: a folder is one that is there, or whose name does not end as that of a database."""
    return "://" in place or (Path(place).suffix.casefold() in {".db", ".sqlite"} and not Path(place).is_dir())


def device_of(session: Session, *, begins: bool) -> str:
    """Empty where nothing was written by it yet, and nothing is to be. Raises CannotBeDone where nothing can be kept of it."""
    device = session.device.begun() if begins else session.device.known()
    if begins and not device:
        sentence = "nothing can be kept of this device, which a shared folder needs to know"
        raise CannotBeDone(sentence, "let the data folder be written, or name the device by ROADMAP_DEVICE")
    return device or ""
