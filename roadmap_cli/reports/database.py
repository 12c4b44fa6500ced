"""Where progress is kept."""

from typing import Literal, NamedTuple

from roadmap_cli.domain.cohort import MemberRole

KEEP_APART = "keep it in a folder of this machine alone, and bring your devices together with: roadmap sync add"
"""What to do about a database in a folder that something shares."""
DatabaseState = Literal["there", "new", "unusable"]


class DatabaseReport(NamedTuple):
    """`size_bytes` is None where there is no file; `fault` says why it is unusable, and `advice` what to do; `shared_by` is what
    takes its folder to other machines, where nothing of a database is safe.
    """

    database: str
    state: DatabaseState
    begun: bool
    size_bytes: int | None
    users: tuple[str, ...]
    newest_copy: str | None
    fault: str
    advice: str
    shared_by: str = ""


class BeginReport(NamedTuple):
    """`aside` is where what stood there went, the database itself first."""

    database: str
    aside: tuple[str, ...]


class InitReport(NamedTuple):
    """`made` is false where the tables were there already."""

    database: str
    made: bool
    partitions: int


class UpgradeReport(NamedTuple):
    """`folded` are the learners whose progress was added up anew."""

    database: str
    folded: int


class GrantReport(NamedTuple):
    """`is_new` where the server knew nobody of this name."""

    database: str
    role: MemberRole
    name: str
    is_new: bool


class RevokeReport(NamedTuple):
    """`had` is false where there was nothing to take back."""

    database: str
    role: MemberRole
    name: str
    had: bool
