"""The raw text and the places in it.

A `Page` never changes its text: everything the library says later points back here by offset.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeVar

import attrs

from clipparse.known import Options
from clipparse.lines import TOP, Begin, Block, PhysicalLine, Span, moved, physical_lines
from clipparse.running import main_text, stated_title, title_block
from clipparse.wraps import blocks, broken_at, wrap_width

# `Page` and what it is made of are imported from here.
__all__ = ("Block", "Options", "Page", "PhysicalLine", "Span")

# A text with more lines is read a stretch at a time (`stretches.py`): no stage sees more paragraphs or short lines than
# these. A line that may go on the one above counts for less the longer it is, and so does a long paragraph, so that a
# long article is one stretch, and a page with all its menus.
MOST_LINES = 400
_COUNTS_WHOLE, _PARAGRAPH_COUNTS_WHOLE = 24, 100  # characters
_ALL = sys.maxsize - 1


_Known = TypeVar("_Known")
_Fact = TypeVar("_Fact")


@attrs.frozen(slots=True, eq=False)
class Page:
    """The raw text, its lines, and how they wrap; of a very long text a stretch of its lines.

    >>> page = Page.of("Title\\n\\n> a quoted line\\n")
    >>> [(line.row, line.gap, line.content) for line in page.lines]
    [(0, 0, 'Title'), (2, 1, 'a quoted line')]
    """

    text: str
    lines: tuple[PhysicalLine, ...]
    options: Options = attrs.field(factory=Options)
    wrapped_at: int | None = None  # on an unwrapped page, the width at which it was wrapped
    is_unwrapped: bool = False
    goes_on: bool = False  # more lines stand below them in the text
    _kept: dict[object, Any] = attrs.field(factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, text: str, options: Options | None = None, begin: Begin = TOP, most: float = _ALL) -> Page:
        """Cut `text` at every line feed; nothing else ends a line. Of the lines from `begin` on, the first `most`."""
        lines: list[PhysicalLine] = []
        for line in physical_lines(text, begin):
            if most <= 0:
                return cls(text, tuple(lines), options or Options(), goes_on=True)
            most -= _counts(line)
            lines.append(line)
        return cls(text, tuple(lines), options or Options())

    def unread(self) -> Page:
        """The same page without what was found on it, which takes more room than all else."""
        page = Page(self.text, self.lines, self.options, self.wrapped_at, self.is_unwrapped, self.goes_on)
        object.__setattr__(page, "blocks", tuple([Block(one.first, one.last, one.text) for one in self.blocks]))
        return page

    def upto(self, end: int) -> Page:
        """The page without the lines from `end` on, with which a paragraph begins; the others are as they were."""
        page = Page(self.text, self.lines[:end], self.options, goes_on=self.goes_on or end < len(self.lines))
        object.__setattr__(page, "blocks", tuple(block for block in self.blocks if block.last < end))
        return page

    @property
    def stretch(self) -> str:
        """The raw text from the first of its lines to the last."""
        return self.text[self.lines[0].start : self.lines[-1].end] if self.lines else ""

    @property
    def below(self) -> Begin:
        """Where the row below the last line begins.

        >>> Page.of("a storm\\n\\nby night", most=1).below
        Begin(at=8, row=1)
        """
        return Begin(self.text.index("\n", self.lines[-1].end) + 1, self.lines[-1].row + 1)

    def kept(self, find: Callable[[Page, _Known], _Fact], known: _Known) -> _Fact:
        """What `find(page, known)` gives: found when it is first asked for, for several stages ask for the same facts.

        >>> Page.of("A title").kept(lambda page, mark: len(page.lines) + mark, 41)
        42
        """
        key = find, known
        if key not in self._kept:
            self._kept[key] = find(self, known)
        fact: _Fact = self._kept[key]
        return fact

    @cached_property
    def width(self) -> int | None:
        """The column at which the text was wrapped by hand or by a mail program, or None when it was not."""
        return self.wrapped_at if self.is_unwrapped else wrap_width(self.lines)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The paragraphs as a reader sees them, in order."""
        if self.is_unwrapped:
            return tuple(Block(line.index, line.index, line.content) for line in self.lines)
        return tuple(blocks(self.lines, self.width, self.broken_at))

    @cached_property
    def broken_at(self) -> int | None:
        """Blank rows within a sentence where every link and word in italics has its own line; None on other pages.

        >>> Page.of(
        ...     "I read in the\\n\\nDaily Gull\\n\\nthat the pier will be closed for the whole of next winter, and"
        ...     "\\n\\nnobody\\n\\nseems to have asked those of us who live on it."
        ... ).broken_at
        1
        """
        return None if self.is_unwrapped or self.width is not None else broken_at(self.lines)

    @cached_property
    def paragraphs(self) -> tuple[Block, ...]:
        """The blocks that say something; a line of nothing but quoting marks is a blank line to a reader."""
        return tuple(block for block in self.blocks if block.text)

    @cached_property
    def unwrapped(self) -> Page:
        """The page with every paragraph on one line: what stages look at, so that a mail and a blog look alike to them.

        Its lines are `paragraphs` in order; a line's `content` is the whole paragraph, its `gap`, `indent` and `row`
        are those of the first line of it.

        >>> page = Page.of("The council said that it will\\nwait for the wind to go down\\nbefore work begins.")
        >>> [line.content for line in page.unwrapped.lines]
        ['The council said that it will wait for the wind to go down before work begins.']
        """
        if self.is_unwrapped:
            return self
        lines = tuple(_unwrapped(self, position, block) for position, block in enumerate(self.paragraphs))
        page = Page(self.text, lines, self.options, self.width, True)
        # a paragraph that was one line, and counts as before, is the same block: its words are found once
        blocks = (
            block if block.first == at == block.last else Block(at, at, block.text)
            for at, block in enumerate(self.paragraphs)
        )
        object.__setattr__(page, "blocks", tuple(blocks))
        return page

    @cached_property
    def main_text(self) -> tuple[int, int]:
        """First and last index (inclusive) of the blocks in which running prose is dense; (0, -1) when there is none.

        On a saved web page this is the article between navigation above and links below: it begins under the title that
        the page states. On other pages it reaches from the first to the last run of prose that is worth the name.
        """
        return main_text(self.blocks, self.stated_title)

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
            self.lines[after.first].gap for before, after in pairwise(blocks) if before.is_prose and after.is_prose
        )
        return gaps[len(gaps) // 2] if gaps else 1

    @cached_property
    def stated_title(self) -> int:
        """Position of the block that repeats the first line of the page, -1 when none does.

        Browsers keep a page's title there, with the site's name before or behind it.
        """
        return stated_title(self.lines, self.blocks)

    @cached_property
    def title_block(self) -> int:
        """Position of the block that is likeliest the title of the running text, -1 when there is none.

        The one that the page states; else the longest short block close above the text has the best claim.
        """
        return self.stated_title if self.stated_title >= 0 else title_block(self.blocks, self.main_text)

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


def _counts(line: PhysicalLine) -> float:
    """For how many short lines a line counts: what it costs to read it is told by its paragraphs."""
    whole = _PARAGRAPH_COUNTS_WHOLE if line.gap else _COUNTS_WHOLE
    size = len(line.content)
    return 1.0 if size <= whole else whole / size


def _unwrapped(page: Page, position: int, block: Block) -> PhysicalLine:
    first = page.lines[block.first]
    if block.first == block.last:
        return first if position == first.index else moved(first, position)
    end = page.lines[block.last].end
    after = page.lines[block.first + 1]
    # a paragraph's first line may be set in, or out
    hangs = after.indent - first.indent
    return attrs.evolve(
        first, index=position, end=end, text=block.text, content=block.text, hangs=hangs, rows=len(block)
    )
