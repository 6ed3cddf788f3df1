"""A post from a web page (extra `html`): its text is read like any other, and what the page tells helps."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

import attrs

from clipparse.known import Options, options_with
from clipparse.lexicon import Lexicon
from clipparse.model import Author, Byline, Clipping, FrozenSpans, Post, Source
from clipparse.model import Stated as Said
from clipparse.page import Span
from clipparse.readers import read_byline, read_source
from clipparse.web.markup import Markup as Markup
from clipparse.web.stated import Stated
from clipparse.web.text import Mark, is_same_site
from clipparse.webpage import Webpage


def page_of(html: str | bytes, url: str | None = None, max_chars: int | None = None) -> Webpage:
    """The page that is to be read; `clipparse.parse_html` says what it may be.

    >>> page_of(7)
    Traceback (most recent call last):
    ...
    TypeError: parse_html() takes the page as a str or bytes, not int
    """
    if isinstance(html, PurePath):
        raise TypeError("parse_html() takes the page, not its path: read the file first, e.g. path.read_bytes()")
    if not isinstance(html, (str, bytes, bytearray)):
        raise TypeError(f"parse_html() takes the page as a str or bytes, not {type(html).__name__}")
    if url is not None and not isinstance(url, str):
        raise TypeError(f"'url' is a str, not {type(url).__name__}")
    return Webpage.of(bytes(html) if isinstance(html, bytearray) else html, url, max_chars)


def options_of(web: Webpage, options: Options, known: Mapping[str, Any]) -> Options:
    """What the caller says, then what the page states, then what the parser was made with."""
    stated = {"url": web.url} | ({"posted": web.posted} if web.posted else {})
    return options_with("parse_html", stated | dict(known), options)


def as_stated(post: Post, web: Webpage, posted: dt.date | None) -> Post:
    """A post of the page's text with what the page states of it, but for a day that the caller knows better."""
    links = [mark for mark in web.marks if mark.url and not is_same_site(mark.url, web.url)]
    clippings = tuple(_with_link(clip, post, links) for clip in post)
    if web.is_news and web.alone and clippings:
        whole = max(range(len(clippings)), key=lambda at: len(clippings[at].text))
        clippings = tuple(_given(clip, web) if at == whole else clip for at, clip in enumerate(clippings))
    return attrs.evolve(
        post,
        clippings=clippings,
        title=web.title or post.title,
        author=web.author or post.author,
        posted=posted or web.posted or post.posted,
        posted_at=web.posted_at if web.posted_at and not posted else post.posted_at,
        stated=tuple(_said(web.stated)),
    )


# --- what the page states, for its post or for its article


def _said(stated: Stated) -> Iterator[Said]:
    for field, where in stated.where.items():
        value = stated.posted_at or stated.posted if field == "posted" else getattr(stated, field)
        yield Said(field, value.isoformat() if isinstance(value, dt.date) else str(value), where)


def _given(clip: Clipping, web: Webpage) -> Clipping:
    """The article of a newspaper's own page with what only the page's head states of it.

    What stands in the text comes first, but for the day: a text names days of many kinds.
    """
    stated = web.stated
    spans = dict(clip.spans)
    published, published_at = clip.published, clip.published_at
    if stated.posted and stated.posted != published:
        published, published_at = stated.posted, stated.posted_at
        spans.pop("published", None)
    published = published or web.posted
    source = _outlet(clip.source, stated.outlet)
    if source != clip.source:
        spans.pop("source", None)
    return attrs.evolve(
        clip,
        kicker=clip.kicker or stated.section,
        headline=clip.headline or stated.title or None,
        byline=clip.byline if clip.byline and clip.byline.authors else _byline(web.author) or clip.byline,
        source=source,
        published=published,
        published_at=published_at,
        spans=FrozenSpans(spans),
    )


def _byline(author: str | None) -> Byline | None:
    if not author:
        return None
    read = read_byline(author) or read_byline(f"By {author}")
    if read and read.authors:
        return attrs.evolve(read, text=author)
    return Byline(author, tuple(Author(name.strip()) for name in author.split(",") if name.strip()))


def _outlet(source: Source | None, name: str | None) -> Source | None:
    """The paper whose page it is, unless the text credits another that is known."""
    known = source is not None and source.name is not None and Lexicon.default().outlet(source.name) is not None
    if name is None or known:
        return source
    return Source(name, source.url if source else None, name)


# --- links as sources


def _with_link(clip: Clipping, post: Post, links: list[Mark]) -> Clipping:
    """A link on the credit, else on the headline, is where the article stands."""
    if clip.source and clip.source.url:
        return clip
    places = (*clip.spans.get("source", ()), *clip.spans.get("headline", ()))
    link = next((link for place in places if (link := _link_on(place, links))), None)
    if link is None or link.url is None:
        return clip
    if clip.source:
        return attrs.evolve(clip, source=attrs.evolve(clip.source, url=link.url))
    outlet = read_source(link.url)
    source = Source(outlet.name if outlet else None, link.url, link.span.of(post.text))
    return attrs.evolve(clip, source=source, spans=FrozenSpans({**clip.spans, "source": (link.span,)}))


def _link_on(place: Span, links: list[Mark]) -> Mark | None:
    """The first link on some part of a place; the links are in order, and none is inside another."""
    at = bisect_right(links, place.start, key=lambda link: link.span.end)
    return links[at] if at < len(links) and links[at].span.start < place.end else None
