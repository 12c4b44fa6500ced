"""A mentor's page of a cohort, on screens of several widths."""

import pytest
from cohort_report import REPORT
from views_helpers import CODES, Screen, Shown


@pytest.mark.parametrize(
    ("width", "last", "told"),
    [(60, "Stuck", "1234 d"), (76, "Stuck", "1234 d"), (80, "Stuck", "1234 d"), (120, "Fresh", "109")],
)
def test_a_long_topic_gives_way_and_nothing_else_is_cut(
    monkeypatch: pytest.MonkeyPatch, width: int, last: str, told: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = CODES.sub("", Shown(REPORT, {}).on(Screen())).splitlines()
    head, row = lines[-2:]
    assert head.split()[-1] == last
    assert row.split()[-len(told.split()) :] == told.split()
    assert "  1,234 d ago  " in row
    assert max(map(len, lines)) <= width
