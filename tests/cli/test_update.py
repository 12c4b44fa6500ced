"""Roadmaps from the web, from a server on this computer: used, imported, brought up to date, each after a yes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_helpers import assert_refused, json_of, talk_in_terminal
from conftest import Cli, Result
from library_helpers import TEA, answer, fetch_before, kept
from web_helpers import Page, Site, site

from roadmap_cli.settings import folders
from roadmap_cli.use_cases.library import is_fetched

NEWER = (
    TEA.replace("hours = 2", 'hours = 3\nwhy = "It is the half of it."')
    .replace('id = "pour"', 'id = "serve"\nformerly = ["pour"]')
    .replace('version = "1.2"', 'version = "1.3"')
    + '\n[[phase.module.topic]]\nid = "drink"\ntitle = "Drink it"\nrequires = ["serve"]\n'
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with site(tmp_path) as (its, trusted):
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
        yield its


@pytest.fixture
def address(web: Site) -> str:
    return web.put("/ada/tea.toml", TEA)


@pytest.fixture
def tea(cli: Cli, address: str) -> str:
    """Fetched and in use."""
    assert cli(f"use {address} --yes").code == 0
    return address


def assert_fetch_refused(result: Result, code: int, message: str) -> None:
    """After the one that says what is fetched."""
    said, _, rest = result.err.partition("\n")
    assert said.startswith("hint: fetching https://localhost")
    assert_refused(result_with(result, rest), code, message)


def result_with(result: Result, err: str) -> Result:
    return Result(result.code, result.out, err)


def test_nothing_is_fetched_without_a_yes(cli: Cli, web: Site, address: str) -> None:
    sentence = f"localhost would be asked for {address}, and what comes be checked and kept as a copy"
    for command in (f"use {address}", f"import {address}", f"import {address} --dry-run"):
        assert_refused(cli(command), 1, sentence)
    question = "Fetch it? [y/N] "
    code, _ = talk_in_terminal("use", address, answers=[(question, "n\n")])
    assert (code, web.asked, kept().exists()) == (1, [], False)
    code, screen = talk_in_terminal("use", address, answers=[(question, "y\n")])
    assert (code, web.asked, kept().exists()) == (0, ["/ada/tea.toml"], True), screen


def test_an_address_is_used_by_a_copy_of_what_is_there(cli: Cli, address: str) -> None:
    result = cli(f"use {address} --yes")
    assert result.out == "In use: Making tea  tea\n  0 %  0 of 2 topics, 3 h left\n"
    assert result.err == (
        f"hint: fetching {address}\nhint: kept as a copy: {kept()}; what changes there comes with: roadmap update tea\n"
    )
    assert (kept().read_text(), is_fetched(kept())) == (TEA, True)
    line = json_of(cli, "roadmaps")["roadmaps"][1]
    assert (line["address"], line["copy"], line["version"]) == (address, True, "1.2")
    assert cli("roadmaps").out.splitlines()[1].endswith(f"from {address}, version 1.2, by Ada")
    assert cli(f"use {address} --yes").code == 0


def test_what_came_is_no_roadmap_of_ones_own_until_it_is_checked(cli: Cli, web: Site) -> None:
    bad = web.put("/bad.toml", TEA.replace("hours = 2", "hours = 0"))
    for command in (f"use {bad} --yes", f"import {bad} --yes"):
        assert_fetch_refused(cli(command), 3, f'{bad}:19: topic "water": "hours" must be')
    checklist = web.put("/list.md", "- [ ] one\n")
    refused = cli(f"use {checklist} --yes")
    assert_fetch_refused(refused, 3, f"{checklist} is no roadmap file")
    assert f"roadmap import {checklist}" in refused.err
    page = web.put("/ada/tea/-/blob/main/tea.toml", "<!doctype html>")
    assert f"the file itself is at {web.address}/ada/tea/-/raw/main/tea.toml" in cli(f"use {page} --yes").err
    assert_refused(cli("use http://localhost/tea.toml --yes"), 2, "only https is")
    assert not folders.roadmaps_folder().exists() or list(folders.roadmaps_folder().iterdir()) == []


def test_a_roadmap_is_imported_from_its_address(cli: Cli, address: str) -> None:
    assert answer(cli, f"import {address} --yes --dry-run")["state"] == "new"
    assert not kept().exists()
    report = answer(cli, f"import {address} --yes")
    assert (report["state"], report["source"], report["file"]) == ("new", address, str(kept()))
    assert is_fetched(kept())


def test_other_files_are_imported_from_their_address_too(cli: Cli, web: Site) -> None:
    checklist = web.put("/ada/list.md", "# Coffee\n\n- [x] Grind it\n- [ ] Brew it\n")
    report = answer(cli, f"import {checklist} --yes")
    assert [each["title"] for each in report["done"]] == ["Grind it"]
    assert not is_fetched(Path(report["origin"]["definition"]["file"]))
    empty = web.put("/empty.csv", "")
    assert_fetch_refused(cli(f"import {empty} --yes"), 3, f"{empty}: it is empty")
    assert_fetch_refused(
        cli(f"import {web.address}/none --yes"), 1, f"localhost has nothing at {web.address}/none (404)"
    )


def test_a_copy_of_another_address_is_not_replaced(cli: Cli, web: Site, tea: str) -> None:
    web.put("/ada/tea.toml", NEWER)
    assert (
        "to use what is here: roadmap use tea; to bring that up to date: roadmap update tea"
        in cli(f"use {tea} --yes").err
    )
    other = web.put("/bob/tea.toml", NEWER)
    refused = cli(f"use {other} --yes")
    assert_fetch_refused(
        refused, 1, '"tea" is here already, and another: 1 topic more, 1 topic renamed, 1 topic changed'
    )
    assert f"roadmap import {other} --force" in refused.err


def test_an_update_shows_what_is_new_and_keeps_progress(cli: Cli, web: Site, tea: str) -> None:
    cli("done pour")
    web.put("/ada/tea.toml", NEWER)
    dry = cli("update tea --dry-run --yes")
    assert dry.out == (
        f"There is something new: Making tea  tea\n   {tea}\n"
        "   1 topic more, 1 topic renamed, 1 topic changed; version 1.2, now 1.3; 3 h become 5 h\n"
        "New\n   Drink it  drink\n"
        "Renamed\n   Pour it  serve  formerly pour\n"
        "Changed\n   Boil water  water  hours 2 h, now 3 h; why\n"
        "Nothing is written: this is what would happen.\n"
    )
    assert kept().read_text() == TEA
    done = cli("update tea --yes")
    assert done.out.endswith(f"Brought up to date: Making tea  tea\n   {tea}\n")
    assert kept().read_text() == NEWER
    assert not list(kept().parent.glob("*.backup"))  # it can be fetched again
    assert [each["id"] for each in json_of(cli, "list --status done")["topics"]] == ["serve"]
    assert cli("update --yes").out == f"Nothing new: Making tea  tea\n   {tea}\n"


def test_what_leaves_keeps_its_record(cli: Cli, web: Site, tea: str) -> None:
    cli("done pour")
    web.put("/ada/tea.toml", TEA.partition('[[phase.module.topic]]\nid = "pour"')[0])
    report = answer(cli, "update tea --yes")["updates"][0]
    assert report["difference"]["removed"] == [{"id": "pour", "title": "Pour it", "has_progress": True}]
    web.put("/ada/tea.toml", TEA)
    cli("update tea --yes")
    assert [each["id"] for each in json_of(cli, "list --status done")["topics"]] == ["pour"]


def test_what_was_edited_here_is_kept_beside(cli: Cli, web: Site, tea: str) -> None:
    mine = TEA.replace("Boil", "Heat")
    kept().write_text(mine)
    assert "what was edited in the copy here stays as it is" in cli("update --yes").out
    assert kept().read_text() == mine
    web.put("/ada/tea.toml", NEWER)
    report = answer(cli, "update --yes")["updates"][0]
    assert (report["state"], report["edited"], report["former"]) == ("updated", True, f"{kept()}.backup")
    assert Path(report["former"]).read_text() == mine
    kept().write_text("nonsense")
    assert "cannot be read, so that nobody can tell" in cli("update tea --yes").out
    assert kept().read_text() == NEWER


def test_the_lines_are_shown_where_they_are_asked_for(cli: Cli, web: Site, tea: str) -> None:
    web.put("/ada/tea.toml", NEWER)
    assert "\n-hours = 2\n+hours = 3\n" in cli("update --yes --dry-run --verbose").out


def test_json_alone_agrees_to_nothing(cli: Cli, web: Site, tea: str) -> None:
    web.put("/ada/tea.toml", NEWER)
    code, screen = talk_in_terminal("update", "--json", answers=[("Fetch it? [y/N] ", "y\n")])
    assert (code, '"state": "newer"' in screen, kept().read_text() == TEA) == (0, True, True), screen


def test_an_update_is_agreed_to_in_a_terminal(cli: Cli, web: Site, tea: str) -> None:
    web.put("/ada/tea.toml", NEWER)
    questions = ("Fetch it? [y/N] ", "Put it in the place of the copy here? [y/N] ")
    for said, text in (("n\n", TEA), ("y\n", NEWER)):
        code, screen = talk_in_terminal("update", answers=[(questions[0], "y\n"), (questions[1], said)])
        assert (code, kept().read_text()) == (0, text), screen


def test_another_roadmap_there_is_refused(cli: Cli, web: Site, tea: str) -> None:
    web.put("/ada/tea.toml", TEA.replace('id = "tea"', 'id = "coffee"'))
    assert_fetch_refused(cli("update --yes"), 1, f'{tea} holds another roadmap by now, "coffee" and not "tea"')
    web.put("/ada/tea.toml", "nonsense")
    assert_fetch_refused(cli("update --yes"), 3, f"{tea}:1: behind a key stands =")
    web.pages["/ada/tea.toml"] = Page(status=404)
    assert_fetch_refused(cli("update --yes"), 1, f"localhost has nothing at {tea} (404)")
    assert kept().read_text() == TEA


def test_of_several_one_that_is_away_keeps_no_other_from_it(cli: Cli, web: Site, tea: str) -> None:
    coffee = web.put("/coffee.toml", TEA.replace('id = "tea"', 'id = "coffee"'))
    cli(f"use {coffee} --yes")
    web.pages["/coffee.toml"] = Page(status=500)
    web.put("/ada/tea.toml", NEWER)
    result = cli("update --yes")
    assert (result.code, kept().read_text()) == (1, NEWER)
    assert "hint: coffee: localhost could not answer" in result.err
    assert "error: 1 of 2 could not be brought up to date" in result.err


def test_it_may_be_written_in_another_form_by_now(cli: Cli, web: Site, tea: str) -> None:
    cli("done water")
    form = "---\nroadmap: tea\n---\n\n# Making tea\n\n## Leaves\n\n### Leaves\n\n- Boil water {#water}\n- Pour it {#pour}\n"
    web.put("/ada/tea.toml", form)
    assert cli("update --yes").code == 0
    assert [file.name for file in sorted(kept().parent.iterdir())] == ["tea.md", "tea.origin.json"]
    assert is_fetched(kept("tea.md"))
    said = cli("list --status done")
    assert ("Boil water" in said.out, f"{kept('tea.md')} has its id and is used" in said.err) == (True, True)


def test_an_address_in_the_place_of_a_file_is_told_where_it_goes(cli: Cli) -> None:
    said = cli("--file https://example.org/tea.toml status")
    assert said.code == 3
    assert "what is at an address is fetched, and kept, by: roadmap use https://example.org/tea.toml" in said.err


@pytest.mark.parametrize("address", ["http://localhost/tea.toml", "file:///etc/passwd", "nothing"])
def test_an_address_that_was_written_down_is_looked_at_as_any_other(cli: Cli, address: str) -> None:
    fetch_before(address)
    result = cli("update --yes")
    assert (result.code, result.err.startswith("error: ")) == (2, True)


def test_what_was_not_fetched_is_told(cli: Cli, small: Path) -> None:
    assert_refused(cli("update --yes"), 1, "no roadmap here was fetched from the web")
    cli("use", str(small))
    assert_refused(cli("update small --yes"), 1, f'"small" was not fetched from the web: it is {small}')
    assert_refused(cli("update ml-scientist"), 1, "it came with the program")
    assert_refused(cli("update nothing"), 1, 'there is no roadmap "nothing"')


def test_where_a_copy_came_from_goes_with_it(cli: Cli, tea: str) -> None:
    cli("use ml-scientist")
    assert f"to fetch it again: roadmap use {tea}\n" in cli("roadmaps remove tea --dry-run").out
    said = cli("roadmaps remove tea --yes")
    assert f"to fetch it again: roadmap use {tea}\n" in said.out
    assert list(folders.roadmaps_folder().iterdir()) == []


@pytest.mark.parametrize("note", ["", "[]", '{"address": 1, "sha256": "", "fetched": ""}', "\0", "[" * 9999])
def test_a_note_that_says_nothing_is_none(cli: Cli, tea: str, note: str) -> None:
    kept("tea.origin.json").write_text(note)
    assert not is_fetched(kept())
    assert cli("roadmaps").code == 0
