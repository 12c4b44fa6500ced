"""A roadmap file as a validated Roadmap with its lessons, or every problem in it with its line."""

import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tomli

from roadmap_cli.definition.build import Definition, build
from roadmap_cli.definition.description import FORMS, ID_PATTERN, IN_WORDS, MOST_HOURS, TABLES, TOPIC_KINDS
from roadmap_cli.definition.graph import check_references
from roadmap_cli.definition.problems import Problems
from roadmap_cli.errors import InvalidFile

MOST_SHOWN = 40
MOST_BYTES = 32 * 1024 * 1024


def read(path: Path) -> Definition:
    """Raises InvalidFile, with every problem, if the file is missing, unreadable or not a valid roadmap."""
    text = read_text(path)
    problems = Problems(str(path))
    document = _parse(text, problems)
    problems.raise_if_any(text)
    _check_table(document, "file", (), problems)
    problems.raise_if_any(text)
    check_references(document, problems)
    problems.raise_if_any(text)
    return build(document)


def read_text(path: Path) -> str:
    """The text of a file that a person named. Raises InvalidFile if there is none to be had."""
    try:
        if path.stat().st_size > MOST_BYTES:
            sentence = f"{path} is larger than {MOST_BYTES // 2**20} MiB, which is the most that is read"
            raise InvalidFile(sentence)
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        sentence = f"cannot read {path}: {reason}"
        raise InvalidFile(sentence, "name a roadmap file, or write one with: roadmap new my.toml") from error
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
    return {}


def _check_table(table: dict[str, Any], form: str, path: tuple[str | int, ...], problems: Problems) -> None:
    keys = {key.name: key for key in TABLES[form]}
    where = _named(table, form)
    for name, value in table.items():
        if name in keys:
            _check_value(value, keys[name].form, (*path, name), where, problems)
        else:
            names = tuple(keys)
            problems.add((*path, name), f'{where} has the unknown key "{name}"', near=name, names=names)
    for key in keys.values():
        if key.required and key.name not in table:
            problems.add(path, f'{where} needs "{key.name}"')


def _check_value(value: Any, form: str, path: tuple[str | int, ...], where: str, problems: Problems) -> None:  # noqa: ANN401 - any TOML value
    name = path[-1]
    if form in FORMS:
        if not _fits(value, form):
            problems.add(path, f'{where}: "{name}" must be {IN_WORDS[form]}, not {_shown(value)}')
    elif not form.endswith("*"):
        if isinstance(value, dict):
            _check_table(value, form, path, problems)
        else:
            problems.add(path, f'{where}: "{name}" must be a table, not {_shown(value)}')
    elif not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        problems.add(path, f'{where}: "{name}" must be a list of tables, not {_shown(value)}')
    else:
        for index, item in enumerate(value):
            _check_table(item, form.removesuffix("*"), (*path, index), problems)


def _fits(value: Any, form: str) -> bool:  # noqa: ANN401 - any TOML value
    return _FITS[form](value)


def _is_hours(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and 0 < value <= MOST_HOURS


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


def _named(table: dict[str, Any], form: str) -> str:
    if form == "file":
        return "the file"
    identifier = table.get("id", table.get("title"))
    return f'{form} "{identifier}"' if isinstance(identifier, str) and identifier else f"a {form} without id"


def _shown(value: Any) -> str:  # noqa: ANN401 - any TOML value
    text = repr(value)
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}..."
