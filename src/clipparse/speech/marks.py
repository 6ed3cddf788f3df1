"""Quotation marks of nine languages, paired within a paragraph in one walk from left to right.

Which marks belong together is told by the opening one: „Nein“, „Nee”, «Non», »Nein«, ‚Nein‘, “No”, ‘No’, ``No''.
Keyboards and editors mix them, so that an opening mark may have several that close it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import attrs

from clipparse import lazy

# An opening mark, and what closes it.
CLOSED_BY = {
    '"': '"”',
    "“": '”"“',
    "”": '”"',
    "„": '“”"',
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "‚": "‘’",
    "``": ("''", '"'),
    "''": ("''",),
}
_DOUBLE = lazy.compile(r"[\"“”„«»]|``|''")
# Single ones of the continent; `‚` is a comma only in the eyes of whoever reads too fast.
_FRAMED = lazy.compile(r"‚(?=\w)|(?<=[\w.,!?…])[‘’](?!\w)|[‹›]")
_CURLY = lazy.compile(r"(?<!\w)‘(?=\w)|’(?!\w)")
_STRAIGHT = lazy.compile(r"(?<![\w'’])'(?=[^\W\d_])(?!(?:s|t|n|em|tis|twas|til|cause)\b)|(?<=[^\s'])'(?![\w'])")
# What may stand before an opening mark that might also close: a blank, a bracket, a dash.
_BEFORE = frozenset(" \n\t\u00a0\u202f([{-–—/‘'¿¡")
# Marks that stand apart from the words within, as the French set theirs.
_SPACED = "«»‹›"
_BLANKS = " \u00a0\u202f\u2009"


@attrs.frozen(slots=True)
class Stretch:
    """The words between two marks, from `start` to `end`; the marks stand at `opened` and just before `closed`."""

    opened: int
    start: int
    end: int
    closed: int


def may_speak(text: str) -> bool:
    """Can there be a quotation at all, or a dash that opens speech? Most paragraphs have neither."""
    return (
        text[:1] == "'" or any(map(text.__contains__, _PLAIN)) or (not text.isascii() and _ODD.search(text) is not None)
    )


_PLAIN = ('"', "''", " '", "- ", "``", "('")
_ODD = lazy.compile("[“”„«»‹›‚‘–—]")


def stretches_of(text: str, *, to_the_end: bool = False) -> Iterator[Stretch]:
    """The stretches between quotation marks; one left open reaches the end of the text if `to_the_end`.

    >>> text = 'He is 6\\'2" tall. "No," he said, "not now." “Why?”'
    >>> [text[one.start : one.end] for one in stretches_of(text)]
    ['No,', 'not now.', 'Why?']
    >>> [[text[one.start : one.end] for one in stretches_of(text)] for text in ("« Non », dit-il.", "‚Nein‘ »Ja«")]
    [['Non'], ['Ja']]
    """
    if _DOUBLE.search(text):
        yield from _paired(text, _DOUBLE.finditer(text), to_the_end)
    elif "‚" in text or "‹" in text:
        yield from _paired(text, _FRAMED.finditer(text), to_the_end)
    elif "‘" in text:
        yield from _single(text, _CURLY)
    elif "'" in text:
        yield from _single(text, _STRAIGHT)


def _paired(text: str, marks: Iterable[re.Match[str]], to_the_end: bool) -> Iterator[Stretch]:
    opened: re.Match[str] | None = None
    for mark in marks:
        if opened and mark[0] in CLOSED_BY[opened[0]] and not _opens_again(text, mark, opened):
            yield _trimmed(text, Stretch(opened.start(), opened.end(), mark.start(), mark.end()))
            opened = None
        elif _may_open(text, mark) and not (opened and opened[0] in _SPACED and mark[0] != opened[0]):
            opened = mark  # what stands within guillemets is quoted within a quotation
    if opened and to_the_end:
        yield _trimmed(text, Stretch(opened.start(), opened.end(), len(text), len(text)))


def _trimmed(text: str, one: Stretch) -> Stretch:
    """Without the blanks that stand inside the marks."""
    start, end = one.start, one.end
    while start < end and text[start] in _BLANKS:
        start += 1
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    return one if start == end else Stretch(one.opened, start, end, one.closed)


def _may_open(text: str, mark: re.Match[str]) -> bool:
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    if mark[0] in _SPACED:
        return bool(text[mark.end() : mark.end() + 2].strip()) and (mark[0] in "«‹" or not before or before in _BEFORE)
    return (not before or before in _BEFORE or mark[0] in "“„‚``") and bool(after) and not after.isspace()


def _opens_again(text: str, mark: re.Match[str], opened: re.Match[str]) -> bool:
    """Does this mark begin another quotation, the one before having been left open?"""
    return mark[0] in '"“' and opened[0] != "„" and text[mark.start() - 1].isspace() and _may_open(text, mark)


def _single(text: str, pattern: re.Pattern[str]) -> Iterator[Stretch]:
    """British marks, `‘No,’ he said`, in a paragraph that has no others; behind an s it may be a genitive's."""
    opened = -1
    for mark in pattern.finditer(text):
        at = mark.start()
        if mark[0] == "‘" or (mark[0] == "'" and (at == 0 or text[at - 1] in _BEFORE)):
            opened = at
        elif opened >= 0 and not text[at - 1].isspace() and (text[at - 1] != "s" or _ends_there(text, mark.end())):
            yield Stretch(opened, opened + 1, at, mark.end())
            opened = -1


def _ends_there(text: str, place: int) -> bool:
    """`a load of lies'.`: a genitive has its noun behind it."""
    return text[place : place + 1] in ("", ".", ",", ";", ":", "!", "?", ")", "\n")
