"""Stories on screens of several widths, in ASCII, and in a pipe."""

from typing import Any

import pytest
from conftest import NOW
from syrupy.assertion import SnapshotAssertion
from views_helpers import Screen, bare

from roadmap_cli.domain.story import Remark
from roadmap_cli.reports.story import (
    ExampleReport,
    PartLine,
    PromptReport,
    StoriesReport,
    StoryChangeReport,
    StoryReport,
    ToldReport,
    ToTellReport,
)
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.views import View, console_for, story, text_of
from roadmap_cli.views.widgets import Reader

TODAY = NOW.date()
LONG = "I dropped accuracy and measured recall of the leavers at the number of calls that the team could make."
PARTS = (
    PartLine(id="task", title="Task", prompt="What exactly were you responsible for or trying to reach?", text=LONG),
    PartLine(id="result", title="Result", prompt="What happened? Give at least one number.", text="Two lines\nof it"),
)
REMARKS = (
    Remark("no-number", "No number in Result: how much, how many, how long?"),
    Remark("we", '"We" 5 times, "I" never: say what you did yourself'),
    Remark("long", "420 words are about 3 minutes; aim at 2"),
)
TAGS = ("conflict", "failure", "impact")


def told(title: str, **said: Any) -> StoryReport:
    whole = StoryReport(
        id=title.casefold().replace(",", "").replace(" ", "-")[:60],
        title=title,
        parts=PARTS,
        tags=("failure", "impact"),
        projects=(Named("shop", "A shop that forecasts"),),
        topics=(Named("svd", "Singular value decomposition and low rank"),),
        words=210,
        minutes=1.5,
        aim=2,
        remarks=(),
        first_day=TODAY,
        last_day=TODAY,
    )
    return whole._replace(**said)


WHOLE = told("Rare churners that a model did not see, told to a hiring manager")
WEAK = told("The day we lied", remarks=REMARKS, words=420, minutes=3.0, tags=("impact",), projects=(), topics=())
BARE = told(
    "Begun",
    parts=tuple(each._replace(text="") for each in PARTS),
    tags=(),
    projects=(),
    topics=(),
    words=0,
    minutes=0.0,
    remarks=(Remark("open", "Still open: Task, Result"), Remark("untagged", f"No tag yet: {', '.join(TAGS)}?")),
)
LIST = StoriesReport(stories=(WHOLE, WEAK, BARE), tags=TAGS, missing_tags=("conflict",), asks=True)
SCENES: dict[str, tuple[View, object]] = {
    "list": (story.render, LIST),
    "none": (story.render, LIST._replace(stories=(), missing_tags=TAGS)),
    "not asked": (story.render, LIST._replace(stories=(), tags=(), missing_tags=(), asks=False)),
    "one": (story.render_one, WHOLE),
    "weak": (story.render_one, WEAK),
    "begun": (story.render_one, BARE),
    "kept": (story.render_change, StoryChangeReport("kept", WEAK, TAGS)),
    "edited": (story.render_change, StoryChangeReport("edited", WHOLE, TAGS)),
    "known": (story.render_change, StoryChangeReport("known", BARE)),
    "deleted": (story.render_change, StoryChangeReport("deleted", WEAK)),
    "example": (story.render_example, ExampleReport("Rare churners", TAGS, PARTS)),
    "example of none": (story.render_example, ExampleReport("", (), PARTS[:1])),
    "prompt": (story.render_prompt, PromptReport(PARTS[0], 1, 2)),
    "question": (story.render_question, ToTellReport(Named("s", "S"), "Tell me about a time when you disagreed.", 2)),
    "no question": (story.render_question, ToTellReport(Named("s", "S"), "", 1)),
    "told": (story.render_told, ToldReport(WHOLE, 125)),
    "told too long": (story.render_told, ToldReport(WHOLE, 605)),
}


@pytest.mark.parametrize("scene", SCENES)
def test_it_looks_like_this(monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, scene: str) -> None:
    view, report = SCENES[scene]

    def on(screen: Screen) -> str:
        return bare(text_of(console_for(screen, color="never", reader=Reader(TODAY)), view, report))

    for width in ("60", "80", "120"):
        monkeypatch.setenv("COLUMNS", width)
        assert on(Screen()) == snapshot(name=width)
        assert max(map(len, on(Screen()).splitlines())) <= int(width)
    assert on(Screen("ascii")).isascii()
    assert on(Screen(terminal=False)) == snapshot(name="pipe")
