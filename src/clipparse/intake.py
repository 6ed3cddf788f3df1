"""Posts as they lie in files: one a text file or saved web page, or one a row of a JSONL, CSV or Parquet file.

What is found is an `Entry`, which costs next to nothing to pass over or to send to another process; it is loaded where
it is parsed.
"""

from __future__ import annotations

import codecs
import csv
import difflib
import io
import itertools
import json
import os
import stat
import sys
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from clipparse import lazy
from clipparse.extras import need
from clipparse.packed import bare, packing, reading

if TYPE_CHECKING:
    from clipparse.model import Post
    from clipparse.pipeline import Pipeline

# Control characters that no text file has: not white space, form feeds or the old end-of-file mark.
_CONTROLS = lazy.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")

_NOT_ASCII = lazy.compile(r"[^\x00-\x7f]")

_LOOKED_AT = 20  # rows of a table, for the names of its fields
_NAMED = 12  # of them are told
_BLOCK, _AROUND = 1 << 20, 1 << 15  # bytes of a table that are looked at for its encoding

TABLES = (".jsonl", ".ndjson", ".csv", ".parquet")
TEXT_FIELD = "text"
# What a table raises that cannot be read on; pyarrow's own errors are ValueErrors and OSErrors, too.
_BROKEN = (OSError, EOFError, ValueError, csv.Error, zlib.error)
PAGES = (".html", ".htm", ".xhtml")


class BadInput(Exception):
    """What cannot be read as a post; the message is one line for the user."""


class Unreadable(BadInput):
    """A file or folder that cannot be read at all: what else is in it is missing, too."""


class Columns(NamedTuple):
    """Where a row has what; what a row has not under `posted` and `url` is not known."""

    text: str = TEXT_FIELD
    id: str | None = None
    posted: str = "posted"
    url: str = "url"


class Entry(NamedTuple):
    """One post that is not loaded yet: a text file, or a row of a table, from 1; or what stopped the reading there."""

    path: str
    row: int | None = None
    content: bytes | Mapping[str, Any] | None = None
    problem: str | None = None

    def load(self, columns: Columns) -> tuple[str, dict[str, Any]]:
        """Its id, where it stands (`dump.jsonl:7`) without a column for it; and its record, for `records.read`."""
        if self.problem is not None:
            raise Unreadable(self.problem)
        if self.row is None:
            content = content_of(self.path, _bytes(self.path))
            return self.where, {"text" if isinstance(content, str) else "html": content}
        fields = self.fields()
        name = self._named(fields, columns)
        text = _field(fields, columns.text)
        if text is None or (isinstance(text, str) and not text.strip()):
            raise BadInput(f"field {columns.text!r} is empty; there is no post in it")
        if not isinstance(text, str):
            raise BadInput(f"field {columns.text!r} is no text but {type(text).__name__}")
        return name, {"text": text, **_known(fields, columns)}

    def name(self, columns: Columns) -> str:
        """The row's id, or where the post stands: also of a row whose id is null or empty."""
        return self.where if self.row is None else self._named(self.fields(), columns)

    def _named(self, fields: Mapping[str, Any], columns: Columns) -> str:
        found = None if columns.id is None else _field(fields, columns.id)
        return self.where if found in (None, "") else storable(str(found))

    def fields(self) -> Mapping[str, Any]:
        """The row's fields by name."""
        return _parsed(self.content) if isinstance(self.content, bytes) else self.content or {}

    @property
    def where(self) -> str:
        path = storable(self.path)
        return path if self.row is None else f"{path}:{self.row}"


def storable(name: str) -> str:
    """A name that JSON, Arrow and SQLite can hold, whatever bytes a file is called by.

    >>> storable("caf\\udce9.txt")
    'caf\\\\udce9.txt'
    """
    return name.encode(errors="backslashreplace").decode()


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
        raise BadInput(f"has no field {name!r}; there are: {_told(fields, name)}")
    return fields[name]


def _told(names: Iterable[Any], wanted: str) -> str:
    """Names that there are; of hundreds, those that are most like the one that was wanted, and the first.

    >>> _told([f"column_{n}" for n in range(500)] + ["body"], "bodi")[:28]
    'body, column_0, column_1, co'
    """
    all_ = [name for name in names if isinstance(name, str)]  # a row that is too long has one more, without a name
    if len(all_) <= _NAMED:
        return ", ".join(all_) or "none"
    first = dict.fromkeys((*difflib.get_close_matches(wanted, all_), *all_))
    return f"{', '.join(itertools.islice(first, _NAMED))} and {len(first) - _NAMED} more"


def _known(fields: Mapping[str, Any], columns: Columns) -> dict[str, Any]:
    from clipparse.records import day  # loads the words, which the command line's help can do without

    known: dict[str, Any] = {}
    try:
        if (posted := day(fields.get(columns.posted))) is not None:
            known["posted"] = posted
    except ValueError as error:
        raise BadInput(f"field {columns.posted!r}: {error}") from None
    url = fields.get(columns.url)
    if url is None or url == "" or url != url:  # NaN: a frame's empty cell
        return known
    if isinstance(url, (dict, list)):
        raise BadInput(f"field {columns.url!r} is no address but {type(url).__name__}")
    return {**known, "url": storable(str(url))}


# --- files


def files(names: Iterable[str]) -> Iterator[str]:
    """The files of these names, and those in directories of these names: all but hidden ones, in the order of names.

    A directory that cannot be listed comes as it is. Directories that are only linked to are not entered.
    """
    for name in names:
        if not os.path.isdir(name):
            yield name
            continue
        unlisted: list[OSError] = []
        for folder, inner, found in os.walk(name, onerror=unlisted.append):
            inner[:] = sorted(one for one in inner if not one.startswith("."))
            yield from (os.path.join(folder, one) for one in sorted(found) if not one.startswith("."))
        yield from (str(error.filename) for error in unlisted)


def entries(paths: Iterable[str]) -> Iterator[Entry]:
    """Every post in these files, in their order; where a table cannot be read on, an entry says why."""
    for path in paths:
        rows = _rows(path)
        if os.path.isdir(path):
            yield Entry(path, problem=f"cannot be listed: {_reason(os.listdir, path)}")
        elif is_special(path):
            yield Entry(path, problem="is no file but a pipe or a device, which cannot be read twice")
        elif rows is None:
            yield Entry(path)
        else:
            try:
                yield from (Entry(path, row, content) for row, content in rows(path))
            except _BROKEN as error:
                yield Entry(path, problem=f"cannot be read: {getattr(error, 'strerror', None) or error}")


def counted(paths: Iterable[str]) -> int:
    """How many posts these files hold, without a look into the posts; a blank line of JSONL may count."""
    return sum(map(_counted, paths))


def _counted(path: str) -> int:
    rows = None if is_special(path) else _rows(path)
    try:
        if rows is _jsonl:
            return _lines(path)
        if rows is _csv:
            return sum(1 for _ in _csv(path))
        if rows is _parquet:
            return int(need("pyarrow.parquet", "arrow").ParquetFile(path).metadata.num_rows)
    except _BROKEN:
        pass  # it is one entry, which says why it cannot be read
    return 1


def _lines(path: str) -> int:
    count, last = 0, b""
    with reading(path) as file:
        while block := file.read(_BLOCK):
            count, last = count + block.count(b"\n"), block
    return count + (not last.endswith(b"\n") and bool(last))


def checked(paths: Iterable[str], columns: Columns, given: Collection[str]) -> None:
    """Look at the first rows of each table for the fields that are wanted, before anything is begun.

    Parameters
    ----------
    paths: as of `files`. columns: where rows have what. given: those of the columns that the user named.

    Raises
    ------
    BadInput: none of the first rows of a table has a field; or there is no table, and a column was named.
    """
    wanted = {name: getattr(columns, name) for name in ("text", *given)}
    tables = 0
    for path in paths:
        if _rows(path) is None or os.path.isdir(path):
            continue
        tables += 1
        names: dict[str, None] = {}
        for entry in itertools.islice(entries([path]), _LOOKED_AT):
            with suppress(BadInput):
                names |= dict.fromkeys(map(str, entry.fields()))
        for what, field in wanted.items():
            if names and field not in names:
                raise BadInput(
                    f"{path}: has no field {field!r}; there are: {_told(names, field)}; say which with --{what}-field"
                )
    if given and not tables:
        idle = ", ".join(f"--{what}-field" for what in given)
        raise BadInput(f"{idle}: without effect, since there is no table ({', '.join(TABLES)}) to read")


def is_special(path: str) -> bool:
    """Whether it is neither a file nor a folder, but a pipe, a socket or a device: opening one may wait for ever."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _reason(attempt: Callable[[str], object], path: str) -> str:
    """Why something cannot be done, which was seen to fail."""
    try:
        attempt(path)
    except (OSError, ValueError) as error:
        return getattr(error, "strerror", None) or str(error)
    return "it could not be a moment ago"


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror or error}") from None


def _jsonl(path: str) -> Iterator[tuple[int, bytes]]:
    if (encoding := _encoding_of_mark(_beginning(path))) not in (None, "utf-8-sig"):
        with reading(path) as packed, io.TextIOWrapper(packed, encoding=encoding, newline="\n") as texts:
            yield from ((row, line.encode()) for row, line in enumerate(texts, 1) if line.strip())
        return
    with reading(path) as lines:
        yield from ((row, line.removeprefix(codecs.BOM_UTF8)) for row, line in enumerate(lines, 1) if line.strip())


def _csv(path: str) -> Iterator[tuple[int, dict[str, str]]]:
    csv.field_size_limit(sys.maxsize)
    encoding = _encoding(path)
    with reading(path) as packed, io.TextIOWrapper(packed, encoding, errors="replace", newline="") as lines:
        yield from enumerate(csv.DictReader(lines), 1)


def _beginning(path: str, size: int = 4) -> bytes:
    with reading(path) as file:
        return file.read(size)


def _encoding(path: str) -> str:
    """That of a table: by its mark, else UTF-8, also with a bad byte here and there, else what `text_of` would try."""
    if mark := _encoding_of_mark(_beginning(path)):
        return mark
    decoder = codecs.getincrementaldecoder("utf-8")()
    with reading(path) as file:
        while block := file.read(_BLOCK):
            try:
                decoder.decode(block)
            except UnicodeDecodeError as error:
                around = block[max(0, error.start - _AROUND) : error.start + _AROUND]
                return "utf-8" if _hurt_utf8(around) else "cp1252"
    return "utf-8"


def _parquet(path: str) -> Iterator[tuple[int, dict[str, Any]]]:
    table = need("pyarrow.parquet", "arrow").ParquetFile(path)
    rows = (row for batch in table.iter_batches(batch_size=256) for row in batch.to_pylist())
    yield from enumerate(rows, 1)


def is_table(name: str) -> bool:
    """Whether a file of this name holds a post a row.

    >>> is_table("dump.jsonl.gz"), is_table("post.txt")
    (True, False)
    """
    return _rows(name) is not None


def _rows(path: str) -> Any:
    suffix = Path(bare(path)).suffix
    return None if suffix == ".parquet" and packing(path) else _ROWS.get(suffix)


_ROWS: dict[str, Any] = {".jsonl": _jsonl, ".ndjson": _jsonl, ".csv": _csv, ".parquet": _parquet}


# --- bytes


def content_of(name: str, data: bytes) -> str | bytes:
    """What a file holds: a text, or a web page, whose encoding its reader finds out.

    >>> content_of("a.txt", b"Hello"), content_of("a.HTM", b"<p>Hello</p>")
    ('Hello', b'<p>Hello</p>')
    """
    return data if name.lower().endswith(PAGES) else text_of(data)


def post_of(record: Mapping[str, Any], pipeline: Pipeline) -> Post:
    """The post of a record that `Entry.load` gave; what a page states of itself counts before what the parser knows.

    Raises
    ------
    BadInput: there is no text in the page, or it cannot be read.
    ModuleNotFoundError: it is a page, and the extra that reads pages is not installed.
    """
    from clipparse.records import read  # loads the words

    try:
        return read(record, pipeline)
    except ValueError as error:
        raise BadInput(str(error)) from None


def text_of(data: bytes) -> str:
    """The post that a file holds.

    Raises
    ------
    BadInput: the bytes are no text, or there is nothing in it.

    >>> text_of("It was Zoë’s".encode("cp1252"))
    'It was Zoë’s'
    >>> text_of("It was Zoë’s".encode("utf-16")), text_of("It was Zoë’s".encode("utf-16-be"))
    ('It was Zoë’s', 'It was Zoë’s')
    >>> text_of(b"\\x89PNG\\x00")
    Traceback (most recent call last):
    ...
    clipparse.intake.BadInput: is no text (neither UTF-8, UTF-16 nor Windows-1252); convert it, as by iconv -t utf-8
    """
    text = _decoded(data)
    if text is None:
        raise BadInput("is no text (neither UTF-8, UTF-16 nor Windows-1252); convert it, as by iconv -t utf-8")
    if not text.strip():
        raise BadInput("is empty; there is no post in it")
    return text


def _decoded(data: bytes) -> str | None:
    wide = _encoding_of_mark(data) or _unmarked_utf16(data)
    if b"\x00" in data and (wide is None or wide == "utf-8-sig"):
        return None
    try:
        return data.decode(wide or "utf-8")
    except UnicodeDecodeError:
        return None if wide not in (None, "utf-8-sig") else _hurt_utf8(data) or _windows_1252(data)


def _encoding_of_mark(data: bytes) -> str | None:
    """What a byte order mark says; the longer marks begin as the shorter ones."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    return None


_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 of a Western text has a NUL in every second byte, and hardly one in the others."""
    sample = data[:_AROUND]
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or min(first, second) * 20 > max(first, second) or max(first, second) * 5 < len(sample) * 2:
        return None
    return "utf-16-le" if second > first else "utf-16-be"


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
