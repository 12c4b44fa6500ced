"""What the shell offers on Tab. An error offers nothing: there is nobody to tell."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from roadmap_cli import definition
from roadmap_cli.cli.flags import flags_at_tab
from roadmap_cli.cli.table import NAMES
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.errors import RoadmapError
from roadmap_cli.settings import KEYS, Settings, known_roadmaps, resolve
from roadmap_cli.settings.folders import own_changes

if TYPE_CHECKING:
    from roadmap_cli.domain.lookup import HasName

Completion = Callable[[typer.Context, str], list[tuple[str, str]]]
_SAFE = frozenset(" ,.+-/")


def _completion(names: Callable[[Roadmap], "Iterable[HasName]"]) -> Completion:
    def complete(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        try:
            settings = _settings(context)
            roadmap = _roadmap(settings.file, settings.cache)
        except RoadmapError:
            return []
        return [(each.id, _plain(each.title)) for each in names(roadmap) if each.id.startswith(incomplete)]

    return complete


def _settings(context: typer.Context) -> Settings:
    """Raises RoadmapError."""
    return resolve(flags_at_tab(context))


def _plain(title: str) -> str:
    """Shells evaluate what they are offered, so of a title only letters, digits and a few marks go there."""
    return "".join(each if each.isalnum() or each in _SAFE else " " for each in title)


def commands(incomplete: str) -> list[str]:
    return [name for name in NAMES if name.startswith(incomplete)]


def settings(incomplete: str) -> list[str]:
    return [key for key in KEYS if key.startswith(incomplete)]


def roadmaps_and_texts(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """With `ID@` the texts of it that stand beside each other."""
    if "@" not in incomplete:
        return roadmaps(context, incomplete)
    from roadmap_cli.use_cases.session import Session
    from roadmap_cli.use_cases.settle import texts_to_settle_on

    try:
        offered = texts_to_settle_on(Session(flags_at_tab(context)), incomplete)
    except RoadmapError:
        return []
    return [(name, _plain(about)) for name, about in offered]


def roadmaps(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    try:
        named, cache = known_roadmaps(), _settings(context).cache
    except RoadmapError:
        return []
    return [(name, _title(file, cache)) for name, file in named.items() if name.startswith(incomplete)]


def _roadmap(file: Path | None, cache: Path) -> Roadmap:
    """Raises InvalidFile."""
    return definition.load(file or definition.builtin(), cache, own_changes(file)).roadmap


def _title(file: Path | None, cache: Path) -> str:
    try:
        return _plain(_roadmap(file, cache).title)
    except RoadmapError:
        return ""


topics = _completion(lambda roadmap: roadmap.topics.values())
phases = _completion(lambda roadmap: roadmap.phases)
modules = _completion(lambda roadmap: roadmap.modules.values())
scopes = _completion(lambda roadmap: (*roadmap.phases, *roadmap.modules.values()))
parts = _completion(lambda roadmap: (*roadmap.topics.values(), *roadmap.modules.values(), *roadmap.phases))
formats = _completion(lambda roadmap: roadmap.job.formats)
project_stages = _completion(lambda roadmap: roadmap.job.project_stages)
choices = _completion(lambda roadmap: roadmap.choices)
options = _completion(lambda roadmap: (option for choice in roadmap.choices for option in choice.options))
choices_and_options = _completion(
    lambda roadmap: (*roadmap.choices, *(option for choice in roadmap.choices for option in choice.options))
)


def remotes(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    from roadmap_cli.use_cases.session import Session
    from roadmap_cli.use_cases.sync_memory import remotes as known

    try:
        found = known(Session(flags_at_tab(context)))
    except RoadmapError:
        return []
    return [(each.name, _plain(each.place)) for each in found if each.name.startswith(incomplete)]
