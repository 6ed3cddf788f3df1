"""Whether a post's page credits anything in it to somebody else: a writer, a paper, an agency, a link, a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clipparse import lazy
from clipparse.facts.named import Named, names
from clipparse.facts.outlets import INTRODUCED, KNOWN, SHAPED
from clipparse.lexicon import Lexicon, fold
from clipparse.page import Block
from clipparse.readers import read_byline, read_dateline, read_source

_LONGEST_CREDIT = 120
_HEAD_OF_PARAGRAPH = 120
_OPENING = 300
_QUOTES = '"“„«‚‘'
_BY = lazy.compile(r"\W{0,3}(?:by|von|par|por|di|door|av)\b:?\s+[A-ZÀ-Þ]", re.IGNORECASE)
_WHENCE = lazy.compile(
    r"\W{0,3}(?:(?:source|via|quelle|fuente|fonte|bron)\b|originally|first published|published (?:in|by)|erschienen"
    r"|h/?t\b|read (?:more|the rest|the full)|https?:|www\.)",
    re.IGNORECASE,
)
_AGENCY = lazy.compile(r"\((?:Reuters|AFP|UPI|AP|dpa|EFE|CNN|ANSA|PTI|IANS|ANI|Xinhua|Bloomberg|CP|AAP)\)")
_DATELINE = lazy.compile(r"[A-Z][A-Z.' ]{3,30}(?:,[^\n]{0,40})?\s?[-–—:]\s")


def credits_in(blocks: Sequence[Block], lexicon: Lexicon, author: str | None) -> Iterator[Block]:
    """The lines that say of what stands near them that it is not the poster's own.

    >>> from clipparse.page import Page
    >>> said = "The council said on Monday that the pier stays shut until the piles have been seen to."
    >>> page = Page.of("\\n\\n".join(("By Ann Lee", said, "By rights it would be open!", said, "By Bo Marsh", said)))
    >>> [block.text for block in credits_in(page.blocks, Lexicon.default(), "Ann Lee")]
    ['By Bo Marsh']
    """
    own = fold(author or "")
    return (block for block in blocks if _credits(block, lexicon, own))


def _credits(block: Block, lexicon: Lexicon, own: str) -> bool:
    text = block.text
    if block.is_prose:
        head = text[:_HEAD_OF_PARAGRAPH]
        return bool(_AGENCY.search(head) or _DATELINE.match(head) or _is_from_an_agency(text))
    if len(text) > _LONGEST_CREDIT or (own and own in fold(text)):
        return False
    if (_BY.match(text) and read_byline(text)) or _WHENCE.match(text) or _AGENCY.search(text):
        return True
    if _is_of_an_outlet(text, lexicon):
        return True
    least = SHAPED if any(map(str.isdigit, text)) or text.endswith(":") else KNOWN
    return any(one.worth >= (KNOWN if _is_quoted(one, text) else least) for one in names(text, lexicon))


def _is_from_an_agency(text: str) -> bool:
    """Does a paragraph open as agencies' do, in any language that has such a form?"""
    opening = read_dateline(text[:_OPENING])
    return opening is not None and opening.agency is not None


def _is_of_an_outlet(text: str, lexicon: Lexicon) -> bool:
    """Does a line say where a text is from, by a name that looks like an outlet's? `From the contents:` does not."""
    source = read_source(text)
    return bool(source and source.name) and any(one.worth != INTRODUCED for one in names(text, lexicon))


def _is_quoted(name: Named, text: str) -> bool:
    """`In his poem “The Daily Bread”, he writes:` names a poem."""
    return text[name.start - 1 : name.start] in _QUOTES if name.start else False
