"""`clipparse serve`: a page on this machine, in which a text or a saved page is read, for those who have no notebook.

It listens on this machine alone, opens no file, keeps nothing, and what it shows loads and runs nothing. Another site
that is open in the same browser can neither send to it (`Origin`) nor pretend to be it (`Host`).
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
import threading
import traceback
import webbrowser
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple

from clipparse import lazy
from clipparse.cards import Plain, page, post_page_body, sheet
from clipparse.escaped import count, is_web, text
from clipparse.intake import BadInput, content_of, post_of

if TYPE_CHECKING:
    from clipparse.model import Post

PORT = 8707
_HERE = "127.0.0.1"
_MOST_BYTES = 8_000_000  # of what is sent
_MOST_CHARS = 1_000_000  # of what is read
_MOST_LINES = 50_000  # each is shown with its reasons, in some 700 characters
_DRAINED = 8 * _MOST_BYTES  # a browser shows the answer only after it has sent everything
_PATIENCE = 30  # seconds in which nothing comes
_MOST_PARTS = 20
_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # with no-referrer, browsers would hide the origin of the page's own form
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
# How the source of a page begins; a saved one has a remark above it that says where it is from.
_PAGE = lazy.compile(
    r"\ufeff?\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?(?:<!--[^>]{0,2000}-->\s{0,200})?<(?:!doctype\s|html|head|body)",
    re.I,
)
_BOUNDARY = lazy.compile(r'multipart/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))', re.IGNORECASE)
_PARAMETER = lazy.compile(r';\s*(name|filename)="([^"]*)"')
_DAY_FIRST = {"": None, "day": True, "month": False}


class Refused(Exception):
    """What cannot be done, in one sentence for the one who asked."""

    def __init__(self, status: HTTPStatus, told: str) -> None:
        super().__init__(told)
        self.status = status


class Asked(NamedTuple):
    """What the form holds."""

    pasted: str = ""
    file: bytes = b""
    name: str = ""
    posted: str = ""
    url: str = ""
    day_first: str = ""


# --- reading


def answer(asked: Asked) -> str:
    """The page that shows what was read.

    Raises
    ------
    Refused: it cannot be read; the message says why.

    >>> "Storm closes schools" in answer(Asked(pasted="Storm closes schools"))
    True
    """
    post = _read(asked)
    plain: Plain = post.to_dict()
    name = asked.name or "pasted text"
    heading = f"<h1>{count(len(post), 'clipping')} in {text(name)}</h1>"
    header = f'<header>{heading}<p class="lead"><a href="/">Read another</a></p></header>'
    return page(post.title or name, f"{header}<main>{post_page_body(plain)}</main>")


def _read(asked: Asked) -> Post:
    from clipparse.page import Options  # loads the words
    from clipparse.pipeline import Pipeline

    content = _content(asked)
    if asked.url and not is_web(asked.url):
        raise Refused(HTTPStatus.BAD_REQUEST, "The address must begin with http:// or https://.")
    if isinstance(content, str) and len(content) > _MOST_CHARS:
        told = f"The text has {len(content):,} characters; {_MOST_CHARS:,} are read here."
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, told)
    if isinstance(content, str):
        _check_lines(sum(1 for line in content.split("\n") if line.strip()))
    record = {
        "text" if isinstance(content, str) else "html": content,
        "posted": _day(asked.posted) if asked.posted else None,
        "url": asked.url or None,
        "day_first": _DAY_FIRST.get(asked.day_first),
    }
    try:
        post = post_of(record, Pipeline(options=Options(max_chars=_MOST_CHARS)))
    except BadInput as error:
        told = str(error).removeprefix("the page cannot be read: ")
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, f"This cannot be read: {told}.") from None
    except ModuleNotFoundError as error:
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, f"Saved pages cannot be read here: {error}") from None
    _check_lines(len(post.lines))  # of a page's text too
    return post


def _check_lines(number: int) -> None:
    if number > _MOST_LINES:
        told = f"The text has {number:,} lines; {_MOST_LINES:,} are shown here."
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, told)


def _content(asked: Asked) -> str | bytes:
    """A text, or the bytes of a page."""
    pasted = asked.pasted.replace("\r\n", "\n")
    if bool(pasted.strip()) == bool(asked.file):
        both = "There is a text and a file; send one of them." if asked.file else "There is nothing to read yet."
        raise Refused(HTTPStatus.BAD_REQUEST, both)
    if not asked.file:
        return pasted.encode("utf-8", "replace") if _PAGE.match(pasted) else pasted
    try:
        content = content_of(asked.name, asked.file)
        return asked.file if isinstance(content, str) and _PAGE.match(content) else content
    except BadInput as error:
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, f"The file cannot be read: {error}.") from None


def _day(written: str) -> dt.date:
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        raise Refused(HTTPStatus.BAD_REQUEST, "The day of the post must be a date like 2014-03-15.") from None


# --- the form


def form(asked: Asked | None = None, error: str = "") -> str:
    """The first page; with what was typed before, and what was wrong with it.

    >>> "&lt;b&gt;" in form(Asked(pasted="<b>"), "There is nothing to read yet.")
    True
    """
    asked = asked or Asked()
    choices = "".join(
        f'<option value="{value}"{" selected" * (value == asked.day_first)}>{name}</option>'
        for value, name in (("", "leave it open"), ("day", "3 April"), ("month", "4 March"))
    )
    told = f'<p class="error" role="alert">{text(error)}</p>' if error else ""
    body = (
        "<header><h1>Read newspaper clippings</h1>"
        '<p class="lead">out of the text of a blog post, a mail or a saved page. Nothing leaves this machine, and'
        f" nothing is kept.</p></header><main>{told}"
        '<form method="post" action="/read" enctype="multipart/form-data" accept-charset="utf-8">'
        '<p><label for="pasted">Text or page source</label>'
        # the first line feed in a textarea is none of its text
        f'<textarea id="pasted" name="pasted" autofocus spellcheck="false">\n{text(asked.pasted)}</textarea></p>'
        '<p><label for="file">or a file <span class="hint">.txt, .html</span></label>'
        '<input type="file" id="file" name="file" accept=".txt,.text,.html,.htm,.xhtml"></p>'
        '<div class="known"><label>Day of the post <span class="hint">where the text does not state it</span>'
        f'<input type="date" name="posted" value="{text(asked.posted)}"></label>'
        '<label>Its address <span class="hint">if any</span>'
        f'<input type="url" name="url" value="{text(asked.url)}"></label>'
        f'<label>03/04 is <span class="hint">where nothing else tells</span><select name="day_first">{choices}</select>'
        "</label></div><button>Read</button></form></main>"
    )
    return page("clipparse", body, style=sheet("serve.css"), policy="; form-action 'self'")


def fields(kind: str, body: bytes) -> Asked:
    """What a form sent, as browsers send forms that hold files (RFC 7578).

    Raises
    ------
    Refused: it was sent in another way.

    >>> body = b'--x\\r\\nContent-Disposition: form-data; name="pasted"\\r\\n\\r\\nRain fell.\\r\\n--x--\\r\\n'
    >>> fields("multipart/form-data; boundary=x", body).pasted
    'Rain fell.'
    """
    found = _BOUNDARY.match(kind)
    if not found:
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Use the form on the first page.")
    mark = b"\r\n--" + (found[1] or found[2]).encode("latin-1")
    values: dict[str, Any] = {}
    for part in (b"\r\n" + body).split(mark, _MOST_PARTS)[1:]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        about = dict(_PARAMETER.findall(head.decode("utf-8", "replace")))
        if about.get("name") == "file":
            values |= {"file": content, "name": about.get("filename", "")}
        elif about.get("name") in Asked._fields:
            values[about["name"]] = content.decode("utf-8", "replace")
    return Asked(**values)


# --- the server


class Server(ThreadingHTTPServer):
    """On this machine alone; one text is read at a time, the others wait."""

    daemon_threads = True

    def __init__(self, port: int = PORT) -> None:
        super().__init__((_HERE, port), Handler)
        self.reading = threading.Lock()
        names = [f"{name}:{self.server_port}" for name in (_HERE, "localhost")]
        self.hosts = frozenset([*names, *([_HERE, "localhost"] if self.server_port == 80 else [])])

    @property
    def address(self) -> str:
        """Where it is found."""
        return f"http://{_HERE}:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A connection that ends in the middle is nobody's fault."""
        if not isinstance(sys.exc_info()[1], OSError):
            traceback.print_exc()


class Handler(BaseHTTPRequestHandler):
    """One request: the form, or what was sent with it."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "clipparse", ""
    timeout = _PATIENCE

    def do_GET(self) -> None:
        """The form, at the only address there is; a result that is loaded again begins anew."""
        self._answered(self._form)

    def do_HEAD(self) -> None:
        """As for GET, without the page."""
        self._answered(self._form)

    def do_POST(self) -> None:
        """Read what was sent."""
        self._answered(self._reading)

    def _form(self) -> str:
        if self.path.partition("?")[0] not in ("/", "/read"):
            raise Refused(HTTPStatus.NOT_FOUND, "There is only one page here.")
        if self.headers.get("Content-Length", "0") != "0" or self.headers.get("Transfer-Encoding"):
            self.close_connection = True  # what was sent with it would be taken for the next request
        return form()

    def _reading(self) -> str:
        self._check_origin()
        body = self._body()
        if self.path != "/read":
            raise Refused(HTTPStatus.NOT_FOUND, "There is only one page here.")
        asked = fields(self.headers.get("Content-Type", ""), body)
        try:
            with self.server.reading:
                return answer(asked)
        except Refused as error:
            self._send(error.status, form(asked, str(error)))
            return ""

    def _answered(self, make: Callable[[], str]) -> None:
        try:
            self._check_host()
            if made := make():
                self._send(HTTPStatus.OK, made)
        except Refused as error:
            self.close_connection = True  # what was sent may not have been read
            self._send(error.status, form(error=str(error)))
        except OSError:  # who asked has gone, or says nothing more
            self.close_connection = True
        except Exception:  # whatever a text does to its reader, the next one is read
            traceback.print_exc()
            self.close_connection = True
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, form(error="This broke the reader, which is a bug; sorry."))

    def _check_host(self) -> None:
        """A name that leads here for a moment only (DNS rebinding) is not this page's."""
        if self.headers.get("Host", "").lower() not in self.server.hosts:
            raise Refused(HTTPStatus.MISDIRECTED_REQUEST, f"This page is at {self.server.address} only.")

    def _check_origin(self) -> None:
        """Browsers say which page sends a form."""
        origin = self.headers.get("Origin", "").lower()
        if origin.removeprefix("http://") not in self.server.hosts or not origin.startswith("http://"):
            raise Refused(HTTPStatus.FORBIDDEN, "Only the form on the first page can send a text.")

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") or not (self.headers.get("Content-Length") or "").isdecimal():
            raise Refused(HTTPStatus.LENGTH_REQUIRED, "It was not said how long the text is.")
        if self.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Packed texts are not read here.")
        length = int(self.headers["Content-Length"][:20])
        if length > _MOST_BYTES:
            self._drain(min(length, _DRAINED))
            told = f"This is longer than the {_MOST_BYTES // 1_000_000} MB that are read here."
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, told)
        body = self.rfile.read(length)
        if len(body) < length:
            raise Refused(HTTPStatus.BAD_REQUEST, "The text broke off on its way.")
        return body

    def _drain(self, length: int) -> None:
        while length > 0 and (block := self.rfile.read(min(length, 1 << 16))):
            length -= len(block)

    def _send(self, status: HTTPStatus, document: str) -> None:
        data = document.encode("utf-8", "replace")
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the library refuses by itself, such as an unknown method or a broken line, looks like the rest."""
        self.close_connection = True
        self._send(HTTPStatus(code), form(error=f"This cannot be done here: {HTTPStatus(code).phrase.lower()}."))

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is kept, neither who asked nor for what."""


# --- on the command line


def parser() -> argparse.ArgumentParser:
    """What `clipparse serve` takes."""
    made = argparse.ArgumentParser(
        prog="clipparse serve",
        description="Opens a page on this machine, in which a text or a saved page is read and shown.",
        epilog="Only this machine reaches it; it opens no file and keeps nothing. Ctrl-C ends it.",
    )
    made.add_argument("--port", type=_port, default=PORT, metavar="N", help=f"default: {PORT}; 0: any that is free")
    made.add_argument("--open", action="store_true", help="show it in the browser")
    return made


def _port(written: str) -> int:
    if not (written.isdecimal() and int(written) < 1 << 16):
        raise argparse.ArgumentTypeError(f"{written!r} is no port like {PORT}")
    return int(written)


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped."""
    try:
        server = Server(arguments.port)
    except OSError as error:
        raise BadInput(f"port {arguments.port}: {error.strerror}; say another with --port") from None
    with server:
        print(f"clipparse: open {server.address} in a browser; Ctrl-C ends it", file=sys.stderr, flush=True)
        if arguments.open:
            webbrowser.open(server.address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print("clipparse: ended", file=sys.stderr)
    return 0
