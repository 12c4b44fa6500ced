"""The data of events by Hypothesis: whatever the table of kinds says that an event may hold."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, get_args

from hypothesis import strategies as st

from roadmap_cli.domain.days import WEEKDAYS
from roadmap_cli.domain.events import KINDS, Datum, Kind, Sort, TimerAction

ORDINARY = tuple(kind for kind in KINDS if kind != "undone")
"""Every kind but that of what says which batch it takes back, which has to be known."""
Strategies = Mapping[str, st.SearchStrategy[Any]]
SORTS: dict[Sort, st.SearchStrategy[Any]] = {
    "text": st.text(max_size=5),
    "name": st.sampled_from(("one", "two")),
    "true or false": st.booleans(),
    "day": st.dates(date(1971, 1, 1), date(2026, 11, 23)).map(date.isoformat),
    "time": st.datetimes(datetime(1971, 1, 1), datetime(2026, 11, 23)).map(lambda each: f"{each.isoformat()}+00:00"),  # noqa: DTZ001 - made aware
    "weekdays": st.lists(st.sampled_from(WEEKDAYS), unique=True).map(",".join),
    "time of day": st.times().map(lambda each: each.isoformat("minutes")),
    "parameters": st.lists(st.floats(0, 3).map(lambda each: f"{each:.4f}"), min_size=21, max_size=21).map(",".join),
    "action": st.sampled_from(get_args(TimerAction)),
}

NAMES: Strategies = dict.fromkeys(("criterion", "resource"), st.sampled_from(("", "one", "two\nlines")))
"""Of what is said again and again, where the last word counts."""


def data_of(kind: Kind, given: Strategies = MappingProxyType({})) -> st.SearchStrategy[dict[str, Any]]:
    """`given` says by key, or by sort of value, what is to be drawn from in the place of anything."""
    values = {name: _drawn_from(name, wanted, given) for name, wanted in KINDS[kind].data.items()}
    needed = {name: values[name] for name, wanted in KINDS[kind].data.items() if not wanted.optional}
    optional = {name: st.none() | each for name, each in values.items() if name not in needed}
    return st.fixed_dictionaries(needed, optional=optional).map(_in_order)


def _drawn_from(name: str, wanted: Datum, given: Strategies) -> st.SearchStrategy[Any]:
    known = next((given[key] for key in (name, wanted.sort) if key in given), NAMES.get(name))
    if known is not None:
        return known
    if wanted.sort == "whole number":
        return st.integers(1, wanted.most)
    if wanted.sort == "number":
        return st.integers(1, wanted.most) | st.floats(0, wanted.most, exclude_min=True)
    return SORTS[wanted.sort]


def _in_order(data: dict[str, Any]) -> dict[str, Any]:
    """A break ends after it begins."""
    span = sorted(data[name] for name in ("first", "last") if name in data)
    return data | dict(zip(("first", "last"), span, strict=False))
