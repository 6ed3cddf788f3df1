"""The tree of a page: its elements in order, and which of them hold posts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from clipparse.extras import need
from clipparse.web.encoding import decoded
from clipparse.web.kept import Kept
from clipparse.web.refused import UnreadablePage, check_size, check_tags

# Where pages keep what, the surest first: `.class`, `[itemprop]` or a tag.
POSTS = (
    *(".post-body", ".entry-content", ".entry-body", ".aentry-post__text", ".b-singlepost-body", ".entry_text"),
    *(".asset-content", ".postArticle-content", ".post-content", ".post-entry"),
)
_ARTICLES = ("[articleBody]", ".article-body", ".article__body", ".article-content", ".story-body", ".story-content")
_WHOLES = ("article", "main")  # of these one page has one; more are teasers
# How files begin that are saved in place of a page.
_OTHER_FILES = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "a compressed file; unpack it first",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}
_UNREAD = ("script", "style")
# The time of others' code grows with these; a page of a newspaper has a tenth of them. It looks at an element again for
# each one around it, so that deep pages would keep it busy for minutes; 255 is as deep as its own parser goes.
_MOST_TEXT, _MOST_TEXT_AGAIN = 500_000, 20_000_000
_MOST_ELEMENTS, _MOST_AGAIN = 30_000, 1_000_000
_DEEPEST = 255
_COMMENTS = frozenset(
    (
        "comment",
        "comments",
        "commentlist",
        "comment-list",
        "comments-area",
        "comment-author",
        "comment-body",
        "comment-meta",
    )
)
_LEAST = 200  # so many characters tell a post from a teaser
_HELD = 0.9  # of what an extractor keeps
_HARDLY = 0.3  # of what an extractor keeps
_TEASER = 1_500  # characters: a longer text in a list of several is no teaser
_WHOLE = 1.6  # an article is so much longer than its body at most
LONGEST_CREDIT = 160
_CREDITS_BELOW = 5  # of one name, below one post
# A line that heads a post has no more elements, and no more characters, spaces among them.
_MOST_WITHIN, _MOST_WRITTEN = 300, 20_000


def tree_of(html: str | bytes) -> Any:
    etree, parsers = need("lxml.etree", "html"), need("lxml.html", "html")
    need("inscriptis", "html")  # asked for here, so that whatever is missing is told first
    check_size(html)
    _refuse_other_files(html[:8] if isinstance(html, bytes) else html[:8].encode("utf-8", "replace"))
    text = decoded(html) if isinstance(html, bytes) else html
    check_tags(text)
    # without huge_tree, all that is nested deeper than 255 is left out, and nobody is told
    parser = parsers.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser) if text.strip() else None
    except etree.XMLSyntaxError:  # it reads any page, unless it is given no memory
        raise MemoryError("there is not enough for the page's tree") from None
    if root is None:
        raise UnreadablePage("the page is empty: there is no text in it")
    for entry in parser.error_log.filter_from_fatals():
        problem = "it is nested more than 2,000 deep" if "depth" in entry.message else entry.message.strip()
        raise UnreadablePage(
            f"the page cannot be read beyond line {entry.line}: {problem} there; cut it, or pass the post's part alone"
        )
    return root


def _refuse_other_files(start: bytes) -> None:
    for mark, kind in _OTHER_FILES.items():
        if start.startswith(mark):
            raise UnreadablePage(f"this is no page, but {kind}")


class Outline:
    """Every element of a page in order, and where those of a class, property or tag stand among them."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.elements: list[Any] = []
        self.last: list[int] = []  # for each element, the last one within it
        self.written: list[int] = []  # for each element, how many characters stand in it, spaces and scripts among them
        self.places: dict[str, list[int]] = defaultdict(list)
        self._again = self._text_again = 0  # elements, and characters of text, counted again for each element around
        self._depth = 0
        open_at: list[int] = []
        characters = 0
        for event, element in need("lxml.etree", "html").iterwalk(root, events=("start", "end")):
            if event == "end":
                place = open_at.pop()
                self.last[place] = len(self.elements) - 1
                self.written[place] = characters - self.written[place]
                tail = len(element.tail or "")
                characters += tail
                self._text_again += tail * len(open_at)
                continue
            open_at.append(len(self.elements))
            self.last.append(len(self.elements))
            self.written.append(characters)
            text = len(element.text or "")
            characters += text
            self._again += len(open_at)
            self._depth = max(self._depth, len(open_at))
            self._text_again += 0 if element.tag in _UNREAD else text * len(open_at)
            for name in (str(element.tag), *names_of(element)):
                self.places[name].append(len(self.elements))
            self.elements.append(element)

    @property
    def is_vast(self) -> bool:
        """Is it larger, or deeper, than others' code is asked about?"""
        if (
            len(self.elements) > _MOST_ELEMENTS
            or sum(map(len, self.root.itertext("body", "p", "div", "td"))) > _MOST_TEXT
        ):
            return True
        return self._depth > _DEEPEST or self._again > _MOST_AGAIN or self._text_again > _MOST_TEXT_AGAIN

    @property
    def has_layout(self) -> bool:
        """Do tags tell its paragraphs from each other, and those from menus?"""
        return any(name in self.places for name in ("p", "div", "td", "li", "article", "section"))

    def attribute(self, name: str, attribute: str) -> str:
        """That of the first element of a name which has it, else nothing."""
        found = (self.elements[place].get(attribute) for place in self.places.get(name, ()))
        return next(filter(None, found), "")

    def text(self, place: int) -> str:
        return " ".join("".join(self.elements[place].itertext()).split())

    def containers(self) -> list[int]:
        """The elements that hold posts, one inside the other left out; none where no element says that it does."""
        for least in (_LEAST, 1):
            for name in (*POSTS, *_ARTICLES, *_WHOLES):
                sizes = {place: len(self.text(place)) for place in self._outermost(name)}
                if max(sizes.values(), default=0) < least:
                    continue
                if name in POSTS:
                    return [place for place, size in sizes.items() if size]
                return [self._whole(max(sizes, key=lambda place: sizes[place]))]
        return []

    def holding(self, kept: Kept, container: int) -> int:
        """The first element, from a container outwards, that holds what an extractor kept of the page."""
        around = [place for place in range(container + 1) if self.last[place] >= container]
        held = (place for place in reversed(around) if kept.share(self.text(place)) >= _HELD)
        return next(held, container)

    def are_teasers(self, containers: list[int]) -> bool:
        """Are several containers all short, and is most of the page's text elsewhere?"""
        sizes = [len(self.text(place)) for place in containers]
        return max(sizes) <= _TEASER and 2 * sum(sizes) <= len(self.text(0))

    def held_by_one(self, kept: Kept, containers: list[int]) -> list[int]:
        """Of several containers the one that holds what an extractor kept of the page, where one does; else all.

        Where all of them together hold hardly any of it they are the first words of other pages, and what holds it is
        the innermost element that does.
        """
        held = (place for place in containers if kept.share(self.text(place)) >= _HELD)
        one = next(held, None)
        if one is not None:
            return [one]
        if len(kept.text) >= _TEASER and kept.share(" ".join(map(self.text, containers))) < _HARDLY:
            return [self._innermost(kept)]
        return containers

    def _innermost(self, kept: Kept) -> int:
        """The innermost element that holds nearly all that was kept."""
        place = 0
        while True:
            inner = (at for at in self._children(place) if kept.share(self.text(at)) >= _HELD)
            further = next(inner, None)
            if further is None:
                return place
            place = further

    def _children(self, place: int) -> Iterator[int]:
        """The elements directly within one."""
        at = place + 1
        while at <= self.last[place]:
            yield at
            at = self.last[at] + 1

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
                small = beside and self._is_small(place) and 0 < len(self.text(place)) <= longest
                if small and not self._is_of_comment(place):
                    yield place
                    break

    def below(self, names: Sequence[str], container: int, end: int) -> Iterator[int]:
        """Credits behind a container and before the next, in the order of the names."""
        for name in names:
            for place in self.within(name, self.last[container], end - 1)[:_CREDITS_BELOW]:
                small = self._is_small(place) and 0 < len(self.text(place)) <= LONGEST_CREDIT
                if small and not self._is_of_comment(place):
                    yield place

    def _is_small(self, place: int) -> bool:
        """May it be a line? What is larger need not be read to tell."""
        return self.last[place] - place <= _MOST_WITHIN and self.written[place] <= _MOST_WRITTEN

    def _is_of_comment(self, place: int) -> bool:
        """Who wrote a reader's comment and when, stands in classes like those of posts."""
        element = self.elements[place]
        around = (element, *element.iterancestors("div", "li", "ol", "ul", "section", "dl", "dd", "p"))
        return any(not _COMMENTS.isdisjoint((one.get("class") or "").split()) for one in around)

    def within(self, name: str, after: int, last: int) -> list[int]:
        """The elements of a name behind one place, and not beyond another."""
        places = self.places.get(name, [])
        return places[bisect_right(places, after) : bisect_right(places, last)]


def names_of(element: Any) -> Iterator[str]:
    for one in dict.fromkeys((element.get("class") or "").split()):
        yield f".{one}"
    for one in dict.fromkeys((element.get("itemprop") or "").split()):
        yield f"[{one}]"
    if "author" in (element.get("rel") or "").split():
        yield "@author"
