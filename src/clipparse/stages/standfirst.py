"""The sentence or two between the headline and the text that sum the article up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial

from clipparse.clue import Clue, Sighting
from clipparse.lexicon import Lexicon
from clipparse.page import Block, Page
from clipparse.roles import Role

_clue = partial(Clue, "standfirst")

SECOND_SHORT = _clue(Role.STANDFIRST, 1.0, "below a shorter line like a headline, no paragraph yet")
GLUED = _clue(Role.STANDFIRST, 1.5, "below a line like a headline, with no blank line between")
BEFORE_NAMES = _clue(Role.STANDFIRST, 1.0, "a sentence, with a short line and then prose below")
SUMS_UP = _clue(Role.STANDFIRST, 0.8, "its words come back in the text below")
SHORTER = _clue(Role.STANDFIRST, 0.5, "much shorter than the paragraphs of the text")


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say which paragraphs stand where a standfirst stands."""
    blocks, lines = page.blocks, page.lines
    for position in range(1, len(blocks)):
        block, above = blocks[position], blocks[position - 1]
        text = block.text
        if not 35 <= len(text) <= 320:
            continue
        clues = []
        below = blocks[position + 1 : position + 5]
        prose_below = [other for other in below if other.is_prose]
        headline_above = 15 <= len(above.text) <= 140 and above.text[-1] not in ".,;:"
        if headline_above and prose_below:
            clues.append(SECOND_SHORT)
            if lines[block.first].gap == 0:
                clues.append(GLUED)
        if prose_below and below[0] is not prose_below[0] and len(below[0].text) < 70:
            clues.append(BEFORE_NAMES)
        if prose_below and len(text) * 2 < page.paragraph_length:
            clues.append(SHORTER)
        if prose_below and len(text) < 250 and _shares_words(text, prose_below):
            clues.append(SUMS_UP)
        for index in range(block.first, block.last + 1):
            yield from ((index, clue) for clue in clues)


def _shares_words(text: str, below: Sequence[Block]) -> bool:
    words = _stems(text)
    if len(words) < 4:
        return False
    found = frozenset[str]().union(*(_stems(one.text[:500]) for one in below))
    return len(words & found) * 2 >= len(words)


@lru_cache(maxsize=256)  # a paragraph is compared with several lines above it
def _stems(text: str) -> frozenset[str]:
    return frozenset(word.strip(".,:;\"'()").lower()[:6] for word in text.split() if len(word) >= 5)
