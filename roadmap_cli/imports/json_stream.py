"""JSON that is too large to be held, as it comes: the decoder of the standard library, a value at a time.

Readers that give values one after the other (ijson) make a question mark of half a surrogate pair and do not say on which
line a fault is; with this one both are as `json.loads` has them.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from roadmap_cli.errors import InvalidFile

Read = Callable[[], object]
SPACE = " \t\n\r"
SLACK = 16
"""Letters in which a token may lie that ends with what was read so far; none is longer but a text or a number of digits."""
MOST_LETTERS = 256 * 1024 * 1024
"""Of one value that is held whole."""
TOO_MUCH = "it is nested too deeply or holds a number too long"


class JsonStream:
    """Raises InvalidFile with the line of a fault. NaN and halves of surrogate pairs pass, as Python lets them."""

    def __init__(self, path: Path, pieces: Iterator[str], hint: str) -> None:
        self.path, self.pieces, self.hint = path, pieces, hint
        self.text, self.at, self.lines = "", 0, 1
        self.decoder = json.JSONDecoder()

    def document(self, read: Read) -> object:
        """The only value in it, which begins at once."""
        found = read()
        if self.next_letter():
            raise self.fault("extra data")
        return found

    def value(self) -> object:
        self.next_letter()
        while True:
            try:
                found, end = self.decoder.raw_decode(self.text, self.at)
            except json.JSONDecodeError as error:
                is_cut = error.msg.startswith("Unterminated") or len(self.text) - error.pos < SLACK
                if not (is_cut and self._goes_on()):
                    raise self.fault(f"{error.msg[:1].lower()}{error.msg[1:]}", error.pos) from error
            except (RecursionError, ValueError) as error:
                raise InvalidFile(f"{self.path}: not valid JSON: {TOO_MUCH}") from error
            else:
                if len(self.text) - end >= SLACK or not self._goes_on():
                    self.at = end
                    return found

    def table(self, readers: Mapping[str, Read]) -> object:
        """An object, or whatever is there instead. `readers` read what is under their names."""
        if self.next_letter() != "{":
            return self.value()
        found: dict[str, object] = {}
        self.at += 1
        while self.next_letter() != "}":
            if found:
                self._pass(",")
            if self.next_letter() != '"':
                raise self.fault("expecting property name enclosed in double quotes")
            name = str(self.value())
            self._pass(":")
            found[name] = readers.get(name, self.value)()
        self.at += 1
        return found

    def is_list(self) -> bool:
        return self.next_letter() == "["

    def each(self, read: Read) -> Iterator[object]:
        """The values of a list."""
        self.at += 1
        is_first = True
        while self.next_letter() != "]":
            if not is_first:
                self._pass(",")
            is_first = False
            yield read()
        self.at += 1

    def next_letter(self) -> str:
        """That of the next token; none at the end."""
        while True:
            while self.at < len(self.text) and self.text[self.at] in SPACE:
                self.at += 1
            if self.at < len(self.text):
                return self.text[self.at]
            if not self._goes_on():
                return ""

    def fault(self, sentence: str, at: int | None = None) -> InvalidFile:
        line = self.lines + self.text.count("\n", 0, self.at if at is None else at)
        return InvalidFile(f"{self.path}:{line}: not valid JSON: {sentence}", self.hint)

    def _pass(self, letter: str) -> None:
        if self.next_letter() != letter:
            raise self.fault(f"expecting '{letter}' delimiter")
        self.at += 1

    def _goes_on(self) -> bool:
        """Whether there is more; what was passed is let go, and what is kept doubles, so that no value is read too often."""
        kept = len(self.text) - self.at
        if kept > MOST_LETTERS:
            sentence = (
                f"{self.path}: a value in it is larger than {MOST_LETTERS // 2**20} MiB, which is the most that is read"
            )
            raise InvalidFile(sentence)
        come: list[str] = []
        while not come or sum(map(len, come)) < kept:
            piece = next(self.pieces, "")
            if not piece:
                break
            come.append(piece)
        if come:
            self.lines += self.text.count("\n", 0, self.at)
            self.text, self.at = self.text[self.at :] + "".join(come), 0
        return bool(come)
