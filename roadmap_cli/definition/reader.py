"""A roadmap file as a validated Roadmap with its lessons, or every problem in it with its line."""

import re
import reprlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tomli

from roadmap_cli.definition.document import Definition, build
from roadmap_cli.definition.model import FORMS, ID_PATTERN, IN_WORDS, TABLES, TOPIC_KINDS
from roadmap_cli.definition.problems import Problems
from roadmap_cli.definition.references import Document, Place, check_references
from roadmap_cli.domain.roadmap import MOST_HOURS
from roadmap_cli.errors import InvalidFile

PARTS_OF_A_TOPIC = ("resource", "card")
MOST_BYTES = 32 * 1024 * 1024


def read(path: Path) -> Definition:
    """Raises InvalidFile, with every problem, if the file is missing, unreadable or not a valid roadmap."""
    text = read_text(path)
    problems = Problems(str(path))
    document = _parse(text, problems)
    problems.raise_if_any(text)
    sound = _sound_table(document, "file", (), "the file", problems)
    check_references(sound, problems)
    problems.raise_if_any(text)
    return build(sound)


def read_text(path: Path) -> str:
    """The text of a file that a person named. Raises InvalidFile if there is none to be had."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        sentence = f"cannot read {path}: {reason}"
        raise InvalidFile(sentence, "name a roadmap file, or write one with: roadmap new my.toml") from error
    if len(data) > MOST_BYTES:
        sentence = f"{path} is larger than {MOST_BYTES // 2**20} MiB, which is the most that is read"
        raise InvalidFile(sentence)
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        sentence = f"{path}:{line}: this is not UTF-8 text"
        raise InvalidFile(sentence, "save the file as UTF-8") from error


def _parse(text: str, problems: Problems) -> dict[str, Any]:
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        problems.add(error.lineno, f"not valid TOML: {error.msg[:1].lower()}{error.msg[1:]}")
    except RecursionError:
        problems.add(1, "not valid: it is nested too deeply")
    except ValueError:
        problems.add(1, "not valid: it holds a number of thousands of digits")
    return {}


def _sound_table(table: Document, form: str, path: Place, where: str, problems: Problems) -> Document:
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


def _sound_value(value: Any, form: str, path: Place, where: str, problems: Problems) -> Any:  # noqa: ANN401 - any TOML value
    """What is sound in a value, or None."""
    single = form.removesuffix("*")
    if form in FORMS and _fits(value, form):
        return value
    if form == single and form in TABLES and isinstance(value, dict):
        return _sound_table(value, form, path, _named(value, form, where), problems)
    if form != single and isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return [
            _sound_table(item, single, (*path, index), _named(item, single, where), problems)
            for index, item in enumerate(value)
        ]
    wanted = IN_WORDS.get(form, "a table" if form == single else "a list of tables")
    problems.add(path, f'{where}: "{path[-1]}" must be {wanted}, not {_shown(value)}')
    return None


def _fits(value: Any, form: str) -> bool:  # noqa: ANN401 - any TOML value
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


def _shown(value: Any) -> str:  # noqa: ANN401 - any TOML value
    try:
        return reprlib.repr(value)
    except ValueError:  # hexadecimal numbers have no limit of digits, decimal ones do
        return "a number of thousands of digits"
