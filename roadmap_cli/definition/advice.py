"""What to write where a value of a roadmap file is none that can stand there."""

import re

from roadmap_cli.slug import slug

HEADERS = {"module": "[[phase.module]]", "topic": "[[phase.module.topic]]", "option": "[[choice.option]]"}
"""How the tables of a roadmap begin that stand within others."""
_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:h|hours?)?\s*", re.IGNORECASE)
_TRUTHS = {"true": "true", "yes": "true", "false": "false", "no": "false"}
_MOST_LETTERS = 60
OTHER_SPELLINGS = {"license": "licence", "url": "homepage", "website": "homepage", "lang": "language"}
"""Of keys, where the nearest one is another or none."""


def advice(key: str, value: object, wanted: str) -> str:
    """Nothing where nobody can tell. `wanted` is what should stand there, in words."""
    match value:
        case str():
            return _of_text(key, value, wanted)
        case dict() if wanted == "a list of tables":
            return f"write {HEADERS.get(key, f'[[{key}]]')} with two brackets"
        case list() if wanted == "a table":
            return f"write [{key}] with one bracket"
        case bool():
            return ""
        case int() | float() if wanted in {"text", "one line of text"}:
            return f'put it in quotes: {key} = "{value}"' if len(repr(value)) < _MOST_LETTERS else ""
        case _:
            return ""


def _of_text(key: str, value: str, wanted: str) -> str:
    if len(value) > _MOST_LETTERS or not value.isprintable():
        return ""
    number = _NUMBER.fullmatch(value)
    if number and "number" in wanted:
        return f"write it without quotes: {key} = {number[1]}"
    if wanted == "true or false" and value.casefold() in _TRUTHS:
        return f"write it without quotes: {key} = {_TRUTHS[value.casefold()]}"
    if wanted.startswith("a list of") and "tables" not in wanted and '"' not in value:
        return f'put it in brackets: {key} = ["{value}"]'
    if wanted.startswith("an id") and (made := slug(value)):
        return f"such as {made}"
    return ""
