"""What is wrong with a roadmap file: every problem is collected before anyone complains."""

from dataclasses import dataclass, field

from roadmap_cli.definition.lines import Path, line_at, lines_of
from roadmap_cli.errors import InvalidFile, did_you_mean

MOST_SHOWN = 50


@dataclass
class Problems:
    """Collects (path, sentence) pairs and gives each its line."""

    file: str
    found: list[tuple[Path | int, str]] = field(default_factory=list)

    def add(self, place: Path | int, sentence: str, *, near: str = "", names: tuple[str, ...] = ()) -> None:
        """`place` is a path into the document, or a line. `near` looks for the nearest right name."""
        hint = did_you_mean(near, names) if near else ""
        self.found.append((place, f"{sentence}; {hint}" if hint else sentence))

    def placed(self, text: str) -> tuple[str, ...]:
        """`file:line: sentence`, in the order of lines."""
        lines = lines_of(text) if any(not isinstance(place, int) for place, _ in self.found) else {}
        placed = ((place if isinstance(place, int) else line_at(lines, place), text) for place, text in self.found)
        return tuple(f"{self.file}:{line}: {sentence}" for line, sentence in sorted(placed))

    def raise_if_any(self, text: str) -> None:
        if self.found:
            raise InvalidDefinition(self.file, self.placed(text))


class InvalidDefinition(InvalidFile):
    """Carries all problems; the sentence shows them."""

    def __init__(self, file: str, problems: tuple[str, ...]) -> None:
        self.problems = problems
        if len(problems) == 1:
            super().__init__(problems[0])
            return
        more = len(problems) - MOST_SHOWN
        shown = [*problems[:MOST_SHOWN], *([f"... and {more} more"] if more > 0 else [])]
        super().__init__("\n  ".join([f"{file} has {len(problems)} problems", *shown]))
