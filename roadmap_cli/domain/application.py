"""Applications for a job, and how far each has come."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from roadmap_cli.domain.events import Event

LEAST_SAMPLES = 3
"""From fewer, a middle says nothing."""
FEW = 10
"""From fewer applications, a share says nothing."""


class AppliedNote(NamedTuple):
    day: date
    text: str


class Application(NamedTuple):
    """`stages` is the first day of each stage, in the order in which they were reached, without those that it was moved
    back from; `due` the day on which something is to be done; `closed` the reason why nothing more is to be expected, since
    `closed_on`, both None while it is open.
    """

    id: str
    company: str
    role: str
    first_day: date
    last_day: date
    stage: str = ""
    stages: tuple[tuple[str, date], ...] = ()
    url: str = ""
    source: str = ""
    due: date | None = None
    closed: str | None = None
    closed_on: date | None = None
    notes: tuple[AppliedNote, ...] = ()

    @property
    def title(self) -> str:
        """By which it is found, as a topic is."""
        return job_title(self.company, self.role)


class StageCount(NamedTuple):
    """How many came at least as far as a stage, and how many open ones stand there; `days` is the median from the stage
    before, of `samples`; None where there are too few.
    """

    stage: str
    reached: int
    here: int
    days: float | None
    samples: int


class SourceCount(NamedTuple):
    """`reached` is by stage, as in StageCount."""

    source: str
    applications: int
    reached: tuple[int, ...]


def job_title(company: str | None, role: str | None) -> str:
    """Of what is said of them."""
    return ", ".join(each for each in (company, role) if each)


def fold_applications(events: Iterable[Event]) -> tuple[Application, ...]:
    """In the order in which they came. The last word counts for each field by itself, notes add up; who moves a closed
    one on opens it again. What is said of one that is not there, and does not name its company, says nothing: its
    beginning was undone.

    The events are in effect and in the order of ids; those of other kinds are passed over.
    """
    found: dict[str, Application] = {}
    for event in events:
        if event.kind == "applied":
            key = event.data["application"]
            if key in found or event.data.get("company"):
                new = Application(id=key, company="", role="", first_day=event.day, last_day=event.day)
                found[key] = _carried_on(found.get(key, new), event)
    return tuple(found.values())


def _carried_on(before: Application, event: Event) -> Application:
    data = event.data
    stage, closed, note = data.get("stage"), data.get("closed"), data.get("note")
    return before._replace(
        company=data.get("company") or before.company,
        role=data.get("role") or before.role,
        url=before.url if data.get("address") is None else data.get("address") or "",
        source=before.source if data.get("source") is None else data.get("source") or "",
        stage=stage or before.stage,
        stages=_moved(before.stages, stage, event.day) if stage else before.stages,
        due=_due(before, event),
        closed=closed if closed is not None else None if stage else before.closed,
        closed_on=event.day if closed is not None else None if stage else before.closed_on,
        notes=(*before.notes, AppliedNote(event.day, note)) if note else before.notes,
        first_day=min(before.first_day, event.day),
        last_day=max(before.last_day, event.day),
    )


def _moved(stages: tuple[tuple[str, date], ...], stage: str, day: date) -> tuple[tuple[str, date], ...]:
    """What is moved back was never further."""
    names = [each for each, _ in stages]
    return stages[: names.index(stage) + 1] if stage in names else (*stages, (stage, day))


def _due(before: Application, event: Event) -> date | None:
    """What was due is no longer when it is settled, or when it is all over."""
    due = event.data.get("due")
    if event.data.get("closed") is not None or event.data.get("settled"):
        return None
    return date.fromisoformat(due) if due else before.due


def due_applications(applications: Iterable[Application], today: date) -> tuple[Application, ...]:
    """The open ones for which something is to be done today or was to be done before, longest ago first."""
    due = [each for each in applications if each.closed is None and each.due is not None and each.due <= today]
    return tuple(sorted(due, key=lambda each: (each.due or today, each.company.casefold(), each.id)))


def way(application: Application, order: Sequence[str]) -> tuple[tuple[str, date], ...]:
    """The stages that an application came through, in the order of the roadmap; what it was moved back from was a
    mistake, and stages that the roadmap does not have are left out.
    """
    places = {stage: place for place, stage in enumerate(order)}
    found: list[tuple[str, date]] = []
    for stage, day in application.stages:
        if stage in places:
            found = [*(each for each in found if places[each[0]] < places[stage]), (stage, day)]
    return tuple(found)


def stage_counts(applications: Sequence[Application], order: Sequence[str]) -> tuple[StageCount, ...]:
    """Of all applications, closed ones too. One whose stage the roadmap no longer has counts for the first."""
    ways = [way(each, order) for each in applications]
    furthest = [_furthest(each, order) for each in ways]
    here = Counter(each.stage for each in applications if each.closed is None)
    steps: dict[str, list[int]] = {}
    for each in ways:
        for (_, before), (stage, day) in pairwise(each):
            if day >= before:  # records of two devices may contradict each other
                steps.setdefault(stage, []).append((day - before).days)
    return tuple(
        StageCount(
            stage=stage,
            reached=sum(each >= place for each in furthest),
            here=here[stage],
            days=_median(steps.get(stage, ())),
            samples=len(steps.get(stage, ())),
        )
        for place, stage in enumerate(order)
    )


def source_counts(applications: Sequence[Application], order: Sequence[str]) -> tuple[SourceCount, ...]:
    """Those with most applications first; nothing where no source is said at all."""
    sources = Counter(each.source for each in applications)
    if not any(sources):
        return ()
    counts = []
    for source, number in sorted(sources.items(), key=lambda each: (-each[1], each[0])):
        furthest = [_furthest(way(each, order), order) for each in applications if each.source == source]
        reached = tuple(sum(each >= place for each in furthest) for place in range(len(order)))
        counts.append(SourceCount(source, number, reached))
    return tuple(counts)


def next_stage(application: Application, order: Sequence[str]) -> str | None:
    """None behind the last one, and where the roadmap does not have the present one."""
    place = order.index(application.stage) + 1 if application.stage in order else len(order)
    return order[place] if place < len(order) else None


def stage_before(application: Application, stage: str, order: Sequence[str]) -> tuple[str, date] | None:
    """The last one of its way that lies before a stage in the order of the roadmap, with its day."""
    before = set(order[: order.index(stage)]) if stage in order else set()
    return next((each for each in reversed(way(application, order)) if each[0] in before), None)


def is_same_job(application: Application, company: str, role: str) -> bool:
    """Whatever the case and the gaps."""
    return _plain(application.company, application.role) == _plain(company, role)


def that_may_be_meant(applications: Iterable[Application], words: str) -> tuple[Application, ...]:
    """By a name: an id means its own; else those of a company of exactly that name come first, and a closed one is not
    meant where the same job is applied for anew.
    """
    known, wanted = tuple(applications), _plain(words)
    its_own = tuple(each for each in known if each.id == words.strip().casefold())
    if its_own:
        return its_own
    still = [each for each in known if each.closed is None]
    jobs = {_plain(each.company, each.role) for each in still}
    left = [each for each in known if each.closed is None or _plain(each.company, each.role) not in jobs]
    company = tuple(each for each in left if _plain(each.company) == wanted)
    return tuple(each for each in company if each.closed is None) or company or tuple(left)


def without_succeeded(applications: Iterable[Application]) -> tuple[Application, ...]:
    """Without those closed ones whose company has an open one."""
    known = tuple(applications)
    companies = {_plain(each.company) for each in known if each.closed is None}
    return tuple(each for each in known if each.closed is None or _plain(each.company) not in companies)


def in_order(applications: Iterable[Application]) -> tuple[Application, ...]:
    """What is due first; then what has had no news for longest; closed ones at the end, the newest first."""
    found = list(applications)
    still = [each for each in found if each.closed is None]
    over = sorted((each for each in found if each.closed is not None), key=lambda each: each.last_day, reverse=True)
    still.sort(key=lambda each: (each.due or date.max, each.last_day, each.company.casefold()))
    return (*still, *over)


def _plain(*words: str) -> tuple[str, ...]:
    return tuple(" ".join(each.split()).casefold() for each in words)


def _furthest(found: Sequence[tuple[str, date]], order: Sequence[str]) -> int:
    return order.index(found[-1][0]) if found else 0


def _median(days: Sequence[int]) -> float | None:
    if len(days) < LEAST_SAMPLES:
        return None
    ordered, half = sorted(days), len(days) // 2
    return float(ordered[half]) if len(days) % 2 else (ordered[half - 1] + ordered[half]) / 2
