"""flag > environment > config.toml > default, and nothing is created."""

import os
from pathlib import Path
from typing import Any

import pytest
from platformdirs import PlatformDirs

from roadmap_cli.errors import InvalidFile, WrongUsage
from roadmap_cli.settings import KEYS, Flags, resolve

LOGIN = {"LOGNAME": "login"}
FLAGS = ("user", "file", "database")
"""The settings that have a flag; they are text."""


@pytest.fixture
def config(home: Path) -> Path:
    """A config.toml that can be written."""
    file = Path(PlatformDirs("learning-roadmap", appauthor=False).user_config_dir) / "config.toml"
    file.parent.mkdir(parents=True)
    return file


def value(key: str, flags: Flags, environment: dict[str, str]) -> str:
    return str(getattr(resolve(flags, LOGIN | environment), key))


@pytest.mark.parametrize("key", FLAGS)
def test_a_flag_wins_over_the_environment_and_that_over_the_config_file(key: str, config: Path) -> None:
    config.write_text(f'{key} = "from-config"\n', encoding="utf-8")
    environment, flags = {f"ROADMAP_{key.upper()}": "from-environment"}, Flags(**{key: "from-flag"})
    assert value(key, flags, environment) == "from-flag"
    assert value(key, Flags(), environment) == "from-environment"
    assert value(key, Flags(), {}) == (str(config.with_name("from-config")) if key == "file" else "from-config")


def test_the_defaults_are_the_login_the_built_in_roadmap_and_the_platforms_folders(database: Path) -> None:
    settings = resolve(Flags(), LOGIN)
    folders = PlatformDirs("learning-roadmap", appauthor=False)
    assert (settings.user, settings.file, settings.database) == ("login", None, str(database))
    assert (settings.cache, settings.color) == (Path(folders.user_cache_dir), "auto")


@pytest.mark.parametrize("key", KEYS)
def test_an_empty_variable_is_as_good_as_none(key: str) -> None:
    assert resolve(Flags(), LOGIN | {f"ROADMAP_{key.upper()}": ""}) == resolve(Flags(), LOGIN)


@pytest.mark.parametrize("key", FLAGS)
def test_an_empty_flag_is_refused_rather_than_overheard(key: str) -> None:
    with pytest.raises(WrongUsage, match="need a value"):
        resolve(Flags(**{key: ""}), LOGIN)


def test_resolving_creates_nothing(empty_home: Path) -> None:
    resolve(Flags(), LOGIN)
    resolve(Flags("ada", "~/mine.toml", "~/deep/below/progress.db"), LOGIN)
    assert list(empty_home.iterdir()) == []


@pytest.mark.parametrize(
    ("flags", "environment", "color"),
    [
        (Flags(), {}, "auto"),
        (Flags(), {"NO_COLOR": "", "FORCE_COLOR": "", "CLICOLOR_FORCE": "0", "CLICOLOR": "1"}, "auto"),
        (Flags(), {"NO_COLOR": "1"}, "never"),
        (Flags(), {"NO_COLOR": "0"}, "never"),
        (Flags(no_color=True), {}, "never"),
        (Flags(), {"CLICOLOR": "0"}, "never"),
        (Flags(), {"FORCE_COLOR": "1"}, "always"),
        (Flags(), {"CLICOLOR_FORCE": "1", "CLICOLOR": "0"}, "always"),
        (Flags(), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, "never"),
        (Flags(no_color=True), {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1"}, "never"),
    ],
)
def test_colour_can_be_forbidden_and_forced_and_who_forbids_it_is_heard_first(
    flags: Flags, environment: dict[str, str], color: str
) -> None:
    assert resolve(flags, LOGIN | environment).color == color


@pytest.mark.parametrize(
    "user", ["ada", "Ada Lovelace", "o'brien", "../etc", "[/x]", "\u6f22\u5b57", "a@b.org", "-", "x" * 100]
)
def test_any_printable_name_is_a_user(user: str) -> None:
    assert resolve(Flags(user=user), {}).user == user


@pytest.mark.parametrize("user", ["  ada ", "ada\n", "\tada"])
def test_blanks_around_a_user_name_are_dropped(user: str) -> None:
    assert resolve(Flags(user=user), {}).user == "ada"


@pytest.mark.parametrize("user", [" ", "a\nb", "a\0b", "\x1b[31mred", "x" * 101, "\u202eada", os.fsdecode(b"caf\xe9")])
def test_what_cannot_be_a_user_name_is_refused_with_what_can(user: str) -> None:
    with pytest.raises(WrongUsage, match="cannot be a user name") as raised:
        resolve(Flags(user=user), {})
    assert raised.value.sentence.isprintable()
    assert "up to 100 printable letters" in raised.value.hint


def test_the_login_comes_from_the_environment_first() -> None:
    assert resolve(Flags(), {"USER": "from-user", "LOGNAME": "from-logname"}).user == "from-logname"
    assert resolve(Flags(), {"LOGNAME": "", "USER": "from-user"}).user == "from-user"


def test_a_login_without_a_name_is_a_learner(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 987_654_321, raising=False)
    assert resolve(Flags(), {}).user == "learner"


def test_a_tilde_is_the_home_wherever_it_comes_from(home: Path, config: Path) -> None:
    config.write_text('file = "~/mine.toml"\n', encoding="utf-8")
    settings = resolve(Flags(), LOGIN | {"ROADMAP_DATABASE": "~/mine.db"})
    assert (settings.file, settings.database) == (home / "mine.toml", str(home / "mine.db"))


@pytest.mark.parametrize("key", ["file", "database"])
def test_the_home_of_somebody_unknown_is_refused(key: str) -> None:
    with pytest.raises(WrongUsage, match="~nobody-of-this-name/x is in the home of somebody unknown here"):
        resolve(Flags(**{key: "~nobody-of-this-name/x"}), LOGIN)


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///relative.db",
        "sqlite:////tmp/a.db",
        "postgresql+psycopg://ada@host/db?sslmode=require",
        "sqlite://~/x",
    ],
)
def test_a_url_is_left_as_it_is(url: str) -> None:
    assert resolve(Flags(database=url), LOGIN).database == url


@pytest.mark.parametrize(
    ("content", "sentence", "hint"),
    [
        ('user = "ada"\nuser = ', r":2: not valid TOML: \S", ""),
        ("nonsense", r":1: not valid TOML: \S", ""),
        ("[user]", ': "user" must be text', ""),
        ("user = 3", ': "user" must be text', ""),
        ('file = ""', ': "file" must be text, not empty', ""),
        ('database = "a\\u0000b"', ': "database" must be text, not empty and without NUL', ""),
        ("user = 1" + "0" * 5_000, ": not valid TOML: it is nested too deeply or holds a number too long", ""),
        ("user = " + "[" * 100_000, ": not valid TOML: it is nested too deeply or holds a number too long", ""),
        (b"user = '\xff'", ": this is not UTF-8 text", "save the file as UTF-8"),
        (b"\0\0\0", r":1: not valid TOML: \S", ""),
    ],
)
def test_a_faulty_config_file_is_refused_with_its_fault(config: Path, content: Any, sentence: str, hint: str) -> None:
    config.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InvalidFile, match=sentence) as raised:
        resolve(Flags(), LOGIN)
    assert raised.value.sentence.startswith(str(config))
    assert raised.value.hint == hint


def test_a_directory_in_its_place_is_refused(config: Path) -> None:
    config.mkdir()
    with pytest.raises(InvalidFile, match=r"cannot read .*config\.toml: (is a directory|permission denied)"):
        resolve(Flags(), LOGIN)


def test_an_odd_user_name_in_it_is_refused(config: Path) -> None:
    config.write_text('user = " "\n', encoding="utf-8")
    with pytest.raises(WrongUsage, match="cannot be a user name"):
        resolve(Flags(), LOGIN)


@pytest.mark.parametrize("content", [b"", b"# nothing\n", b'\xef\xbb\xbfuser = "login"\r\n'])
def test_a_config_file_may_be_empty_or_saved_on_windows(config: Path, content: bytes) -> None:
    config.write_bytes(content)
    assert resolve(Flags(), LOGIN).user == "login"


def test_a_file_where_its_folder_should_be_is_as_good_as_none(home: Path) -> None:
    folder = Path(PlatformDirs("learning-roadmap", appauthor=False).user_config_dir)
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("in the way", encoding="utf-8")
    assert resolve(Flags(), LOGIN).user == "login"


@pytest.mark.parametrize(
    ("content", "remark"),
    [
        ('usr = "ada"', ':1: unknown setting "usr" does not count; did you mean user?'),
        ('\n\ndatabse = "x"', ':3: unknown setting "databse" does not count; did you mean database?'),
        ("colour = false", ':1: unknown setting "colour" does not count; take it out, or see: roadmap config'),
        ("[roadmap]\ntea = 'x'", ':1: unknown setting "roadmap" does not count; did you mean'),
        ('"a\\nb" = 1', ': unknown setting "a b" does not count; take it out, or see: roadmap config'),
    ],
)
def test_a_key_that_is_no_setting_is_remarked_on_and_takes_nothing_else_with_it(
    config: Path, content: str, remark: str
) -> None:
    config.write_text(content, encoding="utf-8")
    found = resolve(Flags(), LOGIN | {"ROADMAP_REVIEWS_PER_DAY": "7"})
    (said,) = found.remarks
    assert said.startswith(f"{config}{remark}")
    assert found.reviewing.reviews_per_day == 7


def test_of_many_keys_that_are_no_settings_the_first_are_named(config: Path) -> None:
    config.write_text("".join(f"x{number} = 1\n" for number in range(1000)), encoding="utf-8")
    *named, rest = resolve(Flags(), LOGIN).remarks
    assert (len(named), rest) == (3, f"{config}: 997 more of its keys are no settings")


def test_a_wrong_value_is_told_with_its_line(config: Path) -> None:
    config.write_text('# mine\nuser = "ada"\n\n  hours_per_week = "many"\n', encoding="utf-8")
    with pytest.raises(InvalidFile, match=r'config\.toml:4: "hours_per_week" must be'):
        resolve(Flags(), LOGIN)
