"""A name that a learner was given: it travels, and what comes under the old one counts once, as theirs."""

from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import NOW, examples
from domain_helpers import identifier
from hypothesis import given
from hypothesis import strategies as st
from storage_helpers import Address, ask, both, derived_of, embedded, fact, merge, write

from roadmap_cli import storage
from roadmap_cli.domain.events import Event
from roadmap_cli.storage import rescue, sqlite
from roadmap_cli.storage.renames import Rename

NAMES = ("ada", "lovelace", "countess")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "progress.db"


def renamed(number: int, before: str, after: str, user: str = "ada") -> Event:
    return said(number, "renamed", None, user, before=before, after=after)


def said(number: int, kind: str, topic: str | None, user: str = "ada", **data: object) -> Event:
    return Event(user, identifier(number), identifier(number), "r", kind, topic, NOW, NOW.date(), data)


def users(database: str) -> list[str]:
    with storage.reading(database) as store:
        return list(store.users())


def present_name(database: str, user: str) -> str:
    with storage.reading(database) as store:
        return store.present_name(user)


@both
def test_a_rename_that_comes_renames_who_is_here_and_both_names_are_theirs(at: Address, path: Path) -> None:
    before = write(at(path), fact("finished", "a"), fact("logged", "a", minutes=5))
    merge(at(path), [renamed(9, "ada", "lovelace")])
    assert users(at(path)) == ["lovelace"]
    assert derived_of(at(path), "lovelace")[0].topics["a"].minutes == 5
    assert [present_name(at(path), name) for name in ("ada", "lovelace", "bob")] == ["lovelace", "lovelace", "bob"]
    assert merge(at(path), before) == []
    new = merge(at(path), [said(10, "noted", "a", text="from a device that has not heard")])
    assert [each.user for each in new] == ["lovelace"]
    with storage.reading(at(path)) as store:
        assert store.unsealed("lovelace", "r") == []


@both
def test_a_name_that_is_somebody_elses_here_stays_theirs(at: Address, path: Path) -> None:
    write(at(path), fact("started", "a"), user="lovelace")
    write(at(path), fact("finished", "a"))
    with storage.writing(at(path)) as store:
        store.merge([renamed(9, "ada", "lovelace")])
        store.settle_names()
        assert store.renames == [Rename("ada", "lovelace", is_done=False)]
    assert users(at(path)) == ["ada", "lovelace"]
    (new,) = merge(at(path), [said(10, "noted", "a", text="so")])
    assert new.user == "ada"


@both
def test_a_rename_counts_on_whichever_roadmap_it_was_recorded(at: Address, path: Path) -> None:
    write(at(path), fact("finished", "a"), roadmap="s")
    merge(at(path), [renamed(9, "ada", "lovelace")._replace(roadmap="s"), renamed(8, "ada", "countess")])
    assert users(at(path)) == ["lovelace"]


@both
def test_who_goes_by_none_of_its_names_keeps_theirs(at: Address, path: Path) -> None:
    write(at(path), fact("finished", "a"), user="bob")
    merge(at(path), [renamed(9, "ada", "lovelace", user="bob")])
    assert (users(at(path)), present_name(at(path), "ada")) == (["bob"], "bob")


def test_a_name_is_whose_it_was_last(path: Path) -> None:
    write(str(path), fact("finished", "a"), user="bob")
    merge(str(path), [renamed(9, "ada", "lovelace", user="bob"), renamed(8, "ada", "carol", user="carol")])
    assert present_name(str(path), "ada") == "bob"


@pytest.mark.parametrize("order", [*permutations((0, 1, 2))])
def test_devices_that_were_renamed_differently_agree_in_the_end(order: tuple[int, ...], tmp_path: Path) -> None:
    every = [said(1, "finished", "a"), renamed(2, "ada", "lovelace"), renamed(3, "ada", "countess")]
    database = embedded(tmp_path / "one.db")
    for number in order:
        merge(database, [every[number]])
    assert users(database) == ["countess"]


@examples(30)
@given(
    steps=st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from((*NAMES, "", "sync", "sync")), st.integers(0, 2)), max_size=9
    )
)
def test_however_they_were_renamed_and_met_all_devices_agree_and_hold_everything_once(
    steps: list[tuple[int, str, int]],
) -> None:
    """Each by the name by which it knows the learner; now and then one hands another all that it holds."""
    with TemporaryDirectory() as folder:
        homes = [str(Path(folder, f"{number}.db")) for number in range(3)]
        for home in homes:
            write(home, fact("started", "a"))
        for number, (home, step, other) in enumerate(steps):
            if step == "sync":
                hand_over(homes[home], homes[other])
            elif step == "":
                write(homes[home], fact("noted", "a", text=str(number)), user=present_name(homes[home], "ada"))
            else:
                give_name(homes[home], step, number)
        for home in homes * 2:
            for other in homes:
                hand_over(home, other)
        everything = [ask(Path(home), "SELECT user, id, kind, data FROM event ORDER BY id") for home in homes]
        assert everything[0] == everything[1] == everything[2]
        (name,) = users(homes[0])
        assert derived_of(homes[0], name) == derived_of(homes[1], name) == derived_of(homes[2], name)


def give_name(home: str, name: str, number: int) -> None:
    before = present_name(home, "ada")
    with storage.writing(home) as store:
        if before != name:
            store.rename_user(before, name)
            store.append(name, "r", [fact("renamed", before=before, after=name)], NOW)


def hand_over(home: str, other: str) -> None:
    """As a sync does: whoever the learner is called there, it is them."""
    if home != other:
        with storage.reading(home) as store:
            events = list(store.everything())
        merge(other, [each._replace(user="ada") for each in events])


def test_what_is_saved_out_of_a_database_goes_by_the_names_of_now(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a name is somebody else's by now, and may be saved later than theirs."""
    write(str(path), fact("started", "a"), user="zoe")
    write(str(path), fact("finished", "a"))
    merge(str(path), [renamed(9, "ada", "zoe")])
    assert users(str(path)) == ["ada", "zoe"]
    monkeypatch.setattr(rescue, "MOST_RUNS", 1)
    rescue.rescue(str(path), tmp_path / "new.db")
    assert users(str(tmp_path / "new.db")) == ["ada", "zoe"]
    with sqlite.apart() as store, store.transaction():
        store.keeps_names = True
        with storage.reading(str(path)) as old:
            store.bring_in(old.everything())
        store.settle_names()
        assert list(store.users()) == ["ada", "zoe"]
