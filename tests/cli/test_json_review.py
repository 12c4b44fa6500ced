"""The JSON that scripts rely on, of all that is about memory: reviews, statistics, cards, evidence, what has faded."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cli_helpers import a_command_a_day, give_cards, json_of
from conftest import Cli, Clock
from json_shapes import (
    COUNT,
    DAY,
    DAY_OR_NULL,
    FLAG,
    FRESH,
    HOURS_LOGGED,
    NAMED,
    REVIEW,
    TEXT,
    TIME,
    TOPIC,
    Schema,
    listing,
    one_of,
    table,
)

RATING: Schema = {"type": "integer", "minimum": 1, "maximum": 5}
INTERVAL: Schema = {"type": "integer", "minimum": 1}
RETENTION: Schema = {"type": "number", "minimum": 0.7, "maximum": 0.97}
LOSS: Schema = {"type": "number", "exclusiveMinimum": 0}
SHARE = table(reviews=COUNT, recalled=COUNT, predicted={"type": "number", "minimum": 0})
CARD = table(id=TEXT, topic=NAMED, question=TEXT, answer=TEXT, own=FLAG, recall=FRESH, due=DAY_OR_NULL)
LEECH = table(id=TEXT, topic=NAMED, question=TEXT, lapses={"type": "integer", "minimum": 1}, own=FLAG)
READING = {
    "review": table(
        schema={"const": 1},
        today=DAY,
        cards=listing(CARD),
        waiting=REVIEW,
        next_due=DAY_OR_NULL,
        leeches=listing(LEECH),
    ),
    "review --stats": table(
        schema={"const": 1},
        desired_retention=RETENTION,
        reviews=COUNT,
        first=SHARE,
        later=SHARE,
        months=listing(table(month=DAY, share=SHARE)),
        bands=listing(table(least=FRESH, share=SHARE)),
        confidence=listing(table(confidence=RATING, share=SHARE)),
        load={**listing(table(day=DAY, cards=COUNT)), "minItems": 30, "maxItems": 30},
        leeches=listing(LEECH),
        fit={
            "anyOf": [
                {"type": "null"},
                table(day=DAY, grades=COUNT, loss_before=LOSS, loss=LOSS, used_since=DAY_OR_NULL),
            ]
        },
        hours=HOURS_LOGGED,
    ),
    "card list": table(schema={"const": 1}, today=DAY, topic={"type": "null"}, cards=listing(CARD)),
    "card list b": table(schema={"const": 1}, today=DAY, topic=NAMED, cards=listing(CARD)),
    "evidence": table(
        schema={"const": 1},
        proven=listing(table(topic=NAMED, link=table(at=TIME, url=TEXT, title=TEXT, proves={"const": True}))),
        missing=listing(table(id=TEXT, title=TEXT, kind=TEXT, asked=FLAG)),
        only_missing=FLAG,
    ),
    "list --stale": table(
        schema={"const": 1},
        topics=listing({"allOf": [TOPIC, table(memory={"const": "fading"}, fresh={"type": "number"})]}),
    ),
}
CONTRACT = {
    **READING,
    "review --ahead": READING["review"],
    "evidence --missing": READING["evidence"],
    "review grade b-1 3": table(
        schema={"const": 1},
        card=TEXT,
        topic=NAMED,
        rating={**RATING, "maximum": 4},
        recall=FRESH,
        due=DAY,
        days=INTERVAL,
        batch=TEXT,
    ),
    "card add b -q Third? -a Gamma.": table(
        schema={"const": 1}, change=one_of("added", "edited", "deleted", "known"), card=CARD
    ),
    "card import cards.csv --topic c": table(
        schema={"const": 1},
        added=COUNT,
        edited=COUNT,
        known=COUNT,
        empty=COUNT,
        topics=listing(NAMED),
        dry_run=FLAG,
        formulas_left=COUNT,
    ),
}
MARKED = ("done a b c --confidence 2", "link a https://example.org --proves", "card add c -q Mine? -a Yes.")
PASTS: dict[str, tuple[str, ...]] = {
    "untouched": (),
    "done": MARKED,
    "reviewed": (*MARKED, "review grade b-1 1", "review grade a-1 4", "review grade b-1 3"),
    "faded": (*MARKED, "review grade b-1 1", "review grade c-1 2", *("",) * 90, "review grade c-1 2"),
    "taken back": (*MARKED, "review grade b-1 1", "undo", "reset b"),
}
Live = Callable[[str], None]


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    give_cards(small, a=2, c=1)
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    monkeypatch.chdir(small.parent)
    (small.parent / "cards.csv").write_text("One?,1\nTwo?,2\n,3\n", encoding="utf-8")


@pytest.fixture
def live(cli: Cli, clock: Clock) -> Live:
    """One of the pasts."""
    return lambda past: a_command_a_day(cli, clock, PASTS[past])


def fits(report: Any, command: str) -> Any:
    jsonschema.Draft202012Validator(CONTRACT[command]).validate(report)
    return report


@pytest.mark.parametrize("past", PASTS)
@pytest.mark.parametrize("command", CONTRACT)
def test_the_contract_is_kept(cli: Cli, live: Live, command: str, past: str) -> None:
    live(past)
    fits(json_of(cli, command), command)


@pytest.mark.parametrize("command", READING)
def test_the_built_in_roadmap_keeps_the_contract_too(cli: Cli, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ROADMAP_FILE")
    cli("done vectors dev-environment --on yesterday")
    fits(json_of(cli, command.replace(" b", " vectors")), command)


@pytest.mark.parametrize("command", READING)
def test_json_is_the_same_for_the_same_data(cli: Cli, live: Live, command: str) -> None:
    live("reviewed")
    assert cli(f"{command} --json").out == cli(f"{command} --json").out


def test_the_pasts_reach_every_part_of_the_contract(cli: Cli, live: Live) -> None:
    """A list that is always empty would keep any contract."""
    live("faded")
    stats = json_of(cli, "review --stats")
    assert all(stats[name] for name in ("months", "bands", "confidence", "load"))
    assert all(json_of(cli, "evidence")[name] for name in ("proven", "missing"))
    assert json_of(cli, "list --stale")["topics"]
    shown = json_of(cli, "review --ahead")["cards"]
    assert {(card["own"], card["recall"] is None, card["due"] is None) for card in shown} == {
        *((False, True, True), (True, True, True)),
        (False, False, False),
    }


def test_the_topics_of_a_list_carry_their_memory(cli: Cli, live: Live) -> None:
    live("reviewed")
    lines = {line["id"]: line for line in json_of(cli, "list")["topics"]}
    assert [lines[topic]["memory"] for topic in ("a", "b", "c", "end")] == ["unsure", "unsure", "untested", None]
    assert 0.9 < lines["a"]["fresh"] <= 1
    assert (lines["c"]["fresh"], lines["end"]["fresh"]) == (None, None)
