"""A crosshead: a few words between two paragraphs of the same article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial

from clipparse import lazy
from clipparse.clue import Clue, Sighting
from clipparse.lexicon import Lexicon
from clipparse.page import Page
from clipparse.roles import Role

_clue = partial(Clue, "subhead")

BETWEEN = _clue(Role.SUBHEAD, 1.5, "a short line without a full stop, directly between two paragraphs")
VERY_SHORT_BETWEEN = _clue(Role.SUBHEAD, 1.0, "one to five words between two paragraphs")
ONE_OF_SEVERAL = _clue(Role.SUBHEAD, 1.0, "one of several such lines in the text")
QUESTION = _clue(Role.SUBHEAD, 0.8, "a short question that opens with a question word, between paragraphs")
ALIKE = _clue(Role.SUBHEAD, 0.8, "one of several short lines between paragraphs that are all questions or all numbered")
# A crosshead is set nearer to what it heads than to what it ends.
FAR_FROM_BELOW = _clue(Role.SUBHEAD, -2.0, "more blank lines below it than above, between two paragraphs")
NUMBERED = _clue(Role.SUBHEAD, 1.8, "a number and a short title, between paragraphs")

_ASKS = lazy.compile(
    r"(?:what|who|whom|whose|why|when|where|which|how|is|are|was|were|will|would|can|could|do|does|did|has|have|should"
    r"|was|wer|wie|warum|wann|wo|qui|que|quoi|pourquoi|comment|quand|qué|quién|cómo|cuándo|dónde|por)\b",
    re.IGNORECASE,
)


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say which lines stand between two paragraphs like crossheads."""
    blocks = page.blocks
    found: dict[int, str] = {}
    for above, block, below in zip(blocks, blocks[1:], blocks[2:], strict=False):
        text = block.text
        if not 3 <= len(text) <= 100 or text[-1] in '.,;:…"”' or not any(char.isalpha() for char in text):
            continue
        if text[0] in "([" and text[-1] in ")]":
            continue  # an aside
        if above.is_prose and below.is_prose:
            index = block.first
            found[index] = _style(text)
            yield index, BETWEEN
            if page.lines[below.first].gap > max(page.lines[index].gap, page.usual_gap):
                yield index, FAR_FROM_BELOW
            if len(text.split()) <= 5:
                yield index, VERY_SHORT_BETWEEN
            if text[0].isdigit():
                yield index, NUMBERED
            if found[index] == "question":
                yield index, QUESTION
    if len(found) >= 2:
        counts = Counter(found.values())
        for index, style in found.items():
            yield index, ONE_OF_SEVERAL
            if style and counts[style] >= 2 and counts[style] * 2 >= len(found):
                yield index, ALIKE


def _style(text: str) -> str:
    """In what way the crossheads of one article are alike; lines in capitals head the items of a digest, too."""
    if text[-1] == "?" and _ASKS.match(text):
        return "question"
    return "numbered" if text[0].isdigit() else ""
