"""What could be better in a valid roadmap file, with its lines. Nothing of it keeps a roadmap from being used."""

from collections.abc import Iterator
from typing import NamedTuple

from roadmap_cli.definition.document import Table
from roadmap_cli.definition.forms import parse
from roadmap_cli.definition.problems import Problems
from roadmap_cli.definition.toml_lines import Keys


class _Placed(NamedTuple):
    """A topic with its place in the order of the file, and what leads to it."""

    place: int
    at: Keys
    table: Table


def remarks_on(text: str, name: str) -> tuple[str, ...]:
    """Of a valid text; `name` is what they are told of."""
    remarks = Problems(name)
    document, lines_of = parse(text, remarks)
    topics = {each.table["id"]: each for each in _placed(document)}
    for topic in topics.values():
        for where, needed in _needs(topic):
            _compare(topic, topics[needed], where, remarks)
    return remarks.placed(lines_of)


def _placed(document: Table) -> Iterator[_Placed]:
    place = 0
    for p, phase in enumerate(document.get("phase", ())):
        for m, module in enumerate(phase.get("module", ())):
            for t, topic in enumerate(module.get("topic", ())):
                place += 1
                yield _Placed(place, ("phase", p, "module", m, "topic", t), topic)


def _needs(topic: _Placed) -> Iterator[tuple[Keys, str]]:
    """Under whichever option, with what leads to where it is said."""
    at, table = topic.at, topic.table
    yield from (((*at, "requires", index), each) for index, each in enumerate(table.get("requires", ())))
    for option, ids in table.get("requires_option", {}).items():
        yield from (((*at, "requires_option", option, index), each) for index, each in enumerate(ids))


def _compare(topic: _Placed, needed: _Placed, where: Keys, remarks: Problems) -> None:
    """Whoever walks through the file from top to bottom has to find what a topic needs before it. Under an option what is
    stretch for others may well be needed.
    """
    name, before = topic.table["id"], needed.table["id"]
    if needed.place > topic.place:
        remarks.add(where, f'topic "{name}" requires "{before}", which stands behind it: move one of them')
    is_for_all = "requires" in where and "option" not in topic.table
    if needed.table.get("stretch") and not topic.table.get("stretch") and is_for_all:
        sentence = f'topic "{name}" requires the stretch topic "{before}", which so counts as one of the core'
        remarks.add(where, f"{sentence}: leave out one of both")
