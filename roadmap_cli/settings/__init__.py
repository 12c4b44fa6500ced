"""flag > environment > config.toml > default, as one frozen Settings. Creates nothing."""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from roadmap_cli.domain.backup import Keeping
from roadmap_cli.domain.days import WEEKDAYS, Rhythm
from roadmap_cli.domain.memory import Reviewing
from roadmap_cli.domain.roadmap import BUILT_IN
from roadmap_cli.errors import InvalidFile, WrongUsage, did_you_mean
from roadmap_cli.files import marked_once, read_bytes
from roadmap_cli.settings import values
from roadmap_cli.settings.folders import cache_folder, config_file, database_file, path_of, roadmaps_folder

if TYPE_CHECKING:
    from roadmap_cli.reports.config import Color, Source

ROADMAPS = "roadmaps"
"""The table of config.toml in which roadmap files are remembered by their ids. It is no setting."""
ALIASES = "alias"
"""The table of config.toml with the learner's own short words. It is no setting either."""
ROADMAP_SUFFIXES = (".md", ".toml")
"""Of the forms in which a roadmap may be written; the last one comes first where a roadmap is kept in both."""
READERS: dict[str, Callable[[object], Any]] = {
    "user": values.text,
    "file": values.text,
    "database": values.text,
    "hours_per_week": values.hours_per_week,
    "day_start": values.day_start,
    "rest_days": values.rest_days,
    "clock": values.clock,
    "week_starts": values.weekday,
    "desired_retention": values.desired_retention,
    "maximum_interval": values.maximum_interval,
    "new_cards_per_day": values.cards_per_day,
    "reviews_per_day": values.cards_per_day,
    "leech_lapses": values.lapses,
    "plain": values.yes_or_no,
    "pager": values.text,
    "backup_folder": values.text,
    "daily_backups": values.backups,
    "weekly_backups": values.backups,
    "monthly_backups": values.backups,
    ROADMAPS: values.files,
    ALIASES: values.aliases,
}
KEYS = tuple(key for key in READERS if key not in {ROADMAPS, ALIASES})
MOST_USER_LETTERS = 100
MOST_BYTES = 2**20
"""Of config.toml."""
_NOTHING = {"pager": "none", "backup_folder": "beside the database"}
"""What no value of a setting means."""
_ROLE = r"postgres[^:]*://([^:/?@]+)(?::[^@]*)?@"
"""Who an address logs in as; compiled only for one."""
NO_PAGER = {"", "cat", "none", "no", "off"}
MOST_REMARKS = 3


class Flags(NamedTuple):
    """What stood before the command, or behind it."""

    user: str | None = None
    file: str | None = None
    database: str | None = None
    no_color: bool = False
    plain: bool = False
    quiet: bool = False
    no_pager: bool = False


class Settings(NamedTuple):
    """`file` is None for the built-in roadmap; `database` is a path or an SQLAlchemy URL, `is_database_configured` whether
    config.toml names it; without a `backup_folder` copies are made beside it; without a `pager` it is empty. `remarks` say
    what in config.toml does not count.
    """

    user: str
    file: Path | None
    database: str
    is_database_configured: bool
    backup_folder: Path | None
    cache: Path
    color: "Color"
    plain: bool
    pager: str
    aliases: Mapping[str, object]
    rhythm: Rhythm = Rhythm()
    reviewing: Reviewing = Reviewing()
    keeping: Keeping = Keeping()
    remarks: tuple[str, ...] = ()


class GivenSetting(NamedTuple):
    """A setting as somebody gave it, and where."""

    value: Any  # what it is depends on the key
    source: "Source"


class Config(NamedTuple):
    """What config.toml says, each value as its reader gives it, and what in it is no setting: of a later version, or mistyped."""

    said: Mapping[str, object]
    remarks: tuple[str, ...] = ()


def resolve(flags: Flags, environment: Mapping[str, str] = os.environ) -> Settings:
    """Raises WrongUsage for what cannot be a user name or a path, InvalidFile for a faulty config.toml."""
    _refuse_empty(flags)
    config = _config(config_file())
    return settled(_given(flags, environment, config.said), _color(flags, environment))._replace(remarks=config.remarks)


def settled(found: Mapping[str, GivenSetting], color: "Color" = "auto") -> Settings:
    """The settings out of everything that was given. Raises WrongUsage."""
    aliases = found[ALIASES].value
    database, file, pager, copies = (found[key].value for key in ("database", "file", "pager", "backup_folder"))
    return Settings(
        user=user_name(found["user"].value),
        file=file,
        database=database if "://" in database else str(path_of(database)),
        is_database_configured=found["database"].source == "config.toml",
        backup_folder=path_of(copies).absolute() if copies else None,
        cache=cache_folder(),
        color=color,
        plain=found["plain"].value,
        pager="" if pager.casefold() in NO_PAGER else pager,
        aliases=aliases if isinstance(aliases, dict) else {},
        rhythm=Rhythm(**{key: found[key].value for key in Rhythm._fields}),
        reviewing=Reviewing(**{key: found[key].value for key in Reviewing._fields}),
        keeping=Keeping(**{key: found[key].value for key in Keeping._fields}),
    )


def _color(flags: Flags, environment: Mapping[str, str]) -> "Color":
    """Who wants no colours is heard first."""
    if flags.no_color or environment.get("NO_COLOR"):
        return "never"
    if any(environment.get(name, "0") not in {"", "0"} for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return "always"
    return "never" if environment.get("CLICOLOR") == "0" else "auto"


def given(flags: Flags, environment: Mapping[str, str] = os.environ) -> dict[str, GivenSetting]:
    """Every setting, as given in the first place that has it. Raises WrongUsage and InvalidFile."""
    _refuse_empty(flags)
    return _given(flags, environment, _config(config_file()).said)


def _refuse_empty(flags: Flags) -> None:
    if "" in flags:
        raise WrongUsage("--user, --file and --database need a value, not an empty one", "leave the option out")


def _given(flags: Flags, environment: Mapping[str, str], config: Mapping[str, object]) -> dict[str, GivenSetting]:
    found = {key: _first(key, flags, environment, config) for key in KEYS}
    found[ALIASES] = GivenSetting(config.get(ALIASES, {}), "config.toml")
    found["user"] = _user(found)
    file, source = found["file"]
    # config.toml means what is beside itself, not beside wherever one happens to be
    beside = config_file().parent if source == "config.toml" else Path()
    return found | {"file": GivenSetting(file and roadmap_file(file, beside), source)}


def _user(found: Mapping[str, GivenSetting]) -> GivenSetting:
    """Where nobody is named, who logs in to a server: it knows nobody else by the address."""
    database = found["database"].value
    is_asked_for = found["user"].source == "default" and database.startswith("postgres")
    said = re.match(_ROLE, database) if is_asked_for else None
    if said is None:
        return found["user"]
    from urllib.parse import unquote

    return GivenSetting(unquote(said[1]), "default")


def configured(key: str) -> object:
    """What config.toml says of a setting, None for nothing. Raises InvalidFile."""
    return _config(config_file()).said.get(key)


def without_config(flags: Flags, environment: Mapping[str, str] = os.environ) -> Settings:
    """Where config.toml cannot be used: what is said elsewhere. Raises WrongUsage."""
    found = {key: _first(key, flags, environment, {}) for key in KEYS}
    file, source = found["file"]
    own = {
        "file": GivenSetting(file and path_of(file), source),
        ALIASES: GivenSetting({}, "default"),
        "user": _user(found),
    }
    return settled(found | own, _color(flags, environment))


def user_without_config(environment: Mapping[str, str] = os.environ) -> str:
    """Who the user is where config.toml names none, and no flag. Raises WrongUsage."""
    return user_name(_first("user", Flags(), environment, {}).value)


def roadmap_file(said: str, beside: Path = Path()) -> Path | None:
    """A roadmap file, also by the id of a known roadmap or its beginning where no such file is; None for the built-in one."""
    path = path_of(said)
    file = beside / path
    if path.name != said or os.path.isfile(file):  # noqa: PTH113 - it also answers for names that no file can have
        return file
    known = known_roadmaps()
    named = [name for name in known if name.startswith(said.casefold())]
    return known[named[0]] if len(named) == 1 else known.get(said.casefold(), file)


def known_roadmaps() -> dict[str, Path | None]:
    """The files of roadmaps that have a name, None for the built-in one. Raises WrongUsage and InvalidFile."""
    chosen = values.files(_config(config_file()).said.get(ROADMAPS, {}))
    remembered = {name: config_file().parent / path_of(file) for name, file in chosen.items()}
    return {**kept_roadmaps(), **remembered, BUILT_IN: None}


def kept_roadmaps() -> dict[str, Path]:
    """Those that came in from elsewhere."""
    folder = roadmaps_folder()
    return {file.stem: file for suffix in ROADMAP_SUFFIXES for file in sorted(folder.glob(f"*{suffix}"))}


def kept_aliases() -> dict[str, object]:
    """Those of config.toml, each unlooked at: one that is wrong stops nobody else. Raises InvalidFile."""
    try:
        return values.alias_table(configured(ALIASES) or {})
    except ValueError as error:
        sentence = f'{config_file()}: "{ALIASES}" {error}'
        raise InvalidFile(sentence, f"mend it there, or take it out: roadmap config {ALIASES} --unset") from error


def in_words(key: str, value: Any) -> str:  # noqa: ANN401 - whatever a setting holds
    """A setting as one would write it."""
    match key:
        case "plain":
            return "yes" if value else "no"
        case "pager" | "backup_folder":
            return str(value or _NOTHING[key])
        case "hours_per_week" | "desired_retention":
            return f"{value:g}"
        case "day_start":
            return f"{value.seconds // 3600:02}:{value.seconds // 60 % 60:02}"
        case "rest_days" | "week_starts":
            days = [value] if isinstance(value, int) else sorted(value)
            return ", ".join(WEEKDAYS[weekday] for weekday in days) or "none"
    return "the built-in roadmap" if value is None else str(value)


def _first(key: str, flags: Flags, environment: Mapping[str, str], config: Mapping[str, object]) -> GivenSetting:
    if flag := "none" if key == "pager" and flags.no_pager else getattr(flags, key, None):
        return GivenSetting(flag, "flag")
    variable = f"ROADMAP_{key.upper()}"
    if environment.get(variable):
        return GivenSetting(_read(key, environment[variable], variable), "environment")
    if key in config:
        return GivenSetting(config[key], "config.toml")
    if key == "pager" and "PAGER" in environment:
        return GivenSetting(environment["PAGER"], "environment")
    return GivenSetting(_default(key, environment), "default")


def _default(key: str, environment: Mapping[str, str]) -> object:
    match key:
        case "user":
            return _login(environment)
        case "file" | "backup_folder":
            return None
        case "plain":
            return False
        case "pager":
            return "less"
        case "database":
            return str(database_file())
    defaults = next(each for each in (Rhythm(), Reviewing(), Keeping()) if key in each._fields)
    return getattr(defaults, key)


def _read(key: str, value: str, variable: str) -> object:
    try:
        return READERS[key](value)
    except ValueError as error:
        sentence = f"{variable} {error}"
        raise WrongUsage(sentence, "unset it, or give it another value") from error


def user_name(given: str) -> str:
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
    import getpass  # only where the environment says nothing

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "learner"


def _config(path: Path) -> Config:
    try:
        data = read_bytes(path, MOST_BYTES + 1)
        text = marked_once(data.decode("utf-8-sig"), str(path))
    except (FileNotFoundError, NotADirectoryError):
        return Config({})
    except OSError as error:
        sentence = f"cannot read {path}: {(error.strerror or str(error)).lower()}"
        raise InvalidFile(sentence) from error
    except UnicodeDecodeError as error:
        sentence = f"{path}: this is not UTF-8 text"
        raise InvalidFile(sentence, "save the file as UTF-8") from error
    if len(data) > MOST_BYTES:
        sentence = f"{path}: it is larger than {MOST_BYTES // 2**20} MiB, which is the most that is read"
        raise InvalidFile(sentence)
    return checked(path, text)


def checked(path: Path, text: str) -> Config:
    """Raises InvalidFile for what is no TOML, and for a value that its setting cannot hold."""
    import tomli  # only where there is a config.toml

    try:
        config: dict[str, object] = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        sentence = f"{path}:{error.lineno}: not valid TOML: {error.msg[:1].lower()}{error.msg[1:]}"
        raise InvalidFile(sentence) from error
    except (ValueError, RecursionError) as error:
        sentence = f"{path}: not valid TOML: it is nested too deeply or holds a number too long"
        raise InvalidFile(sentence) from error
    said = {key: _checked_value(path, text, key, value) for key, value in config.items() if key in READERS}
    unknown = [key for key in config if key not in READERS]
    remarks = [_remark(path, text, key) for key in unknown[:MOST_REMARKS]]
    if more := len(unknown) - len(remarks):
        remarks.append(f"{path}: {more} more of its keys are no settings")
    return Config(said, tuple(remarks))


def _remark(path: Path, text: str, key: str) -> str:
    meant = did_you_mean(key, (*KEYS, ROADMAPS, ALIASES)) or "take it out, or see: roadmap config"
    return f'{_place(path, text, key)}: unknown setting "{" ".join(key.split())}" does not count; {meant}'


def _checked_value(path: Path, text: str, key: str, value: object) -> object:
    try:
        return READERS[key](value)
    except ValueError as error:
        sentence = f'{_place(path, text, key)}: "{key}" {error}'
        raise InvalidFile(sentence) from error


def _place(path: Path, text: str, key: str) -> str:
    """With the line, where the key begins one as people write it."""
    begins = re.compile(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[=.\]]""")
    number = next((number for number, line in enumerate(text.splitlines(), 1) if begins.match(line)), None)
    return f"{path}:{number}" if number else str(path)
