"""How a learner stands with a skill that a role asks for, by the topics that teach it."""

from collections.abc import Iterable
from typing import NamedTuple

from roadmap_cli.domain.job import Skill
from roadmap_cli.domain.standing import UNTOUCHED, Standing


class SkillStanding(NamedTuple):
    """Of the topics on the path that are not skipped. `missing` are those not done, with their hours; `proven` says that one
    of them carries evidence; `fresh` that something is done and nothing of it has faded or was never tested, and `stale`
    names what has. Where not enough is known of a topic, it goes by what is likelier: a few cards must not bar the way.
    """

    covered_topics: int
    counted_topics: int
    proven: bool
    fresh: bool
    hours_left: float
    missing: tuple[str, ...]
    stale: tuple[str, ...] = ()

    @property
    def covered(self) -> bool:
        """Never where nothing counts: of such a skill there is nothing to say, and nothing to ask."""
        return 0 < self.counted_topics == self.covered_topics


def skill_standing(standing: Standing, skill: Skill) -> SkillStanding:
    return standing_of(standing, skill.topics)


def standing_of(standing: Standing, topics: Iterable[str]) -> SkillStanding:
    """The same for any topics of the roadmap that lead to something."""
    counted = [each for each in dict.fromkeys(topics) if each in standing.path and standing.status(each) != "skipped"]
    missing = tuple(each for each in counted if standing.status(each) != "done")
    covered = len(counted) - len(missing)
    stale = tuple(each for each in counted if _is_stale(standing, each))
    return SkillStanding(
        covered_topics=covered,
        counted_topics=len(counted),
        proven=any(standing.states.get(each, UNTOUCHED).proofs for each in counted),
        fresh=covered > 0 and not stale,
        hours_left=standing.told(sum(standing.hours_left(standing.roadmap.topics[each]) for each in missing)),
        missing=missing,
        stale=stale,
    )


def _is_stale(standing: Standing, topic: str) -> bool:
    memory = standing.freshness(topic)
    if memory == "unsure":
        return (standing.recall(topic) or 0.0) < standing.recollection.reviewing.fresh_from
    return memory in {"fading", "untested"}
