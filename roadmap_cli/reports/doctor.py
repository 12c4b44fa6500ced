"""What there is to know about the record and all that it stands on, and what was saved out of a damaged one."""

from datetime import date
from typing import Literal, NamedTuple

Severity = Literal["sound", "worth knowing", "wrong"]
Area = Literal[
    "database", "progress", "rows", "later", "clock", "version", "journal", "access", "space", "copies",
    "roadmaps", "drafts", "settings", "completion", "terminal", "program",
]  # fmt: skip


class Finding(NamedTuple):
    """What is so in one area, how bad it is, and what to do about it."""

    area: Area
    severity: Severity
    what: str
    todo: str = ""


def sound(area: Area, what: str) -> Finding:
    return Finding(area=area, severity="sound", what=what)


def remark(area: Area, what: str, todo: str = "") -> Finding:
    return Finding(area=area, severity="worth knowing", what=what, todo=todo)


def wrong(area: Area, what: str, todo: str = "") -> Finding:
    return Finding(area=area, severity="wrong", what=what, todo=todo)


class DoctorReport(NamedTuple):
    """`fixed` is what `--fix` did, in the order in which it did it."""

    database: str
    sound: bool
    findings: tuple[Finding, ...]
    fixed: tuple[str, ...] = ()


class Saved(NamedTuple):
    """The events of a learner on a roadmap, from the day of the first to that of the last."""

    user: str
    roadmap: str
    events: int
    first_day: date
    last_day: date


class RescueReport(NamedTuple):
    """`pages` of the damaged database could not be read; `odd` rows are no events and stand in `odd_file`; of `lost`
    events no more is left than their names. `members` of groups are saved besides.
    """

    database: str
    new: str
    events: int
    saved: tuple[Saved, ...]
    pages: int
    odd: int
    odd_file: str | None
    lost: int
    sources: tuple[str, ...]
    members: int = 0
