"""The whole history as JSON: re-importable, and the same bytes for the same data."""

from collections.abc import Iterator
from datetime import UTC, datetime

from roadmap_cli.domain.events import Event
from roadmap_cli.exports.report_json import json_text
from roadmap_cli.reports.archive import ARCHIVE_FORMAT, Archive, WholeArchive

SCHEMA = 2
"""The first one held a single roadmap, and no roadmap file."""


def render(archive: WholeArchive) -> str:
    """`events` is the truth and what an import reads; `topics` and `choices` are what it adds up to."""
    return json_text(
        {
            "schema": SCHEMA,
            "format": ARCHIVE_FORMAT,
            "user": archive.user,
            "in_use": archive.in_use,
            "roadmaps": [dict(_roadmap(each)) for each in archive.roadmaps],
        }
    )


def _roadmap(archive: Archive) -> Iterator[tuple[str, object]]:
    yield "id", archive.roadmap.id
    yield "title", archive.roadmap.title or None
    if archive.definition is not None:
        yield "definition", {key: value for key, value in archive.definition._asdict().items() if value is not None}
    if archive.own is not None:
        yield "own", archive.own
    yield (
        "topics",
        {
            state.topic: {
                "status": state.status,
                "started_at": _time(state.started_at),
                "finished_at": _time(state.finished_at),
                "minutes": state.minutes,
                "proven": state.proofs > 0,
            }
            for state in archive.state.topics.values()
        },
    )
    yield "choices", {each.choice: each.option for each in archive.state.choices.values()}
    yield "events", [_event(event) for event in archive.events]


def _event(event: Event) -> dict[str, object]:
    return {
        "id": event.id,
        "batch": event.batch,
        "kind": event.kind,
        "topic": event.topic,
        "at": _time(event.at),
        "day": event.day.isoformat(),
        "data": dict(sorted(event.data.items())),
    }


def _time(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat(timespec="microseconds") if moment else None
