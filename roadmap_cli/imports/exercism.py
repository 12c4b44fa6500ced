"""A track of Exercism as its `config.json` describes it: concepts, the exercises that teach them, and those that practise them.

A concept needs what the exercise that teaches it needs; that exercise needs its concepts besides, and a practice exercise
what it says. Prerequisites are named by the concept's slug, which goes before an exercise of the same slug.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.outline import Item, Outline, Unplaced
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.imports.json_value import Value
from roadmap_cli.imports.vocabulary import counted, none_read, short, title_of

KEY = "exercises"
CONCEPTS, PRACTICE = "Concepts", "Practice exercises"
_ADDRESS = "https://exercism.org/tracks"
_DIFFICULTIES = ((3, "Easy"), (7, "Medium"), (10, "Hard"))
"""As its pages group them: up to which of ten steps."""
_NOT_SHOWN = frozenset({"deprecated", "wip"})
"""Exercises of which nobody who learns there sees anything."""
_EXERCISE = frozenset({"slug", "name", "uuid", "concepts", "prerequisites", "practices", "difficulty", "status"})
_CONCEPT = frozenset({"slug", "name", "uuid"})


class _Exercise(NamedTuple):
    """`teaches` are concepts, empty for one that only practises; `practises` those of which it says so."""

    value: Value
    slug: str
    title: str
    teaches: tuple[str, ...]
    requires: tuple[str, ...]
    practises: tuple[str, ...]


def outline(path: Path, document: Value) -> Outline:
    exercises = document.of(KEY)
    concepts = {_slug(each): each for each in document.of("concepts").each()}
    teaching = counted(path, _exercises(exercises.of("concept"), concepts))
    practising = counted(path, _exercises(exercises.of("practice"), concepts))
    track = document.of("slug").text().strip()
    items = (
        *_taught(teaching, concepts, track),
        *(_practice(each, concepts, track) for each in practising),
    )
    language = title_line(document.of("language").text())
    return Outline(
        f"{language} on Exercism" if language else title_of(path),
        counted(path, items),
        tuple(_unplaced(document, concepts)),
    )


def _exercises(entries: Value, concepts: Collection[str]) -> Iterator[_Exercise]:
    """What they need are concepts: an exercise may be called like one that the track has not."""
    for value in entries.each():
        if value.of("status").text() not in _NOT_SHOWN:
            yield _Exercise(
                value=value,
                slug=_slug(value),
                title=_title(value),
                teaches=tuple(each for each in _slugs(value.of("concepts")) if each in concepts),
                requires=tuple(each for each in _slugs(value.of("prerequisites")) if each in concepts),
                practises=_slugs(value.of("practices")),
            )


def _slug(value: Value) -> str:
    return value.of("slug").name().strip()


def _slugs(values: Value) -> tuple[str, ...]:
    return tuple(each.name().strip() for each in values.each())


def _title(value: Value) -> str:
    """Its name, or its slug in words."""
    return title_line(value.of("name").text()) or title_line(_slug(value).replace("-", " ")).capitalize()


def _taught(teaching: tuple[_Exercise, ...], concepts: Mapping[str, Value], track: str) -> Iterator[Item]:
    """Each concept before the first exercise that teaches it; those that none teaches come last."""
    needs: dict[str, dict[str, None]] = {}
    for exercise in teaching:
        for slug in exercise.teaches:
            needs.setdefault(slug, {}).update(dict.fromkeys(each for each in exercise.requires if each != slug))
    told = set()
    for exercise in teaching:
        for slug in exercise.teaches:
            if slug not in told:
                told.add(slug)
                yield _concept(concepts[slug], slug, tuple(needs[slug]), track)
        requires = tuple(dict.fromkeys((*exercise.teaches, *exercise.requires)))
        yield _item(exercise, requires, (CONCEPTS, CONCEPTS), track)
    for slug, value in concepts.items():
        if slug not in told:
            yield _concept(value, slug, (), track)


def _concept(value: Value, slug: str, requires: tuple[str, ...], track: str) -> Item:
    return Item(
        place=value.place,
        title=_title(value),
        phase=CONCEPTS,
        module=CONCEPTS,
        id=slug,
        requires=requires,
        resources=_page(track, "concepts", slug, _title(value)),
        known_as=_uuid(value),
    )


def _practice(exercise: _Exercise, concepts: Mapping[str, Value], track: str) -> Item:
    """Practised is said in words: it need not be known before."""
    difficulty = exercise.value.of("difficulty").number()
    module = next((name for most, name in _DIFFICULTIES if difficulty <= most), _DIFFICULTIES[-1][1])
    practised = [_title(concepts[slug]) if slug in concepts else slug for slug in exercise.practises]
    item = _item(exercise, exercise.requires, (PRACTICE, module if difficulty else PRACTICE), track)
    return item._replace(why=f"It practises: {', '.join(practised)}." if practised else "")


def _item(exercise: _Exercise, requires: tuple[str, ...], where: tuple[str, str], track: str) -> Item:
    return Item(
        place=exercise.value.place,
        title=exercise.title,
        phase=where[0],
        module=where[1],
        id=exercise.slug,
        requires=requires,
        resources=_page(track, "exercises", exercise.slug, exercise.title),
        known_as=_uuid(exercise.value),
    )


def _page(track: str, sort: str, slug: str, title: str) -> tuple[Resource, ...]:
    """Where it is learned. The address follows from the slugs, and is none without that of the track."""
    words = (track, sort, slug)
    is_address = all(word and word.isascii() and word.replace("-", "").isalnum() for word in words)
    return (Resource(title, "/".join((_ADDRESS, *words))),) if is_address else ()


def _uuid(value: Value) -> tuple[str, ...]:
    name = value.of("uuid").text().strip()
    return (name,) if name else ()


def _unplaced(document: Value, concepts: Mapping[str, Value]) -> Iterator[Unplaced]:
    exercises = document.of(KEY)
    entries = [*exercises.of("concept").each(), *exercises.of("practice").each()]
    for value in entries:
        if (status := value.of("status").text()) in _NOT_SHOWN:
            yield Unplaced(value.place, short(_title(value)), f"it is {status} there")
        else:
            for slug in (*_slugs(value.of("concepts")), *_slugs(value.of("prerequisites"))):
                if slug not in concepts:
                    yield Unplaced(value.place, short(f"{_title(value)}: {slug}"), "the track has no such concept")
    for value in exercises.of("foregone").each():
        yield Unplaced(value.place, short(value.text()), "the track leaves it out")
    strange = Counter(key for value in entries for key in value.table().keys() - _EXERCISE)
    strange.update(key for value in concepts.values() for key in value.table().keys() - _CONCEPT)
    yield from none_read(exercises.place, strange)
