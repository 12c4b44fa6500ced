"""Practice for interviews: how formats stand, what to ask next, and what a mock comes to."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date
from typing import NamedTuple

from roadmap_cli.domain.days import MOST_MINUTES
from roadmap_cli.domain.events import Data, Fact
from roadmap_cli.domain.free_name import free
from roadmap_cli.domain.interview import (
    WEAK,
    InterviewQuestion,
    Mock,
    Practice,
    format_standing,
    in_turn,
    is_mock,
    last_answers,
    missing,
    mocks,
    questions_of_a_mock,
    sittings,
    trend,
    weak_topics,
)
from roadmap_cli.domain.job import InterviewFormat
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.interview import (
    Bar,
    Coverage,
    FormatLine,
    FormatReport,
    InterviewReport,
    MockLine,
    PracticeNote,
    PractisedReport,
    QuestionLine,
    SittingReport,
    WeakLine,
)
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.log import logged
from roadmap_cli.services.topic_line import named, topic_line
from roadmap_cli.services.workspace import Workspace

TREND_MOCKS = 5
MOCKS_SHOWN = 10
LUCK = 1_000_000


class Texts(NamedTuple):
    """What the roadmap file says of a format, by its id: its questions; what it tests, and why it is on the list where
    the source does not name it.
    """

    questions: Callable[[str], tuple[InterviewQuestion, ...]]
    about: Callable[[str], tuple[str, str]]


class Graded(NamedTuple):
    """To a question of the bank, as it was graded. `weak` are ids of topics."""

    question: str
    score: int
    note: str = ""
    weak: tuple[str, ...] = ()


class HeldMock(NamedTuple):
    """One that was held elsewhere. `weak` are ids of topics."""

    score: int
    day: date
    weak: tuple[str, ...] = ()
    whom: str = ""
    note: str = ""


def overview(workspace: Workspace, texts: Texts) -> InterviewReport:
    standing, practice = workspace.standing(), workspace.candidacy().practice
    lines = tuple(_line(workspace, standing, practice, each, texts) for each in workspace.roadmap.job.formats)
    return InterviewReport(today=workspace.today, wanted=_bar(workspace), formats=lines)


def show(workspace: Workspace, interview_format: InterviewFormat, texts: Texts) -> FormatReport:
    """With the questions that were answered badly last, and the last mocks."""
    standing, practice = workspace.standing(), _of(workspace, interview_format)
    answers = last_answers(practice)
    bank = {question.id: question for question in texts.questions(interview_format.id)}
    weak = [each for key, each in bank.items() if key in answers and answers[key].score <= WEAK]
    found = weak_topics(practice, workspace.roadmap.job.wanted, workspace.today)
    return FormatReport(
        today=workspace.today,
        wanted=_bar(workspace),
        format=_line(workspace, standing, practice, interview_format, texts),
        topics=tuple(topic_line(standing, topic) for topic in _topics(standing, interview_format)),
        weak_topics=tuple(WeakLine(named(standing, each.topic), each.day) for each in found),
        weak_questions=tuple(_question_line(each, answers[each.id]) for each in weak),
        mocks=tuple(_mock_line(standing, each) for each in mocks(practice, interview_format)[: -MOCKS_SHOWN - 1 : -1]),
        notes=tuple(_notes(practice, {key: question.question for key, question in bank.items()})),
    )


def sitting(workspace: Workspace, interview_format: InterviewFormat, texts: Texts, number: int) -> SittingReport:
    """At most so many questions, the ones that it is most time for."""
    standing, bank = workspace.standing(), texts.questions(interview_format.id)
    answers = last_answers(_of(workspace, interview_format))
    covered = {topic for topic in standing.roadmap.topics if standing.status(topic) == "done"}
    luck = workspace.chance.choices(range(LUCK), k=len(bank))
    chosen = in_turn(bank, answers, covered, workspace.today, luck)[:number]
    lines = [_question_line(each, answers.get(each.id)) for each in chosen]
    minutes = interview_format.minutes * len(lines)
    return SittingReport(workspace.today, _named(interview_format), minutes=minutes, questions=tuple(lines))


def keep(
    workspace: Workspace, interview_format: InterviewFormat, answers: Iterable[Graded], mock: str, minutes: int = 0
) -> int:
    """Answers of one sitting, and the minutes that they took as study time on the topic of the format; how many of these
    were logged, as what a day has no room for is left out, so that no answer is lost to it.

    The time says nothing of practice, which is nobody else's affair, and does not start the topic: practising before one
    has learned is no reason to be led there at once.
    """
    facts = [_practised(workspace, interview_format, each, mock) for each in answers]
    topic = _home(workspace, interview_format)
    fitting = min(minutes, MOST_MINUTES - _minutes_today(workspace)) if minutes else 0
    written = fitting if topic is not None and fitting > 0 else 0
    if topic is not None and written:
        facts.append(logged(topic, written, "", workspace.moment_on(workspace.today), workspace.today))
    workspace.append(facts)
    return written


def new_mock(workspace: Workspace) -> str:
    """An id for a sitting that begins now; it is told apart by its time."""
    taken = {each.mock for each in workspace.candidacy().practice}
    name = f"{workspace.now.astimezone(UTC):%Y%m%d-%H%M%S}"
    return free(name, taken)


def log_mock(workspace: Workspace, interview_format: InterviewFormat, held: HeldMock) -> str:
    """The id under which it is kept."""
    data: Data = {"format": interview_format.id, "score": held.score}
    if held.weak:
        data["weak"] = ",".join(dict.fromkeys(held.weak))
    if held.whom:
        data["whom"] = held.whom
    if held.note:
        data["note"] = held.note
    (event,) = workspace.append([_fact(workspace, data)._replace(at=workspace.moment_on(held.day), day=held.day)])
    return event.id


def outcome(
    workspace: Workspace, interview_format: InterviewFormat, texts: Texts, mock: str, minutes: int = 0
) -> PractisedReport:
    """What a mock came to, by the id that its answers share or its own; nothing was graded where there is none. `minutes`
    are those that were logged.
    """
    standing, practice = workspace.standing(), _of(workspace, interview_format)
    its = [each for each in practice if mock in {each.mock, each.id}]
    (held,) = sittings(its) or (None,)
    others = [each for each in practice if mock not in {each.mock, each.id}]
    counts = held is not None and is_mock(held, interview_format.minutes)
    before = [each for each in mocks(others, interview_format) if counts and held and each.day <= held.day]
    topic = _home(workspace, interview_format)
    return PractisedReport(
        format=_line(workspace, standing, practice, interview_format, texts),
        wanted=_bar(workspace),
        today=workspace.today,
        day=held.day if held else workspace.today,
        questions=held.questions if held else 0,
        score=held.score if held else None,
        before=before[-1].score if before else None,
        whom=held.whom if held else "",
        weak=tuple(named(standing, each) for each in held.weak) if held else (),
        minutes=minutes,
        topic=Named(topic.id, topic.title) if topic else None,
    )


def _of(workspace: Workspace, interview_format: InterviewFormat) -> list[Practice]:
    return [each for each in workspace.candidacy().practice if each.format == interview_format.id]


def _line(
    workspace: Workspace,
    standing: Standing,
    practice: Iterable[Practice],
    interview_format: InterviewFormat,
    texts: Texts,
) -> FormatLine:
    its = [each for each in practice if each.format == interview_format.id]
    wanted, today = workspace.roadmap.job.wanted, workspace.today
    stands = format_standing(interview_format, its, wanted, today)
    tests, beyond = texts.about(interview_format.id)
    questions, answers = texts.questions(interview_format.id), last_answers(its)
    scores = tuple(each.score for each in mocks(its, interview_format)[-TREND_MOCKS:])
    return FormatLine(
        id=interview_format.id,
        title=interview_format.title,
        tests=tests,
        beyond=beyond.removeprefix("beyond:").strip(),
        minutes=interview_format.minutes,
        least=questions_of_a_mock(interview_format.minutes),
        topic=interview_format.topic,
        topics=_coverage(standing, _topics(standing, interview_format)),
        questions=len(questions),
        asked=sum(each.id in answers for each in questions),
        mocks=stands.mocks,
        last=stands.last,
        score=stands.score,
        scores=scores,
        trend=trend(scores),
        ready=stands.is_ready if _bar(workspace) else None,
        missing=missing(stands, wanted, today),
    )


def _topics(standing: Standing, interview_format: InterviewFormat) -> list[Topic]:
    """Those of another option than the effective one are nobody's business."""
    return [standing.path[topic] for topic in interview_format.topics if topic in standing.path]


def _coverage(standing: Standing, topics: Sequence[Topic]) -> Coverage:
    states = [standing.states.get(topic.id) for topic in topics]
    return Coverage(
        topics=len(topics),
        covered=sum(standing.status(topic.id) == "done" for topic in topics),
        proven=sum(bool(state and state.proofs) for state in states),
        fresh=sum(standing.freshness(topic.id) == "fresh" for topic in topics),
    )


def _bar(workspace: Workspace) -> Bar | None:
    wanted = workspace.roadmap.job.wanted
    return Bar(wanted.days, wanted.score) if wanted and (wanted.days or wanted.score) else None


def _mock_line(standing: Standing, mock: Mock) -> MockLine:
    return MockLine(
        day=mock.day,
        score=mock.score,
        questions=mock.questions,
        whom=mock.whom,
        weak=tuple(named(standing, each) for each in mock.weak),
    )


def _notes(practice: Iterable[Practice], asked: Mapping[str, str]) -> Iterator[PracticeNote]:
    """Of one day those first that were recorded last."""
    for each in sorted(practice, key=lambda its: (its.day, its.id), reverse=True):
        if each.note:
            yield PracticeNote(
                day=each.day,
                question=each.question,
                asked=asked.get(each.question or "", ""),
                score=each.score,
                whom=each.whom,
                note=each.note,
            )


def _question_line(question: InterviewQuestion, last: Practice | None) -> QuestionLine:
    line = QuestionLine(**question._asdict())
    return line._replace(last=last.day, score=last.score) if last else line


def _practised(workspace: Workspace, interview_format: InterviewFormat, answer: Graded, mock: str) -> Fact:
    data: Data = {"format": interview_format.id, "score": answer.score, "asked": answer.question, "mock": mock}
    if answer.weak:
        data["weak"] = ",".join(answer.weak)
    if answer.note:
        data["note"] = answer.note
    return _fact(workspace, data)


def _fact(workspace: Workspace, data: Data) -> Fact:
    return workspace.fact("practised")._replace(data=data)


def _home(workspace: Workspace, interview_format: InterviewFormat) -> Topic | None:
    return workspace.roadmap.topic_of(interview_format.topic) if interview_format.topic else None


def _minutes_today(workspace: Workspace) -> int:
    today = workspace.today
    totals = workspace.log.day_totals(workspace.user, workspace.roadmap.id, today)
    return sum(total.minutes for total in totals if total.day == today)


def _named(interview_format: InterviewFormat) -> Named:
    return Named(interview_format.id, interview_format.title)
