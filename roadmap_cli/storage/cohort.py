"""Summaries and groups in their tables: what mentors read, between the domain's values and rows."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from re import fullmatch

from roadmap_cli.domain.cohort import CohortFound, CohortPage, CohortPart, GroupSize, Member, Numbers
from roadmap_cli.domain.intentions import Break
from roadmap_cli.domain.roadmap import ID
from roadmap_cli.domain.standing import FULL
from roadmap_cli.domain.summary import RECENT_DAYS, Finish, Foresight, InProgress, PhaseSums, Summary
from roadmap_cli.storage.rows import Column, Row, Values
from roadmap_cli.storage.seal import Sealed, Unsound
from roadmap_cli.storage.statements import Statement

COHORT_TABLES = ("membership", "summary")
"""Which an older program does not miss: they are made when everything is folded anew, as it is for a newer one."""
EPOCH = date(1970, 1, 1).toordinal()
SUM_LETTERS = 6
MOST_MINUTES = 10**SUM_LETTERS - 1
MOST_SUM = 1e9
"""More than any roadmap has."""
EVERYBODY = 2**62
"""More than there are."""
NOBODY_IDLE = -1


class CohortTables:
    """Through the statements of one store, in its transaction."""

    def __init__(self, store: Sealed) -> None:
        self.store = store

    def newest(self, user: str, roadmap: str) -> str | None:
        """The newest event of a learner."""
        return self.store.scope(user, roadmap).newest

    def stale(self, roadmap: str, made_with: str) -> list[str]:
        """Learners whose summary is missing, or made up to another event or with something else."""
        return [str(row[0]) for row in self.store.rows("stale_summaries", roadmap=roadmap, made_with=made_with)]

    def put(self, summary: Summary) -> None:
        self.store.run("put_summary", [summary_row(summary)])

    def of(self, user: str, roadmap: str) -> CohortFound:
        """What is kept of one learner, if anything is. Raises Unsound as `page` does."""
        return self._found(self.store.select("summary", {"user": user, "roadmap": roadmap}))

    def page(self, part: CohortPart, page: CohortPage) -> CohortFound:
        """On a server a learner may write anything over a summary of theirs, which hides nobody else's. Raises Unsound for one in
        a file, where it can be made anew.
        """
        asked: dict[str, Column] = {"limit": EVERYBODY if page.limit is None else page.limit, "after": page.after}
        name: Statement = "cohort_from_last_name" if page.reverse else "cohort_by_name"
        if page.order != "name":
            name, since = "cohort_by_need", _number(page.today) - RECENT_DAYS + 1
            asked |= {"order": page.order, "sign": -1 if page.reverse else 1, "since": since}
        return self._found(self.store.rows(name, **_given(part), **asked))

    def _found(self, rows: Iterable[Row]) -> CohortFound:
        found, unread = [], []
        for row in rows:
            try:
                found.append(summary_of(row))
            except Unsound:
                if not self.store.keeps_summaries:
                    raise
                unread.append(str(row[0]))
        return CohortFound(tuple(found), tuple(unread))

    def numbers(self, part: CohortPart, today: date) -> Numbers:
        (row,) = self.store.rows("cohort_numbers", **_given(part), today=_number(today))
        return Numbers(*row)

    def phases(self, part: CohortPart) -> list[PhaseSums]:
        """Of all learners together, in no order."""
        return [_phase(row) for row in self.store.rows("cohort_phases", **_given(part))]

    def stuck(self, part: CohortPart, today: date, limit: int) -> list[tuple[str, int]]:
        """Topics with the number of learners who are stuck at them, the most first."""
        found = self.store.rows("cohort_stuck", **_given(part), today=_number(today), limit=limit)
        return [(str(topic), int(number)) for topic, number in found]

    def groups(self) -> list[GroupSize]:
        """In the order of their names."""
        return [GroupSize(*row) for row in self.store.rows("groups")]

    def groups_of(self, user: str) -> list[Member]:
        return [Member(*row) for row in self.store.select("groups_of_user", {"user": user})]

    def members(self, group: str) -> list[Member]:
        """In the order of names."""
        return [Member(*row) for row in self.store.rows("members", group=group)]

    def add(self, members: Iterable[Member]) -> None:
        """Whoever is in the group already gets the role."""
        self.store.run("put_member", [each._asdict() for each in members])
        self.store.wrote = True

    def remove(self, members: Iterable[Member]) -> None:
        self.store.run("drop_member", [{"user": each.user, "group": each.group} for each in members])
        self.store.wrote = True


def summary_row(summary: Summary) -> Values:
    stuck = summary.stuck
    return {
        **{name: getattr(summary, name) for name in ("user", "roadmap", "newest", "made_with", "percent", "done")},
        **{name: getattr(summary, name) for name in ("topics", "hours_done", "hours", "proven", "phase")},
        "seen": _number(summary.seen) if summary.seen else None,
        "minutes": "".join(f"{min(each, MOST_MINUTES):0{SUM_LETTERS}}" for each in summary.minutes),
        "topic": summary.topic.topic if summary.topic else None,
        "stuck": stuck.topic if stuck else None,
        "due": _number(stuck.due) if stuck else None,
        "phases": _json(summary.phases),
        "facts": _json(_facts(summary)),
    }


def summary_of(row: Row) -> Summary:
    """Raises Unsound for one that roadmap did not write."""
    try:
        return _summary(row)
    except (ValueError, TypeError, LookupError, ArithmeticError, RecursionError) as error:
        message = f"its summaries hold a row that roadmap did not write: {error!r}"
        raise Unsound(message) from error


def _summary(row: Row) -> Summary:
    user, roadmap, newest, made_with, percent, done, topics, hours_done, hours, proven, *rest = row
    seen, minutes, topic, stuck, _, phase, phases, told = rest
    facts = json.loads(told, parse_constant=_no_number)
    begun = {_name(each[0]): _in_progress(each) for each in facts["in_progress"]}
    return Summary(
        user=user,
        roadmap=roadmap,
        newest=newest,
        made_with=made_with,
        percent=_finite(percent, FULL),
        done=int(done),
        topics=int(topics),
        hours_done=_finite(hours_done),
        hours=_finite(hours),
        proven=int(proven),
        seen=None if seen is None else _day(seen),
        minutes=tuple(int(minutes[at : at + SUM_LETTERS]) for at in range(0, len(minutes), SUM_LETTERS)),
        topic=begun[topic] if topic else None,
        stuck=begun[stuck] if stuck else None,
        phase=phase and _name(phase),
        phases=tuple(map(_phase, json.loads(phases))),
        in_progress=tuple(begun.values()),
        fades=tuple(map(_day, facts["fades"])),
        foresight=_foresight(facts["pace"], facts["finishes"], facts["breaks"]),
    )


def _facts(summary: Summary) -> dict[str, object]:
    """What no statement asks for."""
    ahead = summary.foresight
    return {
        "in_progress": [
            (each.topic, _number(each.since), _number(each.due), each.minutes, each.hours)
            for each in summary.in_progress
        ],
        "fades": list(map(_number, summary.fades)),
        "pace": (ahead.left, ahead.factor, ahead.goal, _number(ahead.first) if ahead.first else None),
        "finishes": [(_number(each.day), each.hours) for each in ahead.finishes],
        "breaks": [(_number(each.first), _number(each.last)) for each in ahead.breaks],
    }


def _foresight(pace: Row, finishes: Sequence[Row], breaks: Sequence[Row]) -> Foresight:
    left, factor, goal, first = pace
    return Foresight(
        left=_finite(left),
        factor=_finite(factor),
        goal=_finite(goal),
        first=None if first is None else _day(first),
        finishes=tuple(Finish(_day(day), float(hours)) for day, hours in finishes),
        breaks=tuple(Break(_day(begin), _day(end)) for begin, end in breaks),
    )


def _in_progress(row: Row) -> InProgress:
    topic, since, due, minutes, hours = row
    return InProgress(topic=str(topic), since=_day(since), due=_day(due), minutes=int(minutes), hours=_finite(hours))


def _phase(row: Row) -> PhaseSums:
    phase, done, topics, hours_done, hours = row
    return PhaseSums(
        phase=str(phase), done=int(done), topics=int(topics), hours_done=float(hours_done), hours=float(hours)
    )


def _finite(number: Column, most: float = MOST_SUM) -> float:
    """Raises ValueError for what no sum is."""
    found = float(number or 0)
    if not 0 <= found <= most:
        message = f"{number!r} is no sum"
        raise ValueError(message)
    return found


def _no_number(text: str) -> float:
    message = f"{text} is no number"
    raise ValueError(message)


def _name(text: str) -> str:
    """Raises ValueError for what is no id."""
    if not fullmatch(ID, text):
        message = f"{text!r} is no id"
        raise ValueError(message)
    return text


def _given(part: CohortPart) -> dict[str, Column]:
    idle = NOBODY_IDLE if part.idle_since is None else _number(part.idle_since)
    return {"roadmap": part.roadmap, "group": part.group or "", "phase": part.phase or "", "idle": idle}


def _number(day: date) -> int:
    return day.toordinal() - EPOCH


def _day(number: int) -> date:
    return date.fromordinal(number + EPOCH)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
