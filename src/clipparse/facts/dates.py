"""Dates and times as newspapers, mails and blogs write them.

Recognising is done by patterns of our own, which begin at a digit or a month's name and are bounded; the names of
months, weekdays and zones are data (`words/calendar.toml`). What a two-digit year or a day without its year means
depends on the day of the post, and never on today's date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

import attrs

from clipparse import lazy
from clipparse.brief import brief
from clipparse.facts.clock import clock, time_before, time_behind, zone_of
from clipparse.lexicon import Lexicon
from clipparse.page import Span

_EARLIEST_YEAR = 1600
# An article may be dated a little after the post that carries it: time zones, and tomorrow's paper.
_AHEAD = dt.timedelta(days=3)
# Of two readings of 03/04/2014, one within this before the post is the likelier.
_RECENT = dt.timedelta(days=366)
# Most articles are passed on within days: of two recent readings, one this near to the post is meant.
_FRESH = dt.timedelta(days=12)

# Patterns begin with the figure itself and look behind it: a search then runs from figure to figure in C.
_DAY_BEHIND = r"(?P<day>\d(?<![\d.:/]\d)(?<!\d[-,]\d)\d?)"
_ORDINAL = r"(?:\s?(?:(?:st|nd|rd|th|er|º)\.?|\.)(?!\w))?"
_DAY = r"(?P<day>\d{1,2})" + _ORDINAL
# "July 27/28", "Sept. 4-10", "January 7 & 14": the first day counts
_MORE_DAYS = r"(?:\s?(?:[-–/&]|to|and|bis|und)\s?\d{1,2}(?:st|nd|rd|th|\.)?(?![\d:/]))?"
_MONTH = r"(?P<month>[^\W\d_]{3,12})"
_YEAR = r"(?P<year>\d{4}|['’]?\d{2})(?!\d|[:.,]\d|\s?[ap]\.?m\b)"
_CLOCK = r"(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)(?:\s(?P<zone>[A-Z]{2,5}|[+-]\d{4}))?"

_DAY_MONTH = lazy.compile(
    rf"{_DAY_BEHIND}{_ORDINAL}{_MORE_DAYS}(?:[\s-]{{0,3}}|,\s|/)(?:of\s|de\s)?{_MONTH}(?![^\W\d_])\.?"
    rf"(?:(?:,?[\s-]{{0,3}}(?:de\s|del\s|of\s)?|/){_YEAR})?",
    re.IGNORECASE,
)
_MONTH_DAY = lazy.compile(
    rf"(?<![^\W\d_]){_MONTH}\.?[\s-]{{0,3}}(?:the\s)?{_DAY}(?![\d:]){_MORE_DAYS}"
    rf"(?:\s{_CLOCK}\s(?P<year2>\d{{4}})(?!\d)|[\s,.-]{{0,3}}(?<![\w]){_YEAR})?",
    re.IGNORECASE,
)
# 1995 JAN 26, 2014-Mar-13, 2014, March 13
_YEAR_FIRST = lazy.compile(
    rf"(?P<year>[12](?<![\d.:-].)(?<!\d/.)(?:(?<=1)[6-9]|(?<=2)0)\d\d)(?:,?\s{{1,2}}|[-/.]){_MONTH}\.?(?:\s{{1,2}}|[-/.]){_DAY}"
    r"(?![\d:]|/\d)",
    re.IGNORECASE,
)
# 13/03/2014, 3-13-14, 13.03.2014, 2014-03-13, 2014/3/13; not 1.2.3 and not a piece of a longer number
_NUMERIC = lazy.compile(
    r"(\d(?<![^\W_]\d)(?<![$€£]\d)(?<!\d[/.-]\d)\d{0,3})([/.-])\s?(\d{1,2})\2\s?(\d{4}|\d{1,2})(?!\d|[/.-]\d|[a-su-z])"
)
# 20140313, alone or in a slug: story-20140313.html
_COMPACT = lazy.compile(
    r"([12](?<!\d.)(?<!\d[/._-].)(?:(?<=1)9|(?<=2)0)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d|[._-]\d)"
)
# "AP 02/23 00:31 EST": wires date a story by month, day and minute
_WIRE = lazy.compile(r"(\d(?<![\d/.-]\d)\d)/(\d{2})(?=\s\d{1,2}:\d{2}(?!\d))")
_CJK = lazy.compile(r"(?<!\d)(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")

# poniedziałek, segunda-feira
_WEEKDAY_AFTER = lazy.compile(r"[,\s]{0,2}\(?([^\W\d_]{3,12}(?:-[^\W\d_]{3,6})?)(?![^\W\d_])\)?")
_WEEKDAY_BEFORE = lazy.compile(r"(?<![^\W\d_])([^\W\d_]{2,12}(?:-[^\W\d_]{3,6})?)\.?,?\s{0,2}(?:(?:the|den|le)\s)?\Z")
_WEEKDAY_WITHIN = 21
_HAS_DIGIT = lazy.compile(r"\d")
_DIGITS = lazy.compile(r"\d+")
# what stands behind the first figure of a date that does not name its month
_GOES_ON = lazy.compile(r"[/.-]|\s?年")
# a month's name before a day, and how far before that it may begin
_MONTH_BEHIND = lazy.compile(r"(?<![^\W\d_])([^\W\d_]{3,12})\.?[\s-]{0,3}(?:the\s)?\Z", re.IGNORECASE)
_MONTH_WITHIN = 21
# Where clocks show these, the month comes first.
_OF_AMERICA = frozenset(("EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "ET", "CT", "MT", "PT"))
# a word behind the year that belongs to it: `12 марта 2014 г.`
_YEAR_WORD = lazy.compile(r"\s{0,2}([^\W\d_]{1,5})(?![^\W\d_])\.?")


@attrs.frozen(slots=True)
class DateMention:
    """A date in a text. `span` takes in a weekday before it and a time around it.

    `date` is None where the year, or the order of day and month, is not stated and cannot be told. `at` is set when a
    time is stated, and is aware when its zone is. `day_first` is set where a numeric date can be read in one order
    only. `weekday_agrees` is None where no weekday is stated, False where it is not the weekday of that date.
    """

    span: Span
    date: dt.date | None
    has_year: bool = True
    at: dt.datetime | None = None
    day_first: bool | None = None
    weekday_agrees: bool | None = None

    __repr__ = brief

    def moved(self, by: int) -> DateMention:
        """The same in a longer text, in which this one begins at `by`."""
        return attrs.evolve(self, span=Span(self.span.start + by, self.span.end + by))


@attrs.frozen(slots=True)
class _Found:
    """What a pattern matched: its readings as (day, month) pairs, and the year as written."""

    start: int
    end: int
    readings: tuple[tuple[int, int], ...]
    year: str | None
    day_first: bool | None = None
    clock: str | None = None
    zone: str | None = None
    dotted: bool = False


# ---------------------------------------------------------------------------------------------------- finding


def find_dates(
    text: str, lexicon: Lexicon, *, posted: dt.date | None = None, day_first: bool | None = None
) -> list[DateMention]:
    """The dates that `text` mentions, from left to right.

    Parameters
    ----------
    text: a line, or the beginning of a paragraph.
    posted: the date of the post, which gives a year to `13 March`.
    day_first: how to read 03/04/2014; None leaves it unread, unless weekday or `posted` tell.

    >>> words = Lexicon.default()
    >>> [str(one.date) for one in find_dates("13 March, 2014; Sept. 5th 1996; 24-APR-96; 31 June 2000", words)]
    ['2014-03-13', '1996-09-05', '1996-04-24']
    >>> find_dates("Thu, 11 Aug 1994 00:29:36 -0400", words)[0].at.isoformat()
    '1994-08-11T00:29:36-04:00'
    >>> [find_dates("3 March", words, posted=day)[0].date for day in (None, dt.date(2014, 3, 1), dt.date(2014, 2, 1))]
    [None, datetime.date(2014, 3, 3), datetime.date(2013, 3, 3)]
    >>> find_dates("03/04/2014", words)[0].date, find_dates("03/04/2014", words, day_first=True)[0].date
    (None, datetime.date(2014, 4, 3))
    """
    if not _HAS_DIGIT.search(text):
        return []
    found = _found if len(text) <= _REMEMBERED else _find
    return list(found(text, lexicon, posted, day_first))


def has_date(text: str, lexicon: Lexicon) -> bool:
    """Does `text` mention a date? Cheaper than finding it, for long texts."""
    return _HAS_DIGIT.search(text) is not None and any(True for _ in _candidates(text, lexicon))


def day_of(moment: dt.date | None) -> dt.date | None:
    """The day of a moment, or of a day.

    >>> day_of(dt.datetime(2014, 3, 15, 10, 30))
    datetime.date(2014, 3, 15)
    """
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _find(text: str, lexicon: Lexicon, posted: dt.date | None, day_first: bool | None) -> tuple[DateMention, ...]:
    mentions: list[DateMention] = []
    for found in _without_overlaps(sorted(_candidates(text, lexicon), key=lambda one: (one.start, -one.end))):
        after = mentions[-1].span.end if mentions else 0
        mentions.append(_mention(text, found, after, lexicon, posted, day_first))
    return tuple(mentions)


# Several stages ask for the dates of the same line.
_REMEMBERED = 400
_found = lru_cache(maxsize=1 << 9)(_find)


def _candidates(text: str, lexicon: Lexicon) -> Iterator[_Found]:
    """What may be a date, figure by figure: how many digits stand together tells which patterns may begin there."""
    months = lexicon.names["months"]
    end = 0  # of the last date that names its month first
    for run in _DIGITS.finditer(text):
        start, size = run.start(), run.end() - run.start()
        if size <= 2:
            found = _with_month(_DAY_MONTH.match(text, start), months)
            if found is not None:
                yield found
            if start >= end and (found := _month_first(text, start, months)):
                yield found
                end = found.end
        elif size == 4 and (found := _with_month(_YEAR_FIRST.match(text, start), months)):
            yield found
        if size == 8 or _GOES_ON.match(text, run.end()):
            yield from _in_figures(text, start)


def _month_first(text: str, start: int, months: Mapping[str, int]) -> _Found | None:
    """The date whose day begins at `start` and whose month stands before that: `March 13`."""
    name = _MONTH_BEHIND.search(text, max(0, start - _MONTH_WITHIN), start) if start else None
    if name is None or name[1].casefold() not in months:
        return None
    return _with_month(_MONTH_DAY.match(text, name.start()), months)


def _with_month(match: re.Match[str] | None, months: Mapping[str, int]) -> _Found | None:
    """A date that names its month."""
    month = months.get(match["month"].casefold()) if match else None
    if match is None or month is None or not _is_day(match["day"], month):
        return None
    parts = match.groupdict()
    year = parts["year"] or parts.get("year2")
    if not year and _is_plain_word(match["month"]):
        return None
    day = int(match["day"])
    return _Found(match.start(), match.end(), ((day, month),), year, clock=parts.get("clock"), zone=parts.get("zone"))


def _in_figures(text: str, start: int) -> Iterator[_Found]:
    """The date that begins at a figure and does not name its month."""
    if (match := _NUMERIC.match(text, start)) and (found := _numeric(match)):
        yield found
    if match := _WIRE.match(text, start):
        readings = [(int(match[2]), int(match[1])), (int(match[1]), int(match[2]))]
        if len(valid := _valid_readings(readings)) == 1:
            yield _Found(match.start(), match.end(), valid, None)
    match = _COMPACT.match(text, start) or _CJK.match(text, start)
    if match and _is_day(match[3], int(match[2])):
        yield _Found(match.start(), match.end(), ((int(match[3]), int(match[2])),), match[1])


def _numeric(match: re.Match[str]) -> _Found | None:
    first, mark, second, last = match.groups()
    if len(first) > 2:
        readings = [(int(last), int(second))] if len(first) == 4 and len(last) <= 2 else []
    elif len(last) == 1 or (mark == "." and _is_section(first, second, last)):
        return None
    else:
        readings = [(int(first), int(second)), (int(second), int(first))]
    valid = _valid_readings(readings)
    if not valid:
        return None
    told = len(readings) == 2 and len(valid) == 1 and first != second
    # with full stops and a whole year the day comes first, wherever dates are written so
    dotted = mark == "." and len(last) == 4 and len(first) <= 2
    year = first if len(first) > 2 else last
    return _Found(match.start(), match.end(), valid, year, valid[0] == readings[0] if told else None, dotted=dotted)


def _is_section(first: str, second: str, last: str) -> bool:
    """`3.2.14`: the number of a version or a section."""
    return len(last) == 2 and not len(first) == len(second) == 2 and int(first) <= 12


def _valid_readings(readings: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Those of the (day, month) pairs that the calendar has, each once."""
    valid = ((day, month) for day, month in readings if 1 <= month <= 12 and _is_day(str(day), month))
    return tuple(dict.fromkeys(valid))


def _is_day(day: str, month: int) -> bool:
    return 1 <= int(day) <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)


def _is_plain_word(month: str) -> bool:
    """Small letters, and a word of its own in English: `5 may`, `3 march`."""
    return month in ("may", "march", "sat", "sun")


def _without_overlaps(found: list[_Found]) -> list[_Found]:
    """Of those that overlap, the one that states a year, else the first."""
    kept: list[_Found] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif one.year and not kept[-1].year:
            kept[-1] = one
    return kept


# ---------------------------------------------------------------------------------------------------- meaning


def _mention(
    text: str, found: _Found, after: int, lexicon: Lexicon, posted: dt.date | None, day_first: bool | None
) -> DateMention:
    start, end, weekday = _with_weekday(text, found, after, lexicon)
    time, zone = clock(found.clock) if found.clock else None, found.zone
    if time is None and (stated := time_behind(text, end, lexicon)):
        time, zone, end = stated.time, stated.zone, stated.end
    if time is None or zone_of(zone, lexicon) is None:
        stated = time_before(text, after, start, lexicon)
        # "05:42 GMT, Tuesday, 3 September 2013 06:42 UK": the one whose zone is stated
        if stated and (time is None or zone_of(stated.zone, lexicon)):
            time, zone, start = stated.time, stated.zone, stated.start
    if day_first is None and zone in _OF_AMERICA:
        day_first = False
    date = _date(found, weekday, posted, day_first)
    at = None
    if date is not None and time is not None:
        at = dt.datetime.combine(date, time, tzinfo=zone_of(zone, lexicon, date))
    agrees = None if weekday is None or date is None else date.weekday() == weekday
    return DateMention(Span(start, end), date, found.year is not None, at, found.day_first, agrees)


def _with_weekday(text: str, found: _Found, after: int, lexicon: Lexicon) -> tuple[int, int, int | None]:
    """Where the date begins and ends with a word of its year and its weekday, and that."""
    start, end = found.start, found.end
    weekdays = lexicon.names["weekdays"]
    if found.year and (word := _YEAR_WORD.match(text, end)) and word[1].casefold() in lexicon.lists["clock.years"]:
        end = word.end()
    before = _WEEKDAY_BEFORE.search(text, max(after, start - _WEEKDAY_WITHIN), start)
    if before and (weekday := weekdays.get(before[1].casefold())) is not None:
        return before.start(), end, weekday
    behind = _WEEKDAY_AFTER.match(text, end, end + _WEEKDAY_WITHIN)
    if behind and (weekday := weekdays.get(behind[1].casefold())) is not None:
        return start, behind.end(), weekday
    return start, end, None


def _date(found: _Found, weekday: int | None, posted: dt.date | None, day_first: bool | None) -> dt.date | None:
    if found.year is None:
        day, month = found.readings[0]
        return _nearest(day, month, posted) if posted else None
    year = _full_year(found.year.lstrip("'’"), posted)
    dates = [one for day, month in found.readings if (one := _valid(year, month, day))]
    if len(dates) < 2:
        return dates[0] if dates else None
    on_that_day = [one for one in dates if one.weekday() == weekday]
    if len(on_that_day) == 1:
        return on_that_day[0]
    return _likelier(dates, found.dotted, posted, day_first)


def _likelier(dates: list[dt.date], dotted: bool, posted: dt.date | None, day_first: bool | None) -> dt.date | None:
    """Of two readings the one that fits the post, or the order in which its dates are written."""
    recent = [one for one in dates if -_AHEAD <= posted - one <= _RECENT] if posted else []
    if len(recent) == 1:
        return recent[0]
    if day_first is not None:
        return dates[0 if day_first else 1]
    if dotted:
        return dates[0]
    near = [one for one in recent if posted and posted - one <= _FRESH]
    return near[0] if len(near) == 1 else None


def _nearest(day: int, month: int, posted: dt.date) -> dt.date | None:
    """The last such day that is not later than a few days after the post."""
    limit = posted + _AHEAD if posted.year < dt.MAXYEAR else posted
    for year in range(limit.year, limit.year - 9, -1):  # 29 February may be eight years back
        date = _valid(year, month, day)
        if date is not None and date <= limit:
            return date
    return None


def _full_year(year: str, posted: dt.date | None) -> int:
    if len(year) == 4:
        return int(year)
    if posted is None:
        return int(year) + (1900 if int(year) >= 50 else 2000)
    century = posted.year // 100 * 100
    within = [century + offset + int(year) for offset in (-100, 0) if century + offset + int(year) <= posted.year + 1]
    return within[-1]


def _valid(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if year >= _EARLIEST_YEAR else None
    except ValueError:
        return None
