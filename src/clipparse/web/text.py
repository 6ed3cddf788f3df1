"""A part of a page as text, and the places in it that the page tells more about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any
from urllib.parse import urljoin, urlsplit

import attrs

from clipparse import lazy
from clipparse.extras import need
from clipparse.page import Span
from clipparse.web.kept import Kept
from clipparse.web.outline import names_of
from clipparse.web.refused import check_length


def tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


BLOCKS = tags(
    "address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2"
    " h3 h4 h5 h6 header hgroup hr layer li listing main nav ol p plaintext pre section summary table tbody td tfoot th"
    " thead tr ul xmp"
)
_SET_OFF = tags("blockquote figure h1 h2 h3 h4 h5 h6 hr p pre")
_AS_WRITTEN = tags("listing plaintext pre xmp")
_NO_TEXT = tags("head title script style noscript template svg math iframe object select textarea audio video canvas")
_DROPPED = "template"
_WITHIN_LINES = tags(
    "abbr acronym b bdi bdo big cite code em font i ins label mark s small span strike strong sub sup time u"
)
_HIDDEN = lazy.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
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
_UNSETTABLE = lazy.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SOCIAL = lazy.compile(
    r"(?:^|\.)(?:facebook|fb|twitter|x|t|pinterest|instagram|linkedin|reddit|tumblr|whatsapp|wa|youtube|youtu|vimeo|flickr"
    r"|google|amazon|amzn|apple|spotify|soundcloud|wikipedia|creativecommons|getpocket|flipboard|telegram|xing|vk)\.\w+"
)
_RULE = "-" * 20  # how `<hr>` reads
_LONGEST_ROW = 120
_LONGEST_FORM = 3_000  # characters, those between its lines among them
# inscriptis goes down one call for each level; below this many, tags are dropped and their lines kept
_DEEPEST = 150
_MOST_AROUND = 8  # marks of one kind
_MOST_OF_IT, _MOST_TRIED = 0.6, 8  # of what an extractor keeps; of hidden elements as long


@attrs.frozen(slots=True)
class Mark:
    """A place in the text that the page tells more about: `kind` is what it is, `url` where a link leads."""

    span: Span
    kind: str
    url: str | None = None


def mark(element: Any, kind: str) -> None:
    element.set("data-mark", f"{element.get('data-mark', '')} {kind}")


def written(part: Any, base: str, most: int | None = None, kept: Kept | None = None) -> tuple[str, tuple[Mark, ...]]:
    """The text of an element, and the places in it that are marked; no more letters of it than are allowed."""
    urls = _prepared(part, base, most, kept)
    engine = need("inscriptis.html_engine", "html").Inscriptis(part, _config())
    text = str(engine.get_text())
    marks = (_mark_of(text, one.start, one.end, one.metadata, urls) for one in engine.get_annotations())
    ordered = sorted(filter(None, marks), key=lambda mark: (mark.span.start, -mark.span.end))
    return (text, tuple(_but_the_innermost(ordered))) if text.strip() else ("", ())


def _but_the_innermost(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Of marks that say the same within each other, the outermost ones: a hundred for each line would say no more."""
    ends: dict[str, list[int]] = defaultdict(list)
    for one in marks:
        around = ends[one.kind]
        while around and around[-1] <= one.span.start:
            around.pop()
        if len(around) < _MOST_AROUND:
            around.append(one.span.end)
            yield one


def _mark_of(text: str, start: int, end: int, name: str, urls: Sequence[str]) -> Mark | None:
    said = text[start:end]
    start += len(said) - len(said.lstrip())
    end = start + len(said.strip())
    kind, _, number = name.partition(":")
    return Mark(Span(start, end), kind, urls[int(number)] if number else None) if start < end else None


def _prepared(part: Any, base: str, most: int | None, kept: Kept | None) -> list[str]:
    """Leave only what makes lines, and marks; the addresses of links, by number."""
    etree = need("lxml.etree", "html")
    etree.strip_elements(part, *_NO_TEXT, with_tail=False)
    for element in list(_hidden_in(part, kept)):
        element.tag = _DROPPED
    etree.strip_elements(part, _DROPPED, with_tail=False)  # all at once: one by one, each would copy the text before it
    check_length(chain(part.itertext(), (_RULE for _ in part.iter("hr"))), most)
    _flatten(part)
    urls: list[str] = []
    for element in part.iter():
        for name in (str(element.tag), *names_of(element)):
            if name in _TELLING and not (name == "form" and _is_around_all(element)):
                mark(element, _TELLING[name])
        if element.tag == "a" and (url := _address(element, base)):
            mark(element, f"link:{len(urls)}")
            urls.append(url)
        _plain(element)
    etree.strip_tags(part, *_WITHIN_LINES)
    for element in part.iter():  # inscriptis reads entities in what it is given, once too often
        element.text = element.text and settable(element.text.replace("&", "&amp;"))
        element.tail = element.tail and settable(element.tail.replace("&", "&amp;"))
    return urls


def settable(text: str) -> str:
    """What lxml takes: it reads control characters, but does not write them."""
    return _UNSETTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _hidden_in(part: Any, kept: Kept | None) -> Iterator[Any]:
    """What a browser does not show, but for the text itself: a page that is to be paid for may hide that."""
    shown = None
    tries = _MOST_TRIED if kept else 0
    for element in part.iter():
        if not _is_hidden(element):
            continue
        if shown is None and tries and kept and sum(map(len, element.itertext())) >= _MOST_OF_IT * len(kept.text):
            tries -= 1
            if kept.share("".join(element.itertext())) >= _MOST_OF_IT:
                shown = element
                continue
        yield element


def _is_around_all(form: Any) -> bool:
    """Some programs set a whole page in one form, which then says nothing of what is in it."""
    return sum(map(len, form.itertext())) > _LONGEST_FORM


def _plain(element: Any) -> None:
    """No attribute may do anything to the text; what is marked stays an element."""
    marked = element.get("data-mark")
    element.attrib.clear()
    if marked:
        element.set("data-mark", marked)
        if element.tag not in BLOCKS and element.tag != "a":
            element.tag = "data"
    if element.tag == "hr":
        element.text = _RULE
    elif element.tag == "tr" and _is_one_line(element):
        for cell in element:
            cell.tag, cell.tail = "data", " "


def _is_one_line(row: Any) -> bool:
    """A row of a table of figures, and not of one that arranges a page."""
    inner = (one for cell in row for one in cell.iter() if one is not cell)
    if any(one.tag in BLOCKS or one.tag == "br" for one in inner):
        return False
    return len(row) > 1 and sum(map(len, row.itertext())) <= _LONGEST_ROW


def joined(base: str, address: str) -> str:
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
            etree.SubElement(element, "br").tail = settable(line)


def _lines_in(element: Any) -> Iterator[str]:
    said: list[str] = []
    for event, inner in need("lxml.etree", "html").iterwalk(element, events=("start", "end")):
        if inner.tag in BLOCKS or inner.tag == "br":
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
    for tag in BLOCKS:
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


def is_same_site(url: str, page: str | None) -> bool:
    return page is not None and site_of(url) == site_of(page)


def site_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # no address at all
        return ""


def is_social(url: str) -> bool:
    """Is it a place where pages are shared and pictures shown, rather than one where articles stand?

    >>> is_social("https://www.facebook.com/sharer?u=1"), is_social("https://herald.example/storm")
    (True, False)
    """
    return _SOCIAL.search(site_of(url)) is not None
