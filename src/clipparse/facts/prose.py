"""A paragraph's own words, those outside quotation marks, and which of them tell of who speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

import attrs

from clipparse import lazy
from clipparse.facts.quotations import outside
from clipparse.language import OF_BLOCK, beginnings, folded, languages_of, written
from clipparse.lexicon import Lexicon
from clipparse.lines import READ_OF_BLOCK
from clipparse.page import Page

# The lists of a language's [voice] that are counted, and those of people who write as they chat.
_KINDS = ("self", "we", "you", "said", "past", "opinion", "titles")
_MANNERS = ("chat", "swears")
_NONE = dict.fromkeys((*_KINDS, *_MANNERS), 0)
# Between single blanks: a capital within a sentence, and more letters.
_PLAIN_NAME = lazy.compile(r"[A-Z](?<=[^.] .)[^ ]")
# A country is not us, and a number is not me.
_NAMESAKES = (("we", "US", lazy.compile(r"\bUS\b")), ("self", "I.", lazy.compile(r"\bI\.")))
_REGULAR_PAST = "ed"
_SCRAP = 20  # characters


@attrs.frozen(slots=True)
class Prose:
    """What one paragraph's own words are; of a long one the beginning is read.

    `written` are the words as they are written, each with the full stop behind it, `folded` the same in small letters
    and without it; `counts` has how many of them stand in each list of [voice] in its language's file (`self`, `said`,
    ...).
    """

    text: str
    outside: str
    language: str
    written: str
    folded: str
    counts: Mapping[str, int]
    _kinds: Mapping[str, tuple[str, ...]] = attrs.field(repr=False)

    @property
    def words(self) -> list[str]:
        """Its words, folded; cut when they are asked for, which takes less than to keep them."""
        return self.folded.split()

    @property
    def quotes(self) -> bool:
        """Does anything stand in quotation marks?"""
        return len(self.outside) < len(self.text)

    @cached_property
    def counts_with_quoted(self) -> Mapping[str, int]:
        """The counts of the whole paragraph, what stands in quotation marks with it."""
        if not self.quotes:
            return self.counts
        as_written = written(self.text)
        return _counts(as_written, folded(as_written).split(), self._kinds)

    @cached_property
    def lower(self) -> str:
        """What stands outside quotation marks, in small letters: patterns that need not mind the case run faster."""
        return self.outside.lower()

    @property
    def past(self) -> int:
        """How many verbs are in the past tense, as far as words alone tell."""
        regular = f"{self.folded} ".count(f"{_REGULAR_PAST} ") if self.language == "en" else 0
        return self.counts["past"] + regular

    @property
    def names(self) -> int:
        """How many words have a capital that the beginning of a sentence does not account for.

        >>> page = Page.of("Near the pier Ann Lee met the Mayor. She left.")
        >>> [one.names for one in prose_of(page, Lexicon.default())]
        [3]
        """
        if self.written.isascii():
            return len(_PLAIN_NAME.findall(self.written))
        return sum(
            word[0].isupper() and len(word) > 1 and before[-1] != "." for before, word in pairwise(self.written.split())
        )


def prose_of(page: Page, lexicon: Lexicon) -> tuple[Prose, ...]:
    """The own words of every block of the page.

    >>> page = Page.of("“I saw it,” she said. My brother doesn't believe it.")
    >>> [(one.words, one.counts["self"], one.counts["said"]) for one in prose_of(page, Lexicon.default())]
    [(['she', 'said', 'my', 'brother', "doesn't", 'believe', 'it'], 1, 1)]
    """
    return page.kept(_prose_of, lexicon)


def _prose_of(page: Page, lexicon: Lexicon) -> tuple[Prose, ...]:
    blocks, languages = page.blocks, languages_of(page, lexicon)
    known: dict[tuple[str, str], Prose] = {}  # a page of scraps says the same again and again
    found = []
    for block, begins, language in zip(blocks, page.kept(beginnings, None), languages, strict=True):
        prose = known.get((block.text, language)) if len(block.text) <= _SCRAP else None
        if prose is None:
            prose = _prose(block.text[:READ_OF_BLOCK], begins, language, _kinds(lexicon, language))
            if len(block.text) <= _SCRAP:
                known[block.text, language] = prose
        found.append(prose)
    return tuple(found)


def _prose(text: str, begins: str, language: str, kinds: Mapping[str, tuple[str, ...]]) -> Prose:
    own = outside(text)
    # most paragraphs are short and have no quotation marks: their words are known
    as_written = begins if len(text) == len(own) and len(text) <= OF_BLOCK else written(own)
    words = folded(as_written)
    return Prose(text, own, language, as_written, words, _counts(as_written, words.split(), kinds), kinds)


def _counts(as_written: str, words: Sequence[str], kinds: Mapping[str, tuple[str, ...]]) -> Mapping[str, int]:
    telling = [word for word in words if word in kinds]
    if not telling:
        return _NONE
    counts = _NONE.copy()
    for word in telling:
        for kind in kinds[word]:
            counts[kind] += 1
    for kind, mark, namesake in _NAMESAKES:
        if counts[kind] and mark in as_written:
            counts[kind] -= len(namesake.findall(as_written))
    return counts


@lru_cache(maxsize=64)
def _kinds(lexicon: Lexicon, language: str) -> Mapping[str, tuple[str, ...]]:
    """Every word that tells of its speaker, with the lists that it stands in."""
    lists = {kind: lexicon.of_language(f"voice.{kind}", language) for kind in _KINDS}
    if language == "en":
        lists |= {manner: lexicon.lists[f"voice_manner.{manner}"] for manner in _MANNERS}
    return {
        word: tuple(kind for kind, words in lists.items() if word in words)
        for word in frozenset[str]().union(*lists.values())
    }
