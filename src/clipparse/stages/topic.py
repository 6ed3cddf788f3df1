"""What the prose is about: two paragraphs of one article share names and long words, two articles hardly any.

No word is known here: the clues only compare the words above a place with those below it, so they hold in any language.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from clipparse import lazy
from clipparse.clue import Clue, Sighting
from clipparse.lexicon import Lexicon
from clipparse.page import Block, Page
from clipparse.roles import Role

_clue = partial(Clue, "topic")

ALONE_AT_CHANGE = _clue(Role.HEADLINE, 1.5, "the only short line between two texts with no words in common")
ALONE_AT_SHIFT = _clue(Role.HEADLINE, 0.5, "the only short line between two texts with few words in common")
FIRST_AT_CHANGE = _clue(Role.HEADLINE, 0.5, "the first short line between two texts with no words in common")
LATER_AT_CHANGE = _clue(Role.HEADLINE, 0.8, "a later short line between two texts with no words in common")
LATER_AT_SHIFT = _clue(Role.HEADLINE, 0.3, "a later short line between two texts with few words in common")
CHANGE = _clue(Role.BODY, 0.0, "a paragraph that shares no words with those above")
GOES_ON = _clue(Role.BODY, 0.3, "a paragraph that shares many words with those above")
TEXT_AT_CHANGE = _clue(Role.BODY, 0.0, "the first paragraph below a short line, with no words of the text above")

# Names, and words too long to be small change; seven letters leave out most endings.
_TELLING = lazy.compile(r"(?<=[^\W_.!?] )[A-ZÀ-Þ][\w’'-]{2,}|(?<=, )[A-ZÀ-Þ][\w’'-]{2,}|[^\W\d_]{6,}")
# The same for a text in plain letters, which most are, and three times as fast.
_PLAIN_TELLING = lazy.compile(r"(?<=[A-Za-z0-9] )[A-Z][\w'-]{2,}|(?<=, )[A-Z][\w'-]{2,}|[A-Za-z]{6,}", re.ASCII)
_HAS_WORD = lazy.compile(r"[^\W\d_]{2}")
_LONGEST_HEAD = 8  # short lines; more are a list or a menu
_READ = 700  # characters of a paragraph
_WINDOW = 4  # paragraphs on either side
_ENOUGH = 8  # words on either side, for less is no evidence
_CHANGED, _SHIFTED, _SAME = 0.04, 0.08, 0.12


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Compare the words above and below every place where a new text might begin."""
    blocks = page.blocks
    prose = [position for position, block in enumerate(blocks) if _is_text(block)]
    words = (_telling(blocks[position].text) for position in prose)
    above, below = deque[set[str]](maxlen=_WINDOW), deque(islice(words, _WINDOW))
    for k in range(1, len(prose)):
        above.append(below.popleft())
        below.extend(islice(words, 1))
        share = _shared(above, below)
        if share is None:
            continue
        between = [block for block in blocks[prose[k - 1] + 1 : prose[k]] if _HAS_WORD.search(block.text)]
        if 0 < len(between) <= _LONGEST_HEAD:
            yield from _of_short_lines(between, share)
        yield from _of_paragraph(blocks[prose[k]], share, bool(between))


def _is_text(block: Block) -> bool:
    """Prose, but no headline that ends with a question or a name in quotes."""
    return block.is_prose and (len(block.text) >= 140 or block.text[-1] == "." or block.text[-2:] in ('."', ".”"))


def _telling(text: str) -> set[str]:
    pattern = _PLAIN_TELLING if text.isascii() else _TELLING
    return {word[:7].lower() for word in pattern.findall(text[:_READ])}


def _shared(above: Iterable[set[str]], below: Iterable[set[str]]) -> float | None:
    """The share of words that come on both sides, of the side with fewer words; None where there are too few.

    >>> _shared([{"ferry", "harbour"}], [{"council"}]) is None
    True
    """
    first, second = set[str]().union(*above), set[str]().union(*below)
    fewer = min(len(first), len(second))
    return len(first & second) / fewer if fewer >= _ENOUGH else None


def _of_short_lines(between: Sequence[Block], share: float) -> Iterator[Sighting]:
    if share >= _SHIFTED:
        return
    for number, block in enumerate(between):
        if share < _CHANGED:
            clue = LATER_AT_CHANGE if number else FIRST_AT_CHANGE if len(between) > 1 else ALONE_AT_CHANGE
        elif number or len(between) == 1:
            clue = LATER_AT_SHIFT if number else ALONE_AT_SHIFT
        else:
            continue
        yield from ((index, clue) for index in range(block.first, block.last + 1))


def _of_paragraph(block: Block, share: float, below_short: bool) -> Iterator[Sighting]:
    clue = None
    if share < _CHANGED:
        clue = TEXT_AT_CHANGE if below_short else CHANGE
    elif share >= _SAME:
        clue = GOES_ON
    if clue:
        yield from ((index, clue) for index in range(block.first, block.last + 1))
