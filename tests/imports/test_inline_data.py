"""What people write into the line of a task beside its title leaves the title, and nothing else does."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.imports.inline_data import (
    LONGEST,
    InlineData,
    names_of,
    of_heading,
    prerequisites_behind,
    resolved,
    take_out,
)

DAY = date(2024, 5, 11)
DUE, PLANNED = "a day on which it is due", "a day for which it is planned"


@pytest.mark.parametrize(
    "text",
    [
        "Norms ✅ 2024-05-11",
        "Norms ✅2024-05-11",
        "Norms [completion:: 2024-05-11]",
        "Norms (completed:: 2024-05-11)",
        "Norms (done 2024-05-11)",
        "Norms (completed on 2024-05-11)",
        "Norms (finished: 2024-05-11)",
        "Norms done:2024-05-11",
        "Norms @done(2024-05-11 10:30)",
    ],
)
def test_a_day_on_which_it_was_done(text: str) -> None:
    assert take_out(text) == InlineData("Norms", finished=DAY)


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("Norms 📅 2024-05-11", (DUE,)),
        ("Norms 🗓️ 2024-05-11", (DUE,)),
        ("Norms (due 2024-05-11)", (DUE,)),
        ("Norms due:2024-05-11", (DUE,)),
        ("Norms [due:: 2024-05-11]", (DUE,)),
        ("Norms @due(2024-05-11)", (DUE,)),
        ("Norms ⏳ 2024-05-11 🛫 2024-05-01", (PLANNED, PLANNED)),
        ("Norms \u2795 2024-05-11", ("the day on which it was written down",)),
        ("Norms ❌ 2024-05-11", ("the day on which it was cancelled",)),
        ("Norms ⏫", ("a priority",)),
        ("Norms 🔁 every week on Monday 📅 2024-05-11", (DUE, "how it comes back")),
        ("Norms 🏁 delete", ("what comes afterwards",)),
        ("Norms #todo", ("tag #todo",)),
        ("#ml/linear Norms @home", ("tag @home", "tag #ml/linear")),
        ("Norms [rating:: 5]", ("rating::",)),
    ],
)
def test_what_becomes_nothing_is_named(text: str, strange: tuple[str, ...]) -> None:
    assert take_out(text) == InlineData("Norms", strange=strange)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Norms (2 h)", 2),
        ("Norms - 3h", 3),
        ("Norms ~2 h", 2),
        ("Norms, 90 min", 1.5),
        ("Norms: 3h", 3),
        ("Norms (2-3 h)", 2.5),
        ("Norms (13 weeks, 8-10 h/week)", 117),
        ("Norms [estimate:: 3h]", 3),
        ("Norms (effort: 3h)", 3),
        ("Norms (3h) #todo", 3),
    ],
)
def test_a_length_of_time_at_the_end(text: str, hours: float) -> None:
    found = take_out(text)
    assert found.hours is not None
    assert (found.text, found.hours.hours) == ("Norms", hours)


@pytest.mark.parametrize(
    ("text", "requires"),
    [
        ("Norms (needs: Sets)", ("Sets",)),
        ("Norms (requires: Sets, Maps)", ("Sets", "Maps")),
        ("Norms (after: Sets, and maps; Rank)", ("Sets, and maps", "Rank")),
        ("Norms [depends on:: [[Sets]]]", ("Sets",)),
        ("Norms ⛔ a1,b2", ("a1", "b2")),
    ],
)
def test_prerequisites(text: str, requires: tuple[str, ...]) -> None:
    assert take_out(text) == InlineData("Norms", requires=requires)


def test_ids_by_which_others_name_it() -> None:
    assert take_out("Norms 🆔 a1").known_as == ("a1",)
    assert take_out("Norms ^37066f") == InlineData("Norms", known_as=("^37066f",))
    assert take_out("Norms [id:: a1]") == InlineData("Norms", known_as=("a1",))


@pytest.mark.parametrize(
    "text",
    [
        "C#",
        "F# and C#",
        "email @ work",
        "a@b.org",
        "after: dark",
        "Read after: dark",
        "Reading (after: dark",
        "Using #include",
        "Decorators: @property",
        "A talk by @strang",
        "`#todo` in code",
        "Chapter 1, 2 and 3",
        "Le Mans 24h",
        "Agile - 2 week sprints",
        "Norms (2)",
        "Norms (2024 edition)",
        "Norms (2 h) again",
        "(2 h)",
        "x ^2",
        "Norms [1]",
        "News of 2024-05-11",
        "std::vector and [x]",
        "The ratio 3:2",
        "Norms (note: hard)",
        "Install @angular/core",
        "#1",
    ],
)
def test_words_that_only_look_like_it_stay(text: str) -> None:
    assert take_out(text) == InlineData(text)


def test_a_day_that_is_none_is_told() -> None:
    assert take_out("Norms ✅ 2024-13-11") == InlineData("Norms", wrong=("2024-13-11",))


def test_a_tick_behind_a_title_says_that_it_is_done() -> None:
    assert take_out("Norms ✅") == InlineData("Norms", is_done=True)
    assert take_out("[Norms](https://a.org)☑️") == InlineData("[Norms](https://a.org)", is_done=True)
    assert take_out("✅") == InlineData("✅")


def test_headings_lose_tags_and_keep_all_that_only_topics_have() -> None:
    assert of_heading("Math #study") == "Math"
    assert of_heading("[[Math]]") == "Math"
    assert of_heading("Math (2 h) #study") == "Math (2 h) #study"
    assert of_heading("#study") == "#study"


NAMES = names_of(
    (
        "Vectors",
        "Sets, Maps, and Proofs",
        "Calculus 1A: Differentiation",
        "Calculus 1B: Integration",
        "Calculus 1B: Again",
    )
)


@pytest.mark.parametrize(
    ("requires", "meant"),
    [
        (["vectors"], ("Vectors",)),
        (["Sets", "Maps", "and Proofs"], ("Sets, Maps, and Proofs",)),
        (["school math", "Sets", "Maps", "and Proofs"], ("school math", "Sets, Maps, and Proofs")),
        (["Calculus 1A"], ("Calculus 1A: Differentiation",)),
        (["Calculus"], ("Calculus",)),
        (["Calculus 1B"], ("Calculus 1B",)),
        (["?"], ("?",)),
        ([], ()),
    ],
)
def test_prerequisites_are_found_by_the_titles_that_they_mean(requires: list[str], meant: tuple[str, ...]) -> None:
    assert resolved(requires, NAMES) == meant


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("PCA after: Vectors", ("PCA", ("Vectors",))),
        ("PCA - needs: Vectors, Calculus 1A", ("PCA", ("Vectors", "Calculus 1A: Differentiation"))),
        ("PCA (after Vectors)", ("PCA", ("Vectors",))),
        ("PCA (after dark)", ("PCA (after dark)", ())),
        ("Life after: dark, Vectors", ("Life after: dark, Vectors", ())),
    ],
)
def test_words_behind_a_title_are_prerequisites_where_all_of_them_are_in_the_file(
    title: str, found: tuple[str, tuple[str, ...]]
) -> None:
    assert prerequisites_behind(title, NAMES) == found


def test_a_line_that_is_too_long_is_left_alone() -> None:
    text = f"{'a' * LONGEST} #todo"
    assert take_out(text) == InlineData(text)


PIECES = (
    "Norms",
    " ",
    "#a",
    "@b",
    "(",
    ")",
    "[",
    "]",
    "::",
    ": ",
    "2h",
    "~",
    "-",
    "✅",
    "2024-05-11",
    "needs",
    "`",
    "^abcd",
    "🔁",
    "\ue000",
    "1",
)


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_whatever_it_is_nothing_is_taken_out_twice(text: str) -> None:
    once = take_out(text)
    assert once.text == once.text.strip()
    assert "\ue000" not in once.text
    assert len(once.text) <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norms <!-- id: 1 -->",
        "Norms %%of a vector%%",
        "Norms[^1]",
        "==Norms==",
        "Norms {#norms}",
        "Norms @{2026-05-11}",
    ],
)
def test_what_a_program_writes_for_itself_is_no_part_of_a_title(text: str) -> None:
    assert take_out(text).text == "Norms"


@pytest.mark.parametrize("text", ["a==1 and b==2", "100%% sure", "Sets {a, b}", "x[^] y", "a == b == c", "@[[Norms]]"])
def test_what_only_looks_like_such_a_sign_stays(text: str) -> None:
    assert take_out(text).text == text
