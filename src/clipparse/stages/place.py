"""Where a line stands on the page: first or last, above, inside or below the running text, alone or in a block.

Nothing here depends on words: these clues hold for a mail, a blog and a saved web page in any language.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import accumulate

from clipparse.clue import Clue, Sighting
from clipparse.lexicon import Lexicon
from clipparse.page import Page, PhysicalLine
from clipparse.roles import Role

_clue = partial(Clue, "place")

FIRST_LINE = _clue(Role.POST_TITLE, 0.5, "the first line of the text")
SECOND_LINE = _clue(Role.POST_TITLE, 0.3, "the second line of the text")
THIRD_LINE = _clue(Role.HEADLINE, 0.2, "the third line of the text")
NEAR_TOP = _clue(Role.HEADLINE, 0.2, "among the first eight lines")
LAST_LINE = _clue(Role.FURNITURE, 0.5, "the last line of the text")
NEAR_END = _clue(Role.FURNITURE, 0.2, "among the last five lines")

FAR_ABOVE_TYPED = _clue(Role.FURNITURE, 0.5, "far above the running text of a typed page, whose heads are long")
FAR_ABOVE = _clue(Role.FURNITURE, 2.0, "far above the running text")
ABOVE = _clue(Role.FURNITURE, 0.5, "above the running text")
JUST_ABOVE = _clue(Role.HEADLINE, 0.5, "within six lines above the running text")
HIGHER = _clue(Role.FURNITURE, 0.8, "above the likeliest title")
ABOVE_TITLE = _clue(Role.KICKER, 0.8, "directly above the likeliest title")
UNDER_TITLE = _clue(Role.BYLINE, 0.5, "between the likeliest title and the running text")
INSIDE = _clue(Role.BODY, 1.5, "inside the running text")
OPENS_TEXT = _clue(Role.BODY, 0.5, "the first paragraph of the running text")
ENDS_TEXT = _clue(Role.BODY, 0.5, "the last paragraph of the running text")
JUST_BELOW = _clue(Role.SOURCE, 0.3, "within three lines below the running text")
FAR_BELOW = _clue(Role.FURNITURE, 2.0, "far below the running text")

NO_GAP = _clue(Role.BODY, 0.0, "no blank line above, and the line above was not full")
GAP = _clue(Role.BODY, 0.1, "a blank line above")
WIDE_GAP = _clue(Role.HEADLINE, 0.5, "more blank lines above than between paragraphs")
NO_GAP_BELOW = _clue(Role.BODY, 0.0, "no blank line below, and this line is not full")
GAPS_ARE_RARE = _clue(Role.BODY, 0.0, "a blank line above, where blank lines are rare")

PROSE_BOTH_SIDES = _clue(Role.BODY, 0.5, "prose above and below")
PROSE_BELOW = _clue(Role.HEADLINE, 0.3, "prose below, none above")
PROSE_ABOVE = _clue(Role.SOURCE, 0.2, "prose above, none below")
NO_PROSE_NEAR = _clue(Role.FURNITURE, 0.8, "no prose among its neighbours")
AMONG_PROSE = _clue(Role.BODY, 0.8, "most of what stands around is prose")
AMONG_SCRAPS = _clue(Role.FURNITURE, 0.8, "most of what stands around is scraps")

CENTRED = _clue(Role.HEADLINE, 0.8, "set in from both margins")
INDENTED_FIRST = _clue(Role.BODY, 0.5, "set in like a paragraph's first line")
SET_IN = _clue(Role.BODY, 0.3, "set in deeper than the text around")

QUOTED = _clue(Role.BODY, 0.3, "quoted with marks")
UNQUOTED = _clue(Role.COMMENTARY, 0.8, "not quoted, where other lines are")
BELOW_QUOTED = _clue(Role.COMMENTARY, 2.0, "unquoted prose with quoted prose above it")
BETWEEN_QUOTED = _clue(Role.COMMENTARY, 1.0, "unquoted prose with quoted prose above and below")
AMONG_UNQUOTED = _clue(Role.BODY, 1.0, "quoted prose, where unquoted prose stands below or between")
QUOTING_BEGINS = _clue(Role.HEADLINE, 0.8, "the first quoted line after unquoted ones")
QUOTING_ENDS = _clue(Role.COMMENTARY, 0.8, "the first unquoted line after quoted ones")

ONE_PARAGRAPH_A_LINE = _clue(Role.BODY, 0.0, "a page with one paragraph a line")
SAVED_PAGE = _clue(Role.FURNITURE, 0.3, "a page that is mostly scraps")

_NEAR_TEXT, _BELOW_TEXT = 6, 3  # lines above the running text and below it
_AROUND = 4  # lines on either side
# whether prose stands above and below
_BY_PROSE = {
    (True, True): PROSE_BOTH_SIDES,
    (False, True): PROSE_BELOW,
    (True, False): PROSE_ABOVE,
    (False, False): NO_PROSE_NEAR,
}


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say of every line where it stands."""
    yield from _by_position(page)
    yield from _by_running_text(page)
    yield from _by_gaps(page)
    yield from _by_neighbours(page)
    yield from _by_margins(page)
    yield from _by_quoting(page)


def _by_position(page: Page) -> Iterator[Sighting]:
    last = len(page.lines) - 1
    for index, clue in ((0, FIRST_LINE), (1, SECOND_LINE), (2, THIRD_LINE)):
        if index <= last:
            yield index, clue
    yield from ((index, NEAR_TOP) for index in range(3, min(8, last + 1)))
    if last >= 3:
        yield last, LAST_LINE
        yield from ((index, NEAR_END) for index in range(max(3, last - 4), last))


def _by_running_text(page: Page) -> Iterator[Sighting]:
    first, last = page.main_text
    if last < first:
        return
    if 0 <= (title := page.title_block) < first:
        yield from ((index, HIGHER) for index in range(title - 1))
        if title:
            yield title - 1, ABOVE_TITLE
        yield from ((index, UNDER_TITLE) for index in range(title + 1, first))
    far = max(0, first - _NEAR_TEXT)
    yield from ((index, FAR_ABOVE_TYPED if page.width else FAR_ABOVE) for index in range(far))
    for index in range(far, first):
        yield index, JUST_ABOVE
        yield index, ABOVE
    yield first, OPENS_TEXT
    if last > first:
        yield last, ENDS_TEXT
    yield from ((index, INSIDE) for index in range(first, last + 1))
    below = min(len(page.lines), last + 1 + _BELOW_TEXT)
    yield from ((index, JUST_BELOW) for index in range(last + 1, below))
    yield from ((index, FAR_BELOW) for index in range(below, len(page.lines)))


def _by_gaps(page: Page) -> Iterator[Sighting]:
    gaps = [line.gap for line in page.lines]
    wide = max(1, page.usual_gap)
    rare = sum(map(bool, gaps)) < len(gaps) * 0.15
    for index, gap in enumerate(gaps):
        yield index, WIDE_GAP if gap > wide else GAP if gap else NO_GAP
        if rare and gap:
            yield index, GAPS_ARE_RARE
    for index, below in enumerate(gaps[1:]):
        if not below:
            yield index, NO_GAP_BELOW


def _by_neighbours(page: Page) -> Iterator[Sighting]:
    prose = [block.is_prose for block in page.blocks]
    # sums[k]: prose blocks among the first k, so that any window costs one subtraction
    sums = [0, *accumulate(prose)]
    size = len(prose)
    for index, own in enumerate(prose):
        yield index, _BY_PROSE[index > 0 and prose[index - 1], index + 1 < size and prose[index + 1]]
        low, high = max(0, index - _AROUND), min(size, index + _AROUND + 1)
        share = (sums[high] - sums[low] - own) / max(1, high - low - 1)
        if share >= 0.6:
            yield index, AMONG_PROSE
        elif share <= 0.15:
            yield index, AMONG_SCRAPS
    if sums[-1] < size * 0.25 and size > 20:
        yield from ((index, SAVED_PAGE) for index in range(size))
    if page.width is None:
        yield from ((index, ONE_PARAGRAPH_A_LINE) for index in range(size))


def _by_margins(page: Page) -> Iterator[Sighting]:
    usual = _usual_indent(page)
    for line in page.lines:
        if line.indent > usual:
            yield line.index, _set_in(line, line.indent - usual, page.width)


def _set_in(line: PhysicalLine, deeper: int, width: int | None) -> Clue:
    if width and line.rows == 1 and deeper > 4 and abs(width - line.indent - len(line.content) - deeper) <= 6:
        return CENTRED
    return INDENTED_FIRST if line.rows > 1 and line.hangs < 0 else SET_IN


def _usual_indent(page: Page) -> int:
    """The indent that most long lines have."""
    counts: dict[int, int] = {}
    for line in page.lines:
        if len(line.content) > 40:
            counts[line.indent] = counts.get(line.indent, 0) + 1
    return max(counts, key=lambda indent: (counts[indent], -indent)) if counts else 0


def _by_quoting(page: Page) -> Iterator[Sighting]:
    quoted = sum(line.quoted for line in page.lines)
    if quoted < 2:
        return
    before = False
    for line in page.lines:
        if line.quoted:
            yield line.index, QUOTED
            if not before:
                yield line.index, QUOTING_BEGINS
        else:
            yield line.index, UNQUOTED
            if before:
                yield line.index, QUOTING_ENDS
        before = line.quoted
    yield from _answers(page)


def _answers(page: Page) -> Iterator[Sighting]:
    """Prose that answers quoted prose, passage by passage or at its foot."""
    prose = [(block.first, page.lines[block.first].quoted) for block in page.blocks if block.is_prose]
    quoted = [index for index, is_quoted in prose if is_quoted]
    if not quoted or len(quoted) == len(prose):
        return
    last_answer = max(index for index, is_quoted in prose if not is_quoted)
    for index, is_quoted in prose:
        if is_quoted:
            if index < last_answer:
                yield index, AMONG_UNQUOTED
        elif index > quoted[0]:
            yield index, BELOW_QUOTED
            if index < quoted[-1]:
                yield index, BETWEEN_QUOTED
