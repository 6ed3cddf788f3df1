"""Words that were glued to another, broken, or doubled in part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from clipparse import lazy
from clipparse.damage.passage import (
    CONTENT,
    LONGEST,
    SHARED,
    SHORTEST,
    WORD,
    Change,
    Passage,
    in_link,
    may_be_doubled,
)
from clipparse.english import count, is_common
from clipparse.lexicon import Lexicon

_APOSTROPHE = lazy.compile(r"(?<![\w/=&.])([A-Za-z]+)([?Õ¿\ufffd])(?:s|re|ve|ll|d|m|(?<=n.)t)(?![\w=/&@?])")
_LONG_WORD = lazy.compile(r"(?<![\w/@.&#-])[A-Za-z][a-z]{5,}(?![\w/@&])")
_NAME_TWICE = lazy.compile(r"(?=[A-Z])([A-Za-z][a-z]{1,4})(?i:\1)")  # `Yuanyuan`
_BROKEN_WORD = lazy.compile(r"(?<![\w'’/@.-])([A-Za-z][a-z]{2,})(\s)([bdeghklmnprtwxy])(?![\w'’.)/-])")
_LOOSE_HYPHEN = lazy.compile(r"(?<![\w-])([A-Za-z][a-z]+)-(?:(\n)|\s+)([a-z]{2,})(?![\w-])")

_BEHIND_TWINS = frozenset(("ed", "ing", "er", "ers", "y", "est"))
_LONE = lazy.compile(r"(?m)^[bdeghklmnprtwxy][,;:]?$")

_DERIVING = "ion ions or ors ment ments al ally ive able est ness ity ism ist ists ation ations ance ence ful less "
# How an inflected word may end, behind what it shares with the other form.
_ENDINGS = frozenset(f"e n s es d ed ing er ers y ies ied ily ly {_DERIVING}".split(" "))


def lost_apostrophes(passage: Passage) -> Iterator[Change]:
    """`don?t`, `countryÕs`."""
    for found in _APOSTROPHE.finditer(passage.text):
        yield found.start(2), found.end(2), "’"


def has_glued(passage: Passage) -> bool:
    """Is there a word made of two forms of one?"""
    pairs = _pairs(passage.lexicon)
    return not pairs.keys().isdisjoint(passage.words) or any(
        _second_form(one, _are_forms) for one in WORD.findall(passage.odd.casefold())
    )


def has_half(passage: Passage) -> bool:
    """Is there a word of which a part stands twice?"""
    return any(map(may_be_doubled, WORD.findall(passage.odd.casefold())))


def has_lone_letter(passage: Passage) -> bool:
    """Does a letter stand by itself: `industr y`?"""
    return bool(passage.odd) and _LONE.search(passage.odd) is not None


def glued_revisions(passage: Passage) -> Iterator[Change]:
    """An editor put one form of a word in place of another, and the copy has both. The second counts.

    `injuryinjuries`, `Securitysecurity`, `waswere`.
    """
    pairs = _pairs(passage.lexicon)
    for found in _LONG_WORD.finditer(passage.text):
        if _NAME_TWICE.fullmatch(found[0]):
            continue
        if second := pairs.get(found[0]) or _second_form(found[0].lower(), _are_forms):
            yield found.start(), found.end(), second


def doubled_halves(passage: Passage) -> Iterator[Change]:
    """Part of a word stands there twice: `contincontinues`, `governmentment`."""
    for found in _LONG_WORD.finditer(passage.text):
        word = found[0].lower()
        if second := _second_form(word, _is_begun):
            yield found.start(), found.end(), second.capitalize() if found[0][0].isupper() else second
        elif found[0].islower() and (whole := _with_tail_once(word)):
            yield found.start(), found.end(), whole


@lru_cache(maxsize=4096)
def _second_form(word: str, belong: Callable[[str, str], bool]) -> str | None:
    """The second half of a word that is none, if it belongs to the first.

    >>> _second_form("injuryinjuries", _are_forms), _second_form("chiffchaff", _are_forms)
    ('injuries', None)
    >>> _second_form("collectocollectors", _is_begun)
    'collectors'
    """
    at = word.find(word[: SHARED - 1], SHARED - 1)
    if at < 0 or len(word) > LONGEST or count(word):
        return None
    while at > 0:
        first, second = word[:at], word[at:]
        if is_common(second) and belong(first, second):
            return second
        at = word.find(word[: SHARED - 1], at + 1)
    return None


def _are_forms(first: str, second: str) -> bool:
    """The same word twice, or two inflected forms of one?"""
    shared = 0
    while shared < min(len(first), len(second)) and first[shared] == second[shared]:
        shared += 1
    tails = first[shared:], second[shared:]
    if shared < SHARED and not (shared == SHARED - 1 and is_common(first)):
        return False
    return bool(count(first)) and all(_is_ending(tail, first[shared - 1]) for tail in tails)


def _is_ending(tail: str, before: str) -> bool:
    """`ed`, and `ped` where the consonant stands twice: `stop`, `stopped`."""
    return tail in _ENDINGS or (tail[:1] == before and tail[1:] in _BEHIND_TWINS)


def _is_begun(first: str, second: str) -> bool:
    """The beginning of a word, itself no form of it?"""
    return len(first) >= SHARED and second.startswith(first) and not _are_forms(first, second)


def _with_tail_once(word: str) -> str | None:
    """
    >>> _with_tail_once("governmentment"), _with_tail_once("couscous")
    ('government', None)
    """
    if len(word) > LONGEST:
        return None
    for size in range(SHARED, len(word) // 2):
        if word[-size:] == word[-2 * size : -size] and not count(word) and is_common(word[:-size]):
            return word[:-size]
    return None


@lru_cache(maxsize=8)
def _pairs(lexicon: Lexicon) -> Mapping[str, str]:
    """`waswere` -> `were`, for all short words that stand for each other."""
    groups = [group.split() for group in lexicon.lists["typos.stand_for_each_other"]]
    pairs = {one + other: other for group in groups for one in group for other in group if one != other}
    return {glued: kept for glued, kept in pairs.items() if len(glued) >= SHORTEST and not count(glued)}


def broken_words(passage: Passage) -> Iterator[Change]:
    """`industr y`: a letter astray, where only the two together are a word."""
    for found in _BROKEN_WORD.finditer(passage.text):
        if not count(found[1].lower()) and is_common((found[1] + found[3]).lower()):
            yield found.start(2), found.end(2), ""


def loose_hyphens(passage: Passage) -> Iterator[Change]:
    """`tele-` at the end of a line and `phone` on the next; `non- proliferation`."""
    lists = passage.lexicon.lists
    for found in _LOOSE_HYPHEN.finditer(passage.text):
        first, second = found[1].lower(), found[3]
        if second in lists["typos.after_suspended_hyphen"]:
            continue
        hyphen = found.end(1)
        if found[2]:
            if not count(second) if first in lists["typos.prefixes"] else _is_one_word(first, second):
                yield hyphen, found.start(3), ""
        elif first in lists["typos.prefixes"]:
            usual = count(first + second) * 2 > count(second)
            yield hyphen, found.start(3), "" if usual else "-"


def _is_one_word(first: str, second: str) -> bool:
    """Written together rather than with a hyphen: the whole is more usual than its rarer half, or simply usual.

    >>> _is_one_word("tele", "phone"), _is_one_word("some", "one"), _is_one_word("harb", "our")
    (True, True, True)
    >>> _is_one_word("long", "term"), _is_one_word("on", "going"), _is_one_word("take", "over")
    (False, False, False)
    """
    whole = count(first + second)
    if not count(first):
        return whole > 0
    return whole > min(
        count(first), count(second), _USUAL if second not in _PARTICLES and first not in _PARTICLES else _VERY_USUAL
    )


_PARTICLES = frozenset(
    ("up", "in", "out", "off", "on", "over", "down", "by", "back", "away", "through", "around", "about", "under")
)
_USUAL, _VERY_USUAL = 1_000, 100_000


# --- a line break that was lost, a drop capital that was left behind

_CAMEL = lazy.compile(r"(?<![\w/@.&#’'-])([a-z]{2,})([A-Z][a-z]{2,})(?![\w/@&’'.-])")
CAMEL_HINT = lazy.compile(r"[a-z][A-Z][a-z]")


def lost_line_breaks(passage: Passage) -> Iterator[Change]:
    """`ofHomo`, `yesterdayThe`: small words glued to a name, and words glued to one that opens a sentence.

    Brands are written so on purpose: `easyJet`.
    """
    lists = passage.lexicon.lists
    for found in _CAMEL.finditer(passage.text):
        first, second = found[1], found[2].lower()
        opens = second in lists["typos.openers"] and len(first) > CONTENT and is_common(first)
        if (first in lists["typos.before_names"] or opens) and not in_link(passage.text, found.start()):
            yield found.end(1), found.end(1), " "


def may_open_broken(passage: Passage) -> bool:
    """Does the paragraph begin with a capital by itself, or in capitals?"""
    return passage.text[:2].isupper() or passage.text[1:2] == " "


_DROPPED = lazy.compile(r"([A-Z])\s([a-z]{1,20})(?=[\s,’'-])")
_CAPITALS = lazy.compile(r"(?=[A-Z]{3})[A-Z]+(?:\s[A-Z]{2,})?(?=\s*(?:[,(–—]|-{1,2}\s))")


def lost_drop_capitals(passage: Passage) -> Iterator[Change]:
    """`T he council`; `EATTLE (AP) —`, where one letter alone makes a town of it."""
    if found := _DROPPED.match(passage.text):
        rest, whole = found[2], (found[1] + found[2]).lower()
        lists = passage.lexicon.lists
        opens = whole in lists["typos.openers"] or whole in lists["typos.titles"]
        alone = found[1] in "AI"  # which are words by themselves
        is_word = len(rest) > 1 and is_common(rest) and (alone or not opens)
        is_name = len(rest) > CONTENT and not count(rest) and not alone and rest != "coli"
        if (opens or is_common(whole) or is_name) and not is_word and rest not in ("a", "i"):
            yield found.end(1), found.start(2), ""
    elif found := _CAPITALS.match(passage.text):
        towns = passage.lexicon.lists["places.cities"]
        name = " ".join(found[0].lower().split())
        letters = [one for one in "abcdefghijklmnopqrstuvwxyz" if one + name in towns]
        if len(letters) == 1 and name not in towns and not any(map(count, name.split())):
            yield 0, 0, letters[0].upper()
