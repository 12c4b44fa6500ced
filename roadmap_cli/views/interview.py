"""Practice for interviews: the formats, one of them, a mock while it goes on, and what it came to."""

from collections.abc import Iterable, Iterator
from datetime import date

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from roadmap_cli.domain.interview import BEST
from roadmap_cli.domain.phrasing import amount, count, in_words, listed, on_day
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.reports.interview import (
    AnswerGraded,
    AnswerTold,
    Bar,
    Coverage,
    FormatLine,
    FormatReport,
    InterviewReport,
    ListedQuestion,
    MockLine,
    PractisedReport,
    QuestionAsked,
    QuestionLine,
    SittingListed,
)
from roadmap_cli.views.widgets import (
    ACCENT,
    DOING,
    DONE,
    QUIET,
    STRONG,
    Look,
    grid,
    heading,
    indented,
    mark,
    quiet,
    stances,
)

_MOST_NOTES = 10
NONE_HERE = "This roadmap says nothing about interviews."


def render(report: InterviewReport, look: Look) -> RenderableType:
    if not report.formats:
        return Text(NONE_HERE)
    if look.plain:
        return _plain_formats(report, look)
    return Group(*_formats(report, look))


def render_format(report: FormatReport, look: Look) -> RenderableType:
    return Group(*_format(report, look))


def render_list(report: SittingListed, look: Look) -> RenderableType:
    return Group(*_list(report, look))


def render_practised(report: PractisedReport, look: Look) -> RenderableType:
    return Group(*_practised(report, look))


def render_question(report: QuestionAsked, _: Look) -> RenderableType:
    where = f"Question {report.number} of {report.questions}"
    left = f"  {amount(report.left / 60)} left"
    return Group(Text.assemble("\n", (where, STRONG), (left, QUIET)), indented(Text(report.question)))


def render_checklist(report: AnswerGraded, _: Look) -> RenderableType:
    where = f"Answer {report.number} of {report.questions}"
    typed = [indented(quiet(report.typed))] if report.typed else []
    return Group(
        Text.assemble("\n", (where, STRONG)),
        indented(Text(report.question.question)),
        *typed,
        *_criteria(report.question.criteria),
    )


def render_told(report: AnswerTold, _: Look) -> RenderableType:
    """What a good answer says; the criteria stand just above."""
    question = report.question
    met = indented(quiet(f"Met: {report.met} of {len(question.criteria)}"))
    answer = [indented(Text(question.answer, ACCENT))] if question.answer else []
    complexity = [indented(Text.assemble(("Complexity: ", QUIET), question.complexity))] if question.complexity else []
    return Group(met, *answer, *complexity)


def _criteria(criteria: tuple[str, ...]) -> Iterator[RenderableType]:
    table = grid("right", "left*", padding=2)
    for number, text in enumerate(criteria, 1):
        table.add_row(Text(str(number), STRONG), Text(text))
    yield indented(table)


def _formats(report: InterviewReport, look: Look) -> Iterator[RenderableType]:
    if report.wanted:
        ready = sum(bool(each.ready) for each in report.formats)
        said = f"{in_words(ready) if ready else 'none'} of {count(len(report.formats), 'format')} ready".capitalize()
        yield Text.assemble((said, STRONG), (look.separator + _bar_text(report.wanted), QUIET))
        yield Text()
    for each in report.formats:
        sign = mark("done" if each.ready else "todo", None, look)
        yield Text.assemble(sign, " ", (each.title, STRONG), "  ", (each.id, ACCENT))
        yield from (indented(line) for line in _facts(each, report, look))
    yield Text()
    yield quiet(_advice(report))


def _facts(line: FormatLine, report: InterviewReport, look: Look) -> Iterator[Text]:
    if line.tests:
        yield Text(line.tests)
    if line.beyond:
        yield quiet("beyond the source of this roadmap")
    counted = [_coverage_text(line.topics), _bank_text(line)]
    yield quiet(look.separator.join(each for each in counted if each))
    yield _standing_text(line, report.wanted, report.today, look)


def _plain_formats(report: InterviewReport, look: Look) -> Text:
    """A line each."""
    rows = [
        (
            each.id,
            "" if each.ready is None else "ready" if each.ready else "not yet",
            _standing_text(each, report.wanted, report.today, look).plain,
            _coverage_text(each.topics),
            _bank_text(each),
            f"{each.title}{' (beyond the source)' if each.beyond else ''}",
        )
        for each in report.formats
    ]
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    return Text(
        "\n".join(
            "  ".join(f"{cell}{'':{width - cell_len(cell)}}" for cell, width in zip(row, widths, strict=True) if width)
            for row in rows
        )
    )


def _standing_text(line: FormatLine, wanted: Bar | None, today: date, look: Look) -> Text:
    """The score with its day and where it is going, and what is missing."""
    if line.score is None or line.last is None:
        return Text(_no_mock(line), DOING if line.ready is False else QUIET)
    newest = line.scores[-1]
    facts = [f"{_score(newest)} {on_day(line.last, today, iso=look.plain)}"]
    facts += [f"{line.score:g} over the last two"] if line.score != newest else []
    facts.append(count(line.mocks, "mock"))
    if line.trend:
        facts.append(f"{line.trend}: {', '.join(f'{each:g}' for each in line.scores)}")
    text = Text(look.separator.join(facts), DONE if line.ready else "")
    if lacks := _missing_text(line, wanted):
        text.append(f"{look.separator}{lacks}", DOING)
    return text


def _missing_text(line: FormatLine, wanted: Bar | None) -> str:
    if not wanted or not line.missing:
        return ""
    if line.missing == "mock":
        return _no_mock(line)
    return f"over {count(wanted.days, 'day')} ago" if line.missing == "days" else f"{wanted.score} is wanted"


def _no_mock(line: FormatLine) -> str:
    return "no mock yet" if line.asked else "not practised yet"


def _bar_text(wanted: Bar) -> str:
    parts = [f"at {wanted.score} of {BEST} or better"] if wanted.score else []
    parts += [f"within {count(wanted.days, 'day')}"] if wanted.days else []
    return f"practised {', '.join(parts)}"


def _coverage_text(topics: Coverage) -> str:
    if not topics.topics:
        return ""
    return f"{count(topics.topics, 'topic')}: {topics.covered} covered, {topics.proven} proven, {topics.fresh} fresh"


def _bank_text(line: FormatLine) -> str:
    return f"{count(line.questions, 'question')}, {line.asked} asked" if line.questions else "no questions"


def _advice(report: InterviewReport) -> str:
    open_ones = [each for each in report.formats if not each.ready] or report.formats
    for each in open_ones:
        if each.questions:
            return f"Practise: roadmap interview practise {each.id}"
    return f"A mock held elsewhere: roadmap interview log {open_ones[0].id} --score 4"


def _format(report: FormatReport, look: Look) -> Iterator[RenderableType]:
    line = report.format
    yield Text.assemble((line.title, STRONG), "  ", (line.id, ACCENT))
    yield from (indented(Text(each)) for each in (line.tests,) if each)
    if line.beyond:
        yield indented(quiet(f"Beyond the source: {line.beyond}"))
    yield indented(_standing_text(line, report.wanted, report.today, look))
    if report.wanted:
        yield indented(quiet(f"Ready when {_bar_text(report.wanted)}"))
    if line.questions:
        mock = f"; {line.least} at once are a mock" if line.least > 1 else ""
        yield indented(quiet(f"{_bank_text(line)}, {line.minutes} min each{mock}"))
    if report.topics:
        yield Text()
        yield heading(f"Stands on {count(len(report.topics), 'topic')}")
        yield stances(report.topics, look, facts=True)
    weak = (
        Text.assemble(each.topic.title, "  ", (each.topic.id, ACCENT), (f"  {look.day(each.day)}", QUIET))
        for each in report.weak_topics
    )
    yield from _part("Weak topics", weak)
    weak_questions = [_questions(report.weak_questions, look)] if report.weak_questions else []
    yield from _part("Weak questions", weak_questions)
    yield from _part("Mocks", (_mock(each, look) for each in report.mocks))
    yield from _part("Notes", _notes(report, look))
    yield Text()
    if line.questions:
        yield quiet(f"Practise: roadmap interview practise {line.id}")
    yield quiet(f"A mock held elsewhere: roadmap interview log {line.id} --score 4")


def _part(title: str, lines: Iterable[RenderableType]) -> Iterator[RenderableType]:
    """Nothing at all where there is none."""
    found = list(lines)
    if found:
        yield Text()
        yield heading(title)
        yield from (each if isinstance(each, Padding) else indented(each) for each in found)


def _questions(lines: Iterable[QuestionLine | ListedQuestion], look: Look) -> RenderableType:
    table = grid("left", "left*", padding=2)
    for each in lines:
        last = f"{_score(each.score)}, {look.day(each.last)}" if each.score is not None and each.last else "new"
        table.add_row(Text(each.id, ACCENT), Text.assemble(title_line(each.question), (f"  {last}", QUIET)))
    return table if look.plain else indented(table)


def _mock(line: MockLine, look: Look) -> Text:
    what = [count(line.questions, "question")] if line.questions else ["held elsewhere"]
    what += [f"with {title_line(line.whom)}"] if line.whom else []
    what += [f"weak: {listed([each.title for each in line.weak])}"] if line.weak else []
    return Text.assemble(f"{look.day(line.day)}  ", (_score(line.score), STRONG), (f"  {', '.join(what)}", QUIET))


def _notes(report: FormatReport, look: Look) -> Iterator[RenderableType]:
    """A pipe has all of them."""
    for each in report.notes if look.plain else report.notes[:_MOST_NOTES]:
        what = f"{each.question}  " if each.question else f"with {title_line(each.whom)}  " if each.whom else ""
        asked = f"  {title_line(each.asked)}" if each.asked else ""
        yield Text.assemble(
            f"{look.day(each.day)}  ", (what, ACCENT if each.question else ""), _score(each.score), (asked, QUIET)
        )
        yield indented(indented(Text(each.note)))
    more = len(report.notes) - _MOST_NOTES
    if more > 0 and not look.plain:
        yield quiet(f"{more} older: roadmap interview {report.format.id} --json")


def _list(report: SittingListed, look: Look) -> Iterator[RenderableType]:
    if not report.questions:
        yield Text(f"This roadmap has no questions for {report.format.title}.")
        return
    if not look.plain:
        asked = count(len(report.questions), "question")
        yield heading(f"{report.format.title}: {asked}, {amount(report.minutes / 60)}")
    yield _questions(report.questions, look)


def _practised(report: PractisedReport, look: Look) -> Iterator[RenderableType]:
    line = report.format
    if report.score is None:
        yield Text("No answer was graded.")
        return
    what = f" over {count(report.questions, 'question')}" if report.questions else ""
    whom = f", with {title_line(report.whom)}" if report.whom else ""
    day = "" if report.day == report.today else f" {on_day(report.day, report.today, iso=look.plain)}"
    before = f"  {report.before:g} the time before" if report.before is not None else ""
    yield Text.assemble(f"{line.title}: ", (_score(report.score), STRONG), f"{what}{whom}{day}", (before, QUIET))
    if report.weak:
        yield Text.assemble("Weak: ", listed([f"{each.title} ({each.id})" for each in report.weak]))
    if report.minutes and report.topic:
        yield quiet(f"Logged {amount(report.minutes / 60)} on {report.topic.title}")
    if 0 < report.questions < line.least:
        yield quiet(_practice_text(line))
    if line.ready and line.last and (line.last != report.day or 0 < report.questions < line.least):
        yield Text(f"This format is ready, by the mock {on_day(line.last, report.today, iso=look.plain)}.", DONE)
    elif line.ready:
        yield Text("This format is ready.", DONE)
    elif report.wanted:
        yield quiet(f"Ready when {_bar_text(report.wanted)}")


def _practice_text(line: FormatLine) -> str:
    """Why it is no mock, and what would be one."""
    few = f", and there are {line.questions}; one held elsewhere is one" if line.questions < line.least else ""
    return f"Kept as practice: a mock takes {count(line.least, 'question')}{few}"


def _score(score: float) -> str:
    return f"{score:g} of {BEST}"
