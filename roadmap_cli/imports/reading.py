"""The text of a file that somebody else may have written."""

from pathlib import Path

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
