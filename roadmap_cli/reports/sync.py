"""What a sync brought and sent, and with which remotes a learner syncs."""

from typing import Literal, NamedTuple

RemoteKind = Literal["folder", "database"]


class DeviceShare(NamedTuple):
    """How many of the events a device had recorded; None stands for those that no device is known of."""

    device: str | None
    events: int


class Moved(NamedTuple):
    """Events that came or went, as they were said, whatever was undone of them; `texts` are of roadmap files, `others` are all that the counts do not tell."""

    events: int = 0
    done: int = 0
    minutes: int = 0
    grades: int = 0
    notes: int = 0
    links: int = 0
    texts: int = 0
    others: int = 0
    devices: tuple[DeviceShare, ...] = ()


class LeftOut(NamedTuple):
    """What in a remote is no event, by its file and line."""

    place: str
    fault: str


class RemoteSync(NamedTuple):
    """`is_whole` is whether everything was compared, rather than what is new; `unsent` are events that should have gone as
    well, `fault` says why they could not, or why nothing could.
    """

    name: str
    place: str
    user: str
    came: Moved = Moved()
    went: Moved = Moved()
    is_whole: bool = False
    left_out: tuple[LeftOut, ...] = ()
    unsent: int = 0
    fault: str = ""


class SyncReport(NamedTuple):
    """`device` is this one, None as long as it has recorded nothing."""

    remotes: tuple[RemoteSync, ...]
    dry_run: bool = False
    device: str | None = None


class RemoteLine(NamedTuple):
    """`user` is what the learner is called there."""

    name: str
    kind: RemoteKind
    place: str
    user: str


class RemotesReport(NamedTuple):
    database: str
    user: str
    remotes: tuple[RemoteLine, ...]


class AddedReport(NamedTuple):
    """`is_new` is whether nothing is there of that user yet; `others` are those of whom there is."""

    remote: RemoteLine
    is_new: bool
    others: tuple[str, ...] = ()


class ForgottenReport(NamedTuple):
    remote: RemoteLine
