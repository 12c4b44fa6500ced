"""The definition of a roadmap as values: phases, modules, topics, choices; and the graph of prerequisites."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Literal, NamedTuple
from zlib import crc32

from roadmap_cli.domain.job import NO_JOB, Job

BUILT_IN = "ml-scientist"
"""The id of the roadmap that the program brings."""
ID = r"[a-z0-9][a-z0-9._-]*"
"""What an id looks like."""
MOST_HOURS = 10_000
"""Of one topic."""
Status = Literal["todo", "doing", "done", "skipped"]
"""Where a learner stands with a topic."""
UNFINISHED: frozenset[Status] = frozenset({"todo", "doing"})
SETTLED: frozenset[Status] = frozenset({"done", "skipped"})
TopicKind = Literal["concept", "skill", "practice", "project", "decision"]
PROJECT: TopicKind = "project"
"""The kind of topic that asks to be proven when it is done."""


class Topic(NamedTuple):
    """What one learns. `requires_option` maps an option to the prerequisites that hold only while it is effective;
    `is_estimated` is False where the roadmap does not say how many hours it takes. `formerly` are its own earlier ids, and
    `merges` those of topics that stood beside each other and that it took the place of.
    """

    id: str
    title: str
    phase: str
    module: str
    hours: float = 1.0
    kind: TopicKind = "concept"
    option: str | None = None
    stretch: bool = False
    hidden: bool = False
    requires: tuple[str, ...] = ()
    requires_option: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    formerly: tuple[str, ...] = ()
    merges: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    """Ids; questions and answers are texts, kept apart."""
    criteria: tuple[int, ...] = ()
    """Fingerprints of texts that are kept apart: enough to tell how many are met, and a tenth of what has to be read."""
    is_estimated: bool = True

    @property
    def ids(self) -> tuple[str, ...]:
        """All under which something of it may be recorded; its own last."""
        return (*self.merges, *self.formerly, self.id)

    @property
    def hours_said(self) -> float:
        """0 where the roadmap does not say them, and an hour is only what it weighs beside others."""
        return self.hours if self.is_estimated else 0.0


def fingerprint(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))


class Module(NamedTuple):
    id: str
    title: str
    phase: str
    topics: tuple[Topic, ...]


class Phase(NamedTuple):
    id: str
    title: str
    number: int
    goal: str
    modules: tuple[Module, ...]
    warning: str = ""
    metaphor: str = ""

    @property
    def topics(self) -> Iterator[Topic]:
        return (topic for module in self.modules for topic in module.topics)


class Option(NamedTuple):
    id: str
    title: str
    leads_to: str = ""


class Choice(NamedTuple):
    """A "pick one of". `topic` is the decision topic at which it is made, if the roadmap has one."""

    id: str
    title: str
    options: tuple[Option, ...]
    topic: str | None = None


class _Roadmap(NamedTuple):
    id: str
    title: str
    phases: tuple[Phase, ...]
    choices: tuple[Choice, ...] = ()
    job: Job = NO_JOB


class Roadmap(_Roadmap):
    """A whole definition, already validated: ids are unique, prerequisites exist and have no cycle."""

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """Every topic by id, in the order of the file."""
        return {topic.id: topic for phase in self.phases for topic in phase.topics}

    @cached_property
    def modules(self) -> dict[str, Module]:
        return {module.id: module for phase in self.phases for module in phase.modules}

    @cached_property
    def hidden(self) -> tuple[str, ...]:
        """Topics that do not count, whatever their status is."""
        return tuple(topic for topic, its in self.topics.items() if its.hidden)

    @cached_property
    def choice_of(self) -> dict[str, Choice]:
        """The choice to which each option belongs."""
        return {option.id: choice for choice in self.choices for option in choice.options}

    @cached_property
    def current_id(self) -> dict[str, str]:
        """Former topic ids to the topics that carry their progress now."""
        renamed = [topic for topic in self.topics.values() if topic.formerly or topic.merges]
        return {old: topic.id for topic in renamed for old in topic.ids[:-1]}

    @cached_property
    def merging(self) -> tuple[Topic, ...]:
        """Topics that took the place of others."""
        return tuple(topic for topic in self.topics.values() if topic.merges)

    @cached_property
    def merged(self) -> frozenset[str]:
        """The ids of those others."""
        return frozenset(old for topic in self.merging for old in topic.merges)

    @cached_property
    def names(self) -> frozenset[str]:
        """Ids of topics, and those that they had formerly."""
        return frozenset(self.topics.keys() | self.current_id.keys())

    @cached_property
    def topic_of_card(self) -> dict[str, str]:
        return {card: topic.id for topic in self.topics.values() for card in topic.cards}

    def topic_of(self, identifier: str) -> Topic | None:
        """The topic that carries this id or once did; None for one that left the definition."""
        return self.topics.get(self.current_id.get(identifier, identifier))


NO_ROADMAP = Roadmap(id="", title="", phases=())
"""For what is asked about all of them, or none."""


def prerequisites(topic: Topic, options: Iterable[str]) -> tuple[str, ...]:
    """Ids that stand before a topic while these options are effective."""
    extra = (needed for option in options for needed in topic.requires_option.get(option, ()))
    return tuple(dict.fromkeys((*topic.requires, *extra)))
