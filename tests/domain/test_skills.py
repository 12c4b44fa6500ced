"""How a learner stands with a skill: covered, proven and fresh by the topics that teach it."""

from domain_helpers import STATUSES, WAY, graded, learners, remembering, roadmap, standing, topic, with_status
from hypothesis import assume, given
from hypothesis import strategies as st

from roadmap_cli.domain.job import Skill
from roadmap_cli.domain.progress import TopicState
from roadmap_cli.domain.skills import SkillStanding, skill_standing
from roadmap_cli.domain.standing import Standing

PLACE = roadmap(
    topic("a", hours=4, cards=("a-1",)),
    topic("b", hours=6),
    topic("c", hours=2),
    topic("x", option="x", hours=3),
    topic("y", option="y", hours=3),
    choices=[WAY],
)
SKILL = Skill("letters", "Letters", ("a", "b", "x", "y"))


def of(now: Standing, *topics: str) -> SkillStanding:
    return skill_standing(now, Skill("letters", "Letters", topics))


def of_letters(
    covered: int, counted: int, hours: float, missing: tuple[str, ...] = (), stale: tuple[str, ...] = ()
) -> SkillStanding:
    """Neither proven nor fresh."""
    return SkillStanding(
        covered_topics=covered,
        counted_topics=counted,
        proven=False,
        fresh=False,
        hours_left=hours,
        missing=missing,
        stale=stale,
    )


def test_topics_of_another_option_and_skipped_ones_do_not_count() -> None:
    now = standing(PLACE, {"way": "x"}, a="done", b="skipped")
    assert skill_standing(now, SKILL) == of_letters(1, 2, 3.0, ("x",), ("a",))


def test_a_topic_that_is_named_twice_counts_once() -> None:
    assert of(standing(PLACE), "b", "b").counted_topics == 1


def test_it_is_covered_when_nothing_that_counts_is_missing() -> None:
    assert of(standing(PLACE, b="done", c="skipped"), "b", "c").covered
    assert not of(standing(PLACE, b="done"), "b", "c").covered


def test_nothing_is_covered_where_nothing_counts() -> None:
    found = of(standing(PLACE, b="skipped"), "b")
    assert not found.covered
    assert found == of_letters(0, 0, 0)


def test_one_topic_with_evidence_proves_it_unless_it_is_skipped() -> None:
    proven = TopicState("b", "done", "0", proofs=1)
    assert of(standing(PLACE, b=proven), "a", "b").proven
    assert not of(standing(PLACE, b=proven._replace(status="skipped")), "a", "b").proven
    assert not of(standing(PLACE, a="done"), "a", "b").proven


def test_what_has_faded_or_was_never_tested_makes_it_stale() -> None:
    now = standing(PLACE, a="done", b="done")
    assert of(now, "a", "b").stale == ("a",)
    faded = remembering(now, graded("a", "a-1", stability=1.0, days_ago=300))
    assert not of(faded, "a", "b").fresh
    known = remembering(now, graded("a", "a-1", stability=300.0, days_ago=1))
    assert of(known, "a", "b").fresh


def test_what_has_no_cards_cannot_be_forgotten_but_nothing_is_fresh_before_it_is_done() -> None:
    assert of(standing(PLACE, b="done"), "b", "c").fresh
    assert not of(standing(PLACE), "b", "c").fresh


def test_hours_logged_are_taken_off_what_is_missing() -> None:
    now = standing(PLACE, b=TopicState("b", "doing", "0", minutes=120), c="done")
    assert of(now, "b", "c").hours_left == 4


@given(learners(), st.data())
def test_doing_a_topic_never_takes_cover_away_and_covers_all_when_nothing_is_missing(
    now: Standing, data: st.DataObject
) -> None:
    topics = data.draw(st.lists(st.sampled_from(sorted(now.roadmap.topics)), unique=True))
    chosen = {choice.id: option for choice, option in zip(now.roadmap.choices, now.effective.values(), strict=True)}
    now = now.assuming(chosen)
    before = of(now, *topics)
    for each in before.missing:
        after = of(with_status(now, each, "done"), *topics)
        assert after.counted_topics == before.counted_topics
        assert after.covered_topics == before.covered_topics + 1
    assert before.covered == (not before.missing and before.counted_topics > 0)
    assert set(before.stale) <= set(topics) - set(before.missing)


@given(learners(), st.sampled_from(STATUSES))
def test_whatever_the_status_a_skill_of_one_topic_says_what_the_topic_says(now: Standing, status: str) -> None:
    assume(now.path)
    key = next(iter(now.path))
    after = with_status(now, key, status)
    assume(not now.path[key].hidden)
    assume(key in after.path)  # of an open choice the option that counts may be another one by it
    found = of(after, key)
    assert found.covered == (status == "done")
    assert bool(found.missing) == (status in {"todo", "doing"})
