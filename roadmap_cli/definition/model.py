"""What a roadmap file may say: what the reader checks against and the JSON Schema is made from.

A valid document is these tables as it stands, so that nothing is filled in or turned into something else here.
"""

from functools import cache
from typing import Annotated, Required, get_args

from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError, WrapValidator, with_config
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import TypedDictSchema, ValidatorFunctionWrapHandler
from typing_extensions import TypedDict

from roadmap_cli.domain.roadmap import ID, MOST_HOURS, TopicKind


def _told(words: str) -> WrapValidator:
    """What a value must be, in words. A fault of a part is one of the whole."""

    def check(value: object, inner: ValidatorFunctionWrapHandler) -> object:
        try:
            return inner(value)
        except ValidationError:
            raise PydanticCustomError("form", words) from None

    return WrapValidator(check)


def _check_tables(value: object) -> object:
    if isinstance(value, list) and all(isinstance(each, dict) for each in value):
        return value
    raise PydanticCustomError("form", "a list of tables")


def _about(text: str) -> object:
    return Field(description=text)


KINDS: tuple[TopicKind, ...] = get_args(TopicKind)

_Id = Annotated[str, Field(pattern=f"^{ID}$")]
Id = Annotated[_Id, _told("an id: lower-case letters, digits and hyphens")]
Line = Annotated[str, Field(pattern=r"^[^\n]*[^\s\x1c-\x1f][^\n]*$"), _told("one line of text")]
Text = Annotated[str, _told("text")]
Hours = Annotated[float, Field(gt=0, le=MOST_HOURS), _told(f"a number of hours above 0 and at most {MOST_HOURS:,}")]
Flag = Annotated[bool, _told("true or false")]
Kind = Annotated[TopicKind, _told(f"one of {', '.join(KINDS)}")]
Ids = Annotated[list[_Id], _told("a list of ids")]
Texts = Annotated[list[str], _told("a list of texts")]
IdsByOption = Annotated[dict[str, list[_Id]], _told("a table from option to a list of ids")]
Free = Annotated[dict[str, object], _told("a table")]
_TABLES = BeforeValidator(_check_tables)
_SOME = Field(min_length=1)


class ResourceTable(TypedDict, total=False):
    title: Required[Annotated[Line, _about("Its title.")]]
    url: Required[Annotated[Line, _about("Where it is found.")]]
    kind: Annotated[Text, _about("Course, book, docs, video, ...")]


class CardTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Memory of the card hangs on it; unique in the file.")]]
    question: Required[Annotated[Text, _about("What is asked.")]]
    answer: Required[Annotated[Text, _about("What one should know.")]]


class TopicTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Progress hangs on it; to rename it see `formerly`.")]]
    title: Required[Annotated[Line, _about("Its title.")]]
    kind: Annotated[Kind, _about("What sort of work it is; concept unless said.")]
    option: Annotated[Id, _about("The option it belongs to: it counts only while that is chosen.")]
    stretch: Annotated[Flag, _about("Worth it, but not needed for the rest.")]
    hours: Annotated[Hours, _about("Estimated hours; 1 unless said.")]
    hours_basis: Annotated[Text, _about("Where the estimate comes from.")]
    origin: Annotated[Text, _about("Why the topic is on the path at all.")]
    why: Annotated[Text, _about("What it is good for.")]
    requires: Annotated[Ids, _about("Topics to finish before this one.")]
    requires_option: Annotated[IdsByOption, _about("Further prerequisites while an option is chosen.")]
    criteria: Annotated[Texts, _about("How one knows that one has learned it: You can ...")]
    resources: Annotated[list[ResourceTable], _TABLES, _about("Where to learn it.")]
    cards: Annotated[list[CardTable], _TABLES, _about("Recall questions.")]
    formerly: Annotated[Ids, _about("Earlier ids of this topic, whose progress it carries on.")]
    known_as: Annotated[Texts, _about("Its ids in other programs, whose progress can be imported.")]


class ModuleTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Short name of the module.")]]
    title: Required[Annotated[Line, _about("Its title.")]]
    topic: Required[Annotated[list[TopicTable], _SOME, _TABLES, _about("What is learned in it.")]]


class PhaseTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Short name of the phase.")]]
    title: Required[Annotated[Line, _about("Its title.")]]
    metaphor: Annotated[Text, _about("What it is like.")]
    goal: Annotated[Text, _about("What one can do at its end.")]
    warning: Annotated[Text, _about("What goes wrong most often.")]
    module: Required[Annotated[list[ModuleTable], _SOME, _TABLES, _about("Groups of topics.")]]


class OptionTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Named by the topics that belong to it.")]]
    title: Required[Annotated[Line, _about("Its name.")]]
    leads_to: Annotated[Text, _about("What becomes possible with it.")]


class ChoiceTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Named in `roadmap choose`.")]]
    title: Required[Annotated[Line, _about("What is to be chosen.")]]
    topic: Annotated[Id, _about("The decision topic at which the choice is made.")]
    option: Required[Annotated[list[OptionTable], _SOME, _TABLES, _about("What can be chosen, at least two.")]]


class SourceTable(TypedDict, total=False):
    title: Required[Annotated[Line, _about("Its title.")]]
    url: Annotated[Line, _about("Where it is found.")]


class RoadmapTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Progress hangs on it: never change it.")]]
    title: Required[Annotated[Line, _about("Shown above everything.")]]
    summary: Annotated[Text, _about("What the path leads to.")]
    source: Annotated[SourceTable, _about("Where the content comes from.")]


@with_config(ConfigDict(strict=True, extra="forbid"))  # which holds for the tables within, too
class FileTable(TypedDict, total=False):
    roadmap: Required[Annotated[RoadmapTable, _about("What the whole roadmap is called.")]]
    choice: Annotated[list[ChoiceTable], _TABLES, _about("Places where the learner picks one of several options.")]
    phase: Required[Annotated[list[PhaseTable], _SOME, _TABLES, _about("The phases, in order.")]]
    article: Annotated[
        Free, _about("Tables of a source article. Only `timeline` is read: its years stand beside forecasts.")
    ]


FILE = TypeAdapter(FileTable)


class _Schema(GenerateJsonSchema):
    """Names tables as the file does, and has no titles made of names."""

    def normalize_name(self, name: str) -> str:
        return super().normalize_name(name).removesuffix("Table").lower()

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic asks for each
        return False

    def typed_dict_schema(self, schema: TypedDictSchema) -> JsonSchemaValue:
        return {key: value for key, value in super().typed_dict_schema(schema).items() if key != "title"}


def json_schema() -> JsonSchemaValue:
    """JSON Schema (draft 2020-12) of a roadmap file, for editors."""
    head = {"$schema": _Schema.schema_dialect, "title": "A roadmap for the command roadmap"}
    return head | FILE.json_schema(schema_generator=_Schema)


@cache
def keys_of(form: str) -> tuple[str, ...]:
    """What a table may say."""
    schema = json_schema()
    return tuple(schema["$defs"].get(form, schema)["properties"])
