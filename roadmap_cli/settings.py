"""flag > environment > config.toml > default, as one frozen Settings. Creates nothing."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from platformdirs import PlatformDirs

from roadmap_cli.errors import InvalidFile, WrongUsage, did_you_mean

KEYS = ("user", "file", "database")
MOST_USER_LETTERS = 100


class Flags(NamedTuple):
    """What stood before the command."""

    user: str | None = None
    file: str | None = None
    database: str | None = None
    no_color: bool = False


class Settings(NamedTuple):
    """`file` is None for the built-in roadmap; `database` is a path or an SQLAlchemy URL."""

    user: str
    file: Path | None
    database: str
    cache: Path
    color: bool


def resolve(flags: Flags, environment: Mapping[str, str] = os.environ) -> Settings:
    """Raises WrongUsage for what cannot be a user name or a path, InvalidFile for a faulty config.toml."""
    if "" in flags:
        raise WrongUsage("--user, --file and --database need a value, not an empty one", "leave the option out")
    folders = PlatformDirs("learning-roadmap", appauthor=False)
    config = _config(Path(folders.user_config_dir) / "config.toml")
    if "file" in config:  # as written there, not as seen from wherever one happens to be
        config["file"] = str(Path(folders.user_config_dir) / _path(config["file"]))
    given = {key: getattr(flags, key) or environment.get(f"ROADMAP_{key.upper()}") or config.get(key) for key in KEYS}
    database = given["database"] or str(Path(folders.user_data_dir) / "progress.db")
    return Settings(
        _user(_login(environment) if given["user"] is None else given["user"]),
        _path(given["file"]) if given["file"] else None,
        database if "://" in database else str(_path(database)),
        Path(folders.user_cache_dir),
        not flags.no_color and not environment.get("NO_COLOR"),
    )


def _path(given: str) -> Path:
    try:
        return Path(given).expanduser()
    except RuntimeError as error:  # ~nobody
        sentence = f"{given} is in the home of somebody unknown here"
        raise WrongUsage(sentence) from error


def _user(given: str) -> str:
    user = given.strip()
    if not user or len(user) > MOST_USER_LETTERS or not user.isprintable():
        sentence = f"{user!r} cannot be a user name"
        raise WrongUsage(sentence, f"give up to {MOST_USER_LETTERS} printable letters with --user or ROADMAP_USER")
    return user


def _login(environment: Mapping[str, str]) -> str:
    """The login name; a container may run as a number without one."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):  # as getpass looks, which is slow to load
        if environment.get(name):
            return environment[name]
    import getpass  # noqa: PLC0415 - only where the environment says nothing

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "learner"


def _config(path: Path) -> dict[str, str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        sentence = f"cannot read {path}: {(error.strerror or str(error)).lower()}"
        raise InvalidFile(sentence) from error
    except UnicodeDecodeError as error:
        sentence = f"{path}: this is not UTF-8 text"
        raise InvalidFile(sentence, "save the file as UTF-8") from error
    return _checked(path, text)


def _checked(path: Path, text: str) -> dict[str, str]:
    import tomli  # noqa: PLC0415 - only where there is a config.toml

    try:
        config: dict[str, Any] = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        sentence = f"{path}:{error.lineno}: not valid TOML: {error.msg[:1].lower()}{error.msg[1:]}"
        raise InvalidFile(sentence) from error
    except (ValueError, RecursionError) as error:
        sentence = f"{path}: not valid TOML: it is nested too deeply or holds a number too long"
        raise InvalidFile(sentence) from error
    for key, value in config.items():
        if key not in KEYS:
            sentence = f'{path}: unknown setting "{key}"'
            raise InvalidFile(sentence, did_you_mean(key, KEYS) or f"the settings are {', '.join(KEYS)}")
        if not isinstance(value, str) or not value or "\0" in value:
            sentence = f'{path}: "{key}" must be text, not empty and without NUL'
            raise InvalidFile(sentence)
    return config
