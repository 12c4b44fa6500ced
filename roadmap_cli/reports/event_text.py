"""Events in words: to the learner in history, and to others who read a report of theirs."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Literal, assert_never

from roadmap_cli.domain.events import CARD_KINDS, KINDS, PLACEMENT, STATUS_KINDS, Data, Kind
from roadmap_cli.domain.memory import AGAIN
from roadmap_cli.domain.phrasing import count, exact, listed
from roadmap_cli.reports.history import EventLine

MOST_TEXTS = 8
_VERBS = {"finished": "done", "withdrawn": "deleted"}
Tell = Callable[[date], str]
"""How a day is told: to a program unless a view says otherwise."""
_TIMER = {"start": "started", "stop": "stopped", "cancel": "cancelled"}


def texts(events: Sequence[EventLine], tell: Tell = date.isoformat) -> list[str]:
    """One text a kind of fact; topics that share one are named together. What was deleted is told without its words."""
    gone = [event for event in events if event.deleted]
    events = _without_kept_texts([event for event in events if not event.deleted])
    statuses: dict[str, list[str]] = {}
    for event in events:
        if event.kind in STATUS_KINDS:
            by = ", known before" if event.data.get("reason") == PLACEMENT else ""
            statuses.setdefault(f"{_VERBS.get(event.kind, event.kind)}{by}", []).append(event.title)
    told = [f"{verb}: {listed(titles)}" for verb, titles in statuses.items()]
    alone = (event for event in events if event.kind not in STATUS_KINDS and event.kind not in CARD_KINDS)
    alone = (event for event in alone if event.data.get("action") != "stop")  # its time is logged beside it
    for story, run in groupby(alone, lambda each: each.data["story"] if each.kind == "told" else None):
        its = list(run)
        told += [text(event, tell) for event in its] if story is None else [_story_text(its)]
    return [*told, *_card_texts(events), *(f"{bare_text(event)}, deleted" for event in gone)]


def _story_text(events: Iterable[EventLine]) -> str:
    from roadmap_cli.reports.candidacy_text import story_text

    return story_text([event.data for event in events])


def texts_for_others(events: Sequence[EventLine]) -> list[str]:
    """As they happened; an import may have logged time on hundreds of topics."""
    told, events = [], _without_kept_texts(events)
    for kind, run in groupby((each for each in events if each.kind not in CARD_KINDS), lambda each: each.kind):
        its = tuple(run)
        if kind in STATUS_KINDS:
            told.append(f"{kind} {listed([event.title for event in its])}")
        else:
            told += [text(event, for_others=True) for event in its]
    told += _card_texts(events)
    more = len(told) - MOST_TEXTS
    return [*told[:MOST_TEXTS], *([f"and {more} more"] if more > 0 else [])]


def _without_kept_texts(events: Sequence[EventLine]) -> Sequence[EventLine]:
    """Beside the change that a text is kept for, it tells nothing."""
    return [event for event in events if event.kind != "defined"] or events


def text(event: EventLine, tell: Tell = date.isoformat, *, for_others: bool = False) -> str:
    """One event. For others an address stands with the evidence, not here."""
    kind, title, data = event.kind, event.title, event.data
    said = f"{kind} {title}".strip()  # so is a kind of a newer version
    match kind:
        case "logged":
            said = f"{exact(data['minutes'])} on {title}{_remark(data, for_others=for_others)}"
        case "noted" | "ticked" | "linked":
            said = _words_on(kind, title, data, for_others=for_others)
        case "chose":
            said = _choice_text(title, data, for_others=for_others)
        case "paused" | "resumed" | "planned" | "timed":
            said = _intention_text(kind, title, data, tell)
        case "corrected" | "withdrawn":
            said = _edit_text(event, tell)
        case "projected" | "told" | "practised" | "applied":
            from roadmap_cli.reports.candidacy_text import candidacy_text

            said = candidacy_text(kind, data, tell)
        case "redefined" | "defined" | "settled" | "renamed" | "fitted":
            said = _change_text(kind, data)
        case "started" | "finished" | "skipped" | "reset" | "graded" | "written" | "discarded" | "undone":
            pass  # told together, or by whoever knows what was undone
        case _ if kind in KINDS:
            assert_never(kind)
    return said


def _change_text(kind: Literal["redefined", "defined", "settled", "renamed", "fitted"], data: Data) -> str:
    if kind == "renamed":
        return f"renamed {data['before']} to {data['after']}"
    if kind == "fitted":
        its = "" if data.get("parameters") else ", which predicts no better"
        return f"fitted FSRS to {count(data['grades'], 'grade')}{its}"
    if kind == "settled":
        from roadmap_cli.domain.heads import SHOWN

        return f"settled on the text {data['after'][:SHOWN]} of the roadmap file"
    return _line(data["text"]) if kind == "redefined" else "kept the text of the roadmap file as it was"


def _link_text(title: str, data: Data, *, for_others: bool) -> str:
    proves, link = ("evidence", "") if for_others else ("proof", f": {data['url']}")
    return f"{proves if data['proves'] else 'link'} for {title}{link}"


def _choice_text(title: str, data: Data, *, for_others: bool) -> str:
    if data.get("option"):
        return f"chose {title}"
    return "took a choice back" if for_others else f"opened the choice {data['choice']} again"


def bare_text(event: EventLine) -> str:
    """An entry without what was written in it."""
    kind, title, data = event.kind, event.title, event.data
    if kind == "logged":
        return f"{exact(data['minutes'])} on {title}"
    if kind == "linked":
        return f"{'proof' if data['proves'] else 'link'} for {title}"
    if kind == "graded":
        return f"grade of {data['card']} on {title}"
    return f"note on {title}" if kind == "noted" else f"{_VERBS.get(kind, kind)}: {title}"


def _edit_text(event: EventLine, tell: Tell) -> str:
    """`corrected: 45 min -> 50 min on Vectors`. What was written before is not said again."""
    was, data = event.was, event.data
    if was is None:
        return f"{_VERBS.get(event.kind, event.kind)}: what is not here, on {event.title}"
    if event.kind == "withdrawn":
        return f"{_VERBS[event.kind]}: {bare_text(was)}"
    minutes, day, proves = data.get("minutes"), data.get("day"), data.get("proves")
    changes = [bare_text(was)]
    if minutes is not None and was.kind == "logged":
        changes = [f"{exact(was.data['minutes'])} -> {bare_text(was._replace(data={'minutes': minutes}))}"]
    changes += [f"{tell(was.day)} -> {tell(date.fromisoformat(day))}"] if day and was.day else []
    changes += [] if proves is None else ["now a proof" if proves else "no longer a proof"]
    return f"corrected: {', '.join([*changes, *_words_gone(data)])}{_new_words(data)}"


def _words_gone(data: Data) -> Iterator[str]:
    yield from (f"without its {name}" for name in ("note", "title") if data.get(name) == "")


def _new_words(data: Data) -> str:
    words = (data.get(name) for name in ("note", "text", "url", "title"))
    said = ", ".join(_line(str(each)) for each in words if each)
    return f": {said}" if said else ""


def _words_on(kind: Literal["noted", "ticked", "linked"], title: str, data: Data, *, for_others: bool) -> str:
    if kind == "linked":
        return _link_text(title, data, for_others=for_others)
    if kind == "noted":
        return f"note on {title}: {data['text'] if for_others else _line(data['text'])}"
    ticked = "took a tick back" if data.get("off") else "ticked"
    name = data.get("criterion") or data.get("resource") or ""
    return f"{ticked} on {title}: {'a resource' if for_others and data.get('resource') else _line(name)}"


def _intention_text(kind: Literal["paused", "resumed", "planned", "timed"], title: str, data: Data, tell: Tell) -> str:
    match kind:
        case "paused":
            reason = data.get("reason")
            first, last = (tell(date.fromisoformat(day)) for day in (data["first"], data["last"]))
            return f"break from {first} to {last}" + (f": {_line(reason)}" if reason else "")
        case "resumed":
            return f"no break from {tell(date.fromisoformat(data['on']))} on"
        case "planned":
            return f"plan: {title}"
        case "timed":
            return f"timer {_TIMER[data['action']]} on {title}"


def _card_texts(events: Sequence[EventLine]) -> Iterator[str]:
    """What happened to cards, each sort as one text: `recalled 9 of 12 cards: ...`."""
    recalled = sum(event.kind == "graded" and event.data["rating"] > AGAIN for event in events)
    verbs: dict[Kind, str] = {"graded": f"recalled {recalled} of", "written": "wrote", "discarded": "deleted"}
    for kind, verb in verbs.items():
        titles = [event.title for event in events if event.kind == kind]
        if titles:
            yield f"{verb} {count(len(titles), 'card')}: {listed(list(dict.fromkeys(titles)), 3)}"


def _remark(data: Data, *, for_others: bool) -> str:
    note = data.get("note")
    if for_others:
        return f" ({note})" if note else ""
    return (", on no day in particular" if data.get("undated") else "") + (f": {_line(note)}" if note else "")


def _line(text: str) -> str:
    """A note may have several lines; history gives each command one."""
    return " ".join(text.split())
