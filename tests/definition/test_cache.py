"""The cache: the same definition sooner, and never in the way."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from career_tables import JOB
from conftest import SMALL
from definition_helpers import places
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.definition import Definition, cache, load
from roadmap_cli.definition import job as tables
from roadmap_cli.definition.reader import read
from roadmap_cli.errors import InvalidFile


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "of" / "mine"


def contents(definition: Definition) -> tuple[Any, ...]:
    return (
        definition.roadmap,
        definition.read_lessons(),
        [definition.lesson(each) for each in definition.roadmap.topics],
        definition.read_job_tables(),
        definition.about,
        tables.career_of(definition),
        tables.ideas_of(definition),
        [tables.questions_of(definition, each.id) for each in definition.roadmap.job.formats],
        tables.story_parts_of(definition),
        tables.story_example_of(definition),
    )


@pytest.fixture
def job(small: Path) -> Path:
    """The small roadmap with every table about being hired."""
    small.write_text(SMALL + JOB, encoding="utf-8")
    return small


def kept(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def put_back_in_time(file: Path, old: str, new: str) -> None:
    """Same size, and the time of before, as far as that can be set."""
    before = file.stat()
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


Change = Callable[[Path, str, str], None]


@pytest.fixture
def change_behind_its_back(monkeypatch: pytest.MonkeyPatch) -> Change:
    """So that only who reads the file itself can notice."""

    def change(file: Path, old: str, new: str) -> None:
        state = cache.state_of(str(file))
        put_back_in_time(file, old, new)
        monkeypatch.setattr(cache, "state_of", lambda _: state)

    return change


def test_the_second_load_equals_the_first(small: Path, folder: Path) -> None:
    assert contents(load(small, folder)) == contents(load(small, folder)) == contents(read(small))


def test_the_second_load_of_a_job_equals_the_first(job: Path, folder: Path) -> None:
    first, second = load(job, folder), load(job, folder)
    assert contents(first) == contents(second) == contents(read(job))
    assert second.roadmap.job.skills
    assert tables.career_of(second) is not None


def test_what_is_hired_for_stands_in_the_third_line_and_is_read_when_it_is_asked_for(
    job: Path, folder: Path, change_behind_its_back: Change
) -> None:
    load(job, folder)
    change_behind_its_back(job, "Sets letters.", "Sets nothing.")
    found = load(job, folder)
    told = tables.career_of(found)
    assert told is not None
    assert told.summary == "Sets letters."
    assert len(kept(folder).read_bytes().splitlines()) == 4


def test_a_file_of_the_same_size_and_time_is_read_anew(small: Path, folder: Path) -> None:
    load(small, folder)
    put_back_in_time(small, '"Beta"', '"Atad"')
    assert load(small, folder).roadmap.topics["b"].title == "Atad"


def test_the_second_load_reads_the_cache_and_not_the_file(
    small: Path, folder: Path, change_behind_its_back: Change
) -> None:
    load(small, folder)
    change_behind_its_back(small, "Beta.", "Atad.")
    change_behind_its_back(small, '"Beta"', '"Atad"')
    again = load(small, folder)
    assert (again.roadmap.topics["b"].title, again.lesson("b").cards[0].answer) == ("Beta", "Beta.")


def test_a_load_leaves_one_file_and_nothing_beside_it(small: Path, folder: Path) -> None:
    load(small, folder)
    load(small, folder)
    assert kept(folder).suffix == ".json"


@pytest.mark.parametrize("line", [0, 1, 2, 3], ids=["skeleton", "texts", "jobs", "about"])
@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_truncated_cache_is_ignored(job: Path, folder: Path, line: int, part: float) -> None:
    load(job, folder)
    lines = kept(folder).read_bytes().splitlines(keepends=True)
    cut = [*lines[:line], lines[line][: int(len(lines[line]) * part)]]
    kept(folder).write_bytes(b"".join(cut))
    assert contents(load(job, folder)) == contents(read(job))


@pytest.mark.parametrize(
    "damage",
    [b"", b"\0" * 100, bytes(range(256)), b"{", b"[]\n[]", b"null\nnull", b'{"key": 1}\n{}', b"[" * 100_000, b"\n\n"],
)
def test_a_damaged_cache_is_ignored_and_mended(small: Path, folder: Path, damage: bytes) -> None:
    load(small, folder)
    whole = kept(folder).read_bytes()
    kept(folder).write_bytes(damage)
    assert contents(load(small, folder)) == contents(read(small))
    assert kept(folder).read_bytes() == whole


@pytest.mark.parametrize("damage", [b"", b"\0", b"\xff", b"[]", b"null", b"{", b"[" * 100_000])
def test_damaged_texts_are_read_from_the_file(small: Path, folder: Path, damage: bytes) -> None:
    load(small, folder)
    skeleton = kept(folder).read_bytes().splitlines(keepends=True)[0]
    kept(folder).write_bytes(skeleton + damage)
    assert contents(load(small, folder)) == contents(read(small))


@pytest.mark.parametrize("damage", [b"", b"\0", b"\xff", b"[]", b"null", b"{", b"[" * 100_000, b"1", b'"career"'])
def test_damaged_tables_about_being_hired_are_read_from_the_file(job: Path, folder: Path, damage: bytes) -> None:
    load(job, folder)
    before = kept(folder).read_bytes().splitlines(keepends=True)[:2]
    kept(folder).write_bytes(b"".join(before) + damage)
    assert contents(load(job, folder)) == contents(read(job))


def test_those_of_another_file_are_not_mistaken_for_ones_own(job: Path, tmp_path: Path, folder: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(SMALL + JOB.replace("Typesetter", "Bookbinder"), encoding="utf-8")
    load(job, folder)
    mine = kept(folder)
    load(other, tmp_path / "second")
    mine.write_bytes(kept(tmp_path / "second").read_bytes())
    told = tables.career_of(load(job, folder))
    assert told is not None
    assert told.title == "Typesetter"


@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_bit_that_makes_it_another_cache_is_noticed(
    tmp_path_factory: pytest.TempPathFactory, where: float, bit: int
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    file = folder / "mine.toml"
    file.write_text(SMALL + JOB, encoding="utf-8")
    load(file, folder / "kept")
    data = bytearray(kept(folder / "kept").read_bytes())
    data[int(where * len(data))] ^= 1 << bit
    kept(folder / "kept").write_bytes(data)
    assert contents(load(file, folder / "kept")) == contents(read(file))


LEFT_OUT = "left out"
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["id", "title", "option"]), inner),
    max_leaves=12,
)


@given(number=st.integers(0, 10_000), value=json_values | st.just(LEFT_OUT))
def test_a_foreign_skeleton_raises_nothing(tmp_path_factory: pytest.TempPathFactory, number: int, value: Any) -> None:
    folder = tmp_path_factory.mktemp("cache")
    file = folder / "mine.toml"
    file.write_text(SMALL + JOB, encoding="utf-8")
    load(file, folder / "kept")
    skeleton = json.loads(kept(folder / "kept").read_text(encoding="utf-8").splitlines()[0].partition(" ")[2])
    everywhere = [(container, at) for container, at in places(skeleton) if at != "key"]
    container, at = everywhere[number % len(everywhere)]
    if value == LEFT_OUT:
        del container[at]
    else:
        container[at] = value
    line = json.dumps(skeleton)
    kept(folder / "kept").write_text(f"{crc32(line.encode()):08x} {line}\n", encoding="utf-8")
    cache.find(cache.key_of(file), folder / "kept")


def test_a_cache_of_another_file_is_not_mistaken_for_ones_own(small: Path, tmp_path: Path, folder: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(SMALL.replace("Beta", "Delta"), encoding="utf-8")
    load(small, folder)
    mine = kept(folder)
    load(other, tmp_path / "second")
    mine.write_bytes(kept(tmp_path / "second").read_bytes())
    assert load(small, folder).roadmap.topics["b"].title == "Beta"


def test_two_files_are_kept_side_by_side(small: Path, tmp_path: Path, folder: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(SMALL.replace("Beta", "Delta"), encoding="utf-8")
    for _ in range(2):
        titles = [load(each, folder).roadmap.topics["b"].title for each in (small, other)]
        assert titles == ["Beta", "Delta"]
    assert len(list(folder.iterdir())) == 2


def test_a_folder_that_cannot_be_made_is_done_without(small: Path, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    for folder in (in_the_way, in_the_way / "below"):
        assert contents(load(small, folder)) == contents(load(small, folder))
    assert in_the_way.read_text() == "not a folder"


def test_a_cache_that_cannot_be_replaced_is_done_without(small: Path, folder: Path) -> None:
    load(small, folder)
    place = kept(folder)
    place.unlink()
    (place / "in the way").mkdir(parents=True)
    assert contents(load(small, folder)) == contents(read(small))


def test_a_changed_file_is_read_again(small: Path, folder: Path) -> None:
    load(small, folder)
    small.write_text(SMALL.replace('"Beta"', '"Bravo"'), encoding="utf-8")
    assert load(small, folder).roadmap.topics["b"].title == "Bravo"


def test_a_changed_file_of_the_same_size_is_read_again(small: Path, folder: Path) -> None:
    load(small, folder)
    small.write_text(SMALL.replace('"Beta"', '"Atad"'), encoding="utf-8")
    later = small.stat().st_mtime_ns + 1_000
    os.utime(small, ns=(later, later))
    assert load(small, folder).roadmap.topics["b"].title == "Atad"


def test_a_file_that_changes_while_it_is_read_is_read_again(small: Path, folder: Path) -> None:
    key, before = cache.key_of(small), read(small)
    small.write_text(SMALL.replace('"Beta"', '"Bravo"'), encoding="utf-8")
    cache.keep(before, key, folder)
    assert load(small, folder).roadmap.topics["b"].title == "Bravo"


def test_a_file_that_became_faulty_is_refused(small: Path, folder: Path) -> None:
    load(small, folder)
    small.write_text(SMALL + "zzz = 1\n", encoding="utf-8")
    with pytest.raises(InvalidFile):
        load(small, folder)


def test_a_file_that_is_gone_is_refused(small: Path, folder: Path) -> None:
    load(small, folder)
    small.unlink()
    with pytest.raises(InvalidFile):
        load(small, folder)


def test_a_faulty_file_is_not_kept(small: Path, folder: Path) -> None:
    small.write_text(SMALL + "zzz = 1\n", encoding="utf-8")
    with pytest.raises(InvalidFile):
        load(small, folder)
    assert not folder.exists()


def test_another_version_of_the_program_reads_the_file_again(
    small: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(small, folder)
    assert cache.find(cache.key_of(small), folder) is not None
    monkeypatch.setattr(cache, "__version__", "99.0")
    assert cache.find(cache.key_of(small), folder) is None


def test_values_of_other_fields_read_the_file_again(small: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(small, folder)
    monkeypatch.setattr(cache, "_COLUMNS", "id title")
    assert cache.find(cache.key_of(small), folder) is None


def test_a_relative_path_and_a_whole_one_share_what_is_kept(
    small: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(small, folder)
    monkeypatch.chdir(small.parent)
    assert cache.find(cache.key_of(Path(small.name)), folder) is not None


def test_a_name_that_is_no_text_can_be_kept(small: Path, folder: Path) -> None:
    key = cache.key_of(Path(os.fsdecode(b"caf\xe9.toml")))
    cache.keep(read(small), key, folder)
    found = cache.find(key, folder)
    assert found is not None
    assert contents(found) == contents(read(small))


def test_loading_from_the_cache_imports_no_reader(small: Path, folder: Path) -> None:
    load(small, folder)
    program = (
        "import sys; from pathlib import Path; from roadmap_cli.definition import load; "
        "definition = load(Path(sys.argv[1]), Path(sys.argv[2])); assert definition.lesson('b').cards; "
        "print(*sorted(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", program, small, folder], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert "roadmap_cli.definition.cache" in loaded
    assert not loaded & {
        "tomli",
        "tomllib",
        "pydantic",
        "roadmap_cli.definition.model",
        "roadmap_cli.definition.reader",
        "roadmap_cli.definition.toml_lines",
    }
