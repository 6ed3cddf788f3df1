"""Who wrote an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from clipparse import lazy
from clipparse.article import Article, Known
from clipparse.edit import squeezed
from clipparse.facts.people import has_first_name, is_person, name_case
from clipparse.model import Author, Byline
from clipparse.passage import Found, Passage
from clipparse.roles import Role
from clipparse.stages import byline

# `Posted: ` before a date is no longer.
_DATE_LABEL = 12
# A name below a text, on its last line.
_SIGNED_BEHIND = lazy.compile(r"[.!?][\"”’)]{0,3}\s{1,3}[-–—(]{0,3}\s?(?P<by>(?:By|BY)\s[^\n.!?()]{5,50})\W{0,3}$")
_SIGNED_WITHIN = 80
# The same without `By`, set off by a dash or by brackets, and what the paper says of its writer.
_NAMED_BEHIND = lazy.compile(
    r"[.!?][\"”’)]{0,3}\s{1,3}(?:[-–—]{1,2}\s?(?P<dashed>[A-Z][^\n!?()]{4,40})|\((?P<within>[A-Z][^\n!?()]{4,40})\))\s*$"
)
_TOLD_BEHIND = lazy.compile(
    r"[.!?][\"”’)]{0,3}\s{1,3}[-–—*]{0,3}\s?(?P<name>[A-Z][\w.'’-]{0,20}(?: [A-Z][\w.'’-]{0,20}){1,3}) is (?:an?|the)\s"
    r"(?:[\w.'’&-]{1,20} ){0,6}(?:writer|columnist|reporter|correspondent|critic|editor)\b"
)
_TOLD_WITHIN = 300
# On a byline's own line one word is a name: `By: PLATO`, `(Suzy C.)`; and so is whoever claims the rights there.
_ONE_NAME = lazy.compile(
    r"[-–—~*(\s]{0,6}(?:(?:By|BY|by)\s?:?\s{1,3}(?P<single>[A-Z][\w'’-]{2,24})|(?P<initial>[A-Z][\w'’-]{1,24} [A-Z]\.))"
    r"[)\s.*]{0,6}$"
)
_OWNED = lazy.compile(
    r"(?:[Cc]opyright|COPYRIGHT|©|\([Cc]\))[\s©]{0,3}(?:\([Cc]\)\s?)?(?:(?:19|20)\d\d,?\s)?(?:by )?"
    r"(?P<owner>[A-Z][^\n]{3,40})$"
)
# A line that is signed, whatever it was taken for.
_OPENS_SIGNED = lazy.compile(r"(?:By|BY|by)[: ]")
_RUNS_ON = lazy.compile(r"[^\W\d_]{3}\.\s")  # `Ann Lee. Schools`
_LONGEST_SIGNED, _FIRST_LINES = 120, 2
_JOB = lazy.compile(r"\b(?:writer|reporter|columnist|correspondent|critic)\b", re.IGNORECASE)
_LIKE_CREDITS, _LONGEST_NAME = (Role.SOURCE, Role.SUBHEAD, Role.KICKER), 40
_OF_THE_HEAD = (Role.SOURCE, Role.KICKER, Role.STANDFIRST, Role.SUBHEAD, Role.CAPTION, Role.HEADLINE)
# Who helped those who signed: `Reported by Ann Lee/Moscow`.
_REPORTED_BY = lazy.compile(r"\W*report(?:ed|ing) by\b", re.IGNORECASE)


def names_behind_the_headline(article: Article) -> Found | None:
    """`Talks fail - By Ann Lee`."""
    for part in article.behind_titles:
        signed = None if _is_date(article.known, part.said) else byline.read(part.said, article.known.lexicon)
        if signed and (signed.collective or _are_persons(article.known, part.said, signed)):
            return Found(signed, part.spans)
    return None


def _are_persons(known: Known, text: str, signed: Byline) -> bool:
    """Behind a headline, names that `By` introduces, or usual first names: not the title once more."""
    named = "by" in text.casefold().split()[:3] or all(
        has_first_name(one.name, known.lexicon) for one in signed.authors
    )
    return named and bool(signed.authors)


def _is_date(known: Known, text: str) -> bool:
    """Does it open with a date? What follows is part of it: `PM EDT` is nobody."""
    dates = known.dates(text)
    return bool(dates) and dates[0].span.start <= _DATE_LABEL and "by" not in text.casefold().split()


def byline_lines(article: Article) -> Found | None:
    """Everybody named on them, authors first, nobody twice."""
    passages = article.of(Role.BYLINE)
    read = [(one, found) for one in passages if (found := byline.read(one.text, article.known.lexicon))]
    if not read:
        return None
    authors: dict[str, Author] = {}
    for author in _credited(read):
        authors.setdefault(author.name.casefold(), author)
    ordered = tuple(sorted(authors.values(), key=lambda author: author.credit != "author"))
    collective = None if ordered else next((found.collective for _, found in read if found.collective), None)
    text = squeezed(" ".join(one.text for one in passages))
    return Found(Byline(text, ordered, collective), tuple(span for one in passages for span in one.spans))


def single_name_on_a_byline(article: Article) -> Found | None:
    """`By: PLATO`, `(Suzy C.)`, `Copyright 2004 Ann Lee`: on a line that was taken for a byline."""
    for one in article.of(Role.BYLINE):
        owned = _OWNED.match(one.text)
        named = _ONE_NAME.match(one.text)
        name = owned["owner"].strip(" .") if owned else named["single"] or named["initial"] if named else None
        if name and (named or is_person(name, article.known.lexicon)):
            return Found(Byline(squeezed(one.text), (Author(name_case(name)),)), one.spans)
    return None


def _credited(read: list[tuple[Passage, Byline]]) -> Iterator[Author]:
    """Those named on each line; who reported, where others have signed before, helped."""
    signed = False
    for passage, found in read:
        helps = signed and _REPORTED_BY.match(passage.text) is not None
        for author in found.authors:
            yield attrs.evolve(author, credit="additional reporting") if helps and author.credit == "author" else author
            signed = True


def byline_as_it_stands(article: Article) -> Found | None:
    """What a byline says that cannot be read."""
    return next((Found(Byline(squeezed(one.text)), one.spans) for one in article.of(Role.BYLINE)), None)


def names_over_the_date(article: Article) -> Found | None:
    """A line of names with usual first names, that stands with the date's: `Ann Lee`, `13 March 2014`."""
    for passage in article.of(Role.DATELINE):
        for line in passage.lines:
            if found := _signed(article.known, line.content):
                return Found(found, (line.content_span,))
    return None


def names_on_a_line_of_the_head(article: Article) -> Found | None:
    """`By Ann Lee`, whatever the line was taken for, above the text or as its first line."""
    for line in article.credits_in_titles:
        found = byline.recognise(line.content, article.known.lexicon)
        if found and found.authors:
            return Found(found, (line.content_span,))
    lines = [line for one in article.passages if one.role in _OF_THE_HEAD for line in one.lines]
    lines += [line for one in article.of(Role.BODY)[:1] for line in one.lines[:_FIRST_LINES]]
    for line in lines:
        opened = len(line.content) <= _LONGEST_SIGNED and _OPENS_SIGNED.match(line.content)
        if opened and (found := _signed(article.known, line.content)):
            return Found(found, (line.content_span,))
    return None


def names_and_jobs_on_any_line(article: Article) -> Found | None:
    """`Ann Lee, Herald Staff Writer Saturday, July 12, 2003`, whatever the line was taken for."""
    for one in article.passages:
        for line in one.lines if one.role in _OF_THE_HEAD else ():
            if len(line.content) <= _LONGEST_SIGNED and _JOB.search(line.content):
                found = _signed(article.known, line.content)
                if found and all(author.role for author in found.authors):
                    return Found(found, (line.content_span,))
    return None


def name_on_a_credit_line(article: Article) -> Found | None:
    """`- Ann Lee`, where a credit would stand: in the head, or as the last line."""
    lines = [line for one in article.passages for line in one.lines]
    first = next((line.index for one in article.of(Role.BODY) for line in one.lines), 0)
    for one in article.passages:
        for line in one.lines if one.role in _LIKE_CREDITS else ():
            if (line.index < first or line is lines[-1]) and len(line.content) <= _LONGEST_NAME:
                text = line.content.strip(" -–—~*")
                found = _signed(article.known, text) if is_person(text, article.known.lexicon) else None
                if found and len(found.authors) == 1:
                    return Found(found, (line.content_span,))
    return None


def _signed(known: Known, text: str) -> Byline | None:
    found = byline.recognise(text, known.lexicon)
    if found is None or not found.authors:
        return None
    usual = all(has_first_name(one.name, known.lexicon) and not _RUNS_ON.search(one.name) for one in found.authors)
    opens = text.casefold().startswith(("by ", "by: ", found.authors[0].name.casefold()))
    return found if usual and opens else None


def names_before_the_text(article: Article) -> Found | None:
    """`By ANN LEE Published: August 2, 2004 BOSTON, Aug. 1 - The storm`."""
    names = article.run_together.names if article.run_together else None
    signed = byline.read(names.text, article.known.lexicon) if names else None
    return Found(signed, names.spans) if names and signed else None


def names_behind_the_text(article: Article) -> Found | None:
    """`... to the elements." By Ann Lee`, `... (Ann Lee)`, `... - Ann Lee is a Herald columnist.`: behind the text."""
    for one in article.of(Role.BODY)[-1:]:
        for start, end in _named_behind(one.text):
            found = _signed(article.known, one.text[start:end])
            if found and len(found.authors) == 1:
                return Found(found, one.part(start, end))
    return None


def _named_behind(text: str) -> Iterator[tuple[int, int]]:
    near = max(0, len(text) - _SIGNED_WITHIN)
    if signed := _SIGNED_BEHIND.search(text, near):
        yield signed.span("by")
    if named := _NAMED_BEHIND.search(text, near):
        yield named.span(named.lastgroup or 0)
    if told := _TOLD_BEHIND.search(text, max(0, len(text) - _TOLD_WITHIN)):
        yield told.span("name")
