"""What could be better in a valid file: the order of its topics, and what the rest can do without."""

import pytest
from conftest import SMALL

from roadmap_cli.definition import builtin
from roadmap_cli.definition.reader import read_text
from roadmap_cli.definition.remarks import remarks_on


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_a_file_in_order_has_none() -> None:
    assert remarks_on(SMALL, "my.toml") == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('requires = ["a"]', 'requires = ["a", "c"]  # here'),
        ('requires = ["a"]', 'requires = ["a"]\nrequires_option = {x = ["c"]}  # here'),
    ],
)
def test_a_prerequisite_that_stands_behind_is_named_with_its_line(before: str, after: str) -> None:
    text = SMALL.replace('requires = ["b"]', "", 1).replace(before, after)
    said = 'topic "b" requires "c", which stands behind it: move one of them'
    assert remarks_on(text, "my.toml") == (f"my.toml:{line_of(text, '# here')}: {said}",)


def test_a_stretch_topic_that_the_core_requires_is_named_and_under_an_option_it_may() -> None:
    text = SMALL.replace('title = "Beta"\n', 'title = "Beta"\nstretch = true\n')
    remarks = remarks_on(text, "my.toml")
    assert len(remarks) == 1
    assert remarks[0].endswith(
        'topic "c" requires the stretch topic "b", which so counts as one of the core: leave out one of both'
    )


def test_a_stretch_topic_may_stand_on_another() -> None:
    text = SMALL + 'requires = ["more"]\n\n[[phase.module.topic]]\nid = "last"\ntitle = "Last"\nstretch = true\n'
    text = text.replace('requires = ["more"]', "") + 'requires = ["extra"]\n'
    assert remarks_on(text, "my.toml") == ()


def test_in_markdown_they_are_the_same() -> None:
    text = "---\nroadmap: Tea\n---\n\n# Tea\n\n## One\n\n### Leaves\n\n- Pour\n  - after: Water\n- Water\n"
    assert remarks_on(text, "tea.md") == (
        'tea.md:12: topic "pour" requires "water", which stands behind it: move one of them',
    )


def test_the_built_in_roadmap_has_none() -> None:
    assert remarks_on(read_text(builtin()), "phases.toml") == ()
