"""What a page states about itself in `<meta>` and JSON-LD."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from clipparse.readers import read_date
from clipparse.web.outline import POSTS, Outline
from clipparse.web.voice import is_personal

_META_DATES = ("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate")
_META_AUTHORS = ("author", "article:author", "dc.creator", "sailthru.author", "parsely-author")
_BLOG = re.compile(r"\b(?:we)?blogs?\b|blogspot|\bblog\.")
_GENERATORS = ("blogger", "wordpress", "typepad", "movable type", "livejournal", "medium", "ghost", "tumblr")
LONGEST_TITLE = 300
_MOST_STATED = 1000  # objects in a page's JSON-LD that are looked at


@attrs.frozen(slots=True, kw_only=True)
class Stated:
    title: str = ""
    author: str | None = None
    posted: dt.date | None = None
    posted_at: dt.datetime | None = None
    url: str | None = None
    kinds: frozenset[str] = frozenset()
    made_with: str = ""


def stated_by(outline: Outline) -> Stated:
    """What stands in `<meta>` and JSON-LD."""
    meta: dict[str, str] = {}
    for place in outline.places.get("meta", ()):
        element = outline.elements[place]
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if content := (element.get("content") or "").strip():
            meta.setdefault(name.lower(), content)
    things = list(_linked_data(outline))
    articles = [thing for thing in things if any(kind.endswith(("Article", "Posting")) for kind in _kinds(thing))]
    article: dict[str, Any] = articles[0] if articles else {}
    posted, posted_at = first_moment([article.get("datePublished"), *(meta.get(name) for name in _META_DATES)])
    links = (outline.elements[place] for place in outline.places.get("link", ()))
    canonical = next((link.get("href") for link in links if "canonical" in (link.get("rel") or "")), None)
    page_title = next((outline.text(place) for place in outline.places.get("title", ())), "")
    title = _string(article.get("headline")) or meta.get("og:title") or page_title
    return Stated(
        title=" ".join(title.split())[:LONGEST_TITLE],
        author=_people(article.get("author")) or next(_meta_authors(meta), None),
        posted=posted,
        posted_at=posted_at,
        url=next((one for one in (canonical, meta.get("og:url")) if one and one.startswith("http")), None),
        kinds=frozenset(kind for thing in articles for kind in _kinds(thing)),
        made_with=f"{meta.get('generator', '')} {meta.get('og:site_name', '')}".lower(),
    )


def _linked_data(outline: Outline) -> Iterator[dict[str, Any]]:
    for place in outline.places.get("script", ()):
        element = outline.elements[place]
        if (element.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            todo = [json.loads(element.text or "")]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST_STATED):
            if not todo:
                break
            thing = todo.pop(0)
            if isinstance(thing, list):
                todo.extend(thing[:_MOST_STATED])
            elif isinstance(thing, dict):
                yield thing
                todo.extend(thing[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in thing)


def _kinds(thing: dict[str, Any]) -> list[str]:
    kinds = thing.get("@type")
    return [one for one in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(one, str)]


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _people(value: Any) -> str | None:
    """The names that JSON-LD gives, as one string."""
    people = value if isinstance(value, list) else [value]
    names = (_string(one.get("name") if isinstance(one, dict) else one).strip() for one in people)
    return ", ".join(name for name in names if name and "//" not in name) or None


def _meta_authors(meta: dict[str, str]) -> Iterator[str]:
    yield from (meta[name] for name in _META_AUTHORS if name in meta and "//" not in meta[name])


def first_moment(values: Sequence[Any]) -> tuple[dt.date | None, dt.datetime | None]:
    return next((found for one in values if (found := _moment(_string(one)))[0]), (None, None))


def _moment(value: str) -> tuple[dt.date | None, dt.datetime | None]:
    """A day, and the time where it is stated.

    >>> _moment("2014-03-15"), _moment("Saturday, March 15, 2014")[0]
    ((datetime.date(2014, 3, 15), None), datetime.date(2014, 3, 15))
    >>> _moment("2014-03-15T08:30:00Z")[1].isoformat()
    '2014-03-15T08:30:00+00:00'
    """
    value = value.strip()[:100]
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        found = read_date(value) if value else None
        return (found.date, found.at) if found else (None, None)
    return moment.date(), moment if ":" in value else None


def is_news_page(outline: Outline, stated: Stated, containers: Sequence[int], said: str) -> bool:
    """Is this a newspaper's own page, rather than a post? By what it states, then by who speaks in the text `said`."""
    if "medium" in stated.made_with or stated.kinds & {"BlogPosting", "SocialMediaPosting"}:
        return False
    if any(kind.endswith("NewsArticle") for kind in stated.kinds):
        return True
    if any(one in stated.made_with for one in _GENERATORS) or _BLOG.search(f"{stated.made_with} {stated.url or ''}"):
        return False
    blogs = {place for name in POSTS for place in outline.places.get(name, ())}
    return bool(containers) and containers[0] not in blogs and not is_personal(said.split("\n"))
