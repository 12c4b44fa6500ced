"""The reader as it was before pydantic: the oracle of the new one, until it goes."""

import re
import reprlib
from collections.abc import Callable
from typing import Any, NamedTuple

from roadmap_cli.definition.problems import Problems
from roadmap_cli.domain.roadmap import ID, MOST_HOURS

Document = dict[str, Any]
Place = tuple[str | int, ...]
PARTS_OF_A_TOPIC = ("resource", "card")
TOPIC_KINDS = ("concept", "skill", "practice", "project", "decision")
ID_PATTERN = f"^{ID}$"


class Key(NamedTuple):
    """One key of a table. `form` is a name of FORMS, or of TABLES with `*` behind it for an array of such tables."""

    name: str
    form: str
    about: str
    required: bool = False


FORMS: dict[str, dict[str, Any]] = {
    "id": {"type": "string", "pattern": ID_PATTERN},
    "line": {"type": "string", "minLength": 1, "pattern": r"^[^\n]*\S[^\n]*$"},
    "text": {"type": "string"},
    "hours": {"type": "number", "exclusiveMinimum": 0, "maximum": MOST_HOURS},
    "flag": {"type": "boolean"},
    "kind": {"type": "string", "enum": list(TOPIC_KINDS)},
    "ids": {"type": "array", "items": {"type": "string", "pattern": ID_PATTERN}},
    "texts": {"type": "array", "items": {"type": "string"}},
    "ids by option": {
        "type": "object",
        "additionalProperties": {"type": "array", "items": {"type": "string", "pattern": ID_PATTERN}},
    },
    "free": {"type": "object"},
}
IN_WORDS = {
    "id": "an id: lower-case letters, digits and hyphens",
    "line": "one line of text",
    "text": "text",
    "hours": f"a number of hours above 0 and at most {MOST_HOURS:,}",
    "flag": "true or false",
    "kind": f"one of {', '.join(TOPIC_KINDS)}",
    "ids": "a list of ids",
    "texts": "a list of texts",
    "ids by option": "a table from option to a list of ids",
    "free": "a table",
}
TABLES: dict[str, tuple[Key, ...]] = {
    "file": (
        Key("roadmap", "roadmap", "What the whole roadmap is called.", required=True),
        Key("choice", "choice*", "Places where the learner picks one of several options."),
        Key("phase", "phase*", "The phases, in order.", required=True),
        Key(
            "article", "free", "Tables of a source article. Only `timeline` is read: its years stand beside forecasts."
        ),
    ),
    "roadmap": (
        Key("id", "id", "Progress hangs on it: never change it.", required=True),
        Key("title", "line", "Shown above everything.", required=True),
        Key("summary", "text", "What the path leads to."),
        Key("source", "source", "Where the content comes from."),
    ),
    "source": (Key("title", "line", "Its title.", required=True), Key("url", "line", "Where it is found.")),
    "choice": (
        Key("id", "id", "Named in `roadmap choose`.", required=True),
        Key("title", "line", "What is to be chosen.", required=True),
        Key("topic", "id", "The decision topic at which the choice is made."),
        Key("option", "option*", "What can be chosen, at least two.", required=True),
    ),
    "option": (
        Key("id", "id", "Named by the topics that belong to it.", required=True),
        Key("title", "line", "Its name.", required=True),
        Key("leads_to", "text", "What becomes possible with it."),
    ),
    "phase": (
        Key("id", "id", "Short name of the phase.", required=True),
        Key("title", "line", "Its title.", required=True),
        Key("metaphor", "text", "What it is like."),
        Key("goal", "text", "What one can do at its end."),
        Key("warning", "text", "What goes wrong most often."),
        Key("module", "module*", "Groups of topics.", required=True),
    ),
    "module": (
        Key("id", "id", "Short name of the module.", required=True),
        Key("title", "line", "Its title.", required=True),
        Key("topic", "topic*", "What is learned in it.", required=True),
    ),
    "topic": (
        Key("id", "id", "Progress hangs on it; to rename it see `formerly`.", required=True),
        Key("title", "line", "Its title.", required=True),
        Key("kind", "kind", "What sort of work it is; concept unless said."),
        Key("option", "id", "The option it belongs to: it counts only while that is chosen."),
        Key("stretch", "flag", "Worth it, but not needed for the rest."),
        Key("hours", "hours", "Estimated hours; 1 unless said."),
        Key("hours_basis", "text", "Where the estimate comes from."),
        Key("origin", "text", "Why the topic is on the path at all."),
        Key("why", "text", "What it is good for."),
        Key("requires", "ids", "Topics to finish before this one."),
        Key("requires_option", "ids by option", "Further prerequisites while an option is chosen."),
        Key("criteria", "texts", "How one knows that one has learned it: You can ..."),
        Key("resources", "resource*", "Where to learn it."),
        Key("cards", "card*", "Recall questions."),
        Key("formerly", "ids", "Earlier ids of this topic, whose progress it carries on."),
        Key("known_as", "texts", "Its ids in other programs, whose progress can be imported."),
    ),
    "resource": (
        Key("title", "line", "Its title.", required=True),
        Key("url", "line", "Where it is found.", required=True),
        Key("kind", "text", "Course, book, docs, video, ..."),
    ),
    "card": (
        Key("id", "id", "Memory of the card hangs on it; unique in the file.", required=True),
        Key("question", "text", "What is asked.", required=True),
        Key("answer", "text", "What one should know.", required=True),
    ),
}


def sound_table(table: Document, form: str, path: Place, where: str, problems: Problems) -> Document:
    """Notes every fault of a table and returns what is sound in it, so that one fault hides no other."""
    keys = {key.name: key for key in TABLES[form]}
    sound = {}
    for name, value in table.items():
        if name not in keys:
            names = tuple(keys)
            problems.add((*path, name), f'{where} has the unknown key "{name}"', near=name, names=names)
        elif (part := _sound_value(value, keys[name].form, (*path, name), where, problems)) is not None:
            sound[name] = part
    for key in keys.values():
        if key.required and key.name not in table:
            problems.add(path, f'{where} needs "{key.name}"')
        elif key.required and table[key.name] == []:
            problems.add(path, f"{where} is empty: it has no {key.name}")
    return sound


def _sound_value(value: Any, form: str, path: Place, where: str, problems: Problems) -> Any:
    """What is sound in a value, or None."""
    single = form.removesuffix("*")
    if form in FORMS and _fits(value, form):
        return value
    if form == single and form in TABLES and isinstance(value, dict):
        return sound_table(value, form, path, _named(value, form, where), problems)
    if form != single and isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return [
            sound_table(item, single, (*path, index), _named(item, single, where), problems)
            for index, item in enumerate(value)
        ]
    wanted = IN_WORDS.get(form, "a table" if form == single else "a list of tables")
    problems.add(path, f'{where}: "{path[-1]}" must be {wanted}, not {_shown(value)}')
    return None


def _fits(value: Any, form: str) -> bool:
    return _FITS[form](value)


def _is_hours(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= MOST_HOURS


def _is_list(value: object, form: str) -> bool:
    return isinstance(value, list) and all(_fits(item, form) for item in value)


_FITS: dict[str, Callable[[Any], bool]] = {
    "id": lambda value: isinstance(value, str) and re.fullmatch(ID_PATTERN, value) is not None,
    "line": lambda value: isinstance(value, str) and value.strip() != "" and "\n" not in value,
    "text": lambda value: isinstance(value, str),
    "hours": _is_hours,
    "flag": lambda value: isinstance(value, bool),
    "kind": lambda value: isinstance(value, str) and value in TOPIC_KINDS,
    "ids": lambda value: _is_list(value, "id"),
    "texts": lambda value: _is_list(value, "text"),
    "ids by option": lambda value: isinstance(value, dict) and all(_is_list(item, "id") for item in value.values()),
    "free": lambda value: isinstance(value, dict),
}


def _named(table: Document, form: str, within: str) -> str:
    """What to call a table: by its id or title where that is enough to find it."""
    identifier = table.get("id", table.get("title"))
    name = f'{form} "{identifier}"' if isinstance(identifier, str) and identifier else form
    return f"{name} in {within}" if name == form or form in PARTS_OF_A_TOPIC else name


def _shown(value: Any) -> str:
    try:
        return reprlib.repr(value)
    except ValueError:  # hexadecimal numbers have no limit of digits, decimal ones do
        return "a number of thousands of digits"
