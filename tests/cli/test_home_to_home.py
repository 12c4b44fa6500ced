"""Law 5, over whole homes: export, import into an empty one, export: the same bytes."""

import shutil
from pathlib import Path

import pytest
from cli_helpers import tiny
from conftest import examples
from exports_helpers import texts
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli import cli as program
from roadmap_cli.settings.folders import own_file, roadmaps_folder

names = st.sampled_from(["a", "b.c", "b-2", "small", "z_1"])
commands = st.sampled_from(["done t", "log t 5m", "note t so", "skip t", "undo"])


@examples(30)
@given(
    definitions=st.dictionaries(names, texts.map(lambda text: " ".join(text.split())), max_size=4),
    said=st.lists(st.tuples(names, commands), max_size=5),
    own=st.dictionaries(names | st.just("ml-scientist"), texts, max_size=2),
    used=names | st.none(),
)
def test_from_home_to_empty_home_an_export_has_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory,
    read_before: Path,
    definitions: dict[str, str],
    said: list[tuple[str, str]],
    own: dict[str, str],
    used: str | None,
) -> None:
    folder = tmp_path_factory.mktemp("homes")
    for home in ("one", "two"):
        shutil.copytree(read_before, folder / home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder / "one"))
        roadmaps_folder().mkdir(parents=True)
        for name, comment in definitions.items():
            text = f"# {comment.encode('unicode_escape').decode()}\n{tiny(name)}"
            (roadmaps_folder() / f"{name}.toml").write_text(text, encoding="utf-8", newline="")
        own_file("x").parent.mkdir()
        for name, text in own.items():
            remark = text.encode("unicode_escape").decode()
            own_file(name).write_bytes(f'# {remark}\r\n[roadmap]\r\nid = "{name}"\r\n'.encode())
        for name, command in said:
            assert name not in definitions or run(f"--file {name} {command}") in {0, 1}
        assert used not in definitions or run(f"use {used}") == 0
        assert run(f"export json -o {folder / 'one.json'}") == 0
        patch.setenv("HOME", str(folder / "two"))
        assert run(f"import {folder / 'one.json'}") == 0
        assert run(f"export json -o {folder / 'two.json'}") == 0
    assert (folder / "two.json").read_bytes() == (folder / "one.json").read_bytes()


def run(line: str) -> int:
    return program.run([*line.split(), "--quiet"])
