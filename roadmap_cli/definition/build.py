"""Between the document of a roadmap file, the domain's values, and the plain lists of the cache."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple

from roadmap_cli.domain.roadmap import Choice, Module, Option, Phase, Roadmap, Topic, TopicKind

Table = dict[str, Any]


class Definition(NamedTuple):
    """A roadmap and the way to its texts, which most commands never read."""

    roadmap: Roadmap
    read_lessons: Callable[[], dict[str, Table]]
    skeleton: Table

    @property
    def bands(self) -> tuple[Any, ...]:
        """The years that the source article gives, as Bands, which are loaded only here."""
        band = import_module("roadmap_cli.domain.lesson").Band
        return tuple(band(*each) for each in self.skeleton["bands"])

    def lesson(self, topic: str) -> Any:  # noqa: ANN401 - a Lesson, which is loaded only here
        return import_module("roadmap_cli.definition.texts").lesson(self.read_lessons()[topic])


def build(document: Table) -> Definition:
    """Expects a valid document."""
    skeleton, lessons = pack(document)
    return Definition(unpack(skeleton), lambda: lessons, skeleton)


def pack(document: Table) -> tuple[Table, dict[str, Table]]:
    """The skeleton of a roadmap and its lessons, both as JSON would hold them."""
    lesson_keys = ("why", "hours_basis", "origin", "criteria", "resources", "cards", "known_as")
    lessons = {
        topic["id"]: {key: topic[key] for key in lesson_keys if key in topic}
        for phase in document["phase"]
        for module in phase["module"]
        for topic in module["topic"]
    }
    phases = [
        [phase["id"], phase["title"], phase.get("goal", ""), [_packed(module) for module in phase["module"]]]
        for phase in document["phase"]
    ]
    roadmap = {key: document["roadmap"][key] for key in ("id", "title")}
    article = document.get("article", {})
    bands = [
        [each["start"], each["years_min"], each["years_max"], article.get("title", "")]
        for each in article.get("timeline", [])
    ]
    return {**roadmap, "phases": phases, "choices": document.get("choice", []), "bands": bands}, lessons


def unpack(skeleton: Table) -> Roadmap:
    """The inverse of `pack`. Raises KeyError, TypeError, ValueError or AttributeError for most that `pack` did not make."""
    phases = [
        Phase(identifier, title, number, goal, tuple(_module(identifier, *module) for module in modules))
        for number, (identifier, title, goal, modules) in enumerate(skeleton["phases"], start=1)
    ]
    choices = [
        Choice(
            each["id"],
            each["title"],
            tuple(Option(option["id"], option["title"], option.get("leads_to", "")) for option in each["option"]),
            each.get("topic"),
        )
        for each in skeleton["choices"]
    ]
    return Roadmap(skeleton["id"], skeleton["title"], tuple(phases), tuple(choices))


def _packed(module: Table) -> list[Any]:
    topics = [
        [
            topic["id"],
            topic["title"],
            topic.get("hours", 1),
            topic.get("kind", "concept"),
            topic.get("option"),
            topic.get("stretch", False),
            topic.get("requires", []),
            topic.get("requires_option", {}),
            topic.get("formerly", []),
            [card["id"] for card in topic.get("cards", [])],
        ]
        for topic in module["topic"]
    ]
    return [module["id"], module["title"], topics]


def _module(phase: str, identifier: str, title: str, topics: list[list[Any]]) -> Module:
    return Module(identifier, title, phase, tuple(_topic(phase, identifier, *topic) for topic in topics))


def _topic(
    phase: str,
    module: str,
    identifier: str,
    title: str,
    hours: float,
    kind: TopicKind,
    option: str | None,
    stretch: bool,  # noqa: FBT001 - a column of the packed row
    requires: list[str],
    requires_option: dict[str, list[str]],
    formerly: list[str],
    cards: list[str],
) -> Topic:
    by_option = {option: tuple(ids) for option, ids in requires_option.items()}
    return Topic(
        identifier,
        title,
        phase,
        module,
        float(hours),
        kind,
        option,
        stretch,
        tuple(requires),
        by_option,
        tuple(formerly),
        tuple(cards),
    )
