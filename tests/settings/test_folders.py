"""Where things are kept is where platformdirs says, whether it is asked or not."""

from pathlib import Path

import pytest
from platformdirs import PlatformDirs

from roadmap_cli.settings import folders


@pytest.mark.parametrize("home", ["/home/ada", "/home/ada/", "relative", ""])
@pytest.mark.parametrize("said", [None, "/elsewhere", "/else where/", " /elsewhere", "relative", "~/elsewhere", ""])
def test_they_are_the_folders_of_the_platform(home: str, said: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", home)
    for kind in ("CONFIG", "CACHE", "DATA"):
        monkeypatch.delenv(f"XDG_{kind}_HOME", raising=False)
        if said is not None:
            monkeypatch.setenv(f"XDG_{kind}_HOME", said)
    its = PlatformDirs("learning-roadmap", appauthor=False)
    assert folders.config_file() == Path(its.user_config_dir, "config.toml")
    assert folders.cache_folder() == Path(its.user_cache_dir)
    assert folders.database_file() == Path(its.user_data_dir, "progress.db")
