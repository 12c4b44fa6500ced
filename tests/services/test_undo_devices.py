"""Undo and redo take what the device did that one sits at, whatever others do meanwhile: law 4, per device."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from list_log import SMALL, ListLog, kept, later, state, workspace

from roadmap_cli.domain.device import ThisDevice
from roadmap_cli.domain.events import Event
from roadmap_cli.domain.progress import State, fold
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.services.device import devices
from roadmap_cli.services.history import history
from roadmap_cli.services.log import log_time
from roadmap_cli.services.mark import mark
from roadmap_cli.services.note import note
from roadmap_cli.services.undo import foresee, redo, undo
from roadmap_cli.services.workspace import Workspace

A, B, C, *_ = SMALL.topics.values()
LAPTOP, DESK = "laptop.aaaaaa", "desk.bbbbbb"
COMMANDS = st.sampled_from(["mark", "log", "note", "undo", "undo", "redo", "undo the other's"])


def at(device: str | None, here: Workspace | None = None) -> Workspace:
    """A log of its own, unless it is that of another workspace."""
    return (here or workspace())._replace(device=ThisDevice(device))


def two() -> tuple[Workspace, Workspace]:
    """That know of each other at once."""
    laptop = at(LAPTOP)
    return laptop, at(DESK, laptop)


def exchange(one: Workspace, other: Workspace) -> None:
    for here, there in ((one, other), (other, one)):
        there.log.merge(here.log.events(here.user, here.roadmap.id))


def say(here: Workspace, name: str, topic: Topic) -> None:
    match name:
        case "mark":
            mark(
                here,
                "finished" if here.log.state(here.user, here.roadmap.id).topics.get(topic.id) else "started",
                [topic],
            )
        case "log":
            log_time(here, topic, 10)
        case _:
            note(here, topic, "so")


class Model:
    """What is promised: of each device its commands that count, and those that it has taken back since it said anything."""

    def __init__(self) -> None:
        self.alive: dict[str, list[str]] = {LAPTOP: [], DESK: []}
        self.taken: dict[str, list[tuple[str, str]]] = {LAPTOP: [], DESK: []}

    def undo(self, by: str, of: str) -> str:
        batch = self.alive[of].pop()
        self.taken[by].append((of, batch))
        return batch

    def redo(self, by: str) -> str:
        of, batch = self.taken[by].pop()
        self.alive[of] = sorted([*self.alive[of], batch])
        return batch

    def state(self, events: list[Event]) -> State:
        alive = {*self.alive[LAPTOP], *self.alive[DESK]}
        return fold([each for each in events if each.batch in alive])


def step(model: Model, here: Workspace, name: str, topic: Topic) -> None:
    this = here.device.known() or ""
    other = DESK if this == LAPTOP else LAPTOP
    before = len(kept(here))
    try:
        match name:
            case "undo":
                undo(here)
                model.undo(this, this)
            case "undo the other's":
                undo(here, foreseen=foresee(here, other))
                model.undo(this, other)
            case "redo":
                redo(here)
                model.redo(this)
            case _:
                say(here, name, topic)
    except CannotBeDone:
        left = {"undo": model.alive[this], "undo the other's": model.alive[other], "redo": model.taken[this]}
        assert not left[name]
    if name in {"mark", "log", "note"} and len(kept(here)) > before:
        model.alive[this].append(here.log.events("ada", "test")[-1].batch)
        model.taken[this].clear()


@given(st.lists(st.tuples(st.booleans(), COMMANDS, st.sampled_from([A, B, C])), max_size=14))
def test_each_device_walks_through_what_it_did_while_the_other_goes_on(steps: list[tuple[bool, str, Topic]]) -> None:
    model, pair = Model(), two()
    for is_desk, name, topic in steps:
        here = pair[is_desk]
        step(model, here, name, topic)
        assert state(here) == model.state(here.log.events("ada", "test"))
        assert history(here, 99).last == next(reversed(model.alive[here.device.known() or ""]), None)


@given(st.lists(st.tuples(st.booleans(), COMMANDS, st.sampled_from([A, B]), st.booleans()), max_size=14))
def test_whenever_they_hear_of_each_other_they_agree(steps: list[tuple[bool, str, Topic, bool]]) -> None:
    pair = (at(LAPTOP), at(DESK))
    for number, (is_desk, name, topic, meet) in enumerate(steps):  # each at a time of its own, or ids would be the same
        step_apart(later(pair[is_desk], minutes=number), name, topic)
        if meet:
            exchange(*pair)
    exchange(*pair)
    assert state(pair[0]) == state(pair[1])
    assert history(pair[0], 99).entries == history(pair[1], 99).entries


def step_apart(here: Workspace, name: str, topic: Topic) -> None:
    """What is brought back counts again, whoever has taken it back as well."""
    before = state(here)
    try:
        match name:
            case "undo":
                undo(here)
            case "undo the other's":
                other = next(each for each in devices(here).devices if not each.is_this)
                undo(here, foreseen=foresee(here, other.text))
            case "redo":
                redo(here)
            case _:
                say(here, name, topic)
    except (CannotBeDone, StopIteration):
        return
    if name in {"undo", "undo the other's"}:
        redo(here)
        assert state(here) == before
        undo_again(here, name)


def undo_again(here: Workspace, name: str) -> None:
    others = (each for each in devices(here).devices if not each.is_this)
    undo(here, foreseen=foresee(here, next(others).text) if name != "undo" else None)


def test_an_undo_passes_what_came_from_another_device() -> None:
    laptop, desk = two()
    mark(laptop, "finished", [A])
    note(later(desk, hours=1), B, "newer")
    assert [each.kind for each in undo(later(laptop, hours=2)).events] == ["finished"]
    with pytest.raises(CannotBeDone, match="nothing to undo on this device") as caught:
        undo(later(laptop, hours=3))
    assert caught.value.hint.endswith("roadmap undo --device desk.bbbbbb")


def test_an_undo_passes_what_changed_the_same_topic_since() -> None:
    laptop, desk = two()
    mark(laptop, "finished", [A])
    mark(later(desk, hours=1), "reset", [A])
    undo(later(laptop, hours=2))
    assert state(laptop).topics["a"].status == "todo"
    undo(later(desk, hours=3))
    assert "a" not in state(laptop).topics or state(laptop).topics["a"].status == "todo"
    redo(later(laptop, hours=4))
    assert state(laptop).topics["a"].status == "done"


def test_what_was_recorded_before_there_were_devices_counts_as_of_this_one() -> None:
    former = at(None)
    mark(former, "finished", [A])
    note(at(DESK, former), B, "elsewhere")
    assert undo(at(LAPTOP, former)).events[0].kind == "finished"
    assert redo(at(LAPTOP, former)).events[0].kind == "finished"
    assert undo(at(None, former)).events[0].kind == "finished"


def test_a_device_that_was_renamed_takes_back_what_it_did_before() -> None:
    here = at(LAPTOP)
    mark(here, "finished", [A])
    assert undo(at("study.aaaaaa", here)).events[0].kind == "finished"


def test_something_else_that_another_device_does_leaves_something_to_redo() -> None:
    laptop, desk = two()
    mark(laptop, "finished", [A])
    undo(laptop)
    for number in range(20):
        note(desk, B, f"note {number}")
    undo(desk)
    assert redo(laptop).events[0].kind == "finished"
    assert redo(desk).events[0].kind == "noted"


def test_what_two_devices_took_back_is_brought_back_by_either() -> None:
    laptop, desk = at(LAPTOP), at(DESK)
    mark(laptop, "finished", [A])
    exchange(laptop, desk)
    undo(laptop)
    undo(later(desk, hours=1), foreseen=foresee(desk, "laptop"))
    exchange(laptop, desk)
    assert "a" not in state(laptop).topics
    redo(later(laptop, hours=2))
    assert state(laptop).topics["a"].status == "done"
    exchange(laptop, desk)
    with pytest.raises(CannotBeDone, match="nothing to redo"):
        redo(later(desk, hours=3))


def test_what_another_device_did_is_foreseen_and_nothing_else_is_taken() -> None:
    laptop, desk = two()
    mark(laptop, "finished", [A])
    foreseen = foresee(desk, "laptop")
    assert foreseen
    assert ([each.title for each in foreseen.events], foreseen.device.text) == (["A"], LAPTOP)
    note(later(laptop, hours=1), B, "meanwhile")
    with pytest.raises(CannotBeDone, match=r"last command on laptop.aaaaaa is another one by now"):
        undo(later(desk, hours=2), foreseen=foreseen)
    assert undo(later(desk, hours=2), foreseen=foresee(desk, "aaaaaa")).events[0].kind == "noted"


def test_this_device_by_its_name_is_not_asked_about() -> None:
    laptop, _ = two()
    mark(laptop, "finished", [A])
    assert foresee(laptop, "laptop") is None


def test_of_a_device_that_did_nothing_here_nothing_is_foreseen() -> None:
    laptop, desk = two()
    note(desk._replace(roadmap=SMALL._replace(id="other")), A, "on another roadmap")
    with pytest.raises(CannotBeDone, match=r"nothing to undo on desk.bbbbbb"):
        foresee(laptop, "desk")


def test_with_skip_too_it_is_of_the_device() -> None:
    laptop, desk = two()
    mark(laptop, "finished", [A])
    note(later(desk, hours=1), B, "newer")
    assert undo(later(laptop, hours=2), skip=True).events[0].kind == "finished"
    assert redo(later(laptop, hours=3), skip=True).events[0].kind == "finished"


def test_an_event_tells_the_device_and_none_is_begun_for_nothing() -> None:
    class Begins(ThisDevice):
        begun_times = 0

        def begun(self) -> str | None:
            self.begun_times += 1
            return LAPTOP

    device = Begins()
    here = workspace()._replace(device=device)
    here.append([])
    history(here, 9)
    with pytest.raises(CannotBeDone):
        undo(here)
    assert device.begun_times == 0
    note(here, A, "so")
    assert ([each.device for each in here.log.events("ada", "test")], device.begun_times) == ([LAPTOP], 1)


def entries(here: Workspace) -> Iterator[str | None]:
    return (each.device for each in history(here, 9).entries)


def test_history_tells_the_device_of_each_command() -> None:
    laptop, desk = two()
    note(at(None, laptop), A, "before")
    note(later(laptop, hours=1), A, "so")
    note(later(desk, hours=2), A, "thus")
    assert [*entries(laptop)] == [DESK, LAPTOP, None]
    assert (history(laptop, 9).device, history(desk, 9).device) == (LAPTOP, DESK)


def test_reviews_at_two_devices_are_no_single_sitting() -> None:
    laptop, desk = two()
    for here in (laptop, desk, at("study.bbbbbb", laptop)):
        here.append([here.fact("graded", "b", card="b-1", rating=3)])
    assert [(each.device, len(each.events)) for each in history(laptop, 9).entries] == [(DESK, 2), (LAPTOP, 1)]
    assert isinstance(laptop.log, ListLog)
