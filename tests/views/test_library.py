"""What came into the library, what went, what is new on the web, and a roadmap of one's own."""

from acting_letters import ACTING
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from made_reports import texts
from views_helpers import Screen, Shown, assert_fits_and_acts_on_nothing

from roadmap_cli.reports.fork import ForkReport
from roadmap_cli.reports.library import KeptReport, RemovedReport
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.reports.update import (
    ChangedTopic,
    DefinitionDifference,
    FieldChange,
    MergedTopic,
    RemovedTopic,
    RenamedTopic,
    UpdateReport,
)


def made(text: str) -> list[object]:
    tea = Named("tea", text)
    changes = (FieldChange("title", text, text), FieldChange("why"))
    difference = DefinitionDifference(
        added=(Named("drink", text),),
        removed=(RemovedTopic("pour", text, has_progress=True), RemovedTopic("stir", text, has_progress=False)),
        renamed=(RenamedTopic("serve", text, "give"),),
        changed=(ChangedTopic("water", text, changes),),
        merged=(MergedTopic("leaves", text, ("green", "black")),),
        besides=(f'the title, now "{text}"', "choices"),
        hours_before=3.0,
        hours_after=5.0,
    )
    kept = KeptReport(roadmap=tea, source=text, file=f"/home/{text}", state="new", phases=1, modules=2, topics=3)
    update = UpdateReport(roadmap=tea, address=text, file=f"/home/{text}", state="newer", edited=True)
    return [
        kept,
        kept._replace(state="replaced", former=f"/home/{text}", difference=difference, dry_run=True),
        RemovedReport(roadmap=tea, file=text, copy=True, touched=2, aside=text),
        RemovedReport(roadmap=tea, file=text, copy=False, touched=0, dry_run=True),
        update._replace(difference=difference, lines=(f"+{text}", f"-{text}", f" {text}")),
        update._replace(state="updated", former=text),
        update._replace(state="same"),
        update._replace(dry_run=True),
        ForkReport(roadmap=tea, origin=Named("other", text), file=text, topics=3, events=1),
    ]


@examples(25)
@given(text=texts, width=st.sampled_from([60, 80, 120]), encoding=st.sampled_from(["utf-8", "ascii"]))
def test_any_text_fits_and_nothing_of_it_acts(text: str, width: int, encoding: str) -> None:
    for report in made(text):
        assert_fits_and_acts_on_nothing(Shown(report, {}), width, encoding)


@examples(25)
@given(text=texts)
def test_in_a_pipe_ids_stay_whole(text: str) -> None:
    for report in made(text):
        said = Shown(report, {}).on(Screen(terminal=False))
        assert "tea" in said
        assert ACTING.search(said) is None


def test_a_difference_names_what_came_and_went() -> None:
    shown = Shown(made("Tea")[4], {}).on(Screen(terminal=False))
    assert shown == (
        "There is something new: Tea  tea\n"
        "   Tea\n"
        '   1 topic more, 2 topics fewer, 1 topic renamed, 2 topics merged into one, 1 topic changed; the title, now "Tea"; choices; 3 h become 5 h\n'
        "New\n   Tea  drink\n"
        "Gone\n   Tea  pour  its progress stays on record\n   Tea  stir\n"
        "Renamed\n   Tea  serve  formerly give\n"
        "Merged\n   Tea  leaves  of green; black\n"
        "Changed\n   Tea  water  title Tea, now Tea; why\n"
        "The copy was edited here: that is kept beside it, and does not count any more.\n"
        "+Tea\n-Tea\n Tea\n"
    )
