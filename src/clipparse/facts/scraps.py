"""What a line that is no running text is: a rule, a field of a mail, a credit, a date, a short line.

A head comes in many cuts: an outlet, a byline and a date on lines of their own, or headline, standfirst, writer and
date all on one. So a scrap may be several things at once.
"""

from __future__ import annotations

import re

from clipparse import lazy
from clipparse.facts.credits import credits_in
from clipparse.facts.dates import find_dates
from clipparse.facts.links import leads_to_article, outlet_of, url_in
from clipparse.facts.outlets import may_name
from clipparse.facts.people import begins_with_first_name
from clipparse.facts.publishers import agency_of, outlet_in
from clipparse.gate import gated
from clipparse.lexicon import Lexicon, fold
from clipparse.lines import has_digit
from clipparse.page import Block, Page
from clipparse.tokens import tokens, vocabulary

LONGEST = 140  # what is longer is running text
_LONGEST_GLUED = 240  # unless it is a head with everything on one line
_LONGEST_NAME = 40
_LONGEST_END = 3  # characters
_FIGURE = lazy.compile(r"\d")
_RULE = lazy.compile(r"[\W_]{3,}$")
_FIELD = lazy.compile(
    r"(?:from|to|subject|date|sent|cc|newsgroups|message-id|organization|reply-to|sender|x-[\w-]+)\s?:", re.IGNORECASE
)
_WROTE = lazy.compile(r".{0,200}\b(?:wrote|writes|schrieb|a écrit|escribió)\s?:\s*$", re.IGNORECASE)
_BYLINE = lazy.compile(r"\W{0,3}(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR|[Dd]i)\b:?\s+(?![\W\d_a-z])")
_WRITER = gated(
    lazy.compile(
        r"\b(?:staff writer|correspondent|staff reporter|columnist|special to|reporter|editor)\b", re.IGNORECASE
    ),
    "writer correspondent reporter columnist special editor",
)
_COPYRIGHT = lazy.compile(
    r"©|\(c\)|\bcopyright\b|all rights reserved|reprinted (?:from|by|with)|^\W{0,3}source\s?:|^\W{0,3}from the ",
    re.IGNORECASE,
)
_OF_COPYRIGHT = ("©", "(c)", "copyright", "rights reserved", "reprinted", "source", "from the ")
_SIGNATURE = lazy.compile(r"(?:--|-|–|—|~)\s*[A-Z]?[\w. ]{0,25}$")
_SENTENCE = lazy.compile(r"[.!?:][\"”’')\]»]{0,2}$|,[\"”]$")
_LETTER = lazy.compile(r"(?:to the editor|dear (?:editor|sirs?)|editor|sirs?)\b.{0,12}?[:,–—-]{1,2}$", re.IGNORECASE)
_PARTS = lazy.compile(r"\s[-–—|·•:]+\s|[|,;:()\[\]]|\s{3,}|\b(?:from|in|via|of) ")
_NAME = r"[A-Z][\w'’-]{0,20}\.?(?: [A-Z][\w'’-]{0,20}\.?){1,3}"
# `A Dry Summer By Jane Doe Posted Friday`, `Put the fish back by Jane Doe`; not `was written by Jane Doe`
_BY_BEHIND = lazy.compile(rf"\s(?:By|BY) {_NAME}(?=$|[,;:/|(–—-]|\s)|(?P<before>\w\w) by {_NAME}$")
_BUILT = frozenset(("ed", "en", "ne", "de", "ht", "st", "un", "id", "lt", "wn", "ld", "ng", "ut"))
# `Mercury staff writers`, `Jane Doe / Northfield Mercury staff columnist`
_STAFF_BEHIND = lazy.compile(
    r"\b(?:[Ss]taff|[Ss]pecial|[Ff]oreign|[Ss]enior) (?:[Ww]riter|[Rr]eporter|[Cc]olumnist|[Cc]orrespondent)s?$"
)
# what a paper says of its writer, or of the article, below it; in small letters
_NOTE = gated(
    lazy.compile(
        r"\bcan be (?:reached|contacted|e-?mailed)\b|\bcontributed to this (?:report|story|article)\b"
        r"|\bis (?:an? |the )?(?:[\w'’.-]+ ){0,6}(?:writer|columnist|reporter|correspondent|critic|contributor"
        r"|editor)\b(?=[.,;]| (?:for|of|at|with|based)\b)"
        r"|^\W?(?:this|the above) (?:story|article|column|piece|report) (?:first |originally )?"
        r"(?:appeared|was (?:first |originally )?published|ran) (?:in|on|by)\b",
    ),
    "reached contacted emailed contributed writer columnist reporter correspondent critic contributor editor appeared"
    " published ran",
)
_LONGEST_NOTE = 300
_STAMPED = lazy.compile(r"\b(?:posted|published|updated|filed(?: at)?|last modified)\b:?", re.IGNORECASE)
# `ROME, Italy (Reuters)`, `SPOKANE --`: a dateline that was cut from its paragraph
_PLACE_ALONE = lazy.compile(
    r"(?:\([\d-]+\) [\d:]+ [A-Z]{2,4} )?[A-Z][A-Z.'’ -]{2,30}(?:, ?[\w.]{2,15}(?: [\w.]{2,15})?)?"
    r"\s?(?:\([A-Za-z][\w /-]{1,20}\)\s?(?:--|[-–—])?|--|[–—])$"
)
# "CAIRO, May 3 (Reuters) - The", "PORT-AU-PRINCE, Haiti — The", "London (dpa) -- The"
_DATELINE = lazy.compile(
    r"\W?[A-Z][A-Z.'’ -]{3,30}(?:,[^-–—()]{2,30})?(?: ?\([\w /]{2,30}\))? ?(?:--|[-–—])\s?[\"“'‘]?[A-Z]"
    r"|\W?[A-Z]\w+(?:[ ,-]{1,2}[\w.]+){0,5} ?\((?:AP|AFP|UPI|PA|dpa|ap|efe|EFE|Reuters?|Xinhua|ANSA|sda|apa)[\w /]*\)"
)
_LIKE_LINK = lazy.compile(r"(?:https?://|www\.)\S+$|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|co\.\w\w)$", re.IGNORECASE)


def scraps_of(page: Page, lexicon: Lexicon) -> tuple[tuple[str, ...], ...]:
    """Of every block what `kinds_of` says; an empty block is nothing."""
    return page.kept(_scraps_of, lexicon)


def _scraps_of(page: Page, lexicon: Lexicon) -> tuple[tuple[str, ...], ...]:
    return tuple(kinds_of(block, lexicon) if block.text else () for block in page.blocks)


def opens_with_place(text: str) -> bool:
    """Does a paragraph open with a dateline?

    >>> opens_with_place("CAIRO, May 3 (Reuters) - The talks"), opens_with_place("Cairo is large - and hot")
    (True, False)
    """
    head = text[:200]
    return ("-" in head or "(" in head or "–" in head or "—" in head) and _DATELINE.match(text) is not None


def kinds_of(block: Block, lexicon: Lexicon) -> tuple[str, ...]:
    """What a block is that is no running text: `rule`, `field`, `letter`, `wrote`, `copyright`, `byline`, `outlet`,
    `date`, `place`, `signature`, `note` on the writer, `short`; nothing for prose.

    >>> from clipparse.page import Page
    >>> def kinds(text): return kinds_of(Page.of(text).blocks[0], Lexicon.default())
    >>> kinds("By Jane Doe"), kinds("SPRINGFIELD, Ohio (AP)"), kinds("A dry summer by Jane Doe")
    (('byline',), ('place',), ('short', 'byline'))
    """
    text = block.text
    if len(text) <= _LONGEST_NOTE and text.lstrip(" -–—*([")[:1].isupper() and _NOTE.search(text.lower(), block.words):
        return ("note",)
    if len(text) > LONGEST:
        return _glued(text, lexicon) if len(text) <= _LONGEST_GLUED else ()
    kind = _by_marks(text)
    if kind:
        return (kind,)
    return _by_words(block, lexicon)


def is_field(text: str) -> bool:
    """Does the line open as a field of a mail's header?"""
    return ":" in text and _FIELD.match(text) is not None


def is_salutation(text: str) -> bool:
    """Does the line greet the editor?"""
    return len(text) <= 40 and _LETTER.match(text) is not None


def _by_marks(text: str) -> str:
    if _RULE.match(text):
        return "rule"
    if is_field(text):
        return "field"
    if is_salutation(text):
        return "letter"
    if text[-1] == ":" and _WROTE.match(text):
        return "wrote"
    if any(map(text.casefold().__contains__, _OF_COPYRIGHT)) and _COPYRIGHT.search(text):
        return "copyright"
    return ""


def _by_words(block: Block, lexicon: Lexicon) -> tuple[str, ...]:
    text = block.text
    sentence = text.count(" ") >= 4 and _SENTENCE.search(text[-_LONGEST_END:]) is not None
    if len(text) <= 100 and _BYLINE.match(text) and not (sentence and len(text) > 60):
        return ("byline",)
    if _names_outlet(text, lexicon):
        return ("outlet",)
    if _LIKE_LINK.match(text):
        return ("outlet",) if _leads_to_paper(text, lexicon) else ("short",)
    if glued := _glued(text, lexicon):
        return glued
    if len(text) <= 60 and has_digit(text) and find_dates(text, lexicon):
        return ("date",)
    if not sentence and len(text) <= 80 and _WRITER.search(text, block.words):
        return ("byline",)
    if kind := _cut_off(text, lexicon):
        return (kind,)
    if len(text) <= 30 and _SIGNATURE.match(text):
        return ("signature",)
    return () if block.is_prose or (sentence and len(text) >= 25) else ("short",)


def _glued(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """A headline with its byline, and perhaps its date, on the same line."""
    sentence = _SENTENCE.search(text[-_LONGEST_END:]) is not None
    if sentence:
        return ()
    by = _is_signed(text)
    dated = _is_stamped(text, lexicon)
    if by:
        return ("short", "byline", "date") if dated else ("short", "byline") if len(text) <= LONGEST else ()
    if len(text) <= LONGEST and (dated or _opens_with_day(text, lexicon)):
        return "short", "date"
    return ()


def _is_signed(text: str) -> bool:
    """`A Dry Summer By Jane Doe`, `A dry summer by Jane Doe`; not `was built by Jane Doe`."""
    signed = _BY_BEHIND.search(text)
    return (signed is not None and signed["before"] not in _BUILT) or _STAFF_BEHIND.search(text) is not None


def _is_stamped(text: str, lexicon: Lexicon) -> bool:
    """`A Dry Summer Posted May 3, 2004`: a title, and behind it when it was posted."""
    stamp = _STAMPED.search(text, 8) if has_digit(text) else None
    return stamp is not None and text.count(" ", 0, stamp.start()) >= 2 and bool(find_dates(text, lexicon))


def _opens_with_day(text: str, lexicon: Lexicon) -> bool:
    """`Saturday, 22 June 2002, 11:26 GMT A Dry Summer`: the whole day, and then a title."""
    if not has_digit(text[:20]):
        return False
    dates = find_dates(text, lexicon)
    day = dates[0] if dates else None
    return (
        day is not None
        and day.span.start == 0
        and day.weekday_agrees is not None
        and text[day.span.end :].count(" ") > 2
    )


def _cut_off(text: str, lexicon: Lexicon) -> str:
    """A dateline or a writer's name on a line of its own; an outlet that introduces what it says."""
    if len(text) <= 80 and _PLACE_ALONE.match(text):
        return "place"
    if text[-1] == ":" and len(text) <= 60 and may_name(text, lexicon):
        return "outlet" if outlet_in(text, lexicon) or agency_of(text, lexicon) else ""
    if len(text) <= _LONGEST_NAME and (text[0].isupper() or ":" in text) and _is_name(text, lexicon):
        return "byline"
    return ""


def _leads_to_paper(link: str, lexicon: Lexicon) -> bool:
    url = url_in(link) or link
    return outlet_of(url, lexicon) is not None or leads_to_article(url)


def _is_name(text: str, lexicon: Lexicon) -> bool:
    """Is the line a writer's name and no more: with a first name that is usual, or behind `Author:`?"""
    if not 1 <= text.count(" ") <= 4:
        return False
    words = vocabulary(lexicon)
    if ":" not in text and not begins_with_first_name(tokens(text, words), 0, words):
        return False
    said = credits_in(text, lexicon)
    return bool(said.authors) and not (said.unknown or said.extras) and (said.opened or len(said.authors) == 1)


def _names_outlet(text: str, lexicon: Lexicon) -> bool:
    """Is the line, or a part of it between dashes, commas or brackets, an outlet's or agency's name?

    A single word (`Time`, `Point`) is one only when nothing but a date or a page stands beside it.
    """
    if len(text) > 100:
        return False
    parts = [part.strip(" -–—*_.\"'“”") for part in _PARTS.split(text)]
    for name in parts:
        if not (2 < len(name) <= 40 and name[0].isupper()) or fold(name) in lexicon.lists["voice_page.news"]:
            continue
        alone = len(text) <= 50 and all(other == name or len(other) < 4 or _FIGURE.search(other) for other in parts)
        if (alone or " " in name) and (lexicon.outlet(name) or fold(name) in lexicon.names["agencies"]):
            return True
    return False
