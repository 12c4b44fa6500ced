"""Cards on their way to Anki and back: the same words, the same ids, and no text that acts as a line of the header."""

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from conftest import Cli
from exports_helpers import HOSTILE, texts, titles
from hypothesis import example, given
from hypothesis import strategies as st

from roadmap_cli.domain.question import Offered
from roadmap_cli.exports import anki
from roadmap_cli.imports.anki import read
from roadmap_cli.reports.card import Deck, DeckCard

PLACE = ("one", "letters", "b")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
LINES = (
    "a\tb\nc",
    '"',
    '""\n"',
    "#tags column:1\n#x",
    "\n\n#html:true",
    "a\r\nb",
    "a\x85b",
    "  two  blanks",
    "[sound:x]",
)
words = texts | st.sampled_from(LINES)
CALM = [each for each in HOSTILE if each == " ".join(each.split()) and each.isprintable()]
FIRST = (
    "#separator:tab",
    "#html:false",
    "#deck:",
    "#guid column:1",
    "#tags column:4",
    "#columns:guid\tFront\tBack\tTags",
)


def deck(*cards: tuple[str, str], title: str = "Small") -> str:
    made = (DeckCard(f"learning-roadmap:b-{number}", *card, PLACE) for number, card in enumerate(cards))
    return anki.render(Deck(title, tuple(made)))


def meant(text: str) -> str:
    """Its lines as they are, with a blank for whatever would act."""
    return "\n".join(CONTROLS.sub(" ", line) for line in text.splitlines()).strip()


@given(cards=st.lists(st.tuples(words, words), min_size=1, max_size=4), title=titles)
@example(cards=[(text, text) for text in (*HOSTILE, *LINES)], title="#tags column:2")
@example(cards=[("q", "a")], title="x\n#guid column:2\r#html:true")
def test_a_table_with_four_columns_follows_six_lines_of_header(cards: list[tuple[str, str]], title: str) -> None:
    said = deck(*cards, title=title)
    header = said.split("\n")[:6]
    assert all(line.startswith(first) for line, first in zip(header, FIRST, strict=True))
    rows = list(csv.reader(io.StringIO(said.split("\n", 6)[6], newline=""), delimiter="\t", strict=True))
    assert [(row[0], row[3]) for row in rows] == [
        (f"learning-roadmap:b-{number}", "one::letters::b") for number in range(len(cards))
    ]
    assert all(len(row) == 4 for row in rows)
    assert CONTROLS.search(said) is None
    assert [tuple(map(meant, row[1:3])) for row in rows] == [tuple(map(meant, card)) for card in cards]


@given(cards=st.lists(st.tuples(words, words), min_size=1, max_size=4), title=titles)
@example(cards=[(text, text) for text in (*HOSTILE, *LINES)], title="#separator:comma")
def test_what_is_read_back_is_what_was_meant(
    tmp_path_factory: pytest.TempPathFactory, cards: list[tuple[str, str]], title: str
) -> None:
    file = tmp_path_factory.mktemp("deck") / "deck.txt"
    file.write_bytes(deck(*cards, title=title).encode())
    notes = read(file)
    assert [tuple(map(meant, each[1:3])) for each in notes] == [tuple(map(meant, card)) for card in cards]
    assert [each.key for each in notes] == [f"learning-roadmap:b-{number}" for number in range(len(cards))]
    assert all(each.names[:3] == PLACE for each in notes)


CODE = DeckCard(
    id="learning-roadmap:a-1",
    question="What does <this> print?",
    answer="Twice & once.",
    home=PLACE,
    code='for x in "ab":\n    print(x)  # <b>',
    right="a\nb",
)
LINE = CODE._replace(id="learning-roadmap:a-2", question="Which line?", numbered=True, right="line 2")
CHOOSE = DeckCard(
    id="learning-roadmap:a-3",
    question="Which?",
    answer="So.",
    home=PLACE,
    choices=(Offered("a", "<i>one</i>"), Offered("b", "two")),
    right="b",
)


def test_code_stands_in_pre_and_choices_in_a_list() -> None:
    said = anki.render(Deck("Small", (CODE, LINE, CHOOSE)))
    assert said.startswith("#separator:tab\n#html:true\n")
    rows = list(csv.reader(io.StringIO(said.split("\n", 6)[6]), delimiter="\t"))
    pre = '<pre style="text-align: left">'
    assert [row[1] for row in rows] == [
        f'What does &lt;this&gt; print?{pre}for x in "ab":\n    print(x)  # &lt;b&gt;</pre>',
        f'Which line?{pre}1  for x in "ab":\n2      print(x)  # &lt;b&gt;</pre>',
        'Which?<ol type="a"><li>&lt;i&gt;one&lt;/i&gt;</li><li>two</li></ol>',
    ]
    assert [row[2] for row in rows] == [
        f"{pre}a\nb</pre>Twice &amp; once.",
        "<div><b>line 2</b></div>Twice &amp; once.",
        "<div><b>b. two</b></div>So.",
    ]


def test_what_is_computed_needs_no_html_and_says_what_is_right_first() -> None:
    said = anki.render(Deck("Small", (CHOOSE._replace(choices=(), right="2.5 h", answer="5 / 2 = 2.5"),)))
    assert "#html:false\n" in said
    assert said.endswith('\tWhich?\t"2.5 h\n5 / 2 = 2.5"\tone::letters::b\n')


@given(cards=st.lists(st.tuples(words, words), min_size=1, max_size=4))
@example(cards=[(text, text) for text in (*HOSTILE, *LINES)])
def test_beside_code_what_is_read_back_is_what_was_meant_all_the_same(
    tmp_path_factory: pytest.TempPathFactory, cards: list[tuple[str, str]]
) -> None:
    file = tmp_path_factory.mktemp("deck") / "deck.txt"
    made = (DeckCard(f"learning-roadmap:b-{number}", *card, PLACE) for number, card in enumerate(cards))
    file.write_bytes(anki.render(Deck("Small", (CODE, *made))).encode())
    code, *notes = read(file)
    assert code.question == f"{CODE.question}\n{CODE.code}"
    assert [tuple(map(meant, each[1:3])) for each in notes] == [tuple(map(meant, card)) for card in cards]


@pytest.fixture
def _beta(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


def write_cards(cli: Cli, shown: Iterable[str]) -> None:
    for number, text in enumerate(shown):
        assert cli("card", "add", "b", f"--question={number}. {text}", f"--answer={text}").code == 0


@pytest.mark.usefixtures("_beta")
@pytest.mark.parametrize(
    "shown", [CALM, ["Second letter?\nBeta, or B?"], ["def f():\n    return 1"], ["two  blanks"]], ids=ascii
)
def test_cards_that_come_back_are_known(cli: Cli, tmp_path: Path, shown: list[str]) -> None:
    file = tmp_path / "deck.txt"
    write_cards(cli, shown)
    assert cli(f"export anki -o {file}").code == 0
    assert cli(f"card import {file}").out == f"Nothing new: {len(shown) + 1} cards were here already.\n"


@pytest.mark.usefixtures("_beta")
def test_cards_come_to_somebody_else_whole_and_under_their_ids(cli: Cli, tmp_path: Path) -> None:
    file, back = tmp_path / "deck.txt", tmp_path / "back.txt"
    write_cards(cli, (each for each in HOSTILE if meant(each)))
    assert cli(f"export anki -o {file}").code == 0
    assert cli(f"--user eve card import {file}").code == 0
    assert cli(f"--user eve export anki -o {back}").code == 0
    assert [each[:3] for each in read(back)] == [each[:3] for each in read(file)]
    assert cli(f"--user eve card import {file}").out.startswith("Nothing new: ")
