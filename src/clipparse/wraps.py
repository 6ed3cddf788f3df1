"""Which lines are one paragraph: text that was wrapped at a width, and sentences broken at links and italics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from clipparse import lazy
from clipparse.lines import ENDS_SENTENCE, QUOTES, Block, PhysicalLine

# Marks that close what may end a sentence or not, and those that end one; an empty line ends whatever it was.
_OUTER = f"{QUOTES})]*_ "
_STOPS = frozenset((*".?!:…", ""))
_ENDS = frozenset(".?!")
_ENDS_LINE = frozenset((*ENDS_SENTENCE, ":", ""))
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


def wrap_width(lines: tuple[PhysicalLine, ...]) -> int | None:
    """The 90th percentile of the lengths of lines that another line follows at once, if these fill a common width."""
    lengths = sorted(_seen_width(line) for line, after in pairwise(lines) if not after.gap and len(line.content) > 40)
    if len(lengths) < 3:
        return None
    width = lengths[int(len(lengths) * 0.9)]
    return width if width <= _WIDEST_WRAP else None


def broken_at(lines: tuple[PhysicalLine, ...]) -> int | None:
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


def blocks(lines: tuple[PhysicalLine, ...], width: int | None, broken_at: int | None) -> list[Block]:
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

    >>> from clipparse.lines import TOP, physical_lines
    >>> texts = ("A column\\n" + "a\\n" * 40 + "\\nof letters", "a\\n" * 9)
    >>> [list(_columns(tuple(physical_lines(text, TOP)))) for text in texts]
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


def _runs_on(line: PhysicalLine, after: PhysicalLine, width: int) -> bool:
    """Was the line feed between these two put there only because the line was full?"""
    if after.gap or line.quoted != after.quoted or not after.content:
        return False
    if _STANDS_ALONE.match(line.content) or _STANDS_ALONE.match(after.content) or _OPENS_ANEW.match(after.content):
        return False
    if _CITES.match(after.content) and line.content[-1] in ENDS_SENTENCE:
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


def _breaks_off(text: str) -> bool:
    """Does a line end within a sentence? What a closing mark closes may be a title in the middle of one."""
    return text[-1:] not in _STOPS and text.rstrip(_OUTER)[-1:] not in _STOPS


def _leads_on(text: str) -> bool:
    return (text[-1:] == "," and _last_word(text).islower()) or _LEADS_ON.search(f" {text[-12:]}") is not None


def _are_pieces(text: str, below: str) -> bool:
    """Are two lines pieces of a sentence, rather than verses or items of a list, which are short and have no end?"""
    size = max(len(text), len(below))
    return size >= _PIECE or (len(text) + len(below) >= _PIECES and (not _breaks_off(below) or _leads_on(text)))


def _last_word(text: str) -> str:
    return text.rsplit(None, 1)[-1]
