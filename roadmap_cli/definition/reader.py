"""A roadmap file as a validated Roadmap with its lessons, or every problem in it with its line."""

import re
import reprlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from roadmap_cli.definition.advice import HEADERS, OTHER_SPELLINGS, advice
from roadmap_cli.definition.document import Definition, Table, build
from roadmap_cli.definition.forms import parse
from roadmap_cli.definition.model import FILE, FileTable, OwnFileTable
from roadmap_cli.definition.problems import Problems
from roadmap_cli.definition.references import check_references
from roadmap_cli.definition.schema import keys_of
from roadmap_cli.definition.size import MOST_BYTES, MOST_OPTIONS, MOST_TOPICS, is_too_large
from roadmap_cli.definition.toml_lines import Keys
from roadmap_cli.domain.roadmap import ID
from roadmap_cli.errors import InvalidFile
from roadmap_cli.files import marked_once, read_bytes
from roadmap_cli.slug import slug

PARTS_OF_A_TOPIC = ("resource", "card")
DIVIDE = "make several roadmaps of it: roadmap use goes from one to another"
_ID = re.compile(ID)
MOST_FAULTS = 20_000
"""Of one file that are told one by one."""


def read(path: Path) -> Definition:
    """Raises InvalidFile, with every problem, if the file is missing, unreadable or not a valid roadmap."""
    return check_text(read_text(path), str(path))


def check_text(text: str, name: str) -> Definition:
    """Of a text that need not be in a file yet; `name` is what its faults are told of. Raises InvalidFile."""
    return build(document_of(text, name))


def document_of(text: str, name: str) -> Table:
    """A valid document. Raises InvalidFile with every problem."""
    if is_too_large(text):
        raise InvalidFile(f"{name} holds more tables and keys than are read", DIVIDE)
    problems = Problems(name)
    document, lines_of = parse(text, problems)
    problems.raise_if_any(lines_of)
    _check_size(name, document)
    check_shape(document, problems)
    check_references(document, problems)
    problems.raise_if_any(lines_of)
    return document


def read_text(path: Path) -> str:
    """The text of a file that a person named. Raises InvalidFile if there is none to be had."""
    try:
        data = read_bytes(path, MOST_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        sentence = f"cannot read {path}: {reason}"
        raise InvalidFile(sentence, "name a roadmap file, or write one with: roadmap new my.toml") from error
    return text_of_bytes(data, str(path))


def text_of_bytes(data: bytes, name: str) -> str:
    """Raises InvalidFile for what is too large or no UTF-8."""
    if len(data) > MOST_BYTES:
        sentence = f"{name} is larger than {MOST_BYTES // 2**20} MiB, which is the most that is read"
        raise InvalidFile(sentence)
    try:
        return marked_once(data.decode("utf-8-sig"), name).replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        sentence = f"{name}:{line}: this is not UTF-8 text"
        raise InvalidFile(sentence, "save the file as UTF-8") from error


def _check_size(name: str, document: Table) -> None:
    """So many topics, rightly or wrongly said, are not even looked at."""
    modules = (module for phase in _tables(document, "phase") for module in _tables(phase, "module"))
    topics = sum(1 for module in modules for _ in _tables(module, "topic"))
    options = sum(1 for choice in _tables(document, "choice") for _ in _tables(choice, "option"))
    for number, most, what in ((topics, MOST_TOPICS, "topics"), (options, MOST_OPTIONS, "options")):
        if number > most:
            raise InvalidFile(f"{name} has {number:,} {what}; a roadmap can have {most:,}", DIVIDE)


def _tables(table: Table, key: str) -> Iterator[Table]:
    found = table.get(key)
    return (each for each in found if isinstance(each, dict)) if isinstance(found, list) else iter(())


def check_shape(
    document: Table, problems: Problems, form: TypeAdapter[FileTable] | TypeAdapter[OwnFileTable] = FILE
) -> None:
    """Notes every fault of a document and takes it out, so that one fault hides no other."""
    try:
        form.validate_python(document)
    except ValidationError as error:
        if error.error_count() > MOST_FAULTS:
            sentence = f"{problems.file} has {error.error_count():,} faults: it does not look like a roadmap file"
            raise InvalidFile(sentence, "see what one looks like: roadmap new my.toml") from None
        faults = error.errors(include_url=False, include_context=False)
        found = [(fault, _table_at(fault["loc"][:-1], document)) for fault in faults]
        titles = _titles(document)
        for fault, table in found:
            _remember(fault, table, problems)
        for fault, table in found:
            _note(fault, table, titles, problems)
        for fault, table in found:
            table.content.pop(str(fault["loc"][-1]), None)


class _NamedTable(NamedTuple):
    content: Table
    form: str
    name: str


def _table_at(keys: Keys, document: Table) -> _NamedTable:
    if not keys:
        return _NamedTable(document, "file", "the file")
    last = -2 if isinstance(keys[-1], int) else -1
    outer, key = _table_at(keys[:last], document), str(keys[last])
    content = outer.content[key] if last == -1 else outer.content[key][keys[-1]]
    form = key.removesuffix("s")
    return _NamedTable(content, form, _name(content, form, outer.name))


_PARTS = {"phase", "module", "topic", "choice", "option"}
"""Keys of the tables that others name."""


def _remember(fault: ErrorDetails, table: _NamedTable, problems: Problems) -> None:
    """What follows of a fault, and is none for itself."""
    key, value = str(fault["loc"][-1]), fault["input"]
    holds_tables = isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(each, dict) for each in value)
    )
    is_part = key in _PARTS and fault["type"] not in {"missing", "too_short"}
    is_unknown_part = fault["type"] == "extra_forbidden" and holds_tables and table.form in {"file", *_PARTS}
    problems.is_incomplete |= is_part or is_unknown_part
    if key == "id":
        names = (value, table.content.get("title")) if fault["type"] != "missing" else (table.content.get("title"),)
        texts = [each for each in names if isinstance(each, str)]
        problems.faulty.update([*texts, *map(slug, texts)])


def _titles(document: Table) -> dict[str, str]:
    """Ids of topics by their titles, of a document of any shape."""
    modules = (module for phase in _tables(document, "phase") for module in _tables(phase, "module"))
    topics = [topic for module in modules for topic in _tables(module, "topic")]
    return {
        str(each["title"]).casefold(): str(each["id"]) for each in reversed(topics) if {"id", "title"} <= each.keys()
    }


def _note(fault: ErrorDetails, table: _NamedTable, titles: dict[str, str], problems: Problems) -> None:
    keys = fault["loc"]
    key = str(keys[-1])
    match fault["type"]:
        case "missing":
            problems.add(keys[:-1], f'{table.name} needs "{key}"')
        case "too_short":
            is_card = table.form == "card"
            sentence = f'{table.name}: "{key}" is empty' if is_card else f"{table.name} is empty: it has no {key}"
            problems.add(keys[:-1], sentence)
        case "extra_forbidden":
            if table.form == "file" and key.removesuffix("s") in HEADERS:
                problems.add(keys, f'the file has the unknown key "{key}"; write {HEADERS[key.removesuffix("s")]}')
                return
            names = keys_of(table.form)
            near = each if (each := OTHER_SPELLINGS.get(key)) in names else key
            problems.add(keys, f'{table.name} has the unknown key "{key}"', near=near, names=names)
        case kind:
            if key == "requires" and _note_titles(fault, table, titles, problems):
                return
            wanted = "a table" if kind == "dict_type" else fault["msg"]
            told = advice(key, fault["input"], wanted)
            sentence = f'{table.name}: "{key}" must be {wanted}, not {_shown(fault["input"])}'
            problems.add(keys, f"{sentence}; {told}" if told else sentence)


def _note_titles(fault: ErrorDetails, table: _NamedTable, titles: dict[str, str], problems: Problems) -> bool:
    """Of prerequisites that are told by their titles, or whose own ids are at fault. Whether that is all."""
    named = fault["input"] if isinstance(fault["input"], list) else []
    strange = [(at, each) for at, each in enumerate(named) if not (isinstance(each, str) and _ID.fullmatch(each))]
    if not strange or not all(
        isinstance(each, str) and (each.casefold() in titles or each in problems.faulty) for _, each in strange
    ):
        return False
    for at, each in strange:
        if each not in problems.faulty and slug(each) not in problems.faulty:
            sentence = f'{table.name} requires "{each}", which is a title: write its id, "{titles[each.casefold()]}"'
            problems.add((*fault["loc"], at), sentence)
    return True


def _name(table: Table, form: str, within: str) -> str:
    """What to call a table: by its id or title where that is enough to find it."""
    identifier = table.get("id", table.get("title"))
    name = f'{form} "{identifier}"' if isinstance(identifier, str) and identifier else form
    return f"{name} in {within}" if name == form or form in PARTS_OF_A_TOPIC else name


def _shown(value: object) -> str:
    try:
        return reprlib.repr(value)
    except ValueError:  # hexadecimal numbers have no limit of digits, decimal ones do
        return "a number of thousands of digits"
