"""Cards of one's own: written, changed, taken away, and carried from and to Anki."""

import re
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import (
    assert_refused,
    assert_walks_back_and_forward,
    files_in,
    give_cards,
    grades,
    json_of,
    run_program,
)
from conftest import Cli, Clock, Result

from roadmap_cli.services.card import card_id

ADD = "card add a -q 'First letter?' -a Alpha."
ANKI = """\
#separator:tab
#html:true
#guid column:1
#notetype column:2
#deck column:3
#tags column:6
xK3/-1\tBasic\tEverything\tWhat comes<br>first?\tAlpha &amp; no other\tone::letters::a
xK3/-2\tBasic\tSmall::Ways::c\t"What is ""c""?"\tThe third [sound:c.mp3]\tleech marked
xK3/-3\tBasic\tSmall::Ways::c\t<img src="x.png">\tno words\t
"""


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    give_cards(small, a=1)
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """What Anki writes with Export, Notes in Plain Text: three notes, one of them without words."""
    file = tmp_path / "notes.txt"
    file.write_text(ANKI, encoding="utf-8")
    return file


def own(cli: Cli, topic: str = "") -> list[tuple[str, str]]:
    """Question and answer of the learner's own cards."""
    return [(card["question"], card["answer"]) for card in cards(cli, topic) if card["own"]]


def cards(cli: Cli, topic: str = "") -> list[Any]:
    found: list[Any] = json_of(cli, f"card list {topic}")["cards"]
    return found


def only(cli: Cli) -> str:
    """The id of the one card that there is."""
    (card,) = cards(cli)
    return str(card["id"])


def test_a_card_is_added_and_listed_with_those_of_its_topic(cli: Cli) -> None:
    report = json_of(cli, ADD)
    assert (report["change"], report["card"]["question"], report["card"]["answer"]) == (
        *("added", "First letter?"),
        "Alpha.",
    )
    assert report["card"]["topic"] == {"id": "a", "title": "Alpha"}
    assert re.fullmatch("a-[0-9a-f]{8}", report["card"]["id"])
    assert own(cli) == own(cli, "alpha") == [("First letter?", "Alpha.")]
    assert [(card["id"], card["own"]) for card in cards(cli, "a")] == [("a-1", False), (only(cli), True)]
    assert own(cli, "b") == []
    assert only(cli) in cli("card").out


def test_ids_are_the_same_on_every_computer(cli: Cli, tmp_path: Path) -> None:
    cli(ADD)
    here = only(cli)
    assert (
        cli("--database", str(tmp_path / "other.db"), *["card", "add", "a", "-q"], "First letter?", "-a", "x").code == 0
    )
    assert here in cli("--database", str(tmp_path / "other.db"), "card", "list").out


def test_nothing_written_is_said_with_what_to_do(cli: Cli) -> None:
    assert cli("card list").out == "There is no card here yet. Write one: roadmap card add TOPIC\n"
    assert cli("card list c").out == "There is no card here yet. Write one: roadmap card add c\n"


@pytest.mark.parametrize(
    ("options", "stdin", "asks"),
    [
        ((), "First letter?\nAlpha.\n", ["Question: ", "Answer: "]),
        (("-q", "First letter?"), "Alpha.\n", ["Answer: "]),
        (("--answer", "Alpha."), "  First letter?  \n", ["Question: "]),
    ],
)
def test_what_the_options_do_not_say_is_asked_for(
    cli: Cli, options: tuple[str, ...], stdin: str, asks: list[str]
) -> None:
    result = run_program("card", "add", "a", *options, stdin=stdin)
    assert (result.code, result.err) == (0, "".join(asks))
    assert own(cli) == [("First letter?", "Alpha.")]


@pytest.mark.parametrize(
    ("options", "stdin"),
    [((), ""), ((), "Question?\n"), ((), "Question?\n\n"), (("-q", " ", "-a", "x"), ""), ((), "\n")],
)
def test_without_a_question_or_an_answer_nothing_is_written(
    database: Path, options: tuple[str, ...], stdin: str
) -> None:
    result = run_program("card", "add", "a", *options, stdin=stdin)
    assert (result.code, result.out) == (2, "")
    assert "error: a card needs a" in result.err
    assert not database.exists()


def test_a_card_on_a_topic_that_is_not_there_is_refused(cli: Cli) -> None:
    assert_refused(cli("card add nonsense -q x -a y"), 1, 'there is no topic "nonsense"')


def test_the_same_question_is_the_same_card(cli: Cli, database: Path) -> None:
    cli(ADD)
    name, before = only(cli), files_in(database.parent)
    assert json_of(cli, ADD)["change"] == "known"
    assert files_in(database.parent) == before
    assert json_of(cli, "card add a -q 'First letter?' -a A.")["change"] == "edited"
    assert (only(cli), own(cli)) == (name, [("First letter?", "A.")])
    cli("card add b -q 'First letter?' -a A.")
    assert len(own(cli)) == 2


@pytest.mark.parametrize(
    ("options", "stdin", "after"),
    [
        (("-q", "Which?"), "", ("Which?", "Alpha.")),
        (("-a", "A."), "", ("First letter?", "A.")),
        (("--question", "Which?", "--answer", "A."), "", ("Which?", "A.")),
        ((), "Which?\nA.\n", ("Which?", "A.")),
        ((), "\nA.\n", ("First letter?", "A.")),
        ((), "\n\n", ("First letter?", "Alpha.")),
    ],
)
def test_an_edited_card_keeps_its_id_and_its_memory(
    cli: Cli, options: tuple[str, ...], stdin: str, after: tuple[str, str]
) -> None:
    cli(ADD)
    name = only(cli)
    cli(f"review grade {name} 2")
    remembered = cards(cli)[0]["due"]
    result = run_program("card", "edit", name, *options, stdin=stdin)
    assert (result.code, own(cli)) == (0, [after])
    assert (only(cli), cards(cli)[0]["due"]) == (name, remembered)
    assert ("[Alpha.]" in result.err) == (options == ())


def test_a_deleted_card_is_gone_until_undo_brings_it_back_with_its_memory(cli: Cli) -> None:
    cli(ADD)
    cli("done a --on yesterday")
    name = only(cli)
    cli(f"review grade {name} 2")
    before = cards(cli)
    assert json_of(cli, f"card delete {name}")["change"] == "deleted"
    assert (cards(cli), [card["id"] for card in json_of(cli, "review --ahead")["cards"]]) == ([], ["a-1"])
    assert_refused(cli(f"review grade {name} 3"), 1, f'there is no card "{name}"')
    assert_refused(cli(f"card delete {name}"), 1, f'you have no card "{name}"')
    cli("undo")
    assert cards(cli) == before


def test_ones_own_cards_are_reviewed_like_the_others(cli: Cli, clock: Clock) -> None:
    cli("card add c -q Third? -a Gamma.")
    name = only(cli)
    assert json_of(cli, "review")["cards"] == []
    cli("done c")
    assert json_of(cli, "status")["totals"]["untested"] == 1
    clock.move(days=1)
    (waiting,) = json_of(cli, "review")["cards"]
    assert (waiting["id"], waiting["question"], waiting["answer"], waiting["own"]) == (name, "Third?", "Gamma.", True)
    cli(f"review grade {name} good")
    assert (grades(cli), json_of(cli, "review")["cards"]) == ([(name, 3)], [])
    assert json_of(cli, "status")["totals"]["unsure"] == 1


@pytest.mark.parametrize("words", ["{id}", "{start}", "c", "gamma", " C ", "{ID}"])
def test_a_card_is_named_by_its_id_the_beginning_of_it_or_its_topic(cli: Cli, words: str) -> None:
    cli(ADD)
    name = json_of(cli, "card add c -q Third? -a Gamma.")["card"]["id"]
    given = words.format(id=name, start=name[:-3], ID=name.upper())
    assert json_of(cli, f"card delete '{given}'")["card"]["id"] == name


@pytest.mark.parametrize("command", ["edit {} -a x", "delete {}"])
@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        ("a", '"a" could be any of these:', "type more of it"),
        ("a-", '"a-" could be any of these:', "type more of it"),
        ("b", "you have no card of your own on Beta", "write one with: roadmap card add b"),
        ("a-1", 'you have no card "a-1"', "see yours with: roadmap card list"),
        ("zzz", 'you have no card "zzz"', "see yours with: roadmap card list"),
    ],
)
def test_what_names_no_card_or_several_is_refused(
    cli: Cli, database: Path, command: str, words: str, message: str, hint: str
) -> None:
    cli(ADD)
    cli("card add a -q Other? -a Yes.")
    before = files_in(database.parent)
    result = cli(f"card {command.format(words)}")
    assert_refused(result, 1, message)
    assert f"hint: {hint}" in result.err
    assert files_in(database.parent) == before


def test_every_change_of_a_card_is_undone_and_redone(cli: Cli, notes: Path) -> None:
    assert_walks_back_and_forward(
        cli,
        (ADD, "review grade a-1 3", "card edit a -q Which? -a A.", f"card import {notes} --topic b", "card delete a"),
        lambda cli: (cards(cli), cards(cli, "a"), grades(cli)),
    )


def test_a_card_of_a_file_of_which_nothing_can_be_seen_is_empty(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "cards.tsv"
    file.write_text("\u200b\tA.\nQ?\t\u3164\nعلم؟\t👩‍👧\n", encoding="utf-8")
    report = json_of(cli, f"card import {file} --topic a")
    assert (report["added"], report["empty"]) == (1, 2)


def test_notes_of_anki_go_where_their_tags_or_their_deck_say(cli: Cli, notes: Path) -> None:
    report = json_of(cli, f"card import {notes}")
    assert (report["added"], report["edited"], report["known"], report["empty"]) == (2, 0, 0, 1)
    assert [topic["id"] for topic in report["topics"]] == ["a", "c"]
    assert own(cli, "a") == [("What comes\nfirst?", "Alpha & no other")]
    assert own(cli, "c") == [('What is "c"?', "The third")]


@pytest.fixture
def formulas(tmp_path: Path) -> Path:
    """Cards with LaTeX, without ids: two that can be said in letters, one that cannot, and prices."""
    file = tmp_path / "formulas.txt"
    lines = (
        r"What is \(\hat{\beta}\)?" + "\t" + r"[latex]$(X^TX)^{-1}X^Ty$[/latex]",
        r"{{c1::\(\frac{a}{b}\)}} of [$]x_i[/$]" + "\t",
        r"Say \(\unknown{x}\) and $y^2$" + "\t" + "It costs $5, not $6_000",
    )
    file.write_text("#separator:tab\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_formulas_become_letters_and_those_that_cannot_are_counted(cli: Cli, formulas: Path) -> None:
    result = cli(f"card import {formulas} --topic a")
    assert "Left as they were typed in LaTeX: 1 formula\n" in result.out
    assert sorted(own(cli, "a")) == [
        (r"Say \(\unknown{x}\) and y²", "It costs $5, not $6_000"),
        ("What is β\u0302?", "(XᵀX)⁻¹Xᵀy"),
        ("[...] of xᵢ", "a/b"),
    ]


def test_formulas_that_come_again_are_the_same_cards(cli: Cli, formulas: Path, tmp_path: Path) -> None:
    cli(f"card import {formulas} --topic a")
    before = own(cli, "a")
    report = json_of(cli, f"card import {formulas} --topic a")
    assert (report["known"], report["formulas_left"]) == (3, 1)
    cli(f"export anki -o {tmp_path / 'back.txt'}")
    assert cli(f"card import {tmp_path / 'back.txt'}").out.startswith("Nothing new: ")
    assert own(cli, "a") == before


def test_a_card_that_came_in_latex_before_keeps_its_id_and_gets_letters(
    cli: Cli, formulas: Path, tmp_path: Path
) -> None:
    """By its question as the file has it: so older versions have named it, which brought the formula as it was."""
    name = card_id("a", r"What is \(\hat{\beta}\)?")
    exported = tmp_path / "before.txt"
    exported.write_text(
        f"#separator:tab\n#guid column:1\nlearning-roadmap:{name}\t" + r"What is \(\hat{\beta}\)?" + "\tOld.\n"
    )
    cli(f"card import {exported} --topic a")
    assert own(cli, "a") == [(r"What is \(\hat{\beta}\)?", "Old.")]
    report = json_of(cli, f"card import {formulas} --topic a")
    assert (report["edited"], report["added"]) == (1, 2)
    assert ("What is β\u0302?", "(XᵀX)⁻¹Xᵀy") in own(cli, "a")


def test_one_topic_may_be_said_for_all(cli: Cli, notes: Path) -> None:
    assert cli(f"card import {notes} --topic beta").code == 0
    assert [len(own(cli, topic)) for topic in ("a", "b", "c")] == [0, 2, 0]


def test_importing_twice_changes_nothing_and_a_changed_note_changes_its_card(
    cli: Cli, notes: Path, database: Path
) -> None:
    cli(f"card import {notes}")
    names, before = [card["id"] for card in cards(cli)], files_in(database.parent)
    result = cli(f"card import {notes}")
    assert (result.code, result.out.splitlines()[0]) == (0, "Nothing new: 2 cards were here already.")
    assert files_in(database.parent) == before
    notes.write_text(ANKI.replace("no other", "nothing else"), encoding="utf-8")
    report = json_of(cli, f"card import {notes}")
    assert (report["added"], report["edited"], report["known"]) == (0, 1, 1)
    assert ("What comes\nfirst?", "Alpha & nothing else") in own(cli)
    assert [card["id"] for card in cards(cli)] == names


def test_a_dry_run_says_the_same_and_writes_nothing(cli: Cli, notes: Path, database: Path) -> None:
    foreseen = json_of(cli, f"card import {notes} --dry-run")
    assert cli(f"card import {notes} --dry-run").out.startswith("Nothing is written: this is what would happen.\n")
    assert not database.exists()
    assert {**json_of(cli, f"card import {notes}"), "dry_run": True} == foreseen


@pytest.mark.parametrize(
    "text",
    [
        "First?\tAlpha.\nSecond?\tBeta, gamma.\n",
        'First?,Alpha.\nSecond?,"Beta, gamma."\n',
        'First?;Alpha.\r\n"Second?";"Beta, gamma."\r\n',
        "\ufeff#separator:Pipe\nFirst?|Alpha.\n\n\nSecond?|Beta, gamma.",
        "#separator:;\nFirst?;Alpha.;more\nSecond?;Beta, gamma.;\n",
    ],
    ids=["tab", "comma", "semicolon", "said", "third column"],
)  # fmt: skip
def test_any_table_of_questions_and_answers_will_do(cli: Cli, notes: Path, text: str) -> None:
    notes.write_bytes(text.encode())
    assert cli(f"card import {notes} --topic c").code == 0
    assert sorted(own(cli)) == [("First?", "Alpha."), ("Second?", "Beta, gamma.")]


@pytest.mark.parametrize("letter", ["\u2028", "\x85", "\x0b", "\x1c"], ids=ascii)
def test_only_a_line_end_ends_a_card(cli: Cli, notes: Path, letter: str) -> None:
    notes.write_bytes(f"First?\tAlpha{letter}and omega.\n".encode())
    assert json_of(cli, f"card import {notes} --topic c")["added"] == 1
    assert own(cli)[0][1].split() == ["Alpha", "and", "omega."]


@pytest.mark.parametrize(
    ("text", "options", "message", "hint"),
    [
        (b"First?\tAlpha.\n", "", ":1: no tag and no deck of this card is the id of a topic", "--topic TOPIC"),
        (b"#tags column:3\nQ?\tA.\ta\nQ2?\tA.\tnowhere\n", "", ":3: no tag and no deck", "--topic TOPIC"),
        (b"First?\tAlpha.\nSecond?\n", "--topic a", ":2: this is no card", "a row needs a question and an answer"),
        (b'#separator:tab\n"First?"x\tAlpha.\n', "--topic a", ":2: ", "a row needs a question and an answer"),
        (b'First?\t"Alpha.\n', "--topic a", ":1: ", "a row needs a question and an answer"),
        (b"First?\t\xff\n", "--topic a", ":1: this is not UTF-8 text", "save it as UTF-8"),
    ],
    ids=["no topic", "unknown tag", "one column", "quotes", "open quote", "bytes"],
)
def test_a_faulty_file_of_cards_is_refused_with_its_line(
    cli: Cli, database: Path, notes: Path, text: bytes, options: str, message: str, hint: str
) -> None:
    notes.write_bytes(text)
    result = cli(f"card import {notes} {options}")
    assert_refused(result, 3, f"{notes}{message}")
    assert hint in result.err
    assert not database.exists()


def test_a_file_of_cards_that_is_not_there_is_named(cli: Cli, tmp_path: Path) -> None:
    assert_refused(cli(f"card import {tmp_path / 'missing'} --topic a"), 3, "no such file or directory")


@pytest.fixture
def exported(cli: Cli, tmp_path: Path, notes: Path) -> Path:
    """A deck with cards of the roadmap, of one's own, and such as came from Anki."""
    cli("card", "add", "a", "-q", 'Two\nlines and "quotes"?', "-a", "Yes, #1")
    cli(f"card import {notes}")
    file = tmp_path / "deck.tsv"
    result: Result = cli("export", "anki", "-o", str(file))
    assert (result.code, result.out, result.err) == (0, "", f"hint: written to {file}\n")
    return file


def test_a_deck_is_the_same_in_every_export(cli: Cli, exported: Path) -> None:
    first = exported.read_text(encoding="utf-8")
    assert cli("export anki").out == first
    cli("done a b --on yesterday")
    cli("review grade a-1 3")
    assert cli("export anki").out == first
    assert "learning-roadmap:a-1\tWhat is a-1?\tIt is a-1.\tone::letters::a\n" in first


def test_a_deck_brought_back_is_nothing_new(cli: Cli, exported: Path) -> None:
    report = json_of(cli, f"card import {exported}")
    assert (report["added"], report["known"], report["empty"]) == (0, 5, 0)


@pytest.mark.parametrize("answer", ["for x in y:\n    print(x)", "first\n\nthen", "two  blanks", "a\tb"], ids=ascii)
def test_a_deck_brought_back_changes_no_card_whatever_its_layout(cli: Cli, tmp_path: Path, answer: str) -> None:
    cli("card", "add", "a", "-q", "How?", "-a", answer)
    cli(f"export anki -o {tmp_path / 'deck.tsv'}")
    assert json_of(cli, f"card import {tmp_path / 'deck.tsv'}")["edited"] == 0
    assert own(cli) == [("How?", answer)]


def test_a_deck_carries_ones_own_cards_to_another_database(cli: Cli, exported: Path, tmp_path: Path) -> None:
    other = ("--database", str(tmp_path / "other.db"))
    result = cli(*other, "card", "import", str(exported))
    assert result.out.startswith("Cards: 3 new; 2 cards were here already.\n")
    assert cli(*other, "export", "anki").out == exported.read_text(encoding="utf-8")


def test_a_deck_holds_only_the_path(cli: Cli, small: Path) -> None:
    give_cards(small, **{"x-topic": 1, "y-topic": 1})
    for option, other in (("x", "y"), ("y", "x")):
        cli(f"choose {option}")
        assert f":{option}-topic-1\t" in cli("export anki").out
        assert f":{other}-topic-1\t" not in cli("export anki").out


@pytest.mark.parametrize("key", ["", "\x1b[31mEvil", "UPPER-1", "a-1\ttail", "-" * 300])
def test_an_id_that_was_not_made_here_spoils_neither_a_card_nor_an_export(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    (tmp_path / "deck.csv").write_text(
        f'#separator:comma\n#guid column:1\n"learning-roadmap:{key}",Who?,Me.\n', encoding="utf-8"
    )
    assert cli(f"card import {tmp_path / 'deck.csv'} --topic a").code == 0
    (name,) = [card["id"] for card in json_of(cli, "card list")["cards"]]
    assert re.fullmatch("a-[0-9a-f]{8}", name)
    assert cli(f"export json -o {tmp_path / 'all.json'}").code == 0
    monkeypatch.setenv("ROADMAP_DATABASE", str(tmp_path / "other.db"))
    assert cli(f"import {tmp_path / 'all.json'}").code == 0
    assert cli(f"card delete {name}").code == 0
