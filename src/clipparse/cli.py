"""The command line: `clipparse FILE...` reads posts and shows what they hold."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from clipparse import __version__

if TYPE_CHECKING:
    from clipparse.model import Post
    from clipparse.pipeline import Pipeline

_WIDEST, _NARROWEST = 100, 40

# Control characters that no text file has: not white space, form feeds or the old end-of-file mark.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")

# For terminals that know only ASCII.
_PLAIN = str.maketrans("·─‘’“”–", "--''\"\"-") | str.maketrans({"…": "...", "→": "->", "—": "--"})


class BadInput(Exception):
    """A file that cannot be read as a post; the message is one line for the user."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    argv: the arguments, those of the process when None.

    Returns
    -------
    int: the exit status: 0, or 1 when any input was bad (then nothing is printed but the complaints).
    """
    arguments = _parser().parse_args(argv)
    try:
        posts = _read_all(arguments.files, arguments)
    except BadInput as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    text = "".join(f"{piece}\n" for piece in _rendered(posts, arguments))
    return _write(text, sys.stdout, as_json=arguments.json or arguments.jsonl)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="clipparse",
        description="Reads newspaper articles out of the flat text of a blog post, mail or forum post.",
        epilog="examples:\n  clipparse post.txt\n  clipparse --json - < post.txt\n  clipparse --explain post.txt",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a text file with one post; - is standard input")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="one JSON object, or an array of them for several files")
    shape.add_argument("--jsonl", action="store_true", help="one JSON object a line, in the order of the files")
    shape.add_argument("--explain", action="store_true", help="why each line got its role")
    parser.add_argument(
        "--posted", type=_date, metavar="YYYY-MM-DD", help="the day of the post, where the text does not state it"
    )
    parser.add_argument(
        "--day-first",
        action=argparse.BooleanOptionalAction,
        help="how to read 03/04/2014 when nothing else in the post tells",
    )
    parser.add_argument("--version", action="version", version=f"clipparse {__version__}")
    return parser


def _date(text: str) -> dt.date:
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date like 2014-03-15") from None


# --- in


def _read_all(names: Sequence[str], known: argparse.Namespace) -> list[Post]:
    """Every file, parsed; or every complaint at once."""
    texts: list[str] = []
    complaints: list[str] = []
    for name in names:
        try:
            texts.append(_text(name))
        except BadInput as error:
            complaints.append(f"clipparse: {error}")
    if complaints:
        raise BadInput("\n".join(complaints))
    pipeline = _pipeline(known)
    return [pipeline.parse(text) for text in texts]


def _pipeline(known: argparse.Namespace) -> Pipeline:
    from clipparse.page import Options
    from clipparse.pipeline import Pipeline

    return Pipeline(options=Options(posted=known.posted, day_first=known.day_first))


def _text(name: str) -> str:
    shown = _shown(name)
    try:
        data = _standard_input() if name == "-" else Path(name).read_bytes()
    except IsADirectoryError:
        raise BadInput(f"{shown}: is a directory; name the files in it") from None
    except FileNotFoundError:
        raise BadInput(f"{shown}: no such file") from None
    except (OSError, ValueError) as error:
        raise BadInput(f"{shown}: {getattr(error, 'strerror', None) or error}") from None
    text = _decoded(data)
    if text is None:
        raise BadInput(f"{shown}: is no text (neither UTF-8 nor Windows-1252)")
    if not text.strip():
        raise BadInput(f"{shown}: is empty; there is no post in it")
    return text


def _decoded(data: bytes) -> str | None:
    """The bytes as text, None when they are none.

    >>> _decoded("It was Zoë’s".encode("cp1252")), _decoded(b"\\x89PNG\\x00")
    ('It was Zoë’s', None)
    """
    if b"\x00" in data:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _hurt_utf8(data) or _windows_1252(data)


def _hurt_utf8(data: bytes) -> str | None:
    """UTF-8 with a byte missing here and there; read as anything else, all of it would come out garbled."""
    text = data.decode("utf-8-sig", "replace")
    return text if text.count("\N{REPLACEMENT CHARACTER}") * 2 <= _foreign(text) else None


def _windows_1252(data: bytes) -> str | None:
    """Nearly all bytes can be read as Windows-1252, but few make words."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return text if not _CONTROLS.search(text) and _foreign(text) <= len(text) * 0.3 else None


def _foreign(text: str) -> int:
    return len(_NOT_ASCII.findall(text))


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise OSError(0, "is closed")
    return sys.stdin.buffer.read()


def _shown(name: str) -> str:
    """A file's name on one line, whatever it is made of."""
    if name == "-":
        return "standard input"
    return name if name.isprintable() else ascii(name)


# --- out


def _rendered(posts: Sequence[Post], arguments: argparse.Namespace) -> Iterator[str]:
    if arguments.json:
        yield from _json(posts)
    elif arguments.jsonl:
        yield from (post.to_json() for post in posts)
    else:
        yield from _readable(posts, arguments)


def _json(posts: Sequence[Post]) -> Iterator[str]:
    if len(posts) == 1:
        yield posts[0].to_json(indent=2)
        return
    yield "["
    for post in posts:
        yield post.to_json(indent=2) + ("" if post is posts[-1] else ",")
    yield "]"


def _readable(posts: Sequence[Post], arguments: argparse.Namespace) -> Iterator[str]:
    from clipparse.show import Style, show

    style = Style(width=_width(), colour=_coloured(sys.stdout))
    for name, post in zip(arguments.files, posts, strict=True):
        if len(posts) > 1:
            yield style.dim(f"── {_shown(name)} ".ljust(style.width, "─"))
        yield str(post.explain()) if arguments.explain else show(post, style)
        if post is not posts[-1]:
            yield ""


def _width() -> int:
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))


def _coloured(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _write(text: str, stream: TextIO, *, as_json: bool) -> int:
    """Write everything, in letters that the stream knows; 1 when it cannot be written."""
    try:
        stream.write(_encodable(text, stream.encoding or "utf-8", as_json))
        stream.flush()
    except BrokenPipeError:  # `clipparse FILE | head`: the reader has had enough, and nothing is wrong
        _abandon(stream)
    except OSError as error:
        print(f"clipparse: cannot write: {error.strerror}", file=sys.stderr)
        _abandon(stream)
        return 1
    return 0


def _abandon(stream: TextIO) -> None:
    """Send what is still buffered nowhere, or the interpreter complains about it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _encodable(text: str, encoding: str, as_json: bool) -> str:
    if as_json:  # JSON is UTF-8, or it says everything in ASCII
        utf8 = encoding.lower() in ("utf-8", "utf8")
        return text if utf8 else _NOT_ASCII.sub(lambda letter: json.dumps(letter[0])[1:-1], text)
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
    return text
