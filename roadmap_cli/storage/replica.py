"""What a remote is to a sync, whatever it is: events since a cursor, and a place for more."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from roadmap_cli.domain.later_event import AnyEvent

Cursor = Mapping[str, object]
"""How far a remote was read, as JSON. Its replica alone knows what is in it, and believes nothing of it unseen."""


class Damage(NamedTuple):
    """What could not be read, with its place."""

    place: str
    fault: str


class News(Protocol):
    """The events of a learner in a remote that were not read before, each perhaps several times and known here. They can be
    read again. Once they have been read to the end, `cursor` says how far, and `damage` what was left out.
    """

    is_whole: bool
    """Whether all that the remote holds is read: nothing was before, or it is not any more what was read."""
    damage: list[Damage]

    def __iter__(self) -> Iterator[AnyEvent]: ...
    def has_any(self) -> bool: ...
    def own(self) -> Iterator[AnyEvent]:
        """Those that nobody but this device can have written."""
        ...

    @property
    def cursor(self) -> Cursor: ...


class Replica(Protocol):
    """Raises CannotBeDone and DatabaseUnusable where the remote is away, or not what it should be."""

    def users(self) -> list[str]: ...
    def news(self, user: str, cursor: Cursor | None) -> AbstractContextManager[News]: ...
    def take(self, user: str, events: Iterable[AnyEvent], news: News) -> Cursor:
        """Keep events, which can be read several times, for good once it returns. The cursor after them and all that was news."""
        ...
