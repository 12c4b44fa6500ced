"""Cards as a text file that Anki imports. Its header lines are those of Anki's manual, "Importing: Text files"."""

import csv
import io
from html import escape

from roadmap_cli.exports.safe_text import one_line
from roadmap_cli.reports.card import Deck, DeckCard

COLUMNS = ("guid", "Front", "Back", "Tags")


def render(deck: Deck) -> str:
    """An id is the same in every export, so that Anki updates the cards that it has. Only code and choices need HTML."""
    text = io.StringIO()
    is_html = any(card.code or card.choices for card in deck.cards)
    html = "true" if is_html else "false"
    header = ("separator:tab", f"html:{html}", f"deck:{one_line(deck.title)}", "guid column:1", "tags column:4")
    text.writelines(f"#{line}\n" for line in (*header, "columns:" + "\t".join(COLUMNS)))
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    for card in deck.cards:
        front, back = (_front(card), _back(card)) if is_html else (_lines(card.question), _plain_back(card))
        writer.writerow([card.id, front, back, "::".join(card.home)])
    return text.getvalue()


def _lines(words: str) -> str:
    """A tab within quotation marks parts no fields."""
    return "\n".join("\t".join(map(one_line, line.split("\t"))) for line in words.splitlines())


def _plain_back(card: DeckCard) -> str:
    return "\n".join(filter(None, (_lines(card.right), _lines(card.answer))))


def _front(card: DeckCard) -> str:
    choices = "".join(f"<li>{_html(each.text)}</li>" for each in card.choices)
    listed = f'<ol type="a">{choices}</ol>' if choices else ""
    return f"{_html(card.question)}{_pre(card.code, numbered=card.numbered)}{listed}"


def _back(card: DeckCard) -> str:
    """What is right stands before why it is."""
    words = next((f"{each.letter}. {each.text}" for each in card.choices if each.letter == card.right), card.right)
    right = _pre(words) if card.code and "\n" in words else f"<div><b>{_html(words)}</b></div>" if words else ""
    return f"{right}{_html(card.answer)}"


def _html(words: str) -> str:
    """Line ends and blanks as they are, which a page would run together."""
    said = escape(_lines(words), quote=False).replace("\n", "<br>")
    bare = _lines(words)
    is_laid_out = "  " in bare or "\t" in bare or "\n " in bare
    return f'<span style="white-space: pre-wrap">{said}</span>' if is_laid_out else said


def _pre(code: str, *, numbered: bool = False) -> str:
    lines = _lines(code).split("\n") if code else []
    margin = len(str(len(lines)))
    shown = [f"{number:>{margin}}  {line}" if numbered else line for number, line in enumerate(lines, 1)]
    return f'<pre style="text-align: left">{escape(chr(10).join(shown), quote=False)}</pre>' if lines else ""
