"""What the shell offers on Tab. An error offers nothing: there is nobody to tell."""

from collections.abc import Callable, Iterable

import typer

from roadmap_cli import definition
from roadmap_cli.domain.finding import HasName
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.errors import RoadmapError
from roadmap_cli.settings import KEYS, Flags, resolve

Completion = Callable[[typer.Context, str], list[tuple[str, str]]]
_SAFE = frozenset(" ,.+-/")


def _completion(names: Callable[[Roadmap], Iterable[HasName]]) -> Completion:
    def complete(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        try:
            given = context.find_root().params
            settings = resolve(Flags(given.get("user"), given.get("file"), given.get("database")))
            roadmap = definition.load(settings.file or definition.builtin(), settings.cache).roadmap
        except RoadmapError:
            return []
        return [(each.id, _plain(each.title)) for each in names(roadmap) if each.id.startswith(incomplete)]

    return complete


def _plain(title: str) -> str:
    """Shells evaluate what they are offered, so of a title only letters, digits and a few marks go there."""
    return "".join(each if each.isalnum() or each in _SAFE else " " for each in title)


def settings(incomplete: str) -> list[str]:
    return [key for key in KEYS if key.startswith(incomplete)]


topics = _completion(lambda roadmap: roadmap.topics.values())
phases = _completion(lambda roadmap: roadmap.phases)
modules = _completion(lambda roadmap: roadmap.modules.values())
scopes = _completion(lambda roadmap: (*roadmap.phases, *roadmap.modules.values()))
parts = _completion(lambda roadmap: (*roadmap.topics.values(), *roadmap.modules.values(), *roadmap.phases))
choices = _completion(lambda roadmap: roadmap.choices)
options = _completion(lambda roadmap: (option for choice in roadmap.choices for option in choice.options))
choices_and_options = _completion(
    lambda roadmap: (*roadmap.choices, *(option for choice in roadmap.choices for option in choice.options))
)
