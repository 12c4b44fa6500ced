"""Devices as events tell them: NAME.ID, or a name alone, which is its own id. The name may change, the id does not."""

from collections.abc import Iterable
from typing import NamedTuple


class ThisDevice:
    """The one that a command runs on: here one that others look after."""

    def __init__(self, text: str | None = None) -> None:
        self.text = text

    def known(self) -> str | None:
        """None as long as it has recorded nothing."""
        return self.text

    def begun(self) -> str | None:
        """For what is recorded now. None where nothing can be kept of it."""
        return self.known()


class OfDevice(NamedTuple):
    """Whose events are asked for, by the id. With `nameless` those of no device count as well."""

    id: str
    nameless: bool = False


def name_of(device: str) -> str:
    return device.rpartition(".")[0] or device


def id_of(device: str) -> str:
    return device.rpartition(".")[2] or device


def told_apart(devices: Iterable[str]) -> dict[str, str]:
    """By id, each by its name as it was last, with the id where another is called so too."""
    found = {id_of(each): each for each in devices}
    names = [name_of(each) for each in found.values()]
    return {key: name_of(each) if names.count(name_of(each)) == 1 else each for key, each in found.items()}


def of_this(device: ThisDevice) -> OfDevice:
    """What is of no device was recorded before there were any, most likely here."""
    return OfDevice(id_of(device.known() or ""), nameless=True)


def is_of(device: str | None, asked: OfDevice) -> bool:
    return asked.nameless if device is None else id_of(device) == asked.id
