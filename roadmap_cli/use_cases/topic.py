"""Topics, modules and phases that a learner adds, changes, moves and takes out of a roadmap."""

from collections.abc import Callable, Container, Iterable
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
from roadmap_cli.domain.free_name import free
from roadmap_cli.domain.phrasing import listed
from roadmap_cli.domain.roadmap import Module, Phase, Roadmap, Topic, prerequisites
from roadmap_cli.domain.standing import Totals
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.redefine import RedefineReport, Redefining, Sort
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.redefine import recorded_on
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.slug import slug
from roadmap_cli.use_cases.redefine import Decision, edited_file, redefine
from roadmap_cli.use_cases.session import Session


class Home(NamedTuple):
    """Where a topic goes."""

    phase: str
    module: str
    beside: Beside | None = None


def add_phase(session: Session, title: str, identifier: str | None) -> RedefineReport:
    def decide(roadmap: Roadmap) -> Decision:
        if identifier is None:
            _see_new("phase", title, roadmap.phases)
        name = _scope_id(roadmap, title, identifier)
        return _added("phase", Named(name, title), AddPhase({"id": name, "title": title}))

    return _carry_out(session, decide)


def add_module(session: Session, title: str, phase: Phase, identifier: str | None) -> RedefineReport:
    def decide(roadmap: Roadmap) -> Decision:
        if identifier is None:
            _see_new("module", title, (each for each in roadmap.modules.values() if each.phase == phase.id))
        name = _scope_id(roadmap, title, identifier)
        return _added("module", Named(name, title), AddModule(phase.id, {"id": name, "title": title}))

    return _carry_out(session, decide)


def add_topic(session: Session, table: Table, home: Home | Phase) -> RedefineReport:
    """`table` has a title, and an id if it is to have another one than the title gives. In a phase without modules it begins
    one. Raises CannotBeDone for a title that is there already, unless it gets an id of its own.
    """
    return _carry_out(session, lambda roadmap: _with_topic(roadmap, table, home))


def _with_topic(roadmap: Roadmap, table: Table, home: Home | Phase) -> Decision:
    title, taken = table["title"], roadmap.names
    if "id" not in table:
        _see_new("topic", title, roadmap.topics.values())
    name = _untaken(table["id"], taken) if "id" in table else free(slug(title) or "topic", taken)
    first, home = ([], home) if isinstance(home, Home) else _home_in_phase(roadmap, home)
    topic = {"id": name, **{key: value for key, value in table.items() if key != "id"}}
    wish = AddTopic(phase=home.phase, module=home.module, table=topic, beside=home.beside)
    return _added("topic", Named(name, title), *first, wish)


def _see_new(sort: Sort, title: str, there: Iterable[Phase | Module | Topic]) -> None:
    """Raises CannotBeDone for a title that is there already, as after a command that was given twice."""
    same = next((each for each in there if each.title.casefold() == title.casefold()), None)
    if same is not None:
        sentence = f"there is a {sort} of that title already: {same.id}"
        raise CannotBeDone(sentence, "another one needs an id of its own: --id NAME")


def _home_in_phase(roadmap: Roadmap, phase: Phase) -> tuple[list[Wish], Home]:
    """In its last module as it stands now, else in one that is to be begun."""
    begun = [each for each in roadmap.modules.values() if each.phase == phase.id]
    if begun:
        return [], home_in(begun[-1])
    module = _scope_id(roadmap, f"{phase.title} topics", None)
    return [AddModule(phase.id, {"id": module, "title": phase.title})], Home(phase.id, module)


def _added(sort: Sort, what: Named, *wishes: Wish) -> Decision:
    return Decision(wishes=wishes, action="added", sort=sort, what=what)


def change_topic(session: Session, topic: Topic, said: Table) -> RedefineReport:
    what = Named(said.get("id", topic.id), said.get("title", topic.title))
    change = Decision(wishes=[ChangeTopic(topic.id, said)], action="changed", sort="topic", what=what)
    return _carry_out(session, lambda _: change)


def move_topic(session: Session, topic: Topic, home: Home) -> RedefineReport:
    wish = MoveTopic(topic=topic.id, phase=home.phase, module=home.module, beside=home.beside)
    move = Decision(wishes=[wish], action="moved", sort="topic", what=Named(topic.id, topic.title))
    return _carry_out(session, lambda _: move)


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
    recorded, others = session.read(recorded_on, topic)
    wishes = [*(_without(each, topic.id) for each in needing), RemoveTopic(topic.id)]
    action: Redefining = "hidden" if hides else "removed"
    removal = Decision(wishes=wishes, action=action, sort="topic", what=Named(topic.id, topic.title))
    return _carry_out(session, lambda _: removal)._replace(recorded=recorded, others=others)


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


def _carry_out(session: Session, decide: Callable[[Roadmap], Decision]) -> RedefineReport:
    file, found, said = redefine(session, decide)
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
    return report._replace(
        phase=_phase_of(roadmap, topic.phase), module=module, hours=topic.hours_said, requires=requires
    )


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
