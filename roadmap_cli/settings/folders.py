"""Where things are kept on this machine. Creates nothing."""

from pathlib import Path

from platformdirs import PlatformDirs

from roadmap_cli.domain.roadmap import BUILT_IN
from roadmap_cli.errors import WrongUsage


def config_file() -> Path:
    return Path(_folders().user_config_dir) / "config.toml"


def roadmaps_folder() -> Path:
    """Where roadmaps are kept that came in from elsewhere, each as ID.toml or ID.md."""
    return _data_folder() / "roadmaps"


def imported_file(roadmap: str, digest: str = "") -> Path:
    """What was imported last of a roadmap, to tell what a hand has edited since; of what was before, with its digest."""
    return _data_folder() / "imported" / f"{roadmap}{digest and f'.{digest}'}.imported"


def origin_file(roadmap: Path) -> Path:
    """Where it is written down of a copy from which address it was fetched; there is none of any other roadmap."""
    return roadmap.with_name(f"{roadmap.stem}.origin.json")


def own_file(roadmap: str) -> Path:
    """Where a learner's own changes of a roadmap are kept that is not theirs to edit."""
    return _data_folder() / "own" / f"{roadmap}.toml"


def own_changes(file: Path | None) -> Path | None:
    """Where those of the roadmap in a file are kept; None for a file that one edits itself."""
    if file is None:
        return own_file(BUILT_IN)
    return own_file(file.stem) if is_in_library(file) else None


def is_in_library(file: Path) -> bool:
    """Whether it is one that came in from elsewhere, however it is named."""
    return file.absolute().parent == roadmaps_folder().absolute()


def arriving_file() -> Path:
    """Where a roadmap is announced that is on its way into that folder."""
    return roadmaps_folder() / ".arriving"


def marks_folder() -> Path:
    """Where databases are named that were begun on this machine."""
    return _data_folder() / "begun"


def sync_file() -> Path:
    """Where remotes are named, and how far each was read."""
    return _data_folder() / "sync.json"


def device_file() -> Path:
    """What is kept of this device: its name and id, and by what a copy of it is noticed."""
    return _data_folder() / "device.json"


def texts_folder() -> Path:
    """Where it is written down which text of each roadmap this machine has seen last."""
    return _data_folder() / "texts"


def drafts_folder() -> Path:
    """Where texts are kept that were typed and have no place in the record yet."""
    return _data_folder() / "drafts"


def path_of(given: str) -> Path:
    try:
        return Path(given).expanduser()
    except RuntimeError as error:  # ~nobody
        sentence = f"{given} is in the home of somebody unknown here"
        raise WrongUsage(sentence) from error


def database_file() -> Path:
    """The record, unless somebody says otherwise."""
    return _data_folder() / "progress.db"


def cache_folder() -> Path:
    """Where a roadmap is kept as it was read, to be read faster."""
    return Path(_folders().user_cache_dir)


def _data_folder() -> Path:
    return Path(_folders().user_data_dir)


def _folders() -> PlatformDirs:
    return PlatformDirs("learning-roadmap", appauthor=False)
