"""Pages in a real browser, and a year of one learner to put on them."""

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from conftest import NOW, SMALL
from exports_helpers import roadmap
from playwright.sync_api import Browser, Page, sync_playwright

from roadmap_cli import definition
from roadmap_cli.definition import Definition
from roadmap_cli.definition.reader import read
from roadmap_cli.domain.events import Event, Fact, next_id
from roadmap_cli.domain.lesson import Lesson
from roadmap_cli.domain.roadmap import Roadmap, Topic
from roadmap_cli.exports import html
from roadmap_cli.reports.export import ProgressReport
from roadmap_cli.scheduling import by
from roadmap_cli.services import export
from roadmap_cli.services.export import EVERYTHING, Part
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.storage import sqlite
from roadmap_cli.use_cases.session import SEED

AXE = Path(__file__).parents[2] / ".venv/node/node_modules/axe-core/axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")
PHONE, DESK = 360, 1440
TODAY = NOW.date()
BREAK = (TODAY - timedelta(days=120), TODAY - timedelta(days=105))
SKIPPED = ("git-github", "sql-window-functions")
"""What the learner of the year skipped in the built-in roadmap."""
LONG_WORD = "Rindfleischetikettierungsüberwachung" * 6
WIDE_LETTERS = "機械学習の基礎と応用、確率と統計、深層学習の理論"
FONTS = {
    "DejaVu Sans": "fonts-dejavu-core",
    "Liberation Sans": "fonts-liberation",
    "Noto Sans": "fonts-noto-core",
}
"""A wide, a narrow and a tall one (Liberation Sans has the widths of Arial), and the Debian packages that bring them."""
_ONLY_FONT = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>/var/cache/fontconfig</cachedir>
  <match target="pattern">
    <edit name="family" mode="append_last" binding="strong"><string>{font}</string></edit>
  </match>
</fontconfig>
"""
_CARDS_AGAIN = (1, 4, 12, 35, 90)
"""Days after a topic on which each of its cards comes back."""
_NOTES = (
    "Rows are observations, columns are variables: most errors came from mixing them up.",
    "Why is the median robust? Because one wild value cannot move the middle.\nTry it with the salaries table.",
    "Draw the picture first, then the formula.",
)


@dataclass
class Diary:
    """Events in the order in which they are said, with ids of the day that they are about."""

    roadmap: str
    user: str = "ada"
    events: list[Event] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def say(self, day: date, kind: str, topic: str | None = None, **data: Any) -> None:
        at = datetime.combine(day, time(19, 30), UTC)
        last = self.events[-1].id if self.events else None
        name = next_id(last, int(at.timestamp() * 1000), next(self.numbers))
        self.events.append(Event(self.user, name, name, self.roadmap, kind, topic, at, day, data))


@cache
def builtin() -> Definition:
    return read(definition.builtin())


@cache
def year() -> tuple[Event, ...]:
    """Two evenings of three for a year on the built-in roadmap: time, topics, notes, evidence, recall of cards, a choice
    made twice, a break, skipped topics, and what was taken back.
    """
    where, chance = builtin().roadmap, Random(7)
    diary = Diary(where.id)
    said = [(TODAY - timedelta(days=365), "chose", None, {"choice": "specialty", "option": "cv"})]
    said += [(TODAY - timedelta(days=200), "chose", None, {"choice": "specialty", "option": "nlp"})]
    said += [(TODAY - timedelta(days=300), "skipped", topic, {"reason": "known from work"}) for topic in SKIPPED]
    said += [(BREAK[0], "paused", None, {"first": f"{BREAK[0]}", "last": f"{BREAK[1]}", "reason": "by the sea"})]
    evenings = (TODAY - timedelta(days=ago) for ago in range(364, -1, -1) if ago % 3)
    days = (day for day in evenings if not BREAK[0] <= day <= BREAK[1])
    topics = [each for each in where.topics.values() if each.id not in SKIPPED]
    said += [fact for place, topic in enumerate(topics) for fact in _learned(place, topic, days, chance)]
    for day, kind, about, data in sorted((fact for fact in said if fact[0] <= TODAY), key=lambda fact: fact[0]):
        diary.say(day, kind, about, **data)
    diary.say(TODAY, "logged", "python-basics", minutes=90)
    diary.say(TODAY, "undone", batch=diary.events[-1].batch)
    return tuple(diary.events)


def _learned(place: int, topic: Topic, days: Iterator[date], chance: Random) -> Iterator[tuple[date, str, Any, Any]]:
    """A topic from the first evening to the last time that its cards came back."""
    day, left = next(days, None), topic.hours * chance.choice((0.9, 1.1, 1.3)) * 60
    if day:
        yield day, "started", topic.id, {}
    while day and left > 0:
        minutes = chance.choice((45, 75, 105, 150))
        yield day, "logged", topic.id, {"minutes": minutes}
        last, left = day, left - minutes
        day = next(days, None)
    if left > 0:
        return
    yield last, "finished", topic.id, {}
    if place % 3 == 0:
        url = f"https://example.org/{topic.id}?part=1&page={place}"
        title = {"title": f"Notebook on {topic.title}"} if place % 2 else {}
        yield last, "linked", topic.id, {"url": url, "proves": True, **title}
    if place % 2 == 0:
        yield last, "noted", topic.id, {"text": _NOTES[place // 2 % len(_NOTES)]}
    for after in _CARDS_AGAIN:
        for card in topic.cards:
            yield (
                last + timedelta(days=after),
                "graded",
                topic.id,
                {"card": card, "rating": chance.choice((2, 3, 3, 4))},
            )


def told(where: Roadmap, events: Sequence[Event | Fact], part: Part = EVERYTHING, user: str = "ada") -> ProgressReport:
    """The report that a command gives of such a history; facts make up one command."""
    with sqlite.apart() as store:
        store.merge(each for each in events if isinstance(each, Event))
        store.append(user, where.id, [each for each in events if isinstance(each, Fact)], NOW)
        return export.progress(Workspace(where, user, store, NOW, Random(SEED), by), lambda _: Lesson(), part)


def defined(text: str) -> Roadmap:
    """The roadmap of a definition file."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "roadmap.toml"
        file.write_text(text, encoding="utf-8")
        return read(file).roadmap


def saying(word: str) -> tuple[Roadmap, tuple[Event, ...]]:
    """Every text is this word, or an address of it."""
    titles = re.sub('(?<=title = ")[^"]*', word, SMALL)
    diary = Diary("small")
    diary.say(TODAY, "logged", "a", minutes=45, note=word)
    diary.say(TODAY, "finished", "a")
    diary.say(TODAY, "noted", "a", text=f"{word}\n{word}")
    diary.say(TODAY, "linked", "a", url=f"https://example.org/{word}", proves=True)
    diary.say(TODAY, "linked", "a", url="https://example.org", title=word, proves=True)
    return defined(titles), tuple(diary.events)


def all_done(where: Roadmap) -> tuple[Event, ...]:
    diary = Diary(where.id)
    for topic in where.topics:
        diary.say(TODAY - timedelta(days=2), "finished", topic)
    return tuple(diary.events)


@cache
def year_report() -> ProgressReport:
    return told(builtin().roadmap, year())


@cache
def pages() -> dict[str, str]:
    """Of all sorts, by name."""
    where, small = builtin().roadmap, defined(SMALL)
    month = Part(None, TODAY - timedelta(days=30))
    reports = {
        "year": year_report(),
        "phase": told(where, year(), Part(where.phases[1])),
        "since": told(where, year(), month),
        "nothing since": told(where, all_done(where), Part(where.phases[0], TODAY)),
        "empty": told(where, ()),
        "done": told(where, all_done(where)),
        "small": told(small, ()),
        "long words": told(*saying(LONG_WORD)),
        "wide letters": told(*saying(WIDE_LETTERS)),
    }
    return {name: html.render(report) for name, report in reports.items()}


def report_of(names: Sequence[str], text: str, url: str, user: str = "ada", part: Part = EVERYTHING) -> ProgressReport:
    """Where all titles are `names` in turn, and everything that was said is `text`."""
    where = roadmap(names)
    said: tuple[tuple[str, str | None, dict[str, Any]], ...] = (
        ("chose", None, {"choice": "way", "option": "x"}),
        ("logged", "a", {"minutes": 45, "note": text}),
        ("finished", "a", {}),
        ("linked", "a", {"url": url, "title": text, "proves": True}),
        ("linked", "b", {"url": url, "proves": True}),
        ("linked", "b", {"url": url, "title": text, "proves": False}),
        ("noted", "b", {"text": text}),
        ("skipped", "c", {"reason": text}),
        ("written", "a", {"card": "own", "question": text, "answer": text}),
        ("graded", "a", {"card": "own", "rating": 3}),
        ("paused", None, {"first": f"{TODAY}", "last": f"{TODAY}", "reason": text}),
        ("planned", None, {"hours_per_week": 5, "days": "", "at": None, "cue": text}),
    )
    return told(where, [Fact(kind, topic, NOW, TODAY, data) for kind, topic, data in said], part, user)


def named(title: str, part: int) -> ProgressReport:
    """The whole, a phase, or a month of a roadmap in which everything is called so."""
    report = report_of([title], "calm", "https://example.org", title)
    phase = report.status.phases[0]
    changes = ({}, {"phase": phase}, {"since": TODAY})
    return report._replace(**changes[part])


@contextmanager
def only_font(font: str = "DejaVu Sans") -> Iterator[str]:
    """A file for FONTCONFIG_FILE that hides all fonts of the machine but one, so that text is as wide everywhere."""
    _, name, *_ = FONTS[font].split("-")
    folder = Path("/usr/share/fonts/truetype") / name
    assert folder.is_dir(), f"these tests look at pages in {font}: install it (Debian: apt-get install {FONTS[font]})"
    with TemporaryDirectory() as place:
        file = Path(place) / "fonts.conf"
        file.write_text(_ONLY_FONT.format(folder=folder, font=font), encoding="utf-8")
        yield str(file)


@contextmanager
def chromium(font: str = "DejaVu Sans") -> Iterator[Browser]:
    """The browser of the machine, without a window, that knows this font only."""
    path = shutil.which("chromium")
    assert path, "these tests look at pages in a browser: install chromium (Debian: apt-get install chromium)"
    with only_font(font) as fonts, sync_playwright() as playwright:
        env: dict[str, str | float | bool] = {**os.environ, "FONTCONFIG_FILE": fonts}
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"], env=env)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def shown(browser: Browser, page: str | Path, *, width: int = DESK, **options: Any) -> Iterator[Page]:
    """A page, by its text or file, in a tab of its own, which must be silent and ask for nothing from anywhere."""
    with TemporaryDirectory() as folder:
        file = page if isinstance(page, Path) else Path(folder) / "page.html"
        if isinstance(page, str):
            file.write_text(page, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        context.set_default_timeout(10_000)
        tab = context.new_page()
        heard: list[str] = []
        tab.on("console", lambda message: heard.append(f"console: {message.text}"))
        tab.on("pageerror", lambda error: heard.append(f"error: {error}"))
        tab.on("dialog", lambda dialog: heard.append(f"dialog: {dialog.message}"))
        tab.on("request", lambda request: heard.append(f"request: {request.url}"))
        tab.on("popup", lambda popup: heard.append(f"popup: {popup.url}"))
        tab.goto(file.as_uri())
        yield tab
        assert heard == [f"request: {file.as_uri()}"], heard
        context.close()


def violations(browser: Browser, page: str | Path, *, opened: bool = False, **options: Any) -> list[str]:
    """What axe-core finds, a line each. The page lets no script in, so this tab overlooks its policy."""
    assert AXE.exists(), f"axe-core is missing: npm install --prefix {AXE.parents[2]} axe-core --no-save"
    with shown(browser, page, bypass_csp=True, **options) as tab:
        if opened:
            tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        tab.evaluate(AXE.read_text(encoding="utf-8"))
        found = tab.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", [*RULES])
    assert len(found["passes"]) > 10
    return [f"{each['id']}: {node['html']}" for each in found["violations"] for node in each["nodes"]]
