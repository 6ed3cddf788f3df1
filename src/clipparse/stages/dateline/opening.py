"""How a text opens: with a dateline, with an outlet, or with a title and a dateline behind it."""

from __future__ import annotations

import datetime as dt
import re

import attrs

from clipparse import lazy
from clipparse.facts.agencies import agency_named
from clipparse.facts.places import is_known
from clipparse.lexicon import Lexicon
from clipparse.stages.dateline.head import WINDOW, read_head
from clipparse.stages.dateline.reading import Reading

# More words before a place's last than these are a title's, and that ends at least so far from the start.
_TITLE_WORDS, _SHORTEST_TITLE = 3, 12
# `(CNN) -- The vote`: an outlet stands where an agency does
_OUTLET_OPENS = lazy.compile(r"[\s:\"“>*-]{0,8}\(\s?(?P<outlet>[A-Z][\w .&-]{1,25}?)\s?\)\s?(?:--?|[–—])\s")
# what closes the opening of an agency's text: `(AP) -`, `( Reuters ) --`
_AGENCY_DASH = lazy.compile(r"\(\s?(?P<agency>[A-Z][A-Za-z]{1,11})\s?\)\s{0,2}(?:--?|[–—_])")
_PLACE_WORD = lazy.compile(r"[^\W\d_][\w.'’-]*")


def head_behind(text: str, lexicon: Lexicon) -> int | None:
    """Where, behind a title on the same line, an article opens with its place and agency; None where it does not.

    >>> words = Lexicon.default()
    >>> text = "Storm Closes All Schools BOSTON (Reuters) - The schools stayed shut on Monday, officials said."
    >>> text[head_behind(text, words):][:17]
    'BOSTON (Reuters) '
    >>> head_behind("He moved from Boston (Mass.) - and that was long ago - to a smaller town.", words) is None
    True
    """
    mark = _AGENCY_DASH.search(text, _SHORTEST_TITLE, WINDOW)
    if mark is None or not (agency_named(mark["agency"], lexicon, bracketed=True) or lexicon.outlet(mark["agency"])):
        return None
    words = list(_PLACE_WORD.finditer(text, max(0, mark.start() - 60), mark.start()))[-5:]
    capitals = [word.start() for word in words if word[0].isupper() and len(word[0]) > 2]
    for start in (*capitals, *(word.start() for word in words if word[0][0].isupper())):
        head = read_head(text[start : start + WINDOW], lexicon) if start >= _SHORTEST_TITLE else None
        if head and head.dateline.place and is_known(head.dateline.place.split(", "), lexicon):
            return start
    return None


def behind_title(text: str, reading: Reading, lexicon: Lexicon) -> int | None:
    """Where the dateline begins whose place was read with the title before it: `Storm Closes Schools BOSTON (AP) -`."""
    place = reading.place_span
    if place is None or place.of(text).count(" ") < _TITLE_WORDS or is_known(place.of(text).split(", "), lexicon):
        return None
    start = head_behind(text, lexicon)
    return start if start and place.start < start < place.end else None


def read_opening(
    text: str, lexicon: Lexicon, *, posted: dt.date | None = None, day_first: bool | None = None
) -> tuple[int, Reading] | None:
    """The dateline with which a text opens, and where it does: behind a title whose line break was lost, perhaps.

    >>> words = Lexicon.default()
    >>> start, found = read_opening("Storm Closes Schools BOSTON (Reuters) - The schools stayed shut.", words)
    >>> start, found.dateline.place
    (21, 'BOSTON')
    """
    found = read_head(text, lexicon, posted=posted, day_first=day_first)
    start = behind_title(text, found, lexicon) if found else head_behind(text, lexicon)
    if start is None:
        return (0, found) if found else None
    behind = read_head(text[start:], lexicon, posted=posted, day_first=day_first)
    if behind is None:
        return None
    return start, attrs.evolve(behind, mention=behind.mention.moved(start) if behind.mention else None)


def outlet_opens(text: str, lexicon: Lexicon) -> re.Match[str] | None:
    """An outlet in brackets and a dash, with which a text opens; its group `outlet` is the name."""
    opens = _OUTLET_OPENS.match(text)
    return opens if opens and lexicon.outlet(opens["outlet"]) else None


def outlet_of_head(text: str, lexicon: Lexicon) -> tuple[str, int, int] | None:
    """The outlet that stands in a dateline where agencies do, and its place in the text.

    >>> words = Lexicon.default()
    >>> [outlet_of_head(line, words)[0] for line in ("ATLANTA (CNN) -- The vote went on.", "(CNN) -- It ended.")]
    ['CNN', 'CNN']
    >>> outlet_of_head("ATLANTA (AP) -- The vote was put off.", words) is None
    True
    """
    if opens := outlet_opens(text, lexicon):
        return opens["outlet"], *opens.span("outlet")
    found = read_head(text, lexicon)
    if found is None or found.rest is None or lexicon.outlet(found.rest) is None:
        return None
    return found.rest, found.rest_start, found.rest_start + len(found.rest)
