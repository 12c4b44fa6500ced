"""The document of a roadmap file as the domain's values, whose fields are named as its keys are."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from roadmap_cli.domain.roadmap import Choice, Module, Option, Phase, Roadmap, Topic, fingerprint

if TYPE_CHECKING:  # most commands read no texts: their types are loaded where they are made
    from roadmap_cli.domain.lesson import Band, Imprint, Lesson

Table = dict[str, Any]
Row = list[Any]


class Definition(NamedTuple):
    """A roadmap, the rows of its Bands, and the way to its texts: those of topics, the tables about being hired as they
    stand in the file, which `job.py` reads, and what it says of itself.
    """

    roadmap: Roadmap
    timeline: list[Row]
    read_lessons: Callable[[], dict[str, Table]]
    read_job_tables: Callable[[], Table]
    read_about: Callable[[], Table]
    remarks: tuple[str, ...] = ()
    """What of the learner's own changes no longer fits, where the file has just been read."""

    @property
    def about(self) -> "Imprint":
        from roadmap_cli.domain.lesson import Imprint

        return Imprint(**only(Imprint._fields, self.read_about()))

    @property
    def bands(self) -> "tuple[Band, ...]":
        """The years that the source of the roadmap gives."""
        from roadmap_cli.domain.lesson import Band

        return tuple(Band._make(row) for row in self.timeline)

    def lesson(self, topic: str) -> "Lesson":
        from roadmap_cli.definition.card import card_of
        from roadmap_cli.domain.lesson import Lesson, Resource

        texts = frozen(self.read_lessons()[topic])
        resources = tuple(Resource(**each) for each in texts.get("resources", ()))
        cards = tuple(card_of(each, len(texts.get("criteria", ()))) for each in texts.get("cards", ()))
        return Lesson(**texts | {"resources": resources, "cards": cards})


def values_of(text: str) -> Table:
    """Of a text that is known to be valid."""
    import tomli

    return tomli.loads(text)


def build(document: Table) -> Definition:
    """Expects a valid document."""
    from roadmap_cli.definition.job import job_of, job_tables
    from roadmap_cli.domain.lesson import Band, Lesson

    phases = tuple(_phase(number, table) for number, table in enumerate(document.get("phase", ()), start=1))
    choices = tuple(_choice(table) for table in document.get("choice", ()))
    about, jobs = document["roadmap"], job_tables(document)
    roadmap = Roadmap(id=about["id"], title=about["title"], phases=phases, choices=choices, job=job_of(jobs))
    lessons = {topic["id"]: only(Lesson._fields, topic) for *_, topic in topics_in(document)}
    career = jobs.get("career", {})
    source = career.get("source", "")
    timeline = [list(Band(**only(Band._fields, each | {"source": source}))) for each in career.get("timeline", ())]
    return Definition(
        roadmap=roadmap,
        timeline=timeline,
        read_lessons=lambda: lessons,
        read_job_tables=lambda: jobs,
        read_about=lambda: about,
    )


def topics_in(document: Table) -> Iterator[tuple[Table, Table, Table]]:
    """Each topic with its phase and module."""
    for phase, module in modules_in(document):
        for topic in module.get("topic", ()):
            yield phase, module, topic


def modules_in(document: Table) -> Iterator[tuple[Table, Table]]:
    """Each module with its phase."""
    for phase in document.get("phase", ()):
        for module in phase.get("module", ()):
            yield phase, module


def scopes_in(document: Table) -> set[str]:
    """The ids of phases and modules, which share their names."""
    return {each["id"] for each in (*document.get("phase", ()), *(module for _, module in modules_in(document)))}


def own_of(part: Table) -> Table:
    """A phase or a module without what is in it."""
    return {key: value for key, value in part.items() if key not in {"module", "topic"}}


def needs_of(topic: Table) -> list[str]:
    """Under whichever option."""
    return [*topic.get("requires", ()), *(each for ids in topic.get("requires_option", {}).values() for each in ids)]


def _choice(table: Table) -> Choice:
    options = tuple(Option(**each) for each in table["option"])
    return Choice(id=table["id"], title=table["title"], options=options, topic=table.get("topic"))


def _phase(number: int, table: Table) -> Phase:
    modules = tuple(_module(table["id"], each) for each in table.get("module", ()))
    own = only(("id", "title", "warning", "metaphor"), table)
    return Phase(**own | {"number": number, "goal": table.get("goal", ""), "modules": modules})


def _module(phase: str, table: Table) -> Module:
    topics = tuple(_topic(phase, table["id"], each) for each in table.get("topic", ()))
    return Module(id=table["id"], title=table["title"], phase=phase, topics=topics)


def _topic(phase: str, module: str, table: Table) -> Topic:
    own = frozen(only(Topic._fields, table))
    own["is_estimated"] = "hours" in own
    if own["is_estimated"]:
        own["hours"] = float(own["hours"])
    cards = tuple(each["id"] for each in own.get("cards", ()))
    criteria = tuple(map(fingerprint, own.get("criteria", ())))
    return Topic(**own | {"phase": phase, "module": module, "cards": cards, "criteria": criteria})


def only(names: Iterable[str], table: Table) -> Table:
    return {name: table[name] for name in names if name in table}


def frozen(table: Table) -> Table:
    """With tuples for lists, as values have them."""
    return {
        key: tuple(value) if isinstance(value, list) else frozen(value) if isinstance(value, dict) else value
        for key, value in table.items()
    }
