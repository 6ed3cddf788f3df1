"""Damage done by copying and scraping, mended where a copy editor would bet on it.

`MENDERS` is the table of contents. Each mender names the damage, says in `hint` what must be in the text for it to
look at all (so that clean text costs next to nothing), and gives changes: where, and what should stand there. Names,
numbers, links, dialect and other languages are left alone; so is what is not sure.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import islice, pairwise

import attrs

from clipparse.edit import Edit, Finding, Reading
from clipparse.english import count, is_common
from clipparse.lexicon import Lexicon
from clipparse.model import Clipping

# A change to a text: from, to, what should stand there.
Change = tuple[int, int, str]


@attrs.frozen(slots=True)
class Passage:
    """A paragraph, and what a mender may want to know besides."""

    text: str
    english: bool
    lexicon: Lexicon
    gap: Callable[[int], str] = lambda place: "\n"  # the raw white space behind a line feed of `text`
    words: tuple[str, ...] = attrs.field(init=False)  # folded, punctuation left on

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "words", tuple(self.text.casefold().split()))


@attrs.frozen(slots=True)
class Mender:
    """One kind of damage; `english` menders know English only."""

    kind: str
    hint: Callable[[Passage], object]
    changes: Callable[[Passage], Iterator[Change]]
    english: bool = False


def typos(raw: str, clippings: tuple[Clipping, ...], lexicon: Lexicon) -> Iterator[Finding]:
    """What should stand in place of damaged words, in every paragraph."""
    for position, clipping in enumerate(clippings):
        english = _is_english(clipping)
        for paragraph in clipping.paragraphs:
            if not paragraph.spans:
                continue
            reading = Reading.of(raw, paragraph.spans)
            passage = Passage(reading.text, english, lexicon, partial(_raw_gap, raw, reading))
            for kind, (start, end, instead) in damage(passage):
                yield position, Edit(reading.span(start, end), instead, kind)


def _raw_gap(raw: str, reading: Reading, place: int) -> str:
    return reading.span(place, place + 1).of(raw)


def damage(passage: Passage) -> Iterator[tuple[str, Change]]:
    """Each change to a passage and the kind of damage that it mends.

    >>> list(damage(Passage("Seven minor injuryinjuries &amp; a a fire", True, Lexicon.default())))
    [('entity', (27, 32, '&')), ('glued revision', (12, 26, 'injuries')), ('doubled word', (34, 36, ''))]
    """
    for mender in MENDERS:
        if (passage.english or not mender.english) and mender.hint(passage):
            for change in mender.changes(passage):
                yield mender.kind, change


# --- characters gone wrong

_ENTITY = re.compile(r"&(?:amp;)*(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
# Known also without their semicolon; in a link's query (`?a=1&copy=2`) the name of a field follows.
_BARE_ENTITY = re.compile(r"&(?:copy|nbsp|quot|reg|amp)(?![\w;=])")
_LETTER = r"[^\W\d_]"
_SOFT_HYPHEN = re.compile("\xad+\n?")
# Marks of direction, and those that join letters or part them, mean something in other scripts.
_ZERO_WIDTH = re.compile(
    "[\u200b\u2060\ufeff]+|(?<=[A-Za-z])[\u200c\u200d]+(?=[A-Za-z])|(?<![^ -~])[\u200e\u200f\u202a-\u202e]+(?![^\n -~])"
)
_MOJIBAKE = re.compile("[ÂÃÄÅÆÇÈÉÊËÌÎÏÐÑØâãäåæçèéêëìîïðñ][\x80-¿€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|‚Ä[^ \n]|√[©®†∂≠§ºπ¶±≥]")
_UNBROKEN = re.compile(r"[^ \t\r\n]+")  # a broken letter may end in what counts as white space
_LONGEST_WORD = 1000
_MAC_MARKS = {"Ò": "“", "Ó": "”", "Ô": "‘", "Õ": "’"}
_PAIR = {"Ò": {"Ò", "Ó"}, "Ó": {"Ò", "Ó"}, "Ô": {"Ô", "Õ"}, "Õ": {"Ô", "Õ"}}
_MAC_MARK = re.compile(r"(?<![^\s(\[])[ÒÔ](?=[A-Za-z])|(?<=[a-z.,!?])[ÓÕ](?![^\W\d_])")
_C1 = re.compile("[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f]")


def _entities(passage: Passage) -> Iterator[Change]:
    for pattern in (_ENTITY, _BARE_ENTITY):
        for found in pattern.finditer(passage.text):
            letter = html.unescape(found[0])
            while letter != (again := html.unescape(letter)):
                letter = again
            if letter.isspace():
                letter = " "
            if len(letter) <= 2 and letter.isprintable() and not _in_link(passage.text, found.start()):
                yield found.start(), found.end(), letter


def _mojibake(passage: Passage) -> Iterator[Change]:
    """UTF-8 read as if it were another encoding: `partyâ€™s`."""
    import ftfy

    for word in _UNBROKEN.finditer(passage.text):
        if len(word[0]) <= _LONGEST_WORD and _MOJIBAKE.search(word[0]):
            mended = ftfy.fix_encoding(word[0]).replace("\xad", "")
            if len(mended) < len(word[0]) and mended.replace("\xa0", " ").isprintable():
                yield word.start(), word.end(), mended


def _soft_hyphens(passage: Passage) -> Iterator[Change]:
    for found in _SOFT_HYPHEN.finditer(passage.text):
        yield found.start(), found.end(), ""


def _zero_width(passage: Passage) -> Iterator[Change]:
    """Between two words it stood in place of a space: `the\u200bschool`."""
    for found in _ZERO_WIDTH.finditer(passage.text):
        before = _LAST_WORD.search(passage.text, max(0, found.start() - _LONGEST), found.start())
        after = _WORD.match(passage.text, found.end(), found.end() + _LONGEST)
        parts = passage.english and before and after and _are_two_words(before[0].lower(), after[0].lower())
        yield found.start(), found.end(), " " if parts else ""


def _mac_marks(passage: Passage) -> Iterator[Change]:
    """Quotation marks of an old Mac, read as Latin letters: `ÒnewÓ`. One without its fellow may be a letter."""
    found = list(_MAC_MARK.finditer(passage.text))
    letters = {one[0] for one in found}
    for one in found:
        if letters >= _PAIR[one[0]]:
            yield one.start(), one.end(), _MAC_MARKS[one[0]]


def _windows_letters(passage: Passage) -> Iterator[Change]:
    for found in _C1.finditer(passage.text):
        yield found.start(), found.end(), found[0].encode("latin-1").decode("cp1252")


# --- mails

_ENCODED = re.compile(r"(?:=[0-9A-F]{2})+(?:=\n(?:=[0-9A-F]{2})+)*")
# Not the end of a ruled line (`=====`, `=-=-=`).
_SOFT_BREAK = re.compile(r"(?:(?<=[^\n]{60})(?<=[\w ,.;:)(\"“”’])|(?<==20))=\n(?=\S)")


def _quoted_printable(passage: Passage) -> Iterator[Change]:
    """`=E2=80=99`, `=20` at the end of a line, and a line broken by `=`."""
    text = passage.text
    sure = any(len(found[0]) > 3 and _code(found)[0] >= 0x80 for found in _ENCODED.finditer(text))
    for found in _ENCODED.finditer(text):
        code = _code(found)
        letters, behind = _decoded(code), text[max(0, found.start() - 1) : found.start()]
        if _in_link(text, found.start()):
            continue
        if code.isspace():
            if text[found.end() : found.end() + 1] in ("", "\n") or text.startswith("=\n", found.end()):
                yield found.start(), found.end(), " "
        elif letters and (sure or found[0] == "=3D" or (code[0] >= 0x80 and (len(code) > 1 or behind.isalpha()))):
            yield found.start(), found.end(), letters
    for found in _SOFT_BREAK.finditer(text):
        indented = passage.gap(found.end() - 1).rpartition("\n")[2]
        yield found.start(), found.end(), " " if indented and not text[found.start() - 1].isspace() else ""


def _code(found: re.Match[str]) -> bytes:
    return bytes.fromhex(found[0].replace("=", ""))  # which takes a line feed for a space


def _decoded(code: bytes) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            letters = code.decode(encoding).replace("\xa0", " ")
        except UnicodeDecodeError:
            continue
        return letters if letters.isprintable() else ""
    return ""


def _in_link(text: str, place: int) -> bool:
    """Is the word around `place` a link or the address of something?"""
    before = text[max(0, place - 200) : place].split()
    near = "" if text[place - 1 : place].isspace() or not before else before[-1]
    return "://" in near or "www." in near or "?" in near[:-1]


# --- words

_APOSTROPHE = re.compile(r"(?<![\w/=&.])([A-Za-z]+)([?Õ\ufffd])(?:s|re|ve|ll|d|m|(?<=n.)t)(?![\w=/&@?])")
_REPEATED = re.compile(r"(?<![\w'’.\ufffd-])([A-Za-z][a-z]*)(?:\s+(?i:\1)(?![\w'’&\ufffd-]))+")
_WORD = re.compile(f"{_LETTER}+")
_NEXT_WORD = re.compile(f"\\s+({_LETTER}+)")
_LAST_WORD = re.compile(f"{_LETTER}+$")
_SENTENCE = re.compile(r"[.!?;:]\s|[(“\"]")
_LONG_WORD = re.compile(r"(?<![\w/@.&#-])[A-Za-z][a-z]{5,}(?![\w/@&])")
_NAME_TWICE = re.compile(r"(?=[A-Z])([A-Za-z][a-z]{1,4})(?i:\1)")  # `Yuanyuan`
_TAIL_TWICE = re.compile(r"([a-z]{4,8})\1(?![a-z])")
_BROKEN_WORD = re.compile(r"(?<![\w'’/@.-])([A-Za-z][a-z]{2,})(\s)([bdeghklmnprtwxy])(?![\w'’.)/-])")
_LOOSE_HYPHEN = re.compile(r"(?<![\w-])([A-Za-z][a-z]+)-(?:(\n)|\s+)([a-z]{2,})(?![\w-])")

# How an inflected word may end, behind what it shares with the other form.
_ENDINGS = frozenset(
    ("", "e", "n", "s", "es", "d", "ed", "ing", "er", "ers", "y", "ies", "ied", "ily", "ly", "ion", "ions", "or", "ors")
)
_CONTENT = 3  # letters of the shortest words with a meaning of their own
_SHARED = 4  # letters that two forms of a word must have in common
_SHORTEST, _LONGEST = 6, 40  # letters that two words together may have


def _lost_apostrophes(passage: Passage) -> Iterator[Change]:
    """`don?t`, `countryÕs`."""
    for found in _APOSTROPHE.finditer(passage.text):
        yield found.start(2), found.end(2), "’"


def _has_doubled(passage: Passage) -> bool:
    return True in map(str.startswith, islice(passage.words, 1, None), passage.words)


def _doubled_words(passage: Passage) -> Iterator[Change]:
    """`the the`; of words with a meaning of their own only those that nobody doubles for emphasis.

    Inside quotation marks speakers stammer and insist.
    """
    lists = passage.lexicon.lists
    marks = _Marks(passage.text)
    for found in _REPEATED.finditer(passage.text):
        first, word = found[1], found[1].lower()
        again = found[0][len(first) :]
        at = _Place.of(passage, found.start(), found.end())
        spoken = marks.inside(found.start())
        if spoken and (word in lists["typos.spoken_twice"] or not at.after):
            extra = word in lists["typos.never_double"] and word not in lists["typos.spoken_twice"]
        elif word in lists["typos.never_double"]:
            # written alike in capitals it is a name, but for the first word of a sentence
            extra = again.islower() or (not at.before and first == again.strip())
        elif not found[0].islower():  # a name: `Duran Duran`, `Rhode Island island`
            extra = False
        elif len(again.split()) > 1:
            extra = word in lists["typos.left_behind"]
        elif len(word) < _CONTENT or any(word in lists[f"typos.{one}"] for one in _SOMETIMES_TWICE):
            extra = _is_one_too_many(word, at)
        else:
            extra = is_common(word) and not _is_insisted_on(word, at, passage.text[found.end() : found.end() + 1])
        if extra:
            yield found.end(1), found.end(), ""


_SOMETIMES_TWICE = ("left_behind", "may_double", "end_a_clause", "begin_a_clause")
# How many words before it a preposition may belong to: `brought a specialist in in May`, but `moved to to`.
_REACH = {"in": 3, "on": 3}
_REACH_OF_A_CLAUSE = 6
_LONGEST_SUBJECT = 5  # words from `what` to its verb
_ASKING = frozenset(("when", "why", "how", "where", "if", "whether"))
_COPULAS = frozenset(("is", "are", "was", "were"))
_SENTENCE_REACH = 80  # letters before a word that are read


@attrs.frozen(slots=True)
class _Place:
    """Where a word stands twice: the words of the sentence before it, and the one behind it, all folded."""

    before: tuple[str, ...]
    after: str
    lists: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, passage: Passage, start: int, end: int) -> _Place:
        behind = _NEXT_WORD.match(passage.text, end, end + _LONGEST)
        before = _SENTENCE.split(passage.text[max(0, start - _SENTENCE_REACH) : start])[-1].casefold()
        words = tuple(one.strip(",“”’'\"") for one in before.split())
        return cls(words, behind[1].casefold() if behind else "", passage.lexicon.lists)

    def is_behind(self, name: str, reach: int = 1) -> bool:
        """Is one of the last words before it in a list?"""
        return not self.lists[f"typos.{name}"].isdisjoint(self.before[-reach:])

    def is_before(self, name: str) -> bool:
        return self.after in self.lists[f"typos.{name}"]


def _is_insisted_on(word: str, at: _Place, behind: str) -> bool:
    """Said again on purpose: `when is theft theft`, `rubbed it, and rubbed rubbed`, `smile smile!`."""
    asked = len(at.before) > 1 and at.before[-2] in _ASKING and at.before[-1] in _COPULAS
    return asked or word in at.before or behind == "!"


def _is_one_too_many(word: str, at: _Place) -> bool:
    """Words that may well stand twice, `what it is is`, `moved in in May`, where this cannot be so."""
    for one, too_many in _TOO_MANY:
        if word in at.lists[f"typos.{one}"]:
            return too_many(word, at)
    return word in _ONE_TOO_MANY and _ONE_TOO_MANY[word](at)


def _belongs_to_none(word: str, at: _Place) -> bool:
    """No verb takes the first of two prepositions: `went in in May`, `was asked for for years`."""
    reach = _REACH.get(word, 1)
    if not at.is_behind(f"before_{word}", reach):
        return word != "in" or not at.is_before("in_phrases")
    governs = word in at.lists["typos.govern_a_noun"]
    if not governs and not at.is_behind("with_a_noun", reach):
        return False
    return (governs and at.is_before(f"never_behind_{word}")) or not _is_taken_out(at)


def _is_taken_out(at: _Place) -> bool:
    """Does what the preposition governs stand before it: `what he asked for`, `was asked for`, `men he asked for`?"""
    if at.is_behind("taken_out", _REACH_OF_A_CLAUSE):
        return True
    last = at.before[-_REACH_OF_A_CLAUSE:]
    opening = at.lists["typos.before_a_clause"] | at.lists["typos.subordinate"] | at.lists["typos.open_a_clause"]
    return any(word in at.lists["typos.subject_pronouns"] and before not in opening for before, word in pairwise(last))


def _ends_no_clause(word: str, at: _Place) -> bool:
    opened = at.is_behind("open_a_clause", _LONGEST_SUBJECT) and not at.is_behind("open_with_a_verb")
    return bool(at.before) and not opened and not at.is_behind("subjects")


def _begins_no_clause(word: str, at: _Place) -> bool:
    """None can have ended before it."""
    if word == "it" and (not at.after or at.is_before("after_it")):
        return True  # no verb follows, so the second can begin nothing
    if word == "this":
        return bool(at.after) and not at.is_before("after_this") and not at.is_behind("before_this")
    if not at.before or at.is_behind("before_a_clause"):
        return True
    if word == "you" or at.is_behind("before_that"):
        return False
    reach = len(at.before)
    return not at.is_behind("open_a_clause", reach) and not at.is_behind("subordinate", reach)


def _gives_her_nothing(at: _Place) -> bool:
    reach = len(at.before)
    return bool(at.before) and not at.is_behind("give_her") and not at.is_behind("subordinate", reach)


# The lists of words that may stand twice, and what must be so for one of them to be one too many.
_TOO_MANY: tuple[tuple[str, Callable[[str, _Place], bool]], ...] = (
    ("left_behind", _belongs_to_none),
    ("end_a_clause", _ends_no_clause),
    ("begin_a_clause", _begins_no_clause),
    ("particles", lambda word, at: at.is_before("after_particle")),
)
# The same for single words.
_ONE_TOO_MANY: Mapping[str, Callable[[_Place], bool]] = {
    "that": lambda at: at.is_before("after_that") and not at.is_behind("before_that"),
    "like": lambda at: bool(at.before and at.after),
    "do": lambda at: at.after == "not",
    "no": lambda at: bool(at.before and at.after) and not at.is_behind("before_no"),
    "now": lambda at: bool(at.before and at.after) and not at.is_behind("before_now"),
    "more": lambda at: bool(at.before and at.after) and at.before[-1] != "the",
    "her": lambda at: bool(at.after) and (at.is_behind("before_her") or _gives_her_nothing(at)),
    "first": lambda at: bool(at.after) and not at.is_before("after_first"),
    "one": lambda at: at.is_before("after_one") and not at.is_behind("before_one"),
}


_MARK = re.compile('["“”]')
_OPENS = re.compile(r"(?<![^\s(\[—–])\"(?=\S)")
_CLOSES = re.compile(r"(?<=\S)\"(?![^\s.,;:!?)\]—–])")


class _Marks:
    """Is a place inside quotation marks? Asked from left to right, so that the text is read only once."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._inside = text, 0, False

    def inside(self, place: int) -> bool:
        """By the last mark before `place`; a straight one tells by what stands beside it, or takes turns."""
        for mark in _MARK.finditer(self._text, self._at, place):
            at = mark.start()
            if mark[0] == '"':
                opens = _OPENS.match(self._text, at) or not (self._inside or _CLOSES.match(self._text, at))
            else:
                opens = mark[0] == "“"
            self._inside = bool(opens)
        self._at = max(self._at, place)
        return self._inside


def _has_glued(passage: Passage) -> bool:
    words = set(passage.words)
    return any(map(_begins_again, words)) or not words.isdisjoint(_pairs(passage.lexicon))


def _has_half(passage: Passage) -> bool:
    return any(map(_may_be_doubled, set(passage.words)))


@lru_cache(maxsize=1 << 13)  # the same words come again and again
def _begins_again(word: str) -> bool:
    return len(word) >= _SHORTEST and word.find(word[:_SHARED], _SHARED) > 0


@lru_cache(maxsize=1 << 13)
def _may_be_doubled(word: str) -> bool:
    return _SHORTEST < len(word) <= _LONGEST + 2 and (_begins_again(word) or _TAIL_TWICE.search(word) is not None)


def _glued_revisions(passage: Passage) -> Iterator[Change]:
    """An editor put one form of a word in place of another, and the copy has both. The second counts.

    `injuryinjuries`, `Securitysecurity`, `waswere`.
    """
    pairs = _pairs(passage.lexicon)
    for found in _LONG_WORD.finditer(passage.text):
        if _NAME_TWICE.fullmatch(found[0]):
            continue
        if second := pairs.get(found[0]) or _second_form(found[0].lower(), _are_forms):
            yield found.start(), found.end(), second


def _doubled_halves(passage: Passage) -> Iterator[Change]:
    """Part of a word stands there twice: `contincontinues`, `governmentment`."""
    for found in _LONG_WORD.finditer(passage.text):
        word = found[0].lower()
        if second := _second_form(word, _is_begun):
            yield found.start(), found.end(), second.capitalize() if found[0][0].isupper() else second
        elif found[0].islower() and (whole := _with_tail_once(word)):
            yield found.start(), found.end(), whole


@lru_cache(maxsize=4096)
def _second_form(word: str, belong: Callable[[str, str], bool]) -> str | None:
    """The second half of a word that is none, if it belongs to the first.

    >>> _second_form("injuryinjuries", _are_forms), _second_form("chiffchaff", _are_forms)
    ('injuries', None)
    >>> _second_form("collectocollectors", _is_begun)
    'collectors'
    """
    at = word.find(word[:_SHARED], _SHARED)
    if at < 0 or len(word) > _LONGEST or count(word):
        return None
    while at > 0:
        first, second = word[:at], word[at:]
        if is_common(second) and belong(first, second):
            return second
        at = word.find(word[:_SHARED], at + 1)
    return None


def _are_forms(first: str, second: str) -> bool:
    """The same word twice, or two inflected forms of one?"""
    shared = 0
    while shared < min(len(first), len(second)) and first[shared] == second[shared]:
        shared += 1
    tails = first[shared:], second[shared:]
    return bool(count(first)) and shared >= _SHARED and all(tail in _ENDINGS for tail in tails)


def _is_begun(first: str, second: str) -> bool:
    """The beginning of a word, itself no form of it?"""
    return second.startswith(first) and not _are_forms(first, second)


def _with_tail_once(word: str) -> str | None:
    """
    >>> _with_tail_once("governmentment"), _with_tail_once("couscous")
    ('government', None)
    """
    if len(word) > _LONGEST:
        return None
    for size in range(_SHARED, len(word) // 2):
        if word[-size:] == word[-2 * size : -size] and not count(word) and is_common(word[:-size]):
            return word[:-size]
    return None


@lru_cache(maxsize=8)
def _pairs(lexicon: Lexicon) -> Mapping[str, str]:
    """`waswere` -> `were`, for all short words that stand for each other."""
    groups = [group.split() for group in lexicon.lists["typos.stand_for_each_other"]]
    pairs = {one + other: other for group in groups for one in group for other in group if one != other}
    return {glued: kept for glued, kept in pairs.items() if len(glued) >= _SHORTEST and not count(glued)}


def _broken_words(passage: Passage) -> Iterator[Change]:
    """`industr y`: a letter astray, where only the two together are a word."""
    for found in _BROKEN_WORD.finditer(passage.text):
        if not count(found[1].lower()) and is_common((found[1] + found[3]).lower()):
            yield found.start(2), found.end(2), ""


def _loose_hyphens(passage: Passage) -> Iterator[Change]:
    """`tele-` at the end of a line and `phone` on the next; `non- proliferation`."""
    lists = passage.lexicon.lists
    for found in _LOOSE_HYPHEN.finditer(passage.text):
        first, second = found[1].lower(), found[3]
        if second in lists["typos.after_suspended_hyphen"]:
            continue
        hyphen = found.end(1)
        if found[2]:
            if not count(second) if first in lists["typos.prefixes"] else _is_one_word(first, second):
                yield hyphen, found.start(3), ""
        elif first in lists["typos.prefixes"]:
            usual = count(first + second) * 2 > count(second)
            yield hyphen, found.start(3), "" if usual else "-"


def _is_one_word(first: str, second: str) -> bool:
    """Written together rather than with a hyphen: the whole is more usual than its rarer half, or simply usual.

    >>> _is_one_word("tele", "phone"), _is_one_word("some", "one"), _is_one_word("harb", "our")
    (True, True, True)
    >>> _is_one_word("long", "term"), _is_one_word("on", "going"), _is_one_word("take", "over")
    (False, False, False)
    """
    whole = count(first + second)
    if not count(first):
        return whole > 0
    return whole > min(
        count(first), count(second), _USUAL if second not in _PARTICLES and first not in _PARTICLES else _VERY_USUAL
    )


_PARTICLES = frozenset(
    ("up", "in", "out", "off", "on", "over", "down", "by", "back", "away", "through", "around", "about", "under")
)
_USUAL, _VERY_USUAL = 1_000, 100_000


# --- lost spaces

_LOST_STOP = re.compile(
    r"""(?<![\w./@:=&#?-])            # not in a link, an address, a file's name
        (?P<before>[^\W_]+(?:['’-][^\W_]+)*)
        [)\]”’]* [.!?] [)\]”’]*          # an ellipsis is no full stop
        (?=(?P<after>[A-Z][A-Za-z]*(?:[’'-][A-Za-z]+)*) (?P<next>[^\w(./@:=-]|$) (?P<then>\w?))""",
    re.VERBOSE,
)
# `said Orme."We have`: whether the mark closes or opens, the marks before it tell
_LOST_AT_MARK = re.compile(
    r"""(?<![\w./@:=&#?-])(?P<before>[^\W_]+(?:['’-][^\W_]+)*)[.!?](?P<mark>")(?P<after>[A-Z][A-Za-z]*(?:[’'-][A-Za-z]+)*)(?P<next>[^\w(./@:=-]|$)(?P<then>\w?)"""
)
# `"No,"he said`, `he said,"No`
_COMMA_AT_MARK = re.compile(r"(?<=[a-z]),\"(?=[A-Za-z])")
_AFTER_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,}(?=([A-Z][a-z]+)(?![\w.]))")
_AFTER_HOUR = re.compile(r"(?<=\d )[ap]\.m\.(?=[A-Z][a-z]+(?![\w.]))")
_LOST_COMMA = re.compile(r"(?<![\w./@:=&#?,-])([A-Za-z][a-z]{2,}),(?=([a-z]{2,})(?![\w,/@:.(]*[\w/@(]))")
# `the coast.“We have`, `she said,“We`; in other languages the same mark closes
_LOST_BEFORE_MARK = re.compile(r"(?<=[a-z][.!?,:])(?=“[A-Z])")
_SPACE_HINT = re.compile(r"[a-z],\"[A-Za-z]|[a-z0-9)\]”’][.!?][)\]”’\"]*[A-Z]|\.[A-Zm]\.[A-Z][a-z]")
_COMMA_HINT = re.compile(r"[a-z],[a-z]")
# Who writes `this,that` so often means to.
_HABIT = 4


def _lost_spaces(passage: Passage) -> Iterator[Change]:
    """`said.The`, but not `Amazon.Com`, `U.S.Army`, `z.B.`."""
    for found in _LOST_STOP.finditer(passage.text):
        if _begins_sentence(found, passage.lexicon):
            yield found.end(), found.end(), " "
    marks = _Marks(passage.text)
    for found in _LOST_AT_MARK.finditer(passage.text):
        at = found.end("mark") if marks.inside(found.start("mark")) else found.start("mark")
        if _begins_sentence(found, passage.lexicon):
            yield at, at, " "
    marks = _Marks(passage.text)
    for found in _COMMA_AT_MARK.finditer(passage.text):
        at = found.end() if marks.inside(found.start()) else found.end() - 1
        yield at, at, " "
    for found in _AFTER_HOUR.finditer(passage.text):
        yield found.end(), found.end(), " "
    for found in _AFTER_INITIALS.finditer(passage.text):
        if found[1].lower() in passage.lexicon.lists["typos.openers"]:
            yield found.end(), found.end(), " "


def _begins_sentence(found: re.Match[str], lexicon: Lexicon) -> bool:
    """Does a sentence end between the words `before` and `after`?"""
    before, after, following = found["before"], found["after"], found["next"]
    opener = after.lower().replace("’", "'")
    if opener in lexicon.lists["typos.domains"]:
        return False
    if before.lower() in lexicon.lists["typos.titles"]:
        return before[0].isupper() and len(after) > 2
    if opener in lexicon.lists["typos.openers"]:
        return len(before) > 1 and (before[-1].islower() or before[-2:].isdigit())
    if not before[-1].islower():
        return False
    goes_on = following in (" ", "\n")
    titled = goes_on and opener in lexicon.lists["typos.titles"]
    if before.islower():
        if len(after) < _CONTENT and not titled and not (len(after) > 1 and goes_on and found["then"].isupper()):
            return False
        return count(before.rpartition("-")[2].lower()) > 0 and len(before) > 2
    if len(before) > _CONTENT and (titled or (goes_on and len(after) > 2 and found["then"].islower())):
        return True
    return (
        min(len(before) - 1, len(after)) >= _CONTENT
        and is_common(opener)
        and (goes_on or (following == "," and opener.endswith("ly")))
    )


def _lost_spaces_before_marks(passage: Passage) -> Iterator[Change]:
    for found in _LOST_BEFORE_MARK.finditer(passage.text):
        yield found.start(), found.end(), " "


def _lost_spaces_after_commas(passage: Passage) -> Iterator[Change]:
    found = [
        one
        for one in _LOST_COMMA.finditer(passage.text)
        if is_common(one[1].lower()) and is_common(one[2]) and not _in_link(passage.text, one.start())
    ]
    if len(found) < _HABIT:
        for one in found:
            yield one.end(), one.end(), " "


# --- English


def _are_two_words(first: str, second: str) -> bool:
    """Words both, and not one word together?"""
    if any(len(one) < 2 and one not in ("a", "i") for one in (first, second)):
        return False
    return is_common(first) and is_common(second) and not count(first + second)


_ENGLISH = frozenset(("the", "of", "and", "to", "that", "with", "from", "which", "has", "are", "for", "by", "said"))


def _is_english(clipping: Clipping) -> bool:
    """Is the clipping in English, by what it says of itself or by the commonest words of its beginning?"""
    if clipping.language:
        return clipping.language.partition("-")[0] == "en"
    return len(_ENGLISH.intersection(clipping.text[:3000].casefold().split())) > 1


def _holds(*pieces: str) -> Callable[[Passage], bool]:
    return lambda passage: any(map(passage.text.__contains__, pieces))


def _shows(pattern: re.Pattern[str]) -> Callable[[Passage], object]:
    return lambda passage: pattern.search(passage.text)


def _shows_beyond_ascii(pattern: re.Pattern[str]) -> Callable[[Passage], object]:
    return lambda passage: not passage.text.isascii() and pattern.search(passage.text)


MENDERS: tuple[Mender, ...] = (
    Mender("mojibake", _shows_beyond_ascii(_MOJIBAKE), _mojibake),
    Mender("entity", _holds("&"), _entities),
    Mender("soft hyphen", _holds("\xad"), _soft_hyphens),
    Mender("zero-width character", _shows_beyond_ascii(_ZERO_WIDTH), _zero_width),
    Mender("windows letter", _shows_beyond_ascii(_C1), _windows_letters),
    Mender("quoted-printable", _holds("="), _quoted_printable),
    Mender("mac letter", _holds(*_MAC_MARKS), _mac_marks, english=True),
    Mender("lost apostrophe", _holds("?", "Õ", "\ufffd"), _lost_apostrophes, english=True),
    Mender("glued revision", _has_glued, _glued_revisions, english=True),
    Mender("doubled half", _has_half, _doubled_halves, english=True),
    Mender("doubled word", _has_doubled, _doubled_words, english=True),
    Mender("broken word", _shows(_BROKEN_WORD), _broken_words, english=True),
    Mender("loose hyphen", _holds("- ", "-\n"), _loose_hyphens, english=True),
    Mender("lost space", _shows(_SPACE_HINT), _lost_spaces),
    Mender("lost space", _holds("“"), _lost_spaces_before_marks, english=True),
    Mender("lost space", _shows(_COMMA_HINT), _lost_spaces_after_commas, english=True),
)
