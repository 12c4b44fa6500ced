"""Outlines of foreign files as Hypothesis thinks of them: few names, so that they clash."""

import math
from datetime import date

from hypothesis import strategies as st

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.outline import Item, Outline

titles = st.sampled_from(
    ["Intro", "intro", "Intro 2", "Ünit", "", "!", '"\\"', "a\x1bb", "# x", "\ud800", "'''", "字"]
) | st.text(max_size=6)
ids = st.sampled_from(["", "", "intro", "intro-2", "Not An Id", "x"])
names = st.sampled_from(["intro", "Intro", "intro-2", "x", "n1", "字", "nobody"])
resources = st.builds(Resource, titles, titles, titles)
items = st.builds(
    Item,
    place=st.just("plan.md:1"),
    title=titles,
    phase=titles,
    module=titles,
    id=ids,
    hours=st.none() | st.floats() | st.sampled_from([0, 1, 2.5, 10_000, 1e-9, math.nan]),
    status=st.sampled_from(["todo", "doing", "done", "skipped"]),
    requires=st.lists(names, max_size=3).map(tuple),
    resources=st.lists(resources, max_size=2).map(tuple),
    known_as=st.lists(st.sampled_from(["n1", "n2", "a\nb", ""]), max_size=2).map(tuple),
    started=st.none() | st.dates(),
    finished=st.none() | st.dates(date(2026, 11, 1), date(2026, 12, 1)),
    minutes=st.integers(0, 4000),
    evidence=st.lists(
        st.builds(Resource, titles, st.sampled_from(["https://example.org/a", "https://example.org/b"])), max_size=2
    ).map(tuple),
    why=titles,
)
outlines = st.builds(
    Outline,
    title=titles,
    items=st.lists(items, max_size=8).map(lambda some: (Item("plan.md:0", "First"), *some)),
    inferred=st.sampled_from(["", "Modules are\nguessed."]),
)
