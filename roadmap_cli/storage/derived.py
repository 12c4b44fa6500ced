"""What every projection has to hold, folded from events in memory: what is in a database is compared with it."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from roadmap_cli.domain.edit import in_effect
from roadmap_cli.domain.events import CARD_KINDS, Event, undone_batches
from roadmap_cli.domain.memory import fold_cards, topic_memory
from roadmap_cli.domain.progress import fold
from roadmap_cli.scheduling import schedule
from roadmap_cli.storage import rows
from roadmap_cli.storage.rows import Column, Values

TABLES = ("topic_progress", "study_day", "card", "topic_memory", "choice", "undone_batch")
Rows = dict[str, set[tuple[Column | tuple[str, ...], ...]]]


def derived(events: Iterable[Event]) -> Rows:
    """The rows of each table, with the columns in their order."""
    found: Rows = {table: set() for table in TABLES}
    ordered = sorted(events, key=lambda each: (each.user, each.roadmap, each.id))
    for (user, roadmap), its in groupby(ordered, key=lambda each: (each.user, each.roadmap)):
        for table, values in _of_scope(user, roadmap, list(its)):
            found[table].add(tuple(values.values()))
    return found


def _of_scope(user: str, roadmap: str, events: list[Event]) -> Iterator[tuple[str, Values]]:
    state, alive = fold(events), in_effect(events)
    yield from (("topic_progress", rows.topic_row(user, roadmap, each)) for each in state.topics.values())
    yield from (("choice", rows.choice_row(user, roadmap, each)) for each in state.choices.values())
    yield from (("study_day", rows.day_row(user, roadmap, each)) for each in state.days)
    for batch in undone_batches(events):
        yield "undone_batch", {"user": user, "roadmap": roadmap, "batch": batch}
    for topic in sorted({each.topic for each in alive if each.kind in CARD_KINDS and each.topic is not None}):
        cards = fold_cards([each for each in alive if each.topic == topic], schedule)
        yield from (("card", rows.card_row(user, roadmap, each)) for each in cards)
        if cards:
            yield "topic_memory", rows.memory_row(user, roadmap, topic_memory(topic, cards))
