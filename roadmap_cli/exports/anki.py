"""Cards as a text file that Anki imports. Its header lines are those of Anki's manual, "Importing: Text files"."""

import csv
import io

from roadmap_cli.exports.safe_text import one_line
from roadmap_cli.reports.card import Deck

COLUMNS = ("guid", "Front", "Back", "Tags")


def render(deck: Deck) -> str:
    """An id is the same in every export, so that Anki updates the cards that it has."""
    text = io.StringIO()
    header = ("separator:tab", "html:false", f"deck:{one_line(deck.title)}", "guid column:1", "tags column:4")
    text.writelines(f"#{line}\n" for line in (*header, "columns:" + "\t".join(COLUMNS)))
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    for card in deck.cards:
        writer.writerow([card.id, _lines(card.question), _lines(card.answer), "::".join(card.home)])
    return text.getvalue()


def _lines(words: str) -> str:
    """A tab within quotation marks parts no fields."""
    return "\n".join("\t".join(map(one_line, line.split("\t"))) for line in words.splitlines())
