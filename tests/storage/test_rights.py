"""Who sees what on a server: attacked with psql, and each attack shown to succeed where its protection is taken away."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from postgres_helpers import asked
from rights_helpers import LEARNERS, MENTOR, SECRET, TABLES, Shared, answers, psql, rows_of, shared

from roadmap_cli.storage import rights

pytestmark = pytest.mark.process
DERIVED = [name for name in TABLES if name not in {"event", "membership"}]
DENIED = "permission denied"
FILES = "must be superuser"
POLICY = "violates row-level security policy"
FORGED = "('bob', '01', 'b', 'r', 'finished', 'a', 'now', 'today', '{}')"
FORGE = f'INSERT INTO event ("user", id, batch, roadmap, kind, topic, at, day, data) VALUES {FORGED}'  # noqa: S608 - a constant
LEAK = "CREATE FUNCTION {}leak(text) RETURNS bool COST 1e-38 LANGUAGE plpgsql AS $$BEGIN RAISE NOTICE '%', $1; RETURN true; END$$"


@pytest.fixture(scope="module", name="made")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    return shared(tmp_path_factory.mktemp("rights") / "progress.db")


@pytest.fixture(autouse=True)
def _is_as_it_was(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever was sent."""
    if "made" not in request.fixturenames:
        yield
        return
    made = request.getfixturevalue("made")
    before = rows_of(made, "bob")
    assert all(before.values())
    yield
    assert rows_of(made, "bob") == before


@pytest.mark.parametrize("user", [*LEARNERS, MENTOR])
def test_nobody_sees_rows_of_others_but_a_mentor_those_of_their_groups(made: Shared, user: str) -> None:
    told = answers(made, user, *(f'SELECT "user" FROM {table} GROUP BY 1 ORDER BY 1' for table in TABLES))  # noqa: S608 - constants
    found = dict(zip(TABLES, told, strict=True))
    if user == MENTOR:
        assert (found.pop("summary"), found.pop("membership")) == ("ada\n", "ada\ngrace\n")
        assert all(each.startswith(f"ERROR:  {DENIED}") for each in found.values())
    else:
        assert set(found.values()) == {f"{user}\n"}


READS = (
    "SELECT * FROM event WHERE \"user\" = 'bob'",
    "SELECT * FROM event WHERE \"user\" > 'b' OR data LIKE '%quince%' ORDER BY data",
    "SELECT data::int FROM event WHERE \"user\" = 'bob'",  # whose fault would tell the text
    "SELECT 1 / (length(data) - length(data)) FROM event WHERE \"user\" = 'bob'",
    "DO $$ DECLARE its record; BEGIN FOR its IN SELECT * FROM event LOOP RAISE NOTICE '%', its; END LOOP; END $$",
    "COPY event TO STDOUT",
    "COPY (SELECT * FROM event WHERE \"user\" = 'bob') TO STDOUT",
    "SELECT query_to_xml('SELECT * FROM event', true, true, '')",
    "SELECT table_to_xml('event', true, true, '')",
    "SELECT * FROM pg_stats WHERE tablename = 'event' AND attname = 'data'",
    "SELECT * FROM pg_statistic",
    "SELECT query FROM pg_stat_activity WHERE usename = 'boss' AND query LIKE '%quince%'",
    "BEGIN; SET LOCAL row_security = off; SELECT * FROM event; ROLLBACK",
    "SET ROLE bob; SELECT * FROM event WHERE \"user\" = 'bob'",
    "SET SESSION AUTHORIZATION bob; SELECT * FROM event WHERE \"user\" = 'bob'",
    "SELECT set_config('session_authorization', 'bob', false), set_config('role', 'bob', false); TABLE event",
    "TABLE event_0",
)


def test_no_learner_reads_of_another(made: Shared) -> None:
    made.change("ANALYZE")
    for read, told in zip(READS, answers(made, "ada", *READS), strict=True):
        assert not re.search(rf"{SECRET}|bob[\t|]", told.replace(read, "")), (read, told)


CHANGES = {
    FORGE: POLICY,
    "UPDATE event SET data = '{}'": DENIED,
    "DELETE FROM event": DENIED,
    "TRUNCATE event": DENIED,
    "TRUNCATE summary": DENIED,
    "UPDATE roadmap_meta SET value = 'x'": DENIED,
    "INSERT INTO membership VALUES ('ada', 'autumn', 'mentor')": DENIED,
    "UPDATE membership SET role = 'mentor'": DENIED,
    "COPY event FROM '/dev/null'": FILES,
    "COPY event FROM STDIN": "not supported with row-level security",
    "UPDATE summary SET \"user\" = 'bob', roadmap = 'other' WHERE \"user\" = 'ada'": POLICY,
    **{f"UPDATE {table} SET roadmap = 'x' WHERE \"user\" = 'bob'": "UPDATE 0" for table in DERIVED},  # noqa: S608 - constants
    **{f"DELETE FROM {table} WHERE \"user\" = 'bob'": "DELETE 0" for table in DERIVED},  # noqa: S608 - constants
    **{
        f"UPDATE summary SET {each}": POLICY  # noqa: S608 - constants
        for each in (
            "phases = 'x'",
            "phases = '[[\"a\",1,1,1e308,1]]'",
            'phases = \'[["a","1",1,1,1]]\'',
            "phases = '[\"a\"]'",
            "phases = '{}'",
            "minutes = 'abcdef'",
            "seen = 2147483647",
            "stuck = E'\\x1b[2J'",
            "phase = repeat('x', 1000000)",
        )
    },
    "INSERT INTO study_day VALUES ('bob', 'r', '2026-01-01', 'a', 9, 9, 9)": POLICY,
    "INSERT INTO seal VALUES ('bob', 'r', 'log', '', 'x') ON CONFLICT (\"user\", roadmap, part, name) DO UPDATE SET value = 'x'": POLICY,
    "MERGE INTO choice USING (VALUES (1)) AS its ON choice.\"user\" = 'bob' WHEN MATCHED THEN DELETE": "MERGE 0",
}
POWERS = {
    "CREATE TABLE own (x text)": DENIED,
    "CREATE TEMPORARY TABLE membership (x text)": DENIED,
    "CREATE VIEW own AS TABLE event": DENIED,
    "CREATE TEMPORARY VIEW own AS TABLE event": DENIED,
    "CREATE SCHEMA ada": DENIED,
    LEAK.format(""): DENIED,
    LEAK.format("pg_temp."): DENIED,
    "CREATE INDEX ON event (data)": "must be owner",
    "CREATE TRIGGER own BEFORE INSERT ON event EXECUTE FUNCTION tsvector_update_trigger()": DENIED,
    "CREATE RULE own AS ON INSERT TO event DO ALSO NOTHING": "must be owner",
    "CREATE POLICY own ON event": "must be owner",
    "ALTER TABLE event DISABLE ROW LEVEL SECURITY": "must be owner",
    "ALTER FUNCTION roadmap_taught() SECURITY INVOKER": "must be owner",
    "CREATE ROLE own": DENIED,
    "ALTER ROLE ada BYPASSRLS": FILES,
    "ALTER ROLE bob PASSWORD 'x'": DENIED,
    "SET ROLE boss": DENIED,
    "SET SESSION AUTHORIZATION boss": DENIED,
    "GRANT bob TO ada": "must have admin option",
    "GRANT SELECT ON summary TO PUBLIC": "no privileges were granted",
    "CREATE EXTENSION dblink": DENIED,
    "SELECT pg_read_file('/etc/passwd')": DENIED,
    "SELECT pg_ls_dir('/')": DENIED,
    "SELECT lo_import('/etc/passwd')": DENIED,
    "COPY roadmap_meta TO '/dev/null'": FILES,
    "COPY (SELECT 1) TO PROGRAM 'id'": FILES,
    "COPY event FROM PROGRAM 'id'": FILES,
    "SELECT pg_reload_conf()": DENIED,
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'roadmap'": "must be a ",
}


def _of_mentor() -> dict[str, str]:
    """Who may change nothing at all."""
    return {each: FILES if told == FILES else DENIED for each, told in CHANGES.items()}


@pytest.mark.parametrize("user", ["ada", MENTOR])
def test_nobody_changes_what_is_not_theirs_or_makes_anything(made: Shared, user: str) -> None:
    wanted = {**CHANGES, **POWERS} if user == "ada" else {**_of_mentor(), **POWERS}
    told = dict(zip(wanted, answers(made, user, *wanted), strict=True))
    assert [(each, told[each]) for each in wanted if wanted[each] not in told[each]] == []


def test_who_forges_is_not_told_whether_there_is_such_an_event(made: Shared) -> None:
    """Nobody's index is asked before the policy: the answers are the same to the letter, and so is all that EXPLAIN tells."""
    ((there,),) = asked(made.path, "SELECT min(id) FROM event WHERE \"user\" = 'bob'")
    for end in ("", " ON CONFLICT DO NOTHING", ' ON CONFLICT ("user", id) DO NOTHING RETURNING id'):
        told = answers(made, "ada", *(FORGE.replace("'01'", f"'{each}'") + end for each in (there, there[:-1] + "z")))
        assert told[0] == told[1]
        assert POLICY in told[0]


SHOWN = "EXPLAIN (ANALYZE, BUFFERS, COSTS off, TIMING off, SUMMARY off) SELECT * FROM {} WHERE \"user\" = '{}' AND {}"


def _plan(made: Shared, user: str, asked_for: str, *off: str) -> str:
    """What is told but for what was sent."""
    settings = "; ".join(f"SET enable_{each} = off" for each in off)
    told = answers(made, user, settings, asked_for, asked_for)[2]
    return re.sub(r"(?m)^ *(Filter|Index Cond|Recheck Cond|One-Time Filter): .*", "", told)


WHOLE = ("indexscan", "bitmapscan", "indexonlyscan")
"""Off, so that conditions are tried on rows that are not shown."""


@pytest.mark.parametrize(
    ("user", "table", "is_so", "is_not"),
    [
        ("ada", "event", "kind = 'noted'", "kind = 'told'"),
        ("ada", "summary", "percent > 50", "percent > 90"),
        ("ada", "membership", "\"group\" = 'autumn'", "\"group\" = 'winter'"),
        (MENTOR, "summary", "percent > 50", "percent > 90"),
        (MENTOR, "membership", "\"group\" = 'autumn'", "\"group\" = 'winter'"),
    ],
)
@pytest.mark.parametrize("off", [WHOLE, ("seqscan",)], ids=" ".join)
def test_a_plan_does_not_tell_what_stands_in_rows_of_others(
    made: Shared, user: str, table: str, is_so: str, is_not: str, off: tuple[str, ...]
) -> None:
    made.change("ANALYZE")
    asked_for = [(whom, each) for whom in ("bob", "zoe") for each in (is_so, is_not)]
    plans = {_plan(made, user, SHOWN.format(table, *each), *off) for each in asked_for}
    assert len(plans) == 1, "\n\n".join(sorted(plans))


class Mutant(NamedTuple):
    """What takes a protection away, who then sends what, and by what it is seen to have gone well."""

    changes: tuple[str, ...]
    user: str
    sends: str
    succeeds: str


def _on(table: str, role: str, condition: str) -> str:
    return f"ALTER POLICY {role} ON {table} USING ({condition})"


UNSAFE = """
    CREATE OR REPLACE FUNCTION roadmap_taught() RETURNS SETOF text ROWS 10 LANGUAGE sql STABLE SECURITY DEFINER AS
    $$ SELECT its."user" FROM membership AS mine JOIN membership AS its USING ("group") WHERE mine."user" = session_user $$
"""
SHADOW = """
    CREATE TEMP TABLE membership AS VALUES ('grace'::text, 'autumn'::text, 'mentor'::text), ('bob', 'autumn', 'learner');
    ALTER TABLE membership RENAME column1 TO "user"; ALTER TABLE membership RENAME column2 TO "group";
    ALTER TABLE membership RENAME column3 TO role; GRANT ALL ON membership TO PUBLIC;
    SELECT phase FROM summary
"""
MUTANTS = {
    "no policies": Mutant(("ALTER TABLE event DISABLE ROW LEVEL SECURITY",), "ada", READS[0], SECRET),
    "leaky": Mutant(("ALTER TABLE event DISABLE ROW LEVEL SECURITY",), "ada", READS[2] + " AND kind = 'noted'", SECRET),
    "everybody's": Mutant((_on("event", "learner", "true"),), "ada", "COPY event TO STDOUT", SECRET),
    "any row": Mutant(
        (_on("event", "learner", rights.OWN) + " WITH CHECK (true)",), "ada", f"BEGIN; {FORGE}; ROLLBACK", "INSERT 0 1"
    ),
    "derived": Mutant(
        (_on("seal", "learner", "true"),), "ada", "BEGIN; DELETE FROM seal WHERE \"user\" = 'bob'; ROLLBACK", "DELETE 1"
    ),
    "update": Mutant(
        ('GRANT UPDATE ON event TO "{learner}"',), "ada", "BEGIN; UPDATE event SET data = '{}'; ROLLBACK", "UPDATE 6"
    ),
    "delete": Mutant(
        ('GRANT DELETE ON event TO "{learner}"',), "ada", "BEGIN; DELETE FROM event; ROLLBACK", "DELETE 6"
    ),
    "truncate": Mutant(
        ('GRANT TRUNCATE ON event TO "{learner}"',), "ada", "BEGIN; TRUNCATE event; ROLLBACK", "TRUNCATE TABLE"
    ),
    "meta": Mutant(
        ('GRANT UPDATE ON roadmap_meta TO "{learner}"',),
        "ada",
        "BEGIN; UPDATE roadmap_meta SET value = value; ROLLBACK",
        "UPDATE ",
    ),
    "temporary": Mutant(
        ("GRANT TEMPORARY ON DATABASE {database} TO PUBLIC",),
        "ada",
        "CREATE TEMPORARY TABLE own (x text)",
        "CREATE TABLE",
    ),
    "own functions": Mutant(
        ("GRANT CREATE ON SCHEMA public TO PUBLIC",), "ada", f"BEGIN; {LEAK.format('')}; ROLLBACK", "CREATE FUNCTION"
    ),
    "any sums": Mutant(
        (_on("summary", "learner", rights.OWN) + " WITH CHECK (true)",),
        "ada",
        "BEGIN; UPDATE summary SET phases = 'x'; ROLLBACK",
        "UPDATE 1",
    ),
    "in a role": Mutant(
        ("GRANT bob TO ada", *(_on("event", "learner", '"user" = current_user::text') for _ in "x")),
        "ada",
        "SET ROLE bob; SELECT data FROM event",
        SECRET,
    ),
    "all summaries": Mutant((_on("summary", "mentor", "true"),), MENTOR, "SELECT phase FROM summary", "phase-of-bob"),
    "all groups": Mutant((_on("membership", "mentor", "true"),), MENTOR, "SELECT * FROM membership", "autumn"),
    "events of mentors": Mutant(
        ('GRANT SELECT ON event TO "{mentor}"', "ALTER TABLE event DISABLE ROW LEVEL SECURITY"),
        MENTOR,
        "TABLE event",
        SECRET,
    ),
    "names found elsewhere": Mutant(
        (
            "GRANT TEMPORARY ON DATABASE {database} TO PUBLIC",
            UNSAFE,
        ),
        MENTOR,
        SHADOW,
        "phase-of-bob",
    ),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_an_attack_succeeds_without_its_protection_which_an_upgrade_brings_back(made: Shared, name: str) -> None:
    mutant = MUTANTS[name]
    names = {"database": made.name, "learner": f"{made.name}.learner", "mentor": f"{made.name}.mentor"}
    assert mutant.succeeds not in psql(made, mutant.user, mutant.sends)
    try:
        for each in mutant.changes:
            made.change(each.format(**names) if "$$" not in each else each)
        assert mutant.succeeds in psql(made, mutant.user, mutant.sends)
    finally:
        made.upgrade()
    assert mutant.succeeds not in psql(made, mutant.user, mutant.sends)
    made.change("REVOKE bob FROM ada")


INDEXED, ONCE = rights.INDEXED.format("roadmap_taught()"), '"user" IN (SELECT its FROM roadmap_taught() AS its)'


@pytest.mark.parametrize(("left", "off"), [(INDEXED, WHOLE), (ONCE, ("seqscan",))])
def test_either_half_of_what_guards_a_plan_is_needed(made: Shared, left: str, off: tuple[str, ...]) -> None:
    made.change(_on("summary", "mentor", left), "ANALYZE")
    sent = [
        SHOWN.format("summary", whom, f"percent > {least}") for whom, least in (("bob", 50), ("bob", 90), ("zoe", 50))
    ]
    try:
        plans = {_plan(made, MENTOR, each, *off) for each in sent}
    finally:
        made.upgrade()
    assert len(plans) > 1
