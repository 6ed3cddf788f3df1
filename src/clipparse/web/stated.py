"""What a page states about itself in `<meta>` and JSON-LD."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any

import attrs

from clipparse import lazy
from clipparse.facts.people import has_first_name
from clipparse.lexicon import Lexicon
from clipparse.readers import read_date
from clipparse.stages import post
from clipparse.web.outline import Outline

_META_DATES = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "pubdate",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "dcterms.created",
    "dcterms.date",
)
_META_OUTLETS = ("dc.publisher", "publisher", "application-name")
_SITES = {"WebSite", "NewsMediaOrganization", "Blog"}
_NOBODY = lazy.compile(
    r"//|^@|www\.|\.(?:com|org|net)\b|\b(?:GmbH|Inc|Ltd|LLC|AG)\b|^(?:admin|editor|redaktion|staff)$", re.IGNORECASE
)
_DAY = lazy.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/_-]|$)")
_LONGEST_NAME = 80
_LONGEST_NAMES = 200
_MOST_ITEMS = 50  # of one property
_META_AUTHORS = ("author", "article:author", "dc.creator", "sailthru.author", "parsely-author")
LONGEST_TITLE = 300
_TAG = lazy.compile(r"</?[A-Za-z][^<>]{0,2000}>|<!--")
_LEAST_BODY = 300  # characters; what is shorter is a summary
_MOST_STATED = 1000  # objects in a page's JSON-LD that are looked at


@attrs.frozen(slots=True, kw_only=True)
class Stated:
    """What a page says of itself outside of its text; `where` tells of each of these where it stands."""

    title: str = ""
    author: str | None = None
    posted: dt.date | None = None
    posted_at: dt.datetime | None = None
    outlet: str | None = None
    section: str | None = None
    url: str | None = None
    kinds: frozenset[str] = frozenset()
    is_article: bool = False  # one, and no list of them
    named: frozenset[str] = frozenset()  # which `<meta>` there are
    made_with: str = ""
    text: str = ""  # of its one article, where it gives it besides
    where: Mapping[str, str] = attrs.field(factory=dict)


Claims = Iterator[tuple[str, str]]  # where, and what


def stated_by(outline: Outline) -> Stated:
    """What stands in `<meta>`, JSON-LD and the page's address."""
    meta = _meta(outline)
    things = list(_linked_data(outline))
    articles = [thing for thing in things if any(kind.endswith(("Article", "Posting")) for kind in _kinds(thing))]
    article: dict[str, Any] = articles[0] if articles else {}
    links = (outline.elements[place] for place in outline.places.get("link", ()))
    canonical = next((link.get("href") for link in links if "canonical" in (link.get("rel") or "")), None)
    url = next((one for one in (canonical, meta.get("og:url")) if one and one.startswith("http")), None)
    page_title = next((outline.text(place) for place in outline.places.get("title", ())), "")
    title_in, title = next(_titles(article, meta, page_title), ("", ""))
    items = {name: _item(outline, name) for name in ("publisher", "author", "datePublished")}
    items["author"] = post.read_author(items["author"], Lexicon.default()) or ""  # there it may say `By`, too
    outlet_in, outlet = next(_outlets(article, things, meta, items["publisher"]), ("", ""))
    author_in, author = next(_authors(article, things, meta, items["author"], outlet), ("", ""))
    section_in, section = next(_sections(article, meta), ("", ""))
    posted_in, posted, posted_at = _moment_stated(article, meta, items["datePublished"], url)
    is_article = (
        len({_string(one.get("headline")) for one in articles}) == 1 or meta.get("og:type", "").lower() == "article"
    )
    where = {"title": title_in, "outlet": outlet_in, "author": author_in, "section": section_in, "posted": posted_in}
    return Stated(
        title=" ".join(title.split())[:LONGEST_TITLE],
        author=author or None,
        posted=posted,
        posted_at=posted_at,
        outlet=outlet or None,
        section=section or None,
        url=url,
        kinds=frozenset(kind for thing in articles for kind in _kinds(thing)),
        is_article=is_article,
        named=frozenset(meta),
        made_with=f"{meta.get('generator', '')} {meta.get('og:site_name', '')}".lower(),
        text=_body_of(articles) if is_article else "",
        where={field: place for field, place in where.items() if place},
    )


def _meta(outline: Outline) -> dict[str, str]:
    meta: dict[str, str] = {}
    for place in outline.places.get("meta", ()):
        element = outline.elements[place]
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if content := (element.get("content") or "").strip():
            meta.setdefault(name.lower(), content)
    return meta


def _item(outline: Outline, name: str) -> str:
    """What microdata gives for a property, where it gives one value only: those of comments and teasers differ."""
    values = {_item_value(outline, place) for place in outline.places.get(f"[{name}]", ())[:_MOST_ITEMS]} - {""}
    return values.pop() if len(values) == 1 else ""


def _item_value(outline: Outline, place: int) -> str:
    """The `name` within an item, else its exact value, else its text."""
    inner = outline.within("[name]", place, outline.last[place])[:1]
    element = outline.elements[(*inner, place)[0]]
    exact = element.get("content") or element.get("datetime")
    return (exact or outline.text((*inner, place)[0])).strip()[:_LONGEST_NAMES]


def _titles(article: dict[str, Any], meta: dict[str, str], page_title: str) -> Claims:
    claims = (("JSON-LD headline", _headline(article)), ("og:title", meta.get("og:title", "")))
    yield from ((where, title) for where, title in (*claims, ("title", page_title)) if title)


def _outlets(article: dict[str, Any], things: list[dict[str, Any]], meta: dict[str, str], item: str) -> Claims:
    """The name that a site gives itself comes before that of the company behind it."""
    claims = [("og:site_name", meta.get("og:site_name", "")), ("JSON-LD publisher", _named(article.get("publisher")))]
    claims += [("JSON-LD", _named(thing)) for thing in things if _SITES & set(_kinds(thing))]
    claims += [("itemprop publisher", item), *((name, meta.get(name, "")) for name in _META_OUTLETS)]
    for where, name in claims:
        name = " ".join(name.split()).removeprefix("@")
        if 1 < len(name) <= _LONGEST_NAME and "//" not in name:
            yield where, name


def _authors(
    article: dict[str, Any], things: list[dict[str, Any]], meta: dict[str, str], item: str, outlet: str
) -> Claims:
    """Persons; a page that names its outlet there names nobody."""
    people = _people(article.get("author"), {str(thing.get("@id")): thing for thing in things if "@id" in thing})
    claims = [("JSON-LD author", people), *((name, meta.get(name, "")) for name in _META_AUTHORS)]
    claims.append(("itemprop author", item))
    for where, names in claims:
        names = unescape(names)
        if names and len(names) <= _LONGEST_NAMES and not _is_outlet(names, outlet) and not _NOBODY.search(names):
            yield where, names


def _is_outlet(names: str, outlet: str) -> bool:
    """Is it the outlet that is named as the author? A person's blog may bear his name.

    >>> [_is_outlet(name, "Ann Lee's Courier") for name in ("Ann Lee", "Courier", "Ann Lee's Courier")]
    [False, True, True]
    >>> _is_outlet("Courier Limited", "Courier")
    True
    """
    if not outlet or has_first_name(names, Lexicon.default()):
        return names.casefold() == outlet.casefold()
    return names.casefold() in outlet.casefold() or f" {outlet} ".casefold() in f" {names} ".casefold()


def _sections(article: dict[str, Any], meta: dict[str, str]) -> Claims:
    given = article.get("articleSection")
    first = _string(given[0] if isinstance(given, list) and given else given)
    for where, name in (("JSON-LD articleSection", first), ("article:section", meta.get("article:section", ""))):
        if 1 < len(name.strip()) <= _LONGEST_NAME and "//" not in name:
            yield where, name.strip()


def _moment_stated(
    article: dict[str, Any], meta: dict[str, str], item: str, url: str | None
) -> tuple[str, dt.date | None, dt.datetime | None]:
    claims = [("JSON-LD datePublished", article.get("datePublished")), *((one, meta.get(one)) for one in _META_DATES)]
    claims.append(("itemprop datePublished", item))
    for where, value in claims:
        day, moment = first_moment([value])
        if day:
            return where, day, moment
    day = day_in_address(url or "")
    return ("address", day, None) if day else ("", None, None)


def day_in_address(url: str) -> dt.date | None:
    """The day on which a page was put there, as blogs and papers write it.

    >>> day_in_address("https://herald.example/2014/03/15/storm.html")
    datetime.date(2014, 3, 15)
    >>> day_in_address("https://herald.example/2014/23/45/storm.html")
    """
    found = _DAY.search(url)
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:  # no day of any calendar
        return None


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


def _body_of(articles: Sequence[dict[str, Any]]) -> str:
    """The text of the article, freed of its tags; nothing where there are several, or none worth the name.

    >>> _body_of([{"articleBody": "<p>The pier stays shut.</p>" * 20}])[:40]
    'The pier stays shut.\\nThe pier stays shut'
    >>> _body_of([{"articleBody": "The pier stays shut ..."}])
    ''
    """
    bodies = {_string(one.get("articleBody")) for one in articles} - {""}
    text = _TAG.sub("\n", unescape(bodies.pop())) if len(bodies) == 1 else ""
    text = "\n".join(filter(None, map(str.strip, text.split("\n"))))
    return text if len(text) >= _LEAST_BODY else ""


def _headline(thing: dict[str, Any]) -> str:
    return _string(thing.get("headline"))


def _named(value: Any) -> str:
    """The name in what JSON-LD gives for a person or an organisation, or the first of several."""
    if isinstance(value, list):
        value = value[0] if value else None
    return _string(value.get("name")) if isinstance(value, dict) else _string(value)


def _people(value: Any, by_id: Mapping[str, dict[str, Any]]) -> str:
    """The names that JSON-LD gives, as one string; some pages keep their people elsewhere, by number."""
    people = value if isinstance(value, list) else [value]
    whole = (by_id.get(str(one.get("@id")), one) if isinstance(one, dict) else one for one in people)
    names = (_named(one).strip() for one in whole)
    return ", ".join(dict.fromkeys(name for name in names if name and "//" not in name))


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
