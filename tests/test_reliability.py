"""What docs/reliability.md promises is held by tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/reliability.md").read_text(encoding="utf-8")
ROWS = PAGE.partition("<!-- promises -->")[2].partition("<!-- /promises -->")[0].strip().splitlines()[2:]
HELD = re.compile(r"`(tests/[^`]+\.py)`((?: `test_\w+`)*)")


def test_every_promise_names_a_test_that_exists() -> None:
    assert len(ROWS) > 10
    for row in ROWS:
        found = HELD.findall(row)
        assert found, row
        for file, names in found:
            text = (ROOT / file).read_text(encoding="utf-8")
            assert [each for each in re.findall(r"`(\w+)`", names) if f"def {each}(" not in text] == [], file


def test_every_test_of_faults_has_its_promise() -> None:
    files = {f"tests/faults/{file.name}" for file in ROOT.glob("tests/faults/test_*.py")}
    assert files <= {file for row in ROWS for file, _ in HELD.findall(row)}
    readme = (ROOT / "tests/faults/README.md").read_text(encoding="utf-8")
    assert [file for file in files if f"`{Path(file).name}`" not in readme] == []
