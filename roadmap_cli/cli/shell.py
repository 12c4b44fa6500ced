"""The composition root: where settings, definition, storage, services and views meet, and where `now` enters."""

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import date, datetime
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import typer

from roadmap_cli import definition, storage
from roadmap_cli.definition import Definition
from roadmap_cli.domain.days import local_day
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.errors import InvalidFile, did_you_mean
from roadmap_cli.scheduling import schedule
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.settings import Flags, Settings, known_roadmaps, resolve

Service = Callable[[Workspace], object]
SEED = 1994
"""Any would do, as long as it is the same from evening to evening."""


def clock() -> datetime:
    """The time, in the learner's time zone."""
    return datetime.now().astimezone()


class _Shell(NamedTuple):
    flags: Flags


class Shell(_Shell):
    """One invocation of the program."""

    @cached_property
    def settings(self) -> Settings:
        return resolve(self.flags)

    @cached_property
    def now(self) -> datetime:
        return clock()

    @cached_property
    def definition(self) -> Definition:
        return self.load(self.settings.file)

    @property
    def roadmap(self) -> Roadmap:
        return self.definition.roadmap

    def load(self, file: Path | None) -> Definition:
        """The definition in a file; without one, the built-in one. Raises InvalidFile."""
        try:
            return definition.load(file or definition.builtin(), self.settings.cache)
        except InvalidFile as error:
            if file and isinstance(error.__cause__, FileNotFoundError):  # perhaps the id of a roadmap was meant
                others = [name for name, its in known_roadmaps().items() if its != file]
                error.hint = did_you_mean(file.name, others) or error.hint
            raise

    def look_at_the_clock(self) -> None:
        """For what outlasts a moment: from here on it is later."""
        self.__dict__.pop("now", None)

    def day(self, words: str | None) -> date | None:
        if words is None:
            return None
        found: date = import_module("roadmap_cli.cli.parsing").parse_day(words, self.today)
        return found

    @property
    def today(self) -> date:
        return local_day(self.now, self.settings.rhythm.day_start)

    def read(self, service: Service, roadmap: Roadmap | None = None) -> Any:  # noqa: ANN401 - the service's own report
        """On the roadmap in use, or on another one."""
        return self._serve(service, storage.reading, roadmap)

    def write(self, service: Service, roadmap: Roadmap | None = None) -> Any:  # noqa: ANN401 - the service's own report
        """In one transaction: an error leaves everything as it was."""
        return self._serve(service, storage.writing, roadmap)

    def _serve(
        self,
        service: Service,
        opening: Callable[[str], AbstractContextManager[storage.Store]],
        roadmap: Roadmap | None,
    ) -> object:
        """The definition is read first: a faulty one opens no database."""
        roadmap = roadmap or self.roadmap
        with opening(self.settings.database) as log:
            chance, rhythm = import_module("random").Random(SEED), self.settings.rhythm
            reviewing = self.settings.reviewing
            return service(Workspace(roadmap, self.settings.user, log, self.now, chance, schedule, rhythm, reviewing))

    def answer(self, service: Service, *, as_json: bool = False, **options: Any) -> None:  # noqa: ANN401 - the view's own
        """Read, and show it."""
        self.present(self.read(service), as_json=as_json, **options)

    def change(self, service: Service, *, dry_run: bool = False, as_json: bool = False) -> Any:  # noqa: ANN401 - the service's own report
        """Write, and show what changed; a dry run only reads."""
        report = self.read(service) if dry_run else self.write(service)
        self.present_done(report, as_json=as_json)
        return report

    def present_done(self, report: object, *, as_json: bool = False, **options: Any) -> None:  # noqa: ANN401 - the view's own
        """What is recorded stays so, whatever becomes of the answer."""
        try:
            self.present(report, as_json=as_json, **options)
        except OSError as error:
            give_up_stdout()
            hint(f"it is recorded, but the answer could not be written: {(error.strerror or str(error)).lower()}")

    def present(self, report: object, *, as_json: bool = False, **options: Any) -> None:  # noqa: ANN401 - the view's own
        if as_json:
            say(import_module("roadmap_cli.exports.as_json").render(report))
        else:
            self.show(report, **options)

    def tell(self, report: object) -> None:
        """On stderr: what is said to somebody who sits there, and is no answer."""
        views = import_module("roadmap_cli.views")
        typer.echo(views.text_of(report, sys.stderr, color=self.settings.color), err=True, nl=False)

    def show(self, report: object, **options: Any) -> None:  # noqa: ANN401 - the view's own
        views = import_module("roadmap_cli.views")
        say(views.text_of(report, sys.stdout, color=self.settings.color, **options))


def shell_of(context: typer.Context) -> Shell:
    shell: Shell = context.obj
    return shell


def say(text: str | bytes) -> None:
    """The answer, and nothing else, on stdout. A reader who has had enough (`| head`) ends the program quietly."""
    try:
        if isinstance(text, bytes):
            sys.stdout.buffer.write(text)
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        give_up_stdout()
        raise typer.Exit from None


def hint(text: str) -> None:
    typer.echo(harmless(f"hint: {text}"), err=True)


def has_terminal() -> bool:
    """Whether there is somebody to ask and to press a key."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stderr.isatty())


def confirmed(question: str) -> bool:
    """Anything but yes is no. Raises Abort where nobody answers."""
    return asked(f"{question} [y/N] ").casefold() in {"y", "yes"}


def asked(question: str) -> str:
    """Ask on stderr. Raises Abort where nobody answers."""
    typer.echo(harmless(question), err=True, nl=False)
    try:
        answer = sys.stdin.readline() if sys.stdin else ""
    except (OSError, ValueError):
        answer = ""
    if not answer:
        typer.echo(err=True)
        raise typer.Abort
    return answer.strip()


def mend_streams() -> None:
    """Give the program streams that cannot fail on a letter, also where it was started without them."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open to the end
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace" if name == "stdout" else "backslashreplace")


def harmless(text: str) -> str:
    """For text that no view renders: titles, file names and what was typed may stand in it."""
    said: str = import_module("roadmap_cli.views").harmless_text(text)
    return said


def give_up_stdout() -> None:
    """So that the interpreter does not stumble over what is still in the buffer when it ends."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
