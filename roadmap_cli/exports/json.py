"""The whole history as JSON: re-importable, and the same bytes for the same data."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from roadmap_cli.domain.event_shape import spread
from roadmap_cli.domain.later_event import AnyEvent, LaterEvent
from roadmap_cli.domain.pieces import in_pieces
from roadmap_cli.exports.report_json import harmless
from roadmap_cli.reports.archive import ARCHIVE_FORMAT, Archive, WholeArchive

SCHEMA = 2
"""The first one held a single roadmap, and no roadmap file."""


def render(archive: WholeArchive) -> Iterator[str]:
    """In pieces of whole lines, so that no history has to be held. `events` is the truth and what an import reads; `topics`
    and `choices` are what it adds up to.
    """
    return map(harmless, _pieces(archive))


def _pieces(archive: WholeArchive) -> Iterator[str]:
    head = {"schema": SCHEMA, "format": ARCHIVE_FORMAT, "user": archive.user, "in_use": archive.in_use}
    yield f'{_still_open(head, 0)},\n  "roadmaps": ['
    for number, each in enumerate(archive.roadmaps):
        yield f'{"," if number else ""}\n    {_still_open(dict(_roadmap(each)), 2)},\n      "events": ['
        is_first = True
        for some in in_pieces(map(_event, each.events)):
            yield f"{'' if is_first else ','}{','.join(some)}"
            is_first = False
        yield f"{'' if is_first else _line(3)}]{_line(2)}}}"
    yield f"{_line(1) if archive.roadmaps else ''}]\n}}\n"


def _line(depth: int) -> str:
    return "\n" + "  " * depth


def _still_open(table: Mapping[str, object], depth: int) -> str:
    """An object that goes on."""
    text = json.dumps(table, ensure_ascii=False, allow_nan=False, indent=2)
    return text.replace("\n", _line(depth)).removesuffix(f"{_line(depth)}}}")


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


def _event(event: AnyEvent) -> str:
    """On lines of its own, the first one included."""
    fields = {
        "id": event.id,
        "batch": event.batch,
        "kind": event.kind,
        "topic": event.topic,
        "at": _time(event.at),
        "day": event.day.isoformat(),
        "device": event.device,
    }
    if isinstance(event, LaterEvent):
        beside, data = spread(fields, event.data)
        head, flat = _nested(beside, 5), _nested(data, 6)
    else:
        data = dict(sorted(event.data.items()))
        head, flat = _flat(fields, _FIELDS), _flat(data, _DATA)
    told = f"{_line(6)}{flat}{_line(5)}" if data else ""
    return f'{_line(4)}{{{_line(5)}{head},{_line(5)}"data": {{{told}}}{_line(4)}}}'


def _flat(table: Mapping[str, object], encoder: json.JSONEncoder) -> str:
    """What stands between the braces. With `indent` the encoder would not be the one in C, and an event cost three times as much."""
    return encoder.encode(table)[1:-1]


def _nested(table: Mapping[str, object], depth: int) -> str:
    """The same of what may hold lists and objects: each on one line."""
    return f",{_line(depth)}".join(_flat({key: value}, _VALUE) for key, value in table.items())


def _encoder(depth: int) -> json.JSONEncoder:
    return json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(f",{_line(depth)}", ": "))


_FIELDS, _DATA = _encoder(5), _encoder(6)
_VALUE = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True)


def _time(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat(timespec="microseconds") if moment else None
