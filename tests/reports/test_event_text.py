"""Events in words."""

from typing import Any

import pytest

from roadmap_cli.reports.event_text import text
from roadmap_cli.reports.history import EventLine


@pytest.mark.parametrize(
    ("kind", "data", "said"),
    [
        ("paused", {"first": "2026-12-01", "last": "2026-12-10"}, "break from 2026-12-01 to 2026-12-10"),
        ("paused", {"first": "2026-12-01", "last": "2026-12-10", "reason": "two\n lines"}, "to 2026-12-10: two lines"),
        ("resumed", {"on": "2026-12-01"}, "no break from 2026-12-01 on"),
        ("planned", {}, "plan: Alpha"),
        ("timed", {"action": "start"}, "timer started on Alpha"),
        ("timed", {"action": "cancel"}, "timer cancelled on Alpha"),
        ("foreseen", {}, "foreseen Alpha"),
    ],
)
def test_an_intention_as_history_tells_it(kind: str, data: dict[str, Any], said: str) -> None:
    assert text(EventLine(kind, "a", "Alpha", data)).endswith(said)


def test_what_has_no_title_is_told_without_one() -> None:
    assert text(EventLine("foreseen", None, "", {})) == "foreseen"
