"""Characters gone wrong: entities, UTF-8 read as something else, marks of no width, letters that were lost."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from clipparse import lazy
from clipparse.damage.passage import LAST_WORD, LONGEST, WORD, Change, Passage, are_two_words, in_link
from clipparse.english import count, is_common
from clipparse.lexicon import Lexicon

_ENTITY = lazy.compile(r"&(?:amp;)*(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
# Known also without their semicolon; in a link's query (`?a=1&copy=2`) the name of a field follows.
_BARE_ENTITY = lazy.compile(
    r"&(?:amp;)*(?:(?:copy|quot|reg|amp)(?![\w;=])|nbsp(?![;=])|(?:[lr][sd]quo|[mn]dash|hellip)(?![;=])|#\d{2,5}(?![\d;=]))"
)
# What is left of one whose `&` was lost, or set apart.
_HALF_ENTITY = lazy.compile(r"&\s(?:amp;)?nbsp;|(?<![\w&;])nbsp;|(?<=[a-z.,!?])nbsp;")
# Entities that stand for nothing that is seen.
_UNSEEN = frozenset("\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_BLANK_BEHIND = lazy.compile(r"[ \t]+([a-z]+)")
_NOT_SIGN = lazy.compile(r"(?<=[a-z]{2})(¬)(?=[a-z]{2})")
GAP = "\ufffd"
# A word with letters lost; two signs may stand for the two bytes of one letter. At its beginning only behind a blank.
_WITH_GAP = lazy.compile(rf"(?<![\w’\'{GAP}])(?:(?<!\S){GAP}+(?=[a-z]{{2}})|(?!{GAP}))(?:[^\W\d_]|{GAP})+(?!\w)")
_GAPS = lazy.compile(f"{GAP}+")
_APOSTROPHE_GAP = lazy.compile(rf"{GAP}(?:s|re|ve|ll|d|m|t)$|{GAP}$")
_USUAL = 100_000  # what is met so often is a word beside a mark that was lost
# `said \ufffd and meant it`, `(AP) ? Two`; a question mark between other words may be meant: `what ? you`
_LOST_DASH = lazy.compile(rf"(?<=[\w,)”\"’] )(?<!(?i:opyright) ){GAP}(?= [\w(“\"‘])|(?<=[A-Z]\) )\?(?= [A-Z])")
_LOST_COPYRIGHT = lazy.compile(rf"(?:(?<!\S)(?<![\w,)”\"’] )|(?<=(?i:opyright) )){GAP}(?= ?(?:19|20)\d\d(?!\d))")
_LOST_MARKS = ((_LOST_COPYRIGHT, "©"), (_LOST_DASH, "–"))
_LIGATURES = ("fi", "fl", "ff", "ffi", "ffl")
_SOFT_HYPHEN = lazy.compile("\xad+\n?")
# Marks of direction, and those that join letters or part them, mean something in other scripts.
ZERO_WIDTH = lazy.compile(
    "[\u200b\u2060\ufeff]+|(?<=[A-Za-z])[\u200c\u200d]+(?=[A-Za-z])|(?<![^ -~])[\u200e\u200f\u202a-\u202e]+(?![^\n -~])"
)
MOJIBAKE = lazy.compile("[ÂÃÄÅÆÇÈÉÊËÌÎÏÐÑØâãäåæçèéêëìîïðñ][\x80-¿€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|‚Ä[^ \n]|√[©®†∂≠§ºπ¶±≥]")
_NOT_SEEN = dict.fromkeys(map(ord, "\xad\ufeff\u200b\u200e\u200f"))
# A closing mark whose last byte has no letter in Windows-1252 and was dropped.
_CUT_MARK = lazy.compile("(?<=\\S)â€(?![\x80-ÿ€-™])")
_UNBROKEN = lazy.compile(r"[^ \t\r\n]+")  # a broken letter may end in what counts as white space
_LONGEST_WORD = 1000
MAC_MARKS = {"Ò": "“", "Ó": "”", "Ô": "‘", "Õ": "’"}
_PAIR = {"Ò": {"Ò", "Ó"}, "Ó": {"Ò", "Ó"}, "Ô": {"Ô", "Õ"}, "Õ": {"Ô", "Õ"}}
_MAC_MARK = lazy.compile(r"(?<![^\s(\[])[ÒÔ](?=[A-Za-z])|(?<=[a-z.,!?])[ÓÕ](?![^\W\d_])")
C1 = lazy.compile("[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f]")


def entities(passage: Passage) -> Iterator[Change]:
    for pattern in (_ENTITY, _BARE_ENTITY):
        for found in pattern.finditer(passage.text):
            letter = html.unescape(found[0] if found[0].endswith(";") else f"{found[0]};")
            while letter != (again := html.unescape(letter)):
                letter = again
            if letter.isspace():
                letter = " "
            if letter in _UNSEEN:
                letter = ""
            if len(letter) <= 2 and (letter.isprintable() or not letter) and not in_link(passage.text, found.start()):
                yield found.start(), found.end(), letter
    for found in _HALF_ENTITY.finditer(passage.text):
        yield found.start(), found.end(), " "


def mojibake(passage: Passage) -> Iterator[Change]:
    """UTF-8 read as if it were another encoding: `partyâ€™s`."""
    import ftfy

    for word in _UNBROKEN.finditer(passage.text):
        if len(word[0]) <= _LONGEST_WORD and MOJIBAKE.search(word[0]):
            mended = ftfy.fix_encoding(word[0]).translate(_NOT_SEEN)
            mended = _CUT_MARK.sub("”", mended)
            if len(mended) < len(word[0]) and mended.replace("\xa0", " ").isprintable():
                yield word.start(), word.end(), mended


def soft_hyphens(passage: Passage) -> Iterator[Change]:
    """Where a browser might break a word; before a blank the word was broken there: `com\xad mittee`."""
    for found in _SOFT_HYPHEN.finditer(passage.text):
        blank = _BLANK_BEHIND.match(passage.text, found.end())
        before = LAST_WORD.search(passage.text, max(0, found.start() - LONGEST), found.start())
        joins = blank and before and _is_one(before[0].lower(), blank[1])
        yield found.start(), blank.start(1) if blank and joins else found.end(), ""


def _is_one(first: str, second: str) -> bool:
    """Are the pieces before and behind a soft hyphen and a blank one word?"""
    return count(first + second) > 0 or not (is_common(first) and is_common(second))


def hard_hyphens(passage: Passage) -> Iterator[Change]:
    """A soft hyphen read as `¬`."""
    for found in _NOT_SIGN.finditer(passage.text):
        yield found.start(1), found.end(1), ""


def lost_letters(passage: Passage) -> Iterator[Change]:
    """`na\ufffdve`, `de\ufffdned`, where one letter alone, or one pair set as a letter, makes a word of it."""
    known = _with_gaps(passage.lexicon)
    for found in _WITH_GAP.finditer(passage.text):
        shape = _GAPS.sub(GAP, found[0].casefold())
        if shape not in known and (_APOSTROPHE_GAP.search(shape) or count(shape.strip(GAP)) > _USUAL):
            continue
        fitting = list(known.get(shape, ()))
        if found[0].count(GAP) == 1:
            whole = max((shape.replace(GAP, one) for one in _LIGATURES), key=count)
            fitting += [whole] if is_common(whole) else []
        if len(fitting) == 1:
            whole = fitting[0]
            yield found.start(), found.end(), _as_in(found, whole)


def lost_marks(passage: Passage) -> Iterator[Change]:
    """A sign in a mark's place, where one mark alone can have stood: a dash between blanks, `©` before a year."""
    for pattern, mark in _LOST_MARKS:
        for found in pattern.finditer(passage.text):
            yield found.start(), found.end(), mark


def _as_in(found: re.Match[str], whole: str) -> str:
    """With a capital where it had one, or, the first letter being lost, where the sentence begins."""
    first = found[0][0]
    begins = first == GAP and found.string[: found.start()].rstrip()[-1:] in ("", ".", "!", "?")
    return whole[:1].upper() + whole[1:] if first.isupper() or begins else whole


@lru_cache(maxsize=8)
def _with_gaps(lexicon: Lexicon) -> Mapping[str, list[str]]:
    """Words that are written with marks, by how they look when these letters are lost."""
    found: dict[str, list[str]] = {}
    for word in sorted(lexicon.lists["typos.with_marks"]):
        found.setdefault("".join(one if one.isascii() else GAP for one in word), []).append(word)
    return found


def zero_width(passage: Passage) -> Iterator[Change]:
    """Between two words it stood in place of a space: `the\u200bschool`."""
    for found in ZERO_WIDTH.finditer(passage.text):
        before = LAST_WORD.search(passage.text, max(0, found.start() - LONGEST), found.start())
        after = WORD.match(passage.text, found.end(), found.end() + LONGEST)
        parts = passage.english and before and after and are_two_words(before[0].lower(), after[0].lower())
        yield found.start(), found.end(), " " if parts else ""


def mac_marks(passage: Passage) -> Iterator[Change]:
    """Quotation marks of an old Mac, read as Latin letters: `ÒnewÓ`. One without its fellow may be a letter."""
    found = list(_MAC_MARK.finditer(passage.text))
    letters = {one[0] for one in found}
    for one in found:
        if letters >= _PAIR[one[0]]:
            yield one.start(), one.end(), MAC_MARKS[one[0]]


def windows_letters(passage: Passage) -> Iterator[Change]:
    for found in C1.finditer(passage.text):
        yield found.start(), found.end(), found[0].encode("latin-1").decode("cp1252")
