"""Whether a learner is ready to be hired: what they have, what is wanted, and what closes the difference."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from roadmap_cli.domain.hiring import Effort, Wanted
from roadmap_cli.domain.phrasing import amount, in_words
from roadmap_cli.domain.ready import Row, RowCode, nearest_first
from roadmap_cli.reports.topic import Named


class ReadyLine(NamedTuple):
    """How many rows are met, out of how many, and the nearest one that is not, in words that tell nothing of what a learner
    wrote. `hours` are those of the nearest; `nearest` is empty where nothing is missing.
    """

    have: int
    want: int
    nearest: str
    hours: float

    @property
    def is_ready(self) -> bool:
        return self.have == self.want


class ReadyReport(NamedTuple):
    """`wanted` is None and `rows` are empty where the roadmap does not say what it takes. `nearest` is what is missing, nearest
    first; `hours` are those of all of it together, each thing once. `estimates` are the file's own, of one project, format,
    story.
    """

    roadmap: Named
    today: date
    wanted: Wanted | None
    rows: tuple[Row, ...]
    nearest: tuple[Row, ...]
    hours: float
    estimates: Effort


def line_of(rows: Iterable[Row]) -> ReadyLine | None:
    """None where nothing is asked for."""
    its = tuple(rows)
    if not its:
        return None
    missing = nearest_first(its)
    return ReadyLine(
        have=len(its) - len(missing),
        want=len(its),
        nearest=what_closes(missing[0]) if missing else "",
        hours=round(missing[0].hours, 2) if missing else 0.0,
    )


def ready_text(line: ReadyLine) -> str:
    """`Ready to apply: 5 of 9, nearest: one more story with a number (2 h)`."""
    if line.is_ready:
        return "You are ready to apply: nothing that is asked for is missing"
    hours = f" ({amount(line.hours)})" if line.hours else ""
    return f"Ready to apply: {line.have} of {line.want}, nearest: {line.nearest}{hours}"


def what_closes(row: Row) -> str:
    """What is missing, or what to do about it, in a few words."""
    more = max(round(row.want - row.have), 1)
    if row.code == "tags":
        return _tags_text(more, row.missing)
    if row.code in _NOUNS:
        one, many, behind = _NOUNS[row.code]
        return f"{in_words(more)} more {one if more == 1 else many} {behind}"
    return f"{'practise' if row.code == 'format' else 'decide:'} {row.title}"


_NOUNS: dict[RowCode, tuple[str, str, str]] = {
    "covered": ("skill", "skills", "covered"),
    "proven": ("skill", "skills", "proven"),
    "fresh": ("skill", "skills", "fresh in memory"),
    "shipped": ("project", "projects", "shipped"),
    "written": ("project", "projects", "written up"),
    "stories": ("story", "stories", "with a number"),
}


def _tags_text(more: int, missing: tuple[str, ...]) -> str:
    if len(missing) <= more:
        what = " and ".join(each for each in (", ".join(missing[:-1]), missing[-1]) if each) if missing else ""
        return f"{'a story' if more == 1 else 'stories'} about {what}" if what else f"{in_words(more)} more of tags"
    return f"{'a story' if more == 1 else 'stories'} about {in_words(more)} of {', '.join(missing)}"
