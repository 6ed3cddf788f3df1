"""How usual an English word is: what tells a broken word from a whole one."""

from __future__ import annotations

import gzip
import json
from bisect import bisect_left
from functools import cache, lru_cache
from importlib.resources import files

# Words met so often at most are in the list because other word lists have them.
_IN_LISTS_ONLY = 50
# The list has American spellings: a British one is as usual as its American twin.
_BRITISH: tuple[tuple[str, str], ...] = (
    ("our", "or"),
    ("ise", "ize"),
    ("isa", "iza"),
    ("isi", "izi"),
    ("yse", "yze"),
    ("ll", "l"),
    ("tre", "ter"),
    ("ogue", "og"),
)


@lru_cache(maxsize=16384)
def count(word: str) -> int:
    """How often `word`, in lower case, is met in a large body of text; 0 where it is no English word.

    >>> count("harbour") == count("harbor") > 0, count("harbo")
    (True, 0)
    """
    if found := _listed(word):
        return found
    twins = (word.replace(british, american) for british, american in _BRITISH if british in word)
    return next((found for twin in twins if (found := _listed(twin))), 0)


def is_common(word: str) -> bool:
    """Is `word` met in running text, and not in word lists only?

    >>> is_common("injuries"), is_common("injuryinjuries")
    (True, False)
    """
    return count(word) > _IN_LISTS_ONLY


def _listed(word: str) -> int:
    lines, named = _lines(), f'"{word}": '.encode("utf-8", "surrogatepass")
    at = bisect_left(lines, named)
    return int(lines[at][len(named) :]) if at < len(lines) and lines[at].startswith(named) else 0


@cache
def _lines() -> list[bytes]:
    """The list of pyspellchecker, sorted, `"word": 1234` each; read when the first odd word is met.

    It is JSON with a word on each line. To cut it into lines takes a quarter of the time that reading it would, and
    whoever reads a first post waits for it.
    """
    packed = (files("spellchecker") / "resources" / "en.json.gz").read_bytes()
    return _in_lines(gzip.decompress(packed))


def _in_lines(table: bytes) -> list[bytes]:
    """
    >>> _in_lines(b'{\\n"bay": 3,\\n"cove": 2\\n}') == _in_lines(b'{"cove":2, "bay": 3}') == [b'"bay": 3', b'"cove": 2']
    True
    """
    lines = table.strip(b"{}\n").split(b",\n")
    if table.count(b":") != len(lines):  # it has another layout one day
        lines = [f'"{word}": {number}'.encode() for word, number in json.loads(table).items()]
    return sorted(lines)
