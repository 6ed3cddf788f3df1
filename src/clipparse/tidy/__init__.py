"""Tidying: finished clippings -> duplicates dropped, damage mended, quotations found.

`TIDIERS` is the table of contents: each tidier, in order, sees the clippings as the ones before it left them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from clipparse.edit import Edit, Finding, Reading, Tidier, corrected, flowing, heads, readings
from clipparse.lexicon import Lexicon
from clipparse.model import Clipping, Correction, Duplicate, FrozenSpans, Quote
from clipparse.roles import Role
from clipparse.tidy.duplicates import duplicates
from clipparse.tidy.quotes import quotes
from clipparse.tidy.typos import typos

__all__ = ["TIDIERS", "Edit", "Finding", "Reading", "Tidier", "tidy"]

TIDIERS: tuple[tuple[str, Tidier], ...] = (
    ("duplicates", duplicates),
    ("typos", typos),
    ("quotes", quotes),
)


def tidy(
    raw: str,
    clippings: tuple[Clipping, ...],
    lexicon: Lexicon,
    tidiers: tuple[tuple[str, Tidier], ...] = TIDIERS,
) -> tuple[Clipping, ...]:
    """The clippings with repeats dropped, damage mended and quotations noted.

    Tidying starts from the raw text every time, so that tidying twice is tidying once.

    Parameters
    ----------
    raw: the post as it came in, into which all spans point.
    clippings: as assembled, or as tidied before.
    tidiers: what is done, in order; each sees what the ones before it did.

    >>> from clipparse.model import Paragraph, Span
    >>> raw = "The the talks of the two failed."
    >>> clipping = Clipping(paragraphs=(Paragraph(raw, Role.BODY, (Span(0, 32),)),), text=raw)
    >>> (tidied,) = tidy(raw, (clipping,), Lexicon.default())
    >>> tidied.text
    'The talks of the two failed.'
    """
    clippings = tuple(_undone(raw, one) for one in clippings)
    for _, tidier in tidiers:
        clippings = _followed(raw, clippings, tidier(raw, clippings, lexicon))
    return tuple(_renewed(raw, clipping) for clipping in clippings)


def _undone(raw: str, clipping: Clipping) -> Clipping:
    """The clipping as it was before it was tidied, but for its paragraphs, which are read from the raw text anyway."""
    if not (clipping.corrections or clipping.quotes):
        return clipping
    before: dict[str, Any] = {}
    if clipping.corrections:
        before = {name: one.text for name, one in heads(raw, clipping)}
    return attrs.evolve(clipping, corrections=(), quotes=(), **before)


def _followed(raw: str, clippings: tuple[Clipping, ...], findings: Iterable[Finding]) -> tuple[Clipping, ...]:
    """The clippings after one tidier's findings."""
    found: dict[int, list[Edit | Duplicate | Quote]] = {}
    for position, one in findings:
        found.setdefault(position, []).append(one)
    return tuple(
        _with(raw, clipping, found[position]) if position in found else clipping
        for position, clipping in enumerate(clippings)
    )


def _with(raw: str, clipping: Clipping, found: list[Edit | Duplicate | Quote]) -> Clipping:
    repeats = [one for one in found if isinstance(one, Duplicate)]
    edits = [one for one in found if isinstance(one, Edit)]
    dropped = {one.span.start for one in repeats}
    kept = tuple(one for one in clipping.paragraphs if not one.spans or one.spans[0].start not in dropped)
    clipping = attrs.evolve(clipping, paragraphs=kept, duplicates=(*clipping.duplicates, *repeats))
    return attrs.evolve(
        clipping,
        corrections=(*clipping.corrections, *_corrections(raw, clipping, edits)),
        quotes=(*clipping.quotes, *(one for one in found if isinstance(one, Quote))),
    )


def _corrections(raw: str, clipping: Clipping, edits: list[Edit]) -> Iterator[Correction]:
    """Every edit, in the paragraph in which it stands; where something was mended before, that stays."""
    taken = {place for one in clipping.corrections for place in range(one.span.start, one.span.end)}
    edits = sorted(edits, key=lambda one: one.span, reverse=True)
    pieces = [*(one for one in clipping.paragraphs if one.spans), *(one for _, one in heads(raw, clipping))]
    for paragraph in sorted(pieces, key=lambda one: one.spans):
        own = []
        while edits and edits[-1].span.start <= paragraph.spans[-1].end:
            edit = edits.pop()
            if edit.span.start >= paragraph.spans[0].start:
                own.append(edit)
        for one in corrected(raw, paragraph, own):
            if not taken or taken.isdisjoint(range(one.span.start, one.span.end)):
                yield one


def _with_heads(raw: str, clipping: Clipping) -> Clipping:
    """With the fields of its head as they read once the corrections are made."""
    read: dict[str, Any] = {}
    for name, one in heads(raw, clipping):
        read[name] = flowing(Reading.of(raw, one.spans, clipping.corrections).text)
    return attrs.evolve(clipping, **read) if read else clipping


def _renewed(raw: str, clipping: Clipping) -> Clipping:
    """The clipping with its paragraphs' texts, and its own, as they read now."""
    read = {one.spans: flowing(reading.text) for one, reading in readings(raw, clipping)}
    paragraphs = tuple(attrs.evolve(one, text=read.get(one.spans, one.text)) for one in clipping.paragraphs)
    clipping = _with_heads(raw, clipping) if clipping.corrections else clipping
    if paragraphs == clipping.paragraphs and not clipping.duplicates:
        return clipping
    body = [one for one in paragraphs if one.kind is not Role.CAPTION]
    places = {name: spans for name, spans in clipping.spans.items() if name != "text"}
    if body:
        places["text"] = tuple(span for one in body for span in one.spans)
    return attrs.evolve(
        clipping,
        paragraphs=paragraphs,
        text="\n\n".join(one.text for one in body),
        spans=FrozenSpans(places),
    )
