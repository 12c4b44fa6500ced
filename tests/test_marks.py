"""A test that starts something carries its mark, and one that does not is noticed; files that take long come first."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pictures
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marks import marks_of, put_long_files_first

from roadmap_cli.exports.pdf import render


def runs() -> None:
    subprocess.run(["true"], check=True)


@cache
def remembers() -> None:
    runs()


@contextmanager
def around() -> Iterator[None]:
    runs()
    yield


class Starter:
    def go(self) -> None:
        runs()


def nested() -> Callable[[], None]:
    def inner() -> None:
        runs()

    return inner


def calls_a_method() -> None:
    Starter().go()


def imports_late() -> None:
    import pty  # noqa: PLC0415 - as some tests do

    pty.openpty()


def looks_into_a_module() -> None:
    pictures.photograph(Path())


def looks() -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright():
        pass


@pytest.mark.parametrize(
    "function", [runs, remembers, around, nested, calls_a_method, imports_late, render], ids=lambda each: each.__name__
)
def test_who_names_a_process_however_far_away_is_marked(function: Callable[[], None]) -> None:
    assert marks_of(function) == {"process"}


@pytest.mark.parametrize("function", [looks, looks_into_a_module], ids=lambda each: each.__name__)
def test_who_names_a_browser_is_marked(function: Callable[[], None]) -> None:
    assert "browser" in marks_of(function)


def hidden() -> Any:
    """What starts processes, from where nobody looks for it."""
    return import_module("sub" + "process")


@pytest.mark.parametrize("function", [len, marks_of, hidden], ids=lambda each: each.__name__)
def test_nobody_else_is(function: Callable[..., object]) -> None:
    assert marks_of(function) == set()


@settings(max_examples=1, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nothing=st.none())
def test_what_hypothesis_feeds_is_marked_through_its_wrapping(request: pytest.FixtureRequest, nothing: None) -> None:
    assert request.node.get_closest_marker("process")
    runs()


def test_who_starts_a_process_without_the_mark_is_stopped() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"it starts a process .*: mark it @pytest\.mark\.process"):
        hidden().run(["true"])


@pytest.mark.process
def test_who_carries_the_mark_is_not_but_may_start_no_browser() -> None:
    assert hidden().run(["true"], check=True).returncode == 0
    with pytest.raises(pytest.fail.Exception, match=r"it starts a browser"):
        hidden().run(["/nowhere/playwright/driver/node", "cli.js"])


@pytest.fixture
def _running() -> None:
    runs()


@pytest.mark.usefixtures("_running")
def test_a_fixture_marks_who_uses_it(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("process")


@pytest.mark.parametrize("value", [runs], ids=["runs"])
def test_a_function_given_to_a_test_marks_it(request: pytest.FixtureRequest, value: Callable[[], None]) -> None:
    value()
    assert request.node.get_closest_marker("process")


def test_whoever_does_none_of_this_is_not_marked(request: pytest.FixtureRequest) -> None:
    assert [each.name for each in request.node.iter_markers()] == []


class Waiting(pytest.Item):
    """A test that nobody runs."""

    def runtest(self) -> None:
        raise AssertionError


def test_files_that_take_long_come_first_and_each_stays_whole(request: pytest.FixtureRequest) -> None:
    def waiting(file: str, *marks: str) -> pytest.Item:
        item: pytest.Item = Waiting.from_parent(request.session, name=file, path=Path(file))
        for mark in marks:
            item.add_marker(mark)
        return item

    items = [waiting("short"), waiting("many"), waiting("many"), waiting("long"), waiting("long", "process")]
    items += [waiting("shown", "browser"), waiting("slow", "slow")]
    put_long_files_first(items)
    assert [each.name for each in items] == ["long", "long", "shown", "slow", "many", "many", "short"]
