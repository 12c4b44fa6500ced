"""What is wrong with a roadmap file: every problem is collected before anyone complains."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from roadmap_cli.definition.toml_lines import Keys, line_at
from roadmap_cli.errors import InvalidFile, did_you_mean

MOST_SHOWN = 50
MOST_KEPT = 20_000
"""Of one file; of more it is only said how many there are."""
MOST_COMPARED = 100_000
"""Names among which the near ones are looked for, of all problems together: one takes 30 microseconds."""


Lines = Callable[[Collection[Keys]], Mapping[Keys, int]]
"""The lines of what is wanted of a document, in whichever form it is written."""


class Problem(NamedTuple):
    """`at` leads to a value of the document, or is a line. `near` looks for the nearest right name."""

    at: Keys | int
    sentence: str
    near: str = ""
    names: tuple[str, ...] = ()

    def text(self, *, with_hint: bool) -> str:
        hint = did_you_mean(self.near, self.names) if with_hint else ""
        return f"{self.sentence}; {hint}" if hint else self.sentence


@dataclass
class Problems:
    """Collects problems and gives each its line."""

    file: str
    found: list[Problem] = field(default_factory=list)
    more: int = 0
    faulty: set[str] = field(default_factory=set)
    """Ids, as others may name them, of what is there with a fault: who names them is not at fault."""
    is_incomplete: bool = False
    """Whether whole parts of the file are not understood, so that nobody knows what is missing."""

    @property
    def count(self) -> int:
        return len(self.found) + self.more

    def explain(self, name: str) -> bool:
        """Whether it is no fault of its own that nothing goes by this name."""
        return self.is_incomplete or name in self.faulty

    def add(self, at: Keys | int, sentence: str, *, near: str = "", names: tuple[str, ...] = ()) -> None:
        if len(self.found) < MOST_KEPT:
            self.found.append(Problem(at=at, sentence=sentence, near=near, names=names))
        else:
            self.more += 1

    def placed(self, lines_of: Lines) -> tuple[str, ...]:
        """`file:line: sentence`, in the order of lines. Looking for near names is slow, so only for what is shown."""
        wanted = {
            each.at[:length]
            for each in self.found
            if not isinstance(each.at, int)
            for length in range(len(each.at) + 1)
        }
        lines = lines_of(wanted) if wanted else {}
        placed = [
            (each.at if isinstance(each.at, int) else line_at(lines, each.at), each.sentence, each)
            for each in self.found
        ]
        told, compared = [], 0
        for index, (line, _, problem) in enumerate(sorted(placed, key=lambda each: each[:2])):
            with_hint = index < MOST_SHOWN and compared < MOST_COMPARED
            compared += len(problem.names) if with_hint else 0
            told.append(f"{self.file}:{line}: {problem.text(with_hint=with_hint)}")
        return tuple(told)

    def raise_if_any(self, lines_of: Lines) -> None:
        if self.found:
            raise InvalidDefinition(self.file, self.placed(lines_of), self.more)


class InvalidDefinition(InvalidFile):
    """Carries all problems; the sentence shows them."""

    def __init__(self, file: str, problems: tuple[str, ...], more: int = 0) -> None:
        self.problems = problems
        if len(problems) == 1:
            super().__init__(problems[0])
            return
        count = len(problems) + more
        left_out = count - MOST_SHOWN
        shown = [*problems[:MOST_SHOWN], *([f"... and {left_out} more"] if left_out > 0 else [])]
        super().__init__("\n  ".join([f"{file} has {count} problems", *shown]))
