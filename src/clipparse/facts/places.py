"""Places as datelines write them: which names are of towns, states and countries, and which could be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from clipparse import lazy
from clipparse.lexicon import Lexicon, fold
from clipparse.lines import has_digit

# Words that are small within a name.
SMALL = frozenset(
    [
        "a",
        "al",
        "am",
        "an",
        "and",
        "da",
        "das",
        "de",
        "del",
        "della",
        "den",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "e",
        "en",
        "im",
        "in",
        "la",
        "las",
        "le",
        "les",
        "los",
        "of",
        "on",
        "sur",
        "the",
        "und",
        "upon",
        "von",
        "y",
    ]
)
_JOINT = lazy.compile(r"\s{0,3}/\s{0,3}|\s{1,3}(?:and|und|et|y|e|en|&)\s{1,3}", re.IGNORECASE)
_BETWEEN_WORDS = lazy.compile(r"[\s/]+")
_NO_NAME = lazy.compile(r"[!?@%=:|\\$€£]")
_LONGEST, _MOST_WORDS = 70, 8
# of a name that has lost its first letter
_OF_A_LOST_LETTER = 3
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SCOTTISH = ("Mc", "Mac", "De", "La")
_BARE = {"ß": "ss", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D"}  # which are no letter with an accent


def key(name: str) -> str:
    """A place as it is looked up: small letters, no accents, no full stops.

    >>> [key(name) for name in ("São Paulo", "ST. LOUIS", "Łódź")]
    ['sao paulo', 'st louis', 'lodz']
    """
    return fold(name if name.isascii() else "".join(map(_plain, name))).replace(".", "")


@lru_cache(maxsize=1024)
def _plain(char: str) -> str:
    if char in "йЙ":  # a letter of its own
        return char
    plain = unicodedata.normalize("NFKD", _BARE.get(char, char))
    return "".join(one for one in plain if not unicodedata.combining(one))


def is_city(name: str, lexicon: Lexicon) -> bool:
    """Is it in the lists of towns, states and countries?"""
    bare = key(name)
    if len(bare) < 3 or bare in lexicon.lists["places.no_places"]:
        return False
    return bare in lexicon.lists["places.cities"] or bare in lexicon.lists["places.regions"]


def is_region(name: str, lexicon: Lexicon) -> bool:
    """A state, province or country; postal codes only in capitals (`Newtown, PA`)."""
    bare = key(name)
    return bare in lexicon.lists["places.regions"] or (name.isupper() and bare in lexicon.lists["places.codes"])


def is_known(parts: Sequence[str], lexicon: Lexicon) -> bool:
    """Is a place, given as what stands between its commas, in the lists, or followed by a state or country that is?

    >>> words = Lexicon.default()
    >>> [is_known(parts, words) for parts in (["Oak Hollow", "Ore."], ["Oak Hollow"], ["Lima/Quito"])]
    [True, False, True]
    """
    if len(parts) > 1 and is_region(parts[-1], lexicon):
        return True
    joined = _JOINT.split(parts[0])
    if len(joined) == 2 and "/" in parts[0] and is_region(joined[1], lexicon):  # "Kakuma/Kenia"
        return True
    return all(is_city(one, lexicon) for one in joined) or is_city(parts[0], lexicon)


@lru_cache(maxsize=8)
def place_heads(lexicon: Lexicon) -> frozenset[str]:
    """The words with which the names of places begin that we know."""
    lists = (lexicon.lists[f"places.{name}"] for name in ("cities", "regions", "codes"))
    return frozenset(WORD.search(name)[0] for names in lists for name in names)  # type: ignore[index]


def may_be_known(words: Sequence[str], lexicon: Lexicon) -> bool:
    """May a place that we know stand among these words? Cheaper than to look for it."""
    heads = place_heads(lexicon)
    if not heads.isdisjoint(map(str.lower, words)):
        return True
    accented = [word for word in words if not word.isascii()]
    return bool(accented) and not heads.isdisjoint(map(key, accented))


def is_placelike(parts: Sequence[str], lexicon: Lexicon, *, lost_letter: bool = False) -> bool:
    """Could this be a place: a few capitalised words without figures, none of them known to be something else?

    >>> words = Lexicon.default()
    >>> [is_placelike([name], words) for name in ("Oak Hollow", "Rio de Janeiro", "Update", "Highway 1", "oak hollow")]
    [True, True, False, False, False]
    """
    whole, first = ", ".join(parts), parts[0]
    if len(whole) > _LONGEST or has_digit(whole) or _NO_NAME.search(whole):
        return False
    words = [word for word in _BETWEEN_WORDS.split(whole) if word]
    if len(words) > _MOST_WORDS or (len(words) == 1 and len(words[0]) < 3):
        return False
    lost = lost_letter and len(words) <= _OF_A_LOST_LETTER
    for word in words[1:] if lost else words:
        if not (word[0].isupper() or word.lower() in SMALL or word == "&"):
            return False
    return not _is_something_else(parts, first, lexicon)


def _is_something_else(parts: Sequence[str], first: str, lexicon: Lexicon) -> bool:
    known = lexicon.lists["places.no_places"]
    return key(first) in known or (key(first.split()[0]) in known and not is_known(parts, lexicon))


def in_capitals(name: str) -> bool:
    """Are nearly all of its letters capitals?

    >>> [in_capitals(name) for name in ("ST. LOUIS", "McALLEN", "Lima", "US")]
    [True, True, False, False]
    """
    letters = [char for char in name if char.isalpha()]
    small = sum(char.islower() for char in letters)
    scottish = small <= 2 and len(letters) >= 6 and name.startswith(_SCOTTISH)
    return len(letters) >= 3 and (small == 0 or scottish)


def lacks_letter(name: str, lexicon: Lexicon) -> bool:
    """`ondon`: a city's name whose first letter was lost."""
    bare = key(name)
    return len(bare) > 3 and any(f"{letter}{bare}" in lexicon.lists["places.cities"] for letter in _LETTERS)


def like_a_name(text: str) -> bool:
    """Do most long words begin with a capital?"""
    words = [word for word in _WORD.findall(text) if word.lower() not in SMALL]
    return bool(words) and len(words) <= _MOST_WORDS and sum(word[0].isupper() for word in words) >= 0.75 * len(words)


WORD = lazy.compile(r"[^\W_]+")
_WORD = lazy.compile(r"[^\W_][\w.'’-]*")
