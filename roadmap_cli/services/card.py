"""A learner's own cards: written, changed, taken away, brought in, and handed on."""

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from hashlib import sha256

from roadmap_cli.domain.events import Fact
from roadmap_cli.domain.lesson import Card
from roadmap_cli.domain.lookup import ambiguous, find_topic
from roadmap_cli.domain.memory import CardState
from roadmap_cli.domain.review import Queued
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.errors import CannotBeDone, did_you_mean
from roadmap_cli.reports.card import (
    EXPORTED,
    CardChange,
    CardReport,
    CardsImportReport,
    CardsReport,
    Deck,
    DeckCard,
    ForeignCard,
)
from roadmap_cli.reports.review import CardLine
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.review import EXAMPLE, Lessons, Own, card_line, card_lines, drawn, own_cards
from roadmap_cli.services.workspace import Workspace

ID_DIGITS = 8


def cards_of(workspace: Workspace, topic: Topic | None, lessons: Lessons) -> CardsReport:
    """All cards of a topic; of the whole roadmap the learner's own."""
    recollection, own = workspace.standing().recollection, own_cards(workspace)
    reviewed = {each.card: each for each in recollection.reviewed}
    names = [(each.topic.id, each.state.card) for each in own if topic is None or each.topic == topic]
    if topic is not None:
        names = [*((topic.id, card) for card in topic.cards), *names]
    queued = [Queued(topic_id, card, reviewed.get(card)) for topic_id, card in names]
    homeless = (each for each in recollection.memories if workspace.roadmap.topic_of(each.topic) is None)
    left = 0 if topic else sum(len(each.own.cards) + len(each.unseen) for each in homeless)
    named = Named(topic.id, topic.title) if topic else None
    return CardsReport(today=workspace.today, topic=named, cards=card_lines(workspace, queued, lessons, own), left=left)


def add(workspace: Workspace, topic: Topic, question: str, answer: str) -> CardReport:
    """The same question on the same topic is the same card, so adding it again says another answer."""
    card = ForeignCard(question, question, answer)
    known = {each.state.card: each.state for each in own_cards(workspace)}
    name = _name(workspace, known, topic, card)
    change, facts = _change(workspace, known, name, topic, card)
    workspace.append(facts)
    waits = workspace.standing().status(topic.id) != "done"
    return CardReport(change, _line(name, topic, question, answer), waits)


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
    own, wanted = own_cards(workspace), words.strip().casefold()
    exact = [each for each in own if each.state.card == wanted]
    found = exact or [each for each in own if wanted and each.state.card.startswith(wanted)]
    found = found or _of_topic(workspace, words, own)
    if len(found) == 1:
        return found[0]
    raise ambiguous(words, [f"{each.state.card} ({' '.join((each.state.question or '').split())})" for each in found])


def take_in(
    workspace: Workspace, given: Sequence[tuple[Topic, ForeignCard]], empty: int, lessons: Lessons, *, dry_run: bool
) -> CardsImportReport:
    """What is known already is left alone, so that importing twice changes nothing."""
    known = {each.state.card: each.state for each in own_cards(workspace)}
    cards = {_name(workspace, known, topic, card): (topic, card) for topic, card in given}
    changes = {name: _change(workspace, known, name, *each) for name, each in cards.items()}
    facts = [fact for _, its in changes.values() for fact in its]
    if facts and not dry_run:
        workspace.append(facts)
    counts = Counter(change for change, _ in changes.values())
    topics_of_cards = (workspace.roadmap.topic_of(fact.topic or "") for fact in facts)
    topics = {topic.id: Named(topic.id, topic.title) for topic in topics_of_cards if topic is not None}
    return CardsImportReport(
        added=counts["added"],
        edited=counts["edited"],
        known=counts["known"],
        empty=empty,
        differing=_differing(workspace, {name: card for name, (_, card) in cards.items()}, lessons),
        topics=tuple(topics.values()),
        dry_run=dry_run,
        formulas_left=sum(card.formulas_left for _, card in given),
    )


def _differing(workspace: Workspace, cards: Mapping[str, ForeignCard], lessons: Lessons) -> int:
    """Cards of the roadmap that say something else elsewhere. Whoever brings back one with a task has what was drawn of it."""
    of_roadmap = {name: card for name, card in cards.items() if name in workspace.roadmap.topic_of_card}
    topics = {workspace.roadmap.topic_of_card[name] for name in of_roadmap}
    texts = {text.id: text for topic in topics for text in lessons(topic).cards}
    return sum(
        texts[name].task is None and (card.question, card.answer) != texts[name][1:3]
        for name, card in of_roadmap.items()
    )


def deck(workspace: Workspace, lessons: Lessons, topics: Container[str]) -> Deck:
    """Every card of these topics as far as they are on the path, of the roadmap and of one's own."""
    own = own_cards(workspace)
    cards = []
    for topic in (each for key, each in workspace.standing().path.items() if key in topics):
        home = topic.phase, topic.module, topic.id
        mine = (each.text for each in own if each.topic == topic)
        cards += [_deck_card(each, home) for each in (*lessons(topic.id).cards, *mine)]
    return Deck(workspace.roadmap.title, tuple(cards))


def _deck_card(card: Card, home: tuple[str, str, str]) -> DeckCard:
    asked = drawn(card, EXAMPLE)
    return DeckCard(
        id=EXPORTED + card.id,
        question=asked.text,
        answer=asked.answer,
        home=home,
        code=asked.code,
        numbered=asked.typed == "line",
        choices=asked.choices,
        right=asked.right,
    )


def card_id(topic: str, key: str) -> str:
    """The same on every computer, so that the same card from two of them is one after a merge."""
    return f"{topic}-{sha256(f'{topic}/{key}'.encode()).hexdigest()[:ID_DIGITS]}"


def _name(workspace: Workspace, known: Container[str], topic: Topic, card: ForeignCard) -> str:
    """The id of a card from elsewhere: the one that it was exported by, or that it has under a former id of its topic.

    An id that was not made here is only a key: whatever a file says, an id is a word that can be typed.
    """
    ids = (topic.id, *topic.formerly)
    if card.key.startswith(EXPORTED):
        name = card.key.removeprefix(EXPORTED)
        made_here = re.fullmatch(rf"(?:{'|'.join(map(re.escape, ids))})-[0-9a-f]{{{ID_DIGITS}}}", name)
        if made_here or name in known or name in workspace.roadmap.topic_of_card:
            return name
    names = [card_id(each, card.key) for each in ids]
    return next((name for name in names if name in known), names[0])


def _change(
    workspace: Workspace, known: Mapping[str, CardState], name: str, topic: Topic, card: ForeignCard
) -> tuple[CardChange, list[Fact]]:
    """What a card from elsewhere would be here, and the fact that says so."""
    state = known.get(name)
    if name in workspace.roadmap.topic_of_card or (
        state and (state.question, state.answer) == (card.question, card.answer)
    ):
        return "known", []
    carrier = state.topic if state else topic.id
    fact = workspace.fact("written", carrier, card=name, question=card.question, answer=card.answer)
    return "edited" if state else "added", [fact]


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
    text = Card(card, question, answer)
    return card_line(topic, text, drawn(text, EXAMPLE), own=True)
