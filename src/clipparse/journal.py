"""What a run has read, post by post, and where each post of its output lies: two files of SQLite.

The journal lies among the parts of an unfinished run and has each post as it will be written. The index stays beside
the output and tells what each post of it was made of, so that the next run need not read it again.

A post is known by its key, a hash of its id, its text and what is known of it: whatever has the same key is read the
same. Its call says which post it is, whatever is in it now: another text under the same call is a change.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from clipparse.bulk import ParseError
from clipparse.intake import storable

_TABLES = """
CREATE TABLE IF NOT EXISTS read (key BLOB PRIMARY KEY, clippings INTEGER, error TEXT, written BLOB) WITHOUT ROWID;
DROP TABLE IF EXISTS places;
CREATE TABLE places (position INTEGER PRIMARY KEY, key BLOB, call TEXT, place TEXT);
"""
_INDEX = """
CREATE TABLE posts (
    position INTEGER PRIMARY KEY, key BLOB, call TEXT, place TEXT,
    clippings INTEGER, error TEXT, start INTEGER, size INTEGER
);
"""
_AT_ONCE = 1_000  # places are told in batches: they are told anew by every run
# Errors that lie in the post itself; others, such as a worker that died, may not come again.
_OF_THE_POST = "(error IS NULL OR error LIKE '[\"BadInput\"%')"


class Place(NamedTuple):
    """A post in its place: what it is, and where it is written, in the journal or in the earlier output."""

    key: bytes
    call: str
    place: str
    clippings: int
    error: ParseError | None
    written: bytes | None  # None where it lies in the earlier output
    start: int = 0
    size: int = 0


class Changes(NamedTuple):
    """How the input differs from what the output was made of."""

    new: int
    changed: int
    gone: int  # posts of the output that the input has no more
    kept: int


def key_of(name: str, record: Mapping[str, Any]) -> bytes:
    """What tells a post from every other.

    >>> key_of("a", {"text": "Rain."}) == key_of("a", {"text": "Rain."}), key_of("a", {"text": "Rain"}).hex()[:8]
    (True, 'f8e4781d')
    """
    digest = hashlib.blake2b(digest_size=16)
    for part in (name, *(item for pair in sorted(record.items()) for item in pair)):
        data = part if isinstance(part, bytes) else str(part).encode(errors="surrogatepass")
        digest.update(len(data).to_bytes(8, "little") + data)
    return digest.digest()


class Journal:
    """The journal of a run, and beside it the index of the earlier output, if there is one."""

    def __init__(self, path: Path, index: Path | None) -> None:
        self._waiting: list[tuple[bytes, str, str]] = []
        self._db = sqlite3.connect(path, isolation_level=None)
        # no other process looks into it; after a kill all that was told is there, after a power failure nearly all
        for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=NORMAL"):
            self._db.execute(f"PRAGMA {pragma}")
        self._db.executescript(_TABLES)
        self._db.execute("ATTACH ? AS old", (":memory:" if index is None else str(index),))
        if index is None:
            self._db.executescript(_INDEX.replace("TABLE posts", "TABLE old.posts"))
            self._db.execute("CREATE INDEX old.keys ON posts (key)")

    def close(self) -> None:
        """It can be opened again."""
        self._db.close()

    def has(self, key: bytes) -> bool:
        """Whether a post need not be read, since it was read before."""
        tables = (f"SELECT 1 FROM {table} WHERE key = ? AND {_OF_THE_POST}" for table in ("read", "old.posts"))
        return any(self._db.execute(query, (key,)).fetchone() for query in tables)

    def put(self, key: bytes, call: str, place: str) -> None:
        """This post stands next in the input."""
        self._waiting.append((key, storable(call), place))
        if len(self._waiting) >= _AT_ONCE:
            self._flush()

    def add(self, key: bytes, clippings: int, error: ParseError | None, written: bytes) -> None:
        """What came of a post; from now on it is safe."""
        self._db.execute("INSERT OR REPLACE INTO read VALUES (?, ?, ?, ?)", (key, clippings, _told(error), written))

    def changes(self) -> Changes:
        """How the input differs, once every post was put."""
        self._flush()
        old = "FROM old.posts"
        ((other, changed),) = self._db.execute(
            f"SELECT count(*), coalesce(sum(call IN (SELECT call {old})), 0) FROM places"
            f" WHERE key NOT IN (SELECT key {old})"
        )
        ((all_, gone),) = self._db.execute(
            f"SELECT (SELECT count(*) FROM places), (SELECT count(*) {old} WHERE {_GONE})"
        )
        return Changes(other - changed, changed, gone, all_ - other)

    def is_as_before(self) -> bool:
        """Whether the output would come out as it is."""
        before = self._db.cursor().execute("SELECT key, place, error FROM old.posts ORDER BY position")
        now = ((one.key, one.place, _told(one.error)) for one in self.places())
        return all(one == other for one, other in itertools.zip_longest(before, now))

    def places(self) -> Iterator[Place]:
        """The posts of the output, in its order: first those that the input has no more, then the input's."""
        self._flush()
        for query in (_GONE_PLACES, _PLACES):
            for row in self._db.cursor().execute(query):
                error = Place(*row).error
                yield Place(*row)._replace(error=None if error is None else ParseError(0, *json.loads(str(error))))

    def _flush(self) -> None:
        self._db.execute("BEGIN")
        self._db.executemany("INSERT INTO places (key, call, place) VALUES (?, ?, ?)", self._waiting)
        self._db.execute("COMMIT")
        self._waiting.clear()


# A post that failed is no loss when it is gone.
_GONE = "error IS NULL AND call NOT IN (SELECT call FROM places)"
_GONE_PLACES = f"""
SELECT key, call, place, clippings, error, NULL, start, size FROM old.posts WHERE {_GONE} ORDER BY position
"""
_PLACES = """
SELECT p.key, p.call, p.place, coalesce(r.clippings, o.clippings),
    CASE WHEN r.key IS NULL THEN o.error ELSE r.error END, r.written, o.start, o.size
FROM places p
LEFT JOIN read r ON r.key = p.key
LEFT JOIN old.posts o ON o.position = (SELECT min(position) FROM old.posts WHERE key = p.key)
ORDER BY p.position
"""


def write_index(path: Path, places: Iterator[Place]) -> None:
    """The index of an output, of its posts in order."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(_INDEX)
        db.executemany(
            "INSERT INTO posts VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (n, one.key, one.call, one.place, one.clippings, _told(one.error), one.start, one.size)
                for n, one in enumerate(places)
            ),
        )
        db.execute("CREATE INDEX keys ON posts (key)")


def _told(error: ParseError | None) -> str | None:
    return None if error is None else json.dumps([error.kind, error.message])
