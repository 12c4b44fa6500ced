"""Cards out of a file of Anki's, or of any table of questions and answers: notes, or a sentence with the line at fault."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roadmap_cli.errors import InvalidFile
from roadmap_cli.exports.anki import render
from roadmap_cli.imports.anki import FORM, MOST_BYTES, SEPARATORS, read
from roadmap_cli.reports.card import Deck, DeckCard, ForeignCard


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "notes.txt"


def notes(file: Path, content: str | bytes) -> tuple[ForeignCard, ...]:
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(file)


def cards(file: Path, content: str | bytes) -> list[tuple[str, str]]:
    return [(each.question, each.answer) for each in notes(file, content)]


def refusal(file: Path, content: str | bytes) -> InvalidFile:
    with pytest.raises(InvalidFile) as caught:
        notes(file, content)
    assert caught.value.exit_code == 3
    return caught.value


ANKI = """\
#separator:tab
#html:true
#guid column:1
#notetype column:2
#deck column:3
#tags column:6
Ab#1\tBasic\tMaths::Vectors\tWhat is <b>v</b>?\tAn arrow\talgebra  one::Matrices
"""


def test_what_anki_writes_is_read_whole(file: Path) -> None:
    (note,) = notes(file, ANKI)
    assert (note.place, *note[:3]) == (f"{file}:7", "Ab#1", "What is v?", "An arrow")
    assert note.names == ("algebra", "one", "matrices", "maths", "vectors")


def test_without_ids_a_card_is_known_by_its_question(file: Path) -> None:
    assert [each.key for each in notes(file, "q\ta\n")] == ["q"]
    assert [each.key for each in notes(file, "#guid column:3\nq\ta\tG\nr\ta\t\ns\ta\n")] == ["G", "r", "s"]


@pytest.mark.parametrize("name", SEPARATORS)
def test_the_separator_is_named_in_words_or_is_a_letter_itself(file: Path, name: str) -> None:
    letter = SEPARATORS[name]
    for said in (name, name.title(), f" {name} ", letter):
        assert cards(file, f"#separator:{said}\nq{letter}a\n") == [("q", "a")]


@pytest.mark.parametrize(
    ("line", "card"),
    [
        ("q\ta, b; c", ("q", "a, b; c")),
        ("q,a", ("q", "a")),
        ("q;a", ("q", "a")),
        ("q;r;a,b", ("q", "r")),
        ('"q, r",a', ("q, r", "a")),
        ("q,a,more", ("q", "a")),
    ],
)
def test_a_separator_that_is_not_named_is_guessed_from_the_first_line(
    file: Path, line: str, card: tuple[str, str]
) -> None:
    assert cards(file, f"{line}\n") == cards(file, f"#html:false\n{line}\n") == [card]


def test_a_separator_is_guessed_where_a_quoted_question_goes_on_in_the_next_line(file: Path) -> None:
    assert cards(file, '"q\nr"\ta\n') == [("q\nr", "a")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_files_of_any_system_are_read(file: Path, end: str, mark: bytes) -> None:
    content = mark + end.join(("#separator:tab", "q\ta", "", "r\tb")).encode()
    assert cards(file, content) == [("q", "a"), ("r", "b")]


@pytest.mark.parametrize("content", ["", "\n\n", "#separator:tab\n#html:true\n", ",,\n,,\n"])
def test_a_file_without_cards_is_refused(file: Path, content: str) -> None:
    error = refusal(file, content)
    assert (error.sentence, error.hint) == (f"{file}: there is no card in this file", FORM)


def test_only_lines_before_the_first_card_are_a_header(file: Path) -> None:
    assert cards(file, "#html:true\nq\t<i>a</i>\n#html:false\tb\n") == [("q", "a"), ("#html:false", "b")]


@pytest.mark.parametrize("line", ["#r\tb", "#include: <stdio.h>\tb"])
def test_a_first_card_that_begins_like_a_header_is_a_card(file: Path, line: str) -> None:
    assert len(notes(file, f"{line}\nq\ta\n")) == 2


def test_tags_and_a_deck_may_be_named_once_for_all_cards(file: Path) -> None:
    found = notes(file, "#separator:tab\n#tags:x y\n#deck:Maths::Vectors\n#tags column:3\nq\ta\tz\nr\tb\n")
    assert [{*each.names} - {""} for each in found] == [
        {"x", "y", "z", "maths", "vectors"},
        {"x", "y", "maths", "vectors"},
    ]


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("{{c1::Paris}} is the capital", ("[...] is the capital", "Paris")),
        ("{{c1::Paris}} in {{c2::France::country}}", ("[...] in [country]", "Paris; France")),
        ("a {{b}} c", ("a {{b}} c", "extra")),
    ],
)
@pytest.mark.parametrize("html", ["true", "false"])
def test_a_note_with_gaps_asks_for_what_stands_in_them(file: Path, html: str, text: str, card: tuple[str, str]) -> None:
    assert cards(file, f"#separator:tab\n#html:{html}\n{text}\textra\n") == [card]


@pytest.mark.parametrize(
    ("text", "card"),
    [
        (r"\({{c1::x^2}} + y_1\)", ("[...] + y₁", "x^2")),
        (r"So {{c1::\(x^2\)}} it is", ("So [...] it is", "x²")),
        (r"\(\frac{ {{c1::a}} }{b}\)", ("([...])/b", "a")),
    ],
)
def test_a_gap_may_stand_in_a_formula_and_a_formula_in_a_gap(file: Path, text: str, card: tuple[str, str]) -> None:
    assert cards(file, f"#separator:tab\n{text}\textra\n") == [card]


def test_html_within_a_formula_is_its_letters(file: Path) -> None:
    html = r"\(x &lt; <b>y</b><br>&nbsp;+ z^2\)"
    assert cards(file, f"#html:true\n#separator:tab\n{html}\ta\n") == [("x < y + z²", "a")]


def test_what_was_exported_stays_in_latex_as_its_learner_wrote_it(file: Path) -> None:
    row = r"learning-roadmap:a-1" + "\t" + r"\(x^2\)" + "\t$y_1$"
    assert cards(file, f"#separator:tab\n#guid column:1\n{row}\n") == [(r"\(x^2\)", "$y_1$")]


def test_quoted_fields_hold_separators_quotes_and_line_ends(file: Path) -> None:
    content = '"one\ttab, ""quoted"""\t"two\n\nlines"\nq\ta\n'
    found = notes(file, content)
    assert [(each.question, each.answer) for each in found] == [('one\ttab, "quoted"', "two\n\nlines"), ("q", "a")]
    assert [each.place for each in found] == [f"{file}:3", f"{file}:4"]


@pytest.mark.parametrize("letter", ["\u2028", "\u2029", "\x0b", "\x0c", "\x85"])
def test_what_only_looks_like_a_line_end_ends_no_card(file: Path, letter: str) -> None:
    """Texts out of browsers and slides hold such letters; only line feeds and carriage returns end a row of a table."""
    assert len(notes(file, f"q{letter}r\ta\ns\tb\n")) == 2


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("a &amp; b &lt;c&gt; &#955; &eacute;", "a & b <c> λ é"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<div>one</div><div>two</div>", "one\ntwo"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ("<p>one<p>two", "one\ntwo"),
        ("<b>x</b><sup>2</sup>", "x2"),
        ("see <a href='javascript:x'>there</a>", "see there"),
        ('<img src="x.png" onerror="alert(1)">so', "so"),
        ("so [sound:a b.mp3] it", "so it"),
        ("[sound:a.mp3]", ""),
        ("<!-- hidden -->seen", "seen"),
        ("  much&nbsp;&nbsp;  room  ", "much room"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("&#x110000;&#0;", "\N{REPLACEMENT CHARACTER}" * 2),
    ],
)
def test_html_becomes_words(file: Path, html: str, words: str) -> None:
    assert cards(file, f"#html:true\n#separator:tab\n{html}\tanswer\n") == [(words, "answer")]


@pytest.mark.parametrize("tag", ["script", "style"])
def test_what_a_browser_would_not_show_is_no_part_of_the_words(file: Path, tag: str) -> None:
    assert cards(file, f"#html:true\n#separator:tab\n<{tag}>b {{}}</{tag}>q\ta\n") == [("q", "a")]


def test_without_html_everything_is_words_and_lines_stay_as_they_are(file: Path) -> None:
    assert cards(file, "<b>q</b> &amp; r\ta[sound:x.mp3]\n") == [("<b>q</b> &amp; r", "a[sound:x.mp3]")]
    assert cards(file, 'q\t"def f(x):\n    return  x\n"\n') == [("q", "def f(x):\n    return  x")]
    assert cards(file, "#html:false\n<b>q</b>\ta\n") == [("<b>q</b>", "a")]


def test_a_card_without_words_is_there_and_empty(file: Path) -> None:
    assert cards(file, '#html:true\n#separator:tab\n<img src="x.png">\ta\nq\t\n') == [("", "a"), ("q", "")]


@pytest.mark.parametrize("line", ["q", "q;a", '"q\ta"'])
def test_a_row_without_an_answer_is_told_with_its_line(file: Path, line: str) -> None:
    error = refusal(file, f"#separator:tab\nq\ta\n\n{line}\nr\tb\n")
    assert (error.sentence, error.hint) == (f"{file}:4: this is no card", FORM)


def test_columns_of_other_things_are_no_question_and_no_answer(file: Path) -> None:
    assert cards(file, "#separator:tab\n#tags column:1\n#deck column:3\nt\tq\td\ta\n") == [("q", "a")]
    assert refusal(file, "#separator:tab\n#guid column:1\nG\tq\n").sentence == f"{file}:3: this is no card"


@pytest.mark.parametrize(
    "column", ["", "first", "-1", "99", "\N{SUPERSCRIPT TWO}", "0", "9" * 5_000], ids=lambda column: column[:5]
)
def test_a_column_that_no_row_has_is_as_good_as_none(file: Path, column: str) -> None:
    assert [each.key for each in notes(file, f"#separator:tab\n#guid column:{column}\nq\ta\tmore\n")] == ["q"]


@pytest.mark.parametrize("line", ['q\t"a', 'q\t"a" b'])
def test_a_field_whose_quotes_do_not_close_is_told_with_its_line(file: Path, line: str) -> None:
    error = refusal(file, f"#separator:tab\nq\ta\n{line}")
    assert error.sentence.startswith(f"{file}:3: ")
    assert error.hint == FORM


@pytest.mark.parametrize("content", [b"q\t\xff", b"q\ta\xff"])
def test_what_is_not_utf_8_is_refused(file: Path, content: bytes) -> None:
    assert refusal(file, content).sentence == f"{file}:1: this is not UTF-8 text"


def test_a_huge_file_is_refused(file: Path) -> None:
    with file.open("wb") as huge:
        huge.truncate(MOST_BYTES + 1)
    with pytest.raises(InvalidFile, match="it is larger than 64 MiB, which is the most that is read"):
        read(file)


LETTERS = '#qa\t,;"<>&[]\n\r\0\x1b\u2028\ud7ff é'
HEADERS = ("separator", "html", "guid column", "tags column", "deck column", "columns")
SAID = st.sampled_from(("tab", "comma", "true", "1", "2", "0", '"', "\0", "\x0b", "é")) | st.text(max_size=3)
headers = st.lists(st.builds("#{}:{}\n".format, st.sampled_from(HEADERS), SAID), max_size=4).map("".join)
tables = st.text(LETTERS, max_size=40) | st.text(max_size=40)


@given(header=headers, table=tables)
@example(header='#separator:"\n', table="q,a\n")
@example(header="#separator:\0\n", table="q\0a\n")
@example(header="#html:true\n", table="<![q\t&#99999999999;<!x<![if\n")
def test_whatever_it_holds_it_is_cards_or_refused(
    tmp_path_factory: pytest.TempPathFactory, header: str, table: str
) -> None:
    file = tmp_path_factory.mktemp("in") / "notes.txt"
    try:
        found = notes(file, f"{header}{table}".encode("utf-8", "replace"))
    except InvalidFile as error:
        assert str(file) in error.sentence  # noqa: PT017 - it need not be raised
        return
    for note in found:
        for words in (note.question, note.answer):
            assert "\0" not in words
            assert words == words.strip()


@given(content=st.binary(max_size=40))
def test_whatever_bytes_they_are_they_are_cards_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = tmp_path_factory.mktemp("in") / "notes.txt"
    try:
        notes(file, content)
    except InvalidFile:
        return


fields = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=12)


@given(
    rows=st.lists(st.tuples(fields, fields).filter(any), min_size=1, max_size=5),
    separator=st.sampled_from(sorted(SEPARATORS)),
)
def test_whatever_is_written_as_a_table_is_read_as_its_words(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], separator: str
) -> None:
    file, text = tmp_path_factory.mktemp("in") / "notes.txt", io.StringIO()
    csv.writer(text, delimiter=SEPARATORS[separator], quoting=csv.QUOTE_ALL).writerows(rows)
    assert cards(file, f"#separator:{separator}\n{text.getvalue()}") == [(q.strip(), a.strip()) for q, a in rows]


texts = st.lists(
    st.sampled_from(("why", "1 < 2", '"so"', "a\tb", "#x", "<b>", "&amp;", "=1+1")), min_size=1, max_size=3
)
deck_cards = st.builds(
    DeckCard,
    st.integers(0, 99).map("learning-roadmap:c-{}".format),
    texts.map("\n".join),
    texts.map("\n".join),
    st.just(("one", "letters", "a")),
    **{name: st.just(usual) for name, usual in DeckCard._field_defaults.items()},
)


@given(made=st.lists(deck_cards, min_size=1, max_size=4))
def test_what_is_exported_for_anki_is_read_back_with_its_ids(
    tmp_path_factory: pytest.TempPathFactory, made: list[DeckCard]
) -> None:
    file = tmp_path_factory.mktemp("in") / "deck.txt"
    found = notes(file, render(Deck("Small", tuple(made))))
    for note, card in zip(found, made, strict=True):
        assert (note.key, note.question, note.answer) == card[:3]
        assert note.names[:3] == card.home


def test_a_column_is_known_whatever_blank_stands_beside_it(tmp_path: Path) -> None:
    """Python takes a unit separator away from a text, and not from a number."""
    file = tmp_path / "cards.txt"
    file.write_bytes(b"#separator:tab\n#tags column:3\x1f\x1f\nquestion\tanswer\tvectors\n")
    assert [each.names[0] for each in read(file)] == ["vectors"]
