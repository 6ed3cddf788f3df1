"""The lines of one clipping, and what they say: each is read once, by the stage that knows its kind, for all fields."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

import attrs

from clipparse import lazy
from clipparse.facts.dates import DateMention, find_dates
from clipparse.facts.titles import summary_in, title_in
from clipparse.lexicon import Lexicon
from clipparse.lines import has_digit
from clipparse.model import Line, Source
from clipparse.page import Page, PhysicalLine
from clipparse.passage import Found, Part, Passage
from clipparse.roles import Role
from clipparse.stages import byline, dateline, source

# Dates are looked for in this much of a line; no credit is longer.
DATES_WITHIN = 400
# How much behind a byline is looked at for its date, and how far behind the names it begins.
_CREDITS_WITHIN, _CREDITS_APART = 120, 40
# Where a dateline may begin behind a byline: at a word in capitals, one of the first few.
_CAPITALS = lazy.compile(r"(?<![\w.])[A-ZÀ-Þ]{3,}")
_MOST_STARTS = 5
# A line among a headline's that credits somebody.
_OPENS_CREDIT = lazy.compile(
    r"\W{0,3}(?:from|copied from|reprinted|reproduced|excerpted|taken from|published in)\s", re.IGNORECASE
)
_OPENS_BYLINE = lazy.compile(r"\W{0,3}(?:by|author|written by)\s?:?\s", re.IGNORECASE)
# A summary has so many blanks at the least.
_FEWEST_BLANKS = 3
# Of a remark that furniture breaks up, so many lines are kept with what follows.
_REMARK = 8
# How far below an article's last line the next one may stand.
_BELOW = 2
# Around an outlet and the date beside it stands no more than this of marks.
_MARKS = 6


@attrs.frozen(slots=True)
class Known:
    """What is known of the post when its clippings are read."""

    page: Page
    lines: Sequence[Line]  # one for each line of the page, with role and clipping
    lexicon: Lexicon
    posted: dt.date | None
    day_first: bool | None

    def is_agency(self, name: str | None) -> bool:
        """Does this name a news agency?"""
        return name is not None and source.agency_of(name, self.lexicon) is not None

    def dates(self, text: str) -> list[DateMention]:
        """The dates that a line, or a part of one, states."""
        return find_dates(text[:DATES_WITHIN], self.lexicon, posted=self.posted, day_first=self.day_first)

    def first_date(self, part: Part) -> Found | None:
        """The first date that it states."""
        return next((part.found(one) for one in self.dates(part.text) if one.date), None)


@attrs.frozen(slots=True)
class Filed:
    """A dateline: on a line of its own, or at the beginning of the text."""

    part: Part
    reading: dateline.Reading

    def date(self) -> Found | None:
        """Its date, whose place is counted from the beginning of the passage."""
        mention = self.reading.mention
        return attrs.evolve(self.part, start=0).found(mention) if mention and mention.date else None


@attrs.frozen(slots=True)
class Closing:
    """The credit in brackets at the end of the text, `(Northfield Post 8 Jun 94)`, and the outlet that it names."""

    part: Part
    outlet: str | None


@attrs.frozen(slots=True)
class RunTogether:
    """`By ANN LEE Published: August 2, 2004 BOSTON, Aug. 1 - The storm`: who, when and where, before the text."""

    names: Part
    date: Found | None
    filed: Filed | None

    @property
    def credits(self) -> Part:
        """All before the place: `By ANN LEE, special for The Gazette`."""
        return attrs.evolve(self.names, end=self.filed.part.start) if self.filed else self.names


@attrs.frozen(slots=True, eq=False)
class Article:
    """One clipping: its lines, those of one role that follow each other as one passage, and what the passages say."""

    known: Known
    passages: Sequence[Passage]
    remark: Passage | None = None  # what the blogger says above it, behind the article before

    def of(self, role: Role) -> list[Passage]:
        """The passages of this role, in order."""
        return self._by_role.get(role, [])

    @cached_property
    def _by_role(self) -> Mapping[Role, list[Passage]]:
        found: dict[Role, list[Passage]] = {}
        for passage in self.passages:
            found.setdefault(passage.role, []).append(passage)
        return found

    @property
    def above(self) -> PhysicalLine | None:
        """The line above its first one."""
        first = self.passages[0].lines[0].index
        return self.known.page.lines[first - 1] if first else None

    @property
    def below(self) -> PhysicalLine | None:
        """The line below its last one that says something."""
        lines = self.known.page.lines
        after = self.passages[-1].lines[-1].index + 1
        return next((line for line in lines[after : after + _BELOW] if line.content), None)

    @property
    def ending(self) -> list[PhysicalLine]:
        """The last line, and the next that says something: where the writer is introduced."""
        below = self.below
        return [self.passages[-1].lines[-1], *([below] if below else [])]

    @property
    def follows_on(self) -> bool:
        """Does it stand directly below another clipping, or with furniture between them?"""
        role = self.known.lines[self.above.index].role if self.above else None
        return role is None or role.of_clipping or role is Role.FURNITURE

    @cached_property
    def titles(self) -> tuple[Part, ...]:
        """The headline, in each passage that holds a part of it, without stars before and credits behind it."""
        passages = self.of(Role.HEADLINE)
        if dates := {line.index for line in (*self._dates_in_titles, *self.credits_in_titles)}:
            left = [one.of([line for line in one.lines if line.index not in dates]) for one in passages]
            passages = [one for one in left if one.lines] or passages
        return tuple(Part(one, *title_in(one.text, self.known.lexicon)) for one in passages)

    @cached_property
    def _dates_in_titles(self) -> list[PhysicalLine]:
        """Lines of a headline that are all date: the decoder may take a headline and the date below it for one."""
        lines = (line for one in self.of(Role.HEADLINE) if len(one.lines) > 1 for line in one.lines)
        return [line for line in lines if _is_all_date(self.known, line.content)]

    @cached_property
    def credits_in_titles(self) -> list[PhysicalLine]:
        """Lines below a headline's first that say who wrote it, or where it appeared: `From the Gazette (May 1983)`."""
        words = self.known.lexicon
        lines = [line for one in self.of(Role.HEADLINE) for line in one.lines][1:]
        return [line for line in lines if len(line.content) <= _CREDITS_WITHIN and _is_credit(line.content, words)]

    @cached_property
    def beside_titles(self) -> list[Part]:
        """What else stands on a headline's lines: `11-11-96. NYT: Talks fail`, `Talks fail (Gazette, 3 May)`."""
        parts: list[Part] = []
        for one in self.titles:
            parts += [Part(one.passage, 0, one.start), Part(one.passage, one.end, len(one.passage.text))]
        if self.summary:
            parts.append(Part(self.summary.passage, self.summary.end, len(self.summary.passage.text)))
        return [one for one in parts if one.text.strip()]

    @cached_property
    def summary(self) -> Part | None:
        """The first paragraph of four words or more below the headline, without credits behind it.

        Less is a label, and what follows is a caption or the text.
        """
        for passage in self.of(Role.STANDFIRST):
            lines = passage.lines
            starts = [0, *(at for at, line in enumerate(lines) if at and line.gap), len(lines)]
            for start, end in pairwise(starts):
                paragraph = passage.of(lines[start:end])
                if paragraph.text.count(" ") >= _FEWEST_BLANKS:
                    return Part(paragraph, *summary_in(paragraph.text, self.known.lexicon))
        return None

    @property
    def behind_titles(self) -> list[Part]:
        """What stands behind a headline: `Talks fail - By Ann Lee`."""
        return [one for one in self.beside_titles if one.start]

    @cached_property
    def filed(self) -> list[Passage]:
        """The lines that tell when and where, those among the headline's last line first, for the date stands below."""
        dates = [Passage(Role.DATELINE, None, (line,)) for line in reversed(self._dates_in_titles)]
        return [*dates, *self.of(Role.DATELINE)]

    @cached_property
    def datelines(self) -> tuple[Filed, ...]:
        """Lines of their own first, then the text's opening; those that tell of an update come last."""
        known = self.known
        found = [
            Filed(Part(one, 0, len(one.text)), read)
            for one in self.filed
            if (read := dateline.read(one.text, known.lexicon, posted=known.posted, day_first=known.day_first))
        ]
        if self.in_opening:
            found.append(self.in_opening)
        return tuple(sorted(found, key=lambda one: one.reading.updated))

    @cached_property
    def in_opening(self) -> Filed | None:
        """The dateline with which the text opens: `BOSTON (Reuters) - The ...`."""
        known, opening = self.known, self.opening
        if opening is None:
            return None
        read = dateline.read_opening(opening.text, known.lexicon, posted=known.posted, day_first=known.day_first)
        return Filed(Part(opening, read[0], read[0] + read[1].end), read[1]) if read else None

    @cached_property
    def credits(self) -> tuple[tuple[Passage, Source], ...]:
        """Credit lines that say something."""
        read = ((one, source.read(one.text, self.known.lexicon)) for one in self.of(Role.SOURCE))
        return tuple((one, found) for one, found in read if found)

    @property
    def opening(self) -> Passage | None:
        """The first lines of the text."""
        return next(iter(self.of(Role.BODY)), None)

    @cached_property
    def closing(self) -> Closing | None:
        """The credit that closes the text."""
        for one in self.of(Role.BODY)[-1:]:
            if found := source.closing_credit(one.text, self.known.lexicon):
                return Closing(Part(one, found[1], found[2]), found[0])
        return None

    @cached_property
    def run_together(self) -> RunTogether | None:
        """The credits with which the text opens, if their line breaks were lost."""
        opening = self.opening
        signed = byline.opening_byline(opening.text, self.known.lexicon) if opening else None
        return _run_together(self.known, Part(opening, *signed)) if opening and signed else None


def articles(known: Known, told: Sequence[Passage]) -> list[Article]:
    """The clippings of a post, as the decoder cut them out."""
    found: dict[int, list[Passage]] = {}
    remarks: dict[int, Passage] = {}
    said: list[PhysicalLine] = []
    for one in told:
        if one.clipping is not None:
            if one.clipping not in found and said:
                remarks[one.clipping] = Passage(Role.COMMENTARY, None, said)
            found.setdefault(one.clipping, []).append(one)
            said = []
        elif one.role is Role.COMMENTARY:
            said = [*said[-_REMARK:], *one.lines]
    return [Article(known, its, remarks.get(at)) for at, its in found.items()]


def _is_all_date(known: Known, text: str) -> bool:
    """Is this a date with its year, and nothing else but an outlet's name?"""
    read = _whole_dateline(known, text) if has_digit(text) else None
    if read is None or not read.mention or not read.mention.has_year:
        return False
    if not read.rest:
        return True
    said = len(text) - (read.mention.span.end - read.mention.span.start) - len(read.rest)
    ambiguous = known.lexicon.has("source.ambiguous", read.rest)
    return said <= _MARKS and bool(known.lexicon.outlet(read.rest)) and not ambiguous


def _is_credit(text: str, lexicon: Lexicon) -> bool:
    """Does the line open with what introduces a writer or an outlet that we know?"""
    if _OPENS_CREDIT.match(text):
        found = source.outlet_in(text, lexicon)
        return found is not None and (lexicon.outlet(found[0]) is not None or "(" in text)
    signed = byline.recognise(text, lexicon) if _OPENS_BYLINE.match(text) else None
    return signed is not None and bool(signed.authors)


def _whole_dateline(known: Known, text: str) -> dateline.Reading | None:
    read = dateline.recognise(text, known.lexicon, posted=known.posted, day_first=known.day_first)
    return read if read and read.end == len(text) else None


def _run_together(known: Known, names: Part) -> RunTogether:
    opening = names.passage
    behind = attrs.evolve(names, start=names.end, end=min(len(opening.text), names.end + _CREDITS_WITHIN))
    near = [one for one in known.dates(behind.text) if one.span.start <= _CREDITS_APART][:1]
    begins = names.end + (near[0].span.end if near else 0)
    filed = next(_heads_from(known, opening, begins, begins + _CREDITS_WITHIN - _CREDITS_APART), None)
    return RunTogether(names, behind.found(near[0]) if near and near[0].date else None, filed)


def _heads_from(known: Known, opening: Passage, begins: int, ends: int) -> Iterator[Filed]:
    """The datelines that begin right there, or at a word in capitals behind an outlet, an address or a time."""
    text = opening.text
    starts = [begins + len(text[begins:]) - len(text[begins:].lstrip(" ,;|"))]
    starts += [one.start() for one in _CAPITALS.finditer(text, starts[0] + 1, ends)][:_MOST_STARTS]
    for start in starts:
        head = dateline.read_head(text[start:], known.lexicon, posted=known.posted, day_first=known.day_first)
        if head and head.dateline.place:
            yield Filed(Part(opening, start, start + head.end), head)
