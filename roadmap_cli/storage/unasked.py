"""How a server is spoken with that is asked nothing before the first statement: it says which version it is while it lets one
in, and SQLAlchemy by itself would ask for that and for more, at the cost of six round trips for every command.
"""

from sqlalchemy import Connection
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

NAME = "postgresql+unasked"


class Unasked(PGDialect_psycopg):
    supports_statement_cache = True

    def initialize(self, connection: Connection) -> None:
        driver = connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - it is open
        self.server_version_info = divmod(driver.info.server_version, 10_000)
        self.default_isolation_level = "READ COMMITTED"


registry.register(NAME.replace("+", "."), __name__, Unasked.__name__)
