"""Facts that happened, the table of their kinds, and the ids that put them in order."""

import re
from collections.abc import Iterable, Mapping
from datetime import MAXYEAR, UTC, date, datetime, timedelta
from typing import Literal, NamedTuple, TypedDict

from roadmap_cli.domain.days import MOST_MINUTES, WEEK_HOURS
from roadmap_cli.domain.roadmap import Status

StatusKind = Literal["started", "finished", "skipped", "reset"]
Kind = Literal[
    StatusKind,
    "logged", "noted", "linked", "ticked", "graded", "written", "discarded", "timed",
    "corrected", "withdrawn",
    "chose", "undone", "paused", "resumed", "planned",
    "projected", "told", "practised", "applied",
    "defined", "redefined", "settled", "renamed", "fitted",
]  # fmt: skip
TimerAction = Literal["start", "stop", "cancel"]
Sort = Literal[
    "text", "name", "true or false", "whole number", "number", "day", "time", "weekdays", "time of day", "action", "parameters",
]  # fmt: skip
Folds = Literal[
    "status", "time", "note", "link", "tick", "card", "choice", "undo", "edit", "break", "plan", "timer",
    "project", "story", "practice", "application", "definition", "user", "parameters",
]  # fmt: skip


class Data(TypedDict, total=False):
    """What events of any kind hold. Which kind holds what, and within which bounds, stands in KINDS."""

    reason: str | None
    confidence: int | None
    minutes: int
    note: str | None
    undated: bool | None
    text: str
    url: str
    title: str | None
    proves: bool
    criterion: str | None
    resource: str | None
    off: bool | None
    card: str
    rating: int
    question: str
    answer: str
    action: TimerAction
    choice: str
    option: str | None
    batch: str
    event: str
    day: str | None
    moment: str | None
    first: str
    last: str
    on: str
    hours_per_week: float | None
    days: str | None
    at: str | None
    cue: str | None
    project: str
    name: str | None
    idea: str | None
    about: str | None
    stage: str | None
    problem: str | None
    dataset: str | None
    source: str | None
    metric: str | None
    baseline: str | None
    result: str | None
    meaning: str | None
    failed: str | None
    repository: str | None
    demo: str | None
    writeup: str | None
    copy: bool | None
    dropped: bool | None
    story: str
    part: str | None
    words: str | None
    tags: str | None
    projects: str | None
    topics: str | None
    deleted: bool | None
    format: str
    score: int
    mock: str | None
    asked: str | None
    weak: str | None
    whom: str | None
    application: str
    company: str | None
    address: str | None
    role: str | None
    due: str | None
    settled: bool | None
    closed: str | None
    hash: str
    before: str
    after: str
    lines: str
    own: bool | None
    grades: int
    loss: float
    loss_before: float
    parameters: str | None


class Datum(NamedTuple):
    """What one key of the data holds. An optional one may be missing or null; a number is above 0 and at most `most`."""

    sort: Sort
    most: int = 0
    optional: bool = False


class KindOf(NamedTuple):
    """`folds` is what a state is changed in by such an event, `status` the one that it gives to its topic."""

    folds: Folds
    meaning: str
    data: Mapping[str, Datum]
    has_topic: bool = True
    status: Status | None = None
    is_study: bool = False


_TEXT, _NAME, _DAY, _FLAG = Datum("text"), Datum("name"), Datum("day"), Datum("true or false")
_OPTIONAL_TEXT, _OPTIONAL_FLAG = Datum("text", optional=True), Datum("true or false", optional=True)
_OPTIONAL_NAME = Datum("name", optional=True)
_REASON = {"reason": _OPTIONAL_TEXT}
_SETTLED = {"before": _NAME, "after": _NAME, "own": _OPTIONAL_FLAG}
_LOSSES = dict.fromkeys(("loss", "loss_before"), Datum("number", 1000))
_PROJECT_TEXTS = (
    "problem", "dataset", "source", "metric", "baseline", "result", "meaning", "failed", "repository", "demo", "writeup",
)  # fmt: skip
KINDS: Mapping[Kind, KindOf] = {
    "started": KindOf("status", "work on it began", _REASON, status="doing"),
    "finished": KindOf(
        "status",
        "it is done; with the reason `placement` it was known before",
        {**_REASON, "confidence": Datum("whole number", 5, optional=True)},
        status="done",
        is_study=True,
    ),
    "skipped": KindOf("status", "it is left out of what counts", _REASON, status="skipped"),
    "reset": KindOf("status", "it is to do again", _REASON, status="todo"),
    "logged": KindOf(
        "time",
        "time that was studied; `undated` where no day of it is known",
        {"minutes": Datum("whole number", MOST_MINUTES), "note": _OPTIONAL_TEXT, "undated": _OPTIONAL_FLAG},
        is_study=True,
    ),
    "noted": KindOf("note", "a note", {"text": _TEXT}),
    "linked": KindOf(
        "link", "an address; it may be evidence", {"url": _TEXT, "title": _OPTIONAL_TEXT, "proves": _FLAG}
    ),
    "ticked": KindOf(
        "tick",
        "a criterion by its text is met, or a resource by its address, else its title, is worked through; `off` that it is not",
        {"criterion": _OPTIONAL_TEXT, "resource": _OPTIONAL_TEXT, "off": _OPTIONAL_FLAG},
    ),
    "graded": KindOf(
        "card",
        "a card was recalled: 1 again, 2 hard, 3 good, 4 easy",
        {"card": _NAME, "rating": Datum("whole number", 4)},
        is_study=True,
    ),
    "written": KindOf(
        "card", "a card of one's own, new or changed", {"card": _NAME, "question": _TEXT, "answer": _TEXT}
    ),
    "discarded": KindOf("card", "a card of one's own was deleted", {"card": _NAME}),
    "timed": KindOf("timer", "of a timer, whose time is logged when it stops", {"action": Datum("action")}),
    "corrected": KindOf(
        "edit",
        "what that event says is said anew, as far as it is named; an empty note or title is none",
        {
            "event": _TEXT,
            "minutes": Datum("whole number", MOST_MINUTES, optional=True),
            **dict.fromkeys(("note", "text", "url", "title"), _OPTIONAL_TEXT),
            "proves": _OPTIONAL_FLAG,
            "day": Datum("day", optional=True),
            "moment": Datum("time", optional=True),
        },
    ),
    "withdrawn": KindOf("edit", "that event does not count, whatever was corrected in it", {"event": _TEXT}),
    "chose": KindOf(
        "choice",
        "an option of a choice was taken; null opens the choice again",
        {"choice": _TEXT, "option": _OPTIONAL_TEXT},
        has_topic=False,
    ),
    "undone": KindOf("undo", "what the command of that batch said does not count", {"batch": _TEXT}, has_topic=False),
    "paused": KindOf("break", "a break, both days included", {"first": _DAY, "last": _DAY, **_REASON}, has_topic=False),
    "resumed": KindOf("break", "the break that this day lies in ends before it", {"on": _DAY}, has_topic=False),
    "planned": KindOf(
        "plan",
        "the plan of the week; the last one counts as a whole",
        {
            "hours_per_week": Datum("number", WEEK_HOURS, optional=True),
            "days": Datum("weekdays", optional=True),
            "at": Datum("time of day", optional=True),
            "cue": _OPTIONAL_TEXT,
        },
        has_topic=False,
    ),
    "projected": KindOf(
        "project",
        "a project, which begins with its name, as far as it is said anew; an empty text takes one away, `about` is its topic, `copy` whether it follows a tutorial",
        {
            "project": _NAME,
            **dict.fromkeys(("name", "idea", "about", "stage"), _OPTIONAL_NAME),
            **dict.fromkeys(_PROJECT_TEXTS, _OPTIONAL_TEXT),
            **dict.fromkeys(("copy", "dropped"), _OPTIONAL_FLAG),
        },
        has_topic=False,
    ),
    "told": KindOf(
        "story",
        "a story, which begins with its title, as far as it is said anew: the `words` of a `part`, or what it is about; lists are written as a,b",
        {
            "story": _NAME,
            "part": _OPTIONAL_NAME,
            **dict.fromkeys(("title", "words", "tags", "projects", "topics"), _OPTIONAL_TEXT),
            "deleted": _OPTIONAL_FLAG,
        },
        has_topic=False,
    ),
    "practised": KindOf(
        "practice",
        "an answer to a question of an interview, those with the same `mock` in one sitting; without one `asked` a mock held elsewhere; `weak` are topics as a,b",
        {
            "format": _NAME,
            "score": Datum("whole number", 5),
            **dict.fromkeys(("asked", "mock"), _OPTIONAL_NAME),
            **dict.fromkeys(("weak", "whom", "note"), _OPTIONAL_TEXT),
        },
        has_topic=False,
    ),
    "applied": KindOf(
        "application",
        "an application, which begins with its company, as far as it is said anew; a note is one more; `settled` that nothing is due, `closed` why it is over",
        {
            "application": _NAME,
            "stage": _OPTIONAL_NAME,
            **dict.fromkeys(("company", "role", "address", "source", "note", "closed"), _OPTIONAL_TEXT),
            "due": Datum("day", optional=True),
            "settled": _OPTIONAL_FLAG,
        },
        has_topic=False,
    ),
    "defined": KindOf(
        "definition",
        "the whole text of a roadmap file as it stood, by its SHA-256; `own` where it holds only the learner's changes of one; with the reason `found` it came of no other",
        {"hash": _NAME, "text": _TEXT, "own": _OPTIONAL_FLAG, **_REASON},
        has_topic=False,
    ),
    "redefined": KindOf(
        "definition",
        "a roadmap file was changed, from one text to another by their hashes: what was done, and the `lines` that take the place of others; with the reason `found` by no command",
        {**_SETTLED, "lines": _TEXT, "text": _TEXT, **_REASON},
        has_topic=False,
    ),
    "settled": KindOf(
        "definition", "one text counts of those that stood beside each other, a,b by hashes", _SETTLED, has_topic=False
    ),
    "renamed": KindOf("user", "the learner goes by another name", {"before": _NAME, "after": _NAME}, has_topic=False),
    "fitted": KindOf(
        "parameters",
        "FSRS was fitted to so many grades: the log loss of the last fifth with it and before, and the `parameters`, if that was less",
        {"grades": Datum("whole number", 10**9), **_LOSSES, "parameters": Datum("parameters", optional=True)},
        has_topic=False,
    ),
}
"""Every kind of event: the fold, the check of archives, the tests' strategies and docs/format.md are fed from here."""


def _folding(*folds: Folds) -> frozenset[Kind]:
    return frozenset(kind for kind, its in KINDS.items() if its.folds in folds)


STATUS_KINDS: Mapping[Kind, Status] = {kind: its.status for kind, its in KINDS.items() if its.status}
STUDY_KINDS = frozenset(kind for kind, its in KINDS.items() if its.is_study)
"""What makes a day a study day: something was logged, done or reviewed on it."""
CARD_KINDS, INTENTION_KINDS = _folding("card"), _folding("break", "plan", "timer")
CANDIDACY_KINDS = _folding("project", "story", "practice", "application")
PLACEMENT = "placement"
"""The reason of a `finished` that a placement proposed, or that a file tells of no day: no time was spent on it here."""

MOST_AHEAD = timedelta(days=1)
"""So far clocks that are right may be apart, with their time zones."""
END_OF_IDS = int(datetime(MAXYEAR, 1, 1, tzinfo=UTC).timestamp() * 1000)
"""In milliseconds: at the edges of the calendar another time zone would be outside of it."""
NO_ID = f"{END_OF_IDS >> 16:08x}-{END_OF_IDS & 0xFFFF:04x}"
"""What the first of the ids behind that begins with: ids are compared as they stand."""
DATE_LINE, TIME_ZONES = timedelta(days=2), timedelta(days=1)
"""An event is recorded by no more than the first before the day that it counts for, as its learner counts days; and by no
more than the second do these begin before the days of UTC.
"""
EPOCH, DAY_MILLISECONDS = date(1970, 1, 1), 24 * 60 * 60 * 1000

_UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_RANDOM_BITS = 74
_COUNTER = (1 << _RANDOM_BITS) - 1


class Fact(NamedTuple):
    """What a command wants to say, before it has an id. `at` is UTC; `day` the learner's local date it counts for."""

    kind: Kind
    topic: str | None
    at: datetime
    day: date
    data: Data


class Event(NamedTuple):
    """One fact in the log, never changed afterwards. `id` orders events; `at` is only for showing. Older ones have no device."""

    user: str
    id: str
    batch: str
    roadmap: str
    kind: Kind
    topic: str | None
    at: datetime
    day: date
    data: Data
    device: str | None = None


def is_study(event: Event) -> bool:
    """Whether its day is a study day. What was known before and time of no day are only recorded on it."""
    dated = event.data.get("reason") != PLACEMENT if event.kind == "finished" else not event.data.get("undated")
    return event.kind in STUDY_KINDS and dated


def next_id(last: str | None, milliseconds: int, random_bits: int) -> str:
    """A UUIDv7 (RFC 9562) that sorts after `last`: the hybrid logical clock of Kulkarni et al. (2014).

    `milliseconds` is the wall clock since the epoch, `random_bits` at least 74 random bits. Where the clock stands
    behind `last`, the id is `last` plus a random step, so that ids made on two machines still differ.
    """
    value = milliseconds << _RANDOM_BITS | (random_bits & _COUNTER)
    if last is not None and value <= (floor := _unpack(last)):
        value = floor + 1 + (random_bits & 0xFFFFFFFF)
    return _pack(value)


def first_id_for(day: date) -> str:
    """No event with an id before this one counts for the day or a later one, unless it was given another day afterwards."""
    days = (day - EPOCH - DATE_LINE - TIME_ZONES).days
    return next_id(None, days * DAY_MILLISECONDS, 0) if days > 0 else ""


def is_uuid7(text: str) -> bool:
    return _UUID7.fullmatch(text) is not None


def milliseconds_of(identifier: str) -> int:
    """The wall clock inside a UUIDv7. Raises ValueError for anything else."""
    if not is_uuid7(identifier):
        message = f"{identifier!r} is not a UUIDv7"
        raise ValueError(message)
    return int(identifier.replace("-", "")[:12], 16)


def recorded_at(identifier: str) -> datetime:
    """When the event with this UUIDv7 was recorded, whatever day it counts for."""
    return datetime.fromtimestamp(milliseconds_of(identifier) / 1000, UTC)


def is_ahead(identifier: str, now: datetime) -> bool:
    """Whether a clock must have been wrong when this id was made, or is wrong now."""
    return milliseconds_of(identifier) > (now + MOST_AHEAD).timestamp() * 1000


def undone_batches(events: Iterable[Event]) -> frozenset[str]:
    """The batches that no longer count. Undoing an undo restores, so the newest `undone` speaks first."""
    gone: set[str] = set()
    undone = {event.id: event for event in events if event.kind == "undone"}
    for _, event in sorted(undone.items(), reverse=True):
        if event.batch not in gone:
            gone.add(event.data["batch"])
    return frozenset(gone)


def _pack(value: int) -> str:
    """74 free bits and the time, spread around the version and variant bits."""
    whole = (value >> 62) >> 12 << 80 | 7 << 76 | ((value >> 62) & 0xFFF) << 64 | 0b10 << 62 | (value & ((1 << 62) - 1))
    text = f"{whole:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _unpack(identifier: str) -> int:
    whole = int(identifier.replace("-", ""), 16)
    return (whole >> 80) << _RANDOM_BITS | ((whole >> 64) & 0xFFF) << 62 | (whole & ((1 << 62) - 1))
