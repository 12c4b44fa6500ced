"""The JSON that `roadmap export json` writes, read back with suspicion."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple, TypedDict

from roadmap_cli.domain.event_shape import fault_of
from roadmap_cli.domain.events import Data, Event, Kind
from roadmap_cli.domain.roadmap import ID
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.errors import InvalidFile
from roadmap_cli.files import read_text
from roadmap_cli.imports.json_value import load_json
from roadmap_cli.imports.vocabulary import short
from roadmap_cli.reports.archive import ARCHIVE_FORMAT

WRITTEN_BY = "such a file is written by: roadmap export json"
FIRST_SCHEMA = 1
"""Of one roadmap, which it names; without its file."""
SCHEMA = 2
MOST_BYTES = 256 * 1024 * 1024
MOST_TEXT = 32 * 1024 * 1024
"""Letters of a roadmap file: as many as one may have."""
MOST_OWN = 2 * 1024 * 1024
LONGEST_ID = 200
"""Of a roadmap whose file is to be kept under it."""
LONGEST_ADDRESS = 2000
_ID = re.compile(ID)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_TIME = re.compile(r"[0-9T:.+Z-]{10,40}")


class ParsedRoadmap(NamedTuple):
    """`definition` is the text of its file, `suffix` how its name ends, `origin` the address, the
    hash and the time of it where it was fetched; `own` is what the learner had changed of it, `imported` what the file was
    before a hand edited it.
    """

    roadmap: str
    events: tuple[Event, ...]
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

    @property
    def events(self) -> tuple[Event, ...]:
        return tuple(event for each in self.roadmaps for event in each.events)


def read(path: Path, user: str) -> ParsedArchive:
    """The events in a file, as events of `user`. Raises InvalidFile with the place of the first fault."""
    content = load_json(path, read_text(path, MOST_BYTES), WRITTEN_BY)
    schema = content.get("schema") if isinstance(content, dict) and content.get("format") == ARCHIVE_FORMAT else None
    if not isinstance(schema, int) or schema < FIRST_SCHEMA:
        raise _invalid(path, "this is not a progress file of roadmap", WRITTEN_BY)
    if schema > SCHEMA:
        raise _invalid(
            path, "this file was written by a newer version of roadmap", "upgrade roadmap, then import again"
        )
    return _first(path, content, user) if schema == FIRST_SCHEMA else _whole(path, content, user)


def _first(path: Path, content: Mapping[str, object], user: str) -> ParsedArchive:
    about, events = content.get("roadmap"), content.get("events")
    if not isinstance(about, dict) or "id" not in about or "events" not in content:
        raise _invalid(path, 'it needs "roadmap" with an "id", and "events"')
    roadmap = about["id"]
    if not isinstance(roadmap, str) or not isinstance(events, list):
        raise _invalid(path, '"id" must be text, and "events" a list')
    return ParsedArchive(FIRST_SCHEMA, (ParsedRoadmap(roadmap, tuple(_events(path, events, user, roadmap))),))


def _whole(path: Path, content: Mapping[str, object], user: str) -> ParsedArchive:
    tables, in_use = content.get("roadmaps"), content.get("in_use")
    if not isinstance(tables, list):
        raise _invalid(path, 'it needs "roadmaps", a list')
    if not isinstance(in_use, str | None):
        raise _invalid(path, '"in_use" must be the id of a roadmap or null')
    found: dict[str, ParsedRoadmap] = {}
    for number, table in enumerate(tables, start=1):
        if not isinstance(table, dict):
            raise _invalid(path, f"roadmap {number} must be an object")
        parsed = _roadmap(path, table, user, number)
        if parsed.roadmap in found:
            raise _invalid(path, f'the roadmap "{short(parsed.roadmap)}" is in it twice')
        found[parsed.roadmap] = parsed
    _assert_each_once(path, found.values())
    return ParsedArchive(SCHEMA, tuple(found.values()), in_use)


def _roadmap(path: Path, table: Mapping[str, object], user: str, number: int) -> ParsedRoadmap:
    name, title, events = table.get("id"), table.get("title"), table.get("events")
    if not isinstance(name, str) or not name or not name.isprintable() or not isinstance(events, list):
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
        events=tuple(_events(path, events, user, name, f' of "{short(name)}"')),
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


def _assert_each_once(path: Path, roadmaps: Iterable[ParsedRoadmap]) -> None:
    """An event belongs to one roadmap."""
    owners: dict[str, str] = {}
    for each in roadmaps:
        for event in each.events:
            if owners.setdefault(event.id, each.roadmap) != each.roadmap:
                raise _invalid(path, f"the event {event.id} is in it on two roadmaps")


class _Told(TypedDict):
    """An event in the archive, once `fault_of` has found nothing wrong with it."""

    id: str
    batch: str
    kind: Kind
    topic: str | None
    at: str
    day: str
    data: Data


def _events(path: Path, rows: list[_Told], user: str, roadmap: str, of: str = "") -> Iterator[Event]:
    rows.reverse()
    for number in range(1, len(rows) + 1):
        row = rows.pop()  # none is held in two forms
        fault = fault_of(row) if isinstance(row, dict) else "it must be an object"
        if fault:
            raise _invalid(path, f"event {number}{of} is not valid: {fault}")
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
