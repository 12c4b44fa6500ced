"""A copy of the database brought back: merged with what is there, in its place, or where nothing is any more."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from roadmap_cli import storage
from roadmap_cli.domain.cohort import Member
from roadmap_cli.domain.later_event import AnyEvent
from roadmap_cli.domain.phrasing import listed
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.errors import CannotBeDone, DatabaseUnusable, InvalidFile
from roadmap_cli.reports.restore import How, RestoreReport
from roadmap_cli.services import restore as service
from roadmap_cli.services.user import users
from roadmap_cli.storage import begun, copies
from roadmap_cli.storage.aside import with_content
from roadmap_cli.storage.copies import Copy
from roadmap_cli.storage.faults import LOOK
from roadmap_cli.storage.restore import CopiedEvents, copied_members, is_gone, put_in_place
from roadmap_cli.use_cases.backup import copies_of, file_of, line_of, protect, see_every_folder
from roadmap_cli.use_cases.session import Session


class RestorePlan(NamedTuple):
    """What is to come back, and what that comes to."""

    copy: Copy
    events: Iterable[AnyEvent]
    members: Sequence[Member]
    report: RestoreReport


def plan(session: Session, copy: Copy, *, replace: bool) -> RestorePlan:
    """Nothing is written. Raises InvalidFile, CannotBeDone, and DatabaseUnusable where what is there can only be replaced."""
    path = file_of(session)
    events = CopiedEvents(copy.path)
    database = session.settings.database
    how: How = "put back" if is_gone(database) else "replaced" if replace else "merged"
    if how == "put back":
        _see_folder(session, path)
    with _with_an_older_one(session, copy):
        members = copied_members(copy.path)
        found, left_out = _compared(session, events, members, how)
    report = RestoreReport(
        database=str(path.absolute()),
        copy=line_of(copy),
        how=how,
        lines=found.lines,
        known=found.known,
        left_out=left_out,
        user=session.settings.user,
        members=found.members,
    )
    return RestorePlan(copy=copy, events=events, members=members, report=report)


def carry_out(session: Session, planned: RestorePlan) -> RestoreReport:
    """What was there before is kept: as a copy before a merge, as it is before a replacement."""
    if planned.report.how == "merged":
        kept = protect(session, "restore")
        found = _anywhere(session).write(service.merge, planned.events, planned.members)
        files = (str(kept.path),) if kept else ()
        names = {(each.user, each.roadmap): each.here_as for each in planned.report.lines}
        lines = tuple(each._replace(here_as=names.get((each.user, each.roadmap), "")) for each in found.lines)
        return planned.report._replace(**found._replace(lines=lines)._asdict(), kept=files)
    if planned.report.how == "replaced":
        with suppress(CannotBeDone, DatabaseUnusable):  # as it is it is kept anyhow
            protect(session, "replace")
    database, over = session.settings.database, planned.report.how == "replaced"
    moved = put_in_place(database, planned.copy.path, session.now, over=over)
    return planned.report._replace(kept=with_content(moved))


def newest(session: Session, until: date | None = None) -> Copy:
    """Of those of a day and those that were asked for, the newest that can be read, at or before a day if one is named; of this
    database rather than of another of its name. Raises CannotBeDone.
    """
    every = copies_of(session)
    usual = [each for each in every if not each.guards_a_step]
    found = [each for each in usual if until is None or each.day <= until]
    if not found:
        raise _none(session, until, every, usual)
    found = [each for each in found if each.is_own] or found
    sound, damaged = copies.newest_sound(found)
    if sound is None:
        return found[0]
    if damaged:
        session.hint(f"passed over, because damaged: {listed([str(each.path) for each in damaged])}")
    _remark_on_clocks(session, sound, found)
    return sound


def copy_at(session: Session, file: Path) -> Copy | None:
    """That of a file, by its path or its name alone; None where there is neither. Raises InvalidFile."""
    every = copies_of(session) if storage.file_of(session.settings.database) else []
    try:
        is_there = file.exists()
        named = [each for each in every if each.path.name == str(file) or (is_there and each.path.samefile(file))]
        return next(iter(named), None) or (copies.foreign(file) if is_there else None)
    except OSError as error:
        sentence = f"cannot read {file}: {(error.strerror or str(error)).lower()}"
        raise InvalidFile(sentence, "see that you may look into its folder") from error


def others_alone(session: Session) -> list[str]:
    """Whose progress there is, if there is none of the present user."""
    found = _anywhere(session).read(users).users
    return [] if any(each.in_use for each in found) else [each.name for each in found]


def _none(session: Session, until: date | None, every: list[Copy], usual: list[Copy]) -> CannotBeDone:
    see_every_folder(session)
    path = file_of(session)
    if usual:
        sentence = f"there is no copy of {until} or before of {path}"
        return CannotBeDone(sentence, f"the oldest is of {min(each.day for each in usual)}")
    if every:
        sentence = f"of {path} there are only copies that were made before a step, such as a repair"
        return CannotBeDone(sentence, "see what they hold, and name one: roadmap backup list, roadmap restore FILE")
    sentence = f"there is no copy of {path}"
    return CannotBeDone(sentence, "name the file of one: roadmap restore FILE")


def _remark_on_clocks(session: Session, taken: Copy, found: list[Copy]) -> None:
    """Of a day to come a copy is only by its name."""
    ahead = [str(each.path) for each in found if each.is_ahead(session.now)]
    if taken.is_ahead(session.now):
        session.hint(f"the clock was ahead when this copy was made: it is called of {taken.day}, and holds the most")
    elif ahead:
        session.hint(f"made while the clock was ahead, and not taken for the newest: {listed(ahead)}")


@contextmanager
def _with_an_older_one(session: Session, copy: Copy) -> Iterator[None]:
    """Where a copy cannot be read, the newest older one that can be is told."""
    try:
        yield
    except InvalidFile as error:
        every = copies.of(session.settings.database, session.settings.backup_folder, session.now)
        older, _ = copies.newest_sound(every[every.index(copy) + 1 :] if copy in every else ())
        error.hint = f"the next older one can be read: roadmap restore {older.path}" if older else error.hint
        raise


def _compared(
    session: Session, events: Iterable[AnyEvent], members: Sequence[Member], how: How
) -> tuple[service.Returned, int | None]:
    if how == "put back":
        return service.all_new(events, members), None
    try:
        found = _anywhere(session).read(service.compare, events, members)
    except DatabaseUnusable as error:
        if how == "replaced":
            return service.all_new(events, members), None
        deque(events, maxlen=0)  # what is damaged itself is not told to be put in its place
        if LOOK in error.hint:
            error.hint = f"put the copy in its place, which keeps the damaged one beside it: roadmap restore --replace; {error.hint}"
        elif os.path.isdir(file_of(session)):  # noqa: PTH112 - one that is closed raises nothing; it is left where it is
            error.hint = f"move that folder away, then: roadmap restore; or {error.hint}"
        raise
    return found, found.left_out


def _see_folder(session: Session, path: Path) -> None:
    """A database on a drive that is away does not come back elsewhere."""
    if begun.is_away(path, session.guard) or (path.is_symlink() and not path.resolve().parent.is_dir()):
        raise begun.away(path)


def _anywhere(session: Session) -> Session:
    """On no roadmap in particular: what comes back is of all of them, and whatever file is missing."""
    there = session.on(Roadmap(id="", title="", phases=()))
    there.greeted.add(session.settings.user)  # whose progress comes back is said at the end
    return there
