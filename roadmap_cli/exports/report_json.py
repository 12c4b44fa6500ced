"""Any report as JSON: the contract that scripts rely on."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time

from roadmap_cli.domain.safe_text import ACTING
from roadmap_cli.reports.topic_line import TopicLine

SCHEMA = 1
_ACTING = {code: f"\\u{code:04x}" for code in ACTING if code > 0x1F}  # noqa: PLR2004 - what `json` leaves as it is


def render(report: object, *, without: tuple[str, ...] = ()) -> str:
    """Two-space indented, keys in the order of the report, no control character inside."""
    content = {key: value for key, value in _fields(report).items() if key not in without}
    return json_text({"schema": SCHEMA, **content})


def json_text(content: Mapping[str, object]) -> str:
    return harmless(json.dumps(content, ensure_ascii=False, allow_nan=False, indent=2)) + "\n"


def harmless(text: str) -> str:
    """JSON without a letter that acts."""
    return text.translate(_ACTING)


def _fields(report: object) -> dict[str, object]:
    """What a report says of a topic besides its line stands beside what the line says."""
    fields: dict[str, object] = {}
    for name in getattr(report, "_fields", ()):
        value = getattr(report, name)
        fields |= _fields(value) if isinstance(value, TopicLine) else {name: _plain(value)}
    return fields


def _plain(value: object) -> object:
    if hasattr(value, "_fields"):
        return _fields(value)
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return value
