"""The sentence or two between the headline and the text that sum the article up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from clipparse.clue import Clue, Sighting
from clipparse.facts.stems import Stems, stems_of
from clipparse.lexicon import Lexicon
from clipparse.page import Block, Page
from clipparse.roles import Role

_clue = partial(Clue, "standfirst")

SECOND_SHORT = _clue(Role.STANDFIRST, 1.0, "below a shorter line like a headline, no paragraph yet")
GLUED = _clue(Role.STANDFIRST, 1.5, "below a line like a headline, with no blank line between")
BEFORE_NAMES = _clue(Role.STANDFIRST, 1.0, "a sentence, with a short line and then prose below")
SUMS_UP = _clue(Role.STANDFIRST, 0.8, "its words come back in the text below")
SHORTER = _clue(Role.STANDFIRST, 0.5, "much shorter than the paragraphs of the text")

_LONG = 5  # letters: short words come back in any text


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say which paragraphs stand where a standfirst stands."""
    for position, block in enumerate(page.blocks):
        if position and 35 <= len(block.text) <= 320:
            prose = [other for other in page.blocks[position + 1 : position + 5] if other.is_prose]
            if prose:
                yield from ((position, clue) for clue in _clues(page, position, prose))


def _clues(page: Page, position: int, prose: Sequence[Block]) -> Iterator[Clue]:
    """What tells of a standfirst, with `prose` among the blocks below."""
    text, above, below = (page.blocks[at].text for at in (position, position - 1, position + 1))
    if 15 <= len(above) <= 140 and above[-1] not in ".,;:":
        yield SECOND_SHORT
        if page.lines[position].gap == 0:
            yield GLUED
    if prose[0].first > position + 1 and len(below) < 70:
        yield BEFORE_NAMES
    if len(text) * 2 < page.paragraph_length:
        yield SHORTER
    if len(text) < 250 and _shares_words(position, prose, stems_of(page)):
        yield SUMS_UP


def _shares_words(position: int, prose: Sequence[Block], stems: Stems) -> bool:
    words = [stem for stem in stems.of(position) if len(stem) >= _LONG]
    if len(words) < 4:
        return False
    found = frozenset[str]().union(*(stems.of(one.first) for one in prose))
    return len(found.intersection(words)) * 2 >= len(words)
