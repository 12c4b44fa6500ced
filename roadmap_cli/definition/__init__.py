"""Roadmap files. The only owner of TOML: whatever leaves this room is a valid Roadmap or a list of problems."""

from pathlib import Path

from roadmap_cli.definition import cache
from roadmap_cli.definition.cache import last_id
from roadmap_cli.definition.document import Definition

__all__ = ["Definition", "builtin", "last_id", "load"]


def load(path: Path, cache_folder: Path, own: Path | None = None) -> Definition:
    """The definition in a file, with the learner's own changes of it, from the cache where that is not older. Raises
    InvalidFile.
    """
    key = cache.key_of(path, own)
    found = cache.find(key, cache_folder)
    if found is None:
        from roadmap_cli.definition.own import read

        found = read(path, own)
        cache.keep(found, key, cache_folder)
    return found


def builtin() -> Path:
    """phases.toml: inside the package when installed from a wheel, beside it in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "phases.toml"
    return inside if inside.exists() else package.parent / "phases.toml"
