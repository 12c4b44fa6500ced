"""The JSON that `roadmap export json` writes, read back with suspicion."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple, TypedDict

from roadmap_cli.domain.event_shape import fault_of
from roadmap_cli.domain.events import Data, Event, Kind
from roadmap_cli.errors import InvalidFile
from roadmap_cli.files import read_text
from roadmap_cli.imports.json_value import load_json
from roadmap_cli.reports.archive import ARCHIVE_FORMAT

WRITTEN_BY = "such a file is written by: roadmap export json"
SCHEMA = 1
MOST_BYTES = 256 * 1024 * 1024


class Parsed(NamedTuple):
    roadmap: str
    events: tuple[Event, ...]


def read(path: Path, user: str) -> Parsed:
    """The events in a file, as events of `user`. Raises InvalidFile with the place of the first fault."""
    content = load_json(path, read_text(path, MOST_BYTES), WRITTEN_BY)
    schema = content.get("schema") if isinstance(content, dict) and content.get("format") == ARCHIVE_FORMAT else None
    if not isinstance(schema, int) or schema < SCHEMA:
        raise _invalid(path, "this is not a progress file of roadmap", WRITTEN_BY)
    if schema > SCHEMA:
        raise _invalid(
            path, "this file was written by a newer version of roadmap", "upgrade roadmap, then import again"
        )
    try:
        roadmap, events = content["roadmap"]["id"], content["events"]
    except (KeyError, TypeError) as error:
        raise _invalid(path, 'it needs "roadmap" with an "id", and "events"') from error
    if not isinstance(roadmap, str) or not isinstance(events, list):
        raise _invalid(path, '"id" must be text, and "events" a list')
    return Parsed(roadmap, tuple(_events(path, events, user, roadmap)))


class _Told(TypedDict):
    """An event in the archive, once `fault_of` has found nothing wrong with it."""

    id: str
    batch: str
    kind: Kind
    topic: str | None
    at: str
    day: str
    data: Data


def _events(path: Path, rows: list[_Told], user: str, roadmap: str) -> Iterator[Event]:
    rows.reverse()
    for number in range(1, len(rows) + 1):
        row = rows.pop()  # none is held in two forms
        fault = fault_of(row) if isinstance(row, dict) else "it must be an object"
        if fault:
            raise _invalid(path, f"event {number} is not valid: {fault}")
        at = datetime.fromisoformat(row["at"]).astimezone(UTC)
        day = date.fromisoformat(row["day"])
        yield Event(
            user=user,
            id=row["id"],
            batch=row["batch"],
            roadmap=roadmap,
            kind=row["kind"],
            topic=row["topic"],
            at=at,
            day=day,
            data=row["data"],
        )


def _invalid(path: Path, sentence: str, hint: str = "") -> InvalidFile:
    return InvalidFile(f"{path}: {sentence}", hint)
