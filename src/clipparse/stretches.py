"""A very long text, read a stretch at a time: what it takes to read it is bounded by a stretch, not by the text.

No stage sees more lines than `page.MOST_LINES`. A stretch ends below a clipping, where the text lets it, and what
stands below is read with the next one. What is said of the post itself is what its first stretch says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import attrs

from clipparse.decode import Judgement
from clipparse.known import Options
from clipparse.lines import line_spans
from clipparse.model import Clipping, Clue, Line, Post, with_lines_later
from clipparse.page import Page
from clipparse.roles import Role

# A stretch has this share of its lines at the least; near its end it is not known yet how the text goes on.
_SHORTEST, _UNSURE = 0.5, 32

# What was judged of a line: all of a `Line` but where it stands.
_Judged = tuple[Role, int | None, float, tuple[Clue, ...], Role | None]


@attrs.frozen(slots=True, eq=False)
class Repeated:
    """What was judged of a stretch, for the one below if that says the same: hostile texts repeat, others never do."""

    options: Options
    said: tuple[tuple[str, int, int], ...]
    clues: list[tuple[Clue, ...]]
    judgements: list[Judgement]

    def says(self, said: tuple[tuple[str, int, int], ...], options: Options) -> bool:
        """Is this what it says, and would be read by these options?"""
        return bool(said) and self.said == said and self.options == options


def cut_off(
    page: Page, lines: Sequence[Line], openings: Sequence[float]
) -> tuple[Page, Sequence[Line], Sequence[float]]:
    """Of a page with which the text does not end, its lines and its clippings, as much as is one stretch."""
    end = _end_of(page, lines)
    count = max((line.clipping + 1 for line in lines[:end] if line.clipping is not None), default=0)
    return page.upto(end), lines[:end], openings[:count]


def _end_of(page: Page, lines: Sequence[Line]) -> int:
    """Below the last clipping that is seen whole; else above what the page begins with, for what repeats is read once;
    else above a blank row; always at the end of a paragraph.
    """
    ends = [block.last + 1 for block in page.blocks if len(lines) * _SHORTEST <= block.last + 1 < len(lines) - _UNSURE]
    below_clipping = (at for at in reversed(ends) if _ends_clipping(lines[at - 1], lines[at]))
    first = page.lines[0].text
    above_repeat = (at for at in reversed(ends) if page.lines[at].text == first)
    below_blank = (at for at in reversed(ends) if page.lines[at].gap)
    return next(below_clipping, None) or next(above_repeat, None) or next(below_blank, None) or len(lines)


def says(page: Page) -> tuple[tuple[str, int, int], ...]:
    """All that a page's lines are to a stage that does not ask where they stand in the text."""
    return tuple([(line.text, line.gap, line.indent) for line in page.lines])


def _ends_clipping(line: Line, below: Line) -> bool:
    return line.clipping is not None and below.clipping != line.clipping


def options_below(options: Options, first: Post) -> Options:
    """What is known when a stretch below the first one is read: the post's day, too."""
    return options if options.posted or not first.posted else attrs.evolve(options, posted=first.posted)


def joined(text: str, stretches: Iterable[Post]) -> Post:
    """One post of its stretches. Its lines are made when they are asked for: of short ones they are most of it."""
    first: Post | None = None
    author: str | None = None
    clippings: list[Clipping] = []
    commentary: list[str] = []
    comments: list[str] = []
    judged: list[_Judged] = []
    for post in stretches:
        if first is None:
            first = attrs.evolve(post, clippings=(), lines=(), commentary=(), comments=())
        author = author or post.author
        judged.extend(_judged(post.lines, len(clippings)))
        clippings.extend(post.clippings)
        commentary.extend(post.commentary)
        comments.extend(post.comments)
        del post  # the next one needs its memory
    whole = attrs.evolve(
        Post(text=text) if first is None else first,
        author=author,
        clippings=tuple(clippings),
        commentary=tuple(commentary),
        comments=tuple(comments),
    )
    return with_lines_later(whole, partial(_lines, text, judged))


def _judged(lines: Iterable[Line], before: int) -> Iterator[_Judged]:
    """What was judged of a stretch's lines, below so many clippings of the others; what is equal is one object."""
    known: dict[tuple[object, ...], _Judged] = {}
    for line in lines:
        # lines of one sort share their clues, whose hashes take long
        sort = line.role, line.clipping, line.confidence, id(line.clues), line.runner_up
        if sort not in known:
            clipping = None if line.clipping is None else line.clipping + before
            known[sort] = line.role, clipping, line.confidence, line.clues, line.runner_up
        yield known[sort]


def _lines(text: str, judged: Sequence[_Judged]) -> tuple[Line, ...]:
    return tuple(Line(span, *one) for span, one in zip(line_spans(text), judged, strict=True))
