"""The reader: a valid roadmap, or every problem with its line, its topic and the nearest right name."""

import codecs
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from card_faults import CARD_REFERENCE_FAULTS, CARD_SHAPE_FAULTS
from conftest import SMALL
from definition_helpers import REFERENCE_FAULTS, SHAPE_FAULTS, TOPIC, Fault, edited, in_b, line_here
from job_faults import JOB_REFERENCE_FAULTS, JOB_SHAPE_FAULTS

from roadmap_cli.definition.problems import MOST_SHOWN, InvalidDefinition
from roadmap_cli.definition.reader import MOST_BYTES, read
from roadmap_cli.errors import InvalidFile

Refusal = Callable[[str | bytes], InvalidFile]
FAULTS = (
    SHAPE_FAULTS
    | REFERENCE_FAULTS
    | CARD_SHAPE_FAULTS
    | CARD_REFERENCE_FAULTS
    | JOB_SHAPE_FAULTS
    | JOB_REFERENCE_FAULTS
)
HEAD = '[roadmap]\nid = "r"\ntitle = "R"\n[[phase]]\nid = "p"\ntitle = "P"\n[[phase.module]]\nid = "m"\ntitle = "M"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.toml"


@pytest.fixture
def refusal(file: Path) -> Refusal:
    def read_refused(content: str | bytes) -> InvalidFile:
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        with pytest.raises(InvalidFile) as raised:
            read(file)
        assert raised.value.exit_code == 3
        return raised.value

    return read_refused


def problems(error: InvalidFile, file: Path) -> list[str]:
    """Each as `line: sentence`."""
    assert isinstance(error, InvalidDefinition)
    assert all(each.startswith(f"{file}:") for each in error.problems)
    return [each.removeprefix(f"{file}:") for each in error.problems]


def circle(*topics: str) -> str:
    pairs = zip(topics, [*topics[1:], topics[0]], strict=True)
    return "".join(f'{TOPIC}\nid = "{one}"\ntitle = "T"\nrequires = ["{next_one}"]\n' for one, next_one in pairs)


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_with_its_line_and_its_sentence(refusal: Refusal, file: Path, fault: Fault) -> None:
    assert f"{line_here(fault.text)}: {fault.sentence}" in problems(refusal(fault.text), file)


@pytest.mark.parametrize("name", sorted(FAULTS.keys() - {"topic with nothing"}))
def test_a_fault_brings_no_others_with_it(refusal: Refusal, file: Path, name: str) -> None:
    assert len(problems(refusal(FAULTS[name].text), file)) == 1


def test_every_problem_is_collected_in_the_order_of_lines(refusal: Refusal, file: Path) -> None:
    text = edited('title = "Alpha"\nhours = 2', 'title = "Alpha"\nhours = -2\nwy = "?"')
    text = edited('option = "y"', 'option = "z"', edited('requires = ["a"]', 'requires = ["aa", "b"]', text))
    lines = [text.splitlines().index(line) + 1 for line in ("hours = -2", 'wy = "?"', 'requires = ["aa", "b"]')]
    found = problems(refusal(text), file)
    assert [int(each.split(":")[0]) for each in found] == sorted(int(each.split(":")[0]) for each in found)
    assert [each.partition(": ")[0] for each in found[:4]] == [str(line) for line in (*lines, lines[2])]
    assert len(found) == 5


def test_faults_of_shape_and_of_references_stand_side_by_side(refusal: Refusal, file: Path) -> None:
    topics = 'id = "t"\ntitle = []\nhours = true\nrequires = ["u"]\ncards = [{id = "C"}, {}]\n'
    assert problems(refusal(f"extra = 1\n{HEAD}summary = 1\n{TOPIC}\n{topics}[[phase.module]]\n"), file) == [
        '1: the file has the unknown key "extra"',
        '11: module "m" has the unknown key "summary"',
        '14: topic "t": "title" must be one line of text, not []',
        '15: topic "t": "hours" must be a number of hours above 0 and at most 10,000, not True',
        '16: topic "t" requires "u", which does not exist',
        '17: card "C" in topic "t" needs "answer"',
        '17: card "C" in topic "t" needs "question"',
        '17: card "C" in topic "t": "id" must be an id: lower-case letters, digits and hyphens, not \'C\'; such as c',
        '17: card in topic "t" needs "answer"',
        '17: card in topic "t" needs "id"',
        '17: card in topic "t" needs "question"',
        '18: module in phase "p" needs "id"',
        '18: module in phase "p" needs "title"',
    ]


def test_an_id_ends_where_its_line_does(refusal: Refusal, file: Path) -> None:
    (problem,) = problems(refusal(edited('id = "extra"', 'id = "extra\\n"')), file)
    assert problem.endswith("\"id\" must be an id: lower-case letters, digits and hyphens, not 'extra\\n'")


def test_a_single_problem_is_the_sentence_itself(refusal: Refusal, file: Path) -> None:
    error = refusal(in_b("zzz = 1"))
    assert error.sentence == f'{file}:{line_here(in_b("zzz = 1"))}: topic "b" has the unknown key "zzz"'


def test_several_problems_are_counted_and_listed(refusal: Refusal, file: Path) -> None:
    first, *listed = refusal(in_b("zzz = 1\nyyy = 2")).sentence.split("\n")
    assert first == f"{file} has 2 problems"
    assert [each.strip().partition(" has ")[2] for each in listed] == ['the unknown key "zzz"', 'the unknown key "yyy"']


def test_of_very_many_problems_the_first_are_shown_and_the_rest_counted(refusal: Refusal, file: Path) -> None:
    topics = "".join(f'{TOPIC}\nid = "t{each}"\ntitle = "T"\nhour = 1\n' for each in range(MOST_SHOWN + 7))
    error = refusal(HEAD + topics)
    assert len(problems(error, file)) == MOST_SHOWN + 7
    assert error.sentence.endswith("... and 7 more")
    assert error.sentence.count("did you mean hours?") == MOST_SHOWN


def test_several_circles_are_each_printed_as_a_path(refusal: Refusal, file: Path) -> None:
    found = problems(refusal(HEAD + circle("a", "b") + circle("c") + circle("d", "e", "f")), file)
    assert [each.partition(": ")[2] for each in found] == [
        "a circle of prerequisites: a requires b requires a",
        "a circle of prerequisites: c requires c",
        "a circle of prerequisites: d requires e requires f requires d",
    ]
    assert [each.partition(":")[0] for each in found] == ["13", "21", "25"]


def test_a_circle_of_a_thousand_topics_is_found(refusal: Refusal, file: Path) -> None:
    (problem,) = problems(refusal(HEAD + circle(*(f"t{each}" for each in range(1000)))), file)
    assert problem.startswith("13: a circle of prerequisites: t0 requires t1 requires ")
    assert " requires t9 requires ... (981 more) requires t991 requires " in problem
    assert problem.endswith(" requires t999 requires t0")


def test_syntax_is_reported_with_its_line(refusal: Refusal, file: Path) -> None:
    text = edited('title = "Beta"', 'title = "Beta')
    (problem,) = problems(refusal(text), file)
    line = text.splitlines().index('title = "Beta') + 1
    assert problem.startswith(f"{line}: the text behind title has no end: ")


def test_a_key_said_twice_is_reported_with_its_line(refusal: Refusal, file: Path) -> None:
    (problem,) = problems(refusal(in_b("hours = 4")), file)
    assert problem.partition(":")[0] in {str(line_here(in_b("hours = 4"))), str(line_here(in_b("hours = 4")) + 1)}


def test_a_dotted_roadmap_is_reported_where_it_begins(refusal: Refusal, file: Path) -> None:
    assert '3: roadmap "r" needs "title"' in problems(refusal('\n\nroadmap.id = "r"\n'), file)


@pytest.mark.parametrize("content", ["", "# nothing but a comment\n", "\n\n\n"])
def test_an_empty_file_says_what_it_needs(refusal: Refusal, file: Path, content: str) -> None:
    assert problems(refusal(content), file) == ['1: the file needs "roadmap"']


@pytest.mark.parametrize(
    "more", ["", '[[phase]]\nid = "p"\ntitle = "P"\n[[phase.module]]\nid = "m"\ntitle = "M"\n', "phase = []\n"]
)
def test_a_roadmap_may_begin_with_nothing_in_it(file: Path, more: str) -> None:
    file.write_text(
        f'{more if more.startswith("phase") else ""}[roadmap]\nid = "r"\ntitle = "R"\n{more if more.startswith("[[") else ""}'
    )
    assert read(file).roadmap.topics == {}


def test_a_missing_file_says_how_to_get_one(file: Path) -> None:
    with pytest.raises(InvalidFile) as raised:
        read(file)
    assert raised.value.sentence == f"cannot read {file}: no such file or directory"
    assert "roadmap new" in raised.value.hint


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile, match=r"cannot read .*: (is a directory|permission denied)"):
        read(tmp_path)


def test_nul_bytes_are_no_toml(refusal: Refusal, file: Path) -> None:
    assert refusal(b"\0\0\0\0").sentence.startswith(f"{file}:1: not valid TOML: ")


def test_what_is_not_utf_8_is_told_with_its_line(refusal: Refusal, file: Path) -> None:
    error = refusal(edited("Beta.", "B\u00eata.").encode("latin-1"))
    line = next(number for number, text in enumerate(SMALL.splitlines(), start=1) if "Beta." in text)
    assert error.sentence == f"{file}:{line}: this is not UTF-8 text"
    assert error.hint == "save the file as UTF-8"


def test_a_huge_file_is_refused(file: Path) -> None:
    with file.open("wb") as huge:
        huge.truncate(MOST_BYTES + 1)
    with pytest.raises(InvalidFile, match="is larger than 32 MiB, which is the most that is read"):
        read(file)


def test_the_largest_file_that_is_read_is_read(file: Path) -> None:
    with file.open("wb") as huge:
        huge.truncate(MOST_BYTES)
    with pytest.raises(InvalidFile, match="not valid TOML"):
        read(file)


@(
    pytest.mark.skipif(os.name == "nt", reason="no such device")
    if os.name == "nt"
    else pytest.mark.filterwarnings("error")
)
def test_a_device_without_an_end_is_refused() -> None:
    with pytest.raises(InvalidFile, match="cannot read /dev/zero: it is a device, no file"):
        read(Path("/dev/zero"))


@pytest.mark.parametrize(
    "deep",
    [
        pytest.param("x = " + "[" * 100_000, id="array"),
        pytest.param("x = " + "{a=" * 100_000, id="inline table"),
        pytest.param("x." + "a." * 100_000 + "a = 1", id="dotted key"),
        pytest.param("[x." + "a." * 100_000 + "a]", id="header"),
    ],
)
def test_what_is_nested_too_deeply_is_refused(refusal: Refusal, file: Path, deep: str) -> None:
    assert refusal(HEAD + deep).sentence.startswith(f"{file}:")


@pytest.mark.parametrize("depth", [3, 50, 300, 900, 970, 985, 995])
def test_a_deep_value_is_shown_in_short(refusal: Refusal, depth: int) -> None:
    sentence = refusal(f'{HEAD}{TOPIC}\nid = "t"\ntitle = "T"\nhours.{".".join("a" * depth)} = 1\n').sentence
    assert "above 0 and at most 10,000, not {" in sentence
    assert len(sentence) < 500


@pytest.mark.parametrize("number", ["1" + "0" * 400, "0x" + "f" * 9000])
def test_a_number_of_very_many_digits_is_too_much(refusal: Refusal, number: str) -> None:
    sentence = refusal(edited("hours = 4", f"hours = {number}")).sentence
    assert '"hours" must be a number of hours above 0 and at most 10,000' in sentence
    assert len(sentence) < 500


def test_a_number_that_python_does_not_read_is_refused(refusal: Refusal) -> None:
    assert "it holds a number of thousands of digits" in refusal(edited("hours = 4", "hours = 1" + "0" * 5000)).sentence


def test_hours_that_are_no_number_are_refused(refusal: Refusal) -> None:
    assert "above 0 and at most 10,000, not nan" in refusal(edited("hours = 4", "hours = nan")).sentence


def test_a_date_as_a_title_is_refused(refusal: Refusal) -> None:
    assert '"title" must be one line of text' in refusal(edited('title = "Beta"', "title = 2026-11-23")).sentence


@pytest.mark.parametrize("nothing", ["\u200b", "\u00ad", "\u0301", "\u3164", "\\u0001"], ids=ascii)
@pytest.mark.parametrize("title", ["Small", "Phase one", "Letters", "Beta", "Which way", "The X way"])
def test_a_title_of_nothing_that_can_be_seen_is_refused_with_its_line(
    refusal: Refusal, file: Path, title: str, nothing: str
) -> None:
    text = edited(f'title = "{title}"', f'title = "{nothing}"  # here')
    sentence = refusal(text).sentence
    assert sentence.startswith(f"{file}:{line_here(text)}: ")
    assert '"title" must be one line of text, not ' in sentence


def test_a_second_byte_order_mark_is_called_by_its_name(refusal: Refusal, file: Path) -> None:
    told = refusal(codecs.BOM_UTF8 * 2 + SMALL.encode())
    assert told.sentence == f"{file}:1: it begins with two byte order marks, which no editor shows"
    assert told.hint == "save the file as UTF-8 without a mark, or with one"


def test_the_small_definition_is_read_whole(file: Path) -> None:
    file.write_text(SMALL, encoding="utf-8")
    definition = read(file)
    topic, lesson = definition.roadmap.topics["b"], definition.lesson("b")
    assert " ".join(definition.roadmap.topics) == "a b c x-topic y-topic end extra"
    assert (topic.title, topic.hours, topic.requires, topic.phase, topic.module) == (
        "Beta",
        4,
        ("a",),
        "one",
        "letters",
    )
    assert definition.roadmap.topics["end"].requires_option == {"x": ("x-topic",), "y": ("y-topic",)}
    assert [option.id for option in definition.roadmap.choices[0].options] == ["x", "y"]
    assert (lesson.criteria, lesson.cards[0].answer) == (("You can say beta.",), "Beta.")
    assert lesson.resources[0].url == "https://example.org/beta"


def test_a_topic_of_two_lines_is_valid(file: Path) -> None:
    file.write_text(f'{HEAD}{TOPIC}\nid = "t"\ntitle = "T"\n', encoding="utf-8")
    definition = read(file)
    assert (definition.roadmap.topics["t"].hours, definition.roadmap.topics["t"].kind) == (1, "concept")
    assert definition.lesson("t").cards == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b"\xef\xbb\xbf" + SMALL.encode(), id="with a byte order mark"),
        pytest.param(SMALL.replace("\n", "\r\n").encode(), id="with the line ends of Windows"),
        pytest.param(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode(), id="with both"),
        pytest.param(SMALL.rstrip("\n").encode(), id="without a last line end"),
    ],
)
def test_how_an_editor_saves_makes_no_difference(file: Path, tmp_path: Path, text: bytes) -> None:
    file.write_bytes(text)
    plain = tmp_path / "plain.toml"
    plain.write_bytes(SMALL.encode())
    assert read(file).roadmap == read(plain).roadmap
    assert read(file).read_lessons() == read(plain).read_lessons()


def test_lines_are_right_with_the_line_ends_of_windows(refusal: Refusal, file: Path) -> None:
    text = in_b("zzz = 1")
    assert problems(refusal(text.replace("\n", "\r\n").encode()), file)[0].startswith(f"{line_here(text)}: ")


@pytest.mark.parametrize(
    "title",
    ["[/x]", "[bold]no[/bold]", "\x1b]0;pwned\x07", "\x1b[31mred", "\u6f22" * 300, "<b>&amp;", "=1+1", "\u202eabc"],
)
def test_any_single_line_is_a_title_and_kept_as_it_is(file: Path, title: str) -> None:
    escaped = "".join(f"\\u{ord(each):04x}" if ord(each) < 32 else each for each in title)
    file.write_text(edited('title = "Beta"', f'title = "{escaped}"'), encoding="utf-8")
    assert read(file).roadmap.topics["b"].title == title


def test_a_prerequisite_of_ones_own_option_is_taught_under_another_choice(file: Path) -> None:
    choice = (
        '[[choice]]\nid = "{0}"\ntitle = "C"\noption = [{{id = "{0}1", title = "1"}}, {{id = "{0}2", title = "2"}}]\n'
    )
    topic = TOPIC + '\nid = "{}"\ntitle = "T"\noption = "c1"\n'
    needing = topic.format("two") + 'requires_option = {d1 = ["one"]}\n'
    file.write_text(choice.format("c") + choice.format("d") + HEAD + topic.format("one") + needing, encoding="utf-8")
    assert read(file).roadmap.topics["two"].requires_option == {"d1": ("one",)}
