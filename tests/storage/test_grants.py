"""Letting people in on a server: by its owner, under any name, as often as one likes."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import quote

import pytest
from postgres_helpers import asked, changed, cluster, without_tables
from rights_helpers import MENTOR, OWNER, TABLES, Shared, answers, psql, shared
from storage_helpers import fact, write

from roadmap_cli.errors import CannotBeDone, DatabaseUnusable
from roadmap_cli.storage import Store, owner, reading, rights, writing

pytestmark = pytest.mark.process


@pytest.fixture(scope="module", name="made")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    return shared(tmp_path_factory.mktemp("grants") / "progress.db")


def test_of_tables_in_parts_no_part_is_open_either(tmp_path: Path) -> None:
    made = shared(tmp_path / "progress.db", partitions=2)
    assert psql(made, "ada", 'SELECT DISTINCT "user" FROM event').split() == ["ada"]
    told = answers(made, "ada", *(f"TABLE {table}_{part}" for table in TABLES for part in (0, 1)))
    assert all("permission denied" in each for each in told)
    unguarded = (
        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND NOT"
    )
    assert asked(made.path, f"{unguarded} (relrowsecurity AND relforcerowsecurity)") == [("roadmap_meta",)]
    of_all = "SELECT count(*) FROM event"
    assert psql(made, OWNER, of_all) == f"{asked(made.path, of_all)[0][0]}\n"


RIGHTS = """
    SELECT polname, polrelid::regclass::text, pg_get_expr(polqual, polrelid), polroles::regrole[]::text FROM pg_policy
    UNION ALL SELECT relname, relacl::text, relrowsecurity::text, relforcerowsecurity::text FROM pg_class
    WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT proname, proacl::text, prosrc, proconfig::text FROM pg_proc WHERE proname LIKE 'roadmap%'
    UNION ALL SELECT datname, datacl::text, '', '' FROM pg_database WHERE datname = current_database()
    UNION ALL SELECT roleid::regrole::text, member::regrole::text, '', '' FROM pg_auth_members
    ORDER BY 1, 2, 3, 4
"""


def test_to_grant_twice_or_to_upgrade_changes_nothing(made: Shared) -> None:
    before = asked(made.path, RIGHTS)
    assert [rights.grant(made.address(), "learner", "ada"), rights.grant(made.address(), "mentor", MENTOR)] == [
        False,
        False,
    ]
    made.upgrade()
    assert asked(made.path, RIGHTS) == before


def test_somebody_may_be_both_and_be_neither_again(made: Shared) -> None:
    look = 'SELECT "user" FROM summary ORDER BY 1; SELECT DISTINCT "user" FROM event'
    assert rights.grant(made.address(), "mentor", "ada") is False
    made.change("INSERT INTO membership VALUES ('ada', 'winter', 'mentor'), ('eve', 'winter', 'learner')")
    made.change(
        "INSERT INTO summary SELECT 'eve', roadmap, newest, made_with, percent, done, topics, hours_done, hours, proven,"
        " seen, minutes, topic, stuck, due, phase, phases, facts FROM summary WHERE \"user\" = 'ada'"
    )
    try:
        assert psql(made, "ada", look).split() == ["ada", "eve", "ada"]
        assert [rights.revoke(made.address(), "mentor", "ada") for _ in "xx"] == [True, False]
        assert psql(made, "ada", look).split() == ["ada", "ada"]
    finally:
        made.change("DELETE FROM membership WHERE \"group\" = 'winter'", "DELETE FROM summary WHERE \"user\" = 'eve'")
    assert rights.revoke(made.address(), "mentor", "nobody") is False


@pytest.mark.parametrize("name", ["roadmap", OWNER, "{}.learner", "pg_read_server_files"])
def test_whom_no_policy_holds_or_who_is_nobody_is_not_let_in(made: Shared, name: str) -> None:
    with pytest.raises(CannotBeDone, match="is a superuser there, makes roles, owns the database, or is no login"):
        rights.grant(made.address(), "learner", name.format(made.name))


@pytest.mark.parametrize("name", ['a"b', "50 % off", "o'hara:x", "Ada L", "äöü"])
def test_whatever_somebody_is_called_is_a_name_and_nothing_else(made: Shared, name: str) -> None:
    try:
        assert rights.grant(made.address(), "learner", name) is True
        address = made.address().replace(f"{OWNER}@", f"{quote(name)}@")
        write(address, fact("started", "a"), user=name)
        assert name in [user for (user,) in asked(made.path, 'SELECT "user" FROM event')]
    finally:
        made.change('DROP ROLE IF EXISTS "{}"'.format(name.replace('"', '""')))


def test_a_name_that_would_be_cut_off_is_refused(made: Shared) -> None:
    with pytest.raises(CannotBeDone, match="more than 63 bytes"):
        rights.grant(made.address(), "learner", "ä" * 32)


@pytest.mark.parametrize("name", ["public", "none", "pg_ada"])
def test_a_name_that_the_server_keeps_is_refused(made: Shared, name: str) -> None:
    with pytest.raises(CannotBeDone, match=f"keeps the name {name} to itself"):
        rights.grant(made.address(), "learner", name)


def test_only_the_owner_lets_anybody_in(made: Shared) -> None:
    for deed in (rights.grant, rights.revoke):
        with pytest.raises(CannotBeDone, match=r"only the owner of .* and you are ada there"):
            deed(made.address("ada"), "mentor", "ada")
    with pytest.raises(CannotBeDone, match=r"only the owner of .* can bring it up to date"):
        list(owner.upgrade(made.address("ada")))
    made.change(f"ALTER ROLE {OWNER} NOCREATEROLE")
    try:
        with pytest.raises(CannotBeDone, match="may not make roles"):
            rights.grant(made.address(), "learner", "zoe")
    finally:
        made.change(f"ALTER ROLE {OWNER} CREATEROLE")


def test_where_everybody_may_make_tables_nobody_is_let_in(tmp_path: Path) -> None:
    database = without_tables(tmp_path / "progress.db")
    name = cluster().of(tmp_path / "progress.db")
    changed(
        tmp_path / "progress.db",
        "DROP ROLE IF EXISTS guest; CREATE ROLE guest LOGIN CREATEROLE; GRANT CREATE ON SCHEMA public TO guest",
    )
    guest = cluster().address(name, "guest")
    assert database != guest
    owner.init(guest)
    with pytest.raises(CannotBeDone, match="everybody may make tables"):
        rights.grant(guest, "learner", "ada")
    assert asked(tmp_path / "progress.db", f"SELECT to_regrole('\"{name}.learner\"')") == [(None,)]


@pytest.mark.parametrize("use", [reading, writing])
def test_who_gives_another_name_than_theirs_is_told_who_they_are(
    made: Shared, use: Callable[[str], AbstractContextManager[Store]]
) -> None:
    with (
        pytest.raises(DatabaseUnusable, match="knows you as ada, and shows nobody what is bob's") as refused,
        use(made.address("ada")) as store,
    ):
        store.scope("bob", "r")
    assert refused.value.hint == "be who you are there: --user ada, or for good: roadmap config user ada"
    with use(made.address()) as store:
        assert store.scope("bob", "r").newest
