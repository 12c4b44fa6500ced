"""flag > environment > config.toml > default, as one frozen Settings. Creates nothing."""

import getpass
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import PlatformDirs

from roadmap_cli.errors import InvalidFile, WrongUsage, did_you_mean

KEYS = ("user", "file", "database")
MOST_USER_LETTERS = 100


@dataclass(frozen=True, slots=True)
class Flags:
    """What stood before the command."""

    user: str | None = None
    file: str | None = None
    database: str | None = None
    no_color: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """`file` is None for the built-in roadmap; `database` is a path or an SQLAlchemy URL."""

    user: str
    file: Path | None
    database: str
    cache: Path
    color: bool


def resolve(flags: Flags, environment: Mapping[str, str] = os.environ) -> Settings:
    """Raises WrongUsage for a user name that cannot be one, InvalidFile for a faulty config.toml."""
    folders = PlatformDirs("learning-roadmap", appauthor=False)
    config = _config(Path(folders.user_config_dir) / "config.toml")
    given = {key: getattr(flags, key) or environment.get(f"ROADMAP_{key.upper()}") or config.get(key) for key in KEYS}
    database = given["database"] or str(Path(folders.user_data_dir) / "progress.db")
    return Settings(
        _user(given["user"]),
        Path(given["file"]).expanduser() if given["file"] else None,
        database if "://" in database else str(Path(database).expanduser()),
        Path(folders.user_cache_dir),
        not flags.no_color and not environment.get("NO_COLOR"),
    )


def _user(given: str | None) -> str:
    user = (_login() if given is None else given).strip()
    if not user or len(user) > MOST_USER_LETTERS or not user.isprintable():
        sentence = f"{user!r} cannot be a user name"
        raise WrongUsage(sentence, f"give up to {MOST_USER_LETTERS} printable letters with --user or ROADMAP_USER")
    return user


def _login() -> str:
    """The login name; a container may run as a number without one."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "learner"


def _config(path: Path) -> dict[str, str]:
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError) as error:
        sentence = f"cannot read {path}: {getattr(error, 'strerror', None) or 'it is not UTF-8 text'}"
        raise InvalidFile(sentence) from error
    return _checked(path, text)


def _checked(path: Path, text: str) -> dict[str, str]:
    import tomli  # noqa: PLC0415 - only where there is a config.toml

    try:
        config: dict[str, Any] = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        sentence = f"{path}:{error.lineno}: not valid TOML: {error.msg}"
        raise InvalidFile(sentence) from error
    for key, value in config.items():
        if key not in KEYS:
            sentence = f'{path}: unknown setting "{key}"'
            raise InvalidFile(sentence, did_you_mean(key, KEYS) or f"the settings are {', '.join(KEYS)}")
        if not isinstance(value, str):
            sentence = f'{path}: "{key}" must be text'
            raise InvalidFile(sentence)
    return config
