"""Another roadmap put to use: found, looked at, and named in config.toml."""

import shlex
from contextlib import suppress
from pathlib import Path

from roadmap_cli import definition, settings
from roadmap_cli.errors import CannotBeDone, InvalidFile, RoadmapError
from roadmap_cli.reports.use import UseReport
from roadmap_cli.services.use import in_use
from roadmap_cli.settings import folders
from roadmap_cli.use_cases.config import write_config
from roadmap_cli.use_cases.find_roadmap import Found, find, is_same
from roadmap_cli.use_cases.session import Session


def use(session: Session, words: str) -> UseReport:
    """With `ID@HASH` that text of it is settled on first. Raises CannotBeDone and InvalidFile; then the one in use stays."""
    if "@" in words:
        from roadmap_cli.use_cases.settle import named_text, settle

        if named := named_text(words):
            settled = settle(session, named)
            return put_in_use(session, find(session, settled.roadmap))._replace(settled=settled.hash)
    return put_in_use(session, find(session, words))


def put_in_use(session: Session, found: Found) -> UseReport:
    from roadmap_cli.settings.config_toml import using

    remembered = _remembered(session, found)
    report = session.on(found.definition.roadmap).read(in_use)
    write_config(using(folders.config_file(), found.file and found.file.absolute(), remembered))
    return report


def use_by_itself(session: Session, file: Path) -> None:
    """For who begins here. What came is recorded, whatever becomes of config.toml."""
    from roadmap_cli.settings.config_toml import using

    try:
        write_config(using(folders.config_file(), file, {}))
    except RoadmapError as error:
        session.hint(f"{error.sentence}; to work on it: roadmap use {shlex.quote(file.stem)}")


def _remembered(session: Session, found: Found) -> dict[str, Path]:
    """Files that have no name yet, by their ids: the one to be used, and the one that config.toml names until now.

    Raises CannotBeDone where the id is that of another file, unless that one is gone, or says the same.
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
            _refuse_another(name, file, other)
        new[name] = file.absolute()
    return new


def _refuse_another(name: str, file: Path, other: Path) -> None:
    """A copy of the very same text is none."""
    if folders.is_in_library(other):
        if file.read_bytes() == other.read_bytes():
            return
        advice = f"bring it in over that copy: roadmap import {shlex.quote(str(file))} --force"
    else:
        advice = f"let it replace that one: roadmap config file {shlex.quote(str(file))}"
    sentence = f'{other} has the id "{name}" too, and the progress on both would mix'
    raise CannotBeDone(sentence, f"give it another id, or {advice}")
