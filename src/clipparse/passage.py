"""Neighbouring lines as one text that knows where it stands: what a field is read from, and what is found there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any

import attrs

from clipparse.edit import squeezed
from clipparse.facts.dates import DateMention
from clipparse.model import Line
from clipparse.page import Page, PhysicalLine, Span
from clipparse.roles import Role

# Marks that set a credit off from the headline before it.
_SET_OFF = " -–—|:(,*"


@attrs.frozen(slots=True)
class Found:
    """A value, and where the raw text states it."""

    value: Any
    spans: tuple[Span, ...]


@attrs.frozen(slots=True, eq=False)
class Passage:
    """Neighbouring lines of one role, as one text that knows where it stands in the raw text.

    >>> page = Page.of("> Talks fail\\n> again")
    >>> passage = Passage(Role.HEADLINE, 0, page.lines)
    >>> passage.text, [span.of(page.text) for span in passage.part(6, 16)]
    ('Talks fail\\nagain', ['fail', 'again'])
    """

    role: Role
    clipping: int | None
    lines: Sequence[PhysicalLine]

    def of(self, lines: Sequence[PhysicalLine]) -> Passage:
        """Some lines of it, as a passage."""
        return Passage(self.role, self.clipping, lines)

    @cached_property
    def text(self) -> str:
        """The lines, without quoting marks, joined by line feeds."""
        return text_of(self.lines)

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((one.end - one.start - one.marks + 1 for one in self.lines), initial=0))

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where it stands in the raw text, line by line."""
        return spans_of(self.lines)

    def part(self, start: int, end: int) -> tuple[Span, ...]:
        """Where the characters from `start` to `end` stand in the raw text, line by line."""
        return tuple(self._cut(start, end))

    def _cut(self, start: int, end: int) -> Iterator[Span]:
        for position in range(bisect_right(self._starts, start) - 1, len(self.lines)):
            begins, line = self._starts[position], self.lines[position]
            if begins >= end:
                return
            at = line.start + line.marks - begins
            cut = Span(max(start, begins) + at, min(end + at, line.end))
            if cut.start < cut.end:
                yield cut


@attrs.frozen(slots=True)
class Part:
    """A stretch of a passage, from `start` to `end` of its text."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """What stands there."""
        return self.passage.text[self.start : self.end]

    @property
    def said(self) -> str:
        """The same without the marks that set it off from what stands before it."""
        text = squeezed(self.text)
        return text.strip(_SET_OFF) if self.start else text

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where it stands in the raw text."""
        return self.passage.part(self.start, self.end)

    def found(self, mention: DateMention) -> Found:
        """A date in it, with its place."""
        spans = self.passage.part(self.start + mention.span.start, self.start + mention.span.end)
        return Found(mention, spans)


def text_of(lines: Sequence[PhysicalLine]) -> str:
    """Lines as a text, without quoting marks."""
    return "\n".join([one.text[one.marks :] for one in lines])


def spans_of(lines: Sequence[PhysicalLine]) -> tuple[Span, ...]:
    """Where they stand in the raw text."""
    return tuple([Span(one.start + one.marks, one.end) for one in lines])


def passages(page: Page, lines: Sequence[Line]) -> list[Passage]:
    """The lines that say something, those together that follow each other in one role and one clipping."""
    found: list[Passage] = []
    run: list[PhysicalLine] = []
    role, clipping, follows = None, None, -1
    for line, judged in zip(page.lines, lines, strict=True):
        if not line.content:
            continue
        if judged.role is role and judged.clipping == clipping and line.index == follows:
            run.append(line)
        else:
            role, clipping, run = judged.role, judged.clipping, [line]
            found.append(Passage(role, clipping, run))
        follows = line.index + 1
    return found


def joined(told: Sequence[Passage]) -> Found | None:
    """Several passages as one text."""
    said = squeezed(" ".join([one.text for one in told]))
    return Found(said, tuple(span for one in told for span in one.spans)) if said else None
