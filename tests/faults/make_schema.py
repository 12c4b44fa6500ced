"""A database of another version, as SQL text: `python tests/faults/make_schema.py TREE VERSION`.

TREE is a working copy of that version. Every command below is given to it, whatever it makes of it: what it does not know
yet it refuses, and what it does know leaves every kind of event that it has.
"""

import json
import os
import shlex
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))
sys.path.insert(0, str(TESTS / "helpers"))
SMALL = """
start a
log a 50m the first evening
log a 1h15m --on 2026-11-20 "αβγ, 字 and 👩‍🔬: how b relates"
note a "What I know of alpha, with a comma and a ' quote"
link a https://example.org/alpha --title "My alpha" --proves
link a https://example.org/read
done a
start b
log b 30m
timer start b
timer cancel
done b
choose way x
choose way y
skip extra
reset extra
plan --hours-per-week 8 --days mon,wed,sat --at 19:30 --cue "after dinner"
break --from 2026-12-20 --until 2026-12-31 holidays
break --from 2027-02-01 --until 2027-02-05 skiing
break --end
place --answers answers.txt --yes
log c 20m a slip
undo
redo
undo
card add b -q "What is beta?" -a "The second letter."
card add c -q "To delete" -a "Soon."
card edit FIRST -a "The second one."
card delete SECOND
review grade b-1 3
review grade FIRST 1
tick b 1
tick b --resource 1
tick b 1 --off
tick b 1
log b 15m to be mended
edit --last --minutes 25
note b a slip
edit --last --delete
--user bob start a
--user bob log a 45m
--user bob done a
--user bob note a "bob's own"
"""
BUILT_IN = """
log vectors 50m the norm
done vectors
portfolio add Churn of a phone company
portfolio stage churn
portfolio link churn https://example.org/churn
portfolio edit churn --problem "Who leaves?"
story new Rare churners --part task=x --tag impact
story edit rare --part "result=Down by 12 %."
apply add Acme Engineer
apply move acme
apply note acme "They called."
apply due acme 2026-12-24
interview log coding --score 4 --weak vectors
--user bob done vectors
--user bob undo
"""


def main(tree: str, version: str) -> None:
    from conftest import SMALL as ROADMAP  # noqa: PLC0415 - the path to it is made above

    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "small.toml").write_text(ROADMAP, encoding="utf-8")
        (folder / "answers.txt").write_text("x-topic yes\n", encoding="utf-8")
        for roadmap, commands in (("small.toml", SMALL), ("", BUILT_IN)):
            _run_all(folder, tree, roadmap, commands)
        with closing(sqlite3.connect(folder / "progress.db")) as connection:
            text = "\n".join(connection.iterdump())
            kinds = connection.execute("SELECT kind, count(*) FROM event GROUP BY kind").fetchall()
    (Path(__file__).parent / "schemas" / f"{version}.sql").write_text(f"{text}\n", encoding="utf-8")
    print(version, len(text), "letters;", ", ".join(f"{count} {kind}" for kind, count in kinds))


def _run_all(folder: Path, tree: str, roadmap: str, commands: str) -> None:
    for line in commands.strip().splitlines():
        cards = [
            each["id"] for each in json.loads(_run(folder, tree, roadmap, "card list --json") or "{}").get("cards", ())
        ]
        named = line.replace("FIRST", cards[0] if cards else "none").replace("SECOND", cards[-1] if cards else "none")
        _run(folder, tree, roadmap, named)


def _run(folder: Path, tree: str, roadmap: str, line: str) -> str:
    home = {f"XDG_{each}_HOME": str(folder / each) for each in ("DATA", "CACHE", "CONFIG")}
    environment = {**os.environ, **home, "PYTHONPATH": tree, "LOGNAME": "ada", "TZ": "UTC"}
    if roadmap:
        environment["ROADMAP_FILE"] = roadmap
    words = [sys.executable, "-m", "roadmap_cli", "--database", "progress.db", *shlex.split(line)]
    done = subprocess.run(words, env=environment, cwd=folder, capture_output=True, text=True, check=False, stdin=-3)
    if done.returncode and "--json" not in line:
        print(f"refused: {line}: {done.stderr.splitlines()[:1]}")
    return "" if done.returncode else done.stdout


if __name__ == "__main__":
    main(*sys.argv[1:])
