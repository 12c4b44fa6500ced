"""`roadmap topic`: topics added to a roadmap, changed, moved and taken out, without an editor."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson, TopicWords, parse_text
from roadmap_cli.cli.consent import ask_first
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.redefined import session_to_edit, tell
from roadmap_cli.cli.topic_table import Lists, changed_lists, parse_hours, resource_of
from roadmap_cli.cli.topics import topic_named
from roadmap_cli.domain.lookup import find_module, find_option, find_phase
from roadmap_cli.domain.roadmap import Phase, Roadmap, Topic, TopicKind
from roadmap_cli.errors import CannotBeDone, WrongUsage
from roadmap_cli.use_cases.session import Session

if TYPE_CHECKING:
    from roadmap_cli.definition.document import Table
    from roadmap_cli.use_cases.topic import Home

app = typer.Typer(
    name="topic",
    help="Add, change, move and remove topics.\n\nIn its file if that is yours; over any other roadmap your "
    "changes are kept apart, and survive its upgrades.",
    epilog=examples(
        'roadmap topic add "Read the attention paper" --phase 3 --hours 6 --after attention-transformers',
        "roadmap topic edit vectors --hours 12",
    ),
    add_completion=False,
)
Title = Annotated[list[str], typer.Argument(metavar="TITLE", help="What is learned.")]
InPhase = Annotated[
    str | None,
    typer.Option(
        "--phase", metavar="PHASE", help="Its phase, by number, id or title.", autocompletion=completion.phases
    ),
]
InModule = Annotated[
    str | None,
    typer.Option("--module", metavar="MODULE", help="Its module.", autocompletion=completion.modules),
]
Before = Annotated[
    str | None,
    typer.Option("--before", metavar="TOPIC", help="Right before this one.", autocompletion=completion.topics),
]
Behind = Annotated[
    str | None,
    typer.Option("--behind", metavar="TOPIC", help="Right behind this one.", autocompletion=completion.topics),
]
Hours = Annotated[str | None, typer.Option("--hours", metavar="HOURS", help="About how long it takes: 6, 90m.")]
After = Annotated[
    list[str] | None,
    typer.Option(
        "--after", metavar="TOPIC", help="A topic to finish before; again for more.", autocompletion=completion.topics
    ),
]
Resources = Annotated[
    list[str] | None,
    typer.Option("--resource", metavar="URL", help='Where to learn it, "Its title https://..." too; again for more.'),
]
Criteria = Annotated[
    list[str] | None,
    typer.Option("--criterion", metavar="TEXT", help="How one knows that one can do it; again for more."),
]
Why = Annotated[str | None, typer.Option("--why", metavar="TEXT", parser=parse_text, help="What it is good for.")]
Kind = Annotated[
    TopicKind | None, typer.Option("--kind", metavar="KIND", help="concept, skill, practice, project or decision.")
]
InOption = Annotated[str | None, typer.Option("--option", metavar="OPTION", help="The option that it belongs to.")]
Stretch = Annotated[
    bool | None, typer.Option("--stretch/--core", help="Whether the rest can do without it.", show_default=False)
]
Identifier = Annotated[str | None, typer.Option("--id", metavar="ID", help="Its id, if not from the title.")]


@app.command("add", epilog=examples('roadmap topic add "Read the attention paper" --phase 3 --hours 6'))
def add(
    context: typer.Context,
    title: Title,
    phase: InPhase = None,
    module: InModule = None,
    before: Before = None,
    behind: Behind = None,
    hours: Hours = None,
    after: After = None,
    resource: Resources = None,
    criterion: Criteria = None,
    why: Why = None,
    kind: Kind = None,
    option: InOption = None,
    stretch: Stretch = None,
    identifier: Identifier = None,
    as_json: AsJson = False,
) -> None:
    """Add a topic.

    Without a place it goes where the topic stands that it comes after.
    """
    from roadmap_cli.use_cases.topic import add_topic

    session = session_to_edit(context)
    roadmap = session.roadmap
    needed = _topics(session, after)
    table: Table = {
        "id": identifier,
        "title": parse_text(" ".join(title)),
        "kind": kind,
        "hours": None if hours is None else parse_hours(hours),
        "option": None if option is None else find_option(roadmap.choices, option).id,
        "stretch": stretch or None,
        "why": why,
        "requires": [each.id for each in needed],
        "criteria": [parse_text(each) for each in criterion or ()],
        "resources": [resource_of(each) for each in resource or ()],
    }
    said = {key: value for key, value in table.items() if value not in (None, [])}
    home = _home(session, phase, module, before, behind, needed) or _beside(roadmap, needed)
    tell(session, add_topic(session, said, home), as_json=as_json)


@app.command("edit", epilog=examples("roadmap topic edit vectors --hours 12"))
def edit(
    context: typer.Context,
    topic: TopicWords,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", parser=parse_text, help="A new title.")
    ] = None,
    hours: Hours = None,
    after: After = None,
    not_after: Annotated[
        list[str] | None,
        typer.Option("--not-after", metavar="TOPIC", help="No longer required.", autocompletion=completion.topics),
    ] = None,
    resource: Resources = None,
    no_resource: Annotated[
        list[str] | None, typer.Option("--no-resource", metavar="URL", help="A resource to take out.")
    ] = None,
    criterion: Criteria = None,
    no_criterion: Annotated[
        list[str] | None, typer.Option("--no-criterion", metavar="TEXT", help="A criterion to take out, or its number.")
    ] = None,
    why: Why = None,
    kind: Kind = None,
    option: InOption = None,
    stretch: Stretch = None,
    hidden: Annotated[
        bool | None, typer.Option("--hidden/--shown", help="Whether it is left out of what counts.", show_default=False)
    ] = None,
    identifier: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="A new id; its progress comes along.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Change what a topic says.

    What no option names stays as it is.
    """
    from roadmap_cli.use_cases.topic import change_topic

    session = session_to_edit(context)
    found = topic_named(session, " ".join(topic))
    said: Table = {
        "id": identifier,
        "title": title,
        "hours": None if hours is None else parse_hours(hours),
        "kind": kind,
        "option": None if option is None else find_option(session.roadmap.choices, option).id,
        "stretch": stretch,
        "why": why,
        "hidden": hidden,
    }
    said = {key: value for key, value in said.items() if value is not None}
    come = Lists([each.id for each in _topics(session, after)], resource or (), criterion or ())
    gone = Lists([each.id for each in _topics(session, not_after)], no_resource or (), no_criterion or ())
    said |= changed_lists(found, session.definition.lesson(found.id), come, gone)
    if not said:
        sentence = "there is nothing to change"
        raise WrongUsage(sentence, "say what: roadmap topic edit --help")
    tell(session, change_topic(session, found, said), as_json=as_json)


@app.command("move", epilog=examples("roadmap topic move vectors --module calculus"))
def move(
    context: typer.Context,
    topic: TopicWords,
    phase: InPhase = None,
    module: InModule = None,
    before: Before = None,
    behind: Behind = None,
    as_json: AsJson = False,
) -> None:
    """Move a topic to another place.

    Into a module, or beside another topic.
    """
    from roadmap_cli.use_cases.topic import Home, move_topic

    session = session_to_edit(context)
    found = topic_named(session, " ".join(topic))
    home = _home(session, phase, module, before, behind)
    if not isinstance(home, Home):
        sentence = "where does it go?" if home is None else f"{home.title} has no module"
        raise WrongUsage(sentence, "name a module of it, or a topic that it goes beside: --module, --before, --behind")
    if home.beside and home.beside.topic == found.id:
        sentence = "a topic cannot stand beside itself"
        raise CannotBeDone(sentence, "name another one")
    tell(session, move_topic(session, found, home), as_json=as_json)


@app.command("remove", epilog=examples("roadmap topic remove vectors --unlink --yes"))
def remove(
    context: typer.Context,
    topic: TopicWords,
    unlink: Annotated[bool, typer.Option("--unlink", help="Also take it out of what requires it.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take a topic out of the roadmap.

    What is recorded on it stays on record, and undo brings it back. One that the roadmap brings is hidden: it counts no more,
    as a skipped one.
    """
    from roadmap_cli.use_cases.topic import remove_topic

    session = session_to_edit(context)
    found = topic_named(session, " ".join(topic))
    if not yes:
        advice = f"without being asked: roadmap topic remove {found.id} --yes"
        ask_first(f"{found.title} leaves the roadmap", "Go on?", advice)
    tell(session, remove_topic(session, found, unlink=unlink), as_json=as_json)


def _home(
    session: Session,
    phase: str | None,
    module: str | None,
    before: str | None,
    behind: str | None,
    needed: Sequence[Topic] = (),
) -> "Home | Phase | None":
    """In a phase alone, with the last of what is `needed` first, if that is there. Raises WrongUsage where one place contradicts
    another.
    """
    from roadmap_cli.use_cases.topic import home_beside, home_in

    if (before is not None) + (behind is not None) + (module is not None) > 1:
        sentence = "a topic has one place"
        raise WrongUsage(sentence, "say one of --module, --before and --behind")
    roadmap = session.roadmap
    if before is not None or behind is not None:
        return home_beside(topic_named(session, before or behind or ""), before=before is not None)
    within = None if phase is None else find_phase(roadmap, phase)
    if module is not None:
        return home_in(find_module(roadmap, module, within))
    if within is None or not within.modules:
        return within
    beside = [each.module for each in needed if each.phase == within.id]
    return home_in(roadmap.modules[beside[-1]] if beside else within.modules[-1])


def _beside(roadmap: Roadmap, needed: Sequence[Topic]) -> "Home | Phase":
    """Where nothing is said: where the last of what it comes after stands, or in a roadmap of one part there."""
    from roadmap_cli.use_cases.topic import home_in

    if needed:
        return home_in(roadmap.modules[needed[-1].module])
    if len(roadmap.modules) == 1:
        return home_in(next(iter(roadmap.modules.values())))
    if len(roadmap.phases) == 1 and not roadmap.modules:
        return roadmap.phases[0]
    sentence = "where does it go?" if roadmap.phases else "the roadmap has no phase yet"
    advice = (
        "name its phase or module: --phase 1, --module ID" if roadmap.phases else "begin one: roadmap phase add TITLE"
    )
    raise CannotBeDone(sentence, advice)


def _topics(session: Session, names: Sequence[str] | None) -> list[Topic]:
    return [topic_named(session, each) for each in names or ()]
