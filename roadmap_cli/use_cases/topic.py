"""Topics, modules and phases that a learner adds, changes, moves and takes out of a roadmap."""

from collections.abc import Container, Sequence
from typing import NamedTuple

from roadmap_cli.definition.document import Table, topics_in
from roadmap_cli.definition.wish import (
    AddModule,
    AddPhase,
    AddTopic,
    Beside,
    ChangeTopic,
    MoveTopic,
    RemoveTopic,
    Wish,
)
from roadmap_cli.domain.phrasing import listed
from roadmap_cli.domain.roadmap import Module, Phase, Roadmap, Topic, prerequisites
from roadmap_cli.domain.standing import Totals
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.redefine import RedefineReport, Redefining, Sort
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.redefine import recorded_on
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.slug import free, slug
from roadmap_cli.use_cases.redefine import edited_file, redefine
from roadmap_cli.use_cases.session import Session


class Home(NamedTuple):
    """Where a topic goes."""

    phase: str
    module: str
    beside: Beside | None = None


class Said(NamedTuple):
    """What was done to what, for the answer and the record."""

    action: Redefining
    sort: Sort
    what: Named


def add_phase(session: Session, title: str, identifier: str | None) -> RedefineReport:
    name = _scope_id(session.roadmap, title, identifier)
    return _carry_out(session, [AddPhase({"id": name, "title": title})], Said("added", "phase", Named(name, title)))


def add_module(session: Session, title: str, phase: Phase, identifier: str | None) -> RedefineReport:
    name = _scope_id(session.roadmap, title, identifier)
    wish = AddModule(phase.id, {"id": name, "title": title})
    return _carry_out(session, [wish], Said("added", "module", Named(name, title)))


def add_topic(session: Session, table: Table, home: Home | Phase) -> RedefineReport:
    """`table` has a title, and an id if it is to have another one than the title gives. In a phase without modules it begins
    one. Raises CannotBeDone for a title that is there already, unless it gets an id of its own.
    """
    topics, title = session.roadmap.topics, table["title"]
    same = next((each for each in topics.values() if each.title.casefold() == title.casefold()), None)
    if same is not None and "id" not in table:
        sentence = f"there is a topic of that title already: {same.id}"
        raise CannotBeDone(sentence, "another one needs an id of its own: --id NAME")
    taken = topics.keys() | session.roadmap.current_id.keys()
    name = _untaken(table["id"], taken) if "id" in table else free(slug(title) or "topic", taken)
    first: list[Wish] = []
    if not isinstance(home, Home):
        module = _scope_id(session.roadmap, f"{home.title} topics", None)
        first, home = [AddModule(home.id, {"id": module, "title": home.title})], Home(home.id, module)
    topic = {"id": name, **{key: value for key, value in table.items() if key != "id"}}
    wish = AddTopic(phase=home.phase, module=home.module, table=topic, beside=home.beside)
    return _carry_out(session, [*first, wish], Said("added", "topic", Named(name, title)))


def change_topic(session: Session, topic: Topic, said: Table) -> RedefineReport:
    done = Said("changed", "topic", Named(said.get("id", topic.id), said.get("title", topic.title)))
    return _carry_out(session, [ChangeTopic(topic.id, said)], done)


def move_topic(session: Session, topic: Topic, home: Home) -> RedefineReport:
    wish = MoveTopic(topic=topic.id, phase=home.phase, module=home.module, beside=home.beside)
    return _carry_out(session, [wish], Said("moved", "topic", Named(topic.id, topic.title)))


def remove_topic(session: Session, topic: Topic, *, unlink: bool) -> RedefineReport:
    """What the roadmap brings is hidden, which leaves no hole. `unlink` takes it out of what requires it. Raises CannotBeDone
    while other topics do.
    """
    file = edited_file(session)
    hides = file.base is not None and any(each["id"] == topic.id for *_, each in topics_in(file.base))
    needing = [] if hides else dependents(session.roadmap, topic.id)
    if needing and not unlink:
        sentence = f"{listed([each.title for each in needing])} {'requires' if len(needing) == 1 else 'require'} it"
        raise CannotBeDone(sentence, f"take it out of them, too: roadmap topic remove {topic.id} --unlink")
    recorded = session.read(recorded_on, topic.id)
    wishes = [*(_without(each, topic.id) for each in needing), RemoveTopic(topic.id)]
    done = Said("hidden" if hides else "removed", "topic", Named(topic.id, topic.title))
    return _carry_out(session, wishes, done)._replace(recorded=recorded)


def home_in(module: Module) -> Home:
    return Home(module.phase, module.id)


def home_beside(topic: Topic, *, before: bool) -> Home:
    return Home(topic.phase, topic.module, Beside(topic.id, before))


def dependents(roadmap: Roadmap, topic: str) -> list[Topic]:
    """Topics that require it, under whichever option."""
    return [each for each in roadmap.topics.values() if topic in prerequisites(each, each.requires_option)]


def _without(topic: Topic, needed: str) -> Wish:
    requires = [each for each in topic.requires if each != needed]
    options = {option: [each for each in ids if each != needed] for option, ids in topic.requires_option.items()}
    said: Table = {"requires": requires or None}
    return ChangeTopic(topic.id, said | ({"requires_option": options} if options else {}))


def _carry_out(session: Session, wishes: Sequence[Wish], said: Said) -> RedefineReport:
    file, found = redefine(session, wishes, f"{said.action} the {said.sort} {said.what.title}")
    roadmap = found.roadmap
    report = RedefineReport(
        roadmap=Named(roadmap.id, roadmap.title),
        action=said.action,
        sort=said.sort,
        what=said.what,
        file=str(file.path),
        own=file.base is not None,
        totals=session.on(roadmap).read(_totals),
    )
    if said.sort == "module":
        return report._replace(phase=_phase_of(roadmap, roadmap.modules[said.what.id].phase))
    topic = roadmap.topics.get(said.what.id) if said.sort == "topic" else None
    if topic is None:
        return report
    requires = tuple(Named(each, roadmap.topics[each].title) for each in topic.requires)
    module = Named(topic.module, roadmap.modules[topic.module].title)
    return report._replace(phase=_phase_of(roadmap, topic.phase), module=module, hours=topic.hours, requires=requires)


def _totals(workspace: Workspace) -> Totals:
    return workspace.standing().whole


def _phase_of(roadmap: Roadmap, name: str) -> Named:
    return next(Named(each.id, each.title) for each in roadmap.phases if each.id == name)


def _scope_id(roadmap: Roadmap, title: str, identifier: str | None) -> str:
    """Phases and modules share their names."""
    taken = {each.id for each in roadmap.phases} | roadmap.modules.keys()
    return free(slug(title) or "part", taken) if identifier is None else _untaken(identifier, taken)


def _untaken(name: str, taken: Container[str]) -> str:
    """Raises CannotBeDone: over a roadmap that is not one's own it would change what is called so."""
    if name in taken:
        sentence = f'the id "{name}" is taken in this roadmap'
        raise CannotBeDone(sentence, "say another one: --id NAME; or none, and one is made from the title")
    return name
