"""A database as a remote: another file, or one on a server."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime

from roadmap_cli import storage
from roadmap_cli.domain.later_event import AnyEvent
from roadmap_cli.domain.on_database import on_place
from roadmap_cli.errors import DatabaseUnusable
from roadmap_cli.storage.guard import Guard
from roadmap_cli.storage.replica import Cursor, Damage, News
from roadmap_cli.storage.seal import Unsound

CONFIGURED = "roadmap config database"
"""Tells where the name of the database in use comes from."""
ANOTHER = "nothing in it was changed; name another one, or see what you sync with: roadmap sync list"


class DatabaseReplica:
    def __init__(self, address: str, guard: Guard, now: datetime, summarise: Callable[[storage.Store], object]) -> None:
        """`summarise` keeps what mentors read there of whom something came."""
        self.address = address
        self.guard = guard
        self.now = now
        self.summarise = summarise

    def users(self) -> list[str]:
        with self._named():
            self._see()
            with storage.reading(self.address, self.guard) as log:
                return list(log.users())

    @contextmanager
    def _named(self) -> Iterator[None]:
        """What somebody is told to do is about this one, and not the database in use."""
        try:
            yield
        except DatabaseUnusable as error:
            error.hint = ANOTHER if CONFIGURED in error.hint else on_place(error.hint, self._place())
            raise

    def _place(self) -> str:
        return self.address if storage.is_file(self.address) else storage.look(self.address).place

    def _see(self) -> None:
        """Raises DatabaseUnusable where its folder is away: none is made up in the place of a drive."""
        path = storage.file_of(self.address)
        if path is not None and not path.absolute().parent.is_dir():
            sentence = f"the folder of the database {path} is not there"
            raise DatabaseUnusable(sentence, "bring back the drive that it is on, or make the folder")

    @contextmanager
    def news(self, user: str, cursor: Cursor | None) -> Iterator["DatabaseNews"]:
        with ExitStack() as stack:
            with self._named():
                self._see()
                log = stack.enter_context(storage.reading(self.address, self.guard))
                found = DatabaseNews(log, user, cursor)
            yield found

    def take(self, user: str, events: Iterable[AnyEvent], news: News) -> Cursor:
        with self._named():
            try:
                return self._take(user, events, news)
            except Unsound as error:
                if not error.can_be_written:
                    raise
                storage.refold(self.address, self.now)
                return self._take(user, events, news)

    def _take(self, user: str, events: Iterable[AnyEvent], news: News) -> Cursor:
        """What it got from others meanwhile stays news."""
        self._see()
        before = _believed(news.cursor)
        with storage.writing(self.address, self.guard) as log:
            user = log.present_name(user)
            is_as_read = log.last_arrival(user) == (before[0] if before else 0)
            log.bring_in(each._replace(user=user) for each in events)
            if log.keeps_summaries:
                self.summarise(log)
            return _told(log, user) if is_as_read else news.cursor


class DatabaseNews:
    def __init__(self, log: storage.Store, user: str, cursor: Cursor | None) -> None:
        user = log.present_name(user)
        self.log = log
        self.user = user
        self.last = log.last_arrival(user)
        self.damage: list[Damage] = []
        before = _believed(cursor)
        self.is_whole = before is None or log.arrival(user, before[0]) != before[1]
        self.after = 0 if self.is_whole or before is None else before[0]
        self.cursor: Cursor = _told(log, user)

    def __iter__(self) -> Iterator[AnyEvent]:
        """Raises DatabaseUnusable: it is not the database here that would have to be mended."""
        try:
            yield from self.log.arrivals(self.user, self.after, self.last)
        except Unsound as error:
            raise DatabaseUnusable(error.sentence, error.hint) from error
        finally:
            self.damage[:] = [Damage(each.place, each.fault) for each in self.log.odd.values()]

    def has_any(self) -> bool:
        return self.after < self.last

    def own(self) -> Iterator[AnyEvent]:
        """Whoever writes there writes as themselves."""
        return iter(())


def _told(log: storage.Store, user: str) -> Cursor:
    number = log.last_arrival(user)
    return {"number": number, "id": log.arrival(user, number)}


def _believed(cursor: Cursor | None) -> tuple[int, str] | None:
    match cursor:
        case {"number": int(number), "id": str(identifier)}:
            return number, identifier
    return None
