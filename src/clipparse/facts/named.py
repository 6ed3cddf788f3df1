"""Names in a line that may be an outlet's or an agency's: known, of the right shape, a site's, or only introduced.

A line is cut into pieces at marks, with all that is no name blanked out; of each piece it is asked whether it is an
outlet or an agency, or holds one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import attrs

from clipparse import lazy
from clipparse.facts.blanks import REMEMBERED, masked, segments
from clipparse.facts.links import SITE
from clipparse.facts.outlets import (
    AGENCY,
    AGENCY_KEY,
    CAPITAL,
    COMPANY,
    CONNECTOR,
    DIGIT,
    INTRODUCED,
    KNOWN_INSIDE,
    MARKS,
    NAME_END,
    OUTLET_KEY,
    ROLE,
    SHAPE,
    SHAPED,
    SHAPED_INSIDE,
    SITE_NAME,
    SMALL_HEAD,
    hints_in,
    is_agency,
    is_shaped,
    may_name,
    word_kinds,
    worth,
)
from clipparse.lexicon import Lexicon, fold

# "8-2-96. WaJo:": a date, then a name of one word that introduces what follows
CODE = lazy.compile(r"\d[\d/.-]{4,9}\.?\s{1,3}(?:The\s)?[A-Z][\w$&]{1,12}:\s?$")
_WORD = lazy.compile(r"[^\s]+")
_OF = lazy.compile(r"\s([^\W\d_]{2,6})\s")
# `Express News` is the beginning of a name here; elsewhere a service is a department or a firm.
_SERVICE = lazy.compile(r"(?<=News) Services?(?![\w-])", re.IGNORECASE)
# `Staff and Wire Reports`, `Press Services`: what comes over the wire, and not The Wire.
_OF_NOBODY = lazy.compile(r"(?:wire|press|news) (?:reports?|services?|dispatches)\b", re.IGNORECASE)
QUOTED_NAME = {"«": "»", "„": "“", "“": "”", "‹": "›"}
Words = list[tuple[int, int]]  # where words stand


@attrs.frozen(slots=True)
class Named:
    """A name found in a line, where it stands, and how sure we are that it is an outlet's (0 to 9)."""

    start: int
    end: int
    worth: int

    def of(self, text: str) -> str:
        """The name as written."""
        return text[self.start : self.end]


@lru_cache(maxsize=REMEMBERED)
def names(line: str, lexicon: Lexicon) -> tuple[Named, ...]:
    """Every name in a line that may be the outlet's, from left to right."""
    whole = line.strip(MARKS)
    if whole and (lexicon.outlet(whole) or whole.casefold() in lexicon.names["domains"]):
        start = line.find(whole)
        return (Named(start, start + len(whole), worth(whole, True, lexicon) or SITE_NAME),)
    blanked, introduced = masked(line, lexicon)
    if introduced is None and CODE.match(line):
        introduced = 0
    found: list[Named] = []
    for start, end in segments(blanked):
        follows = introduced is not None and start >= introduced
        found += [
            _with_service(line, name, lexicon)
            for name in _names_in(line, start, end, lexicon, follows)
            if not _OF_NOBODY.match(line, name.start)
        ]
        introduced = None if follows else introduced  # only the first name after `From` is introduced by it
    return tuple(found)


def _names_in(line: str, start: int, end: int, lexicon: Lexicon, introduced: bool) -> Iterator[Named]:
    piece = line[start:end]
    if not introduced and not may_name(piece, lexicon):
        return
    if lexicon.outlet(piece) and (sure := worth(piece, introduced, lexicon)):
        yield _trimmed(line, start, end, sure)
        return
    if is_agency(piece, lexicon):
        yield _trimmed(line, start, end, AGENCY)
        return
    if site := SITE.search(piece) if "." in piece else None:
        yield Named(start + site.start(), start + site.end(), SITE_NAME)
    words = words_of(line, start, end)
    if is_shaped(piece, lexicon):
        yield from _in_run(line, words, lexicon, introduced)
        return
    closes = QUOTED_NAME.get(line[start - 1 : start]) if introduced and start else None
    if closes and line[end : end + 1] == closes and len(words) <= 6 and line[start].isupper():
        yield Named(start, end, INTRODUCED)
        return
    found = [named for run in _runs(line, words, lexicon) for named in _in_run(line, run, lexicon, introduced)]
    yield from found
    name = introduced_name(line, words, lexicon) if introduced and not found and not site else None
    if name is not None:
        yield name


def _with_service(line: str, name: Named, lexicon: Lexicon) -> Named:
    """`and Ann Lee Express News`, ` Service` behind it: the Express News Service, if the registry has that."""
    service = _SERVICE.match(line, name.end)
    if service is None:
        return name
    words = words_of(line, name.start, service.end())
    known = (start for start, _ in words if lexicon.outlet(line[start : service.end()]))
    return attrs.evolve(name, start=next(known, name.start), end=service.end())


def words_of(line: str, start: int, end: int) -> Words:
    """Where the words of a piece of a line stand."""
    return [match.span() for match in _WORD.finditer(line, start, end)]


def _behind_the(line: str, run: Words, lexicon: Lexicon) -> Words:
    """`Meanwhile the Gazette`: what opens the line before the article is no part of the name."""
    opens = len(run) > 2 and line[slice(*run[1])] == "the" and not line[: run[0][0]].strip(MARKS)
    return run[2:] if opens and line[slice(*run[0])].casefold() not in lexicon.lists["source.connectors"] else run


def _in_run(line: str, run: Words, lexicon: Lexicon, introduced: bool) -> Iterator[Named]:
    """The outlet in a run of capitalised words: known, or of the right shape; else the agency that it opens with."""
    run = _behind_the(line, run, lexicon)
    hints = hints_in(line[run[0][0] : run[-1][1]], lexicon)
    if not introduced and not hints & (OUTLET_KEY | AGENCY_KEY):
        yield from _shaped_in(line, run, lexicon)
        return
    start, of = run[0][0], word_kinds(lexicon)
    bare = run
    while len(bare) > 1 and of[line[slice(*bare[-1])]] & COMPANY:
        bare = bare[:-1]
    if (introduced or len(bare) > 1) and lexicon.outlet(line[start : bare[-1][1]]):
        yield _trimmed(line, start, bare[-1][1], KNOWN_INSIDE)
        return
    for count in range(min(4, len(bare)), 0, -1) if hints & AGENCY_KEY else ():
        if is_agency(line[start : bare[count - 1][1]], lexicon):
            yield _trimmed(line, start, bare[count - 1][1], AGENCY)
            return
    known = _known_within(line, run, lexicon) if hints & OUTLET_KEY else None
    if known is not None and not _goes_on(line, run, known, lexicon):
        yield known
    else:
        yield from _shaped_in(line, run, lexicon)


def _goes_on(line: str, run: Words, known: Named, lexicon: Lexicon) -> bool:
    """`Le Journal de Villefort` is another paper than one called Le Journal."""
    of = _OF.match(line, known.end, run[-1][1]) if known.start == run[0][0] else None
    return of is not None and of[1] in lexicon.lists["source.of"] and is_shaped(line[run[0][0] : run[-1][1]], lexicon)


def _shaped_in(line: str, run: Words, lexicon: Lexicon) -> Iterator[Named]:
    """The run itself, or its end, where it is built like an outlet's name."""
    end = run[-1][1]
    if is_shaped(line[run[0][0] : end], lexicon):
        yield _trimmed(line, run[0][0], end, SHAPED)
        return
    if not hints_in(line[run[0][0] : end], lexicon) & SHAPE:
        return
    for first in range(max(1, len(run) - 7), len(run) - 1):
        if is_shaped(line[run[first][0] : end], lexicon):
            yield _trimmed(line, run[first][0], end, SHAPED_INSIDE)
            return


def _known_within(line: str, run: Words, lexicon: Lexicon) -> Named | None:
    """The longest outlet that the registry knows among these words; of one word only when it can be no other word."""
    size = min(len(run), 24)
    for count in range(min(size, 7), 0, -1):
        for first in range(size - count + 1):
            if found := _known_at(line, run, first, count, lexicon):
                return found
    return None


def _known_at(line: str, run: Words, first: int, count: int, lexicon: Lexicon) -> Named | None:
    """The known outlet that so many words from one on name."""
    start, end = run[first][0], run[first + count - 1][1]
    name = line[start:end]
    if not lexicon.outlet(name) or (count == 1 and not (len(run) == 1 and _stands_out(name))):
        return None
    folded = fold(name)
    if folded in lexicon.lists["source.ambiguous"] or (count > 1 and first and folded.startswith("the ")):
        return None
    if first and line[slice(*run[first - 1])] in ("The", "THE"):
        start = run[first - 1][0]
    if count > 1:
        end -= len(" magazine") * name.endswith(" magazine")
    return _trimmed(line, start, end, KNOWN_INSIDE)


def _stands_out(name: str) -> bool:
    """Can this one word be no other word: an abbreviation, or written in an odd way?"""
    return len(name) > 2 and (name.isupper() or any(char.isupper() for char in name[1:]) or len(name) >= 8)


def introduced_name(line: str, words: Words, lexicon: Lexicon) -> Named | None:
    """A name that only its introduction makes an outlet's: capitalised, at most six words, and nobody's own name."""
    lists = lexicon.lists
    taken: Words = []
    for start, end in words:
        word = line[start:end]
        small = word.islower() and word.strip(NAME_END) not in lists["source.connectors"]
        if taken and (small or word.casefold() in lists["source.role_words"]):
            break
        taken.append((start, end))
    while taken and line[slice(*taken[-1])].strip(NAME_END).casefold() in lists["source.connectors"]:
        taken.pop()
    if not taken or len(taken) > 6:
        return None
    first, name = line[slice(*taken[0])], line[taken[0][0] : taken[-1][1]]
    if not any(char.isupper() for char in name) or first.casefold() in lists["names.first"] or len(name) < 2:
        return None
    return _trimmed(line, taken[0][0], taken[-1][1], INTRODUCED)


def _runs(line: str, words: Words, lexicon: Lexicon) -> Iterator[Words]:
    """Runs of capitalised words; small words that names contain (`of`, `and`, `de`) don't break a run."""
    of = word_kinds(lexicon)
    run: Words = []
    for word in words:
        kinds = of[line[slice(*word)]]
        if not kinds & ROLE and (kinds & (CAPITAL | DIGIT) or (run and kinds & (CONNECTOR | SMALL_HEAD))):
            run.append(word)
        elif run:
            yield _without_connectors(line, run, of)
            run = []
    if run:
        yield _without_connectors(line, run, of)


def _without_connectors(line: str, run: Words, of: dict[str, int]) -> Words:
    while len(run) > 1 and of[line[slice(*run[-1])]] & CONNECTOR:
        run = run[:-1]
    return run


def _trimmed(line: str, start: int, end: int, worth: int) -> Named:
    while start < end and line[start] in MARKS:
        start += 1
    while end > start and line[end - 1] in NAME_END + "<>()[]":
        end -= 1
    if line.startswith("the ", start):
        start += len("the ")
    return Named(start, end, worth)
