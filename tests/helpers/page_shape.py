"""What a page is made of, and texts and addresses that would act on it."""

from collections import Counter
from html.parser import HTMLParser

ACTING = (
    "<script>window.hacked = 1</script>",
    "</style><script>window.hacked = 1</script><style>",
    "</title></head><body onload=window.hacked=1>",
    "<img src=x onerror=window.hacked=1>",
    '"><img src=x onerror="window.hacked=1">',
    "'><svg onload='window.hacked=1'>",
    '" onmouseover="window.hacked=1" autofocus onfocus="window.hacked=1" x="',
    "--></textarea></noscript><iframe srcdoc='<script>parent.hacked=1</script>'>",
    "]]></text><a href='javascript:window.hacked=1'>x</a>",
    "<details open ontoggle=window.hacked=1>",
    "<style>@import 'https://evil.example/x.css'; body { display: none }</style>",
    "<base href='https://evil.example/'><meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/x.css><form action=https://evil.example/><button>",
    "{{ 7*7 }}{% raw %}{{ config }}{# x #}{%",
    "&lt;b&gt;&#60;script&#62;&amp;",
    "url(https://evil.example/x.png);} body{display:none}",
    "\0<scr\0ipt>window.hacked=1</scr\0ipt>",
    "\u202eolleh\u2066\u2028\u2029<!--",
    "W" * 400,
    "🧠🇨🇭👩🏽‍🔬e\u0301 \ufffe\uffff",
    "-->",
    "<!DOCTYPE html><plaintext>",
)
SCRIPTS = (
    "javascript:window.hacked=1",
    " javascript:window.hacked=1",
    "\x01javascript:window.hacked=1",
    "JaVaScRiPt:window.hacked=1",
    "java\tscript:window.hacked=1",
    "java\nscript:window.hacked=1",
    "java\x00script:window.hacked=1",
    "\u00a0javascript:window.hacked=1",
    "&#106;avascript:window.hacked=1",
    "javascript://example.org/%0awindow.hacked=1",
    "javascript:https://example.org/",
    "vbscript:x",
    "data:text/html,<script>parent.hacked=1</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "file:///etc/passwd",
    "blob:https://example.org/x",
    "//evil.example/x",
    "https:x",
    "https:///x",
    "http:",
    "https://[",
    "http\t://example.org",
    " https://example.org/x ",
    "https://example.org/\u202egnp.x",
    "",
)
GOOD_ADDRESSES = (
    "https://example.org/a?x=1&y=2#z",
    "HTTP://EXAMPLE.org/",
    "https://example.org/'onmouseover='x",
    'https://example.org/"><script>window.hacked=1</script>',
    "https://example.org/{{7*7}}",
)
VARYING = {"p", "text"}
"""A note has a paragraph for each of its lines, and a box as many lines as its title fills."""

Shape = Counter[tuple[str, tuple[str, ...]]]


class Elements(HTMLParser):
    """What a page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.shape: Shape = Counter()
        self.addresses: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = tuple(sorted(name for name, _ in attrs))
        self.shape[tag, names] += 1
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src", "xlink:href", "action"}]


def shape(page: str) -> Shape:
    """Elements with the names of their attributes, as often as each is there."""
    return Counter({key: 1 if key[0] in VARYING else count for key, count in Elements(page).shape.items()})
