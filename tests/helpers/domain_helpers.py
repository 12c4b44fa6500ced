"""Roadmaps, events and standings made for tests, by hand and by Hypothesis."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

from event_data import data_of
from hypothesis import strategies as st

from roadmap_cli.domain.events import KINDS, Event, Kind, next_id
from roadmap_cli.domain.memory import CardState, Recollection, Reviewing, topic_memory
from roadmap_cli.domain.progress import ChoiceState, State, TopicState
from roadmap_cli.domain.roadmap import Choice, Module, Option, Phase, Roadmap, Topic
from roadmap_cli.domain.standing import Standing

TODAY = date(2026, 11, 23)
MOMENT = datetime(2026, 11, 23, 19, 30, tzinfo=UTC)
WAY = Choice("way", "Which way", (Option("x", "The X way"), Option("y", "The Y way")))
FLAGS = tuple(product(("concept", "project"), (False, True), (False, True), (False, False, False, True)))
"""Of a random topic: its kind, whether it is stretch, whether it requires something only under an option, and is hidden."""
ABOUT_TOPICS = tuple(kind for kind, its in KINDS.items() if its.has_topic)
STATUSES = ("todo", "doing", "done", "skipped")
RATINGS = st.sampled_from((1, 2, 3, 3, 3, 4))


def topic(identifier: str, place: str = "one/letters", **keys: Any) -> Topic:
    """`place` is phase/module."""
    phase, module = place.split("/")
    return Topic(identifier, identifier.title(), phase, module, **keys)


def roadmap(*topics: Topic, choices: Sequence[Choice] = ()) -> Roadmap:
    """Phases and modules in the order in which the topics name them."""
    phases = []
    for number, phase in enumerate(dict.fromkeys(each.phase for each in topics), start=1):
        modules = dict.fromkeys(each.module for each in topics if each.phase == phase)
        filled = (_module(phase, module, topics) for module in modules)
        phases.append(Phase(phase, phase.title(), number, "", tuple(filled)))
    return Roadmap("test", "Test", tuple(phases), tuple(choices))


def _module(phase: str, module: str, topics: Iterable[Topic]) -> Module:
    here = tuple(each for each in topics if (each.phase, each.module) == (phase, module))
    return Module(module, module.title(), phase, here)


def standing(
    where: Roadmap, choices: Mapping[str, str | None] | None = None, /, **statuses: str | TopicState
) -> Standing:
    """Topics by id (with `_` for `-`): a status, or a whole state."""
    by_id = {key.replace("_", "-"): value for key, value in statuses.items()}
    states = {
        key: value if isinstance(value, TopicState) else TopicState(key, value, decided="0")
        for key, value in by_id.items()
    }
    chosen = {key: ChoiceState(key, option, "0") for key, option in (choices or {}).items()}
    return Standing(where, State(states, chosen))


def identifier(number: int) -> str:
    """Ids that sort like their numbers."""
    return next_id(None, 1_700_000_000_000 + number, 0)


def event(number: int, kind: str, topic: str | None = None, batch: int | None = None, **data: Any) -> Event:
    """One fact, an hour later and (every tenth) a day later than the one before; a batch of its own unless told."""
    day = TODAY + timedelta(days=number // 10)
    at = MOMENT + timedelta(hours=number)
    in_batch = identifier(number if batch is None else batch)
    return Event("ada", identifier(number), in_batch, "test", kind, topic, at, day, data)


def undone(number: int, batch: int) -> Event:
    """The fact that a batch was taken back."""
    return event(number, "undone")._replace(data={"batch": identifier(batch)})


@st.composite
def topic_events(draw: st.DrawFn, topics: Sequence[str] = ("a", "b"), most: int = 12) -> list[Event]:
    """Facts about topics, in the order of ids, without undoing."""
    count = draw(st.integers(0, most))
    return [_about_topic(draw, number, topics) for number in range(count)]


def _about_topic(draw: st.DrawFn, number: int, topics: Sequence[str]) -> Event:
    kind, key = draw(st.sampled_from(tuple(product(ABOUT_TOPICS, topics))))
    return _said(draw, number, kind, key)


def _said(draw: st.DrawFn, number: int, kind: Kind, key: str) -> Event:
    """An edit may name what comes later, or itself."""
    return event(number, kind, key)._replace(data=draw(data_of(kind, {"event": st.integers(0, 14).map(identifier)})))


@st.composite
def edits(draw: st.DrawFn, number: int, events: Sequence[Event]) -> Event:
    """Of one of these events, of whichever kind, mostly on its topic."""
    target = draw(st.sampled_from(events))
    said = _said(draw, number, draw(st.sampled_from(("corrected", "corrected", "withdrawn"))), target.topic or "a")
    made = said._replace(data={**said.data, "event": target.id})
    return made._replace(topic=draw(st.sampled_from((made.topic, made.topic, made.topic, "b"))))


@st.composite
def histories(draw: st.DrawFn, most: int = 14) -> list[Event]:
    """What a log may hold, in the order of ids: commands of several facts, choices, undoing, undoing of undoing."""
    events: list[Event] = []
    batch = 0
    for number in range(draw(st.integers(0, most))):
        batch = batch if number and draw(st.booleans()) and events[-1].kind != "undone" else number
        sort = draw(st.sampled_from(("topic", "topic", "topic", "edit", "edit", "chose", "undone")))
        if sort == "undone" and number:
            events.append(undone(number, draw(st.integers(0, number - 1))))
        elif sort == "edit" and number:
            events.append(draw(edits(number, events))._replace(batch=identifier(batch)))
        elif sort == "chose":
            option = draw(st.sampled_from(("x", "y", None)))
            events.append(event(number, "chose", batch=batch, choice="way", option=option))
        else:
            made = _about_topic(draw, number, ("a", "b", "c"))
            events.append(made._replace(batch=identifier(batch)))
    return events


@st.composite
def card_events(draw: st.DrawFn) -> list[Event]:
    """What is said of two cards of topic a, and of other things, in the order of ids; days go back now and then."""
    kinds = st.sampled_from(("graded", "graded", "graded", "written", "discarded", "logged"))
    events = []
    for number, kind in enumerate(draw(st.lists(kinds, max_size=12))):
        data = {
            "graded": {"card": "c", "rating": draw(RATINGS)},
            "written": {"card": "c", "question": f"Q{number}", "answer": f"A{number}"},
            "discarded": {"card": "c"},
            "logged": {"minutes": 30},
        }[kind]
        data |= {"card": draw(st.sampled_from(("one", "two")))} if "card" in data else {}
        day = TODAY + timedelta(days=draw(st.integers(-3, 60)))
        events.append(event(number, kind, "a", **data)._replace(day=day))
    return events


@st.composite
def roadmaps(draw: st.DrawFn, most: int = 8) -> Roadmap:
    """Valid ones: prerequisites exist, without a circle, and none that only another option teaches.

    Choices are called like topics, which a definition may do. Phases and modules may be empty.
    """
    choices = [
        Choice(f"t{number}", f"Choice {number}", (Option(f"x{number}", "X"), Option(f"y{number}", "Y")))
        for number in range(draw(st.integers(0, 2)))
    ]
    options = [option.id for choice in choices for option in choice.options]
    topics: list[Topic] = []
    for number in range(draw(st.integers(1, most))):
        topics.append(_random_topic(draw, number, topics, options))
    found = roadmap(*draw(st.permutations(topics)), choices=choices)
    if not draw(st.booleans()):
        return found
    empty = Phase("later", "Later", len(found.phases) + 1, "", (Module("none", "None", "later", ()),))
    return found._replace(phases=(*found.phases, empty, Phase("last", "Last", len(found.phases) + 2, "", ())))


def _random_topic(draw: st.DrawFn, number: int, earlier: list[Topic], options: list[str]) -> Topic:
    own = draw(st.sampled_from((None, *options)))

    def needed(*taught_by: str | None) -> tuple[str, ...]:
        """None, one or two."""
        allowed = [each.id for each in earlier if each.option in {None, own, *taught_by}]
        picks = divmod(draw(st.integers(0, (len(allowed) + 1) ** 2 - 1)), len(allowed) + 1)
        return tuple(dict.fromkeys(allowed[pick - 1] for pick in picks if pick))

    kind, stretch, conditional, hidden = draw(st.sampled_from(FLAGS))
    return topic(
        f"t{number}",
        draw(st.sampled_from(("one/a", "one/b", "two/c", "two/d", "three/e"))),
        hours=draw(st.integers(1, 100)) / 4,
        kind=kind,
        option=own,
        stretch=stretch,
        hidden=hidden,
        requires=needed(),
        requires_option={option: needed(option) for option in options if conditional},
    )


@st.composite
def standings(draw: st.DrawFn, statuses: Sequence[str] = STATUSES) -> Standing:
    """Anything that a learner may have done to a roadmap, in any order."""
    where = draw(roadmaps())
    learned = st.sampled_from(tuple(product(statuses, (0, 30, 4000), range(3))))
    states = {}
    for key in where.topics:
        status, minutes, days_ago = draw(learned)
        last_day = TODAY - timedelta(days=days_ago)
        states[key] = TopicState(key, status, "0", minutes=minutes, last_day=last_day)
    chosen = {}
    for choice in where.choices:
        option = draw(st.sampled_from((None, *(option.id for option in choice.options))))
        chosen[choice.id] = ChoiceState(choice.id, option, "0")
    return Standing(where, State(states, chosen))


def with_status(now: Standing, key: str, status: str) -> Standing:
    state = now.states.get(key) or TopicState(key)
    topics = {**now.state.topics, key: state._replace(status=status)}
    return now._replace(state=now.state._replace(topics=topics))


def with_choice(now: Standing, choice: str, option: str | None) -> Standing:
    chosen = {**now.state.choices, choice: ChoiceState(choice, option, "1")}
    return now._replace(state=now.state._replace(choices=chosen))


def done(key: str, days_ago: int = 3) -> TopicState:
    return TopicState(key, "done", "0", finished_at=MOMENT - timedelta(days=days_ago))


def graded(topic: str, card: str, stability: float, days_ago: int, question: str | None = None) -> CardState:
    """A card after one grade. With a question it is one of the learner's own."""
    day = TODAY - timedelta(days=days_ago)
    answer, written = ("So.", identifier(0)) if question else (None, "")
    return CardState(topic, card, question, answer, written, stability, 5.0, 1, 0, day, day)


def written(topic: str, card: str) -> CardState:
    """One of the learner's own without a grade."""
    return CardState(topic, card, f"{card}?", "So.", identifier(0))


def recollection(where: Roadmap, *cards: CardState, reviewing: Reviewing | None = None) -> Recollection:
    """As of today; topics in the order in which the cards name them."""
    topics = dict.fromkeys(each.topic for each in cards)
    memories = [topic_memory(key, (each for each in cards if each.topic == key)) for key in topics]
    return Recollection(memories, where, TODAY, reviewing or Reviewing())


def remembering(now: Standing, *cards: CardState, reviewing: Reviewing | None = None) -> Standing:
    return now._replace(recollection=recollection(now.roadmap, *cards, reviewing=reviewing))


def reviewings() -> st.SearchStrategy[Reviewing]:
    """All that the settings allow, small limits above all."""
    retention, longest = st.floats(0.7, 0.97), st.sampled_from((1, 2, 30, 180, 36_500))
    return st.builds(Reviewing, retention, longest, st.integers(0, 4), st.integers(0, 9))


@st.composite
def learners(draw: st.DrawFn, statuses: Sequence[str] = STATUSES) -> Standing:
    """Standings with cards, some of them graded, under settings of any kind."""
    now = draw(standings(statuses))
    topics = (_with_cards(each, draw(st.integers(0, 3))) for each in now.roadmap.topics.values())
    where = roadmap(*topics, choices=now.roadmap.choices)
    states = {
        key: state._replace(
            finished_at=done(key, draw(st.integers(0, 2))).finished_at if state.status == "done" else None
        )
        for key, state in now.states.items()
    }
    cards = [card for key, each in where.topics.items() for card in _random_cards(draw, key, each.cards)]
    learner = Standing(where, State(states, now.state.choices))
    return remembering(learner, *cards, reviewing=draw(reviewings()))


def _with_cards(topic: Topic, number: int) -> Topic:
    return topic._replace(cards=tuple(f"{topic.id}-{each}" for each in range(number)))


def _random_cards(draw: st.DrawFn, topic: str, given: Sequence[str]) -> Iterable[CardState]:
    """Of the definition's, which are graded or not; and maybe one of the learner's own."""
    grades = st.none() | st.tuples(st.sampled_from((0.01, 0.4, 3.0, 21.3, 400.0)), st.sampled_from((0, 1, 3, 20, 500)))
    for card, question in (*((card, None) for card in given), (f"{topic}-own", "Why?")):
        grade = draw(grades)
        if grade:
            yield graded(topic, card, *grade, question)
        elif question and draw(st.booleans()):
            yield written(topic, card)
