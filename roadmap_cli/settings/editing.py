"""config.toml, changed without losing its comments. The only owner of tomlkit."""

from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from roadmap_cli.errors import InvalidFile, WrongUsage
from roadmap_cli.settings import READERS, checked, in_words, path_of, user_name


def changed(path: Path, key: str, value: str | None) -> str:
    """The text of config.toml with one setting more, or with None one less.

    Raises WrongUsage for a value that the setting cannot hold, InvalidFile where the file is faulty already.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig") if path.exists() else ""  # line ends stay what they are
        document = tomlkit.parse(text)
    except (OSError, UnicodeDecodeError, TOMLKitError, RecursionError) as error:
        sentence = f"cannot change {path}: {error}"
        raise InvalidFile(sentence, "mend or remove the file first") from error
    if value is None:
        document.pop(key, None)
    else:
        document[key] = _toml_value(key, value)
    said = tomlkit.dumps(document)
    checked(path, said)
    return said


def _toml_value(key: str, value: str) -> Any:  # noqa: ANN401 - text, a number, or a list
    try:
        read = READERS[key](value)
    except ValueError as error:
        sentence = f"{key} {error}"
        raise WrongUsage(sentence) from error
    if isinstance(read, int | float):
        return int(read) if read == int(read) else read
    if key == "rest_days":
        return [] if not read else in_words(key, read).split(", ")
    if key == "day_start":
        return in_words(key, read)
    if key == "user":
        return user_name(read)
    return read if "://" in read else str(path_of(read).absolute())  # it will be read from elsewhere
