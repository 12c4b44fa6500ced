"""What the program writes for others it reads back: titles as they were, and all that stands beside them."""

import re
from operator import itemgetter
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

from roadmap_cli.definition.document import build
from roadmap_cli.definition.problems import Problems
from roadmap_cli.definition.reader import check_shape
from roadmap_cli.definition.references import check_references
from roadmap_cli.domain.events import Fact
from roadmap_cli.domain.lesson import Lesson, Resource
from roadmap_cli.domain.roadmap import Choice, Module, Option, Phase, Roadmap, Topic
from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.exports import csv, markdown, todotxt
from roadmap_cli.imports.made_definition import define, tidy
from roadmap_cli.imports.sheet import outline as read_table
from roadmap_cli.reports.export import ProgressReport
from roadmap_cli.reports.import_ import ForeignFile
from roadmap_cli.reports.topic_line import TopicLine
from roadmap_cli.services import export
from roadmap_cli.services.import_ import Destination, take_in
from roadmap_cli.storage import sqlite

FORMULA = re.compile(r"'\s*[=+@-]")


def clean(text: str) -> str:
    return " ".join(CONTROLS.sub(" ", text).split())


NOTHING = Lesson()


def report(names: list[str], facts: list[Fact], lesson: Lesson = NOTHING) -> ProgressReport:
    where = roadmap(names)
    with sqlite.apart() as store:
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
    wanted = _all(made)
    assert [each.title for each in found.items] == [clean(topic.title) for topic in wanted]
    assert [each.status for each in found.items] == [topic.status for topic in wanted]
    assert [each.hours for each in found.items] == [2, 2, 2, 2]
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
    assert [each.title for each in found.items] == [clean(topic.title) for topic in _all(made)]
    assert [bool(each.ticks) for each in found.items] == [False, True, False, False]
    with sqlite.apart() as elsewhere:
        there = workspace(roadmap(names), elsewhere)
        origin, destination = ForeignFile("r.md", "markdown", in_use=True), Destination(lambda _: lesson)
        taken = take_in(there, [("b", found.items[1])], origin, destination, dry_run=False)
        again = export.progress(there, lambda _: lesson)
    assert (again.ticks, taken.unplaced) == (made.ticks, ())


def _all(made: ProgressReport) -> tuple[TopicLine, ...]:
    return made.status.phases[0].modules[0].topics


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
    assert [each.evidence for each in found.items] == [(), (), (), ()]
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
    wanted = _all(made)
    assert [each.title for each in found.items] == [clean(topic.title) for topic in wanted]
    place = (clean(names[4]), clean(names[5]))
    assert [each[2:7] for each in found.items] == [(*place, topic.id, 2, topic.status) for topic in wanted]
    assert {(each.phase_id, each.module_id) for each in found.items} == {("one", "m")}
    assert [each.minutes for each in found.items] == [topic.minutes for topic in wanted]
    dates = [tuple(at and at.date() for at in made.dates.get(topic.id, (None, None))) for topic in wanted]
    assert [(each.started, each.finished) for each in found.items] == dates
    assert found.items[0].evidence == (Resource("", "https://a.example/x?y=1;2,3"),)
    assert found.unplaced == ()
    assert [(each.id, [option.id for option in each.options]) for each in found.choices] == [("way", ["x", "y"])]


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
    wanted = [topic for topic in _all(made) if topic.option in {None, "x"}]
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
    assert [each.requires for each in found.items] == [(), ("a",), ("b",), ("b",), ("b",), ("c",), ()]
    assert found.items[5].requires_option == (("x", "x-topic"), ("y", "y-topic"))
    assert found.items[0].evidence == (Resource("", "https://example.org/a?x=1&y=2"),)


@pytest.mark.parametrize("kind", ["csv", "markdown", "todotxt", "taskwarrior"])
def test_an_hour_that_is_only_assumed_does_not_come_back_as_said(cli: Cli, tmp_path: Path, kind: str) -> None:
    tea, back = tmp_path / "tea.txt", tmp_path / "back"
    tea.write_text("Water\nLeaves\nMilk\n")
    assert cli("import", str(tea), "--yes").code == 0
    assert cli("--file", "tea", "export", kind, "-o", str(back)).code == 0
    said = cli("import", str(back), "--new", "--yes").out
    assert "No hours in the file, so no date can be told" in said


OLD_REPORT = """\
# Small

| Phase | Done | Topics | Hours done | Hours left | Skipped |
|---|---:|---:|---:|---:|---:|
| 1. One | 0 % | 0 of 2 | 0 | 7 |  |

Chosen: The X way.

## Phase 1: One <!-- id: one -->

### Ways (0 %) <!-- id: ways -->

- [ ] Ex (5 h) <!-- id: x-topic -->
- [ ] The end (2 h) <!-- id: end; requires: x-topic -->
  - [A page](https://example.org/a)
"""
OLD_TABLE = (
    "phase,module,id,title,status,ready,hours,minutes,started,finished,option,stretch,proven,fresh,memory,requires,evidence,"
    "resources,phase_id,module_id\n"
    "One,Ways,x-topic,Ex,todo,yes,5,0,,,x,no,no,,,,,,one,ways\n"
    "One,Ways,end,The end,todo,no,2,0,,,,yes,no,,,x-topic,,https://example.org/a,one,ways\n"
)


@pytest.mark.parametrize(("text", "lost"), [(OLD_REPORT, []), (OLD_TABLE, ["nothing is made of it"])])
def test_what_was_written_before_there_were_choices_still_comes_in(tmp_path: Path, text: str, lost: list[str]) -> None:
    again, links, told = made_again(tmp_path, text)
    assert again.choices == ()
    assert [(each.id, each.hours, each.requires) for each in again.topics.values()] == [
        ("x-topic", 5, ()),
        ("end", 2, ("x-topic",)),
    ]
    assert [each.url for each in links["end"].resources] == ["https://example.org/a"]
    assert [why for why in told if "worked out" not in why] == lost


def test_choices_that_a_hand_broke_are_told_and_leave_a_sound_roadmap(cli: Cli, small: Path, tmp_path: Path) -> None:
    text = cli("--file", str(small), "export", "csv").out
    again, _, lost = made_again(tmp_path, text.replace(" [The Y way](y)", ""))
    assert again.choices == ()
    assert again.topics["end"].requires == ("c", "x-topic", "y-topic")
    assert lost == ["a choice has an id and at least two options, each with an id of its own"]
    again, _, _ = made_again(tmp_path, text.replace("x:x-topic", "x-topic"))
    assert again.topics["end"].requires_option == {"x": ("x-topic",), "y": ("y-topic",)}


def test_which_option_is_chosen_is_told_not_to_come_along(tmp_path: Path) -> None:
    text = markdown.render(report(list("stuvwxyz"), [fact("chose", None, choice="way", option="x")]))
    told = ("s (chosen)", "which option is chosen is no part of a roadmap: roadmap choose")
    assert told in [each[1:] for each in outline(tmp_path, text).unplaced]


ids = st.sampled_from(["a", "b-2", "c.d", "e_f", "g--h", "0", "x-"])
web = texts.map(lambda text: f"https://example.org/{quote(text, safe='=?;,')}")


@st.composite
def whole_roadmaps(draw: st.DrawFn) -> tuple[Roadmap, dict[str, Lesson]]:
    """Topics that need some of those before them, in phases and modules of different names, with links."""
    names = draw(st.lists(ids, min_size=1, max_size=6, unique=True))
    titled = draw(st.lists(titles.filter(clean), min_size=6, max_size=6, unique_by=clean))
    topics: dict[tuple[str, str], list[Topic]] = {}
    lessons = {}
    options: dict[str, str | None] = {}
    for number, name in enumerate(names):
        place = draw(st.sampled_from([("p1", "m1"), ("p1", "m2"), ("p2", "m3")]))
        needed = draw(st.lists(st.sampled_from(names[:number]), unique=True)) if number else []
        hours = draw(st.integers(1, 4000)) / 4
        options[name] = draw(st.sampled_from([None, None, "o1", "o2"]))
        under = [(options[each] if options[each] != options[name] else None, each) for each in needed]
        topic = Topic(
            name,
            draw(titles.filter(clean)),
            *place,
            hours,
            option=options[name],
            stretch=draw(st.booleans()),
            requires=tuple(each for option, each in under if option is None),
            requires_option={
                option: tuple(each for its, each in under if its == option)
                for option in dict.fromkeys(its for its, _ in under if its)
            },
        )
        topics.setdefault(place, []).append(topic)
        links = draw(st.lists(st.tuples(titles.filter(clean), web), max_size=3, unique_by=itemgetter(1)))
        lessons[name] = Lesson(resources=tuple(Resource(*each) for each in links))
    modules = {place: Module(place[1], titled[int(place[1][1])], place[0], tuple(its)) for place, its in topics.items()}
    phases = (
        Phase(phase, titled[4 + number], number + 1, "", tuple(its))
        for number, phase in enumerate(("p1", "p2"))
        if (its := [modules[place] for place in sorted(modules) if place[0] == phase])
    )
    called = draw(st.lists(titles.filter(clean), min_size=3, max_size=3))
    ways = tuple(Option(f"o{number}", called[number]) for number in (1, 2))
    decided = draw(st.sampled_from([None, *(name for name, option in options.items() if option is None)]))
    choices = (Choice("way", called[0], ways, decided),) if decided or any(options.values()) else ()
    return Roadmap("r", titled[0], tuple(phases), choices), lessons


def made_again(folder: Path, text: str) -> tuple[Roadmap, dict[str, Lesson], list[str]]:
    """The roadmap that an import makes of a file, and what has no place in it."""
    found = tidy(outline(folder, text), "any")
    defined = define(found, "r")
    problems = Problems("any")
    check_shape(defined.document, problems)
    check_references(defined.document, problems)
    problems.raise_if_any("")
    built = build(defined.document)
    lost = [each.why for each in (*found.unplaced, *defined.unplaced)]
    return built.roadmap, {topic: built.lesson(topic) for topic in built.roadmap.topics}, lost


def structure(where: Roadmap) -> list[tuple[object, ...]]:
    """All that a table and a report say of a roadmap, in one line."""
    return [
        (phase.id, clean(phase.title), module.id, clean(module.title), *_told(topic))
        for phase in where.phases
        for module in phase.modules
        for topic in module.topics
    ]


def _told(topic: Topic) -> tuple[object, ...]:
    return (
        topic.id,
        clean(topic.title),
        topic.hours,
        topic.requires,
        dict(topic.requires_option),
        topic.option,
        topic.stretch,
    )


def choices_of(where: Roadmap) -> list[tuple[object, ...]]:
    return [
        (each.id, clean(each.title), each.topic, [(its.id, clean(its.title)) for its in each.options])
        for each in where.choices
    ]


def links_of(lessons: dict[str, Lesson]) -> dict[str, list[tuple[str, str]]]:
    return {topic: [(clean(each.title), each.url) for each in its.resources] for topic, its in lessons.items()}


@examples(60)
@given(made=whole_roadmaps())
def test_a_roadmap_can_be_made_again_of_its_report(
    tmp_path_factory: pytest.TempPathFactory, made: tuple[Roadmap, dict[str, Lesson]]
) -> None:
    where, lessons = made
    again, links, lost = made_again(tmp_path_factory.mktemp("in"), markdown.render(kept(where, lessons)))
    assert structure(again) == structure(where)
    assert clean(again.title) == clean(where.title)
    assert choices_of(again) == choices_of(where)
    assert links_of(links) == links_of(lessons)
    assert not [why for why in lost if "worked out" not in why]


@examples(60)
@given(made=whole_roadmaps())
def test_a_roadmap_can_be_made_again_of_its_table(
    tmp_path_factory: pytest.TempPathFactory, made: tuple[Roadmap, dict[str, Lesson]]
) -> None:
    where, lessons = made
    assume(not any(FORMULA.match(str(each)) for line in structure(where) for each in line))
    again, links, lost = made_again(tmp_path_factory.mktemp("in"), csv.render(kept(where, lessons)))
    assert structure(again) == structure(where)
    assert choices_of(again) == choices_of(where)
    assert links_of(links) == links_of(lessons)
    assert lost == []


def kept(where: Roadmap, lessons: dict[str, Lesson]) -> ProgressReport:
    with sqlite.apart() as store:
        return export.with_resources(export.progress(workspace(where, store), lessons.__getitem__), lessons.__getitem__)


@pytest.mark.parametrize("hostile", ["--> x", "<!-- id: b -->", "<!--", "x --!> y", "a <!-- id: b; requires: a --> b"])
def test_no_title_ends_or_begins_what_no_reader_sees(tmp_path: Path, hostile: str) -> None:
    text = markdown.render(report([hostile], []))
    whole = re.findall(r"(?<!\\)<!-- id: [a-z]+(?:; option: [xy])? -->", text)
    assert len(whole) == len(re.findall(r"(?<!\\)<!--", text)) == text.count("-->") == 9
    found = outline(tmp_path, text)
    assert [(each.id, each.title) for each in found.items] == [(name, clean(hostile)) for name in "abcd"]


def test_a_resource_that_is_no_page_is_told_and_never_lost_silently(tmp_path: Path) -> None:
    book = Lesson(resources=(Resource("A book", "ISBN 0-00"), Resource("A page", "https://example.org/a")))
    where = roadmap(["Calm"])
    text = markdown.render(kept(where, dict.fromkeys(where.topics, book)))
    found = outline(tmp_path, text)
    assert found.items[0].resources == (Resource("A page", "https://example.org/a"),)
    assert ("A book (ISBN 0-00)", "it leads to no web page") in [each[1:] for each in found.unplaced]


def test_what_is_ticked_is_told_once_and_comes_back_as_a_resource(tmp_path: Path) -> None:
    lesson = Lesson(
        criteria=("One",), resources=(Resource("A", "https://a.example"), Resource("B", "https://b.example"))
    )
    where = roadmap(["Calm"])
    with sqlite.apart() as store:
        store.append("ada", where.id, [fact("ticked", "a", resource="https://a.example")], NOW)
        made = export.with_resources(export.progress(workspace(where, store), lambda _: lesson), lambda _: lesson)
    text = markdown.render(made)
    assert text.count("https://b.example") == len(where.topics)
    found = outline(tmp_path, text)
    assert all(each.resources == lesson.resources for each in found.items)
    assert [each.ticks for each in found.items] == [lesson.resources[:1], (), (), ()]
