"""Posts as they lie in files: one a text file or saved web page, or one a row of a JSONL, CSV or Parquet file.

What is found is an `Entry`, which costs next to nothing to pass over or to send to another process; it is loaded where
it is parsed.
"""

from __future__ import annotations

import csv
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from clipparse.extras import need

if TYPE_CHECKING:
    from clipparse.model import Post
    from clipparse.pipeline import Pipeline

# Control characters that no text file has: not white space, form feeds or the old end-of-file mark.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")

TABLES = (".jsonl", ".ndjson", ".csv", ".parquet")
PAGES = (".html", ".htm", ".xhtml")


class BadInput(Exception):
    """What cannot be read as a post; the message is one line for the user."""


class Entry(NamedTuple):
    """One post that is not loaded yet: a text file, or a row of a table, from 1."""

    path: str
    row: int | None = None
    content: bytes | Mapping[str, Any] | None = None

    def load(self, text_field: str, id_field: str | None) -> tuple[str, str | bytes]:
        """Its id, where it stands (`dump.jsonl:7`) without a field for it, and its text, or the bytes of a page."""
        if self.row is None:
            return self.path, content_of(self.path, Path(self.path).read_bytes())
        fields = _parsed(self.content) if isinstance(self.content, bytes) else self.content or {}
        name = self.where if id_field is None else str(_field(fields, id_field))
        text = _field(fields, text_field)
        if not isinstance(text, str):
            raise BadInput(f"field {text_field!r} is no text but {type(text).__name__}")
        return name, text

    @property
    def where(self) -> str:
        return self.path if self.row is None else f"{self.path}:{self.row}"


def _parsed(line: bytes) -> Mapping[str, Any]:
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise BadInput(f"is no JSON: {error}") from None
    if not isinstance(fields, dict):
        raise BadInput(f"is no JSON object but {type(fields).__name__}")
    return fields


def _field(fields: Mapping[str, Any], name: str) -> Any:
    if name not in fields:
        raise BadInput(f"has no field {name!r}; there are: {', '.join(map(str, fields)) or 'none'}")
    return fields[name]


# --- files


def files(names: Iterable[str]) -> Iterator[str]:
    """The files of these names, and those in directories of these names: all but hidden ones, in the order of names."""
    for name in names:
        if not os.path.isdir(name):
            yield name
            continue
        for folder, inner, found in os.walk(name):
            inner[:] = sorted(one for one in inner if not one.startswith("."))
            yield from (os.path.join(folder, one) for one in sorted(found) if not one.startswith("."))


def entries(paths: Iterable[str]) -> Iterator[Entry]:
    """Every post in these files, in their order."""
    for path in paths:
        rows = _ROWS.get(Path(path).suffix.lower())
        if rows is None:
            yield Entry(path)
        else:
            yield from (Entry(path, row, content) for row, content in rows(path))


def _jsonl(path: str) -> Iterator[tuple[int, bytes]]:
    with open(path, "rb") as lines:
        yield from ((row, line) for row, line in enumerate(lines, 1) if line.strip())


def _csv(path: str) -> Iterator[tuple[int, dict[str, str]]]:
    csv.field_size_limit(sys.maxsize)
    with open(path, encoding="utf-8-sig", errors="replace", newline="") as lines:
        yield from enumerate(csv.DictReader(lines), 1)


def _parquet(path: str) -> Iterator[tuple[int, dict[str, Any]]]:
    table = need("pyarrow.parquet", "arrow").ParquetFile(path)
    rows = (row for batch in table.iter_batches(batch_size=256) for row in batch.to_pylist())
    yield from enumerate(rows, 1)


_ROWS: dict[str, Any] = {".jsonl": _jsonl, ".ndjson": _jsonl, ".csv": _csv, ".parquet": _parquet}


# --- bytes


def content_of(name: str, data: bytes) -> str | bytes:
    """What a file holds: a text, or a web page, whose encoding its reader finds out.

    >>> content_of("a.txt", b"Hello"), content_of("a.HTM", b"<p>Hello</p>")
    ('Hello', b'<p>Hello</p>')
    """
    return data if name.lower().endswith(PAGES) else text_of(data)


def post_of(content: str | bytes, pipeline: Pipeline) -> Post:
    """The post in a text or a web page.

    Raises
    ------
    BadInput: there is no text in the page, or it cannot be read.
    ModuleNotFoundError: it is a page, and the extra that reads pages is not installed.
    """
    if isinstance(content, str):
        return pipeline.parse(content)
    from clipparse.html import parse_html  # needs the extra

    try:
        return parse_html(content, pipeline=pipeline)
    except ValueError as error:
        raise BadInput(str(error)) from None


def text_of(data: bytes) -> str:
    """The post that a file holds.

    Raises
    ------
    BadInput: the bytes are no text, or there is nothing in it.

    >>> text_of("It was Zoë’s".encode("cp1252"))
    'It was Zoë’s'
    >>> text_of(b"\\x89PNG\\x00")
    Traceback (most recent call last):
    ...
    clipparse.intake.BadInput: is no text (neither UTF-8 nor Windows-1252)
    """
    text = _decoded(data)
    if text is None:
        raise BadInput("is no text (neither UTF-8 nor Windows-1252)")
    if not text.strip():
        raise BadInput("is empty; there is no post in it")
    return text


def _decoded(data: bytes) -> str | None:
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
