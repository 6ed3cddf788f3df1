"""What a person should look at: lines whose role is not certain, and places where an article may or may not begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from clipparse.roles import Role


class Judged(NamedTuple):
    """A line: where it stands, its role, its clipping, how sure that is, and the role that came second."""

    start: int
    end: int
    role: Role
    clipping: int | None
    confidence: float
    instead: Role | None


class Found(NamedTuple):
    """A doubt: the lines from `start` to `end`; where `instead` is None, whether an article begins there."""

    start: int
    end: int
    role: Role
    instead: Role | None
    confidence: float
    why: str


def find_doubts(lines: Sequence[Judged], beginnings: Iterable[float]) -> list[Found]:
    """The doubts of a post, the most characters first.

    Parameters
    ----------
    lines: all of the post, in order. beginnings: for each clipping, how sure it is that it begins where it does.

    >>> [doubt] = find_doubts([Judged(0, 9, Role.FURNITURE, None, 0.6, Role.BODY)], [])
    >>> doubt.why
    'reads like an article, taken for furniture'
    """
    found = (*_doubtful_lines(lines), *_doubtful_beginnings(lines, beginnings))
    return sorted(found, key=lambda doubt: (doubt.start - doubt.end, doubt.start))


def _doubtful_lines(lines: Sequence[Judged]) -> Iterator[Found]:
    """Lines under one another about which there is the same doubt are one."""
    for (role, _, instead, doubtful), group in groupby(lines, _doubt_about):
        if doubtful and instead is not None:
            first, *others = group
            last = others[-1] if others else first
            sure = min(line.confidence for line in (first, *others))
            yield Found(first.start, last.end, role, instead, sure, _why(role, instead))


def _doubt_about(line: Judged) -> tuple[Role, int | None, Role | None, bool]:
    return line.role, line.clipping, line.instead, line.confidence < SURE


def _doubtful_beginnings(lines: Sequence[Judged], beginnings: Iterable[float]) -> Iterator[Found]:
    first: dict[int | None, Judged] = {}
    for line in lines:
        first.setdefault(line.clipping, line)
    for number, confidence in enumerate(beginnings):
        if confidence < SURE and number in first:
            opening = first[number]
            yield Found(opening.start, opening.end, opening.role, None, confidence, "two beginnings are likely")


def _why(role: Role, instead: Role) -> str:
    if role.of_clipping and instead.of_clipping:
        return f"may be its {instead}, not its {role}"
    if instead is Role.BODY:
        return f"reads like an article, taken for {_SPOKEN.get(role, f'a {role}')}"
    if instead.of_clipping:
        return f"may be an article's {instead}, taken for {_SPOKEN.get(role, f'a {role}')}"
    return f"may be {_SPOKEN.get(instead, f'a {instead}')}" if not role.of_clipping else _VOICES[instead]


SURE = 0.75  # what is surer is no doubt
# What is not an article's, as one says it, and whose it is.
_SPOKEN = {
    Role.COMMENTARY: "the poster's words",
    Role.COMMENT: "a reader's words",
    Role.FURNITURE: "furniture",
    Role.POST_DATE: "the post's date",
    Role.POST_TITLE: "the post's title",
    Role.POST_BYLINE: "the poster's name",
}
_VOICES = {
    **dict.fromkeys((Role.COMMENTARY, Role.POST_DATE, Role.POST_TITLE, Role.POST_BYLINE), "may be the poster's"),
    Role.COMMENT: "may be a reader's",
    Role.FURNITURE: "may be of the page, and of no article",
}
