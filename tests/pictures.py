"""The pictures of the README: `python tests/pictures.py` draws them anew from a real run; a test holds them to it."""

import io
import json
import os
import re
import shlex
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.terminal_theme import SVG_EXPORT_THEME

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
NOW = datetime(2026, 11, 23, 19, 30, tzinfo=UTC)
WIDTH = 100
EARLIER = """
168:120 167:50 166:120 165:45 164:65 163:25 161:120 160:45 159:35 158:50 154:50 153:65 152:35 151:65 150:35
147:65 146:35 145:65 144:25 142:50 140:90 138:35 137:50 135:35 133:90 131:50 129:120 117:50 116:50 112:90
111:50 110:65 108:45 105:35 104:45 103:65 102:75 99:50 98:50 97:75 96:120 95:120 93:90 92:45 91:50 89:50 88:50
84:25 83:25 82:65 81:90 80:120 79:45 76:120 75:35 74:50 72:90 70:45 69:45 68:45 63:45 62:25 61:75 58:35 55:35
54:75 47:120 41:90
"""
"""Evenings on the first topics: how many days ago, and how many minutes."""
EVENINGS = tuple(
    "-{0} log {2} {1}m".format(*evening.split(":"), ("python-basics", "sql-queries", "git-github")[place // 24])
    for place, evening in enumerate(EARLIER.split())
)
DIARY = """
-128 break 9d a week by the sea
-60 done python-basics sql-queries
-40 start dev-environment
-40 log dev-environment 1h30
-38 log dev-environment 2h shell exercises
-36 done dev-environment
-35 log python-robust-code 1h
-33 log python-robust-code 1h30
-31 log python-robust-code 45m
-29 done python-robust-code
-27 log vectors 1h
-26 log vectors 50m
-24 done vectors
-24 link vectors https://example.org/vectors --proves --title Notebook
-22 log python-collections 1h30
-20 log python-collections 1h15
-19 done python-collections
-17 log numpy-arrays 45m
-15 log numpy-arrays 1h
-14 done numpy-arrays
-13 skip git-github
-11 log matrices 1h
-10 log matrices 1h30
-8 log matrices 40m
-7 done matrices
-6 log derivatives-integrals 1h
-4 log derivatives-integrals 35m
-3 log derivatives-integrals 1h10
-1 log pandas-dataframes 45m
"""
REVIEWS = """
python-basics-1 59:3 57:3 46:3 5:3   python-basics-2 59:2 58:3 55:3 44:3 8:3   python-basics-3 59:3 57:1 55:3 52:3 40:4
sql-queries-1 58:4 50:3 21:3         sql-queries-2 58:1 57:3 55:3 46:3 17:3    sql-queries-3 58:3 56:3 45:1 43:3 40:3 28:3
dev-environment-1 35:3 33:3 22:3     dev-environment-2 34:4 26:3               dev-environment-3 34:1 33:3 30:2 26:3
python-robust-code-1 28:3            python-robust-code-2 28:2                 python-robust-code-3 27:1
vectors-1 23:3 21:3 10:3             vectors-2 23:4 15:3                       vectors-3 22:3 20:3 9:2 3:3
numpy-arrays-1 12:3 10:3             numpy-arrays-2 12:1 10:3 8:3
"""
"""Cards, with so many days ago and the rating of each grade."""
OTHERS = """
python-basics 4 11 56:3 53:3 45:3 24:3    python-basics 12 13 56:3 53:1 50:3 41:3 18:3
sql-queries 4 7 54:3 51:3 42:3 22:3       sql-queries 8 8 54:3 51:1 49:3 42:1 39:3 28:3
dev-environment 4 7 32:3 30:3 20:3        dev-environment 8 8 32:3 30:1 28:3 20:3
python-robust-code 4 9 26:3 24:2 16:3     python-robust-code 10 11 26:3 24:1 22:3 14:3
vectors 4 5 21:3 19:3 8:3                 vectors 6 8 21:3 19:3 10:1 8:3 3:3
python-collections 1 7 17:3 15:3 4:3      python-collections 8 9 17:3 15:1 12:3 4:3
numpy-arrays 4 6 11:3 8:3                 numpy-arrays 7 8 11:3 8:1 6:3 2:3
matrices 1 9 5:3 3:3                      matrices 10 10 5:1 3:3 1:3
"""
"""The same of all the other cards of a topic, from the one number to the other."""


LATER = """
-20 choose nlp
-19 link core-ml-capstone https://example.org/churn --proves
-19 link nlp-capstone https://example.org/reviews --proves
-18 portfolio add "Who leaves the gym?"
-17 portfolio edit gym --problem "Who is about to leave?" --data "4,210 members" --source "the owner" --metric recall
-16 portfolio edit gym --baseline "31 %" --result "58 %" --meaning "27 more calls" --failed "the weather" --no-copy
-15 portfolio link gym https://github.com/ada/gym
-14 portfolio stage gym shipped
-12 story new "Rare churners" --tag impact --part situation=S --part task=T --part action=A --part "result=58 % for 31 %"
-9 interview log technical --score 4
-8 interview log coding --score 3 --weak pandas-wrangling
-6 interview log behavioural --score 4 --with Grace
"""
"""Two years on, when all of it is learned but the last phase."""


def pictures() -> dict[str, str]:
    """Name of file to SVG."""
    with _home() as run:
        live(run)
        review = run.session(["review", "-n", "2"], " 3 2")
        return {
            "status.svg": _svg("status", _drawn(run(["status"], 0))),
            "next.svg": _svg("next", _drawn(run(["next", "--time", "45m"], 0))),
            "forecast.svg": _svg("forecast", _drawn(run(["forecast"], 0), 110), width=110),
            "chart.svg": _svg("forecast --chart", _drawn(run(["forecast", "--chart"], 0))),
            "review.svg": _svg("review", Group(*review)),
            "retention.svg": _svg("review --stats", _drawn(run(["review", "--stats"], 0))),
            "activity.svg": _svg("activity", _drawn(run(["activity"], 0))),
            "card.svg": run.text(["export", "svg"]),
            "layers.svg": layers(),
            "ready.svg": ready(),
        }


def ready() -> str:
    """In a home of its own: a second learner, who is nearly there."""
    with _home() as run:
        topics = [topic for phase in ("foundation", "core-ml", "specialty") for topic in run.topics(phase)]
        run(["done", *topics], -30)
        for line in LATER.strip().splitlines():
            day, *words = shlex.split(line)
            run(words, int(day))
        return _svg("ready", _drawn(run(["ready"], 0), 88), width=88)


def live(run: "Run") -> None:
    for line in sorted((*EVENINGS, *DIARY.strip().splitlines(), *_reviews()), key=lambda line: int(line.split()[0])):
        day, *words = line.split()
        run(words, int(day))


def photograph(file: Path) -> None:
    """The top of the page, as a browser shows it. Its fonts are those of the computer: no test holds it to its bytes."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only here

    with _home() as run:
        live(run)
        page = run.text(["export", "html"])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 980, "height": 1340})
        tab.set_content(page)
        tab.screenshot(path=file)
        browser.close()


def layers() -> str:
    """The rooms and the direction of their arrows, as import-linter holds them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    floors = [[room.strip() for room in floor.split("|")] for floor in contract["layers"] if floor != "__main__"]
    parts = [_floor(index, rooms, last=index == len(floors) - 1) for index, rooms in enumerate(floors)]
    height = 64 * len(floors) - 4
    style = "font: 15px ui-monospace, monospace; text-anchor: middle; dominant-baseline: central"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 {height}" width="900" style="{style}">'
    return "\n".join([head, *parts, "</svg>", ""])


def _floor(index: int, rooms: list[str], *, last: bool) -> str:
    top, gap = 64 * index + 4, 8
    width = (892 - gap * (len(rooms) - 1)) / len(rooms)
    parts = []
    for place, room in enumerate(rooms):
        left = 4 + place * (width + gap)
        box = f'x="{left:.0f}" y="{top}" width="{width:.0f}" height="36" rx="6"'
        parts.append(f'<rect {box} fill="#e8f1f2" stroke="#3a7d8c"/>')
        parts.append(f'<text x="{left + width / 2:.0f}" y="{top + 18}" fill="#12343b">{escape(room)}</text>')
    if not last:
        parts.append(f'<path d="M450 {top + 38} v16 m-5 -6 l5 6 l5 -6" fill="none" stroke="#3a7d8c"/>')
    return "\n".join(parts)


def _reviews() -> Iterator[str]:
    card = ""
    for word in (*REVIEWS.split(), *_others()):
        day, _, rating = word.partition(":")
        if rating:
            yield f"-{day} review grade {card} {rating}"
        else:
            card = word


def _others() -> Iterator[str]:
    for topic, first, last, grades in re.findall(r"(\S+) (\d+) (\d+)((?: \d+:\d)+)", OTHERS):
        for number in range(int(first), int(last) + 1):
            yield f"{topic}-{number}"
            yield from grades.split()


def _drawn(report: object, width: int = WIDTH) -> RenderableType:
    from report_views import VIEWS  # noqa: PLC0415 - after the home is set

    from roadmap_cli.views.shades import shades_of  # noqa: PLC0415 - as above
    from roadmap_cli.views.widgets import Look, Reader  # noqa: PLC0415 - as above

    shades = shades_of(Console(force_terminal=True, color_system="truecolor"), {})
    return VIEWS[type(report)](report, Look(width, plain=False, shades=shades, reader=Reader(NOW.date())))


def _svg(title: str, drawn: RenderableType, width: int = WIDTH) -> str:
    """The console writes no colours of a terminal itself: their codes would stay in the styles that all share."""
    console = Console(record=True, width=width, force_terminal=True, color_system=None, file=io.StringIO())
    console.print(drawn)
    console.print()
    svg = console.export_svg(
        title=f"roadmap {title}", theme=SVG_EXPORT_THEME, unique_id=f"roadmap-{title.split(maxsplit=1)[0]}"
    )
    without_font = svg[: svg.index("@font-face")] + svg[svg.rindex("@font-face") :].partition("}")[2]
    return "\n".join(line.rstrip() for line in without_font.splitlines()) + "\n"


@contextmanager
def _home() -> Iterator["Run"]:
    folder = tempfile.mkdtemp()
    kept = dict(os.environ)
    os.environ.update(HOME=folder, LOGNAME="ada", TZ="UTC", XDG_DATA_HOME=folder, XDG_CACHE_HOME=folder)
    os.environ.update(XDG_CONFIG_HOME=folder, ROADMAP_USER="ada")
    try:
        yield Run()
    finally:
        os.environ.clear()
        os.environ.update(kept)
        shutil.rmtree(folder)


class Pressed:
    """Keys for a session; where a line is typed each is one, and a blank an empty one."""

    def __init__(self, keys: str) -> None:
        self.keys = iter(keys)

    def __call__(self) -> str:
        return next(self.keys)

    def line(self) -> str:
        return next(self.keys).strip()


class Run:
    """The program with a clock that can be set back, giving the report that it would have shown."""

    def session(self, words: list[str], keys: str) -> list[RenderableType]:
        """Everything that a session shows while these keys are pressed."""
        from roadmap_cli.cli import question  # noqa: PLC0415 - after the home is set
        from roadmap_cli.cli.commands import review  # noqa: PLC0415 - as above
        from roadmap_cli.reports.question import WaysReport  # noqa: PLC0415 - as above
        from roadmap_cli.reports.review import KeysReport  # noqa: PLC0415 - as above

        kept = review.is_session, question.Keys
        review.is_session = lambda: True
        question.Keys = lambda: Pressed(keys)
        try:
            *told, last = self.reports(words, 0)
        finally:
            review.is_session, question.Keys = kept
        passing = KeysReport | WaysReport  # they are replaced by what follows
        stay = [report for report in told if not isinstance(report, passing)]
        return [_drawn(report) if report else "" for report in (*stay, "", last)]

    def text(self, words: list[str]) -> str:
        """What a command writes that shows no report."""
        out = io.StringIO()
        with redirect_stdout(out):
            self._run(words, 0)
        return out.getvalue()

    def reports(self, words: list[str], day: int) -> list[object]:
        """What a command shows or tells."""
        from roadmap_cli import views  # noqa: PLC0415 - after the home is set

        shown: list[object] = []
        kept = views.text_of
        views.text_of = lambda _, __, report, **___: shown.append(report) or ""
        try:
            with redirect_stdout(io.StringIO()):
                self._run(words, day)
        finally:
            views.text_of = kept
        return shown

    def topics(self, phase: str) -> list[str]:
        """What there is to learn in a phase, whatever is chosen."""
        found = json.loads(self.text(["status", phase, "--json"]))
        modules = next(each["modules"] for each in found["phases"] if each["id"] == phase)
        return [topic["id"] for module in modules for topic in module["topics"] if topic["option"] in {None, "nlp"}]

    def __call__(self, words: list[str], day: int) -> object:
        return self.reports(words, day)[0]

    def _run(self, words: list[str], day: int) -> None:
        from roadmap_cli import cli  # noqa: PLC0415 - after the home is set
        from roadmap_cli.use_cases import session  # noqa: PLC0415 - as above

        kept = session.clock
        session.clock = lambda: NOW + timedelta(days=day)
        try:
            code = cli.run(words)
        finally:
            session.clock = kept
        if code:
            sys.exit(f"roadmap {' '.join(words)} failed")


if __name__ == "__main__":
    sys.path.append(str(ROOT / "tests" / "helpers"))
    DOCS.mkdir(exist_ok=True)
    for name, text in pictures().items():
        (DOCS / name).write_text(text, encoding="utf-8")
    photograph(DOCS / "report.png")
