"""Times of day beside a date, and the zones that they are stated in."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, lru_cache

import attrs

from clipparse import lazy
from clipparse.lexicon import Lexicon

_TIME = (
    r"(?:(?P<hour>\d{1,2})"
    r"(?:(?P<mark>[:.]| ?h ?)(?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d{1,6})?)?|(?P<whole> ?h)\b)?"
    r"|(?P<four>\d{4})(?P<tail>\d{2})?)(?!\d)"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?(?P<unit>\s?(?:CLOCK_UNITS)\b)?"
    r"(?:,?\s?\(?(?P<zone>(?:Eastern|Central|Mountain|Pacific)\s(?:(?:Standard|Daylight)\s)?Time\b"
    r"|(?:UTC|GMT)\s?[+-]\d{1,2}(?::?\d{2})?(?!\d)|[A-Z]{1,5}(?![\w])|[+-]\d{2}:?\d{2}(?!\d))\)?)?"
)
_OFFSET = lazy.compile(r"(?:(?:UTC|GMT)\s?)?([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)
# names of American zones that leave open whether it is summer, and the rules for when it is, since 2007 and before
_WITHOUT_SEASON = frozenset(("et", "ct", "mt", "pt", "eastern time", "central time", "mountain time", "pacific time"))
_SUMMER, _SUMMER_ONCE = "EST5EDT,M3.2.0,M11.1.0", "EST5EDT,M4.1.0,M10.5.0"
# how far from a date its time may stand
_AFTER, _BEFORE = 48, 32


@attrs.frozen(slots=True)
class Clock:
    """A time as it is stated, its zone as it is written, and where it stands."""

    time: dt.time
    zone: str | None
    start: int
    end: int


@lru_cache(maxsize=8)
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a time stands behind and before a date: `um 14.05 Uhr`, `alle ore 14:05`."""

    def either(name: str) -> str:
        longest_first = sorted(lexicon.lists[name], key=lambda one: (-len(one), one))
        return "|".join(word.replace(" ", r"\s") for word in longest_first)

    time = _TIME.replace("CLOCK_UNITS", either("clock.units"))
    after = rf"(?:T|[\s,;|•·@/–—-]{{0,4}}(?:\b(?P<lead>{either('clock.before')})\.?\s{{1,2}})?)" + time
    before = r"(?<![\d:.])" + time + r"[\s,|•·–—-]{0,3}(?:on\s{1,2})?\Z"
    return re.compile(after, re.IGNORECASE), re.compile(before, re.IGNORECASE)


def time_behind(text: str, date_end: int, lexicon: Lexicon) -> Clock | None:
    """The time that stands right behind a date: `13 March 2014, 19.05 GMT`."""
    match = _patterns(lexicon)[0].match(text, date_end, date_end + _AFTER)
    time = _time_of(match, lexicon) if match else None
    if match is None or time is None:
        return None
    inside = text[match.end() - 1] == ")" and "(" not in match[0]  # the bracket was opened before the date
    return Clock(time, match["zone"], match.start(), match.end() - inside)


def time_before(text: str, after: int, date_start: int, lexicon: Lexicon) -> Clock | None:
    """The time that stands right before a date, behind the place `after`: `7:05 PM ET, March 13, 2014`."""
    match = _patterns(lexicon)[1].search(text, max(after, date_start - _BEFORE), date_start)
    time = _time_of(match, lexicon) if match else None
    return Clock(time, match["zone"], match.start(), match.end()) if match and time is not None else None


def _time_of(match: re.Match[str], lexicon: Lexicon) -> dt.time | None:
    """The time that a pattern matched, None where a bare number is no time."""
    zoned = zone_of(match["zone"], lexicon) is not None
    if match["four"]:
        return clock(f"{match['four'][:2]}:{match['four'][2:]}:{match['tail'] or '00'}") if zoned else None
    stated = match["half"] or zoned or match["unit"] or match.groupdict().get("lead")
    if not match["half"] and not match["whole"] and (match["mark"] is None or (match["mark"] == "." and not stated)):
        return None
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return clock(f"{hour}:{match['minute'] or '00'}:{match['second'] or '00'}")


def clock(written: str) -> dt.time | None:
    """`19:05` or `19:05:30`; None for an hour that no clock has."""
    try:
        hour, minute, second, *_ = (*(int(part) for part in written.split(":")), 0)
        return dt.time(hour, minute, second)
    except ValueError:
        return None


def zone_of(written: str | None, lexicon: Lexicon, date: dt.date | None = None) -> dt.tzinfo | None:
    """The zone that is written so on that day; None for what is no zone.

    >>> words = Lexicon.default()
    >>> [str(zone_of(zone, words, dt.date(2014, 3, 13))) for zone in ("+0530", "GMT", "ET", "EST", "AND")]
    ['UTC+05:30', 'UTC', 'UTC-04:00', 'UTC-05:00', 'None']
    """
    if not written:
        return None
    if offset := _OFFSET.fullmatch(written):
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        sign = -1 if offset[1] == "-" else 1
        return dt.timezone(dt.timedelta(minutes=sign * minutes)) if minutes < 24 * 60 else None
    name = written.casefold()
    hours = lexicon.names["zones"].get(name) if written.isupper() or " " in name else None
    if hours is None:
        return None
    summer = date is not None and name in _WITHOUT_SEASON and is_american_summer(date)
    return dt.timezone(dt.timedelta(hours=hours + summer))


def is_american_summer(date: dt.date) -> bool:
    """Is it daylight saving time in the United States, where `ET` means EST or EDT by season?

    >>> [is_american_summer(dt.date(2014, month, day)) for month, day in ((3, 8), (3, 9), (11, 1), (11, 2))]
    [False, True, True, False]
    """
    noon = dt.datetime(date.year, date.month, date.day, 12)
    return bool(_eastern(_SUMMER if date.year >= 2007 else _SUMMER_ONCE).dst(noon))


@cache
def _eastern(rule: str) -> dt.tzinfo:
    from dateutil.tz import tzstr  # few posts name such a zone

    return tzstr(rule)
