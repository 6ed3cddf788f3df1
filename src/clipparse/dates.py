"""Dates and times as newspapers, mails and blogs write them.

Recognising is done by patterns of our own, which begin at a digit or a month's name and are bounded; the names of
months, weekdays and zones are data (`words/calendar.toml`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

import attrs

from clipparse.brief import brief
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

_DAY_MONTH = re.compile(
    rf"{_DAY_BEHIND}{_ORDINAL}{_MORE_DAYS}(?:[\s-]{{0,3}}|,\s|/)(?:of\s|de\s)?{_MONTH}(?![^\W\d_])\.?"
    rf"(?:(?:,?[\s-]{{0,3}}(?:de\s|del\s|of\s)?|/){_YEAR})?",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"(?<![^\W\d_]){_MONTH}\.?[\s-]{{0,3}}(?:the\s)?{_DAY}(?![\d:]){_MORE_DAYS}"
    rf"(?:\s{_CLOCK}\s(?P<year2>\d{{4}})(?!\d)|[\s,.-]{{0,3}}(?<![\w]){_YEAR})?",
    re.IGNORECASE,
)
# 1995 JAN 26, 2014-Mar-13, 2014, March 13
_YEAR_FIRST = re.compile(
    rf"(?P<year>[12](?<![\d.:-].)(?<!\d/.)(?:(?<=1)[6-9]|(?<=2)0)\d\d)(?:,?\s{{1,2}}|[-/.]){_MONTH}\.?(?:\s{{1,2}}|[-/.]){_DAY}"
    r"(?![\d:]|/\d)",
    re.IGNORECASE,
)
# 13/03/2014, 3-13-14, 13.03.2014, 2014-03-13, 2014/3/13; not 1.2.3 and not a piece of a longer number
_NUMERIC = re.compile(
    r"(\d(?<![^\W_]\d)(?<![$€£]\d)(?<!\d[/.-]\d)\d{0,3})([/.-])\s?(\d{1,2})\2\s?(\d{4}|\d{1,2})(?!\d|[/.-]\d|[a-su-z])"
)
# 20140313, alone or in a slug: story-20140313.html
_COMPACT = re.compile(
    r"([12](?<!\d.)(?<!\d[/._-].)(?:(?<=1)9|(?<=2)0)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d|[._-]\d)"
)
# "AP 02/23 00:31 EST": wires date a story by month, day and minute
_WIRE = re.compile(r"(\d(?<![\d/.-]\d)\d)/(\d{2})(?=\s\d{1,2}:\d{2}(?!\d))")
_CJK = re.compile(r"(?<!\d)(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")

_TIME = (
    r"(?:(?P<hour>\d{1,2})(?:(?P<mark>[:.h])(?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d{1,6})?)?)?"
    r"|(?P<four>\d{4})(?P<tail>\d{2})?)(?!\d)"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?(?P<unit>\s?(?:CLOCK_UNITS)\b)?"
    r"(?:,?\s?\(?(?P<zone>(?:Eastern|Central|Mountain|Pacific)\s(?:(?:Standard|Daylight)\s)?Time\b"
    r"|(?:UTC|GMT)\s?[+-]\d{1,2}(?::?\d{2})?(?!\d)|[A-Z]{1,5}(?![\w])|[+-]\d{2}:?\d{2}(?!\d))\)?)?"
)
_WEEKDAY_AFTER = re.compile(r"[,\s]{0,2}\(?([^\W\d_]{3,10})(?![^\W\d_])\)?")
_WEEKDAY_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,10})\.?,?\s{0,2}(?:(?:the|den|le)\s)?\Z")
_OFFSET = re.compile(r"(?:(?:UTC|GMT)\s?)?([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)
# names of American zones that leave open whether it is summer
_WITHOUT_SEASON = frozenset(("et", "ct", "mt", "pt", "eastern time", "central time", "mountain time", "pacific time"))
_HAS_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")
# `5thMarch`, `Marchthe 5`: a month that is no word of its own
_GLUED = re.compile(r"[\dtT](?:(?<=\d)(?i:st|nd|rd|th)[^\W\d_]|(?<=[^\W\d_].)[hH][eE]\s\d)")
# a word behind the year that belongs to it: `12 марта 2014 г.`
_YEAR_WORD = re.compile(r"\s{0,2}([^\W\d_]{1,5})(?![^\W\d_])\.?")


@lru_cache(maxsize=8)
def _times(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a time stands behind and before a date: `um 14.05 Uhr`, `alle ore 14:05`."""

    def either(name: str) -> str:
        return "|".join(
            word.replace(" ", r"\s") for word in sorted(lexicon.lists[name], key=lambda one: (-len(one), one))
        )

    time = _TIME.replace("CLOCK_UNITS", either("clock.units"))
    after = rf"(?:T|[\s,;|•·@/–—-]{{0,4}}(?:\b(?P<lead>{either('clock.before')})\.?\s{{1,2}})?)" + time
    before = r"(?<![\d:.])" + time + r"[\s,|•·–—-]{0,3}(?:on\s{1,2})?\Z"
    return re.compile(after, re.IGNORECASE), re.compile(before, re.IGNORECASE)


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


def _find(text: str, lexicon: Lexicon, posted: dt.date | None, day_first: bool | None) -> tuple[DateMention, ...]:
    mentions: list[DateMention] = []
    for found in _without_overlaps(sorted(_candidates(text, lexicon), key=lambda one: (one.start, -one.end))):
        after = mentions[-1].span.end if mentions else 0
        mentions.append(_mention(text, found, after, lexicon, posted, day_first))
    return tuple(mentions)


# Several stages ask for the dates of the same line.
_REMEMBERED = 400
_found = lru_cache(maxsize=1 << 10)(_find)


def day_of(moment: dt.date | None) -> dt.date | None:
    """The day of a moment, or of a day.

    >>> day_of(dt.datetime(2014, 3, 15, 10, 30))
    datetime.date(2014, 3, 15)
    """
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _candidates(text: str, lexicon: Lexicon) -> Iterator[_Found]:
    months = lexicon.names["months"]
    if not months.keys().isdisjoint(map(_key, _LETTERS.findall(text))) or _GLUED.search(text):
        yield from _with_month(text, months)
    for match in _NUMERIC.finditer(text):
        if found := _numeric(match):
            yield found
    if "/" in text:
        for match in _WIRE.finditer(text):
            readings = [(int(match[2]), int(match[1])), (int(match[1]), int(match[2]))]
            if len(valid := _valid_readings(readings)) == 1:
                yield _Found(match.start(), match.end(), valid, None)
    for pattern in (_COMPACT, _CJK) if "年" in text else (_COMPACT,):
        for match in pattern.finditer(text):
            if _is_day(match[3], int(match[2])):
                yield _Found(match.start(), match.end(), ((int(match[3]), int(match[2])),), match[1])


def _with_month(text: str, months: Mapping[str, int]) -> Iterator[_Found]:
    """The dates that name a month."""
    match: re.Match[str] | None
    for match in _DAY_MONTH.finditer(text):
        month = months.get(_key(match["month"]))
        if month and _is_day(match["day"], month) and (match["year"] or not _is_plain_word(match["month"])):
            yield _Found(match.start(), match.end(), ((int(match["day"]), month),), match["year"])
    position = 0
    while (match := _MONTH_DAY.search(text, position)) is not None:
        # a word that is no month may still stand right before one: "Posted March 13"
        month = months.get(_key(match["month"]))
        position = match.end("month")
        year = match["year"] or match["year2"]
        if month and _is_day(match["day"], month) and (year or not _is_plain_word(match["month"])):
            position = match.end()
            yield _Found(
                match.start(), match.end(), ((int(match["day"]), month),), year, None, match["clock"], match["zone"]
            )
    for match in _YEAR_FIRST.finditer(text):
        month = months.get(_key(match["month"]))
        if month and _is_day(match["day"], month):
            yield _Found(match.start(), match.end(), ((int(match["day"]), month),), match["year"])


def _numeric(match: re.Match[str]) -> _Found | None:
    first, mark, second, last = match.groups()
    if len(first) > 2:
        readings = [(int(last), int(second))] if len(first) == 4 and len(last) <= 2 else []
        year, day_first = first, None
    elif len(last) == 1:
        return None
    else:
        if mark == "." and len(last) == 2 and not len(first) == len(second) == 2 and int(first) <= 12:
            return None  # a version or a section number
        readings = [(int(first), int(second)), (int(second), int(first))]
        year, day_first = last, None
    valid = _valid_readings(readings)
    if not valid:
        return None
    if len(readings) == 2 and len(valid) == 1 and first != second:
        day_first = valid[0] == readings[0]
    # with full stops and a whole year the day comes first, wherever dates are written so
    return _Found(match.start(), match.end(), valid, year, day_first, dotted=mark == "." and len(last) == 4)


def _valid_readings(readings: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Those of the (day, month) pairs that the calendar has, each once."""
    valid = ((day, month) for day, month in readings if 1 <= month <= 12 and _is_day(str(day), month))
    return tuple(dict.fromkeys(valid))


def _without_overlaps(found: list[_Found]) -> Iterator[_Found]:
    """Of those that overlap, the one that states a year, else the first."""
    kept: list[_Found] = []
    for one in found:
        if kept and one.start < kept[-1].end:
            if one.year and not kept[-1].year:
                kept[-1] = one
            continue
        kept.append(one)
    yield from kept


def _mention(
    text: str, found: _Found, after: int, lexicon: Lexicon, posted: dt.date | None, day_first: bool | None
) -> DateMention:
    start, end = found.start, found.end
    time_after, time_before = _times(lexicon)
    if found.year and (word := _YEAR_WORD.match(text, end)) and word[1].casefold() in lexicon.lists["clock.years"]:
        end = word.end()
    weekday = None
    if (before := _WEEKDAY_BEFORE.search(text, max(after, start - 16), start)) is not None:
        weekday = lexicon.names["weekdays"].get(_key(before[1]))
        if weekday is not None:
            start = before.start()
    if weekday is None and (behind := _WEEKDAY_AFTER.match(text, end, end + 16)) is not None:
        weekday = lexicon.names["weekdays"].get(_key(behind[1]))
        end = end if weekday is None else behind.end()
    clock, zone = (_clock(found.clock), found.zone) if found.clock else (None, None)
    if clock is None and (match := time_after.match(text, end, end + 48)) and (clock := _time_of(match, lexicon)):
        zone, end = match["zone"], match.end()
        if text[end - 1] == ")" and "(" not in match[0]:  # the bracket was opened before the date
            end -= 1
    if (clock is None or _zone(zone, lexicon) is None) and (
        match := time_before.search(text, max(after, start - 32), start)
    ):
        before_it = _time_of(match, lexicon)
        # "05:42 GMT, Tuesday, 3 September 2013 06:42 UK": the one whose zone is stated
        if before_it is not None and (clock is None or _zone(match["zone"], lexicon)):
            clock, zone, start = before_it, match["zone"], match.start()
    date = _date(found, weekday, posted, day_first)
    at = None
    if date is not None and clock is not None:
        at = dt.datetime.combine(date, clock, tzinfo=_zone(zone, lexicon, date))
    agrees = None if weekday is None or date is None else date.weekday() == weekday
    return DateMention(Span(start, end), date, found.year is not None, at, found.day_first, agrees)


def _date(found: _Found, weekday: int | None, posted: dt.date | None, day_first: bool | None) -> dt.date | None:
    if found.year is None:
        day, month = found.readings[0]
        return _nearest(day, month, posted) if posted else None
    year = _full_year(found.year.lstrip("'’"), posted)
    dates = [one for day, month in found.readings if (one := _valid(year, month, day))]
    if len(dates) < 2:
        return dates[0] if dates else None
    if weekday is not None:
        on_that_day = [one for one in dates if one.weekday() == weekday]
        if len(on_that_day) == 1:
            return on_that_day[0]
    recent: list[dt.date] = []
    if posted is not None:
        recent = [one for one in dates if -_AHEAD <= posted - one <= _RECENT]
        if len(recent) == 1:
            return recent[0]
    if found.dotted and day_first is None:
        return dates[0]
    if day_first is None and posted is not None and len(recent) == 2:
        near = [one for one in recent if posted - one <= _FRESH]
        return near[0] if len(near) == 1 else None
    return None if day_first is None else dates[0 if day_first else 1]


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


def _time_of(match: re.Match[str], lexicon: Lexicon) -> dt.time | None:
    """The time that a pattern matched, None where a bare number is no time."""
    zoned = bool(match["zone"]) and _zone(match["zone"], lexicon) is not None
    if match["four"]:
        return _clock(f"{match['four'][:2]}:{match['four'][2:]}:{match['tail'] or '00'}") if zoned else None
    if not match["half"] and match["mark"] is None:
        return None
    if match["mark"] == "." and not (match["half"] or zoned or match["unit"] or match.groupdict().get("lead")):
        return None
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return _clock(f"{hour}:{match['minute'] or '00'}:{match['second'] or '00'}")


def _clock(written: str) -> dt.time | None:
    try:
        hour, minute, second, *_ = (*(int(part) for part in written.split(":")), 0)
        return dt.time(hour, minute, second)
    except ValueError:
        return None


def _zone(written: str | None, lexicon: Lexicon, date: dt.date | None = None) -> dt.tzinfo | None:
    if not written:
        return None
    if offset := _OFFSET.fullmatch(written):
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        if minutes >= 24 * 60:
            return None
        return dt.timezone(dt.timedelta(minutes=-minutes if offset[1] == "-" else minutes))
    name = _key(written)
    hours = lexicon.names["zones"].get(name) if written.isupper() or " " in name else None
    if hours is None:
        return None
    summer = date is not None and name in _WITHOUT_SEASON and _is_american_summer(date)
    return dt.timezone(dt.timedelta(hours=hours + summer))


def _is_american_summer(date: dt.date) -> bool:
    """Is it daylight saving time in the United States, where `ET` means EST or EDT by season?

    >>> [_is_american_summer(dt.date(2014, month, day)) for month, day in ((3, 8), (3, 9), (11, 1), (11, 2))]
    [False, True, True, False]
    """
    if date.year >= 2007:
        begins, ends = _sunday(date.year, 3, 8), _sunday(date.year, 11, 1)
    else:
        begins, ends = _sunday(date.year, 4, 1), _sunday(date.year, 10, 25)
    return begins <= date < ends


def _sunday(year: int, month: int, day: int) -> dt.date:
    """The first Sunday on or after this day."""
    first = dt.date(year, month, day)
    return first + dt.timedelta(days=6 - first.weekday())


def _key(word: str) -> str:
    return word.casefold()


def _is_day(day: str, month: int) -> bool:
    return 1 <= int(day) <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)


def _is_plain_word(month: str) -> bool:
    """Small letters, and a word of its own in English: `5 may`, `3 march`."""
    return month in ("may", "march", "sat", "sun")
