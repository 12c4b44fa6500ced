"""The Markdown form as people write it: what is understood, and what is told with its line instead of guessed."""

from typing import Any

import pytest

from roadmap_cli.definition.problems import InvalidDefinition
from roadmap_cli.definition.reader import check_text, document_of

HEAD = "---\nroadmap: tea\n---\n# Tea\n## Basics\n"


def topics(text: str) -> list[dict[str, Any]]:
    return [
        topic
        for phase in document_of(HEAD + text, "tea.md")["phase"]
        for module in phase["module"]
        for topic in module["topic"]
    ]


def problems(text: str, head: str = HEAD) -> list[str]:
    with pytest.raises(InvalidDefinition) as raised:
        check_text(head + text, "tea.md")
    return [each.removeprefix("tea.md:") for each in raised.value.problems]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("- Leaves", {"id": "leaves", "title": "Leaves"}),
        ("* Leaves and water", {"id": "leaves-and-water", "title": "Leaves and water"}),
        ("1. Leaves (1.5 h)", {"id": "leaves", "title": "Leaves", "hours": 1.5}),
        ("- Leaves (90 min) {#x}", {"id": "x", "title": "Leaves", "hours": 1.5}),
        ("- Leaves {#x} (2h)", {"id": "x", "title": "Leaves", "hours": 2}),
        ("- [ ] Leaves", {"id": "leaves", "title": "Leaves"}),
        ("- **Leaves**", {"id": "leaves", "title": "Leaves"}),
        (r"- Leaves \(2 h)", {"id": "leaves-2-h", "title": "Leaves (2 h)"}),
        ("- R&amp;D", {"id": "r-d", "title": "R&D"}),
        ("- Leaves\n  of all kinds", {"id": "leaves-of-all-kinds", "title": "Leaves of all kinds"}),
        (
            "- [Leaves](https://a.b/c_(d)) (2 h)",
            {
                "id": "leaves",
                "title": "Leaves",
                "hours": 2,
                "resources": [{"title": "Leaves", "url": "https://a.b/c_(d)"}],
            },
        ),
        ("- Чай", {"id": "chay", "title": "Чай"}),
    ],
)
def test_a_line_is_a_topic(line: str, said: dict[str, Any]) -> None:
    assert topics(line) == [said]


@pytest.mark.parametrize(
    ("below", "key", "value"),
    [
        ("why: It is\n    good.", "why", "It is good."),
        ("Why: One.\n\n    Two.", "why", "One.\n\nTwo."),
        ("why: One.\\\n    Two.", "why", "One.\nTwo."),
        ("why: So:\n    ```py\n    if x:\n        y\n    ```", "why", "So:\n```py\nif x:\n    y\n```"),
        ("why: So:\n    - one\n    - two", "why", "So:\n- one\n- two"),
        ("stretch", "stretch", True),
        ("stretch: no", "stretch", False),
        ("hours: 3 h", "hours", 3),
        ("known_as: a, b", "known_as", ["a, b"]),
        ("formerly: a, b", "formerly", ["a", "b"]),
        ("merges: a, b", "merges", ["a", "b"]),
        ("[ ] You can\n    do it.", "criteria", ["You can do it."]),
        ("https://a.b", "resources", [{"title": "https://a.b", "url": "https://a.b"}]),
        ("[A](<https://a.b/c d>) (book)", "resources", [{"title": "A", "url": "https://a.b/c d", "kind": "book"}]),
        ("Q: Why?\n    A: So.", "cards", [{"id": "x-why", "question": "Why?", "answer": "So."}]),
        ("Q: Why? {#w}\n  - A: So.", "cards", [{"id": "w", "question": "Why?", "answer": "So."}]),
        ("needs: water", "requires", ["water"]),
        ("after: Water, first of all, water", "requires", ["water", "water"]),
    ],
)
def test_an_item_below_a_topic_is_what_it_says(below: str, key: str, value: object) -> None:
    first, second = topics(f"- Water, first of all {{#water}}\n- X\n  - {below}\n")
    assert first["id"] == "water"
    assert second[key] == value


def test_a_prerequisite_may_stand_beside_the_title() -> None:
    assert topics("- Water\n- Leaves (2 h) (after: water)\n")[1]["requires"] == ["water"]


def test_a_remark_stands_on_lines_of_its_own_and_its_sign_may_be_meant() -> None:
    text = "<!-- one --> <!-- two -->\n- Write \\<!-- --> {#x}\n<!-- a\n- b\n-->\n  - why: \\<!--\n"
    assert topics(text) == [{"id": "x", "title": "Write <!-- -->", "why": "<!--"}]
    below = "- x\n  <!-- of x -->\n  - why: so\n  <!-- of\n  why -->\n  - stretch\n"
    assert topics(below) == [{"id": "x", "title": "x", "why": "so", "stretch": True}]
    code = "- x\n  - why: So:\n    ```\n    <!-- a -->\n    ```\n"
    assert topics(code)[0]["why"] == "So:\n```\n<!-- a -->\n```"


def test_modules_of_one_title_get_ids_of_their_own() -> None:
    document = document_of(f"{HEAD}### Basics\n- a\n### Projects\n- b\n## More\n### Projects\n- c\n", "tea.md")
    assert [module["id"] for phase in document["phase"] for module in phase["module"]] == [
        "basics-basics",
        "projects",
        "more-projects",
    ]


def test_tabs_and_the_line_ends_of_windows_make_no_difference() -> None:
    text = "- a (2 h)\n  - why: good\n  - [ ] can\n"
    assert topics(text) == topics(text.replace("  -", "\t-"))
    windows = f"{HEAD}{text}".replace("\n", "\r\n").encode()
    from roadmap_cli.definition.reader import text_of_bytes  # noqa: PLC0415 - only here

    assert document_of(text_of_bytes(windows, "tea.md"), "tea.md") == document_of(HEAD + text, "tea.md")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- [x] a\n", "6: a roadmap holds no progress: take the x out of the box"),
        ("- a\n  - [x] can\n", "7: a roadmap holds no progress: take the x out of the box"),
        ("- a (2-3 h)\n", "6: (2-3 h) is no number of hours: write them as (6 h) or (90 min)"),
        ("- a (2 weeks)\n", "6: (2 weeks) is no number of hours"),
        ("- a (1 h 30)\n", "6: (1 h 30) is no number of hours"),
        ("- a (90m)\n", "6: (90m) is no number of hours"),
        ("- a (1h30)\n", "6: (1h30) is no number of hours"),
        ("- a (1h 30m)\n", "6: (1h 30m) is no number of hours"),
        ("- a (1:30)\n", "6: (1:30) is no number of hours"),
        ("- a (2weeks)\n", "6: (2weeks) is no number of hours"),
        ("- a (2 h, hard)\n", "6: (2 h, hard) is no number of hours"),
        ("- a (6 h) {#Two words}\n", '6: topic "Two words": "id" must be an id'),
        ("- a\n  - Q: b? {#Two words}\n    A: c\n", '7: card "Two words" in topic "a": "id" must be an id'),
        ("- a\n  - read it\n", '7: topic "a": "read it" is not understood; write what it is: why: ...'),
        ("- a\n  - wy: x\n", '7: topic "a" has the unknown key "wy"'),
        ("- a\n  - [b](https://a.b) good\n", '7: topic "a": "good" is not understood; behind a link stands only'),
        ("- a\n  - why: x\n  - why: y\n", '8: "why" is said twice of the topic "a"'),
        ("- a\n  - A: x\n", "7: an answer stands below its question"),
        ("- a\n  - Q: x\n", '7: card "a-x" in topic "a" needs "answer"'),
        ("- a\n  - stretch: perhaps\n", '7: "stretch" is yes or no, not "perhaps"'),
        ("- Water\n- b\n  - after: Watr\n", '8: no topic is called "Watr"; did you mean water?'),
        ("- a {#x}\n- A {#y}\n- b\n  - after: a\n", '9: 2 of the topics are called "a": write the id, one of x, y'),
        ("- a\n- a\n", '7: the id "a" is made of the same title as the topic of line 6: write another behind it'),
        ("- ???\n", '6: no id can be made of "???": write one behind it, as {#an-id}'),
        ("-\n", "6: a topic needs a title"),
        ("- \u200b\n", "6: a topic needs a title"),
        ("- a {#A}\n", '6: topic "A": "id" must be an id'),
        ("- a\n  - kind: lecture\n", '7: topic "a": "kind" must be one of concept, skill'),
        ("- a\n\nA text.\n", "8: this text has no place here"),
        ("### M\nA text.\n", "7: this text has no place here"),
        ("#### Deep\n- a\n", '6: the heading "Deep" has no place here'),
        ("# Again\n- a\n", '6: the heading "Again" has no place here'),
        ("goal: x\ngoal: y\n- a\n", '7: "goal" is said twice; first in line 6'),
        ("- a\n```python\nx\n```\n", "7: a block of code has no place here, unless it is one of toml"),
        ("- a\n```toml\n[career\n```\n", "8: a header ends as it begins"),
        ("- a\n```toml\n\n[phase]\n```\n", '9: "phase" is nothing that is written in a block of toml'),
        ("- a\n```toml\n\n[portfolio]\nhour = 1\n```\n", '10: portfolio in the file has the unknown key "hour"'),
        ("- a\n## Choice: Way\n- One (2 h)\n- Two\n", "8: hours and prerequisites are those of topics"),
        ("- a\n## Choice: Way\n- One\n", '7: choice "way" needs at least two options'),
        ("- a <!-- mine -->\n- b\n", "6: <!-- begins a remark, which stands on lines of its own"),
        ("## P <!-- mine -->\n- b\n", "6: <!-- begins a remark"),
        ("- a\n  - why: so <!-- mine -->\n", "7: <!-- begins a remark"),
        ("- a\n  - [b <!-- mine -->](https://a.b)\n", "7: <!-- begins a remark"),
        ("- a\n<!-- mine -->- b\n", "7: this text has no place here"),
        ("- a\n<!--\nmine --> - b\n", "8: this text has no place here"),
        ("- a\n## Choice: Way\n", '7: choice "Way" has no options below it'),
    ],
)
def test_what_cannot_be_so_is_told_with_its_line(text: str, told: str) -> None:
    assert any(each.startswith(told) for each in problems(text)), problems(text)


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (
            "---\nroadmap: tea\nlicense: MIT\n---\n# T\n",
            '3: the head has the unknown key "license"; did you mean licence?',
        ),
        (
            "---\nroadmap: tea\nwebsite: https://x.org\n---\n# T\n",
            '3: the head has the unknown key "website"; did you mean homepage?',
        ),
        ("---\nroadmap: tea\nsome text\n---\n# T\n", "3: at the head each line is a key and its value"),
        ("---\nroadmap: tea\nlanguage: English\n---\n# T\n", '3: roadmap "tea": "language" must be a language tag'),
        ("---\nroadmap: tea\nroadmap: coffee\n---\n# T\n", '3: "id" is said twice; first in line 2'),
        ("---\nroadmap: tea\n---\n", "1: a roadmap needs a title: write # and its title below the head"),
        ("---\nroadmap: tea\n---\n# T\n- early\n", "5: a topic stands below a phase: write ## and the phase's title"),
    ],
)
def test_a_faulty_head_is_told_with_its_line(head: str, told: str) -> None:
    assert any(each.startswith(told) for each in problems("## P\n- a\n", head)), problems("## P\n- a\n", head)


def test_several_faults_are_told_together() -> None:
    assert len(problems("- a (2 weeks)\n  - what\n- [x] b\n")) == 3
