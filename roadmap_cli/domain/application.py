"""Applications for a job, and how far each has come."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from roadmap_cli.domain.events import Event


class AppliedNote(NamedTuple):
    day: date
    text: str


class Application(NamedTuple):
    """`stages` is the first day of each stage, in the order in which they were reached; `due` the day on which something
    is to be done; `closed` the reason why nothing more is to be expected, None while it is open.
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
    notes: tuple[AppliedNote, ...] = ()

    @property
    def title(self) -> str:
        """By which it is found, as a topic is."""
        return f"{self.company}, {self.role}" if self.role else self.company


def fold_applications(events: Iterable[Event]) -> tuple[Application, ...]:
    """In the order in which they came. The last word counts for each field by itself, notes add up; who moves a closed
    one on opens it again.

    The events are in effect and in the order of ids; those of other kinds are passed over.
    """
    found: dict[str, Application] = {}
    for event in events:
        if event.kind == "applied":
            key = event.data["application"]
            new = Application(id=key, company=key, role="", first_day=event.day, last_day=event.day)
            found[key] = _carried_on(found.get(key, new), event)
    return tuple(found.values())


def _carried_on(before: Application, event: Event) -> Application:
    data = event.data
    stage, closed, note = data.get("stage"), data.get("closed"), data.get("note")
    again = stage is None or stage in {each for each, _ in before.stages}
    return before._replace(
        company=data.get("company") or before.company,
        role=data.get("role") or before.role,
        url=before.url if data.get("address") is None else data.get("address") or "",
        source=before.source if data.get("source") is None else data.get("source") or "",
        stage=stage or before.stage,
        stages=before.stages if again else (*before.stages, (stage or "", event.day)),
        due=_due(before, event),
        closed=closed if closed is not None else None if stage else before.closed,
        notes=(*before.notes, AppliedNote(event.day, note)) if note else before.notes,
        first_day=min(before.first_day, event.day),
        last_day=max(before.last_day, event.day),
    )


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
