"""A crosshead: a few words between two paragraphs of the same article."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from clipparse.clue import Clue, Sighting
from clipparse.lexicon import Lexicon
from clipparse.page import Page
from clipparse.roles import Role

_clue = partial(Clue, "subhead")

BETWEEN = _clue(Role.SUBHEAD, 1.5, "a short line without a full stop, directly between two paragraphs")
VERY_SHORT_BETWEEN = _clue(Role.SUBHEAD, 1.0, "one to five words between two paragraphs")
ONE_OF_SEVERAL = _clue(Role.SUBHEAD, 1.0, "one of several such lines in the text")
NUMBERED = _clue(Role.SUBHEAD, 0.8, "a number and a short title, between paragraphs")


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say which lines stand between two paragraphs like crossheads."""
    blocks = page.blocks
    found: list[int] = []
    for position in range(1, len(blocks) - 1):
        text = blocks[position].text
        if not 3 <= len(text) <= 80 or text[-1] in '.,;:…"”' or not any(char.isalpha() for char in text):
            continue
        if blocks[position - 1].is_prose and blocks[position + 1].is_prose:
            index = blocks[position].first
            found.append(index)
            yield index, BETWEEN
            if len(text.split()) <= 5:
                yield index, VERY_SHORT_BETWEEN
            if text[0].isdigit():
                yield index, NUMBERED
    if len(found) >= 2:
        yield from ((index, ONE_OF_SEVERAL) for index in found)
