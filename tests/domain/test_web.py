"""Which addresses lead to the web: one rule for whatever reads, opens or writes them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.web import acts, is_near, leads_to_the_web, why_not_the_web


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "HTTP://example.org/a?b=c#d",
        "https://münchen.example/ö",
        "http://localhost:8000/",
        "https://[::1]/",
        "https://somebody@example.org/",
    ],
)
def test_an_address_of_the_web_is_one(url: str) -> None:
    assert leads_to_the_web(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "//example.org",
        "javascript:alert(1)",
        "ftp://example.org",
        "file:///etc/passwd",
        "https:example.org",
        "https://",
        "https:///path",
        "https://:80/",
        "https://somebody@/",
        "https://[::1/",
        " https://example.org",
        "https://example.org/a b",
        "https://example.org/\u00a0",
        "https://example.org/\na",
        "https://example.org/\x1b[2J",
        "https://example.org/\u202e",
        "https://example.org/\ud800",
    ],
)
def test_nothing_else_is(url: str) -> None:
    assert not leads_to_the_web(url)


@given(
    st.text(max_size=40)
    | st.builds("{}://{}".format, st.sampled_from(["https", "HTTP", "ht\ttp"]), st.text(max_size=40))
)
def test_what_leads_there_says_so_in_one_word(url: str) -> None:
    assert not leads_to_the_web(url) or re.fullmatch(r"https?://[^/\s]\S*", url, re.IGNORECASE)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.org", "it should begin with https:// or http://"),
        ("example.org/a b", "it should begin with https:// or http://"),
        ("https://example.org/a b", "it has a space in it"),
        ("https://example.org/\u00a0", "it has a space in it"),
        ("HTTP://", "nothing on the web can be called that"),
        ("https://[::1/", "nothing on the web can be called that"),
    ],
)
def test_what_is_wrong_with_an_address_is_what_is_said(url: str, reason: str) -> None:
    assert reason in why_not_the_web(url)


@pytest.mark.parametrize(
    ("url", "near"),
    [
        ("http://localhost:8000/", True),
        ("https://github/ada", True),
        ("https://example.org", False),
        ("https://127.0.0.1/", False),
        ("https://[::1]/", False),
    ],
)
def test_a_host_without_a_dot_is_near(url: str, near: bool) -> None:  # noqa: FBT001
    assert is_near(url) is near


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", " JavaScript: x", "java\tscript:x", "data:text/html,x", "vbscript:x"]
)
def test_what_would_run_something_acts(text: str) -> None:
    assert acts(text)


@pytest.mark.parametrize(
    "text",
    ["https://example.org", "mailto:ada@example.org", "ISBN 0-00", "isbn:0-00", "Chapter 3: norms", "Data: the notes",
     "notes.md", "C:/notes.md", "file:///home/ada/book.pdf", "localhost:8000/notes", "obsidian://open?vault=x"],
)  # fmt: skip
def test_whatever_else_says_where_something_is_does_not(text: str) -> None:
    assert not acts(text)
