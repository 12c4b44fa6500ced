"""Lengths of time as people write them, and what is left of the words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.duration import is_doubtful, read_duration, timed
from roadmap_cli.domain.phrasing import amount


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2 hours", 120),
        ("1 h", 60),
        ("1 h 30", 90),
        ("1 h 05", 65),
        ("1h 30m", 90),
        ("1h30", 90),
        ("1h5", 65),
        ("1hr30min", 90),
        ("1:30", 90),
        ("0:45 h", 45),
        ("1.5 hours", 90),
        ("1,5 h", 90),
        (".5h", 30),
        ("90 min", 90),
        ("90", 90),
        ("45 mins.", 45),
        ("7.5 minutes", 8),
        ("1 hour 15 minutes", 75),
        ("1 hour and 15 minutes", 75),
        ("1 h, 15 m", 75),
        ("2 hours and a half", 150),
        ("an hour", 60),
        ("An hour and a half", 90),
        ("half an hour", 30),
        ("24H", 1440),
        ("  2 HRS ", 120),
        ("1,234 h", 74_040),
        ("0,125 h", 8),
    ],
)
def test_a_time_is_read_as_it_is_meant(text: str, minutes: int) -> None:
    read = read_duration(text)
    assert read is not None
    assert read.minutes == minutes


@pytest.mark.parametrize(
    "text",
    [
        "",
        "h",
        "banana",
        "-45m",
        "1.5",
        "1:5",
        "1:60",
        "1:30:00",
        "1h90",
        "1.5h 30",
        "2 days",
        "1e3",
        "nan",
        "45%",
        "1 and a half hours",
        "2h/day",
        "1h30-2h",
        "9" * 400,
        "٤٥",
        "45 m reading",
        "45mm",
    ],
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert read_duration(text) is None


@given(st.integers(0, 10**7))
def test_whatever_the_program_writes_is_read_back(minutes: int) -> None:
    written = amount(minutes / 60)
    read = read_duration(written)
    assert read is not None
    assert amount(read.minutes / 60) == written
    assert read.minutes == minutes or minutes >= 600


@given(st.integers(0, 10**7), st.sampled_from(["vectors", "dot products", "3"]), st.sampled_from(["", "the norm"]))
def test_a_time_between_words_takes_none_of_them(minutes: int, before: str, after: str) -> None:
    said = timed(f"{before} {amount(minutes / 60)} {after}")
    assert (said[0].before, said[0].after, is_doubtful(said[0])) == (before, after, False)


@pytest.mark.parametrize(
    ("text", "before", "minutes", "after"),
    [
        ("dev 2 hours", "dev", 120, ""),
        ("dot products 45", "dot products", 45, ""),
        ("dev 45 minutes of reading", "dev", 45, "reading"),
        ("dev 45 of 100 pages", "dev", 45, "of 100 pages"),
        ("dev 1 h 30 reading", "dev", 90, "reading"),
        ("dev 45m: reading", "dev", 45, "reading"),
        ("dev 45m, reading", "dev", 45, "reading"),
        ("dev 45m :) easy", "dev", 45, ":) easy"),
        ("dev 45m 30 exercises", "dev", 45, "30 exercises"),
        ("dev 45m  two  spaces", "dev", 45, "two  spaces"),
        ("2 30", "2", 30, ""),
        ("2 1 h 30", "2", 90, ""),
        ("python 3 45m", "python 3", 45, ""),
        ("45m dev", "", 45, "dev"),
    ],
)
def test_words_are_parted_at_the_time(text: str, before: str, minutes: int, after: str) -> None:
    said = [each for each in timed(text) if each.before == before]
    assert (said[0].duration.minutes, said[0].after) == (minutes, after)
    assert not is_doubtful(said[0])


@pytest.mark.parametrize(
    "words",
    [
        "2 days",
        "90 s",
        "2 hous",
        "45 minuets",
        "1 30",
        "1 30 reading",
        "45 3 chapters",
        "1 and a half hours",
        "2 hours'",
        "45 read for 2h",
        "1 h 5 exercises",
        "1 h 90",
        "45m 30",
        "45m 1h",
        "1h 30m 20s",
        "1 h 30 seconds",
        "1h and 15 more",
        "2 hours and a quarter",
        "1 h 2 days",
    ],
)
def test_what_could_belong_to_the_time_is_doubtful(words: str) -> None:
    assert is_doubtful(timed(f"dev {words}")[0] if words != "45 read for 2h" else timed(f"dev {words}")[1])


@given(st.text(max_size=30))
def test_no_text_makes_it_stumble(text: str) -> None:
    read_duration(text)
    assert all(each.duration.minutes >= 0 and is_doubtful(each) in {True, False} for each in timed(text))
