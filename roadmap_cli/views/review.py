"""Cards: the queue, one card with its grades, what a session came to."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from roadmap_cli.domain.memory import AGAIN, RATINGS
from roadmap_cli.domain.phrasing import count, on_day, recall_text
from roadmap_cli.reports.review import (
    AskReport,
    BackReport,
    CardLine,
    GradeReport,
    KeysReport,
    LeechLine,
    QueueReport,
    SessionReport,
)
from roadmap_cli.views.card import card_table
from roadmap_cli.views.next import waiting_text
from roadmap_cli.views.question import question, solution
from roadmap_cli.views.widgets import (
    ACCENT,
    DOING,
    DONE,
    FAILED,
    FRESH,
    QUIET,
    STRONG,
    Look,
    bar,
    grid,
    heading,
    indented,
    quiet,
)

_SMALLER = "ask it in smaller pieces: roadmap card add {topic}"
_STYLES = {"again": FAILED, "hard": DOING, "good": DONE, "easy": ACCENT}


def render(report: QueueReport, look: Look) -> RenderableType:
    return Group(*_queue(report, look))


def render_card(report: AskReport, look: Look) -> RenderableType:
    return Group(*_ask(report, look))


def render_keys(report: KeysReport, _: Look) -> RenderableType:
    others = "s skip, o open, u undo, q quit"
    if report.proposed is not None:
        said = f"Enter keeps {RATINGS[report.proposed]}, 1 to 4 say otherwise"
    elif report.asks_why:
        said = "1 if for another reason, 2 to 4 as it went"
    else:
        said = "1 to 4 say how it went"
    return indented(quiet(f"{said}; {others}"))


def render_back(report: BackReport, _: Look) -> RenderableType:
    if report.rating is None:
        return indented(quiet(f"back to {report.topic}; nothing was recorded"))
    return indented(quiet(f"taken back: {RATINGS[report.rating]}, on {report.topic}"))


def render_grade(report: GradeReport, _: Look) -> RenderableType:
    return Text(f"{report.card}: {_said(report.rating, report.days)}")


def render_session(report: SessionReport, look: Look) -> RenderableType:
    return Group(*_session(report, look))


def _queue(report: QueueReport, look: Look) -> Iterator[RenderableType]:
    if report.cards:
        yield card_table(((card, card.question, _recall(card)) for card in report.cards), look)
    else:
        yield Text(_nothing(report, look))
    if report.cards and not look.plain:
        yield Text()
        whole = len(report.cards) == report.waiting.cards
        yield quiet(waiting_text(report.waiting) if whole else count(len(report.cards), "card"))
    if not look.plain:
        yield from leeches(report.leeches)


def _recall(card: CardLine) -> str:
    return "new" if card.recall is None else recall_text(card.recall)


def _nothing(report: QueueReport, look: Look) -> str:
    if report.lack == "cards":
        return "This roadmap has no cards. Write some of your own: roadmap card add TOPIC"
    if report.lack == "done":
        return "There is nothing to recall yet: the cards of a topic come the day after it is done."
    if report.waiting.cards:
        return f"Nothing of this waits today. On the whole path: {waiting_text(report.waiting)}."
    if report.waiting.later:
        later = f"{count(report.waiting.later, 'card')} can wait"
        return f"That is enough for today; {later}. More: roadmap review --ahead"
    if report.next_due:
        return (
            f"Nothing is to recall today. The next card comes {on_day(report.next_due, report.today, iso=look.plain)}."
        )
    return "There is nothing to recall."


def _ask(report: AskReport, look: Look) -> Iterator[RenderableType]:
    if report.rating is not None:
        yield indented(quiet(_verdict(report, report.rating)))
    elif report.answered:
        yield from solution(report.asked, report.typed, right=report.right)
        yield indented(_grades(report))
    else:
        yield from _question(report, look)


def _verdict(report: AskReport, rating: int) -> str:
    failed = rating == AGAIN
    if report.left:
        return "again, comes back once more" if failed else "recalled; memory counts the first answer"
    said = _said(rating, report.intervals[rating - 1])
    return f"{said}, and once more in this session" if failed else said


def _said(rating: int, days: int) -> str:
    return f"{RATINGS[rating]}, comes back in {count(days, 'day')}"


def _question(report: AskReport, look: Look) -> Iterator[RenderableType]:
    card = report.card
    where = f"again, {report.left} left" if report.left else f"card {report.number} of {report.cards}"
    new = ["new"] if card.recall is None and not report.left else []
    yield Text.assemble("\n", (card.topic.title, STRONG), (look.separator + look.separator.join([where, *new]), QUIET))
    yield from question(report.asked, look)


def _grades(report: AskReport) -> Text:
    if report.left:
        return Text.assemble(("1 ", STRONG), ("again", _STYLES["again"]), "   ", ("2 3 4 ", STRONG), ("recalled", DONE))
    grades = Text()
    for rating, days in zip(RATINGS, report.intervals, strict=True):
        name = RATINGS[rating]
        grades.append_text(Text.assemble((f"{rating} ", STRONG), (name, _STYLES[name]), (f" {days} d", QUIET), "   "))
    return grades


def _session(report: SessionReport, look: Look) -> Iterator[RenderableType]:
    if not report.cards:
        yield Text("No card was graded.")
    else:
        share = 100 * report.recalled / report.cards
        said = f"Recalled {report.recalled} of {count(report.cards, 'card')} on {count(report.topics, 'topic')}"
        if look.plain:
            yield Text(said)
        else:
            table = grid("left", "left*", padding=2)
            table.add_row(bar(share, 12 if look.narrow else 24, look, FRESH), Text(said))
            yield table
        if report.foretold:
            yield quiet(f"Seen before: {report.kept} of {report.foretold} recalled, {report.expected:g} expected")
        if failed := report.cards - report.recalled:
            yield quiet(f"Not recalled at first, but before the end: {report.caught} of {failed}")
        if report.tomorrow:
            yield quiet(f"{count(report.tomorrow, 'card')} {'comes' if report.tomorrow == 1 else 'come'} back tomorrow")
    if report.waiting.cards:
        yield quiet(f"Today still: {waiting_text(report.waiting)}")
    elif report.waiting.later:
        yield quiet(f"Enough for today; {count(report.waiting.later, 'card')} can wait")
    yield from leeches(report.leeches)


def leeches(lines: Iterable[LeechLine]) -> Iterator[RenderableType]:
    """With what helps: a card that does not stick is too much at once, or badly worded."""
    for number, each in enumerate(lines):
        if number == 0:
            yield from (Text(), heading("Forgotten again and again"))
        asked = " ".join(each.question.split())
        yield indented(Text.assemble((each.id, ACCENT), f"  {asked}", (f"  {each.lapses} times", QUIET)))
        advice = f"reword it: roadmap card edit {each.id}" if each.own else _SMALLER.format(topic=each.topic.id)
        yield Padding(quiet(advice), (0, 0, 0, 5), expand=False)
