"""The lines of the raw text and the paragraphs that they make: places in it, and how they are written."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache, total_ordering
from sys import intern

import attrs

from clipparse import lazy

# Marks that mail and news readers put before quoted lines: "> ", ">> ", "| ", "> > ".
_QUOTING = lazy.compile(r"(?:[>|]\s?)++")  # never given back: a step back for each mark takes memory
QUOTES = "\"'\u201d\u2019"
ENDS_SENTENCE = f".?!{QUOTES})"
# What a page's hard blanks become when it is scraped as it is written.
_BLANK_ENTITIES = ("&nbsp;", "&#160;")
_HARD_BLANKS = lazy.compile(r"(?:&nbsp;|&#160;|\s)+")
_WORD = lazy.compile(r"\w+")
# In a text in plain letters, what stands for each: all but words is a blank. Some marks keep a text from being plain.
_FOLDED = "".join(
    mark.lower() if mark.isalnum() or mark == "_" else " " for mark in map(chr, range(128))
).encode() + bytes(128)
_CURLY = ("’", "‘", "“", "”", "–", "—", "…")
_DIGIT = lazy.compile(r"[0-9]")
# How much of a paragraph the stages read: more would not change what they say.
READ_OF_BLOCK = 1500
_SHARED = 20  # characters of a line, up to which equal ones are one string


@total_ordering
@attrs.frozen(slots=True)
class Span:
    """Half-open offsets, in characters, into `Post.text`.

    >>> Span(0, 5).of("Paris, France")
    'Paris'
    """

    start: int
    end: int

    def __lt__(self, other: object) -> bool:  # attrs' own makes a tuple of each by a loop, ten times as slow
        if other.__class__ is not self.__class__:
            return NotImplemented
        return (self.start, self.end) < (other.start, other.end)

    def of(self, text: str) -> str:
        """The piece of `text` that this span points at."""
        return text[self.start : self.end]


@attrs.frozen(slots=True)
class PhysicalLine:
    """One non-blank line of the raw text.

    `text` is the line stripped; `content` is `text` without the quoting marks of mails (`> `) and without blanks that
    stand as entities (`&nbsp;`) at its ends.
    """

    index: int  # among the non-blank lines, from 0
    row: int  # among all lines of text.split("\n"), from 0
    start: int  # where `text` begins and ends in the raw text
    end: int
    text: str
    content: str
    gap: int  # blank rows directly above; a row of only quoting marks counts as blank
    indent: int  # columns of white space before the content, quoting marks not counted
    quoted: bool
    rows: int = 1  # physical lines in it: more than one on an unwrapped page
    hangs: int = 0  # how much deeper its second line is set in than its first
    marks: int = 0  # characters of quoting marks before what is said
    blanks: int = 0  # characters of `&nbsp;` behind them

    @property
    def span(self) -> Span:
        """Where `text` stands in the raw text."""
        return Span(self.start, self.end)

    @property
    def content_span(self) -> Span:
        """Where what is said stands in the raw text; `&nbsp;` at its ends belongs to it, and is mended like damage."""
        return Span(self.start + self.marks, self.end)

    @property
    def content_start(self) -> int:
        """Where the first letter of `content` stands in the raw text."""
        return self.start + self.marks + self.blanks


@attrs.frozen(slots=True)
class Block:
    """Lines that wrap into each other: one paragraph as a reader sees it.

    `first` and `last` are line indexes, inclusive.
    """

    first: int
    last: int
    text: str

    def __len__(self) -> int:
        return self.last - self.first + 1

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words (of its beginning, if it is long), folded: a pattern need not be asked where its words are missing.

        A word is an unbroken run of letters, figures and underscores, as `\\b` sees it in a pattern.

        >>> sorted(Block(0, 0, "By Ann Lee: “It’s over.”").words)
        ['ann', 'by', 'it', 'lee', 'over', 's']
        """
        return _short_words(self.text) if len(self.text) <= _SHORT_LINE else _words(self.text[:READ_OF_BLOCK])

    @cached_property
    def is_prose(self) -> bool:
        """Is this running text: long, or a shorter sentence that ends like one?"""
        size = len(self.text)
        closed = size >= 140 or (_is_closed(self.text) and not self.text.isupper())
        return size >= 60 and closed and self.text.count(" ") * 12 > size


@attrs.frozen(slots=True)
class Begin:
    """Where the reading of a text begins: at the beginning of a row."""

    at: int = 0  # characters
    row: int = 0


TOP = Begin()


def _words(text: str) -> frozenset[str]:
    """Blocks share the words, as strings, that they have in common: most of a long text's memory went to copies."""
    if not text.isascii():
        for mark in _CURLY:
            text = text.replace(mark, " ")
    if text.isascii():  # several times as fast as a pattern
        return frozenset(map(intern, text.encode().translate(_FOLDED).decode().split()))
    return frozenset(map(intern, _WORD.findall(text.casefold())))


# A page of scraps says the same again and again: its lines share their words.
_short_words = lru_cache(maxsize=1 << 9)(_words)
_SHORT_LINE = 30


def split(text: str) -> list[str]:
    """`text.split()`; of a very long text, in which the same is said again and again, equal pieces are one string.

    >>> split(" It rained,  she said. ")
    ['It', 'rained,', 'she', 'said.']
    """
    if len(text) <= _LONG_TEXT:
        return text.split()
    return [intern(piece[0]) for piece in _PIECES_OF_TEXT.finditer(text)]


_LONG_TEXT = 5_000
_PIECES_OF_TEXT = lazy.compile(r"\S+")


def has_digit(text: str) -> bool:
    """Is there a figure in the text?

    >>> has_digit("3 May"), has_digit("10²"[2:]), has_digit("May")
    (True, True, False)
    """
    return _DIGIT.search(text) is not None or (not text.isascii() and any(map(str.isdigit, text)))


def _is_closed(text: str) -> bool:
    """Does it end as a sentence does? A title in quotation marks has no full stop before the last of them."""
    if text[-1] in QUOTES:
        return text.rstrip(QUOTES)[-1:] in ".?!,…)-–—"
    return text[-1] in ENDS_SENTENCE


def moved(line: PhysicalLine, position: int) -> PhysicalLine:
    """The same line at another position; `attrs.evolve` takes several times as long."""
    return PhysicalLine(
        position,
        line.row,
        line.start,
        line.end,
        line.text,
        line.content,
        line.gap,
        line.indent,
        line.quoted,
        line.rows,
        line.hangs,
        line.marks,
        line.blanks,
    )


def _rows(text: str, at: int) -> Iterator[str]:
    """What stands between line feeds, from a place on; each is cut when it is asked for."""
    while (end := text.find("\n", at)) >= 0:
        yield text[at:end]
        at = end + 1
    yield text[at:]


def line_spans(text: str) -> Iterator[Span]:
    """Where each line of a text stands that is not blank, as `Page.lines` has them."""
    start = 0
    for raw in _rows(text, 0):
        if stripped := raw.strip():
            at = start + len(raw) - len(raw.lstrip())
            yield Span(at, at + len(stripped))
        start += len(raw) + 1


def physical_lines(text: str, begin: Begin) -> Iterator[PhysicalLine]:
    start, index, gap = begin.at, 0, 0
    for row, raw in enumerate(_rows(text, begin.at), begin.row):
        stripped = raw.strip()
        if stripped:
            size = len(stripped)
            if size <= _SHARED:
                stripped = intern(stripped)  # a page of scraps says the same again and again
            indent = 0 if size == len(raw) else len(raw) - len(raw.lstrip())
            at = start + indent
            content, quoted = stripped, False
            lead = blanks = 0
            if stripped[0] in ">|" and (marks := _QUOTING.match(stripped)):
                quoted = True
                content = stripped[marks.end() :].lstrip()
                lead = size - len(content)
                indent = lead - len(marks[0].rstrip())
            elif indent and "\t" in raw[:indent]:
                indent = len(raw[:indent].expandtabs(8))
            if "&" in content:
                content, blanks = _without_hard_blanks(content)
            yield PhysicalLine(index, row, at, at + size, stripped, content, gap, indent, quoted, 1, 0, lead, blanks)
            index += 1
            gap = gap + 1 if not content else 0
        else:
            gap += 1
        start += len(raw) + 1


def _without_hard_blanks(content: str) -> tuple[str, int]:
    """The content without hard blanks at its ends, and how many characters went at its beginning.

    >>> _without_hard_blanks("&nbsp; It rained.&nbsp;&nbsp; ")
    ('It rained.', 7)
    """
    if not any(blank in content for blank in _BLANK_ENTITIES):
        return content, 0
    before = _HARD_BLANKS.match(content)
    start = before.end() if before else 0
    end = len(content)
    while end > start:
        size = next((len(blank) for blank in _BLANK_ENTITIES if content.endswith(blank, start, end)), 0)
        if not size and not content[end - 1].isspace():
            break
        end -= size or 1
    return content[start:end], start
