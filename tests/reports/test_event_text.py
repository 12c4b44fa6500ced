"""Events in words."""

from typing import Any

import pytest
from domain_helpers import TODAY

from roadmap_cli.domain.events import Data, Kind
from roadmap_cli.reports.event_text import text, texts, texts_for_others
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


@pytest.mark.parametrize(
    ("kind", "data", "said"),
    [
        ("projected", {"project": "churn", "name": "Who\n leaves?"}, 'project churn: "Who leaves?"'),
        ("projected", {"project": "churn", "stage": "live", "demo": "u"}, "project churn: stage live, demo"),
        ("projected", {"project": "churn", "dataset": "", "copy": False}, "without data, no tutorial's copy"),
        ("projected", {"project": "churn", "copy": True}, "project churn: follows a tutorial"),
        ("projected", {"project": "churn", "dropped": True}, "dropped the project churn"),
        ("projected", {"project": "churn"}, "project churn"),
        ("told", {"story": "night", "title": "A night", "tags": "impact"}, 'story night: "A night", tags impact'),
        ("told", {"story": "night", "part": "result", "words": "secret"}, "story night: result"),
        ("told", {"story": "night", "part": "result", "words": ""}, "story night: without result"),
        ("told", {"story": "night", "projects": "", "topics": "a"}, "story night: from none, on a"),
        ("told", {"story": "night", "deleted": True}, "deleted the story night"),
        ("practised", {"format": "coding", "asked": "two-sum", "score": 4}, "practised coding: two-sum, 4 of 5"),
        ("practised", {"format": "coding", "whom": "Ann", "score": 2, "weak": "sql"}, "with Ann, 2 of 5, weak: sql"),
        ("practised", {"format": "coding", "score": 2, "note": "secret"}, "mock of coding, 2 of 5"),
        ("applied", {"application": "acme", "company": "Acme", "role": "Scientist"}, "acme: Acme, Scientist"),
        ("applied", {"application": "acme", "stage": "offer", "due": "2026-12-01"}, "stage offer, due 2026-12-01"),
        ("applied", {"application": "acme", "note": "secret", "settled": True}, "nothing due, a note"),
        ("applied", {"application": "acme", "closed": "no\nanswer"}, "application acme: closed: no answer"),
    ],
)
def test_the_way_to_a_job_as_history_tells_it(kind: Kind, data: Data, said: str) -> None:
    told = text(EventLine(kind, None, "", data))
    assert told.endswith(said)
    assert "secret" not in told


def told(story: str, **data: str | bool) -> EventLine:
    return EventLine("told", None, "", {"story": story, **data})


def test_what_one_command_told_of_a_story_is_one_text() -> None:
    parts = [told("x", part=part, words="secret") for part in ("situation", "task", "action", "result")]
    whole = 'story x: "X", tags impact, situation, task, action and result'
    assert texts([told("x", title="X", tags="impact"), *parts]) == [whole]
    assert texts(parts[:2]) == ["story x: situation and task"]
    assert texts([told("x", part="task", words="a"), told("x", part="task", words="b")]) == ["story x: task"]
    assert texts([parts[0], told("y", part="task", words="")]) == ["story x: situation", "story y: without task"]
    assert texts([told("x", deleted=True)]) == ["deleted the story x"]


def test_what_has_no_title_is_told_without_one() -> None:
    assert text(EventLine("foreseen", None, "", {})) == "foreseen"


@pytest.mark.parametrize(
    ("kind", "data", "said", "to_others"),
    [
        ("logged", {"minutes": 45, "note": "so\n it is"}, "45 min on Alpha: so it is", "45 min on Alpha (so\n it is)"),
        ("logged", {"minutes": 45, "undated": True}, "45 min on Alpha, on no day in particular", "45 min on Alpha"),
        ("noted", {"text": "so\n it is"}, "note on Alpha: so it is", "note on Alpha: so\n it is"),
        ("linked", {"url": "u", "proves": True}, "proof for Alpha: u", "evidence for Alpha"),
        ("linked", {"url": "u", "proves": False}, "link for Alpha: u", "link for Alpha"),
        ("ticked", {"criterion": "so\n it is"}, "ticked on Alpha: so it is", "ticked on Alpha: so it is"),
        ("ticked", {"resource": "u"}, "ticked on Alpha: u", "ticked on Alpha: a resource"),
        ("ticked", {"criterion": "c", "off": True}, "took a tick back on Alpha: c", "took a tick back on Alpha: c"),
        ("chose", {"choice": "way", "option": "x"}, "chose Alpha", "chose Alpha"),
        ("chose", {"choice": "way"}, "opened the choice way again", "took a choice back"),
    ],
)
def test_others_are_told_neither_addresses_nor_more_than_they_ask(
    kind: Kind, data: Data, said: str, to_others: str
) -> None:
    event = EventLine(kind, "a", "Alpha", data)
    assert (text(event), text(event, for_others=True)) == (said, to_others)


def test_that_a_text_was_kept_is_told_to_nobody_beside_the_change() -> None:
    kept = EventLine("defined", "", "", {})
    change = EventLine("redefined", "", "", {"text": "added the phase P"})
    assert texts([kept, change]) == texts_for_others([kept, change]) == ["added the phase P"]


LOGGED = EventLine("logged", "a", "Alpha", {"minutes": 45}, TODAY)
NOTED = EventLine("noted", "a", "Alpha", {}, TODAY)
LINKED = EventLine("linked", "a", "Alpha", {"proves": False}, TODAY)
DONE = EventLine("finished", "a", "Alpha", {}, TODAY)


@pytest.mark.parametrize(
    ("was", "data", "said"),
    [
        (LOGGED, {"minutes": 50}, "corrected: 45 min -> 50 min on Alpha"),
        (LOGGED, {"note": "so\n it is"}, "corrected: 45 min on Alpha: so it is"),
        (LOGGED, {"note": ""}, "corrected: 45 min on Alpha, without its note"),
        (
            LOGGED,
            {"minutes": 90, "day": "2026-11-20"},
            "corrected: 45 min -> 1 h 30 on Alpha, 2026-11-23 -> 2026-11-20",
        ),
        (NOTED, {"text": "that"}, "corrected: note on Alpha: that"),
        (NOTED, {"minutes": 5}, "corrected: note on Alpha"),
        (LINKED, {"proves": True}, "corrected: link for Alpha, now a proof"),
        (LINKED, {"proves": False, "url": "u"}, "corrected: link for Alpha, no longer a proof: u"),
        (LINKED, {"title": ""}, "corrected: link for Alpha, without its title"),
        (DONE, {"day": "2026-11-20"}, "corrected: done: Alpha, 2026-11-23 -> 2026-11-20"),
        (None, {"minutes": 50}, "corrected: what is not here, on Alpha"),
    ],
)
def test_a_correction_says_what_it_changed(was: EventLine | None, data: dict[str, Any], said: str) -> None:
    assert text(EventLine("corrected", "a", "Alpha", data, was=was)) == said


@pytest.mark.parametrize(
    ("was", "said"),
    [
        (LOGGED, "45 min on Alpha"),
        (NOTED, "note on Alpha"),
        (LINKED, "link for Alpha"),
        (DONE, "done: Alpha"),
        (EventLine("graded", "a", "Alpha", {"card": "a-1", "rating": 3}), "grade of a-1 on Alpha"),
    ],
)
def test_what_was_deleted_is_told_without_its_words(was: EventLine, said: str) -> None:
    assert text(EventLine("withdrawn", "a", "Alpha", {}, was=was)) == f"deleted: {said}"
    assert texts([DONE, was._replace(deleted=True)]) == ["done: Alpha", f"{said}, deleted"]
