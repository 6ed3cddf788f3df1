"""Which language a text is written in, as its own function words and its page's furniture tell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

import attrs

from clipparse import lazy
from clipparse.lexicon import Lexicon, fold
from clipparse.page import Page

_WORD = lazy.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*\.?")
# What stands inside or right behind a word; in a text in plain letters all else but letters is a blank.
_OF_WORDS = "'-."
_BLANKS = "".join(
    mark if mark.isalpha() or mark in _OF_WORDS else " " for mark in map(chr, range(128))
).encode() + bytes(128)
# Marks that would keep a text from being in plain letters.
_CURLY = (("’", "'"), ("–", " "), ("—", " "), ("…", " "), ("“", " "), ("”", " "))
# So much of a text, and of a paragraph, is read: more would not change the answer.
_READ, OF_BLOCK = 6_000, 600
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
    return _tally(written(text[:_READ]), lexicon, _codes(among)).best()


def languages_of(page: Page, lexicon: Lexicon) -> tuple[str, ...]:
    """The language that each block of `page` is read in: the page's, unless a paragraph is clearly in another.

    A page whose language is not found is read as English.

    >>> text = "Heute gelesen, und ich bin mit dem Rat nicht einig:\\n\\nThe council said that it was not to blame."
    >>> languages_of(Page.of(text), Lexicon.default())
    ('de', 'en')
    """
    return page.kept(_of_blocks, lexicon)


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return folded(written(text)).split()


def folded(words: str) -> str:
    """Words that are `written`, in small letters and without full stops."""
    return words.replace(".", "").casefold()


def written(text: str) -> str:
    """The words of a text as they are written, each with the full stop behind it, and single blanks between them.

    >>> written("“It’s not all--or nothing,” said J. Doe, the 'five-year-old' boys' coach, in 2004...")
    "It's not all or nothing said J. Doe the five-year-old boys coach in"
    """
    if not text.isascii():
        for mark, plain in _CURLY:
            text = text.replace(mark, plain)
        if not text.isascii():
            return " ".join(_WORD.findall(text))
    # several times as fast as a pattern
    text = f" {text} ".encode().translate(_BLANKS).decode().replace(".", ". ")
    if "'" in text:
        text = text.replace("''", " ").replace(" '", " ").replace("' ", " ")
    if "-" in text:
        text = text.replace("--", " ").replace(" -", " ").replace("- ", " ")
    return " ".join(text.replace(" .", " ").split())


def mentions(words: Sequence[str], phrases: frozenset[str]) -> bool:
    """Does one of these phrases, of one word or more, stand in the words?

    >>> mentions(words_of("Heute gelesen: dieser Artikel"), frozenset(["dieser artikel"]))
    True
    """
    text = f" {' '.join(words)} "
    return any(f" {phrase} " in text for phrase in phrases)


def opens_with(words: Sequence[str], phrases: frozenset[str]) -> bool:
    """Do the words begin with one of these phrases, of up to six words?

    >>> opens_with(["read", "more", "here"], frozenset(["read more"])), opens_with([], frozenset(["read more"]))
    (True, False)
    """
    if not words or words[0] not in _firsts(phrases):
        return False
    return any(" ".join(words[:count]) in phrases for count in range(1, 7))


@lru_cache(maxsize=256)
def _firsts(phrases: frozenset[str]) -> frozenset[str]:
    """The word with which each phrase begins."""
    return frozenset(phrase.partition(" ")[0] for phrase in phrases)


def _of_blocks(page: Page, lexicon: Lexicon) -> tuple[str, ...]:
    codes = _codes(page.options.languages)
    tallies = [_tally(text, lexicon, codes) for text in page.kept(beginnings, None)]
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
    return tuple(_own(tally, usual) for tally in tallies)


def _own(tally: _Tally, usual: str) -> str:
    """The language of one paragraph: the page's usual one, unless it clearly speaks another."""
    own = tally.best(least=4.0)
    return own if own and tally.scores[own] > _CLEARLY * tally.scores.get(usual, 0.0) else usual


def beginnings(page: Page, _: None = None) -> tuple[str, ...]:
    """The words with which each block begins, as they are `written`: all of them in one of up to 600 characters."""
    return tuple(written(block.text[:OF_BLOCK]) for block in page.blocks)


def _tally(text: str, lexicon: Lexicon, codes: Collection[str] | None) -> _Tally:
    scores: dict[str, float] = {}
    marks = _marks(lexicon)
    words = folded(text).split()
    for word in words:
        if word in marks:
            for code, weight in marks[word]:
                scores[code] = scores.get(code, 0.0) + weight
    if codes is not None:
        scores = {code: score for code, score in scores.items() if code in codes}
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
