"""A database on a server with learners and mentors, and psql, with which anybody may send anything."""

import subprocess
from pathlib import Path
from typing import NamedTuple

from conftest import NOW
from postgres_helpers import asked, cluster, programs, without_tables
from process_helpers import PATIENCE
from storage_helpers import fact

from roadmap_cli import storage
from roadmap_cli.domain.cohort import Member
from roadmap_cli.domain.summary import Summary
from roadmap_cli.storage import owner, rights

SECRET = "quince"  # noqa: S105 - no password
"""What bob has noted, and nobody else may ever read."""
OWNER = "boss"
LEARNERS, MENTOR = ("ada", "bob"), "grace"
"""grace is a mentor of spring, where ada learns; bob learns in autumn."""


TABLES = sorted({*rights.RIGHTS["learner"], *rights.RIGHTS["mentor"]})


class Shared(NamedTuple):
    path: Path
    name: str

    def address(self, user: str = OWNER) -> str:
        return cluster().address(self.name, user)

    def upgrade(self) -> None:
        list(owner.upgrade(self.address()))

    def change(self, *statements: str) -> None:
        """As a superuser."""
        for each in statements:
            cluster().connection(self.name).execute(each)


def shared(path: Path, partitions: int = 0) -> Shared:
    """With learners, whose owner is no superuser."""
    without_tables(path)
    made = Shared(path, cluster().of(path))
    made.change(
        f"DO $$ BEGIN CREATE ROLE {OWNER} LOGIN CREATEROLE; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
        f"ALTER DATABASE {made.name} OWNER TO {OWNER}",
    )
    owner.init(made.address(), partitions)
    for each in LEARNERS:
        rights.grant(made.address(), "learner", each)
    rights.grant(made.address(), "mentor", MENTOR)
    members = [Member("ada", "spring"), Member("grace", "spring", "mentor"), Member("bob", "autumn")]
    with storage.writing(made.address()) as store:
        store.cohort.add(members)
    for each in LEARNERS:
        _have_an_evening(made, each)
    return made


def _have_an_evening(made: Shared, user: str) -> None:
    facts = (
        fact("logged", "a", minutes=30),
        fact("noted", "a", text=SECRET if user == "bob" else "so"),
        fact("graded", "a", card="a-1", rating=3),
        fact("chose", choice="way", option="x"),
    )
    with storage.writing(made.address(user)) as store:
        events = store.append(user, "r", facts, NOW)
        store.append(user, "r", [fact("undone", batch=store.append(user, "r", [facts[0]], NOW)[0].batch)], NOW)
        kept = Summary(user=user, roadmap="r", newest=events[-1].id, made_with="x")
        store.cohort.put(kept._replace(percent=77.0 if user == "bob" else 11.0, phase=f"phase-of-{user}"))


MARK = "-- the next --"


def psql(made: Shared, user: str, *commands: str) -> str:
    """All that somebody is told who sends these with the client that everybody has."""
    return "".join(answers(made, user, "; ".join(commands)))


def answers(made: Shared, user: str, *commands: str) -> list[str]:
    """The same for each of them, in one session."""
    words = (programs() / "psql", "-X", "-A", "-t", "-h", cluster().folder, "-U", user, "-d", made.name)
    given = "".join(f"{each};\n\\echo '{MARK}'\n\\warn '{MARK}'\n" for each in commands)
    done = subprocess.run(words, input=given, capture_output=True, text=True, timeout=PATIENCE, check=False)
    told = (stream.split(f"{MARK}\n") for stream in (done.stdout, done.stderr))
    return [out + err for out, err in zip(*told, strict=True)][: len(commands)]


def rows_of(made: Shared, user: str) -> dict[str, list[tuple[object, ...]]]:
    """Everything there is of somebody."""
    found = {name: asked(made.path, f"SELECT * FROM {name} WHERE \"user\" = '{user}'") for name in TABLES}  # noqa: S608 - constants
    return {name: sorted(rows, key=repr) for name, rows in found.items()}
