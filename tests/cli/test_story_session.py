"""What may happen while somebody sits there: the story is taken away, the clock is set back."""

import io
from pathlib import Path

import pytest
from conftest import Cli, Clock

from roadmap_cli.cli import story_session
from roadmap_cli.definition.job import story_parts_of
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.story import ToTellReport
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services import story
from roadmap_cli.settings import Flags
from roadmap_cli.settings.folders import drafts_folder
from roadmap_cli.use_cases.session import Session


@pytest.fixture
def session(cli: Cli) -> Session:
    assert cli("story new Rare churners --json").code == 0
    return Session(Flags(plain=True))


@pytest.mark.usefixtures("home")
def test_an_answer_to_a_story_that_was_taken_away_meanwhile_is_left_in_a_file(
    cli: Cli, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = story_parts_of(session.definition)
    answers = story_session.StoryAnswers(session, parts, session.read(story.story, parts, "rare"))
    cli("story delete rare")
    monkeypatch.setattr("sys.stdin", io.StringIO("A shop.\n"))
    with pytest.raises(CannotBeDone, match="there is no story"):
        answers.ask(())
    (left,) = Path(drafts_folder()).glob("*")
    assert "A shop." in left.read_text(encoding="utf-8")


def test_a_clock_that_is_set_back_takes_no_time_away(
    session: Session, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Late(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            clock.move(minutes=-5)
            return super().readline(size or -1)

    monkeypatch.setattr("sys.stdin", Late("\n"))
    asks = ToTellReport(Named("rare-churners", "Rare churners"), "", 2)
    assert story_session.practise(session, story_parts_of(session.definition), asks).seconds == 0
