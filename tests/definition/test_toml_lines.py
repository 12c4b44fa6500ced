"""Where each key and item of a TOML text stands."""

from collections.abc import Iterator
from random import Random
from typing import Any

import tomli
from conftest import SMALL
from hypothesis import given
from hypothesis import strategies as st
from toml_writer import Body, Writer, bodies

from roadmap_cli.definition import builtin
from roadmap_cli.definition.toml_lines import Keys, headers_of, line_at, lines_of


def paths(value: Any, at: Keys = ()) -> Iterator[Keys]:
    """Every key and item of a parsed document."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield (*at, key)
        yield from paths(inner, (*at, key))


@given(body=bodies, random=st.randoms(use_true_random=False))
def test_every_key_and_item_has_its_line(body: Body, random: Random) -> None:
    writer = Writer(random)
    writer.body(body)
    lines = lines_of(writer.text)
    assert set(lines) == set(paths(tomli.loads(writer.text)))
    wrong = {at: line for at, line in writer.lines.items() if lines[at] != line}
    assert not wrong, writer.text


TOKENS = [
    "a",
    "b",
    "1",
    "=",
    "[",
    "]",
    "{",
    "}",
    ",",
    ".",
    "\n",
    " ",
    '"',
    "'",
    '"""',
    "'''",
    "\\",
    "#",
    "[a]\n",
    "a = ",
]


@given(st.lists(st.sampled_from(TOKENS), max_size=12).map("".join))
def test_no_valid_text_defeats_it(text: str) -> None:
    try:
        document = tomli.loads(text)
    except tomli.TOMLDecodeError:
        return
    assert set(lines_of(text)) == set(paths(document))


def test_in_the_built_in_roadmap_every_key_stands_on_its_line() -> None:
    text = builtin().read_text(encoding="utf-8")
    rows, lines = text.splitlines(), lines_of(text)
    assert set(lines) == set(paths(tomli.loads(text)))
    for at, line in lines.items():
        names = [each for each in at if isinstance(each, str)]
        row = rows[line - 1]
        assert str(names[-1]) in row if isinstance(at[-1], str) else row.strip(), (at, line)


def tables(value: Any, at: Keys = ()) -> Iterator[Keys]:
    """Every table of a parsed document, as a header would name it."""
    if isinstance(value, dict):
        yield at
        for key, inner in value.items():
            yield from tables(inner, (*at, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from tables(inner, (*at, index))


@given(body=bodies, random=st.randoms(use_true_random=False))
def test_a_header_names_a_table_and_stands_where_that_begins(body: Body, random: Random) -> None:
    writer = Writer(random)
    writer.body(body)
    rows, all_tables = writer.text.split("\n"), set(tables(tomli.loads(writer.text)))
    for at, line in headers_of(writer.text):
        assert at in all_tables
        assert rows[line - 1].lstrip().startswith("["), writer.text


def test_what_only_looks_like_a_header_is_none() -> None:
    text = """\
a = [
[1],
  [2], # ]
["[b]", '[', {c = [
[3]]}],
]
d = '''
[e]
"'''
f = "[\\"["

 [ g . "h]" ] # [i]
j = { k = 1 }
[[l]]
m = \"\"\"
[n] \\\"\"\"\"
[[l]]
[l.o]"""

    assert list(headers_of(text)) == [
        (("g", "h]"), 12),
        (("l", 0), 14),
        (("l", 1), 17),
        (("l", 1, "o"), 18),
    ]
    tomli.loads(text)


def test_a_place_without_a_line_has_that_of_what_is_around_it() -> None:
    lines = lines_of(SMALL)
    topic = ("phase", 0, "module", 0, "topic", 1)
    assert line_at(lines, (*topic, "requires", 7, "x")) == lines[(*topic, "requires")]
    assert line_at(lines, ("nothing",)) == 1


def test_a_table_that_only_its_parts_name_stands_where_the_first_of_them_does() -> None:
    assert lines_of("\n[a.b]\nc.d = 1\n[a]\ne = 2\n") == {
        ("a",): 4,
        ("a", "b"): 2,
        ("a", "b", "c"): 3,
        ("a", "b", "c", "d"): 3,
        ("a", "e"): 5,
    }


def test_a_key_with_escapes_is_the_key_that_it_stands_for() -> None:
    assert lines_of('\n"h\\u006furs" = 1\n') == {("hours",): 2}
