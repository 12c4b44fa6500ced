"""Roadmaps by their ids: in --file, ROADMAP_FILE and config.toml, and the files that config.toml remembers."""

from pathlib import Path
from typing import Any

import pytest

from roadmap_cli import definition, settings
from roadmap_cli.domain.roadmap import BUILT_IN
from roadmap_cli.errors import InvalidFile, WrongUsage
from roadmap_cli.settings import Flags, config_toml, folders, known_roadmaps, resolve

LOGIN = {"LOGNAME": "login"}
WRITTEN = """\
user = "ada"  # not Ada

# weekends are for the family
rest_days = ["sat", "sun"]
"""


@pytest.fixture
def config(home: Path) -> Path:
    file = folders.config_file()
    file.parent.mkdir(parents=True)
    return file


@pytest.fixture
def kept(home: Path) -> Path:
    """A roadmap that was imported."""
    file = folders.roadmaps_folder() / "kept.toml"
    file.parent.mkdir(parents=True)
    file.touch()
    return file


@pytest.fixture
def chosen(config: Path, tmp_path: Path) -> Path:
    """A roadmap file that config.toml remembers. It need not be there."""
    file = tmp_path / "deep" / "mine.toml"
    config.write_text(f'[roadmaps]\nchosen = "{file}"\n', encoding="utf-8")
    return file


def file_of(flags: Flags, environment: dict[str, str] | None = None) -> Path | None:
    return resolve(flags, LOGIN | (environment or {})).file


def test_the_built_in_roadmap_has_the_id_by_which_it_is_known(tmp_path: Path) -> None:
    assert definition.load(definition.builtin(), tmp_path).roadmap.id == BUILT_IN


def test_known_are_the_built_in_one_those_that_came_in_and_those_that_were_chosen(kept: Path, chosen: Path) -> None:
    assert known_roadmaps() == {BUILT_IN: None, "kept": kept, "chosen": chosen}


def test_nothing_else_is_known_at_first_and_asking_creates_nothing(empty_home: Path) -> None:
    assert known_roadmaps() == {BUILT_IN: None}
    assert list(empty_home.iterdir()) == []


def test_a_chosen_file_goes_before_one_that_came_in_and_the_built_in_roadmap_before_both(
    config: Path, kept: Path
) -> None:
    kept.with_name(f"{BUILT_IN}.toml").touch()
    config.write_text(f'[roadmaps]\nkept = "/elsewhere.toml"\n{BUILT_IN} = "/other.toml"\n', encoding="utf-8")
    assert known_roadmaps() == {BUILT_IN: None, "kept": Path("/elsewhere.toml")}


def test_an_id_is_as_good_as_a_file_in_a_flag_and_in_the_environment(kept: Path, chosen: Path) -> None:
    for name, file in (("kept", kept), ("chosen", chosen), ("Chosen", chosen), (BUILT_IN, None)):
        assert file_of(Flags(file=name)) == file
        assert file_of(Flags(), {"ROADMAP_FILE": name}) == file


def test_and_in_the_config_file(config: Path, kept: Path) -> None:
    config.write_text('file = "kept"\n', encoding="utf-8")
    assert file_of(Flags()) == kept
    assert settings.given(Flags(), LOGIN)["file"] == settings.GivenSetting(kept, "config.toml")
    assert file_of(Flags(file=BUILT_IN)) is None


def test_a_file_of_that_name_goes_before_an_id_but_a_folder_does_not(
    kept: Path, config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kept").mkdir()
    assert file_of(Flags(file="kept")) == kept
    (tmp_path / "kept").rmdir()
    (tmp_path / "kept").touch()
    assert file_of(Flags(file="kept")) == Path("kept")
    config.write_text('file = "kept"\n', encoding="utf-8")
    assert file_of(Flags()) == kept  # it is not beside config.toml
    config.with_name("kept").touch()
    assert file_of(Flags()) == config.with_name("kept")


@pytest.mark.parametrize("said", ["./kept", "deep/kept", "kept.toml", "unknown", "x" * 300])
def test_what_is_no_id_stays_the_file_that_it_names(kept: Path, said: str) -> None:
    assert file_of(Flags(file=said)) == Path(said)


@pytest.mark.parametrize("said", ["/somewhere/kept.toml", "deep/kept", "~/kept.toml", None])
def test_a_path_or_nothing_is_not_looked_for_among_the_names(monkeypatch: pytest.MonkeyPatch, said: str | None) -> None:
    monkeypatch.setattr(settings, "known_roadmaps", lambda: pytest.fail("it looked"))
    monkeypatch.setattr("os.path.isfile", lambda _: pytest.fail("it looked"))
    file_of(Flags(file=said))


def test_a_file_beside_the_config_file_is_remembered_as_it_is_written_there(config: Path, home: Path) -> None:
    config.write_text('[roadmaps]\nhere = "mine.toml"\n"a.b" = "~/yours.toml"\n', encoding="utf-8")
    assert known_roadmaps() == {BUILT_IN: None, "here": config.with_name("mine.toml"), "a.b": home / "yours.toml"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('roadmaps = "tea.toml"', '"roadmaps" must be a table of files by id, such as tea = "/home/ada/tea.toml"'),
        ("roadmaps = []", '"roadmaps" must be a table of files'),
        ("[roadmaps]\ntea = 3", '"roadmaps" must be a table of files'),
        ("[roadmaps.tea]\nfile = 'x'", '"roadmaps" must be a table of files'),
        ('[roadmaps]\ntea = ""', '"roadmaps" must be text, not empty'),
    ],
)
def test_a_wrong_value_is_refused_like_that_of_any_setting(config: Path, content: str, sentence: str) -> None:
    config.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidFile, match=sentence) as raised:
        resolve(Flags(), LOGIN)
    assert raised.value.sentence.startswith(str(config))


def test_a_file_in_the_home_of_nobody_is_refused_where_names_are_asked_for(config: Path) -> None:
    config.write_text('[roadmaps]\ntea = "~nobody-of-this-name/x"\n', encoding="utf-8")
    assert file_of(Flags(file="/a/b.toml")) == Path("/a/b.toml")
    with pytest.raises(WrongUsage, match="in the home of somebody unknown here"):
        known_roadmaps()


MINE = Path("/home/ada/my tea.toml")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "{file}\n[roadmaps]\n{tea}\n{dotted}\n"),
        (WRITTEN, WRITTEN + "{file}\n[roadmaps]\n{tea}\n{dotted}\n"),
        ('[roadmaps]\ntea = "/old.toml"  # green\n', "{file}\n[roadmaps]\n{tea}  # green\n{dotted}\n"),
        ("file = '/b.toml'  # black\n", "{file}  # black\n\n[roadmaps]\n{tea}\n{dotted}\n"),
        ('[roadmaps]\r\na = "/a"\r\n', '{file}\n[roadmaps]\r\na = "/a"\r\n{tea}\n{dotted}\n'),
    ],
    ids=["empty", "settings", "remembered", "used", "windows"],
)
def test_config_toml_keeps_all_else_that_it_says(config: Path, before: str, after: str) -> None:
    config.write_bytes(before.encode())
    names = {"file": f'file = "{MINE}"', "tea": f'tea = "{MINE}"', "dotted": '"green.tea" = "/green.toml"'}
    names["file"] += "" if before.startswith("file") else "\n"
    said = config_toml.using(config, MINE, {"tea": MINE, "green.tea": Path("/green.toml")})
    assert said == after.format(**names)
    config.write_bytes(said.encode())
    assert (file_of(Flags()), known_roadmaps()["tea"], known_roadmaps()["green.tea"]) == (
        MINE,
        MINE,
        Path("/green.toml"),
    )


def test_the_built_in_roadmap_is_used_by_naming_no_file(config: Path) -> None:
    config.write_text(f"file = '/b.toml'\n{WRITTEN}", encoding="utf-8")
    assert config_toml.using(config, None, {}) == WRITTEN


def test_settings_can_be_changed_beside_the_table(config: Path) -> None:
    config.write_text("[roadmaps]\ntea = '/tea.toml'\n", encoding="utf-8")
    config.write_text(config_toml.changed(config, "user", "ada"), encoding="utf-8")
    assert (resolve(Flags(), LOGIN).user, known_roadmaps()["tea"]) == ("ada", Path("/tea.toml"))


@pytest.mark.parametrize(("said", "stored"), [("kept", "{kept}"), (BUILT_IN, BUILT_IN), ("other", "{here}/other")])
def test_config_file_takes_an_id_too(
    config: Path, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, stored: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert config_toml.changed(config, "file", said) == f'file = "{stored.format(kept=kept, here=tmp_path)}"\n'


def test_a_faulty_config_file_is_not_written_over(config: Path) -> None:
    config.write_text("nonsense", encoding="utf-8")
    with pytest.raises(InvalidFile, match="cannot change"):
        config_toml.using(config, MINE, {})


def test_a_path_that_is_no_text_is_refused(config: Path) -> None:
    odd: Any = Path("/caf\udce9.toml")
    with pytest.raises(WrongUsage, match="must be text"):
        config_toml.using(config, odd, {"tea": odd})


def test_a_copy_is_one_however_it_is_named(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(kept.parent)
    assert folders.own_changes(Path(kept.name)) == folders.own_changes(kept) == folders.own_file("kept")
    monkeypatch.chdir(kept.parent.parent)
    assert folders.own_changes(Path(kept.name)) is None
