"""The devices that a learner has recorded on, and the names by which one is meant."""

import pytest
from domain_helpers import event
from list_log import later, workspace

from roadmap_cli.domain.device import OfDevice, ThisDevice, id_of, is_of, name_of, of_this
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.services.device import devices, find_device
from roadmap_cli.services.workspace import Workspace


def told(*texts: str | None, this: str | None = None) -> Workspace:
    """A log with an event of each, an hour later than the one before."""
    here = workspace()._replace(device=ThisDevice(this))
    here.log.merge([event(number, "noted", "a")._replace(device=text) for number, text in enumerate(texts)])
    return here


@pytest.mark.parametrize(
    ("text", "name", "identifier"),
    [("laptop.k3f9a2", "laptop", "k3f9a2"), ("ci", "ci", "ci"), ("a.b.c", "a.b", "c"), ("a.", "a", "a."), ("", "", "")],
)
def test_a_device_is_a_name_and_an_id(text: str, name: str, identifier: str) -> None:
    assert (name_of(text), id_of(text)) == (name, identifier)


def test_what_is_of_no_device_is_of_this_one_and_of_no_other() -> None:
    this = of_this(ThisDevice("laptop.aaaaaa"))
    assert [is_of(each, this) for each in (None, "desk.aaaaaa", "laptop.bbbbbb")] == [True, True, False]
    assert not is_of(None, OfDevice("aaaaaa"))


def test_before_anything_tells_a_device_there_is_none() -> None:
    assert devices(told(None)).devices == ()
    with pytest.raises(CannotBeDone, match='no device "laptop"') as caught:
        find_device(devices(told(None)), "laptop")
    assert caught.value.hint == "nothing tells yet on which device it was recorded"


def test_this_device_stands_first_and_the_others_by_what_they_recorded_last() -> None:
    here = told("a.aaaaaa", "b.bbbbbb", "c.cccccc", "b.bbbbbb", this="a.aaaaaa")
    found = devices(here).devices
    assert [(each.text, each.is_this) for each in found] == [
        ("a.aaaaaa", True),
        ("b.bbbbbb", False),
        ("c.cccccc", False),
    ]
    assert found[1].last
    assert found[2].last
    assert found[1].last > found[2].last


def test_a_device_goes_by_the_name_that_it_had_last() -> None:
    here = told("a.aaaaaa", "b.bbbbbb", "new.aaaaaa", this="now.bbbbbb")
    assert [each.text for each in devices(here).devices] == ["now.bbbbbb", "new.aaaaaa"]


def test_this_device_is_told_before_it_has_recorded_anything() -> None:
    (line,) = devices(told(this="ci")).devices
    assert (line.text, line.last, line.is_this) == ("ci", None, True)


def test_devices_of_another_user_are_none() -> None:
    assert devices(told("a.aaaaaa")._replace(user="bob")).devices == ()


@pytest.mark.parametrize("words", ["laptop", "LAPTOP", " laptop.k3f9a2", "k3f9a2"])
def test_a_device_is_meant_by_its_name_its_id_or_both(words: str) -> None:
    assert find_device(devices(told("laptop.k3f9a2", "desk.bbbbbb")), words).text == "laptop.k3f9a2"


def test_a_name_that_two_have_is_ambiguous() -> None:
    report = devices(told("laptop.aaaaaa", "laptop.bbbbbb"))
    with pytest.raises(CannotBeDone, match=r"any of these:\n  laptop.bbbbbb\n  laptop.aaaaaa"):
        find_device(report, "laptop")
    assert find_device(report, "aaaaaa").id == "aaaaaa"


def test_an_unknown_name_is_answered_with_the_nearest_and_all() -> None:
    with pytest.raises(CannotBeDone, match='no device "lapptop"') as caught:
        find_device(devices(later(told("laptop.aaaaaa", "desk.bbbbbb"), hours=1)), "lapptop")
    assert caught.value.hint == "did you mean laptop? the devices are desk.bbbbbb; laptop.aaaaaa"
