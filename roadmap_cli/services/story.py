"""Stories to tell in an interview: told part by part, changed, practised, and taken along."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from roadmap_cli.domain.candidacy import Candidacy
from roadmap_cli.domain.events import Data, Fact
from roadmap_cli.domain.interview import InterviewQuestion
from roadmap_cli.domain.lookup import find_named
from roadmap_cli.domain.story import (
    NO_TEXTS,
    Story,
    StoryExample,
    StoryForm,
    StoryPart,
    minutes_of,
    missing_tags,
    remarks,
    words_of,
)
from roadmap_cli.errors import CannotBeDone, did_you_mean
from roadmap_cli.reports.story import (
    ExampleReport,
    PartLine,
    StoriesReport,
    StoryChange,
    StoryChangeReport,
    StoryReport,
    StorySheet,
    TagLine,
    ToTellReport,
)
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.workspace import Workspace

if TYPE_CHECKING:
    from roadmap_cli.domain.forecast import Chance

Naming = Callable[[str, Container[str]], str]
"""Makes an id of a name that is none of those that are taken."""


class Telling(NamedTuple):
    """What is to be said anew; None leaves it as it is, an empty text or tuple takes it away. Tags and projects are said in
    words, topics by their ids.
    """

    title: str | None = None
    texts: Mapping[str, str] = NO_TEXTS
    tags: tuple[str, ...] | None = None
    projects: tuple[str, ...] | None = None
    topics: tuple[str, ...] | None = None


def stories(workspace: Workspace, parts: Sequence[StoryPart]) -> StoriesReport:
    found, asked = workspace.candidacy(), _asked(workspace, parts)
    return StoriesReport(
        stories=tuple(_report(workspace, each, asked, found) for each in found.stories),
        tags=asked.tags,
        missing_tags=missing_tags(found.stories, asked.tags),
        asks=bool(parts),
    )


def story(workspace: Workspace, parts: Sequence[StoryPart], words: str) -> StoryReport:
    """Raises CannotBeDone."""
    candidacy = workspace.candidacy()
    return _report(workspace, _find(candidacy, words), _asked(workspace, parts), candidacy)


def planned(workspace: Workspace, parts: Sequence[StoryPart], told: Telling, words: str | None = None) -> StoryReport:
    """As it would stand when that is told; without words a new one, which has no id. Raises CannotBeDone."""
    candidacy = workspace.candidacy()
    meant = _meant(workspace, candidacy, told)
    known = _unnamed(workspace, "") if words is None else _find(candidacy, words)
    texts = {key: text for key, text in {**known.texts, **meant.texts}.items() if text}
    known = known._replace(title=meant.title or known.title, texts=texts)
    return _report(workspace, known, _asked(workspace, parts), candidacy)


def begin(
    workspace: Workspace, parts: Sequence[StoryPart], title: str, told: Telling, naming: Naming
) -> StoryChangeReport:
    """A new one, of which nothing need be told yet. Raises CannotBeDone where the roadmap asks for no stories."""
    if not parts:
        raise no_parts()
    meant = _meant(workspace, workspace.candidacy(), told._replace(title=title))
    name = naming(title, _given(workspace))
    events = workspace.append(_facts(workspace, _unnamed(workspace, name), meant))
    return changed(workspace, parts, name, "kept", events[0].batch)


def tell(
    workspace: Workspace, parts: Sequence[StoryPart], words: str, told: Telling, batch: str | None = None
) -> StoryChangeReport:
    """What is so already makes no event. `batch` is that of what the same command has written already."""
    candidacy = workspace.candidacy()
    known = _find(candidacy, words)
    facts = list(_facts(workspace, known, _meant(workspace, candidacy, told)))
    if not facts:
        return _changed(workspace, parts, known.id, candidacy, "known")._replace(batch=batch or "")
    events = workspace.append(facts, batch)
    return changed(workspace, parts, known.id, "edited", events[0].batch)


def changed(
    workspace: Workspace, parts: Sequence[StoryPart], name: str, change: StoryChange, batch: str = ""
) -> StoryChangeReport:
    """As it stands now. Raises CannotBeDone where it was taken away meanwhile."""
    return _changed(workspace, parts, name, workspace.candidacy(), change)._replace(batch=batch)


def delete(workspace: Workspace, parts: Sequence[StoryPart], words: str) -> StoryChangeReport:
    report = story(workspace, parts, words)
    workspace.append([workspace.fact("told", story=report.id, deleted=True)])
    return StoryChangeReport("deleted", report)


def to_tell(
    workspace: Workspace, questions: Sequence[InterviewQuestion], words: str | None, chance: "Chance"
) -> ToTellReport:
    """A question whose tags fit a story, which `words` name; without them any of which something is told. `chance` differs
    from time to time: practice that nothing records would else be the same for ever.

    Raises CannotBeDone where there is nothing to tell.
    """
    candidacy = workspace.candidacy()
    told = [each for each in candidacy.stories if each.texts]
    if words is None and not told:
        sentence = "there is no story to tell yet"
        raise CannotBeDone(sentence, "write one with: roadmap story new")
    found = _find(candidacy, words) if words is not None else told[_drawn(chance, told)]
    if not found.texts:
        sentence = f"nothing of {found.title} is told yet"
        raise CannotBeDone(sentence, f"tell it with: roadmap story edit {found.id}")
    fitting = [each for each in questions if set(each.tags) & set(found.tags)]
    question = fitting[_drawn(chance, fitting)].question if fitting else ""
    return ToTellReport(Named(found.id, found.title), question, workspace.roadmap.job.story_minutes)


def sheet(workspace: Workspace, parts: Sequence[StoryPart]) -> StorySheet:
    report = stories(workspace, parts)
    told = tuple(each for each in report.stories if any(part.text for part in each.parts))
    tags = dict.fromkeys((*report.tags, *(tag for each in told for tag in each.tags)))
    return StorySheet(
        roadmap=Named(workspace.roadmap.id, workspace.roadmap.title),
        user=workspace.user,
        today=workspace.today,
        stories=told,
        tags=tuple(TagLine(tag, tuple(each.title for each in told if tag in each.tags)) for tag in tags),
        asks=report.asks,
    )


def example(workspace: Workspace, parts: Sequence[StoryPart], found: StoryExample | None) -> ExampleReport:
    """The example of the roadmap, or at least how it asks."""
    texts = found.text if found else NO_TEXTS
    lines = tuple(
        PartLine(id=each.id, title=each.title, prompt=each.prompt, text=texts.get(each.id, "")) for each in parts
    )
    return ExampleReport(
        title=found.title if found else "",
        tags=found.tags if found else (),
        parts=lines,
        kept=len(workspace.candidacy().stories),
    )


def part_lines(known: Story, parts: Sequence[StoryPart]) -> tuple[PartLine, ...]:
    """Those of the roadmap in order, and behind them what was told of parts that it no longer has."""
    here = [
        PartLine(id=each.id, title=each.title, prompt=each.prompt, text=known.texts.get(each.id, "")) for each in parts
    ]
    names = {each.id for each in parts}
    left = [PartLine(id=key, title=key, prompt="", text=text) for key, text in known.texts.items() if key not in names]
    return (*here, *left)


def find_tag(workspace: Workspace, word: str) -> str:
    """As the roadmap calls it, where it lists tags; else any word. Raises CannotBeDone."""
    wanted = "-".join(word.casefold().replace(",", " ").split())
    tags = workspace.roadmap.job.story_tags
    if not tags or wanted in tags:
        return wanted
    begun = [each for each in tags if wanted and each.startswith(wanted)]
    if len(begun) == 1:
        return begun[0]
    sentence = f'stories have no tag "{word}"'
    raise CannotBeDone(sentence, did_you_mean(wanted, tags) or f"the tags are: {', '.join(tags)}")


def no_parts() -> CannotBeDone:
    sentence = "this roadmap does not say which parts a story has"
    return CannotBeDone(sentence, "its file needs [[story.part]]; see: roadmap schema")


def _find(candidacy: Candidacy, words: str) -> Story:
    """By id, its beginning, or words of the title. Raises CannotBeDone."""
    return find_named("story", words, candidacy.stories)


def _drawn(chance: "Chance", among: Sequence[object]) -> int:
    return chance.choices(range(len(among)), k=1)[0]


def _meant(workspace: Workspace, candidacy: Candidacy, told: Telling) -> Telling:
    """With tags and projects by their ids. Raises CannotBeDone."""
    tags = None if told.tags is None else (find_tag(workspace, each) for each in told.tags)
    projects = (
        None
        if told.projects is None
        else (find_named("project", each, candidacy.projects).id for each in told.projects)
    )
    return told._replace(
        tags=None if tags is None else tuple(dict.fromkeys(tags)),
        projects=None if projects is None else tuple(dict.fromkeys(projects)),
    )


def _changed(
    workspace: Workspace, parts: Sequence[StoryPart], name: str, candidacy: Candidacy, change: StoryChange
) -> StoryChangeReport:
    asked = _asked(workspace, parts)
    report = _report(workspace, _find(candidacy, name), asked, candidacy)
    return StoryChangeReport(change, report, missing_tags(candidacy.stories, asked.tags))


def _asked(workspace: Workspace, parts: Sequence[StoryPart]) -> StoryForm:
    job = workspace.roadmap.job
    return StoryForm(tuple(parts), job.story_minutes, job.story_tags)


def _given(workspace: Workspace) -> frozenset[str]:
    """Ids that were given once, undone ones too: another device may still say something of them."""
    events = workspace.log.events(workspace.user, workspace.roadmap.id, kind="told")
    return frozenset(each.data["story"] for each in events)


def _unnamed(workspace: Workspace, name: str) -> Story:
    return Story(id=name, title="", first_day=workspace.today, last_day=workspace.today)


def _facts(workspace: Workspace, known: Story, told: Telling) -> Iterator[Fact]:
    """What it is about in one, and each part in one of its own."""
    about: Data = {"story": known.id}
    if told.title and told.title != known.title:
        about["title"] = told.title
    if told.tags is not None and told.tags != known.tags:
        about["tags"] = ",".join(told.tags)
    if told.projects is not None and told.projects != known.projects:
        about["projects"] = ",".join(told.projects)
    if told.topics is not None and told.topics != known.topics:
        about["topics"] = ",".join(told.topics)
    if len(about) > 1:
        yield workspace.fact("told", **about)
    for part, text in told.texts.items():
        if text != known.texts.get(part, ""):
            yield workspace.fact("told", story=known.id, part=part, words=text)


def _report(workspace: Workspace, known: Story, asked: StoryForm, candidacy: Candidacy) -> StoryReport:
    words = words_of(known)
    projects = {each.id: each.name for each in candidacy.projects}
    topics = ((each, workspace.roadmap.topic_of(each)) for each in known.topics)
    return StoryReport(
        id=known.id,
        title=known.title,
        parts=part_lines(known, asked.parts),
        tags=known.tags,
        projects=tuple(Named(each, projects.get(each, each)) for each in known.projects),
        topics=tuple(Named(each, found.title if found else each) for each, found in topics),
        words=words,
        minutes=minutes_of(words),
        aim=asked.minutes,
        remarks=remarks(known, asked),
        first_day=known.first_day,
        last_day=known.last_day,
    )
