"""The JSON that `roadmap export json` writes, read back with suspicion."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple, NotRequired, Protocol, TypedDict, cast

from roadmap_cli.domain.event_shape import fault_of, gathered, is_later
from roadmap_cli.domain.events import Data, Event, Kind
from roadmap_cli.domain.later_event import AnyEvent, LaterEvent, known
from roadmap_cli.domain.pieces import in_pieces
from roadmap_cli.domain.roadmap import ID
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.errors import InvalidFile
from roadmap_cli.files import text_pieces
from roadmap_cli.imports.json_stream import JsonStream
from roadmap_cli.imports.vocabulary import short
from roadmap_cli.reports.archive import ARCHIVE_FORMAT

WRITTEN_BY = "such a file is written by: roadmap export json"
FIRST_SCHEMA = 1
"""Of one roadmap, which it names; without its file."""
SCHEMA = 2
MOST_BYTES = 64 * 2**30
"""A hundred million events; they are never all in memory."""
MOST_TEXT = 32 * 1024 * 1024
"""Letters of a roadmap file: as many as one may have."""
MOST_OWN = 2 * 1024 * 1024
LONGEST_ID = 200
"""Of a roadmap whose file is to be kept under it."""
LONGEST_ADDRESS = 2000
_ID = re.compile(ID)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_TIME = re.compile(r"[0-9T:.+Z-]{10,40}")


class Shelf(Protocol):
    """The events that a file holds on one roadmap, each once, in the order of ids; they can be read several times."""

    def __iter__(self) -> Iterator[AnyEvent]: ...
    def of_kinds(self, kinds: Collection[Kind]) -> tuple[Event, ...]: ...


class Shelves(Protocol):
    """Where events are kept, by the numbers of shelves, until it is known that all of a file is sound."""

    def put(self, shelf: int, events: Iterable[AnyEvent]) -> None: ...
    def events(self, shelf: int, user: str, roadmap: str, kinds: Collection[Kind] = ()) -> Iterator[AnyEvent]: ...
    def on_two(self, shelves: Collection[int]) -> str | None: ...


class _Shelved:
    """What stood under `events`; `fault` is what is wrong with the first of them that is no event, the one with number `at`."""

    def __init__(self, stage: Shelves, number: int, user: str) -> None:
        self.stage, self.number, self.user = stage, number, user
        self.roadmap = self.fault = ""
        self.at = 0

    def __iter__(self) -> Iterator[AnyEvent]:
        return self.stage.events(self.number, self.user, self.roadmap)

    def of_kinds(self, kinds: Collection[Kind]) -> tuple[Event, ...]:
        return tuple(known(self.stage.events(self.number, self.user, self.roadmap, kinds)))


class ParsedRoadmap(NamedTuple):
    """`definition` is the text of its file, `suffix` how its name ends, `origin` the address, the
    hash and the time of it where it was fetched; `own` is what the learner had changed of it, `imported` what the file was
    before a hand edited it.
    """

    roadmap: str
    events: Shelf
    title: str = ""
    definition: str | None = None
    suffix: str = ".toml"
    origin: tuple[str, str, str] | None = None
    own: str | None = None
    imported: str | None = None


class ParsedArchive(NamedTuple):
    """`in_use` is the roadmap that was in use; None in an archive of one roadmap alone, as the first schema has it."""

    schema: int
    roadmaps: tuple[ParsedRoadmap, ...]
    in_use: str | None = None


def read(path: Path, user: str, stage: Shelves) -> ParsedArchive:
    """The events in a file, as events of `user`, by way of a stage. Raises InvalidFile with the place of the first fault."""
    content = _content(path, user, stage)
    table = content if isinstance(content, dict) else {}
    schema = table.get("schema") if table.get("format") == ARCHIVE_FORMAT else None
    if not isinstance(schema, int) or schema < FIRST_SCHEMA:
        raise _invalid(path, "this is not a progress file of roadmap", WRITTEN_BY)
    if schema > SCHEMA:
        raise _invalid(
            path, "this file was written by a newer version of roadmap", "upgrade roadmap, then import again"
        )
    return _first(path, table) if schema == FIRST_SCHEMA else _whole(path, table, stage)


def _content(path: Path, user: str, stage: Shelves) -> object:
    """With shelves where lists of events stood: their events are looked at as they come, and the first one that is none is
    told once it is its turn.
    """
    stream = JsonStream(path, text_pieces(path, MOST_BYTES), WRITTEN_BY)
    numbers = count()

    def events() -> object:
        if not stream.is_list():
            return stream.value()
        shelf = _Shelved(stage, next(numbers), user)
        for some in in_pieces(enumerate(stream.each(stream.value), start=1)):
            stage.put(shelf.number, _checked(some, shelf))
        return shelf

    def roadmap() -> object:
        return stream.table({"events": events})

    def roadmaps() -> object:
        return list(stream.each(roadmap)) if stream.is_list() else stream.value()

    return stream.document(lambda: stream.table({"events": events, "roadmaps": roadmaps}))


def _first(path: Path, content: Mapping[str, object]) -> ParsedArchive:
    about, events = content.get("roadmap"), content.get("events")
    if not isinstance(about, dict) or "id" not in about or "events" not in content:
        raise _invalid(path, 'it needs "roadmap" with an "id", and "events"')
    roadmap = about["id"]
    if not isinstance(roadmap, str) or not isinstance(events, _Shelved):
        raise _invalid(path, '"id" must be text, and "events" a list')
    return ParsedArchive(FIRST_SCHEMA, (ParsedRoadmap(roadmap, _sound(path, events, roadmap)),))


def _whole(path: Path, content: Mapping[str, object], stage: Shelves) -> ParsedArchive:
    tables, in_use = content.get("roadmaps"), content.get("in_use")
    if not isinstance(tables, list):
        raise _invalid(path, 'it needs "roadmaps", a list')
    if not isinstance(in_use, str | None):
        raise _invalid(path, '"in_use" must be the id of a roadmap or null')
    found: dict[str, ParsedRoadmap] = {}
    shelves: list[int] = []
    for number, table in enumerate(tables, start=1):
        if not isinstance(table, dict):
            raise _invalid(path, f"roadmap {number} must be an object")
        parsed = _roadmap(path, table, number)
        shelves += [table["events"].number]
        if parsed.roadmap in found:
            raise _invalid(path, f'the roadmap "{short(parsed.roadmap)}" is in it twice')
        found[parsed.roadmap] = parsed
    if event := stage.on_two(shelves):  # it belongs to one roadmap
        raise _invalid(path, f"the event {event} is in it on two roadmaps")
    return ParsedArchive(SCHEMA, tuple(found.values()), in_use)


def _roadmap(path: Path, table: Mapping[str, object], number: int) -> ParsedRoadmap:
    name, title, events = table.get("id"), table.get("title"), table.get("events")
    if not isinstance(name, str) or not name or not name.isprintable() or not isinstance(events, _Shelved):
        raise _invalid(path, f'roadmap {number} needs an "id", which is text, and "events", a list')
    kept = table.get("definition", {}) or {}
    if not isinstance(kept, dict) or (kept and not isinstance(kept.get("text"), str)):
        raise _invalid(path, f'the "definition" of "{short(name)}" needs a "text"')
    definition = _text_of(path, name, kept, "text", MOST_TEXT)
    own = _text_of(path, name, table, "own", MOST_OWN)
    if (definition is not None or own is not None) and not _is_file_name(name):
        raise _invalid(path, f'"{short(name)}" is no id under which a roadmap file can be kept')
    said = title_line(title) if isinstance(title, str) else ""
    return ParsedRoadmap(
        roadmap=name,
        events=_sound(path, events, name, f' of "{short(name)}"'),
        title=said,
        definition=definition,
        suffix=".md" if str(kept.get("file")).casefold().endswith(".md") else ".toml",
        origin=_origin(kept.get("origin")),
        own=own,
        imported=_text_of(path, name, kept, "imported", MOST_TEXT),
    )


def _text_of(path: Path, name: str, table: Mapping[str, object], key: str, most: int) -> str | None:
    """Raises InvalidFile for what no text file holds."""
    text = table.get(key)
    if text is None:
        return None
    what = f'the "{key}" of "{short(name)}"'
    if not isinstance(text, str) or "\0" in text:
        raise _invalid(path, f"{what} is no text")
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise _invalid(path, f"{what} holds half of a surrogate pair, which is no text") from error
    if size > most:
        raise _invalid(path, f"{what} is larger than {most // 2**20} MiB, which is the most that is read")
    return text


def _origin(said: object) -> tuple[str, str, str] | None:
    """Nothing where it is not as it is written: then the file is as one that was never fetched."""
    table = said if isinstance(said, dict) else {}
    address, digest, fetched = (str(table.get(key, "")) for key in ("address", "sha256", "fetched"))
    is_sound = address.startswith("https://") and address.isprintable() and len(address) <= LONGEST_ADDRESS
    return (address, digest, fetched) if is_sound and _DIGEST.fullmatch(digest) and _TIME.fullmatch(fetched) else None


def _is_file_name(name: str) -> bool:
    """No way out of a folder, whoever wrote it."""
    return len(name) <= LONGEST_ID and _ID.fullmatch(name) is not None


class _Told(TypedDict):
    """An event in the archive, once `fault_of` has found nothing wrong with it."""

    id: str
    batch: str
    kind: Kind
    topic: str | None
    at: str
    day: str
    data: Data
    device: NotRequired[str | None]


def _checked(rows: Iterable[tuple[int, object]], shelf: _Shelved) -> Iterator[AnyEvent]:
    """Up to the first that is no event."""
    for number, row in rows:
        if not shelf.fault:
            told = gathered(row) if isinstance(row, dict) else None
            shelf.at, shelf.fault = number, "it must be an object" if told is None else fault_of(told)
            if not shelf.fault:
                yield _event(cast("_Told", told), shelf.user)


def _event(row: _Told, user: str) -> AnyEvent:
    found = Event(
        user=user,
        id=row["id"],
        batch=row["batch"],
        roadmap="",  # which may be said behind it
        kind=row["kind"],
        topic=row["topic"],
        at=datetime.fromisoformat(row["at"]).astimezone(UTC),
        day=date.fromisoformat(row["day"]),
        data=row["data"],
        device=row.get("device"),
    )
    return LaterEvent(*found) if is_later(found.kind, found.data) else found


def _sound(path: Path, shelf: _Shelved, roadmap: str, of: str = "") -> Shelf:
    """Raises InvalidFile."""
    if shelf.fault:
        raise _invalid(path, f"event {shelf.at}{of} is not valid: {shelf.fault}")
    shelf.roadmap = roadmap
    return shelf


def _invalid(path: Path, sentence: str, hint: str = "") -> InvalidFile:
    return InvalidFile(f"{path}: {sentence}", hint)
