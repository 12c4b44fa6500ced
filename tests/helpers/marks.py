"""Which tests start a process or a browser: found by what they name, and watched while they run.

The rule: a test is marked where it, a fixture of its, or a function of the tests that one of these names, names a module
of STARTERS. A test that starts something in another way fails until it carries the mark itself.
"""

import inspect
import sys
from collections import Counter
from collections.abc import Generator, Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import pytest

TESTS = str(Path(__file__).parents[1])
STARTERS = {
    "subprocess": "process",
    "pty": "process",
    "multiprocessing": "process",
    "playwright": "browser",
    "roadmap_cli.exports.pdf": "process",  # to find Pango
}
STARTS = {"subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn", "os.exec", "os.system"}
"""What Python calls the beginning of a process, to those who listen."""
LONG_LAWS = {"exports", "storage", "views"}
"""Rooms whose laws draw pages and screens and open databases: a third of what all tests without a process cost."""
LONG = ("process", "browser", "slow")
running: list[pytest.Item] = []


def marks_of(*things: object) -> set[str]:
    """The marks of whoever uses these functions, classes and modules."""
    return set().union(*map(_marks_of, things))


@cache  # for most tests stand on the same fixtures
def _marks_of(used: object) -> set[str]:
    waiting, seen, found = [used], set[int](), set[str]()
    while waiting:
        thing = waiting.pop()
        function = inspect.unwrap(thing) if callable(thing) else thing
        room = _room(function)
        found |= {mark for starter, mark in STARTERS.items() if f"{room}.".startswith(f"{starter}.")}
        if isinstance(function, FunctionType) and id(function) not in seen and _is_ours(room):
            seen.add(id(function))
            waiting += _named(function)
    return found


def _room(thing: object) -> str:
    if isinstance(thing, str):
        return thing
    return thing.__name__ if isinstance(thing, ModuleType) else str(getattr(thing, "__module__", ""))


def _is_ours(room: str) -> bool:
    return str(getattr(sys.modules.get(room), "__file__", "")).startswith(TESTS)


def _named(function: FunctionType) -> Iterator[object]:
    """What a function of the tests names: things of its module, of modules beside it, and imports of its own."""
    names = {*_names(function.__code__)}
    yield from names  # for they may be modules that are imported there
    for thing in (function.__globals__[each] for each in names if each in function.__globals__):
        yield thing
        if isinstance(thing, type) or (isinstance(thing, ModuleType) and _is_ours(thing.__name__)):
            yield from (vars(thing)[each] for each in names if each in vars(thing))


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _names(each)


@pytest.hookimpl(tryfirst=True)  # before the marks that were asked for are looked at
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if isinstance(item, pytest.Function):
            for mark in _marks_of_test(item):
                item.add_marker(mark)
    if not config.getoption("loadscopereorder", default=True):
        put_long_files_first(items)


def put_long_files_first(items: list[pytest.Item]) -> None:
    """Files are handed out whole, and with a long one at the end all processes but one would be idle."""
    counts = Counter(item.path for item in items)
    long = {item.path for item in items if any(item.get_closest_marker(mark) for mark in LONG)}
    items.sort(key=lambda item: (item.path not in long, -counts[item.path]))


def _marks_of_test(item: pytest.Function) -> set[str]:
    fixtures = (each[-1].func for each in item._fixtureinfo.name2fixturedefs.values())
    given = item.callspec.params.values() if hasattr(item, "callspec") else ()
    values = (each for each in given if callable(each))
    if not hasattr(item.obj, "hypothesis"):
        return marks_of(item.obj, *fixtures, *values)
    marks = {"slow"} if item.path.parent.name in LONG_LAWS else set()
    return marks | marks_of(item.obj.hypothesis.inner_test, *fixtures, *values)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    running.append(item)
    try:
        return (yield)
    finally:
        running.remove(item)


def watch(event: str, arguments: tuple[object, ...]) -> None:
    if event in STARTS and running:
        needed = "browser" if "playwright" in str(arguments[:1]) else "process"
        if not any(running[-1].get_closest_marker(mark) for mark in (needed, "browser")):
            pytest.fail(f"it starts a {needed} ({event}): mark it @pytest.mark.{needed}")


sys.addaudithook(watch)
