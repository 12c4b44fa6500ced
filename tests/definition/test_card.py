"""Cards of a file as values: of each kind, in each form, from the file and from what is kept of it."""

from pathlib import Path

import pytest
import tomli
from card_faults import CARDS, OF_EACH_KIND
from conftest import SMALL
from definition_helpers import TOPIC, edited

from roadmap_cli.definition import Definition, load
from roadmap_cli.definition.edit import MendTable, PutTable, saying
from roadmap_cli.definition.edit import edited as edited_text
from roadmap_cli.definition.markdown_writer import markdown_of
from roadmap_cli.definition.own import laid_over
from roadmap_cli.definition.reader import check_text, document_of
from roadmap_cli.definition.writer import toml_of
from roadmap_cli.domain.lesson import Card, Choose, Code, Compute, Range
from roadmap_cli.errors import InvalidFile

EXPECTED = (
    Card("b-1", "Second letter?", "Beta.", 1),
    Card(
        "b-2",
        "Heads in {n} throws at {p}, {k}?",
        "{n} of {p} = {result}; {q}",
        task=Compute(
            "n * p", {"n": Range(10, 50), "p": Range(0.1, 0.5, 0.1), "k": (2, 4, 8)}, {"q": "1 - p"}, 0, "heads"
        ),
    ),
    Card("b-3", "Where?", "There.", task=Code("if x:\n    print(x)\n", line=2)),
    Card("b-4", "What?", "So.", task=Code("echo 1", "sh", prints="1")),
    Card("b-5", "Which?", "Because.", task=Choose("this", ("that", "those"))),
)
WITH_HEADERS = (
    edited(CARDS, "# none", SMALL)
    + TOPIC
    + """
id = "z"
title = "Zeta"

[[phase.module.topic.cards]]
id = "z-1"
kind = "compute"
question = "{n}?"
answer = "{result}"
expression = "n"
parameters.n = {from = 1, to = 9}

[[phase.module.topic.cards]]
id = "z-2"
question = "?"
answer = "!"
"""
)


def cards(definition: Definition, topic: str = "b") -> tuple[Card, ...]:
    return definition.lesson(topic).cards


def test_every_kind_is_read_from_both_forms() -> None:
    assert cards(check_text(OF_EACH_KIND, "x.toml")) == EXPECTED
    assert cards(check_text(markdown_of(tomli.loads(OF_EACH_KIND)), "x.md")) == EXPECTED
    assert [each.kind for each in EXPECTED] == ["recall", "compute", "code", "code", "choose"]


def test_every_kind_is_kept(tmp_path: Path) -> None:
    file, cache = tmp_path / "x.toml", tmp_path / "cache"
    file.write_text(OF_EACH_KIND, encoding="utf-8")
    load(file, cache)
    (kept,) = cache.iterdir()
    skeleton, *_ = kept.read_bytes().splitlines()
    assert b"b-2" in skeleton
    assert b"throws" not in skeleton
    assert cards(load(file, cache)) == EXPECTED


def test_cards_may_have_headers_of_their_own() -> None:
    computed, recalled = cards(check_text(WITH_HEADERS, "x.toml"), "z")
    assert computed == Card("z-1", "{n}?", "{result}", task=Compute("n", {"n": Range(1, 9)}))
    assert recalled == Card("z-2", "?", "!")


def test_a_fault_below_a_header_is_told_with_its_line() -> None:
    text = WITH_HEADERS.replace("from = 1", "from = 10")
    line = text.splitlines().index("parameters.n = {from = 10, to = 9}") + 1
    with pytest.raises(Exception, match=rf'^x\.toml:{line}: card "z-1" in topic "z": "n" goes from 10 to 9'):
        check_text(text, "x.toml")


def test_what_is_written_again_says_the_same() -> None:
    document = tomli.loads(OF_EACH_KIND)
    assert document_of(toml_of(document), "x.toml") == document


@pytest.mark.parametrize("text", [SMALL, WITH_HEADERS], ids=["in lines", "with headers"])
def test_cards_of_every_kind_can_be_put_into_a_file(text: str) -> None:
    wanted = tomli.loads(OF_EACH_KIND)["phase"][0]["module"][0]["topic"][1]["cards"]
    wanted = [{**each, "id": f"n{each['id']}"} for each in wanted]
    topic = {"id": "new", "title": "New", "criteria": ["You can."], "cards": wanted}
    edits = [
        PutTable(("phase", 0, "module", 0, "topic", 0), topic),
        MendTable(("phase", 0, "module", 0, "topic", 1), saying({"cards": [{**wanted[1], "id": "a-1"}]})),
    ]
    found = document_of(edited_text(text, "x.toml", lambda _: edits), "x.toml")["phase"][0]["module"][0]["topic"]
    assert found[0] == topic
    assert found[1]["cards"] == [{**wanted[1], "id": "a-1"}]


def test_whoever_takes_a_criterion_away_keeps_its_cards() -> None:
    own = '[roadmap]\nid = "small"\n[[topic]]\nid = "b"\ncriteria = []\n'
    found = laid_over(tomli.loads(OF_EACH_KIND), own, "own.toml")
    assert found.remarks == ()
    assert cards(found) == (EXPECTED[0]._replace(criterion=0), *EXPECTED[1:])


def test_a_card_that_was_sound_says_nothing_of_one_that_is_nearly_the_same() -> None:
    """Of each it is remembered in a process, for a command reads a roadmap several times."""
    card = '{id = "b-1", kind = "compute", question = "{n}?", answer = "{result}", parameters = {n = [%s]}, expression = "1/n"}'
    sound, faulty = (edited(CARDS, f"cards = [{card % numbers}]", SMALL) for numbers in ("1, 2", "1, 0"))
    for _ in range(2):
        assert check_text(sound, "a").roadmap == check_text(sound, "b").roadmap
        with pytest.raises(InvalidFile, match=r"c:\d+: .*`1 / 0` divides by 0, with n = 0"):
            check_text(faulty, "c")
