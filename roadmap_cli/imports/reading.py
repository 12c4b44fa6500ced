"""The text of a file that somebody else may have written."""

import json
from pathlib import Path
from typing import Any

from roadmap_cli.errors import InvalidFile


def read_text(path: Path, most_bytes: int) -> str:
    """UTF-8, at most so many bytes of it. Raises InvalidFile."""
    try:
        with path.open("rb") as file:
            data = file.read(most_bytes + 1)
    except OSError as error:
        sentence = f"cannot read {path}: {(error.strerror or str(error)).lower()}"
        raise InvalidFile(sentence) from error
    if len(data) > most_bytes:
        sentence = f"{path}: it is larger than {most_bytes // 2**20} MiB, which is the most that is read"
        raise InvalidFile(sentence)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sentence = f"{path}: this is not UTF-8 text"
        raise InvalidFile(sentence, "save the file as UTF-8") from error


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
