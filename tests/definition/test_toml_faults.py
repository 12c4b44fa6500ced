"""What is no TOML is told to people who know none: the line, what stands there, what to write."""

import pytest

from roadmap_cli.definition.reader import check_text
from roadmap_cli.errors import InvalidFile

HEAD = '[roadmap]\nid = "a"\n'
FAULTS = {
    "title = “Beta”": '3: curly quotes (“ ”) are none here: write straight ones, title = "Beta"',
    "title = \u2018x\u2019\nwhy = „y“": '3: curly quotes (\u2018 \u2019) are none here: write straight ones, title = "x"; so in 1 more line',
    'title = "Beta”': '3: curly quotes (”) are none here: write straight ones, title = "Beta"',
    'title = "a"  # “fine”\nwhy = «x»': '4: curly quotes (« ») are none here: write straight ones, why = "x"',
    'title = "Beta': '3: the text behind title has no end: put a " behind it; one of several lines stands between """ and """',
    'why = "a\nb"': '3: the text behind why has no end: put a " behind it; one of several lines stands between """ and """',
    'title = """abc\nz = 1': '3: the text that begins with """ here has no end: put """ behind it',
    "title = 'Beta\nz = 1": "3: the text that begins with ' here has no end: put ' behind it",
    "title = Beta": '3: a text stands in quotes: write title = "Beta"',
    'title = say "hi" to C:\\x': "3: a text stands in quotes: write title = 'say \"hi\" to C:\\x'",
    "title: Beta": '3: between a key and its value stands =: write title = "Beta"',
    "hours: 3": "3: between a key and its value stands =: write hours = 3",
    'title "Beta"': '3: behind a key stands = and its value, as title = "Beta"; here stands title "Beta"',
    'my title = "x"': "3: a key is one word, and this is more before the =",
    'title == "b"': '3: one = is enough: title = "b"',
    "hours =": "3: behind hours = stands no value: write one, or take the line out",
    "stretch = yes": "3: write true or false, in small letters: not yes",
    "hours = 3 h": "3: hours is a number and nothing else: hours = 3",
    "hours = 01": "3: hours is a number and nothing else: hours = 1",
    "hours = 1,5": "3: a number has a point and no comma: hours = 1.5",
    'x = 1 y = "a"': "3: a line holds one key and its value, and nothing behind it",
    'title = "say "hi" there"': (
        "3: a \" within a text is written \\\", or the text stands between single quotes: title = '...'"
    ),
    'url = "C:\\new\\x"': "3: a \\ in a text is written \\\\, or the text stands between single quotes: 'C:\\new'",
    "requires = [a, b]": '3: texts in a list stand in quotes, with commas between them: ["one", "two"]',
    'requires = ["a" "b"]': '3: between the items of a list stand commas: requires = ["a" "b"]',
    'requires = ["a",\n  "b"\ntitle = "b"': "3: the list that begins here has no end: put a ] behind it",
    'requires = ["a",\n[[phase]]': "3: the list that begins here has no end: put a ] behind it",
    "hours = 1\nhours = 2": "4: hours is said twice here, first in line 3: take one out",
    '[[phase]]\nid = "x"\ntitle = "X"\nid = "y"': (
        "6: id is said twice here, first in line 4: take one out; if another table begins here, write its header above, "
        "as [[phase.module.topic]]"
    ),
    '[phase]\nid = "x"\n[phase]': "3: write [[phase]] with two brackets, wherever it stands: there can be several",
    '[phase]\nid = "x"\n[[phase]]': "3: write [[phase]] with two brackets, wherever it stands: there can be several",
    "[[phase]]\n[phase.module]\n[phase.module]": (
        "4: write [[phase.module]] with two brackets, wherever it stands: there can be several"
    ),
    "[roadmap]": "3: [roadmap] stands here twice, first in line 1: put what belongs to it together",
    "[[phase]": "3: a header ends as it begins: put ]] behind it, and nothing else into its line",
    "// a remark": "3: a remark begins with #: # a remark",
    "é = 1": "3: not valid TOML: invalid statement",
}


@pytest.mark.parametrize(("text", "sentence"), FAULTS.items(), ids=FAULTS)
def test_a_fault_of_writing_is_told_with_what_to_write(text: str, sentence: str) -> None:
    with pytest.raises(InvalidFile) as raised:
        check_text(f"{HEAD}{text}\n", "my.toml")
    assert raised.value.sentence == f"my.toml:{sentence}"


@pytest.mark.parametrize("name", ["my.toml", "my.md", "-"])
@pytest.mark.parametrize("text", ["# Mine\n\n- [ ] one\n- [x] two\n", "Mine\n====\n\n## Phase\n\n1. one\n"])
def test_a_list_in_markdown_is_sent_to_import_and_to_the_markdown_form(name: str, text: str) -> None:
    with pytest.raises(InvalidFile, match="this is Markdown without a head") as raised:
        check_text(text, name)
    assert "roadmap import" in raised.value.sentence
    assert "roadmap new --markdown" in raised.value.sentence


@pytest.mark.parametrize("text", ["", "# Hello\n\nThis is prose.\n"])
def test_what_is_called_markdown_is_never_told_to_be_toml(text: str) -> None:
    with pytest.raises(InvalidFile, match="this is Markdown without a head"):
        check_text(text, "my.md")


@pytest.mark.parametrize("text", ['{"nodes": []}', "<opml></opml>"])
def test_what_another_program_wrote_is_sent_to_import(text: str) -> None:
    with pytest.raises(InvalidFile, match="what other programs wrote comes in with roadmap import"):
        check_text(text, "my.json")


def test_a_remark_that_looks_like_a_list_is_none() -> None:
    with pytest.raises(InvalidFile, match='a text stands in quotes: write title = "X"'):
        check_text(f"# Mine\n# - one\n{HEAD}title = X\n", "my.toml")
