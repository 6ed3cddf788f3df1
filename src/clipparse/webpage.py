"""A web page as text: its lines, what the page says of them, and what it states about itself (extra `html`).

`Webpage.of` chooses the part of the page that holds the post, sets the page's title, date and byline above it as a
reader sees them, writes all as text through inscriptis, and marks the places in it that the page tells more about.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Self

import attrs

from clipparse.page import Span
from clipparse.web.heads import credits_of, head_of, put_together
from clipparse.web.kept import Kept, day_guessed, kept_of
from clipparse.web.news import is_news_page
from clipparse.web.outline import Outline, tree_of
from clipparse.web.refused import UnreadablePage
from clipparse.web.stated import Stated, stated_by
from clipparse.web.text import Mark, joined, written


@attrs.frozen(slots=True, kw_only=True)
class Webpage:
    """The text of a page, and what it states about itself.

    `is_news` tells a newspaper's own page from a post, which may re-post one; `alone`, that the page has one post.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    title: str | None = None
    author: str | None = None
    posted: dt.date | None = None
    posted_at: dt.datetime | None = None
    url: str | None = None
    is_news: bool = False
    alone: bool = True
    stated: Stated = attrs.field(factory=Stated)

    @classmethod
    def of(cls, html: str | bytes, url: str | None = None, max_chars: int | None = None) -> Self:
        """Read a page.

        Parameters
        ----------
        html: the page; of bytes the encoding is found out.
        url: where it was found, which makes its relative links whole.
        max_chars: `Options.max_chars`, so that no longer text is made than is read.

        Raises
        ------
        UnreadablePage: there is no text in it, it is nested deeper than the parser goes, or it is larger, has more tags
            or attributes, or a longer text, than are read.
        ValueError: its text is longer than `max_chars`.
        """
        outline = Outline(tree_of(html))
        stated = stated_by(outline)
        url = url or stated.url
        base = joined(url or "", outline.attribute("base", "href"))
        containers = outline.containers()
        is_vast = outline.is_vast
        # an extractor takes one text out of a page, so it is asked only where a page has no more, or where
        # what looks like posts is short, as the first words of other pages in a list are
        one_text = (len(containers) <= 1 or stated.is_article or outline.are_teasers(containers)) and outline.has_layout
        kept = kept_of(outline.root, len(outline.elements)) if one_text and not is_vast else None
        if kept and len(containers) > 1:
            containers = outline.held_by_one(kept, containers)
        alone = len(containers) <= 1
        kept = kept if alone else None
        told = Kept.of(stated.text) if alone and stated.text else None
        if containers and (said := kept or told):
            containers = [outline.holding(said, containers[0])]
        is_news = is_news_page(outline, stated, containers, kept.text if kept else "")
        heads = [head_of(outline, stated, containers, number, is_news) for number in range(len(containers))]
        head = heads[0] if heads else credits_of(outline)
        posted = stated.posted or head.posted
        if posted is None and alone and outline.has_layout and not is_vast:
            posted = day_guessed(outline.root, len(html))
        text, marks = written(put_together(outline, containers, heads, stated), base, max_chars, kept)
        marks = (*marks, *_lines_kept(text, kept, told))
        if not text:
            raise UnreadablePage("there is no text in the page; one that a script fills must be rendered first")
        return cls(
            text=text,
            marks=tuple(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end))),
            title=head.title or stated.title or None,
            author=stated.author or head.author,
            posted=posted,
            posted_at=stated.posted_at or (head.posted_at if head.posted == posted else None),
            url=url,
            is_news=is_news,
            alone=alone,
            stated=stated,
        )


def _lines_kept(text: str, kept: Kept | None, told: Kept | None) -> Iterator[Mark]:
    """Of every line, whether the extractor kept it, and whether it is of the text that the page states besides."""
    if kept is None and told is None:
        return
    start = 0
    for line in text.split("\n"):
        if said := line.strip():
            at = start + line.index(said[0])
            span = Span(at, at + len(said))
            is_told = told is not None and told.has(said)
            if is_told:
                yield Mark(span, "told")
            yield Mark(span, "kept" if is_told or (kept is not None and kept.has(said)) else "dropped")
        start += len(line) + 1
