"""The head of a paragraph, up to where its first sentence begins: `CAIRO, May 3 (Reuters) - The talks ended.`"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

import attrs

from clipparse import lazy
from clipparse.facts.agencies import agency_named
from clipparse.facts.places import (
    WORD,
    in_capitals,
    may_be_known,
)
from clipparse.lexicon import Lexicon
from clipparse.model import Dateline
from clipparse.page import Span
from clipparse.stages.dateline.labels import reach
from clipparse.stages.dateline.parts import WEB_NAME, Head, parse_head
from clipparse.stages.dateline.reading import Known, Reading, stated

# How far the head of a paragraph may reach, how far one that only a full stop closes, and how much is looked at.
_LENGTH, _STOPPED_LENGTH, WINDOW = 140, 60, 240
_MOST_MARKS, _MOST_STOPS = 8, 4

# bullets, and the two letters with which a financial wire marks where the story begins ("LP      LOS ANGELES -- ")
_LEAD = lazy.compile(r"[\s*•·>|_]{0,12}(?:&nbsp;\s?){0,3}(?:[A-Z]{2}\s{4,12})?")
# what a head may begin with, whatever it is: a word that has lost its first letter
_FIRST_WORD = lazy.compile(r"[^\w(/]{0,30}(?:\([^()]{0,60}\)|[^\W\d_][\w.'’&-]{0,40})?")
# one of these closes each head, or its first piece
_CLOSES = lazy.compile(r"[\-—–―−‒\x96\x97\ufffd_|:)/.,]")
# what may close a head; the last three of the dashes were hurt by copying
_MARK = lazy.compile(
    r"(?=[\s.,:\-—–―−‒\x96\x97\ufffd_|])(?:"  # most letters are passed over at once
    r"(?:(?<=\))\.|,)?\s{0,6}(?:-{1,3}|[—–―−‒\x96\x97\ufffd]|_|\|)\s{0,6}"  # CAIRO (AP) -- , (EFE).-
    r"|:\s{1,6}"
    r"|(?<=\))\s{0,6}(?:[.,:]\s{0,6})?(?=[^\W\d_]|[\"“‘'«„])"  # New Delhi, March 3 (PTI) The ...
    r"|(?<=[^\W\d_]/)\.\s{1,6}(?=[^\W\d_]|[\"“‘«„]))"  # MOSCOW, March 3. /TASS/. The ...
    r"|(?<=\))(?=[^\W\d_]|[\"“‘'«„])"
)
# one of these stands in every mark, no more than so much behind its start, or right before it
_IN_MARK = lazy.compile(r"[\-—–―−‒\x96\x97\ufffd_|:)/]")
_BEFORE_IN_MARK, _LONGEST_MARK = 7, 24
_SHOWS = lazy.compile(r"[\d(\[/]")
# a full stop closes it too: "Berlin. Die Regierung", "REDWOOD CITY, Calif.  The ..."
_STOP = lazy.compile(r"\.\s{1,6}(?=[^\W\d_]|[\"“‘«„])")
_OPENS_PROSE = lazy.compile(r"[\"“‘'«„`(\[]{0,3}(?:[^\W\d_]|\d|[$£€])")


# RIA Novosti. The ...; RIA Novosti, Jane Doe. The ...
_AGENCY_BEHIND = lazy.compile(
    r"([^\W\d_a-z][\w-]{1,20}(?:\s[^\W\d_a-z][\w-]{1,20})?)(?:,(?:\s[^\W\d_a-z][\w-]{1,20}){2,3})?\.\s{1,3}(?=[^\W\d_])"
)
_AGENCY_FIRST = lazy.compile(
    r"\s{0,4}([^\W\d_][\w.-]{1,20}(?:\s[^\W\d_a-z][\w.-]{1,20}){0,2}?)\s?(,|--?|[–—:|])\s{1,3}"
)
_AGENCY_BEFORE_CAPITALS = lazy.compile(
    r"\s{0,4}(?:The\s)?([A-Z][a-z]{2,14}(?:\s[A-Z][a-z]{2,14}){0,2}|AP|AFP|UPI|CP)\s{1,3}(?=[A-Z][A-Z.]{2,})"
)
_AFTER_DATE = lazy.compile(r"\s?[.:–—-]{0,2}\s{1,3}(?=[^\W\d_])")


def read_head(
    text: str, lexicon: Lexicon, *, posted: dt.date | None = None, day_first: bool | None = None
) -> Reading | None:
    """The dateline with which a paragraph opens, None where it opens with none.

    >>> words = Lexicon.default()
    >>> head = read_head("CAIRO, May 3 (Reuters) - The talks ended.", words, posted=dt.date(2014, 5, 4))
    >>> head.dateline
    Dateline(text='CAIRO, May 3 (Reuters)', place='CAIRO', agency='Reuters', date=datetime.date(2014, 5, 3))
    >>> read_head("St. Petersburg, Russia (AP) _ Police said", words).dateline.place
    'St. Petersburg, Russia'
    >>> read_head("WARNING - This film may upset some viewers.", words) is None
    True
    >>> read_head("NATO - the alliance of the West - met on Monday.", words) is None
    True
    """
    find = _found if len(text) <= _REMEMBERED else _find
    return find(text, Known(lexicon, posted, day_first))


def _find(text: str, post: Known) -> Reading | None:
    lexicon = post.lexicon
    first = _FIRST_WORD.match(text).end()  # type: ignore[union-attr]
    upto = reach(text, lexicon, first, WINDOW)
    if not _CLOSES.search(text, 0, upto + 1):
        return None
    if head := _behind_agency(text, post):
        return head
    if head := _place_first(text, upto, post):
        return head
    head = agency_first(text, post)
    return head if head and (head.mention or head.dateline.place) else None


_REMEMBERED = 1000  # characters
_found = lru_cache(maxsize=32)(_find)  # several fields ask of one opening


def _place_first(text: str, upto: int, post: Known) -> Reading | None:
    """A head as most are: place, date, agency."""
    window = text[:WINDOW]
    start = _LEAD.match(window).end()  # type: ignore[union-attr]
    best: Reading | None = None
    for mark in islice(_marks(window, start, upto), _MOST_MARKS):
        stop = mark.start()
        if stop > upto or stop - start > _LENGTH or (best and "\n\n" in window[best.end : stop]):
            break
        if _separates(mark, window) and (head := _closed_by(mark, text, window, start, post)):
            best = _reading(head, window, start, stop, mark.end(), post)
    if best is None:
        return _stopped_head(text, window, start, upto, post)
    return _with_agency_behind(best, text, start, post)


def _marks(window: str, start: int, upto: int) -> Iterator[re.Match[str]]:
    """The marks that may close a head which begins at `start`."""
    end = min(upto, start + _LENGTH) + _LONGEST_MARK
    first = _IN_MARK.search(window, max(0, start - 1), end)
    return _MARK.finditer(window, max(start, first.start() - _BEFORE_IN_MARK), end) if first else iter(())


def _closed_by(mark: re.Match[str], text: str, window: str, start: int, post: Known) -> Head | None:
    """The head that a mark closes, if there is evidence enough for it."""
    signed = _agency_behind(text, mark.end(), post) is not None
    if not signed and _is_bare(window[start : mark.start()], post.lexicon):
        return None
    head = parse_head(window, start, mark.start(), post, signed=signed)
    if head is None:
        return None
    if (signed and head.mention and head.place) or _holds(head, mark[0].strip(), text, mark.end()):
        return head
    return None


def closes_head(text: str, at: int) -> int | None:
    """Where the mark ends that stands at `at` and may close a head; None where only white space or nothing does."""
    mark = _MARK.match(text, at)
    return mark.end() if mark and mark[0].strip() else None


def _is_bare(text: str, lexicon: Lexicon) -> bool:
    """Is there nothing to show that this is a dateline: no figure, bracket, capitals nor place that we know?"""
    if _SHOWS.search(text):
        return False
    words = WORD.findall(text)
    return not any(map(in_capitals, words)) and not may_be_known(words, lexicon)


def _agency_behind(text: str, at: int, post: Known) -> tuple[re.Match[str], str] | None:
    """An agency whose name stands behind the mark and closes with a full stop."""
    behind = _AGENCY_BEHIND.match(text, at)
    agency = agency_named(behind[1], post.lexicon) if behind else None
    return (behind, agency) if behind and agency else None


def _with_agency_behind(head: Reading, text: str, start: int, post: Known) -> Reading:
    """`KIEV, March 13 - RIA Novosti. The bank ...`: the agency, if it stands behind the dash."""
    found = _agency_behind(text, head.end, post) if head.mention and head.agency_name is None else None
    if found is None:
        return head
    behind, agency = found
    line = attrs.evolve(head.dateline, text=stated(text[start : behind.end(1)]), agency=agency)
    span = Span(*behind.span(1))
    return attrs.evolve(head, dateline=line, agency_name=agency, agency_span=span, end=behind.end())


def _separates(mark: re.Match[str], window: str) -> bool:
    """A lone hyphen must have white space or a bracket beside it, and so must an underscore."""
    if mark[0].strip(" \t\n.,") not in ("-", "_", "|"):
        return True
    return any(map(str.isspace, mark[0])) or window[mark.start() - 1 : mark.start()] in (")", ".")


def _stopped_head(text: str, window: str, start: int, upto: int, post: Known) -> Reading | None:
    """A head that only a full stop closes: `Berlin. Die Regierung ...`; the place must be one that we know."""
    best: Reading | None = None
    upto = min(upto, start + _STOPPED_LENGTH)
    for stop in islice(_STOP.finditer(window, start, upto + _LONGEST_MARK), _MOST_STOPS):
        if stop.start() > upto:
            break
        head = parse_head(window, start, stop.start(), post)
        if head and _stop_holds(head, stop, start, text) and (best is None or head.mention):
            comma = "," in window[start : stop.start()]  # then the full stop is that of an abbreviation
            best = _reading(head, window, start, stop.start() + comma, stop.end(), post)
    return best


def _stop_holds(head: Head, stop: re.Match[str], start: int, text: str) -> bool:
    left = len(text) - stop.end()
    if head.rest or not text[stop.end()].isupper() or left < (8 if head.agency else 40):
        return False
    wide = len(stop[0]) > 2 and head.capitals
    plain = wide or head.mention is not None or "," not in text[start : stop.start()]
    signed = head.capitals and head.agency is not None and head.mention is not None
    return plain and (head.known or signed or _is_pair(head, text))


def _is_pair(head: Head, text: str) -> bool:
    """`Lüdenscheid/Südwestfalen`: two names, each too long for `and/or`."""
    parts = head.place.of(text).split("/") if head.place else ()
    return len(parts) == 2 and all(len(part) >= 5 and part[0].isupper() and part.isalpha() for part in parts)


def _holds(head: Head, mark: str, text: str, end: int) -> bool:
    """Is there evidence enough that this is a dateline and not a word before a dash?"""
    opens = _OPENS_PROSE.match(text, end)
    if not opens:
        return bool(head.agency or head.mention) and bool(head.place) and end >= len(text)
    first = text[opens.end() - 1]
    if head.agency and head.agency.bracketed:
        return head.place is None or first.isupper() or not first.isalpha() or bool(mark)
    if not mark.strip(".,"):
        return _outlet_holds(head, first)
    if head.place is None:
        return head.mention is not None and mark[:1] in ("-", "—", "–")
    if head.agency:
        return head.known or head.capitals
    if head.mention:
        return head.known or (head.capitals and head.place.start < head.mention.span.start)
    return _place_holds(head, head.place, mark, text, end, first)


def _outlet_holds(head: Head, first: str) -> bool:
    """`Washington (CNN)The jury`: no mark, but an outlet in brackets."""
    if not head.known or head.rest is None:
        return False
    return WEB_NAME.search(head.rest.text) is not None or (head.outlet and first.isupper())


def _place_holds(head: Head, place: Span, mark: str, text: str, end: int, first: str) -> bool:
    """Is a place enough, with perhaps an outlet?"""
    if first.islower() or len(text) - end < (8 if head.rest else 16 if head.known else 30):
        return False
    if mark in (":", "|"):
        return head.known and head.capitals
    if head.known or not head.capitals:
        return head.known
    # capitals that name no place we know count only before a sentence, in small letters
    follows = text[end : end + 60]
    return bool(head.rest) or (place.end - place.start >= 4 and sum(map(str.islower, follows)) > len(follows) * 0.5)


def _reading(head: Head, text: str, start: int, stop: int, end: int, post: Known) -> Reading:
    wire = head.agency
    agency = agency_named(wire.text, post.lexicon, bracketed=wire.bracketed) if wire else None
    return Reading(
        Dateline(
            stated(text[start:stop]),
            stated(head.place.of(text)) if head.place else None,
            agency,
            head.mention.date if head.mention else None,
        ),
        head.mention,
        agency,
        end,
        head.rest.text if head.rest else None,
        head.rest.start if head.rest else 0,
        head.place,
        head.agency.span if head.agency else None,
    )


# -------------------------------------------------------------------------------------- an agency before it


def agency_first(text: str, post: Known) -> Reading | None:
    """`AFP, KHARTOUM - The army`, `TASS, March 13. The bank`, `Reuters - The bank`."""
    opens = _AGENCY_FIRST.match(text)
    agency = agency_named(opens[1], post.lexicon) if opens else None
    if opens is None or agency is None or not (opens[1].isupper() or opens[1] == agency or " " in opens[1]):
        return None
    by, rest = opens.end(), text[opens.end() :]
    behind = _place_first(rest, len(rest), post) or _date_first(rest, post)
    if behind is None and opens[2] != "," and rest[:1].isupper() and len(rest) > 15:
        behind = Reading(Dateline(""))
    if behind is None or behind.agency_name:
        return None
    said = stated(text[: by + len(behind.dateline.text)]).rstrip(" -–—:,|")
    place = behind.place_span
    return Reading(
        attrs.evolve(behind.dateline, text=said, agency=agency),
        behind.mention.moved(by) if behind.mention else None,
        agency,
        behind.end + by,
        place_span=Span(place.start + by, place.end + by) if place else None,
        agency_span=Span(*opens.span(1)),
    )


def _behind_agency(text: str, post: Known) -> Reading | None:
    """`Associated Press BOSTON, England -- With the roofs`: no mark stands between them."""
    opens = _AGENCY_BEFORE_CAPITALS.match(text)
    agency = agency_named(opens[1], post.lexicon) if opens else None
    if opens is None or agency is None:
        return None
    by = opens.end()
    behind = _place_first(text[by:], len(text) - by, post)
    place = behind.place_span if behind else None
    if behind is None or place is None or behind.agency_name:
        return None
    return Reading(
        attrs.evolve(behind.dateline, text=stated(text[: by + len(behind.dateline.text)]), agency=agency),
        behind.mention.moved(by) if behind.mention else None,
        agency,
        behind.end + by,
        place_span=Span(place.start + by, place.end + by),
        agency_span=Span(*opens.span(1)),
    )


def _date_first(text: str, post: Known) -> Reading | None:
    """`March 13. The bank`: a date that a mark closes."""
    date = next(iter(post.dates(text[:40])), None)
    mark = _AFTER_DATE.match(text, date.span.end) if date and not date.span.start else None
    if date is None or mark is None or text[: mark.end()].rstrip()[-1] not in ".:-–—":
        return None
    return Reading(Dateline(text[: date.span.end], date=date.date), date, end=mark.end())
