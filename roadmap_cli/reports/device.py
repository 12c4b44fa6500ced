"""The devices that a learner records on."""

from datetime import datetime
from typing import NamedTuple


class DeviceLine(NamedTuple):
    """`last` is when the newest event of it was recorded; None of this one, while there is none."""

    name: str
    id: str
    last: datetime | None
    is_this: bool

    @property
    def text(self) -> str:
        return self.id if self.name == self.id else f"{self.name}.{self.id}"


class DeviceReport(NamedTuple):
    """The one in use first, the others by what they recorded last. There is no device before the first event that tells one."""

    devices: tuple[DeviceLine, ...]


class RenamedDevice(NamedTuple):
    """`before` is None where it had no name yet."""

    before: str | None
    after: str
