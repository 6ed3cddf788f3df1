"""Patterns that are asked only where a word stands without which they cannot match: most lines have none."""

from __future__ import annotations

import re

import attrs


@attrs.frozen(slots=True)
class Gated:
    """A pattern, and words (folded, as `Block.words` has them) of which each of its matches holds at least one.

    >>> weekday = gated(re.compile(r"\\bon (?:Mon|Tues)day\\b"), "monday tuesday")
    >>> weekday.search("It rained on Monday.", frozenset(["it", "rained", "on", "monday"]))[0]
    'on Monday'
    >>> weekday.search("It rained.", frozenset(["it", "rained"])) is None
    True
    """

    pattern: re.Pattern[str]
    words: frozenset[str]

    def search(self, text: str, words: frozenset[str]) -> re.Match[str] | None:
        """Search `text`, whose words (or those of a longer text that holds it) are `words`."""
        return None if self.words.isdisjoint(words) else self.pattern.search(text)

    def match(self, text: str, words: frozenset[str]) -> re.Match[str] | None:
        """The same at the beginning of `text`."""
        return None if self.words.isdisjoint(words) else self.pattern.match(text)

    def findall(self, text: str, words: frozenset[str]) -> list[str]:
        """All that it matches in `text`."""
        return [] if self.words.isdisjoint(words) else self.pattern.findall(text)


def gated(pattern: re.Pattern[str], words: str) -> Gated:
    """A pattern and its words, these as one string."""
    return Gated(pattern, frozenset(words.split()))
