"""A roadmap changed without an editor: topics, modules and phases, and all of it taken back."""

from pathlib import Path

import pytest
import tomli
from cli_helpers import assert_refused, assert_walks_back_and_forward, json_of, run_program, status_of
from conftest import SMALL, Cli
from platformdirs import PlatformDirs
from process_helpers import AS_NOBODY

from roadmap_cli import definition
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.settings import Flags
from roadmap_cli.settings.folders import own_file
from roadmap_cli.use_cases.session import Session
from roadmap_cli.use_cases.topic import add_phase, add_topic, change_topic

pytestmark = pytest.mark.usefixtures("few_cards")
ADD = "topic add 'Read the paper' --phase 2 --hours 6 --after b --resource 'The paper https://x.org/p'"


@pytest.fixture
def mine(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A roadmap file of one's own, in use."""
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    return small


@pytest.fixture
def changes(home: Path) -> Path:
    """Where the learner's own changes of the built-in roadmap stand."""
    return Path(PlatformDirs("learning-roadmap", appauthor=False).user_data_dir) / "own" / "ml-scientist.toml"


def topics_in(file: Path) -> dict[str, dict[str, object]]:
    document = tomli.loads(file.read_text(encoding="utf-8"))
    return {
        each["id"]: each for phase in document["phase"] for m in phase.get("module", ()) for each in m.get("topic", ())
    }


def test_a_topic_is_added_to_the_file_at_the_end_of_its_phase(cli: Cli, mine: Path) -> None:
    said = cli(ADD)
    assert said.code == 0, said.err
    assert said.out.startswith("Added: Read the paper  read-the-paper\n   Phase two > Ways, 6 h, after Beta\n")
    assert topics_in(mine)["read-the-paper"] == {
        "id": "read-the-paper",
        "title": "Read the paper",
        "hours": 6,
        "requires": ["b"],
        "resources": [{"title": "The paper", "url": "https://x.org/p"}],
    }
    assert list(topics_in(mine))[-1] == "read-the-paper"


def test_a_change_under_a_former_name_comes_into_the_file(cli: Cli, mine: Path) -> None:
    for command in ("done a", "user rename ada lovelace"):
        assert cli(command).code == 0
    assert cli(f"{ADD} --user ada").code == 0
    assert "read-the-paper" in topics_in(mine)


def test_without_a_place_it_stands_where_its_prerequisite_stands(cli: Cli, mine: Path) -> None:
    assert cli("topic add Next --after a").code == 0
    assert list(topics_in(mine))[:3] == ["a", "b", "next"]
    assert_refused(cli("topic add Anywhere"), 1, "where does it go?")


def test_in_its_phase_it_stands_with_its_prerequisite(cli: Cli) -> None:
    said = cli("topic add 'Read the paper' --phase 3 --hours 6 --after attention-transformers")
    assert "Choose Your Specialty > Deep learning core (every track), 6 h, after Attention" in said.out
    said = cli("topic add 'Another' --phase 3 --hours 6 --after vectors")
    assert "Choose Your Specialty > Language models for every track, 6 h, after Vectors" in said.out


def test_the_same_title_is_asked_for_another_id(cli: Cli, mine: Path) -> None:
    assert_refused(cli("topic add beta --phase 1"), 1, "there is a topic of that title already: b")
    assert cli("topic add beta --phase 1 --id b2").code == 0
    assert topics_in(mine)["b2"]["title"] == "beta"
    for sort, said in (("phase", "phase add Basics"), ("module", "module add Tools --phase basics")):
        assert cli(said).code == 0
        name = said.split()[2].casefold()
        assert_refused(cli(said), 1, f"there is a {sort} of that title already: {name}")
        assert cli(f"{said} --id {name}-again").code == 0


def test_everything_of_a_topic_can_be_changed_and_taken_out_again(cli: Cli, mine: Path) -> None:
    assert cli("topic edit b --title Bee --hours 90m --after extra --criterion 'You can fly.' --kind skill").code == 0
    assert (
        cli("topic edit b --not-after a --no-criterion 1 --no-resource https://example.org/beta --why Because").code
        == 0
    )
    b = topics_in(mine)["b"]
    assert (b["title"], b["hours"], b["requires"], b["criteria"]) == ("Bee", 1.5, ["extra"], ["You can fly."])
    assert (b["kind"], b["why"], "resources" in b) == ("skill", "Because", False)
    assert_refused(cli("topic edit b --not-after c"), 1, "c is no prerequisite of it")
    assert_refused(cli("topic edit b"), 2, "there is nothing to change")


def test_a_new_id_carries_progress_on_and_is_known_to_all_that_named_it(cli: Cli, mine: Path) -> None:
    assert cli("done a").code == 0
    assert cli("topic edit a --id alpha").code == 0
    assert topics_in(mine)["alpha"]["formerly"] == ["a"]
    assert topics_in(mine)["b"]["requires"] == ["alpha"]
    assert status_of(cli, "alpha") == "done"


def test_a_topic_moves_beside_another_one(cli: Cli, mine: Path) -> None:
    assert cli("topic move extra --before b").code == 0
    assert cli("topic move a --behind extra").code == 0
    assert list(topics_in(mine))[:3] == ["extra", "a", "b"]
    assert cli("topic move a --module ways").code == 0
    assert list(topics_in(mine))[-1] == "a"
    assert_refused(cli("topic move a --behind a"), 1, "a topic cannot stand beside itself")
    assert_refused(cli("topic move a"), 2, "where does it go?")
    assert_refused(cli("topic move a --module ways --before b"), 2, "a topic has one place")
    assert_refused(cli("topic move a --phase 1 --module ways"), 1, 'there is no module of Phase one "ways"')


def test_what_others_require_goes_only_with_that(cli: Cli, mine: Path) -> None:
    assert_refused(cli("topic remove b --yes"), 1, "Gamma; Ex; Why require it")
    assert cli("log b 30m").code == 0
    said = cli("topic remove b --yes --unlink")
    assert "What you recorded on it stays on record: doing, 30 min" in said.out
    assert "requires" not in topics_in(mine)["c"]
    assert [each["id"] for each in json_of(cli, "status")["orphaned"]] == ["b"]


def test_nobody_is_asked_in_a_pipe(cli: Cli, mine: Path) -> None:
    before = mine.read_bytes()
    assert_refused(cli("topic remove extra"), 1, "More leaves the roadmap")
    assert mine.read_bytes() == before


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (
            "topic edit a --after b",
            "that would make the roadmap invalid: a circle of prerequisites: a requires b requires a",
        ),
        (
            "topic add New --phase 1 --id 'Not one'",
            'that would make the roadmap invalid: topic "Not one": "id" must be',
        ),
        ("topic add New --phase 1 --id b", 'the id "b" is taken in this roadmap'),
        ("module add New --phase 1 --id one", 'the id "one" is taken in this roadmap'),
        ("topic edit a --hours 0", "'0' is no number of hours above 0"),
        ("topic edit a --resource nowhere", "'nowhere'"),
    ],
)
def test_what_check_would_refuse_is_refused(cli: Cli, mine: Path, command: str, message: str) -> None:
    before = mine.read_bytes()
    said = cli(command)
    assert said.code in {1, 2}
    assert message in said.err
    assert mine.read_bytes() == before
    assert (
        json_of(cli, "history") == {"schema": 1, "topic": None, "entries": [], "last": None}
        or not json_of(cli, "history")["entries"]
    )


@pytest.mark.parametrize("nothing", [" ", "\u200b", "\u0301", "\u3164", "\x01"], ids=ascii)
@pytest.mark.parametrize(
    "words",
    [
        ("topic", "add", "{}", "--phase", "1"),
        ("topic", "edit", "a", "--title", "{}"),
        ("module", "add", "{}", "--phase", "1"),
        ("phase", "add", "{}"),
    ],
    ids=" ".join,
)
def test_a_title_of_nothing_that_can_be_seen_is_refused(
    cli: Cli, mine: Path, words: tuple[str, ...], nothing: str
) -> None:
    before = mine.read_bytes()
    assert_refused(cli(*(each.format(nothing) for each in words)), 2, "it is empty")
    assert mine.read_bytes() == before


def test_a_roadmap_begins_from_nothing(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "guitar.toml"
    file.write_text('[roadmap]\nid = "guitar"\ntitle = "Guitar"\n', encoding="utf-8")
    monkeypatch.setenv("ROADMAP_FILE", str(file))
    assert_refused(cli("topic add 'Open chords'"), 1, "the roadmap has no phase yet")
    for command in (
        "phase add Basics",
        "topic add 'Open chords' --hours 5",
        "module add Songs --phase 1",
        ADD.replace("2", "1").replace(" --after b", ""),
    ):
        assert cli(command).code == 0
    assert list(topics_in(file)) == ["open-chords", "read-the-paper"]
    assert "0 of 2 topics, 0 of 11 h" in cli("status").out


COMMANDS = (
    ADD,
    "topic edit read-the-paper --hours 3 --after extra --id paper",
    "topic move paper --before a",
    "module add More --phase 1",
    "phase add Later",
    "topic add Last --phase later",
    "topic remove b --yes --unlink",
)


def test_undo_and_redo_walk_through_the_texts_of_the_file(cli: Cli, mine: Path) -> None:
    mine.write_text(f"# mine\r\n{SMALL}".replace("\n", "\r\n").replace("\r\r", "\r"), encoding="utf-8", newline="")
    assert_walks_back_and_forward(cli, COMMANDS, lambda _: mine.read_bytes())


def test_undo_and_redo_walk_through_ones_own_changes(cli: Cli, changes: Path) -> None:
    commands = (
        "topic add 'Read the paper' --phase 3 --hours 6 --after attention-transformers",
        "topic edit vectors --hours 30",
        "topic remove matrices --yes",
        "module add Papers --phase 3",
        "topic move read-the-paper --module papers",
        "topic edit matrices --shown",
        "topic remove read-the-paper --yes",
    )
    assert_walks_back_and_forward(
        cli, commands, lambda run: (changes.read_bytes() if changes.exists() else b"", json_of(run, "status")["totals"])
    )


def test_a_file_that_a_hand_has_changed_since_is_left_alone(cli: Cli, mine: Path) -> None:
    assert cli(ADD).code == 0
    text = mine.read_text(encoding="utf-8")
    mine.write_text(text.replace('title = "Alpha"', 'title = "Aleph"'), encoding="utf-8")
    said = cli("undo")
    assert_refused(said, 1, f"{mine} is not as that command left it, so it cannot be taken back")
    assert '-title = "Alpha"' in said.err
    assert '+title = "Aleph"' in said.err
    assert "Aleph" in mine.read_text(encoding="utf-8")
    assert json_of(cli, "history")["entries"][0]["undone"] is False
    mine.write_text(text, encoding="utf-8")
    assert cli("undo").code == 0
    mine.write_text(text, encoding="utf-8")
    assert_refused(cli("redo"), 1, f"{mine} is not as undo left it, so the command cannot be brought back")


def test_what_the_roadmap_brings_is_hidden_and_counts_as_skipped(cli: Cli, changes: Path) -> None:
    before = json_of(cli, "status")["totals"]
    said = cli("topic remove matrices --yes")
    assert said.out.startswith("Hidden, it counts no more: Matrices")
    assert "as your own change of ml-scientist\n" in said.out
    assert "hidden = true" in changes.read_text(encoding="utf-8")
    after = json_of(cli, "status")["totals"]
    assert after["topics"]["counted"] == before["topics"]["counted"] - 1
    assert (after["topics"]["skipped"], after["percent"]) == (1, before["percent"])
    assert_refused(cli("done matrices"), 1, "is hidden")
    assert "hidden by a change of your own" in cli("show matrices").out
    assert cli("topic edit matrices --shown").code == 0
    assert json_of(cli, "status")["totals"] == before


def test_ones_own_changes_survive_an_upgrade_of_the_roadmap(cli: Cli, changes: Path) -> None:
    changes.parent.mkdir(parents=True)
    changes.write_text('[roadmap]\nid = "ml-scientist"\n[[topic]]\nid = "of-last-year"\nhours = 3\n', encoding="utf-8")
    first, second = cli("status"), cli("status")
    assert 'your changes of "of-last-year" are left out' in first.err
    assert second.err == ""
    assert first.out == second.out


def test_the_order_of_a_roadmap_that_is_not_ones_own_is_left_to_it(cli: Cli) -> None:
    assert_refused(cli("topic move vectors --before matrices"), 1, "the order within a module is that of the roadmap")
    assert_refused(cli("topic edit vectors --id v"), 1, 'the id "vectors" stays')


def test_history_tells_in_a_line_what_was_changed(cli: Cli, mine: Path) -> None:
    assert cli(ADD).code == 0
    assert "added the topic Read the paper" in cli("history").out
    assert "kept the text" not in cli("history").out


def test_the_answer_is_json_for_programs(cli: Cli, mine: Path) -> None:
    told = json_of(cli, ADD)
    assert (told["action"], told["what"]["id"], told["file"], told["own"]) == (
        "added",
        "read-the-paper",
        str(mine),
        False,
    )


def test_a_command_that_died_before_its_file_was_written_is_finished_by_the_next(
    cli: Cli, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from roadmap_cli.use_cases import redefine  # noqa: PLC0415 - what dies is a part of it

    with monkeypatch.context() as broken:
        broken.setattr(redefine, "arrive_or_tell", lambda *_: None)
        assert cli(ADD).code == 0
    assert "read-the-paper" not in topics_in(mine)
    assert cli("show read-the-paper").code == 0
    assert "read-the-paper" in topics_in(mine)
    assert not mine.with_name(f"{mine.name}.backup").exists()


def test_a_new_id_is_known_to_everything_that_a_roadmap_says_of_a_job(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_bytes(definition.builtin().read_bytes())
    monkeypatch.setenv("ROADMAP_FILE", str(mine))
    before = mine.read_text(encoding="utf-8")
    assert cli("topic edit vectors --id arrows").code == 0
    after = mine.read_text(encoding="utf-8")
    assert after.replace('formerly = ["vectors"]\n', "").replace('"arrows"', '"vectors"') == before
    assert after.count('"arrows"') > 2


@pytest.mark.parametrize("name", ["SONGS.MD", "songs.txt"])
def test_a_roadmap_in_markdown_is_left_to_editors_whatever_it_is_called(cli: Cli, tmp_path: Path, name: str) -> None:
    file, copy = tmp_path / name, tmp_path / "songs.toml"
    file.write_text("\ufeff---\r\nroadmap: songs\r\n---\r\n\r\n# Songs\r\n", encoding="utf-8", newline="")
    assert cli(f"use {file}").code == 0
    said = cli("phase add Folk")
    assert_refused(said, 1, f"{file} is in Markdown and is not changed here: all of it would be written anew")
    assert said.err.endswith("roadmap export roadmap -o my.toml, roadmap config file my.toml\n")
    for command in (f"export roadmap -o {copy}", f"config file {copy}", "phase add Folk"):
        assert cli(command).code == 0, command
    assert 'title = "Folk"' in copy.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command", ["topic add Gold", "topic add Gold --phase 1", "module add Folk --phase 1", "topic remove gold"]
)
def test_nothing_is_advised_or_asked_that_a_roadmap_in_markdown_would_refuse(
    cli: Cli, tmp_path: Path, command: str
) -> None:
    """It has no phase: to begin one is refused as well."""
    file = tmp_path / "songs.md"
    file.write_text("---\nroadmap: songs\n---\n\n# Songs\n", encoding="utf-8")
    assert_refused(cli(f"--file {file} {command}"), 1, f"{file} is in Markdown and is not changed here")


def test_nothing_is_recorded_for_a_file_that_cannot_be_written(cli: Cli, mine: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    file = closed / "mine.toml"
    file.write_bytes(mine.read_bytes())
    closed.chmod(0o500)
    try:
        refused = run_program("--file", str(file), "phase", "add", "Folk", prefix=AS_NOBODY)
    finally:
        closed.chmod(0o700)
    assert_refused(refused, 1, f"cannot write {file}: its folder takes no file")
    assert cli(f"--file {file} history").out == "Nothing has happened yet.\n"


def test_what_another_command_has_written_meanwhile_is_not_written_over(cli: Cli, mine: Path) -> None:
    """Both had read the same text before the first of them wrote."""
    sessions = [Session(Flags()) for _ in "ab"]
    topics = [each.roadmap.topics["c"] for each in sessions]
    wishes = [(*topic.requires, other) for topic, other in zip(topics, ("a", "extra"), strict=True)]
    change_topic(sessions[0], topics[0], {"requires": list(wishes[0])})
    before = mine.read_bytes()
    with pytest.raises(CannotBeDone, match="another command has changed c meanwhile"):
        change_topic(sessions[1], topics[1], {"requires": list(wishes[1])})
    assert mine.read_bytes() == before


def test_topics_that_are_added_at_once_get_ids_and_a_module_one_after_the_other(cli: Cli, mine: Path) -> None:
    """All of them had read the roadmap before the first of them wrote."""
    cli("phase add Later")
    sessions = [Session(Flags()) for _ in "abc"]
    phases = [each.roadmap.phases[-1] for each in sessions]
    made = [
        add_topic(session, {"title": title}, phase)
        for session, title, phase in zip(sessions, ("One", "Two", "One!"), phases, strict=True)
    ]
    assert [each.what.id for each in made] == ["one", "two", "one-2"]
    assert len({each.module for each in made}) == 1
    with pytest.raises(CannotBeDone, match="there is a topic of that title already: one"):
        add_topic(sessions[1], {"title": "one"}, phases[1])
    titles = ("More", "More!", "More?")
    made = [add_phase(each, title, None) for each, title in zip(sessions, titles, strict=True)]
    assert [each.what.id for each in made] == ["more", "more-2", "more-3"]


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        ("topic add Alpha --phase 1 --id vectors", 'the id "vectors" is taken in this roadmap'),
        ("module add More --phase 1 --id linear-algebra", 'the id "linear-algebra" is taken in this roadmap'),
        ("phase add More --id linear-algebra", 'the id "linear-algebra" is taken in this roadmap'),
        ("topic edit vectors --after matrices", "that would close a circle"),
        ("topic edit vectors --after vectors", "that would close a circle"),
        ("topic add Alpha --phase 1 --id Alpha", "lower-case letters, digits and hyphens"),
    ],
)
def test_what_would_not_fit_is_refused_over_a_roadmap_of_others_too(
    cli: Cli, changes: Path, command: str, fault: str
) -> None:
    before = json_of(cli, "list")
    said = cli(command)
    assert_refused(said, 1, fault)
    assert "take the file away" not in said.err
    assert not changes.exists()
    assert json_of(cli, "list") == before


@pytest.mark.parametrize("name", ["topic", "module", "phase"])
def test_a_group_without_a_command_says_what_lacks(cli: Cli, name: str) -> None:
    assert_refused(cli(name), 2, "error: missing command")
    assert cli(name).err.count("\n") == 2


def test_the_only_topic_of_a_module_leaves_it_as_well(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "guitar.toml"
    for command in (f"new {file} --title Guitar", f"use {file}", "phase add Songs", "module add Folk --phase 1"):
        assert cli(command).code == 0, command
    before = file.read_text(encoding="utf-8")
    for command in ("module add Pop --phase 1", "topic add Alpha --module pop", "topic move alpha --module folk"):
        assert cli(command).code == 0, command
    assert cli("topic remove alpha --yes").code == 0
    assert file.read_text(encoding="utf-8") == f'{before}\n[[phase.module]]\nid = "pop"\ntitle = "Pop"\n'


def test_where_changes_lie_over_a_file_the_next_ones_go_to_them(cli: Cli, small: Path) -> None:
    """A copy that was fetched, changed, removed, and came back as a file."""
    assert cli(f"import {small}").code == 0
    own_file("small").parent.mkdir()
    text = '[roadmap]\nid = "small"\n\n[[topic]]\nid = "a"\nhours = 4\n\n[[topic]]\nid = "mine"\ntitle = "Mine"\n'
    own_file("small").write_text(text, encoding="utf-8")
    for command in ("use small", "topic edit a --hours 7", "topic remove mine --yes"):
        assert cli(command).code == 0, command
    found = {each["id"]: each["hours"] for each in json_of(cli, "list")["topics"]}
    assert found["a"] == 7
    assert "mine" not in found


def test_a_file_that_an_editor_has_marked_at_its_beginning_keeps_its_mark(cli: Cli, mine: Path) -> None:
    before = f"\ufeff{SMALL}".encode()
    mine.write_bytes(before)
    for command in ("topic add New --phase 1", "topic edit a --hours 3", "topic remove new --yes"):
        assert cli(command).code == 0, command
    assert mine.read_bytes().count(b"\xef\xbb\xbf") == 1
    assert mine.read_bytes().startswith(b"\xef\xbb\xbf[")
    for _ in range(3):
        assert cli("undo").code == 0
    assert mine.read_bytes() == before
