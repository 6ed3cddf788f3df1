"""Labelled lines -> a Post with its Clippings: each line's stage is asked what the line says."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs

from clipparse.dates import DateMention, find_dates
from clipparse.edit import Reading, flowing, squeezed
from clipparse.endings import why_cut
from clipparse.facts.people import has_first_name
from clipparse.language import language_of
from clipparse.lexicon import Lexicon
from clipparse.model import Author, Byline, Clipping, Clue, Dateline, FrozenSpans, Line, Paragraph, Post, Source
from clipparse.page import Page, PhysicalLine, Span
from clipparse.roles import Role
from clipparse.stages import byline, dateline, headline, post, source

_OF_TEXT = (Role.BODY, Role.SUBHEAD, Role.CAPTION)
# Dates are looked for in this much of a line; no credit is longer.
_DATES_WITHIN = 400
_LINK = re.compile(r"(?:https?://|www\.)\S{1,400}")
_TOWN = re.compile(r"[^\W\d_a-z][\w'’-]{2,}(?:\s[^\W\d_a-z][\w'’-]+){0,2}")
# `Posted: ` before a date is no longer.
_DATE_LABEL = 12
# How much behind a byline is looked at for its date, and how far behind the names it begins.
_CREDITS_WITHIN, _CREDITS_APART = 120, 40
# A remark that leads to a text ends so, and names the outlet within so many characters.
_LEADS_ON = (":", ": ", "...", "…")
_LEADS_WITHIN = 200
# Who helped those who signed: `Reported by Ann Lee/Moscow`.
_REPORTED_BY = re.compile(r"\W*report(?:ed|ing) by\b", re.IGNORECASE)


@attrs.frozen(slots=True)
class _Passage:
    """Neighbouring lines of one role, as one text that knows where it stands in the raw text."""

    lines: tuple[PhysicalLine, ...]
    reading: Reading

    @classmethod
    def of(cls, page: Page, lines: Sequence[PhysicalLine]) -> _Passage:
        return cls(tuple(lines), Reading.of(page.text, [line.content_span for line in lines]))

    @property
    def text(self) -> str:
        return self.reading.text

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(line.content_span for line in self.lines)

    def part(self, start: int, end: int) -> tuple[Span, ...]:
        """Where the characters from `start` to `end` stand in the raw text, line by line."""
        whole = self.reading.span(start, end)
        cut = (Span(max(one.start, whole.start), min(one.end, whole.end)) for one in self.spans)
        return tuple(one for one in cut if one.start < one.end)


@attrs.frozen(slots=True)
class _Known:
    """What is known of the post when its clippings are read."""

    page: Page
    lexicon: Lexicon
    posted: dt.date | None
    day_first: bool | None

    def dates(self, text: str) -> list[DateMention]:
        return find_dates(text[:_DATES_WITHIN], self.lexicon, posted=self.posted, day_first=self.day_first)


@attrs.define(slots=True)
class _Draft:
    """The fields of one clipping as they are found; a field that is set is not set again."""

    values: dict[str, Any] = attrs.field(factory=dict)
    spans: dict[str, tuple[Span, ...]] = attrs.field(factory=dict)

    def set(self, field: str, value: object, spans: tuple[Span, ...]) -> None:
        if value and spans and field not in self.values:
            self.values[field] = value
            self.spans[field] = spans


def assemble(page: Page, lines: Sequence[Line], openings: Sequence[float], lexicon: Lexicon) -> Post:
    """Read the values that the labelled lines state.

    Parameters
    ----------
    page: the raw text and its lines.
    lines: one for each line of the page, with role and clipping.
    openings: for each clipping, how sure it is that it begins where it does, 0 to 1.
    lexicon: the words that the stages read by.

    Returns
    -------
    Post: its clippings not tidied yet.
    """
    roles = [line.role for line in lines]
    about = _about_the_post(page, roles, lexicon)
    known = _Known(page, lexicon, about["posted"] or page.options.posted, _day_first(page, roles, lexicon))
    groups = _clippings(page, lines)
    cuts = [_cut(known, lines, group) for group in groups]
    clippings = tuple(
        attrs.evolve(_clipping(known, lines, group), confidence=sure, truncated=cut is not None)
        for group, sure, cut in zip(groups, openings, cuts, strict=True)
    )
    if len(clippings) == 1:
        clippings = (_alone(known, clippings[0], roles),)
    clippings = tuple(_introduced_together(known, lines, groups, clippings))
    clippings = tuple(
        _introduced_in_prose(known, lines, group, one) for group, one in zip(groups, clippings, strict=True)
    )
    return Post(
        text=page.text,
        clippings=tuple(attrs.evolve(one, id=_identity(one)) for one in clippings),
        lines=_noted(lines, cuts),
        commentary=tuple(flowing(one.text) for one in _paragraphs(page, _with_role(page, roles, Role.COMMENTARY))),
        **about,
    )


# --- the post


def _with_role(page: Page, roles: Sequence[Role], *wanted: Role) -> list[PhysicalLine]:
    return [line for line, role in zip(page.lines, roles, strict=True) if role in wanted and line.content]


def _about_the_post(page: Page, roles: Sequence[Role], lexicon: Lexicon) -> dict[str, Any]:
    title = [post.read_title(line.content, lexicon) for line in _title_lines(page, roles)]
    signed = _with_role(page, roles, Role.POST_BYLINE)
    mention = _first_date(_with_role(page, roles, Role.POST_DATE) + signed, page, lexicon)
    return {
        "title": squeezed(" ".join(filter(None, title))) or None,
        "posted": mention.date if mention else page.options.posted,
        "posted_at": mention.at if mention else None,
        "author": next(filter(None, (post.read_author(line.content[:300], lexicon) for line in signed)), None),
    }


def _title_lines(page: Page, roles: Sequence[Role]) -> list[PhysicalLine]:
    """The first lines in a row that are the post's title: an archive page has more titles further down."""
    titles = _with_role(page, roles, Role.POST_TITLE)
    return _runs(titles)[0] if titles else []


def _first_date(lines: Iterable[PhysicalLine], page: Page, lexicon: Lexicon) -> DateMention | None:
    known = page.options
    for line in lines:
        for one in find_dates(line.content[:_DATES_WITHIN], lexicon, posted=known.posted, day_first=known.day_first):
            if one.date:
                return one
    return None


def _day_first(page: Page, roles: Sequence[Role], lexicon: Lexicon) -> bool | None:
    """How this post writes numeric dates, if one of them can be read in one way only; else what the caller says."""
    credits = _with_role(page, roles, Role.POST_DATE, Role.POST_BYLINE, Role.DATELINE, Role.BYLINE, Role.SOURCE)
    for line in credits:
        for one in find_dates(line.content[:_DATES_WITHIN], lexicon):
            if one.day_first is not None:
                return one.day_first
    return page.options.day_first


# --- clippings


def _clippings(page: Page, lines: Sequence[Line]) -> list[list[PhysicalLine]]:
    groups: list[list[PhysicalLine]] = []
    for line, judged in zip(page.lines, lines, strict=True):
        if judged.clipping is not None:
            if judged.clipping == len(groups):
                groups.append([])
            groups[judged.clipping].append(line)
    return groups


def _clipping(known: _Known, lines: Sequence[Line], group: Sequence[PhysicalLine]) -> Clipping:
    draft = _Draft()
    passages = {
        role: [
            _Passage.of(known.page, run)
            for run in _runs([line for line in group if lines[line.index].role is role and line.content])
        ]
        for role in Role
        if role.of_clipping
    }
    _sort_out(known, passages)
    _heads(known, passages, draft)
    _bylines(known, passages[Role.BYLINE], draft)
    _datelines(known, passages, draft)
    _sources(known, passages, draft)
    _in_the_opening(known, passages, draft)
    paragraphs = tuple(_paragraphs(known.page, [line for line in group if lines[line.index].role in _OF_TEXT], lines))
    body = [one for one in paragraphs if one.kind is not Role.CAPTION]
    draft.set("text", "\n\n".join(one.text for one in body), tuple(span for one in body for span in one.spans))
    if code := language_of(draft.values.get("text") or "", known.lexicon, known.page.options.languages):
        draft.set("language", code, draft.spans["text"])
    return Clipping(
        **draft.values,
        paragraphs=paragraphs,
        spans=FrozenSpans(draft.spans),
    )


def _runs(lines: Sequence[PhysicalLine]) -> list[list[PhysicalLine]]:
    """Lines that follow each other directly, together."""
    runs: list[list[PhysicalLine]] = []
    for line in lines:
        if runs and runs[-1][-1].index + 1 == line.index:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _sort_out(known: _Known, passages: dict[Role, list[_Passage]]) -> None:
    """Lines among a headline's or a dateline's that say nothing but a date or names are read as what they are."""
    kept: list[_Passage] = []
    for passage in passages[Role.HEADLINE]:
        of_headline: list[PhysicalLine] = []
        for line in passage.lines:
            role = _other_role(known, line, last=line is passage.lines[-1] and bool(of_headline))
            if role is None or len(passage.lines) == 1:
                of_headline.append(line)
            else:
                passages[role].insert(0, _Passage.of(known.page, [line]))
        if of_headline:
            kept.append(_Passage.of(known.page, of_headline))
    if kept:
        passages[Role.HEADLINE][:] = kept
    if not passages[Role.BYLINE]:  # a name over the date was taken for its part
        lines = (line for one in passages[Role.DATELINE] for line in one.lines)
        named = [line for line in lines if _signs(known, line.content, least=1)]
        passages[Role.BYLINE].extend(_Passage.of(known.page, [line]) for line in named[:1])


def _other_role(known: _Known, line: PhysicalLine, *, last: bool) -> Role | None:
    text = line.content
    dated = dateline.recognise(text, known.lexicon, posted=known.posted, day_first=known.day_first)
    if dated and dated.end == len(text) and dated.mention and dated.mention.has_year:
        date = dated.mention.span
        left = len(text) - (date.end - date.start) - len(dated.rest or "")
        outlet = (
            dated.rest and known.lexicon.outlet(dated.rest) and not known.lexicon.has("source.ambiguous", dated.rest)
        )
        if not dated.rest or (outlet and left <= 6):
            return Role.DATELINE
    return Role.BYLINE if last and _signs(known, text, least=2) else None


def _signs(known: _Known, text: str, *, least: int) -> bool:
    """Is the line made up of at least so many names, each with a usual first name, and begins with the first?"""
    signed = byline.recognise(text, known.lexicon)
    if signed is None or not least <= len(signed.authors) == sum(
        has_first_name(one.name, known.lexicon) for one in signed.authors
    ):
        return False
    return text.casefold().startswith(("by ", "by: ", signed.authors[0].name.casefold()))


def _summary(known: _Known, passages: Sequence[_Passage]) -> list[_Passage]:
    """The first paragraph of four words or more: less is a label, and what follows is a caption or the text."""
    for passage in passages:
        starts = [0, *(k for k, line in enumerate(passage.lines) if k and line.gap)]
        for start, end in zip(starts, [*starts[1:], None], strict=True):
            paragraph = _Passage.of(known.page, passage.lines[start:end])
            if paragraph.text.count(" ") >= 3:
                return [paragraph]
    return []


def _heads(known: _Known, passages: dict[Role, list[_Passage]], draft: _Draft) -> None:
    """Kicker, headline and standfirst; what else stands on the headline's line goes to its own field."""
    summary = _summary(known, passages[Role.STANDFIRST])
    for role, runs in ((Role.KICKER, passages[Role.KICKER]), (Role.STANDFIRST, summary)):
        if runs:
            draft.set(
                role.value, squeezed(" ".join(one.text for one in runs)), tuple(s for one in runs for s in one.spans)
            )
    titles = passages[Role.HEADLINE]
    for title in titles:
        start, end = headline.read(title.text, known.lexicon)
        if start:
            _before_headline(known, title, start, draft)
        if title.text[end:].strip():
            _behind_headline(known, title, end, draft)
        if "headline" not in draft.values:
            draft.set("headline", squeezed(title.text[start:end]), title.part(start, end))
        elif title is not titles[0]:
            draft.values["headline"] = squeezed(f"{draft.values['headline']} {title.text[start:end]}")
            draft.spans["headline"] += title.part(start, end)


# `3-6-96. Harbour Herald: "Talks fail"`: whatever it is called, it is the paper
_NAMED_BEFORE = re.compile(r"\d[.,:]?\s+([A-Z][\w$&.'’]+(?:\s[A-Z][\w$&.'’]*)*):\s*$")


def _before_headline(known: _Known, title: _Passage, start: int, draft: _Draft) -> None:
    """`11-11-96. NYT: Talks fail`."""
    before = title.text[:start]
    if found := source.outlet_in(before, known.lexicon):
        draft.set("source", Source(found[0], None, squeezed(before)), title.part(0, start))
    elif named := _NAMED_BEFORE.search(before):
        draft.set("source", Source(named[1], None, squeezed(before)), title.part(0, start))
    _set_date(known, title, draft, 0, start)


def _behind_headline(known: _Known, title: _Passage, end: int, draft: _Draft) -> None:
    """`Talks fail - By Ann Lee`, `Talks fail - The Gazette`, `Talks fail (Gazette, 3 May)`."""
    behind = title.text[end:]
    spans = title.part(end, len(title.text))
    text = squeezed(behind).strip(" -–—|:(,*")
    dates = known.dates(text)
    only_dated = bool(dates) and dates[0].span.start <= _DATE_LABEL and "by" not in text.casefold().split()
    signed = None if only_dated else byline.read(text, known.lexicon)  # `PM EDT` is nobody
    if signed and (signed.authors or signed.collective):
        draft.set("byline", signed, spans)
    if found := source.outlet_behind(title.text, known.lexicon) or source.outlet_in(text, known.lexicon):
        draft.set("source", Source(found[0], None, squeezed(text)), spans)
    if (agency := source.agency_of(behind, known.lexicon)) is not None:
        draft.set("agency", agency, spans)
    _set_date(known, title, draft, end)


def _bylines(known: _Known, runs: Sequence[_Passage], draft: _Draft) -> None:
    read = [(one, found) for one in runs if (found := byline.read(one.text, known.lexicon))]
    if not read:
        if runs:
            draft.set("byline", Byline(squeezed(runs[0].text)), runs[0].spans)
        return
    authors: dict[str, Author] = {}
    for one, found in read:
        helps = bool(authors) and _REPORTED_BY.match(one.text) is not None
        for author in found.authors:
            credit = "additional reporting" if helps and author.credit == "author" else author.credit
            authors.setdefault(author.name.casefold(), attrs.evolve(author, credit=credit))
    ordered = tuple(sorted(authors.values(), key=lambda author: author.credit != "author"))
    collective = next((found.collective for _, found in read if found.collective), None)
    draft.set(
        "byline",
        Byline(squeezed(" ".join(one.text for one in runs)), ordered, None if ordered else collective),
        tuple(span for one in runs for span in one.spans),
    )


def _datelines(known: _Known, passages: dict[Role, list[_Passage]], draft: _Draft) -> None:
    """Place, agency and date: of the article's own date line first, then of its opening, then of a credit."""
    place: tuple[str, tuple[Span, ...]] | None = None
    texts: list[str] = []
    spans: list[Span] = []
    date: dt.date | None = None
    readings = [
        (one, found)
        for one in passages[Role.DATELINE]
        if (found := dateline.read(one.text, known.lexicon, posted=known.posted, day_first=known.day_first))
    ]
    opening = _opening(passages)
    begins = 0
    if opening and (
        read := dateline.read_opening(opening.text, known.lexicon, posted=known.posted, day_first=known.day_first)
    ):
        begins = read[0]
        readings.append((opening, read[1]))
    readings.sort(key=lambda one: one[1].updated)
    for passage, found in readings:
        start, end = (begins, begins + found.end) if passage is opening else (0, len(passage.text))
        stands = passage.part(start, end)
        texts.append(squeezed(passage.text[start:end]))
        spans.extend(stands)
        if place is None and (town := found.dateline.place or _unknown_town(known, passages, found)):
            place = town, stands
        if found.mention and found.mention.date:
            date = date or found.mention.date
            if not found.updated:
                _set_mention(found.mention, passage, draft)
        draft.set("agency", found.dateline.agency, stands)
    if not readings and (runs := passages[Role.DATELINE]):
        texts, spans = [squeezed(runs[0].text)], list(runs[0].spans)
    if texts:
        agency = draft.values.get("agency")
        value = Dateline(" ".join(texts), place[0] if place else None, agency, date)
        draft.set("dateline", value, tuple(spans))
    for one in (*passages[Role.BYLINE], *passages[Role.SOURCE], *passages[Role.KICKER]):
        _set_date(known, one, draft, stated=True)
    if closing := _closing(known, passages):
        _set_date(known, closing[0], draft, *closing[2:])
    for passage, found in readings:
        if found.mention and found.mention.date:  # of an update, which counts where no other date is stated
            _set_mention(found.mention, passage, draft)


def _unknown_town(known: _Known, passages: dict[Role, list[_Passage]], found: dateline.Reading) -> str | None:
    """`Husum, 21. April 2009`: what is not the outlet, for another line names that, is the place."""
    if not found.rest or not found.mention or not _TOWN.fullmatch(found.rest):
        return None
    behind = found.dateline.text[found.rest_start + len(found.rest) :]
    credited = any(source.read(one.text, known.lexicon) for one in passages[Role.SOURCE])
    if not behind.startswith(",") or not credited or source.outlet_in(found.rest, known.lexicon):
        return None
    return found.rest


def _opening(passages: dict[Role, list[_Passage]]) -> _Passage | None:
    """The first lines of the text, in which a dateline may stand."""
    for one in passages[Role.BODY]:
        return one
    return None


def _closing(known: _Known, passages: dict[Role, list[_Passage]]) -> tuple[_Passage, str | None, int, int] | None:
    """The credit in brackets at the end of the text, `(Northfield Post 8 Jun 94)`: the outlet, and where it stands."""
    for one in passages[Role.BODY][-1:]:
        if found := source.closing_credit(one.text, known.lexicon):
            return one, *found
    return None


def _set_date(
    known: _Known, passage: _Passage, draft: _Draft, start: int = 0, end: int | None = None, *, stated: bool = False
) -> None:
    """Set the date of publication; one within a link is not `stated`."""
    text = passage.text[start:end]
    if stated:
        text = _LINK.sub(lambda link: " " * len(link[0]), text)
    for mention in known.dates(text):
        if mention.date:
            moved = attrs.evolve(mention, span=Span(mention.span.start + start, mention.span.end + start))
            _set_mention(moved, passage, draft)


def _set_mention(mention: DateMention, passage: _Passage, draft: _Draft) -> None:
    if "published" in draft.values:
        return
    spans = passage.part(mention.span.start, mention.span.end)
    draft.set("published", mention.date, spans)
    draft.set("published_at", mention.at, spans)


def _sources(known: _Known, passages: dict[Role, list[_Passage]], draft: _Draft) -> None:
    read = [(one, found) for one in passages[Role.SOURCE] if (found := source.read(one.text, known.lexicon))]
    named = next(((one, found) for one, found in read if found.name), None)
    linked = next(((one, found) for one, found in read if found.url), None)
    if named is None or _is_agency(named[1].name, known.lexicon):
        named = _named_elsewhere(known, passages, outlets_only=named is not None) or named
    if (best := named or linked) is not None:
        passage, found = best
        url = found.url or (linked[1].url if linked else None)
        spans = passage.spans + (linked[0].spans if linked and linked[0] is not passage else ())
        draft.set("source", attrs.evolve(found, url=url), tuple(sorted(set(spans))))
    for role in (Role.BYLINE, Role.DATELINE, Role.SOURCE):
        for one in passages[role]:
            if not source.credits_picture(one.text):
                draft.set("agency", source.agency_of(one.text, known.lexicon), one.spans)
    _source_at_the_end(known, passages, draft)
    agency = draft.values.get("agency")
    if agency and "source" not in draft.values:
        draft.set("source", Source(str(agency), None, str(agency)), draft.spans["agency"])
    elif agency and (link := draft.values["source"]).name is None:  # a link to nobody we know; the agency is named
        draft.values["source"] = attrs.evolve(link, name=str(agency))
        draft.spans["source"] = tuple(sorted({*draft.spans["source"], *draft.spans["agency"]}))


def _named_elsewhere(
    known: _Known, passages: dict[Role, list[_Passage]], *, outlets_only: bool
) -> tuple[_Passage, Source] | None:
    """The outlet on a line that is a dateline or byline first of all."""
    for one in passages[Role.DATELINE]:
        if found := source.outlet_in(one.text, known.lexicon):
            return one, Source(found[0], None, squeezed(one.text))
    if outlets_only:  # the agency is credited on its own; a byline would name it, too
        return None
    for one in passages[Role.BYLINE]:
        found = byline.affiliation_of(one.text, known.lexicon)
        whole = source.outlet_in(one.text, known.lexicon)
        # `The Globe and Mail` is more than one name to a byline
        if found is None or (whole and "\n" not in whole[0] and whole[1] <= found[1] and found[2] <= whole[2]):
            found = whole or found
        if found:
            name = source.agency_of(found[0], known.lexicon) or found[0]
            return one, Source(name, None, squeezed(one.text))
    return None


def _in_the_opening(known: _Known, passages: dict[Role, list[_Passage]], draft: _Draft) -> None:
    """What the first paragraph holds beside the text: `Harbour Post: The ...`, `BOSTON (CNN) -- The ...`, a title."""
    opening = _opening(passages)
    if opening is None:
        return
    credit = source.credit_before_text(opening.text, known.lexicon)
    outlet = dateline.outlet_of_head(opening.text, known.lexicon)
    if found := credit or outlet:
        name, start, end = found
        draft.set("source", Source(name, None, name), opening.part(start, end))
    if signed := byline.opening_byline(opening.text, known.lexicon):
        _behind_byline(known, opening, draft, *signed)
    read = dateline.read_opening(opening.text, known.lexicon) if "headline" not in draft.values else None
    if read and (begins := read[0]):
        start, end = headline.read(opening.text[:begins].rstrip(' -–—:"“'), known.lexicon)
        if opening.text.count(" ", start, end) >= 2:
            draft.set("headline", squeezed(opening.text[start:end]), opening.part(start, end))


def _behind_byline(known: _Known, opening: _Passage, draft: _Draft, start: int, end: int) -> None:
    """`By ANN LEE Published: August 2, 2004 BOSTON, Aug. 1 - The storm`: who, when and where, run together."""
    draft.set("byline", byline.read(opening.text[start:end], known.lexicon), opening.part(start, end))
    rest = opening.text[end:]
    near = [one for one in known.dates(rest[:_CREDITS_WITHIN]) if one.span.start <= _CREDITS_APART]
    if near and near[0].date:
        _set_date(known, opening, draft, end, end + near[0].span.end)
    begins = end + (near[0].span.end if near else 0)
    begins += len(opening.text[begins:]) - len(opening.text[begins:].lstrip(" ,;|"))
    head = dateline.read_head(opening.text[begins:], known.lexicon, posted=known.posted, day_first=known.day_first)
    if head and head.dateline.place:
        spans = opening.part(begins, begins + head.end)
        draft.set("dateline", head.dateline, spans)
        draft.set("agency", head.dateline.agency, spans)


def _source_at_the_end(known: _Known, passages: dict[Role, list[_Passage]], draft: _Draft) -> None:
    if (closing := _closing(known, passages)) and closing[1]:
        passage, name, start, end = closing
        draft.set("source", Source(name, None, squeezed(passage.text[start:end])), passage.part(start, end))


def _paragraphs(page: Page, group: Sequence[PhysicalLine], lines: Sequence[Line] | None = None) -> Iterator[Paragraph]:
    """Lines that wrap into each other and have the same role, as one paragraph."""
    current: list[PhysicalLine] = []
    for line in group:
        if not line.content:
            continue
        if current and not _same_paragraph(page, current[-1], line, lines):
            yield _paragraph(page, current, lines)
            current = []
        current.append(line)
    if current:
        yield _paragraph(page, current, lines)


def _same_paragraph(page: Page, above: PhysicalLine, line: PhysicalLine, lines: Sequence[Line] | None) -> bool:
    return (
        line.index == above.index + 1
        and _are_one(page, above, line)
        and (lines is None or lines[above.index].role is lines[line.index].role)
    )


def _are_one(page: Page, above: PhysicalLine, line: PhysicalLine) -> bool:
    """Do both stand in one paragraph of the raw text?"""
    return page.block_of[above.index] is page.block_of[line.index]


def _paragraph(page: Page, current: Sequence[PhysicalLine], lines: Sequence[Line] | None) -> Paragraph:
    spans = tuple(line.content_span for line in current)
    kind = lines[current[0].index].role if lines else Role.BODY
    return Paragraph(flowing(Reading.of(page.text, spans).text), kind, spans)


def _cut(known: _Known, lines: Sequence[Line], group: Sequence[PhysicalLine]) -> tuple[int, str] | None:
    """The last line of a text that is not all there, and the reason why it seems so."""
    body = [line for line in group if lines[line.index].role is Role.BODY and line.content]
    if not body:
        return None
    last = body[-1]
    runs_on = len(body) > 1 and body[-2].index == last.index - 1 and (not last.gap or _are_one(known.page, *body[-2:]))
    next_line = known.page.lines[last.index + 1 : last.index + 2]
    below = next_line[0].content if next_line and not lines[last.index + 1].role.of_clipping else ""
    paragraph = known.page.block_of[last.index].text
    why = why_cut(last.content, paragraph, body[-2].content if runs_on else "", below, known.lexicon)
    return (last.index, why) if why else None


def _noted(lines: Sequence[Line], cuts: Iterable[tuple[int, str] | None]) -> tuple[Line, ...]:
    """The lines, with a note on each that a text breaks off with: a clue that weighs nothing."""
    noted = list(lines)
    for index, why in filter(None, cuts):
        line = noted[index]
        noted[index] = attrs.evolve(line, clues=(*line.clues, Clue("truncated", line.role, 0.0, why)))
    return tuple(noted)


def _alone(known: _Known, clipping: Clipping, roles: Sequence[Role]) -> Clipping:
    """The only clipping of a post: its headline may stand as the post's title, its outlet as the page's."""
    titles = _title_lines(known.page, roles)
    if clipping.headline is None and titles:
        passage = _Passage.of(known.page, titles)
        start, end = headline.read_from_title(passage.text)
        if start < end:
            clipping = _with(clipping, "headline", squeezed(passage.text[start:end]), passage.part(start, end))
    only_agency = clipping.source and not clipping.source.url and _is_agency(clipping.source.name, known.lexicon)
    if (clipping.source is None or only_agency) and (
        found := source.site_of(known.page, known.lexicon, clipping.headline)
    ):
        name, span = found
        clipping = _with(clipping, "source", Source(name, None, name), (span,))
    return clipping


def _introduced_together(
    known: _Known, lines: Sequence[Line], groups: Sequence[Sequence[PhysicalLine]], clippings: Sequence[Clipping]
) -> Iterator[Clipping]:
    """The clippings, each with the outlet and date of the line that introduces it and others: `8-2-96. WaJo:`."""
    lead: Clipping | None = None
    for clipping, group in zip(clippings, groups, strict=True):
        first = group[0]
        above = known.page.lines[first.index - 1] if first.index else None
        role = lines[above.index].role if above else None
        if _introduces(lines[first.index].role, first.content):
            lead = clipping
        elif clipping.source or (role is not None and not role.of_clipping and role is not Role.FURNITURE):
            lead = None  # another credit, or the blogger's own words, stand between them
        elif lead is not None:
            for field in ("source", "published"):
                if getattr(clipping, field) is None and (value := getattr(lead, field)) is not None:
                    clipping = _with(clipping, field, value, lead.spans[field])
        yield clipping


def _introduced_in_prose(
    known: _Known, lines: Sequence[Line], group: Sequence[PhysicalLine], clipping: Clipping
) -> Clipping:
    """A clipping without a credit of its own takes that of the remark above that leads to it: `The Post has this:`."""
    first = group[0]
    above = known.page.lines[first.index - 1] if first.index else None
    if clipping.source or above is None or lines[above.index].role is not Role.COMMENTARY:
        return clipping
    text = above.content
    tail = max(0, len(text) - _LEADS_WITHIN)
    found = source.outlet_in(text[tail:], known.lexicon) if text.endswith(_LEADS_ON) else None
    if found is None:
        return clipping
    name, start, end = found
    begins = above.content_span.start + tail
    return _with(clipping, "source", Source(name, None, name), (Span(begins + start, begins + end),))


def _introduces(role: Role, text: str) -> bool:
    return role in (Role.DATELINE, Role.SOURCE) and text.endswith(":")


def _is_agency(name: str | None, lexicon: Lexicon) -> bool:
    return name is not None and source.agency_of(name, lexicon) is not None


def _with(clipping: Clipping, field: str, value: Any, spans: tuple[Span, ...]) -> Clipping:
    places = FrozenSpans({**clipping.spans, field: spans})
    return attrs.evolve(clipping, spans=places, **{field: value})


def _identity(clipping: Clipping) -> str:
    content = "\n".join((clipping.headline or "", clipping.text))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]
