"""What a roadmap says otherwise by now: nothing is left out, nothing is made up."""

from domain_helpers import roadmap, roadmaps, topic
from hypothesis import given
from list_log import SMALL, workspace

from roadmap_cli.domain.lesson import Imprint
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.reports.update import (
    ONLY_WORDING,
    ChangedTopic,
    DefinitionDifference,
    FieldChange,
    MergedTopic,
    RemovedTopic,
    RenamedTopic,
)
from roadmap_cli.services.log import log_time
from roadmap_cli.services.update import Edition, difference


def between(old: Roadmap, new: Roadmap, texts: dict[str, dict[str, object]] | None = None) -> DefinitionDifference:
    return difference(workspace(old), Edition(old, {}), Edition(new, texts or {}))


@given(here=roadmaps())
def test_the_same_is_no_difference(here: Roadmap) -> None:
    found = between(here, here)
    assert found.in_short == ONLY_WORDING


@given(old=roadmaps(), new=roadmaps())
def test_every_topic_that_came_or_went_is_named_once(old: Roadmap, new: Roadmap) -> None:
    found = between(old, new)
    came = [each.id for each in (*found.added, *found.renamed)]
    went = [*(each.id for each in found.removed), *(each.former_id for each in found.renamed)]
    assert sorted(came) == sorted(new.topics.keys() - old.topics.keys())
    assert sorted(went) == sorted(old.topics.keys() - new.topics.keys())
    assert (found.in_short == ONLY_WORDING) == (old == new)
    changed = {each.id for each in found.changed}
    assert changed == {name for name in new.topics if name in old.topics and new.topics[name] != old.topics[name]}


def test_a_former_id_is_a_new_name_and_no_new_topic() -> None:
    old, new = roadmap(topic("a"), topic("b")), roadmap(topic("a", formerly=("b",)), topic("c", formerly=("x", "b")))
    found = between(old, new)
    assert found.renamed == (RenamedTopic("c", new.topics["c"].title, "b"),)
    assert (found.added, found.removed) == ((), ())


def test_topics_that_become_one_are_no_new_one_and_none_that_goes() -> None:
    old, new = roadmap(topic("a"), topic("b"), topic("c")), roadmap(topic("c"), topic("d", merges=("a", "b", "x")))
    found = between(old, new)
    assert found.merged == (MergedTopic("d", "D", ("a", "b")),)
    assert (found.added, found.removed, found.renamed) == ((), (), ())
    assert found.in_short == "2 topics merged into one"


def test_what_goes_says_whether_anything_is_recorded_on_it() -> None:
    here = workspace()
    log_time(here, SMALL.topics["a"], 10)
    new = roadmap(*(each for each in SMALL.topics.values() if each.id not in {"a", "extra"}), choices=SMALL.choices)
    found = difference(here, Edition(SMALL, {}), Edition(new, {}))
    assert [(each.id, each.has_progress) for each in found.removed] == [("a", True), ("extra", False)]


def test_what_changed_is_named_by_its_key_and_in_words_where_it_is_short() -> None:
    old = roadmap(topic("a", hours=2), topic("b"))
    new = roadmap(topic("a", hours=2.5, stretch=True), topic("b", "two/other", requires=("a",)))
    texts = {"a": {"why": "x", "criteria": ["y"]}}
    assert between(old, new, texts).changed == (
        ChangedTopic(
            "a",
            old.topics["a"].title,
            (
                FieldChange("hours", "2 h", "2 h 30"),
                FieldChange("stretch", "no", "yes"),
                FieldChange("why"),
                FieldChange("criteria"),
            ),
        ),
        ChangedTopic(
            "b",
            old.topics["b"].title,
            (
                FieldChange("prerequisites", "none", "a"),
                FieldChange("module", old.modules["letters"].title, new.modules["other"].title),
            ),
        ),
    )


def test_what_is_no_topic_is_told_besides() -> None:
    old = roadmap(topic("a"), topic("b"))
    new = Roadmap(old.id, "Other", tuple(each._replace(goal="x") for each in roadmap(topic("b"), topic("a")).phases))
    one, other = Edition(old, {}), Edition(new, {}, Imprint(version="2", summary="x"))
    assert difference(workspace(old), one, other).besides == (
        'the title, now "Other"',
        "phases and modules",
        "the order of topics",
        "summary",
        "version not said, now 2",
    )
    assert between(old, old._replace(choices=SMALL.choices)).besides == ("choices",)  # type: ignore[arg-type]
    assert RemovedTopic("a", "A", has_progress=False) not in between(old, new).removed
    assert Named("c", "C") not in between(old, new).added


def test_hours_that_nobody_says_any_more_are_told_in_words() -> None:
    (found,) = between(roadmap(topic("a", hours=9)), roadmap(topic("a", hours=1, is_estimated=False))).changed
    assert found.changes == (FieldChange("hours", "9 h", "1 h"), FieldChange("hours are said", "yes", "no"))
