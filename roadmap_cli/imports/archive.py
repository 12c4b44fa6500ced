"""The JSON that `roadmap export json` writes, read back with suspicion."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from roadmap_cli.domain.events import KINDS, Event, milliseconds_of
from roadmap_cli.errors import InvalidFile

FORMAT = "roadmap-progress"
MOST_BYTES = 256 * 1024 * 1024
MOST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Parsed:
    roadmap: str
    user: str
    events: tuple[Event, ...]


def read(path: Path, user: str) -> Parsed:
    """The events in a file, as events of `user`. Raises InvalidFile with the place of the first fault."""
    content = _load(path)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise _invalid(path, "this is not a progress file of roadmap", "such a file is written by: roadmap export json")
    if content.get("schema") != 1:
        raise _invalid(
            path, "this file was written by a newer version of roadmap", "upgrade roadmap, then import again"
        )
    try:
        roadmap, events = content["roadmap"]["id"], content["events"]
    except (KeyError, TypeError) as error:
        raise _invalid(path, 'it needs "roadmap" with an "id", and "events"') from error
    if not isinstance(roadmap, str) or not isinstance(events, list):
        raise _invalid(path, '"id" must be text, and "events" a list')
    return Parsed(roadmap, str(content.get("user", "")), tuple(_events(path, events, user, roadmap)))


def _load(path: Path) -> Any:  # noqa: ANN401 - any JSON value
    try:
        data = path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
    except OSError as error:
        sentence = f"cannot read {path}: {(error.strerror or str(error)).lower()}"
        raise InvalidFile(sentence) from error
    if data is None:
        raise _invalid(path, f"it is larger than {MOST_BYTES // 2**20} MiB, which is the most that is read")
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _invalid(path, "this is not UTF-8 text") from error
    except json.JSONDecodeError as error:
        sentence = f"{path}:{error.lineno}: not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise InvalidFile(sentence) from error
    except (RecursionError, ValueError) as error:
        raise _invalid(path, "not valid JSON: it is nested too deeply or holds a number too long") from error


def _events(path: Path, rows: list[Any], user: str, roadmap: str) -> list[Event]:
    events = []
    for number, row in enumerate(rows, start=1):
        try:
            events.append(_event(row, user, roadmap))
        except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
            reason = f'it needs "{error.args[0]}"' if isinstance(error, KeyError) else str(error)
            raise _invalid(path, f"event {number} is not valid: {reason}") from error
    return events


def _event(row: dict[str, Any], user: str, roadmap: str) -> Event:
    json.dumps(row, ensure_ascii=False).encode()  # half of a surrogate pair is legal JSON, but no text
    milliseconds_of(row["id"])
    milliseconds_of(row["batch"])
    kind, topic, data = row["kind"], row["topic"], row["data"]
    if kind not in KINDS:
        message = f"unknown kind {kind!r}"
        raise ValueError(message)
    if not isinstance(data, dict) or not isinstance(topic, str | None):
        message = '"data" must be an object and "topic" text or null'
        raise TypeError(message)
    if (topic is None) != (kind in {"undone", "chose"}):
        message = f'"{kind}" {"needs" if topic is None else "has no"} topic'
        raise ValueError(message)
    for name, fits in _DATA.get(kind, {}).items():
        if not fits(data.get(name)):
            message = f'"{kind}" has a wrong "{name}"'
            raise ValueError(message)
    at = datetime.fromisoformat(row["at"]).astimezone(UTC)
    return Event(user, row["id"], row["batch"], roadmap, kind, topic, at, date.fromisoformat(row["day"]), data)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_text_or_none(value: object) -> bool:
    return value is None or isinstance(value, str)


def _is_minutes(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MOST_MINUTES


_DATA: dict[str, dict[str, Callable[[object], bool]]] = {
    "logged": {"minutes": _is_minutes, "note": _is_text_or_none},
    "noted": {"text": _is_text},
    "linked": {"url": _is_text, "title": _is_text_or_none, "proves": lambda value: isinstance(value, bool)},
    "chose": {"choice": _is_text, "option": _is_text_or_none},
    "undone": {"batch": _is_text},
    "graded": {"card": _is_text, "rating": lambda value: value in {1, 2, 3, 4}},
}


def _invalid(path: Path, sentence: str, hint: str = "") -> InvalidFile:
    return InvalidFile(f"{path}: {sentence}", hint)
