"""Edits to a clipping's text, and how a paragraph reads once they are made.

The raw text never changes. A `Reading` is a paragraph's pieces of raw text, with edits made, that still knows for every
character where it stands in the raw text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

import attrs

from clipparse import lazy
from clipparse.lexicon import Lexicon
from clipparse.lines import split
from clipparse.model import Clipping, Correction, Duplicate, Paragraph, Quote
from clipparse.page import Span
from clipparse.roles import Role
from clipparse.wraps import GOES_ON

# A line feed behind a word's hyphen; not behind a dash, nor where the other half of the compound is left to follow.
_AFTER_HYPHEN = lazy.compile(r"(?<=\w-)\n(?=\w)(?!(?:and|or|to|nor|und|oder|bis|et|ou|y|o|e)\b)")
# A line feed before a mark that closes something: the sentence was broken there.
_BEFORE_MARK = lazy.compile(rf"\n(?={GOES_ON.pattern})")


@attrs.frozen(slots=True)
class Edit:
    """Put `replacement` in place of what stands at `span` of the raw text; `kind` names the damage that it mends.

    An edit begins inside one of the paragraph's spans. It may reach over the end of a line.
    """

    span: Span
    replacement: str
    kind: str


# What a tidier found: the position of a clipping among the clippings of the post, and what is to be done there.
Finding = tuple[int, Edit | Duplicate | Quote]

# A tidier sees the raw text and all clippings of the post; it changes nothing and says what it found.
Tidier = Callable[[str, tuple[Clipping, ...], Lexicon], Iterable[Finding]]


@attrs.frozen(slots=True)
class Segment:
    """A stretch of a reading: the raw text at `span` itself, or `instead` in its place."""

    span: Span
    instead: str | None = None


@attrs.frozen(slots=True)
class Reading:
    """The text of a paragraph, white space as it is in the raw text, a line feed between two pieces.

    >>> raw = "> He was hurt,\\n> they said."
    >>> reading = Reading.of(raw, [Span(2, 14), Span(17, 27)])
    >>> reading.text
    'He was hurt,\\nthey said.'
    >>> reading.span(13, 17).of(raw)
    'they'
    """

    text: str
    spans: tuple[Span, ...]
    fixes: tuple[Correction, ...] = ()
    _parts: list[tuple[tuple[Segment, ...], list[int]]] = attrs.field(factory=list, init=False, repr=False, eq=False)

    @classmethod
    def of(cls, raw: str, spans: Sequence[Span], corrections: Iterable[Correction] = ()) -> Reading:
        """Read the pieces of `raw` at `spans`, with those of the corrections that stand among them made."""
        fixes = tuple(corrections)
        if not fixes:  # most paragraphs
            return cls("\n".join([raw[one.start : one.end] for one in spans]), tuple(spans))
        segments = _segments(spans, fixes)
        pieces = [one.span.of(raw) if one.instead is None else one.instead for one in segments]
        return cls("".join(pieces), tuple(spans), fixes)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The stretches of raw text, and what stands in place of others; made when they are first asked for."""
        return self._made()[0]

    def _made(self) -> tuple[tuple[Segment, ...], list[int]]:
        if not self._parts:
            segments = tuple(_segments(self.spans, self.fixes))
            lengths = (one.span.end - one.span.start if one.instead is None else len(one.instead) for one in segments)
            self._parts.append((segments, [0, *accumulate(lengths)][:-1]))
        return self._parts[0]

    def span(self, start: int, end: int) -> Span:
        """Where the characters from `start` to `end` of `text` stand in the raw text."""
        if end <= start:
            place = self._raw(start).start if start < len(self.text) else self._raw(start - 1).end
            return Span(place, place)
        return Span(self._raw(start).start, self._raw(end - 1).end)

    def _raw(self, place: int) -> Span:
        """What stands behind one character; behind a replaced one, all that was replaced."""
        segments, starts = self._made()
        index = bisect_right(starts, place) - 1
        segment = segments[index]
        if segment.instead is not None:
            return segment.span
        at = segment.span.start + place - starts[index]
        return Span(at, at + 1)


def _segments(spans: Sequence[Span], corrections: Iterable[Correction]) -> Iterator[Segment]:
    waiting = sorted(corrections, key=lambda one: one.span, reverse=True)
    at = before = -1
    for span in spans:
        if before >= 0 and at <= before:  # else an edit has joined the two lines
            yield Segment(Span(before, span.start), "\n")
        at = max(at, span.start)
        while waiting and waiting[-1].span.start < span.end:
            one = waiting.pop()
            if one.span.start < at:  # stands in another paragraph
                continue
            if one.span.start > at:
                yield Segment(Span(at, one.span.start))
            yield Segment(one.span, one.after)
            at = one.span.end
        if at < span.end:
            yield Segment(Span(at, span.end))
            at = span.end
        before = span.end


def squeezed(text: str) -> str:
    """`text` with single spaces.

    >>> squeezed(" two\\n  words ")
    'two words'
    """
    return " ".join(split(text))


def flowing(text: str) -> str:
    """The text of a reading as one line; a compound that was broken at its hyphen is whole again, and so is a sentence.

    >>> flowing("a long-\\nterm plan, left-\\nor right-wing")
    'a long-term plan, left- or right-wing'
    >>> flowing("It is in the\\nDaily Gull\\n, if only there\\n.")
    'It is in the Daily Gull, if only there.'
    """
    if "-\n" in text:
        text = _AFTER_HYPHEN.sub("", text)
    return squeezed(_BEFORE_MARK.sub("", text) if "\n" in text else text)


def corrected(raw: str, paragraph: Paragraph, edits: Iterable[Edit]) -> Iterator[Correction]:
    """The edits of one paragraph as corrections of whole words, in order, none overlapping another.

    Where two edits want the same characters, the one that begins first is made; edits in the same word are one
    correction.

    >>> raw = "It said.The &amp;quot"
    >>> paragraph = Paragraph(raw, "body", (Span(0, len(raw)),))
    >>> edits = [Edit(Span(8, 8), " ", "lost space"), Edit(Span(12, 17), "&", "entity")]
    >>> [(one.before, one.after) for one in corrected(raw, paragraph, edits)]
    [('said.The', 'said. The'), ('&amp;quot', '&quot')]
    """
    starts = [span.start for span in paragraph.spans]
    groups: list[tuple[int, int, list[Edit]]] = []
    done = -1
    for edit in sorted(edits, key=lambda one: (one.span, one.kind)):
        if edit.span.start < done:
            continue
        first = paragraph.spans[max(0, bisect_right(starts, edit.span.start) - 1)]
        last = paragraph.spans[max(0, bisect_right(starts, edit.span.end) - 1)]
        done = edit.span.end
        if groups and edit.span.start <= groups[-1][1]:
            start, end, together = groups[-1]
            together.append(edit)
            if edit.span.end > end:
                groups[-1] = start, _word_end(raw, edit.span.end, last.end), together
            continue
        floor = max(first.start, groups[-1][1] if groups else 0)
        groups.append((_word_start(raw, edit.span.start, floor), _word_end(raw, edit.span.end, last.end), [edit]))
    for start, end, together in groups:
        before, after = squeezed(raw[start:end]), squeezed(_made(raw, start, end, together))
        if before != after:
            kind = " and ".join(dict.fromkeys(edit.kind for edit in together))
            yield Correction(kind, before, after, Span(start, end))


def _word_start(raw: str, place: int, floor: int) -> int:
    while place > floor and not raw[place - 1].isspace() and raw[place - 1] not in "([{":
        place -= 1
    return place


def _word_end(raw: str, place: int, ceiling: int) -> int:
    while place < ceiling and not raw[place].isspace() and raw[place] not in ")]}":
        place += 1
    return place


def _made(raw: str, start: int, end: int, edits: Iterable[Edit]) -> str:
    pieces = []
    for edit in edits:
        pieces += [raw[start : edit.span.start], edit.replacement]
        start = edit.span.end
    return "".join([*pieces, raw[start:end]])


# Fields of a clipping's head, of which the text is tidied as that of its paragraphs is.
_HEADS = (("kicker", Role.KICKER), ("headline", Role.HEADLINE), ("standfirst", Role.STANDFIRST))


def heads(raw: str, clipping: Clipping) -> Iterator[tuple[str, Paragraph]]:
    """The fields of the head that are what the raw text says at their spans, as if they were paragraphs, unmended.

    One that was put together otherwise is left as it is; so is one that a paragraph holds.
    """
    inside = {span for one in clipping.paragraphs for span in one.spans}
    for name, kind in _HEADS:
        text, spans = getattr(clipping, name), clipping.spans.get(name, ())
        if not text or not spans or not inside.isdisjoint(spans) or any(one.start >= one.end for one in spans):
            continue
        as_it_stands = flowing(Reading.of(raw, spans).text)
        if text in (as_it_stands, flowing(Reading.of(raw, spans, clipping.corrections).text)):
            yield name, Paragraph(as_it_stands, kind, tuple(spans))


def readings(raw: str, clipping: Clipping) -> Iterator[tuple[Paragraph, Reading]]:
    """Each paragraph of a clipping as it reads with the clipping's corrections made."""
    fixes = sorted(clipping.corrections, key=lambda one: one.span)
    starts = [one.span.start for one in fixes]
    for paragraph in clipping.paragraphs:
        if not paragraph.spans:
            continue
        own = fixes[bisect_left(starts, paragraph.spans[0].start) : bisect_left(starts, paragraph.spans[-1].end)]
        yield paragraph, Reading.of(raw, paragraph.spans, own)
