"""A paragraph of the article: running prose about other people, in the third person, with speech attributed."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from clipparse import lazy
from clipparse.clue import Clue, Sighting
from clipparse.gate import gated
from clipparse.language import languages_of, words_of
from clipparse.lexicon import Lexicon
from clipparse.lines import READ_OF_BLOCK
from clipparse.page import Block, Page
from clipparse.roles import Role

_clue = partial(Clue, "body")

VERY_LONG = _clue(Role.BODY, 2.0, "a paragraph of more than 600 characters")
LONG = _clue(Role.BODY, 2.0, "a paragraph of more than 250 characters")
MIDDLING = _clue(Role.BODY, 1.2, "a paragraph of 120 to 250 characters")
SENTENCE = _clue(Role.BODY, 0.5, "60 to 120 characters")
SHORT = _clue(Role.HEADLINE, 0.3, "30 to 60 characters")
VERY_SHORT = _clue(Role.FURNITURE, 0.5, "15 to 30 characters")
TINY = _clue(Role.FURNITURE, 1.0, "fewer than 15 characters")

FULL_STOP = _clue(Role.BODY, 0.8, "ends with a full stop")
QUESTION = _clue(Role.BODY, 0.1, "ends with a question mark")
SHOUT = _clue(Role.COMMENTARY, 0.5, "ends with an exclamation mark")
CLOSING_QUOTE = _clue(Role.BODY, 0.5, "ends with a quotation mark")
COLON = _clue(Role.COMMENTARY, 0.5, "ends with a colon")
DOTS = _clue(Role.BODY, 0.1, "ends with three dots")
COMMA = _clue(Role.BODY, 0.3, "ends with a comma or a dash")
NO_STOP = _clue(Role.HEADLINE, 0.5, "ends without punctuation")
LONG_NO_STOP = _clue(Role.STANDFIRST, 0.3, "long, and ends without punctuation")

SPEECH = _clue(Role.BODY, 1.0, "somebody is said to have said something")
REPORTED = _clue(Role.BODY, 0.7, "reports what officials, police or papers say")
OPENS_QUOTE = _clue(Role.BODY, 0.5, "opens with a quotation mark")
LOWER_CASE = _clue(Role.BODY, 0.2, "opens in lower case")
CARRIES_ON = _clue(Role.FURNITURE, -0.5, "carries on the sentence that the line above breaks off")
BREAKS_OFF = _clue(Role.FURNITURE, -0.5, "its sentence is carried on by the line below")
LIKE_THE_REST = _clue(Role.BODY, 0.3, "about as long as the other paragraphs")
FIGURES = _clue(Role.BODY, 0.3, "gives figures, per cent or money")
WEEKDAY = _clue(Role.BODY, 0.5, "says on which weekday it happened")

_SPEECH = gated(
    lazy.compile(
        r"\b(?:said|says|told|added|asked|argued|insisted|warned|claimed|stated|explained|announced|acknowledged|noted"
        r"|declined to comment|according to|denied|conceded|predicted|testified|replied)\b"
    ),
    "said says told added asked argued insisted warned claimed stated explained announced acknowledged noted "
    "declined according denied conceded predicted testified replied",
)
_REPORTED = gated(
    lazy.compile(
        r"\b(?:officials?|spokes(?:man|woman|person)|police|government|ministry|minister|president|senator|company"
        r"|court"
        r"|reporters?|investigators?|authorities|prosecutors?|analysts?|researchers?|a statement|newspaper|Mr|Mrs|Ms"
        r"|Dr)\b"
    ),
    "official officials spokesman spokeswoman spokesperson police government ministry minister president senator "
    "company court reporter reporters investigator investigators authorities prosecutor prosecutors analyst "
    "analysts researcher researchers statement newspaper mr mrs ms dr",
)
_FIGURES = lazy.compile(
    r"[$£€\d](?:(?<=[$£€])\s?\d|(?<=\b\d)[\d,.]*\s?(?:per ?cent|percent|%|million|billion|people|years?))"
)
_WEEKDAY = gated(
    lazy.compile(r"\b(?:on|late|early|last|this|until|by|since) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"),
    "monday tuesday wednesday thursday friday saturday sunday",
)
# `2,5 Millionen`, `30 %`: a figure and what it counts
_COUNTED = lazy.compile(r"(?<![\w.,])\d[\d.,]{0,12}\s?([€%]|[^\W\d_]{2,14})")
_LONG_LINE = 90  # characters
_HALF_DAYS = ("a.m.", "p.m.", "A.M.", "P.M.")
_FEWEST_LETTERS = 4  # of a word that a sentence has beside names and small words
_SHORT_DAY = 3  # letters of a weekday's abbreviation
_LEAST = (15, 30, 60, 120, 250, 600)  # characters
_SIZES = (TINY, VERY_SHORT, SHORT, SENTENCE, MIDDLING, LONG, VERY_LONG)
_ENDINGS = {
    ".": FULL_STOP,
    "?": QUESTION,
    "!": SHOUT,
    ":": COLON,
    ",": COMMA,
    "-": COMMA,
    "–": COMMA,
    "—": COMMA,
    ";": COMMA,
    "…": DOTS,
    '"': CLOSING_QUOTE,
    "”": CLOSING_QUOTE,
    "“": CLOSING_QUOTE,
}


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say of every paragraph how long it is, how it ends, and whether it reports."""
    usual = page.paragraph_length
    for above, block in pairwise(page.blocks):
        if _is_carried_on(above.text, block.text):
            yield block.first, CARRIES_ON
            yield above.first, BREAKS_OFF
    for block, language in zip(page.blocks, languages_of(page, lexicon), strict=True):
        if block.text:
            for clue in _clues(block, usual, language, lexicon):
                yield block.first, clue


def _is_carried_on(above: str, below: str) -> bool:
    """Does a sentence break off at the end of one line, as scrapers break it at links, and go on in the next?"""
    if not above or not below or len(above) + len(below) < 50:
        return False
    opens_within = below[0].islower() or (below[0] in ",;.)" and len(below) > 1)
    return opens_within and (above[-1].isalnum() or above[-1] in ",(-–—") and " " in above + below


def _clues(block: Block, usual: int, language: str, lexicon: Lexicon) -> Iterator[Clue]:
    text = block.text
    size = len(text)
    yield _SIZES[bisect(_LEAST, size)]
    yield _ending(text)
    if text[0] in "\"“'‘`«„":
        yield OPENS_QUOTE
    elif text[0].islower():
        yield LOWER_CASE
    if size >= 60:
        if usual and usual * 0.5 <= size <= usual * 2:
            yield LIKE_THE_REST
        yield from (
            _reports(text[:READ_OF_BLOCK], block.words)
            if language == "en"
            else _reports_in(text[:READ_OF_BLOCK], language, lexicon)
        )


def _reports(text: str, words: frozenset[str]) -> Iterator[Clue]:
    if _SPEECH.search(text, words):
        yield SPEECH
    if _REPORTED.search(text, words):
        yield REPORTED
    if _FIGURES.search(text):
        yield FIGURES
    if _WEEKDAY.search(text, words):
        yield WEEKDAY


def _reports_in(text: str, language: str, lexicon: Lexicon) -> Iterator[Clue]:
    """The same in another language, by its words alone."""
    words = set(words_of(text))
    if words & lexicon.of_language("voice.said", language):
        yield SPEECH
    if words & lexicon.of_language("voice.reported", language):
        yield REPORTED
    units = lexicon.of_language("voice.units", language)
    if any(match[1] in "€%" or match[1].casefold() in units for match in _COUNTED.finditer(text)):
        yield FIGURES
    if any(len(word) > _SHORT_DAY and word in lexicon.names["weekdays"] for word in words):
        yield WEEKDAY


def _ends_with_the_time(text: str) -> bool:
    """`Updated: October 14, 2021 at 7:11 p.m.`: this full stop ends no sentence, for there is none."""
    if len(text) >= _LONG_LINE or not text.endswith(_HALF_DAYS):
        return False
    return not any(len(word) >= _FEWEST_LETTERS and word.isalpha() and word.islower() for word in text.split())


def _ending(text: str) -> Clue:
    last = text[-1]
    if (last == "'" and text.endswith("''")) or (last == "»" and "«" in text):
        return CLOSING_QUOTE
    if last in ")]" and len(text) > 2 and text[-2] in ".!?":
        return FULL_STOP
    if text.endswith("..."):
        return DOTS
    known = _ENDINGS.get(last)
    if known and not _ends_with_the_time(text):
        return known
    return LONG_NO_STOP if len(text) >= _LONG_LINE else NO_STOP
