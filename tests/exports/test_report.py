"""A week or a month as Markdown for a chat: the bytes of a known history, and nothing in it acts."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import NOW, Cli, Clock, examples
from exports_helpers import HISTORY, fix_ids, roadmap, texts, titles, urls, workspace
from hypothesis import example, given
from markdown_shape import CONTROLS, NEVER, shape, tokens

from roadmap_cli.domain.events import Fact
from roadmap_cli.domain.periods import any_days
from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.exports.report import render
from roadmap_cli.reports.report import PeriodReport
from roadmap_cli.services.report import report as period
from roadmap_cli.storage import sqlite

GOLDEN = Path(__file__).with_name("golden")


@pytest.mark.parametrize(("name", "days"), [("week", "--since 2026-11-17"), ("month", "--since 2026-10-25")])
def test_a_known_history_has_these_bytes(
    cli: Cli, clock: Clock, small: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, days: str
) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    fix_ids(monkeypatch)
    for days_ago, command in HISTORY:
        clock.now = NOW - timedelta(days=days_ago)
        assert cli(*command).code == 0, command
    clock.now = NOW + timedelta(minutes=5)
    file = tmp_path / f"{name}.md"
    file.write_text(cli(f"report {days} --markdown").out, encoding="utf-8")
    assert file.read_bytes() == (GOLDEN / file.name).read_bytes(), f"if that is meant: cp {file} {GOLDEN}"


def report(title: str, text: str, url: str) -> PeriodReport:
    """Where all titles are `title` and everything that was said is `text`."""
    where = roadmap([title])
    past = [Fact("logged", "a", NOW, NOW.date() - timedelta(days=10), {"minutes": 45, "note": text})]
    facts = [
        Fact("finished", "a", NOW, NOW.date(), {}),
        Fact("started", "b", NOW, NOW.date(), {}),
        Fact("chose", None, NOW, NOW.date(), {"choice": "way", "option": "y"}),
        Fact("skipped", "c", NOW, NOW.date(), {}),
        Fact("noted", "b", NOW, NOW.date(), {"text": text}),
        Fact("linked", "b", NOW, NOW.date(), {"url": url, "title": text, "proves": True}),
        Fact("linked", "b", NOW, NOW.date(), {"url": url, "proves": True}),
        Fact("paused", None, NOW, NOW.date(), {"first": "2026-11-18", "last": "2026-11-30", "reason": text}),
        Fact("graded", "a", NOW, NOW.date(), {"card": "own", "rating": 3}),
    ]
    with sqlite.apart() as store:
        store.append("ada", where.id, past, NOW - timedelta(days=10))
        store.append("ada", where.id, facts, NOW)
        return period(workspace(where, store), any_days(NOW.date() - timedelta(days=6), NOW.date()))


CALM = shape(render(report("Calm", "calm", "https://example.org/calm")))


def test_a_calm_report_tells_all_of_it() -> None:
    said = render(report("Calm", "calm", "https://example.org/calm"))
    for name in ("Studied", "Finished", "Started", "Skipped", "Notes", "Reviews", "Evidence", "Forecast", "Next"):
        assert f"- **{name}:**" in said
    assert " days later: 13 more days of breaks; " in said


@examples(60)
@given(title=titles, text=texts, url=urls)
@example(title="1. x", text="- x", url="https://[")
@example(title="a|b", text="\\|", url="https://example.org/&copy;|`x`")
@example(title="**x**", text="`x", url="javascript:alert(1)")
def test_hostile_text_makes_no_markup(title: str, text: str, url: str) -> None:
    said = render(report(title, text, url))
    found = tokens(said)
    assert not {token.type for token in found} & {*NEVER, "s_open", "hardbreak", "heading_open", "table_open"}
    assert shape(said) == CALM
    targets = [str(token.attrGet("href")) for token in found if token.type == "link_open"]
    assert len(targets) == (2 if leads_to_the_web(url) else 0)
    assert all(re.match("https?://", each, re.IGNORECASE) for each in targets)
    assert CONTROLS.search(said) is None
    assert len(said.splitlines()) <= 25
