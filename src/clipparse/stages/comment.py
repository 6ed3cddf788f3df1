"""A reader's comment under the post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from clipparse import lazy
from clipparse.clue import Clue, Sighting
from clipparse.language import opens_with
from clipparse.lexicon import Lexicon, fold
from clipparse.lines import has_digit
from clipparse.page import Page
from clipparse.roles import Role

_clue = partial(Clue, "comment")

HEADING = _clue(Role.FURNITURE, 2.0, "a heading above comments")
BELOW_HEADING = _clue(Role.COMMENT, 2.0, "below a heading above comments")
FAR_BELOW_HEADING = _clue(Role.COMMENT, 0.3, "forty lines or more below a heading above comments")
SAYS = _clue(Role.COMMENT, 2.0, "somebody says or said, as above a comment")
WHEN = _clue(Role.COMMENT, 1.0, "a day and a time of day, or how long ago, as with a comment")
IN_THREAD = _clue(Role.COMMENT, 9.0, "among comments that are each signed and dated")
REPLY = _clue(Role.FURNITURE, 9.5, "a button under a comment")
FORM = _clue(Role.FURNITURE, 2.0, "the form for a comment of one's own")
BELOW_FORM = _clue(Role.FURNITURE, 1.0, "below the form for a comment")

# `Comments`, `Comments (3)`, `Comments: 3`: what stands behind the word
_COUNT_BEHIND = lazy.compile(r"(?: \(\d+\)|: ?\d*)?$")
_COUNTS = frozenset(("one", "two", "three", "four", "five", "no"))
_COUNTED = lazy.compile(r"\w+ (\w+)\b.{0,120}$")
_ENDS_WITH_COUNT = lazy.compile(r".{0,80}\b(\d+) comments?$", re.IGNORECASE)
_SAYING = ("...", "…", ":")
_SAYS = lazy.compile(r"(?:.{0,3}\banonymous\b.{0,30}|.{1,40}\bon .{6,40}\bsaid:?)$", re.IGNORECASE)
_LONGEST_SAYING = 48
_WHEN = lazy.compile(
    r".{0,60}\b\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?.{0,20}$|.{0,40}\b(?:\d+|an?) (?:second|minute|hour|day|week"
    r"|month|year)s? ago.{0,20}$",
    re.IGNORECASE,
)
# `vor 3 Stunden`, `3 uur geleden`
_AGO = lazy.compile(r"(\D{2,9}?) \d+ [^\W\d_]+$|\d+ [^\W\d_]+ (\D{2,9})$")
_LONGEST_AGO = 30
# A day and, close behind or before it, a time of day: what blogs and papers put at every comment.
_STAMP = lazy.compile(
    r"\b(?:19|20)\d\d\b\D{0,12}\d{1,2}[:.h]\d{2}|\b\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?\W{1,4}.{3,24}\b(?:19|20)\d\d\b"
    r"|\b\d+ (?:hour|day|week|month|year)s? ago\b",
    re.IGNORECASE,
)
# `Like 3`, `Gefällt 3 Lesern`
_LIKED = lazy.compile(r"(?:like|gefällt).{0,30}$", re.IGNORECASE)
_FIELD = lazy.compile(r"(?:from|to|date|subject|sender|organi[sz]ation|[A-Z][\w]*-[\w-]{1,20}):\s", re.IGNORECASE)
# A thread goes on as long as another stamp follows within so many lines.
_THREAD_GAP = 40
_LONGEST = 140  # characters of a heading, a button or a form


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say which lines stand where readers' comments stand."""
    heading = form = None
    after = page.blocks[page.main_text[0]].first if page.main_text[1] >= page.main_text[0] else 0
    for line in page.lines:
        text = line.content
        if heading is not None:
            yield line.index, BELOW_HEADING if line.index - heading <= _THREAD_GAP else FAR_BELOW_HEADING
        if form is not None:
            yield line.index, BELOW_FORM
        if len(text) > _LONGEST:
            continue
        if _is_heading(page, line.index, lexicon):
            yield line.index, HEADING
            if line.index > after and not _is_empty(text, lexicon):
                heading = line.index
        if _is_form(text, lexicon):
            yield line.index, FORM
            if line.index > after:
                form = line.index
        if len(text) <= 80:
            if _says(text, lexicon):
                yield line.index, SAYS
            if _is_when(text, lexicon):
                yield line.index, WHEN
    yield from _threads(page, lexicon)


def _is_heading(page: Page, index: int, lexicon: Lexicon) -> bool:
    """`3 Comments`, `One response to "Storm"`, `Kommentare (12)`, `Storm closes schools: 4 comments`."""
    text = page.lines[index].content
    if len(text) > _LONGEST:
        return False
    folded = " ".join(text.casefold().split())
    word = folded.rstrip("0123456789(): ")
    if word in lexicon.lists["comment.alone"] and _COUNT_BEHIND.match(folded, len(word)):
        return not _is_mail_field(page, index)
    first = folded.partition(" ")[0]
    if first.isdigit() or first in _COUNTS:
        counted = _COUNTED.match(folded)
        if counted and counted[1] in lexicon.lists["comment.headings"]:
            return not _is_mail_field(page, index)
    return "comment" in folded and _ENDS_WITH_COUNT.match(text) is not None


def _is_empty(text: str, lexicon: Lexicon) -> bool:
    """Does the heading say that nobody has commented?"""
    counted = _ENDS_WITH_COUNT.match(text)
    return (
        text.startswith("0 ")
        or text.endswith("(0)")
        or opens_with(fold(text).split(), lexicon.lists["comment.none"])
        or (counted is not None and int(counted[1]) == 0)
    )


def _is_form(text: str, lexicon: Lexicon) -> bool:
    """Does the line open as a form does: with one of its phrases, of six words at most?"""
    return opens_with(fold(text).replace(":", " ").split(), lexicon.lists["comment.forms"])


def _is_button(text: str, lexicon: Lexicon) -> bool:
    return len(text) <= 40 and (fold(text) in lexicon.lists["comment.buttons"] or _LIKED.match(text) is not None)


def _says(text: str, lexicon: Lexicon) -> bool:
    """`Ann said...`, `Bo schrieb:`, `Anonymous`."""
    if text.endswith(_SAYING) and len(text) <= _LONGEST_SAYING:
        *_, before, last = ["", *fold(text).split()] if fold(text) else ["", "", ""]
        if last in lexicon.lists["comment.says"] or f"{before} {last}" in lexicon.lists["comment.says"]:
            return True
    folded = text.casefold()
    return ("anonymous" in folded or "said" in folded) and _SAYS.match(text) is not None


def _is_when(text: str, lexicon: Lexicon) -> bool:
    """A day and a time of day, or how long ago."""
    if has_digit(text):
        return _WHEN.match(text) is not None or _is_ago(text, lexicon)
    return " ago" in text.casefold() and _WHEN.match(text) is not None


def _is_ago(text: str, lexicon: Lexicon) -> bool:
    """`vor 3 Stunden`, `3 uur geleden`: how long ago, and nothing else."""
    if len(text) > _LONGEST_AGO:
        return False
    found = _AGO.match(fold(text))
    return found is not None and (found[1] or found[2]) in lexicon.lists["comment.ago"]


def _is_mail_field(page: Page, index: int) -> bool:
    """Is `Comments:` here a field among others of a mail's header?"""
    lines = page.lines
    return lines[index].content[-1] == ":" and any(
        _FIELD.match(line.content) for line in (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2])
    )


def _threads(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """The lines from a heading above comments to the last of the dated comments."""
    lines = page.lines
    done = -1
    for line in lines:
        if line.index <= done or not _is_heading(page, line.index, lexicon) or _is_empty(line.content, lexicon):
            continue
        done = _end_of_thread(page, line.index, lexicon)
        for index in range(line.index + 1, done + 1):
            yield index, REPLY if _is_button(lines[index].content, lexicon) else IN_THREAD


def _end_of_thread(page: Page, heading: int, lexicon: Lexicon) -> int:
    """The index of the last line of the comments below `heading`, `heading` itself when none follow."""
    lines = page.lines
    last = heading
    for index in range(heading + 1, len(lines)):
        if index - last > (8 if last == heading else _THREAD_GAP) or _is_form(lines[index].content[:_LONGEST], lexicon):
            break
        if _is_stamped(lines[index].content, lexicon):
            last = index
    if last == heading:
        return heading
    for line in lines[last + 1 : last + 9]:  # what the last of them says
        text = line.content
        if len(text) < 12 or _is_button(text, lexicon) or _is_form(text[:_LONGEST], lexicon):
            break
        last = line.index
    return last


def _is_stamped(text: str, lexicon: Lexicon) -> bool:
    """Does the line say who commented, or when?"""
    return len(text) <= 80 and (_STAMP.search(text) is not None or _says(text, lexicon))
