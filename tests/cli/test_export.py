"""`roadmap export html | pdf | svg`: where it goes, what opens it, and what it refuses."""

import json
import re
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path

import pytest
from cli_helpers import PROGRAM, assert_refused, files_in, in_terminal, run_in_terminal, run_program
from conftest import Cli, Clock

HEADS = {
    "html": b"<!doctype html>",
    "pdf": b"%PDF-",
    "svg": b"<svg ",
    "svg --badge": b"<svg ",
    "portfolio": b"<!doctype html>",
    "portfolio --markdown": b"# Portfolio of ada",
    "resume": b'{\n  "$schema"',
}
WHOLE = {"portfolio", "portfolio --markdown", "resume"}
"""What knows no phase."""
PAGES = pytest.mark.parametrize("form", [each for each in HEADS if each != "pdf"])
"""Paper takes seconds."""
PARTS = pytest.mark.parametrize("form", [each for each in HEADS if each not in {"pdf", *WHOLE}])


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a browser that only remembers what it was asked to show writes it down."""
    place, browser = tmp_path / "opened", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> "{place}"\n', encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    monkeypatch.setattr(webbrowser, "_tryorder", None)  # it looks at BROWSER only once
    return place


def words(form: str) -> Sequence[str]:
    return ("export", *form.split())


@PAGES
def test_to_a_file_it_is_written_and_said(cli: Cli, tmp_path: Path, form: str) -> None:
    file = tmp_path / "out"
    result = cli(*words(form), "-o", str(file))
    assert (result.code, result.out, result.err) == (0, "", f"hint: written to {file}\n")
    assert file.read_bytes().startswith(HEADS[form])


@PAGES
@pytest.mark.parametrize("output", [(), ("-o", "-")])
def test_without_a_file_it_is_the_answer(form: str, output: Sequence[str]) -> None:
    """A process, because bytes go around what a test may replace."""
    result = run_program(*words(form), *output)
    assert (result.code, result.err) == (0, "")
    assert result.out.encode().startswith(HEADS[form])


@PAGES
def test_a_file_that_is_there_stays_as_it_is_unless_forced(cli: Cli, tmp_path: Path, form: str) -> None:
    file = tmp_path / "mine"
    file.write_text("mine", encoding="utf-8")
    assert_refused(cli(*words(form), "-o", str(file)), 1, f"{file} exists already")
    assert file.read_text(encoding="utf-8") == "mine"
    assert cli(*words(form), "-o", str(file), "--force").code == 0
    assert file.read_bytes().startswith(HEADS[form])


@PAGES
def test_a_folder_that_is_not_there_is_said(cli: Cli, tmp_path: Path, form: str) -> None:
    assert_refused(cli(*words(form), "-o", str(tmp_path / "no" / "file")), 1, "cannot write")
    assert not (tmp_path / "no").exists()


def test_paper_goes_the_same_ways(tmp_path: Path, opened: Path) -> None:
    file = tmp_path / "report.pdf"
    said = run_program("export", "pdf", "-o", str(file), "--open")
    assert (said.code, said.out) == (0, "")
    assert opened.read_text(encoding="utf-8") == f"{file.as_uri()}\n"
    assert file.read_bytes().startswith(HEADS["pdf"])
    assert run_program("export", "pdf", "-o", "-").out.startswith("%PDF-")


def test_a_terminal_is_spared_what_it_cannot_show() -> None:
    code, screen = run_in_terminal("export", "pdf")
    assert code == 2
    assert screen.splitlines() == [
        "error: this is nothing that a terminal can show",
        "hint: name a file for it: -o FILE",
    ]


def test_a_terminal_may_show_a_page(tmp_path: Path) -> None:
    code, screen = run_in_terminal("export", "html")
    assert code == 0
    assert screen.startswith("<!doctype html>")


@pytest.mark.process
@pytest.mark.parametrize("form", ["html", "svg"])
def test_it_can_be_opened_from_a_file(cli: Cli, tmp_path: Path, opened: Path, form: str) -> None:
    file = tmp_path / f"mine & yours.{form}"
    result = cli("export", form, "-o", str(file), "--open")
    assert (result.code, result.out) == (0, "")
    assert opened.read_text(encoding="utf-8") == f"{file.as_uri()}\n"
    assert result.err == f"hint: written to {file}\nhint: opening {file.as_uri()}\n"


@pytest.mark.process
@pytest.mark.parametrize("output", [(), ("-o", "-")])
def test_without_a_file_it_is_opened_from_the_cache_again_and_again(
    cli: Cli, opened: Path, output: Sequence[str]
) -> None:
    for place in range(2):
        result = cli("export", "html", *output, "--open")
        assert (result.code, result.out) == (0, "")
        address = opened.read_text(encoding="utf-8").splitlines()[place]
        file = Path(address.removeprefix("file://"))
        assert file.name == "small.html"
        assert file.read_bytes().startswith(HEADS["html"])


def test_no_browser_is_said_and_the_file_is_there(tmp_path: Path, small: Path) -> None:
    file = tmp_path / "report.html"
    nowhere = {"BROWSER": "", "PATH": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    code, screen = in_terminal(
        [*PROGRAM, "export", "html", "-o", str(file), "--open"], {"HOME": str(tmp_path), **nowhere}, []
    )
    assert code == 1
    assert "error: no browser could be started" in screen
    assert file.exists()


@pytest.mark.parametrize("form", ["html", "pdf", "json", "markdown", "csv", "ics", "dot"])
def test_only_a_picture_can_be_a_badge(cli: Cli, form: str, tmp_path: Path) -> None:
    result = cli("export", form, "--badge", "-o", str(tmp_path / "out"))
    assert_refused(result, 2, "only an svg can be a badge\nhint: write: roadmap export svg --badge")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("form", ["json", "markdown", "csv", "ics", "dot", "anki"])
def test_only_what_a_browser_shows_can_be_opened(cli: Cli, form: str, opened: Path) -> None:
    assert_refused(
        cli("export", form, "--open"), 2, "only html, pdf, svg, portfolio, stories can be opened in a browser"
    )
    assert not opened.exists()


@PARTS
def test_an_unknown_phase_is_said_with_what_was_meant(cli: Cli, form: str) -> None:
    assert_refused(cli(*words(form), "--phase", "tow"), 1, 'there is no phase "tow"')
    assert_refused(cli(*words(form), "--phase", "3"), 1, 'there is no phase "3"')
    assert_refused(cli(*words(form), "--phase", ""), 1, "an empty name is no phase")
    assert_refused(cli(*words(form), "--phase", "phase"), 1, '"phase" could be any of these:')


@PARTS
def test_a_day_to_come_is_refused(cli: Cli, form: str) -> None:
    assert_refused(cli(*words(form), "--since", "tomorrow"), 2, "2026-11-24 is in the future")
    assert_refused(cli(*words(form), "--since", "gestern"), 2, "gestern")


@pytest.mark.parametrize("name", ["2", "two", "Phase two", "TWO"])
def test_a_phase_goes_by_number_id_and_title(cli: Cli, name: str) -> None:
    said = cli("export", "html", "--phase", name).out
    assert "<h3>2. Phase two</h3>" in said
    assert "Phase one" not in said
    assert "phase “Phase two”" in said


def test_a_page_can_be_of_a_phase_since_a_day(cli: Cli, clock: Clock) -> None:
    cli("done a")
    clock.move(days=10)
    cli("note c so")
    said = cli("export", "html", "--phase", "2", "--since", "3 days ago").out
    assert "phase “Phase two”, what happened since 30 November 2026" in said
    assert [re.sub("<[^>]+>", "", each) for each in re.findall("<h4>.*?</h4>", said)] == ["Ways"]
    assert "Gamma" in said
    assert "Ex<" not in said


@pytest.mark.parametrize("missing", ["fast_sugiyama", "jinja2"])
def test_a_format_loads_only_what_it_needs(cli: Cli, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    for form in ("markdown", "json", "csv", "dot"):
        assert cli("export", form).code == 0


def test_without_weasyprint_it_is_said_how_to_get_it(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    file = tmp_path / "report.pdf"
    result = cli("export", "pdf", "-o", str(file))
    assert_refused(result, 1, "a PDF needs WeasyPrint: ")
    assert result.err.endswith('\nhint: install it with: pip install "learning-roadmap[pdf]"\n')
    assert [each.name for each in tmp_path.iterdir() if each.suffix in {".pdf", ".tmp"}] == []


def test_an_export_changes_nothing(cli: Cli, database: Path) -> None:
    cli("done a")
    before = files_in(database.parent)
    for form in ("html", "svg"):
        assert cli("export", form, "-o", "/dev/null").code == 0
    assert files_in(database.parent) == before


def test_every_user_has_their_own_page(cli: Cli) -> None:
    cli("done a")
    assert "Progress of ada" in cli("export html").out
    said = cli("--user", "<b>bob", "export", "html").out
    assert "Progress of &lt;b&gt;bob" in said
    assert "<strong>0 %</strong>" in said


def test_the_archive_of_a_phase_comes_back_in(cli: Cli, tmp_path: Path) -> None:
    for command in ("done a", "log b 30m", "note c so", "choose y", "start extra", "undo"):
        assert cli(command).code == 0
    file = tmp_path / "one.json"
    assert cli("export", "json", "--phase", "1", "-o", str(file)).code == 0
    (told,) = json.loads(file.read_text(encoding="utf-8"))["roadmaps"]
    assert {each["topic"] for each in told["events"]} == {"a", "b"}
    assert [*told["topics"]] == ["a", "b"]
    assert told["choices"] == {}
    assert cli("--user", "bob", "import", str(file)).code == 0
    bob = json.loads(cli("--user bob status --json").out)
    mine = json.loads(cli("status --json").out)
    assert bob["phases"][0] == mine["phases"][0]
    assert bob["phases"][1]["totals"]["hours"]["logged"] == 0
    assert cli("--user", "bob", "export", "json", "--phase", "1").out == file.read_text(encoding="utf-8").replace(
        '"ada"', '"bob"'
    )


@pytest.mark.parametrize("form", ["portfolio", "resume", "portfolio --markdown"])
@pytest.mark.parametrize("part", ["--phase one", "--since yesterday", "--phase ''"])
def test_what_is_of_everything_has_no_part(cli: Cli, form: str, part: str) -> None:
    assert_refused(cli(f"export {form} {part}"), 2, "is always of everything, so --phase and --since do not apply")


@pytest.mark.parametrize("form", ["html", "resume", "json", "markdown"])
def test_only_a_portfolio_and_stories_are_told_in_two_ways(cli: Cli, form: str) -> None:
    for way in ("--markdown", "--html"):
        assert_refused(cli("export", form, way), 2, "--html and --markdown belong to portfolio and stories")


def test_a_roadmap_is_no_page(cli: Cli) -> None:
    refused = cli("export roadmap --html")
    assert_refused(refused, 2, "a roadmap is no page: it is written as TOML or as Markdown")
    assert "roadmap export roadmap --markdown" in refused.err


def test_what_does_not_apply_to_a_portfolio_is_refused(cli: Cli, opened: Path) -> None:
    assert_refused(cli("export portfolio --badge"), 2, "only an svg can be a badge")
    assert_refused(cli("export resume --badge"), 2, "only an svg can be a badge")
    assert_refused(cli("export resume --open"), 2, "only html, pdf, svg, portfolio, stories can be opened in a browser")
    assert_refused(cli("export portfolio --markdown --open"), 2, "Markdown is no page that a browser shows")
    assert not opened.exists()


def test_a_portfolio_goes_by_the_name_that_is_given(cli: Cli) -> None:
    assert "Portfolio of Ada Lovelace" in cli("export", "portfolio", "--name", "Ada Lovelace").out
    assert '"name": "Ada Lovelace"' in cli("export", "resume", "--name", "Ada Lovelace").out
    assert_refused(cli("export html --name Ada"), 2, "--name belongs to portfolio and resume")


@pytest.mark.process
def test_a_portfolio_is_opened_from_the_cache_as_a_page(cli: Cli, opened: Path) -> None:
    assert cli("export portfolio --open").code == 0
    assert opened.read_text(encoding="utf-8").strip().endswith("/small.portfolio.html")
