"""What comes out: a `Post` and its `Clipping` objects, frozen all the way down.

Every type is a frozen, slotted attrs class: hashable, comparable, picklable, safe to share between threads.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, overload

import attrs

from clipparse import explained
from clipparse.brief import LONGEST, beginning, brief, how_many
from clipparse.brief import printable as printable
from clipparse.doubts import Judged, find_doubts
from clipparse.page import Span
from clipparse.roles import Kind, Role
from clipparse.serialise import ADDED, dumps, from_plain, to_plain

# Raised when the shape of to_dict() changes, so that stored posts are never misread.
_SCHEMA = "clipparse/1"


@attrs.frozen(slots=True, cache_hash=True)  # looked up again and again
class Clue:
    """An opinion: this stage thinks that a line plays this role, this strongly, for this reason.

    A stage makes its clues once, as constants, with a guessed strength. When the line is judged, the fitted strength
    of the same stage and `why` counts instead; a clue that was never fitted keeps its guess.
    """

    stage: str
    role: Role
    strength: float
    why: str

    __repr__ = brief


@attrs.frozen(slots=True)
class Line:
    """One non-blank physical line of the post, and who is speaking on it.

    `span` leaves out the white space around the line. `clipping` is the position of the clipping that the line belongs
    to, None for lines of the post itself. `confidence` is the probability, 0 to 1, that the role is right.
    `clues` are the reasons, strongest first, each with its strength for the role that was chosen; one of strength 0
    is a remark, such as how a text breaks off (stage `truncated`). `runner_up` is the role that came second, None where
    no other was in question.
    """

    span: Span
    role: Role
    clipping: int | None
    confidence: float
    clues: tuple[Clue, ...] = attrs.field(default=(), metadata=ADDED)
    runner_up: Role | None = None

    __repr__ = brief


@attrs.frozen(slots=True)
class Author:
    """A person named in a byline.

    `name` is without `By`, titles and affiliation; as written, but in name case where it stands in capitals.
    """

    name: str
    role: str | None = None
    affiliation: str | None = None
    email: str | None = None
    place: str | None = None
    credit: str = "author"  # author, additional reporting, editing, photography, translation

    __repr__ = brief


@attrs.frozen(slots=True)
class Byline:
    """Who wrote the article: those credited as authors come first; `collective` is set where no person is named."""

    text: str
    authors: tuple[Author, ...] = ()
    collective: str | None = None

    __repr__ = brief


@attrs.frozen(slots=True)
class Dateline:
    """Where and when the article was filed. `place` is as written, `agency` a canonical name."""

    text: str
    place: str | None = None
    agency: str | None = None
    date: dt.date | None = None

    __repr__ = brief


@attrs.frozen(slots=True)
class Source:
    """Who published the article: `name` as written; `url` where a link stands."""

    name: str | None
    url: str | None
    text: str

    __repr__ = brief


@attrs.frozen(slots=True)
class Paragraph:
    """One paragraph, unwrapped and cleaned. `kind` is body, subhead or caption; `spans` are its pieces of raw text."""

    text: str
    kind: Role
    spans: tuple[Span, ...]

    __repr__ = brief


@attrs.frozen(slots=True)
class Quote:
    """Words between quotation marks. `speaker` and `cue` (the verb) are None where the text does not say."""

    text: str
    speaker: str | None
    cue: str | None
    span: Span

    __repr__ = brief


@attrs.frozen(slots=True)
class Correction:
    """Damage that was mended: the whole word or words as written in the raw text at `span`, and as they read now."""

    kind: str
    before: str
    after: str
    span: Span

    __repr__ = brief


@attrs.frozen(slots=True)
class Duplicate:
    """A repeated paragraph that was dropped, and the fuller copy that was kept; `similarity` is 0 to 1."""

    span: Span
    of: Span
    similarity: float

    __repr__ = brief


@attrs.frozen(slots=True)
class Stated:
    """What a web page states about itself outside of its text: `field`, its `value`, and `where` it stands there.

    >>> Stated("outlet", "Harbour Herald", "og:site_name").where
    'og:site_name'
    """

    field: str
    value: str
    where: str

    __repr__ = brief


@attrs.frozen(slots=True)
class Doubt:
    """What a person should look at: lines at `span` whose `role` is not certain, and the one that came second.

    `confidence` is the probability, 0 to 1, that the role is right; where `instead` is None, that an article begins
    here. `why` says it in words.
    """

    span: Span
    role: Role
    instead: Role | None
    confidence: float
    why: str

    __repr__ = brief


class FrozenSpans(Mapping[str, tuple[Span, ...]]):
    """Field name -> the places in the raw text where the field stands: a mapping that cannot change and can be hashed.

    >>> FrozenSpans({"headline": (Span(0, 5),)})["headline"]
    (Span(start=0, end=5),)
    """

    # spans as numbers take a fifth of the memory of spans as objects, and hardly anybody asks for them
    __slots__ = ("_counts", "_offsets")

    def __init__(self, places: Mapping[str, tuple[Span, ...]] | None = None) -> None:
        places = places or {}
        self._counts = _shared(tuple([(field, len(spans)) for field, spans in places.items()]))
        self._offsets = _packed([at for spans in places.values() for one in spans for at in (one.start, one.end)])

    def __getitem__(self, field: str) -> tuple[Span, ...]:
        at = 0
        for name, count in self._counts:
            end = at + 2 * count
            if name == field:
                return tuple(map(Span, self._offsets[at:end:2], self._offsets[at + 1 : end : 2]))
            at = end
        raise KeyError(field)

    def __iter__(self) -> Iterator[str]:
        return (field for field, _ in self._counts)

    def __len__(self) -> int:
        return len(self._counts)

    def __hash__(self) -> int:
        return hash(frozenset(self.items()))

    def __repr__(self) -> str:
        whole = f"FrozenSpans({dict(self)!r})"
        return whole if len(whole) <= LONGEST else f"FrozenSpans(<{len(self)}>)"

    def __reduce__(self) -> tuple[type[FrozenSpans], tuple[dict[str, tuple[Span, ...]]]]:
        return FrozenSpans, (dict(self),)


@lru_cache(maxsize=1 << 10)
def _shared(counts: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """The same, as one object for all clippings that state the same fields."""
    return counts


def _packed(offsets: list[int]) -> Sequence[int]:
    """Numbers in as little room as they have."""
    try:
        return array("i", offsets)
    except (OverflowError, TypeError):  # those of no text, as a caller's data may have
        return tuple(offsets)


@attrs.frozen(slots=True, kw_only=True)
class Clipping:
    """One re-posted newspaper article.

    Every field that the text does not state is None (or empty). `published_at` is set only when a time is stated, and
    is aware when a zone is. `text` is the body, paragraphs joined by a blank line. `spans` points at the raw text
    behind every field that is not None, but for what a web page states outside of its text (`Post.stated`).
    `confidence` is the probability, 0 to 1, that a clipping begins where this one does. `id` is a hash of the content,
    the same on every machine. A `repr` leaves out what is None, cuts texts, and tells how many paragraphs, quotations
    and repairs there are.

    >>> mended = Correction("entity", "&amp;", "&", Span(0, 5))
    >>> clip = Clipping(headline="Storm closes schools along the coast", text="Roofs flew. " * 9, corrections=(mended,))
    >>> clip  # doctest: +ELLIPSIS
    Clipping(headline='Storm closes schools alo…', text='Roofs flew. Roofs flew. …', corrections=<1>, ...)
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
    paragraphs: tuple[Paragraph, ...] = attrs.field(default=(), repr=how_many)
    text: str = attrs.field(default="", repr=beginning)
    quotes: tuple[Quote, ...] = attrs.field(default=(), repr=how_many)
    corrections: tuple[Correction, ...] = attrs.field(default=(), repr=how_many)
    duplicates: tuple[Duplicate, ...] = attrs.field(default=(), repr=how_many)
    truncated: bool = False
    confidence: float = 0.0
    spans: FrozenSpans = attrs.field(factory=FrozenSpans, repr=False)
    id: str = ""

    __repr__ = brief

    def to_dict(self) -> dict[str, Any]:
        """The clipping as dicts, lists, strings and numbers, as it stands in a post's; `from_dict` has it again.

        Returns
        -------
        dict: the attributes by name; dates as ISO 8601 strings, spans `[start, end]`

        >>> Clipping(headline="Storm", published=dt.date(2014, 3, 13)).to_dict()["published"]
        '2014-03-13'
        """
        plain: dict[str, Any] = to_plain(self)
        return plain

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Clipping:
        """The clipping that `to_dict` made `data` from, equal to it in every attribute.

        Parameters
        ----------
        data: what `to_dict` gave, or one of the `clippings` of a post's.

        Returns
        -------
        Clipping: also of data that an earlier release with the same schema wrote.

        Raises
        ------
        ValueError: a missing or unknown key, or a value of another kind; it says what and where.

        >>> clip = Clipping(headline="Storm")
        >>> Clipping.from_dict(clip.to_dict()) == clip
        True
        """
        if not isinstance(data, Mapping):
            raise ValueError(f"expected the dict that to_dict() gave, got {type(data).__name__}")
        if "schema" in data:
            raise ValueError("this is a whole post; Post.from_dict() reads it")
        return from_plain(cls, data)

    def _repr_html_(self) -> str:
        """The clipping as a card, for a notebook."""
        from clipparse import cards  # not needed anywhere else

        return cards.clipping_html(to_plain(self))


class _LinesLater:
    """Room for what makes a very long post's lines."""

    __slots__ = ("_make_lines",)


@attrs.frozen(slots=True, kw_only=True)
class Post(_LinesLater, Sequence[Clipping]):
    """A post, read: a sequence of its clippings, and what stands around them.

    `text` is exactly what came in; `lines` accounts for every non-blank line of it, in order. `commentary` has the
    poster's own paragraphs, `comments` those of readers. `kind` is what kind of post it was read as, `kind_confidence`
    the probability, 0 to 1, that it is, and `kind_signs` what it was told by, the strongest sign first. Of a web page
    `stated` has what it states outside of its text, and where.

    >>> post = Post(text="Hello", lines=(Line(Span(0, 5), Role.COMMENTARY, None, 0.9),))
    >>> len(post), post.lines[0].span.of(post.text)
    (0, 'Hello')
    >>> Post.from_dict(post.to_dict()) == post
    True
    """

    text: str = attrs.field(repr=beginning)
    title: str | None = None
    posted: dt.date | None = None
    posted_at: dt.datetime | None = None
    author: str | None = None
    clippings: tuple[Clipping, ...] = ()
    lines: tuple[Line, ...] = attrs.field(default=(), repr=how_many)
    commentary: tuple[str, ...] = attrs.field(default=(), repr=how_many)
    comments: tuple[str, ...] = attrs.field(default=(), repr=how_many, metadata=ADDED)
    kind: Kind = attrs.field(default=Kind.BLOG, metadata=ADDED)
    kind_confidence: float = attrs.field(default=0.0, repr=False, metadata=ADDED)
    kind_signs: tuple[str, ...] = attrs.field(default=(), repr=False, metadata=ADDED)
    stated: tuple[Stated, ...] = attrs.field(default=(), repr=how_many, metadata=ADDED)

    __repr__ = brief

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """The lines of a very long post, which are made when they are first asked for."""
            if name != "lines":
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)
            lines = self._make_lines()
            object.__setattr__(self, "lines", lines)
            return lines

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

    def to_dict(self, *, clues: bool = True) -> dict[str, Any]:
        """The post as dicts, lists, strings and numbers, fit for JSON; `Post.from_dict` makes the same post of it.

        Parameters
        ----------
        clues: with the reasons for each line's role, which are two thirds of it; without them the post that comes back
            is the same, but has no clues.

        Returns
        -------
        dict: the attributes by name, beside `"schema": "clipparse/1"`; dates as ISO 8601 strings, spans `[start, end]`

        >>> Post(text="").to_dict()["schema"]
        'clipparse/1'
        >>> line = Line(Span(0, 2), Role.COMMENTARY, None, 0.9, (Clue("voice", Role.COMMENTARY, 1.0, "says I"),))
        >>> "clues" in Post(text="Hm", lines=(line,)).to_dict(clues=False)["lines"][0]
        False
        """
        lines = self.lines if clues else tuple(attrs.evolve(line, clues=()) for line in self.lines)
        plain = {"schema": _SCHEMA, **to_plain(attrs.evolve(self, lines=lines))}
        if not clues:
            for line in plain["lines"]:
                del line["clues"]
        return plain

    def to_json(self, indent: int | None = None, *, clues: bool = True) -> str:
        """`to_dict` as JSON, letters of all languages as they are.

        Parameters
        ----------
        indent: spaces to indent by; None puts everything on one line. clues: as for `to_dict`.

        Returns
        -------
        str: `from_dict(json.loads(...))` makes the same post of it.

        >>> print(Post(text="Zoë").to_json()[:39])
        {"schema": "clipparse/1", "text": "Zoë"
        """
        return dumps(self.to_dict(clues=clues), indent)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Post:
        """The post that `to_dict` made `data` from, equal to it in every attribute.

        Parameters
        ----------
        data: what `to_dict` gave, or `json.loads` of what `to_json` gave.

        Returns
        -------
        Post: also of data that an earlier release with the same schema wrote.

        Raises
        ------
        ValueError: another schema, a missing or unknown key, or a value of another kind; it says what and where.

        >>> Post.from_dict({**Post(text="").to_dict(), "author": 7})
        Traceback (most recent call last):
        ...
        clipparse.serialise.Mismatch: author: expected a string, got 7
        """
        if not isinstance(data, Mapping):
            raise ValueError(f"expected the dict that to_dict() gave, got {type(data).__name__}")
        if "schema" not in data:
            raise ValueError(f"missing key 'schema': this is no post; expected {_SCHEMA!r} there")
        if data["schema"] != _SCHEMA:
            raise ValueError(f"schema: expected {_SCHEMA!r}, got {data['schema']!r}")
        return from_plain(cls, {key: value for key, value in data.items() if key != "schema"})

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What a person should look at, the most characters first: lines whose role is less than 75% sure, and places
        where it is no surer that an article begins.

        >>> line = Line(Span(0, 9), Role.FURNITURE, None, 0.6, (), Role.BODY)
        >>> [doubt] = Post(text="Rain fell", lines=(line,)).doubts
        >>> doubt.role.value, doubt.instead.value, doubt.confidence, doubt.why
        ('furniture', 'body', 0.6, 'reads like an article, taken for furniture')
        """
        judged = [
            Judged(line.span.start, line.span.end, line.role, line.clipping, line.confidence, line.runner_up)
            for line in self.lines
        ]
        return tuple(
            Doubt(Span(one.start, one.end), one.role, one.instead, one.confidence, one.why)
            for one in find_doubts(judged, (clip.confidence for clip in self.clippings))
        )

    def explain(self) -> Explanation:
        """Why each line got its role.

        Returns
        -------
        Explanation: `str()` of it reads well in a terminal.

        >>> line = Line(Span(0, 2), Role.COMMENTARY, None, 0.9)
        >>> post = Post(text="Hm", lines=(line,), kind_confidence=0.8)
        >>> print(post.explain())
        read as a blog (80%)
           1  commentary      90%  Hm
                            no clue of its own
        """
        return Explanation(self.text, self.lines, self.kind, self.kind_confidence, self.kind_signs)

    def _repr_html_(self) -> str:
        """The clippings as cards beside the text with its lines coloured by role, for a notebook."""
        from clipparse import cards  # not needed anywhere else

        return cards.post_html(to_plain(self))


def with_lines_later(post: Post, make: Callable[[], tuple[Line, ...]]) -> Post:
    """A post like this one, whose lines are made when they are first asked for."""
    later = attrs.evolve(post, lines=())
    object.__setattr__(later, "_make_lines", make)
    object.__delattr__(later, "lines")
    return later


def changed(post: Post, **changes: Any) -> Post:
    """A post like this one but for some attributes; lines that are not made yet stay so."""
    make = getattr(post, "_make_lines", None)
    return with_lines_later(attrs.evolve(post, lines=(), **changes), make) if make else attrs.evolve(post, **changes)


@attrs.frozen(slots=True)
class Explanation:
    """Why each line got its role.

    `str()` gives the kind of post and what told it, then, for every line, its row (from 1), role, clipping (from 1) and
    confidence, and beneath it the strongest clues, each with its stage, their sum, and the role that came second. In a
    notebook it shows itself as a table.

    >>> clue = Clue("headline", Role.HEADLINE, 2.5, "short and without a full stop")
    >>> line = Line(Span(0, 14), Role.HEADLINE, 0, 0.93, (clue,), Role.STANDFIRST)
    >>> print(Explanation("Talks collapse", (line,), Kind.PAGE, 0.98, ("menus around the text",)))
    read as a page (98%): menus around the text
       1  headline 1      93%  Talks collapse
                 +2.50  stage headline: short and without a full stop
                        = +2.50, before standfirst
    """

    text: str
    lines: tuple[Line, ...]
    kind: Kind = Kind.BLOG
    kind_confidence: float = 0.0
    kind_signs: tuple[str, ...] = ()

    __repr__ = brief

    def __str__(self) -> str:
        return self.to_text()

    def to_text(self, width: int = 80) -> str:
        """The same for a terminal of another width; no word is broken that fits on a line.

        Parameters
        ----------
        width: of a line, in letters.

        Returns
        -------
        str: what `str()` gives, at that width.

        >>> line = Line(Span(0, 9), Role.COMMENTARY, None, 0.9)
        >>> print(Explanation("Hm, well.", (line,)).to_text(50))
           1  commentary      90%
              Hm, well.
                no clue of its own
        """
        return explained.as_text(self, width)

    def _repr_html_(self) -> str:
        """A table with a row for each line, for a notebook."""
        return explained.as_table(self)
