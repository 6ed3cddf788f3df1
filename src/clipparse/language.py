"""Which language a text is written in, as its own function words and its page's furniture tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from weakref import WeakKeyDictionary

import attrs

from clipparse.lexicon import Lexicon, fold
from clipparse.page import Page

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# The same for a text in plain letters.
_PLAIN_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
# So much of a text, and of a paragraph, is read: more would not change the answer.
_READ, _OF_BLOCK = 6_000, 400
# A language is found where its function words, those it shares with others counted in part, are so many of all words.
_LEAST, _SHARE = 2.0, 0.12
# A line of furniture counts as so many words, and a paragraph in another language than its page needs so much more.
_FURNITURE = 2.0
_CLEARLY = 2.0


@attrs.frozen(slots=True)
class _Tally:
    """Evidence for each language, and the number of words that were read."""

    words: int
    scores: Mapping[str, float]

    def best(self, least: float = _LEAST) -> str | None:
        if not self.scores:
            return None
        found = max(self.scores, key=lambda code: self.scores[code])
        return found if self.scores[found] >= max(least, _SHARE * self.words) else None


def language_of(text: str, lexicon: Lexicon, among: Iterable[str] | None = None) -> str | None:
    """The language of `text` as a BCP 47 code; None where its words do not tell, or tell of one that is not known.

    Parameters
    ----------
    text: a paragraph or more; of a long text the beginning is read.
    lexicon: the words that tell.
    among: BCP 47 codes to consider, None for all that the lexicon knows; `de-CH` counts as `de`.

    >>> words = Lexicon.default()
    >>> said = "Der Rat hat am Dienstag über den Deich und die Kosten für das neue Tor beraten."
    >>> language_of(said, words), language_of(said, words, among=["en", "fr"]), language_of("Hm.", words)
    ('de', None, None)
    """
    return _tally(text[:_READ], lexicon, _codes(among)).best()


def languages_of(page: Page, lexicon: Lexicon) -> tuple[str, ...]:
    """The language that each block of `page` is read in: the page's, unless a paragraph is clearly in another.

    A page whose language is not found is read as English.

    >>> text = "Heute gelesen, und ich bin mit dem Rat nicht einig:\\n\\nThe council said that it was not to blame."
    >>> languages_of(Page.of(text), Lexicon.default())
    ('de', 'en')
    """
    known = _READ_PAGES.setdefault(lexicon, WeakKeyDictionary())
    if page not in known:
        known[page] = tuple(_of_blocks(page, lexicon))
    return known[page]


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    text = text.replace("’", "'").casefold()
    return (_PLAIN_WORD if text.isascii() else _WORD).findall(text)


def mentions(words: Sequence[str], phrases: frozenset[str]) -> bool:
    """Does one of these phrases, of one word or more, stand in the words?

    >>> mentions(words_of("Heute gelesen: dieser Artikel"), frozenset(["dieser artikel"]))
    True
    """
    text = f" {' '.join(words)} "
    return any(f" {phrase} " in text for phrase in phrases)


def opens_with(words: Sequence[str], phrases: frozenset[str]) -> bool:
    """Do the words begin with one of these phrases, of up to four words?"""
    return any(" ".join(words[:count]) in phrases for count in (1, 2, 3, 4))


# What was found for pages that are still being read; every stage asks for the same.
_READ_PAGES: WeakKeyDictionary[Lexicon, WeakKeyDictionary[Page, tuple[str, ...]]] = WeakKeyDictionary()


def _of_blocks(page: Page, lexicon: Lexicon) -> Iterable[str]:
    codes = _codes(page.options.languages)
    tallies = [_tally(block.text[:_OF_BLOCK], lexicon, codes) for block in page.blocks]
    of_page: dict[str, float] = {}
    for tally in tallies:
        for code, score in tally.scores.items():
            of_page[code] = of_page.get(code, 0.0) + score
    for block in page.blocks:
        if len(block.text) <= 60:
            for code in _furniture(lexicon).get(fold(block.text), ()):
                if codes is None or code in codes:
                    of_page[code] = of_page.get(code, 0.0) + _FURNITURE
    usual = max(of_page, key=lambda code: of_page[code]) if of_page else "en"
    for tally in tallies:
        own = tally.best(least=4.0)
        yield own if own and tally.scores[own] > _CLEARLY * tally.scores.get(usual, 0.0) else usual


def _tally(text: str, lexicon: Lexicon, codes: Collection[str] | None) -> _Tally:
    scores: dict[str, float] = {}
    marks = _marks(lexicon)
    words = words_of(text)
    for word in words:
        for code, weight in marks.get(word, ()):
            if codes is None or code in codes:
                scores[code] = scores.get(code, 0.0) + weight
    return _Tally(len(words), scores)


def _codes(among: Iterable[str] | None) -> frozenset[str] | None:
    return None if among is None else frozenset(code.partition("-")[0].casefold() for code in among)


@lru_cache(maxsize=8)
def _marks(lexicon: Lexicon) -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Function words, each with the languages it belongs to; one of several languages counts in part for each."""
    found: dict[str, list[str]] = {}
    for code in lexicon.languages:
        for word in sorted(lexicon.lists[f"voice_{code}.common"]):
            found.setdefault(word, []).append(code)
    return {word: tuple((code, 1.0 / len(codes)) for code in codes) for word, codes in found.items()}


@lru_cache(maxsize=8)
def _furniture(lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    """Whole lines of furniture that one language alone has."""
    found: dict[str, list[str]] = {}
    for code in lexicon.languages:
        for phrase in sorted(lexicon.lists.get(f"furniture_{code}.whole_lines", ())):
            found.setdefault(phrase, []).append(code)
    return {phrase: tuple(codes) for phrase, codes in found.items() if len(codes) == 1}
