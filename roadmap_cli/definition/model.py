"""What a roadmap file may say: the one description that the reader checks against and the JSON Schema is made from."""

from typing import Any, NamedTuple

from roadmap_cli.domain.roadmap import ID, MOST_HOURS

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


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a roadmap file, for editors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A roadmap for the command roadmap",
        "$ref": "#/$defs/file",
        "$defs": {name: _table(keys) for name, keys in TABLES.items()},
    }


def _table(keys: tuple[Key, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [key.name for key in keys if key.required],
        "properties": {key.name: _form(key) | {"description": key.about} for key in keys},
    }


def _form(key: Key) -> dict[str, Any]:
    if key.form in FORMS:
        return FORMS[key.form]
    reference = {"$ref": f"#/$defs/{key.form.removesuffix('*')}"}
    if not key.form.endswith("*"):
        return reference
    return {"type": "array", "items": reference, "minItems": 1 if key.required else 0}
