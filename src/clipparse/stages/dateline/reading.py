"""What a dateline says, and the pieces of text that say it."""

from __future__ import annotations

import datetime as dt

import attrs

from clipparse.facts.dates import DateMention, day_of, find_dates
from clipparse.facts.places import is_region
from clipparse.lexicon import Lexicon
from clipparse.model import Dateline
from clipparse.page import Span

EDGES = " \t\r\n\xa0\u2009\u200b\u202f\ufeff.,;:-–—_*|/'\"“”‘’«»#+<>~="
_LONGEST_ABBREVIATION = 6


@attrs.frozen(slots=True)
class Reading:
    """What a dateline says. Offsets count from the start of the text that was read.

    `end` is where the prose begins (for a line of its own: the end of the line). `rest` is what else stands there, such
    as an outlet, at `rest_start`. `updated` tells that the date is only that of an update.
    """

    dateline: Dateline
    mention: DateMention | None = None
    agency_name: str | None = None
    end: int = 0
    rest: str | None = None
    rest_start: int = 0
    place_span: Span | None = None
    agency_span: Span | None = None
    updated: bool = False


@attrs.frozen(slots=True)
class Known:
    """The words, and what is known of the post."""

    lexicon: Lexicon
    posted: dt.date | None = None
    day_first: bool | None = None

    def dates(self, text: str) -> list[DateMention]:
        """The dates in a text."""
        return find_dates(text, self.lexicon, posted=day_of(self.posted), day_first=self.day_first)


@attrs.frozen(slots=True)
class Piece:
    """What stands between two marks, its edges trimmed."""

    start: int
    end: int
    text: str
    bracketed: bool = False
    dashed: bool = False  # a dash stands before it

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


def piece_of(
    text: str, start: int, end: int, lexicon: Lexicon, *, bracketed: bool = False, dashed: bool = False
) -> Piece | None:
    """The piece that stands there; None where nothing but marks do. An abbreviation keeps its full stop: `Calif.`."""
    words = text[start:end]
    start += len(words) - len(words.lstrip(EDGES))
    trimmed = words.strip(EDGES)
    if not any(map(str.isalnum, trimmed)):
        return None
    end = start + len(trimmed)
    if text[end : end + 1] == "." and (
        trimmed[-2:-1] == "." or (len(trimmed) <= _LONGEST_ABBREVIATION and is_region(trimmed, lexicon))
    ):
        end += 1
    return Piece(start, end, text[start:end], bracketed, dashed)


def stated(text: str) -> str:
    """What a reading gives as its text: with single blanks."""
    return " ".join(text.split())
