"""How usual an English word is: what tells a broken word from a whole one."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
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
    known = _frequencies()
    if found := known.get(word, 0):
        return found
    twins = (word.replace(british, american) for british, american in _BRITISH if british in word)
    return next((found for twin in twins if (found := known.get(twin, 0))), 0)


def is_common(word: str) -> bool:
    """Is `word` met in running text, and not in word lists only?

    >>> is_common("injuries"), is_common("injuryinjuries")
    (True, False)
    """
    return count(word) > _IN_LISTS_ONLY


@cache
def _frequencies() -> Mapping[str, int]:
    """The list of pyspellchecker; read when the first odd word is met."""
    packed = (files("spellchecker") / "resources" / "en.json.gz").read_bytes()
    words: Mapping[str, int] = json.loads(gzip.decompress(packed))
    return words
