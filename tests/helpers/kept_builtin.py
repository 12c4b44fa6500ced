"""The built-in roadmap as it lies in the home that a test begins with, taken apart once for all tests of a process.

A process of a learner does that once; one of the tests did it for each of thousands of commands. What is in the file is
looked at each time all the same: another text of it, another key or another roadmap goes the way that it goes for a learner.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from roadmap_cli import definition
from roadmap_cli.definition import Definition, cache


@contextmanager
def shared(folder: Path) -> Iterator[None]:
    """Of what `folder` keeps. At the end nobody may have changed it."""
    key, find = cache.key_of(definition.builtin()), cache.find
    text = cache._file(key, folder).read_bytes()
    whole, unchanged = find(key, folder), find(key, folder)
    assert whole is not None
    assert unchanged is not None
    texts = texts_of(whole)

    def found(asked: cache.CacheKey, elsewhere: Path) -> Definition | None:
        with suppress(OSError):
            if asked == key and cache._file(asked, elsewhere).read_bytes() == text:
                return whole
        return find(asked, elsewhere)

    cache.find = found
    try:
        yield
    finally:
        cache.find = find
    assert (whole.roadmap, whole.timeline) == (unchanged.roadmap, unchanged.timeline)
    assert texts == texts_of(unchanged)


def texts_of(kept: Definition) -> tuple[object, ...]:
    """Read while the file is there: each test has one of its own."""
    return kept.read_lessons(), kept.read_job_tables(), kept.read_about()
