"""A real HTTPS server on this computer, with a certificate of its own making."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import trustme


class Page(NamedTuple):
    content: bytes = b""
    status: int = 200
    headers: dict[str, str] = {}  # noqa: RUF012 - never changed
    act: Callable[[BaseHTTPRequestHandler], None] | None = None
    """What is done in the place of an answer."""


class Site(NamedTuple):
    """`pages` by path, which a test fills; `asked` are the paths that were asked for."""

    address: str
    pages: dict[str, Page]
    asked: list[str]

    def put(self, path: str, content: str | bytes, **headers: str) -> str:
        """A file, and its address."""
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = Page(content.encode() if isinstance(content, str) else content, headers=said)
        return self.address + path


@contextmanager
def site(folder: Path, host: str = "localhost", *, encrypted: bool = True) -> Iterator[tuple[Site, Path]]:
    """And the certificate by which it is trusted. `host` is what its own certificate is for."""
    pages: dict[str, Page] = {}
    asked: list[str] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(pages, asked)) as server:
        server.daemon_threads = True
        authority = trustme.CA()
        trusted = folder / "authority.pem"
        authority.cert_pem.write_to_path(str(trusted))
        if encrypted:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            authority.issue_cert(host).configure_cert(context)
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True).start()
        scheme = "https" if encrypted else "http"
        yield Site(f"{scheme}://localhost:{server.server_address[1]}", pages, asked), trusted
        server.shutdown()


def _handler(pages: dict[str, Page], asked: list[str]) -> type[BaseHTTPRequestHandler]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            page = pages.get(self.path, Page(status=404))
            if page.act:
                page.act(self)
                return
            self.send_response(page.status)
            headers = {"Content-Type": "text/plain", "Content-Length": str(len(page.content))} | page.headers
            for name, value in headers.items():
                if value:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(page.content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - so it is called there
            pass

    return Answer
