"""Where and when the article was filed: a line of its own, or the head of its first paragraph."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from clipparse import lazy
from clipparse.clue import Clue, Sighting
from clipparse.facts.dates import DateMention, find_dates, has_date
from clipparse.facts.places import is_city, is_known, is_region, lacks_letter, like_a_name
from clipparse.lexicon import Lexicon, fold
from clipparse.model import Dateline
from clipparse.page import Block, Page, PhysicalLine, Span
from clipparse.roles import Role
from clipparse.stages.dateline.head import WINDOW, agency_first, closes_head, read_head
from clipparse.stages.dateline.labels import MAILED, PAGE, PUBLISHED, update_ends, without_labels
from clipparse.stages.dateline.line import (
    DOMAIN,
    LOOKED_AT,
    SAYS_TIME,
    is_whole,
    issue_of,
    may_name_place,
    read,
)
from clipparse.stages.dateline.opening import behind_title, head_behind, outlet_of_head, outlet_opens, read_opening
from clipparse.stages.dateline.reading import Known, Reading

__all__ = ["Reading", "head_behind", "observe", "outlet_of_head", "read", "read_head", "read_opening", "recognise"]

_clue = partial(Clue, "dateline")

DATE_ALONE = _clue(Role.DATELINE, 2.0, "a date and nothing else")
DATE_TIME_ALONE = _clue(Role.DATELINE, 2.0, "a date with a time of day, and nothing else")
LABELLED = _clue(Role.DATELINE, 2.0, "a date that is said to be the day of publication")
UPDATED = _clue(Role.DATELINE, 1.5, "says when it was last updated")
PLACE_AND_DATE = _clue(Role.DATELINE, 2.5, "a place and a date on one line")
AGENCY_AND_DATE = _clue(Role.DATELINE, 2.0, "a news agency and a date on one line")
OUTLET_AND_DATE = _clue(Role.DATELINE, 2.5, "an outlet that we know, or its web address, and a date on one line")
NAME_AND_DATE = _clue(Role.DATELINE, 1.0, "a few words like a name, and a date behind them")
DATE_AND_NAME = _clue(Role.DATELINE, 0.8, "a date, and a few words like a name behind it")
MOSTLY_DATE = _clue(Role.DATELINE, 1.0, "mostly a date, with a few words")
PARTLY_DATE = _clue(Role.DATELINE, 0.3, "a short line of which a date is the smaller part")
DATE_IN_PROSE = _clue(Role.BODY, 0.5, "a date mentioned in running text")
PAGE_AND_DATE = _clue(Role.DATELINE, 1.5, "a date and a page or section number")
ISSUE = _clue(Role.DATELINE, 1.5, "a month or season and a year, as magazines are dated")
MAIL_DATE = _clue(Role.POST_DATE, 2.0, "a date as mail programs write it in a header")
ONE_OF_MANY = _clue(Role.FURNITURE, 0.5, "one of many lines with dates")
WITH_WEEKDAY = _clue(Role.DATELINE, 0.5, "a weekday beside the date, as newspapers print it")
IN_FIGURES = _clue(Role.DATELINE, 0.0, "the date is written in figures only")
NO_YEAR = _clue(Role.DATELINE, -0.3, "a date without its year, on a short line")
BRACKETED = _clue(Role.DATELINE, 0.5, "a date in brackets on a short line")
TIME_ALONE = _clue(Role.DATELINE, 0.5, "a time of day and nothing else")
PLACE_AGENCY_ALONE = _clue(Role.DATELINE, 3.0, "a place and an agency, and nothing else")
PLACE_ALONE = _clue(Role.DATELINE, 1.0, "a place that we know, and nothing else")
FIRST_DATE = _clue(Role.POST_DATE, 0.5, "the first line with a date")
LATER_DATE = _clue(Role.DATELINE, 0.3, "another line with a date above it")
PROSE_NEXT = _clue(Role.DATELINE, 0.5, "a line with a date, and prose within the next three paragraphs")
PROSE_BEFORE = _clue(Role.DATELINE, 0.3, "a line with a date, and prose directly above")
TITLE_BEFORE = _clue(Role.DATELINE, 1.0, "a line with a date, close below the likeliest title")
TITLE_AFTER = _clue(Role.POST_DATE, 0.8, "a line with a date, above the likeliest title")

HEAD_WITH_AGENCY = _clue(Role.BODY, 3.0, "opens with a place and an agency, as the first paragraph of an article does")
HEAD_WITH_DATE = _clue(Role.BODY, 2.5, "opens with a place and a date, as the first paragraph of an article does")
HEAD_WITH_PLACE = _clue(Role.BODY, 2.0, "opens with a place and a dash, as the first paragraph of an article does")
HEAD_BELOW_TEXT = _clue(Role.BODY, 0.5, "opens like an article's first paragraph, directly below another paragraph")
HEAD_AGAIN = _clue(
    Role.BODY, 1.0, "opens like an article's first paragraph, as an earlier one did, with no short line between"
)
HEAD_BELOW_SHORT = _clue(Role.BODY, 0.2, "opens like an article's first paragraph, directly below a short line")
HEAD_BELOW_COLON = _clue(
    Role.BODY, 1.0, "opens like an article's first paragraph, directly below a line that ends with a colon"
)
HEAD_OF_OUTLET = _clue(
    Role.BODY, 2.0, "opens with an outlet in brackets and a dash, as the first paragraph of an article does"
)
HEAD_BEHIND_TITLE = _clue(
    Role.BODY, 2.0, "a few words like a title, and behind them a place and an agency, as an article opens"
)
HEAD_IN_CAPITALS = _clue(Role.BODY, 1.0, "opens with words in capitals and a dash, perhaps a town that we don't know")


# what says of no line that it is a dateline with a date
_NOT_DATED = frozenset((DATE_IN_PROSE, PLACE_ALONE, MAIL_DATE))
_SHORTEST = 3  # characters: two are neither a date nor a place
# A line of its own has at most so many characters, a paragraph that opens with a dateline at least so many.
_SHORT, _LONG = 160, 50
_LONGEST_SEEN = 5000
# A dateline and a sentence are at least so long.
_SENTENCE = 60
_ENDS_SENTENCE = '.?!"”'
# a line of a header: `Keywords: courts`
_FIELD = lazy.compile(r"[A-Z][A-Za-z-]{1,20}\s?:\s")
_TO_THE_SECOND = lazy.compile(r"\b\d{1,2}:\d{2}:\d{2}\b|\b\d{1,2}:\d{2}.{0,4}(?:[+-]\d{4}|GMT|UTC?)\b")
_CITY_COLON = lazy.compile(
    r"\s{0,4}([^\W\d_][^\W\d_]{2,20}(?:[ -][^\W\d_][^\W\d_]{2,20}){0,2}):\s{1,3}(?=[\"“‘'«„]?[^\W\d_])"
)
_QUOTES = "\"“‘'«„"
_DASHES = "-–—"


# ---------------------------------------------------------------------------------------------------- observing


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say which lines hold a date or a place, and which paragraphs open with a dateline."""
    dated: list[int] = []
    for line in page.lines:
        if len(line.content) < _SHORTEST:
            continue
        clues = list(_line_clues(line, lexicon, page.block_of[line.index]))
        for clue in clues:
            yield line.index, clue
        if clues and not _NOT_DATED.issuperset(clues):
            dated.append(line.index)
    yield from _surroundings(page, dated)
    if any(len(line.content) >= _SHORTEST for line in page.lines):
        yield from _first_paragraphs(page, lexicon)


def _line_clues(line: PhysicalLine, lexicon: Lexicon, block: Block) -> Iterator[Clue]:
    text = line.content
    if len(text) > _SHORT or (len(block.text) > 220 and block.first != block.last):
        if len(text) < _LONGEST_SEEN and has_date(text[:LOOKED_AT], lexicon):
            yield DATE_IN_PROSE
    elif not (dates := find_dates(text, lexicon)):
        yield from _dateless_clues(text, lexicon)
    elif block.is_prose and len(block.text) > 140:
        yield DATE_IN_PROSE
    elif MAILED.match(text) and _TO_THE_SECOND.search(text):  # only a mail program is as exact
        yield MAIL_DATE
    else:
        yield from _share_clues(text, dates, lexicon)
        yield from _manner_clues(text, dates[0], lexicon)


def _share_clues(text: str, dates: list[DateMention], lexicon: Lexicon) -> Iterator[Clue]:
    """How much of the line is date, and what the rest is."""
    date = dates[0]
    left = _letters(_without(text, dates, lexicon))
    if not left:
        yield DATE_TIME_ALONE if date.at else DATE_ALONE
        return
    reading = read(text, lexicon)
    if reading and reading.dateline.place:
        yield PLACE_AND_DATE
    if reading and reading.agency_name:
        yield AGENCY_AND_DATE
    if PAGE.search(text, date.span.end):
        yield PAGE_AND_DATE
    if reading and reading.rest:
        yield from _rest_clues(reading.rest, lexicon, first=reading.rest_start < date.span.start)
    dated = sum(one.span.end - one.span.start for one in dates)
    yield MOSTLY_DATE if dated >= len(left) else PARTLY_DATE


def _rest_clues(rest: str, lexicon: Lexicon, *, first: bool) -> Iterator[Clue]:
    """What stands beside the date, `first` if before it."""
    if lexicon.outlet(rest) or DOMAIN.search(rest):
        yield OUTLET_AND_DATE
    elif len(rest) <= 50 and like_a_name(rest):
        yield NAME_AND_DATE if first else DATE_AND_NAME


def _manner_clues(text: str, date: DateMention, lexicon: Lexicon) -> Iterator[Clue]:
    """What is said of the date, and how it is written."""
    if update_ends(text, lexicon):
        yield UPDATED
    elif MAILED.match(text):
        yield MAIL_DATE
    elif PUBLISHED.match(text):
        yield LABELLED
    written = date.span.of(text)
    if not any(map(str.isalpha, written)):
        yield IN_FIGURES
    if any(fold(word) in lexicon.names["weekdays"] for word in written.split()[:2]):
        yield WITH_WEEKDAY
    if not date.has_year:
        yield NO_YEAR
    if text[0] in "([" and text[-1] in ")]":
        yield BRACKETED


def _without(text: str, dates: list[DateMention], lexicon: Lexicon) -> str:
    """The text with its dates and the words that only label them left out."""
    pieces, at = [], 0
    for date in dates:
        pieces.append(text[at : date.span.start])
        at = date.span.end
    return without_labels(" | ".join((*pieces, text[at:])), lexicon)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _dateless_clues(text: str, lexicon: Lexicon) -> Iterator[Clue]:
    if not _SHORTEST < len(text) <= 100:
        return
    if SAYS_TIME.match(text):
        yield TIME_ALONE
    if issue_of(text, lexicon):
        yield ISSUE
    elif len(text) <= 70 and may_name_place(text, lexicon):
        yield from _place_clues(text, read(text, lexicon))


def _place_clues(text: str, reading: Reading | None) -> Iterator[Clue]:
    """A place, with perhaps an agency, and nothing else."""
    if reading is None or not reading.dateline.place or reading.rest:
        return
    if reading.agency_name:
        yield PLACE_AGENCY_ALONE
    elif text[-1] not in _DASHES:
        yield PLACE_ALONE


def _surroundings(page: Page, dated: list[int]) -> Iterator[Sighting]:
    """Where the lines with dates stand."""
    position_of = [position for position, block in enumerate(page.blocks) for _ in range(len(block))] if dated else []
    for count, index in enumerate(dated):
        if len(dated) > 8:
            yield index, ONE_OF_MANY
        yield index, LATER_DATE if count else FIRST_DATE
        yield from ((index, clue) for clue in _beside(page, position_of[index]))


def _beside(page: Page, position: int) -> Iterator[Clue]:
    if any(block.is_prose for block in page.blocks[position + 1 : position + 4]):
        yield PROSE_NEXT
    if position and page.blocks[position - 1].is_prose:
        yield PROSE_BEFORE
    if 0 <= page.title_block < position <= page.title_block + 5:
        yield TITLE_BEFORE
    elif position < page.title_block:
        yield TITLE_AFTER


def _first_paragraphs(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """The paragraphs that open with a dateline, and what stands above each."""
    above: Block | None = None
    carried = False  # an article's first paragraph, and since then nothing but prose, rules and a mail's header
    for block in page.blocks:
        if clue := _head_clue(block.text, lexicon):
            yield block.first, clue
            if above:
                yield from ((block.first, one) for one in _stands_below(above.text, is_prose=above.is_prose))
            if carried:
                yield block.first, HEAD_AGAIN
            carried = True
        elif carried and not block.is_prose and any(map(str.isalpha, block.text)):
            carried = block.text[-1] in _ENDS_SENTENCE or _FIELD.match(block.text) is not None
        above = block


def _stands_below(text: str, *, is_prose: bool) -> Iterator[Clue]:
    if text.endswith(":"):
        yield HEAD_BELOW_COLON
    elif is_prose:
        yield HEAD_BELOW_TEXT
    elif any(map(str.isalpha, text)):
        yield HEAD_BELOW_SHORT


def _head_clue(text: str, lexicon: Lexicon) -> Clue | None:
    if len(text) < _LONG:
        return None
    reading = read_head(text[:WINDOW], lexicon)
    if reading is None:
        if outlet_opens(text, lexicon):
            return HEAD_OF_OUTLET
        begins = head_behind(text, lexicon)
        return HEAD_BEHIND_TITLE if begins and len(text) - begins >= _SENTENCE else None
    if behind_title(text, reading, lexicon):
        return HEAD_BEHIND_TITLE
    return _clue_of_head(reading, lexicon)


def _clue_of_head(reading: Reading, lexicon: Lexicon) -> Clue | None:
    if reading.dateline.place is None:
        return None
    if reading.agency_name:
        return HEAD_WITH_AGENCY
    if reading.mention:
        return HEAD_WITH_DATE
    return HEAD_WITH_PLACE if is_known(reading.dateline.place.split(", "), lexicon) else HEAD_IN_CAPITALS


# ------------------------------------------------------------------------------------------------- recognising


def recognise(
    text: str, lexicon: Lexicon, *, posted: dt.date | None = None, day_first: bool | None = None
) -> Reading | None:
    """The dateline that a text is or opens with, for a text that nobody has judged yet.

    A line is a dateline when date, place, agency and labels are all of it, but for a name or two beside a date.

    >>> words = Lexicon.default()
    >>> recognise("By Jane Doe\\nKYIV | Fri Mar 14, 2014", words).dateline.place
    'KYIV'
    >>> [recognise(line, words) for line in ("He was born on 4 July 1976.", "Ukraine: why the talks failed")]
    [None, None]
    """
    line = read(text, lexicon, posted=posted, day_first=day_first)
    if line and is_whole(text, line, lexicon, posted):
        return line
    head = read_head(text, lexicon, posted=posted, day_first=day_first)
    if head and not _is_mere_word(text, head, lexicon):
        return head
    other = None if head else _city_and_colon(text, lexicon) or _dated_head(text, line)
    return other or agency_first(text, Known(lexicon, posted, day_first))


def _is_mere_word(text: str, head: Reading, lexicon: Lexicon) -> bool:
    """`SHOPS - The big ones reopened`: capitals and a hyphen, and no place that we know."""
    place = head.dateline.place
    if place is None or head.agency_name or head.mention or head.rest:
        return False
    mark = text[text.find(place) + len(place) : head.end].strip()
    return mark in ("-", ":", "|") and not is_known(place.split(", "), lexicon) and not lacks_letter(place, lexicon)


def _city_and_colon(text: str, lexicon: Lexicon) -> Reading | None:
    """`Lucknow: The vote was put off.`; a sentence must follow, for headlines are written so, too."""
    opens = _CITY_COLON.match(text)
    if opens is None or not text.rstrip().endswith((".", "”", '"')) or text[opens.end() :].count(" ") < 4:
        return None
    if text[opens.end() :].lstrip(_QUOTES)[:1].islower():
        return None
    if not is_city(opens[1], lexicon) or is_region(opens[1].lower(), lexicon):
        return None
    return Reading(Dateline(opens[1], opens[1]), end=opens.end(), place_span=Span(*opens.span(1)))


def _dated_head(text: str, line: Reading | None) -> Reading | None:
    """`March 13, 2014 - The talks ended`: a whole date and a dash open the paragraph."""
    date = line.mention if line else None
    if date is None or not date.has_year or date.span.start > 1:
        return None
    end = closes_head(text, date.span.end)
    if end is None or not text[end : end + 1].isupper():
        return None
    return Reading(Dateline(text[: date.span.end].strip(), date=date.date), date, end=end)
