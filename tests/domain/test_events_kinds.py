"""The table of event kinds: it names every kind and every key, and docs/format.md says what it says."""

from itertools import chain
from pathlib import Path
from types import UnionType
from typing import get_args, get_type_hints

import pytest

from roadmap_cli.domain.edit import CORRECTABLE, FIELDS
from roadmap_cli.domain.events import KINDS, STATUS_KINDS, Data, Datum, Kind, KindOf, Sort, StatusKind, TimerAction

FORMAT = Path(__file__).parents[2] / "docs" / "format.md"
BEGIN, END = "<!-- event kinds -->", "<!-- /event kinds -->"
TYPES: dict[Sort, type | UnionType] = {
    **dict.fromkeys(("text", "name", "day", "time", "weekdays", "time of day"), str),
    "true or false": bool,
    "whole number": int,
    "number": float,
    "action": TimerAction,
    "parameters": str,
}
VALUES = [(name, value) for kind, its in KINDS.items() if kind != "corrected" for name, value in its.data.items()]
"""A correction says any of them without need, and what it does not say is not there."""


def test_the_table_names_every_kind() -> None:
    assert tuple(KINDS) == get_args(Kind)
    assert tuple(STATUS_KINDS) == get_args(StatusKind)


def test_the_types_of_data_name_every_key_of_the_table() -> None:
    assert {name for its in KINDS.values() for name in its.data} == set(get_type_hints(Data))


def test_what_can_be_corrected_is_of_the_sort_that_it_has_in_what_is_corrected() -> None:
    said = KINDS["corrected"].data
    assert {*said} - {"event", "moment"} == {*FIELDS} == {*chain(*CORRECTABLE.values())}
    assert all(said[name].optional for name in FIELDS)
    known = [(KINDS[kind].data[name], said[name]) for kind, names in CORRECTABLE.items() for name in names - {"day"}]
    assert [(was.sort, was.most) for was, _ in known] == [(now.sort, now.most) for _, now in known]


@pytest.mark.parametrize(("name", "value"), VALUES)
def test_a_key_is_of_the_type_that_the_table_says(name: str, value: Datum) -> None:
    wanted = TYPES[value.sort]
    assert get_type_hints(Data)[name] == (wanted | None if value.optional else wanted)
    assert (value.most > 0) == ("number" in value.sort)


def row(kind: str, its: KindOf) -> str:
    data = "; ".join(cell(name, value) for name, value in its.data.items())
    return f"| `{kind}` | {'a topic' if its.has_topic else 'the roadmap'} | {data} | {its.meaning} |"


def cell(name: str, value: Datum) -> str:
    bounds = {"whole number": f" 1 to {value.most:,}", "number": f" above 0, at most {value.most:,}"}
    sort = " or ".join(get_args(TimerAction)) if value.sort == "action" else value.sort
    return f"`{name}`{'?' if value.optional else ''}: {sort}{bounds.get(value.sort, '')}"


def test_the_documentation_of_the_format_has_the_same_table() -> None:
    table = "\n".join(
        ["| kind | about | data | meaning |", "|---|---|---|---|", *(row(kind, its) for kind, its in KINDS.items())]
    )
    before, _, rest = FORMAT.read_text(encoding="utf-8").partition(BEGIN)
    written, _, after = rest.partition(END)
    changed = f"{before}{BEGIN}\n\n{table}\n\n{END}{after}"
    assert written.strip() == table, f"if the table of kinds was changed, {FORMAT.name} has to hold:\n{changed}"
