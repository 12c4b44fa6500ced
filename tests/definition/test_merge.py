"""A roadmap that was imported, edited by hand and grown at its source: what is kept, what comes in, what is asked."""

from typing import Any

import pytest
import tomli
from conftest import examples
from hypothesis import given
from outlines import outlines

from roadmap_cli.definition.merge import Conflict, topics_of
from roadmap_cli.definition.merged_text import MergedText, bring_together
from roadmap_cli.definition.writer import text_of
from roadmap_cli.domain.outline import Outline
from roadmap_cli.errors import InvalidFile
from roadmap_cli.imports.made_definition import define, tidy

Document = dict[str, Any]


def topic(title: str, **keys: Any) -> Document:
    return {"id": title.lower(), "title": title, **keys}


def module(title: str, *topics: Document) -> Document:
    return {"id": f"m-{title.lower()}", "title": title, "topic": list(topics)}


def roadmap(*modules: Document, title: str = "Plan") -> Document:
    phase = {"id": "p", "title": "Phase", "module": list(modules)}
    return {"roadmap": {"id": "plan", "title": title}, "phase": [phase]}


LINK = {"title": "Page", "url": "https://example.org/a"}
BASE = roadmap(module("One", topic("A", hours=2), topic("B", requires=["a"]), topic("C")), module("Two", topic("D")))
TEXT = text_of(BASE, "plan.md")


def edited(*changes: tuple[str, str]) -> str:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def together(theirs: Document, mine: str = TEXT, *, base: str | None = TEXT, **sides: Any) -> MergedText:
    return bring_together(
        tomli.loads(base) if base else None,
        mine,
        theirs,
        {tuple(key.split("__")): side for key, side in sides.items()},
        "plan",
    )


def topics(text: str) -> dict[str, Document]:
    found = tomli.loads(text)["phase"]
    return {each["id"]: each for phase in found for module in phase["module"] for each in module["topic"]}


def places(text: str) -> list[list[str]]:
    phases = tomli.loads(text)["phase"]
    return [[each["id"] for each in module.get("topic", ())] for phase in phases for module in phase["module"]]


def test_a_file_that_has_not_changed_changes_nothing() -> None:
    mine = edited(('title = "A"', 'title = "Mine"  # better'), ("hours = 2", "hours = 9"))
    assert together(BASE, mine) == MergedText(mine, (), ())


def test_what_is_new_stands_where_the_file_has_it_and_hand_edits_and_comments_stay() -> None:
    mine = edited(('title = "A"', '# a word of mine\ntitle = "Mine"  # better'), ("hours = 2", "hours = 9"))
    grown = roadmap(
        module("One", topic("New"), topic("A", hours=2), topic("X", requires=["a"]), topic("B", requires=["a", "new"])),
        module("Two", topic("D", resources=[LINK])),
        module("Three", topic("Y", requires=["x"])),
    )
    grown["phase"].append({"id": "q", "title": "Last", "module": [module("End", topic("Z"))]})
    grown["phase"][0]["module"][0]["topic"].append(topic("C", why="because"))
    text = together(grown, mine).text
    assert places(text) == [["new", "a", "x", "b", "c"], ["d"], ["y"], ["z"]]
    found = topics(text)
    assert found["a"] == {"id": "a", "title": "Mine", "hours": 9}
    assert found["b"]["requires"] == ["a", "new"]
    assert found["d"]["resources"] == [LINK]
    assert found["c"]["why"] == "because"
    assert "# a word of mine\n" in text
    assert 'title = "Mine"  # better\n' in text


def test_a_value_that_both_have_changed_is_asked_about_and_settled() -> None:
    mine = edited(('title = "A"', 'title = "Mine"'), ("hours = 2", "hours = 9"))
    theirs = roadmap(
        module("One", topic("A", hours=4), topic("B", requires=["a"]), topic("C")), module("Two", topic("D"))
    )
    theirs["phase"][0]["module"][0]["topic"][0]["title"] = "Theirs"
    result = together(theirs, mine)
    assert result.text == mine
    assert result.conflicts == (
        Conflict(topic="a", title="Mine", key="title", mine="Mine", theirs="Theirs"),
        Conflict(topic="a", title="Mine", key="hours", mine="9", theirs="4"),
    )
    half = together(theirs, mine, a__title="mine")
    assert [each.key for each in half.conflicts] == ["hours"]
    settled = together(theirs, mine, a__title="mine", a__hours="theirs")
    assert settled.conflicts == ()
    assert topics(settled.text)["a"] == {"id": "a", "title": "Mine", "hours": 4}


def test_what_left_the_file_goes_unless_a_hand_has_edited_it_or_needs_it() -> None:
    less = roadmap(module("One", topic("A", hours=2)))
    assert places(together(less).text) == [["a"]]
    wrote_beside = edited(('title = "B"', 'title = "B" # mine'))
    result = together(less, wrote_beside)
    assert (places(result.text), result.staying) == ([["a", "b"]], ("b",))
    built_on = edited(
        ('title = "D"', 'title = "D"\n\n[[phase.module.topic]]\nid = "own"\ntitle = "Own"\nrequires = ["c"]')
    )
    result = together(less, built_on)
    assert (places(result.text), result.staying) == ([["a", "c"], ["own"]], ("c",))


def test_a_module_that_is_left_with_nothing_goes_unless_somebody_wrote_something_there() -> None:
    less = roadmap(module("One", topic("A", hours=2)))
    assert places(together(less).text) == [["a"]]
    assert "# mine" in together(less, edited(('title = "Two"', 'title = "Two" # mine'))).text


def test_a_remark_over_a_topic_keeps_that_one_and_not_the_one_before_it() -> None:
    less = roadmap(module("One", topic("A", hours=2)))
    remarked = edited(('[[phase.module.topic]]\nid = "c"', '# mine\n[[phase.module.topic]]\nid = "c"'))
    result = together(less, remarked)
    assert (places(result.text), result.staying) == ([["a", "c"]], ("c",))


def test_a_list_over_several_lines_keeps_its_remarks_and_the_file_its_line_ends() -> None:
    mine = edited(('    "a",\n', '    "a", # mine\n')).replace("\n", "\r\n")
    grown = roadmap(
        module("One", topic("A", hours=2), topic("B", requires=["c", "a", "d"]), topic("C")), module("Two", topic("D"))
    )
    text = together(grown, mine).text
    assert '    "a", # mine\r\n' in text
    assert topics(text)["b"]["requires"] == ["a", "c", "d"]
    assert text.count("\n") == text.count("\r\n") > mine.count("\n")


def test_what_a_hand_took_out_or_added_stays_so() -> None:
    mine = edited(
        ('[[phase.module.topic]]\nid = "c"\ntitle = "C"\n\n', ""),
        ('title = "D"', 'title = "D"\n\n[[phase.module.topic]]\nid = "own"\ntitle = "Own"'),
    )
    grown = roadmap(
        module(
            "One", topic("A", hours=2), topic("B", requires=["a", "c"]), topic("C"), topic("E", requires=["c", "a"])
        ),
        module("Two", topic("D")),
    )
    text = together(grown, mine).text
    assert places(text) == [["a", "b", "e"], ["d", "own"]]
    assert topics(text)["e"]["requires"] == ["a"]
    assert topics(text)["b"]["requires"] == ["a"]


def test_who_takes_a_topic_out_of_what_required_it_as_well_is_not_asked_about_that() -> None:
    mine = edited(
        ('[[phase.module.topic]]\nid = "a"\ntitle = "A"\nhours = 2\n\n', ""), ('requires = [\n    "a",\n]\n', "")
    )
    assert together(BASE, mine) == MergedText(mine, (), ())


def test_a_topic_moves_with_the_file_unless_a_hand_has_moved_it() -> None:
    moved = roadmap(
        module("One", topic("A", hours=2)), module("Two", topic("D"), topic("B", requires=["a"]), topic("C"))
    )
    assert places(together(moved, edited(('title = "C"', 'title = "C" # mine'))).text) == [["a"], ["d", "b", "c"]]


def test_a_topic_that_a_hand_gave_another_id_is_found_by_its_former_one() -> None:
    mine = edited(('id = "a"\n', 'id = "own-a"\nformerly = ["a"]\n'), ('"a"', '"a"'), ('    "a",', '    "own-a",'))
    grown = roadmap(
        module("One", topic("A", hours=3), topic("B", requires=["a"]), topic("C", requires=["a"])),
        module("Two", topic("D")),
    )
    found = topics(together(grown, mine).text)
    assert found["own-a"]["hours"] == 3
    assert (found["b"]["requires"], found["c"]["requires"]) == (["own-a"], ["own-a"])


def test_where_nobody_knows_what_was_imported_every_difference_is_asked_about_and_nothing_goes() -> None:
    mine = edited(("hours = 2", "hours = 9"))
    grown = roadmap(module("One", topic("A", hours=2), topic("E")))
    result = together(grown, mine, base=None)
    assert [(each.topic, each.key) for each in result.conflicts] == [("a", "hours")]
    assert places(together(grown, mine, base=None, a__hours="mine").text) == [["a", "e", "b", "c"], ["d"]]


def test_links_of_one_address_are_one_link() -> None:
    base = roadmap(module("One", topic("A", resources=[LINK, {"title": "Old", "url": "https://example.org/old"}])))
    text = text_of(base, "plan.md")
    mine = text.replace('"Page"', '"My page"')
    other = {"title": "Other", "url": "https://example.org/b"}
    grown = roadmap(module("One", topic("A", resources=[LINK, other])))
    found = topics(together(grown, mine, base=text).text)["a"]["resources"]
    assert found == [{**LINK, "title": "My page"}, other]
    clash = roadmap(module("One", topic("A", resources=[{**LINK, "title": "Their page"}])))
    (conflict,) = together(clash, mine, base=text).conflicts
    assert (conflict.key, conflict.mine, conflict.theirs) == (
        "resources https://example.org/a",
        "My page, https://example.org/a",
        "Their page, https://example.org/a",
    )


def test_a_list_in_one_line_is_merged_as_well() -> None:
    inline = (
        '[roadmap]\nid = "plan"\ntitle = "Plan"\n[[phase]]\nid = "p"\ntitle = "Phase"\n[[phase.module]]\nid = "m-one"\n'
    )
    inline += 'title = "One"\ntopic = [\n    { id = "a", title = "A" },\n    { id = "b", title = "B" }, # mine\n]\n'
    grown = roadmap(module("One", topic("A", hours=3), topic("New"), topic("B")))
    text = together(grown, inline, base=None).text
    assert places(text) == [["a", "new", "b"]]
    assert topics(text)["a"]["hours"] == 3
    assert "# mine" in text


def test_what_does_not_go_together_is_refused() -> None:
    mine = edited(('title = "D"', 'title = "D"\nrequires = ["b"]'))
    circle = roadmap(
        module("One", topic("A", hours=2, requires=["d"]), topic("B", requires=["a"]), topic("C")),
        module("Two", topic("D")),
    )
    with pytest.raises(InvalidFile, match="plan"):
        together(circle, mine)


def test_the_title_of_the_roadmap_is_merged_too() -> None:
    named = roadmap(*BASE["phase"][0]["module"], title="Better plan")
    assert tomli.loads(together(named).text)["roadmap"]["title"] == "Better plan"
    (conflict,) = together(named, edited(('title = "Plan"', 'title = "My plan"'))).conflicts
    assert (conflict.place, conflict.title) == (("", "title"), "My plan")


@examples(40)
@given(first=outlines, second=outlines)
def test_what_nobody_has_edited_becomes_what_the_file_says_now(first: Outline, second: Outline) -> None:
    base = define(tidy(first, "x"), "plan").document
    theirs = define(tidy(second, "x"), "plan").document
    text = text_of(base, "plan.md")
    result = bring_together(base, text, theirs, {}, "plan")
    assert result.conflicts == ()
    found, wanted = (
        {key: _without_order(each.table) for key, each in topics_of(one).items()}
        for one in (tomli.loads(result.text), theirs)
    )
    assert found == wanted


def _without_order(table: Document) -> Document:
    """What comes into a list comes to its end."""
    return {key: sorted(value, key=str) if isinstance(value, list) else value for key, value in table.items()}


def test_a_choice_that_is_new_comes_with_the_topics_of_its_options() -> None:
    options = [{"id": "x", "title": "X"}, {"id": "y", "title": "Y"}]
    choice = {"id": "way", "title": "Which way", "topic": "a", "option": options}
    theirs = roadmap(
        module("One", topic("A", hours=2), topic("B", requires=["a"], option="x"), topic("C", option="y")),
        module("Two", topic("D", requires_option={"x": ["b"]})),
    )
    theirs = {**theirs, "choice": [choice]}
    result = together(theirs, edited(("hours = 2", "hours = 5  # slow")))
    assert tomli.loads(result.text)["choice"] == [choice]
    assert "hours = 5  # slow" in result.text
    assert topics(result.text)["d"]["requires_option"] == {"x": ["b"]}
    assert together(theirs, result.text, base=text_of(theirs, "plan.md")).text == result.text
