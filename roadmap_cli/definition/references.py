"""What only the whole file can tell: ids said twice, names that nobody has, prerequisites that cannot be met."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from roadmap_cli.definition.card_check import check_cards
from roadmap_cli.definition.document import Table, needs_of
from roadmap_cli.definition.job_references import check_job_references
from roadmap_cli.definition.problems import MOST_SHOWN, Problems
from roadmap_cli.definition.toml_lines import Keys

MOST_YEARS = 100
MOST_NAMED = 3
"""Topics with the same fault."""


MOST_OF_A_CIRCLE = 20
"""So many topics of a circle of prerequisites are named: whoever breaks it needs no more."""


class Names(NamedTuple):
    """What can be referred to: topics with what leads to them, their ids, and options."""

    topics: dict[str, tuple[Keys, Table]]
    ids: tuple[str, ...]
    options: tuple[str, ...]
    unknown: dict[str, list[tuple[Keys, str]]]
    """Prerequisites that there are not, with the places that name them and the topics there."""


SORTS = {
    "choice": "choice",
    "option": "option",
    "phase": "phase or module",  # they share names, as arguments do
    "module": "phase or module",
    "topic": "topic",
    "cards": "card",
}
"""The arrays of tables with ids, by their key."""


def check_references(document: Table, problems: Problems) -> None:
    """Expects a document without anything of a wrong key or type; what is required may be missing."""
    tables = list(_tables(document, ()))
    topics = [(at, table) for sort, at, table in tables if sort == "topic"]
    options = tuple(table["id"] for sort, _, table in tables if sort == "option")
    by_id = {topic["id"]: (at, topic) for at, topic in topics}
    names = Names(topics=by_id, ids=tuple(by_id), options=options, unknown={})
    _check_unique(tables, problems)
    for sort, at, table in tables:
        if sort == "choice":
            _check_choice(at, table, names, problems)
    for at, topic in topics:
        _check_topic(at, topic, names, problems)
    check_cards(topics, problems)
    _tell_unknown(names, problems)
    _check_formerly(names.topics, problems)
    _check_cycles(names.topics, problems)
    _check_timeline(document.get("article", {}).get("timeline", []), problems)
    phases = tuple(table["id"] for table in document.get("phase", []) if "id" in table)
    choices = tuple(table["id"] for sort, _, table in tables if sort == "choice")
    known = {"topic": names.ids, "option": options, "choice": choices, "phase": phases}
    check_job_references(document, known, problems)


def _tables(document: Table, within: Keys) -> Iterator[tuple[str, Keys, Table]]:
    """(what sort, what leads to it, table) of everything that has an id."""
    for key, sort in SORTS.items():
        array = document.get(key)
        for index, table in enumerate(array if isinstance(array, list) else ()):
            at = (*within, key, index)
            if "id" in table:
                yield sort, at, table
            yield from _tables(table, at)


def _check_unique(tables: list[tuple[str, Keys, Table]], problems: Problems) -> None:
    seen: set[tuple[str, str]] = set()
    for sort, at, table in tables:
        if (sort, table["id"]) in seen:
            problems.add((*at, "id"), f'the {sort} id "{table["id"]}" is used twice')
        seen.add((sort, table["id"]))


def _check_choice(at: Keys, choice: Table, names: Names, problems: Problems) -> None:
    if len(choice.get("option", ())) == 1:
        problems.add(at, f'choice "{choice["id"]}" needs at least two options')
    decision = choice.get("topic")
    if decision is not None and decision not in names.topics and not problems.explain(decision):
        sentence = f'choice "{choice["id"]}" is made at the unknown topic "{decision}"'
        problems.add((*at, "topic"), sentence, near=decision, names=names.ids)


def _check_topic(at: Keys, topic: Table, names: Names, problems: Problems) -> None:
    name, own = f'topic "{topic["id"]}"', topic.get("option")
    if own is not None and own not in names.options and not problems.explain(own):
        sentence = f'{name} belongs to the option "{own}", which no choice has'
        problems.add((*at, "option"), sentence, near=own, names=names.options)
    needs = [((*at, "requires", index), own, each) for index, each in enumerate(topic.get("requires", []))]
    for option, ids in topic.get("requires_option", {}).items():
        where = (*at, "requires_option", option)
        if option not in names.options and not problems.explain(option):
            sentence = f'{name} requires something under the option "{option}", which no choice has'
            problems.add(where, sentence, near=option, names=names.options)
        needs += [((*where, index), option, each) for index, each in enumerate(ids)]
    for where, option, needed in needs:
        if needed not in names.topics:
            names.unknown.setdefault(needed, []).append((where, topic["id"]))
        elif (fault := _not_taught(own, option, needed, names)) is not None:
            problems.add(where, f"{name} {fault}")


def _tell_unknown(names: Names, problems: Problems) -> None:
    """Once each: it is one fault, wherever it is named."""
    titles = {
        _folded(topic["title"]): identifier for identifier, (_, topic) in names.topics.items() if "title" in topic
    }
    for needed, places in names.unknown.items():
        if problems.explain(needed):
            continue
        where, first = places[0]
        others = list(dict.fromkeys(each for _, each in places[1:] if each != first))
        shown = f"{', '.join(others[:MOST_NAMED])}{', ...' if len(others) > MOST_NAMED else ''}"
        also = f" (so {'do' if len(others) > 1 else 'does'} {len(others)} more: {shown})" if others else ""
        sentence = f'topic "{first}" requires "{needed}"{also}, which does not exist'
        if (meant := titles.get(_folded(needed))) is not None:
            problems.add(where, f"{sentence}; it is the title of {meant}: write that")
        else:
            problems.add(where, sentence, near=needed, names=names.ids)


def _folded(title: str) -> str:
    return " ".join(title.casefold().replace("-", " ").split())


def _not_taught(own: str | None, option: str | None, needed: str, names: Names) -> str | None:
    """What is wrong with needing a topic that only another option teaches."""
    teaching = names.topics[needed][1].get("option")
    if teaching in {None, own, option} or teaching not in names.options:
        return None
    if option is None:
        return f'requires "{needed}", which only the option "{teaching}" teaches; use requires_option'
    return f'(option "{option}") requires "{needed}", which only the option "{teaching}" teaches'


def _check_formerly(topics: dict[str, tuple[Keys, Table]], problems: Problems) -> None:
    heirs: dict[str, str] = {}
    for identifier, (at, topic) in topics.items():
        for index, old in enumerate(topic.get("formerly", [])):
            where = (*at, "formerly", index)
            if old in topics:
                problems.add(where, f'topic "{identifier}" was formerly "{old}", but a topic of that id still exists')
            elif old in heirs:
                problems.add(where, f'both "{heirs[old]}" and "{identifier}" were formerly "{old}"')
            heirs.setdefault(old, identifier)


def _check_timeline(timeline: object, problems: Problems) -> None:
    for index, each in enumerate(timeline if isinstance(timeline, list) else [None]):
        found = each if isinstance(each, dict) else {}
        years = (found.get("years_min"), found.get("years_max"))
        sound = all(isinstance(year, int | float) and 0 < year <= MOST_YEARS for year in years)
        if not sound or not isinstance(found.get("start"), str):
            sentence = f'a timeline of the article needs "start", "years_min" and "years_max", years up to {MOST_YEARS}'
            problems.add(("article", "timeline", index), sentence)


def _check_cycles(topics: dict[str, tuple[Keys, Table]], problems: Problems) -> None:
    graph = {identifier: needs_of(topic) for identifier, (_, topic) in topics.items()}
    for _ in range(MOST_SHOWN):
        circle = circle_in(graph)
        if not circle:
            return
        first, needed = circle[:2]
        at, topic = topics[first]
        key = "requires" if needed in topic.get("requires", []) else "requires_option"
        problems.add((*at, key), f"a circle of prerequisites: {_told(circle)}")
        graph[first] = [each for each in graph[first] if each != needed]


def circle_in(graph: Mapping[str, list[str]]) -> list[str]:
    """Topics of which each requires the next, once around to the first; empty where there is no circle."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1][::-1]
        return circle
    return []


def _told(circle: list[str]) -> str:
    left_out = len(circle) - MOST_OF_A_CIRCLE
    if left_out > 1:
        half = MOST_OF_A_CIRCLE // 2
        circle = [*circle[:half], f"... ({left_out:,} more)", *circle[-half:]]
    return " requires ".join(circle)
