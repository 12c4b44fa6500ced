"""What is proven by a link and what could be, over a log that is a list."""

import pytest
from list_log import later
from review_helpers import CARDED, END, RENAMED, A, B, C, X, Y, learner

from roadmap_cli.reports.evidence import EvidenceReport
from roadmap_cli.services.choose import choose
from roadmap_cli.services.evidence import evidence
from roadmap_cli.services.link import link
from roadmap_cli.services.mark import mark
from roadmap_cli.services.undo import redo, undo
from roadmap_cli.services.workspace import Workspace

PAGE = "https://example.org"


def missing(here: Workspace) -> list[str]:
    return [line.id for line in evidence(here).missing]


def proven(report: EvidenceReport) -> list[tuple[str, str]]:
    return [(line.topic.id, line.link.url) for line in report.proven]


def test_only_links_that_prove_are_evidence_in_the_order_in_which_they_were_made() -> None:
    here = learner("a", "b")
    link(here, B, f"{PAGE}/1", "A page", proves=True)
    link(here, A, f"{PAGE}/2", "", proves=False)
    link(later(here, days=1), A, f"{PAGE}/3", "", proves=True)
    report = evidence(here)
    assert proven(report) == [("b", f"{PAGE}/1"), ("a", f"{PAGE}/3")]
    assert [(line.topic.title, line.link.title, line.link.day) for line in report.proven] == [
        ("B", "A page", here.today),
        ("A", "", later(here, days=1).today),
    ]
    assert missing(here) == []


def test_what_is_done_without_evidence_could_be_proven_projects_first() -> None:
    here = learner("c", "end", "a")
    mark(here, "started", [B])
    lines = evidence(here).missing
    assert [(line.id, line.kind, line.asked) for line in lines] == [
        ("end", "project", True),
        ("a", "concept", False),
        ("c", "concept", False),
    ]
    link(here, END, PAGE, "", proves=True)
    assert missing(here) == ["a", "c"]


def test_a_link_that_does_not_prove_leaves_a_topic_unproven() -> None:
    here = learner("a")
    link(here, A, PAGE, "", proves=False)
    assert missing(here) == ["a"]


@pytest.mark.parametrize("kind", ["started", "skipped", "reset"])
def test_what_is_not_done_asks_for_no_evidence_and_keeps_what_it_has(kind: str) -> None:
    here = learner("a")
    link(here, A, PAGE, "", proves=True)
    link(here, B, PAGE, "", proves=False)
    mark(here, kind, [A])
    mark(here, kind, [B])
    assert (missing(here), proven(evidence(here))) == ([], [("a", PAGE)])


def test_evidence_that_is_taken_back_is_missing_again() -> None:
    here = learner("a")
    link(here, A, PAGE, "", proves=True)
    undo(here)
    assert (missing(here), evidence(here).proven) == (["a"], ())
    redo(here)
    assert (missing(here), proven(evidence(here))) == ([], [("a", PAGE)])


def test_only_what_is_on_the_path_is_missing_but_all_evidence_is_kept() -> None:
    here = learner("x-topic", "y-topic")
    assert missing(here) == ["x-topic"]
    link(here, X, PAGE, "", proves=True)
    choose(here, CARDED.choices[0], CARDED.choices[0].options[1])
    assert (missing(here), proven(evidence(here))) == ([Y.id], [("x-topic", PAGE)])


def test_asked_only_for_what_is_missing_nothing_else_is_told() -> None:
    here = learner("a", "c")
    link(here, A, PAGE, "", proves=True)
    whole = evidence(here)
    assert evidence(here, only_missing=True) == whole._replace(proven=(), only_missing=True)


def test_evidence_goes_with_a_topic_that_is_renamed_and_stays_with_one_that_left() -> None:
    here = learner("a", "end")
    for topic in (A, END):
        link(here, topic, PAGE, "", proves=True)
    renamed = evidence(here._replace(roadmap=RENAMED))
    assert [line.topic for line in renamed.proven] == [("alpha", "A"), ("end", "end")]
    assert renamed.missing == ()


def test_a_project_asks_for_a_proof_when_it_is_done_and_nothing_else_does() -> None:
    here = learner()
    assert [each.id for each in mark(here, "finished", [C, END]).unproven] == ["end"]
    mark(here, "reset", [END])
    link(here, END, PAGE, "", proves=True)
    assert mark(here, "finished", [END]).unproven == ()
    assert mark(here, "skipped", [END]).unproven == ()
