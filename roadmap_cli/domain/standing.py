"""Where a learner stands on a roadmap: statuses, effective options, what counts, what is ready, and the sums."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from roadmap_cli.domain.memory import NOTHING, Freshness, Recollection
from roadmap_cli.domain.merged import merge
from roadmap_cli.domain.progress import ChoiceState, State, TopicState, join
from roadmap_cli.domain.roadmap import SETTLED, Choice, Roadmap, Status, Topic, fingerprint, prerequisites

FULL = 100.0
UNTOUCHED = TopicState("")
STATUSES = ("done", "doing", "todo", "skipped")
FACTS = ("proven", "fresh", "fading", "unsure", "untested")


class TopicTotals(NamedTuple):
    counted: int
    done: int
    doing: int
    todo: int
    skipped: int


class HourTotals(NamedTuple):
    """Hours of the definition, except `logged`. `skipped` left the count and is never part of `done`; `proven` and
    `fresh` are hours of the topics that are. All of them are 0 where no counted topic says its hours.
    """

    counted: float
    done: float
    left: float
    logged: float
    skipped: float
    proven: float = 0.0
    fresh: float = 0.0


class Totals(NamedTuple):
    """`percent` is of counted hours: 100 exactly when something counted is done and nothing counted is left. Topics done
    are `fresh` or `fading`; where not enough is known `untested` before the first review of a card, `unsure` after it.
    """

    topics: TopicTotals
    hours: HourTotals
    percent: float
    proven: int
    fresh: int = 0
    fading: int = 0
    untested: int = 0
    unsure: int = 0

    @property
    def has_hours(self) -> bool:
        return self.hours.counted > 0 or not self.topics.counted

    def share(self, hours: float, topics: int) -> float:
        """A percentage of what counts: by hours, and by topics where none are told."""
        part, whole = (hours, self.hours.counted) if self.has_hours else (topics, self.topics.counted)
        return 100 * part / whole if whole else 0.0


class _Standing(NamedTuple):
    roadmap: Roadmap
    state: State
    recollection: Recollection = NOTHING


class Standing(_Standing):
    """A roadmap, a learner's state and what is remembered, looked at together."""

    @cached_property
    def states(self) -> dict[str, TopicState]:
        """State by current topic id, progress of former ids and of merged topics carried over; what is hidden counts as
        skipped.
        """
        found: dict[str, TopicState] = {}
        said, merged = self.state.topics, self.roadmap.merged
        for topic, state in sorted(said.items(), key=lambda item: item[1].decided):
            if topic in merged:
                continue
            now = topic if topic in self.roadmap.topics else self.roadmap.current_id.get(topic)
            if now is not None:
                found[now] = join(found[now], state) if now in found else state
        for each in self.roadmap.merging:
            if each.id in found or not said.keys().isdisjoint(each.merges):
                parts = [said.get(part, TopicState(part)) for part in each.merges]
                found[each.id] = merge(found.get(each.id, TopicState(each.id)), parts)
        hidden = {topic: found.get(topic, TopicState(topic)) for topic in self.roadmap.hidden}
        return found | {topic: state._replace(status="skipped") for topic, state in hidden.items()}

    @cached_property
    def orphaned(self) -> tuple[TopicState, ...]:
        """Progress on topics that the definition no longer names."""
        gone = (state for topic, state in self.state.topics.items() if topic not in self.roadmap.names)
        return tuple(state for state in gone if state != TopicState(state.topic))

    def status(self, topic: str) -> Status:
        state = self.states.get(topic)
        return state.status if state else "todo"

    def minutes(self, topic: str) -> int:
        state = self.states.get(topic)
        return state.minutes if state else 0

    def chosen(self, choice: Choice) -> str | None:
        state = self.state.choices.get(choice.id)
        return state.option if state and state.option in {option.id for option in choice.options} else None

    @cached_property
    def effective(self) -> dict[str, str]:
        """Choice id to the option that counts: the chosen one, else most hours done, else fewest hours."""
        return {choice.id: self.chosen(choice) or self._assumed(choice) for choice in self.roadmap.choices}

    def assuming(self, chosen: Mapping[str, str]) -> "Standing":
        """As it would be with these options chosen, by choice."""
        states = {choice: ChoiceState(choice, option, "~") for choice, option in chosen.items()}
        return self._replace(state=self.state._replace(choices={**self.state.choices, **states}))

    def recall(self, topic: str) -> float | None:
        """The predicted recall of a topic's reviewed cards; None before the first review."""
        return self.recollection.recall.get(topic)

    @cached_property
    def with_cards(self) -> frozenset[str]:
        """Topics that can be tested: cards of the definition or of one's own."""
        of_definition = {key for key, topic in self.roadmap.topics.items() if topic.cards}
        return frozenset(of_definition | self.recollection.unseen.keys() | self.recollection.recall.keys())

    @cached_property
    def learned(self) -> frozenset[str]:
        """Counted topics that are done: what there is to keep in mind."""
        return frozenset(key for key in self.path if self.status(key) == "done")

    @cached_property
    def options(self) -> tuple[str, ...]:
        return tuple(self.effective.values())

    @cached_property
    def path(self) -> dict[str, Topic]:
        """Topics of no option and of the effective options, skipped ones included."""
        topics, options = self.roadmap.topics, {*self.options}
        return {key: each for key, each in topics.items() if each.option is None or each.option in options}

    @cached_property
    def settled(self) -> frozenset[str]:
        """Topics done or skipped: on a long path few have a state at all."""
        return frozenset(key for key, state in self.states.items() if state.status in SETTLED)

    @cached_property
    def left(self) -> dict[str, Topic]:
        """Counted topics that are not done."""
        settled = self.settled
        return {key: each for key, each in self.path.items() if key not in settled}

    def requires(self, topic: Topic) -> tuple[str, ...]:
        if not topic.requires_option:
            return topic.requires
        return prerequisites(topic, self.options if topic.option is None else (*self.options, topic.option))

    def missing(self, topic: Topic) -> tuple[str, ...]:
        """Prerequisites neither done nor skipped."""
        settled = self.settled
        return tuple([needed for needed in self.requires(topic) if needed not in settled])

    @cached_property
    def waits_for(self) -> dict[str, tuple[str, ...]]:
        """What each topic left is missing, for whoever asks about nearly all of them again and again."""
        return {key: self.missing(topic) for key, topic in self.left.items()}

    def is_ready(self, topic: Topic) -> bool:
        settled = self.settled
        return topic.id not in settled and settled.issuperset(self.requires(topic))

    @cached_property
    def ready(self) -> tuple[Topic, ...]:
        """Topics left that could be done now."""
        settled, requires = self.settled, self.requires
        return tuple([topic for topic in self.left.values() if settled.issuperset(requires(topic))])

    @cached_property
    def dependents(self) -> dict[str, list[str]]:
        """Topic id to the ids left that stand directly on it."""
        found: dict[str, list[str]] = {}
        for topic in self.left.values():
            for needed in self.requires(topic):
                found.setdefault(needed, []).append(topic.id)
        return found

    @cached_property
    def latest_first(self) -> list[str]:
        """Topics left, each after everything that stands on it (Kahn's algorithm, from the ends of the path)."""
        left, dependents = self.left, self.dependents
        waiting = {key: len(dependents.get(key, ())) for key in left}
        order = [key for key, number in waiting.items() if number == 0]
        for key in order:
            for needed in self.requires(left[key]):
                if needed in waiting:
                    waiting[needed] -= 1
                    if waiting[needed] == 0:
                        order.append(needed)
        return order

    @cached_property
    def core(self) -> dict[str, Topic]:
        """What is left but stretch topics that nothing of the core needs, directly or not: until it is done one is not ready
        for a job. Whatever a topic of it stands on is in it.
        """
        if not any(topic.stretch for topic in self.left.values()):
            return self.left
        left, dependents, extra = self.left, self.dependents, set[str]()
        for key in self.latest_first:
            if left[key].stretch and extra.issuperset(dependents.get(key, ())):
                extra.add(key)
        return {key: each for key, each in left.items() if key not in extra}

    def met(self, topic: Topic) -> int:
        """How many of its criteria are ticked."""
        state = self.states.get(topic.id)
        if state is None or not state.ticks:
            return 0
        ticked = {fingerprint(each.name) for each in state.ticks if each.sort == "criterion" and not each.off}
        return sum(each in ticked for each in topic.criteria)

    def hours_left(self, topic: Topic) -> float:
        """The estimate less what is logged, or where nothing is, less the part of the criteria that is met; never under a
        tenth of it: an unfinished topic is never free.
        """
        state = self.states.get(topic.id)
        if state is None:
            return topic.hours
        spent = state.minutes / 60
        if not spent and topic.criteria:
            spent = topic.hours * self.met(topic) / len(topic.criteria)
        return max(topic.hours - spent, topic.hours / 10)

    @cached_property
    def remaining(self) -> dict[str, float]:
        """The hours left of every topic left."""
        return {key: self.hours_left(each) for key, each in self.left.items()}

    def hours_ahead(self, topics: Iterable[Topic]) -> float:
        """What a report may say of the hours left of those that count and are not done."""
        remaining = self.remaining
        return self.told(sum([remaining[topic.id] for topic in topics if topic.id in remaining]))

    @cached_property
    def without_hours(self) -> int:
        """How many counted topics are taken for an hour because the roadmap does not say theirs."""
        return sum(not topic.is_estimated for key, topic in self.path.items() if self.status(key) != "skipped")

    @cached_property
    def no_hours(self) -> bool:
        """Of a path of such topics alone: days and sums of their hours would be made up."""
        counted = [topic for key, topic in self.path.items() if self.status(key) != "skipped"]
        return not any(topic.is_estimated for topic in counted or self.path.values())

    def told(self, hours: float) -> float:
        """What a report may say of a sum of hours: nothing where no counted topic says its own."""
        return 0.0 if self.no_hours else round(hours, 2)

    def totals(self, topics: Iterable[Topic]) -> Totals:
        """Sums over those of the topics that are on the path."""
        path, states = self.path, self.states
        counted = [topic for topic in topics if topic.id in path]
        untouched = [topic.hours for topic in counted if topic.id not in states]
        if len(untouched) == len(counted):
            return self._ahead(untouched)
        counts, facts = dict.fromkeys(STATUSES, 0), dict.fromkeys(FACTS, 0)
        hours, minutes = dict.fromkeys((*STATUSES, *FACTS), 0.0), 0
        counts["todo"], hours["todo"] = len(untouched), sum(untouched)
        for topic in [each for each in counted if each.id in states]:
            state = states[topic.id]
            counts[state.status] += 1
            hours[state.status] += topic.hours
            minutes += state.minutes
            for fact in self._facts(topic, state):
                facts[fact] += 1
                hours[fact] += topic.hours
        number, left = counts["done"] + counts["doing"] + counts["todo"], hours["doing"] + hours["todo"]
        return Totals(
            topics=TopicTotals(number, **counts),
            hours=self._hours(hours, left, minutes),
            percent=percent_done(counts["done"], number, hours["done"], hours["done"] + left),
            **facts,
        )

    def _hours(self, hours: Mapping[str, float], left: float, minutes: int) -> HourTotals:
        return HourTotals(
            counted=self.told(hours["done"] + left),
            done=self.told(hours["done"]),
            left=self.told(left),
            logged=round(minutes / 60, 2),
            skipped=self.told(hours["skipped"]),
            proven=self.told(hours["proven"]),
            fresh=self.told(hours["fresh"]),
        )

    def _ahead(self, untouched: Sequence[float]) -> Totals:
        """Of topics of so many hours each, of which nothing is recorded: on a long path nearly every module."""
        count, hours = len(untouched), self.told(sum(untouched, 0.0))
        return Totals(
            topics=TopicTotals(counted=count, done=0, doing=0, todo=count, skipped=0),
            hours=HourTotals(counted=hours, done=0.0, left=hours, logged=0.0, skipped=0.0),
            percent=0.0,
            proven=0,
        )

    def _facts(self, topic: Topic, state: TopicState) -> Iterator[str]:
        """What more there is to say of a counted topic, out of FACTS."""
        if state.proofs and state.status != "skipped":
            yield "proven"
        if (memory := self.freshness(topic.id)) is not None:
            yield memory

    def freshness(self, topic: str) -> Freshness | None:
        """None for a topic that is not done or has no cards."""
        if self.status(topic) != "done" or topic not in self.with_cards:
            return None
        return self.recollection.freshness(topic)

    @cached_property
    def whole(self) -> Totals:
        """Sums over the whole path."""
        return self.totals(self.roadmap.topics.values())

    def _assumed(self, choice: Choice) -> str:
        def rank(option: str) -> tuple[float, float]:
            topics = [topic for topic in self.roadmap.topics.values() if topic.option == option]
            return -_hours(topic for topic in topics if self.status(topic.id) == "done"), _hours(topics)

        return min((option.id for option in choice.options), key=rank)


def _hours(topics: Iterable[Topic]) -> float:
    return sum(topic.hours for topic in topics)


def percent_done(done_topics: int, topics: int, done: float, whole: float) -> float:
    """To one decimal, rounded down, so that 100 is never shown early."""
    if done_topics >= topics:
        return FULL if topics else 0.0
    return min(int(1000 * done / whole) / 10, 99.9)
