"""The JSON that scripts rely on."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cli_helpers import json_of
from conftest import NOW, Cli
from json_shapes import (
    COUNT,
    FLAG,
    HOURS,
    NAMED,
    REVIEW,
    STATUS,
    TEXT,
    TEXT_OR_NULL,
    TICK,
    TIME,
    TIME_OR_NULL,
    TOPIC,
    listing,
    table,
)

TOTALS = table(
    topics=table(counted=COUNT, done=COUNT, doing=COUNT, todo=COUNT, skipped=COUNT),
    hours=table(counted=HOURS, done=HOURS, left=HOURS, logged=HOURS, proven=HOURS, fresh=HOURS),
    percent={"type": "number", "minimum": 0, "maximum": 100},
    proven=COUNT,
    fresh=COUNT,
    fading=COUNT,
    untested=COUNT,
    unsure=COUNT,
)
MODULE = table(id=TEXT, title=TEXT, totals=TOTALS, topics=listing(TOPIC), hours_left=HOURS)
PHASE = table(
    id=TEXT,
    title=TEXT,
    number={"type": "integer", "minimum": 1},
    totals=TOTALS,
    modules=listing(MODULE),
    hours_left=HOURS,
)
CHOICE = table(
    id=TEXT,
    title=TEXT,
    chosen=TEXT_OR_NULL,
    effective=TEXT,
    options=listing(table(id=TEXT, title=TEXT, hours=HOURS)),
)
STANCE = table(id=TEXT, status=STATUS)
CONTRACT = {
    "status": table(
        schema={"const": 1},
        roadmap=NAMED,
        user=TEXT,
        as_of=TIME,
        totals=TOTALS,
        phases=listing(PHASE),
        choices=listing(CHOICE),
        habits={"type": "object"},
        orphaned=listing(table(id=TEXT)),
        review=REVIEW,
    ),
    "next": table(
        schema={"const": 1},
        suggestions=listing(
            table(
                topic=TEXT_OR_NULL,
                title=TEXT,
                action={"enum": ["continue", "learn", "review", "choose", "project", "story", "practise", "apply"]},
                hours_left=HOURS,
                reasons={**listing(table(code=TEXT, text=TEXT)), "minItems": 1},
                target={"anyOf": [{"type": "null"}, table(kind=TEXT, id=TEXT_OR_NULL)]},
            )
        ),
        blocked_count=COUNT,
        review=REVIEW,
    ),
    "tick b": table(
        schema={"const": 1},
        topic=NAMED,
        status=STATUS,
        lines=listing(TICK),
        met=COUNT,
        criteria=COUNT,
        hours_left=HOURS,
        changed=listing(TICK),
        unchanged=listing(TICK),
        off=FLAG,
        started=FLAG,
    ),
    "show b": table(
        schema={"const": 1},
        id=TEXT,
        title=TEXT,
        status=STATUS,
        minutes=COUNT,
        started_at=TIME_OR_NULL,
        finished_at=TIME_OR_NULL,
        requires=listing(STANCE),
        unlocks=listing(STANCE),
        criteria=listing(TEXT),
        resources=listing(table(title=TEXT, url=TEXT)),
        ticks=listing(TICK),
        cards=listing(table(id=TEXT, question=TEXT, answer=TEXT)),
        notes=listing(table(at=TIME, text=TEXT)),
        links=listing(table(at=TIME, url=TEXT, title=TEXT, proves=FLAG)),
        history=listing(table(at=TIME)),
    ),
}
READING = (
    "status",
    "next",
    "next --why b",
    "show b",
    "tick b",
    "list",
    "history",
    "history b",
    "choose",
    "status --all",
    "status one",
)
PASTS = (
    (),
    ("start b", "tick b 1", "note b hello", "link b https://example.org --proves"),
    ("done a b", "log c 1h30", "skip extra", "choose y", "undo"),
    ("done a b c x-topic end extra", "review grade b-1 3"),
    ("skip a b c x-topic y-topic end extra",),
)


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


def live(cli: Cli, past: tuple[str, ...]) -> None:
    for command in past:
        assert cli(command).code == 0


@pytest.mark.parametrize("past", PASTS, ids=lambda past: past[0] if past else "untouched")
@pytest.mark.parametrize("command", CONTRACT)
def test_the_contract_is_kept(cli: Cli, command: str, past: tuple[str, ...]) -> None:
    live(cli, past)
    jsonschema.Draft202012Validator(CONTRACT[command]).validate(json_of(cli, command))


@pytest.mark.parametrize("command", CONTRACT)
def test_the_built_in_roadmap_keeps_the_contract_too(cli: Cli, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ROADMAP_FILE")
    report = json_of(cli, command.replace(" b", " dev-environment"))
    jsonschema.Draft202012Validator(CONTRACT[command]).validate(report)


@pytest.mark.parametrize("past", PASTS, ids=lambda past: past[0] if past else "untouched")
@pytest.mark.parametrize("command", READING)
def test_every_reading_command_prints_json_and_nothing_else(cli: Cli, command: str, past: tuple[str, ...]) -> None:
    live(cli, past)
    assert json_of(cli, command)["schema"] == 1


def totals_in(report: Any) -> list[Any]:
    modules = [module for phase in report["phases"] for module in phase["modules"]]
    return [each["totals"] for each in (report, *report["phases"], *modules)]


@pytest.mark.parametrize("past", PASTS, ids=lambda past: past[0] if past else "untouched")
def test_percent_is_of_counted_hours_and_100_exactly_when_nothing_is_left(cli: Cli, past: tuple[str, ...]) -> None:
    live(cli, past)
    for totals in totals_in(json_of(cli, "status")):
        topics, hours = totals["topics"], totals["hours"]
        assert topics["counted"] == topics["done"] + topics["doing"] + topics["todo"]
        assert hours["counted"] == pytest.approx(hours["done"] + hours["left"])
        assert (totals["percent"] == 100) == (topics["done"] > 0 and topics["done"] == topics["counted"])
        if hours["counted"]:
            assert totals["percent"] == pytest.approx(100 * hours["done"] / hours["counted"], abs=0.1)


@pytest.mark.parametrize("past", PASTS, ids=lambda past: past[0] if past else "untouched")
def test_modules_add_up_to_phases_and_phases_to_the_whole(cli: Cli, past: tuple[str, ...]) -> None:
    live(cli, past)
    report = json_of(cli, "status")
    for name in ("counted", "done", "doing", "todo", "skipped"):
        phases = [phase["totals"]["topics"][name] for phase in report["phases"]]
        modules = [module["totals"]["topics"][name] for phase in report["phases"] for module in phase["modules"]]
        assert sum(phases) == sum(modules) == report["totals"]["topics"][name]


def test_skipping_everything_is_not_100_percent(cli: Cli) -> None:
    live(cli, PASTS[-1])
    totals = json_of(cli, "status")["totals"]
    assert (totals["percent"], totals["topics"]["counted"], totals["topics"]["skipped"]) == (0, 0, 6)


def test_a_long_path_is_not_done_one_topic_before_its_end(cli: Cli, small: Path) -> None:
    topics = "".join(f'[[phase.module.topic]]\nid = "t{n}"\ntitle = "T{n}"\nhours = 200\n' for n in range(79))
    head = '[roadmap]\nid = "long"\ntitle = "L"\n[[phase]]\nid = "p"\ntitle = "P"\n[[phase.module]]\nid = "m"\ntitle = "M"\n'
    last = '[[phase.module.topic]]\nid = "last"\ntitle = "Last"\nhours = 0.1\n'
    small.write_text(head + topics + last, encoding="utf-8")
    cli("done", *(f"t{n}" for n in range(79)))
    assert json_of(cli, "status")["totals"]["percent"] < 100
    assert cli("status --short").out == "99 % next: Last\n"
    cli("done last")
    assert json_of(cli, "status")["totals"]["percent"] == 100


def test_times_carry_their_offset(cli: Cli) -> None:
    cli("done b")
    assert datetime.fromisoformat(json_of(cli, "status")["as_of"]) == NOW
    assert datetime.fromisoformat(json_of(cli, "show b")["finished_at"]) == NOW


def test_an_open_choice_names_what_is_counted(cli: Cli) -> None:
    choice = json_of(cli, "status")["choices"][0]
    assert (choice["chosen"], choice["effective"]) == (None, "x")
    cli("choose y")
    choice = json_of(cli, "status")["choices"][0]
    assert (choice["chosen"], choice["effective"]) == ("y", "y")


def test_an_open_choice_that_has_become_the_bottleneck_is_suggested(cli: Cli) -> None:
    cli("done a b c extra")
    first = json_of(cli, "next")["suggestions"][0]
    assert (first["topic"], first["action"]) == ("way", "choose")


def test_show_names_what_stands_before_and_behind(cli: Cli) -> None:
    cli("done a")
    shown = json_of(cli, "show b")
    assert [(each["id"], each["status"]) for each in shown["requires"]] == [("a", "done")]
    assert [each["id"] for each in shown["unlocks"]] == ["c", "x-topic", "y-topic"]


def test_json_is_the_same_for_the_same_data(cli: Cli) -> None:
    cli("done a")
    assert cli("status --json").out == cli("status --json").out
    assert json.loads(cli("--no-color status --json").out) == json_of(cli, "status")
