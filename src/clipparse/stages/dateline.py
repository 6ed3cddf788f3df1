"""Where and when the article was filed: a line of its own, or the head of its first paragraph."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import islice

import attrs

from clipparse.clue import Clue, Sighting
from clipparse.dates import DateMention, day_of, find_dates
from clipparse.lexicon import Lexicon, fold
from clipparse.model import Dateline
from clipparse.page import Block, Page, PhysicalLine, Span, has_digit
from clipparse.roles import Role

_clue = partial(Clue, "dateline")

DATE_ALONE = _clue(Role.DATELINE, 2.0, "a date and nothing else")
DATE_TIME_ALONE = _clue(Role.DATELINE, 2.0, "a date with a time of day, and nothing else")
LABELLED = _clue(Role.DATELINE, 2.0, "a date that is said to be the day of publication")
UPDATED = _clue(Role.DATELINE, 1.5, "says when it was last updated")
POSTED = _clue(Role.POST_DATE, 0.5, "says when it was posted")
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
MONTH_ALONE = _clue(Role.FURNITURE, 0.5, "a month and a year and nothing else, as in a list of archives")
MAIL_DATE = _clue(Role.POST_DATE, 2.0, "a date as mail programs write it in a header")
ONE_OF_MANY = _clue(Role.FURNITURE, 0.5, "one of many lines with dates")
WITH_WEEKDAY = _clue(Role.DATELINE, 0.5, "a weekday beside the date, as newspapers print it")
IN_FIGURES = _clue(Role.DATELINE, 0.0, "the date is written in figures only")
NO_YEAR = _clue(Role.DATELINE, -0.3, "a date without its year, on a short line")
BRACKETED = _clue(Role.DATELINE, 0.5, "a date in brackets on a short line")
RELATIVE = _clue(Role.FURNITURE, 0.5, "says how long ago it was")
TIME_ALONE = _clue(Role.DATELINE, 0.5, "a time of day and nothing else")
PLACE_AGENCY_ALONE = _clue(Role.DATELINE, 3.0, "a place and an agency, and nothing else")
PLACE_DASH_ALONE = _clue(Role.DATELINE, 2.0, "a place and a dash, and nothing else")
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
HEAD_BELOW_RULE = _clue(
    Role.BODY, 0.5, "opens like an article's first paragraph, directly below a rule or other marks without a word"
)
HEAD_OF_OUTLET = _clue(
    Role.BODY, 2.0, "opens with an outlet in brackets and a dash, as the first paragraph of an article does"
)
HEAD_BEHIND_TITLE = _clue(
    Role.BODY, 2.0, "a few words like a title, and behind them a place and an agency, as an article opens"
)
HEAD_IN_CAPITALS = _clue(Role.BODY, 1.0, "opens with words in capitals and a dash, perhaps a town that we don't know")
HEAD_OF_AGENCY = _clue(Role.BODY, 2.0, "opens with an agency in brackets, as the first paragraph of an article does")

# How far the head of a paragraph may reach, and how much of a line is looked at.
_HEAD_LENGTH = 140
_WINDOW = 240
_LINE = 400
_SHORT = 160

# bullets, and the two letters with which a financial wire marks where the story begins ("LP      LOS ANGELES -- ")
_LEAD = re.compile(r"[\s*•·>|_]{0,12}(?:[A-Z]{2}\s{4,12})?")
_SEPARATOR = re.compile(
    r"(?=[\s.,:\-—–―−‒_|])(?:"  # most letters are passed over at once
    r"(?:(?<=\))\.|,)?\s{0,6}(?:-{1,3}|[—–―−‒]|_|\|)\s{0,6}"  # CAIRO (AP) -- , (EFE).-
    r"|:\s{1,6}"
    r"|(?<=\))\s{0,6}(?:[.,:]\s{0,6})?(?=[^\W\d_]|[\"“‘'«„])"  # New Delhi, March 3 (PTI) The ...
    r"|(?<=[^\W\d_]/)\.\s{1,6}(?=[^\W\d_]|[\"“‘«„]))"  # MOSCOW, March 3. /TASS/. The ...
    r"|(?<=\))(?=[^\W\d_]|[\"“‘'«„])"
)
# every separator has one of these marks in it or right before it, and no more than so much before the mark
_SEPARATING = re.compile(r"[\-—–―−‒_|:)/]")
_BEFORE_MARK, _LONGEST_SEPARATOR = 7, 24
# a full stop closes the head too: "Berlin. Die Regierung", "REDWOOD CITY, Calif.  The ..."
_STOP = re.compile(r"\.\s{1,6}(?=[^\W\d_]|[\"“‘«„])")
_SEGMENT = re.compile(r"[^,;()\[\]]{1,200}")
_AGENCY_FIRST = re.compile(r"\s{0,4}([^\W\d_][\w.-]{1,20}(?:\s[^\W\d_a-z][\w.-]{1,20}){0,2}?)\s?(,|--?|[–—:|])\s{1,3}")
_CITY_COLON = re.compile(
    r"\s{0,4}([^\W\d_][^\W\d_]{2,20}(?:[ -][^\W\d_][^\W\d_]{2,20}){0,2}):\s{1,3}(?=[\"“‘'«„]?[^\W\d_])"
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# RIA Novosti. The ...; RIA Novosti, Jane Doe. The ...
_AGENCY_BEHIND = re.compile(
    r"([^\W\d_a-z][\w-]{1,20}(?:\s[^\W\d_a-z][\w-]{1,20})?)(?:,(?:\s[^\W\d_a-z][\w-]{1,20}){2,3})?\.\s{1,3}(?=[^\W\d_])"
)
_AFTER_DATE = re.compile(r"\s?[.:–—-]{0,2}\s{1,3}(?=[^\W\d_])")
_DASHED = re.compile(r"\s{1,3}(?:-{1,2}|[–—|])\s{1,3}")
_CHUNK_END = re.compile(
    r"[|•·\n()\[\]{}<>;*\"“”]|\s[-–—:/#+]{1,3}(?=\s|$)|--|—|:(?=\s|$)|\.(?=\s{1,9}[A-Z(]|\s{0,9}$)"
    r"|(?<!\w)_|_(?!\w)"
)
_JOINT = re.compile(r"\s{0,3}/\s{0,3}|\s{1,3}(?:and|und|et|y|e|en|&)\s{1,3}", re.IGNORECASE)
_SMALL_WORDS = """
    a al am an and da das de del della den der des di do dos du e en im in la las le les los of on sur the und upon von
"""
_SMALL = frozenset((*_SMALL_WORDS.split(), "y"))
_EDGES = " \t\r\n\xa0\u2009\u200b\u202f\ufeff.,;:-–—_*|/'\"“”‘’«»#+<>~="
_PROSE = re.compile(r"[\"“‘'«„`(\[]{0,3}(?:[^\W\d_]|\d|[$£€])")

_ENDS_SENTENCE = '.?!"”'
# a line of a header: `Keywords: courts`
_FIELD = re.compile(r"[A-Z][A-Za-z-]{1,20}\s?:\s")
_LABEL = (
    r"(?<!\w)(?<!\w-)(?:"
    r"(?:this )?(?:(?:article|story|report|page|piece) (?:was|has been) )?"
    r"(?:first |originally |article |story |page |web )?(?:published|posted|publié|publiée|publicado|pubblicato"
    r"|veröffentlicht|erschienen|written|created|released|issued|filed|dated|aired|submitted|reviewed|archived"
    r"|retrieved"
    r"|accessed|créé)(?: online| by| on| at| in| le| el| il| am)?"
    r"|(?:(?:page|article|story|last|mis|was) ){0,2}(?:updated|update|modified|revised|à jour|mise à jour|aktualisiert"
    r"|actualizado|aggiornato)(?: on| at| le| am)?|ultima modifica"
    r"|for (?:immediate )?release|as of|printed|publication|edition of"
    r"|story (?:number|date)|dateline|date|datum|fecha|issue|edition|on|at|le|el|il|am|um|vom|from|in"
    r"|\d{1,3} min(?:ute)?s?(?: read)?|copyright|\(c\)|©|online"
    r"|WORDS)(?!\w|-[^\W\d_])\s?:?"
)
_UPDATE_LABEL = r"(?:updat|modif|revis|à jour|aktualis|actualiz|aggiorn|WORDS)"
_PUBLISH_LABEL = re.compile(
    r"\W{0,4}(?:(?:first |originally |article |story )?(?:published|publié|publicado|pubblicato|veröffentlicht"
    r"|erschienen)|dated?|release date|datum|fecha)\b",
    re.IGNORECASE,
)
_MAIL_DATE = re.compile(r"(?:date|datum|sent|gesendet|envoyé|envoye|fecha|enviado)\s?:", re.IGNORECASE)
_TO_THE_SECOND = re.compile(r"\b\d{1,2}:\d{2}:\d{2}\b|\b\d{1,2}:\d{2}.{0,4}(?:[+-]\d{4}|GMT|UTC?)\b")
_POSTED_LABEL = re.compile(r"\W{0,4}(?:posted|written|created|submitted|uploaded|added)\b", re.IGNORECASE)
_PAGE = re.compile(
    r"(?<!\w)(?:"
    r"(?:pp?\.?|pages?|pgs?\.?|seite|s\.)\s{0,2}[A-Z]{0,2}-?\d{1,4}(?:\s?[-–,]\s?[A-Z]?\d{1,4})?(?!\w)"
    r"|[A-Z]{0,2}\d{1,3}(?=\s{0,2}[\])]|\s{0,3}$)"
    r"|(?:front page|section [a-z0-9]{1,12}|[a-z]{1,12} section|[a-z]{1,9} edition|vol(?:ume)?\.?\s?\d{1,4}"
    r"|no\.?\s?\d{1,5}|issue\s?\d{1,5}|v\d{1,3}n\d{1,3})(?!\w))",
    re.IGNORECASE,
)
_ISSUE = re.compile(
    r"(?<!\w)(?P<when>[^\W\d_]{3,12})(?:\s?[-/–&]\s?[^\W\d_]{3,12})?\.?,?"
    r"\s{1,3}(?:of\s)?(?P<year>1[6-9]\d\d|20\d\d)(?!\w)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"1[6-9]\d\d|20\d\d")
_ISSUE_WORD = re.compile(r"\bissue\b|\bfrom\b|^\W", re.IGNORECASE)
_SEASONS = frozenset(
    ("spring", "summer", "autumn", "fall", "winter", "printemps", "été", "automne", "hiver", "trimestre", "frühjahr")
)
_RELATIVE = re.compile(
    r"(?P<many>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)\s?(?P<unit>second|sec|minute|min|hour|hr|day|week|month|year|[hmd])s?\sago(?!\w)"
    r"|(?P<word>yesterday|today|just now|moments ago)(?!\w)"
    r"|(?<!\w)vor\s(?P<zahl>\d{1,3})\s(?P<einheit>minuten?|stunden?|tage?n?)"
    r"|(?<!\w)il y a\s(?P<n>\d{1,3})\s(?P<u>minutes?|heures?|jours?)",
    re.IGNORECASE,
)


_OF_RELATIVE = ("ago", "yesterday", "today", "just now", "vor", "il y a")


_LABELS = ("dateline.labels", "dateline.updated")


@lru_cache(maxsize=8)
def _labels(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words that only label a date, and how those of updating begin; with those of `words/xx.toml`, which are whole."""
    words = {
        name: "|".join(sorted(map(re.escape, lexicon.lists[name]), key=lambda one: (-len(one), one)))
        for name in _LABELS
    }
    return (
        re.compile(_LABEL.replace("WORDS", "|".join(words.values())), re.IGNORECASE),
        re.compile(_UPDATE_LABEL.replace("WORDS", words[_LABELS[1]]), re.IGNORECASE),
    )


_NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
# by the first letter of the unit, in English, German (Tage, Stunden) and French (jours)
_PASSED = {
    "s": dt.timedelta(seconds=1), "m": dt.timedelta(minutes=1), "h": dt.timedelta(hours=1), "d": dt.timedelta(days=1),
    "t": dt.timedelta(days=1), "j": dt.timedelta(days=1), "w": dt.timedelta(days=7),
}  # fmt: skip
_TIME_ALONE = re.compile(
    r"\W{0,4}(?:at\s)?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s?(?:[ap]\.?\s?m\b\.?)?(?:\s?(?:uhr|hrs|hours))?"
    r"\s?(?:\(?[A-Z]{1,5}\)?)?\W{0,4}$",
    re.IGNORECASE,
)
_TIME_ELSEWHERE = re.compile(
    r"\(\d{1,2}[:.]\d{2}[^()]{0,20}\)|\d{1,2}[:.]\d{2}\s(?:UK|local time)\b"
)  # (10:30 UK time)
_DOMAIN = re.compile(
    r"(?<![\w@.])(?:[a-z0-9-]{1,40}\.){1,3}(?:com|org|net|info|eu|co\.uk|uk|us|de|at|ch|fr|es|it|nl|ie|ca|au|nz|za|in|ru|ua"
    r"|jp|cn|example)(?![\w@])",
    re.IGNORECASE,
)
_WEB_NAME = re.compile(r"\w[./]\w")


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
class _Segment:
    """A piece between commas and brackets, its edges trimmed."""

    start: int
    end: int
    text: str
    bracketed: bool = False
    dashed: bool = False  # a dash stands before it


@attrs.frozen(slots=True)
class _Head:
    """What stands before a separator."""

    place: Span | None
    agency: str | None
    agency_span: Span | None
    mention: DateMention | None
    rest: _Segment | None
    known: bool
    capitals: bool
    bracketed: bool
    outlet: bool = False  # `rest` is an outlet that is known, in brackets


# More words before a place's last than these are a title's.
_TITLE_WORDS = 3
# A dateline and a sentence are at least so long.
_SENTENCE = 60
# `(CNN) -- The vote`: an outlet stands where an agency does
_OUTLET_OPENS = re.compile(r"[\s:\"“>*-]{0,8}\(\s?(?P<outlet>[A-Z][\w .&-]{1,25}?)\s?\)\s?(?:--?|[–—])\s")
# what closes the opening of an agency's text: `(AP) -`, `( Reuters ) --`
_AGENCY_DASH = re.compile(r"\(\s?(?P<agency>[A-Z][A-Za-z]{1,11})\s?\)\s{0,2}(?:--?|[–—_])")
_PLACE_WORD = re.compile(r"[^\W\d_][\w.'’-]*")


# ---------------------------------------------------------------------------------------------------- observing


_SHORTEST = 3  # characters: two are neither a date nor a place


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say which lines hold a date or a place, and which paragraphs open with a dateline."""
    dated: list[int] = []
    for line in page.lines:
        if len(line.content) < _SHORTEST:
            continue
        clues = list(_line_clues(line, lexicon, page.block_of[line.index]))
        yield from ((line.index, clue) for clue in clues)
        if any(clue.role is not Role.BODY and clue not in (PLACE_ALONE, PLACE_DASH_ALONE, MAIL_DATE) for clue in clues):
            dated.append(line.index)
    yield from _surroundings(page, dated)
    if any(len(line.content) >= _SHORTEST for line in page.lines):
        yield from _first_paragraphs(page, lexicon)


def _first_paragraphs(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """The paragraphs that open with a dateline, and what stands above each."""
    above: Block | None = None
    carried = False  # an article's first paragraph, and since then nothing but prose, rules and a mail's header
    for block in page.blocks:
        if clue := _head_clue(block, lexicon):
            yield block.first, clue
            if above:
                yield block.first, _stands_below(above.text, is_prose=above.is_prose)
            if carried:
                yield block.first, HEAD_AGAIN
            carried = True
        elif carried and not block.is_prose and any(char.isalpha() for char in block.text):
            carried = block.text[-1] in _ENDS_SENTENCE or _FIELD.match(block.text) is not None
        above = block


def _stands_below(text: str, *, is_prose: bool) -> Clue:
    if text.endswith(":"):
        return HEAD_BELOW_COLON
    if is_prose:
        return HEAD_BELOW_TEXT
    return HEAD_BELOW_SHORT if any(map(str.isalpha, text)) else HEAD_BELOW_RULE


def _head_clue(block: Block, lexicon: Lexicon) -> Clue | None:
    if len(block.text) < 50:
        return None
    reading = read_head(block.text[:_WINDOW], lexicon)
    if reading is None:
        if (opens := _OUTLET_OPENS.match(block.text)) and lexicon.outlet(opens["outlet"]):
            return HEAD_OF_OUTLET
        begins = head_behind(block.text, lexicon)
        return HEAD_BEHIND_TITLE if begins and len(block.text) - begins >= _SENTENCE else None
    if _behind_title(block.text, reading, lexicon):
        return HEAD_BEHIND_TITLE
    if reading.dateline.place is None:
        return HEAD_OF_AGENCY
    if reading.agency_name:
        return HEAD_WITH_AGENCY
    if reading.mention:
        return HEAD_WITH_DATE
    return HEAD_WITH_PLACE if _is_known(reading.dateline.place.split(", "), lexicon) else HEAD_IN_CAPITALS


def head_behind(text: str, lexicon: Lexicon) -> int | None:
    """Where, behind a title on the same line, an article opens with its place and agency; None where it does not.

    >>> words = Lexicon.default()
    >>> text = "Storm Closes All Schools BOSTON (Reuters) - The schools stayed shut on Monday, officials said."
    >>> text[head_behind(text, words):][:17]
    'BOSTON (Reuters) '
    >>> head_behind("He moved from Boston (Mass.) - and that was long ago - to a smaller town.", words) is None
    True
    """
    mark = _AGENCY_DASH.search(text, 12, _WINDOW)
    if mark is None or not (_agency(mark["agency"], lexicon, bracketed=True) or lexicon.outlet(mark["agency"])):
        return None
    words = list(_PLACE_WORD.finditer(text, max(0, mark.start() - 60), mark.start()))
    capitals = [word.start() for word in words[-5:] if word[0].isupper() and len(word[0]) > 2]
    for start in (*capitals, *(word.start() for word in words[-5:] if word[0][0].isupper())):
        head = read_head(text[start : start + _WINDOW], lexicon) if start >= 12 else None
        if head and head.dateline.place and _is_known(head.dateline.place.split(", "), lexicon):
            return start
    return None


def _behind_title(text: str, reading: Reading, lexicon: Lexicon) -> int | None:
    """Where the dateline begins whose place was read with the title before it: `Storm Closes Schools BOSTON (AP) -`."""
    place = reading.place_span
    if place is None or place.of(text).count(" ") < _TITLE_WORDS or _is_known(place.of(text).split(", "), lexicon):
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
    start = _behind_title(text, found, lexicon) if found else head_behind(text, lexicon)
    if start is None:
        return (0, found) if found else None
    behind = read_head(text[start:], lexicon, posted=posted, day_first=day_first)
    if behind is None:
        return None
    mention = _moved(behind.mention, start) if behind.mention else None
    return start, attrs.evolve(behind, mention=mention)


def outlet_of_head(text: str, lexicon: Lexicon) -> tuple[str, int, int] | None:
    """The outlet that stands in a dateline where agencies do, and its place in the text.

    >>> words = Lexicon.default()
    >>> [outlet_of_head(line, words)[0] for line in ("ATLANTA (CNN) -- The vote went on.", "(CNN) -- It ended.")]
    ['CNN', 'CNN']
    >>> outlet_of_head("ATLANTA (AP) -- The vote was put off.", words) is None
    True
    """
    if (opens := _OUTLET_OPENS.match(text)) and lexicon.outlet(opens["outlet"]):
        return opens["outlet"], *opens.span("outlet")
    found = read_head(text, lexicon)
    if found is None or found.rest is None or lexicon.outlet(found.rest) is None:
        return None
    return found.rest, found.rest_start, found.rest_start + len(found.rest)


def _line_clues(line: PhysicalLine, lexicon: Lexicon, block: Block) -> Iterator[Clue]:
    text = line.content
    if len(text) > _SHORT or (len(block.text) > 220 and block.first != block.last):
        if len(text) < 5000 and find_dates(text[:_LINE], lexicon):
            yield DATE_IN_PROSE
        return
    dates = find_dates(text, lexicon)
    if not dates:
        yield from _dateless_clues(text, lexicon)
        return
    if block.is_prose and len(block.text) > 140:
        yield DATE_IN_PROSE
        return
    mailed = _MAIL_DATE.match(text) is not None
    if mailed and _TO_THE_SECOND.search(text):  # only a mail program is as exact
        yield MAIL_DATE
        return
    date = dates[0]
    yield from _share_clues(text, dates, lexicon)
    if _labels(lexicon)[1].search(text):
        yield UPDATED
    elif mailed:
        yield MAIL_DATE
    elif _PUBLISH_LABEL.match(text):
        yield LABELLED
    elif _POSTED_LABEL.match(text):
        yield POSTED
    written = date.span.of(text)
    if not any(char.isalpha() for char in written):
        yield IN_FIGURES
    if any(fold(word) in lexicon.names["weekdays"] for word in written.split()[:2]):
        yield WITH_WEEKDAY
    if not date.has_year:
        yield NO_YEAR
    if text[0] in "([" and text[-1] in ")]":
        yield BRACKETED


def _share_clues(text: str, dates: list[DateMention], lexicon: Lexicon) -> Iterator[Clue]:
    """How much of the line is date, and what the rest is."""
    date = dates[0]
    left = _letters(_without(text, dates, lexicon))
    if not left:
        yield DATE_TIME_ALONE if date.at else DATE_ALONE
        return
    reading = read(text, lexicon)
    size = len(left)
    dated = sum(one.span.end - one.span.start for one in dates)
    if reading and reading.dateline.place:
        yield PLACE_AND_DATE
    if reading and reading.agency_name:
        yield AGENCY_AND_DATE
    if _PAGE.search(text, date.span.end):
        yield PAGE_AND_DATE
    rest = reading.rest if reading else None
    if rest and (lexicon.outlet(rest) or _DOMAIN.search(rest)):
        yield OUTLET_AND_DATE
    elif rest and reading and len(rest) <= 50 and _like_a_name(rest):
        yield NAME_AND_DATE if reading.rest_start < date.span.start else DATE_AND_NAME
    yield MOSTLY_DATE if dated >= size else PARTLY_DATE


def _dateless_clues(text: str, lexicon: Lexicon) -> Iterator[Clue]:
    if not 3 < len(text) <= 100:
        return
    if len(text) <= 60 and (found := _find_relative(text)) and len(text) - len(found[0]) <= 25:
        yield RELATIVE
    if _TIME_ALONE.match(text):
        yield TIME_ALONE
    if found := _issue(text, lexicon):
        yield ISSUE if len(text) - len(found[0]) > 4 else MONTH_ALONE
        return
    if len(text) > 70 or not (reading := read(text, lexicon)) or not reading.dateline.place or reading.rest:
        return
    if reading.agency_name:
        yield PLACE_AGENCY_ALONE
    elif text[-1] in "-–—":
        yield PLACE_DASH_ALONE
    else:
        yield PLACE_ALONE


def _surroundings(page: Page, dated: list[int]) -> Iterator[Sighting]:
    if not dated:
        return
    blocks = page.blocks
    position_of = {
        index: position for position, block in enumerate(blocks) for index in range(block.first, block.last + 1)
    }
    for count, index in enumerate(dated):
        if len(dated) > 8:
            yield index, ONE_OF_MANY
        position = position_of[index]
        yield index, LATER_DATE if count else FIRST_DATE
        if any(block.is_prose for block in blocks[position + 1 : position + 4]):
            yield index, PROSE_NEXT
        if position and blocks[position - 1].is_prose:
            yield index, PROSE_BEFORE
        if 0 <= page.title_block < position <= page.title_block + 5:
            yield index, TITLE_BEFORE
        elif position < page.title_block:
            yield index, TITLE_AFTER


def _without(text: str, dates: list[DateMention], lexicon: Lexicon) -> str:
    """The text with its dates and the words that only label them left out."""
    pieces, at = [], 0
    for date in dates:
        pieces.append(text[at : date.span.start])
        at = date.span.end
    return _labels(lexicon)[0].sub(" ", " | ".join((*pieces, text[at:])))


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _like_a_name(text: str) -> bool:
    """Do most long words begin with a capital?"""
    words = [word for word in re.findall(r"[^\W_][\w.'’-]*", text) if word.lower() not in _SMALL]
    return bool(words) and len(words) <= 8 and sum(word[0].isupper() for word in words) >= 0.75 * len(words)


def _issue(text: str, lexicon: Lexicon) -> re.Match[str] | None:
    """`June 1993 issue`, `Fall/Winter 1989`, when that is most of the line."""
    if not _YEAR.search(text):
        return None
    for found in _ISSUE.finditer(text[:_LINE]):
        when = found["when"].casefold()
        if when in lexicon.names["months"] or when in _SEASONS:
            left = len(text) - len(found[0])
            return found if left <= 12 or (left <= 70 and _ISSUE_WORD.search(text)) else None
    return None


# ---------------------------------------------------------------------------------------------- reading the head


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
    if head := _place_first(text, lexicon, posted, day_first):
        return head
    head = _agency_first(text, lexicon, posted, day_first)
    return head if head and (head.mention or head.dateline.place) else None


def _place_first(text: str, lexicon: Lexicon, posted: dt.date | None, day_first: bool | None) -> Reading | None:
    """A head as most are: place, date, agency."""
    window = text[:_WINDOW]
    start = _LEAD.match(window).end()  # type: ignore[union-attr]
    best: Reading | None = None
    for separator in islice(_separators(window, start), 8):
        stop = separator.start()
        if stop - start > _HEAD_LENGTH or (best and "\n\n" in window[best.end : stop]):
            break
        if not _separates(separator, window):
            continue
        behind = _AGENCY_BEHIND.match(text, separator.end())
        signed = behind is not None and _agency(behind[1], lexicon, False) is not None
        head = _parse(window, start, stop, lexicon, posted, day_first, signed=signed)
        if head and (
            _holds(head, separator[0].strip(), text, separator.end()) or (signed and head.mention and head.place)
        ):
            best = _reading_of_head(head, window, start, stop, separator.end())
    if best is None:
        return _stopped_head(text, window, start, lexicon, posted, day_first)
    behind = _AGENCY_BEHIND.match(text, best.end) if best.mention and best.agency_name is None else None
    if behind and (agency := _agency(behind[1], lexicon, False)):  # KIEV, March 13 - RIA Novosti. The bank
        line = attrs.evolve(best.dateline, text=" ".join(text[start : behind.end(1)].split()), agency=agency)
        span = Span(*behind.span(1))
        return attrs.evolve(best, dateline=line, agency_name=agency, agency_span=span, end=behind.end())
    return best


def _separators(window: str, start: int) -> Iterator[re.Match[str]]:
    """The separators that may close a head which begins at `start`."""
    upto = start + _HEAD_LENGTH + _LONGEST_SEPARATOR
    mark = _SEPARATING.search(window, max(0, start - 1), upto)
    return _SEPARATOR.finditer(window, max(start, mark.start() - _BEFORE_MARK), upto) if mark else iter(())


def _stopped_head(
    text: str, window: str, start: int, lexicon: Lexicon, posted: dt.date | None, day_first: bool | None
) -> Reading | None:
    """A head that only a full stop closes: `Berlin. Die Regierung ...`; the place must be one that we know."""
    best: Reading | None = None
    for stop in islice(_STOP.finditer(window, start), 4):
        if stop.start() - start > 60:
            break
        head = _parse(window, start, stop.start(), lexicon, posted, day_first)
        if head and _stop_holds(head, stop, start, text) and (best is None or head.mention):
            comma = "," in window[start : stop.start()]  # then the full stop is that of an abbreviation
            best = _reading_of_head(head, window, start, stop.start() + comma, stop.end())
    return best


def _stop_holds(head: _Head, stop: re.Match[str], start: int, text: str) -> bool:
    if head.rest or not text[stop.end()].isupper() or len(text) - stop.end() < (8 if head.agency else 40):
        return False
    wide = len(stop[0]) > 2 and head.capitals
    plain = wide or head.mention is not None or "," not in text[start : stop.start()]
    signed = head.capitals and head.agency is not None and head.mention is not None
    return plain and (head.known or signed or _is_pair(head, text))


def _is_pair(head: _Head, text: str) -> bool:
    """`Lüdenscheid/Südwestfalen`: two names, each too long for `and/or`."""
    parts = head.place.of(text).split("/") if head.place else ()
    return len(parts) == 2 and all(len(part) >= 5 and part[0].isupper() and part.isalpha() for part in parts)


def _separates(separator: re.Match[str], window: str) -> bool:
    """A lone hyphen must have white space or a bracket beside it, and so must an underscore."""
    mark = separator[0]
    if mark.strip(" \t\n.,") in ("-", "_", "|"):
        before = window[separator.start() - 1 : separator.start()]
        return any(char.isspace() for char in mark) or before in (")", ".")
    return True


def _holds(head: _Head, mark: str, text: str, end: int) -> bool:
    """Is there evidence enough that this is a dateline and not a word before a dash?"""
    opens = _PROSE.match(text, end)
    if not opens:
        return bool(head.agency or head.mention) and bool(head.place) and end >= len(text)
    first = text[opens.end() - 1]
    if head.agency and head.bracketed:
        return head.place is None or first.isupper() or not first.isalpha() or bool(mark)
    if not mark.strip(".,"):
        return bool(
            head.known and head.rest and (_WEB_NAME.search(head.rest.text) or (head.outlet and first.isupper()))
        )
    if head.place is None:
        return head.mention is not None and mark[:1] in ("-", "—", "–")
    if head.agency:
        return head.known or head.capitals
    if head.mention:
        return head.known or (head.capitals and head.place.start < head.mention.span.start)
    if first.islower() or len(text) - end < (8 if head.rest else 16 if head.known else 30):
        return False
    if mark in (":", "|"):
        return head.known and head.capitals
    if not (head.known or head.capitals):
        return False
    if head.rest:
        return True
    return head.known or (head.capitals and _is_long_enough(text, head.place, end))


def _is_long_enough(text: str, place: Span, end: int) -> bool:
    """Capitals that name no place we know count only before a sentence, in small letters."""
    follows = text[end : end + 60]
    return place.end - place.start >= 4 and sum(char.islower() for char in follows) > len(follows) * 0.5


def _reading_of_head(head: _Head, text: str, start: int, stop: int, end: int) -> Reading:
    place = " ".join(head.place.of(text).split()) if head.place else None
    date = head.mention.date if head.mention else None
    rest = head.rest
    return Reading(
        Dateline(" ".join(text[start:stop].split()), place, head.agency, date),
        head.mention,
        head.agency,
        end,
        rest.text if rest else None,
        rest.start if rest else 0,
        head.place,
        head.agency_span,
    )


def _moved(mention: DateMention, by: int) -> DateMention:
    return attrs.evolve(mention, span=Span(mention.span.start + by, mention.span.end + by))


def _parse(
    text: str,
    start: int,
    stop: int,
    lexicon: Lexicon,
    posted: dt.date | None,
    day_first: bool | None,
    *,
    signed: bool = False,
) -> _Head | None:
    """Take a head apart; None when something in it is neither place, date nor agency.

    `signed` tells that an agency's name stands behind it.
    """
    if stop - start < 2 or text[start:stop].count("(") > 3:
        return None
    dates = find_dates(text[start:stop], lexicon, posted=day_of(posted), day_first=day_first)
    if len(dates) > 1:
        return None
    mention = _moved(dates[0], start) if dates else None
    places: list[_Segment] = []
    agency: str | None = None
    agency_span: Span | None = None
    rest: _Segment | None = None
    bracketed = closed = False
    for segment in _segments(text, start, stop, mention, lexicon):
        named = _agency(segment.text, lexicon, segment.bracketed)
        if places and mention and places[-1].start < mention.span.start < segment.start:
            closed = True  # Leeds, March 13, PA
        if places and not segment.bracketed and _is_region(segment.text, lexicon) and not closed:
            places.append(segment)
        elif named and agency is None and (segment.bracketed or places or mention):
            agency, agency_span, bracketed = named, Span(segment.start, segment.end), segment.bracketed
            if rest and places and segment.bracketed and rest.text.isalpha() and rest.end < segment.start:
                places.append(attrs.evolve(rest, end=rest.end + 1))  # Halle (Saale) (dpa)
                rest = None
        elif segment.bracketed and places and not closed and _is_region(segment.text, lexicon):
            places.append(attrs.evolve(segment, end=min(stop, segment.end + 1)))
        elif segment.bracketed and len(segment.text) <= 40 and rest is None and _like_a_credit(segment.text):
            rest = segment
        elif fold(segment.text) in lexicon.names["weekdays"] or (len(segment.text) < 3 and segment.text.isdigit()):
            pass  # MADRID, 13 (EUROPA PRESS)
        elif segment.dashed and places:
            return None
        elif not closed and not segment.bracketed and len(places) < 4:
            places.append(segment)
            continue
        else:
            return None
        closed = closed or (bool(places) and places[-1] is not segment)
    return _checked(
        places, agency, agency_span, mention, rest, bracketed, text, lexicon, signed and mention is not None
    )


def _like_a_credit(text: str) -> bool:
    """`KGO`, `Daily Example`, `example.net/as`: in the brackets of a dateline, an outlet of its own."""
    return text[0].isupper() or bool(_WEB_NAME.search(text))


def _checked(
    places: list[_Segment],
    agency: str | None,
    agency_span: Span | None,
    mention: DateMention | None,
    rest: _Segment | None,
    bracketed: bool,
    text: str,
    lexicon: Lexicon,
    signed: bool,
) -> _Head | None:
    if not places:
        opens = text[max(0, mention.span.start - 1) : mention.span.start] if mention else ""
        dated = rest is None and opens in ("(", "[") and opens != ""
        if not dated and not (agency and bracketed):
            return None
        return _Head(None, agency, agency_span, mention, rest, False, False, bracketed)
    place = Span(places[0].start, places[-1].end)
    if "(" in place.of(text) and ")" not in place.of(text):
        return None
    regional = rest is not None and len(places) > 1 and _is_region(places[-1].text, lexicon)  # iev, Ukraine (CNN)
    lost = (bool(agency) and bracketed) or regional or (rest is not None and _lacks_letter(places[0].text, lexicon))
    if not _is_placelike([segment.text for segment in places], lexicon, lost_letter=lost):
        return None
    known = _is_known([segment.text for segment in places], lexicon) or (
        rest is not None and _lacks_letter(places[0].text, lexicon)
    )
    capitals = _in_capitals(places[0].text)
    if not known and _agency(places[0].text, lexicon, False):
        return None
    if not (known or capitals or signed or (agency and bracketed) or "/" in places[0].text):
        return None
    outlet = rest is not None and rest.bracketed and lexicon.outlet(rest.text) is not None
    return _Head(place, agency, agency_span, mention, rest, known, capitals, bracketed, outlet)


def _keeps_stop(name: str, after: str, lexicon: Lexicon) -> bool:
    """An abbreviation keeps its full stop: `Calif.`, `D.C.`."""
    return after == "." and (name[-2:-1] == "." or (len(name) <= 6 and _is_region(name, lexicon)))


def _segments(text: str, start: int, stop: int, mention: DateMention | None, lexicon: Lexicon) -> Iterator[_Segment]:
    """The pieces between commas, brackets and the date, trimmed, the empty ones left out."""
    ranges = [(start, stop)] if mention is None else [(start, mention.span.start), (mention.span.end, stop)]
    for low, high in ranges:
        for begin, stop_at, dashed in _pieces(text, low, high):
            words = text[begin:stop_at]
            at = begin + len(words) - len(words.lstrip(_EDGES))
            trimmed = words.strip(_EDGES)
            if any(char.isalnum() for char in trimmed):
                end = at + len(trimmed)
                if end < high and _keeps_stop(trimmed, text[end : end + 1], lexicon):
                    end += 1
                opened = text[start:begin]
                inside = opened.count("(") > opened.count(")") or (text[at - 1 : at] == "/" == text[end : end + 1])
                yield _Segment(at, end, text[at:end], inside, dashed)


def _pieces(text: str, low: int, high: int) -> Iterator[tuple[int, int, bool]]:
    """Between commas, brackets and dashes; the last value tells whether a dash stands before the piece."""
    for match in _SEGMENT.finditer(text, low, high):
        begin, dashed = match.start(), False
        for dash in _DASHED.finditer(text, match.start(), match.end()):
            yield begin, dash.start(), dashed
            begin, dashed = dash.end(), True
        if (slash := text.find(" /", begin, match.end())) > begin and text[slash:high].rstrip(" .").endswith("/"):
            yield begin, slash, dashed  # Иркутск /ТАСС/
            begin = slash
        yield begin, match.end(), dashed


def _is_placelike(segments: list[str], lexicon: Lexicon, *, lost_letter: bool) -> bool:
    """Could this be a place: a few capitalised words without figures, none of them known to be something else?"""
    whole = ", ".join(segments)
    first = segments[0]
    no_places = lexicon.lists["places.no_places"]
    if len(whole) > 70 or has_digit(whole) or any(mark in whole for mark in "!?@%=:|\\$€£"):
        return False
    if _key(first) in no_places or (_key(first.split()[0]) in no_places and not _is_known(segments, lexicon)):
        return False
    words = [word for word in re.split(r"[\s/]+", whole) if word]
    if len(words) > 8 or (len(words) == 1 and len(words[0]) < 3):
        return False
    return all(
        word[0].isupper() or word.lower() in _SMALL or word == "&" or (lost_letter and not position and len(words) <= 3)
        for position, word in enumerate(words)
    )


def _is_known(segments: list[str], lexicon: Lexicon) -> bool:
    """Is it in the list of places, or followed by a state or country that is?"""
    if len(segments) > 1 and _is_region(segments[-1], lexicon):
        return True
    parts = _JOINT.split(segments[0])
    if len(parts) == 2 and "/" in segments[0] and _is_region(parts[1], lexicon):  # "Kakuma/Kenia"
        return True
    return all(_is_city(part, lexicon) for part in parts) or _is_city(segments[0], lexicon)


def _is_city(name: str, lexicon: Lexicon) -> bool:
    key = _key(name)
    if len(key) < 3 or key in lexicon.lists["places.no_places"]:
        return False
    return key in lexicon.lists["places.cities"] or key in lexicon.lists["places.regions"]


def _is_region(name: str, lexicon: Lexicon) -> bool:
    """A state, province or country; postal codes only in capitals (`Newtown, PA`)."""
    key = _key(name)
    return key in lexicon.lists["places.regions"] or (name.isupper() and key in lexicon.lists["places.codes"])


def _key(name: str) -> str:
    """A place as it is looked up: small letters, no accents, no full stops."""
    return fold(name if name.isascii() else "".join(map(_plain, name))).replace(".", "")


_BARE = {"ß": "ss", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D"}  # which are no letter with an accent


@lru_cache(maxsize=1024)
def _plain(char: str) -> str:
    if char in "йЙ":  # a letter of its own
        return char
    plain = unicodedata.normalize("NFKD", _BARE.get(char, char))
    return "".join(one for one in plain if not unicodedata.combining(one))


def _in_capitals(name: str) -> bool:
    """`ST. LOUIS`, `McALLEN`, `KHAN YOUNIS`: nearly all letters are capitals."""
    letters = [char for char in name if char.isalpha()]
    small = sum(char.islower() for char in letters)
    scottish = small <= 2 and len(letters) >= 6 and name.startswith(("Mc", "Mac", "De", "La"))
    return len(letters) >= 3 and (small == 0 or scottish)


def _agency(name: str, lexicon: Lexicon, bracketed: bool) -> str | None:
    """The agency's canonical name: `Reuter`, `AP`, `/TASS/`, `dpa/lsw`; in brackets also `NB`."""
    agencies = lexicon.names["agencies"]
    folded = fold(name)
    found = agencies.get(folded) or agencies.get(folded.replace(".", ""))
    if not found and bracketed:
        found = lexicon.names["bracketed"].get(folded)
        for part in folded.split("/")[:4] if "/" in folded and not found else ():
            found = found or agencies.get(fold(part))
        words = folded.replace(".", " ").split()[:4]
        if not found and words and words[0] in lexicon.lists["byline.role_words"]:  # корр. ТАСС Иван Лебедев
            found = next((one for end in (3, 2) if (one := agencies.get(" ".join(words[1:end])))), None)
    return str(found) if found else None


# ------------------------------------------------------------------------------------------------ reading a line


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
    window = text[:_LINE]
    dates = find_dates(window, lexicon, posted=day_of(posted), day_first=day_first)
    mention = next((one for one in dates if not _is_update(window, one, lexicon)), dates[0] if dates else None)
    updated = mention is not None and _is_update(window, mention, lexicon)
    mention = mention or _relative(window, posted)
    issue = None if mention else _issue(window, lexicon)
    taken = [one.span for one in dates] or ([mention.span] if mention else [])
    place, agency, rest = _line_parts(window, taken + ([Span(*issue.span())] if issue else []), lexicon)
    if mention is None and place is None and agency is None and issue is None:
        return None
    named = _agency(agency.text, lexicon, True) if agency else None
    return Reading(
        Dateline(
            " ".join(window.split()),
            " ".join(place.of(window).split()) if place else None,
            named,
            mention.date if mention else None,
        ),
        mention,
        named,
        len(text),
        rest.text if rest else None,
        rest.start if rest else 0,
        place,
        Span(agency.start, agency.end) if agency else None,
        updated,
    )


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
    if line and _is_whole(text, line, lexicon, posted):
        return line
    head = read_head(text, lexicon, posted=posted, day_first=day_first)
    if head and _is_mere_word(text, head, lexicon):
        return _agency_first(text, lexicon, posted, day_first)
    return (
        head
        or _city_and_colon(text, lexicon)
        or _dated_head(text, line)
        or _agency_first(text, lexicon, posted, day_first)
    )


def _is_mere_word(text: str, head: Reading, lexicon: Lexicon) -> bool:
    """`SHOPS - The big ones reopened`: capitals and a hyphen, and no place that we know."""
    place = head.dateline.place
    if place is None or head.agency_name or head.mention or head.rest:
        return False
    mark = text[text.find(place) + len(place) : head.end].strip()
    return mark in ("-", ":", "|") and not _is_known(place.split(", "), lexicon) and not _lacks_letter(place, lexicon)


def _city_and_colon(text: str, lexicon: Lexicon) -> Reading | None:
    """`Lucknow: The vote was put off.`; a sentence must follow, for headlines are written so, too."""
    opens = _CITY_COLON.match(text)
    if opens is None or not text.rstrip().endswith((".", "”", '"')) or text[opens.end() :].count(" ") < 4:
        return None
    if text[opens.end() :].lstrip("\"“‘'«„")[:1].islower():
        return None
    key = _key(opens[1])
    if key not in lexicon.lists["places.cities"] or key in lexicon.lists["places.regions"]:
        return None
    return Reading(Dateline(opens[1], opens[1]), end=opens.end(), place_span=Span(*opens.span(1)))


def _lacks_letter(name: str, lexicon: Lexicon) -> bool:
    """`ondon`: a city's name whose first letter was lost."""
    key = _key(name)
    return len(key) > 3 and any(f"{letter}{key}" in lexicon.lists["places.cities"] for letter in _LETTERS)


def _dated_head(text: str, line: Reading | None) -> Reading | None:
    """`March 13, 2014 - The talks ended`: a whole date and a dash open the paragraph."""
    date = line.mention if line else None
    if line is None or date is None or not date.has_year or date.span.start > 1:
        return None
    mark = _SEPARATOR.match(text, date.span.end)
    if mark is None or not mark[0].strip() or not text[mark.end() : mark.end() + 1].isupper():
        return None
    return Reading(Dateline(text[: date.span.end].strip(), date=date.date), date, end=mark.end())


def _agency_first(text: str, lexicon: Lexicon, posted: dt.date | None, day_first: bool | None) -> Reading | None:
    """`AFP, KHARTOUM - The army`, `TASS, March 13. The bank`, `Reuters - The bank`."""
    opens = _AGENCY_FIRST.match(text)
    agency = _agency(opens[1], lexicon, False) if opens else None
    if opens is None or agency is None or not (opens[1].isupper() or opens[1] == agency or " " in opens[1]):
        return None
    rest = text[opens.end() :]
    behind = _place_first(rest, lexicon, posted, day_first)
    if behind is None:
        date = next(iter(find_dates(rest[:40], lexicon, posted=day_of(posted), day_first=day_first)), None)
        mark = _AFTER_DATE.match(rest, date.span.end) if date and not date.span.start else None
        if date and mark and rest[: mark.end()].rstrip()[-1] in ".:-–—":
            behind = Reading(Dateline(rest[: date.span.end], date=date.date), date, end=mark.end())
        elif opens[2] != "," and rest[:1].isupper() and len(rest) > 15:
            behind = Reading(Dateline(""))
    if behind is None or behind.agency_name:
        return None
    by = opens.end()
    stated = " ".join(text[: by + len(behind.dateline.text)].split()).rstrip(" -–—:,|")
    return Reading(
        attrs.evolve(behind.dateline, text=stated, agency=agency),
        _moved(behind.mention, by) if behind.mention else None,
        agency,
        behind.end + by,
        place_span=Span(behind.place_span.start + by, behind.place_span.end + by) if behind.place_span else None,
        agency_span=Span(*opens.span(1)),
    )


def _is_whole(text: str, line: Reading, lexicon: Lexicon, posted: dt.date | None) -> bool:
    """Does the line state a place or a date, and nothing beside it but names?"""
    if len(text) > _WINDOW or not (line.dateline.place or line.dateline.date):
        return False
    spans = [one.span for one in find_dates(text, lexicon, posted=day_of(posted))]
    spans += [span for span in (line.place_span, line.agency_span, line.mention and line.mention.span) if span]
    left = "".join(" " if any(one.start <= at < one.end for one in spans) else char for at, char in enumerate(text))
    left = _PAGE.sub(" ", _RELATIVE.sub(" ", _labels(lexicon)[0].sub(" ", _TIME_ELSEWHERE.sub(" ", left))))
    pieces = [piece for piece in re.split(r"[,|•·\n]", left) if not _TIME_ALONE.match(piece.strip())]
    words = [word for word in " ".join(pieces).split() if fold(word) not in lexicon.names["weekdays"]]
    words = [
        word for word in words if fold(word) not in (*_SMALL, "by", "for") and any(char.isalpha() for char in word)
    ]
    return not words or (line.mention is not None and sum(map(len, words)) <= 60 and _is_named(words))


def _is_named(words: list[str]) -> bool:
    """Nothing but names and web addresses: `By Jane Doe`, `gazette.example.uk`."""
    return all(_DOMAIN.fullmatch(word.strip(_EDGES)) for word in words) or _like_a_name(" ".join(words))


def _is_update(text: str, mention: DateMention, lexicon: Lexicon) -> bool:
    """Is the word just before this date one of updating?"""
    before = text[max(0, mention.span.start - 24) : mention.span.start]
    found = list(_labels(lexicon)[1].finditer(before))
    return bool(found) and not any(char.isdigit() for char in before[found[-1].end() :])


def _find_relative(text: str) -> re.Match[str] | None:
    folded = text.casefold()
    return _RELATIVE.search(text) if any(map(folded.__contains__, _OF_RELATIVE)) else None


def _relative(text: str, posted: dt.date | None) -> DateMention | None:
    """`2 days ago`, when it is known from when; to the minute when the time of posting is known."""
    found = _find_relative(text) if posted else None
    if not found or posted is None or len(text) - len(found[0]) > 30:
        return None
    unit = (found["unit"] or found["einheit"] or found["u"] or "").lower()
    many = (found["many"] or found["zahl"] or found["n"] or "1").lower()
    count = int(many) if many.isdigit() else _NUMBERS.get(many, 1)
    if unit[:2] in ("mo", "ye"):
        return None  # such numbers are rounded
    passed = _PASSED.get(unit[:1], dt.timedelta()) * count
    if (found["word"] or "").lower() == "yesterday":
        passed = dt.timedelta(days=1)
    if passed.days >= posted.toordinal():
        return None
    span = Span(*found.span())
    if not isinstance(posted, dt.datetime):
        return DateMention(span, posted - dt.timedelta(days=passed.days), False)
    then = posted - passed
    return DateMention(span, then.date(), False, then if passed < dt.timedelta(days=1) and unit else None)


def _line_parts(text: str, dates: list[Span], lexicon: Lexicon) -> tuple[Span | None, _Segment | None, _Segment | None]:
    """Place, agency, and the first of what is left over."""
    place: Span | None = None
    agency = rest = None
    for chunk in _chunks(text, dates, lexicon):
        segments = list(_comma_segments(text, chunk, lexicon))
        for position, segment in enumerate(segments):
            if fold(segment.text) in lexicon.names["weekdays"] or _TIME_ALONE.match(segment.text):
                continue
            # behind something else, only a place that we know: `By Jane Doe`, next line `KYIV`
            likely = not place and (not rest or (_is_known([segment.text], lexicon) and rest.end < chunk.start))
            size = _place_run(segments[position:], text, dates, lexicon) if likely else 0
            if size:
                place = Span(segment.start, segments[position + size - 1].end)
            elif place and place.start <= segment.start < place.end:
                continue
            elif agency is None and _agency(segment.text, lexicon, segment.bracketed):
                agency = segment
            elif rest is None and any(char.isalpha() for char in segment.text):
                end = segments[-1].end
                rest = _Segment(segment.start, end, text[segment.start : end])
                break
    return place, agency, rest


def _place_run(segments: list[_Segment], text: str, dates: list[Span], lexicon: Lexicon) -> int:
    """How many of these segments, from the first, name a place; 0 when it is none."""
    first = segments[0].text
    if not _is_placelike([first], lexicon, lost_letter=False):
        return 0
    if lexicon.outlet(first) and (first.startswith("The ") or not _is_known([first], lexicon)):
        return 0
    size = 1
    while size < min(4, len(segments)) and _is_region(segments[size].text, lexicon):
        size += 1
    if size > 1 or _is_known([first], lexicon):
        return size
    # a town that we don't know: in capitals, with an agency in brackets or a dash, and nothing else
    after = text[segments[0].end : segments[0].end + 30].strip(" ,.")
    if _in_capitals(first) and len(segments) == 1 and not _agency(first, lexicon, False):
        inside = re.match(r"\(([^()]{2,25})\)", after)
        if (inside and _agency(inside[1], lexicon, True)) or (not dates and after in ("-", "--", "—", "–")):
            return 1
    return 0


def _chunks(text: str, dates: list[Span], lexicon: Lexicon) -> Iterator[Span]:
    """The pieces of the line between dates, labels, page numbers, brackets, bars and dashes."""
    taken = [(date.start, date.end) for date in dates]
    for pattern in (_labels(lexicon)[0], _PAGE, _CHUNK_END):
        taken.extend(match.span() for match in pattern.finditer(text))
    at = 0
    for low, high in sorted(taken):
        if low > at:
            yield Span(at, low)
        at = max(at, high)
    if at < len(text):
        yield Span(at, len(text))


def _comma_segments(text: str, chunk: Span, lexicon: Lexicon) -> Iterator[_Segment]:
    bracketed = text[max(0, chunk.start - 1) : chunk.start] == "("
    for match in _SEGMENT.finditer(text, chunk.start, chunk.end):
        words = match[0]
        at = match.start() + len(words) - len(words.lstrip(_EDGES))
        trimmed = words.strip(_EDGES)
        if any(char.isalnum() for char in trimmed):
            end = at + len(trimmed)
            if _keeps_stop(trimmed, text[end : end + 1], lexicon):
                end += 1
            yield _Segment(at, end, text[at:end], bracketed)
