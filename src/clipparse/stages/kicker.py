"""A section label above (or just under) the headline: OPINION, World news, Exclusive."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from clipparse.clue import Clue, Sighting
from clipparse.lexicon import Lexicon
from clipparse.page import Page
from clipparse.roles import Role

_clue = partial(Clue, "kicker")

SECTION = _clue(Role.KICKER, 1.5, "the name of a newspaper's section")
LABEL_ABOVE = _clue(Role.KICKER, 1.0, "one to three words above a longer line like a headline")


def observe(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    """Say which lines look like section labels."""
    blocks = page.blocks
    for position, block in enumerate(blocks):
        text = block.text
        if not 3 <= len(text) <= 40 or not text[0].isalpha():
            continue
        if lexicon.has("kicker.sections", text):
            yield block.first, SECTION
        if position and text[-1] not in ".!?…" and len(text.split()) <= 3 and position + 1 < len(blocks):
            below = blocks[position + 1].text
            prose_near = any(other.is_prose for other in blocks[position + 2 : position + 6])
            if prose_near and 25 <= len(below) <= 150 and below[-1] not in ".,;:":
                yield block.first, LABEL_ABOVE
