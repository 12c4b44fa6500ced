"""Who is in which group, as far as a file can still tell: no event does."""

import sqlite3
from contextlib import suppress
from typing import get_args

from roadmap_cli.domain.cohort import Member, MemberRole

ROLES = get_args(MemberRole)


def members_in(connection: sqlite3.Connection) -> list[Member]:
    """Of an older database none. From both ends, since SQLite stops at the first page that is damaged."""
    found: dict[Member, None] = {}
    for order in ("", "DESC"):
        with suppress(sqlite3.Error, UnicodeError):
            for user, group, role in connection.execute(
                f'SELECT user, "group", role FROM membership NOT INDEXED ORDER BY rowid {order}'  # noqa: S608 - constants
            ):
                if isinstance(user, str) and isinstance(group, str) and role in ROLES:
                    found[Member(user, group, role)] = None
    return list(found)
