"""What a roadmap is called whose file does not say it."""

from pathlib import Path

import pytest

from roadmap_cli.imports.vocabulary import title_of


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/home/ada/data-science/README.md", "Data science"),
        ("/home/ada/tea_making/index.md", "Tea making"),
        ("/home/ada/plan/my-notes.md", "My notes"),
        ("/home/ada/python/config.json", "Python"),
        ("/README.md", "README"),
        ("/dev/stdin", "Imported"),
        ("-", "Imported"),
    ],
)
def test_a_name_that_every_file_has_gives_way_to_that_of_its_folder(path: str, title: str) -> None:
    assert title_of(Path(path)) == title


def test_a_file_of_the_folder_one_is_in_has_that_folder_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "web-development").mkdir()
    monkeypatch.chdir(tmp_path / "web-development")
    assert title_of(Path("README.md")) == "Web development"
