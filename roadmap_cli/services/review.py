"""Recalling what was learned: the queue, and a grade for each card."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from roadmap_cli.domain.advice import STUDYING, suggest
from roadmap_cli.domain.lesson import Card, Lesson
from roadmap_cli.domain.memory import AGAIN, RATINGS, CardState, Memory, Reviewed, interval
from roadmap_cli.domain.question import Asked, draw
from roadmap_cli.domain.review import Queued, ahead, new_tomorrow, queue, waiting
from roadmap_cli.domain.review_stats import foretold
from roadmap_cli.domain.roadmap import Roadmap, Topic
from roadmap_cli.domain.standing import Standing
from roadmap_cli.errors import CannotBeDone, did_you_mean
from roadmap_cli.reports.review import CardLine, GradeReport, Lack, LeechLine, QueueReport, SessionReport
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.prompt import STEPS_ON_STATUS, review_line
from roadmap_cli.services.workspace import Workspace

Lessons = Callable[[str], Lesson]
"""The texts of a topic by its id."""
EXAMPLE = 0
"""The seed of what is shown and not asked, which is the same every time."""
_TAB = 4
_DRAWS = 10
"""How often at most a card is drawn until it is another question: there may be no other."""


class Wanted(NamedTuple):
    """Which cards are asked for: of these topics alone, those not due yet too, at most so many."""

    topics: Sequence[Topic] | None = None
    ahead: bool = False
    limit: int | None = None


class Own(NamedTuple):
    """A card that the learner wrote, and the topic that carries it today."""

    state: CardState
    topic: Topic

    @property
    def text(self) -> Card:
        return Card(self.state.card, self.state.question or "", self.state.answer or "")


def own_cards(workspace: Workspace) -> list[Own]:
    """In the order of (topic, card). Those of topics that left the definition are kept, but not here."""
    return own_of(workspace, all_cards(workspace))


def all_cards(workspace: Workspace) -> list[CardState]:
    return workspace.log.cards(workspace.user, workspace.roadmap.id)


def own_of(workspace: Workspace, states: Iterable[CardState]) -> list[Own]:
    mine = ((state, workspace.roadmap.topic_of(state.topic)) for state in states if state.question is not None)
    return [Own(state, topic) for state, topic in mine if topic is not None]


def drawn(card: Card, seed: int) -> Asked:
    """With blanks for tabs, which every screen would show otherwise."""
    asked = draw(card, seed)
    return asked._replace(code=asked.code.expandtabs(_TAB))


def drawn_anew(card: Card, seed: int, before: Asked) -> Asked:
    """Another question than the one before, as far as there is one."""
    seeds = range(seed, seed + (_DRAWS if before.kind in {"compute", "choose"} else 1))
    return next((asked for each in seeds if (asked := drawn(card, each)) != before), before)


def text_of(card: CardLine, lessons: Lessons) -> Card:
    """What a card is drawn from. One's own is what it says."""
    if card.own:
        return Card(card.id, card.question, card.answer)
    return next(each for each in lessons(card.topic.id).cards if each.id == card.id)


def due_cards(workspace: Workspace, wanted: Wanted, lessons: Lessons, seed: int = EXAMPLE) -> QueueReport:
    """The queue of today, each card as the seed draws it."""
    standing = workspace.standing()
    near = _near(workspace, standing)
    scope = None if wanted.topics is None else [topic.id for topic in wanted.topics]
    waits = waiting(standing, workspace.day_of)
    if wanted.ahead:
        done = [key for key in workspace.roadmap.topics if key in standing.learned]
        cards = ahead(standing, done if scope is None else scope, near, wanted.limit)
    else:
        cards = queue(standing, waits, near, scope, wanted.limit)
    asked = standing.roadmap.topics.keys() if scope is None else scope
    lack: Lack = "cards" if not standing.with_cards else "done" if standing.learned.isdisjoint(asked) else ""
    states = all_cards(workspace)
    asked_for = {each.card for each in cards}
    own = own_of(workspace, (state for state in states if state.card in asked_for))
    lines = card_lines(workspace, cards, lessons, own, seed)
    next_due = _next_due(workspace, standing, set(asked))
    return QueueReport(
        today=workspace.today,
        cards=lines,
        waiting=review_line(waits),
        next_due=next_due,
        lack=lack,
        leeches=leeches(workspace, lessons, states, lambda topic, _: topic in asked),
    )


def options(workspace: Workspace, card: str) -> tuple[int, ...]:
    """The days after which a card would come back, for each rating from 1 again to 4 easy."""
    state = _state(workspace, card)
    memories = (_after(workspace, state, rating) for rating in RATINGS)
    return tuple(interval(each.stability, workspace.reviewing) for each in memories)


def grade(workspace: Workspace, card: str, rating: int) -> GradeReport:
    """Capital letters in the name of a card do not matter. Raises CannotBeDone for one that nobody knows.

    The event carries the topic's id of the first grade, so that a card whose topic is renamed goes on with its memory.
    """
    state = _state(workspace, card) or _state(workspace, card.casefold())
    name = state.card if state else card.casefold()
    topic = _topic(workspace, name, state)
    before = state.memory if state else None
    after = _after(workspace, state, rating)
    fact = workspace.fact("graded", state.topic if state else topic.id, card=name, rating=rating)
    (event,) = workspace.append([fact])
    days = interval(after.stability, workspace.reviewing)
    predicted = foretold(before, workspace.today)
    due = workspace.today + timedelta(days=days)
    known = None if predicted is None else round(predicted, 4)
    return GradeReport(
        card=name,
        topic=Named(topic.id, topic.title),
        rating=rating,
        recall=known,
        due=due,
        days=days,
        batch=event.batch,
    )


def take_back(workspace: Workspace, graded: GradeReport) -> None:
    workspace.append([workspace.fact("undone", batch=graded.batch)])


def summary(workspace: Workspace, graded: Sequence[GradeReport], caught: int, lessons: Lessons) -> SessionReport:
    """What the grades of a session come to; `caught` is how many failed cards were recalled before its end."""
    known = [each for each in graded if each.recall is not None]
    failed = {each.card for each in graded if each.rating == AGAIN}
    tomorrow = workspace.today + timedelta(days=1)
    return SessionReport(
        cards=len(graded),
        recalled=sum(each.rating > AGAIN for each in graded),
        topics=len({each.topic.id for each in graded}),
        foretold=len(known),
        kept=sum(each.rating > AGAIN for each in known),
        expected=round(sum(each.recall or 0.0 for each in known), 1),
        tomorrow=sum(each.due == tomorrow for each in graded),
        waiting=review_line(waiting(workspace.standing(), workspace.day_of)),
        caught=caught,
        leeches=leeches(workspace, lessons, all_cards(workspace), lambda _, card: card in failed) if failed else (),
    )


def leeches(
    workspace: Workspace, lessons: Lessons, states: Iterable[CardState], wanted: Callable[[str, str], bool]
) -> tuple[LeechLine, ...]:
    """The cards that were forgotten too often, the worst first, as far as topic and card are `wanted`."""
    least = workspace.reviewing.leech_lapses
    homes = ((state, _home(workspace.roadmap, state)) for state in states if least and state.lapses >= least)
    found = {
        state.card: _leech(state, topic, lessons) for state, topic in homes if topic and wanted(topic.id, state.card)
    }
    return tuple(sorted(found.values(), key=lambda each: (-each.lapses, each.id)))


def _leech(state: CardState, topic: Topic, lessons: Lessons) -> LeechLine:
    given = {} if state.question is not None else {card.id: card for card in lessons(topic.id).cards}
    return LeechLine(
        id=state.card,
        topic=Named(topic.id, topic.title),
        question=drawn(given[state.card], EXAMPLE).text if state.question is None else state.question,
        lapses=state.lapses,
        own=state.question is not None,
    )


def _home(roadmap: Roadmap, state: CardState) -> Topic | None:
    """The topic that asks for a card today, None for one that was discarded or that the definition no longer names."""
    if state.question is not None:
        return roadmap.topic_of(state.topic)
    home = roadmap.topic_of_card.get(state.card)
    return roadmap.topics[home] if home else None


def card_lines(
    workspace: Workspace, cards: Sequence[Queued], lessons: Lessons, known: Iterable[Own], seed: int = EXAMPLE
) -> tuple[CardLine, ...]:
    """With the texts of the definition, or the learner's own, which are `known`."""
    topics = workspace.roadmap.topics
    texts = {card.id: card for topic in {each.topic for each in cards} for card in lessons(topic).cards}
    own = {each.card for each in cards} - texts.keys()
    texts |= {each.state.card: each.text for each in known if each.state.card in own}
    lines = (
        card_line(topics[each.topic], texts[each.card], drawn(texts[each.card], seed), own=each.card in own)
        for each in cards
    )
    return tuple(_remembered(workspace, line, each.memory) for line, each in zip(lines, cards, strict=True))


def _near(workspace: Workspace, standing: Standing) -> Collection[str]:
    """The topics in progress and those that come next."""
    doing = {key for key in standing.left if standing.status(key) == "doing"}
    steps = suggest(standing, workspace.moment(standing, with_job=False), STEPS_ON_STATUS)
    return doing | {each.topic for each in steps if each.topic and each.action in STUDYING}


def _next_due(workspace: Workspace, standing: Standing, scope: Collection[str]) -> date | None:
    """The day on which the next card comes that is not due yet: back, or for the first time."""
    if any(topic in scope for topic, _ in new_tomorrow(standing, workspace.day_of)):
        return workspace.today + timedelta(days=1)
    days = (
        each.interval - each.elapsed
        for each in standing.recollection.reviewed
        if each.topic in standing.learned and not each.is_due and each.topic in scope
    )
    soonest = min(days, default=None)
    return None if soonest is None else workspace.today + timedelta(days=soonest)


def card_line(topic: Topic, card: Card, asked: Asked, *, own: bool) -> CardLine:
    return CardLine(
        id=card.id,
        topic=Named(topic.id, topic.title),
        question=asked.text,
        answer=asked.answer,
        own=own,
        kind=asked.kind,
        criterion=card.criterion,
        typed=asked.typed,
        code=asked.code,
        language=asked.language,
        choices=asked.choices,
        right=asked.right,
        unit=asked.unit,
    )


def _remembered(workspace: Workspace, line: CardLine, known: Reviewed | None) -> CardLine:
    if known is None:
        return line
    due = workspace.today + timedelta(days=known.interval - known.elapsed)
    return line._replace(recall=round(known.recall, 4), due=due)


def _state(workspace: Workspace, card: str) -> CardState | None:
    """Of several the first with a memory, as a Recollection takes them."""
    states = workspace.log.cards(workspace.user, workspace.roadmap.id, card)
    return next((state for state in states if state.memory), next(iter(states), None))


def _after(workspace: Workspace, state: CardState | None, rating: int) -> Memory:
    return workspace.schedule()(state.memory if state else None, rating, workspace.today)


def _topic(workspace: Workspace, card: str, state: CardState | None) -> Topic:
    """Where a card belongs. Raises CannotBeDone for one that neither the definition nor the learner has."""
    roadmap = workspace.roadmap
    if state is not None and state.question is not None and (topic := roadmap.topic_of(state.topic)) is not None:
        return topic
    if card in roadmap.topic_of_card:
        return roadmap.topics[roadmap.topic_of_card[card]]
    if state is not None and state.question is not None:
        sentence = f"the topic of this card, {state.topic}, is no longer in the roadmap file"
        raise CannotBeDone(sentence, "its memory is kept, and goes on when the topic is back")
    own = (each.state.card for each in own_cards(workspace))
    sentence = f'there is no card "{card}"'
    hint = did_you_mean(card, (*roadmap.topic_of_card, *own))
    raise CannotBeDone(sentence, hint or "see the cards of a topic with: roadmap show TOPIC, roadmap card list TOPIC")
