"""The text of an article: its paragraphs, and whether it breaks off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clipparse.article import Article, Found, Known, Passage
from clipparse.edit import flowing
from clipparse.endings import why_cut
from clipparse.model import Paragraph
from clipparse.page import Page, PhysicalLine
from clipparse.roles import Role


def paragraphs(article: Article) -> Iterator[Paragraph]:
    """Body, crossheads and captions, in order."""
    for role, passage in article.runs:
        if role is Role.BODY or role is Role.SUBHEAD or role is Role.CAPTION:
            for one in cut(article.known.page, passage.lines):
                yield Paragraph(flowing(one.text), role, one.spans)


def cut(page: Page, lines: Sequence[PhysicalLine]) -> Iterator[Passage]:
    """Lines of one role, as the paragraphs that they wrap into."""
    start = 0
    for end, line in enumerate(lines):
        if end and not _goes_on(page, lines[end - 1], line):
            yield Passage(lines[start:end])
            start = end
    if lines:
        yield Passage(lines[start:])


def _goes_on(page: Page, above: PhysicalLine, line: PhysicalLine) -> bool:
    """Do both stand in one paragraph of the raw text?"""
    return line.index == above.index + 1 and page.block_of[above.index] is page.block_of[line.index]


def text_of(told: Sequence[Paragraph]) -> Found:
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
    runs_on = bool(others) and (not last.gap or _goes_on(page, others[-1], last))
    above = others[-1].content if runs_on else ""
    paragraph = page.block_of[last.index].text
    why = why_cut(last.content, paragraph, above, _below(article.known, last), article.known.lexicon)
    return (last.index, why) if why else None


def _below(known: Known, last: PhysicalLine) -> str:
    """The line under the text, if it is no clipping's."""
    below = known.page.lines[last.index + 1 : last.index + 2]
    return below[0].content if below and not known.lines[last.index + 1].role.of_clipping else ""
