"""The address of a database on a server: what it means, and how it is told without its password."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress

from sqlalchemy import URL
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from roadmap_cli.errors import DatabaseUnusable

DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}
"""What an address means that names no driver."""
SECONDS = 5
"""How long a server may take to let one in."""
ALIVE = {"tcp_user_timeout": "10000", "keepalives_idle": "5", "keepalives_interval": "2", "keepalives_count": "3"}
"""So that a line that is dead in the middle of a command is noticed within seconds."""
SECRETS = ("password", "sslpassword")
HIDDEN = "..."
LOOPBACK = re.compile(r"localhost|127(\.\d+){3}|::1|[/@].*", re.IGNORECASE)
"""A socket of this machine is a path, or a name behind an @."""


def url_of(database: str) -> URL:
    """With what is not said in it. Raises DatabaseUnusable for what no server of ours is behind, and SQLAlchemyError."""
    try:
        url = make_url(database)
    except ValueError as error:
        sentence = f"{without_password(database)} is no address of a database"
        raise DatabaseUnusable(sentence, "it is written postgresql://user@host/database") from error
    if "@" in (url.host or "")[1:]:  # so that no part of the password is looked up as a host, and told
        sentence = f"{without_password(database)} is no address of a database: there is more than one @ in it"
        raise DatabaseUnusable(sentence, "write %40 for an @ in a password")
    url = url.set(drivername=DRIVERS.get(url.drivername.lower(), url.drivername))
    if url.drivername not in DRIVERS.values():
        sentence = f"{url.drivername} is not a database that roadmap can use"
        raise DatabaseUnusable(sentence, "give a path, sqlite:///path, or postgresql://user@host/database")
    usual = {"connect_timeout": str(SECONDS), **ALIVE}
    if not (url.query.get("service") or all(map(LOOPBACK.fullmatch, _hosts(url)))):
        usual["sslmode"] = "verify-full"
    return url.update_query_dict({key: value for key, value in usual.items() if key not in url.query})


def _hosts(url: URL) -> Iterator[str]:
    """As libpq finds them, which knows a socket of this machine where nothing names any."""
    said = url.host or url.query.get("host") or url.query.get("hostaddr") or os.environ.get("PGHOST", "")
    for each in (said,) if isinstance(said, str) else said:
        yield from (host.rpartition(":")[0] if host.count(":") == 1 else host for host in each.split(",") if host)


def without_password(database: str) -> str:
    """Also of one that cannot be understood, perhaps because of a sign in the password."""
    before, sign, after = database.partition("://")
    if after.count("@") > 1:
        database = f"{before}{sign}{HIDDEN}@{after.rpartition('@')[2]}"
    with suppress(SQLAlchemyError, ValueError):
        url = make_url(database)
        return url.update_query_dict({key: HIDDEN for key in SECRETS if key in url.query}).render_as_string(
            hide_password=True
        )
    return f"{before}://..."
