"""The outlet whose page was saved as a whole."""

from __future__ import annotations

from clipparse import lazy
from clipparse.facts.named import names
from clipparse.facts.outlets import MARKS, SHAPED_INSIDE
from clipparse.facts.publishers import WINDOW, outlet_behind
from clipparse.facts.rights import claims_rights
from clipparse.lexicon import Lexicon, fold
from clipparse.page import Page, Span

_TITLE_TAIL = lazy.compile(r"\s(?:[-–—|·•:]|--|::|\|\|)\s|\s?\|(?=\w)")
_SHORT = 160


def site_of(page: Page, lexicon: Lexicon, headline: str | None = None) -> tuple[str, Span] | None:
    """The outlet whose page this is, where a whole page was saved: the end of the page's title, or its claim of rights.

    For an article that credits nobody itself. A title's last part counts if it is an outlet's name, if the article's
    headline stands before it, or if it is said again on the page, alone or where rights are claimed.

    >>> page = Page.of("Pound falls again | Northfield Life\\n\\nMenu\\n\\n(c) 2019 Northfield Life")
    >>> site_of(page, Lexicon.default())
    ('Northfield Life', Span(start=20, end=35))
    """
    return _end_of_title(page, lexicon, headline) or _claimant(page, lexicon)


def _end_of_title(page: Page, lexicon: Lexicon, headline: str | None) -> tuple[str, Span] | None:
    if not page.lines:
        return None
    first = page.lines[0]
    title = first.content[:WINDOW]
    begins = first.content_start
    if found := outlet_behind(title, lexicon):
        return found[0], Span(begins + found[1], begins + found[2])
    for mark in list(_TITLE_TAIL.finditer(title))[-1:]:
        name = title[mark.end() :].strip(MARKS)
        stated = headline is not None and fold(title[: mark.start()]) == fold(headline)
        if 2 <= len(name) <= 40 and (stated or _is_said_again(name, page)):
            start = begins + title.find(name, mark.end())
            return name, Span(start, start + len(name))
    return None


def _claimant(page: Page, lexicon: Lexicon) -> tuple[str, Span] | None:
    """The outlet for which the last lines of the page claim rights."""
    for line in reversed(page.lines[-60:]):
        text = line.content[:WINDOW]
        if len(line.content) <= WINDOW and claims_rights(text):
            for named in names(text, lexicon):
                if named.worth >= SHAPED_INSIDE:
                    begins = line.content_start
                    return named.of(text), Span(begins + named.start, begins + named.end)
    return None


def _is_said_again(name: str, page: Page) -> bool:
    folded = fold(name)
    short = (line.content for line in page.lines[1:] if len(line.content) <= _SHORT)
    return any(fold(text) == folded or (folded in fold(text) and claims_rights(text)) for text in short)
