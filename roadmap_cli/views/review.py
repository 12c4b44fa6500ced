"""Cards: the queue, one card with its grades, what a session came to."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from roadmap_cli.domain.memory import RATINGS
from roadmap_cli.domain.phrasing import count, on_day, recall_text
from roadmap_cli.reports.review import AskReport, CardLine, GradeReport, QueueReport, SessionReport
from roadmap_cli.views.card import card_table
from roadmap_cli.views.next import waiting_text
from roadmap_cli.views.widgets import ACCENT, DOING, DONE, QUIET, STRONG, Look, bar, grid, quiet

_STYLES = {"again": "red", "hard": DOING, "good": DONE, "easy": ACCENT}


def render(report: QueueReport, look: Look) -> RenderableType:
    return Group(*_queue(report, look))


def render_card(report: AskReport, look: Look) -> RenderableType:
    return Group(*_ask(report, look))


def render_grade(report: GradeReport, _: Look) -> RenderableType:
    return Text(f"{report.card}: {_said(report.rating, report.days)}")


def render_session(report: SessionReport, look: Look) -> RenderableType:
    return Group(*_session(report, look))


def _queue(report: QueueReport, look: Look) -> Iterator[RenderableType]:
    if not report.cards:
        yield Text(_nothing(report))
        return
    yield card_table(((card, card.question, _recall(card)) for card in report.cards), look)
    if not look.plain:
        yield Text()
        whole = len(report.cards) == report.waiting.cards
        yield quiet(waiting_text(report.waiting) if whole else count(len(report.cards), "card"))


def _recall(card: CardLine) -> str:
    return "new" if card.recall is None else recall_text(card.recall)


def _nothing(report: QueueReport) -> str:
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
        return f"Nothing is to recall today. The next card comes {on_day(report.next_due, report.today)}."
    return "There is nothing to recall."


def _ask(report: AskReport, look: Look) -> Iterator[RenderableType]:
    if report.rating is not None:
        yield _indented(quiet(_said(report.rating, report.intervals[report.rating - 1])))
    else:
        yield from _answer(report) if report.intervals else _question(report, look)


def _said(rating: int, days: int) -> str:
    return f"{RATINGS[rating]}, comes back in {count(days, 'day')}"


def _question(report: AskReport, look: Look) -> Iterator[RenderableType]:
    card = report.card
    where = f"card {report.number} of {report.cards}"
    new = ["new"] if card.recall is None else []
    yield Text.assemble("\n", (card.topic.title, STRONG), (look.separator + look.separator.join([where, *new]), QUIET))
    yield _indented(Text(card.question))
    yield _indented(quiet("Answer it for yourself. Any key shows it; s skip, o open, u undo, q quit"))


def _answer(report: AskReport) -> Iterator[RenderableType]:
    yield _indented(Text(report.card.answer, ACCENT))
    grades = Text()
    for rating, days in zip(RATINGS, report.intervals, strict=True):
        name = RATINGS[rating]
        grades.append_text(Text.assemble((f"{rating} ", STRONG), (name, _STYLES[name]), (f" {days} d", QUIET), "   "))
    yield _indented(grades)


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
            table.add_row(bar(share, 12 if look.narrow else 24), Text(said))
            yield table
        if report.foretold:
            yield quiet(f"Seen before: {report.kept} of {report.foretold} recalled, {report.expected:g} expected")
        if report.tomorrow:
            yield quiet(f"{count(report.tomorrow, 'card')} {'comes' if report.tomorrow == 1 else 'come'} back tomorrow")
    if report.waiting.cards:
        yield quiet(f"Today still: {waiting_text(report.waiting)}")
    elif report.waiting.later:
        yield quiet(f"Enough for today; {count(report.waiting.later, 'card')} can wait")


def _indented(item: RenderableType) -> Padding:
    return Padding(item, (0, 0, 0, 3), expand=False)
