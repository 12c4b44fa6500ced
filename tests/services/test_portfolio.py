"""Projects over a log that is a list."""

import re
from pathlib import Path

import pytest
from domain_helpers import roadmap
from list_log import SMALL, kept, workspace

from roadmap_cli.cli.names import fresh_id
from roadmap_cli.domain.events import Data
from roadmap_cli.domain.job import Job, Skill, Stage
from roadmap_cli.domain.portfolio import Idea, Project
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.portfolio import ProjectChange
from roadmap_cli.services.link import link as link_topic
from roadmap_cli.services.mark import mark
from roadmap_cli.services.portfolio import (
    NewProject,
    add,
    drop,
    edit,
    find,
    ideas,
    link,
    meant_move,
    move,
    portfolio,
    show,
    showcase,
)
from roadmap_cli.services.undo import undo
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.storage import Store, writing

STAGES = (
    Stage("idea", "Idea"),
    Stage("scoped", "Scoped", "a"),
    Stage("model", "Model", "b"),
    Stage("live", "Live", "c", "shipped"),
    Stage("told", "Told", "end", "written"),
)
SKILLS = (Skill("letters", "Letters", ("a", "b")), Skill("ways", "Ways", ("x-topic", "y-topic", "c")))
HERE = Roadmap(*SMALL._replace(job=Job(project_stages=STAGES, skills=SKILLS)))
IDEAS = (
    Idea("far", "Far", shows=("b", "c")),
    Idea("near", "Near", shows=("a",)),
    Idea("of-x", "Of X", shows=("x-topic",), option="x"),
    Idea("of-y", "Of Y", shows=("y-topic",), option="y"),
)
GITHUB, BLOG = "https://github.com/ada/churn", "https://ada.medium.com/churn"


@pytest.fixture
def here() -> Workspace:
    return workspace(HERE)


def added(here: Workspace, name: str = "Churn", **keys: object) -> Project:
    change = add(here, NewProject(name)._replace(**keys), fresh_id)
    return find(here, change.report.project.id)


def said(here: Workspace, **data: str) -> ProjectChange:
    known: Data = {**data}  # type: ignore[typeddict-item]
    return edit(here, "churn", known).report


def test_a_project_begins_at_the_first_stage_and_lacks_all() -> None:
    here = workspace(HERE)
    project = added(here)
    assert (project.id, project.stage, len(portfolio(here, IDEAS).projects[0].lacks)) == ("churn", "idea", 7)


def test_two_of_the_same_name_and_one_that_was_dropped_keep_apart(here: Workspace) -> None:
    assert [added(here).id, added(here).id] == ["churn", "churn-2"]
    drop(here, "churn-2")
    assert added(here).id == "churn-3"


def test_what_is_so_already_makes_no_event(here: Workspace) -> None:
    added(here)
    assert said(here, metric="F1").fields == ("metric",)
    before = kept(here)
    assert said(here, metric="F1").change == "known"
    assert kept(here) == before
    assert said(here, metric="").fields == ("metric",)
    assert find(here, "churn").metric == ""


def test_answers_to_a_command_that_was_undone_meanwhile_in_another_terminal_count(
    here: Workspace, tmp_path: Path
) -> None:
    database = str(tmp_path / "ours.db")

    def there(log: Store) -> Workspace:
        return here._replace(log=log)

    with writing(database) as log:
        added(there(log))
        first = edit(there(log), "churn", {"problem": "one"})
    with writing(database) as log:
        undo(there(log))
    batch = first.batch
    for data in ({"dataset": "two"}, {"metric": "three"}):
        with writing(database) as log:
            batch = edit(there(log), "churn", data, batch).batch
    with writing(database) as log:
        project = find(there(log), "churn")
        assert (project.problem, project.dataset, project.metric) == ("", "two", "three")
        undo(there(log))
        project = find(there(log), "churn")
        assert (project.dataset, project.metric) == ("", "")


def test_what_is_gone_meanwhile_takes_no_word(here: Workspace) -> None:
    added(here, "Other")
    key = added(here).id
    drop(here, key)
    before = kept(here)
    for write in (
        lambda: edit(here, key, {"metric": "F1"}),
        lambda: move(here, key, "model"),
        lambda: link(here, key, BLOG, None),
        lambda: drop(here, key),
    ):
        with pytest.raises(CannotBeDone, match='there is no project "churn"'):
            write()
    assert kept(here) == before


@pytest.mark.parametrize("code", ["whole", "source", "number", "meaning", "failed", "shipped", "written", "copy"])
def test_the_command_beside_a_lack_mends_it(here: Workspace, code: str) -> None:
    """As a service would hear it: options are fields, a stage is moved to."""
    edit(here, added(here).id, {"copy": True})
    (lack,) = (each for each in portfolio(here, ()).projects[0].lacks if each.code == code)
    _, _, verb, name, *rest = lack.command.split()
    if verb == "stage":
        move(here, name, rest[0])
        link(here, name, BLOG if code == "written" else GITHUB, None)
    elif rest == ["--no-copy"]:
        edit(here, name, {"copy": False})
    else:
        said(here, **{"dataset" if each == "data" else each: "62 %" for each in re.findall(r"--(\w+)", lack.command)})
    assert code not in {each.code for each in portfolio(here, ()).projects[0].lacks}


def test_moving_on_offers_what_is_left_behind_and_marks_it_in_the_same_batch(here: Workspace) -> None:
    project = added(here)
    assert [each.id for each in meant_move(here, project.id, "model").topics] == ["a"]
    change = move(here, project.id, "model", mark=True)
    assert [each.id for each in change.marked] == ["a"]
    assert change.before is not None
    assert (change.before.id, change.project.stage.id) == ("idea", "model")
    assert here.standing().status("a") == "done"
    undo(here)
    assert (find(here, "churn").stage, here.standing().status("a")) == ("idea", "todo")


def test_what_is_done_is_not_offered_and_moving_back_marks_nothing(here: Workspace) -> None:
    project = added(here)
    mark(here, "finished", [HERE.topics["a"]])
    assert move(here, project.id, "model").behind == ()
    back = move(here, "churn", "scoped", mark=True)
    assert (back.project.stage.id, back.behind, back.marked) == ("scoped", (), ())
    assert move(here, "churn", "scoped").change == "known"


def test_the_next_stage_is_meant_unless_one_is_named(here: Workspace) -> None:
    project = added(here)
    meant = [meant_move(here, project.id, each).stage.id for each in (None, "live", "tol", "MODEL")]
    assert meant == ["scoped", "live", "told", "model"]
    with pytest.raises(CannotBeDone, match='there is no stage "x"'):
        meant_move(here, project.id, "x")
    move(here, project.id, "told")
    with pytest.raises(CannotBeDone, match="Churn has reached the last stage, Told"):
        meant_move(here, project.id, None)


def test_a_project_whose_stage_left_the_file_is_moved_only_where_it_is_told(here: Workspace) -> None:
    project = added(here)
    move(here, project.id, "told")
    called = (*STAGES[:-1], STAGES[-1]._replace(id="published"))
    later = here._replace(roadmap=HERE._replace(job=HERE.job._replace(project_stages=called)))
    before = kept(later)
    with pytest.raises(CannotBeDone, match="Churn is at told, which is no longer in the roadmap file") as refusal:
        move(later, project.id, None)
    assert refusal.value.hint == (
        "name its stage: roadmap portfolio stage churn STAGE, out of idea, scoped, model, live, published"
    )
    assert kept(later) == before
    assert move(later, project.id, "published").project.stage.id == "published"


def test_a_link_proves_the_topic_of_its_stage_and_its_own_once(here: Workspace) -> None:
    project = added(here, topic=HERE.topics["extra"])
    change = link(here, project.id, BLOG, None)
    assert (change.link and change.link.sort, change.guessed) == ("writeup", True)
    assert [each.id for each in change.proves] == ["end", "extra"]
    assert here.standing().states["end"].proofs == 1
    again = link(here, "churn", BLOG, "writeup")
    assert (again.change, again.proves, again.guessed) == ("known", (), False)
    moved = link(here, "churn", "https://example.org/other", "writeup")
    assert (moved.instead, find(here, "churn").writeup) == (BLOG, "https://example.org/other")
    undo(here)
    assert find(here, "churn").writeup == BLOG


def test_a_link_proves_a_topic_once_whatever_the_topic_was_called(here: Workspace) -> None:
    project = added(here, topic=HERE.topics["extra"])
    link(here, project.id, BLOG, None)
    called = [
        each._replace(id="more", formerly=("extra",)) if each.id == "extra" else each for each in HERE.topics.values()
    ]
    renamed = here._replace(roadmap=roadmap(*called, choices=HERE.choices)._replace(job=HERE.job))
    again = link(renamed, "churn", BLOG, "writeup")
    assert (again.change, again.proves) == ("known", ())


def test_ideas_of_the_effective_options_stand_in_the_order_of_what_is_missing(here: Workspace) -> None:
    report = ideas(here, IDEAS)
    assert [(each.id, each.missing) for each in report.ideas] == [("near", 1), ("of-x", 1), ("far", 2)]
    mark(here, "finished", [HERE.topics["b"], HERE.topics["c"]])
    assert next((each.id, each.missing) for each in ideas(here, IDEAS).ideas) == ("far", 0)
    added(here, idea=IDEAS[1])
    assert next(each.project for each in ideas(here, IDEAS).ideas if each.id == "near") == "churn"


def test_a_project_shows_its_idea_its_topic_and_what_its_links_prove(here: Workspace) -> None:
    project = added(here, idea=IDEAS[0], topic=HERE.topics["extra"])
    link(here, project.id, BLOG, None)
    report = show(here, "churn", IDEAS)
    assert [(each.id, each.proven) for each in report.topics] == [
        ("b", False),
        ("c", False),
        ("end", True),
        ("extra", True),
    ]


def test_what_others_see_claims_only_what_is_covered_or_proven(here: Workspace) -> None:
    project = added(here, idea=IDEAS[0])
    added(here, "Only a thought")
    move(here, project.id, "model")
    link(here, "churn", GITHUB, None)
    link_topic(here, HERE.topics["extra"], "https://example.org/more", "", proves=True)
    link_topic(here, HERE.topics["c"], "https://example.org/read", "", proves=False)
    case = showcase(here, IDEAS)
    assert [(each.id, [topic.id for topic in each.topics]) for each in case.projects] == [("churn", ["b"])]
    assert [each.title for each in case.ideas] == ["Only a thought"]
    assert [(each.id, [its.topic.id for its in each.proofs]) for each in case.skills] == [("letters", ["b"])]
    assert [each.topic.id for each in case.others] == ["extra"]


def test_a_skill_is_covered_when_all_of_it_that_counts_is_done(here: Workspace) -> None:
    mark(here, "finished", [HERE.topics["c"], HERE.topics["a"]])
    assert showcase(here, ()).skills == ()
    mark(here, "finished", [HERE.topics["x-topic"]])
    assert [(each.id, each.proofs) for each in showcase(here, ()).skills] == [("ways", ())]
    mark(here, "skipped", [HERE.topics["b"]])
    assert [each.id for each in showcase(here, ()).skills] == ["letters", "ways"]


def test_a_roadmap_without_stages_takes_no_project() -> None:
    here = workspace()
    assert (portfolio(here, ()).known, ideas(here, ()).known) == (False, False)
    with pytest.raises(CannotBeDone, match="this roadmap knows no stages of projects"):
        add(here, NewProject("Churn"), fresh_id)
    with pytest.raises(CannotBeDone, match='there is no project "churn", because there is none yet'):
        find(here, "churn")
