"""The same article on many blogs: which clippings are copies of one another, whole, cut, or lightly edited.

A text is the set of its shingles, five words in a row each. Of every sixteen shingles in a row the one with the
smallest hash is a mark: two texts that have twenty words in a row in common have a mark in common, wherever either was
cut. The marks are sorted on disk, so copies come to lie side by side, and only what lies side by side is compared. What
is in one group already is not compared again, so the work grows with the number of clippings, not with its square.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby, islice, pairwise
from math import ceil, floor
from operator import itemgetter
from pathlib import Path
from typing import Final

import attrs

from clipparse import lazy
from clipparse.brief import brief
from clipparse.model import Clipping, Post

_WORD = lazy.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SHINGLE: Final = 5
_WINDOW: Final = 16
# Shorter texts say too little: they are copies only of texts that are word for word the same.
_LEAST_WORDS = 12
# And of these not even that can be said: "Read more."
_NO_ARTICLE = 8

# Two copies share so much of the shorter one ...
_ALIKE = 0.5
_ALIKE_SCRAP = 0.7  # when it has fewer shingles than this, and few facts:
_SCRAP = 60
_FEW_FACTS = 4
# ... and of its facts, its names and figures: what one forecast has in common with the next are the other words. Of a
# share of a fact the benefit of the doubt is given to long texts that are so much alike.
_SAME_FACTS = 0.75
_ALIKE_BUT_EDITED = 0.75
# Articles that say that they appeared so many days apart are two, unless hardly a word differs.
_DAYS_APART = 3
_ALIKE_APART = 0.95

# Of the groups that share a mark all are compared when they are few. What many share is a stock phrase, or the words of
# a template, or one long article in many versions: then so many of the fullest are compared with all others.
_FEW = 16
_STARS = 4
_REMEMBERED = 1_000_000
_CACHED = 2_048
_BATCH = 2_000
_MODULUS: Final = 2**63 - 1  # what SQLite stores as an integer
_BASE: Final = 0x5BD1E995_9E3779B1
_LEAVING: Final = pow(_BASE, _SHINGLE, _MODULUS)


@attrs.frozen(slots=True)
class Copy:
    """A clipping and where it was found: `key` is any name for the place, `posted` the day of the post."""

    clipping: Clipping
    key: str
    posted: dt.date | None = None

    __repr__ = brief


@attrs.frozen(slots=True)
class Member:
    """A clipping in a cluster.

    `position` counts the clippings from 0; `key` is that of the `Copy`, or the position. `similarity` is the share, 0
    to 1, of the shorter text's shingles that this copy and the fullest one have in common. `seen` is the day of the
    post or, where that is not known, the day that the article states. `words` are those of its text.
    """

    position: int
    key: str
    similarity: float
    seen: dt.date | None
    words: int

    __repr__ = brief


@attrs.frozen(slots=True)
class Cluster:
    """The copies of one article, in the order in which they came: often only one.

    `earliest` is the copy seen first, among those of one day the first that came; `fullest` has the most words.
    """

    members: tuple[Member, ...]
    earliest: Member
    fullest: Member

    __repr__ = brief


def cluster(clippings: Iterable[Clipping | Copy], *, scratch: Path | str | None = None) -> Iterator[Cluster]:
    """Group the re-posts of one article over a corpus.

    Parameters
    ----------
    clippings: any iterable; `Copy` tells where a clipping was found. It is read once, and not kept.
    scratch: a directory for temporary files, some 2 kB a clipping; the system's own when None.

    Returns
    -------
    Iterator[Cluster]: every clipping is in exactly one; in the order of their first members.

    Raises
    ------
    TypeError: one of them is no clipping; the message says what was meant.

    Texts are compared, and not headlines, which re-posts change. Memory is 20 bytes a clipping beside some 250 MB.

    >>> story = "The council said on Monday that the bridge over the river Arle would stay shut until the spring, after"
    >>> story += " engineers found cracks in two of its piers. Traffic is sent by way of Holm and Upper Saltby."
    >>> texts = [story, "It rained.", story.partition(" Traffic")[0], story.replace("spring", "summer")]
    >>> for group in cluster(Clipping(text=text) for text in texts):
    ...     print([(member.position, member.similarity) for member in group.members], group.fullest.position)
    [(0, 1.0), (2, 1.0), (3, 0.8485)] 0
    [(1, 1.0)] 1
    """
    with tempfile.TemporaryDirectory(prefix="clipparse-", dir=scratch) as folder:
        corpus = _Corpus(Path(folder) / "corpus")
        try:
            corpus.read(clippings)
            corpus.join_same_texts()
            corpus.join_similar_texts()
            yield from corpus.clusters()
        finally:
            corpus.close()


# --- a text, as it is compared


@attrs.frozen(slots=True)
class _Traits:
    shingles: frozenset[int]
    facts: frozenset[int]

    def shared(self, other: _Traits) -> float:
        """The share of the smaller set of shingles that is in the other too."""
        least = min(len(self.shingles), len(other.shingles))
        return len(self.shingles & other.shingles) / least if least else 0.0

    def copies(self, fuller: _Traits, days_apart: int) -> bool:
        """Whether this is a copy of a text that is as long or longer."""
        alike, scrap = self.shared(fuller), len(self.shingles) < _SCRAP
        vague = scrap and len(self.facts) < _FEW_FACTS
        if alike < (_ALIKE_APART if days_apart > _DAYS_APART else _ALIKE_SCRAP if vague else _ALIKE):
            return False
        missing = (1 - _SAME_FACTS) * len(self.facts)
        doubt = ceil if alike >= _ALIKE_BUT_EDITED and not scrap else floor
        return len(self.facts - fuller.facts) <= doubt(missing)


@lru_cache(1 << 16)
def _stable_hash(word: str) -> int:
    """The same in every process, as `hash` is not."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()) % _MODULUS


def _shingles(words: Sequence[str]) -> list[int]:
    """The hash of every five words in a row, each made from the one before it."""
    hashes = [_stable_hash(word) for word in words]
    rolling, shingles = 0, []
    for place, entering in enumerate(hashes):
        leaving = hashes[place - _SHINGLE] if place >= _SHINGLE else 0
        rolling = (rolling * _BASE + entering - leaving * _LEAVING) % _MODULUS
        shingles.append(rolling)
    return shingles[_SHINGLE - 1 :]


def _marks(shingles: Sequence[int]) -> set[int]:
    """The smallest hash of every window: two texts that share a window share a mark."""
    if not shingles:
        return set()
    return {min(shingles[start : start + _WINDOW]) for start in range(max(1, len(shingles) - _WINDOW + 1))}


def _facts(text: str) -> Iterator[int]:
    """Names, and figures with the word before them; a capital that opens a sentence makes no name.

    >>> len(list(_facts("Rain fell on Holm. The river Arle rose by 30 inches.")))
    3
    """
    before, end = "", 0
    for match in _WORD.finditer(text):
        word = match[0]
        if not word.isalpha():
            yield _stable_hash(f"{before} {word}".casefold())
        elif word[0].isupper() and text[end : match.start()].isspace():
            yield _stable_hash(word)
        before, end = word, match.end()


def _fact_marks(facts: Sequence[int]) -> set[int]:
    """Two facts in a row: they tell texts from one template apart, as most of their shingles do not."""
    return {(one * _BASE + other) % _MODULUS for one, other in pairwise(facts)}


# --- all of them


def _check(clipping: object) -> None:
    if isinstance(clipping, Post):
        raise TypeError(
            "cluster() takes clippings, and a Post is a sequence of them:"
            " cluster(clip for post in posts for clip in post)"
        )
    if not isinstance(clipping, Clipping):
        raise TypeError(f"cluster() takes clippings, or copies of them, not {type(clipping).__name__}")


class _Corpus:
    """The traits of every clipping, on disk, and which belong together so far."""

    def __init__(self, path: Path) -> None:
        self._disk = sqlite3.connect(path, isolation_level=None)
        self._disk.executescript(
            """
            PRAGMA journal_mode = off; PRAGMA synchronous = off; PRAGMA locking_mode = exclusive;
            PRAGMA cache_size = -64000;
            CREATE TABLE copy (position INTEGER PRIMARY KEY, key TEXT, shingles BLOB, facts BLOB);
            CREATE TABLE whole (hash INTEGER, position INTEGER);
            CREATE TABLE mark (hash INTEGER, position INTEGER);
            CREATE TABLE fact_mark (hash INTEGER, position INTEGER);
            CREATE TABLE member (first INTEGER, position INTEGER);
            """
        )
        self._words = array("I")
        self._seen = array("I")  # days as ordinals, 0 where not known
        self._stated = array("I")
        self._group = array("I")  # the way to the fullest copy of the group: a forest that joins trees
        self._rejected: set[int] = set()  # pairs, as one number each
        self.traits = lru_cache(_CACHED)(self._traits)

    def close(self) -> None:
        self._disk.close()

    def read(self, clippings: Iterable[Clipping | Copy]) -> None:
        """Take in every clipping."""
        numbered = enumerate(clippings)
        while batch := list(islice(numbered, _BATCH)):
            self._disk.execute("BEGIN")
            for position, clipping in batch:
                self._take(position, clipping)
            self._disk.execute("COMMIT")

    def _take(self, position: int, clipping: Clipping | Copy) -> None:
        copy = clipping if isinstance(clipping, Copy) else Copy(clipping, str(position))
        _check(copy.clipping)
        text = copy.clipping.text.replace("’", "'")
        words = _WORD.findall(text.casefold())
        shingles, facts = _shingles(words), list(_facts(text))
        stated = copy.clipping.published
        self._group.append(position)
        self._words.append(len(words))
        self._stated.append(_ordinal(stated))
        self._seen.append(_ordinal(copy.posted or stated))
        insert = self._disk.execute
        insert(
            "INSERT INTO copy VALUES (?, ?, ?, ?)",
            (position, copy.key, _packed(shingles), _packed(facts)),
        )
        if len(words) >= _NO_ARTICLE:
            insert("INSERT INTO whole VALUES (?, ?)", (_stable_hash(" ".join(words)), position))
        if len(words) >= _LEAST_WORDS:
            for table, marks in (("mark", _marks(shingles)), ("fact_mark", _fact_marks(facts))):
                self._disk.executemany(f"INSERT INTO {table} VALUES (?, ?)", ((mark, position) for mark in marks))

    def join_same_texts(self) -> None:
        """Those that are word for word the same, which need no comparison and are most."""
        for positions in self._sharing("whole"):
            for position in positions[1:]:
                self._join(positions[0], position)

    def join_similar_texts(self) -> None:
        """Those that share a mark and are copies.

        Groups are compared through their fullest copies, and not through the members that share the mark: a scrap that
        is part of two articles, a closing line, say, must not make them one.
        """
        for positions in self._sharing("mark"):
            self._compare_all(positions, stars=_STARS)
        for positions in self._sharing("fact_mark"):
            self._compare_all(positions, stars=0)

    def _compare_all(self, positions: Iterable[int], stars: int) -> None:
        heads = sorted({self._root(position) for position in positions}, key=lambda one: (-self._words[one], one))
        for place, fuller in enumerate(heads if len(heads) <= _FEW else heads[:stars]):
            for shorter in heads[place + 1 :]:
                self._compare(self._root(fuller), self._root(shorter))

    def clusters(self) -> Iterator[Cluster]:
        """The groups as they are now."""
        count = len(self._group)
        first = array("I", [count]) * count  # of each group: the member that came first
        self._disk.execute("BEGIN")
        for position in range(count):
            root = self._root(position)
            first[root] = min(first[root], position)
            self._disk.execute("INSERT INTO member VALUES (?, ?)", (first[root], position))
        self._disk.execute("COMMIT")
        rows = self._disk.execute("SELECT first, position FROM member ORDER BY first, position")
        for _, members in groupby(rows, key=itemgetter(0)):
            yield self._cluster([position for _, position in members])

    def _cluster(self, positions: list[int]) -> Cluster:
        fullest = self._root(positions[0])
        members = tuple(self._member(position, fullest) for position in positions)
        dated = [member for member in members if member.seen]
        return Cluster(
            members,
            earliest=min(dated, key=lambda member: (member.seen, member.position)) if dated else members[0],
            fullest=members[positions.index(fullest)],
        )

    def _member(self, position: int, fullest: int) -> Member:
        ((key,),) = self._disk.execute("SELECT key FROM copy WHERE position = ?", (position,))
        alike = 1.0 if position == fullest else round(self.traits(position).shared(self.traits(fullest)), 4)
        seen = dt.date.fromordinal(self._seen[position]) if self._seen[position] else None
        return Member(position, key, alike, seen, self._words[position])

    def _sharing(self, table: str) -> Iterator[list[int]]:
        """For every hash that more than one clipping has: their positions."""
        rows = self._disk.execute(
            f"SELECT group_concat(position) FROM {table} GROUP BY hash HAVING COUNT(*) > 1 ORDER BY hash"
        )
        for (positions,) in rows:
            yield sorted(map(int, positions.split(",")))

    def _compare(self, one: int, other: int) -> None:
        fuller, shorter = self._ordered(one, other)
        pair = fuller << 32 | shorter
        if fuller == shorter or pair in self._rejected:
            return
        stated = self._stated[fuller], self._stated[shorter]
        days_apart = abs(stated[0] - stated[1]) if all(stated) else 0
        if self.traits(shorter).copies(self.traits(fuller), days_apart):
            self._join(fuller, shorter)
            return
        if len(self._rejected) >= _REMEMBERED:
            self._rejected.clear()
        self._rejected.add(pair)

    def _traits(self, position: int) -> _Traits:
        (blobs,) = self._disk.execute("SELECT shingles, facts FROM copy WHERE position = ?", (position,))
        shingles, facts = map(_unpacked, blobs)
        return _Traits(shingles, facts)

    def _root(self, position: int) -> int:
        """The fullest copy of the group."""
        group = self._group
        while group[position] != position:
            group[position] = group[group[position]]
            position = group[position]
        return position

    def _join(self, one: int, other: int) -> None:
        fuller, shorter = self._ordered(self._root(one), self._root(other))
        self._group[shorter] = fuller

    def _ordered(self, one: int, other: int) -> tuple[int, int]:
        """The fuller one first; of two that are as long, the one that came first."""
        return (one, other) if (-self._words[one], one) <= (-self._words[other], other) else (other, one)


def _ordinal(day: dt.date | None) -> int:
    return day.toordinal() if day else 0


def _packed(hashes: Iterable[int]) -> bytes:
    return array("I", sorted({one & 0xFFFFFFFF for one in hashes})).tobytes()


def _unpacked(blob: bytes) -> frozenset[int]:
    return frozenset(array("I", blob))
