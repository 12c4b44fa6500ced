"""Law 8 over real homes: whatever each records and however syncs are cut short, late, doubled or out of order, in the end all
have the same, and nothing that was recorded is missing.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import pytest
from conftest import NOW, examples
from event_data import ORDINARY, data_of
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from storage_helpers import derived_of, embedded, folded, through_sql
from sync_helpers import Home

from roadmap_cli import storage
from roadmap_cli.domain.events import KINDS, Event, Fact
from roadmap_cli.exports import json as archive
from roadmap_cli.reports.archive import Archive, WholeArchive
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.storage import folder as folders
from roadmap_cli.use_cases import sync_memory

NAMES = ("a", "b", "c")
FILES = (embedded, through_sql)
MINUTES_AWAY = st.integers(-100_000, 100_000)
"""Clocks jump by months."""
HOMES = st.sampled_from(NAMES)
FOLDER, SERVER = "folder", "server"


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    kind = draw(st.sampled_from(ORDINARY))
    moment = NOW + timedelta(minutes=draw(MINUTES_AWAY))
    return Fact(kind, "t" if KINDS[kind].has_topic else None, moment, moment.date(), draw(data_of(kind)))


class Machines(RuleBasedStateMachine):
    """Each home has its own copy of the folder, which something carries from one to another; and all reach one database."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        root = Path(self.folder.name)
        self.homes: dict[str, Home] = {}
        self.shared: dict[str, Path] = {}
        for place, name in enumerate(NAMES):
            home = self.homes[name] = Home(root, name, FILES[place % len(FILES)])
            self.shared[name] = root / f"folder-{name}"
            self.shared[name].mkdir()
            home.add(self.shared[name], FOLDER)
            home.add(root / "server.db", SERVER)
        self.recorded: dict[str, Event] = {}
        self.copies = 0

    @rule(name=HOMES, command=st.lists(facts(), min_size=1, max_size=3), minutes=MINUTES_AWAY)
    def record(self, name: str, command: list[Fact], minutes: int) -> None:
        self.happened(self.homes[name].write(*command, now=NOW + timedelta(minutes=minutes)))

    @precondition(lambda self: self.recorded)
    @rule(name=HOMES, minutes=MINUTES_AWAY, data=st.data())
    def undo_or_edit(self, name: str, minutes: int, data: st.DataObject) -> None:
        """Of whatever home; it may not have arrived in this one."""
        target = self.recorded[data.draw(st.sampled_from(sorted(self.recorded)))]
        said = data.draw(st.sampled_from(("undone", "corrected", "withdrawn")))
        what = {"batch": target.batch} if said == "undone" else {"event": target.id}
        fact = Fact(said, target.topic if KINDS[said].has_topic else None, NOW, NOW.date(), what)
        if KINDS[said].has_topic and target.topic is None:
            return
        self.happened(self.homes[name].write(fact, now=NOW + timedelta(minutes=minutes)))

    def happened(self, events: list[Event]) -> None:
        self.recorded |= {each.id: each for each in events}

    @rule(name=HOMES, remotes=st.sampled_from(((), (FOLDER,), (SERVER,))))
    def sync(self, name: str, remotes: tuple[str, ...]) -> None:
        assert self.homes[name].sync(*remotes).errors == ()

    @rule(name=HOMES, remote=st.sampled_from((FOLDER, SERVER)), at=st.sampled_from(("write", "state", "log")))
    def sync_cut_short(self, name: str, remote: str, at: str) -> None:
        with pytest.MonkeyPatch.context() as patched:
            if at == "write":
                patched.setattr(folders, "_write", torn)
            elif at == "state":
                patched.setattr(sync_memory, "keep", interrupted)
            else:
                patched.setattr(storage.Store, "bring_in", half(storage.Store.bring_in))
            try:
                self.homes[name].sync(remote)
            except Killed as death:
                with (self.within(name) / f"{name}.{name * 6}.jsonl").open("ab") as own:
                    own.write(death.left)
            except KeyboardInterrupt:
                pass

    @rule(giver=HOMES, taker=HOMES, data=st.data())
    def carry(self, giver: str, taker: str, data: st.DataObject) -> None:
        """One file, or the beginning of it, perhaps over a newer one, perhaps under another name."""
        files = self.files(giver)
        if giver == taker or not files:
            return
        file = data.draw(st.sampled_from(files))
        content = file.read_bytes()
        cut = data.draw(st.sampled_from((len(content), len(content), len(content) * 2 // 3, 0)))
        target = self.within(taker) / file.name
        if data.draw(st.integers(0, 4)) == 0:
            self.copies += 1
            target = target.with_name(f"{target.stem}.conflict-{self.copies}.jsonl")
        target.write_bytes(content[:cut])

    @rule(name=HOMES)
    def forget(self, name: str) -> None:
        """What it knew of remotes."""
        with self.homes[name].entered():
            sync_memory.sync_file().unlink(missing_ok=True)
        self.homes[name].add(self.shared[name], FOLDER)
        self.homes[name].add(Path(self.folder.name) / "server.db", SERVER)

    def within(self, name: str) -> Path:
        folder = self.shared[name] / "roadmap/ada"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def files(self, name: str) -> list[Path]:
        return sorted(self.within(name).glob("*.jsonl"))

    def carry_all(self) -> None:
        """Each device's own file is the one that counts."""
        for giver in NAMES:
            for taker in NAMES:
                own = self.within(giver) / f"{giver}.{giver * 6}.jsonl"
                if giver != taker and own.exists():
                    copyfile(own, self.within(taker) / own.name)

    def all_agree(self, remote: str) -> None:
        """After a last round, in which every home syncs once more than it takes for each to hear of each."""
        for _ in range(2):
            for name in NAMES:
                assert self.homes[name].sync(remote).errors == ()
            self.carry_all()
        for name in NAMES:
            assert self.homes[name].sync(remote).errors == ()
        found = [home.events() for home in self.homes.values()]
        assert found[0] == found[1] == found[2]
        assert {each.id: each for each in found[0]} == self.recorded
        assert len({exported(home) for home in self.homes.values()}) == 1
        for home in self.homes.values():
            assert derived_of(home.database) == folded(found[0])

    def teardown(self) -> None:
        try:
            if self.recorded:
                self.all_agree(FOLDER)
                self.all_agree(SERVER)
        finally:
            self.folder.cleanup()


def exported(home: Home) -> str:
    with storage.reading(home.database) as log:
        its = Archive(Named("r", "R"), "ada", log.streamed("ada", "r"), log.state("ada", "r"))
        return "".join(archive.render(WholeArchive("ada", None, (its,))))


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


class Killed(KeyboardInterrupt):
    """`left` is what had been written."""

    def __init__(self, left: bytes) -> None:
        super().__init__()
        self.left = left


def torn(_: object, __: object, first: list[Event], ___: object) -> None:
    lines = b"".join(map(folders.line_of, first))
    raise Killed(lines[: len(lines) * 2 // 3])


def half(bring_in: Callable[..., None]) -> Callable[..., None]:
    def cut(*given: object) -> None:
        bring_in(*given)
        raise KeyboardInterrupt

    return cut


Machines.TestCase.settings = settings(examples(12), stateful_step_count=20)
TestMachines = Machines.TestCase
