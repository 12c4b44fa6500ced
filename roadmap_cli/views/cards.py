"""A learner's cards: listed, changed, brought in."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.words import count, listed, on_day, percent
from roadmap_cli.reports.cards import CardReport, CardsImportReport, CardsReport
from roadmap_cli.reports.review import CardLine
from roadmap_cli.views.parts import ACCENT, QUIET, Look, grid, heading, quiet

_CHANGES = {"added": "Added to", "edited": "Changed on", "deleted": "Deleted from", "known": "Already so on"}


def render(report: CardsReport | CardReport | CardsImportReport, look: Look) -> RenderableType:
    match report:
        case CardsReport():
            return Group(*_cards(report, look))
        case CardReport():
            return Group(*_change(report))
    return Group(*_import(report))


def _cards(report: CardsReport, look: Look) -> Iterator[RenderableType]:
    if report.topic and not look.plain:
        yield heading(report.topic.title)
    if not report.cards:
        place = report.topic.id if report.topic else "TOPIC"
        yield Text(f"There is no card here yet. Write one: roadmap card add {place}")
        return
    table = grid("left", "left*", padding=2)
    for card in report.cards:
        table.add_row(Text(card.id, ACCENT), Group(*_card(report, card, look)))
    yield table


def _card(report: CardsReport, card: CardLine, look: Look) -> Iterator[RenderableType]:
    facts = ["yours"] if card.own and report.topic else []
    if card.recall is not None and card.due is not None:
        back = "due" if card.due <= report.today else f"back {on_day(card.due, report.today)}"
        facts += [f"recall {percent(100 * card.recall)}", back]
    said = f"  {', '.join(facts)}" if facts else ""
    if look.plain:
        yield Text(f"{card.question}  {card.answer}{said}".replace("\n", " "))
        return
    yield Text.assemble(card.question, (said, QUIET))
    yield quiet(card.answer)


def _change(report: CardReport) -> Iterator[RenderableType]:
    card = report.card
    yield Text.assemble(f"{_CHANGES[report.change]} {card.topic.title}: {card.question}  ", (card.id, ACCENT))


def _import(report: CardsImportReport) -> Iterator[RenderableType]:
    if report.dry_run:
        yield Text("Nothing is written: this is what would happen.", QUIET)
    changed = [f"{number:,} {name}" for name, number in (("new", report.added), ("changed", report.edited)) if number]
    known = f"{count(report.known, 'card')} {'was' if report.known == 1 else 'were'} here already"
    yield Text(f"Cards: {', '.join(changed)}; {known}." if changed else f"Nothing new: {known}.")
    if report.added or report.edited:
        yield quiet(f"On {listed([each.title for each in report.topics])}")
    if report.empty:
        yield quiet(f"Left out, without words as question or answer: {report.empty:,}")
