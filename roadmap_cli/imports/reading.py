"""The text of a file that somebody else may have written."""

import codecs
import json
from pathlib import Path
from typing import Any

from roadmap_cli.errors import InvalidFile


def read_text(path: Path, most_bytes: int) -> str:
    """UTF-8, or UTF-16 that says so, at most so many bytes of it. Raises InvalidFile."""
    try:
        with path.open("rb") as file:
            data = file.read(most_bytes + 1)
    except OSError as error:
        sentence = f"cannot read {path}: {(error.strerror or str(error)).lower()}"
        raise InvalidFile(sentence) from error
    if len(data) > most_bytes:
        sentence = f"{path}: it is larger than {most_bytes // 2**20} MiB, which is the most that is read"
        raise InvalidFile(sentence)
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        sentence = f"{path}:{line}: this is not {'UTF-16' if is_wide else 'UTF-8'} text"
        raise InvalidFile(sentence, _other_encoding(data)) from error


def _other_encoding(data: bytes) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = "\0"
    if any(letter < " " and not letter.isspace() for letter in text):
        return "save the file as UTF-8"
    return "it looks like Windows text (cp1252); save it as UTF-8"


def load_json(path: Path, text: str, hint: str = "") -> Any:  # noqa: ANN401 - any JSON value
    """Raises InvalidFile with the line of the fault. NaN and halves of surrogate pairs pass, as Python lets them."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        sentence = f"{path}:{error.lineno}: not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise InvalidFile(sentence, hint) from error
    except (RecursionError, ValueError) as error:
        sentence = f"{path}: not valid JSON: it is nested too deeply or holds a number too long"
        raise InvalidFile(sentence) from error
