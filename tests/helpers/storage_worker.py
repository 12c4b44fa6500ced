"""A process of its own that uses the storage, told by its arguments what to do."""

import json
import sys
from datetime import UTC, datetime
from itertools import count

from roadmap_cli import storage
from roadmap_cli.domain.cohort import Member
from roadmap_cli.domain.events import Fact
from roadmap_cli.errors import DatabaseUnusable


def append(database: str, user: str, number: int) -> str:
    now = datetime.now(UTC)
    facts = [
        Fact("logged", f"t{number % 3}", now, now.date(), {"minutes": 1}),
        Fact("finished", "t", now, now.date(), {}),
    ]
    with storage.writing(database) as store:
        return store.append(user, "r", facts, now)[0].batch


def append_many(database: str, user: str = "ada", times: str = "") -> None:
    """Print each batch once it is stored. Waits for a line before it begins, so that many can begin at once."""
    with storage.reading(database):  # everything is imported now
        print("ready", flush=True)  # noqa: T201 - how it speaks to the test
    sys.stdin.readline()
    for number in range(int(times)) if times else count():
        print(append(database, user, number), flush=True)  # noqa: T201 - as above


def hold(database: str) -> None:
    """Write, say how many had written before, and stay in the transaction until told to go on."""
    print("ready", flush=True)  # noqa: T201 - as above
    with storage.writing(database) as store:
        now, before = datetime.now(UTC), len(store.events("holder", "r"))
        store.append("holder", "r", [Fact("finished", "t", now, now.date(), {})], now)
        print(f"held after {before}", flush=True)  # noqa: T201 - as above
        sys.stdin.readline()


def go_on(database: str) -> None:
    """Write, stay in the transaction until told to go on, then write several rows at once, and say what came of it."""
    try:
        with storage.writing(database) as store:
            store.cohort.add([Member("ada", "spring")])
            print("ready", flush=True)  # noqa: T201 - as above
            sys.stdin.readline()
            store.cohort.add([Member("ada", "autumn"), Member("ada", "evening")])
    except DatabaseUnusable as error:
        print(error.sentence, flush=True)  # noqa: T201 - as above


def answer() -> None:
    """One line of JSON for each line `read DATABASE` or `write DATABASE`."""
    for line in sys.stdin:
        command, _, database = line.strip().partition(" ")
        print(json.dumps(attempt(command, database)), flush=True)  # noqa: T201 - as above


def attempt(command: str, database: str) -> dict[str, object]:
    try:
        if command == "write":
            return {"batch": append(database, "ada", 0)}
        with storage.reading(database) as store:
            return {"events": len(store.events("ada", "r"))}
    except DatabaseUnusable as error:
        return {"error": error.sentence}


if __name__ == "__main__":
    {"append": append_many, "hold": hold, "answer": answer, "go on": go_on}[sys.argv[1]](*sys.argv[2:])
