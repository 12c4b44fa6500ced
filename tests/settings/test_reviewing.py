"""How a learner wants to be reminded, as the settings say it."""

from pathlib import Path
from typing import Any

import pytest
from platformdirs import PlatformDirs

from roadmap_cli import settings
from roadmap_cli.domain.memory import Reviewing
from roadmap_cli.errors import InvalidFile, WrongUsage
from roadmap_cli.settings import Flags, config_toml, in_words, resolve, values

LOGIN = {"LOGNAME": "login"}
SHARE = "must be a share from 0.7 to 0.97, such as 0.9 or 90%"
DAYS = "must be a number of days from 1 to 36,500, such as 180"
CARDS = "must be a number of cards from 0 to 9,999"
LAPSES = "must be a number of lapses from 0, for never, to 9,999"
NUMBERS_OF_CARDS = ("new_cards_per_day", "reviews_per_day")


@pytest.fixture
def config(home: Path) -> Path:
    """A config.toml that can be written."""
    file = Path(PlatformDirs("learning-roadmap", appauthor=False).user_config_dir) / "config.toml"
    file.parent.mkdir(parents=True)
    return file


def test_somebody_who_has_said_nothing_keeps_nine_cards_of_ten_and_sees_each_twice_a_year(home: Path) -> None:
    assert resolve(Flags(), LOGIN).reviewing == Reviewing(0.9, 180, 5, 20, 8)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        *((0.9, 0.9), (0.7, 0.7), (0.97, 0.97), ("0.9", 0.9), ("0,85", 0.85), (" .8 ", 0.8)),
        *(
            ("90%", 0.9),
            ("90 %", 0.9),
            (" 85% ", 0.85),
            ("92,5 %", 0.925),
            ("70%", 0.7),
            ("97%", 0.97),
            ("90", 0.9),
            (90, 0.9),
        ),
    ],
)
def test_the_recall_to_keep_is_a_share_or_a_percentage(said: Any, read: float) -> None:
    assert values.desired_retention(said) == pytest.approx(read, abs=1e-12)


@pytest.mark.parametrize(
    "said",
    [
        *(0, 1, 0.69, 0.98, 69, 98, 10**400, True, None, [], float("nan")),
        *("", "%", "69", "69%", "98%", "nan", "nan%", "high", "90 percent", "90%%", "9" * 5000),
    ],
    ids=lambda said: repr(said)[:12],
)
def test_what_is_no_recall_to_keep_is_refused(said: Any) -> None:
    with pytest.raises(ValueError, match=SHARE):
        values.desired_retention(said)


@pytest.mark.parametrize(
    ("said", "read"), [(1, 1), (365, 365), (36_500, 36_500), (180.0, 180), ("180", 180), ("180d", 180), (" 90 d ", 90)]
)
def test_the_longest_interval_is_a_whole_number_of_days(said: Any, read: int) -> None:
    found = values.maximum_interval(said)
    assert (found, type(found)) == (read, int)


@pytest.mark.parametrize(
    "said", [0, -1, 36_501, 1.5, True, None, [], "", "d", "0", "1.5", "1,5", "6 months", "inf"], ids=repr
)
def test_what_is_no_interval_is_refused(said: Any) -> None:
    with pytest.raises(ValueError, match=DAYS):
        values.maximum_interval(said)


@pytest.mark.parametrize(("said", "read"), [(0, 0), (5, 5), (9_999, 9_999), ("0", 0), (" 20 ", 20), (20.0, 20)])
def test_cards_a_day_are_a_whole_number_and_may_be_none(said: Any, read: int) -> None:
    found = values.cards_per_day(said)
    assert (found, type(found)) == (read, int)


@pytest.mark.parametrize("said", [-1, 10_000, 2.5, True, None, {}, "", "-1", "2.5", "five", "20 cards"], ids=repr)
def test_what_is_no_number_of_cards_is_refused(said: Any) -> None:
    with pytest.raises(ValueError, match=CARDS):
        values.cards_per_day(said)


@pytest.mark.parametrize(
    ("key", "in_config", "from_config", "in_environment", "from_environment"),
    [
        ("desired_retention", "0.85", 0.85, "80%", 0.8),
        ("desired_retention", '"95 %"', 0.95, "0,92", 0.92),
        ("maximum_interval", "365", 365, "90d", 90),
        ("maximum_interval", '"30 d"', 30, "1", 1),
        *((key, "7", 7, "0", 0) for key in (*NUMBERS_OF_CARDS, "leech_lapses")),
    ],
)
def test_the_environment_wins_over_the_config_file_and_that_over_the_default(
    config: Path, key: str, in_config: str, from_config: Any, in_environment: str, from_environment: Any
) -> None:
    def found(environment: dict[str, str]) -> tuple[Reviewing, str]:
        """In the settings, and where it came from."""
        source = settings.given(Flags(), LOGIN | environment)[key].source
        return resolve(Flags(), LOGIN | environment).reviewing, source

    assert found({}) == (Reviewing(), "default")
    config.write_text(f"{key} = {in_config}\n", encoding="utf-8")
    assert found({}) == (Reviewing()._replace(**{key: from_config}), "config.toml")
    variables = {f"ROADMAP_{key.upper()}": in_environment}
    assert found(variables) == (Reviewing()._replace(**{key: from_environment}), "environment")


@pytest.mark.parametrize(
    ("key", "said", "sentence"),
    [
        ("desired_retention", "1", SHARE),
        ("desired_retention", "99 %", SHARE),
        ("maximum_interval", "0", DAYS),
        ("maximum_interval", "half a year", DAYS),
        *((key, said, CARDS) for key in NUMBERS_OF_CARDS for said in ("-1", "1.5")),
        *(("leech_lapses", said, LAPSES) for said in ("-1", "1.5", "never")),
    ],
)
def test_a_wrong_value_names_its_variable_or_its_file_and_is_not_written(
    config: Path, key: str, said: str, sentence: str
) -> None:
    variable = f"ROADMAP_{key.upper()}"
    with pytest.raises(WrongUsage, match=f"^{variable} {sentence}$"):
        resolve(Flags(), LOGIN | {variable: said})
    with pytest.raises(WrongUsage, match=f"^{key} {sentence}$"):
        config_toml.changed(config, key, said)
    config.write_text(f'{key} = "{said}"\n', encoding="utf-8")
    with pytest.raises(InvalidFile, match=f': "{key}" {sentence}$') as invalid:
        resolve(Flags(), LOGIN)
    assert invalid.value.sentence.startswith(f"{config}:1: ")


@pytest.mark.parametrize(
    ("key", "value", "line", "words"),
    [
        ("desired_retention", "85 %", "0.85", "0.85"),
        ("desired_retention", "0,9", "0.9", "0.9"),
        ("maximum_interval", "90d", "90", "90"),
        *((key, "0", "0", "0") for key in NUMBERS_OF_CARDS),
    ],
)
def test_a_setting_is_written_as_a_number_of_toml_and_said_alike(
    config: Path, key: str, value: str, line: str, words: str
) -> None:
    config.write_text("# mine\n", encoding="utf-8")
    changed = config_toml.changed(config, key, value)
    assert changed == f"# mine\n{key} = {line}\n"
    config.write_text(changed, encoding="utf-8")
    assert in_words(key, getattr(resolve(Flags(), LOGIN).reviewing, key)) == words
    assert config_toml.changed(config, key, None) == "# mine\n"
