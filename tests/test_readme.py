"""The pages say what is so: their commands run, what they show is what these print, links lead somewhere."""

import doctest
import re
import tomllib
from pathlib import Path

import pictures
import pytest
from conftest import Cli

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PAGES = (README, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")))
BLOCK = re.compile(
    r"(?:`(?P<file>\S+)`[^`]*)?^(?P<before> *)```(?P<language>\w+)\n(?P<text>.*?)^(?P=before)```$",
    re.DOTALL | re.MULTILINE,
)
LINK = re.compile(r"\]\((?P<file>[^)#:\s]*)(?:#(?P<heading>[^)\s]*))?\)")
"""To a file, or to a heading of one: what has a colon is an address."""


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path) -> list[re.Match[str]]:
    """In order, each with its language, its text, and the last file named before it."""
    return list(BLOCK.finditer(text_of(page)))


def commands(page: Path) -> list[str]:
    """Every line that a reader is told to type."""
    return [line for each in blocks(page) if each["language"] == "sh" for line in each["text"].splitlines()]


def anchors(page: Path) -> set[str]:
    """The names that its headings go by in an address."""
    headings = re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.casefold()).replace(" ", "-") for each in headings}


def links(page: Path) -> list[tuple[Path, str]]:
    """(file, heading or nothing) of everything in the repository that a page leads to or shows."""
    return [
        ((page.parent / each["file"]).resolve() if each["file"] else page, each["heading"] or "")
        for each in LINK.finditer(text_of(page))
    ]


def run_console(cli: Cli, block: str) -> None:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        result = cli(command.removeprefix("roadmap "))
        assert result.code == 0, (command, result.err)
        if expected:
            assert result.out + result.err == expected, command


def run_python(block: str, names: dict[str, object]) -> None:
    example = doctest.DocTestParser().get_doctest(block, names, "the page", None, None)
    said: list[str] = []
    doctest.DocTestRunner().run(example, out=said.append, clear_globs=False)
    assert said == []
    names.update(example.globs)


@pytest.mark.usefixtures("terminal")
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_and_example_prints_what_the_page_shows(
    cli: Cli, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page is one session on a fresh computer, and begins with a picture of what comes next."""
    monkeypatch.chdir(tmp_path)
    cli("next")
    names: dict[str, object] = {}
    for block in blocks(page):
        match block["language"]:
            case "console":
                run_console(cli, block["text"])
            case "pycon":
                run_python(block["text"], names)
            case "markdown" | "toml" | "csv" if block["file"] and "/" not in block["file"]:
                (tmp_path / block["file"]).write_text(block["text"], encoding="utf-8")
            case language:
                assert language in {"sh", "toml", "json", "xml"}, "a block that nothing tries"


def test_every_command_of_the_program_is_in_the_guide() -> None:
    from roadmap_cli.cli.table import NAMES  # noqa: PLC0415 - only here

    guide = text_of(ROOT / "docs/guide.md")
    assert [name for name in NAMES if not re.search(rf"roadmap (--\S+ \S+ )?{name}\b", guide)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for file, heading in links(page):
        assert file.exists(), f"{page.name} leads to {file}"
        assert not heading or heading in anchors(file), f"{page.name} leads to #{heading} of {file.name}"


def test_every_page_and_picture_is_reached_from_the_readme() -> None:
    reached, waiting = set[Path](), [README]
    while waiting:
        page = waiting.pop()
        if page not in reached:
            reached.add(page)
            waiting += [file for file, _ in links(page)] if page.suffix == ".md" else []
    pictures_and_pages = {each for each in (ROOT / "docs").iterdir() if each.is_file()}
    assert pictures_and_pages - reached == set()


def test_the_readme_is_short() -> None:
    assert len(text_of(README).splitlines()) <= 200


@pytest.mark.slow
def test_the_pictures_are_of_a_real_run() -> None:
    for name, text in pictures.pictures().items():
        assert (ROOT / "docs" / name).read_text(encoding="utf-8") == text, f"draw {name} anew: python tests/pictures.py"


@pytest.mark.parametrize("file", [".ci/run", ".github/workflows/tests.yml"])
def test_the_test_command_is_what_ci_runs(file: str) -> None:
    (command,) = (each for each in commands(README) if "tests/run.py" in each)
    assert re.search(rf"{re.escape(command)}$", text_of(ROOT / file), re.MULTILINE)


def test_the_changelog_knows_the_version() -> None:
    """And says when each was."""
    version = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]["version"]
    told = re.findall(r"^## (.+)$", text_of(ROOT / "CHANGELOG.md"), re.MULTILINE)
    released = [each for each in told if each != "Unreleased"]
    assert released[0].startswith(f"{version} - ")
    assert [each for each in released if not re.fullmatch(r"\d+\.\d+\.\d+ - \d{4}-\d\d-\d\d", each)] == []
