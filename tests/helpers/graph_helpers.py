"""Reports whose titles are what a test wants them to be."""

from collections.abc import Sequence

from browser_helpers import told
from conftest import NOW
from hypothesis import strategies as st

from roadmap_cli.domain.events import Fact
from roadmap_cli.domain.roadmap import Module, Phase, Roadmap, Topic
from roadmap_cli.exports.safe_text import one_line
from roadmap_cli.reports.export import ProgressReport

STATUSES = {"started": "doing", "finished": "done", "skipped": "skipped", "reset": "todo"}
ODD_IDS = ("end", "graph", "node", "click", "x", "0", "a-b", "a_b", "a.b", "a--b", "a-.b", "a-", "a..b", "a._b", "1-")
"""What a roadmap file allows, and other languages have their own thoughts about."""
drawable = st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff")
"""No picture holds the two that are no characters in XML."""


def titled(names: Sequence[str], ids: Sequence[str] = ()) -> ProgressReport:
    """For each name a topic on the one before, in a module of that name: in turn begun, done, skipped and still to do."""
    keys = ids or [f"t{place}" for place in range(len(names))]
    modules = tuple(
        Module(key, name, "one", (Topic(key, name, "one", key, 2.0, requires=tuple(keys[max(place - 1, 0) : place])),))
        for place, (key, name) in enumerate(zip(keys, names, strict=True))
    )
    facts = [Fact([*STATUSES][place % 4], key, NOW, NOW.date(), {}) for place, key in enumerate(keys)]
    return told(Roadmap("r", names[0], (Phase("one", names[0], 1, "", modules),)), facts)


def clean(title: str) -> str:
    return " ".join(one_line(title).split()) or "…"
