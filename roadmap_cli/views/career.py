"""The job that a roadmap leads to, on one screen."""

from collections.abc import Iterator
from textwrap import wrap

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from roadmap_cli.domain.job import Part
from roadmap_cli.reports.career import CareerReport
from roadmap_cli.views.career_parts import PARTS, climbed, padded, pay, rung_text, said_by, skills_text, source_text
from roadmap_cli.views.widgets import ACCENT, QUIET, STRONG, Look, heading, one_line, quiet, quoted

NOTHING = "This roadmap does not speak of the job that it leads to."
_LABEL = 9
_SMALL_SCREEN = 25
"""Lines of one that has none to lose between the groups."""
_LEAST_SOURCE = 18
"""Letters that a source needs at the end of a line."""
_ABOUT: dict[Part, str] = {
    "salary": "pay",
    "ladder": "a ladder of titles",
    "day": "a day in the job",
    "skills": "what the role asks for",
    "roles": "roles and how they differ",
    "faq": "what people ask",
    "figures": "figures",
}


def render(report: CareerReport, look: Look, *, part: Part | None = None) -> RenderableType:
    if report.title is None:
        return Text(NOTHING)
    if part is None:
        return Group(*_overview(report, report.title, look))
    said = list(PARTS[part](report, look))
    if not said:
        return Text(f"This roadmap says nothing about {_ABOUT[part]}.")
    tips = [quiet(quoted(each.voice, each.text)) for each in report.tips if each.part == part]
    return Group(*said, *([Text(), *tips] if tips else []))


def _overview(report: CareerReport, title: str, look: Look) -> Iterator[RenderableType]:
    """Whole sentences wrap; what stands in a row gives way to the figure or the standing beside it."""
    yield heading(title)
    if report.summary:
        yield Text(report.summary)
    beside = look._replace(width=look.width - _LABEL)
    day = look.separator.join(each.title for each in report.day)
    groups: tuple[tuple[tuple[str, list[Text]], ...], ...] = (
        (("A day", [Text(day)] if day else []),),
        (
            ("Ladder", list(_ladder(report, beside, narrow=look.narrow))),
            ("Skills", [Text(skills_text(report))] if report.skills else []),
        ),
        (("Pay", list(_pay(report, beside))), ("Adds", list(_adds(report, beside)))),
    )
    parted = look.plain or look.height > _SMALL_SCREEN
    for group in (group for group in groups if any(lines for _, lines in group)):
        yield from (Text(),) if parted else ()
        yield from (_labelled(label, lines) for label, lines in group if lines)
    said = [quiet(each) for each in (source_text(report.source, link=False), report.source.note) if each]
    parts = " | ".join(part for part, lines in PARTS.items() if any(True for _ in lines(report, look)))
    more = [Text.assemble(("More: ", QUIET), (f"roadmap career {parts}", ACCENT))] if parts else []
    yield from (Text(), *said, *more) if said or more else ()


def _labelled(label: str, lines: list[Text]) -> Table:
    table = Table.grid()
    table.add_column(width=_LABEL, no_wrap=True)
    table.add_column()
    for number, line in enumerate(lines):
        table.add_row(Text("" if number else label, STRONG), line)
    return table


def _ladder(report: CareerReport, look: Look, *, narrow: bool) -> Iterator[Text]:
    rows = [(rung, sign, rung_text(rung, short=narrow)) for rung, sign in climbed(report.ladder, look)]
    width = max((cell_len(each.title) for each in report.ladder), default=0)
    if not look.plain:
        width = min(width, look.width - 4 - max((cell_len(said) for *_, said in rows), default=0))
    for rung, sign, said in rows:
        title = Text(rung.title)
        title.truncate(max(width, 8), overflow="ellipsis", pad=True)
        before = () if look.plain else (sign, " ")
        yield Text.assemble(*before, title, (f"  {said}", QUIET))


def _pay(report: CareerReport, look: Look) -> Iterator[Text]:
    """Where it is narrow the years of experience are left to the part, before a source is."""
    paid = _column([pay(each, report.currency) for each in report.salary])
    long = _column([f"{each.title}{f', {each.years} years' if each.years else ''}" for each in report.salary])
    short = _column([each.title for each in report.salary])
    fits = look.plain or all(
        look.width - cell_len(f"{name}  {said}") > _LEAST_SOURCE for name, said in zip(long, paid, strict=True)
    )
    for each, name, said in zip(report.salary, long if fits else short, paid, strict=True):
        yield from _sourced(f"{name}  {said}", each.source, each.year, look)


def _column(texts: list[str]) -> list[str]:
    width = max(map(cell_len, texts), default=0)
    return [padded(text, width) for text in texts]


def _sourced(before: str, source: str, year: int | None, look: Look) -> Iterator[Text]:
    """A figure and its source in one line, the source shortened where there is no room; below where there is too little."""
    whole = said_by(source, year)
    if not look.plain and look.width - cell_len(before) < _LEAST_SOURCE:
        yield Text(before.rstrip())
        before = ""
    if look.plain or cell_len(before) + 2 + cell_len(whole) <= look.width:
        yield Text.assemble(f"{before}  ", (whole, QUIET))
    else:
        yield one_line(f"{before}  ", (source, QUIET), Text(f", {year}" if year else "", QUIET), look)


def _adds(report: CareerReport, look: Look) -> Iterator[Text]:
    """The figures about a choice, and its options; what these lead to, `roadmap choose` says."""
    for figure in report.figures:
        if figure.choice:
            *lines, last = wrap(f"{figure.value}  {figure.meaning}", look.width)
            yield from map(Text, lines)
            yield from _sourced(last, figure.source, figure.year, look)
            yield from (
                Text(line, QUIET) for line in wrap("; ".join(each.title for each in figure.options), look.width)
            )
