"""Whether a learner is ready to be hired: what they have, what is wanted, and what closes the difference."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from roadmap_cli.domain.job import Effort, Thresholds
from roadmap_cli.domain.phrasing import in_words
from roadmap_cli.domain.ready import nearest_first
from roadmap_cli.domain.ready_row import ReadyRow, RowCode
from roadmap_cli.reports.status import ForecastLine, ReadyLine
from roadmap_cli.reports.topic_line import Named


class ReadyReport(NamedTuple):
    """`wanted` is None and `rows` are empty where the roadmap does not say what it takes. `nearest` is what is missing, nearest
    first; `hours` are those of all of it together, each thing once. `estimates` are the file's own, of one project, format,
    story; `new_cards_per_day` as many as reviews bring. `hours_left` are those of the path, of which `forecast` tells the end.
    """

    roadmap: Named
    today: date
    wanted: Thresholds | None
    rows: tuple[ReadyRow, ...]
    nearest: tuple[ReadyRow, ...]
    hours: float
    estimates: Effort
    new_cards_per_day: int
    hours_left: float
    forecast: ForecastLine


def line_of(rows: Iterable[ReadyRow]) -> ReadyLine | None:
    """None where nothing is asked for. That a story needs its number says the table."""
    its = tuple(rows)
    if not its:
        return None
    missing = nearest_first(its)
    return ReadyLine(
        have=len(its) - len(missing),
        want=len(its),
        nearest=what_closes(missing[0]).removesuffix(_WITH_NUMBER) if missing else "",
        hours=missing[0].hours if missing else 0.0,
    )


def what_closes(row: ReadyRow) -> str:
    """What is missing, or what to do about it, in a few words."""
    more = max(round(row.want - row.have), 1)
    if row.code == "tags":
        return _tags_text(more, row.missing)
    if row.code in _NOUNS:
        one, many, behind = _NOUNS[row.code]
        return f"{in_words(more)} more {one if more == 1 else many} {behind}"
    return f"practise {row.title}" if row.code == "format" else f'decide "{row.title}"'


_WITH_NUMBER = " with a number"
_NOUNS: dict[RowCode, tuple[str, str, str]] = {
    "covered": ("skill", "skills", "covered"),
    "proven": ("skill", "skills", "proven"),
    "fresh": ("skill", "skills", "fresh"),
    "shipped": ("project", "projects", "shipped"),
    "written": ("project", "projects", "written up"),
    "stories": ("story", "stories", _WITH_NUMBER.strip()),
}


def _tags_text(more: int, missing: tuple[str, ...]) -> str:
    if len(missing) <= more:
        what = " and ".join(each for each in (", ".join(missing[:-1]), missing[-1]) if each) if missing else ""
        return f"{'a story' if more == 1 else 'stories'} about {what}" if what else f"{in_words(more)} more of tags"
    return f"{'a story' if more == 1 else 'stories'} about {in_words(more)} of {', '.join(missing)}"
