"""The page on paper, from WeasyPrint and from the printer of a browser: whole, in ink on white, no row cut."""

import builtins
import io
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from types import ModuleType
from typing import Any

import pytest
from browser_helpers import TODAY, Diary, Part, builtin, chromium, only_font, shown, told, year_report
from pypdf import PdfReader

from roadmap_cli.domain.roadmap import Module, Phase, Roadmap, Topic
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.exports import html, pdf
from roadmap_cli.reports.export import ProgressReport

A4 = (595, 842)
WORDS = "a title that is so long that it takes more than one line of the paper it is printed on, and then some more"
TITLES, NOTES, LINES = 50, 11, 4
Printer = Callable[[ProgressReport], bytes]


def browser(report: ProgressReport) -> bytes:
    """As a reader in the dark prints it, with nothing opened."""
    with chromium() as found, shown(found, html.render(report), color_scheme="dark") as tab:
        printed: bytes = tab.pdf(prefer_css_page_size=True)
        return printed


@pytest.fixture(scope="module", autouse=True)
def _one_font() -> Iterator[None]:
    """Where pages end depends on it."""
    with only_font() as fonts, pytest.MonkeyPatch.context() as patch:
        patch.setenv("FONTCONFIG_FILE", fonts)
        yield


def by_each_printer(test: Callable[[Printer], None]) -> Callable[[Printer], None]:
    printers = pytest.mark.parametrize("printer", [pdf.render, browser], ids=["weasyprint", "browser"])
    return printers(test)


@cache
def printed(printer: Printer) -> PdfReader:
    return PdfReader(io.BytesIO(printer(year_report())))


@cache
def long_printed(printer: Printer) -> PdfReader:
    return PdfReader(io.BytesIO(printer(long_report())))


def letters(text: str) -> str:
    """Without spaces, for they are where a line ends; ligatures taken apart."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@cache
def sheets(paper: PdfReader) -> list[str]:
    return [letters(page.extract_text()) for page in paper.pages]


def long_report() -> ProgressReport:
    """Of titles and notes of several lines, more than fit on a page."""
    topics = [Topic(f"t{each}", f"{each}: {WORDS}, {each}!", "p", "m", 3.0) for each in range(TITLES)]
    diary = Diary("r")
    for each in topics[:NOTES]:
        diary.say(TODAY, "noted", each.id, text="\n".join(f"{each.id}, {line}: {WORDS}" for line in range(LINES)))
    module = Module("m", "Module", "p", tuple(topics))
    return told(Roadmap("r", "R", (Phase("p", "P", 1, "", (module,)),)), diary.events)


@by_each_printer
def test_paper_is_a4(printer: Printer) -> None:
    for page in printed(printer).pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == pytest.approx(A4, abs=1)


@by_each_printer
def test_every_topic_is_on_paper_on_one_page_with_its_hours(printer: Printer) -> None:
    found = sheets(printed(printer))
    for topic in builtin().roadmap.topics.values():
        row = re.compile(rf"{re.escape(letters(topic.title))}.{{0,50}}?{topic.hours:g}h")
        assert any(row.search(sheet) for sheet in found), topic.title


@by_each_printer
def test_no_row_is_cut_where_a_page_ends(printer: Printer) -> None:
    found = sheets(long_printed(printer))
    assert len(found) > 6
    for each in range(TITLES):
        title = letters(f"{each}: {WORDS}, {each}!")
        assert any(f"{title}3h" in sheet for sheet in found), each
    for each in range(NOTES):
        note = "".join(letters(f"t{each}, {line}: {WORDS}") for line in range(LINES))
        assert any(note in sheet for sheet in found), each


@by_each_printer
def test_no_heading_is_the_last_of_its_page(printer: Printer) -> None:
    """A page that ends in a heading has lost what it heads."""
    sections = [
        "What comes next, and why",
        "The path",
        "The phases, topic by topic",
        "Evidence",
        "Recent notes",
        "Lately",
    ]
    modules = ["Module", *(module.title for module in builtin().roadmap.modules.values())]
    heads = [re.escape(letters(each)) for each in sections]
    heads += [rf"{re.escape(letters(each))}\d+of\d+" for each in modules]
    for paper in (printed(printer), long_printed(printer)):
        assert not [sheet[-60:] for sheet in sheets(paper) if re.search(f"({'|'.join(heads)})$", sheet)]


@by_each_printer
def test_the_pictures_fit_the_paper(printer: Printer) -> None:
    """All modules of the path on one page, all months of the year on another, and the hours of the chart."""
    found = sheets(printed(printer))
    all_modules = builtin().roadmap.modules.values()
    modules = [letters(each.title) for each in all_modules if {topic.option for topic in each.topics} & {None, "nlp"}]
    assert any(all(name in sheet for name in modules) for sheet in found)
    assert any("DecJanFebMarApr" in sheet and "OctNov" in sheet for sheet in found)
    assert any("1,000h" in sheet and "0h" in sheet for sheet in found)


@by_each_printer
def test_addresses_of_evidence_can_be_read_and_followed(printer: Printer) -> None:
    found = "".join(sheets(printed(printer)))
    assert year_report().evidence
    targets = {str(link) for page in printed(printer).pages for link in _targets(page)}
    for each in year_report().evidence:
        assert letters(each.link.url) in found
        assert each.link.url in targets
    assert targets == {each.link.url for each in year_report().evidence}


def _targets(page: Any) -> list[str]:
    annotations = [each.get_object() for each in page.get("/Annots", ())]
    return [each["/A"]["/URI"] for each in annotations if "/URI" in each.get("/A", {})]


@by_each_printer
def test_a_word_longer_than_the_paper_is_broken(printer: Printer) -> None:
    """What a page does not show of it would be missing from its text, or stand in one long line."""
    word = "Rindfleischetikettierung" * 9
    where = Roadmap("r", word, (Phase("p", word, 1, "", (Module("m", word, "p", (Topic("a", word, "p", "m"),)),)),))
    pages = PdfReader(io.BytesIO(printer(told(where, ())))).pages
    assert sum(letters(page.extract_text()).count(word) for page in pages) >= 4
    rights = [0.0]

    def see(text: str, user: list[float], here: list[float], font: Any, size: float) -> None:
        wide = 0.4 * size * len(text.strip()) * user[0]  # at least, as letters go
        rights.append(user[4] + user[0] * here[4] + wide)

    for page in pages:
        page.extract_text(visitor_text=see)
    assert 300 < max(rights) < A4[0]


def test_without_weasyprint_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(CannotBeDone, match="a PDF needs WeasyPrint: ") as caught:
        pdf.render(year_report())
    assert caught.value.hint == 'install it with: pip install "learning-roadmap[pdf]"'


def test_a_missing_library_of_the_system_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_pango(name: str, *rest: Any, **named: Any) -> ModuleType:
        if name == "weasyprint":
            message = "cannot load library 'libpango-1.0-0': not found.\n  Additionally, tried others"
            raise OSError(message)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    with pytest.raises(CannotBeDone) as caught:
        pdf.render(year_report())
    assert caught.value.sentence == "a PDF needs WeasyPrint: cannot load library 'libpango-1.0-0': not found."


def test_nothing_is_fetched_for_it() -> None:
    with pytest.raises(ValueError, match="is not read"):
        pdf._nothing("https://example.org/x.css")


def test_a_phase_and_a_time_have_their_papers_too() -> None:
    phase = builtin().roadmap.phases[1]
    report = told(builtin().roadmap, (), Part(phase, TODAY - timedelta(days=3)))
    assert letters(phase.title) in sheets(PdfReader(io.BytesIO(pdf.render(report))))[0]
