"""Any report as JSON: the contract that scripts rely on."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from roadmap_cli.domain.safe_text import ACTING
from roadmap_cli.reports.topic import TopicLine

SCHEMA = 1
_ACTING = {code: f"\\u{code:04x}" for code in ACTING if code > 0x1F}  # noqa: PLR2004 - what `json` leaves as it is


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
