"""What stands above a post: its title, date and author, wherever the page keeps them."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Sequence
from typing import Any

import attrs

from clipparse import lazy
from clipparse.extras import need
from clipparse.lexicon import Lexicon
from clipparse.stages import post
from clipparse.web.outline import LONGEST_CREDIT, Outline
from clipparse.web.stated import LONGEST_TITLE, Stated, first_moment
from clipparse.web.text import mark, settable

_TITLES = (".post-title", ".entry-title", ".entry-header", ".aentry-post__title", ".b-singlepost-title", "[headline]")
_DATES = (
    *(".date-header", ".entry-date", ".post-date", ".published", "[datePublished]", ".aentry-head__date"),
    *(".b-singlepost-author-date", ".timestamp", ".post-timestamp", "time", ".date"),
)
_AUTHORS = (
    *(".post-author", ".byline", "[author]", ".author", ".meta-author", ".author-name", ".entry-author", ".autor"),
    *("@author", ".vcard", ".aentry-head__username", ".post-footers"),
)
_HEADINGS = 50  # of each rank
_WORD = lazy.compile(r"\w+")


@attrs.define(slots=True)
class Head:
    """Above one post: what to set there, and what its container holds of it already."""

    title: str | None = None
    author: str | None = None
    posted: dt.date | None = None
    posted_at: dt.datetime | None = None
    above: list[tuple[str, Any]] = attrs.field(factory=list)  # kind, and an element or a string


def head_of(outline: Outline, stated: Stated, containers: Sequence[int], number: int, is_news: bool) -> Head:
    container = containers[number]
    after = outline.last[containers[number - 1]] if number else -1
    head = Head()
    end = containers[number + 1] if number + 1 < len(containers) else len(outline.elements)
    date = _date_near(outline, after, container)
    if date is not None:
        head.posted, head.posted_at = _element_moment(outline, date)
    if head.posted_at is None:  # blogs say the hour below the post
        head.posted, head.posted_at = _hour_below(outline, container, end, head.posted)
    _place(outline, head, "date", date, container)
    title = _title_near(outline, stated, after, container, is_news)
    if title is not None:
        head.title = outline.text(title)
    _place(outline, head, "title", title, container)
    author = next(outline.near(_AUTHORS, after, container, LONGEST_CREDIT), None)
    if author is None and not is_news:  # blogs say it below the post
        author = next(outline.below(_AUTHORS, container, end), None)
    if author is not None:
        head.author = _named_in(outline.text(author))
    if is_news:
        _place(outline, head, "byline", author, container)
    if is_news:
        head.above.sort(key=lambda piece: ("title", "byline", "date").index(piece[0]))
    return head


def credits_of(outline: Outline) -> Head:
    """The title, the date and the author of a page that does not say where its post stands."""
    body = next(iter(outline.places.get("body", ())), None)
    head = Head()
    if body is None:
        return head
    if (title := next(outline.near(_TITLES, -1, body, LONGEST_TITLE), None)) is not None:
        head.title = outline.text(title)
        mark(outline.elements[title], "title")
    date = _date_near(outline, -1, body)
    if date is not None:
        head.posted, head.posted_at = _element_moment(outline, date)
    if (author := next(outline.near(_AUTHORS, -1, body, LONGEST_CREDIT), None)) is not None:
        head.author = _named_in(outline.text(author))
    return head


def _named_in(text: str) -> str | None:
    """Who wrote a post, where an element that should say so does.

    >>> _named_in("By Ann Lee"), _named_in("4 min read")
    ('Ann Lee', None)
    """
    name = post.read_author(text, Lexicon.default())
    return None if name and any(map(str.isdigit, name)) else name


def _date_near(outline: Outline, after: int, container: int) -> int | None:
    for place in outline.near(_DATES, after, container, LONGEST_CREDIT):
        if _element_moment(outline, place)[0]:
            return place
    return None


def _hour_below(
    outline: Outline, container: int, end: int, day: dt.date | None
) -> tuple[dt.date | None, dt.datetime | None]:
    """Of the same day, or of any where none is known."""
    for place in outline.below(_DATES, container, end):
        found, moment = _element_moment(outline, place)
        if moment and day in (None, found):
            return found, moment
    return day, None


def _element_moment(outline: Outline, place: int) -> tuple[dt.date | None, dt.datetime | None]:
    element = outline.elements[place]
    exact = [element.get(name) for name in ("datetime", "content", "title")]
    return first_moment([*exact, outline.text(place)])


def _title_near(outline: Outline, stated: Stated, after: int, container: int, is_news: bool) -> int | None:
    found = list(outline.near(_TITLES, after, container, LONGEST_TITLE))
    headings = list(outline.near(("h1", "h2"), after, container, LONGEST_TITLE))
    for place in (*found, *headings, *_headings_in(outline, after, container)):
        if _agrees(outline.text(place), stated.title):
            return place
    return next(iter(found), next(iter(headings), None) if is_news else None)


def _headings_in(outline: Outline, after: int, container: int) -> list[int]:
    """All headings down to the end of a container, the first ones first."""
    places = (outline.within(name, after, outline.last[container]) for name in ("h1", "h2", "h3"))
    short = (place for each in places for place in each[:_HEADINGS] if 0 < len(outline.text(place)) <= LONGEST_TITLE)
    return [place for place in short if outline.last[place] < container or place > container]


def _agrees(text: str, title: str) -> bool:
    """Is `text` a part of the title that the page states, or that a part of it?"""
    short, long = sorted((_WORD.findall(text.casefold()), _WORD.findall(title.casefold())), key=len)
    return len(short) > 1 and f" {' '.join(short)} " in f" {' '.join(long)} "


def _place(outline: Outline, head: Head, kind: str, place: int | None, container: int) -> None:
    """Mark an element where it stands within the container, else set it above."""
    if place is None:
        return
    element = outline.elements[place]
    if place > container:
        mark(element, kind)
    else:
        head.above.append((kind, element))


def put_together(outline: Outline, containers: Sequence[int], heads: Sequence[Head], stated: Stated) -> Any:
    """All posts in one element, each below what belongs above it; else the whole page, as browsers save it."""
    etree = need("lxml.etree", "html")
    whole = etree.Element("div")
    if not containers:
        etree.SubElement(whole, "p").text = settable(stated.title)
        whole.append(outline.root)
        return whole
    for head in heads:  # all of them, before any is moved
        head.above = [(kind, _line_of(piece)) for kind, piece in head.above]
    for container, head in zip(containers, heads, strict=True):
        for kind, line in head.above:
            mark(line, kind)
            whole.append(line)
        element = outline.elements[container]
        element.tail = None
        whole.append(element)
    return whole


def _line_of(piece: Any) -> Any:
    line = need("lxml.etree", "html").Element("p")
    if isinstance(piece, str):
        line.text = settable(piece)
    else:
        line.append(copy.deepcopy(piece))
        line[0].tag, line[0].tail = "data", None
    return line
