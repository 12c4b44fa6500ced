"""A cohort: those who learn by one roadmap, as their summaries tell it, and the groups that they are in."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple, Protocol

from roadmap_cli.domain.summary import PhaseSums, Summary

Order = Literal["name", "percent", "hours", "seen", "stuck", "proven"]
"""What learners are sorted by; but for names, who needs a mentor most comes first."""
MemberRole = Literal["learner", "mentor"]


class CohortPart(NamedTuple):
    """Of whom: the learners of a group, in a phase, and not seen since a day, that day included. Whoever is left out of one of
    these is asked for.
    """

    roadmap: str
    group: str | None = None
    phase: str | None = None
    idle_since: date | None = None


class CohortPage(NamedTuple):
    """So many learners behind others, in an order as it is on a day; `reverse` begins with the last."""

    today: date
    order: Order = "name"
    reverse: bool = False
    after: int = 0
    limit: int | None = None


class Numbers(NamedTuple):
    """Of a part: how many learners, how many who are done, and how many who are stuck."""

    learners: int = 0
    done: int = 0
    stuck: int = 0


class CohortFound(NamedTuple):
    """Summaries in order, and learners of whom something is kept that is none."""

    summaries: tuple[Summary, ...]
    unread: tuple[str, ...] = ()


class Member(NamedTuple):
    user: str
    group: str
    role: MemberRole = "learner"


class GroupSize(NamedTuple):
    group: str
    learners: int
    mentors: int


class Cohort(Protocol):
    """What is asked of the summaries of all learners, and of groups."""

    def newest(self, user: str, roadmap: str) -> str | None: ...
    def stale(self, roadmap: str, made_with: str) -> list[str]: ...
    def put(self, summary: Summary) -> None: ...
    def of(self, user: str, roadmap: str) -> CohortFound: ...
    def page(self, part: CohortPart, page: CohortPage) -> CohortFound: ...
    def numbers(self, part: CohortPart, today: date) -> Numbers: ...
    def phases(self, part: CohortPart) -> list[PhaseSums]: ...
    def stuck(self, part: CohortPart, today: date, limit: int) -> list[tuple[str, int]]: ...
    def groups(self) -> list[GroupSize]: ...
    def groups_of(self, user: str) -> list[Member]: ...
    def members(self, group: str) -> list[Member]: ...
    def add(self, members: Iterable[Member]) -> None: ...
    def remove(self, members: Iterable[Member]) -> None: ...
