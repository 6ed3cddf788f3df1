"""What stands over an article: kicker, headline, standfirst."""

from __future__ import annotations

from itertools import pairwise

from clipparse.article import Article
from clipparse.edit import squeezed
from clipparse.passage import Found, joined
from clipparse.roles import Role
from clipparse.stages import headline


def kicker_lines(article: Article) -> Found | None:
    """All of them."""
    return joined(article.of(Role.KICKER))


def headline_lines(article: Article) -> Found | None:
    """All of them, without what else stands there."""
    said = squeezed(" ".join(one.text for one in article.titles))
    return Found(said, tuple(span for one in article.titles for span in one.spans))


def title_before_the_dateline(article: Article) -> Found | None:
    """`Storm Closes Schools BOSTON (AP) - The ...`: the line break behind the title was lost."""
    opening, filed = article.opening, article.in_opening
    if opening is None or filed is None or not filed.part.start:
        return None
    title = opening.text[: filed.part.start].rstrip(' -–—:"“')
    start, end = headline.read(title, article.known.lexicon)
    if title.count(" ", start, end) < 2:
        return None
    return Found(squeezed(title[start:end]), opening.part(start, end))


def first_summary(article: Article) -> Found | None:
    """The first paragraph of four words or more: less is a label, and what follows is a caption or the text."""
    for passage in article.of(Role.STANDFIRST):
        lines = passage.lines
        starts = [0, *(at for at, line in enumerate(lines) if at and line.gap), len(lines)]
        for start, end in pairwise(starts):
            paragraph = passage.of(lines[start:end])
            if paragraph.text.count(" ") >= 3:
                return joined([paragraph])
    return None
