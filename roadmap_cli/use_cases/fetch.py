"""A file from the web: the only place that opens a connection, for somebody who has said yes to its address.

HTTPS alone, from the first address to the last; certificates are checked; what comes is bounded in size and time.
"""

import re
from http.client import HTTPException, HTTPResponse
from queue import Empty, SimpleQueue
from threading import Thread
from typing import NamedTuple
from urllib.error import URLError
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit
from urllib.request import HTTPSHandler, OpenerDirector, ProxyHandler, Request, UnknownHandler

from roadmap_cli import __version__
from roadmap_cli.errors import CannotBeDone, WrongUsage

SECONDS = 20
"""For all of it: finding the host, every address on the way, and the last letter."""
MOST_BYTES = 8 * 2**20
MOST_REDIRECTS = 5
SENDS_ON = frozenset({301, 302, 303, 307, 308})
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head)\b", re.IGNORECASE | re.DOTALL)
_IN_ADDRESSES = "%/:=&?~+!$,;'@()*[]"
"""Beside letters and digits; whatever else stands in one is written with %."""
_RAW = (
    (r"https://github\.com/([^/]+/[^/]+)/(?:blob|blame|edit|raw)/(.+)", r"https://raw.githubusercontent.com/\1/\2"),
    (r"https://gist\.github\.com/([^/]+/[^/]+)/?", r"https://gist.githubusercontent.com/\1/raw"),
    (r"(https://.+)/-/blob/(.+)", r"\1/-/raw/\2"),
    (r"(https://.+)/src/(branch|tag|commit)/(.+)", r"\1/raw/\2/\3"),
)
"""Pages that show a file, and the address of the file itself."""
NO_FILE = "take the address of the file itself, often behind a link called Raw"


class Fetched(NamedTuple):
    """`last` is where the file was in the end."""

    address: str
    last: str
    content: bytes


def checked_address(words: str) -> str:
    """As it is asked for. Raises WrongUsage where it is not one of HTTPS, or holds a password."""
    parts = _split(words)
    if parts is None or not words.isprintable() or any(letter.isspace() or letter == "\\" for letter in words):
        sentence = f"{words!r} is no address"
        raise WrongUsage(sentence, "it should look like https://example.org/tea.toml")
    if parts.scheme != "https":
        sentence = f"{words} is not fetched: only https is, since what comes otherwise can be changed on its way"
        raise WrongUsage(sentence, "give its address with https://, or fetch it yourself and name the file")
    if parts.username is not None or parts.password is not None:
        sentence = "an address with a name or a password in it is not fetched: both would be kept, and sent on"
        raise WrongUsage(sentence, "fetch it yourself and name the file")
    return urlunsplit(("https", parts.netloc.encode("idna").decode(), _quoted(parts.path), _quoted(parts.query), ""))


def host_of(address: str) -> str:
    return urlsplit(address).hostname or ""


def file_name(address: str) -> str:
    """By which the file goes that is kept of it, harmless as a name."""
    return _harmless(urlsplit(address).path.rstrip("/").rpartition("/")[2]) or "fetched"


def folder_name(address: str) -> str:
    """What the file lies in, which may say what it is about: at the top of a repository, the repository."""
    parts = urlsplit(address)
    folders = parts.path.strip("/").split("/")[:-1]
    is_at_the_top = parts.hostname == "raw.githubusercontent.com" and len(folders) == len(("owner", "name", "branch"))
    return _harmless(folders[1] if is_at_the_top else (folders or [host_of(address)])[-1]) or "fetched"


def _harmless(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip(".-")[-100:]


def fetch(address: str) -> Fetched:
    """Raises CannotBeDone. The thread is for the time: no other way ends a host that sends a letter now and then."""
    found: SimpleQueue[Fetched | CannotBeDone] = SimpleQueue()
    Thread(target=lambda: found.put(_answer(address)), daemon=True).start()
    try:
        answer = found.get(timeout=SECONDS)
    except Empty:
        sentence = f"{host_of(address)} did not send {address} within {SECONDS} seconds"
        raise CannotBeDone(sentence, "try again later, or fetch it yourself and name the file") from None
    if isinstance(answer, CannotBeDone):
        raise answer
    return answer


def _answer(address: str) -> Fetched | CannotBeDone:
    last = address
    try:
        for _ in range(MOST_REDIRECTS + 1):
            with _open(last) as response:
                if response.status not in SENDS_ON:
                    return Fetched(address, last, _content(response, last))
                last = _next(last, response.headers.get("Location", ""))
    except CannotBeDone as error:
        return error
    except (OSError, HTTPException, ValueError) as error:
        return _unreachable(last, error)
    sentence = f"{host_of(address)} sends on more than {MOST_REDIRECTS} times, and never to a file"
    return CannotBeDone(sentence, NO_FILE)


def _open(address: str) -> HTTPResponse:
    """One answer, of whatever status: nothing follows a redirect, and nothing but HTTPS is spoken."""
    from ssl import create_default_context

    opener = OpenerDirector()
    for handler in (ProxyHandler(), HTTPSHandler(context=create_default_context()), UnknownHandler()):
        opener.add_handler(handler)
    headers = {"User-Agent": f"roadmap/{__version__}", "Accept-Encoding": "identity"}
    response: HTTPResponse = opener.open(Request(address, headers=headers), timeout=SECONDS)  # noqa: S310 - its scheme was checked
    return response


def _next(address: str, location: str) -> str:
    wanted = urljoin(address, location)
    try:
        return checked_address(wanted)
    except WrongUsage as error:
        sentence = f"{host_of(address)} sends on to {wanted or 'nowhere'}, which is not followed: only https is"
        raise CannotBeDone(sentence, NO_FILE) from error


def _content(response: HTTPResponse, address: str) -> bytes:
    """All of it, or CannotBeDone: half a file may look whole."""
    _refuse_status(response.status, address)
    headers = response.headers
    length = headers.get("Content-Length")
    if headers.get("Content-Encoding", "identity") != "identity":
        raise CannotBeDone(f"{host_of(address)} sends it packed ({headers['Content-Encoding']})", NO_FILE)
    if length is None and not response.chunked:
        sentence = f"{host_of(address)} does not say how long the file is, so that nobody knows whether all of it came"
        raise CannotBeDone(sentence, "fetch it yourself and name the file")
    content = response.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise CannotBeDone(f"{address} is larger than {MOST_BYTES // 2**20} MiB, which is the most that is fetched")
    if length is not None and length.strip() != str(len(content)):
        raise CannotBeDone(f"only a part of {address} came: {len(content):,} of {length} bytes", "try again")
    if headers.get_content_type() == "text/html" or _HTML.match(content):
        raise CannotBeDone(f"{address} is a page for people, and no file", _raw(address))
    return content


def _refuse_status(status: int, address: str) -> None:
    host = host_of(address)
    match status:
        case 200:
            return
        case 404 | 410:
            raise CannotBeDone(f"{host} has nothing at {address} ({status})", "look at it in a browser")
        case 401 | 403:
            sentence = f"{host} does not give {address} to everybody ({status})"
            raise CannotBeDone(sentence, "fetch it yourself and name the file")
    raise CannotBeDone(f"{host} could not answer with {address} ({status})", "try again later")


def _raw(address: str) -> str:
    for page, raw in _RAW:
        if re.fullmatch(page, address):
            return f"the file itself is at {re.sub(page, raw, address)}"
    return NO_FILE


def _unreachable(address: str, error: Exception) -> CannotBeDone:
    from socket import gaierror
    from ssl import SSLCertVerificationError, SSLError

    host = host_of(address)
    reason = error.reason if isinstance(error, URLError) and isinstance(error.reason, Exception) else error
    if isinstance(reason, SSLCertVerificationError):
        sentence = f"{host} cannot prove that it is {host}: {reason.verify_message}"
        return CannotBeDone(sentence, "nothing was fetched; fetch it yourself and name the file, if you trust it")
    if isinstance(reason, gaierror):
        return CannotBeDone(f"{host} cannot be found", "see that you are online and that the address is right")
    if isinstance(reason, SSLError):
        return CannotBeDone(f"{host} does not speak https as it should", "see that the address is right")
    if isinstance(reason, HTTPException | ValueError):
        return CannotBeDone(f"{host} gives no whole answer", "try again later")
    said = (reason.strerror if isinstance(reason, OSError) else "") or str(reason)
    return CannotBeDone(f"{host} cannot be reached: {said.lower()}", "see that you are online, or try again later")


def _split(words: str) -> SplitResult | None:
    try:
        parts = urlsplit(words)
        _ = parts.port  # which raises for what is no number
        parts.netloc.encode("idna")
    except ValueError:
        return None
    return parts if parts.hostname else None


def _quoted(text: str) -> str:
    return quote(text, safe=_IN_ADDRESSES)
