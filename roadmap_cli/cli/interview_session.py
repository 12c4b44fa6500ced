"""A mock interview in a terminal: questions against the clock, then each again with its checklist and a grade."""

import math
import re
import time
from typing import NamedTuple

import typer

from roadmap_cli.cli.line import text_of
from roadmap_cli.cli.screen import asked, asked_line, hint, show_done, tell, warn
from roadmap_cli.cli.topics import topic_named
from roadmap_cli.cli.unfinished import typing_kept
from roadmap_cli.domain.interview import BEST, WEAK, proposed_score
from roadmap_cli.domain.job import InterviewFormat
from roadmap_cli.domain.phrasing import count
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.interview import AnswerGraded, AnswerTold, QuestionAsked, QuestionLine, SittingReport
from roadmap_cli.services import interview as service
from roadmap_cli.settings.folders import drafts_folder
from roadmap_cli.use_cases.draft import Draft
from roadmap_cli.use_cases.session import Session
from roadmap_cli.views.interview import render_checklist, render_practised, render_question, render_told

INDENT = "   "
GENEROUS = 3
"""Who is away while a question stands there has not practised: so many times its minutes are believed."""
NOTHING, EVERYTHING = {"", "none", "no", "0", "-"}, {"a", "all", "*"}
DIGITS = 9
"""Up to so many criteria each has one, so that nothing has to stand between them."""


class Given(NamedTuple):
    """An answer as it was given: aloud, if nothing was typed."""

    question: QuestionLine
    typed: str
    seconds: float


def hold(session: Session, interview_format: InterviewFormat, plan: SittingReport, texts: service.Texts) -> None:
    """Whatever ends it, what was graded is kept and summed up, and what was typed besides is in a file."""
    mock, session.is_sitting = Interview(session, interview_format, plan), True
    try:
        mock.ask_all()
        mock.grade_all()
    except typer.Abort:  # the input has ended
        pass
    finally:
        mock.tell_what_is_left()
        if mock.given:
            typer.echo(err=True)  # a line between the answers and what they come to
            report = session.read(service.outcome, interview_format, texts, mock.id, mock.logged)
            show_done(session, render_practised, report)


class Stopwatch:
    """How long something takes, in seconds, whatever happens to the clock meanwhile."""

    def __init__(self) -> None:
        self.begun = time.monotonic()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.begun


class Interview:
    """The answers that were given, how many of them are graded, and the time that these took."""

    def __init__(self, session: Session, interview_format: InterviewFormat, plan: SittingReport) -> None:
        self.session = session
        self.format = interview_format
        self.questions = plan.questions
        self.watch, self.most = Stopwatch(), 60 * plan.minutes
        self.most_seconds = 60 * GENEROUS * max(interview_format.minutes, plan.minutes / len(plan.questions))
        self.id = session.read(service.new_mock)
        self.draft = Draft(drafts_folder() / f"interview-{self.id}.md", f"{interview_format.title}, {session.today}")
        self.is_kept = True
        self.given: list[Given] = []
        self.graded = 0
        self.seconds = 0.0
        self.minutes = self.logged = 0

    def ask_all(self) -> None:
        """Until the questions, the time or the input is at an end; nobody is cut off."""
        hint("answer aloud or type; an empty line ends an answer, Ctrl-D the questions, and then you grade yourself")
        for number, question in enumerate(self.questions, 1):
            left = self.most - self.watch.seconds
            if left <= 0:
                hint(f"the time is up; {count(len(self.questions) - number + 1, 'question')} not asked")
                return
            tell(self.session, render_question, self._asked(number, math.ceil(left / 60), question))
            if not self._answered(question):
                return

    def _asked(self, number: int, left: int, question: QuestionLine) -> QuestionAsked:
        return QuestionAsked(number=number, questions=len(self.questions), left=left, question=question.question)

    def _answered(self, question: QuestionLine) -> bool:
        """Whether there may be more questions. What was typed counts, however it ends."""
        pieces: list[str] = []
        watch, ended = Stopwatch(), False
        with typing_kept() as rest:
            try:
                while asked_line(f"{INDENT}> ", pieces.append):
                    pass
                ended = True
            except typer.Abort:
                return False
            except KeyboardInterrupt:
                pieces.append(rest())
                raise
            finally:
                typed = text_of(pieces)
                if ended or typed:
                    self.given.append(Given(question, typed, self._believed(watch)))
                    self._keep_typed()
        return True

    def grade_all(self) -> None:
        for number, given in enumerate(self.given, 1):
            watch = Stopwatch()
            question = given.question
            answer = AnswerGraded(number=number, questions=len(self.given), question=question, typed=given.typed)
            tell(self.session, render_checklist, answer)
            met = _met(len(question.criteria))
            tell(self.session, render_told, AnswerTold(question, len(met)))
            self._grade(given, _score(proposed_score(len(met), len(question.criteria))), watch)

    def _grade(self, given: Given, score: int, watch: Stopwatch) -> None:
        """From here on the grade is kept, also if somebody leaves at the note or at the weak topics."""
        note, weak = "", given.question.topics if score <= WEAK else ()
        try:
            note = asked(f"{INDENT}Note{', besides what you typed' if given.typed else ''}: ")
            if score <= WEAK:
                weak = self._weak(weak)
        finally:
            self.seconds += given.seconds + self._believed(watch)
            minutes = math.ceil(self.seconds / 60) - self.minutes
            text = "\n\n".join(each for each in (given.typed, note) if each).replace("\0", "")
            answer = service.Graded(question=given.question.id, score=score, note=text, weak=weak)
            self.session.look_at_the_clock()
            self.given[self.graded] = given._replace(typed=text)  # which is kept until it is recorded
            self._keep_typed()
            self.logged += self.session.write(service.keep, self.format, [answer], self.id, minutes)
            self.minutes += minutes
            self.graded += 1
            self._keep_typed()

    def _weak(self, proposed: tuple[str, ...]) -> tuple[str, ...]:
        question = f"{INDENT}Weak topics, with commas [{', '.join(proposed) or 'none'}]: "
        while True:
            said = asked(question)
            if not said:
                return proposed
            if said.casefold() in NOTHING:
                return ()
            try:
                found = [topic_named(self.session, each).id for each in said.split(",") if each.strip()]
            except CannotBeDone as error:
                hint(f"{error.sentence}{f'; {error.hint}' if error.hint else ''}")
            else:
                return tuple(dict.fromkeys(found))

    def tell_what_is_left(self) -> None:
        left = self.given[self.graded :]
        if not left:
            return
        said = f"{count(len(left), 'answer')} {'is' if len(left) == 1 else 'are'} not graded"
        if any(each.typed for each in left) and self.is_kept:
            said += f"; what you typed is kept in {self.draft.path}"
        typer.echo(err=True)
        warn(said)

    def _keep_typed(self) -> None:
        """What is not graded yet, so that nothing is lost whatever happens; said once where it cannot be."""
        typed = [(each.question.question, each.typed) for each in self.given[self.graded :] if each.typed]
        was, self.is_kept = self.is_kept, self.draft.keep(typed)
        if was and not self.is_kept:
            warn(f"what you type cannot be kept in {self.draft.path} until it is graded")

    def _believed(self, watch: Stopwatch) -> float:
        return min(watch.seconds, self.most_seconds)


def _met(criteria: int) -> frozenset[int]:
    """Which criteria are met, by their place from 0."""
    while True:
        met = ticked(asked(f"{INDENT}Met, such as 1 {min(criteria, 3)} or all; Enter for none: "), criteria)
        if met is not None:
            return met
        hint(f"write numbers from 1 to {criteria}, all, or nothing")


def ticked(words: str, criteria: int) -> frozenset[int] | None:
    """`1 3`, `1,3`, `13` (up to nine criteria), `2-4`, `all`, `none`, or `y n y` for each; None for anything else."""
    said = words.casefold().strip()
    if said in NOTHING:
        return frozenset()
    if said in EVERYTHING:
        return frozenset(range(criteria))
    letters = re.sub(r"[\s,;]", "", said)
    if re.fullmatch(r"[yn]+", letters):
        return (
            frozenset(place for place, each in enumerate(letters) if each == "y") if len(letters) == criteria else None
        )
    met: set[int] = set()
    for each in re.split(r"[\s,;]+", said):
        found = _places(each, criteria)
        if found is None:
            return None
        met |= found
    return frozenset(met)


def _places(word: str, criteria: int) -> set[int] | None:
    match = re.fullmatch(r"(\d{1,3})(?:-(\d{1,3}))?", word, re.ASCII)
    if match is None:
        found = [*map(int, word)] if re.fullmatch(r"[1-9]+", word) else []
    elif match[2]:
        found = [*range(int(match[1]), int(match[2]) + 1)]
    elif criteria <= DIGITS:
        found = [*map(int, word)]
    else:
        found = [int(word)]
    return {each - 1 for each in found} if found and all(1 <= each <= criteria for each in found) else None


def _score(proposed: int) -> int:
    while True:
        said = asked(f"{INDENT}Score 1 to {BEST} [{proposed}]: ")
        if not said:
            return proposed
        if said in {str(score) for score in range(1, BEST + 1)}:
            return int(said)
        hint(f"a score is a whole number from 1 to {BEST}")
