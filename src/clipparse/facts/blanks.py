"""What of a line is no outlet's name, blanked out: days, links, pages, claims of rights, what introduces a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from clipparse import lazy
from clipparse.facts.dates import find_dates
from clipparse.facts.links import addresses_in
from clipparse.facts.outlets import DAY, FIGURE, MARKS, PAGE, VERB, hints_in
from clipparse.facts.rights import YEARS, rights_in
from clipparse.lexicon import Lexicon, fold

REMEMBERED = 256  # menus say the same again and again, and several ask of the same line
# p. B10; pp. 77-78; Page One; A6; at 1, col. 3; Section C; Nr. 28/2013; Vol. 3, No. 4; front page; 3rd edition
PAGE_NUMBER = lazy.compile(
    r"(?<![\w.])(?!PA(?!\w))(?:pages?(?: numbers?| number\(s\))?|pp?\.?|pgs?\.?"
    r"|col(?:umn)?s?\.?|seiten?|s\.|sections?|sec\.|vol(?:ume)?\.?|nos?\.|nr\.?"
    r"|number|issue|ausgabe|heft|№)\s{0,2}[:.#]?\s{0,2}(?:one|[ivx]{1,4}"
    r"|[a-z]{0,2}-?\d{1,4}[a-z]?(?:\s?[-–/,&+]\s?[a-z]{0,2}\d{1,4}){0,4}\+?|(?<=[\s.:#])[a-z](?![\w]))(?!\w)"
    r"|(?<![\w.-])[A-Z]{1,2}-?\d{1,3}(?![\w-])"
    r"|(?<!\w)(?:front page|(?:final|late|early|national|city|metro|online"
    r"|print|international|weekend|us|uk|evening|morning) edition)\b",
    re.IGNORECASE,
)
_VERB = (
    r",?\s(?:(?:is|are) reporting|has more(?: on this)?"
    r"|reports?|reported|writes?|wrote|says|said|notes|has (?:this|a (?:story"
    r"|piece|report)|the story)|WORDS)"
    r"(?:\s(?:that|today|on \w{3,10}|yesterday|this|in part))?\s?(?:[:.…]{1,3}|\.\.\.)?\W{0,2}$"
)
_INTRODUCTION = lazy.compile(
    r"\W{0,3}(?:(?:this|the)\s)?(?:(?:article|story|piece|essay|post|report|column|interview|review|commentary"
    r"|editorial"
    r"|text|excerpt|op-ed)\s)?(?:(?:was|is|has been)\s)?(?:(?:first|originally|previously|also)\s)?(?:published|printed"
    r"|appeared|posted(?!\sby)|aired|broadcast|ran|excerpted|adapted|reprinted|republished|reproduced|reposted|taken)\s"
    r"(?:here\s)?(?:(?:with|by)\s(?:the\s)?(?:kind\s)?permission\s)?(?:in|on|by|at|from"
    r"|of)(?=\s(?:the\s)?(?-i:[A-Z]))(?:\s(?-i:the)\b)?",
    re.IGNORECASE,
)
# `The post Storm Closes Schools appeared first on Harbour Herald.`
_APPEARED = lazy.compile(
    r"\W{0,3}(?:the|this)\s(?:article|story|piece|essay|post|column)\s[^.\n]{3,160}?\s(?:appeared\s(?:first|originally)"
    r"|(?:was\s)?(?:first|originally)\s(?:published|appeared))\s(?:in|on|by|at)(?=\s(?:the\s)?(?-i:[A-Z]))"
    r"(?:\s(?-i:the)\b)?",
    re.IGNORECASE,
)
_READ_AT = lazy.compile(
    r"\W{0,3}(?:read|see|find|view|get|continue)(?:\s(?:the|this|more|rest|whole|full|entire|complete|original"
    r"|of|it|all"
    r"|article|story|piece|report|post|thing|text|here|version|reading)){1,7}\s(?:at|in|on|from"
    r"|via)(?=\s(?:the\s)?(?-i:[A-Z]))"
    r"(?:\s(?-i:the)\b)?",
    re.IGNORECASE,
)
# with which these two begin, and what else says where a text was taken from
_OPENERS = frozenset((
    "this", "the", "article", "story", "piece", "essay", "post", "report", "column", "interview", "review",
    "commentary", "editorial", "text", "excerpt", "op", "was", "is", "has", "first", "originally", "previously",
    "also", "published", "printed", "appeared", "posted", "aired", "broadcast", "ran", "excerpted", "adapted",
    "reprinted", "republished", "reproduced", "reposted", "taken", "read", "see", "find", "view", "get",
    "continue", "produced", "retyped", "typed", "excerpts", "copied", "quoted", "transcribed", "scanned",
    "lifted", "condensed", "used", "with", "without", "by", "from",
))  # fmt: skip
_FIRST_WORD = lazy.compile(r"[^\W_]+")
_AS = lazy.compile(r"\W{0,3}as\s", re.IGNORECASE)  # `As The Guardian reports:`
_WEEKDAYS = lazy.compile(
    r"(?<!\w)(?:on\s)?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:'s|’s)?(?=\W{0,2}$)", re.IGNORECASE
)
_BREAK = lazy.compile(
    r"[|•·;:,()\[\]{}<>\"“”„«»*_=\x00\t]|``|\'\'|(?<=\s)(?:by|BY|By)\s|^(?:by|BY|By)\s|\s[-–—~]{1,3}\s"
    r"|--|[–—]|\s?/\s?|(?<=[^\W\d_]{3})\.\s|\s{3,}|^-+\s|(?<=\w)'?\s(?:via|at|in|from|by)\s"
)
_WORD_OR_LABEL = lazy.compile(r"[^\s:]{1,40}:?")


@lru_cache(maxsize=REMEMBERED)
def masked(line: str, lexicon: Lexicon) -> tuple[str, int | None]:
    """The line with dates, links, pages and claims blanked out at the same length, and where a credit's name begins."""
    hints = hints_in(line, lexicon)
    spans = [*addresses_in(line), *_counted(line, hints, lexicon)]
    begins = credit_end(line, lexicon)
    if begins is not None:
        spans.append((0, begins))
    if rights := rights_in(line, lexicon):
        spans += rights
        begins = rights[0][0] if begins is None else begins
    if verb := _verb(lexicon).search(line) if hints & VERB else None:
        spans.append(verb.span())
        if as_ := _AS.match(line):
            spans.append(as_.span())
        begins = 0 if begins is None and verb.start() < 60 else begins
    if not spans:
        return line, begins
    chars = list(line)
    for start, end in spans:
        chars[start:end] = "\x00" * (end - start)
    return "".join(chars), begins


def _counted(line: str, hints: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where days, years and pages stand."""
    if hints & FIGURE:
        yield from ((one.span.start, one.span.end) for one in find_dates(line, lexicon))
        yield from (match.span() for match in YEARS.finditer(line))
    if hints & (FIGURE | PAGE):
        yield from (match.span() for match in PAGE_NUMBER.finditer(line))
    if weekday := _WEEKDAYS.search(line) if hints & DAY else None:
        yield weekday.span()


@lru_cache(maxsize=8)
def _verb(lexicon: Lexicon) -> re.Pattern[str]:
    """`The Guardian reports:`, with the verbs of every language."""
    verbs = sorted(map(re.escape, lexicon.lists["source.verbs"]), key=lambda one: (-len(one), one))
    return re.compile(_VERB.replace("WORDS", "|".join(verbs)), re.IGNORECASE)


def verb_in(line: str, lexicon: Lexicon) -> bool:
    """Does the line end with a verb of reporting?"""
    return _verb(lexicon).search(line) is not None


def credit_end(line: str, lexicon: Lexicon) -> int | None:
    """Where the words end that introduce a source (`Originally published in`), None when the line does not begin so.

    >>> words = Lexicon.default()
    >>> [credit_end(line, words) for line in ("Source: The Gull", "Read the rest at The Gull", "The Gull, page 3")]
    [7, 16, None]
    """
    first = _FIRST_WORD.search(line)
    opener = first[0].casefold() if first else ""
    if phrases := _credits(lexicon).get(opener):
        lead = len(line) - len(line.lstrip(MARKS))
        if fold(line[lead : lead + 120]).startswith(phrases) and (end := _listed_end(line, lead, lexicon)):
            return end
    if opener not in _OPENERS:
        return None
    long = _INTRODUCTION.match(line) or _READ_AT.match(line) or _APPEARED.match(line)
    return long.end() if long else None


def says_where_it_appeared(line: str) -> bool:
    """Does the line open with where the text appeared, so that what goes on behind the outlet is no text of its own?

    >>> lines = ("This article was first published in The Gull. Read it here.", "The Gull reports that it is raining.")
    >>> list(map(says_where_it_appeared, lines))
    [True, False]
    """
    return opens_taken(line) and bool(_INTRODUCTION.match(line) or _APPEARED.match(line))


def _listed_end(line: str, lead: int, lexicon: Lexicon) -> int | None:
    """Where the longest listed phrase ends with which the line begins; `The` behind it belongs to the name."""
    credits = lexicon.lists["source.credits"]
    words = [match.span() for match in _WORD_OR_LABEL.finditer(line, lead, lead + 120)][:8]
    for count in range(len(words), 0, -1):
        end = words[count - 1][1]
        if fold(line[lead:end]) in credits and (line[slice(*words[count - 1])] != "The" or count == len(words)):
            return end
    return None


def opens_taken(line: str) -> bool:
    """Is the line's first word one with which it may say where a text was taken from?"""
    first = _FIRST_WORD.search(line)
    return first is not None and first[0].casefold() in _OPENERS


@lru_cache(maxsize=8)
def _credits(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """What introduces a source, by its first word."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in sorted(lexicon.lists["source.credits"]):
        if first := _FIRST_WORD.search(phrase):
            found[first[0]] = (*found.get(first[0], ()), phrase)
    return found


def segments(blanked: str) -> Iterator[tuple[int, int]]:
    """The pieces between marks of punctuation, white space left out."""
    start = 0
    for match in _BREAK.finditer(blanked):
        yield from _stripped(blanked, start, match.start())
        start = match.end()
    yield from _stripped(blanked, start, len(blanked))


def _stripped(blanked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = blanked[start:end]
    kept = piece.strip(" -–—~.'`>#")
    if any(map(str.isalpha, kept)):
        at = start + piece.find(kept)
        yield at, at + len(kept)
