"""Credits that stand behind a title on its own line, where copying lost the breaks between them."""

from __future__ import annotations

import re

from clipparse import lazy
from clipparse.facts.dates import find_dates
from clipparse.lexicon import Lexicon, fold
from clipparse.lines import has_digit

# Fields of a mail's header; a headline has no such label.
_FIELD = lazy.compile(
    r"(?:from|to|cc|bcc|date|sent|newsgroups|message-id|references|reply-to|organi[sz]ation|lines|sender|keywords"
    r"|summary"
    r"|x-[\w-]+|path|approved|distribution|posted-date)\s?:",
    re.IGNORECASE,
)
# How a byline opens.
BY_LINE = lazy.compile(r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or)\s+[A-ZÀ-Þ]")
OF_NAMES = ("de", "van", "von", "der", "and", "&")
# A title with its credits behind it is no longer than this.
LONGEST_HEAD = 300
# The last letter of the title may be glued to it.
BY_BEHIND = lazy.compile(r"(?:(?<=[^\W\d_])|\s)(?:[Bb]y|BY):?\s(?=[A-ZÀ-Þ])")
# `Posted Friday`, `Last updated:` before the date behind a headline
_POSTED_BEHIND = lazy.compile(
    r"(?:\s?\b(?:(?:last |article )?(?:posted|updated|published|modified)"
    r"|this (?:story|article) (?:appeared|ran)\b.{0,50}?)"
    r"(?: on| at| in)?\s?:?)?[\s,|(–—-]*$",
    re.IGNORECASE,
)
_CLOCK = lazy.compile(r"\b\d{1,2}:\d\d\b")
# `Posted: 7:14 AM`, `Updated Friday`
_POSTED_AT = lazy.compile(
    r"\s[(|]?(?:Posted|Updated|Published|Last (?:updated|modified)):?\s(?:on\s|at\s)?"
    r"(?:\d{1,2}[:.]\d\d|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\b)"
)
_OPENS_CREDIT = lazy.compile(
    r"\W{0,3}(?:by|from|copyright|posted|published|updated|used|date|this|in|on|©|\(c\))\s", re.IGNORECASE
)
_OF_WRITERS = ("by", "in", "of", "for", "the", "as", "told", "to")
_OF_DAYS = ("on", "at", "posted", "published", "updated", "p.m.", "a.m.", "pm", "am")
_CREDIT_WORDS = frozenset(_OF_WRITERS + _OF_DAYS)


def is_field(text: str) -> bool:
    """Is this a labelled line of a mail's header?"""
    return ":" in text and _FIELD.match(text) is not None


def is_credit(text: str, lexicon: Lexicon) -> bool:
    """A byline, or a short line with a date or an outlet."""
    if len(text) > 100:
        return False
    if BY_LINE.match(text):
        return True
    if lexicon.outlet(text.strip(" -–—()[]*_")) is not None:
        return True
    return has_digit(text) and bool(find_dates(text, lexicon)[:1])


def credits_behind(text: str, lexicon: Lexicon) -> int | None:
    """Where the title ends on a line whose breaks were lost: title, byline, date and time one behind the other.

    >>> words = Lexicon.default()
    >>> lines = (
    ...     "Storm Closes Schools By Ann Lee Posted Friday, June 18, 2004, at 2:57 PM PT",
    ...     "Storm closes schools Wed Oct 29, 6:14 PM ET",
    ...     "Storm Closes All SchoolsBy ANN LEE",
    ... )
    >>> [line[: credits_behind(line, words)] for line in lines]
    ['Storm Closes Schools', 'Storm closes schools', 'Storm Closes All Schools']
    >>> near = ("By Ann Lee Wed Oct 29, 6:14 PM ET", "The storm closed the schools by Lake Erie on Friday, 18 June.")
    >>> [credits_behind(line, words) for line in near]
    [None, None]
    """
    if (
        not text
        or not text[0].isalnum()
        or text[-1] == "."
        or _OPENS_CREDIT.match(text)
        or is_field(text)
        or "@" in text
    ):
        return None
    end = next(
        (
            match.start()
            for match in BY_BEHIND.finditer(text, 12)
            if text.count(" ", 0, match.start()) >= 2 and only_credits(text[match.end() :], lexicon)
        ),
        None,
    )
    posted = _POSTED_AT.search(text, 12, end or LONGEST_HEAD)
    if posted and text.count(" ", 0, posted.start()) >= 1:
        end = posted.start()
    dated = _date_behind(text[:end], lexicon)
    return end if dated is None else dated


def only_credits(text: str, lexicon: Lexicon) -> bool:
    """A name that begins with a first name, or an agency, then nothing but more names, outlets and dates."""
    words = text.split()
    if len(words) > 24:
        return False
    if any(fold(" ".join(words[:count])).removeprefix("the ") in lexicon.names["agencies"] for count in (1, 2, 3)):
        return not any(word[0].islower() for word in words[:4])
    if len(words) < 2 or fold(words[0].strip(".,")) not in lexicon.lists["names.first"]:
        return False
    small = sum(word[0].islower() and word not in OF_NAMES and word not in _CREDIT_WORDS for word in words)
    return small == 0 and not words[1][0].islower() and words[1][0].isalpha()


def _date_behind(text: str, lexicon: Lexicon) -> int | None:
    """A date with its time or weekday that ends the line, and a title before it."""
    dates = find_dates(text[:LONGEST_HEAD], lexicon)
    if not dates or len(text) - dates[-1].span.end > 40 or text[-1] == ".":
        return None
    date = dates[0]
    timed = date.weekday_agrees is not None or any(one.at for one in dates) or _CLOCK.search(text, date.span.start)
    if not timed:
        return None
    label = _POSTED_BEHIND.search(text, max(0, date.span.start - 70), date.span.start)
    end = label.start() if label else date.span.start
    head = text[:end].rstrip()
    if (
        head.count(" ") < 2
        or len(head) < 16
        or head.endswith((" on", " the", " of", " in", " until", " from", " and", " for", ":"))
    ):
        return None
    return None if is_credit(head.rstrip(" ,"), lexicon) else len(head)
