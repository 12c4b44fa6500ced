"""One invocation of the program: its settings, its definition, its clock, and services run on the learner's record."""

import os
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from copy import copy
from datetime import date, datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, NamedTuple, ParamSpec, Self, TypeVar

from roadmap_cli import definition, storage
from roadmap_cli.definition import Definition
from roadmap_cli.domain.days import EARLIEST, local_day
from roadmap_cli.domain.events import is_ahead, recorded_at
from roadmap_cli.domain.on_database import on_database
from roadmap_cli.domain.phrasing import count, listed
from roadmap_cli.domain.roadmap import BUILT_IN, Roadmap
from roadmap_cli.domain.web import is_address
from roadmap_cli.errors import CannotBeDone, DatabaseUnusable, Interrupted, InvalidFile, did_you_mean
from roadmap_cli.files import as_typed
from roadmap_cli.scheduling import by
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.settings import Flags, Settings, known_roadmaps, resolve
from roadmap_cli.settings.device import KeptDevice
from roadmap_cli.settings.folders import arriving_file, marks_folder, own_changes, path_of
from roadmap_cli.use_cases.commitment import interrupted_later

if TYPE_CHECKING:
    from roadmap_cli.storage.renames import Rename
    from roadmap_cli.use_cases.scrap import KeptScrap

Given = ParamSpec("Given")
Report = TypeVar("Report")
Service = Callable[Concatenate[Workspace, Given], Report]
Opening = Callable[[str, storage.Guard], AbstractContextManager[storage.Store]]
ANEW = "what roadmap had added up was not as it had left it, and is added up anew from what you recorded"
LOST = "a copy that holds them brings them back: roadmap backup list, roadmap restore; see: roadmap doctor"
IN_MEMORY = "what roadmap had added up cannot be used, nor written anew: this is added up from all that you recorded; see: roadmap doctor"
SEED = 1994
"""Any would do, as long as it is the same from evening to evening."""
MOST_YEAR = 2262
"""In it the clock of Python itself ends."""
MOST_NAMES = 1000
"""Of other users that a mistyped name is compared with."""


def clock() -> datetime:
    """The time, in the learner's time zone."""
    return datetime.now().astimezone()


def believable(now: datetime) -> datetime:
    """Raises CannotBeDone for a year from which no calendar could go on, or of which no event could be told."""
    if EARLIEST.year < now.year < MOST_YEAR or (now.year == EARLIEST.year and now.date() >= EARLIEST):
        return now
    sentence = f"the clock of this computer says the year {now.year}"
    raise CannotBeDone(sentence, "set it, then give the command again")


def _guard_of(settings: Settings) -> storage.Guard:
    return storage.Guard(
        marks=marks_folder(),
        backups=settings.backup_folder,
        is_configured=settings.is_database_configured,
    )


class LastingAnswer(NamedTuple):
    """What a command has said, and would say again `until` then, or None where a pager has it; `numbers` are those of its
    steps, for commands to come.
    """

    text: str | None
    numbers: "KeptScrap | None" = None
    until: datetime | None = None


class Session:
    """Settings and definition are read when they are asked for first; so is the clock, which then stands still."""

    def __init__(self, flags: Flags, hint: Callable[[str], None] = lambda _: None) -> None:
        """`hint` says what one should know besides the answer; `written` are the databases that anything was recorded in."""
        self.flags = flags
        self.hint = hint
        self.greets = True  # who is new among others
        self.greeted: set[str] = set()
        self.remarks: set[str] = set()
        self.written: set[str] = set()
        self.answer: LastingAnswer | None = None
        self.is_passing = False  # the answer: another may be true in a moment, or it is not all that was said
        self.remarked = False  # on what does not count in config.toml
        self.is_writing = False  # or what was to be written could not be
        self.is_sitting = False  # somebody is asked one thing after the other, and leaves when they please
        self.named: set[str] = set()
        self.other: Roadmap | None = None
        self.moment: datetime | None = None

    def hear(self, flags: Flags) -> None:
        """What was read by other flags before is read anew."""
        self.flags = flags
        for name in ("settings", "definition"):
            self.__dict__.pop(name, None)

    @cached_property
    def settings(self) -> Settings:
        found = resolve(self.flags)
        if os.path.exists(arriving_file()):  # noqa: PTH110 - where nobody may look there is none
            from roadmap_cli.use_cases.roadmap_file import arrive_if_nobody_else_does

            arrive_if_nobody_else_does(_guard_of(found), self.hint if self.greets else lambda _: None)
            found = resolve(self.flags)  # in which a roadmap may be named that has come
        if found.file and not os.path.exists(found.file):  # noqa: PTH110 - as above
            found = found._replace(file=self._where(found.file, found.cache))
        for remark in found.remarks if not self.remarked else ():
            self.hint(remark)
        self.remarked = True
        return found

    def _where(self, file: Path, cache: Path) -> Path:
        """Where a roadmap file is that is not in its place, if somebody's settings name it: what was typed is not guessed at."""
        from roadmap_cli.use_cases.moved import look_for

        typed = self.flags.file
        moved = None if typed and path_of(typed) == file else look_for(file, cache)
        self.is_passing = True
        if moved is None or moved.place is None:
            return file
        if self.greets:
            self.hint(
                f"{file} is gone; {moved.place} has its id and is used; to keep it so: roadmap use {as_typed(moved.place)}"
            )
        return moved.place

    @property
    def has_settings(self) -> bool:
        """Whether they have been asked for."""
        return "settings" in self.__dict__

    @cached_property
    def definition(self) -> Definition:
        return self.load(self.settings.file)

    @property
    def roadmap(self) -> Roadmap:
        return self.other or self.definition.roadmap

    @property
    def now(self) -> datetime:
        self.moment = self.moment or believable(clock())
        return self.moment

    @property
    def today(self) -> date:
        return local_day(self.now, self.settings.rhythm.day_start)

    @cached_property
    def device(self) -> KeptDevice:
        return KeptDevice(self.hint)

    @property
    def guard(self) -> storage.Guard:
        return _guard_of(self.settings)

    def advice(self, text: str) -> str:
        """What somebody is told to do, for the database that they named."""
        return on_database(text, self.flags.database)

    def keep_copies(self) -> None:
        """Of the day, of what was recorded in: after the answer, and never a reason for another one."""
        with suppress(Exception, KeyboardInterrupt):  # what went wrong shows by the copy that is not there
            settings = self.settings if self.written else None
            for database in sorted(self.written) if settings and any(settings.keeping) else ():
                if settings and storage.lacks_copy(database, settings.backup_folder, self.today):
                    from roadmap_cli.use_cases.backup import keep_copy_of_day

                    keep_copy_of_day(self, database)

    def look_at_the_clock(self) -> None:
        """For what outlasts a moment: from here on it is later."""
        self.moment = None

    def on(self, roadmap: Roadmap) -> Self:
        """The same session, at the same moment, on another roadmap than the one in use."""
        session = copy(self)
        session.other, session.moment = roadmap, self.now
        return session

    def load(self, file: Path | None) -> Definition:
        """The definition in a file; without one, the built-in one. Raises InvalidFile."""
        try:
            found = definition.load(file or definition.builtin(), self.settings.cache, own_changes(file))
        except InvalidFile as error:
            if file and isinstance(error.__cause__, FileNotFoundError):  # perhaps the id of a roadmap was meant
                others = [name for name, its in known_roadmaps().items() if its != file]
                error.hint = did_you_mean(file.name, others) or self._way_to(file) or error.hint
            raise
        for remark in found.remarks if self.greets else ():
            self.hint(remark)
        return found

    def _way_to(self, file: Path) -> str:
        """What to do about a roadmap that was known here and is gone."""
        from roadmap_cli.use_cases.moved import look_for

        if self.flags.file and is_address(self.flags.file):
            return f"what is at an address is fetched, and kept, by: roadmap use {shlex.quote(self.flags.file)}"
        moved = look_for(file, self.settings.cache)
        if moved is None:
            return ""
        if moved.places:
            return f"its id stands in {listed(list(map(str, moved.places)))}: say which is meant, roadmap use FILE"
        return f'it held "{moved.id}": say where that is now, roadmap use FILE, or go on with another, roadmap use {BUILT_IN}'

    def read(self, service: Service[Given, Report], *args: Given.args, **kwargs: Given.kwargs) -> Report:
        return self._serve(storage.reading, lambda: None, service, *args, **kwargs)

    def write(self, service: Service[Given, Report], *args: Given.args, **kwargs: Given.kwargs) -> Report:
        """In one transaction: an error leaves everything as it was."""
        self.is_writing = True
        with interrupted_later() as hold_off:
            report = self._serve(storage.writing, hold_off, service, *args, **kwargs)
        self.is_writing = False
        return report

    def _serve(
        self,
        opening: Opening,
        hold_off: Callable[[], object],
        service: Service[Given, Report],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Report:
        """The definition is read first: a faulty one opens no database. `hold_off` is called once all is decided."""
        roadmap, settings = self.roadmap, self.settings
        with self._greeting() as others:

            def served(log: storage.Store) -> Report:
                workspace = self.workspace(roadmap, log)
                try:
                    report = service(workspace, *args, **kwargs)
                    self._keep_summaries(log)
                except CannotBeDone:
                    others.extend(self._others(log, workspace.user))
                    raise
                finally:
                    self._name(log.odd)
                others.extend(self._others(log, workspace.user))
                hold_off()
                return report

            report, log = self._attempted(opening, served)
        if log.wrote:
            self.written.add(settings.database)
        self._tell_of_later(log.later)
        self._tell_of_names(log.renames)
        self._remark_on_clocks(log.newest_id)
        return report

    def _tell_of_later(self, number: int) -> None:
        """When they come, and not again."""
        if number:
            come, them = ("event that came is", "it") if number == 1 else ("events that came are", "them")
            self.hint(
                f"{number:,} {come} of a newer version of roadmap: kept, passed on, and not counted here;"
                f" to count {them} upgrade roadmap: python -m pip install --upgrade learning-roadmap"
            )

    def _tell_of_names(self, renames: Iterable["Rename"]) -> None:
        """What came said so, or an undo."""
        for each in renames:
            if each.is_done:
                self.hint(f'"{each.before}" is called "{each.after}" from here on, and is found by either name')
            else:
                self.hint(
                    f'"{each.before}" is to be called "{each.after}", which is somebody else here, and stays "{each.before}";'
                    " give one of the two another name: roadmap user rename"
                )

    def _attempted(self, opening: Opening, served: Callable[[storage.Store], Report]) -> tuple[Report, storage.Store]:
        """Anew where what was derived was unsound, and where a server was interrupted by something that passes."""

        def attempt() -> tuple[Report, storage.Store]:
            try:
                with opening(self.settings.database, self.guard) as log:
                    return served(log), log
            except storage.Unsound as error:
                with self._mended(opening, error) as log:
                    return served(log), log

        try:
            return attempt()
        except Interrupted:
            from roadmap_cli.storage.again import again

            return again(attempt)

    def _keep_summaries(self, log: storage.Store) -> None:
        """What mentors read, in the transaction of the command."""
        if log.keeps_summaries and log.progressed:
            from roadmap_cli.use_cases.summaries import keep

            keep(self, log)

    def _remark_on_clocks(self, newest: str) -> None:
        """Once; in a prompt there is nobody to tell."""
        if newest and self.greets and not self.remarks and is_ahead(newest, self.now):
            self.remarks.add("clocks")
            told, now = recorded_at(newest), self.now
            self.hint(
                f"the newest event has an id of {told:%Y-%m-%d}, more than a day ahead of the clock of this computer"
                f" ({now:%Y-%m-%d %H:%M}): one of the two clocks was wrong; nothing is lost, and what comes later stands behind it"
            )

    def workspace(self, roadmap: Roadmap, log: storage.Store, user: str | None = None) -> Workspace:
        from random import Random

        settings = self.settings
        # who looks at others may have no record on a server, nor the right to one
        if user is None and (self.greets or storage.is_file(settings.database)):
            log.scope(settings.user, roadmap.id)  # which is read first anyhow: whether there is anything of this name
        return Workspace(
            roadmap=roadmap,
            user=log.present_name(user or settings.user),
            log=log,
            now=self.now,
            chance=Random(SEED),  # noqa: S311 - chance here draws futures, and is no secret
            scheduling=by,
            rhythm=settings.rhythm,
            reviewing=settings.reviewing,
            device=self.device,
        )

    @contextmanager
    def _mended(self, opening: Opening, error: storage.Unsound) -> Iterator[storage.Store]:
        """Opened once more, with everything derived folded anew: where it can be written for good, or else, to read, in memory."""
        database, guard = self.settings.database, self.guard
        try:
            if not error.can_be_written:
                raise error
            self._tell_of_loss(storage.refold(database, self.now, self.settings.user))
        except (DatabaseUnusable, CannotBeDone):
            if opening is storage.writing:
                raise
            opening = storage.folded
        with opening(database, guard) as log:
            self.hint(IN_MEMORY if opening is storage.folded else ANEW)
            yield log

    def _tell_of_loss(self, gone: int) -> None:
        if gone:
            self.hint(
                f"{count(gone, 'event')} that had been recorded {'is' if gone == 1 else 'are'} not in the database any more; {LOST}"
            )

    def _name(self, odd: Mapping[str, storage.OddRow]) -> None:
        """Say once which events are left out."""
        new = [each for place, each in odd.items() if place not in self.named]
        self.named |= odd.keys()
        if new:
            others = f", as {'is another' if len(new) == 2 else f'are {len(new) - 1} others'}" if new[1:] else ""  # noqa: PLR2004
            self.hint(
                f"{new[0].place} is no event of roadmap and left out{others}: {new[0].fault}; see: roadmap doctor"
            )

    def _others(self, log: storage.Store, user: str) -> list[str]:
        """Who has a record here, if the user had none before."""
        return list(islice(log.others(user), MOST_NAMES)) if self.greets and log.is_new(user) else []

    @contextmanager
    def _greeting(self) -> Iterator[list[str]]:
        """Say once that a user is new where others are not: perhaps the name is mistyped."""
        others: list[str] = []
        try:
            yield others
        finally:
            user = self.settings.user
            if others and self.greets and user not in self.greeted:
                nearest = did_you_mean(user, others)
                self.hint(f'"{user}" is new here: progress is of {listed(others)}{nearest and f"; {nearest}"}')
            self.greeted.add(user)
