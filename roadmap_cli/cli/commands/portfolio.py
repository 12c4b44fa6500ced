"""`roadmap portfolio`: projects to show."""

from typing import Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson, json_stands_behind, parse_text, parse_url
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.names import fresh_id
from roadmap_cli.cli.project_questions import QUESTIONS, ask_all, ask_problem, follows_a_tutorial, marks
from roadmap_cli.cli.screen import has_terminal, hint, recorded, session_of, show, show_done, show_json
from roadmap_cli.cli.topics import topic_named
from roadmap_cli.cli.typed import typed
from roadmap_cli.definition.job import ideas_of
from roadmap_cli.domain.events import Data
from roadmap_cli.domain.lookup import find_named
from roadmap_cli.domain.portfolio import Project, ProjectLink
from roadmap_cli.errors import WrongUsage
from roadmap_cli.reports.portfolio import ProjectChange
from roadmap_cli.services import portfolio as service
from roadmap_cli.use_cases.session import Session

app = typer.Typer(
    name="portfolio",
    help="Projects to show, and what they lack.\n\nWithout a command: all of yours, with what is missing from being "
    "convincing. That is advice: nothing waits for it.",
    epilog=examples("roadmap portfolio", "roadmap portfolio add Churn of a phone company", "roadmap portfolio ideas"),
    add_completion=False,
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="Its id, the beginning of it, or words of its name.")]
Names = Annotated[list[str], typer.Argument(metavar="NAME", help="Its id, the beginning of it, or words of its name.")]


def _text(words: str) -> str:
    """Nothing takes a text away."""
    return parse_text(words) if words.strip() else ""


def _option(name: str, about: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        f"--{name}", metavar="TEXT", parser=_text, help=about, show_default=False
    )
    return option


@app.callback(invoke_without_command=True)
def begin(context: typer.Context, as_json: AsJson = False) -> None:
    json_stands_behind(context, as_json=as_json)
    if context.invoked_subcommand is None:
        _list(session_of(context), as_json=as_json)


@app.command("list", epilog=examples("roadmap portfolio list", "roadmap portfolio list --json"))
def list_projects(context: typer.Context, as_json: AsJson = False) -> None:
    """List your projects, with what they lack."""
    _list(session_of(context), as_json=as_json)


@app.command("ideas", epilog=examples("roadmap portfolio ideas"))
def ideas(context: typer.Context, as_json: AsJson = False) -> None:
    """List what could be built, the nearest first.

    Of the roadmap and the options that count: first that of which you have covered most.
    """
    session = session_of(context)
    report = session.read(service.ideas, ideas_of(session.definition))
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.portfolio import render_ideas

        show(session, render_ideas, report)


@app.command(
    "add",
    epilog=examples("roadmap portfolio add Churn of a phone company", "roadmap portfolio add --idea recommendation"),
)
def add(
    context: typer.Context,
    name: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]", help="What it is called; else as its idea.")
    ] = None,
    idea: Annotated[str | None, typer.Option(metavar="ID", help="An idea of the roadmap.", show_default=False)] = None,
    topic: Annotated[
        str | None,
        typer.Option(
            metavar="TOPIC",
            help="The topic that it is made for: links prove it.",
            autocompletion=completion.topics,
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Add a project.

    On a terminal it asks for the problem; everything else can be said later.
    """
    session = session_of(context)
    chosen = None if idea is None else find_named("idea", idea, ideas_of(session.definition))
    if not name and chosen is None:
        sentence = "a project needs a name, or an idea"
        raise WrongUsage(sentence, "write: roadmap portfolio add NAME, or see: roadmap portfolio ideas")
    called = " ".join(parse_text(" ".join(name)).split()) if name else (chosen.title if chosen else "")
    wanted = service.NewProject(called, chosen, None if topic is None else topic_named(session, topic))
    change, batch = session.write(service.add, wanted, fresh_id)
    session.is_sitting = True
    try:
        if has_terminal() and not as_json and (problem := ask_problem()):
            with typed(f"project-{change.project.id}", change.project.name) as keep:
                said: Data = {"problem": parse_text(keep(QUESTIONS["problem"], problem))}
                edited = session.write(service.edit, change.project.id, said, batch)
            change = change._replace(project=edited.report.project)
    finally:
        _tell(session, change, as_json=as_json)


@app.command("show", epilog=examples("roadmap portfolio show churn"))
def show_project(context: typer.Context, name: Names, as_json: AsJson = False) -> None:
    """Show a project, and what would convince."""
    session = session_of(context)
    report = session.read(service.show, " ".join(name), ideas_of(session.definition))
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.portfolio import render_project

        show(session, render_project, report)


@app.command(
    "edit",
    epilog=examples(
        "roadmap portfolio edit churn --metric recall --baseline 0.31 --result 0.62",
        'roadmap portfolio edit churn --baseline ""',
    ),
)
def edit(
    context: typer.Context,
    name: Names,
    problem: Annotated[str | None, _option("problem", "Which problem it solves, and for whom.")] = None,
    data: Annotated[str | None, _option("data", "Which data it uses.")] = None,
    source: Annotated[str | None, _option("source", "Where the data come from.")] = None,
    metric: Annotated[str | None, _option("metric", "Which metric says how good it is.")] = None,
    baseline: Annotated[str | None, _option("baseline", "What a simple way reaches.")] = None,
    result: Annotated[str | None, _option("result", "What yours reaches, as a number.")] = None,
    meaning: Annotated[str | None, _option("meaning", "What that means for whoever uses it.")] = None,
    failed: Annotated[str | None, _option("failed", "What did not work, and why.")] = None,
    new_name: Annotated[
        str | None,
        typer.Option("--name", metavar="TEXT", parser=parse_text, help="Another name.", show_default=False),
    ] = None,
    copy: Annotated[
        bool | None, typer.Option("--copy/--no-copy", help="Whether it follows a tutorial.", show_default=False)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say more about a project, or other things.

    Without options, on a terminal, it asks for one after the other and keeps each answer. An empty text takes one away.
    """
    session, words = session_of(context), " ".join(name)
    given = {
        "name": new_name and " ".join(new_name.split()),
        "problem": problem,
        "dataset": data,
        "source": source,
        "metric": metric,
        "baseline": baseline,
        "result": result,
        "meaning": meaning,
        "failed": failed,
        "copy": copy,
    }
    said: Data = {key: value for key, value in given.items() if value is not None}  # type: ignore[assignment]
    if said:
        _tell(session, session.write(service.edit, words, said).report, as_json=as_json)
        return
    project = session.read(service.find, words)
    if not has_terminal() or as_json:
        sentence = "nothing is said of the project"
        raise WrongUsage(
            sentence, f"write: roadmap portfolio edit {project.id} --problem TEXT, or run it in a terminal"
        )
    _ask(session, project)


@app.command("stage", epilog=examples("roadmap portfolio stage churn", "roadmap portfolio stage churn shipped"))
def stage(
    context: typer.Context,
    name: Name,
    to: Annotated[
        str | None,
        typer.Argument(metavar="[STAGE]", help="The next one unless named.", autocompletion=completion.project_stages),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Mark the topics left behind as done.")] = False,
    as_json: AsJson = False,
) -> None:
    """Move a project on, or back.

    The topics of the stages that it leaves behind can be marked as done with it. On a terminal it asks for that, and once
    whether the project follows a tutorial; Ctrl-C leaves everything as it was.
    """
    session = session_of(context)
    mark, copy = yes, None
    if has_terminal() and not as_json:
        project, meant, topics = session.read(service.meant_move, name, to)
        name, to = project.id, meant.id  # what was asked about is what is done
        if project.copy is None and project.stage != meant.id:
            copy = follows_a_tutorial()
        mark = mark or bool(topics and marks(topics))
    change = session.write(service.move, name, to, mark=mark, copy=copy)
    _tell(session, change, as_json=as_json)
    if change.behind and not has_terminal():
        left = " ".join(each.id for each in change.behind)
        hint(f"mark what is left behind with: roadmap done {left}; --yes does it at once")


@app.command(
    "link",
    epilog=examples(
        "roadmap portfolio link churn https://github.com/ada/churn",
        "roadmap portfolio link churn https://ada.example.org/churn --as writeup",
    ),
)
def link(
    context: typer.Context,
    name: Names,
    url: Annotated[str, typer.Argument(metavar="URL", parser=parse_url, help="https://...")],
    sort: Annotated[
        ProjectLink | None,
        typer.Option("--as", help="What it is; else its host says so, or the stage.", show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Link what there is to see of a project.

    It is evidence for the topic of its stage, too.
    """
    session = session_of(context)
    _tell(session, session.write(service.link, " ".join(name), url, sort), as_json=as_json)


@app.command("drop", epilog=examples("roadmap portfolio drop churn"))
def drop(context: typer.Context, name: Names, as_json: AsJson = False) -> None:
    """Take a project away.

    Undo brings it back.
    """
    session = session_of(context)
    _tell(session, session.write(service.drop, " ".join(name)), as_json=as_json)


def _ask(session: Session, project: Project) -> None:
    changes: list[ProjectChange] = []
    batch: str | None = None

    def keep(said: Data) -> None:
        nonlocal batch
        with typed(f"project-{project.id}", project.name) as kept:
            for field, text in said.items():
                kept(field, text if isinstance(text, str) else "")
            change, batch = session.write(service.edit, project.id, said, batch)
        changes.append(change)

    session.is_sitting = True
    try:
        ask_all(project, keep)
    finally:
        if changes:
            fields = tuple(dict.fromkeys(field for each in changes for field in each.fields))
            whole = changes[-1]._replace(change="edited" if fields else "known", fields=fields)
            _tell(session, whole, as_json=False)


def _list(session: Session, *, as_json: bool) -> None:
    report = session.read(service.portfolio, ideas_of(session.definition))
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.portfolio import render

        show(session, render, report)


def _tell(session: Session, report: ProjectChange, *, as_json: bool) -> None:
    if as_json:
        with recorded():
            show_json(report)
    else:
        from roadmap_cli.views.portfolio import render_change

        show_done(session, render_change, report)
