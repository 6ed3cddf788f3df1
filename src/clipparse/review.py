"""The doubtful lines of a run, worst first, for a person to look at."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from clipparse.model import Doubt, Post, printable
from clipparse.serialise import dumps
from clipparse.show import Style


class Doubtful(NamedTuple):
    """A doubt, and where it stands: the post, the line, from 1, and the text."""

    post: str
    line: int
    text: str
    doubt: Doubt

    @property
    def weight(self) -> float:
        """How many characters are wrong, as is to be expected."""
        return (1 - self.doubt.confidence) * len(self.text)


class Review(NamedTuple):
    """The worst doubts, and how many there are in how many posts."""

    worst: list[Doubtful]
    doubts: int
    posts: int


def review(posts: Iterable[tuple[str, Post]], most: int | None = None) -> Review:
    """The doubts of some posts, those first in which the most characters are likely to be wrong.

    Parameters
    ----------
    posts: each with what it is called. most: so many of the doubts, and no more memory; all when None.

    >>> import clipparse
    >>> found = review([("a", clipparse.parse("Rain"))], most=5)
    >>> found.posts, all(one.doubt.confidence < 1 for one in found.worst)
    (1, True)
    """
    counts = [0, 0]

    def doubts() -> Iterator[Doubtful]:
        for name, post in posts:
            counts[0] += 1
            for doubt in post.doubts:
                counts[1] += 1
                line = post.text.count("\n", 0, doubt.span.start) + 1
                yield Doubtful(name, line, doubt.span.of(post.text), doubt)

    def order(one: Doubtful) -> float:
        return -one.weight

    worst = sorted(doubts(), key=order) if most is None else heapq.nsmallest(most, doubts(), key=order)
    return Review(worst, counts[1], counts[0])


def shown(found: Review, style: Style) -> Iterator[str]:
    """The doubts as a person reads them, in lines of the terminal's width."""
    for number, one in enumerate(found.worst, 1):
        doubt = one.doubt
        sure = f"{doubt.confidence:.0%} sure"
        place = printable(
            f"{number}. {_tail(one.post, style.width - 40)}, line {one.line}", style.width - len(sure) - 1
        )
        other = f", or {doubt.instead}" if doubt.instead else ""
        yield style.bold(f"{place.ljust(style.width - len(sure))}{sure}")
        yield "   " + printable(f"{doubt.role}{other}: {doubt.why}", style.width - 3)
        yield style.dim("   | " + printable(one.text, style.width - 5))
    told = f"{len(found.worst):,} of {found.doubts:,}" if len(found.worst) < found.doubts else f"{found.doubts:,}"
    yield f"{told} {_some(found.doubts, 'doubt')} in {found.posts:,} {_some(found.posts, 'post')}"


def _some(count: int, what: str) -> str:
    return what if count == 1 else f"{what}s"


def lines(found: Review) -> Iterator[str]:
    """The doubts as JSON, one a line."""
    for one in found.worst:
        doubt = one.doubt
        yield dumps(
            {
                "post": one.post,
                "line": one.line,
                "span": [doubt.span.start, doubt.span.end],
                "role": doubt.role.value,
                "instead": doubt.instead and doubt.instead.value,
                "confidence": doubt.confidence,
                "why": doubt.why,
                "text": one.text,
            }
        )


def _tail(name: str, width: int) -> str:
    """The end of a long name, which tells more than its beginning."""
    return name if len(name) <= width else f"…{name[-max(8, width - 1) :]}"
