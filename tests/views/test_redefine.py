"""What was changed in a roadmap, as it is told."""

from conftest import examples
from domain_helpers import roadmap, standing, topic
from hypothesis import given
from hypothesis import strategies as st
from made_reports import texts
from views_helpers import Screen, Shown, assert_fits_and_acts_on_nothing

from roadmap_cli.reports.redefine import Recorded, RedefineReport
from roadmap_cli.reports.topic_line import Named


def made(text: str) -> list[RedefineReport]:
    added = RedefineReport(
        roadmap=Named("tea", text),
        action="added",
        sort="topic",
        what=Named("pour", text),
        file=f"/home/{text}",
        own=False,
        totals=standing(roadmap(topic("a"))).whole,
        phase=Named("p", text),
        module=Named("m", text),
        hours=2.5,
        requires=(Named("a", text), Named("b", text)),
    )
    return [
        added,
        added._replace(action="hidden", own=True, recorded=Recorded("doing", 90)),
        added._replace(action="removed", recorded=Recorded("todo", 0)),
        added._replace(sort="module", module=None, hours=None, requires=()),
        added._replace(sort="phase", phase=None, module=None, hours=None, requires=(), own=True),
    ]


@examples(25)
@given(text=texts, width=st.sampled_from([60, 80, 120]), encoding=st.sampled_from(["utf-8", "ascii"]))
def test_any_text_fits_and_nothing_of_it_acts(text: str, width: int, encoding: str) -> None:
    for report in made(text):
        assert_fits_and_acts_on_nothing(Shown(report, {}), width, encoding)


def test_it_says_where_what_was_added_stands_and_in_which_file() -> None:
    said = Shown(made("Tea")[0], {}).on(Screen(terminal=False))
    assert said.splitlines() == [
        "Added: Tea  pour",
        "   Tea > Tea, 2 h 30, after Tea; Tea",
        "   in Tea",
        "0 % of the path: 0 of 1 topic, 1 h left",
    ]


def test_it_says_what_stays_on_record_of_a_topic_that_goes() -> None:
    said = Shown(made("Tea")[1], {}).on(Screen(terminal=False))
    assert said.splitlines()[:3] == [
        "Hidden, it counts no more: Tea  pour",
        "   What you recorded on it stays on record: doing, 1 h 30",
        "   as your own change of tea",
    ]
