"""The raw text and the places in it.

A `Page` never changes its text: everything the library says later points back here by offset.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import cached_property

import attrs

# Marks that mail and news readers put before quoted lines: "> ", ">> ", "| ", "> > ".
_QUOTING = re.compile(r"(?:[>|]\s?)+(?=\s|[^>|]|$)")
_ENDS_SENTENCE = ".?!\"'\u201d\u2019)"
_ENDS_LINE = frozenset((*_ENDS_SENTENCE, ":", ""))
# Lines longer than this are paragraphs on one line; nobody wraps a mail at this width.
_WIDEST_WRAP = 100


@attrs.frozen(slots=True, order=True)
class Span:
    """Half-open offsets, in characters, into `Post.text`.

    >>> Span(0, 5).of("Paris, France")
    'Paris'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The piece of `text` that this span points at."""
        return text[self.start : self.end]


@attrs.frozen(slots=True)
class Options:
    """What the caller knows already, or wishes.

    Parameters
    ----------
    posted: the date of the post, when the text itself does not state it; it also dates `13 March` without a year.
    url: where the post was found.
    day_first: how to read 03/04/2014 when nothing else in the post tells; None leaves such a date unread.
    languages: BCP 47 codes to consider; None means all that the library knows.
    max_chars: a longer text is refused with a ValueError; None means no limit.
    """

    posted: dt.date | None = None
    url: str | None = None
    day_first: bool | None = None
    languages: tuple[str, ...] | None = None
    max_chars: int | None = None


@attrs.frozen(slots=True)
class PhysicalLine:
    """One non-blank line of the raw text.

    `text` is the line stripped; `content` is `text` without the quoting marks of mails (`> `).
    """

    index: int  # among the non-blank lines, from 0
    row: int  # among all lines of text.split("\n"), from 0
    span: Span
    text: str
    content: str
    gap: int  # blank rows directly above; a row of only quoting marks counts as blank
    indent: int  # columns of white space before the content, quoting marks not counted
    quoted: bool

    @property
    def content_span(self) -> Span:
        """Where `content` stands in the raw text."""
        return Span(self.span.end - len(self.content), self.span.end)


@attrs.frozen(slots=True)
class Block:
    """Lines that wrap into each other: one paragraph as a reader sees it. `first` and `last` are line indexes, inclusive."""

    first: int
    last: int
    text: str

    def __len__(self) -> int:
        return self.last - self.first + 1

    @property
    def is_prose(self) -> bool:
        """Is this running text: long, or a shorter sentence that ends like one?"""
        size = len(self.text)
        return size >= 60 and (size >= 140 or self.text[-1] in _ENDS_SENTENCE) and self.text.count(" ") * 12 > size


@attrs.frozen(slots=True)
class Page:
    """The raw text, its lines, and how they wrap.

    >>> page = Page.of("Title\\n\\n> a quoted line\\n")
    >>> [(line.row, line.gap, line.content) for line in page.lines]
    [(0, 0, 'Title'), (2, 1, 'a quoted line')]
    """

    text: str
    lines: tuple[PhysicalLine, ...]
    options: Options = attrs.field(factory=Options)

    @classmethod
    def of(cls, text: str, options: Options | None = None) -> Page:
        """Cut `text` at every line feed; nothing else ends a line."""
        return cls(text, tuple(_physical_lines(text)), options or Options())

    @cached_property
    def width(self) -> int | None:
        """The column at which the text was wrapped by hand or by a mail program, or None when it was not."""
        return _wrap_width(self.lines)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The paragraphs as a reader sees them, in order."""
        return tuple(_blocks(self.lines, self.width))

    @cached_property
    def main_text(self) -> tuple[int, int]:
        """First and last index (inclusive) of the blocks among which running prose is densest; (0, -1) when there is none.

        On a saved web page this is the article between navigation above and links below.
        """
        return _densest([_weight(block) for block in self.blocks])

    @cached_property
    def paragraph_length(self) -> int:
        """The median length, in characters, of the paragraphs of prose; 0 when there are none."""
        lengths = sorted(len(block.text) for block in self.blocks if block.is_prose)
        return lengths[len(lengths) // 2] if lengths else 0

    @cached_property
    def usual_gap(self) -> int:
        """How many blank rows usually stand between two paragraphs of prose."""
        blocks = self.blocks
        gaps = sorted(
            self.lines[after.first].gap
            for before, after in zip(blocks, blocks[1:], strict=False)
            if before.is_prose and after.is_prose
        )
        return gaps[len(gaps) // 2] if gaps else 1

    @cached_property
    def title_block(self) -> int:
        """Position of the block above the running text that is likeliest its title, -1 when there is none.

        A saved page states its title in the first line, with the site's name behind it; else the longest short block
        close above the text has the best claim.
        """
        return _title_block(self)

    @cached_property
    def repeats(self) -> Mapping[str, tuple[int, ...]]:
        """For every line said more than once (case and outer punctuation apart), the indexes at which it stands."""
        places: dict[str, list[int]] = {}
        for line in self.lines:
            places.setdefault(line.content[:200].casefold().strip(" .:*_-|>\"'"), []).append(line.index)
        return {said: tuple(at) for said, at in places.items() if said and len(at) > 1}

    @cached_property
    def block_of(self) -> tuple[Block, ...]:
        """For every line, the block that it stands in."""
        return tuple(block for block in self.blocks for _ in range(len(block)))


def _physical_lines(text: str) -> list[PhysicalLine]:
    lines: list[PhysicalLine] = []
    start = gap = 0
    for row, raw in enumerate(text.split("\n")):
        stripped = raw.strip()
        if stripped:
            at = start + len(raw) - len(raw.lstrip())
            content, quoted = stripped, False
            indent = at - start
            if stripped[0] in ">|" and (marks := _QUOTING.match(stripped)):
                quoted = True
                content = stripped[marks.end() :].lstrip()
                indent = len(stripped) - len(content) - len(marks[0].rstrip())
            elif "\t" in raw[:indent]:
                indent = len(raw[:indent].expandtabs(8))
            lines.append(
                PhysicalLine(len(lines), row, Span(at, at + len(stripped)), stripped, content, gap, indent, quoted)
            )
            gap = gap + 1 if not content else 0
        else:
            gap += 1
        start += len(raw) + 1
    return lines


def _wrap_width(lines: tuple[PhysicalLine, ...]) -> int | None:
    """The 90th percentile of the lengths of lines that another line follows at once, if these fill a common width."""
    lengths = sorted(
        line.indent + len(line.content)
        for line, after in zip(lines, lines[1:], strict=False)
        if not after.gap and len(line.content) > 40
    )
    if len(lengths) < 3:
        return None
    width = lengths[int(len(lengths) * 0.9)]
    return width if width <= _WIDEST_WRAP else None


def _runs_on(line: PhysicalLine, after: PhysicalLine, width: int) -> bool:
    """Was the line feed between these two put there only because the line was full?"""
    if after.gap or line.quoted != after.quoted or not after.content:
        return False
    if after.indent > line.indent + 1:  # an indented first line opens a paragraph
        return False
    first_word = after.content.split(None, 1)[0]
    return line.indent + len(line.content) + 1 + len(first_word) > width * 0.88


def _carries_on(line: PhysicalLine, after: PhysicalLine) -> bool:
    """Does `after` carry on a sentence that a scraper broke at a link or at words in italics?"""
    return (
        not after.gap
        and line.quoted == after.quoted
        and bool(after.content)
        and line.content[-1:] not in _ENDS_LINE
        and (after.content[0] in ",.;:)’'”" or after.content[0].islower())
        and len(line.content) + len(after.content) > 60
    )


def _joins(lines: tuple[PhysicalLine, ...], width: int | None) -> list[bool]:
    """For every line, whether the next one belongs to the same paragraph."""
    joins = [
        (width is not None and _runs_on(line, after, width)) or _carries_on(line, after)
        for line, after in zip(lines, lines[1:], strict=False)
    ]
    # words in italics between two pieces of a sentence: "... the French" / "Vermeer" / ", and the ..."
    for index in range(1, len(joins)):
        line, after = lines[index - 1], lines[index]
        if joins[index] and not joins[index - 1] and not after.gap and line.quoted == after.quoted:
            joins[index - 1] = len(after.content) < 60 <= len(line.content) and line.content[-1:] not in _ENDS_LINE
    return [*joins, False] if lines else []


def _blocks(lines: tuple[PhysicalLine, ...], width: int | None) -> list[Block]:
    blocks: list[Block] = []
    first = 0
    for index, joined in enumerate(_joins(lines, width)):
        if joined:
            continue
        blocks.append(Block(first, index, " ".join(one.content for one in lines[first : index + 1])))
        first = index + 1
    return blocks


def _weight(block: Block) -> float:
    """How much a block speaks for running prose; what is no prose speaks against it."""
    return 0.5 + min(len(block.text), 400) / 100 if block.is_prose else -0.7


def _densest(weights: Sequence[float]) -> tuple[int, int]:
    """The run of greatest sum, first and last position."""
    best = total = 0.0
    start, found = 0, (0, -1)
    for position, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, position
        total += weight
        if total > best:
            best, found = total, (start, position)
    return found


def _title_block(page: Page) -> int:
    first, last = page.main_text
    if last < first:
        return -1
    stated = page.lines[0].content.casefold()
    close = -1
    for position in range(first - 1, max(-1, first - 60), -1):
        text = page.blocks[position].text
        if not 15 <= len(text) <= 180:
            continue
        if position and len(stated) > len(text) + 4 and stated.startswith(text.casefold()):
            return position
        if first - position <= 8 and (close < 0 or len(text) > len(page.blocks[close].text)):
            close = position
    return close
