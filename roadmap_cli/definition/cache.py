"""Validated definitions as JSON in the user's cache folder: derived, disposable, ignored when anything is odd.

The first line is the skeleton, which every command reads; few read the others, which hold the texts of topics, the tables
about being hired, and what the roadmap says of itself. Each begins with its checksum: half a bit can make other JSON. The
skeleton's rows are the domain's values as JSON has them, a list for a tuple. The topics stand apart, those of each module as
columns, of which one that holds nothing but the default is left out: they are read faster than rows.
"""

import json
import os
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache, partial
from itertools import islice, repeat
from pathlib import Path
from typing import NamedTuple, TypeVar
from zlib import crc32

from roadmap_cli import __version__
from roadmap_cli.definition.document import Definition, Row, Table
from roadmap_cli.domain.job import Effort, InterviewFormat, Job, Skill, Stage, Thresholds, Tip
from roadmap_cli.domain.roadmap import Choice, Module, Option, Phase, Roadmap, Topic
from roadmap_cli.memo import put, state_of

Value = TypeVar("Value")

_PARTS = (Roadmap, Phase, Module, Topic, Choice, Option, Job, Skill, Stage, InterviewFormat, Tip, Thresholds, Effort)
_COLUMNS = " ".join(name for each in _PARTS for name in each._fields)
_LESSONS, _JOB, _ABOUT = 1, 2, 3
"""The places of lines."""
_LISTS = [name for name, default in Topic._field_defaults.items() if default == ()]


class CacheKey(NamedTuple):
    """What a kept definition is known by: who gives a value another field reads the file again."""

    columns: str
    version: str
    path: str
    state: str = ""
    own: str = ""
    own_state: str = ""


def key_of(path: Path, own: Path | None = None) -> CacheKey:
    """To be taken before the files are read: they may change meanwhile. `own` are the learner's changes of a roadmap."""
    key = CacheKey(columns=_COLUMNS, version=__version__, path=str(path.absolute()))
    with suppress(OSError):
        key = key._replace(state=state_of(str(path)))
    if own is not None:
        with suppress(OSError):
            key = key._replace(own_state=state_of(str(own)))
            key = key._replace(own=str(own) if key.own_state else "")
    return key


def find(key: CacheKey, folder: Path) -> Definition | None:
    """The definition of a file, if it was kept by this version and the file has not changed since."""
    with suppress(OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        kept = _file(key, folder)
        skeleton = _line(kept, 0)
        if skeleton["key"] == list(key):
            roadmap = _roadmap(skeleton["roadmap"], skeleton["topics"])
            lessons, job, about = (cache(partial(_texts, kept, key, line)) for line in (_LESSONS, _JOB, _ABOUT))
            return Definition(
                roadmap=roadmap,
                timeline=skeleton["timeline"],
                read_lessons=lessons,
                read_job_tables=job,
                read_about=about,
            )
    return None


def last_id(path: Path, folder: Path) -> str | None:
    """Of the roadmap that a file held when it was read last, whatever has become of that file; None where nobody knows."""
    key = key_of(path)
    with suppress(OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        skeleton = _line(_file(key, folder), 0)
        if CacheKey(*skeleton["key"]).path == key.path:
            return Roadmap._make(skeleton["roadmap"]).id
    return None


def keep(definition: Definition, key: CacheKey, folder: Path) -> None:
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        topics = [_columns(module.topics) for phase in definition.roadmap.phases for module in phase.modules]
        roadmap = _without_topics(definition.roadmap)
        skeleton = {"key": key, "roadmap": roadmap, "topics": topics, "timeline": definition.timeline}
        texts = (skeleton, definition.read_lessons(), definition.read_job_tables(), definition.read_about())
        lines = (json.dumps(each, separators=(",", ":"), default=dict) for each in texts)
        put(str(_file(key, folder)), b"".join(b"%08x %b\n" % (crc32(line), line) for line in map(str.encode, lines)))


def _file(key: CacheKey, folder: Path) -> Path:
    return folder / f"{crc32(os.fsencode(key.path)):08x}.json"


def _line(kept: Path, place: int) -> Table:
    """Raises ValueError where it is not what was written."""
    with kept.open("rb") as lines:
        checksum, _, line = next(islice(lines, place, None), b"").rstrip(b"\n").partition(b" ")
    if int(checksum, 16) != crc32(line):
        raise ValueError
    found: Table = json.loads(line)
    return found


def _texts(kept: Path, key: CacheKey, place: int) -> Table:
    with suppress(OSError, ValueError, RecursionError):
        found = _line(kept, place)
        if isinstance(found, dict):
            return found
    from roadmap_cli.definition.own import read

    definition = read(Path(key.path), Path(key.own) if key.own else None)
    texts = {_LESSONS: definition.read_lessons, _JOB: definition.read_job_tables, _ABOUT: definition.read_about}
    return texts[place]()


def _without_topics(roadmap: Roadmap) -> Roadmap:
    def bare(phase: Phase) -> Phase:
        return phase._replace(modules=tuple(module._replace(topics=()) for module in phase.modules))

    return roadmap._replace(phases=_each(bare, roadmap.phases))


def _columns(topics: Iterable[Topic]) -> Table:
    """The fields that say more than the module and the defaults do."""
    columns = zip(Topic._fields, zip(*topics, strict=True), strict=False)
    said = {name: column for name, column in columns if name not in {"phase", "module"}}
    defaults = Topic._field_defaults
    return {name: column for name, column in said.items() if any(each != defaults.get(name) for each in column)}


def _roadmap(row: Row, topics: list[Table]) -> Roadmap:
    """Raises what `find` suppresses for most that `keep` did not write."""
    roadmap = Roadmap._make(row)
    phases, choices = _each(partial(_phase, deque(topics)), roadmap.phases), _each(_choice, roadmap.choices)
    return roadmap._replace(phases=phases, choices=choices, job=_job(Job._make(roadmap.job)))


def _job(row: Job) -> Job:
    return row._replace(
        skills=_each(_skill, row.skills),
        project_stages=_each(Stage._make, row.project_stages),
        formats=_each(_format, row.formats),
        story_parts=tuple(row.story_parts),
        numbered=tuple(row.numbered),
        story_tags=tuple(row.story_tags),
        application_stages=_each(Stage._make, row.application_stages),
        tips=_each(Tip._make, row.tips),
        wanted=row.wanted and Thresholds._make(row.wanted),
        effort=Effort._make(row.effort),
    )


def _skill(row: Row) -> Skill:
    skill = Skill._make(row)
    return skill._replace(topics=tuple(skill.topics))


def _format(row: Row) -> InterviewFormat:
    interview = InterviewFormat._make(row)
    return interview._replace(topics=tuple(interview.topics))


def _phase(topics: deque[Table], row: Row) -> Phase:
    phase = Phase._make(row)
    return phase._replace(modules=_each(partial(_module, topics), phase.modules))


def _module(topics: deque[Table], row: Row) -> Module:
    module = Module._make(row)
    return module._replace(topics=_topics(topics.popleft(), module))


def _topics(columns: Table, module: Module) -> tuple[Topic, ...]:
    count = len(columns.get("id", ()))
    defaults = {**Topic._field_defaults, "phase": module.phase, "module": module.id}
    for name in columns.keys() & _LISTS:
        columns[name] = map(tuple, columns[name])
    if "requires_option" in columns:
        columns["requires_option"] = [_by_option(each) for each in columns["requires_option"]]
    values = (columns[name] if name in columns else repeat(defaults[name], count) for name in Topic._fields)
    return _each(Topic._make, zip(*values, strict=True))


def _by_option(needed: Mapping[str, Row]) -> Mapping[str, tuple[str, ...]]:
    return {option: tuple(ids) for option, ids in needed.items()}


def _choice(row: Row) -> Choice:
    choice = Choice._make(row)
    return choice._replace(options=_each(Option._make, choice.options))


def _each(make: Callable[..., Value], rows: Iterable[object]) -> tuple[Value, ...]:
    return tuple(map(make, rows))
