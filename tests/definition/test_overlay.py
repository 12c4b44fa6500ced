"""A learner's own changes of a roadmap, whatever becomes of that."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.definition import Definition, load
from roadmap_cli.definition.own import laid_over, read
from roadmap_cli.definition.reader import document_of
from roadmap_cli.errors import InvalidFile

HEAD = '[roadmap]\nid = "small"\n'
PAPER = '[[topic]]\nid = "paper"\ntitle = "A paper"\nphase = "one"\nmodule = "letters"\nrequires = ["a"]\n'


def over(own: str, text: str = SMALL) -> Definition:
    """What is laid over a document leaves that as it was."""
    document = document_of(text, "small.toml")
    before = deepcopy(document)
    found = laid_over(document, HEAD + own, "own.toml")
    assert document == before
    return found


def test_a_topic_of_ones_own_stands_at_the_end_of_its_module() -> None:
    found = over(PAPER)
    assert [each.id for each in found.roadmap.modules["letters"].topics][-1] == "paper"
    assert found.roadmap.topics["paper"].requires == ("a",)
    assert found.remarks == ()


def test_what_is_said_of_a_topic_goes_over_what_the_roadmap_says() -> None:
    found = over('[[topic]]\nid = "b"\nhours = 40\nhidden = true\n')
    assert (found.roadmap.topics["b"].hours, found.roadmap.hidden) == (40.0, ("b",))
    assert found.roadmap.topics["b"].title == "Beta"


def test_a_topic_moves_with_all_that_it_says() -> None:
    found = over('[[topic]]\nid = "b"\nphase = "two"\nmodule = "ways"\n')
    assert found.roadmap.topics["b"].module == "ways"
    assert found.lesson("b").criteria == ("You can say beta.",)


def test_what_no_longer_fits_is_told_in_the_order_of_the_roadmap() -> None:
    names = [f"paper-{number}" for number in range(9)]
    found = over("".join(PAPER.replace('"paper"', f'"{each}"').replace('["a"]', '["gone"]') for each in names))
    assert [each.partition(" ")[0].strip('"') for each in found.remarks] == names


def test_phases_and_modules_of_ones_own() -> None:
    own = '[[phase]]\nid = "later"\ntitle = "Later"\n[[module]]\nid = "more"\ntitle = "More"\nphase = "later"\n'
    found = over(f"{own}{PAPER.replace('letters', 'more')}")
    assert [each.id for each in found.roadmap.phases][-1] == "later"
    assert found.roadmap.topics["paper"].phase == "later"


@pytest.mark.parametrize(
    ("own", "remark"),
    [
        ('[[topic]]\nid = "gone"\nhours = 4\n', 'your changes of "gone" are left out'),
        (PAPER.replace('["a"]', '["gone"]'), '"paper" no longer requires "gone"'),
        (f'{PAPER}option = "gone"\n', '"paper" belongs to no option any more'),
        ('[[topic]]\nid = "a"\nrequires = ["b"]\n', '"a" cannot require "b": that would close a circle'),
        ('[[phase]]\nid = "letters"\ntitle = "L"\n', 'your phase "letters" is left out'),
        ('[[module]]\nid = "one"\ntitle = "O"\nphase = "one"\n', 'your module "one" is left out'),
    ],
)
def test_what_no_longer_fits_is_left_out_and_told(own: str, remark: str) -> None:
    found = over(own)
    assert [each[: len(remark)] for each in found.remarks] == [remark]


def test_a_topic_whose_module_and_phase_are_gone_keeps_a_place() -> None:
    found = over(PAPER.replace("letters", "gone-with-it").replace('"one"', '"gone"'))
    home = found.roadmap.modules["gone-with-it"]
    assert (home.title, home.phase) == ("Gone with it", found.roadmap.phases[-1].id)


def test_a_topic_that_the_roadmap_has_by_now_is_that_one() -> None:
    found = over(PAPER.replace("paper", "c"))
    assert found.roadmap.topics["c"].title == "A c"
    assert len(found.roadmap.topics) == len(over("").roadmap.topics)


def test_what_was_said_of_a_topic_goes_on_with_the_id_that_the_roadmap_has_given_it_since() -> None:
    """Where it says a title, too, it would be a topic of one's own by the former id, which stops every command."""
    newer = SMALL.replace('id = "b"\n', 'id = "beta"\nformerly = ["b"]\n').replace('["b"]\n\n', '["beta"]\n\n')
    own = '[[topic]]\nid = "b"\ntitle = "Mine"\nhours = 40\n' + PAPER.replace(
        'requires = ["a"]', 'requires = ["b"]\nrequires_option = {x = ["b"]}'
    )
    found = over(own, newer)
    assert found.remarks == ()
    assert (found.roadmap.topics["beta"].title, found.roadmap.topics["beta"].hours) == ("Mine", 40.0)
    assert found.roadmap.topics["paper"].requires == ("beta",)
    assert found.roadmap.topics["paper"].requires_option == {"x": ("beta",)}
    assert "b" not in found.roadmap.topics


def test_what_was_said_of_a_topic_that_is_a_part_of_another_now_is_left_out() -> None:
    newer = SMALL.replace('id = "b"\n', 'id = "both"\nmerges = ["b", "other"]\n').replace('["b"]\n\n', '["both"]\n\n')
    own = '[[topic]]\nid = "b"\ntitle = "Mine"\n' + PAPER.replace('requires = ["a"]', 'requires = ["b", "other"]')
    found = over(own, newer)
    assert found.remarks == ('your changes of "b" are left out: it is a part of "both" now',)
    assert found.roadmap.topics["both"].title != "Mine"
    assert found.roadmap.topics["paper"].requires == ("both",)


def test_a_fault_is_told_with_its_line_in_the_file_of_changes() -> None:
    with pytest.raises(InvalidFile, match=r'^own\.toml:5: topic "b": "hours" must be a number of hours'):
        over('[[topic]]\nid = "b"\nhours = -1\n')


def test_what_only_the_whole_shows_is_told_with_what_to_do() -> None:
    with pytest.raises(InvalidFile, match="does not fit the roadmap") as caught:
        over('[[topic]]\nid = "a"\nformerly = ["b"]\n')
    assert caught.value.hint == "mend it there, or take the file away"


def test_it_is_read_with_the_roadmap_and_kept_with_it_until_one_of_both_changes(small: Path, tmp_path: Path) -> None:
    own, cache = tmp_path / "own.toml", tmp_path / "cache"
    before = load(small, cache, own)
    own.write_text(HEAD + PAPER, encoding="utf-8")
    after = load(small, cache, own)
    assert [*after.roadmap.topics] == ["a", "b", "paper", *[*before.roadmap.topics][2:]]
    assert load(small, cache, own).roadmap == after.roadmap == read(small, own).roadmap
    own.unlink()
    assert load(small, cache, own).roadmap == before.roadmap


IDS = st.sampled_from(("a", "b", "c", "d", "new", "other"))
TOPICS = st.fixed_dictionaries(
    {"id": IDS},
    optional={
        "title": st.just("T"),
        "hours": st.integers(1, 9),
        "hidden": st.booleans(),
        "requires": st.lists(IDS, max_size=3),
        "module": st.sampled_from(("letters", "ways", "gone", "one")),
        "phase": st.sampled_from(("one", "two", "gone")),
        "option": st.sampled_from(("x", "gone")),
    },
)


def written(topics: list[dict[str, Any]]) -> str:
    def value(said: object) -> str:
        return (
            str(said).lower()
            if isinstance(said, bool)
            else str(said).replace("'", '"')
            if not isinstance(said, str)
            else f'"{said}"'
        )

    return "".join("[[topic]]\n" + "".join(f"{key} = {value(said)}\n" for key, said in each.items()) for each in topics)


@given(st.lists(TOPICS, max_size=4))
def test_any_changes_of_any_roadmap_leave_a_valid_one_or_say_what_does_not_fit(topics: list[dict[str, Any]]) -> None:
    try:
        found = over(written(topics)).roadmap
    except InvalidFile as error:
        assert "does not fit the roadmap" in error.sentence  # noqa: PT017 - it may also be fine
        return
    ids = found.topics.keys()
    assert {"a", "b", "c"} <= ids
    assert all(needed in ids for each in found.topics.values() for needed in each.requires)
