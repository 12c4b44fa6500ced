"""The sheet of stories as Markdown: what it says, and that nothing in it acts."""

from conftest import examples
from exports_helpers import texts, titles
from hypothesis import example, given
from markdown_shape import CONTROLS, NEVER, shape, tokens
from story_sheets import sheet

from roadmap_cli.exports.stories import NOT_ASKED, NOTHING, render

SHEET = """\
# Stories to tell

Of ada, 23 November 2026. Get hired.

| Asked about | Tell |
|---|---|
| impact | Rare churners |
| conflict | no story yet |

## Rare churners

impact; from A shop; on Norms; 7 words

**Task.** I was to find them.

**The result.** 15 %\\
more than that
"""


def test_a_sheet_has_what_is_told_and_for_which_question() -> None:
    assert render(sheet()) == SHEET


def test_without_a_story_it_says_so() -> None:
    assert render(sheet()._replace(stories=())).splitlines()[-1] == NOTHING
    assert render(sheet()._replace(stories=(), asks=False)).splitlines()[-1] == NOT_ASKED


CALM = shape(render(sheet("Calm", "calm", part="Calm", tag="calm", project="Calm", roadmap="Calm")))


@examples(150)
@given(title=titles, text=texts.filter(lambda text: text.strip() != ""))
@example(title="1. x", text="===")
@example(title="a|b", text="x\n---\n-\n+ y\n# z")
@example(title="<b>x</b>", text="x\n===")
@example(title="x", text="x\n---")
def test_hostile_text_makes_no_markup(title: str, text: str) -> None:
    said = render(sheet(title, text, part=title, tag=title, project=title, roadmap=title))
    found = tokens(said)
    assert not {token.type for token in found} & {*NEVER, "s_open", "link_open"}
    assert {key: count for key, count in shape(said).items() if key != "softbreak"} == {
        key: count for key, count in CALM.items() if key != "softbreak"
    }
    assert CONTROLS.search(said) is None
