"""How a learner's weeks go, as the settings say it, and config.toml changed without losing what stands around."""

from datetime import time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import tomli
from hypothesis import example, given
from hypothesis import strategies as st
from platformdirs import PlatformDirs

from roadmap_cli import settings
from roadmap_cli.domain.backup import Keeping
from roadmap_cli.domain.days import WEEKDAYS, Rhythm
from roadmap_cli.domain.memory import Reviewing
from roadmap_cli.errors import InvalidFile, WrongUsage
from roadmap_cli.settings import Flags, config_toml, in_words, resolve, values

LOGIN = {"LOGNAME": "login"}
RHYTHM = ("hours_per_week", "day_start", "rest_days", "clock", "week_starts")
HOURS = "must be a number of hours from 0.1 to 168, which is all that a week has"


@pytest.fixture
def config(home: Path) -> Path:
    """A config.toml that can be written."""
    file = Path(PlatformDirs("learning-roadmap", appauthor=False).user_config_dir) / "config.toml"
    file.parent.mkdir(parents=True)
    return file


def hours(value: float) -> timedelta:
    return timedelta(hours=value)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        (6, 6.0),
        (6.5, 6.5),
        (0.25, 0.25),
        (168, 168.0),
        ("168", 168.0),
        ("6,5", 6.5),
        ("6.5", 6.5),
        ("6h", 6.0),
        (" 6,5 h ", 6.5),
    ],
)
def test_hours_a_week_are_a_number_in_whichever_form(said: Any, read: float) -> None:
    assert values.hours_per_week(said) == read


@pytest.mark.parametrize(
    "said",
    [
        *(0, -1, 168.1, 169, 10**400, True, False, None, [], float("nan"), float("inf"), time(6)),
        *("0", "-1", "169", "nan", "inf", "", " ", "h", "6 hours", "six", "1,5,5", "9" * 5000),
    ],
    ids=lambda said: repr(said)[:12],
)
def test_what_are_no_hours_a_week_is_refused(said: Any) -> None:
    with pytest.raises(ValueError, match=HOURS):
        values.hours_per_week(said)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("00:00", hours(0)),
        ("4", hours(4)),
        ("4:00", hours(4)),
        (" 04:00 ", hours(4)),
        ("05:30", hours(5.5)),
        ("12:00", hours(12)),
        (time(3, 15), hours(3.25)),
        (time(3, 15, 59, 999), hours(3.25)),
    ],
)
def test_a_day_begins_between_midnight_and_noon(said: Any, read: timedelta) -> None:
    assert values.day_start(said) == read


@pytest.mark.parametrize(
    ("said", "read"),
    [
        *(("19:30", time(19, 30)), ("7", time(7)), (time(7, 5, 59, 9), time(7, 5))),
        *(("7:30 pm", time(19, 30)), ("7am", time(7)), ("12 a.m.", time()), ("12:05 PM", time(12, 5))),
    ],
)
def test_a_time_of_day_is_of_whole_minutes(said: Any, read: time) -> None:
    assert values.clock_time(said) == read


@pytest.mark.parametrize("said", ["12:01", "13", "23:59", time(12, 1)])
def test_a_day_that_begins_in_the_afternoon_is_refused(said: Any) -> None:
    with pytest.raises(ValueError, match=r"must be a time until noon, such as 04:00"):
        values.day_start(said)


@pytest.mark.parametrize(
    "said", ["", "24:00", "4:60", "4:5", "004:00", "-4", "13 pm", "0 am", "4 xm", "04:00:00", "four", 4, 4.5, True]
)
def test_what_is_no_time_of_day_is_refused(said: Any) -> None:
    with pytest.raises(ValueError, match=r"must be a time of day, such as 19:30"):
        values.day_start(said)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        *(("none", set()), ("", set()), ([], set())),
        *(("sun", {6}), (["sun"], {6}), ("sat,sun", {5, 6}), (["sat", "sun"], {5, 6}), (["sat,sun", "sun"], {5, 6})),
        *(("sun sat", {5, 6}), ("sun; sat", {5, 6}), ("sunday,sunday", {6})),
        ("mon,tue,wed,thu,fri,sat", {0, 1, 2, 3, 4, 5}),
    ],
    ids=repr,
)
def test_rest_days_are_a_list_or_text_or_none(said: Any, read: set[int]) -> None:
    assert values.rest_days(said) == read


@pytest.mark.parametrize("said", ["mon,tue,wed,thu,fri,sat,sun", list(WEEKDAYS)], ids=["text", "list"])
def test_somebody_who_always_rests_is_refused(said: Any) -> None:
    with pytest.raises(ValueError, match="must leave at least one day of the week to study"):
        values.rest_days(said)


@pytest.mark.parametrize("said", [0, True, {"mon": 1}, [1], ["mon", 1], time(4)], ids=repr)
def test_rest_days_of_another_type_are_refused(said: Any) -> None:
    with pytest.raises(ValueError, match="must be days of the week, such as mon,wed,sat"):
        values.rest_days(said)


@pytest.mark.parametrize(
    ("word", "place"),
    [*zip(WEEKDAYS, range(7), strict=True), ("monday", 0), ("MON", 0), ("Thursday", 3), ("tues", 1), ("wEdNes", 2)],
)
def test_a_weekday_is_its_english_name_or_its_beginning_in_any_case(word: str, place: int) -> None:
    assert values.weekdays(word) == {place}


@pytest.mark.parametrize(
    "word",
    [
        *("mo", "tu", "m", "s", "mondays", "mont", "1", "weekend"),
        *("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
        *("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag", "Mit", "Don", "Sam"),
        *("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "mar", "jeu", "ven"),
    ],
)
def test_a_weekday_of_two_letters_or_of_another_language_is_refused_by_name(word: str) -> None:
    with pytest.raises(ValueError, match=f'out of mon, .*, sun; "{word.casefold()}" is none of them'):
        values.weekdays(f"mon,{word}")


@pytest.mark.parametrize(
    ("key", "in_config", "from_config", "in_environment", "from_environment"),
    [
        ("hours_per_week", "5", 5.0, "6,5", 6.5),
        ("day_start", "03:30:00", hours(3.5), "0", hours(0)),
        ("day_start", '"03:30"', hours(3.5), "05:00", hours(5)),
        ("rest_days", '["sat", "sun"]', {5, 6}, "none", set()),
        ("rest_days", '"sun"', {6}, "mon", {0}),
        ("clock", '"12h"', "12h", "24", "24h"),
        ("clock", "12", "12h", "24H", "24h"),
        ("week_starts", '"sunday"', 6, "Sat", 5),
    ],
)
def test_the_environment_wins_over_the_config_file_and_that_over_the_default(
    config: Path, key: str, in_config: str, from_config: Any, in_environment: str, from_environment: Any
) -> None:
    def found(environment: dict[str, str]) -> tuple[Any, str]:
        """In the settings, and where it came from."""
        source = settings.given(Flags(), LOGIN | environment)[key].source
        return getattr(resolve(Flags(), LOGIN | environment).rhythm, key), source

    assert found({}) == (getattr(Rhythm(), key), "default")
    config.write_text(f"{key} = {in_config}\n", encoding="utf-8")
    assert found({}) == (from_config, "config.toml")
    assert found({f"ROADMAP_{key.upper()}": in_environment}) == (from_environment, "environment")


def test_somebody_who_has_said_nothing_studies_an_hour_a_day_from_four_and_rests_never(home: Path) -> None:
    assert resolve(Flags(), LOGIN).rhythm == Rhythm(7.0, hours(4), frozenset())


def test_each_setting_says_where_it_was_given(config: Path) -> None:
    config.write_text('rest_days = ["sun"]\nuser = "from-config"\nfile = "mine.toml"\n', encoding="utf-8")
    found = settings.given(Flags(user="ada"), LOGIN | {"ROADMAP_DAY_START": "5"})
    assert {key: found[key].source for key in settings.KEYS} == {
        "user": "flag",
        "file": "config.toml",
        "database": "default",
        "hours_per_week": "default",
        "day_start": "environment",
        "rest_days": "config.toml",
        "clock": "default",
        "week_starts": "default",
        **dict.fromkeys((*Reviewing._fields, *Keeping._fields, "plain", "pager", "backup_folder"), "default"),
    }


@pytest.mark.parametrize(
    ("key", "said", "sentence"),
    [
        ("hours_per_week", "200", HOURS),
        ("hours_per_week", "many", HOURS),
        ("day_start", "25:00", "must be a time of day, such as 19:30"),
        ("day_start", "18:00", "must be a time until noon, such as 04:00"),
        ("clock", "18", "must be 24h or 12h, the way in which times of day are told"),
        ("rest_days", "lunes", 'must be days of the week out of .*; "lunes" is none of them'),
        ("week_starts", "sat,sun", "must be one day of the week, such as mon"),
        ("week_starts", "lunes", 'must be days of the week out of .*; "lunes" is none of them'),
        ("rest_days", "mon,tue,wed,thu,fri,sat,sun", "must leave at least one day of the week to study"),
    ],
)
def test_a_wrong_value_names_its_variable_or_its_file(config: Path, key: str, said: str, sentence: str) -> None:
    variable = f"ROADMAP_{key.upper()}"
    with pytest.raises(WrongUsage, match=f"^{variable} {sentence}") as wrong:
        resolve(Flags(), LOGIN | {variable: said})
    assert wrong.value.hint == "unset it, or give it another value"
    config.write_text(f'user = "ada"\n{key} = "{said}"\n', encoding="utf-8")
    with pytest.raises(InvalidFile, match=f': "{key}" {sentence}') as invalid:
        resolve(Flags(), LOGIN)
    assert invalid.value.sentence.startswith(f"{config}:2: ")


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("hours_per_week", 7.0, "7"),
        ("hours_per_week", 6.5, "6.5"),
        ("day_start", hours(0), "00:00"),
        ("day_start", hours(4.25), "04:15"),
        ("day_start", hours(12), "12:00"),
        ("rest_days", frozenset(), "none"),
        ("rest_days", frozenset({6, 0, 5}), "mon, sat, sun"),
        ("file", None, "the built-in roadmap"),
        ("file", "/mine.toml", "/mine.toml"),
        ("user", "ada", "ada"),
    ],
)
def test_a_setting_is_said_as_one_would_write_it(key: str, value: Any, words: str) -> None:
    assert in_words(key, value) == words


WRITTEN = """\
# Who am I
user   =   'ada'   # not Ada


day_start = 03:30:00  # a late bird
  rest_days = [
    "sat",  # market
    "sun",
  ]
file = \"\"\"mine.toml\"\"\"
# the end
"""


@pytest.mark.parametrize(
    ("key", "value", "before", "after"),
    [
        ("user", "bob", "'ada'", '"bob"'),
        ("day_start", "5", "03:30:00", '"05:00"'),
        ("file", "/other.toml", '"""mine.toml"""', '"/other.toml"'),
        ("rest_days", "none", '[\n    "sat",  # market\n    "sun",\n  ]', "[]"),
        ("hours_per_week", "6,5", "# the end\n", "# the end\nhours_per_week = 6.5\n"),
        ("hours_per_week", "6.0", "# the end\n", "# the end\nhours_per_week = 6\n"),
        ("user", None, "user   =   'ada'   # not Ada\n", ""),
        ("file", None, 'file = """mine.toml"""\n', ""),
        ("hours_per_week", None, "", ""),
    ],
)
def test_a_change_leaves_every_other_letter_as_it_was(
    config: Path, key: str, value: str | None, before: str, after: str
) -> None:
    config.write_text(WRITTEN, encoding="utf-8")
    assert config_toml.changed(config, key, value) == WRITTEN.replace(before, after, 1)
    assert config.read_text(encoding="utf-8") == WRITTEN


@pytest.mark.parametrize("content", [None, "", "\ufeff", "# nothing\n", 'file = "x"'])
def test_a_file_that_is_missing_empty_or_without_a_last_line_end_gets_a_line(config: Path, content: str | None) -> None:
    if content is not None:
        config.write_text(content, encoding="utf-8")
    assert tomli.loads(config_toml.changed(config, "rest_days", "sunday,sat"))["rest_days"] == ["sat", "sun"]
    assert config.exists() == (content is not None)


@pytest.mark.parametrize(
    "content",
    [
        b'user = "ada"\nuser = "bob"\n',
        b"nonsense",
        b"user = '\xff'",
        b"day_start = 18:00:00\n",
        b"user = " + b"[" * 100_000,
    ],
    ids=lambda content: repr(content[:10]),
)
def test_a_faulty_file_is_refused_by_name_and_not_touched(config: Path, content: bytes) -> None:
    config.write_bytes(content)
    for value in ("5", None):
        with pytest.raises(InvalidFile) as raised:
            config_toml.changed(config, "hours_per_week", value)
        assert str(config) in raised.value.sentence
    assert config.read_bytes() == content


def test_the_fault_itself_can_be_mended(config: Path) -> None:
    config.write_text("day_start = 18:00:00  # too late\n", encoding="utf-8")
    assert config_toml.changed(config, "day_start", "06:00") == 'day_start = "06:00"  # too late\n'
    assert config_toml.changed(config, "day_start", None) == ""


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("hours_per_week", "0", f"hours_per_week {HOURS}"),
        ("day_start", "18:00", "day_start must be a time until noon, such as 04:00"),
        ("rest_days", "lunes", 'rest_days must be days of the week out of .*; "lunes" is none of them'),
        ("user", "", "user must be text, not empty and without NUL"),
        ("database", "a\0b", "database must be text, not empty and without NUL"),
    ],
)
def test_a_value_that_the_setting_cannot_hold_is_wrong_usage(config: Path, key: str, value: str, sentence: str) -> None:
    with pytest.raises(WrongUsage, match=f"^{sentence}$"):
        config_toml.changed(config, key, value)


def test_a_path_is_kept_as_it_is_seen_from_here(config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert config_toml.changed(config, "database", "mine.db") == f'database = "{tmp_path / "mine.db"}"\n'
    assert config_toml.changed(config, "database", "sqlite:///mine.db") == 'database = "sqlite:///mine.db"\n'


PATHS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0~"), min_size=1)
VALID: dict[str, st.SearchStrategy[str]] = {
    "user": st.text(max_size=100).filter(lambda each: each.isprintable() and each.strip()),
    "file": PATHS,
    "database": PATHS,
    "hours_per_week": st.floats(0.1, 168).map(str),
    "day_start": st.times(max_value=time(12)).map(lambda each: f"{each:%H:%M}"),
    "rest_days": st.sets(st.sampled_from(WEEKDAYS), max_size=6).map(lambda each: ",".join(sorted(each)) or "none"),
    "clock": st.sampled_from(["24h", "12h"]),
    "week_starts": st.sampled_from(WEEKDAYS),
    "desired_retention": st.floats(0.7, 0.97).map(str) | st.integers(70, 97).map(lambda each: f"{each} %"),
    "maximum_interval": st.integers(1, 36_500).map(str),
    **dict.fromkeys(("new_cards_per_day", "reviews_per_day", "leech_lapses"), st.integers(0, 9_999).map(str)),
    "plain": st.sampled_from(["yes", "no", "on", "off"]),
    "pager": st.sampled_from(["less -R", "none", "'"]),
    "backup_folder": PATHS,
    **dict.fromkeys(Keeping._fields, st.integers(0, 999).map(str)),
}
CHANGES = st.lists(
    st.sampled_from(settings.KEYS).flatmap(lambda key: st.tuples(st.just(key), st.none() | VALID[key])), max_size=5
)


def meant(key: str, value: str) -> Any:
    """A path is kept as seen from where it was given."""
    if key in {"file", "database", "backup_folder"}:
        return value if "://" in value else str(Path(value).absolute())
    return value.strip() if key == "user" else settings.READERS[key](value)


@given(changes=CHANGES, before=st.sampled_from(["", WRITTEN]))
@example(changes=[("file", '/\'"""\\\r\n\x7f#')], before=WRITTEN)
def test_whatever_is_set_is_what_is_read_back(changes: list[tuple[str, str | None]], before: str) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "config.toml")
        file.write_text(before, encoding="utf-8")
        expected = dict(settings.checked(file, before).said)
        for key, value in changes:
            file.write_bytes(config_toml.changed(file, key, value).encode())
            expected = {name: each for name, each in expected.items() if name != key}
            expected |= {} if value is None else {key: meant(key, value)}
        assert settings.checked(file, file.read_bytes().decode()).said == expected
