"""Any report as JSON: the contract that scripts rely on."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from roadmap_cli.reports.topic import TopicLine

SCHEMA = 1
_ACTING = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A))}
"""What `json` leaves as it is, although it acts on a terminal: C1 controls, line ends, reversals of direction."""


def render(report: object, *, without: tuple[str, ...] = ()) -> str:
    """Two-space indented, keys in the order of the report, no control character inside."""
    content = {key: value for key, value in _plain(report).items() if key not in without}
    return json_text({"schema": SCHEMA, **content})


def json_text(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=2).translate(_ACTING) + "\n"


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a report holds
    """What a report says of a topic besides its line stands beside what the line says."""
    if hasattr(value, "_fields"):
        fields: dict[str, Any] = {}
        for name, each in zip(value._fields, value, strict=True):
            fields |= _plain(each) if isinstance(each, TopicLine) else {name: _plain(each)}
        return fields
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return value
