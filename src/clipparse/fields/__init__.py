"""Labelled lines -> a Post with its Clippings: for each field, where its value is taken from.

`FIELDS` is the table of contents: the first place that states a field gives it, so the most trusted stands first. A
line may state several fields. What an article leaves out is lent by what stands around it: `LENT`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import attrs

from clipparse.article import Article, Known, articles
from clipparse.fields import about, filing, heads, lent, paragraphs, publisher, writers
from clipparse.language import language_of
from clipparse.lexicon import Lexicon
from clipparse.model import Clipping, Clue, FrozenSpans, Line, Post
from clipparse.page import Page
from clipparse.passage import Found, Passage, passages
from clipparse.roles import Role

__all__ = ["FIELDS", "LENT", "assemble"]

Place = Callable[[Article], Found | None]
Lender = Callable[[Clipping, lent.Around], Found | None]

FIELDS: tuple[tuple[str, tuple[Place, ...]], ...] = (
    ("kicker", (heads.kicker_lines,)),
    (
        "headline",
        (
            heads.headline_lines,
            heads.title_before_the_dateline,
            heads.title_before_a_quotation,
            heads.title_before_a_loose_stop,
            heads.title_behind_the_date,
            heads.title_before_its_credits,
            heads.title_on_a_credit_line,
        ),
    ),
    ("standfirst", (heads.first_summary, heads.summary_behind_the_headline, heads.summary_below_capitals)),
    (
        "byline",
        (
            writers.names_behind_the_headline,
            writers.byline_lines,
            writers.single_name_on_a_byline,
            writers.names_over_the_date,
            writers.names_before_the_text,
            writers.names_on_a_line_of_the_head,
            writers.names_and_jobs_on_any_line,
            writers.names_behind_the_text,
            writers.name_on_a_credit_line,
            writers.byline_as_it_stands,
        ),
    ),
    ("dateline", (filing.dateline_lines, filing.dateline_behind_the_names)),
    (
        "published",
        (
            filing.date_beside_the_headline,
            filing.date_of_a_dateline,
            filing.date_on_a_credit_line,
            filing.date_in_the_closing_credit,
            filing.date_of_an_update,
            filing.date_behind_the_names,
            filing.date_before_the_text,
        ),
    ),
    (
        "agency",
        (
            publisher.agency_behind_the_headline,
            publisher.agency_of_a_dateline,
            publisher.agency_on_a_credit_line,
            publisher.agency_behind_the_names,
            publisher.agency_before_the_text,
        ),
    ),
    (
        "source",
        (
            publisher.outlet_beside_the_headline,
            publisher.outlet_on_a_credit_line,
            publisher.outlet_on_a_dateline,
            publisher.outlet_of_the_writer,
            publisher.agency_or_link_on_a_credit_line,
            publisher.outlet_behind_the_names,
            publisher.outlet_in_the_closing_credit,
            publisher.outlet_in_the_opening,
            publisher.outlet_on_a_line_of_the_text,
            publisher.outlet_that_claims_rights,
            publisher.outlet_in_brackets,
        ),
    ),
)

LENT: tuple[tuple[str, tuple[Lender, ...]], ...] = (
    ("headline", (lent.title_of_the_post, lent.title_on_a_line_nearby)),
    ("byline", (lent.names_behind_the_title, lent.names_on_a_line_nearby, lent.writer_told_above)),
    ("agency", (lent.agency_told_above,)),
    (
        "source",
        (
            lent.site_of_the_page,
            lent.outlet_of_the_lead,
            lent.outlet_beside_the_title,
            lent.outlet_on_a_line_nearby,
            lent.outlet_in_the_remark_above,
            lent.outlet_told_above,
            lent.outlet_of_the_biography,
            lent.agency_itself,
        ),
    ),
    (
        "published",
        (lent.date_of_the_lead, lent.date_beside_the_title, lent.date_on_a_line_nearby, lent.date_of_the_issue),
    ),
)


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
    told = passages(page, lines)
    own = about.about_the_post(page, told, lexicon)
    posted, day_first = own["posted"] or page.options.posted, about.day_first(page, told, lexicon)
    found = articles(Known(page, lines, lexicon, posted, day_first), told)
    # each is read as a copy, with which all goes that was found in it on the way to its fields
    read = [_read(attrs.evolve(one), sure) for one, sure in zip(found, openings, strict=True)]
    stated, cuts = [one for one, _ in read], [cut for _, cut in read]
    clippings = tuple(_completed(found, stated, about.title_of(told)))
    dropped = [note for one, whole in zip(found, clippings, strict=True) for note in heads.left_out(one, whole)]
    return Post(
        text=page.text,
        clippings=clippings,
        lines=_noted(lines, [*_breaks(lines, cuts), *dropped]),
        commentary=_said_in(told, Role.COMMENTARY, page),
        comments=_said_in(told, Role.COMMENT, page),
        **own,
    )


def _said_in(told: Iterable[Passage], role: Role, page: Page) -> tuple[str, ...]:
    """The paragraphs of all passages of one role."""
    return tuple(said.text for one in told if one.role is role for said in paragraphs.cut(page, one))


def _read(article: Article, sure: float) -> tuple[Clipping, tuple[int, str] | None]:
    """What the clipping's own lines state, and where and why it looks broken off."""
    cut = paragraphs.broken_off(article)
    return _stated(article, confidence=sure, truncated=cut is not None), cut


def _stated(article: Article, **known: Any) -> Clipping:
    """What the clipping's own lines state."""
    told = tuple(paragraphs.paragraphs(article))
    found = {field: one for field, places in FIELDS if (one := _first(places, article))}
    text = paragraphs.whole_text(told)
    code = language_of(text.value, article.known.lexicon, article.known.page.options.languages)
    found |= {field: one for field, one in (("text", text), ("language", Found(code, text.spans))) if one.value}
    values = {field: one.value for field, one in found.items()}
    spans = {field: one.spans for field, one in found.items()}
    if when := values.pop("published", None):
        values |= {"published": when.date, "published_at": when.at}
        spans |= {"published_at": spans["published"]} if when.at else {}
    return Clipping(**values, **known, paragraphs=told, spans=FrozenSpans(spans))


def _first(places: Iterable[Callable[..., Found | None]], *where: Any) -> Found | None:
    """What the first place states that states anything."""
    for place in places:
        found = place(*where)
        if found and found.value and found.spans:
            return found
    return None


def _completed(found: Sequence[Article], stated: Sequence[Clipping], title: Passage | None) -> Iterator[Clipping]:
    """The clippings with what is lent to them, and with their names."""
    lead: Clipping | None = None
    issue = lent.masthead(found[0].known, len(found)) if found else None
    for article, clipping in zip(found, stated, strict=True):
        introduces = _introduces(article)
        if introduces or clipping.source or clipping.agency or not article.follows_on:
            lead = None
        nearby = lent.lines_nearby(article)
        around = lent.Around(
            article.known, article.above, len(found) == 1, title, lead, article.remark, nearby, issue, article.ending
        )
        whole = _lent(clipping, around)
        if introduces:
            lead = whole
        yield attrs.evolve(whole, id=_identity(whole))


def _introduces(article: Article) -> bool:
    """Does it open with a credit that leads on: `8-2-96. WaJo:`?"""
    first = article.passages[0]
    return first.role in (Role.DATELINE, Role.SOURCE) and first.lines[0].content.endswith(":")


def _lent(clipping: Clipping, around: lent.Around) -> Clipping:
    for field, lenders in LENT:
        if found := _first(lenders, clipping, around):
            spans = FrozenSpans({**clipping.spans, field: found.spans})
            clipping = attrs.evolve(clipping, spans=spans, **{field: found.value})
    return clipping


def _breaks(lines: Sequence[Line], cuts: Iterable[tuple[int, str] | None]) -> Iterator[tuple[int, Clue]]:
    for index, why in filter(None, cuts):
        yield index, Clue("truncated", lines[index].role, 0.0, why)


def _noted(lines: Sequence[Line], notes: Iterable[tuple[int, Clue]]) -> tuple[Line, ...]:
    """The lines with notes, which are clues that weigh nothing: that a text breaks off, what is no headline's part."""
    noted = list(lines)
    for index, note in notes:
        noted[index] = attrs.evolve(noted[index], clues=(*noted[index].clues, note))
    return tuple(noted)


def _identity(clipping: Clipping) -> str:
    content = "\n".join((clipping.headline or "", clipping.text))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]
