"""The raw text and the places in it.

A `Page` never changes its text: everything the library says later points back here by offset.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, total_ordering
from itertools import pairwise
from sys import intern
from typing import Any, TypeVar

import attrs

from clipparse import lazy
from clipparse.known import Options as Options

# Marks that mail and news readers put before quoted lines: "> ", ">> ", "| ", "> > ".
_QUOTING = lazy.compile(r"(?:[>|]\s?)++")  # never given back: a step back for each mark takes memory
_QUOTES = "\"'\u201d\u2019"
_ENDS_SENTENCE = f".?!{_QUOTES})"
# Marks that close what may end a sentence or not, and those that end one; an empty line ends whatever it was.
_OUTER = f"{_QUOTES})]*_ "
_STOPS = frozenset((*".?!:…", ""))
_ENDS = frozenset(".?!")
_ENDS_LINE = frozenset((*_ENDS_SENTENCE, ":", ""))
# Fields of a mail's header, rules, and list items never run on from the line above, nor into it.
_STANDS_ALONE = lazy.compile(
    r"(?:[A-Z][\w-]{1,20}:\s+\S|[^\w\s\"'“‘(\[.]{4}|[-*•=#_+]{2,}\s*$|\d{1,2}[.)]\s|[*•]\s|\[[A-Z ]{4,}\]"
    r"|\(?[Rr]eprinted|\(?[Cc]opyright"
    # columns, and rules with a letter in them
    r"|.{0,60}\S\s{5,}\S|(?:[A-Za-z]?[-=_*~.#]){8,100}[A-Za-z]?$"
    # a byline with its date
    r"|(?:[Bb]y|BY)\s+[A-Z][^.]{4,80}\s[12]\d{3}$)"
)
# Nor does a byline or a link run on from a headline.
_OPENS_ANEW = lazy.compile(
    r"(?:[Bb]y|BY)\s+[A-Z]\S*\s+[A-Z]|https?://|[Vv]ia\s+(?:\S.{0,60}https?://|[A-Z][^\s)]*(?:\s[A-Z][^\s)]*){0,4}$)|h/t\s"
    r"|(?:[a-z0-9-]{2,30}\.){1,3}[a-z]{2,8},\s"
    # a date and nothing else
    r"|(?:[A-Z][a-z]{2,8}\.?,?\s){1,2}\d{1,2}(?:st|nd|rd|th)?,?\s[12]\d{3}$|(?:[A-Z][a-z]{2,8},?\s)?\d{1,2}\s[A-Z][a-z]{2,8}\s[12]\d{3}$"
)
# What a page's hard blanks become when it is scraped as it is written.
_BLANK_ENTITIES = ("&nbsp;", "&#160;")
_HARD_BLANKS = lazy.compile(r"(?:&nbsp;|&#160;|\s)+")
_LINK = lazy.compile(r"https?://\S+$")
# Nothing but names, and a line with a date.
_NAMES = lazy.compile(r"[A-ZÀ-Þ][\w.'’-]*(?:\s(?:and|&|de|van|von|der|ter|la|el|al|di|da|[A-ZÀ-Þ][\w.'’-]*)){1,7}$")
_DATED = lazy.compile(r".{0,50}\b(?:1[89]|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2}")
# No sentence ends with one of these words.
_LEADS_ON = lazy.compile(
    r"\s(?:of|the|a|an|and|or|to|in|on|at|for|with|from|that|which|is|are|was|were|has|had|his|their|its)$"
)
# A mark that no paragraph begins with; an apostrophe only where it cannot open a quotation.
_CLOSES = lazy.compile(r"[,.;:)”]|[’'](?:\W|(?:s|t|re|ve|ll|d|m)\b|$)")
# The same where a page breaks its sentences, told from smileys, lists and dots that stand for words left out.
GOES_ON = lazy.compile(
    r"[,)”](?=[\s\w,.;)\"”’']|$)|[;:]\s+[a-z]|\.(?=\s+[^\s.]|$)|\"(?:\s+[a-z(,]|[,;)]|\.(?!\.))|[?!][\s\"”’)]"
    r"|[’'](?:s|t|re|ve|ll|d|m)\b"
)
# No sentence goes on in an address, in a name that is written in lower case, nor in a remark in square brackets.
_ADDRESS = lazy.compile(r"https?://|www\.|\S{1,80}@\S{1,80}$|(?:[\w-]{1,40}\.){1,4}[a-z]{2,8}(?:/\S*)?$")
_OWN_CASE = lazy.compile(r"[a-z]{1,20}-?[A-Z]|[Pp]osted by\b")
_ASIDE = lazy.compile(r"\[[^\[\]]{1,80}\]$")
# A date that has its line to itself, with or without the time.
_DATE_ALONE = lazy.compile(
    r"(?:(?:[A-Z][a-z]{2,8}\.?,?\s){0,2}\d{1,2}(?:st|nd|rd|th)?,?\s(?:[A-Z][a-z]{2,8}\.?,?\s)?[12]\d{3}"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})(?:,?\s(?:at\s)?\d{1,2}[:.]\d\d.{0,12})?$"
)
# A credit in brackets that has its own line: "(Harbour Herald 3 May 96 C7)".
_CITES = lazy.compile(r"\([A-Z][^()]{3,80}\d[^()]{0,12}\)$")
# Lines longer than this are paragraphs on one line; nobody wraps a mail at this width.
_WIDEST_WRAP = 100
# A page breaks its sentences if it does so in this share of its lines, and nearly all have one gap above.
_BROKEN, _EVEN = 0.02, 0.8
# So many lines of so few letters are read as one line.
_COLUMN, _LETTERS = 30, 3
# A piece of so many characters is no verse and no item of a list.
_PIECE = 60
_PIECES = 40  # two of a sentence together
# A blogger who opens so many sentences in lower case tells nothing by it.
_NO_CAPITALS = 0.25
# Between two runs of one text stand at most so many more scraps than paragraphs.
_SCRAPS_BETWEEN = 25
# A run of prose counts as part of the text if it has this share of the weight of the heaviest.
_WORTH = 0.2
# So many blocks may stand between a title and the first prose below it: share buttons, tags, a date, an author.
_TITLE_REACH = 30
# A title comes back in menus and lists; so many copies are looked at.
_COPIES = 12
_WORD = lazy.compile(r"\w+")
# In a text in plain letters, what stands for each: all but words is a blank. Some marks keep a text from being plain.
_FOLDED = "".join(
    mark.lower() if mark.isalnum() or mark == "_" else " " for mark in map(chr, range(128))
).encode() + bytes(128)
_CURLY = ("’", "‘", "“", "”", "–", "—", "…")
_DIGIT = lazy.compile(r"[0-9]")
# How much of a paragraph the stages read: more would not change what they say.
READ_OF_BLOCK = 1500
# A text with more lines is read a stretch at a time (`stretches.py`): no stage sees more paragraphs or short lines than
# these. A line that may go on the one above counts for less the longer it is, and so does a long paragraph, so that a
# long article is one stretch, and a page with all its menus.
MOST_LINES = 400
_COUNTS_WHOLE, _PARAGRAPH_COUNTS_WHOLE = 24, 100  # characters
_ALL = sys.maxsize - 1
_SHARED = 20  # characters of a line, up to which equal ones are one string
# What stands between an article's title and the site's name in the first line of a saved page.
_SITE_MARK = lazy.compile(r"\s+[-\u2013\u2014|\xb7\xbb\xab\u2022:]+\s+|:\s+|\s*[|]\s*")
# First lines that are a mail's header or a menu.
_NO_STATED = lazy.compile(
    r"(?:from|to|subject|date|sent|newsgroups|path|sender|received|return-path|message-id)\s*:|skip to\b"
)
_BYLINE = lazy.compile(r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or)\b:? [A-Z\xc0-\xde]")
_NO_TITLE = lazy.compile(
    r"^(?:by|von|par|por|di)\s|\bshare\b|[@<>|\xbb\xa9]|\b(?:19|20)\d\d\b|^(?:photo|image|foto|bild|updated|published"
    r"|posted)\b"
    r"|^[*+o\u2022]\s|\(.{0,60}photo|\b(?:menu|newsletter|javascript|cookies?|copyright|staff|reporter)\b",
    re.IGNORECASE,
)


_Known = TypeVar("_Known")
_Fact = TypeVar("_Fact")


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
        for line in _physical_lines(text, begin):
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
        return self.wrapped_at if self.is_unwrapped else _wrap_width(self.lines)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The paragraphs as a reader sees them, in order."""
        if self.is_unwrapped:
            return tuple(Block(line.index, line.index, line.content) for line in self.lines)
        return tuple(_blocks(self.lines, self.width, self.broken_at))

    @cached_property
    def broken_at(self) -> int | None:
        """Blank rows within a sentence where every link and word in italics has its own line; None on other pages.

        >>> Page.of(
        ...     "I read in the\\n\\nDaily Gull\\n\\nthat the pier will be closed for the whole of next winter, and"
        ...     "\\n\\nnobody\\n\\nseems to have asked those of us who live on it."
        ... ).broken_at
        1
        """
        return None if self.is_unwrapped or self.width is not None else _broken_at(self.lines)

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
        weights = [_weight(block) for block in self.blocks]
        if self.stated_title >= 0:
            return _text_under(weights, self.stated_title)
        return _joined_runs(weights)

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
        return _stated_title(self)

    @cached_property
    def title_block(self) -> int:
        """Position of the block that is likeliest the title of the running text, -1 when there is none.

        The one that the page states; else the longest short block close above the text has the best claim.
        """
        return self.stated_title if self.stated_title >= 0 else _title_block(self)

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
    if text[-1] in _QUOTES:
        return text.rstrip(_QUOTES)[-1:] in ".?!,…)-–—"
    return text[-1] in _ENDS_SENTENCE


def _unwrapped(page: Page, position: int, block: Block) -> PhysicalLine:
    first = page.lines[block.first]
    if block.first == block.last:
        return first if position == first.index else _moved(first, position)
    end = page.lines[block.last].end
    after = page.lines[block.first + 1]
    # a paragraph's first line may be set in, or out
    hangs = after.indent - first.indent
    return attrs.evolve(
        first, index=position, end=end, text=block.text, content=block.text, hangs=hangs, rows=len(block)
    )


def _moved(line: PhysicalLine, position: int) -> PhysicalLine:
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


def _physical_lines(text: str, begin: Begin) -> Iterator[PhysicalLine]:
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


def _counts(line: PhysicalLine) -> float:
    """For how many short lines a line counts: what it costs to read it is told by its paragraphs."""
    whole = _PARAGRAPH_COUNTS_WHOLE if line.gap else _COUNTS_WHOLE
    size = len(line.content)
    return 1.0 if size <= whole else whole / size


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


def _wrap_width(lines: tuple[PhysicalLine, ...]) -> int | None:
    """The 90th percentile of the lengths of lines that another line follows at once, if these fill a common width."""
    lengths = sorted(_seen_width(line) for line, after in pairwise(lines) if not after.gap and len(line.content) > 40)
    if len(lengths) < 3:
        return None
    width = lengths[int(len(lengths) * 0.9)]
    return width if width <= _WIDEST_WRAP else None


def _runs_on(line: PhysicalLine, after: PhysicalLine, width: int) -> bool:
    """Was the line feed between these two put there only because the line was full?"""
    if after.gap or line.quoted != after.quoted or not after.content:
        return False
    if _STANDS_ALONE.match(line.content) or _STANDS_ALONE.match(after.content) or _OPENS_ANEW.match(after.content):
        return False
    if _CITES.match(after.content) and line.content[-1] in _ENDS_SENTENCE:
        return False
    if _LINK.match(line.content) and " " in after.content:
        return False
    if after.indent > line.indent + 1:  # an indented first line opens a paragraph
        return False
    first_word = after.content.split(None, 1)[0]
    return _seen_width(line) + 1 + len(first_word) > width * 0.88


def _seen_width(line: PhysicalLine) -> int:
    """The column at which a line ends, with tabs as a terminal sets them."""
    if "\t" in line.content:
        return len((" " * line.indent + line.content).expandtabs(8))
    return line.indent + len(line.content)


def _carries_on(line: PhysicalLine, after: PhysicalLine) -> bool:
    """Does `after` carry on a sentence that a scraper broke at a link or at words in italics?"""
    return bool(
        not after.gap
        and line.quoted == after.quoted
        and after.content
        and line.content[-1:] not in _ENDS_LINE
        and not _OPENS_ANEW.match(after.content)
        and not _OWN_CASE.match(after.content)
        and not _ASIDE.match(line.content)
        and (
            (_LEADS_ON.search(line.content[-12:]) and len(line.content) > 25)
            or (
                (_CLOSES.match(after.content) or after.content[0].islower())
                and len(line.content) + len(after.content) > 60
            )
        )
    )


def _is_byline_over_date(names: PhysicalLine, date: PhysicalLine) -> bool:
    """Names directly above a date are no end of the headline above them, though that fills its line."""
    return bool(
        not date.gap
        and len(names.content) <= 60
        and len(date.content) <= 60
        and _DATED.match(date.content)
        and _NAMES.match(names.content)
    )


def _breaks_off(text: str) -> bool:
    """Does a line end within a sentence? What a closing mark closes may be a title in the middle of one."""
    return text[-1:] not in _STOPS and text.rstrip(_OUTER)[-1:] not in _STOPS


def _is_closed_off(line: PhysicalLine, after: PhysicalLine) -> bool:
    """Are these two lines that say by their form that no sentence goes on from one to the other?"""
    return bool(
        line.quoted != after.quoted
        or not line.content
        or not after.content
        or _STANDS_ALONE.match(after.content)
        or _OPENS_ANEW.match(after.content)
        or _ADDRESS.match(after.content)
        or _OWN_CASE.match(after.content)
        or _STANDS_ALONE.match(line.content)
        or _ASIDE.match(line.content)
        or _LINK.match(line.content)
        or _is_date(line.content)
        or _is_date(after.content)
    )


def _is_date(text: str) -> bool:
    return len(text) <= 45 and _DATE_ALONE.match(text) is not None


def _goes_on(line: PhysicalLine, after: PhysicalLine, lower: bool) -> bool:
    """Does `after` open within the sentence of `line`: with a closing mark, or, where that tells, in `lower` case?"""
    if GOES_ON.match(after.content):
        return after.content[0] == "," or _breaks_off(line.content)
    return lower and after.content[0].islower() and _breaks_off(line.content)


def _last_word(text: str) -> str:
    return text.rsplit(None, 1)[-1]


def _leads_on(text: str) -> bool:
    return (text[-1:] == "," and _last_word(text).islower()) or _LEADS_ON.search(f" {text[-12:]}") is not None


def _are_pieces(text: str, below: str) -> bool:
    """Are two lines pieces of a sentence, rather than verses or items of a list, which are short and have no end?"""
    size = max(len(text), len(below))
    return size >= _PIECE or (len(text) + len(below) >= _PIECES and (not _breaks_off(below) or _leads_on(text)))


def _broken_at(lines: tuple[PhysicalLine, ...]) -> int | None:
    """The gap at which most sentences go on, if they do so often enough."""
    seams = Counter(
        after.gap
        for line, after in pairwise(lines)
        if len(line.content) + len(after.content) >= _PIECES
        and (after.content[:1].islower() or GOES_ON.match(after.content))
        and _breaks_off(line.content)
        and _are_pieces(line.content, after.content)
        and not _is_closed_off(line, after)
    )
    if not seams:
        return None
    gap, count = max(seams.items(), key=lambda one: (one[1], -one[0]))
    even = sum(line.gap == gap for line in lines[1:]) >= _EVEN * (len(lines) - 1)
    return gap if even and count >= _BROKEN * len(lines) else None


def _has_capitals(lines: tuple[PhysicalLine, ...]) -> bool:
    """Do the sentences of this page open with a capital?"""
    ends = [line.content.rstrip(_OUTER)[-1:] for line in lines]
    firsts = [line.content[0] for end, line in zip(ends, lines[1:], strict=False) if end in _ENDS and line.content]
    return sum(first.islower() for first in firsts) <= max(1.0, _NO_CAPITALS * len(firsts))


def _pieced(lines: tuple[PhysicalLine, ...], gap: int) -> list[bool]:
    """For every line but the last, whether its sentence goes on in the next, on a page that breaks sentences."""
    lower = _has_capitals(lines)
    near = [after.gap <= gap and not _is_closed_off(line, after) for line, after in pairwise(lines)]
    goes_on = [
        close and _goes_on(line, after, lower) for close, (line, after) in zip(near, pairwise(lines), strict=True)
    ]
    joins = list[bool]()
    for index, (line, after) in enumerate(pairwise(lines)):
        within = line.content[:1].islower() or (index > 0 and joins[-1])
        below = index + 1 < len(goes_on) and goes_on[index + 1]
        joins.append(goes_on[index] or (near[index] and _holds_a_piece(line.content, after.content, within, below)))
    return _without_lists(lines, joins)


def _holds_a_piece(text: str, after: str, within: bool, goes_on: bool) -> bool:
    """Is the next line, though it opens with a capital, a link or words in italics in this sentence?

    It is in "... is told in the" / "Daily Gull" / "with some glee". Of `text` is known whether it is `within` a
    sentence already, and of `after` whether that `goes_on` below it.
    """
    if _leads_on(text):
        return within or len(text) > 25
    # a headline or a credit mostly ends with a name
    return (
        goes_on
        and (within or len(text) >= _PIECE)
        and len(after) <= _PIECE
        and _breaks_off(text)
        and _last_word(text)[0].islower()
    )


def _without_lists(lines: tuple[PhysicalLine, ...], joins: list[bool]) -> list[bool]:
    """Let go of what does not look like one sentence."""
    kept = list(joins)
    first = 0
    for index, joined in enumerate([*joins, False]):
        if not joined:
            if not _is_sentence([line.content for line in lines[first : index + 1]]):
                kept[first:index] = [False] * (index - first)
            first = index + 1
    return kept


def _is_sentence(pieces: Sequence[str]) -> bool:
    """Verses and lists are short all through and alike; a sentence has a long piece, or shows how it hangs together."""
    sizes = [len(piece) for piece in pieces]
    if max(sizes) >= _PIECE:
        return True
    ended = not _breaks_off(pieces[-1])
    hangs = ended + sum(bool(_leads_on(one) or GOES_ON.match(other)) for one, other in pairwise(pieces))
    return (4 * hangs >= len(sizes) and max(sizes) >= 2 * min(sizes)) or (ended and len(sizes) <= 3)


def _joins(lines: tuple[PhysicalLine, ...], width: int | None, broken_at: int | None) -> list[bool]:
    """For every line, whether the next one belongs to the same paragraph."""
    joins = [
        (width is not None and _runs_on(line, after, width)) or _carries_on(line, after)
        for line, after in pairwise(lines)
    ]
    if broken_at is None and True not in joins:
        return [False] * len(lines)
    # words in italics between two pieces of a sentence: "... the French" / "Vermeer" / ", and the ..."
    for index in range(1, len(joins)):
        line, after = lines[index - 1], lines[index]
        if joins[index] and not joins[index - 1] and not after.gap and line.quoted == after.quoted:
            joins[index - 1] = len(after.content) < 60 <= len(line.content) and line.content[-1:] not in _ENDS_LINE
    if broken_at is not None:
        joins = [one or other for one, other in zip(joins, _pieced(lines, broken_at), strict=True)]
    for index, (line, names, date) in enumerate(zip(lines, lines[1:], lines[2:], strict=False)):
        if joins[index] and len(line.content) + len(names.content) > 60 and _is_byline_over_date(names, date):
            joins[index] = False
    return [*joins, False] if lines else []


def _blocks(lines: tuple[PhysicalLine, ...], width: int | None, broken_at: int | None) -> list[Block]:
    joins = _joins(lines, width, broken_at)
    for first, end in _columns(lines):
        joins[first:end] = [(at - first + 1) % _COLUMN != 0 for at in range(first, end - 1)] + [False]
    if True not in joins:
        return [Block(index, index, line.content) for index, line in enumerate(lines)]
    blocks: list[Block] = []
    first = 0
    for index, joined in enumerate(joins):
        if joined:
            continue
        if first == index:  # most paragraphs of most pages
            blocks.append(Block(index, index, lines[index].content))
        else:
            blocks.append(Block(first, index, " ".join(one.content for one in lines[first : index + 1])))
        first = index + 1
    return blocks


def _columns(lines: Sequence[PhysicalLine]) -> Iterator[tuple[int, int]]:
    """From where to where so many lines of a letter or three stand below each other as no text has: a row set upright.

    >>> [list(_columns(Page.of(text).lines)) for text in ("A column\\n" + "a\\n" * 40 + "\\nof letters", "a\\n" * 9)]
    [[(1, 41)], []]
    """
    if sum([len(line.content) <= _LETTERS for line in lines]) < _COLUMN:
        return
    first = 0
    for at, line in enumerate(lines):
        if len(line.content) > _LETTERS or not line.content or (line.gap and at > first):
            if at - first >= _COLUMN:
                yield first, at
            first = at if line.content and len(line.content) <= _LETTERS else at + 1
    if len(lines) - first >= _COLUMN:
        yield first, len(lines)


def _weight(block: Block) -> float:
    """How much a block speaks for running prose; no prose speaks against it, least what is long or a sentence."""
    if block.is_prose:
        return 0.5 + min(len(block.text), 400) / 100
    return -0.25 if len(block.text) >= 60 or (len(block.text) > 20 and block.text[-1] in ".?!") else -0.7


def _runs(weights: Sequence[float]) -> list[tuple[float, int, int]]:
    """The runs of blocks whose sum stays positive, each up to its greatest sum: the sum, first and last position."""
    runs: list[tuple[float, int, int]] = []
    best = total = 0.0
    start = end = 0
    for position, weight in enumerate(weights):
        if total <= 0:
            if best > 0:
                runs.append((best, start, end))
            best = total = 0.0
            start = position
        total += weight
        if total > best:
            best, end = total, position
    return [*runs, (best, start, end)] if best > 0 else runs


def _joined_runs(weights: Sequence[float]) -> tuple[int, int]:
    """From the first to the last run of some weight around the heaviest, as far as few scraps lie between."""
    runs = _runs(weights)
    if not runs:
        return 0, -1
    top = max(range(len(runs)), key=lambda k: runs[k][0])
    first = last = top
    for k in range(top - 1, -1, -1):
        if runs[first][1] - runs[k][2] > _SCRAPS_BETWEEN:
            break
        if runs[k][0] >= _WORTH * runs[top][0]:
            first = k
    for k in range(top + 1, len(runs)):
        if runs[k][1] - runs[last][2] > _SCRAPS_BETWEEN:
            break
        if runs[k][0] >= _WORTH * runs[top][0]:
            last = k
    return runs[first][1], runs[last][2]


def _text_under(weights: Sequence[float], title: int) -> tuple[int, int]:
    """The run of prose that begins under the title and goes on as long as prose outweighs scraps."""
    start = next((k for k in range(title + 1, len(weights)) if weights[k] > 0), -1)
    if start < 0:
        return 0, -1
    best = total = 0.0
    end = start
    for position in range(start, len(weights)):
        total += weights[position]
        if total > best:
            best, end = total, position
        if total < best - _SCRAPS_BETWEEN:  # no article comes back after so much of something else
            break
    return start, end


def _stated_title(page: Page) -> int:
    """Of the blocks that agree with the first line, the one under which the most prose begins; -1 for none."""
    if len(page.lines) < 8:
        return -1
    if page.lines[0].content.startswith("<"):
        return -1  # markup
    first = page.lines[0].content[:400].casefold()
    stated = _WORD.findall(first)
    split = [tuple(_WORD.findall(part)) for part in _SITE_MARK.split(first)]
    parts = set(split) - {()}
    if sum(any(char.isdigit() for char in word) for word in stated) * 3 > len(stated) or len(stated) > 60:
        return -1  # nothing, or hardly more than a date
    if (len(parts) == 1 and len(stated) < 4) or _NO_STATED.match(first):
        return -1
    agreed = {
        position: agreement
        for position, block in enumerate(page.blocks)
        if position and len(block.text) <= 250
        if (agreement := _agreement(_WORD.findall(block.text.casefold()), stated, parts)) >= 2
    }
    best = max(agreed.values(), default=0.0)
    weights = [_weight(block) for block in page.blocks]
    found, most = -1, 1.0
    for position in [one for one, agreement in agreed.items() if agreement >= 0.8 * best][:_COPIES]:
        # as a rule the site's name stands behind
        leads = tuple(_WORD.findall(page.blocks[position].text.casefold())) == split[0]
        claim = _sum_under(weights, position) + agreed[position] + 3 * leads
        if claim >= most:
            found, most = position, claim
    return found


def _sum_under(weights: Sequence[float], title: int) -> float:
    """What the prose under a title weighs, less a little for what stands between; nothing when it is far below."""
    start, end = _text_under(weights, title)
    if not title < start <= title + _TITLE_REACH:
        return -1e9
    return sum(weights[start : end + 1]) - 0.1 * (start - title)


def _agreement(said: list[str], stated: list[str], parts: set[tuple[str, ...]]) -> float:
    """How many words of a block are those of the page's stated title, 0 when too few are.

    A whole part of the stated title, between its dashes and bars, counts however short; other words must be four in
    a row or nearly the whole.
    """
    if not said or len(said) > len(stated) + 8:
        return 0.0
    whole = tuple(said) in parts
    text, within = " ".join(said), f" {' '.join(stated)} "
    if f" {text} " in within:
        return len(said) + 1.0 if whole else float(len(said)) if len(said) >= 4 else 0.0
    shared = len(set(said) & set(stated))
    longest = max((len(part) for part in parts), default=0)
    return shared * 0.9 if shared >= 4 and shared >= 0.6 * max(len(set(said)), min(longest, len(stated))) else 0.0


def _title_block(page: Page) -> int:
    """The short block near the top of the running text with the best claim to be its title."""
    first, last = page.main_text
    if last < first:
        return -1
    said = _stems(" ".join(block.text[:600] for block in page.blocks[first : last + 1][:6] if block.is_prose))
    best, found = 0.5, -1
    for position in range(min(first + 2, last), max(-1, first - _TITLE_REACH), -1):
        block = page.blocks[position]
        far = 0.04 * (first - position) if position < first else 1.2
        claim = _claim(block, said) + _by_credits(page, position) - far
        if claim > best:
            found, best = position, claim
    return found


def _by_credits(page: Page, position: int) -> float:
    """A byline stands below the title, not above it."""
    above, below = page.blocks[max(0, position - 3) : position], page.blocks[position + 1 : position + 4]
    return 0.4 * any(_BYLINE.match(one.text) for one in below) - 1.2 * any(_BYLINE.match(one.text) for one in above)


def _claim(block: Block, said: set[str]) -> float:
    """How like a title of a text that opens with the words `said`: no sentence, no credit, no date, no menu."""
    text = block.text
    if not 10 <= len(text) <= 200 or " " not in text:
        return 0.0
    own = _stems(text)
    claim = 1.0 + min(len(text), 60) / 120
    if len(own) >= 2:
        claim += 2.0 * len(own & said) / max(len(own), 3)
    if _NO_TITLE.search(text):
        claim -= 1.5
    if block.is_prose or len(text) > 130:
        claim -= 3.0
    elif text[-1] in ".,;:":
        claim -= 1.0
    return claim


def _stems(text: str) -> set[str]:
    """The long words, cut to their first five letters so that endings don't matter."""
    return {word[:5] for word in _WORD.findall(text.casefold()) if len(word) >= 4}
