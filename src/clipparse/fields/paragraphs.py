"""The text of an article: its paragraphs, and whether it breaks off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clipparse.article import Article, Known
from clipparse.edit import flowing
from clipparse.endings import why_cut
from clipparse.model import Paragraph
from clipparse.page import Page, PhysicalLine
from clipparse.passage import Found, Passage, spans_of, text_of
from clipparse.roles import Role


def paragraphs(article: Article) -> Iterator[Paragraph]:
    """Body, crossheads and captions, in order."""
    for passage in article.passages:
        if passage.role is Role.BODY or passage.role is Role.SUBHEAD or passage.role is Role.CAPTION:
            yield from cut(article.known.page, passage)


def cut(page: Page, passage: Passage) -> Iterator[Paragraph]:
    """A passage, as the paragraphs that its lines wrap into."""
    start, last = 0, passage.lines[-1].index
    for end, line in enumerate(passage.lines, 1):
        if line.index == last or line.index == page.block_of[line.index].last:
            told = passage.lines[start:end]
            yield Paragraph(flowing(text_of(told)), passage.role, spans_of(told))
            start = end


def whole_text(told: Sequence[Paragraph]) -> Found:
    """What the paragraphs say, captions apart."""
    said = [one for one in told if one.kind is not Role.CAPTION]
    return Found("\n\n".join([one.text for one in said]), tuple(span for one in said for span in one.spans))


def broken_off(article: Article) -> tuple[int, str] | None:
    """The last line of a text that is not all there, and the reason why it seems so."""
    body = article.of(Role.BODY)
    if not body:
        return None
    *others, last = body[-1].lines
    page = article.known.page
    runs_on = bool(others) and (not last.gap or page.block_of[last.index].first < last.index)
    above = others[-1].content if runs_on else ""
    paragraph = page.block_of[last.index].text
    why = why_cut(last.content, paragraph, above, _below(article.known, last), article.known.lexicon)
    return (last.index, why) if why else None


def _below(known: Known, last: PhysicalLine) -> str:
    """The line under the text, if it is no clipping's."""
    below = known.page.lines[last.index + 1 : last.index + 2]
    return below[0].content if below and not known.lines[last.index + 1].role.of_clipping else ""
