"""Everything that can go wrong for a person: one class per exit code, each owning its sentence and its hint."""

from collections.abc import Sequence
from difflib import get_close_matches

SHORT = 3
"""Words of so many letters are near to others that mean something else: `due` to `use`."""


class RoadmapError(Exception):
    """Cannot be done. The message is a sentence; the hint says what to do about it."""

    exit_code = 1

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


class CannotBeDone(RoadmapError):
    """Unknown or ambiguous names, nothing to undo, a file in the way."""


class WrongUsage(RoadmapError):
    exit_code = 2


class InvalidFile(RoadmapError):
    """The roadmap file, or a file to import, is not what it should be."""

    exit_code = 3


class DatabaseUnusable(RoadmapError):
    exit_code = 4


class Unreachable(DatabaseUnusable):
    """There is no way to its server."""


class Interrupted(DatabaseUnusable):
    """By something that passes, and nothing was recorded."""


def nearest(word: str, names: Sequence[str]) -> str | None:
    cutoff = 0.75 if len(word) <= SHORT else 0.6
    return next(iter(get_close_matches(word.casefold(), names, n=1, cutoff=cutoff)), None)


def did_you_mean(word: str, names: Sequence[str]) -> str:
    """A hint with the nearest right name, or nothing where none is near."""
    name = nearest(word, names)
    return f"did you mean {name}?" if name else ""
