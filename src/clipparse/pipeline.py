"""The whole flow in one place: raw text -> Page -> its kind -> clues -> roles -> Clippings -> edits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, Self, Unpack

import attrs

from clipparse import kinds
from clipparse.brief import how_many
from clipparse.clue import Clue, Sighting, Stage
from clipparse.decode import Decoder, Judgement, testimony
from clipparse.fields import assemble
from clipparse.known import Known, KnownOfPage, Options, checked_text, options_with
from clipparse.lexicon import Lexicon
from clipparse.model import Explanation, Line, Post, changed
from clipparse.page import MOST_LINES, Page, PhysicalLine
from clipparse.roles import Kind, Role
from clipparse.stages import STAGES
from clipparse.strengths import Strengths
from clipparse.stretches import Repeated, cut_off, joined, options_below, says
from clipparse.tidy import TIDIERS, Tidier, tidy


@attrs.frozen(slots=True)
class Pipeline:
    """A parser, as a value: its stages, tidiers, words and strengths.

    Nothing in it changes; each `with_` makes another.

    >>> parser = Pipeline.default().without("quotes")
    >>> [clipping.headline for clipping in parser.parse("")]
    []
    """

    stages: tuple[tuple[str, Stage], ...] = STAGES
    tidiers: tuple[tuple[str, Tidier], ...] = TIDIERS
    options: Options = attrs.field(factory=Options)
    lexicon: Lexicon = attrs.field(factory=Lexicon.default)
    strengths: Strengths = attrs.field(factory=Strengths.default)
    _decoder: Decoder = attrs.field(init=False, repr=False, eq=False)

    def __repr__(self) -> str:
        stages, tidiers = (how_many(names) for names in (self.stages, self.tidiers))
        return f"Pipeline(stages={stages}, tidiers={tidiers}, options={self.options!r:.140})"

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_decoder", _decoder(self.strengths))

    @classmethod
    def default(cls) -> Self:
        """The parser that `clipparse.parse` uses.

        Returns
        -------
        Pipeline: all stages and tidiers, the words and strengths of the package, and no options.

        >>> Pipeline.default() == Pipeline()
        True
        """
        return cls()

    def parse(self, text: str) -> Post:
        """Read a post.

        Parameters
        ----------
        text: the post as one string, lines ended by line feeds.

        Returns
        -------
        Post: its clippings in order, and a role for every non-blank line.

        Raises
        ------
        TypeError: `text` is not a string. ValueError: it is longer than `options.max_chars`.

        >>> post = Pipeline.default().parse("Storm closes schools\\nBy Ann Lee\\n\\nSchools stayed shut, all said.")
        >>> [str(line.role) for line in post.lines]
        ['headline', 'byline', 'body']
        """
        page = Page.of(_checked(text, self.options), self.options, most=MOST_LINES)
        kind, goes_on = self._kind(page), page.goes_on
        stretches = self._stretches(page, kind.kind)
        del page  # what was found on it is let go when it was judged
        post = joined(text, stretches) if goes_on else next(stretches)
        del stretches  # a long post needs their memory for its tidying
        return changed(
            post,
            clippings=tidy(text, post.clippings, self.lexicon, self.tidiers),
            kind=kind.kind,
            kind_confidence=kind.confidence,
            kind_signs=kind.signs,
        )

    def parse_html(self, html: str | bytes, url: str | None = None) -> Post:
        """Read a post, or a newspaper's own page, out of HTML (extra `html`).

        Parameters
        ----------
        html: the page, as for `clipparse.parse_html`. url: where it was found: relative links lead on from there.

        Returns
        -------
        Post: what the page states of the post counts before this parser's options.

        Raises
        ------
        TypeError, ValueError, ModuleNotFoundError: as for `clipparse.parse_html`.

        >>> Pipeline.default().parse_html("<h3 class='post-title'>Pier shut</h3><p>It rained all day.</p>").title
        'Pier shut'
        """
        return self._read_page(html, url, {})

    def explain(self, text: str) -> Explanation:
        """Why each line of `text` got its role.

        Parameters
        ----------
        text: the post as one string.

        Returns
        -------
        Explanation: `str()` of it reads well in a terminal.

        Raises
        ------
        TypeError, ValueError: as for `parse`.

        >>> str(Pipeline.default().explain("-----")).splitlines()[1].split()[:2]
        ['1', 'furniture']
        """
        return self.parse(text).explain()

    def without(self, *names: str) -> Self:
        """A parser that leaves out some stages or tidiers.

        Parameters
        ----------
        names: those of the stages and tidiers (`stages` and `tidiers` list them).

        Returns
        -------
        Pipeline: another one.

        Raises
        ------
        ValueError: a name is unknown; the message lists those that are known.

        >>> [name for name, _ in Pipeline.default().without("quotes", "typos").tidiers]
        ['duplicates']
        """
        unknown = set(names) - {name for name, _ in (*self.stages, *self.tidiers)}
        if unknown:
            raise ValueError(f"no stage or tidier named {', '.join(sorted(unknown))}; there are: {self._names()}")
        return attrs.evolve(
            self,
            stages=tuple(pair for pair in self.stages if pair[0] not in names),
            tidiers=tuple(pair for pair in self.tidiers if pair[0] not in names),
        )

    def with_stage(self, stage: Stage, *, after: str | None = None, name: str | None = None) -> Self:
        """A parser that also hears a stage of one's own.

        Parameters
        ----------
        stage: a function of a page and the lexicon that gives pairs of a line's index and a `Clue`.
        after: the name of the stage that it stands behind; None puts it at the end. It is heard all the same.
        name: what it is called; None takes the function's own name.

        Returns
        -------
        Pipeline: another one.

        Raises
        ------
        ValueError: no stage is named `after`, or another has this name already.

        >>> def silent(page, lexicon):
        ...     return ()
        >>> [name for name, _ in Pipeline.default().with_stage(silent, after="byline").stages][8:10]
        ['silent', 'dateline']
        """
        names = [known for known, _ in self.stages]
        if after is not None and after not in names:
            raise ValueError(f"no stage named {after}; there are: {', '.join(names)}")
        name = name or str(getattr(stage, "__name__", type(stage).__name__))
        if name in names:
            raise ValueError(f"a stage named {name} is there already; give this one another name")
        place = len(names) if after is None else names.index(after) + 1
        return attrs.evolve(self, stages=(*self.stages[:place], (name, stage), *self.stages[place:]))

    def with_words(self, *, outlets: Iterable[str] = (), **lists: Iterable[str]) -> Self:
        """A parser that also knows some words.

        Parameters
        ----------
        outlets: names of papers, stations and sites.
        lists: phrases for word lists, by the list's name with `__` for its dot (`furniture__whole_lines=[...]`).

        Returns
        -------
        Pipeline: another one.

        Raises
        ------
        ValueError: there is no such list.

        >>> parser = Pipeline.default().with_words(outlets=["Quay Lantern"])
        >>> parser.lexicon.outlet("Quay Lantern")
        'Quay Lantern'
        """
        return attrs.evolve(self, lexicon=self.lexicon.extended(outlets=outlets, **lists))

    def _read_page(self, html: str | bytes, url: str | None, known: Mapping[str, Any]) -> Post:
        from clipparse.html import Markup, as_stated, options_of, page_of  # needs the extra

        web = page_of(html, url, options_with("parse_html", known, self.options).max_chars)
        options = options_of(web, self.options, known)
        reader = attrs.evolve(self, options=options).with_stage(Markup.of(web), name="html")
        return as_stated(reader.parse(web.text), web, options.posted if known.get("posted") else None)

    def _kind(self, page: Page) -> kinds.Verdict:
        if self.options.kind is not None:
            return kinds.Verdict(self.options.kind, 1.0, ("the caller says so",))
        if not page.lines:  # nothing is seen
            return kinds.Verdict(Kind.BLOG, 0.0)
        return kinds.verdict(kinds.signs(page, self.lexicon), self.strengths.signs)

    def _sightings(self, page: Page, kind: Kind) -> Iterator[Sighting]:
        yield from ((line.index, kinds.OF_KIND[kind]) for line in page.lines)
        for _, stage in self.stages:
            yield from stage(page, self.lexicon)

    def _stretches(self, page: Page, kind: Kind) -> Iterator[Post]:
        """What is read in each stretch of a text, not tidied yet; nearly all texts are one."""
        options = self.options
        above: Repeated | None = None
        while True:
            said = says(page) if page.goes_on and self.stages == STAGES else ()
            same = above if above is not None and above.says(said, page.options) else None
            # stages and decoder see one line for each paragraph, however the text was wrapped
            clues = same.clues if same else testimony(len(page.paragraphs), self._sightings(page.unwrapped, kind))
            page = page.unread()  # what the stages have found takes most of the memory
            judgements = same.judgements if same else self._decoder.judge(clues)
            above = Repeated(page.options, said, clues, judgements) if said else None
            # from here on it is physical lines again
            lines: Sequence[Line] = tuple(_lines(page, clues, judgements, self.strengths))
            openings: Sequence[float] = [judged.opening for judged in judgements if judged.opening is not None]
            del clues, judgements
            if page.goes_on:
                page, lines, openings = cut_off(page, lines, openings)
            post = assemble(page, lines, openings, self.lexicon)
            options = options_below(options, post)
            yield post
            if not page.goes_on:
                return
            del post, lines, same  # a long text needs their memory for what stands below
            page = Page.of(page.text, options, page.below, MOST_LINES)

    def _names(self) -> str:
        return ", ".join(name for name, _ in (*self.stages, *self.tidiers))


def parse(text: str, **known: Unpack[Known]) -> Post:
    """Read a post: `Pipeline(options=Options(**known)).parse(text)`.

    Parameters
    ----------
    text: the post as one string.
    known: what the caller knows already, any field of `Options`: `posted=date(2014, 3, 15)`, `day_first=True`, ...

    Returns
    -------
    Post: a sequence of its clippings.

    Raises
    ------
    TypeError: `text` is not a string, or `known` names no option, or a value is of another type; the message says what
        was meant. ValueError: longer than `max_chars`, or no such `kind`.

    >>> parse("Just a line of my own.").clippings
    ()
    >>> parse("Just a line of my own.", day_frist=True)
    Traceback (most recent call last):
    ...
    TypeError: parse() knows no 'day_frist'; did you mean 'day_first'?
    """
    return _pipeline(options_with("parse", known)).parse(text)


def parse_html(
    html: str | bytes, url: str | None = None, *, pipeline: Pipeline | None = None, **known: Unpack[KnownOfPage]
) -> Post:
    """Read a post, or a newspaper's own page, out of HTML.

    `text` of the post is made from the page: title and date, where the page states them outside of the post, then the
    post line by line. All spans point into it. What the page's markup says of a line is heard as a clue more. A link
    on an article's headline or credit becomes its source's `url`, where the text states none.

    Parameters
    ----------
    html: the page. Bytes may be in any encoding, declared or not; where HTTP headers told it, decode them first.
    url: where the page was found: relative links lead on from there.
    pipeline: the parser, where it is not the default one.
    known: any field of `Options` that the caller knows better than the page, such as `posted`.

    Returns
    -------
    Post: `title`, `author`, `posted` and `posted_at` as the page states them, else as its text does.

    Raises
    ------
    TypeError: `html` is neither str nor bytes, or `known` names no option, or a value is of another type.
    ValueError: there is no text in the page, it is nested deeper than can be read (about 2,000 levels), it has more
        than 50 million bytes or 500,000 tags, or its text is longer than `max_chars`, or else than ten million letters.
    ModuleNotFoundError: the extra is not installed: `pip install 'clipparse-news[html]'`.

    >>> page = '''<h2 class="date-header">Saturday, March 15, 2014</h2><h3 class="post-title">Storm closes schools</h3>
    ... <div class="post-body"><a href="https://herald.example/storm">Harbour Herald</a><br>By Ann Lee<p>Schools along
    ... the coast stayed shut on Monday after the storm broke two roofs, the council said.</p></div>'''
    >>> post = parse_html(page)
    >>> post.title, post.posted.isoformat(), post.text.split("\\n")[0]
    ('Storm closes schools', '2014-03-15', 'Saturday, March 15, 2014')
    """
    return (pipeline or _default())._read_page(html, url, known)


@cache
def _decoder(strengths: Strengths) -> Decoder:
    return Decoder(strengths)


@cache
def _default() -> Pipeline:
    return Pipeline.default()


def _pipeline(options: Options) -> Pipeline:
    return _default() if options == Options() else attrs.evolve(_default(), options=options)


def _checked(text: str, options: Options) -> str:
    checked_text(text, "parse", "the post's text")
    if options.max_chars is not None and len(text) > options.max_chars:
        raise ValueError(f"the text has {len(text)} characters, more than Options.max_chars = {options.max_chars}")
    return text


def _lines(
    page: Page, clues: list[tuple[Clue, ...]], judgements: list[Judgement], strengths: Strengths
) -> Iterator[Line]:
    """Every physical line; those of one paragraph share what was judged of it, and its first line has the reasons."""
    clipping = -1
    known: dict[tuple[int, Role], tuple[Clue, ...]] = {}  # lines of one sort share their clues, and their reasons
    judged_of = zip(clues, judgements, strict=True)
    for block in page.blocks:
        if not block.text:
            yield from (_marks(page.lines[index]) for index in range(block.first, block.last + 1))
            continue
        fired, judged = next(judged_of)
        role = judged.state.role
        clipping += judged.state.opens
        reasons = known.get((id(fired), role))
        if reasons is None:
            reasons = known[id(fired), role] = _reasons(role, strengths).of(fired)
        for index in range(block.first, block.last + 1):
            yield Line(
                span=page.lines[index].span,
                role=role,
                clipping=clipping if role.of_clipping else None,
                confidence=judged.confidence,
                clues=reasons if index == block.first else _runs_on(role),
                runner_up=judged.runner_up,
            )


def _marks(line: PhysicalLine) -> Line:
    """A line of nothing but quoting marks or `&nbsp;`, which no one judges: to a reader it is a blank line."""
    return Line(line.span, Role.FURNITURE, None, 1.0, _NOTHING_SAID)


_NOTHING_SAID = (Clue("page", Role.FURNITURE, 0.0, "nothing but quoting marks or hard blanks"),)


@cache
def _runs_on(role: Role) -> tuple[Clue]:
    return (Clue("page", role, 0.0, "runs on from the line above"),)


class _Reasons(dict[Clue, tuple[float, Clue] | None]):
    """For each clue that fires where a role was chosen, itself with its strength for the role, behind its rank."""

    def __init__(self, role: Role, strengths: Strengths) -> None:
        super().__init__()
        self._role, self._strengths = role, strengths

    def __missing__(self, clue: Clue) -> tuple[float, Clue] | None:
        strength = self._strengths.of_clue(clue, "here").get(self._role, 0.0)
        if len(self) > 1 << 12:  # of a user's own stage; memory stays bounded over millions of posts
            self.clear()
        self[clue] = (-abs(strength), Clue(clue.stage, self._role, strength, clue.why)) if strength else None
        return self[clue]

    def of(self, fired: tuple[Clue, ...]) -> tuple[Clue, ...]:
        """The line's own clues that count for the role, strongest first."""
        return tuple([clue for _, clue in sorted(filter(None, map(self.__getitem__, fired)), key=_RANK)])


_RANK = itemgetter(0)


@lru_cache(maxsize=1 << 8)
def _reasons(role: Role, strengths: Strengths) -> _Reasons:
    return _Reasons(role, strengths)
