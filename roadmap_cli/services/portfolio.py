"""Projects to show: added, told, moved on, linked, dropped; what they lack, and what could be the next one."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from roadmap_cli.domain.events import Data, Fact
from roadmap_cli.domain.job import Stage
from roadmap_cli.domain.lookup import find_named
from roadmap_cli.domain.portfolio import (
    FIELD_NAMES,
    LINK_NAMES,
    LINKS,
    TEXTS,
    Idea,
    Project,
    ProjectLink,
    is_at_least,
    lacking,
    left_behind,
    sort_of_link,
    stage_place,
    topic_of_link,
)
from roadmap_cli.domain.roadmap import SETTLED, Topic
from roadmap_cli.domain.skills import skill_standing
from roadmap_cli.domain.standing import Standing
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.evidence import EvidenceLine
from roadmap_cli.reports.portfolio import (
    IdeaLine,
    IdeasReport,
    PortfolioReport,
    ProjectChange,
    ProjectChangeKind,
    ProjectLine,
    ProjectLinkLine,
    ProjectReport,
    ProjectStage,
    ProjectTextLine,
    Showcase,
    ShownProject,
    ShownSkill,
    SkillProof,
)
from roadmap_cli.reports.topic_line import LinkLine, Named, TopicLine
from roadmap_cli.services.evidence import proofs
from roadmap_cli.services.topic_line import topic_line
from roadmap_cli.services.workspace import Workspace

MakeId = Callable[[str, Container[str]], str]
"""From a name, and what is taken, to an id."""
_UNKNOWN = "this roadmap knows no stages of projects"
_TELL_STAGES = "they are said in its file, as [[portfolio.stage]]"


class Written(NamedTuple):
    """What was done, and the batch into which the same command writes on, if it asks for more; None before it wrote any."""

    report: ProjectChange
    batch: str | None


class ProjectMove(NamedTuple):
    """Moving a project; `topics` would be left behind, as far as they are on the path and not done."""

    project: Project
    stage: Stage
    topics: tuple[Topic, ...]


class NewProject(NamedTuple):
    """What a new project begins with."""

    name: str
    idea: Idea | None = None
    topic: Topic | None = None


def portfolio(workspace: Workspace, ideas: Sequence[Idea]) -> PortfolioReport:
    stages = workspace.roadmap.job.project_stages
    options = workspace.standing().options
    lines = tuple(_line(workspace, each) for each in workspace.candidacy().projects)
    return PortfolioReport(
        projects=lines, known=bool(stages), ideas=sum(each.option in {None, *options} for each in ideas)
    )


def ideas(workspace: Workspace, known: Sequence[Idea]) -> IdeasReport:
    """Of the effective options: first those of which the least is missing."""
    standing = workspace.standing()
    made = {each.idea: each.id for each in workspace.candidacy().projects if each.idea}
    here = (each for each in known if each.option in {None, *standing.options})
    lines = sorted((_idea(standing, each, made.get(each.id)) for each in here), key=lambda each: each.hours_left)
    return IdeasReport(ideas=tuple(lines), known=bool(workspace.roadmap.job.project_stages))


def find(workspace: Workspace, words: str) -> Project:
    """By id, the beginning of one, or words of the name. Raises CannotBeDone."""
    projects = workspace.candidacy().projects
    if not projects:
        sentence = f'there is no project "{words}", because there is none yet'
        raise CannotBeDone(sentence, "add one with: roadmap portfolio add NAME")
    return find_named("project", words, projects)


def show(workspace: Workspace, words: str, known: Sequence[Idea]) -> ProjectReport:
    project = find(workspace, words)
    standing, stages = workspace.standing(), workspace.roadmap.job.project_stages
    here, days = stage_place(project, stages), dict(project.stages)
    proven = proofs(workspace, standing) if links_of(project) else ()
    idea = next((each for each in known if each.id == project.idea), None)
    return ProjectReport(
        project=_line(workspace, project),
        texts=texts_of(project),
        stages=tuple(
            ProjectStage(id=each.id, title=each.title, reached=place <= here, day=days.get(each.id))
            for place, each in enumerate(stages)
        ),
        topics=tuple(_shown(standing, each) for each in _topics(workspace, project, idea, proven)),
        idea=Named(idea.id, idea.title) if idea else None,
        copy=project.copy,
    )


def add(workspace: Workspace, wanted: NewProject, make_id: MakeId) -> Written:
    """It begins at the first stage. Raises CannotBeDone where the roadmap has none."""
    stages = workspace.roadmap.job.project_stages
    if not stages:
        raise CannotBeDone(_UNKNOWN, _TELL_STAGES)
    name = make_id(wanted.name, _given(workspace))
    data: Data = {"project": name, "name": wanted.name, "stage": stages[0].id}
    if wanted.idea:
        data["idea"] = wanted.idea.id
    if wanted.topic:
        data["about"] = wanted.topic.id
    (event,) = workspace.append([workspace.fact("projected", **data)])
    return Written(ProjectChange(change="added", project=_line(workspace, find(workspace, name))), event.batch)


def edit(workspace: Workspace, words: str, said: Data, batch: str | None = None) -> Written:
    """An empty text takes one away; what is so already makes no event. `batch` is that of the command that goes on."""
    project = find(workspace, words)
    before: dict[str, object] = project._asdict()
    keys = [key for key, value in said.items() if before[key] != value]
    if not keys:
        return Written(ProjectChange(change="known", project=_line(workspace, project)), batch)
    data: Data = {"project": project.id, **{key: value for key, value in said.items() if key in keys}}  # type: ignore[typeddict-item]
    batch = workspace.append([workspace.fact("projected", **data)], batch)[0].batch
    change = ProjectChange(change="edited", project=_line(workspace, find(workspace, project.id)))
    return Written(change._replace(fields=tuple(FIELD_NAMES[key] for key in keys)), batch)


def meant_move(workspace: Workspace, words: str, to: str | None) -> ProjectMove:
    """What moving to a stage would be, to the next one unless one is named. Raises CannotBeDone."""
    project = find(workspace, words)
    return _move_to(workspace, project, _stage_meant(workspace, project, to))


def move(
    workspace: Workspace, words: str, to: str | None, *, mark: bool = False, copy: bool | None = None
) -> ProjectChange:
    """To a stage, ahead or back; with `mark` what is left behind becomes done in the same batch."""
    project, stage, topics = meant_move(workspace, words, to)
    facts: list[Fact] = []
    if project.stage != stage.id:
        facts.append(workspace.fact("projected", project=project.id, stage=stage.id))
    if copy is not None:
        facts.append(workspace.fact("projected", project=project.id, copy=copy))
    if mark:
        facts += [workspace.fact("finished", each.id) for each in topics]
    names = tuple(Named(each.id, each.title) for each in topics)
    change = _done(workspace, "known" if project.stage == stage.id else "moved", project.id, facts)
    return change._replace(
        before=_line(workspace, project).stage, behind=() if mark else names, marked=names if mark else ()
    )


def link(workspace: Workspace, words: str, url: str, sort: ProjectLink | None) -> ProjectChange:
    """It proves the topic of its stage, and that of the project, in the same batch; the same link twice changes nothing."""
    project = find(workspace, words)
    stages = workspace.roadmap.job.project_stages
    meant = sort or sort_of_link(url, project, stages)
    linked = (each for each in workspace.events("linked") if each.topic and each.data["proves"])
    proved = {
        (found.id, each.data["url"]) for each in linked if (found := workspace.roadmap.topic_of(each.topic or ""))
    }
    wanted = (workspace.roadmap.topic_of(each or "") for each in (topic_of_link(meant, project, stages), project.topic))
    topics = {each.id: each for each in wanted if each is not None and (each.id, url) not in proved}
    old: str = getattr(project, meant)
    data: Data = {"project": project.id, meant: url}  # type: ignore[misc]  # a key of it, as mypy cannot see
    facts = [workspace.fact("projected", **data)] if old != url else []
    facts += [
        workspace.fact("linked", each, url=url, title=f"{project.name} ({LINK_NAMES[meant]})", proves=True)
        for each in topics
    ]
    return _done(workspace, "linked" if facts else "known", project.id, facts)._replace(
        link=ProjectLinkLine(meant, url),
        guessed=sort is None,
        instead=old if old != url else "",
        proves=tuple(Named(each.id, each.title) for each in topics.values()),
    )


def showcase(workspace: Workspace, known: Sequence[Idea]) -> Showcase:
    """What others get to see: the furthest project first, without those of which nothing has begun."""
    standing, stages = workspace.standing(), workspace.roadmap.job.project_stages
    projects = sorted(workspace.candidacy().projects, key=lambda each: -stage_place(each, stages))
    proven = proofs(workspace, standing)
    evidence = _by_topic(standing, proven)
    skills = tuple(_skills(standing, evidence))
    told = {each.topic.id for skill in skills for each in skill.proofs}
    return Showcase(
        user=workspace.user,
        projects=tuple(
            _public(workspace, standing, each, known, proven) for each in projects if not _is_idea(each, stages)
        ),
        skills=skills,
        others=tuple(each for topic, each in evidence.items() if topic not in told),
        ideas=tuple(Named(each.id, each.name) for each in projects if _is_idea(each, stages)),
    )


def drop(workspace: Workspace, words: str) -> ProjectChange:
    """What its links have proven stays proven."""
    project = find(workspace, words)
    line = _line(workspace, project)
    workspace.append([workspace.fact("projected", project=project.id, dropped=True)])
    return ProjectChange(change="dropped", project=line)


def texts_of(project: Project) -> tuple[ProjectTextLine, ...]:
    texts = ((field, getattr(project, field)) for field in TEXTS)
    return tuple(ProjectTextLine(field, text) for field, text in texts if text)


def links_of(project: Project) -> tuple[ProjectLinkLine, ...]:
    links = ((sort, getattr(project, sort)) for sort in LINKS)
    return tuple(ProjectLinkLine(sort, url) for sort, url in links if url)


def stage_of(workspace: Workspace, project: Project) -> Named:
    stages = workspace.roadmap.job.project_stages
    title = next((each.title for each in stages if each.id == project.stage), project.stage)
    return Named(project.stage, title)


def _topics(
    workspace: Workspace, project: Project, idea: Idea | None, proven: Sequence[EvidenceLine]
) -> tuple[str, ...]:
    """Those of its idea, its own, and those that its links prove, in the order of the roadmap."""
    urls = {each.url for each in links_of(project)}
    by_links = {each.topic.id for each in proven if each.link.url in urls}
    named_ones = {*by_links, project.topic, *(idea.shows if idea else ())}
    ids = {found.id for each in named_ones if (found := workspace.roadmap.topic_of(each or ""))}
    return tuple(each for each in workspace.roadmap.topics if each in ids)


def _line(workspace: Workspace, project: Project) -> ProjectLine:
    stages = workspace.roadmap.job.project_stages
    return ProjectLine(
        id=project.id,
        name=project.name,
        stage=stage_of(workspace, project),
        place=stage_place(project, stages) + 1,
        stages=len(stages),
        first_day=project.first_day,
        last_day=project.last_day,
        lacks=lacking(project, stages),
        links=links_of(project),
    )


def _idea(standing: Standing, idea: Idea, project: str | None) -> IdeaLine:
    topics = tuple(found for each in idea.shows if (found := standing.roadmap.topic_of(each)))
    missing = [each for each in topics if standing.status(each.id) not in SETTLED]
    return IdeaLine(
        id=idea.id,
        title=idea.title,
        example=idea.example,
        topics=tuple(_shown(standing, each.id) for each in topics),
        missing=len(missing),
        hours_left=standing.told(sum(standing.hours_left(each) for each in missing)),
        project=project,
    )


def _shown(standing: Standing, topic: str) -> TopicLine:
    return topic_line(standing, standing.roadmap.topics[topic])


def _is_idea(project: Project, stages: Sequence[Stage]) -> bool:
    return len(stages) > 1 and stage_place(project, stages) == 0


def _public(
    workspace: Workspace,
    standing: Standing,
    project: Project,
    known: Sequence[Idea],
    proven: Sequence[EvidenceLine],
) -> ShownProject:
    idea = next((each for each in known if each.id == project.idea), None)
    shown = (_shown(standing, each) for each in _topics(workspace, project, idea, proven))
    return ShownProject(
        id=project.id,
        name=project.name,
        stage=stage_of(workspace, project),
        texts=texts_of(project),
        links=links_of(project),
        topics=tuple(Named(each.id, each.title) for each in shown if each.status == "done" or each.proven),
        shipped=is_at_least(project, "shipped", workspace.roadmap.job.project_stages),
        copy=project.copy,
    )


def _by_topic(standing: Standing, proven: Sequence[EvidenceLine]) -> dict[str, SkillProof]:
    """Evidence by topic, in the order of the roadmap; a topic that is skipped or left it shows nothing."""
    found: dict[str, list[LinkLine]] = {}
    for each in proven:
        found.setdefault(each.topic.id, []).append(each.link)
    return {
        key: SkillProof(Named(key, topic.title), tuple({each.url: each for each in found[key]}.values()))
        for key, topic in standing.roadmap.topics.items()
        if key in found and standing.status(key) != "skipped"
    }


def _skills(standing: Standing, evidence: Mapping[str, SkillProof]) -> Iterator[ShownSkill]:
    """Those that are covered or have evidence, and no others."""
    for skill in standing.roadmap.job.skills:
        found = tuple(evidence[each] for each in skill.topics if each in standing.path and each in evidence)
        if found or skill_standing(standing, skill).covered:
            yield ShownSkill(id=skill.id, title=skill.title, proofs=found)


def _stage_meant(workspace: Workspace, project: Project, words: str | None) -> int:
    """The place of the stage that is named, or of the next one. Raises CannotBeDone."""
    stages = workspace.roadmap.job.project_stages
    if not stages:
        raise CannotBeDone(_UNKNOWN, _TELL_STAGES)
    names = ", ".join(each.id for each in stages)
    if words is not None:
        return stages.index(find_named("stage", words, stages, f"the stages are: {names}"))
    here = stage_place(project, stages)
    if here < 0 and project.stage:
        sentence = f"{project.name} is at {project.stage}, which is no longer in the roadmap file"
        raise CannotBeDone(sentence, f"name its stage: roadmap portfolio stage {project.id} STAGE, out of {names}")
    if here == len(stages) - 1:
        sentence = f"{project.name} has reached the last stage, {stages[here].title}"
        raise CannotBeDone(sentence, f"what would make it more convincing: roadmap portfolio show {project.id}")
    return here + 1


def _move_to(workspace: Workspace, project: Project, place: int) -> ProjectMove:
    stages = workspace.roadmap.job.project_stages
    here = stage_place(project, stages)
    passed = left_behind(stages, here, place) if place > here else ()
    left = workspace.standing().left if passed else {}
    topics = (workspace.roadmap.topic_of(each) for each in passed)
    return ProjectMove(project, stages[place], tuple(each for each in topics if each and each.id in left))


def _given(workspace: Workspace) -> frozenset[str]:
    """Ids that were given once: a new project must not go on where a dropped one ended."""
    return frozenset(each.data["project"] for each in workspace.events("projected"))


def _done(workspace: Workspace, change: ProjectChangeKind, name: str, facts: Sequence[Fact]) -> ProjectChange:
    if facts:
        workspace.append(facts)
    return ProjectChange(change=change, project=_line(workspace, find(workspace, name)))
