"""An event as a line of JSON, for folders in which several programs read and write."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import cast

from roadmap_cli.domain.event_shape import fault_of, gathered, is_later, spread
from roadmap_cli.domain.events import Data, Event, Kind
from roadmap_cli.domain.later_event import AnyEvent, LaterEvent
from roadmap_cli.storage.rows import time_text


def line_of(event: AnyEvent) -> bytes:
    """Without its user, whom the folder tells; in ASCII, which no program on the way takes for anything else."""
    fields = {
        "roadmap": event.roadmap,
        "id": event.id,
        "batch": event.batch,
        "kind": event.kind,
        "topic": event.topic,
        "at": time_text(event.at),
        "day": event.day.isoformat(),
        "device": event.device,
    }
    beside, data = spread(fields, event.data)
    return json.dumps({**beside, "data": data}, allow_nan=False, separators=(",", ":")).encode() + b"\n"


def event_of(line: bytes, user: str) -> AnyEvent:
    """Raises ValueError for what is no event of any version, with what is wrong with it."""
    told = gathered(_table(line))
    roadmap = told.get("roadmap")
    if not (isinstance(roadmap, str) and roadmap and roadmap.isprintable()):
        message = 'it needs "roadmap", which is text'
        raise ValueError(message)
    if fault := fault_of(told):
        raise ValueError(fault)
    found = Event(
        user=user,
        id=str(told["id"]),
        batch=str(told["batch"]),
        roadmap=roadmap,
        kind=cast("Kind", told["kind"]),
        topic=cast("str | None", told["topic"]),
        at=datetime.fromisoformat(str(told["at"])).astimezone(UTC),
        day=date.fromisoformat(str(told["day"])),
        data=cast("Data", told["data"]),
        device=cast("str | None", told.get("device")),
    )
    return LaterEvent(*found) if is_later(found.kind, found.data) else found


def _table(line: bytes) -> Mapping[str, object]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        message = "it is no line of JSON"
        raise ValueError(message) from error
    if not isinstance(found, dict):
        message = "it must be an object"
        raise ValueError(message)  # noqa: TRY004 - as for everything else that is no event
    return found
