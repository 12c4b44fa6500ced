"""Which format a foreign file has, by what is in it: the one door to all that is read as an outline."""

import io
import json
import re
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from roadmap_cli.domain.outline import DateOrder, Outline
from roadmap_cli.errors import InvalidFile
from roadmap_cli.files import STANDARD_INPUT, as_typed, read_bytes, read_text
from roadmap_cli.imports import (
    course,
    delimited,
    exercism,
    opml,
    plain_list,
    roadmapsh,
    roadmapsh_content,
    sheet,
    taskpaper,
    taskwarrior,
    todotxt,
    trello,
)
from roadmap_cli.imports.checkboxes import BOX, BULLETS, KEYWORD
from roadmap_cli.imports.columns import FORM
from roadmap_cli.imports.json_value import Value, load_json
from roadmap_cli.reports.archive import ARCHIVE_FORMAT
from roadmap_cli.reports.import_ import ImportFormat

MOST_BYTES, MOST_VALUES = 32 * 1024 * 1024, 1_000_000
FORMATS = (
    "what is read: a roadmap of roadmap.sh or progress on one, a Markdown list, an outline in Org or as OPML, a CSV table with "
    "a column for the title, a TaskPaper, a todo.txt, a plain list with a topic a line, the JSON of a course, of a track of "
    "Exercism, of Taskwarrior or of a board of Trello, and what roadmap export json writes"
)
_KEYS: dict[ImportFormat, tuple[str, ...]] = {
    "roadmap.sh": ("nodes",),
    "course": ("sections",),
    "exercism": (exercism.KEY,),
    "trello": (trello.KEY,),
    "roadmap.sh-progress": tuple(roadmapsh.STATUSES),
}
"""A document is of a format if it has one of these keys."""
_DOCUMENTS: dict[ImportFormat, Callable[[Path, Value], Outline]] = {
    "roadmap.sh": roadmapsh.outline,
    "course": course.outline,
    "exercism": exercism.outline,
    "trello": trello.outline,
    "taskwarrior": taskwarrior.outline,
    "roadmap.sh-progress": roadmapsh.progress,
    "roadmap.sh-content": roadmapsh_content.outline,
}
_TEXTS: dict[ImportFormat, Callable[[Path, str], Outline]] = {
    "todotxt": todotxt.outline,
    "opml": opml.outline,
}
HEAD, SAMPLE = 4096, 200
"""Bytes and lines by which a file is known."""


class _NoText(NamedTuple):
    """A sort of files, with the sign by which one is known, and what to do with it."""

    name: str
    sign: re.Pattern[bytes]
    hint: str


_BEFORE = rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
_BY_HAND = "write what is to learn into a text, a topic a line"
_NO_TEXTS = (
    _NoText("a PDF", re.compile(rb"%PDF-"), _BY_HAND),
    _NoText(
        "a picture", re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP|" + _BEFORE + rb"<svg\b", re.DOTALL), _BY_HAND
    ),
    _NoText("a document with marks of its own", re.compile(rb"\{\\rtf"), "save it as plain text"),
    _NoText("a calendar", re.compile(rb"BEGIN:VCALENDAR\b"), _BY_HAND),
    _NoText(
        "a packed file, such as a workbook or a document",
        re.compile(rb"PK\x03\x04|\x1f\x8b|\xd0\xcf\x11\xe0"),
        "save a table as CSV, a document as plain text, and unpack what is packed",
    ),
    _NoText(
        "a web page",
        re.compile(_BEFORE + rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL),
        "copy its list into a text, a topic a line, or its table into a spreadsheet and save that as CSV",
    ),
)
_IN_ARCHIVE = re.compile(rb'"format"\s*:\s*"' + ARCHIVE_FORMAT.encode() + rb'"')
_POINT = rf"^[ \t>]*(?:[-*+{BULLETS}]|\d{{1,9}}[.)])[ \t]"
_BOX = re.compile(rf"{_POINT}*{BOX}", re.MULTILINE)
_TABLE = re.compile(r"^[^|\n]*\|[^\n]*\n(?=[^\n]*-)[ \t>|:-]+$", re.MULTILINE)
"""In Markdown, where the second line parts the first from the others."""
_TASK = re.compile(
    r"^(?:x |\([A-Z]\) |\d{4}-\d\d-\d\d (?!\d\d:\d\d))\S|(?:^|\s)(?:[+@]\w|(?:"
    + "|".join(sorted(todotxt.KEYS | todotxt.OTHER_KEYS))
    + r"):\S)"
)
_ORG = re.compile(
    r"^\*+ (?:TODO|DONE|NEXT|STARTED|CANCELLED|WAITING) |^\*{2,} \S|^[ \t]*:(?:PROPERTIES|LOGBOOK|properties|logbook):[ \t]*$"
    r"|^#\+\w+: |^[ \t]*(?:CLOSED|SCHEDULED|DEADLINE): ?[\[<]\d|\[\[(?:https?|file|id):[^\]\n]+\]"
    r"|(?:^\* [^\n]*\n(?:[-+] [^\n]*\n){1,99}){2}"
    r"|(?:^\* [^\n]*\n(?:\d+[.)] [^\n]*\n(?:[ \t]+[^\n]*\n)*){1,99}){2}",
    re.MULTILINE,
)
"""Each of it is usual in Org, and none of it in Markdown."""
_TODOIST = re.compile(r"TYPE,CONTENT,(?:\w+,)*INDENT,")
_CARDS = re.compile(r"#(?:separator|html|notetype column|deck column|tags column):")
_STAR = re.compile(r"^\*+ ", re.MULTILINE)
_KEYWORD = re.compile(rf"^[ \t]*{KEYWORD}", re.MULTILINE)
"""Org has its keywords in headings alone; Logseq, which writes its clocks and days as Org does, has them in points."""
_KEY = re.compile(r"(?P<indent> *)(?P<dash>- )?[a-z_][\w-]*:(?P<value> +\S.*)?\s*$")
_YAML = re.compile(rf"{_KEY.pattern}|^ *-(?: (?!\[[ xX]\] ).*)?$")
_HEADING = re.compile(r"^#{1,6}[ \t]", re.MULTILINE)
_POINT_OR_HEADING = re.compile(rf"{_POINT}+\S|^ {{0,3}}#{{1,6}}[ \t]", re.MULTILINE)


def read(
    path: Path, format_name: ImportFormat | None = None, dates: DateOrder | None = None
) -> tuple[ImportFormat, Outline | None]:
    """The name of the format, and what the file says; an archive, which may be larger, is read elsewhere. `dates` says how
    days of a table are meant that could be two.

    Raises InvalidFile with the place of the first fault.
    """
    if format_name == "archive" or (format_name is None and _is_archive(path)):
        return "archive", None
    text = _text(path)
    if format_name in _DOCUMENTS or (format_name is None and _is_json(text)):
        _refuse_too_many_values(path, text)
        document = Value(path, load_json(path, text, FORMATS))
        name = format_name or _name_of(document)
        return name, None if name == "archive" else _of_document(name, path, document)
    name = format_name or ("opml" if opml.SIGN.match(text[:HEAD]) else _name_of_text(path, text))
    if name == "csv":
        return name, _table(path, text, dates)
    return name, _outline(name, path, text)


def _is_archive(path: Path) -> bool:
    """By its first lines, so that one of any size is left to whoever reads all of it."""
    return _IN_ARCHIVE.search(_head(path)) is not None


def _head(path: Path) -> bytes:
    """Nothing of a pipe, which cannot be read twice."""
    try:
        can_be_read_twice = path is STANDARD_INPUT or path.is_file()
        return read_bytes(path, HEAD) if can_be_read_twice else b""
    except OSError:
        return b""


def _text(path: Path) -> str:
    _refuse_what_is_no_text(path)
    text = read_text(path, MOST_BYTES).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        sentence = f"{path}: it is empty"
        raise InvalidFile(sentence, FORMATS)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        sentence = f"{path}:{line}: there is a NUL in it, so it is no text"
        raise InvalidFile(sentence, FORMATS)
    return text


def _refuse_what_is_no_text(path: Path) -> None:
    """It is said by its name, which a letter that is no UTF-8 says nobody."""
    head = _head(path)
    kind = next((each for each in _NO_TEXTS if each.sign.match(head)), None)
    if kind is not None:
        sentence = f"{path}: this is {kind.name}, not a text or a table"
        raise InvalidFile(sentence, kind.hint)


def _refuse_too_many_values(path: Path, text: str) -> None:
    """A list of two letters takes a hundred bytes. What is said in texts is counted as well: it is far from so much."""
    if sum(map(text.count, "[{,")) > MOST_VALUES:
        sentence = f"{path}: it holds more than {MOST_VALUES:,} values, which is the most that is read"
        raise InvalidFile(sentence)


def _is_json(text: str) -> bool:
    """A text may begin with a bracket as well."""
    start = text.lstrip()[:1]
    if start != "[" or sum(map(text.count, "[{,")) > MOST_VALUES:
        return start == "{"
    try:
        json.loads(text)
    except json.JSONDecodeError:
        return False
    except (RecursionError, ValueError):
        return True
    return True


def _name_of(document: Value) -> ImportFormat:
    if taskwarrior.is_export(document.content):
        return "taskwarrior"
    table = document.content if isinstance(document.content, dict) else {}
    if table.get("format") == ARCHIVE_FORMAT:
        return "archive"
    name = next((name for name, keys in _KEYS.items() if any(key in table for key in keys)), None)
    if name is None and roadmapsh_content.is_content(document):
        return "roadmap.sh-content"
    if name is None:
        raise _unknown(document.path)
    return name


def _of_document(name: ImportFormat, path: Path, document: Value) -> Outline:
    if name == "roadmap.sh-content" and not roadmapsh_content.is_content(document):
        raise document.fault("needs a title, and a description or links, for each node to be of that format")
    if name in _KEYS and not any(key in document.table() for key in _KEYS[name]):
        wanted = " or ".join(f'"{key}"' for key in _KEYS[name])
        raise document.fault(f"needs {wanted} to be of the format {name}")
    return _DOCUMENTS[name](path, document)


def _name_of_text(path: Path, text: str) -> ImportFormat:
    lines = list(islice((line for line in io.StringIO(text) if line.strip()), SAMPLE))
    header = delimited.header_of(lines)
    if _TABLE.match("".join(lines[:2])):
        return "markdown"
    if delimited.is_header(header) and not header.strip().isalpha():
        return "csv"
    if _CARDS.match(text):
        sentence = f"{path}: these are cards, not topics"
        raise InvalidFile(sentence, f"take them in with: roadmap card import {as_typed(path)}")
    if _is_yaml(lines):
        raise _unknown(path, "; this looks like YAML, of which nothing is read: write it as a Markdown list")
    is_org = _is_org(text)
    if is_org or _BOX.search(text):
        return "org" if is_org else "markdown"
    if sum(_TASK.search(line) is not None for line in lines) > len(lines) / 2:
        return "todotxt"
    if _POINT_OR_HEADING.search(text) or _TABLE.search(text):
        return "markdown"
    is_list = not delimited.is_table(lines[:2]) and plain_list.is_list(lines)
    if delimited.is_header(header) or is_list:
        return "lines" if is_list and not delimited.is_header(header) else "csv"
    raise _unknown(path, f"; in a table {FORM}" if delimited.is_table(lines[:2]) else "")


def _is_org(text: str) -> bool:
    is_outliner = _STAR.search(text) is None and _KEYWORD.search(text) is not None
    return not is_outliner and len(_ORG.findall(text)) > len(_HEADING.findall(text))


def _is_yaml(lines: Sequence[str]) -> bool:
    """Every line is a key or an entry, and one of them an entry that is a key, or a key with a value over keys without."""
    said = [line for line in lines if not line.startswith("#") and line.strip() not in {"---", "..."}]
    keys = [match for line in said if (match := _KEY.match(line))]
    in_lists = any(match["dash"] for match in keys)
    on_lines = {bool(match["value"]) for match in keys if not match["indent"]}
    return len(keys) > 1 and (in_lists or len(on_lines) > 1) and all(map(_YAML.match, said))


def _outline(name: ImportFormat, path: Path, text: str) -> Outline:
    if name == "markdown":
        return _markdown(path, text)
    if name == "org":
        from roadmap_cli.imports import org

        return org.outline(path, text)
    if name == "lines":
        return plain_list.outline(path, text)
    return _TEXTS[name](path, text)


def _table(path: Path, text: str, dates: DateOrder | None) -> Outline:
    """A template of Todoist, or any other table."""
    if _TODOIST.match(text):
        from roadmap_cli.imports import todoist

        return todoist.outline(path, text)
    return sheet.outline(path, text, dates)


def _markdown(path: Path, text: str) -> Outline:
    """A report of our own, or any other list."""
    from roadmap_cli.imports import own_report

    if own_report.SIGN in text:
        return own_report.outline(path, text)
    from roadmap_cli.imports import checklist

    if taskpaper.SIGN.search(text) and not _HEADING.search(text):
        text = taskpaper.as_markdown(text)
    return checklist.outline(path, text)


def _unknown(path: Path, more: str = "") -> InvalidFile:
    return InvalidFile(f"{path}: this is in none of the formats that can be imported", f"{FORMATS}{more}")
