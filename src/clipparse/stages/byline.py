"""Who wrote the article: `By Jane Doe`, a bare name, a role or an outlet under it, credits at the end.

Whom a line names is found in `facts/credits.py`; here it is asked whether the line is a byline, of whom, and what is
read from it. `observe` asks the same reading that `read` gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

import attrs

from clipparse import lazy
from clipparse.clue import Clue, Sighting
from clipparse.facts.agencies import agency_named
from clipparse.facts.credits import Credits, credits_in
from clipparse.facts.outlets import is_agency, is_shaped
from clipparse.facts.people import has_first_name, is_likely, name_end, names_thing
from clipparse.facts.places import is_city
from clipparse.facts.segments import PARTS, has_helper, has_opener, may_name
from clipparse.facts.unglued import unglued
from clipparse.lexicon import Lexicon, fold
from clipparse.model import Author, Byline
from clipparse.page import Page
from clipparse.roles import Role
from clipparse.rules import rule
from clipparse.tokens import CLASSES, Tokens, tokens, vocabulary

_clue = partial(Clue, "byline")

BY_NAME = _clue(Role.BYLINE, 4.0, "By and a person's name")
BY_NAME_AND_MORE = _clue(Role.BYLINE, 3.5, "By and a person's name, with a role, an outlet, a place or a date")
BY_STAFF = _clue(Role.BYLINE, 3.0, "By and the staff, an agency or an outlet")
BY_ALONE = _clue(Role.BYLINE, 3.0, "By alone, with a name on the next line")
BELOW_BY = _clue(Role.BYLINE, 3.0, "a name below a line with By alone")
BY_SOMETHING = _clue(Role.BODY, 0.5, "By, and then no name")
BEHIND_HEADLINE = _clue(Role.HEADLINE, 1.5, "ends with a dash, By and a name")
POSTED_BY = _clue(Role.POST_BYLINE, 2.0, "says who posted it")

NAME_ALONE = _clue(Role.BYLINE, 1.0, "two to four capitalised words, like a person's name")
FIRST_NAME = _clue(Role.BYLINE, 1.5, "a usual first name and a surname, alone on the line")
NAMES = _clue(Role.BYLINE, 2.5, "several persons' names and nothing else")
NAME_AND_ROLE = _clue(Role.BYLINE, 2.5, "a usual first name and a surname, with a role, an outlet or an e-mail address")
NAME_AND_DATE = _clue(Role.BYLINE, 2.0, "a person's name and a date")
MARKED_NAME = _clue(Role.BYLINE, 1.5, "a dash or a bracket, then a person's name")
NAME_OVER_TEXT = _clue(Role.BYLINE, 1.0, "a name with a short line above and prose below")
NAME_UNDER_TEXT = _clue(Role.BYLINE, 0.8, "a name under the last paragraph of a text")
NAME_BY_DATE = _clue(Role.BYLINE, 1.5, "a name directly above or below a line with a date, near prose")
NAMED_IN_TEXT = _clue(Role.BYLINE, -0.8, "the surname also comes up in the running text")
INITIAL = _clue(Role.BYLINE, 0.8, "a name with an initial")
MARKED_WORDS = _clue(Role.BYLINE, 0.3, "a dash or a bracket, then two to four capitalised words")
WORDS_AND_ROLE = _clue(Role.BYLINE, 0.5, "capitalised words like a name, with a role or an outlet")
NAME_AND_PLACE = _clue(Role.BYLINE, 0.8, "a person's name and a place")
PHOTO = _clue(Role.CAPTION, 2.0, "credits a photographer")
CONTACT = _clue(Role.BYLINE, 3.0, "a name, eight figures of a date and a contact between brackets")

AFFILIATION = _clue(Role.BYLINE, 1.5, "what a writer is: Staff Writer, Correspondent, Special to an outlet")
UNDER_NAME = _clue(Role.BYLINE, 2.0, "a role or an outlet under a writer's name")
EMAIL_UNDER_NAME = _clue(Role.BYLINE, 2.0, "an e-mail address under a writer's name")
CREDITS = _clue(Role.BYLINE, 3.0, "says who reported, edited, translated or contributed")
STAFF = _clue(Role.BYLINE, 2.0, "an unnamed writer: staff, agencies, our correspondent")

# Longer lines are paragraphs and are not looked at.
_LONGEST_LINE = 260
_LONGEST_OPENER = 40
_LONGEST_READ = 800

# Newsbytes: (Jane Doe/19960117/Press Contact: ...)
_CONTACT = lazy.compile(r"\([^()/\n]{4,90}/\s?(?:19|20)\d{6}\s?[/)]")
_EMAIL = lazy.compile(r"[<(]?[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}[>)]?")
_YEAR = lazy.compile(r"\b(?:1[89]|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2}\b")
_INITIAL = lazy.compile(r"(?<!\S)[^\W\d_]\.(?:[^\W\d_]\.)?\s")
_CAPITALISED = lazy.compile(r"[A-ZÀ-ÞА-Я][\w'’-]{2,30}")
# before a bare name: `Analysis: Jane Doe`, `From Jane Doe in Moscow`
_LABELLED = lazy.compile(
    r"(?:analysis|comment|commentary|opinion|exclusive|(?:special )?report|review|column|essay|feature|interview)"
    r"\s?:\s{0,3}"
    r"|from\s(?!the\s)(?=[^\W\d_])",
    re.IGNORECASE,
)
_OUR = lazy.compile(r"(?:from )?our\b|from (?:news|wire|press|staff)\b|the editor(?:s|ial board)$", re.IGNORECASE)
_NOUN_ENDING = lazy.compile(r"(?:ments?|tions?|ness|ings?|ity|ances?|ences?|ships?|ology|ware)$", re.IGNORECASE)
_PUBLISHER = lazy.compile(r"\W*(?:published|posted) by\b", re.IGNORECASE)
# what a paper says of its writer, before it says more: `Jane Doe is a staff writer. She can be reached at ...`
_BIOGRAPHY = lazy.compile(
    r"(?P<first>(?:[^\n.]|(?<=\b[A-Z])\.){3,60} (?:is|are) (?:[^\n.]|(?<=\b[A-Z])\.){0,80}"
    r"(?:writer|columnist|reporter|correspondent|critic|editor|contributor)s?\b[^\n.]{0,60}\.)\s+\S"
)
_OPENING_MARK = lazy.compile(r"[-–—―~•*]{1,3}\s?|/s/\s?|\((?=[^()]{4,80}\)$)")

_POSTED_BY = rule("<bar|dash|mark>{0,2} <posted_by phrase>")
# one or several: `AFP/Reuters`
_OUTLETS = rule("(?:{outlet}) (?: <join|amp|slash|comma> .*)?", **PARTS)
_SHOUTED = rule("<upper> (?:<upper|initial|stop|amp|join>)*")
_OPENS_TEXT = lazy.compile(r"[-–—\s]{0,4}(?P<by>By|BY)(?=\s[A-ZÀ-Þ])")
_OUTLET_FIRST = lazy.compile(r"[A-Z][^\n]{2,40}?(?=\sBy\s[A-ZÀ-Þ])")
_LONGEST_OPENING = 120
_LONGEST_OUTLETS, _FEWEST_LETTERS = 60, 6
_WORD = lazy.compile(r"[^\s/]+")
_OPENS_WITH_NAME = lazy.compile(r"(?!By\b|BY\b)[A-Z][^\n:,;]{1,30}[\s/][A-Z]")
# `By Associated Press December 6, 2002 SIOUX FALLS`: only before a date or a town in capitals
_AGENCY_OPENS = lazy.compile(
    r"\s(?:[Tt]he\s)?([A-Z][a-z]{2,14}(?:\s[A-Z][a-z]{2,14})?|AP|AFP|UPI)"
    r"(?=\s(?:[A-Z][a-z]{2,8}\.?\s\d|\d|[A-Z]{3}))"
)
_ROLE = CLASSES["role"] | CLASSES["core"]
_OPENING = CLASSES["opener"] | CLASSES["label"]


def read(text: str, lexicon: Lexicon) -> Byline | None:
    """What a byline says; None when `text` is no byline.

    Parameters
    ----------
    text: the line or lines, joined by line feeds, without quoting marks.

    >>> words = Lexicon.default()
    >>> [one.name for one in read("By PAT O'DELL, Kim Roe and Al Poe Jr.", words).authors]
    ["Pat O'Dell", 'Kim Roe', 'Al Poe Jr.']
    >>> read("By Jane Doe in Moscow", words).authors
    (Author(name='Jane Doe', role=None, affiliation=None, email=None, place='Moscow', credit='author'),)
    >>> jane = read("Jane Doe, Moscow correspondent\\njane@example.com", words).authors[0]
    >>> jane.role, jane.email
    ('Moscow correspondent', 'jane@example.com')
    >>> [(one.name, one.credit) for one in read("(Reporting by Jane Doe; Editing by Kim Roe)", words).authors]
    [('Jane Doe', 'author'), ('Kim Roe', 'editing')]
    >>> read("Staff and agencies", words).collective, read("By The Associated Press", words).collective
    ('Staff and agencies', 'The Associated Press')
    >>> [read(line, words) for line in ("by Monday", "By contrast, Jane Doe stayed", "by the river", "Press Releases")]
    [None, None, None, None]
    """
    text = text.strip()
    if told := _BIOGRAPHY.match(text):
        return read(told["first"], lexicon)
    signed = unglued(text[outlet_before_names(text, lexicon) :].lstrip(" \n,:-–—"), lexicon)
    reading = credits_in(signed, lexicon)
    if _is_prose(signed, reading):
        return None
    if reading.authors:
        # those credited as authors first; sorting keeps the order otherwise
        return Byline(text, tuple(sorted(reading.authors, key=lambda one: one.credit != "author")))
    if reading.collective:
        start, end = reading.collective
        return Byline(text, (), signed[start:end])
    return None


def outlet_before_names(text: str, lexicon: Lexicon) -> int:
    """Where the outlet ends that stands before `By`, else 0.

    >>> words = Lexicon.default()
    >>> [outlet_before_names(line, words) for line in ("Harbour Herald By Jane Doe", "Passed By Jane Doe")]
    [14, 0]
    >>> [outlet_before_names(line, words) for line in ("AP Jane Doe", "USA Today/Reuters Jane Doe", "Newsweek Review")]
    [2, 17, 0]
    """
    opens = _OUTLET_FIRST.match(text)
    if opens:
        return opens.end() if lexicon.outlet(opens[0]) or is_shaped(opens[0], lexicon) else 0
    return _outlet_before_first_name(text, lexicon)


def _outlet_before_first_name(text: str, lexicon: Lexicon) -> int:
    """`AP Jane Doe`: known outlets or agencies, and behind them nothing but names."""
    if _OPENS_WITH_NAME.match(text) is None:
        return 0
    for word in list(_WORD.finditer(text[:_LONGEST_OUTLETS]))[1:]:
        outlets = [one.strip() for one in text[: word.start()].split("/")]
        if not all(_publishes(one, lexicon) for one in outlets):
            continue
        signed = credits_in(text[word.start() :], lexicon)
        if signed.authors and not signed.unknown and all(is_likely(one.name, lexicon) for one in signed.authors):
            return word.start() - 1
    return 0


def _publishes(name: str, lexicon: Lexicon) -> bool:
    plain = len(name) >= _FEWEST_LETTERS or not lexicon.has("source.ambiguous", name)  # `Sun Li Wei` is one name
    return (lexicon.outlet(name) is not None and plain) or is_agency(name, lexicon)


def recognise(text: str, lexicon: Lexicon) -> Byline | None:
    """`read`, for a text that nobody has judged yet: a bare name must look like one, and must be no town's.

    >>> words = Lexicon.default()
    >>> [recognise(line, words) is None for line in ("Jane Doe", "Potential Problems", "Saudi Arabia")]
    [False, True, True]
    """
    text = unglued(text.strip(), lexicon)
    if labelled := _LABELLED.match(text):
        inner = recognise(text[labelled.end() :], lexicon)
        if inner and inner.authors and (":" in labelled[0] or has_first_name(inner.authors[0].name, lexicon)):
            return attrs.evolve(inner, text=text)
    found = read(text, lexicon)
    if found is None:
        return None
    reading = credits_in(text, lexicon)
    if found.collective and not _is_writer(found.collective, lexicon):
        return None
    if reading.opened:
        if reading.unknown and len(text) > 40 and text.endswith((".", "”", '"', "?")):
            return None  # a sentence: `A report by Jane Doe said so.`
        wrong = _PUBLISHER.match(text) if found.collective else not _is_signed(found.authors, lexicon)
        return None if wrong else found
    if any(one.credit != "author" for one in found.authors):
        return found
    names = [one.name for one in found.authors]
    if reading.unknown or not all(is_likely(one, lexicon) and not names_thing(one, lexicon) for one in names):
        return None
    if len(names) == 1 and is_city(names[0], lexicon):
        return None
    return found if found.authors or reading.unnamed or _OUR.match(text) else None


def _is_signed(authors: Sequence[Author], lexicon: Lexicon) -> bool:
    """Not `By Design`, `By Royal Appointment`: one word must be a usual first name, the last of two no common noun."""
    words = authors[0].name.split() if authors else []
    if len(authors) != 1 or has_first_name(authors[0].name, lexicon):
        return True
    return len(words) > 1 and not _NOUN_ENDING.search(words[-1])


def _is_writer(collective: str, lexicon: Lexicon) -> bool:
    """Unnamed writers, or an outlet that is no other word: not `The Numbers`, `Land`."""
    line = tokens(collective, vocabulary(lexicon))
    if line.has("core"):
        return True
    ambiguous = lexicon.has("source.ambiguous", collective) and not collective.startswith("The ")
    return not ambiguous and _OUTLETS.fullmatch(line, vocabulary(lexicon)) is not None


def opening_byline(text: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """Where a paragraph that opens with its byline holds it: the line break behind the names was lost.

    >>> words = Lexicon.default()
    >>> text = "By ANN LEE and JUAN DE LA CRUZ Published: August 2, 2004 BOSTON, Aug. 1 - The storm"
    >>> start, end = opening_byline(text, words)
    >>> text[start:end]
    'By ANN LEE and JUAN DE LA CRUZ'
    >>> opening_byline("By Monday the storm had passed, and the schools were open again.", words) is None
    True
    """
    opens = _OPENS_TEXT.match(text)
    if opens is None:
        return None
    agency = _AGENCY_OPENS.match(text, opens.end())
    if agency and agency_named(agency[1], lexicon):
        return opens.start("by"), agency.end()
    words = vocabulary(lexicon)
    line = tokens(text[opens.end() : opens.end() + _LONGEST_OPENING], words)
    end = at = 0
    limit = _SHOUTED.match(line, words)  # names in capitals end where small letters begin
    longest = limit.end() if limit else len(line.forms)
    while at < longest and (found := name_end(line, at, longest, words)):
        end = line.span(0, found)[1]
        at = found + 1 if found < longest and line.forms[found] in ("and", "&", "AND") else longest
    return (opens.start("by"), opens.end() + end) if end else None


def affiliation_of(text: str, lexicon: Lexicon) -> tuple[str, int, int] | None:
    """The outlet or agency that a byline names, as written, and where it stands in `text`.

    >>> words = Lexicon.default()
    >>> affiliation_of("Jane Doe, Chicago Tribune", words), affiliation_of("Washington Post Staff Writer", words)
    (('Chicago Tribune', 10, 25), ('Washington Post', 0, 15))
    >>> affiliation_of("By JANE DOE Associated Press Writer", words)
    ('Associated Press', 12, 28)
    >>> affiliation_of("By Jane Doe", words)
    """
    for start, end in credits_in(text, lexicon).affiliations:
        return text[start:end], start, end
    return None


def _is_prose(text: str, reading: Credits) -> bool:
    """`Jane Doe, who runs the ferry, said that ...`, which begins like a byline."""
    longest = max(map(len, text[:_LONGEST_READ].split("\n")))
    if longest > _LONGEST_LINE + 40 or reading.small > (8 if reading.heading else 3):
        return True
    sentence = longest > 70 and text.endswith((".", '"', "”", "?")) and not reading.stopped
    return sentence and not reading.opened and all(one.credit == "author" for one in reading.authors)


# -- recognising --


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say which lines look like bylines."""
    words = vocabulary(lexicon)
    in_text: frozenset[str] | None = None
    above: Credits | None = None
    opener: int | None = None  # the line above, if it is `By` alone
    for position, block in enumerate(page.blocks):
        text = page.lines[block.first].content
        last, by = above, opener
        above = opener = None
        if not _is_candidate(text):
            continue
        line = tokens(text, words)
        if line.classes & _OPENING and _is_bare_opener(text, lexicon):
            opener = block.first
        above = said = _credits(line, lexicon, opened=by is not None)
        if said is None:
            continue
        yield from ((block.first, clue) for clue in _clues(line, said, last, lexicon))
        if _is_bare_name(said, lexicon):
            in_text = _named_in_prose(page) if in_text is None else in_text
            yield from ((block.first, clue) for clue in _surroundings(page, position, said, in_text))
        if by is not None and (said.authors or said.collective or name_end(line, 0, len(line.forms), words)):
            yield by, BY_ALONE
            yield block.first, BELOW_BY


def _is_candidate(text: str) -> bool:
    return 2 <= len(text) <= _LONGEST_LINE and text.count(" ") <= 40 and text[-1] not in "?…"


def _credits(line: Tokens, lexicon: Lexicon, *, opened: bool) -> Credits | None:
    """Whom a line names; None for most lines, of which the first words tell that it names nobody."""
    words = vocabulary(lexicon)
    opened = opened or has_opener(line, words)
    if not opened and not may_name(line, words):
        return None
    return credits_in(line.text, lexicon, known_only=not opened and not has_helper(line, words))


def _clues(line: Tokens, reading: Credits, above: Credits | None, lexicon: Lexicon) -> Iterator[Clue]:
    """What the words of the line say for themselves, and with the writer's name above."""
    text = line.text
    if line.has("posted_by") and _POSTED_BY.match(line, vocabulary(lexicon)):
        yield POSTED_BY
    if _CONTACT.match(text):
        yield CONTACT
    credits = {one.credit for one in reading.authors}
    if "photography" in credits and "author" not in credits:
        yield PHOTO
    elif credits - {"author"}:
        yield CREDITS
    elif reading.heading and reading.authors:
        yield BY_NAME_AND_MORE if reading.extras or reading.dated or reading.unknown else BY_NAME
    elif reading.heading:
        if reading.collective or not _is_bare_opener(text, lexicon):
            yield BY_STAFF if reading.collective else BY_SOMETHING
    elif reading.opened and reading.authors:
        if not reading.inside:
            yield BEHIND_HEADLINE if reading.unknown and len(text) > 45 else BY_NAME_AND_MORE
    elif _is_bare_name(reading, lexicon):
        yield from _bare_names(text, reading, lexicon)
    elif not reading.authors:
        yield from _affiliations(line, reading, above, lexicon)


def _is_bare_name(reading: Credits, lexicon: Lexicon) -> bool:
    """Nothing unknown on the line, and names of the usual shape or with a usual first name."""
    if reading.opened or reading.unknown or not reading.authors:
        return False
    return all(is_likely(one.name, lexicon) for one in reading.authors)


def _is_known_name(reading: Credits, lexicon: Lexicon) -> bool:
    return _is_bare_name(reading, lexicon) and has_first_name(reading.authors[0].name, lexicon)


def _bare_names(text: str, reading: Credits, lexicon: Lexicon) -> Iterator[Clue]:
    known = has_first_name(reading.authors[0].name, lexicon)
    if _OPENING_MARK.match(text):
        yield MARKED_NAME if known else MARKED_WORDS
    if reading.jobs:
        yield NAME_AND_ROLE if known else WORDS_AND_ROLE
    elif reading.dated:
        yield NAME_AND_DATE
    elif reading.extras:
        if known:
            yield NAME_AND_PLACE
    elif len(reading.authors) > 1:
        if known:
            yield NAMES
    else:
        yield FIRST_NAME if known else NAME_ALONE
        if _INITIAL.search(text):
            yield INITIAL


def _affiliations(line: Tokens, reading: Credits, above: Credits | None, lexicon: Lexicon) -> Iterator[Clue]:
    """A line without a name: the writer's role, outlet or address under it, or an unnamed writer."""
    text = line.text
    under = above is not None and bool(above.authors) and (above.heading or _is_known_name(above, lexicon))
    if under and "@" in text and _EMAIL.fullmatch(text):
        yield EMAIL_UNDER_NAME
    if reading.unknown or reading.dated or reading.stopped or len(text) > 80 or text[-1] == ":":
        return
    if reading.collective or reading.affiliations:
        if under:
            yield UNDER_NAME
        elif reading.affiliations and reading.collective:
            yield AFFILIATION
        elif reading.unnamed and text[0].isupper() and text[-1] != ".":
            yield STAFF
    elif under and line.classes & _ROLE:
        yield UNDER_NAME


def _surroundings(page: Page, position: int, reading: Credits, in_text: frozenset[str]) -> Iterator[Clue]:
    """Where a name without `By` stands, and whether the article is about its bearer."""
    blocks = page.blocks
    above = blocks[position - 1] if position else None
    below = blocks[position + 1 : position + 4]
    prose_below = any(block.is_prose for block in below)
    if above is not None and not above.is_prose and prose_below:
        yield NAME_OVER_TEXT
    if above is not None and above.is_prose and not (below and below[0].is_prose):
        yield NAME_UNDER_TEXT
    if prose_below and any(len(one.text) <= 60 and _YEAR.search(one.text) for one in (above, *below[:1]) if one):
        yield NAME_BY_DATE
    if reading.authors[0].name.rsplit(None, 1)[-1].casefold() in in_text:
        yield NAMED_IN_TEXT


def _named_in_prose(page: Page) -> frozenset[str]:
    """The words of the running text, folded."""
    return frozenset(
        word.casefold() for block in page.blocks if block.is_prose for word in _CAPITALISED.findall(block.text)
    )


def _is_bare_opener(text: str, lexicon: Lexicon) -> bool:
    folded = fold(text) if len(text) <= _LONGEST_OPENER else ""
    return lexicon.names["byline_openers"].get(folded) == "author" or folded in ("author", "autor", "auteur", "autore")
