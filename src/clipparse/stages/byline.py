"""Who wrote the article: `By Jane Doe`, a bare name, a role or an outlet under it, credits at the end.

Whom a line names is found in `facts/credits.py`; here it is asked whether the line is a byline, of whom, and what is
read from it. `observe` asks the same reading that `read` gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

import attrs

from clipparse.clue import Clue, Sighting
from clipparse.facts.credits import Credits, credits_in, is_outlet
from clipparse.facts.people import has_first_name, name_end
from clipparse.lexicon import Lexicon, fold
from clipparse.model import Author, Byline
from clipparse.page import Block, Page
from clipparse.roles import Role
from clipparse.rules import rule
from clipparse.tokens import CLASSES, Tokens, Vocabulary, tokens, vocabulary

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
CAPITAL_NAME = _clue(Role.BYLINE, 0.5, "a name in capitals")
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
WORDS_JOINED = _clue(Role.BYLINE, 0.3, "capitalised words like several names")
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
_CONTACT = re.compile(r"\([^()/\n]{4,90}/\s?(?:19|20)\d{6}\s?[/)]")
_EMAIL = re.compile(r"[<(]?[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}[>)]?")
# endings of common nouns, verbs and adjectives, rare in names
_COMMON_ENDING = re.compile(
    r"(?:ing|ings|tions?|sions?|ments?|ness|ity|ities|ical|able|ible|ives?|ies|ology|ware|ships?|ures?|ance|ences?"
    r"|ized?|ised?"
    r"|[^e]ers|ors|[bcdfgklmnprt]ed|ics?|als|ts|ks|ds|ms|rs|ps|ages?|ful|less|est|ung|ungen|keit|heit|schaft|ción"
    r"|ções|ité|que)$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2}\b")
_INITIAL = re.compile(r"(?<!\S)[^\W\d_]\.(?:[^\W\d_]\.)?\s")
_CAPITALISED = re.compile(r"[A-ZÀ-ÞА-Я][\w'’-]{2,30}")
# before a bare name: `Analysis: Jane Doe`, `From Jane Doe in Moscow`
_LABELLED = re.compile(
    r"(?:analysis|comment|commentary|opinion|exclusive|(?:special )?report|review|column|essay|feature|interview)"
    r"\s?:\s{0,3}"
    r"|from\s(?!the\s)(?=[^\W\d_])",
    re.IGNORECASE,
)
_OUR = re.compile(r"(?:from )?our\b|from (?:news|wire|press|staff)\b|the editor(?:s|ial board)$", re.IGNORECASE)
_NOUN_ENDING = re.compile(r"(?:ments?|tions?|ness|ings?|ity|ances?|ences?|ships?|ology|ware)$", re.IGNORECASE)
_PUBLISHER = re.compile(r"\W*(?:published|posted) by\b", re.IGNORECASE)
_OPENING_MARK = re.compile(r"[-–—―~•*]{1,3}\s?|/s/\s?|\((?=[^()]{4,80}\)$)")

# What parts the pieces of a byline.
_PARTS = {
    "apart": "<line|comma|colon|dash|slash|bar|amp|open|close|quote|mark|number|year|link|email|handle|join -initial|with>",
    "before": "(?!{apart}) <-role -core -writer -place_after -affiliation_after -contributed>",
    "opens": "(?:{apart}|<stop>)*",
    "common": "(?!{apart}) <small -role -core -collective -writer -particle -place_after -affiliation_after -outlet"
    " -agency -title -suffix -degree -month -weekday -contributed>",
    "behind": "(?!{apart}) <-role -core -writer>",
    "clean": "(?!{apart}) <-small|small core|small collective|small affiliation_after|small outlet|small agency|small particle>",
}
# Lines without an opener. Most are sentences: their first words, before any mark, hold one in small letters that no
# name, role or outlet has.
_SENTENCE = rule("{opens} {before}* {common} {behind}* (?: {apart} | $)", **_PARTS)
# What a name may stand behind, and what may be a writer without a name, a paper, or `Associated Press writer Jane Doe`.
_TITLED = rule("{opens} (?:<article>? <title> <stop>?)*", **_PARTS)
_UNNAMED = rule(
    """{opens} (?: {clean}* <role|core|outlet|agency|outlet_word> {clean}* (?:{apart} | <small place_after> | $)
      | (?:(?!{apart}) .){0,5} <writer> <cap|upper|initial>
      | <email|handle|link>)""",
    **_PARTS,
)
_OWNED = re.compile(r"\W{0,3}(?:The |the )?(?:[A-Z][\w.&-]{0,20} ){0,4}[A-Z][\w.&-]{0,20}['’]s [^\W\d_]")
_OPENED = rule(
    """(?:^ | {apart}) (?:<before_opener> <stop>?){0,6} <opener> (?!<small -title -core -collective -first -outlet -agency>)
     | <label> <stop>? <colon>
     | <opener phrase|posted_by>""",
    **_PARTS,
)
_WITH = rule("<comma> <with>")
_POSTED_BY = rule("<bar|dash|mark>{0,2} <posted_by phrase>")
_SHOUTED = rule("<upper> (?:<upper|initial|stop|amp|join>)*")
_OPENS_TEXT = re.compile(r"[-–—\s]{0,4}(?P<by>By|BY)(?=\s[A-ZÀ-Þ])")
_LONGEST_OPENING = 120
_OPENING = CLASSES["opener"] | CLASSES["label"] | CLASSES["posted_by"]
_ROLE = CLASSES["role"] | CLASSES["core"]
_FIGURES = CLASSES["number"] | CLASSES["year"]


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
    reading = credits_in(text, lexicon)
    if _is_prose(text, reading):
        return None
    if reading.authors:
        # those credited as authors first; sorting keeps the order otherwise
        return Byline(text, tuple(sorted(reading.authors, key=lambda one: one.credit != "author")))
    if reading.collective:
        start, end = reading.collective
        return Byline(text, (), text[start:end])
    return None


def recognise(text: str, lexicon: Lexicon) -> Byline | None:
    """`read`, for a text that nobody has judged yet: a bare name must look like one, and must be no town's.

    >>> words = Lexicon.default()
    >>> [recognise(line, words) is None for line in ("Jane Doe", "Potential Problems", "Saudi Arabia")]
    [False, True, True]
    """
    text = text.strip()
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
    if reading.unknown or not all(_is_likely(one.name, lexicon) for one in found.authors):
        return None
    if any(_names_thing(one.name, lexicon) for one in found.authors):
        return None
    if len(found.authors) == 1 and _is_town(found.authors[0].name, lexicon):
        return None
    return found if found.authors or reading.unnamed or _OUR.match(text) else None


def _is_signed(authors: Sequence[Author], lexicon: Lexicon) -> bool:
    """Not `By Design`, `By Royal Appointment`: one word must be a usual first name, the last of two no common noun."""
    for one in authors:
        known = has_first_name(one.name, lexicon)
        words = one.name.split()
        if len(authors) == 1 and not known and (len(words) == 1 or _NOUN_ENDING.search(words[-1])):
            return False
    return True


def _names_thing(name: str, lexicon: Lexicon) -> bool:
    """`Black Sea`, `Hurricane Katrina`: a word of things, and no usual first name."""
    if has_first_name(name, lexicon):
        return False
    return any(fold(word) in lexicon.lists["byline.things"] for word in name.split())


def _is_writer(collective: str, lexicon: Lexicon) -> bool:
    """Unnamed writers, or an outlet that is no other word: not `The Numbers`, `Land`."""
    words = collective.split()
    if any(fold(word) in lexicon.lists["byline.collective_core"] for word in words):
        return True
    ambiguous = fold(collective) in lexicon.lists["source.ambiguous"] and not collective.startswith("The ")
    return not ambiguous and is_outlet(" ".join(_first_of(words)), lexicon)


def _first_of(words: list[str]) -> list[str]:
    """The first of several: `AFP/Reuters`, `Reuters and AFP`"""
    end = next((at for at, word in enumerate(words) if word in ("and", "&") or word.endswith(",")), len(words) - 1)
    first = words[: end + 1]
    return [word.partition("/")[0].strip(",") for word in first if word not in ("and", "&")]


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
    longest = max(map(len, text[: _LONGEST_READ].split("\n")))
    if longest > _LONGEST_LINE + 40 or reading.small > (8 if reading.heading else 3):
        return True
    sentence = longest > 70 and text.endswith((".", '"', "”", "?")) and not reading.stopped
    return sentence and not reading.opened and all(one.credit == "author" for one in reading.authors)


def _is_town(name: str, lexicon: Lexicon) -> bool:
    key = fold(name).replace(".", "")
    return key in lexicon.lists["places.cities"] or key in lexicon.lists["places.regions"]


# -- recognising --


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say which lines look like bylines."""
    words = vocabulary(lexicon)
    in_text: frozenset[str] | None = None
    above: Credits | None = None
    for position, block in enumerate(page.blocks):
        text = page.lines[block.first].content
        last, above = above, None
        if not _is_candidate(text):
            continue
        before = page.blocks[position - 1].text if position else ""
        under_opener = 0 < len(before) <= _LONGEST_OPENER and _is_bare_opener(before, lexicon)
        line = tokens(text, words)
        opened = under_opener or _is_opened(line, words)
        if not opened and not _may_be_known(line, words):
            continue
        known_only = not opened and not _has_helper(line, words)
        above = said = credits_in(text, lexicon, known_only=known_only)
        yield from ((block.first, clue) for clue in _clues(text, line, said, last, lexicon))
        if _is_bare_name(said, lexicon):
            in_text = _named_in_prose(page) if in_text is None else in_text
            yield from ((block.first, clue) for clue in _surroundings(page, position, said, in_text))
        if under_opener and (said.authors or said.collective or name_end(line, 0, len(line.forms), words)):
            yield page.blocks[position - 1].first, BY_ALONE
            yield block.first, BELOW_BY


def _is_opened(line: Tokens, words: Vocabulary) -> bool:
    """Has the line an opener where one may stand?"""
    if line.classes & _OPENING and _OPENED.search(line, words):
        return True
    return "ranslat" in line.text


def _has_helper(line: Tokens, words: Vocabulary) -> bool:
    """`Jane Doe, with Kim Roe`, `Kim Roe contributed`: what stands there is read, whatever else the line says."""
    if line.classes & CLASSES["contributed"]:
        return True
    return bool(line.classes & CLASSES["with"]) and _WITH.search(line, words) is not None


def _may_be_known(line: Tokens, words: Vocabulary) -> bool:
    """May the first words of a line be a name, a job or an outlet? Of most lines they are nothing of the kind."""
    if _SENTENCE.match(line, words):
        return False
    titles = _TITLED.match(line, words)
    if name_end(line, titles.end() if titles else 0, len(line.forms), words) or _UNNAMED.match(line, words):
        return True
    dated = line.classes & _FIGURES and line.classes & CLASSES["month"]  # `13. März 2014 Jane Doe`
    return bool(dated) or _OWNED.match(line.text) is not None


def _is_candidate(text: str) -> bool:
    return 2 <= len(text) <= _LONGEST_LINE and text.count(" ") <= 40 and not text.endswith(("?", "…"))


def _clues(text: str, line: Tokens, reading: Credits, above: Credits | None, lexicon: Lexicon) -> Iterator[Clue]:
    """What the words of the line say for themselves, and with the writer's name above."""
    if _says_who_posted(line, vocabulary(lexicon)):
        yield POSTED_BY
    if _CONTACT.match(text):
        yield CONTACT
    credits = {one.credit for one in reading.authors}
    more = reading.extras or reading.dated or reading.unknown
    if "photography" in credits and "author" not in credits:
        yield PHOTO
    elif credits - {"author"}:
        yield CREDITS
    elif reading.heading:
        if reading.authors:
            yield BY_NAME_AND_MORE if more else BY_NAME
        elif reading.collective:
            yield BY_STAFF
        elif not _is_bare_opener(text, lexicon):
            yield BY_SOMETHING
    elif reading.opened and reading.authors:
        if not reading.inside:
            yield BEHIND_HEADLINE if reading.unknown and len(text) > 45 else BY_NAME_AND_MORE
    elif _is_bare_name(reading, lexicon):
        yield from _bare_names(text, reading, lexicon)
    elif not reading.authors:
        yield from _affiliations(text, line, reading, above, lexicon)


def _is_bare_name(reading: Credits, lexicon: Lexicon) -> bool:
    """Nothing unknown on the line, and names of the usual shape or with a usual first name."""
    if reading.opened or reading.unknown or not reading.authors:
        return False
    return all(_is_likely(one.name, lexicon) for one in reading.authors)


def _is_known_name(reading: Credits, lexicon: Lexicon) -> bool:
    return _is_bare_name(reading, lexicon) and has_first_name(reading.authors[0].name, lexicon)


def _is_likely(name: str, lexicon: Lexicon) -> bool:
    """`Potential Problems`, `High-Tech Freedom`: the endings of common words; a usual first name makes up for them."""
    if has_first_name(name, lexicon):
        return True
    words = [word for word in name.split() if fold(word) not in lexicon.lists["names.particles"]]
    return len(words) <= 3 and not any(_COMMON_ENDING.search(word) for word in words)


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
        yield NAMES if known else WORDS_JOINED
    else:
        yield FIRST_NAME if known else NAME_ALONE
        if _INITIAL.search(text):
            yield INITIAL
    if text.isupper():
        yield CAPITAL_NAME


def _affiliations(text: str, line: Tokens, reading: Credits, above: Credits | None, lexicon: Lexicon) -> Iterator[Clue]:
    """A line without a name: the writer's role, outlet or address under it, or an unnamed writer."""
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


def _says_who_posted(line: Tokens, words: Vocabulary) -> bool:
    return bool(line.classes & CLASSES["posted_by"]) and _POSTED_BY.match(line, words) is not None


def _is_bare_opener(text: str, lexicon: Lexicon) -> bool:
    folded = fold(text)
    return lexicon.names["byline_openers"].get(folded) == "author" or folded in ("author", "autor", "auteur", "autore")
