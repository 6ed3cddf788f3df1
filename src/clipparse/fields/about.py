"""What a post says of itself: its title, its day, who posted it, and how it writes dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from clipparse.article import DATES_WITHIN
from clipparse.dates import DateMention, find_dates
from clipparse.edit import squeezed
from clipparse.lexicon import Lexicon
from clipparse.model import Line
from clipparse.page import Page, PhysicalLine
from clipparse.roles import Role
from clipparse.stages import post

ByRole = Mapping[Role, Sequence[PhysicalLine]]
# Of a name's line so much is read.
_SIGNED_WITHIN = 300
_WITH_DATES = (Role.POST_DATE, Role.POST_BYLINE, Role.DATELINE, Role.BYLINE, Role.SOURCE)


def by_role(page: Page, lines: Sequence[Line]) -> ByRole:
    """The lines of each role, in order."""
    found: dict[Role, list[PhysicalLine]] = {role: [] for role in Role}
    for line, judged in zip(page.lines, lines, strict=True):
        if line.content:
            found[judged.role].append(line)
    return found


def about_the_post(page: Page, roles: ByRole, lexicon: Lexicon) -> dict[str, Any]:
    """The fields of the post itself."""
    titles = (post.read_title(line.content, lexicon) for line in title_lines(roles))
    signed = roles[Role.POST_BYLINE]
    authors = (post.read_author(line.content[:_SIGNED_WITHIN], lexicon) for line in signed)
    mention = next(_dates([*roles[Role.POST_DATE], *signed], page, lexicon), None)
    return {
        "title": squeezed(" ".join(filter(None, titles))) or None,
        "posted": mention.date if mention else page.options.posted,
        "posted_at": mention.at if mention else None,
        "author": next(filter(None, authors), None),
    }


def title_lines(roles: ByRole) -> Sequence[PhysicalLine]:
    """The first lines in a row that are the post's title: an archive page has more titles further down."""
    titles = roles[Role.POST_TITLE]
    return [line for at, line in enumerate(titles) if line.index == titles[0].index + at]


def _dates(lines: Sequence[PhysicalLine], page: Page, lexicon: Lexicon) -> Iterator[DateMention]:
    known = page.options
    for line in lines:
        for one in find_dates(line.content[:DATES_WITHIN], lexicon, posted=known.posted, day_first=known.day_first):
            if one.date:
                yield one


def day_first(page: Page, roles: ByRole, lexicon: Lexicon) -> bool | None:
    """How this post writes numeric dates, if one of them can be read in one way only; else what the caller says."""
    credits = chain.from_iterable(roles[role] for role in _WITH_DATES)
    for line in sorted(credits, key=lambda one: one.index):
        for one in find_dates(line.content[:DATES_WITHIN], lexicon):
            if one.day_first is not None:
                return one.day_first
    return page.options.day_first
