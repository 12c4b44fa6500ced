"""Another roadmap put to use: found, looked at, and named in config.toml."""

import shlex
from contextlib import suppress
from pathlib import Path

from roadmap_cli import definition, settings
from roadmap_cli.errors import CannotBeDone, InvalidFile
from roadmap_cli.reports.use import UseReport
from roadmap_cli.services.use import in_use
from roadmap_cli.use_cases.config import write_config
from roadmap_cli.use_cases.find_roadmap import Found, find, is_same
from roadmap_cli.use_cases.session import Session


def use(session: Session, words: str) -> UseReport:
    """Raises CannotBeDone and InvalidFile; then the one in use stays."""
    from roadmap_cli.settings.config_toml import using

    found = find(session, words)
    remembered = _remembered(session, found)
    report = session.on(found.definition.roadmap).read(in_use)
    write_config(using(settings.config_file(), found.file and found.file.absolute(), remembered))
    return report


def _remembered(session: Session, found: Found) -> dict[str, Path]:
    """Files that have no name yet, by their ids: the one to be used, and the one that config.toml names until now.

    Raises CannotBeDone where the id is that of another file, unless that one is gone.
    """
    named = settings.known_roadmaps()
    before, source = settings.given(session.flags)["file"]
    new: dict[str, Path] = {}
    if before and source == "config.toml":
        with suppress(InvalidFile):
            new = {session.load(before).roadmap.id: before}
    new = {name: file for name, file in new.items() if name not in named}
    name, file = found.definition.roadmap.id, found.file
    if file and not (name in named and is_same(file, named[name])):
        if name in named and (other := named[name] or definition.builtin()).exists():
            sentence = f'{other} has the id "{name}" too, and the progress on both would mix'
            command = f"roadmap config file {shlex.quote(str(file))}"
            raise CannotBeDone(sentence, f"give it another id, or let it replace that one: {command}")
        new[name] = file.absolute()
    return new
