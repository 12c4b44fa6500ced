"""The page of a cohort in a real browser: for whom it can be read, on a desk, a phone and paper."""

from collections.abc import Iterator

import pytest
from browser_helpers import DESK, PHONE, chromium, shown, violations
from cohort_report import LINE, REPORT
from playwright.sync_api import Browser

from roadmap_cli.exports.cohort import render
from roadmap_cli.reports.cohort import CohortReport

NAME = "learner-000042"
SOME = REPORT._replace(lines=(LINE, LINE._replace(user=NAME)), learners=2)
NOBODY = REPORT._replace(lines=(), learners=0, stuck=0)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.mark.parametrize("report", [SOME, NOBODY], ids=["some", "nobody"])
@pytest.mark.parametrize(("scheme", "width"), [("light", PHONE), ("dark", DESK)])
def test_axe_finds_nothing(browser: Browser, report: CohortReport, scheme: str, width: int) -> None:
    assert violations(browser, render(report), width=width, color_scheme=scheme) == []


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_name_stands_on_one_line_and_the_page_is_as_wide_as_its_screen(browser: Browser, width: int) -> None:
    with shown(browser, render(SOME), width=width) as tab:
        lines = tab.get_by_role("rowheader", name=NAME).evaluate(
            "each => { const all = document.createRange(); all.selectNodeContents(each); return all.getClientRects().length }"
        )
        assert lines == 1
        assert tab.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize(
    ("report", "told"),
    [
        (NOBODY._replace(group="spring"), "No learner meets these conditions."),
        (NOBODY._replace(group=None, phase=None, idle_since=None), "Nobody has recorded anything on it yet."),
    ],
    ids=["of a group", "of all"],
)
def test_an_empty_page_says_whether_anybody_was_left_out(report: CohortReport, told: str) -> None:
    assert f">{told}<" in render(report)
