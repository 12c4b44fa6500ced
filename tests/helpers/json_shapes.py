"""Shapes of JSON, of which the contracts are made."""

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0}
HOURS: Schema = {"type": "number", "minimum": 0}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
FRESH: Schema = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
STATUS: Schema = {"enum": ["todo", "doing", "done", "skipped"]}
TIME_OR_NULL: Schema = {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d$"}
TIME: Schema = {**TIME_OR_NULL, "type": "string"}


def table(**keys: Schema) -> Schema:
    """These keys must be there; others may be."""
    return {"type": "object", "required": list(keys), "properties": keys}


def listing(item: Schema) -> Schema:
    return {"type": "array", "items": item}


NAMED = table(id=TEXT, title=TEXT)
TOPIC = table(
    id=TEXT,
    title=TEXT,
    status=STATUS,
    ready={"type": ["boolean", "null"]},
    hours=HOURS,
    minutes=COUNT,
    option=TEXT_OR_NULL,
    proven=FLAG,
    fresh=FRESH,
    memory={"enum": ["fresh", "fading", "unsure", "untested", None]},
    criteria_count=COUNT,
    criteria_met=COUNT,
    hours_left=HOURS,
)
TICK = table(
    sort={"enum": ["criterion", "resource"]},
    number={"type": "integer", "minimum": 1},
    text=TEXT,
    url=TEXT,
    ticked=FLAG,
    orphaned=FLAG,
)
WHOLE_OR_NULL: Schema = {"type": ["integer", "null"], "minimum": 0}
REVIEW = table(cards=COUNT, new=COUNT, minutes=COUNT, later=COUNT)


DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
DAY_OR_NULL: Schema = {**DAY, "type": ["string", "null"]}


STREAKS = table(
    current=COUNT,
    best=COUNT,
    repaired=listing(DAY),
    repairable=FLAG,
    planned=WHOLE_OR_NULL,
    best_planned=WHOLE_OR_NULL,
)


def one_of(*words: str) -> Schema:
    return {"enum": list(words)}


HOURS_LOGGED = {
    "anyOf": [
        {"type": "null"},
        table(
            grounds=listing(
                table(
                    ground={"enum": ["fresh", "unsure", "none"]},
                    topics=COUNT,
                    hours=HOURS,
                    logged=HOURS,
                    ratio={"type": ["number", "null"]},
                )
            ),
            topics=listing(
                table(
                    id=TEXT,
                    title=TEXT,
                    begun=DAY,
                    hours=HOURS,
                    logged=HOURS,
                    ground={"enum": ["fresh", "unsure", "none"]},
                )
            ),
        ),
    ]
}
DATES: dict[str, Schema] = {"p20": DAY_OR_NULL, "p50": DAY_OR_NULL, "p80": DAY_OR_NULL}
EVENINGS = ("log a 1h", "log b 45m", "log b 2h")
PASTS: dict[str, tuple[str, ...]] = {
    "untouched": (),
    "a record": (*EVENINGS * 6, "done a", "timer start b"),
    "a plan": ("plan --hours-per-week 6 --days mon,sat --at 19:30 --cue 'after dinner'", "break 2d exams", "choose y"),
    "idle": ("log a 1h", *("",) * 120),
    "all done": (*EVENINGS * 6, "done a b c x-topic end extra"),
    "all skipped": ("skip a b c x-topic y-topic end extra",),
}
