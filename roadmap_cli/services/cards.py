"""A learner's own cards: written, changed, taken away, brought in, and handed on."""

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from roadmap_cli.domain.events import Fact
from roadmap_cli.domain.finding import find_topic
from roadmap_cli.domain.memory import CardState
from roadmap_cli.domain.review import Queued
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.errors import CannotBeDone, did_you_mean
from roadmap_cli.reports.cards import CardReport, CardsImportReport, CardsReport, Deck, DeckCard
from roadmap_cli.reports.review import CardLine
from roadmap_cli.reports.status import Named
from roadmap_cli.services.reviewing import Lessons, card_lines
from roadmap_cli.services.workspace import Workspace

ID_DIGITS = 8
EXPORTED = "learning-roadmap:"
"""What the ids of exported cards begin with, by which they are known when they come back."""


class Given(NamedTuple):
    """A card out of a file. `key` is what it is known by there."""

    topic: Topic
    key: str
    question: str
    answer: str


class Own(NamedTuple):
    """A card that the learner wrote, and the topic that carries it today."""

    state: CardState
    topic: Topic


def cards_of(workspace: Workspace, topic: Topic | None, lessons: Lessons) -> CardsReport:
    """All cards of a topic; of the whole roadmap the learner's own."""
    reviewed = {each.card: each for each in workspace.standing().recollection.reviewed}
    mine = [each for each in _own(workspace) if topic is None or each.topic == topic]
    names = [(each.topic.id, each.state.card) for each in mine]
    if topic is not None:
        names = [*((topic.id, card) for card in topic.cards), *names]
    queued = [Queued(place, card, reviewed.get(card)) for place, card in names]
    named = Named(topic.id, topic.title) if topic else None
    return CardsReport(workspace.today, named, card_lines(workspace, queued, lessons))


def add(workspace: Workspace, topic: Topic, question: str, answer: str) -> CardReport:
    """The same question on the same topic is the same card, so adding it again says another answer."""
    card = Given(topic, question, question, answer)
    change, facts = _change(workspace, {each.state.card: each.state for each in _own(workspace)}, card)
    workspace.append(facts)
    return CardReport(change, _line(card_id(topic, question), topic, question, answer))


def edit(workspace: Workspace, card: Own, question: str, answer: str) -> CardReport:
    state, topic = card
    changed = (question, answer) != (state.question, state.answer)
    if changed:
        workspace.append([workspace.fact("written", state.topic, card=state.card, question=question, answer=answer)])
    return CardReport("edited" if changed else "known", _line(state.card, topic, question, answer))


def delete(workspace: Workspace, card: Own) -> CardReport:
    """Its grades stay, so that undo brings all of it back."""
    state, topic = card
    workspace.append([workspace.fact("discarded", state.topic, card=state.card)])
    return CardReport("deleted", _line(state.card, topic, state.question or "", state.answer or ""))


def find(workspace: Workspace, words: str) -> Own:
    """By the id of a card, the beginning of it, or its topic where that has only one. Raises CannotBeDone."""
    own, wanted = _own(workspace), words.strip().casefold()
    exact = [each for each in own if each.state.card == wanted]
    found = exact or [each for each in own if wanted and each.state.card.startswith(wanted)]
    found = found or _of_topic(workspace, words, own)
    if len(found) == 1:
        return found[0]
    said = [f"{each.state.card} ({each.state.question})" for each in found]
    raise CannotBeDone("\n  ".join([f'"{words}" could be any of these:', *said]), "type the id of one of them")


def take_in(workspace: Workspace, given: Sequence[Given], empty: int, *, dry_run: bool) -> CardsImportReport:
    """What is known already is left alone, so that importing twice changes nothing."""
    known = {each.state.card: each.state for each in _own(workspace)}
    counts = dict.fromkeys(("added", "edited", "known"), 0)
    facts: dict[str, Fact] = {}
    for card in given:
        change, written = _change(workspace, known, card)
        counts[change] += 1
        facts |= {fact.data["card"]: fact for fact in written}
    if facts and not dry_run:
        workspace.append(facts.values())
    topics = {card.topic.id: Named(card.topic.id, card.topic.title) for card in given}
    return CardsImportReport(**counts, empty=empty, topics=tuple(topics.values()), dry_run=dry_run)


def deck(workspace: Workspace, lessons: Lessons) -> Deck:
    """Every card of the path, of the roadmap and of one's own."""
    own = _own(workspace)
    cards = []
    for topic in workspace.standing().path.values():
        place = topic.phase, topic.module, topic.id
        cards += [DeckCard(EXPORTED + each.id, each.question, each.answer, place) for each in lessons(topic.id).cards]
        mine = (each.state for each in own if each.topic == topic)
        cards += [DeckCard(EXPORTED + each.card, each.question or "", each.answer or "", place) for each in mine]
    return Deck(workspace.roadmap.title, tuple(cards))


def card_id(topic: Topic, key: str) -> str:
    """The same on every computer, so that the same card from two of them is one after a merge."""
    return f"{topic.id}-{sha256(f'{topic.id}/{key}'.encode()).hexdigest()[:ID_DIGITS]}"


def _change(workspace: Workspace, known: dict[str, CardState], card: Given) -> tuple[str, list[Fact]]:
    """What a card from elsewhere would be here, and the fact that says so."""
    name = card.key.removeprefix(EXPORTED) if card.key.startswith(EXPORTED) else card_id(card.topic, card.key)
    state = known.get(name)
    if name in workspace.roadmap.topic_of_card or (state and (state.question, state.answer) == card[2:]):
        return "known", []
    place = state.topic if state else card.topic.id
    fact = workspace.fact("written", place, card=name, question=card.question, answer=card.answer)
    return "edited" if state else "added", [fact]


def _own(workspace: Workspace) -> list[Own]:
    states = workspace.log.cards(workspace.user, workspace.roadmap.id)
    mine = ((state, workspace.roadmap.topic_of(state.topic)) for state in states if state.question is not None)
    return [Own(state, topic) for state, topic in mine if topic is not None]


def _of_topic(workspace: Workspace, words: str, own: Sequence[Own]) -> list[Own]:
    try:
        topic = find_topic(workspace.roadmap, words)
    except CannotBeDone as error:
        sentence = f'you have no card "{words}"'
        hint = did_you_mean(words.strip().casefold(), tuple(each.state.card for each in own))
        raise CannotBeDone(sentence, hint or "see yours with: roadmap card list") from error
    found = [each for each in own if each.topic == topic]
    if not found:
        sentence = f"you have no card of your own on {topic.title}"
        raise CannotBeDone(sentence, f"write one with: roadmap card add {topic.id}")
    return found


def _line(card: str, topic: Topic, question: str, answer: str) -> CardLine:
    return CardLine(card, Named(topic.id, topic.title), question, answer, own=True)
