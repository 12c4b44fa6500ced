"""A JSON document of somebody else: each value with the way to it, so that a fault can be told with its place."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from roadmap_cli.domain.safe_text import is_seen
from roadmap_cli.errors import InvalidFile
from roadmap_cli.imports.vocabulary import refuse_too_many

Kind = TypeVar("Kind")
FARTHEST = 1e12
"""A number beyond it is a mistake; no number is not even that."""


class Value(NamedTuple):
    """What is missing is null, and null is as good as empty."""

    path: Path
    content: object
    way: str = ""

    @property
    def place(self) -> str:
        return f"{self.path}: {self.way}" if self.way else str(self.path)

    def of(self, name: str) -> "Value":
        return Value(self.path, self.table().get(name), f"{self.way}.{name}" if self.way else name)

    def table(self) -> dict[str, object]:
        return self._as(dict, "an object") or {}

    def each(self) -> Iterator["Value"]:
        entries = self._as(list, "a list") or []
        refuse_too_many(self.path, len(entries))
        return (Value(self.path, entry, f"{self.way}[{index}]") for index, entry in enumerate(entries))

    def text(self) -> str:
        text = self._as(str, "text") or ""
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise self.fault("holds half of a surrogate pair, which is no text") from error
        return text

    def name(self) -> str:
        """Text that is needed."""
        text = self.text()
        if not is_seen(text):
            raise self.fault("is missing or empty")
        return text

    def number(self) -> float:
        number = 0 if self.content is None else self.content
        if isinstance(number, bool) or not isinstance(number, int | float) or not abs(number) <= FARTHEST:
            raise self.fault("must be a number")
        return float(number)

    def flag(self) -> bool:
        return bool(self._as(bool, "true or false"))

    def fault(self, sentence: str) -> InvalidFile:
        return InvalidFile(f"{self.place} {sentence}" if self.way else f"{self.place}: it {sentence}")

    def _as(self, kind: type[Kind], wanted: str) -> Kind | None:
        if self.content is None or isinstance(self.content, kind):
            return self.content
        raise self.fault(f"must be {wanted}")


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
