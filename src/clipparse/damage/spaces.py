"""Spaces that were lost between sentences, behind commas and beside marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clipparse import lazy
from clipparse.damage.passage import CONTENT, Change, Marks, Passage, in_link
from clipparse.english import count, is_common
from clipparse.lexicon import Lexicon

_LOST_STOP = lazy.compile(
    r"""(?<![\w./@:=&#?-])            # not in a link, an address, a file's name
        (?P<before>[^\W_]+(?:['’-][^\W_]+)*)
        [)\]”’]* [.!?] [)\]”’]*          # an ellipsis is no full stop
        (?=(?P<after>[A-Z][A-Za-z]*(?:[’'-][A-Za-z]+)*) (?P<next>[^\w(./@:=-]|$) (?P<then>\w?))""",
    re.VERBOSE,
)
# `said Orme."We have`: whether the mark closes or opens, the marks before it tell
_LOST_AT_MARK = lazy.compile(
    r"""(?<![\w./@:=&#?-])(?P<before>[^\W_]+(?:['’-][^\W_]+)*)[.!?](?P<mark>")(?P<after>[A-Z][A-Za-z]*(?:[’'-][A-Za-z]+)*)(?P<next>[^\w(./@:=-]|$)(?P<then>\w?)"""
)
# Other marks were turned into this one: `don"t`, `"?We`.
_MANGLED = lazy.compile(r"[a-z]\"[a-z]|\"[?\ufffd]|[?\ufffd]\"[a-z]")
# `"No,"he said`, `he said,"No`
_COMMA_AT_MARK = lazy.compile(r"(?<=[a-z]),\"(?=[A-Za-z])")
_AFTER_INITIALS = lazy.compile(r"(?<![\w.])(?:[A-Z]\.){2,}(?=([A-Z][a-z]+)(?![\w.]))")
_AFTER_HOUR = lazy.compile(r"(?<=\d )[ap]\.m\.(?=[A-Z][a-z]+(?![\w.]))")
_LOST_COMMA = lazy.compile(r"(?<![\w./@:=&#?,-])([A-Za-z][a-z]{2,}),(?=([a-z]{2,})(?![\w,/@:.(]*[\w/@(]))")
# `the coast.“We have`, `she said,“We`; in other languages the same mark closes
_LOST_BEFORE_MARK = lazy.compile(r"(?<=[a-z][.!?,:])(?=“[A-Z])")
SPACE_HINT = lazy.compile(r"[a-z],\"[A-Za-z]|[a-z0-9)\]”’][.!?][)\]”’\"]*[A-Z]|\.[A-Zm]\.[A-Z][a-z]")
COMMA_HINT = lazy.compile(r"[a-z],[a-z]")
# Who writes `this,that` so often means to.
_HABIT = 4


def lost_spaces(passage: Passage) -> Iterator[Change]:
    """`said.The`, but not `Amazon.Com`, `U.S.Army`, `z.B.`."""
    for found in _LOST_STOP.finditer(passage.text):
        if _begins_sentence(found, passage.lexicon):
            yield found.end(), found.end(), " "
    marks = Marks(passage.text)
    sound = not _MANGLED.search(passage.text)  # else nobody can tell on which side of the mark the space was
    for found in _LOST_AT_MARK.finditer(passage.text) if sound else ():
        at = found.end("mark") if marks.inside(found.start("mark")) else found.start("mark")
        if _begins_sentence(found, passage.lexicon):
            yield at, at, " "
    marks = Marks(passage.text)
    for found in _COMMA_AT_MARK.finditer(passage.text) if sound else ():
        at = found.end() if marks.inside(found.start()) else found.end() - 1
        yield at, at, " "
    for found in _AFTER_HOUR.finditer(passage.text):
        yield found.end(), found.end(), " "
    for found in _AFTER_INITIALS.finditer(passage.text):
        if found[1].lower() in passage.lexicon.lists["typos.openers"]:
            yield found.end(), found.end(), " "


# Short words with which sentences end.
_LAST_WORDS = frozenset(("it", "us", "me", "up", "so", "do", "go", "in", "on", "is", "be", "to", "he"))


def _begins_sentence(found: re.Match[str], lexicon: Lexicon) -> bool:
    """Does a sentence end between the words `before` and `after`?"""
    before, after, following = found["before"], found["after"], found["next"]
    opener = after.lower().replace("’", "'")
    if len(after) == 2 and after.isupper() and not before.islower():
        return False  # `Vorm.AT`
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
        if len(after) < CONTENT and not titled and not (len(after) > 1 and goes_on and found["then"].isupper()):
            return False
        if len(before) < CONTENT:
            return before in _LAST_WORDS and len(after) > CONTENT
        return count(before.rpartition("-")[2].lower()) > 0
    if found[0][-1:] == "!" and not before.islower():
        return False  # `Act!Now`
    if goes_on and len(after) > CONTENT and any(before.lower() in lexicon.names[one] for one in ("months", "weekdays")):
        return True
    if len(before) > CONTENT and (titled or (goes_on and len(after) > 2 and found["then"].islower())):
        return True
    return (
        min(len(before) - 1, len(after)) >= CONTENT
        and is_common(opener)
        and (goes_on or (following == "," and opener.endswith("ly")))
    )


def lost_spaces_before_marks(passage: Passage) -> Iterator[Change]:
    for found in _LOST_BEFORE_MARK.finditer(passage.text):
        yield found.start(), found.end(), " "


def lost_spaces_after_commas(passage: Passage) -> Iterator[Change]:
    found = [
        one
        for one in _LOST_COMMA.finditer(passage.text)
        if is_common(one[1].lower()) and is_common(one[2]) and not in_link(passage.text, one.start())
    ]
    if len(found) < _HABIT:
        for one in found:
            yield one.end(), one.end(), " "
