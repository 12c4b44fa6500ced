"""Every page of a small database is damaged: the answer is the right one, or a sentence that leads to `roadmap doctor`."""

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_helpers import assert_no_traceback
from conftest import Cli, Result
from faults_helpers import LONG, a_small_record, counted, often

pytestmark = pytest.mark.slow
PAGE = 4096
READING = ("status --json", "history --json", "export json", "show b --json", "list --json", "card list b --json")
SOME = READING if LONG else READING[:3]
WRITING = "log b 10m"
Damaging = Callable[[bytes, random.Random], bytes]


def zeroed(page: bytes, dice: random.Random) -> bytes:
    return bytes(len(page))


def random_bytes(page: bytes, dice: random.Random) -> bytes:
    return dice.randbytes(len(page))


def half_zeroed(page: bytes, dice: random.Random) -> bytes:
    return page[: len(page) // 2] + bytes(len(page) // 2)


def flipped(page: bytes, dice: random.Random) -> bytes:
    place, changed = dice.randrange(len(page)), bytearray(page)
    changed[place] ^= 1 << dice.randrange(8)
    return bytes(changed)


@pytest.fixture
def healthy(cli: Cli, small: Path, database: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """What its database holds."""
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    a_small_record(cli, small, database)
    for number in range(12):
        assert cli("note", "b", f"{number} {'what I know of beta ' * 40}").code == 0
    assert not Path(f"{database}-wal").exists()
    return database.read_bytes()


def put(database: Path, content: bytes) -> None:
    for suffix in ("-wal", "-shm"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)
    database.write_bytes(content)


def outcome(result: Result, right: str) -> str:
    assert_no_traceback(result)
    if result.code == 4:
        assert (result.out, result.err.count("error: ")) == ("", 1), result
        assert "roadmap doctor" in result.err, result
        return "refused"
    assert result.code == 0, result
    if "roadmap doctor" in result.err:
        return "named"
    return "right" if result.out == right else "wrong"


def looked_at(cli: Cli, database: Path, healthy: bytes, damage: Damaging, dice: random.Random) -> Counter[str]:
    put(database, healthy)
    right, found = {each: cli(each).out for each in SOME}, Counter[str]()
    for place in range(0, len(healthy), PAGE):
        content = healthy[:place] + damage(healthy[place : place + PAGE], dice) + healthy[place + PAGE :]
        for command in SOME:
            put(database, content)
            found[outcome(cli(command), right[command])] += 1
        put(database, content)
        result = cli(WRITING)
        assert_no_traceback(result)
        assert result.code in {0, 4}, result
        assert result.code == 0 or "roadmap doctor" in result.err, result
    return found


@pytest.mark.parametrize("damage", [zeroed, random_bytes, half_zeroed])
def test_a_damaged_page_gives_the_right_answer_or_leads_to_the_doctor(
    cli: Cli, database: Path, healthy: bytes, damage: Damaging
) -> None:
    found = looked_at(cli, database, healthy, damage, random.Random(14))
    counted(f"pages damaged ({damage.__name__})", pages=len(healthy) // PAGE, **found)
    assert not found["wrong"], found
    assert found["refused"]


def test_a_flipped_bit_is_answered_or_refused(cli: Cli, database: Path, healthy: bytes) -> None:
    """In a text it is a letter that nobody can tell from the one that was written; the counts say how often."""
    found, dice = Counter[str](), random.Random(14)
    for _ in range(often(1, 40)):
        found += looked_at(cli, database, healthy, flipped, dice)
    counted("pages with a flipped bit", pages=often(1, 40) * len(healthy) // PAGE, **found)
    assert found["right"] > found["wrong"]


def test_an_answer_that_is_wrong_is_found_out(cli: Cli, database: Path, healthy: bytes) -> None:
    right = cli(READING[0]).out
    cli(WRITING)
    assert outcome(cli(READING[0]), right) == "wrong"
