"""A dateline that has its line to itself, with perhaps an outlet or a writer beside the date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import chain

from clipparse import lazy
from clipparse.facts.agencies import agency_named
from clipparse.facts.dates import DateMention
from clipparse.facts.places import (
    SMALL,
    WORD,
    in_capitals,
    is_known,
    is_placelike,
    is_region,
    like_a_name,
    may_be_known,
)
from clipparse.lexicon import Lexicon, fold
from clipparse.model import Dateline
from clipparse.page import Span
from clipparse.stages.dateline.labels import PAGE, label_words, labels_in, reach, update_ends, without_labels
from clipparse.stages.dateline.reading import EDGES, Known, Piece, Reading, piece_of, stated

# How much of a line is looked at, and how long one is that is a dateline and nothing else.
LOOKED_AT, _LONGEST = 400, 240
_LONGEST_NAMES = 60
_BETWEEN_COMMAS = lazy.compile(r"[^,;()\[\]]{1,200}")
_CHUNK_END = lazy.compile(
    r"[|•·\n()\[\]{}<>;*\"“”]|\s[-–—:/#+]{1,3}(?=\s|$)|--|—|:(?=\s|$)|\.(?=\s{1,9}[A-Z(]|\s{0,9}$)"
    r"|(?<!\w)_|_(?!\w)"
)
_ROUGHLY = lazy.compile(r"[,;()\[\]{}<>|•·*\"“”:_\n]|\s[-–—/#+]|--|—")
_ISSUE = lazy.compile(
    r"(?<!\w)(?P<when>[^\W\d_]{3,12})(?:\s?[-/–&]\s?[^\W\d_]{3,12})?\.?,?"
    r"\s{1,3}(?:of\s)?(?P<year>1[6-9]\d\d|20\d\d)(?!\w)",
    re.IGNORECASE,
)
_YEAR = lazy.compile(r"1[6-9]\d\d|20\d\d")
_ISSUE_WORD = lazy.compile(r"\bissue\b|\bfrom\b|^\W", re.IGNORECASE)
_SEASONS = frozenset(
    ("spring", "summer", "autumn", "fall", "winter", "printemps", "été", "automne", "hiver", "trimestre", "frühjahr")
)
_RELATIVE = lazy.compile(
    r"(?P<many>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)\s?(?P<unit>second|sec|minute|min|hour|hr|day|week|month|year|[hmd])s?\sago(?!\w)"
    r"|(?P<word>yesterday|today|just now|moments ago)(?!\w)"
    r"|(?<!\w)vor\s(?P<zahl>\d{1,3})\s(?P<einheit>minuten?|stunden?|tage?n?)"
    r"|(?<!\w)il y a\s(?P<n>\d{1,3})\s(?P<u>minutes?|heures?|jours?)",
    re.IGNORECASE,
)
_OF_RELATIVE = ("ago", "yesterday", "today", "just now", "vor", "il y a")
_NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
# seconds, by the first letter of the unit, in English, German (Tage, Stunden) and French (jours)
_PASSED = {"s": 1, "m": 60, "h": 3600, "d": 86400, "t": 86400, "j": 86400, "w": 604800}
SAYS_TIME = lazy.compile(
    r"\W{0,4}(?:at\s)?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s?(?:[ap]\.?\s?m\b\.?)?(?:\s?(?:uhr|hrs|hours))?"
    r"\s?(?:\(?[A-Z]{1,5}\)?)?\W{0,4}$",
    re.IGNORECASE,
)
_TIME_ELSEWHERE = lazy.compile(
    r"\(\d{1,2}[:.]\d{2}[^()]{0,20}\)|\d{1,2}[:.]\d{2}\s(?:UK|local time)\b"
)  # (10:30 UK time)
DOMAIN = lazy.compile(
    r"(?<![\w@.])(?:[a-z0-9-]{1,40}\.){1,3}(?:com|org|net|info|eu|co\.uk|uk|us|de|at|ch|fr|es|it|nl|ie|ca|au|nz|za|in|ru|ua"
    r"|jp|cn|example)(?![\w@])",
    re.IGNORECASE,
)


def read(
    text: str, lexicon: Lexicon, *, posted: dt.date | None = None, day_first: bool | None = None
) -> Reading | None:
    """What a dateline on a line of its own says, None where it states neither date, place nor agency.

    >>> words = Lexicon.default()
    >>> line = read("Newsweek, Sept 25, 1995.", words)
    >>> line.dateline.date, line.rest
    (datetime.date(1995, 9, 25), 'Newsweek')
    >>> read("KYIV | Fri Mar 14, 2014 9:05am EDT", words).dateline.place
    'KYIV'
    >>> read("NEW YORK (AP) --", words).dateline.agency
    'AP'
    >>> read("gazette.example.uk, Thursday 13 March 2014 19.05 GMT", words).rest
    'gazette.example.uk'
    """
    window = text[:LOOKED_AT]
    dates = Known(lexicon, posted, day_first).dates(window)
    mention = next((one for one in dates if not _is_update(window, one, lexicon)), dates[0] if dates else None)
    updated = mention is not None and _is_update(window, mention, lexicon)
    mention = mention or _relative(window, posted)
    issue = None if mention else issue_of(window, lexicon)
    taken = [one.span for one in dates] or ([mention.span] if mention else [])
    if issue:
        taken.append(Span(*issue.span()))
    place, agency, rest = _parts(window, taken, lexicon)
    if mention is None and place is None and agency is None and issue is None:
        return None
    named = agency_named(agency.text, lexicon, bracketed=True) if agency else None
    where = stated(place.of(window)) if place else None
    return Reading(
        Dateline(stated(window), where, named, mention.date if mention else None),
        mention,
        named,
        len(text),
        rest.text if rest else None,
        rest.start if rest else 0,
        place,
        agency.span if agency else None,
        updated,
    )


def is_whole(text: str, line: Reading, lexicon: Lexicon, posted: dt.date | None) -> bool:
    """Does the line state a place or a date, and nothing beside it but names?"""
    if len(text) > _LONGEST or not (line.dateline.place or line.dateline.date):
        return False
    spans = [one.span for one in Known(lexicon, posted).dates(text)]
    spans += [span for span in (line.place_span, line.agency_span, line.mention and line.mention.span) if span]
    left = "".join(" " if any(one.start <= at < one.end for one in spans) else char for at, char in enumerate(text))
    left = without_labels(_TIME_ELSEWHERE.sub(" ", left), lexicon)
    left = PAGE.sub(" ", _RELATIVE.sub(" ", left))
    pieces = [piece for piece in re.split(r"[,|•·\n]", left) if not SAYS_TIME.match(piece.strip())]
    words = [word for word in " ".join(pieces).split() if _says_more(word, lexicon)]
    return not words or (line.mention is not None and sum(map(len, words)) <= _LONGEST_NAMES and _is_named(words))


def _says_more(word: str, lexicon: Lexicon) -> bool:
    """Is it more than a mark, a weekday or one of the words that hold a line together?"""
    folded = fold(word)
    return (
        folded not in lexicon.names["weekdays"]
        and folded not in SMALL
        and folded not in ("by", "for")
        and any(map(str.isalpha, word))
    )


def _is_named(words: list[str]) -> bool:
    """Nothing but names and web addresses: `By Jane Doe`, `gazette.example.uk`."""
    return all(DOMAIN.fullmatch(word.strip(EDGES)) for word in words) or like_a_name(" ".join(words))


def _is_update(text: str, mention: DateMention, lexicon: Lexicon) -> bool:
    """Is the word just before this date one of updating?"""
    before = text[max(0, mention.span.start - 24) : mention.span.start]
    end = update_ends(before, lexicon)
    return end > 0 and not any(map(str.isdigit, before[end:]))


def may_name_place(text: str, lexicon: Lexicon) -> bool:
    """May a line name a place and nothing else? Cheap, and true of few lines."""
    if reach(text, lexicon) < len(text):
        return False
    words = WORD.findall(text)
    if may_be_known(words, lexicon) and any(_names_place(piece, lexicon) for piece in _ROUGHLY.split(text)):
        return True
    return ("(" in text or text[-1] in "-–—") and any(map(in_capitals, words))


def _names_place(piece: str, lexicon: Lexicon) -> bool:
    """Is it a place that we know, perhaps between words that may be labels?"""
    words = piece.split()
    labelling = label_words(lexicon)
    while words and fold(words[0]) in labelling:
        del words[0]
    while words and fold(words[-1]) in labelling:
        del words[-1]
    names = {name for one in (piece, " ".join(words)) if (name := one.strip(EDGES))}
    return any(is_known([name], lexicon) or is_region(name, lexicon) for name in names)


# ------------------------------------------------------------------------------------ dates of other kinds


def issue_of(text: str, lexicon: Lexicon) -> re.Match[str] | None:
    """`June 1993 issue`, `Fall/Winter 1989`, when that is most of the line."""
    if not _YEAR.search(text):
        return None
    for found in _ISSUE.finditer(text[:LOOKED_AT]):
        when = found["when"].casefold()
        if when in lexicon.names["months"] or when in _SEASONS:
            left = len(text) - len(found[0])
            return found if left <= 12 or (left <= 70 and _ISSUE_WORD.search(text)) else None
    return None


def find_relative(text: str) -> re.Match[str] | None:
    """How long ago it was: `2 days ago`."""
    folded = text.casefold()
    return _RELATIVE.search(text) if any(map(folded.__contains__, _OF_RELATIVE)) else None


def _relative(text: str, posted: dt.date | None) -> DateMention | None:
    """`2 days ago`, when it is known from when; to the minute when the time of posting is known."""
    found = find_relative(text) if posted else None
    if not found or posted is None or len(text) - len(found[0]) > 30:
        return None
    unit = (found["unit"] or found["einheit"] or found["u"] or "").lower()
    if unit[:2] in ("mo", "ye"):
        return None  # such numbers are rounded
    passed = _passed(found, unit)
    if passed.days >= posted.toordinal():
        return None
    span = Span(*found.span())
    if not isinstance(posted, dt.datetime):
        return DateMention(span, posted - dt.timedelta(days=passed.days), False)
    then = posted - passed
    return DateMention(span, then.date(), False, then if passed < dt.timedelta(days=1) and unit else None)


def _passed(found: re.Match[str], unit: str) -> dt.timedelta:
    if (found["word"] or "").lower() == "yesterday":
        return dt.timedelta(days=1)
    many = (found["many"] or found["zahl"] or found["n"] or "1").lower()
    count = int(many) if many.isdigit() else _NUMBERS.get(many, 1)
    return dt.timedelta(seconds=_PASSED.get(unit[:1], 0) * count)


# ---------------------------------------------------------------------------------------- what else stands there


def _parts(text: str, dates: list[Span], lexicon: Lexicon) -> tuple[Span | None, Piece | None, Piece | None]:
    """Place, agency, and the first of what is left over."""
    place: Span | None = None
    agency = rest = None
    for chunk in _chunks(text, dates, lexicon):
        pieces = list(_pieces(text, chunk, lexicon))
        for position, piece in enumerate(pieces):
            if _is_time(piece.text, lexicon) or (place and place.start <= piece.start < place.end):
                continue
            # behind something else, only a place that we know: `By Jane Doe`, next line `KYIV`
            likely = not place and (not rest or (is_known([piece.text], lexicon) and rest.end < chunk.start))
            size = _place_run(pieces[position:], text, dates, lexicon) if likely else 0
            if size:
                place = Span(piece.start, pieces[position + size - 1].end)
            elif agency is None and agency_named(piece.text, lexicon, bracketed=piece.bracketed):
                agency = piece
            elif rest is None and any(map(str.isalpha, piece.text)):
                end = pieces[-1].end
                rest = Piece(piece.start, end, text[piece.start : end])
                break
    return place, agency, rest


def _is_time(text: str, lexicon: Lexicon) -> bool:
    return fold(text) in lexicon.names["weekdays"] or SAYS_TIME.match(text) is not None


def _place_run(pieces: list[Piece], text: str, dates: list[Span], lexicon: Lexicon) -> int:
    """How many of these pieces, from the first, name a place; 0 when it is none."""
    first = pieces[0].text
    if not is_placelike([first], lexicon):
        return 0
    known = is_known([first], lexicon)
    if lexicon.outlet(first) and (first.startswith("The ") or not known):
        return 0
    size = 1
    while size < min(4, len(pieces)) and is_region(pieces[size].text, lexicon):
        size += 1
    return size if size > 1 or known or _is_unknown_town(pieces, text, dates, lexicon) else 0


def _is_unknown_town(pieces: list[Piece], text: str, dates: list[Span], lexicon: Lexicon) -> bool:
    """A town that we don't know: in capitals, with an agency in brackets or a dash, and nothing else."""
    first = pieces[0]
    if len(pieces) > 1 or not in_capitals(first.text) or agency_named(first.text, lexicon):
        return False
    after = text[first.end : first.end + 30].strip(" ,.")
    inside = re.match(r"\(([^()]{2,25})\)", after)
    if inside and agency_named(inside[1], lexicon, bracketed=True):
        return True
    return not dates and after in ("-", "--", "—", "–")


def _chunks(text: str, dates: list[Span], lexicon: Lexicon) -> Iterator[Span]:
    """The pieces of the line between dates, labels, page numbers, brackets, bars and dashes."""
    taken = [(date.start, date.end) for date in dates]
    marks = chain(labels_in(text, lexicon), PAGE.finditer(text), _CHUNK_END.finditer(text))
    taken.extend(match.span() for match in marks)
    at = 0
    for low, high in sorted(taken):
        if low > at:
            yield Span(at, low)
        at = max(at, high)
    if at < len(text):
        yield Span(at, len(text))


def _pieces(text: str, chunk: Span, lexicon: Lexicon) -> Iterator[Piece]:
    bracketed = text[max(0, chunk.start - 1) : chunk.start] == "("
    for match in _BETWEEN_COMMAS.finditer(text, chunk.start, chunk.end):
        if piece := piece_of(text, *match.span(), lexicon, bracketed=bracketed):
            yield piece
