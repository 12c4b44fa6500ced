"""The plan as a calendar: known bytes, the right hour when clocks change, and titles that inject nothing."""

import re
import time as clock_time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from conftest import NOW, Cli, Clock, examples
from domain_helpers import TODAY
from exports_helpers import HISTORY, HOSTILE, roadmap, texts, titles
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.domain.study_blocks import Block, Entry
from roadmap_cli.exports import ics
from roadmap_cli.reports.plan import PlanReport

GOLDEN = Path(__file__).with_name("golden") / "plan.ics"
PLAN = "plan --hours-per-week 5 --days mon,wed,sat --at 19:30 --cue 'after dinner' --weeks 3"
OWN = ("SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "SEQUENCE", "DESCRIPTION")
ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
NOTHING_OF_IT = ("a\nBEGIN:VEVENT", "a\r\nATTENDEE:mailto:b@example.org", "a,b;c:d", "\\n\\,\\;\\\\", "\\", "\u2028X:1")
LONG = ("\u5b57" * 200, "a" * 75, "\U0001f469\u200d\U0001f680" * 30, " " * 80 + "x")
lively = titles | st.sampled_from([*HOSTILE, *NOTHING_OF_IT, *LONG]) | texts

Zone = Callable[[str], ZoneInfo]


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Zone]:
    """Moves the machine into another time zone."""

    def move(name: str) -> ZoneInfo:
        monkeypatch.setenv("TZ", name)
        clock_time.tzset()
        return ZoneInfo(name)

    yield move
    monkeypatch.setenv("TZ", "UTC")
    clock_time.tzset()


@pytest.fixture(autouse=True)
def _utc(zone: Zone) -> None:
    zone("UTC")


def block(day: date, *names: str, minutes: int = 45) -> Block:
    return Block(day, minutes, tuple(Entry("learn", "a", name, minutes, finishes=False) for name in names))


def plan(*blocks: Block, at: time | None = time(19, 30)) -> PlanReport:
    return PlanReport(TODAY, 5.0, "plan", (0,), at, "", 45, 2, blocks, changed=False, break_until=None, week=TODAY)


def render(report: PlanReport, *, user: str = "ada", where: Roadmap | None = None, now: datetime = NOW) -> str:
    return ics.render(report, user, where or roadmap(["Calm"]), now)


def events(text: str) -> list[Event]:
    return Calendar.from_ical(text).walk("VEVENT")


def starts(text: str, zone: ZoneInfo) -> list[datetime]:
    return [event.decoded("DTSTART").astimezone(zone) for event in events(text)]


def uids(text: str) -> list[str]:
    return [str(event["UID"]) for event in events(text)]


def test_a_known_plan_has_these_bytes(cli: Cli, clock: Clock, small: Path, tmp_path: Path) -> None:
    for days_ago, command in HISTORY:
        clock.now = NOW - timedelta(days=days_ago)
        assert cli("--file", str(small), *command).code == 0, command
    clock.now = NOW + timedelta(minutes=5)
    file = tmp_path / "plan.ics"
    assert cli(f"--file {small} {PLAN} --ics {file}").code == 0
    assert file.read_bytes() == GOLDEN.read_bytes(), f"if that is meant: cp {file} {GOLDEN}"
    assert cli(f"--file {small} plan --weeks 3 --ics -").out.encode() == GOLDEN.read_bytes()


def test_a_week_later_the_days_that_both_have_are_the_same_events(cli: Cli, clock: Clock, small: Path) -> None:
    first = cli(f"--file {small} {PLAN} --ics -").out
    cli(f"--file {small} log a 1h30")
    clock.move(days=7)
    second = cli(f"--file {small} plan --weeks 3 --ics -").out
    old, new = ({str(each["UID"]): each for each in events(text)} for text in (first, second))
    days = [{event.decoded("DTSTART") for event in each.values()} for each in (old, new)]
    both = old.keys() & new.keys()
    assert {old[key].decoded("DTSTART") for key in both} == days[0] & days[1]
    assert len(both) == 6
    assert all(new[key].decoded("DTSTART") == old[key].decoded("DTSTART") for key in both)
    assert all(new[key]["SEQUENCE"] > old[key]["SEQUENCE"] for key in both)


def test_what_is_learnt_on_a_day_changes_and_its_uid_does_not() -> None:
    before, after = (render(plan(block(TODAY, name, minutes=minutes))) for name, minutes in (("A", 45), ("B", 90)))
    assert uids(before) == uids(after)


def test_no_two_days_users_or_roadmaps_share_a_uid() -> None:
    days = [block(TODAY + timedelta(days=day), "A") for day in range(400)]
    other = roadmap(["Calm"])._replace(id="r2")
    found = [
        *uids(render(plan(*days))),
        *uids(render(plan(*days), user="eve")),
        *uids(render(plan(*days), where=other)),
    ]
    assert len({*found}) == len(found) == 1200


@given(later=st.timedeltas(timedelta(minutes=1), timedelta(days=36_525)))
def test_the_sequence_grows_with_time_and_stays_a_number_that_every_calendar_holds(later: timedelta) -> None:
    first, second = (events(render(plan(block(TODAY, "A")), now=now))[0]["SEQUENCE"] for now in (NOW, NOW + later))
    assert 0 < first < second < 2**31


CHANGES = [
    ("Europe/Berlin", date(2027, 3, 28)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/New_York", date(2027, 3, 14)),
    ("America/New_York", date(2026, 11, 1)),
]


@pytest.mark.parametrize(("name", "change"), CHANGES)
def test_a_block_stays_at_its_hour_when_the_clocks_change(zone: Zone, name: str, change: date) -> None:
    here = zone(name)
    days = [change + timedelta(days=day) for day in (-3, -1, 0, 1, 3)]
    for now in (datetime.combine(change, time(0, 5), UTC) - timedelta(days=4), datetime.now(UTC)):
        found = starts(render(plan(*(block(day, "A") for day in days)), now=now), here)
        assert found == [datetime.combine(day, time(19, 30), here) for day in days]


@pytest.mark.parametrize(("name", "change"), CHANGES)
def test_an_hour_that_is_leapt_over_comes_later_and_one_that_exists_twice_is_the_first(
    zone: Zone, name: str, change: date
) -> None:
    here = zone(name)
    hour = 1 if (name, change.month) == ("America/New_York", 11) else 2
    evening = change - timedelta(days=1)  # whose night it is
    (event,) = events(render(plan(block(evening, "A", minutes=60), at=time(hour, 30))))
    start = event.decoded("DTSTART")
    local = start.astimezone(here)
    assert (local.date(), local.minute) == (change, 30)
    assert (local.hour, local.fold) == (hour + 1 if change.month == 3 else hour, 0)
    assert event.decoded("DTEND") - start == timedelta(hours=1)


def test_a_plan_without_a_time_of_day_is_laid_on_the_evening(zone: Zone) -> None:
    here = zone("Europe/Berlin")
    assert starts(render(plan(block(TODAY, "A"), at=None)), here) == [datetime.combine(TODAY, time(19, 30), here)]


def test_a_block_may_reach_beyond_midnight() -> None:
    (event,) = events(render(plan(block(TODAY, "A", minutes=300), at=time(22))))
    assert event.decoded("DTEND") == datetime.combine(TODAY + timedelta(days=1), time(3), UTC)


def test_blocks_behind_the_end_of_the_path_are_left_out(cli: Cli, small: Path) -> None:
    empty = block(TODAY + timedelta(days=1))
    assert uids(render(plan(block(TODAY, "A"), empty))) == uids(render(plan(block(TODAY, "A"))))
    cli(f"--file {small} skip b")
    cli(f"--file {small} done a c x-topic end extra")
    said = cli(f"--file {small} plan --ics -")
    assert (said.code, said.out) == (1, "")
    assert "there is no study block to write into a calendar" in said.err


def test_a_time_before_the_day_begins_belongs_to_the_night_at_its_end(zone: Zone) -> None:
    here = zone("Europe/Berlin")
    late, early = (starts(render(plan(block(TODAY, "A"), at=at)), here) for at in (time(3, 59), time(4)))
    assert [each.date() for each in (*late, *early)] == [TODAY + timedelta(days=1), TODAY]


def test_what_a_block_holds_is_told_with_the_command_that_shows_it() -> None:
    entries = (
        Entry("review", "", "9 cards", 5, finishes=True),
        Entry("continue", "a", "Alpha", 15, finishes=True),
        Entry("choose", "way", "Which way", 0, finishes=True),
        Entry("learn", "b", "Beta", 20, finishes=True),
        Entry("continue", "c", "Gamma", 5, finishes=False),
    )
    (event,) = events(render(plan(Block(TODAY, 45, entries))))
    assert str(event["SUMMARY"]) == "Alpha"
    assert str(event["DESCRIPTION"]).split("\n") == [
        "Recall: 9 cards (roadmap review)",
        "Finish: Alpha (roadmap show a)",
        "Decide: Which way (roadmap choose way)",
        "Begin: Beta (roadmap show b)",
        "Go on with: Gamma (roadmap show c)",
    ]


@examples(200)
@given(names=st.lists(lively, min_size=1, max_size=3), where=lively)
@example(names=["a\r\nEND:VEVENT\r\nBEGIN:VALARM"], where="x\r\nMETHOD:CANCEL")
@example(names=list(LONG), where=LONG[0])
def test_no_title_breaks_a_line_or_makes_a_property(names: list[str], where: str) -> None:
    text = render(plan(block(TODAY, *names), block(TODAY + timedelta(days=1), *names)), where=roadmap([where]))
    physical = text.encode().split(b"\r\n")
    assert physical[-1] == b""
    assert all(len(line) <= 75 and not {*b"\r\n"} & {*line} for line in physical)
    assert ACTING.search(text.replace("\r\n", "")) is None
    logical = text.replace("\r\n ", "").split("\r\n")[:-1]
    properties = [re.split("[:;]", line)[0] for line in logical]
    event = ["BEGIN", *OWN, "END"]
    assert properties == ["BEGIN", "VERSION", "PRODID", "METHOD", "X-WR-CALNAME", *event, *event, "END"]


@examples(200)
@given(names=st.lists(lively, min_size=1, max_size=3))
@example(names=["\\n"])
@example(names=["C:\\new, or; not\\, and \\\\"])
@example(names=[" two  blanks "])
def test_every_title_comes_back(names: list[str]) -> None:
    (event,) = events(render(plan(block(TODAY, *names))))
    assert str(event["SUMMARY"]) == ACTING.sub(" ", names[0])
    told = str(event["DESCRIPTION"]).split("\n")
    assert told == [f"Begin: {ACTING.sub(' ', name)} (roadmap show a)" for name in names]
