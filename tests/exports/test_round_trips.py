"""What the program writes for others it reads back: titles as they were, and all that stands beside them."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from conftest import NOW, Cli, examples
from exports_helpers import HISTORY, roadmap, texts, titles, urls, workspace
from hypothesis import assume, example, given
from hypothesis import strategies as st
from imports_helpers import outline
from markdown_shape import CONTROLS

from roadmap_cli.domain.events import Fact
from roadmap_cli.domain.lesson import Lesson, Resource
from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.exports import csv, markdown, todotxt
from roadmap_cli.imports.sheet import outline as read_table
from roadmap_cli.reports.export import ProgressReport
from roadmap_cli.reports.import_ import ForeignFile
from roadmap_cli.reports.topic import TopicLine
from roadmap_cli.services import export
from roadmap_cli.services.import_ import Destination, take_in
from roadmap_cli.storage import sqlite

FORMULA = re.compile(r"'\s*[=+@-]")


def clean(text: str) -> str:
    return " ".join(CONTROLS.sub(" ", text).split())


NOTHING = Lesson()


def report(names: list[str], facts: list[Fact], lesson: Lesson = NOTHING) -> ProgressReport:
    where = roadmap(names)
    with sqlite.memory() as store:
        store.append("ada", where.id, facts, NOW)
        return export.progress(workspace(where, store), lambda _: lesson)


def fact(kind: str, topic: str | None, **data: Any) -> Fact:
    return Fact(kind, topic, NOW, NOW.date(), data)


several = st.lists(titles, min_size=8, max_size=8, unique_by=clean).filter(lambda names: all(map(clean, names)))
statuses = st.lists(st.sampled_from(["started", "finished", "skipped", "reset"]), min_size=3, max_size=3)
lengths = st.lists(st.integers(0, 1440), min_size=3, max_size=3)
ODD = ["(2 h)", "x (2 h, skipped)", "Phase 1: x", "A: B", "A", "- [x] a", "https://example.org/x", "[ ] y"]


@examples(40)
@given(names=several, marks=statuses, minutes=lengths)
@example(names=ODD, marks=["finished", "skipped", "started"], minutes=[0, 59, 1440])
@example(names=ODD[::-1], marks=["reset", "skipped", "started"], minutes=[61, 599, 600])
def test_a_markdown_report_comes_back(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], marks: list[str], minutes: list[int]
) -> None:
    facts = [fact("chose", None, choice="way", option="x")]
    facts += [fact(kind, topic) for kind, topic in zip(marks, "abc", strict=True)]
    facts += [fact("logged", topic, minutes=each) for each, topic in zip(minutes, "abc", strict=True) if each]
    made = report(names, facts)
    found = outline(tmp_path_factory.mktemp("in"), markdown.render(made))
    wanted = _first_three(made)
    assert [each.title for each in found.items] == [clean(topic.title) for topic in wanted]
    assert [each.status for each in found.items] == [topic.status for topic in wanted]
    assert [each.hours for each in found.items] == [2, 2, 2]
    assert {(each.phase, each.module) for each in found.items} == {(clean(names[4]), clean(names[5]))}
    assert found.title == clean(names[6])
    for item, topic in zip(found.items, wanted, strict=True):
        assert abs(item.minutes - topic.minutes) <= (30 if topic.minutes >= 600 else 0)


@examples(40)
@given(names=several, url=urls, title=texts)
@example(names=ODD, url="https://example.org/a_b(c)?x=1&y=2&copy;=3&#39;*~", title="A: B: C")
@example(names=ODD, url="javascript:alert(1)", title="see https://example.org")
def test_evidence_comes_back_from_a_markdown_report(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], url: str, title: str
) -> None:
    facts = [
        fact("linked", "b", url=url, title=title, proves=True),
        fact("linked", "a", url="https://a.example", proves=True),
    ]
    found = outline(tmp_path_factory.mktemp("in"), markdown.render(report(names, facts)))
    written = re.sub(r"[<>()\\]", lambda match: quote(match[0]), url)
    is_link = leads_to_the_web(url)
    assert found.items[0].evidence == (Resource("", "https://a.example"),)
    assert [each.url for each in found.items[1].evidence] == ([written] if is_link else [])
    assert all(each.title in {clean(title), ""} for each in found.items[1].evidence)
    assert [each.why for each in found.unplaced][-1:] != ["it is of no topic above, or of several"]
    assert ("it leads to no web page" in [each.why for each in found.unplaced]) == (not is_link)


WEB = "https://example.org/a_b(c)?x=1&y=2&copy;=3&#39;*~"
criteria = st.lists(titles, max_size=4, unique_by=clean).map(lambda texts: [each for each in texts if clean(each)])


@examples(40)
@given(names=several, texts=criteria, ticked=st.sets(st.integers(0, 3)))
@example(names=ODD, texts=ODD, ticked={0, 2, 3, 5, 7})
@example(names=ODD, texts=["=1+1\u202ex"], ticked={0})
def test_ticks_come_back_from_a_markdown_report_onto_their_topic(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], texts: list[str], ticked: set[int]
) -> None:
    """And become what they were, since each is one of the criteria and resources that the roadmap has."""
    lesson = Lesson(criteria=tuple(texts), resources=(Resource("A page", WEB),))
    facts = [fact("ticked", "b", criterion=text) for place, text in enumerate(texts) if place in ticked]
    facts += [fact("ticked", "b", resource=WEB), fact("chose", None, choice="way", option="x")]
    made = report(names, facts, lesson)
    found = outline(tmp_path_factory.mktemp("in"), markdown.render(made))
    assert [each.title for each in found.items] == [clean(topic.title) for topic in _first_three(made)]
    assert [bool(each.ticks) for each in found.items] == [False, True, False]
    with sqlite.memory() as elsewhere:
        there = workspace(roadmap(names), elsewhere)
        origin, destination = ForeignFile("r.md", "markdown", in_use=True), Destination(lambda _: lesson)
        taken = take_in(there, [("b", found.items[1])], origin, destination, dry_run=False)
        again = export.progress(there, lambda _: lesson)
    assert (again.ticks, taken.unplaced) == (made.ticks, ())


def _first_three(made: ProgressReport) -> list[TopicLine]:
    return [topic for topic in made.status.phases[0].modules[0].topics if topic.option in {None, "x"}]


def test_evidence_comes_back_with_its_title(tmp_path: Path) -> None:
    made = report(
        list("stuvwxyz"), [fact("linked", "b", url="https://a.example", title="My [first] *repo*", proves=True)]
    )
    found = outline(tmp_path, markdown.render(made))
    assert [each.evidence for each in found.items if each.evidence] == [
        (Resource("My [first] *repo*", "https://a.example"),)
    ]


def test_evidence_of_one_of_two_topics_of_one_name_is_told(tmp_path: Path) -> None:
    made = report(["Same"], [fact("linked", "a", url="https://a.example", proves=True)])
    found = outline(tmp_path, markdown.render(made))
    assert [each.evidence for each in found.items] == [(), (), ()]
    assert found.unplaced[-1][1:] == ("Same: https://a.example", "it is of no topic above, or of several")


def test_a_report_tells_once_what_each_part_of_it_loses(tmp_path: Path) -> None:
    found = outline(
        tmp_path, markdown.render(report(["Calm"], [fact("logged", "a", minutes=5), fact("finished", "b")]))
    )
    assert [each.why.split()[:3] for each in found.unplaced] == [
        ["the", "summary", "is"],
        ["what", "comes", "next"],
        ["a", "history", "needs"],
    ]
    empty = outline(tmp_path, markdown.render(report(["Calm"], [fact("skipped", topic) for topic in "abcd"])))
    assert [each.why.split()[1] for each in empty.unplaced] == ["summary", "history"]


@examples(40)
@given(names=several, marks=statuses, minutes=lengths)
@example(
    names=["=1+1", "\t=1", "\r@x", "\u00a0-1", "\x1b+1", "a\rb", 'a "b", c', "a;b\tc|d"],
    marks=["finished"] * 3,
    minutes=[1, 2, 3],
)
def test_a_table_comes_back(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], marks: list[str], minutes: list[int]
) -> None:
    assume(not any(FORMULA.match(clean(name)) for name in names))  # an apostrophe of one's own looks like one of ours
    facts = [fact(kind, topic) for kind, topic in zip(marks, "abc", strict=True)]
    facts += [fact("logged", topic, minutes=each) for each, topic in zip(minutes, "abc", strict=True) if each]
    facts += [fact("linked", "a", url="https://a.example/x?y=1;2,3", proves=True)]
    made = report(names, facts)
    found = outline(tmp_path_factory.mktemp("in"), csv.render(made), name="any.txt")
    wanted = made.status.phases[0].modules[0].topics
    assert [each.title for each in found.items] == [clean(topic.title) for topic in wanted]
    assert [each[2:7] for each in found.items] == [("one", "m", topic.id, 2, topic.status) for topic in wanted]
    assert [each.minutes for each in found.items] == [topic.minutes for topic in wanted]
    dates = [tuple(at and at.date() for at in made.dates.get(topic.id, (None, None))) for topic in wanted]
    assert [(each.started, each.finished) for each in found.items] == dates
    assert found.items[0].evidence == (Resource("", "https://a.example/x?y=1;2,3"),)
    assert [each.text for each in found.unplaced] == ["column option"]


@examples(40)
@given(names=several, marks=statuses, minutes=lengths)
@example(
    names=["x", "(A) b", "2026-11-20 c", "+d @e f:g", "100%25", "h", "i", "j"], marks=["started"] * 3, minutes=[1, 2, 3]
)
@example(
    names=["x y", "%2B", "https://example.org", "id:a +b", "1 + 1", "\u0662026-11-20 a", "i", "j"],
    marks=["reset"] * 3,
    minutes=[0] * 3,
)
def test_a_todo_txt_comes_back(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], marks: list[str], minutes: list[int]
) -> None:
    facts = [fact("chose", None, choice="way", option="x")]
    facts += [fact(kind, topic) for kind, topic in zip(marks, "abc", strict=True)]
    facts += [fact("logged", topic, minutes=each) for each, topic in zip(minutes, "abc", strict=True) if each]
    made = report(names, facts)
    found = outline(tmp_path_factory.mktemp("in"), todotxt.render(made))
    wanted = _first_three(made)
    assert [each.title for each in found.items] == [clean(topic.title) for topic in wanted]
    assert [each[2:7] for each in found.items] == [("one", "m", topic.id, 2, topic.status) for topic in wanted]
    assert [each.minutes for each in found.items] == [topic.minutes for topic in wanted]
    for item in found.items:
        started, finished = (at and at.date() for at in made.dates.get(item.id, (None, None)))
        assert item.started == started
        assert item.finished == (finished if item.status == "done" else None)
    assert found.unplaced == ()


def test_the_whole_of_a_small_roadmap_comes_back_from_its_table(
    cli: Cli, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    for _, command in HISTORY:
        assert cli(*command).code == 0
    found = read_table(tmp_path / "small.csv", cli("export csv").out)
    assert [each.id for each in found.items] == ["a", "b", "c", "x-topic", "y-topic", "end", "extra"]
    assert [each.requires for each in found.items] == [(), ("a",), ("b",), ("b",), ("b",), ("c", "x-topic"), ()]
    assert found.items[0].evidence == (Resource("", "https://example.org/a?x=1&y=2"),)
