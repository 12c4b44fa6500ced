"""config.toml, changed without losing its comments."""

from collections.abc import Mapping
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError

from roadmap_cli.errors import InvalidFile, WrongUsage
from roadmap_cli.files import read_bytes
from roadmap_cli.settings import ALIASES, MOST_BYTES, READERS, ROADMAPS, checked, in_words, roadmap_file, user_name
from roadmap_cli.settings.folders import path_of


def changed(path: Path, key: str, value: str | None) -> str:
    """The text of config.toml with one setting more, or with None one less.

    Raises WrongUsage for a value that the setting cannot hold, InvalidFile where the file is faulty already.
    """
    document = _document(path)
    if key.startswith(f"{ALIASES}."):
        _put_alias(path, document, key.removeprefix(f"{ALIASES}."), value)
    else:
        _put(document, key, value)
    return _text(path, document)


def using(path: Path, file: Path | None, remembered: Mapping[str, Path]) -> str:
    """The text of config.toml with a roadmap in use, None for the built-in one, and files remembered by their ids."""
    document = _document(path)
    _put(document, "file", str(file) if file else None)
    if remembered:
        table = document.setdefault(ROADMAPS, tomlkit.table())
        table.update({name: _toml_value("file", str(each)) for name, each in remembered.items()})
    return _text(path, document)


def forgetting(path: Path, name: str) -> str:
    """The text of config.toml without the name of a roadmap file."""
    document = _document(path)
    table = document.get(ROADMAPS)
    if isinstance(table, dict):
        table.pop(name, None)
        if not table:
            document.pop(ROADMAPS)
    return _text(path, document)


def _document(path: Path) -> tomlkit.TOMLDocument:
    try:
        text = read_bytes(path, MOST_BYTES).decode("utf-8-sig") if path.exists() else ""  # line ends stay what they are
        return tomlkit.parse(text)
    except (OSError, UnicodeDecodeError, TOMLKitError, RecursionError) as error:
        sentence = f"cannot change {path}: {error}"
        raise InvalidFile(sentence, "mend or remove the file first") from error


def _put(document: tomlkit.TOMLDocument, key: str, value: str | None) -> None:
    if value is None:
        document.pop(key, None)
    else:
        document[key] = _toml_value(key, value)


def _put_alias(path: Path, document: tomlkit.TOMLDocument, name: str, line: str | None) -> None:
    table = document.setdefault(ALIASES, tomlkit.table())
    if not isinstance(table, dict):
        sentence = f'{path}: "{ALIASES}" is no table'
        raise InvalidFile(sentence, f"take it out first: roadmap config {ALIASES} --unset")
    if line is None:
        table.pop(name, None)
    else:
        table[name] = line


def _text(path: Path, document: tomlkit.TOMLDocument) -> str:
    said = tomlkit.dumps(document)
    checked(path, said)
    return said


def _toml_value(key: str, value: str) -> object:
    try:
        read = READERS[key](value)
    except ValueError as error:
        sentence = f"{key} {error}"
        raise WrongUsage(sentence) from error
    if isinstance(read, bool) or key == "pager":
        return read
    if key in {"day_start", "clock", "week_starts"}:
        return in_words(key, read)
    if isinstance(read, int | float):
        return int(read) if read == int(read) else read
    if key == "rest_days":
        return [] if not read else in_words(key, read).split(", ")
    if key == "user":
        return user_name(read)
    file = roadmap_file(read) if key == "file" else path_of(read)
    return read if "://" in read or file is None else str(file.absolute())  # it will be read from elsewhere
