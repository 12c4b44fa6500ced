"""Stories over a log that is a list."""

from random import Random

import pytest
from list_log import SMALL, kept, workspace

from roadmap_cli.cli.names import fresh_id
from roadmap_cli.domain.interview import InterviewQuestion
from roadmap_cli.domain.job import Job
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.domain.story import StoryPart
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.services import story
from roadmap_cli.services.story import Telling
from roadmap_cli.services.undo import undo
from roadmap_cli.services.workspace import Workspace

PARTS = (StoryPart("task", "Task", "What?"), StoryPart("result", "Result", "How much?", number=True))
THE_JOB = SMALL._replace(job=Job(story_tags=("conflict", "clarity", "impact"), story_minutes=2))


@pytest.fixture
def here() -> Workspace:
    return workspace(Roadmap(*THE_JOB))


def begun(here: Workspace, title: str = "My story", **said: object) -> str:
    return story.begin(here, PARTS, title, Telling()._replace(**said), fresh_id).story.id


def test_a_story_begins_with_a_title_and_an_id_made_of_it(here: Workspace) -> None:
    assert [begun(here), begun(here), begun(here, "Ещё одна")] == ["my-story", "my-story-2", "eshche-odna"]
    report = story.stories(here, PARTS)
    assert [each.title for each in report.stories] == ["My story", "My story", "Ещё одна"]
    assert report.missing_tags == ("conflict", "clarity", "impact")


def test_each_command_is_taken_back_by_itself(here: Workspace) -> None:
    name = begun(here)
    for part, text in (("task", "I was to."), ("result", "15 %")):
        assert story.tell(here, PARTS, name, Telling(texts={part: text})).change == "edited"
    assert len(kept(here)) == 3
    undo(here)
    assert [each.text for each in story.story(here, PARTS, name).parts] == ["I was to.", ""]


def test_one_undo_takes_back_all_that_one_command_told(here: Workspace) -> None:
    report = story.begin(here, PARTS, "My story", Telling(), fresh_id)
    for part, text in (("task", "I was to."), ("result", "15 %"), ("result", "15 %")):
        report = story.tell(here, PARTS, "my-story", Telling(texts={part: text}), report.batch)
    assert {each.batch for each in here.log.events(here.user, here.roadmap.id)} == {report.batch}
    undo(here)
    assert story.stories(here, PARTS).stories == ()


def test_what_is_so_already_makes_no_event(here: Workspace) -> None:
    name = begun(here, texts={"task": "x"}, tags=("impact",))
    before = kept(here)
    same = Telling(title="My story", texts={"task": "x", "result": ""}, tags=("impact",), projects=(), topics=())
    assert story.tell(here, PARTS, name, same).change == "known"
    assert kept(here) == before


def test_an_empty_text_and_empty_tags_take_away(here: Workspace) -> None:
    name = begun(here, texts={"task": "x"}, tags=("impact",))
    report = story.tell(here, PARTS, name, Telling(texts={"task": ""}, tags=()))
    assert (report.story.words, report.story.tags) == (0, ())


def test_a_story_is_found_by_id_beginning_or_words(here: Workspace) -> None:
    begun(here, "Rare churners that a model missed")
    for words in ("rare-churners-that-a-model-missed", "rare", "model churners", "MISSED"):
        assert story.story(here, PARTS, words).title.startswith("Rare")
    with pytest.raises(CannotBeDone, match='there is no story "foo"'):
        story.story(here, PARTS, "foo")


def test_what_was_told_of_a_part_that_left_the_roadmap_is_still_there(here: Workspace) -> None:
    name = begun(here, texts={"task": "x", "result": "1"})
    lines = story.story(here, PARTS[1:], name).parts
    assert [(each.id, each.title, each.text) for each in lines] == [("result", "Result", "1"), ("task", "task", "x")]


def test_tags_are_those_of_the_roadmap_by_their_beginning(here: Workspace) -> None:
    assert [story.find_tag(here, word) for word in ("conflict", "CONF", "impact")] == ["conflict", "conflict", "impact"]
    for word, hint in (("conflct", "did you mean conflict?"), ("c", "the tags are: conflict, clarity, impact")):
        with pytest.raises(CannotBeDone, match="stories have no tag") as refused:
            story.find_tag(here, word)
        assert refused.value.hint == hint


def test_any_tag_will_do_where_the_roadmap_lists_none() -> None:
    assert story.find_tag(workspace(), "Big Win") == "big-win"


def test_a_story_comes_from_projects_and_topics(here: Workspace) -> None:
    here.append([here.fact("projected", project=key, name=name) for key, name in (("shop", "A shop"), ("gone", "G"))])
    name = begun(here, projects=("sho", "gone", "shop"), topics=("a",))
    here.append([here.fact("projected", project="gone", dropped=True)])
    report = story.story(here, PARTS, name)
    assert (report.projects, report.topics) == ((("shop", "A shop"), ("gone", "gone")), (("a", "A"),))


def test_a_question_is_asked_whose_tags_fit(here: Workspace) -> None:
    bank = [
        InterviewQuestion("q1", "Who?", (), tags=("conflict",)),
        InterviewQuestion("q2", "What for?", (), tags=("impact",)),
    ]
    begun(here, "Nothing told")
    name = begun(here, "Told", texts={"task": "x"}, tags=("impact",))
    asks = story.to_tell(here, bank, None, Random(1))
    assert (asks.story.id, asks.question) == (name, "What for?")
    assert story.to_tell(here, [], "told", Random(1)).question == ""
    with pytest.raises(CannotBeDone, match="nothing of Nothing told is told yet"):
        story.to_tell(here, bank, "nothing", Random(1))


def test_any_story_meets_any_question_that_fits(here: Workspace) -> None:
    bank = [InterviewQuestion(f"q{number}", f"Q{number}", (), tags=("impact",)) for number in range(2)]
    names = [begun(here, f"S{number}", texts={"task": "x"}, tags=("impact",)) for number in range(2)]
    chance = Random(1)
    met = {(asks.story.id, asks.question) for _ in range(40) if (asks := story.to_tell(here, bank, None, chance))}
    assert met == {(name, each.question) for name in names for each in bank}


def test_without_a_story_there_is_nothing_to_practise(here: Workspace) -> None:
    with pytest.raises(CannotBeDone, match="no story to tell yet"):
        story.to_tell(here, [], None, Random(1))


def test_a_sheet_has_what_is_told_by_tag(here: Workspace) -> None:
    begun(here, "Empty", tags=("conflict",))
    begun(here, "Told", texts={"task": "x"}, tags=("impact",))
    sheet = story.sheet(here, PARTS)
    assert [each.title for each in sheet.stories] == ["Told"]
    assert [tuple(each) for each in sheet.tags] == [("conflict", ()), ("clarity", ()), ("impact", ("Told",))]


def test_a_deleted_story_comes_back_with_undo(here: Workspace) -> None:
    name = begun(here, texts={"task": "x"})
    assert story.delete(here, PARTS, name).change == "deleted"
    assert story.stories(here, PARTS).stories == ()
    undo(here)
    assert story.story(here, PARTS, name).words == 1


def test_an_id_is_given_once_whatever_becomes_of_its_story(here: Workspace) -> None:
    story.delete(here, PARTS, begun(here))
    assert begun(here) == "my-story-2"
    undo(here)
    assert begun(here) == "my-story-3"


def test_a_roadmap_without_parts_begins_none_and_lists_what_there_is(here: Workspace) -> None:
    begun(here, texts={"task": "x"})
    with pytest.raises(CannotBeDone, match="does not say which parts"):
        story.begin(here, (), "Another", Telling(), fresh_id)
    report = story.stories(here, ())
    assert ([each.title for each in report.stories], report.asks) == (["My story"], False)
