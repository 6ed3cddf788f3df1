"""What a page's markup says of its lines, as clues for the decoder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Self

import attrs

from clipparse import lazy
from clipparse.clue import Clue, Sighting
from clipparse.lexicon import Lexicon
from clipparse.page import Block, Page, Span
from clipparse.roles import Role
from clipparse.web.credited import credits_in
from clipparse.web.text import Mark, is_same_site, is_social
from clipparse.web.voice import is_personal, reports
from clipparse.webpage import Webpage

_clue = partial(Clue, "html")

# How much a clue counts for each role stands in `words/pages.toml`, fitted by `tools/fit_pages.py`; here is what it
# chiefly speaks for or against. By what the page says of the line:
_OF_POST = {
    "title": _clue(Role.POST_TITLE, 8.0, "the page names it as the title of the post"),
    "date": _clue(Role.POST_DATE, 8.0, "the page names it as the date of the post"),
}
_OF_ARTICLE = {
    "title": _clue(Role.HEADLINE, 8.0, "the page names it as the title of the article"),
    "date": _clue(Role.DATELINE, 4.0, "the page names it as the date of the article"),
    "byline": _clue(Role.BYLINE, 6.0, "the page names it as the author of the article"),
}
# What an extractor of main text keeps may be anybody's text, but is no menu.
_OF_ANY = {
    "told": _clue(Role.BODY, 3.0, "the page states it as the text of its article"),
    "kept": _clue(Role.FURNITURE, -6.0, "an extractor kept it"),
    "dropped": _clue(Role.FURNITURE, 1.5, "an extractor left it out"),
    "heading": _clue(Role.HEADLINE, 3.0, "a heading in the page"),
    "caption": _clue(Role.CAPTION, 10.0, "the page sets it as a caption"),
    "furniture": _clue(Role.FURNITURE, 3.0, "a menu, form or button of the page"),
}
# On a newspaper's own page there is one article, and nobody but the paper speaks.
OF_THE_PAPER = _clue(Role.BODY, 4.0, "running text that an extractor kept, on a newspaper's own page")
SHORT_OF_THE_PAPER = _clue(Role.SUBHEAD, 1.0, "a short line that an extractor kept, inside a newspaper's article")
BESIDE_THE_ARTICLE = _clue(Role.COMMENTARY, -3.0, "on a newspaper's own page")
WITHIN = _clue(Role.HEADLINE, -4.0, "inside the article of a newspaper's page, which has only one")
CROSSHEAD = _clue(Role.SUBHEAD, 4.0, "a heading inside the article of a newspaper's page")
UNTOLD = _clue(Role.FURNITURE, 10.0, "not in the text that the page states, and inside it")
LEFT_OUT = _clue(Role.FURNITURE, 2.0, "left out by an extractor, inside the article of a newspaper's page")
LEFT_ABOVE = _clue(Role.BODY, -2.0, "left out by an extractor, above the article of a newspaper's page")
LEFT_BELOW = _clue(Role.FURNITURE, 3.0, "left out by an extractor, below the article of a newspaper's page")
# A post's page that credits nothing to anybody else is the poster's own, the surer the more he speaks of himself.
OWN_WORDS = _clue(Role.COMMENTARY, 3.0, "on a post's page that credits nothing to anybody else")
OWN_VOICE = _clue(Role.COMMENTARY, 4.0, "on a post's page that credits nothing to anybody else and says I")
NO_ARTICLE = _clue(Role.HEADLINE, -4.0, "on the page of a post that is its writer's alone")
CREDITED_VOICE = _clue(Role.COMMENTARY, 1.5, "on a post's page that credits something to others, but says I")
CREDITED = _clue(Role.BODY, 0.5, "on a post's page that credits something to others")
REPORT = _clue(Role.BODY, 2.0, "on a post's page that reports what others say, and never says I")
UNCREDITED = _clue(Role.HEADLINE, -3.0, "inside a post's text, where nothing near is credited to others")
UNCREDITED_PAGE = _clue(Role.HEADLINE, -3.0, "inside a post's text, where nothing at all is credited to others")
OF_THE_POST = _clue(Role.FURNITURE, -3.0, "running text that an extractor kept, on a post's page")
WITHIN_POST = _clue(Role.COMMENTARY, 0.0, "inside the text that an extractor kept of a post's page")
LONG_CAPTION = _clue(Role.CAPTION, -7.0, "as long as a paragraph, and an extractor kept it")
QUOTED = _clue(Role.COMMENTARY, -1.5, "in a block quote")
BESIDE_QUOTES = _clue(Role.COMMENTARY, 4.0, "outside the block quotes of a post that mostly quotes")
LINKED_AWAY = _clue(Role.HEADLINE, 0.5, "the whole line is a link to another site")
# A line is one big link if so much of it is.
_WHOLLY = 0.8
# Blocks above and below a text in which it is credited.
_HEAD_WITHIN = 5
_TAIL_WITHIN = 2
_CREDIT_WITHIN = 3
_QUOTES_MUCH = 0.2  # of a post that credits them, then it is about what it quotes
_QUOTES_MOST = 0.5  # of any post
_LEAST_LINK = 10  # characters of a title or a paper's name
_PARAGRAPH = 200  # characters; captions are shorter
# Letters of scripts without spaces between words: so many are a paragraph, so many a sentence if they end like one.
_UNSPACED, _UNSPACED_SENTENCE = 60, 24
_UNSPACED_LETTER = lazy.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@attrs.frozen(slots=True)
class Markup:
    """A stage: what the page's markup says of its lines.

    >>> page = Page.of("Harbour Herald\\n\\nSchools stayed shut.")
    >>> stage = Markup((Mark(Span(0, 14), "heading"),))
    >>> sorted({(index, clue.why) for index, clue in stage(page, Lexicon.default())})
    [(0, 'a heading in the page')]
    """

    marks: tuple[Mark, ...]
    is_news: bool = False
    url: str | None = None
    author: str | None = None
    alone: bool = True

    @classmethod
    def of(cls, web: Webpage) -> Self:
        """What a page's own markup says."""
        return cls(web.marks, web.is_news, web.url, web.author, web.alone)

    def __call__(self, page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
        """Say what the page says of each line; a quote, heading or caption may reach over several."""
        clues = (_OF_ARTICLE if self.is_news else _OF_POST) | _OF_ANY
        lines = _under(self.marks, page)
        if _missed_the_text(page, lines):
            lines = _under(tuple(mark for mark in self.marks if mark.kind not in ("kept", "dropped")), page)
        inside = _inside(page, lines)
        if self.is_news:
            yield from _on_a_paper(page, lines, inside)
        elif self.marks and self.alone:
            yield from self._own(page, lexicon, lines)
            yield from ((index, WITHIN_POST) for index in inside)
            yield from ((block.first, OF_THE_POST) for block in page.blocks if _is_kept_text(block, lines))
        for index, marks in lines.items():
            kinds = {mark.kind for mark in marks}
            if kinds & {"title", "date", "byline"} or (self.is_news and index in inside and "heading" in kinds):
                kinds.discard("heading")
            if "kept" in kinds:  # such as buttons at the end of a paragraph
                kinds.discard("furniture")
            yield from ((index, clues[kind]) for kind in sorted(kinds & clues.keys()))
            if {"caption", "kept"} <= kinds and len(page.lines[index].content) >= _PARAGRAPH:
                yield index, LONG_CAPTION
            if any(self._leads_away(mark, page.lines[index].span) for mark in marks):
                yield index, LINKED_AWAY
        yield from _quoting(page, lines)
        yield from _untold(page, lines)

    def _own(self, page: Page, lexicon: Lexicon, lines: dict[int, list[Mark]]) -> Iterator[Sighting]:
        """Of a post that is its writer's alone, every paragraph is his."""
        quoted = sum(mark.span.end - mark.span.start for mark in self.marks if mark.kind == "quote")
        prose = [block.text for block in page.blocks if block.is_prose]
        if not prose:
            return
        near = [block for block in _near_prose(page, lines) if not _is(lines, block.first, "dropped")]
        credits = [block.first for block in credits_in(near, lexicon, self.author)]
        credits += self._links_to_origins(near, page, lines)
        if quoted > (_QUOTES_MUCH if credits else _QUOTES_MOST) * len(page.text):
            return
        clue = _of_writer(prose, bool(credits))
        if clue in (OWN_WORDS, OWN_VOICE):
            yield from ((line.index, NO_ARTICLE) for line in page.lines)
        else:
            yield from _far_from(credits, page, lines)
        yield from ((block.first, clue) for block in page.blocks if block.is_prose)

    def _links_to_origins(self, near: Sequence[Block], page: Page, lines: dict[int, list[Mark]]) -> Iterator[int]:
        """Where a whole line, close above or below a paragraph, is a link to where a text was taken from."""
        for before, block, after in zip((None, *near), near, (*near[1:], None), strict=False):
            beside = (before is not None and before.is_prose) or (after is not None and after.is_prose)
            if beside and len(block.text) >= _LEAST_LINK and not block.is_prose:
                marks, line = lines.get(block.first, ()), page.lines[block.first].span
                if any(self._leads_away(mark, line) and not is_social(mark.url or "") for mark in marks):
                    yield block.first

    def _leads_away(self, mark: Mark, line: Span) -> bool:
        if mark.url is None or is_same_site(mark.url, self.url):
            return False
        return min(mark.span.end, line.end) - max(mark.span.start, line.start) >= _WHOLLY * (line.end - line.start)


def _inside(page: Page, lines: dict[int, list[Mark]]) -> range:
    """The lines from the first paragraph that an extractor kept to the last, but for what was kept before."""
    kept = {block.text: block.first for block in reversed(page.blocks) if _is_kept_text(block, lines)}
    return range(min(kept.values()), max(kept.values()) + 1) if kept else range(0)


def _missed_the_text(page: Page, lines: dict[int, list[Mark]]) -> bool:
    """Did an extractor leave out all paragraphs, and keep something else?"""
    voted = [block for block in page.blocks if _is(lines, block.first, "kept") or _is(lines, block.first, "dropped")]
    prose = [block for block in voted if runs_on(block)]
    return len(prose) > 1 and not any(_is(lines, block.first, "kept") for block in prose)


def _far_from(credits: Sequence[int], page: Page, lines: dict[int, list[Mark]]) -> Iterator[Sighting]:
    """Inside the text, where no article begins: not at its head, near a line that credits one, or in a quotation."""
    inside = _inside(page, lines)
    order = [block.first for block in page.blocks]
    at_credits = [number for number, first in enumerate(order) if first in set(credits)]
    for number, first in enumerate(order):
        if first not in inside or _is(lines, first, "quote") or number < order.index(inside.start) + _HEAD_WITHIN:
            continue
        if not credits:
            yield first, UNCREDITED_PAGE
        elif all(abs(number - at) > _CREDIT_WITHIN for at in at_credits):
            yield first, UNCREDITED


def _is_kept_text(block: Block, lines: dict[int, list[Mark]]) -> bool:
    kinds = {mark.kind for mark in lines.get(block.first, ())}
    return "kept" in kinds and not kinds & {"heading", "title"} and runs_on(block)


def runs_on(block: Block) -> bool:
    """Is it running text, also in a script that sets no spaces between words?"""
    if block.is_prose:
        return True
    least = _UNSPACED_SENTENCE if block.text[-1:] in "。！？」”။" else _UNSPACED
    return len(block.text) >= least and len(_UNSPACED_LETTER.findall(block.text)) >= least


def _untold(page: Page, lines: dict[int, list[Mark]]) -> Iterator[Sighting]:
    """Between the first and the last line of the text that the page states, what is none of it."""
    told = [_is(lines, block.first, "told") for block in page.blocks]
    if any(told):
        for block in page.blocks[told.index(True) : len(told) - told[::-1].index(True)]:
            if runs_on(block) and not _is(lines, block.first, "told"):
                yield block.first, UNTOLD


def _on_a_paper(page: Page, lines: dict[int, list[Mark]], inside: range) -> Iterator[Sighting]:
    """What a newspaper's own page says of each line by where it stands."""
    for block in page.blocks:
        index = block.first
        kept, within = _is(lines, index, "kept"), index in inside and index != inside.start
        if _is_kept_text(block, lines):
            yield index, OF_THE_PAPER
        else:
            yield index, SHORT_OF_THE_PAPER if kept and within else BESIDE_THE_ARTICLE
        if within:
            yield index, WITHIN
        if inside and _is(lines, index, "dropped"):
            yield index, LEFT_OUT if within else LEFT_ABOVE if index < inside.start else LEFT_BELOW
        elif within and _is(lines, index, "heading"):
            yield index, CROSSHEAD


def _of_writer(prose: Sequence[str], credited: bool) -> Clue:
    """Whose words are these, all in all?"""
    if is_personal(prose):
        return CREDITED_VOICE if credited else OWN_VOICE
    if credited:
        return CREDITED
    return REPORT if reports(prose) else OWN_WORDS


def _near_prose(page: Page, lines: dict[int, list[Mark]]) -> Sequence[Block]:
    """The blocks of the text, with those in which it may be credited, and without the menus around it."""
    kept = _inside(page, lines)
    if not kept:
        return page.blocks
    return page.blocks[max(0, kept.start - _HEAD_WITHIN) : kept.stop + _TAIL_WITHIN]


def _is(lines: dict[int, list[Mark]], index: int, kind: str) -> bool:
    return any(mark.kind == kind for mark in lines.get(index, ()))


def _quoting(page: Page, lines: dict[int, list[Mark]]) -> Iterator[Sighting]:
    """In a post that mostly quotes, what it quotes is another's text, and what stands beside it the poster's own."""
    size = {True: 0, False: 0}
    quoted = [any(mark.kind == "quote" for mark in lines.get(line.index, ())) for line in page.lines]
    for line, within in zip(page.lines, quoted, strict=True):
        size[within] += len(line.content)
    if size[True] < size[False]:
        return
    for block in page.blocks:
        if quoted[block.first]:
            yield block.first, QUOTED
        elif block.is_prose:
            yield block.first, BESIDE_QUOTES


def _under(marks: tuple[Mark, ...], page: Page) -> dict[int, list[Mark]]:
    """For each line, the marks on some part of it; both are in the order of the text."""
    found: dict[int, list[Mark]] = defaultdict(list)
    upcoming, open_marks = 0, list[Mark]()
    for line in page.lines:
        while upcoming < len(marks) and marks[upcoming].span.start < line.span.end:
            open_marks.append(marks[upcoming])
            upcoming += 1
        open_marks = [mark for mark in open_marks if mark.span.end > line.span.start]
        if open_marks:
            found[line.index] = _of_one_mind([*open_marks], line.span)  # the next line adds its own to the list
    return found


def _of_one_mind(marks: list[Mark], line: Span) -> list[Mark]:
    """A paragraph of several lines, of which an extractor kept some, is kept or left out as most of it is."""
    size = {"kept": 0, "dropped": 0}
    for mark in marks:
        if mark.kind in size:
            size[mark.kind] += min(mark.span.end, line.end) - max(mark.span.start, line.start)
    if not all(size.values()):
        return marks
    less = min(size, key=lambda kind: size[kind])
    return [mark for mark in marks if mark.kind != less]
