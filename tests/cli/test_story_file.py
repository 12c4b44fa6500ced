"""A story in an editor: what is written there comes back as it was."""

from hypothesis import example, given
from hypothesis import strategies as st

from roadmap_cli.cli.arguments import parse_text
from roadmap_cli.cli.story_file import read_story, story_text
from roadmap_cli.reports.story import PartLine

LINES = st.one_of(
    st.text(), st.sampled_from(("## Task", "## task", "# A title", "<!-- x -->", "\\## Task", "\\\\#", ""))
)
TEXTS = st.lists(LINES, max_size=5).map("\n".join)


def parts(task: str = "", result: str = "") -> tuple[PartLine, ...]:
    return (
        PartLine(id="task", title="Task", prompt="What --> exactly?", text=task),
        PartLine(id="result", title="The result", prompt="", text=result),
    )


def kept(text: str) -> str:
    """As an answer is kept, with the line ends that editors know."""
    return "\n".join(parse_text(text).splitlines()).strip() if text.strip("\0").strip() else ""


@given(TEXTS, TEXTS)
@example("## The result", "<!-- Write below -->")
@example("# T", "\\# T")
def test_what_is_not_touched_comes_back_as_it_was(task: str, result: str) -> None:
    lines = parts(kept(task), kept(result))
    assert read_story(story_text("My story", lines), lines) == ("My story", {each.id: each.text for each in lines})


def test_what_is_written_below_a_heading_is_told_of_its_part() -> None:
    text = story_text("My story", parts("old")).replace("## The result\n", "## The RESULT\nUp by 15 %.\n#hashtag\n")
    assert read_story(text, parts()) == ("My story", {"task": "old", "result": "Up by 15 %.\n#hashtag"})


def test_the_title_can_be_changed_and_left_out() -> None:
    assert read_story("# Another \n\n## Task\nx", parts()) == ("Another", {"task": "x"})
    assert read_story("## Task\nx\n# y", parts()) == ("", {"task": "x\n# y"})


def test_without_headings_nothing_is_lost() -> None:
    assert read_story("All of it\nin a row", parts()) == ("", {"task": "All of it\nin a row"})
    assert read_story("before\n## The result\nafter", parts()) == ("", {"task": "before", "result": "after"})
    assert read_story("## Task\none\n## Tusk\ntwo", parts()) == ("", {"task": "one\n## Tusk\ntwo"})
