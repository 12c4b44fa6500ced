"""Reports of every kind whose texts are all the same one: what Hypothesis can think of."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

from conftest import NOW
from hypothesis import strategies as st
from views_helpers import Shown

from roadmap_cli.domain.lesson import Band, Card, Lesson, Resource
from roadmap_cli.domain.periods import calendar_period
from roadmap_cli.domain.question import Asked, Offered, Typed
from roadmap_cli.domain.roadmap import Choice, Module, Option, Phase, Roadmap, Topic, fingerprint
from roadmap_cli.reports.adopt import Pair
from roadmap_cli.reports.card import ForeignCard
from roadmap_cli.reports.config import ConfigReport, SettingLine
from roadmap_cli.reports.database import BeginReport, DatabaseReport
from roadmap_cli.reports.place import QuestionReport
from roadmap_cli.reports.prompt import PromptLine
from roadmap_cli.reports.question import WaysReport
from roadmap_cli.reports.review import AskReport, BackReport, CardLine, KeysReport
from roadmap_cli.reports.status import StatusReport
from roadmap_cli.reports.sync import (
    AddedReport,
    DeviceShare,
    ForgottenReport,
    Moved,
    RemoteLine,
    RemotesReport,
    RemoteSync,
    SyncReport,
)
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.scheduling import by
from roadmap_cli.services import (
    activity,
    adopt,
    break_,
    card,
    choose,
    edit,
    evidence,
    forecast,
    history,
    link,
    log,
    mark,
    note,
    place,
    plan,
    report,
    review,
    review_stats,
    roadmaps,
    show,
    status,
    tick,
    timer,
    undo,
    use,
)
from roadmap_cli.services.list import Conditions, list_topics
from roadmap_cli.services.next import what_next, why
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.storage import sqlite

HOSTILE = ("\x1b[31m", "\x1b]0;x\x07", "\x9b2J", "\u202e", "\u2066", "\x85", "\r", "\t", "\b", "\x7f", "\u2028", "[/x]")
WIDE = ("\u5b57", "\u30ab\uff9e", "\U0001f469\u200d\U0001f680", "\U0001f1e9", "\u2764\ufe0f", "e\u0301", "\u200b")
LONG = ("word ", "antidisestablishmentarianism", "a" * 90, "\u5b57" * 60, "\u2026", " ")
IDS = ("a", "topic-with-quite-a-long-name-of-its-own", "c", "d.1_2", "e")

texts = st.lists(
    st.sampled_from([*HOSTILE, *WIDE, *LONG]) | st.text(st.characters(exclude_categories=["Cs"]), max_size=9),
    max_size=12,
).map("".join)
many_hours = st.lists(st.floats(0.01, 10_000) | st.sampled_from([0.01, 8, 9_999.99]), min_size=5, max_size=5)
many_kinds = st.lists(st.sampled_from(["started", "finished", "skipped", None]), min_size=5, max_size=5)


def roadmap(text: str, hours: list[float]) -> Roadmap:
    """Two phases of a module each, in the second a topic for each option of a choice."""
    title = text.replace("\n", " ")
    a, b, c, d, e = (Topic(key, title, "one", "first", hours[index]) for index, key in enumerate(IDS))
    first = (a, b._replace(requires=("a",)), c)
    d, e = (each._replace(phase="two", module="second", requires=("c",)) for each in (d, e))
    second = (d._replace(option="x"), e._replace(option="y"))
    phases = (
        Phase("one", title, 1, "", (Module("first", title, "one", first),)),
        Phase("two", title, 2, "", (Module("second", title, "two", second),)),
    )
    return Roadmap("r", title, phases, (Choice("way", title, (Option("x", title, text), Option("y", title))),))


def pages(where: Roadmap, text: str, kinds: list[str | None]) -> Iterator[Shown]:
    """All that the commands would show one after the other."""
    with sqlite.apart() as store:
        for report in _reports(Workspace(where, "ada", store, NOW, Random(1), by), text, kinds):
            yield Shown(report, {})
            if isinstance(report, StatusReport):
                yield Shown(report, {"everything": True})
                yield in_a_line(report)


def in_a_line(report: StatusReport) -> Shown:
    """What a prompt says of the same."""
    its = {name: getattr(report, name) for name in PromptLine._fields}
    return Shown(PromptLine(**its | {"next": next(iter(report.next), None)}), {})


def _reports(here: Workspace, text: str, kinds: list[str | None]) -> Iterator[object]:
    topics = list(here.roadmap.topics.values())
    for topic, kind in zip(topics, kinds, strict=True):
        if kind:
            yield mark.mark(here, kind, [topic])
    yield log.log_time(here, topics[0], 45, text)
    yield from _intended(here, topics[0], text)
    yield from _placed(here, text)
    yield from _recalled(here, topics[0], text)
    yield note.note(here, topics[0], text)
    yield link.link(here, topics[0], f"https://example.org/{text}", text, proves=True)
    yield from _read(here, topics[0], text)
    yield from _side_by_side(here, text)
    yield undo.undo(here)
    yield undo.redo(here)
    yield from _edited(here, topics[0], text)
    yield history.history(here, 20)


def _edited(here: Workspace, topic: Topic, text: str) -> Iterator[object]:
    yield edit.entries(here, (), 20)
    yield edit.entries(here, (topic.id,), 20)
    new = edit.Correction(text=text + "!", day=here.today - timedelta(days=1))
    for dry_run in (True, False):
        yield edit.correct(here, edit.last(here, (), new), new, dry_run=dry_run)
    yield edit.correct(here, edit.last(here, (), new), new, dry_run=False)
    for wish in (edit.Correction(minutes=50), edit.Correction(url=f"https://example.org/{text}?", title=text + "?")):
        yield edit.correct(here, edit.last(here, (topic.id,), wish), wish, dry_run=False)
        yield edit.delete(here, edit.last(here, (topic.id,), wish), dry_run=False)


def _intended(here: Workspace, topic: Topic, text: str) -> Iterator[object]:
    """A break of these days, a break ahead, a timer, a plan; the break and the timer are left running."""
    first = here.today
    yield break_.take_break(here, first, first + timedelta(days=9), text)
    yield break_.take_break(here, first, first + timedelta(days=12), text)
    yield break_.take_break(here, first + timedelta(days=40), first + timedelta(days=60), text)
    yield break_.breaks(here)
    yield timer.start_timer(here, topic)
    yield timer.cancel_timer(here)
    yield timer.start_timer(here, topic)
    yield timer.timer(here)
    cue = " ".join(text.split())
    yield plan.plan(here, plan.Wish(9, frozenset({0, 3}), NOW.time(), cue), 8)
    yield undo.undo(here)


def _placed(here: Workspace, text: str) -> Iterator[object]:
    interview = place.interview(here, here.roadmap.topics.values())
    for topic in here.roadmap.topics.values():
        if topic.id in interview.scope:
            asked = QuestionReport(1, 9, Named(topic.id, topic.title), Asked("recall", text, text))
            yield from (asked, asked._replace(answered=True), asked._replace(answered=True, typed=text, right=False))
            interview = interview.answered(topic.id, knows=not topic.requires)
    yield place.outcome(interview, dry_run=True)
    claimed = interview.claimed({topic.id: True for topic in here.roadmap.topics.values()})
    yield place.outcome(claimed, dry_run=False)
    yield place.place(here, interview)
    yield undo.undo(here)


def _recalled(here: Workspace, topic: Topic, text: str) -> Iterator[object]:
    """Cards of one's own, one of them graded and three days old, two kept."""
    given = [(topic, ForeignCard(f"{number}{text}", text, text)) for number in range(3)]
    yield card.take_in(here, given, 4, lambda _: Lesson(), dry_run=True)
    yield card.take_in(here, given, 0, lambda _: Lesson(), dry_run=False)
    yield (added := card.add(here, topic, text, text))
    yield card.edit(here, card.find(here, added.card.id), f"{text}?", text)
    (first, *_) = review.own_cards(here)
    yield (graded := review.grade(here, first.state.card, 3))
    later = here._replace(now=here.now + timedelta(days=3))
    for wanted in (review.Wanted([topic], ahead=True), review.Wanted()):
        yield review.due_cards(later, wanted, lambda _: Lesson())
    forgetful = later._replace(reviewing=later.reviewing._replace(leech_lapses=1))
    yield review.summary(forgetful, [graded, review.grade(later, first.state.card, 1)], 1, lambda _: Lesson())
    yield review.due_cards(forgetful, review.Wanted(), lambda _: Lesson())
    yield card.cards_of(later, topic, lambda _: Lesson())
    yield card.cards_of(later, None, lambda _: Lesson())
    yield from _asked(CardLine("k", Named(topic.id, text), text, text, own=True), text)
    yield from (BackReport(text, rating) for rating in (None, 4))
    yield review_stats.stats(forgetful, lambda _: Lesson())
    yield evidence.evidence(later)
    yield card.delete(later, card.find(later, added.card.id))
    yield undo.undo(later)


def _asked(line: CardLine, text: str) -> Iterator[object]:
    """A card of every kind, before and after it is answered."""
    days, recalled = (1, 2, 30, 180), Asked("recall", text, text)
    typed: tuple[tuple[Typed, Asked], ...] = (
        ("number", Asked("compute", text, text, right=text, unit=text)),
        ("words", Asked("code", text, text, right=text, code=text, language="python")),
        ("line", Asked("code", text, text, right=text, code=text, language=text)),
        ("letter", Asked("choose", text, text, right="a", choices=(Offered("a", text), Offered("b", text)))),
    )
    for way, asked in (("", recalled), *typed):
        report = AskReport(1, 9, line._replace(recall=0.999), asked._replace(typed=way))
        yield from (report, report._replace(answered=True, intervals=days))
        for right in (True, False) if way else ():
            yield report._replace(answered=True, intervals=days, typed=text, right=right)
        yield from (WaysReport(way, (("s", text),), misread) for misread in (False, True))
    for rating, left in ((1, 0), (None, 4), (1, 2)):
        yield AskReport(1, 9, line, recalled, answered=True, intervals=days, rating=rating, left=left)
    yield from (KeysReport(proposed, asks_why) for proposed, asks_why in ((None, False), (3, False), (None, True)))


def _read(here: Workspace, topic: Topic, text: str) -> Iterator[object]:
    lesson = Lesson(text, text, text, (text,), (Resource(text, text, text),), (Card("k", text, text),))
    yield status.status(here)
    yield status.status(here, "one")
    yield what_next(here, 5, 45)
    yield list_topics(here, Conditions())
    yield choose.choices(here)
    yield from (why(here, each) for each in here.roadmap.topics.values())
    known = topic._replace(criteria=(fingerprint(text),))
    yield tick.ticks(here, known, lesson)
    for off in (False, True, True):
        yield tick.tick(here, known, lesson, tick.WantedTicks((1,), (1,), off))
    tick.tick(here, known, lesson, tick.WantedTicks((1,), (1,)))
    yield tick.ticks(here, known, Lesson())
    yield show.show(here, topic, lesson)
    yield from _read_ahead(here, text)
    lines = (SettingLine(text, text, "default"), SettingLine("plan", text, "progress"))
    yield ConfigReport(f"/home/{text}", lines)
    yield DatabaseReport(
        database=f"/home/{text}",
        state="unusable",
        begun=True,
        size_bytes=1,
        users=(text,),
        newest_copy=text,
        fault=text,
        advice=text,
    )
    yield BeginReport(f"/home/{text}", (f"/home/{text}.aside",))
    yield from _synced(text)


def _synced(text: str) -> Iterator[object]:
    line = RemoteLine(name="home", kind="folder", place=f"/home/{text}", user=text)
    moved = Moved(
        events=9, done=1, minutes=90, grades=1, notes=1, links=1, others=4, devices=(DeviceShare(f"{text}.abcdef", 9),)
    )
    remote = RemoteSync(name="home", place=line.place, user=text, came=moved, went=moved, unsent=2, fault=text)
    yield SyncReport((remote, remote._replace(came=Moved()), remote._replace(fault="")), dry_run=False)
    yield SyncReport((remote._replace(came=Moved(), went=Moved(1, others=1), fault=""),), dry_run=True)
    yield from (RemotesReport(text, text, lines) for lines in ((), (line, line)))
    yield from (AddedReport(line, is_new=is_new, others=(text,)) for is_new in (False, True))
    yield ForgottenReport(line)


def _side_by_side(here: Workspace, text: str) -> Iterator[object]:
    """The same roadmap twice under two ids, and a file that cannot be used."""
    there = here._replace(roadmap=here.roadmap._replace(id="s"))
    topics = [Named(topic.id, topic.title) for topic in here.roadmap.topics.values()]
    pairs = [Pair(topic, topic, 92.6, by) for topic, by in zip(topics, ("id", "title", "title"), strict=False)]
    yield adopt.proposal(there, here.roadmap, pairs, dry_run=True)
    yield adopt.adopt(there, here.roadmap, pairs)
    faulty = roadmaps.Known(f"{IDS[1]}-{IDS[1]}", Path(f"/home/{text}"), in_use=False, roadmap=None, fault=text)
    yield roadmaps.overview(here, [roadmaps.Known("r", None, in_use=True, roadmap=here.roadmap), faulty])
    yield use.in_use(here)


def _read_ahead(here: Workspace, text: str) -> Iterator[object]:
    bands = (Band(text, 1, 2.5, text), Band("from scratch", 3, 5, text))
    yield forecast.forecast(here, forecast.Question(by=here.today + timedelta(days=400)), bands)
    yield forecast.forecast(here, forecast.Question(40.0), ())
    yield plan.plan(here, plan.Wish(), 3)
    yield report.report(here, calendar_period("week", here.today, 0, so_far=True))
    yield from (activity.activity(here, weeks) for weeks in (1, 26, 120))
