"""Text of other hands, mutated: every reader gives something or says what is wrong, and soon."""

import json
import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import tomli
import tomlkit
from conftest import SMALL, examples
from definition_helpers import places
from fuzz_targets import TARGETS, Target, attempt, definition, outlines, progress
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TOKENS = (
    *(b"[[", b"]]", b"{", b"}", b"=", b".", b",", b'"', b'"""', b"'''", b"\\", b"\n", b"\r", b"\t", b"\0", b"|", b"#"),
    *(
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        "\u202e".encode(),
        "\u0130".encode(),
        "\U0001f600".encode(),
        b"\x1b[",
        b"\x1f",
        b"\x1c",
        b"\xc2\x85",
        b"\xe2\x80\xa8",
    ),
    *(
        b"9999-12-31T23:59:59Z",
        b"0000-00-00",
        b"-1",
        b"1e400",
        b"nan",
        b"inf",
        b"9" * 5000,
        b"0x" + b"f" * 5000,
        b"1_0",
    ),
    *(
        b"null",
        b"true",
        b"[]",
        b"{}",
        b"\\ud800",
        b"a" * 10_000,
        b"[" * 2000,
        b"- [ ] ",
        b"  " * 200 + b"- ",
        b"> " * 500,
    ),
)
"""What readers stumble over."""
ODD: tuple[Any, ...] = (
    *(
        None,
        True,
        0,
        -1,
        10**30,
        10**400,
        1.5,
        -0.0,
        1e308,
        float("nan"),
        float("inf"),
        "",
        " ",
        "\0",
        "\ud800",
        "\u202e",
    ),
    *(
        "a" * 10_000,
        "9999-12-31",
        "9999-12-31T23:59:59.999999+00:00",
        "0001-01-01T00:00:00+14:00",
        "2026-11-23T25:00",
        [],
        {},
    ),
    *([[]], [None], [{}], {"": ""}, {"id": []}, "ffffffff-ffff-7fff-bfff-ffffffffffff", "٣", "1e5"),
)
"""What stands where something else is expected."""


def bytes_near(seeds: list[bytes]) -> st.SearchStrategy[bytes]:
    """One of the valid inputs, with a few pieces taken out, put in, or said twice."""
    piece = st.one_of(st.sampled_from(TOKENS), st.binary(max_size=6))
    cut = st.tuples(st.floats(0, 1), st.integers(0, 40), piece, st.booleans())
    return st.builds(_cut, st.sampled_from(seeds), st.lists(cut, min_size=1, max_size=5))


def _cut(data: bytes, cuts: list[tuple[float, int, bytes, bool]]) -> bytes:
    for where, length, piece, twice in cuts:
        at = int(where * len(data))
        taken = data[at : at + length]
        data = data[:at] + (taken + taken if twice else piece) + data[at + length :]
    return data[:100_000]


@st.composite
def document_near(draw: st.DrawFn, document: Callable[[], Any]) -> Any:
    """A valid document with one to three of its values changed for odd ones, or gone."""
    found = document()
    for _ in range(draw(st.integers(1, 3))):
        there = places(found)
        if there:
            holder, key = draw(st.sampled_from(there))
            match draw(st.sampled_from(["odd", "odd", "gone", "twice", "deep"])):
                case "odd":
                    holder[key] = deepcopy(draw(st.sampled_from(ODD)))
                case "gone":
                    del holder[key]
                case "twice" if isinstance(holder, list):
                    holder.append(deepcopy(holder[key]))
                case _:
                    holder[key] = [[[holder[key]]]]
    return found


def tried(target: Target, data: bytes) -> None:
    with TemporaryDirectory() as folder:
        attempt(target, data, Path(folder) / "given.txt")


@pytest.mark.parametrize("name", TARGETS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], parent=settings())
@given(data=st.data())
def test_no_reader_stumbles_over_mutated_bytes(name: str, data: st.DataObject) -> None:
    target, seeds = TARGETS[name]
    tried(target, data.draw(bytes_near(seeds())))


@pytest.mark.parametrize("name", sorted(TARGETS.keys() - {"words", "answers"}))  # each of these is for one reader
def test_every_reader_takes_what_the_mutations_begin_with(name: str, tmp_path: Path) -> None:
    target, seeds = TARGETS[name]
    for number, seed in enumerate(seeds()):
        folder = tmp_path / str(number)
        folder.mkdir()
        target(seed, folder / "given.txt")


@given(document_near(lambda: tomli.loads(SMALL)))
def test_no_definition_of_odd_values_is_stumbled_over(document: Any) -> None:
    try:
        text = tomlkit.dumps(document)
    except Exception:  # noqa: BLE001 - what TOML cannot say
        return
    tried(definition, text.encode("utf-8", "surrogatepass"))


@examples(200)
@given(document_near(lambda: json.loads(TARGETS["progress"][1]()[0])))
def test_no_archive_of_odd_values_is_stumbled_over(document: Any) -> None:
    tried(progress, json.dumps(document).encode())


@examples(50)
@given(st.sampled_from([each for each in TARGETS["outlines"][1]() if each.startswith(b"{")]), st.data())
def test_no_document_of_another_program_is_stumbled_over(seed: bytes, data: st.DataObject) -> None:
    tried(outlines, json.dumps(data.draw(document_near(lambda: json.loads(seed)))).encode())


@examples(30)
@given(st.text(st.sampled_from("ab1 \t\n-*+#|:;,\"'[]()x~`>_\\.&<!"), max_size=400))
def test_no_text_of_signs_is_stumbled_over(text: str) -> None:
    tried(outlines, text.encode())


def test_a_reader_that_stumbles_is_found_out(tmp_path: Path) -> None:
    def careless(data: bytes, file: Path) -> None:
        re.compile(data.decode("latin-1"))

    with pytest.raises(re.error):
        attempt(careless, b"(", tmp_path / "given.txt")
