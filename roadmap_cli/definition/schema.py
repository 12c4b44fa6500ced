"""What a roadmap file may say as a JSON Schema, for editors, and as the keys of each table."""

from functools import cache

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import TypedDictSchema

from roadmap_cli.definition.model import FILE


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
