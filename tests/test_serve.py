"""`clipparse serve`: what it reads, and what it refuses."""

from __future__ import annotations

import functools
import http.client
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import clipparse
from clipparse import serve
from clipparse.cli import main
from elements import Elements

FIXTURES = Path(__file__).parent.parent / "fixtures"
POST = (FIXTURES / "blogger-three-clippings-with-remarks.txt").read_text(encoding="utf-8")
PAGE = (
    "<!DOCTYPE html><title>Storm week</title><h3 class='post-title'>Storm week</h3><div class='post-body'><p>By Ann Lee"
    "<p>Schools along the coast stayed shut on Monday after the storm broke two roofs, the council said.</div>"
)


@pytest.fixture(scope="module")
def server() -> Iterator[serve.Server]:
    with serve.Server(0) as running:
        threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield running
        running.shutdown()


class Answer:
    """What came back, and what it says."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status, self.headers = response.status, response.headers
        self.html = response.read().decode()
        self.page = Elements(self.html)

    @property
    def errors(self) -> list[str]:
        return self.page.within("error")


def ask(
    server: serve.Server, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    try:
        connection.request(method, path, body, dict(headers or {}))
        return Answer(connection.getresponse())
    finally:
        connection.close()


def form(**fields: str | tuple[str, bytes]) -> tuple[bytes, str]:
    """As a browser sends it: a file is its name and its bytes."""
    parts = []
    for name, value in fields.items():
        file, content = value if isinstance(value, tuple) else (None, value.encode())
        named = f'; filename="{file}"\r\nContent-Type: text/plain' if file is not None else ""
        parts.append(f'--b0undary\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'.encode() + content)
    return b"\r\n".join([*parts, b"--b0undary--\r\n"]), "multipart/form-data; boundary=b0undary"


def send(server: serve.Server, origin: str | None = "", **fields: str | tuple[str, bytes]) -> Answer:
    body, kind = form(**fields)
    headers = {"Content-Type": kind}
    if origin is not None:
        headers["Origin"] = origin or server.address.rstrip("/")
    return ask(server, "POST", "/read", body, headers)


# --- what it reads


def test_the_first_page_is_a_form(server: serve.Server) -> None:
    """Each field has a label; nothing is loaded from elsewhere, and nothing runs."""
    answer = ask(server, "GET", "/")
    labelled = {one["for"] for tag, one in answer.page.tags if tag == "label" and "for" in one}

    assert answer.status == 200
    assert {one["id"] for tag, one in answer.page.tags if tag in ("textarea", "input") and "id" in one} == labelled
    assert not {"script", "img", "link", "iframe"} & {tag for tag, _ in answer.page.tags}
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'unsafe-inline'; form-a")
    assert (answer.headers["X-Content-Type-Options"], answer.headers["X-Frame-Options"]) == ("nosniff", "DENY")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Python" not in answer.headers["Server"]


def test_a_pasted_text_is_shown_as_in_a_report(server: serve.Server) -> None:
    """With its cards, whichever line ends the browser sends."""
    read = clipparse.parse(POST)
    for sent in (POST, POST.replace("\n", "\r\n")):
        answer = send(server, pasted=sent, file=("", b""), posted="", url="", day_first="")

        assert answer.status == 200
        assert [f"{n}. {clip.headline}" for n, clip in enumerate(read, 1)] == answer.page.within("title")
        assert len(answer.page.of_class("line")) == len(read.lines)


@pytest.mark.parametrize("name", ["post.txt", "post.html", "page.htm", "page"])
def test_a_file_is_a_text_or_a_page(server: serve.Server, name: str) -> None:
    """By its name, or by how it begins; it may be in any encoding."""
    content = PAGE.encode() if name != "post.txt" else POST.replace("Suffolk", "Sëffolk").encode("cp1252")
    answer = send(server, pasted="", file=(name, content))

    assert answer.status == 200
    assert ("Sëffolk" if name == "post.txt" else "Storm week") in answer.html
    assert "post-body" not in answer.html
    assert name in answer.page.within("<h1>")[0]


def test_the_source_of_a_page_may_be_pasted(server: serve.Server) -> None:
    """It is told by how it begins, also below a remark of the browser's; a text about `<html>` is a text."""
    for source in (PAGE, f"\n<!-- saved from url=(0014)about:internet -->\n{PAGE}", f'<?xml version="1.0"?>\n{PAGE}'):
        assert "post-body" not in send(server, pasted=source).html
    assert "The &lt;html&gt; element" in send(server, pasted="The <html> element is the first.").html


def test_what_is_known_of_the_post_counts(server: serve.Server) -> None:
    """Its day gives a year to a date, and 03/04 is read as it is told."""
    text = "Storm closes schools\nBy Ann Lee\n{}\n\nSchools along the coast stayed shut on Monday, officials said."
    answer = send(server, pasted=text.format("12 March"), posted="2014-03-15", url="https://blog.example/a")
    assert "12 March 2014" in answer.page.within("credits")[0]
    for choice, day in (("day", "3 April 2014"), ("month", "4 March 2014")):
        answer = send(server, pasted=text.format("03/04/2014"), day_first=choice)
        assert day in answer.page.within("credits")[0]


# --- what it refuses


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({"pasted": " \n"}, 400, "There is nothing to read yet."),
        ({"pasted": "a", "file": ("b.txt", b"b")}, 400, "There is a text and a file; send one of them."),
        ({"pasted": "a", "posted": "<15 March>"}, 400, "The day of the post must be a date like 2014-03-15."),
        ({"pasted": "a", "url": "javascript:alert(1)"}, 400, "The address must begin with http:// or https://."),
        ({"file": ("a.txt", b"\x00\x01\x02" * 99)}, 422, "The file cannot be read: "),
        ({"file": ("a.html", b"<html><body></body></html>")}, 422, "This cannot be read: there is no text in "),
        ({"file": ("a.html", b"<html>" + b"<div>" * 9_000 + b"a")}, 422, "This cannot be read: "),
        (
            {"file": ("a.html", b"<p" + b" a=1" * 1_001)},
            422,
            "This cannot be read: a tag in line 1 has more than 1,000 attributes; cut it, ",
        ),
        ({"file": ("a.html", b"<html>" + b"a storm " * 150_000)}, 422, "This cannot be read: the text has 11"),
        ({"pasted": "a storm " * 150_000}, 413, "The text has 1,200,000 characters; 1,000,000 are read here."),
    ],
    ids=range(10),
)
def test_what_cannot_be_read_is_said_in_a_sentence(
    server: serve.Server, fields: Mapping[str, Any], status: int, told: str
) -> None:
    """Above the form, which still holds what was typed."""
    answer = send(server, **fields)
    (error,) = answer.errors

    assert answer.status == status
    assert error.startswith(told)
    assert len(error) < 160
    assert answer.page.of_class("clipparse") == []
    if isinstance(pasted := fields.get("pasted"), str) and pasted.strip():
        assert pasted[:50] in answer.html


@pytest.mark.parametrize("fields", [{"pasted": "a\n" * 101}, {"file": ("a.html", b"<p>a" * 101)}], ids=["text", "page"])
def test_more_lines_than_a_browser_shows_are_refused(
    server: serve.Server, fields: Mapping[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is shown with its reasons: half a million of one letter each would be a page of 300 MB."""
    monkeypatch.setattr(serve, "_MOST_LINES", 100)
    answer = send(server, **fields)

    assert (answer.status, answer.errors) == (413, ["The text has 101 lines; 100 are shown here."])
    assert send(server, pasted="a\n\n" * 100).status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:{}", "", "[::1]:{}"]
)
def test_only_its_own_name_is_answered(server: serve.Server, host: str) -> None:
    """A site whose name is made to lead here reads nothing."""
    for method in ("GET", "POST"):
        answer = ask(server, method, "/", headers={"Host": host.format(server.server_port)})

        assert answer.status == 421
        assert answer.errors == [f"This page is at {server.address} only."]
    assert ask(server, "GET", "/", headers={"Host": f"LOCALHOST:{server.server_port}"}).status == 200


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "https://127.0.0.1:{}", "http://127.0.0.1:1", "127.0.0.1:{}"]
)
def test_no_other_site_can_send(server: serve.Server, origin: str | None) -> None:
    """Nor what does not say from where it sends."""
    answer = send(server, origin and origin.format(server.server_port), pasted=POST)

    assert answer.status == 403
    assert answer.errors == ["Only the form on the first page can send a text."]
    assert answer.page.of_class("card") == []


@pytest.mark.parametrize(
    ("headers", "status", "told"),
    [
        ({"Content-Type": "text/plain"}, 415, "Use the form on the first page."),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415, "Use the form on the first page."),
        ({"Content-Encoding": "gzip"}, 415, "Packed texts are not read here."),
        ({"Content-Length": "-1"}, 411, "It was not said how long the text is."),
        ({"Content-Length": "many"}, 411, "It was not said how long the text is."),
        ({"Transfer-Encoding": "chunked", "Content-Length": "1"}, 411, "It was not said how long the text is."),
    ],
    ids=range(6),
)
def test_other_ways_of_sending_are_refused(
    server: serve.Server, headers: Mapping[str, str], status: int, told: str
) -> None:
    """So there is nothing to unpack and nothing without end."""
    body, kind = form(pasted="a")
    origin = server.address.rstrip("/")
    answer = ask(server, "POST", "/read", body, {"Origin": origin, "Content-Type": kind, **headers})

    assert (answer.status, answer.errors) == (status, [told])


def test_too_much_is_refused(server: serve.Server) -> None:
    """With an answer that a browser shows, since all of it was taken off the line; and the next is read."""
    answer = send(server, pasted="a" * 8_100_000)

    assert (answer.status, answer.errors) == (413, ["This is longer than the 8 MB that are read here."])
    assert send(server, pasted=POST).status == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/etc/passwd", 404),
        ("GET", "/../../etc/passwd", 404),
        ("GET", "//evil.example/", 404),
        ("GET", "/read", 200),
        ("POST", "/", 404),
        ("PUT", "/read", 501),
        ("DELETE", "/", 501),
        ("OPTIONS", "/read", 501),
        ("HEAD", "/", 200),
    ],
)
def test_there_is_one_page(server: serve.Server, method: str, path: str, status: int) -> None:
    """And no file; a result that is loaded again is the form."""
    body, kind = form(pasted="a")
    headers = {"Origin": server.address.rstrip("/"), "Content-Type": kind}
    answer = ask(server, method, path, body if method == "POST" else None, headers)

    assert answer.status == status
    assert len(answer.errors) == (status >= 400)
    assert "root:" not in answer.html


@pytest.mark.parametrize(
    "words",
    [
        b"GET\r\n\r\n",
        b"\x00\xff\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 200 + b"\r\n",
    ],
)
def test_what_is_no_request_ends_nothing(server: serve.Server, words: bytes) -> None:
    """It gets an answer or none, and the next is read; nothing is told on standard error."""
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as line:
        line.sendall(words)
        line.recv(100)
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as line:
        line.sendall(b"POST /read HTTP/1.1\r\nContent-Length: 99\r\n\r\n")

    assert send(server, pasted="Rain fell.").status == 200


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT"])
def test_what_is_sent_is_no_second_request(server: serve.Server, method: str) -> None:
    """A request within another's body, as another site could send it, is never answered."""
    host = f"127.0.0.1:{server.server_port}"
    inner = f"GET /second HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
    head = f"{method} / HTTP/1.1\r\nHost: {host}\r\nContent-Length: {len(inner)}\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as line:
        line.sendall(head + inner)
        answers = b"".join(iter(lambda: line.recv(1 << 16), b""))

    assert answers.count(b"HTTP/1.1 ") == 1


def test_one_connection_serves_several_requests(server: serve.Server) -> None:
    """Also after a text that could not be read."""
    body, kind = form(pasted=" ")
    headers = {"Content-Type": kind, "Origin": server.address.rstrip("/")}
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    try:
        for method, path, sent, status in (
            ("GET", "/", None, 200),
            ("POST", "/read", body, 400),
            ("GET", "/", None, 200),
        ):
            connection.request(method, path, sent, headers)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == status
            assert not answer.will_close
    finally:
        connection.close()


def test_texts_that_are_sent_at_once_are_all_answered(server: serve.Server) -> None:
    """Each with its own post, while a connection that says nothing is open."""
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10), ThreadPoolExecutor(8) as pool:
        texts = [f"Storm {number} closes schools\nBy Ann Lee\n\nSchools stayed shut on Monday." for number in range(16)]
        answers = list(pool.map(lambda text: send(server, pasted=text), texts))

    assert [answer.status for answer in answers] == [200] * 16
    assert [f"Storm {number} closes" in answer.html for number, answer in enumerate(answers)] == [True] * 16


def test_who_says_nothing_is_not_waited_for(server: serve.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither with half a request nor with half a text."""
    monkeypatch.setattr(serve.Handler, "timeout", 0.2)
    head = f"POST /read HTTP/1.1\r\nHost: 127.0.0.1:{server.server_port}\r\nOrigin: {server.address.rstrip('/')}\r\n"
    for half in ("", "GET /", head, f"{head}Content-Length: 99\r\n\r\n--b"):
        with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as line:
            line.sendall(half.encode())
            assert line.recv(1 << 16) == b""


@pytest.mark.parametrize(
    "body", [b"", b"--b0undary", b"--b0undary--", b"--b0undary\r\n\r\n", b"--b0undary\r\n" * 9_999]
)
def test_a_torn_form_is_a_sentence(server: serve.Server, body: bytes) -> None:
    """Whatever its parts are."""
    headers = {"Origin": server.address.rstrip("/"), "Content-Type": "multipart/form-data; boundary=b0undary"}
    answer = ask(server, "POST", "/read", body, headers)

    assert (answer.status, answer.errors) == (400, ["There is nothing to read yet."])


def test_a_bug_is_one_sentence_and_the_next_text_is_read(
    server: serve.Server, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """What went wrong is told on standard error."""
    with monkeypatch.context() as broken:
        broken.setattr(serve, "answer", lambda asked: 1 / 0)
        answer = send(server, pasted=POST)
    assert (answer.status, answer.errors) == (500, ["This broke the reader, which is a bug; sorry."])
    assert "ZeroDivisionError" in capfd.readouterr().err
    assert send(server, pasted=POST).status == 200


# --- on the command line


def test_a_port_that_is_taken_is_an_error(server: serve.Server, capsys: pytest.CaptureFixture[str]) -> None:
    """In one line, which says what to do."""
    assert main(["serve", "--port", str(server.server_port)]) == 1
    assert re.fullmatch(r"clipparse: port \d+: .+; say another with --port\n", capsys.readouterr().err)
    with pytest.raises(SystemExit):
        main(["serve", "--port", "70000"])
    assert "'70000' is no port like 8707" in capsys.readouterr().err


def test_the_command_says_where_and_ends_when_told() -> None:
    """It listens on this machine alone."""
    command = [sys.executable, "-m", "clipparse", "serve", "--port", "0"]
    heeds = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a shell's background job would not
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=heeds) as running:
        try:
            assert running.stderr
            told = running.stderr.readline()
            found = re.search(r"http://127\.0\.0\.1:(\d+)/ ", told)
            assert found, told
            connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=20)
            connection.request("GET", "/")
            assert connection.getresponse().status == 200
            connection.close()
            running.send_signal(signal.SIGINT)
            assert running.stderr.read() == "clipparse: ended\n"
            assert running.wait(20) == 0
        finally:
            running.kill()
