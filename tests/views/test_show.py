"""Phases and modules on screens of several widths and in a pipe, whatever their texts say."""

import time
from pathlib import Path
from random import Random

import pytest
from acting_letters import ACTING
from conftest import NOW, Clock, examples
from hypothesis import given
from hypothesis import strategies as st
from made_reports import many_hours, many_kinds, roadmap, texts
from rich.cells import cell_len
from scenes import MIDDLE
from syrupy.assertion import SnapshotAssertion
from views_helpers import CODES, TREES, Diary, Screen, Shown, bare

from roadmap_cli.domain.lesson import Lesson
from roadmap_cli.domain.roadmap import Phase
from roadmap_cli.scheduling import by
from roadmap_cli.services import mark, show
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.storage import sqlite

BUILT_IN = ("foundation", "apply", "nlp", "portfolio")


@pytest.fixture
def diary(home: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Diary:
    time.tzset()
    return Diary(clock, monkeypatch)


@pytest.mark.parametrize("scope", BUILT_IN)
def test_a_phase_or_module_of_the_built_in_roadmap_looks_like_this(
    diary: Diary, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, scope: str
) -> None:
    diary("9 done dev-environment vectors project-scoping\n8 link vectors https://example.org/v --proves\n7 skip svd")
    shown = diary.shows(f"show {scope}")
    for width in ("60", "80", "120"):
        monkeypatch.setenv("COLUMNS", width)
        assert bare(shown.on(Screen())) == snapshot(name=width)
    monkeypatch.setenv("COLUMNS", "80")
    assert bare(shown.on(Screen("ascii"))) == snapshot(name="ascii")
    assert shown.on(Screen(terminal=False)) == snapshot(name="pipe")


def test_where_a_topic_comes_from_looks_like_this(
    diary: Diary, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(TREES))
    diary(MIDDLE)
    assert bare(diary.shows("show parts --all").on(Screen())) == snapshot


def pages(text: str, hours: list[float], kinds: list[str | None]) -> list[Shown]:
    """A phase whose last topic is a project, with every text that it can have, and a module."""
    where = roadmap(text, hours)
    first, second = where.phases
    last = second.modules[0].topics[-1]._replace(kind="project", option=None)
    modules = (second.modules[0]._replace(topics=(*second.modules[0].topics[:-1], last)),)
    told: list[Phase] = [
        each._replace(goal=text, warning=text, metaphor=" ".join(text.split())) for each in (first, second)
    ]
    where = where._replace(phases=(told[0], told[1]._replace(modules=modules)))
    with sqlite.apart() as store:
        here = Workspace(where, "ada", store, NOW, Random(1), by)
        for topic, kind in zip(where.topics.values(), kinds, strict=True):
            if kind:
                mark.mark(here, kind, [topic])
        lesson = Lesson(criteria=(text, "You can."))
        scopes = (*where.phases, *where.modules.values())
        return [Shown(show.show_scope(here, each, lambda _: lesson), {}) for each in scopes]


@examples(25)
@given(
    text=texts,
    hours=many_hours,
    kinds=many_kinds,
    width=st.sampled_from([60, 80, 120]),
    encoding=st.sampled_from(["utf-8", "ascii"]),
)
def test_whatever_the_texts_are_it_fits_the_screen_and_nothing_acts(
    text: str, hours: list[float], kinds: list[str | None], width: int, encoding: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        for page in pages(text, hours, kinds):
            said = page.on(Screen(encoding), color=True)
            assert max(cell_len(line) for line in bare(said).split("\n")) <= width
            assert ACTING.search(CODES.sub("", said)) is None


@examples(25)
@given(text=texts, hours=many_hours, kinds=many_kinds)
def test_in_a_pipe_every_id_is_whole(text: str, hours: list[float], kinds: list[str | None]) -> None:
    for page in pages(text, hours, kinds):
        said = page.on(Screen(terminal=False), color=True)
        assert ACTING.search(said) is None
        ids = [topic.id for module in page.report.modules for topic in module.topics]  # type: ignore[attr-defined]
        assert [each for each in ids if f" {each} " not in said] == []
