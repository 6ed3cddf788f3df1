"""Who wrote the article: `By Jane Doe`, a bare name, a role or an outlet under it, credits at the end.

A byline is cut into segments at commas, bars, dashes, `and`, brackets, dates and line ends; each segment is then a
name, a role, an outlet, a place, or nothing that is known. `observe` asks the same reading that `read` gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import takewhile

import attrs

from clipparse.clue import Clue, Sighting
from clipparse.dates import find_dates
from clipparse.lexicon import Lexicon, fold
from clipparse.model import Author, Byline
from clipparse.names import has_first_name, is_name_word, name_case, name_length
from clipparse.page import Block, Page
from clipparse.roles import Role

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

# What is looked at, in characters; a byline with the writer's addresses has about 250.
_READ = 400
# Longer lines are paragraphs and are not looked at.
_LONGEST_LINE = 260
_LONGEST_OPENER = 40
_MOST_AUTHORS = 40

_TOKEN = re.compile(
    r"""(?P<email>[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4})
      | (?P<handle>@\w{1,40}) | (?P<link>https?://\S{1,200}|www\.\S{1,200})
      | (?P<line>\n)
      | (?P<dash>(?<!\S)[-–—―~]{1,3}(?=\s)|--+|—|(?<!\S)[-–—―](?=\S)|\t|[ ]{3,})
      | (?P<mark>[,;|•·&()/\[\]"“”„«»:*=_\\\x00])
      | (?P<word>[^\s,;|•·&()/\[\]"“”„«»:*=_\\\x00—]+)""",
    re.VERBOSE,
)
# marks around an outlet's name that no person's nickname has
_QUOTES = {"«": "»", "„": "“”"}
_NO_MARK = " "  # an opener in mid-sentence: `the letter is written by Jane Doe`
# separators that say more than those which follow them: `and`, line end, name
_STICKY = ("and", "with", ",with", "mit")
_HAS_DIGIT = re.compile(r"\d")
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
_TRANSLATED = re.compile(r"translat(?:ed|ion) from (?:the )?(?:original )?[^\W\d_]+ by$")
# `Story and photos by Jane Doe`: she wrote it, too
_STORY_AND_PHOTOS = re.compile(
    r"\b(?:story|text|words|report|article)\s(?:and|&)\s(?:photos?|photographs?|photography|pictures|images)(?=\sby\b)",
    re.IGNORECASE,
)
_OUR = re.compile(r"(?:from )?our\b|from (?:news|wire|press|staff)\b|the editor(?:s|ial board)$", re.IGNORECASE)
_NOUN_ENDING = re.compile(r"(?:ments?|tions?|ness|ings?|ity|ances?|ences?|ships?|ology|ware)$", re.IGNORECASE)
_PUBLISHER = re.compile(r"\W*(?:published|posted) by\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s$")
# what may stand between a name and a date: `By Jane Doe on 13 March`
_BEFORE_DATE = frozenset(("on", "at", "published", "posted", "updated"))
_OPENING_MARK = re.compile(r"[-–—―~•*]{1,3}\s?|/s/\s?|\((?=[^()]{4,80}\)$)")


@attrs.frozen(slots=True)
class _Word:
    """A word of the byline and where it stands; `kind` is word, email, handle or link."""

    text: str
    start: int
    end: int
    kind: str = "word"


@attrs.frozen(slots=True)
class _Segment:
    """Words between two separators. `mark` is the separator in front, `credit` what an opener in front of them says."""

    words: tuple[_Word, ...]
    mark: str
    credit: str | None = None
    aside: bool = False  # between brackets


@attrs.define(slots=True)
class _Reading:
    """What has been read so far, and in which state the reader is."""

    authors: list[Author] = attrs.field(factory=list)
    affiliations: list[tuple[int, int]] = attrs.field(factory=list)
    collective: tuple[int, int] | None = None
    opened: bool = False  # by an opener: `By`
    extras: int = 0  # roles, outlets, addresses and places
    unknown: int = 0  # segments that are nothing known
    small: int = 0  # words in small letters among them
    dated: bool = False
    heading: bool = False  # the text begins with the opener
    inside: bool = False  # the opener stands inside a sentence
    jobs: int = 0  # roles, outlets and addresses
    unnamed: bool = False  # nothing but words for unnamed writers
    credit: str = "author"
    blocked: bool = False  # by something unknown: `By contrast, Jane Doe`
    line_from: int = 0  # how many authors stood on the lines above
    group_from: int = 0  # the authors from here on have no role yet
    place_at: tuple[int, int] | None = None
    stopped: bool = False
    in_small_letters: bool = False  # the first name is: `by jane doe and kim roe`


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
    reading = _read(text, lexicon)
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
    reading = _read(text, lexicon)
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
    return not ambiguous and _is_outlet(_split_names(words), lexicon)


def _split_names(words: list[str]) -> list[str]:
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
    words = list(_CHUNK.finditer(text, opens.end(), opens.end() + _LONGEST_OPENING))
    shouted = bool(words) and words[0][0].isupper()  # names in capitals end where small letters begin
    end = position = 0
    while position < len(words):
        named = [word[0] for word in words[position : position + 6]]
        if shouted:
            named = list(takewhile(lambda word: word.isupper() or word in _JOINTS, named))
        count = name_length(named, lexicon)
        if not count:
            break
        position += count
        end = words[position - 1].end()
        if position == len(words) or words[position][0] not in _JOINTS:
            break
        position += 1
    return (opens.start("by"), end) if end else None


_LONGEST_OPENING = 120
_OPENS_TEXT = re.compile(r"[-–—\s]{0,4}(?P<by>By|BY)(?=\s[A-ZÀ-Þ])")
_CHUNK = re.compile(r"\S+")
_JOINTS = frozenset(("and", "&", "AND"))


def affiliation_of(text: str, lexicon: Lexicon) -> tuple[str, int, int] | None:
    """The outlet or agency that a byline names, as written, and where it stands in `text`.

    >>> words = Lexicon.default()
    >>> affiliation_of("Jane Doe, Chicago Tribune", words), affiliation_of("Washington Post Staff Writer", words)
    (('Chicago Tribune', 10, 25), ('Washington Post', 0, 15))
    >>> affiliation_of("By JANE DOE Associated Press Writer", words)
    ('Associated Press', 12, 28)
    >>> affiliation_of("By Jane Doe", words)
    """
    for start, end in _read(text, lexicon).affiliations:
        return text[start:end], start, end
    return None


@lru_cache(maxsize=512)  # a line is read by several stages, and menus say the same again and again
def _read(text: str, lexicon: Lexicon, *, known_only: bool = False) -> _Reading:
    """Read the segments one after the other; with `known_only`, up to the first that is nothing known."""
    reading = _Reading()
    seen = text[:_READ]
    segments = _segments(seen, lexicon, reading)
    segment = next(segments, None)
    reading.heading = segment is not None and bool(segment.credit)
    while segment is not None:
        if len(reading.authors) >= _MOST_AUTHORS or reading.stopped or (known_only and reading.unknown):
            break
        following = next(segments, None)
        _take(segment, following, seen, reading, lexicon)
        segment = following
    _settle(reading)
    return reading


# `Jane Doe, with Kim Roe`: the second helped
_COMMA_WITH = re.compile(r",\s*with\b", re.IGNORECASE)


def _has_no_opener(block: Block, lexicon: Lexicon) -> bool:
    """Without an opener, a helper or an address, a line with anything unknown in it is no byline, whatever follows."""
    words, phrases = block.words, _telling_phrases(lexicon)
    return (
        "@" not in block.text
        and "_" not in block.text  # a letter to `words`, a mark to a byline
        and not any(phrase <= words for first in words.intersection(phrases) for phrase in phrases[first])
        and not ("with" in words and _COMMA_WITH.search(block.text))
    )


# `The council`, `It has`: two words, the second in small letters, and nothing between them that parts segments
_SENTENCE_OPENS = re.compile(r"([^\W\d_]+) ([a-z]{2,})(?= [^\s–—―~-])")


def _opens_a_sentence(block: Block, lexicon: Lexicon) -> bool:
    """Is the first segment nothing known, for sure: no name, role or outlet begins with two words like these?"""
    opens = _SENTENCE_OPENS.match(block.text)
    if opens is None:
        return False
    first, second = fold(opens[1]), opens[2]
    known = _beginnings(lexicon)
    return (
        second not in known
        and f"{first} {second}" not in known
        and first not in lexicon.lists["byline.joiners"]
        and first not in ("with", "mit", "avec", "con")
        # `The Post's Jane Doe`, `Times writer Jane Doe`
        and "'s " not in block.text[:_LONGEST_OPENING]
        and "’s " not in block.text[:_LONGEST_OPENING]
        and block.words.isdisjoint(lexicon.lists["byline.writers"])
    )


@lru_cache(maxsize=8)
def _beginnings(lexicon: Lexicon) -> frozenset[str]:
    """Words that may be the second of something known, and the first two of outlets' and agencies' names."""
    lists = lexicon.lists
    words = {
        "in",
        "of",
        "and",
        "the",
        "with",
        "mit",
        "avec",
        "con",
        *lexicon.names["months"],
        *lexicon.names["weekdays"],
    }
    for name in ("joiners", "collective_core", "collective_words"):
        words |= lists[f"byline.{name}"]
    words |= lists["names.particles"] | lists["names.suffixes"] | lists["byline.affiliation_after"]
    for name in (*lexicon.names["agencies"], *lexicon.names.get("outlets", ())):
        first, _, rest = name.partition(" ")
        words.update((first, f"{first} {rest.partition(' ')[0]}"))  # the first alone for `the` before it
    return frozenset(words)


@lru_cache(maxsize=8)
def _telling_phrases(lexicon: Lexicon) -> dict[str, list[frozenset[str]]]:
    """The words of every opener, label and word of helping, by the first of them."""
    found: dict[str, list[frozenset[str]]] = {}
    openers = (*lexicon.names["byline_openers"], *lexicon.names["byline_labels"], *lexicon.lists["byline.contributed"])
    for phrase in (*openers, "translated", "translation"):  # _TRANSLATED leaves out what stands behind them
        words = re.findall(r"\w+", phrase)
        found.setdefault(words[0], []).append(frozenset(words))
    return found


def _is_prose(text: str, reading: _Reading) -> bool:
    """`Jane Doe, who runs the ferry, said that ...`, which begins like a byline."""
    longest = max(map(len, text[: 2 * _READ].split("\n")))
    if longest > _LONGEST_LINE + 40 or reading.small > (8 if reading.heading else 3):
        return True
    sentence = longest > 70 and text.endswith((".", '"', "”", "?")) and not reading.stopped
    return sentence and not reading.opened and all(one.credit == "author" for one in reading.authors)


def _settle(reading: _Reading) -> None:
    """`Reporting by` names the authors where no byline does; a name credited twice is one author."""
    others = any(one.credit == "author" for one in reading.authors)
    settled = {"reporting": "additional reporting" if others else "author", "writing": "author", "told": "author"}
    authors: dict[str, Author] = {}
    for one in reading.authors:
        if one.credit != "none":
            one = attrs.evolve(one, credit=settled.get(one.credit, one.credit))
            authors.setdefault(fold(one.name), one)
    reading.authors = list(authors.values())


# -- cutting --


def _segments(text: str, lexicon: Lexicon, reading: _Reading) -> Iterator[_Segment]:
    """The pieces of a byline, from left to right, each with the credit that an opener before it states."""
    words: list[_Word] = []
    mark, depth = "", 0
    for token in _tokens(text, lexicon, reading):
        if isinstance(token, _Word):
            words.append(token)
            continue
        yield from _openings(tuple(words), mark, depth > 0, token, lexicon)
        if words or token in _STICKY or mark not in (*_STICKY, "\n"):
            mark = ",with" if mark == "," and not words and token == "with" else token
        words = []
        depth = max(0, depth + (token == "(") - (token == ")"))
    yield from _openings(tuple(words), mark, depth > 0, "", lexicon)


def _tokens(text: str, lexicon: Lexicon, reading: _Reading) -> Iterator[_Word | str]:
    """Words, and the separators between them as strings."""
    masked = text
    for date in find_dates(text, lexicon):
        reading.dated = True
        start, end = date.span.start, date.span.end
        masked = masked[:start] + "\x00" * (end - start) + masked[end:]
    if "by" in masked.lower():
        masked = _STORY_AND_PHOTOS.sub(lambda match: "\x00" * len(match[0]), masked)
    if masked.startswith("("):  # (Jane Doe, The Example): brackets around the whole
        masked = "\x00" + masked[1:]
    joiners = lexicon.lists["byline.joiners"]
    for match in _TOKEN.finditer(masked):
        kind, found = str(match.lastgroup), match[0]
        if kind in ("line", "dash", "mark"):
            yield "and" if found == "&" else "-" if kind == "dash" else found
        elif kind == "word" and (found.islower() or len(found) > 1) and found.lower() in joiners:
            yield "and"
        elif kind == "word" and found.lower() in ("with", "mit", "avec", "con"):
            yield "with" if found.lower() == "with" else "mit"  # `Ein Interview von A mit B`: B has not written it
        elif found.isalpha():
            yield _Word(found, match.start(), match.end(), kind)
        elif kind == "word" and _HAS_DIGIT.search(found):
            yield "\x00"
        elif kind == "word" and not any(letter.isalpha() for letter in found):
            yield "-"
        else:
            yield _Word(found, match.start(), match.end(), kind)


def _openings(words: tuple[_Word, ...], mark: str, aside: bool, after: str, lexicon: Lexicon) -> Iterator[_Segment]:
    """Cut a segment at every opener: `Words by A Pictures by B` is two."""
    begin = position = 0
    credit: str | None = None
    while position < len(words):
        found = _opener_at(words, position, after, lexicon)
        if found is None:
            position += 1
            continue
        if position > begin:
            yield _Segment(words[begin:position], mark, credit, aside)
            mark = _NO_MARK
        position += found[0]
        begin, credit = position, found[1]
    if begin < len(words) or credit:
        yield _Segment(words[begin:], mark, credit, aside)


@lru_cache(maxsize=8)
def _first_words(lexicon: Lexicon) -> frozenset[str]:
    """The words with which an opener or a label begins."""
    phrases = (*lexicon.names["byline_openers"], *lexicon.names["byline_labels"])
    return frozenset(phrase.split()[0] for phrase in phrases)


def _opener_at(words: tuple[_Word, ...], position: int, after: str, lexicon: Lexicon) -> tuple[int, str] | None:
    """How many words from `position` on are an opener, and the credit it gives."""
    if fold(words[position].text) not in _first_words(lexicon):
        return None
    openers, labels = lexicon.names["byline_openers"], lexicon.names["byline_labels"]
    for size in range(min(6, len(words) - position), 0, -1):
        phrase = fold(" ".join(word.text for word in words[position : position + size]))
        phrase = _TRANSLATED.sub("translated by", phrase)
        rest = words[position + size :]
        if not rest and after == ":" and phrase in labels:
            return size, labels[phrase]
        stated = openers.get(phrase)
        if not stated or (rest and not _may_open_a_name(rest, lexicon)):
            continue
        if size == 1:
            before = words[max(0, position - 4) : position]
            if not all(fold(word.text) in lexicon.lists["byline.before_opener"] for word in before):
                continue
            if not rest and after not in ("\n", ":", "-", '"', "“", "_", "*"):
                continue
        return size, stated
    return None


def _may_open_a_name(words: tuple[_Word, ...], lexicon: Lexicon) -> bool:
    """Not `by the river`, `Von der Leyen`, `By selecting`; `by jane doe` only with a usual first name."""
    first = words[0].text
    if words[0].kind != "word" or not first[0].islower() or is_name_word(first, lexicon):
        return True
    if _titles(words, lexicon) or _is_known_outlet(" ".join(word.text for word in words), lexicon):
        return True
    core = lexicon.lists["byline.collective_core"]
    if fold(first) in lexicon.lists["byline.collective_words"] or fold(first) in core:
        return any(fold(word.text) in core for word in words[:6])
    return 2 <= len(words) <= 5 and all(word.text.islower() for word in words) and has_first_name(first, lexicon)


# -- reading a segment --


def _take(segment: _Segment, following: _Segment | None, text: str, reading: _Reading, lexicon: Lexicon) -> None:
    """Add to the reading what one segment says."""
    _step(segment, reading)
    words = list(segment.words)
    addresses: list[_Word] = []
    while words and words[-1].kind != "word":
        addresses.append(words.pop())
    while words and words[0].kind != "word":
        _address(words.pop(0), reading)
    _take_words(words, segment, following, text, reading, lexicon)
    for address in addresses:
        _address(address, reading)


def _take_words(
    words: list[_Word], segment: _Segment, following: _Segment | None, text: str, reading: _Reading, lexicon: Lexicon
) -> None:
    del words[: _titles(words, lexicon)]
    lead = _lead(words, segment, lexicon)
    if lead:
        _take_lead_and_name(words, lead, segment, following, reading, lexicon)
        return
    if not words:
        return
    if (
        (words[0].text in ("©", "C", "c") and len(words) == 1)
        or _in_list(words[:1], "byline.stops", lexicon)
        or _in_list(words[:2], "byline.stops", lexicon)
    ):
        reading.stopped = True
        return
    place_at, reading.place_at = reading.place_at, None
    if _take_quoted(words, segment, following, text, reading, lexicon):
        return
    if _take_name(words, segment, following, reading, lexicon):
        return
    if _take_suffix(words, segment, reading, lexicon) or _take_role(words, segment, reading, lexicon):
        return
    if _take_outlet(words, segment, reading, lexicon) or _take_place(
        words, segment.mark, place_at, text, reading, lexicon
    ):
        return
    if _take_contributor(words, reading, lexicon):
        return
    if not segment.aside:
        reading.unknown += 1
        reading.small += sum(word.text[0].islower() for word in words)
        reading.blocked = True


def _titles(words: Sequence[_Word], lexicon: Lexicon) -> int:
    """How many of the words, from the first, are titles: `the Rev.`, `Lt. Col.`"""
    count = 0
    while len(words) > count + 1 and words[count + 1].text[0].isupper():
        title = fold(words[count].text) in lexicon.lists["names.titles"]
        article = words[count].text == "the" and fold(words[count + 1].text) in lexicon.lists["names.titles"]
        if not (title or article):
            break
        count += 1
    return count


def _lead(words: list[_Word], segment: _Segment, lexicon: Lexicon) -> int:
    """How many words before a name say whose writer it is: `Associated Press writer Jane Doe`, `CNN's Jane Doe`."""
    texts = [word.text for word in words]
    contributed = any(fold(text) in lexicon.lists["byline.contributed"] for text in texts)
    for end in range(1, min(6, len(texts) - 1)):
        if not has_first_name(" ".join(texts[end:]), lexicon) and not (contributed or segment.credit):
            continue
        if not name_length(texts[end:], lexicon):
            continue
        last = texts[end - 1]
        if owner := _POSSESSIVE.sub("", last) if _POSSESSIVE.search(last) else "":
            return end if _is_outlet([*texts[: end - 1], owner], lexicon) else 0
        if fold(last) in lexicon.lists["byline.writers"]:
            others = texts[: end - 1]
            while others and others[-1].islower() and _is_collective_word(others[-1], lexicon):
                others.pop()  # `Times staff writer`
            collective = all(_is_collective_word(text, lexicon) for text in others)
            return end if collective or _is_outlet(others, lexicon) else 0
    return 0


def _take_lead_and_name(
    words: list[_Word],
    lead: int,
    segment: _Segment,
    following: _Segment | None,
    reading: _Reading,
    lexicon: Lexicon,
) -> None:
    """`Associated Press writer Jane Doe`: the name, and what stands before it as role and outlet."""
    named = attrs.evolve(segment, words=tuple(words[lead:]), credit=segment.credit or reading.credit)
    if not _take_name(words[lead:], named, following, reading, lexicon):
        reading.unknown += 1
        return
    before = words[:lead]
    if _POSSESSIVE.search(before[-1].text):
        before[-1] = attrs.evolve(before[-1], text=before[-1].text[:-2], end=before[-1].end - 2)
    _affiliate(before, reading, lexicon, [len(reading.authors) - 1])


def _step(segment: _Segment, reading: _Reading) -> None:
    """What the separator and the opener before a segment change."""
    if segment.mark == "\n":
        # `Editing by Al Poe`, next line `Jane Doe`
        if not (reading.opened and len(reading.authors) == reading.line_from):
            reading.credit = "author"
        reading.line_from = len(reading.authors)
    if segment.mark == "mit":
        reading.blocked = True
    elif segment.mark not in (",", "and", "with", ",with") and not (segment.mark == ":" and reading.authors):
        reading.blocked = False
    if segment.mark == ",with" and reading.authors:
        reading.credit = "additional reporting"
    if segment.credit:
        if not reading.opened and segment.credit == "author" and segment.mark != ",":
            reading.small = 0
            reading.authors.clear()  # they were words of a headline: `FERRY SINKS - By Jane Doe`
        reading.opened = True
        reading.inside = reading.inside or (segment.mark == _NO_MARK and reading.unknown > 0)
        reading.blocked = False
        reading.credit = segment.credit


def _address(word: _Word, reading: _Reading) -> None:
    reading.extras += 1
    reading.jobs += 1
    if word.kind == "email" and reading.authors and reading.authors[-1].email is None:
        reading.authors[-1] = attrs.evolve(reading.authors[-1], email=word.text)


def _take_name(
    words: list[_Word], segment: _Segment, following: _Segment | None, reading: _Reading, lexicon: Lexicon
) -> bool:
    """A segment that begins with a person's name, with a role, an outlet or a place behind it at most."""
    if reading.blocked or (segment.aside and not segment.credit and reading.credit == "author"):
        return False
    texts = [word.text for word in words]
    if fold(texts[0]) in lexicon.lists["byline.collective_core"]:
        return False
    small = (segment.credit or reading.in_small_letters) and len(texts) <= 5 and all(one.islower() for one in texts)
    if small and has_first_name(texts[0], lexicon):
        texts = name_case(" ".join(texts), lexicon).split()
        reading.in_small_letters = True
    size = _name_size(texts, lexicon)
    if not size:
        size = _is_pen_name(words, segment, following, reading, lexicon)
        if not size:
            return False
    name, rest = texts[:size], words[size:]
    expected = bool(segment.credit) or segment.mark in ("and", "with", ",with") or not reading.authors
    known = has_first_name(" ".join(name), lexicon)
    if _looks_like_outlet(name, lexicon) and not (known and expected):
        return False
    rest = [word for word in rest if fold(word.text) not in lexicon.lists["names.degrees"]]
    if reading.dated and all(fold(word.text) in _BEFORE_DATE for word in rest):
        rest = []
    contributed = any(fold(word.text) in lexicon.lists["byline.contributed"] for word in rest)
    if not (expected or known or contributed) and (
        rest or _is_place(words, following, lexicon) or _has_role(texts, lexicon)
    ):
        return False
    if segment.credit and len(name[0]) > 5 and name[0].casefold().endswith("ing") and not known:
        return False  # `By Pumping Sound Waves`
    credit = reading.credit
    if contributed:
        credit = reading.credit = "additional reporting"
        if not segment.credit:
            named = reading.authors[reading.line_from :]
            reading.authors[reading.line_from :] = [attrs.evolve(one, credit=credit) for one in named]
    elif rest and not _may_follow_name(rest, lexicon) and not (known and _only_reports(rest)):
        return False
    written = " ".join(name).rstrip(",;").replace("\u00ad", "")
    if len(written) > 3 and written.endswith(".") and fold(name[-1]) not in lexicon.lists["names.suffixes"]:
        written = written[:-1] if len(name[-1]) > 3 and "." not in name[-1][:-1] else written
    if (
        segment.mark not in ("and", "with", ",with")
        and not segment.credit
        and reading.group_from == len(reading.authors)
    ):
        reading.group_from = len(reading.authors)
    reading.authors.append(Author(name_case(written, lexicon), credit=credit))
    if rest:
        _take_rest(rest, reading, lexicon)
    return True


def _name_size(texts: list[str], lexicon: Lexicon) -> int:
    """How many of the words are the name: `JOHN DOE Associated Press Writer` has two."""
    size = name_length(texts, lexicon)
    if not size:
        return 0
    if len(texts[0]) > 1 and texts[0].isupper() and not texts[0].endswith("."):
        for position in range(2, size):
            if any(letter.islower() for letter in texts[position][2:]):
                size = position
                break
    end = next((at for at, word in enumerate(texts) if fold(word) in lexicon.lists["byline.role_words"]), len(texts))
    for position in range(2, end):
        if _is_known_outlet(" ".join(texts[position:end]), lexicon):
            return min(size, position)
    if 2 <= end < size:
        return end
    if end < len(texts) and end > size:
        return size if size == 2 or len(texts[1].rstrip(".")) == 1 else min(size, 3)
    return size


def _is_pen_name(
    words: list[_Word], segment: _Segment, following: _Segment | None, reading: _Reading, lexicon: Lexicon
) -> int:
    """`By Plato`, and nothing else; a name in a script without capitals, with a handle behind it."""
    handle = segment.words[-1].kind == "handle" or (
        following and following.words and following.words[0].kind == "handle"
    )
    if handle and not words[0].text[0].islower() and not words[0].text[0].isupper():
        return len(words)
    text = words[0].text
    alone = segment.credit == "author" and len(segment.words) == 1 and following is None and not reading.authors
    if not alone or not text[0].isupper() or len(text) < 4 or not is_name_word(text, lexicon):
        return 0
    folded = fold(text)
    common = folded in lexicon.names["weekdays"] or folded in lexicon.names["months"] or folded.endswith("ing")
    listed = any(lexicon.has(name, text) for name in ("byline.collective_core", "byline.role_words", "kicker.sections"))
    return 0 if common or listed or _looks_like_outlet([text], lexicon) else 1


def _may_follow_name(rest: list[_Word], lexicon: Lexicon) -> bool:
    """What stands behind a name in its own segment: a role, a place, an outlet; not `said on Monday`."""
    first = rest[0].text
    folded = fold(first)
    if rest[0].kind != "word" or not first[0].islower():
        return True
    roles = lexicon.lists["byline.role_words"]
    if folded in roles:
        return True
    if (
        folded in lexicon.lists["byline.place_after"]
        or folded in lexicon.lists["byline.affiliation_after"]
        or folded in ("reporting", "reports", "special", "exclusive")
    ):
        return any(word.text[0].isupper() for word in rest[1:4])
    return any(fold(word.text) in roles for word in rest[:5])


def _end_of_place(texts: list[str], lexicon: Lexicon) -> int:
    """Where the capitalised words end; small ones may stand among them: `in Rio de Janeiro`."""
    for at, text in enumerate(texts):
        within = fold(text) in lexicon.lists["names.particles"] and at + 1 < len(texts) and texts[at + 1][0].isupper()
        if at and text[0].islower() and not within:
            return at
    return len(texts)


def _names_place(texts: list[str], lexicon: Lexicon) -> bool:
    """`from Rome`"""
    return fold(texts[0]) in lexicon.lists["byline.place_after"] and texts[1][0].isupper()


def _only_reports(rest: list[_Word]) -> bool:
    """`Jane Doe reports`, and no more."""
    return len(rest) == 1 and rest[0].text.strip(":.") in ("reports", "reporting", "writes")


def _take_rest(rest: list[_Word], reading: _Reading, lexicon: Lexicon) -> None:
    """What stands behind a name in its own segment."""
    author = reading.authors[-1]
    for word in rest:
        if word.kind != "word":
            _address(word, reading)
    words = [word for word in rest if word.kind == "word"]
    if not words:
        return
    reading.extras += 1
    texts = [word.text for word in words]
    folded = fold(texts[0])
    if _only_reports(words):
        return
    contributed = lexicon.lists["byline.contributed"]
    if folded in ("reporting", "reports") or any(fold(text) in contributed for text in texts):
        at = next((at for at in range(1, len(texts) - 1) if _names_place(texts[at : at + 2], lexicon)), 0)
        words, texts, folded = words[at:], texts[at:], fold(texts[at])
    town = _in_list(words[1:], "places.cities", lexicon)
    if (
        folded in lexicon.lists["byline.place_after"]
        and len(words) > 1
        and (town or not _looks_like_outlet(texts[1:], lexicon))
    ):
        end = _end_of_place(texts, lexicon)
        if end > 1:
            place = " ".join(texts[1:end])
            if place.endswith(".") and not _in_list(words[end - 1 : end], "byline.regions", lexicon):
                place = place[:-1]
            reading.authors[-1] = attrs.evolve(author, place=name_case(place, lexicon) if texts[0].isupper() else place)
            reading.place_at = (words[1].start, words[end - 1].end)
            return
    _affiliate(words, reading, lexicon, [len(reading.authors) - 1])


def _take_suffix(words: list[_Word], segment: _Segment, reading: _Reading, lexicon: Lexicon) -> bool:
    """`Albert Roe, Jr.` and `Jane Doe, Ph.D.`"""
    if len(words) > 1 or not reading.authors:
        return False
    folded = fold(words[0].text)
    if folded in lexicon.lists["names.suffixes"] and segment.mark == ",":
        last = reading.authors[-1]
        reading.authors[-1] = attrs.evolve(last, name=f"{last.name}, {words[0].text}")
        return True
    return folded in lexicon.lists["names.degrees"]


def _take_role(words: list[_Word], segment: _Segment, reading: _Reading, lexicon: Lexicon) -> bool:
    """`Staff Writer`, `Washington Post Staff Writer`, `Staff Reporter of The Example`; unnamed writers, too."""
    texts = [word.text for word in words]
    if not _has_role(texts, lexicon):
        return False
    span = (words[0].start, words[-1].end)
    if not reading.authors:
        if texts[0] in ("a", "an", "the") and len(words) > 1:
            span = (words[1].start, span[1])
        cut = next((at for at in range(1, len(texts) - 1) if texts[at] == "in" and texts[at + 1][0].isupper()), None)
        texts = texts[:cut]  # `our correspondent in Rome`
        core = [one for one in texts if fold(one) in lexicon.lists["byline.collective_core"]]
        others = [one for one in texts if not _is_collective_word(one, lexicon)]
        small = [one for one in others if one[0].islower()]
        owner = texts[: next((at for at, one in enumerate(texts) if one in core), 0)]  # ASSOCIATED PRESS STAFF
        if _is_known_outlet(" ".join(owner), lexicon):
            others = owner
        named = not others or segment.credit or texts[0] in core or _is_outlet(others, lexicon)
        if not core or small or len(others) > 3 or not named:
            return False
        start = reading.collective[0] if reading.collective and segment.mark in ("and", ",", "with") else span[0]
        reading.collective = (start, span[1])
        unnamed = not others or others == owner
        unnamed = unnamed and any(fold(one) in lexicon.lists["byline.unnamed"] for one in texts)
        reading.unnamed = reading.unnamed or unnamed
        if others and _is_outlet(others, lexicon):
            reading.affiliations.append(_span_of(words, others))
        return True
    reading.extras += 1
    last = len(reading.authors)
    plural = any(fold(one).endswith(("writers", "reporters", "correspondents", "editors")) for one in texts)
    first = reading.group_from if segment.mark == "\n" or plural else last - 1
    _affiliate(words, reading, lexicon, list(range(min(first, last - 1), last)))
    reading.group_from = last
    return True


def _affiliate(words: list[_Word], reading: _Reading, lexicon: Lexicon, whose: list[int]) -> None:
    """Give these authors the role and the affiliation that `words` state."""
    role, outlet = _role_and_outlet(words, lexicon)
    reading.jobs += bool(outlet) or _has_role([word.text for word in role], lexicon)
    if outlet and (_is_outlet([word.text for word in outlet], lexicon) or not role):
        reading.affiliations.append((outlet[0].start, outlet[-1].end))
    for index in whose:
        author = reading.authors[index]
        reading.authors[index] = attrs.evolve(
            author,
            role=author.role or (" ".join(word.text for word in role) or None),
            affiliation=author.affiliation or (" ".join(word.text for word in outlet) or None),
        )


def _role_and_outlet(words: list[_Word], lexicon: Lexicon) -> tuple[list[_Word], list[_Word]]:
    """`Washington Post Staff Writer`: the role is `Staff Writer`; `Special to The Example`: no role at all."""
    texts = [fold(word.text) for word in words]
    if len(words) > 1 and texts[0] in ("for", "of", "with", "from", "via", "at", "à", "für", "pour", "para", "per"):
        return [], _without_article(words[1:])
    if len(words) > 2 and texts[0] in ("special", "exclusive") and texts[1] in ("to", "for", "from"):
        return [], _without_article(words[2:])
    for at in range(len(words) - 2, 0, -1):
        behind = words[at + 1 :]
        if texts[at] in ("of", "for", "at", "with", "to", "from", "in") and not _is_role(behind[-1].text, lexicon):
            named = [word.text for word in _without_article(behind)]
            if _is_outlet(named, lexicon) or (texts[at] in ("at", "for") and named and named[0][0].isupper()):
                return words[:at], _without_article(behind)
            if texts[at + 1] == "the" and named and all(one[0].isupper() or one == "of" for one in named):
                return words[:at], _without_article(behind)
    roles = [at for at, word in enumerate(words) if _is_role(word.text, lexicon)]
    for at in range(roles[0] if roles else len(words), 0, -1):
        if _in_list(words[:at], "byline.beats", lexicon):
            break
        if _is_outlet([word.text for word in words[:at]], lexicon):
            return words[at:], words[:at]
    return words, []


def _without_article(words: list[_Word]) -> list[_Word]:
    return words[1:] if len(words) > 1 and words[0].text == "the" else words


def _take_outlet(words: list[_Word], segment: _Segment, reading: _Reading, lexicon: Lexicon) -> bool:
    """An outlet or agency on its own; behind `By`, and with nobody named, it is the collective."""
    texts = [word.text for word in words]
    if fold(words[0].text) in lexicon.lists["byline.affiliation_after"] and len(words) > 1 and reading.authors:
        words = _without_article(words[1:])
        texts = [word.text for word in words]
    special = len(words) > 2 and fold(" ".join(texts[:2])) in lexicon.lists["byline.affiliation_after"]
    if not special and not _looks_like_outlet(texts, lexicon):
        return False
    named = _without_article(words[2:] if special else words)
    span = (named[0].start, named[-1].end)
    reading.affiliations.append(span)
    reading.extras += 1
    reading.jobs += 1
    if reading.authors:
        for index in range(min(reading.group_from, len(reading.authors) - 1), len(reading.authors)):
            if reading.authors[index].affiliation is None:
                name = " ".join(word.text for word in named)
                reading.authors[index] = attrs.evolve(reading.authors[index], affiliation=name)
    elif segment.credit or reading.collective:
        start = reading.collective[0] if reading.collective and segment.mark in ("and", ",", "/") else span[0]
        reading.collective = (start, span[1])
    return True


def _take_quoted(
    words: list[_Word], segment: _Segment, following: _Segment | None, text: str, reading: _Reading, lexicon: Lexicon
) -> bool:
    """`Иван Лебедев, газета «Приречная правда»`: behind a name, what stands between quotation marks is an outlet."""
    if not reading.authors or reading.blocked:
        return False
    if following and following.mark in _QUOTES and _in_list(words, "byline.before_outlet", lexicon):
        return True
    closes = _QUOTES.get(segment.mark)
    if closes is None or len(words) > 5 or not words[0].text[0].isupper() or text[words[-1].end :][:1] not in closes:
        return False
    reading.affiliations.append((words[0].start, words[-1].end))
    reading.extras += 1
    reading.jobs += 1
    if reading.authors[-1].affiliation is None:
        name = " ".join(word.text for word in words)
        reading.authors[-1] = attrs.evolve(reading.authors[-1], affiliation=name)
    return True


def _take_contributor(words: list[_Word], reading: _Reading, lexicon: Lexicon) -> bool:
    """`... and The Associated Press contributed to this report`: so did those who are named before."""
    at = next((at for at, word in enumerate(words) if fold(word.text) in lexicon.lists["byline.contributed"]), 0)
    contributes = any(fold(word.text) in lexicon.lists["byline.contributed"] for word in words)
    outlet = [word.text for word in words[:at]]
    if not contributes or not reading.authors or (outlet and not _looks_like_outlet(outlet, lexicon)):
        return False
    named = reading.authors[reading.line_from :]
    reading.authors[reading.line_from :] = [attrs.evolve(one, credit="additional reporting") for one in named]
    return True


def _take_place(
    words: list[_Word], mark: str, place_at: tuple[int, int] | None, text: str, reading: _Reading, lexicon: Lexicon
) -> bool:
    """`Robert Rice, London`; `Thomas Poe, Agdam, Azerbaijan`; `in New York`."""
    if not reading.authors or mark not in (",", "/", "\n", "-", "(", "and"):
        return False
    if len(words) > 2 and fold(words[0].text) in ("reporting", "reports"):
        words = words[1:]
    if fold(words[0].text) in lexicon.lists["byline.place_after"] and len(words) > 1:
        words = words[1:]
    if len(words) > 3 or not all(word.text[0].isupper() for word in words):
        return False
    start, end = place_at[0] if place_at else words[0].start, words[-1].end
    reading.place_at = (start, end)
    reading.extras += 1
    if place_at or reading.authors[-1].place is None:
        reading.authors[-1] = attrs.evolve(reading.authors[-1], place=text[start:end])
    return True


# -- small questions --


def _in_list(words: list[_Word], name: str, lexicon: Lexicon) -> bool:
    return lexicon.has(name, " ".join(word.text for word in words))


def _is_role(text: str, lexicon: Lexicon) -> bool:
    return fold(text) in lexicon.lists["byline.role_words"]


def _has_role(texts: Sequence[str], lexicon: Lexicon) -> bool:
    roles, core = lexicon.lists["byline.role_words"], lexicon.lists["byline.collective_core"]
    return any((folded := fold(text)) in roles or folded in core for text in texts)


def _is_collective_word(text: str, lexicon: Lexicon) -> bool:
    folded = fold(text)
    return folded in lexicon.lists["byline.collective_core"] or folded in lexicon.lists["byline.collective_words"]


def _is_known_outlet(text: str, lexicon: Lexicon) -> bool:
    return fold(text).removeprefix("the ") in lexicon.names["agencies"] or lexicon.outlet(text) is not None


def _is_outlet(texts: Sequence[str], lexicon: Lexicon) -> bool:
    """A known outlet or agency, or a few capitalised words of which one is typical of outlets."""
    text = " ".join(texts)
    if fold(text).removeprefix("the ") in lexicon.names["agencies"] or lexicon.outlet(text):
        return True
    if len(texts) > 6 or not all(word[0].isupper() or word in ("of", "and", "the") for word in texts):
        return False
    words = lexicon.lists["byline.outlet_words"]
    return any(fold(part) in words for word in texts for part in word.split("-"))


def _looks_like_outlet(texts: Sequence[str], lexicon: Lexicon) -> bool:
    """`_is_outlet`, or a name with an article: `The Spotlight`."""
    if _is_outlet(texts, lexicon):
        return True
    return 2 <= len(texts) <= 4 and texts[0] in ("The", "THE") and all(word[0].isupper() for word in texts[1:])


def _is_place(words: list[_Word], following: _Segment | None, lexicon: Lexicon) -> bool:
    """A known city, or one with its region behind it: `Great Neck, N.Y.`"""
    if _in_list(words, "places.cities", lexicon):
        return True
    behind = following.words[:2] if following and following.mark == "," else ()
    return bool(behind) and any(_in_list(list(behind[:size]), "byline.regions", lexicon) for size in (1, 2))


def _is_town(name: str, lexicon: Lexicon) -> bool:
    key = fold(name).replace(".", "")
    return key in lexicon.lists["places.cities"] or key in lexicon.lists["places.regions"]


def _span_of(words: list[_Word], texts: list[str]) -> tuple[int, int]:
    chosen = [word for word in words if word.text in texts]
    return chosen[0].start, chosen[-1].end


# -- recognising --


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say which lines look like bylines."""
    in_text: frozenset[str] | None = None
    above: _Reading | None = None
    for position, block in enumerate(page.blocks):
        text = page.lines[block.first].content
        if not _is_candidate(text):
            above = None
            continue
        before = page.blocks[position - 1].text if position else ""
        under_opener = 0 < len(before) <= _LONGEST_OPENER and _is_bare_opener(before, lexicon)
        known_only = not under_opener and _has_no_opener(block, lexicon)
        if known_only and _opens_a_sentence(block, lexicon):
            reading = _Reading(unknown=1)
        else:
            reading = _read(text, lexicon, known_only=known_only)
        yield from ((block.first, clue) for clue in _clues(text, reading, above, lexicon))
        if _is_bare_name(reading, lexicon):
            in_text = _named_in_prose(page) if in_text is None else in_text
            yield from ((block.first, clue) for clue in _surroundings(page, position, reading, in_text))
        if under_opener and (reading.authors or reading.collective or name_length(text.split()[:4], lexicon)):
            yield page.blocks[position - 1].first, BY_ALONE
            yield block.first, BELOW_BY
        above = reading


def _is_candidate(text: str) -> bool:
    return 2 <= len(text) <= _LONGEST_LINE and text.count(" ") <= 40 and not text.endswith(("?", "…"))


def _clues(text: str, reading: _Reading, above: _Reading | None, lexicon: Lexicon) -> Iterator[Clue]:
    """What the words of the line say for themselves, and with the writer's name above."""
    if _says_who_posted(text, lexicon):
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
        yield from _affiliations(text, reading, above, lexicon)


def _is_bare_name(reading: _Reading, lexicon: Lexicon) -> bool:
    """Nothing unknown on the line, and names of the usual shape or with a usual first name."""
    if reading.opened or reading.unknown or not reading.authors:
        return False
    return all(_is_likely(one.name, lexicon) for one in reading.authors)


def _is_known_name(reading: _Reading, lexicon: Lexicon) -> bool:
    return _is_bare_name(reading, lexicon) and has_first_name(reading.authors[0].name, lexicon)


def _is_likely(name: str, lexicon: Lexicon) -> bool:
    """`Potential Problems`, `High-Tech Freedom`: the endings of common words; a usual first name makes up for them."""
    if has_first_name(name, lexicon):
        return True
    words = [word for word in name.split() if fold(word) not in lexicon.lists["names.particles"]]
    return len(words) <= 3 and not any(_COMMON_ENDING.search(word) for word in words)


def _bare_names(text: str, reading: _Reading, lexicon: Lexicon) -> Iterator[Clue]:
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


def _affiliations(text: str, reading: _Reading, above: _Reading | None, lexicon: Lexicon) -> Iterator[Clue]:
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
    elif under and _has_role(text.split(), lexicon):
        yield UNDER_NAME


def _surroundings(page: Page, position: int, reading: _Reading, in_text: frozenset[str]) -> Iterator[Clue]:
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


def _says_who_posted(text: str, lexicon: Lexicon) -> bool:
    words = text[:60].split(None, 3)[:3]
    return any(lexicon.has("byline.posted_by", " ".join(words[:size])) for size in (2, 3))


def _is_bare_opener(text: str, lexicon: Lexicon) -> bool:
    folded = fold(text)
    return lexicon.names["byline_openers"].get(folded) == "author" or folded in ("author", "autor", "auteur", "autore")
