"""What only the whole file can tell: ids said twice, names that nobody has, prerequisites that cannot be met."""

from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any

from roadmap_cli.definition.problems import Problems

Document = dict[str, Any]
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What can be referred to: topics with their place, and options with their choice."""

    topics: dict[str, tuple[Place, Document]]
    options: dict[str, str]


def check_references(document: Document, problems: Problems) -> None:
    """Expects a document whose tables have the right keys and types."""
    _check_unique(document, problems)
    _check_emptiness(document, problems)
    topics = {topic["id"]: (place, topic) for place, topic in _topics(document)}
    options = {option["id"]: choice["id"] for choice in _choices(document) for option in choice["option"]}
    names = Names(topics, options)
    _check_choices(document, names, problems)
    for place, topic in topics.values():
        _check_topic(place, topic, names, problems)
    _check_formerly(topics, problems)
    if not problems.found:
        _check_cycles(topics, problems)


def _topics(document: Document) -> Iterator[tuple[Place, Document]]:
    for one, phase in enumerate(document["phase"]):
        for two, module in enumerate(phase["module"]):
            for three, topic in enumerate(module["topic"]):
                yield ("phase", one, "module", two, "topic", three), topic


def _choices(document: Document) -> list[Document]:
    found: list[Document] = document.get("choice", [])
    return found


def _ids(document: Document) -> Iterator[tuple[str, str, Place]]:
    """(what sort, id, place) of everything that has an id; phases and modules share names, as arguments do."""
    for one, choice in enumerate(_choices(document)):
        yield "choice", choice["id"], ("choice", one, "id")
        for two, option in enumerate(choice["option"]):
            yield "option", option["id"], ("choice", one, "option", two, "id")
    for one, phase in enumerate(document["phase"]):
        yield "phase or module", phase["id"], ("phase", one, "id")
        for two, module in enumerate(phase["module"]):
            yield "phase or module", module["id"], ("phase", one, "module", two, "id")
    for place, topic in _topics(document):
        yield "topic", topic["id"], (*place, "id")
        for four, card in enumerate(topic.get("cards", [])):
            yield "card", card["id"], (*place, "cards", four, "id")


def _check_unique(document: Document, problems: Problems) -> None:
    seen: set[tuple[str, str]] = set()
    for sort, identifier, place in _ids(document):
        if (sort, identifier) in seen:
            problems.add(place, f'the {sort} id "{identifier}" is used twice')
        seen.add((sort, identifier))


def _check_emptiness(document: Document, problems: Problems) -> None:
    if not document["phase"]:
        problems.add(("phase",), "the roadmap has no phase")
    for one, phase in enumerate(document["phase"]):
        if not phase["module"]:
            problems.add(("phase", one), f'phase "{phase["id"]}" is empty: it has no module')
        for two, module in enumerate(phase["module"]):
            if not module["topic"]:
                problems.add(("phase", one, "module", two), f'module "{module["id"]}" is empty: it has no topic')


def _check_choices(document: Document, names: Names, problems: Problems) -> None:
    for one, choice in enumerate(_choices(document)):
        if len(choice["option"]) < 2:  # noqa: PLR2004 - two is what makes it a choice
            problems.add(("choice", one), f'choice "{choice["id"]}" needs at least two options')
        decision = choice.get("topic")
        if decision is not None and decision not in names.topics:
            sentence = f'choice "{choice["id"]}" is made at the unknown topic "{decision}"'
            problems.add(("choice", one, "topic"), sentence, near=decision, names=tuple(names.topics))


def _check_topic(place: Place, topic: Document, names: Names, problems: Problems) -> None:
    name, own = f'topic "{topic["id"]}"', topic.get("option")
    if own is not None and own not in names.options:
        sentence = f'{name} belongs to the option "{own}", which no choice has'
        problems.add((*place, "option"), sentence, near=own, names=tuple(names.options))
    needs = [((*place, "requires", index), own, each) for index, each in enumerate(topic.get("requires", []))]
    for option, ids in topic.get("requires_option", {}).items():
        where = (*place, "requires_option", option)
        if option not in names.options:
            sentence = f'{name} requires something under the option "{option}", which no choice has'
            problems.add(where, sentence, near=option, names=tuple(names.options))
        needs += [((*where, index), option, each) for index, each in enumerate(ids)]
    for where, option, needed in needs:
        if needed not in names.topics:
            sentence = f'{name} requires "{needed}", which does not exist'
            problems.add(where, sentence, near=needed, names=tuple(names.topics))
        elif (fault := _not_taught(option, needed, names)) is not None:
            problems.add(where, f"{name} {fault}")


def _not_taught(option: str | None, needed: str, names: Names) -> str | None:
    """What is wrong with needing a topic that only another option teaches."""
    teaching = names.topics[needed][1].get("option")
    if teaching is None or teaching == option or teaching not in names.options:
        return None
    if option is None:
        return f'requires "{needed}", which only the option "{teaching}" teaches; use requires_option'
    return f'(option "{option}") requires "{needed}", which only the option "{teaching}" teaches'


def _check_formerly(topics: dict[str, tuple[Place, Document]], problems: Problems) -> None:
    heirs: dict[str, str] = {}
    for identifier, (place, topic) in topics.items():
        for index, old in enumerate(topic.get("formerly", [])):
            where = (*place, "formerly", index)
            if old in topics:
                problems.add(where, f'topic "{identifier}" was formerly "{old}", but a topic of that id still exists')
            elif old in heirs:
                problems.add(where, f'both "{heirs[old]}" and "{identifier}" were formerly "{old}"')
            heirs.setdefault(old, identifier)


def _check_cycles(topics: dict[str, tuple[Place, Document]], problems: Problems) -> None:
    graph = {
        identifier: [*topic.get("requires", []), *(n for ids in topic.get("requires_option", {}).values() for n in ids)]
        for identifier, (_, topic) in topics.items()
    }
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            cycle = error.args[1][::-1]
            place, _ = topics[cycle[0]]
            problems.add((*place, "requires"), f"a circle of prerequisites: {' requires '.join(cycle)}")
            graph[cycle[0]] = [needed for needed in graph[cycle[0]] if needed != cycle[1]]
        else:
            return
