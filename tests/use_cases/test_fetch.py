"""A file from the web: HTTPS alone, bounded, whole or not at all."""

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from web_helpers import Page, Site, site

from roadmap_cli.domain.web import is_address
from roadmap_cli.errors import CannotBeDone, WrongUsage
from roadmap_cli.use_cases import fetch as fetching
from roadmap_cli.use_cases.fetch import checked_address, fetch, file_name


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with site(tmp_path) as (its, trusted):
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
        yield its


def refused(address: str) -> CannotBeDone:
    with pytest.raises(CannotBeDone) as error:
        fetch(address)
    return error.value


def test_a_file_comes_as_it_is(web: Site) -> None:
    address = web.put("/tea.toml", b"\xef\xbb\xbf[roadmap]\r\n")
    assert fetch(address) == (address, address, b"\xef\xbb\xbf[roadmap]\r\n")


def test_it_is_followed_where_it_went(web: Site) -> None:
    web.put("/new.toml", "there")
    for status in (301, 302, 303, 307, 308):
        web.pages["/old.toml"] = Page(status=status, headers={"Location": "/new.toml"})
        assert fetch(f"{web.address}/old.toml") == (f"{web.address}/old.toml", f"{web.address}/new.toml", b"there")


@pytest.mark.parametrize(
    "where", ["http://localhost/tea.toml", "file:///etc/passwd", "https://ada:word@localhost/", ""]
)
def test_it_is_followed_nowhere_else(web: Site, where: str) -> None:
    web.pages["/old.toml"] = Page(status=302, headers={"Location": where or f"http://{web.address[8:]}/"})
    assert "which is not followed: only https is" in refused(f"{web.address}/old.toml").sentence
    assert web.asked == ["/old.toml"]


def test_it_is_followed_five_times_at_most(web: Site) -> None:
    for number in range(9):
        web.pages[f"/{number}"] = Page(status=302, headers={"Location": f"/{number + 1}"})
    web.put("/9", "there")
    assert fetch(f"{web.address}/4").content == b"there"
    assert "sends on more than 5 times" in refused(f"{web.address}/3").sentence


@pytest.mark.parametrize(
    ("status", "said"),
    [(404, "has nothing at"), (403, "to everybody (403)"), (500, "could not answer"), (204, "(204)")],
)
def test_what_is_no_file_is_told(web: Site, status: int, said: str) -> None:
    web.pages["/tea.toml"] = Page(status=status)
    assert said in refused(f"{web.address}/tea.toml").sentence


def test_more_than_is_read_is_refused(web: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 2**20)
    assert len(fetch(web.put("/all", b"x" * 2**20)).content) == 2**20
    assert "larger than 1 MiB" in refused(web.put("/more", b"x" * (2**20 + 1))).sentence


def test_half_a_file_is_none(web: Site) -> None:
    assert "only a part of" in refused(web.put("/half", "half", Content_Length="9")).sentence
    assert "does not say how long" in refused(web.put("/unknown", "half", Content_Length="")).sentence
    assert "packed (gzip)" in refused(web.put("/packed", "x", Content_Encoding="gzip")).sentence


def test_a_page_is_no_file_and_the_file_is_named(web: Site) -> None:
    assert "is a page for people" in refused(web.put("/a", "<!DOCTYPE html><title>tea</title>")).sentence
    assert (
        "is a page for people" in refused(web.put("/b", "anything", Content_Type="text/html; charset=utf-8")).sentence
    )
    page = web.put("/ada/tea/-/blob/main/tea.toml", "\n<!-- x -->\n<html>")
    assert refused(page).hint == f"the file itself is at {web.address}/ada/tea/-/raw/main/tea.toml"
    assert fetch(web.put("/o.opml", "<?xml version='1.0'?><opml/>", Content_Type="text/xml")).content.startswith(b"<?")


@pytest.mark.parametrize(
    ("page", "raw"),
    [
        ("github.com/ada/tea/blob/main/a/tea.toml", "raw.githubusercontent.com/ada/tea/main/a/tea.toml"),
        ("codeberg.org/ada/tea/src/branch/main/tea.toml", "codeberg.org/ada/tea/raw/branch/main/tea.toml"),
        ("gist.github.com/ada/0123abc", "gist.githubusercontent.com/ada/0123abc/raw"),
    ],
)
def test_pages_that_show_a_file_are_known(page: str, raw: str) -> None:
    assert fetching._raw(f"https://{page}") == f"the file itself is at https://{raw}"


def test_a_host_that_never_ends_is_left(web: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 0.3)

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
        for _ in range(20):
            handler.wfile.write(b"x")
            time.sleep(0.05)

    web.pages["/slow"] = Page(act=drip)
    begun = time.monotonic()
    assert "within 0.3 seconds" in refused(f"{web.address}/slow").sentence
    assert time.monotonic() - begun < 0.9


def test_a_host_that_is_not_who_it_says_is_left(web: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    assert "cannot prove that it is localhost" in refused(web.put("/tea.toml", "x")).sentence
    with site(tmp_path, "example.org") as (other, trusted):
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
        assert "cannot prove that it is localhost" in refused(other.put("/tea.toml", "x")).sentence
    assert web.asked == []


def test_who_is_away_is_told(web: Site, tmp_path: Path) -> None:
    with site(tmp_path, encrypted=False) as (plain, _):
        assert "does not speak https" in refused(plain.address.replace("http:", "https:")).sentence
    assert "cannot be reached" in refused(plain.address.replace("http:", "https:")).sentence
    assert refused("https://nowhere.invalid/tea.toml").sentence == "nowhere.invalid cannot be found"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("http://example.org/tea.toml", "only https is"),
        ("file:///etc/passwd", "is no address"),
        ("file://host/etc/passwd", "only https is"),
        ("ftp://example.org/tea.toml", "only https is"),
        ("https://ada:word@example.org/tea.toml", "a name or a password"),
        ("https://ada@example.org/tea.toml", "a name or a password"),
        ("https:///tea.toml", "is no address"),
        ("https://example.org/tea toml", "is no address"),
        ("https://example.org\\@evil.org/", "is no address"),
        ("https://example.org:x/", "is no address"),
        ("https://a..b/", "is no address"),
        ("https://example.org/\r\nHost: x", "is no address"),
    ],
)
def test_other_addresses_are_refused_before_anybody_is_asked(words: str, said: str) -> None:
    assert is_address(words)
    with pytest.raises(WrongUsage, match=said):
        checked_address(words)


def test_an_address_is_written_as_it_is_asked_for() -> None:
    assert checked_address("HTTPS://münchen.de/té.toml?a=b c#d".replace(" ", "%20")) == (
        "https://xn--mnchen-3ya.de/t%C3%A9.toml?a=b%20c"
    )
    assert file_name("https://x.org/a/t%C3%A9.toml?x=1") == "t-C3-A9.toml"
    assert file_name("https://x.org/..") == file_name("https://x.org") == "fetched"
    assert not any(map(is_address, ("tea.toml", "C:\\tea.toml", "/a//b", "a:b", "-")))
