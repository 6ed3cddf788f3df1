"""Whose manner a paragraph has: a reporter's, or that of one who talks to readers of a blog.

Reporters and bloggers differ less in what they write about than in the small words that they write it with: `said the`,
`last week`, `while`; `I am`, `so`, `pretty much`. How much each of these tells was learnt without labels, from news and
from blogs (`words/manner.toml`, made by `tools/make_manner.py`). It is a clue among others: a columnist talks too.
"""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import pairwise

import attrs

from clipparse import lazy
from clipparse.clue import Clue, Sighting
from clipparse.language import languages_of
from clipparse.lexicon import Lexicon
from clipparse.page import Page
from clipparse.roles import Role

_clue = partial(Clue, "manner")

# the paragraph's own words, from a reporter's to a talker's
OWN = (
    _clue(Role.COMMENTARY, 0.5, "nearly all its telling words are those of people who talk"),
    _clue(Role.COMMENTARY, 0.3, "words as people use them when they talk"),
    _clue(Role.COMMENTARY, 0.1, "a few more words of people who talk than of reporters"),
    None,
    _clue(Role.BODY, 0.1, "a few more words of reporters than of people who talk"),
    _clue(Role.BODY, 0.25, "words as reporters use them"),
    _clue(Role.BODY, 0.4, "nearly all its telling words are those of reporters"),
)
_OWN_LEVELS = (-3.0, -1.2, -0.3, 0.5, 1.5, 3.0)
# those of the paragraphs above and below, the nearest counting most
AROUND = (
    _clue(Role.COMMENTARY, 0.4, "above and below, nothing but words of people who talk"),
    _clue(Role.COMMENTARY, 0.2, "above and below, words as people use them when they talk"),
    None,
    _clue(Role.BODY, 0.2, "above and below, words as reporters use them"),
    _clue(Role.BODY, 0.3, "above and below, nothing but words of reporters"),
)
_AROUND_LEVELS = (-2.0, -0.5, 0.7, 2.0)
# those of the whole page
WHOLE = (
    _clue(Role.COMMENTARY, 0.2, "a page in words of people who talk"),
    None,
    _clue(Role.BODY, 0.2, "a page in words of reporters"),
)
_WHOLE_LEVELS = (-0.6, 0.9)
TALKS_MORE = _clue(Role.COMMENTARY, 0.3, "talks far more than the page around it does")
REPORTS_MORE = _clue(Role.BODY, 0.3, "reports far more than the page around it does")
TALK_BEGINS = _clue(Role.COMMENTARY, 0.2, "reporters' words end above it, and talk begins")
REPORT_BEGINS = _clue(Role.BODY, 0.2, "talk ends above it, and reporters' words begin")

# Words, marks between them, and figures, which are passed over but keep the words beside them apart.
_TOKEN = lazy.compile(r"[a-z]+(?:'[a-z]+)?|[.!?]+|[,;:()\"]|\d[\d.,]*")
_CURLY = (("’", "'"), *((mark, '"') for mark in "“”„«»"))
# ‘I saw it,’ she said; the closing mark is also an apostrophe (the boys’ home)
_INNER_QUOTES = lazy.compile(r"(?<!\w)‘|(?<=[.,!?])’(?!\w)")
_READ = 800  # characters of a paragraph
_LONE_I = lazy.compile(r"\bi\b")
_FEWEST = 6  # words; fewer tell nothing
_FADES = 0.5  # what a paragraph further off counts, beside the one before it
_CONTRAST = 2.0  # how far a paragraph stands out from its page, and the text below a place from that above it


@attrs.frozen(slots=True)
class _Table:
    """What words and pairs of words weigh, in tenths; and the same words and pairs as sets, which find them fast."""

    words: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]
    known_words: frozenset[str]
    known_pairs: frozenset[tuple[str, str]]


@attrs.frozen(slots=True)
class _Paragraph:
    """A paragraph's line, the logarithm of the odds that it is a reporter's, and how much it is heard by others."""

    line: int
    odds: float
    weight: float


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say of every English paragraph of some length whose words it, those around it and the page are in."""
    paragraphs = _read(page, lexicon)
    if not paragraphs:
        return
    mean = _mean(paragraphs)
    around = _around(paragraphs) if len(paragraphs) > 1 else []
    whole = WHOLE[bisect(_WHOLE_LEVELS, mean)]
    for at, one in enumerate(paragraphs):
        if own := OWN[bisect(_OWN_LEVELS, one.odds)]:
            yield one.line, own
        if whole:
            yield one.line, whole
        if len(paragraphs) > 1 and (near := AROUND[bisect(_AROUND_LEVELS, around[at])]):
            yield one.line, near
        if at and (turn := _turn(paragraphs, at)):
            yield one.line, turn
        if len(paragraphs) > 2 and abs(one.odds - mean) > _CONTRAST:
            yield one.line, REPORTS_MORE if one.odds > mean else TALKS_MORE


def telling(text: str, lexicon: Lexicon, count: int = 3) -> tuple[str, ...]:
    """The words that tell most of the manner of `text`, the strongest first, on the side that they come down on.

    >>> words = Lexicon.default()
    >>> telling("The council said the pier will stay shut, according to a spokesman.", words)
    ('said', 'will', 'spokesman')
    >>> telling("Anyway, I guess my friend was right!", words)
    ('my', 'I', 'anyway')
    """
    table = _table(lexicon)
    tokens = tokens_of(text)
    found = {word: value for word in tokens if (value := table.words.get(word))}
    found |= {" ".join(pair): value for pair in pairwise(tokens) if (value := table.pairs.get(pair))}
    side = 1 if sum(found.values()) > 0 else -1
    named = [one for one in found if found[one] * side > 0 and one[0].isalpha()]
    named.sort(key=lambda one: -abs(found[one]))
    return tuple(_shown(one) for one in named[:count])


def _shown(entry: str) -> str:
    return _LONE_I.sub("I", entry.replace(" ,", ",").replace(" .", "."))


def tokens_of(text: str) -> list[str]:
    """The words and marks of the writer, in lower case; what stands in quotation marks is another's, and one mark.

    A paragraph that stands in quotation marks as a whole is read nevertheless.

    >>> tokens_of("“I saw it,” she SAID, at 10.30.")
    ['"', 'she', 'said', ',', 'at', '10.30.']
    >>> tokens_of("“I can’t.”")
    ['i', "can't", '.']
    """
    text = text[:_READ]
    if not text.isascii():
        text = _INNER_QUOTES.sub('"', text) if "‘" in text else text
        for mark, plain in _CURLY:
            text = text.replace(mark, plain)
    text = text.lower()
    if '"' in text:
        parts = text.split('"')
        outside = '"'.join(parts[::2])
        text = outside if len(outside) > len(parts) + 2 else " ".join(parts)
    return _TOKEN.findall(text)


def damping(count: float) -> float:
    """What the sum of the weights is multiplied by in a paragraph of so many tokens: long ones hold more of all."""
    return 1 / math.sqrt(math.sqrt((count + 10) / 30))


def _read(page: Page, lexicon: Lexicon) -> list[_Paragraph]:
    """The English paragraphs that are long enough to tell."""
    table = _table(lexicon)
    languages = languages_of(page, lexicon)
    found = []
    for position, block in enumerate(page.blocks):
        if block.text.count(" ") + 1 < _FEWEST or languages[position] != "en":
            continue
        tokens = tokens_of(block.text)
        found.append(_Paragraph(block.first, _odds(tokens, table), math.sqrt(len(tokens) + 1)))
    return found


def _odds(tokens: list[str], table: _Table) -> float:
    """Every word and pair counts once: said three times it tells hardly more."""
    if not tokens:
        return 0.0
    tenths = sum(map(table.words.__getitem__, table.known_words.intersection(tokens)))
    tenths += sum(map(table.pairs.__getitem__, table.known_pairs.intersection(pairwise(tokens))))
    return 0.1 * tenths * damping(len(tokens))


def _mean(paragraphs: Sequence[_Paragraph]) -> float:
    return sum(one.odds * one.weight for one in paragraphs) / sum(one.weight for one in paragraphs)


def _around(paragraphs: Sequence[_Paragraph]) -> list[float]:
    """For every paragraph the mean of those above and below, without itself; each further one counts half as much."""
    above = _faded(paragraphs)
    below = reversed(_faded(paragraphs[::-1]))
    return [(up + down) / (heard + more) for (up, heard), (down, more) in zip(above, below, strict=True)]


def _faded(paragraphs: Sequence[_Paragraph]) -> list[tuple[float, float]]:
    """For every paragraph the sum of the odds before it, and of what they count."""
    sums = [(0.0, 0.0)]
    for one in paragraphs[:-1]:
        total, heard = sums[-1]
        sums.append((_FADES * (total + one.weight * one.odds), _FADES * (heard + one.weight)))
    return sums


def _turn(paragraphs: Sequence[_Paragraph], at: int) -> Clue | None:
    """Does the manner change here: from that of up to three paragraphs above to that of this one and two below?"""
    if paragraphs[at - 1].odds * paragraphs[at].odds >= 0:
        return None
    above, below = _mean(paragraphs[max(0, at - 3) : at]), _mean(paragraphs[at : at + 3])
    if abs(below - above) <= _CONTRAST or above * below >= 0 or below * paragraphs[at].odds < 0:
        return None
    return REPORT_BEGINS if below > 0 else TALK_BEGINS


@lru_cache(maxsize=8)
def _table(lexicon: Lexicon) -> _Table:
    words: dict[str, int] = {}
    pairs: dict[tuple[str, str], int] = {}
    for entry, tenths in lexicon.names["manner"].items():
        first, _, second = entry.partition(" ")
        if second:
            pairs[first, second] = tenths
        else:
            words[first] = tenths
    return _Table(words, pairs, frozenset(words), frozenset(pairs))
