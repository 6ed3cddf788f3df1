"""A web page as text: its lines, what the page says of them, and what it states about itself (extra `html`).

`Webpage.of` chooses the part of the page that holds the post, sets the page's title, date and byline above it as a
reader sees them, writes all as text through inscriptis, and marks the places in it that the page tells more about.
"""

from __future__ import annotations

import codecs
import copy
import datetime as dt
import json
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

import attrs

from clipparse.extras import need
from clipparse.lexicon import Lexicon
from clipparse.page import Span
from clipparse.readers import read_date
from clipparse.stages import post

# Where pages keep what, the surest first: `.class`, `[itemprop]` or a tag.
_POSTS = (
    *(".post-body", ".entry-content", ".entry-body", ".aentry-post__text", ".b-singlepost-body", ".entry_text"),
    *(".asset-content", ".postArticle-content", ".post-content", ".post-entry"),
)
_ARTICLES = ("[articleBody]", ".article-body", ".article__body", ".article-content", ".story-body", ".story-content")
_WHOLES = ("article", "main")  # of these one page has one; more are teasers
_TITLES = (".post-title", ".entry-title", ".entry-header", ".aentry-post__title", ".b-singlepost-title", "[headline]")
_DATES = (
    *(".date-header", ".entry-date", ".post-date", ".published", "[datePublished]", ".aentry-head__date"),
    *(".b-singlepost-author-date", ".timestamp", ".post-timestamp", "time", ".date"),
)
_AUTHORS = (".post-author", ".byline", "[author]", ".author", ".vcard", ".aentry-head__username", ".post-footers")
_META_DATES = ("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate")
_META_AUTHORS = ("author", "article:author", "dc.creator", "sailthru.author", "parsely-author")
_GENERATORS = ("blogger", "wordpress", "typepad", "movable type", "livejournal", "medium", "ghost", "tumblr")


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_BLOCKS = _tags(
    "address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2"
    " h3 h4 h5 h6 header hgroup hr layer li listing main nav ol p plaintext pre section summary table tbody td tfoot th"
    " thead tr ul xmp"
)
_SET_OFF = _tags("blockquote figure h1 h2 h3 h4 h5 h6 hr p pre")
_AS_WRITTEN = _tags("listing plaintext pre xmp")
_NO_TEXT = _tags("head title script style noscript template svg math iframe object select textarea audio video canvas")
_WITHIN_LINES = _tags(
    "abbr acronym b bdi bdo big cite code em font i ins label mark s small span strike strong sub sup time u"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# What a tag or a class says of the lines in it, whatever they say.
_TELLING = dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading") | {
    "blockquote": "quote",
    "figcaption": "caption",
    ".wp-caption-text": "caption",
    ".tr-caption": "caption",
    "nav": "furniture",
    "form": "furniture",
    "button": "furniture",
    ".sharedaddy": "furniture",
    ".jp-relatedposts": "furniture",
}
_UNSETTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_RULE = "-" * 20  # how `<hr>` reads

_WORD = re.compile(r"\w+")
_LEAST = 200  # so many characters tell a post from a teaser
_WHOLE = 1.6  # an article is so much longer than its body at most
_LONGEST_TITLE = 300
_LONGEST_CREDIT = 160
_LONGEST_ROW = 120
_CREDITS_BELOW = 5  # of one name, below one post
# inscriptis goes down one call for each level; below this many, tags are dropped and their lines kept
_DEEPEST = 150
_MOST_STATED = 1000  # objects in a page's JSON-LD that are looked at


class UnreadablePage(ValueError):
    """A page without text, or one that cannot be read to its end; the message says which."""


@attrs.frozen(slots=True)
class Mark:
    """A place in the text that the page tells more about: `kind` is what it is, `url` where a link leads."""

    span: Span
    kind: str
    url: str | None = None


@attrs.frozen(slots=True, kw_only=True)
class Webpage:
    """The text of a page, and what it states about itself.

    `is_news` tells a newspaper's own page from a post, which may re-post one.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    title: str | None = None
    author: str | None = None
    posted: dt.date | None = None
    posted_at: dt.datetime | None = None
    url: str | None = None
    is_news: bool = False

    @classmethod
    def of(cls, html: str | bytes, url: str | None = None) -> Self:
        """Read a page.

        Parameters
        ----------
        html: the page; of bytes the encoding is found out.
        url: where it was found, which makes its relative links whole.

        Raises
        ------
        UnreadablePage: there is no text in it, it is nested deeper than the parser goes, or a tag has a thousand
            attributes and more.
        """
        outline = _Outline(_tree(html))
        stated = _stated(outline)
        url = url or stated.url
        base = _joined(url or "", outline.attribute("base", "href"))
        containers = outline.containers()
        is_news = _is_news(outline, stated, containers)
        heads = [_head(outline, stated, containers, number, is_news) for number in range(len(containers))]
        text, marks = _written(_put_together(outline, containers, heads, stated), base)
        if not text:
            raise UnreadablePage("there is no text in the page; one that a script fills must be rendered first")
        head = heads[0] if heads else _Head()
        posted = stated.posted or head.posted
        return cls(
            text=text,
            marks=marks,
            title=head.title or stated.title or None,
            author=stated.author or head.author,
            posted=posted,
            posted_at=stated.posted_at or (head.posted_at if head.posted == posted else None),
            url=url,
            is_news=is_news,
        )


# --- bytes


# Names that pages use, and what browsers take them for.
_TAKEN_FOR = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_OF_PAGES = re.compile(
    r"utf-?8|ascii|us-ascii|latin-?1|(?:windows-|cp)\d+|iso[-_]?8859[-_]\d+|koi8[-_][ru]|gb\w+|big5\w*|euc[-_]\w+"
    r"|shift[-_]jis|iso-2022-jp|mac\w+|x-mac-\w+|tis-?620|ks_c_5601-1987",
    re.IGNORECASE,
)
_MARKS_OF_UTF = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_TAG = re.compile(rb"<[^<>]*>")
_GUESSED_FROM = 100_000  # bytes of text


def decoded(data: bytes) -> str:
    """A page's text, by its byte order mark, what it declares, or what its letters look like.

    What reads as UTF-8 is UTF-8, whatever the page declares: no other text does by chance.

    >>> page = '<meta charset="koi8-r"><p>Буря закрыла школы'
    >>> decoded(page.encode("koi8-r")) == decoded(page.encode("utf-8")) == page
    True
    """
    for mark, encoding in _MARKS_OF_UTF:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if (zeros := data[:400].count(0)) * 3 > len(data[:400]):
        even = data[:400:2].count(0)
        return data.decode("utf-16-be" if even * 2 > zeros else "utf-16-le", "replace")
    declared = _declared(data)
    if declared and declared.startswith("iso2022"):  # all of it is ASCII
        return data.decode(declared, "replace")
    for likely in ("utf-8", declared or "utf-8"):
        try:
            return data.decode(likely)
        except UnicodeDecodeError:
            continue
    if _is_hurt_utf8(data):
        return data.decode("utf-8", "replace")
    return data.decode(declared if declared not in (None, "utf-8") else _guessed(data), "replace")


def _declared(data: bytes) -> str | None:
    for found in _DECLARED.finditer(data[:8192]):
        name = found[1].decode("ascii")
        if not _OF_PAGES.fullmatch(name):
            continue
        try:
            known = codecs.lookup(name.lower().removeprefix("x-").replace("ks_c_5601-1987", "cp949")).name
        except LookupError:
            continue
        return _TAKEN_FOR.get(known, known)
    return None


def _guessed(data: bytes) -> str:
    """Of text in one byte a letter; ASCII with some marks is Windows-1252."""
    text = _TAG.sub(b" ", data)[:_GUESSED_FROM]
    if sum(byte > 127 for byte in text) * 20 < len(text):
        return "cp1252"
    best = need("charset_normalizer", "html").from_bytes(text).best()
    return str(best.encoding) if best else "cp1252"


def _is_hurt_utf8(text: bytes) -> bool:
    """UTF-8 with a byte lost here and there: most letters beyond ASCII are whole."""
    read = text.decode("utf-8", "replace")
    return read.count("\N{REPLACEMENT CHARACTER}") * 2 <= sum(char > "\x7f" for char in read)


# --- the tree


# What the parser looks through again for each further one: a hundred thousand in one tag take it more than a minute.
_MOST_ATTRIBUTES = 1_000
_ATTRIBUTE = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
# Each opening tag with its attributes, as browsers read them; what stands in comments, scripts and styles is none.
_TAGS = re.compile(
    rf"<!--(?:-?>|.*?-->|.*)|<(?P<raw>script|style)\b(?:.*?</(?P=raw)|.*)|<[a-z][^\s/>]*+(?P<attributes>(?:{_ATTRIBUTE})*+)",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTES = re.compile(_ATTRIBUTE)


def _check_attributes(text: str) -> None:
    for tag in _TAGS.finditer(text):
        if _number_up_to(_MOST_ATTRIBUTES + 1, tag["attributes"] or "") > _MOST_ATTRIBUTES:
            line = text.count("\n", 0, tag.start()) + 1
            told = f"a tag in line {line} has more than {_MOST_ATTRIBUTES:,} attributes"
            raise UnreadablePage(f"the page cannot be read: {told}; cut it, or pass the post's part alone")


def _number_up_to(most: int, attributes: str) -> int:
    """How many there are; each takes two characters at least, so that nearly all tags are told by their length."""
    return sum(1 for _ in islice(_ATTRIBUTES.finditer(attributes), most)) if len(attributes) >= 2 * most else 0


def _tree(html: str | bytes) -> Any:
    etree, parsers = need("lxml.etree", "html"), need("lxml.html", "html")
    need("inscriptis", "html")  # asked for here, so that whatever is missing is told first
    text = decoded(html) if isinstance(html, bytes) else html
    _check_attributes(text)
    # without huge_tree, all that is nested deeper than 255 is left out, and nobody is told
    parser = parsers.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    root = etree.fromstring(text.encode("utf-8", "replace"), parser) if text.strip() else None
    if root is None:
        raise UnreadablePage("the page is empty: there is no text in it")
    for entry in parser.error_log.filter_from_fatals():
        problem = "it is nested more than 2,000 deep" if "depth" in entry.message else entry.message.strip()
        raise UnreadablePage(
            f"the page cannot be read beyond line {entry.line}: {problem} there; cut it, or pass the post's part alone"
        )
    return root


class _Outline:
    """Every element of a page in order, and where those of a class, property or tag stand among them."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.elements: list[Any] = []
        self.last: list[int] = []  # for each element, the last one within it
        self.places: dict[str, list[int]] = defaultdict(list)
        open_at: list[int] = []
        for event, element in need("lxml.etree", "html").iterwalk(root, events=("start", "end")):
            if event == "end":
                self.last[open_at.pop()] = len(self.elements) - 1
                continue
            open_at.append(len(self.elements))
            self.last.append(len(self.elements))
            for name in (str(element.tag), *_names(element)):
                self.places[name].append(len(self.elements))
            self.elements.append(element)

    def attribute(self, name: str, attribute: str) -> str:
        """That of the first element of a name which has it, else nothing."""
        found = (self.elements[place].get(attribute) for place in self.places.get(name, ()))
        return next(filter(None, found), "")

    def text(self, place: int) -> str:
        return " ".join("".join(self.elements[place].itertext()).split())

    def containers(self) -> list[int]:
        """The elements that hold posts, one inside the other left out; none where no element says that it does."""
        for least in (_LEAST, 1):
            for name in (*_POSTS, *_ARTICLES, *_WHOLES):
                sizes = {place: len(self.text(place)) for place in self._outermost(name)}
                if max(sizes.values(), default=0) < least:
                    continue
                if name in _POSTS:
                    return [place for place, size in sizes.items() if size]
                return [self._whole(max(sizes, key=lambda place: sizes[place]))]
        return []

    def _whole(self, body: int) -> int:
        """The `<article>` around an article's body, with headline and pictures, if it has little else."""
        around = [place for place in self.places.get("article", ()) if place < body <= self.last[place]]
        if around and len(self.text(around[-1])) <= _WHOLE * len(self.text(body)):
            return around[-1]
        return body

    def _outermost(self, name: str) -> Iterator[int]:
        end = -1
        for place in self.places.get(name, ()):
            if place > end and "comment" not in (self.elements[place].get("class") or ""):
                end = self.last[place]
                yield place

    def near(self, names: Sequence[str], after: int, container: int, longest: int) -> Iterator[int]:
        """Of each name the element that stands closest above the start of a container, else the first within it."""
        for name in names:
            places = self.within(name, after, self.last[container])
            above = bisect_left(places, container)
            for place in (*reversed(places[:above]), *places[above:]):
                beside = self.last[place] < container or place > container  # and does not hold the post itself
                if beside and 0 < len(self.text(place)) <= longest:
                    yield place
                    break

    def below(self, names: Sequence[str], container: int, end: int) -> Iterator[int]:
        """Credits behind a container and before the next, in the order of the names."""
        for name in names:
            for place in self.within(name, self.last[container], end - 1)[:_CREDITS_BELOW]:
                if 0 < len(self.text(place)) <= _LONGEST_CREDIT:
                    yield place

    def within(self, name: str, after: int, last: int) -> list[int]:
        """The elements of a name behind one place, and not beyond another."""
        places = self.places.get(name, [])
        return places[bisect_right(places, after) : bisect_right(places, last)]


def _names(element: Any) -> Iterator[str]:
    for one in dict.fromkeys((element.get("class") or "").split()):
        yield f".{one}"
    for one in dict.fromkeys((element.get("itemprop") or "").split()):
        yield f"[{one}]"


# --- what the page states about itself


@attrs.frozen(slots=True, kw_only=True)
class _Stated:
    title: str = ""
    author: str | None = None
    posted: dt.date | None = None
    posted_at: dt.datetime | None = None
    url: str | None = None
    kinds: frozenset[str] = frozenset()
    made_with: str = ""


def _stated(outline: _Outline) -> _Stated:
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
    posted, posted_at = _first_moment([article.get("datePublished"), *(meta.get(name) for name in _META_DATES)])
    links = (outline.elements[place] for place in outline.places.get("link", ()))
    canonical = next((link.get("href") for link in links if "canonical" in (link.get("rel") or "")), None)
    page_title = next((outline.text(place) for place in outline.places.get("title", ())), "")
    title = _string(article.get("headline")) or meta.get("og:title") or page_title
    return _Stated(
        title=" ".join(title.split())[:_LONGEST_TITLE],
        author=_people(article.get("author")) or next(_meta_authors(meta), None),
        posted=posted,
        posted_at=posted_at,
        url=next((one for one in (canonical, meta.get("og:url")) if one and one.startswith("http")), None),
        kinds=frozenset(kind for thing in articles for kind in _kinds(thing)),
        made_with=f"{meta.get('generator', '')} {meta.get('og:site_name', '')}".lower(),
    )


def _linked_data(outline: _Outline) -> Iterator[dict[str, Any]]:
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


def _first_moment(values: Sequence[Any]) -> tuple[dt.date | None, dt.datetime | None]:
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


def _is_news(outline: _Outline, stated: _Stated, containers: Sequence[int]) -> bool:
    if "medium" in stated.made_with or stated.kinds & {"BlogPosting", "SocialMediaPosting"}:
        return False
    if any(kind.endswith("NewsArticle") for kind in stated.kinds):
        return True
    if any(one in stated.made_with for one in _GENERATORS):
        return False
    blogs = {place for name in _POSTS for place in outline.places.get(name, ())}
    return bool(containers) and containers[0] not in blogs


# --- the post and what stands above it


@attrs.define(slots=True)
class _Head:
    """Above one post: what to set there, and what its container holds of it already."""

    title: str | None = None
    author: str | None = None
    posted: dt.date | None = None
    posted_at: dt.datetime | None = None
    above: list[tuple[str, Any]] = attrs.field(factory=list)  # kind, and an element or a string


def _head(outline: _Outline, stated: _Stated, containers: Sequence[int], number: int, is_news: bool) -> _Head:
    container = containers[number]
    after = outline.last[containers[number - 1]] if number else -1
    alone = len(containers) == 1
    head = _Head()
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
    if title is None and alone and stated.title:
        head.above.append(("title", stated.title))
    author = next(outline.near(_AUTHORS, after, container, _LONGEST_CREDIT), None)
    if author is None and not is_news:  # blogs say it below the post
        author = next(outline.below(_AUTHORS, container, end), None)
    if author is not None:
        head.author = post.read_author(outline.text(author), Lexicon.default())
    if is_news:
        _place(outline, head, "byline", author, container)
        _state(head, stated, author is None, date is None)
    if is_news:
        head.above.sort(key=lambda piece: ("title", "byline", "date").index(piece[0]))
    return head


def _state(head: _Head, stated: _Stated, no_author: bool, no_date: bool) -> None:
    """Of an article, what only `<meta>` or JSON-LD state is set above it like the rest."""
    if no_author and stated.author:
        head.above.append(("byline", f"By {stated.author}"))
    if no_date and stated.posted:
        head.above.append(("date", f"{stated.posted.day} {stated.posted:%B} {stated.posted.year}"))


def _date_near(outline: _Outline, after: int, container: int) -> int | None:
    for place in outline.near(_DATES, after, container, _LONGEST_CREDIT):
        if _element_moment(outline, place)[0]:
            return place
    return None


def _hour_below(
    outline: _Outline, container: int, end: int, day: dt.date | None
) -> tuple[dt.date | None, dt.datetime | None]:
    """Of the same day, or of any where none is known."""
    for place in outline.below(_DATES, container, end):
        found, moment = _element_moment(outline, place)
        if moment and day in (None, found):
            return found, moment
    return day, None


def _element_moment(outline: _Outline, place: int) -> tuple[dt.date | None, dt.datetime | None]:
    element = outline.elements[place]
    exact = [element.get(name) for name in ("datetime", "content", "title")]
    return _first_moment([*exact, outline.text(place)])


def _title_near(outline: _Outline, stated: _Stated, after: int, container: int, is_news: bool) -> int | None:
    for place in outline.near(_TITLES, after, container, _LONGEST_TITLE):
        return place
    for place in outline.near(("h1", "h2"), after, container, _LONGEST_TITLE):
        if is_news or _agrees(outline.text(place), stated.title):
            return place
    return None


def _agrees(text: str, title: str) -> bool:
    """Is `text` a part of the title that the page states, or that a part of it?"""
    short, long = sorted((_WORD.findall(text.casefold()), _WORD.findall(title.casefold())), key=len)
    return len(short) > 1 and f" {' '.join(short)} " in f" {' '.join(long)} "


def _place(outline: _Outline, head: _Head, kind: str, place: int | None, container: int) -> None:
    """Mark an element where it stands within the container, else set it above."""
    if place is None:
        return
    element = outline.elements[place]
    if place > container:
        _mark(element, kind)
    else:
        head.above.append((kind, element))


def _put_together(outline: _Outline, containers: Sequence[int], heads: Sequence[_Head], stated: _Stated) -> Any:
    """All posts in one element, each below what belongs above it; else the whole page, as browsers save it."""
    etree = need("lxml.etree", "html")
    whole = etree.Element("div")
    if not containers:
        etree.SubElement(whole, "p").text = _settable(stated.title)
        whole.append(outline.root)
        return whole
    for head in heads:  # all of them, before any is moved
        head.above = [(kind, _line_of(piece)) for kind, piece in head.above]
    for container, head in zip(containers, heads, strict=True):
        for kind, line in head.above:
            _mark(line, kind)
            whole.append(line)
        element = outline.elements[container]
        element.tail = None
        whole.append(element)
    return whole


def _line_of(piece: Any) -> Any:
    line = need("lxml.etree", "html").Element("p")
    if isinstance(piece, str):
        line.text = _settable(piece)
    else:
        line.append(copy.deepcopy(piece))
        line[0].tag, line[0].tail = "data", None
    return line


def _mark(element: Any, kind: str) -> None:
    element.set("data-mark", f"{element.get('data-mark', '')} {kind}")


# --- the tree as text


def _written(part: Any, base: str) -> tuple[str, tuple[Mark, ...]]:
    """The text of an element, and the places in it that are marked."""
    urls = _prepared(part, base)
    engine = need("inscriptis.html_engine", "html").Inscriptis(part, _config())
    text = str(engine.get_text())
    marks = (_mark_of(text, one.start, one.end, one.metadata, urls) for one in engine.get_annotations())
    ordered = sorted(filter(None, marks), key=lambda mark: (mark.span.start, -mark.span.end))
    return (text, tuple(ordered)) if text.strip() else ("", ())


def _mark_of(text: str, start: int, end: int, name: str, urls: Sequence[str]) -> Mark | None:
    said = text[start:end]
    start += len(said) - len(said.lstrip())
    end = start + len(said.strip())
    kind, _, number = name.partition(":")
    return Mark(Span(start, end), kind, urls[int(number)] if number else None) if start < end else None


def _prepared(part: Any, base: str) -> list[str]:
    """Leave only what makes lines, and marks; the addresses of links, by number."""
    etree = need("lxml.etree", "html")
    etree.strip_elements(part, *_NO_TEXT, with_tail=False)
    for element in [one for one in part.iter() if _is_hidden(one)]:
        if element.getparent() is not None:
            element.drop_tree()
    _flatten(part)
    urls: list[str] = []
    for element in part.iter():
        for name in (str(element.tag), *_names(element)):
            if name in _TELLING:
                _mark(element, _TELLING[name])
        if element.tag == "a" and (url := _address(element, base)):
            _mark(element, f"link:{len(urls)}")
            urls.append(url)
        _plain(element)
    etree.strip_tags(part, *_WITHIN_LINES)
    for element in part.iter():  # inscriptis reads entities in what it is given, once too often
        element.text = element.text and _settable(element.text.replace("&", "&amp;"))
        element.tail = element.tail and _settable(element.tail.replace("&", "&amp;"))
    return urls


def _settable(text: str) -> str:
    """What lxml takes: it reads control characters, but does not write them."""
    return _UNSETTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _plain(element: Any) -> None:
    """No attribute may do anything to the text; what is marked stays an element."""
    marked = element.get("data-mark")
    element.attrib.clear()
    if marked:
        element.set("data-mark", marked)
        if element.tag not in _BLOCKS and element.tag != "a":
            element.tag = "data"
    if element.tag == "hr":
        element.text = _RULE
    elif element.tag == "tr" and _is_one_line(element):
        for cell in element:
            cell.tag, cell.tail = "data", " "


def _is_one_line(row: Any) -> bool:
    """A row of a table of figures, and not of one that arranges a page."""
    inner = [one for cell in row for one in cell.iter() if one is not cell]
    if any(one.tag in _BLOCKS or one.tag == "br" for one in inner):
        return False
    return len(row) > 1 and sum(map(len, row.itertext())) <= _LONGEST_ROW


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return base


def _address(link: Any, base: str) -> str | None:
    try:
        url = urljoin(base, (link.get("href") or "").strip())
        known = urlsplit(url)
    except ValueError:  # no address at all, such as `http://[`
        return None
    return url if known.scheme in ("http", "https") and known.hostname else None


def _flatten(part: Any) -> None:
    """Where elements are nested too deep, keep their lines only."""
    etree = need("lxml.etree", "html")
    deep, depth = [], 0
    for event, element in etree.iterwalk(part, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        if depth == _DEEPEST and len(element):
            deep.append(element)
    for element in deep:
        lines = list(_lines_in(element))
        tail = element.tail
        element.clear()
        element.tail = tail
        for line in lines:
            etree.SubElement(element, "br").tail = _settable(line)


def _lines_in(element: Any) -> Iterator[str]:
    said: list[str] = []
    for event, inner in need("lxml.etree", "html").iterwalk(element, events=("start", "end")):
        if inner.tag in _BLOCKS or inner.tag == "br":
            yield from filter(str.strip, ["".join(said)])
            said = []
        piece = inner.text if event == "start" else inner.tail if inner is not element else ""
        said.append(piece or "")
    yield from filter(str.strip, ["".join(said)])


def _config() -> Any:
    """How inscriptis writes each tag: blocks on lines of their own, with blank lines where browsers set some."""
    model = need("inscriptis.model.html_element", "html")
    properties = need("inscriptis.html_properties", "html")
    block, pre = properties.Display.block, properties.WhiteSpace.pre
    css = {"body": model.HtmlElement(), "q": model.HtmlElement(prefix="“", suffix="”")}
    for tag in _BLOCKS:
        margin = int(tag in _SET_OFF)
        css[tag] = model.HtmlElement(display=block, margin_before=margin, margin_after=margin)
        if tag in _AS_WRITTEN:
            css[tag].whitespace = pre
    # tables by the style sheet alone: its own way pads every cell of a column to the longest
    untouched = dict.fromkeys(("table", "tr", "td", "th"))
    handlers = need("inscriptis.model.tag", "html").CustomHtmlTagHandlerMapping(untouched, dict(untouched))
    config = need("inscriptis.model.config", "html").ParserConfig(css=css, custom_html_tag_handler_mapping=handlers)
    config.attribute_handler.attribute_mapping = {"data-mark": _annotate}
    return config


def _annotate(names: str, element: Any) -> None:
    element.annotation += tuple(names.split())
