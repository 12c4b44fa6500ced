"""A learner's cards: listed, changed, brought in."""

from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from roadmap_cli.domain.phrasing import count, listed, on_day, recall_text
from roadmap_cli.reports.card import CardReport, CardsImportReport, CardsReport
from roadmap_cli.reports.review import CardLine
from roadmap_cli.views.widgets import ACCENT, NOTHING_WRITTEN, QUIET, Look, heading, quiet

_CHANGES = {"added": "Added to", "edited": "Changed on", "deleted": "Deleted from", "known": "Already so on"}


def render(report: CardsReport, look: Look) -> RenderableType:
    return Group(*_cards(report, look))


def render_change(report: CardReport, _: Look) -> RenderableType:
    return Group(*_change(report))


def render_import(report: CardsImportReport, _: Look) -> RenderableType:
    return Group(*_import(report))


def card_table(rows: Iterable[tuple[CardLine, str, str]], look: Look) -> RenderableType:
    """Cards with a text and a remark each. In a pipe a line each, which for thousands of cards is much quicker."""
    if look.plain:
        found = [
            (card.id, "  ".join(" ".join(line.split()) for line in text.splitlines()), remark)
            for card, text, remark in rows
        ]
        width = max(cell_len(identifier) for identifier, _, _ in found)
        return Text("\n".join(f"{name:<{width}}  {text}  {remark}".rstrip() for name, text, remark in found))
    table = Table.grid(padding=(0, 2), pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for card, text, remark in rows:
        table.add_row(Text(card.id, ACCENT), Text.assemble(text, (f"  {remark}" if remark else "", QUIET)))
    return table


def _cards(report: CardsReport, look: Look) -> Iterator[RenderableType]:
    if report.topic and not look.plain:
        yield heading(report.topic.title)
    if report.cards:
        yield card_table(((card, _words(card), _remark(report, card, look)) for card in report.cards), look)
    else:
        name = report.topic.id if report.topic else "TOPIC"
        yield Text(f"There is no card here yet. Write one: roadmap card add {name}")
    if report.left:
        yield quiet(f"Kept, of topics that are no longer in the roadmap file: {count(report.left, 'card')}")


def _words(card: CardLine) -> str:
    """All that it asks and says, a thing a line; what is right where the answer only says why."""
    choices = [f"{each.letter}  {each.text}" for each in card.choices]
    right = [card.right] if card.right else []
    return "\n".join(each for each in (card.question, card.code, *choices, *right, card.answer) if each)


def _remark(report: CardsReport, card: CardLine, look: Look) -> str:
    facts = ["yours"] if card.own and report.topic else []
    if card.recall is not None and card.due is not None:
        back = "due" if card.due <= report.today else f"back {on_day(card.due, report.today, iso=look.plain)}"
        facts += [recall_text(card.recall), back]
    return ", ".join(facts)


def _change(report: CardReport) -> Iterator[RenderableType]:
    card = report.card
    question = " ".join(card.question.split())
    yield Text.assemble(f"{_CHANGES[report.change]} {card.topic.title}: {question}  ", (card.id, ACCENT))
    if report.waits:
        yield quiet(f"It comes up from the day after {card.topic.title} is done")


def _import(report: CardsImportReport) -> Iterator[RenderableType]:
    if report.dry_run:
        yield Text(NOTHING_WRITTEN, QUIET)
    changed = [f"{number:,} {name}" for name, number in (("new", report.added), ("changed", report.edited)) if number]
    known = f"{count(report.known, 'card')} {'was' if report.known == 1 else 'were'} here already"
    rest = f"; {known}" if report.known else ""
    yield Text(f"Cards: {', '.join(changed)}{rest}." if changed else f"Nothing new: {known}.")
    if report.added or report.edited:
        yield quiet(f"On {listed([each.title for each in report.topics])}")
    if report.differing:
        yield quiet(f"Cards of the roadmap that say something else there, left as they are: {report.differing:,}")
    if report.formulas_left:
        yield quiet(f"Left as they were typed in LaTeX: {count(report.formulas_left, 'formula')}")
    if report.empty:
        yield quiet(f"Left out, without words as question or answer: {report.empty:,}")
