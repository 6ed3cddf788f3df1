"""What an extractor of main text keeps of a page, as evidence: it says so of every line, and decides nothing.

The extractor is trafilatura, of the extra `html`. Where it is not installed, where it fails, or where a page is larger
than it is asked for, it says nothing, and the page is read by what else is known. That it is missing is told once.
"""

from __future__ import annotations

import datetime as dt
import logging
import warnings
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any, Self

import attrs

from clipparse import lazy

_RUN = 5  # so many words in a row are found again
_MOSTLY = 0.6  # of a line's runs
_LETTERS = 16  # so many letters without a space between them are as good as a run of words
_OLDEST = "1990-01-01"
_WORD = lazy.compile(r"\w+")
# What it finds it compares with what others find, whose time grows with the square of the elements.
_MOST_COMPARED = 5_000
# htmldate goes through all of a page's source with patterns, scripts and pictures too: a second for each 600,000.
_MOST_SOURCE = 2_500_000

for _name in ("trafilatura", "htmldate"):  # what they cannot read is no news to our user
    logging.getLogger(_name).addHandler(logging.NullHandler())


@attrs.frozen(slots=True)
class Kept:
    """The text that an extractor kept of a page.

    >>> kept = Kept.of("The council said on Monday that the pier stays shut.\\nTill spring")
    >>> [kept.has(line) for line in ("The council said on Monday that the pier stays shut.", "Till spring", "Home")]
    [True, True, False]
    """

    text: str
    runs: frozenset[tuple[str, ...]]
    lines: frozenset[tuple[str, ...]]
    letters: str

    @classmethod
    def of(cls, text: str) -> Self:
        """By the extractor's answer, one paragraph a line."""
        lines = [_words(line) for line in text.split("\n")]
        runs = frozenset(run for line in lines for run in _runs(line))
        return cls(text, runs, frozenset(map(tuple, lines)), "".join(word for line in lines for word in line))

    def has(self, line: str) -> bool:
        """Is this line in it, give or take a link or a word?"""
        words = _words(line)
        if not words:
            return False
        runs = list(_runs(words))
        if not runs:
            letters = "".join(words)
            return tuple(words) in self.lines or (len(letters) >= _LETTERS and letters in self.letters)
        return sum(run in self.runs for run in runs) >= _MOSTLY * len(runs)

    def share(self, text: str) -> float:
        """How much of all that was kept is in a text.

        >>> Kept.of("one two three four five six").share("One two three four five.")
        0.5
        """
        if not self.runs:
            return float(self.letters in "".join(_words(text)))
        return len(self.runs.intersection(_runs(_words(text)))) / len(self.runs)


def kept_of(root: Any, elements: int) -> Kept | None:
    """What the extractor keeps of a tree, which is left as it is; None where it says nothing."""
    try:
        extract = import_module("trafilatura").bare_extraction
        found = extract(root, include_comments=False, with_metadata=False, fast=elements > _MOST_COMPARED)
    except ModuleNotFoundError as error:
        _tell_missing(error.name or "trafilatura")
        return None
    except MemoryError:  # else the same page would be read in two ways
        raise
    except Exception:  # others' code, on pages of all kinds: where it fails, it says nothing
        return None
    return Kept.of(found.text) if found is not None and found.text and found.text.strip() else None


@cache
def _tell_missing(module: str) -> None:
    """Once a process, where the page was given to be read: it is read, but worse."""
    told = (
        f"{module} is not installed, so that pages are read by their markup and words alone, which tells less of menus"
    )
    warnings.warn(f"{told}; it comes with: pip install 'clipparse-news[html]'", RuntimeWarning, stacklevel=7)


def day_guessed(root: Any, length: int) -> dt.date | None:
    """The day that htmldate, which comes with the extractor, makes of a page of some length that states none."""
    if length > _MOST_SOURCE:
        return None
    try:
        found = import_module("htmldate").find_date(root, original_date=True, min_date=_OLDEST)
        return dt.date.fromisoformat(found) if found else None
    except MemoryError:
        raise
    except Exception:  # as above
        return None


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("\N{SOFT HYPHEN}", "").casefold())


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[at:] for at in range(_RUN)), strict=False)
