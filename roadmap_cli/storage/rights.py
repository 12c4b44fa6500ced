"""Who sees what on a server, by rights that it keeps whatever is sent to it: the owner all, learners their own rows, mentors the
summaries of their groups.

Whose a row is goes by `session_user`, who has logged in: no SET ROLE changes that. Rights are given to two groups of the
database and not to each learner, as a table has no room for the names of thousands.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from roadmap_cli.domain.cohort import MemberRole
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.storage.migrations import DERIVED, META
from roadmap_cli.storage.server import NOBODY, ServerStore, is_of_other_version, opened

MOST_BYTES = 63
"""Of the name of a role; what is longer would be cut off, and then be somebody else's."""
RESERVED = ("none", "public")
ROLES: tuple[MemberRole, ...] = ("learner", "mentor")
OWN = '"user" = session_user::text'
GUARDED = "{} IN (SELECT its FROM {} AS its) AND {}"
INDEXED = '"user" = ANY (ARRAY(SELECT its FROM {} AS its))'
"""As good as the same twice, so that no EXPLAIN ANALYZE tells what stands in rows that nobody gets to see: the second is looked
for in an index, also where the sender names somebody; the first is as cheap as any condition can be and stands before those
of the sender, so that none of them is tried first. Named after FROM, a function gives all that it finds at once, and else a
row at a time, which takes ten times as long.
"""
RIGHTS: dict[MemberRole, dict[str, tuple[str, str]]] = {
    "learner": {
        "event": ("SELECT, INSERT", OWN),
        **dict.fromkeys(DERIVED, ("SELECT, INSERT, UPDATE, DELETE", OWN)),
        "membership": ("SELECT", OWN),
    },
    "mentor": {
        "summary": ("SELECT", GUARDED.format('"user"', "roadmap_taught()", INDEXED.format("roadmap_taught()"))),
        "membership": ("SELECT", GUARDED.format('"group"', "roadmap_mentored()", INDEXED.format("roadmap_met()"))),
    },
}
"""By table what may be done, with which rows."""
_NUMBER = r", ?\d{1,9}(\.\d{1,20})?(e-\d{1,3})?"
_SUMS = rf'\["[a-z0-9._-]*"(, ?\d{{1,9}}){{2}}({_NUMBER}){{2}}\]'
WRITTEN = {
    "summary": rf"""phases::text ~ '^\[({_SUMS}(, ?{_SUMS})*)?\]$' AND minutes ~ '^(\d{{6}})*$' AND coalesce(seen, 0) BETWEEN -1e6 AND 1e7"""
    " AND concat(topic, stuck, phase) ~ '^[a-z0-9._-]*$'"
    f" AND octet_length(concat(topic, stuck, phase, phases, minutes, facts)) < {10**6}"
}
"""By table what learners have to keep to besides: what statements about a whole cohort reckon with, which one row that they
cannot would stop for everybody.
"""
MENTORED = """SELECT mine."group" FROM {schema}.membership AS mine WHERE mine."user" = session_user::text AND mine.role = 'mentor'"""
MET = f"""SELECT its."user" FROM {{schema}}.membership AS its WHERE its."group" IN ({MENTORED})"""  # noqa: S608 - constants
FUNCTIONS = {
    "roadmap_mentored()": MENTORED,
    "roadmap_met()": MET,
    "roadmap_taught()": f"{MET} AND its.role = 'learner'",
}
"""As the owner, because a policy of the groups that reads the groups would ask itself."""
SAFELY = "RETURNS SETOF text ROWS 10 LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp"
"""Where a sender's own tables and functions are found last, if there are any. Few rows, as far as the server knows, always have
room in memory, and are then looked up there.
"""
GROUP = "CASE WHEN octet_length(datname) > 50 THEN oid::text ELSE datname END || '.' || :role"
PLACE = text(
    "SELECT pg_get_userbyid(relowner), current_schema(), current_database()"
    " FROM pg_class WHERE oid = to_regclass('event')"
)
GROUPS = text(
    f"SELECT {GROUP}, to_regrole(quote_ident({GROUP})) IS NOT NULL FROM pg_database WHERE datname = current_database()"  # noqa: S608 - constants
)
PARTS = text("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = to_regclass(:name)")
MAKES_ROLES = text("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")
KNOWN = text(
    "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR NOT rolcanlogin OR pg_has_role(rolname, :owner, 'MEMBER')"
    " FROM pg_roles WHERE rolname = :name"
)
MAKES_TABLES = text(
    "SELECT has_database_privilege(:group, current_database(), 'TEMPORARY, CREATE')"
    " OR has_schema_privilege(:group, current_schema(), 'CREATE')"
)


def grant(database: str, role: MemberRole, name: str) -> bool:
    """Whether a role of this name had to be made. Raises CannotBeDone."""
    if len(name.encode(errors="surrogatepass")) > MOST_BYTES:
        sentence = f"a server has no room for a name of more than {MOST_BYTES} bytes"
        raise CannotBeDone(sentence, f"call the {role} something shorter")
    with _as_owner(database, f"say who may be a {role} there") as store:
        connection = store.session.connection()
        is_new = _is_new(store, name)
        group, is_there = _group(connection, role)
        if not is_there:
            _run(connection, f"CREATE ROLE {_quoted(connection, group)} NOLOGIN")
            protect(store)
        _assert_nobody_makes_tables(store, group)
        if is_new:
            _run(connection, f"CREATE ROLE {_quoted(connection, name)} LOGIN")
        _run(connection, f"GRANT {_quoted(connection, group)} TO {_quoted(connection, name)}")
        return is_new


def revoke(database: str, role: MemberRole, name: str) -> bool:
    """Whether the name had the rights. The role stays, and what was recorded."""
    with _as_owner(database, f"say who is no {role} there") as store:
        connection = store.session.connection()
        group, is_there = _group(connection, role)
        had = text("SELECT pg_has_role(rolname, :group, 'MEMBER') FROM pg_roles WHERE rolname = :name")
        if not is_there or not connection.execute(had, {"group": group, "name": name}).scalar():
            return False
        _run(connection, f"REVOKE {_quoted(connection, group)} FROM {_quoted(connection, name)}")
        return True


def protect(store: ServerStore) -> None:
    """All of it as this version has it, for whom it was given to already. Nobody makes anything in the database but who owns it."""
    connection = store.session.connection()
    owner, schema, database = (_quoted(connection, each) for each in connection.execute(PLACE).one())
    _run(
        connection,
        f"REVOKE CREATE, TEMPORARY ON DATABASE {database} FROM PUBLIC",
        f"REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC",
    )
    for name in (each.name for each in SQLModel.metadata.sorted_tables if "user" in each.columns):
        for each in (name, *connection.execute(PARTS, {"name": name}).scalars()):
            _run(connection, f"ALTER TABLE {each} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
            _run(connection, *_policy("owner", each, owner, "ALL", "true"))
    for signature, told in FUNCTIONS.items():
        body = f"{SAFELY} AS $$ {told.format(schema=schema)} $$"
        _run(
            connection, f"CREATE OR REPLACE FUNCTION {signature} {body}", f"ALTER FUNCTION {signature} OWNER TO {owner}"
        )
        _run(connection, f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC")
    for role in ROLES:
        group, is_there = _group(connection, role)
        if is_there:
            group = _quoted(connection, group)
            _run(
                connection,
                f"GRANT CONNECT ON DATABASE {database} TO {group}",
                f"GRANT USAGE ON SCHEMA {schema} TO {group}",
            )
            _run(connection, *_rights(role, group))


def _rights(role: MemberRole, group: str) -> Iterator[str]:
    if role == "mentor":
        yield from (f"GRANT EXECUTE ON FUNCTION {signature} TO {group}" for signature in FUNCTIONS)
    yield f"REVOKE ALL ON {', '.join(SQLModel.metadata.tables)} FROM {group}"
    yield f"GRANT SELECT ON {META} TO {group}"
    for name, (actions, condition) in RIGHTS[role].items():
        yield f"GRANT {actions} ON {name} TO {group}"
        yield from _policy(role, name, group, "SELECT" if actions == "SELECT" else "ALL", condition)
        if actions != "SELECT" and name in WRITTEN:
            yield f"ALTER POLICY {role} ON {name} WITH CHECK ({condition} AND {WRITTEN[name]})"


def _policy(name: str, table: str, role: str, action: str, condition: str) -> Iterator[str]:
    """A policy for all that is done looks at what is written as at what is read."""
    yield f"DROP POLICY IF EXISTS {name} ON {table}"
    yield f"CREATE POLICY {name} ON {table} FOR {action} TO {role} USING ({condition})"


@contextmanager
def _as_owner(database: str, deed: str) -> Iterator[ServerStore]:
    with opened(database, writes=True) as store, store.transaction():
        is_of_other_version(store)  # or there is no database of roadmap
        assert_owner(store, deed)
        if not store.session.connection().execute(MAKES_ROLES).scalar_one():
            sentence = f"{store.role} may not make roles on this server"
            raise CannotBeDone(sentence, f"as a superuser give, in psql: ALTER ROLE {store.role} CREATEROLE")
        store.hold(NOBODY)
        yield store


def assert_owner_of(database: str, deed: str) -> None:
    """Raises CannotBeDone."""
    with opened(database, writes=False) as store:
        is_of_other_version(store)
        assert_owner(store, deed)


def assert_owner(store: ServerStore, deed: str) -> None:
    """Raises CannotBeDone."""
    if not store.is_owner:
        sentence = f"only the owner of {store.place} can {deed}, and you are {store.role} there"
        raise CannotBeDone(sentence, "ask whoever made the database")


def _group(connection: Connection, role: MemberRole) -> tuple[str, bool]:
    """The name of the group of roles, and whether there is one."""
    name, is_there = connection.execute(GROUPS, {"role": role}).one()
    return name, is_there


def _is_new(store: ServerStore, name: str) -> bool:
    """Whether there is no role of this name. Raises CannotBeDone for one that no policy holds, or that nobody is."""
    connection = store.session.connection()
    owner = connection.execute(PLACE).one()[0]
    is_mighty = connection.execute(KNOWN, {"name": name, "owner": owner}).scalar()
    if is_mighty:
        sentence = f"{name} is a superuser there, makes roles, owns the database, or is no login at all"
        raise CannotBeDone(sentence, "give it to a role that may do nothing else, under another name")
    is_new = is_mighty is None
    if is_new and (name in RESERVED or name.startswith("pg_")):
        sentence = f"a server keeps the name {name} to itself"
        raise CannotBeDone(sentence, "give it to a role of another name")
    return is_new


def _assert_nobody_makes_tables(store: ServerStore, group: str) -> None:
    """What only the owner of the whole database can take from everybody is otherwise left as it is, in silence."""
    if store.session.connection().execute(MAKES_TABLES, {"group": group}).scalar_one():
        sentence = f"everybody may make tables in {store.place}, which {store.role} cannot forbid"
        raise CannotBeDone(sentence, "let its owner own the database as well, in psql: ALTER DATABASE ... OWNER TO ...")


def _run(connection: Connection, *statements: str) -> None:
    for each in statements:
        connection.exec_driver_sql(each)


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote_identifier(name)
