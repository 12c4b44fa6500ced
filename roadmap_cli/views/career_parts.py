"""The parts of what a roadmap knows about the job, each in full."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from roadmap_cli.domain.job import Part
from roadmap_cli.domain.phrasing import listed, or_nothing
from roadmap_cli.reports.career import CareerReport, FaqLine, RungLine, SalaryLine, SkillLine, SourceLine
from roadmap_cli.reports.status import READY, ForecastLine
from roadmap_cli.reports.topic_line import TopicLine
from roadmap_cli.views.status import forecast_texts
from roadmap_cli.views.widgets import ACCENT, QUIET, STRONG, Look, grid, hanging, heading, mark, quiet

Lines = Iterator[RenderableType]
_INDENT = 3
_MOST_NAMED = 4
_DAYS_OF_A_YEAR = 365.25


def said_by(source: str, year: int | None) -> str:
    """A title that names the year does not have it twice."""
    return ", ".join([*([source] if source else []), *([str(year)] if year and str(year) not in source else [])])


def source_text(source: SourceLine, *, link: bool = True) -> str:
    """Nothing for a career that names none."""
    said = ", ".join(each for each in (said_by(source.title, source.year), source.url if link else "") if each)
    return f"Source: {said}" if said else ""


def money(value: float) -> str:
    return f"{value:,.2f}".removesuffix(".00")


def pay(line: SalaryLine, currency: str) -> str:
    least, most = money(line.min), money(line.max)
    said = least if least == most else f"{least} to {most}"
    return f"{said} {currency}".rstrip()


def part_mark(line: SkillLine, look: Look) -> Text:
    """Of what several topics lead to: all of them done, some, or none."""
    return mark("done" if line.covered else "doing" if line.covered_topics else "todo", None, look)


def climbed(ladder: Iterable[RungLine], look: Look) -> Iterator[tuple[RungLine, Text]]:
    """Each rung with its mark: nobody stands on one while one below it is open, whatever of it is done."""
    so_far = True
    for rung in ladder:
        so_far = so_far and (rung.covered or not rung.counted_topics)
        done = rung.covered and so_far
        yield rung, mark("done" if done else "doing" if rung.covered_topics else "todo", None, look)


def rung_text(rung: RungLine, *, short: bool = False) -> str:
    """How much of what leads there is done and shown."""
    if not rung.counted_topics:
        return "none of its topics counts" if rung.topics else ""
    proven = [f"{rung.proven_topics} proven"] if rung.proven_topics else []
    return ", ".join([f"{rung.covered_topics} of {rung.counted_topics}{'' if short else ' covered'}", *proven])


def padded(text: str, width: int) -> str:
    """As wide on the screen, whatever letters it is made of."""
    return text + " " * (width - cell_len(text))


def _salary(report: CareerReport, look: Look) -> Lines:
    if not report.salary:
        return
    yield heading("Pay a year")
    rows = [
        (each, pay(each, report.currency), f"up to {money(each.top)}" if each.top else "") for each in report.salary
    ]
    if look.plain:
        table = _table(6)
        for each, range_, top in rows:
            paid = f"{range_}, {top}" if top else range_
            about = "; ".join(text for text in (each.focus, each.note) if text)
            table.add_row(each.id, each.title, _years(each.years), paid, said_by(each.source, each.year), about)
        yield table
    else:
        for each, range_, top in rows:
            yield Text()
            years, more = (f"  {text}" if text else "" for text in (_years(each.years), top))
            yield _head(Text.assemble((each.title, STRONG), (years, QUIET), f"  {range_}", more), look)
            yield from _below(said_by(each.source, each.year), each.focus, each.note)
    yield from _source(report)


def _ladder(report: CareerReport, look: Look) -> Lines:
    if not report.ladder:
        return
    yield heading("The ladder, from its lowest rung")
    for rung, sign in climbed(report.ladder, look):
        yield Text()
        before = () if look.plain else (sign, " ")
        yield _head(Text.assemble(*before, (rung.title, STRONG), (f"  {rung_text(rung)}", QUIET)), look)
        yield from _below(rung.focus)
        yield from _topics(rung.topics, look)
    yield Text()
    yield quiet("By topics of this roadmap that lead there; titles are given by employers.")


def _day(report: CareerReport, look: Look) -> Lines:
    if not report.day:
        return
    yield heading("A day in it")
    for each in report.day:
        yield Text()
        yield _head(Text.assemble((each.title, STRONG), f": {each.meaning}" if each.meaning else ""), look)
        yield from _below(f"For example: {each.example}" if each.example else "")
        yield from _topics(each.topics, look)


def skills_text(report: CareerReport) -> str:
    """Of those of which something counts."""
    counted = [each for each in report.skills if each.counted_topics]
    facts = [(each.covered, each.proven, each.fresh) for each in counted]
    covered, proven, fresh = (sum(each[place] for each in facts) for place in range(3))
    return f"{covered} of {len(counted)} covered, {proven} proven, {fresh} fresh"


def _skills(report: CareerReport, look: Look) -> Lines:
    if not report.skills:
        return
    yield heading("What the role asks for")
    yield quiet(skills_text(report))
    for each in report.skills:
        yield Text()
        sign = () if look.plain else (part_mark(each, look), " ")
        yield _head(Text.assemble(*sign, (each.title, STRONG), (f"  {_skill_text(each)}", QUIET)), look)
        yield from _below(each.meaning, *_closes(each))


def _skill_text(skill: SkillLine) -> str:
    if not skill.counted_topics:
        return "none of its topics counts"
    facts = [name for name, is_so in (("proven", skill.proven), ("fresh", skill.fresh)) if is_so]
    return ", ".join([f"{skill.covered_topics} of {skill.counted_topics} covered", *facts])


def _closes(skill: SkillLine) -> Iterator[str]:
    if skill.missing:
        named = listed([each.title for each in skill.missing], _MOST_NAMED)
        yield f"Left{or_nothing(skill.hours_left, ', about {}')}: {named}"
    if skill.stale:
        yield f"To recall: {listed([each.title for each in skill.stale], _MOST_NAMED)}"


def _roles(report: CareerReport, look: Look) -> Lines:
    if not report.roles:
        return
    yield heading("Roles side by side")
    yield Text()
    if look.plain or look.narrow:
        for each in report.roles:
            yield _head(Text.assemble((each.title, STRONG), f": looks {each.looks}" if each.looks else ""), look)
            yield from _below(each.question)
        return
    table = Table.grid(padding=(0, 3), expand=True, pad_edge=False)
    for _ in report.roles:
        table.add_column(ratio=1)
    table.add_row(*(heading(each.title) for each in report.roles))
    table.add_row(*(Text(f"Looks {each.looks}" if each.looks else "") for each in report.roles))
    table.add_row(*(quiet(each.question) for each in report.roles))
    yield table


def _faq(report: CareerReport, look: Look) -> Lines:
    for number, each in enumerate(report.faq):
        if number:
            yield Text()
        yield heading(each.question)
        yield Text(each.answer)
        for point in each.points:
            name = (f"  {point.topic.id}", ACCENT) if point.topic else ""
            yield from _indented(Text.assemble((point.title, STRONG), f": {point.text}", name))
        yield from _how_long(each, report)
        yield from _topics(each.topics, look)


def _how_long(faq: FaqLine, report: CareerReport) -> Lines:
    """What the source says, and what the learner's own record says."""
    source = said_by(report.source.title, report.source.year)
    for each in faq.timeline:
        years = f"{each.years_min:g} to {each.years_max:g} years"
        condition = f"; {each.condition}" if each.condition else ""
        yield from _indented(Text.assemble((years, STRONG), f" from {each.start}{condition}", (f"  {source}", QUIET)))
    if faq.forecast:
        yield from _indented(Text.assemble(("You", STRONG), f": {_own(faq, faq.forecast, report.as_of)}"))


def _own(faq: FaqLine, line: ForecastLine, today: date) -> str:
    """When one is ready; when the path ends, where nothing more is asked for."""
    ready = faq.ready
    if ready and ready.done:
        return f"{READY}: nothing that is asked for is missing"
    if ready:
        line = line._replace(p20=ready.p20, p50=ready.p50, p80=ready.p80, done=False)
    if line.done:
        return "nothing counted is left of the path"
    said, _ = forecast_texts(line, today, READY if ready else "there")
    said = said[0].lower() + said[1:]
    return said if line.p50 is None else f"{said}, {(line.p50 - today).days / _DAYS_OF_A_YEAR:.1f} years from now"


def _figures(report: CareerReport, look: Look) -> Lines:
    if not report.figures:
        return
    yield heading("Figures")
    if look.plain:
        table = _table(4)
        for each in report.figures:
            table.add_row(each.id, each.value, said_by(each.source, each.year), each.meaning)
        yield table
    else:
        for each in report.figures:
            yield Text()
            yield _head(Text.assemble((each.value, STRONG), f"  {each.meaning}"), look)
            options = listed([option.title for option in each.options])
            choose = f"{options}: roadmap choose {each.choice.id}" if each.choice else ""
            yield from _below(said_by(each.source, each.year), choose)
    yield from _source(report)


PARTS: dict[Part, Callable[[CareerReport, Look], Lines]] = {
    "salary": _salary,
    "ladder": _ladder,
    "day": _day,
    "skills": _skills,
    "roles": _roles,
    "faq": _faq,
    "figures": _figures,
}


def _source(report: CareerReport) -> Lines:
    said = [each for each in (source_text(report.source), report.source.note) if each]
    yield from (Text(), *map(quiet, said)) if said else ()


def _years(years: str) -> str:
    return f"{years} years" if years else ""


def _table(columns: int) -> Table:
    return grid(*["left"] * columns, padding=2)


def _head(text: Text, look: Look) -> RenderableType:
    """Of what stands below it, as far in as that where it is longer than a line."""
    return text if look.plain else hanging(text, _INDENT)


def _below(*texts: str) -> Lines:
    return _indented(*(quiet(text) for text in texts if text))


def _indented(*texts: RenderableType) -> Lines:
    return (Padding(each, (0, 0, 0, _INDENT), expand=False) for each in texts)


def _topics(topics: Iterable[TopicLine], look: Look) -> Lines:
    table = grid("left", "left*", padding=2 if look.plain else 1)
    for each in topics:
        proven = (", proven" if look.plain else "  proven", QUIET) if each.proven else ""
        sign = Text.assemble(" " * _INDENT, mark(each.status, each.ready, look))
        table.add_row(sign, Text.assemble(each.title, "  ", (each.id, ACCENT), proven))
    if table.row_count:
        yield table
