"""Whether a post's page credits anything in it to somebody else: a writer, a paper, an agency, a link, a quotation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from clipparse import lazy
from clipparse.facts.named import names
from clipparse.facts.outlets import KNOWN, SHAPED
from clipparse.lexicon import Lexicon, fold
from clipparse.page import Block

_LONGEST_CREDIT = 120
_HEAD_OF_PARAGRAPH = 120
_BY = lazy.compile(r"\W{0,3}(?:by|von|par|por|di|door|av)\b:?\s+[A-ZÀ-Þ]", re.IGNORECASE)
_WHENCE = lazy.compile(
    r"\W{0,3}(?:source|via|quelle|fuente|fonte|bron|originally|first published|published (?:in|by)|erschienen|h/?t\b"
    r"|read (?:more|the rest|the full)|https?:|www\.)",
    re.IGNORECASE,
)
_AGENCY = lazy.compile(r"\((?:Reuters|AFP|UPI|AP|dpa|EFE|CNN|ANSA|PTI|IANS|ANI|Xinhua|Bloomberg|CP|AAP)\)")
_DATELINE = lazy.compile(r"[A-Z][A-Z.' ]{3,30}(?:,[^\n]{0,40})?\s?[-–—:]\s")


def is_credited(blocks: Sequence[Block], lexicon: Lexicon, author: str | None) -> bool:
    """Does a line say that what stands near it is not the poster's own?

    >>> from clipparse.page import Page
    >>> words = Lexicon.default()
    >>> said = "The council said on Monday that the pier stays shut until the piles have been seen to."
    >>> pages = [Page.of(f"{line}\\n\\n{said}") for line in ("By Bo Marsh", "By Ann Lee", "Shut!")]
    >>> [is_credited(page.blocks, words, "Ann Lee") for page in pages]
    [True, False, False]
    """
    own = fold(author or "")
    return any(_credits(block, lexicon, own) for block in blocks)


def _credits(block: Block, lexicon: Lexicon, own: str) -> bool:
    text = block.text
    if block.is_prose:
        head = text[:_HEAD_OF_PARAGRAPH]
        return _AGENCY.search(head) is not None or _DATELINE.match(head) is not None
    if len(text) > _LONGEST_CREDIT or (own and own in fold(text)):
        return False
    if _BY.match(text) or _WHENCE.match(text) or _AGENCY.search(text):
        return True
    least = SHAPED if any(map(str.isdigit, text)) or text.endswith(":") else KNOWN
    return any(one.worth >= least for one in names(text, lexicon))
