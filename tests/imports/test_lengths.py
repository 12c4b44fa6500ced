"""Lengths of time as people write them become hours, by a rule that is said, or nothing."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imports_helpers import items

from roadmap_cli.domain.roadmap import MOST_HOURS
from roadmap_cli.imports.lengths import Unit, length_of, rules_of


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("3h", 3),
        ("3 hrs", 3),
        ("1.5 hours", 1.5),
        ("1,5 Std.", 1.5),
        ("90 min", 1.5),
        ("1:30:00", 1.5),
        ("1 h 30 min", 1.5),
        ("(2 h)", 2),
        ("~4 hours", 4),
        ("about 3 hours", 3),
        ("approx. 20 hours", 20),
        ("two hours", 2),
        ("8-hour", 8),
        ("5", 5),
        ("40 hours, 5 h/week", 40),
    ],
)
def test_hours_are_read_as_they_stand(words: str, hours: float) -> None:
    assert length_of(words) == (hours, "", "")


@pytest.mark.parametrize(
    ("words", "hours", "said"),
    [
        ("1:30", 1.5, "1:30 = 1.5 h"),
        ("2-3 h", 2.5, "2-3 h = 2.5 h"),
        ("2\u20133h", 2.5, "2-3 h = 2.5 h"),
        ("2h - 3h", 2.5, "2-3 h = 2.5 h"),
        ("8 to 10 hours", 9, "8-10 h = 9 h"),
        ("30 min - 1 h", 0.75, "0.5-1 h = 0.75 h"),
        ("2-3", 2.5, "2-3 h = 2.5 h"),
        ("13 weeks, 8-10 h/week", 117, "13 weeks \u00d7 8-10 h a week = 117 h"),
        ("13 weeks \u00d7 8\u201310 hours per week", 117, "13 weeks \u00d7 8-10 h a week = 117 h"),
        ("5 hours/week for 4 weeks", 20, "4 weeks \u00d7 5 h a week = 20 h"),
        ("4 weeks at 6h/wk", 24, "4 weeks \u00d7 6 h a week = 24 h"),
        ("10 weeks (5 h/week)", 50, "10 weeks \u00d7 5 h a week = 50 h"),
        ("3 months, 5 hours a week", 65, "3 months \u00d7 5 h a week = 65 h"),
        ("2 weeks, 2 h/day", 28, "2 weeks \u00d7 7 days \u00d7 2 h a day = 28 h"),
        ("(2 weeks)", 14, "2 weeks = 14 h"),
        ("3 Wochen", 21, "3 weeks = 21 h"),
        ("a week", 7, "1 week = 7 h"),
        ("2 days", 2, "2 days = 2 h"),
        ("1 week 2 days", 9, "1 week and 2 days = 9 h"),
        ("4 months", 121, "4 months = 121 h"),
        ("1-2 weeks", 10, "1-2 weeks = 10 h"),
    ],
)
def test_what_has_to_be_worked_out_is_said(words: str, hours: float, said: str) -> None:
    found = length_of(words)
    assert found is not None
    assert (found.hours, found.said) == (hours, said)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "-",
        "long",
        "about",
        "Chapter 2",
        "week 3",
        "2026-01-05",
        "3-2 h",
        "-1",
        "1:60",
        "5 h/week",
        "8 weeks, 100 hours",
        "1 day 4 hours",
        "3 hours of video",
        "2 h, 3 h/week, 4 h/week",
        "1e9",
        "99999999999999",
        "10000 weeks",
        "2 weeks " * 50,
    ],
)
def test_what_could_mean_anything_is_no_length(words: str) -> None:
    assert length_of(words) is None


@pytest.mark.parametrize(
    ("words", "bare", "weekly", "hours"),
    [
        ("13 weeks", "hour", "8-10 hours/week", 117),
        ("4", "week", "5 h/week", 20),
        ("4", "week", "", 28),
        ("90", "minute", "", 1.5),
        ("13 weeks", "hour", "-", 91),
        ("6 h", "hour", "2 h/week", 6),
    ],
)
def test_columns_may_say_the_unit_and_the_week(words: str, bare: Unit, weekly: str, hours: float) -> None:
    found = length_of(words, bare=bare, weekly=weekly)
    assert found is not None
    assert found.hours == hours


def test_a_week_that_is_not_understood_is_not_assumed() -> None:
    assert length_of("13 weeks", weekly="a lot") is None
    assert length_of("13 weeks", weekly="10 hours") is None  # all in all, or in each of them


def test_each_rule_is_said_once_by_its_first_example() -> None:
    lengths = [length_of(words) for words in ("3 h", "2-3 h", "2 weeks", "1 week", "13 weeks, 8-10 h/week", "long")]
    assert rules_of(lengths) == (
        "2-3 h = 2.5 h: the middle of what is said",
        "2 weeks = 14 h, and 1 more like it: nothing says how much a week is, so it counts 7 h",
        "13 weeks \u00d7 8-10 h a week = 117 h",
    )


@given(st.text(alphabet="0123456789.,- /:hmwdweksrouatpnx()\u00d7", max_size=40) | st.text(max_size=20))
def test_whatever_the_words_it_is_a_length_that_a_topic_may_have_or_none(words: str) -> None:
    found = length_of(words)
    assert found is None or 0 <= found.hours <= MOST_HOURS


@pytest.mark.parametrize(
    "content",
    [
        "Norms est:2-3h\nRank est:1h id:rank\n",
        {
            "sections": [
                {"topics": [{"title": "Norms", "estimatedHours": "2-3 h"}, {"title": "R", "estimatedHours": 1}]}
            ]
        },
        '<opml><body><outline text="Norms (2-3 h)"/><outline text="Rank [1h]"/></body></opml>',
        [
            {"description": "Norms", "uuid": "a", "estimate": "PT2H30M"},
            {"description": "R", "uuid": "b", "estimate": "1h"},
        ],
    ],
)
def test_a_length_of_time_is_read_in_every_format(tmp_path: Path, content: Any) -> None:
    assert [each.hours for each in items(tmp_path, content)] == [2.5, 1]
