"""What comes out: a `Post` and its `Clipping` objects, frozen all the way down.

Every type is a frozen, slotted attrs class: hashable, comparable, picklable, safe to share between threads.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import overload

import attrs

from clipparse.page import Span
from clipparse.roles import Role


@attrs.frozen(slots=True)
class Clue:
    """An opinion: this stage thinks that a line plays this role, this strongly, for this reason.

    A stage makes its clues once, as constants, with a guessed strength. When the line is judged, the fitted strength
    of the same stage and `why` counts instead; a clue that was never fitted keeps its guess.
    """

    stage: str
    role: Role
    strength: float
    why: str


@attrs.frozen(slots=True)
class Line:
    """One non-blank physical line of the post, and who is speaking on it.

    `span` leaves out the white space around the line. `clipping` is the position of the clipping that the line belongs to,
    None for lines of the post itself. `confidence` is the probability, 0 to 1, that the role is right.
    `clues` are the reasons, strongest first, each with its strength for the role that was chosen.
    """

    span: Span
    role: Role
    clipping: int | None
    confidence: float
    clues: tuple[Clue, ...] = ()


@attrs.frozen(slots=True)
class Author:
    """A person named in a byline; `name` is as written, without `By`, titles and affiliation."""

    name: str
    role: str | None = None
    affiliation: str | None = None
    email: str | None = None
    place: str | None = None
    credit: str = "author"  # author, additional reporting, editing, photography, translation


@attrs.frozen(slots=True)
class Byline:
    """Who wrote the article: those credited as authors come first; `collective` is set where no person is named."""

    text: str
    authors: tuple[Author, ...] = ()
    collective: str | None = None


@attrs.frozen(slots=True)
class Dateline:
    """Where and when the article was filed. `place` is as written, `agency` a canonical name."""

    text: str
    place: str | None = None
    agency: str | None = None
    date: dt.date | None = None


@attrs.frozen(slots=True)
class Source:
    """Who published the article: `name` as written; `url` where a link stands."""

    name: str | None
    url: str | None
    text: str


@attrs.frozen(slots=True)
class Paragraph:
    """One paragraph, unwrapped and cleaned. `kind` is body, subhead or caption; `spans` are its pieces of the raw text."""

    text: str
    kind: Role
    spans: tuple[Span, ...]


@attrs.frozen(slots=True)
class Quote:
    """Words between quotation marks. `speaker` and `cue` (the verb) are None where the text does not say."""

    text: str
    speaker: str | None
    cue: str | None
    span: Span


@attrs.frozen(slots=True)
class Correction:
    """Damage that was mended: the whole word or words as written in the raw text at `span`, and as they read now."""

    kind: str
    before: str
    after: str
    span: Span


@attrs.frozen(slots=True)
class Duplicate:
    """A repeated paragraph that was dropped, and the fuller copy that was kept; `similarity` is 0 to 1."""

    span: Span
    of: Span
    similarity: float


class FrozenSpans(Mapping[str, tuple[Span, ...]]):
    """Field name -> the places in the raw text where the field stands: a mapping that cannot change and can be hashed.

    >>> FrozenSpans({"headline": (Span(0, 5),)})["headline"]
    (Span(start=0, end=5),)
    """

    __slots__ = ("_places",)

    def __init__(self, places: Mapping[str, tuple[Span, ...]] | None = None) -> None:
        self._places: dict[str, tuple[Span, ...]] = dict(places or {})

    def __getitem__(self, field: str) -> tuple[Span, ...]:
        return self._places[field]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __hash__(self) -> int:
        return hash(frozenset(self._places.items()))

    def __repr__(self) -> str:
        return f"FrozenSpans({self._places!r})"

    def __reduce__(self) -> tuple[type[FrozenSpans], tuple[dict[str, tuple[Span, ...]]]]:
        return FrozenSpans, (self._places,)


@attrs.frozen(slots=True, kw_only=True)
class Clipping:
    """One re-posted newspaper article.

    Every field that the text does not state is None (or empty). `published_at` is set only when a time is stated, and
    is aware when a zone is. `text` is the body, paragraphs joined by a blank line. `spans` points at the raw text behind
    every field that is not None. `id` is a hash of the content, the same on every machine.
    """

    kicker: str | None = None
    headline: str | None = None
    standfirst: str | None = None
    byline: Byline | None = None
    dateline: Dateline | None = None
    source: Source | None = None
    agency: str | None = None
    published: dt.date | None = None
    published_at: dt.datetime | None = None
    language: str | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    text: str = ""
    quotes: tuple[Quote, ...] = ()
    corrections: tuple[Correction, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    truncated: bool = False
    confidence: float = 0.0
    spans: FrozenSpans = attrs.field(factory=FrozenSpans)
    id: str = ""


@attrs.frozen(slots=True, kw_only=True)
class Post(Sequence[Clipping]):
    """A post, read: a sequence of its clippings, and what stands around them.

    `text` is exactly what came in; `lines` accounts for every non-blank line of it, in order.
    """

    text: str
    title: str | None = None
    posted: dt.date | None = None
    posted_at: dt.datetime | None = None
    author: str | None = None
    clippings: tuple[Clipping, ...] = ()
    lines: tuple[Line, ...] = ()
    commentary: tuple[str, ...] = ()

    @overload
    def __getitem__(self, index: int) -> Clipping: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Clipping, ...]: ...

    def __getitem__(self, index: int | slice) -> Clipping | tuple[Clipping, ...]:
        return self.clippings[index]

    def __len__(self) -> int:
        return len(self.clippings)

    def __iter__(self) -> Iterator[Clipping]:
        return iter(self.clippings)
