"""Several homes of one learner, which exchange their events as a sync does."""

from pathlib import Path

import pytest
from cli_helpers import tiny

from roadmap_cli import cli as program
from roadmap_cli.domain.events import Event
from roadmap_cli.domain.roadmap import NO_ROADMAP
from roadmap_cli.reports.heads import TextsReport
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.settings import Flags
from roadmap_cli.settings.folders import own_file, roadmaps_folder
from roadmap_cli.use_cases.roadmap_text import begins, bring_forward, record
from roadmap_cli.use_cases.session import Session


class Device:
    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self.patch = folder, patch
        self.hints: list[str] = []
        folder.mkdir(parents=True)

    def use(self) -> None:
        self.patch.setenv("HOME", str(self.folder))

    def run(self, line: str) -> int:
        self.use()
        return program.run([*line.split(), "--quiet"])

    def session(self) -> Session:
        self.use()
        return Session(Flags(), self.hints.append)

    def file(self, name: str) -> Path:
        """In the library."""
        self.use()
        return roadmaps_folder() / f"{name}.toml"

    def own(self, name: str) -> Path:
        self.use()
        return own_file(name)

    def begin(self, name: str) -> Path:
        """With a roadmap in the library, in use."""
        file = self.file(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(tiny(name), encoding="utf-8")
        assert self.run(f"use {name}") == 0
        return file

    def text(self, name: str) -> str:
        return self.file(name).read_text(encoding="utf-8")

    def by_hand(self, name: str, title: str) -> None:
        """A topic gets another title in an editor."""
        file = self.file(name)
        lines = self.text(name).splitlines()
        file.write_text("\n".join([*lines[:-1], f'title = "{title}"', ""]), encoding="utf-8")

    def titles(self, name: str) -> list[str]:
        return [line for line in self.text(name).splitlines() if line.startswith("title")]

    def events(self) -> list[Event]:
        def read(workspace: Workspace) -> list[Event]:
            log, user = workspace.log, workspace.user
            return [event for roadmap in log.roadmaps_of(user) for event in log.events(user, roadmap)]

        return self.session().on(NO_ROADMAP).read(read)

    def kinds(self) -> list[str]:
        return [each.kind for each in sorted(self.events(), key=lambda each: each.id)]

    def take(self, events: list[Event]) -> TextsReport:
        session = self.session()
        is_new = begins(session)
        record(session)
        session.on(NO_ROADMAP).write(lambda workspace: workspace.log.bring_in(events))
        return bring_forward(session, begins=is_new)


def sync(*devices: Device) -> list[TextsReport]:
    """Each gets what all have; twice, since the first one does not know yet what the last one records."""
    for each in devices:
        record(each.session())
    everything = [event for each in devices for event in each.events()]
    return [each.take(everything) for each in devices]
