"""What a post says of itself: its title, its day, who posted it, and how it writes dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from clipparse import lazy
from clipparse.article import DATES_WITHIN
from clipparse.edit import squeezed
from clipparse.facts.dates import DateMention, find_dates
from clipparse.facts.people import is_person
from clipparse.lexicon import Lexicon
from clipparse.page import Page, PhysicalLine
from clipparse.passage import Passage
from clipparse.roles import Role
from clipparse.stages import post

# Of a name's line so much is read.
_SIGNED_WITHIN = 300
# Of the furniture below the blogger's words so many lines may sign: `Love,`, `Ann`.
_SIGNED_LINES = 2
# What begins a sentence and stands before a link.
_FRAGMENTS = frozenset(
    ("in a", "in the", "in", "from", "from the", "as", "the", "a", "an", "via", "found on", "here is")
)
# What a name below the blogger's words may be taken for.
_BELOW_WORDS = (Role.FURNITURE, Role.SOURCE, Role.BYLINE)
_WITH_DATES = (Role.POST_DATE, Role.POST_BYLINE, Role.DATELINE, Role.BYLINE, Role.SOURCE)


# A numeric date; of no other can the order be told.
_NUMERIC = lazy.compile(r"\d\s?[-./]\s?\d")


def lines_of(told: Sequence[Passage], *roles: Role) -> list[PhysicalLine]:
    """The lines of these roles, in order."""
    return [line for one in told if one.role in roles for line in one.lines]


def about_the_post(page: Page, told: Sequence[Passage], lexicon: Lexicon) -> dict[str, Any]:
    """The fields of the post itself."""
    title = title_of(told)
    title = None if title and title.text.casefold() in _FRAGMENTS else title
    titles = (post.read_title(line.content, lexicon) for line in title.lines) if title else ()
    signed = lines_of(told, Role.POST_BYLINE)
    authors = (post.read_author(line.content[:_SIGNED_WITHIN], lexicon) for line in signed)
    mention = next(_dates([*lines_of(told, Role.POST_DATE), *signed], page, lexicon), None)
    return {
        "title": squeezed(" ".join(filter(None, titles))) or None,
        "posted": mention.date if mention else page.options.posted,
        "posted_at": mention.at if mention else None,
        "author": next(filter(None, authors), None) or signed_below(page, told, lexicon),
    }


def signed_below(page: Page, told: Sequence[Passage], lexicon: Lexicon) -> str | None:
    """Who signed below the blogger's words: `- Hal`, `Love, Ann`, `Copyright 2004 by Ann`; the last one counts."""
    closing = lines_of(told[-1:], *(role for role in Role if role.of_clipping))
    for line in reversed(list(_last_words(told))):
        above = page.lines[line.index - 1].content if line.index else ""
        if found := post.read_sign_off(line.content, above, lexicon):
            return found
        owner = post.read_own_rights(line.content, lexicon)
        if owner and (line not in closing or is_person(owner, lexicon)):
            return owner
    return None


def _last_words(told: Sequence[Passage]) -> Iterator[PhysicalLine]:
    """Where the blogger's words end: their last line, and the first below it; and where the post ends."""
    for one, below in zip(told, (*told[1:], None), strict=False):
        if one.role is Role.COMMENTARY:
            yield one.lines[-1]
            if below and below.role in _BELOW_WORDS:
                yield from below.lines[:_SIGNED_LINES]
        elif below is None and one.role.of_clipping:
            yield one.lines[-1]


def title_of(told: Sequence[Passage]) -> Passage | None:
    """The first lines in a row that are the post's title: an archive page has more titles further down."""
    return next((one for one in told if one.role is Role.POST_TITLE), None)


def _dates(lines: Sequence[PhysicalLine], page: Page, lexicon: Lexicon) -> Iterator[DateMention]:
    known = page.options
    for line in lines:
        for one in find_dates(line.content[:DATES_WITHIN], lexicon, posted=known.posted, day_first=known.day_first):
            if one.date:
                yield one


def day_first(page: Page, told: Sequence[Passage], lexicon: Lexicon) -> bool | None:
    """How this post writes numeric dates, if one of them can be read in one way only; else what the caller says."""
    for line in lines_of(told, *_WITH_DATES):
        if _NUMERIC.search(line.content, 0, DATES_WITHIN):
            for one in find_dates(line.content[:DATES_WITHIN], lexicon):
                if one.day_first is not None:
                    return one.day_first
    return page.options.day_first
